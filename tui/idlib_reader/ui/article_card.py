"""What the card says where nothing is chosen: of the article, and of a workspace without one."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.index import Index
from idlib_reader.ui.card_lines import CardLine
from idlib_reader.ui.commands import COMMANDS, name_key
from idlib_reader.ui.wording import ORDER, PLURALS, count, say_date

_FIRST_KEYS = (
    ("search", "searches the words"),
    ("select", "selects words"),
    ("copy", "copies them"),
    ("articles", "shows the other articles"),
    ("help", "shows all keys"),
)
"""The names of commands that are of use where nothing is marked, with what they do."""


def describe_article(index: Index, path: str = "", *, is_read: bool = True) -> list[CardLine]:
    """The card when nothing is chosen: what is known of the article and how much is marked in it.

    Args:
        index: the annotated article.
        path: of its annotation file, which need not be there yet, as a person reads it.
        is_read: whether the file was looked at already, so that it is known whether anything is marked.
    """
    heading = index.annotations.article
    fields = [
        ("outlet", heading.outlet),
        ("author", heading.author),
        ("published", say_date(heading.published)),
        ("url", heading.url),
        ("language", heading.language),
    ]
    lines = [CardLine("title", heading.title or index.article.slug)]
    lines += [CardLine("field", text, label) for label, text in fields if text]
    for kind in ORDER:
        if ids := index.listed[kind]:
            lines.append(CardLine("field", str(len(ids)), PLURALS[kind].lower()))
    if index.entries and path:
        lines.append(CardLine("field", path, "in the file"))
    if heading.note:
        lines += [CardLine("gap"), CardLine("note", heading.note)]
    if index.entries:
        hint = "]t goes to the next event, Enter follows its first link, ? shows all keys."
        return [*lines, CardLine("gap"), CardLine("note", hint)]
    return [*lines, CardLine("gap"), *_empty(path, is_read=is_read)]


def describe_no_article() -> list[CardLine]:
    """The card of a workspace without an article: what to do, and which keys work."""
    return [
        CardLine("title", "No article yet"),
        CardLine("gap"),
        CardLine("note", "Put a text (.txt, .md or .html, in UTF-8) into the folder seeds/: it opens here by itself."),
        CardLine("gap"),
        CardLine("field", "all keys", "?"),
        CardLine("field", "quit", "q"),
    ]


def summarise(index: Index) -> str:
    """How much is marked, in a line."""
    nouns = {"entity": ("entity", "entities")}
    told = []
    for kind in ORDER:
        number = len(index.listed[kind])
        one, many = nouns.get(kind, (kind, f"{kind}s"))
        told.append(f"{number} {one if number == 1 else many}")
    return ", ".join(told) if any(index.listed.values()) else count(0, "mark")


def _empty(path: str, *, is_read: bool) -> Iterator[CardLine]:
    """What to do in an article in which nothing is marked."""
    if is_read:
        file = f"the file {path}" if path else "a file beside the article"
        yield CardLine("note", "Nothing is marked here yet.")
        yield CardLine("gap")
        yield CardLine("note", "Select words with v and mark them with e, or write a remark on them with m.")
        yield CardLine("note", f"Marks go into {file}; you can write it by hand as well (E).")
        yield CardLine("note", "The project's annotations/README.md teaches how in ten minutes.")
    else:
        yield CardLine("note", "The annotations are being read.")
    yield CardLine("gap")
    keys = {command.name: name_key(command.keys[0]) for command in COMMANDS}
    for name, told in _FIRST_KEYS:
        if name in keys:
            yield CardLine("field", told, keys[name])
