"""From selectors to anchors: all quotes of a file found in one pass over the article.

The rules are those of FORMAT.md, "Selectors". Every phrase that any selector needs is gathered first and found once
(`core.phrases`); each selector puts together the places it may mean from what was found (`core.candidates`), and its
own rule chooses among them. Selectors that ask for the same share one answer, so that neither ten thousand that count
the places of one word nor ten thousand notes on one quote go through its places again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain, compress, islice
from typing import NamedTuple, TypeAlias

from idlib_reader.core.candidates import (
    Candidate,
    find_best_passages,
    find_candidates,
    hull_of,
    is_plain_passage,
    spellings_of,
)
from idlib_reader.core.folding import fold
from idlib_reader.core.matching import Matcher
from idlib_reader.core.phrases import find_phrases
from idlib_reader.core.selectors import Anchor, Selector, State
from idlib_reader.core.span import Place, Span

_Rule: TypeAlias = tuple[object, ...]
"""What of a selector decides about its places: all but its note, its tags and where it is written."""

# One look-up of a place costs as much as passing over about so many.
_LOOK_UP = 16

_TOLD = 100
"""Places of an ambiguous selector that its anchor tells; nobody reads more."""

_STATES: tuple[State, State] = ("folded", "exact")
"""The state of a place by whether it is exact."""


def resolve(text: str, selectors: Sequence[Selector], *, is_changed: bool = False) -> list[Anchor]:
    """The anchor of each selector in the normalised article text `text`, in the order of the selectors.

    With `is_changed` the article is no longer the one that the quotes were checked against: what counts places or takes
    them all is found as before, but its state is `moved`.
    """
    if not selectors:
        return []
    folded = fold(text)
    every = (one for selector in selectors for one in selector.with_excepted())
    needed = {spelling for selector in every for spelling in spellings_of(selector)}
    found = find_phrases(folded.text, needed)
    resolver = Resolver(Matcher(text, folded, lambda spelling: found.get(spelling, ())), is_changed=is_changed)
    return [resolver.anchor(selector) for selector in selectors]


class _Places(NamedTuple):
    """The places of a rule before `nth`, `all` or the want of both chooses among them.

    In columns, which are cheap to cut where a rule leaves a few of very many out.
    """

    found: tuple[Place, ...]
    """Those that are left, in text order."""
    exact: bytes
    """For each of them 1 if its words stand there character for character, else 0."""
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
        if is_plain_passage(selector):
            return self._decide(selector, *find_best_passages(selector, self._matcher, _TOLD))
        places = self._places_of(selector)
        if selector.nth is not None:
            one = slice(selector.nth - 1, selector.nth)
            anchor = self._anchor(selector, places.found[one], places.exact[one])
            return replace(anchor, counted=len(places.found), taken_out=0 if places.found else places.before_except)
        if not places.found:
            return Anchor("orphan", taken_out=places.before_except)
        if len(places.found) == 1:
            return self._anchor(selector, places.found, places.exact)
        if selector.all:
            return self._anchor(selector, *_one_for_each_hull(places))
        return self._decide(selector, *_best(selector, places))

    def _decide(self, selector: Selector, best: list[Candidate], number: int) -> Anchor:
        """The anchor of a selector that means one place, for which `number` are equally good, `best` the first ones."""
        if number > 1:
            return Anchor("ambiguous", candidates=tuple(candidate.hull for candidate in best), counted=number)
        places = tuple(candidate.place for candidate in best)
        return self._anchor(selector, places, bytes(candidate.is_exact for candidate in best))

    def _anchor(self, selector: Selector, places: tuple[Place, ...], exact: bytes) -> Anchor:
        if not places:
            return Anchor("orphan")
        if self._is_changed and (selector.all or _counts(selector)):
            return Anchor("moved", places)
        if 0 not in exact:
            return Anchor("exact", places)
        return Anchor("folded", places, tuple(map(_STATES.__getitem__, exact)) if 1 in exact else ())

    def _places_of(self, selector: Selector) -> _Places:
        """Every place that the selector may mean, those taken out that it excepts; not yet counted to `nth`."""
        rule = _rule(selector)
        places = self._places.get(rule)
        if places is None and selector.excepted:
            places = self._places[rule] = self._without_excepted(selector)
        elif places is None:
            candidates = find_candidates(selector, self._matcher)
            found, exact = tuple([one.place for one in candidates]), bytes([one.is_exact for one in candidates])
            places = self._places[rule] = _Places(found, exact, len(found), frozenset())
        return places

    def _without_excepted(self, selector: Selector) -> _Places:
        found, exact, _, _ = self._places_of(replace(selector, excepted=()))
        distinct = {_counted_rule(other): other for other in selector.excepted}
        rows = {rule: _rows_inside(found, self._hulls(other)) for rule, other in distinct.items()}
        out = sorted({row for inside in rows.values() for row in inside})
        kept = [slice(*ends) for ends in zip([0, *(row + 1 for row in out)], [*out, len(found)], strict=True)]
        left = tuple(chain.from_iterable(found[one] for one in kept)) if out else found
        idle = frozenset(rule for rule, inside in rows.items() if not inside)
        return _Places(left, b"".join(exact[one] for one in kept), len(found), idle)

    def _hulls(self, selector: Selector) -> list[Span]:
        """The stretches inside which an excepted selector takes places out; the one it counts to, if it counts."""
        found = self._places_of(selector).found
        counted = found if selector.nth is None else found[selector.nth - 1 : selector.nth]
        return sorted(map(hull_of, counted))


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


def _one_for_each_hull(places: _Places) -> tuple[tuple[Place, ...], bytes]:
    """The places and how they were found; of those whose pieces differ between the same ends, one."""
    if not places.found or len(places.found[0]) == 1:
        return places.found, places.exact
    rows = {hull_of(place): row for row, place in enumerate(places.found)}.values()
    return tuple(places.found[row] for row in rows), bytes(places.exact[row] for row in rows)


def _best(selector: Selector, places: _Places) -> tuple[list[Candidate], int]:
    """The first of the places that are equally good, and how many there are.

    Those are the exact ones if there are any, and of ways to take pieces the shortest.
    """
    is_exact = 1 in places.exact
    best = compress(places.found, places.exact) if is_exact else iter(places.found)
    number = places.exact.count(is_exact)
    if len(selector.pieces) > 1:
        ways = list(best)
        shortest = min(map(_length, ways))
        shortest_ways = [way for way in ways if _length(way) == shortest]
        best, number = iter(shortest_ways), len(shortest_ways)
    return [Candidate(place, is_exact) for place in islice(best, _TOLD)], number


def _length(place: Place) -> int:
    return place[-1].end - place[0].start


def _rows_inside(found: Sequence[Place], hulls: list[Span]) -> list[int]:
    """The rows of `found` that lie inside one of `hulls`; both in text order."""
    if len(hulls) * _LOOK_UP < len(found):
        near = [(hull, *_rows_starting_in(found, hull)) for hull in hulls]
        if sum(stop - start for _, start, stop in near) < len(found):
            return [row for hull, start, stop in near for row in range(start, stop) if hull.holds(hull_of(found[row]))]
    starts = [hull.start for hull in hulls]
    furthest = list(accumulate((hull.end for hull in hulls), max))
    inside = []
    for row, place in enumerate(found):
        last = bisect_right(starts, place[0].start) - 1
        if last >= 0 and place[-1].end <= furthest[last]:
            inside.append(row)
    return inside


def _rows_starting_in(found: Sequence[Place], hull: Span) -> tuple[int, int]:
    """The first and one past the last row of `found` that starts in `hull`."""
    start = bisect_left(found, hull.start, key=_start)
    return start, bisect_left(found, hull.end, start, key=_start)


def _start(place: Place) -> int:
    return place[0].start
