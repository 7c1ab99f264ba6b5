"""Did you mean: the known word that is most like a wrong one."""

from __future__ import annotations

from difflib import get_close_matches

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.suggestions import Suggestions

IDS = ["peskov", "putin", "erdogan", "sochi-agreement", "sochi-memorandum", "moscow-talks", "идлиб", "阿斯塔纳"]
MANY = [f"{kind}-{number}" for kind in ("claim", "event", "remark") for number in range(1000)]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("pescov", "peskov"),
        ("Peskov", "peskov"),
        ("sochi-agrement", "sochi-agreement"),
        ("moscow_talks", "moscow-talks"),
        ("идиб", "идлиб"),
        ("阿斯塔纳进", "阿斯塔纳"),
        ("xyz", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("others", [[], MANY])
def test_the_nearest_word_is_found(wrong: str, meant: str | None, others: list[str]) -> None:
    """Among few words and among thousands, in any script; nothing where nothing is near."""
    assert Suggestions([*IDS, *others]).nearest(wrong) == meant


@pytest.mark.parametrize("wrong", ["clam-500", "event500", "evnt-77", "remarks-999", "claim-50O"])
def test_many_words_that_are_alike_are_told_apart(wrong: str) -> None:
    """One as near as a comparison with each of them would find, whatever the order of the words."""
    found = Suggestions(MANY).nearest(wrong)
    assert found in get_close_matches(wrong, MANY, n=20)
    assert Suggestions(list(reversed(MANY))).nearest(wrong) == found


def test_no_words_suggest_nothing() -> None:
    """An empty file has no id to mean."""
    assert Suggestions([]).nearest("peskov") is None


@settings(deadline=None)
@given(st.lists(st.text("abc-", min_size=1, max_size=8), max_size=49), st.text("abc-", max_size=8))
def test_among_few_words_all_are_compared(words: list[str], wrong: str) -> None:
    """The answer is that of the standard library, whatever the words."""
    assert Suggestions(words).nearest(wrong) == next(iter(get_close_matches(wrong, words, n=1)), None)


def test_several_near_words_come_nearest_first() -> None:
    """As many as are asked for, and none that are not near."""
    assert Suggestions([*IDS, *MANY]).near("sochi-agrement", 2) == ["sochi-agreement", "sochi-memorandum"]
    assert Suggestions(IDS).near("pescov", 3) == ["peskov"]
    assert Suggestions([]).near("peskov", 3) == []


def test_a_stretch_that_all_words_have_hides_nothing() -> None:
    """Neither where the rest of the word is rare, nor where there is nothing else to go by."""
    words = [f"person-{number:05}" for number in range(5000)]
    assert Suggestions([*words, "person-zarif"]).nearest("person-zarf") == "person-zarif"
    assert Suggestions(words).nearest("persn-04321") == "person-04321"
    assert Suggestions(words).nearest("person-") in words


def test_of_many_words_a_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a word that is asked for again is not looked for again."""
    compared: list[int] = []

    def count(word: str, words: list[str], n: int) -> list[str]:
        compared.append(len(words))
        return get_close_matches(word, words, n=n)

    monkeypatch.setattr("idlib_reader.core.suggestions.get_close_matches", count)
    suggestions = Suggestions(MANY)
    for wrong in ("clam-500", "event500", "clam-500"):
        suggestions.near(wrong, 2)
    assert len(compared) == 2
    assert max(compared) <= 10
