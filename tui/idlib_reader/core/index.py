"""All that the reader asks of an annotated article, looked up: places, marks, ways along links, the order of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

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
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.dates import Date
from idlib_reader.core.highlights import Highlights, Mark
from idlib_reader.core.inheritance import fill
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Place
from idlib_reader.core.tagset import DEFAULT, OUTLET, Tagset
from idlib_reader.core.timeline import order_events, read_dates

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

    def __init__(
        self,
        article: Article,
        annotations: Annotations,
        corpus: Corpus = ALONE,
        tagset: Tagset = DEFAULT,
        last: Index | None = None,
    ) -> None:
        """Resolve every selector of `annotations` in `article`; takes seconds for 100,000 of them.

        Entries take over from each other and from `corpus` what the format lets them; their `keys` tell what is own.
        What an earlier index, `last`, has found in the same text is not looked for again.
        """
        self.article = article
        self.tagset = tagset
        self._corpus = corpus
        self.written = annotations
        """What the file itself says."""
        self.annotations = fill(annotations, corpus, article.slug)
        """The same with all that is taken over."""
        self.entries: dict[str, Entry] = {entry.id: entry for entry in self.annotations.entries()}
        self.anchors: Mapping[Selector, Anchor] = self._anchors(last)
        self.places: dict[str, tuple[Place, ...]] = {id_: self._places(entry) for id_, entry in self.entries.items()}
        self.highlights = Highlights(self._marks())
        self.ways = _ways(self.entries, tagset)

    def _anchors(self, last: Index | None) -> dict[Selector, Anchor]:
        """By selector, those under `except` too, where its words stand."""
        written = (selector for entry in self.written.entries() for selector in entry.selectors())
        selectors = dict.fromkeys(one for selector in written for one in selector.with_excepted())
        known: Mapping[Selector, Anchor] = {}
        if last and last.article == self.article and last.is_changed == self.is_changed:
            known = last.anchors
        # An anchor with exceptions knows where they are written, and that may be elsewhere now.
        new = [selector for selector in selectors if selector.excepted or selector not in known]
        found = dict(zip(new, resolve(self.article.text, new, is_changed=self.is_changed), strict=True))
        return {selector: found.get(selector) or known[selector] for selector in selectors}

    @cached_property
    def is_changed(self) -> bool:
        """Whether the article is another text than the one that the quotes were checked against."""
        sha256 = self.written.article.sha256
        return bool(sha256) and not self.article.fits(sha256)

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
        return self._type_rows.get(entity.type, len(self._type_rows)), entity.type, entity.label.casefold()

    @cached_property
    def _type_rows(self) -> dict[str, int]:
        """By type of entity its place in the tagset."""
        return {word: row for row, word in enumerate(self.tagset.entity_types)}

    def _first_offset(self, id_: str) -> int:
        """Where the entry's first place starts; behind the text if it has none."""
        places = self.places[id_]
        return places[0][0].start if places else len(self.article.text)

    @cached_property
    def dates(self) -> dict[str, Date]:
        """By event id the dates that can be read."""
        return read_dates(self.annotations.events.values())

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
        return entry.label if entry else self._label_elsewhere(id_)

    def _label_elsewhere(self, id_: str) -> str:
        """What other files of the workspace call an id that this one does not have; else the id itself."""
        own = self.article.slug
        names = self._corpus.inherited("entity", id_, own), self._corpus.inherited("event", id_, own)
        return names[0].get("name") or names[1].get("title") or id_

    def _words(self, claim: Claim) -> str:
        """The first words of a claim; its id in words where the article has no place for it."""
        places = self.places[claim.id]
        words = " ".join(self.quote(places[0]).split()) if places else claim.label
        return words if len(words) <= _CLAIM_WORDS else f"{words[: _CLAIM_WORDS - 1].rstrip()}…"

    def speaker(self, claim: Claim) -> str:
        """Who makes a claim, in a few words."""
        # A claim is no source; one that is written as such goes by its id, or two could name each other without end.
        sources = [self.entries.get(who.id, who) for who in claim.source if who.id != OUTLET]
        named = [who.id if isinstance(who, Reference) else who.label for who in sources]
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


def _ways(entries: Mapping[str, Entry], tagset: Tagset) -> dict[str, tuple[Way, ...]]:
    """By id the links that can be walked from there: its own in file order, then those written on other entries.

    A link to an id that no entry has leads nowhere; one written from both ends is walked once.
    """
    ways: defaultdict[str, list[Way]] = defaultdict(list)
    walked: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    own = [(id_, link) for id_, entry in entries.items() for link in entry.links if link.to.id in entries]
    for id_, link in own:
        ways[id_].append(Way(link.rel, link.to.id, link))
        walked[id_].add((link.rel, link.to.id))
    for id_, link in own:
        back = tagset.inverse(kind_of(entries[id_]), link.rel)
        if (back, id_) not in walked[link.to.id]:
            ways[link.to.id].append(Way(back, id_, link))
            walked[link.to.id].add((back, id_))
    return {id_: tuple(found) for id_, found in ways.items()}


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
