"""What becomes of edits that are met with another model, in short."""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Remark
from idlib_reader.core.applying import apply
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
from idlib_reader.core.merging import Conflict, insist, meet
from idlib_reader.core.selectors import Selector

ADA, TALKS, SAID = Target("entity", "ada"), Target("event", "talks"), Target("claim", "said")


def entity(id_: str, **values: object) -> Entity:
    """An entity with the keys that are given."""
    return replace(Entity(id=id_, keys=frozenset(values)), **values)


def event(id_: str, **values: object) -> Event:
    """An event with the keys that are given."""
    return replace(Event(id=id_, keys=frozenset(values)), **values)


def claim(id_: str, **values: object) -> Claim:
    """A claim with the keys that are given."""
    return replace(Claim(id=id_, keys=frozenset(values)), **values)


def remark(id_: str, **values: object) -> Remark:
    """A remark with the keys that are given."""
    return replace(Remark(id=id_, keys=frozenset(values)), **values)


def model(*entries: Entity | Event | Claim | Remark, unread: str = "") -> Annotations:
    """A model of the entries, and of ids that can't be read."""
    annotations = Annotations(unread=frozenset(unread.split()))
    return apply(annotations, Edit("", tuple(map(AddEntry, entries)))) if entries else annotations


def step(*changes: Change) -> Edit:
    """An edit of these changes."""
    return Edit("a step", changes)


def words(text: str, **more: object) -> Selector:
    """A selector of the words."""
    return replace(Selector((text,)), **more)


def outcome(annotations: Annotations, *changes: Change) -> str:
    """What becomes of changes: those that are to be made, in short, or both sides of a conflict."""
    met = meet(annotations, step(*changes))
    if isinstance(met, Conflict):
        return f"{met.reason}: {met.mine} / {met.theirs}"
    return "done" if met is None else "as it is" if met == step(*changes) else short(met)


def forced(annotations: Annotations, *changes: Change) -> str:
    """What insisting makes of changes that wait."""
    assert isinstance(meet(annotations, step(*changes)), Conflict)
    fitted = insist(annotations, step(*changes))
    if fitted is None:
        return "impossible"
    apply(annotations, fitted)
    return short(fitted)


def short(edit: Edit) -> str:
    """The changes of an edit, each in a few signs."""
    return "; ".join(map(_short, edit.changes))


def _short(change: Change) -> str:
    match change:
        case AddEntry(entry):
            return f"add {entry.id}"
        case DeleteEntry(target):
            return f"delete {target.id}"
        case Rename(old, new):
            return f"{old} -> {new}"
        case SetField(_, field, values, was):
            return f"{field[-1]}: {_list(was)} -> {_list(values)}"
        case AddValue(_, field, value, before):
            return f"{field[-1]} + {_list((value,))}{f' before {_list((before,))}' if before else ''}"
        case RemoveValue(_, field, value):
            return f"{field[-1]} - {_list((value,))}"
        case ChangeValue(_, field, old, new):
            return f"{field[-1]}: {_list((old,))} => {_list((new,))}"


def _list(values: tuple[Value, ...]) -> str:
    return " ".join(map(value_in_short, values)) or "nothing"


def value_in_short(value: Value) -> str:
    """A selector as `words|note|tags|-except`, a link as `rel:to|note|cue`."""
    match value:
        case Selector(pieces=(piece,), note=note, tags=tags, excepted=excepted):
            return "|".join((piece, *([note] if note else []), *tags, *(f"-{one.pieces[0]}" for one in excepted)))
        case Link(rel=rel, to=to, note=note, cue=cue):
            return "|".join((f"{rel}:{to.id}", *([note] if note else []), *(one.pieces[0] for one in cue)))
        case _:
            return str(value)
