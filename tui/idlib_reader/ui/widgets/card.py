"""The card: everything an entry says, or what is known of the article when nothing is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from idlib_reader.ui.cards import CardLine
from idlib_reader.ui.drawing import Piece, cut, draw, flow, justify
from idlib_reader.ui.widgets.lines import Lines

_LABEL_CELLS = 14


class Card(Lines):
    """The card, scrolled by whole rows."""

    def __init__(self, *, is_compact: bool = False, id: str | None = None, classes: str | None = None) -> None:
        """Nothing is shown yet; a compact card gives what is short a row each, so that the ways on are in sight."""
        super().__init__(id=id, classes=classes)
        self._is_compact = is_compact
        self._height = 0

    @property
    def furthest(self) -> int:
        """The last row that may stand at the top: behind it nothing is left to scroll to."""
        return max(0, self._height - self._room)

    @property
    def _room(self) -> int:
        """Rows of what is told that fit at once."""
        return self.size.height - 1 if self._height > self.size.height > 1 else self.size.height

    def show(self, lines: Sequence[CardLine], top: int, *, has_keys: bool) -> None:
        """Show the lines from their row `top` on; `has_keys` tells whether keys scroll it."""
        self.show_strips(partial(self._draw, tuple(lines), top, has_keys))

    def _draw(self, lines: Sequence[CardLine], top: int, has_keys: bool) -> list[Strip]:
        width = self.size.width
        strips = [strip for line in lines for strip in self._line(line, width, has_keys)]
        while len(strips) > self.size.height and not strips[-1].text.strip():
            strips.pop()
        self._height = len(strips)
        top = min(top, self.furthest)
        shown = strips[top : top + self._room]
        if self._room < len(strips) and self._room < self.size.height:
            # What does not fit is told in a row of its own, so that no word is hidden behind it.
            shown = [*shown, self._more(top, len(strips) - top - len(shown), has_keys)]
        return shown

    def _more(self, above: int, below: int, has_keys: bool) -> Strip:
        """How many rows there are above and below, and the key that leads to them."""
        told = " · ".join(filter(None, (f"{above} rows above" if above else "", f"{below} more rows" if below else "")))
        key = "" if has_keys else " · Tab"
        return justify([], [(f"{told}{key} ", self.style(self.palette.accent))], self.size.width, self.style())

    def _line(self, line: CardLine, width: int, has_keys: bool) -> list[Strip]:
        dim, plain = self.style(self.palette.dim), self.style()
        if self._is_compact and line.role in ("quote", "gap", "why"):
            if line.role == "why":
                return []
            return [draw([(f" {line.text}", self.style(attributes="i"))], width, plain)] if line.text else []
        match line.role:
            case "title":
                look = self.style(self.palette.accent if has_keys else "", attributes="b")
                return self._flowed(line.text, line.right, width, look)
            case "quote":
                return self._flowed(line.text, "", width, self.style(attributes="i"))
            case "note":
                return self._flowed(line.text, "", width, dim)
            case "gap":
                return [draw([], width, plain)]
            case "field" | "link":
                return self._labelled(line, width, plain)
            case "why":
                return self._labelled(line, width, dim)

    def _flowed(self, text: str, right: str, width: int, look: Style) -> list[Strip]:
        """Text over the whole width; `right` at the end of its first row, or on a row of its own below."""
        rows = flow(text, width - 2)
        end: list[Piece] = [(f"{right} ", self.style(self.palette.dim))]
        fits = len(rows) == 1 and cell_len(rows[0]) + cell_len(right) + 4 <= width
        strips = [draw([(f" {row}", look)], width, self.style()) for row in rows]
        if right and fits:
            strips[0] = justify([(f" {rows[0]}", look)], end, width, self.style())
        elif right and not self._is_compact:
            strips.append(draw([(f" {right}", self.style(self.palette.dim))], width, self.style()))
        return strips

    def _labelled(self, line: CardLine, width: int, look: Style) -> list[Strip]:
        """A label in its column, the text beside it over as many rows as it takes, the key at the end of the first."""
        label = cut(line.label, _LABEL_CELLS)
        keys = f" {line.right} " if line.right else " "
        rows = flow(line.text, width - _LABEL_CELLS - 3 - cell_len(keys))
        strips = []
        for number, row in enumerate(rows):
            head = label + " " * (_LABEL_CELLS - cell_len(label)) if number == 0 else " " * _LABEL_CELLS
            pieces: list[Piece] = [(f" {head} ", self.style(self.palette.dim)), (row, look)]
            end: list[Piece] = [(keys if number == 0 else "", self.style(self.palette.accent))]
            strips.append(justify(pieces, end, width, self.style()))
        return strips
