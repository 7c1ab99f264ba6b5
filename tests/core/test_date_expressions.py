"""Dates that the words of a text name; in brackets the words, where a text has a date at all."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.date_expressions import date_expressions
from idlib_reader.core.date_readings import MEANINGS
from idlib_reader.core.dates import parse
from idlib_reader.core.english_dates import MONTHS, RULES
from idlib_reader.core.span import Span
from marked import marked

WEDNESDAY = "2020-02-19"

ABSOLUTE = [
    ("agreed [in May 2017] at the talks", "2017-05"),
    ("agreed [in May, 2017], at the talks", "2017-05"),
    ("[on 19 February 2020] they met", "2020-02-19"),
    ("[on 19\n February\u00a02020] they met", "2020-02-19"),
    ("[on the 3rd of March, 2011], a day", "2011-03-03"),
    ("[On January 3, 2020], a drone", "2020-01-03"),
    ("[On Jan. 3, 2020], a drone", "2020-01-03"),
    ("[on Sept. 11, 2001]", "2001-09-11"),
    ("[on Friday, 3 January 2020], a drone", "2020-01-03"),
    ("the file of [2020-02-19] says", "2020-02-19"),
    ("it came [in 2018] under control", "2018"),
    ("[In 2003], the US invaded Iraq", "2003"),
    ("The [2018] agreement was signed", "2018"),
    ("the [2014] Crimean elections", "2014"),
    ("[the summer of 2018] was hot", "2018-22"),
    ("[In spring 2015] they left", "2015-21"),
    ("[In the autumn of 2015] they left", "2015-23"),
    ("[in the fall of 2015] they left", "2015-23"),
    ("[in the winter of 2018], cold", "2018-24"),
    ("[the 1990s] were long", "199X"),
    ("[in the early 1990s], they", "199X"),
    ("[in the 19th century] he", "18XX"),
    ("[in the nineteenth century] he", "18XX"),
    ("[in early 2020] it", "2020"),
    ("[in mid-2015] it", "2015"),
    ("[late in 2019] it", "2019"),
    ("[at the end of May 2017] it", "2017-05"),
    ("the days of [late May 2017] were", "2017-05"),
    ("born [around 1916], he", "1916~"),
    ("born [circa 1916], he", "1916~"),
    ("[around May 2017] he", "2017-05~"),
    ("It has lasted [since 2015].", "2015/.."),
    ("[Since early 2020], they", "2020/.."),
    ("It lasted [until May 2017].", "../2017-05"),
    ("It lasted [until the end of 2019].", "../2019"),
    ("[by May 2017] it was done", "[..2017-05]"),
    ("[before 2018] it was done", "[..2018]"),
    ("[after 19 February 2020] it was done", "[2020-02-19..]"),
    ("[between March and May 2019] it rose", "2019-03/2019-05"),
    ("[Between 1914 and 1918], millions", "1914/1918"),
    ("[from 2018 to 2020] it rose", "2018/2020"),
    ("[in 2014–15] it rose", "2014/2015"),
    ("[from 2014-2016] it rose", "2014/2016"),
    ("[from 17 to 19 February 2020] they met", "2020-02-17/2020-02-19"),
    ("[17-18 February 2020] they met", "2020-02-17/2020-02-18"),
    ("[on February 17 and 18, 2020], they met", "2020-02-17/2020-02-18"),
    ("[on 17 and 19 February 2020] they met", "{2020-02-17,2020-02-19}"),
    ("[from 28 February to 2 March 2020] they met", "2020-02-28/2020-03-02"),
    ("[10 May 1940 to 22 June 1940] was", "1940-05-10/1940-06-22"),
    ("[in 2014, 2016 and 2018] they met", "{2014,2016,2018}"),
    ("[in 2014 and 2015] they met", "2014/2015"),
    ("[in 2014 or 2016] they met", "[2014,2016]"),
    ("[In September 2018], more than a year ago, it began", "2018-09"),
]
"""Dates that are whole in themselves."""

RELATIVE = [
    ("They met [on February 19].", "2020-02-19"),
    ("They met [on February 20].", "2019-02-20"),
    ("They will meet [on February 20].", "2020-02-20"),
    ("They met [on Wednesday, 19 February].", "2020-02-19"),
    ("[February 17-18], they met", "2020-02-17/2020-02-18"),
    ("It fell [in May].", "2019-05"),
    ("It will fall [in May].", "2020-05"),
    ("It fell [in late February].", "2020-02"),
    ("It fell [last May].", "2019-05"),
    ("It fell [in May last year].", "2019-05"),
    ("[in November and December] it fell", "2019-11/2019-12"),
    ("It was held in Moscow [on Monday and Tuesday].", "2020-02-17/2020-02-18"),
    ("It was held [on Monday or Tuesday].", "[2020-02-17,2020-02-18]"),
    ("It was held [from Monday to Wednesday].", "2020-02-17/2020-02-19"),
    ("They met [on Friday].", "2020-02-14"),
    ("They met [on Wednesday].", "2020-02-19"),
    ("They will meet [on Friday].", "2020-02-21"),
    ("They met [on Sunday] night", "2020-02-16"),
    ("They met [last Friday].", "2020-02-14"),
    ("They will meet [next Monday].", "2020-02-24"),
    ("The strike lasted [until Friday].", "../2020-02-14"),
    ("It took place [last week] in Ankara", "2020-02-10/2020-02-16"),
    ("[this week] they will", "2020-02-17/2020-02-23"),
    ("[earlier this week] they left", "2020-02-17/2020-02-19"),
    ("[last weekend] they left", "2020-02-15/2020-02-16"),
    ("[earlier this month] they left", "2020-02"),
    ("[late last month] they left", "2020-01"),
    ("[next month] they leave", "2020-03"),
    ("[late last year] they left", "2019"),
    ("[later this year] they leave", "2020"),
    ("[last summer] they left", "2019-22"),
    ("[this spring] they leave", "2020-21"),
    ("They left [yesterday].", "2020-02-18"),
    ("They left [last night].", "2020-02-18"),
    ("They left [the day before yesterday].", "2020-02-17"),
    ("[Today], they left", "2020-02-19"),
    ("They leave [tomorrow].", "2020-02-20"),
    ("They left [two days ago].", "2020-02-17"),
    ("They left [three weeks ago].", "2020-01-29~"),
    ("They left [two months ago].", "2019-12~"),
    ("They left [a year ago].", "2019~"),
    ("It has lasted [since last week].", "2020-02-10/.."),
    ("It has lasted [since Monday].", "2020-02-17/.."),
]
"""Dates that are counted from a Wednesday."""

NO_DATES = [
    *("in 2018 cases", "in 2018 people", "about 1916 people", "some 2000 troops", "around 1500 were arrested"),
    *("a total of 2018 votes", "At 20:18 he saw 2,018 people", "$2015", "1999 km", "No. 2018", "in 2018.5"),
    *("in 300 BC", "in 1200 BC", "unit-2015", "room 1916", "for 2018", "2018", "on 2018", "more than 2018"),
    *("He may march.", "In March 20 people died", "in May 30 more people", "May Day", "Miss May", "the March on Rome"),
    *("April", "June Carter", "an august man", "the second of three", "Black Friday", "Good Friday", "Sunday Times"),
    *("every Monday", "Mondays", "on Monday-like days", "yesterday's men", "as of May 2017", "in the 19th minute"),
    *("a few days ago", "several weeks ago", "more than a year ago", "nearly two years ago", "the last week of it"),
    *("for two years", "within three days", "the last year", "19.2 February", "on 31 February 2020"),
    *("the first time since 2015", "the worst since 2015", "moved from Tuesday to Thursday", "from 2020 to 2018"),
    *("the 1900s", "the 1980s and 1990s", "the winter of 2018-19", "the 45th century", "last Monday", "next Friday"),
    *("They left last winter.", "said they would meet on Friday", "by Friday", "on Thursday, 19 February"),
    *("19-17 February 2020", "from May 2017", "until 2014 or 2016"),
]  # fmt: skip
"""What names no date, or none that can be told."""


def found(written: str, published: str = WEDNESDAY) -> list[tuple[str, str]]:
    """Words and date of all that a text has."""
    text = marked(written).text
    return [
        (text[one.span.start : one.span.end], one.date) for one in date_expressions(text, Span(0, len(text)), published)
    ]


@pytest.mark.parametrize(("written", "edtf"), ABSOLUTE)
@pytest.mark.parametrize("published", [WEDNESDAY, ""])
def test_a_date_that_is_whole_needs_no_publication(written: str, edtf: str, published: str) -> None:
    """Its words are the marked ones."""
    text, (mark, *_) = marked(written)
    assert found(written, published) == [(text[mark.span.start : mark.span.end], edtf)]


@pytest.mark.parametrize(("written", "edtf"), RELATIVE)
def test_other_dates_are_counted_from_the_publication(written: str, edtf: str) -> None:
    """Its words are the marked ones, and without a day of publication there is none."""
    text, (mark, *_) = marked(written)
    assert found(written) == [(text[mark.span.start : mark.span.end], edtf)]
    assert found(written, "") == []


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_gives_none(text: str) -> None:
    """Numbers, names and what can't be told."""
    assert found(text.replace("[", "\\[").replace("]", "\\]")) == []


