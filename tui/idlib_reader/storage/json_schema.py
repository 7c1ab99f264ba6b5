"""The JSON Schema of annotation files, for editors: made of the same table of fields as the checker.

Keywords are those of draft-07, which yaml-language-server knows. An editor validates what its YAML parser makes of a
file, and so the schema takes what parsers of YAML 1.1 and 1.2 make of text: `2018` may have become a number, `no` a
boolean, `~` null. An empty value is an absent one: null and "" may stand at every optional key.

A keyword of JSON Schema looks only at values of its own type: a `pattern` beside `properties` binds a value that is
text, and leaves a mapping alone. So most definitions need no alternatives, and editors name the very mistake.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.storage import schema as tables
from idlib_reader.storage.schema import Field, Shape

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
"""What JSON can say."""
Schema: TypeAlias = dict[str, Json]
"""A JSON Schema or a part of one."""

_TEXT = ["string", "number", "boolean"]
"""What parsers make of text that is not empty."""
_NOTHING: list[Json] = [None, ""]
_ABSENT: Schema = {"enum": _NOTHING}
_WRITTEN: Schema = {"type": [*_TEXT, "object", "array"], "minLength": 1}
_WORDS: Schema = {"type": _TEXT, "pattern": r"\S"}
"""Text that is not only white space."""
_BOOLEANS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
"""Words that YAML 1.1 takes for booleans, in lower case."""

# What is in none of these ranges may be part of a word of an id. They hold all of ASCII and Latin-1 that is neither a
# lower-case letter nor a digit, the capitals of Greek and Russian, and the punctuation from U+2000 on. What is left
# only the tables of Unicode can tell, for which there is no portable spelling.
_NO_ID = (
    r"\u0000-/:-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf-\u00de\u00f7"
    r"\u0391-\u03a9\u0400-\u042f\u2000-\u206f"
)
_ID = f"^[^{_NO_ID}]+(?:-[^{_NO_ID}]+)*$"

# Dates: EDTF as `core/dates` reads it, without what only a calendar and a comparison of two dates can tell.
_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])(?:-XX)?|2[1-4]|XX(?:-XX)?"
_YEAR = r"(?!-0000)-?[0-9]{4}"
_DATE = rf"(?:{_YEAR}(?:-(?:{_DAY}|{_MONTH}))?|-?[0-9]{{2}}[0-9X]X|Y-?[1-9][0-9]{{4,17}})[~?%]?"
_CLOCK = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|24:00(?::00)?)"
_OFFSET = r"(?:Z|(?!-00(?::00)?$)[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))"
# How dates stand together, with whatever holds no separator for a date.
_ONE = r"[^./,\[\]{}]+"
_MEMBERS = rf"(?:(?:\.\.{_ONE}|{_ONE}(?:\.\.{_ONE})?)(?:,{_ONE}(?:\.\.{_ONE})?)*(?:,{_ONE}\.\.)?|{_ONE}\.\.)"
_TOGETHER = rf"(?:{_ONE}|{_ONE}/(?:{_ONE}|\.\.)?|(?:\.\.)?/{_ONE}|\[{_MEMBERS}\]|\{{{_MEMBERS}\}})"
_SEPARATORS = r"[./,\[\]{}]"
_EDTF = (
    rf"^(?:{_YEAR}-{_DAY}T{_CLOCK}{_OFFSET}?"
    rf"|(?={_TOGETHER}$){_SEPARATORS}*{_DATE}(?:{_SEPARATORS}+{_DATE})*{_SEPARATORS}*)?$"
)


def json_schema(tagset: Tagset = DEFAULT) -> Schema:
    """The schema of annotation files in a workspace with this tagset."""
    file = _mapping(tables.FILE, tagset, format={"description": tables.FILE["format"].meaning, "const": tables.FORMAT})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Annotations of an article",
        **file,
        "definitions": {**{_name(shape): made for shape, made in _shapes(tagset).items()}, **_parts(tagset)},
    }


def dump(schema: Mapping[str, Json]) -> str:
    """The text of the schema's file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


# Shapes


