"""A picker: a short sheet beside the words that are being marked, one row for each thing."""

from __future__ import annotations

from functools import partial

from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip

from idlib_reader.core.graphemes import cell_width, draw_text
from idlib_reader.ui.drawing import Piece, cut, draw
from idlib_reader.ui.geometry import MARGIN, text_columns
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.widgets.sheet_view import SheetView, Spread

_WIDTH = 64
_ROWS = 11
"""Things that are seen at once, at most: all default types of entities, whose keys are to be read."""
_EDGES = 2
"""Rows, and columns, that the frame takes."""
_SIGN = 3
"""Columns before a thing's name."""


class Picker(SheetView):
    """The picker, in a thin frame over the article."""

    def __init__(self) -> None:
        """The picker is away."""
        super().__init__(id="picker")

    @property
    def rows(self) -> int:
        """Rows for the things to pick."""
        return max(1, self.size.height - _EDGES)

    def show_beside(self, spread: Spread, first: Offset | None, last: Offset | None, room: Size) -> None:
        """Show it below the words from the cell `first` to `last`, or above them, in a `room` that holds both.

        Words that are out of sight have no cell. The picker keeps to the columns of the text while it finds room there.
        """
        wanted = max(1, min(_ROWS, len(spread.options))) + _EDGES
        y, height = _stand(first.y if first else 0, last.y if last else 0, wanted, room.height)
        columns = text_columns(room.width)
        width = max(1, min(_WIDTH, room.width))
        end = min(room.width, columns.left + columns.width + MARGIN)
        x = max(0, min((first.x if first else 0) - _EDGES, end - width))
        self.styles.width, self.styles.height = width, height
        self.styles.offset = (x, y)
        self.show_strips(partial(self._draw, spread))

    def _draw(self, spread: Spread) -> list[Strip]:
        count, inner = self.rows, max(0, self.size.width - _EDGES)
        top = max(0, min(spread.row - count // 2, len(spread.options) - count))
        shown = spread.options[top : top + count]
        self._rows_of = [*range(top, top + len(shown))]
        edge = self.style(self.palette.rule)
        rows = [
            self._framed(self._row_of(option, top + at == spread.row, inner), edge) for at, option in enumerate(shown)
        ]
        foot = draw([(f"└{'─' * inner}┘", edge)], self.size.width, self.style())
        return [self._head(spread, inner), *rows, foot]

    def _head(self, spread: Spread, inner: int) -> Strip:
        """The upper edge, with the title and the number of what is pointed at."""
        edge = self.style(self.palette.rule)
        note = f" {spread.note} " if spread.note else ""
        title = cut(draw_text(spread.title), max(0, inner - cell_width(note) - 5))
        fill = max(0, inner - cell_width(title) - cell_width(note) - 4)
        pieces: list[Piece] = [
            ("┌─ ", edge),
            (title, self.style(self.palette.accent, attributes="b")),
            (f" {'─' * fill}", edge),
            (note, self.style(self.palette.dim)),
            ("─┐", edge),
        ]
        return draw(pieces, self.size.width, self.style())

    def _row_of(self, option: Option, is_pointed: bool, width: int) -> Strip:
        """One thing: its name, and at the end what else is said of it; where both are long, each has a half."""
        background = self.palette.row if is_pointed else self.palette.background

        def look(color: str = "", attributes: str = "") -> Style:
            return self.style(color, background, attributes)

        title, right = draw_text(option.title), draw_text(option.right)
        most = max(width // 2, width - _SIGN - cell_width(title))
        right = f" {cut(right, max(0, most - 2))} " if right else ""
        room = max(0, width - cell_width(right))
        sign = "▶" if is_pointed else " "
        name: Piece = (cut(title, max(0, room - _SIGN)), look(attributes="b" if is_pointed else ""))
        left = draw([(f" {sign} ", look(self.palette.accent)), name], room, look())
        return Strip.join([left, draw([(right, look(self.palette.dim))], width - room, look())])

    def _framed(self, row: Strip, look: Style) -> Strip:
        edge = draw([("│", look)], 1, self.style())
        return Strip.join([edge, row, edge]).adjust_cell_length(self.size.width, self.style())

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        event.stop()
        # Textual would go on to what the sheet does, whose rows begin elsewhere.
        event.prevent_default()
        row = event.y - 1
        if 0 <= row < len(self._rows_of):
            self.post_message(self.OptionClicked(self._rows_of[row]))


def _stand(top: int, bottom: int, wanted: int, room: int) -> tuple[int, int]:
    """The first row of the picker and how many it has, beside words in the rows `top` to `bottom` of a `room`."""
    below, above = room - bottom - 1, top
    is_below = below >= wanted or below >= above
    height = min(max(_EDGES + 1, min(wanted, below if is_below else above)), max(1, room))
    y = bottom + 1 if is_below else top - height
    return max(0, min(y, room - height)), height
