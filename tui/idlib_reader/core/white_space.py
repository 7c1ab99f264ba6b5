"""White space around an offset, and spans without it at their ends."""

from __future__ import annotations

import re

from idlib_reader.core.graphemes import is_grapheme_edge, next_edge, previous_edge
from idlib_reader.core.span import Span

WHITE_SPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u3000"
)
"""What is left out at the ends of a unit: all that `str.isspace` knows, and the zero-width space."""
WHITE = re.compile(r"[\s\u200b]*+")
"""A run of white space, which may be empty."""


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends, moved out to grapheme edges where it would cut a character.

    All white space gives the empty span at its start.
    """
    start = white_end(text, span.start, span.end)
    if start >= span.end:
        return Span(span.start, span.start)
    end = white_start(text, start, span.end)
    if not is_grapheme_edge(text, start):
        start = previous_edge(text, start)
    return Span(start, end if is_grapheme_edge(text, end) else next_edge(text, end))


def white_end(text: str, offset: int, end: int) -> int:
    """Where the white space from `offset` on ends."""
    found = WHITE.match(text, offset, end)
    return found.end() if found else offset


def white_start(text: str, start: int, offset: int) -> int:
    """Where the white space before `offset` begins, not before `start`."""
    size = 64
    while offset > start:
        first = max(start, offset - size)
        kept = len(text[first:offset].rstrip(WHITE_SPACE))
        if kept:
            return first + kept
        offset, size = first, size * 2
    return start


def character_here(text: str, offset: int) -> int | None:
    """The first code point of the character at `offset` that is no white space: a space may carry a mark."""
    end = next_edge(text, offset)
    here = white_end(text, offset, end)
    return here if here < end else None


def landing(text: str, offset: int) -> int | None:
    """The nearest code point that is no white space: this one, else before, else after it; None in a blank text."""
    here = character_here(text, offset)
    if here is not None:
        return here
    before = white_start(text, 0, offset)
    after = before - 1 if before > 0 else white_end(text, offset, len(text))
    return after if after < len(text) else None
