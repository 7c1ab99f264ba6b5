"""Thousands of edits of files in every style: each does what was meant, touches nothing else, and can be undone."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from idlib_reader.core.annotations import Annotations, Entry, Link, Reference, kind_of
from idlib_reader.core.applying import apply, apply_change
from idlib_reader.core.edits import (
    ARTICLE,
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    Edit,
    RemoveValue,
    Rename,
    SetField,
)
from idlib_reader.core.entry_fields import SHAPES, refers
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT
from idlib_reader.errors import IdlibError
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_file
from idlib_reader.storage.planning import Draft, Plan, draft_of, plan
from idlib_reader.storage.splices import inverse, spliced
from storage.hand_styles import (
    BEYOND_PLAIN_YAML,
    FOLDER,
    STYLES,
    Block,
    blocks,
    comments,
    comments_outside,
    has_keys,
    text_of,
)
from storage.random_edits import random_change, random_edit

EDITS = int(os.environ.get("IDLIB_EDITS", "10000"))
"""Edits in all; `make edits` makes more."""
STEPS = 12
"""Edits one after another."""
RUNS = -(-EDITS // (STEPS * len(STYLES)))
"""Rows of edits of each file."""
MOST_REFUSED = 0.01
"""The share of edits that may be refused where a file is plain YAML."""
SHOWN = 3
"""Failures of a file that are told."""

_SECTION_OF = {"entity": "entities", "event": "events", "claim": "claims", "remark": "remarks", "article": ""}
_PLACE = re.compile(r"\bline [1-9]\d*|:[1-9]\d*:")


@dataclass
class Outcome:
    """What came of all edits of a file."""

    edits: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    """How often an edit was refused, by what was said, without its names and numbers."""
    failures: list[str] = field(default_factory=list)


@cache
def outcome(name: str) -> Outcome:
    """Make every row of edits of a file, and look at each step."""
    of_all = Outcome()
    for run in range(RUNS):
        random = Random(f"{name} {run}")
        draft = draft_of(text_of(name), DEFAULT)
        for step in range(STEPS):
            edit = random_edit(random, draft.annotations)
            try:
                draft = _step(draft, edit, of_all)
            except AssertionError as error:
                of_all.failures.append(f"{name}, run {run}, step {step}: {error}\n{edit}\n{draft.text}")
                break
            except Exception as error:
                error.add_note(f"{name}, run {run}, step {step}:\n{edit}\n{draft.text}")
                raise
    return of_all


def _step(draft: Draft, edit: Edit, of_all: Outcome) -> Draft:
    """The draft after an edit, or as it was if that is refused."""
    before = draft.text, draft.annotations
    of_all.edits += 1
    planned = _planned(draft, edit)
    if isinstance(planned, Plan):
        _check(draft, edit, planned)
        return planned.draft
    of_all.refusals[re.sub(r"`[^`]*`|“[^”]*”|\d+", "…", planned.message)] += 1
    assert _PLACE.search(str(planned)), f"the refusal names no line: {planned}"
    assert (draft.text, draft.annotations) == before, "a refusal changed the draft"
    return draft


def _planned(draft: Draft, edit: Edit) -> Plan | IdlibError:
    try:
        return plan(draft, edit, DEFAULT)
    except IdlibError as refusal:
        return refusal


def _check(draft: Draft, edit: Edit, planned: Plan) -> None:
    text = planned.draft.text
    assert all(start <= end for start, end, _ in planned.splices), "a splice ends before it starts"
    assert all(one.end <= other.start for one, other in pairwise(planned.splices)), "splices are out of order"
    assert spliced(draft.text, planned.splices) == text, "the splices don't make the text"
    assert spliced(text, inverse(draft.text, planned.splices)) == draft.text, "the inverse does not undo it"
    meant = _meant(draft, edit, text)
    read = read_file(Source("", text))
    assert read.is_whole, f"the file is no YAML any more: {read.problems}"
    assert _ordered(read.annotations) == _ordered(meant), f"it reads otherwise:\n{text}"
    assert _ordered(planned.draft.annotations) == _ordered(meant), "the draft says otherwise"
    _check_surroundings(draft, edit, text)


def _meant(draft: Draft, edit: Edit, text: str) -> Annotations:
    """What the file should say: whoever writes the first key into one writes the format too."""
    meant = apply(draft.annotations, edit)
    return replace(meant, format=schema.FORMAT) if text != draft.text and not has_keys(draft.text) else meant


def _ordered(annotations: Annotations) -> tuple[Annotations, list[str]]:
    """All that a model says, the order of its entries too."""
    return annotations, [entry.id for entry in annotations.entries()]


# What else stands in the file


def _check_surroundings(draft: Draft, edit: Edit, text: str) -> None:
    touched, lossy = _touched(draft.annotations, edit)
    if not has_keys(draft.text):
        touched.add(("", "format"))
    before, after = ([(one.name, _words(whole, one)) for one in blocks(whole)] for whole in (draft.text, text))
    assert [one for one in after if one[0] not in touched] == [one for one in before if one[0] not in touched], (
        f"other entries changed:\n{text}"
    )
    kept = Counter(comment.text for comment in comments(text))
    lost = comments_outside(draft.text, lossy) - kept
    assert not lost, f"comments went: {list(lost)}\n{text}"
    if has_keys(draft.text):
        made = kept - Counter(comment.text for comment in comments(draft.text))
        assert not made, f"comments came: {list(made)}\n{text}"


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _touched(annotations: Annotations, edit: Edit) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The names of the blocks that an edit is about, and of those that comments may vanish from."""
    touched, lossy = set(), set()
    earlier: dict[tuple[str, str], tuple[str, str]] = {}
    for change in edit.changes:
        names = set(_names(annotations, change))
        touched |= names
        if isinstance(change, Rename):
            earlier |= {(section, change.new): (section, change.old) for section, id_ in names if id_ == change.new}
        elif not isinstance(change, AddEntry | AddValue):
            lossy |= {_first_name(name, earlier) for name in names}
        annotations = apply_change(annotations, change)
    return touched, lossy


