"""What is not saved: every way in which it may fail leaves the file whole, and nothing beside it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from idlib_reader.storage.reading import signature
from idlib_reader.storage.saving import Changed, Unsaved, save
from storage.faults import CALLS, fail_always, fail_at, faults
from storage.refusals import commands, run
from storage.saves import left_by, names, refusal, save_again

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has other permissions and few links")
UNPRIVILEGED = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="Nothing is closed to root")


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is not waited for: what it does later no test can see, and there are thousands of files."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An annotation file with an old text."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    return path


# What is said


@POSIX
@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555, 0])
def test_a_file_that_is_closed_to_writing_is_not_replaced(path: Path, mode: int) -> None:
    """Somebody meant it, and whoever may write every file does not mean this one; the hint opens it."""
    path.chmod(mode)
    error = refusal(path)
    assert error.message == f"{path} can't be saved: it is closed to writing."
    assert (path.read_bytes() if os.access(path, os.R_OK) else b"old", names(path.parent)) == (b"old", ["a.yaml"])
    run(commands(error)[0], path.parent)
    save(path, "new", False, signature(path))


def test_a_file_that_this_user_may_not_write_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its folder would allow it."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refusal(path).message == f"{path} can't be saved: it is closed to writing."


@UNPRIVILEGED
def test_a_folder_that_is_closed_to_writing_is_told(path: Path) -> None:
    """With no one pretending; the hint opens it."""
    path.parent.chmod(0o500)
    try:
        error = refusal(path)
        assert error.message == f"{path} can't be saved: permission denied."
        run(commands(error)[0], path.parent)
        save_again(path)
    finally:
        path.parent.chmod(0o700)


REASONS = [
    ("open", errno.EACCES, "chmod u+w"),
    ("open", errno.EROFS, "mount it for writing"),
    ("open", errno.ENOSPC, "Make room"),
    ("write", errno.ENOSPC, "Make room"),
    ("write", errno.EDQUOT, "remove something of yours"),
    ("write", errno.EIO, "whether the disk is sound"),
    ("fsync", errno.EIO, "whether the disk is sound"),
    ("fsync", errno.ENOSPC, "Make room"),
    ("replace", errno.EPERM, "chmod u+w"),
    ("replace", errno.EROFS, "mount it for writing"),
]


@pytest.mark.parametrize(("name", "error", "hint"), REASONS)
def test_a_failure_says_its_cause_and_what_to_do(path: Path, name: str, error: int, hint: str) -> None:
    """The system's own reason, in a sentence; the file is as it was, and nothing is left beside it."""
    before = signature(path)
    with faults(fail_always(name, error)):
        told = refusal(path)
    assert told.message.lower() == f"{path} can't be saved: {os.strerror(error)}.".lower()
    assert hint in told.hint
    assert (path.read_bytes(), signature(path), names(path.parent)) == (b"old", before, ["a.yaml"])


def test_a_disk_that_can_only_be_read_is_told_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as a file that somebody has closed."""
    if not hasattr(os, "statvfs"):
        pytest.skip("This system does not tell")
    fields = list(os.statvfs(path))
    fields[8] |= os.ST_RDONLY
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result(fields))
    assert "mount it for writing" in refusal(path).hint


@pytest.mark.parametrize(("name", "reason"), [("a" * 300, "too long"), ("a\0b", "null"), ("a.yaml/b", "directory")])
def test_a_name_that_no_system_takes_is_told(path: Path, name: str, reason: str) -> None:
    """As the system says it."""
    assert reason in refusal(path.parent / name).message


@POSIX
@pytest.mark.parametrize("target", ["a.yaml", "b.yaml"])
def test_a_link_that_leads_in_a_circle_is_told(tmp_path: Path, target: str) -> None:
    """At once, or over another; it stays."""
    (tmp_path / "a.yaml").symlink_to(target)
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    message = refusal(tmp_path / "a.yaml").message
    assert message == f"{tmp_path / 'a.yaml'} is a link that leads round in a circle."
    assert names(tmp_path) == ["a.yaml", "b.yaml"]


@POSIX
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """Though it is as it was."""
    os.mkfifo(tmp_path / "a.yaml")
    assert refusal(tmp_path / "a.yaml").message.endswith("it is no regular file.")


def test_half_a_character_is_not_written(path: Path) -> None:
    """No other program could read the file; the line is named."""
    message = refusal(path, "a\nb \ud83d\n").message
    assert message == f"{path} can't be saved: line 2 has half a character in it, which UTF-8 can't hold."
    assert path.read_bytes() == b"old"


# What is left


ERRORS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.ENOENT]


def old(folder: Path) -> Path:
    """A file that there is, with a mark and other line ends, and beside it what a killed reader left."""
    path = folder / "annotations" / "a.yaml"
    path.parent.mkdir(parents=True)
    path.touch()
    left_by(path)
    path.write_bytes(OLD)
    return path


def missing(folder: Path) -> Path:
    """A file that is made with its folder."""
    folder.mkdir()
    return folder / "annotations" / "a.yaml"


def linked(folder: Path) -> Path:
    """A link to a file in another folder."""
    path = folder / "annotations" / "a.yaml"
    for made in (path.parent, folder / "real"):
        made.mkdir(parents=True)
    (folder / "real" / "b.yaml").write_bytes(OLD)
    path.symlink_to("../real/b.yaml")
    return path


OLD = b"\xef\xbb\xbfold: 1\r\nb: 2"
NEW = "new: 1\r\nb: 2\r\nc: 3"
SITUATIONS = [old, missing, linked] if hasattr(os, "mkfifo") else [old, missing]


def content(path: Path) -> bytes | None:
    """What is in a file; None without one."""
    return path.read_bytes() if path.exists() else None


def files(folder: Path) -> list[str]:
    """All files in a folder and below."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def save_under(path: Path, act: Callable[[str, int], None]) -> tuple[bool, list[str]]:
    """Save a file while something happens; whether it is said to be saved, and which calls were made.

    What is said is true, and the file is whole.
    """
    before, expected = content(path), signature(path)
    is_saved = False
    with faults(act) as done:
        try:
            save(path, NEW, True, expected)
            is_saved = True
        except (Unsaved, Changed):
            pass
    if not is_saved:
        assert (content(path), signature(path)) == (before, expected)
    elif path.parent.exists():
        assert content(path) == WRITTEN
    return is_saved, done.names


