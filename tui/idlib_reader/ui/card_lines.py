"""The lines that a card is made of, and the words that several of them use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from idlib_reader.core.annotations import Claim, Entry, Event, Kind, Reference, kind_of
from idlib_reader.core.graphemes import cell_width
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import OUTLET
from idlib_reader.ui.wording import marking

Role = Literal["title", "quote", "field", "link", "why", "note", "gap"]

LABEL_CELLS = 14
"""Cells of the column of labels; what is wider is told with the text, where it is never cut."""

MARKING: dict[Kind, str] = {"entity": "mention", "event": "mention", "claim": "content", "remark": "passage"}
"""By kind what the selectors of the words that an entry is highlighted at are called."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One thing that the card says; it may take several rows."""

    role: Role
    """How it is drawn."""
    text: str = ""
    label: str = ""
    """What it is, drawn dim in a column of its own."""
    right: str = ""
    """What stands at the right end of its first row: a key that follows it, or the kind of the entry."""
    step: int = 0
    """The number of the way on that it names, counted from 1; 0 for none."""


def labelled_field(label: str, text: str, key: str) -> CardLine:
    """A field under a label of the file's own; where that is too wide for its column, under the key of the format."""
    return (
        CardLine("field", text, label)
        if cell_width(label) <= LABEL_CELLS
        else CardLine("field", f"{label}: {text}", key)
    )


def say_names(index: Index, references: Iterable[Reference]) -> str:
    """What entries are called, in a line; the outlet by its name."""
    names = [
        index.annotations.article.outlet or "the article itself" if to.id == OUTLET else index.label(to)
        for to in references
    ]
    return " · ".join(names)


def quote_words(index: Index, selectors: tuple[Selector, ...]) -> str:
    """The words of the article that selectors name, in quotation marks."""
    return " ".join(f"“{index.quote(place)}”" for place in index.places_of(selectors))


def named_selectors(entry: Entry) -> Iterator[tuple[str, tuple[Selector, ...]]]:
    """All selectors of an entry, by what a person calls those of a key."""
    yield MARKING[kind_of(entry)], marking(entry)
    if isinstance(entry, Claim):
        yield "named as", entry.source_text
        yield "said with", entry.cue
    if isinstance(entry, Event | Claim):
        yield "date", entry.date_text
    for link in entry.links:
        yield f"cue of {link.rel}", link.cue


def say_selector(selector: Selector) -> str:
    """A selector as it is written, in a line."""
    told = " ".join(f"“{' '.join(words.split())}”" for words in selector.pieces)
    pins = [
        ("to", selector.to),
        ("in", selector.inside),
        ("before", selector.before),
        ("after", selector.after),
    ]
    told += "".join(f" {key} “{' '.join(words.split())}”" for key, words in pins if words)
    if selector.nth is not None:
        told += f" nth {selector.nth}"
    if selector.all:
        told += " all"
    return told + "".join(f" except {say_selector(other)}" for other in selector.excepted)
