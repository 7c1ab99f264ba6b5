"""What the mouse does to the view: clicks, drags and the wheel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from idlib_reader.core.annotations import Kind
from idlib_reader.core.navigation import mark_at, move_to
from idlib_reader.ui import panes, selecting
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.view import View

if TYPE_CHECKING:
    from idlib_reader.ui.session import Session


class Pointing:
    """The mouse on the parts of the screen."""

    def __init__(self, session: Session) -> None:
        """No button is down."""
        self._session = session
        self._pressed = 0

    # The article

    def press_at(self, offset: int) -> None:
        """A button went down on the character at `offset`."""
        self._pressed = offset

    def drag_to(self, offset: int, rows: int, frame: Frame) -> None:
        """The mouse was dragged to the character at `offset`; `rows` to scroll, where it left the text."""
        session = self._session
        session.forget_column()
        view = _in_article(session.view)
        if rows:
            view = replace(view, top=frame.viewport.scrolled(view.top, rows))
        session.show(selecting.dragged(view, self._pressed, offset, session.index.article.text), frame)

    def point_at(self, offset: int, frame: Frame, clicks: int = 1) -> None:
        """The character at `offset` was clicked: once, twice for its word, more often for its sentence."""
        session, before = self._session, self._session.current
        session.forget_column()
        view = replace(_in_article(session.view), anchor=None)
        if clicks > 1:
            session.show(selecting.clicked_unit(view, offset, min(clicks, 3), frame.viewport.layout), frame)
        else:
            session.view = replace(view, stand=mark_at(session.index, view.stand, offset))
            session.after_choice(before, frame)

    def scroll(self, rows: int, frame: Frame) -> None:
        """The wheel was turned: the article moves, and the cursor only so far as it must to stay in sight."""
        session = self._session
        top = frame.viewport.scrolled(session.view.top, rows)
        shown = frame.viewport.rows(top)
        stand = session.view.stand
        if session.view.anchor is None and shown and not shown[0].start <= stand.cursor < shown[-1].end:
            cursor = shown[0].start if stand.cursor < shown[0].start else shown[-1].start
            stand = move_to(session.index, stand, cursor)
        session.show(replace(session.view, top=top, stand=stand), frame)

    # The panel

    def pick_row(self, row: int, frame: Frame) -> None:
        """A row of the list was clicked, counted from the list's first entry."""
        session = self._session
        ids = panes.listed(session.view, session.lists)
        if row < len(ids):
            session.go_to(ids[row], frame, pane="list")

    def show_list(self, kind: Kind, frame: Frame) -> None:
        """The name of a list was clicked."""
        self._session.show_list(kind, frame)

    def sort_list(self, frame: Frame) -> None:
        """The name of the list's order was clicked."""
        self._session.show(panes.sorted_otherwise(self._session.view), frame)

    def scroll_list(self, rows: int, frame: Frame) -> None:
        """The wheel was turned over the list, which moves without another choice."""
        session = self._session
        furthest = max(0, len(panes.listed(session.view, session.lists)) - frame.list_rows)
        session.view = replace(session.view, list_top=max(0, min(session.view.list_top + rows, furthest)))

    def scroll_card(self, rows: int, frame: Frame) -> None:
        """The wheel was turned over the card."""
        self._session.view = panes.scrolled_card(self._session.view, rows, frame)

    # A sheet

    def point_at_option(self, row: int) -> None:
        """Something in the sheet was clicked."""
        session = self._session
        if session.view.sheet and row < len(session.options):
            session.view = replace(session.view, sheet=replace(session.view.sheet, row=row))

    def scroll_sheet(self, rows: int, frame: Frame) -> None:
        """The wheel was turned over the sheet."""
        self._session.move_in_sheet("down" if rows > 0 else "up", frame)


def _in_article(view: View) -> View:
    """The view with the keys in the article, and nothing over it."""
    return replace(panes.left(view), is_fresh=False, prompt=None, message="")
