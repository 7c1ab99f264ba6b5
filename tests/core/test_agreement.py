"""Two models say the same whatever the order, and nothing else is the same."""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.agreement import is_made, says_same
from idlib_reader.core.annotations import Annotations, Entity, Heading
from idlib_reader.core.applying import apply
from idlib_reader.core.edits import AddEntry, AddValue, DeleteEntry, Edit, SetField, Target

A = Entity(id="a", tags=("x", "y"), keys=frozenset({"tags"}))
B = Entity(id="b", name="B", keys=frozenset({"name"}))
MODEL = Annotations(entities={"a": A, "b": B})


def test_order_does_not_count() -> None:
    """Neither that of entries nor that of values."""
    assert says_same(MODEL, Annotations(entities={"b": B, "a": replace(A, tags=("y", "x"))}))


def test_whatever_is_said_counts() -> None:
    """A value more or less, an entry more or less, the article, and what can't be read."""
    others = [
        Annotations(entities={"a": replace(A, tags=("x",)), "b": B}),
        Annotations(entities={"a": A, "b": replace(B, note="n", keys=frozenset({"name", "note"}))}),
        Annotations(entities={"a": A}),
        replace(MODEL, article=Heading(title="T")),
        replace(MODEL, unread=frozenset({"c"})),
    ]
    for other in others:
        assert not says_same(MODEL, other)
        assert not says_same(other, MODEL)


def test_an_edit_is_all_that_lies_between() -> None:
    """Made of what its person saw: a field, or an entry, that is another one by now is none of it."""
    target = Target("entity", "b")
    adding = Edit("", (AddValue(Target("entity", "a"), ("tags",), "z"),))
    setting = Edit("", (SetField(target, ("name",), ("C",), ("B",)),))
    deletion = Edit("", (DeleteEntry(target, B),))
    other = apply(MODEL, Edit("", (SetField(target, ("name",), ("D",), ("B",)),)))
    assert is_made(MODEL, adding, apply(MODEL, adding))
    assert is_made(other, adding, apply(other, adding))
    assert not is_made(MODEL, adding, apply(other, adding))
    assert not is_made(apply(MODEL, adding), adding, apply(MODEL, adding))
    for edit in (setting, deletion):
        assert is_made(MODEL, edit, apply(MODEL, edit))
        assert not is_made(other, edit, apply(other, edit))
    assert not is_made(MODEL, Edit("", (AddEntry(A),)), MODEL)
