"""Which entities marked words may mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Annotations, Entity, Event, Heading
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.entity_choices import Choice, EntityChoices
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from marked import annotated

TEXT = (
    "Russia and the [Russian Foreign Ministry](ministry) told [Turkish President](erdogan) [Erdogan](erdogan) what"
    " [Russian President](putin) Putin told [Peskov](peskov). Russia, [Kremlin](kremlin), Iran, Russia."
)
INDEX = annotated(
    TEXT,
    Entity(id="russia", type="state", name="Russia", mentions=(Selector(("Russia",), all=True),)),
    Entity(id="ministry", type="government", name="Ministry of Foreign Affairs of Russia"),
    Entity(id="erdogan", type="person", name="Recep Tayyip Erdoğan", aliases=("Sultan",)),
    Entity(id="putin", type="person", name="Vladimir Putin"),
    Entity(id="peskov", type="person", name="Dmitry Peskov"),
    Entity(id="kremlin", type="facility"),
    Entity(id="iranians", type="group", name="Iranian delegation"),
)
LISTED = "peskov erdogan putin iranians russia ministry kremlin".split()


def file(*entries: Entity | Event, published: str = "") -> Annotations:
    return Annotations(
        article=Heading(published=published),
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
    )


def entity(id_: str, *mentions: str, **keys: str) -> Entity:
    """An entity that has written what it is given."""
    selectors = tuple(Selector((words,)) for words in mentions)
    return Entity(id=id_, mentions=selectors, keys=frozenset(keys), **keys)  # type: ignore[arg-type]  # Entity's fields


def choices(corpus: Corpus, *entries: Entity | Event, unread: str = "") -> EntityChoices:
    """What can be picked in an article of these entries, in a workspace of these files."""
    annotations = replace(file(*entries), unread=frozenset(unread.split()))
    return EntityChoices(Index(Article("own", ""), annotations, corpus, corpus.tagset), corpus)


def matches(words: str, filter_text: str | None = None, among: EntityChoices | None = None) -> list[str]:
    """The ids that match marked words, or what was typed then."""
    found = (among or EntityChoices(INDEX)).matching(words if filter_text is None else filter_text, words)
    return [choice.id for choice in found if choice.is_match]


# Marked words


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Peskov", "peskov"),
        ("Dmitry\nPeskov", "peskov"),
        ("Erdogan's", "erdogan"),
        ("Erdogan’s", "erdogan"),
        ("ERDOĞAN", "erdogan"),
        ("the Kremlin", "kremlin"),
        ("Turkish President", "erdogan"),
        ("the Turkish president", "erdogan"),
        ("Russian President", "putin"),
        ("Russia", "russia"),
        ("Russian Foreign Ministry", "ministry"),
        ("Foreign Ministry", "ministry"),
        ("the Sultan", "erdogan"),
    ],
)
def test_a_known_name_comes_first(words: str, id_: str) -> None:
    """A name, an alias or a former mention, so that the first choice is the right one."""
    assert matches(words)[0] == id_


@pytest.mark.parametrize("words", ["Iran", "Russ", "the", "of the", "", "—", "🚀", "Damascus"])
def test_without_a_whole_word_in_common_nothing_matches(words: str) -> None:
    """All entities are there all the same, in the order of their list."""
    found = EntityChoices(INDEX).matching(words, words)
    assert not any(choice.is_match or choice.why for choice in found)
    assert [choice.id for choice in found] == LISTED == INDEX.listed["entity"]


def test_the_others_follow_in_the_order_of_their_list() -> None:
    """Below what matches, each once."""
    found = [choice.id for choice in EntityChoices(INDEX).matching("Turkish President", "Turkish President")]
    assert found == ["erdogan", "putin", "peskov", "iranians", "russia", "ministry", "kremlin"]


def test_a_choice_says_what_a_row_of_the_list_does() -> None:
    """Its count is of places, all those of a rule among them; the id stands for a name that is missing."""
    found = {choice.id: choice for choice in EntityChoices(INDEX).matching("Russia", "Russia")}
    assert found["russia"] == Choice("russia", "Russia", "state", "", 3, "", True)
    assert found["kremlin"] == Choice("kremlin", "kremlin", "facility", "", 1, "", False)
    assert found["iranians"].count == 0


@pytest.mark.parametrize(
    ("words", "filter_text", "why"),
    [
        ("Turkish President", "Turkish President", "Turkish President"),
        ("Sultan", "Sultan", "Sultan"),
        ("Recep", "Recep", ""),
        ("", "sult", "Sultan"),
        ("", "erd", ""),
        ("", "turk", "Turkish President"),
    ],
)
def test_what_matches_is_told_if_it_is_not_the_name(words: str, filter_text: str, why: str) -> None:
    """As it is written in the file."""
    first = EntityChoices(INDEX).matching(filter_text, words)[0]
    assert (first.id, first.why, first.is_match) == ("erdogan", why, True)


def test_of_equals_the_one_with_more_mentions_comes_first() -> None:
    """Then the one that stands first in the list."""
    index = annotated(
        "[A](a) [B](b) [C](b) [D](d)",
        *(Entity(id=id_, name=f"Deputy {id_}") for id_ in "abd"),
    )
    assert matches("Deputy", among=EntityChoices(index)) == ["b", "a", "d"]


def test_a_name_is_preferred_to_a_mention() -> None:
    """Where both are exactly the marked words."""
    index = annotated("[Damascus](rulers) x [x](rulers)", Entity(id="rulers"), Entity(id="damascus", name="Damascus"))
    assert matches("Damascus", among=EntityChoices(index)) == ["damascus", "rulers"]


# Typed words


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("pes", ["peskov"]),
        ("dmi pe", ["peskov"]),
        ("pe dmi", ["peskov"]),
        ("erdog", ["erdogan"]),
        ("sul tur", ["erdogan"]),
        ("russia", ["russia", "putin", "ministry"]),
        ("russian", ["putin", "ministry"]),
        ("iran", ["iranians"]),
        ("ussia", []),
        ("peskov x", []),
        ("  the   krem", ["kremlin"]),
    ],
)
def test_typed_words_filter_the_list(typed: str, ids: list[str]) -> None:
    """All of them must begin a word of what an entity was ever called."""
    found = EntityChoices(INDEX).matching(typed, "Iran")
    assert [choice.id for choice in found] == ids
    assert all(choice.is_match for choice in found)


def test_an_entity_is_found_by_its_id() -> None:
    """Which is then told."""
    assert EntityChoices(INDEX).matching("iranians", "x") == [
        Choice("iranians", "Iranian delegation", "group", "iranians", 0, "", True)
    ]


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_shows_the_whole_list(typed: str) -> None:
    """In its own order, and nothing matches."""
    found = EntityChoices(INDEX).matching(typed, "Russia")
    assert [choice.id for choice in found] == LISTED
    assert not any(choice.is_match for choice in found)


def test_white_space_alone_is_no_typing() -> None:
    """Marked words may stand on two lines, and are typed into one."""
    assert matches("Turkish\n President", "Turkish President ") == matches("Turkish President")


def test_marked_words_and_typed_ones_may_be_of_any_script() -> None:
    """In Chinese a name is shared as a whole."""
    index = annotated(
        "[普京](putin) [إدلب](idlib) [Песков](peskov) [İstanbul](istanbul)",
        *(Entity(id=id_) for id_ in ("putin", "idlib", "peskov", "istanbul")),
    )
    among = EntityChoices(index)
    for words, id_ in (
        ("俄罗斯总统普京", "putin"),
        ("إدلب", "idlib"),
        ("ПЕСКОВ", "peskov"),
        ("Istanbul’s", "istanbul"),
    ):
        assert matches(words, among=among) == [id_]
    assert matches("x", "песк", among) == ["peskov"]
    assert matches("x", "京", among) == ["putin"]


# The workspace


def test_entities_of_other_files_can_be_picked() -> None:
    """With the name and type that they would have here, and the earliest published article that has them."""
    corpus = Corpus(
        {
            "late": file(entity("assad", "Syrian President", type="person", name="B. Assad"), published="2021"),
            "early": file(entity("assad", name="Bashar al-Assad"), published="2019"),
        }
    )
    among = choices(corpus, entity("idlib", name="Idlib"))
    picked = Choice("assad", "Bashar al-Assad", "person", "", 0, "early", True)
    assert among.matching("Assad", "Assad") == [picked, Choice("idlib", "Idlib", "other", "", 0, "", False)]
    for called in ("Syrian President", "B. Assad"):
        assert among.matching(called, called)[0] == replace(picked, why=called)


def test_entities_of_this_file_are_preferred() -> None:
    """Where both are equally good, even a mention here to a name elsewhere; and they are listed first."""
    corpus = Corpus({"other": file(entity("damascus", name="Damascus"), entity("aleppo", name="Aleppo"))})
    among = choices(corpus, entity("rulers", "Damascus", name="Zealous rulers"))
    assert matches("Damascus", among=among) == ["rulers", "damascus"]
    assert [choice.id for choice in among.matching("x", "x")] == ["rulers", "aleppo", "damascus"]


def test_a_better_match_elsewhere_comes_before_one_of_this_file() -> None:
    """A known name is what was meant, wherever it is known."""
    corpus = Corpus({"other": file(entity("ministry", name="Ministry of Defence"))})
    assert matches("Ministry of Defence", among=choices(corpus, entity("x", name="Defence"))) == ["ministry", "x"]


def test_what_other_files_call_an_entity_of_this_one_matches_too() -> None:
    """Their names, aliases and mentions; an entity is offered once."""
    other = replace(entity("erdogan", "Turkish President", name="R. T. Erdogan"), aliases=("Sultan",))
    among = choices(Corpus({"other": file(other)}), entity("erdogan", name="Tayyip"))
    for called in ("Turkish President", "Sultan", "R. T. Erdogan"):
        assert among.matching(called, called) == [Choice("erdogan", "Tayyip", "other", called, 0, "", True)]


def test_what_the_workspace_has_of_this_very_file_is_left_out() -> None:
    """It may be older than what is being read."""
    corpus = Corpus({"own": file(entity("gone", name="Gone"))})
    assert choices(corpus, entity("idlib")).matching("Gone", "Gone") == [
        Choice("idlib", "idlib", "other", "", 0, "", False)
    ]


def test_an_id_that_is_something_else_here_is_not_offered() -> None:
    """Nor one whose entry can't be read; nor an event of another file."""
    corpus = Corpus({"other": file(entity("talks"), entity("torn"), entity("free"), Event(id="battle"))})
    among = choices(corpus, Event(id="talks"), unread="torn")
    assert [choice.id for choice in among.matching("", "x")] == ["free"]


def test_those_of_other_files_are_listed_by_type_and_name() -> None:
    """As they would be here; words of the workspace's own tagset come where it has them."""
    tagset = replace(DEFAULT, entity_types={"tribe": Word(), **DEFAULT.entity_types})
    entities = [
        entity("a", type="state", name="A"),
        entity("b", type="tribe", name="Z"),
        entity("c", type="state", name="Ä"),
        entity("d", type="tribe", name="y"),
        entity("e"),
    ]
    among = choices(Corpus({"other": file(*entities)}, tagset=tagset))
    assert [choice.id for choice in among.matching("", "x")] == ["d", "b", "a", "c", "e"]


def test_a_discontinuous_mention_is_told_with_its_gap() -> None:
    """And one from here to there with both ends."""
    mentions = (Selector(("forces", "of the army")), Selector(("units",), to="in Idlib"))
    index = Index(Article("own", ""), Annotations(entities={"x": Entity(id="x", mentions=mentions)}))
    among = EntityChoices(index)
    assert among.matching("army", "army")[0].why == "forces … of the army"
    assert among.matching("Idlib", "Idlib")[0].why == "units … in Idlib"
