"""Sentences around an offset."""

from __future__ import annotations

import pytest

from core.units import every, unit_of
from idlib_reader.core.paragraphs import REACH, paragraph_at
from idlib_reader.core.passages import grow
from idlib_reader.core.quotations import quotation_at
from idlib_reader.core.sentences import sentence_at
from idlib_reader.core.span import Span


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
