"""The panel's lists: how many entries there are of each kind, and the entries of one kind, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from idlib_reader.core.annotations import Kind
from idlib_reader.core.graphemes import cell_width, draw_text
from idlib_reader.core.index import Index
from idlib_reader.core.orders import Order
from idlib_reader.ui.drawing import Piece, cut, draw, justify
from idlib_reader.ui.lists import ListRow, describe_row
from idlib_reader.ui.widgets.lines import Lines
from idlib_reader.ui.wording import ORDER, PLURALS

HEAD = 2
"""Rows above the list: the kinds with their counts, and a rule with the order."""

_DATE_CELLS = 11
_SOURCE_CELLS = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows."""

    index: Index
    kind: Kind
    ids: tuple[str, ...]
    """All that is listed, in its order."""
    order: Order
    """What the order goes by."""
    words: str
    """What all that is listed holds."""
    top: int
    """The topmost row."""
    current: str | None
    """The entry whose row is marked."""
    has_keys: bool
    """Whether keys go to the list."""
    is_partial: bool
    """Whether entries are still being read, so that nobody knows how many there are."""


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

    class OrderClicked(Message):
        """The name of the list's order was clicked."""

    class Scrolled(Message):
        """The mouse wheel was turned over the list."""

        def __init__(self, rows: int) -> None:
            """`rows` counts down, negative up."""
            super().__init__()
            self.rows = rows

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is listed yet."""
        super().__init__(id=id)
        self._top = 0
        self._tabs: list[tuple[int, int, Kind]] = []

    @property
    def rows(self) -> int:
        """How many entries fit."""
        return max(1, self.size.height - HEAD)

    def show(self, listed: Listed) -> None:
        """Show a list."""
        self._top = listed.top
        self.show_strips(partial(self._draw, listed))

    def _draw(self, listed: Listed) -> list[Strip]:
        ids = listed.ids[listed.top : listed.top + self.rows]
        if ids:
            strips = [
                self._row(
                    describe_row(listed.index, id_, listed.order), listed.kind, id_ == listed.current, listed.has_keys
                )
                for id_ in ids
            ]
        else:
            strips = [draw([(f" {_say_empty(listed)}", self.style(self.palette.dim))], self.size.width, self.style())]
        return [self._head(listed), self._ruled(listed), *strips]

    def _head(self, listed: Listed) -> Strip:
        """The kinds with their counts; the one shown is bold."""
        names = self._names(listed)
        if sum(len(name) + 1 for name in names) >= self.size.width:
            names = self._names(listed, is_brief=True)
        pieces: list[Piece] = []
        self._tabs, x = [], 1
        for one, text in zip(ORDER, names, strict=True):
            look = self.style(self.palette.dim)
            if one == listed.kind:
                look = self.style(self.palette.accent if listed.has_keys else "", attributes="b")
            pieces += [(" ", self.style()), (text, look)]
            self._tabs.append((x, x + len(text), one))
            x += len(text) + 1
        return draw(pieces, self.size.width, self.style())

    def _names(self, listed: Listed, *, is_brief: bool = False) -> list[str]:
        """The kinds, each with how many there are; of very many only the thousands, where room is short."""
        numbers = [len(listed.index.listed[one]) for one in ORDER]
        counts = [f"{number // 1000}k" if is_brief and number >= 1000 else str(number) for number in numbers]
        return [f"{PLURALS[one]} {'…' if listed.is_partial else told}" for one, told in zip(ORDER, counts, strict=True)]

    def _ruled(self, listed: Listed) -> Strip:
        """A rule with what the list is in the order of, and what it is filtered by."""
        width, line = self.size.width, self.style(self.palette.rule)
        left: list[Piece] = [(" ─ ", line), (_say_order(listed.order), self.style(self.palette.dim)), (" ", line)]
        right: list[Piece] = []
        if listed.words:
            number = f"{len(listed.ids)} of {len(listed.index.listed[listed.kind])}"
            words = cut(draw_text(listed.words), max(8, width // 3))
            right = [(f" {number} with “{words}”", self.style(self.palette.accent)), (" ", line)]
        used = sum(cell_width(text) for text, _ in (*left, *right))
        return draw([*left, ("─" * max(0, width - used - 1), line), *right], width, self.style())

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
        if event.y == 1:
            self.post_message(self.OrderClicked())
        for start, end, kind in self._tabs:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.KindClicked(kind))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three rows down."""
        event.stop()
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three rows up."""
        event.stop()
        self.post_message(self.Scrolled(-3))


def _say_order(order: Order) -> str:
    return "as in the text" if order in ("place", "first mention") else f"by {order}"


def _say_empty(listed: Listed) -> str:
    if listed.is_partial:
        return "They are being read …"
    entries = PLURALS[listed.kind].lower()
    return f"No {entries} with these words." if listed.words else f"No {entries} yet."
