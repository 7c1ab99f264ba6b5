"""Word edges in running text of any script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.words import is_word_character, is_word_edge


def divided(text: str) -> str:
    """The text with a bar at each word edge inside it."""
    return "".join(("|" if i > 0 and is_word_edge(text, i) else "") + character for i, character in enumerate(text))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Latin", "Erdogan|'|s| |two|-|year| |plan|."),
        ("typographic apostrophe", "President|’|s"),
        ("digits and underscore", "_a1|.|2b_"),
        ("superscripts and fractions are digits", "km²|,|1½"),
        ("composed and decomposed marks", "é|,|e\u0301a"),
        ("Turkish", "İstanbul|'|da| |ışık"),
        ("decomposed dotted capital", "I\u0307stanbul"),
        ("Russian", "Идлиб|»|,| |ёж| |й"),
        ("Arabic", "والكتاب| |في| |إدلب"),
        ("Arabic with vowel signs", "كِتَاب|،|كتاب"),
        ("Arabic tatweel", "ال\u0640كتاب"),
        ("Hebrew with points", "בִּירוּשָׁלַיִם| |ו"),
        ("Hindi", "हिन्दी| |में|।"),
        ("Devanagari conjunct", "क्षत्रिय"),
        ("Tamil", "தமிழ்| |நாடு"),
        ("Thai", "ไ|ท|ย|กำ|พู|ด"),
        ("Lao", "ລ|າ|ວ"),
        ("Khmer", "ខ្|មែ|រ"),
        ("Myanmar", "မြ|န်|မာ"),
        ("Tibetan", "བོ|ད|་|སྐ|ད"),
        ("Chinese", "阿|斯|塔|纳|。|进|程"),
        ("Latin beside Chinese", "在|Idlib|省|2018|年"),
        ("Japanese", "モ|ス|ク|ワ|で|の"),
        ("half-width kana", "ｶﾞ|ｯ|ｺ|ｳ"),
        ("kana with a combining mark", "か\u3099|き"),
        ("Han with a variation selector", "葛\U000e0100|城|葛\U000e0100|Idlib"),
        ("soft hyphens", "Fluß\u00ad\u00adbett| |\u00ad|(|a|\u00ad|)"),
        ("direction marks and other invisible ones", "Fluß\u200b\u200ebett|\u200f| |\u061c|a\u2060\ufeffb"),
        ("a joiner", "نمی\u200c|خواهم"),
        ("a soft hyphen at the ends", "\u00ad|a|\u00ad"),
        ("a soft hyphen in Chinese", "漢|\u00ad|字"),
        ("a mark on a sign belongs to the word behind it", "☀\ufe0fIdlib|!| |☀\ufe0f| |Idlib"),
        ("Korean", "러시아와| |터키는"),
        ("conjoining Hangul", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("joined emoji", "👩\u200d🚀|👨\u200d👩\u200d👧|x"),
        ("skin tone and selector", "👍🏽|❤\ufe0f|!"),
        ("flags", "🇩🇪|🇫🇷|🇩"),
        ("signs", "*| |–| |(|a|)|…|.|."),
        ("a line feed", "a|\n|b"),
    ],
)
def test_a_word_edge_stands_where_the_format_says(name: str, written: str) -> None:
    """Not between two word characters, not in a grapheme, but at any grapheme beside a script without spaces."""
    assert divided(written.replace("|", "")) == written, name


@pytest.mark.parametrize(("text", "offset"), [("", 0), ("a", 0), ("a", 1), ("ab", -1), ("ab", 3)])
def test_the_ends_of_the_text_are_edges(text: str, offset: int) -> None:
    """Nothing stands before the start or behind the end."""
    assert is_word_edge(text, offset)


@pytest.mark.parametrize(
    ("character", "is_word"),
    [
        *(("a", True), ("Ж", True), ("٣", True), ("_", True), ("\u0301", True), ("\u0940", True), ("ー", True)),
        *(("'", False), ("’", False), ("-", False), (" ", False), ("*", False), ("🇩", False), ("\u00ad", False)),
    ],
)
def test_letters_digits_marks_and_underscores_make_words(character: str, is_word: bool) -> None:
    """What the format counts as a word's characters."""
    assert is_word_character(character) is is_word


@settings(deadline=None, max_examples=200)
@given(st.text(), st.integers(0, 40))
def test_a_word_edge_is_a_grapheme_edge(text: str, offset: int) -> None:
    """No word edge splits a grapheme, whatever the text."""
    offset = min(offset, len(text))
    assert not is_word_edge(text, offset) or is_grapheme_edge(text, offset)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ["Erdoğan’ın İdlib’i", "Ângela é", "가나 다", "हिन्दी में", "שָׁלוֹם עולם"])
def test_composition_changes_no_edge(text: str, form: str) -> None:
    """A text has the same words composed and decomposed."""
    written = unicodedata.normalize(form, text)
    assert [unicodedata.normalize("NFC", word) for word in divided(written).split("|")] == divided(
        unicodedata.normalize("NFC", text)
    ).split("|")
