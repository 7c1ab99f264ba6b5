"""All that the reader asks of an annotated article, looked up: places, marks, ways along links, the order of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from idlib_reader.core import tagset
from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Kind,
    Link,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.article import Article
from idlib_reader.core.dates import Date, DateError
from idlib_reader.core.dates import parse as parse_date
from idlib_reader.core.highlights import Highlights, Mark
from idlib_reader.core.inheritance import inherit
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Place
from idlib_reader.core.timeline import order_events

_T = TypeVar("_T")

_CLAIM_WORDS = 60
"""Characters of a claim's words where it is named; its own card has them all."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link as walked from one of its ends."""

    rel: str
    """The relation as read from this end: the written one, or its inverse."""
    to: str
    """The id at the other end."""
    link: Link
    """The link as written."""


class Index:
    """One article with its annotations, resolved and looked up. Made anew whenever either changes."""

    def __init__(self, article: Article, annotations: Annotations) -> None:
        """Resolve every selector of `annotations` in `article`; takes seconds for 100,000 of them."""
        self.article = article
        self.annotations = replace(annotations, claims=inherit(annotations.claims))
        self.entries: dict[str, Entry] = {entry.id: entry for entry in self.annotations.entries()}
        selectors = list(dict.fromkeys(s for entry in self.entries.values() for s in entry.selectors()))
        self.anchors: Mapping[Selector, Anchor] = dict(zip(selectors, resolve(article.text, selectors), strict=True))
        self.places: dict[str, tuple[Place, ...]] = {id_: self._places(entry) for id_, entry in self.entries.items()}
        self.highlights = Highlights(self._marks())
        self.ways = _ways(self.entries)

    @cached_property
    def timeline(self) -> list[str]:
        """The ids of all events in the order of time."""
        events = sorted(self.annotations.events.values(), key=lambda event: self._first_offset(event.id))
        return order_events(events, self.dates)

    @cached_property
    def listed(self) -> dict[Kind, list[str]]:
        """By kind the ids in the order of their list: entities by type and name, events by time, the rest by place."""
        return {
            "entity": sorted(self.annotations.entities, key=self._by_type_and_name),
            "claim": sorted(self.annotations.claims, key=self._first_offset),
            "event": self.timeline,
            "remark": sorted(self.annotations.remarks, key=self._first_offset),
        }

    @cached_property
    def rows(self) -> dict[str, int]:
        """By id the row of an entry in its list, counted from 0."""
        return {id_: row for ids in self.listed.values() for row, id_ in enumerate(ids)}

    def _by_type_and_name(self, id_: str) -> tuple[int, str, str]:
        entity = self.annotations.entities[id_]
        known = tagset.ENTITY_TYPES
        row = known.index(entity.type) if entity.type in known else len(known)
        return row, entity.type, entity.label.casefold()

    def _first_offset(self, id_: str) -> int:
        """Where the entry's first place starts; behind the text if it has none."""
        places = self.places[id_]
        return places[0][0].start if places else len(self.article.text)

    @cached_property
    def dates(self) -> dict[str, Date]:
        """By event id the dates that can be read."""
        dates = {}
        for event in self.annotations.events.values():
            if event.date:
                try:
                    dates[event.id] = parse_date(event.date)
                except DateError:
                    continue
        return dates

    @cached_property
    def year(self) -> int | None:
        """The year in which the article was published, which brief dates leave out."""
        written = self.annotations.article.published[:4]
        return int(written) if written.isascii() and written.isdigit() else None

    @cached_property
    def claims_about(self) -> dict[str, list[str]]:
        """By id the claims that are about it, in file order."""
        return _grouped((to.id, claim.id) for claim in self.annotations.claims.values() for to in claim.about)

    @cached_property
    def claims_by(self) -> dict[str, list[str]]:
        """By id of a source the claims that it makes, in file order."""
        return _grouped((who.id, claim.id) for claim in self.annotations.claims.values() for who in claim.source)

    @cached_property
    def parts_of(self) -> dict[str, list[str]]:
        """By id of a claim the claims within it, in file order."""
        claims = self.annotations.claims.values()
        return _grouped((claim.within.id, claim.id) for claim in claims if claim.within)

    @cached_property
    def roles_of(self) -> dict[str, list[tuple[str, str]]]:
        """By id of an entity the events it takes part in, in file order, as (role, event)."""
        return _grouped(
            (who.id, (role, event.id))
            for event in self.annotations.events.values()
            for role, participants in event.participants
            for who in participants
        )

    def places_of(self, selectors: tuple[Selector, ...]) -> tuple[Place, ...]:
        """Every place that these selectors of the file name, in text order, each once."""
        return tuple(sorted({place for selector in selectors for place in self.anchors[selector].places}))

    def quote(self, place: Place) -> str:
        """The words at a place, as the article has them; pieces are joined by an ellipsis."""
        return " … ".join(self.article.text[span.start : span.end] for span in place)

    def label(self, reference: Reference | str) -> str:
        """What the reader calls the entry of an id, a claim by who says it and its first words; else the id itself."""
        id_ = reference if isinstance(reference, str) else reference.id
        entry = self.entries.get(id_)
        if isinstance(entry, Claim):
            return f"{self.speaker(entry)}: {self._words(entry)}"
        return entry.label if entry else id_

    def _words(self, claim: Claim) -> str:
        """The first words of a claim; its id in words where the article has no place for it."""
        places = self.places[claim.id]
        words = " ".join(self.quote(places[0]).split()) if places else claim.label
        return words if len(words) <= _CLAIM_WORDS else f"{words[: _CLAIM_WORDS - 1].rstrip()}…"

    def speaker(self, claim: Claim) -> str:
        """Who makes a claim, in a few words."""
        named = [self.label(reference) for reference in claim.source if reference.id != tagset.OUTLET]
        if claim.source and not named:
            return self.annotations.article.outlet or "the article itself"
        return ", ".join(named) or "nobody"

    def _places(self, entry: Entry) -> tuple[Place, ...]:
        """The places that an entry is highlighted at."""
        match entry:
            case Entity() | Event():
                return self.places_of(entry.mentions)
            case Claim():
                return self.places_of((entry.content,)) if entry.content else ()
            case Remark():
                return self.places_of((entry.passage,)) if entry.passage else ()

    def _marks(self) -> Iterator[Mark]:
        for id_, places in self.places.items():
            kind = kind_of(self.entries[id_])
            for number, place in enumerate(places):
                for span in place:
                    yield Mark(*span, kind, id_, number, span is place[0])


def _ways(entries: Mapping[str, Entry]) -> dict[str, tuple[Way, ...]]:
    """By id the links that can be walked from there: its own in file order, then those written on other entries.

    A link to an id that no entry has leads nowhere; one written from both ends is walked once.
    """
    ways: defaultdict[str, list[Way]] = defaultdict(list)
    own = [(id_, link) for id_, entry in entries.items() for link in entry.links if link.to.id in entries]
    for id_, link in own:
        ways[id_].append(Way(link.rel, link.to.id, link))
    for id_, link in own:
        back = tagset.INVERSES.get(link.rel, link.rel)
        if all((way.rel, way.to) != (back, id_) for way in ways[link.to.id]):
            ways[link.to.id].append(Way(back, id_, link))
    return {id_: tuple(found) for id_, found in ways.items()}


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
