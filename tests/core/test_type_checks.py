"""Types and kinds of ids in other files."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.tagset import Tagset, Word
from idlib_reader.core.type_checks import check_types
from numbered import SOURCE, at


def file(*entries: Entry) -> Annotations:
    return Annotations(
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
        claims={one.id: one for one in entries if isinstance(one, Claim)},
    )


def typed(entry: Entity | Event, line: int = 0) -> Entity | Event:
    """The entry with its type written in a line of its own."""
    keys = frozenset(("type",))
    if isinstance(entry, Entity):
        return Entity(id=entry.id, type=entry.type, keys=keys, at=at(2), type_at=at(line, 5) if line else None)
    return Event(id=entry.id, type=entry.type, keys=keys, at=at(2), type_at=at(line, 5) if line else None)


def types(corpus: Corpus, slug: str, entries: Annotations | None = None) -> list[str]:
    annotations = entries or corpus.files[slug]
    problems = check_types(annotations, SOURCE, corpus, slug)
    return [f"{one.line}:{one.column} {one.message} [{one.code}]" for one in problems]


def test_a_type_that_differs_is_told_in_both_files() -> None:
    """Each file names the other, at its own type."""
    corpus = Corpus(
        {
            "a": file(typed(Entity(id="idlib", type="place"), 3)),
            "b": file(typed(Entity(id="idlib", type="facility"), 4)),
        }
    )
    assert types(corpus, "a") == [
        "3:5 `idlib` is an entity of type `place` here, but an entity of type `facility` in b.yaml. [type-differs]"
    ]
    assert types(corpus, "b") == [
        "4:5 `idlib` is an entity of type `facility` here, but an entity of type `place` in a.yaml. [type-differs]"
    ]


def test_a_kind_that_differs_is_told_in_both_files() -> None:
    """An entity here and an event there, with or without a type; at the id."""
    corpus = Corpus({"a": file(typed(Entity(id="x", type="place"), 3)), "b": file(Event(id="x", at=at(9)))})
    assert types(corpus, "a") == ["2:1 `x` is an entity of type `place` here, but an event in b.yaml. [type-differs]"]
    assert types(corpus, "b") == ["9:1 `x` is an event here, but an entity of type `place` in a.yaml. [type-differs]"]


def test_three_files_with_three_types_tell_of_each_other() -> None:
    """One problem in each, that names both others."""
    files = {
        slug: file(typed(Event(id="x", type=type_))) for slug, type_ in (("a", "ban"), ("b", "attack"), ("c", "state"))
    }
    assert types(Corpus(files), "b") == [
        "2:1 `x` is an event of type `attack` here, but an event of type `ban` in a.yaml "
        "and an event of type `state` in c.yaml. [type-differs]"
    ]


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (typed(Entity(id="x", type="place")), typed(Entity(id="x", type="place"))),
        (typed(Entity(id="x", type="place")), Entity(id="x")),
        (Entity(id="x"), typed(Entity(id="x", type="place"))),
        (typed(Entity(id="x", type="place")), Claim(id="x")),
    ],
)
def test_types_that_agree_or_are_not_written_are_no_problem(mine: Entry, other: Entry) -> None:
    """A file may carry just the mentions; the id of a claim is its own file's."""
    assert types(Corpus({"mine": file(mine), "other": file(other)}), "mine") == []


def test_an_older_reading_of_the_file_does_not_differ_from_it() -> None:
    """A type that was just changed is compared with other files only."""
    corpus = Corpus({"mine": file(typed(Entity(id="x", type="place")))})
    assert types(corpus, "mine", file(typed(Entity(id="x", type="state")))) == []


@pytest.mark.parametrize("slug", ["a", "b"])
def test_a_type_that_the_tagset_does_not_know_differs_from_none(slug: str) -> None:
    """It is told as an unknown word, and not in every file that has the id; a word of the workspace is known."""
    files = {"a": file(typed(Entity(id="x", type="militia"))), "b": file(typed(Entity(id="x", type="group")))}
    assert types(Corpus(files), slug) == []
    tagset = Tagset(entity_types={"militia": Word(), "group": Word()})
    assert len(types(Corpus(files, tagset=tagset), slug)) == 1