def _first_name(name: tuple[str, str], earlier: dict[tuple[str, str], tuple[str, str]]) -> tuple[str, str]:
    """What was called so before everything was renamed."""
    return _first_name(earlier[name], earlier) if name in earlier else name


def _names(annotations: Annotations, change: Change) -> list[tuple[str, str]]:
    match change:
        case AddEntry(entry):
            return [_name(entry)]
        case Rename(old, new):
            users = [_name(entry) for entry in annotations.entries() if entry.id == old or refers(entry, old)]
            return [*users, *((section, new) for section, id_ in users if id_ == old)]
        case _ if change.target == ARTICLE:
            return [("", "article")]
        case _:
            return [(_SECTION_OF[change.target.kind], change.target.id)]


def _name(entry: Entry) -> tuple[str, str]:
    return _SECTION_OF[kind_of(entry)], entry.id


# Tests


@pytest.mark.parametrize("name", STYLES)
def test_every_edit_does_what_is_meant_and_nothing_else(name: str) -> None:
    """The new text reads as the model that was meant; other entries and comments stay; the inverse undoes it."""
    of_all = outcome(name)
    assert of_all.edits > 0
    told = of_all.failures[:SHOWN]
    assert not told, f"{len(of_all.failures)} of {of_all.edits} edits failed:\n\n" + "\n\n".join(told)


def test_few_edits_are_refused() -> None:
    """Where a file is plain YAML, next to nothing is beyond the reader."""
    plain = [outcome(name) for name in STYLES if name not in BEYOND_PLAIN_YAML]
    refusals = sum((one.refusals for one in plain), Counter())
    assert refusals.total() < MOST_REFUSED * sum(one.edits for one in plain), refusals.most_common()


@pytest.mark.parametrize("name", STYLES)
def test_a_file_is_yaml_as_a_whole(name: str) -> None:
    """However it is styled."""
    text = text_of(name)
    reading = read_file(Source(name, text))
    assert reading.is_whole, reading.problems
    assert {block.key for block in blocks(text) if block.section} >= {one.id for one in reading.annotations.entries()}


def test_the_files_are_kept_byte_for_byte() -> None:
    """Line ends, byte-order marks and missing ends have come through whatever has stored the files."""
    contents = {name: (FOLDER / f"{name}.yaml").read_bytes() for name in STYLES}
    assert len(contents) >= 64
    assert contents["windows"].count(b"\r\n") == contents["windows"].count(b"\n") > 0
    assert contents["old-mac"].count(b"\r") > contents["old-mac"].count(b"\n") == 0
    assert {name for name in STYLES if contents[name].startswith(b"\xef\xbb\xbf")} == {"mark", "mark-windows"}
    assert {name for name in STYLES if contents[name][-1:] not in b"\r\n"} >= {"no-final-newline", "mark-windows"}
    assert b" \n" in contents["trailing-spaces"]


