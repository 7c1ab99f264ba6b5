"""What the program opens, and what it says where it can't."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import idlib_reader
from end_to_end.conftest import REPOSITORY, SLUG
from end_to_end.reading import status, wait_to_have_read
from end_to_end.terminal import Terminal, command, environment
from idlib_reader.core.index import Index


def run(*arguments: str, home: Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The program without a terminal."""
    return subprocess.run(
        [*command(), *arguments],
        env=environment(home),
        cwd=folder or home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_outside_any_workspace_a_copy_of_the_example_opens_and_says_where(home: Path, index: Index) -> None:
    """The example is copied into the user's data folder, byte for byte, and the status line tells the place."""
    with Terminal(home=home, columns=240, rows=40) as terminal:
        wait_to_have_read(terminal, index)
        copied = [file for file in home.rglob("*") if file.name == f"{SLUG}.txt"]
        assert len(copied) == 1
        root = copied[0].parent.parent
        assert home / "data" in root.parents
        assert str(root) in status(terminal)
        assert "Russia intends to continue" in terminal.text
        for folder in ("seeds", "annotations"):
            for file in (root / folder).iterdir():
                assert file.read_bytes() == (REPOSITORY / folder / file.name).read_bytes()
        assert terminal.close() == 0


def test_a_copied_example_that_was_changed_is_never_written_over(home: Path, index: Index) -> None:
    """What a person wrote into the copy is there again at the next start."""
    with Terminal(home=home) as terminal:
        wait_to_have_read(terminal, index)
        assert terminal.close() == 0
    (file,) = (file for file in home.rglob(f"{SLUG}.yaml"))
    file.write_text("format: idlib-reader/1\nentities:\n  mine: {mentions: Iran}\n", encoding="utf-8")
    with Terminal(home=home) as terminal:
        terminal.wait_for("Entities 1 ")
        assert terminal.close() == 0


def test_a_folder_inside_a_workspace_opens_that_workspace(workspace: Path, home: Path, index: Index) -> None:
    """The nearest folder upwards with both parts counts; nothing is copied."""
    with Terminal(home=home, folder=workspace / "annotations") as terminal:
        wait_to_have_read(terminal, index)
        assert terminal.close() == 0
    assert not list(home.iterdir())


def test_a_file_outside_any_workspace_has_its_annotations_beside_it(home: Path) -> None:
    """`report.txt` is read with `report.annotations.yaml`."""
    (home / "report.txt").write_text("Ada Lovelace wrote a note.\n", encoding="utf-8")
    file = home / "report.annotations.yaml"
    file.write_text("format: idlib-reader/1\nentities:\n  ada: {type: person, mentions: Ada Lovelace}\n", "utf-8")
    with Terminal("report.txt", home=home) as terminal:
        terminal.wait_for("Entities 1 ")
        terminal.wait_for("Ada Lovelace wrote a note.")
        assert terminal.close() == 0


def test_a_text_without_annotations_is_read_and_nothing_is_written(home: Path) -> None:
    """A file of its own opens; no file is made beside it."""
    (home / "report.txt").write_text("Ada Lovelace wrote a note.\n", encoding="utf-8")
    with Terminal("report.txt", home=home) as terminal:
        terminal.wait_for("Ada Lovelace wrote a note.")
        terminal.wait_for("Entities 0")
        terminal.press("]e")
        terminal.wait_for("No entity")
        assert terminal.close() == 0
    assert [file.name for file in home.iterdir()] == ["report.txt"]


def test_reading_without_a_terminal_is_refused_in_a_sentence(workspace: Path, home: Path) -> None:
    """The exit status is 2, and one line on stderr says what is missing."""
    done = run(home=home, folder=workspace)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "terminal" in done.stderr


@pytest.mark.parametrize("name", ["missing.txt", "folder", "latin1.txt"])
def test_a_path_that_can_not_be_read_is_refused_in_a_sentence(home: Path, name: str) -> None:
    """The exit status is 2, the line names the path, and there is no traceback."""
    (home / "folder").mkdir()
    (home / "latin1.txt").write_bytes("Süden".encode("latin-1"))
    with Terminal(name, home=home) as terminal:
        assert terminal.wait_for_end() == 2
        assert name in terminal.flat
        assert "Traceback" not in terminal.text


def test_version_and_help_need_no_terminal(home: Path) -> None:
    """Both print to stdout and exit with 0."""
    assert run("--version", home=home).stdout.split() == ["idlib-reader", idlib_reader.__version__]
    helped = run("--help", home=home)
    assert helped.returncode == 0
    assert "check" in helped.stdout


def test_check_of_the_repository_is_clean(home: Path) -> None:
    """The annotations that come with the program have no problem."""
    done = run("check", str(REPOSITORY), home=home)
    assert (done.returncode, done.stdout) == (0, "")


def test_check_prints_a_line_for_each_problem_and_fails(workspace: Path, home: Path) -> None:
    """An unknown key, a dangling id and a wrong quote each come with file, line, column and level; the status is 1."""
    file = workspace / "annotations" / f"{SLUG}.yaml"
    text = file.read_text(encoding="utf-8")
    added = "  wrong: {mentoins: Iran, mentions: Iraq, links: {rel: part-of, to: nowhere}}\n"
    file.write_text(text.replace("entities:\n", f"entities:\n{added}", 1), encoding="utf-8")
    line = text[: text.index("entities:\n")].count("\n") + 2
    done = run("check", home=home, folder=workspace)
    assert done.returncode == 1
    told = done.stdout.splitlines()
    assert len(told) == 3
    for column, word in ((added.index("mentoins"), "mentions"), (added.index("Iraq"), "Iraq"), (0, "nowhere")):
        where = f"annotations/{SLUG}.yaml:{line}:" + (f"{column + 1}:" if column else "")
        assert any(one.startswith(where) and ": error: " in one and word in one for one in told), (where, told)
