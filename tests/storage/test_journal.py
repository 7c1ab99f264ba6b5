"""The journal of what is not yet saved: whatever happens, what was kept is offered again."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import idlib_reader
from idlib_reader.core.edits import Edit, Rename
from idlib_reader.storage import journal as journal_module
from idlib_reader.storage import journal_files
from idlib_reader.storage.edit_records import record_of
from idlib_reader.storage.journal import Journal, Leftover, Unjournalled, any_left_behind, left_behind

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="other calls there")
TIME = "2026-02-20T10:00:00+00:00"


def edit(label: str) -> Edit:
    """An edit that is known by its label, which may hold anything."""
    return Edit(label, (Rename("a", "b"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The annotation file; it need not exist."""
    return tmp_path / "annotations" / "report.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the journals, not made yet."""
    return tmp_path / "state" / "journal"


def leave(path: Path, folder: Path, *labels: str) -> None:
    """A run that leaves these edits unsaved."""
    journal = Journal(path, folder)
    for label in labels:
        journal.open(edit(label))
    journal.leave()


def files(folder: Path) -> list[Path]:
    """What is in the folder of journals."""
    return sorted(folder.iterdir()) if folder.exists() else []


def offered(path: Path, folder: Path) -> list[str]:
    """The labels of all edits that are offered."""
    return [found.label for leftover in left_behind(path, folder) for found in leftover.edits]


def the_only(path: Path, folder: Path) -> Leftover:
    """What the one run before has left."""
    (leftover,) = left_behind(path, folder)
    return leftover


def open_descriptors() -> int:
    """How many files this process has open."""
    return len(os.listdir("/dev/fd"))  # noqa: PTH208  # the folder itself is one more while it is listed


# A run


def test_nothing_is_made_before_there_is_an_edit(path: Path, folder: Path) -> None:
    """Whoever only reads leaves no trace."""
    journal = Journal(path, folder)
    journal.close(1)
    journal.leave()
    assert left_behind(path, folder) == []
    assert any_left_behind(folder) == []
    assert not folder.parent.exists()


def test_an_edit_is_a_line_under_a_header(path: Path, folder: Path) -> None:
    """As the next start, and a person who looks, can read it."""
    before = datetime.now(UTC)
    journal = Journal(path, folder)
    assert journal.open(edit("first\n\ud83d")) == 1
    assert journal.open(edit("second")) == 2
    journal.close(1)
    (file,) = files(folder)
    header, *lines = map(json.loads, file.read_text("ascii").splitlines())
    times = [datetime.fromisoformat(line.pop("time")) for line in (header, *lines[:2])]
    assert header == {"journal": 1, "file": os.path.realpath(path), "pid": os.getpid()}
    assert lines == [
        {"open": 1, "edit": record_of(edit("first\n\ud83d"))},
        {"open": 2, "edit": record_of(edit("second"))},
        {"close": 1},
    ]
    assert all(before <= time <= datetime.now(UTC) for time in times)
    journal.leave()


@POSIX
def test_a_journal_is_private(path: Path, folder: Path) -> None:
    """Nobody else may read the file, nor look into a folder that was made for it."""
    umask = os.umask(0)
    try:
        leave(path, folder, "secret")
    finally:
        os.umask(umask)
    assert {stat.S_IMODE(made.stat().st_mode) for made in (folder, folder.parent)} == {0o700}
    assert [stat.S_IMODE(file.stat().st_mode) for file in files(folder)] == [0o600]


