"""The default tagset, as the format defines it."""

from __future__ import annotations

import pytest

from idlib_reader.core import tagset

EVENTS = "before/after includes/part-of causes/caused-by enables/enabled-by prevents/prevented-by responds-to/prompts"
CLAIMS = "supports/supported-by rebuts/rebutted-by repeats/repeated-by updates/updated-by contradicts/contradicts"
ENTITIES = "member-of/has-member part-of/includes located-in/location-of represents/represented-by same-as/same-as"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (
            tagset.ENTITY_TYPES,
            "person organisation group state government armed-force place facility weapon document other",
        ),
        (
            tagset.EVENT_TYPES,
            "meeting agreement statement attack control movement deployment casualty sanction ban state other",
        ),
        (tagset.ROLES, "agent target party delegate speaker audience host mediator object instrument"),
        (tagset.MODALITIES, "actual planned alleged denied negated hypothetical"),
        (tagset.STANCES, "asserts denies demands promises announces threatens doubts asks judges"),
        (tagset.STATUSES, "open corroborated disputed refuted misleading"),
        (tagset.MODES, "direct indirect mixed"),
        (tagset.CERTAINTIES, "certain probable possible"),
        (tagset.BASES, "stated inferred"),
    ],
)
def test_the_words_are_those_of_the_format(words: tuple[str, ...], written: str) -> None:
    """No word is missing, added or misspelt, and their order is the format's."""
    assert list(words) == written.split()


@pytest.mark.parametrize(
    ("relations", "written"),
    [
        (tagset.EVENT_RELATIONS, f"{EVENTS} simultaneous/simultaneous same-as/same-as"),
        (tagset.CLAIM_RELATIONS, CLAIMS),
        (tagset.ENTITY_RELATIONS, ENTITIES),
    ],
)
def test_the_relations_are_those_of_the_format(relations: dict[str, str], written: str) -> None:
    """Each relation has the inverse that the format gives it, in both directions."""
    pairs = [pair.split("/") for pair in written.split()]
    assert relations == {one: other for pair in pairs for one, other in (pair, reversed(pair))}


def test_the_inverse_of_an_inverse_is_the_relation() -> None:
    """A link that is walked there and back reads as it was written."""
    assert all(tagset.INVERSES[tagset.INVERSES[relation]] == relation for relation in tagset.INVERSES)
