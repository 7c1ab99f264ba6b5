"""The display: draws a session's view on the widgets of the screen, and tells the session how much room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from idlib_reader.core.annotations import kind_of
from idlib_reader.core.orders import ORDERS
from idlib_reader.storage.naming import shown_path
from idlib_reader.ui import panes
from idlib_reader.ui.article_card import describe_article, describe_no_article, summarise
from idlib_reader.ui.card_lines import CardLine
from idlib_reader.ui.cards import describe_entry
from idlib_reader.ui.commands import Where, continuations, hints
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.geometry import WIDE, panel_column
from idlib_reader.ui.selecting import say_selection
from idlib_reader.ui.session import Session
from idlib_reader.ui.sheets import EMPTY, TITLES
from idlib_reader.ui.widgets.article_view import Shown
from idlib_reader.ui.widgets.card import Card
from idlib_reader.ui.widgets.entry_list import EntryList, Listed
from idlib_reader.ui.widgets.help_page import HelpPage
from idlib_reader.ui.widgets.sheet_view import SheetView, Spread
from idlib_reader.ui.widgets.status_line import Status
from idlib_reader.ui.wording import PLURALS, count, say_date, say_match, say_stand

if TYPE_CHECKING:
    from idlib_reader.core.index import Index
    from idlib_reader.core.navigation import Choice
    from idlib_reader.storage.annotated import AnnotatedArticle
    from idlib_reader.ui.opened import Opened
    from idlib_reader.ui.screens.reader import ReaderScreen


class Display:
    """The widgets of the screen, and what is drawn on them."""

    def __init__(self, screen: ReaderScreen) -> None:
        """Nothing beside the article is there before `mount`."""
        self._screen = screen
        self._list = EntryList(id="list")
        self._card = Card(id="card")
        self._strip = Card(is_compact=True, id="strip")
        self._sheet: SheetView | None = None
        self._help: HelpPage | None = None
        self._drawn = ""
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
            self._sheet.rows if self._sheet else 1,
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

    def show(self, session: Session, opened: Opened, pending: str, *, is_read_only: bool) -> None:
        """Draw the view; each widget sends to the terminal only the cells that changed."""
        view = session.view
        if self._drawn != view.article:
            self._drawn = view.article
            self._screen.text.set_article(session.index.article)
            self._screen.text.set_index(session.index)
            self._screen.go_on_wrapping()
        self._screen.set_class(view.is_panel_hidden, "-hidden")
        self._screen.set_class(view.is_panel_open and not view.sheet, "-open")
        self._show_article(session)
        self._show_list(session, opened)
        self._show_card(session, opened)
        self._show_sheet(session)
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

    def _show_card(self, session: Session, opened: Opened) -> None:
        view = session.view
        # Much may be told of an entry, so it is put together only when it is another, or read anew.
        told_of = session.index, session.current, opened.latest
        if self._told is None or self._told[0] != told_of:
            self._told = told_of, tuple(_card_lines(session, opened))
        has_keys = view.pane == "card" and not view.sheet
        self._shown_card.show(self._told[1], view.card_top, view.card_step, has_keys=has_keys)

    def _show_sheet(self, session: Session) -> None:
        sheet = session.view.sheet
        if sheet is None:
            if self._sheet and self._sheet.display:
                self._sheet.display = False
                self._show_what_was_hidden()
            return
        if self._sheet is None:
            self._sheet = SheetView()
            self._screen.body.mount(self._sheet)
        self._sheet.display = True
        options = session.options
        number = f"{sheet.row + 1} of {len(options)}" if options else ""
        empty = "Nothing holds these words." if sheet.words else EMPTY[sheet.kind]
        if sheet.kind == "articles" and not self.has_shelf:
            empty = "They are being read …"
        self._sheet.show(Spread(TITLES[sheet.kind], options, sheet.row, empty, number))

    def _show_title(self, session: Session, opened: Opened, *, is_read_only: bool) -> None:
        index = session.index
        heading = index.annotations.article
        about = ", ".join(filter(None, (heading.outlet, say_date(heading.published))))
        if not self.is_wide:
            about = "" if opened.is_partial else summarise(index)
        latest = opened.latest
        told = ["read-only"] if is_read_only else []
        if latest and latest.kept:
            told.append("older marks")
        if latest and latest.problems:
            told.append(f"{count(len(latest.problems), 'problem')} · P")
        panel_x = None if session.view.sheet else self._panel_x(session)
        title = heading.title or index.article.slug or "No article yet"
        self._screen.title_bar.show(title, about, ", ".join(told), panel_x)

    def _panel_x(self, session: Session) -> int | None:
        return panel_column(self._screen.size.width, is_hidden=session.view.is_panel_hidden)

    def _show_status(self, session: Session, opened: Opened, pending: str) -> None:
        view = session.view
        panel_x = None if view.sheet else self._panel_x(session)
        self._screen.status.show(_status(session, opened, pending), panel_x)

    def _place_cursor(self, session: Session) -> None:
        """Put the terminal's own cursor, which is not shown, where one reads or types: input methods look there."""
        status, text = self._screen.status, self._screen.text
        if session.view.prompt and status.cursor_column is not None:
            self._screen.app.cursor_position = Offset(status.cursor_column, self._screen.size.height - 1)
        elif (cell := text.cursor_cell) is not None:
            self._screen.app.cursor_position = text.region.offset + cell


