"""A window of rows on a layout: what it shows, and where it goes.

The window is held by the offset of its top row, never by a row number: numbers of rows change while the text is
being wrapped, and all of them change when the width does. So nothing moves unless someone moves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from idlib_reader.core.layout import Layout, Row
from idlib_reader.core.span import Span

SPARE = 2
"""Rows that a jump wants to see around its target, and that a moving cursor keeps around itself."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window `height` rows high."""

    layout: Layout
    height: int

    def rows(self, top: int) -> list[Row]:
        """The rows shown when the row that holds the offset `top` is the first."""
        return self.layout.rows(self.layout.row_of(top), self.height)

    def scrolled(self, top: int, count: int) -> int:
        """The top offset `count` rows further down, or up if negative; never so far that rows are left empty."""
        if count < 0:
            return self._above(top, -count)
        number = self.layout.row_of(top)
        rows = self.layout.rows(number, count + self.height)
        if len(rows) >= count + self.height:
            return rows[count].start
        return self._last_top(top, rows)

    def _last_top(self, top: int, rows_to_end: list[Row]) -> int:
        """The top offset that shows the end of the text, when `rows_to_end` lead there from `top`."""
        short = self.height - len(rows_to_end)
        return self._above(top, short) if short > 0 else rows_to_end[-self.height].start

    def _above(self, offset: int, count: int) -> int:
        """The start of the row `count` rows above the one that holds `offset`, or of the first."""
        while True:
            number = self.layout.row_of(offset)
            first = max(0, number - count)
            rows = self.layout.rows(first, number - first + 1)
            # Rows above may have been estimates until now; then the number was wrong, and is right next time.
            if rows and rows[-1].start <= offset and self.layout.row_of(offset) == number:
                return rows[0].start

    def following(self, top: int, cursor: int) -> int:
        """The top offset, moved as little as it takes to keep `cursor` in sight with spare rows around it."""
        spare = min(SPARE, (self.height - 1) // 2)
        if cursor < top:
            return self._above(cursor, spare)
        rows = self.rows(top)
        for position, row in enumerate(rows):
            if row.start <= cursor < row.end:
                if position < spare:
                    return self._above(top, spare - position)
                return self.scrolled(top, max(0, position - (self.height - 1 - spare)))
        if rows and rows[-1].end >= len(self.layout.text):
            return top
        return self.scrolled(self._above(cursor, self.height - 1 - spare), 0)

    def revealing(self, top: int, target: Span) -> int:
        """The top offset after a jump to `target`.

        It stays if the target is wholly visible with the spare rows around it (the text's own ends need none); else
        the target's first row goes to the upper third.
        """
        rows = self.rows(top)
        end = max(target.start, target.end - 1)
        ahead = rows[min(SPARE, len(rows) - 1)].start if rows and rows[0].start > 0 else 0
        behind = rows[-1].end
        if len(rows) == self.height and behind < len(self.layout.text):
            behind = rows[max(0, len(rows) - 1 - SPARE)].end
        if ahead <= target.start and end < behind:
            return top
        return self.scrolled(self._above(target.start, self.height // 3), 0)

    def beside(self, offset: int, count: int, column: int) -> int:
        """The offset at `column` (cells) of the row `count` rows below the one that holds `offset`, or above it."""
        if count < 0:
            start = self._above(offset, -count)
            return self.layout.draw(self.layout.row(self.layout.row_of(start))).offset_at(column)
        rows = self.layout.rows(self.layout.row_of(offset), count + 1)
        return self.layout.draw(rows[-1]).offset_at(column)
