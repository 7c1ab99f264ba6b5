"""Dates are read as the specification says, and compared as a timeline needs it."""

from __future__ import annotations

import datetime

import pytest

from idlib_reader.core.dates import CalendarDate, DateError, Range, may_precede, parse, sort_key


def instant(text: str) -> int:
    """The instant of a day or time of the years 1 to 9999, counted by the standard library."""
    moment = datetime.datetime.fromisoformat(text)
    # Day 1 is 1 January of the year 1; the year 0, a leap year, has 366 days before it.
    return (moment.toordinal() + 365) * 86_400 + moment.hour * 3600 + moment.minute * 60 + moment.second


# Each example of the specification, with the first day and the last day that it can mean.
LEVEL_0 = {
    "1985-04-12": ("1985-04-12", "1985-04-12"),
    "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"),
    "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08"),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28"),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31"),
    "2005/2006-02": ("2005-01-01", "2006-02-28"),
}
LEVEL_1 = {
    "2001-21": ("2001-03-01", "2001-05-31"),
    "2001-22": ("2001-06-01", "2001-08-31"),
    "2001-23": ("2001-09-01", "2001-11-30"),
    "2001-24": ("2001-12-01", "2002-02-28"),
    "1984?": ("1984-01-01", "1984-12-31"),
    "2004-06~": ("2004-06-01", "2004-06-30"),
    "2004-06-11%": ("2004-06-11", "2004-06-11"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "1985-04-12/..": ("1985-04-12", None),
    "1985-04/..": ("1985-04-01", None),
    "1985/..": ("1985-01-01", None),
    "../1985-04-12": (None, "1985-04-12"),
    "../1985-04": (None, "1985-04-30"),
    "../1985": (None, "1985-12-31"),
    "1985-04-12/": ("1985-04-12", None),
    "1985-04/": ("1985-04-01", None),
    "1985/": ("1985-01-01", None),
    "/1985-04-12": (None, "1985-04-12"),
    "/1985-04": (None, "1985-04-30"),
    "/1985": (None, "1985-12-31"),
}
SETS = {
    "[1667,1668,1670..1672]": ("1667-01-01", "1672-12-31"),
    "[..1760-12-03]": (None, "1760-12-03"),
    "[1760-12..]": ("1760-12-01", None),
    "[1760-01,1760-02,1760-12..]": ("1760-01-01", None),
    "[1667,1760-12]": ("1667-01-01", "1760-12-31"),
    "[..1984]": (None, "1984-12-31"),
    "{1667,1668,1670..1672}": ("1667-01-01", "1672-12-31"),
    "{1960,1961-12}": ("1960-01-01", "1961-12-31"),
    "{..1984}": (None, "1984-12-31"),
}


@pytest.mark.parametrize(("text", "days"), (LEVEL_0 | LEVEL_1 | SETS).items())
def test_examples(text: str, days: tuple[str | None, str | None]) -> None:
    """Every example of the specification without a time is read, and covers the days that it says."""
    date = parse(text)
    first, last = days
    assert date.text == text
    assert date.earliest == (None if first is None else instant(first))
    assert date.latest == (None if last is None else instant(last) + 86_400)


@pytest.mark.parametrize(
    ("text", "start", "seconds", "has_offset"),
    [
        ("1985-04-12T23:20:30", "1985-04-12T23:20:30", 1, False),
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30", 1, True),
        ("1985-04-12T23:20:30-04", "1985-04-13T03:20:30", 1, True),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30", 1, True),
        ("2020-02-19T14:30", "2020-02-19T14:30", 60, False),
        ("2020-02-19T14:30+03:00", "2020-02-19T11:30", 60, True),
        ("2020-02-29T24:00:00", "2020-03-01", 1, False),
    ],
)
def test_times(text: str, start: str, seconds: int, has_offset: bool) -> None:
    """A time covers its minute or second, in UTC where it has an offset; seconds may be left out."""
    date = parse(text)
    assert (date.earliest, date.latest) == (instant(start), instant(start) + seconds)
    assert (date.precision, date.has_offset) == ("time", has_offset)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("-1985", -1985, None, None),
        ("-0043-03-15", -43, 3, 15),
        ("0000-02-29", 0, 2, 29),
        ("Y170000002", 170000002, None, None),
        ("Y-170000002", -170000002, None, None),
        ("-004X", -49, None, None),
        ("1600-02-29", 1600, 2, 29),
        ("1985-04-XX", 1985, 4, None),
    ],
)
def test_parts(text: str, year: int, month: int | None, day: int | None) -> None:
    """Years are astronomical, negative and long ones included; of a decade the first year is kept."""
    (date,) = parse(text).known_dates
    assert (date.year, date.month, date.day) == (year, month, day)


