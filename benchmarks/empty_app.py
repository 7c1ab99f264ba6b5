"""An empty Textual application that paints one word: what no Textual program can be faster than."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widget import Widget

WORD = "Ready"


class Word(Widget):
    """One word."""

    def render(self) -> str:
        """The word."""
        return WORD


class EmptyApp(App[None]):
    """Nothing but the word."""

    def compose(self) -> ComposeResult:
        """The word alone."""
        yield Word()


if __name__ == "__main__":
    EmptyApp().run()
