"""`# ok: code` at the end of a line: what a person has looked at is not told again."""

from __future__ import annotations

import pytest

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.silencing import NEVER_SILENT, Ok, silence
from idlib_reader.core.source import Source

SOURCE = Source("f.yaml", "one\ntwo\nthree\n")
ONE, TWO, THREE = 0, 4, 8


def problem(at: int, code: Code) -> Problem:
    return SOURCE.problem(at, code, "What was found.")


def test_a_problem_of_the_named_kind_on_the_line_is_left_out() -> None:
    """Its own line and its own kind only."""
    problems = [problem(ONE, Code.FREE_ROLE), problem(TWO, Code.FREE_ROLE), problem(TWO, Code.AMBIGUOUS)]
    left = silence(problems, [Ok(TWO + 1, ("free-role",))], SOURCE)
    assert left == [problems[0], problems[2]]


def test_several_kinds_are_silenced_at_once() -> None:
    """Errors and warnings alike."""
    problems = [problem(TWO, Code.FREE_ROLE), problem(TWO, Code.AMBIGUOUS)]
    assert silence(problems, [Ok(TWO, ("free-role", "ambiguous"))], SOURCE) == []


def test_two_comments_on_a_line_add_up() -> None:
    """A line may hold two, one behind the other."""
    problems = [problem(TWO, Code.FREE_ROLE), problem(TWO, Code.AMBIGUOUS)]
    assert silence(problems, [Ok(TWO, ("free-role",)), Ok(TWO + 1, ("ambiguous",))], SOURCE) == []


def test_a_comment_that_silences_nothing_is_told() -> None:
    """It would hide what comes up later."""
    (idle,) = silence([], [Ok(THREE, ("not-found",))], SOURCE)
    assert (idle.line, idle.column, idle.code, idle.level) == (3, 1, "idle-ok", "warning")
    assert idle.message == "There is no problem of the kind not-found on this line."


@pytest.mark.parametrize("code", sorted(NEVER_SILENT))
def test_what_keeps_a_file_from_being_read_is_never_silent(code: str) -> None:
    """The rest of the file can't be judged before."""
    kind = next(one for one in Code if one.word == code)
    told = silence([problem(TWO, kind)], [Ok(TWO, (code,))], SOURCE)
    assert sorted(one.code for one in told) == sorted([code, "idle-ok"])


def test_problems_come_sorted() -> None:
    """In the order of the file, with and without comments."""
    problems = [problem(THREE, Code.DATE), problem(ONE, Code.DATE)]
    assert silence(problems, [], SOURCE) == problems[::-1]
    assert [one.line for one in silence(problems, [Ok(TWO, ("date",))], SOURCE)] == [1, 2, 3]


def test_a_slip_of_a_code_is_told() -> None:
    """With the code that was meant; the problem stays."""
    told = silence([problem(TWO, Code.AMBIGUOUS)], [Ok(TWO, ("ambigous",))], SOURCE)
    assert [one.code for one in told] == ["ambiguous", "idle-ok"]
    assert told[1].hint == "Did you mean `ambiguous`?"
