"""One date of the Extended Date/Time Format: its parts, how it is read, and the stretch of time that it covers.

The grammar is that of the Library of Congress, https://www.loc.gov/standards/datetime/ (2019), levels 0 and 1
without intervals. Years are astronomical (0 is 1 BC), the calendar is the proleptic Gregorian one, as in ISO 8601.

An *instant* is a whole number of seconds since the year 0 began: in UTC where the date has an offset, else on the
clock of the place. A stretch of time is half-open: its `latest` is the first instant after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Precision = Literal["century", "decade", "year", "season", "month", "day", "time"]

DAY = 86_400
"""Seconds in a day; leap seconds are not counted."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Y and 18 digits reach far beyond the age of the universe; a limit keeps numbers and sentences readable.
_DATE = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)|Y-?[1-9][0-9]{4,17})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
    r"(?P<qualifier>[~?%])?"
)
# Significant digits, qualified parts, X anywhere, years with an exponent; compiled only when a date is wrong.
_LEVEL_2 = (
    r"[?~%]?-?[0-9X]{4}(?:S[0-9]+|(?:[?~%]?-[?~%]?[0-9X]{2}){0,2})[?~%]?|Y-?[0-9]+(?:E[0-9]+(?:S[0-9]+)?|S[0-9]+)"
)
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class DateError(ValueError):
    """A text that is no date, or not one that the reader knows."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        """A sentence that says what is wrong, ending with a period."""
        self.hint = hint
        """A sentence with what to write instead, between backticks as in a YAML file; empty where nobody can know."""

    def __str__(self) -> str:
        """Both sentences."""
        return f"{self.message} {self.hint}".rstrip()


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A century, decade, year, season, month, day or time of a day."""

    precision: Precision
    """The finest part that is written; an XX for month or day counts as written."""
    year: int
    """The astronomical year; of a decade or century its first year."""
    month: int | None
    """1 to 12; None where it is not written or is XX."""
    day: int | None
    """1 to 31; None where it is not written or is XX."""
    season: int | None
    """21 spring, 22 summer, 23 autumn, 24 winter; else None."""
    clock: str
    """The time of day as written, `14:30` or `14:30:05`; else empty."""
    offset: int | None
    """Minutes east of UTC; None where none is written."""
    is_approximate: bool
    """Whether `~` or `%` qualifies it."""
    is_uncertain: bool
    """Whether `?` or `%` qualifies it."""
    earliest: int
    """The first instant that it can mean, its qualifiers and the hemisphere of a season left aside."""
    latest: int
    """The first instant after all that it can mean, likewise."""

    @property
    def is_unspecified(self) -> bool:
        """Whether the day or the month is XX."""
        return self.day is None if self.precision == "day" else self.precision == "month" and self.month is None

    @property
    def reach(self) -> tuple[int, int]:
        """The stretch that a lenient reading allows, in instants.

        Each of approximate and uncertain adds the length of the date itself on both sides. A season is any that
        bears its name on either hemisphere: spring and autumn lie in their year, summer and winter may also begin
        in the December before it or end in the March after it.
        """
        earliest, latest = self.earliest, self.latest
        if self.season is not None:
            spills = self.season in (22, 24)
            earliest, latest = month_start(self.year, 1 - spills), month_start(self.year, 13 + 3 * spills)
        slack = (self.latest - self.earliest) * (self.is_approximate + self.is_uncertain)
        return earliest - slack, latest + slack


def month_start(year: int, month: int) -> int:
    """The instant at which a month begins; months below 1 and above 12 lie in the neighbouring years."""
    years, index = divmod(month - 1, 12)
    year += years
    # The leap days before this year, the year 0 being one.
    leap_days = (year + 3) // 4 - (year + 99) // 100 + (year + 399) // 400
    leap_day = 1 if index > 1 and _is_leap(year) else 0
    return (365 * year + leap_days + _DAYS_BEFORE_MONTH[index] + leap_day) * DAY


