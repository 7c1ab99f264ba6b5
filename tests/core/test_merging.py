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
    remark,
    short,
    step,
    words,
)
from idlib_reader.core.annotations import Reference
from idlib_reader.core.applying import Unfit, apply
from idlib_reader.core.edits import (
    AddEntry,
    AddValue,
    Change,
    DeleteEntry,
    Edit,
    RemoveValue,
    Rename,
    SetField,
    Target,
)
from idlib_reader.core.merging import Conflict, concede, insist, meet, readdressed, replay


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
    """A tag for the one entity does not go to the other one that has its id."""
    there = model(entity("x", name="theirs"), claim("said"))
    first = replace(step(AddEntry(entity("x", name="mine"))), label="entity x")
    later = [step(AddValue(Target("entity", "x"), ("tags",), "t")), step(AddValue(SAID, ("about",), "x"))]
    free = step(SetField(SAID, ("note",), ("N",), ()))
    replayed = replay(there, [first, *later, free])
    assert [conflict.reason for conflict in replayed.conflicts] == ["taken", "waits", "waits"]
    assert replayed.conflicts[1].theirs == "nothing yet: “entity x” is to be decided first"
    assert replayed.edits == (free,)


def test_what_waits_follows_as_soon_as_the_person_insists() -> None:
    """The entry gets another id, and the later edits mean it."""
    there = model(claim("said"), unread="x")
    first = step(AddEntry(claim("x", content=words("mine"))))
    later = [step(AddValue(Target("claim", "x"), ("tags",), "t")), step(AddValue(SAID, ("about",), "x"))]
    replayed = replay(there, [first, *later], insisted=[first])
    assert not replayed.conflicts
    assert replayed.annotations.claims["x-2"] == claim("x-2", content=words("mine"), tags=("t",))
    assert replayed.annotations.claims["said"].about == (Reference("x-2"),)
    assert replayed.ids == {"x": "x-2"}


JOKE = remark("joke", passage=words("joke"), note="Theirs.")


def test_two_remarks_on_the_same_words_both_stand() -> None:
    """The id is made of the words, so both got the same one; what the edits say of mine means mine."""
    edits = [
        step(
            AddEntry(remark("joke", passage=words("joke"), note="Mine.")),
            AddValue(Target("remark", "joke"), ("tags",), "t"),
        ),
        step(AddValue(Target("remark", "joke"), ("tags",), "u")),
    ]
    replayed = replay(model(JOKE), edits)
    assert not replayed.conflicts
    mine = remark("joke-2", passage=words("joke"), note="Mine.", tags=("t", "u"))
    assert replayed.annotations.remarks == {"joke": JOKE, "joke-2": mine}
    assert replay(replayed.annotations, edits).annotations == replayed.annotations


def test_a_dispute_means_the_entry_under_the_id_that_it_got() -> None:
    """Of an edit about mine and something else, in dispute for that; an edit from before mine means no such entry."""
    joke = Target("remark", "joke")
    about_mine = step(AddValue(joke, ("tags",), "t"), SetField(ADA, ("name",), ("A.",), ()))
    edits = [
        step(SetField(ADA, ("note",), ("Mine.",), ())),
        step(AddEntry(remark("joke", passage=words("joke"), note="Mine."))),
        about_mine,
    ]
    there = model(JOKE, entity("ada", name="Ada", note="Theirs."))
    replayed = replay(there, edits)
    assert [conflict.ids for conflict in replayed.conflicts] == [{}, {"joke": "joke-2"}]
    meant = readdressed(about_mine, replayed.conflicts[1].ids)
    made = replay(replayed.annotations, [meant], [meant]).annotations
    assert (made.remarks["joke"], made.remarks["joke-2"].tags) == (JOKE, ("t",))


# What the person concedes

WEAVES = entity("weaves", type="person", name="weaves", mentions=(words("weaves"), words("it", note="mine")))
X = Target("entity", "x")


