"""Problems as data."""

from __future__ import annotations

import re

from idlib_reader.core.problems import Code, Problem


def test_a_problem_prints_as_compilers_do() -> None:
    """One line: file, line, column, level, the sentences, and the code in brackets."""
    problem = Problem("f.yaml", 3, 14, "error", "not-found", "No such words.", "Copy them.")
    assert str(problem) == "f.yaml:3:14: error: No such words. Copy them. [not-found]"


def test_a_problem_without_a_hint_prints_without_a_gap() -> None:
    """Where nobody can know what to write instead, the sentence stands alone."""
    assert str(Problem("f", 1, 1, "warning", "x", "Told.")) == "f:1:1: warning: Told. [x]"


def test_problems_sort_by_place() -> None:
    """By file, then by line and column as numbers."""
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 12), ("a", 9, 2)]
    problems = sorted(Problem(*place, "error", "x", "Told.") for place in places)
    assert [(p.path, p.line, p.column) for p in problems] == [("a", 9, 2), ("a", 9, 12), ("a", 10, 1), ("b", 1, 1)]


def test_every_code_is_a_short_stable_word() -> None:
    """Each kind of problem has a word of its own to search for, and a meaning for the reference page."""
    words = [code.word for code in Code]
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word) for word in words)
    assert all(code.meaning and code.level in {"error", "warning"} for code in Code)
