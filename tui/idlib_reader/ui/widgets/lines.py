"""The base of every widget here: lines that are drawn whole, and sent to the terminal only where they changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from idlib_reader.ui.palette import PALETTES, Palette, style
from idlib_reader.ui.updates import changed_runs


class Lines(Widget, can_focus=False):
    """A widget that shows strips, each as wide as itself.

    What it shows is a function, asked again when the size or the theme changes; so the first frame of a new size is
    right already.
    """

    class Resized(Message):
        """The widget has another size, which may come after the screen's own."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Nothing is shown yet."""
        super().__init__(id=id, classes=classes)
        self._make: Callable[[], Sequence[Strip]] = tuple
        self._strips: Sequence[Strip] = ()
        self._drawn_for: Size | None = None

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return PALETTES[self.app.theme]

    def style(self, color: str = "", background: str = "", attributes: str = "") -> Style:
        """A style; what is left out is the theme's own text on its own background."""
        palette = self.palette
        return style(color or palette.text, background or palette.background, attributes)

    def show_strips(self, make: Callable[[], Sequence[Strip]]) -> None:
        """Show what `make` gives, from the top; only cells that differ from what is shown are drawn."""
        self._make = make
        if self._drawn_for != self.size:
            self.refresh()
            return
        before, self._strips = self._strips, make()
        blank = Strip.blank(self.size.width, self.style())
        regions = [
            Region(start, y, end - start, 1)
            for y, (old, new) in enumerate(zip_longest(before, self._strips, fillvalue=blank))
            if old != new
            for start, end in changed_runs(old, new)
        ]
        if regions:
            self.refresh(*regions)

    def notify_style_update(self) -> None:
        """Draw everything again in the new colours."""
        super().notify_style_update()
        self._drawn_for = None

    def on_resize(self) -> None:
        """Tell the screen, whose view depends on how many rows there are."""
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        """One row, for Textual's compositor."""
        if self._drawn_for != self.size:
            self._drawn_for = self.size
            self._strips = self._make()
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.style())
