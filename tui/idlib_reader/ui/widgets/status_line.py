"""The bottom of the screen: in words what keys act on and where one is, and which keys lead on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.strip import Strip

from idlib_reader.core.graphemes import cell_width
from idlib_reader.ui.drawing import Piece, draw
from idlib_reader.ui.geometry import WIDE
from idlib_reader.ui.widgets.lines import Lines
from idlib_reader.ui.widgets.title_bar import rule


class StatusLine(Lines):
    """Two rows: a rule, and the line itself."""

    def show(self, name: str, rest: str, message: str, hints: Sequence[tuple[str, str]], panel_x: int | None) -> None:
        """Show where one stands.

        Args:
            name: what keys act on; never cut while the screen is as wide as the name.
            rest: where one is and what else is under the cursor; cut where room ends.
            message: a sentence that takes the place of both, and of the hints if it needs to.
            hints: (key, word) pairs for the right end; those that find no room are left out, the last stay longest.
            panel_x: the column of the panel's edge, where there is one.
        """
        self.show_strips(partial(self._draw, name, rest, message, tuple(hints), panel_x))

    def _draw(
        self, name: str, rest: str, message: str, hints: Sequence[tuple[str, str]], panel_x: int | None
    ) -> list[Strip]:
        width = self.size.width
        left = self._left(name, rest, message)
        used = sum(cell_width(text) for text, _ in left)
        kept = (
            used if message else max(cell_width(name) + 1, min(used, width * 2 // 3 if width >= WIDE else width // 2))
        )
        right = self._hints(hints, width - kept - 2)
        room = width - sum(cell_len(text) for text, _ in right)
        line = [draw(left, room, self.style()), draw(right, width - room, self.style())]
        return [rule(self, width, panel_x, "┴"), Strip.join(line)]

    def _left(self, name: str, rest: str, message: str) -> list[Piece]:
        if message:
            return [(f" {message}", self.style(self.palette.accent))]
        pieces = [(f" {name}", self.style(attributes="b"))] if name else []
        if rest:
            pieces.append((f" · {rest}" if name else f" {rest}", self.style(self.palette.dim)))
        return pieces

    def _hints(self, hints: Sequence[tuple[str, str]], room: int) -> list[Piece]:
        shown: list[Piece] = []
        for key, word in reversed(hints):
            needed = cell_len(key) + cell_len(word) + 3
            if needed > room:
                break
            room -= needed
            shown[:0] = [("  ", self.style()), (key, self.style()), (f" {word}", self.style(self.palette.dim))]
        return [*shown, (" ", self.style())] if shown else []
