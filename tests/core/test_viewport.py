"""The window on the rows, against its rules on the whole list of rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core import layout as layout_module
from idlib_reader.core.layout import BLOCK, Layout, Row
from idlib_reader.core.span import Span
from idlib_reader.core.viewport import SPARE, Viewport

PARTS = ["the ", "Idlib ", "well-known ", "a", "漢字", "e\u0301 ", "👩\u200d🚀", "\t", "\n", "\n\n", "extraordinarily "]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
WIDTHS = st.integers(1, 14)
HEIGHTS = st.integers(1, 9)
SHARES = st.floats(0, 1)
"""How far into the text a place lies."""


def lines(count: int) -> str:
    """A text of so many lines, each one row: "r0", "r1" and so on."""
    return "\n".join(f"r{number}" for number in range(count))


def place(text: str, share: float) -> int:
    return round(share * max(0, len(text) - 1))


class Rows:
    """All rows of a text, wrapped beforehand: what the window's rules are said in."""

    def __init__(self, text: str, width: int) -> None:
        layout = Layout(text, width)
        while layout.wrap_more(0):
            pass
        self.all = layout.rows(0, layout.row_count)

    def number(self, offset: int) -> int:
        """The number of the row that holds the offset."""
        return max(number for number, row in enumerate(self.all) if row.start <= offset)

    def last_top(self, height: int) -> int:
        """The number of the top row that shows the end with no row left empty."""
        return max(0, len(self.all) - height)

    def start(self, number: int, height: int) -> int:
        """The start of the row, or of the nearest that may be on top."""
        return self.all[min(max(0, number), self.last_top(height))].start


# By example


def window(count: int, height: int) -> tuple[Viewport, list[int]]:
    """A window on so many one-row lines, and where each starts."""
    text = lines(count)
    return Viewport(Layout(text, 20), height), [0, *(at + 1 for at, one in enumerate(text) if one == "\n")]


def test_rows_are_shown_from_the_top_on() -> None:
    """As many rows as the window is high, from the one that holds the top."""
    viewport, starts = window(9, 3)
    assert [row.start for row in viewport.rows(starts[2] + 1)] == starts[2:5]
    assert [row.start for row in viewport.rows(starts[8])] == starts[8:]


@pytest.mark.parametrize(
    ("top", "count", "expected"),
    [
        (0, 1, 1),
        (0, 5, 5),
        (0, 7, 6),
        (3, 2, 5),
        (3, 99, 6),
        (6, 1, 6),
        (6, 0, 6),
        (3, 0, 3),
        (5, -2, 3),
        (2, -9, 0),
        (0, -1, 0),
    ],
)
def test_scrolling_leaves_no_row_empty(top: int, count: int, expected: int) -> None:
    """Down and up by rows, as far as the last row of the text is at the bottom or the first on top."""
    viewport, starts = window(10, 4)
    assert viewport.scrolled(starts[top], count) == starts[expected]


@pytest.mark.parametrize("count", [-3, 0, 1, 9])
def test_a_text_shorter_than_the_window_does_not_scroll(count: int) -> None:
    """All of it is shown from its start."""
    viewport, _ = window(3, 5)
    assert viewport.scrolled(0, count) == 0


@pytest.mark.parametrize(
    ("top", "cursor", "expected"),
    [
        (10, 12, 10),
        (10, 17, 10),
        (10, 18, 11),
        (10, 19, 12),
        (10, 20, 13),
        (10, 25, 18),
        (10, 11, 9),
        (10, 10, 8),
        (10, 5, 3),
        (10, 1, 0),
        (0, 0, 0),
        (0, 1, 0),
        (20, 29, 20),
        (10, 29, 20),
    ],
)
def test_the_window_follows_the_cursor_as_little_as_it_can(top: int, cursor: int, expected: int) -> None:
    """Two rows stay in sight around the cursor, but for the ends of the text; else nothing moves."""
    viewport, starts = window(30, 10)
    assert viewport.following(starts[top], starts[cursor]) == starts[expected]