def read_calendar_date(text: str) -> CalendarDate:
    """The one date that a text holds; raises a `DateError` without a hint."""
    found = _DATE.fullmatch(text)
    if not found:
        raise _unreadable(text)
    written_year, written_month, written_day, clock, offset, qualifier = found.groups()
    precision, year, years = _years(written_year)
    if written_month:
        if precision != "year" or written_year.startswith("Y"):
            raise DateError("A year with Y or X stands alone, without a month.")
        precision = "day" if written_day else "month"
    month, season, day = _month_season_day(written_month, written_day)
    earliest, latest = _stretch(year, years, month, season, day)
    date = CalendarDate(
        precision="season" if season else precision,
        year=year,
        month=month,
        day=day,
        season=season,
        clock="",
        offset=None,
        is_approximate=qualifier in ("~", "%"),
        is_uncertain=qualifier in ("?", "%"),
        earliest=earliest,
        latest=latest,
    )
    return _at_time(date, clock, offset) if clock else date


def _unreadable(text: str) -> DateError:
    if re.fullmatch(_LEVEL_2, text):
        return DateError("This is EDTF of level 2, of which the reader knows the sets alone.")
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return DateError(f'"{shown}" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.')


def _month_season_day(month: str | None, day: str | None) -> tuple[int | None, int | None, int | None]:
    """The numbers of month, season and day; None for what is not written or XX."""
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise DateError("Where the month is XX, the day is XX too.")
        return None, None, None
    number = int(month)
    if 1 <= number <= 12:
        return number, None, int(day) if day and day != "XX" else None
    if 21 <= number <= 24:
        if day:
            raise DateError("A season has no days.")
        return None, number, None
    if 25 <= number <= 41 and day is None:
        raise DateError("Seasons run from 21 (spring) to 24 (winter).")
    raise DateError(f"There is no month {month}.")


def _stretch(year: int, years: int, month: int | None, season: int | None, day: int | None) -> tuple[int, int]:
    """The first instant of so many years, or a season, month or day in the first of them, and the first after."""
    if season is not None:
        month = 3 * (season - 20)
        return month_start(year, month), month_start(year, month + 3)
    if month is None:
        return month_start(year, 1), month_start(year + years, 1)
    earliest, latest = month_start(year, month), month_start(year, month + 1)
    if day is None:
        return earliest, latest
    days = (latest - earliest) // DAY
    if not 1 <= day <= days:
        raise DateError(f"{MONTHS[month - 1]} {year} has {days} days, so there is no day {day:02}.")
    return earliest + (day - 1) * DAY, earliest + day * DAY


def _at_time(date: CalendarDate, clock: str, offset: str | None) -> CalendarDate:
    if date.day is None or date.is_approximate or date.is_uncertain:
        raise DateError("A time of day needs a whole date before it and takes no ~, ? or %.")
    start, length = _clock_seconds(clock)
    minutes = _offset_minutes(offset)
    earliest = date.earliest + start - 60 * (minutes or 0)
    return replace(date, precision="time", clock=clock, offset=minutes, earliest=earliest, latest=earliest + length)


def _years(text: str) -> tuple[Precision, int, int]:
    """Precision, first year and number of years of what stands for the year."""
    if text == "-0000":
        raise DateError("The year 0 has no minus sign.")
    unknown = text.count("X")
    # In -004X the earliest year is the one with the greatest digits, -0049.
    first_year = int(text.lstrip("Y").replace("X", "9" if text.startswith("-") else "0"))
    precision: tuple[Precision, ...] = ("year", "decade", "century")
    return precision[unknown], first_year, 10**unknown


def _clock_seconds(clock: str) -> tuple[int, int]:
    """Seconds since the day began, and how many seconds the time as written covers."""
    hour, minute, *second = (int(part) for part in clock.split(":"))
    seconds = second[0] if second else 0
    if not (hour < 24 and minute < 60 and seconds < 60) and (hour, minute, seconds) != (24, 0, 0):
        raise DateError(f"There is no time {clock}: hours run from 00 to 23, minutes and seconds from 00 to 59.")
    return 3600 * hour + 60 * minute + seconds, 1 if second else 60


def _offset_minutes(offset: str | None) -> int | None:
    if offset is None or offset == "Z":
        return None if offset is None else 0
    hours, _, minutes = offset[1:].partition(":")
    total = 60 * int(hours) + int(minutes or 0)
    # No clock on Earth is farther from UTC than 14 hours.
    if int(minutes or 0) > 59 or total > 14 * 60:
        raise DateError(f"There is no offset {offset} from UTC.")
    if offset.startswith("-") and not total:
        raise DateError("The offset of UTC itself is Z or +00:00.")
    return -total if offset.startswith("-") else total


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
