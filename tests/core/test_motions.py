"""Where the cursor goes, key by key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.layout import Layout
from idlib_reader.core.motions import (
    MOTIONS,
    VERTICAL,
    Motion,
    Moved,
    character_back,
    character_on,
    count_rows,
    last_offset,
    move,
    word_back,
    word_on,
)
from idlib_reader.core.viewport import Viewport
from idlib_reader.core.words import is_word_edge

PARTS = [
    *("a", "ab ", " ", "\n", "\n\n", "e\u0301", "漢字", "ไทย", "กำ", "हिन्दी ", "العربية ", "’", "-", "\t"),
    *("👩\u200d🚀", "🇩🇪🇫🇷"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)

LONG_WORD = "x" * 3000
"""Longer than the stretches in which a word is looked for backwards."""


def stops(text: str, step: str) -> str:
    """The text with a bar at each place where the cursor stops on its way through."""
    go = {"l": character_on, "h": character_back, "w": word_on, "b": word_back}[step]
    at = 0 if step in "lw" else last_offset(text)
    seen = [at]
    while (there := go(text, at)) != at:
        seen.append(there)
        at = there
    return "".join(("|" if number in seen else "") + character for number, character in enumerate(text))


@pytest.mark.parametrize(
    "written",
    [
        "|a|b|c",
        "|a|b\n|c|d",
        "|a\n|\n|b",
        "|a\n|\n|\n|b",
        "|\n|a",
        "|e\u0301|x",
        "|漢|字",
        "|กำ|ก",
        "|हि|न्|दी",
        "|👩\u200d🚀|👍🏽|🇩🇪|🇫🇷",
        "|\u1112\u1161\u11ab|\u1100\u116e\u11a8",
        "|a|\t|b",
    ],
)
def test_the_cursor_goes_by_characters_as_a_person_sees_them(written: str) -> None:
    """There and back at the same stops: each grapheme, each empty line, and no line end behind a character."""
    text = written.replace("|", "")
    assert stops(text, "l") == written
    assert stops(text, "h") == written


@pytest.mark.parametrize(
    "written",
    [
        "|The |Ever |Given |ra|n",
        "|well-|known, |s|o",
        "|Erdogan'|s |pla|n",
        "|a\n\n|b",
        "|e\u0301a |x",
        "|漢|字 |a",
        "|हिन्दी |में",
        "|النص |عَرَب|ي",
        "|… |a …|.",
        "| |a",
        "|กำ|ก |x",
    ],
)
def test_the_cursor_goes_by_words(written: str) -> None:
    """There and back at the start of each word, and at the two ends of the text."""
    text = written.replace("|", "")
    assert stops(text, "w") == written
    assert stops(text, "b") == written


@pytest.mark.parametrize("lead", [0, 1, 1000, 1023, 1024, 1025, 2048])
def test_a_word_of_any_length_is_found_backwards(lead: int) -> None:
    """Its start is found from its end, from behind it and from inside, wherever stretches end."""
    text = f"{'a ' * (lead // 2)}{LONG_WORD} b"
    start = text.index("x")
    for offset in (len(text) - 1, len(text) - 2, start + 2999, start + 1024, start + 1):
        assert word_back(text, offset) == start
    assert word_back(text, start) == max(0, start - 2)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.data())
def test_motions_stay_in_the_text_and_on_graphemes(text: str, data: st.DataObject) -> None:
    """From any grapheme, each motion goes its way or stays, and never splits a character."""
    edges = [at for at in range(max(1, len(text))) if is_grapheme_edge(text, at)]
    at = data.draw(st.sampled_from(edges))
    for go, is_forward in ((character_on, True), (word_on, True), (character_back, False), (word_back, False)):
        there = go(text, at)
        assert is_grapheme_edge(text, there)
        assert at <= there <= last_offset(text) if is_forward else 0 <= there <= at
    assert is_word_edge(text, word_back(text, at))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_back_meets_the_words_that_forward_met(text: str) -> None:
    """The word starts on the way through are those on the way back."""
    forward, at = [], 0
    while (there := word_on(text, at)) != at:
        forward.append(there)
        at = there
    backward = [at]
    while (there := word_back(text, backward[-1])) != backward[-1]:
        backward.append(there)
    inner = set(forward[:-1])
    assert inner <= set(backward)
    assert set(backward) <= {0, *forward}


@pytest.mark.parametrize(
    ("text", "offset"), [("", 0), ("abc", 2), ("ab\n", 2), ("a👩\u200d🚀", 1), ("xe\u0301", 1), ("a\n\n", 2)]
)
def test_the_end_is_the_last_character(text: str, offset: int) -> None:
    """The cursor stands on a character, never behind the text."""
    assert last_offset(text) == offset


# In a window


TEXT = "\n".join(f"row {number:02} has words" for number in range(40))
STARTS = [number * len("row 00 has words\n") for number in range(40)]


def after(motion: Motion, top: int, cursor: int, column: int = 0, height: int = 10) -> Moved:
    return move(motion, Viewport(Layout(TEXT, 30), height), STARTS[top], cursor, column)


@pytest.mark.parametrize(
    ("motion", "height", "rows"),
    [
        ("up", 10, -1),
        ("down", 10, 1),
        ("page_down", 10, 8),
        ("page_up", 10, -8),
        ("half_page_down", 10, 5),
        ("half_page_up", 11, -5),
        ("page_down", 3, 1),
        ("page_down", 2, 1),
        ("page_up", 1, -1),
        ("half_page_down", 1, 1),
    ],
)
def test_pages_overlap_by_two_rows(motion: Motion, height: int, rows: int) -> None:
    """A page is two rows short of the window, a half page half of it, and each at least one row."""
    assert count_rows(motion, height) == rows


def test_every_motion_by_rows_has_a_count() -> None:
    """Those that keep to a column are those that are counted in rows."""
    assert all(count_rows(motion, 10) for motion in VERTICAL)
    assert set(VERTICAL) < set(MOTIONS)


@pytest.mark.parametrize(
    ("motion", "top", "cursor", "expected"),
    [
        ("down", 0, 3, Moved(STARTS[1] + 4, 0)),
        ("down", 0, STARTS[7], Moved(STARTS[8] + 4, STARTS[1])),
        ("up", 5, STARTS[7], Moved(STARTS[6] + 4, STARTS[4])),
        ("down", 5, STARTS[9], Moved(STARTS[10] + 4, STARTS[5])),
        ("up", 5, STARTS[11], Moved(STARTS[10] + 4, STARTS[5])),
        ("up", 0, 2, Moved(4, 0)),
        ("down", 30, STARTS[39], Moved(STARTS[39] + 4, STARTS[30])),
        ("page_down", 0, STARTS[3], Moved(STARTS[11] + 4, STARTS[8])),
        ("page_up", 20, STARTS[25], Moved(STARTS[17] + 4, STARTS[12])),
        ("page_down", 28, STARTS[30], Moved(STARTS[38] + 4, STARTS[30])),
        ("page_up", 3, STARTS[5], Moved(4, 0)),
        ("half_page_down", 0, STARTS[3], Moved(STARTS[8] + 4, STARTS[5])),
        ("half_page_up", 20, STARTS[25], Moved(STARTS[20] + 4, STARTS[15])),
    ],
)
def test_motions_by_rows_keep_to_the_column(motion: Motion, top: int, cursor: int, expected: Moved) -> None:
    """The cursor comes to the column asked for; by pages the window goes with it, row by row only as it must."""
    assert after(motion, top, cursor, column=4) == expected


@pytest.mark.parametrize(
    ("motion", "cursor", "expected"),
    [
        ("left", STARTS[5], STARTS[4] + 15),
        ("right", STARTS[5] + 15, STARTS[6]),
        ("word_on", STARTS[5], STARTS[5] + 4),
        ("word_back", STARTS[5], STARTS[4] + 11),
        ("line_start", STARTS[5] + 7, STARTS[5]),
        ("line_end", STARTS[5] + 7, STARTS[5] + 15),
        ("line_end", STARTS[39], len(TEXT) - 1),
        ("top", STARTS[5], 0),
        ("bottom", STARTS[5], len(TEXT) - 1),
        ("left", 0, 0),
        ("right", len(TEXT) - 1, len(TEXT) - 1),
    ],
)
def test_motions_along_the_text(motion: Motion, cursor: int, expected: int) -> None:
    """By character, word, line and to the ends."""
    assert after(motion, 0, cursor).cursor == expected


@pytest.mark.parametrize(("motion", "top"), [("top", 0), ("bottom", STARTS[30])])
def test_the_window_goes_to_the_ends_with_the_cursor(motion: Motion, top: int) -> None:
    """At the end of the text no row is left empty."""
    assert after(motion, 15, STARTS[18]).top == top


def test_two_pages_share_two_rows() -> None:
    """What was at the bottom is at the top of the next page."""
    viewport = Viewport(Layout(TEXT, 30), 10)
    moved = move("page_down", viewport, 0, STARTS[2], 0)
    assert viewport.rows(moved.top)[:2] == viewport.rows(0)[-2:]


@pytest.mark.parametrize("motion", MOTIONS)
def test_no_motion_fails_in_an_empty_text(motion: Motion) -> None:
    """There is one place to be."""
    assert move(motion, Viewport(Layout("", 10), 5), 0, 0, 3) == Moved(0, 0)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(1, 12), st.integers(1, 8), st.sampled_from(MOTIONS), st.integers(0, 15), st.data())
def test_the_cursor_is_in_sight_after_every_motion(
    text: str, width: int, height: int, motion: Motion, column: int, data: st.DataObject
) -> None:
    """Whatever the motion, the cursor stands on a character of a row that is shown."""
    viewport = Viewport(Layout(text, width), height)
    edges = [at for at in range(max(1, len(text))) if is_grapheme_edge(text, at)]
    cursor = data.draw(st.sampled_from(edges))
    top = viewport.following(0, cursor)
    moved = move(motion, viewport, top, cursor, column)
    rows = viewport.rows(moved.top)
    assert rows[0].start <= moved.cursor < max(1, rows[-1].end)
    assert is_grapheme_edge(text, moved.cursor)
    assert len(rows) == min(height, len(Layout(text, width).rows(0, len(text) + 1)))
