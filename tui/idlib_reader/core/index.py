"""All that the reader asks of an annotated article, looked up: places, marks, ways along links, the order of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Heading,
    Kind,
    Link,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import ALONE, Corpus, Fact, shared_values
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
        placed: Mapping[Selector, Anchor] | None = None,
    ) -> None:
        """Resolve every selector of `annotations` in `article`; takes seconds for 100,000 of them.

        Entries take over from each other and from `corpus` what the format lets them; their `keys` tell what is own.
        What an earlier index, `last`, has found in the same text is not looked for again, nor what was just described
        (`core.describing`), whose places are known: `placed`.
        """
        self.article = article
        self.tagset = tagset
        self.corpus = corpus
        """The files of the workspace."""
        # Now and not when a card first asks: an index is made in the background.
        corpus.look_up()
        self.written = annotations
        """What the file itself says."""
        self.annotations = fill(annotations, corpus, article.slug)
        """The same with all that is taken over."""
        self.entries: dict[str, Entry] = {entry.id: entry for entry in self.annotations.entries()}
        self.anchors: Mapping[Selector, Anchor] = self._anchors(last, placed or {})
        self.places: dict[str, tuple[Place, ...]] = {id_: self._places(entry) for id_, entry in self.entries.items()}
        self.highlights = Highlights(self._marks())
        self.ways = _ways(self.entries, tagset)

    def _anchors(self, last: Index | None, placed: Mapping[Selector, Anchor]) -> dict[Selector, Anchor]:
        """By selector, those under `except` too, where its words stand."""
        written = (selector for entry in self.written.entries() for selector in entry.selectors())
        selectors = dict.fromkeys(one for selector in written for one in selector.with_excepted())
        known: Mapping[Selector, Anchor] = {}
        if last and last.article == self.article and last.is_changed == self.is_changed:
            known = {**last.anchors, **placed}
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
        """What the reader calls the entry of an id, a claim by who says it and its first words; else the id itself.

        `slug#id` names an entry of another article, of whatever kind.
        """
        id_ = reference if isinstance(reference, str) else reference.id
        entry = self.entries.get(id_) or self.entries.get(id_.removeprefix(f"{self.article.slug}#"))
        if isinstance(entry, Claim):
            return f"{self.speaker(entry)}: {self._words(entry)}"
        return entry.label if entry else self._label_elsewhere(id_)

    def _label_elsewhere(self, id_: str) -> str:
        """What other files of the workspace call an id that this one does not have; else the id itself."""
        own = self.article.slug
        slug, is_elsewhere, name = id_.partition("#")
        if is_elsewhere:
            entry = self.entry_elsewhere(slug, name)
            if isinstance(entry, Claim):
                return f"{self._names(self.corpus.sources(slug, name), slug)}: {_first_words(entry)}"
            return entry.label if entry else id_
        names = self.corpus.inherited("entity", id_, own), self.corpus.inherited("event", id_, own)
        return names[0].get("name") or names[1].get("title") or id_

    def _words(self, claim: Claim) -> str:
        """The first words of a claim; its id in words where the article has no place for it."""
        places = self.places[claim.id]
        return _shortened(self.quote(places[0])) if places else _shortened(claim.label)

    def speaker(self, claim: Claim) -> str:
        """Who makes a claim, in a few words."""
        return self._names(claim.source, self.article.slug)

    def _names(self, sources: tuple[Reference, ...], slug: str) -> str:
        """Who makes a claim of the article `slug`."""
        named = [self._name(who, slug) for who in sources if who.id != OUTLET]
        if sources and not named:
            heading = self._heading(slug)
            return heading.outlet or ("the article itself" if slug == self.article.slug else self.title_of(slug))
        return ", ".join(named) or "nobody"

    def _name(self, who: Reference, slug: str) -> str:
        """A source as the article `slug` calls it, else as this one or another does."""
        is_here = slug == self.article.slug
        entry = self.entries.get(who.id) if is_here else self.entry_elsewhere(slug, who.id)
        if entry is None:
            entry = self.annotations.entities.get(who.id)
        if entry:
            return entry.label
        # A claim is no source; one that is written as such goes by its id, or two could name each other without end.
        return who.id if who.is_elsewhere else self._label_elsewhere(who.id)

    # Other articles

    def title_of(self, slug: str) -> str:
        """The title of an article of the workspace; its slug where the heading has none."""
        return self._heading(slug).title or slug

    def _heading(self, slug: str) -> Heading:
        if slug == self.article.slug:
            return self.annotations.article
        file = self.corpus.files.get(slug)
        return file.article if file else Heading()

    def entry_elsewhere(self, slug: str, id_: str) -> Entry | None:
        """An entry of another article, with the type and the name that it takes over; None if that has none."""
        entry = self.corpus.entry(slug, id_) if slug != self.article.slug else None
        if not isinstance(entry, Entity | Event):
            return entry
        # What the corpus has of this article may be older than what is being read here.
        here = self.entries.get(id_)
        values = (
            shared_values(here)
            if isinstance(here, type(entry))
            else self.corpus.inherited(kind_of(entry), id_, self.article.slug, slug)
        )
        missing = {key: value for key, value in values.items() if key not in entry.keys}
        return replace(entry, **missing)  # type: ignore[arg-type]  # the keys are those that the entry itself inherits

    def home_of(self, reference: Reference) -> tuple[str, str] | None:
        """The other article that an id leads to, with its id there; None if it is this one's, or nobody's."""
        if reference.id in self.entries or reference.id in self.written.unread:
            return None
        return self.corpus.home(reference.id, self.article.slug)

    def facts_elsewhere(self, id_: str) -> list[Fact]:
        """What other articles write of an entry of this one, by tie and then the earliest published first."""
        is_local = isinstance(self.entries[id_], Claim | Remark)
        return self.corpus.facts(f"{self.article.slug}#{id_}" if is_local else id_, self.article.slug)

    def articles_with(self, id_: str) -> list[str]:
        """The other articles that have an entity or event of this one too, the earliest published first."""
        is_local = isinstance(self.entries[id_], Claim | Remark)
        return [] if is_local else self.corpus.articles_with(id_, self.article.slug)

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


def _first_words(claim: Claim) -> str:
    """The first words of a claim whose article is not at hand, as its selector has them; else its id in words."""
    if claim.content is None:
        return _shortened(claim.label)
    return _shortened(" … ".join(filter(None, (*claim.content.pieces, claim.content.to))))


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _CLAIM_WORDS else f"{words[: _CLAIM_WORDS - 1].rstrip()}…"


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
