"""Places that are named twice."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.place_checks import check_places
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Selector
from numbered import SOURCE, at


def checked(text: str, *entries: Entity | Event | Claim, corpus: Corpus | None = None) -> list[Problem]:
    annotations = Annotations(
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
        claims={one.id: one for one in entries if isinstance(one, Claim)},
    )
    corpus = corpus or Corpus()
    return list(check_places(Index(Article("a", text), annotations, corpus), SOURCE, corpus))


def quote(line: int, *pieces: str, **keys: object) -> Selector:
    return Selector(pieces, at=at(line, 4), **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


# By one entry


@pytest.mark.parametrize("kind", [Entity, Event])
@pytest.mark.parametrize(
    ("mentions", "line", "message"),
    [
        (
            (quote(2, "Idlib", before="in"), quote(5, "Idlib", nth=1)),
            5,
            "The place “Idlib” is named already, in line 2.",
        ),
        (
            (quote(9, "Idlib", before="in"), quote(5, "Idlib", nth=1)),
            9,
            "The place “Idlib” is named already, in line 5.",
        ),
        ((quote(2, "Idlib", all=True), quote(5, "Idlib", nth=2)), 5, "The place “Idlib” is named already, in line 2."),
        (
            (quote(2, "Idlib", all=True), quote(5, "Idlib", all=True)),
            5,
            "2 places, the first of them “Idlib”, are named already, in line 2.",
        ),
        ((quote(2, "in", "far"), quote(5, "in", "far")), 5, "The place “in … far” is named already, in line 2."),
    ],
)
def test_a_place_that_one_entry_names_twice_is_told(
    kind: type[Entity | Event], mentions: tuple[Selector, ...], line: int, message: str
) -> None:
    """At the mention that is written later, with the line of the other one."""
    (problem,) = checked("in Idlib, Idlib far", kind(id="x", mentions=mentions))
    assert (problem.line, problem.column, problem.code, problem.level) == (line, 4, "place-twice", "warning")
    assert problem.message == message
    rule = ", or take the place out with `except`." if any(mention.all for mention in mentions) else "."
    assert problem.hint == f"Delete one of the two mentions{rule}"


@pytest.mark.parametrize(
    "mentions",
    [
        (quote(2, "in Idlib"), quote(3, "Idlib", nth=1)),
        (quote(2, "Idlib", nth=1), quote(3, "Idlib", nth=2)),
        (quote(2, "gone"), quote(3, "gone")),
        (quote(2, "Idlib"), quote(3, "Idlib")),
        (quote(2, "Idlib", all=True, excepted=(quote(2, "in Idlib"),)), quote(3, "Idlib", nth=1)),
    ],
)
def test_other_places_are_no_problem(mentions: tuple[Selector, ...]) -> None:
    """One inside the other, two places of one word, and those that are not found or not known."""
    assert checked("in Idlib, Idlib far", Entity(id="x", mentions=mentions)) == []


# By two entities


def named(id_: str, type_: str, *mentions: Selector) -> Entity:
    return Entity(id=id_, type=type_, mentions=mentions, keys=frozenset(("type",)))


def test_a_place_of_two_entities_of_different_types_is_told() -> None:
    """At the mention that is written later, with both ids and types."""
    place, government = (
        named("damascus", "place", quote(6, "Damascus")),
        named("syria", "government", quote(4, "Damascus")),
    )
    (problem,) = checked("Damascus", place, government)
    assert (problem.line, problem.column, problem.code, problem.level) == (6, 4, "two-types", "warning")
    assert problem.message == (
        "The place “Damascus” is marked as `damascus`, of type `place`, here, "
        "and as `syria`, of type `government`, in line 4."
    )
    assert (
        problem.hint
        == "Choose what the name stands for there, and delete the other mention or take the place out of it."
    )


def test_several_places_of_two_entities_are_one_problem() -> None:
    """Two rules that meet at many places are told once."""
    rules = [quote(line, "Idlib", all=True) for line in (2, 3)]
    (problem,) = checked("Idlib, Idlib", named("a", "place", rules[0]), named("b", "group", rules[1]))
    assert problem.message.startswith("2 places, the first of them “Idlib”, are marked as `b`, of type `group`, here")


def test_a_third_entity_is_told_too() -> None:
    """Each later mention whose type is another than that of the first."""
    entities = [named(type_, type_, quote(line, "x")) for line, type_ in enumerate(("place", "group", "state"), 1)]
    assert [problem.line for problem in checked("x", *entities)] == [2, 3]


@pytest.mark.parametrize(
    "entities",
    [
        (named("russia", "state", quote(1, "both")), named("turkey", "state", quote(2, "both"))),
        (named("a", "place", quote(1, "both of")), named("b", "state", quote(2, "both"))),
        (named("a", "place", quote(1, "both")), Event(id="t", mentions=(quote(2, "both"),))),
        (named("a", "place", quote(1, "both")), Claim(id="c", content=quote(2, "both"))),
    ],
)
def test_other_entries_may_share_a_place(entities: tuple[Entity | Event | Claim, ...]) -> None:
    """Two entities of one type, such as two states in "both countries", and entries of other kinds."""
    assert checked("both of them", *entities) == []


def test_a_type_that_is_taken_over_counts() -> None:
    """What the entity is in other files, it is here."""
    corpus = Corpus({"other": Annotations(entities={"b": named("b", "state")})})
    mine = named("a", "state", quote(1, "x")), Entity(id="b", mentions=(quote(2, "x"),))
    assert checked("x", *mine, corpus=corpus) == []
    other = Corpus({"other": Annotations(entities={"b": named("b", "other")})})
    (problem,) = checked("x", *mine, corpus=other)
    assert "as `b`, of type `other`, here, and as `a`, of type `state`, in line 1" in problem.message


@pytest.mark.parametrize("other", [Entity(id="b", mentions=(quote(2, "x"),)), named("b", "stat", quote(2, "x"))])
def test_without_a_known_type_nothing_is_compared(other: Entity) -> None:
    """Who has not written one yet, or has slipped, has said nothing against the other."""
    assert checked("x", named("a", "state", quote(1, "x")), other) == []


def test_an_entity_without_a_type_stands_in_nobodys_way() -> None:
    """Those before and behind it are compared all the same."""
    untyped = Entity(id="b", mentions=(quote(2, "x"),))
    entities = named("a", "state", quote(3, "x")), untyped, named("c", "place", quote(4, "x"))
    assert [problem.line for problem in checked("x", *entities)] == [4]
