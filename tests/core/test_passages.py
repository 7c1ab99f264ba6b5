"""The units that a person selects and moves by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.passages import (
    REACH,
    WHITE_SPACE,
    clause_at,
    grow,
    paragraph_at,
    quotation_at,
    sentence_at,
    shrink,
    trimmed,
    word_at,
)
from idlib_reader.core.span import Span
from marked import marked

PARTS = [
    *("a", "ab ", " ", "\n", "\n\n", "\n \n", ". ", ".", "Then ", "Mr. ", "U.S. ", "3.5", ", ", ": ", " – ", "—"),
    *("(", ")", '"', "'", "’", "“", "”", "„", "«", "»", " »", "「", "」", "？", "。", "，", "؟ ", "…", "!\ufe0f", "\t"),
    *("e\u0301", "\u0301", " \u0301", "\u200b", "漢字", "ไทย", "กำ", "हिन्दी। ", "العربية ", "«نعم»"),
    *("👩\u200d🚀", "☀\ufe0f", "🇩🇪🇫🇷"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=24).map("".join)

Unit = Callable[[str, int], Span | None]


def pointed(written: str) -> tuple[str, int]:
    """The text and the offset of the bar in it, with the marks left out."""
    offset = marked(written).text.index("|")
    return marked(written.replace("|", "")).text, offset


def unit_of(find: Unit, written: str) -> str:
    """The text with the unit around the bar in brackets."""
    text, offset = pointed(written)
    span = find(text, offset)
    if span is None:
        return text
    return f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"


def every(find: Unit, text: str) -> list[str]:
    """Each unit that some offset has, in the order in which they are met."""
    spans = [find(text, offset) for offset in range(len(text) + 1)]
    return [text[span.start : span.end] for span in dict.fromkeys(spans) if span]


# White space


def test_white_space_is_what_python_takes_for_it() -> None:
    """And the zero-width space, which only looks like nothing."""
    assert set(WHITE_SPACE) == {*filter(str.isspace, map(chr, range(0x110000))), "\u200b"}


@pytest.mark.parametrize(
    "written",
    [
        "[Ada]",
        "\n \t[Ada Lovelace]\u00a0\u3000\n",
        "\u200b[Ada] \u200b",
        " [e\u0301] ",
        "[a\u200b] ",
        "\n[ \u0301a]\n",
        f"{' ' * 300}[a]{' ' * 300}",
    ],
)
def test_white_space_at_the_ends_is_left_out(written: str) -> None:
    """But no character is cut for it: a space may carry a mark, and a letter a zero-width space."""
    text, span = marked(written).text, marked(written).only
    assert trimmed(text, Span(0, len(text))) == span
    assert trimmed(text, span) == span


def test_nothing_is_left_of_white_space() -> None:
    """The empty span stands at the start; what stands outside is not looked at."""
    assert trimmed("a \n b", Span(1, 4)) == Span(1, 1)
    assert trimmed(" abc ", Span(2, 3)) == Span(2, 3)


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


# Quotations


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('He said "ye|s" and "no".', 'He said "[yes]" and "no".'),
        ('He said |"yes".', 'He said "[yes]".'),
        ('He said "yes|".', 'He said "[yes]".'),
        ('He said "yes"|.', 'He said "yes".'),
        ('He said "yes" a|nd "no".', 'He said "yes" and "no".'),
        ("“Don’t |go”", "“[Don’t go]”"),
        ("“He said ‘g|o’ twice”", "“He said ‘[go]’ twice”"),
        ("“He said ‘go’ tw|ice”", "“[He said ‘go’ twice]”"),
        ("“ We |go ”", "“ [We go] ”"),
        ("'The workers' |own", "'The workers' own"),
        ("'Don't g|o', he said", "'[Don't go]', he said"),
        ("Workers' r|ights' day", "Workers' rights' day"),
        ("The '90s a|nd the workers' day", "The '90s and the workers' day"),
        ("„Er sagte: ‚g|eh‘.“", "„Er sagte: ‚[geh]‘.“"),
        ("„Er s|agte“, dann “nein”", "„[Er sagte]“, dann “nein”"),
        ("»Wi|r« und »ihr«", "»[Wir]« und »ihr«"),
        ("»Wir« u|nd »ihr«", "»Wir« und »ihr«"),
        ("«Газета «Из|вестия» пишет»", "«Газета «[Известия]» пишет»"),
        ("« Bonj|our. »", "« [Bonjour.] »"),
        ("”J|a” sa han", "”[Ja]” sa han"),
        ('قال "نع|م" و"لا"', 'قال "[نعم]" و"لا"'),
        ('قال "نعم" و"ل|ا"', 'قال "نعم" و"[لا]"'),
        ('צה"ל אמר "כ|ן"', 'צה"ל אמר "[כן]"'),
        ('צה"ל א|מר "כן"', 'צה"ל אמר "כן"'),
        ('צה"ל אמר "כן" |ותע"ש', 'צה"ל אמר "כן" ותע"ש'),
        ("'One ' t|wo', he said", "'[One ' two]', he said"),
        ("“Ye|s ”and", "“[Yes] ”and"),
        ("「東『|京』都」", "「東『[京]』都」"),
        ("「東『京』|都」", "「[東『京』都]」"),
        ("「東『京』都|」", "「[東『京』都]」"),
        ('他说："你|好"然后', '他说："[你好]"然后'),
        ('他说："你好"然|后', '他说："你好"然后'),
        ("他说“不‘|行’吗”", "他说“不‘[行]’吗”"),
        ('"👩\u200d🚀 e|\u0301"', '"[👩\u200d🚀 e\u0301]"'),
        ('"|"', '""'),
        ("|", ""),
    ],
)
def test_the_quotation_around_an_offset(written: str, expected: str) -> None:
    """The words between the innermost marks, in the pairs of many languages; an apostrophe is none."""
    assert unit_of(quotation_at, written) == expected


def test_straight_marks_pair_up_within_a_paragraph() -> None:
    """One that is forgotten does no harm to the next paragraph; typographic ones may stand further apart."""
    assert quotation_at('A "b c.\n\nD e" f', 9) is None
    assert unit_of(quotation_at, 'A "b.\n\nC "|d" e') == 'A "b.\n\nC "[d]" e'
    assert unit_of(quotation_at, "«A.\n\n|B.» C") == "«[A.\n\nB.]» C"


def test_a_quotation_of_several_paragraphs_opens_each_anew() -> None:
    """As it is written in English: each paragraph is one, the last alone is closed."""
    assert every(quotation_at, "“One.\n\n“Two.\n \n“Three.” four") == ["One.", "Two.", "Three."]
    lines = '"One.\n"Two." three'
    assert every(lambda text, offset: quotation_at(text, offset, is_spaced=True), lines) == ["One.", "Two."]


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_quotation_beyond_the_reach_is_cut(marks: str) -> None:
    """At a word near there; a mark within reach is kept to."""
    text = f"{'word ' * 10000}{marks[0]}{'said ' * 10000}said{marks[1]} {'word ' * 10000}"
    opening, closing = text.index(marks[0]), text.rindex(marks[1])
    middle = quotation_at(text, (opening + closing) // 2)
    early, late = quotation_at(text, opening + 100), quotation_at(text, closing - 100)
    assert early is not None
    assert late is not None
    assert middle is None
    assert early.start == opening + 1
    assert late.end == closing
    for cut in (early, late):
        assert REACH < cut.end - cut.start < REACH + 200
        assert set(text[cut.start : cut.end].split()) == {"said"}


@pytest.mark.parametrize(
    "written",
    [
        "{long}{long}\n\ny|es” it is",
        "“yes\n\n{long} |{long}{long}",
        "{long} of |workers’ rights",
        "{long}{long} of |workers’ rights",
        "‘of |workers {long}{long}",
        "{long}{long}|\n\n“",
    ],
)
def test_what_may_be_a_slip_is_no_quotation(written: str) -> None:
    """Beyond the reach only a mark of the same paragraph is taken on trust, and none that may be an apostrophe."""
    assert quotation_at(*pointed(written.format(long="word " * 2500))) is None


# Sentences


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("English", ["Russia went on.", "Did Turkey?", "No!", "It waited"]),
        ("titles", ["Mr. Peskov met Dr. Lavrentiev and Gen. Smith.", "They talked vs. Iran."]),
        ("initials", ["V. Putin met R. T. Erdogan.", "J. R. R. Tolkien did not."]),
        (
            "countries",
            ["U.S. Army units and the U.N. Security Council left.", "They met in the U.S.", "The army stayed."],
        ),
        ("Latin ones", ["Some, e.g. Iran, i.e. the state, etc. left.", "Others stayed, etc.", "They did."]),
        (
            "dates and numbers",
            ["On Feb. 19 it rose 3.5 per cent. to No. 5.", "He said no.", "They sat.", "Moscow left."],
        ),
        ("a number may end one", ["There were 12.", "Then in 2018.", "19 died."]),
        ("firms", ["Acme Inc. Chairman Li left.", "He sold Acme Inc.", "It fell."]),
        ("an ellipsis", ["He was… well... here.", "She waited…", "Then left..."]),
        ("quotations", ["“We go.”", "“Who?” he asked.", "(See below.)", "“Yes!” – Peskov said.", "He left.'"]),
        ("marks together", ["What?!", "No...", "“He said ‘go.’”", "Yes."]),
        ("notes", ["It fell.[12]", "It rose.*", "They met.²", "**Bold.**", "End."]),
        ("addresses", ["See idlib.example.org or v1.2.3 now.", "Done."]),
        (
            "Russian",
            [
                "Президент В. В. Путин прибыл в г. Идлиб в 2020 г. и, т. е. зимой, уехал.",
                "«Кто?» — спросил он.",
                "«Да!»",
            ],
        ),
        ("Russian talk", ["«Что делать?» — Песков молчал.", "Он ушёл.", "— Да.", "— Нет."]),
        (
            "German",
            [
                "Am 19. Februar kam z. B. Dr. Müller.",
                "„Wir gehen.“",
                "Bis Mittwoch, 19. Februar, nichts.",
                "Der 3. Mann, d. h. Hr. Meier, kam ca. 12 Mal.",
            ],
        ),
        ("French", ["« Bonjour. »", "M. Macron est parti.", "« Oui ! »"]),
        ("Spanish", ["¿Qué pasa?", "¡Nada!", "Los EE.UU. dijeron que no."]),
        ("Arabic", ["قال د. محمد: «لن نتفاوض.»", "أين هم؟", "ذهبوا!", "وصلت الأمم المتحدة."]),
        ("Urdu", ["وہ گیا۔", "وہ آئی۔"]),
        ("Hindi", ["यह सच है।", "डॉ. सिंह आए।", "कौन?"]),
        ("Korean", ["그는 떠났다.", "네.", "왜?"]),
        ("Georgian has no capitals", ["ის წავიდა.", "ის დაბრუნდა."]),
        ("emoji", ["Really!\ufe0f", "👩\u200d🚀 It is over…", "👍🏽"]),
        ("combining marks", ["e\u0301t\u00e9.", "A\u030and."]),
    ],
)
def test_sentences_are_found_in_any_script(name: str, sentences: list[str]) -> None:
    """Between spaces: neither abbreviations nor numbers end one, nor does what goes on in small letters."""
    assert every(sentence_at, " ".join(sentences)) == sentences, name


@pytest.mark.parametrize(
    "sentences",
    [
        ["俄罗斯继续谈判。", "价格是3.5元！", "“我们走吧。”", "真的吗？！", "他说：“走。”", "「はい。」", "对……不知道"],
        ["（完。）", "“走。”", "“好。”"],
        ["好。\u0301", "好。\u200b", "好"],
    ],
)
def test_sentences_are_found_without_spaces(sentences: list[str]) -> None:
    """In Chinese and Japanese the mark alone ends one, with what closes behind it."""
    assert every(sentence_at, "".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("One. | Two.", "[One.]  Two."),
        ("One.|  Two.", "[One.]  Two."),
        ("One.  |Two.", "One.  [Two.]"),
        ("One.  Two.|", "One.  [Two.]"),
        ("One.  Two.\n\n|", "One.  [Two.]\n\n"),
        (" |\n One. Two.", " \n [One.] Two."),
        ("One\n\n|Two. Three", "One\n\n[Two.] Three"),
        ("One two\nthree| four", "[One two\nthree four]"),
        ("1. The war ended.| 2020.", "[1. The war ended.] 2020."),
        ("All.\nIV. The |war.", "All.\n[IV. The war.]"),
        (". |Two", ". [Two]"),
    ],
)
def test_the_sentence_around_an_offset(written: str, expected: str) -> None:
    """On white space the one before; a paragraph's end ends one; the number of a point of a list does not."""
    assert unit_of(sentence_at, written) == expected


