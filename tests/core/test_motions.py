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
    paragraph_back,
    paragraph_on,
    sentence_back,
    sentence_on,
    word_back,
    word_on,
)
from idlib_reader.core.viewport import Viewport
from idlib_reader.core.words import is_word_edge

PARTS = [
    *("a", "ab ", " ", "\n", "\n\n", "e\u0301", "漢字", "ไทย", "กำ", "हिन्दी ", "العربية ", "’", "-", "\t"),
    *("👩\u200d🚀", "🇩🇪🇫🇷", ". ", "Then ", "。", "“", "”", " \u0301"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)

LONG_WORD = "x" * 3000
"""Longer than the stretches in which a word is looked for backwards."""


def stops(text: str, step: str) -> str:
    """The text with a bar at each place where the cursor stops on its way through."""
    go = {
        "l": character_on,
        "h": character_back,
        "w": word_on,
        "b": word_back,
        ")": sentence_on,
        "(": sentence_back,
        "}": paragraph_on,
        "{": paragraph_back,
    }[step]
    at = 0 if step in "lw)}" else last_offset(text)
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


@pytest.mark.parametrize(
    "written",
    [
        "|Mr. Peskov left. |“Who?” he asked. |N|o",
        "|One. |Two\n\n|Three. |Fou|r",
        "|\n \n|One.  |Two.\n|\n",
        "|俄罗斯谈判。|“走。”|对|。",
        "|أين هم؟ |ذهبوا|!",
        "|e\u0301. |👩\u200d🚀 ab. |🇩🇪|🇫🇷",
        "|Tw| \u0301",
    ],
)
def test_the_cursor_goes_by_sentences(written: str) -> None:
    """There and back at the start of each sentence, and at the two ends of the text."""
    text = written.replace("|", "")
    assert stops(text, ")") == written
    assert stops(text, "(") == written


@pytest.mark.parametrize(
    "written",
    [
        "|One. Two\nthree.\n\n|Four.\n \n\n|Fiv|e",
        "|\n\n|One\n|\n",
        "|漢字\n\n|عَرَبي\n\n|👩\u200d🚀e\u0301|🇩🇪",
    ],
)
def test_the_cursor_goes_by_paragraphs(written: str) -> None:
    """There and back at the start of each paragraph, and at the two ends of the text."""
    text = written.replace("|", "")
    assert stops(text, "}") == written
    assert stops(text, "{") == written


def test_lines_may_be_paragraphs() -> None:
    """Then they end sentences as well."""
    text = "One two\nthree four\n"
    assert [go(text, 2, is_spaced=True) for go in (sentence_on, paragraph_on)] == [8, 8]
    assert [go(text, 8, is_spaced=True) for go in (sentence_back, paragraph_back)] == [0, 0]
    assert [go(text, 2) for go in (sentence_on, paragraph_on)] == [len(text) - 1] * 2


def test_an_endless_sentence_is_gone_through_in_steps() -> None:
    """Each is as far as a sentence is looked for, and begins a word."""
    text = "ordinary words " * 70_000
    for go, at in ((sentence_on, 0), (sentence_back, len(text))):
        count = 0
        while (there := go(text, at)) != at:
            assert text[there - 1 : there + 1] in {"", " o", " w", "s "}
            at, count = there, count + 1
        assert at in {0, last_offset(text)}
        assert 50 < count < 75


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
    forward = (character_on, word_on, sentence_on, paragraph_on)
    backward = (character_back, word_back, sentence_back, paragraph_back)
    for go, is_forward in (*((go, True) for go in forward), *((go, False) for go in backward)):
        there = go(text, at)
        assert is_grapheme_edge(text, there)
        assert at <= there <= last_offset(text) if is_forward else 0 <= there <= at
        assert there != at or at == (last_offset(text) if is_forward else 0)
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


def selecting(motion: Motion, written: str, width: int = 30, column: int = 0, *, is_spaced: bool = False) -> str:
    """The text with the cursor where a motion leads from the bar in it while a person selects."""
    text, cursor = written.replace("|", ""), written.index("|")
    viewport = Viewport(Layout(text, width, is_spaced=is_spaced), 4)
    there = move(motion, viewport, viewport.following(0, cursor), cursor, column, is_selecting=True).cursor
    return f"{text[:there]}|{text[there:]}"


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


@pytest.mark.parametrize(
    ("motion", "written", "expected"),
    [
        ("right", "|ab", "a|b"),
        ("right", "a|b\nc", "ab|\nc"),
        ("right", "ab|\nc", "ab\n|c"),
        ("right", "ab|\n\nc", "ab\n|\nc"),
        ("right", "ab\n|c", "ab\nc|"),
        ("right", "x|e\u0301", "xe\u0301|"),
        ("right", "|👩\u200d🚀字", "👩\u200d🚀|字"),
        ("right", "a|", "a|"),
        ("left", "ab\n|c", "ab|\nc"),
        ("left", "ab|\nc", "a|b\nc"),
        ("left", "xe\u0301|", "x|e\u0301"),
        ("left", "a\n|", "a|\n"),
        ("word_on", "|Ada Lovelace was", "Ada |Lovelace was"),
        ("word_on", "Ada |Lovelace was", "Ada Lovelace |was"),
        ("word_on", "Ada |was.", "Ada was.|"),
        ("word_back", "Ada was|", "Ada |was"),
        ("word_back", "إدلب|", "|إدلب"),
        ("sentence_on", "|One. Two.", "One. |Two."),
        ("sentence_on", "One. |Two.", "One. Two.|"),
        ("sentence_back", "One. Two.|", "One. |Two."),
        ("paragraph_on", "O|ne.\n\nTwo.\n", "One.\n\n|Two.\n"),
        ("paragraph_on", "One.\n\n|Two.\n", "One.\n\nTwo.\n|"),
        ("paragraph_back", "One.\n\nTwo.\n|", "One.\n\n|Two.\n"),
        ("line_end", "a|b\nc", "ab|\nc"),
        ("line_end", "|\nc", "|\nc"),
        ("line_end", "ab\n|cd", "ab\ncd|"),
        ("line_end", "ab\n|cd\n", "ab\ncd|\n"),
        ("line_start", "ab\ncd|", "ab\n|cd"),
        ("line_start", "ab|\ncd", "|ab\ncd"),
        ("bottom", "|ab\n", "ab\n|"),
        ("top", "ab|", "|ab"),
        ("down", "ab\n|cd", "ab\ncd|"),
        ("down", "ab\ncd|", "ab\ncd|"),
        ("down", "ab\n|cd\n", "ab\ncd\n|"),
        ("down", "|ab\ncd", "ab\n|cd"),
        ("page_down", "ab\n|cd", "ab\ncd|"),
        ("up", "ab\ncd|", "|ab\ncd"),
        ("up", "a|b\ncd", "|ab\ncd"),
    ],
)
def test_a_selection_ends_behind_a_character(motion: Motion, written: str, expected: str) -> None:
    """So that the last one of a line and of the text can be selected; the cursor stops there on its way."""
    assert selecting(motion, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("|The Ever Given", "The Ever| Given"),
        ("The Ever| Given", "The Ever| Given"),
        ("|The Ever    Given", "The Ever|    Given"),
        ("The Ever |Given", "The Ever Given|"),
        ("漢|字漢字漢字", "漢字漢字漢|字"),
        ("|xxxxxxxxxxxxxx", "xxxxxxxxxx|xxxx"),
        ("|          a", "          |a"),
    ],
)
def test_the_end_of_a_row_that_wraps_is_behind_its_words(written: str, expected: str) -> None:
    """On the white space that hangs there, so that the key may be pressed twice; else at the start of the next row."""
    assert selecting("line_end", written, 10) == expected


