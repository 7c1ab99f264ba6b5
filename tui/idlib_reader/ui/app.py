"""The Textual application: themes, the first screen, and how it ends."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from textual.app import App
from textual.filter import NoColor
from textual.screen import Screen
from textual.worker import WorkerFailed

from idlib_reader.core.article import Article
from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.workspace import Pair, Workspace
from idlib_reader.ui.failures import report_failure
from idlib_reader.ui.opened import Opened
from idlib_reader.ui.palette import DARK, PALETTES, fitting, theme_of
from idlib_reader.ui.screens.reader import ReaderScreen
from idlib_reader.ui.stylesheet import STYLESHEET

if TYPE_CHECKING:
    from idlib_reader.ui.lifecycle import Lifecycle

_SCREENLESS = {"", "dumb", "unknown"}
"""Values of TERM of terminals that can't place words on a screen, or that nothing is known of."""


class ReaderApp(App[None], inherit_bindings=False):
    """The reader of the articles of a workspace, or of single ones."""

    ENABLE_COMMAND_PALETTE = False
    CSS = STYLESHEET
    TITLE = "idlib-reader"

    def __init__(
        self,
        article: Article,
        pair: Pair | None,
        *,
        workspace: Workspace | None = None,
        pairs: Sequence[Pair] = (),
        theme: str = DARK,
        notice: str = "",
        is_read_only: bool = False,
        lifecycle: Lifecycle | None = None,
    ) -> None:
        """Read `article`, whose annotation file is that of `pair`; `notice` is a sentence for the status line.

        Without a pair the `workspace` is empty, and the article stands for none.
        `lifecycle` answers signals and pauses the program, where the system has both.
        """
        # Textual is not to turn the terminal's own colours into ones of a theme that is none of ours.
        super().__init__(driver_class=lifecycle.driver_class if lifecycle else None, ansi_color=True)
        self._opened = Opened(article, pair)
        self._workspace, self._pairs = workspace, pairs
        self._notice, self._is_read_only = notice, is_read_only
        self.lifecycle = lifecycle
        """What answers signals; None on a screen without a terminal, and on Windows."""
        self.failure: BaseException | None = None
        """What ended the program, if it was no key and no signal."""
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = theme
        if not os.environ.get("NO_COLOR"):
            # An empty value asks for nothing (no-color.org); Textual takes any.
            self.no_color = False
            self._filters = [one for one in self._filters if not isinstance(one, NoColor)]

    def fit_terminal(self) -> None:
        """Take the palette that comes nearest to the theme on this terminal."""
        terminal = os.environ.get("TERM", "")
        self.theme = fitting(self.theme, self.console.color_system, terminal, is_plain=self.no_color)

    def get_default_screen(self) -> Screen[None]:
        """The reader's screen."""
        return ReaderScreen(
            self._opened, self._workspace, self._notice, pairs=self._pairs, is_read_only=self._is_read_only
        )

    def suspend_reader(self) -> str:
        """Stop until the shell says `fg`, then show the screen again; a sentence where that can't be, else empty."""
        if self.lifecycle is None:
            return "This system can't pause a program."
        return self.lifecycle.suspend()

    def lend_terminal(self, argv: Sequence[str]) -> int:
        """Give the terminal to another program until that ends, then show the screen again; its exit status.

        Raises:
            IdlibError: the program can't be started.
        """
        from idlib_reader.ui.editors import run_editor

        if self.lifecycle:
            status = self.lifecycle.lend_terminal(lambda: run_editor(argv))
        else:
            with self.suspend():
                status = run_editor(argv)
        self.refresh(layout=True)
        return status

    def action_suspend_process(self) -> None:
        """Textual's name for it; its own stops only this process, and for good where no shell is."""
        self.suspend_reader()

    def fail(self, error: BaseException) -> None:
        """End because of a failure outside the screen's own code, in whatever thread; later ones count no more."""
        if self._loop and self.is_running:
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    def _handle_exception(self, error: BaseException) -> None:
        # Textual's own way prints a traceback over the terminal; a person gets a sentence, from `run`.
        if isinstance(error, WorkerFailed):
            error = error.error
        if self.failure is None:
            self.failure = error
        self._return_code = 1
        if self._exception is None:
            self._exception = error if isinstance(error, Exception) else RuntimeError(repr(error))
            self._exception_event.set()
        self._close_messages_no_wait()


def run(
    pair: Pair | None,
    workspace: Workspace | None,
    *,
    pairs: Sequence[Pair] = (),
    theme: str,
    notice: str,
    is_read_only: bool = False,
) -> NoReturn:
    """Open the screen on a pair, whose article exists, or on an empty workspace, and leave the program when it closes.

    Without a workspace the other articles are those of `pairs`.

    Raises:
        IdlibError: the screen can't be opened; the terminal is as it was.
    """
    article = read_article(pair.article) if pair and pair.article else Article("", "")
    _refuse_screenless_terminal()
    loop = asyncio.new_event_loop()
    lifecycle = _begin_lifecycle(loop)
    app = ReaderApp(
        article,
        pair,
        workspace=workspace,
        pairs=pairs,
        theme=theme,
        notice=notice,
        is_read_only=is_read_only,
        lifecycle=lifecycle,
    )
    app.fit_terminal()
    loop.set_exception_handler(lambda _, context: app.fail(context["exception"]) if "exception" in context else None)
    threading.excepthook = lambda context: app.fail(context.exc_value) if context.exc_value else None
    try:
        # In a loop of its own, which is never closed: Textual's would wait for the thread that reads annotations.
        app.run(loop=loop)
    except Exception as error:  # noqa: BLE001 - told below
        app.failure = app.failure or error
    if lifecycle:
        lifecycle.restore_terminal()
    _leave(app)


def _refuse_screenless_terminal() -> None:
    name = os.environ.get("TERM", "")
    # Windows has no such variable, and consoles that can.
    if sys.platform != "win32" and name in _SCREENLESS:
        stands = f"is {name}" if name else "is not set"
        message = f"Reading needs a terminal that can place words on a screen; TERM {stands}."
        raise IdlibError(message, "If yours can, say so: TERM=xterm-256color idlib-reader.")


def _begin_lifecycle(loop: asyncio.AbstractEventLoop) -> Lifecycle | None:
    if sys.platform == "win32":
        return None
    from idlib_reader.ui.lifecycle import Lifecycle

    lifecycle = Lifecycle(loop)
    if not lifecycle.wait_for_foreground():
        raise IdlibError("The terminal belongs to another program.", "Start the reader in the foreground.")
    return lifecycle


def _leave(app: ReaderApp) -> NoReturn:
    """Say what failed, if anything did, and end at once.

    Leaving in the usual way waits for the thread that reads annotations, for seconds where there are many, and then
    takes apart all that was read. Everything that is to be kept is kept before the screen closes.
    """
    status = app.return_code or 0
    if app.lifecycle and app.lifecycle.signal:
        # Whoever sent it knows; and much else fails in a terminal that was closed.
        status = app.lifecycle.status
    elif app.failure is not None:
        status = report_failure(app.failure)
    os._exit(status)
