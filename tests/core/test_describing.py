"""The selector that a person would write for a place, on texts of many scripts."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from unicodedata import normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from idlib_reader.core import matching as matching_module
from idlib_reader.core.describing import Describer, describe
from idlib_reader.core.folding import INVISIBLES, fold
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place, Span
from idlib_reader.core.words import is_word_edge
from marked import marked

PARTS = [
    *("Idlib", "Idlib's", "a", "ab", "aba", "well-known", "2018", "İstanbul'da", "ışık", "Türkiye'nin", "Flußbett"),
    *(
        "Песков",
        "ёж",
        "за́мок",
        "والكتاب",
        "ال",
        "كتاب",
        "عَرَبِيّ",
        "ירושלים",
        "יְרוּשָׁלַיִם",
        "בית־ספר",
        "हिन्दी",
        "क्षत्रिय",
        "में",
    ),
    *(
        "ไทย",
        "กำลัง",
        "漢字",
        "漢",
        "モスクワ",
        "で",
        "ひらがな",
        "한국어",
        "와",
        "\u1112\u1161\u11ab",
        "e\u0301",
        "é",
        "Erdog\u0306an",
    ),
    *(
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "  ",
        "\u00a0",
        "\u00ad",
        "\u200f",
        "\u200b",
        "״",
        "’",
        "'",
        "“",
        '"',
        "–",
        "-",
        "…",
        "...",
        ",",
        ". ",
        "*",
    ),
    *("👩\u200d🚀", "🇩🇪🇫🇷", "👍🏽", "❤\ufe0f", "🇩🇪"),
]
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join)
FEW = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).flatmap(
    lambda few: st.lists(st.sampled_from([*few, " "]), min_size=1, max_size=14).map("".join)
)
"""Texts that say the same again and again."""

CHANGING = f"{INVISIBLES}\u0301"
"""What changes with the text before it."""

UNRELATED = st.lists(
    st.sampled_from(["Zq", "z\u00adz", "w\u0302", "Жщ", "غظ", "ヌ", "𝔛", "\u200f", ";", "(", " ", "\n"]), max_size=8
).map("".join)
"""Texts that share no letter with the parts; many change their length when they are folded."""


def places_of(text: str, selector: Selector) -> tuple[Place, ...]:
    (found,) = resolve(text, [selector])
    assert found.state in {"exact", "orphan", "ambiguous"}
    return found.places


def trimmed(text: str, span: Span) -> Span:
    """The span without white space and invisible characters at its ends; they match any or none.

    A zero-width space that belongs to the last character stays with it.
    """
    words = text[span.start : span.end]
    start = span.start + len(words) - len(re.sub(rf"^[\s{INVISIBLES}]+", "", words))
    end = max(start, span.end - len(words) + len(re.sub(rf"[\s{INVISIBLES}]+$", "", words)))
    while start < end < len(text) and text[end] in INVISIBLES and not is_grapheme_edge(text, end):
        end += 1
    return Span(start, end)


def is_nameable(text: str, span: Span) -> bool:
    """Whether some selector can name the trimmed span: what `describe` gives None for is the rest."""
    bare_end = span.start + len(text[span.start : span.end].rstrip(INVISIBLES))
    whole = all(fold(text).has_edge(at) for at in (span.start, bare_end))
    return span.start < span.end and whole and all(is_grapheme_edge(text, at) for at in span)


def moved(place: Place, by: int) -> Place:
    return tuple(Span(span.start + by, span.end + by) for span in place)


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("told [Dmitry Peskov] so", Selector(("Dmitry Peskov",))),
        ("in [ Idlib\n] now", Selector(("Idlib",))),
        ("the [Syrian\n  Idlib] is", Selector(("Syrian Idlib",))),
        ("so [it’s] and it’s not its", Selector(("it’s",), inside="so it’s")),
        ("Peskov told. Then said [Peskov]", Selector(("Peskov",), inside="said Peskov")),
        ("[Peskov] told. Then said Peskov", Selector(("Peskov",), inside="Peskov told")),
        ("on a. But [a]. On a", Selector(("a",), inside="But a")),
        ("[mach]ines", Selector(("mach",), inside="machines")),
        ("ال[كتاب] وكتاب", Selector(("كتاب",), inside="الكتاب")),
        ("[a]ba", Selector(("a",), after="ba")),
        ("ab[a]", Selector(("a",), before="ab")),
        ("a b [a] b a", Selector(("a",), inside="b a b")),
        ("[a] a b a", Selector(("a",), after="a")),
        ("在[阿斯]塔纳", Selector(("阿斯",))),
        ("a a [a] a", Selector(("a",), before="a a", after="a")),
        ("a " * 20 + "[a]" + " a" * 20, Selector(("a",), nth=21)),
        ("aba " * 20 + "ab[a]" + " aba" * 20, Selector(("a",), before="ab", nth=21)),
        ("[Turkey](1) has not and [is ready](1)", Selector(("Turkey", "is ready"))),
        ("a b [a](1) x x [b](1), a b", Selector(("a", "b"), inside="a x x b")),
        ("[a](1) b [b](1) c, b", Selector(("a", "b"), after="c")),
        ("a b, [a](1) b, [a](1) b", Selector(("a", "a"), inside="b, a b, a")),
        ("[a](1) x [b](1) b c", Selector(("a", "b"))),
        ("[a](1) [b](1) b [c](1)", Selector(("a", "b", "c"), nth=1)),
        ("in[a](1) x in[b](1)ab", Selector(("a", "b"), inside="ina x inbab", nth=1)),
    ],
)
def test_the_simplest_selector_is_given(written: str, selector: Selector) -> None:
    """The words alone, else in a passage, else between contexts, else counted."""
    text, places = marked(written).text, marked(written).places
    place = places[0]
    assert describe(text, place) == selector


def test_a_passage_stays_inside_its_sentence() -> None:
    """A longer passage of the sentence is preferred to a shorter one over its end."""
    mark = marked("Go on. [Russia] of old is. It is Russia of now. On. Russia of it")
    assert describe(mark.text, mark.places[0]) == Selector(("Russia",), inside="Russia of old")


def test_a_long_passage_is_named_by_its_ends() -> None:
    """More than 120 characters are named as a person would: from the first words to the last."""
    inner = " ".join(f"word{number} is" for number in range(20))
    mark = marked(f"We were there. [{inner}]. We were gone.")
    assert describe(mark.text, mark.places[0]) == Selector(("word0 is word1",), to="is word19 is")


def test_a_long_passage_within_words_is_named_by_its_ends_too() -> None:
    """What is left of the words that it starts and ends in pins it."""
    inner = " ".join(f"word{number} is" for number in range(20))
    mark = marked(f"So un[{inner}]land. We were gone.")
    assert describe(mark.text, mark.places[0]) == Selector(
        ("word0 is word1",), to="is word19 is", before="un", after="land"
    )


@pytest.mark.parametrize("inner", ["ab " * 50 + "ab", "漢" * 130, "x" * 130])
def test_a_long_passage_without_ends_of_its_own_is_quoted(inner: str) -> None:
    """Where first and last words do not tell it, all its words do."""
    text = f"So {inner}. So."
    assert describe(text, (Span(3, 3 + len(inner)),)) == Selector((inner,))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a b", ()),
        ("a b", (Span(1, 2),)),
        ("a \u00ad\n b", (Span(1, 5),)),
        ("a b", (Span(1, 1),)),
        ("e\u0301", (Span(0, 1),)),
        ("👩\u200d🚀", (Span(2, 3),)),
        ("🇩🇪", (Span(0, 1),)),
        ("a \u0301b", (Span(1, 4),)),
        ("a b b b c", (Span(0, 1), Span(4, 5), Span(8, 9))),
        ("a b", (Span(2, 3), Span(0, 1))),
        ("a b", (Span(0, 1), Span(0, 1))),
    ],
)
def test_what_no_selector_can_name_gives_none(text: str, place: Place) -> None:
    """Only white space, half a character, a middle piece that may be another, pieces out of order."""
    assert describe(text, place) is None


@settings(deadline=None, max_examples=400)
@given(st.data(), TEXTS | FEW)
def test_every_span_is_named_alone(data: st.DataObject, text: str) -> None:
    """Any span, inside words too, has a selector that leads to it alone, in a longer article as well.

    Without a selector is what holds nothing but white space or ends inside a character, and nothing else.
    """
    spans = [Span(*ends) for ends in combinations(range(len(text) + 1), 2)]
    span = data.draw(st.sampled_from(spans))
    place = (trimmed(text, span),)
    found = describe(text, (span,))
    assert (found is not None) == is_nameable(text, place[0])
    if found is None or text[0] in CHANGING:
        return
    assert places_of(text, found) == (place,)
    before, after = data.draw(UNRELATED), data.draw(UNRELATED)
    assert places_of(f"{before}\n{text}\n{after}", found) == (moved(place, len(before) + 1),)


@settings(deadline=None, max_examples=200)
@given(st.data(), TEXTS | FEW)
def test_pieces_are_named_alone(data: st.DataObject, text: str) -> None:
    """What is given for several spans leads to them alone, and for two neighbouring words there is always something."""
    assume(len(text) >= 4)
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=6, unique=True)))
    spans = [Span(*ends) for ends in zip(edges[::2], edges[1::2], strict=False)]
    found = describe(text, tuple(spans))
    if found is not None:
        place = tuple(trimmed(text, span) for span in spans)
        assert places_of(text, found) == (place,)
        before, after = data.draw(UNRELATED), data.draw(UNRELATED)
        if text[0] not in CHANGING:
            assert places_of(f"{before}\n{text}\n{after}", found) == (moved(place, len(before) + 1),)
    every = [trimmed(text, Span(*word.span())) for word in re.finditer(r"\S+", text)]
    words = [word for word in every if is_nameable(text, word)]
    for one, other in pairwise(words):
        if len({fold(text[word.start : word.end]).text for word in words}) == len(every):
            assert describe(text, (one, other)) is not None


@settings(deadline=None, max_examples=300)
@given(st.data(), TEXTS | FEW, FEW)
def test_more_of_the_same_text_leads_to_no_other_place(data: st.DataObject, text: str, more: str) -> None:
    """What is not counted still means the very place in a text that goes on alike, or says that it can't tell."""
    assume(text[0] not in CHANGING)
    span = data.draw(st.sampled_from([Span(*ends) for ends in combinations(range(len(text) + 1), 2)]))
    found = describe(text, (span,))
    if found is None or found.nth is not None:
        return
    is_in_front = data.draw(st.booleans())
    longer, by = (f"{more}\n{text}", len(more) + 1) if is_in_front else (f"{text}\n{more}", 0)
    assert places_of(longer, found) in ((), (moved((trimmed(text, span),), by),))


