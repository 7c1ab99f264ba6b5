"""What is written at the fields of an entry: read and replaced by the key that the file has.

The model is the table: what a field takes follows from its type there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from typing import Literal, NamedTuple, TypeAlias

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Heading, Link, Reference, Remark, kind_of
from idlib_reader.core.edits import Field, Part, Target, Value
from idlib_reader.core.excerpts import ticked
from idlib_reader.core.selectors import Selector


class Unfit(Exception):
    """The edit does not fit the model; its text is a sentence for a person."""


Content: TypeAlias = Literal["text", "reference", "selector", "link"]


class Shape(NamedTuple):
    """What a field takes."""

    content: Content
    """What each of its values is."""
    is_list: bool = False
    """Whether it takes several values."""
    is_keyed: bool = False
    """Whether values stand under keys of the person's own: roles, or what was counted."""


_SHAPES = {
    "str": Shape("text"),
    "tuple[str, ...]": Shape("text", is_list=True),
    "Selector | None": Shape("selector"),
    "tuple[Selector, ...]": Shape("selector", is_list=True),
    "Reference | None": Shape("reference"),
    "tuple[Reference, ...]": Shape("reference", is_list=True),
    "tuple[Link, ...]": Shape("link", is_list=True),
    "tuple[tuple[str, tuple[Reference, ...]], ...]": Shape("reference", is_list=True, is_keyed=True),
    "tuple[tuple[str, str], ...]": Shape("text", is_keyed=True),
}
"""By type, as the model declares it, what a field takes."""
_MODELS: dict[Part, type[Entry | Heading]] = {
    "entity": Entity,
    "event": Event,
    "claim": Claim,
    "remark": Remark,
    "article": Heading,
}
_NO_KEYS = frozenset({"id", "keys", "at", "type_at", "values_at"})
"""What the model holds beside the keys of the file."""
SHAPES: Mapping[Part, Mapping[str, Shape]] = {
    part: {field.name: _SHAPES[str(field.type)] for field in fields(model) if field.name not in _NO_KEYS}
    for part, model in _MODELS.items()
}
"""By part and key what the field takes, in the order of the format."""
_DEFAULTS: Mapping[Part, Mapping[str, object]] = {
    part: {field.name: field.default for field in fields(model) if field.default is not MISSING}
    for part, model in _MODELS.items()
}
VALUE_TYPES: dict[Content, type[str | Selector | Link]] = {
    "text": str,
    "reference": str,
    "selector": Selector,
    "link": Link,
}


PARTS: dict[Part, str] = {
    "entity": "an entity",
    "event": "an event",
    "claim": "a claim",
    "remark": "a remark",
    "article": "the article",
}
"""A part of the file in words."""


def shape_of(part: Part, field: Field) -> Shape:
    """What a field takes; raises `Unfit` for one that the format does not have."""
    shape = SHAPES[part].get(field[0]) if field else None
    if shape is None:
        raise Unfit(f"{PARTS[part].capitalize()} has no {ticked('.'.join(field))}.")
    if len(field) != 1 + shape.is_keyed:
        needed = "needs a key below it" if shape.is_keyed else "has no keys of its own"
        raise Unfit(f"{ticked(field[0])} {needed}.")
    return shape


def _part_of(owner: Entry | Heading) -> Part:
    return "article" if isinstance(owner, Heading) else kind_of(owner)


def _pairs(owner: Entry | Heading, key: str) -> tuple[tuple[str, object], ...]:
    """What stands at a keyed field."""
    if not isinstance(owner, Event):
        return ()
    return owner.participants if key == "participants" else owner.figures


def _values(stored: object) -> tuple[Value, ...]:
    match stored:
        case Reference():
            return (stored.id,)
        case str() | Selector() | Link() if stored:
            return (stored,)
        case tuple():
            return tuple(value for one in stored for value in _values(one))
        case _:
            return ()


def values_of(owner: Entry | Heading, field: Field) -> tuple[Value, ...]:
    """What is written at a field: nothing where it is absent, references as their ids."""
    shape = shape_of(_part_of(owner), field)
    if not isinstance(owner, Heading) and field[0] not in owner.keys:
        return ()
    stored: object = getattr(owner, field[0])
    if shape.is_keyed:
        stored = next((value for key, value in _pairs(owner, field[0]) if key == field[1]), None)
    return _values(stored)


