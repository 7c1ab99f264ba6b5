"""Line and column of a place in an annotation file."""

from __future__ import annotations

import pytest

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source


@pytest.mark.parametrize(
    ("text", "at", "line", "column"),
    [
        ("", 0, 1, 1),
        ("abc", 0, 1, 1),
        ("abc", 3, 1, 4),
        ("a\nb", 1, 1, 2),
        ("a\nb", 2, 2, 1),
        ("a\r\nb", 3, 2, 1),
        ("a\r\nb", 2, 1, 3),
        ("a\rb", 2, 2, 1),
        ("a\n\n\nb", 4, 4, 1),
        ("a\r\r\nb", 4, 3, 1),
        ("a\n", 2, 2, 1),
        ("😀é x", 3, 1, 4),
        ("a\u2028b\x85c\x0cd", 6, 1, 7),
    ],
)
def test_lines_and_columns_count_as_editors_do(text: str, at: int, line: int, column: int) -> None:
    """Both count from 1, columns in code points, and only CR, LF and CR LF end a line."""
    assert Source("f.yaml", text).position(at) == (line, column)


def test_a_problem_says_its_file_and_place() -> None:
    """A problem takes path, line and column from the source, and its level from its code."""
    problem = Source("a/f.yaml", "x\n  y").problem(4, Code.NO_ARTICLE, "Told.", "Do.")
    assert problem == Problem("a/f.yaml", 2, 3, "warning", "no-article", "Told.", "Do.")
