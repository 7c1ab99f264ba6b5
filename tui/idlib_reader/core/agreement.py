"""Whether two models say the same, in whatever order they say it, and whether just an edit lies between them."""

from __future__ import annotations

from idlib_reader.core.annotations import KINDS, Annotations, Entry
from idlib_reader.core.applying import Unfit, apply_change, holder_of, section_of
from idlib_reader.core.edits import Change, DeleteEntry, Edit, SetField
from idlib_reader.core.entry_fields import fields_of, values_of


def says_same(one: Annotations, other: Annotations) -> bool:
    """Whether both have the same entries with the same values; entries and values may be in another order.

    What can't be read counts by its id.
    """
    if one.article != other.article or one.unread != other.unread:
        return False
    for kind in KINDS:
        section, others = section_of(one, kind), section_of(other, kind)
        if section.keys() != others.keys():
            return False
        if not all(entry is others[id_] or _is_same(entry, others[id_]) for id_, entry in section.items()):
            return False
    return True


def _is_same(one: Entry, other: Entry) -> bool:
    if one == other:
        return True
    fields = {*fields_of(one)}
    return fields == {*fields_of(other)} and all({*values_of(one, at)} == {*values_of(other, at)} for at in fields)


def is_made(before: Annotations, edit: Edit, after: Annotations) -> bool:
    """Whether an edit, made of what its person saw and of nothing else, leads from one model to another."""
    try:
        for change in edit.changes:
            if not _is_as_seen(before, change):
                return False
            before = apply_change(before, change)
    except Unfit:
        return False
    return says_same(before, after)


def _is_as_seen(annotations: Annotations, change: Change) -> bool:
    """Whether what a change takes away is what its person saw; the others can be made of nothing else."""
    match change:
        case DeleteEntry(target, was):
            holder = holder_of(annotations, target.id)
            return holder is not None and _is_same(holder, was)
        case SetField(target, field, _, was):
            owner = annotations.article if target.kind == "article" else holder_of(annotations, target.id)
            return owner is not None and {*values_of(owner, field)} == {*was} - {""}
        case _:
            return True
