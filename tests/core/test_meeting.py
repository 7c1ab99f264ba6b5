"""One change met with what somebody else has made of the file meanwhile, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.outcomes import (
    ADA,
    SAID,
    TALKS,
    claim,
    entity,
    event,
    forced,
    model,
    outcome,
    remark,
    short,
    step,
    value_in_short,
    words,
)
from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.applying import apply
from idlib_reader.core.edits import (
    ARTICLE,
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    Field,
    RemoveValue,
    Rename,
    SetField,
    Target,
    Value,
)
from idlib_reader.core.entry_fields import as_written, with_values
from idlib_reader.core.merging import Conflict, insist, meet
from idlib_reader.core.selectors import Selector

# A field as a whole


@pytest.mark.parametrize(
    ("was", "mine", "now", "what"),
    [
        ("a", "b", "a", "as it is"),
        ("a", "b", "b", "done"),
        ("a", "a", "c", "done"),
        ("a", "", "", "done"),
        ("", "", "c", "done"),
        ("a", "b", "c", "changed: date: b / date: c"),
        ("a", "b", "", "changed: date: b / no date"),
        ("a", "", "c", "changed: no date / date: c"),
        ("", "b", "c", "changed: date: b / date: c"),
    ],
)
def test_one_value_has_one_author(was: str, mine: str, now: str, what: str) -> None:
    """A field of one value is set if it is as it was; two who set it to different things disagree."""
    change = SetField(TALKS, ("date",), (mine,) if mine else (), (was,) if was else ())
    there = model(event("talks", **({"date": now} if now else {})))
    assert outcome(there, change) == what
    if "changed" in what:
        assert forced(there, change) == f"date: {now or 'nothing'} -> {mine or 'nothing'}"


def test_the_article_is_met_like_an_entry() -> None:
    """Its title has one author, too."""
    there = apply(model(), step(SetField(ARTICLE, ("title",), ("Talks",), ())))
    assert outcome(there, SetField(ARTICLE, ("title",), ("End",), ("Talks",))) == "as it is"
    assert outcome(there, SetField(ARTICLE, ("title",), ("End",), ())) == "changed: title: End / title: Talks"


def test_of_long_texts_the_difference_is_told() -> None:
    """Two notes that start alike can be told from each other."""
    start = "The memorandum is not named, and the date is that of the second meeting, not of the first one. "
    change = SetField(ADA, ("note",), (f"{start}Mine.",), ())
    assert outcome(model(entity("ada", note="a\tb")), replace(change, values=("c",))).endswith("note: c / note: “a b”")
    conflict = meet(model(entity("ada", note=f"{start}Theirs.")), step(change))
    assert isinstance(conflict, Conflict)
    assert conflict.mine.endswith("Mine.”")
    assert conflict.theirs.endswith("Theirs.”")


@pytest.mark.parametrize(
    ("was", "mine", "now", "what"),
    [
        ("a b", "a b c", "a b d", "tags + c"),
        ("a b", "c a b", "a b d", "tags + c before a"),
        ("a b", "a", "a b d", "tags - b"),
        ("a b", "b", "a", "tags - a"),
        ("a b", "a", "a", "done"),
        ("a b", "a c", "a d b", "tags - b; tags + c"),
        ("a b", "b a", "a b c", "tags: a b c -> b c a"),
        ("a b c", "c b a", "a c d", "tags: a c d -> c d a"),
        ("a b c", "b a c d", "b a c", "tags + d"),
        ("a b", "b a c", "a b c", "tags: a b c -> b a c"),
        ("", "a", "b", "tags + a"),
        ("a", "", "a b", "tags - a"),
        ("a", "b", "b c", "done"),
        ("a", "b", "c", "changed: tags: b / tags: c"),
        ("a b c", "b a c", "c a b", "changed: tags: b, a, c / tags: c, a, b"),
        ("a", "a b", "a a", "changed: tags: a, b / tags: a, a"),
    ],
)
def test_lists_are_merged_value_by_value(was: str, mine: str, now: str, what: str) -> None:
    """What either added or removed; one who put another value for the same one, or another order, disagrees."""
    change = SetField(ADA, ("tags",), tuple(mine.split()), tuple(was.split()))
    there = model(entity("ada", tags=tuple(now.split())))
    assert outcome(there, change) == what
    if "changed" in what:
        assert forced(there, change) == f"tags: {now} -> {mine}"


@pytest.mark.parametrize(
    ("was", "mine", "now", "what"),
    [
        ("", "ada", "bob", "changed: source: ada / source: bob"),
        ("ada", "bob", "cy", "changed: source: bob / source: cy"),
        ("ada", "", "bob", "done"),
        ("ada", "ada bob", "ada cy", "source + bob"),
    ],
)
def test_two_who_name_a_source_disagree(was: str, mine: str, now: str, what: str) -> None:
    """Nobody has said that two people said it together, only because each of two readers named one."""
    change = SetField(SAID, ("source",), tuple(mine.split()), tuple(was.split()))
    assert outcome(model(claim("said", source=tuple(map(Reference, now.split())))), change) == what


def test_a_note_in_a_list_is_merged_with_a_tag_of_the_same_words() -> None:
    """A list that was set as a whole, with more said of one of its values, on both sides."""
    was, now = (words("a"), words("b")), (words("a", tags=("t",)), words("b"))
    change = SetField(ADA, ("mentions",), (words("a", note="n"), words("b")), was)
    assert outcome(model(entity("ada", mentions=now)), change) == "mentions: a|t => a|n|t"


def test_a_note_in_a_list_may_be_in_dispute() -> None:
    """Then the whole list waits, and on demand stands as the person set it."""
    change = SetField(ADA, ("mentions",), (NOTED, words("c")), ())
    there = model(entity("ada", mentions=(words("a", note="m"), words("b"))))
    assert outcome(there, change) == "changed: mentions: “a”; note “n” / mentions: “a”; note “m”"
    assert forced(there, change) == "mentions: a|m b -> a|n c"


def test_a_role_is_met_by_itself() -> None:
    """Other roles of the same event are no matter."""
    there = model(event("talks", participants=(("host", (Reference("bob"),)),)))
    assert outcome(there, SetField(TALKS, ("participants", "party"), ("ada",), ())) == "as it is"
    assert outcome(there, AddValue(TALKS, ("participants", "host"), "ada")) == "as it is"
    assert outcome(there, AddValue(TALKS, ("participants", "host"), "bob")) == "done"


# One value of a list

BARE, NOTED, TAGGED = words("a"), words("a", note="n"), words("a", tags=("t",))
LINK = Link("before", Reference("end"))


@pytest.mark.parametrize(
    ("field", "mine", "now", "what"),
    [
        (("mentions",), BARE, words("b"), "as it is"),
        (("mentions",), BARE, BARE, "done"),
        (("mentions",), BARE, NOTED, "done"),
        (("mentions",), NOTED, BARE, "mentions: a => a|n"),
        (("mentions",), NOTED, TAGGED, "mentions: a|t => a|n|t"),
        (("mentions",), NOTED, words("a", note="m"), "changed: mentions: “a”; note “n” / mentions: “a”; note “m”"),
        (("mentions",), words("a", before="x"), BARE, "as it is"),
        (("mentions",), words("a", excepted=(words("z"),)), BARE, "changed: mentions: “a”; except “z” / mentions: “a”"),
        (("links",), LINK, Link("after", Reference("end")), "as it is"),
        (("links",), LINK, Link("before", Reference("b")), "as it is"),
        (("links",), LINK, replace(LINK, note="n"), "done"),
        (("links",), replace(LINK, cue=(BARE,)), replace(LINK, note="n"), "links: before:end|n => before:end|n|a"),
        (
            ("links",),
            replace(LINK, basis="inferred"),
            LINK,
            "changed: links: before end; inferred / links: before end",
        ),
    ],
)
def test_a_value_is_added_once(field: Field, mine: Value, now: Value, what: str) -> None:
    """Words or a link that somebody else has added get what is said of them on either side; else both are told."""
    there = model(as_written(with_values(event("talks"), field, (now,))))
    change = AddValue(TALKS, field, mine)
    assert outcome(there, change) == what
    if "changed" in what:
        assert forced(there, change) == f"{field[0]}: {value_in_short(now)} => {value_in_short(mine)}"


def test_what_two_values_make_is_added_once() -> None:
    """Also where somebody has written it beside one of them."""
    there = model(entity("ada", mentions=(TAGGED, words("a", note="n", tags=("t",)))))
    assert outcome(there, AddValue(ADA, ("mentions",), NOTED)) == "done"
    assert outcome(there, ChangeValue(ADA, ("mentions",), BARE, NOTED)) == "done"


@pytest.mark.parametrize(
    ("value", "now", "what"),
    [
        (BARE, (BARE, words("b")), "as it is"),
        (BARE, (words("b"),), "done"),
        (BARE, (), "done"),
        (BARE, (NOTED,), "changed: without mentions: “a” / mentions: “a”; note “n”"),
    ],
)
def test_a_value_is_removed_unless_more_is_said_of_it(value: Value, now: tuple[Value, ...], what: str) -> None:
    """A note that somebody has written on it is not thrown away unseen."""
    there = model(as_written(with_values(entity("ada"), ("mentions",), now)))
    assert outcome(there, RemoveValue(ADA, ("mentions",), value)) == what
    if "changed" in what:
        assert forced(there, RemoveValue(ADA, ("mentions",), value)) == "mentions - a|n"


EVERY = words("a", all=True)


@pytest.mark.parametrize(
    ("old", "new", "now", "what", "force"),
    [
        (BARE, words("b"), (BARE,), "as it is", ""),
        (BARE, words("b"), (words("b"),), "done", ""),
        (BARE, words("b"), (BARE, words("b")), "mentions - a", ""),
        (BARE, NOTED, (TAGGED,), "mentions: a|t => a|n|t", ""),
        (BARE, words("b"), (NOTED,), "mentions: a|n => b|n", ""),
        (
            EVERY,
            words("a", all=True, excepted=(words("x"),)),
            (words("a", all=True, excepted=(words("y"),)),),
            "mentions: a|-y => a|-y|-x",
            "",
        ),
        (BARE, NOTED, (words("c"),), "gone: mentions: “a”; note “n” / without mentions: “a”", "mentions + a|n"),
        (
            BARE,
            NOTED,
            (words("a", note="m"),),
            "changed: mentions: “a”; note “n” / mentions: “a”; note “m”",
            "mentions: a|m => a|n",
        ),
    ],
)
def test_a_value_is_changed_where_it_is(
    old: Selector, new: Selector, now: tuple[Value, ...], what: str, force: str
) -> None:
    """Both changes of one value are made if they are about different parts of it."""
    there = model(as_written(with_values(entity("ada"), ("mentions",), now)))
    change = ChangeValue(ADA, ("mentions",), old, new)
    assert outcome(there, change) == what
    if force:
        assert forced(there, change) == force


@pytest.mark.parametrize(
    ("now", "what", "force"),
    [
        (words("a", note="n"), "content: a|n => b|n", ""),
        (words("c"), "changed: content: “b” / content: “c”", "content: c -> b"),
        (None, "gone: content: “b” / no content", "content: nothing -> b"),
    ],
)
def test_the_words_of_a_claim_are_changed_where_they_are(now: Selector | None, what: str, force: str) -> None:
    """A field of one value is no different."""
    there = model(claim("said", **({"content": now} if now else {})))
    change = ChangeValue(SAID, ("content",), words("a"), words("b"))
    assert outcome(there, change) == what
    if force:
        assert forced(there, change) == force


# An entry that is not there


@pytest.mark.parametrize(
    ("change", "what", "force"),
    [
        (SetField(ADA, ("name",), ("Ada",), ()), "gone: name: Ada / ada is gone", "add ada"),
        (SetField(ADA, ("name",), (), ("Ada",)), "done", ""),
        (SetField(ADA, ("name",), ("Ada",), ("Ada",)), "done", ""),
        (AddValue(ADA, ("mentions",), BARE), "gone: mentions: “a” / ada is gone", "add ada"),
        (ChangeValue(ADA, ("mentions",), BARE, NOTED), "gone: mentions: “a”; note “n” / ada is gone", "add ada"),
        (RemoveValue(ADA, ("mentions",), BARE), "done", ""),
        (DeleteEntry(ADA, entity("ada")), "done", ""),
        (SetField(SAID, ("mode",), ("direct",), ()), "gone: mode: direct / said is gone", "impossible"),
        (SetField(SAID, ("content",), (BARE,), ()), "gone: content: “a” / said is gone", "add said"),
        (AddValue(SAID, ("about",), "talks"), "gone: about: talks / said is gone", "add said"),
        (AddValue(Target("remark", "why"), ("tags",), "t"), "gone: tags: t / why is gone", "impossible"),
        (Rename("ada", "ida"), "gone: ada renamed to ida / ada is gone", "impossible"),
        (Rename("other#ada", "other#ida"), "done", ""),
    ],
)
def test_what_is_about_a_deleted_entry_waits(change: Change, what: str, force: str) -> None:
    """It is added again on demand with what the edit says of it, if that is enough for such an entry."""
    there = model(entity("bob"))
    assert outcome(there, change) == what
    if force:
        assert forced(there, change) == force


def test_an_entry_is_added_again_with_all_that_the_edit_says() -> None:
    """The later changes of the edit find it there."""
    changes = (SetField(SAID, ("mode",), ("direct",), ()), SetField(SAID, ("content",), (BARE,), ()))
    fitted = insist(model(), step(*changes))
    assert fitted
    assert apply(model(), fitted) == model(claim("said", mode="direct", content=BARE))


def test_an_entry_of_another_kind_is_not_the_one_meant() -> None:
    """An id that has become something else is told, and nothing is put there."""
    there = model(claim("ada", content=BARE))
    assert outcome(there, AddValue(ADA, ("tags",), "t")) == "gone: tags: t / ada is a claim: ada"
    assert forced(there, AddValue(ADA, ("tags",), "t")) == "impossible"
    assert outcome(there, DeleteEntry(ADA, entity("ada"))) == "done"
    assert outcome(there, RemoveValue(ADA, ("tags",), "t")) == "done"


@pytest.mark.parametrize(
    ("change", "force"),
    [
        (AddEntry(entity("x", name="X")), "add x-2"),
        (DeleteEntry(Target("entity", "x"), entity("x")), "impossible"),
        (SetField(Target("entity", "x"), ("name",), ("X",), ()), "impossible"),
        (RemoveValue(Target("entity", "x"), ("tags",), "t"), "impossible"),
        (Rename("x", "y"), "impossible"),
        (Rename("ada", "x"), "ada -> x-2"),
    ],
)
def test_what_is_about_an_entry_that_cannot_be_read_waits(change: Change, force: str) -> None:
    """Nobody knows what stands there."""
    there = model(entity("ada"), unread="x")
    assert "x is there and can't be read" in outcome(there, change)
    assert forced(there, change) == force


# Entries


PESKOV = entity("peskov", type="person", name="Dmitry Peskov", mentions=(words("Peskov"),), tags=("x",))


@pytest.mark.parametrize(
    ("there", "what"),
    [
        (entity("bob"), "as it is"),
        (PESKOV, "done"),
        (replace(PESKOV, note="More.", keys=PESKOV.keys | {"note"}), "done"),
        (
            entity("peskov", type="person", mentions=(words("Dmitry Peskov"),)),
            "name: nothing -> Dmitry Peskov; mentions + Peskov; tags: nothing -> x",
        ),
        (
            entity("peskov", name="D. Peskov", mentions=(words("Dmitry Peskov"),)),
            "taken: name: Dmitry Peskov / name: D. Peskov",
        ),
        (event("peskov", title="Talks"), "add peskov-2"),
    ],
)
def test_an_entry_that_two_people_add_is_one(there: Entity | Event, what: str) -> None:
    """The same kind under the same id: what is missing is added; of another kind it is another entry."""
    assert outcome(model(there), AddEntry(PESKOV)) == what


def test_an_entry_is_put_over_that_of_another_on_demand() -> None:
    """What differs becomes what the person wrote; all else of both stays."""
    there = model(entity("peskov", name="D. Peskov", mentions=(words("Dmitry Peskov"),)))
    assert forced(there, AddEntry(PESKOV)).startswith("type: nothing -> person; name: D. Peskov -> Dmitry Peskov; men")


ON_A = remark("x", passage=BARE, note="N")
DENIES = Link("rebuts", Reference("y"), note="n")


@pytest.mark.parametrize(
    ("there", "mine", "what"),
    [
        (ON_A, ON_A, "done"),
        (remark("x", passage=BARE, note="N", tags=("t",)), ON_A, "done"),
        (ON_A, remark("x", passage=BARE), "done"),
        (ON_A, remark("x", passage=BARE, note="N", tags=("t",)), "tags: nothing -> t"),
        (ON_A, remark("x", passage=BARE, note="M"), "add x-2"),
        (ON_A, remark("x", passage=words("b"), note="N"), "add x-2"),
        (ON_A, remark("x", tags=("t",)), "add x-2"),
        (remark("x", passage=BARE), ON_A, "add x-2"),
        (claim("x", content=BARE, mode="direct"), claim("x", content=BARE, mode="mixed"), "add x-2"),
        (claim("x", content=BARE), claim("x", content=BARE, source=(Reference("ada"),)), "add x-2"),
        (claim("x", about=(Reference("y"),)), claim("x", about=(Reference("z"),)), "add x-2"),
        (claim("x", content=BARE, mode="direct"), claim("x", content=BARE), "done"),
        (claim("x", content=BARE), claim("x", content=BARE, links=(DENIES,)), "links: nothing -> rebuts:y|n"),
        (
            claim("x", content=BARE, links=(replace(DENIES, note="m"),)),
            claim("x", content=BARE, links=(DENIES,)),
            "add x-2",
        ),
    ],
)
def test_two_claims_or_remarks_with_one_id_are_two(there: Claim | Remark, mine: Claim | Remark, what: str) -> None:
    """Their ids mean nothing, so neither says anything of the other; only the very same one is not added again."""
    assert outcome(model(there), AddEntry(mine)) == what


def test_a_claim_or_remark_that_was_added_under_another_id_is_there() -> None:
    """The free id of before is not free any more, since the very same stands there; another one's is passed over."""
    there = model(remark("x", passage=BARE), remark("x-2", passage=words("b")), replace(ON_A, id="x-3"))
    assert outcome(there, AddEntry(ON_A)) == "done"
    assert outcome(there, AddEntry(replace(ON_A, note="M"))) == "add x-4"


