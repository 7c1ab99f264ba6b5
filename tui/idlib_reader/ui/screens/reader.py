"""The reader's screen: the words first, then everything else, and an eye on the annotation file.

Only what the words need is imported here at the top: half a second of start-up is mostly imports. The desk, the panel
and all that knows annotations come once the words stand on the screen.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from idlib_reader.errors import IdlibError
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.geometry import VERY_WIDE, WIDE, panel_column
from idlib_reader.ui.opened import Opened
from idlib_reader.ui.updates import ExactCompositor
from idlib_reader.ui.widgets.article_view import ArticleView, Shown
from idlib_reader.ui.widgets.status_line import Status, StatusLine
from idlib_reader.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from idlib_reader.storage.workspace import Workspace
    from idlib_reader.ui.app import ReaderApp
    from idlib_reader.ui.article_files import ArticleFiles
    from idlib_reader.ui.desk import Desk
    from idlib_reader.ui.widgets.card import Card
    from idlib_reader.ui.widgets.entry_list import EntryList
    from idlib_reader.ui.widgets.sheet_view import SheetView

_POLL_SECONDS = 0.5
_WRAP_SECONDS = 0.02
_LOOK_SECONDS, _LOOKS = 0.004, 25
"""How long the panel waits for the annotations before it is shown without them."""
_READING = "Reading the annotations …"


class ReaderScreen(Screen[None], inherit_bindings=False):
    """The articles of a workspace, one at a time, each with its annotations."""

    ALLOW_SELECT = False
    # Each class stays on from its width up; the style sheet says what it changes.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (VERY_WIDE, "-very-wide")]  # noqa: RUF012 - Textual's form

    files: ArticleFiles
    """What was opened, and who reads it; it comes once the words stand on the screen."""

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
        self._first = opened
        self._workspace = workspace
        self._pairs = pairs
        self._notice = notice
        self._is_read_only = is_read_only
        self._desk: Desk | None = None
        self._early: list[events.Key] = []
        self._is_resizing = False
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
        from idlib_reader.ui.article_files import ArticleFiles
        from idlib_reader.ui.desk import Desk

        files = self.files = ArticleFiles(
            self, self._first, self._workspace, self._pairs, is_read_only=self._is_read_only
        )
        worker = files.read(self._first)
        desk = Desk(self, self._first, self._notice, is_read_only=self._is_read_only)
        for _ in range(_LOOKS):
            # Few annotations are read in no time: then the panel is laid out and drawn once, with them.
            if worker is None or worker.is_finished:
                break
            await sleep(_LOOK_SECONDS)
        with self.app.batch_update():
            await desk.mount()
            self._desk = files.desk = desk
            if worker and worker.state is WorkerState.SUCCESS:
                files.succeed("annotations", self._first.slug, worker.result)
            else:
                files.take(self._first)
                desk.show()
        self.set_interval(_POLL_SECONDS, files.poll)
        self._wrapping = self.set_interval(_WRAP_SECONDS, self._wrap_more)
        for event in self._early:
            self.on_key(event)

    # Files

    def on_article_files_reported(self, message: ArticleFiles.Reported) -> None:
        """Show what has come so far of what is being read."""
        self.files.take_part(message.slug, message.told)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take over what was read; a failure that nobody foresaw ends the program with its sentence."""
        kind, _, slug = event.worker.name.partition(" ")
        if event.state is WorkerState.ERROR and event.worker.error:
            self.files.fail(kind, slug, event.worker.error)
        elif event.state is WorkerState.SUCCESS:
            self.files.succeed(kind, slug, event.worker.result)

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
        if not self.files.shown.is_reading:
            self.files.read(self.files.shown)
        return f"The editor {Path(argv[0]).name} ended with the status {status}." if status else ""

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


def _name_key(event: events.Key) -> str:
    """What a person types by its character, joiners within words and emoji too; other keys, and space, by name."""
    character = event.character
    if character and character != " " and (event.is_printable or ord(character) > 0x9F):
        return character
    # What was typed before the program had the terminal comes as a line feed.
    return "enter" if event.key == "ctrl+j" else event.key
