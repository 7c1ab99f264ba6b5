"""Texts as YAML scalars: quotes where another reader would take them for something else, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from idlib_reader.errors import IdlibError
from idlib_reader.storage.nodes import build
from idlib_reader.storage.rendering import Style, scalar
from idlib_reader.storage.scalars import LONGEST_KEY, Sort, is_plain, needs_escapes
from storage.texts import NASTY, texts

PLAIN = Style()

ORDINARY = [
    *("person", "Dmitry Peskov", "the President’s", "it's", 'said "no" twice', "al-Nusra", "C#", "a#b", "50 %", "a:b"),
    *(
        "https://example.org/a?b=c#d",
        "Café",
        "Идлиб",
        "中文",
        "👩‍👩‍👧",
        "non\u00a0breaking",
        "e\u0301",
        "a - b",
        "a -b",
    ),
    *(
        "-a",
        "?a",
        "nope",
        "Norway",
        "yesterday",
        "nullify",
        "truely",
        "3rd",
        "12:30 local time",
        "2020-02-19 was a day",
    ),
    *(
        "v1.2.3",
        "1.2.3",
        "1/2",
        "5-6",
        "e5",
        "0xg",
        "a = b",
        "<<a",
        "=a",
        "~a",
        "a~",
        "--a",
        "...a",
        "a...",
        "x|y",
        "a>b",
    ),
    *("a & b", "a*", "a !", "100,000 people", "$5", "(a)", "/a", "\\a", "a\\", "^", "_", "§ 5", "“a”", "– b", ".", "+"),
]
ORDINARY_IN_BLOCKS_ONLY = ["Russia, Iran and Turkey", "a [b]", "{b", "a}", "a{", "Why?", ":a"]
RESERVED = [*",[]{}#&*!|>'\"%@`", *(f"{sign} a" for sign in ",[]{}#&*!|>'\"%@`-?:")]
ENDING = ["a: b", "a:", "a #b", "a #", " a", "a ", " ", "", "-", "?", ":", "---", "--- a", "...", "... a"]
OTHER_TYPES = [
    *("y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"),
    *("true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~", "<<", "="),
    *("0", "12", "-12", "+12", "010", "0o14", "0x1F", "0b101", "1_000", "1,000", "1.5", "1.", ".5", "-1.5e+10", "1e3"),
    *("12:30", "09:30", "1:20:30", "190:20:30.15", ".inf", "-.inf", "+.INF", ".nan", ".NaN"),
    *("2020-02-19", "2020-2-9", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2020-02-19T12:30:00Z"),
]
CONTROLS = [
    "a\tb",
    "a\nb",
    "a\r\nb",
    "\x00",
    "\x07",
    "\x1b[0m",
    "\x7f",
    "\x80",
    "\x85",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
]


KEPT = 150
"""Characters of a key that are not too many even if each is written as an escape."""


def written(text: str, *, in_flow: bool = False, sort: Sort = "text", style: Style = PLAIN) -> str:
    return scalar(text, style, in_flow=in_flow, sort=sort)


def read_everywhere(value: str, *, in_flow: bool, is_key: bool) -> list[object]:
    """What libyaml, PyYAML and a reader of YAML 1.2 make of a scalar that is written in a file."""
    text = f"{{{value}: x}}\n" if in_flow and is_key else f"{value}: x\n" if is_key else f"- {value}\n"
    if in_flow and not is_key:
        text = f"[{value}, {{x: {value}, y: z}}]\n"
    return [next(iter(load(text))) for load in READERS]  # type: ignore[call-overload]  # a list or a mapping


@pytest.mark.parametrize("text", ORDINARY)
@pytest.mark.parametrize("sort", ["text", "word", "date", "key"])
def test_ordinary_words_have_no_quotes(text: str, sort: Sort) -> None:
    """Neither behind a colon or a dash nor, unless they hold its signs, in brackets."""
    assert written(text, sort=sort) == text
    assert written(text, in_flow=True, sort=sort) == (text if not set(",?") & set(text) else f'"{text}"')


@pytest.mark.parametrize("text", ORDINARY_IN_BLOCKS_ONLY)
def test_signs_of_brackets_need_quotes_only_there(text: str) -> None:
    """A comma ends a value in brackets, and nowhere else."""
    if text[0] not in ",[]{}":
        assert written(text) == text
    assert written(text, in_flow=True) == f'"{text}"'


@pytest.mark.parametrize("text", [*RESERVED, *ENDING])
def test_what_yaml_reserves_is_quoted(text: str) -> None:
    """What starts like YAML, or ends a value for it."""
    for in_flow in (False, True):
        assert written(text, in_flow=in_flow)[0] in "'\""


@pytest.mark.parametrize("text", OTHER_TYPES)
@pytest.mark.parametrize("sort", ["text", "word", "key"])
def test_what_others_take_for_no_text_is_quoted(text: str, sort: Sort) -> None:
    """Numbers, truth values, null, times and days, as ids too."""
    assert written(text, sort=sort) == f'"{text}"'


@pytest.mark.parametrize("text", ["2018", "-0044", "2020-02-19", "2018-09", "../2020-02-19", "2020-02-19T12:30:00Z"])
def test_dates_have_no_quotes(text: str) -> None:
    """FORMAT.md takes them out of the rule."""
    assert written(text, sort="date") == written(text, in_flow=True, sort="date") == text


@pytest.mark.parametrize("text", ["[..2020-02-19]", "{2018, 2019}", "12:30", "no", "~", "1_000"])
def test_dates_that_are_something_else_have(text: str) -> None:
    """Sets are YAML, and what is no date gets no freedom."""
    assert written(text, sort="date") == f'"{text}"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", '"no"'),
        ("#1: it's", '"#1: it\'s"'),
        ('"Further" is a guess', "'\"Further\" is a guess'"),
        ("a\\b: c", "'a\\b: c'"),
        ('"a" isn\'t: b', '"\\"a\\" isn\'t: b"'),
        ("a\tb", '"a\\tb"'),
        ("a\nb\r", '"a\\nb\\r"'),
        ("\x00\x1b\x85\u2028\ufeff", '"\\u0000\\u001B\\u0085\\u2028\\uFEFF"'),
        ('\n"\\', '"\\n\\"\\\\"'),
        ("", '""'),
    ],
)
def test_the_quotes_that_read_best_are_taken(text: str, expected: str) -> None:
    """Double ones, single ones around signs that would need a backslash, escapes only for what nothing else says."""
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "single", "double"),
    [
        ("no", "'no'", '"no"'),
        ("it's", "'it''s'", '"it\'s"'),
        ('"a"\\', "'\"a\"\\'", '"\\"a\\"\\\\"'),
        ("a\nb", '"a\\nb"', '"a\\nb"'),
    ],
)
def test_quotes_around_every_text_are_kept(text: str, single: str, double: str) -> None:
    """A style that quotes every text quotes this one in the same way, if that can hold it."""
    assert written(text, style=Style(quote="'")) == single
    assert written(text, style=Style(quote='"')) == double


@pytest.mark.parametrize(
    ("sort", "name"), [("text", "quote"), ("word", "word_quote"), ("date", "word_quote"), ("key", "key_quote")]
)
def test_each_sort_of_text_has_its_own_quotes(sort: Sort, name: str) -> None:
    """A file may quote names and no types."""
    for one in ("quote", "word_quote", "key_quote"):
        style = Style(**{one: "'"})  # type: ignore[arg-type]  # fields of Style
        assert written("a", sort=sort, style=style) == ("'a'" if one == name else "a")


def test_needed_quotes_are_those_of_the_neighbours() -> None:
    """Unless they would need a sign more."""
    style = Style(needed_quote="'")
    assert written("no", style=style) == "'no'"
    assert written("#it's", style=style) == '"#it\'s"'
    assert written("a", style=style) == "a"
    assert written('"a"', style=Style(needed_quote='"')) == "'\"a\"'"


@pytest.mark.parametrize("half", ["\ud83d", "a\udfff"])
def test_half_a_character_is_refused(half: str) -> None:
    """No file can hold it."""
    with pytest.raises(IdlibError, match=re.escape(f"U+{ord(half[-1]):04X}")):
        written(half)


def test_a_key_can_be_too_long() -> None:
    """YAML takes no more than 1,024 characters for a key, and any number for a value."""
    longest = "k" * LONGEST_KEY
    assert build(f"{written(longest, sort='key')}: v\n") is not None
    for text in (f"{longest}k", f":{longest[2:]}k:"):
        assert written(text)
        with pytest.raises(IdlibError, match="more than 1024 characters"):
            written(text, sort="key")


@settings(deadline=None, max_examples=200)
@given(texts(), st.booleans(), st.sampled_from(["text", "word", "key"]), st.sampled_from(["", "'", '"']))
def test_every_reader_reads_the_same_text(text: str, in_flow: bool, sort: Sort, quote: str) -> None:
    """YAML 1.1 and 1.2, as a value and as a key, in braces and without."""
    style = Style(quote=quote, word_quote=quote, key_quote=quote)
    text = text[:KEPT] if sort == "key" else text
    value = scalar(text, style, in_flow=in_flow, sort=sort)
    assert "\n" not in value
    assert "\r" not in value
    assert read_everywhere(value, in_flow=in_flow, is_key=sort == "key") == [text] * 3
    assert yaml.safe_load(value) == text


@pytest.mark.parametrize(
    "text", [*ORDINARY, *ORDINARY_IN_BLOCKS_ONLY, *RESERVED, *ENDING, *OTHER_TYPES, *CONTROLS, *NASTY]
)
@pytest.mark.parametrize("in_flow", [False, True])
@pytest.mark.parametrize("is_key", [False, True])
def test_every_reader_reads_the_awkward_ones(text: str, in_flow: bool, is_key: bool) -> None:
    """Each text of these lists, wherever it may stand."""
    value = written(text, in_flow=in_flow, sort="key" if is_key and len(text) < LONGEST_KEY else "text")
    if len(value) < LONGEST_KEY:
        assert read_everywhere(value, in_flow=in_flow, is_key=is_key) == [text] * 3


@pytest.mark.parametrize("text", ["a" * 10_000, "it's: " * 2_000, "\n" * 10_000])
@pytest.mark.parametrize("in_flow", [False, True])
def test_a_long_text_stays_on_one_line(text: str, in_flow: bool) -> None:
    """Folding it would be one more thing to go wrong."""
    value = written(text, in_flow=in_flow)
    assert len(value.splitlines()) == 1
    assert read_everywhere(value, in_flow=in_flow, is_key=False) == [text] * 3


@settings(deadline=None, max_examples=200)
@given(texts(), st.booleans())
def test_nothing_is_quoted_without_need(text: str, in_flow: bool) -> None:
    """What needs quotes is read as something else, or not at all, by one of the readers if it has none."""
    if not (is_plain(text, in_flow=in_flow) or needs_escapes(text) or ELSEWHERE.match(text)):
        assert not all(reads(load, text, in_flow=in_flow) for load in READERS)


READERS: list[Callable[[str], object]] = [
    yaml.safe_load,
    lambda text: yaml.load(text, Loader=yaml.CSafeLoader),
    YAML(typ="safe", pure=True).load,
]
ELSEWHERE = re.compile(r"(?:---|\.\.\.)(?: |\Z)|[yYnN]\Z|[-+]?[0-9][0-9_,:.eE+-]*\Z|[-+]?0[box]|-\Z")
"""What only readers other than these take for no text, and marks that are none but at the start of a line.

A dash alone in brackets is no text (YAML 1.2.2, section 7.3.3), though these readers let it pass.
"""


def reads(load: Callable[[str], object], text: str, *, in_flow: bool) -> bool:
    """Whether a reader takes the text for itself without quotes, behind a dash or in brackets."""
    try:
        loaded = load(f"[{text}, x]" if in_flow else f"- {text}\n- x")
    except (yaml.YAMLError, YAMLError, ValueError):
        return False
    return loaded == [text, "x"]
