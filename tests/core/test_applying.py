"""What an edit makes of the model."""

from __future__ import annotations

from dataclasses import fields

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Heading, Link, Reference, Remark
from idlib_reader.core.applying import Unfit, apply, values_of
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
from idlib_reader.core.entry_fields import SHAPES, fields_of
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations

FILE = """\
format: idlib-reader/1
article:
  title: Talks
entities:
  ada:
    name: Ada
    mentions: [Ada, {quote: Lovelace, note: once}]
    tags: [x, y, z]
    links: {rel: same-as, to: bob}
  bob:
events:
  talks:
    date: 2018-09
    place: ada
    participants: {party: [ada, bob], host: bob}
    figures: {units: a dozen, days: two}
    source: ada
    links:
    - {rel: before, to: end}
  end: {}
claims:
  said:
    content: {from: we, to: ceased}
    source: ada
    audience: bob
    about: [talks, elsewhere#said, said]
    within: told
    links: {rel: rebuts, to: elsewhere#said}
  told:
    about: talks
remarks:
  why:
    passage: a dozen
    note: Whose?
"""


def read(text: str) -> Annotations:
    """What the codec reads."""
    return read_annotations(Source("talks.yaml", text))[0]


def after(*changes: Change) -> Annotations:
    """What changes make of the file."""
    return apply(read(FILE), Edit("a step", changes))


ADA, TALKS = Target("entity", "ada"), Target("event", "talks")
SAID, WHY = Target("claim", "said"), Target("remark", "why")


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (SetField(ADA, ("name",), ("Ada L.",), ("Ada",)), "name: Ada", "name: Ada L."),
        (SetField(ADA, ("name",), (), ("Ada",)), "    name: Ada\n", ""),
        (SetField(ADA, ("name",), ("",), ("Ada",)), "name: Ada", "name:"),
        (SetField(ADA, ("note",), ("New.",), ()), "name: Ada", "name: Ada\n    note: New."),
        (SetField(ADA, ("type",), ("person",), ()), "name: Ada", "name: Ada\n    type: person"),
        (SetField(ADA, ("tags",), (), ("x", "y", "z")), "    tags: [x, y, z]\n", ""),
        (SetField(ADA, ("tags",), ("z", "q"), ("x", "y", "z")), "[x, y, z]", "[z, q]"),
        (SetField(ARTICLE, ("title",), ("End of talks",), ("Talks",)), "title: Talks", "title: End of talks"),
        (SetField(ARTICLE, ("title",), (), ("Talks",)), "title: Talks", "title:"),
        (SetField(ARTICLE, ("author",), ("Bob",), ()), "title: Talks", "title: Talks\n  author: Bob"),
        (SetField(TALKS, ("source",), (), ("ada",)), "    source: ada\n    links:\n    -", "    links:\n    -"),
        (SetField(SAID, ("within",), (), ("told",)), "    within: told\n", ""),
        (SetField(SAID, ("within",), ("why",), ("told",)), "within: told", "within: why"),
        (SetField(SAID, ("content",), (), (Selector(("we",), "ceased"),)), "    content: {from: we, to: ceased}\n", ""),
        (SetField(SAID, ("content",), (Selector(("they",)),), ()), "{from: we, to: ceased}", "they"),
        (SetField(TALKS, ("figures", "units"), ("13",), ("a dozen",)), "units: a dozen", "units: 13"),
        (SetField(TALKS, ("figures", "units"), (), ("a dozen",)), "units: a dozen, ", ""),
        (SetField(TALKS, ("figures", "tons"), ("3",), ()), "days: two", "days: two, tons: 3"),
        (SetField(TALKS, ("participants", "party"), ("bob",), ("ada", "bob")), "party: [ada, bob]", "party: bob"),
        (SetField(TALKS, ("participants", "party"), (), ("ada", "bob")), "party: [ada, bob], ", ""),
        (AddValue(TALKS, ("participants", "party"), "cy"), "party: [ada, bob]", "party: [ada, bob, cy]"),
        (AddValue(TALKS, ("participants", "agent"), "cy"), "host: bob}", "host: bob, agent: cy}"),
        (AddValue(ADA, ("tags",), "q"), "[x, y, z]", "[x, y, z, q]"),
        (AddValue(ADA, ("tags",), "q", before="y"), "[x, y, z]", "[x, q, y, z]"),
        (AddValue(ADA, ("tags",), "q", before="gone"), "[x, y, z]", "[x, y, z, q]"),
        (AddValue(ADA, ("aliases",), "Al"), "name: Ada", "name: Ada\n    aliases: Al"),
        (AddValue(ADA, ("mentions",), Selector(("A",), nth=2)), "note: once}", "note: once}, {quote: A, nth: 2}"),
        (RemoveValue(ADA, ("tags",), "y"), "[x, y, z]", "[x, z]"),
        (RemoveValue(TALKS, ("participants", "host"), "bob"), ", host: bob", ""),
        (RemoveValue(TALKS, ("place",), "ada"), "    place: ada\n", ""),
        (RemoveValue(ADA, ("links",), Link("same-as", Reference("bob"))), "    links: {rel: same-as, to: bob}\n", ""),
        (RemoveValue(WHY, ("note",), "Whose?"), "    note: Whose?\n", ""),
        (ChangeValue(ADA, ("tags",), "y", "q"), "[x, y, z]", "[x, q, z]"),
        (ChangeValue(ADA, ("tags",), "y", "y"), "[x, y, z]", "[x, y, z]"),
        (ChangeValue(SAID, ("about",), "talks", "end"), "about: [talks,", "about: [end,"),
        (
            ChangeValue(ADA, ("mentions",), Selector(("Lovelace",), note="once"), Selector(("Lovelace",), "", "A")),
            "note: once",
            "in: A",
        ),
        (
            ChangeValue(ADA, ("links",), Link("same-as", Reference("bob")), Link("part-of", Reference("bob"))),
            "rel: same-as",
            "rel: part-of",
        ),
    ],
)  # fmt: skip
def test_a_change_of_a_field_is_what_the_file_then_says(change: Change, old: str, new: str) -> None:
    """The model with a change equals what is read of the file with the same change made by hand."""
    assert FILE.count(old) == 1
    assert after(change) == read(FILE.replace(old, new))


