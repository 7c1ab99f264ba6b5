"""From selectors to anchors: all quotes of a file found in one pass over the article.

The rules are those of FORMAT.md, "Selectors". Every phrase that any selector needs is gathered first and found once
(`core.phrases`); each selector puts together the places it may mean from what was found (`core.candidates`), and its
own rule chooses among them. Selectors that ask for the same share one answer, so that neither ten thousand that count
the places of one word nor ten thousand notes on one quote go through its places again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from idlib_reader.core.candidates import Candidate, find_candidates, spellings_of
from idlib_reader.core.folding import fold
from idlib_reader.core.matching import Matcher
from idlib_reader.core.phrases import find_phrases
from idlib_reader.core.selectors import Anchor, Selector, State
from idlib_reader.core.span import Span

_Rule: TypeAlias = tuple[object, ...]
"""What of a selector decides about its places: all but its note, its tags and where it is written."""

# One look-up of a place costs as much as passing over about so many.
_LOOK_UP = 16


def resolve(text: str, selectors: Sequence[Selector], *, is_changed: bool = False) -> list[Anchor]:
    """The anchor of each selector in the normalised article text `text`, in the order of the selectors.

    With `is_changed` the article is no longer the one that the quotes were checked against: what counts places or takes
    them all is found as before, but its state is `moved`.
    """
    if not selectors:
        return []
    folded = fold(text)
    needed = {spelling for selector in _with_excepted(selectors) for spelling in spellings_of(selector)}
    found = find_phrases(folded.text, needed)
    resolver = Resolver(Matcher(text, folded, lambda spelling: found.get(spelling, ())), is_changed=is_changed)
    return [resolver.anchor(selector) for selector in selectors]


class _Places(NamedTuple):
    """The places of a rule before `nth`, `all` or the want of both chooses among them."""

    found: list[Candidate]
    """Those that are left, in text order."""
    before_except: int
    """How many there were before `except`."""
    idle: frozenset[_Rule]
    """The rules under `except` that take none out."""


class Resolver:
    """Anchors selectors in one text, where `matcher` finds their words."""

    def __init__(self, matcher: Matcher, *, is_changed: bool = False) -> None:
        """With `is_changed`, places that are counted or gathered are `moved`, as `resolve` says."""
        self._matcher = matcher
        self._is_changed = is_changed
        self._places: dict[_Rule, _Places] = {}
        self._anchors: dict[_Rule, Anchor] = {}

    def anchor(self, selector: Selector) -> Anchor:
        """The anchor that the selector's own rule makes of the places that are possible."""
        rule = _counted_rule(selector)
        found = self._anchors.get(rule)
        if found is None:
            found = self._anchors[rule] = self._choose(selector)
        if not selector.excepted:
            return found
        # Which of its selectors are idle is told with those of this very selector, which stand where it does.
        idle = self._places_of(selector).idle
        return replace(found, idle=tuple(other for other in selector.excepted if _counted_rule(other) in idle))

    def _choose(self, selector: Selector) -> Anchor:
        found, before_except, _ = self._places_of(selector)
        if selector.nth is not None:
            return replace(self._anchor(selector, found[selector.nth - 1 : selector.nth]), counted=len(found))
        if not found:
            return Anchor("orphan", counted=before_except if selector.excepted else None)
        if selector.all:
            return self._anchor(selector, list({candidate.hull: candidate for candidate in found}.values()))
        best = [candidate for candidate in found if candidate.is_exact] or found
        if len(selector.pieces) > 1:
            shortest = min(map(_length, best))
            best = [candidate for candidate in best if _length(candidate) == shortest]
        if len(best) > 1:
            return Anchor("ambiguous", candidates=tuple(candidate.hull for candidate in best))
        return self._anchor(selector, best)

    def _anchor(self, selector: Selector, found: list[Candidate]) -> Anchor:
        if not found:
            return Anchor("orphan")
        state: State = "exact" if all(candidate.is_exact for candidate in found) else "folded"
        if self._is_changed and (selector.all or _counts(selector)):
            state = "moved"
        return Anchor(state, tuple(candidate.place for candidate in found))

    def _places_of(self, selector: Selector) -> _Places:
        """Every place that the selector may mean, those taken out that it excepts; not yet counted to `nth`."""
        rule = _rule(selector)
        places = self._places.get(rule)
        if places is None and selector.excepted:
            places = self._places[rule] = self._without_excepted(selector)
        elif places is None:
            found = find_candidates(selector, self._matcher)
            places = self._places[rule] = _Places(found, len(found), frozenset())
        return places

    def _without_excepted(self, selector: Selector) -> _Places:
        found = self._places_of(replace(selector, excepted=())).found
        distinct = {_counted_rule(other): other for other in selector.excepted}
        rows = {rule: _rows_inside(found, self._hulls(other)) for rule, other in distinct.items()}
        out = {row for inside in rows.values() for row in inside}
        left = [candidate for row, candidate in enumerate(found) if row not in out] if out else found
        return _Places(left, len(found), frozenset(rule for rule, inside in rows.items() if not inside))

    def _hulls(self, selector: Selector) -> list[Span]:
        """The stretches inside which an excepted selector takes places out; the one it counts to, if it counts."""
        found = self._places_of(selector).found
        counted = found if selector.nth is None else found[selector.nth - 1 : selector.nth]
        return sorted(candidate.hull for candidate in counted)


def _with_excepted(selectors: Iterable[Selector]) -> Iterator[Selector]:
    for selector in selectors:
        yield selector
        yield from _with_excepted(selector.excepted)


def _rule(selector: Selector) -> _Rule:
    """What decides about the places that the selector counts or chooses from."""
    excepted = tuple(map(_counted_rule, selector.excepted))
    return selector.pieces, selector.to, selector.inside, selector.before, selector.after, selector.all, excepted


def _counted_rule(selector: Selector) -> _Rule:
    """What decides about the selector's own places."""
    return (*_rule(selector), selector.nth)


def _counts(selector: Selector) -> bool:
    """Whether it, or what it excepts, counts places, so that its own shift when earlier text changes."""
    return selector.nth is not None or any(map(_counts, selector.excepted))


def _length(candidate: Candidate) -> int:
    return candidate.hull.end - candidate.hull.start


def _rows_inside(found: list[Candidate], hulls: list[Span]) -> list[int]:
    """The rows of `found` that lie inside one of `hulls`; both in text order."""
    if len(hulls) * _LOOK_UP < len(found):
        near = [(hull, *_rows_starting_in(found, hull)) for hull in hulls]
        if sum(stop - start for _, start, stop in near) < len(found):
            return [row for hull, start, stop in near for row in range(start, stop) if hull.holds(found[row].hull)]
    starts = [hull.start for hull in hulls]
    furthest = list(accumulate((hull.end for hull in hulls), max))
    inside = []
    for row, candidate in enumerate(found):
        last = bisect_right(starts, candidate.hull.start) - 1
        if last >= 0 and candidate.hull.end <= furthest[last]:
            inside.append(row)
    return inside


def _rows_starting_in(found: list[Candidate], hull: Span) -> tuple[int, int]:
    """The first and one past the last row of `found` that starts in `hull`."""
    start = bisect_left(found, hull.start, key=_start)
    return start, bisect_left(found, hull.end, start, key=_start)


def _start(candidate: Candidate) -> int:
    return candidate.place[0].start
