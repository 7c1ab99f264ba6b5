"""Words and signs of the screen."""

from __future__ import annotations

import pytest

from idlib_reader.core import tagset
from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Stand
from idlib_reader.core.selectors import Selector
from idlib_reader.ui.signs import LETTERS
from idlib_reader.ui.wording import count, glyph, kind_word, say_date, say_match, say_stand, say_state
from marked import annotated


def test_each_entity_type_has_a_letter_of_its_own() -> None:
    """All eleven types of the tagset are told apart by their letter alone."""
    assert LETTERS.keys() == set(tagset.ENTITY_TYPES)
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert all(letter.isalpha() and letter.isascii() for letter in LETTERS.values())


@pytest.mark.parametrize(
    ("entry", "sign"),
    [
        (Entity(id="a", type="person"), "P"),
        (Entity(id="a", type="a type of one's own"), "·"),
        (Event(id="a"), "●"),
        (Event(id="a", modality="planned"), "○"),
        (Event(id="a", modality="hypothetical"), "○"),
        (Event(id="a", modality="alleged"), "◌"),
        (Event(id="a", modality="denied"), "◌"),
        (Event(id="a", modality="negated"), "◌"),
        (Claim(id="a"), "“"),
        (Remark(id="a"), "†"),
    ],
)
def test_signs(entry: Entry, sign: str) -> None:
    """An entity has its type's letter, an event a circle that tells whether it happened."""
    assert glyph(entry) == sign


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (Entity(id="a", type="armed-force"), "armed-force"),
        (Event(id="a", type="meeting"), "event"),
        (Claim(id="a"), "claim"),
        (Remark(id="a"), "remark"),
    ],
)
def test_an_entity_is_called_by_its_type_all_else_by_its_kind(entry: Entry, word: str) -> None:
    """The type of an entity says more than that it is one."""
    assert kind_word(entry) == word


@pytest.mark.parametrize(("written", "told"), [("", ""), ("2018-09", "Sep 2018"), ("soon?", "soon?")])
def test_a_date_is_told_in_words_or_as_written(written: str, told: str) -> None:
    """What is no date is shown as it stands in the file, never an error."""
    assert say_date(written) == told


@pytest.mark.parametrize(("number", "told"), [(0, "0 problems"), (1, "1 problem"), (12, "12 problems")])
def test_numbers_go_with_their_noun(number: int, told: str) -> None:
    """One of a thing is no plural."""
    assert count(number, "problem") == told


def test_the_status_says_first_what_keys_act_on_then_what_else_is_there() -> None:
    """Innermost first, each once; with row, number of rows and, where it is named more than once, the mention."""
    index = annotated(
        "[[Ada](ada) met [Bob](bob)](meeting) and [Ada](ada)",
        Entity(id="ada", type="person", name="Ada Lovelace"),
        Entity(id="bob", type="person", name="Bob"),
        Event(id="meeting", title="They meet"),
    )
    assert say_stand(index, Stand(1)) == ("person Ada Lovelace", "entity 1 of 2, mention 1 of 2 · event meeting")
    assert say_stand(index, Stand(9)) == ("person Bob", "entity 2 of 2 · event meeting")
    name, rest = say_stand(index, Stand(1, Choice("meeting")))
    assert name.startswith("event ")
    assert rest == "event 1 of 1 · person Ada Lovelace"


def test_the_status_says_nothing_where_nothing_is_marked() -> None:
    """Between marks there is no name and no rest."""
    index = annotated("[Ada](ada) ran", Entity(id="ada"))
    assert say_stand(index, Stand(5)) == ("", "")


def test_the_status_says_that_an_entry_is_not_in_the_text() -> None:
    """An entry without a place can be chosen in a list, and the status tells that it has none."""
    index = annotated("Nobody ran", Entity(id="ada"))
    assert say_stand(index, Stand(0, Choice("ada"))) == ("other ada", "entity 1 of 1, not in the text")


@pytest.mark.parametrize(
    ("quotes", "rest"),
    [
        (("Bob",), "entity 1 of 1, not found"),
        (("ran",), "entity 1 of 1, ambiguous"),
        (("Ada", "Bob"), "entity 1 of 1, 1 not found"),
        (("Ada", "and", "ran"), "entity 1 of 1, mention 1 of 2, 1 ambiguous"),
    ],
)
def test_the_status_says_what_is_wrong_as_the_list_does(quotes: tuple[str, ...], rest: str) -> None:
    """Why an entry has no place, or how many of its selectors have none."""
    entity = Entity(id="x", mentions=tuple(Selector((quote,)) for quote in quotes))
    index = Index(Article("a", "Ada ran and ran."), Annotations(entities={"x": entity}))
    assert say_stand(index, Stand(5, Choice("x"))) == ("other x", rest)
    assert rest.endswith(say_state(index, "x"))


def test_the_status_counts_rows_as_the_list_is_shown() -> None:
    """Row and number of rows are those of the list as it is sorted and filtered; one that is not in it has none."""
    index = annotated("[Ada](ada) and [Bob](bob)", Entity(id="ada"), Entity(id="bob"))
    stand = Stand(0, Choice("ada"))
    assert say_stand(index, stand)[1] == "entity 1 of 2"
    assert say_stand(index, stand, (1, 2))[1] == "entity 2 of 2"
    assert say_stand(index, stand, (0, 1))[1] == "entity 1 of 1"
    assert say_stand(index, stand, (None, 1))[1] == "entity"
    assert say_stand(index, stand, (None, 0))[1] == "entity"


@pytest.mark.parametrize(
    ("number", "matches", "told"),
    [(2, 7, "2 of 7"), (1, 1, "1 of 1"), (0, 7, "7 matches"), (0, 1, "1 match"), (0, 0, "not found"),
     (1200, 14000, "1,200 of 14,000")],
)  # fmt: skip
def test_matches_of_a_search_are_counted(number: int, matches: int, told: str) -> None:
    """Which one of how many; only how many where one is on none of them."""
    assert say_match(number, matches) == told
