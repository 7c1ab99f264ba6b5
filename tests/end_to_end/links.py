"""Where the links of an annotation file lead, worked out from what a plain YAML reader gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias

Written: TypeAlias = dict[str, dict[str, Any]]

_PAIRS = """before/after includes/part-of causes/caused-by enables/enabled-by prevents/prevented-by
responds-to/prompts simultaneous/simultaneous same-as/same-as supports/supported-by rebuts/rebutted-by
repeats/repeated-by updates/updated-by contradicts/contradicts member-of/has-member located-in/location-of
represents/represented-by"""
INVERSES = {
    word: other for pair in _PAIRS.split() for one, two in [pair.split("/")] for word, other in ((one, two), (two, one))
}
"""Relations and their inverses as the file format's reference lists them."""

SECTIONS = ("entities", "events", "claims")


def as_list(value: Any) -> list[Any]:
    """What may be a list or one value, as a list."""
    if value in (None, ""):
        return []
    return value if isinstance(value, list) else [value]


def ways(written: Written) -> dict[str, list[str]]:
    """By id what its links lead to: its own in file order, then those written on others, each link once."""
    links = list(_links(written))
    found: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in entries(written)}
    for id_, rel, to in links:
        found[id_].append((rel, to))
    for id_, rel, to in links:
        back = (INVERSES.get(rel, rel), id_)
        if back not in found[to]:
            found[to].append(back)
    return {id_: [to for _, to in steps] for id_, steps in found.items()}


def entries(written: Written) -> dict[str, dict[str, Any]]:
    """Every entry that can have links, by id."""
    return dict(chain.from_iterable(written[section].items() for section in SECTIONS))


def claims_about(written: Written, id_: str) -> list[str]:
    """The claims that are about an entry, in file order."""
    return [claim for claim, value in written["claims"].items() if id_ in as_list(value.get("about"))]


def _links(written: Written) -> Iterator[tuple[str, str, str]]:
    for id_, entry in entries(written).items():
        for link in as_list(entry.get("links")):
            yield id_, link["rel"], link["to"]
