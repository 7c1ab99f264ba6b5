"""Problems of places: those that one entry names twice, or that are mentions of two entities of different types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from idlib_reader.core.annotations import Entity, Event
from idlib_reader.core.excerpts import counted, quoted
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.core.span import Place


def check_places(index: Index, source: Source) -> Iterator[Problem]:
    """Places that are named twice, each at the mention that is written later."""
    for entry in index.annotations.shared():
        if len(entry.mentions) > 1:
            yield from _check_twice(entry, index, source)
    yield from _check_types(index, source)


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
    selector: Selector


def _check_types(index: Index, source: Source) -> Iterator[Problem]:
    """Places of two entities of different types.

    Of one type two entities may well share a place, such as two states in "both countries".
    """
    entities = index.annotations.entities.values()
    mentions = [_Mention(mention.at, entity, mention) for entity in entities for mention in entity.mentions]
    named: dict[Place, _Mention] = {}
    for mention in sorted(mentions, key=lambda mention: mention.at):
        shared: dict[str, tuple[_Mention, list[Place]]] = {}
        for place in index.anchors[mention.selector].places:
            earlier = named.setdefault(place, mention)
            if earlier.entity.type != mention.entity.type:
                shared.setdefault(earlier.entity.id, (earlier, []))[1].append(place)
        for earlier, places in shared.values():
            yield source.problem(mention.at, Code.TWO_TYPES, *_two_types(mention, earlier, places, index, source))


def _two_types(
    mention: _Mention, earlier: _Mention, places: list[Place], index: Index, source: Source
) -> tuple[str, str]:
    line = source.position(earlier.at).line
    one, other = mention.entity, earlier.entity
    message = (
        f"{_told(places, index)} marked as `{one.id}`, of type `{one.type}`, here, "
        f"and as `{other.id}`, of type `{other.type}`, in line {line}."
    )
    return message, "Choose what the name stands for there, and delete the other mention or take the place out of it."
