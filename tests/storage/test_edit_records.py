"""Edits as JSON values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core import edits as edits_module
from idlib_reader.core.annotations import KINDS, Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.edits import (
    ARTICLE,
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    RemoveValue,
    Rename,
    SetField,
    Target,
)
from idlib_reader.core.selectors import Selector
from idlib_reader.storage import edit_records
from idlib_reader.storage.edit_records import edit_of, record_of

PESKOV = Target("entity", "peskov")
SURROGATES = ["\ud83d", "\ude00", "\udcff", "\ud83d\ude00", "a\ud83d\ude00\ud83d\ude00b"]

TEXTS = st.text(
    st.characters() | st.sampled_from("\ud83d\ude00\udcff\0\n\"\\'[]{}\u2028\u0301\U0001f600"), max_size=6
) | st.sampled_from(["", "outlet", "stated", "other", *SURROGATES])
"""Anything, and the words that are defaults somewhere."""


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three of the values, as a tuple."""
    return st.lists(values, max_size=3).map(tuple)


def made(kind: Callable[..., Any], **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a kind: fields that have a default are there or not."""
    required = {field.name for field in fields(kind) if field.default is MISSING and field.name in own}  # type: ignore[arg-type]  # a dataclass
    optional = {name: values for name, values in own.items() if name not in required}
    return st.fixed_dictionaries({name: own[name] for name in required}, optional=optional).map(
        lambda chosen: kind(**chosen)
    )


REFERENCES = st.builds(Reference, TEXTS, at=st.integers(0, 9))
SELECTORS = st.recursive(
    made(
        Selector,
        pieces=some(TEXTS),
        to=TEXTS,
        inside=TEXTS,
        before=TEXTS,
        after=TEXTS,
        nth=st.none() | st.integers(),
        all=st.booleans(),
        note=TEXTS,
        tags=some(TEXTS),
        at=st.integers(),
    ),
    lambda inner: made(Selector, pieces=some(TEXTS), excepted=some(inner)),
    max_leaves=4,
)
LINKS = made(Link, rel=TEXTS, to=REFERENCES, basis=TEXTS, cue=some(SELECTORS), note=TEXTS, at=st.integers())
COMMON = {
    "id": TEXTS,
    "note": TEXTS,
    "tags": some(TEXTS),
    "keys": st.frozensets(TEXTS, max_size=3),
    "at": st.integers(0, 9),
}
ENTITIES = made(
    Entity,
    **COMMON,
    type=TEXTS,
    name=TEXTS,
    aliases=some(TEXTS),
    description=TEXTS,
    mentions=some(SELECTORS),
    links=some(LINKS),
    type_at=st.none() | st.integers(0, 9),
)
EVENTS = made(
    Event,
    **COMMON,
    title=TEXTS,
    type=TEXTS,
    date=TEXTS,
    date_text=some(SELECTORS),
    place=some(REFERENCES),
    participants=some(st.tuples(TEXTS, some(REFERENCES))),
    modality=TEXTS,
    basis=TEXTS,
    figures=some(st.tuples(TEXTS, TEXTS)),
    source=some(REFERENCES),
    status=TEXTS,
    mentions=some(SELECTORS),
    links=some(LINKS),
)
CLAIMS = made(
    Claim,
    **COMMON,
    content=st.none() | SELECTORS,
    source=some(REFERENCES),
    source_text=some(SELECTORS),
    cue=some(SELECTORS),
    mode=TEXTS,
    stance=TEXTS,
    certainty=TEXTS,
    audience=some(REFERENCES),
    date=TEXTS,
    date_text=some(SELECTORS),
    within=st.none() | REFERENCES,
    about=some(REFERENCES),
    status=TEXTS,
    links=some(LINKS),
)
REMARKS = made(Remark, **COMMON, passage=st.none() | SELECTORS)
ENTRIES = st.one_of(ENTITIES, EVENTS, CLAIMS, REMARKS)
VALUES = st.one_of(TEXTS, SELECTORS, LINKS)
TARGETS = st.just(ARTICLE) | st.builds(Target, st.sampled_from(KINDS), TEXTS)
PLACE = {"target": TARGETS, "field": some(TEXTS)}
CHANGES: dict[type, st.SearchStrategy[Change]] = {
    AddEntry: st.builds(AddEntry, ENTRIES),
    DeleteEntry: st.builds(DeleteEntry, TARGETS, ENTRIES),
    Rename: st.builds(Rename, TEXTS, TEXTS),
    SetField: st.builds(SetField, **PLACE, values=some(VALUES), was=some(VALUES)),
    AddValue: st.builds(AddValue, **PLACE, value=VALUES, before=st.none() | VALUES),
    RemoveValue: st.builds(RemoveValue, **PLACE, value=VALUES),
    ChangeValue: st.builds(ChangeValue, **PLACE, old=VALUES, new=VALUES),
}
EDITS = st.builds(
    Edit,
    TEXTS,
    st.lists(st.sampled_from(list(CHANGES)).flatmap(CHANGES.__getitem__), min_size=1, max_size=3).map(tuple),
)


def through_json(edit: Edit) -> Edit:
    """The edit after it was written and read."""
    return edit_of(json.loads(json.dumps(record_of(edit))))


def edit(*changes: Change) -> Edit:
    """One step of these changes."""
    return Edit("some", changes)


FULL = edit(
    AddEntry(
        Event(
            id="e",
            participants=(("party", (Reference("turkey"),)),),
            figures=(("units", "12"),),
            source=(),
            links=(Link("before", Reference("f"), cue=(Selector(("then",), nth=2),)),),
            mentions=(Selector(("Idlib",), all=True, excepted=(Selector(("Syrian Idlib",)),)),),
            keys=frozenset("figures links mentions participants source".split()),
        )
    ),
    DeleteEntry(Target("claim", "c"), Claim(id="c", content=Selector(("it",)), within=Reference("d"))),
    Rename("a", "b"),
    SetField(ARTICLE, ("title",), ("new",), ("old",)),
    AddValue(PESKOV, ("mentions",), Selector(("Peskov",)), before="x"),
    RemoveValue(PESKOV, ("links",), Link("represents", Reference("russia"))),
    ChangeValue(PESKOV, ("tags",), "a", "\ud83d\ude00"),
)
"""Something of everything that a record may hold."""


# There and back


@settings(deadline=None, max_examples=300)
@given(EDITS)
def test_an_edit_comes_back_as_it_was(given_edit: Edit) -> None:
    """Whatever it does, and whatever its texts hold."""
    assert through_json(given_edit) == given_edit


@pytest.mark.parametrize("kind", CHANGES)
@settings(deadline=None, max_examples=30)
@given(st.data())
def test_each_kind_of_change_comes_back(kind: type, data: st.DataObject) -> None:
    """And as that kind."""
    change = data.draw(CHANGES[kind])
    (read,) = through_json(edit(change)).changes
    assert read == change
    assert type(read) is kind


def test_every_kind_of_change_is_tried() -> None:
    """A new one is seen here."""
    assert set(CHANGES) == set(edits_module.Change.__args__)  # type: ignore[attr-defined]  # a union has arguments


@pytest.mark.parametrize("text", SURROGATES)
def test_lone_surrogates_stay_apart(text: str) -> None:
    """Two that a reader of JSON makes one character of are written apart; a character stays one."""
    assert through_json(Edit(text, (Rename(text, "😀"),))) == Edit(text, (Rename(text, "😀"),))
    assert record_of(Edit("😀", (Rename("", ""),)))["label"] == "😀"


FORMS = (
    {name: form for name, form in vars(edit_records).items() if isinstance(form, edit_records._Form)}
    | edit_records._ENTRIES
    | edit_records._CHANGES
)


@pytest.mark.parametrize("form", [form for form in FORMS.values() if form.make is not Target])
def test_every_field_that_counts_has_a_reader(form: Any) -> None:
    """And no other; those without a default are required."""
    counted = [field for field in fields(form.make) if field.compare]
    assert set(form.readers) == {field.name for field in counted}
    assert set(form.required.split()) == {field.name for field in counted if field.default is MISSING}


# What is written


def test_a_mention_is_written_small() -> None:
    """Defaults are left out, and where it was read from."""
    mention = Selector(("Peskov",), inside="said Peskov", at=17)
    change = AddValue(PESKOV, ("mentions",), mention)
    assert record_of(Edit("mention of Dmitry Peskov", (change,))) == {
        "label": "mention of Dmitry Peskov",
        "changes": [
            {
                "change": "add-value",
                "target": {"kind": "entity", "id": "peskov"},
                "field": ["mentions"],
                "value": {"pieces": ["Peskov"], "inside": "said Peskov"},
            }
        ],
    }


def test_every_form_is_written_as_agreed() -> None:
    """The format is stable: what one version has written the next one reads."""
    assert record_of(FULL)["changes"] == [
        {
            "change": "add-entry",
            "entry": {
                "kind": "event",
                "id": "e",
                "participants": [["party", ["turkey"]]],
                "figures": [["units", "12"]],
                "source": [],
                "mentions": [{"pieces": ["Idlib"], "all": True, "excepted": [{"pieces": ["Syrian Idlib"]}]}],
                "links": [{"rel": "before", "to": "f", "cue": [{"pieces": ["then"], "nth": 2}]}],
                "keys": ["figures", "links", "mentions", "participants", "source"],
            },
        },
        {
            "change": "delete-entry",
            "target": {"kind": "claim", "id": "c"},
            "was": {"kind": "claim", "id": "c", "content": {"pieces": ["it"]}, "within": "d"},
        },
        {"change": "rename", "old": "a", "new": "b"},
        {"change": "set-field", "target": {"kind": "article"}, "field": ["title"], "values": ["new"], "was": ["old"]},
        {
            "change": "add-value",
            "target": {"kind": "entity", "id": "peskov"},
            "field": ["mentions"],
            "value": {"pieces": ["Peskov"]},
            "before": "x",
        },
        {
            "change": "remove-value",
            "target": {"kind": "entity", "id": "peskov"},
            "field": ["links"],
            "value": {"rel": "represents", "to": "russia"},
        },
        {
            "change": "change-value",
            "target": {"kind": "entity", "id": "peskov"},
            "field": ["tags"],
            "old": "a",
            "new": ["\ud83d", "\ude00"],
        },
    ]
    assert edit_of(record_of(FULL)) == FULL


# What is refused


def parts(record: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of a JSON value: what holds it, and under which key or number."""
    for key, part in list(record.items() if isinstance(record, dict) else enumerate(record)):
        yield record, key
        if isinstance(part, dict | list):
            yield from parts(part)


def damaged(change: Callable[[Any, Any], None]) -> Iterator[Any]:
    """The record of `FULL` with one part of it changed, for each part."""
    for number in range(sum(1 for _ in parts(record_of(FULL)))):
        record = deepcopy(record_of(FULL))
        holder, key = list(parts(record))[number]
        change(holder, key)
        yield record


@pytest.mark.parametrize("other", [None, 1.5, {}, {"pieces": [], "rel": ""}, [None], [["a", "b", 3]], float("nan")])
def test_a_part_of_another_kind_is_refused(other: object) -> None:
    """Wherever it stands."""
    for record in damaged(lambda holder, key: holder.__setitem__(key, other)):
        with pytest.raises(ValueError, match=r"not|neither|missing|no change"):
            edit_of(record)


@pytest.mark.parametrize("key", ["colour", "at", "", "type_at", "make"])
def test_a_key_that_is_not_known_is_refused(key: str) -> None:
    """In every mapping: what a newer version means by it may be the very point."""

    def add(holder: Any, own: Any) -> None:
        if isinstance(holder[own], dict):
            holder[own][key] = 1

    refused = [record for record in damaged(add) if record != record_of(FULL)]
    assert len(refused) > 10
    for record in refused:
        with pytest.raises(ValueError, match="not known"):
            edit_of(record)


def test_a_missing_key_is_refused_where_there_is_no_default() -> None:
    """With its name."""
    for change, keys in (("rename", ["old", "new"]), ("add-value", ["target", "field", "value"])):
        whole = next(record for record in record_of(FULL)["changes"] if record["change"] == change)  # type: ignore[attr-defined]  # a list of mappings
        for key in keys:
            with pytest.raises(ValueError, match=f"{key} is missing"):
                edit_of({"label": "", "changes": [{own: whole[own] for own in whole if own != key}]})


@pytest.mark.parametrize(
    ("holder", "word"),
    [("change", "AddEntry"), ("change", ""), ("change", ["rename"]), ("change", None), ("change", "Edit")],
)
def test_an_unknown_kind_of_change_is_refused(holder: str, word: object) -> None:
    """No name of a class is one."""
    with pytest.raises(ValueError, match="not known"):
        edit_of({"label": "", "changes": [{holder: word, "old": "a", "new": "b"}]})


@pytest.mark.parametrize(
    "value",
    [True, 1, [], ["a"], ["a", 1], {"pieces": "a"}, {"pieces": ["a"], "nth": True}, {"pieces": ["a"], "all": 1}],
)
def test_a_value_that_is_nearly_one_is_refused(value: object) -> None:
    """A flag is no number, one piece no text of pieces, and a text no list."""
    with pytest.raises(ValueError, match=r"not|neither|missing|no change"):
        edit_of(
            {
                "label": "",
                "changes": [{"change": "remove-value", "target": {"kind": "claim"}, "field": [], "value": value}],
            }
        )


@pytest.mark.parametrize(
    "record", [None, [], "edit", 1, {}, {"label": "a"}, {"label": "a", "changes": []}, {**record_of(FULL), "by": "me"}]
)
def test_what_is_no_edit_is_refused(record: object) -> None:
    """An edit without changes is none either."""
    with pytest.raises(ValueError, match=r"not|neither|missing|no change"):
        edit_of(record)


def test_an_edit_without_changes_is_not_written() -> None:
    """It would not be read again."""
    with pytest.raises(ValueError, match="no change"):
        record_of(Edit("nothing", ()))


def test_what_is_nested_too_deep_is_refused() -> None:
    """As everything else that is malformed."""
    selector: dict[str, object] = {"pieces": ["a"]}
    for _ in range(10_000):
        selector = {"pieces": ["a"], "excepted": [selector]}
    with pytest.raises(ValueError, match="deep"):
        edit_of(
            {
                "label": "",
                "changes": [{"change": "add-entry", "entry": {"kind": "remark", "id": "", "passage": selector}}],
            }
        )
