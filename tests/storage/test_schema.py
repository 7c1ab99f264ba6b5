"""The one table of fields, held against the format and the model."""

from __future__ import annotations

import dataclasses

import pytest

from idlib_reader.core.annotations import Claim, Entity, Event, Heading, Link, Remark
from idlib_reader.core.selectors import Selector
from idlib_reader.storage import schema

KEYS = {
    "FILE": "format; article, entities, events, claims, remarks",
    "HEADING": "; title, published, outlet, author, url, language, sha256, note",
    "ENTITY": "; type, name, aliases, description, mentions, links, tags, note",
    "EVENT": "; title, type, date, date_text, place, participants, modality, basis, figures, source, status, mentions, "
    "links, tags, note",
    "CLAIM": "; content, about, source, source_text, cue, mode, stance, certainty, audience, date, date_text, within, "
    "status, links, tags, note",
    "REMARK": "passage; note, tags",
    "LINK": "rel, to; basis, cue, note",
    "SELECTOR": "; quote, from, to, in, before, after, nth, all, except, note, tags",
}
"""By table the keys of the format: the required ones, and after the semicolon the others."""

ONE_OR_MORE = {"texts", "references", "selectors", "links"}


@pytest.mark.parametrize("name", KEYS)
def test_the_keys_are_those_of_the_format(name: str) -> None:
    """Required and optional, no key more and none less."""
    required, others = ({key.strip() for key in part.split(",") if key.strip()} for part in KEYS[name].split(";"))
    fields: dict[str, schema.Field] = getattr(schema, name)
    assert {key for key, field in fields.items() if field.is_required} == required
    assert set(fields) == required | others


@pytest.mark.parametrize("name", KEYS)
def test_lists_stand_where_the_format_allows_them(name: str) -> None:
    """One value or several at the keys that the format names, one value everywhere else."""
    several = set(
        "aliases tags mentions links date_text cue source_text place source audience about except quote".split()
    )
    fields: dict[str, schema.Field] = getattr(schema, name)
    assert {key for key, field in fields.items() if field.shape in ONE_OR_MORE} == several & set(fields)


@pytest.mark.parametrize("name", KEYS)
def test_every_field_has_a_meaning(name: str) -> None:
    """The sentences of the checker and the reference page are made of it."""
    fields: dict[str, schema.Field] = getattr(schema, name)
    assert all(field.meaning and not field.meaning.endswith(".") for field in fields.values())


@pytest.mark.parametrize(
    ("name", "model"),
    [("ENTITY", Entity), ("EVENT", Event), ("CLAIM", Claim), ("REMARK", Remark), ("LINK", Link), ("HEADING", Heading)],
)
def test_the_model_has_a_field_for_every_key(name: str, model: type) -> None:
    """What is read has a place to go, and the model holds nothing that no file can say."""
    of_program = {"id", "keys", "at", "values_at"}
    assert {field.name for field in dataclasses.fields(model)} - of_program == set(getattr(schema, name))


def test_the_model_of_a_selector_has_a_field_for_every_key() -> None:
    """`quote` and `from` are its pieces; words that Python reserves have other names there."""
    names = {"quote": "pieces", "from": "pieces", "in": "inside", "except": "excepted"}
    fields = {field.name for field in dataclasses.fields(Selector)} - {"at"}
    assert {names.get(key, key) for key in schema.SELECTOR} == fields
