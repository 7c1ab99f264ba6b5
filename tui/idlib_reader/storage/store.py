"""Reading articles with their annotation files, and noticing when a file changes.

What an annotation file says depends on its neighbours: on the workspace's tagset and, for what ids inherit and refer
to, on the other files. The store reads each of them once, and again only when it changed.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.checking import check
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.silencing import silence
from idlib_reader.core.source import Source
from idlib_reader.core.swallowing import find_swallowed
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage.codec import Reading, read_file
from idlib_reader.storage.garbage import collector_off
from idlib_reader.storage.reading import read_article, read_text, signature
from idlib_reader.storage.silencing import find_oks
from idlib_reader.storage.tagset_file import read_tagset
from idlib_reader.storage.workspace import Pair, Workspace, find_workspace

_IDS_SHOWN = 20
"""Ids of entries that are named in one sentence."""

_SETTLING = 0.05
"""Seconds between two looks at a file that was just written."""
_LOOKS = 40
"""Looks at a file that somebody keeps writing; then it is read as it is."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and all that its annotation file says, as of one reading."""

    index: Index
    problems: tuple[Problem, ...]
    """Sorted by file and place."""
    is_readable: bool = True
    """Whether the annotation file could be read as a whole. If not, the index holds what could be read of it."""
    kept: frozenset[str] = frozenset()
    """Ids of entries that can't be read now: the index has them as they last stood."""


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """An annotation file as it was last read."""

    source: Source
    reading: Reading
    trouble: tuple[Problem, ...] = ()
    """Why the file can't be opened, so that nothing of it is read; empty if it can."""


class Store:
    """Annotation files, each read when it is first asked for and again when it changed."""

    def __init__(self, *, looks_once: bool = False) -> None:
        """Nothing is read yet. With `looks_once` no file is looked at again: for a command that soon ends."""
        self._looks_once = looks_once
        self._files: dict[Path, tuple[object, AnnotationFile]] = {}
        self._tagsets: dict[Path, tuple[object, tuple[Tagset, list[Problem]]]] = {}
        self._corpora: dict[Path, tuple[object, Corpus]] = {}

    def annotate(self, article: Article, path: Path, last: AnnotatedArticle | None = None) -> AnnotatedArticle:
        """The article with the annotations of the file at `path`, as it stands now; a missing file has none.

        Entries that are broken in it are taken over from its `last` reading.
        """
        with collector_off():
            return self._annotate(article, path, last)

    def _annotate(self, article: Article, path: Path, last: AnnotatedArticle | None) -> AnnotatedArticle:
        corpus, tagset = self.around(path)
        if not os.path.lexists(path):
            return AnnotatedArticle(Index(article, Annotations(), corpus, tagset), ())
        file = self.read(path)
        index = Index(article, file.reading.annotations, corpus, tagset, last.index if last else None)
        problems = file.trouble or tuple(check_file(index, file, corpus))
        is_whole = file.reading.is_whole and not file.trouble
        if last and not is_whole and not index.entries:
            # Nothing of the file can be read.
            return AnnotatedArticle(last.index, problems, is_whole, frozenset(last.index.entries))
        kept = _kept(file.reading, last)
        if kept:
            index = Index(article, _with(file.reading.annotations, kept), corpus, tagset, index)
        return AnnotatedArticle(index, problems, is_whole, frozenset(one.id for one in kept))

    def annotate_settled(self, article: Article, path: Path, last: AnnotatedArticle | None = None) -> AnnotatedArticle:
        """The same once nobody is writing the file: editors write in two steps, and the first may be half a file."""
        before = signature(path)
        for _ in range(_LOOKS):
            time.sleep(_SETTLING)
            now = signature(path)
            if now == before:
                break
            before = now
        annotated = self.annotate(article, path, last)
        if not annotated.is_readable:
            time.sleep(_SETTLING)
            annotated = self.annotate(article, path, last)
        return annotated

    def open(self, pair: Pair) -> OpenedFile:
        """An annotation file with all that can be read of it, unchecked; without an article no quote is found."""
        losses = []
        article = Article(pair.annotations.stem, "")
        if pair.article is None:
            losses.append(f"No article belongs to {shown_path(pair.annotations)}, so its quotes have no places.")
        else:
            try:
                article = read_article(pair.article)
            except IdlibError as error:
                problem = file_problem(pair.article, error)
                losses.append(f"{problem.message} {problem.hint}")
        corpus, tagset = self.around(pair.annotations)
        file = self.read(pair.annotations) if os.path.lexists(pair.annotations) else _missing_file(pair.annotations)
        losses += [f"{problem.message} {problem.hint}" for problem in file.trouble]
        unread = file.reading.annotations.unread
        if unread or not file.reading.is_whole:
            losses.append(f"{file.source.path} has errors{_say_ids(unread)}. `idlib-reader check` says why.")
        return OpenedFile(file, Index(article, file.reading.annotations, corpus, tagset), tuple(losses))

    def read(self, path: Path) -> AnnotationFile:
        """An annotation file, with the words of its workspace."""
        workspace = workspace_of(path)
        tagset = self.tagset(workspace)[0] if workspace else DEFAULT
        stamp = self._stamp(path), tagset
        if path not in self._files or self._files[path][0] != stamp:
            self._files[path] = stamp, _read_file(path, tagset)
        return self._files[path][1]

    def _stamp(self, path: Path) -> object:
        """What changes when a file does; always the same if nothing is looked at again."""
        return None if self._looks_once else signature(path)

    def tagset(self, workspace: Workspace) -> tuple[Tagset, list[Problem]]:
        """The words of a workspace and the problems of its tagset file."""
        path = workspace.tagset
        stamp = self._stamp(path)
        if path not in self._tagsets or self._tagsets[path][0] != stamp:
            self._tagsets[path] = stamp, _read_tagset(path)
        return self._tagsets[path][1]

    def around(self, path: Path) -> tuple[Corpus, Tagset]:
        """The files and the words of the workspace that the annotation file at `path` belongs to."""
        workspace = workspace_of(path)
        return (self._corpus(workspace), self.tagset(workspace)[0]) if workspace else (ALONE, DEFAULT)

    def _corpus(self, workspace: Workspace) -> Corpus:
        root = workspace.root
        if self._looks_once and root in self._corpora:
            return self._corpora[root][1]
        files = {pair.annotations.stem: pair.annotations for pair in workspace.pairs()}
        stamp = {path: self._stamp(path) for path in files.values()}, self.tagset(workspace)[0]
        if root not in self._corpora or self._corpora[root][0] != stamp:
            read = {slug: self.read(path) for slug, path in files.items() if os.path.lexists(path)}
            annotations = {slug: file.reading.annotations for slug, file in read.items()}
            names = {slug: file.source.path for slug, file in read.items()}
            self._corpora[root] = stamp, Corpus(annotations, names, self.tagset(workspace)[0])
        return self._corpora[root][1]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An annotation file beside its article, to list what it holds."""

    file: AnnotationFile
    index: Index
    losses: tuple[str, ...]
    """What can't be listed, and why, in sentences."""

    @property
    def path(self) -> str:
        """The annotation file, as a person would name it."""
        return self.file.source.path

    def line_of(self, at: int) -> int:
        """The line, counted from 1, of an offset into the file."""
        return self.file.source.position(at).line


