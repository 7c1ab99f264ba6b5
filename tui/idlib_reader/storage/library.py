"""The articles that one can go to, those of a workspace or the one that was named, and what their files say of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from idlib_reader.core.annotations import Annotations, Kind
from idlib_reader.core.dates import DateError, SortKey, parse, sort_key
from idlib_reader.storage.annotation_file import AnnotationFile
from idlib_reader.storage.garbage import collector_off
from idlib_reader.storage.naming import shown_path
from idlib_reader.storage.reading import signature
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Pair, Workspace

_BESIDE = ".annotations"


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article, as a list of articles tells of it."""

    slug: str
    pair: Pair
    title: str
    """The slug where the annotation file gives none."""
    outlet: str
    published: str
    """EDTF as written."""
    counts: Mapping[Kind, int]
    """How many entries of each kind can be read in its annotation file."""
    trouble: str
    """What is missing or can't be read, in sentences; empty if nothing is."""


class Library:
    """The articles of a workspace, or of the files that a person named."""

    def __init__(self, pairs: list[Pair], store: Store, workspace: Workspace | None) -> None:
        """Begin with `pairs`; what comes and goes in the folders of `workspace` is found by `refresh`."""
        self._store = store
        self._workspace = workspace
        self._pairs = self._by_slug(pairs)
        self._stamp: object = None
        self._is_settled = False

    def shelf(self) -> list[Shelved]:
        """Every article by publication, the undated last, then by title; annotation files without one, too.

        At first it reads all annotation files, later those that changed. Any thread may call it.
        """
        with collector_off():
            shelved = [self._shelve(slug, pair) for slug, pair in self._pairs.items()]
        return sorted(shelved, key=lambda one: (_published(one), one.title.casefold(), one.slug))

    def pair_of(self, slug: str) -> Pair | None:
        """The files of an article; None if there is no such article, as of the last refresh."""
        return self._pairs.get(slug)

    def refresh(self) -> bool:
        """Look whether files came or went since the last time. As long as the folders are as they were, that is all.

        Raises:
            IdlibError: a folder can't be listed.
        """
        if self._workspace is None:
            return False
        stamp = tuple(map(signature, self._workspace.folders))
        if stamp == self._stamp and self._is_settled:
            return False
        # A file that comes right after a look may leave the folder's time as it is, so a new time is looked at twice.
        self._is_settled, self._stamp = stamp == self._stamp, stamp
        before, self._pairs = self._pairs, self._by_slug(self._workspace.pairs())
        return self._pairs != before

    def _by_slug(self, pairs: list[Pair]) -> dict[str, Pair]:
        return {self._slug(pair): pair for pair in pairs}

    def _slug(self, pair: Pair) -> str:
        if pair.article:
            return pair.article.stem
        slug = pair.annotations.stem
        return slug if self._workspace else slug.removesuffix(_BESIDE)

    def _shelve(self, slug: str, pair: Pair) -> Shelved:
        if not os.path.lexists(pair.annotations):
            return Shelved(slug, pair, slug, "", "", _count(Annotations()), "It has no annotations yet.")
        file = self._store.read(pair.annotations)
        heading = file.reading.annotations.article
        title, counts = heading.title or slug, _count(file.reading.annotations)
        return Shelved(slug, pair, title, heading.outlet, heading.published, counts, _say_trouble(pair, file))


def _count(annotations: Annotations) -> dict[Kind, int]:
    return {
        "entity": len(annotations.entities),
        "claim": len(annotations.claims),
        "event": len(annotations.events),
        "remark": len(annotations.remarks),
    }


def _say_trouble(pair: Pair, file: AnnotationFile) -> str:
    told = [problem.message for problem in file.trouble]
    if not told and not file.is_whole:
        told.append(f"{file.source.path} has errors, so not all of it is read.")
    if pair.article is None:
        told.append(f"There is no article for {shown_path(pair.annotations)}.")
    return " ".join(told)


def _published(shelved: Shelved) -> SortKey:
    try:
        return sort_key(parse(shelved.published))
    except DateError:
        return sort_key(None)
