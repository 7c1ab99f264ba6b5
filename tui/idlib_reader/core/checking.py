"""What only shows once a file is read as a whole, beside its article: ids and quotes."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.annotations import Annotations, Claim, Entry, Event, Reference
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.core.span import Span
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.tagset import OUTLET

_CONTEXT = 16
_PLACES_SHOWN = 3


def check(index: Index, source: Source) -> list[Problem]:
    """Problems of ids and quotes in the file whose text is `source`, sorted by place."""
    # A part of a claim has the cue of the whole, and with it the same problem.
    return sorted({*check_ids(index.annotations, source), *_check_quotes(index, source), *_check_text(index, source)})


def check_ids(annotations: Annotations, source: Source) -> Iterator[Problem]:
    """Ids that no entry has."""
    ids = {entry.id for entry in annotations.entries()}
    suggestions = Suggestions(ids)
    for entry in annotations.entries():
        for reference in (*_references(entry), *_sources(entry)):
            if reference.id not in ids and not reference.is_elsewhere:
                close = suggestions.nearest(reference.id)
                hint = f"Did you mean `{close}`?" if close else "Add an entry with this id, or correct it."
                yield source.problem(reference.at, Code.DANGLING_ID, f"No entry has the id `{reference.id}`.", hint)


def _references(entry: Entry) -> Iterator[Reference]:
    """Every id that the entry writes, sources aside."""
    if isinstance(entry, Claim):
        yield from (*entry.audience, *entry.about)
        if entry.within:
            yield entry.within
    if isinstance(entry, Event):
        yield from entry.place
        for _, who in entry.participants:
            yield from who
    yield from (link.to for link in entry.links)


def _sources(entry: Entry) -> Iterator[Reference]:
    """The sources that the entry itself writes; the article's own voice is none to be looked up."""
    if isinstance(entry, Event) or (isinstance(entry, Claim) and "source" in entry.keys):
        yield from (source for source in entry.source if source.id != OUTLET)


def _check_quotes(index: Index, source: Source) -> Iterator[Problem]:
    for entry in index.entries.values():
        for selector in entry.selectors():
            anchor = index.anchors[selector]
            if anchor.state == "orphan":
                yield source.problem(selector.at, Code.NOT_FOUND, *_not_found(selector))
            elif anchor.state == "ambiguous":
                message = _ambiguous(selector, anchor.candidates, index.article.text)
                yield source.problem(selector.at, Code.AMBIGUOUS, message, _PIN)


_PIN = "Pin it down with `in:`, `before:` or `after:`, or write `all: true` if every place is meant."


def _not_found(selector: Selector) -> tuple[str, str]:
    words = _words(selector)
    if selector.excepted:
        return (
            f"The article does not have {words} at a place that `except` leaves in.",
            "Shorten the list under `except`, or copy the words from the article.",
        )
    if selector.nth is not None:
        return f"The article does not have {words} in {selector.nth} places.", "Count the places again."
    return (
        f"The article does not have {words} as whole words here.",
        "Copy the words from the article, from the start of a word to the end of one.",
    )


def _ambiguous(selector: Selector, candidates: tuple[Span, ...], text: str) -> str:
    shown = "; ".join(_in_context(span, text) for span in candidates[:_PLACES_SHOWN])
    more = "; …" if len(candidates) > _PLACES_SHOWN else ""
    return f"The article has {_words(selector)} at {len(candidates)} places: {shown}{more}."


def _in_context(span: Span, text: str) -> str:
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    middle = text[span.start : span.end] if span.end - span.start <= 40 else f"{text[span.start : span.start + 40]}…"
    before, after = text[start : span.start], text[span.end : end]
    return " ".join(f"…{before}{middle}{after}…".split())


def _words(selector: Selector) -> str:
    """What the selector looks for, in a sentence."""
    words = " … ".join((*selector.pieces, *((selector.to,) if selector.to else ())))
    words = " ".join(words.split())
    shown = f"“{words if len(words) <= 80 else words[:80] + '…'}”"
    for name, context in (("in", selector.inside), ("before", selector.before), ("after", selector.after)):
        if context:
            shown += f" with `{name}: {context if len(context) <= 40 else context[:40] + '…'}`"
    return shown


def _check_text(index: Index, source: Source) -> Iterator[Problem]:
    heading = index.annotations.article
    if heading.sha256 and heading.sha256 != index.article.sha256():
        yield source.problem(
            heading.values_at["sha256"],
            Code.CHANGED,
            "The article is not the text that the quotes were checked against: its sha256 is another.",
            f"Look through the quotes, then write `sha256: {index.article.sha256()}`.",
        )