@pytest.mark.parametrize(("height", "expected"), [(1, 5), (2, 4), (3, 4), (4, 3), (5, 3)])
def test_a_low_window_keeps_fewer_rows_around_the_cursor(height: int, expected: int) -> None:
    """The spare rows never crowd out the cursor's own row."""
    viewport, starts = window(30, height)
    assert viewport.following(0, starts[5]) == starts[expected]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (12, 12, 10),
        (12, 19, 10),
        (11, 11, 7),
        (20, 20, 16),
        (12, 20, 8),
        (5, 5, 1),
        (2, 2, 0),
        (40, 40, 36),
        (49, 49, 38),
        (47, 47, 38),
        (0, 0, 0),
        (15, 40, 11),
    ],
)
def test_a_jump_scrolls_only_where_its_target_is_not_in_sight(first: int, last: int, expected: int) -> None:
    """Wholly visible with two rows to spare, nothing moves; else the target goes to the upper third."""
    viewport, starts = window(50, 12)
    assert viewport.revealing(starts[10], Span(starts[first], starts[last] + 2)) == starts[expected]


@pytest.mark.parametrize(("top", "row"), [(0, 0), (0, 1), (38, 49), (38, 48)])
def test_the_ends_of_the_text_need_no_spare_rows(top: int, row: int) -> None:
    """Where there is no row beyond, a target at the very edge is in sight."""
    viewport, starts = window(50, 12)
    assert viewport.revealing(starts[top], Span(starts[row], starts[row] + 1)) == starts[top]


def test_a_place_that_is_in_sight_leaves_even_a_top_inside_a_row() -> None:
    """Nothing moves unless it must: the top stays the offset that it was."""
    viewport, starts = window(50, 12)
    assert viewport.revealing(starts[10] + 1, Span(starts[15], starts[15] + 1)) == starts[10] + 1


@pytest.mark.parametrize(
    ("row", "count", "column", "expected"),
    [(3, 1, 0, "r4"), (3, -1, 1, "r2"), (3, 0, 0, "r3"), (3, 99, 0, "r9"), (3, -99, 0, "r0")],
)
def test_the_row_below_or_above_is_reached_at_a_column(row: int, count: int, column: int, expected: str) -> None:
    """So many rows on, at the column asked for, and no further than the text."""
    viewport, starts = window(10, 4)
    offset = viewport.beside(starts[row], count, column)
    assert viewport.layout.text[offset - column :].startswith(expected)


def test_an_empty_text_has_one_place() -> None:
    """In an article without a character nothing moves and nothing fails."""
    viewport = Viewport(Layout("", 10), 4)
    assert viewport.rows(0) == [Row(0, 0)]
    answers = [
        viewport.scrolled(0, 1),
        viewport.scrolled(0, -1),
        viewport.following(0, 0),
        viewport.revealing(0, Span(0, 0)),
        viewport.beside(0, 1, 3),
        viewport.beside(0, -1, 3),
    ]
    assert answers == [0] * 6


# On any text, rows above and below still estimates


@settings(deadline=None, max_examples=300)
@given(TEXTS, WIDTHS, HEIGHTS, SHARES, st.integers(-12, 12), st.sampled_from([1, 3, 1024]))
def test_scrolling_goes_by_rows(text: str, width: int, height: int, share: float, count: int, piece: int) -> None:
    """From any row that may be on top, so many rows up or down, or as far as there are rows."""
    with pytest.MonkeyPatch.context() as patch:
        wrap_by(patch, piece)
        rows = Rows(text, width)
        number = min(rows.number(place(text, share)), rows.last_top(height))
        viewport = Viewport(Layout(text, width), height)
        assert viewport.scrolled(rows.all[number].start, count) == rows.start(number + count, height)


