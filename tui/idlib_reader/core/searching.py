"""Searching: where words stand in an article, counted and found while a person types them.

Words are looked for folded as selectors are (`core.folding`), wherever they stand: word edges are of no account. Case
is ignored until a capital is typed. What stands in the folded text is a *place*, in offsets of that text; a *match* is
a place as the article has it. It is widened to whole characters as a person sees them (`core.graphemes`), since less is
not drawn. A place that starts or ends inside a stretch that folding changed, such as one dot of an ellipsis character,
is no match, and of places that are widened to begin together only the first is one.

Matches are counted by block of the folded text and made only when asked for, so the cost of a key is that of one quick
pass through the text, and a letter that occurs a million times takes no more room than a word that occurs once.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from idlib_reader.core.folding import Folded, fold, fold_phrase
from idlib_reader.core.graphemes import is_grapheme_edge, next_edge, previous_edge
from idlib_reader.core.span import Span

_BLOCK = 1 << 16
"""Code points of the folded text that are counted together."""
_SLICE = 1 << 18
"""Code points that are brought to lower case at once: other threads wait meanwhile."""
_FEW = 4
"""Ways to overlap that are looked for one by one; words with more of them are too rare for that to pay."""

_PICTOGRAPH = "\N{WOMAN}"
_BEFORE_JOINED = (
    ("a", ""),
    (_PICTOGRAPH, ""),
    ("\N{REGIONAL INDICATOR SYMBOL LETTER A}", ""),
    (f"{_PICTOGRAPH}\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH JOINER}"),
    ("\N{HANGUL CHOSEONG KIYEOK}", "[\u1100-\u115f\ua960-\ua97c]"),
)
"""For each kind of character that belongs to the one before it something that it belongs to.

Beside it a pattern without which a text has no such thing; the common kinds are not looked for."""


class Haystack:
    """A text made ready for searching, which takes a while for a long one."""

    def __init__(self, text: str) -> None:
        """Fold `text`, a normalised article, and bring it to lower case."""
        self._ground = _Ground(text, fold(text).pack())
        folded = self._ground.folded.text
        lowered = lower(folded)
        self._lowered = folded if lowered == folded else lowered

    def find(self, words: str) -> Matches:
        """Where `words`, as typed, stand. Without words, or with white space alone, nowhere."""
        needle = fold_phrase(words)
        if has_capital(needle):
            return Matches(words, self._ground, _Places(self._ground.folded.text, needle))
        return Matches(words, self._ground, _Places(self._lowered, lower(needle)))


class Matches:
    """The matches of some words in one article, numbered in text order. All offsets are the article's."""

    def __init__(self, words: str, ground: _Ground, places: _Places) -> None:
        """Count the matches. `Haystack.find` makes these."""
        self.words = words
        """What was searched for, as typed."""
        self._ground = ground
        self._places = places
        self._may_join = ground.may_join(places.needle)
        self._may_be_cut = ground.may_be_cut(places.needle)
        blocks = range(0, len(places.text) + 1, _BLOCK) if places.needle else ()
        self._totals = array("q", accumulate((self._count(at, at + _BLOCK) for at in blocks), initial=0))

    def __bool__(self) -> bool:
        """Whether there is any match."""
        return self.count > 0

    @property
    def count(self) -> int:
        """How many matches there are, overlapping ones too."""
        return self._totals[-1]

    def at_or_after(self, offset: int) -> Span | None:
        """The first match that starts at `offset` or behind it."""
        if not self:
            return None
        start = self._ground.start(offset)
        block = start // _BLOCK
        found = next(self._between(start, (block + 1) * _BLOCK), None)
        if found or self._totals[block + 1] == self.count:
            return found
        block = bisect_right(self._totals, self._totals[block + 1]) - 1
        return next(self._between(block * _BLOCK, (block + 1) * _BLOCK), None)

    def before(self, offset: int) -> Span | None:
        """The last match that starts before `offset`."""
        if not self:
            return None
        stop = self._ground.start(offset)
        block = stop // _BLOCK
        found = self._last(block * _BLOCK, stop)
        if found or not self._totals[block]:
            return found
        block = bisect_left(self._totals, self._totals[block]) - 1
        return self._last(block * _BLOCK, (block + 1) * _BLOCK)

    def number(self, span: Span) -> int:
        """Which match `span` is, counted from 1. For any other span, how many start before it or with it."""
        if not self:
            return 0
        stop = self._ground.start(span.start + 1)
        block = stop // _BLOCK
        return self._totals[block] + self._count(block * _BLOCK, stop)

    def between(self, start: int, end: int) -> list[Span]:
        """Every match that shares a character with `[start, end)`, in text order."""
        if not self or start >= end:
            return []
        first = self._ground.end(start) - len(self._places.needle) + 1
        return list(self._between(max(0, first), self._ground.start(end)))

    def _between(self, low: int, high: int) -> Iterator[Span]:
        """The matches whose places start in `[low, high)` of the folded text."""
        return filter(None, map(self._match, self._places.between(low, high)))

    def _last(self, low: int, high: int) -> Span | None:
        return next(filter(None, map(self._match, self._places.backwards(low, high))), None)

    def _count(self, low: int, high: int) -> int:
        """How many matches have their places start in `[low, high)` of the folded text."""
        if self._may_join:
            return sum(1 for at in self._places.between(low, high) if self._is_plain(at) or self._match(at))
        count = self._places.count(low, high)
        if count and self._may_be_cut:
            edges = self._ground.inner_edges(low, high + len(self._places.needle))
            return count - self._places.count_edged(low, high, edges)
        return count

    def _is_plain(self, place: int) -> bool:
        """Whether it is clear at a glance that there is a match at a place."""
        return not self._may_be_cut and not _is_joined(self._ground.folded.text[max(0, place - 1) : place + 1])

    def _match(self, place: int) -> Span | None:
        """The match at a place; None if it is cut by a changed stretch, or begins with one before it."""
        size, folded = len(self._places.needle), self._ground.folded
        stretch = folded.original_span(place, place + size)
        if stretch is None:
            return None
        span = self._ground.widen(*stretch)
        if span.start < stretch[0]:
            earlier = self._places.between(folded.folded_start(span.start), place)
            if any(folded.original_span(at, at + size) for at in earlier):
                return None
        return span


