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

# Where more phrases than this share a word, each is filed under as much of what follows the word as it is long, so that
# few share a key. The sizes are code points, and few, as each is looked up wherever the word stands.
_CROWD = 8
_KEY_SIZES = (64, 32, 16, 8)
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
    return {phrase: sorted(found) for phrase, found in places.items()}


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
        by_word: dict[str, list[tuple[str, int]]] = {}
        for phrase in phrases:
            if words := list(islice(self._word.finditer(phrase), _WORDS_TRIED)):
                longest = max(words, key=_length)
                by_word.setdefault(longest[0], []).append((phrase, longest.start()))
        for word, filed in by_word.items():
            for phrase, lead in filed:
                self._file(word, phrase, lead, is_crowded=len(filed) > _CROWD)

    def _file(self, word: str, phrase: str, lead: int, *, is_crowded: bool) -> None:
        room = len(phrase) - lead
        sizes = (size for size in _KEY_SIZES if is_crowded and len(word) < size <= room)
        size = next(sizes, len(word))
        self.by_key.setdefault(phrase[lead : lead + size], []).append((phrase, lead))
        self._sizes.setdefault(word, set()).add(size)

    def __missing__(self, stretch: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
        words = ((word.start(), self._sizes.get(word[0])) for word in self._word.finditer(stretch))
        found = self[stretch] = tuple((start, tuple(sizes)) for start, sizes in words if sizes)
        return found


def _length(word: re.Match[str]) -> int:
    return word.end() - word.start()


def _word_pattern(phrases: set[str]) -> re.Pattern[str]:
    """What counts as a word here: a word, and the signs that phrases without a word consist of."""
    signs = {character for phrase in phrases if not WORD.search(phrase) for character in phrase.strip()}
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
