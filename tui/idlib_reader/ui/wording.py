"""What the reader calls things: letters, glyphs and sentences of the screen."""

from __future__ import annotations

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Kind, Remark, kind_of
from idlib_reader.core.date_words import describe
from idlib_reader.core.dates import DateError, parse
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Stand, current, under_cursor
from idlib_reader.core.selectors import Anchor, Selector, State
from idlib_reader.ui.signs import CLAIM, REMARK, entity_sign, event_sign

PLURALS: dict[Kind, str] = {"entity": "Entities", "claim": "Claims", "event": "Events", "remark": "Remarks"}
ORDER: tuple[Kind, ...] = ("entity", "claim", "event", "remark")

STATES: dict[State, str] = {"orphan": "not found", "ambiguous": "ambiguous", "moved": "moved"}
"""What is said of selectors that a person should look at, in this order; of the others nothing."""


def glyph(entry: Entry) -> str:
    """The one-cell sign of an entry: a letter for an entity, a circle by modality for an event."""
    match entry:
        case Entity():
            return entity_sign(entry.type)
        case Event():
            return event_sign(entry.modality)
        case Claim():
            return CLAIM
        case Remark():
            return REMARK


def kind_word(entry: Entry) -> str:
    """The kind of an entry in a word; for an entity its type, which says more."""
    return entry.type if isinstance(entry, Entity) else kind_of(entry)


def say_date(text: str) -> str:
    """A date of a file in words; as written where it can't be read."""
    try:
        return describe(parse(text)) if text else ""
    except DateError:
        return text


def marking(entry: Entry) -> tuple[Selector, ...]:
    """The selectors of the words that an entry is highlighted at."""
    match entry:
        case Entity() | Event():
            return entry.mentions
        case Claim():
            return (entry.content,) if entry.content else ()
        case Remark():
            return (entry.passage,) if entry.passage else ()


def say_state(index: Index, id_: str) -> str:
    """What is wrong with the words that an entry is highlighted at; empty where all is well, or none are given.

    Of an entry without a place why it has none, else how many of its selectors have none; `moved` where all of its
    places were found by a count or a rule in an article that has changed, or how many were.
    """
    places = len(index.places[id_])
    anchors = [index.anchors[selector] for selector in marking(index.entries[id_])]
    told = []
    for state in ("orphan", "ambiguous"):
        if number := sum(anchor.state == state for anchor in anchors):
            told.append(f"{number} {STATES[state]}" if places else STATES[state])
    if moved := _count_places([anchor for anchor in anchors if anchor.state == "moved"]):
        told.append(STATES["moved"] if moved == places and not told else f"{moved} {STATES['moved']}")
    return ", ".join(told)


def _count_places(anchors: list[Anchor]) -> int:
    if len(anchors) == 1:
        return len(anchors[0].places)
    return len({place for anchor in anchors for place in anchor.places})


def say_stand(index: Index, stand: Stand, row: tuple[int | None, int] | None = None) -> tuple[str, str]:
    """Where the reader stands, in words: first what keys act on, its name never to be cut, then all else.

    Args:
        index: the annotated article.
        stand: where the reader stands.
        row: the row of the current entry in its list as it is sorted and filtered now, counted from 0 (None where it
            is not among them), and how many rows that list has; left out, its row in the usual order.
    """
    now = current(index, stand)
    others = [_name(index, choice.id) for choice in under_cursor(index, stand)]
    if now is None:
        return "", " · ".join(others)
    kind = kind_of(index.entries[now.id])
    at, rows = row or (index.rows[now.id], len(index.listed[kind]))
    told = [kind if at is None else f"{kind} {at + 1} of {rows}"]
    state = say_state(index, now.id)
    if (places := len(index.places[now.id])) > 1:
        told.append(f"{_PLACES[kind]} {now.number + 1} of {places}")
    elif not places:
        state = state or "not in the text"
    position = ", ".join(filter(None, (*told, state)))
    return _name(index, now.id), " · ".join([position, *others])


_PLACES: dict[Kind, str] = {"entity": "mention", "event": "mention", "claim": "place", "remark": "place"}


def _name(index: Index, id_: str) -> str:
    """Kind and id; an entity by its name, which a person knows it by."""
    entry = index.entries[id_]
    return f"{kind_word(entry)} {entry.label if isinstance(entry, Entity) else id_}"


def say_match(number: int, count: int) -> str:
    """Which match of a search one is on, counted from 1: `2 of 7`; with 0 only how many there are."""
    if not count:
        return "not found"
    return f"{number:,} of {count:,}" if number else f"{count:,} {'match' if count == 1 else 'matches'}"


def count(number: int, thing: str) -> str:
    """A number with its noun: `1 problem`, `3 problems`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
