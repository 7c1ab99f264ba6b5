"""Undo and redo of the edits of one file: what comes next, what it makes of the text, and whether that may be.

The history (`storage.history`) knows how the text is turned back, and what of it others have changed since. What it
gives is accepted as long as nobody else has written since the step was made: the text was so before. After that it has
to be shown to do what the edit says, or its inverse, and nothing else: what others wrote stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from idlib_reader.core.agreement import is_made
from idlib_reader.core.edits import Edit
from idlib_reader.core.merging import inverse as inverse_change
from idlib_reader.core.tagset import Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage.history import Blocked, History, Step
from idlib_reader.storage.planning import Draft
from idlib_reader.storage.splices import Splice, inverse, narrowed, spliced
from idlib_reader.storage.turning import respliced

Way: TypeAlias = Literal["undo", "redo"]

_MOST_KEPT = 8
"""Texts that somebody has changed whose steps are remembered."""
_KEYS: dict[Way, str] = {"undo": "u", "redo": "^R"}
_DOING: dict[Way, str] = {"undo": "Undoing", "redo": "Redoing"}


class Turn(NamedTuple):
    """An edit that was undone or redone."""

    edit: Edit
    draft: Draft
    """The text after that."""


class _Deed(NamedTuple):
    """An edit with its step of the history."""

    edit: Edit
    age: int
    """How often others had written when it was made, undone or redone last."""


class _Kept(NamedTuple):
    """What could be undone in a text that was there before."""

    length: int
    """Of that text."""
    history: History
    deeds: dict[Way, list[_Deed]]
    age: int


class Undoing:
    """The edits of a file that can be undone, and those that were and can be redone."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        self._history = History()
        # Each of them ends as its pile of the history does; that of what was undone may begin later, since what can't
        # be redone any more stays in the history until something else is done.
        self._deeds: dict[Way, list[_Deed]] = {"undo": [], "redo": []}
        self._age = 0
        self._passing: Way | None = None
        self._kept: dict[int, _Kept] = {}
        """By hash of a text that somebody has changed what could be undone in it, the latest last."""

    def next(self, way: Way) -> Edit | None:
        """The edit that comes next, be it possible or not."""
        return self._deeds[way][-1].edit if self._deeds[way] else None

    def record(self, edit: Edit, text: str, splices: Sequence[Splice]) -> bool:
        """Remember what an edit did to a text; whether it changed a character, else there is nothing to remember."""
        if not narrowed(text, splices):
            return False
        self._history.record(edit.label, text, splices)
        self._deeds["undo"].append(_Deed(edit, self._age))
        self.forget_undone()
        return True

    def forget_undone(self) -> None:
        """Nothing that was undone can be redone: something else was done since."""
        self._deeds["redo"].clear()
        self._passing = None

    def follow(self, changes: Sequence[Splice], before: str, after: str) -> None:
        """Take in what someone else has changed, which made the text `after` of `before`.

        A text that was there before (as after `git stash` and `git stash pop`) brings back what could be undone in it.
        """
        if not changes:
            return
        self._kept[hash(before)] = _Kept(
            len(before), self._history.copy(), {way: list(deeds) for way, deeds in self._deeds.items()}, self._age
        )
        for old in list(self._kept)[:-_MOST_KEPT]:
            del self._kept[old]
        kept = self._kept.pop(hash(after), None)
        if kept and kept.length == len(after):
            self._history, self._age = kept.history, kept.age
            self._deeds = {way: list(deeds) for way, deeds in kept.deeds.items()}
        else:
            self._history.follow(changes)
            self._age += 1

    def turn(self, draft: Draft, way: Way, tagset: Tagset) -> Turn | str:
        """Undo or redo what comes next in a draft; why nothing was, in a sentence.

        Asked again for what can't be, go past it: it stays as it is.
        """
        step = self._look(way)
        if step is None:
            self._passing = None
            return f"There is nothing to {way}."
        deed = self._deeds[way][-1]
        outcome = _attempt(draft, way, step, deed.edit, tagset, is_same=deed.age == self._age)
        if isinstance(outcome, Draft):
            self._passing = None
            self._commit(way)
            return Turn(deed.edit, outcome)
        if self._passing == way:
            self._pass(draft.text, way, step)
            return self.turn(draft, way, tagset)
        self._passing = way
        return f"{outcome} {_KEYS[way]} again goes past it."

    def rewind(self, text: str, way: Way) -> str:
        """The text before what was done, undone or redone last: it is as if that had not been.

        Where others have changed it since, it is forgotten and the text stays.
        """
        step = self._look(way)
        if isinstance(step, Step):
            text = spliced(text, step.splices)
        if step:
            self._commit(way, is_blocked=isinstance(step, Blocked))
        return text

    def _look(self, way: Way) -> Step | Blocked | None:
        if not self._deeds[way]:
            return None
        return self._history.undo() if way == "undo" else self._history.redo()

    def _commit(self, way: Way, *, is_blocked: bool = False) -> None:
        """What comes next was turned, or, if it is blocked, passed over."""
        deed = self._deeds[way].pop()
        other: Way = "redo" if way == "undo" else "undo"
        if not is_blocked:
            self._deeds[other].append(deed._replace(age=self._age))
        if way == "undo":
            self._history.undone()
        else:
            self._history.redone()

    def _pass(self, text: str, way: Way, step: Step | Blocked) -> None:
        """Go past what comes next."""
        self._passing = None
        self._age += 1
        if isinstance(step, Blocked):
            self._commit(way, is_blocked=True)
            return
        if way == "redo":
            # To the history it is done, and somebody else takes it back.
            self._commit(way)
        self._history.drop()
        self._deeds["undo"].pop()
        if way == "redo":
            self._history.follow(inverse(text, step.splices))


def taken_back(edit: Edit) -> Edit:
    """The edit that takes an edit back."""
    return Edit(f"undo of {edit.label}", tuple(inverse_change(change) for change in reversed(edit.changes)))


def _attempt(draft: Draft, way: Way, step: Step | Blocked, edit: Edit, tagset: Tagset, *, is_same: bool) -> Draft | str:
    """The draft that a step makes of a draft; why it can't, in a sentence."""
    if isinstance(step, Blocked):
        return f"Someone else has changed the lines of “{edit.label}” since, so it stays as it is."
    try:
        turned = respliced(draft, step.splices, tagset)
    except IdlibError as error:
        made = "without" if way == "undo" else "with"
        return f"Others have written since, so that the file would have errors {made} “{edit.label}”: {error.message}"
    meant = edit if way == "redo" else taken_back(edit)
    if is_same or is_made(draft.annotations, meant, turned.annotations):
        return turned
    told = f"{_DOING[way]} “{edit.label}” would change what someone else has written since, so it stays as it is"
    return f"{told}; edit the file itself (E)."
