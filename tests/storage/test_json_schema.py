"""The JSON Schema for editors, held against the table of fields and against the program's own checker."""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from core.test_date_properties import GARBAGE, TEXTS
from idlib_reader.core.dates import DateError, parse
from idlib_reader.core.problems import Code
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT, Tagset, Word
from idlib_reader.core.words import is_word_character
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.json_schema import Json, dump, json_schema
from idlib_reader.storage.schema import Field, Shape
from storage.field_mutations import BASES, HEAD, Mutation, Plain, Tree, dates, ids, mutations, selectors, written

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = REPOSITORY / "annotations" / "000_d237a528e19c67b1.yaml"
COMMITTED = REPOSITORY / "annotations" / "annotations.schema.json"

SCHEMA = json_schema()
VALIDATOR = Draft7Validator(SCHEMA)

OF_FIELDS = {
    code.word
    for code in (
        *(Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.SHAPE, Code.VALUE, Code.WORD, Code.DATE, Code.SELECTOR),
        *(Code.BAD_ID, Code.FORMAT),
    )
}
"""The problems that a schema can see; whether ids and words are there it can't."""

_DATES = ("published", "date")
_YEAR = "a parser makes a number of it, which may have been written as a year with leading zeros"
_NTH = "a parser makes a whole number above zero of it"
EXPLAINED: dict[str, dict[str, str]] = {
    "~": {"": "null to a parser, so an empty value; the text `~` to the program"},
    "yes": {"all": "true in YAML 1.1"},
    **{written: dict.fromkeys(_DATES, _YEAR) for written in ("0", "-3", "010", "-0000")},
    **{written: {**dict.fromkeys(_DATES, _YEAR), "nth": _NTH} for written in ("0x2", "1.0", "12:30")},
    "2020-02-30": dict.fromkeys(_DATES, "which days a month has a calendar tells"),
    "2020/2018": dict.fromkeys(_DATES, "which of two dates is earlier no pattern tells"),
    "[2018..2019-02]": dict.fromkeys(_DATES, "nor whether two dates are of the same precision"),
}
"""What was written -> by key (all of them under an empty one) why schema and checker need not agree on it there."""


class AsText(yaml.CSafeLoader):
    """A parser of YAML 1.1 that leaves dates as text, also such as no calendar has.

    JSON has no dates, so this is what an editor validates. What other parsers make of them, `as_json` turns back.
    """


AsText.add_constructor("tag:yaml.org,2002:timestamp", AsText.construct_scalar)


def as_json(value: object) -> Json:
    """What a YAML parser made of a file, as JSON: dates in ISO format, and text for keys."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {_key(as_json(key)): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    assert value is None or isinstance(value, str | int | float)
    return value


def _key(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def takes(text: str, validator: Draft7Validator = VALIDATOR) -> bool:
    """Whether the schema takes a file, by whatever a parser of YAML 1.1 makes of it."""
    return validator.is_valid(as_json(yaml.load(text, Loader=AsText)))


def takes_in_1_2(text: str) -> bool:
    """The same by a parser of YAML 1.2."""
    return VALIDATOR.is_valid(as_json(YAML(typ="safe", pure=True).load(text)))


def has_no_field_error(text: str) -> bool:
    """Whether the program's own checker takes a file, ids and words of the article left aside."""
    codes = {problem.code for problem in read_annotations(Source("f.yaml", text))[1]}
    assert Code.SYNTAX.word not in codes, text
    return not codes & OF_FIELDS


# The schema itself


