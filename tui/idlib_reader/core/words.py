"""Where words begin and end in running text of any script."""

from __future__ import annotations

import re
from unicodedata import category

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


def is_word_character(character: str) -> bool:
    """Whether it is a letter, a digit, a combining mark or an underscore."""
    return character.isalnum() or character == "_" or category(character)[0] == "M"


def _is_unspaced(character: str) -> bool:
    found = WORD.match(character)
    return found is not None and found[1] is not None


def is_word_edge(text: str, offset: int) -> bool:
    """Whether a quote may start or end at `offset` (code points): not inside a word, not inside a grapheme."""
    if offset <= 0 or offset >= len(text):
        return True
    left, right = text[offset - 1], text[offset]
    if is_word_character(left) and is_word_character(right) and not (_is_unspaced(left) or _is_unspaced(right)):
        return False
    return is_grapheme_edge(text, offset)
