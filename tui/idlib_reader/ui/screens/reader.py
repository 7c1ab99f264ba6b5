"""The reader's screen: the words first, then everything else, and an eye on the annotation file.

Only what the words need is imported here at the top: half a second of start-up is mostly imports. The desk, the panel
and all that knows annotations come once the words stand on the screen.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from idlib_reader.core.article import Article
from idlib_reader.storage.reading import signature
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.geometry import VERY_WIDE, WIDE, panel_column
from idlib_reader.ui.updates import ExactCompositor
from idlib_reader.ui.widgets.article_view import ArticleView
from idlib_reader.ui.widgets.status_line import StatusLine
from idlib_reader.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from idlib_reader.storage.store import AnnotatedArticle, Store
    from idlib_reader.ui.desk import Desk
    from idlib_reader.ui.widgets.entry_list import EntryList

_POLL_SECONDS = 0.5
_WRAP_SECONDS = 0.02
_READING = "Reading the annotations …"


class ReaderScreen(Screen[None], inherit_bindings=False):
    """One article with its annotations."""

    ALLOW_SELECT = False
    # Each class stays on from its width up; the style sheet says what it changes.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (VERY_WIDE, "-very-wide")]  # noqa: RUF012 - Textual's form

    def __init__(self, article: Article, pair: Pair, notice: str) -> None:
        """Read `article`; its annotations are read once the words stand on the screen.

        `notice` is a sentence for the status line.
        """
        super().__init__()
        self._compositor = ExactCompositor()
        self._article = article
        self._path = pair.annotations
        self._notice = notice
        self._desk: Desk | None = None
        self._store: Store | None = None
        self._early: list[events.Key] = []
        self._is_reading = True
        self._is_resizing = False
        self._latest: AnnotatedArticle | None = None
        self._signature = signature(self._path)
        self._wrapping: Timer | None = None

    def compose(self) -> ComposeResult:
        """The title, the article and the status line; the panel comes in beside the article."""
        self.title_bar = TitleBar(id="title")
        self.text = ArticleView(self._article, id="article")
        self.body = Widget(self.text, id="body")
        self.status = StatusLine(id="status")
        yield from (self.title_bar, self.body, self.status)

    def on_mount(self) -> None:
        """Show the words."""
        panel_x = panel_column(self.app.size.width, is_hidden=False)
        self.title_bar.show(self._article.slug, "", "", panel_x)
        self.text.show(0, 0, None, has_keys=True)
        self.status.show("", "", self._notice or _READING, (), panel_x)
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """The words stand on the screen: bring in the rest, then read the annotations."""
        from idlib_reader.storage.store import Store
        from idlib_reader.ui.desk import Desk

        self._store = Store()
        self._read(partial(self._store.annotate, self._article, self._path))
        desk = Desk(self, self._article, self._notice)
        with self.app.batch_update():
            await desk.mount()
        self._desk = desk
        self._take()
        self.set_interval(_POLL_SECONDS, self._poll)
        self._wrapping = self.set_interval(_WRAP_SECONDS, self._wrap_more)
        for event in self._early:
            self.on_key(event)

    # Files

    def _read(self, read: Callable[[], AnnotatedArticle]) -> None:
        self._is_reading = True
        self.run_worker(read, thread=True, exit_on_error=False, name="annotations")

    def _poll(self) -> None:
        """Read the annotations again if their file changed."""
        now = signature(self._path)
        if now != self._signature and not self._is_reading and self._store:
            self._signature = now
            self._read(partial(self._store.annotate_settled, self._article, self._path, self._latest))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take over what was read; a failure that nobody foresaw ends the program with its sentence."""
        if event.state is WorkerState.ERROR and event.worker.error:
            raise event.worker.error
        if event.state is WorkerState.SUCCESS:
            self._is_reading = False
            self._latest = event.worker.result
            self._take()

    def _take(self) -> None:
        """Show the latest reading, once both it and the desk are there."""
        if self._desk and self._latest:
            self._desk.take(self._latest)
            if not gc.isenabled():
                gc.freeze()
                gc.enable()

    def _wrap_more(self) -> None:
        if not self.text.wrap_more() and self._wrapping:
            self._wrapping.pause()

    # Keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Do what the key says; no other part of the screen takes keys."""
        event.stop()
        event.prevent_default()
        if self._desk is None:
            self._early.append(event)
            return
        self._desk.press(_name_key(event))

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Put the cursor where the mouse was clicked."""
        if self._desk:
            self._desk.point_at(message.offset)

    def on_article_view_scrolled(self, message: ArticleView.Scrolled) -> None:
        """Scroll with the wheel."""
        if self._desk:
            self._desk.scroll(message.rows)

    def on_entry_list_row_clicked(self, message: EntryList.RowClicked) -> None:
        """Choose the row."""
        if self._desk:
            self._desk.pick_row(message.row)

    def on_entry_list_kind_clicked(self, message: EntryList.KindClicked) -> None:
        """Show the list whose name was clicked."""
        if self._desk:
            self._desk.show_list(message.kind)

    def on_resize(self) -> None:
        """Keep the place in a new size, and draw all of it: a terminal drops what does not fit for a moment."""
        self.refresh()
        if self._wrapping:
            self._wrapping.resume()
        self.on_lines_resized()

    def on_lines_resized(self) -> None:
        """A part of the screen has another size: what has to be in sight is brought there."""
        if self._desk and not self._is_resizing:
            self._is_resizing = True
            self.call_after_refresh(self._resize_desk)

    def _resize_desk(self) -> None:
        """Once for all parts of the screen that changed together."""
        self._is_resizing = False
        if self._desk:
            self._desk.resize()


def _name_key(event: events.Key) -> str:
    """A printable key by its character, any other, and the space bar, by Textual's name."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key
