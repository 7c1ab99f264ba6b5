"""What of the screen's size the commands need to know."""

from __future__ import annotations

from dataclasses import dataclass

from idlib_reader.core.viewport import Viewport


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of the screen as they stand."""

    viewport: Viewport
    """The window on the article."""
    list_rows: int
    """Entries that the list shows at once."""
    card_end: int
    """The furthest row that the card can be scrolled to."""
    is_wide: bool
    """Whether the panel stands beside the article, not over it."""
    card_rows: int = 1
    """Rows of the card that are shown at once."""
    step_rows: tuple[int, ...] = ()
    """The card's row, counted from 0, of each way on that it shows."""
    sheet_rows: int = 10
    """Rows that a sheet has."""
