"""What is sent to the terminal when a row changes: the cells that changed, and after it the row as it has to be."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from idlib_reader.ui.updates import ExactUpdate, changed_runs

STYLES = [
    Style(color="#e0e0e0", bgcolor="#1e1e1e"),
    Style(color="#e0e0e0", bgcolor="#2357c3", bold=True),
    Style(color="#e0e0e0", bgcolor="#1e1e1e", underline=True, bold=True),
    Style(color="#1e1e1e", bgcolor="#f0c05a", italic=True),
    Style(color="#e0e0e0", bgcolor="#1e1e1e", reverse=True),
]
# Wide characters and combining marks, but none whose cells the emulator counts otherwise than rich.
WORDS = ["a", "Idlib ", "so", " ", "漢", "字。", "e\u0301", "Z\u0338\u0351a\u0334", "عَرَ", "x" * 30]
PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(STYLES)), min_size=1, max_size=8)
WIDTH = 60


CLUSTER = re.compile("[^\u0300-\u036f\u064b-\u0652][\u0300-\u036f\u064b-\u0652]*")
"""A character with the marks that are used here."""


def with_cursor(characters: list[str], place: int) -> Strip:
    """A row of these characters, one of them reversed."""
    before, after = "".join(characters[:place]), "".join(characters[place + 1 :])
    return strip_of([(before, STYLES[0]), (characters[place], STYLES[4]), (after, STYLES[0])])


def strip_of(pieces: list[tuple[str, Style]]) -> Strip:
    """A row of the screen's width."""
    return Strip([Segment(text, style) for text, style in pieces]).adjust_cell_length(WIDTH, STYLES[0])


def update(before: Strip, after: Strip) -> str:
    """What the terminal is sent where `before` stands and `after` shall stand."""
    spans = [(0, start, end) for start, end in changed_runs(before, after)]
    console = Console(color_system="truecolor", force_terminal=True, width=WIDTH)
    return ExactUpdate([{0: after}], spans, [[WIDTH]]).render_segments(console)


def terminal(*written: str) -> list[pyte.screens.Char]:
    """The cells of a terminal's row after this was written."""
    screen = pyte.Screen(WIDTH, 2)
    stream = pyte.Stream(screen)
    for text in written:
        stream.feed(text)
    return [screen.buffer[0][x] for x in range(WIDTH)]


def whole(strip: Strip) -> str:
    """The row as it is drawn from its left edge."""
    console = Console(color_system="truecolor", force_terminal=True, width=WIDTH)
    return ExactUpdate([{0: strip}], [(0, 0, WIDTH)], [[WIDTH]]).render_segments(console)


@given(PIECES, PIECES)
def test_an_update_leaves_the_row_as_if_it_was_drawn_whole(
    old: list[tuple[str, Style]], new: list[tuple[str, Style]]
) -> None:
    """Characters, colours and attributes of every cell are those of the new row, wide and marked characters too."""
    before, after = strip_of(old), strip_of(new)
    assert terminal(whole(before), update(before, after)) == terminal(whole(after))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.data())
def test_a_cursor_that_moves_leaves_each_character_as_it_was(words: list[str], data: st.DataObject) -> None:
    """The character that it leaves and the one that it comes to keep their marks and both their cells."""
    characters = [character for word in words for character in CLUSTER.findall(word)]
    places = st.integers(0, len(characters) - 1)
    before, after = (with_cursor(characters, data.draw(places)) for _ in range(2))
    assert terminal(whole(before), update(before, after)) == terminal(whole(after))


@given(PIECES, PIECES)
def test_what_is_not_changed_is_not_sent(old: list[tuple[str, Style]], new: list[tuple[str, Style]]) -> None:
    """An update writes no more text than the row has, none where nothing changed, and ends in the plain style."""
    before, after = strip_of(old), strip_of(new)
    sent = update(before, after)
    assert (sent == "") == (before == after or not changed_runs(before, after))
    assert cell_len(re.sub(r"\x1b\[[0-9;]*[mH]", "", sent)) <= WIDTH
    if "\x1b[" in sent.replace("\x1b[1;", ""):
        assert sent.endswith("\x1b[0m")


@given(PIECES)
def test_the_same_row_has_no_changed_run(pieces: list[tuple[str, Style]]) -> None:
    """A row compared with itself, or with itself cut into other segments, is not sent."""
    strip = strip_of(pieces)
    cut = Strip([Segment(character, style) for text, style in pieces for character in CLUSTER.findall(text)])
    assert changed_runs(strip, strip) == []
    assert changed_runs(strip, cut.adjust_cell_length(WIDTH, STYLES[0])) == []


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("one two", "one TWO", [(4, 7)]),
        ("one two", "onE two", [(2, 3)]),
        (f"a{'.' * 40}b", f"A{'.' * 40}B", [(0, 1), (41, 42)]),
        ("a..b", "A..B", [(0, 4)]),
        ("漢字", "漢x ", [(2, 4)]),
        ("x漢", "xyz", [(1, 3)]),
    ],
)
def test_runs_are_as_short_as_pays(old: str, new: str, runs: list[tuple[int, int]]) -> None:
    """Changes far apart are sent apart, near ones together; a wide character is sent whole."""
    plain = STYLES[0]
    assert changed_runs(strip_of([(old, plain)]), strip_of([(new, plain)])) == runs


def test_a_style_that_goes_on_is_said_once() -> None:
    """Between two segments only what differs is sent: no reset, no colour that is set already."""
    row = strip_of([("one ", STYLES[0]), ("two", STYLES[2])])
    sent = whole(row)
    assert sent.count("38;2;224;224;224") == 1
    assert sent.count("48;2;30;30;30") == 1
