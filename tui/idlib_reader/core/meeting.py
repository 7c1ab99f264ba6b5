"""One change met with what the file says by now: what is left of it to do, or what stands against it.

The rules by kind of change; `core.merging` holds an edit together and says what waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from idlib_reader.core.annotations import Annotations, Entry, Heading, kind_of
from idlib_reader.core.applying import holder_of
from idlib_reader.core.disagreements import (
    name_of,
    say_change,
    say_difference,
    say_field,
    say_gone,
    say_holder,
    say_unread,
)
from idlib_reader.core.edits import (
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Field,
    RemoveValue,
    Rename,
    SetField,
    Target,
    Value,
)
from idlib_reader.core.entry_fields import (
    Shape,
    as_written,
    blank,
    fields_of,
    refers,
    shape_of,
    values_of,
    with_ids,
    with_values,
)
from idlib_reader.core.twins import merged, twin_of, united

Reason: TypeAlias = Literal["changed", "gone", "taken", "unread", "waits"]
"""Why an edit can't be made as it is: both changed the same to different things; what it changes is not there any more;
another entry has the id; the entry stands in the file and can't be read; an earlier edit that it builds on waits."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An id is taken; another one stands for it."""

    ids: dict[str, str]
    """Of the id the one that stands for it."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the person intended does not go with what is there."""

    mine: str
    """What was intended, in words."""
    theirs: str
    """What is there, in words."""
    reason: Reason
    forced: tuple[Change, ...] | Moved | None = None
    """What does it all the same, over what is there; None where nothing can."""
    revives: bool = False
    """Whether that adds an entry again that was deleted."""
    rest: tuple[Change, ...] = ()
    """What is left of it without what is in dispute."""


Outcome: TypeAlias = tuple[Change, ...] | Dispute
"""The changes that are left to make: none where all is there already."""
FieldChange: TypeAlias = SetField | AddValue | RemoveValue | ChangeValue


def meet_change(annotations: Annotations, change: Change, reserved: Collection[str]) -> Outcome | Moved:
    """What is left of a change; `reserved` are ids that must not be chosen for an entry whose own is taken."""
    match change:
        case AddEntry():
            return _meet_addition(annotations, change, reserved)
        case DeleteEntry():
            return _meet_deletion(annotations, change)
        case Rename():
            return _meet_renaming(annotations, change, reserved)
        case _:
            return _meet_field(annotations, change)


# Entries and ids


def _meet_addition(annotations: Annotations, change: AddEntry, reserved: Collection[str]) -> Outcome | Moved:
    entry = as_written(change.entry)
    kind, holder = kind_of(entry), holder_of(annotations, entry.id)
    if entry.id in annotations.unread:
        elsewhere = _another_id(annotations, entry, reserved)
        return Dispute(name_of(entry), say_unread(entry.id), "unread", elsewhere)
    if holder is None:
        return (change,)
    is_other = kind_of(holder) != kind or (kind in _LOCAL and not _is_said(holder, entry))
    if is_other:
        return _another_id(annotations, entry, reserved)
    target = Target(kind, entry.id)
    met = [_meet_values(holder, SetField(target, field, values_of(entry, field), ())) for field in fields_of(entry)]
    rest = tuple(one for outcome in met for one in _undisputed(outcome))
    dispute = next((one for one in met if isinstance(one, Dispute)), None)
    if dispute is None:
        return rest
    if kind in _LOCAL:
        return _another_id(annotations, entry, reserved)
    forced = tuple(one for outcome in met for one in _forced(outcome))
    return replace(dispute, reason="taken", forced=forced, rest=rest)


def _undisputed(outcome: Outcome) -> tuple[Change, ...]:
    return outcome.rest if isinstance(outcome, Dispute) else outcome


def _forced(outcome: Outcome) -> tuple[Change, ...]:
    if not isinstance(outcome, Dispute):
        return outcome
    return outcome.forced if isinstance(outcome.forced, tuple) else ()


_LOCAL = frozenset({"claim", "remark"})
"""Kinds whose ids the program makes of the words that are marked, so that two people get the same one by chance."""
_ADDED_TO = frozenset({"tags", "links"})
"""Fields that are added to without making another claim or remark of it."""


def _is_said(holder: Entry, entry: Entry) -> bool:
    """Whether a claim or remark says what another one does, whatever tags and links were put to either."""
    fields = [field for field in fields_of(entry) if field[0] not in _ADDED_TO] or [*fields_of(entry)]
    return _has_values(holder, entry, fields)


def _has_values(holder: Entry, entry: Entry, fields: Iterable[Field]) -> bool:
    return all({*values_of(entry, field)} <= {*values_of(holder, field)} for field in fields)


def _another_id(annotations: Annotations, entry: Entry, reserved: Collection[str]) -> Moved:
    """The first id with a number behind it that is free, or that the entry has got when it was added before."""
    number = 2
    while True:
        id_ = f"{entry.id}-{number}"
        holder = holder_of(annotations, id_)
        if holder and _says_all(holder, with_ids(entry, {entry.id: id_})):
            return Moved({entry.id: id_})
        if id_ not in reserved and _is_unused(annotations, id_):
            return Moved({entry.id: id_})
        number += 1