def test_a_sentence_beyond_the_reach_is_cut_at_a_word() -> None:
    """In a line of a megabyte without a full stop, from either side; all other units are quick there too."""
    text = "ordinary words " * 70_000
    middle = len(text) // 2
    sentence = sentence_at(text, middle)
    assert 2 * REACH - 20 < sentence.end - sentence.start < 2 * REACH + 20
    assert set(text[sentence.start : sentence.end].split()) == {"ordinary", "words"}
    assert sentence.covers(middle)
    assert quotation_at(text, middle) is None
    assert paragraph_at(text, middle) == Span(0, len(text) - 1)
    assert [grow(text, span) for span in (sentence, Span(0, len(text) - 1))] == [
        Span(0, len(text) - 1),
        Span(0, len(text)),
    ]


@pytest.mark.parametrize(
    "part",
    ["x", ". ", ".", ", ", '"a ', "“", "(", "e\u0301", "\u0301", "漢字", "Mr. ", "\n", "\n\u200b", " – a", "'", "\t"],
)
def test_no_flood_is_a_bad_case(part: str) -> None:
    """A megabyte of anything is gone through at once."""
    text = part * (1_000_000 // len(part))
    span = Span(len(text) // 2, len(text) // 2)
    for _ in range(6):
        span = grow(text, span)
    assert span == Span(0, len(text))


# Paragraphs


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("One\ntw|o.\n\nThree", "[One\ntwo.]\n\nThree"),
        ("One\n|\nTwo", "[One]\n\nTwo"),
        ("One\n\n|Two\n", "One\n\n[Two]\n"),
        ("One\n \u200b\t\n|Two", "One\n \u200b\t\n[Two]"),
        ("One\n\n\n \n\n|Two\n\u3000\n\nThree", "One\n\n\n \n\n[Two]\n\u3000\n\nThree"),
        ("|\n\n One \n\n", "\n\n [One] \n\n"),
        ("عَرَب|ي\n\n漢字", "[عَرَبي]\n\n漢字"),
        ("e\u0301\n\n漢|字👩\u200d🚀\n\n", "e\u0301\n\n[漢字👩\u200d🚀]\n\n"),
        ("|", "[]"),
    ],
)
def test_paragraphs_stand_between_empty_lines(written: str, expected: str) -> None:
    """A line of white space is empty to a reader."""
    assert unit_of(paragraph_at, written) == expected


def test_each_line_may_be_a_paragraph() -> None:
    """Then a line's end ends sentences and clauses too."""
    text, offset = pointed("One two\n three |four \nfive\n")
    for find in (paragraph_at, sentence_at, clause_at):
        span = find(text, offset, is_spaced=True)
        assert text[span.start : span.end] == "three four"


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\n \n"])
@pytest.mark.parametrize("length", [100, REACH - 1, REACH, REACH + 1, 3 * REACH, 200_000])
def test_a_paragraph_of_any_length_is_found(gap: str, length: int) -> None:
    """Its start is found from its end, wherever the stretches end in which it is looked for; in lines or in one."""
    for letters in ("x" * length, "xxx\n" * (length // 4)):
        text = f"a{gap}b\n{letters}y{gap}c"
        expected = Span(1 + len(gap), len(text) - 1 - len(gap))
        assert {paragraph_at(text, at) for at in (expected.start, expected.end - 1, expected.end)} == {expected}


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
