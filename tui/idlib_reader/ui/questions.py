"""Questions that the person answers by picking from a sheet: what to delete, what to do with what is not saved."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from idlib_reader.core.dependants import Dependant, dependants_of
from idlib_reader.core.index import Index
from idlib_reader.core.making import deletion
from idlib_reader.errors import IdlibError
from idlib_reader.storage.journal import Leftover
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.naming import shown_path
from idlib_reader.storage.waiting import Dispute, Waiting
from idlib_reader.ui.saved_states import capital, tell, tell_state, tell_trouble
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.view import Sheet
from idlib_reader.ui.wording import count, kind_word

if TYPE_CHECKING:
    from idlib_reader.ui.opened import Opened
    from idlib_reader.ui.session import Session
    from idlib_reader.ui.writing import Writing

_DEPENDANTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Deed:
    """What picking something in one of these sheets does."""

    name: Literal["delete", "detach", "mine", "theirs", "again", "drop", "save", "anew", "quit", "stay"]
    subject: Dispute | Leftover | str | None = None
    """What it is done with: an edit in dispute, what an earlier run left, or an entry's id."""


class Questions:
    """The sheets that ask, and what their answers do."""

    def __init__(self, session: Session, writing: Writing) -> None:
        """Ask over the view of `session`; what is decided goes through `writing`."""
        self._session = session
        self._writing = writing

    # What is asked

    def title(self, sheet: Sheet) -> str:
        """What stands above a sheet."""
        if sheet.kind == "deletion" and (entry := self._session.index.entries.get(sheet.subject)):
            return f"Delete the {kind_word(entry)} “{entry.label}”?"
        return {"saving": "What is not in the file", "leaving": "Quit with unsaved changes?"}.get(sheet.kind, "")

    def options(self, sheet: Sheet) -> list[Option]:
        """What a sheet lists."""
        match sheet.kind:
            case "deletion":
                return list(_deletion_options(self._session.index, sheet.subject))
            case "saving":
                return list(_saving_options(self._writing.opened))
            case _:
                return list(_leaving_options(self._writing.manuscripts))

    # What is answered

    def answer(self, option: Option) -> bool:
        """Do what was picked; whether the reader is to quit."""
        return isinstance(option.target, Deed) and self.do(option.target)

    def do(self, deed: Deed) -> bool:
        """Do what was decided; whether the reader is to quit."""
        session, opened = self._session, self._writing.opened
        manuscript = opened.manuscript
        session.view = replace(session.view, sheet=None, prompt=None)
        match deed:
            case Deed("quit"):
                return True
            case Deed("delete" | "detach", str(id_)):
                if edit := deletion(session.index, id_, is_detached=deed.name == "detach"):
                    self._writing.make(edit)
            case Deed("mine" | "theirs", Dispute() as dispute) if manuscript:
                self._settle(opened, manuscript, dispute, is_mine=deed.name == "mine")
            case Deed("again", Leftover() as leftover) if manuscript:
                self._make_again(opened, manuscript, leftover)
            case Deed("drop", Leftover() as leftover):
                self._give_up(opened, leftover)
            case Deed("anew") if manuscript:
                self._writing.begin_anew(manuscript)
                session.say(capital(tell_state(manuscript)))
            case Deed("save") if manuscript:
                self._writing.flush_all()
                session.say(capital(tell_state(manuscript)))
        return False

    def _settle(self, opened: Opened, manuscript: Manuscript, dispute: Dispute, *, is_mine: bool) -> None:
        try:
            manuscript.settle(dispute, mine=is_mine)
        except IdlibError as error:
            self._session.say(tell(error))
            return
        self._writing.refresh(opened)
        if is_mine:
            self._session.say(f"Yours: {tell_state(manuscript)}")
        else:
            waiting = "" if manuscript.is_saved else f" {capital(tell_state(manuscript))}"
            self._session.say(f"The file keeps what it says.{waiting}")
        if manuscript.disputes:
            self._session.view = replace(self._session.view, sheet=Sheet("saving"))

    def _make_again(self, opened: Opened, manuscript: Manuscript, leftover: Leftover) -> None:
        if not leftover.claim():
            self._writing.find_leftovers(opened)
            self._session.say("Another reader has taken them.")
            return
        manuscript.adopt(leftover.edits)
        if manuscript.is_kept:
            leftover.discard()
        else:
            # They are on no disk but in this journal, so it stays for the next start.
            leftover.release()
        self._writing.refresh(opened)
        self._writing.find_leftovers(opened)
        self._session.say(f"Made again: {count(len(leftover.edits), 'change')}. {capital(tell_state(manuscript))}")

    def _give_up(self, opened: Opened, leftover: Leftover) -> None:
        leftover.discard()
        self._writing.find_leftovers(opened)
        self._session.say("Given up.")


