"""Ids that are proposed for new entries."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.id_proposals import propose_id, propose_remark_id
from idlib_reader.core.ids import is_slug

NOTHING_TAKEN: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Dmitry Peskov", "dmitry-peskov"),
        ("Jebhat al-Nusra", "jebhat-al-nusra"),
        ("the Kremlin", "kremlin"),
        ("The Hague", "hague"),
        ("a Syrian official", "syrian-official"),
        ("the", "the"),
        ("Erdogan’s", "erdogan"),
        ("the President's Special Representative", "president-special-representative"),
        ("Houthis’", "houthis"),
        ("al-Qa’ida", "al-qaida"),
        ("U.S. Army", "us-army"),
        ("De-escalation – zone / no. 3", "de-escalation-zone-no-3"),
        ("snake_case", "snake-case"),
        ("Ｆull ﬁll", "full-fill"),
        ("Erdo\u00adgan", "erdogan"),
    ],
)
def test_a_name_becomes_small_letters_with_hyphens(name: str, id_: str) -> None:
    """Without article, possessive ending, apostrophes and punctuation."""
    assert propose_id(name, NOTHING_TAKEN) == id_


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Владимир Путин", "владимир-путин"),
        ("Слов'янськ", "словянськ"),
        ("أبو محمد الجولاني", "أبو-محمد-الجولاني"),
        ("قَالَ الــكتاب", "قال-الكتاب"),
        ("می\u200cخواهد", "می-خواهد"),
        ("צה״ל", "צהל"),
        ("普京总统", "普京总统"),
        ("राष्ट्रपति पुतिन", "राष्ट्रपति-पुतिन"),
        ("İstanbul", "istanbul"),
        ("I\u0307stanbul", "istanbul"),
        ("Iğdır", "iğdır"),
        ("Sedat O\u0308nal", "sedat-önal"),
        ("ʿAlī", "alī"),
        ("☀\ufe0fIdlib 1\ufe0f\u20e3", "idlib-1"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_letters_stay_those_of_their_script(name: str, id_: str) -> None:
    """With the marks that spell them; without points of vowels, joiners and signs that nobody would type."""
    assert propose_id(name, NOTHING_TAKEN) == id_


@pytest.mark.parametrize("name", ["", "🚀", "👩\u200d🚀", "❤\ufe0f", "—", "’", "\u0301", "\u200d"])
def test_a_name_without_letters_gets_a_number(name: str) -> None:
    """The first that is free."""
    assert propose_id(name, NOTHING_TAKEN) == "entity-1"
    assert propose_id(name, {"event-1", "event-2"}, "event") == "event-3"
    assert propose_remark_id(name, {"remark-1"}) == "remark-2"


def test_an_id_that_is_taken_gets_a_number() -> None:
    """From 2 on, as the first is the one without. The word for the article's own voice is always taken."""
    assert propose_id("Idlib", {"idlib"}) == "idlib-2"
    assert propose_id("Idlib", {"idlib", "idlib-2", "idlib-3"}) == "idlib-4"
    assert propose_id("the Outlet", NOTHING_TAKEN) == "outlet-2"


def test_a_long_name_is_cut_at_a_word() -> None:
    """At 40 characters, and with them any number; a single word that is longer is cut itself."""
    name = "Ministry of Foreign Affairs of the Syria Republic"
    assert propose_id(name, NOTHING_TAKEN) == "ministry-of-foreign-affairs-of-the-syria"
    assert propose_id(name, {"ministry-of-foreign-affairs-of-the-syria"}) == "ministry-of-foreign-affairs-of-the-2"
    assert propose_id("x" * 20 + " " + "y" * 20, NOTHING_TAKEN) == "x" * 20
    assert propose_id("x" * 50, NOTHING_TAKEN) == "x" * 40
    assert propose_id("x" * 50, {"x" * 40}) == "x" * 38 + "-2"


def test_no_character_is_cut() -> None:
    """A letter keeps its marks, or goes with them."""
    word = "x" * 39 + "q\u0307\u0323"
    assert is_grapheme_edge(word, 39)
    assert propose_id(word, NOTHING_TAKEN) == "x" * 39


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("more than a dozen different units", "more-than-a-dozen"),
        ("“We were satisfied with the agreements", "we-were-satisfied-with"),
        ("The first stage of negotiations took", "first-stage-of-negotiations"),
        ("units", "units"),
        ("俄罗斯总统普京与土耳其总统埃尔多安", "俄罗斯总统普京与"),
        ("NATO 俄罗斯总统普京与土耳其总统", "nato-俄罗斯总统普京与"),
        ("antidisestablishmentarianism antidisestablishmentarianism", "antidisestablishmentarianism"),
    ],
)
def test_a_remark_is_called_after_the_first_words_of_its_passage(words: str, id_: str) -> None:
    """Four of them at most; in a script without spaces, as many characters as make about four."""
    assert propose_remark_id(words, NOTHING_TAKEN) == id_


NAMES = st.text() | st.text("aB’'s -.İı٠́\u0307\ufe0f\u200c普ǅΣ🚀").map(lambda text: text * 3)


@given(NAMES, st.integers(0, 4))
@example("ΑΣ Σ", 0)
@example("İ", 0)
@example("\u0345a\u0345", 0)
def test_what_is_proposed_is_a_free_slug(name: str, taken_before: int) -> None:
    """Of 40 characters at most, and the same for the same name; whatever was proposed and taken before."""
    for propose in (propose_id, propose_remark_id):
        taken: set[str] = set()
        for _ in range(taken_before + 1):
            id_ = propose(name, taken)
            assert id_ == propose(name, set(taken))
            assert is_slug(id_)
            assert 0 < len(id_) <= 40
            assert id_ not in taken
            taken.add(id_)
