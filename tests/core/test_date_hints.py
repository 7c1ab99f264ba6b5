"""A date that is not EDTF is answered with the date to write instead."""

from __future__ import annotations

import re

import pytest

from idlib_reader.core.dates import DateError, parse


def hint(text: str) -> str:
    """The hint about a text that is no date."""
    with pytest.raises(DateError) as raised:
        parse(text)
    assert str(raised.value) == f"{raised.value.message} {raised.value.hint}".rstrip()
    return raised.value.hint


SUGGESTED = {
    # Numbers in other orders, with other signs, with too few or too many digits.
    "2020-2-5": "2020-02-05",
    "2020-2": "2020-02",
    "19/02/2020": "2020-02-19",
    "02/19/2020": "2020-02-19",
    "19.2.2020": "2020-02-19",
    "19-02-2020": "2020-02-19",
    "03/03/2020": "2020-03-03",
    "2020/02/19": "2020-02-19",
    "2020/02": "2020-02",
    "02/2020": "2020-02",
    "20200219": "2020-02-19",
    "202002": "2020-02",
    "476": "0476",
    "12020": "Y12020",
    "-12020": "Y-12020",
    "Y2018": "2018",
    "2020–02–19": "2020-02-19",
    "２０２０": "2020",
    "٢٠٢٠-٠٢-١٩": "2020-02-19",
    " 2020": "2020",
    # Words.
    "Feb 2020": "2020-02",
    "Sept. 2018": "2018-09",
    "february, 2020": "2020-02",
    "19 Feb 2020": "2020-02-19",
    "19th of February 2020": "2020-02-19",
    "19-Feb-2020": "2020-02-19",
    "Feb 5, 2020": "2020-02-05",
    "2020 Feb 5": "2020-02-05",
    "on Monday, 17 February 2020": "2020-02-17",
    "spring 2020": "2020-21",
    "Fall of 2020": "2020-23",
    "2020 winter": "2020-24",
    "2010s": "201X",
    "the 1800s": "18XX",
    "19th century": "18XX",
    "44 BC": "-0043",
    "1 BCE": "0000",
    "476 AD": "0476",
    # Case and older signs.
    "201x": "201X",
    "y17000": "Y17000",
    "199u": "199X",
    "2004-uu": "2004-XX",
    "20??": "20XX",
    "2004-??": "2004-XX",
    "2004-02-??": "2004-02-XX",
    "2004-??-??": "2004-XX-XX",
    "2004/open": "2004/..",
    "unknown/2004": "/2004",
    "2004/unknown": "2004/",
    # Qualifiers.
    "c. 2018": "2018~",
    "ca. Feb 2020": "2020-02~",
    "about 2017-2018": "2017~/2018~",
    "circa 2018?": "2018%",
    "perhaps about 2018": "2018%",
    "~2018": "2018~",
    "?2018": "2018?",
    "%2018": "2018%",
    "2018 ?": "2018?",
    "2018 ~": "2018~",
    "2018?~": "2018%",
    "Feb 2018??": "2018-02?",
    # Times.
    "2020-02-19 14:30": "2020-02-19T14:30",
    "2020-02-19t14:30z": "2020-02-19T14:30Z",
    "2020-02-19T14:30:00.123+0300": "2020-02-19T14:30:00+03:00",
    "2020-02-19T14:30-00:00": "2020-02-19T14:30Z",
    "2020-02-19T14": "2020-02-19T14:00",
    "2020-02-19 9:05": "2020-02-19T09:05",
    "2020-02-19T14:30Z/2020-02-20T08:00Z": "2020-02-19/2020-02-20",
    # Intervals and sets.
    "2018-2019": "2018/2019",
    "2018 – 2019": "2018/2019",
    "17-18 Feb 2020": "2020-02-17/2020-02-18",
    "28 Feb - 2 Mar 2020": "2020-02-28/2020-03-02",
    "Feb-Mar 2020": "2020-02/2020-03",
    "2020-02-17 - 2020-02-18": "2020-02-17/2020-02-18",
    "2020-02-17/18": "2020-02-17/2020-02-18",
    "17/02/2020 to 18/02/2020": "2020-02-17/2020-02-18",
    "from May 2017 to 2018": "2017-05/2018",
    "between 2017 and 2018": "2017/2018",
    "since May 2017": "2017-05/..",
    "2017 onwards": "2017/..",
    "2017-": "2017/..",
    "until 19 Feb 2020": "../2020-02-19",
    "by 19 Feb 2020": '"[..2020-02-19]"',
    "not earlier than 2018": '"[2018..]"',
    "[2016, 2018]": '"[2016,2018]"',
    "{2016 , 2018}": '"{2016,2018}"',
}


@pytest.mark.parametrize(("text", "suggested"), SUGGESTED.items())
def test_suggestions(text: str, suggested: str) -> None:
    """The ways in which people write dates are understood; a set is shown with the quotes that YAML needs."""
    assert hint(text) == f"Write `{suggested}`."
    assert parse(suggested.strip('"'))


def test_day_and_month_unclear() -> None:
    """Where day and month can be either, both dates are named."""
    assert hint("02/03/2020") == "Write `2020-03-02` or `2020-02-03`."


@pytest.mark.parametrize("text", ["", "?", "unknown", "Undated", "n.d.", "/", "../.."])
def test_unknown_dates(text: str) -> None:
    """An unknown date is to be left out."""
    assert hint(text) == "Leave an unknown date out."


@pytest.mark.parametrize(
    "text",
    [
        "today",
        "Febuary 2020",
        "Mayday 2020",
        "2020-02-30",
        "30 Feb 2020",
        "2020-13",
        "98",
        "25:00",
        "1XXX",
        "18 to the end",
        "about",
        "since",
        "between and",
        "\x1b[31m",
        "2020\x00",
    ],
)
def test_no_suggestion(text: str) -> None:
    """Nothing is suggested where nobody can know what is meant."""
    assert hint(text) == ""


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("2019/2018", "2018/2019"),
        ("2020-02-19/2020-02-17", "2020-02-17/2020-02-19"),
        ("[2019..2018]", '"[2018..2019]"'),
        ("{2020..2018}", '"{2018..2020}"'),
    ],
)
def test_ends_that_are_swapped(text: str, turned: str) -> None:
    """A range that ends before it starts is turned round; a set stands in quotes."""
    assert hint(text) == f"Write `{turned}`, if the two are only swapped."


def test_short_year() -> None:
    """A year of two digits is not guessed."""
    with pytest.raises(DateError, match=re.escape("A year has four digits.")):
        parse("'98")


@pytest.mark.parametrize(
    "text",
    ["~" * 79 + "x", "? " * 40, "since " * 13, "a to b - c and d until e - f and 2 - 3 to 4 2020", "c." * 39 + "x"],
)
def test_nested_words(text: str) -> None:
    """Words around words come to an end soon."""
    assert hint(text) == ""
