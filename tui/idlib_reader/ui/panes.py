"""The panel's list and card, and which part of the screen has the keys."""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.annotations import Kind, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.motions import VERTICAL, Motion, count_rows
from idlib_reader.core.navigation import current
from idlib_reader.core.orders import ORDERS, Lists, Order
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.view import Pane, View
from idlib_reader.ui.wording import ORDER

_PANES: tuple[Pane, ...] = ("article", "card", "list")


def order_of(view: View) -> Order:
    """The order of the list that is shown."""
    return view.orders.get(view.list_kind, ORDERS[view.list_kind][0])


def listed(view: View, lists: Lists) -> tuple[str, ...]:
    """The ids in the list that is shown, in its order."""
    return lists.ids(view.list_kind, order_of(view), view.list_words)


def with_list(view: View, index: Index, lists: Lists, frame: Frame) -> View:
    """The view with the list scrolled, as little as it takes, to the row of the current entry."""
    now = None if view.is_fresh else current(index, view.stand)
    rows = len(listed(view, lists))
    top = max(0, min(view.list_top, rows - frame.list_rows))
    if now and kind_of(index.entries[now.id]) == view.list_kind:
        row = lists.row(now.id, view.list_kind, order_of(view), view.list_words)
        if row is not None:
            top = max(row - frame.list_rows + 1, min(top, row))
    return replace(view, list_top=top)


def row_after(view: View, index: Index, lists: Lists, motion: Motion, rows: int) -> str | None:
    """The id that a motion leads to in the list; None where there is none, or the motion is none of lists."""
    ids = listed(view, lists)
    now = current(index, view.stand)
    row = lists.row(now.id, view.list_kind, order_of(view), view.list_words) if now else None
    if motion in VERTICAL:
        step = count_rows(motion, rows)
        to = row + step if row is not None else (step - 1 if step > 0 else 0)
    elif motion in ("top", "bottom"):
        to = 0 if motion == "top" else len(ids) - 1
    else:
        return None
    return ids[max(0, min(to, len(ids) - 1))] if ids else None


def beside(kind: Kind, step: int) -> Kind:
    """The list before or after that of a kind, around again."""
    return ORDER[(ORDER.index(kind) + step) % len(ORDER)]


def showing(view: View, kind: Kind, *, is_wide: bool) -> View:
    """The view with the list of a kind brought up and given the keys."""
    is_other = kind != view.list_kind
    words = "" if is_other else view.list_words
    top = 0 if is_other else view.list_top
    view = replace(
        view, list_kind=kind, list_top=top, list_words=words, pane="list", message="", sheet=None, prompt=None
    )
    view = _with_card_left(view, is_wide=is_wide)
    return replace(view, is_panel_open=True, is_panel_hidden=False)


def sorted_otherwise(view: View) -> View:
    """The view with the list in its next order."""
    orders = ORDERS[view.list_kind]
    after = orders[(orders.index(order_of(view)) + 1) % len(orders)]
    return replace(view, orders={**view.orders, view.list_kind: after})


def moved_in_card(view: View, motion: Motion, frame: Frame) -> View:
    """The card after a motion: a step at a time it points at the ways on, and scrolls once there are no more."""
    if motion in ("up", "down") and frame.step_rows:
        step = view.card_step + (1 if motion == "down" else -1)
        if 1 <= step <= len(frame.step_rows):
            row = frame.step_rows[step - 1]
            top = max(row - frame.card_rows + 1, min(view.card_top, row))
            return replace(view, card_step=step, card_top=max(0, min(top, frame.card_end)))
    if motion in VERTICAL:
        return scrolled_card(view, count_rows(motion, frame.card_rows), frame)
    if motion in ("top", "bottom"):
        return replace(view, card_step=0, card_top=0 if motion == "top" else frame.card_end)
    return view


def scrolled_card(view: View, rows: int, frame: Frame) -> View:
    """The card scrolled by so many rows."""
    return replace(view, card_top=max(0, min(view.card_top + rows, frame.card_end)))


def turned(view: View, step: int, *, is_wide: bool) -> View:
    """The keys given to the next or previous part of the screen; a narrow screen opens and closes the panel."""
    pane = _PANES[(_PANES.index(view.pane) + step) % len(_PANES)]
    view = _with_card_left(view, is_wide=is_wide)
    view = replace(view, list_words="") if view.pane == "list" else view
    view = replace(view, pane=pane, is_panel_open=pane == "list" and not is_wide)
    return replace(view, is_panel_hidden=view.is_panel_hidden and pane == "article")


def left(view: View) -> View:
    """The view with the keys back in the article: the filter of the list goes, the card begins from its top."""
    card_top = 0 if view.pane == "card" else view.card_top
    return replace(view, pane="article", is_panel_open=False, list_words="", card_step=0, card_top=card_top)


def _with_card_left(view: View, *, is_wide: bool) -> View:
    """The view with nothing pointed at in the card, which a narrow screen tells in other rows from now on."""
    return replace(view, card_step=0, card_top=view.card_top if is_wide else 0)


def with_panel_toggled(view: View, *, is_wide: bool) -> View:
    """The panel shown or hidden; where it lies over the article it takes the keys."""
    if is_wide:
        return replace(left(view), is_panel_hidden=not view.is_panel_hidden)
    return left(view) if view.is_panel_open else replace(view, is_panel_open=True, pane="list")
