"""Folding: what a person who copies a quote does not see, and the map back to the article."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import idlib_reader
from idlib_reader.core.folding import Folded, fold, fold_phrase, squeeze
from idlib_reader.core.graphemes import is_grapheme_edge

PARTS = [
    *("a", "Idlib", " ", "  ", "\n", "\t", "\u00a0", "\u2003", "\u3000", "\u2028", "\r\n", "\x1c", "\x85"),
    *(
        "’",
        "“",
        "„",
        "«",
        "'",
        '"',
        "´",
        "`",
        "\u1ffd",
        "\u1fef",
        "–",
        "—",
        "\u2212",
        "-",
        "…",
        "...",
        "\u00ad",
        "\u200f",
        "\u200b",
        "־",
        "״",
    ),
    *("é", "e\u0301", "e", "\u0301", "\u0323", "\u0307", "q\u0307\u0323", "\u212b", "\u037e", "\u0344", "\u0958"),
    *(
        "가",
        "\u1100",
        "\u1161",
        "\u11a8",
        "\u09c7\u09be",
        "\u0bc6",
        "\u0bbe",
        "漢",
        "ไ",
        "👩\u200d🚀",
        "🇩🇪",
        "\U0001d15e",
    ),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("kind", "written", "folded"),
    [
        ("single quotes", "‘a’ ‚b‛ ‹c› d′ e´ f` gʼ h׳ i＇", "'a' 'b' 'c' d' e' f' g' h' i'"),
        ("double quotes", "“a” „b‟ «c» d″ 〝e〞〟 f״ g＂", '"a" "b" "c" d" "e"" f" g"'),
        ("dashes", "a‐b‑c‒d–e—f―g−h﹘i﹣j֊k־l－m", "a-b-c-d-e-f-g-h-i-j-k-l-m"),
        ("ellipsis", "wait… what", "wait... what"),
        ("no-break and other spaces", "10\u00a0000\u202fkm\u2009and\u3000so", "10 000 km and so"),
        ("runs of white space", "a  b \t c\n\n d", "a b c d"),
        ("white space of every kind in one run", "a \u00a0\n\u2003\tb", "a b"),
        ("soft hyphens", "De\u00adeska\u00adla\u00adtion", "Deeskalation"),
        ("invisible characters", "a\u061cb\u200bc\u200ed\u200fe\u2060f\ufeffg", "abcdefg"),
        ("an invisible character between spaces", "a \u200f b", "a b"),
        ("a mark behind a direction mark", "e\u200f\u0301", "é"),
        ("a soft hyphen between spaces", "a \u00ad b", "a b"),
        ("composition", "Erdog\u0306an I\u0307dlib e\u0301", "Erdoğan İdlib é"),
        ("marks in another order", "q\u0307\u0323", "q\u0323\u0307"),
        ("a mark behind a soft hyphen", "e\u00ad\u0301", "é"),
        ("a quote mark that carries marks", "’\u0301\u0327", "'\u0327\u0301"),
        ("conjoining Hangul", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("a syllable and a trailing consonant", "가\u11a8", "각"),
        ("Bengali vowel signs", "ক\u09c7\u09be", "ক\u09cb"),
        ("singletons", "\u212b \u2126", "Å Ω"),
        ("what composition leaves apart", "\u0958", "\u0915\u093c"),
        ("what is equal to a foldable sign", "a\u1fefb\u1ffdc", "a'b'c"),
    ],
)
def test_what_a_person_does_not_see_becomes_one(kind: str, written: str, folded: str) -> None:
    """Typographic and plain signs, white space, invisible characters and composition fold to one spelling."""
    assert fold(written).text == folded, kind


@pytest.mark.parametrize("text", ["", "a", "Idlib's two-year plan...", "漢字かな 한국어", "👩\u200d🚀 🇩🇪", "٣ ½ ﬁ ²"])
def test_what_folding_does_not_name_stays(text: str) -> None:
    """Case, ligatures, digits of other scripts and joiners are no part of it."""
    assert fold(text) == Folded(text, [], [], [], [])


def test_case_counts() -> None:
    """Turkish has two pairs of i, and a name is no common noun: nothing is folded to lower case."""
    assert fold("İIıi Straße STRASSE").text == "İIıi Straße STRASSE"


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """A folded text is its own folding, so a quote and an article always meet."""
    once = fold(text).text
    assert fold(once).text == once
    assert is_normalized("NFC", once)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_composition_makes_no_difference(text: str, form: str) -> None:
    """A text folds to the same whether it comes composed or decomposed."""
    assert fold(normalize(form, text)).text == fold(text).text


def test_every_character_folds_to_its_composed_form() -> None:
    """No character of this Python's Unicode folds otherwise decomposed than composed."""
    characters = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    decomposed = {character: normalize("NFD", character) for character in characters}
    apart = [c for c, parts in decomposed.items() if parts != c and fold(parts).text != fold(c).text]
    assert apart == []


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_the_map_runs_forward(text: str) -> None:
    """A later place of the folded text lies later in the original, and its ends are the original's ends."""
    folded = fold(text)
    starts = [start for at in range(len(folded.text)) if (start := folded.original_start(at)) is not None]
    ends = [end for at in range(1, len(folded.text) + 1) if (end := folded.original_end(at)) is not None]
    assert all(one < other for one, other in pairwise(starts))
    assert all(one < other for one, other in pairwise(ends))
    assert all(0 <= place <= len(text) for place in starts + ends)


