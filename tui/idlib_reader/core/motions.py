"""Where the cursor goes: by character, word, sentence, paragraph, row and page.

The cursor stands on a character. While a person selects, it ends a half-open span, so it may also stand behind the last
character of a line and of the text.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, get_args

from idlib_reader.core.graphemes import next_edge, previous_edge
from idlib_reader.core.layout import Layout
from idlib_reader.core.paragraphs import paragraph_at
from idlib_reader.core.sentences import sentence_at
from idlib_reader.core.span import Span
from idlib_reader.core.viewport import Viewport
from idlib_reader.core.white_space import trimmed
from idlib_reader.core.words import WORD, is_word_edge

Motion: TypeAlias = Literal[
    "left", "right", "up", "down", "word_on", "word_back", "sentence_on", "sentence_back", "paragraph_on",
    "paragraph_back", "line_start", "line_end", "page_down", "page_up", "half_page_down", "half_page_up", "top",
    "bottom",
]  # fmt: skip
"""The motions, named as the commands that ask for them."""

MOTIONS: tuple[Motion, ...] = get_args(Motion)

VERTICAL: tuple[Motion, ...] = ("up", "down", "page_down", "page_up", "half_page_down", "half_page_up")
"""Motions by rows, which keep to a column."""

_OVERLAP = 2
_STRETCH = 1024


def last_offset(text: str) -> int:
    """Where the cursor stands at the end: on the last character, not behind it; 0 in an empty text."""
    return previous_edge(text, len(text)) if text else 0


def character_on(text: str, offset: int) -> int:
    """The next character; the line end behind a line's last character is skipped."""
    after = min(next_edge(text, offset), last_offset(text))
    if text[after : after + 1] == "\n" and after > 0 and text[after - 1] != "\n":
        return min(after + 1, last_offset(text))
    return after


def character_back(text: str, offset: int) -> int:
    """The character before; the line end behind a line's last character is skipped."""
    before = previous_edge(text, offset)
    if text[before : before + 1] == "\n" and before > 0 and text[before - 1] != "\n":
        return previous_edge(text, before)
    return before


def word_on(text: str, offset: int) -> int:
    """The start of the next word, or the end of the text."""
    return _or_last(text, _next_word(text, offset))


def word_back(text: str, offset: int) -> int:
    """The start of the word, or of the one before where the cursor stands on a start."""
    end = offset
    while end > 0:
        # A word may begin before the stretch that is looked at: its start is no word edge then, and is passed over.
        first = max(0, end - _STRETCH)
        starts = [found.start() for found in WORD.finditer(text, first, end) if is_word_edge(text, found.start())]
        if starts:
            return starts[-1]
        end = first
    return 0


def sentence_on(text: str, offset: int, *, is_spaced: bool = False) -> int:
    """The start of the next sentence, or the end of the text."""
    return _or_last(text, _next_unit(text, offset, sentence_at(text, offset, is_spaced=is_spaced)))


def sentence_back(text: str, offset: int, *, is_spaced: bool = False) -> int:
    """The start of the sentence, or of the one before where the cursor stands on a start; else that of the text."""
    return _earlier(offset, sentence_at(text, max(0, offset - 1), is_spaced=is_spaced))


def paragraph_on(text: str, offset: int, *, is_spaced: bool = False) -> int:
    """The start of the next paragraph, or the end of the text."""
    return _or_last(text, _next_unit(text, offset, paragraph_at(text, offset, is_spaced=is_spaced)))


def paragraph_back(text: str, offset: int, *, is_spaced: bool = False) -> int:
    """The start of the paragraph, or of the one before where the cursor stands on a start; else that of the text."""
    return _earlier(offset, paragraph_at(text, max(0, offset - 1), is_spaced=is_spaced))


class Moved(NamedTuple):
    """Where a motion leads."""

    cursor: int
    """Offset of the cursor."""
    top: int
    """Offset of a character in the topmost row."""


def move(
    motion: Motion, viewport: Viewport, top: int, cursor: int, column: int, *, is_selecting: bool = False
) -> Moved:
    """The cursor and the top after a motion; `column` (cells) is the one that motions by rows keep to.

    `is_selecting` is whether the cursor ends a selection, and so may stand behind a character.
    """
    if motion in VERTICAL:
        rows = count_rows(motion, viewport.height)
        if abs(rows) > 1:
            top = viewport.scrolled(top, rows)
        cursor = _by_rows(viewport, cursor, rows, column, is_selecting)
    elif is_selecting:
        cursor = _along_selecting(motion, viewport.layout, cursor)
    else:
        cursor = _along(motion, viewport.layout, cursor)
    return Moved(cursor, viewport.following(top, cursor))