def test_the_schema_is_one_of_draft_07() -> None:
    """By its own metaschema."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_committed_file_is_the_schema_of_the_table() -> None:
    """Byte for byte: a changed table needs `idlib-reader schema > annotations/annotations.schema.json`."""
    assert COMMITTED.read_bytes() == dump(SCHEMA).encode()


def test_the_text_of_a_schema_can_be_read_again() -> None:
    """Indented by two spaces, with a last line end, and other scripts as they are."""
    made: dict[str, Json] = {"title": "Идлиб", "enum": [1, None]}
    assert dump(made) == '{\n  "title": "Идлиб",\n  "enum": [\n    1,\n    null\n  ]\n}\n'
    assert json.loads(dump(SCHEMA)) == SCHEMA


def parts(value: Json) -> Iterator[Mapping[str, Json]]:
    """Every mapping in a schema."""
    below: Iterable[Json] = ()
    if isinstance(value, Mapping):
        yield value
        below = value.values()
    elif isinstance(value, list):
        below = value
    for one in below:
        yield from parts(one)


def test_every_reference_leads_somewhere() -> None:
    """And no definition stands there for nothing."""
    named = {str(part["$ref"]) for part in parts(SCHEMA) if "$ref" in part}
    definitions = SCHEMA["definitions"]
    assert isinstance(definitions, dict)
    assert named == {f"#/definitions/{name}" for name in definitions}


def test_patterns_are_those_of_python_and_of_editors() -> None:
    """Only groups, look-aheads and escapes that Python and ECMA 262 read alike, in its Unicode mode too."""
    patterns = [str(part["pattern"]) for part in parts(SCHEMA) if isinstance(part.get("pattern"), str)]
    assert len(patterns) >= 4
    for pattern in patterns:
        assert pattern.isascii()
        assert set(re.findall(r"\(\?.", pattern)) <= {"(?:", "(?=", "(?!"}
        assert set(re.findall(r"\\.", pattern)) <= {r"\.", r"\[", r"\]", r"\{", r"\}", r"\S", r"\u"}


# The table


TABLES: dict[str, tuple[dict[str, Field], dict[str, Tree], tuple[str, ...]]] = {
    "file": (schema.FILE, {}, ()),
    "article": (schema.HEADING, {}, ("article",)),
    "entity": (schema.ENTITY, {}, ("entities", "a")),
    "event": (schema.EVENT, {}, ("events", "a")),
    "claim": (schema.CLAIM, {"about": "b"}, ("claims", "a")),
    "remark": (schema.REMARK, {"passage": "x"}, ("remarks", "a")),
    "entity link": (schema.ENTITY_LINK, {"rel": "part-of", "to": "b"}, ("entities", "a", "links")),
    "event link": (schema.EVENT_LINK, {"rel": "before", "to": "b"}, ("events", "a", "links")),
    "claim link": (schema.CLAIM_LINK, {"rel": "rebuts", "to": "b"}, ("claims", "a", "links")),
    "selector": (schema.SELECTOR, {"quote": "x"}, ("remarks", "a", "passage")),
}
"""By name the table, the least that such a mapping has, and where it stands."""

SAMPLES: dict[Shape, Tree] = {
    "text": "x",
    "texts": ["x", "y"],
    "date": Plain("2020-02-19"),
    "reference": "b",
    "references": ["b", "c"],
    "selector": {"quote": "x", "in": "x y"},
    "selectors": ["x", {"from": "x", "to": "y"}],
    "roles": {"agent": "b", "my-role": ["b", "c"]},
    "figures": {"units": "x"},
    "entity links": [{"rel": "part-of", "to": "b"}],
    "event links": {"rel": "before", "to": "b"},
    "claim links": [],
    "flag": Plain("true"),
    "number": Plain("2"),
    "heading": {"title": "x"},
    "entities": {"b": None},
    "events": {"b": {"title": "x"}},
    "claims": {"b": {"content": "x"}},
    "remarks": {"b": {"passage": "x"}},
}
"""By shape something of it."""


def file_with(owner: dict[str, Tree], place: tuple[str, ...]) -> str:
    """The YAML of a file that has a mapping at a place."""
    tree = owner
    for key in reversed(place):
        tree = {key: tree}
        if key == "links" and "claims" in place:
            tree["about"] = "b"
    return written({**HEAD, **tree})


def keys() -> list[tuple[str, str]]:
    return [(name, key) for name, (fields, _, _) in TABLES.items() for key in fields]


@pytest.mark.parametrize(("name", "key"), keys())
def test_every_key_is_taken(name: str, key: str) -> None:
    """With a value of its shape, in the smallest file that can have it."""
    fields, least, place = TABLES[name]
    words = [*fields[key].known_words(DEFAULT), SAMPLES[fields[key].shape]]
    value = words[0] if fields[key].shape == "text" else SAMPLES[fields[key].shape]
    owner = {**least, key: HEAD.get(key, value)}
    if name == "selector" and key in ("from", "to"):
        owner = {"from": "x", "to": "y"}
    text = file_with(owner, place)
    assert takes(text)
    assert has_no_field_error(text)


@pytest.mark.parametrize(("name", "key"), keys())
def test_every_word_is_taken(name: str, key: str) -> None:
    """All that the tagset and the format know at a key, and no other, save among roles."""
    fields, least, place = TABLES[name]
    words = fields[key].known_words(DEFAULT)
    is_role = fields[key].shape == "roles"
    for word in words:
        assert takes(file_with({**least, key: {word: "b"} if is_role else word}, place)), word
    if words:
        assert takes(file_with({**least, key: {"zzz": "b"} if is_role else "zzz"}, place)) == is_role


@pytest.mark.parametrize(("name", "key"), keys())
def test_every_key_has_its_meaning_as_help(name: str, key: str) -> None:
    """Editors show it beside the key."""
    fields, _, place = TABLES[name]
    definitions = SCHEMA["definitions"]
    assert isinstance(definitions, dict)
    owner = SCHEMA if not place else definitions["heading" if name == "article" else name.replace(" ", "-")]
    assert owner["properties"][key]["description"] == fields[key].meaning
    assert list(owner["properties"]) == list(fields)


def test_editors_offer_the_roles() -> None:
    """Though any other is taken too."""
    definitions = SCHEMA["definitions"]
    assert isinstance(definitions, dict)
    assert list(definitions["roles"]["properties"]) == list(DEFAULT.roles)


def test_a_workspace_has_words_of_its_own() -> None:
    """The schema of another tagset takes its words, whatever a parser makes of them, and no default ones."""
    tagset = Tagset(statuses={word: Word() for word in ("no", "2018", "Open", "maybe", "on", "YES")})
    made = json_schema(tagset)
    Draft7Validator.check_schema(made)
    for word, is_taken in {"no": True, "2018": True, "Open": True, "maybe": True, "open": False, "3": False}.items():
        for value in (word, Plain(word)):
            assert takes(file_with({"status": value}, ("events", "a")), Draft7Validator(made)) == is_taken


# What parsers make of values


@pytest.mark.parametrize("read", [yaml.safe_load, YAML(typ="safe", pure=True).load], ids=["1.1", "1.2"])
def test_the_example_is_taken(read: object) -> None:
    """As parsers of YAML 1.1 and of 1.2 read it."""
    assert callable(read)
    assert list(VALIDATOR.iter_errors(as_json(read(EXAMPLE.read_text("utf-8"))))) == []


WORDS = """
    no NO yes on off y true False null Null ~ 2018 010 0o10 08 0x1F 1_000 12:30 1.5 .5 1e3 .nan -1 +1 2020-02-19
