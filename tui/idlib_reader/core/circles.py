"""Circles in what leads from one id to others, and the knots that they make together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

_MOST = 20
"""Circles given of one knot: hundreds may hang on a single wrong step, and mending it undoes them all."""


class Knot(NamedTuple):
    """Ids of which each can be reached from each, by some of the circles that they stand in."""

    circles: list[list[str]]
    """The ids along each circle; the last id leads back to the first. None is there twice."""
    has_more: bool
    """Whether the knot has steps that count and that stand in none of these circles."""


def find_knots(onward: Mapping[str, Sequence[str]], counts: Callable[[str, str], bool] | None = None) -> Iterator[Knot]:
    """The knots in `onward` (by id those it leads to) that have a circle with a step that counts.

    Each such step is in one of the circles given unless the knot has more than are given; each circle is the shortest
    through the first step of it that counts. Without `counts`, which is asked about the ids at both ends, all steps do.
    Takes as long as there are steps, for a knot twenty times at most.
    """
    rows = {id_: row for row, id_ in enumerate(onward)}
    for knot in _knotted(onward):
        within = {id_: [to for to in onward[id_] if to in knot] for id_ in sorted(knot, key=rows.__getitem__)}
        found: list[list[str]] = []
        done: set[tuple[str, str]] = set()
        steps = ((one, to) for one, others in within.items() for to in others if counts is None or counts(one, to))
        has_more = False
        for one, to in steps:
            if (one, to) in done:
                continue
            if len(found) == _MOST:
                has_more = True
                break
            circle = [one, *_way(to, one, within)[:-1]]
            found.append(circle)
            done.update(zip(circle, [*circle[1:], one], strict=True))
        if found:
            yield Knot(found, has_more)


def _way(start: str, end: str, onward: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids of a shortest way from `start` to `end`, which can be reached."""
    came_from = {start: start}
    for id_ in (reached := [start]):
        if id_ == end:
            break
        for to in onward[id_]:
            if to not in came_from:
                came_from[to] = id_
                reached.append(to)
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def _knotted(onward: Mapping[str, Sequence[str]]) -> Iterator[dict[str, None]]:
    """The strongly connected parts that have a step inside: R. E. Tarjan, SIAM J. Comput. 1 (1972), without recursion.

    Each comes as its ids, as soon as all ways out of it are walked.
    """
    rows: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: dict[str, None] = {}
    for root in onward:
        walks = [] if root in rows else [(root, iter(onward[root]))]
        while walks:
            id_, others = walks[-1]
            if id_ not in rows:
                rows[id_] = lowest[id_] = len(rows)
                waiting[id_] = None
            to = next(others, None)
            if to is None:
                walks.pop()
                if walks:
                    outer = walks[-1][0]
                    lowest[outer] = min(lowest[outer], lowest[id_])
                if lowest[id_] == rows[id_]:
                    knot = _taken(waiting, id_)
                    if len(knot) > 1 or id_ in onward.get(id_, ()):
                        yield knot
            elif to not in rows:
                walks.append((to, iter(onward.get(to, ()))))
            elif to in waiting:
                lowest[id_] = min(lowest[id_], rows[to])


def _taken(waiting: dict[str, None], first: str) -> dict[str, None]:
    """The ids that wait from `first` on, which wait no longer."""
    knot: dict[str, None] = {}
    while first not in knot:
        id_, _ = waiting.popitem()
        knot[id_] = None
    return knot
