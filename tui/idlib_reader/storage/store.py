"""Reading an article with its annotation file, and noticing when the file changes."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.article import Article
from idlib_reader.core.checking import check, check_ids
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.errors import IdlibError
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.reading import read_article, read_text, signature
from idlib_reader.storage.workspace import Pair


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and all that its annotation file says, as of one reading."""

    index: Index
    problems: tuple[Problem, ...]
    """Sorted by file and place."""
    is_readable: bool = True
    """Whether the annotation file could be read as a whole; if not, nothing of it is in the index."""


def annotate(article: Article, path: Path) -> AnnotatedArticle:
    """The article with the annotations of the file at `path`, as it stands now; a missing file has none."""
    shown = shown_path(path)
    if not os.path.lexists(path):
        return AnnotatedArticle(Index(article, Annotations()), ())
    try:
        source = Source(shown, read_text(path))
    except IdlibError as error:
        problem = Source(shown, "").problem(0, Code.FILE, error.message, error.hint)
        return AnnotatedArticle(Index(article, Annotations()), (problem,), is_readable=False)
    annotations, problems = read_annotations(source)
    index = Index(article, annotations)
    is_readable = all(problem.code not in _UNREADABLE for problem in problems)
    return AnnotatedArticle(index, tuple(sorted([*problems, *check(index, source)])), is_readable)


def annotate_settled(article: Article, path: Path) -> AnnotatedArticle:
    """The same once nobody is writing the file: editors write in two steps, and the first may be half a file."""
    before = signature(path)
    while True:
        time.sleep(_SETTLING)
        now = signature(path)
        if now == before:
            break
        before = now
    annotated = annotate(article, path)
    if not annotated.is_readable:
        time.sleep(_SETTLING)
        annotated = annotate(article, path)
    return annotated


_SETTLING = 0.05
"""Seconds between two looks at a file that was just written."""

_UNREADABLE = {Code.SYNTAX.word, Code.CONTROL.word}


def check_pair(pair: Pair) -> list[Problem]:
    """Every problem of an annotation file and its article, sorted by place. Never raises for what is in them."""
    if pair.article is None:
        return sorted(_check_alone(pair.annotations))
    try:
        article = read_article(pair.article)
    except IdlibError as error:
        broken = Source(shown_path(pair.article), "").problem(0, Code.FILE, error.message, error.hint)
        return sorted([broken, *_check_words(pair.annotations)])
    return list(annotate(article, pair.annotations).problems)


def _check_alone(path: Path) -> list[Problem]:
    """The problems of an annotation file without an article: its quotes can't be looked up."""
    slug = path.name.removesuffix(path.suffix).removesuffix(".annotations")
    message = f"No article belongs to this file: there is no {slug} with .txt, .md or .html."
    hint = "Rename one of the two, so that their names are the same."
    missing = Source(shown_path(path), "").problem(0, Code.NO_ARTICLE, message, hint)
    return [missing, *_check_words(path, is_needed=True)]


def _check_words(path: Path, *, is_needed: bool = False) -> list[Problem]:
    """The problems of an annotation file that show without the article's text; a missing file is one if needed."""
    if not is_needed and not os.path.lexists(path):
        return []
    try:
        source = Source(shown_path(path), read_text(path))
    except IdlibError as error:
        return [Source(shown_path(path), "").problem(0, Code.FILE, error.message, error.hint)]
    annotations, problems = read_annotations(source)
    return [*problems, *check_ids(annotations, source)]


def shown_path(path: Path) -> str:
    """The path as a person would name it: from the working folder if it lies below, else in full."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
