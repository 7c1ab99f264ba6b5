"""Saving an annotation file: what is read of it, what is kept of it, and what others do meanwhile."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from idlib_reader.core.article import BYTE_ORDER_MARK
from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import signature
from idlib_reader.storage.saving import Changed, Original, Unsaved, is_hard_linked, read_original, save, warn_of_links
from storage.faults import fail_always, faults
from storage.refusals import commands, run
from storage.saves import names, refusal, save_again

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has other permissions and few links")


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An annotation file with an old text."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    return path


# What was read


def test_an_original_is_what_is_needed_to_write_it_again(tmp_path: Path) -> None:
    """Its text as it is, whether it has a mark, its signature and how many names it has."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\xc3\xa9")
    assert read_original(path) == ("a\r\nbé", True, signature(path), 1)
    path.write_bytes(b"a\r\n")
    assert read_original(path) == ("a\r\n", False, signature(path), 1)


@pytest.mark.parametrize("name", ["gone.yaml", "gone/gone.yaml"])
def test_a_missing_file_is_empty(tmp_path: Path, name: str) -> None:
    """It may be made yet."""
    assert read_original(tmp_path / name) == Original("", False, None, 0)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_can_not_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    """It is not taken for an empty file, which would be written over."""
    path = tmp_path / "a.yaml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(IdlibError):
        read_original(path)


def write_while_reading(path: Path, texts: list[bytes]) -> Callable[[str, int], None]:
    """Somebody writes one of these texts each time that the file was opened and looked at."""

    def act(name: str, _: int) -> None:
        if name == "close" and texts:
            path.write_bytes(texts.pop())

    return act


def test_text_and_signature_belong_together(path: Path) -> None:
    """A file that is written while it is read is read again."""
    with faults(write_while_reading(path, [b"newest one", b"newer"])):
        original = read_original(path)
    assert (original.text, original.signature) == ("newest one", signature(path))


def test_a_file_that_is_written_on_and_on_is_told(path: Path) -> None:
    """It is not read for ever."""
    with faults(write_while_reading(path, [b"x" * size for size in range(1, 100)])), pytest.raises(IdlibError) as told:
        read_original(path)
    assert told.value.message == f"{path} is being written by another program."


# What is kept


