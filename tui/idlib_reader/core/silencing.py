"""Problems that the person has looked at and wants left alone: `# ok: code` at the end of their line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source

NEVER_SILENT = frozenset(code.word for code in (Code.FILE, Code.CONTROL, Code.SYNTAX))
"""Codes of what keeps a file, or a part of it, from being read at all."""


class Ok(NamedTuple):
    """A comment that silences problems on its line."""

    at: int
    """Where it begins: an offset into the annotation file's text."""
    codes: tuple[str, ...]
    """What it silences."""


_CODES = [code.word for code in Code]
_ALIKE = 0.8


def nearest_code(word: str) -> str:
    """The code that a word is, or a slip of; empty where it is like none."""
    return next(iter(get_close_matches(word, _CODES, 1, _ALIKE)), "")


def silence(problems: Iterable[Problem], oks: Sequence[Ok], source: Source) -> list[Problem]:
    """The problems of one file but those that its comments silence, and a warning for each comment that is idle."""
    if not oks:
        return sorted(problems)
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    for ok in oks:
        wanted[source.position(ok.at).line].update(ok.codes)
    left, met = [], set()
    for problem in problems:
        if problem.code in wanted.get(problem.line, ()) and problem.code not in NEVER_SILENT:
            met.add((problem.line, problem.code))
        else:
            left.append(problem)
    return sorted([*left, *(idle for ok in oks for idle in _idle(ok, met, source))])


def _idle(ok: Ok, met: set[tuple[int, str]], source: Source) -> Iterable[Problem]:
    line = source.position(ok.at).line
    for code in ok.codes:
        if code not in _CODES:
            message = f"There is no problem code {code}, so nothing is silenced."
            yield source.problem(ok.at, Code.IDLE_OK, message, f"Did you mean `{nearest_code(code)}`?")
        elif code in NEVER_SILENT:
            message = f"Problems of the kind {code} can't be silenced."
            yield source.problem(ok.at, Code.IDLE_OK, message, "Mend what it is about, and delete this comment.")
        elif (line, code) not in met and code != Code.IDLE_OK.word:
            message = f"There is no problem of the kind {code} on this line."
            yield source.problem(ok.at, Code.IDLE_OK, message, "Delete the comment, or the code from it.")