def _card_lines(session: Session, opened: Opened) -> list[CardLine]:
    index, now, latest = session.index, session.current, opened.latest
    if opened.pair is None:
        return describe_no_article()
    path = _path(opened)
    if now is None:
        return describe_article(index, path, is_read=latest is not None)
    where = f"{path}:{latest.line_of(index.entries[now.id].at)}" if latest else path
    return describe_entry(index, now, is_kept=bool(latest and now.id in latest.kept), where=where)


def _path(opened: Opened) -> str:
    """The annotation file, as a person would name it."""
    return shown_path(opened.pair.annotations) if opened.pair else ""


def _status(session: Session, opened: Opened, pending: str) -> Status:
    view = session.view
    if pending:
        return Status(name=_stand(session)[0], hints=continuations(pending))
    found = _say_found(session)
    if view.prompt:
        rest = found if view.prompt.purpose == "search" else ""
        keys = [("Enter", "pick" if view.sheet else "keep"), ("Esc", "cancel")]
        return Status(rest=rest, label=_label(session), prompt=view.prompt, hints=keys)
    name, rest = _stand(session)
    told = [found, _say_progress(opened), rest, _path(opened) if name else ""]
    if view.selection:
        # A selection is what keys act on now.
        told, name = [name, *told], say_selection(session.index.article.text, view.selection)
    if view.sheet:
        told, name = [], ""
    keys = hints(_where(session), has_marks=bool(session.index.entries))
    return Status(name, " · ".join(filter(None, told)), view.message, hints=keys)


def _stand(session: Session) -> tuple[str, str]:
    view, now = session.view, session.current
    if view.is_fresh:
        return "", ""
    row = None
    if now:
        # A filter narrows the list that is shown; an entry of another kind counts in its own list.
        kind = kind_of(session.index.entries[now.id])
        order = view.orders.get(kind, ORDERS[kind][0])
        words = view.list_words if kind == view.list_kind else ""
        row = session.lists.row(now.id, kind, order, words), len(session.lists.ids(kind, order, words))
    return say_stand(session.index, view.stand, row)


def _say_progress(opened: Opened) -> str:
    """What the first reading of the annotations is at; later ones need no word."""
    return opened.progress if opened.is_partial else ""


def _label(session: Session) -> str:
    view = session.view
    if view.sheet:
        return ": " if view.sheet.kind == "palette" else f"filter {TITLES[view.sheet.kind].lower()}: "
    return "/" if view.prompt and view.prompt.purpose == "search" else f"filter {PLURALS[view.list_kind].lower()}: "


def _say_found(session: Session) -> str:
    """Which match of how many one is on."""
    search, cursor = session.view.search, session.view.stand.cursor
    if search is None or not (session.view.prompt or (search.match and search.match.start == cursor)):
        return ""
    matches = session.searches.matches(session.index.article, search.words)
    if matches is None:
        return "getting ready to search …"
    if not matches:
        return "not found"
    told = say_match(matches.number(search.match) if search.match else 0, matches.count)
    return told if session.view.prompt else f"“{search.words}” {told}"


def _where(session: Session) -> Where:
    view = session.view
    if view.sheet:
        return "sheet"
    return "selection" if view.anchor is not None and view.pane == "article" else view.pane
