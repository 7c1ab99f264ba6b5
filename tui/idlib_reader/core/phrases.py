"""Finding many phrases in one text in one pass.

Each phrase is filed under its first words, the article's words are walked once, and only where such words stand
is a phrase compared. So the cost is that of one walk and of the hits, whatever the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

from idlib_reader.core.words import WORD

# A key is 1, 2, 4, 8 or 16 words, as many as the phrase has: phrases that share a long key are rare, and the
# walk looks up five keys a word at most.
_KEY_SIZES = (16, 8, 4, 2, 1)
_BATCH = 65536


@dataclass(slots=True)
class _Catalogue:
    """The phrases, filed under the words that they start with."""

    by_key: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """Key text -> phrases that start with it, each with what stands before its first word (code points)."""
    key_sizes: dict[str, set[int]] = field(default_factory=dict)
    """First word -> the sizes, in words, of the keys that start with it."""


def find_phrases(text: str, phrases: Collection[str]) -> dict[str, list[int]]:
    """For each phrase that occurs, the offsets in `text` (code points) where it starts, in order.

    Text and phrases are folded (`core.folding`). Places may overlap. A place that starts or ends inside a run of
    letters and digits may be missing: the caller wants word edges anyhow.
    """
    word = _word_pattern(phrases)
    catalogue = _Catalogue()
    for phrase in set(phrases):
        _file(catalogue, phrase, list(islice(word.finditer(phrase), _KEY_SIZES[0])))
    places: dict[str, list[int]] = {}
    for start, key in _keys(text, word, catalogue.key_sizes):
        for phrase, lead in catalogue.by_key.get(key, ()):
            if text.startswith(phrase, start - lead) and start >= lead:
                places.setdefault(phrase, []).append(start - lead)
    return places


def _word_pattern(phrases: Collection[str]) -> re.Pattern[str]:
    """What counts as a word here.

    Runs of letters and digits, single characters of scripts without spaces, and the signs that phrases without a
    word consist of.
    """
    signs = {character for phrase in phrases if not WORD.search(phrase) for character in phrase.strip()}
    return re.compile(f"{WORD.pattern}|[{''.join(map(re.escape, sorted(signs)))}]") if signs else WORD


def _file(catalogue: _Catalogue, phrase: str, words: list[re.Match[str]]) -> None:
    if not words:
        return
    size = next(size for size in _KEY_SIZES if size <= len(words))
    key = phrase[words[0].start() : words[size - 1].end()]
    catalogue.by_key.setdefault(key, []).append((phrase, words[0].start()))
    catalogue.key_sizes.setdefault(words[0][0], set()).add(size)


def _keys(text: str, word: re.Pattern[str], key_sizes: dict[str, set[int]]) -> Iterator[tuple[int, str]]:
    """Every stretch of the text that may be a key, with its start."""
    spans: list[tuple[int, int]] = []
    found = (match.span() for match in word.finditer(text))
    while True:
        batch = list(islice(found, _BATCH))
        spans += batch
        # The last words of a batch wait until the words behind them are known.
        ready = len(spans) - _KEY_SIZES[0] + 1 if batch else len(spans)
        for index in range(ready):
            start, end = spans[index]
            for size in key_sizes.get(text[start:end], ()):
                if index + size <= len(spans):
                    yield start, text[start : spans[index + size - 1][1]]
        if not batch:
            return
        del spans[: max(ready, 0)]
