"""Where words begin and end in running text of any script."""

from __future__ import annotations

import re
from unicodedata import category

from idlib_reader.core.folding import INVISIBLES
from idlib_reader.core.graphemes import is_grapheme_edge

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Myanmar and its extensions
    "\u1780-\u17ff\u19e0-\u19ff"  # Khmer and its symbols
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"  # Han radicals and signs
    "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""Scripts written without spaces, as the inside of a regular expression's class; next to them every
grapheme edge may be a word's edge (FORMAT.md, "Where the words may stand")."""

WORD = re.compile(rf"([{UNSPACED}])|[^\W{UNSPACED}]+")
"""A word as it is looked for: a run of letters and digits, or one character of a script without spaces (group 1).

A combining mark may end it, so a match need not be a whole word: see `is_word_edge`.
"""


# Invisible characters and marks in a row that are looked through: more than anybody writes, so that a flood is no bad
# case.
_REACH = 64

_ASCII_WORD = frozenset("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def is_word_character(character: str) -> bool:
    """Whether it is a letter, a digit, a combining mark or an underscore."""
    return character.isalnum() or character == "_" or category(character)[0] == "M"


def whole_words(words: str) -> re.Pattern[str]:
    """A pattern for `words` where they do not start or end inside a run of letters and digits.

    So it passes over most places that are no place on word edges, and over none that is.
    """
    letter, literal = rf"[^\W{UNSPACED}]", re.escape(words)
    start = f"(?<!{letter}{literal})" if re.match(letter, words) else ""
    end = f"(?!{letter})" if re.match(letter, words[-1:]) else ""
    return re.compile(literal + start + end)


def _is_unspaced(character: str) -> bool:
    found = WORD.match(character)
    return found is not None and found[1] is not None


def is_word_edge(text: str, offset: int) -> bool:
    """Whether a quote may start or end at `offset` (code points): not inside a word, not inside a grapheme.

    A soft hyphen or a direction mark divides no word, as it is none of a quote's characters: it is looked through. A
    mark is a word's character whatever it stands on, so an emoji with a variation selector parts words only with a
    space behind it; but a mark on a character of a script without spaces is as good as that one.
    """
    if offset <= 0 or offset >= len(text):
        return True
    left, right = text[offset - 1], text[offset]
    if left.isascii() and right.isascii():
        # No two of these make one grapheme, and none is of a script without spaces.
        return left not in _ASCII_WORD or right not in _ASCII_WORD
    if left in INVISIBLES or right in INVISIBLES:
        left = text[max(0, offset - _REACH) : offset].rstrip(INVISIBLES)[-1:]
        right = text[offset : offset + _REACH].lstrip(INVISIBLES)[:1]
    if left and right and is_word_character(left) and is_word_character(right):
        is_unspaced = _is_unspaced(left) or _is_unspaced(right) or _is_unspaced(_base(text, offset))
        return is_unspaced and is_grapheme_edge(text, offset)
    return is_grapheme_edge(text, offset)


def _base(text: str, offset: int) -> str:
    """The character that the marks before `offset` stand on; empty if there is none near."""
    before = reversed(text[max(0, offset - _REACH) : offset])
    return next((one for one in before if one not in INVISIBLES and category(one)[0] != "M"), "")
