"""The panel's lists: how many entries there are of each kind, and the entries of one kind, row by row."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from idlib_reader.core.annotations import Kind
from idlib_reader.core.index import Index
from idlib_reader.ui.drawing import Piece, cut, draw, justify
from idlib_reader.ui.lists import ListRow, describe_row
from idlib_reader.ui.widgets.lines import Lines
from idlib_reader.ui.wording import ORDER, PLURALS

HEAD = 2
"""Rows above the list: the kinds with their counts, and a rule."""

_DATE_CELLS = 11
_SOURCE_CELLS = 12


class EntryList(Lines):
    """The list of one kind of entries."""

    class RowClicked(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            """`row` counts from 0 at the list's first entry."""
            super().__init__()
            self.row = row

    class KindClicked(Message):
        """The name of another list was clicked."""

        def __init__(self, kind: Kind) -> None:
            """`kind` is the list's."""
            super().__init__()
            self.kind = kind

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is listed yet."""
        super().__init__(id=id)
        self._top = 0
        self._tabs: list[tuple[int, int, Kind]] = []

    @property
    def rows(self) -> int:
        """How many entries fit."""
        return max(1, self.size.height - HEAD)

    def show(self, index: Index, kind: Kind, top: int, current: str | None, *, has_keys: bool) -> None:
        """Show the list of `kind` from row `top` on, with the row of the entry `current` marked.

        `has_keys` tells whether keys go to the list.
        """
        self._top = top
        self.show_strips(partial(self._draw, index, kind, top, current, has_keys))

    def _draw(self, index: Index, kind: Kind, top: int, current: str | None, has_keys: bool) -> list[Strip]:
        width = self.size.width
        ids = index.listed[kind][top : top + self.rows]
        if ids:
            strips = [self._row(describe_row(index, id_), kind, id_ == current, has_keys) for id_ in ids]
        else:
            empty = f"No {PLURALS[kind].lower()} yet."
            strips = [draw([(f" {empty}", self.style(self.palette.dim))], width, self.style())]
        ruled = draw([(" " + "─" * (width - 2), self.style(self.palette.rule))], width, self.style())
        return [self._head(index, kind), ruled, *strips]

    def _head(self, index: Index, kind: Kind) -> Strip:
        """The kinds with their counts; the one shown is bold."""
        pieces: list[Piece] = []
        self._tabs, x = [], 1
        for one in ORDER:
            text = f"{PLURALS[one]} {len(index.listed[one])}"
            is_shown = one == kind
            look = self.style(self.palette.accent, attributes="b") if is_shown else self.style(self.palette.dim)
            pieces += [(" ", self.style()), (text, look)]
            self._tabs.append((x, x + len(text), one))
            x += len(text) + 1
        return draw(pieces, self.size.width, self.style())

    def _row(self, row: ListRow, kind: Kind, is_current: bool, has_keys: bool) -> Strip:
        palette = self.palette
        background = palette.row if is_current else palette.background
        look = partial(self.style, background=background)
        pointer = ("▶" if has_keys else "▸") if is_current else " "
        pieces: list[Piece] = [(pointer, look(palette.accent))]
        if kind == "event":
            pieces.append((f"{row.left:>{_DATE_CELLS}} ", look(palette.dim)))
        if kind == "claim":
            who = cut(row.left, _SOURCE_CELLS)
            pieces.append((who + " " * (_SOURCE_CELLS + 1 - cell_len(who)), look(palette.dim)))
        else:
            pieces.append((f"{row.glyph} ", look(palette.accent if kind == "remark" else palette.dim)))
        pieces.append((row.text, look(attributes="b" if is_current else "")))
        return justify(pieces, [(f"{row.right} ", look(palette.dim))], self.size.width, look())

    def on_click(self, event: events.Click) -> None:
        """Tell which row or which list's name was clicked."""
        event.stop()
        if event.y >= HEAD:
            self.post_message(self.RowClicked(self._top + event.y - HEAD))
            return
        for start, end, kind in self._tabs:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.KindClicked(kind))
