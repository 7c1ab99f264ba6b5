"""What an edit makes of the model: the same as reading the file after the edit was written into it.

An edit that does not fit is refused with a sentence (`Unfit`); `core.merging` makes it fit what a file says by now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from idlib_reader.core.annotations import KINDS, Annotations, Entry, Heading, Kind, Link, kind_of
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
from idlib_reader.core.entry_fields import (
    PARTS,
    VALUE_TYPES,
    Shape,
    Unfit,
    as_written,
    refers,
    shape_of,
    values_of,
    with_ids,
    with_values,
)
from idlib_reader.core.excerpts import described, quoted, ticked
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import OUTLET

__all__ = ["Unfit", "apply", "apply_change", "holder_of", "refers", "section_of", "values_of"]


def apply(annotations: Annotations, edit: Edit) -> Annotations:
    """The model with all changes of the edit, in their order; raises `Unfit` where one does not fit."""
    for change in edit.changes:
        annotations = apply_change(annotations, change)
    return annotations


def apply_change(annotations: Annotations, change: Change) -> Annotations:
    """The model with one change; raises `Unfit` where it does not fit."""
    match change:
        case AddEntry(entry):
            _check_free(annotations, entry.id)
            kind = kind_of(entry)
            return _with_section(annotations, kind, {**section_of(annotations, kind), entry.id: as_written(entry)})
        case DeleteEntry(target):
            entry = _find(annotations, target)
            rest = dict(section_of(annotations, kind := kind_of(entry)))
            del rest[entry.id]
            return _with_section(annotations, kind, rest)
        case Rename(old, new):
            return _renamed(annotations, old, new)
        case _:
            return _with_field(annotations, change)


# Changes of a field


def _with_field(annotations: Annotations, change: SetField | AddValue | RemoveValue | ChangeValue) -> Annotations:
    owner = annotations.article if change.target.kind == "article" else _find(annotations, change.target)
    shape = shape_of(change.target.kind, change.field)
    values = _changed(values_of(owner, change.field), shape, change)
    if isinstance(owner, Heading):
        make: Callable[..., Heading] = replace
        return replace(annotations, article=make(owner, **{change.field[0]: values[0] if values else ""}))
    entry = with_values(owner, change.field, values)
    kind = kind_of(entry)
    return _with_section(annotations, kind, {**section_of(annotations, kind), entry.id: entry})


def _changed(
    now: tuple[Value, ...], shape: Shape, change: SetField | AddValue | RemoveValue | ChangeValue
) -> tuple[Value, ...]:
    """What stands at a field after a change of it."""
    match change:
        case SetField():
            values = tuple(value for value in change.values if value != "")
            if len(values) > 1 and not shape.is_list:
                raise Unfit(f"{ticked('.'.join(change.field))} takes one value.")
        case AddValue(value=value, before=before):
            if not shape.is_list:
                raise Unfit(f"{ticked('.'.join(change.field))} takes one value.")
            _check_new(value, now, change)
            at = now.index(before) if before is not None and before in now else len(now)
            values = (*now[:at], value, *now[at:])
        case RemoveValue(value=value):
            at = _find_value(value, now, change)
            values = (*now[:at], *now[at + 1 :])
        case ChangeValue(old=old, new=new):
            at = _find_value(old, now, change)
            if new != old:
                _check_new(new, now, change)
            values = (*now[:at], new, *now[at + 1 :])
    if not all(isinstance(value, VALUE_TYPES[shape.content]) for value in values):
        raise Unfit(f"{ticked('.'.join(change.field))} takes values of another kind.")
    return values


def _check_new(value: Value, now: tuple[Value, ...], change: AddValue | ChangeValue) -> None:
    if value == "":
        raise Unfit(f"An empty value can't stand at {ticked('.'.join(change.field))}.")
    if value in now:
        raise Unfit(f"{_shown(value)} is there already.")


def _find_value(value: Value, now: tuple[Value, ...], change: RemoveValue | ChangeValue) -> int:
    if value not in now:
        raise Unfit(f"{_shown(value)} does not stand at {ticked('.'.join(change.field))}.")
    return now.index(value)


# Entries and ids


def section_of(annotations: Annotations, kind: Kind) -> Mapping[str, Entry]:
    """The entries of a kind."""
    match kind:
        case "entity":
            return annotations.entities
        case "event":
            return annotations.events
        case "claim":
            return annotations.claims
        case "remark":
            return annotations.remarks


def _with_section(annotations: Annotations, kind: Kind, section: Mapping[str, Entry]) -> Annotations:
    make: Callable[..., Annotations] = replace
    return make(annotations, **{_SECTIONS[kind]: section})


def holder_of(annotations: Annotations, id_: str) -> Entry | None:
    """The entry with an id, of whichever kind."""
    return next((entry for kind in KINDS if (entry := section_of(annotations, kind).get(id_))), None)


def _find(annotations: Annotations, target: Target) -> Entry:
    entry = holder_of(annotations, target.id)
    if entry is None and target.id in annotations.unread:
        raise Unfit(f"The entry {ticked(target.id)} can't be read.")
    if entry is None or target.kind == "article":
        raise Unfit(f"No entry has the id {ticked(target.id)}.")
    if kind_of(entry) != target.kind:
        raise Unfit(f"{ticked(target.id)} is {PARTS[kind_of(entry)]}, not {PARTS[target.kind]}.")
    return entry


def _check_free(annotations: Annotations, id_: str) -> None:
    if id_ == OUTLET:
        raise Unfit(f"{ticked(id_)} is the article's own voice; choose another id.")
    if id_ in annotations.unread or holder_of(annotations, id_):
        raise Unfit(f"The id {ticked(id_)} is in use.")


def _renamed(annotations: Annotations, old: str, new: str) -> Annotations:
    """The model with another id, where it is defined and wherever it is referred to."""
    is_here = holder_of(annotations, old) is not None
    if old in annotations.unread:
        raise Unfit(f"The entry {ticked(old)} can't be read.")
    if OUTLET in (old, new):
        _check_free(annotations, OUTLET)
    if is_here:
        _check_free(annotations, new)
    ids = {old: new}
    is_found = is_here
    for kind in KINDS:
        section = section_of(annotations, kind)
        changed = {id_: with_ids(entry, ids) for id_, entry in section.items() if id_ == old or refers(entry, old)}
        if changed:
            is_found = True
            section = {**section, **changed}
            if old in section:
                section = {ids.get(id_, id_): entry for id_, entry in section.items()}
            annotations = _with_section(annotations, kind, section)
    if not is_found:
        raise Unfit(f"Nothing has or uses the id {ticked(old)}.")
    return annotations


# Words

_SECTIONS: dict[Kind, str] = {"entity": "entities", "event": "events", "claim": "claims", "remark": "remarks"}


def _shown(value: Value) -> str:
    """A value in a sentence."""
    match value:
        case Selector():
            return described(value)
        case Link():
            return f"The link {ticked(f'{value.rel} {value.to.id}')}"
        case _:
            return quoted(value)
