"""An article wrapped to a number of cells, row by row, only as far as someone asks.

A `Layout` divides the text into blocks of whole lines. A block is wrapped when one of its rows is needed, or in the
background by `wrap_more`; until then its rows are estimated. Rows are half-open and cover the text: each offset
stands in exactly one, the white space and the line feed at a row's end included.

A row ends at the last chance that fits: after white space, after a hyphen or dash inside a word, after a zero-width
space, beside a wide character (but not before closing or after opening punctuation). White space there hangs: it
belongs to the row, is not drawn, and never starts the next. A word longer than the width breaks at cluster edges; a
cluster wider than the width has a row of its own. A no-break space does not break.

A line feed at the end of the text ends its last row: no empty row follows. The empty text has one row. The offset
`len(text)` stands in the last row.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from time import perf_counter
from typing import NamedTuple

from idlib_reader.core.graphemes import (
    DASH_BREAK,
    SINGLE_CELLS,
    SPACE_CHARACTERS,
    SPACES,
    Cluster,
    draw_cluster,
    may_break,
    measure,
)
from idlib_reader.core.visible import make_visible

TAB_WIDTH = 4
"""Cells between two tab stops, counted from the start of the row."""

BLOCK = 16 * 1024
"""Code points after which a block ends with its line."""

PIECE = 4 * 1024
"""Code points wrapped at a time: one or two milliseconds of work in most scripts."""

SHORTEST_PIECE = 1024
"""Code points that go by cluster at least, so that short lines do not each cost a call."""

_NOT_SINGLE = re.compile(f"[^{SINGLE_CELLS}\\n]")


class Row(NamedTuple):
    """One row of the wrapped article, with the white space and the line feed at its end."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last; the next row starts there."""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row as it is drawn, and the way between its offsets, its columns and the drawn string.

    Columns are cells from the row's left edge. White space that hangs, and the line feed, have a column each though
    they are not drawn; it goes no further right than the layout's width, so a cursor needs one cell beyond that.
    """

    row: Row
    """The offsets that it covers."""
    text: str
    """The glyphs to draw: visible characters only, tabs as spaces, nothing for hanging white space."""
    width: int
    """Cells of `text`: `rich.cells.cell_len` of it."""
    line_end: int
    """Where the End key goes: the line feed, the end of the text, or the last cluster of a row that wraps."""
    _rightmost: int
    """The last column that an offset can have."""
    _starts: Sequence[int]
    """Offset of each cluster, and after the last one."""
    _columns: Sequence[int]
    """Column of each cluster as if the row had no end, and after the last one."""
    _indices: Sequence[int]
    """Index into `text` of each cluster that is drawn, and after the last one."""

    def column_of(self, offset: int) -> int:
        """The column of the cluster that holds an offset of this row."""
        index = bisect_right(self._starts, offset) - 1
        return min(self._columns[index], self._rightmost)

    def offset_at(self, column: int) -> int:
        """The start of the cluster drawn at a column; `line_end` to the right of all."""
        if column >= min(self._columns[-1], self._rightmost):
            return self.line_end
        return self._starts[max(0, bisect_right(self._columns, column) - 1)]

    def cluster_of(self, offset: int) -> Cluster:
        """The cluster that holds an offset, with its cells in this row. The line feed has none, nor has the end."""
        index = bisect_right(self._starts, offset) - 1
        if index == len(self._starts) - 1:
            return Cluster(self._starts[index], self.row.end, 0)
        left, right = (min(column, self._rightmost) for column in self._columns[index : index + 2])
        return Cluster(self._starts[index], self._starts[index + 1], right - left)

    def index_of(self, offset: int) -> int:
        """The index into `text` of the first cluster that starts at or after an offset, which may lie outside."""
        index = bisect_left(self._starts, offset)
        return self._indices[min(index, len(self._indices) - 1)]

    def part(self, start: int, end: int) -> str:
        """What is drawn for `[start, end)`. A cluster goes with its first code point, so parts join without a gap."""
        return self.text[self.index_of(start) : self.index_of(end)]


@dataclass(slots=True)
class _Block:
    """A stretch of whole lines, wrapped from its start as far as was needed."""

    start: int
    end: int
    wrapped: int
    """Offset up to which the rows are known; `end` when all are."""
    starts: array[int]
    """Offsets at which the known rows start."""
    guess: int
    """Rows that the whole block is likely to have."""

    @property
    def is_complete(self) -> bool:
        return self.wrapped == self.end

    @property
    def row_count(self) -> int:
        if self.is_complete:
            return len(self.starts)
        rest = self.end - self.wrapped
        return len(self.starts) + max(1, self.guess * rest // (self.end - self.start))

    def row(self, index: int) -> Row:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else self.wrapped
        return Row(self.starts[index], end)


class Layout:
    """The rows of `text` at `width` cells. It never changes its mind about a row, only about its number.

    A row's number counts the rows above it, and those are estimates until their blocks are wrapped. So whoever keeps
    a place keeps its offset, and asks `row_of` again after `wrap_more` or after a look further up.
    """

    def __init__(self, text: str, width: int, *, is_spaced: bool = False) -> None:
        """Only finds the blocks: 10 million code points take some milliseconds."""
        if width < 1:
            raise ValueError(f"A row needs at least one cell, not {width}.")
        self.text = text
        """Line ends are "\\n" only; every other control character is drawn as a picture of itself."""
        self.width = width
        """Cells of a row."""
        self.is_spaced = is_spaced
        """Whether an empty row stands between lines: each line feed behind a character has a row of its own."""
        self._blocks = _divide(text, width, is_spaced)
        self._block_starts = [block.start for block in self._blocks]
        self._row_counts = [block.row_count for block in self._blocks]
        self._first_rows: list[int] | None = None
        self._incomplete = 0

    @property
    def row_count(self) -> int:
        """Rows of the whole article, exact once it `is_complete`."""
        return self._row_numbers()[-1]

    @property
    def is_complete(self) -> bool:
        """Whether every row is known, so that no row number changes any more."""
        while self._incomplete < len(self._blocks) and self._blocks[self._incomplete].is_complete:
            self._incomplete += 1
        return self._incomplete == len(self._blocks)

    def wrap_more(self, seconds: float = 0.006) -> bool:
        """Wrap from the top what is not wrapped yet, for about so long; whether anything is left to do.

        At least one piece is wrapped, so 0 asks for exactly one. A piece takes up to some 2 ms.
        """
        deadline = perf_counter() + seconds
        while not self.is_complete:
            self._extend(self._incomplete)
            if perf_counter() >= deadline:
                break
        return not self.is_complete

    def row_of(self, offset: int) -> int:
        """The number, as of now, of the row that an offset from 0 to `len(text)` stands in."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"Offset {offset} is outside the text of {len(self.text)} code points.")
        position = bisect_right(self._block_starts, offset) - 1
        block = self._blocks[position]
        while block.wrapped <= offset and not block.is_complete:
            self._extend(position)
        return self._row_numbers()[position] + bisect_right(block.starts, offset) - 1

    def row(self, number: int) -> Row:
        """The row with a number, as of now; an IndexError if the article has fewer."""
        found = self._find(number)
        if found is None:
            raise IndexError(f"Row {number} is outside the {self.row_count} rows.")
        return found

    def rows(self, first: int, count: int) -> list[Row]:
        """Up to `count` rows from `first` on, exact and each starting where the one before ends."""
        found: list[Row] = []
        while len(found) < count and (not found or found[-1].end < len(self.text)):
            row = self._find(first + len(found))
            if row is None:
                break
            found.append(row)
        return found

    def draw(self, row: Row) -> DrawnRow:
        """What to draw for a row, and where its offsets stand."""
        return _draw(self.text, row, self.width)

    def column_of(self, offset: int) -> int:
        """The column, in its row, of the cluster that holds an offset from 0 to `len(text)`."""
        return self.draw(self.row(self.row_of(offset))).column_of(offset)

    def offset_at(self, number: int, column: int) -> int:
        """The start of the cluster drawn at a column of a row; the row's `line_end` to the right of all."""
        return self.draw(self.row(number)).offset_at(column)

    def _row_numbers(self) -> list[int]:
        """The number of each block's first row, and of the row after all."""
        if self._first_rows is None:
            self._first_rows = list(accumulate(self._row_counts, initial=0))
        return self._first_rows

    def _find(self, number: int) -> Row | None:
        """The row with a number. A block that has fewer rows than estimated passes it on to the next.

        For a number beyond the estimate all is wrapped that it takes to know.
        """
        while number >= 0:
            numbers = self._row_numbers()
            position = bisect_right(numbers, number) - 1
            if position == len(self._blocks):
                if self.is_complete:
                    break
                self._extend(self._incomplete)
                continue
            block, index = self._blocks[position], number - numbers[position]
            if index < len(block.starts):
                return block.row(index)
            self._extend(position)
        return None

    def _extend(self, position: int) -> None:
        """Wrap one more piece of the block at a position."""
        block = self._blocks[position]
        ends = _wrap_piece(self.text, block.wrapped, block.end, self.width)
        if self.is_spaced:
            ends = _with_gaps(self.text, block.wrapped, ends)
        block.starts.append(block.wrapped)
        block.starts.extend(ends[:-1])
        block.wrapped = ends[-1]
        self._row_counts[position] = block.row_count
        self._first_rows = None


