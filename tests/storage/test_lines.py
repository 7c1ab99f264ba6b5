"""Where lines start and end, whichever line end they have."""

from __future__ import annotations

import pytest

from idlib_reader.storage import lines

ENDS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", ENDS)
def test_start_and_end_of_a_line(end: str) -> None:
    """A place in a line has that line's bounds, a place behind its end those of the next."""
    text = f"a{end}  bc{end}d"
    at = text.index("c")
    start = len(f"a{end}")
    assert lines.start_of(text, at) == start
    assert lines.content_end(text, at) == at + 1
    assert lines.end_of(text, at) == lines.start_of(text, len(text)) == text.index("d")
    assert lines.end_of(text, len(text)) == lines.content_end(text, len(text)) == len(text)
    assert lines.break_before(text, start) == 1
    assert lines.break_before(text, 0) == 0
    assert lines.line_above(text, text.index("d")) == start


@pytest.mark.parametrize("end", ENDS)
def test_lines_of_a_stretch(end: str) -> None:
    """Lines are given with their ends; the last one may have none."""
    text = f"a{end}{end}b"
    assert [text[start:stop] for start, stop in lines.lines_between(text, 0, len(text))] == [f"a{end}", end, "b"]


def test_columns_and_first_words() -> None:
    """A column counts from the line start; only blanks may stand before what is first."""
    text = "a:\n  - b: c"
    assert lines.column_of(text, text.index("b")) == 4
    assert lines.is_first(text, text.index("-"))
    assert not lines.is_first(text, text.index("b"))


def test_blank_lines_and_comments() -> None:
    """A blank line holds blanks at most; a comment alone tells its column; the end of the text is no line."""
    text = "a # b\n \t\n  # c\n"
    starts = [0, text.index(" \t"), text.index("  # c"), len(text)]
    assert [lines.is_blank(text, start) for start in starts] == [False, True, False, False]
    assert [lines.comment_column(text, start) for start in starts] == [None, None, 2, None]


def test_the_head_of_a_line() -> None:
    """Comments right above a line at its column belong to it; a blank line or another column ends them."""
    text = "  # far\n\n # off\n  # one\n  # two\n  a:\n"
    assert lines.head_of(text, text.index("a:")) == text.index("  # one")
    assert lines.head_of("# a\nb", 4) == 0


def test_missing_line_ends() -> None:
    """A text without a line end at its end is open there; an empty one is not."""
    assert lines.is_open_at("a\nb", 3)
    assert not lines.is_open_at("a\nb", 2)
    assert not lines.is_open_at("a\n", 2)
    assert not lines.is_open_at("", 0)
    assert lines.without_break("a\r\n") == "a"
    assert lines.without_break("a") == "a"
