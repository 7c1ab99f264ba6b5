"""What holds for every date, and agreement with the `edtf` package."""

from __future__ import annotations

import datetime
from typing import Protocol

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.date_words import BRIEF_WIDTH, describe, describe_briefly
from idlib_reader.core.dates import Date, DateError, may_precede, parse, sort_key

DAY = 86_400

# Texts that one of the two takes and the other does not, with the reason.
TAKEN_HERE_ALONE = {
    "2020-02-19T14:30": "a time without seconds is an addition of this project",
    "2020-02-19T14:30:00+00:00": "ISO 8601 allows the offset +00:00",
    "2001-21~": "a season is qualified like every date; edtf takes that in intervals alone",
    "Y17000~": "so is a long year",
    "Y17000/Y18000": "a long year may stand in an interval as every date",
    "2005-XX/2006": "so may a month XX; edtf fails with an AttributeError",
    "[1667,2020-21]": "a season may stand in a set as every date",
    "[2016]": "a set may have one member",
}
TAKEN_THERE_ALONE = {
    "../..": "an interval without any date says nothing",
    "2019/2017": "an interval that ends before it starts is a slip",
    "[2019..2017]": "so is such a run in a set",
    "[2016, 2018]": "the specification allows no spaces",
    "2018 ?": "neither here",
    "2019-02-29": "edtf does not look whether the year is a leap year",
    "1XXX": "level 1 has one or two unspecified digits in a year; the rest is level 2",
    "XXXX": "level 2",
    "156X-12-25": "level 2",
    "1XXX-12": "level 2",
    "1670S2": "level 2",
    "Y-17E7": "level 2",
    "2020-30": "level 2",
    "2004-06~-11": "level 2",
    "~2018": "level 2",
    "2020T14:30:00": "a time of day needs a whole date",
}
REFUSED = """
    2020-13 2020-02-30 2020-04-31 2020-2-5 19/02/2020 201x y17000 -0000 20-02 Y2018 Y017000
    2020-21-05 2020-02-19T25:00:00 2020-02-19T14:30:00+15 [..] [] / 2020?-XX [2018..,2020]
    [1667,..1760] [1670..1672-05] 2020-02-19T14:30:00~ 2020-02-19T14:30:00/2021 2020-02-19T14:30:60
    2020-02-19T14:30:00-00:00 20200219 2004-06-XX-01 2004/2005/2006
"""

# Texts that both take, with the reason why their bounds differ.
OTHER_BOUNDS = {
    "2001-24": "edtf lets winter end with December; here it lasts to the end of February",
    "-0043-XX": "edtf takes the last month before the first one in negative years",
    "-0043-XX-XX": "so it does with days",
    "2020-02-19T23:30:00-04": "edtf keeps the day that is written; here instants with an offset are in UTC",
}


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    """Numbers of two digits."""
    return st.integers(low, high).map("{:02}".format)


