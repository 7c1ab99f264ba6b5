"""Edits met with what the file says by now, where someone else has changed it since the person decided.

What both did alike is left out, what only one of them changed stands, and what both changed to different things is a
`Conflict`: nothing is lost, and nothing chosen in silence. An edit is taken as a whole or not at all, unless the person
concedes what is in dispute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from idlib_reader.core.annotations import Annotations, Link, kind_of
from idlib_reader.core.applying import apply_change, holder_of
from idlib_reader.core.disagreements import say_waiting
from idlib_reader.core.edits import (
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    RemoveValue,
    Rename,
    SetField,
    Target,
    Value,
)
from idlib_reader.core.entry_fields import references_of, shape_of, with_ids
from idlib_reader.core.meeting import Dispute, FieldChange, Moved, Reason, meet_change, wanted_values
from idlib_reader.core.past_changes import inverse, past_changes

__all__ = ["Conflict", "Reason", "Replay", "concede", "insist", "inverse", "meet", "readdressed", "replay"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit that waits for the person, since what it changes is not as it was."""

    edit: Edit
    """The whole step that waits."""
    change: Change
    """The change of it that is in dispute."""
    mine: str
    """What the person intended, in words: `date: 2018-09`."""
    theirs: str
    """What the file says by now, in words: `date: 2018-10`."""
    reason: Reason
    """Why it can't be made as it is."""
    rest: tuple[Change, ...] = field(default=(), compare=False)
    """The changes of the edit without what is in dispute here; there may be more that is."""
    ids: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Of ids that were taken those that the entries got which the edit means."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of edits that were made one after the other on an older state of the file."""

    annotations: Annotations
    """The model with all edits that could be made."""
    edits: tuple[Edit, ...]
    """Those that are to be written, in order, made to fit."""
    done: tuple[Edit, ...]
    """Those of which the file has everything already."""
    conflicts: tuple[Conflict, ...]
    """Those that wait."""
    ids: Mapping[str, str]
    """Of each id that is taken the one that stands for it in what comes after these edits."""


def meet(annotations: Annotations, edit: Edit) -> Edit | Conflict | None:
    """The edit to make now: without what is there already, None if that is all of it; or what stands against it.

    Raises `Unfit` for an edit that fits no model, such as one of a field that the format does not have.
    """
    met = _met(annotations, edit)
    return met if isinstance(met, Conflict) else met.edit


def insist(annotations: Annotations, edit: Edit) -> Edit | None:
    """The edit made to fit what the file says, over what someone else has changed.

    A deleted entry is added again with what the edit says of it, and for an id that is taken a free one is found. None
    where that is impossible, or nothing is left to do.
    """
    met = _met(annotations, edit, insists=True)
    return None if isinstance(met, Conflict) else met.edit


def concede(annotations: Annotations, edit: Edit, waiting: Iterable[Edit] = ()) -> Edit | None:
    """The edit without what is in dispute with what the file says, made to fit; None where nothing is left.

    What builds on the conceded goes with it, and what is about an entry that an edit of `waiting` is to make. A
    deletion is made with all that belongs to it or not at all.
    """
    absent = {id_ for one in waiting for change in one.changes for id_ in _new_ids(change)}
    (over,) = past_changes(annotations, [edit])
    changes = tuple(
        change for at, change in enumerate(edit.changes) if at not in over and absent.isdisjoint(_ids_in(change))
    )
    while changes:
        met = _met(annotations, replace(edit, changes=changes))
        if not isinstance(met, Conflict):
            return met.edit
        changes = met.rest
    return None


def replay(annotations: Annotations, edits: Sequence[Edit], insisted: Collection[Edit] = ()) -> Replay:
    """The edits, made one after the other, met with what the file says; those that are `insisted` on overwrite it.

    An entry that got another id has it in all later edits, too; and what is about an entry that waits waits with it.
    """
    past = past_changes(annotations, edits)
    made, done, conflicts = list[Edit](), list[Edit](), list[Conflict]()
    ids: dict[str, str] = {}
    waiting: dict[str, str] = {}
    reserved = {id_ for edit in edits for change in edit.changes for id_ in _new_ids(change)}
    for edit, over in zip(edits, past, strict=True):
        met: Conflict | _Met | None = _waits(edit, waiting)
        met = met or _met(annotations, edit, ids, reserved, over, insists=edit in insisted)
        if isinstance(met, Conflict):
            conflicts.append(replace(met, ids=ids))
            waiting |= {id_: edit.label for change in edit.changes for id_ in _new_ids(change)}
            continue
        annotations, ids = met.annotations, met.ids
        if met.edit is None:
            done.append(edit)
        else:
            made.append(met.edit)
    return Replay(annotations, tuple(made), tuple(done), tuple(conflicts), ids)


def readdressed(edit: Edit, ids: Mapping[str, str]) -> Edit:
    """The edit with other ids for those that were taken."""
    return replace(edit, changes=tuple(_readdressed(change, ids) for change in edit.changes)) if ids else edit


# One edit


@dataclass(frozen=True, slots=True)
class _Met:
    """An edit that could be made."""

    edit: Edit | None
    annotations: Annotations
    """The model with it."""
    ids: dict[str, str]
    """Of each id that is taken the one that stands for it in this edit and all later ones."""