def test_the_journals_stand_with_the_state(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no other folder is named."""
    monkeypatch.setattr(journal_module, "state_folder", lambda: tmp_path / "here")
    journal = Journal(path)
    journal.open(edit("a"))
    journal.leave()
    assert len(files(tmp_path / "here" / "journal")) == 1
    assert [leftover.edits for leftover in left_behind(path)] == [(edit("a"),)]
    assert any_left_behind() == [Path(os.path.realpath(path))]


def test_what_is_open_is_known(path: Path, folder: Path) -> None:
    """By number; closing again, or what never was open, makes no difference."""
    journal = Journal(path, folder)
    numbers = [journal.open(edit(label)) for label in "abc"]
    assert journal.is_open == tuple(numbers)
    for number in (numbers[1], numbers[1], 99):
        journal.close(number)
    assert journal.is_open == (numbers[0], numbers[2])
    assert journal.open(edit("d")) not in numbers
    journal.leave()
    assert offered(path, folder) == ["a", "c", "d"]
    lines = map(json.loads, files(folder)[0].read_text("utf-8").splitlines())
    assert [line.get("open") or -line["close"] for line in list(lines)[1:]] == [1, 2, 3, -2, 4]


def test_a_run_that_has_saved_all_leaves_nothing(path: Path, folder: Path) -> None:
    """Its file goes."""
    journal = Journal(path, folder)
    journal.close(journal.open(edit("a")))
    assert len(files(folder)) == 1
    journal.leave()
    assert files(folder) == []


@POSIX
@pytest.mark.parametrize("call", ["fdatasync", "fsync"])
def test_an_edit_is_on_the_disk_before_its_number_is_told(
    call: str, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole line, in the journal's file; with the other call where a system lacks the better one."""
    journal = Journal(path, folder)
    journal.open(edit("a"))
    synced: list[bytes] = []
    monkeypatch.setattr(os, call, lambda descriptor: synced.append(os.pread(descriptor, 10_000, 0)), raising=False)
    if call == "fsync":
        monkeypatch.delattr(os, "fdatasync", raising=False)
    journal.open(edit("the second"))
    monkeypatch.undo()
    journal.close(1)
    assert [b"the second" in content and content.endswith(b"}\n") for content in synced] == [True]
    journal.leave()


@POSIX
def test_the_name_of_a_new_journal_is_on_the_disk_too(path: Path, folder: Path) -> None:
    """Its folder is synchronised, where the file system does that on request."""
    synced: list[bool] = []

    def refuse(descriptor: int) -> None:
        synced.append(os.path.samestat(os.fstat(descriptor), folder.stat()))
        raise OSError(errno.EINVAL, "Invalid argument")

    with patch.object(os, "fsync", refuse):
        leave(path, folder, "a")
    assert synced == [True]
    assert offered(path, folder) == ["a"]


def test_threads_may_share_a_journal(path: Path, folder: Path) -> None:
    """Each edit has its own number and is kept."""
    journal = Journal(path, folder)
    numbers: list[int] = []
    threads = [Thread(target=lambda name=name: numbers.append(journal.open(edit(name)))) for name in "abcdefgh"]  # type: ignore[misc]  # each has its own name
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.leave()
    assert sorted(numbers) == list(range(1, 9))
    assert sorted(offered(path, folder)) == list("abcdefgh")


def test_a_journal_that_somebody_has_removed_is_made_anew(path: Path, folder: Path) -> None:
    """With all that is open, and nothing else."""
    journal = Journal(path, folder)
    first = journal.open(edit("saved"))
    journal.open(edit("a"))
    files(folder)[0].unlink()
    folder.rmdir()
    journal.close(first)
    journal.open(edit("b"))
    journal.leave()
    assert offered(path, folder) == ["a", "b"]
    header, *lines = map(json.loads, files(folder)[0].read_text("utf-8").splitlines())
    assert header["file"] == os.path.realpath(path)
    assert [line.get("open") for line in lines] == [2, 3]


@POSIX
def test_what_is_made_anew_is_on_the_disk_again(path: Path, folder: Path) -> None:
    """Even where it is only for a line that need not be: the edits in it were said to be."""
    journal = Journal(path, folder)
    first = journal.open(edit("saved"))
    journal.open(edit("a"))
    files(folder)[0].unlink()
    synced: list[bytes] = []
    with patch.object(journal_files, "_sync", lambda descriptor: synced.append(os.pread(descriptor, 10_000, 0))):
        journal.close(first)
    assert len(synced) == 1
    assert json.dumps(record_of(edit("a")), separators=(",", ":")).encode() in synced[0]
    journal.leave()


# The next start


def test_what_a_run_has_left_is_offered(path: Path, folder: Path) -> None:
    """The open edits in their order, with the time of the first one; it is no run's that lives."""
    journal = Journal(path, folder)
    numbers = [journal.open(edit(label)) for label in "abc"]
    journal.close(numbers[0])
    assert left_behind(path, folder) == []
    assert any_left_behind(folder) == []
    lines = [json.loads(line) for line in files(folder)[0].read_text("utf-8").splitlines()]
    journal.leave()
    leftover = the_only(path, folder)
    assert leftover.edits == (edit("b"), edit("c"))
    assert leftover.when == datetime.fromisoformat(lines[2]["time"])
    assert leftover.lost == 0


def test_leftovers_are_told_by_their_file(path: Path, folder: Path) -> None:
    """Each annotation file has its own."""
    other = path.with_name("other.yaml")
    leave(path, folder, "a")
    leave(other, folder, "b")
    leave(other, folder, "c")
    assert offered(path, folder) == ["a"]
    assert sorted(offered(other, folder)) == ["b", "c"]
    assert any_left_behind(folder) == [Path(os.path.realpath(other)), Path(os.path.realpath(path))]


@POSIX
def test_a_file_is_the_same_by_every_name(path: Path, folder: Path, tmp_path: Path) -> None:
    """A link to it, or to its folder, is no other file."""
    path.parent.mkdir()
    (tmp_path / "link").symlink_to(path.parent)
    leave(tmp_path / "link" / "report.yaml", folder, "a")
    assert offered(path, folder) == ["a"]


def write(path: Path, folder: Path, *lines: object, name: str = "x") -> Path:
    """A journal of these lines, each a JSON value or as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{journal_module._name(os.path.realpath(path))}.{name}.jsonl"
    file.write_bytes(b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines))
    return file


HEADER = {"journal": 1, "file": "/a/report.yaml", "pid": 1, "time": TIME}


def opened(number: int, label: str, time: object = TIME) -> dict[str, object]:
    """The line of an edit."""
    return {"open": number, "time": time, "edit": record_of(edit(label))}


def test_leftovers_come_oldest_first(path: Path, folder: Path) -> None:
    """By the time of their first open edit, whatever time zone it is told in; the oldest has none that can be read."""
    times = [
        "2026-02-20T10:00:00+01:00",
        "2026-02-20T09:30:00+00:00",
        "2026-02-20T09:40:00",
        "0001-01-01T00:00:00+14:00",
    ]
    for name, time in zip("bacd", times, strict=True):
        write(path, folder, HEADER, opened(1, name, time), name=name)
    os.utime(write(path, folder, HEADER, opened(1, "e", "then"), name="e"), (0, 0))
    assert offered(path, folder) == ["d", "e", "b", "a", "c"]


@pytest.mark.parametrize("lines", [[], [HEADER], [HEADER, opened(1, "a"), {"close": 1}], [b"{"], [b"\n \n"]])
def test_a_journal_without_anything_open_is_removed(path: Path, folder: Path, lines: list[object]) -> None:
    """Its run was killed before it kept anything, or after it had saved all."""
    for look in (lambda: left_behind(path, folder), lambda: any_left_behind(folder)):
        write(path, folder, *lines)
        assert look() == []
        assert files(folder) == []


NEWER = {"journal": 2, "file": "/a/report.yaml"}


@pytest.mark.parametrize(
    ("lines", "labels", "lost"),
    [
        ([HEADER, opened(1, "a"), b"gar\xffbage\n", opened(2, "b")], ["a", "b"], 1),
        ([HEADER, opened(1, "a"), {"close": 1}, b"\0\0\0\n"], [], 1),
        ([b"no header\n", opened(1, "a"), {"close": 2}], ["a"], 1),
        ([opened(1, "a")], ["a"], 0),
        ([HEADER, opened(1, "a"), opened(1, "b")], ["a"], 1),
        ([HEADER, {**opened(1, "a"), "by": "me"}, {"close": 1, "why": "saved"}, None, [], 1], [], 5),
        ([HEADER, {**opened(1, "a"), "edit": {}}, opened(2, "b", 5), {"open": "1"}, {"close": "1"}], [], 4),
        ([HEADER, b"[" * 100_000 + b"\n", b"1" * 10_000 + b"\n"], [], 2),
        ([NEWER, opened(1, "a"), {"close": 1}], [], 2),
        ([HEADER, HEADER], [], 1),
        ([b"\xef\xbb\xbf", HEADER, b"\r\n", opened(1, "a")], ["a"], 0),
        ([HEADER, opened(1, "a"), b'{"close": 1}'], [], 0),
        ([HEADER, opened(1, "a"), b'{"close": 1'], ["a"], 0),
        ([HEADER, opened(1, "a"), b'{"shut": 1}'], ["a"], 1),
    ],
)
def test_lines_that_cannot_be_understood_are_counted(
    path: Path, folder: Path, lines: list[object], labels: list[str], lost: int
) -> None:
    """All others are read; a last line that is not whole was never kept."""
    write(path, folder, *lines)
    found = left_behind(path, folder)
    assert [label.label for leftover in found for label in leftover.edits] == labels
    assert sum(leftover.lost for leftover in found) == lost


@pytest.mark.parametrize("written", [0, 2**33])
def test_without_an_edit_the_time_is_that_of_the_file(path: Path, folder: Path, written: int) -> None:
    """There is no other."""
    os.utime(write(path, folder, HEADER, b"?\n"), (written, written))
    assert the_only(path, folder).when == datetime.fromtimestamp(written, UTC)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_journal_is_no_failure(path: Path, folder: Path, data: st.DataObject) -> None:
    """Bytes that were changed, lost or put in: what still can be read is offered, and the file is not removed."""
    content = write(path, folder, HEADER, opened(1, "a"), opened(2, "b"), {"close": 1}, opened(3, "c")).read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 9)))
    damaged = content[:start] + data.draw(st.binary(max_size=3)) + content[end:]
    file = write(path, folder, damaged)
    found = left_behind(path, folder)
    any_left_behind(folder)
    assert bool(found) == file.exists()
    lines = damaged.split(b"\n")
    for label, number in (("b", 2), ("c", 3)):
        if json.dumps(opened(number, label)).encode() in lines:
            assert found
            assert label in offered(path, folder) or found[0].lost or b'{"close": %d}' % number in lines


def test_a_journal_cut_off_anywhere_offers_what_is_whole(path: Path, folder: Path) -> None:
    """Whatever byte it ends at, every edit whose line is whole is offered, unless the line that closes it is too."""
    journal = Journal(path, folder)
    steps: list[tuple[int, set[str]]] = [(0, set())]

    def note(labels: set[str]) -> None:
        steps.append((files(folder)[0].stat().st_size, labels))

    first = journal.open(edit("é😀"))
    note({"é😀"})
    second = journal.open(edit("b"))
    note({"é😀", "b"})
    journal.close(first)
    note({"b"})
    journal.open(edit("c"))
    note({"b", "c"})
    journal.close(second)
    note({"c"})
    journal.leave()
    (file,) = files(folder)
    content = file.read_bytes()
    for length in range(len(content) + 1):
        file.write_bytes(content[:length])
        # A line is whole with its last brace, before the end of the line.
        kept = [labels for size, labels in steps if size <= length + 1][-1]
        assert set(offered(path, folder)) == kept
        assert sum(leftover.lost for leftover in left_behind(path, folder)) == 0
        assert file.exists() == bool(kept)


def test_what_is_no_journal_is_left_alone(path: Path, folder: Path) -> None:
    """Folders, pipes, links and files of other names."""
    name = write(path, folder, HEADER, opened(1, "a")).name
    (folder / name).rename(folder / "real")
    (folder / name).mkdir()
    (folder / name.replace(".x.", ".y.")).symlink_to(folder / "real")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / name.replace(".x.", ".z."))
    before = files(folder)
    assert [journal_module.take(file) for file in before if file.name != "real"] == [None] * (len(before) - 1)
    assert left_behind(path, folder) == []
    assert any_left_behind(folder) == []
    assert files(folder) == before


@pytest.mark.parametrize("name", ["a\0b.yaml", "\ud800.yaml", "a" * 5000])
def test_an_impossible_path_has_no_leftovers(tmp_path: Path, folder: Path, name: str) -> None:
    """And its edits are refused in a sentence, if they can't be kept."""
    with suppress(Unjournalled):
        Journal(tmp_path / name, folder).open(edit("a"))
    assert left_behind(tmp_path / name, folder) == []


# Who takes it


@POSIX
def test_a_leftover_is_claimed_by_one(path: Path, folder: Path) -> None:
    """Of two readers that look at once; when it is released the other may have it."""
    leave(path, folder, "a")
    first, second = the_only(path, folder), the_only(path, folder)
    assert first.claim()
    assert first.claim()
    descriptors = open_descriptors()
    assert not second.claim()
    assert left_behind(path, folder) == []
    assert open_descriptors() == descriptors
    first.release()
    assert second.claim()
    assert not first.claim()
    second.release()
    assert offered(path, folder) == ["a"]


def test_a_leftover_goes_when_it_is_discarded(path: Path, folder: Path) -> None:
    """And nobody else can take it from a look before."""
    leave(path, folder, "a")
    first, second = the_only(path, folder), the_only(path, folder)
    assert first.kept is None
    first.claim()
    second.discard()
    assert len(files(folder)) == 1
    first.discard()
    assert files(folder) == []
    assert not second.claim()
    second.discard()
    second.release()


def test_lines_that_were_lost_are_put_aside(path: Path, folder: Path) -> None:
    """They are never removed, and not offered again."""
    file = write(path, folder, HEADER, opened(1, "a"), b"lost\n")
    content = file.read_bytes()
    leftover = the_only(path, folder)
    leftover.discard()
    assert files(folder) == [leftover.kept]
    assert leftover.kept is not None
    assert leftover.kept.read_bytes() == content
    assert leftover.kept.name == f"{file.name}.unreadable"
    assert left_behind(path, folder) == []
    assert any_left_behind(folder) == []


def test_a_leftover_that_goes_while_it_is_claimed_is_not_had(path: Path, folder: Path) -> None:
    """Another reader is done with it at the very moment; its lock on a file without a name is worth nothing."""
    leave(path, folder, "a")
    leftover, lock = the_only(path, folder), journal_files._lock

    def be_late(descriptor: int, *, is_shared: bool = False) -> bool:
        leftover.file.unlink()
        return lock(descriptor, is_shared=is_shared)

    with patch.object(journal_files, "_lock", be_late):
        assert not leftover.claim()


def test_a_look_does_not_keep_others_from_claiming(path: Path, folder: Path) -> None:
    """Looking takes nothing; only one who claims does."""
    leave(path, folder, "a")
    leftover = the_only(path, folder)
    assert offered(path, folder) == ["a"]
    assert leftover.claim()
    leftover.release()


def test_a_journal_that_is_just_begun_is_not_removed(path: Path, folder: Path) -> None:
    """It was empty at the look, and its run was killed with an edit in it before it was removed."""
    file = write(path, folder)
    take, content = journal_module.take, json.dumps(HEADER).encode() + b"\n" + json.dumps(opened(1, "a")).encode()

    def be_late(taken: Path, *, is_shared: bool = False) -> int | None:
        if not is_shared:
            file.write_bytes(content)
        return take(taken, is_shared=is_shared)

    with patch.object(journal_module, "take", be_late):
        assert left_behind(path, folder) == []
    assert offered(path, folder) == ["a"]


@POSIX
@pytest.mark.parametrize("is_removed", [False, True])
def test_a_new_journal_in_other_hands_is_given_up(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, is_removed: bool
) -> None:
    """Somebody who looks may hold it, or have removed it, before its run does: then another one is begun."""
    lock, held = journal_files._lock, []

    def be_second(descriptor: int, *, is_shared: bool = False) -> bool:
        if not held:
            (file,) = files(folder)
            held.append(file)
            if is_removed:
                file.unlink()
            else:
                return False
        return lock(descriptor, is_shared=is_shared)

    monkeypatch.setattr(journal_files, "_lock", be_second)
    descriptors = open_descriptors()
    journal = Journal(path, folder)
    journal.open(edit("a"))
    assert open_descriptors() - descriptors == 1
    assert len([file for file in files(folder) if file not in held]) == 1
    journal.leave()
    assert offered(path, folder) == ["a"]
    assert len(files(folder)) == 1


# What a system may refuse

CALLS = "mkdir open stat fstat write fdatasync fsync ftruncate close unlink replace listdir scandir lseek read".split()


@contextmanager
def faults(number: int, kind: int, *, is_lasting: bool = False) -> Iterator[list[str]]:
    """The call of this number fails, or all from there on; gives the names of all calls as they come."""
    import fcntl

    calls: list[str] = []

    def failing(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def fail(*given: Any, **named: Any) -> Any:
            calls.append(name)
            if len(calls) - 1 != number and not (is_lasting and len(calls) > number):
                return call(*given, **named)
            if name == "write":
                call(given[0], given[1][: len(given[1]) // 2])
            if name == "close":
                call(*given)
            raise OSError(kind, os.strerror(kind))

        return fail

    with ExitStack() as patches:
        for name in CALLS:
            if hasattr(os, name):
                patches.enter_context(patch.object(os, name, failing(name, getattr(os, name))))
        patches.enter_context(patch.object(fcntl, "flock", failing("flock", fcntl.flock)))
        yield calls


def run(path: Path, folder: Path) -> tuple[list[str], int]:
    """A run whose first edit is saved: what it was told is kept, and how many edits were refused."""
    journal, kept, refused = Journal(path, folder), {}, 0
    for label in "abcd":
        try:
            kept[journal.open(edit(label))] = label
        except Unjournalled:
            refused += 1
        if label == "b" and kept:
            number = min(kept)
            journal.close(number)
            del kept[number]
        assert journal.is_open == tuple(kept)
    journal.leave()
    return list(kept.values()), refused


KINDS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO]


@POSIX
@pytest.mark.parametrize("kind", KINDS, ids=errno.errorcode.get)
def test_a_call_that_fails_loses_nothing(path: Path, tmp_path: Path, kind: int) -> None:
    """Each one in turn: what was said to be kept is offered, and nothing else."""
    failed: set[str] = set()
    descriptors = open_descriptors()
    for number in range(1000):
        folder = tmp_path / str(number) / "journal"
        with faults(number, kind) as calls:
            kept, refused = run(path, folder)
        assert offered(path, folder) == kept
        assert refused <= 1
        assert len(files(folder)) == 1
        assert open_descriptors() == descriptors
        if len(calls) <= number:
            break
        failed |= {calls[number]} if refused else set()
    assert failed >= {"mkdir", "open", "write", "fdatasync", "fsync"}


@POSIX
@pytest.mark.parametrize("kind", KINDS, ids=errno.errorcode.get)
def test_a_disk_that_stays_broken_loses_nothing(path: Path, tmp_path: Path, kind: int) -> None:
    """From each call on: what was said to be kept is offered; some of the rest may be, as nothing can be taken back."""
    descriptors = open_descriptors()
    for number in range(1000):
        folder = tmp_path / str(number) / "journal"
        with faults(number, kind, is_lasting=True) as calls:
            kept, refused = run(path, folder)
        assert set(offered(path, folder)) >= set(kept)
        assert open_descriptors() == descriptors
        assert all(leftover.lost == 0 for leftover in left_behind(path, folder))
        if len(calls) <= number:
            break
        assert refused or number > 10
    assert number > 30


@POSIX
@pytest.mark.parametrize("is_lasting", [False, True])
@pytest.mark.parametrize("kind", KINDS, ids=errno.errorcode.get)
def test_a_look_never_fails(path: Path, folder: Path, kind: int, is_lasting: bool) -> None:
    """What can't be read now is not offered, and is the next time; nor do claiming and discarding fail."""
    leave(path, folder, "a")
    write(path, folder, HEADER)
    look: list[Callable[[], object]] = [
        lambda: left_behind(path, folder),
        lambda: any_left_behind(folder),
        lambda: [leftover.claim() and leftover.release() for leftover in left_behind(path, folder)],
    ]
    descriptors = open_descriptors()
    for act in look:
        for number in range(1000):
            with faults(number, kind, is_lasting=is_lasting) as calls:
                act()
            assert offered(path, folder) == ["a"]
            assert open_descriptors() == descriptors
            if len(calls) <= number:
                break
    for number in range(1000):
        leftover = the_only(path, folder)
        with faults(number, kind, is_lasting=is_lasting):
            leftover.discard()
        if not files(folder):
            break
        assert offered(path, folder) == ["a"]


@POSIX
def test_a_refusal_says_why_and_the_next_edit_may_fare_better(path: Path, folder: Path) -> None:
    """In a sentence, with what that means and where it would be."""
    journal = Journal(path, folder)
    with faults(0, errno.ENOSPC, is_lasting=True), pytest.raises(Unjournalled) as caught:
        journal.open(edit("a"))
    assert caught.value.message == "The change can't be kept until it is saved: no space left on device."
    assert str(folder) in caught.value.hint
    assert journal.is_open == ()
    journal.open(edit("b"))
    with faults(0, errno.ENOSPC, is_lasting=True), pytest.raises(Unjournalled):
        journal.open(edit("c"))
    journal.open(edit("d"))
    journal.leave()
    assert offered(path, folder) == ["b", "d"]


@POSIX
def test_what_could_not_be_closed_is_closed_later(path: Path, folder: Path) -> None:
    """At the end of the run at last, if the disk has room again."""
    journal = Journal(path, folder)
    number = journal.open(edit("a"))
    journal.open(edit("b"))
    with faults(0, errno.ENOSPC, is_lasting=True):
        journal.close(number)
    journal.leave()
    assert offered(path, folder) == ["b"]


def test_a_line_that_is_written_bit_by_bit_is_whole(path: Path, folder: Path) -> None:
    """A system may take less than it is given."""
    whole = os.write
    with patch.object(os, "write", lambda descriptor, content: whole(descriptor, content[:7])):
        leave(path, folder, "a", "b")
    assert offered(path, folder) == ["a", "b"]


def test_without_a_home_an_edit_is_refused_in_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is offered."""

    def fail() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(journal_module, "state_folder", fail)
    with pytest.raises(Unjournalled, match="home directory"):
        Journal(path).open(edit("a"))
    assert left_behind(path) == []
    assert any_left_behind() == []


# Runs that are killed

KILLED = """
import fcntl, json, os, signal, sys
from pathlib import Path
from idlib_reader.core.edits import Edit, Rename
from idlib_reader.storage.journal import Journal

CALLS, PATH, BASE, HALF = sys.argv[1].split(), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4] == "half"

def run(folder, number, tell):
    counted = 0

    def killing(call, is_write):
        def kill(*given, **named):
            nonlocal counted
            counted += 1
            if counted == number and HALF and is_write:
                given = (given[0], given[1][: len(given[1]) // 2])
            try:
                return call(*given, **named)
            finally:
                if counted == number:
                    os.kill(os.getpid(), signal.SIGKILL)
        return kill

    say = os.write
    journal = Journal(PATH, folder)
    for name in CALLS:
        setattr(os, name, killing(getattr(os, name), name == "write"))
    fcntl.flock = killing(fcntl.flock, False)
    for label in "abc":
        opened = journal.open(Edit(label, (Rename("a", "b"),)))
        say(tell, b"+" + label.encode())
        if label == "b":
            say(tell, b"?a")
            journal.close(1)
            say(tell, b"-a")
    journal.leave()

for number in range(1, 1000):
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        run(BASE / str(number), number, tell)
        os._exit(0)
    os.close(tell)
    said = os.read(told, 1000).decode()
    while more := os.read(told, 1000).decode():
        said += more
    os.close(told)
    status = os.waitpid(child, 0)[1]
    print(number, os.WIFSIGNALED(status), said, flush=True)
    if not os.WIFSIGNALED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs that are killed after their first call of the system, their second one, and so on until one is not."""


def start(program: str, *arguments: str, **pipes: Any) -> subprocess.Popen[str]:
    """A Python program that can import the reader."""
    environment = {**os.environ, "PYTHONPATH": str(Path(idlib_reader.__file__).resolve().parents[1])}
    return subprocess.Popen([sys.executable, "-c", program, *arguments], env=environment, text=True, **pipes)


@POSIX
@pytest.mark.parametrize("way", ["whole", "half"])
def test_a_run_that_is_killed_loses_nothing(path: Path, tmp_path: Path, way: str) -> None:
    """After whatever call: all that it was told is kept is offered, and nothing that it was told is closed."""
    names = " ".join(name for name in CALLS if hasattr(os, name))
    with start(KILLED, names, str(path), str(tmp_path), way, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        told, wrong = program.communicate(timeout=60)
    assert (program.returncode, wrong) == (0, "")
    lines = [line.split(" ") for line in told.splitlines()]
    assert len(lines) > 30
    assert [killed for _, killed, _ in lines] == ["True"] * (len(lines) - 1) + ["False"]
    for number, _, said in lines:
        folder = tmp_path / number
        labels = offered(path, folder)
        assert labels == sorted(set(labels))
        assert {label for label in "abc" if f"+{label}" in said and f"?{label}" not in said} <= set(labels)
        assert not {label for label in "abc" if f"-{label}" in said} & set(labels)
        assert all(leftover.lost == 0 for leftover in left_behind(path, folder))
        assert bool(files(folder)) == bool(labels)


LIVING = """
import signal, subprocess, sys
from pathlib import Path
from idlib_reader.core.edits import Edit, Rename
from idlib_reader.storage.journal import Journal

Journal(Path(sys.argv[1]), Path(sys.argv[2])).open(Edit("a", (Rename("a", "b"),)))
subprocess.Popen([sys.executable, "-c", "input()"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("ready", flush=True)
signal.pause()
"""
"""A run that keeps an edit, starts another program, and waits."""


@POSIX
def test_a_run_of_another_process_is_over_when_it_is(path: Path, folder: Path) -> None:
    """Not before, and whether or not a program that it has started still runs."""
    given, give = os.pipe()
    try:
        with start(LIVING, str(path), str(folder), stdin=given, stdout=subprocess.PIPE) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
            assert left_behind(path, folder) == []
            assert any_left_behind(folder) == []
            program.kill()
            program.wait()
            assert offered(path, folder) == ["a"]
    finally:
        os.close(given)
        os.close(give)
