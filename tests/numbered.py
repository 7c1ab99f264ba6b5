"""A file of a hundred lines for problems to stand in: what is written at `at(7)` stands in line 7, column 1."""

from __future__ import annotations

from idlib_reader.core.source import Source

_LINE = "." * 9 + "\n"

SOURCE = Source("f.yaml", _LINE * 100)


def at(line: int, column: int = 1) -> int:
    """The offset of a line and column of `SOURCE`, both counted from 1."""
    return (line - 1) * len(_LINE) + column - 1
