"""Real sentences in many scripts: which words of them can be quoted, and which begin or end inside a word.

In each sentence every word that is marked is found at its mark alone; what is not found is listed beside it. All of it
holds composed and decomposed, and for quotes typed in either form.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

import pytest

from idlib_reader.core.describing import Describer
from idlib_reader.core.folding import INVISIBLES
from idlib_reader.core.graphemes import is_grapheme_edge, split_clusters
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span
from marked import Marked, marked


class Sentence(NamedTuple):
    """A sentence, and what of it can't be quoted by itself."""

    name: str
    """What it is an example of."""
    written: str
    """The sentence, with every word marked that can be quoted and stands at one place."""
    hidden: tuple[str, ...]
    """Strings of it that begin or end inside a word or a character."""


SENTENCES = [
    Sentence(
        "Arabic with clitics",
        "قال [الرئيس] [التركي] إن الجيش دخل [إدلب] [وإن] [القوات الروسية] [والسورية] [بالمدينة]، كما قال.",
        ("رئيس", "تركي", "وال", "سورية", "مدينة", "بال", "القوا", "دلب", "روسية"),
    ),
    Sentence(
        "Arabic with harakat",
        "[قَالَ] [ٱلرَّئِيسُ] إِنَّ [ٱلْجَيْشَ] دَخَلَ [ٱلْمَدِينَةَ]، إِنَّ",
        ("قَا", "رَّئِيسُ", "الرئيس", "قال", "قَالَ ٱل", "جَيْشَ", "ٱلْجَيْش"),
    ),
    Sentence("Arabic with tatweel", "[الــكتاب] [وكتاب]", ("كتاب", "كتا", "ــكتاب", "الــ")),
    Sentence(
        "Hebrew with prefixes",
        '[ראש הממשלה] [אמר] [בירושלים] כי [צה"ל] [ולבנון], [בצפון]',
        ("ירושלים", "ממשלה", "לבנון", "צפון", "ירוש"),
    ),
    Sentence(
        "Hebrew with niqqud and maqaf",
        "[בְּרֵאשִׁית] [בָּרָא] אֱלֹהִים [בֵּית]־[סֵפֶר] [יְרוּשָׁלַיִם]",
        ("רֵאשִׁית", "בראשית", "בְּרֵאשִׁי", "שָׁלַיִם", "ברא", "סֵפֶ"),
    ),
    Sentence(
        "Hebrew with gershayim, geresh, maqaf and direction marks",
        "[דובר צה״ל] [אמר] כי\u200f [בית־ספר] [בתל־אביב] נפגע, [צ׳ק] \u200e[מנכ״לית\u200b] [הבי\u200fת]",
        ("תל", "ירושלים", "הב", "ית", "לי", "דוב"),
    ),
    Sentence(
        "Turkish with suffixes behind an apostrophe",
        "[Türkiye]'nin [İdlib]’deki [Işık] operasyonu [İstanbulluları], 'nin [ısırgan] [Isparta]'da [ISPARTA]",
        ("Türkiy", "ürkiye", "idlib", "Idlib", "ışık", "Işı", "şık", "İstanbul", "İstanbullular", "ısır", "isparta"),
    ),
    Sentence(
        "Russian with yo and stress",
        "[Песков] сказал: «[Ещё] ёж, еще [за́мок] и [замо́к]», – [всё] [Песковым] [Йемен]",
        ("Песко", "сков", "ещё", "Пескова", "замок", "за", "мок", "ж", "емен"),
    ),
    Sentence(
        "Hindi with matras and conjuncts",
        "[राष्ट्रपति] ने [हिन्दी] में [क्षत्रिय] और [विद्यालय] की [स्थिति] पर।",
        ("राष्ट्र", "पति", "हिन्द", "हिन्", "न्दी", "ह", "क्ष", "क्", "त्रिय", "द्या", "ि", "स्थि", "राष्"),
    ),
    Sentence(
        "Bengali with vowel signs in two parts",
        "[কো\u09cdণ] [বাংলাদেশ] [কোথায়]",
        ("কো", "থায়", "বাংলা", "দেশ", "ক"),
    ),
    Sentence(
        "Thai",
        "[ประธานาธิบดี][ตุรกี]กล่าวว่า[กองกำลัง]จะ[ออกจาก]อิดลิบ [2563] พูดว่า",
        ("กองก", "ำลัง", "ประธานาธ", "ตุรก", "256", "ี"),
    ),
    Sentence(
        "Chinese",
        "[土耳其][总统][埃尔多安]说，[2018]年[索契]协议[Idlib]省。",
        ("201", "018", "Idli", "lib"),
    ),
    Sentence(
        "Japanese with kanji and kana",
        "[プーチン][大統領]は[モスクワ]で[会談]した、[葛\U000e0100城][NATO]軍[か\u3099]き",
        ("NAT", "ATO", "か", "葛"),
    ),
    Sentence(
        "Korean with particles",
        "러시아는 [러시아와] 터키가 [이들리브에서] [푸틴] 대통령",
        ("러시", "시아와", "이들리브", "에서", "틴", "대통", "푸"),
    ),
    Sentence(
        "German with compounds",
        "Die [Donaudampfschifffahrt] und der [Fluß] am [Flußbett], [Straße], [Syrien]-[Konferenz] [Ärzte]",
        ("Dampf", "dampf", "Donau", "schifffahrt", "bett", "Stra", "STRASSE", "Strasse", "ärzte", "rzte"),
    ),
    Sentence(
        "soft hyphens",
        "Die [De\u00adeska\u00adla\u00adtion] der [Kon\u00adferenz] [so]",
        ("De", "tion", "eska", "Kon", "ferenz"),
    ),
    Sentence(
        "emoji",
        "[Idlib] [👩\u200d🚀]x[👍🏽]! [🇸🇾]🇹🇷[🇷🇺] [❤\ufe0f] [1\ufe0f\u20e3] [👨\u200d👩\u200d👧]",
        ("👩", "🚀", "👍", "🏽", "🇾🇹", "🇸", "❤", "1", "👨\u200d👩", "\u200d", "👧", "🇺"),
    ),
    Sentence(
        "marks on signs belong to the word behind them",
        "☀\ufe0fIdlib ☀\ufe0f [Idlib’s] [Homs\ufe0f]",
        ("☀", "☀\ufe0fIdli", "Homs"),
    ),
]
CASES = [
    pytest.param(sentence, form, id=f"{sentence.name}, {form}") for sentence in SENTENCES for form in ("NFC", "NFD")
]


