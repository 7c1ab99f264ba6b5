"""Which entities of the bundled example marked words mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.core.entity_choices import EntityChoices
from idlib_reader.core.id_proposals import propose_id
from idlib_reader.core.ids import is_slug
from idlib_reader.core.index import Index
from idlib_reader.core.names import clean_name
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "000_d237a528e19c67b1"


@pytest.fixture(scope="module")
def index() -> Index:
    """All that is looked up in the example."""
    article = read_article(REPOSITORY / "seeds" / f"{SLUG}.txt")
    return annotate(article, REPOSITORY / "annotations" / f"{SLUG}.yaml").index


@pytest.fixture(scope="module")
def choices(index: Index) -> EntityChoices:
    """What can be picked there."""
    return EntityChoices(index)


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Peskov", "peskov"),
        ("Mr Peskov's", "peskov"),
        ("Erdogan’s", "erdogan"),
        ("President Erdoğan", "erdogan"),
        ("Turkish President", "erdogan"),
        ("Russia", "russia"),
        ("Russia’s", "russia"),
        ("Turkey", "turkey"),
        ("Sedat Onal", "onal"),
        ("Deputy Foreign Minister Sergei Vershinin", "vershinin"),
        ("Ministry of Defense", "defence-ministry-of-russia"),
        ("the fourth zone", "fourth-zone"),
        ("the province of Idlib", "idlib"),
        ("al-Nusra", "nusra"),
        ("Damascus", "syrian-government"),
    ],
)
def test_the_entity_that_is_meant_comes_first(choices: EntityChoices, words: str, id_: str) -> None:
    """So that the first choice is the right one."""
    first = choices.matching(words, words)[0]
    assert (first.id, first.is_match) == (id_, True)


@pytest.mark.parametrize("words", ["the Kremlin", "Iranian", "Homs", "the"])
def test_words_that_name_nobody_match_nothing(index: Index, choices: EntityChoices, words: str) -> None:
    """The list stands there as it is."""
    found = choices.matching(words, words)
    assert not any(choice.is_match for choice in found)
    assert [choice.id for choice in found] == index.listed["entity"]


def test_every_entity_is_the_first_choice_for_its_own_words(index: Index, choices: EntityChoices) -> None:
    """For its name, and for its mentions where no other entity has the same words."""
    mentioned: dict[str, set[str]] = {}
    for id_, entity in index.annotations.entities.items():
        assert choices.matching(entity.name, entity.name)[0].id == id_
        for place in index.places[id_]:
            mentioned.setdefault(index.quote(place), set()).add(id_)
    for words, ids in mentioned.items():
        assert choices.matching(words, words)[0].id in ids


def test_every_name_gives_itself_and_a_free_id(index: Index) -> None:
    """The names of the example are clean as they are, and what is proposed for them is a slug that nothing has."""
    for entity in index.annotations.entities.values():
        assert clean_name(entity.name) == entity.name
        id_ = propose_id(entity.name, index.entries)
        assert is_slug(id_)
        assert id_ not in index.entries
