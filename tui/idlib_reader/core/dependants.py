"""What else in a file refers to an entry, and how it is taken out so that the entry can go."""

from __future__ import annotations

from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Claim, Entry, Event, Link, kind_of
from idlib_reader.core.edits import Change, Field, RemoveValue, SetField, Target, Value
from idlib_reader.core.entry_fields import references_of, refers, shape_of, values_of


class Dependant(NamedTuple):
    """A field of an entry that refers to another one."""

    entry: Entry
    """Whose field it is."""
    words: str
    """The field in words: `about`, `participants party`, `links before`."""
    changes: tuple[Change, ...]
    """What takes the reference out."""
    loss: str = ""
    """A sentence where the entry then says something else, or nothing; else empty."""


def dependants_of(annotations: Annotations, id_: str) -> list[Dependant]:
    """Everything in the file that refers to an id, in file order; what an entry says of itself is not among it."""
    return [
        dependant
        for entry in annotations.entries()
        if entry.id != id_ and refers(entry, id_)
        for dependant in _dependants(entry, id_)
    ]


def detaching(annotations: Annotations, id_: str) -> tuple[Change, ...]:
    """The changes after which nothing in the file refers to an id, but for the entry itself."""
    return tuple(change for dependant in dependants_of(annotations, id_) for change in dependant.changes)


def _dependants(entry: Entry, id_: str) -> list[Dependant]:
    changes: dict[tuple[Field, str], list[Change]] = {}
    for field, value in references_of(entry):
        if _id_in(value) == id_:
            words = " ".join([*field, value.rel] if isinstance(value, Link) else field)
            changes.setdefault((field, words), []).append(_removal(entry, field, value))
    return [
        Dependant(entry, words, tuple(those), _loss(entry, field, id_)) for (field, words), those in changes.items()
    ]


def _removal(entry: Entry, field: Field, value: Value) -> Change:
    target = Target(kind_of(entry), entry.id)
    if shape_of(target.kind, field).is_list:
        return RemoveValue(target, field, value)
    return SetField(target, field, (), (value,))


def _loss(entry: Entry, field: Field, id_: str) -> str:
    """What is lost with the reference beside it."""
    if any(_id_in(value) != id_ for value in values_of(entry, field)):
        return ""
    match entry, field:
        case Claim(content=None), ("about",):
            return f"The claim {entry.id} has neither content nor about then."
        case Claim(), ("source",):
            return f"Nobody is named then as the source of {entry.id}."
        case Claim(), ("within",):
            return f"The claim {entry.id} then takes nothing over from the one around it."
        case Event(), ("source",):
            return f"The event {entry.id} is then reported by the article itself."
        case _:
            return ""


def _id_in(value: Value) -> str:
    return value.to.id if isinstance(value, Link) else str(value)
