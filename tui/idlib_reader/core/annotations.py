"""The model of one annotation file: entities, events, claims and remarks as frozen values.

Field names are the file's own keys (FORMAT.md, "Keys"). A value is its text as written; what is absent has the
default that the format gives it, or is empty. `at` is where something is written: an offset in code points into the
annotation file's text; it takes no part in comparisons, so that two models are equal if they say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, TypeAlias

from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import OUTLET

Kind: TypeAlias = Literal["entity", "claim", "event", "remark"]
KINDS: tuple[Kind, ...] = ("entity", "claim", "event", "remark")


@dataclass(frozen=True, slots=True)
class Reference:
    """An id where it is used: the value of `source`, `about`, `place`, `to` and the like."""

    id: str
    """The id, or `other-article#claim-id` for a claim elsewhere."""
    at: int = field(default=0, compare=False)
    """Where it is written."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it names a claim of another article."""
        return "#" in self.id


@dataclass(frozen=True, slots=True)
class Link:
    """A typed, directed relation from the entry that it is written on to another."""

    rel: str
    """The relation, as read from the entry that it is written on."""
    to: Reference
    """The other end."""
    basis: str = "stated"
    """`stated` by the article or `inferred` by the analyst."""
    cue: tuple[Selector, ...] = ()
    """The words that say so."""
    note: str = ""
    """Why."""
    at: int = field(default=0, compare=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something that the article names."""

    id: str
    type: str = "other"
    name: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""
    mentions: tuple[Selector, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    keys: frozenset[str] = frozenset()
    """The keys that the entry itself has: tells what is written from what is a default or inherited."""
    at: int = field(default=0, compare=False)
    type_at: int | None = field(default=None, compare=False)
    """Where the value of `type` is written; None where it is not."""

    @property
    def label(self) -> str:
        """What the reader calls it."""
        return self.name or self.id

    def selectors(self) -> Iterator[Selector]:
        """Every selector of the entry."""
        return chain(self.mentions, _cues(self.links))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is planned, alleged or denied."""

    id: str
    title: str = ""
    type: str = "other"
    date: str = ""
    """EDTF as written (`core.dates`)."""
    date_text: tuple[Selector, ...] = ()
    place: tuple[Reference, ...] = ()
    participants: tuple[tuple[str, tuple[Reference, ...]], ...] = ()
    """Role and who, in file order."""
    modality: str = "actual"
    basis: str = "stated"
    figures: tuple[tuple[str, str], ...] = ()
    """What was counted and the number as the article gives it."""
    source: tuple[Reference, ...] = (Reference(OUTLET),)
    status: str = ""
    mentions: tuple[Selector, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    keys: frozenset[str] = frozenset()
    at: int = field(default=0, compare=False)
    type_at: int | None = field(default=None, compare=False)
    """Where the value of `type` is written; None where it is not."""

    @property
    def label(self) -> str:
        """What the reader calls it."""
        return self.title or self.id

    def selectors(self) -> Iterator[Selector]:
        """Every selector of the entry."""
        return chain(self.mentions, self.date_text, _cues(self.links))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An assertion that the article attributes to a source by a cue."""

    id: str
    content: Selector | None = None
    """What is said."""
    source: tuple[Reference, ...] = ()
    """Who says it; empty where nobody is named."""
    source_text: tuple[Selector, ...] = ()
    cue: tuple[Selector, ...] = ()
    """The words that attribute it."""
    mode: str = ""
    stance: str = "asserts"
    certainty: str = "certain"
    audience: tuple[Reference, ...] = ()
    date: str = ""
    date_text: tuple[Selector, ...] = ()
    within: Reference | None = None
    """The claim that this one is part of, or reported inside."""
    about: tuple[Reference, ...] = ()
    status: str = "open"
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    keys: frozenset[str] = frozenset()
    at: int = field(default=0, compare=False)

    @property
    def label(self) -> str:
        """What the reader calls it: a claim has no name, so its id in words."""
        return self.id.replace("-", " ")

    def selectors(self) -> Iterator[Selector]:
        """Every selector of the entry."""
        content = (self.content,) if self.content else ()
        return chain(content, self.cue, self.source_text, self.date_text, _cues(self.links))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The reader's own note on a passage."""

    id: str
    passage: Selector | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    at: int = field(default=0, compare=False)

    @property
    def label(self) -> str:
        """What the reader calls it: its note."""
        return self.note or self.id

    @property
    def links(self) -> tuple[Link, ...]:
        """A remark has no links."""
        return ()

    def selectors(self) -> Iterator[Selector]:
        """Every selector of the entry."""
        return iter((self.passage,) if self.passage else ())


Entry: TypeAlias = Entity | Event | Claim | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the file says of its article (the key `article`)."""

    title: str = ""
    published: str = ""
    """EDTF as written."""
    outlet: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    sha256: str = ""
    """Of the normalised text that the quotes were checked against."""
    note: str = ""
    values_at: Mapping[str, int] = field(default_factory=dict, compare=False)
    """By key where its value is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that one file says. The mappings are by id, in file order."""

    format: str = ""
    article: Heading = Heading()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    unread: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids of entries that stand in the file and can't be read: nobody knows what they are."""

    def entries(self) -> Iterator[Entry]:
        """Every entry: entities, events, claims, remarks, each in file order."""
        return chain(self.entities.values(), self.events.values(), self.claims.values(), self.remarks.values())

    def shared(self) -> Iterator[Entity | Event]:
        """The entries whose ids mean the same in every file of a workspace: entities and events, each in file order."""
        yield from self.entities.values()
        yield from self.events.values()


def kind_of(entry: Entry) -> Kind:
    """The kind of an entry, as a word."""
    match entry:
        case Entity():
            return "entity"
        case Event():
            return "event"
        case Claim():
            return "claim"
        case Remark():
            return "remark"


def _cues(links: tuple[Link, ...]) -> Iterator[Selector]:
    return chain.from_iterable(link.cue for link in links)
