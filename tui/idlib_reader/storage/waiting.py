"""What waits to be written of an annotation file, and how it is met with what the file says by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from idlib_reader.core.agreement import says_same
from idlib_reader.core.annotations import Annotations
from idlib_reader.core.applying import Unfit
from idlib_reader.core.edits import Edit
from idlib_reader.core.merging import concede, meet, readdressed, replay
from idlib_reader.core.tagset import Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage.planning import Draft
from idlib_reader.storage.splices import Splice, difference, moved
from idlib_reader.storage.turning import respliced


class Waiting(NamedTuple):
    """An edit that is not in the file yet."""

    edit: Edit
    number: int | None
    """Its number in the journal; None where the journal could not take it."""
    undone: Edit | None = None
    """The edit that it takes back; None where it is none but itself."""
    is_planned: bool = True
    """Whether it is in the draft's text; not yet if the file could not be read when it was made."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """An edit that can't be made as it is, since the file is not as it was: the person chooses."""

    edit: Edit
    """With the ids that its entries have by now."""
    mine: str
    """What the person intended, in words."""
    theirs: str
    """What the file says by now, or why it can't take the edit, in words."""
    number: int | None
    """The edit's number in the journal."""


def meet_all(annotations: Annotations, waiting: Sequence[Waiting]) -> Iterator[tuple[Waiting, Edit | Dispute | None]]:
    """For each of the edits that wait what is to be made now, what stands against it, or None: the file has it all.

    What stands against one holds it with other ids where those of entries that it is about were taken.
    """
    # An edit may wait twice, so that each has to be one of its own to be told apart.
    edits = [replace(one.edit) for one in waiting]
    unfit = {id(edit): told for edit in edits if (told := _misfit(annotations, edit))}
    met = replay(annotations, [edit for edit in edits if id(edit) not in unfit])
    against = {id(conflict.edit): conflict for conflict in met.conflicts}
    done = {id(edit) for edit in met.done}
    made = iter(met.edits)
    for one, edit in zip(waiting, edits, strict=True):
        if id(edit) in unfit:
            yield one, Dispute(one.edit, one.edit.label, unfit[id(edit)], one.number)
        elif conflict := against.get(id(edit)):
            meant = readdressed(one.edit, conflict.ids)
            yield one, Dispute(meant, conflict.mine, conflict.theirs, one.number)
        else:
            yield one, None if id(edit) in done else next(made)


def conceded(annotations: Annotations, dispute: Dispute, before: Sequence[Dispute]) -> Edit | None:
    """What is left to make of an edit where the person keeps what the file says; `before` are disputes from before it.

    None where nothing is left, and where it is not for what the file says now that it can't be made, or could by now:
    what they have seen and chosen against would be made.
    """
    if _misfit(annotations, dispute.edit):
        return None
    rest = concede(annotations, dispute.edit, [one.edit for one in before])
    return None if rest == meet(annotations, dispute.edit) else rest


def _misfit(annotations: Annotations, edit: Edit) -> str:
    """Why an edit fits no model at all, as one that another version has left may; else nothing."""
    try:
        meet(annotations, edit)
    except Unfit as unfit:
        return str(unfit)
    return ""


def move_over(
    draft: Draft, base: str, latest: Draft, waiting: Sequence[Waiting], tagset: Tagset
) -> tuple[Draft, tuple[Splice, ...]] | None:
    """A draft with what waits, and what its text has others changed in; None where both are about the same lines.

    Args:
        draft: what the file says now.
        base: the text that it had.
        latest: the draft of that with what waits.
        waiting: what waits.
        tagset: the words of the workspace.
    """
    mine, theirs = difference(base, latest.text), difference(base, draft.text)
    here, there = moved(mine, theirs), moved(theirs, mine)
    if here is None or there is None:
        return None
    if not theirs or not waiting:
        return (latest if waiting else draft), there
    edits = tuple(one.edit for one in waiting)
    try:
        both = respliced(draft, here, tagset)
    except IdlibError:
        return None
    met = replay(draft.annotations, edits)
    is_sound = met.edits == edits and says_same(met.annotations, both.annotations)
    return (both, there) if is_sound else None