def count_rows(motion: Motion, height: int) -> int:
    """How many rows down a motion by rows goes in a window `height` rows high, negative up; two pages overlap."""
    page = max(1, height - _OVERLAP)
    half = max(1, height // 2)
    return {"up": -1, "down": 1, "page_up": -page, "page_down": page, "half_page_up": -half, "half_page_down": half}[
        motion
    ]


def _or_last(text: str, offset: int | None) -> int:
    return last_offset(text) if offset is None else offset


def _next_word(text: str, offset: int) -> int | None:
    starts = (found.start() for found in WORD.finditer(text, offset))
    return next((start for start in starts if start > offset and is_word_edge(text, start)), None)


def _next_unit(text: str, offset: int, unit: Span) -> int | None:
    """The start of the next sentence or paragraph after `offset`, where `unit` is the one there."""
    if unit.start > offset:
        return unit.start
    rest = trimmed(text, Span(max(offset, unit.end), len(text)))
    return rest.start if rest.start < rest.end else None


def _earlier(offset: int, unit: Span) -> int:
    """The start of a unit that begins before `offset`; that of the text where it does not."""
    return unit.start if unit.start < offset else 0


def _by_rows(viewport: Viewport, cursor: int, count: int, column: int, is_selecting: bool) -> int:
    """The offset at a column some rows further down or up; from the last row down a selection takes the rest of it."""
    layout = viewport.layout
    if is_selecting and count > 0 and layout.row(layout.row_of(cursor)).end == len(layout.text):
        return len(layout.text)
    there = viewport.beside(cursor, count, column)
    return there if is_selecting else min(there, last_offset(layout.text))


def _last_in_row(layout: Layout, cursor: int) -> int:
    """The last character of the cursor's row; the line feed only where it is alone there."""
    row = layout.row(layout.row_of(cursor))
    end = min(layout.draw(row).line_end, last_offset(layout.text))
    is_behind_line = end > row.start and layout.text[end : end + 1] == "\n"
    return previous_edge(layout.text, end) if is_behind_line else end


def _behind_row(layout: Layout, cursor: int) -> int:
    """Behind all that is drawn in the cursor's row: on its line feed or the white space that hangs, if it has any.

    So the cursor stays in the row, unless the row breaks between two characters.
    """
    row = layout.row(layout.row_of(cursor))
    line_end = layout.draw(row).line_end
    if line_end == len(layout.text) or layout.text[line_end] == "\n":
        return line_end
    words = trimmed(layout.text, Span(*row))
    return words.end if words.end > words.start else row.end


def _along_selecting(motion: Motion, layout: Layout, cursor: int) -> int:
    """As `_along`, but the cursor may come to stand behind a character."""
    text = layout.text
    match motion:
        case "left":
            return previous_edge(text, cursor)
        case "right":
            return next_edge(text, cursor)
        case "word_on":
            found = _next_word(text, cursor)
        case "sentence_on":
            found = _next_unit(text, cursor, sentence_at(text, cursor, is_spaced=layout.is_spaced))
        case "paragraph_on":
            found = _next_unit(text, cursor, paragraph_at(text, cursor, is_spaced=layout.is_spaced))
        case "line_end":
            return _behind_row(layout, cursor)
        case "bottom":
            return len(text)
        case _:
            return _along(motion, layout, cursor)
    return len(text) if found is None else found


def _along(motion: Motion, layout: Layout, cursor: int) -> int:
    text, is_spaced = layout.text, layout.is_spaced
    match motion:
        case "left":
            return character_back(text, cursor)
        case "right":
            return character_on(text, cursor)
        case "word_on":
            return word_on(text, cursor)
        case "word_back":
            return word_back(text, cursor)
        case "sentence_on":
            return sentence_on(text, cursor, is_spaced=is_spaced)
        case "sentence_back":
            return sentence_back(text, cursor, is_spaced=is_spaced)
        case "paragraph_on":
            return paragraph_on(text, cursor, is_spaced=is_spaced)
        case "paragraph_back":
            return paragraph_back(text, cursor, is_spaced=is_spaced)
        case "line_start":
            return layout.row(layout.row_of(cursor)).start
        case "line_end":
            return _last_in_row(layout, cursor)
        case "top":
            return 0
        case _:
            return last_offset(text)
