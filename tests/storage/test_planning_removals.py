"""From values that go to the text: their lines go, or their places in brackets, and nothing that belongs to others."""

from __future__ import annotations

import pytest

from idlib_reader.core.edits import Change, RemoveValue
from storage.plans import PESKOV, TALKS, edited, entity, event, field, in_braces, words

REMOVALS = [
    (
        "a value goes with its line and its comment",
        entity("    mentions:\n      - a  # first\n      - b  # last\n"),
        RemoveValue(PESKOV, ("mentions",), words("b")),
        entity("    mentions:\n      - a  # first\n"),
    ),
    (
        "comments on lines of their own stay",
        entity("    mentions:\n      # of a\n      - a\n      # b\n      - quote: b\n        # in\n        in: c\n"),
        RemoveValue(PESKOV, ("mentions",), words("b", inside="c")),
        entity("    mentions:\n      # of a\n      - a\n      # b\n        # in\n"),
    ),
    (
        "the last value takes the key with it",
        entity("    type: person\n    mentions:\n      - a\n    note: b\n"),
        RemoveValue(PESKOV, ("mentions",), words("a")),
        entity("    type: person\n    note: b\n"),
    ),
    (
        "a missing final line end stays missing",
        entity("    mentions:\n      - a\n      - b"),
        RemoveValue(PESKOV, ("mentions",), words("b")),
        entity("    mentions:\n      - a"),
    ),
    (
        "the first value in brackets goes with its comma",
        entity("    mentions: [a, b, c]\n"),
        RemoveValue(PESKOV, ("mentions",), words("a")),
        entity("    mentions: [b, c]\n"),
    ),
    (
        "the last value in brackets goes with the comma before it",
        entity("    mentions: [a, b, c]\n"),
        RemoveValue(PESKOV, ("mentions",), words("c")),
        entity("    mentions: [a, b]\n"),
    ),
    (
        "a key without a value keeps its colon",
        event("    figures: {men: a, units: , days: b}\n"),
        RemoveValue(TALKS, ("figures", "days"), "b"),
        event("    figures: {men: a, units: }\n"),
    ),
    (
        "figures without a number go with the last one that has one",
        event("    figures: {units: , men: a}\n    note: b\n"),
        RemoveValue(TALKS, ("figures", "men"), "a"),
        event("    note: b\n"),
    ),
    (
        "a trailing comma stays",
        entity("    mentions: [a, b, ]\n"),
        RemoveValue(PESKOV, ("mentions",), words("b")),
        entity("    mentions: [a, ]\n"),
    ),
    (
        "a value with a line of its own in brackets goes with it",
        entity("    mentions: [\n      a,  # first\n      b,  # last\n    ]\n"),
        RemoveValue(PESKOV, ("mentions",), words("b")),
        entity("    mentions: [\n      a,  # first\n    ]\n"),
    ),
    (
        "a comment between values in brackets stays",
        entity("    mentions: [\n      a,\n      # of b\n      b\n    ]\n"),
        RemoveValue(PESKOV, ("mentions",), words("a")),
        entity("    mentions: [\n      # of b\n      b\n    ]\n"),
    ),
    (
        "the only value that can be read leaves the others",
        entity("    mentions:\n      - [a, b]\n      - c\n"),
        RemoveValue(PESKOV, ("mentions",), words("c")),
        entity("    mentions:\n      - [a, b]\n"),
    ),
    (
        "a key in braces goes with its comma",
        in_braces("type: person, mentions: [a], note: b"),
        RemoveValue(PESKOV, ("mentions",), words("a")),
        in_braces("type: person, note: b"),
    ),
    (
        "the last key leaves the entry",
        entity("    note: b  # why\n  idlib:\n"),
        field(PESKOV, "note"),
        entity("  idlib:\n"),
    ),
    (
        "a text of many lines goes as a whole, and the blank lines below it stay",
        entity("    note: |\n      a\n\n      b\n\n    tags: c\n"),
        field(PESKOV, "note"),
        entity("\n    tags: c\n"),
    ),
    (
        "blank lines that a text keeps go with it",
        entity("    note: |+\n      a\n\n    tags: c\n"),
        field(PESKOV, "note"),
        entity("    tags: c\n"),
    ),
    (
        "a role goes with its last participant",
        event("    participants:\n      party: a\n      host: b\n"),
        RemoveValue(TALKS, ("participants", "host"), "b"),
        event("    participants:\n      party: a\n"),
    ),
    (
        "the last role takes participants with it",
        event("    participants: {party: a}\n    note: b\n"),
        RemoveValue(TALKS, ("participants", "party"), "a"),
        event("    note: b\n"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "change", "after"), [case[1:] for case in REMOVALS], ids=[case[0] for case in REMOVALS]
)
def test_a_value_is_removed(before: str, change: Change, after: str) -> None:
    """What goes takes its own comment with it, and no other."""
    assert edited(before, change) == after
