"""Finding many phrases in one text in one pass.

Phrases are filed in a tree: under their first word, then under ever longer beginnings, each about twice as long as the
last. The article's words are walked once, and from each one the tree is followed as far as the text agrees. So the cost
is that of one walk and of the hits, whatever the number of phrases and however much they begin alike. Words are told
apart at spaces, which is the quickest way through a text; what a stretch between two spaces holds is worked out once,
however often it occurs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import accumulate

from idlib_reader.core.words import WORD

# How much longer than its first word the first beginning is that a phrase is filed under: enough to tell most apart.
_MORE = 4
_SLICE = 1 << 20


def find_phrases(text: str, phrases: Collection[str]) -> dict[str, list[int]]:
    """For each phrase that occurs, the offsets in `text` (code points) where it starts, in order.

    Text and phrases are folded (`core.folding`), so white space is single spaces. Places may overlap. A place that
    starts inside a run of letters and digits may be missing: the caller wants word edges anyhow.
    """
    catalogue = _Catalogue(set(phrases))
    places: defaultdict[str, list[int]] = defaultdict(list)
    longer = catalogue.longer
    for start, sizes in _filed_words(text, catalogue):
        for size in sizes:
            beginning = text[start : start + size]
            if beginning in longer and len(beginning) == size:
                for phrase in _agreeing(text, start, beginning, catalogue):
                    places[phrase].append(start)
    return dict(places)


class _Catalogue(dict[str, tuple[tuple[int, tuple[int, ...]], ...]]):
    """The phrases, filed; as a mapping, where in a stretch of text without spaces phrases may start.

    That is a tuple of (offset in the stretch, sizes of the beginnings to look up there).
    """

    def __init__(self, phrases: set[str]) -> None:
        super().__init__()
        self.phrases = phrases
        self.longer: defaultdict[str, set[int]] = defaultdict(set)
        """Beginning of phrases, or a whole one -> sizes of the next longer beginnings."""
        self._sizes: defaultdict[str, set[int]] = defaultdict(set)
        self._heads: set[str] = set()
        self._word = _word_pattern(phrases)
        for phrase in phrases:
            if first := self._word.match(phrase):
                self._file(phrase, first)

    def _file(self, phrase: str, first: re.Match[str]) -> None:
        head, space, _ = phrase.partition(" ")
        if space:
            self._heads.add(head)
        # In a script without spaces the first character says little, and few sizes have to do.
        size = 2 if first[1] else first.end() + _MORE
        sizes = self._sizes[first[0]]
        while size < len(phrase):
            sizes.add(size)
            sizes = self.longer[phrase[:size]]
            size *= 2
        sizes.add(len(phrase))
        self.longer.setdefault(phrase, set())

    def __missing__(self, stretch: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
        words = ((word.start(), self._sizes.get(word[0])) for word in self._word.finditer(stretch))
        starts = ((offset, self._possible(stretch, offset, sizes)) for offset, sizes in words if sizes)
        found = self[stretch] = tuple((offset, sizes) for offset, sizes in starts if sizes)
        return found

    def _possible(self, stretch: str, offset: int, sizes: set[int]) -> tuple[int, ...]:
        """Those of `sizes` whose beginnings agree with the stretch, so far as it goes."""
        rest = len(stretch) - offset
        within = [size for size in sizes if size <= rest and stretch[offset : offset + size] in self.longer]
        beyond = [size for size in sizes if size > rest]
        return (*within, *beyond) if beyond and stretch[offset:] in self._heads else tuple(within)


def _word_pattern(phrases: set[str]) -> re.Pattern[str]:
    """What a phrase may start with: a word, or one of the signs that any of these phrases starts with."""
    signs = {phrase[0] for phrase in phrases if phrase and not WORD.match(phrase)} - {" "}
    return re.compile(f"{WORD.pattern}|[{''.join(map(re.escape, sorted(signs)))}]") if signs else WORD


def _filed_words(text: str, catalogue: _Catalogue) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every place where phrases may start, in order, with the sizes of the beginnings to look up."""
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


def _agreeing(text: str, start: int, beginning: str, catalogue: _Catalogue) -> Iterator[str]:
    """The phrases that stand at `start`, of those that begin with `beginning`, which stands there."""
    waiting = [beginning]
    while waiting:
        agreed = waiting.pop()
        if agreed in catalogue.phrases:
            yield agreed
        for size in catalogue.longer[agreed]:
            longer = text[start : start + size]
            # At the end of the text it may be cut, and be another beginning.
            if longer in catalogue.longer and len(longer) == size:
                waiting.append(longer)
