"""Making a file's text safe to draw."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from idlib_reader.core.visible import make_visible

ANY_TEXT = st.text(st.characters(), max_size=60)
"""Any code points at all, lone surrogates among them."""

EVERY_CHARACTER = [
    *map(chr, [*range(0x20000), *range(0xE0000, 0xE2000)]),
    *(chr(plane * 0x10000 + 0xFFFE + last) for plane in range(2, 17) for last in (0, 1)),
]
"""All but planes of ideographs, of private use and of nothing, of which only the ends differ."""


def is_interpreted(character: str) -> bool:
    """Whether a terminal may act on a character instead of printing it."""
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        or character in "\u200e\u200f\u061c\ufeff\u00ad"
    )


def test_escape_sequences_are_shown_not_sent():
    """An OSC 52 that would write the clipboard is a row of pictures."""
    assert make_visible("a\x1b]52;c;eA==\x07\x9b0m\x7f") == "a␛]52;c;eA==␇�0m␡"


def test_a_label_has_one_line():
    """Line feeds and tabs become spaces."""
    assert make_visible("one\ntwo\tthree") == "one two three"


def test_a_caller_that_lays_out_lines_keeps_them():
    """With `keep_layout` only line feed and tab are left, also in text that needs other changes."""
    assert make_visible("one\ntwo\tthree", keep_layout=True) == "one\ntwo\tthree"
    assert make_visible("one\ntwo\tthree\r", keep_layout=True) == "one\ntwo\tthree␍"


def test_other_line_breaks_are_shown():
    """NEL and the Unicode separators end no line of an article."""
    assert make_visible("a\x85b\u2028c\u2029d") == "a␤b␤c␤d"


def test_text_cannot_be_reordered():
    """A bidi override in a file name is seen."""
    assert make_visible("gpj.\u202eexe\u202c") == "gpj.�exe�"
    assert make_visible("\u2066a\u2069 \u200eb\u200f\u061c") == "�a� ·b··"


def test_soft_hyphens_are_shown_as_dots():
    """Terminals disagree about their width, so they get a certain one."""
    assert make_visible("Wort\u00adteil") == "Wort·teil"


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚀", "❤\ufe0f", "葛\U000e0100", "a\u00a0b", "e\u0301"]
)
def test_spelling_survives(text: str):
    """Joiners, variation selectors, marks and no-break spaces are part of how words are written."""
    assert make_visible(text) == text


@pytest.mark.parametrize("code", [0xFDD0, 0xFFFE, 0x1FFFF, 0xD800, 0xDFFF, 0xFEFF, 0xFFF9, 0xE0041, 0xE0FFF])
def test_what_is_no_character_has_a_placeholder(code: int):
    """Noncharacters, lone surrogates, tags and the byte-order mark are seen, each as one character."""
    assert make_visible(f"a{chr(code)}b") == "a�b"


def test_nothing_that_a_terminal_interprets_is_drawn():
    """Character by character."""
    assert not [hex(ord(shown)) for shown in map(make_visible, EVERY_CHARACTER) if is_interpreted(shown)]


def test_a_replacement_has_one_cell():
    """What was replaced can be counted on; what was not stays itself."""
    replaced = {make_visible(character) for character in EVERY_CHARACTER if make_visible(character) != character}
    assert {cell_len(shown) for shown in replaced} == {1}


@given(ANY_TEXT, st.booleans())
@settings(deadline=None)
def test_each_character_becomes_one(text: str, keep_layout: bool):
    """A text is made visible character by character, so every offset stays."""
    shown = make_visible(text, keep_layout=keep_layout)
    assert shown == "".join(make_visible(character, keep_layout=keep_layout) for character in text)
    assert len(shown) == len(text)
    shown.encode()


@given(ANY_TEXT, st.booleans())
@settings(deadline=None)
def test_what_is_visible_stays_as_it_is(text: str, keep_layout: bool):
    """Twice is as good as once."""
    shown = make_visible(text, keep_layout=keep_layout)
    assert make_visible(shown, keep_layout=keep_layout) == shown
