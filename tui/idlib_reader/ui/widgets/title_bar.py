"""The top of the screen: what is read, where it comes from, and how much is to be mended."""

from __future__ import annotations

from functools import partial

from textual.strip import Strip

from idlib_reader.core.graphemes import cell_width
from idlib_reader.ui.drawing import Piece, draw, justify
from idlib_reader.ui.widgets.lines import Lines

_TITLE_CELLS = 28


class TitleBar(Lines):
    """Two rows: the title, and a rule with a notch where the panel's edge meets it."""

    def show(self, title: str, about: str, problems: str, panel_x: int | None) -> None:
        """Show the article's title, what is said about it, the problems, and the rule over a panel at `panel_x`."""
        self.show_strips(partial(self._draw, title, about, problems, panel_x))

    def _draw(self, title: str, about: str, problems: str, panel_x: int | None) -> list[Strip]:
        width = self.size.width
        dim = self.style(self.palette.dim)
        # The title is worth more than what is said about it.
        right: list[Piece] = [(about, dim)] if cell_width(about) + _TITLE_CELLS < width else []
        if problems:
            right.append((f"   {problems}", self.style(self.palette.accent)))
        left = [(f" {title}", self.style(attributes="b"))]
        return [justify(left, [*right, (" ", dim)], width, dim), rule(self, width, panel_x, "┬")]


def rule(widget: Lines, width: int, panel_x: int | None, joint: str) -> Strip:
    """A thin line across the screen, with a joint where the panel's edge meets it."""
    line = "─" * width if panel_x is None else "─" * panel_x + joint + "─" * (width - panel_x - 1)
    return draw([(line, widget.style(widget.palette.rule))], width, widget.style())