def _deletion_options(index: Index, id_: str) -> Iterator[Option]:
    if id_ not in index.entries:
        return
    dependants = dependants_of(index.written, id_)
    if not dependants:
        yield Option("Delete it", Deed("delete", id_), "", ("Nothing in this file refers to it.",))
    else:
        places = f"{len(dependants)} places that refer" if len(dependants) > 1 else "place that refers"
        lines = tuple(_say_dependants(index, dependants))
        yield Option(f"Delete it, and take it out of the {places} to it", Deed("detach", id_), "", lines)
        told = "What refers to it stays as it is, and is a problem then."
        yield Option("Delete it alone", Deed("delete", id_), "", (told,))
    yield Option("Keep it", Deed("stay"))


def _say_dependants(index: Index, dependants: list[Dependant]) -> Iterator[str]:
    for one in dependants[:_DEPENDANTS_SHOWN]:
        told = f" {one.loss}" if one.loss else ""
        yield f"- {kind_word(one.entry)} {index.label(one.entry.id)}: {one.words}.{told}"
    if len(dependants) > _DEPENDANTS_SHOWN:
        yield f"and {len(dependants) - _DEPENDANTS_SHOWN} more"


def _saving_options(opened: Opened) -> Iterator[Option]:
    manuscript = opened.manuscript
    if manuscript is None:
        return
    for one in manuscript.disputes:
        told = (f"The file says: {one.theirs}",)
        yield Option(f"Write yours: {one.mine}", Deed("mine", one), one.edit.label, told)
        yield Option(f"Keep the file's: {one.theirs}", Deed("theirs", one), one.edit.label)
    if manuscript.queue:
        lines = (tell_trouble(manuscript), *(f"- {waiting.edit.label}" for waiting in manuscript.queue))
        yield Option("Try to save again", Deed("save"), count(len(manuscript.queue), "change"), lines)
        if manuscript.draft is None and not os.path.lexists(manuscript.path):
            yield Option("Write a new file with them", Deed("anew"), "", ("What the old one said stays away.",))
    for left in opened.leftovers:
        yield from _leftover_options(left)


def _leftover_options(left: Leftover) -> Iterator[Option]:
    """What can be done with what an earlier run left unsaved."""
    when = f"{left.when.astimezone():%d %b %H:%M}".lstrip("0")
    lines = tuple(f"- {edit.label}" for edit in left.edits)
    if left.edits:
        again = f"Make {count(len(left.edits), 'change')} of an earlier run again"
        yield Option(again, Deed("again", left), when, lines)
    told = (f"More was done that can't be read any more; it is kept as {left.kept}.",) if left.kept else ()
    yield Option("Give up for good what an earlier run left", Deed("drop", left), when, told)


def _leaving_options(manuscripts: list[Manuscript]) -> Iterator[Option]:
    lines: list[str] = []
    numbers: list[int | None] = []
    for manuscript in manuscripts:
        waiting: list[Waiting | Dispute] = [*manuscript.queue, *manuscript.disputes]
        if waiting:
            why = tell_trouble(manuscript) if manuscript.queue else "They wait for your choice (^S)."
            lines += [f"{shown_path(manuscript.path)}: {why}", *(f"- {one.edit.label}" for one in waiting)]
            numbers += [one.number for one in waiting]
    yield Option("Stay", Deed("stay"), count(len(numbers), "change"), tuple(lines))
    yield Option("Try to save again", Deed("save"))
    is_kept = None not in numbers
    told = (
        "They are kept, and offered at the next start."
        if is_kept
        else "Not all of them could be kept anywhere: those are lost then."
    )
    yield Option("Quit", Deed("quit"), "", (told,))
