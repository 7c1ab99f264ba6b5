"""Quotations: which mark opens one, and which closes it.

Nothing is looked for further away than `paragraphs.REACH`; a quotation that is longer is cut there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from idlib_reader.core.paragraphs import EMPTY_LINE, stretch_around
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import WHITE, WHITE_SPACE, trimmed
from idlib_reader.core.words import WORD

QUOTES = "\"“”„‟«»‹›「」『』‘’‚'"
"""The quotation marks, and what is also an apostrophe."""
MARK = re.compile(f"[{QUOTES}]")
"""One of them."""
_MARK_OR_EMPTY_LINE = re.compile(rf"[{QUOTES}]|{EMPTY_LINE.pattern}{WHITE.pattern}")
_MARK_OR_LINE_END = re.compile(rf"[{QUOTES}]|\n{WHITE.pattern}")
_DEEPEST = 16
"""Quotations inside each other, at most: more than anybody writes, so that a flood of marks is no bad case."""
_CLOSED_BY = {
    '"': '"',
    "'": "'",
    "“": "„”",
    "”": "“„‟”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "‚",
    "’": "‘‚",
    "」": "「",
    "』": "『",
}
"""The opening marks that a mark may close."""
_ALWAYS_OPENING = "“„‟«‹‘‚「『"
_ALWAYS_CLOSING = "”»›」』"
_SINGLE = "'’‘‚"
_STRAIGHT = "\"'"
_BEFORE_OPENING = "([{<—–-/¿¡" + QUOTES
_HEBREW_ACRONYM = re.compile(r'[\u05d0-\u05ea]"[\u05d0-\u05ea](?![\u05d0-\u05ea])')


def quotation_at(text: str, offset: int, *, is_spaced: bool = False) -> Span | None:
    """The words between the nearest quotation marks that stand around an offset, or one of which stands on it."""
    return next(iter(quotations_at(text, offset, is_spaced)), None)


def quotations_at(text: str, offset: int, is_spaced: bool) -> list[Span]:
    """The words of each quotation around an offset, the innermost first."""
    reach = stretch_around(text, offset)
    around = [pair for pair in _pairs(text, reach, is_spaced) if pair.start <= offset <= pair.end]
    words = [trimmed(text, Span(pair.start + 1, pair.end)) for pair in around]
    return sorted((span for span in words if span.start < span.end), key=lambda span: span.end - span.start)


class _Opening(NamedTuple):
    """A quotation mark that nothing has closed yet."""

    mark: str
    at: int
    """Its offset."""


def _pairs(text: str, reach: Span, is_spaced: bool) -> Iterator[Span]:
    """From each opening mark to its closing one.

    In a paragraph that goes on beyond the reach, a mark whose partner must stand there has it at the end of the reach.
    """
    opened: list[_Opening] = []
    is_cut, paragraph = reach.start > 0, reach.start
    for found in (_MARK_OR_LINE_END if is_spaced else _MARK_OR_EMPTY_LINE).finditer(text, *reach):
        mark, at = found[0], found.start()
        if mark[0] == "\n":
            yield from _end_paragraph(text, opened, found)
            is_cut, paragraph = False, found.end()
        elif not is_in_word(text, at):
            partner = _partner(text, at, opened)
            if partner is not None:
                yield Span(opened[partner].at, at)
                del opened[partner:]
            elif _may_open(text, at):
                opened[:] = [*opened[-_DEEPEST:], _Opening(mark, at)]
            elif is_cut and mark not in _SINGLE:
                yield Span(reach.start - 1, at)
    if reach.end < len(text):
        yield from (Span(one.at, reach.end) for one in opened if one.at >= paragraph and one.mark not in _SINGLE)


def _end_paragraph(text: str, opened: list[_Opening], found: re.Match[str]) -> Iterator[Span]:
    """The quotations that end with a paragraph though no mark says so. Straight marks pair up within theirs.

    In English a quotation of several paragraphs opens each anew and is closed in the last alone.
    """
    if opened and text[found.end() : found.end() + 1] == opened[-1].mark:
        yield Span(opened.pop().at, found.start())
    opened[:] = [one for one in opened if one.mark not in _STRAIGHT]


def _partner(text: str, at: int, opened: list[_Opening]) -> int | None:
    """The place in `opened` of what the mark at `at` closes, if it closes anything."""
    mark = text[at]
    opens, closes = _directions(text, at)
    if mark not in _ALWAYS_CLOSING and ((opens and not closes) or (mark == "'" and not closes)):
        return None
    wanted = _CLOSED_BY.get(mark, "")
    return next((place for place in reversed(range(len(opened))) if opened[place].mark in wanted), None)


def _may_open(text: str, at: int) -> bool:
    """Whether the mark at `at`, which closes nothing, opens a quotation."""
    mark = text[at]
    opens, closes = _directions(text, at)
    if mark == '"':
        return opens or not closes
    if mark == "'":
        return opens and not closes and not text[at + 1].isdigit()
    return mark in _ALWAYS_OPENING or (mark in "”»›" and opens and not closes)


def _directions(text: str, at: int) -> tuple[bool, bool]:
    """Whether the mark at `at` looks like one that opens, and like one that closes, by its neighbours."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    follows_gap = not before or before in WHITE_SPACE
    precedes_gap = not after or after in WHITE_SPACE
    opens = (follows_gap or before in _BEFORE_OPENING) and not precedes_gap
    return opens, not follows_gap and not after.isalnum()


def is_in_word(text: str, at: int) -> bool:
    """Whether the mark at `at` is part of a word: an apostrophe between letters, the sign of a Hebrew acronym."""
    if at == 0 or text[at] not in "'’\"":
        return False
    if text[at] == '"':
        return _HEBREW_ACRONYM.match(text, at - 1) is not None
    return all(_is_letter(text[beside : beside + 1]) for beside in (at - 1, at + 1))


def _is_letter(character: str) -> bool:
    """Whether it is a letter of a script with spaces, or one of the marks that stand on Latin letters."""
    found = WORD.match(character)
    return found[1] is None if found else "\u0300" <= character <= "\u036f"
