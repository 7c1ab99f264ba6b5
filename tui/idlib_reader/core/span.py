"""Stretches of the article's text."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of the normalised article text.

    Both ends are offsets: counts of Unicode code points, never bytes, UTF-16 units, graphemes or cells.
    """

    start: int
    """Offset of the first code point inside."""
    end: int
    """Offset just behind the last code point inside."""

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside (equal spans hold each other)."""
        return self.start <= other.start and other.end <= self.end

    def covers(self, offset: int) -> bool:
        """Whether the code point at `offset` is inside."""
        return self.start <= offset < self.end


Place: TypeAlias = tuple[Span, ...]
"""One occurrence of what a selector names: one span, or the pieces of a discontinuous one in text order."""
