"""What the lists of the panel say, row by row, before they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from idlib_reader.core.annotations import Claim, Entity, Event, Remark
from idlib_reader.core.date_words import describe_briefly
from idlib_reader.core.index import Index
from idlib_reader.ui.wording import glyph


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
    """What stands at the end: how often it is named."""


def describe_row(index: Index, id_: str) -> ListRow:
    """The row of an entry in its list."""
    entry = index.entries[id_]
    match entry:
        case Entity():
            return ListRow(glyph(entry), entry.label, right=str(len(index.places[id_]) or "–"))
        case Event():
            return ListRow(glyph(entry), entry.label, left=_date(index, id_))
        case Claim():
            places = index.places[id_]
            return ListRow(glyph(entry), index.quote(places[0]) if places else entry.label, left=index.speaker(entry))
        case Remark():
            return ListRow(glyph(entry), " ".join(entry.label.split()))


def _date(index: Index, id_: str) -> str:
    """The date of an event in its column; a bound keeps its year, as it may stand far from the days it bounds."""
    date = index.dates.get(id_)
    return describe_briefly(date, index.year if date and date.earliest is not None else None)
