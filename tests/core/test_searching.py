"""Searching: where words stand, counted and stepped through, against a slow search place by place."""

from __future__ import annotations

import sys
import tracemalloc
from itertools import combinations, product
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from idlib_reader.core import searching
from idlib_reader.core.folding import INVISIBLES, fold, fold_phrase
from idlib_reader.core.graphemes import split_clusters
from idlib_reader.core.searching import Haystack, Matches, has_capital, lower
from idlib_reader.core.span import Span
from marked import marked

PARTS = [
    *(
        "a",
        "a",
        "A",
        "b",
        "ab",
        "aba",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\u00a0",
        "-",
        "—",
        "'",
        "’",
        ".",
        "…",
        "...",
        "…\u0301",
    ),
    *(
        "\u00ad",
        "\u200b",
        "\u200f",
        "é",
        "e\u0301",
        "e",
        "E",
        "\u0301",
        "\u0323",
        "q\u0307\u0323",
        "Q\u0307\u0323",
        "\u0344",
        "\u0958",
    ),
    *("σ", "ς", "Σ", "İ", "i", "I", "ı", "漢", "字", "ك", "كِ", "\u064b", "กำ", "ก", "हि", "ह", "\u0915\u093c"),
    *("가", "\u1100", "\u1161", "\u11a8", "👩", "\u200d", "👩\u200d🚀", "🚀", "👩🏽", "🏽", "🇩", "🇩🇪", "🇪", "\ufe0f"),
    *("Ⓜ", "ⓜ", "\u200dⓂ"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text("ab ", max_size=20) | st.text(max_size=20)
WORDS = (
    st.lists(st.sampled_from(PARTS), max_size=3).map("".join)
    | st.text("ab", min_size=1, max_size=6)
    | st.sampled_from(["a", "aa", "aba", ".", "..", "e", "\u0301", "\u0308", "🇩", "🚀", "\u1100", "가", "\u093c", "ⓜ"])
)


class Case(NamedTuple):
    """A text, words that may stand in it, and how many code points are counted together."""

    text: str
    words: str
    block: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Words that are taken out of the text, and others."""
    text = draw(TEXTS)
    start, size = draw(st.integers(0, len(text))), draw(st.integers(1, 6))
    words = text[start : start + size] if draw(st.booleans()) else draw(WORDS)
    return Case(text, words, draw(st.sampled_from([1, 2, 3, 7, 1 << 16])))


def find(case: Case) -> Matches:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_BLOCK", case.block)
        return Haystack(case.text).find(case.words)


def widened(text: str, start: int, end: int) -> Span:
    """The stretch with all of the characters that a person sees which it touches."""
    touched = [one for one in split_clusters(text) if one.start < end and start < one.end]
    return Span(touched[0].start, touched[-1].end)


def slow_matches(text: str, words: str) -> list[Span]:
    """Every place of the folded words in the folded text, one after the other, brought back and widened."""
    needle, folded = fold_phrase(words), fold(text)
    spell = str if has_capital(needle) else lower
    if not needle:
        return []
    found: dict[int, Span] = {}
    for at in range(len(folded.text)):
        stretch = folded.original_span(at, at + len(needle))
        if stretch and spell(folded.text[at : at + len(needle)]) == spell(needle):
            span = widened(text, *stretch)
            found.setdefault(span.start, span)
    return list(found.values())


def spelled(text: str, words: str) -> list[str]:
    """The matches as they stand in the text."""
    return [text[span.start : span.end] for span in Haystack(text).find(words).between(0, len(text))]


@settings(deadline=None, max_examples=600)
@given(cases())
@example(Case("x…y…", ".", 2))
@example(Case("🚀\u200d🚀\u200d🚀", "🚀", 1))
@example(Case("Ⓜ\u200dⓂ", "ⓜ", 1))
@example(Case("Q\u0307\u0323 q", "q", 7))
@example(Case("abacabaabaaba", "aba", 3))
def test_all_matches_are_those_of_a_slow_search(case: Case) -> None:
    """However the text is counted, the matches are those found by trying every place."""
    expected = slow_matches(case.text, case.words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_BLOCK", case.block)
        matches = Haystack(case.text).find(case.words)
        assert matches.words == case.words
        assert matches.between(0, len(case.text)) == expected
        assert (matches.count, bool(matches)) == (len(expected), expected != [])
        assert [matches.number(span) for span in expected] == [*range(1, len(expected) + 1)]


@settings(deadline=None, max_examples=600)
@given(cases())
@example(Case("🚀\u200d🚀 🚀", "🚀", 1))
@example(Case("a" + " " * 9 + "b a", "a b", 2))
def test_a_step_from_any_place_leads_to_the_nearest_match(case: Case) -> None:
    """On and back, from every place of the text and from beyond its ends."""
    expected = slow_matches(case.text, case.words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_BLOCK", case.block)
        matches = Haystack(case.text).find(case.words)
        for offset in (*range(-1, len(case.text) + 2), 1 << 62):
            assert matches.at_or_after(offset) == next((one for one in expected if one.start >= offset), None)
            assert matches.before(offset) == next((one for one in expected[::-1] if one.start < offset), None)


@settings(deadline=None, max_examples=300)
@given(cases())
def test_the_steps_count_from_one_to_the_last(case: Case) -> None:
    """From the first match to the last each step adds one to the number, and there and back is the same way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_BLOCK", case.block)
        matches = Haystack(case.text).find(case.words)
        walked = []
        match = matches.at_or_after(0)
        while match:
            walked.append(match)
            match = matches.at_or_after(match.start + 1)
        assert [matches.number(one) for one in walked] == [*range(1, matches.count + 1)]
        assert [matches.before(one.start) for one in walked] == [None, *walked][: len(walked)]


@settings(deadline=None, max_examples=400)
@given(cases())
@example(Case("a" + " " * 9 + "b a", "a b", 2))
@example(Case("e\u200d\u200d\u200d e", "e", 2))
def test_a_row_has_the_matches_that_share_a_character_with_it(case: Case) -> None:
    """For every stretch of the text, those that begin before it and reach into it too."""
    expected = slow_matches(case.text, case.words)
    matches = find(case)
    for start, end in combinations(range(len(case.text) + 1), 2):
        assert matches.between(start, end) == [one for one in expected if one.start < end and start < one.end]
        assert matches.between(start, start) == []


@settings(deadline=None, max_examples=300)
@given(cases())
def test_a_match_holds_the_words_in_whole_characters(case: Case) -> None:
    """What is marked starts and ends where a character as a person sees it does, and folds to what was looked for."""
    needle = fold_phrase(case.words)
    spell = str if has_capital(needle) else lower
    edges = {*(one.start for one in split_clusters(case.text)), len(case.text)}
    for match in find(case).between(0, len(case.text)):
        assert edges.issuperset(match)
        assert spell(needle) in spell(fold(case.text[match.start : match.end]).text)


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.data())
def test_words_of_the_text_are_found_where_they_were_taken_from(text: str, data: st.DataObject) -> None:
    """Whole characters that are copied out of the article, without spaces at their ends, lead back to their place."""
    edges = [*(one.start for one in split_clusters(text)), len(text)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    words, folded = text[start:end], fold(text)
    assume(words and not {words[0], words[-1]} & {*INVISIBLES} and fold(words).text == fold_phrase(words))
    assume(folded.has_edge(start) and folded.has_edge(end))
    assert Span(start, end) in Haystack(text).find(words).between(start, end)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[Idlib] and [idlib], [IDLIB]", "idlib"),
        ("[Idlib] and idlib, IDLIB", "Idlib"),
        ("Dis[trust] and [trust]ees", "trust"),
        ("the [demilitarised\n  zone], a demilitarised", "demilitarised zone"),
        ("He said: [“It’s over”]", '"it\'s over"'),
        ("[north–south] and [north-south]", "north—south"),
        ("[wait…] and [wait...]", "wait..."),
        ("[wait…] and [wait...]", "wait…"),
        ("[10\u00a0000] km, [10   000] m", " 10 000\n"),
        ("[De\u00adeska\u00adlation]", "deeskalation"),
        ("[Erdog\u0306an], [Erdoğan]", "erdoğan"),
        ("[ΟΔΟΣ], [οδος], [οδοσ]τρωμα", "οδος"),
        ("[ΟΔΟΣ], [οδος], [οδοσ]τρωμα", "οδοσ"),
        ("[İstanbul], [istanbul]", "istanbul"),
        ("[İstanbul], istanbul", "İstanbul"),
        ("[Песков] и [песков]а", "песков"),
        ("[伊德利卜]的局势，[伊德利卜]", "伊德利卜"),
        ("قال [المتحد]ث باسم [المتحد]ين", "المتحد"),
        ("قال \u202b[الكرملين]\u202c", "الكرملين"),
        ("([a.b]*) a-b [a.b]*", "a.b"),
    ],
)
def test_words_are_found_as_a_person_would_expect(written: str, words: str) -> None:
    """Case counts only with a capital; signs, white space, invisible characters and composition never do."""
    text, spans = marked(written)
    assert Haystack(text).find(words).between(0, len(text)) == [span for _, span in spans]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("q\u0323 q", "q", ["q\u0323", "q"]),
        ("é e\u0301 e", "e", ["e"]),
        ("लड़की लड़का", "लड़क", ["लड़की", "लड़का"]),
        ("كتابٌ كتاب", "كتاب", ["كتابٌ", "كتاب"]),
        ("กำ กก", "ก", ["กำ", "ก", "ก"]),
        ("👩🏽 👩 👩\u200d🚀", "👩", ["👩🏽", "👩", "👩\u200d🚀"]),
        ("🚀 👩\u200d🚀", "🚀", ["🚀", "👩\u200d🚀"]),
        ("👩\u200d👧\u200d👧 👧", "👧", ["👩\u200d👧\u200d👧", "👧"]),
        ("🇩🇪🇫🇷", "🇪🇫", ["🇩🇪🇫🇷"]),
        ("🇩🇪🇫🇷", "🇫🇷", ["🇫🇷"]),
        ("\u1100\u1100\u1161", "가", ["\u1100\u1100\u1161"]),
    ],
)
def test_a_match_is_widened_to_whole_characters(text: str, words: str, found: list[str]) -> None:
    """A letter is marked with its marks and an emoji with what is joined to it, once however often it has the words."""
    matches = Haystack(text).find(words)
    assert spelled(text, words) == found
    assert matches.count == len(found)


