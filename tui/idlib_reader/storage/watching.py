"""Noticing which of the files behind an article someone else has changed, by looking at them now and then.

A look is meant to be had twice a second, and costs the same however large a workspace is: the article, its annotation
file, the tagset and the folders are looked at each time, the other annotation files a few at a time, in turns. A file
is known by `reading.signature`, at the end of all links. So it does not matter whether it was written in place,
replaced, or reached over a link that leads elsewhere now; a file or folder that vanishes has changed, and once more
when it is back.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from idlib_reader.storage.reading import signature
from idlib_reader.storage.workspace import (
    ANNOTATION_SUFFIXES,
    ARTICLE_SUFFIXES,
    Pair,
    Workspace,
    workspace_of,
)

Signature: TypeAlias = tuple[int, int, int, int] | None
"""What `reading.signature` gives; None for what is not there."""

_AT_ONCE = 25
"""Other annotation files that one look is at: a hundred of them are gone through in two seconds."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed from one look to the next."""

    annotations: bool
    """The annotation file itself: written, come or gone."""
    article: bool
    others: bool
    """Another annotation file of the workspace, or its tagset: what ids inherit and words mean may have changed."""
    shelf: bool
    """Articles have come or gone."""


class Watch:
    """The files behind one article, as they were at the last look."""

    def __init__(self, pair: Pair) -> None:
        """Have the first look; what is read of the files should be read after it, so that no change is missed."""
        self._pair = pair
        self._annotations = signature(pair.annotations)
        self._article = signature(pair.article) if pair.article else None
        self._workspace = _find_workspace(pair)
        self._others = _Others(self._workspace, pair.annotations) if self._workspace else None
        self._shelf = _Shelf(self._workspace) if self._workspace else None

    def look(self) -> Changes:
        """What has changed since the last look; of the other files, since their last turn."""
        annotations = signature(self._pair.annotations)
        article = signature(self._pair.article) if self._pair.article else None
        changes = Changes(
            annotations=annotations != self._annotations,
            article=article != self._article,
            others=self._others is not None and self._others.look(),
            shelf=self._shelf is not None and self._shelf.look(),
        )
        self._annotations, self._article = annotations, article
        return changes

    def saw(self, path: Path, seen: Signature) -> None:
        """Take note of what the program itself has written, so that it is not reported.

        Args:
            path: the file, named as in the pair or by the workspace.
            seen: what it was like right after it was written; whatever comes later is reported. None if it was removed.
        """
        if path == self._pair.annotations:
            self._annotations = seen
        elif path == self._pair.article:
            self._article = seen
        elif self._others is not None:
            self._others.saw(path, seen)


def _find_workspace(pair: Pair) -> Workspace | None:
    """The workspace of a pair, also while its folder of annotation files is missing."""
    workspace = Workspace(pair.annotations.parent.parent)
    if pair.article and (pair.article.parent, pair.annotations.parent) == workspace.folders:
        return workspace
    return workspace_of(pair.annotations)


class _Others:
    """The tagset of a workspace, and its annotation files but one."""

    def __init__(self, workspace: Workspace, own: Path) -> None:
        self._workspace = workspace
        self._own = own.name
        _, self._folder = workspace.folders
        self._stamp = signature(self._folder)
        self._tagset = self._look_at_tagset()
        self._files = {name: signature(self._folder / name) for name in self._names()}
        self._waiting = list(self._files)

    def look(self) -> bool:
        """Whether any of those has changed whose turn it is, and whether files have come or gone."""
        tagset, stamp = self._look_at_tagset(), signature(self._folder)
        is_changed = tagset != self._tagset
        # The folder's time may stay as it is when a file comes right after a look, so each round lists it again.
        if stamp != self._stamp or not self._waiting:
            is_changed |= self._list()
        self._tagset, self._stamp = tagset, stamp
        for name in self._take_turns():
            seen = signature(self._folder / name)
            is_changed |= seen != self._files[name]
            self._files[name] = seen
        return is_changed

    def saw(self, path: Path, seen: Signature) -> None:
        """Take note of what the program has written."""
        if path in (self._tagset[0], self._workspace.tagset):
            self._tagset = self._workspace.tagset, seen
        elif path.parent == self._folder and _is_listed(path.name, ANNOTATION_SUFFIXES):
            self._files.pop(path.name, None)
            if seen is not None:
                self._files[path.name] = seen

    def _look_at_tagset(self) -> tuple[Path, Signature]:
        path = self._workspace.tagset
        return path, signature(path)

    def _names(self) -> set[str]:
        return _names(self._folder, ANNOTATION_SUFFIXES) - {self._own}

    def _list(self) -> bool:
        """List the files anew; whether there are others than before."""
        names = self._names()
        is_changed = names != self._files.keys()
        known = self._files
        self._files = {name: known[name] if name in known else signature(self._folder / name) for name in names}
        if not self._waiting:
            self._waiting = list(names)
        return is_changed

    def _take_turns(self) -> list[str]:
        """The next files to look at; those that are gone are left out."""
        names, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        return [name for name in names if name in self._files]


class _Shelf:
    """The names of the articles in a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder, _ = workspace.folders
        self._stamp = signature(self._folder)
        self._names = _names(self._folder, ARTICLE_SUFFIXES)
        self._is_settled = False

    def look(self) -> bool:
        """Whether articles have come or gone. As long as the folder is as it was, it is not listed."""
        stamp = signature(self._folder)
        if stamp == self._stamp and self._is_settled:
            return False
        # A file that comes right after a look may leave the folder's time as it is, so a new time is looked at twice.
        self._is_settled, self._stamp = stamp == self._stamp, stamp
        before, self._names = self._names, _names(self._folder, ARTICLE_SUFFIXES)
        return self._names != before


def _names(folder: Path, suffixes: tuple[str, ...]) -> set[str]:
    """The names of the files in a folder that a workspace counts; none if it can't be listed."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if _is_listed(entry.name, suffixes)}
    except OSError:
        return set()


def _is_listed(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a workspace counts a file of this name: see `Workspace.pairs`."""
    return name[0] not in "_." and name != "README.md" and name.endswith(suffixes)