def test_several_dates_come_in_text_order() -> None:
    """Each verb decides for the day beside it."""
    assert found("He said on Tuesday that they will leave on Friday, and that it fell in 2018.") == [
        ("on Tuesday", "2020-02-18"),
        ("on Friday", "2020-02-21"),
        ("in 2018", "2018"),
    ]


def test_only_the_stretch_is_read() -> None:
    """What lies outside is not found, and not taken for a lead."""
    text, (mark,) = marked("It fell in 2016 and since [May 2017] and in 2018.")
    (only,) = date_expressions(text, mark.span, "")
    assert (only.span, only.date) == (mark.span, "2017-05")


def test_another_year_in_the_paragraph_makes_a_month_doubtful() -> None:
    """Then "in May" is hardly the last one, but a year that fits, or stands in another paragraph, does no harm."""
    assert found("In 2017 they met. It fell in May.") == [("In 2017", "2017")]
    assert found("In 2019 they met. It fell in May.") == [("In 2019", "2019"), ("in May", "2019-05")]
    assert found("In 2017 they met.\nIt fell in May.") == [("In 2017", "2017"), ("in May", "2019-05")]


@pytest.mark.parametrize(
    ("published", "edtf"),
    [("2020-02", "2020-01"), ("2020-02-19T10:00Z", "2020-01"), ("2020-01", "2019-12"), ("2020", ""), ("2020~", "")],
)
def test_a_publication_may_be_less_exact_than_a_day(published: str, edtf: str) -> None:
    """A month is enough for a month."""
    assert found("last month", published) == ([("last month", edtf)] if edtf else [])