"""


@pytest.mark.parametrize("word", WORDS.split())
@pytest.mark.parametrize("key", ["name", "aliases", "mentions", "note", "tags"])
def test_the_field_decides_and_not_the_spelling(key: str, word: str) -> None:
    """Where text belongs, whatever a parser makes of a word is taken, alone and in a list."""
    for value in (Plain(word), [Plain(word), "x"]):
        if value != word and key in ("name", "note"):
            continue
        text = file_with({key: value}, ("entities", "a"))
        assert has_no_field_error(text)
        assert takes(text)
        assert takes_in_1_2(text)


@pytest.mark.parametrize("word", ["no", "on", "null", "2018", "010", "2020-02-19"])
def test_an_id_may_be_any_such_word(word: str) -> None:
    """Keys are text too."""
    text = file_with({word: None}, ("entities",)).replace('"', "")
    assert has_no_field_error(text)
    assert takes(text)
    assert takes_in_1_2(text)


@pytest.mark.parametrize("year", ["2018", "0000", "0009", "0043", "0777", "0888", "-0001", "-0043", "-9999", "9999"])
def test_a_year_may_be_a_number(year: str) -> None:
    """With and without leading zeros, which YAML 1.1 takes for octal."""
    text = file_with({"date": Plain(year)}, ("events", "a"))
    assert has_no_field_error(text)
    assert takes(text)
    assert takes_in_1_2(text)


@pytest.mark.parametrize("number", ["20200219", "10000", "-10000", "2018.5"])
def test_a_number_that_is_no_year_is_no_date(number: str) -> None:
    """A day without hyphens, for instance."""
    text = file_with({"date": Plain(number)}, ("events", "a"))
    assert not has_no_field_error(text)
    assert not takes(text)
    assert not takes_in_1_2(text)


# Dates


BEYOND_PATTERNS = re.compile(r"so there is no day (29|30|31)|ends before it starts|have the same precision")


def takes_date(text: str) -> bool:
    """Whether the schema takes a text as a date."""
    return VALIDATOR.is_valid({"format": "idlib-reader/1", "article": {"published": text}})


def refusal(text: str) -> str:
    """Why the program refuses a date; empty where it does not."""
    try:
        parse(text)
    except DateError as error:
        return error.message
    return ""


@settings(deadline=None)
@given(TEXTS)
def test_every_date_is_taken(text: str) -> None:
    """No valid date is underlined in an editor."""
    assert takes_date(text)


NEAR_DATES = st.builds(
    lambda text, at, length, other: text[: at % len(text)] + other + text[at % len(text) + length :],
    TEXTS,
    st.integers(0, 60),
    st.integers(0, 2),
    st.text("0123459XYTZ-+:/.,[]{}~?% ", max_size=2),
)


@settings(deadline=None, max_examples=400)
@given(NEAR_DATES | GARBAGE)
@example("2020-02-19T14:00")
@example("2020-02-19T24:00:00-14")
@example("2020-02-19T14:00-00:00")
@example("[2018]")
@example("[..2018,2019..]")
@example("[..2018..]")
@example("{2018..2019..}")
@example("[2018..2019..2020]")
@example("[..2018..2019]")
@example("[2018,]")
@example("20182019")
@example("2018/2019T10:00")
@example("[2018}")
@example("-000X")
@example("2020-02-00")
@example("2020-01-32")
@example("[..2018-01-00,2018]")
@example("[2018-02-30,x]")
@example("Y17000-05")
def test_a_text_is_a_date_to_both(text: str) -> None:
    """What the program reads is taken, what it does not is refused; only a calendar and an order are beyond a pattern.

    An empty value is no date at all. Of several mistakes the program tells one.
    """
    why = refusal(text)
    assert not text or BEYOND_PATTERNS.search(why) or takes_date(text) == (not why)


@pytest.mark.parametrize("written", ["yesterday", "19.2.2020", "2020-13", "2020-1", "Feb 2020", "[2018", "2018 ", " "])
def test_what_is_plainly_no_date_is_refused(written: str) -> None:
    """Words, other formats, a month too many."""
    assert not takes_date(written)


def test_a_long_text_is_refused_at_once() -> None:
    """The pattern does not try a long text in ever more ways."""
    for part in ("[", "..", "2018,", "2018-", "2018..", "/", "20", "X,"):
        assert not takes_date(part * 5000)


# Ids


def takes_id(text: str) -> bool:
    """Whether the schema takes a text as an id."""
    return VALIDATOR.is_valid({"format": "idlib-reader/1", "entities": {text: None}})


def test_an_id_of_any_script_is_taken() -> None:
    """Every letter, digit and mark that an id may have."""
    all_characters = map(chr, range(sys.maxunicode + 1))
    word = "".join(c for c in all_characters if is_word_character(c) and c == c.lower() and c != "_")
    assert len(word) > 100_000
    assert takes_id(word)
    assert takes_id(f"{word}-{word}-a")


@pytest.mark.parametrize("character", [chr(code) for code in range(0xAA) if not chr(code).islower() and code != 0x2D])
def test_an_id_has_no_capitals_spaces_or_punctuation(character: str) -> None:
    """In all of ASCII and the signs of Latin-1: lower-case letters, digits, and hyphens between them."""
    assert [takes_id(text) for text in (f"a{character}b", f"{character}b", character)] == [character.isdigit()] * 3


@pytest.mark.parametrize("id_", ["", "-", "-a", "a-", "a--b", "É", "Идлиб", "Ω", "a\u2014b", "a\u200bb", "×"])
def test_what_is_plainly_no_id_is_refused(id_: str) -> None:
    """Hyphens that stand between no words, and what looks like none of them."""
    assert not takes_id(id_)


# Schema and checker


class Verdict(NamedTuple):
    """What both say of a file."""

    mutation: Mutation
    is_taken: bool
    """By the schema."""
    is_right: bool
    """To the checker."""


def explanation(mutation: Mutation) -> str:
    """Why the two need not agree on a changed file; empty where they have to."""
    by_key = EXPLAINED.get(mutation.change, {})
    names = [key for key in mutation.path if isinstance(key, str)]
    return by_key.get("") or (by_key.get(names[-1], "") if names else "")


KINDS = [*BASES, "dates", "selectors", "ids"]


@lru_cache
def verdicts(kind: str) -> list[Verdict]:
    """Both verdicts on each changed file of a kind."""
    others = {"dates": dates, "selectors": selectors, "ids": ids}
    changed = others[kind]() if kind in others else mutations(BASES[kind])
    texts = [(mutation, written(mutation.tree)) for mutation in changed]
    return [Verdict(mutation, takes(text), has_no_field_error(text)) for mutation, text in texts]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_and_checker_agree(kind: str) -> None:
    """The schema refuses exactly the files in which the checker finds a wrong key or value."""
    different = [one for one in verdicts(kind) if one.is_taken != one.is_right]
    unexplained = [one for one in different if not explanation(one.mutation)]
    assert [(one.mutation.path, one.mutation.change, one.is_taken, one.is_right) for one in unexplained] == []


@pytest.mark.parametrize(("change", "key"), [(change, key) for change, by_key in EXPLAINED.items() for key in by_key])
def test_what_is_explained_does_occur(change: str, key: str) -> None:
    """Otherwise the explanation would only hide something."""
    of_change = [one for kind in KINDS for one in verdicts(kind) if one.mutation.change == change]
    assert any(one.is_taken != one.is_right and key in ("", one.mutation.path[-1]) for one in of_change)


@pytest.mark.parametrize("kind", KINDS)
def test_changed_files_are_of_both_sorts(kind: str) -> None:
    """Right and wrong ones, so that agreement says something."""
    counted = [one.is_right for one in verdicts(kind)]
    assert min(counted.count(True), counted.count(False)) >= 20


@pytest.mark.parametrize("kind", BASES)
def test_a_file_is_right_before_it_is_changed(kind: str) -> None:
    """So what is refused is refused for the change."""
    text = written(BASES[kind])
    assert takes(text)
    assert has_no_field_error(text)


def test_the_files_that_are_changed_have_every_key() -> None:
    """No field is left out of the comparison."""
    named = {key for part in parts(as_json(list(BASES.values()))) for key in part}
    assert {key for fields, _, _ in TABLES.values() for key in fields} <= named
