"""The Textual application: themes, the first screen, and how it ends."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from idlib_reader.core.article import Article
from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.palette import DARK, PALETTES, theme_of
from idlib_reader.ui.screens.reader import ReaderScreen
from idlib_reader.ui.stylesheet import STYLESHEET


class ReaderApp(App[None], inherit_bindings=False):
    """The reader of one article."""

    ENABLE_COMMAND_PALETTE = False
    CSS = STYLESHEET
    TITLE = "idlib-reader"

    def __init__(self, article: Article, pair: Pair, *, theme: str = DARK, notice: str = "") -> None:
        """Read `article`, whose annotation file is that of `pair`; `notice` is a sentence for the status line."""
        super().__init__()
        self._article, self._pair, self._notice = article, pair, notice
        self.failure: Exception | None = None
        """What ended the program, if it was no key."""
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = theme

    def get_default_screen(self) -> Screen[None]:
        """The reader's screen."""
        return ReaderScreen(self._article, self._pair, self._notice)

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own way prints a traceback over the terminal; a person gets a sentence, from `run`.
        self.failure = error
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run(pair: Pair, *, theme: str, notice: str) -> int:
    """Open the screen on a pair, whose article exists; what it gives is the exit status."""
    if pair.article is None:
        raise IdlibError(f"No article belongs to {pair.annotations}.")
    app = ReaderApp(read_article(pair.article), pair, theme=theme, notice=notice)
    app.run()
    if app.failure is not None:
        raise IdlibError(
            f"The reader came to a stop that nobody foresaw: {type(app.failure).__name__}: {app.failure}.",
            "Nothing was written. Please report it with what you did last.",
        ) from app.failure
    return 0
