"""The reader's screen: the words first, then everything else, and an eye on the annotation file.

Only what the words need is imported here at the top: half a second of start-up is mostly imports. The desk, the panel
and all that knows annotations come once the words stand on the screen.
"""

from __future__ import annotations

import gc
import time
from asyncio import sleep
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from idlib_reader.core.article import Article
from idlib_reader.core.span import Span
from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import read_article, signature
from idlib_reader.storage.workspace import Pair, workspace_of
from idlib_reader.ui.geometry import VERY_WIDE, WIDE, panel_column
from idlib_reader.ui.opened import Opened
from idlib_reader.ui.updates import ExactCompositor
from idlib_reader.ui.widgets.article_view import ArticleView, Shown
from idlib_reader.ui.widgets.status_line import Status, StatusLine
from idlib_reader.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from idlib_reader.core.describing import Describer
    from idlib_reader.core.searching import Haystack
    from idlib_reader.storage.annotated import AnnotatedArticle
    from idlib_reader.storage.library import Library, Shelved
    from idlib_reader.storage.store import Store
    from idlib_reader.storage.workspace import Workspace
    from idlib_reader.ui.app import ReaderApp
    from idlib_reader.ui.desk import Desk
    from idlib_reader.ui.widgets.card import Card
    from idlib_reader.ui.widgets.entry_list import EntryList
    from idlib_reader.ui.widgets.sheet_view import SheetView

_POLL_SECONDS = 0.5
_WRAP_SECONDS = 0.02
_LOOK_SECONDS, _LOOKS = 0.004, 25
"""How long the panel waits for the annotations before it is shown without them."""
_PATIENCE_SECONDS = 0.3
"""A reading that is quicker needs no word."""
_WINDOW = 16_384
"""Code points from the topmost row on whose highlights come first: more than any screen shows."""
_READY_SECONDS = 0.1
"""After a reading is shown before what writes is made ready: the first picture does not wait for it."""
_POLLS_TO_RETRY = 4
"""Looks at the files between two tries to save what could not be saved."""
_STILL_SECONDS, _STILL_LOOKS = 0.05, 40
"""How often, and how many times, an article is looked at that somebody writes."""
_READING = "Reading the annotations …"


