"""What the words of one date mean: from the groups that a pattern has found to the first and the last date in EDTF.

Years, months and days that the words leave out are taken from the day of publication, if that can be told with some
confidence; otherwise there is no reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from idlib_reader.core.dates import DateError, read


class DateWords(Protocol):
    """What a data module such as `core.english_dates` has; its own docstrings tell more."""

    MONTHS: Mapping[str, int]
    WEEKDAYS: Mapping[str, int]
    SEASONS: Mapping[str, int]
    NUMBERS: Mapping[str, int]
    CENTURIES: Mapping[str, int]
    DAYS: Mapping[str, int]
    UNITS: Mapping[str, str]
    NEAR: Mapping[str, int]
    EARLIER: str
    RULES: tuple[tuple[str, str], ...]
    LEADS: Mapping[str, str]
    WEAK_AT: tuple[str, ...]
    LEADING: tuple[str, ...]
    PARTS: str
    JOINTS: Mapping[str, str]
    AFTER_ABOUT: str
    NO_SINCE: str
    NO_RANGE: str
    FUTURE: str
    UNCLEAR: str
    PAST: str


class Stretch(NamedTuple):
    """The first and the last date, both in EDTF; they are the same where the words name one date."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The day, or month, or year, in which the article was published."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def today(self) -> date | None:
        """The day, if it is known and the calendar of Python has it."""
        if self.month is None or self.day is None or not date.min.year < self.year < date.max.year:
            return None
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words themselves leave open."""

    words: DateWords
    publication: Publication | None
    is_future: bool | None
    """Whether it lies ahead of the publication; None where nobody can tell."""


def read_publication(published: str) -> Publication | None:
    """When an article was published, by its EDTF; None if that is no single date, or an uncertain one."""
    try:
        found = read(published)
    except DateError:
        return None
    one = found.known_dates[0]
    if found.kind != "date" or one.season or found.is_approximate or found.is_uncertain or one.is_unspecified:
        return None
    return Publication(one.year, one.month, one.day) if one.precision in ("year", "month", "day", "time") else None


Groups = Mapping[str, str]
"""By name what a pattern has found; without what it has not."""


def read_words(meaning: str, groups: Groups, setting: Setting) -> Stretch | None:
    """The dates that words of a meaning name, or None."""
    try:
        return _READERS[meaning](groups, setting)
    except (ValueError, OverflowError):
        # There is no such day, or none that the calendar of Python has.
        return None


def _one(text: str) -> Stretch:
    return Stretch(text, text)


def _day_text(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _days(first: date, last: date) -> Stretch:
    return Stretch(first.isoformat(), last.isoformat())


def _iso(groups: Groups, setting: Setting) -> Stretch:
    return _one(groups["iso"])


def _day(groups: Groups, setting: Setting) -> Stretch | None:
    month, day = setting.words.MONTHS[groups["month"]], int(groups["day"])
    last_day = int(groups.get("last_day", day))
    year = int(groups["year"]) if "year" in groups else _year_of_day(month, day, setting)
    if year is None or last_day < day:
        return None
    is_inferred = "year" not in groups and "weekday" in groups
    if is_inferred and date(year, month, day).weekday() != setting.words.WEEKDAYS[groups["weekday"]]:
        return None
    return Stretch(_day_text(year, month, day), _day_text(year, month, last_day))


def _year_of_day(month: int, day: int, setting: Setting) -> int | None:
    """The year in which a day without one lies next to the publication, on the side where the verb puts it."""
    today = setting.publication.today if setting.publication else None
    if today is None or setting.is_future is None:
        return None
    is_later = (month, day) > (today.month, today.day)
    if setting.is_future:
        return today.year if is_later or (month, day) == (today.month, today.day) else today.year + 1
    return today.year - is_later


def _month(groups: Groups, setting: Setting) -> Stretch | None:
    month = setting.words.MONTHS[groups["month"]]
    year = int(groups["year"]) if "year" in groups else _year_of_month(month, groups, setting)
    return None if year is None else _one(f"{year:04}-{month:02}")


def _year_of_month(month: int, groups: Groups, setting: Setting) -> int | None:
    published = setting.publication
    if published is None:
        return None
    if "near_year" in groups:
        return published.year + setting.words.NEAR[groups["near_year"].lower()]
    if published.month is None:
        return None
    shift = setting.words.NEAR[groups["near"].lower()] if "near" in groups else None
    if shift == 0:
        return published.year
    if shift is not None:
        # "Last May" is said in June of either May, so only what this year has not had yet, or no more, is clear.
        is_clear = month >= published.month if shift < 0 else month <= published.month
        return published.year + shift if is_clear else None
    if setting.is_future is None:
        return None
    if setting.is_future:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _season(groups: Groups, setting: Setting) -> Stretch | None:
    season = setting.words.SEASONS[groups["season"].lower()]
    if "year" in groups:
        return _one(f"{int(groups['year']):04}-{season}")
    published, shift = setting.publication, setting.words.NEAR[groups["near"].lower()]
    # A winter lies in two years, and half the world has its summer then.
    if published is None or published.month is None or season == 24:
        return None
    first = 3 * (season - 20)
    if shift == 0:
        return _one(f"{published.year:04}-{season}")
    is_clear = published.month < first if shift < 0 else published.month >= first + 3
    return _one(f"{published.year + shift:04}-{season}") if is_clear else None


def _year(groups: Groups, setting: Setting) -> Stretch:
    return _one(f"{int(groups['year']):04}")


def _years(groups: Groups, setting: Setting) -> Stretch | None:
    first, last = groups["year"], groups["last_year"]
    whole = f"{first[:2]}{last}" if len(last) == 2 else last
    return Stretch(first, whole) if int(first) < int(whole) else None


def _decade(groups: Groups, setting: Setting) -> Stretch:
    return _one(f"{groups['decade']}X")


def _century(groups: Groups, setting: Setting) -> Stretch | None:
    written = groups["century"].lower()
    number = setting.words.CENTURIES.get(written) or int(written)
    return _one(f"{number - 1}XX") if 11 <= number <= 21 else None


def _weekday(groups: Groups, setting: Setting) -> Stretch | None:
    today = setting.publication.today if setting.publication else None
    if today is None:
        return None
    number = setting.words.WEEKDAYS[groups["weekday"]]
    near, in_week = groups.get("near", "").lower(), number - today.weekday()
    if near:
        shift = setting.words.NEAR[near]
        # "Last Monday" is said on a Wednesday of this week's and of last week's.
        is_clear = shift == 0 or (in_week > 0 if shift < 0 else in_week < 0)
        return _one((today + timedelta(in_week + 7 * shift)).isoformat()) if is_clear else None
    if setting.is_future is None or (setting.is_future and in_week == 0):
        return None
    days = in_week % 7 if setting.is_future else -(-in_week % 7)
    return _one((today + timedelta(days)).isoformat())


def _named_day(groups: Groups, setting: Setting) -> Stretch | None:
    today = setting.publication.today if setting.publication else None
    named = " ".join(groups["named"].split()).lower()
    return _one((today + timedelta(setting.words.DAYS[named])).isoformat()) if today else None


def _unit(groups: Groups, setting: Setting) -> Stretch | None:
    published = setting.publication
    if published is None:
        return None
    near = " ".join(groups["near"].split()).lower()
    unit, shift = setting.words.UNITS[groups["unit"]], setting.words.NEAR[near]
    if unit == "year":
        return _one(f"{published.year + shift:04}")
    if unit == "month":
        return _month_away(published, shift)
    today = published.today
    if today is None:
        return None
    monday = today - timedelta(today.weekday() - 7 * shift)
    if unit == "weekend":
        # On a weekend nobody knows which one "this" and "last" are.
        return _days(monday + timedelta(5), monday + timedelta(6)) if today.weekday() < 5 else None
    return _days(monday, today if near == setting.words.EARLIER else monday + timedelta(6))


def _month_away(published: Publication, shift: int) -> Stretch | None:
    if published.month is None:
        return None
    years, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
    return _one(f"{years:04}-{month + 1:02}")


def _ago(groups: Groups, setting: Setting) -> Stretch | None:
    """Days are counted exactly; weeks, months and years are round numbers, and so approximate."""
    published = setting.publication
    if published is None:
        return None
    written = groups["count"].lower()
    count = setting.words.NUMBERS.get(written) or int(written)
    unit = setting.words.UNITS[groups["unit"].lower()]
    if unit == "year":
        return _one(f"{published.year - count:04}~")
    if unit == "month":
        month = _month_away(published, -count)
        return month and _one(f"{month.first}~")
    today = published.today
    if today is None:
        return None
    day = today - timedelta(count * (7 if unit == "week" else 1))
    return _one(f"{day.isoformat()}{'~' if unit == 'week' else ''}")


_READERS: Mapping[str, Callable[[Groups, Setting], Stretch | None]] = {
    "iso": _iso,
    "day": _day,
    "days": _day,
    "month": _month,
    "season": _season,
    "named year": _year,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "named day": _named_day,
    "unit": _unit,
    "ago": _ago,
}
MEANINGS: Sequence[str] = tuple(_READERS)
"""What a pattern of a language may mean."""
