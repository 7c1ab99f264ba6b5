"""What commands do to the view: everything between a key and what is drawn, without a screen.

A command makes the next `View` from the one that is shown; the way walked is kept, so that going back brings each
view back exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from idlib_reader.core.annotations import KINDS, Kind, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.motions import MOTIONS, VERTICAL, Motion, count_rows, move
from idlib_reader.core.navigation import (
    Choice,
    Direction,
    NoWay,
    Stand,
    act,
    choose,
    current,
    follow,
    kept,
    move_to,
    to_mark,
    to_time,
)
from idlib_reader.core.span import Span
from idlib_reader.core.viewport import Viewport
from idlib_reader.ui.commands import Command
from idlib_reader.ui.trail import Pane, Trail, View


def _to_mark(kind: Kind | None, step: Direction, index: Index, stand: Stand, _: str) -> Stand | NoWay:
    return to_mark(index, stand, kind, step)


_BEFORE_THE_TEXT = Stand(-1)

_PANES: tuple[Pane, ...] = ("article", "card", "list")
_MARKS: dict[str, Kind | None] = {**{kind: kind for kind in KINDS}, "mark": None}
_WAYS: dict[str, Callable[[Index, Stand, str], Stand | NoWay]] = {
    **{f"next_{word}": partial(_to_mark, kind, 1) for word, kind in _MARKS.items()},
    **{f"previous_{word}": partial(_to_mark, kind, -1) for word, kind in _MARKS.items()},
    "act": lambda index, stand, _: act(index, stand),
    "follow": lambda index, stand, key: follow(index, stand, int(key)),
    "later": lambda index, stand, _: to_time(index, stand, 1),
    "earlier": lambda index, stand, _: to_time(index, stand, -1),
}
"""Commands that lead from one entry or mark to another, as functions of the index, the stand and the key."""

_LISTS: dict[str, Kind] = {"entities": "entity", "claims": "claim", "events": "event", "remarks": "remark"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the screen's size the commands need to know."""

    viewport: Viewport
    """The window on the article."""
    list_rows: int
    """Entries that the list shows at once."""
    card_end: int
    """The furthest row that the card can be scrolled to."""
    is_wide: bool
    """Whether the panel stands beside the article, not over it."""


