"""The whole way from an edit to the file: whatever fails on it, the edit is in the file or is kept for the next run."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations, Entity
from idlib_reader.core.edits import ARTICLE, AddEntry, AddValue, Edit, SetField, Target
from idlib_reader.core.merging import replay
from idlib_reader.core.selectors import Selector
from idlib_reader.storage.journal import any_left_behind, left_behind
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.planning import draft_of
from idlib_reader.storage.saving import Changed, read_original
from storage import faults as calls
from storage.faults import fail_always, fail_at, faults
from storage.saves import left_by
from storage.test_saving_failures import content, files, move_at

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no copies of a program")

HAND = "format: idlib-reader/1\r\nentities:\r\n  a: {name: A, mentions: A}   # by hand\r\n  c: {name: C}"
ADDED = Edit(
    "entity B",
    (AddEntry(Entity(id="b", name="B", mentions=(Selector(("B",)),), keys=frozenset({"name", "mentions"}))),),
)
MENTIONED = Edit("mention of B", (AddValue(Target("entity", "b"), ("mentions",), Selector(("Bee",))),))
HAND_ADDED = f"{HAND}\r\n  b: {{name: B, mentions: B}}"
HAND_MENTIONED = f"{HAND}\r\n  b: {{name: B, mentions: [B, Bee]}}"
NEW_ADDED = (
    "# yaml-language-server: $schema=annotations.schema.json\n"
    "format: idlib-reader/1\n\nentities:\n  b:\n    name: B\n    mentions: B\n"
)
NEW_MENTIONED = NEW_ADDED.replace("mentions: B\n", "mentions:\n      - B\n      - Bee\n")
ERRORS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.ENOENT]


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own; the calls of the journal fail too, and the disk is not waited for."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    hurry(monkeypatch.setattr)
    return folder


def hurry(put: Callable[[object, str, object], None]) -> None:
    """Count also the calls that only the journal makes, and let none wait for the disk."""
    put(calls, "CALLS", calls.CALLS | {"fdatasync", "ftruncate", "lseek"})
    put(os, "fsync", lambda _: None)
    put(os, "fdatasync", lambda _: None)


# Files


def by_hand(folder: Path) -> Path:
    """A file that there is, with a mark and other line ends, and beside it what a killed reader left."""
    path = folder / "annotations" / "a.yaml"
    path.parent.mkdir(parents=True)
    path.touch()
    left_by(path)
    path.write_bytes(encoded(HAND))
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
    (folder / "real" / "b.yaml").write_bytes(encoded(HAND))
    path.symlink_to("../real/b.yaml")
    return path


def encoded(text: str) -> bytes:
    """What a hand-written file of these tests is as bytes."""
    return b"\xef\xbb\xbf" + text.encode()


def states(make: Callable[[Path], Path]) -> list[bytes | None]:
    """What the file may be: as it was, with the first edit, with both."""
    if make is missing:
        return [None, NEW_ADDED.encode(), NEW_MENTIONED.encode()]
    return [encoded(text) for text in (HAND, HAND_ADDED, HAND_MENTIONED)]


SITUATIONS = [by_hand, missing, linked] if hasattr(os, "mkfifo") else [by_hand, missing]


# What is done


def opened(path: Path) -> Manuscript:
    """The file as a run has it once it was read."""
    manuscript = Manuscript(path)
    read_again(manuscript)
    return manuscript


def read_again(manuscript: Manuscript) -> None:
    """The file is read as it is now."""
    original = read_original(manuscript.path)
    manuscript.take(original, draft_of(original.text))


def write(manuscript: Manuscript, edit: Edit) -> None:
    """Make an edit on what the person sees."""
    manuscript.write(edit, manuscript.shown(Annotations()))


def said(path: Path) -> Annotations:
    """What the file says, which is sound as a whole."""
    return draft_of(read_original(path).text).annotations


def offered(path: Path) -> list[tuple[Edit, ...]]:
    """What the next start offers: what runs have left and the file does not have; it is done with the rest."""
    annotations, wanted = said(path), list[tuple[Edit, ...]]()
    for leftover in left_behind(path):
        assert not leftover.lost
        if replay(annotations, leftover.edits).done != leftover.edits:
            wanted.append(leftover.edits)
        else:
            leftover.discard()
    return wanted


def start_again(path: Path) -> Manuscript:
    """The next run makes all again that is left."""
    manuscript = opened(path)
    for leftover in left_behind(path):
        assert leftover.claim()
        assert not leftover.lost
        manuscript.adopt(leftover.edits)
        leftover.discard()
    return manuscript


def check_tidy(path: Path, folder: Path) -> None:
    """Nothing waits, and there is no file but those that there have to be."""
    assert offered(path) == []
    assert any_left_behind() == []
    assert files(folder) in (["annotations/a.yaml"], ["annotations/a.yaml", "real/b.yaml"])


def check_next_run(path: Path, folder: Path, expected: bytes | None) -> None:
    """The next run can save, tidies up, and leaves nothing to the one after it."""
    manuscript = start_again(path)
    assert (manuscript.queue, manuscript.disputes) == ((), ())
    if content(path) != expected:
        write(manuscript, ADDED)  # what could not even be kept is done again by the person, who was told so
    assert content(path) == expected
    manuscript.leave()
    check_left_alone(path, folder)


def check_left_alone(path: Path, folder: Path) -> None:
    """Whatever a killed reader left goes at the next save."""
    manuscript = opened(path)
    write(manuscript, Edit("article", (SetField(ARTICLE, ("title",), ("Boats",), ()),)))
    assert manuscript.is_saved
    manuscript.leave()
    check_tidy(path, folder)


# Failures


def check_failed(manuscript: Manuscript, make: Callable[[Path], Path]) -> None:
    """The file is the old one or the new one; if it is not said to be saved, the edit waits, and is kept or told."""
    old, new, _ = states(make)
    path = manuscript.path
    if manuscript.is_saved:
        assert content(path) == new
        assert manuscript.trouble is None
        return
    assert content(path) == old
    assert manuscript.trouble is not None
    (waiting,) = manuscript.queue
    assert waiting.edit == ADDED
    told = any(note.startswith("The change can't be kept until it is saved") for note in manuscript.notes)
    assert (waiting.number is None) == told


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("make", SITUATIONS)
def test_each_call_may_fail(tmp_path: Path, make: Callable[[Path], Path], error: int) -> None:
    """The edit is in the file, or kept for the next run, which can save it; or the person is told that it is not."""
    for number in count(1):
        folder = tmp_path / str(number)
        path = make(folder)
        manuscript = opened(path)
        with faults(fail_at(number, error)) as done:
            write(manuscript, ADDED)
        check_failed(manuscript, make)
        kept = [waiting.edit for waiting in manuscript.queue if waiting.number is not None]
        manuscript.leave()
        assert offered(path) == ([tuple(kept)] if kept else [])
        check_next_run(path, folder, states(make)[1])
        if number > len(done.names):
            assert not kept
            break


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.ENOENT])
@pytest.mark.parametrize("make", [by_hand, missing])
def test_the_same_run_can_save_it(tmp_path: Path, make: Callable[[Path], Path], error: int) -> None:
    """Whichever call failed, and also with an edit more; then nothing is kept any more."""
    for number in count(1):
        folder = tmp_path / str(number)
        path = make(folder)
        manuscript = opened(path)
        with faults(fail_at(number, error)) as done:
            write(manuscript, ADDED)
        if number % 2:
            assert manuscript.flush()
            assert content(path) == states(make)[1]
        write(manuscript, MENTIONED)
        if isinstance(manuscript.trouble, Changed):  # what the saved file looks like could not be seen
            read_again(manuscript)
        assert manuscript.is_saved
        assert content(path) == states(make)[2]
        manuscript.leave()
        check_left_alone(path, folder)
        if number > len(done.names):
            break


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.ENOENT])
@pytest.mark.parametrize("name", sorted(calls.CALLS | {"fdatasync", "flock", "ftruncate", "lseek"}))
def test_all_calls_of_a_kind_may_fail(tmp_path: Path, name: str, error: int) -> None:
    """A disk that fails seldom does so once."""
    path = by_hand(tmp_path / "a")
    manuscript = opened(path)
    with faults(fail_always(name, error)):
        write(manuscript, ADDED)
    check_failed(manuscript, by_hand)
    manuscript.leave()
    check_next_run(path, tmp_path / "a", encoded(HAND_ADDED))


@pytest.mark.parametrize("part", [".", "annotations", "state"])
@pytest.mark.parametrize("make", [by_hand, missing])
def test_a_folder_may_vanish_before_each_call(
    tmp_path: Path, make: Callable[[Path], Path], part: str, state: Path
) -> None:
    """That of the file, or that of the journal: what is not in the file when it comes back is there afterwards."""
    for number in count(1):
        folder, away = tmp_path / str(number), tmp_path / "away"
        path = make(folder)
        moved = state if part == "state" else folder / part
        manuscript = opened(path)
        with faults(move_at(number, moved, away)) as done:
            write(manuscript, ADDED)
        if away.exists():
            if part == "state" and moved.exists():
                # A new one was made in its place, and what is in that counts.
                away.rename(tmp_path / f"old {number}")
            else:
                assert not os.path.lexists(moved)
                away.rename(moved)
        check_failed(manuscript, make)
        manuscript.leave()
        check_next_run(path, folder, states(make)[1])
        if number > len(done.names):
            break


@POSIX
@pytest.mark.parametrize("part", [".", "annotations"])
def test_a_link_may_vanish_for_a_while(tmp_path: Path, part: str) -> None:
    """What was done meanwhile is offered when the folder with the link is there again."""
    path = linked(tmp_path / "a")
    manuscript = opened(path)
    (tmp_path / "a" / part).rename(tmp_path / "away")
    write(manuscript, ADDED)
    manuscript.leave()
    (tmp_path / "away").rename(tmp_path / "a" / part)
    assert content(path) == encoded(HAND)
    assert offered(path) == [(ADDED,)]


# Others


def write_at(number: int, path: Path, text: bytes, *, is_new: bool) -> Callable[[str, int], None]:
    """Somebody writes the file before the call with this number: the same one, or another one in its place."""

    def act(_: str, at: int) -> None:
        if at != number:
            return
        target = path.with_name("editor") if is_new else path
        target.write_bytes(text)
        if is_new:
            target.rename(path)

    return act


THEIRS = HAND.replace("name: C}", "name: Sea}   # see?")


@pytest.mark.parametrize("is_new", [False, True])
def test_somebody_may_write_before_each_call(tmp_path: Path, *, is_new: bool) -> None:
    """The edit is made again on what they wrote; only between the last look and the replacing nobody can see them."""
    last_look = set[int]()
    """How many calls before the replacing they were not seen."""
    for number in count(1):
        path = by_hand(tmp_path / str(number))
        manuscript = opened(path)
        with faults(write_at(number, path, encoded(THEIRS), is_new=is_new)) as done:
            write(manuscript, ADDED)
        if number > len(done.names):
            assert content(path) == encoded(HAND_ADDED)
            break
        names = [name for name in done.names if name != "rename"]  # that is what the editor does
        replaced = names.index("replace") + 1 if "replace" in names else 0
        if manuscript.is_saved and number <= replaced:
            assert content(path) == encoded(HAND_ADDED)
            last_look.add(replaced - number)
            continue
        assert content(path) == encoded(THEIRS)
        was_saved = manuscript.is_saved
        assert was_saved or isinstance(manuscript.trouble, Changed)
        read_again(manuscript)
        assert (manuscript.queue, manuscript.disputes) == ((), ())
        assert content(path) == encoded(THEIRS if was_saved else THEIRS + HAND_ADDED.removeprefix(HAND))
        manuscript.leave()
    assert last_look <= {0, 1}


# Being killed


DYING = """
import os, sys
from itertools import count
from pathlib import Path
from storage import test_saving_whole as tests
from storage.faults import die_at, faults

