"""One minimal workspace for every kind of problem, and for each way to come by it: exact place, exact sentence."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from idlib_reader.cli import main
from idlib_reader.core.problems import Code
from idlib_reader.core.silencing import NEVER_SILENT
from idlib_reader.core.visible import make_visible
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import pairs_at
from storage.problem_files import FILES, Situation, pipe
from storage.problem_keys import KEYS
from storage.problem_values import VALUES
from storage.problem_words import WORDS
from storage.problem_yaml import YAML

SITUATIONS = (*FILES, *YAML, *KEYS, *VALUES, *WORDS)
LEVELS = {code.word: code.level for code in Code}
OF_WHOLE_FILES = {Code.NO_ARTICLE, Code.SAME_NAME}
"""What is told of a file's name, whatever stands in it."""
NEVER_SILENCED = {code for code in Code if code.word in NEVER_SILENT}


def params(situations: list[Situation]) -> list[object]:
    """Each situation under its name; pipes only where the system has them."""
    no_pipes = pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes in folders")
    return [
        pytest.param(one, id=one.name, marks=[no_pipes] if pipe in one.files.values() else []) for one in situations
    ]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder to stand in; the command line stops the garbage collector, and the next test has it again."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    gc.enable()


def told(root: Path) -> list[str]:
    """The problems of a workspace, as they are printed."""
    return [str(problem) for problem in check_pairs(pairs_at(root), Store())]


def in_short(line: str) -> str:
    """File, line and code of a problem that is printed."""
    path, number, *_ = line.split(":")
    return f"{Path(path).as_posix()}:{number} {line.rpartition('[')[2].rstrip(']')}"


def slow_down(situation: Situation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let PyYAML be without libyaml, as far as the check can tell, where that is the problem."""
    if situation.code == Code.SLOW:
        monkeypatch.setattr("idlib_reader.storage.nodes.yaml.__with_libyaml__", False)


def test_every_code_has_a_workspace() -> None:
    """None of them is only thought of."""
    assert {one.code for one in SITUATIONS} == set(Code)


def test_every_situation_has_a_name_of_its_own() -> None:
    """So that a failure says which it is."""
    assert len({one.name for one in SITUATIONS}) == len(SITUATIONS)


@pytest.mark.parametrize("situation", params([*SITUATIONS]))
def test_a_problem_is_told_at_its_place(situation: Situation, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its level, its whole sentence and the cure; and no other problem is told, but where it can't be helped."""
    slow_down(situation, monkeypatch)
    situation.write(root)
    lines = told(root)
    assert [line for line in lines if in_short(line) not in situation.also] == [situation.told(root)]
    assert sorted(in_short(line) for line in lines if line != situation.told(root)) == sorted(situation.also)


@pytest.mark.parametrize("situation", params([*SITUATIONS]))
def test_a_problem_is_printed(
    situation: Situation, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a line of standard output, and the exit status says whether there is an error."""
    slow_down(situation, monkeypatch)
    situation.write(root)
    status = main(["check", str(root)])
    assert make_visible(situation.told(root)) in capsys.readouterr().out.splitlines()
    levels = {situation.code.level, *(LEVELS[other.split()[1]] for other in situation.also)}
    assert status == ("error" in levels)


SILENCED = [
    one
    for one in SITUATIONS
    if one.code not in NEVER_SILENCED | OF_WHOLE_FILES | {Code.IDLE_OK} and isinstance(one.files[one.place.path], str)
]


@pytest.mark.parametrize("situation", params(SILENCED))
def test_a_comment_silences_a_problem(situation: Situation, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end of its line, and nothing else is silenced by it."""
    slow_down(situation, monkeypatch)
    situation.write(root, ending=f"  # ok: {situation.code.word}")
    assert [in_short(line) for line in told(root)] == [*situation.also]


@pytest.mark.parametrize(
    "situation",
    params([one for one in SITUATIONS if one.code in NEVER_SILENCED and isinstance(one.files[one.place.path], str)]),
)
def test_a_comment_does_not_silence_what_keeps_a_file_from_being_read(situation: Situation, root: Path) -> None:
    """The problem is told as it was, and the comment itself where it is one."""
    situation.write(root, ending=f"  # ok: {situation.code.word}")
    assert in_short(situation.told(root)) in map(in_short, told(root))
