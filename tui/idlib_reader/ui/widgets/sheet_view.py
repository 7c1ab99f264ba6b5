"""A sheet: a list over the article that something is picked from, each thing told in full."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from idlib_reader.ui.drawing import Piece, draw, flow, justify
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.widgets.lines import Lines

HEAD = 2
"""Rows above the things to pick: the sheet's title and a blank one."""
_MEASURE = 96


class Spread(NamedTuple):
    """What a sheet shows."""

    title: str
    options: Sequence[Option]
    row: int
    """Which of them is pointed at."""
    empty: str
    """What is said where there are none."""
    note: str
    """What is said beside the title."""


class SheetView(Lines):
    """The sheet, which covers all between the title and the status line."""

    class OptionClicked(Message):
        """Something was clicked."""

        def __init__(self, row: int) -> None:
            """`row` counts the things from 0."""
            super().__init__()
            self.row = row

    class Scrolled(Message):
        """The mouse wheel was turned over the sheet."""

        def __init__(self, rows: int) -> None:
            """`rows` counts down, negative up."""
            super().__init__()
            self.rows = rows

    def __init__(self, *, id: str = "sheet") -> None:
        """The sheet is away."""
        super().__init__(id=id)
        self.display = False
        self._rows_of: list[int] = []
        self._top = 0

    @property
    def rows(self) -> int:
        """Rows for the things to pick."""
        return max(1, self.size.height - HEAD)

    def show(self, spread: Spread) -> None:
        """Show a sheet; what is pointed at stays in its middle, as far as the ends let it."""
        self.show_strips(partial(self._draw, spread))

    def _draw(self, spread: Spread) -> list[Strip]:
        drawn = self._around(spread)
        self._rows_of = [row for _, row in drawn]
        self._top = self._first_row(spread.row, len(drawn))
        shown = [strip for strip, _ in drawn[self._top : self._top + self.rows]]
        if not shown:
            shown = [self._row([(f"   {spread.empty}", self.style(self.palette.dim))])]
        title: list[Piece] = [(f"  {spread.title}", self.style(self.palette.accent, attributes="b"))]
        note: list[Piece] = [(f"{spread.note} ", self.style(self.palette.dim))]
        head = justify(title, note, self._measure, self.style())
        return [head.extend_cell_length(self.size.width, self.style()), self._row([]), *shown]

    def _around(self, spread: Spread) -> list[tuple[Strip, int]]:
        """The rows of what is pointed at and of as much around it as may be seen, each with the number of its thing."""
        drawn: list[tuple[Strip, int]] = []
        for row in range(spread.row, -1, -1):
            if row < len(spread.options):
                drawn[:0] = [(strip, row) for strip in self._item(spread.options[row], row == spread.row)]
            if len(drawn) > self.rows + self.size.height:
                break
        end = len(drawn) + self.rows
        for row in range(spread.row + 1, len(spread.options)):
            if len(drawn) >= end:
                break
            drawn += [(strip, row) for strip in self._item(spread.options[row], False)]
        return drawn

    @property
    def _measure(self) -> int:
        return min(self.size.width, _MEASURE)

    def _first_row(self, pointed: int, height: int) -> int:
        """The row at the top: what is pointed at stands in the middle where it can."""
        if pointed not in self._rows_of:
            return 0
        first = self._rows_of.index(pointed)
        last = first + self._rows_of.count(pointed) - 1
        top = min((first + last) // 2 - self.rows // 2, first)
        return max(0, min(top, height - self.rows))

    def _item(self, option: Option, is_pointed: bool) -> list[Strip]:
        """One thing: its name, and what is said of it over as many rows as it takes."""
        palette, width = self.palette, self._measure
        background = palette.row if is_pointed else palette.background

        def look(color: str = "", attributes: str = "") -> Style:
            return self.style(color, background, attributes)

        sign = "▶" if is_pointed else "·" if option.is_here else " "
        # Even a long name is told in full: what stands at its end gives way first.
        names = flow(option.title, width - 4)
        bold = "b" if option.lines else ""
        strips = [draw([(f" {sign} ", look(palette.accent)), (names[0], look(attributes=bold))], width, look())]
        strips += [draw([(f"   {name}", look(attributes=bold))], width, look()) for name in names[1:]]
        if option.right:
            first = [(f" {sign} ", look(palette.accent)), (names[0], look(attributes=bold))]
            if len(names) == 1 and sum(map(len, (names[0], option.right))) + 6 <= width:
                strips[0] = justify(first, [(f"{option.right} ", look(palette.dim))], width, look())
            else:
                strips.append(draw([(f"   {option.right}", look(palette.dim))], width, look()))
        for line in option.lines:
            strips += [draw([(f"   {row}", look(palette.dim))], width, look()) for row in flow(line, width - 4)]
        return [strip.extend_cell_length(self.size.width, self.style()) for strip in strips]

    def _row(self, pieces: list[Piece]) -> Strip:
        return draw(pieces, self.size.width, self.style())

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        event.stop()
        row = self._top + event.y - HEAD
        if event.y >= HEAD and row < len(self._rows_of):
            self.post_message(self.OptionClicked(self._rows_of[row]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Point at what is one further down."""
        event.stop()
        self.post_message(self.Scrolled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Point at what is one further up."""
        event.stop()
        self.post_message(self.Scrolled(-1))
