"""Random runs of a manuscript: edits, undo and redo, other writers, saves that fail, crashes, and what must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from core.concurrent_edits import Atom, atoms
from idlib_reader.core.annotations import Annotations, Entry, Heading, kind_of
from idlib_reader.core.edits import (
    AddEntry,
    AddValue,
    ChangeValue,
    DeleteEntry,
    Edit,
    Field,
    RemoveValue,
    Rename,
    SetField,
    Value,
)
from idlib_reader.core.entry_fields import SHAPES, values_of
from idlib_reader.errors import IdlibError
from idlib_reader.storage import manuscript as manuscript_module
from idlib_reader.storage.journal import Journal, left_behind
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.planning import Draft, draft_of, plan
from idlib_reader.storage.reading import signature
from idlib_reader.storage.saving import Original, read_original
from storage.hand_styles import FOLDER
from storage.manuscripts import BREAK, crash, refuse
from storage.random_edits import random_edit

FILES = (
    *("house-style", "mark-windows", "no-final-newline", "flow-in-block", "comments-everywhere", "keep-scalars"),
    *("missing-sections", "references-everywhere", "many-claims", "blank-lines", "json-like", "windows"),
)

Reading = tuple[Original, Draft | None]


def read(path: Path) -> Reading:
    """The file as it is, with what it says where that can be told."""
    original = read_original(path)
    return original, parsed(original.text)


@lru_cache(256)
def parsed(text: str) -> Draft | None:
    """What a text says; None where that can't be told."""
    try:
        return draft_of(text)
    except IdlibError:
        return None


def take(manuscript: Manuscript, reading: Reading | None = None) -> None:
    """Hand a reading over, one of now if none is given."""
    original, draft = reading or read(manuscript.path)
    manuscript.take(original, draft, None if draft else IdlibError("It is broken."))


