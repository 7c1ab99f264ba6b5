"""Selectors on texts of many scripts: always found where they were taken from, and never at other words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from unicodedata import normalize

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from idlib_reader.core.folding import fold, fold_phrase
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Span
from idlib_reader.core.words import is_word_edge

PARTS = [
    *("Idlib", "Idlib's", "a", "ab", "b", "well-known", "2018", "İ", "ışık", "Песков", "الكتاب", "ال", "عَرَب"),
    *("ירושלים", "हिन्दी", "में", "ไทย", "กำ", "漢字", "漢", "モスクワ", "한국어", "e\u0301", "é"),
    *(" ", " ", " ", "\n", "  ", "\u00a0", "’", "'", "“", '"', "–", "-", "…", "...", ",", "*", "(", "\u0301"),
    *("👩\u200d🚀", "🇩🇪🇫🇷", "👍🏽"),
]
TEXTS = (
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=10)
    .map("".join)
    .map(lambda text: re.sub("\\s\u0301", "\u00e9", text))
)
"""No mark stands on a space, which is dropped at the end of a quote."""

UNRELATED = "Zq z\u00adz w\u0302;\n"
"""Shares no character with the parts, and changes its length when it is folded."""


def anchor(text: str, selector: Selector) -> Anchor:
    (found,) = resolve(text, [selector])
    return found


def word_edges(text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if is_word_edge(text, at)]


def quotable(text: str) -> list[Span]:
    """Every stretch on word edges that has no white space at its ends."""
    ends = combinations(word_edges(text), 2)
    return [Span(start, end) for start, end in ends if text[start:end].strip() == text[start:end]]


def respellings(words: str) -> list[str]:
    """The same words as other people would type them."""
    plain = fold(words).text
    typographic = plain.translate(str.maketrans({"'": "’", '"': "“", "-": "–", " ": "\u00a0"})).replace("...", "…")
    return [plain, typographic, normalize("NFD", words), normalize("NFC", words), f" \n{words.replace(' ', chr(10))} "]


@settings(deadline=None, max_examples=200)
@given(st.data(), TEXTS)
def test_enough_context_leads_to_the_very_place(data: st.DataObject, text: str) -> None:
    """With ever more context a place is among several until it is the only one; never is it another."""
    spans = quotable(text)
    assume(spans)
    span = data.draw(st.sampled_from(spans))
    lefts = [at for at in reversed(word_edges(text)) if at <= span.start]
    rights = [at for at in word_edges(text) if at >= span.end]
    for step in range(max(len(lefts), len(rights))):
        first, last = lefts[min(step, len(lefts) - 1)], rights[min(step, len(rights) - 1)]
        selector = Selector(
            (text[span.start : span.end],), before=text[first : span.start], after=text[span.end : last]
        )
        found = anchor(text, selector)
        if found.state != "ambiguous":
            break
        assert span in found.candidates
    assert found == Anchor("exact", ((span,),))
    around = anchor(f"{UNRELATED}{text}\n{UNRELATED}", selector)
    assert around == Anchor("exact", ((Span(span.start + len(UNRELATED), span.end + len(UNRELATED)),),))


@settings(deadline=None, max_examples=200)
@given(st.data(), TEXTS)
def test_every_place_of_the_words_is_found(data: st.DataObject, text: str) -> None:
    """An `all` rule gives the places that a slow search through all stretches on word edges gives."""
    spans = quotable(text)
    assume(spans)
    span = data.draw(st.sampled_from(spans))
    words = text[span.start : span.end]
    expected = [other for other in spans if fold(text[other.start : other.end]).text == fold(words).text]
    assert [place for (place,) in anchor(text, Selector((words,), all=True)).places] == expected


@settings(deadline=None, max_examples=200)
@given(st.data(), TEXTS)
def test_another_spelling_of_the_words_changes_no_place(data: st.DataObject, text: str) -> None:
    """However quotes, dashes, spaces and letters are typed, the words stand where they stand."""
    spans = quotable(text)
    assume(spans)
    span = data.draw(st.sampled_from(spans))
    words = text[span.start : span.end]
    places = anchor(text, Selector((words,), all=True)).places
    for spelling in respellings(words):
        assert anchor(text, Selector((spelling,), all=True)).places == places


@settings(deadline=None, max_examples=300)
@given(
    TEXTS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.fixed_dictionaries({}, optional={"before": TEXTS, "after": TEXTS, "inside": TEXTS, "all": st.just(True)}),
    st.data(),
)
def test_nothing_is_found_at_other_words(
    text: str, pieces: list[str], keys: dict[str, str | bool], data: st.DataObject
) -> None:
    """Each piece of each place is the quote after folding, whole graphemes, in order, beside its context."""
    spans = quotable(text) or [Span(0, 0)]
    drawn = [data.draw(st.sampled_from(spans)) for _ in pieces]
    some = [text[span.start : span.end] if span.end else piece for piece, span in zip(pieces, drawn, strict=True)]
    for wanted in (pieces, some):
        selector = Selector(tuple(wanted), **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields
        for place in anchor(text, selector).places:
            assert len(place) == len(wanted)
            assert all(one.end <= other.start for one, other in pairwise(place))
            for span, piece in zip(place, wanted, strict=True):
                assert span.start < span.end
                assert fold(text[span.start : span.end]).text == fold_phrase(piece)
                assert is_grapheme_edge(text, span.start)
                assert is_grapheme_edge(text, span.end)
            assert fold(text[: place[0].start]).text.rstrip().endswith(fold_phrase(selector.before))
            assert fold(text[place[-1].end :]).text.lstrip().startswith(fold_phrase(selector.after))


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS, TEXTS)
def test_a_passage_starts_and_ends_with_its_words(text: str, start: str, end: str) -> None:
    """A long passage goes from each place of `from` to the end of the first `to` that starts behind it."""
    starts = [place[0] for place in anchor(text, Selector((start,), all=True)).places]
    ends = [place[0] for place in anchor(text, Selector((end,), all=True)).places]
    behind = [[one.end for one in ends if one.start >= other.end] for other in starts]
    expected = [(Span(one.start, nearest[0]),) for one, nearest in zip(starts, behind, strict=True) if nearest]
    assert list(anchor(text, Selector((start,), to=end, all=True)).places) == expected


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.lists(TEXTS, max_size=8))
def test_quotes_do_not_disturb_each_other(text: str, quotes: list[str]) -> None:
    """What is found in one pass for all is what is found for each alone."""
    selectors = [Selector((quote,), all=bool(number % 2)) for number, quote in enumerate(quotes)]
    assert resolve(text, selectors) == [anchor(text, selector) for selector in selectors]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(["a's", "a’s", "b's", "b’s", "c"]), max_size=30).map(" ".join),
    st.sampled_from([("a's", "b's"), ("a’s", "b's"), ("a's", "a's"), ("c", "b’s"), ("b's", "c")]),
)
def test_a_passage_is_chosen_among_those_that_nth_counts(text: str, ends: tuple[str, str]) -> None:
    """Of all passages from a start to the nearest end the exact ones, if there are any; that only if it is one."""
    rule = Selector(ends[:1], to=ends[1])
    counted = [found for found in resolve(text, [replace(rule, nth=n + 1) for n in range(30)]) if found.places]
    best = [found for found in counted if found.state == "exact"] or counted
    (found,) = resolve(text, [rule])
    if len(best) == 1:
        assert (found.state, found.places) == (best[0].state, best[0].places)
    else:
        assert found.state == ("ambiguous" if best else "orphan")
        assert found.candidates == tuple(one.places[0][0] for one in best)
        assert (found.counted or 0) == len(best)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(["a's", "a’s", "b", "b a's", "a’s b"]), max_size=30).map(" ".join),
    st.lists(st.sampled_from(["b a's", "a's b", "b", "b a's b"]), min_size=1, max_size=3),
)
def test_except_takes_out_what_lies_inside_it(text: str, outer: list[str]) -> None:
    """Each other place stays, in order and with its own state."""
    excepted = tuple(Selector((words,), all=True) for words in outer)
    rule = Selector(("a's",), all=True)
    every, left, *out = resolve(text, [rule, replace(rule, excepted=excepted), *excepted])
    spans = [place[0] for found in out for place in found.places]
    kept = [one for one in every.states_of_places() if not any(span.holds(one[0][0]) for span in spans)]
    assert list(left.states_of_places()) == kept
    assert left.taken_out == (0 if kept else len(every.places))
