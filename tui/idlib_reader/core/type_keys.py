"""One key for each word of a list, by which it is chosen: `p` for a person, `s` for a state."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain
from string import ascii_lowercase, ascii_uppercase

_PREFERRED = {
    "person": "p",
    "organisation": "o",
    "group": "g",
    "state": "s",
    "government": "v",
    "armed-force": "a",
    "place": "l",
    "facility": "f",
    "weapon": "w",
    "document": "d",
    "other": "x",
}
"""The keys of the default entity types.

They are no part of the default tagset: there nobody could tell them from keys that a person has asked for, and those
come first.
"""


def keys_of(words: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Word -> key, in the order of `words`: one printable character each, none twice, no digit.

    A key in `given` (by word, as the tagset has it) is used unless it is no such character or an earlier word has it.
    Then come the usual keys of the default types, then the letters of the words, so that a word more in the list
    leaves those of the default types alone.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for wishes in (lambda word: given.get(word, ""), lambda word: _PREFERRED.get(word, ""), _letters):
        for word in words:
            key = keys.get(word) or _first_free(wishes(word), taken)
            if key:
                keys[word] = key
                taken.add(key)
    for word in words:
        if word not in keys:
            keys[word] = next(key for key in _any_keys() if key not in taken)
            taken.add(keys[word])
    return {word: keys[word] for word in words}


def _letters(word: str) -> Iterator[str]:
    return (letter for letter in word.lower() if letter.isalpha())


def _first_free(wishes: str | Iterator[str], taken: Container[str]) -> str:
    """The first of these keys that can be used; empty if none can."""
    wished = [wishes] if isinstance(wishes, str) else wishes
    return next((key for key in wished if _is_key(key) and key not in taken), "")


def _is_key(key: str) -> bool:
    """Whether it is one character that can be pressed and seen."""
    return len(key) == 1 and key.isprintable() and not key.isspace() and not key.isnumeric()


def _any_keys() -> Iterator[str]:
    """Every key there is, those that each keyboard has first."""
    others = (chr(code) for code in range(0xA1, sys.maxunicode))
    return chain(ascii_lowercase, ascii_uppercase, (one for one in others if one.isalpha()))
