"""What a person does is in the file, or waits and is kept, or was refused with nothing changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from idlib_reader.core.edits import Edit, Rename
from idlib_reader.errors import IdlibError
from idlib_reader.storage import manuscript as manuscript_module
from idlib_reader.storage.journal import Journal, Unjournalled, left_behind
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.planning import draft_of
from idlib_reader.storage.reading import signature
from idlib_reader.storage.saving import Changed, Unsaved, read_original
from storage.manuscripts import (
    BREAK,
    TEXT,
    adding,
    crash,
    refuse,
    replace_elsewhere,
    setting,
    started,
    tagging,
    take,
    text_of,
    waiting,
    write,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="other rights and links there")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, and a system that does not wait for the disk: nothing here is about that."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in {"fsync", "fdatasync"} & {*dir(os)}:
        monkeypatch.setattr(os, name, lambda _: None)
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The annotation file, in the folder of annotation files; not there yet."""
    return tmp_path / "annotations" / "report.yaml"


def open_numbers(manuscript: Manuscript) -> tuple[int, ...]:
    """What is open in the journal."""
    return manuscript._journal.is_open


# Saving


def test_an_edit_is_in_the_file_at_once(path: Path) -> None:
    """Nothing waits then, and nothing is open in the journal."""
    manuscript = started(path)
    write(manuscript, setting("state", "place"))
    assert text_of(manuscript) == TEXT.replace("place", "state")
    assert manuscript.is_saved
    assert manuscript.draft is not None
    assert manuscript.draft.text == text_of(manuscript)
    assert manuscript.signature == signature(path)
    assert manuscript.saves == 1
    assert manuscript.trouble is None
    assert open_numbers(manuscript) == ()


def test_an_edit_that_does_not_fit_changes_nothing(path: Path) -> None:
    """It is refused with a sentence, and kept nowhere."""
    manuscript = started(path)
    before = manuscript.draft
    with pytest.raises(IdlibError, match=r"No entry has the id `c`\."):
        write(manuscript, setting("state", "", "c"))
    assert (manuscript.draft, manuscript.is_saved, manuscript.saves) == (before, True, 0)
    assert text_of(manuscript) == TEXT
    assert manuscript.undo() == "There is nothing to undo."


def test_an_edit_that_changes_no_character_is_none(path: Path) -> None:
    """It is neither saved nor undone, and what was undone before can still be redone."""
    manuscript = started(path)
    write(manuscript, setting("state", "place"))
    manuscript.undo()
    before = manuscript.signature
    write(manuscript, setting("place", "place"))
    assert (manuscript.is_saved, manuscript.signature) == (True, before)
    assert manuscript.redo() == "Done again: type state."
    assert manuscript.undo() == "Undone: type state."
    assert manuscript.undo() == "There is nothing to undo."


def test_what_can_not_be_saved_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown and kept, why is told, and it is saved as soon as that can be."""
    manuscript = started(path)
    with monkeypatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        write(manuscript, setting("state", "place"), tagging("x"))
        assert not manuscript.flush()
    assert text_of(manuscript) == TEXT
    assert waiting(manuscript) == ["type state", "tag x"]
    assert manuscript.trouble is not None
    assert manuscript.trouble.message == "No room."
    assert open_numbers(manuscript) == (1, 2)
    assert manuscript.shown(draft_of(TEXT).annotations).entities["a"].type == "state"
    assert manuscript.flush()
    assert text_of(manuscript) == TEXT.replace("place   # where", "state   # where\n    tags: x")
    assert (manuscript.trouble, manuscript.is_saved, open_numbers(manuscript)) == (None, True, ())


@POSIX
@pytest.mark.parametrize("is_folder", [False, True])
def test_a_file_that_is_closed_to_writing_waits(path: Path, is_folder: bool) -> None:
    """Be it the file or its folder, until somebody opens it."""
    manuscript = started(path)
    closed = path.parent if is_folder else path
    if is_folder and os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    mode = closed.stat().st_mode
    closed.chmod(0o555)
    try:
        take(manuscript)
        write(manuscript, setting("state", "place"))
        assert isinstance(manuscript.trouble, Unsaved)
        assert text_of(manuscript) == TEXT
    finally:
        closed.chmod(mode)
    take(manuscript)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT.replace("place", "state")


def test_without_a_journal_an_edit_is_saved_and_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it can't be kept the person is told, once for each edit."""

    def fail(*_: object) -> int:
        raise Unjournalled("It can't be kept.", "Save soon.")

    monkeypatch.setattr(Journal, "open_all", fail)
    manuscript = started(path)
    monkeypatch.setattr(manuscript_module, "save", refuse)
    write(manuscript, setting("state", "place"))
    manuscript.flush()
    assert [one.number for one in manuscript.queue] == [None]
    assert manuscript.notes == ["It can't be kept. Save soon."]
    assert manuscript.undo() == "Undone: type state."
    assert manuscript.is_saved