WRITTEN: bytes | None = b"\xef\xbb\xbf" + NEW.encode()


def check_next(path: Path, folder: Path) -> None:
    """The next save works, and leaves no more than there has to be."""
    save_again(path, "next")
    assert files(folder) in (["annotations/a.yaml"], ["annotations/a.yaml", "real/b.yaml"])


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("make", SITUATIONS)
def test_each_call_may_fail(
    tmp_path: Path, make: Callable[[Path], Path], error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever it is, the file is the old one if it is said to be unsaved, else the new one; nothing is left by it."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:9]))
    for number in count(1):
        folder = tmp_path / str(number)
        path = make(folder)
        before = files(folder)
        is_saved, called = save_under(path, fail_at(number, error))
        if called[number - 1 : number] != ["unlink"]:
            assert not {*files(folder)} - {*before, "annotations/a.yaml"}
        check_next(path, folder)
        if number > len(called):
            assert is_saved
            break


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("name", sorted(CALLS | {"flock"}))
def test_all_calls_of_a_kind_may_fail(tmp_path: Path, name: str, error: int) -> None:
    """A disk that fails seldom does so once."""
    path = old(tmp_path / "a")
    save_under(path, fail_always(name, error))
    check_next(path, tmp_path / "a")


@pytest.mark.parametrize("part", [".", "annotations"])
@pytest.mark.parametrize("make", SITUATIONS)
def test_the_folder_may_vanish_before_each_call(tmp_path: Path, make: Callable[[Path], Path], part: str) -> None:
    """A disk is pulled out, or somebody moves what is on it; wherever it is then, the file is whole."""
    for number in count(1):
        folder, away = tmp_path / str(number), tmp_path / "away"
        path = make(folder)
        before, expected, told = content(path), signature(path), WRITTEN
        with faults(move_at(number, folder / part, away)) as done:
            try:
                save(path, NEW, True, expected)
            except (Unsaved, Changed):
                told = before
        if away.exists():
            assert not os.path.lexists(folder / part)
            away.rename(folder / part)
        assert content(path) == told
        check_next(path, folder)
        if number > len(done.names):
            assert told == WRITTEN
            break


def move_at(number: int, folder: Path, to: Path) -> Callable[[str, int], None]:
    """A folder, if it is there, is moved before the call with this number."""

    def act(_: str, at: int) -> None:
        if at == number and os.path.lexists(folder):
            folder.rename(to)

    return act


DYING = """
import os, sys
from itertools import count
from pathlib import Path
from idlib_reader.storage.saving import save, signature
from storage import test_saving_failures as tests
from storage.faults import die_at, faults

make = getattr(tests, sys.argv[2])
os.fsync = lambda _: None
for number in count(1):
    path = make(Path(sys.argv[1], str(number)))
    child = os.fork()
    if not child:
        write = os.write
        os.write = lambda descriptor, content: write(descriptor, content[:9])
        with faults(die_at(number)):
            save(path, tests.NEW, True, signature(path))
        os._exit(0)
    if not os.waitpid(child, 0)[1]:
        break
"""
"""A program that saves one file after the other, each time in a copy of itself that is killed one call later."""


@POSIX
@pytest.mark.parametrize("make", SITUATIONS)
def test_the_program_may_be_killed_after_each_call(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Also between the pieces that are written; the file is the old or the new one, and the next save tidies up."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", DYING, str(tmp_path), make.__name__]
    subprocess.run(command, env=environment, check=True)
    folders = sorted(tmp_path.iterdir(), key=lambda folder: int(folder.name))
    before = content(make(tmp_path / "before"))
    contents = [content(folder / "annotations" / "a.yaml") for folder in folders]
    assert contents == sorted(contents, key=[before, WRITTEN].index)
    assert {*contents} == {before, WRITTEN}
    assert any(name.endswith(".tmp") for folder in folders for name in files(folder))
    for folder in folders:
        check_next(folder / "annotations" / "a.yaml", folder)
