"""The one table of fields, held against the format and the model."""

from __future__ import annotations

import dataclasses

import pytest

from idlib_reader.core.annotations import Claim, Entity, Event, Heading, Link, Remark
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, ENTITY_TYPES, MODES, WORD_LISTS, Tagset, Word
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
    "ENTITY_LINK": "rel, to; basis, cue, note",
    "EVENT_LINK": "rel, to; basis, cue, note",
    "CLAIM_LINK": "rel, to; basis, cue, note",
    "SELECTOR": "; quote, from, to, in, before, after, nth, all, except, note, tags",
    "TAGSET": "format; replace, entity-types, event-types, roles, modalities, stances, statuses, event-relations, "
    "claim-relations, entity-relations",
    "WORD": "; label, colour, key",
    "RELATION": "; inverse, label, colour, key",
}
"""By table the keys of the format: the required ones, and after the semicolon the others."""

ONE_OR_MORE = {"texts", "references", "selectors", "entity links", "event links", "claim links"}


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
    [
        *(("ENTITY", Entity), ("EVENT", Event), ("CLAIM", Claim), ("REMARK", Remark), ("LINK", Link)),
        *(("HEADING", Heading), ("RELATION", Word)),
    ],
)
def test_the_model_has_a_field_for_every_key(name: str, model: type) -> None:
    """What is read has a place to go, and the model holds nothing that no file can say."""
    # What takes no part in comparisons says where something is written.
    told = {field.name for field in dataclasses.fields(model) if field.compare} - {"id", "keys"}
    assert told == set(getattr(schema, name))


def test_the_model_of_a_selector_has_a_field_for_every_key() -> None:
    """`quote` and `from` are its pieces; words that Python reserves have other names there."""
    names = {"quote": "pieces", "from": "pieces", "in": "inside", "except": "excepted"}
    fields = {field.name for field in dataclasses.fields(Selector)} - {"at"}
    assert {names.get(key, key) for key in schema.SELECTOR} == fields


# Words

WORDS = {
    "ENTITY": {"type": "entity_types"},
    "EVENT": {"type": "event_types", "participants": "roles", "modality": "modalities", "status": "statuses"},
    "CLAIM": {"stance": "stances", "status": "statuses"},
    "ENTITY_LINK": {"rel": "entity_relations"},
    "EVENT_LINK": {"rel": "event_relations"},
    "CLAIM_LINK": {"rel": "claim_relations"},
}
"""By table and key the list of the tagset that its words are in."""
FIXED_WORDS = {
    "EVENT": {"basis": "stated inferred"},
    "CLAIM": {"mode": "direct indirect mixed", "certainty": "certain probable possible"},
    **{name: {"basis": "stated inferred"} for name in ("LINK", "ENTITY_LINK", "EVENT_LINK", "CLAIM_LINK")},
}
"""By table and key the words that no tagset changes."""


@pytest.mark.parametrize("name", KEYS)
def test_words_are_those_of_the_tagset_or_of_the_format(name: str) -> None:
    """A key takes the words of one list, or a few that are fixed, or any text."""
    fields: dict[str, schema.Field] = getattr(schema, name)
    assert {key: field.words for key, field in fields.items() if field.words} == WORDS.get(name, {})
    fixed = {key: " ".join(field.values) for key, field in fields.items() if field.values}
    assert fixed == FIXED_WORDS.get(name, {})


def test_every_list_of_the_tagset_is_used() -> None:
    """A list that no key names would be words for nothing; each has a key in the file of the tagset."""
    assert {words for of_table in WORDS.values() for words in of_table.values()} == set(WORD_LISTS)
    assert {key.replace("-", "_") for key in schema.TAGSET} - {"format", "replace"} == set(WORD_LISTS)


def test_a_field_knows_its_words() -> None:
    """Those of the tagset in its order, the fixed ones whatever the tagset, none where any text will do."""
    tagset = Tagset(entity_types={"river": Word(), "lake": Word()})
    assert schema.ENTITY["type"].known_words(tagset) == ("river", "lake")
    assert schema.ENTITY["type"].known_words(DEFAULT) == ENTITY_TYPES
    assert schema.CLAIM["mode"].known_words(tagset) == MODES
    assert schema.ENTITY["name"].known_words(tagset) == ()
