"""What is sent to the terminal when a row changes: the cells that changed, and after it the row as it has to be."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

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
# What is sent in sixteen colours, with bright ones and with the terminal's own.
SIXTEEN = [
    Style(color="white", bgcolor="black"),
    Style(color="white", bgcolor="black", bold=True),
    Style(color="bright_white", bgcolor="blue"),
    Style(color="bright_white", bgcolor="blue", bold=True, underline=True),
    Style(color="bright_yellow", bgcolor="red", italic=True),
    Style(color="black", bgcolor="bright_magenta"),
    Style(color="default", bgcolor="default", dim=True, reverse=True),
]
# Wide characters and combining marks, but none whose cells the emulator counts otherwise than rich.
WORDS = ["a", "Idlib ", "so", " ", "漢", "字。", "e\u0301", "Z\u0338\u0351a\u0334", "عَرَ", "x" * 30]
PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(STYLES)), min_size=1, max_size=8)
WIDTH = 60

System: TypeAlias = Literal["standard", "256", "truecolor", "windows"]

CLUSTER = re.compile("[^\u0300-\u036f\u064b-\u0652][\u0300-\u036f\u064b-\u0652]*")
"""A character with the marks that are used here."""


def with_cursor(characters: list[str], place: int) -> Strip:
    """A row of these characters, one of them reversed."""
    before, after = "".join(characters[:place]), "".join(characters[place + 1 :])
    return strip_of([(before, STYLES[0]), (characters[place], STYLES[4]), (after, STYLES[0])])


def strip_of(pieces: list[tuple[str, Style]]) -> Strip:
    """A row of the screen's width."""
    return Strip([Segment(text, style) for text, style in pieces]).adjust_cell_length(WIDTH, STYLES[0])


def update(before: Strip, after: Strip, system: System = "truecolor") -> str:
    """What the terminal is sent where `before` stands and `after` shall stand."""
    spans = [(0, start, end) for start, end in changed_runs(before, after)]
    console = Console(color_system=system, force_terminal=True, width=WIDTH)
    return ExactUpdate([{0: after}], spans, [[WIDTH]]).render_segments(console)


def terminal(*written: str) -> list[pyte.screens.Char]:
    """The cells of a terminal's row after this was written."""
    screen = pyte.Screen(WIDTH, 2)
    stream = pyte.Stream(screen)
    for text in written:
        stream.feed(text)
    return [screen.buffer[0][x] for x in range(WIDTH)]


def whole(strip: Strip, system: System = "truecolor") -> str:
    """The row as it is drawn from its left edge."""
    console = Console(color_system=system, force_terminal=True, width=WIDTH)
    return ExactUpdate([{0: strip}], [(0, 0, WIDTH)], [[WIDTH]]).render_segments(console)


def linux_console(written: str) -> list[tuple[str, frozenset[int], int, int]]:
    """Character, attributes, text and background colour of each cell, as the Linux console's `csi_m` sets them.

    A bright text colour is a plain one and bold there, and a bright background a plain one.
    """
    cells: list[tuple[str, frozenset[int], int, int]] = []
    on, colour, background = set[int](), 7, 0
    for codes, text in re.findall(r"\x1b\[([0-9;]*)[mH]|([^\x1b])", re.sub(r"\x1b\[[0-9;]*H", "", written)):
        if text:
            cells.append((text, frozenset(on), colour, background))
            continue
        for code in map(int, codes.split(";")):
            if code == 0:
                on, colour, background = set(), 7, 0
            elif code in (22, 23, 24, 27):
                on -= {1, 2} if code == 22 else {code - 20}
            elif code < 10:
                on.add(code)
            elif code in (39, 49):
                colour, background = (7, background) if code == 39 else (colour, 0)
            elif code >= 90:
                on |= {1} if code < 100 else set()
                colour, background = (code - 90, background) if code < 100 else (colour, code - 100)
            else:
                colour, background = (code - 30, background) if code < 40 else (colour, code - 40)
    return cells


@given(PIECES, PIECES)
def test_an_update_leaves_the_row_as_if_it_was_drawn_whole(
    old: list[tuple[str, Style]], new: list[tuple[str, Style]]
) -> None:
    """Characters, colours and attributes of every cell are those of the new row, wide and marked characters too."""
    before, after = strip_of(old), strip_of(new)
    assert terminal(whole(before), update(before, after)) == terminal(whole(after))


@pytest.mark.parametrize("system", ["256", "standard", "windows"])
@given(old=PIECES, new=PIECES)
def test_fewer_colours_leave_the_row_as_if_it_was_drawn_whole(
    system: System, old: list[tuple[str, Style]], new: list[tuple[str, Style]]
) -> None:
    """Colours are those of the terminal's system, in both ways, and never of a larger one."""
    before, after = strip_of(old), strip_of(new)
    sent = update(before, after, system)
    assert terminal(whole(before, system), sent) == terminal(whole(after, system))
    assert "8;2;" not in sent
    assert system == "256" or "8;5;" not in sent


@given(st.lists(st.sampled_from(SIXTEEN), min_size=2, max_size=6))
def test_a_bright_colour_leaves_no_trace_on_the_linux_console(styles: list[Style]) -> None:
    """Each character has there what it has when it is drawn alone, whatever stands before it."""
    row = strip_of([("x", style) for style in styles])
    alone = [linux_console(whole(strip_of([("x", style)]), "standard"))[0] for style in styles]
    assert linux_console(whole(row, "standard"))[: len(styles)] == alone


def test_without_colours_only_attributes_are_sent() -> None:
    """The terminal's own two colours are the only ones that are named."""
    styles = [Style(color="default", bgcolor="default", dim=dim, reverse=True) for dim in (True, False)]
    strip = Strip([Segment("x", style) for style in styles])
    sent = whole(strip.adjust_cell_length(WIDTH, styles[1]))
    assert re.findall(r"\x1b\[([0-9;]*)m", sent) == ["2;7;39;49", "22", "0"]


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
