"""The command line: what it prints, where, and the exit status."""

from __future__ import annotations

import errno
import gc
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import idlib_reader
from idlib_reader.cli import main
from idlib_reader.storage.workspace import Pair, Workspace

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = Path(idlib_reader.__file__).resolve().parents[1]
GOOD = "format: idlib-reader/1\nentities:\n  peskov:\n    mentions: Dmitry Peskov\n"
PROBLEM_LINE = re.compile(r"[^:]+:\d+:\d+: (error|warning): .+\. .*\[[a-z-]+\]")

UNSAFE = "\x1b[31m\x9b\x07\x00\u202e\u2066\u200f\x7f\x85\u2028"
"""An escape sequence, C1, BEL, NUL, bidi controls, DEL and odd line breaks."""

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such thing")


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The program runs in a process of its own and stops the garbage collector; the next test has it again."""
    yield
    gc.enable()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, a workspace without files, with a data folder of its own."""
    for name in ("seeds", "annotations"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def write(folder: Path, text: str = "Dmitry Peskov told the reporters.", annotations: str | bytes = GOOD) -> None:
    """The article `a` with its annotation file."""
    (folder / "seeds" / "a.txt").write_text(text, "utf-8")
    content = annotations if isinstance(annotations, bytes) else annotations.encode()
    (folder / "annotations" / "a.yaml").write_bytes(content)


def run(
    *arguments: str, folder: Path = REPOSITORY, shell: str = "", encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, with nothing on its input; `shell` redirects it."""
    command = [sys.executable, "-m", "idlib_reader", *arguments]
    if shell:
        command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCES), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=encoding,
        timeout=60,
    )


def status_of(*arguments: str) -> int:
    """The exit status, also where the parser of arguments exits by itself."""
    try:
        return main(arguments)
    except SystemExit as exited:
        return int(exited.code or 0)


# What it says of itself


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, with the name."""
    assert status_of("--version") == 0
    assert capsys.readouterr() == (f"idlib-reader {idlib_reader.__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--help"], ["idlib-reader check", "examples:", "seeds/report.txt", "--theme"]),
        (["check", "--help"], ["file:line:column", "exit status: 0", "examples:", "idlib-reader check annotations/"]),
    ],
)
def test_help_has_examples(arguments: list[str], told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, for the program and for each command."""
    assert status_of(*arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in told:
        assert words in out


@pytest.mark.parametrize("arguments", [["--zzz"], ["a", "b"], ["check", "--zzz"], ["--theme", "pink"], ["--theme"]])
def test_misuse_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with status 2."""
    assert status_of(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: idlib-reader" in err


def test_the_program_runs_as_a_module() -> None:
    """`python -m idlib_reader` is the same command."""
    told = run("--version")
    assert (told.returncode, told.stdout, told.stderr) == (0, f"idlib-reader {idlib_reader.__version__}\n", "")


# check


def test_the_repository_checks_clean() -> None:
    """As a process of its own, from the root, without a path."""
    told = run("check")
    assert (told.returncode, told.stdout) == (0, "")
    assert told.stderr.endswith(" checked: no problems\n")


def test_a_clean_workspace_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output, the sum on standard error, status 0."""
    write(folder)
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "1 file checked: no problems\n")


def test_an_empty_workspace_is_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to mend."""
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "0 files checked: no problems\n")


def test_errors_are_told_a_line_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As file:line:column on standard output, in the order of the file, and status 1."""
    write(folder, annotations=GOOD + "    zzz: x\n    type: persn\n  x:\n    mentions: gone\n")
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    places = [line.split(" ")[0] for line in out.splitlines()]
    name = str(Path("annotations") / "a.yaml")
    assert places == [f"{name}:5:5:", f"{name}:6:11:", f"{name}:8:15:"]
    assert all(PROBLEM_LINE.fullmatch(line) for line in out.splitlines())
    assert err == "1 file checked: 3 errors, 0 warnings\n"


def test_warnings_alone_are_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are told, and the status is 0."""
    write(folder, annotations=GOOD + "events:\n  talks:\n    participants: {spokesman: peskov}\n")
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert ": warning: " in out
    assert err == "1 file checked: 0 errors, 1 warning\n"


@pytest.mark.parametrize(
    "arguments",
    [["seeds/a.txt"], ["annotations/a.yaml"], ["."], ["seeds"], ["seeds/a.txt", "annotations/a.yaml", "."]],
)
def test_a_path_names_what_is_checked(folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """An article, its file, or a workspace; named twice, it is checked once."""
    write(folder, annotations=GOOD + "    zzz: x\n")
    assert main(["check", *arguments]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err == "1 file checked: 1 error, 0 warnings\n"


def test_several_files_are_checked_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By name, and one that can't be read hides no other."""
    write(folder, annotations=GOOD + "    zzz: x\n")
    (folder / "seeds" / "b.txt").write_bytes(b"\xff")
    (folder / "annotations" / "c.yaml").write_text("a: b: c", "utf-8")
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    files = [Path(line.partition(":")[0]).as_posix() for line in out.splitlines()]
    assert files == ["annotations/a.yaml", "annotations/c.yaml", "annotations/c.yaml", "seeds/b.txt"]
    assert err == "3 files checked: 3 errors, 1 warning\n"


@pytest.mark.parametrize("path", ["gone.txt", "gone/deeper", "a" * 300])
@pytest.mark.parametrize("command", [["check"], []])
def test_a_path_that_is_not_there_is_misuse(
    folder: Path, command: list[str], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told in a sentence on standard error, status 2."""
    assert status_of(*command, path) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("idlib-reader: ")
    assert path in err


@pytest.mark.parametrize("command", [["check"], []])
def test_a_folder_in_no_workspace_is_misuse(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told with what would make it one."""
    assert status_of(*command, str(tmp_path)) == 2
    assert "no workspace" in capsys.readouterr().err


def test_a_command_is_no_file_and_a_file_is_no_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file called as a command is named by its path."""
    (folder / "check").write_text("x", "utf-8")
    assert status_of("./check") == 2
    assert "needs a terminal" in capsys.readouterr().err


# Reading


@pytest.mark.parametrize("arguments", [[], ["."], ["seeds/a.txt"], ["annotations/a.yaml"], ["--theme", "light", "."]])
def test_reading_needs_a_terminal(folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe it says so, with status 2, and starts no screen."""
    write(folder)
    assert status_of(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("idlib-reader: Reading needs a terminal")
    assert len(err.splitlines()) == 1


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What is handed to the screen, which is not opened, in what passes for a terminal."""
    handed: dict[str, object] = {}

    def run_screen(pair: Pair | None, workspace: Workspace | None, **options: object) -> int:
        handed.update(options, pair=pair, workspace=workspace)
        return 0

    monkeypatch.setattr("idlib_reader.ui.app.run", run_screen)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    return handed


@pytest.mark.parametrize("arguments", [[], ["."], ["seeds/a.txt"], ["annotations/a.yaml"]])
def test_a_terminal_gets_the_screen(folder: Path, arguments: list[str], opened: dict[str, object]) -> None:
    """With the article and its annotations, in the dark theme, without a notice."""
    write(folder)
    assert main(arguments) == 0
    assert opened == {
        "pair": Pair(folder / "seeds" / "a.txt", folder / "annotations" / "a.yaml"),
        "workspace": None if arguments and arguments != ["."] else Workspace(folder),
        "pairs": [Pair(folder / "seeds" / "a.txt", folder / "annotations" / "a.yaml")],
        "theme": "idlib-dark",
        "notice": "",
        "is_read_only": False,
    }


def test_reading_only_is_asked_for(folder: Path, opened: dict[str, object]) -> None:
    """By an option."""
    write(folder)
    assert main(["--read-only"]) == 0
    assert opened["is_read_only"] is True


@pytest.mark.parametrize("arguments", [[], ["."], ["seeds"]])
def test_an_empty_workspace_gets_the_screen(folder: Path, arguments: list[str], opened: dict[str, object]) -> None:
    """Which says what to do; an annotation file alone is no article either."""
    (folder / "annotations" / "b.yaml").write_text(GOOD, "utf-8")
    assert main(arguments) == 0
    assert (opened["pair"], opened["workspace"]) == (None, Workspace(folder))


def test_the_light_theme_is_asked_for(folder: Path, opened: dict[str, object]) -> None:
    """By an option."""
    write(folder)
    assert main(["--theme", "light"]) == 0
    assert opened["theme"] == "idlib-light"


def test_of_several_articles_the_first_is_read(folder: Path, opened: dict[str, object]) -> None:
    """By name, and the person is told how many there are."""
    for name in ("c.txt", "b.txt", "README.md"):
        (folder / "seeds" / name).write_text("x", "utf-8")
    (folder / "annotations" / "a.yaml").write_text(GOOD, "utf-8")
    assert main([]) == 0
    assert opened["pair"] == Pair(folder / "seeds" / "b.txt", folder / "annotations" / "b.yaml")
    assert "2 articles" in str(opened["notice"])


def test_outside_a_workspace_the_example_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: dict[str, object]
) -> None:
    """A copy of it, and the person is told where that is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main([]) == 0
    example = tmp_path / "data" / "idlib-reader" / "example"
    assert str(example) in str(opened["notice"])
    assert isinstance(opened["pair"], Pair)
    assert opened["pair"].annotations.parent == example / "annotations"


def test_nothing_is_copied_where_nothing_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal the person's data folder stays as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main([]) == 2
    assert not (tmp_path / "data").exists()


def test_a_pipe_loads_no_screen(folder: Path) -> None:
    """Textual is not even imported for the refusal."""
    write(folder)
    program = "import sys; from idlib_reader.cli import main; main(['.']); sys.exit('textual' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )
    assert told.returncode == 0


def test_annotations_alone_are_nothing_to_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named."""
    (folder / "annotations" / "b.yaml").write_text(GOOD, "utf-8")
    assert status_of("annotations/b.yaml") == 2
    assert "b.yaml" in capsys.readouterr().err


# Never a traceback


def test_output_that_cannot_show_a_letter_is_no_failure(folder: Path) -> None:
    """Where standard output is no UTF-8, the problems are told all the same."""
    write(folder, annotations="format: idlib-reader/1\nentities:\n  a:\n    mentions: «Идлиб» 😀\n")
    for encoding in ("ascii", "latin-1", "cp1252"):
        told = run("check", folder=folder, encoding=encoding, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert told.returncode == 1
        assert told.stdout.count("\n") == 1
        assert "[not-found]" in told.stdout
        assert "Traceback" not in told.stderr


@POSIX
@pytest.mark.parametrize(
    ("arguments", "shell", "status"),
    [
        (["check"], ">&-", 1),
        (["check"], ">&- 2>&-", 1),
        (["check"], "2>&-", 1),
        (["."], "<&-", 2),
        (["."], ">&-", 2),
        (["."], "<&- >&- 2>&-", 2),
        (["--version"], ">&-", 0),
    ],
)
def test_a_stream_that_is_closed_is_no_failure(folder: Path, arguments: list[str], shell: str, status: int) -> None:
    """As some schedulers start programs: the status tells what can be told."""
    write(folder, annotations=GOOD + "    zzz: x\n")
    told = run(*arguments, folder=folder, shell=shell)
    assert "Traceback" not in told.stderr
    assert told.returncode == status


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told(folder: Path) -> None:
    """In a sentence, with a status that is not that of a clean file."""
    write(folder, annotations=GOOD + "    zzz: x\n")
    told = run("check", folder=folder, shell=">/dev/full")
    assert "Traceback" not in told.stderr
    assert "Exception ignored" not in told.stderr
    assert told.returncode != 0


@POSIX
def test_a_reader_of_the_output_that_has_had_enough_is_no_failure(folder: Path) -> None:
    """Many problems into a pipe that nobody reads to its end."""
    mentions = "".join(f"      - gone {number}\n" for number in range(3000))
    write(folder, annotations=f"format: idlib-reader/1\nentities:\n  a:\n    mentions:\n{mentions}")
    told = run("check", folder=folder, shell="| head -n 1")
    assert told.stdout.count("\n") == 1
    assert told.stderr == ""


@POSIX
@pytest.mark.parametrize("arguments", [["check"], [], ["check", "a.txt"], ["a.txt"]])
def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, arguments: list[str]) -> None:
    """Somebody deleted it under the shell."""
    (tmp_path / "gone").mkdir()
    command = [sys.executable, "-m", "idlib_reader", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "XDG_DATA_HOME": str(tmp_path / "data")}
    told = subprocess.run(
        ["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', str(tmp_path / "gone"), *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "Traceback" not in told.stderr
    assert told.returncode == 2
    assert told.stderr.startswith("idlib-reader: ")
    assert "output" not in told.stderr


@pytest.mark.parametrize("arguments", [["check"], [], ["."]])
def test_a_folder_that_may_not_be_read_is_told(
    folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said of the folder, and of nothing else."""

    def deny(path: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "iterdir", deny)
    assert status_of(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "permission denied" in err.lower()
    assert "output" not in err


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"\x00" * 100,
        b"[" * 10_000,
        b"a: &a [*a]",
        b"!!python/object/apply:os.system [ls]",
        b"? [a]\n: b",
        b"\xef\xbb\xbf",
        b"entities: {a: {mentions: {quote: ' ', in: a, all: true}}}",
        "entities:\n  \u202e:\n    mentions: {quote: x, nth: 99999999999999999999}".encode(),
    ],
)
def test_no_content_of_a_file_makes_it_fail(folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is in the annotation file, its problems are told line by line."""
    write(folder, annotations=content)
    assert main(["check"]) == 1
    out, _ = capsys.readouterr()
    assert out
    assert all(PROBLEM_LINE.fullmatch(line) for line in out.splitlines())


@POSIX
def test_odd_files_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder, a pipe and a broken link in the place of files."""
    (folder / "seeds" / "a.txt").mkdir()
    os.mkfifo(folder / "seeds" / "b.txt")
    (folder / "seeds" / "c.txt").symlink_to("gone")
    (folder / "seeds" / "d.txt").write_text("x", "utf-8")
    os.mkfifo(folder / "annotations" / "d.yaml")
    assert main(["check"]) == 1
    out, _ = capsys.readouterr()
    assert out.count("[file]") == 4


# Nothing of a file reaches the terminal as it is


def is_clean(text: str) -> bool:
    """Whether nothing in a line but its end is a control, a direction mark or another line break."""
    return all(character == "\n" or character.isprintable() for character in text)


def test_the_test_sees_what_is_unsafe() -> None:
    """Each of the characters that are tried below is one that it would catch."""
    assert sum(not is_clean(character) for character in UNSAFE) == 10
    assert is_clean("“Идлиб” 漢字: a sentence.\n")


@pytest.mark.parametrize(
    "annotations",
    [
        f'format: idlib-reader/1\n"a{UNSAFE[:2]}": x\n',
        'format: idlib-reader/1\n"k\\x1b[2J\\u202e\\x9b\\n\\r": x\n',
        'format: idlib-reader/1\nentities:\n  "\\x1b]52;c;eA==\\x07\\u2066":\n    mentions: "\\x1b[31m\\u200f"\n',
        'format: "\\x1b[31m"\nentities:\n  a:\n    type: "\\x9b31m"\n    links: {rel: "\\x00", to: "\\x1b\\u202e"}\n',
        'format: idlib-reader/1\nevents:\n  a:\n    date: "\\x1b[31m"\n    modality: "\\u2028\\x85"\n',
        'format: idlib-reader/1\nclaims:\n  a:\n    content: {quote: told, in: "\\x1b[31m"}\n    about: "\\x7f\\x07"\n',
        "format: idlib-reader/1\nentities:\n  a:\n    mentions: told\n",
        "a: *\u202e\n",
        "a: !\u202e b\n",
        "a: &\u202e [*\u202e]\n",
    ],
)
def test_no_control_of_a_file_is_printed(folder: Path, annotations: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys, ids, values, quotes and the article's own words around them: all are made visible."""
    write(folder, text=f"{UNSAFE}told{UNSAFE} and {UNSAFE}told{UNSAFE}", annotations=annotations)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out
    assert is_clean(out)
    assert is_clean(err)
    assert all(PROBLEM_LINE.fullmatch(line) for line in out.splitlines())


NAMES = ["a\x1b[31mb.txt", "a\u202eb.txt", "a\x9bb.txt", "a\nb.txt", "a\x07b.txt"]


@POSIX
@pytest.mark.parametrize("name", NAMES)
def test_no_control_of_a_file_name_is_printed(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In problems, and in what is said of a path that was named."""
    (folder / "seeds" / name).write_bytes(b"\xff")
    (folder / "annotations" / name.replace("txt", "yaml")).write_text("a: b: c", "utf-8")
    assert main(["check"]) == 1
    assert status_of("check", f"gone{name}") == 2
    assert status_of(f"seeds/{name}") == 2
    out, err = capsys.readouterr()
    assert is_clean(out)
    assert is_clean(err)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("arguments", [["a.txt"], ["--theme"], ["check", "--zzz"], ["--zzz"]])
def test_no_control_of_an_argument_is_printed(
    folder: Path, arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shell's star may put any file name where no argument belongs."""
    assert status_of(*arguments, name) == 2
    assert is_clean(capsys.readouterr().err)


@POSIX
def test_a_name_that_is_no_text_is_printed(folder: Path) -> None:
    """File names are bytes; those that are no UTF-8 are made visible too."""
    name = os.fsdecode(b"a\xff\xfe.txt")
    (folder / "seeds" / name).write_bytes(b"\xff")
    told = run("check", folder=folder)
    assert told.returncode == 1
    assert "[file]" in told.stdout
    assert "Traceback" not in told.stderr