make, live = getattr(tests, sys.argv[2]), getattr(tests, sys.argv[3])
tests.hurry(setattr)
for number in count(1):
    folder = Path(sys.argv[1], str(number))
    os.environ["XDG_STATE_HOME"] = str(folder.with_name(f"state {number}"))
    path = make(folder)
    child = os.fork()
    if not child:
        write = os.write
        os.write = lambda descriptor, content: write(descriptor, content[:99])
        with faults(die_at(number)):
            live(path)
        os._exit(0)
    if not os.waitpid(child, 0)[1]:
        break
"""
"""A program that lives one life after the other, each time in a copy of itself that is killed one call later."""


def say(path: Path, number: int) -> None:
    """Write down that so many steps were shown as done."""
    with path.parents[1].with_name(f"told {path.parents[1].name}").open("w") as file:
        file.write(str(number))


def two_edits(path: Path) -> None:
    """Both edits are made, the second is undone, and made again."""
    manuscript = opened(path)
    steps: list[Callable[[], object]] = [
        lambda: write(manuscript, ADDED),
        lambda: write(manuscript, MENTIONED),
        manuscript.undo,
        manuscript.redo,
    ]
    for number, step in enumerate(steps, 1):
        step()
        assert manuscript.is_saved
        say(path, number)
    manuscript.leave()


def with_journal(folder: Path) -> Path:
    """A file, and a run that could not save the two edits and is over."""
    path = by_hand(folder)
    path.chmod(0o444)
    manuscript = opened(path)
    write(manuscript, ADDED)
    write(manuscript, MENTIONED)
    assert len(manuscript.queue) == 2
    manuscript.leave()
    path.chmod(0o644)
    return path


def second_run(path: Path) -> None:
    """What is left of another run is made again."""
    manuscript = start_again(path)
    assert manuscript.is_saved
    say(path, 1)
    manuscript.leave()


def live(folder: Path, make: Callable[[Path], Path], life: Callable[[Path], None]) -> list[Path]:
    """The folders of a program that is killed one call later each time."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", DYING, str(folder), make.__name__, life.__name__]
    subprocess.run(command, env=environment, check=True)
    return sorted((one for one in folder.iterdir() if one.name.isdigit()), key=lambda one: int(one.name))


