"""The bottom of the screen: in words what keys act on and where one is, and which keys lead on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual.strip import Strip

from idlib_reader.core.graphemes import cell_width, draw_text, next_edge
from idlib_reader.ui.drawing import Piece, cut, draw, flow
from idlib_reader.ui.geometry import WIDE
from idlib_reader.ui.prompt import Prompt
from idlib_reader.ui.widgets.lines import Lines
from idlib_reader.ui.widgets.title_bar import rule


class Status(NamedTuple):
    """What the status line says."""

    name: str = ""
    """What keys act on; never cut while the screen is as wide as the name."""
    rest: str = ""
    """Where one is and what else is under the cursor; cut where room ends."""
    message: str = ""
    """A sentence that takes the place of both, and of the hints and the rule if it needs to."""
    label: str = ""
    """What stands before the line that is typed into."""
    prompt: Prompt | None = None
    """The line that is typed into, in the place of all but the hints; what it finds stands behind it, in `rest`."""
    banner: str = ""
    """What has to be known as long as it is so; it takes the place of the rule."""
    hints: Sequence[tuple[str, str]] = ()
    """(key, word) pairs for the right end; those that find no room are left out, the last stay longest."""


class StatusLine(Lines):
    """Two rows: a rule, and the line itself."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is said yet."""
        super().__init__(id=id)
        self.cursor_column: int | None = None
        """The column of the cursor in the line that is typed into; None without one."""

    def show(self, status: Status, panel_x: int | None) -> None:
        """Say it, below a panel whose edge is in the column `panel_x`, where there is one."""
        self.show_strips(partial(self._draw, status, panel_x))

    def _draw(self, status: Status, panel_x: int | None) -> list[Strip]:
        width = self.size.width
        self.cursor_column = None
        left = self._typed(status, width) if status.prompt else self._left(status)
        used = sum(cell_width(text) for text, _ in left)
        kept = used
        if not (status.message or status.prompt):
            kept = max(cell_width(status.name) + 1, min(used, width * 2 // 3 if width >= WIDE else width // 2))
        right = self._hints(status.hints, width - kept - 2)
        room = width - sum(cell_len(text) for text, _ in right)
        line = Strip.join([draw(left, room, self.style()), draw(right, width - room, self.style())])
        if status.message and used > width:
            return self._over_two_rows(status.message, width)
        if status.banner:
            look = self.style(self.palette.accent, attributes="b")
            return [draw([(f" {cut(draw_text(status.banner), width - 2)}", look)], width, self.style()), line]
        return [rule(self, width, panel_x, "┴"), line]

    def _over_two_rows(self, message: str, width: int) -> list[Strip]:
        """A sentence that is too long for one row takes that of the rule too."""
        first, *more = flow(message, width - 2)
        look = self.style(self.palette.accent)
        return [draw([(f" {row}", look)], width, self.style()) for row in (first, " ".join(more))]

    def _left(self, status: Status) -> list[Piece]:
        if status.message:
            return [(f" {status.message}", self.style(self.palette.accent))]
        pieces = [(f" {status.name}", self.style(attributes="b"))] if status.name else []
        if status.rest:
            between = " · " if status.name else " "
            pieces.append((f"{between}{status.rest}", self.style(self.palette.dim)))
        return pieces

    def _typed(self, status: Status, width: int) -> list[Piece]:
        """The line that is typed into, its end in sight around the cursor, and what was found."""
        assert status.prompt is not None
        before, after = status.prompt.text[: status.prompt.at], status.prompt.text[status.prompt.at :]
        found = f"   {status.rest}" if status.rest else ""
        room = max(8, width - cell_width(status.label) - cell_width(found) - 4)
        while cell_width(before) > room and before:
            before = before[next_edge(before, 0) :]
        under = after[: next_edge(after, 0)] if after else " "
        rest = after[len(under) :] if after else ""
        if cell_width(before + under + rest) > room:
            rest = cut(draw_text(rest), max(0, room - cell_width(before + under)))
        self.cursor_column = 1 + cell_width(status.label) + cell_width(before)
        return [
            (f" {status.label}", self.style(self.palette.accent)),
            (before, self.style()),
            (under, self.style(attributes="r")),
            (rest, self.style()),
            (found, self.style(self.palette.dim)),
        ]

    def _hints(self, hints: Sequence[tuple[str, str]], room: int) -> list[Piece]:
        shown: list[Piece] = []
        for key, word in reversed(hints):
            needed = cell_len(key) + cell_len(word) + 3
            if needed > room:
                break
            room -= needed
            shown[:0] = [("  ", self.style()), (key, self.style()), (f" {word}", self.style(self.palette.dim))]
        return [*shown, (" ", self.style())] if shown else []
