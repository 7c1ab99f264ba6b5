"""A passage as one cites it: its words, where they were published and when, and a link that leads to them."""

from __future__ import annotations

from idlib_reader.core.annotations import Heading
from idlib_reader.core.date_words import describe
from idlib_reader.core.dates import DateError, read
from idlib_reader.core.index import Index
from idlib_reader.core.span import Place
from idlib_reader.core.text_fragments import fragment_link


def cite(index: Index, place: Place) -> str:
    """The words at a place with their source, in one line of plain text.

    It reads `“words” — outlet, “title”, date in words. link`. What the file does not say of its
    article is left out; without a title the slug stands for it.
    """
    heading = index.annotations.article
    title = f"“{_line(heading.title)}”" if heading.title else index.article.slug
    source = ", ".join(filter(None, (_line(heading.outlet), title, _date(heading))))
    link = fragment_link(heading.url, index.article.text, place)
    return f"“{_line(index.quote(place))}” — {source}. {link}".rstrip()


def _date(heading: Heading) -> str:
    """The day of publication in words; as it is written where that is no date."""
    try:
        return describe(read(heading.published)) if heading.published else ""
    except DateError:
        return _line(heading.published)


def _line(text: str) -> str:
    return " ".join(text.split())