def told(folder: Path) -> int:
    """How many steps were shown as done."""
    file = folder.with_name(f"told {folder.name}")
    return int(file.read_text()) if file.exists() else 0


@POSIX
@pytest.mark.parametrize("make", [by_hand, missing])
def test_the_program_may_be_killed_after_each_call(
    tmp_path: Path, make: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file has what was shown as done; of what was begun, it or the journal has all or nothing."""
    old, added, mentioned = states(make)
    after = [old, added, mentioned, added, mentioned, mentioned]
    met = set[tuple[int, bool, bool]]()
    folders = live(tmp_path, make, two_edits)
    for folder in folders:
        monkeypatch.setenv("XDG_STATE_HOME", str(folder.with_name(f"state {folder.name}")))
        path, number = folder / "annotations" / "a.yaml", told(folder)
        assert content(path) in (after[number], after[number + 1])
        left = offered(path)
        assert not left or content(path) == after[number]
        manuscript = start_again(path)
        assert (manuscript.queue, manuscript.disputes) == ((), ())
        is_next = bool(left) or content(path) != after[number]
        assert said(path) == draft_of((after[number + is_next] or b"").decode().removeprefix("\ufeff")).annotations
        met.add((number, bool(left), is_next))
        manuscript.leave()
        if any(name.endswith(".tmp") for name in files(folder)):
            check_left_alone(path, folder)
    assert {number for number, is_offered, _ in met if is_offered} == {0, 1, 2, 3}
    assert {number for number, is_offered, is_next in met if is_next and not is_offered} == {0, 1, 2, 3}


@POSIX
def test_the_next_run_may_be_killed_after_each_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was left before is in the file, or is offered still."""
    outcomes = list[bytes | None]()
    for folder in live(tmp_path, with_journal, second_run):
        monkeypatch.setenv("XDG_STATE_HOME", str(folder.with_name(f"state {folder.name}")))
        path = folder / "annotations" / "a.yaml"
        outcomes.append(content(path))
        left = offered(path)
        assert set(left) <= {(ADDED, MENTIONED), (ADDED,)}
        assert content(path) == encoded(HAND_MENTIONED) or (ADDED, MENTIONED) in left
        manuscript = start_again(path)
        assert (manuscript.queue, manuscript.disputes) == ((), ())
        assert content(path) == encoded(HAND_MENTIONED)
        manuscript.leave()
        check_left_alone(path, folder)
    assert {*outcomes} == {encoded(HAND), encoded(HAND_MENTIONED)}
