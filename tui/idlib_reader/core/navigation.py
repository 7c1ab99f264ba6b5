"""Where the reader stands in an article, and the ways on from there: marks, links, time.

Everything here is a function from a stand to the next; scrolling, lists and history belong to the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from idlib_reader.core.annotations import Claim, Entity, Event, Kind, Link, Remark
from idlib_reader.core.highlights import Mark
from idlib_reader.core.index import Index
from idlib_reader.core.tagset import OUTLET

Direction = Literal[1, -1]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was last jumped to or chosen."""

    id: str
    """The entry."""
    number: int = 0
    """Which of its places, in text order, counted from 0; without meaning where it has none."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the reader stands."""

    cursor: int = 0
    """Offset in code points into the article."""
    choice: Choice | None = None
    """What was jumped to or chosen, until the cursor leaves its place."""


class NoWay(str):
    """The sentence that says why there is no way on."""

    __slots__ = ()


def current(index: Index, stand: Stand) -> Choice | None:
    """What keys act on: what was jumped to or chosen, else the innermost mark under the cursor."""
    if stand.choice:
        return stand.choice
    marks = index.highlights.at(stand.cursor)
    return Choice(marks[0].id, marks[0].number) if marks else None


def under_cursor(index: Index, stand: Stand) -> list[Choice]:
    """What the cursor is on beside the current entry, innermost first, each entry once."""
    found: dict[str, Choice] = {}
    for mark in index.highlights.at(stand.cursor):
        found.setdefault(mark.id, Choice(mark.id, mark.number))
    now = current(index, stand)
    return [choice for id_, choice in found.items() if now is None or id_ != now.id]


def move_to(index: Index, stand: Stand, offset: int) -> Stand:
    """The stand after the cursor moved to `offset`; what was chosen stays so while the cursor is in its place."""
    stays = stand.choice and any(
        mark.id == stand.choice.id and mark.number == stand.choice.number for mark in index.highlights.at(offset)
    )
    return Stand(offset, stand.choice if stays else None)


def choose(index: Index, stand: Stand, id_: str, number: int = 0) -> Stand:
    """The stand on the entry's place `number`; the cursor stays where it is if the entry has no place."""
    places = index.places[id_]
    cursor = places[number][0].start if number < len(places) else stand.cursor
    return Stand(cursor, Choice(id_, number))


def to_mark(index: Index, stand: Stand, kind: Kind | None, step: Direction) -> Stand | NoWay:
    """The stand on the next or previous mark of the kind (None: of any), in text order."""
    here = _chosen_mark(index, stand)
    if here and (kind is None or here.kind == kind):
        mark = index.highlights.next_to(here, step, is_same_kind=kind is not None)
    elif step > 0:
        mark = index.highlights.after(stand.cursor, kind)
    else:
        mark = index.highlights.before(stand.cursor, kind)
    if mark is None:
        return NoWay(f"No {kind or 'mark'} {'after' if step > 0 else 'before'} this place.")
    return choose(index, stand, mark.id, mark.number)


def _chosen_mark(index: Index, stand: Stand) -> Mark | None:
    """The mark of the choice, if the cursor stands at its start."""
    if stand.choice is None:
        return None
    for mark in index.highlights.at(stand.cursor):
        if mark.id == stand.choice.id and mark.number == stand.choice.number and mark.start == stand.cursor:
            return mark
    return None


def act(index: Index, stand: Stand) -> Stand | NoWay:
    """Where Enter leads from the current entry.

    An event leads to the event at its first link, a claim to its source, an entity to its next mention.
    """
    now = current(index, stand)
    if now is None:
        return NoWay("Nothing is marked here.")
    match index.entries[now.id]:
        case Event() as event:
            return _to_linked_event(index, stand, event)
        case Claim() as claim:
            return _to_source(index, stand, claim)
        case Entity() as entity:
            return _to_next_mention(index, stand, entity, now.number)
        case Remark():
            return NoWay("A remark leads nowhere.")


def _to_linked_event(index: Index, stand: Stand, event: Event) -> Stand | NoWay:
    for way in index.ways.get(event.id, ()):
        if way.to in index.annotations.events:
            return choose(index, stand, way.to)
    return NoWay("This event has no link to another event.")


