"""Whether two dates allow what a link says of their events.

All of it is lenient: the answer is no only if no reading of both dates allows it. Qualifiers, seasons and clocks count
as in `dates.may_precede`; an open or unknown end may be anywhere. A time of day is when something begins: how long it
lasts on that day nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable

from idlib_reader.core.calendar_dates import DAY
from idlib_reader.core.dates import CalendarDate, Date, Edge, Range, leeway


def may_share(a: Date, b: Date) -> bool:
    """Whether some reading of both has an instant in common; with a time of day each may last until its day is over."""
    return any(
        _may_start_in_time(a, b, one, other, _lasting_end) and _may_start_in_time(b, a, other, one, _lasting_end)
        for one, other in _pairs(a, b)
    )


def may_start_in_time(a: Date, b: Date) -> bool:
    """Whether in some reading of both `a` begins before `b` is over; with a time of day `b` is over at that time."""
    return any(_may_start_in_time(a, b, one, other, _reach_end) for one, other in _pairs(a, b))


def _pairs(a: Date, b: Date) -> list[tuple[Range, Range]]:
    return [(one, other) for one in _readings(a) for other in _readings(b)]


def _readings(date: Date) -> tuple[Range, ...]:
    """The stretches of which one is meant; what lasts over several dates is one stretch, from the first to the last."""
    if date.kind == "one of" or len(date.ranges) == 1:
        return date.ranges
    starts = [dates.first for dates in date.ranges if isinstance(dates.first, CalendarDate)]
    ends = [dates.last for dates in date.ranges if isinstance(dates.last, CalendarDate)]
    earliest = min(starts, key=_reach_start, default=None)
    latest = max(ends, key=_reach_end, default=None)
    first: Edge = earliest if earliest and len(starts) == len(date.ranges) else "open"
    last: Edge = latest if latest and len(ends) == len(date.ranges) else "open"
    return (Range(first, last),)


def _may_start_in_time(a: Date, b: Date, one: Range, other: Range, end: Callable[[CalendarDate], int]) -> bool:
    """Whether `one`, a stretch of `a`, may begin before `other`, a stretch of `b`, is over at the `end` of its last."""
    if not isinstance(one.first, CalendarDate) or not isinstance(other.last, CalendarDate):
        return True
    return _reach_start(one.first) < end(other.last) + leeway(a, b)


def _reach_start(date: CalendarDate) -> int:
    return date.reach[0]


def _reach_end(date: CalendarDate) -> int:
    return date.reach[1]


def _lasting_end(date: CalendarDate) -> int:
    """The end of the date, or of the day that its time lies in, on the clock that it is written by."""
    if not date.clock:
        return _reach_end(date)
    ahead = 60 * (date.offset or 0)
    return ((date.earliest + ahead) // DAY + 1) * DAY - ahead