def test_the_comments_of_a_file_are_known() -> None:
    """A `#` in a text is none; otherwise nothing would be shown by counting them."""
    text = "# a\na: b#c # d\r\n'e # f': | # e\n  # g\n# h\ni: [j, # k\n  l] #m"
    assert [comment.text for comment in comments(text)] == ["# a", "# d", "# e", "# h", "# k", "#m"]
    assert all(text.startswith(comment.text, comment.at) for comment in comments(text))


def test_comments_that_belong_to_an_entry_are_known() -> None:
    """Those right above it and those that are indented below it; a paragraph of its own is nobody's."""
    text = "entities: # a\n  # b\n\n  # c\n  x: # d\n    # e\n    type: other # f\n\n    # g\n  # h\n  y: {} # i\n"
    assert list(comments_outside(text, {("entities", "x")})) == ["# a", "# b", "# h", "# i"]
    assert list(comments_outside(text, {("entities", "y")})) == ["# a", "# b", "# c", "# d", "# e", "# f", "# g"]


def test_random_changes_are_of_every_kind_on_every_field() -> None:
    """Each field of each kind gets values, more values and other ones, as far as it takes them, and loses them."""
    random = Random(0)
    annotations, made = Annotations(), Counter[tuple[str, ...]]()
    for _ in range(6_000):
        change = random_change(random, annotations)
        annotations = apply_change(annotations, change)
        about = (change.target.kind, change.field[0]) if isinstance(change, _OF_FIELDS) else ()
        made[(type(change).__name__, *about)] += 1
    expected = {("AddEntry",), ("DeleteEntry",), ("Rename",)}
    for part, shapes in SHAPES.items():
        for key, shape in shapes.items():
            names = ["SetField", "ChangeValue", "RemoveValue", *(["AddValue"] if shape.is_list else [])]
            expected |= {(name, part, key) for name in names}
    # The last thing that a remark must have is not taken from it.
    assert expected - set(made) == {("RemoveValue", "remark", "passage")}


_OF_FIELDS = (SetField, AddValue, RemoveValue, ChangeValue)


def test_random_values_are_without_a_problem() -> None:
    """What the generator makes is what the format takes: written as JSON, which YAML reads, it has no errors."""
    random = Random(0)
    annotations = Annotations(format="idlib-reader/1")
    for _ in range(300):
        annotations = apply(annotations, random_edit(random, annotations))
    reading = read_file(Source("", as_json(annotations)))
    assert [problem for problem in reading.problems if problem.level == "error"] == []
    assert _ordered(reading.annotations) == _ordered(annotations)


def as_json(annotations: Annotations) -> str:
    """A file that says the same, in JSON: no planning needed."""
    sections = {
        _SECTION_OF[kind_of(entry)]: {
            one.id: {key: _plain(getattr(one, key)) for key in one.keys}
            for one in annotations.entries()
            if kind_of(one) == kind_of(entry)
        }
        for entry in annotations.entries()
    }
    heading = {key: value for key in SHAPES["article"] if (value := getattr(annotations.article, key))}
    told = json.dumps({"format": annotations.format, "article": heading, **sections}, ensure_ascii=False)
    # JSON takes these as they are, YAML does not.
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda one: f"\\u{ord(one[0]):04x}", told)


def _plain(value: object) -> object:
    match value:
        case Reference():
            return value.id
        case Selector() | Link():
            names = {"inside": "in", "excepted": "except", "pieces": "from" if getattr(value, "to", "") else "quote"}
            told = {names.get(one.name, one.name): _plain(getattr(value, one.name)) for one in fields(value)}
            if isinstance(value, Selector) and value.to:
                told["from"] = value.pieces[0]
            return {key: one for key, one in told.items() if one and key != "at"}
        case tuple() if value and all(isinstance(one, tuple) for one in value):
            return {key: _plain(one) for key, one in value}
        case tuple():
            return [_plain(one) for one in value]
        case bool():
            return "true" if value else ""
        case int():
            return str(value)
        case _:
            return value
