"""Finding many phrases in one pass, against one slow search for each."""

from __future__ import annotations

import re
from typing import Any, SupportsIndex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core import phrases as phrases_module
from idlib_reader.core.phrases import find_phrases
from idlib_reader.core.words import is_word_edge

PARTS = [
    *("a", "b", "ab", " ", "-", "'", "*", "e\u0301", "\u0301", "漢", "字", "ไ", "กำ", "हि", "न्दी", "1", "_", "]", "^"),
    *("👩\u200d🚀", "🇩🇪", "[", "\\"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).map("".join).map(lambda text: re.sub(" +", " ", text))
"""As folding leaves them: white space is single spaces."""

PHRASES = TEXTS.map(lambda text: text[:8].strip()).filter(bool)


def occurrences(text: str, phrase: str) -> list[int]:
    """Every place of the phrase, overlapping ones too."""
    return [at for at in range(len(text) - len(phrase) + 1) if text.startswith(phrase, at)]


def on_word_edges(text: str, phrase: str, places: list[int]) -> list[int]:
    return [at for at in places if is_word_edge(text, at) and is_word_edge(text, at + len(phrase))]


@settings(deadline=None, max_examples=250)
@given(TEXTS, st.lists(PHRASES, min_size=1, max_size=6), st.sampled_from([1, 2, 5, 17, 1 << 20]))
def test_one_pass_finds_what_a_search_for_each_phrase_finds(text: str, phrases: list[str], size: int) -> None:
    """On word edges every place of every phrase is found, and no place is made up, however the text is sliced."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases_module, "_SLICE", size)
        places = find_phrases(text, phrases)
    for phrase in phrases:
        found = places.get(phrase, [])
        assert on_word_edges(text, phrase, found) == on_word_edges(text, phrase, occurrences(text, phrase))
        assert set(found) <= set(occurrences(text, phrase))


@settings(deadline=None, max_examples=150)
@given(st.data(), st.integers(1, 40), st.sampled_from([1, 3, 16, 30]))
def test_phrases_of_any_number_of_words_are_found(data: st.DataObject, count: int, size: int) -> None:
    """A phrase is found wherever it stands in relation to the slices and however many words it has."""
    words = data.draw(st.lists(st.sampled_from(["a", "b", "ab", "abcd"]), min_size=count, max_size=60))
    first = data.draw(st.integers(0, len(words) - count))
    text, phrase = " ".join(words), " ".join(words[first : first + count])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases_module, "_SLICE", size)
        found = find_phrases(text, [phrase])[phrase]
    assert on_word_edges(text, phrase, found) == on_word_edges(text, phrase, occurrences(text, phrase))


@pytest.mark.parametrize("size", [1, 2, 3, 15, 16, 17, 18, 31, 32, 33, 150])
def test_a_phrase_across_two_slices_is_found(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Where the text is taken in slices, no phrase is lost that stands in two of them."""
    monkeypatch.setattr(phrases_module, "_SLICE", size)
    words = [f"w{number:02}" for number in range(50)]
    text = " ".join(words)
    wanted = [" ".join(words[first : first + count]) for count in (1, 2, 7, 16, 20) for first in range(51 - count)]
    assert find_phrases(text, wanted) == {phrase: [text.index(phrase)] for phrase in wanted}


@pytest.mark.parametrize(
    ("text", "phrase", "places"),
    [
        ("aa aa aa", "aa aa", [0, 3]),
        ("group*. * – x", "*", [5, 8]),
        ("a - b-c", "-", [2, 5]),
        ("“Sochi”", "“", [0]),
        ("…", "…", [0]),
        ("x 👩\u200d🚀 y", "👩\u200d🚀", [2]),
        ("a [b] ^c\\", "[", [2]),
        ("a [b] ^c\\", "^", [6]),
        ("a [b] ^c\\", "\\", [8]),
        ("* * *", "* *", [0, 2]),
        ("(said) said", "(said", [0]),
        ("said) said", "said)", [0]),
        ("x, said", ", said", [1]),
        (", said", "x, said", []),
        ("", "a", []),
        ("abc", "a", []),
        ("阿斯塔纳进程", "斯塔", [1]),
    ],
)
def test_words_and_signs_are_found(text: str, phrase: str, places: list[int]) -> None:
    """A phrase may be words, signs or both, and stand at either end of the text."""
    assert find_phrases(text, [phrase]).get(phrase, []) == places


def test_phrases_that_start_alike_are_told_apart() -> None:
    """Many phrases with the same first words are each found where they stand, once."""
    text = "the talks in Moscow, the talks in Ankara, the talks"
    phrases = ["the", "the talks", "the talks in", "the talks in Moscow", "the talks in Ankara", "the talks"]
    assert find_phrases(text, phrases) == {
        "the": [0, 21, 42],
        "the talks": [0, 21, 42],
        "the talks in": [0, 21],
        "the talks in Moscow": [0],
        "the talks in Ankara": [21],
    }


@pytest.mark.parametrize("signs", ['" "', "* –", "- -", "( ) ["])
@pytest.mark.parametrize("phrase", ["' Idlib", "- a", "* Terrorist", "Idlib –", "a b"])
def test_signs_with_spaces_between_hide_no_other_phrase(phrase: str, signs: str) -> None:
    """What makes a word of one phrase makes none of the spaces in another."""
    text = f"x {phrase} y {signs} z {phrase}"
    places = find_phrases(text, [phrase, signs])
    assert places[phrase] == occurrences(text, phrase)
    assert places[signs] == occurrences(text, signs)


def test_a_phrase_is_found_behind_any_of_its_words() -> None:
    """Long and short words, at the start, in the middle and at the end of a phrase of many words."""
    text = "a bb ccc longest dd e, a bb ccc other dd e. " * 3 + "longest"
    phrases = ["a bb ccc longest dd e", "ccc longest", "longest dd", "a bb", "dd e", "longest", "e, a bb ccc other"]
    for phrase in phrases:
        assert find_phrases(text, phrases)[phrase] == occurrences(text, phrase)


def test_no_phrases_find_nothing() -> None:
    """A file without quotes costs nothing and finds nothing."""
    assert find_phrases("some text", []) == {}
    assert find_phrases("some text", ["", " "]) == {}


class Watched(str):
    """A text that counts how often a part of it is taken out or compared."""

    taken = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        """The part, counted."""
        self.taken += 1
        return super().__getitem__(key)

    def startswith(self, *arguments: Any) -> bool:
        """Whether it does at a place, counted."""
        self.taken += 1
        return super().startswith(*arguments)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("the Ministry of Foreign Affairs w{} and ", "the Ministry of Foreign Affairs w{}"),
        ("w{} the Ministry of Foreign Affairs and ", "w{} the Ministry of Foreign Affairs"),
        ("the Ministry of w{} Foreign Affairs and ", "the Ministry of w{} Foreign Affairs and"),
        ("the talks in the city x ", "the talks in the city y{}"),
        ("a a a a a a a a ", "a b{}"),
        ("a a a a a a a a ", "a a a a a a a b{}"),
        ("* * * * * * * * ", "* * * *{}"),
        ("(((((((( ", "(((({}"),
        ("阿斯塔纳进程阿斯塔纳进程", "阿斯塔纳进{}"),
        ("ประเทศไทยและกำลัง", "ไทย{}"),
        ("{} ", "{}"),
    ],
)
def test_phrases_that_look_alike_do_not_add_up(text: str, phrases: str) -> None:
    """Two thousand phrases of a kind cost no more than a few looks at each word, however often their words stand."""
    watched = Watched("".join(text.format(number) for number in range(2000)))
    find_phrases(watched, [phrases.format(number) for number in range(2000)])
    letters = sum(not character.isspace() for character in watched)
    assert watched.taken < 8 * letters


@pytest.mark.parametrize("text", ["a " * 500 + "a", "* " * 300 + "*", "漢" * 400, "ไทย" * 100, "a*" * 300])
def test_repetitions_are_found_at_every_place(text: str) -> None:
    """A text of one word or sign holds each run of them at every place, up to its very end."""
    for count in (1, 2, 3, 8, 50):
        phrase = text[: len(text) // 300 * count * 2 + 1].strip()
        found = find_phrases(text, [phrase, text.strip(), phrase + "b"])
        places = occurrences(text, phrase)
        assert on_word_edges(text, phrase, found[phrase]) == on_word_edges(text, phrase, places)
        assert found[text.strip()] == [0]
        assert phrase + "b" not in found
