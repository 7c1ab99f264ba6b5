"""Where the words of selectors may stand: on word edges or pinned, never splitting a character (FORMAT.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from idlib_reader.core.folding import INVISIBLES, Folded, fold_phrase, squeeze
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.span import Span
from idlib_reader.core.words import is_word_edge


class Match(NamedTuple):
    """A place where words of a selector stand."""

    span: Span
    """Where in the article."""
    is_exact: bool
    """Character for character, white space apart; else after folding."""
    at: int
    """Where it starts in the folded article."""


class Phrase(NamedTuple):
    """Words to look for with what must stand around them; as written."""

    before: str
    """What stands just before; empty if anything may."""
    words: str
    """The words themselves."""
    after: str
    """What stands just after; empty if anything may."""


class Variant(NamedTuple):
    """One folded spelling of a phrase with its contexts."""

    text: str
    """What is looked for."""
    lead: int
    """Code points of it before the words themselves."""
    length: int
    """Code points of the words themselves."""


class Matcher:
    """Finds phrases in one text, wherever their folded spellings stand in its folding."""

    def __init__(self, text: str, folded: Folded, starts: Callable[[str], Iterable[int]]) -> None:
        """`starts` gives, in order, all offsets in `folded` of a spelling that starts and ends on word edges.

        It may give others as well.
        """
        self.text = text
        self._folded = folded
        self._starts = starts
        self._memory: dict[Phrase, list[Match]] = {}
        self._exact: dict[Phrase, list[Match]] = {}

    def matches(self, phrase: Phrase) -> list[Match]:
        """Every place of the phrase's words between its contexts, in text order."""
        found = self._memory.get(phrase)
        if found is None:
            found = list(self.each(phrase))
            if phrase.before or phrase.after:
                found = sorted(set(found))
            self._memory[phrase] = found
        return found

    def exact_matches(self, phrase: Phrase) -> list[Match]:
        """Those of them whose words are the same character for character."""
        found = self._exact.get(phrase)
        if found is None:
            found = self._exact[phrase] = [match for match in self.matches(phrase) if match.is_exact]
        return found

    def each(self, phrase: Phrase) -> Iterator[Match]:
        """The same places, found one by one; in text order where nothing must stand around the words."""
        text, plain = self.text, squeeze(phrase.words)
        for folded, lead, length in variants(phrase):
            for start in self._starts(folded):
                outer = self._original(start, len(folded))
                if outer and is_word_edge(text, outer[0]) and is_word_edge(text, outer[1]):
                    inner = outer if length == len(folded) else self._span(start + lead, length)
                    if inner:
                        yield self._match(inner, plain, start + lead)

    def inside(self, words: str, passage: str, place: Match) -> list[Match]:
        """Places of `words` in a `passage` that stands at `place`: on word edges, or at any grapheme if on none."""
        phrase, plain = fold_phrase(words), squeeze(words)
        spans = [
            (span, place.at + lead)
            for lead in _leads(phrase, fold_phrase(passage))
            if (span := self._span(place.at + lead, len(phrase)))
        ]
        whole = [one for one in spans if is_word_edge(self.text, one[0].start) and is_word_edge(self.text, one[0].end)]
        return [self._match(span, plain, at) for span, at in whole or spans]

    def _match(self, span: Span, plain: str, at: int) -> Match:
        words = self.text[span.start : span.end]
        is_exact = words == plain or squeeze(words) == plain
        if not is_exact and words[-1] in INVISIBLES:
            is_exact = squeeze(words.rstrip(INVISIBLES)) == plain
        return Match(span, is_exact, at)

    def _span(self, start: int, length: int) -> Span | None:
        """The folded stretch in offsets of the article; None where it would cut a character or a grapheme."""
        span = self._original(start, length)
        return span if span and all(is_grapheme_edge(self.text, end) for end in span) else None

    def _original(self, start: int, length: int) -> Span | None:
        """The folded stretch in offsets of the article, with the invisible characters that belong to its last one."""
        found = self._folded.original_span(start, start + length)
        return Span(found[0], with_attached(self.text, found[1])) if found else None


def with_attached(text: str, end: int) -> int:
    """Where a place that ends at `end` ends with the invisible characters behind it that belong to its last grapheme.

    Folding drops them, and no place ends inside a grapheme.
    """
    if end >= len(text) or text[end] not in INVISIBLES:
        return end
    after = end
    while after < len(text) and text[after] in INVISIBLES and not is_grapheme_edge(text, after):
        after += 1
    return after


def variants(phrase: Phrase) -> list[Variant]:
    """The folded spellings of a phrase with its contexts, with and without white space at the seams."""
    words = fold_phrase(phrase.words)
    if not words:
        return []
    if not phrase.before and not phrase.after:
        return [Variant(words, 0, len(words))]
    before, after = fold_phrase(phrase.before), fold_phrase(phrase.after)
    return [
        Variant(left + words + right, len(left), len(words))
        for left in ([f"{before} ", before] if before else [""])
        for right in ([f" {after}", after] if after else [""])
    ]


# Asked for again wherever the same passage stands.
@lru_cache(maxsize=1 << 10)
def _leads(phrase: str, passage: str) -> tuple[int, ...]:
    """Where the folded phrase stands in the folded passage, overlapping places too."""
    leads = []
    start = passage.find(phrase) if phrase else -1
    while start >= 0:
        leads.append(start)
        start = passage.find(phrase, start + 1)
    return tuple(leads)
