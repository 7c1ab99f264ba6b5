"""From the text of an annotation file to the model: what every key means."""

from __future__ import annotations

import pytest
import yaml

from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Event,
    Heading,
    Link,
    Reference,
    Remark,
)
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.storage import nodes as nodes_module
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations

FORMAT = "format: idlib-reader/1\n"


def read(text: str) -> Annotations:
    """The model of a file without problems."""
    annotations, problems = read_annotations(Source("f.yaml", text))
    assert problems == []
    return annotations


def words(*pieces: str, **keys: object) -> Selector:
    return Selector(pieces, **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


def refs(ids: str) -> tuple[Reference, ...]:
    return tuple(map(Reference, ids.split()))


def in_flow(section: str, keys: str) -> str:
    """A file with one entry `x`, its keys in braces."""
    return f"{FORMAT}{section}:\n  x: {{{keys}}}\n"


def in_block(section: str, line: str) -> str:
    """A file with one entry `x`, which has one line."""
    return f"{FORMAT}{section}:\n  x:\n    {line}\n"


A, B = words("a"), words("b")
LINK_A = Link("before", Reference("y"))
LINK_OF_ENTITY = Link("part-of", Reference("y"))

ENTITY = [
    ("type: person", "type", "person"),
    ("name: no", "name", "no"),
    ("name: 2018", "name", "2018"),
    ("name: 'it''s'", "name", "it's"),
    ("aliases: on", "aliases", ("on",)),
    ("aliases: [a, b]", "aliases", ("a", "b")),
    ("description: 12:30", "description", "12:30"),
    ("mentions: a", "mentions", (A,)),
    ("mentions: [a, b]", "mentions", (A, B)),
    ("mentions: [a, {quote: b}]", "mentions", (A, B)),
    ("mentions: 010", "mentions", (words("010"),)),
    ("links: {rel: part-of, to: y}", "links", (LINK_OF_ENTITY,)),
    (
        "links: [{rel: part-of, to: y}, {rel: member-of, to: z}]",
        "links",
        (LINK_OF_ENTITY, Link("member-of", Reference("z"))),
    ),
    ("tags: a", "tags", ("a",)),
    ("tags: [a, 1]", "tags", ("a", "1")),
    ("note: ~", "note", "~"),
]
EVENT = [
    ("title: 2018", "title", "2018"),
    ("type: agreement", "type", "agreement"),
    ("date: 2018", "date", "2018"),
    ("date: 2018-09", "date", "2018-09"),
    ("date: 2020-02-19T12:30", "date", "2020-02-19T12:30"),
    ("date: ../2020-02-19", "date", "../2020-02-19"),
    ('date: "[..2020-02-19]"', "date", "[..2020-02-19]"),
    ("date_text: a", "date_text", (A,)),
    ("date_text: [a, b]", "date_text", (A, B)),
    ("place: sochi", "place", refs("sochi")),
    ("place: [sochi, ankara]", "place", refs("sochi ankara")),
    ("participants: {party: a}", "participants", (("party", refs("a")),)),
    (
        "participants: {party: [a, b], host: c}",
        "participants",
        (("party", refs("a b")), ("host", refs("c"))),
    ),
    ("modality: planned", "modality", "planned"),
    ("basis: inferred", "basis", "inferred"),
    ("figures: {units: 12, zones: four}", "figures", (("units", "12"), ("zones", "four"))),
    ("source: outlet", "source", refs("outlet")),
    ("source: peskov", "source", refs("peskov")),
    ("source: [a, b]", "source", refs("a b")),
    ("status: disputed", "status", "disputed"),
    ("mentions: {from: a, to: b}", "mentions", (words("a", to="b"),)),
    ("links: [{rel: before, to: y}]", "links", (LINK_A,)),
    ("tags: [a]", "tags", ("a",)),
    ("note: a", "note", "a"),
]
CLAIM = [
    ("content: a", "content", A),
    ("content: {quote: [a, b]}", "content", words("a", "b")),
    ("source: peskov", "source", refs("peskov")),
    ("source: [a, outlet]", "source", refs("a outlet")),
    ("source_text: a", "source_text", (A,)),
    ("source_text: [a, b]", "source_text", (A, B)),
    ("cue: a", "cue", (A,)),
    ("cue: [a, b]", "cue", (A, B)),
    ("mode: direct", "mode", "direct"),
    ("stance: denies", "stance", "denies"),
    ("certainty: possible", "certainty", "possible"),
    ("audience: a", "audience", refs("a")),
    ("audience: [a, b]", "audience", refs("a b")),
    ("date: 2018", "date", "2018"),
    ("date_text: a", "date_text", (A,)),
    ("within: a", "within", Reference("a")),
    ("about: a", "about", refs("a")),
    ("about: [a, other#claim]", "about", refs("a other#claim")),
    ("status: refuted", "status", "refuted"),
    ("links: {rel: rebuts, to: y}", "links", (Link("rebuts", Reference("y")),)),
    ("tags: a", "tags", ("a",)),
    ("note: a", "note", "a"),
]
REMARK = [
    ("passage: a", "passage", A),
    ("passage: {from: a, to: b}", "passage", words("a", to="b")),
    ("note: on", "note", "on"),
    ("tags: [a, b]", "tags", ("a", "b")),
]
LINK = [
    ("basis: inferred", "basis", "inferred"),
    ("cue: a", "cue", (A,)),
    ("cue: [a, b]", "cue", (A, B)),
    ("note: a", "note", "a"),
]
SELECTORS = [
    ("a", A),
    ("{quote: a}", A),
    ("{quote: a, in: b}", words("a", inside="b")),
    ('{quote: a, before: b, after: ","}', words("a", before="b", after=",")),
    ("{quote: a, nth: 3}", words("a", nth=3)),
    ("{quote: a, nth: '2'}", words("a", nth=2)),
    ("{quote: a, all: true}", words("a", all=True)),
    ("{quote: a, all: true, except: b}", words("a", all=True, excepted=(B,))),
    (
        "{quote: a, all: true, except: [b, {quote: c, in: d}]}",
        words("a", all=True, excepted=(B, words("c", inside="d"))),
    ),
    ("{from: a, to: b}", words("a", to="b")),
    ("{from: a, to: b, before: c, after: d}", words("a", to="b", before="c", after="d")),
    ("{from: a, to: b, in: c}", words("a", to="b", inside="c")),
    ("{quote: [a, b]}", words("a", "b")),
    ("{quote: a, note: n, tags: [t, u]}", words("a", note="n", tags=("t", "u"))),
    ("{quote: a, tags: t}", words("a", tags=("t",))),
    ('"*"', words("*")),
    ("'“a”, – b'", words("“a”, – b")),
]
HEADING = [
    ("title", "2018"),
    ("published", "2020-02-19"),
    ("outlet", "no"),
    ("author", "on"),
    ("url", "https://example.org/a?b=c#d"),
    ("language", "no"),
    ("sha256", "00e1"),
    ("note", "12:30"),
]


def test_a_file_needs_nothing_but_its_format() -> None:
    """The smallest file says nothing, and is fine."""
    assert read(FORMAT) == Annotations(format="idlib-reader/1")


@pytest.mark.parametrize(("line", "key", "value"), ENTITY)
def test_a_key_of_an_entity_is_read(line: str, key: str, value: object) -> None:
    """Alone in an entity, the key gives its value and nothing else; the rest has its defaults."""
    expected = Entity(id="x", keys=frozenset({key}), **{key: value})  # type: ignore[arg-type]  # Entity's own field
    assert read(in_block("entities", line)) == Annotations(format="idlib-reader/1", entities={"x": expected})
    assert read(in_flow("entities", line)).entities == {"x": expected}


@pytest.mark.parametrize(("line", "key", "value"), EVENT)
def test_a_key_of_an_event_is_read(line: str, key: str, value: object) -> None:
    """Alone in an event, the key gives its value and nothing else."""
    expected = Event(id="x", keys=frozenset({key}), **{key: value})  # type: ignore[arg-type]  # Event's own field
    assert read(in_block("events", line)) == Annotations(format="idlib-reader/1", events={"x": expected})


@pytest.mark.parametrize(("line", "key", "value"), CLAIM)
def test_a_key_of_a_claim_is_read(line: str, key: str, value: object) -> None:
    """Beside what a claim needs, the key gives its value and nothing else."""
    required = {} if key in {"content", "about"} else {"content": words("said")}
    values = {**required, key: value}
    expected = Claim(id="x", keys=frozenset(values), **values)  # type: ignore[arg-type]  # Claim's own fields
    text = in_block("claims", line) + ("    content: said\n" if required else "")
    assert read(text) == Annotations(format="idlib-reader/1", claims={"x": expected})


@pytest.mark.parametrize(("line", "key", "value"), REMARK)
def test_a_key_of_a_remark_is_read(line: str, key: str, value: object) -> None:
    """Beside the passage, the key gives its value and nothing else."""
    values = {"passage": words("said"), key: value}
    expected = Remark(id="x", keys=frozenset(values), **values)  # type: ignore[arg-type]  # Remark's own fields
    text = in_block("remarks", line) + ("" if key == "passage" else "    passage: said\n")
    assert read(text) == Annotations(format="idlib-reader/1", remarks={"x": expected})


@pytest.mark.parametrize(("line", "key", "value"), LINK)
def test_a_key_of_a_link_is_read(line: str, key: str, value: object) -> None:
    """Beside relation and end, the key gives its value and nothing else."""
    expected = Link("before", Reference("y"), **{key: value})  # type: ignore[arg-type]  # Link's own field
    text = in_flow("events", f"links: [{{rel: before, to: y, {line}}}]")
    assert read(text).events["x"].links == (expected,)


@pytest.mark.parametrize(("written", "selector"), SELECTORS)
def test_a_selector_is_read_in_every_form(written: str, selector: Selector) -> None:
    """Wherever a piece of text is named: alone, in a list, and as an exception."""
    assert read(in_block("remarks", f"passage: {written}")).remarks["x"].passage == selector
    assert read(in_block("entities", f"mentions: [{written}]")).entities["x"].mentions == (selector,)
    nested = read(in_block("remarks", f"passage: {{quote: q, except: {written}}}")).remarks["x"].passage
    assert nested == words("q", excepted=(selector,))


@pytest.mark.parametrize(("key", "value"), HEADING)
def test_a_key_of_the_article_is_read(key: str, value: str) -> None:
    """What is known of the article, each value as it is written."""
    text = f"{FORMAT}article:\n  {key}: {value}\n"
    heading = read(text).article
    assert heading == Heading(**{key: value})  # type: ignore[arg-type]  # Heading's own field
    assert text[heading.values_at[key] :].startswith(value)


@pytest.mark.parametrize(
    ("fields", "read_keys"),
    [
        (schema.ENTITY, {key for _, key, _ in ENTITY}),
        (schema.EVENT, {key for _, key, _ in EVENT}),
        (schema.CLAIM, {key for _, key, _ in CLAIM}),
        (schema.REMARK, {key for _, key, _ in REMARK}),
        (schema.LINK, {"rel", "to", *(key for _, key, _ in LINK)}),
        (schema.HEADING, {key for key, _ in HEADING}),
        (schema.SELECTOR, {"quote", "from", "to", "in", "before", "after", "nth", "all", "except", "note", "tags"}),
        (schema.FILE, {"format", "article", "entities", "events", "claims", "remarks"}),
    ],
)
def test_no_key_is_left_untested(fields: dict[str, schema.Field], read_keys: set[str]) -> None:
    """A key that comes to the format comes to the tables above."""
    assert set(fields) == read_keys


# Nothing written


@pytest.mark.parametrize("empty", ["", '""', "''"])
@pytest.mark.parametrize(("section", "keys"), [("entities", ENTITY), ("events", EVENT), ("claims", CLAIM)])
def test_an_empty_value_is_an_absent_one(section: str, keys: list[tuple[str, str, object]], empty: str) -> None:
    """A key without a value says nothing, and its default holds."""
    required = "content: said, " if section == "claims" else ""
    lines = ", ".join(f"{key}: {empty}" for key in dict.fromkeys(key for _, key, _ in keys) if key not in {"content"})
    assert read(in_flow(section, required + lines)) == read(in_flow(section, required))


@pytest.mark.parametrize(
    ("section", "written", "same"),
    [
        ("entities", "mentions: [a, ]", "mentions: [a]"),
        ("entities", "mentions: ['', a]", "mentions: [a]"),
        ("entities", "tags: [a, '']", "tags: a"),
        ("events", "place: ['', a]", "place: a"),
        ("events", "figures: {units: , zones: four}", "figures: {zones: four}"),
        ("events", "participants: {party: , host: c}", "participants: {host: c}"),
        ("entities", "mentions: {quote: a, in: , nth: , all: , except: , note: , tags: }", "mentions: a"),
        ("entities", "mentions: {quote: ['', a]}", "mentions: a"),
        ("events", "links: [{rel: before, to: y, basis: , cue: , note: }]", "links: [{rel: before, to: y}]"),
    ],
)
def test_an_empty_value_inside_a_value_is_absent(section: str, written: str, same: str) -> None:
    """In lists, selectors, links, roles and figures too."""
    assert read(in_flow(section, written)) == read(in_flow(section, same))


def test_empty_sections_say_nothing() -> None:
    """A section's name may stand before its first entry is written."""
    text = f"{FORMAT}article:\nentities:\nevents:\nclaims:\nremarks:\n"
    assert read(text) == Annotations(format="idlib-reader/1")


def test_an_id_alone_is_an_entry() -> None:
    """Under an id an empty value is an entry without keys."""
    annotations = read(f"{FORMAT}entities:\n  a:\n  b:\nevents:\n  c:\n")
    assert annotations.entities == {"a": Entity(id="a"), "b": Entity(id="b")}
    assert annotations.events == {"c": Event(id="c")}


IDS = ["on", "no", "2018", "12", "null", "ереван", "أنقرة", "阿斯塔纳", "de-escalation-zone-4", "ışık", "ß"]


@pytest.mark.parametrize("id_", IDS)
def test_an_id_is_what_was_typed(id_: str) -> None:
    """Letters of any script, digits and hyphens; never a number or a boolean."""
    assert list(read(f"{FORMAT}entities:\n  {id_}:\n").entities) == [id_]


@pytest.mark.parametrize("id_", ["दिल्ली", "กรุงเทพ", "தமிழ்நாடு", "e\u0301tat"])
def test_letters_of_an_id_may_have_marks(id_: str) -> None:
    """Scripts that are spelled with combining vowel signs have ids too."""
    assert list(read(f"{FORMAT}entities:\n  {id_}:\n").entities) == [id_]


# Whole files

SAMPLE = """\
# yaml-language-server: $schema=annotations.schema.json
format: idlib-reader/1

article:
  title: The Kremlin commented on the situation in Idlib
  published: 2020-02-19
  outlet: News Front
  url: https://en.news-front.su/2020/02/19/the-kremlin-commented-on-the-situation-in-idlib
  sha256: e02891bb...              # of the normalised text that the quotes were checked against

entities:
  peskov:                          # the id: a slug a person can type
    type: person
    name: Dmitry Peskov
    description: Russian presidential spokesman
    mentions:
      - Dmitry Peskov              # a selector: the words themselves
      - {quote: Peskov, in: said Peskov}
  idlib:
    type: place
    name: Idlib
    mentions: {quote: Idlib, all: true}

events:
  sochi-agreement:
    title: Russia and Turkey agree on a demilitarised zone in Idlib
    type: agreement
    date: 2018-09                  # EDTF, kept exactly as written
    date_text: [In September 2018, more than a year ago]   # the words the date comes from
    place: sochi
    participants: {party: [russia, turkey]}
    mentions:
      - {from: Russia and Turkey agreed in Sochi, to: demilitarized zone in Idlib}
      - the agreements that were reached more than a year ago in Sochi
    figures: {units: more than a dozen}       # numbers as this article gives them
    links:
      - {rel: before, to: moscow-talks}
      - {rel: before, to: militant-offensive, basis: inferred, note: order follows from the quotation}

claims:
  satisfaction-ended:
    content: {from: we absolutely ceased to be satisfied, to: the territory of Idlib}   # what is said
    source: peskov                 # who says it
    cue: said Peskov               # the words that attribute it; with content and source the triple of PARC
    mode: direct
    about: [militant-offensive, sochi-agreement]
    tags: justification
    links:
      - {rel: rebuts, to: unsatisfactory-result}
    note: Names no date for the offensive.

remarks:                           # the reader's own notes on a passage, of no other kind
  which-units:
    passage: more than a dozen different units
    note: Whose? Compare with the text of the memorandum.
    tags: [check]
"""
"""The format's own example, as its contract prints it."""

MODEL = Annotations(
    format="idlib-reader/1",
    article=Heading(
        title="The Kremlin commented on the situation in Idlib",
        published="2020-02-19",
        outlet="News Front",
        url="https://en.news-front.su/2020/02/19/the-kremlin-commented-on-the-situation-in-idlib",
        sha256="e02891bb...",
    ),
    entities={
        "peskov": Entity(
            id="peskov",
            type="person",
            name="Dmitry Peskov",
            description="Russian presidential spokesman",
            mentions=(words("Dmitry Peskov"), words("Peskov", inside="said Peskov")),
            keys=frozenset({"type", "name", "description", "mentions"}),
        ),
        "idlib": Entity(
            id="idlib",
            type="place",
            name="Idlib",
            mentions=(words("Idlib", all=True),),
            keys=frozenset({"type", "name", "mentions"}),
        ),
    },
    events={
        "sochi-agreement": Event(
            id="sochi-agreement",
            title="Russia and Turkey agree on a demilitarised zone in Idlib",
            type="agreement",
            date="2018-09",
            date_text=(words("In September 2018"), words("more than a year ago")),
            place=refs("sochi"),
            participants=(("party", refs("russia turkey")),),
            mentions=(
                words("Russia and Turkey agreed in Sochi", to="demilitarized zone in Idlib"),
                words("the agreements that were reached more than a year ago in Sochi"),
            ),
            figures=(("units", "more than a dozen"),),
            links=(
                Link("before", Reference("moscow-talks")),
                Link(
                    "before",
                    Reference("militant-offensive"),
                    basis="inferred",
                    note="order follows from the quotation",
                ),
            ),
            keys=frozenset(
                {"title", "type", "date", "date_text", "place", "participants", "mentions", "figures", "links"}
            ),
        )
    },
    claims={
        "satisfaction-ended": Claim(
            id="satisfaction-ended",
            content=words("we absolutely ceased to be satisfied", to="the territory of Idlib"),
            source=refs("peskov"),
            cue=(words("said Peskov"),),
            mode="direct",
            about=refs("militant-offensive sochi-agreement"),
            tags=("justification",),
            links=(Link("rebuts", Reference("unsatisfactory-result")),),
            note="Names no date for the offensive.",
            keys=frozenset({"content", "source", "cue", "mode", "about", "tags", "links", "note"}),
        )
    },
    remarks={
        "which-units": Remark(
            id="which-units",
            passage=words("more than a dozen different units"),
            note="Whose? Compare with the text of the memorandum.",
            tags=("check",),
            keys=frozenset({"passage", "note", "tags"}),
        )
    },
)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader])
def test_the_formats_own_example_is_read_whole(
    line_end: str, loader: type[yaml.BaseLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every value of it, with every line end and both parsers, and not a problem."""
    monkeypatch.setattr(nodes_module, "_LOADER", loader)
    assert read(SAMPLE.replace("\n", line_end)) == MODEL


def test_everything_knows_where_it_is_written() -> None:
    """Entries at their ids, selectors, references and links at their values."""
    annotations = read(SAMPLE)

    def line_of(at: int) -> str:
        return SAMPLE[at:].partition("\n")[0]

    peskov, event = annotations.entities["peskov"], annotations.events["sochi-agreement"]
    claim, remark = annotations.claims["satisfaction-ended"], annotations.remarks["which-units"]
    assert line_of(peskov.at).startswith("peskov: ")
    assert [line_of(mention.at)[:10] for mention in peskov.mentions] == ["Dmitry Pes", "{quote: Pe"]
    assert line_of(event.place[0].at) == "sochi"
    assert line_of(event.participants[0][1][1].at) == "turkey]}"
    assert line_of(event.links[1].at).startswith("{rel: before, to: militant-offensive")
    assert line_of(event.links[1].to.at).startswith("militant-offensive, ")
    assert line_of(claim.about[1].at) == "sochi-agreement]"
    assert claim.content is not None
    assert line_of(claim.content.at).startswith("{from: we absolutely")
    assert remark.passage is not None
    assert line_of(remark.passage.at) == "more than a dozen different units"


def test_entries_keep_the_order_of_the_file() -> None:
    """Whatever their ids, and whatever the order of the sections."""
    annotations = read(f"{FORMAT}events:\n  z:\n  a:\nentities:\n  y:\n  b:\n  m:\n")
    assert [entry.id for entry in annotations.entries()] == ["y", "b", "m", "z", "a"]


def test_an_alias_is_read_as_what_it_names() -> None:
    """YAML's own shorthand works in both places."""
    annotations = read(f"{FORMAT}events:\n  a:\n    place: &where [sochi, ankara]\n  b:\n    place: *where\n")
    assert annotations.events["b"].place == refs("sochi ankara")


def test_a_quote_may_be_folded_over_lines() -> None:
    """Plain, quoted and folded scalars come as the words with single spaces or line ends between them."""
    folded = "We were\n      satisfied\n"
    text = f"{FORMAT}remarks:\n  a:\n    passage: {folded}  b:\n    passage: >-\n      {folded}"
    remarks = read(text).remarks
    assert remarks["a"].passage == remarks["b"].passage == words("We were satisfied")
