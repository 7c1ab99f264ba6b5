"""The model of one annotation file."""

from __future__ import annotations

import dataclasses

import pytest

from idlib_reader.core.annotations import (
    KINDS,
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Link,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.selectors import Selector


def words(text: str) -> Selector:
    return Selector((text,))


def test_defaults_are_those_of_the_format() -> None:
    """What an entry leaves out has the default that the format's table gives it."""
    event, claim = Event(id="e"), Claim(id="c")
    assert (Entity(id="x").type, event.type) == ("other", "other")
    assert (event.modality, event.basis, event.source) == ("actual", "stated", (Reference("outlet"),))
    assert (claim.stance, claim.certainty, claim.status, claim.source) == ("asserts", "certain", "open", ())
    assert Link("before", Reference("e")).basis == "stated"


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        (Entity(id="peskov", name="Dmitry Peskov"), "Dmitry Peskov"),
        (Entity(id="peskov"), "peskov"),
        (Event(id="talks", title="Talks in Moscow"), "Talks in Moscow"),
        (Event(id="talks"), "talks"),
        (Claim(id="satisfaction-ended-here"), "satisfaction ended here"),
        (Remark(id="units", note="Whose?"), "Whose?"),
        (Remark(id="units"), "units"),
    ],
)
def test_an_entry_is_called_by_name_title_or_id(entry: Entry, label: str) -> None:
    """The label is the name or title, else the id."""
    assert entry.label == label


@pytest.mark.parametrize(
    ("entry", "selectors"),
    [
        (
            Entity(id="e", mentions=(words("a"),), links=(Link("x", Reference("y"), cue=(words("b"),)),)),
            "a b",
        ),
        (
            Event(
                id="e",
                mentions=(words("a"),),
                date_text=(words("b"),),
                links=(Link("x", Reference("y"), cue=(words("c"),)),),
            ),
            "a b c",
        ),
        (
            Claim(
                id="c",
                content=words("a"),
                cue=(words("b"),),
                source_text=(words("c"),),
                date_text=(words("d"),),
                links=(Link("x", Reference("y"), cue=(words("e"),)),),
            ),
            "a b c d e",
        ),
        (Remark(id="r", passage=words("a")), "a"),
        (Claim(id="c"), ""),
        (Remark(id="r"), ""),
    ],
)
def test_an_entry_tells_all_its_selectors(entry: Entry, selectors: str) -> None:
    """No field that names a piece of text is left unresolved."""
    assert [selector.pieces[0] for selector in entry.selectors()] == selectors.split()


@pytest.mark.parametrize("entry_type", [Entity, Event, Claim, Remark])
def test_no_selector_field_is_forgotten(entry_type: type[Entity | Event | Claim | Remark]) -> None:
    """Every field whose type is a selector is among those that an entry tells."""
    fields = [field.name for field in dataclasses.fields(entry_type) if "Selector" in str(field.type)]
    filled = {
        name: words(name) if name in {"content", "passage"} else (words(name),) for name in fields if name != "links"
    }
    entry = entry_type(id="x", **filled)
    assert {selector.pieces[0] for selector in entry.selectors()} == set(fields)


def test_entries_come_by_kind_in_file_order() -> None:
    """Entities, events, claims, remarks; each kind as the file has it."""
    annotations = Annotations(
        remarks={"r": Remark(id="r")},
        claims={"c": Claim(id="c")},
        events={"t": Event(id="t"), "s": Event(id="s")},
        entities={"e": Entity(id="e")},
    )
    assert [entry.id for entry in annotations.entries()] == ["e", "t", "s", "c", "r"]


def test_each_entry_has_a_kind() -> None:
    """The word for the kind of each entry."""
    entries = (Entity(id="e"), Claim(id="c"), Event(id="t"), Remark(id="r"))
    assert tuple(map(kind_of, entries)) == KINDS


def test_where_something_is_written_makes_no_difference() -> None:
    """Two models are equal if they say the same, wherever the file says it."""
    one = Entity(id="e", at=1, mentions=(Selector(("a",), at=2),), links=(Link("x", Reference("y", at=3), at=4),))
    other = Entity(id="e", mentions=(Selector(("a",)),), links=(Link("x", Reference("y")),))
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(("id_", "is_elsewhere"), [("a#b", True), ("a-b", False)])
def test_a_reference_may_name_a_claim_elsewhere(id_: str, is_elsewhere: bool) -> None:
    """A number sign in an id stands between another article and its claim."""
    assert Reference(id_).is_elsewhere is is_elsewhere
