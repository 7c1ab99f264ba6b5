"""The way walked: back and forward over whole views, so that each comes back exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from idlib_reader.core.annotations import Kind
from idlib_reader.core.navigation import Stand

Pane: TypeAlias = Literal["article", "list", "card"]


@dataclass(frozen=True, slots=True)
class View:
    """All that decides what the screen shows of an article, beside the size of the terminal."""

    is_fresh: bool = True
    """Whether nobody has moved yet: then the card tells of the article, not of what is under the cursor."""
    stand: Stand = field(default_factory=Stand)
    """Cursor and choice."""
    top: int = 0
    """Offset, in code points, of some character in the topmost row."""
    pane: Pane = "article"
    """Where keys go."""
    list_kind: Kind = "event"
    """Which list the panel shows."""
    list_top: int = 0
    """The list's topmost row."""
    card_top: int = 0
    """The card's topmost row."""
    is_panel_open: bool = False
    """Whether a narrow screen shows the panel over the article."""
    is_panel_hidden: bool = False
    """Whether a wide screen hides the panel."""
    message: str = ""
    """A sentence in the status line, until the next key."""


class Trail:
    """The views one came from, and those one went back from."""

    def __init__(self) -> None:
        """Nothing was walked yet."""
        self._past: list[View] = []
        self._future: list[View] = []

    def leave(self, view: View) -> None:
        """Remember `view` before going elsewhere; what lay ahead is forgotten."""
        self._past.append(view)
        self._future.clear()

    def back(self, view: View) -> View | None:
        """The view before, with `view` now lying ahead; None at the start."""
        if not self._past:
            return None
        self._future.append(view)
        return self._past.pop()

    def forward(self, view: View) -> View | None:
        """The view ahead, with `view` now lying behind; None at the end."""
        if not self._future:
            return None
        self._past.append(view)
        return self._future.pop()
