"""The one-cell signs of the screen, the same for the same thing everywhere."""

from __future__ import annotations

LETTERS = {
    "person": "P",
    "organisation": "O",
    "group": "G",
    "state": "S",
    "government": "V",
    "armed-force": "A",
    "place": "L",
    "facility": "F",
    "weapon": "W",
    "document": "D",
    "other": "X",
}
"""A letter for each entity type."""

OWN_TYPE = "·"
"""The sign of an entity whose type is not in the default tagset."""

CLAIM = "“"
REMARK = "†"

_BY_MODALITY = {"actual": "●", "planned": "○", "hypothetical": "○"}
_NOT_SO = "◌"


def entity_sign(type_: str) -> str:
    """The letter of an entity type."""
    return LETTERS.get(type_, OWN_TYPE)


def event_sign(modality: str) -> str:
    """A full circle for what is actual, an empty one for what may come, a dotted one for what is contested."""
    return _BY_MODALITY.get(modality, _NOT_SO)
