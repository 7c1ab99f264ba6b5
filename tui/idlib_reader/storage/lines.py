"""Lines of a file's text, as YAML counts them: where they start and end, which are blank, which are a comment alone."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|\Z)")
_COMMENT = re.compile(r"(?P<indent>[ \t]*)#")
_BLANK = re.compile(r"[ \t]*(?:[\n\r\x85\u2028\u2029]|\Z)")
_BREAKS = "\n\r\x85\u2028\u2029"


def start_of(text: str, at: int) -> int:
    """Where the line starts that holds a place; a place behind a line end is in the next line."""
    last = -1
    for sign in _BREAKS:
        # The nearest line end decides, so that each search ends at the last one found.
        last = max(last, text.rfind(sign, last + 1, at))
    return last + 1


def end_of(text: str, at: int) -> int:
    """Where the line ends that holds a place, with its line end: the start of the next one, or the end of the text."""
    found = _BREAK.search(text, at)
    return found.end() if found else len(text)


def content_end(text: str, at: int) -> int:
    """Where the line ends that holds a place, without its line end."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def column_of(text: str, at: int) -> int:
    """How many characters stand before a place in its line."""
    return at - start_of(text, at)


def is_first(text: str, at: int) -> bool:
    """Whether only blanks stand before a place in its line."""
    return not text[start_of(text, at) : at].strip(" \t")


def is_blank(text: str, start: int) -> bool:
    """Whether the line that starts at a place is blank; there is none behind the end of the text."""
    return start < len(text) and _BLANK.match(text, start) is not None


def comment_column(text: str, start: int) -> int | None:
    """The column of the comment that the line at a place holds alone; None if it holds anything else."""
    found = _COMMENT.match(text, start)
    return len(found["indent"]) if found else None


def lines_between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of every line from the line start `start` on, up to the line start `end`."""
    found = []
    while start < end:
        line = _LINE.match(text, start)
        start, before = line.end() if line else end, start
        found.append((before, min(start, end)))
    return found


def break_before(text: str, start: int) -> int:
    """Where the line end begins that stands before a line start."""
    if text[start - 2 : start] == "\r\n":
        return start - 2
    return start - 1 if start and text[start - 1] in _BREAKS else start


def line_above(text: str, start: int) -> int:
    """Where the line above a line start starts; the first line has itself above it."""
    return start_of(text, break_before(text, start))


def head_of(text: str, at: int) -> int:
    """Where the line of a place starts, or the first of the comments that stand right above it at its column."""
    start = start_of(text, at)
    column = at - start
    while start:
        above = line_above(text, start)
        if above >= start or comment_column(text, above) != column:
            break
        start = above
    return start


def without_break(lines: str) -> str:
    """Lines without the line end of the last one."""
    return lines[: break_before(lines, len(lines))]


def ends_with_break(text: str) -> bool:
    """Whether a line end is the last thing in a text; so it is in an empty one."""
    return not text or text[-1] in _BREAKS


def is_open_at(text: str, at: int) -> bool:
    """Whether a place is the end of a text whose last line has no line end."""
    return at == len(text) and not ends_with_break(text)