def test_the_last_value_takes_its_key_along() -> None:
    """A role goes with its last one, the key with its last role; so do figures and lists."""
    changed = after(
        SetField(TALKS, ("participants", "party"), (), ("ada", "bob")),
        RemoveValue(TALKS, ("participants", "host"), "bob"),
        RemoveValue(TALKS, ("figures", "units"), "a dozen"),
        SetField(TALKS, ("figures", "days"), (), ("two",)),
        RemoveValue(TALKS, ("source",), "ada"),
    ).events["talks"]
    assert changed.keys == {"date", "place", "links"}
    assert (changed.participants, changed.figures, changed.source) == ((), (), (Reference("outlet"),))


def test_a_new_entry_comes_last() -> None:
    """At the end of its section, with what is among its keys and nothing that it only inherits."""
    entry = Entity(id="cy", type="person", name="Cy", note="taken over", keys=frozenset({"type", "name", "tags"}))
    changed = after(AddEntry(entry))
    assert changed == read(FILE.replace("  bob:\n", "  bob:\n  cy: {type: person, name: Cy}\n"))
    assert [*changed.entities] == ["ada", "bob", "cy"]


@pytest.mark.parametrize("entry", [Entity(id="n"), Event(id="n"), Claim(id="n"), Remark(id="n")])
def test_an_entry_comes_and_goes(entry: Entry) -> None:
    """Any kind of entry is added to its own section, and deleted from it."""
    added = after(AddEntry(entry))
    assert entry in added.entries()
    assert apply(added, Edit("", (DeleteEntry(Target(SECTIONS[type(entry)], "n"), entry),))) == read(FILE)


