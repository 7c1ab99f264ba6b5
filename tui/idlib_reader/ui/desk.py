"""The desk: keys go in, the session makes the next view of them, and the view is drawn on the screen's widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from idlib_reader.core.annotations import Annotations, Kind
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.ui.cards import describe_article, describe_entry, summarise
from idlib_reader.ui.commands import COMMANDS, KeyReader, continuations, name_key
from idlib_reader.ui.geometry import WIDE, panel_column
from idlib_reader.ui.session import Frame, Session
from idlib_reader.ui.widgets.card import Card
from idlib_reader.ui.widgets.entry_list import EntryList
from idlib_reader.ui.wording import count, say_date, say_stand

if TYPE_CHECKING:
    from idlib_reader.storage.store import AnnotatedArticle
    from idlib_reader.ui.screens.reader import ReaderScreen
    from idlib_reader.ui.widgets.help_page import HelpPage


class Desk:
    """What works on one article once it is on the screen."""

    def __init__(self, screen: ReaderScreen, article: Article, notice: str) -> None:
        """Begin without annotations; `take` brings them in. `notice` is a sentence for the status line."""
        self._screen = screen
        self._article = article
        self._session = Session(Index(article, Annotations()), notice)
        self._keys = KeyReader()
        self._help: HelpPage | None = None
        self._problems = 0
        self._trouble = ""
        self._kept: frozenset[str] = frozenset()
        self._list = EntryList(id="list")
        self._card = Card(id="card")
        self._strip = Card(is_compact=True, id="strip")

    @property
    def session(self) -> Session:
        """What is read, and the view of it."""
        return self._session

    async def mount(self) -> None:
        """Put the panel beside the article, and the card's strip below it for narrow screens."""
        await self._screen.body.mount(Widget(self._list, self._card, id="panel"))
        await self._screen.mount(self._strip, before="#status")

    def take(self, read: AnnotatedArticle) -> None:
        """Show what was read of the annotation file; entries that are broken in it stand as they were last read."""
        self._problems = len(read.problems)
        message = self._session.view.message
        if message == self._trouble:
            message = ""
        self._trouble = _first_error(read)
        self._kept = read.kept
        self._screen.text.set_index(read.index)
        self._session.set_index(read.index, self._trouble or message, self._frame())
        self.show()

    def press(self, key: str) -> None:
        """Do what a key says; a chord that was begun shows what may follow."""
        if self._help and self._help.display:
            self._help.press(key)
            if not self._help.display:
                # A widget that has just been hidden does not always ask for what lay under it.
                self._screen.refresh(layout=True)
            return
        was_pending = self._keys.pending
        command = self._keys.read(key)
        if command is None:
            if self._keys.pending != was_pending:
                self._show_status()
            return
        match command.name:
            case "help":
                self._open_help()
            case "close":
                self._session.close()
            case "quit":
                if not self._session.close():
                    self._screen.app.exit()
            case _:
                self._session.run(command, key, self._frame())
        self.show()

    def _open_help(self) -> None:
        if self._help is None:
            from idlib_reader.ui.widgets.help_page import HelpPage

            self._help = HelpPage()
            self._screen.mount(self._help)
        self._help.open()

    def point_at(self, offset: int) -> None:
        """The mouse was clicked on the character at `offset`."""
        self._session.point_at(offset, self._frame())
        self.show()

    def scroll(self, rows: int) -> None:
        """The wheel was turned over the article."""
        self._session.scroll(rows, self._frame())
        self.show()

    def pick_row(self, row: int) -> None:
        """The list's row, counted from its top on the screen, was clicked."""
        self._session.pick_row(row + self._session.view.list_top, self._frame())
        self.show()

    def show_list(self, kind: Kind) -> None:
        """The name of a list was clicked."""
        self._session.show_list(kind, self._frame())
        self.show()

    def resize(self) -> None:
        """The terminal has another size."""
        self._session.resize(self._frame())
        self.show()

    # Drawing

    @property
    def _is_wide(self) -> bool:
        return self._screen.size.width >= WIDE

    @property
    def _shown_card(self) -> Card:
        return self._card if self._is_wide else self._strip

    @property
    def _panel_x(self) -> int | None:
        return panel_column(self._screen.size.width, is_hidden=self._session.view.is_panel_hidden)

    def _frame(self) -> Frame:
        return Frame(self._screen.text.viewport, self._list.rows, self._shown_card.furthest, self._is_wide)

    def show(self) -> None:
        """Draw the view; each widget sends to the terminal only the rows that changed."""
        view, index, now = self._session.view, self._session.index, self._session.current
        self._screen.set_class(view.is_panel_hidden, "-hidden")
        self._screen.set_class(view.is_panel_open, "-open")
        id_ = now.id if now else None
        self._screen.text.show(view.top, view.stand.cursor, view.stand.choice, has_keys=view.pane == "article")
        self._list.show(index, view.list_kind, view.list_top, id_, has_keys=view.pane == "list")
        lines = describe_entry(index, now, is_kept=now.id in self._kept) if now else describe_article(index)
        self._shown_card.show(lines, view.card_top, has_keys=view.pane == "card")
        self._show_title()
        self._show_status()

    def _show_title(self) -> None:
        index = self._session.index
        heading = index.annotations.article
        about = ", ".join(filter(None, (heading.outlet, say_date(heading.published))))
        if not self._is_wide:
            about = summarise(index)
        problems = count(self._problems, "problem") if self._problems else ""
        if self._kept:
            problems += ", older marks"
        self._screen.title_bar.show(heading.title or self._article.slug, about, problems, self._panel_x)

    def _show_status(self) -> None:
        view = self._session.view
        name, rest = ("", "") if view.is_fresh else say_stand(self._session.index, view.stand)
        message = view.message
        if self._keys.pending:
            # What may follow needs the room.
            rest = message = ""
        self._screen.status.show(name, rest, message, self._hints(), self._panel_x)

    def _hints(self) -> list[tuple[str, str]]:
        if self._keys.pending:
            return continuations(self._keys.pending)
        hints = [("] [", "next, previous")]
        return hints + [
            (name_key(command.keys[0]), command.label)
            for command in COMMANDS
            if command.label and len(command.keys[0]) != 2
        ]


def _first_error(read: AnnotatedArticle) -> str:
    """Where the first error is and what to do about it, as short as it can be said; empty without one."""
    for problem in read.problems:
        if problem.level == "error":
            place = f"{Path(problem.path).name}:{problem.line}:{problem.column}"
            return f"{place}: {problem.message} {problem.hint}".strip()
    return ""