@POSIX
def test_a_hard_link_is_told_when_it_is_cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, and not before the file is saved."""
    manuscript = started(path)
    other = path.with_name("other")
    os.link(path, other)
    take(manuscript)
    with monkeypatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        write(manuscript, setting("state", "place"))
        assert manuscript.notes == []
    manuscript.flush()
    write(manuscript, tagging("x"))
    assert [note.partition(" has ")[2] for note in manuscript.notes] == [
        "other names (hard links): it is saved under this name only, and they keep the old text."
    ]
    assert other.read_bytes() == TEXT.encode()


def test_a_file_is_new_until_something_is_written(path: Path) -> None:
    """And again once that is undone: then the file is gone, too."""
    manuscript = started(path, None)
    assert manuscript.is_new
    write(manuscript, adding("a"))
    assert not manuscript.is_new
    assert draft_of(text_of(manuscript)).annotations.entities.keys() == {"a"}
    manuscript.undo()
    assert manuscript.is_new
    assert not path.exists()


def test_a_file_that_somebody_else_made_is_not_removed(path: Path) -> None:
    """Be it empty: who has made it wants it."""
    manuscript = started(path, None)
    write(manuscript, adding("a"))
    text = text_of(manuscript)
    path.unlink()
    path.write_text(text)
    take(manuscript)
    manuscript.undo()
    assert path.read_bytes() == b""


# Reading


def test_a_change_that_nobody_has_read_is_not_written_over(path: Path) -> None:
    """The file is to be read again, which is asked for once; then both are in it."""
    manuscript = started(path)
    replace_elsewhere(manuscript, "name: B", "name: C")
    write(manuscript, setting("state", "place"))
    assert text_of(manuscript) == TEXT.replace("name: B", "name: C")
    assert isinstance(manuscript.trouble, Changed)
    assert manuscript.saves == 1
    manuscript.flush()
    assert manuscript.saves == 1
    take(manuscript)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT.replace("name: B", "name: C").replace("place", "state")


def test_undoing_what_waits_does_not_hide_a_change(path: Path) -> None:
    """Nothing waits then, but what others wrote still comes in."""
    manuscript = started(path)
    replace_elsewhere(manuscript, "name: B", "name: C")
    write(manuscript, setting("state", "place"))
    assert manuscript.undo() == "Undone: type state."
    take(manuscript)
    assert manuscript.draft is not None
    assert manuscript.draft.text == text_of(manuscript) == TEXT.replace("name: B", "name: C")


def test_what_comes_to_nothing_is_not_called_saved_unseen(path: Path) -> None:
    """Two edits that cancel out leave the text as it was read, but the file may be another one by now."""
    manuscript = started(path)
    replace_elsewhere(manuscript, "name: B", "name: C")
    write(manuscript, setting("state", "place"), setting("place", "state"))
    assert waiting(manuscript) == ["type state", "type place"]
    assert isinstance(manuscript.trouble, Changed)
    take(manuscript)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT.replace("name: B", "name: C")


def test_an_old_reading_is_passed_over(path: Path) -> None:
    """What was read before the last save says nothing of the file any more."""
    manuscript = started(path)
    original = read_original(path)
    write(manuscript, setting("state", "place"))
    manuscript.take(original, draft_of(original.text))
    assert manuscript.draft is not None
    assert manuscript.draft.text == text_of(manuscript)
    assert manuscript.undo() == "Undone: type state."
    assert text_of(manuscript) == TEXT


def test_a_broken_file_is_left_alone(path: Path) -> None:
    """What is done meanwhile waits, and is in it once it is mended; so is what waited before."""
    manuscript = started(path)
    path.write_bytes((TEXT + BREAK).encode())
    write(manuscript, setting("state", "place"))
    take(manuscript)
    assert manuscript.draft is None
    write(manuscript, tagging("x"))
    with pytest.raises(IdlibError, match=r"No entry has the id `c`\."):
        write(manuscript, setting("state", "", "c"))
    assert waiting(manuscript) == ["type state", "tag x"]
    assert text_of(manuscript) == TEXT + BREAK
    assert manuscript.shown(draft_of(TEXT).annotations).entities["a"].tags == ("x",)
    path.write_bytes(TEXT.encode())
    take(manuscript)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT.replace("place   # where", "state   # where\n    tags: x")


def test_a_file_that_can_not_be_opened_keeps_all_waiting(path: Path) -> None:
    """And why is told as soon as something waits."""
    manuscript = started(path)
    manuscript.take_none(IdlibError("It is no text."))
    assert manuscript.trouble is None
    write(manuscript, setting("state", "place"))
    assert manuscript.trouble is not None
    assert manuscript.trouble.message == "It is no text."
    assert open_numbers(manuscript) == (1,)
    take(manuscript)
    assert manuscript.is_saved


def test_an_edit_of_what_was_shown_meets_what_the_file_says(path: Path) -> None:
    """Where another value stands by now it is refused; where all of it stands there, nothing is done."""
    manuscript = started(path)
    seen = draft_of(TEXT).annotations
    replace_elsewhere(manuscript, "place", "state")
    take(manuscript)
    with pytest.raises(IdlibError, match=r"The file was changed meanwhile; it says type: state\."):
        manuscript.write(setting("person", "place"), seen)
    manuscript.write(setting("state", "place"), seen)
    assert text_of(manuscript) == TEXT.replace("place", "state")
    manuscript.write(setting("C", "B", "b", "name"), seen)
    assert text_of(manuscript) == TEXT.replace("place", "state").replace("name: B", "name: C")


# Leaving


def test_what_waits_is_offered_after_a_crash(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that, in its order; taken up again, it is in the file and offered no more."""
    manuscript = started(path)
    write(manuscript, tagging("saved"))
    with monkeypatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        write(manuscript, setting("state", "place"), tagging("x"), tagging("y"))
        manuscript.undo()
    crash(manuscript._journal)
    (left,) = left_behind(path)
    assert [edit.label for edit in left.edits] == ["type state", "tag x"]
    again = started(path, None)
    assert left.claim()
    again.adopt(left.edits)
    left.discard()
    assert again.is_saved
    assert text_of(again) == TEXT.replace("place   # where", "state   # where\n    tags: [saved, x]")
    assert left_behind(path) == []
    assert again.undo() == "Undone: tag x."


def test_what_is_adopted_before_the_file_can_be_read_waits(path: Path) -> None:
    """It is in the journal of this run until then."""
    manuscript = started(path, TEXT + BREAK)
    manuscript.adopt([setting("state", "place")])
    assert (waiting(manuscript), open_numbers(manuscript)) == (["type state"], (1,))
    replace_elsewhere(manuscript, BREAK, "")
    take(manuscript)
    assert text_of(manuscript) == TEXT.replace("place", "state")


def test_leaving_keeps_what_waits(path: Path) -> None:
    """For the next start; of a run that has saved everything nothing is left."""
    manuscript = started(path, TEXT + BREAK)
    write(manuscript, Edit("renaming", (Rename("a", "c"),)))
    manuscript.leave()
    assert [edit.label for left in left_behind(path) for edit in left.edits] == ["renaming"]
    saved = started(path.with_name("other.yaml"))
    write(saved, tagging("x"))
    saved.leave()
    assert left_behind(saved.path) == []
