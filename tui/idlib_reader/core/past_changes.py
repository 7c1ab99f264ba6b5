"""Changes that a file has already: what it is like without them, and so whether they have made it what it is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import chain

from idlib_reader.core.annotations import Annotations, kind_of
from idlib_reader.core.applying import Unfit, apply_change, holder_of
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
)
from idlib_reader.core.entry_fields import shape_of, values_of


def inverse(change: Change) -> Change:
    """The change that takes a change back where nothing else was changed; of a value its place may be another one."""
    match change:
        case AddEntry(entry):
            return DeleteEntry(Target(kind_of(entry), entry.id), entry)
        case DeleteEntry(_, was):
            return AddEntry(was)
        case Rename(old, new):
            return Rename(new, old)
        case SetField(target, field, values, was):
            return SetField(target, field, was, values)
        case AddValue(target, field, value):
            return RemoveValue(target, field, value)
        case RemoveValue(target, field, value):
            takes_many = shape_of(target.kind, field).is_list
            return AddValue(target, field, value) if takes_many else SetField(target, field, (value,), ())
        case ChangeValue(target, field, old, new):
            return ChangeValue(target, field, new, old)


def past_changes(annotations: Annotations, edits: Sequence[Edit]) -> list[set[int]]:
    """By edit the places of those of its changes that have made the file what it is.

    Changes of one thing can't be told one by one: once a second one has set a field again, nothing is left of the
    first.
    """
    past: list[set[int]] = [set() for _ in edits]
    for changes in _topics(edits).values():
        counts = range(len(changes), 0, -1)
        count = next((one for one in counts if _is_past(annotations, [change for *_, change in changes[:one]])), 0)
        for edit, at, _ in changes[:count]:
            past[edit].add(at)
    return past


def _topics(edits: Sequence[Edit]) -> dict[object, list[tuple[int, int, Change]]]:
    """The changes, each after the place of its edit and its own in it, by what they are about.

    That is a field, or an entry as a whole where it is also added or deleted; everything, where an id is renamed, since
    that changes what stands in any field.
    """
    every = [*chain.from_iterable(edit.changes for edit in edits)]
    whole = {_id_of(change) for change in every if isinstance(change, AddEntry | DeleteEntry)}
    is_one = any(isinstance(change, Rename) for change in every)
    topics: dict[object, list[tuple[int, int, Change]]] = {}
    for place, edit in enumerate(edits):
        for at, change in enumerate(edit.changes):
            topic = "" if is_one else _topic(change, whole)
            topics.setdefault(topic, []).append((place, at, change))
    return topics


def _topic(change: Change, whole: Container[str]) -> object:
    if isinstance(change, AddEntry | DeleteEntry | Rename) or change.target.id in whole:
        return _id_of(change)
    return change.target, change.field


def _id_of(change: Change) -> str:
    match change:
        case AddEntry(entry):
            return entry.id
        case Rename(old):
            return old
        case _:
            return change.target.id


def _is_past(annotations: Annotations, changes: Sequence[Change]) -> bool:
    """Whether there is a state before, from which the changes lead to just what there is."""
    state = annotations
    try:
        for change in reversed(changes):
            if isinstance(change, SetField) and not _stands(state, change):
                return False
            state = apply_change(state, inverse(change))
        for change in changes:
            state = apply_change(state, change)
    except Unfit:
        return False
    return state == annotations


def _stands(annotations: Annotations, change: SetField) -> bool:
    """Whether a field is as the change sets it."""
    owner = annotations.article if change.target.kind == "article" else holder_of(annotations, change.target.id)
    return owner is not None and values_of(owner, change.field) == change.values