def _says_all(holder: Entry, entry: Entry) -> bool:
    """Whether an entry says all that another one does, if that is anything."""
    if kind_of(holder) != kind_of(entry) or not entry.keys:
        return False
    return _has_values(holder, entry, fields_of(entry))


def _is_unused(annotations: Annotations, id_: str) -> bool:
    """Whether nothing has the id, not even an entry that can't be read, and nothing refers to it."""
    is_held = id_ in annotations.unread or holder_of(annotations, id_) is not None
    return not is_held and not any(refers(entry, id_) for entry in annotations.entries())


def _meet_deletion(annotations: Annotations, change: DeleteEntry) -> Outcome:
    target, was = change.target, as_written(change.was)
    holder = holder_of(annotations, target.id)
    if holder is None and target.id in annotations.unread:
        return Dispute(f"deletion of {target.id}", say_unread(target.id), "unread")
    if holder is None or kind_of(holder) != target.kind:
        return ()
    if as_written(holder) == was:
        return (change,)
    theirs = say_difference(was, holder)
    return Dispute(f"deletion of {name_of(was)}", theirs, "changed", (DeleteEntry(target, holder),))


def _meet_renaming(annotations: Annotations, change: Rename, reserved: Collection[str]) -> Outcome:
    old, new = change.old, change.new
    mine = f"{old} renamed to {new}"
    holder, taker = holder_of(annotations, old), holder_of(annotations, new)
    if old in annotations.unread:
        return Dispute(mine, say_unread(old), "unread")
    if holder and (taker or new in annotations.unread):
        theirs = say_holder(taker) if taker else say_unread(new)
        free = _another_id(annotations, replace(holder, id=new), reserved)
        return Dispute(mine, theirs, "taken", free)
    if holder or any(refers(entry, old) for entry in annotations.entries()):
        return (change,)
    if taker or "#" in old or any(refers(entry, new) for entry in annotations.entries()):
        return ()
    return Dispute(mine, say_gone(old), "gone")


# Fields


def _meet_field(annotations: Annotations, change: FieldChange) -> Outcome:
    target = change.target
    shape_of(target.kind, change.field)
    if target.kind == "article":
        return _meet_values(annotations.article, change)
    holder = holder_of(annotations, target.id)
    if holder and kind_of(holder) == target.kind:
        return _meet_values(holder, change)
    wanted = wanted_values(change)
    mine = say_field(change.field, wanted)
    if isinstance(change, RemoveValue):
        mine = _say_without(change.field, change.value)
    if not holder and target.id in annotations.unread:
        return Dispute(mine, say_unread(target.id), "unread")
    if not wanted:
        return ()
    if holder:
        return Dispute(mine, say_holder(holder), "gone")
    again = AddEntry(with_values(blank(target), change.field, wanted))
    return Dispute(mine, say_gone(target.id), "gone", (again,), revives=True)


def wanted_values(change: FieldChange) -> tuple[Value, ...]:
    """The values that a change brings."""
    match change:
        case SetField(_, _, values, was):
            return () if values == was else tuple(value for value in values if value != "")
        case AddValue(value=value) | ChangeValue(new=value):
            return (value,)
        case RemoveValue():
            return ()


def _meet_values(owner: Entry | Heading, change: FieldChange) -> Outcome:
    now = values_of(owner, change.field)
    match change:
        case SetField():
            return _meet_setting(now, change, shape_of(change.target.kind, change.field))
        case AddValue():
            return _meet_value(now, change)
        case RemoveValue():
            return _meet_removal(now, change)
        case ChangeValue():
            return _meet_change_of_value(now, change, shape_of(change.target.kind, change.field))


def _meet_value(now: tuple[Value, ...], change: AddValue) -> Outcome:
    """A value to add: the same words with a note, or the same link, are made one of both."""
    value = change.value
    twin = twin_of(value, now)
    if value in now:
        return ()
    if twin is None:
        return (change,)
    both = united(value, twin)
    if both is None:
        forced = ChangeValue(change.target, change.field, twin, value)
        return Dispute(*say_change(change.field, value, twin), "changed", (forced,))
    return () if both in now else (ChangeValue(change.target, change.field, twin, both),)


def _meet_removal(now: tuple[Value, ...], change: RemoveValue) -> Outcome:
    if change.value in now:
        return (change,)
    twin = twin_of(change.value, now)
    if twin is None:
        return ()
    mine = _say_without(change.field, change.value)
    forced = RemoveValue(change.target, change.field, twin)
    return Dispute(mine, say_field(change.field, (twin,)), "changed", (forced,))


def _say_without(field: Field, value: Value) -> str:
    return f"without {say_field(field, (value,))}"


