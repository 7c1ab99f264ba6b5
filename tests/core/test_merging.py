"""Whole edits met with what somebody else has made of the file meanwhile, and several of them in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.outcomes import (
    ADA,
    SAID,
    claim,
    entity,
    event,
    model,
    step,
    words,
)
from idlib_reader.core.annotations import Reference
from idlib_reader.core.applying import Unfit
from idlib_reader.core.edits import (
    AddEntry,
    AddValue,
    Edit,
    RemoveValue,
    Rename,
    SetField,
    Target,
)
from idlib_reader.core.merging import Conflict, insist, meet, replay


def test_an_edit_is_made_as_a_whole_or_not_at_all() -> None:
    """One change in dispute holds all of them back; those that are there already are left out."""
    there = model(entity("ada", name="Ada", tags=("t",)))
    free, past = SetField(ADA, ("note",), ("N",), ()), AddValue(ADA, ("tags",), "t")
    disputed = SetField(ADA, ("name",), ("A.",), ())
    assert meet(there, step(free, past)) == Edit("a step", (free,))
    edit = step(free, disputed, past)
    conflict = meet(there, edit)
    assert conflict == Conflict(edit, disputed, "name: A.", "name: Ada", "changed")
    assert insist(there, edit) == Edit("a step", (free, replace(disputed, was=("Ada",))))


def test_an_edit_that_fits_no_model_is_refused() -> None:
    """That is no conflict with anybody."""
    with pytest.raises(Unfit, match="An entity has no `title`"):
        meet(model(entity("ada")), step(SetField(ADA, ("title",), ("T",), ())))
    with pytest.raises(Unfit, match="`note` takes one value"):
        meet(model(entity("ada")), step(AddValue(ADA, ("note",), "N")))


def test_nothing_is_left_to_insist_on_where_all_is_there() -> None:
    """There is no edit without changes."""
    assert insist(model(entity("ada", name="A")), step(SetField(ADA, ("name",), ("A",), ()))) is None


def test_edits_are_replayed_in_order() -> None:
    """Each on what the ones before it have made; those in dispute are left out, and so told."""
    there = model(entity("ada", note="Theirs."))
    first, second = step(SetField(ADA, ("name",), ("A",), ())), step(SetField(ADA, ("name",), ("B",), ("A",)))
    third, fourth = step(SetField(ADA, ("note",), ("Mine.",), ())), step(RemoveValue(ADA, ("tags",), "t"))
    replayed = replay(there, [first, second, third, fourth])
    assert replayed.edits == (first, second)
    assert replayed.done == (fourth,)
    assert [conflict.edit for conflict in replayed.conflicts] == [third]
    assert replayed.annotations == model(entity("ada", note="Theirs.", name="B"))


def test_edits_upon_each_other_are_known_to_be_there() -> None:
    """A field that was set twice shows only the second value; both edits are done all the same."""
    edits = [step(SetField(ADA, ("name",), ("B",), ("A",))), step(SetField(ADA, ("name",), ("C",), ("B",)))]
    edits += [step(AddValue(ADA, ("tags",), "t")), step(RemoveValue(ADA, ("tags",), "t"))]
    there = model(entity("ada", name="C"), entity("cy", name="not of the base"))
    assert replay(there, edits).done == tuple(edits)
    assert replay(model(entity("ada", name="B")), edits[:2]).edits == (edits[1],)


def test_a_field_that_was_set_and_emptied_is_known_to_be_there() -> None:
    """It looks as it did before."""
    edits = [step(SetField(ADA, ("name",), ("B",), ("A",))), step(RemoveValue(ADA, ("name",), "B"))]
    assert replay(model(entity("ada")), edits).done == tuple(edits)


def test_a_rename_is_known_to_be_there_with_what_came_before_it() -> None:
    """The entry that the first edit changed has another id by now."""
    edits = [step(SetField(ADA, ("name",), ("A",), ())), step(Rename("ada", "ida"))]
    assert replay(model(entity("ida", name="A")), edits).done == tuple(edits)


def test_a_value_that_is_moved_is_not_taken_for_one_that_is_there() -> None:
    """It was taken out and put elsewhere; that it stands in the list says nothing."""
    edits = [step(RemoveValue(ADA, ("tags",), "b"), AddValue(ADA, ("tags",), "b", before="a"))]
    assert replay(model(entity("ada", tags=("a", "b"))), edits).annotations.entities["ada"].tags == ("b", "a")


def test_a_reference_that_a_rename_makes_is_not_taken_for_one_that_is_gone() -> None:
    """It is removed under its new id, which it has not got yet."""
    edits = [step(Rename("bob", "rob")), step(RemoveValue(SAID, ("about",), "rob"))]
    replayed = replay(model(entity("bob"), claim("said", about=(Reference("bob"), Reference("x")))), edits)
    assert replayed.annotations.claims["said"].about == (Reference("x"),)


def test_an_entry_with_another_id_is_meant_by_all_later_edits() -> None:
    """The id is taken by another kind; a later entry that has the next free id by its own name keeps it."""
    there = model(event("x", title="Theirs"), claim("said"))
    edits = [
        step(AddEntry(entity("x", name="Mine"))),
        step(AddEntry(entity("x-2", name="Another"))),
        step(SetField(Target("entity", "x"), ("note",), ("N",), ())),
        step(AddValue(SAID, ("about",), "x")),
    ]
    made = replay(there, edits).annotations
    assert made.entities == {
        "x-3": entity("x-3", name="Mine", note="N"),
        "x-2": entity("x-2", name="Another"),
    }
    assert made.claims["said"].about == (Reference("x-3"),)
    assert made.events == there.events
    assert replay(made, edits).annotations == made


def test_what_is_about_an_entry_that_waits_waits_with_it() -> None:
    """A tag for the one claim does not go to the other one that has its id."""
    there = model(claim("x", content=words("theirs")), claim("said"))
    first = replace(step(AddEntry(claim("x", content=words("mine")))), label="claim x")
    later = [step(AddValue(Target("claim", "x"), ("tags",), "t")), step(AddValue(SAID, ("about",), "x"))]
    free = step(SetField(SAID, ("note",), ("N",), ()))
    replayed = replay(there, [first, *later, free])
    assert [conflict.reason for conflict in replayed.conflicts] == ["taken", "waits", "waits"]
    assert replayed.conflicts[1].theirs == "waits for claim x"
    assert replayed.edits == (free,)


def test_what_waits_follows_as_soon_as_the_person_insists() -> None:
    """The entry gets another id, and the later edits mean it."""
    there = model(claim("x", content=words("theirs")), claim("said"))
    first = step(AddEntry(claim("x", content=words("mine"))))
    later = [step(AddValue(Target("claim", "x"), ("tags",), "t")), step(AddValue(SAID, ("about",), "x"))]
    replayed = replay(there, [first, *later], insisted=[first])
    assert not replayed.conflicts
    assert replayed.annotations.claims["x-2"] == claim("x-2", content=words("mine"), tags=("t",))
    assert replayed.annotations.claims["said"].about == (Reference("x-2"),)
    assert replayed.annotations.claims["x"] == there.claims["x"]