# Near years are frequent, so that dates meet.
YEARS = st.one_of(st.integers(2018, 2021), st.integers(-9999, 9999)).map(
    lambda year: f"-{-year:04}" if year < 0 else f"{year:04}"
)
MONTHS = st.builds("{}-{}".format, YEARS, numbers(1, 12))
DAYS = st.builds("{}-{}".format, MONTHS, numbers(1, 28))
PLAIN = st.one_of(YEARS, MONTHS, DAYS)
UNSPECIFIED = st.one_of(
    YEARS.map(lambda year: f"{year[:-1]}X"),
    YEARS.map(lambda year: f"{year[:-2]}XX"),
    YEARS.map("{}-XX".format),
    MONTHS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
)
SEASONS = st.builds("{}-{}".format, YEARS, numbers(21, 24))
LONG_YEARS = st.builds("Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 10**17))
CLOCKS = st.builds("{}:{}:{}".format, numbers(0, 23), numbers(0, 59), numbers(0, 59))
OFFSETS = st.one_of(
    st.sampled_from(["", "Z"]), st.builds("{}{}:{}".format, st.sampled_from("+-"), numbers(1, 13), numbers(0, 59))
)
TIMES = st.builds("{}T{}{}".format, DAYS, CLOCKS, OFFSETS)
MARKS = st.sampled_from(["", "~", "?", "%"])
SINGLE = st.builds("{}{}".format, st.one_of(PLAIN, UNSPECIFIED, SEASONS, LONG_YEARS), MARKS)
RUNS = st.one_of(*(st.builds("{}..{}".format, dates, dates) for dates in (YEARS, MONTHS, DAYS)))


def intervals(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Intervals with a date at one end or at both."""
    return st.one_of(
        st.builds("{}/{}".format, dates, dates),
        st.builds("{}/{}".format, dates, st.sampled_from(["", ".."])),
        st.builds("{}/{}".format, st.sampled_from(["", ".."]), dates),
    )


@st.composite
def sets(draw: st.DrawFn, dates: st.SearchStrategy[str]) -> str:
    """Sets with and without runs and open ends."""
    members = draw(st.lists(st.one_of(dates, RUNS), min_size=2, max_size=4))
    if draw(st.booleans()):
        members[0] = f"..{draw(PLAIN)}"
    if draw(st.booleans()):
        members[-1] = f"{draw(PLAIN)}.."
    return draw(st.sampled_from(["[{}]", "{{{}}}"])).format(",".join(members))


def goes_forward(text: str) -> bool:
    """Whether no interval or run in a generated text ends before it starts; anything else wrong is not excused."""
    try:
        parse(text)
    except DateError as error:
        return "ends before it starts" not in error.message
    return True


def is_bounded_alike(text: str) -> bool:
    """Whether it is not one of those in `OTHER_BOUNDS`."""
    return not (text.startswith("-") and "-XX" in text)


TEXTS = st.one_of(SINGLE, TIMES, intervals(SINGLE), sets(SINGLE)).filter(goes_forward)
# What both implementations take and bound alike.
COMMON = st.one_of(
    st.builds("{}{}".format, st.one_of(PLAIN, UNSPECIFIED), MARKS).filter(is_bounded_alike),
    st.builds("{}-{}".format, YEARS, numbers(21, 23)),
    LONG_YEARS,
    st.builds("{}T{}{}".format, DAYS, CLOCKS, st.sampled_from(["", "Z"])),
    intervals(st.builds("{}{}".format, PLAIN, MARKS)),
    sets(PLAIN),
).filter(goes_forward)


class Time(Protocol):
    """What `edtf` gives as a bound."""

    tm_year: int
    tm_mon: int
    tm_mday: int


def day_number(bound: Time) -> int:
    """Days since the year 0 began; the Gregorian calendar repeats itself after 400 years of 146,097 days."""
    cycles, year = divmod(bound.tm_year, 400)
    return datetime.date(year + 400, bound.tm_mon, bound.tm_mday).toordinal() + 365 + (cycles - 1) * 146_097


def is_taken(text: str) -> bool:
    """Whether this project reads the text."""
    try:
        parse(text)
    except DateError:
        return False
    return True


def is_taken_by_edtf(text: str) -> bool:
    """Whether `edtf` reads the text, by whatever it raises."""
    try:
        parse_edtf(text)
    except Exception:  # noqa: BLE001 - besides its own exception it raises AttributeError and TypeError
        return False
    return True


def assert_same_bounds(text: str) -> None:
    """Compare the first and the last day, where both know them."""
    here, there = parse(text), parse_edtf(text)
    # Here nothing bounds an open or unknown end; edtf fails at the former and takes ten years for the latter.
    if here.earliest is not None and here.latest is not None:
        assert here.earliest // DAY == day_number(there.lower_strict())
        assert (here.latest - 1) // DAY == day_number(there.upper_strict())


@pytest.mark.parametrize("text", TAKEN_HERE_ALONE)
def test_taken_here_alone(text: str) -> None:
    """What is taken here and not by `edtf` is a known disagreement."""
    assert is_taken(text)
    assert not is_taken_by_edtf(text)


@pytest.mark.parametrize("text", TAKEN_THERE_ALONE)
def test_taken_by_edtf_alone(text: str) -> None:
    """What is taken by `edtf` and not here is a known disagreement."""
    assert not is_taken(text)
    assert is_taken_by_edtf(text)


@pytest.mark.parametrize("text", OTHER_BOUNDS)
def test_other_bounds(text: str) -> None:
    """Where the bounds are not those of `edtf`, it is a known disagreement."""
    with pytest.raises(AssertionError):
        assert_same_bounds(text)


@settings(deadline=None)
@given(COMMON)
def test_agreement_with_edtf(text: str) -> None:
    """What is not listed as a disagreement is taken by both, with the same days."""
    assert is_taken(text)
    assert is_taken_by_edtf(text)
    assert_same_bounds(text)


@pytest.mark.parametrize("text", REFUSED.split())
def test_refused_by_both(text: str) -> None:
    """What is no EDTF is refused by both."""
    assert not is_taken(text)
    assert not is_taken_by_edtf(text)


@settings(deadline=None)
@given(TEXTS)
def test_text_is_kept(text: str) -> None:
    """A date is kept as written, and its bounds lie in order."""
    date = parse(text)
    assert date.text == text
    assert date.earliest is None or date.latest is None or date.earliest < date.latest


@settings(deadline=None)
@given(TEXTS, st.one_of(st.none(), st.integers(-50, 2030)))
def test_words_for_every_date(text: str, year: int | None) -> None:
    """Every date has words, brief ones in few cells, each cell a plain one."""
    date = parse(text)
    assert describe(date)
    brief = describe_briefly(date, year)
    assert 1 <= len(brief) <= BRIEF_WIDTH
    assert all(character.isascii() or character == "…" for character in brief)


DATES = st.one_of(st.none(), TEXTS.map(parse))


@settings(deadline=None)
@given(st.lists(DATES, max_size=6).flatmap(lambda dates: st.tuples(st.just(dates), st.permutations(dates))))
def test_order_is_total(orders: tuple[list[Date | None], list[Date | None]]) -> None:
    """However dates are shuffled, they come into the same order, the undated last."""
    one, other = (sorted(dates, key=sort_key) for dates in orders)
    assert [sort_key(date) for date in one] == [sort_key(date) for date in other]
    assert [date is None for date in one] == sorted(date is None for date in one)


@settings(deadline=None)
@given(TEXTS.map(parse), TEXTS.map(parse))
def test_order_follows_time(a: Date, b: Date) -> None:
    """What is over before another begins may precede it and stands before it."""
    if a.latest is not None and b.earliest is not None and a.latest <= b.earliest:
        assert may_precede(a, b)
        assert sort_key(a) < sort_key(b)


@settings(deadline=None)
@given(st.one_of(SINGLE, TIMES).map(parse), st.one_of(SINGLE, TIMES).map(parse))
def test_one_comes_first(a: Date, b: Date) -> None:
    """Of two single dates each may precede the other, or one alone."""
    assert may_precede(a, b) or may_precede(b, a)


@settings(deadline=None)
@given(TEXTS.map(parse), TEXTS.map(parse))
def test_order_agrees_with_precedence(a: Date, b: Date) -> None:
    """What can't precede another, and does not last, stands after it."""
    if b.kind in ("date", "one of") and not may_precede(b, a):
        assert sort_key(a) < sort_key(b)


GARBAGE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789-/.,[]{}~?%XYTZxyc: abefnotuil+", max_size=60),
    st.lists(
        st.sampled_from(["2020", "-02", "-19", "Feb", " ", "17", "since ", "about ", "/", "..", "-", " to ", "?", "~"]),
        max_size=16,
    ).map("".join),
    TEXTS.flatmap(lambda text: st.integers(0, len(text)).map(lambda cut: text[:cut] + text[cut + 1 :])),
)


@settings(deadline=None, max_examples=200)
@given(GARBAGE)
def test_garbage(text: str) -> None:
    """Any text is a date or raises a `DateError` with a sentence, and what its hint names is a date."""
    try:
        parse(text)
    except DateError as error:
        refusal = error
    else:
        return
    assert refusal.message.endswith(".")
    for named in refusal.hint.split("`")[1::2]:
        assert is_taken(named.strip('"'))


LONG = {
    "tildes": "~" * 100_000,
    "slashes": "/" * 100_000,
    "dots": "." * 100_000,
    "spaces": " " * 100_000,
    "digits": "1" * 100_000,
    "long year": "Y" + "9" * 100_000,
    "long set": "[" + "2018," * 20_000,
    "set of dots": "[" + ".." * 50_000 + "]",
    "words": "since " * 20_000,
    "hyphens": "2020-" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_garbage(text: str) -> None:
    """A long text is refused in a time that grows no faster than the text."""
    assert not is_taken(text)
