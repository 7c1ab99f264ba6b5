"""The units of a text that a person selects: words and clauses, and growing and shrinking over all units.

Every unit leaves out the white space at its ends and ends on grapheme edges. On white space between two units the
unit is the one before, or the one after where nothing stands before.

Nothing is ever looked for further away than `paragraphs.REACH`, so one line of a megabyte costs no more than one of a
page: a clause, quotation or sentence that is longer is cut at the edge of a word near there. Only paragraphs are taken
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from idlib_reader.core.paragraphs import LONGEST_WORD, paragraph_at
from idlib_reader.core.quotations import MARK, QUOTES, is_in_word, quotations_at
from idlib_reader.core.sentences import STOPS, is_abbreviation, sentence_at
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import WHITE_SPACE, character_here, trimmed, white_end, white_start
from idlib_reader.core.words import is_word_edge

_DIVIDER = re.compile(
    r"[,;:،؛][\"”’»)]*+(?=[\s\u200b]|\Z)"  # not inside "10,000" or "12:30"
    r"|[，；：、—（）]|\s[–―-]+(?=\s)"
    r"|(?<!\w)[(\[]|(?<!\w\(\w)(?<!\w\(\w\w)[)\]](?!\w)"  # not the brackets of "unit(s)"
)
_NO_WORDS = WHITE_SPACE + STOPS + QUOTES + ")"
"""What a clause does not consist of."""


def word_at(text: str, offset: int) -> Span | None:
    """The word, as quotes may start and end (`core.words`); None on signs, and where no word is beside white space."""
    here = character_here(text, offset)
    if here is not None:
        return _word(text, here)
    before, after = white_start(text, 0, offset), white_end(text, offset, len(text))
    word = _word(text, before - 1) if before > 0 else None
    return word or (_word(text, after) if after < len(text) else None)


def clause_at(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """What stands between commas, semicolons, colons, dashes and brackets of a sentence, without any of them.

    The full stop at its end and quotation marks without a partner are left out. On such a mark it is the clause
    before, or the one after at a sentence's start.
    """
    sentence = sentence_at(text, offset, is_spaced=is_spaced)
    chosen = None
    for piece in _pieces(text, sentence):
        if chosen and white_end(text, *piece) > offset:
            break
        if text[piece.start : piece.end].strip(_NO_WORDS):
            chosen = piece
    return _bare(text, chosen) if chosen else sentence


def grow(text: str, span: Span, *, is_spaced: bool = False) -> Span:
    """The smallest unit that holds `span` and is larger; the whole text where none does.

    White space at the ends of `span` does not count. An empty span grows to the word there. Of a sentence that a
    quotation cuts only the part inside is a unit, so that the quotation comes next.
    """
    bare = trimmed(text, span)
    units = [unit for unit in _units(text, bare.start, is_spaced) if unit.start < unit.end]
    if bare.start < bare.end:
        units = [unit for unit in units if unit.holds(bare) and unit != bare]
    return min(units, key=_length, default=Span(0, len(text)))


def shrink(text: str, span: Span, at: int, *, is_spaced: bool = False) -> Span:
    """The largest unit around the offset `at` that is smaller than `span` and inside it, or `span` if none is."""
    bare = trimmed(text, span)
    units = _units(text, at, is_spaced)
    return max((unit for unit in units if bare.holds(unit) and unit != bare), key=_length, default=span)


def _length(span: Span) -> int:
    return span.end - span.start


def _units(text: str, offset: int, is_spaced: bool) -> list[Span]:
    """All units around an offset. Of equally long ones the first is meant."""
    word, clause = word_at(text, offset), clause_at(text, offset, is_spaced=is_spaced)
    sentence, quotations = sentence_at(text, offset, is_spaced=is_spaced), quotations_at(text, offset, is_spaced)
    for quotation in quotations:
        common = Span(max(sentence.start, quotation.start), min(sentence.end, quotation.end))
        if common.start < common.end and quotation != common:
            sentence = trimmed(text, common)
    paragraph = paragraph_at(text, offset, is_spaced=is_spaced)
    return [*([word] if word else []), clause, *quotations, sentence, paragraph]


def _word(text: str, at: int) -> Span | None:
    """What stands between the word edges around the code point at `at`, if it holds a letter or digit."""
    first, last = max(0, at - LONGEST_WORD), min(len(text), at + LONGEST_WORD)
    start, end = at, at + 1
    while start > first and not is_word_edge(text, start):
        start -= 1
    while end < last and not is_word_edge(text, end):
        end += 1
    is_word = any(character.isalnum() or character == "_" for character in text[start:end])
    return trimmed(text, Span(start, end)) if is_word else None


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """What stands between the dividing marks of a sentence, in order."""
    start = sentence.start
    for found in _DIVIDER.finditer(text, *sentence):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, sentence.end)


def _bare(text: str, piece: Span) -> Span:
    """The piece without full stops at its end, and without quotation marks at its ends that have no partner inside."""
    start, end = trimmed(text, piece)
    words = text[start:end].rstrip(QUOTES + ")")
    stop = start + len(words) - 1
    if words and words[-1] in STOPS:
        is_kept = words[-1] == "." and is_abbreviation(text, stop, "")
        end = start + len(words if is_kept else words.rstrip(STOPS + WHITE_SPACE))
    marks = [found.start() for found in MARK.finditer(text, start, end) if not is_in_word(text, found.start())]
    ends = [mark for mark in marks if mark in (start, end - 1)]
    if marks and marks == ends:
        start, end = start + (start in ends), end - (end - 1 in ends)
    return trimmed(text, Span(start, max(start, end)))
