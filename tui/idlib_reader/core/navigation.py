"""Where the reader stands in an article, and the ways on from there: marks, links, time.

Everything here is a function from a stand to the next; scrolling, lists and history belong to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from idlib_reader.core.annotations import Claim, Entity, Event, Kind, Remark
from idlib_reader.core.highlights import Mark
from idlib_reader.core.index import Index
from idlib_reader.core.steps import Step, entered, steps_from
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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a way leads in another article, which somebody has to open."""

    slug: str
    """The article."""
    id: str
    """The entry there; empty for the article as a whole."""


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
        # A mark that starts at the cursor is still ahead, unless one is on it already.
        mark = index.highlights.after(stand.cursor - 1, kind)
        if mark and mark.start == stand.cursor and current(index, stand) == Choice(mark.id, mark.number):
            mark = index.highlights.next_to(mark, step, is_same_kind=kind is not None)
    else:
        mark = index.highlights.before(stand.cursor, kind)
    if mark is None:
        return NoWay(f"No {kind or 'mark'} {'after' if step > 0 else 'before'} this place.")
    return choose(index, stand, mark.id, mark.number)


def overlapping(index: Index, stand: Stand) -> Stand | NoWay:
    """The stand on the next of the marks that overlap under the cursor: outward, then from the innermost again."""
    choices = _choices_at(index, stand.cursor)
    if not choices:
        return NoWay("Nothing is marked here.")
    choice = _outward(choices, current(index, stand))
    if choice == current(index, stand):
        return NoWay("Nothing else is marked here.")
    return replace(stand, choice=choice)


def mark_at(index: Index, stand: Stand, offset: int) -> Stand:
    """The stand after a click at `offset`: on the innermost entry there; after another click on it the next outward."""
    choices = _choices_at(index, offset)
    if not choices:
        return Stand(offset)
    is_again = _choices_at(index, stand.cursor)[:1] == choices[:1]
    return Stand(offset, _outward(choices, stand.choice) if is_again else choices[0])


def _choices_at(index: Index, offset: int) -> list[Choice]:
    """The places over a character, innermost first."""
    return [Choice(mark.id, mark.number) for mark in index.highlights.at(offset)]


def _outward(choices: Sequence[Choice], now: Choice | None) -> Choice:
    """The choice behind `now`, the first behind the last; the first too if `now` is none of them."""
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]


def _chosen_mark(index: Index, stand: Stand) -> Mark | None:
    """The mark of the choice, if the cursor stands at its start."""
    if stand.choice is None:
        return None
    for mark in index.highlights.at(stand.cursor):
        if mark.id == stand.choice.id and mark.number == stand.choice.number and mark.start == stand.cursor:
            return mark
    return None


def act(index: Index, stand: Stand) -> Stand | Elsewhere | NoWay:
    """Where Enter leads from the current entry.

    An event leads to the event at its first link, a claim to its source, an entity to its next mention; the first
    two into another article where only that has the other end.
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


def _to_linked_event(index: Index, stand: Stand, event: Event) -> Stand | Elsewhere | NoWay:
    step = entered(index, event.id)
    return _taken(index, stand, step) if step else NoWay("This event has no link to another event.")


def _taken(index: Index, stand: Stand, step: Step) -> Stand | Elsewhere:
    """Where a step leads."""
    return Elsewhere(step.slug, step.to) if step.slug else choose(index, stand, step.to)


def _to_source(index: Index, stand: Stand, claim: Claim) -> Stand | Elsewhere | NoWay:
    for reference in claim.source:
        if reference.id in index.entries:
            return choose(index, stand, reference.id, _nearest_place(index, reference.id, stand.cursor))
        home = index.home_of(reference) if reference.id != OUTLET else None
        if home and isinstance(index.entry_elsewhere(*home), Entity):
            return Elsewhere(*home)
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


def follow(index: Index, stand: Stand, digit: int) -> Stand | Elsewhere | NoWay:
    """The other end of the step `digit` of the current entry, counted from 1."""
    now = current(index, stand)
    if now is None:
        return NoWay("Nothing is marked here.")
    steps = steps_from(index, now.id)
    if digit > len(steps):
        return NoWay(f"There is no link {digit} here.")
    return _taken(index, stand, steps[digit - 1])


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
        # The place under the cursor may have another number now.
        here = [mark.number for mark in index.highlights.at(cursor) if mark.id == choice.id]
        last = max(0, len(index.places[choice.id]) - 1)
        choice = replace(choice, number=here[0] if here else min(choice.number, last))
    else:
        choice = None
    return replace(stand, cursor=cursor, choice=choice)