def lower(text: str) -> str:
    """The text in lower case, character for character; both small sigmas are one.

    A capital I with a dot above becomes a plain i, since its lower case in Unicode is two characters.
    """
    if text.isascii():
        return text.lower()
    pieces = (text[at : at + _SLICE] for at in range(0, len(text), _SLICE))
    # Which small sigma a capital one becomes depends on what stands around it.
    return "".join([piece.replace("İ", "i").lower().replace("ς", "σ") for piece in pieces])


def has_capital(text: str) -> bool:
    """Whether any character is another one in lower case."""
    return any(character != character.lower() for character in text)


class _Ground:
    """An article's text with its folding: how places and matches lead to each other."""

    def __init__(self, text: str, folded: Folded) -> None:
        self.text = text
        self.folded = folded
        self._before_joined = [
            before for before, pattern in _BEFORE_JOINED if not text.isascii() and re.search(pattern, text)
        ]
        stretches = zip(folded.starts, folded.ends, strict=True)
        inner = array("I", (edge for start, end in stretches for edge in range(start + 1, end)))
        self._inner_edges = inner
        """Where in the folded text no match can start or end."""
        self._cut_firsts = {folded.text[edge] for edge in inner}
        """What a place that starts there begins with: marks and dots, which have no case."""
        lasts = {folded.text[edge - 1] for edge in inner}
        self._cut_lasts = lasts | set(map(lower, lasts))
        """What a place that ends there ends with, in both cases."""

    def may_join(self, needle: str) -> bool:
        """Whether a place of the needle may start inside a character as a person sees it."""
        firsts = {needle[:1], needle[:1].upper()}
        return any(not is_grapheme_edge(before + one, len(before)) for before in self._before_joined for one in firsts)

    def may_be_cut(self, needle: str) -> bool:
        """Whether a place of the needle may start or end inside a changed stretch."""
        return needle != "" and (needle[0] in self._cut_firsts or needle[-1] in self._cut_lasts)

    def inner_edges(self, low: int, high: int) -> Iterable[int]:
        """The edges in `[low, high)` of the folded text where no match can start or end."""
        return self._inner_edges[bisect_left(self._inner_edges, low) : bisect_left(self._inner_edges, high)]

    def start(self, offset: int) -> int:
        """The first place in the folded text whose match starts at `offset` or behind it."""
        edge = offset if is_grapheme_edge(self.text, offset) else next_edge(self.text, offset)
        return min(self.folded.folded_start(max(0, edge)), len(self.folded.text))

    def end(self, offset: int) -> int:
        """The last place in the folded text where a match ends that does not reach behind `offset`."""
        edge = offset if is_grapheme_edge(self.text, offset) else previous_edge(self.text, offset)
        return min(self.folded.folded_end(max(0, edge)), len(self.folded.text))

    def widen(self, start: int, end: int) -> Span:
        """The stretch with the rest of the characters that it cuts."""
        return Span(
            start if is_grapheme_edge(self.text, start) else previous_edge(self.text, start),
            end if is_grapheme_edge(self.text, end) else next_edge(self.text, end),
        )