def in_form(sentence: Sentence, form: str) -> Marked:
    """The sentence composed or decomposed, with its marks."""
    return marked(normalize(form, sentence.written))


@pytest.mark.parametrize(("sentence", "form"), CASES)
def test_a_whole_word_is_found_where_it_stands(sentence: Sentence, form: str) -> None:
    """The offsets are the article's own: between them stand the very words, whichever form the quote is typed in."""
    text, marks = in_form(sentence, form)
    assert marks
    for _, span in marks:
        words = text[span.start : span.end]
        for typed in (normalize("NFC", words), normalize("NFD", words)):
            (found,) = resolve(text, [Selector((typed,))])
            assert found.state == ("exact" if typed == words else "folded")
            assert found.places == ((span,),), typed


@pytest.mark.parametrize(("sentence", "form"), CASES)
def test_part_of_a_word_is_not_found(sentence: Sentence, form: str) -> None:
    """What begins or ends inside a word or a character is found nowhere, though it is there to be read."""
    text, _ = in_form(sentence, form)
    for words in sentence.hidden:
        (found,) = resolve(text, [Selector((normalize(form, words),), all=True)])
        assert found.state == "orphan", words


@pytest.mark.parametrize(("sentence", "form"), CASES)
def test_whatever_can_be_selected_can_be_named(sentence: Sentence, form: str) -> None:
    """From any character to any near one, inside words too, a selector leads back to the same words."""
    text, _ = in_form(sentence, form)
    describer = Describer(text)
    ends = [0, *(end for _, end, _ in split_clusters(text))]
    for start, *following in (ends[row : row + 6] for row in range(len(ends))):
        for end in following:
            words = text[start:end]
            if words.strip(f" {INVISIBLES}") != words:
                continue
            selector = describer.describe((Span(start, end),))
            assert selector is not None, words
            (found,) = resolve(text, [selector])
            assert (found.state, found.places) == ("exact", ((Span(start, end),),))


@pytest.mark.parametrize(
    ("written", "quote", "passage"),
    [
        ("وال[كتاب] هنا", "كتاب", "والكتاب"),
        ("ב[ירושלים] ו", "ירושלים", "בירושלים"),
        ("[İstanbul]lular geldi", "İstanbul", "İstanbullular"),
        ("[Песков]ым, да", "Песков", "Песковым"),
        ("[हिन्दी]भाषी लोग", "हिन्दी", "हिन्दीभाषी"),
        ("[러시아]와 터키", "러시아", "러시아와"),
        ("Donau[dampf]schiff", "dampf", "Donaudampfschiff"),
        ("[Fluß]\u00adbett hier", "Fluß", "Flußbett"),
        ("☀\ufe0f[Idlib] ist", "Idlib", "☀\ufe0fIdlib"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_stem_is_found_in_its_word(written: str, quote: str, passage: str, form: str) -> None:
    """Clitics, suffixes and parts of compounds are named with the word that they stand in."""
    text, places = marked(normalize(form, written)).text, marked(normalize(form, written)).places
    for typed in ("NFC", "NFD"):
        (found,) = resolve(text, [Selector((normalize(typed, quote),), inside=normalize(typed, passage))])
        assert found.places == places
        assert all(is_grapheme_edge(text, end) for place in found.places for span in place for end in span)