def as_written(entry: Entry) -> Entry:
    """The entry as the file says it: what is not among its keys is a default, and a key without a value is none."""
    kind = kind_of(entry)
    keys = frozenset(key for key in entry.keys if key in SHAPES[kind] and getattr(entry, key))
    return _replaced(entry, {key: _DEFAULTS[kind][key] for key in SHAPES[kind] if key not in keys} | {"keys": keys})


def _replaced(entry: Entry, values: Mapping[str, object]) -> Entry:
    make: Callable[..., Entry] = replace
    return make(entry, **values)


def blank(target: Target) -> Entry:
    """An entry without keys."""
    match target.kind:
        case "entity":
            return Entity(id=target.id)
        case "event":
            return Event(id=target.id)
        case "claim":
            return Claim(id=target.id)
        case "remark":
            return Remark(id=target.id)
        case "article":
            raise Unfit("The article is no entry.")


def with_values(entry: Entry, field: Field, values: tuple[Value, ...]) -> Entry:
    """The entry with other values at a field, or without the field where there are none."""
    kind, key = kind_of(entry), field[0]
    shape = shape_of(kind, field)
    stored: object = tuple(Reference(str(value)) for value in values) if shape.content == "reference" else values
    if not shape.is_list:
        stored = stored[0] if isinstance(stored, tuple) and stored else None
    if shape.is_keyed:
        pairs = dict(_pairs(entry, key)) if key in entry.keys else {}
        pairs = {**pairs, field[1]: stored} if values else {one: pairs[one] for one in pairs if one != field[1]}
        stored = tuple(pairs.items())
    if not stored:
        return _replaced(entry, {key: _DEFAULTS[kind][key], "keys": entry.keys - {key}})
    return _replaced(entry, {key: stored, "keys": entry.keys | {key}})


# References


def fields_of(entry: Entry) -> Iterator[Field]:
    """Every field that the entry has, in the order of the format."""
    for key, shape in SHAPES[kind_of(entry)].items():
        if key in entry.keys:
            yield from ((key, one) for one, _ in _pairs(entry, key)) if shape.is_keyed else [(key,)]


def references_of(entry: Entry) -> Iterator[tuple[Field, Value]]:
    """Every value that refers to another entry, an id or a link, after the field that it is written at."""
    for field in fields_of(entry):
        if shape_of(kind_of(entry), field).content in ("reference", "link"):
            yield from ((field, value) for value in values_of(entry, field))


def refers(entry: Entry, id_: str) -> bool:
    """Whether the entry refers to an id: the quick answer, for a look at all entries."""
    for link in entry.links:
        if link.to.id == id_:
            return True
    if isinstance(entry, Event):
        for _, whole in entry.participants:
            if _names(whole, id_):
                return True
        return _names(entry.place, id_) or _names(entry.source, id_)
    if isinstance(entry, Claim):
        is_within = entry.within is not None and entry.within.id == id_
        return is_within or _names(entry.source, id_) or _names(entry.about, id_) or _names(entry.audience, id_)
    return False


def _names(references: tuple[Reference, ...], id_: str) -> bool:
    # Not `any` with a generator, which takes three times as long: this runs over all entries of a file.
    for reference in references:  # noqa: SIM110
        if reference.id == id_:
            return True
    return False


def with_ids(entry: Entry, ids: Mapping[str, str]) -> Entry:
    """The entry with other ids, its own and those that it refers to: of each in `ids` the one that it becomes."""
    kind = kind_of(entry)
    keys = [key for key, shape in SHAPES[kind].items() if shape.content in ("reference", "link")]
    values = {key: _with_ids(getattr(entry, key), ids) for key in keys}
    return _replaced(entry, {"id": ids.get(entry.id, entry.id), **values})


def _with_ids(stored: object, ids: Mapping[str, str]) -> object:
    match stored:
        case Reference() if stored.id in ids:
            return replace(stored, id=ids[stored.id])
        case Link() if stored.to.id in ids:
            return replace(stored, to=replace(stored.to, id=ids[stored.to.id]))
        case tuple():
            return tuple(_with_ids(one, ids) for one in stored)
        case _:
            return stored
