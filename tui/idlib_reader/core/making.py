"""The edits that the reader's commands make of what is selected and chosen: marking words, removing marks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Remark, kind_of
from idlib_reader.core.article import Article
from idlib_reader.core.dependants import detaching
from idlib_reader.core.edits import (
    ARTICLE,
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    RemoveValue,
    SetField,
    Target,
)
from idlib_reader.core.headlines import headline_of
from idlib_reader.core.id_proposals import propose_remark_id
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place
from idlib_reader.core.tagset import OUTLET

_MENTIONS = ("mentions",)
_SHORT = 30
"""Characters of a passage where it only has to be known again."""


def target_of(entry: Entry) -> Target:
    """How an edit names an entry."""
    return Target(kind_of(entry), entry.id)


def taken_ids(index: Index) -> frozenset[str]:
    """The ids that a new entry can't have: those of this file, also of what can't be read, and shared ones of others.

    An entity or event id means the same in every file, so a new entry may not have one by chance.
    """
    elsewhere = (one.id for file in index.corpus.files.values() for one in file.shared())
    return frozenset({*index.entries, *index.written.unread, *elsewhere, OUTLET})


def mention(index: Index, entity: Entity | Event, selector: Selector, place: Place) -> Edit:
    """One more mention of an entry; in text order where its mentions are in that order, else at the end.

    An entry that only other files have begins here with this mention.
    """
    label = f"mention of {entity.label}"
    if entity.id not in index.written.entities and entity.id not in index.written.events:
        made = type(entity)(id=entity.id, mentions=(selector,), keys=frozenset(_MENTIONS))
        return Edit(label, (AddEntry(made),))
    before = _mention_after(index, entity.mentions, place)
    return Edit(label, (AddValue(target_of(entity), _MENTIONS, selector, before),))


def _mention_after(index: Index, mentions: tuple[Selector, ...], place: Place) -> Selector | None:
    """The mention that a new one at `place` is put before; None where they are in no order, or it comes last."""
    starts = [(anchor.places[0] if (anchor := index.anchors[one]).places else None) for one in mentions]
    known = [start for start in starts if start]
    if any(later < earlier for earlier, later in pairwise(known)):
        return None
    return next((one for one, start in zip(mentions, starts, strict=True) if start and start > place), None)


def new_entity(id_: str, type_: str, name: str, selector: Selector) -> Edit:
    """A new entity with its first mention; the default type is not written."""
    keys = {"name", "mentions"} | ({"type"} if type_ != Entity(id=id_).type else set())
    made = Entity(id=id_, type=type_, name=name, mentions=(selector,), keys=frozenset(keys))
    return Edit(f"entity {name}", (AddEntry(made),))


def new_remark(index: Index, selector: Selector, words: str, note: str) -> Edit:
    """A remark on a passage; its id is made of the passage's first words."""
    keys = {"passage", "note"} if note else {"passage"}
    id_ = propose_remark_id(words, taken_ids(index))
    return Edit(
        f"remark on “{_short(words)}”", (AddEntry(Remark(id=id_, passage=selector, note=note, keys=frozenset(keys))),)
    )


def with_heading(edit: Edit, article: Article) -> Edit:
    """The edit as the first of a new file: what is known of the article, and the sum of its text, go with it."""
    headline = headline_of(article.text)
    title = (SetField(ARTICLE, ("title",), (headline,), ()),) if headline else ()
    sha256 = SetField(ARTICLE, ("sha256",), (article.sha256(),), ())
    return Edit(edit.label, (*title, sha256, *edit.changes))


def unmarking(index: Index, id_: str, number: int, described: Selector | None) -> Edit | None:
    """The edit that removes a place of an entity or event; None where it is the entry's last one, or none can be made.

    Of a rule that names many places it takes out one by an `except`, which is `described`: the selector of that place.
    """
    entry = index.written.entities.get(id_) or index.written.events.get(id_)
    places = index.places[id_]
    if entry is None or number >= len(places) or len(places) == 1:
        return None
    target, place = target_of(entry), places[number]
    changes: list[Change] = []
    narrowed: set[Selector] = set()
    for selector in entry.mentions:
        found = index.anchors[selector].places
        if place not in found:
            continue
        if len(found) == 1 or selector in narrowed:
            # A rule that somebody wrote twice is narrowed once.
            changes.append(RemoveValue(target, _MENTIONS, selector))
        elif described is None:
            return None
        else:
            fewer = replace(selector, excepted=(*selector.excepted, replace(described, note="", tags=())))
            changes.append(ChangeValue(target, _MENTIONS, selector, fewer))
            narrowed.add(selector)
    return Edit(f"removal of a mention of {entry.label}", tuple(changes)) if changes else None


def deletion(index: Index, id_: str, *, is_detached: bool) -> Edit | None:
    """The edit that deletes an entry, with all that refers to it in this file if it is to be detached.

    None where this file has no such entry.
    """
    entry = next((one for one in index.written.entries() if one.id == id_), None)
    if entry is None:
        return None
    detached = detaching(index.written, id_) if is_detached else ()
    return Edit(f"deletion of {_called(entry)}", (*detached, DeleteEntry(target_of(entry), entry)))


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"


def _called(entry: Entry) -> str:
    return f"{kind_of(entry)} {entry.id if isinstance(entry, Claim | Remark) else entry.label}"
