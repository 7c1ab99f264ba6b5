"""Locks: who has one, who is told so, and where there is none."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from idlib_reader.storage.locks import Busy, hold, locked
from storage.faults import fail_always, faults

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has other locks")


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def is_busy(path: Path) -> bool:
    """Whether a file is being written by another reader."""
    try:
        with locked(path):
            return False
    except Busy:
        return True


def test_one_at_a_time_has_a_lock(tmp_path: Path) -> None:
    """Until it is given back, also by a failure; the file need not exist."""
    path = tmp_path / "a.yaml"
    with locked(path):
        assert is_busy(path)
    assert not is_busy(path)
    with pytest.raises(ZeroDivisionError), locked(path):
        raise ZeroDivisionError
    assert not is_busy(path)
    assert list(tmp_path.iterdir()) == []


def test_who_is_busy_is_told_in_a_sentence(tmp_path: Path) -> None:
    """With the file's name."""
    with locked(tmp_path / "a.yaml"), pytest.raises(Busy) as caught, locked(tmp_path / "a.yaml"):
        pass
    assert str(caught.value) == f"Another reader is writing {tmp_path / 'a.yaml'}. Try again."


def test_other_files_are_not_locked(tmp_path: Path) -> None:
    """Not in the same folder, and not of the same name."""
    with locked(tmp_path / "a.yaml"):
        assert not is_busy(tmp_path / "b.yaml")
        assert not is_busy(tmp_path / "folder" / "a.yaml")


@POSIX
def test_a_file_is_locked_under_all_its_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through links, and seen from the working folder."""
    (tmp_path / "folder").symlink_to(".")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    monkeypatch.chdir(tmp_path)
    with locked(tmp_path / "a.yaml"):
        for path in (tmp_path / "folder" / "a.yaml", tmp_path / "b.yaml", Path("a.yaml")):
            assert is_busy(path)


def test_another_thread_is_another_reader(tmp_path: Path) -> None:
    """Two threads of one program would write over each other just as well."""
    answers: list[bool] = []
    thread = Thread(target=lambda: answers.append(is_busy(tmp_path / "a.yaml")))
    with locked(tmp_path / "a.yaml"):
        thread.start()
        thread.join()
    assert answers == [True]


KILLED = """
import os, sys
from pathlib import Path
from idlib_reader.storage.locks import locked

with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.readline()
    os._exit(3)
"""
"""A reader that is killed while it has a lock."""


def test_a_killed_reader_has_no_lock(tmp_path: Path) -> None:
    """The system gives it back; until then it holds against other programs."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, str(tmp_path / "a.yaml")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "locked\n"
        assert is_busy(tmp_path / "a.yaml")
        reader.communicate("end\n")
    assert reader.returncode == 3
    assert not is_busy(tmp_path / "a.yaml")


@POSIX
def test_nobody_is_waited_for(tmp_path: Path) -> None:
    """A lock is tried for a number of times, and never in a way that waits."""
    with locked(tmp_path / "a.yaml"), faults(lambda *_: None) as done:
        assert is_busy(tmp_path / "a.yaml")
    assert 1 < done.names.count("flock") <= 100


@POSIX
def test_a_lock_is_tried_for_again(tmp_path: Path) -> None:
    """Whoever has it has it for a moment."""
    seen: list[str] = []

    def act(name: str, _: int) -> None:
        seen.append(name)
        if name == "flock" and seen.count("flock") < 20:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    with faults(act):
        assert not is_busy(tmp_path / "a.yaml")


@POSIX
def test_the_lock_is_a_file_of_the_persons_own(tmp_path: Path, state: Path) -> None:
    """In the state folder, for nobody else to hold, and empty; it stays, as one that goes could be locked twice."""
    with locked(tmp_path / "a.yaml"):
        pass
    (lock,) = (state / "idlib-reader" / "locks").iterdir()
    assert (lock.suffix, lock.stat().st_size) == (".lock", 0)
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    assert stat.S_IMODE((state / "idlib-reader" / "locks").stat().st_mode) == 0o700


def close_state(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a file where the folder should be."""
    monkeypatch.setenv("XDG_STATE_HOME", str(state / "file"))
    (state / "file").touch()


def have_no_home(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system knows no home of this user."""

    def fail() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("idlib_reader.storage.locks.state_folder", fail)


@POSIX
@pytest.mark.parametrize("lose", [close_state, have_no_home])
def test_without_a_state_folder_the_files_folder_is_locked(
    tmp_path: Path, state: Path, lose: Callable[[Path, pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left in it."""
    lose(state, monkeypatch)
    with locked(tmp_path / "a.yaml"):
        assert is_busy(tmp_path / "a.yaml")
    assert not is_busy(tmp_path / "a.yaml")
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOTSUP, errno.EIO])
def test_where_nothing_can_be_locked_there_is_no_lock(tmp_path: Path, error: int) -> None:
    """Some disks in the net have none; the file can be written all the same, and nothing stays open."""
    before = next_number(tmp_path)
    with faults(fail_always("flock", error)), locked(tmp_path / "a.yaml"):
        assert not is_busy(tmp_path / "a.yaml")
    assert next_number(tmp_path) == before


def next_number(folder: Path) -> int:
    """The number that the next file gets that is opened."""
    number = os.open(folder / "other", os.O_RDONLY | os.O_CREAT)
    os.close(number)
    return number


def test_a_lock_leaves_no_file_open(tmp_path: Path) -> None:
    """Neither one that was got nor one that was not."""
    before = next_number(tmp_path)
    with locked(tmp_path / "a.yaml"):
        assert is_busy(tmp_path / "a.yaml")
    assert next_number(tmp_path) == before


@pytest.mark.parametrize("is_free", [True, False])
def test_windows_has_locks_of_its_own(tmp_path: Path, is_free: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are tried for without waiting, too."""
    asked: list[tuple[int, int]] = []

    def lock(_: int, mode: int, length: int) -> None:
        asked.append((mode, length))
        if not is_free:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("idlib_reader.storage.locks.sys", SimpleNamespace(platform="win32"))
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=lock, LK_NBLCK=2))
    assert is_busy(tmp_path / "a.yaml") is not is_free
    assert {*asked} == {(2, 1)}


@POSIX
def test_an_open_file_is_held_until_it_is_closed(tmp_path: Path) -> None:
    """By whoever has opened it first."""
    (tmp_path / "a").touch()
    first, second = (os.open(tmp_path / "a", os.O_RDWR) for _ in range(2))
    assert hold(first)
    assert not hold(second)
    os.close(first)
    assert hold(second)
    os.close(second)
