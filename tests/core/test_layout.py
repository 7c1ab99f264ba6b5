"""Wrapping an article, compared with a slow and simple wrapping written here."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from idlib_reader.core import layout as layout_module
from idlib_reader.core.graphemes import draw_text, is_grapheme_edge, split_clusters
from idlib_reader.core.layout import TAB_WIDTH, Layout, Row
from idlib_reader.core.visible import make_visible

PARTS = [
    *("the ", "Idlib ", "well-known", "2019-20 ", "so—they", "a", "b-c", "- ", "--x", "    ", "extraordinarily"),
    *("النص ", "عَرَبِيّ ", "می\u200cخواهم ", "ه\u200d.", "हिन्दी ", "क्\u200dष", "ภาษาไทย", "กำ", "พูด\u200bไทย"),
    *("漢字仮名", "。」", "（「", "交、", "ー", "漢\u200b", "。\u200b", "漢“字”漢", "\u3000", "\u3000\u0301x"),
    *("한국어 ", "\u1112\u1161\u11ab", "ﾊﾞ", "a-ำb", "ℹ-b", "e\u0301", "\u0301", "\u0301" * 70, "\u200d"),
    *("👩\u200d🚀", "👍🏽", "🏽", "🇩🇪🇫🇷", "❤\ufe0f", "❤", "\x1b[0m", "\u202e", "\r", "\u2028"),
    *("\t", "x\ty", "\u2003", "\u00a0", "10\u00a0000", " \u2060", " \u200c", " \u0301"),
    *("\n", "\n", "\n\n", " \n", "\t\n"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=20).map("".join) | st.text(
    "ab -漢。「\t\u0301\u200d❤👩\n\u00a0", max_size=60
)
"""Many scripts, what joins and what parts them, and texts of few characters in any order."""

WIDTHS = st.integers(1, 12) | st.integers(1, 90)
PIECES = st.sampled_from([1, 5, 30, layout_module.PIECE])
"""Code points wrapped at a time; with few, short texts have many blocks and rows are resumed often."""


@contextmanager
def wrapping_by(piece: int) -> Iterator[None]:
    with patch.multiple(layout_module, PIECE=piece, SHORTEST_PIECE=max(1, piece // 4), BLOCK=2 * piece):
        yield


def wrapped(text: str, width: int) -> list[Row]:
    layout = Layout(text, width)
    while layout.wrap_more(0):
        pass
    return layout.rows(0, layout.row_count)


def drawn(text: str, width: int) -> list[str]:
    layout = Layout(text, width)
    return [layout.draw(row).text for row in layout.rows(0, 1000)]


def reference_rows(text: str, width: int) -> list[Row]:
    """For each row, of all ends that are allowed and fit, the furthest."""
    rows = []
    start = 0
    while start < len(text):
        end = (text + "\n").index("\n", start)
        clusters = [text[cluster.start : cluster.end] for cluster in split_clusters(text, start, end)]
        cuts = reference_cuts(clusters, width)
        ends = [start + len("".join(clusters[:cut])) for cut in cuts[:-1]] + [min(end + 1, len(text))]
        rows += map(Row, [start, *ends[:-1]], ends)
        start = ends[-1]
    return rows or [Row(0, 0)]


def reference_cuts(clusters: list[str], width: int) -> list[int]:
    cuts = []
    first = 0
    while first < len(clusters):
        ends = range(first + 1, len(clusters) + 1)
        fitting = [end for end in ends if shown_width(clusters[first:end]) <= width or is_one(clusters[first:end])]
        chances = [end for end in fitting if end == len(clusters) or is_chance(clusters, end)]
        first = max(chances or fitting)
        cuts.append(first)
    return cuts or [0]


def shown_width(clusters: list[str]) -> int:
    """Cells up to the last cluster that is not white space."""
    column = shown = 0
    for cluster in clusters:
        column += TAB_WIDTH - column % TAB_WIDTH if cluster == "\t" else cell_len(draw_text(cluster))
        shown = shown if is_space(cluster) else column
    return shown


def is_space(cluster: str) -> bool:
    return (
        cluster == "\t" or (unicodedata.category(cluster[0]) == "Zs" and cluster[0] not in "\u00a0\u2007\u202f")
    ) and set(cluster[1:]) <= set("\u200b\u200c\u200d\u2060\u034f")


def is_one(clusters: list[str]) -> bool:
    """Whether there is one cluster, with hanging white space at most."""
    return all(map(is_space, clusters[1:]))


def is_chance(clusters: list[str], end: int) -> bool:
    """Whether a row may end before the cluster numbered `end`."""
    before, after = clusters[end - 1], clusters[end]
    if is_space(after):
        return False
    if is_space(before) or before[-1] == "\u200b" or is_inside_word("".join(clusters[:end]), after):
        return True
    if {before[0], after[0]} & set("\u00a0\u2007\u202f"):
        return False
    is_kept = unicodedata.category(after[0]) in {"Pe", "Pf"} or after[0] in ",.!?:;%‥…、。々・ー！％，．：；？-‐–—"
    return not is_kept and unicodedata.category(before[0]) not in {"Ps", "Pi"} and (is_wide(before) or is_wide(after))


def is_inside_word(before: str, after: str) -> bool:
    is_after_dash = before[-1] in "-‐–—" and before[-2:-1].replace("_", "a").isalnum()
    return is_after_dash and after[0].isalnum() and not after[0].isdecimal()


def is_wide(cluster: str) -> bool:
    return cell_len(make_visible(cluster[0])) == 2 or "\U0001f1e6" <= cluster[0] <= "\U0001f1ff"


@given(TEXTS, WIDTHS, PIECES)
@example("".join(PARTS), 7, 5)
@example("".join(PARTS), 40, 30)
@settings(deadline=None, max_examples=500)
def test_rows_are_those_of_a_simple_wrapping(text: str, width: int, piece: int):
    """Any script, any width, in any number of pieces."""
    with wrapping_by(piece):
        assert wrapped(text, width) == reference_rows(text, width)


@given(TEXTS, WIDTHS, PIECES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=200)
def test_the_order_of_questions_does_not_matter(text: str, width: int, piece: int, order: random.Random):
    """Jumps into the middle and background steps in between find the same rows as going from top to end."""
    rows = reference_rows(text, width)
    with wrapping_by(piece):
        layout = Layout(text, width)
        for _ in range(order.randint(0, 12)):
            offset = order.randint(0, len(text))
            expected = next(row for row in reversed(rows) if row.start <= offset)
            assert layout.row(layout.row_of(offset)) == expected
            number = order.randrange(layout.row_count)
            found = layout.rows(number, 3)
            assert not found or found == rows[rows.index(found[0]) :][:3]
            if order.random() < 0.5:
                layout.wrap_more(0)
        while layout.wrap_more(0):
            pass
        assert layout.is_complete
        assert layout.rows(0, layout.row_count + 1) == rows
        assert [layout.row_of(row.start) for row in rows] == list(range(layout.row_count))


@given(TEXTS, WIDTHS)
@settings(deadline=None, max_examples=300)
def test_every_offset_stands_in_one_row(text: str, width: int):
    """Rows follow each other without a gap from the first offset to the last, and cut no cluster."""
    layout = Layout(text, width)
    rows = wrapped(text, width)
    assert [row.start for row in rows] == [0, *(row.end for row in rows[:-1])]
    assert rows[-1].end == len(text)
    assert all(is_grapheme_edge(text, row.end) for row in rows)
    for number, row in enumerate(rows):
        assert all(layout.row_of(offset) == number for offset in range(row.start, row.end))
    assert layout.row_of(len(text)) == len(rows) - 1


@given(TEXTS, WIDTHS)
@settings(deadline=None, max_examples=300)
def test_a_drawn_row_fits_and_is_as_wide_as_it_says(text: str, width: int):
    """Only a single cluster may be too wide; what is drawn is visible, and its white space at the end is not."""
    layout = Layout(text, width)
    for row in wrapped(text, width):
        shown = layout.draw(row)
        assert shown.width == cell_len(shown.text)
        assert make_visible(shown.text) == shown.text
        content = [text[start:end] for start, end, _ in split_clusters(text, *row)]
        while content and (content[-1] == "\n" or is_space(content[-1])):
            content.pop()
        assert shown.width == shown_width(content)
        assert shown.width <= width or len(content) == 1
        assert shown.part(row.start, row.start + len("".join(content))) == shown.text


@given(TEXTS, WIDTHS)
@settings(deadline=None, max_examples=300)
def test_columns_lead_back_to_their_clusters(text: str, width: int):
    """The column of each cluster in view, and each further cell of a wide one, is where the cluster is found."""
    layout = Layout(text, width)
    for number, row in enumerate(wrapped(text, width)):
        shown = layout.draw(row)
        for start, end, _ in split_clusters(text, *row):
            column = layout.column_of(start)
            assert shown.cluster_of(start)[:2] == (start, end)
            assert all(layout.column_of(offset) == column for offset in range(start, end))
            assert column <= max(width, shown.width)
            if text[start] == "\n" or column < width:
                cells = shown.cluster_of(start).width or 1
                assert {layout.offset_at(number, column + cell) for cell in range(cells)} == {start}
        assert layout.offset_at(number, 10_000) == shown.line_end
        assert layout.offset_at(number, -1) == row.start


@given(TEXTS, WIDTHS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=200)
def test_a_row_may_be_drawn_in_parts(text: str, width: int, order: random.Random):
    """Wherever highlights start and end, the parts join to the row, and their widths to its width."""
    layout = Layout(text, width)
    for row in wrapped(text, width):
        shown = layout.draw(row)
        ends = sorted(order.randint(row.start, row.end) for _ in range(3))
        parts = [shown.part(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
        assert "".join(parts) == shown.text
        assert sum(map(cell_len, parts)) == shown.width


def test_words_wrap_at_white_space():
    """White space at a row's end hangs; a line's leading white space stays."""
    assert drawn("The quick   brown fox\n  jumps", 9) == ["The quick", "brown fox", "  jumps"]
    assert wrapped("The quick   brown fox", 9) == [(0, 12), (12, 21)]
    assert wrapped(" extraordinary", 8) == [(0, 1), (1, 9), (9, 14)]
    assert wrapped(" extraordinary", 8) == [(0, 1), (1, 9), (9, 14)]


def test_words_part_at_hyphens_before_letters():
    """Ranges of numbers, signs and options hold together."""
    assert drawn("a well-known ceasefire—they", 10) == ["a well-", "known", "ceasefire—", "they"]
    assert drawn("in 2019-2020 at -5 --all", 7) == ["in", "2019-20", "20 at", "-5", "--all"]


def test_long_words_part_anywhere():
    """But not inside a cluster, and not beside the word before."""
    assert drawn("an Aarhus-Universitetsbibliotek", 8) == ["an", "Aarhus-", "Universi", "tetsbibl", "iotek"]
    assert drawn("e\u0301e\u0301e\u0301e\u0301", 3) == ["e\u0301e\u0301e\u0301", "e\u0301"]


def test_no_break_spaces_hold():
    """A number stays with its unit."""
    assert drawn("about 10\u00a0km", 9) == ["about", "10\u00a0km"]


def test_tabs_reach_to_the_next_stop_of_their_row():
    """They are drawn as spaces, and break a row as spaces do."""
    assert drawn("a\tb\tcc\td", 9) == ["a   b", "cc  d"]
    assert drawn("漢\tb", 9) == ["漢  b"]
    layout = Layout("a\tb", 9)
    assert [layout.column_of(offset) for offset in range(4)] == [0, 1, 4, 5]
    assert [layout.offset_at(0, column) for column in range(7)] == [0, 1, 1, 1, 2, 3, 3]


def test_ideographs_wrap_without_spaces():
    """Closing punctuation does not begin a row, opening punctuation does not end one."""
    assert drawn("漢字仮名「交」、文", 8) == ["漢字仮名", "「交」、", "文"]
    assert drawn("漢字仮名。交", 8) == ["漢字仮", "名。交"]


def test_a_cluster_wider_than_the_row_has_a_row():
    """The narrowest window still shows the text."""
    layout = Layout("漢\n", 1)
    assert [layout.column_of(offset) for offset in range(3)] == [0, 2, 2]
    assert [layout.offset_at(0, column) for column in range(4)] == [0, 0, 1, 1]
    assert layout.draw(layout.row(0)).cluster_of(0).width == 2
    assert drawn("漢字a", 1) == ["漢", "字", "a"]
    assert wrapped("漢 字\n", 1) == [(0, 2), (2, 4)]


def test_zero_width_spaces_part_words():
    """As Thai and Khmer mark where a word ends."""
    assert drawn("ภาษา\u200bไทย", 5) == ["ภาษา\u200b", "ไทย"]


def test_control_characters_are_drawn_as_pictures():
    """An escape sequence takes the cells of its pictures."""
    assert drawn("\x1b[31mred\x07\u202e", 20) == ["␛[31mred␇�"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [(0, 0)]),
        ("\n", [(0, 1)]),
        ("a", [(0, 1)]),
        ("a\n", [(0, 2)]),
        ("a\n\n", [(0, 2), (2, 3)]),
        ("\na", [(0, 1), (1, 2)]),
    ],
)
def test_every_text_has_a_row_to_stand_on(text: str, rows: list[tuple[int, int]]):
    """A line feed ends its row and begins none; the end of the text stands in the last row."""
    layout = Layout(text, 10)
    assert wrapped(text, 10) == rows
    assert layout.row_of(len(text)) == len(rows) - 1


def test_the_end_of_a_line_is_where_the_end_key_goes():
    """The line feed, the last cluster of a row that wraps, or the end of the text."""
    layout = Layout("one two\nthree", 5)
    assert [layout.draw(row).line_end for row in layout.rows(0, 3)] == [3, 7, 13]
    assert [layout.offset_at(number, 99) for number in range(3)] == [3, 7, 13]


def test_hanging_white_space_ends_at_the_width():
    """The cursor stands on it one cell beyond the row at most."""
    layout = Layout("abc   d", 4)
    assert [layout.column_of(offset) for offset in range(7)] == [0, 1, 2, 3, 4, 4, 0]
    assert [layout.draw(layout.row(0)).cluster_of(offset).width for offset in range(6)] == [1, 1, 1, 1, 0, 0]


def test_a_cluster_is_drawn_with_its_first_code_point():
    """A highlight that ends inside a cluster takes all of it, one that starts inside takes none."""
    layout = Layout("xe\u0301y", 9)
    shown = layout.draw(layout.row(0))
    assert shown.part(0, 2) == "xe\u0301"
    assert shown.part(2, 4) == "y"


def test_a_place_keeps_its_row_but_not_its_number():
    """While rows above are still estimated; asked again, its number is exact."""
    text = "漢字仮名交じり文 " * 40_000
    with wrapping_by(1000):
        text = "\n".join(text[start : start + 90] for start in range(0, 50_000, 90))
        layout = Layout(text, 20)
        offset = 30_000
        row, estimated = layout.row(layout.row_of(offset)), layout.row_of(offset)
        assert not layout.is_complete
        while layout.wrap_more(0):
            assert layout.row(layout.row_of(offset)) == row
        assert layout.row_of(offset) == wrapped(text, 20).index(row) != estimated


def test_asking_for_a_row_wraps_no_more_than_its_block():
    """What is far away stays an estimate, in whole lines and in one long line."""
    with patch.object(layout_module, "_wrap_piece", wraps=layout_module._wrap_piece) as wrap_piece:
        layout = Layout("word " * 10 + "\n", 20)
        layout.row(0)
        assert wrap_piece.call_count == 1
        layout = Layout(("word " * 10 + "\n") * 100_000, 20)
        layout.row_of(2_500_000)
        assert wrap_piece.call_count < 10
        assert layout.rows(layout.row_of(len(layout.text)) - 5, 50)[-1].end == len(layout.text)
        assert wrap_piece.call_count < 20
        layout = Layout("漢字" * 500_000, 20)
        layout.rows(0, 50)
        assert wrap_piece.call_count < 24


def test_a_background_step_is_one_piece():
    """Also in a line of a million ideographs, so the screen is never kept waiting."""
    layout = Layout("漢字" * 500_000, 20)
    with patch.object(layout_module, "measure", wraps=layout_module.measure) as measure:
        assert layout.wrap_more(0)
        assert measure.call_count == 1
        _, start, stop = measure.call_args.args
        assert stop - start == layout_module.PIECE


def test_two_million_empty_lines():
    """Are two million rows."""
    layout = Layout("\n" * 2_000_000, 80)
    assert layout.row_of(1_999_999) == 1_999_999
    assert layout.row(1_000_000) == (1_000_000, 1_000_001)


def test_a_million_spaces_are_one_row():
    """They hang, however many there are."""
    assert wrapped("a" + " " * 1_000_000 + "b", 80) == [(0, 1_000_001), (1_000_001, 1_000_002)]


def test_questions_outside_the_text_are_refused():
    """An offset or row that does not exist is a mistake of the caller; a range of rows just ends."""
    layout = Layout("one\ntwo", 10)
    for offset in (-1, 8):
        with pytest.raises(IndexError, match=f"Offset {offset} "):
            layout.row_of(offset)
    for number in (-1, 2):
        with pytest.raises(IndexError, match=f"Row {number} "):
            layout.row(number)
    assert layout.rows(1, 5) == [(4, 7)]
    with pytest.raises(ValueError, match="at least one cell"):
        Layout("one", 0)


@given(TEXTS, WIDTHS)
def test_spaced_lines_have_a_row_between_them(text: str, width: int) -> None:
    """A spaced layout has the rows of the text with an empty line put behind each line that is not empty."""
    spaced = Layout(text, width, is_spaced=True)
    plain = Layout(re.sub(r"(?<=[^\n])\n(?!\Z)", "\n\n", text), width)
    while spaced.wrap_more(0) or plain.wrap_more(0):
        pass
    assert [spaced.draw(row).text for row in spaced.rows(0, spaced.row_count)] == [
        plain.draw(row).text for row in plain.rows(0, plain.row_count)
    ]


@given(TEXTS, WIDTHS)
def test_spaced_rows_cover_the_text(text: str, width: int) -> None:
    """Each offset stands in exactly one row of a spaced layout too."""
    layout = Layout(text, width, is_spaced=True)
    while layout.wrap_more(0):
        pass
    rows = layout.rows(0, layout.row_count)
    assert [row.start for row in rows] == [0, *(row.end for row in rows[:-1])]
    assert rows[-1].end == len(text)
