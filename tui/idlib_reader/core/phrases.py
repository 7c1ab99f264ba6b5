"""Finding many phrases in one text in one pass.

Each phrase is filed under its longest word, which is likely to be its rarest, the article's words are walked once, and
only where such a word stands is anything compared. So the cost is that of one walk and of the hits, whatever the number
of phrases. Words are told apart at spaces, which is the quickest way through a text; what a stretch between two spaces
holds is worked out once, however often it occurs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import accumulate, islice

from idlib_reader.core.words import WORD

# A phrase is filed under a word of its own and as many of these code points behind it as it has: enough to tell it from
# others with the word, and few enough sizes, as each is looked up wherever the word stands.
_TAILS = (12, 4, 3, 2, 0)
_TAIL = 4
_WORDS_TRIED = 32
_SLICE = 1 << 20


def find_phrases(text: str, phrases: Collection[str]) -> dict[str, list[int]]:
    """For each phrase that occurs, the offsets in `text` (code points) where it starts, in order.

    Text and phrases are folded (`core.folding`), so white space is single spaces. Places may overlap. A place that
    starts or ends inside a run of letters and digits may be missing: the caller wants word edges anyhow.
    """
    catalogue = _Catalogue(set(phrases))
    places: dict[str, list[int]] = {}
    for start, sizes in _filed_words(text, catalogue):
        for size in sizes:
            for phrase, lead in catalogue.by_key.get(text[start : start + size], ()):
                if start >= lead and text.startswith(phrase, start - lead):
                    places.setdefault(phrase, []).append(start - lead)
    # At the end of the text, keys of several sizes are cut to the same.
    return {phrase: sorted(set(found)) for phrase, found in places.items()}


class _Catalogue(dict[str, tuple[tuple[int, tuple[int, ...]], ...]]):
    """The phrases, filed; as a mapping, what a stretch of text without spaces holds of the words they are filed under.

    That is a tuple of (offset in the stretch, sizes of the keys that start with the word there).
    """

    def __init__(self, phrases: set[str]) -> None:
        super().__init__()
        self.by_key: dict[str, list[tuple[str, int]]] = {}
        """Key text -> phrases that have it, each with what stands before the key in it (code points)."""
        self._sizes: dict[str, set[int]] = {}
        self._word = _word_pattern(phrases)
        for phrase in phrases:
            if words := list(islice(self._word.finditer(phrase), _WORDS_TRIED)):
                self._file(phrase, words)

    def _file(self, phrase: str, words: list[re.Match[str]]) -> None:
        """File a phrase under its longest word that a tail follows; failing that the one with the most behind it."""
        word = max(words, key=lambda word: (min(len(phrase) - word.end(), _TAIL), word.end() - word.start()))
        end = word.end() + next(tail for tail in _TAILS if tail <= len(phrase) - word.end())
        self.by_key.setdefault(phrase[word.start() : end], []).append((phrase, word.start()))
        self._sizes.setdefault(word[0], set()).add(end - word.start())

    def __missing__(self, stretch: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
        words = ((word.start(), self._sizes.get(word[0])) for word in self._word.finditer(stretch))
        found = self[stretch] = tuple((start, tuple(sizes)) for start, sizes in words if sizes)
        return found


def _word_pattern(phrases: set[str]) -> re.Pattern[str]:
    """What counts as a word here: a word, and the signs that phrases without a word consist of."""
    signs = {character for phrase in phrases if not WORD.search(phrase) for character in phrase if character != " "}
    return re.compile(f"{WORD.pattern}|[{''.join(map(re.escape, sorted(signs)))}]") if signs else WORD


def _filed_words(text: str, catalogue: _Catalogue) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every place where a word stands that phrases are filed under, in order, with the sizes of their keys."""
    begin = 0
    while begin < len(text):
        end = text.find(" ", begin + _SLICE)
        end = len(text) if end < 0 else end + 1
        stretches = text[begin:end].split(" ")
        starts = accumulate((len(stretch) + 1 for stretch in stretches), initial=begin)
        for start, words in zip(starts, map(catalogue.__getitem__, stretches), strict=False):
            for offset, sizes in words:
                yield start + offset, sizes
        begin = end
