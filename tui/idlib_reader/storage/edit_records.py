"""Edits as JSON values and back, exactly: what the journal keeps of an edit until it is saved.

A record has the fields of the value that it stands for, under their own names, except those that have their default.
A change and an entry say first what they are; a reference is its id; of two kinds of mapping where either may stand,
the one with `pieces` is a selector. A record that has anything else is refused as a whole: an edit that is understood
by half is another edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Generic, TypeAlias, TypeVar

from idlib_reader.core.annotations import KINDS, Claim, Entity, Entry, Event, Link, Reference, Remark, kind_of
from idlib_reader.core.edits import (
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    Part,
    RemoveValue,
    Rename,
    SetField,
    Target,
    Value,
)
from idlib_reader.core.selectors import Selector

T = TypeVar("T")
U = TypeVar("U")

_Recorded: TypeAlias = Edit | Change | Entry | Link | Selector


def record_of(edit: Edit) -> dict[str, object]:
    """The edit as a JSON value; `at` and what else takes no part in comparisons is left out.

    Raises:
        ValueError: it has no change, and would not be read again.
    """
    if not edit.changes:
        raise ValueError(_NO_CHANGE)
    return _fields_of(edit)


def edit_of(record: object) -> Edit:
    """The edit that `record_of` made this of.

    Raises:
        ValueError: it is none, or has something that this version of the program does not know.
    """
    try:
        return _EDIT.read(record)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


_NO_CHANGE = "no change"


# Writing

_SEAM = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")
"""Between two lone surrogates that a reader of JSON makes one character of."""


def _fields_of(value: _Recorded) -> dict[str, object]:
    written = {own.name: (getattr(value, own.name), own.default) for own in fields(value) if own.compare}
    return {name: _written(field) for name, (field, default) in written.items() if field != default}


def _written(value: object) -> object:
    match value:
        case str():
            return _written_text(value)
        case Reference():
            return _written_text(value.id)
        case Target():
            return {"kind": value.kind} | ({"id": _written_text(value.id)} if value.id else {})
        case tuple():
            return [_written(part) for part in value]
        case frozenset():
            return [_written(part) for part in sorted(value)]
        case Selector() | Link():
            return _fields_of(value)
        case Entity() | Event() | Claim() | Remark():
            return {"kind": kind_of(value)} | _fields_of(value)
        case AddEntry() | DeleteEntry() | Rename() | SetField() | AddValue() | RemoveValue() | ChangeValue():
            return {"change": _NAMES[type(value)]} | _fields_of(value)
    return value  # a number or a flag


def _written_text(text: str) -> str | list[str]:
    """The text, or its pieces where it would not come back as it is."""
    pieces = _SEAM.split(text)
    return pieces if len(pieces) > 1 else text


# Reading


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    """What a record has that stands for one kind of value."""

    make: Callable[..., T]
    """Makes the value of its fields."""
    required: str
    """The names of the fields without a default."""
    readers: Mapping[str, Callable[[object], object]]
    """By the name of a field what reads it."""

    def read(self, record: object) -> T:
        """The value; a record with other fields is refused."""
        own = _mapping(record)
        if missing := set(self.required.split()) - own.keys():
            raise ValueError(f"{min(missing)} is missing")
        return self.make(**{name: _chosen(self.readers, name)(field) for name, field in own.items()})


def _mapping(record: object) -> dict[str, object]:
    if not isinstance(record, dict):
        raise ValueError("not a mapping")
    return record


def _chosen(table: Mapping[str, T], name: object) -> T:
    if not isinstance(name, str) or name not in table:
        raise ValueError(f"{name!r} is not known")
    return table[name]


def _text(record: object) -> str:
    if isinstance(record, str):
        return record
    if isinstance(record, list) and len(record) > 1:
        pieces = [piece for piece in record if isinstance(piece, str)]
        if len(pieces) == len(record):
            return "".join(pieces)
    raise ValueError("not a text")


def _number(record: object) -> int:
    if not isinstance(record, int) or isinstance(record, bool):
        raise ValueError("not a number")
    return record


def _flag(record: object) -> bool:
    if not isinstance(record, bool):
        raise ValueError("neither true nor false")
    return record


def _reference(record: object) -> Reference:
    return Reference(_text(record))


def _selector(record: object) -> Selector:
    return _SELECTOR.read(record)


def _value(record: object) -> Value:
    if isinstance(record, dict):
        return _SELECTOR.read(record) if "pieces" in record else _LINK.read(record)
    return _text(record)


def _each(read: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """Reads a list of what `read` reads."""

    def read_all(record: object) -> tuple[T, ...]:
        if not isinstance(record, list):
            raise ValueError("not a list")
        return tuple(read(part) for part in record)

    return read_all


def _both(read_first: Callable[[object], T], read_second: Callable[[object], U]) -> Callable[[object], tuple[T, U]]:
    """Reads a list of two."""

    def read(record: object) -> tuple[T, U]:
        if not isinstance(record, list) or len(record) != 2:
            raise ValueError("not a list of two")
        return read_first(record[0]), read_second(record[1])

    return read


def _one_of(forms: Mapping[str, _Form[T]], key: str) -> Callable[[object], T]:
    """Reads a record that says under `key` which of the forms it has."""

    def read(record: object) -> T:
        own = dict(_mapping(record))
        return _chosen(forms, own.pop(key, None)).read(own)

    return read


def _part(record: object) -> Part:
    return _chosen(_PARTS, record)


def _keys(record: object) -> frozenset[str]:
    return frozenset(_texts(record))


def _changes(record: object) -> tuple[Change, ...]:
    changes = _each(_one_of(_CHANGES, "change"))(record)
    if not changes:
        raise ValueError(_NO_CHANGE)
    return changes


_texts = _each(_text)
_references = _each(_reference)
_selectors = _each(_selector)
_values = _each(_value)

_PARTS: dict[str, Part] = {"article": "article", **{kind: kind for kind in KINDS}}

_SELECTOR = _Form(
    Selector,
    "pieces",
    {
        **dict.fromkeys(("to", "inside", "before", "after", "note"), _text),
        **dict.fromkeys(("pieces", "tags"), _texts),
        "nth": _number,
        "all": _flag,
        "excepted": _selectors,
    },
)

_LINK = _Form(Link, "rel to", {"rel": _text, "to": _reference, "basis": _text, "cue": _selectors, "note": _text})
_links = _each(_LINK.read)

_COMMON: dict[str, Callable[[object], object]] = {"id": _text, "note": _text, "tags": _texts, "keys": _keys}
"""What entries of every kind have."""

_ENTRIES: dict[str, _Form[Entry]] = {
    "entity": _Form(
        Entity,
        "id",
        {
            **_COMMON,
            **dict.fromkeys(("type", "name", "description"), _text),
            "aliases": _texts,
            "mentions": _selectors,
            "links": _links,
        },
    ),
    "event": _Form(
        Event,
        "id",
        {
            **_COMMON,
            **dict.fromkeys(("title", "type", "date", "modality", "basis", "status"), _text),
            **dict.fromkeys(("date_text", "mentions"), _selectors),
            **dict.fromkeys(("place", "source"), _references),
            "participants": _each(_both(_text, _references)),
            "figures": _each(_both(_text, _text)),
            "links": _links,
        },
    ),
    "claim": _Form(
        Claim,
        "id",
        {
            **_COMMON,
            **dict.fromkeys(("mode", "stance", "certainty", "date", "status"), _text),
            **dict.fromkeys(("source_text", "cue", "date_text"), _selectors),
            **dict.fromkeys(("source", "audience", "about"), _references),
            "content": _selector,
            "within": _reference,
            "links": _links,
        },
    ),
    "remark": _Form(Remark, "id", {**_COMMON, "passage": _selector}),
}
_entry = _one_of(_ENTRIES, "kind")

_target = _Form(Target, "kind", {"kind": _part, "id": _text}).read

_CHANGES: dict[str, _Form[Change]] = {
    "add-entry": _Form(AddEntry, "entry", {"entry": _entry}),
    "delete-entry": _Form(DeleteEntry, "target was", {"target": _target, "was": _entry}),
    "rename": _Form(Rename, "old new", {"old": _text, "new": _text}),
    "set-field": _Form(
        SetField, "target field values was", {"target": _target, "field": _texts, "values": _values, "was": _values}
    ),
    "add-value": _Form(
        AddValue, "target field value", {"target": _target, "field": _texts, "value": _value, "before": _value}
    ),
    "remove-value": _Form(RemoveValue, "target field value", {"target": _target, "field": _texts, "value": _value}),
    "change-value": _Form(
        ChangeValue, "target field old new", {"target": _target, "field": _texts, "old": _value, "new": _value}
    ),
}
"""By the word that a record says it with, each kind of change."""

_NAMES: dict[object, str] = {form.make: name for name, form in _CHANGES.items()}
"""By kind of change the word for it."""

_EDIT = _Form(Edit, "label changes", {"label": _text, "changes": _changes})