SECTIONS = {Entity: "entity", Event: "event", Claim: "claim", Remark: "remark"}


def test_what_refers_to_a_deleted_entry_stays() -> None:
    """An entry goes alone."""
    changed = after(DeleteEntry(ADA, read(FILE).entities["ada"]))
    assert [*changed.entities] == ["bob"]
    assert changed.events == read(FILE).events


@pytest.mark.parametrize("old", ["ada", "bob", "talks", "end", "said", "told", "why", "elsewhere#said"])
def test_a_rename_reaches_every_reference(old: str) -> None:
    """The entry keeps its place, and everything that referred to it still does; no other word changes."""
    text = FILE
    for before, behind in ((" ", ":"), (" ", "\n"), (" ", ","), (" ", "}"), ("[", ","), (" ", "]")):
        text = text.replace(f"{before}{old}{behind}", f"{before}new-id{behind}")
    renamed = after(Rename(old, "new-id"))
    assert renamed == read(text)
    assert [entry.id for entry in renamed.entries()] == [entry.id for entry in read(text).entries()]


def test_changes_are_made_in_order() -> None:
    """Each one is meant for what the earlier ones have made."""
    changed = after(
        Rename("ada", "ida"),
        SetField(Target("entity", "ida"), ("name",), ("Ida",), ("Ada",)),
        AddEntry(Entity(id="ada")),
    )
    assert [*changed.entities] == ["ida", "bob", "ada"]
    assert changed.entities["ida"].name == "Ida"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (AddEntry(Claim(id="ada")), "The id `ada` is in use."),
        (AddEntry(Claim(id="broken")), "The id `broken` is in use."),
        (AddEntry(Claim(id="outlet")), "`outlet` is the article's own voice; choose another id."),
        (DeleteEntry(Target("claim", "gone"), Claim(id="gone")), "No entry has the id `gone`."),
        (DeleteEntry(Target("claim", "ada"), Claim(id="ada")), "`ada` is an entity, not a claim."),
        (SetField(Target("entity", "broken"), ("name",), ("N",), ()), "The entry `broken` can't be read."),
        (SetField(Target("entity", "gone"), ("name",), ("N",), ()), "No entry has the id `gone`."),
        (SetField(ADA, ("title",), ("N",), ()), "An entity has no `title`."),
        (SetField(ADA, ("id",), ("N",), ()), "An entity has no `id`."),
        (SetField(ADA, (), ("N",), ()), "An entity has no ``."),
        (SetField(ADA, ("name", "first"), ("N",), ()), "`name` has no keys of its own."),
        (SetField(TALKS, ("participants",), ("ada",), ()), "`participants` needs a key below it."),
        (SetField(ADA, ("name",), ("N", "M"), ()), "`name` takes one value."),
        (SetField(ADA, ("name",), (Selector(("N",)),), ()), "`name` takes values of another kind."),
        (AddValue(ADA, ("mentions",), "Ada"), "`mentions` takes values of another kind."),
        (AddValue(ADA, ("note",), "N"), "`note` takes one value."),
        (AddValue(SAID, ("content",), Selector(("N",))), "`content` takes one value."),
        (AddValue(ARTICLE, ("title",), "N"), "`title` takes one value."),
        (AddValue(ADA, ("tags",), "x"), "“x” is there already."),
        (AddValue(ADA, ("tags",), ""), "An empty value can't stand at `tags`."),
        (ChangeValue(ADA, ("tags",), "x", "y"), "“y” is there already."),
        (ChangeValue(ADA, ("tags",), "q", "r"), "“q” does not stand at `tags`."),
        (RemoveValue(ADA, ("mentions",), Selector(("Bob",))), "“Bob” does not stand at `mentions`."),
        (
            RemoveValue(ADA, ("links",), Link("before", Reference("b"))),
            "The link `before b` does not stand at `links`.",
        ),
        (Rename("ada", "bob"), "The id `bob` is in use."),
        (Rename("ada", "talks"), "The id `talks` is in use."),
        (Rename("ada", "broken"), "The id `broken` is in use."),
        (Rename("broken", "new"), "The entry `broken` can't be read."),
        (Rename("outlet", "ida"), "`outlet` is the article's own voice; choose another id."),
        (Rename("ada", "outlet"), "`outlet` is the article's own voice; choose another id."),
        (Rename("gone", "ida"), "Nothing has or uses the id `gone`."),
    ],
)
def test_what_does_not_fit_is_refused(change: Change, sentence: str) -> None:
    """With a sentence that a person can read."""
    annotations = read(FILE.replace("  bob:\n", "  bob:\n  broken: [\n"))
    assert annotations.unread == {"broken"}
    with pytest.raises(Unfit) as refusal:
        apply(annotations, Edit("a step", (change,)))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("target", "field", "values"),
    [
        (ADA, ("name",), ("Ada",)),
        (ADA, ("type",), ()),
        (ADA, ("mentions",), (Selector(("Ada",)), Selector(("Lovelace",), note="once"))),
        (ADA, ("links",), (Link("same-as", Reference("bob")),)),
        (TALKS, ("place",), ("ada",)),
        (TALKS, ("participants", "party"), ("ada", "bob")),
        (TALKS, ("participants", "agent"), ()),
        (TALKS, ("figures", "days"), ("two",)),
        (Target("event", "end"), ("source",), ()),
        (Target("event", "end"), ("figures", "days"), ()),
        (SAID, ("within",), ("told",)),
        (SAID, ("content",), (Selector(("we",), "ceased"),)),
        (SAID, ("status",), ()),
        (WHY, ("passage",), (Selector(("a dozen",)),)),
    ],
)
def test_what_stands_at_a_field(target: Target, field: Field, values: tuple[Value, ...]) -> None:
    """References as their ids; of an absent field nothing, whatever its default is."""
    entry = next(entry for entry in read(FILE).entries() if entry.id == target.id)
    assert values_of(entry, field) == values


