"""What to write instead of a date that is not EDTF.

A table of the ways in which people write dates. Nothing is suggested that `dates.read` would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from idlib_reader.core.calendar_dates import MONTHS, DateError
from idlib_reader.core.dates import read

_LONGEST = 80
"""No slip of a person is longer, in code points; what is longer is not worth the time of all these patterns."""

_DEEPEST = 3
"""How many layers of words are taken off a date: "since", "about" and a range of two."""

_SEPARATORS = (" - ", " to ", " until ", " and ", "/", "-")

_UNKNOWN = {"", "?", "-", "/", "..", "../..", "../", "/..", "unknown", "undated", "n.d.", "none", "null"}

_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_CLOCK = r"(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)? ?(?P<offset>z|[-+][:0-9]{2,6})?"

_PLAIN = str.maketrans(
    {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0xFF10) for digit in range(10)}
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"／": "/", "．": ".", "：": ":"}
)
"""Arabic, Persian, Devanagari and full-width digits, dashes and full-width signs as plain ones."""


def explain(text: str, error: DateError) -> DateError:
    """The error about `text` with a hint, where one is known."""
    if len(text) > _LONGEST:
        return error
    plain = " ".join(text.translate(_PLAIN).lower().split())
    if plain in _UNKNOWN:
        return DateError(error.message, "Leave an unknown date out.")
    either = [date for date in _either_order(plain) if _is_date(date)]
    if len(either) > 1:
        return DateError("The order of day and month can't be known.", f"Write `{either[0]}` or `{either[1]}`.")
    suggested = _suggest(plain, _DEEPEST)
    if suggested:
        # In YAML a set stands in quotes.
        shown = f'"{suggested}"' if suggested[0] in "[{" else suggested
        return DateError(error.message, f"Write `{shown}`.")
    if swapped := _swapped(text):
        return DateError(error.message, f"Write `{swapped}`, if the two are only swapped.")
    return DateError("A year has four digits.") if re.fullmatch("'?[0-9]{1,2}", plain) else error


def _swapped(text: str) -> str:
    """The range or the interval with its ends the other way round, if that is a date."""
    first, sign, last = text.strip("[]{}").partition(".." if text[0] in "[{" else "/")
    turned = text.replace(f"{first}{sign}{last}", f"{last}{sign}{first}")
    # In YAML a set stands in quotes.
    return (f'"{turned}"' if turned[0] in "[{" else turned) if first and last and _is_date(turned) else ""


def _suggest(plain: str, depth: int) -> str:
    """The date that a text in lower case means; empty where none is known."""
    return next((date for date in _candidates(plain, depth) if _is_date(date)), "")


def _is_date(text: str) -> bool:
    try:
        read(text)
    except DateError:
        return False
    return True


def _candidates(plain: str, depth: int) -> Iterator[str]:
    spelled = plain.replace(" ", "").upper()
    yield spelled
    # The draft of 2012 wrote u for an unspecified digit.
    yield spelled.replace("U", "X")
    if "/" in plain:
        yield re.sub("T[0-9:]+(?:Z|[-+][0-9:]+)?", "", spelled)
    yield from _either_order(plain)
    for pattern, write in _SPELLINGS:
        found = re.fullmatch(pattern, plain)
        if found:
            yield write(found)
    if depth:
        yield _worded(plain, depth - 1)
        yield _interval(plain, depth - 1)


def _worded(plain: str, depth: int) -> str:
    """A date with a word or a sign at one end that EDTF writes otherwise."""
    for pattern, template in _WORDED:
        found = re.fullmatch(pattern, plain)
        if found:
            date = _suggest(found["date"], depth)
            if template in ("{}~", "{}?", "{}%"):
                # Each end of an interval has its own qualifier.
                return "/".join(_qualified(part, template[-1]) for part in date.split("/"))
            return template.format(date)
    return ""


def _qualified(date: str, mark: str) -> str:
    """The date with one qualifier more; % is ? and ~ in one."""
    if date.endswith(("?", "~", "%")):
        return date if date[-1] == mark else f"{date[:-1]}%"
    return date + mark


def _interval(plain: str, depth: int) -> str:
    """Two dates with a word or sign between; the first borrows what it lacks, as in 17-18 Feb 2020."""
    plain = plain.removeprefix("from ").removeprefix("between ")
    for separator in _SEPARATORS:
        left, found, right = plain.partition(separator)
        last = _suggest(right, depth) if found and separator not in right else ""
        if last:
            # "17" borrows the two last words, "28 Feb" in "28 Feb - 2 Mar 2020" only one.
            words = right.split(" ")[1:][-2:]
            lefts = (" ".join([left, *words[start:]]) for start in range(len(words), -1, -1))
            intervals = (f"{_suggest(date, depth)}/{last}" for date in lefts)
            return next((date for date in intervals if date[0] != "/" and _is_date(date)), "")
    return ""


def _either_order(plain: str) -> tuple[str, ...]:
    """A numeric date that ends with its year, read with the day first and with the month first."""
    found = re.fullmatch(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2{_YEAR}", plain)
    if not found:
        return ()
    one, other = int(found[1]), int(found[3])
    dates = [f"{found['year']}-{month:02}-{day:02}" for day, month in ((one, other), (other, one))]
    return tuple(dict.fromkeys(dates))


def _numbered(found: re.Match[str]) -> str:
    """Year, month and day, whichever there are, as EDTF; empty where the month has no such name."""
    parts = found.groupdict()
    month, day = parts.get("month"), parts.get("day")
    if month and not month.isdigit():
        # "Sep", "Sept" and "September".
        numbers = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(month)]
        if not numbers:
            return ""
        month = str(numbers[0])
    return "-".join([parts["year"], *(part.zfill(2) for part in (month, day) if part)])


def _season(found: re.Match[str]) -> str:
    return f"{found['year']}-{_SEASONS[found['season']]}"


def _century(found: re.Match[str]) -> str:
    return f"{int(found['number']) - 1:02}XX"


def _before_christ(found: re.Match[str]) -> str:
    year = int(found["number"]) - 1
    return f"-{year:04}" if year else "0000"


def _time(found: re.Match[str]) -> str:
    parts = found.groupdict()
    clock = parts.get("clock") or f"{parts['hour'].zfill(2)}:{parts['minute'] or '00'}"
    offset = (parts.get("offset") or "").replace(":", "").upper()
    if offset in ("-00", "-0000"):
        offset = "Z"
    return f"{parts['date']}T{clock}{offset if len(offset) < 4 else f'{offset[:3]}:{offset[3:]}'}"


_SPELLINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"{_YEAR}([-/.])(?P<month>[0-9]{{1,2}})(?:\2(?P<day>[0-9]{{1,2}}))?", _numbered),
    (rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}", _numbered),
    (rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})?", _numbered),
    (rf"(?:{_DAY}[ -](?:of )?)?{_MONTH}(?:,? |-| of ){_YEAR}", _numbered),
    (rf"{_MONTH} {_DAY},? {_YEAR}", _numbered),
    (rf"{_YEAR},? {_MONTH}(?: {_DAY})?", _numbered),
    (rf"{_SEASON},?(?: of)? {_YEAR}", _season),
    (rf"{_YEAR},? {_SEASON}", _season),
    # The end of an interval abbreviated as ISO 8601 allows and EDTF does not: 2020-02-17/18.
    (r"(?P<month>[0-9]{4}-[0-9]{2}-)(?P<days>[0-9]{2}/)(?P<last>[0-9]{2})", lambda f: f[1] + f[2] + f[1] + f[3]),
    (r"(?:the )?([0-9]{2})00'?s", lambda f: f"{f[1]}XX"),
    (r"(?:the )?([0-9]{3})0'?s", lambda f: f"{f[1]}X"),
    (r"(?:the )?(?P<number>[0-9]{1,2})(?:st|nd|rd|th) century", _century),
    (r"(?P<number>[1-9][0-9]{0,3}) ?(?:bc|bce|b\.c\.)", _before_christ),
    (r"(?:ad )?([0-9]{3,4})(?: ?(?:ad|ce))?", lambda f: f[1].zfill(4)),
    (r"y(-?[0-9]{4})", lambda f: f[1]),
    (r"(-?[0-9]{5,18})", lambda f: f"Y{f[1]}"),
    (r"([0-9]{4}-(?:[0-9]{2}-)?|[0-9]{2})\?\?", lambda f: f"{f[1]}XX"),
    (r"([0-9]{4})-\?\?-\?\?", lambda f: f"{f[1]}-XX-XX"),
    (r"([0-9]{3})\?", lambda f: f"{f[1]}X"),
    (rf"(?P<date>[-0-9]{{10}})[t ]{_CLOCK}", _time),
    (r"(?P<date>[-0-9]{10})[t ](?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})|h)?", _time),
)
"""A spelling, and what makes EDTF of it."""

_WORDED = (
    (r"(?:c|ca|circa|about|around|approx|approximately)[. ] ?(?P<date>.+)", "{}~"),
    (r"(?:perhaps|maybe|possibly|probably) (?P<date>.+)", "{}?"),
    (r"~ ?(?P<date>.+)", "{}~"),
    (r"\? ?(?P<date>.+)", "{}?"),
    (r"% ?(?P<date>.+)", "{}%"),
    (r"(?P<date>.+?) ?(?:\?~|~\?)", "{}%"),
    (r"(?P<date>.+?) ?\?", "{}?"),
    (r"(?P<date>.+?) ?~", "{}~"),
    (r"(?:since|from) (?P<date>.+)", "{}/.."),
    (r"(?P<date>.+?)(?:/open|/now|/present| ?-| on| onwards?)", "{}/.."),
    (r"(?P<date>.+)/unknown", "{}/"),
    (r"(?:until|till|up to|to) (?P<date>.+)", "../{}"),
    (r"unknown/(?P<date>.+)", "/{}"),
    (r"(?:by|not later than|no later than|on or before) (?P<date>.+)", "[..{}]"),
    (r"(?:not earlier than|no earlier than|on or after) (?P<date>.+)", "[{}..]"),
    (r"(?:on|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) (?P<date>.+)", "{}"),
)
"""Words around a date, and what EDTF writes for them; the first that fits counts."""
