"""What two people made of one thing, in words for the person who has to choose."""

from __future__ import annotations

from idlib_reader.core.annotations import Entry, Link, kind_of
from idlib_reader.core.edits import Field, Value
from idlib_reader.core.entry_fields import PARTS, fields_of, values_of
from idlib_reader.core.excerpts import compared, described, quoted
from idlib_reader.core.selectors import Selector

_SHORT = 80
"""Characters of a text that is shown as a whole."""
_MOST = 8
"""Values, or differences, that are told one by one."""


def say_field(field: Field, values: tuple[Value, ...]) -> str:
    """What stands at a field: `date: 2018-09`, or `no date`."""
    name = " ".join(field)
    return f"{name}: {_list([say_value(value) for value in values])}" if values else f"no {name}"


def say_change(field: Field, mine: Value, theirs: Value) -> tuple[str, str]:
    """Two values for one place; of long texts the part that differs."""
    if isinstance(mine, str) and isinstance(theirs, str) and max(len(mine), len(theirs)) > _SHORT:
        one, other = compared(mine, theirs)
    else:
        one, other = say_value(mine), say_value(theirs)
    name = " ".join(field)
    return f"{name}: {one}", f"{name}: {other}"


def say_value(value: Value) -> str:
    """A value with all that is said of it."""
    match value:
        case Selector():
            said = [described(value)]
            said += [f"no. {value.nth}"] if value.nth else []
            said += ["every place"] if value.all else []
            said += [f"except {_list([described(one) for one in value.excepted])}"] if value.excepted else []
            return "; ".join([*said, *_details(value.tags, value.note)])
        case Link():
            said = [f"{value.rel} {value.to.id}", *([value.basis] if value.basis != "stated" else [])]
            said += [f"cue {_list([described(one) for one in value.cue])}"] if value.cue else []
            return "; ".join([*said, *_details((), value.note)])
        case _:
            return value if len(value) <= _SHORT and value.isprintable() else quoted(value)


def _details(tags: tuple[str, ...], note: str) -> list[str]:
    return [*([f"tags {', '.join(tags)}"] if tags else []), *([f"note {quoted(note)}"] if note else [])]


def say_difference(was: Entry, now: Entry) -> str:
    """What became of an entry, field by field."""
    told = []
    for field in dict.fromkeys([*fields_of(was), *fields_of(now)]):
        old, new = values_of(was, field), values_of(now, field)
        added, removed = (
            tuple(value for value in one if value not in other) for one, other in ((new, old), (old, new))
        )
        if added or not removed:
            told += [say_field(field, added or new)] if old != new else []
        else:
            told.append(f"without {say_field(field, removed)}")
    return _list(told, "; ") or "the same in another order"


def say_holder(entry: Entry) -> str:
    """Which entry has an id."""
    return f"{entry.id} is {PARTS[kind_of(entry)]}: {name_of(entry)}"


def say_gone(id_: str) -> str:
    """That nothing has an id any more."""
    return f"{id_} is gone"


def say_unread(id_: str) -> str:
    """That an entry stands there, and nobody knows what it says."""
    return f"{id_} is there and can't be read"


def say_waiting(label: str) -> str:
    """That an earlier edit has to be decided on before one that builds on it."""
    return f"nothing yet: “{label}” is to be decided first"


def name_of(entry: Entry) -> str:
    """What a person calls an entry."""
    return say_value(entry.label)


def _list(words: list[str], comma: str = ", ") -> str:
    rest = len(words) - _MOST
    return comma.join(words[:_MOST]) + (f"{comma}and {rest} more" if rest > 0 else "")