@settings(deadline=None, max_examples=300)
@given(TEXTS, WIDTHS, HEIGHTS, SHARES, SHARES, st.sampled_from([1, 3, 1024]))
def test_following_moves_least(text: str, width: int, height: int, top: float, cursor: float, piece: int) -> None:
    """Of the tops that keep the cursor and its spare rows in sight, the nearest is taken."""
    with pytest.MonkeyPatch.context() as patch:
        wrap_by(patch, piece)
        rows = Rows(text, width)
        number = min(rows.number(place(text, top)), rows.last_top(height))
        here = rows.number(place(text, cursor))
        spare = min(SPARE, (height - 1) // 2)
        lowest, highest = (min(max(0, end), rows.last_top(height)) for end in (here - height + 1 + spare, here - spare))
        viewport = Viewport(Layout(text, width), height)
        found = viewport.following(rows.all[number].start, place(text, cursor))
        assert found == rows.all[min(max(number, lowest), highest)].start


@settings(deadline=None, max_examples=300)
@given(TEXTS, WIDTHS, HEIGHTS, SHARES, SHARES, st.integers(1, 30), st.sampled_from([1, 3, 1024]))
def test_revealing_keeps_or_goes_to_the_upper_third(
    text: str, width: int, height: int, top: float, start: float, length: int, piece: int
) -> None:
    """A target in sight with its spare rows moves nothing; any other has its first row in the upper third."""
    with pytest.MonkeyPatch.context() as patch:
        wrap_by(patch, piece)
        rows = Rows(text, width)
        number = min(rows.number(place(text, top)), rows.last_top(height))
        target = Span(place(text, start), min(place(text, start) + length, max(1, len(text))))
        first, last = rows.number(target.start), rows.number(max(target.start, target.end - 1))
        bottom = min(number + height, len(rows.all)) - 1
        ahead = number if number == 0 else number + SPARE
        behind = bottom if bottom == len(rows.all) - 1 else bottom - SPARE
        is_in_sight = ahead <= first and last <= behind
        expected = number if is_in_sight else min(max(0, first - height // 3), rows.last_top(height))
        viewport = Viewport(Layout(text, width), height)
        assert viewport.revealing(rows.all[number].start, target) == rows.all[expected].start


def wrap_by(patch: pytest.MonkeyPatch, piece: int) -> None:
    """Short pieces, so that a short text has many blocks and most rows are estimates."""
    patch.setattr(layout_module, "PIECE", piece)
    patch.setattr(layout_module, "SHORTEST_PIECE", max(1, piece // 4))
    patch.setattr(layout_module, "BLOCK", 2 * piece)


# Far inside a long text

SENTENCE = "The fourth zone, located in the province of Idlib, is still not subject to the government.\n"
PROSE = (SENTENCE * 8 + "漢字\n\n") * 90
"""Several blocks, of which a jump wraps only some."""

ROWS = Rows(PROSE, 37)


def test_the_long_text_has_several_blocks() -> None:
    """Otherwise the tests below would show nothing."""
    assert len(PROSE) > 3 * BLOCK


@pytest.mark.parametrize("share", [0.2, 0.5, 0.77, 1.0])
def test_a_jump_into_the_middle_lands_exactly(share: float) -> None:
    """With all above still estimated, the target is in the upper third of exact rows."""
    viewport = Viewport(Layout(PROSE, 37), 24)
    target = place(PROSE, share)
    expected = ROWS.start(ROWS.number(target) - 8, 24)
    top = viewport.revealing(0, Span(target, target + 1))
    assert top == expected
    assert viewport.rows(top) == ROWS.all[ROWS.number(top) :][:24]


@pytest.mark.parametrize("count", [-1, -22, -700, 1, 22, 700])
def test_scrolling_from_the_middle_counts_exact_rows(count: int) -> None:
    """However far it goes through rows that were estimates until now."""
    viewport = Viewport(Layout(PROSE, 37), 24)
    middle = ROWS.number(len(PROSE) // 2)
    assert viewport.scrolled(ROWS.all[middle].start, count) == ROWS.all[middle + count].start


def test_going_up_row_by_row_meets_every_row() -> None:
    """Across the border of a block no row is skipped or shown twice."""
    viewport = Viewport(Layout(PROSE, 37), 24)
    number = ROWS.number(2 * BLOCK) + 20
    top = ROWS.all[number].start
    for above in range(number - 1, number - 60, -1):
        top = viewport.scrolled(top, -1)
        assert top == ROWS.all[above].start


def test_the_row_above_is_reached_across_a_block() -> None:
    """The cursor goes up into a block that was not wrapped yet."""
    viewport = Viewport(Layout(PROSE, 37), 24)
    number = ROWS.number(2 * BLOCK)
    for count in (-1, -30, -400):
        offset = viewport.beside(ROWS.all[number].start, count, 0)
        assert offset == ROWS.all[number + count].start


def test_what_is_in_sight_stays_while_the_rest_is_wrapped() -> None:
    """Wrapping on in the background moves nothing: the same top shows the same rows."""
    viewport = Viewport(Layout(PROSE, 37), 24)
    top = viewport.revealing(0, Span(len(PROSE) // 2, len(PROSE) // 2 + 1))
    before = viewport.rows(top)
    while viewport.layout.wrap_more(0):
        pass
    assert viewport.rows(top) == before
