"""The workspace's own words: extended, replaced, and told where they can't be read."""

from __future__ import annotations

import pytest

from idlib_reader.core.problems import Problem
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT, WORD_LISTS, Tagset, Word
from idlib_reader.storage.tagset_file import LISTS, read_tagset

FORMAT = "format: idlib-reader/1\n"


def read(text: str) -> Tagset:
    """The tagset of a file without problems."""
    tagset, problems = read_tagset(Source("_tagset.yaml", FORMAT + text))
    assert problems == []
    return tagset


def only_problem(text: str) -> Problem:
    (problem,) = read_tagset(Source("_tagset.yaml", text))[1]
    return problem


def test_every_list_has_a_key() -> None:
    """The same names, with hyphens."""
    assert [name.replace("-", "_") for name in LISTS] == list(WORD_LISTS)


@pytest.mark.parametrize("text", ["", "roles:\n", "roles: []\n"])
def test_an_empty_file_changes_nothing(text: str) -> None:
    """The defaults stay."""
    assert read(text) == DEFAULT


@pytest.mark.parametrize("written", ["militia", "[militia, ship]", "{militia: , ship: }", "\n  militia:\n  ship:\n"])
def test_words_are_added_behind_the_default_ones(written: str) -> None:
    """One word, a list of them, or keys without anything behind them."""
    words = list(read(f"entity-types: {written}\n").entity_types)
    assert words[: len(DEFAULT.entity_types)] == list(DEFAULT.entity_types)
    assert words[len(DEFAULT.entity_types) :] == ["militia", "ship"][: 1 + ("ship" in written)]


def test_a_list_that_is_replaced_has_only_its_own_words() -> None:
    """The others keep the default ones."""
    tagset = read("replace: roles\nroles: [witness]\nstatuses: [checked]\n")
    assert list(tagset.roles) == ["witness"]
    assert list(tagset.statuses) == [*DEFAULT.statuses, "checked"]


def test_several_lists_can_be_replaced() -> None:
    """Each by the list of its name."""
    tagset = read("replace: [roles, stances]\nstances: [says]\nroles: [witness]\n")
    assert (list(tagset.roles), list(tagset.stances)) == (["witness"], ["says"])


@pytest.mark.parametrize("written", ["", "statuses:\n"])
def test_a_list_that_is_not_there_replaces_nothing(written: str) -> None:
    """Otherwise every word would be refused; the default words stay."""
    tagset, (problem,) = read_tagset(Source("_tagset.yaml", f"{FORMAT}replace: [statuses]\n{written}"))
    assert (problem.code, problem.line) == ("value", 2)
    assert tagset == DEFAULT


def test_a_word_has_label_colour_and_key() -> None:
    """A default word too may get them."""
    tagset = read('entity-types:\n  militia: {label: Armed militia, colour: "#2357C3", key: m}\n  person: {key: ü}\n')
    assert tagset.entity_types["militia"] == Word("Armed militia", "#2357C3", "m")
    assert tagset.entity_types["person"] == Word(key="ü")
    assert next(iter(tagset.entity_types)) == "person"


@pytest.mark.parametrize(
    ("written", "relation", "inverse"),
    [
        ("{hinders: hindered-by}", "hinders", "hindered-by"),
        ("{hinders: {inverse: hindered-by, label: stands in the way of}}", "hinders", "hindered-by"),
        ("[beside]", "beside", "beside"),
        ("{beside: }", "beside", "beside"),
        ("{hinders: hindered-by, hindered-by: hinders}", "hinders", "hindered-by"),
    ],
)
@pytest.mark.parametrize("kind", ["event", "claim", "entity"])
def test_a_relation_is_walked_both_ways(kind: str, written: str, relation: str, inverse: str) -> None:
    """Its inverse need not be written; without one it reads the same from both ends."""
    tagset = read(f"{kind}-relations: {written}\n")
    assert tagset.inverse(kind, relation) == inverse  # type: ignore[arg-type]  # one of the kinds
    assert tagset.inverse(kind, inverse) == relation  # type: ignore[arg-type]  # likewise
    assert tagset.inverse("event", "before") == "after"


@pytest.mark.parametrize(
    ("marked", "code", "told"),
    [
        ("§entity-types: [a]\n", "missing-key", "format"),
        (f"{FORMAT}§entity_types: [a]\n", "unknown-key", "`entity-types`"),
        (f"{FORMAT}replace: §role\n", "value", "`roles`"),
        (f"{FORMAT}roles: [a, §[b]]\n", "shape", "one value"),
        (f"{FORMAT}roles: {{a: §b}}\n", "shape", "mapping"),
        (f"{FORMAT}roles: {{a: {{§colur: x}}}}\n", "unknown-key", "`colour`"),
        (f"{FORMAT}roles: {{a: {{colour: §red}}}}\n", "value", "hexadecimal"),
        (f"{FORMAT}roles:\n  a:\n    colour: §#2357c3\n", "value", '`colour: "#2357c3"`'),
        (f"{FORMAT}roles: {{a: {{key: §ab}}}}\n", "value", "one character"),
        (f"{FORMAT}roles: {{a: {{§inverse: b}}}}\n", "unknown-key", "label"),
        (f"{FORMAT}roles:\n  a:\n  §a:\n", "duplicate-key", "line 3"),
        ("format: §idlib-reader/2\n", "format", "idlib-reader/1"),
        (f"{FORMAT}roles: §a: b\n", "syntax", "quotes"),
        ("§- a\n", "shape", "mapping"),
    ],
)
def test_what_cannot_be_read_is_told(marked: str, code: str, told: str) -> None:
    """At its place; everything else counts."""
    before, _, after = marked.partition("§")
    problem = only_problem(before + after)
    if code != "syntax":
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert (problem.line, problem.column) == (line, column)
    assert problem.code == code
    assert told in f"{problem.message} {problem.hint}"


def test_a_letter_may_be_of_several_characters() -> None:
    """What a person sees as one is one."""
    assert read("roles: {a: {key: é}}\n".replace("é", "e\u0301")).roles["a"].key == "e\u0301"
