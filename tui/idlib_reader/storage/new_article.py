"""Articles that come into a workspace: a copy of their text, and the beginning of their annotation file."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from idlib_reader.core.annotations import Heading
from idlib_reader.core.article import Article, normalise
from idlib_reader.core.dates import DateError, parse
from idlib_reader.core.headlines import headline_of
from idlib_reader.core.id_proposals import propose_id
from idlib_reader.core.words import is_word_character
from idlib_reader.errors import IdlibError
from idlib_reader.storage.encodings import decode
from idlib_reader.storage.naming import shown_path
from idlib_reader.storage.reading import read_content
from idlib_reader.storage.rendering import new_file
from idlib_reader.storage.saving import remove, save
from idlib_reader.storage.workspace import ANNOTATION_SUFFIXES, ARTICLE_SUFFIXES, Workspace

_SUFFIXES = {".markdown": ".md", ".htm": ".html"}
"""Endings that articles do not have in a workspace, and what they become; any other one becomes `.txt`."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that is to become an article."""

    path: Path
    """Where it comes from, as sentences name it."""
    content: bytes
    has_name: bool = True
    """Whether its name may become the slug."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article as it will stand in a workspace."""

    article: Path
    annotations: Path
    """Its annotation file; one that is there already stays as it is."""
    text: str
    """Line ends as they are."""
    has_bom: bool
    heading: Heading
    """What the annotation file says of it."""


def read_incoming(path: Path) -> Incoming:
    """A file that is to become an article; raises an `IdlibError` where it can't be read."""
    return Incoming(path, read_content(path)[0])


def plan_articles(
    workspace: Workspace, texts: Sequence[Incoming], heading: Heading, slug: str = ""
) -> list[NewArticle]:
    """How texts will stand in a workspace; nothing is written.

    Args:
        workspace: where they will stand.
        texts: at least one.
        heading: what is known of all of them. Without a title, that of each is its first line if it looks like a
            headline.
        slug: the name of a single one; without it, it is made of the title in `heading`, else of its name, which stays
            if it is one already.

    Raises:
        IdlibError: one of them is no text, its slug is no file name or there already, or the date is not EDTF.
    """
    if len(texts) > 1 and (slug or heading.title or heading.url):
        raise IdlibError("One slug, title or URL can't be that of several articles.", "Add them one by one.")
    _check_date(heading.published)
    planned: list[NewArticle] = []
    for text in texts:
        article = _plan(workspace, text, heading, slug)
        if (double := next((one for one in planned if one.article.stem == article.article.stem), None)) is not None:
            message = f"Two of the texts would be {shown_path(double.article)}."
            raise IdlibError(message, "Add them one by one, each with a slug of its own.")
        planned.append(article)
    return planned


def _plan(workspace: Workspace, incoming: Incoming, heading: Heading, slug: str) -> NewArticle:
    text = decode(incoming.path, incoming.content)
    if not text.strip():
        raise IdlibError(f"{shown_path(incoming.path)} is empty.", "Name a file with words in it.")
    slug = slug or _proposed_slug(incoming, heading.title)
    article = workspace.folders[0] / f"{slug}{_suffix_of(incoming.path)}"
    _check_slug(slug, article)
    _check_free(workspace, slug)
    normalised = normalise(text)
    title = heading.title or headline_of(normalised)
    known = replace(heading, title=title, sha256=Article(slug, normalised).sha256())
    return NewArticle(article, _annotations(workspace, slug), text, incoming.content.startswith(BOM_UTF8), known)


def _proposed_slug(incoming: Incoming, title: str) -> str:
    if not title and not incoming.has_name:
        raise IdlibError("Standard input has no name that the article could get.", "Give it --slug or --title.")
    name = incoming.path.stem
    if not title and name == name.lower() and _is_slug(name):
        return name
    return propose_id(title or name, (), "article")


def _suffix_of(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if suffix in ARTICLE_SUFFIXES else _SUFFIXES.get(suffix, ARTICLE_SUFFIXES[0])


def _is_slug(name: str) -> bool:
    """Whether it can be the stem of a file's name and, in `slug#claim-id`, a part of an id."""
    return name[:1].isalnum() and all(is_word_character(one) or one in "-." for one in name) and name[-1] != "."


def _check_slug(slug: str, article: Path) -> None:
    """Refuse what is no slug, and a name that workspaces pass over."""
    if not _is_slug(slug) or article.stem != slug or article.name == "README.md":
        hint = "Take letters, digits, hyphens, full stops and underscores, a letter or digit first."
        raise IdlibError(f"An article can't have the slug {slug!r}.", hint)


def _check_free(workspace: Workspace, slug: str) -> None:
    for suffix in ARTICLE_SUFFIXES:
        path = workspace.folders[0] / f"{slug}{suffix}"
        if os.path.lexists(path):
            raise IdlibError(f"{shown_path(path)} is there already.", "Give the article another name with --slug.")


def _annotations(workspace: Workspace, slug: str) -> Path:
    """The annotation file of an article: that which is there already, else a new one."""
    paths = [workspace.folders[1] / f"{slug}{suffix}" for suffix in ANNOTATION_SUFFIXES]
    return next(filter(os.path.lexists, paths), paths[0])


def _check_date(date: str) -> None:
    try:
        if date:
            parse(date)
    except DateError as error:
        raise IdlibError(f"{date!r} is no date: {error.message}", error.hint) from error


def add_article(new: NewArticle) -> tuple[Path, ...]:
    """Write an article into its workspace; the files that were made, the article first.

    Raises:
        IdlibError: one of the files can't be written, or was made by someone else meanwhile; then none is made.
    """
    content = new_file(new.heading, ())
    saved = save(new.article, new.text, new.has_bom, expected=None)
    if os.path.lexists(new.annotations):
        return (new.article,)
    try:
        save(new.annotations, content, has_bom=False, expected=None)
    except BaseException:
        remove(new.article, saved)
        raise
    return new.article, new.annotations
