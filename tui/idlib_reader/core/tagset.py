"""The default tagset: the words that types, roles, modalities and relations are chosen from (FORMAT.md)."""

from __future__ import annotations

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
