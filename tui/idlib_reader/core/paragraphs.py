"""Paragraphs, and how far from an offset anything smaller is looked for.

Where every line is a paragraph (`core.article.has_line_paragraphs`) the caller says so by `is_spaced`, as that question
costs a walk through the text.
"""

from __future__ import annotations

import re

from idlib_reader.core.graphemes import next_edge
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import landing, trimmed
from idlib_reader.core.words import is_word_edge

REACH = 16 * 1024
"""Code points on either side of an offset within which a clause, quotation or sentence is looked for."""
LONGEST_WORD = 1024
"""Code points on either side of an offset within which the edges of a word are looked for."""
EMPTY_LINE = re.compile(r"\n(?:[^\S\n]|\u200b)*+\n")
"""Two line ends with nothing but white space between them."""


def paragraph_at(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """What stands between empty lines, or on one line where each is a paragraph. A line of white space is empty."""
    at = landing(text, offset)
    if at is None:
        return Span(offset, offset)
    return trimmed(text, paragraph_within(text, at, Span(0, len(text)), is_spaced))


def paragraph_within(text: str, at: int, within: Span, is_spaced: bool) -> Span:
    """The paragraph, or as much of it as lies in `within`, with the white space at its ends."""
    if is_spaced:
        line_feed = text.find("\n", at, within.end)
        start = max(within.start, text.rfind("\n", within.start, at) + 1)
        return Span(start, within.end if line_feed < 0 else line_feed)
    found = EMPTY_LINE.search(text, at, within.end)
    return Span(_paragraph_start(text, at, within.start), found.start() if found else within.end)


def _paragraph_start(text: str, at: int, start: int) -> int:
    """Where the last empty line before `at` ends, or `start`. Looks back in stretches of whole lines, ever longer."""
    stop, size = at, REACH
    while True:
        first = max(start, text.rfind("\n", start, max(start, at - size)))
        ends = [found.end() for found in EMPTY_LINE.finditer(text, first, stop)]
        if ends or first == start:
            return ends[-1] if ends else start
        stop, size = first + 1, size * 2


def stretch_around(text: str, at: int) -> Span:
    """What may be looked through for a unit around an offset."""
    start = 0 if at <= REACH else _edge_near(text, at - REACH)
    return Span(start, len(text) if at + REACH >= len(text) else _edge_near(text, at + REACH))


def _edge_near(text: str, offset: int) -> int:
    """The next edge of a word, or of a character inside an endless word."""
    within = range(offset, min(offset + LONGEST_WORD, len(text)))
    return next((at for at in within if is_word_edge(text, at)), None) or next_edge(text, offset)
