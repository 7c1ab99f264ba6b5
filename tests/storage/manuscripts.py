"""Manuscripts in tests: small edits of a small file, and how its person, other people and the system handle it."""

from __future__ import annotations

from pathlib import Path

from idlib_reader.core.annotations import Entity
from idlib_reader.core.edits import AddEntry, AddValue, Edit, SetField, Target
from idlib_reader.errors import IdlibError
from idlib_reader.storage.journal import Journal
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.planning import draft_of
from idlib_reader.storage.saving import Unsaved, read_original

TEXT = "format: idlib-reader/1\nentities:\n  a:\n    type: place   # where\n  b:\n    name: B\n"
BREAK = '\n"broken: [\n'


def setting(value: str, was: str, id_: str = "a", field: str = "type") -> Edit:
    """An entity's field gets another value."""
    values, before = ((one,) if one else () for one in (value, was))
    return Edit(f"{field} {value}", (SetField(Target("entity", id_), (field,), values, before),))


def adding(id_: str) -> Edit:
    """A new entity."""
    return Edit(f"entity {id_}", (AddEntry(Entity(id=id_, type="person", keys=frozenset({"type"}))),))


def tagging(tag: str, id_: str = "a") -> Edit:
    """An entity gets a tag."""
    return Edit(f"tag {tag}", (AddValue(Target("entity", id_), ("tags",), tag),))


def started(path: Path, text: str | None = TEXT) -> Manuscript:
    """The manuscript of a file with a text, or of none, as it was read."""
    path.parent.mkdir(exist_ok=True)
    if text is not None:
        path.write_bytes(text.encode())
    manuscript = Manuscript(path, journal=Journal(path))
    take(manuscript)
    return manuscript


def take(manuscript: Manuscript) -> None:
    """The file is read."""
    original = read_original(manuscript.path)
    try:
        manuscript.take(original, draft_of(original.text))
    except IdlibError as error:
        manuscript.take(original, None, error)


def write(manuscript: Manuscript, *edits: Edit) -> None:
    """The person makes edits of what is shown."""
    for edit in edits:
        manuscript.write(edit, manuscript.shown(draft_of(TEXT).annotations))


def text_of(manuscript: Manuscript) -> str:
    """What is on the disk."""
    return manuscript.path.read_bytes().decode()


def replace_elsewhere(manuscript: Manuscript, old: str, new: str) -> None:
    """Somebody else changes a word of the file."""
    text = text_of(manuscript)
    assert old in text
    manuscript.path.write_bytes(text.replace(old, new).encode())


def waiting(manuscript: Manuscript) -> list[str]:
    """The labels of what is in the queue."""
    return [one.edit.label for one in manuscript.queue]


def refuse(*_: object) -> None:
    """What is called instead of saving where the disk is full."""
    raise Unsaved("No room.", "Make some.")


def crash(journal: Journal) -> None:
    """The run is killed: nobody closes anything, and the system lets the lock go."""
    if journal._lines:
        journal._lines.release()
