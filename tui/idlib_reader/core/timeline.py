"""The order of events in time: by date, and where there is none by the links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import TypeAlias

from idlib_reader.core.annotations import Event
from idlib_reader.core.dates import Date, DateError, SortKey, may_precede, parse, sort_key

_COMES_FIRST = {"before", "causes", "enables", "prompts", "prevents"}
_COMES_LATER = {"after", "caused-by", "enabled-by", "responds-to", "prevented-by"}
_BELONGS_TO = {"part-of", "includes", "simultaneous", "same-as"}

# A place in the order: (row, 0) of a dated event, then steps off it, each (-1 before or 1 after, text order).
_Rank: TypeAlias = tuple[tuple[int, int], ...]
_HERE = (0, 0)


def read_dates(events: Iterable[Event]) -> dict[str, Date]:
    """By event id the dates that can be read."""
    dates = {}
    for event in events:
        if event.date:
            try:
                dates[event.id] = parse(event.date)
            except DateError:
                continue
    return dates


def order_events(events: Sequence[Event], dates: Mapping[str, Date]) -> list[str]:
    """The ids of `events` in the order of time.

    Args:
        events: in the order in which the text reports them.
        dates: by event id; an event that is not in it has no date.

    Events of one date stay in text order. One without a date stands behind the last event that its links put
    before it, else before the first that they put after it, else beside the one that it is part of or holds; with
    no such link it comes at the end, in text order. One whose date has no known start stands before the first event
    that its links put after it, else at its end. Where dates leave the order open, links decide it.
    """
    ranking = _Ranking(events, dates)
    ranked = sorted((event.id for event in events), key=ranking.rank)
    return _in_order_of_links(ranked, _sound_links(ranking.earlier, dates))


def _sound_links(earlier: Mapping[str, set[str]], dates: Mapping[str, Date]) -> dict[str, set[str]]:
    """By event those before it, without the links that go round in a circle or against the dates."""
    straight = _straight(earlier)
    dated: dict[str, set[str]] = {}
    for id_ in straight:
        before = straight[id_]
        if id_ in dates:
            straight[id_] = {
                other for other in before if all(may_precede(dates[one], dates[id_]) for one in dated.get(other, ()))
            }
            dated[id_] = {id_}
        else:
            dated[id_] = set().union(*(dated.get(other, ()) for other in before))
    return straight


def _straight(earlier: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """By event those before it, each behind its own; without circles and what hangs on them."""
    later: defaultdict[str, list[str]] = defaultdict(list)
    for id_, others in earlier.items():
        for other in others:
            later[other].append(id_)
    waiting = {id_: len(others) for id_, others in earlier.items()}
    ready = [id_ for id_ in later if not waiting.get(id_)]
    straight: dict[str, set[str]] = {}
    for id_ in ready:
        straight[id_] = set(earlier.get(id_, ()))
        for other in later.get(id_, ()):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return straight


def _in_order_of_links(ranked: list[str], earlier: Mapping[str, set[str]]) -> list[str]:
    """The ids by rank, but none before all that are `earlier` than it have come."""
    row = {id_: number for number, id_ in enumerate(ranked)}
    later: defaultdict[str, list[str]] = defaultdict(list)
    for id_, others in earlier.items():
        for other in others:
            later[other].append(id_)
    waiting = {id_: len(earlier.get(id_, ())) for id_ in ranked}
    ready = [row[id_] for id_ in ranked if not waiting[id_]]
    ordered = []
    while ready:
        ordered.append(ranked[heappop(ready)])
        for other in later.get(ordered[-1], ()):
            waiting[other] -= 1
            if not waiting[other]:
                heappush(ready, row[other])
    return ordered


def _by_date(date: Date) -> tuple[int, int, bool, SortKey]:
    """Dates sort by their start; one that may be any day from then on comes behind those that are known."""
    key = sort_key(date)
    return *key[:2], date.kind == "one of" and date.latest is None, key


class _Ranking:
    """Gives each event its rank."""

    def __init__(self, events: Sequence[Event], dates: Mapping[str, Date]) -> None:
        self._position = {event.id: number for number, event in enumerate(events)}
        dated = sorted((event.id for event in events if event.id in dates), key=lambda id_: _by_date(dates[id_]))
        by_date: dict[str, _Rank] = {id_: ((row, 0), _HERE) for row, id_ in enumerate(dated)}
        self.earlier, later, beside = self._neighbours(events)
        # A date without a known start only bounds the event: a link to something later says more.
        floating = [id_ for id_ in by_date if dates[id_].earliest is None]
        self._ranks = {id_: rank for id_, rank in by_date.items() if dates[id_].earliest is not None}
        self._place(floating, later, -1)
        self._ranks |= {id_: by_date[id_] for id_ in floating if id_ not in self._ranks}
        undated = [event.id for event in events if event.id not in dates]
        ways = ((self.earlier, 1), (later, -1), (beside, 1))
        # Whoever is placed may place others in a stronger way, so that is tried again first.
        while any(self._place(undated, anchors, side) for anchors, side in ways):
            pass

    def rank(self, id_: str) -> tuple[int, _Rank]:
        if id_ in self._ranks:
            return 0, self._ranks[id_]
        return 1, ((self._position[id_], 0),)

    def _neighbours(self, events: Sequence[Event]) -> tuple[defaultdict[str, set[str]], ...]:
        """For each event the ids of those before it, after it, and beside it."""
        earlier: defaultdict[str, set[str]] = defaultdict(set)
        later: defaultdict[str, set[str]] = defaultdict(set)
        beside: defaultdict[str, set[str]] = defaultdict(set)
        for event in events:
            for link in event.links:
                one, other = event.id, link.to.id
                if other not in self._position or other == one:
                    continue
                if link.rel in _COMES_LATER:
                    one, other = other, one
                if link.rel in _BELONGS_TO:
                    beside[one].add(other)
                    beside[other].add(one)
                elif link.rel in _COMES_FIRST | _COMES_LATER:
                    later[one].add(other)
                    earlier[other].add(one)
        return earlier, later, beside

    def _place(self, undated: list[str], anchors: Mapping[str, set[str]], side: int) -> bool:
        """Rank what hangs on ranked events by `anchors`, nearest first, on one side of them (1 behind, -1 before).

        What it gives is whether any was ranked.
        """
        before = len(self._ranks)
        waiting = {id_: set(anchors.get(id_, ())) for id_ in undated if id_ not in self._ranks}
        hangers: defaultdict[str, list[str]] = defaultdict(list)
        for id_, others in waiting.items():
            for other in others:
                hangers[other].append(id_)
        pending = {id_: sum(other in waiting for other in others) for id_, others in waiting.items()}
        # Those whose neighbours are all settled come first; what is left hangs in a circle and goes by text order.
        ready = [id_ for id_ in waiting if pending[id_] == 0]
        settled = set(ready)
        for id_ in ready:
            self._hang(id_, waiting[id_], side)
            for hanger in hangers[id_]:
                pending[hanger] -= 1
                if pending[hanger] == 0 and hanger not in settled:
                    settled.add(hanger)
                    ready.append(hanger)
        for id_ in waiting:
            if id_ not in settled:
                self._hang(id_, waiting[id_], side)
        return len(self._ranks) > before

    def _hang(self, id_: str, others: set[str], side: int) -> None:
        ranks = [self._ranks[other] for other in others if other in self._ranks]
        if ranks:
            nearest = max(ranks) if side > 0 else min(ranks)
            self._ranks[id_] = (*nearest[:-1], (side, self._position[id_]), _HERE)