class Run:
    """One run with a seed: a file, its manuscript, and all that was done."""

    def __init__(self, seed: int, folder: Path, patch: pytest.MonkeyPatch) -> None:
        """Begin with one of the files, or none."""
        self.random = Random(seed)
        self.path = folder / "annotations" / f"{seed}.yaml"
        self.path.parent.mkdir(exist_ok=True)
        self.state = folder / "journal"
        name = self.random.choice((*FILES, ""))
        if name:
            self.path.write_bytes((FOLDER / f"{name}.yaml").read_bytes())
        self._patch = patch
        self._count = 0
        self._kept: Reading | None = None
        self._sound: bytes | None = None
        self._read = Annotations()
        self._seen: set[Atom] = set()
        self._begin()
        self.told: list[str] = []
        self.counts = Counter[str]()

    def _begin(self) -> None:
        self.journal = Journal(self.path, self.state)
        self.manuscript = Manuscript(self.path, journal=self.journal)
        take(self.manuscript)
        self._look()

    def go(self, steps: int) -> None:
        """Take random steps, and look at everything after each."""
        ways = {
            self.write: 10,
            self.undo: 4,
            self.redo: 3,
            self.take: 5,
            self.edit_elsewhere: 4,
            self.edit_lines_elsewhere: 2,
            self.break_file: 1,
            self.mend_file: 4,
            self.remove_file: 0.3,
            self.fail_or_not: 2,
            self.flush: 1,
            self.keep_reading: 1,
            self.take_late: 1,
            self.settle: 2,
            self.crash: 1,
        }
        for _ in range(steps):
            step = self.random.choices(list(ways), list(ways.values()))[0]
            self._step(step)
        # In the end everything works again, and everybody is done.
        self._patch.undo()
        self.mend_file()
        self._step(self.take)
        self._step(self.take)
        while self.manuscript.disputes:
            self._step(self.settle)
        assert self.manuscript.is_saved
        assert self.manuscript.trouble is None

    def _step(self, step: Callable[[], None]) -> None:
        before, said = self._on_disk(), self._said()
        waiting = self._waiting()
        self.counts[step.__name__] += 1
        self.told.append(step.__name__)
        step()
        self._check(step.__name__, before, said, waiting)

    # Steps

    def write(self) -> None:
        """The person makes an edit of what is shown."""
        manuscript = self.manuscript
        seen = manuscript.shown(self._read)
        self._count += 1
        edit = replace(random_edit(self.random, seen), label=f"edit {self._count}")
        before = self._state()
        try:
            manuscript.write(edit, seen)
        except IdlibError:
            self.counts["refusal"] += 1
            assert self._state() == before

    def _reads(self) -> bool:
        return read(self.path)[1] is not None

    def undo(self) -> None:
        """The person takes an edit back; what can't be taken back is as it was."""
        before = self._state()
        if not (told := self.manuscript.undo()).startswith("Undone: "):
            assert self._state() == before
            self.counts["blocked undo" if "since" in told else "no undo"] += 1
        else:
            self.counts["undone"] += 1

    def redo(self) -> None:
        """The person makes again what was taken back."""
        before = self._state()
        if not self.manuscript.redo().startswith("Done again: "):
            assert self._state() == before
        else:
            self.counts["redone"] += 1

    def take(self) -> None:
        """The file is read."""
        take(self.manuscript)

    def keep_reading(self) -> None:
        """The file is read in the background."""
        self._kept = read(self.path)

    def take_late(self) -> None:
        """What was read in the background comes in."""
        if self._kept:
            take(self.manuscript, self._kept)

    def edit_elsewhere(self) -> None:
        """Another reader, or a person with an editor, makes a few edits."""
        _, draft = read(self.path)
        if draft is None:
            return
        for _ in range(self.random.choice((1, 1, 2))):
            try:
                draft = plan(draft, random_edit(self.random, draft.annotations)).draft
            except IdlibError:
                continue
        self._write_elsewhere(draft.text)

    def edit_lines_elsewhere(self) -> None:
        """Somebody deletes, repeats or comments a line."""
        original = read_original(self.path)
        lines = original.text.splitlines(keepends=True)
        if not lines:
            return
        at = self.random.randrange(len(lines))
        lines[at : at + 1] = self.random.choice(([], [lines[at], lines[at]], ["# said so\n", lines[at]]))
        before = self.path.read_bytes()
        self._write_elsewhere("".join(lines))
        if not self._reads():
            self._sound = before if self._sound is None else self._sound

    def _write_elsewhere(self, text: str) -> None:
        mark = "\ufeff" if read_original(self.path).has_bom else ""
        content = (mark + text).encode("utf-8")
        if self.random.random() < 0.5:
            self.path.write_bytes(content)
        else:
            beside = self.path.with_suffix(".other")
            beside.write_bytes(content)
            beside.replace(self.path)

    def break_file(self) -> None:
        """Somebody is in the middle of something."""
        if self.path.exists() and self._reads():
            self._sound = self.path.read_bytes()
            self.path.write_bytes(self._sound + BREAK.encode())

    def mend_file(self) -> None:
        """And done with it."""
        if self._sound is not None and not self._reads():
            self.path.write_bytes(self._sound)
        self._sound = None

    def remove_file(self) -> None:
        """Somebody removes the file."""
        self.path.unlink(missing_ok=True)
        self._sound = None

    def fail_or_not(self) -> None:
        """Saving fails from now on, or works again."""
        self._patch.undo()
        if self.random.random() < 0.5:
            self._patch.setattr(manuscript_module, "save", refuse)
            self._patch.setattr(manuscript_module, "remove", refuse)

    def flush(self) -> None:
        """The reader tries again."""
        self.manuscript.flush()

    def settle(self) -> None:
        """The person chooses."""
        if self.manuscript.disputes:
            dispute = self.random.choice(self.manuscript.disputes)
            before = self._state()
            try:
                self.manuscript.settle(dispute, mine=self.random.random() < 0.5)
            except IdlibError:
                assert self._state() == before
                self.manuscript.settle(dispute, mine=False)
                self.counts["given up"] += 1

    def crash(self) -> None:
        """The program is killed; at the next start the person takes what is left."""
        manuscript, numbers = self.manuscript, self._numbers()
        waiting = {one.number: one.edit.label for one in (*manuscript.queue, *manuscript.disputes)}
        crash(self.journal)
        left = left_behind(self.path, self.state)
        assert [edit.label for one in left for edit in one.edits] == [waiting[number] for number in numbers]
        assert all(not one.lost for one in left)
        self._begin()
        for one in left:
            assert one.claim()
            self.manuscript.adopt(one.edits)
            one.discard()
        assert left_behind(self.path, self.state) == []

    # What must hold

    def _state(self) -> object:
        """All that must stay where nothing could be done."""
        one = self.manuscript
        return one.draft, one.queue, one.disputes, self.journal.is_open, self._on_disk()

    def _on_disk(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None

    def _said(self) -> Annotations | None:
        draft = read(self.path)[1]
        return draft.annotations if draft else None

    def _waiting(self) -> dict[str, Edit]:
        return {one.edit.label: one.edit for one in (*self.manuscript.queue, *self.manuscript.disputes)}

    def _numbers(self) -> list[int]:
        waiting = (*self.manuscript.queue, *self.manuscript.disputes)
        return sorted(one.number for one in waiting if one.number is not None)

    def _look(self) -> None:
        """The person sees what is shown."""
        if self.manuscript.draft:
            self._seen |= _nameless(self.manuscript.draft.annotations)
            self._read = self.manuscript.draft.annotations

    def _check(self, step: str, before: bytes | None, said: Annotations | None, waiting: dict[str, Edit]) -> None:
        manuscript, now = self.manuscript, self._on_disk()
        assert list(self.journal.is_open) == self._numbers()
        if manuscript.draft:
            again = parsed(manuscript.draft.text)
            assert again is not None
            assert replace(again.annotations, format="") == replace(manuscript.draft.annotations, format="")
            assert again.outline == manuscript.draft.outline
        labels = Counter(one.edit.label for one in (*manuscript.queue, *manuscript.disputes))
        assert not [label for label, count in labels.items() if count > 1 and not label.startswith("undo of")]
        is_known = signature(self.path) == manuscript.signature
        if is_known and manuscript.draft and not manuscript.queue:
            assert read_original(self.path).text == manuscript.draft.text
        if step not in _ELSEWHERE and now != before:
            self._check_save(said, waiting)
        self._look()

    def _check_save(self, said: Annotations | None, waiting: dict[str, Edit]) -> None:
        """What the manuscript has written is sound, and takes away nothing that the person has not seen."""
        then = self._said()
        assert said is not None
        assert then is not None
        lost = _nameless(said) - _nameless(then) - self._seen
        assert not lost, lost
        landed = [edit for label, edit in waiting.items() if label not in self._waiting()]
        if landed and self.told[-1] in ("take", "take_late", "flush"):
            assert not [wish for wish in _wanted(landed) if not _is_fulfilled(then, wish)]


_ELSEWHERE = ("edit_elsewhere", "edit_lines_elsewhere", "break_file", "mend_file", "remove_file")


def _nameless(annotations: Annotations) -> set[Atom]:
    """Everything that a model says but for ids, which may be renamed."""
    found = set()
    for atom in atoms(annotations):
        words = atom.words[0] if atom.field == ("links",) and isinstance(atom.words, tuple) else atom.words
        found.add(atom._replace(id="", words="" if atom.field[:1] in _REFERENCES else words))
    return found


_REFERENCES = {(key,) for key in ("place", "source", "audience", "about", "within", "participants")}


Wish = tuple[str, Field, Value]
"""An id, a field and a value that is to stand there; of an entry as a whole no field and its id."""


def _wanted(edits: Sequence[Edit]) -> list[Wish]:
    """What is to be found in the file once some edits are in it, as far as nothing later in them takes it away."""
    wishes: list[Wish] = []
    for change in (change for edit in edits for change in edit.changes):
        match change:
            case AddEntry(entry):
                wishes.append((entry.id, (), entry.id))
            case DeleteEntry(target):
                wishes = [one for one in wishes if one[0] != target.id]
            case Rename():
                wishes = []
            case SetField(target, field, values):
                wishes = [one for one in wishes if one[:2] != (target.id, field)]
                wishes += [(target.id, field, value) for value in values]
            case AddValue(target, field, value):
                wishes.append((target.id, field, value))
            case RemoveValue(target, field, value):
                wishes = [one for one in wishes if one != (target.id, field, value)]
            case ChangeValue(target, field, old, new):
                wishes = [one for one in wishes if one != (target.id, field, old)]
                wishes.append((target.id, field, new))
    return [one for one in wishes if isinstance(one[2], str) and one[2]]


def _is_fulfilled(annotations: Annotations, wish: Wish) -> bool:
    """Whether the file says it, perhaps of an entry that got another id since its own was taken."""
    id_, field, value = wish
    owners: list[Entry | Heading] = [
        one for one in annotations.entries() if one.id == id_ or one.id.startswith(f"{id_}-")
    ]
    if not id_:
        owners = [annotations.article]
    return any(not field or value in values_of(one, field) for one in owners if _has_field(one, field))


def _has_field(owner: Entry | Heading, field: Field) -> bool:
    part = "article" if isinstance(owner, Heading) else kind_of(owner)
    return not field or field[0] in SHAPES[part]