def test_what_stands_in_the_heading() -> None:
    """The article has fields like an entry."""
    assert values_of(read(FILE).article, ("title",)) == ("Talks",)
    assert values_of(Heading(), ("title",)) == ()
    with pytest.raises(Unfit, match="The article has no `name`"):
        values_of(Heading(), ("name",))


def test_what_is_inherited_stands_nowhere() -> None:
    """A name that is not among the keys comes from another file."""
    assert values_of(Entity(id="a", name="Ada"), ("name",)) == ()


def test_every_key_of_the_format_can_be_edited() -> None:
    """The fields are those of the format, and take one value or several just as there."""
    tables = {
        "entity": schema.ENTITY, "event": schema.EVENT, "claim": schema.CLAIM,
        "remark": schema.REMARK, "article": schema.HEADING,
    }  # fmt: skip
    several = {"texts", "references", "selectors", "roles", "entity links", "event links", "claim links"}
    for part, table in tables.items():
        assert SHAPES[part].keys() == table.keys()
        for key, shape in SHAPES[part].items():
            assert shape.is_list == (table[key].shape in several)
            assert shape.is_keyed == (table[key].shape in {"roles", "figures"})


def test_the_fields_of_an_entry_are_those_that_it_has() -> None:
    """Roles and figures one by one, in the order of the format."""
    words = [".".join(field) for field in fields_of(read(FILE).events["talks"])]
    assert words == "date place participants.party participants.host figures.units figures.days source links".split()


def test_sections_that_nothing_changes_are_not_copied() -> None:
    """Neither they nor the entries beside the one that changes."""
    before = read(FILE)
    changed = apply(before, Edit("", (SetField(ADA, ("name",), ("A",), ("Ada",)),)))
    untouched = [field.name for field in fields(Annotations) if field.name != "entities"]
    assert all(getattr(changed, name) is getattr(before, name) for name in untouched)
    assert changed.entities["bob"] is before.entities["bob"]
    assert before == read(FILE)
