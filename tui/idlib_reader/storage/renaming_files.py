"""An id becomes another one in all annotation files of a workspace: in every file that has it, or in none.

The id of an entity or event means the same in every file. A claim or remark is named `slug#id`: `id` in its own file,
`slug#id` in the others.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Entity, Entry, Event, kind_of
from idlib_reader.core.applying import holder_of, refers
from idlib_reader.core.edits import Edit, Rename
from idlib_reader.core.entry_fields import PARTS
from idlib_reader.core.excerpts import ticked
from idlib_reader.core.ids import is_slug
from idlib_reader.core.source import Source
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.tagset import OUTLET, Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage.annotation_file import AnnotationFile
from idlib_reader.storage.naming import shown_path
from idlib_reader.storage.planning import plan
from idlib_reader.storage.reading import Signature, signature
from idlib_reader.storage.saving import Changed, Original, save, warn_of_links
from idlib_reader.storage.splices import Splice
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Workspace


class ChangedLine(NamedTuple):
    """A line of a file that says something else."""

    file: str
    """The file, as a person would name it."""
    line: int
    """Its number after the change, counted from 1."""
    text: str
    """What it says after the change, without its indentation."""


@dataclass(frozen=True, slots=True)
class RenamedFile:
    """An annotation file with the new id."""

    path: Path
    original: Original
    """What was read."""
    text: str
    """What is to be written, without byte-order mark."""
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class RenamePlan:
    """What a new id changes in a workspace."""

    files: tuple[RenamedFile, ...]
    """Those that change, by slug."""

    @property
    def lines(self) -> list[ChangedLine]:
        """Every line that changes, by file and place."""
        return [line for file in self.files for line in file.lines]


def plan_rename(workspace: Workspace, old: str, new: str) -> RenamePlan:
    """What it takes to give an entry another id; nothing is written.

    Args:
        workspace: whose files are read.
        old: the id of an entity or event, or `slug#id` of a claim or remark.
        new: the new one; of a claim or remark with or without the slug.

    Raises:
        IdlibError: no entry has the old id, the new one is none or in use, or one of the files can't be edited.
    """
    store = Store(looks_once=True)
    tagset = store.tagset(workspace)[0]
    pairs = [pair for pair in workspace.pairs() if os.path.lexists(pair.annotations)]
    slug, is_local, id_ = old.rpartition("#")
    new_id = new.removeprefix(f"{slug}#") if is_local else new
    _check_new(id_, new_id)
    files = {pair.annotations.stem: store.read(pair.annotations) for pair in pairs}
    for file in files.values():
        _check_sound(file, id_, new_id)
    renames = _of_local(files, slug, id_, new_id) if is_local else _of_shared(files, old, new)
    paths = {pair.annotations.stem: pair.annotations for pair in pairs}
    return RenamePlan(tuple(_planned(paths[name], files[name], some, tagset) for name, some in renames.items() if some))


def _check_new(old: str, new: str) -> None:
    if new == OUTLET:
        raise IdlibError(f"{ticked(new)} is the article's own voice.", "Choose another id.")
    if not is_slug(new):
        hint = "Write small letters, digits and hyphens between them, such as `moscow-talks`."
        raise IdlibError(f"{ticked(new)} can't be an id.", hint)
    if new == old:
        raise IdlibError(f"Old and new id are the same: {ticked(new)}.", "Name another one.")


def _check_sound(file: AnnotationFile, old: str, new: str) -> None:
    """Refuse where nobody can tell what a file says of the ids; one that has neither word says nothing of them."""
    path = file.source.path
    if file.trouble:
        raise IdlibError(file.trouble[0].message, file.trouble[0].hint)
    if old not in file.source.text and new not in file.source.text:
        return
    if not file.is_whole:
        error = next(problem for problem in file.reading.problems if problem.level == "error")
        raise IdlibError(f"{path}:{error.line} has to be mended first: {error.message}", error.hint)
    if file.reading.annotations.unread:
        unread = ", ".join(sorted(file.reading.annotations.unread))
        raise IdlibError(f"{path} has entries that can't be read: {unread}.", "`idlib-reader check` says why.")


# Which ids change in which file

Files = Mapping[str, AnnotationFile]
"""The annotation files of a workspace, by slug."""


def _of_shared(files: Files, old: str, new: str) -> dict[str, list[Rename]]:
    """By slug what is renamed where an entity or event gets another id; a claim of the same id is none of it."""
    if not any(_shared(file, old) for file in files.values()):
        raise _refuse_unknown(files, old)
    for file in files.values():
        _refuse_used(file, new, _shared(file, new))
    renames: dict[str, list[Rename]] = {}
    for slug, file in files.items():
        said = file.reading.annotations
        is_other = holder_of(said, old) is not None and _shared(file, old) is None
        renames[slug] = [Rename(old, new)] if not is_other and _has(said, old) else []
        if renames[slug]:
            _refuse_used(file, new, holder_of(said, new))
    return renames


def _of_local(files: Files, slug: str, old: str, new: str) -> dict[str, list[Rename]]:
    """By slug what is renamed where a claim or remark of one file gets another id."""
    own = files.get(slug)
    if own is None:
        near = Suggestions(files).nearest(slug)
        hint = f"Did you mean `{near}#{old}`?" if near else "Write the name of its file, without the ending."
        raise IdlibError(f"The workspace has no annotations of an article {ticked(slug)}.", hint)
    said = own.reading.annotations
    if _shared(own, old):
        raise IdlibError(f"{ticked(old)} means the same in every file.", f"Write `{old}` without `{slug}#`.")
    if holder_of(said, old) is None:
        near = Suggestions([*said.claims, *said.remarks]).nearest(old)
        hint = f"Did you mean `{slug}#{near}`?" if near else "`idlib-reader list claims` shows those that there are."
        raise IdlibError(f"{own.source.path} has no claim or remark with the id {ticked(old)}.", hint)
    _refuse_used(own, new, holder_of(said, new))
    for file in files.values():
        _refuse_used(file, new, _shared(file, new))
    far, new_far = f"{slug}#{old}", f"{slug}#{new}"
    renames = {
        name: [Rename(far, new_far)] if _has(file.reading.annotations, far) else [] for name, file in files.items()
    }
    return {**renames, slug: [Rename(old, new), *renames[slug]]}


def _shared(file: AnnotationFile, id_: str) -> Entry | None:
    """The entity or event of an id in a file."""
    said = file.reading.annotations
    return said.entities.get(id_) or said.events.get(id_)


def _has(said: Annotations, id_: str) -> bool:
    """Whether a file defines an id or refers to it."""
    return holder_of(said, id_) is not None or any(refers(entry, id_) for entry in said.entries())


def _refuse_used(file: AnnotationFile, id_: str, entry: Entry | None) -> None:
    """Refuse a new id that an entry of a file has."""
    if entry is not None:
        line = file.source.position(entry.at).line
        name = f", {entry.label}" if isinstance(entry, Entity | Event) and entry.label != id_ else ""
        message = f"The id {ticked(id_)} is in use: {file.source.path}:{line} is {PARTS[kind_of(entry)]}{name}."
        raise IdlibError(message, "Choose another id; two entries are merged in the reader.")


def _refuse_unknown(files: Files, id_: str) -> IdlibError:
    message = f"No entity or event has the id {ticked(id_)}."
    local = next((slug for slug, file in files.items() if holder_of(file.reading.annotations, id_)), None)
    if local is not None:
        return IdlibError(message, f"The claim or remark of that id is named with its file: `{local}#{id_}`.")
    near = Suggestions({one.id for file in files.values() for one in file.reading.annotations.shared()}).nearest(id_)
    return IdlibError(message, f"Did you mean `{near}`?" if near else "`idlib-reader list entities` shows them.")


# What that changes in the text


def _planned(path: Path, file: AnnotationFile, renames: list[Rename], tagset: Tagset) -> RenamedFile:
    if file.draft is None or file.original is None:
        raise IdlibError(f"{file.source.path} can't be edited.", "`idlib-reader check` says why.")
    edit = Edit(f"id {renames[0].new}", tuple(renames))
    try:
        planned = plan(file.draft, edit, tagset)
    except IdlibError as error:
        raise IdlibError(f"{file.source.path}: {error.message}", error.hint) from error
    after = Source(file.source.path, planned.draft.text)
    return RenamedFile(path, file.original, after.text, _changed_lines(after, planned.splices))


def _changed_lines(after: Source, splices: tuple[Splice, ...]) -> tuple[ChangedLine, ...]:
    lines: dict[int, ChangedLine] = {}
    shift = 0
    for start, end, comes in splices:
        at = start + shift
        number = after.position(at).line
        lines[number] = ChangedLine(after.path, number, after.line(at).strip())
        shift += len(comes) - (end - start)
    return tuple(lines.values())


# Writing


def apply_rename(planned: RenamePlan) -> tuple[str, ...]:
    """Write what was planned; sentences on files that have other names beside the one that was written.

    Raises:
        IdlibError: a file has changed since it was read, or can't be written. Those that were written before it are put
            back as they were, but for one that somebody has changed since, which is named.
    """
    for file in planned.files:
        if signature(file.path) != file.original.signature:
            raise Changed(file.path)
    written: list[tuple[RenamedFile, Signature]] = []
    for file in planned.files:
        try:
            written.append((file, save(file.path, file.text, file.original.has_bom, file.original.signature)))
        except IdlibError as error:
            raise IdlibError(f"{error.message} {_put_back(written)}", error.hint) from error
        except BaseException:
            _put_back(written)
            raise
    return tuple(warn_of_links(file.path) for file in planned.files if file.original.links > 1)


def _put_back(written: list[tuple[RenamedFile, Signature]]) -> str:
    """Write again what stood in files before; a sentence that says which have it."""
    back, left = [], []
    for file, saved in reversed(written):
        try:
            save(file.path, file.original.text, file.original.has_bom, saved)
            back.append(shown_path(file.path))
        except IdlibError:
            left.append(shown_path(file.path))
    told = f"Written before, and put back as they were: {', '.join(reversed(back))}." if back else ""
    kept = f"These have the new id, and could not be put back: {', '.join(reversed(left))}." if left else ""
    return f"{told} {kept}".strip() or "Nothing is renamed."
