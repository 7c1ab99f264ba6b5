"""Words of files in the sentences of problems."""

from __future__ import annotations

import pytest

from idlib_reader.core.excerpts import compared, counted, described, in_circle, in_context, quoted, ticked, whole_words
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span
from marked import marked


@pytest.mark.parametrize(
    ("words", "shown"),
    [("Idlib", "“Idlib”"), (" we\n  were ", "“we were”"), ("x" * 80, f"“{'x' * 80}”"), ("x" * 81, f"“{'x' * 80}…”")],
)
def test_words_are_quoted(words: str, shown: str) -> None:
    """On one line, and not more than eighty characters."""
    assert quoted(words) == shown


def test_an_id_is_cut_too() -> None:
    """Nobody says how long a wrong one may be."""
    assert (ticked("a"), ticked("b" * 41)) == ("`a`", f"`{'b' * 40}…`")


@pytest.mark.parametrize(
    ("selector", "shown"),
    [
        (Selector(("Idlib",)), "“Idlib”"),
        (Selector(("a", "b")), "“a … b”"),
        (Selector(("from",), to="to"), "“from … to”"),
        (Selector(("Peskov",), inside="said\n Peskov"), "“Peskov” with `in: said Peskov`"),
        (Selector(("Peskov",), before="said", after=","), "“Peskov” with `before: said` with `after: ,`"),
        (Selector(("a",), inside="b" * 41), f"“a” with `in: {'b' * 40}…`"),
    ],
)
def test_a_selector_is_described(selector: Selector, shown: str) -> None:
    """Its words, and what pins them down; long ones are cut."""
    assert described(selector) == shown


def test_short_words_are_compared_whole() -> None:
    """One beside the other."""
    assert compared("Dmitri  Peskov", "Dmitry Peskov") == ("“Dmitri Peskov”", "“Dmitry Peskov”")


def test_long_words_are_compared_from_where_they_differ() -> None:
    """From the start of a word a little before the first letter that is another one."""
    alike = "word " * 20
    assert compared(f"{alike}using {alike}", f"{alike}use {alike}") == (
        f"“…word word word word using {alike[:54]}…”",
        f"“…word word word word use {alike[:56]}…”",
    )


def test_long_words_that_differ_at_their_start_are_shown_from_there() -> None:
    """Nothing is left out before them."""
    assert compared("a" + "x" * 90, "b" + "x" * 90) == (f"“a{'x' * 79}…”", f"“b{'x' * 79}…”")


def test_a_place_is_shown_with_a_few_words_around_it() -> None:
    """Sixteen characters on either side, and forty of a long passage."""
    before, passage, after = "b" * 30, "m" * 60, "a" * 30
    text = f"{before} {passage} {after}"
    assert in_context(Span(31, 91), text) == f"…{before[:15]} {passage[:40]}… {after[:15]}…"


def test_no_dots_stand_where_the_text_ends() -> None:
    """Nothing is left out there; white space is evened out."""
    assert in_context(Span(3, 8), "in\nIdlib, Syria") == "in Idlib, Syria"


@pytest.mark.parametrize(
    "written", ["seven [mach[in](cut)es](whole) ran", "[[Id](cut)lib](whole)", "x [a [b](cut)](x)"]
)
def test_a_part_of_a_word_is_made_whole(written: str) -> None:
    """On both sides, to the end of the text at most; whole words stay."""
    text, spans = marked(written)
    by_label = {mark.label: mark.span for mark in spans}
    assert whole_words(text, by_label["cut"]) == by_label.get("whole", by_label["cut"])


def test_a_circle_comes_back_to_its_start() -> None:
    """Up to ten steps are told."""
    assert in_circle("ab", ["causes", "before"]) == "`a` causes `b` before `a`"
    assert in_circle("abcdefghij", ["x"] * 10).count(" x ") == 10
    assert in_circle("abcdefghijk", ["x"] * 11).endswith("`i` … (2 more) … x `a`")


def test_a_number_has_its_noun() -> None:
    """One place, two places, ten thousand places."""
    assert [counted(number, "place") for number in (1, 2, 10_000)] == ["1 place", "2 places", "10,000 places"]
