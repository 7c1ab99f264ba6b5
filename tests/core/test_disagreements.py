"""What two people made of one thing, in words."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Entity, Link, Reference, Remark
from idlib_reader.core.disagreements import (
    say_change,
    say_difference,
    say_field,
    say_gone,
    say_holder,
    say_unread,
    say_value,
    say_waiting,
)
from idlib_reader.core.edits import Value
from idlib_reader.core.selectors import Selector


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2018-09", "2018-09"),
        ("two\nlines", "“two lines”"),
        ("x" * 90, f"“{'x' * 80}…”"),
        (Selector(("Idlib",)), "“Idlib”"),
        (Selector(("we",), "ceased"), "“we … ceased”"),
        (Selector(("Idlib",), nth=3), "“Idlib”; no. 3"),
        (Selector(("Idlib",), all=True), "“Idlib”; every place"),
        (
            Selector(("Idlib",), all=True, excepted=(Selector(("Syrian Idlib",)),), tags=("a", "b"), note="Which?"),
            "“Idlib”; every place; except “Syrian Idlib”; tags a, b; note “Which?”",
        ),
        (Link("before", Reference("end")), "before end"),
        (
            Link("before", Reference("end"), "inferred", (Selector(("then",)),), "Why?"),
            "before end; inferred; cue “then”; note “Why?”",
        ),
    ],
)
def test_a_value_is_told_with_all_that_is_said_of_it(value: Value, said: str) -> None:
    """So that two values that differ never look alike."""
    assert say_value(value) == said


def test_a_field_is_told_with_its_values() -> None:
    """Its keys, and of many values the first ones."""
    assert say_field(("participants", "party"), ("ada", "bob")) == "participants party: ada, bob"
    assert say_field(("date",), ()) == "no date"
    assert say_field(("tags",), tuple("abcdefgh")) == "tags: a, b, c, d, e, f, g, h"
    assert say_field(("tags",), tuple("abcdefghij")) == "tags: a, b, c, d, e, f, g, h, and 2 more"


def test_two_texts_are_told_where_they_differ() -> None:
    """Short ones as they are; of long ones what stands around the first difference."""
    assert say_change(("date",), "2018-09", "2018-10") == ("date: 2018-09", "date: 2018-10")
    mine, theirs = say_change(("note",), "word " * 30 + "mine", "word " * 30 + "theirs")
    assert (mine, theirs) == ("note: “…word word word word mine”", "note: “…word word word word theirs”")


def test_an_entry_is_told_by_what_became_of_it() -> None:
    """What was added and what was set; else what is not there any more."""
    was = Entity(id="a", name="A", tags=("x", "y"), note="N", keys=frozenset({"name", "tags", "note"}))
    now = Entity(id="a", name="B", tags=("x",), type="place", keys=frozenset({"name", "tags", "type"}))
    assert say_difference(was, now) == "name: B; without tags: y; without note: N; type: place"


def test_who_has_an_id_is_told() -> None:
    """With its kind and name."""
    assert say_holder(Remark(id="why", note="Whose?")) == "why is a remark: Whose?"


def test_what_stands_in_the_way_is_told() -> None:
    """Whatever it is, it can be read after “The file says:”."""
    assert say_gone("ada") == "ada is gone"
    assert say_unread("ada") == "ada is there and can't be read"
    assert say_waiting("entity Ada") == "nothing yet: “entity Ada” is to be decided first"