def _met(
    annotations: Annotations,
    edit: Edit,
    ids: Mapping[str, str] = {},
    reserved: Collection[str] = (),
    over: Collection[int] = (),
    *,
    insists: bool = False,
) -> _Met | Conflict:
    state, changes = annotations, list[Change]()
    revived: list[Conflict] = []
    reserved = {*reserved, *(id_ for change in edit.changes for id_ in _new_ids(change))}
    for at, given in enumerate(edit.changes):
        if at in over:
            continue
        outcome = meet_change(state, _readdressed(given, ids), reserved)
        if isinstance(outcome, Dispute):
            rest = _rest(edit, at, outcome)
            conflict = Conflict(edit, given, outcome.mine, outcome.theirs, outcome.reason, rest)
            if not insists or outcome.forced is None:
                return conflict
            revived += [conflict] if outcome.revives else []
            outcome = outcome.forced
        if isinstance(outcome, Moved):
            # What the edit says of the entry before it adds it means the same entry.
            ids = {**{old: outcome.ids.get(new, new) for old, new in ids.items()}, **outcome.ids}
            return _met(annotations, edit, ids, reserved, over, insists=insists)
        for change in outcome:
            state = apply_change(state, change)
        changes += outcome
    for conflict in revived:
        if not _is_complete(state, _readdressed(conflict.change, ids)):
            return conflict
    if state == annotations:
        return _Met(None, annotations, dict(ids))
    met = edit if tuple(changes) == edit.changes else replace(edit, changes=tuple(changes))
    return _Met(met, state, dict(ids))


def _rest(edit: Edit, at: int, dispute: Dispute) -> tuple[Change, ...]:
    """The changes of an edit without what is in dispute of the one at a place, and without what builds on that."""
    disputed, later = edit.changes[at], edit.changes[at + 1 :]
    deleted = {change.target.id for change in later if isinstance(change, DeleteEntry)}
    if isinstance(disputed, DeleteEntry) or not deleted.isdisjoint(_ids_taken_out(disputed)):
        return ()
    if isinstance(disputed, Rename):
        later = tuple(_readdressed(change, {disputed.new: disputed.old}) for change in later)
    return (*edit.changes[:at], *dispute.rest, *later)


def _ids_taken_out(change: Change) -> Iterator[str]:
    """The ids of which a change removes a reference."""
    match change:
        case SetField(was=values):
            return _ids_of(change, values)
        case RemoveValue(value=value) | ChangeValue(old=value):
            return _ids_of(change, (value,))
        case _:
            return iter(())


def _ids_of(change: FieldChange, values: Iterable[Value]) -> Iterator[str]:
    """The ids that values at the field of a change refer to."""
    for value in values:
        if isinstance(value, Link):
            yield value.to.id
        elif _takes_ids(change):
            yield str(value)


def _is_complete(annotations: Annotations, change: Change) -> bool:
    """Whether the entry that a change of a field is about has all keys that the format asks for."""
    entry = holder_of(annotations, change.target.id) if isinstance(change, SetField | AddValue | ChangeValue) else None
    if entry is None:
        return True
    needed = {"claim": {"content", "about"}, "remark": {"passage"}}.get(kind_of(entry))
    return needed is None or not needed.isdisjoint(entry.keys)


def _readdressed(change: Change, ids: Mapping[str, str]) -> Change:
    """The change with other ids for those that were taken."""
    match change:
        case _ if not ids:
            return change
        case AddEntry(entry):
            return AddEntry(with_ids(entry, ids))
        case DeleteEntry(target, was):
            return DeleteEntry(_other_target(target, ids), with_ids(was, ids))
        case Rename(old, new):
            return Rename(ids.get(old, old), ids.get(new, new))
        case _:
            return _field_readdressed(change, ids)


def _field_readdressed(change: FieldChange, ids: Mapping[str, str]) -> FieldChange:
    takes_ids = _takes_ids(change)

    def other(value: Value) -> Value:
        if isinstance(value, Link):
            return replace(value, to=replace(value.to, id=ids.get(value.to.id, value.to.id)))
        return ids.get(value, value) if takes_ids and isinstance(value, str) else value

    target = _other_target(change.target, ids)
    match change:
        case SetField(_, field, values, was):
            return SetField(target, field, tuple(map(other, values)), tuple(map(other, was)))
        case AddValue(_, field, value, before):
            return AddValue(target, field, other(value), None if before is None else other(before))
        case RemoveValue(_, field, value):
            return RemoveValue(target, field, other(value))
        case ChangeValue(_, field, old, new):
            return ChangeValue(target, field, other(old), other(new))


def _other_target(target: Target, ids: Mapping[str, str]) -> Target:
    return target._replace(id=ids.get(target.id, target.id))


# Several edits


def _new_ids(change: Change) -> tuple[str, ...]:
    """The ids that only a change brings into the file."""
    match change:
        case AddEntry(entry):
            return (entry.id,)
        case Rename(_, new):
            return (new,)
        case _:
            return ()


def _ids_in(change: Change) -> Iterator[str]:
    """The ids that a change is about or refers to."""
    match change:
        case AddEntry(entry):
            yield entry.id
            for _, value in references_of(entry):
                yield value.to.id if isinstance(value, Link) else str(value)
        case Rename(old, new):
            yield from (old, new)
        case DeleteEntry(target):
            yield target.id
        case _:
            yield change.target.id
            yield from _ids_of(change, wanted_values(change))


def _takes_ids(change: FieldChange) -> bool:
    return shape_of(change.target.kind, change.field).content == "reference"


def _waits(edit: Edit, waiting: Mapping[str, str]) -> Conflict | None:
    """The conflict of an edit about an entry that an earlier one, which waits, has made."""
    for change in edit.changes if waiting else ():
        for id_ in _ids_in(change):
            if id_ in waiting:
                return Conflict(edit, change, edit.label, say_waiting(waiting[id_]), "waits")
    return None
