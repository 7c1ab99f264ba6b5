"""What commands do to the view: everything between a key and what is drawn, without a screen.

A command makes the next `View` from the one that is shown; the way walked is kept, so that going back brings each
view back exactly, in whichever article it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from idlib_reader.core.annotations import KINDS, Kind, kind_of
from idlib_reader.core.carrying import carried
from idlib_reader.core.index import Index
from idlib_reader.core.motions import MOTIONS, VERTICAL, Motion, move
from idlib_reader.core.navigation import (
    Choice,
    Direction,
    Elsewhere,
    NoWay,
    Stand,
    act,
    choose,
    current,
    follow,
    kept,
    move_to,
    overlapping,
    to_mark,
    to_time,
)
from idlib_reader.core.orders import Lists
from idlib_reader.core.span import Span
from idlib_reader.ui import panes, selecting
from idlib_reader.ui.commands import Command
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.pointing import Pointing
from idlib_reader.ui.prompt import Prompt
from idlib_reader.ui.searches import Searches
from idlib_reader.ui.seeking import Seeking
from idlib_reader.ui.sheets import FILTERED, Option, Target, is_same, moved
from idlib_reader.ui.trail import Trail
from idlib_reader.ui.view import Pane, Search, Sheet, SheetKind, View

Way = Stand | NoWay | Elsewhere


def _to_mark(kind: Kind | None, step: Direction, index: Index, stand: Stand, _: str) -> Way:
    return to_mark(index, stand, kind, step)


_BEFORE_THE_TEXT = Stand(-1)

_MARKS: dict[str, Kind | None] = {**{kind: kind for kind in KINDS}, "mark": None}
_JUMPS: dict[str, Callable[[Index, Stand, str], Way]] = {
    **{f"next_{word}": partial(_to_mark, kind, 1) for word, kind in _MARKS.items()},
    **{f"previous_{word}": partial(_to_mark, kind, -1) for word, kind in _MARKS.items()},
    "later": lambda index, stand, _: to_time(index, stand, 1),
    "earlier": lambda index, stand, _: to_time(index, stand, -1),
}
"""Commands that `n` repeats, as functions of the index, the stand and the key."""
_WAYS: dict[str, Callable[[Index, Stand, str], Way]] = {
    **_JUMPS,
    "act": lambda index, stand, _: act(index, stand),
    "follow": lambda index, stand, key: follow(index, stand, int(key)),
    "overlap": lambda index, stand, _: overlapping(index, stand),
}
"""Commands that lead from one entry or mark to another."""
_OPPOSITES = {
    **{f"next_{word}": f"previous_{word}" for word in _MARKS},
    **{f"previous_{word}": f"next_{word}" for word in _MARKS},
    "later": "earlier",
    "earlier": "later",
}

_LISTS: dict[str, Kind] = {"entities": "entity", "claims": "claim", "events": "event", "remarks": "remark"}
_ON_SHEETS = {*_LISTS, "articles", "problems", "palette", "back", "forward"}
"""Commands that mean the same while a sheet lies over the article."""


class Session:
    """What is read: the article that is shown, those that were read before it, the view, and the way walked."""

    def __init__(self, index: Index, notice: str = "") -> None:
        """Start at the top of the article; `notice` is a sentence for the status line."""
        slug = index.article.slug
        self.view = View(article=slug, message=notice)
        self.searches = Searches()
        self.seeking = Seeking(self)
        """What the line that is typed into does."""
        self.pointing = Pointing(self)
        """What the mouse does."""
        self.elsewhere: Elsewhere | None = None
        """Where the last command leads in another article, which somebody has to open (`enter`)."""
        self.find_options: Callable[[Sheet], list[Option]] = lambda sheet: []
        """What a sheet lists."""
        self.is_partial = False
        """Whether more of the annotations is still to come, so that what is not there yet may be."""
        self._indexes = {slug: index}
        self._lists = {slug: Lists(index)}
        self._trail = Trail()
        self._column: int | None = None
        self._before_resize = self._resized = self._left = self.view
        self._last_walk = ""
        self.jump = ""
        """The jump that `n` repeats; empty if a search came later."""

    @property
    def index(self) -> Index:
        """The article that is shown, with its annotations."""
        return self._indexes[self.view.article]

    @property
    def lists(self) -> Lists:
        """Its entries in the orders of the lists."""
        return self._lists[self.view.article]

    @property
    def current(self) -> Choice | None:
        """What keys act on and the card tells of; nothing before the first key."""
        return None if self.view.is_fresh else current(self.index, self.view.stand)

    @property
    def options(self) -> list[Option]:
        """What the open sheet lists; nothing without one."""
        return self.find_options(self.view.sheet) if self.view.sheet else []

    # Keys

    def run(self, command: Command, key: str, frame: Frame) -> bool:
        """Do what a command says; whether it is one of those that work on the view."""
        name, before = command.name, self.view
        self._left, self.elsewhere = before, None
        moves = name in MOTIONS or name in _WAYS or name.startswith(("select", "again"))
        keeps_fresh = before.sheet is not None or not moves
        self.view = replace(self.view, message="", is_fresh=before.is_fresh and keeps_fresh)
        walk, self._last_walk = self._last_walk, ""
        if self.view.sheet and (name in MOTIONS or name == "search"):
            self._run_on_sheet(name, frame)
        elif self.view.sheet and name not in _ON_SHEETS:
            self.say("That works on the article; q closes this list.")
        elif name in MOTIONS:
            self._move(name, frame, is_walk=walk == "list")
        elif name.startswith("select_"):
            self.view = selecting.begun(replace(self.view, pane="article"))
            self._move_cursor(cast(Motion, name.removeprefix("select_")), frame)
        elif name in _WAYS:
            self.jump = name if name in _JUMPS else self.jump
            self._run_way(name, key, before, frame)
        elif name in ("again", "again_back"):
            self._repeat(name, before, frame, is_walk=walk == name)
        elif not self._run_other(name, before, frame):
            self.view = before
            return False
        if name.removeprefix("select_") not in VERTICAL:
            self._column = None
        return True

    def _run_other(self, name: str, before: View, frame: Frame) -> bool:
        match name:
            case "back":
                self._walk(self._trail.back(before), "This is where you started.")
            case "forward":
                self._walk(self._trail.forward(before), "There is nothing further ahead.")
            case "select":
                view = replace(self.view, pane="article", is_fresh=False)
                self.view = selecting.toggled(view, self.index.article.text)
                self.settle(frame)
            case "grow" | "shrink":
                change = selecting.grown if name == "grow" else selecting.shrunk
                self.view = change(replace(self.view, is_fresh=False, pane="article"), frame.viewport.layout)
                self._reveal_cursor(frame)
            case "search":
                self.seeking.begin()
            case "next_pane" | "previous_pane":
                step = 1 if name == "next_pane" else -1
                self.show(panes.turned(self.view, step, is_wide=frame.is_wide), frame)
            case "panel":
                self.show(panes.with_panel_toggled(self.view, is_wide=frame.is_wide), frame)
            case "sort":
                self.show(panes.sorted_otherwise(self.view), frame)
            case "entities" | "claims" | "events" | "remarks":
                self.show_list(_LISTS[name], frame)
            case "articles" | "problems" | "palette":
                self._open_sheet(name)
            case _:
                return False
        return True

    def _run_way(self, name: str, key: str, before: View, frame: Frame) -> None:
        view = self.view
        if name == "act" and view.pane == "card" and view.card_step:
            name, key = "follow", str(view.card_step)
        elif name == "act" and view.pane == "list" and self.enter_list(frame):
            # What keys act on has to be in the list that has them.
            return
        # Before the first key nothing was read yet: the first mark may start with the first word.
        stand = _BEFORE_THE_TEXT if before.is_fresh and name.startswith("next_") else view.stand
        # Choosing among the marks under the cursor is no way that one walks.
        self._go_on(_WAYS[name](self.index, stand, key), frame, is_remembered=name != "overlap")

    def _repeat(self, name: str, before: View, frame: Frame, *, is_walk: bool) -> None:
        """Go to the next match of the search, or repeat the last jump, whichever was later."""
        if self.jump:
            jump = self.jump if name == "again" else _OPPOSITES[self.jump]
            self._run_way(jump, "", before, frame)
        elif self.searches.words:
            search = self.view.search or Search(self.searches.words[-1])
            self._last_walk = name
            self.seeking.to_match(search, 1 if name == "again" else -1, frame, left=None if is_walk else before)
        else:
            self.say("There is no search or jump to repeat yet.")

    # Files and other articles

    def set_index(self, index: Index, message: str, frame: Frame) -> None:
        """Go on with a new reading of the files of an article; the place is kept, and the choice by its id."""
        slug = index.article.slug
        old = self._indexes[slug].article.text if slug in self._indexes else ""
        self._indexes[slug], self._lists[slug] = index, Lists(index)
        if slug == self.view.article:
            self.view = replace(self.fitting(_carried(self.view, old, index.article.text)), message=message)
            self.settle(frame)

    def enter(self, index: Index, *, is_remembered: bool = True) -> None:
        """Show another article from its top; what the panel shows stays as it is."""
        slug = index.article.slug
        if slug not in self._indexes:
            self._indexes[slug], self._lists[slug] = index, Lists(index)
        now = self.view
        if is_remembered:
            self._trail.leave(self._left)
        self.view = View(article=slug, list_kind=now.list_kind, orders=now.orders, is_panel_hidden=now.is_panel_hidden)

    def arrive(self, id_: str, frame: Frame) -> None:
        """Choose an entry of the article that was entered."""
        self._column = None
        if id_ not in self.index.entries:
            self.say(f"This article has no {id_} any more.")
        else:
            self.view = replace(self.view, is_fresh=False)
            self._go(choose(self.index, self.view.stand, id_), frame, is_remembered=False)

    def go_to(self, id_: str, frame: Frame, pane: Pane | None = None) -> None:
        """Choose an entry that was picked from a sheet or a list; the keys go to `pane`, or stay where they are."""
        self._left, self._column = self.view, None
        pane = pane or self.view.pane
        self.view = replace(self.view, is_fresh=False, sheet=None, prompt=None, message="", pane=pane)
        self._go(choose(self.index, self.view.stand, id_), frame)

    def choose_place(self, choice: Choice, frame: Frame) -> None:
        """Choose a place of an entry that was just marked; no way that one walks back."""
        start = self.index.places[choice.id][choice.number][0].start
        self._go(Stand(start, choice), frame, is_remembered=False)

    def show_list(self, kind: Kind, frame: Frame) -> None:
        """Bring the list of a kind up and give it the keys."""
        self.show(panes.showing(self.view, kind, is_wide=frame.is_wide), frame)

    def follow(self, number: int, frame: Frame) -> None:
        """Follow a way of the card that was clicked, counted from 1, however many it has."""
        self._left, self.elsewhere = self.view, None
        self.view = replace(self.view, message="", prompt=None)
        self._go_on(follow(self.index, self.view.stand, number), frame)

    def leave_sheet(self) -> None:
        """Close the sheet that another article was picked from; it is open again when one comes back."""
        self._left = replace(self.view, prompt=None)
        self.view = replace(self.view, sheet=None, prompt=None)

    def keep_in_sight(self, frame: Frame) -> bool:
        """Scroll to the cursor if a view from another size of the screen does not show it; whether it was so."""
        rows, cursor = frame.viewport.rows(self.view.top), self.view.stand.cursor
        if rows[0].start <= cursor <= rows[-1].end:
            return False
        self.show(replace(self.view, top=frame.viewport.following(self.view.top, cursor)), frame)
        return True

    def forget_column(self) -> None:
        """The cursor was moved by other means than keys, so motions by rows keep to where it is now."""
        self._column = None

    def resize(self, frame: Frame) -> None:
        """Keep the cursor in sight, and the current row of the list, in a new size.

        Several sizes in a row all start from the view before the first, so that the old size shows the old view.
        """
        if self.view is not self._resized:
            self._before_resize = self.view
        before = self._before_resize
        top = frame.viewport.following(before.top, before.stand.cursor)
        # Keys never go where nothing is seen.
        is_open = not frame.is_wide and (before.pane == "list" or before.is_panel_open)
        view = replace(before, top=top, is_panel_open=is_open)
        self.view = self._resized = panes.with_list(view, self.index, self.lists, frame)

    # What is open

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line until the next key."""
        self.view = replace(self.view, message=sentence)

    def close(self) -> bool:
        """Close what lies on top of all else, and give the keys to the article; whether anything was open."""
        view = replace(self.view, message="")
        if view.sheet or view.prompt:
            self.view = replace(view, sheet=None, prompt=None)
        elif view.pane != "article" or view.is_panel_open:
            self.view = panes.left(view)
        elif view.anchor is not None:
            self.view = selecting.dropped(view, self.index.article.text)
        elif view.search:
            self.view = replace(view, search=None)
        else:
            self.view = view
            return False
        return True

    def to_copy(self) -> str:
        """The words that are copied now."""
        return selecting.to_copy(self.index, self.view)

    @property
    def pointed(self) -> Target | None:
        """What the open sheet points at; None without one."""
        options = self.options
        return options[self.view.sheet.row].target if self.view.sheet and self.view.sheet.row < len(options) else None

    def point_again(self, target: Target | None) -> None:
        """What the sheet lists is another list now: the same thing stays pointed at, or what is shown now is."""
        if self.view.sheet:
            rows = [
                row
                for row, option in enumerate(self.options)
                if is_same(option.target, target) or (not target and option.is_here)
            ]
            self.view = replace(self.view, sheet=replace(self.view.sheet, row=rows[0] if rows else 0))

    def _open_sheet(self, kind: SheetKind) -> None:
        self.view = replace(self.view, sheet=Sheet(kind))
        self.point_again(None)
        if kind == "palette":
            self.view = replace(self.view, prompt=Prompt("filter"))

    def _run_on_sheet(self, name: str, frame: Frame) -> None:
        if name == "search" and self.view.sheet and self.view.sheet.kind in FILTERED:
            self.seeking.begin()
        elif name != "search":
            self.move_in_sheet(cast(Motion, name), frame)

    def move_in_sheet(self, motion: Motion, frame: Frame) -> None:
        """Point at something else in the sheet."""
        if self.view.sheet:
            self.view = replace(self.view, sheet=moved(self.view.sheet, motion, len(self.options), frame.sheet_rows))

    # Moving

    def _move(self, motion: Motion, frame: Frame, *, is_walk: bool) -> None:
        """A motion works on the pane that has the keys."""
        match self.view.pane:
            case "article":
                self._move_cursor(motion, frame)
            case "list" if motion in ("left", "right"):
                self.show_list(panes.beside(self.view.list_kind, 1 if motion == "right" else -1), frame)
            case "list":
                self.move_in_list(motion, frame, is_walk=is_walk)
            case "card":
                self.view = panes.moved_in_card(self.view, motion, frame)

    def _move_cursor(self, motion: Motion, frame: Frame) -> None:
        before, cursor = self.current, self.view.stand.cursor
        if self._column is None:
            self._column = frame.viewport.layout.column_of(cursor)
        is_selecting = self.view.anchor is not None
        moved = move(motion, frame.viewport, self.view.top, cursor, self._column, is_selecting=is_selecting)
        self.view = replace(self.view, stand=move_to(self.index, self.view.stand, moved.cursor), top=moved.top)
        self.after_choice(before, frame)

    def _reveal_cursor(self, frame: Frame) -> None:
        self.show(replace(self.view, top=frame.viewport.following(self.view.top, self.view.stand.cursor)), frame)

    def move_in_list(self, motion: Motion, frame: Frame, *, is_walk: bool) -> None:
        """Choose another row; a walk through rows leaves one view behind, the one from before it."""
        id_ = panes.row_after(self.view, self.index, self.lists, motion, frame.list_rows)
        if id_ is not None:
            self._last_walk = "list"
            self._go(choose(self.index, self.view.stand, id_), frame, is_remembered=not is_walk)

    def enter_list(self, frame: Frame) -> bool:
        """Choose the list's first row if the list does not have what is chosen; whether it was so."""
        ids, now = panes.listed(self.view, self.lists), self.current
        if not ids or (now and now.id in ids):
            return False
        self._go(choose(self.index, self.view.stand, ids[0]), frame)
        return True

    def _go_on(self, way: Way, frame: Frame, *, is_remembered: bool = True) -> None:
        match way:
            case NoWay():
                self.say(f"{way} The annotations are still being read." if self.is_partial else way)
            case Elsewhere():
                self.elsewhere = way
            case Stand():
                self._go(way, frame, is_remembered=is_remembered)

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
            if stand.choice.number < len(places) and stand.cursor == places[stand.choice.number][0].start:
                place = places[stand.choice.number]
                top = frame.viewport.revealing(top, Span(place[0].start, place[-1].end))
        words = self.view.list_words if kind == self.view.list_kind else ""
        view = replace(self.view, stand=stand, top=top, list_kind=kind, list_words=words, anchor=None, search=None)
        self.show(replace(view, card_top=0, card_step=0), frame)

    def after_choice(self, before: Choice | None, frame: Frame) -> None:
        """Begin the card from its top if it tells of something else now."""
        if self.current != before:
            self.view = replace(self.view, card_top=0, card_step=0)
        self.settle(frame)

    def _walk(self, view: View | None, otherwise: str) -> None:
        if view is None:
            self.say(otherwise)
        else:
            self.view = self.fitting(view)

    def fitting(self, view: View) -> View:
        """The view as the files now let it be: what it was on may have been deleted meanwhile."""
        index = self._indexes[view.article]
        end = len(index.article.text)
        anchor = None if view.anchor is None else min(view.anchor, end)
        stand = kept(index, view.stand)
        if anchor is not None:
            # A selection may end behind the last character.
            stand = replace(stand, cursor=min(view.stand.cursor, end))
        return replace(view, stand=stand, top=min(view.top, end), anchor=anchor)

    def leave_behind(self, view: View) -> None:
        """Remember a view as one to come back to."""
        self._trail.leave(view)

    def settle(self, frame: Frame) -> None:
        """Bring the list's row of the current entry in sight."""
        self.show(self.view, frame)

    def show(self, view: View, frame: Frame) -> None:
        """Show `view`, with the list's row of the current entry in sight."""
        self.view = panes.with_list(view, self.index, self.lists, frame)


def _carried(view: View, old: str, new: str) -> View:
    """The view of a text that somebody has changed: it stays on the words that it was on."""
    if old is new or old == new:
        return view

    def carry(offset: int) -> int:
        return carried(old, new, offset)

    anchor = None if view.anchor is None else carry(view.anchor)
    return replace(view, stand=replace(view.stand, cursor=carry(view.stand.cursor)), top=carry(view.top), anchor=anchor)
