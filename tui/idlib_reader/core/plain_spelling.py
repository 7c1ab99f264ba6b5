"""Words in a plain spelling: what is left of them without case, accents, vowel points and signs.

For comparing words that people may have typed in other ways (`core.likeness`); nothing is anchored by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from unicodedata import category, combining, digit, normalize

from idlib_reader.core.words import WORD, is_word_character


class Token(NamedTuple):
    """A word, or one character of a script without spaces with its marks."""

    start: int
    """Where it starts in the string that was taken apart."""
    end: int
    """Where it ends there."""
    plain: str
    """Its plain spelling."""
    is_word: bool
    """False for a character of a script without spaces."""


def tokens_of(text: str) -> list[Token]:
    """The words in a string; in scripts without spaces, its characters."""
    if text.isascii():
        return [Token(*word.span(), word[0].lower(), True) for word in _ASCII_WORD.finditer(text)]
    kinds = text.translate(_KINDS)
    tokens = []
    for found in _TOKEN.finditer(kinds):
        start, end = found.span()
        plain = _PLAIN[ord(text[start])] if end - start == 1 else text[start:end].translate(_PLAIN)
        if plain:
            tokens.append(Token(start, end, plain, kinds[start] == "w"))
    return tokens


_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_TOKEN = re.compile(r"w[wm]*|um*")


class _Table(dict[int, str]):
    """What a function makes of each code point met so far."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: int) -> str:
        made = self[code] = self._make(chr(code))
        return made


def _kind(character: str) -> str:
    """`w` in a word, `u` in a script without spaces (unspaced), `m` for marks and invisible ones, else a space."""
    if category(character)[0] == "M" or category(character) == "Cf":
        return "m"
    if not is_word_character(character):
        return " "
    word = WORD.match(character)
    return "u" if word and word[1] else "w"


def _plain(character: str) -> str:
    """A character in small letters, without accents and vowel points, digits as 0 to 9; nothing for invisible ones."""
    if character == "\N{LATIN SMALL LETTER DOTLESS I}":
        return "i"
    decomposed = normalize("NFKD", normalize("NFKD", character).casefold())
    return "".join(str(digit(one, one)) for one in decomposed if is_word_character(one) and not combining(one))


_KINDS = _Table(_kind)
_PLAIN = _Table(_plain)
