"""The command that opens a file in the person's own editor, and running it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.ui import editors
from idlib_reader.ui.editors import editor_command, run_editor

FILE = Path("/w/annotations/a.yaml")

Program = Callable[..., Path]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Make a program that is found under a name; what it gives is its path."""

    def make(name: str, script: str = "exit 0") -> Path:
        made = tmp_path / "bin" / name
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        made.chmod(0o755)
        return made

    return make


def command(tmp_path: Path, editor: str, path: Path = FILE, line: int = 12, column: int = 5) -> list[str]:
    """What is run for a value of $EDITOR, where the programs of the test are all there are."""
    return editor_command(path, line, column, {"EDITOR": editor, "PATH": str(tmp_path / "bin")})


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        *((name, ["+12", str(FILE)]) for name in "vi view nvi mg joe jstar pico sensible-editor vim.tiny".split()),
        *((name, ["+call cursor(12, 5)", str(FILE)]) for name in "vim nvim gvim vim.basic vim.gtk3".split()),
        *((name, ["+12,5", str(FILE)]) for name in ("nano", "ne", "nano-tiny")),
        *((name, ["+12:5", str(FILE)]) for name in "emacs emacs-nox emacs29-nox emacsclient kak micro gedit".split()),
        *((name, [f"{FILE}:12:5"]) for name in "hx helix subl zed zeditor".split()),
        *((name, ["--goto", f"{FILE}:12:5"]) for name in "code codium code-insiders cursor".split()),
        *((name, ["--", "+12", str(FILE)]) for name in ("nvim-qt", "neovide")),
        *((name, ["--line", "12", "--column", "5", str(FILE)]) for name in ("kate", "pycharm")),
        ("jed", [str(FILE), "-g", "12"]),
        ("mate", ["--line", "12:5", str(FILE)]),
        ("geany", ["--line=12", "--column=5", str(FILE)]),
        ("notepad++", ["-n12", "-c5", str(FILE)]),
        *((name, [str(FILE)]) for name in "ed acme code-server micropython kate-session mailcap 7edit".split()),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    tmp_path: Path, program: Program, name: str, arguments: list[str]
) -> None:
    """By its name, whatever a distribution appends to that; one whose ways nobody knows gets just the file."""
    path = program(name)
    assert command(tmp_path, name) == [str(path), *arguments]


def test_the_first_column_is_not_told_to_vim(tmp_path: Path, program: Program) -> None:
    """`+12` goes to the first character that is no blank, which is where one wants to be, in every build of it."""
    path = program("vim")
    assert command(tmp_path, "vim", column=1) == [str(path), "+12", str(FILE)]


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("nano -w --rcfile ''", ["nano", "-w", "--rcfile", "", "+12,5", str(FILE)]),
        ("  emacsclient -t -a ''  ", ["emacsclient", "-t", "-a", "", "+12:5", str(FILE)]),
        ("code -w", ["code", "-w", "--goto", f"{FILE}:12:5"]),
        ("'my editor' -x", ["my editor", "-x", str(FILE)]),
        ("my\\ editor -x", ["my editor", "-x", str(FILE)]),
        ("my editor", ["my editor", str(FILE)]),
        (
            "nano $(rm) `rm`; >x | y && z *",
            ["nano", "$(rm)", "`rm`;", ">x", "|", "y", "&&", "z", "*", "+12,5", str(FILE)],
        ),
    ],
)
def test_the_variable_may_hold_arguments(tmp_path: Path, program: Program, variable: str, words: list[str]) -> None:
    """They are split as a shell would, and no shell ever sees them; a whole path may have spaces without quotes."""
    path = program(words[0])
    assert command(tmp_path, variable) == [str(path), *words[1:]]


