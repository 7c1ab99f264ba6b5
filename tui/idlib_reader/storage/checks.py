"""Every problem of the files that a person names, and what shows only when files stand together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from idlib_reader.core.checking import check_ids
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.silencing import silence
from idlib_reader.core.source import Source
from idlib_reader.errors import IdlibError
from idlib_reader.storage.naming import file_problem, shown_path
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Pair, Workspace, workspace_of


def check_pairs(pairs: Sequence[Pair], store: Store) -> list[Problem]:
    """Every problem of articles, their annotation files and their workspaces, by file and place."""
    problems = {problem for pair in pairs for problem in _check_pair(pair, store)}
    for workspace in _workspaces(pairs):
        problems.update(store.tagset(workspace)[1])
        problems.update(_check_names(workspace, pairs))
    return sorted(problems)


def _check_pair(pair: Pair, store: Store) -> Iterable[Problem]:
    """The problems of an article and its annotation file. Never raises for what is in them."""
    workspace = workspace_of(pair.annotations)
    if workspace and pair.annotations == workspace.tagset:
        return ()
    if pair.article is None:
        missing = [] if workspace and pair.annotations.name.startswith("_") else [_no_article(pair.annotations)]
        return _check_alone(pair.annotations, store, missing)
    try:
        article = read_article(pair.article)
    except IdlibError as error:
        alone = _check_alone(pair.annotations, store) if os.path.lexists(pair.annotations) else []
        return [file_problem(pair.article, error), *alone]
    return store.annotate(article, pair.annotations).problems


def _check_alone(path: Path, store: Store, missing: Sequence[Problem] = ()) -> list[Problem]:
    """The problems of an annotation file that show without the article's text, and that this is `missing`."""
    file = store.read(path)
    if file.trouble:
        return [*missing, *file.trouble]
    corpus, tagset = store.around(path)
    problems = {*missing, *file.reading.problems, *check_ids(file.reading.annotations, file.source, corpus, tagset)}
    # What only the article can show may be what is silenced, so no comment is called idle.
    return [one for one in silence(problems, file.reading.oks, file.source) if one.code != Code.IDLE_OK.word]


def _no_article(path: Path) -> Problem:
    slug = path.name.removesuffix(path.suffix).removesuffix(".annotations")
    folder = "seeds/" if workspace_of(path) else ""
    message = f"No article belongs to this file: there is no {folder}{slug}.txt, nor one with .md or .html."
    hint = "Rename one of the two, so that their names are the same."
    return Source(shown_path(path), "").problem(0, Code.NO_ARTICLE, message, hint)


def _workspaces(pairs: Iterable[Pair]) -> list[Workspace]:
    return list(dict.fromkeys(found for pair in pairs if (found := workspace_of(pair.annotations))))


def _check_names(workspace: Workspace, pairs: Sequence[Pair]) -> Iterator[Problem]:
    """Files that are passed over, since one of the same name counts instead of them."""
    asked = {path for pair in pairs for path in (pair.article, pair.annotations)}
    for double, first in workspace.doubles().items():
        if first in asked:
            message = f"{first.name} has the same name but for its ending, and is read instead of this file."
            hint = "Give one of the two another name, or move it away."
            yield Source(shown_path(double), "").problem(0, Code.SAME_NAME, message, hint)
