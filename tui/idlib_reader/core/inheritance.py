"""What a claim takes over from the claim that it is part of (`within`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from idlib_reader.core.annotations import Claim

_TAKEN_OVER = ("source", "cue", "mode", "certainty", "date")


def inherit(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims by id, each with the values that it takes over; `keys` still tells what is its own.

    A circle of `within` gives nothing to take over: the walk ends where it would come round.
    """
    return {id_: _filled(claim, claims) for id_, claim in claims.items()}


def _filled(claim: Claim, claims: Mapping[str, Claim]) -> Claim:
    values: dict[str, object] = {}
    walked = {claim.id}
    outer = claim
    while outer.within and outer.within.id in claims and outer.within.id not in walked:
        outer = claims[outer.within.id]
        walked.add(outer.id)
        for key in _TAKEN_OVER:
            if key in outer.keys and key not in claim.keys and key not in values:
                values[key] = getattr(outer, key)
    return replace(claim, **values) if values else claim  # type: ignore[arg-type]  # keys are Claim's own fields
