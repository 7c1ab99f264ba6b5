"""What tests of planning share: an edit made of a text, with all that holds of every edit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from idlib_reader.core.applying import apply
from idlib_reader.core.edits import AddValue, Change, Edit, SetField, Target
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.errors import IdlibError
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.nodes import build
from idlib_reader.storage.outline import outline_of
from idlib_reader.storage.planning import Draft, Plan, draft_of, plan
from idlib_reader.storage.splices import inverse, spliced

FORMAT = "format: idlib-reader/1\n"
PESKOV = Target("entity", "peskov")
TALKS = Target("event", "talks")


def words(text: str, **keys: object) -> Selector:
    """The selector of some words."""
    return Selector((text,), **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


def mention(text: str, **keys: object) -> AddValue:
    """One more mention of `peskov`."""
    return AddValue(PESKOV, ("mentions",), words(text, **keys))


def field(target: Target, key: str, *values: str) -> SetField:
    """A field that gets texts, or none."""
    return SetField(target, (key,), values, ())


def entity(keys: str) -> str:
    """A file with the entity `peskov`; `keys` are whole lines."""
    return f"{FORMAT}entities:\n  peskov:\n{keys}"


def in_braces(keys: str) -> str:
    """The same with its keys in braces."""
    return f"{FORMAT}entities:\n  peskov: {{{keys}}}\n"


def event(keys: str) -> str:
    """A file with the event `talks`."""
    return f"{FORMAT}events:\n  talks:\n{keys}"


def edited(text: str, *changes: Change) -> str:
    """The text after an edit that is made in place."""
    planned = planned_of(draft_of(text), *changes)
    assert not planned.rewritten
    return planned.draft.text


def planned_of(draft: Draft, *changes: Change) -> Plan:
    """The plan of an edit: it says what was meant, it can be undone, and the outline fits the new text."""
    edit = Edit("a test", changes)
    planned = plan(draft, edit)
    text = planned.draft.text
    assert spliced(draft.text, planned.splices) == text
    assert spliced(text, inverse(draft.text, planned.splices)) == draft.text
    annotations, _ = read_annotations(Source("", text))
    assert (
        annotations == planned.draft.annotations == replace(apply(draft.annotations, edit), format=annotations.format)
    )
    assert [one.id for one in annotations.entries()] == [one.id for one in planned.draft.annotations.entries()]
    assert planned.draft.outline == outline_of(text, build(text))
    return planned


def refusal(text: str, *changes: Change) -> str:
    """The sentence by which an edit is refused; the draft stays as it was."""
    draft = draft_of(text)
    before = draft.text, draft.annotations, draft.outline
    with pytest.raises(IdlibError) as refused:
        plan(draft, Edit("a test", changes))
    assert (draft.text, draft.annotations, draft.outline) == before
    return str(refused.value)