def annotate(article: Article, path: Path) -> AnnotatedArticle:
    """The article with the annotations of one file, for whoever asks but once."""
    return Store().annotate(article, path)


def check_file(index: Index, file: AnnotationFile, corpus: Corpus) -> list[Problem]:
    """Every problem of an annotation file beside its article, but those that its comments silence."""
    swallowed = find_swallowed(file.source, file.reading.suspects, index)
    problems = {*file.reading.problems, *check(index, file.source, corpus), *swallowed}
    return silence(problems, file.reading.oks, file.source)


def workspace_of(path: Path) -> Workspace | None:
    """The workspace that an annotation file belongs to; one beside its article belongs to none."""
    workspace = find_workspace(path.absolute().parent)
    return workspace if workspace and path.absolute().parent == workspace.tagset.parent else None


def file_problem(path: Path, error: IdlibError) -> Problem:
    """The problem that a file can't be read as text at all; in its sentences, too, the file is named as elsewhere."""
    shown = shown_path(path)
    message, hint = (sentence.replace(str(path), shown) for sentence in (error.message, error.hint))
    return Source(shown, "").problem(0, Code.FILE, message, hint)


def shown_path(path: Path) -> str:
    """The path as a person would name it: from the working folder if it lies below, else in full."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _say_ids(ids: frozenset[str]) -> str:
    """Which entries can't be read, the first few by name."""
    named = sorted(ids)[:_IDS_SHOWN]
    more = f" and {len(ids) - _IDS_SHOWN} more" if len(ids) > _IDS_SHOWN else ""
    return f"; entries that can't be read: {', '.join(named)}{more}" if ids else ""


def _missing_file(path: Path) -> AnnotationFile:
    """The annotation file of an article that nobody has annotated yet."""
    return AnnotationFile(Source(shown_path(path), ""), Reading(Annotations(), []))


def _read_file(path: Path, tagset: Tagset) -> AnnotationFile:
    try:
        source = Source(shown_path(path), read_text(path))
    except IdlibError as error:
        return AnnotationFile(Source(shown_path(path), ""), Reading(Annotations(), []), (file_problem(path, error),))
    return AnnotationFile(source, read_file(source, tagset))


def _read_tagset(path: Path) -> tuple[Tagset, list[Problem]]:
    if not os.path.lexists(path):
        return DEFAULT, []
    try:
        source = Source(shown_path(path), read_text(path))
        tagset, problems = read_tagset(source)
        return tagset, silence(problems, find_oks(source, None), source)
    except IdlibError as error:
        return replace(DEFAULT, is_open=True), [file_problem(path, error)]


def _kept(reading: Reading, last: AnnotatedArticle | None) -> list[Entry]:
    """The entries that can't be read now, as the last reading has them."""
    if last is None:
        return []
    now = {entry.id for entry in reading.annotations.entries()}
    return [entry for entry in last.index.written.entries() if entry.id in reading.annotations.unread - now]


def _with(annotations: Annotations, kept: list[Entry]) -> Annotations:
    """The annotations with entries from an earlier reading behind their own."""
    return replace(
        annotations,
        entities={**annotations.entities, **{one.id: one for one in kept if isinstance(one, Entity)}},
        events={**annotations.events, **{one.id: one for one in kept if isinstance(one, Event)}},
        claims={**annotations.claims, **{one.id: one for one in kept if isinstance(one, Claim)}},
        remarks={**annotations.remarks, **{one.id: one for one in kept if isinstance(one, Remark)}},
    )
