"""Undo and redo without limit, byte for byte, and never of what somebody else wrote."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from idlib_reader.core.annotations import Entity
from idlib_reader.core.edits import DeleteEntry, Edit, Target
from idlib_reader.errors import IdlibError
from idlib_reader.storage import manuscript as manuscript_module
from idlib_reader.storage import turning
from idlib_reader.storage.journal import left_behind
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.planning import Draft, draft_of
from storage.hand_styles import FOLDER
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
from storage.random_edits import random_edit

FILES = ("house-style", "mark-windows", "no-final-newline", "old-mac", "keep-scalars", "json-like", "only-comments", "")
"""Of many styles; the last one is no file at all."""
TAGGED = TEXT.replace("# where", "# where\n    tags: x")


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


def bytes_of(path: Path) -> bytes | None:
    """What is on the disk; None where there is nothing."""
    return path.read_bytes() if path.exists() else None


def turn_all(manuscript: Manuscript, way: str) -> int:
    """Undo or redo as long as there is something; how often that was."""
    count = 0
    while getattr(manuscript, way)() != f"There is nothing to {way}.":
        count += 1
    return count


@pytest.mark.parametrize("name", FILES)
def test_undoing_all_gives_the_first_bytes_and_redoing_all_the_last(name: str, path: Path) -> None:
    """Of a file in any style, and of none: it is removed again. Some are not saved at once, and it is read between."""
    path.parent.mkdir()
    if name:
        path.write_bytes((FOLDER / f"{name}.yaml").read_bytes())
    first, random = bytes_of(path), Random(name)
    manuscript = started(path, None)
    stages = [first]
    with pytest.MonkeyPatch.context() as patch:
        while len(stages) < 25:
            patch.undo()
            manuscript.flush()
            take(manuscript)
            if random.random() < 0.3:
                patch.setattr(manuscript_module, "save", refuse)
            assert manuscript.draft is not None
            before = manuscript.draft.text
            try:
                manuscript.write(random_edit(random, manuscript.draft.annotations), manuscript.draft.annotations)
            except IdlibError:
                continue
            if manuscript.draft.text != before:
                patch.undo()
                manuscript.flush()
                stages.append(bytes_of(path))
    for stage in reversed(stages[:-1]):
        assert manuscript.undo().startswith("Undone: ")
        assert bytes_of(path) == stage
    assert manuscript.undo() == "There is nothing to undo."
    for stage in stages[1:]:
        assert manuscript.redo().startswith("Done again: ")
        assert bytes_of(path) == stage
    assert manuscript.redo() == "There is nothing to redo."
    assert turn_all(manuscript, "undo") == 24
    assert bytes_of(path) == first


def test_what_is_undone_and_redone_is_told(path: Path) -> None:
    """By its label; something new takes the place of what could be redone."""
    manuscript = started(path)
    write(manuscript, setting("state", "place"), tagging("x"))
    assert manuscript.undo() == "Undone: tag x."
    assert manuscript.undo() == "Undone: type state."
    assert manuscript.redo() == "Done again: type state."
    write(manuscript, tagging("y"))
    assert manuscript.redo() == "There is nothing to redo."


def test_what_waits_is_taken_out_of_the_queue(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And of the journal; what is redone waits again, and what cancels out does not wait at all."""
    manuscript = started(path)
    write(manuscript, tagging("saved"))
    monkeypatch.setattr(manuscript_module, "save", refuse)
    write(manuscript, setting("state", "place"))
    manuscript.undo()
    assert (waiting(manuscript), manuscript._journal.is_open, manuscript.trouble) == ([], (), None)
    manuscript.redo()
    assert waiting(manuscript) == ["type state"]
    manuscript.undo()
    manuscript.undo()
    assert waiting(manuscript) == ["undo of tag saved"]
    manuscript.redo()
    assert (waiting(manuscript), manuscript._journal.is_open) == ([], ())
    assert manuscript.draft is not None
    assert manuscript.draft.text == text_of(manuscript)


