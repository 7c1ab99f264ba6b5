"""Dates in the Extended Date/Time Format (EDTF): read, compared, put in order.

The format is that of the Library of Congress, https://www.loc.gov/standards/datetime/ (2019), which is also in
ISO 8601-2:2019: levels 0 and 1 whole, and of level 2 the sets, `[..]` one of and `{..}` all of. Beyond that only
a time without seconds is accepted. Instants are those of `calendar_dates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from idlib_reader.core.calendar_dates import CalendarDate, DateError, Precision, read_calendar_date

__all__ = [
    "CalendarDate",
    "Date",
    "DateError",
    "Edge",
    "Kind",
    "Precision",
    "Range",
    "SortKey",
    "leeway",
    "may_precede",
    "parse",
    "read",
    "sort_key",
]

Kind = Literal["date", "interval", "one of", "all of"]

Edge = CalendarDate | Literal["open", "unknown"]
"""A date, or what stands for one: `..` is open, nothing is unknown."""

SortKey = tuple[int, int, float]

_PRECISIONS: tuple[Precision, ...] = ("century", "decade", "year", "season", "month", "day", "time")
_SETS: dict[str, tuple[str, Kind]] = {"[": ("]", "one of"), "{": ("}", "all of")}

# While it is 0:00 in UTC, local clocks show from 12:00 the day before to 14:00.
_FARTHEST_EAST, _FARTHEST_WEST = 14 * 3600, 12 * 3600


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another; a single date is its own first and last."""

    first: Edge
    """Where it starts."""
    last: Edge
    """Where it ends, that date included."""


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF expression: a date, an interval or a set."""

    text: str
    """The date as written."""
    kind: Kind
    """What `ranges` make together: `interval` and `all of` last, of `one of` only one date is meant."""
    ranges: tuple[Range, ...]
    """The members of a set in their written order; otherwise one range."""
    earliest: int | None
    """The first instant that can belong to it, qualifiers left aside; None where the start is open or unknown."""
    latest: int | None
    """The first instant after all that can belong to it, likewise; None where the end is open or unknown."""
    earliest_end: int | None
    """No reading of it is over before this instant, qualifiers considered; None where nothing bounds it."""
    latest_start: int | None
    """Every reading of it starts before this instant, qualifiers considered; None where nothing bounds it."""
    precision: Precision
    """That of its coarsest date."""
    is_approximate: bool
    """Whether any date in it is approximate."""
    is_uncertain: bool
    """Whether any date in it is uncertain."""
    has_offset: bool
    """Whether its instants are in UTC, not on the clock of the place."""

    @property
    def known_dates(self) -> tuple[CalendarDate, ...]:
        """The dates in it in their written order, a single one once; never empty."""
        return _known_dates(self.ranges)


# The check of a file and its timeline ask for the same dates.
@lru_cache(maxsize=10_000)
def parse(text: str) -> Date:
    """The date that a text holds; raises a `DateError` that says what to write instead where that can be known."""
    try:
        return read(text)
    except DateError as error:
        # Only a wrong date needs the table of common slips.
        from idlib_reader.core.date_hints import explain

        raise explain(text, error) from None


def read(text: str) -> Date:
    """The date that a text holds; raises a `DateError` without a hint."""
    if not text:
        raise DateError("The date is empty.")
    if text[0] in _SETS:
        closing, kind = _SETS[text[0]]
        return _date(text, kind, _members(text, closing))
    if "/" in text:
        return _date(text, "interval", (_interval(text),))
    only = read_calendar_date(text)
    return _date(text, "date", (Range(only, only),))


def may_precede(a: Date | None, b: Date | None) -> bool:
    """Whether some reading of both lets the whole of `a` happen before `b` begins.

    It is lenient: what lies in the same year, month or day may precede; see `CalendarDate.reach` for qualifiers and
    seasons; an open or unknown end may come as soon as the start; local clocks agree with each other, but stand
    anywhere on Earth beside a date with an offset. An unknown date may precede and follow anything.
    """
    if a is None or b is None or a.earliest_end is None or b.latest_start is None:
        return True
    return a.earliest_end < b.latest_start + leeway(a, b)


def leeway(a: Date, b: Date) -> int:
    """Seconds by which an instant of `a` may really lie earlier, beside one of `b`, than their clocks tell."""
    if b.has_offset and not a.has_offset:
        return _FARTHEST_EAST
    return _FARTHEST_WEST if a.has_offset and not b.has_offset else 0


def sort_key(date: Date | None) -> SortKey:
    """What orders a timeline: by the first instant, the wider first, and the undated last.

    So 2020 heads the dates in it as a heading does. Where the start is open or unknown, the first date that is
    written takes its place: `../2020-02-19` stands just before 2020-02-19. Dates of the same stretch have the same key.
    """
    if date is None:
        return 1, 0, 0
    earliest, latest = date.earliest, date.latest
    position = min(known.earliest for known in date.known_dates) if earliest is None else earliest
    return 0, position, float("-inf") if earliest is None or latest is None else -latest


def _interval(text: str) -> Range:
    sides = text.split("/")
    if len(sides) != 2:
        raise DateError("A date has no slash, and an interval has one.")
    first, last = (_interval_end(side) for side in sides)
    if not isinstance(first, CalendarDate) and not isinstance(last, CalendarDate):
        raise DateError("An interval needs a date at one end at least.")
    return _in_order(Range(first, last), "interval")


def _interval_end(text: str) -> Edge:
    if text in ("", ".."):
        return "open" if text else "unknown"
    return _without_clock(text)


def _members(text: str, closing: str) -> tuple[Range, ...]:
    if text[-1] != closing:
        raise DateError(f"A set that starts with {text[0]} ends with {closing}.")
    if any(character.isspace() for character in text):
        raise DateError("A set holds no spaces.")
    parts = text[1:-1].split(",")
    members = tuple(_member(part) for part in parts)
    if any(member.first == "open" for member in members[1:]):
        raise DateError("Before a date, .. stands only at the start of a set.")
    if any(member.last == "open" for member in members[:-1]):
        raise DateError("After a date, .. stands only at the end of a set.")
    return members


def _member(text: str) -> Range:
    before, dots, after = text.partition("..")
    if not before and not after:
        raise DateError("A set holds dates, with a comma between two and none at its ends.")
    if not dots:
        only = _without_clock(text)
        return Range(only, only)
    first: Edge = _without_clock(before) if before else "open"
    last: Edge = _without_clock(after) if after else "open"
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and first.precision != last.precision:
        raise DateError("In a set the dates on both sides of .. have the same precision.")
    return _in_order(Range(first, last), "range")


def _without_clock(text: str) -> CalendarDate:
    date = read_calendar_date(text)
    if date.clock:
        raise DateError("Intervals and sets hold dates without a time of day.")
    return date


def _in_order(dates: Range, noun: str) -> Range:
    first, last = dates.first, dates.last
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and first.earliest >= last.latest:
        raise DateError(f"The {noun} ends before it starts.")
    return dates


def _date(text: str, kind: Kind, ranges: tuple[Range, ...]) -> Date:
    known = _known_dates(ranges)
    starts = [dates.first.earliest for dates in ranges if isinstance(dates.first, CalendarDate)]
    ends = [dates.last.latest for dates in ranges if isinstance(dates.last, CalendarDate)]
    earliest = min(starts) if len(starts) == len(ranges) else None
    latest = max(ends) if len(ends) == len(ranges) else None
    reaches = [date.reach for date in known]
    if kind in ("interval", "all of"):
        # It lasts over all its dates: no later than the first of them it has begun, and it is not over before the last.
        latest_start: int | None = min(reach[1] for reach in reaches)
        earliest_end: int | None = max(reach[0] for reach in reaches)
    else:
        latest_start = None if latest is None else max(reach[1] for reach in reaches)
        earliest_end = None if earliest is None else min(reach[0] for reach in reaches)
    return Date(
        text=text,
        kind=kind,
        ranges=ranges,
        earliest=earliest,
        latest=latest,
        earliest_end=earliest_end,
        latest_start=latest_start,
        precision=min((date.precision for date in known), key=_PRECISIONS.index),
        is_approximate=any(date.is_approximate for date in known),
        is_uncertain=any(date.is_uncertain for date in known),
        has_offset=any(date.offset is not None for date in known),
    )


def _known_dates(ranges: tuple[Range, ...]) -> tuple[CalendarDate, ...]:
    """The dates in the ranges, in order; where a range is one date, that date once."""
    edges: list[Edge] = []
    for dates in ranges:
        edges += [dates.first] if dates.first is dates.last else [dates.first, dates.last]
    return tuple(edge for edge in edges if isinstance(edge, CalendarDate))