@pytest.mark.parametrize("words", [".", "..", "t.", "t..", ".b"])
def test_one_dot_of_an_ellipsis_character_is_no_match(words: str) -> None:
    """What starts or ends inside a stretch that folding changed has no place of its own in the article."""
    matches = Haystack("wait…but").find(words)
    assert (matches.count, matches.at_or_after(0), matches.before(9)) == (0, None, None)
    assert Haystack("wait...but").find(words).count > 0


@pytest.mark.parametrize("words", ["", " ", "\n\t\u00a0", "\u00ad", "\u200b \u200f"])
@pytest.mark.parametrize("text", ["", " ", "a b  c\n", "\u00ad\u00ad"])
def test_without_words_there_are_no_matches(text: str, words: str) -> None:
    """Nothing, spaces alone and characters that nobody sees are found nowhere."""
    matches = Haystack(text).find(words)
    assert (bool(matches), matches.count, matches.between(0, len(text))) == (False, 0, [])
    assert (matches.at_or_after(0), matches.before(len(text)), matches.number(Span(0, 1))) == (None, None, 0)


def test_what_is_no_match_has_the_number_of_the_match_before_it() -> None:
    """So "2 of 7" can be said of any place."""
    matches = Haystack("a b a b a").find("a")
    assert [matches.number(Span(at, at + 1)) for at in range(9)] == [1, 1, 1, 1, 2, 2, 2, 2, 3]


