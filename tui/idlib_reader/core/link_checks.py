"""Problems of links: ways that go round, dates that rule a link out, and links that are written twice.

Which links can't go round:

- in time an event comes before what it is `before`, what it causes, enables and prompts; the four make one order, as
  they do in the timeline. A circle needs a `before`: what lasts may prompt what prompts it. A plan acts before it
  happens, so what it causes, enables and prompts is none of it. Nor is `prevents`: of two plans each may be what
  prevents the other;
- an event or entity that is `part-of` another, `located-in` it or `member-of` it, each relation by itself;
- a claim that `updates` or `repeats` an earlier one, each by itself. Claims may well support each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from idlib_reader.core.annotations import Annotations, Event, Kind, Link, kind_of
from idlib_reader.core.circles import find_knots
from idlib_reader.core.corpus import local_id
from idlib_reader.core.date_comparison import may_share, may_start_in_time
from idlib_reader.core.date_words import describe
from idlib_reader.core.dates import Date, may_precede
from idlib_reader.core.excerpts import in_circle
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import Tagset
from idlib_reader.core.timeline import read_dates

_ORDERS: Mapping[tuple[Kind, str], str] = {
    ("event", "before"): "time",
    ("event", "causes"): "time",
    ("event", "enables"): "time",
    ("event", "prompts"): "time",
    ("event", "part-of"): "parts of events",
    ("entity", "part-of"): "parts",
    ("entity", "located-in"): "places",
    ("entity", "member-of"): "members",
    ("claim", "updates"): "updates",
    ("claim", "repeats"): "repeats",
}
"""By kind and relation the order that such a link belongs to; the inverse is the same link turned round."""


class _Written(NamedTuple):
    """A link with where it stands."""

    id: str
    """The entry that it is written on."""
    kind: Kind
    to: str
    """The id at the other end, without the slug of the file itself."""
    link: Link


class _Step(NamedTuple):
    """A link as read in the direction of its order."""

    word: str
    at: int


_Onward: TypeAlias = Mapping[str, Mapping[str, _Step]]
"""By the ids at both ends the links of one order."""


def check_links(annotations: Annotations, source: Source, tagset: Tagset, slug: str) -> Iterator[Problem]:
    """Problems of all links of a file; those from an entry to itself are left to `id_checks`."""
    links = sorted(_links(annotations, slug), key=lambda written: written.link.at)
    yield from _check_circles(links, annotations.events, source, tagset)
    yield from _check_dates(links, annotations.events, source, tagset)
    yield from _check_twice(links, source, tagset)


def _links(annotations: Annotations, slug: str) -> Iterator[_Written]:
    for entry in annotations.entries():
        for link in entry.links:
            to = local_id(link.to, annotations, slug)
            if to != entry.id:
                yield _Written(entry.id, kind_of(entry), to, link)


# Circles


def _check_circles(
    links: list[_Written], events: Mapping[str, Event], source: Source, tagset: Tagset
) -> Iterator[Problem]:
    """Each circle at the link of it that is written last in the file."""
    for order, onward in _orders(links, events, tagset).items():

        def counts(one: str, other: str, order: str = order, onward: _Onward = onward) -> bool:
            return order != "time" or onward[one][other].word == "before"

        for knot in find_knots({id_: list(steps) for id_, steps in onward.items()}, counts):
            turned = [_turned(circle, onward) for circle in knot.circles]
            last = max(turned, key=lambda circle: _closing(circle, onward).at)
            for circle in turned:
                yield _circle(circle, onward, source, has_more=knot.has_more and circle is last)


def _orders(links: list[_Written], events: Mapping[str, Event], tagset: Tagset) -> Mapping[str, _Onward]:
    """By order, and by the ids at both ends, the links that make it; of several a `before`, else the first."""
    orders: defaultdict[str, dict[str, dict[str, _Step]]] = defaultdict(dict)
    for written in links:
        inverse = tagset.inverse(written.kind, written.link.rel)
        for word, one, other in ((written.link.rel, written.id, written.to), (inverse, written.to, written.id)):
            order = _ORDERS.get((written.kind, word))
            if order:
                if word not in _OUTCOMES or not _is_expected(events.get(one)):
                    steps = orders[order].setdefault(one, {})
                    if other not in steps or (word == "before" != steps[other].word):
                        steps[other] = _Step(word, written.link.at)
                break
    return orders


def _turned(circle: list[str], onward: _Onward) -> list[str]:
    """The circle from where the link of it stands that is written last in the file."""
    steps = [onward[one][other] for one, other in zip(circle, [*circle[1:], circle[0]], strict=True)]
    last = max(range(len(steps)), key=lambda row: steps[row].at)
    return [*circle[last:], *circle[:last]]


def _closing(circle: list[str], onward: _Onward) -> _Step:
    return onward[circle[0]][circle[1]]


def _circle(circle: list[str], onward: _Onward, source: Source, *, has_more: bool) -> Problem:
    words = [onward[one][other].word for one, other in zip(circle, [*circle[1:], circle[0]], strict=True)]
    message = f"These links lead round in a circle: {in_circle(circle, words)}."
    hint = "Delete one of them, or turn it round."
    if has_more:
        hint += " More circles hang together with this one; they are told when some of these are mended."
    return source.problem(_closing(circle, onward).at, Code.CIRCULAR_LINKS, message, hint)


# Dates


_OUTCOMES = {"causes", "enables", "prevents", "prompts"}
"""What acts can't begin when the other is over already; as long as that lasts, it may be what keeps it going."""