@pytest.mark.parametrize(
    "content", [b"", b"a: 1", b"a: 1\n", b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa\r\n", "“é” 😀\x85\u2028\r".encode()]
)
def test_the_same_bytes_are_written_again(path: Path, content: bytes) -> None:
    """Mark, line ends, and what there is of a last one."""
    path.write_bytes(content)
    original = read_original(path)
    save(path, original.text, original.has_bom, original.signature)
    assert path.read_bytes() == content
    assert names(path.parent) == ["a.yaml"]


def test_a_mark_is_written_before_the_text(path: Path) -> None:
    """One that the text itself begins with is another."""
    save(path, f"{BYTE_ORDER_MARK}a", True, signature(path))
    assert path.read_bytes() == b"\xef\xbb\xbf\xef\xbb\xbfa"


def test_what_was_saved_can_be_saved_again(path: Path) -> None:
    """The signature that comes back is that of the new file."""
    saved = save(path, "new", False, signature(path))
    assert saved == signature(path)
    assert save(path, "newer", False, saved) == signature(path)
    assert path.read_bytes() == b"newer"


def test_a_long_text_is_written_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may take less at a time than it is given."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:1000]))
    save_again(path, "é" * 10_000)


@POSIX
def test_a_link_stays_and_leads_to_the_new_text(tmp_path: Path) -> None:
    """Over other links, and through a folder that is one; what is written beside it is beside the file itself."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "b.yaml").write_bytes(b"old")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "c.yaml").symlink_to("folder/b.yaml")
    (tmp_path / "a.yaml").symlink_to("c.yaml")
    save_again(tmp_path / "a.yaml")
    assert (tmp_path / "a.yaml").readlink() == Path("c.yaml")
    assert (tmp_path / "c.yaml").readlink() == Path("folder/b.yaml")
    assert (tmp_path / "real" / "b.yaml").read_bytes() == b"new"
    assert names(tmp_path / "real") == ["b.yaml"]


@POSIX
def test_a_link_that_leads_nowhere_makes_its_target(tmp_path: Path) -> None:
    """The link stays."""
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    save_again(tmp_path / "a.yaml")
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "b.yaml").read_bytes() == b"new"


@POSIX
def test_a_link_that_can_not_be_followed_is_not_replaced(tmp_path: Path) -> None:
    """A disk that fails for a moment makes no file of a link."""
    (tmp_path / "b.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    expected = signature(tmp_path / "a.yaml")
    with faults(fail_always("readlink", errno.EIO)), pytest.raises((Changed, Unsaved)):
        save(tmp_path / "a.yaml", "new", False, expected)
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "b.yaml").read_bytes() == b"old"


@POSIX
def test_a_hard_link_is_cut_and_warned_of(path: Path) -> None:
    """The other name keeps the old text."""
    assert not is_hard_linked(path)
    (path.parent / "b.yaml").hardlink_to(path)
    assert is_hard_linked(path)
    assert read_original(path).links == 2
    assert warn_of_links(path).startswith(f"{path} has other names (hard links): ")
    save_again(path)
    assert not is_hard_linked(path)
    assert (path.parent / "b.yaml").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["gone.yaml", "a\0b", "a" * 300])
def test_what_is_not_there_has_no_hard_links(tmp_path: Path, name: str) -> None:
    """Asking never fails."""
    assert not is_hard_linked(tmp_path / name)


# The folder


def test_the_folder_of_annotation_files_is_made(tmp_path: Path) -> None:
    """If nothing but it is missing."""
    save_again(tmp_path / "annotations" / "a.yaml")
    assert names(tmp_path / "annotations") == ["a.yaml"]


@pytest.mark.parametrize("folder", ["gone", "gone/annotations", "annotations/gone"])
def test_no_other_folder_is_made(tmp_path: Path, folder: str) -> None:
    """What is missing there was moved, or is on a disk that is not there; the hint says how to make it."""
    path = tmp_path / folder / "a.yaml"
    error = refusal(path)
    assert error.message == f"{path} can't be saved: there is no folder {path.parent}."
    assert names(tmp_path) == []
    run(commands(error)[0], tmp_path)
    save_again(path)


def test_a_folder_that_vanished_with_its_file_is_told(tmp_path: Path) -> None:
    """Not made again: what else was in it would be missing."""
    path = tmp_path / "annotations" / "a.yaml"
    save_again(path)
    expected = signature(path)
    path.parent.rename(tmp_path / "away")
    with pytest.raises(Unsaved, match="there is no folder"):
        save(path, "newer", False, expected)
    assert names(tmp_path) == ["away"]


def test_a_folder_that_was_made_in_vain_goes(tmp_path: Path) -> None:
    """Nothing is left of a save that failed."""
    with faults(fail_always("fsync", errno.ENOSPC)):
        refusal(tmp_path / "annotations" / "a.yaml")
    assert names(tmp_path) == []


# What others do meanwhile


def replace_by(path: Path, content: bytes) -> None:
    """Another file takes its place, as with most editors."""
    other = path.with_name("other")
    other.write_bytes(content)
    other.replace(path)


def write_in_place(path: Path, content: bytes) -> None:
    """The same file gets another text, as with some editors."""
    path.write_bytes(content)


def before_look(number: int, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something done just before the file is looked at for the first or second time."""
    lstat, looks = Path.lstat, count(1)

    def look(looked_at: Path) -> os.stat_result:
        if next(looks) == number:
            act()
        return lstat(looked_at)

    monkeypatch.setattr(Path, "lstat", look)


@pytest.mark.parametrize("write", [replace_by, write_in_place])
@pytest.mark.parametrize("look", [1, 2])
def test_what_somebody_else_wrote_is_not_lost(
    path: Path, write: Callable[[Path, bytes], None], look: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether before the first look, or between that and the replacing."""
    expected = signature(path)
    before_look(look, lambda: write(path, b"of somebody else"), monkeypatch)
    with pytest.raises(Changed) as caught:
        save(path, "new", False, expected)
    assert caught.value.message == f"{path} has changed since it was read."
    assert path.read_bytes() == b"of somebody else"
    assert names(path.parent) == ["a.yaml"]


@pytest.mark.parametrize("look", [1, 2])
def test_a_file_that_somebody_else_made_is_not_replaced(
    tmp_path: Path, look: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None was expected."""
    path = tmp_path / "a.yaml"
    before_look(look, lambda: write_in_place(path, b"of somebody else"), monkeypatch)
    with pytest.raises(Changed):
        save(path, "new", False, None)
    assert path.read_bytes() == b"of somebody else"
    assert names(tmp_path) == ["a.yaml"]


@POSIX
def test_a_link_that_somebody_else_made_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even to the very file that was read."""

    def link() -> None:
        path.rename(path.with_name("b.yaml"))
        path.symlink_to("b.yaml")

    expected = signature(path)
    before_look(2, link, monkeypatch)
    with pytest.raises(Changed):
        save(path, "new", False, expected)
    assert path.is_symlink()
    assert path.read_bytes() == b"old"


def test_a_file_that_is_gone_is_not_made_again(path: Path) -> None:
    """Somebody removed it, and may have meant it."""
    expected = signature(path)
    path.unlink()
    with pytest.raises(Changed):
        save(path, "new", False, expected)
    assert names(path.parent) == []


def test_a_write_just_after_saving_is_noticed(path: Path) -> None:
    """The signature that comes back is not that of somebody else's text."""
    expected = signature(path)

    def act(name: str, _: int) -> None:
        if name == "stat" and path.read_bytes() == b"new":
            write_in_place(path, b"of somebody else")

    with faults(act):
        saved = save(path, "new", False, expected)
    assert path.read_bytes() == b"of somebody else"
    assert saved != signature(path)


def test_of_two_readers_one_is_told_that_the_other_is_writing(path: Path) -> None:
    """From its last look until the file is replaced, nobody else looks."""
    expected = signature(path)
    told: list[str] = []

    def act(name: str, _: int) -> None:
        if name == "replace" and not told:
            told.append("")
            told[0] = refusal(path, "of the other").message

    with faults(act):
        save(path, "new", False, expected)
    assert told == [f"{path} can't be saved: another reader is writing it."]
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["a.yaml"]


def test_windows_is_asked_again_where_a_file_is_being_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has it open there, a search or a scanner, has it for a moment; elsewhere there is nothing to wait for."""
    pauses: list[float] = []
    replace = Path.replace

    def deny(temporary: Path, target: Path) -> Path:
        if len(pauses) < 2:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", deny)
    monkeypatch.setattr(time, "sleep", pauses.append)
    refusal(path)
    assert pauses == []
    monkeypatch.setattr("idlib_reader.storage.saving.sys", SimpleNamespace(platform="win32"))
    save_again(path)
    assert len(pauses) == 2


SAVING = """
import json, os, sys
from pathlib import Path
from idlib_reader.errors import IdlibError
from idlib_reader.storage.saving import save
from storage.faults import faults

def linger(name, number):
    if name == "replace":
        for _ in range(500):
            os.sched_yield()

for line in sys.stdin:
    path, text, expected = json.loads(line)
    try:
        with faults(linger):
            save(Path(path), text, False, tuple(expected))
    except IdlibError as error:
        print(type(error).__name__, flush=True)
    else:
        print("saved", flush=True)
"""
"""A reader that saves what it is told to, and says how it went; slowly, so that another one may come between."""


@POSIX
def test_of_two_programs_exactly_one_saves(path: Path) -> None:
    """Each time that both saw the same file; the other is told to read again, or that it is being written."""
    with ExitStack() as stack:
        programs = [stack.enter_context(reader(SAVING)) for _ in range(2)]
        for number in range(30):
            told = [json.dumps([str(path), f"{number} of {one}", signature(path)]) for one in range(2)]
            for program, line in zip(programs, told, strict=True):
                print(line, file=program.stdin, flush=True)
            answers = [program.stdout.readline().strip() for program in programs if program.stdout]
            assert sorted(answers) in (["Changed", "saved"], ["Unsaved", "saved"])
            assert read_original(path).text == f"{number} of {answers.index('saved')}"
            assert names(path.parent) == ["a.yaml"]


def reader(program: str) -> subprocess.Popen[str]:
    """A program that may import what the tests import; it ends when nothing more is told to it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