def test_years_before_one() -> None:
    """Time runs on without a gap from negative years over the year 0, which is a leap year, to the year 1."""
    assert parse("-0001").latest == parse("0000").earliest == 0
    assert parse("0000").latest == parse("0001").earliest == 366 * 86_400
    assert (parse("-004X").earliest, parse("-004X").latest) == (parse("-0049").earliest, parse("-0040").latest)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("20XX", "century"),
        ("201X", "decade"),
        ("2018", "year"),
        ("2018-21", "season"),
        ("2018-09", "month"),
        ("2018-XX", "month"),
        ("2018-09-05", "day"),
        ("2018-XX-XX", "day"),
        ("2018-09-05T14:30", "time"),
        ("2004-02-01/2005", "year"),
        ("[2018-09-05,201X]", "decade"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    """The precision is what is written, XX included; of several dates it is the coarsest."""
    assert parse(text).precision == precision


@pytest.mark.parametrize(
    ("text", "is_approximate", "is_uncertain"),
    [
        ("2018", False, False),
        ("2018~", True, False),
        ("2018-21?", False, True),
        ("201X%", True, True),
        ("Y17000~", True, False),
        ("2004-06~/2004-08?", True, True),
        ("[2016,2018?]", False, True),
    ],
)
def test_qualifiers(text: str, is_approximate: bool, is_uncertain: bool) -> None:
    """A date is approximate or uncertain where any part of it is."""
    date = parse(text)
    assert (date.is_approximate, date.is_uncertain) == (is_approximate, is_uncertain)


def test_open_and_unknown() -> None:
    """An open end and an unknown one are told apart."""
    (start,) = parse("2004").known_dates
    assert parse("2004/..").ranges == (Range(start, "open"),)
    assert parse("2004/").ranges == (Range(start, "unknown"),)
    assert parse("../2004").ranges == (Range("open", start),)
    assert parse("/2004").ranges == (Range("unknown", start),)


def test_members() -> None:
    """A set keeps its members in order, a consecutive run as one."""
    dates = parse("[..1760,1770,1780..1790]")
    years = [
        tuple(edge.year if isinstance(edge, CalendarDate) else edge for edge in (run.first, run.last))
        for run in dates.ranges
    ]
    assert (dates.kind, years) == ("one of", [("open", 1760), (1770, 1770), (1780, 1790)])
    assert parse("{1960}").kind == "all of"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The date is empty."),
        ("2020-02-30", "February 2020 has 29 days, so there is no day 30."),
        ("2019-02-29", "February 2019 has 28 days, so there is no day 29."),
        ("1900-02-29", "February 1900 has 28 days, so there is no day 29."),
        ("2020-04-31", "April 2020 has 30 days, so there is no day 31."),
        ("2020-02-00", "February 2020 has 29 days, so there is no day 00."),
        ("2020-13", "There is no month 13."),
        ("2020-00-05", "There is no month 00."),
        ("2020-33", "Seasons run from 21 (spring) to 24 (winter)."),
        ("2020-33-05", "There is no month 33."),
        ("2020-21-05", "A season has no days."),
        ("201X-05", "A year with Y or X stands alone, without a month."),
        ("Y17000-05", "A year with Y or X stands alone, without a month."),
        ("2004-XX-12", "Where the month is XX, the day is XX too."),
        ("-0000", "The year 0 has no minus sign."),
        ("2020-02T14:30", "A time of day needs a whole date before it and takes no ~, ? or %."),
        ("2020-02-19T14:30~", "A time of day needs a whole date before it and takes no ~, ? or %."),
        ("2020-02-XXT14:30", "A time of day needs a whole date before it and takes no ~, ? or %."),
        ("2020-02-19T24:01", "There is no time 24:01: hours run from 00 to 23, minutes and seconds from 00 to 59."),
        ("2020-02-19T23:60", "There is no time 23:60: hours run from 00 to 23, minutes and seconds from 00 to 59."),
        ("2020-02-19T14:30+15", "There is no offset +15 from UTC."),
        ("2020-02-19T14:30-00:00", "The offset of UTC itself is Z or +00:00."),
        ("2019/2018", "The interval ends before it starts."),
        ("2019/2020/2021", "A date has no slash, and an interval has one."),
        ("../..", "An interval needs a date at one end at least."),
        ("2020-02-19T14:30/2020", "Intervals and sets hold dates without a time of day."),
        ("[2018", "A set that starts with [ ends with ]."),
        ("[", "A set that starts with [ ends with ]."),
        ("{2018]", "A set that starts with { ends with }."),
        ("[2016, 2018]", "A set holds no spaces."),
        ("[]", "A set holds dates, with a comma between two and none at its ends."),
        ("[2018,]", "A set holds dates, with a comma between two and none at its ends."),
        ("[..]", "A set holds dates, with a comma between two and none at its ends."),
        ("[2018,..2020]", "Before a date, .. stands only at the start of a set."),
        ("[2018..,2020]", "After a date, .. stands only at the end of a set."),
        ("[2018..2017]", "The range ends before it starts."),
        ("[1670..1672-05]", "In a set the dates on both sides of .. have the same precision."),
        ("1XXX", "This is EDTF of level 2, of which the reader knows the sets alone."),
        ("156X-12-25?", "A year with Y or X stands alone, without a month."),
        ("2004-06~-11", "This is EDTF of level 2, of which the reader knows the sets alone."),
        ("Y-17E7", "This is EDTF of level 2, of which the reader knows the sets alone."),
        ("1950S2", "This is EDTF of level 2, of which the reader knows the sets alone."),
        ("today", '"today" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.'),
    ],
)
def test_messages(text: str, message: str) -> None:
    """What is no date of these levels is refused with the reason."""
    with pytest.raises(DateError) as raised:
        parse(text)
    assert raised.value.message == message


