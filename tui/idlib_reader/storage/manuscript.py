"""One annotation file that the reader and other hands write: edits go in, and reach the file, the journal or a person.

An edit is planned on the text as it was last read, kept in the journal, and saved at once. Where that can't be, it
waits in the queue and is tried again. What others write comes in by `take`: if it is elsewhere in the text, what waits
is moved over it; else what waits is met with it field by field, and what both changed waits for the person. Nothing
leaves the queue but into the file, or by the person's word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.applying import Unfit, apply
from idlib_reader.core.edits import Edit
from idlib_reader.core.merging import Conflict, Replay, meet, readdressed, replay
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage.journal import Journal, Unjournalled
from idlib_reader.storage.planning import Draft, plan
from idlib_reader.storage.reading import Signature, signature
from idlib_reader.storage.saving import Changed, Original, remove, save, warn_of_links
from idlib_reader.storage.splices import difference
from idlib_reader.storage.undoing import Undoing, Way, taken_back
from idlib_reader.storage.waiting import Dispute, Waiting, conceded, meet_all, move_over

__all__ = ["Dispute", "Manuscript", "Waiting"]

_NOTHING = Original("", has_bom=False, signature=None, links=0)
"""What is read where there is no file."""


class Manuscript:
    """What is known of the file, what waits to be written, and what can be undone."""

    def __init__(self, path: Path, tagset: Tagset = DEFAULT, journal: Journal | None = None) -> None:
        """Nothing is read yet of the file at `path`: edits wait until something is (`take`)."""
        self.path = path
        self.tagset = tagset
        self.queue: tuple[Waiting, ...] = ()
        """What is not in the file yet, in the order in which it was done."""
        self.disputes: tuple[Dispute, ...] = ()
        """What waits for the person's choice."""
        self.notes: list[str] = []
        """Sentences about what was saved that the person has not been told yet."""
        self._unkept: list[str] = []
        self.saves = 0
        """How often the file was written, or found to be written by someone else when it should be saved: what was
        read before the last time is out of date, and the file is to be read again."""
        self._journal = journal or Journal(path)
        self._undoing = Undoing()
        self._original: Original | None = None
        # What the file said when it could be read last, and the same with every planned edit.
        self._base = ""
        self._latest: Draft | None = None
        self._is_readable = False
        self._is_behind = False
        self._has_made_file = False
        self._trouble: IdlibError | None = None

    @property
    def draft(self) -> Draft | None:
        """The text with every edit; None while the file can't be read as a whole."""
        return self._latest if self._is_readable else None

    @property
    def trouble(self) -> IdlibError | None:
        """Why the queue is not in the file; None where nobody knows yet, or nothing waits."""
        return self._trouble if self.queue else None

    @property
    def is_saved(self) -> bool:
        """Whether everything that was done is in the file."""
        return not self.queue and not self.disputes

    @property
    def is_kept(self) -> bool:
        """Whether everything that was done is in the file, or in the journal until it is."""
        waiting: list[Waiting | Dispute] = [*self.queue, *self.disputes]
        return all(one.number is not None for one in waiting)

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet, and nothing waits to be its first words."""
        return self.draft is not None and not self.draft.text and self.signature is None

    @property
    def signature(self) -> Signature | None:
        """What the file looked like when it was last read or written; None where there was none."""
        return self._original.signature if self._original else None

    def shown(self, read: Annotations) -> Annotations:
        """What the person sees: all that the file says with every edit; `read` is what was read of a broken one."""
        if self.draft:
            return self.draft.annotations
        return replay(read, [waiting.edit for waiting in self.queue]).annotations

    # What others wrote

    def take(self, original: Original, draft: Draft | None, trouble: IdlibError | None = None) -> None:
        """Go on from the file as it was just read; `draft` is what it says, None where that can't be told, and why.

        What waits is met with what the file says by now, and saved. What was read before the file was last written is
        passed over: only the latest counts.
        """
        is_other = self._original is not None and original.signature != self.signature
        if is_other and signature(self.path) == self.signature:
            return
        if is_other:
            self._has_made_file = False
        self._original, self._trouble = original, trouble
        self._is_readable, self._is_behind = draft is not None, False
        if draft:
            self._follow(draft)
            self.flush()

    def take_none(self, trouble: IdlibError) -> None:
        """The file can't be opened: what is done waits until it can."""
        self._is_readable, self._trouble = False, trouble

    def adopt(self, edits: Sequence[Edit]) -> None:
        """Make edits of an earlier run again, as far as the file does not have them."""
        numbers = self._note_all_down(edits)
        waiting = [Waiting(edit, number, is_planned=False) for edit, number in zip(edits, numbers, strict=True)]
        if self.draft is None:
            self._undoing.forget_undone()
            self.queue += tuple(waiting)
        else:
            self._meet(waiting)
            self.flush()

    def _follow(self, draft: Draft) -> None:
        """Go on from what the file says now: with what waits moved over it, or else met with it."""
        planned = tuple(waiting for waiting in self.queue if waiting.is_planned)
        unplanned = tuple(waiting for waiting in self.queue if not waiting.is_planned)
        before = self._latest.text if self._latest else ""
        both = move_over(draft, self._base, self._latest, planned, self.tagset) if self._latest else None
        if both:
            self._latest, theirs = both
            self._undoing.follow(theirs, before, self._latest.text)
        else:
            before = self._rewind(planned)
            self._undoing.follow(difference(before, draft.text), before, draft.text)
            self._latest = draft
            planned, unplanned = (), self.queue
        self._base = draft.text
        self.queue, disputes = planned, self.disputes
        self.disputes = ()
        self._meet([*unplanned, *(Waiting(one.edit, one.number) for one in disputes)])

    def _rewind(self, planned: Sequence[Waiting]) -> str:
        """The text without what is planned, which is planned anew: as if nothing of it had been done."""
        text = self._latest.text if self._latest else ""
        for waiting in reversed(planned):
            way: Way = "redo" if waiting.undone else "undo"
            if self._undoing.next(way) is (waiting.undone or waiting.edit):
                text = self._undoing.rewind(text, way)
        self._undoing.forget_undone()
        return text

    def _meet(self, waiting: Sequence[Waiting]) -> None:
        """Meet what waits with what the file says now, and plan it anew."""
        if not waiting:
            return
        assert self.draft is not None
        left: list[Waiting] | None = None
        for one, outcome in meet_all(self.draft.annotations, waiting):
            if isinstance(outcome, Dispute):
                is_other = outcome.edit != one.edit
                number = self._renumber(outcome.edit, one.number) if is_other else one.number
                self.disputes += (replace(outcome, number=number),)
            elif outcome is None:
                self._close(one.number)
            elif left is not None:
                left.append(Waiting(outcome, one.number))
            elif not self._replan(outcome, one.number):
                # What comes behind it may build on it, so that it is met once more without it.
                left = []
        self._meet(left or ())

    def _replan(self, edit: Edit, number: int | None) -> bool:
        """Plan what fits the file; what the text can't take waits for the person."""
        try:
            self._plan(edit, number)
        except IdlibError as error:
            self.disputes += (Dispute(edit, edit.label, f"{error.message} {error.hint}".strip(), number),)
            return False
        return True

    # What the person does

    def write(self, edit: Edit, seen: Annotations) -> None:
        """Make an edit and save it; `seen` is what the person sees of the file.

        Raises:
            IdlibError: it can't be made, and nothing was changed; said in a sentence.
        """
        if self.draft is None:
            try:
                apply(seen, edit)
            except Unfit as unfit:
                raise IdlibError(str(unfit)) from unfit
            self._undoing.forget_undone()
            self.queue += (Waiting(edit, self._note_down(edit), is_planned=False),)
        elif fitting := _fitted(edit, seen, self.draft.annotations):
            self._plan(fitting)
        self.flush()

    def _plan(self, edit: Edit, number: int | None = None) -> None:
        """Make an edit of the draft; it is kept in the journal if it has no number there. Raises `IdlibError`."""
        assert self._latest is not None
        planned = plan(self._latest, edit, self.tagset)
        if not self._undoing.record(edit, self._latest.text, planned.splices):
            self._close(number)
            return
        if planned.rewritten:
            self.notes.append(f"{planned.rewritten} was written anew as a whole: its lines could not be kept.")
        self._latest = planned.draft
        self.queue += (Waiting(edit, self._note_down(edit) if number is None else number),)

    def _note_down(self, edit: Edit) -> int | None:
        return self._note_all_down((edit,))[0]

    def _note_all_down(self, edits: Sequence[Edit]) -> Sequence[int | None]:
        """Keep edits in the journal, all of them or none; their numbers."""
        try:
            return self._journal.open_all(edits)
        except Unjournalled as error:
            self._unkept.append(f"{error.message} {error.hint}".strip())
            self.notes.append(self._unkept[-1])
            return [None] * len(edits)

    def _renumber(self, edit: Edit, number: int | None) -> int | None:
        """Keep an edit in the journal in place of one that is there; where that can't be, the old one stays."""
        other = self._note_down(edit)
        if other is None:
            return number
        self._close(number)
        return other

    def _close(self, number: int | None) -> None:
        if number is not None:
            self._journal.close(number)

    def flush(self) -> bool:
        """Try to save what waits; whether nothing waits any more."""
        if not self.queue or self.draft is None or self._original is None:
            return not self.queue
        try:
            self._put(self.draft.text, self._original)
        except IdlibError as error:
            self._trouble = error
            if isinstance(error, Changed) and not self._is_behind:
                self._is_behind = True
                self.saves += 1
            return False
        self._base, self._trouble = self.draft.text, None
        # That the journal could not take what is in the file now is nothing to worry about.
        self.notes = [note for note in self.notes if note not in self._unkept]
        self._unkept.clear()
        for waiting in self.queue:
            self._close(waiting.number)
        self.queue = ()
        return True

    def _put(self, text: str, before: Original) -> None:
        """Save the text, or remove the file that this run has made, once all that made it is undone."""
        if text == before.text:
            if signature(self.path) != before.signature:
                raise Changed(self.path)
            return
        if not text and self._has_made_file:
            remove(self.path, before.signature)
            self._original, self._has_made_file = _NOTHING, False
        else:
            saved = save(self.path, text, before.has_bom, before.signature)
            self._original = Original(text, before.has_bom, saved, links=1)
            self._has_made_file |= before.signature is None
            if before.links > 1:
                self.notes.append(warn_of_links(self.path))
        self.saves += 1

    def settle(self, dispute: Dispute, *, mine: bool) -> None:
        """The person has chosen: their own edit over what the file says, or what the file says where they differ.

        What is left of the edit without what is in dispute is then made as a step of its own.

        Raises:
            IdlibError: their edit can't be made any more, or the file says something else by now; it still waits.
        """
        if dispute not in self.disputes:
            raise IdlibError("The file has been changed again meanwhile.", "Look at both once more.")
        if mine and self.draft is None:
            raise IdlibError("The file can't be read now, so this has to wait until it is mended.")
        row = self.disputes.index(dispute)
        before, later = self.disputes[:row], self.disputes[row + 1 :]
        if mine:
            ids = self._insist(dispute)
            later = tuple(self._readdress(one, ids) for one in later)
        self.disputes = (*before, *later)
        if not mine:
            self._concede(dispute, before)
        if self.draft:
            # Some may have waited for this one.
            others, self.disputes = self.disputes, ()
            self._meet([Waiting(one.edit, one.number) for one in others])
        self.flush()

    def _insist(self, dispute: Dispute) -> Mapping[str, str]:
        """Make an edit over what the file says; the ids that its entries got for those that were taken."""
        assert self.draft is not None
        met = _insisted(dispute.edit, self.draft.annotations)
        for edit in met.edits:
            self._plan(edit)
        self._close(dispute.number)
        return met.ids

    def _readdress(self, dispute: Dispute, ids: Mapping[str, str]) -> Dispute:
        """An edit in dispute with the ids that the entries it is about have got."""
        edit = readdressed(dispute.edit, ids)
        if edit == dispute.edit:
            return dispute
        return replace(dispute, edit=edit, number=self._renumber(edit, dispute.number))

    def _concede(self, dispute: Dispute, before: Sequence[Dispute]) -> None:
        """Make what is left of an edit without what is in dispute; `before` are those that it may build on."""
        assert self._latest is not None
        edit = conceded(self._latest.annotations, dispute, before)
        if edit is None:
            self._close(dispute.number)
            return
        number = self._renumber(edit, dispute.number)
        if self.draft is None:
            self.queue += (Waiting(edit, number, is_planned=False),)
        else:
            self._replan(edit, number)

    # Undo

    def undo(self) -> str:
        """Take back the last edit, and save; what was undone, or why nothing was, in a sentence."""
        last = self.queue[-1] if self.queue else None
        if self.draft is None:
            if last is None or last.undone or (last.is_planned and self._undoing.next("undo") is not last.edit):
                return _UNREADABLE
            if not last.is_planned:
                self._unqueue(last)
                return f"Undone: {last.edit.label}."
        told = self._turn("undo")
        return told if isinstance(told, str) else f"Undone: {told.label}."

    def redo(self) -> str:
        """Make again what was undone last, and save; what was made again, or why nothing was, in a sentence."""
        if self.draft is None and not self._undoing.next("redo"):
            return _UNREADABLE
        told = self._turn("redo")
        return told if isinstance(told, str) else f"Done again: {told.label}."

    def _turn(self, way: Way) -> Edit | str:
        """Undo or redo what comes next: the edit, or why it can't be."""
        if self._latest is None:
            return f"There is nothing to {way}."
        turn = self._undoing.turn(self._latest, way, self.tagset)
        if isinstance(turn, str):
            return turn
        edit, self._latest = turn
        last = self.queue[-1] if self.queue else None
        if last and edit is (last.edit if way == "undo" else last.undone):
            self._unqueue(last)
        elif way == "undo":
            back = taken_back(edit)
            self.queue += (Waiting(back, self._note_down(back), undone=edit),)
        else:
            self.queue += (Waiting(edit, self._note_down(edit)),)
        self.flush()
        return edit

    def _unqueue(self, waiting: Waiting) -> None:
        """Take what was queued last out of the queue and the journal."""
        self._close(waiting.number)
        self.queue = self.queue[:-1]

    # The end

    def leave(self) -> None:
        """The run ends: what waits stays in the journal for the next start."""
        self._journal.leave()


def _fitted(edit: Edit, seen: Annotations, now: Annotations) -> Edit | None:
    """An edit made to fit what the file says now, if that is not what the person saw; None if it says all of it."""
    if seen is now or seen == now:
        return edit
    try:
        met = meet(now, edit)
    except Unfit as unfit:
        raise IdlibError(str(unfit)) from unfit
    if isinstance(met, Conflict):
        raise IdlibError(f"The file was changed meanwhile; it says {met.theirs}.", "Look at it, and do it again.")
    return met


def _insisted(edit: Edit, now: Annotations) -> Replay:
    """The edit made to fit over what the file says now. Raises `IdlibError`."""
    try:
        met = replay(now, [edit], [edit])
    except Unfit as unfit:
        raise IdlibError(f"That can't be written: {unfit}", _BY_HAND) from unfit
    if met.conflicts:
        raise IdlibError(f"That can't be written: the file says {met.conflicts[0].theirs}.", _BY_HAND)
    return met


_UNREADABLE = "The file has errors now; what is in it can be undone once they are mended."
_BY_HAND = "Edit it in the file itself."
