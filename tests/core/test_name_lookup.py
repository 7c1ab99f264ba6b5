"""Names found by words that they share, and by beginnings of their words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core import name_lookup
from idlib_reader.core.name_lookup import Name, NameLookup, units_of


def lookup_of(*names: str) -> NameLookup:
    """A lookup of owners, each with its names separated by bars; an id starts with a hash."""
    return NameLookup(
        [
            Name(owner, text.strip("#"), units_of(text), rank=place, is_id=text.startswith("#"))
            for owner, several in enumerate(names)
            for place, text in enumerate(several.split("|"))
        ]
    )


def sharing(words: str, *names: str) -> list[int]:
    """The owners with a name that shares something with the words."""
    return [found.owner for found in lookup_of(*names).sharing(words)]


def beginning(words: str, *names: str) -> list[int]:
    """The owners whose names begin so."""
    return [found.owner for found in lookup_of(*names).beginning(words)]


# Units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Recep Tayyip Erdoğan’s", "recep tayyip erdogan"),
        ("the U.S. Army", "the us army"),
        ("Jebhat al-Nusra", "jebhat al nusra"),
        ("İstanbul ISPARTA ısırgan", "istanbul isparta isirgan"),
        ("俄罗斯总统普京", "俄罗斯总统普京"),
        ("弗拉基米尔·普京 NATO軍", "弗拉基米尔 普京 nato 軍"),
        ("إِدْلِب", "ادلب"),
        ("🚀", "🚀"),
        (" … ", "..."),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_name_is_taken_apart_into_words_and_runs(text: str, units: str) -> None:
    """In plain spelling; what has neither is a unit as a whole."""
    assert " ".join(units_of(text)) == units


# What is shared


def test_whole_words_are_shared() -> None:
    """Whatever their case and accents; a word that only begins alike is another."""
    assert sharing("IRAN", "Iran", "Iranian", "Íran’s army", "Irani | Teheran") == [0, 2]


@pytest.mark.parametrize("words", ["the Kremlin", "Kremlin’s", "kremlin", "a Kremlin"])
def test_exactly_these_words_come_first(words: str) -> None:
    """Without an article and a possessive ending, even where another name shares rarer words with more."""
    assert sharing(words, "Kremlin palace", "Kremlin wall|Kremlin", "Kremlin") == [2, 1, 0]


def test_of_names_that_are_alike_the_preferred_one_comes_first() -> None:
    """A lower rank, then a lower owner."""
    names = [Name(owner, "Damascus", ("damascus",), rank) for owner, rank in enumerate([2, 1, 0, 1])]
    assert [found.owner for found in NameLookup(names).sharing("Damascus")] == [2, 1, 3, 0]


def test_all_words_of_the_shorter_come_before_some_of_them() -> None:
    """Whichever of the two is the shorter, and though it is a commoner word that is shared as a whole."""
    assert sharing("Turkish President", "Turkish Foreign Ministry", "President", "President of X") == [1, 0, 2]
    assert sharing("Putin", "Putin and others", "Vladimir Putin") == [0, 1]


@pytest.mark.parametrize("common", [3, 500])
def test_names_of_one_owner_count_together(common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """All words found somewhere are worth as much as a name that is found as a whole; rarer words then decide."""
    monkeypatch.setattr(name_lookup, "_COMMON", common)
    names = "Erdogan", "Tayyip Erdogan|Turkish President", "Vladimir|President", "X|President of X"
    found = lookup_of(*names).sharing("President Erdogan")
    assert [(one.owner, one.number) for one in found] == [(1, 1), (0, 0), (2, 4), (3, 6)]


def test_all_that_an_owner_shares_is_weighed() -> None:
    """Not its best name alone."""
    assert sharing("p q r m n", "p q x", "r x|m k|n z") == [1, 0]


def test_rare_words_count_more_than_common_ones() -> None:
    """Three words that two names share are worth less than one that a single name has."""
    names = "Deputy Foreign Minister", "Peskov", "Deputy Foreign Minister"
    assert sharing("Deputy Foreign Minister Peskov", *names) == [1, 0, 2]


def test_more_rare_words_count_more() -> None:
    """Each adds to what is shared."""
    assert sharing("Dmitry Sergeyevich Peskov", "Peskov of X", "Dmitry Peskov of Y") == [1, 0]


def test_function_words_are_not_shared() -> None:
    """But where a name has nothing else."""
    assert sharing("Ministry of the Interior", "President of the Republic", "Interior") == [1]
    assert sharing("of the", "Ministry of X", "Of the") == [1]
    assert sharing("The", "The", "A", "The X") == [0]


def test_the_name_that_shares_most_is_told() -> None:
    """Each owner is there once."""
    found = lookup_of("Tayyip Erdogan|Turkish President|Turkish").sharing("the Turkish president")
    assert [(one.owner, one.number) for one in found] == [(0, 1)]
    found = lookup_of("Army of X|Navy of Z", "Army").sharing("Army, Navy and Police")
    assert [(one.owner, one.number) for one in found] == [(1, 2), (0, 1)]


def test_an_id_shares_nothing() -> None:
    """It is found by what is typed alone."""
    assert sharing("units", "More than a dozen|#units", "Units") == [1]
    assert beginning("units", "More than a dozen|#units", "Units") == [1, 0]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("普京", [2, 1]),
        ("俄罗斯总统普京", [0, 2]),
        ("京", []),
        ("罗斯", [0, 3]),
        ("俄", []),
        ("斯国", [3]),
    ],
)
def test_a_script_without_spaces_shares_what_the_other_holds(words: str, owners: list[int]) -> None:
    """The whole name, or the whole of the words, from two characters on."""
    assert sharing(words, "俄罗斯", "弗拉基米尔普京", "普京", "俄罗斯国防部", "军") == owners


def test_a_rare_run_counts_more() -> None:
    """What many names hold is like a common word."""
    assert sharing("俄罗斯普京", "俄罗斯", "普京", "俄罗斯国防部") == [1, 0]


def test_one_character_is_found_as_it_is() -> None:
    """In a script without spaces that can be a name."""
    assert sharing("軍", "軍", "海軍") == [0]


def test_a_name_of_signs_is_found_as_it_is() -> None:
    """Words without a letter are compared as a whole."""
    assert sharing("🚀", "🚀", "🛰", "🚀 Rocket") == [0]


def test_no_words_share_nothing() -> None:
    """Neither with names nor without any."""
    assert sharing("", "Idlib") == sharing("Idlib") == beginning("", "Idlib") == beginning("Idlib") == []


def test_words_that_very_many_share_count_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are reached by them alone come last, those with more of them first; the exact name is still first."""
    monkeypatch.setattr(name_lookup, "_COMMON", 3)
    names = ["Minister A", "Foreign Minister B", "Foreign Minister", "Minister Zarif", "Foreign C"]
    assert sharing("Foreign Minister Zarif", *names) == [3, 1, 2, 0, 4]
    assert sharing("Foreign Minister", *names) == [2, 1, 0, 3, 4]
    assert sharing("Minister Zarif Zahedan", "Minister A", "Minister B", "Zarif Zahedan X", "Minister Zarif")[:2] == [
        3,
        2,
    ]


