"""Marked text: a text written with its spans, so that no test counts characters.

`marked("The [Ever Given](facility) ran")` is the text "The Ever Given ran" with the span of "Ever Given", labelled
"facility". A mark without a label is `[Ever Given]`; marks may hold each other; `\\[` and `\\]` are plain brackets.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place, Span

_TOKEN = re.compile(r"\\(?P<plain>[\[\]])|(?P<open>\[)|\](?:\((?P<label>[^()]*)\))?")


class MarkedSpan(NamedTuple):
    """One mark."""

    label: str
    span: Span


class Marked(NamedTuple):
    """A text and the marks on it, in the order in which they start, outer ones first."""

    text: str
    spans: tuple[MarkedSpan, ...]

    @property
    def only(self) -> Span:
        """The one span that is marked."""
        (mark,) = self.spans
        return mark.span

    def of(self, label: str) -> list[Span]:
        """Every span with a label."""
        return [mark.span for mark in self.spans if mark.label == label]

    @property
    def places(self) -> tuple[Place, ...]:
        """The spans as places: each of its own, but those that share a label are the pieces of one."""
        labels = dict.fromkeys(mark.label for mark in self.spans if mark.label)
        pieces = [tuple(self.of(label)) for label in labels]
        return tuple(sorted([*pieces, *((span,) for span in self.of(""))]))


def marked(written: str) -> Marked:
    """The text and the marks that are written in `written`."""
    text, done = "", 0
    opened: list[int] = []
    spans: list[MarkedSpan] = []
    for token in _TOKEN.finditer(written):
        text += written[done : token.start()]
        done = token.end()
        if token["plain"]:
            text += token["plain"]
        elif token["open"]:
            opened.append(len(text))
        elif opened:
            spans.append(MarkedSpan(token["label"] or "", Span(opened.pop(), len(text))))
        else:
            raise ValueError(f"Nothing is opened before the bracket at {token.start()} of {written!r}.")
    if opened:
        raise ValueError(f"A bracket of {written!r} is not closed.")
    text += written[done:]
    return Marked(text, tuple(sorted(spans, key=lambda mark: (mark.span.start, -mark.span.end))))


def annotated(written: str, *entries: Entry) -> Index:
    """An annotated article: the marks, labelled with ids, are the places of `entries`.

    Each mark is a mention of its entity or event; the marks of a claim or a remark are the pieces of its passage.
    """
    text, spans = marked(written)
    unknown = {mark.label for mark in spans} - {entry.id for entry in entries}
    if unknown:
        raise ValueError(f"No entry has the id {unknown}.")
    filled = [_filled(entry, text, [mark.span for mark in spans if mark.label == entry.id]) for entry in entries]
    annotations = Annotations(
        entities={entry.id: entry for entry in filled if isinstance(entry, Entity)},
        events={entry.id: entry for entry in filled if isinstance(entry, Event)},
        claims={entry.id: entry for entry in filled if isinstance(entry, Claim)},
        remarks={entry.id: entry for entry in filled if isinstance(entry, Remark)},
    )
    return Index(Article("article", text), annotations)


def _filled(entry: Entry, text: str, spans: list[Span]) -> Entry:
    if not spans:
        return entry
    if isinstance(entry, Entity | Event):
        return replace(entry, mentions=(*entry.mentions, *(_selector(text, span) for span in spans)))
    passage = _selector(text, *spans)
    return replace(entry, content=passage) if isinstance(entry, Claim) else replace(entry, passage=passage)


def _selector(text: str, *spans: Span) -> Selector:
    """A selector of exactly these pieces."""
    pieces = tuple(text[span.start : span.end] for span in spans)
    (every,) = resolve(text, [Selector(pieces, all=True)])
    return Selector(pieces, nth=every.places.index(tuple(spans)) + 1)
