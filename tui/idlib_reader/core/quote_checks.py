"""Problems of quotes: words that are not in the article, stand at several places, or take nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.excerpts import described, in_context
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.quote_hints import Explanations
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.source import Source

_PLACES_SHOWN = 3


def check_quotes(index: Index, source: Source) -> Iterator[Problem]:
    """Problems of every selector that the file writes, those under `except` and of links too."""
    written = [selector for entry in index.written.entries() for selector in entry.selectors()]
    orphans = [selector for selector, anchor in index.anchors.items() if anchor.state == "orphan"]
    explanations = Explanations(index.article.text, orphans)
    for selector in written:
        anchor = index.anchors[selector]
        if anchor.state == "ambiguous":
            yield source.problem(selector.at, Code.AMBIGUOUS, _ambiguous(selector, anchor, index.article.text), _PIN)
        elif anchor.state == "orphan":
            yield _not_found(selector, anchor, explanations, source)
        if selector.excepted:
            yield from _check_excepted(selector, index, explanations, source)


_PIN = "Pin it down with `in:`, `before:` or `after:`, or write `all: true` if every place is meant."


_TAKE_OUT = "Delete it, or write words that hold a place to take out."


def _check_excepted(selector: Selector, index: Index, explanations: Explanations, source: Source) -> Iterator[Problem]:
    """What is wrong under `except`; there every place counts, so several are no problem."""
    own = index.anchors[selector]
    is_there = own.state != "orphan" or bool(own.counted or own.taken_out)
    idle = set(own.idle)
    for other in selector.excepted:
        anchor = index.anchors[other]
        if anchor.state == "orphan":
            yield _not_found(other, anchor, explanations, source)
        elif is_there and other in idle:
            message = f"Inside {described(other)} stands no {described(selector)}, so this takes nothing out."
            yield source.problem(other.at, Code.IDLE_EXCEPT, message, _TAKE_OUT)
        yield from _check_excepted(other, index, explanations, source)


def _not_found(selector: Selector, anchor: Anchor, explanations: Explanations, source: Source) -> Problem:
    return source.problem(selector.at, *explanations.explain(selector, anchor))


def _ambiguous(selector: Selector, anchor: Anchor, text: str) -> str:
    shown = "; ".join(f"“{in_context(span, text)}”" for span in anchor.candidates[:_PLACES_SHOWN])
    number = anchor.counted or len(anchor.candidates)
    more = "; …" if number > _PLACES_SHOWN else ""
    return f"The article has {described(selector)} at {number:,} places: {shown}{more}."
