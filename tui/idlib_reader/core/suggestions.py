"""Did you mean: the known word that is most like a wrong one, looked for among those that share much with it only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

_FEW = 50
_GRAM = 3


class Suggestions:
    """Known words, filed under the stretches of three letters in them.

    Comparing a wrong word with every known one takes seconds in a file of thousands of ids.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """File `words`, of which the nearest will be suggested."""
        self._words = list(words)
        self._by_gram: defaultdict[str, list[str]] = defaultdict(list)
        if len(self._words) > _FEW:
            for word in self._words:
                for gram in _grams(word):
                    self._by_gram[gram].append(word)

    def nearest(self, word: str) -> str | None:
        """The known word most like `word`, or None if none is much like it."""
        return next(iter(self.near(word, 1)), None)

    def near(self, word: str, count: int) -> list[str]:
        """At most `count` known words that are much like `word`, the nearest first."""
        return get_close_matches(word, self._candidates(word), n=count)

    def _candidates(self, word: str) -> list[str]:
        """Known words that share the most stretches with `word`; the rarest stretches are asked first."""
        if not self._by_gram:
            return self._words
        shared: Counter[str] = Counter()
        for gram in sorted(_grams(word), key=lambda gram: len(self._by_gram.get(gram, ()))):
            shared.update(self._by_gram.get(gram, ())[: 20 * _FEW])
            if len(shared) > 20 * _FEW:
                break
        return [known for known, _ in shared.most_common(_FEW)]


def _grams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[start : start + _GRAM] for start in range(max(1, len(padded) - _GRAM + 1))}
