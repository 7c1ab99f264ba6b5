"""Where the cursor goes: by character, word, row and page."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, get_args

from idlib_reader.core.graphemes import next_edge, previous_edge
from idlib_reader.core.layout import Layout
from idlib_reader.core.viewport import Viewport
from idlib_reader.core.words import WORD, is_word_edge

Motion: TypeAlias = Literal[
    "left", "right", "up", "down", "word_on", "word_back", "line_start", "line_end", "page_down", "page_up",
    "half_page_down", "half_page_up", "top", "bottom",
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
    for found in WORD.finditer(text, offset):
        if found.start() > offset and is_word_edge(text, found.start()):
            return found.start()
    return last_offset(text)


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


class Moved(NamedTuple):
    """Where a motion leads."""

    cursor: int
    """Offset of the cursor."""
    top: int
    """Offset of a character in the topmost row."""


def move(motion: Motion, viewport: Viewport, top: int, cursor: int, column: int) -> Moved:
    """The cursor and the top after a motion; `column` (cells) is the one that motions by rows keep to."""
    if motion in VERTICAL:
        rows = count_rows(motion, viewport.height)
        if abs(rows) > 1:
            top = viewport.scrolled(top, rows)
        cursor = min(viewport.beside(cursor, rows, column), last_offset(viewport.layout.text))
    else:
        cursor = _along(motion, viewport, cursor)
    return Moved(cursor, viewport.following(top, cursor))


def count_rows(motion: Motion, height: int) -> int:
    """How many rows down a motion by rows goes in a window `height` rows high, negative up; two pages overlap."""
    page = max(1, height - _OVERLAP)
    half = max(1, height // 2)
    return {"up": -1, "down": 1, "page_up": -page, "page_down": page, "half_page_up": -half, "half_page_down": half}[
        motion
    ]


def _last_in_row(layout: Layout, cursor: int) -> int:
    """The last character of the cursor's row; the line feed only where it is alone there."""
    row = layout.row(layout.row_of(cursor))
    end = min(layout.draw(row).line_end, last_offset(layout.text))
    is_behind_line = end > row.start and layout.text[end : end + 1] == "\n"
    return previous_edge(layout.text, end) if is_behind_line else end


def _along(motion: Motion, viewport: Viewport, cursor: int) -> int:
    layout = viewport.layout
    text = layout.text
    match motion:
        case "left":
            return character_back(text, cursor)
        case "right":
            return character_on(text, cursor)
        case "word_on":
            return word_on(text, cursor)
        case "word_back":
            return word_back(text, cursor)
        case "line_start":
            return layout.row(layout.row_of(cursor)).start
        case "line_end":
            return _last_in_row(viewport.layout, cursor)
        case "top":
            return 0
        case _:
            return last_offset(text)