def _to_source(index: Index, stand: Stand, claim: Claim) -> Stand | NoWay:
    for reference in claim.source:
        if reference.id in index.entries:
            return choose(index, stand, reference.id, _nearest_place(index, reference.id, stand.cursor))
    if any(reference.id == OUTLET for reference in claim.source):
        return NoWay("The article itself says this, in its own voice.")
    return NoWay("Nobody is named as the source of this claim.")


def _nearest_place(index: Index, id_: str, offset: int) -> int:
    """The number of the entry's place that starts nearest to `offset`."""
    places = index.places[id_]
    return min(range(len(places)), key=lambda number: abs(places[number][0].start - offset), default=0)


def _to_next_mention(index: Index, stand: Stand, entity: Entity, number: int) -> Stand | NoWay:
    places = index.places[entity.id]
    if len(places) < 2:
        return NoWay("This is its only mention." if places else "The article does not name it.")
    return choose(index, stand, entity.id, (number + 1) % len(places))


@dataclass(frozen=True, slots=True)
class Step:
    """A way on from an entry that a digit follows."""

    word: str
    """What the other end is to this one: a relation, a role, or a word for what else ties them."""
    to: str
    """The id at the other end."""
    link: Link | None = None
    """The written link, if it is one."""


def steps_from(index: Index, id_: str) -> list[Step]:
    """What the digits follow from an entry, in order.

    First its links, those written on it before those written elsewhere; then what else ties it to events and claims:
    the parts it takes in events, the claims it makes, what a claim is about or part of, the claims about it.
    """
    steps = [Step(way.rel, way.to, way.link) for way in index.ways.get(id_, ())]
    entry = index.entries[id_]
    if isinstance(entry, Claim):
        walkable = index.annotations.events.keys() | index.annotations.claims.keys()
        about = [Step("about", to.id) for to in entry.about if to.id in walkable]
        whole = [Step("part of", entry.within.id)] if entry.within and entry.within.id in walkable else []
        steps += whole + [Step("includes", part) for part in index.parts_of.get(id_, ())] + about
    if isinstance(entry, Entity):
        steps += [Step(role, event) for role, event in index.roles_of.get(id_, ())]
        steps += [Step("says", claim) for claim in index.claims_by.get(id_, ())]
    return steps + [Step("claim", claim) for claim in index.claims_about.get(id_, ())]


def follow(index: Index, stand: Stand, digit: int) -> Stand | NoWay:
    """The stand at the other end of the link `digit` of the current entry, counted from 1."""
    now = current(index, stand)
    if now is None:
        return NoWay("Nothing is marked here.")
    steps = steps_from(index, now.id)
    if digit > len(steps):
        return NoWay(f"There is no link {digit} here.")
    return choose(index, stand, steps[digit - 1].to)


def to_time(index: Index, stand: Stand, step: Direction) -> Stand | NoWay:
    """The stand on the next or previous event in time.

    It counts from the current event, else from one under the cursor, else from the last one that starts before it.
    """
    timeline = index.timeline
    if not timeline:
        return NoWay("No event is marked in this article.")
    here = _event_here(index, stand)
    row = index.rows[here] + step if here else (0 if step > 0 else len(timeline) - 1)
    if not 0 <= row < len(timeline):
        return NoWay(f"This is the {'last' if step > 0 else 'first'} event in time.")
    return choose(index, stand, timeline[row])


def _event_here(index: Index, stand: Stand) -> str | None:
    now = current(index, stand)
    candidates = [now, *under_cursor(index, stand)] if now else under_cursor(index, stand)
    for choice in candidates:
        if choice and choice.id in index.annotations.events:
            return choice.id
    mark = index.highlights.before(stand.cursor, "event")
    return mark.id if mark else None


def kept(index: Index, stand: Stand) -> Stand:
    """The stand carried over to a new index: the choice by id, the cursor within the text."""
    cursor = min(stand.cursor, max(0, len(index.article.text) - 1))
    choice = stand.choice
    if choice and choice.id in index.entries:
        choice = replace(choice, number=min(choice.number, max(0, len(index.places[choice.id]) - 1)))
    else:
        choice = None
    return replace(stand, cursor=cursor, choice=choice)