_TOGETHER = {"part-of", "simultaneous", "same-as"}

_EXPECTED = {"planned", "hypothetical"}
"""Modalities of events that act on others before they happen: a plan is answered to, a threat prevents."""

_PHRASES: Mapping[str, str] = {
    "before": "be before",
    "after": "be after",
    "causes": "cause",
    "caused-by": "be caused by",
    "enables": "enable",
    "enabled-by": "be enabled by",
    "prevents": "prevent",
    "prevented-by": "be prevented by",
    "prompts": "prompt",
    "responds-to": "respond to",
    "includes": "include",
    "part-of": "be a part of",
    "simultaneous": "be simultaneous with",
    "same-as": "be the same as",
}


def _check_dates(
    links: list[_Written], events: Mapping[str, Event], source: Source, tagset: Tagset
) -> Iterator[Problem]:
    """Links between two events of the file that no reading of their dates allows."""
    dates = read_dates(events.values())
    for written in links:
        id_, to, rel = written.id, written.to, written.link.rel
        if written.kind != "event" or id_ not in dates or to not in dates:
            continue
        is_against = _rules_out(rel, events[id_], dates[id_], dates[to]) or _rules_out(
            tagset.inverse("event", rel), events[to], dates[to], dates[id_]
        )
        if is_against:
            known = f"`{id_}` is dated {describe(dates[id_])}, and `{to}` is dated {describe(dates[to])}"
            message = f"{known}, so `{id_}` can't {_PHRASES.get(rel, f'stand in the relation `{rel}` to')} `{to}`."
            hint = "Correct a date, or choose another relation." if rel in _ALIKE else _TURN
            yield source.problem(written.link.at, Code.CONTRADICTED_LINK, message, hint)


_ALIKE = {*_TOGETHER, "includes"}
_TURN = "Correct a date, or turn the link round."


def _is_expected(event: Event | None) -> bool:
    return event is not None and event.modality in _EXPECTED


def _rules_out(rel: str, actor: Event, one: Date, other: Date) -> bool:
    """Whether the dates rule out that the event of `one`, the `actor`, stands in this relation to that of `other`."""
    if rel == "before":
        return not may_precede(one, other)
    if rel in _OUTCOMES:
        return not _is_expected(actor) and not may_start_in_time(one, other)
    return rel in _TOGETHER and not may_share(one, other)


# Twice


def _check_twice(links: list[_Written], source: Source, tagset: Tagset) -> Iterator[Problem]:
    """Links that say what one before them in the file says, at the same end or from the other."""
    first: dict[tuple[str, str, str], _Written] = {}
    for written in links:
        id_, rel, to = written.id, written.link.rel, written.to
        # A word that the tagset does not know may mean another thing from the other end.
        is_known = rel in tagset.relations(written.kind)
        key = min((id_, rel, to), (to, tagset.inverse(written.kind, rel), id_)) if is_known else (id_, rel, to)
        earlier = first.setdefault(key, written)
        if earlier is not written:
            line = source.position(earlier.link.at).line
            where = "" if earlier.id == id_ else f", from its other end, `{earlier.id}`"
            message = f"This link is written already in line {line}{where}."
            yield source.problem(written.link.at, Code.LINK_TWICE, message, "Delete one of the two.")
