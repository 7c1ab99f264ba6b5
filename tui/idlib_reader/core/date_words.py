"""Dates in words: as a person says them, and in the few cells of a column.

Both read `core.dates`. Years are those of the Gregorian calendar as people count them: the astronomical year 0 is
1 BC. Days have no leading zero, months three letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from idlib_reader.core.calendar_dates import MONTHS, CalendarDate
from idlib_reader.core.dates import Date, Range

BRIEF_WIDTH = 11
"""The most cells that `describe_briefly` takes: `28 Sep 2018`."""

_Finest: TypeAlias = Literal["day", "month", "year"]

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def describe(date: Date | None) -> str:
    """A date in words, such as `17-18 Feb 2020`, `about 2018` or `some day in Apr 1985`."""
    if date is None:
        return "date unknown"
    if date.kind == "one of":
        return _one_of(date)
    if date.kind == "all of":
        return _all_of(date)
    return _interval(date.ranges[0])


def describe_briefly(date: Date | None, year: int | None = None) -> str:
    """A date in at most `BRIEF_WIDTH` cells, for a column.

    It is never wrong, but may say less than `describe`: of several ways to say it, the first that fits.

    | shown | meaning |
    |---|---|
    | `?` | no date, or one that nothing bounds |
    | `~Sep 2018`, `Sep 2018?`, `~2018?` | approximate, uncertain, both |
    | `17-18 Feb`, `28 Feb …` | it lasts to that day; it lasts to a later day that does not fit |
    | `May 2017 on`, `to 2019` | an interval with an open end, start |
    | `May 2017-?`, `?-2019` | an interval with an unknown end, start |
    | `by 19 Feb`, `2018+`, `2016..2018` | one day, month or year up to then, from then on, between the two |

    Times of day are left out.

    Args:
        date: None gives `?`.
        year: the year that days may leave out, such as that of the article's publication.
    """
    if date is not None:
        for words in _brief_forms(date, year):
            if len(words) <= BRIEF_WIDTH:
                return words
    return "?"


def _interval(dates: Range) -> str:
    first, last = dates.first, dates.last
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        return _between(first, last)
    if isinstance(first, CalendarDate):
        return f"since {_name(first)}" if last == "open" else f"from {_name(first)}, end unknown"
    assert isinstance(last, CalendarDate)  # `parse` takes no interval without a date.
    return f"until {_name(last)}" if first == "open" else f"until {_name(last)}, start unknown"


def _one_of(date: Date) -> str:
    if len(date.ranges) > 1:
        return "one of " + ", ".join(_member(dates, "or") for dates in date.ranges)
    dates = date.ranges[0]
    if isinstance(dates.first, CalendarDate) and isinstance(dates.last, CalendarDate):
        words = _between(dates.first, dates.last)
        return words if dates.first is dates.last else f"one {date.precision} of {words}"
    if isinstance(dates.last, CalendarDate):
        return f"some {date.precision} up to {_name(dates.last)}"
    return f"some {date.precision} from {_name(date.known_dates[0])} on"


def _all_of(date: Date) -> str:
    *others, last = (_member(dates, "and") for dates in date.ranges)
    if others:
        return f"{', '.join(others)} and {last}"
    return f"every {date.precision} of {last}" if len(date.known_dates) > 1 else last


def _member(dates: Range, conjunction: str) -> str:
    """One member of a set, in words."""
    first, last = dates.first, dates.last
    if isinstance(first, CalendarDate):
        return _between(first, last) if isinstance(last, CalendarDate) else f"{_name(first)} {conjunction} later"
    assert isinstance(last, CalendarDate)  # `parse` takes no member without a date.
    return f"{_name(last)} {conjunction} earlier"


def _between(first: CalendarDate, last: CalendarDate) -> str:
    """Two dates in words; what they share is said once."""
    if first is last:
        return _name(first)
    words = _words(first), _words(last)
    plain = " ".join(words[0]), " ".join(words[1])
    # What has more words around it can't share them.
    if (_name(first), _name(last)) == plain:
        return _joined(*words, "-", " - ")
    return f"from {_name(first)} to {_name(last)}"


def _joined(left: list[str], right: list[str], tight: str, loose: str) -> str:
    """Two dates with a joiner between, without the words at the end of the first that the second repeats.

    Args:
        left: the words of the first date.
        right: the words of the second date.
        tight: the joiner where a single word stands on both sides of it.
        loose: the joiner elsewhere.
    """
    if left == right:
        return " ".join(right)
    shared = 0
    while shared < min(len(left), len(right)) and left[-1 - shared] == right[-1 - shared]:
        shared += 1
    if shared == min(len(left), len(right)):
        shared = 0
    own = left[: len(left) - shared]
    joiner = tight if max(len(own), len(right) - shared) == 1 else loose
    return f"{' '.join(own)}{joiner}{' '.join(right)}"


def _name(date: CalendarDate) -> str:
    """One date in words, with its qualifiers."""
    words = " ".join(_words(date))
    if date.is_unspecified:
        words = f"some {date.precision} in {words}"
    elif date.precision == "time":
        words += f", {date.clock}{_offset(date.offset)}"
    elif "-" in words:
        words = f"the years {words}"
    return f"{'perhaps ' * date.is_uncertain}{'about ' * date.is_approximate}{words}"


def _offset(minutes: int | None) -> str:
    if not minutes:
        return "" if minutes is None else " UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f" UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def _words(date: CalendarDate, finest: _Finest = "day") -> list[str]:
    """The words of a date from day to year, no finer than `finest`; without its qualifiers."""
    if date.precision in ("decade", "century"):
        return [_years(date.year, 10 if date.precision == "decade" else 100)]
    year = _year(date.year)
    if finest == "year":
        return year
    if date.season is not None:
        return [_SEASONS[date.season], *year]
    if date.month is None:
        return year
    month = MONTHS[date.month - 1][:3]
    return [month, *year] if date.day is None or finest == "month" else [str(date.day), month, *year]


def _year(year: int) -> list[str]:
    """A year as people count them; with its era where it could be mistaken for something else than a year."""
    if year < 1:
        return [str(1 - year), "BC"]
    return [str(year)] if 1000 <= year <= 9999 else [str(year), "AD"]


def _years(first: int, number: int) -> str:
    """A decade or century, such as `2010s`."""
    # "2000s" is the century, so the decade is spelled out, and so is what lies before the year 1 or around it.
    if first < 1 or (number == 10 and first % 100 == 0):
        return _joined(_year(first), _year(first + number - 1), "-", "-")
    year, *era = _year(first)
    return " ".join([f"{year}s", *era])


def _brief_forms(date: Date, year: int | None) -> Iterator[str]:
    """Ways to say a date, from the most to the least exact."""
    starts, ends = date.ranges[0].first, date.ranges[-1].last
    first, last = date.known_dates[0], date.known_dates[-1]
    if len(date.ranges) > 1:
        first = min(date.known_dates, key=lambda known: known.earliest)
        last = max(date.known_dates, key=lambda known: known.latest)
    if starts == "open" and ends == "open":
        return
    if not isinstance(starts, CalendarDate):
        before = "by " if date.kind == "one of" else "to " if starts == "open" else "?-"
        yield from (before + form for form in _forms(last, year))
    elif not isinstance(ends, CalendarDate):
        after = "+" if date.kind == "one of" else " on" if ends == "open" else "-?"
        yield from (form + after for form in _forms(first, year))
    elif date.kind == "one of":
        yield from _pair_forms(first, last, year, "..")
    elif len(date.ranges) == 1:
        yield from _pair_forms(first, last, year, "-")
    else:
        if all(dates.first is dates.last for dates in date.ranges):
            yield ", ".join(next(_forms(known, year)) for known in date.known_dates)
        yield from (f"{form} …" for form in _forms(first, year))
    if abs(first.year) > 9999 and date.earliest is not None:
        yield "far future" if first.year > 0 else "far past"


def _forms(date: CalendarDate, year: int | None) -> Iterator[str]:
    """Ways to say one date, from the most to the least exact, with signs for its qualifiers."""
    if date.day is not None and date.year == year:
        yield _marked(date, _words(date)[:2])
    yield _marked(date, _words(date))
    yield _marked(date, _words(date, "month"))
    yield _marked(date, _words(date, "year"))


def _pair_forms(first: CalendarDate, last: CalendarDate, year: int | None, joiner: str) -> Iterator[str]:
    """Ways to say two dates and what lies between, from the most to the least exact."""
    if first is last:
        yield from _forms(first, year)
        return
    lasts = joiner == "-"
    if first.day and last.day and first.year == last.year == year:
        yield _pair(first, _words(first)[:2], last, _words(last)[:2], joiner)
    yield _pair(first, _words(first), last, _words(last), joiner)
    if lasts and first.day and first.year == year:
        yield f"{_marked(first, _words(first)[:2])} …"
    yield _pair(first, _words(first, "month"), last, _words(last, "month"), joiner)
    if lasts and first.year == last.year:
        yield f"{_marked(first, _words(first, 'month'))} …"
    yield _pair(first, _words(first, "year"), last, _words(last, "year"), joiner)
    if lasts:
        yield f"{_marked(first, _words(first, 'year'))} …"


def _pair(first: CalendarDate, left: list[str], last: CalendarDate, right: list[str], joiner: str) -> str:
    signs = _marked(first, left), _marked(last, right)
    if signs == (" ".join(left), " ".join(right)):
        return _joined(left, right, joiner, joiner)
    return signs[0] if signs[0] == signs[1] else joiner.join(signs)


def _marked(date: CalendarDate, words: list[str]) -> str:
    return f"{'~' * date.is_approximate}{' '.join(words)}{'?' * date.is_uncertain}"
