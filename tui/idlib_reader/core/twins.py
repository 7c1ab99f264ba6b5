"""Values that name the same words, or link the same entries, and differ in what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from idlib_reader.core.annotations import Link
from idlib_reader.core.edits import Value
from idlib_reader.core.selectors import Selector


def twin_of(value: Value, values: tuple[Value, ...]) -> Value | None:
    """Among the values another one that names the same words, or is the same relation to the same entry."""
    if isinstance(value, str):
        return None
    return next((one for one in values if one != value and _bare(one) == _bare(value)), None)


def _bare(value: Value) -> Value:
    match value:
        case Selector():
            return replace(value, note="", tags=(), excepted=())
        case Link():
            return replace(value, note="", cue=(), basis="stated")
        case _:
            return value


def united(mine: Value, theirs: Value) -> Value | None:
    """One value of two that were added; None where they say different things."""
    match mine, theirs:
        case (Selector(), Selector()) if mine.excepted == theirs.excepted:
            return merged(replace(mine, note="", tags=()), mine, theirs)
        case (Link(), Link()) if mine.basis == theirs.basis:
            return merged(replace(mine, note="", cue=()), mine, theirs)
        case _:
            return None


_SETS = frozenset({"tags", "excepted", "cue"})
"""Parts of a value that are lists which both may have added to."""


def merged(was: Value, mine: Value, theirs: Value) -> Value | None:
    """The value with what either side changed of it; None where both changed the same part."""
    if isinstance(was, str) or isinstance(mine, str) or isinstance(theirs, str) or type(mine) is not type(theirs):
        return None
    parts: dict[str, object] = {}
    for name in (field.name for field in fields(was) if field.compare):
        before, one, other = (getattr(value, name) for value in (was, mine, theirs))
        if before in (one, other) or one == other:
            parts[name] = one if other == before else other
        elif name in _SETS:
            kept = tuple(part for part in other if part in one or part not in before)
            parts[name] = (*kept, *(part for part in one if part not in before and part not in other))
        else:
            return None
    make: Callable[..., Value] = replace
    return make(theirs, **parts)