def test_of_an_entry_that_both_added_only_what_differs_is_conceded() -> None:
    """The type and the mentions, which nobody disputed, are made."""
    there = model(entity("weaves", name="W", mentions=(words("it", note="theirs"),)))
    assert isinstance(meet(there, step(AddEntry(WEAVES))), Conflict)
    rest = concede(there, step(AddEntry(WEAVES)))
    assert rest
    assert (rest.label, short(rest)) == ("a step", "type: nothing -> person; mentions + weaves")
    assert apply(there, rest).entities["weaves"].name == "W"


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ([SetField(ADA, ("name",), ("A.",), ())], ""),
        ([SetField(ADA, ("name",), ("A.",), ()), AddValue(ADA, ("tags",), "t")], "tags + t"),
        ([AddValue(ADA, ("tags",), "t"), SetField(ADA, ("name",), ("A.",), ())], "tags + t"),
        ([SetField(ADA, ("name",), ("A.",), ()), SetField(ADA, ("name",), ("B.",), ("A.",))], ""),
        ([SetField(ADA, ("name",), ("A.",), ()), SetField(ADA, ("note",), ("N",), ())], ""),
        ([AddValue(ADA, ("mentions",), words("ada", note="n")), AddValue(ADA, ("tags",), "t")], "tags + t"),
        ([SetField(ADA, ("mentions",), (words("ada", note="n"), words("she")), ())], "mentions + she"),
        ([SetField(ADA, ("tags",), ("b", "a", "c", "d"), ("a", "b", "c"))], "tags + d"),
        ([SetField(ADA, ("aliases",), ("mine", "both"), ("was", "both"))], ""),
        ([AddValue(Target("entity", "gone"), ("tags",), "t"), AddValue(ADA, ("tags",), "t")], "tags + t"),
        ([AddEntry(entity("unread", name="U")), AddValue(Target("entity", "unread"), ("tags",), "t")], ""),
        ([AddValue(ADA, ("tags",), "t"), AddEntry(entity("cy"))], "tags + t; add cy"),
        ([AddValue(ADA, ("tags",), "c")], ""),
    ],
)
def test_what_is_in_dispute_is_conceded(changes: list[Change], what: str) -> None:
    """All else is made, as far as it does not build on that and is not there already."""
    there = model(
        entity(
            "ada",
            name="Ada",
            note="Theirs.",
            tags=("c", "a", "b"),
            mentions=(words("ada", note="m"),),
            aliases=("theirs", "both"),
        ),
        unread="unread",
    )
    rest = concede(there, step(*changes))
    assert (short(rest) if rest else "") == what
    if rest:
        assert meet(there, rest) == rest


def test_a_rename_is_conceded_and_the_entry_keeps_its_id() -> None:
    """What the edit says of it under the new id means it still, and not the other one that has that id."""
    there = model(entity("ada"), event("ida"), claim("said"))
    changes = (
        Rename("ada", "ida"),
        AddValue(Target("entity", "ida"), ("tags",), "t"),
        AddValue(SAID, ("about",), "ida"),
    )
    rest = concede(there, step(*changes))
    assert rest
    assert short(rest) == "tags + t; about + ada"


def test_a_deletion_is_conceded_as_a_whole() -> None:
    """Whoever keeps the entry keeps what refers to it; a disputed reference keeps the entry."""
    freed, deleted = RemoveValue(SAID, ("about",), "x"), DeleteEntry(X, entity("x"))
    other = SetField(ADA, ("name",), ("A.",), ())
    said = claim("said", about=(Reference("x"), Reference("ada")))
    assert concede(model(entity("x", note="Theirs."), said), step(freed, deleted)) is None
    freed = SetField(SAID, ("within",), (), ("x",))
    there = model(entity("x"), entity("ada", name="Ada"), claim("said", within=Reference("y")))
    assert isinstance(meet(there, step(freed, deleted)), Conflict)
    assert concede(there, step(freed, deleted)) is None
    rest = concede(there, step(other, deleted))
    assert rest
    assert short(rest) == "delete x"


def test_what_waits_for_another_edit_is_conceded() -> None:
    """A reference to an entry that may never be there; what was not about it is made."""
    adding = step(AddEntry(entity("x", name="X")))
    there = model(claim("said"), unread="x")
    rest = concede(there, step(AddValue(SAID, ("about",), "x"), AddValue(SAID, ("tags",), "t")), [adding])
    assert rest
    assert short(rest) == "tags + t"


def test_what_is_there_by_now_is_not_conceded_but_done() -> None:
    """A value that was put elsewhere, and is there, is not moved once more."""
    changes = (
        RemoveValue(ADA, ("tags",), "b"),
        AddValue(ADA, ("tags",), "b", before="a"),
        SetField(ADA, ("note",), ("Mine.",), ()),
        SetField(ADA, ("name",), ("Ada",), ()),
    )
    rest = concede(model(entity("ada", tags=("b", "a"), note="Theirs.")), step(*changes))
    assert rest
    assert short(rest) == "name: nothing -> Ada"