def test_longest_year() -> None:
    """A year has at most 18 digits."""
    assert parse(f"Y{'9' * 18}")
    with pytest.raises(DateError):
        parse(f"Y{'9' * 19}")


def test_long_text() -> None:
    """A message quotes no more than the start of a long text."""
    with pytest.raises(DateError) as raised:
        parse("x" * 100_000)
    assert len(raised.value.message) < 120


@pytest.mark.parametrize(
    ("a", "b", "possible"),
    [
        ("2018", "2019", True),
        ("2019", "2018", False),
        ("2018", "2018", True),
        ("2020-02", "2020", True),
        ("2020", "2020-02", True),
        ("2020-02-18", "2020-02-17", False),
        ("2020-02-17", "2020-02-17", True),
        ("2020-02-17T15:00", "2020-02-17T14:00", False),
        ("2020-02-17T15:00", "2020-02-17", True),
        # Nothing that lasts is over before its end.
        ("2017/2019", "2018", False),
        ("2017/2018", "2018", True),
        ("2018", "2017/2019", False),
        ("{2016,2018}", "2017", False),
        # An open or unknown end may come soon, an open or unknown start may be long ago.
        ("2017/..", "2018", True),
        ("2017/", "2018", True),
        ("2018/..", "2017", False),
        ("../2020", "2019", False),
        ("2019", "../2020", True),
        ("2021", "../2020", False),
        ("{2018..}", "2019", True),
        # One of a set is enough.
        ("[2016,2018]", "2017", True),
        ("2017", "[2016,2018]", True),
        ("2019", "[2016,2018]", False),
        ("[..2020]", "1066", True),
        ("2021", "[..2020]", False),
        ("2021", "[2020..]", True),
        ("[2020..]", "2019", False),
        # A qualifier reaches as far again as the date is long, two of them twice as far.
        ("2018~", "2017", True),
        ("2018", "2017?", True),
        ("2018~", "2016", False),
        ("2018%", "2016", True),
        ("2018%", "2015", False),
        # Spring is in autumn on the other hemisphere, and winter on both sides of the new year.
        ("2020-23", "2020-21", True),
        ("2020-21", "2019", False),
        ("2020-24", "2019-12", True),
        ("2020-24", "2019-11", False),
        ("2020-22", "2019-12", True),
        ("2021-02", "2020-22", True),
        ("2021-03", "2020-24", True),
        ("2021-04", "2020-24", False),
        # Beside an offset a local clock may stand anywhere on Earth.
        ("2020-02-17T15:00+03:00", "2020-02-17T14:00Z", True),
        ("2020-02-17T15:00Z", "2020-02-17T16:00+03:00", False),
        ("2020-02-18", "2020-02-17T10:01Z", True),
        ("2020-02-18", "2020-02-17T09:59Z", False),
        ("2020-02-18T11:59Z", "2020-02-17", True),
        ("2020-02-18T12:00Z", "2020-02-17", False),
    ],
)
def test_may_precede(a: str, b: str, possible: bool) -> None:
    """One date may precede another where any reading of both lets it."""
    assert may_precede(parse(a), parse(b)) is possible


def test_undated_may_precede() -> None:
    """What has no date may precede and follow anything."""
    assert may_precede(None, parse("2018"))
    assert may_precede(parse("2018"), None)


def test_order() -> None:
    """A timeline goes by the first instant, a wider date before what lies in it, and an unknown date last."""
    ordered = [
        "Y-17000",
        "-0043",
        "0000",
        "19XX",
        "201X",
        "[..2016,2018..]",
        "2017/..",
        "2017",
        "2018",
        "2018-09",
        "2020-01/..",
        "2020",
        "2020-02",
        "2020-02-10/2020-02-16",
        "2020-02-17/2020-02-18",
        "2020-02-17",
        "[..2020-02-19]",
        "2020-02-19",
        "2020-02-19T14:30",
        "2020-21",
        "Y17000",
        None,
    ]
    keys = [sort_key(parse(text) if text else None) for text in ordered]
    assert keys == sorted(set(keys))


def test_order_of_open_starts() -> None:
    """What has no known start stands just before the dates of its known end."""
    ordered = ["2020-02-18", "../2020-02-19", "2020-02-19"]
    keys = [sort_key(parse(text)) for text in ordered]
    assert keys == sorted(set(keys))


def test_order_of_equals() -> None:
    """Dates of the same stretch have the same key, so that they stay in the order of the text."""
    assert sort_key(parse("2018-09~")) == sort_key(parse("2018-09-01/2018-09-30")) == sort_key(parse("2018-09"))
