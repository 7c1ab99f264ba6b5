"""Problems of the article's text itself: that it is no longer the one that the quotes were checked against."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.excerpts import counted
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source


def check_text(index: Index, source: Source) -> Iterator[Problem]:
    """A changed article, and how many places were found in it by a number or a rule alone."""
    written, own = index.written.article.sha256.lower(), index.article.sha256()
    if not written or written == own:
        return
    at = index.written.article.values_at.get("sha256", 0)
    if not index.is_changed:
        message = "The sha256 is shortened: the article's own begins like it, and goes on."
        yield source.problem(at, Code.CHANGED, message, f"Write all of it: `sha256: {own}`.")
        return
    yield source.problem(
        at,
        Code.CHANGED,
        "The article is not the text that the quotes were checked against: its sha256 is another.",
        f"Look through the quotes, then write `sha256: {own}`.",
    )
    if moved := _count_moved(index):
        message = f"{counted(moved, 'selector')} with `nth` or `all` may mean other places in the changed article."
        hint = "What they find counts as moved until it is looked through and the sha256 is that of the article."
        yield source.problem(at, Code.MOVED, message, hint)


def _count_moved(index: Index) -> int:
    """How many selectors of the file were found in a changed article by a number or a rule alone."""
    selectors = (selector for entry in index.written.entries() for selector in entry.selectors())
    return sum(index.anchors[selector].state == "moved" for selector in selectors)