@lru_cache(maxsize=1 << 12)
def _is_joined(pair: str) -> bool:
    """Whether the second of two characters may belong to the one before it, whatever stands before them."""
    return len(pair) > 1 and not is_grapheme_edge(_PICTOGRAPH + pair, 2)


class _Places:
    """Where a needle stands in a text, overlapping places too. A range `[low, high)` is of their starts."""

    def __init__(self, text: str, needle: str) -> None:
        self.text = text
        self.needle = needle
        periods = _periods(needle)
        # After a multiple of the shortest period the needle overlaps itself only where it does after that period.
        telling = [period for row, period in enumerate(periods) if not row or period % periods[0]]
        self._overlaps = [needle + needle[-period:] for period in telling[:_FEW]]
        self._has_more_overlaps = len(telling) > _FEW
        self._period = periods[0] if periods else len(needle)
        self._repeated = re.compile(f"(?:{re.escape(needle[-self._period :])})*+") if periods else None

    def between(self, low: int, high: int) -> Iterator[int]:
        """The places, in text order."""
        stop = high + len(self.needle) - 1
        at = self.text.find(self.needle, low, stop)
        while at >= 0:
            yield at
            at = self.text.find(self.needle, at + 1, stop)

    def backwards(self, low: int, high: int) -> Iterator[int]:
        """The places, the last one first."""
        more = len(self.needle) - 1
        at = self.text.rfind(self.needle, low, high + more)
        while at >= 0:
            yield at
            at = self.text.rfind(self.needle, low, at + more)

    def count(self, low: int, high: int) -> int:
        """How many there are."""
        stop = high + len(self.needle) - 1
        if self._repeated and self._may_overlap(low, stop):
            return self._count_overlapping(self._repeated, low, stop)
        return self.text.count(self.needle, low, stop)

    def count_edged(self, low: int, high: int, edges: Iterable[int]) -> int:
        """How many of them start or end at one of the `edges`."""
        around = {at for edge in edges for at in (edge, edge - len(self.needle)) if low <= at < high}
        return sum(1 for at in around if self.text.startswith(self.needle, at))

    def _may_overlap(self, low: int, stop: int) -> bool:
        return self._has_more_overlaps or any(self.text.find(both, low, stop) >= 0 for both in self._overlaps)

    def _count_overlapping(self, repeated: re.Pattern[str], low: int, stop: int) -> int:
        """Their number in `text[low:stop]`, taking those together that follow each other after the shortest period."""
        count = 0
        at = self.text.find(self.needle, low, stop)
        while at >= 0:
            end = at + len(self.needle)
            run = repeated.match(self.text, end, stop)
            more = (run.end() - end) // self._period if run else 0
            count += 1 + more
            at = self.text.find(self.needle, at + more * self._period + 1, stop)
        return count


def _periods(needle: str) -> list[int]:
    """The distances, shortest first, after which the needle can stand again before it ends: those of its borders.

    By the table of Knuth, Morris and Pratt: for each beginning the longest shorter one that it ends with.
    """
    borders = [0] * len(needle)
    for row in range(1, len(needle)):
        border = borders[row - 1]
        while border and needle[row] != needle[border]:
            border = borders[border - 1]
        borders[row] = border + (needle[row] == needle[border])
    periods = []
    border = borders[-1] if borders else 0
    while border:
        periods.append(len(needle) - border)
        border = borders[border - 1]
    return periods
