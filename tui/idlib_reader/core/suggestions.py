"""Did you mean: the known word that is most like a wrong one, looked for among those that share much with it only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

_FEW = 50
"""Words of which each is compared."""
_COMPARED = 6
"""Words that are compared of more than a few: a comparison takes as long as passing over hundreds."""
_MANY = 1000
"""Words at most that a stretch is good for: one that more of them have tells them apart too little."""
_ENOUGH = 500
"""Words among which those are chosen: once there are more, no further stretch is asked."""
_GRAM = 3


class Suggestions:
    """Known words, filed under the stretches of three letters in them.

    Comparing a wrong word with every known one takes seconds in a file of thousands of ids.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """File `words`, of which the nearest will be suggested."""
        self._words = list(words)
        self._answers: dict[tuple[str, int], list[str]] = {}
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
        key = word, count
        if key not in self._answers:
            self._answers[key] = get_close_matches(word, self._candidates(word), n=count)
        return self._answers[key]

    def _candidates(self, word: str) -> list[str]:
        """Known words that share the most stretches with `word`; the rarest stretches are asked first."""
        if not self._by_gram:
            return self._words
        shared: Counter[str] = Counter()
        for words in sorted((self._by_gram.get(gram, []) for gram in _grams(word)), key=len):
            # A stretch that very many words have tells little of those that share a rarer one.
            if len(shared) > _ENOUGH or (shared and len(words) > _MANY):
                break
            shared.update(words[:_MANY])
        # Of words that share as much the shortest is the nearest; the word itself settles what is left.
        best = sorted(shared.most_common(4 * _COMPARED), key=lambda one: (-one[1] / (len(one[0]) + len(word)), one[0]))
        return [known for known, _ in best[:_COMPARED]]


def _grams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[start : start + _GRAM] for start in range(max(1, len(padded) - _GRAM + 1))}
