"""Keys by which the words of a list are chosen."""

from __future__ import annotations

from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.tagset import ENTITY_TYPES, EVENT_TYPES
from idlib_reader.core.type_keys import keys_of

DEFAULT_KEYS = {
    "person": "p",
    "organisation": "o",
    "group": "g",
    "state": "s",
    "government": "v",
    "armed-force": "a",
    "place": "l",
    "facility": "f",
    "weapon": "w",
    "document": "d",
    "other": "x",
}


def test_the_default_types_have_their_usual_keys() -> None:
    """In whatever order they stand, and each in its place of the list."""
    assert keys_of(ENTITY_TYPES, {}) == DEFAULT_KEYS
    assert list(keys_of(ENTITY_TYPES, {})) == list(ENTITY_TYPES)
    assert keys_of(ENTITY_TYPES[::-1], {}) == DEFAULT_KEYS


def test_other_words_have_the_first_of_their_letters_that_is_free() -> None:
    """They leave the usual keys alone even where they stand before them; a letter of no other word comes last."""
    keys = keys_of(["militia", "pag", "p-s", *ENTITY_TYPES], {})
    assert keys == {"militia": "m", "pag": "b", "p-s": "c", **DEFAULT_KEYS}


def test_event_types_have_a_letter_of_theirs() -> None:
    """Without a table of their own."""
    keys = keys_of(EVENT_TYPES, {})
    assert all(key in word or word == "other" for word, key in keys.items())
    assert keys["meeting"] == "m"


def test_a_given_key_comes_first() -> None:
    """Whoever had it before gets another one."""
    keys = keys_of([*ENTITY_TYPES, "militia"], {"militia": "p"})
    assert keys["militia"] == "p"
    assert keys == DEFAULT_KEYS | {"militia": "p", "person": "e"}


def test_of_two_words_with_one_given_key_the_first_has_it() -> None:
    """The other one gets a letter of its own."""
    assert keys_of(["tribe", "clan"], {"tribe": "q", "clan": "q"}) == {"tribe": "q", "clan": "c"}


@pytest.mark.parametrize("key", ["1", "٣", " ", "\t", "", "ab", "\x1b", "²", "e\u0301"])
def test_what_can_t_be_a_key_is_passed_over(key: str) -> None:
    """Digits are used elsewhere; the rest is no one character that can be pressed and seen."""
    assert keys_of(["tribe"], {"tribe": key}) == {"tribe": "t"}


def test_a_key_may_be_of_any_script() -> None:
    """So that whoever writes the words can type it."""
    assert keys_of(["полк", "部队", "İl"], {"полк": "ж"}) == {"полк": "ж", "部队": "部", "İl": "i"}


def test_more_words_than_letters_have_keys_too() -> None:
    """First all that each keyboard has."""
    words = [f"a{number}" for number in range(60)]
    keys = keys_of(words, {})
    assert set(ascii_letters) < set(keys.values())
    assert len(set(keys.values())) == 60


@given(st.lists(st.text(max_size=4)), st.dictionaries(st.text(max_size=3), st.text(max_size=2)))
def test_keys_are_distinct_characters(words: list[str], given_keys: dict[str, str]) -> None:
    """One printable character each, no digit, and the same for the same words."""
    keys = keys_of(words, given_keys)
    assert list(keys) == list(dict.fromkeys(words))
    assert len(set(keys.values())) == len(keys)
    assert all(len(key) == 1 and key.isprintable() and not key.isspace() for key in keys.values())
    assert not any(key.isnumeric() for key in keys.values())
    assert keys_of(words, given_keys) == keys