def _meet_change_of_value(now: tuple[Value, ...], change: ChangeValue, shape: Shape) -> Outcome:
    target, field, old, new = change.target, change.field, change.old, change.new
    if new in now:
        return (RemoveValue(target, field, old),) if old in now and old != new else ()
    if old in now:
        return (change,)
    twin = twin_of(old, now)
    if twin is not None:
        both = merged(old, new, twin)
        if both is None:
            forced = ChangeValue(target, field, twin, new)
            return Dispute(*say_change(field, new, twin), "changed", (forced,))
        return () if both in now else (ChangeValue(target, field, twin, both),)
    if shape.is_list:
        added = _meet_value(now, AddValue(target, field, new))
        mine, theirs = say_field(field, (new,)), _say_without(field, old)
        return Dispute(mine, theirs, "gone", _forced(added))
    setting = (SetField(target, field, (new,), now),)
    if not now:
        return Dispute(say_field(field, (new,)), say_field(field, ()), "gone", setting)
    return Dispute(*say_change(field, new, now[0]), "changed", setting)


# A field as a whole

_SINGLE = frozenset({"source", "place"})
"""Fields that take a list and mostly hold one value: two people who name another one each disagree."""


def _meet_setting(now: tuple[Value, ...], change: SetField, shape: Shape) -> Outcome:
    values = tuple(value for value in change.values if value != "")
    if values in (now, change.was):
        return ()
    if now == change.was:
        return (change,)
    merged = _merge_lists(now, values, change) if shape.is_list else None
    return _disagreement(now, values, change) if merged is None else merged


def _disagreement(
    now: tuple[Value, ...], mine: tuple[Value, ...], change: SetField, rest: tuple[Change, ...] = ()
) -> Dispute:
    """The field as a whole is in dispute, but for `rest`."""
    told = say_field(change.field, mine), say_field(change.field, now)
    if len(mine) == len(now) == 1:
        told = say_change(change.field, mine[0], now[0])
    return Dispute(*told, "changed", (SetField(change.target, change.field, mine, now),), rest=rest)


def _merge_lists(now: tuple[Value, ...], mine: tuple[Value, ...], change: SetField) -> Outcome | None:
    """What makes of the list there is one with all that either side added and nothing that either removed.

    None where that is none of the two wishes, since both put something else for the same value. Of a list that both
    put into another order, only that is in dispute.
    """
    was = change.was
    lists = (was, mine, now)
    if any(len(set(values)) < len(values) for values in lists):
        return None
    if change.field[0] in _SINGLE and len(was) <= 1 and len(mine) == len(now) == 1:
        return None
    both_removed = tuple({*was} - {*mine} - {*now})
    if both_removed and all(
        any(value not in (*was, *others) and twin_of(value, (*both_removed, *others)) is None for value in values)
        for values, others in ((mine, now), (now, mine))
    ):
        return None
    kept = {*was} & {*mine} & {*now}
    order_was, order_mine, order_now = ([value for value in values if value in kept] for values in lists)
    if order_mine in (order_was, order_now):
        return _additions_and_removals(now, mine, change)
    if order_now == order_was:
        return (SetField(change.target, change.field, _in_order_of(mine, now, was), now),)
    return _disagreement(now, mine, change, _undisputed(_additions_and_removals(now, mine, change)))


def _additions_and_removals(now: tuple[Value, ...], mine: tuple[Value, ...], change: SetField) -> Outcome:
    """Value by value what the person did to the list, in the order that the file has it in."""
    target, field = change.target, change.field
    removed = tuple(value for value in change.was if value not in mine)
    origins = {value: twin_of(value, removed) for value in mine if value not in change.was}
    rest = tuple(value for value in now if value not in removed)
    outcomes = [
        _meet_removal(now, RemoveValue(target, field, value)) for value in removed if value not in origins.values()
    ]
    for value, origin in origins.items():
        if origin is None:
            before = next((one for one in mine[mine.index(value) + 1 :] if one in rest), None)
            outcomes.append(_meet_value(rest, AddValue(target, field, value, before)))
        else:
            shape = shape_of(target.kind, field)
            outcomes.append(_meet_change_of_value(now, ChangeValue(target, field, origin, value), shape))
    left = tuple(change for outcome in outcomes for change in _undisputed(outcome))
    dispute = next((outcome for outcome in outcomes if isinstance(outcome, Dispute)), None)
    if dispute:
        return replace(dispute, forced=(SetField(target, field, mine, now),), rest=left)
    return left


def _in_order_of(mine: tuple[Value, ...], now: tuple[Value, ...], was: tuple[Value, ...]) -> tuple[Value, ...]:
    """The list as the person set it, without what the other removed and with what the other added, in its place."""
    values = [value for value in mine if value in now or value not in was]
    for at, value in enumerate(now):
        if value not in was and value not in values:
            before = next((one for one in reversed(now[:at]) if one in values), None)
            values.insert(0 if before is None else values.index(before) + 1, value)
    return tuple(values)
