"""Units of a text, written with a bar at the offset and brackets around what is found there."""

from __future__ import annotations

from collections.abc import Callable

from idlib_reader.core.span import Span
from marked import marked

Unit = Callable[[str, int], Span | None]


def pointed(written: str) -> tuple[str, int]:
    """The text and the offset of the bar in it, with the marks left out."""
    offset = marked(written).text.index("|")
    return marked(written.replace("|", "")).text, offset


def unit_of(find: Unit, written: str) -> str:
    """The text with the unit around the bar in brackets."""
    text, offset = pointed(written)
    span = find(text, offset)
    if span is None:
        return text
    return f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"


def every(find: Unit, text: str) -> list[str]:
    """Each unit that some offset has, in the order in which they are met."""
    spans = [find(text, offset) for offset in range(len(text) + 1)]
    return [text[span.start : span.end] for span in dict.fromkeys(spans) if span]