def test_an_undo_that_is_not_saved_is_offered_after_a_crash(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an edit like any other."""
    manuscript = started(path)
    write(manuscript, setting("state", "place"))
    with monkeypatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        manuscript.undo()
    crash(manuscript._journal)
    (left,) = left_behind(path)
    again = started(path, None)
    again.adopt(left.edits)
    assert text_of(again) == TEXT


def test_while_the_file_is_broken_only_what_waits_is_undone(path: Path) -> None:
    """What is in it can be undone once it is mended, and what was undone does not come back."""
    manuscript = started(path)
    write(manuscript, tagging("x"))
    replace_elsewhere(manuscript, TAGGED, TAGGED + BREAK)
    write(manuscript, setting("state", "place"))
    take(manuscript)
    write(manuscript, tagging("y"))
    assert manuscript.undo() == "Undone: tag y."
    assert manuscript.undo() == "Undone: type state."
    told = "The file has errors now; what is in it can be undone once they are mended."
    assert manuscript.undo() == told
    assert manuscript.is_saved
    assert manuscript.redo() == "Done again: type state."
    assert waiting(manuscript) == ["type state"]
    assert manuscript.undo() == "Undone: type state."
    replace_elsewhere(manuscript, BREAK, "")
    take(manuscript)
    assert text_of(manuscript) == TAGGED
    assert manuscript.undo() == "Undone: tag x."
    assert text_of(manuscript) == TEXT


# Others


def test_what_others_wrote_elsewhere_stays(path: Path) -> None:
    """An edit before theirs is undone around it, and redone."""
    manuscript = started(path)
    write(manuscript, setting("state", "place"))
    replace_elsewhere(manuscript, "name: B", "name: C")
    replace_elsewhere(manuscript, "entities:", "# theirs\nentities:")
    take(manuscript)
    theirs = TEXT.replace("name: B", "name: C").replace("entities:", "# theirs\nentities:")
    assert manuscript.undo() == "Undone: type state."
    assert text_of(manuscript) == theirs
    assert manuscript.redo() == "Done again: type state."
    assert text_of(manuscript) == theirs.replace("place", "state")


def test_lines_that_others_changed_are_not_undone(path: Path) -> None:
    """They are told; asked again, undo goes past them to what was done before."""
    manuscript = started(path)
    write(manuscript, setting("C", "B", "b", "name"), setting("state", "place"))
    replace_elsewhere(manuscript, "state", "person")
    take(manuscript)
    now = text_of(manuscript)
    told = "Someone else has changed the lines of “type state” since, so it stays as it is. u again goes past it."
    assert manuscript.undo() == told
    assert text_of(manuscript) == now
    assert manuscript.undo() == "Undone: name C."
    assert text_of(manuscript) == TEXT.replace("place", "person")
    assert manuscript.redo() == "Done again: name C."
    assert manuscript.redo() == "There is nothing to redo."


def test_each_way_is_told_of_what_it_would_go_past(path: Path) -> None:
    """Going past with one key is nothing that the other one was told of."""
    manuscript = started(path)
    write(manuscript, setting("C", "B", "b", "name"), setting("state", "place"))
    manuscript.undo()
    replace_elsewhere(manuscript, "name: C", "name: D")
    replace_elsewhere(manuscript, "place", "person")
    take(manuscript)
    now = text_of(manuscript)
    assert manuscript.undo().endswith(" u again goes past it.")
    assert manuscript.redo().endswith(" ^R again goes past it.")
    assert manuscript.undo().endswith(" u again goes past it.")
    assert manuscript.undo() == "There is nothing to undo."
    assert text_of(manuscript) == now


def test_a_line_below_an_entry_does_not_fall_to_another_one(path: Path) -> None:
    """Undoing the entry would leave somebody's line to the entry above; that is refused, and gone past."""
    manuscript = started(path)
    write(manuscript, tagging("x"), adding("c"))
    path.write_bytes((text_of(manuscript) + "    note: theirs\n").encode())
    take(manuscript)
    now = text_of(manuscript)
    told = "Undoing “entity c” would change what someone else has written since, so it stays as it is"
    assert manuscript.undo() == f"{told}; edit the file itself (E). u again goes past it."
    assert text_of(manuscript) == now
    assert manuscript.undo() == "Undone: tag x."
    assert text_of(manuscript) == now.replace("    tags: x\n", "")
    assert manuscript.redo() == "Done again: tag x."
    assert text_of(manuscript) == now


def test_what_others_took_up_is_not_taken_away(path: Path) -> None:
    """Somebody has added the very entry again that was undone: redoing it would double it."""
    manuscript = started(path)
    write(manuscript, adding("c"))
    manuscript.undo()
    replace_elsewhere(manuscript, "entities:\n", "entities:\n  c:\n    type: person\n")
    take(manuscript)
    now = text_of(manuscript)
    assert manuscript.redo().endswith(" ^R again goes past it.")
    assert manuscript.redo() == "There is nothing to redo."
    assert manuscript.undo() == "There is nothing to undo."
    assert text_of(manuscript) == now


def test_what_others_refer_to_is_not_deleted_again(path: Path) -> None:
    """The deletion was undone, and somebody has used the anchor of the entry since."""
    manuscript = started(path, TEXT.replace("name: B", "name: &b B"))
    b = Entity(id="b", name="B", keys=frozenset({"name"}))
    deletion = Edit("deletion of b", (DeleteEntry(Target("entity", "b"), b),))
    write(manuscript, deletion)
    manuscript.undo()
    path.write_bytes((text_of(manuscript) + "  c:\n    name: *b\n").encode())
    take(manuscript)
    now = text_of(manuscript)
    told = "Others have written since, so that the file would have errors with “deletion of b”: "
    assert manuscript.redo().startswith(told)
    assert text_of(manuscript) == now


def test_an_undo_that_waits_is_moved_over_what_others_wrote(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And can be redone afterwards."""
    manuscript = started(path)
    write(manuscript, setting("state", "place"))
    with monkeypatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        manuscript.undo()
    replace_elsewhere(manuscript, "name: B", "name: C")
    take(manuscript)
    assert text_of(manuscript) == TEXT.replace("name: B", "name: C")
    assert manuscript.redo() == "Done again: type state."
    assert text_of(manuscript) == TEXT.replace("name: B", "name: C").replace("place", "state")


def test_undo_reads_only_what_changes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the file is."""

    def forbid(*_: object) -> Draft:
        raise AssertionError("the whole text was read")

    manuscript = started(path)
    write(manuscript, setting("state", "place"), adding("c"))
    monkeypatch.setattr(turning, "draft_of", forbid)
    assert turn_all(manuscript, "undo") == 2
    assert turn_all(manuscript, "redo") == 2
    assert manuscript.draft is not None
    assert manuscript.draft.annotations == draft_of(text_of(manuscript)).annotations


def test_a_text_that_comes_back_can_be_undone_again(path: Path) -> None:
    """As after `git stash` and `git stash pop`: while it is away undo is refused, then it is as it was."""
    manuscript = started(path)
    write(manuscript, adding("new"), tagging("x"))
    both = text_of(manuscript)
    path.write_text(TEXT, encoding="utf-8")
    take(manuscript)
    assert "since" in manuscript.undo()
    path.write_text(both, encoding="utf-8")
    take(manuscript)
    for label in ("tag x", "entity new"):
        assert manuscript.undo() == f"Undone: {label}."
    assert text_of(manuscript) == TEXT
    for label in ("entity new", "tag x"):
        assert manuscript.redo() == f"Done again: {label}."
    assert text_of(manuscript) == both
