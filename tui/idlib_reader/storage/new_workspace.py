"""A new workspace: its folders, the schema for editors, and a sample to start from. Nothing is ever written over."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from idlib_reader.errors import IdlibError
from idlib_reader.storage.json_schema import dump, json_schema
from idlib_reader.storage.naming import shown_path
from idlib_reader.storage.reading import read_text, why
from idlib_reader.storage.saving import save
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import ANNOTATIONS, ARTICLES, Workspace, find_workspace

SCHEMA = "annotations.schema.json"
"""The name of the JSON Schema beside annotation files, which their first line names."""
_STARTER = Path(__file__).resolve().parent.parent / "starter"
"""The sample, laid out as a workspace."""
_SAMPLE = "harbour-tolls"
"""The slug of the sample article."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a folder."""

    workspace: Workspace
    paths: tuple[Path, ...]
    """The folders and files that are new, in the order in which they were made."""
    notes: tuple[str, ...]
    """Sentences on what was left out that one may have expected."""


def make_workspace(root: Path, *, is_bare: bool = False) -> Made:
    """Make a folder a workspace, and the folder itself where it is missing; what is there stays as it is.

    Unless `is_bare`, a commented sample comes with it: an article with its annotations, if there is no article yet, and
    a tagset that changes nothing.

    Raises:
        IdlibError: it lies in a workspace's folder of articles or annotations, or something can't be written.
    """
    _refuse_inside(root)
    workspace = Workspace(root)
    paths = [folder for folder in (root, *workspace.folders) if _make_folder(folder)]
    notes = []
    if not is_bare:
        if workspace.pairs():
            notes.append("The sample article is left out, since there are articles or annotations already.")
        else:
            paths += [_copy(root, ARTICLES, f"{_SAMPLE}.txt"), _copy(root, ANNOTATIONS, f"{_SAMPLE}.yaml")]
        if not os.path.lexists(workspace.tagset):
            paths.append(_copy(root, ANNOTATIONS, workspace.tagset.name))
    path = root / ANNOTATIONS / SCHEMA
    if not os.path.lexists(path):
        tagset, problems = Store(looks_once=True).tagset(workspace)
        if any(problem.level == "error" for problem in problems):
            notes.append(f"{SCHEMA} is left out, since {shown_path(workspace.tagset)} has errors: {problems[0]}")
        else:
            save(path, dump(json_schema(tagset)), has_bom=False, expected=None)
            paths.append(path)
    return Made(workspace, tuple(paths), tuple(notes))


def _refuse_inside(root: Path) -> None:
    place = root.resolve()
    around = find_workspace(place.parent)
    for folder in around.folders if around else ():
        if place.is_relative_to(folder):
            message = f"{root} is the folder {folder.name}/ of a workspace, or in it."
            raise IdlibError(message, "Name a folder beside it.")


def _make_folder(folder: Path) -> bool:
    """Make a folder unless it is there; whether it is new."""
    try:
        if folder.is_dir():
            return False
        folder.mkdir(parents=True)
    except OSError as error:
        raise IdlibError(f"The folder {folder} can't be made: {why(error)}.", "Name another folder.") from error
    return True


def _copy(root: Path, folder: str, name: str) -> Path:
    """Copy a file of the sample into a workspace that does not have it."""
    path = root / folder / name
    save(path, read_text(_STARTER / folder / name), has_bom=False, expected=None)
    return path
