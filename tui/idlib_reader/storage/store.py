"""Reading articles with their annotation files, and noticing when a file changes.

What an annotation file says depends on its neighbours: on the workspace's tagset and, for what ids inherit and refer
to, on the other files. The store reads each of them once, and again only when it changed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from idlib_reader.core.annotations import Annotations, Entry
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.excerpts import counted
from idlib_reader.core.first_places import Stretch, find_near
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.silencing import silence
from idlib_reader.core.source import Source
from idlib_reader.core.span import Span
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage.annotated import AnnotatedArticle, Report, kept_entries, with_entries
from idlib_reader.storage.annotation_file import AnnotationFile, OpenedFile, check_file, missing_file
from idlib_reader.storage.codec import Reading, read_file
from idlib_reader.storage.first_places import read_near
from idlib_reader.storage.garbage import collector_off
from idlib_reader.storage.naming import file_problem, shown_path
from idlib_reader.storage.reading import SETTLING, read_article, read_text, signature, wait_until_still
from idlib_reader.storage.saving import read_original
from idlib_reader.storage.silencing import find_oks
from idlib_reader.storage.tagset_file import read_tagset
from idlib_reader.storage.workspace import Pair, Workspace, workspace_of

_IDS_SHOWN = 20
"""Ids of entries that are named in one sentence."""

_MANY = 5_000
"""Selectors to resolve from which on those in the window come first."""
_LONG = 500_000
"""Bytes of a file that takes so long to read that what is in the window is sought in its text first."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One reading of an annotation file beside its article."""

    article: Article
    path: Path
    last: AnnotatedArticle | None
    window: Span | None
    report: Report | None

    def say(self, words: str) -> None:
        """Tell what the reading is at."""
        if self.report:
            self.report(words)

    def known(self, written: Annotations) -> Mapping[Selector, Anchor]:
        """The places that the last reading found for `written`."""
        last = self.last.index if self.last else None
        is_same = last and last.article == self.article and last.written.article.sha256 == written.article.sha256
        return last.anchors if last and is_same else {}

    def count_new(self, written: Annotations) -> int:
        """How many selectors of `written` have to be resolved."""
        known = self.known(written)
        return sum(selector not in known for entry in written.entries() for selector in entry.selectors())


