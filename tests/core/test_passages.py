"""The units that a person selects and moves by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.units import every, unit_of
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.paragraphs import paragraph_at
from idlib_reader.core.passages import clause_at, grow, shrink, word_at
from idlib_reader.core.quotations import quotation_at
from idlib_reader.core.sentences import sentence_at
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import WHITE_SPACE, trimmed
from marked import marked

PARTS = [
    *("a", "ab ", " ", "\n", "\n\n", "\n \n", ". ", ".", "Then ", "Mr. ", "U.S. ", "3.5", ", ", ": ", " – ", "—"),
    *("(", ")", '"', "'", "’", "“", "”", "„", "«", "»", " »", "「", "」", "？", "。", "，", "؟ ", "…", "!\ufe0f", "\t"),
    *("e\u0301", "\u0301", " \u0301", "\u200b", "漢字", "ไทย", "กำ", "हिन्दी। ", "العربية ", "«نعم»"),
    *("👩\u200d🚀", "☀\ufe0f", "🇩🇪🇫🇷"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=24).map("".join)


# Words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("|Ada Lovelace", "[Ada] Lovelace"),
        ("Ad|a Lovelace", "[Ada] Lovelace"),
        ("Ada| Lovelace", "[Ada] Lovelace"),
        ("Ada  | Lovelace", "[Ada]   Lovelace"),
        ("Ada Lovelace|", "Ada [Lovelace]"),
        ("\n| Ada", "\n [Ada]"),
        ("... | Ada", "...  [Ada]"),
        ("Ada|, Lovelace", "Ada, Lovelace"),
        ("Ada,| Lovelace", "Ada, [Lovelace]"),
        ("Ada. |", "Ada. "),
        ("Erdo|gan’s plan", "[Erdogan]’s plan"),
        ("в И|длиб.", "в [Идлиб]."),
        ("في إد|لب", "في [إدلب]"),
        ("كِت|َاب،", "[كِتَاب]،"),
        ("阿斯|塔纳", "阿斯[塔]纳"),
        ("我|。", "我。"),
        ("हिन्|दी में", "[हिन्दी] में"),
        ("xe|\u0301 y", "[xe\u0301] y"),
        ("|👩\u200d🚀 a", "👩\u200d🚀 a"),
        ("a |👩\u200d🚀", "a 👩\u200d🚀"),
        ("|", ""),
        (" | ", "  "),
    ],
)
def test_the_word_around_an_offset(written: str, expected: str) -> None:
    """A word of any script; on white space the one beside it; none on a sign."""
    assert unit_of(word_at, written) == expected


def test_an_endless_word_is_cut() -> None:
    """It is looked for no further than a thousand characters away, and cut between two of them."""
    word = word_at("e\u0301" * 5000, 5001)
    assert word is not None
    assert word.start % 2 == word.end % 2 == 0
    assert word.covers(5001)
    assert 1500 < word.end - word.start < 2200


# Clauses


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("commas", ["Earlier", "Erdogan said that"]),
        ("no comma in a number, no colon in a time", ["About 10,000 left at 12:30"]),
    ],
)
def test_clauses_are_joined_by_commas(name: str, clauses: list[str]) -> None:
    """Each is one, and its full stop none of it."""
    assert every(clause_at, ", ".join(clauses) + ".") == clauses, name


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("“We ceased, and left”, – said he; later: no!", ["We ceased", "and left", "said he", "later", "no"]),
        ("Talks in Astana (now Nur-Sultan) began.", ["Talks in Astana", "now Nur-Sultan", "began"]),
        ("The unit(s) and class(es) [sic] fled", ["The unit(s) and class(es)", "sic", "fled"]),
        ("The «zone» of ‘peace’ — a “two-year” plan", ["The «zone» of ‘peace’", "a “two-year” plan"]),
        ("“Yes”, he said. “No.”", ["Yes", "he said", "No"]),
        ("Forces of the U.S., and the U.S.", ["Forces of the U.S.", "and the U.S."]),
        ("Он ушёл — и, как говорят, вернулся…", ["Он ушёл", "и", "как говорят", "вернулся"]),
        ("„Wir gehen“, sagte er; dann ging er.", ["Wir gehen", "sagte er", "dann ging er"]),
        ("قال إن الوضع، كما يبدو، انتهى؛ ثم ذهب.", ["قال إن الوضع", "كما يبدو", "انتهى", "ثم ذهب"]),
        ("他说：“我们走，你们留。”然后，走了。", ["他说", "我们走", "你们留", "然后", "走了"]),
        ("a—b", ["a", "b"]),
        ("—", ["—"]),
        ("👍🏽, e\u0301", ["👍🏽", "e\u0301"]),
    ],
)
def test_clauses_stand_between_marks(text: str, clauses: list[str]) -> None:
    """Commas, colons, dashes and brackets; quotation marks that have no partner inside go with them."""
    assert every(clause_at, text) == clauses


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("He came,| he saw.", "[He came], he saw."),
        ("He came|, he saw.", "[He came], he saw."),
        ("He came, he saw|.", "He came, [he saw]."),
        ("(|He came)", "([He came])"),
        ("|(He came) he saw", "([He came]) he saw"),
    ],
)
def test_a_mark_between_belongs_to_the_clause_before(written: str, expected: str) -> None:
    """At the start of a sentence it is the one after."""
    assert unit_of(clause_at, written) == expected


# Growing and shrinking


def grown(text: str, span: Span) -> list[str]:
    """What is selected as it grows, from `span` on."""
    seen = []
    while (larger := grow(text, span)) != span:
        seen.append(text[larger.start : larger.end])
        span = larger
    return seen


TEXT = "Peskov said. “We ceased, ‘all of us’ did. Our talks ended.” Then.\n\nNext one."


def test_a_selection_grows_from_word_to_text() -> None:
    """By whatever is larger and holds it: nested quotations, and those of several sentences, in their place."""
    at = TEXT.index("all")
    assert grown(TEXT, Span(at, at)) == [
        "all",
        "all of us",
        "‘all of us’ did",
        "We ceased, ‘all of us’ did.",
        "We ceased, ‘all of us’ did. Our talks ended.",
        "Peskov said. “We ceased, ‘all of us’ did. Our talks ended.” Then.",
        TEXT,
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ada Lo[vel]ace was", "Lovelace"),
        ("[Ada ]Lovelace, she was", "Ada Lovelace"),
        ("Ada[, ]she", "Ada, she"),
        ("One. T[wo. Thr]ee.\n\nFour", "One. Two. Three."),
        ("One.[ Two. ]Three.\n\nFour", "One. Two. Three."),
        ("One.\n\nT[wo.\n\nThr]ee.\n\nFour", "One.\n\nTwo.\n\nThree.\n\nFour"),
        ("[One. Two.\n\n]Three", "One. Two.\n\nThree"),
        ("One [two.\n\n]Three", "One two."),
        ("[]\n", "\n"),
    ],
)
def test_a_selection_grows_to_what_holds_it(written: str, expected: str) -> None:
    """White space at its ends does not count, so a whole sentence with the space behind it grows on."""
    text, span = marked(written).text, marked(written).only
    larger = grow(text, span)
    assert text[larger.start : larger.end] == expected


def test_a_selection_shrinks_from_text_to_word() -> None:
    """By the largest unit around the offset that it holds, the other way round."""
    at = TEXT.index("all")
    span, seen = Span(0, len(TEXT)), []
    while (smaller := shrink(TEXT, span, at)) != span:
        seen.append(TEXT[smaller.start : smaller.end])
        span = smaller
    assert seen == [*reversed(grown(TEXT, Span(at, at))[:-1])]


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        ("Ada [Lovelace]", "L", "Lovelace"),
        ("Ada [Lov]elace", "L", "Lov"),
        ("[Ada Lovelace ]was", "L", "Lovelace"),
        ("One. [Two.] Three.", "T", "Two"),
        ("[One. ]Two.", "O", "One"),
        ("[one], two", "t", "one"),
    ],
)
def test_a_selection_shrinks_to_what_it_holds(written: str, at: str, expected: str) -> None:
    """It stays as it is where nothing smaller lies inside."""
    text, span = marked(written).text, marked(written).only
    smaller = shrink(text, span, text.index(at))
    assert text[smaller.start : smaller.end] == expected


def test_where_lines_are_paragraphs_a_selection_grows_by_lines() -> None:
    """And shrinks so."""
    text = "One. Two\nThree. Four"
    assert grow(text, Span(5, 8), is_spaced=True) == Span(0, 8)
    assert grow(text, Span(0, 8), is_spaced=True) == Span(0, len(text))
    assert shrink(text, Span(0, len(text)), 5, is_spaced=True) == Span(0, 8)


# Properties


def edges_of(text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if is_grapheme_edge(text, at)]


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.booleans(), st.data())
def test_units_hold_their_offset_or_stand_beside_it(text: str, is_spaced: bool, data: st.DataObject) -> None:
    """Only white space, or signs at the ends of clauses, stand between; all ends are grapheme edges."""
    at = data.draw(st.sampled_from(edges_of(text)))
    signs = WHITE_SPACE + ".!?…。？؟।\"'“”‘’„«»「」,:，؛—–()\u0301\ufe0f" + "".join(map(chr, range(0x1F000, 0x1F900)))
    quotation, word = quotation_at(text, at, is_spaced=is_spaced), word_at(text, at)
    sentence, paragraph = (find(text, at, is_spaced=is_spaced) for find in (sentence_at, paragraph_at))
    clause = clause_at(text, at, is_spaced=is_spaced)
    for span, between in (
        *((unit, WHITE_SPACE) for unit in (word, sentence, paragraph) if unit),
        *((unit, signs) for unit in (clause, quotation) if unit),
    ):
        assert is_grapheme_edge(text, span.start)
        assert is_grapheme_edge(text, span.end)
        assert trimmed(text, span) == span
        gap = text[span.end : at] if at >= span.end else text[at : max(at, span.start)]
        assert not gap.strip(between)
    assert sentence.holds(clause)
    assert paragraph.holds(sentence)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.booleans(), st.data())
def test_growing_and_shrinking_come_to_an_end(text: str, is_spaced: bool, data: st.DataObject) -> None:
    """Each step holds the one before and is larger, until all is selected; and the other way round."""
    at = data.draw(st.sampled_from(edges_of(text)))
    span = grow(text, Span(at, at), is_spaced=is_spaced)
    while span != Span(0, len(text)):
        larger = grow(text, span, is_spaced=is_spaced)
        assert larger.holds(span)
        assert larger != span
        span = larger
    while (smaller := shrink(text, span, at, is_spaced=is_spaced)) != span:
        assert span.holds(smaller)
        assert smaller.start < smaller.end
        assert is_grapheme_edge(text, smaller.start)
        assert is_grapheme_edge(text, smaller.end)
        span = smaller


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.booleans())
def test_sentences_and_paragraphs_divide_the_text(text: str, is_spaced: bool) -> None:
    """All offsets of a unit have the same one, none overlaps another, and only white space is left over."""
    for find in (sentence_at, paragraph_at):
        done = 0
        spans = dict.fromkeys(find(text, at, is_spaced=is_spaced) for at in edges_of(text))
        for span in sorted(spans):
            assert not text[done : span.start].strip(WHITE_SPACE)
            assert span.start >= done
            done = span.end
        assert not text[done:].strip(WHITE_SPACE)
