"""The tagset: the words that types, roles, modalities and relations are chosen from, and what is said of them.

The defaults are those of the format; `annotations/_tagset.yaml` extends or replaces them (`storage/tagset_file`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from idlib_reader.core.annotations import Kind

ENTITY_TYPES = (
    "person",
    "organisation",
    "group",
    "state",
    "government",
    "armed-force",
    "place",
    "facility",
    "weapon",
    "document",
    "other",
)
EVENT_TYPES = (
    "meeting",
    "agreement",
    "statement",
    "attack",
    "control",
    "movement",
    "deployment",
    "casualty",
    "sanction",
    "ban",
    "state",
    "other",
)
ROLES = (
    "agent",
    "target",
    "party",
    "delegate",
    "speaker",
    "audience",
    "host",
    "mediator",
    "object",
    "instrument",
)
MODALITIES = ("actual", "planned", "alleged", "denied", "negated", "hypothetical")
STANCES = ("asserts", "denies", "demands", "promises", "announces", "threatens", "doubts", "asks", "judges")
STATUSES = ("open", "corroborated", "disputed", "refuted", "misleading")
MODES = ("direct", "indirect", "mixed")
CERTAINTIES = ("certain", "probable", "possible")
BASES = ("stated", "inferred")

OUTLET = "outlet"
"""The reserved source: the article's own voice."""

_EVENT_PAIRS = (
    ("before", "after"),
    ("includes", "part-of"),
    ("causes", "caused-by"),
    ("enables", "enabled-by"),
    ("prevents", "prevented-by"),
    ("responds-to", "prompts"),
    ("simultaneous", "simultaneous"),
    ("same-as", "same-as"),
)
_CLAIM_PAIRS = (
    ("supports", "supported-by"),
    ("rebuts", "rebutted-by"),
    ("repeats", "repeated-by"),
    ("updates", "updated-by"),
    ("contradicts", "contradicts"),
)
_ENTITY_PAIRS = (
    ("member-of", "has-member"),
    ("part-of", "includes"),
    ("located-in", "location-of"),
    ("represents", "represented-by"),
    ("same-as", "same-as"),
)


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {**dict(pairs), **{inverse: relation for relation, inverse in pairs}}


EVENT_RELATIONS = _both_ways(_EVENT_PAIRS)
"""Relation -> inverse, each in both directions, for links between events; likewise the next two."""
CLAIM_RELATIONS = _both_ways(_CLAIM_PAIRS)
ENTITY_RELATIONS = _both_ways(_ENTITY_PAIRS)

INVERSES = {**EVENT_RELATIONS, **CLAIM_RELATIONS, **ENTITY_RELATIONS}
"""Relation -> the word for the same link read from its other end."""

WordList: TypeAlias = Literal[
    "entity_types", "event_types", "roles", "modalities", "stances", "statuses",
    "event_relations", "claim_relations", "entity_relations",
]  # fmt: skip
"""The lists of a tagset, by the name of their field."""
WORD_LISTS: tuple[WordList, ...] = get_args(WordList)


@dataclass(frozen=True, slots=True)
class Word:
    """What a tagset says of one word; all of it may be left out."""

    label: str = ""
    """What a person reads instead of the word."""
    colour: str = ""
    """`#rrggbb`."""
    key: str = ""
    """One character that chooses it from a menu."""
    inverse: str = ""
    """Of a relation: the word for the same link read from its other end."""


def _words(words: Iterable[str]) -> dict[str, Word]:
    return {word: Word() for word in words}


def _relations(inverses: Mapping[str, str]) -> dict[str, Word]:
    return {word: Word(inverse=inverse) for word, inverse in inverses.items()}


@dataclass(frozen=True, slots=True)
class Tagset:
    """The words that a workspace knows, each list in the order in which it is offered."""

    entity_types: Mapping[str, Word] = field(default_factory=lambda: _words(ENTITY_TYPES))
    """What an entity can be."""
    event_types: Mapping[str, Word] = field(default_factory=lambda: _words(EVENT_TYPES))
    """What an event can be."""
    roles: Mapping[str, Word] = field(default_factory=lambda: _words(ROLES))
    """How an entity takes part in an event; other words are allowed, and noted."""
    modalities: Mapping[str, Word] = field(default_factory=lambda: _words(MODALITIES))
    """Whether an event happened."""
    stances: Mapping[str, Word] = field(default_factory=lambda: _words(STANCES))
    """What a source does with a claim."""
    statuses: Mapping[str, Word] = field(default_factory=lambda: _words(STATUSES))
    """What the analyst holds of a claim or an event."""
    event_relations: Mapping[str, Word] = field(default_factory=lambda: _relations(EVENT_RELATIONS))
    """How events are linked; each relation stands beside its inverse."""
    claim_relations: Mapping[str, Word] = field(default_factory=lambda: _relations(CLAIM_RELATIONS))
    """How claims are linked."""
    entity_relations: Mapping[str, Word] = field(default_factory=lambda: _relations(ENTITY_RELATIONS))
    """How entities are linked."""
    is_open: bool = False
    """Whether there may be other words: the workspace's own list of them can't be read."""

    def words(self, name: WordList) -> Mapping[str, Word]:
        """One of the lists, by name."""
        words: Mapping[str, Word] = getattr(self, name)
        return words

    def label(self, name: WordList, word: str) -> str:
        """What a person reads for a word of a list: its label, else the word itself."""
        known = self.words(name).get(word)
        return (known.label if known else "") or word

    def relations(self, kind: Kind) -> Mapping[str, Word]:
        """The relations that stand on entries of a kind; a remark has none."""
        match kind:
            case "event":
                return self.event_relations
            case "claim":
                return self.claim_relations
            case "entity":
                return self.entity_relations
            case "remark":
                return {}

    def relation_label(self, kind: Kind, relation: str) -> str:
        """What a person reads for a relation on an entry of `kind`: its label, else its words."""
        word = self.relations(kind).get(relation)
        return (word.label if word else "") or relation.replace("-", " ")

    def inverse(self, kind: Kind, relation: str) -> str:
        """The word for a link on an entry of `kind` as read from its other end; an unknown relation is its own."""
        word = self.relations(kind).get(relation)
        return (word.inverse if word else "") or relation


DEFAULT = Tagset()
"""The tagset of a workspace that has none of its own."""