@settings(deadline=None, max_examples=300)
@given(st.text("ab", max_size=40) | st.text("a", max_size=40), st.text("ab", min_size=1, max_size=12))
@example("aaabaaabaaabaaaaabaaa", "aaabaaa")
@example("aabaacaabaabaacaabaacaabaa", "aabaacaabaa")
@example("aabaaabaa", "aabaa")
@example("-----x---------x-----", "-----x-----")
def test_overlapping_places_all_count(text: str, words: str) -> None:
    """Words that end as they begin are counted wherever they stand."""
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    matches = Haystack(text).find(words)
    assert matches.count == len(starts)
    assert [span.start for span in matches.between(0, len(text))] == starts


def test_lower_case_has_the_length_of_the_text() -> None:
    """No character becomes two or none, and each becomes the same whatever stands around it."""
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    singly = [lower(character) for character in characters]
    assert {*map(len, singly)} == {1}
    assert lower("".join(characters)) == "".join(singly)
    assert lower("".join(f"a{character}a" for character in characters)) == "".join(f"a{small}a" for small in singly)
    apart = {one for one, small in zip(characters, singly, strict=True) if small != one.lower()}
    assert apart == {"İ", "ς"}


def test_lower_case_is_the_same_however_it_is_sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is taken in slices, and a sigma at the end of one is no other than elsewhere."""
    monkeypatch.setattr(searching, "_SLICE", 2)
    assert lower("ΟΔΟΣ ΣΟΦΟΣ İĞ") == "οδοσ σοφοσ iğ"


def test_any_character_that_has_a_small_form_is_a_capital() -> None:
    """Of every script, and title case letters; a small letter without a capital is none."""
    assert [has_capital(one) for one in ("E", "İ", "Ж", "ǅ", "Ⓜ", "𐐀")] == [True] * 6
    assert [has_capital(one) for one in ("", "e", "ı", "ß", "ς", "ж", "漢", "ك", "1", "👩")] == [False] * 10


def test_characters_that_lower_case_or_folding_changes_are_counted_as_they_are_found() -> None:
    """What joins the character before it may be spelled as one that joins nothing, such as a circled M."""
    codes = map(chr, range(sys.maxunicode + 1))
    changed = {one: small for one in codes if (small := lower(fold(one).text)) not in {one, "", " "}}
    apart = set()
    for one, before in product(changed, ("a", "👩\u200d", "👩", "🇩", "\u1100")):
        text = f"{before}{one}\u200d{one}"
        matches = Haystack(text).find(changed[one])
        if matches.count != len(matches.between(0, len(text))):
            apart.add(one)
    assert apart == set()


@pytest.mark.parametrize("words", ["a", "b", "a b"])
def test_millions_of_empty_lines_are_one_space(words: str) -> None:
    """What stands before and behind them is found, and marked in each of their rows."""
    text = "a" + "\n" * 2_000_000 + "b"
    matches = Haystack(text).find(words)
    match = matches.at_or_after(0)
    assert match == Span(text.index(words[0]), text.index(words[-1]) + 1)
    assert matches.count == matches.number(match) == 1
    assert matches.between(1_000_000, 1_000_001) == ([match] if words == "a b" else [])


def test_one_long_line_is_searched_like_any_other() -> None:
    """The last match of many is found from the first, and the other way."""
    text = "said Peskov, " + "x" * 1_000_000 + " said Peskov"
    matches = Haystack(text).find("said peskov")
    assert matches.at_or_after(1) == Span(len(text) - 11, len(text))
    assert matches.before(len(text) - 11) == Span(0, 11)


def test_a_letter_takes_no_more_room_than_a_word() -> None:
    """No match is kept: what is counted by the million is made when it is asked for."""
    haystack = Haystack("one letter after the other, " * 40_000)
    tracemalloc.start()
    try:
        matches = haystack.find("e")
        assert (matches.count, matches.number(Span(28, 31))) == (240_000, 6)
        assert tracemalloc.get_traced_memory()[1] < 20_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("part", "times"),
    [("One sentence of prose. Another, longer one,\nbroken over lines.\n\n", 3), ("no capital, no line end; ", 0.1)],
)
def test_a_text_takes_its_own_room_twice_more_at_most(part: str, times: float) -> None:
    """Folded and in lower case, where that changes anything, and little beside."""
    text = part * 10_000
    tracemalloc.start()
    try:
        haystack = Haystack(text)
        assert haystack.find("o").count > 0
        assert tracemalloc.get_traced_memory()[0] < times * len(text)
    finally:
        tracemalloc.stop()
