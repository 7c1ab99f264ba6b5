"""Problems of places: those that one entry names twice, or that are mentions of two entities of different types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from idlib_reader.core.annotations import Entity, Event
from idlib_reader.core.corpus import ALONE, Corpus, written_type
from idlib_reader.core.excerpts import counted, quoted
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.core.span import Place


def check_places(index: Index, source: Source, corpus: Corpus = ALONE) -> Iterator[Problem]:
    """Places that are named twice, each at the mention that is written later; types may come from `corpus`."""
    for entry in index.annotations.shared():
        if len(entry.mentions) > 1:
            yield from _check_twice(entry, index, source)
    yield from _check_types(index, source, corpus)


def _check_twice(entry: Entity | Event, index: Index, source: Source) -> Iterator[Problem]:
    named: dict[Place, Selector] = {}
    for mention in sorted(entry.mentions, key=lambda mention: mention.at):
        shared = [place for place in index.anchors[mention].places if place in named]
        if shared:
            line = source.position(named[shared[0]].at).line
            message = f"{_told(shared, index)} named already, in line {line}."
            has_rule = mention.all or named[shared[0]].all
            hint = "Delete one of the two mentions" + (", or take the place out with `except`." if has_rule else ".")
            yield source.problem(mention.at, Code.PLACE_TWICE, message, hint)
        for place in index.anchors[mention].places:
            named.setdefault(place, mention)


def _told(places: list[Place], index: Index) -> str:
    """The places as the subject of a sentence, with its verb."""
    words = quoted(index.quote(places[0]))
    if len(places) == 1:
        return f"The place {words} is"
    return f"{counted(len(places), 'place')}, the first of them {words}, are"


class _Mention(NamedTuple):
    at: int
    entity: Entity
    type: str
    """That of the entity, written or taken over."""
    selector: Selector


def _check_types(index: Index, source: Source, corpus: Corpus) -> Iterator[Problem]:
    """Places of two entities of different types.

    Of one type two entities may well share a place, such as two states in "both countries". An entity without a type,
    or with one that the tagset does not know, may be of any.
    """
    mentions = []
    for entity in index.annotations.entities.values():
        type_ = _type(entity, index, corpus)
        mentions += [_Mention(mention.at, entity, type_, mention) for mention in entity.mentions if type_]
    named: dict[Place, _Mention] = {}
    for mention in sorted(mentions, key=lambda mention: mention.at):
        shared: dict[str, tuple[_Mention, list[Place]]] = {}
        for place in index.anchors[mention.selector].places:
            earlier = named.setdefault(place, mention)
            if earlier.type != mention.type:
                shared.setdefault(earlier.entity.id, (earlier, []))[1].append(place)
        for earlier, places in shared.values():
            yield source.problem(mention.at, Code.TWO_TYPES, *_two_types(mention, earlier, places, index, source))


def _type(entity: Entity, index: Index, corpus: Corpus) -> str:
    """The type that an entity writes or takes over; empty where it has none that is known."""
    if "type" in entity.keys:
        return written_type(entity, index.tagset)
    return corpus.inherited("entity", entity.id, index.article.slug).get("type", "")


def _two_types(
    mention: _Mention, earlier: _Mention, places: list[Place], index: Index, source: Source
) -> tuple[str, str]:
    line = source.position(earlier.at).line
    message = (
        f"{_told(places, index)} marked as `{mention.entity.id}`, of type `{mention.type}`, here, "
        f"and as `{earlier.entity.id}`, of type `{earlier.type}`, in line {line}."
    )
    return message, "Choose what the name stands for there, and delete the other mention or take the place out of it."