def test_an_entry_with_another_id_is_meant_throughout_the_edit() -> None:
    """Its id is taken by another kind; all that the edit says of it means the entry under its other id."""
    there = model(event("x"), entity("x-2", links=(Link("same-as", Reference("x-3")),)), claim("said"))
    met = meet(
        there,
        step(
            SetField(SAID, ("within",), ("x",), ()),
            AddEntry(claim("x", about=(Reference("x"),), note="about x")),
            AddValue(SAID, ("links",), Link("rebuts", Reference("x"), note="x")),
            AddValue(Target("claim", "x"), ("tags",), "x"),
            AddValue(SAID, ("about",), "x"),
            AddValue(SAID, ("about",), "y", before="x"),
        ),
    )
    assert isinstance(met, Edit)
    made = apply(there, met)
    assert made.claims["x-4"] == claim("x-4", about=(Reference("x-4"),), note="about x", tags=("x",))
    assert made.claims["said"].within == Reference("x-4")
    assert made.claims["said"].about == (Reference("y"), Reference("x-4"))
    assert made.claims["said"].links == (Link("rebuts", Reference("x-4"), note="x"),)
    assert made.events == there.events


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (PESKOV, "as it is"),
        (replace(PESKOV, at=9, type_at=5), "as it is"),
        (
            replace(PESKOV, mentions=(words("Peskov"), words("he")), tags=(), keys=PESKOV.keys - {"tags"}),
            "changed: deletion of Dmitry Peskov / mentions: “he”; without tags: x",
        ),
    ],
)
def test_an_entry_is_deleted_as_it_was_seen(now: Entity, what: str) -> None:
    """Not with what somebody else has added to it."""
    change = DeleteEntry(Target("entity", "peskov"), PESKOV)
    assert outcome(model(now), change) == what
    if "changed" in what:
        assert forced(model(now), change) == "delete peskov"