class ReaderScreen(Screen[None], inherit_bindings=False):
    """The articles of a workspace, one at a time, each with its annotations."""

    ALLOW_SELECT = False
    # Each class stays on from its width up; the style sheet says what it changes.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (VERY_WIDE, "-very-wide")]  # noqa: RUF012 - Textual's form

    class Reported(Message):
        """A part of what is being read has come."""

        def __init__(self, slug: str, told: AnnotatedArticle | str) -> None:
            """`told` is a first reading of what is on the screen, or says what the reading is at."""
            super().__init__()
            self.slug = slug
            self.told = told

    def __init__(
        self,
        opened: Opened,
        workspace: Workspace | None,
        notice: str,
        *,
        pairs: Sequence[Pair] = (),
        is_read_only: bool = False,
    ) -> None:
        """Read the article that is `opened`; its annotations are read once the words stand on the screen.

        Without a `workspace` the other articles are those of `pairs`. `notice` is a sentence for the status line.
        """
        super().__init__()
        self._compositor = ExactCompositor()
        self._opened = {opened.slug: opened}
        self._first = opened
        self._workspace = workspace
        self._pairs = pairs or ([opened.pair] if opened.pair else [])
        self._notice = notice
        self._is_read_only = is_read_only
        self._desk: Desk | None = None
        self._store: Store | None = None
        self._library: Library | None = None
        self._early: list[events.Key] = []
        self._is_resizing = False
        self._polls = 0
        self._seen: tuple[Path | None, object] = None, None
        self._wrapping: Timer | None = None

    def compose(self) -> ComposeResult:
        """The title, the article and the status line; the panel comes in beside the article."""
        self.title_bar = TitleBar(id="title")
        self.text = ArticleView(self._first.article, id="article")
        self.body = Widget(self.text, id="body")
        self.status = StatusLine(id="status")
        yield from (self.title_bar, self.body, self.status)

    def on_mount(self) -> None:
        """Show the words."""
        panel_x = panel_column(self.app.size.width, is_hidden=False)
        self.title_bar.show(self._first.slug, "", "", panel_x)
        self.text.show(Shown())
        self.status.show(Status(message=self._notice or _READING), panel_x)
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """The words stand on the screen: bring in the rest, then read the annotations."""
        from idlib_reader.storage.store import Store
        from idlib_reader.ui.desk import Desk

        self._store = Store()
        if self._workspace is None and self._first.pair:
            self._workspace = workspace_of(self._first.pair.annotations)
        worker = self._read(self._first)
        desk = Desk(self, self._first, self._notice, is_read_only=self._is_read_only)
        for _ in range(_LOOKS):
            # Few annotations are read in no time: then the panel is laid out and drawn once, with them.
            if worker is None or worker.is_finished:
                break
            await sleep(_LOOK_SECONDS)
        with self.app.batch_update():
            await desk.mount()
            self._desk = desk
            if worker and worker.state is WorkerState.SUCCESS:
                self._succeed("annotations", self._first.slug, worker.result)
            else:
                self._take(self._first)
                desk.show()
        self.set_interval(_POLL_SECONDS, self._poll)
        self._wrapping = self.set_interval(_WRAP_SECONDS, self._wrap_more)
        for event in self._early:
            self.on_key(event)

    # Files

    def _read(self, opened: Opened, *, is_settled: bool = True) -> Worker[AnnotatedArticle] | None:
        """Read an article's annotations in a thread; unless they are settled, wait until nobody writes them."""
        if self._store is None or opened.pair is None:
            return None
        opened.begin_reading()
        if opened.watch is None:
            from idlib_reader.storage.watching import Watch

            opened.watch = Watch(opened.pair)
        read = self._store.annotate if is_settled else self._store.annotate_settled
        top = self._desk.session.view.top if self._desk and opened is self._shown else 0
        window = Span(top, min(top + _WINDOW, len(opened.article.text)))
        report = partial(self._report, opened.slug)
        return self.run_worker(
            partial(read, opened.article, opened.pair.annotations, opened.latest, window=window, report=report),
            thread=True,
            exit_on_error=False,
            name=f"annotations {opened.slug}",
        )

    def _report(self, slug: str, told: AnnotatedArticle | str) -> None:
        """Pass on, from the thread that reads, what has come so far."""
        self.post_message(self.Reported(slug, told))

    def on_reader_screen_reported(self, message: Reported) -> None:
        """Show what has come so far."""
        opened = self._opened[message.slug]
        if not opened.is_reading:
            return
        if isinstance(message.told, str):
            opened.progress = message.told
            if self._desk and monotonic() - opened.began > _PATIENCE_SECONDS:
                self._desk.show()
        else:
            opened.latest = message.told
            self._take(opened)

    def _poll(self) -> None:
        """Read the annotations again if their file changed; look for the first article of an empty workspace."""
        shown = self._shown
        if shown.pair is None:
            try:
                self._look_for_articles()
            except IdlibError as error:
                self._fail("articles", "", error)
        elif not shown.is_reading:
            self._look_at_files(shown)
        self._ready_describer(shown)
        self._polls += 1
        if self._desk and self._polls % _POLLS_TO_RETRY == 0:
            self._desk.retry()

    def _look_at_files(self, opened: Opened) -> None:
        """Read again what others have changed."""
        if opened.watch is None or opened.pair is None:
            return
        changes = opened.watch.look()
        if changes.shelf:
            self.read_shelf()
        if changes.article and opened.pair.article:
            opened.is_reading = True
            read = partial(_read_still_article, opened.pair.article)
            self.run_worker(read, thread=True, exit_on_error=False, name=f"article {opened.slug}")
        elif changes.annotations or changes.others or opened.is_out_of_date:
            self._read(opened, is_settled=False)

    @property
    def _shown(self) -> Opened:
        slug = self._desk.session.view.article if self._desk else self._first.slug
        return self._opened[slug]

    def _look_for_articles(self) -> None:
        """Open the first article of an empty workspace, once nobody writes it any more."""
        pairs = self._workspace.pairs() if self._workspace else []
        article = next((pair.article for pair in pairs if pair.article), None)
        seen, self._seen = self._seen, (article, signature(article) if article else None)
        if article and self._desk and seen == self._seen:
            self.library.refresh()
            self._desk.begin(self.open(article.stem))

    def open(self, slug: str) -> Opened:
        """The article of the workspace, read if it was not; its annotations follow.

        Raises:
            IdlibError: there is no such article, or it can't be read.
        """
        if slug in self._opened:
            opened = self._opened[slug]
            if not opened.is_reading:
                self._look_at_files(opened)
            return opened
        pair = self.library.pair_of(slug)
        if pair is None and self.library.refresh():
            pair = self.library.pair_of(slug)
        if pair is None or pair.article is None:
            raise IdlibError(f"There is no article {slug} in this workspace.")
        opened = self._opened[slug] = Opened(read_article(pair.article), pair)
        self._read(opened)
        return opened

    @property
    def library(self) -> Library:
        """The articles of the workspace."""
        if self._library is None:
            from idlib_reader.storage.library import Library

            assert self._store is not None
            pairs = self._workspace.pairs() if self._workspace else list(self._pairs)
            self._library = Library(pairs, self._store, self._workspace)
        return self._library

    def read_shelf(self) -> None:
        """Find out in a thread what articles there are."""
        self.run_worker(self._shelve, thread=True, exit_on_error=False, name="shelf")

    def _shelve(self) -> list[Shelved]:
        self.library.refresh()
        return self.library.shelf()

    def read_haystack(self, article: Article) -> None:
        """Make a long article ready for searching in a thread."""
        name = f"haystack {article.slug}"
        if all(worker.name != name for worker in self.workers):
            self.run_worker(partial(_make_haystack, article), thread=True, exit_on_error=False, name=name)

    def _ready_describer(self, opened: Opened) -> None:
        """Make ready, in a thread, what names marked words: the first mark then takes no longer than any other."""
        text = opened.article.text
        is_read = opened.latest is not None and not opened.is_reading
        if self._desk and is_read and not self._is_read_only and not self._desk.marker.has_describer(text):
            name = f"describer {opened.slug}"
            if any(worker.name == name for worker in self.workers):
                return
            self.run_worker(partial(_make_describer, text), thread=True, exit_on_error=False, name=name)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take over what was read; a failure that nobody foresaw ends the program with its sentence."""
        kind, _, slug = event.worker.name.partition(" ")
        if event.state is WorkerState.ERROR and event.worker.error:
            self._fail(kind, slug, event.worker.error)
        elif event.state is WorkerState.SUCCESS:
            self._succeed(kind, slug, event.worker.result)

    def _succeed(self, kind: str, slug: str, result: Any) -> None:
        if kind == "annotations":
            opened = self._opened[slug]
            if opened.is_out_of_date:
                # What was read is older than what was written meanwhile: the next look reads it again.
                opened.is_reading = False
            elif opened.latest is not result:
                opened.is_reading, opened.progress, opened.latest = False, "", result
                self._take(opened)
        elif kind == "article":
            self._opened[slug].article = result
            self._opened[slug].placed = {}
            self._read(self._opened[slug])
        elif self._desk and kind == "shelf":
            self._desk.set_shelf(result)
        elif self._desk and kind == "haystack":
            self._desk.set_haystack(*result)
        elif self._desk and kind == "describer":
            self._desk.marker.ready_describer(*result)

    def _fail(self, kind: str, slug: str, error: BaseException) -> None:
        """Say what a person can mend; anything else is no fault of theirs, and ends the program."""
        if not (isinstance(error, IdlibError) and self._desk):
            raise error
        if kind in ("annotations", "article"):
            self._opened[slug].is_reading, self._opened[slug].progress = False, ""
        self._desk.say(str(error))

    def _take(self, opened: Opened) -> None:
        """Show the latest reading, once both it and the desk are there."""
        if self._desk and opened.latest:
            self._desk.take(opened)
            self.set_timer(_READY_SECONDS, self._desk.ready)
            if not opened.is_reading:
                # Nothing of what was read has to be gone through by the collector, now and then, between two keys.
                gc.freeze()
                gc.enable()

    def _wrap_more(self) -> None:
        if not self.text.wrap_more() and self._wrapping:
            self._wrapping.pause()

    def go_on_wrapping(self) -> None:
        """There is another text, or another width: the rows out of sight are found out in the background."""
        if self._wrapping:
            self._wrapping.resume()

    # Keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Do what the key says; no other part of the screen takes keys."""
        event.stop()
        event.prevent_default()
        if self._desk is None:
            self._early.append(event)
            return
        self._desk.press(_name_key(event))

    def on_paste(self, event: events.Paste) -> None:
        """Put what was pasted into the line that is typed into."""
        event.stop()
        if self._desk:
            self._desk.paste(event.text)

    def copy(self, words: str) -> None:
        """Hand words to the clipboard, by way of the terminal."""
        from idlib_reader.ui.clipboard import hand_to_tmux, is_in_tmux

        self.app.copy_to_clipboard(words)
        if is_in_tmux():
            self.run_worker(partial(hand_to_tmux, words), thread=True, exit_on_error=False, name="clipboard")

    def suspend(self) -> str:
        """Stop for a while, as ^Z does in every program of the terminal; a sentence where that can't be, else empty."""
        return cast("ReaderApp", self.app).suspend_reader()

    def edit(self, path: Path, line: int) -> str:
        """Hand a file to the person's editor and wait for it, then read the file; a sentence where that can't be."""
        from idlib_reader.ui.editors import editor_command

        try:
            argv = editor_command(path, line)
            status = cast("ReaderApp", self.app).lend_terminal(argv)
        except IdlibError as error:
            return f"{error.message} {error.hint}".strip()
        if not self._shown.is_reading:
            self._read(self._shown)
        return f"The editor {Path(argv[0]).name} ended with the status {status}." if status else ""

    @property
    def all_opened(self) -> list[Opened]:
        """Every article that was opened."""
        return list(self._opened.values())

    def leave_files(self) -> None:
        """The reader closes: what is not saved stays in the journal."""
        for opened in self.all_opened:
            if opened.manuscript:
                opened.manuscript.leave()

    def on_article_view_pressed(self, message: ArticleView.Pressed) -> None:
        """Remember where a drag may begin."""
        if self._desk:
            self._desk.press_at(message.offset)

    def on_article_view_dragged(self, message: ArticleView.Dragged) -> None:
        """Select with the mouse."""
        if self._desk:
            self._desk.drag_to(message.offset, message.rows)

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Put the cursor where the mouse was clicked; select a word or a sentence."""
        if self._desk:
            self._desk.point_at(message.offset, message.clicks)

    def on_article_view_scrolled(self, message: ArticleView.Scrolled) -> None:
        """Scroll the article with the wheel."""
        if self._desk:
            self._desk.scroll("article", message.rows)

    def on_entry_list_scrolled(self, message: EntryList.Scrolled) -> None:
        """Scroll the list with the wheel."""
        if self._desk:
            self._desk.scroll("list", message.rows)

    def on_card_scrolled(self, message: Card.Scrolled) -> None:
        """Scroll the card with the wheel."""
        if self._desk:
            self._desk.scroll("card", message.rows)

    def on_sheet_view_scrolled(self, message: SheetView.Scrolled) -> None:
        """Scroll the sheet with the wheel."""
        if self._desk:
            self._desk.scroll("sheet", message.rows)

    def on_entry_list_row_clicked(self, message: EntryList.RowClicked) -> None:
        """Choose the row."""
        if self._desk:
            self._desk.pick_row(message.row)

    def on_entry_list_kind_clicked(self, message: EntryList.KindClicked) -> None:
        """Show the list whose name was clicked."""
        if self._desk:
            self._desk.show_list(message.kind)

    def on_entry_list_order_clicked(self) -> None:
        """Put the list in its next order."""
        if self._desk:
            self._desk.sort_list()

    def on_card_step_clicked(self, message: Card.StepClicked) -> None:
        """Follow the way on."""
        if self._desk:
            self._desk.follow(message.step)

    def on_sheet_view_option_clicked(self, message: SheetView.OptionClicked) -> None:
        """Pick what was clicked."""
        if self._desk:
            self._desk.pick_option(message.row)

    def on_resize(self) -> None:
        """Keep the place in a new size, and draw all of it: a terminal drops what does not fit for a moment."""
        self.refresh()
        self.go_on_wrapping()
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


def _read_still_article(path: Path) -> Article:
    """An article that somebody has just written, once it is still."""
    before = signature(path)
    for _ in range(_STILL_LOOKS):
        time.sleep(_STILL_SECONDS)
        if (now := signature(path)) == before:
            break
        before = now
    return read_article(path)


def _make_describer(text: str) -> tuple[str, Describer]:
    from idlib_reader.core.describing import Describer

    return text, Describer(text)


def _make_haystack(article: Article) -> tuple[Article, Haystack]:
    from idlib_reader.core.searching import Haystack

    return article, Haystack(article.text)


def _name_key(event: events.Key) -> str:
    """What a person types by its character, joiners within words and emoji too; other keys, and space, by name."""
    character = event.character
    if character and character != " " and (event.is_printable or ord(character) > 0x9F):
        return character
    # What was typed before the program had the terminal comes as a line feed.
    return "enter" if event.key == "ctrl+j" else event.key
