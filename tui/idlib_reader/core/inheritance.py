"""What an entry takes over: a claim from the one around it, an entity or event from the other files of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Reference
from idlib_reader.core.corpus import Corpus, local_id

_Shared = TypeVar("_Shared", Entity, Event)
_Linked = TypeVar("_Linked", Event, Claim)

_TAKEN_OVER = ("source", "cue", "mode", "certainty", "date")


def fill(annotations: Annotations, corpus: Corpus, slug: str) -> Annotations:
    """The annotations of the article `slug` with all that their entries take over; `keys` still tells what is own."""
    annotations = _localised(annotations, slug)
    filled = replace(annotations, claims=inherit(annotations.claims))
    if not corpus.files.keys() - {slug}:
        return filled
    entities, events = annotations.entities, annotations.events
    return replace(
        filled,
        entities={id_: _named(one, corpus.inherited("entity", id_, slug)) for id_, one in entities.items()},
        events={id_: _named(one, corpus.inherited("event", id_, slug)) for id_, one in events.items()},
    )


def _localised(annotations: Annotations, slug: str) -> Annotations:
    """The annotations with `slug#id`, which names a claim or remark of this very file, as `id`."""
    own = f"{slug}#"

    def local(reference: Reference) -> Reference:
        return replace(reference, id=local_id(reference, annotations, slug))

    def relinked(entry: _Linked) -> _Linked:
        if not any(link.to.id.startswith(own) for link in entry.links):
            return entry
        return replace(entry, links=tuple(replace(link, to=local(link.to)) for link in entry.links))

    def inside(claim: Claim) -> Claim:
        if not any(to.id.startswith(own) for to in (*claim.about, *((claim.within,) if claim.within else ()))):
            return claim
        return replace(
            claim, about=tuple(map(local, claim.about)), within=local(claim.within) if claim.within else None
        )

    return replace(
        annotations,
        events={id_: relinked(event) for id_, event in annotations.events.items()},
        claims={id_: inside(relinked(claim)) for id_, claim in annotations.claims.items()},
    )


def inherit(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims by id, each with the values that it takes over; `keys` still tells what is its own.

    In a circle of `within` each takes over what it finds before the walk would come round.
    """
    given: dict[str, dict[str, object]] = {}
    """By id what a claim gives to those within it: what it has taken over, and its own."""
    for id_ in claims:
        for inner in reversed(_chain(id_, claims, given)):
            claim = claims[inner]
            outer = given.get(claim.within.id, {}) if claim.within else {}
            given[inner] = outer | {key: getattr(claim, key) for key in _TAKEN_OVER if _writes(claim, key)}
    return {id_: _filled(claim, given) for id_, claim in claims.items()}


def _chain(id_: str, claims: Mapping[str, Claim], given: Mapping[str, object]) -> list[str]:
    """The claims around `id_` of which it is not known yet what they give, from inside out, that of `id_` first.

    A circle stands there twice, so that everyone in it hears from everyone.
    """
    walked: dict[str, int] = {}
    while id_ in claims and id_ not in given:
        if id_ in walked:
            return [*walked, *list(walked)[walked[id_] :]]
        walked[id_] = len(walked)
        outer = claims[id_].within
        if outer is None:
            break
        id_ = outer.id
    return list(walked)


def _filled(claim: Claim, given: Mapping[str, Mapping[str, object]]) -> Claim:
    around = given.get(claim.within.id, {}) if claim.within else {}
    values = {key: value for key, value in around.items() if not _writes(claim, key)}
    return replace(claim, **values) if values else claim  # type: ignore[arg-type]  # keys are Claim's own fields


def _writes(claim: Claim, key: str) -> bool:
    """Whether the claim has a value of its own; an empty list is none."""
    return key in claim.keys and bool(getattr(claim, key))


def _named(entry: _Shared, inherited: Mapping[str, str]) -> _Shared:
    values = {key: value for key, value in inherited.items() if key not in entry.keys}
    return replace(entry, **values) if values else entry  # type: ignore[arg-type]  # keys are the entry's own fields
