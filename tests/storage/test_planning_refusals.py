"""Edits that are refused, those that cost an entry its layout, and how much of a file an edit has to read."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from idlib_reader.core.annotations import Entity, Remark
from idlib_reader.core.edits import AddEntry, AddValue, Change, DeleteEntry, Edit, Rename, SetField, Target
from idlib_reader.core.selectors import Selector
from idlib_reader.errors import IdlibError
from idlib_reader.storage import nodes, verifying
from idlib_reader.storage.planning import draft_of, plan
from idlib_reader.storage.splices import inverse
from idlib_reader.storage.turning import respliced
from storage.plans import FORMAT, edited, planned_of, refusal
from storage.random_edits import random_edit

A = Target("entity", "a")
NAME = SetField(A, ("name",), ("new",), ())
MENTION = AddValue(A, ("mentions",), Selector(("new",)))
BUNDLED = sorted((Path(__file__).parents[2] / "annotations").glob("*.yaml"))


def entity(keys: str) -> str:
    return f"{FORMAT}entities:\n  a:\n{keys}"


REFUSED = [
    ("an entry that is an alias", entity("    type: place\n").replace("a:", "b: &b", 1) + "  a: *b\n", NAME, "alias"),
    ("a value that is an alias", entity("    note: &n b\n    name: *n\n"), NAME, "alias"),
    (
        "what an alias stands for",
        entity("    mentions: &m [x]\n") + "  b:\n    mentions: *m\n",
        MENTION,
        "would not say the same",
    ),
    (
        "an anchor that goes while it is used",
        entity("    name: &m x\n") + "  b:\n    name: *m\n",
        DeleteEntry(A, Entity(id="a")),
        "could not be read",
    ),
    ("a tag that says of no text", entity("    name: !!int 1\n    # why\n    x: y\n"), NAME, "a tag stands there"),
    ("a value that can't be read", entity("    name: [b, c]\n"), NAME, "can't be read"),
    (
        "an id at two entries",
        entity("    name: b\n") + "  a:\n    name: c\n",
        DeleteEntry(A, Entity(id="a")),
        "two entries",
    ),
    ("so is renaming it", entity("    name: b\n") + "events:\n  a:\n", Rename("a", "b"), "two entries"),
    (
        "of two keys of one name the first can't go",
        entity("    name: b\n    name: c\n"),
        SetField(A, ("name",), (), ("b",)),
        "not say",
    ),
    (
        "a text that keeps its end, where the file has none",
        entity("    note: |+\n      b"),
        AddEntry(Entity(id="b")),
        "`a` would not say the same",
    ),
    (
        "an entry that is not there",
        entity("    name: b\n"),
        SetField(Target("entity", "c"), ("name",), ("d",), ()),
        "`c`",
    ),
    ("half a character", entity("    name: b\n"), SetField(A, ("name",), ("\ud800",), ()), "U\\+D800"),
    (
        "a comment that would be lost with a value in lines of its own",
        entity("    mentions:\n      quote: x  # why\n      in: y\n"),
        MENTION,
        "comment",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "change", "told"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_not_safe_is_refused(before: str, change: Change, told: str) -> None:
    """Nothing is guessed: the sentence names the line and the reason, and the draft stays as it was."""
    assert re.search(rf"line \d+\).*{told}", refusal(before, change))


def test_anchors_elsewhere_are_no_reason_to_refuse() -> None:
    """An edit of an entry without anchors leaves those of others as they are."""
    before = entity("    name: b\n") + "  b: &x\n    name: c\n  c: *x\n  d:\n    <<: *x\n"
    assert edited(before, NAME) == before.replace("name: b", "name: new")


def test_an_anchor_that_nothing_uses_goes_with_its_entry() -> None:
    """An anchor is worth keeping only for its aliases."""
    before = entity("    name: &x b\n") + "  b:\n"
    assert edited(before, DeleteEntry(A, Entity(id="a"))) == f"{FORMAT}entities:\n  b:\n"


def test_an_entry_is_written_anew_where_nothing_is_lost() -> None:
    """Where no splice will do the entry is written as a whole, and the plan says which."""
    planned = planned_of(draft_of(f'{FORMAT}entities:\n  b:\n    name: c\n  a: ""\n'), NAME)
    assert planned.rewritten == "a"
    assert planned.draft.text == f"{FORMAT}entities:\n  b:\n    name: c\n  a:\n    name: new\n"


@pytest.mark.parametrize("line", ["    ? x\n    : y\n", "    # why\n"])
def test_an_entry_is_not_written_anew_where_something_would_be_lost(line: str) -> None:
    """An unknown key or a comment inside an entry keeps it from being written as a whole."""
    before = entity(f"{line}    ? name\n    : b\n")
    assert "can't be edited" in refusal(before, NAME)


def test_a_text_that_is_no_yaml_is_no_draft() -> None:
    """A file that is broken somewhere can't be edited anywhere; the line is told."""
    with pytest.raises(IdlibError, match=r"Line 4 .*mended"):
        draft_of(entity("    name: [b\n"))


def test_undo_gives_the_draft_before() -> None:
    """The inverse splices make the draft that was there before the edit."""
    draft = draft_of(entity("    name: b\n"))
    planned = plan(draft, Edit("", (NAME,)))
    assert respliced(planned.draft, inverse(draft.text, planned.splices)) == draft


# How much is read


def many(count: int) -> str:
    """A file with many entries of two kinds."""
    entities = "".join(f"  e{number}:\n    name: Name {number}\n    mentions: [a, b]\n\n" for number in range(count))
    events = "".join(f"  t{number}:\n    title: Title {number}\n    place: e{number}\n\n" for number in range(count))
    return f"{FORMAT}\nentities:\n{entities}events:\n{events}"


LARGE = many(2000)


@pytest.mark.parametrize(
    "change",
    [
        AddValue(Target("entity", "e1000"), ("mentions",), Selector(("c",))),
        SetField(Target("event", "t1999"), ("title",), ("c",), ()),
        AddEntry(Entity(id="new")),
        AddEntry(Remark(id="new", passage=Selector(("c",)), keys=frozenset({"passage"}))),
        DeleteEntry(Target("event", "t0"), Entity(id="t0")),
        SetField(Target("article"), ("title",), ("c",), ()),
        Rename("e5", "f5"),
    ],
    ids=lambda change: type(change).__name__,
)
def test_an_edit_of_a_large_file_reads_a_small_part_of_it(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the lines around what is edited are parsed, and a sample of the others for the style."""
    draft = draft_of(LARGE)
    lengths: list[int] = []

    def build(text: str) -> nodes.Node | None:
        lengths.append(len(text))
        return whole(text)

    whole = nodes.build
    monkeypatch.setattr(verifying.nodes, "build", build)
    monkeypatch.setattr("idlib_reader.storage.samples.build", build)
    plan(draft, Edit("", (change,)))
    assert sum(lengths) < len(LARGE) / 10
    monkeypatch.undo()
    planned_of(draft, change)


# Random edits


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_of_the_bundled_file_and_back(seed: int) -> None:
    """Edits one after another each do what was meant; their inverses, last first, give the first text."""
    random = Random(seed)
    draft = draft_of(BUNDLED[seed % len(BUNDLED)].read_text("utf-8"))
    first, undo = draft.text, []
    for _ in range(8):
        change = random_edit(random, draft.annotations).changes
        planned = planned_of(draft, *change)
        undo.append(inverse(draft.text, planned.splices))
        draft = planned.draft
    for splices in reversed(undo):
        draft = respliced(draft, splices)
        assert draft == draft_of(draft.text)
    assert draft.text == first
