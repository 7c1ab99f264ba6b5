"""Whether two dates allow what a link says of their events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.date_comparison import may_share, may_start_in_time
from idlib_reader.core.dates import Date, may_precede, parse

DATES = st.sampled_from(
    [
        *("2018", "2018-09", "2018-09-03", "2018-09-03T10:00", "2018-09-03T10:00Z", "2018-09-03T10:00+05:00", "201X"),
        *("2018?", "2018-09~", "2018-22", "2018-XX", "2018-01/2018-03", "2018/..", "../2018", "2018/", "/2018-09-03"),
        *("[2016,2020]", "[..2018]", "[2018..]", "{2016,2020}", "{..2018}", "[2017-05..2018-02]", "-0500", "Y12345"),
    ]
).map(parse)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2018", "2018-09", True),
        ("2018", "2019", False),
        ("2018-09-03", "2018-09-04", False),
        ("2018/2020", "2019-05", True),
        ("2018/..", "2025", True),
        ("2018/", "2025", True),
        ("2018/..", "2017", False),
        ("../2018", "2010", True),
        ("../2018", "2019", False),
        ("[..2018]", "2019", False),
        ("[2016,2020]", "2018", False),
        ("[2016,2020]", "2020-02", True),
        ("[2016,2018..]", "2017", False),
        ("[2016,2018..]", "2030", True),
        ("{2016,2020}", "2018", True),
        ("{2016,2020}", "2021", False),
        ("{..2016,2020}", "1900", True),
        ("{2016,2020..}", "2300", True),
        ("2018~", "2019-06", True),
        ("2018?", "2017-06", True),
        ("2018%", "2020", True),
        ("2018~", "2020", False),
        ("2018-22", "2018-07-01", True),
        ("2018-22", "2019-02", True),
        ("2018-22", "2019-04", False),
        ("2018-09-03T10:00Z", "2018-09-04", True),
        ("2018-09-03T10:00Z", "2018-09-05", False),
        ("2018-09-03T10:00Z", "2018-09-03T21:59", True),
        ("2018-09-03T10:00Z", "2018-09-04T00:00", True),
        ("2018-09-03T10:00Z", "2018-09-04T13:59", True),
        ("2018-09-03T10:00Z", "2018-09-04T14:00", False),
        ("2018-09-03T10:00+02:00", "2018-09-03T08:00Z", True),
        ("2018-09-03T10:00+02:00", "2018-09-03T10:00Z", True),
        ("2018-09-03T10:00+02:00", "2018-09-03T21:59Z", True),
        ("2018-09-03T10:00+02:00", "2018-09-03T22:00Z", False),
        ("2018-09-03T10:00-02:00", "2018-09-04T01:59Z", True),
        ("2018-09-03T10:00-02:00", "2018-09-04T02:00Z", False),
        ("2020-02-19T10:00", "2020-02-19T11:00", True),
        ("2020-02-19T23:59", "2020-02-19T00:00", True),
        ("2020-02-19T23:59", "2020-02-20T00:00", False),
        ("2020-02-19T10:00", "2020-02-18", False),
        ("2020-02-19T24:00", "2020-02-20", True),
    ],
)
def test_dates_may_have_an_instant_in_common(one: str, other: str, expected: bool) -> None:
    """Whichever is asked first: they do unless no reading of both has one."""
    assert may_share(parse(one), parse(other)) is expected
    assert may_share(parse(other), parse(one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2018", "2018", True),
        ("2018", "2019", True),
        ("2019", "2018", False),
        ("2018-09-04", "2018-09-03", False),
        ("2018-09-03", "2018-09", True),
        ("2019", "2018/..", True),
        ("2019", "2018/", True),
        ("../2019", "2018", True),
        ("/2019", "2018", True),
        ("2019/..", "2018", False),
        ("2019", "[2018..]", True),
        ("2019", "[2016,2018]", False),
        ("[2017,2019]", "2018", True),
        ("2019", "{2016,2020}", True),
        ("2019~", "2018", True),
        ("2020-09-04T10:00Z", "2020-09-03", True),
        ("2020-09-04T12:00Z", "2020-09-03", False),
        ("2020-09-04", "2020-09-03T10:00Z", True),
        ("2020-09-04", "2020-09-03T09:58Z", False),
        ("2020-09-03T11:00", "2020-09-03T10:00", False),
        ("2020-09-03T10:00", "2020-09-03T10:00", True),
    ],
)
def test_one_may_begin_before_the_other_is_over(one: str, other: str, expected: bool) -> None:
    """It does unless in every reading the other is over by then."""
    assert may_start_in_time(parse(one), parse(other)) is expected


@given(DATES)
def test_a_date_never_contradicts_itself(date: Date) -> None:
    """An event may be simultaneous with one of the same date, and begin before that is over."""
    assert may_share(date, date)
    assert may_start_in_time(date, date)


@given(DATES, DATES)
def test_one_that_may_precede_may_start_in_time(one: Date, other: Date) -> None:
    """What may happen wholly before another may begin before it is over; and what shares an instant with it too.

    A time of day is left out there: how long something lasts from then on nobody knows.
    """
    has_clock = any(date.clock for date in (*one.known_dates, *other.known_dates))
    if may_precede(one, other) or (may_share(one, other) and not has_clock):
        assert may_start_in_time(one, other)


@given(DATES, DATES)
def test_sharing_has_no_direction(one: Date, other: Date) -> None:
    """It makes no difference which date is asked about first."""
    assert may_share(one, other) == may_share(other, one)