@pytest.mark.parametrize("published", ["2020-02", "2020", "2020-22", "2020-02-XX", "2020-02-19/2020-02-20", "nonsense"])
def test_days_need_the_day_of_publication(published: str) -> None:
    """Whatever else is known of it."""
    assert found("They met on Monday, yesterday and on 3 February.", published) == []


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2020-06-10", "last May"),
        ("2020-02-19", "last May"),
        ("2020-02-22", "last weekend"),
        ("2020-07-10", "last spring"),
    ],
)
def test_what_may_mean_two_dates_gives_none(published: str, words: str) -> None:
    """In June "last May" is either; in February there is but one."""
    is_clear = (published, words) == ("2020-02-19", "last May")
    assert bool(found(words, published)) == is_clear


def test_every_pattern_has_a_meaning() -> None:
    """The data module and the readings speak of the same."""
    assert {meaning for meaning, _ in RULES} == set(MEANINGS)


PIECES = [
    *("in", "on", "since", "until", "from", "to", "and", "or", "between", "the", "last", "next", "early", "by"),
    *("May", "March", "Sept.", "Monday", "Friday", "week", "month", "year", "ago", "two", "a", "today", "weekend"),
    *("summer", "2018", "2020", "1990s", "19th", "century", "31", "17", "0", "2,018", "-", ",", ".", "will", "met"),
    *("days", "–", "around", "people", "\n", "é", "٣", "9999", "1000", "of", "winter", "earlier", "this", "later"),
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
DAYS = st.dates().map(str)


@given(TEXTS, DAYS | st.sampled_from(["", "2020", "2020-02", "0000", "-0100-01-01"]), st.data())
def test_every_result_is_a_date_of_words_inside(text: str, published: str, data: st.DataObject) -> None:
    """It can be read, its span lies in the stretch and holds words, and no two overlap."""
    start = data.draw(st.integers(0, len(text)))
    within = Span(start, data.draw(st.integers(start, len(text))))
    last = start
    for one in date_expressions(text, within, published):
        assert parse(one.date).text == one.date
        assert within.holds(one.span)
        assert one.span.start >= last
        assert text[one.span.start : one.span.end].strip()
        last = one.span.end


@given(
    st.integers(0, 10**7),
    st.sampled_from(["{} people", "{}", "{:,} cases", "{}%", "€{}", "unit {}", "{} km", "a {}-strong"]),
)
def test_a_number_alone_is_no_date(number: int, written: str) -> None:
    """Whatever it is."""
    assert found(f"They had {written.format(number)} then.") == []


@given(st.dates(date(1100, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_both_orders(day: date) -> None:
    """With its month in words."""
    month = next(name for name, number in MONTHS.items() if number == day.month)
    for words in (f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}"):
        assert found(words, "") == [(words, day.isoformat())]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_a_week(published: date, number: int) -> None:
    """Told of as past it is one of the seven days up to the publication; as planned, one of the six after it."""
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[number]
    ((_, past),) = found(f"They met on {name}.", published.isoformat())
    day = date.fromisoformat(past)
    assert (day.weekday(), timedelta(0) <= published - day < timedelta(7)) == (number, True)
    planned = found(f"They will meet on {name}.", published.isoformat())
    assert bool(planned) == (published.weekday() != number)
    for _, edtf in planned:
        assert timedelta(0) < date.fromisoformat(edtf) - published < timedelta(7)


def test_a_long_text_without_an_end_is_cut() -> None:
    """Only the first characters of a stretch that no sentence is as long as are looked through."""
    text = "in 2018 " + "on Mon and in 20 " * 10_000 + "in 2019"
    assert [one.date for one in date_expressions(text, Span(0, len(text)), WEDNESDAY)] == ["2018"]


def test_white_space_and_capitals_are_as_they_come() -> None:
    """Words may be broken over lines and begin a sentence."""
    assert [edtf for _, edtf in found("Last\nweek it began, In  May\n2017 it ended.")] == [
        "2020-02-10/2020-02-16",
        "2017-05",
    ]
    assert not re.search(r"\S", "".join(edtf for _, edtf in found("IN MAY 2017")))