class Session:
    """One article being read: its index, the view of it, and the way walked."""

    def __init__(self, index: Index, notice: str = "") -> None:
        """Start at the top of the article; `notice` is a sentence for the status line."""
        self.index = index
        self.view = View(message=notice)
        self._trail = Trail()
        self._column: int | None = None
        self._before_resize = self._resized = self._left = self.view
        self._is_walking_list = False

    @property
    def current(self) -> Choice | None:
        """What keys act on and the card tells of; nothing before the first key."""
        return None if self.view.is_fresh else current(self.index, self.view.stand)

    def run(self, command: Command, key: str, frame: Frame) -> bool:
        """Do what a command says; whether it is one of those that work on the view."""
        name, before = command.name, self.view
        self._left = before
        is_fresh = before.is_fresh and name not in MOTIONS and name not in _WAYS
        self.view = replace(self.view, message="", is_fresh=is_fresh)
        if name in MOTIONS:
            self._move(name, frame)
        elif name in _WAYS:
            # Before the first key nothing was read yet: the first mark may start with the first word.
            stand = _BEFORE_THE_TEXT if before.is_fresh and name.startswith("next_") else self.view.stand
            self._go_on(_WAYS[name](self.index, stand, key), frame)
        elif name in _LISTS:
            self.show_list(_LISTS[name], frame)
        elif not self._run_other(name, before, frame):
            self.view = before
            return False
        if name not in VERTICAL:
            self._column = None
        self._is_walking_list = name in MOTIONS and before.pane == self.view.pane == "list"
        return True

    def _run_other(self, name: str, before: View, frame: Frame) -> bool:
        match name:
            case "back":
                self._walk(self._trail.back(before), "This is where you started.")
            case "forward":
                self._walk(self._trail.forward(before), "There is nothing further ahead.")
            case "next_pane":
                self._turn_pane(1, frame)
            case "previous_pane":
                self._turn_pane(-1, frame)
            case "panel":
                self._toggle_panel(frame)
            case "say_how_to_quit":
                self.say("To quit, press q.")
            case _:
                return False
        return True

    def set_index(self, index: Index, message: str, frame: Frame) -> None:
        """Go on with a new reading of the files; the place is kept, and the choice by its id."""
        stand = kept(index, self.view.stand)
        self.index = index
        self.view = replace(self.view, stand=stand, top=min(self.view.top, len(index.article.text)), message=message)
        self.view = self._with_list(self.view, frame)

    def resize(self, frame: Frame) -> None:
        """Keep the cursor in sight, and the current row of the list, in a new size.

        Several sizes in a row all start from the view before the first, so that the old size shows the old view.
        """
        if self.view is not self._resized:
            self._before_resize = self.view
        before = self._before_resize
        top = frame.viewport.following(before.top, before.stand.cursor)
        self.view = self._resized = self._with_list(replace(before, top=top), frame)

    def point_at(self, offset: int, frame: Frame) -> None:
        """The mouse was clicked on the character at `offset`."""
        stand = move_to(self.index, Stand(self.view.stand.cursor), offset)
        view = replace(self.view, is_fresh=False, stand=stand, pane="article", is_panel_open=False)
        view = replace(view, message="", card_top=0)
        self.view = self._with_list(view, frame)

    def pick_row(self, row: int, frame: Frame) -> None:
        """A row of the list was clicked."""
        ids = self.index.listed[self.view.list_kind]
        if row < len(ids):
            self._left = self.view
            self.view = replace(self.view, pane="list", message="", is_fresh=False)
            self._go(choose(self.index, self.view.stand, ids[row]), frame)

    def show_list(self, kind: Kind, frame: Frame) -> None:
        """Bring the list of a kind up and give it the keys."""
        view = replace(self.view, list_kind=kind, list_top=0, pane="list", is_panel_open=True, is_panel_hidden=False)
        self.view = self._with_list(replace(view, message=""), frame)

    def scroll(self, rows: int, frame: Frame) -> None:
        """The wheel was turned: the article moves, and the cursor only so far as it must to stay in sight."""
        top = frame.viewport.scrolled(self.view.top, rows)
        shown = frame.viewport.rows(top)
        cursor = self.view.stand.cursor
        if shown and not shown[0].start <= cursor < shown[-1].end:
            cursor = shown[0].start if cursor < shown[0].start else shown[-1].start
        stand = self.view.stand if cursor == self.view.stand.cursor else move_to(self.index, self.view.stand, cursor)
        self.view = self._with_list(replace(self.view, top=top, stand=stand), frame)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line until the next key."""
        self.view = replace(self.view, message=sentence)

    def close(self) -> bool:
        """Close what is open and give the keys to the article; whether anything was open."""
        is_open = self.view.pane != "article" or self.view.is_panel_open
        self.view = replace(self.view, pane="article", is_panel_open=False, message="")
        return is_open

    def _move(self, motion: Motion, frame: Frame) -> None:
        """A motion works on the pane that has the keys."""
        match self.view.pane:
            case "article":
                self._move_cursor(motion, frame)
            case "list":
                self._move_in_list(motion, frame)
            case "card":
                self._scroll_card(motion, frame)

    def _move_cursor(self, motion: Motion, frame: Frame) -> None:
        cursor = self.view.stand.cursor
        if self._column is None:
            self._column = frame.viewport.layout.column_of(cursor)
        moved = move(motion, frame.viewport, self.view.top, cursor, self._column)
        stand = move_to(self.index, self.view.stand, moved.cursor)
        is_same = current(self.index, stand) == self.current
        view = replace(self.view, stand=stand, top=moved.top, card_top=self.view.card_top if is_same else 0)
        self.view = self._with_list(view, frame)

    def _move_in_list(self, motion: Motion, frame: Frame) -> None:
        """Choose another row; a walk through rows leaves one view behind, the one from before it."""
        ids = self.index.listed[self.view.list_kind]
        now = self.current
        row = ids.index(now.id) if now and now.id in self.index.rows and now.id in ids else -1
        if motion in VERTICAL:
            row += count_rows(motion, frame.list_rows)
        elif motion in ("top", "bottom"):
            row = 0 if motion == "top" else len(ids) - 1
        else:
            return
        if ids:
            stand = choose(self.index, self.view.stand, ids[max(0, min(row, len(ids) - 1))])
            self._go(stand, frame, is_remembered=not self._is_walking_list)

    def _scroll_card(self, motion: Motion, frame: Frame) -> None:
        if motion in VERTICAL:
            top = self.view.card_top + count_rows(motion, frame.list_rows)
        elif motion in ("top", "bottom"):
            top = 0 if motion == "top" else frame.card_end
        else:
            return
        self.view = replace(self.view, card_top=max(0, min(top, frame.card_end)))

    def _go_on(self, way: Stand | NoWay, frame: Frame) -> None:
        if isinstance(way, NoWay):
            self.say(way)
        else:
            self._go(way, frame)

    def _go(self, stand: Stand, frame: Frame, *, is_remembered: bool = True) -> None:
        """Show the choice of `stand`: in the article where it has a place, in its list, and in the card."""
        if stand == self.view.stand:
            return
        if is_remembered:
            self._trail.leave(self._left)
        top, kind = self.view.top, self.view.list_kind
        if stand.choice:
            kind = kind_of(self.index.entries[stand.choice.id])
            places = self.index.places[stand.choice.id]
            if stand.choice.number < len(places):
                place = places[stand.choice.number]
                top = frame.viewport.revealing(top, Span(place[0].start, place[-1].end))
        view = replace(self.view, stand=stand, top=top, list_kind=kind, card_top=0)
        self.view = self._with_list(view, frame)

    def _walk(self, view: View | None, otherwise: str) -> None:
        if view is None:
            self.say(otherwise)
        else:
            # What the view was on may have been deleted from the file meanwhile.
            self.view = replace(view, stand=kept(self.index, view.stand))

    def _turn_pane(self, step: int, frame: Frame) -> None:
        """Give the keys to the next or previous part of the screen; a narrow screen opens and closes the panel."""
        pane = _PANES[(_PANES.index(self.view.pane) + step) % len(_PANES)]
        view = replace(self.view, pane=pane, is_panel_open=pane == "list" and not frame.is_wide)
        self.view = self._with_list(replace(view, is_panel_hidden=view.is_panel_hidden and pane == "article"), frame)

    def _toggle_panel(self, frame: Frame) -> None:
        view = self.view
        if frame.is_wide:
            self.view = replace(view, is_panel_hidden=not view.is_panel_hidden, pane="article")
        else:
            pane: Pane = "article" if view.is_panel_open else "list"
            self.view = replace(view, is_panel_open=not view.is_panel_open, pane=pane)
        self.view = self._with_list(self.view, frame)

    def _with_list(self, view: View, frame: Frame) -> View:
        """The view with the list scrolled, as little as it takes, to the row of the current entry."""
        now = current(self.index, view.stand)
        rows = len(self.index.listed[view.list_kind])
        top = max(0, min(view.list_top, rows - frame.list_rows))
        if now and kind_of(self.index.entries[now.id]) == view.list_kind:
            row = self.index.rows[now.id]
            top = max(row - frame.list_rows + 1, min(top, row))
        return replace(view, list_top=top)
