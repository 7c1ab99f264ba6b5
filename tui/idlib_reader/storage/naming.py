"""How files are named to a person, also where one can't be read."""

from __future__ import annotations

from pathlib import Path

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.errors import IdlibError


def shown_path(path: Path) -> str:
    """The path as a person would name it: from the working folder if it lies below, else in full."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def file_problem(path: Path, error: IdlibError) -> Problem:
    """The problem that a file can't be read as text at all; in its sentences, too, the file is named as elsewhere."""
    shown = shown_path(path)
    message, hint = (sentence.replace(str(path), shown) for sentence in (error.message, error.hint))
    return Source(shown, "").problem(0, Code.FILE, message, hint)
