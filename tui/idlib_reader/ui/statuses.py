"""What the status line says: what keys act on, where one is, what is asked for, and which keys lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idlib_reader.core.annotations import kind_of
from idlib_reader.core.orders import ORDERS
from idlib_reader.ui.commands import Where, continuations, hints
from idlib_reader.ui.selecting import say_selection
from idlib_reader.ui.session import Session
from idlib_reader.ui.sheets import FILTERED, TITLES
from idlib_reader.ui.widgets.status_line import Status
from idlib_reader.ui.wording import PLURALS, say_match, say_stand

if TYPE_CHECKING:
    from idlib_reader.ui.opened import Opened
    from idlib_reader.ui.view import Marking


def status_of(session: Session, opened: Opened, pending: str, path: str) -> Status:
    """The status line of a view, with the first key of a chord that is `pending`; `path` names the annotation file."""
    view = session.view
    if pending:
        return Status(name=_stand(session)[0], hints=continuations(pending))
    found = _say_found(session)
    if view.marking and not view.message:
        return _marking_status(session, view.marking)
    if view.prompt and not view.message:
        rest = found if view.prompt.purpose == "search" else ""
        keys = [("Enter", "pick" if view.sheet else "keep"), ("Esc", "cancel")]
        return Status(rest=rest, label=_label(session), prompt=view.prompt, hints=keys)
    name, rest = _stand(session)
    told = [found, _say_progress(opened), rest, path if name else ""]
    if view.selection:
        # A selection is what keys act on now.
        told, name = [name, *told], say_selection(session.index.article.text, view.selection)
    if view.sheet:
        told, name = [], ""
    keys = hints(_where(session), has_marks=bool(session.index.entries))
    return Status(name, " · ".join(filter(None, told)), view.message, hints=keys)


def _marking_status(session: Session, marking: Marking) -> Status:
    """What is asked for while words are being marked."""
    prompt = session.view.prompt
    cancel = ("Esc", "cancel")
    match marking.step:
        case "entity":
            return Status(label="entity: ", prompt=prompt, hints=[("↑ ↓", "choose"), cancel, ("Enter", "mark")])
        case "type":
            return Status(rest="the key of its type", hints=[("↑ ↓", "choose"), cancel, ("Enter", "next")])
        case "name":
            id_ = _propose(session, prompt.text if prompt else "")
            return Status(label="name: ", prompt=prompt, rest=id_, hints=[cancel, ("Enter", "mark")])
        case "note":
            return Status(label="note: ", prompt=prompt, hints=[cancel, ("Enter", "write")])


def _propose(session: Session, name: str) -> str:
    """The id that goes with a new name, to be seen before it is written."""
    from idlib_reader.core.id_proposals import propose_id
    from idlib_reader.core.making import taken_ids

    return f"id {propose_id(name, taken_ids(session.index))}" if name.strip() else ""


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
        return "sheet" if view.sheet.kind in FILTERED else "question"
    return "selection" if view.anchor is not None and view.pane == "article" else view.pane
