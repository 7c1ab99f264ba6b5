"""The display: draws a session's view on the widgets of the screen, and tells the session how much room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from idlib_reader.core.applying import holder_of
from idlib_reader.storage.naming import shown_path
from idlib_reader.ui import panes
from idlib_reader.ui.article_card import describe_article, describe_no_article, summarise
from idlib_reader.ui.card_lines import CardLine
from idlib_reader.ui.cards import describe_entry
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.geometry import WIDE, panel_column
from idlib_reader.ui.saved_states import banner, state_word
from idlib_reader.ui.session import Session
from idlib_reader.ui.sheets import EMPTY, TITLES
from idlib_reader.ui.statuses import status_of
from idlib_reader.ui.widgets.article_view import Shown
from idlib_reader.ui.widgets.card import Card
from idlib_reader.ui.widgets.entry_list import EntryList, Listed
from idlib_reader.ui.widgets.help_page import HelpPage
from idlib_reader.ui.widgets.picker import Picker
from idlib_reader.ui.widgets.sheet_view import SheetView, Spread
from idlib_reader.ui.wording import count, say_date

if TYPE_CHECKING:
    from idlib_reader.core.index import Index
    from idlib_reader.core.navigation import Choice
    from idlib_reader.storage.annotated import AnnotatedArticle
    from idlib_reader.ui.opened import Opened
    from idlib_reader.ui.screens.reader import ReaderScreen
    from idlib_reader.ui.view import Marking
    from idlib_reader.ui.writing import Writing


class Display:
    """The widgets of the screen, and what is drawn on them."""

    def __init__(self, screen: ReaderScreen) -> None:
        """Nothing beside the article is there before `mount`."""
        self._screen = screen
        self._list = EntryList(id="list")
        self._card = Card(id="card")
        self._strip = Card(is_compact=True, id="strip")
        self._sheet: SheetView | None = None
        self._picker: Picker | None = None
        self._help: HelpPage | None = None
        self._drawn: Index | None = None
        self.has_shelf = False
        """Whether it is known what articles there are."""
        self._told: tuple[tuple[Index, Choice | None, AnnotatedArticle | None], tuple[CardLine, ...]] | None = None

    async def mount(self) -> None:
        """Put the panel beside the article, and the card's strip below it for narrow screens."""
        await self._screen.body.mount(Widget(self._list, self._card, id="panel"))
        await self._screen.mount(self._strip, before="#status")

    # Room

    @property
    def is_wide(self) -> bool:
        """Whether the panel stands beside the article, not over it."""
        return self._screen.size.width >= WIDE

    @property
    def _shown_card(self) -> Card:
        return self._card if self.is_wide else self._strip

    def frame(self) -> Frame:
        """How much room there is."""
        card = self._shown_card
        return Frame(
            self._screen.text.viewport,
            self._list.rows,
            card.furthest,
            self.is_wide,
            max(1, card.room),
            card.step_rows,
            next((one.rows for one in (self._picker, self._sheet) if one and one.display), 1),
        )

    # The help page

    @property
    def has_help(self) -> bool:
        """Whether the help page is open."""
        return bool(self._help and self._help.display)

    def open_help(self) -> None:
        """Show the help page."""
        if self._help is None:
            self._help = HelpPage()
            self._screen.mount(self._help)
        self._help.open()

    def press_help(self, key: str) -> None:
        """A key on the help page."""
        if self._help:
            self._help.press(key)
            if not self._help.display:
                self._show_what_was_hidden()

    def _show_what_was_hidden(self) -> None:
        # A widget that has just been hidden does not always ask for what lay under it.
        self._screen.refresh(layout=True)

    # Drawing

    def show(self, session: Session, opened: Opened, pending: str, writing: Writing, *, is_read_only: bool) -> None:
        """Draw the view; each widget sends to the terminal only the cells that changed."""
        view = session.view
        index, drawn = session.index, self._drawn
        if drawn is not index:
            self._drawn = index
            if drawn is None or drawn.article is not index.article:
                self._screen.text.set_article(index.article)
                self._screen.go_on_wrapping()
            self._screen.text.set_index(index)
        self._screen.set_class(view.is_panel_hidden, "-hidden")
        self._screen.set_class(view.is_panel_open and (not view.sheet or view.marking is not None), "-open")
        self._show_article(session)
        self._show_list(session, opened)
        self._show_card(session, opened, writing)
        self._show_sheet(session, writing)
        self._show_title(session, opened, is_read_only=is_read_only)
        self._show_status(session, opened, pending)
        self._place_cursor(session)

    def _show_article(self, session: Session) -> None:
        view, search = session.view, session.view.search
        matches = session.searches.matches(session.index.article, search.words) if search else None
        has_keys = view.pane == "article" and not view.sheet and not view.prompt
        self._screen.text.show(
            Shown(
                view.top,
                view.stand.cursor,
                has_keys,
                view.stand.choice,
                view.selection,
                matches,
                search.match if search else None,
            )
        )

    def _show_list(self, session: Session, opened: Opened) -> None:
        view, now = session.view, session.current
        self._list.show(
            Listed(
                session.index,
                view.list_kind,
                panes.listed(view, session.lists),
                panes.order_of(view),
                view.list_words,
                view.list_top,
                now.id if now else None,
                view.pane == "list" and not view.sheet,
                opened.is_partial,
            )
        )

    def _show_card(self, session: Session, opened: Opened, writing: Writing) -> None:
        view = session.view
        # Much may be told of an entry, so it is put together only when it is another, or read anew.
        told_of = session.index, session.current, opened.latest
        if self._told is None or self._told[0] != told_of:
            self._told = told_of, tuple(_card_lines(session, opened, writing))
        has_keys = view.pane == "card" and not view.sheet
        self._shown_card.show(self._told[1], view.card_top, view.card_step, has_keys=has_keys)

    def _show_sheet(self, session: Session, writing: Writing) -> None:
        sheet, marking = session.view.sheet, session.view.marking
        for widget, is_shown in ((self._sheet, sheet and not marking), (self._picker, sheet and marking)):
            if widget and widget.display and not is_shown:
                widget.display = False
                self._show_what_was_hidden()
        if sheet is None:
            return
        options = session.options
        number = f"{sheet.row + 1} of {len(options)}" if options else ""
        empty = "Nothing holds these words." if sheet.words else EMPTY[sheet.kind]
        if sheet.kind == "articles" and not self.has_shelf:
            empty = "They are being read …"
        spread = Spread(TITLES.get(sheet.kind) or writing.questions.title(sheet), options, sheet.row, empty, number)
        if marking:
            self._show_picker(spread, marking)
            return
        if self._sheet is None:
            self._sheet = SheetView()
            self._screen.body.mount(self._sheet)
        self._sheet.display = True
        self._sheet.show(spread)

    def _show_picker(self, spread: Spread, marking: Marking) -> None:
        """Beside the words that are being marked, which stay in sight."""
        if self._picker is None:
            self._picker = Picker()
            self._screen.body.mount(self._picker)
        text = self._screen.text
        first, last = text.cell_of(marking.span.start), text.cell_of(max(marking.span.start, marking.span.end - 1))
        before = self._picker.region if self._picker.display else None
        self._picker.display = True
        self._picker.show_beside(spread, first, last, self._screen.body.size)
        if before and self._picker.styles.height and before.height != self._picker.styles.height.value:
            self._show_what_was_hidden()

    def _show_title(self, session: Session, opened: Opened, *, is_read_only: bool) -> None:
        index = session.index
        heading = index.annotations.article
        about = ", ".join(filter(None, (heading.outlet, say_date(heading.published))))
        if not self.is_wide:
            about = "" if opened.is_partial else summarise(index)
        latest = opened.latest
        told = ["read-only"] if is_read_only else []
        if state := state_word(opened, is_read_only=is_read_only):
            told.append(state)
        if latest and latest.kept:
            told.append("older marks")
        if latest and latest.problems:
            told.append(f"{count(len(latest.problems), 'problem')} · P")
        panel_x = None if session.view.sheet and not session.view.marking else self._panel_x(session)
        title = heading.title or index.article.slug or "No article yet"
        self._screen.title_bar.show(title, about, ", ".join(told), panel_x)

    def _panel_x(self, session: Session) -> int | None:
        return panel_column(self._screen.size.width, is_hidden=session.view.is_panel_hidden)

    def _show_status(self, session: Session, opened: Opened, pending: str) -> None:
        view = session.view
        panel_x = None if view.sheet and not view.marking else self._panel_x(session)
        status = status_of(session, opened, pending, _path(opened))
        self._screen.status.show(status._replace(banner=banner(opened)), panel_x)

    def _place_cursor(self, session: Session) -> None:
        """Put the terminal's own cursor, which is not shown, where one reads or types: input methods look there."""
        status, text = self._screen.status, self._screen.text
        if session.view.prompt and status.cursor_column is not None:
            self._screen.app.cursor_position = Offset(status.cursor_column, self._screen.size.height - 1)
        elif (cell := text.cursor_cell) is not None:
            self._screen.app.cursor_position = text.region.offset + cell


def _card_lines(session: Session, opened: Opened, writing: Writing) -> list[CardLine]:
    index, now, latest = session.index, session.current, opened.latest
    if opened.pair is None:
        return describe_no_article()
    path = _path(opened)
    if now is None:
        return describe_article(index, path, is_read=latest is not None)
    where = f"{path}:{writing.line_of(now.id)}" if latest else path
    if opened.manuscript and opened.manuscript.queue and holder_of(opened.read, now.id) is None:
        where = f"{path}, once it is saved"
    return describe_entry(index, now, is_kept=bool(latest and now.id in latest.kept), where=where)


def _path(opened: Opened) -> str:
    """The annotation file, as a person would name it."""
    return shown_path(opened.pair.annotations) if opened.pair else ""
