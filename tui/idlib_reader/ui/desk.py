"""The desk: keys, mouse and files go in, the session makes the next view of them, and the display draws it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from idlib_reader.core.annotations import Annotations, Kind
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Elsewhere
from idlib_reader.core.problems import Problem
from idlib_reader.core.searching import Haystack
from idlib_reader.errors import IdlibError
from idlib_reader.ui.commands import Command, KeyReader
from idlib_reader.ui.display import Display
from idlib_reader.ui.opened import Opened
from idlib_reader.ui.session import Session
from idlib_reader.ui.sheets import FILTERED, Option, article_options, chosen, command_options, is_same, problem_options
from idlib_reader.ui.view import Sheet
from idlib_reader.ui.writing import Writing, first_error

if TYPE_CHECKING:
    from idlib_reader.storage.library import Shelved
    from idlib_reader.ui.marking import Marker
    from idlib_reader.ui.screens.reader import ReaderScreen

_COPIED_AT_MOST = 70_000
"""Characters that are copied at once: some terminals drop a longer sequence (xterm's limit is 100,000 bytes)."""
_SHOWN = 40


class Desk:
    """What works on the articles once they are on the screen."""

    def __init__(self, screen: ReaderScreen, opened: Opened, notice: str, *, is_read_only: bool) -> None:
        """Begin with an article, without its annotations; `notice` is a sentence for the status line."""
        self._screen = screen
        self._opened = opened
        self._is_read_only = is_read_only
        self._keys = KeyReader()
        self._display = Display(screen)
        self._shelf: list[Shelved] | None = None
        self._target: Elsewhere | None = None
        self._trouble = ""
        self._options: tuple[tuple[object, ...], list[Option]] | None = None
        self._session = Session(Index(opened.article, Annotations()), notice)
        self._session.find_options = self._find_options
        self._writing = Writing(
            self._session,
            lambda: self._opened,
            lambda: self._screen.files.all_opened,
            self._display.frame,
            lambda place: self.marker.describe(place),
            is_read_only=is_read_only,
        )

    @cached_property
    def marker(self) -> Marker:
        """What marks words."""
        # Showing an article needs nothing of it.
        from idlib_reader.ui.marking import Marker

        return Marker(self._session, self._writing.write)

    @property
    def session(self) -> Session:
        """What is read, and the view of it."""
        return self._session

    async def mount(self) -> None:
        """Put the panel beside the article."""
        await self._display.mount()

    # What was read

    def take(self, opened: Opened) -> None:
        """Show what was read of an article's annotation file; broken entries stand as they were last read."""
        if opened.latest is None:
            return
        session, pointed = self._session, self._session.pointed
        message = session.view.message
        if opened is self._opened and session.view.marking and opened.article.text != session.index.article.text:
            self.marker.follow_text(session.index.article.text, opened.article.text)
            message = session.view.message
        if opened is self._opened:
            before = self._trouble
            self._trouble = first_error(opened.latest) or _say_gone(opened, self._session.index)
            if self._trouble != before:
                message = self._trouble or ("" if message == before else message)
        self._session.set_index(opened.latest.index, message, self._display.frame())
        self._writing.take(opened)
        session.point_again(pointed)
        if session.view.marking and session.view.sheet and not is_same(session.pointed, pointed):
            # Enter must never mean something else than what was pointed at.
            self.marker.give_up("What you pointed at is gone from the file: mark the words again.")
        self._reach_target()
        self.show()

    def set_shelf(self, shelf: list[Shelved]) -> None:
        """These are the articles of the workspace now."""
        session, pointed = self._session, self._session.pointed
        self._shelf, self._display.has_shelf = shelf, True
        session.point_again(pointed)
        self.show()

    def set_haystack(self, article: Article, haystack: Haystack) -> None:
        """An article is ready for searching now."""
        self._session.searches.add(article, haystack)
        self._session.seeking.look_again(self._display.frame())
        self.show()

    def begin(self, opened: Opened) -> None:
        """Show an article in the place of the empty one that stood for none."""
        self._opened = opened
        self._session.enter(Index(opened.article, Annotations()), is_remembered=False)
        self.show()

    def ready(self) -> None:
        """The first reading stands on the screen: make ready what writes, and see what earlier runs left."""
        if self._opened.manuscript is None and self._writing.ready(self._opened):
            self.show()

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        if self._writing.retry(self._opened):
            self.show()

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self._session.say(sentence)
        self.show()

    # Keys

    def press(self, key: str) -> None:
        """Do what a key says; a chord that was begun shows what may follow."""
        if key == "ctrl+z":
            # It works whatever is open.
            self._suspend()
            return
        if self._display.has_help:
            self._display.press_help(key)
            return
        if self._session.view.marking:
            self.marker.press(key, self._display.frame())
            self.show()
            return
        if self._session.view.prompt:
            if not self._session.seeking.type(key, self._display.frame()):
                self._pick()
            self._ready_search()
            self.show()
            return
        was_pending = self._keys.pending
        command = self._keys.read(key)
        if command is not None:
            self._do(command, key)
        elif self._keys.pending != was_pending:
            self.show()
        elif len(key) == 1:
            self.say(f"{key} has no meaning here; ? shows all keys.")

    def paste(self, words: str) -> None:
        """Words were pasted."""
        if self._session.view.marking:
            self.marker.paste(words)
            self.show()
            return
        self._session.seeking.paste(words, self._display.frame())
        self.show()

    def _do(self, command: Command, key: str) -> None:
        session = self._session
        if session.view.sheet and command.name == "act":
            self._pick()
        elif not self._do_outside(command.name):
            if command.name == "articles":
                self._screen.files.read_shelf()
            # Whoever goes on reading is not pulled away any more.
            self._target = None
            session.run(command, key, self._display.frame())
            if command.name in ("back", "forward"):
                self._show_walked()
            self._ready_search()
            if session.elsewhere:
                self._open(session.elsewhere)
        self.show()

    def _show_walked(self) -> None:
        """A view that was left at another size of the screen may have to be scrolled."""
        self.show()
        self._session.keep_in_sight(self._display.frame())

    def _do_outside(self, name: str) -> bool:
        """What no view decides; whether the command is one of these."""
        session = self._session
        match name:
            case "help":
                self._display.open_help()
            case "close" | "quit":
                is_closed = session.close()
                session.settle(self._display.frame())
                if name == "quit" and not is_closed and self._writing.may_leave():
                    self._quit()
            case "copy":
                self._copy()
            case "interrupt":
                if session.view.anchor is not None:
                    self._copy()
                else:
                    session.say("To quit, press q.")
            case "suspend":
                self._suspend()
            case "mark_entity" | "mark_remark" | "delete" | "undo" | "redo" | "saving" | "edit_file":
                self._change(name)
            case _:
                return False
        return True

    def _change(self, name: str) -> None:
        """What changes the annotation file, or tells of changes."""
        session, writing = self._session, self._writing
        if name == "saving":
            writing.show_state()
        elif session.view.sheet:
            session.say("That works on the article; q closes this list.")
        elif name in ("mark_entity", "mark_remark"):
            if writing.refusal:
                session.say(writing.refusal)
            else:
                self.marker.begin("entity" if name == "mark_entity" else "note")
        elif name == "edit_file":
            self._edit_file()
        else:
            {"delete": writing.delete, "undo": writing.undo, "redo": writing.redo}[name]()

    def _edit_file(self) -> None:
        """Hand the annotation file to the person's editor, at the entry that is chosen."""
        opened, session = self._opened, self._session
        if opened.pair is None:
            session.say("There is no annotation file here.")
            return
        latest = opened.latest
        opened.known_problems = frozenset(latest.problems) if latest else frozenset()
        line = self._writing.line_of(session.current.id if session.current else "")
        session.say(self._screen.edit(opened.pair.annotations, line))

    def _quit(self) -> None:
        self._screen.files.leave()
        self._screen.app.exit()

    def _suspend(self) -> None:
        if trouble := self._screen.suspend():
            self.say(trouble)

    def _copy(self) -> None:
        words = self._session.to_copy()
        if not words:
            self._session.say("There are no words here to copy.")
        elif len(words) > _COPIED_AT_MOST:
            self._session.say(f"That is too much for a terminal to copy: {len(words):,} characters.")
        else:
            self._screen.copy(words)
            flat = " ".join(words.split())
            shown = flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1].rstrip()}…"
            self._session.say(f"Copied “{shown}”.")

    def _ready_search(self) -> None:
        """A long article is made ready for searching in the background."""
        view, index = self._session.view, self._session.index
        if view.prompt and view.prompt.purpose == "search" and not self._session.searches.is_ready(index.article):
            self._screen.files.read_haystack(index.article)

    # Sheets and other articles

    def _find_options(self, sheet: Sheet) -> list[Option]:
        """What a sheet lists; kept until it is asked for other words, or something else was read."""
        asked = sheet.kind, sheet.words, self._opened.slug, self._opened.latest, self._shelf
        if sheet.kind not in FILTERED:
            return self._all_options(sheet)
        if self._options is None or any(one is not other for one, other in zip(self._options[0], asked, strict=True)):
            self._options = asked, chosen(self._all_options(sheet), sheet.words)
        return self._options[1]

    def _all_options(self, sheet: Sheet) -> list[Option]:
        match sheet.kind:
            case "palette":
                return command_options()
            case "problems":
                return problem_options(self._opened.latest.problems if self._opened.latest else ())
            case "articles":
                return article_options(self._shelf or (), self._opened.slug)
            case "entities":
                return self.marker.entity_options(sheet.words)
            case "types":
                return self.marker.type_options()
            case _:
                return self._writing.questions.options(sheet)

    def _pick(self) -> None:
        """Enter on a sheet, or a click."""
        session, sheet = self._session, self._session.view.sheet
        if session.view.marking:
            self.marker.accept()
            return
        options = session.options
        if sheet is None or sheet.row >= len(options):
            return
        if sheet.kind not in FILTERED:
            if self._writing.questions.answer(options[sheet.row]):
                self._quit()
            return
        match options[sheet.row].target:
            case Command() as command:
                session.close()
                self._do(command, command.keys[0][-1] if len(command.keys[0]) == 2 else command.keys[0])
            case Problem() as problem:
                self._go_to_problem(problem)
            case Elsewhere() as other:
                session.leave_sheet()
                if other.slug != self._opened.slug:
                    self._open(other)

    def _go_to_problem(self, problem: Problem) -> None:
        latest = self._opened.latest
        id_ = latest.entry_of(problem) if latest else None
        if id_ is not None and id_ in self._session.index.entries:
            self._session.go_to(id_, self._display.frame())
        else:
            self._session.say(f"This stands in no entry that can be shown: {problem.path}, line {problem.line}.")

    def _open(self, other: Elsewhere) -> None:
        """Show another article, and the entry in it once it is read."""
        try:
            opened = self._screen.files.open(other.slug)
        except IdlibError as error:
            self._session.say(f"{error.message} {error.hint}".strip())
            return
        index = opened.latest.index if opened.latest else Index(opened.article, Annotations())
        self._opened, self._target = opened, other
        self._session.enter(index)
        self._reach_target()

    def _reach_target(self) -> None:
        target = self._target
        if target and target.slug == self._session.view.article and self._opened.latest:
            is_awaited = self._opened.latest.is_partial or self._opened.is_reading
            if target.id and is_awaited and target.id not in self._session.index.entries:
                return
            self._target = None
            # The words have to stand on the screen first: the entry's place is sought in them.
            self.show()
            if target.id:
                self._session.arrive(target.id, self._display.frame())

    # The mouse

    def _leave_marking(self) -> bool:
        """Whoever clicks elsewhere does not go on marking; whether one may, as nothing that was typed is lost by it."""
        view = self._session.view
        if view.marking is None:
            return True
        if view.marking.step in ("name", "note") and view.prompt and view.prompt.text:
            self.say("Enter writes this, Esc drops it.")
            return False
        self.marker.give_up("")
        return True

    def press_at(self, offset: int) -> None:
        """A mouse button went down on the character at `offset`."""
        if not self._leave_marking():
            return
        self._keys.pending = ""
        self._session.pointing.press_at(offset)

    def drag_to(self, offset: int, rows: int) -> None:
        """The mouse was dragged to a character; `rows` to scroll by."""
        if not self._leave_marking():
            return
        self._session.pointing.drag_to(offset, rows, self._display.frame())
        self.show()

    def point_at(self, offset: int, clicks: int) -> None:
        """A character was clicked, so many times in a row."""
        if not self._leave_marking():
            return
        self._keys.pending = ""
        self._session.pointing.point_at(offset, self._display.frame(), clicks)
        self.show()

    def scroll(self, part: str, rows: int) -> None:
        """The wheel was turned over a part of the screen."""
        scroll = {
            "article": self._session.pointing.scroll,
            "list": self._session.pointing.scroll_list,
            "card": self._session.pointing.scroll_card,
            "sheet": self._session.pointing.scroll_sheet,
        }[part]
        scroll(rows, self._display.frame())
        self.show()

    def pick_row(self, row: int) -> None:
        """A row of the list was clicked, counted from its first entry."""
        if not self._leave_marking():
            return
        self._keys.pending = ""
        self._session.pointing.pick_row(row, self._display.frame())
        self.show()

    def show_list(self, kind: Kind) -> None:
        """The name of a list was clicked."""
        if not self._leave_marking():
            return
        self._keys.pending = ""
        self._session.pointing.show_list(kind, self._display.frame())
        self.show()

    def sort_list(self) -> None:
        """The name of the list's order was clicked."""
        if not self._leave_marking():
            return
        self._keys.pending = ""
        self._session.pointing.sort_list(self._display.frame())
        self.show()

    def follow(self, step: int) -> None:
        """A way on in the card was clicked."""
        if not self._leave_marking():
            return
        self._keys.pending = ""
        self._session.follow(step, self._display.frame())
        if self._session.elsewhere:
            self._open(self._session.elsewhere)
        self.show()

    def pick_option(self, row: int) -> None:
        """Something in a sheet was clicked."""
        self._keys.pending = ""
        self._session.pointing.point_at_option(row)
        self._pick()
        self.show()

    # Drawing

    def resize(self) -> None:
        """The terminal has another size."""
        self._session.resize(self._display.frame())
        self.show()

    def show(self) -> None:
        """Draw the view; another article, where the way back led there, is the one that is read from now on."""
        slug = self._session.view.article
        if slug != self._opened.slug:
            self._opened = self._screen.files.open(slug)
        self._session.is_partial = self._opened.is_partial
        self._display.show(
            self._session, self._opened, self._keys.pending, self._writing, is_read_only=self._is_read_only
        )


def _say_gone(opened: Opened, before: Index) -> str:
    """That the annotation file was there before and is not any more; else empty."""
    is_gone = opened.pair is not None and opened.signature is None and before.entries
    return "The annotation file is gone: nothing is marked until it is back." if is_gone else ""
