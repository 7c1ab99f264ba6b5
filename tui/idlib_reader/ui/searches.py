"""Searching while a person types: the words are kept in the view, what stands where is looked up here."""

from __future__ import annotations

from idlib_reader.core.article import Article
from idlib_reader.core.searching import Haystack, Matches
from idlib_reader.core.span import Span

LARGE = 200_000
"""Code points from which a text is made ready for searching in the background, as it takes a while."""


class Searches:
    """The texts that are ready for searching, the last matches, and what was searched for."""

    def __init__(self) -> None:
        """Nothing was searched for yet."""
        self.words: list[str] = []
        """What was searched for, the latest last, each once."""
        self._haystacks: dict[str, tuple[Article, Haystack]] = {}
        self._last: tuple[Haystack, str, Matches] | None = None

    def is_ready(self, article: Article) -> bool:
        """Whether the article can be searched at once."""
        return len(article.text) < LARGE or self._known(article) is not None

    def add(self, article: Article, haystack: Haystack) -> None:
        """The article is ready for searching now."""
        self._haystacks[article.slug] = article, haystack

    def matches(self, article: Article, words: str) -> Matches | None:
        """Where the words stand; None while the article is not ready."""
        haystack = self._known(article)
        if haystack is None:
            if not self.is_ready(article):
                return None
            haystack = Haystack(article.text)
            self.add(article, haystack)
        if self._last is None or self._last[:2] != (haystack, words):
            self._last = haystack, words, haystack.find(words)
        return self._last[2]

    def remember(self, words: str) -> None:
        """The words were searched for."""
        if words in self.words:
            self.words.remove(words)
        self.words.append(words)

    def recall(self, typed: str, step: int) -> str | None:
        """The words searched for before those that are typed (`step` -1), or after (1); None at the end."""
        row = self.words.index(typed) if typed in self.words else len(self.words)
        return self.words[row + step] if 0 <= row + step < len(self.words) else None

    def _known(self, article: Article) -> Haystack | None:
        known = self._haystacks.get(article.slug)
        return known[1] if known and known[0] is article else None


def step_to(matches: Matches, cursor: int, way: int, end: int, *, is_on: bool) -> tuple[Span | None, bool]:
    """The next match from the cursor (`way` 1) or the one before (-1), and whether the text's end lies between.

    With `is_on` a match at the cursor itself counts. `end` is the length of the text.
    """
    if way > 0:
        found = matches.at_or_after(cursor if is_on else min(cursor + 1, end))
        return (found, False) if found else (matches.at_or_after(0), True)
    found = matches.before(cursor)
    return (found, False) if found else (matches.before(end), True)