def test_a_program_may_be_named_by_its_path(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """With quotes around spaces, and with the tilde that a shell would make the home folder of."""
    path = program("sub folder/nano")
    assert command(tmp_path, f'"{path}" -w') == [str(path), "-w", "+12,5", str(FILE)]
    monkeypatch.setenv("HOME", str(tmp_path / "bin"))
    assert command(tmp_path, '"~/sub folder/nano"') == [str(path), "+12,5", str(FILE)]


def test_visual_comes_before_editor(tmp_path: Path, program: Program) -> None:
    """As for every program; a blank variable is one that is not set."""
    nano, ne, vi = (str(program(name)) for name in ("nano", "ne", "vi"))
    path = {"PATH": str(tmp_path / "bin")}
    assert editor_command(FILE, 1, environ={"VISUAL": "ne", "EDITOR": "nano", **path})[0] == ne
    assert editor_command(FILE, 1, environ={"VISUAL": " ", "EDITOR": "nano", **path})[0] == nano
    assert editor_command(FILE, 1, environ={"VISUAL": "", "EDITOR": "", **path})[0] == nano
    Path(nano).unlink()
    assert editor_command(FILE, 1, environ=path) == [vi, "+1", str(FILE)]


def test_a_link_is_the_editor_that_it_leads_to(tmp_path: Path, program: Program) -> None:
    """`editor` is whatever somebody chose; a name that is known itself (`vi`) stays what it says."""
    program("nano")
    for name in ("my-choice", "vi"):
        (tmp_path / "bin" / name).symlink_to("nano")
    assert command(tmp_path, "my-choice")[1:] == ["+12,5", str(FILE)]
    assert command(tmp_path, "vi")[1:] == ["+12", str(FILE)]


@pytest.mark.parametrize("name", ["-c.yaml", "+3.yaml", "a:3.yaml", "a:3:4", "a b\n.yaml", "{line}.yaml", "漢 👍.yaml"])
def test_no_name_is_taken_for_an_option(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Paths are absolute, and a colon of a name's own is not handed to what counts colons from the left."""
    for editor in ("nano", "hx", "code"):
        program(editor)
    monkeypatch.chdir(tmp_path)
    whole = f"{tmp_path}/{name}"
    assert command(tmp_path, "nano", Path(name))[1:] == ["+12,5", whole]
    assert command(tmp_path, "hx", Path(name))[1:] == [f"{whole}:12:5"]
    assert command(tmp_path, "code", Path(name))[1:] == ([whole] if ":" in name else ["--goto", f"{whole}:12:5"])


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({}, "No editor can be found."),
        ({"EDITOR": "\t"}, "No editor can be found."),
        ({"EDITOR": "nowhere -w"}, "There is no program `nowhere`, which $EDITOR names."),
        ({"VISUAL": "a\x1b[1m", "EDITOR": "nano"}, "There is no program `a␛[1m`, which $VISUAL names."),
        ({"EDITOR": "''"}, "There is no program ``, which $EDITOR names."),
        ({"EDITOR": '"nano'}, "$EDITOR can't be read: it ends within quotes or with a backslash."),
        ({"EDITOR": "nano \\"}, "$EDITOR can't be read: it ends within quotes or with a backslash."),
    ],
)
def test_without_an_editor_it_is_told_what_to_set(tmp_path: Path, environ: dict[str, str], told: str) -> None:
    """A variable that names nothing is told rather than passed over."""
    with pytest.raises(IdlibError) as failure:
        editor_command(FILE, 1, environ={"PATH": str(tmp_path), **environ})
    assert failure.value.message == told
    assert "VISUAL or EDITOR" in failure.value.hint


def test_in_windows_a_backslash_is_part_of_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the endings of programs don't count, a path with spaces may stand as it is, and Notepad is at hand."""
    monkeypatch.setattr(editors, "_IS_WINDOWS", True)
    there = {"C:\\Program Files\\Notepad++\\Notepad++.exe", "C:\\bin\\code.cmd", "notepad"}
    monkeypatch.setattr(editors.shutil, "which", lambda name, path=None: name if name in there else None)

    def words(editor: str) -> list[str]:
        return editor_command(FILE, 12, 5, {"EDITOR": editor, "PATH": str(tmp_path)})

    notepad = "C:\\Program Files\\Notepad++\\Notepad++.exe"
    assert words(notepad) == [notepad, "-n12", "-c5", str(FILE)]
    assert words(f'"{notepad}" -multiInst ""') == [notepad, "-multiInst", "", "-n12", "-c5", str(FILE)]
    assert words("C:\\bin\\code.cmd -w") == ["C:\\bin\\code.cmd", "-w", "--goto", f"{FILE}:12:5"]
    assert words("") == ["notepad", str(FILE)]
    with pytest.raises(IdlibError) as failure:
        words("C:\\nowhere.exe")
    assert "set EDITOR=notepad" in failure.value.hint


def test_the_editor_gets_its_arguments_one_by_one(tmp_path: Path, program: Program) -> None:
    """What it writes and how it ends is its own matter."""
    path = program("nano", f'printf "%s|" "$@" > {tmp_path}/arguments; exit 3')
    assert run_editor([str(path), "a b", "$(x)", "", "'\n"]) == 3
    assert (tmp_path / "arguments").read_text(encoding="utf-8") == "a b|$(x)||'\n|"


@pytest.mark.parametrize("mode", [stat.S_IRUSR, stat.S_IRWXU])
def test_a_program_that_can_not_be_started_is_told(tmp_path: Path, mode: int) -> None:
    """Whether it may not be run, or is no program at all."""
    path = tmp_path / "nano"
    path.write_bytes(b"\x00\x01 no program")
    path.chmod(mode)
    with pytest.raises(IdlibError, match=r"nano can't be started: .+\. Set VISUAL"):
        run_editor([str(path)])
    with pytest.raises(IdlibError, match="null byte"):
        run_editor([sys.executable, "\x00"])


def test_an_interrupt_ends_the_editor_only(tmp_path: Path) -> None:
    """As both are in the foreground, ^C goes to both: the reader lives on, and the editor has it as ever."""
    parent = os.getpid()
    tries = f"import os, signal; os.kill({parent}, signal.SIGINT); os.kill({parent}, signal.SIGQUIT)"
    handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)
    assert run_editor([sys.executable, "-c", f"{tries}; os.kill(os.getpid(), signal.SIGQUIT)"]) == -signal.SIGQUIT
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)) == handlers


def test_what_was_ignored_stays_ignored() -> None:
    """Of a reader that was started so that it ignores ^C, the editor does too."""
    program = "import signal; print(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)"
    starter = (
        "import signal, sys; from idlib_reader.ui.editors import run_editor;"
        f"signal.signal(signal.SIGINT, signal.SIG_IGN); run_editor([sys.executable, '-c', {program!r}])"
    )
    told = subprocess.run([sys.executable, "-c", starter], capture_output=True, text=True, check=True)
    assert told.stdout == "True\n"