def _with_gaps(text: str, start: int, ends: list[int]) -> list[int]:
    """The row ends of a piece from `start` on, with the line feed behind each line in a row of its own.

    The last line feed of the text makes no gap, as nothing follows it.
    """
    spaced = []
    for end in ends:
        if end - start > 1 and end < len(text) and text[end - 1] == "\n":
            spaced.append(end - 1)
        spaced.append(end)
        start = end
    return spaced


def _divide(text: str, width: int, is_spaced: bool) -> list[_Block]:
    if not text:
        return [_Block(0, 0, 0, array("I", [0]), 1)]
    blocks: list[_Block] = []
    start = 0
    while start < len(text):
        line_feed = text.find("\n", start + BLOCK - 1)
        end = len(text) if line_feed < 0 else line_feed + 1
        lines = text.count("\n", start, end)
        guess = max(lines, lines // 2 + (end - start) // width) + (lines if is_spaced else 0)
        blocks.append(_Block(start, end, start, array("I"), guess))
        start = end
    return blocks


def _wrap_piece(text: str, start: int, stop: int, width: int) -> list[int]:
    """The ends of the next rows from `start` on, at least one; `stop` is the end of a line.

    A piece may stop inside a line. Its last row is then given up, as what follows may belong to it: all that a row's
    end depends on lies between the row's start and the first code point after it.
    """
    size = PIECE
    while True:
        end, is_single = _choose_piece(text, start, stop, size)
        ends = (_wrap_single if is_single else _wrap_clusters)(text, start, end, width)
        if end == stop or text[end - 1] == "\n":
            return ends
        ends.pop()
        if ends:
            return ends
        size *= 2


def _choose_piece(text: str, start: int, stop: int, size: int) -> tuple[int, bool]:
    """The end of a piece, and whether all in it are single cells: whole lines of one sort if there are any."""
    end = min(stop, start + size)
    other = _NOT_SINGLE.search(text, start, end)
    if other is None:
        return end, True
    single_end = text.rfind("\n", start, other.start()) + 1
    if single_end > start:
        return single_end, True
    line_feed = text.find("\n", min(max(other.start(), start + SHORTEST_PIECE), end), end)
    return (end if line_feed < 0 else line_feed + 1), False


@lru_cache(maxsize=8)
def _single_row(width: int) -> re.Pattern[str]:
    """One row of characters that take one cell each: as much as fits, given back until a chance to end."""
    space = f"[{SPACE_CHARACTERS}]"
    return re.compile(
        rf".{{1,{width}}}(?:{space}*+(?:\n|\Z)|{space}++|(?<={space})|{DASH_BREAK.pattern})|\n|.{{1,{width}}}"
    )


def _wrap_single(text: str, start: int, end: int, width: int) -> list[int]:
    """The row ends of a piece in which every character but the line feed takes one cell and stands alone."""
    lengths = map(len, _single_row(width).findall(text, start, end))
    return list(accumulate(lengths, initial=start))[1:] or [end]


def _wrap_clusters(text: str, start: int, end: int, width: int) -> list[int]:
    """The row ends of any piece."""
    starts, widths, symbols = measure(text, start, end)
    ends = []
    first = 0
    while first < len(symbols):
        beyond = _first_beyond(widths, symbols, first, width)
        if beyond < len(symbols) and symbols[beyond] == "\n":
            first = beyond + 1
        elif beyond < len(symbols):
            chances = (at for at in range(beyond, first, -1) if may_break(symbols[at - 1], symbols[at]))
            first = next(chances, beyond)
        else:
            first = beyond
        ends.append(starts[first] if first < len(symbols) else end)
    return ends


def _first_beyond(widths: Sequence[int], symbols: str, first: int, width: int) -> int:
    """The cluster that ends the row from `first` on: its line feed, or what does not fit and cannot hang.

    The first fits in any case, so that a cluster wider than the width has a row.
    """
    column = 0
    for index in range(first, len(symbols)):
        symbol = symbols[index]
        if symbol == "\n":
            return index
        column += widths[index] if symbol != "\t" else TAB_WIDTH - column % TAB_WIDTH
        if column > width and symbol not in SPACES and index > first:
            return index
    return len(symbols)


def _draw(text: str, row: Row, width: int) -> DrawnRow:
    end = row.end - text.endswith("\n", row.start, row.end)
    if _NOT_SINGLE.search(text, row.start, end):
        return _draw_clusters(text, row, end, width)
    shown = make_visible(text[row.start : end].rstrip(SPACE_CHARACTERS))
    columns = range(end - row.start + 1)
    line_end = _line_end(text, row, end, end - 1)
    starts, indices = range(row.start, end + 1), range(len(shown) + 1)
    return DrawnRow(row, shown, len(shown), line_end, width, starts, columns, indices)


def _draw_clusters(text: str, row: Row, end: int, width: int) -> DrawnRow:
    starts, widths, symbols = measure(text, row.start, end)
    starts = [*starts, end]
    drawn = len(symbols.rstrip(SPACES))
    columns, indices, glyphs = [0], [0], []
    for index, (cells, symbol) in enumerate(zip(widths, symbols, strict=True)):
        if symbol == "\t":
            cells = TAB_WIDTH - columns[-1] % TAB_WIDTH
        if index < drawn:
            cluster = text[starts[index] : starts[index + 1]]
            glyphs.append(" " * cells if symbol == "\t" else draw_cluster(cluster))
            indices.append(indices[-1] + len(glyphs[-1]))
        columns.append(columns[-1] + cells)
    shown_width = columns[drawn]
    line_end = _line_end(text, row, end, starts[-2])
    shown = "".join(glyphs)
    return DrawnRow(row, shown, shown_width, line_end, max(width, shown_width), starts, columns, indices)


def _line_end(text: str, row: Row, end: int, last_cluster: int) -> int:
    return end if end < row.end or row.end == len(text) else last_cluster