def _shapes(tagset: Tagset) -> dict[Shape, Schema]:
    """What stands at a key of each shape, nothing included."""
    return {
        "text": {"type": [*_TEXT, "null"]},
        "texts": _several(_ref("text")),
        # A year is a number to a parser, down to -9999; with leading zeros it may become any lower one.
        "date": {"type": ["string", "integer", "null"], "pattern": _EDTF, "minimum": -9999, "maximum": 9999},
        "reference": {"type": [*_TEXT, "null"]},
        "references": _several(_ref("reference")),
        "selector": _selector(tagset),
        "selectors": _several(_ref("selector")),
        "roles": _optional(_open_mapping(tables.EVENT["participants"].known_words(tagset), _ref("references"))),
        "figures": _optional(_open_mapping((), _ref("text"))),
        "entity links": _several(_ref("entity-link")),
        "event links": _several(_ref("event-link")),
        "claim links": _several(_ref("claim-link")),
        "flag": {"enum": [True, "true", *_NOTHING]},
        # In quotes, and in YAML 1.1 as 08, a number is text.
        "number": {"type": ["integer", "string", "null"], "minimum": 1, "pattern": "^(?:0*[1-9][0-9]*)?$"},
        "heading": _optional(_mapping(tables.HEADING, tagset)),
        "entities": _section("entity"),
        "events": _section("event"),
        "claims": _section("claim"),
        "remarks": _section("remark"),
    }


def _parts(tagset: Tagset) -> Schema:
    """What the shapes are made of: ids, entries and links."""
    claim: Schema = {"anyOf": [_with("content"), _with("about")]}
    return {
        "id": {"pattern": _ID},
        "entity": _optional(_mapping(tables.ENTITY, tagset)),
        "event": _optional(_mapping(tables.EVENT, tagset)),
        "claim": {**_mapping(tables.CLAIM, tagset), **claim},
        "remark": _mapping(tables.REMARK, tagset),
        "entity-link": _optional(_mapping(tables.ENTITY_LINK, tagset)),
        "event-link": _optional(_mapping(tables.EVENT_LINK, tagset)),
        "claim-link": _optional(_mapping(tables.CLAIM_LINK, tagset)),
    }


def _several(one: Schema) -> Schema:
    """One value or a list of them."""
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _section(entry: str) -> Schema:
    return _optional({"type": "object", "propertyNames": _ref("id"), "additionalProperties": _ref(entry)})


def _selector(tagset: Tagset) -> Schema:
    """Words, or a mapping that makes one of the forms of the format."""
    pieces: Schema = {"type": [*_TEXT, "array"], "pattern": _WORDS["pattern"], "contains": _WORDS}
    quote: Schema = {"required": ["quote"], "properties": {"quote": pieces, "from": _ABSENT, "to": _ABSENT}}
    passage: Schema = {"required": ["from", "to"], "properties": {"quote": _ABSENT, "from": _WORDS, "to": _WRITTEN}}
    return {
        **_mapping(tables.SELECTOR, tagset),
        "type": [*_TEXT, "object", "null"],
        "pattern": r"^$|\S",
        "allOf": [
            {"anyOf": [quote, passage]},
            {"anyOf": [{"properties": {"nth": _ABSENT}}, {"properties": {"all": _ABSENT}}]},
        ],
    }


# Mappings


def _mapping(fields: Mapping[str, Field], tagset: Tagset, **others: Schema) -> Schema:
    """A mapping with the keys of a table; `others` are made otherwise than by it."""
    return {
        "type": "object",
        "properties": {key: others.get(key) or _property(field, tagset) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.is_required],
        "additionalProperties": False,
    }


def _open_mapping(keys: Iterable[str], value: Schema) -> Schema:
    """A mapping with any keys, of which editors offer these."""
    return {"type": "object", "properties": dict.fromkeys(keys, value), "additionalProperties": value}


def _optional(mapping: Schema) -> Schema:
    """The mapping, or nothing in its place."""
    return {**mapping, "type": ["object", "null", "string"], "maxLength": 0}


def _with(key: str) -> Schema:
    """A mapping that says something at the key."""
    return {"required": [key], "properties": {key: _WRITTEN}}


# Keys


def _property(field: Field, tagset: Tagset) -> Schema:
    """What a key takes, with its help."""
    words = field.known_words(tagset)
    if words and field.shape == "text":
        return {"description": field.meaning, "enum": _read(words) + ([] if field.is_required else _NOTHING)}
    # Beside a `$ref` draft-07 ignores everything, so it stands in a list.
    value: list[Json] = [_ref(_name(field.shape))]
    return {"description": field.meaning, "allOf": value + ([_WRITTEN] if field.is_required else [])}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _name(shape: Shape) -> str:
    return shape.replace(" ", "-")


def _read(words: Iterable[str]) -> list[Json]:
    """The words, and after each what a parser may make of it."""
    readings: dict[str, Json] = {}
    for word in words:
        readings[json.dumps(word)] = word
        if word.lower() in _BOOLEANS:
            readings[word.lower()] = _BOOLEANS[word.lower()]
        elif word.isascii() and word.isdigit():
            readings[str(int(word))] = int(word)
    return list(readings.values())