@settings(deadline=None, max_examples=100)
@given(st.data(), TEXTS | FEW)
def test_folded_matching_keeps_to_graphemes(data: st.DataObject, text: str) -> None:
    """However the words are typed, no end of a place that is found divides a character."""
    span = data.draw(st.sampled_from([Span(*ends) for ends in combinations(range(len(text) + 1), 2)]))
    words = text[span.start : span.end]
    for spelling in (fold(words).text, normalize("NFD", words), normalize("NFC", words)):
        for selector in (Selector((spelling,), all=True), Selector((spelling,), inside=text, all=True)):
            (found,) = resolve(text, [selector])
            assert all(is_grapheme_edge(text, at) for place in found.places for one in place for at in one)


def test_a_crowd_of_places_is_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """To see that words stand at several places, the second one is enough."""
    looked_at = 0

    def look(text: str, offset: int) -> bool:
        nonlocal looked_at
        looked_at += 1
        return is_word_edge(text, offset)

    text = "the talks " * 10_000 + "the very talks" + " the talks" * 10_000
    describer = Describer(text)
    monkeypatch.setattr(matching_module, "is_word_edge", look)
    start = text.index("very") - 4
    found = describer.describe((Span(start, start + 3),))
    assert found == Selector(("the",), inside="the very")
    assert looked_at < 100
