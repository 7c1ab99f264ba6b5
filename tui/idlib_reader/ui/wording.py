"""What the reader calls things: letters, glyphs and sentences of the screen."""

from __future__ import annotations

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Kind, Remark, kind_of
from idlib_reader.core.date_words import describe
from idlib_reader.core.dates import DateError, parse
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Stand, current, under_cursor
from idlib_reader.ui.signs import CLAIM, REMARK, entity_sign, event_sign

PLURALS: dict[Kind, str] = {"entity": "Entities", "claim": "Claims", "event": "Events", "remark": "Remarks"}
ORDER: tuple[Kind, ...] = ("entity", "claim", "event", "remark")


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


def say_stand(index: Index, stand: Stand) -> tuple[str, str]:
    """Where the reader stands, in words: first what keys act on, its name never to be cut, then all else."""
    now = current(index, stand)
    others = [_name(index, choice.id) for choice in under_cursor(index, stand)]
    if now is None:
        return "", " · ".join(others)
    entry = index.entries[now.id]
    kind = kind_of(entry)
    row, rows = index.rows[now.id] + 1, len(index.listed[kind])
    place = f"{kind} {row} of {rows}"
    if (places := len(index.places[now.id])) > 1:
        place += f", {_PLACES[kind]} {now.number + 1} of {places}"
    elif not places:
        place += ", not in the text"
    return _name(index, now.id), " · ".join([place, *others])


_PLACES: dict[Kind, str] = {"entity": "mention", "event": "mention", "claim": "place", "remark": "place"}


def _name(index: Index, id_: str) -> str:
    """Kind and id; an entity by its name, which a person knows it by."""
    entry = index.entries[id_]
    return f"{kind_word(entry)} {entry.label if isinstance(entry, Entity) else id_}"


def count(number: int, thing: str) -> str:
    """A number with its noun: `1 problem`, `3 problems`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