class Store:
    """Annotation files, each read when it is first asked for and again when it changed."""

    def __init__(self, *, looks_once: bool = False) -> None:
        """Nothing is read yet. With `looks_once` no file is looked at again: for a command that soon ends."""
        self._looks_once = looks_once
        self._lock = Lock()
        self._files: dict[Path, tuple[object, AnnotationFile]] = {}
        self._tagsets: dict[Path, tuple[object, tuple[Tagset, list[Problem]]]] = {}
        self._corpora: dict[Path, tuple[object, Corpus]] = {}

    def annotate(
        self,
        article: Article,
        path: Path,
        last: AnnotatedArticle | None = None,
        *,
        window: Span | None = None,
        report: Report | None = None,
    ) -> AnnotatedArticle:
        """The article with the annotations of the file at `path`, as it stands now; a missing file has none.

        Entries that are broken in it are taken over from its `last` reading. Meanwhile `report` is told, in words, what
        the reading is at, and where much is new, once, what is found in a `window` of the article.
        """
        with collector_off():
            return self._annotate(_Task(article, path, last, window, report))

    def _annotate(self, task: _Task) -> AnnotatedArticle:
        task.say("reading the annotations")
        path, last = task.path, task.last
        if not os.path.lexists(path):
            index = Index(task.article, Annotations(), *self.around(path))
            file = missing_file(path)
            return AnnotatedArticle(index, self._tagset_problems(path), file.source, file=file)
        seen = self._report_early(task)
        file = self.read(path)
        written, kept = file.reading.annotations, kept_entries(file.reading, last)
        new = task.count_new(written) if task.report else 0
        if not seen and new > _MANY:
            seen = self._report_near(task, file, kept)
        corpus, tagset = self.around(path)
        task.say(f"placing {counted(new, 'quote')}")
        index = Index(task.article, written, corpus, tagset, last.index if last else seen)
        # Now and not when the list is first shown: this runs in the background, and many events take a while.
        _ = index.rows
        task.say("checking")
        problems = tuple(sorted([*(file.trouble or check_file(index, file, corpus)), *self._tagset_problems(path)]))
        if last and not file.is_whole and not index.entries:
            # Nothing of the file can be read.
            kept_ids = frozenset(last.index.entries)
            return AnnotatedArticle(last.index, problems, file.source, file.is_whole, kept_ids, file=file)
        if kept:
            index = Index(task.article, with_entries(written, kept), corpus, tagset, index)
        return AnnotatedArticle(index, problems, file.source, file.is_whole, _ids(kept), file=file)

    def _report_early(self, task: _Task) -> Index | None:
        """Report what a long file has in the window before all of it is read; nothing if something is shown already."""
        status = signature(task.path)
        has_marks = task.last is not None and task.last.index.entries
        if not task.window or has_marks or not status or status[2] < _LONG or self._is_read(task.path):
            return None
        try:
            source = Source(shown_path(task.path), read_text(task.path))
        except IdlibError:
            # It is told once the whole is read.
            return None
        near = read_near(source, Stretch(task.article.text, task.window), self._words(task.path))
        return self._report_part(task, near, AnnotationFile(source, Reading(near, []))) if near else None

    def _report_near(self, task: _Task, file: AnnotationFile, kept: list[Entry]) -> Index | None:
        """Report what a file has in the window where much of it has to be resolved."""
        if not task.window:
            return None
        written = file.reading.annotations
        near = find_near(written, Stretch(task.article.text, task.window), task.known(written))
        return self._report_part(task, with_entries(near, kept), file, kept)

    def _report_part(
        self, task: _Task, near: Annotations, file: AnnotationFile, kept: Sequence[Entry] = ()
    ) -> Index | None:
        """Report some of the annotations; what other files say of them is taken as it was last known."""
        if not task.report:
            return None
        workspace = workspace_of(task.path)
        _, corpus = self._corpora.get(workspace.root, (None, ALONE)) if workspace else (None, ALONE)
        index = Index(task.article, near, corpus, self._words(task.path), task.last.index if task.last else None)
        task.report(AnnotatedArticle(index, (), file.source, file.is_whole, _ids(kept), is_partial=True))
        return index

    def annotate_settled(
        self,
        article: Article,
        path: Path,
        last: AnnotatedArticle | None = None,
        *,
        window: Span | None = None,
        report: Report | None = None,
    ) -> AnnotatedArticle:
        """The same once nobody is writing the file: editors write in two steps, and the first may be half a file."""
        before = wait_until_still(path)
        annotated = self.annotate(article, path, last, window=window, report=report)
        if not annotated.is_readable:
            time.sleep(SETTLING)
            if signature(path) != before:
                annotated = self.annotate(article, path, annotated, window=window, report=report)
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
        file = self.read(pair.annotations) if os.path.lexists(pair.annotations) else missing_file(pair.annotations)
        losses += [f"{problem.message} {problem.hint}" for problem in file.trouble]
        unread = file.reading.annotations.unread
        if unread or not file.reading.is_whole:
            losses.append(f"{file.source.path} has errors{_say_ids(unread)}. `idlib-reader check` says why.")
        return OpenedFile(file, Index(article, file.reading.annotations, corpus, tagset), tuple(losses))

    def read(self, path: Path) -> AnnotationFile:
        """An annotation file, with the words of its workspace."""
        tagset = self._words(path)
        # Several threads may ask for one file at once; it is read for all of them.
        with self._lock:
            stamp = self._stamp(path), tagset
            if path not in self._files or self._files[path][0] != stamp:
                self._files[path] = stamp, _read_file(path, tagset)
            return self._files[path][1]

    def _is_read(self, path: Path) -> bool:
        """Whether the file is known as it stands now."""
        return path in self._files and self._files[path][0] == (self._stamp(path), self._words(path))

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

    def _words(self, path: Path) -> Tagset:
        """The words of the workspace that the annotation file belongs to."""
        workspace = workspace_of(path)
        return self.tagset(workspace)[0] if workspace else DEFAULT

    def _tagset_problems(self, path: Path) -> tuple[Problem, ...]:
        """The problems of the tagset file of the workspace that the annotation file belongs to."""
        workspace = workspace_of(path)
        return tuple(self.tagset(workspace)[1]) if workspace else ()

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


def annotate(article: Article, path: Path) -> AnnotatedArticle:
    """The article with the annotations of one file, for whoever asks but once."""
    return Store().annotate(article, path)


def _say_ids(ids: frozenset[str]) -> str:
    """Which entries can't be read, the first few by name."""
    named = sorted(ids)[:_IDS_SHOWN]
    more = f" and {len(ids) - _IDS_SHOWN} more" if len(ids) > _IDS_SHOWN else ""
    return f"; entries that can't be read: {', '.join(named)}{more}" if ids else ""


def _read_file(path: Path, tagset: Tagset) -> AnnotationFile:
    try:
        original = read_original(path)
        if original.signature is None:
            # Something has its name, and is no file: reading says what.
            read_text(path)
    except IdlibError as error:
        return AnnotationFile(Source(shown_path(path), ""), Reading(Annotations(), []), (file_problem(path, error),))
    source = Source(shown_path(path), original.text)
    return AnnotationFile(source, read_file(source, tagset), original=original)


def _read_tagset(path: Path) -> tuple[Tagset, list[Problem]]:
    if not os.path.lexists(path):
        return DEFAULT, []
    try:
        source = Source(shown_path(path), read_text(path))
        tagset, problems = read_tagset(source)
        return tagset, silence(problems, find_oks(source, None), source)
    except IdlibError as error:
        return replace(DEFAULT, is_open=True), [file_problem(path, error)]


def _ids(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.id for entry in entries)
