"""The way walked: back and forward over whole views, so that each comes back exactly."""

from __future__ import annotations

from idlib_reader.ui.view import View


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