def test_roles_in_another_order_are_a_change() -> None:
    """Everything that makes an entry another one than the person saw can be told."""
    roles = (("host", (Reference("a"),)), ("party", (Reference("b"),)))
    change = DeleteEntry(TALKS, event("talks", participants=roles))
    there = model(event("talks", participants=roles[::-1]))
    assert outcome(there, change) == "changed: deletion of talks / the same in another order"


def test_what_an_entry_takes_over_is_no_change_of_it() -> None:
    """A name from another file, as the person saw it, is not in the file."""
    seen = replace(PESKOV, description="spokesman")
    assert outcome(model(PESKOV), DeleteEntry(Target("entity", "peskov"), seen)) == "as it is"


@pytest.mark.parametrize(
    ("there", "what"),
    [
        (model(entity("ada")), "as it is"),
        (model(entity("ida")), "done"),
        (model(claim("said", source=(Reference("ada"),))), "as it is"),
        (model(entity("ida"), claim("said", source=(Reference("ada"),))), "as it is"),
        (model(claim("said", source=(Reference("ida"),))), "done"),
        (model(entity("ada"), event("ida", title="Talks")), "taken: ada renamed to ida / ida is an event: Talks"),
    ],
)
def test_an_id_is_renamed_wherever_it_still_stands(there: Annotations, what: str) -> None:
    """A reference that somebody has added since follows; an id that somebody else has taken is told."""
    assert outcome(there, Rename("ada", "ida")) == what


def test_a_rename_gets_a_free_id_on_demand() -> None:
    """Like an entry; the rest of the edit follows."""
    there = model(entity("ada"), event("ida"))
    changes = (Rename("ada", "ida"), SetField(Target("entity", "ida"), ("name",), ("Ida",), ()))
    fitted = insist(there, step(*changes))
    assert fitted
    assert short(fitted) == "ada -> ida-2; name: nothing -> Ida"
    assert apply(there, fitted).entities["ida-2"].name == "Ida"
