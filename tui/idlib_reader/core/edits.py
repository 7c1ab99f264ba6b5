"""What a person intends with an annotation file, in terms of ids, fields and values: never of places in its text.

So an edit can be planned again on a text that someone else has changed meanwhile (`core.merging`). What it makes of
the model is `core.applying`; what it makes of the text, `storage.planning`.

A value is what the format holds in one place: an id or a text is a `str` (the field decides which), a piece of the
article is a `Selector`, a link a `Link`. A field that takes one value and a field that takes a list are both given as
a tuple of values, empty where the field is absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from idlib_reader.core.annotations import Entry, Kind, Link
from idlib_reader.core.selectors import Selector

Value: TypeAlias = str | Selector | Link
Field: TypeAlias = tuple[str, ...]
"""The keys that lead to a field inside an entry: `("date",)`, `("participants", "party")`, `("figures", "units")`."""

Part: TypeAlias = Kind | Literal["article"]


class Target(NamedTuple):
    """What is edited: an entry, or what the file says of the article itself."""

    kind: Part
    id: str = ""
    """The id of the entry; empty for the article."""


ARTICLE = Target("article")
"""What the file says of its article (the key `article`)."""


@dataclass(frozen=True, slots=True)
class AddEntry:
    """A new entry at the end of its section."""

    entry: Entry
    """With the keys that are to be written in `keys`; its `at` says nothing."""


@dataclass(frozen=True, slots=True)
class DeleteEntry:
    """An entry goes, with the comment lines directly above it. What refers to it stays as it is."""

    target: Target
    was: Entry
    """The entry as the person saw it."""


@dataclass(frozen=True, slots=True)
class Rename:
    """An id becomes another one, where it is defined and wherever this file refers to it."""

    old: str
    """An id, or `other-article#claim-id`, which is only referred to."""
    new: str


@dataclass(frozen=True, slots=True)
class SetField:
    """A field as a whole gets other values, or none: then its key goes."""

    target: Target
    field: Field
    values: tuple[Value, ...]
    was: tuple[Value, ...]
    """What stood there when the person decided; empty for an absent key."""


@dataclass(frozen=True, slots=True)
class AddValue:
    """One more value in a field that takes a list; the key is written where it is missing."""

    target: Target
    field: Field
    value: Value
    before: Value | None = None
    """The value that it is put before; None, and one that is not there any more, puts it at the end."""


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """One value of a field goes; the key goes with its last one."""

    target: Target
    field: Field
    value: Value


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """One value of a field becomes another one in its place; of a selector or link only the keys that differ change."""

    target: Target
    field: Field
    old: Value
    new: Value


Change: TypeAlias = AddEntry | DeleteEntry | Rename | SetField | AddValue | RemoveValue | ChangeValue
"""One change of one thing."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of the person's: done, undone and redone as a whole."""

    label: str
    """What was done, as the status line says it: `mention of Dmitry Peskov`, `remark`, `deletion of idlib`."""
    changes: tuple[Change, ...]
    """At least one, each meant for what the earlier ones have made."""
