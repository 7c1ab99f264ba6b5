"""Dates are said as a person says them, in full and in the few cells of a column."""

from __future__ import annotations

import pytest

from idlib_reader.core.date_words import BRIEF_WIDTH, describe, describe_briefly
from idlib_reader.core.dates import parse

# The date, in words, briefly, and briefly in an article of 2020 where that differs.
SAID = [
    # Single dates.
    ("2018", "2018", "2018", ""),
    ("2018-09", "Sep 2018", "Sep 2018", ""),
    ("2020-02-05", "5 Feb 2020", "5 Feb 2020", "5 Feb"),
    ("2018-09-28", "28 Sep 2018", "28 Sep 2018", ""),
    ("2020-21", "spring 2020", "spring 2020", ""),
    ("2020-24", "winter 2020", "winter 2020", ""),
    ("201X", "2010s", "2010s", ""),
    ("18XX", "1800s", "1800s", ""),
    ("180X", "the years 1800-1809", "1800-1809", ""),
    ("20XX", "2000s", "2000s", ""),
    ("047X", "470s AD", "470s AD", ""),
    ("-0043", "44 BC", "44 BC", ""),
    ("0000", "1 BC", "1 BC", ""),
    ("0476", "476 AD", "476 AD", ""),
    ("-0043-03-15", "15 Mar 44 BC", "Mar 44 BC", ""),
    ("-004X", "the years 50-41 BC", "50-41 BC", ""),
    ("000X", "the years 1 BC-9 AD", "1 BC-9 AD", ""),
    ("Y12020", "12020 AD", "12020 AD", ""),
    ("Y170000002", "170000002 AD", "far future", ""),
    ("Y-170000002", "170000003 BC", "far past", ""),
    # Times.
    ("2020-02-19T14:30", "19 Feb 2020, 14:30", "19 Feb 2020", "19 Feb"),
    ("2020-02-19T14:30:05Z", "19 Feb 2020, 14:30:05 UTC", "19 Feb 2020", "19 Feb"),
    ("2020-02-19T14:30+03:00", "19 Feb 2020, 14:30 UTC+3", "19 Feb 2020", "19 Feb"),
    ("2020-02-19T14:30-04:30", "19 Feb 2020, 14:30 UTC-4:30", "19 Feb 2020", "19 Feb"),
    # Qualifiers and what is left open.
    ("2018~", "about 2018", "~2018", ""),
    ("2018-09?", "perhaps Sep 2018", "Sep 2018?", ""),
    ("2018-09%", "perhaps about Sep 2018", "~Sep 2018?", ""),
    ("2020-11-19~", "about 19 Nov 2020", "~Nov 2020", "~19 Nov"),
    ("2019-11-19?", "perhaps 19 Nov 2019", "Nov 2019?", ""),
    ("2019-21~", "about spring 2019", "~2019", ""),
    ("1985-04-XX", "some day in Apr 1985", "Apr 1985", ""),
    ("1985-04-XX?", "perhaps some day in Apr 1985", "Apr 1985?", ""),
    ("2004-XX", "some month in 2004", "2004", ""),
    ("1985-XX-XX", "some day in 1985", "1985", ""),
    # Intervals.
    ("2020-02-17/2020-02-18", "17-18 Feb 2020", "Feb 2020", "17-18 Feb"),
    ("2018-02-10/2018-02-16", "10-16 Feb 2018", "Feb 2018", ""),
    ("2020-02-28/2020-03-02", "28 Feb - 2 Mar 2020", "Feb 2020 …", "28 Feb …"),
    ("2020-02-05/2020-03-01", "5 Feb - 1 Mar 2020", "Feb 2020 …", "5 Feb-1 Mar"),
    ("2020-12-30/2021-01-02", "30 Dec 2020 - 2 Jan 2021", "2020-2021", "30 Dec …"),
    ("2019-12-30/2020-01-02", "30 Dec 2019 - 2 Jan 2020", "2019-2020", ""),
    ("2018-02/2018-03", "Feb-Mar 2018", "Feb 2018 …", ""),
    ("2017-02/2018-03", "Feb 2017 - Mar 2018", "2017-2018", ""),
    ("2017/2018", "2017-2018", "2017-2018", ""),
    ("2018/2018", "2018", "2018", ""),
    ("2001-21/2001-23", "spring-autumn 2001", "2001", ""),
    ("198X/199X", "1980s-1990s", "1980s-1990s", ""),
    ("200X/201X", "from the years 2000-2009 to 2010s", "2000-2009 …", ""),
    ("-0043/-0030", "44-31 BC", "44-31 BC", ""),
    ("-0043/0020", "44 BC - 20 AD", "44 BC-20 AD", ""),
    ("2004-02-01/2005", "1 Feb 2004 - 2005", "2004-2005", ""),
    ("2004-02-01/2004", "1 Feb 2004 - 2004", "Feb 2004 …", ""),
    ("1984~/2004-06", "from about 1984 to Jun 2004", "~1984-2004", ""),
    ("1984?/2004?", "from perhaps 1984 to perhaps 2004", "1984?-2004?", ""),
    ("1984%/2004%", "from perhaps about 1984 to perhaps about 2004", "~1984? …", ""),
    ("2018~/2018~", "from about 2018 to about 2018", "~2018", ""),
    ("2004-06-XX/2004-07-03", "from some day in Jun 2004 to 3 Jul 2004", "Jun 2004 …", ""),
    ("2017-05/..", "since May 2017", "May 2017 on", ""),
    ("2020-02-17/..", "since 17 Feb 2020", "Feb 2020 on", "17 Feb on"),
    ("2017-05/", "from May 2017, end unknown", "May 2017-?", ""),
    ("../2020-02-19", "until 19 Feb 2020", "to Feb 2020", "to 19 Feb"),
    ("/2020-02-19", "until 19 Feb 2020, start unknown", "?-Feb 2020", "?-19 Feb"),
    ("../Y170000002", "until 170000002 AD", "?", ""),
    # Sets.
    ("[..2020-02-19]", "some day up to 19 Feb 2020", "by Feb 2020", "by 19 Feb"),
    ("[1760-12..]", "some month from Dec 1760 on", "Dec 1760+", ""),
    ("[..1984]", "some year up to 1984", "by 1984", ""),
    ("[2016,2018]", "one of 2016, 2018", "2016..2018", ""),
    ("[2018,2016]", "one of 2018, 2016", "2016..2018", ""),
    ("[2016,2018?]", "one of 2016, perhaps 2018", "2016..2018?", ""),
    ("[1667,1668,1670..1672]", "one of 1667, 1668, 1670-1672", "1667..1672", ""),
    ("[1760-01,1760-12..]", "one of Jan 1760, Dec 1760 or later", "Jan 1760+", ""),
    ("[..1760,1770..]", "one of 1760 or earlier, 1770 or later", "?", ""),
    ("[2020-02-17..2020-02-19]", "one day of 17-19 Feb 2020", "Feb 2020", "17..19 Feb"),
    ("[2018]", "2018", "2018", ""),
    ("{2016,2018}", "2016 and 2018", "2016, 2018", ""),
    ("{1960,1961-12}", "1960 and Dec 1961", "1960 …", ""),
    ("{1667,1668,1670..1672}", "1667, 1668 and 1670-1672", "1667 …", ""),
    ("{1670..1672}", "every year of 1670-1672", "1670-1672", ""),
    ("{..1984}", "1984 and earlier", "to 1984", ""),
    ("{2018..}", "2018 and later", "2018 on", ""),
    ("{2018}", "2018", "2018", ""),
]


@pytest.mark.parametrize(("text", "words"), [(text, words) for text, words, _, _ in SAID])
def test_in_words(text: str, words: str) -> None:
    """A date is said in words."""
    assert describe(parse(text)) == words


@pytest.mark.parametrize(("text", "words"), [(text, brief) for text, _, brief, _ in SAID])
def test_briefly(text: str, words: str) -> None:
    """A date is said in few cells, with its year; what does not fit is left out, never made up."""
    assert describe_briefly(parse(text)) == words


@pytest.mark.parametrize(("text", "words"), [(text, here or brief) for text, _, brief, here in SAID])
def test_briefly_in_its_year(text: str, words: str) -> None:
    """Days of the article's year leave the year out; months do not."""
    assert describe_briefly(parse(text), 2020) == words


def test_undated() -> None:
    """Without a date the words say so."""
    assert describe(None) == "date unknown"
    assert describe_briefly(None) == "?"


def test_width() -> None:
    """The longest plain day is what the column holds."""
    assert len(describe_briefly(parse("2018-09-28"))) == BRIEF_WIDTH
