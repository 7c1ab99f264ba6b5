"""What the lists of the panel say, row by row, before they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from idlib_reader.core.annotations import Claim, Entity, Event, Remark
from idlib_reader.core.date_words import describe_briefly
from idlib_reader.core.index import Index
from idlib_reader.core.orders import Order
from idlib_reader.ui.wording import STATES, glyph, say_state

_WORDS = 400
"""Characters of a claim that a row looks at: more than the widest list shows."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry in a list."""

    glyph: str
    """Its one-cell sign."""
    text: str
    """Its name or words; cut where the list is narrow, told in full by the card."""
    left: str = ""
    """What stands in the column before: a date, a source."""
    right: str = ""
    """What stands at the end: how often it is named, and in words what is wrong with its places."""


def describe_row(index: Index, id_: str, order: Order | None = None) -> ListRow:
    """The row of an entry in its list; one sorted by status tells that too."""
    entry = index.entries[id_]
    right = _places(index, id_)
    match entry:
        case Entity():
            return ListRow(glyph(entry), entry.label, right=right)
        case Event():
            return ListRow(glyph(entry), entry.label, left=_date(index, id_), right=right)
        case Claim():
            places = index.places[id_]
            text = " ".join(index.quote(places[0])[:_WORDS].split()) if places else entry.label
            if order == "status":
                right = ", ".join(filter(None, (index.tagset.label("statuses", entry.status), right)))
            return ListRow(glyph(entry), text, left=index.speaker(entry), right=right)
        case Remark():
            return ListRow(glyph(entry), " ".join(entry.label.split()), right=right)


def _places(index: Index, id_: str) -> str:
    """How many places an entry has, where that is told, and what is wrong with them."""
    number, state = len(index.places[id_]), say_state(index, id_)
    if not number:
        return state or "–"
    has_number = isinstance(index.entries[id_], Entity)
    if state == STATES["moved"]:
        return f"{number} {state}" if has_number or number > 1 else state
    return ", ".join(filter(None, (str(number) if has_number or state else "", state)))


def _date(index: Index, id_: str) -> str:
    """The date of an event in its column; a bound keeps its year, as it may stand far from the days it bounds."""
    date = index.dates.get(id_)
    return describe_briefly(date, index.year if date and date.earliest is not None else None)
