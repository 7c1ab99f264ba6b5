"""How the width of the terminal is shared out. The text's columns depend on it alone, so that no panel moves them."""

from __future__ import annotations

from typing import NamedTuple

WIDE = 100
"""Columns from which the panel stands beside the article; below, it lies over it on request."""
VERY_WIDE = 160
"""Columns from which the panel is broader."""

PANEL = 50
BROAD_PANEL = 70
STRIP = 5
"""Rows of the card on a narrow screen."""

GUTTER = 3
"""Columns on the left of the text: a space, the event's glyph, a space."""
MARGIN = 2
"""Columns on the right of the text: a space and the remark's glyph."""
MEASURE = 80
"""Columns of text at most: longer lines are hard to read."""


class Columns(NamedTuple):
    """Where the text stands."""

    left: int
    """The first column of the text."""
    width: int
    """How many columns it has."""


def panel_width(width: int) -> int:
    """Columns of the panel, its edge included, on a screen `width` columns wide."""
    if width >= VERY_WIDE:
        return BROAD_PANEL
    return min(PANEL, width)


def panel_column(width: int, *, is_hidden: bool) -> int | None:
    """The column of the panel's edge where the panel stands beside the article."""
    return width - panel_width(width) if width >= WIDE and not is_hidden else None


def text_columns(width: int) -> Columns:
    """Where the text stands on a screen `width` columns wide, whether the panel is shown or not."""
    room = width - panel_width(width) if width >= WIDE else width
    measure = max(1, min(MEASURE, room - GUTTER - MARGIN))
    return Columns(GUTTER + max(0, (room - GUTTER - MARGIN - measure) // 2), measure)