@settings(deadline=None, max_examples=400)
@given(TEXTS)
@example("\u0301\u00ad\u0323\u0344")
def test_the_map_leads_to_the_same_words(text: str) -> None:
    """Whole characters of the original that the map gives for a folded stretch fold to that stretch."""
    folded = fold(text)
    for first, last in combinations(range(len(folded.text) + 1), 2):
        start, end = folded.original_start(first), folded.original_end(last)
        if start is None or end is None or not (is_grapheme_edge(text, start) and is_grapheme_edge(text, end)):
            continue
        assert start < end
        assert fold(text[start:end]).text == folded.text[first:last]


@pytest.mark.parametrize(
    ("text", "folded_span", "span"),
    [
        ("a… b", (1, 4), (1, 2)),
        ("a… b", (5, 6), (3, 4)),
        ("a \n b", (2, 3), (4, 5)),
        ("a \n b", (1, 2), (1, 4)),
        ("x e\u0301 y", (2, 3), (2, 4)),
        ("x e\u0301 y", (4, 5), (5, 6)),
        ("\u00ad\u00adab\u00ad\u00adc", (0, 2), (2, 4)),
        ("\u00ada\u00ad\u2026", (0, 1), (1, 2)),
        ("\u00ada\u00ad\u2026", (1, 4), (3, 4)),
        ("“a”", (0, 3), (0, 3)),
    ],
)
def test_a_folded_stretch_has_a_place_in_the_original(
    text: str, folded_span: tuple[int, int], span: tuple[int, int]
) -> None:
    """Offsets are the article's: changed stretches count whole, and soft hyphens at the ends stay outside."""
    folded = fold(text)
    assert (folded.original_start(folded_span[0]), folded.original_end(folded_span[1])) == span


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_a_stretch_has_the_place_of_its_ends(text: str) -> None:
    """Both ends asked for together are those asked for singly, and stand where the original has an edge."""
    folded = fold(text)
    for first, last in combinations(range(len(folded.text) + 1), 2):
        start, end = folded.original_start(first), folded.original_end(last)
        expected = None if start is None or end is None or start >= end else (start, end)
        assert folded.original_span(first, last) == expected
        assert expected is None or all(map(folded.has_edge, expected))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("\u00ada\u00ad\u2026")
def test_the_way_from_the_original_meets_the_way_back(text: str) -> None:
    """For each place of the original the nearest start behind it and the nearest end before it are found."""
    folded = fold(text)
    starts = {at: start for at in range(len(folded.text)) if (start := folded.original_start(at)) is not None}
    ends = {at: end for at in range(1, len(folded.text) + 1) if (end := folded.original_end(at)) is not None}
    for offset in range(len(text) + 1):
        first, last = folded.folded_start(offset), folded.folded_end(offset)
        assert [at for at in starts if at >= first] == [at for at, start in starts.items() if start >= offset]
        assert [at for at in ends if at <= last] == [at for at, end in ends.items() if end <= offset]


@pytest.mark.parametrize(
    ("offset", "first", "last"),
    [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 2, 1), (4, 2, 2), (5, 3, 3), (6, 6, 6), (7, 7, 7)],
)
def test_a_place_of_the_original_has_its_place_in_the_folded_text(offset: int, first: int, last: int) -> None:
    """Inside a changed stretch, here three spaces, it is the stretch's end for a start and its start for an end."""
    folded = fold("a   b\u2026c")
    assert folded.text == "a b...c"
    assert (folded.folded_start(offset), folded.folded_end(offset)) == (first, last)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_packing_changes_no_answer(text: str) -> None:
    """The map of a packed folding leads both ways as before."""
    folded = fold(text)
    packed = folded.pack()
    assert packed.text == folded.text
    for first, last in combinations(range(len(folded.text) + 1), 2):
        assert packed.original_span(first, last) == folded.original_span(first, last)
    for offset in range(len(text) + 1):
        assert packed.folded_start(offset) == folded.folded_start(offset)
        assert packed.folded_end(offset) == folded.folded_end(offset)
        assert packed.has_edge(offset) == folded.has_edge(offset)


@pytest.mark.parametrize("at", [2, 3])
def test_the_inside_of_a_changed_stretch_has_no_place(at: int) -> None:
    """A match can neither start nor end inside an ellipsis that is one character in the article."""
    folded = fold("a…b")
    assert folded.original_start(at) is None
    assert folded.original_end(at) is None


@pytest.mark.parametrize("beginning", ["e\\u0301 ", "e\\u00adn "])
def test_a_long_word_costs_no_more_than_its_length(beginning: str) -> None:
    """A picture in an article's source is one word of many thousand letters: it is folded in a moment, not in hours."""
    program = f"from idlib_reader.core.folding import fold; print(len(fold('{beginning}' + 'a' * 2**18).text))"
    environment = {**os.environ, "PYTHONPATH": str(Path(idlib_reader.__file__).parents[1])}
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=30, check=True
    )
    assert int(told.stdout) >= 2**18


def test_a_phrase_has_no_white_space_at_its_ends() -> None:
    """Words are looked for folded, without the white space around them."""
    assert fold_phrase(" \n“It’s\n  over” \u00a0") == '"It\'s over"'


@pytest.mark.parametrize(
    ("written", "squeezed"),
    [("  a \t\r\n b  ", "a b"), ("a\u00a0b", "a\u00a0b"), ("“a”", "“a”"), (" \n ", ""), ("a\u2003 b", "a\u2003 b")],
)
def test_squeezing_leaves_all_but_plain_white_space(written: str, squeezed: str) -> None:
    """For an exact match only runs of spaces, tabs and line ends are equal."""
    assert squeeze(written) == squeezed