def test_a_selection_goes_by_lines_where_they_are_paragraphs() -> None:
    """Its cursor may stand in the gap behind a line."""
    assert selecting("right", "a|b\nc", is_spaced=True) == "ab|\nc"
    assert selecting("line_end", "|ab\nc", is_spaced=True) == "ab|\nc"
    assert selecting("paragraph_on", "|ab\nc", is_spaced=True) == "ab\n|c"
    assert selecting("paragraph_back", "ab\nc|", is_spaced=True) == "ab\n|c"
    assert selecting("sentence_on", "|ab\nc", is_spaced=True) == "ab\n|c"


@pytest.mark.parametrize("column", [0, 1, 9])
def test_a_selection_by_rows_keeps_to_the_column(column: int) -> None:
    """To the right of all words it takes them all, in the last row too."""
    expected = {0: "ab\n|cd", 1: "ab\nc|d", 9: "ab\ncd|"}[column]
    assert selecting("down", "|ab\ncd", column=column) == expected


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
    for is_selecting in (False, True):
        assert move(motion, Viewport(Layout("", 10), 5), 0, 0, 3, is_selecting=is_selecting) == Moved(0, 0)


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


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(1, 12), st.integers(1, 8), st.sampled_from(MOTIONS), st.integers(0, 15), st.data())
def test_the_end_of_a_selection_is_in_sight_after_every_motion(
    text: str, width: int, height: int, motion: Motion, column: int, data: st.DataObject
) -> None:
    """Behind the text, too, it stands in the last row; none goes the wrong way, and only at the ends one stays."""
    layout = Layout(text, width, is_spaced=data.draw(st.booleans()))
    viewport = Viewport(layout, height)
    cursor = data.draw(st.sampled_from([at for at in range(len(text) + 1) if is_grapheme_edge(text, at)]))
    moved = move(motion, viewport, viewport.following(0, cursor), cursor, column, is_selecting=True)
    rows = viewport.rows(moved.top)
    assert rows[0].start <= moved.cursor <= rows[-1].end
    assert moved.cursor < rows[-1].end or moved.cursor == len(text)
    assert is_grapheme_edge(text, moved.cursor)
    if motion in {"right", "word_on", "sentence_on", "paragraph_on", "bottom"}:
        assert moved.cursor > cursor or cursor == len(text)
    elif motion in {"left", "word_back", "sentence_back", "paragraph_back", "top"}:
        assert moved.cursor < cursor or cursor == 0
