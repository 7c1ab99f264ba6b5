"""Ids that the reader proposes: slugs made of a name, or of the first words of a passage."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import count
from unicodedata import category, combining, normalize

from idlib_reader.core.folding import fold
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.names import ARTICLES, bare
from idlib_reader.core.tagset import OUTLET
from idlib_reader.core.words import WORD

_LONGEST = 40
"""Characters of an id, the number behind it among them."""
_WORDS_OF_PASSAGE = 4
_RUN_OF_PASSAGE = 8
"""Characters that stand for the first words of a passage in a script without spaces."""
_CONSIDERED = 400
"""Characters of a name or passage that are looked at."""

_SIGNS = "ʹʺʻʼʽʾʿˀˁˈˊˋˌـ"
"""Letters for Unicode that nobody would type in an id: signs of transliteration, the Arabic tatweel."""
_NON_JOINER = "\u200c"
_DROPPED = frozenset(f"'\"{_SIGNS}")
_POINTS = range(10, 36)
"""Combining classes of Hebrew and Arabic vowel points (Unicode Standard, table 4-3)."""


def propose_id(name: str, taken: Container[str], fallback: str = "entity") -> str:
    """A slug made of a name: at most 40 characters, cut at a word, with `-2`, `-3` … behind it if it is taken.

    The letters stay those of their script. A name without any gets `fallback`, a slug, with the first free number.
    """
    return _first_free(_without_article(_words(name)), taken, fallback)


def propose_remark_id(words: str, taken: Container[str], fallback: str = "remark") -> str:
    """A slug made of the first words of a passage, as `propose_id` makes one of a name."""
    few: list[str] = []
    for word in _without_article(_words(words))[:_WORDS_OF_PASSAGE]:
        run = WORD.match(word)
        if run and run[1]:
            few.append(_cut_word(word, _RUN_OF_PASSAGE))
            break
        few.append(word)
    return _first_free(few, taken, fallback)


def _words(text: str) -> list[str]:
    """The words that a slug is made of: small letters with the marks that they need, and digits."""
    folded = bare(fold(text[:_CONSIDERED]).text)
    # Python makes two characters of the Turkish capital, of which the second is a dot on the dot.
    small = normalize("NFKC", folded).replace("İ", "i").lower()
    letters: list[str] = []
    for character in small:
        if _is_dropped(character):
            continue
        is_kept = character.isalnum() or (_is_mark(character) and letters and letters[-1] != " ")
        letters.append(character if is_kept else " ")
    return "".join(letters).split()


def _is_dropped(character: str) -> bool:
    """Whether the words on both sides of it are one."""
    if character in _DROPPED or combining(character) in _POINTS:
        return True
    kind = category(character)
    return (kind == "Cf" and character != _NON_JOINER) or (kind[0] == "M" and not _is_mark(character))


def _is_mark(character: str) -> bool:
    """Whether it is a mark that spells a letter: no enclosing one, and none that only chooses how a sign looks."""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return category(character) in ("Mn", "Mc") and not is_selector


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _first_free(words: Sequence[str], taken: Container[str], fallback: str) -> str:
    if not words:
        return next(id_ for number in count(1) if (id_ := f"{fallback}-{number}") not in taken)
    id_ = _cut(words, _LONGEST)
    if id_ not in taken and id_ != OUTLET:
        return id_
    numbered = (f"{_cut(words, _LONGEST - len(str(number)) - 1)}-{number}" for number in count(2))
    return next(id_ for id_ in numbered if id_ not in taken)


def _cut(words: Sequence[str], longest: int) -> str:
    """As many of the words as there is room for, at least a part of the first."""
    slug = _cut_word(words[0], longest)
    for word in words[1:]:
        if len(slug) + 1 + len(word) > longest:
            break
        slug = f"{slug}-{word}"
    return slug


def _cut_word(word: str, longest: int) -> str:
    """The beginning of a word; no character as a person sees it is cut, if that leaves any."""
    edges = (at for at in range(min(longest, len(word)), 0, -1) if is_grapheme_edge(word, at))
    return word[: next(edges, longest)]