def test_a_long_passage_is_looked_at_in_part() -> None:
    """Nobody names a thing like that."""
    assert sharing("x " * 300 + "Idlib", "Idlib") == []


# What is begun


def test_all_words_must_begin_a_word() -> None:
    """In whatever order, and not inside a word."""
    names = "Dmitry Peskov", "Dmitry X", "Peskov", "Upe Dmi"
    assert beginning("pe dmi", *names) == [0]
    assert beginning("eskov", *names) == []


def test_words_may_be_those_of_several_names() -> None:
    """Those that have all in one name come before."""
    assert beginning("spok pe", "Dmitry Peskov|spokesman", "A spokesman Peskov", "Peskov") == [1, 0]


def test_of_several_names_the_one_with_the_rarest_word_is_told() -> None:
    """The others say less of why it was found."""
    found = lookup_of("A spokesman", "spokesman|Dmitry Peskov").beginning("spok pe")
    assert [(one.owner, one.number) for one in found] == [(1, 2)]


def test_what_begins_with_the_words_comes_first() -> None:
    """Exactly the words, a name, another name, whole words, beginnings of words."""
    names = "New Russians", "New Russia", "Peskov|Russian spokesman", "Russian army", "Putin|Russia"
    assert beginning("russia", *names) == [4, 3, 2, 1, 0]


def test_the_first_name_that_has_all_words_is_told() -> None:
    """The one that is shown anyway, if it has them."""
    found = lookup_of("Dmitry Peskov|Peskov", "X|Peskov|Peskov of Y").beginning("pes")
    assert [one.number for one in found] == [0, 3]


@pytest.mark.parametrize("words", ["erdog", "ERDOĞ", "the erdogan's", "Erdogan’"])
def test_what_is_typed_may_be_spelled_otherwise(words: str) -> None:
    """Case, accents, an article and a possessive ending don't count."""
    assert beginning(words, "Recep Tayyip Erdoğan") == [0]


def test_a_run_is_found_by_any_part() -> None:
    """Where no spaces show its words."""
    assert beginning("京", "普京", "俄罗斯", "NATO") == [0]
    assert beginning("罗斯", "普京", "俄罗斯", "罗马斯") == [1]
    assert beginning("罗斯国", "斯国罗斯", "俄罗斯国防部") == [1]


# Against slow ways

WORDS = ("of", "russian", "russia", "army", "普京", "京", "é", "e", "x’s", "🚀")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
OWNERS = st.lists(st.lists(NAMES, min_size=1, max_size=3).map("|".join), max_size=6)


def do_share(one: str, other: str) -> bool:
    """Whether two units are one, or runs of which one holds the other."""
    are_runs = {one, other} <= {"普京", "京"} and min(len(one), len(other)) > 1
    return one == other or (are_runs and (one in other or other in one))


def telling(text: str) -> set[str]:
    units = set(units_of(text))
    return units - {"of"} or units


@settings(deadline=None)
@given(OWNERS, NAMES, st.sampled_from([1, 2, 500]))
def test_every_owner_that_shares_is_found_once(names: list[str], words: str, common: int) -> None:
    """As a comparison of everything with everything finds them; the exact ones first, however common they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_lookup, "_COMMON", common)
        owners = sharing(words, *names)
    slow = {
        owner
        for owner, several in enumerate(names)
        if any(do_share(one, other) for text in several.split("|") for one in telling(text) for other in telling(words))
    }
    exact = {owner for owner, several in enumerate(names) if units_of(words) in map(units_of, several.split("|"))}
    assert sorted(owners) == sorted(slow)
    assert set(owners[: len(exact)]) == exact


@settings(deadline=None)
@given(OWNERS, st.lists(st.sampled_from(["o", "russia", "r", "rus a", "京", "é", "x", "普"]), min_size=1, max_size=3))
def test_every_owner_that_is_begun_is_found_once(names: list[str], typed: Sequence[str]) -> None:
    """As looking at every word of every name finds them."""
    owners = beginning(" ".join(typed), *names)
    slow = [
        owner
        for owner, several in enumerate(names)
        if all(
            any(word in unit if word in ("京", "普") else unit.startswith(word) for unit in units_of(several))
            for word in units_of(" ".join(typed))
        )
    ]
    assert sorted(owners) == slow
