"""The text of an annotation file, and where in it something stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from idlib_reader.core.problems import Code, Problem

_LINE_END = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A line and a column, both counted from 1, columns in code points, as editors show them."""

    line: int
    column: int


class Source:
    """A file's text with its path, able to say line and column of any place in it.

    A place (`at` throughout the model) is an offset in code points into `text`, which carries no byte-order mark.
    """

    def __init__(self, path: str, text: str) -> None:
        """Keep `path` as problems shall name it."""
        self.path = path
        self.text = text

    @cached_property
    def _line_starts(self) -> list[int]:
        # Editors end a line at LF, CR LF and CR; YAML also at NEL, U+2028 and U+2029, which no editor counts.
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def position(self, at: int) -> Position:
        """Line and column of the place `at`."""
        line = bisect_right(self._line_starts, at)
        return Position(line, at - self._line_starts[line - 1] + 1)

    def line(self, at: int) -> str:
        """The line that holds the place `at`, without its end."""
        number = self.position(at).line
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def problem(self, at: int, code: Code, message: str, hint: str = "") -> Problem:
        """The problem `code` at the place `at`; its level follows from the code."""
        line, column = self.position(at)
        return Problem(self.path, line, column, code.level, code.word, message, hint)
