"""Values of the model as YAML text: what is written, and that reading it gives the very same."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Heading,
    Link,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.rendering import (
    SECTIONS,
    Style,
    entry,
    field,
    flow_entry,
    flow_field,
    flow_group,
    group,
    heading,
    new_file,
    parts,
    rule_of,
    section,
    value,
)
from storage.texts import texts

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = (REPOSITORY / "annotations" / "000_d237a528e19c67b1.yaml").read_text("utf-8")
FORMAT = "format: idlib-reader/1\n"
PLAIN = Style()
NO_BRACES = Style(is_flow_selector=False, is_flow_link=False, width=0)
MENTIONS = schema.ENTITY["mentions"]
LINKS = schema.EVENT["links"]
PESKOV = Selector(("Peskov",), inside="said Peskov")
LINK = Link("before", Reference("talks"), cue=(Selector(("then",)),), note="Why: a guess")


def read(text: str) -> Annotations:
    """What a file says; what it has at wrong places or of unknown words is no matter here."""
    return read_annotations(Source("f.yaml", text))[0]


def with_keys(one: Entry) -> Entry:
    """The entry as the codec reads it: with the keys that say something else than the default."""
    bare = type(one)(id=one.id)
    names = {one.name for one in fields(one)} - {"id", "at", "type_at", "keys"}
    return replace(one, keys=frozenset(name for name in names if getattr(one, name) != getattr(bare, name)))


SOCHI = with_keys(
    Event(
        id="sochi-agreement",
        title="Russia and Turkey agree: a zone",
        type="agreement",
        date="2018-09",
        date_text=(Selector(("In September 2018",)), Selector(("more than a year ago, or so",))),
        place=(Reference("sochi"),),
        participants=(("party", (Reference("russia"), Reference("turkey"))), ("free role", (Reference("no"),))),
        figures=(("units", "more than a dozen"), ("dead", "12")),
        mentions=(Selector(("Russia and Turkey agreed",), to="zone in Idlib"), Selector(("the agreements",))),
        links=(Link("before", Reference("moscow-talks")), LINK),
        tags=("check",),
        note="One agreement.",
    )
)


def test_an_entry_is_written_like_those_of_the_example() -> None:
    """Keys in the order of the table, defaults left out, lists of ids and words in brackets, links in braces."""
    assert entry(SOCHI, PLAIN, 2) == (
        "  sochi-agreement:\n"
        '    title: "Russia and Turkey agree: a zone"\n'
        "    type: agreement\n"
        "    date: 2018-09\n"
        '    date_text: [In September 2018, "more than a year ago, or so"]\n'
        "    place: sochi\n"
        '    participants: {party: [russia, turkey], free role: "no"}\n'
        '    figures: {units: more than a dozen, dead: "12"}\n'
        "    mentions:\n"
        "      - {from: Russia and Turkey agreed, to: zone in Idlib}\n"
        "      - the agreements\n"
        "    links:\n"
        "      - {rel: before, to: moscow-talks}\n"
        '      - {rel: before, to: talks, cue: then, note: "Why: a guess"}\n'
        "    tags: check\n"
        "    note: One agreement.\n"
    )


def test_an_entry_is_written_in_a_style_of_its_own() -> None:
    """Every choice of the style shows."""
    style = Style(
        newline="\r\n",
        step=4,
        dash=0,
        after_dash=3,
        quote="'",
        word_quote='"',
        key_quote='"',
        is_flow_selector=False,
        is_flow_link=False,
        is_list_padded=True,
        blocks=frozenset({"mentions", "links", "participants", "figures"}),
        listed=frozenset({"tags", "links"}),
    )
    peskov = with_keys(
        Entity(id="peskov", type="person", mentions=(PESKOV, Selector(("it's",))), links=(LINK,), tags=("a",))
    )
    assert entry(peskov, style, 1) == (
        ' "peskov":\r\n'
        '     "type": "person"\r\n'
        '     "mentions":\r\n'
        "     -   \"quote\": 'Peskov'\r\n"
        "         \"in\": 'said Peskov'\r\n"
        "     -   'it''s'\r\n"
        '     "links":\r\n'
        '     -   "rel": "before"\r\n'
        '         "to": "talks"\r\n'
        "         \"cue\": 'then'\r\n"
        "         \"note\": 'Why: a guess'\r\n"
        "     \"tags\": [ 'a' ]\r\n"
    )
    assert entry(replace(SOCHI, keys=frozenset({"participants", "figures"})), replace(style, newline="\n"), 0) == (
        '"sochi-agreement":\n'
        '    "participants":\n'
        '        "party": [ "russia", "turkey" ]\n'
        '        "free role": "no"\n'
        '    "figures":\n'
        "        \"units\": 'more than a dozen'\n"
        "        \"dead\": '12'\n"
    )


def test_an_entry_in_braces_has_one_line() -> None:
    """However long it is; in a file where entries stand so, one that is too long gets lines."""
    peskov = with_keys(Entity(id="peskov", type="person", mentions=(PESKOV, Selector(("a, b",))), links=(LINK,)))
    line = (
        'peskov: {type: person, mentions: [{quote: Peskov, in: said Peskov}, "a, b"], '
        'links: [{rel: before, to: talks, cue: then, note: "Why: a guess"}]}'
    )
    assert flow_entry(peskov, replace(PLAIN, width=10)) == line
    assert entry(peskov, Style(is_flow_entry=True, width=200), 2) == f"  {line}\n"
    assert entry(peskov, Style(is_flow_entry=True, width=len(line) + 1), 2).startswith("  peskov:\n    type: person\n")
    assert flow_entry(replace(SOCHI, keys=frozenset({"participants", "date"})), Style(is_padded=True)) == (
        'sochi-agreement: { date: 2018-09, participants: { party: [russia, turkey], free role: "no" } }'
    )


def test_an_entry_without_keys_is_its_id() -> None:
    """Also where an id is a word that YAML has for something else."""
    assert entry(Entity(id="on", type="person"), PLAIN, 2) == '  "on":\n'
    assert flow_entry(Entity(id="peskov"), Style(is_padded=True)) == "peskov: {}"


def test_empty_lists_of_the_file_stay_empty_lists() -> None:
    """The key is written since the entry has it; an empty text is no key."""
    one = Event(id="x", keys=frozenset({"place", "participants", "figures", "title", "links"}))
    assert entry(one, PLAIN, 0) == "x:\n  place: []\n  participants: {}\n  figures: {}\n  links: []\n"
    in_lines = replace(PLAIN, blocks=frozenset(schema.EVENT))
    assert entry(one, in_lines, 0) == entry(one, PLAIN, 0)
    assert entry(one, replace(PLAIN, is_padded=True, is_list_padded=True), 0) == entry(one, PLAIN, 0)
    keys = frozenset({"participants", "figures"})
    empty = replace(one, participants=(("party", ()),), figures=(("units", ""), ("dead", "12")), keys=keys)
    assert entry(empty, PLAIN, 0) == 'x:\n  participants: {party: []}\n  figures: {dead: "12"}\n'


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (Selector(("Idlib",)), "Idlib"),
        (Selector(("no",)), '"no"'),
        (Selector(("Turkey", "is ready")), "{quote: [Turkey, is ready]}"),
        (PESKOV, "{quote: Peskov, in: said Peskov}"),
        (Selector(("Peskov",), before="said", after=","), '{quote: Peskov, before: said, after: ","}'),
        (Selector(("Idlib",), nth=3), "{quote: Idlib, nth: 3}"),
        (
            Selector(("Idlib",), all=True, excepted=(Selector(("Syrian Idlib",)),)),
            "{quote: Idlib, all: true, except: [Syrian Idlib]}",
        ),
        (Selector(("We were",), to="further escalate"), "{from: We were, to: further escalate}"),
        (Selector(("a",), note="why", tags=("t",)), "{quote: a, note: why, tags: t}"),
        (Selector(("a",), tags=("t", "u")), "{quote: a, tags: [t, u]}"),
        (
            Selector(("a",), to="b", inside="c", before="d", after="e", nth=1, note="f", tags=("g",)),
            "{from: a, to: b, in: c, before: d, after: e, nth: 1, note: f, tags: g}",
        ),
    ],
)
def test_a_selector_has_the_shortest_form(selector: Selector, expected: str) -> None:
    """Words alone where nothing else is said; the same at a key, behind a dash and in brackets."""
    assert value(selector, PLAIN, 6, in_flow=True, rule=MENTIONS) == expected
    assert value(selector, PLAIN, 6, in_flow=False, rule=MENTIONS) == expected
    assert field("mentions", (selector,), PLAIN, 4, MENTIONS) == f"    mentions: {expected}\n"
    assert field("mentions", (selector, selector), PLAIN, 0, MENTIONS) == (
        f"mentions:\n  - {expected}\n  - {expected}\n"
    )
    assert flow_field("mentions", (selector, selector), PLAIN, MENTIONS) == f"mentions: [{expected}, {expected}]"


def test_a_value_with_lines_is_indented_below_its_start() -> None:
    """Behind a dash; below a key it stands a step deeper."""
    assert value(PESKOV, NO_BRACES, 4, in_flow=False, rule=MENTIONS) == "quote: Peskov\n    in: said Peskov"
    assert value(PESKOV, NO_BRACES, 4, in_flow=True, rule=MENTIONS) == "{quote: Peskov, in: said Peskov}"
    assert field("mentions", (PESKOV,), NO_BRACES, 2, MENTIONS) == (
        "  mentions:\n    quote: Peskov\n    in: said Peskov\n"
    )
    assert field("mentions", (PESKOV,), replace(NO_BRACES, step=3), 2, MENTIONS) == (
        "  mentions:\n     quote: Peskov\n     in: said Peskov\n"
    )
    nested = Selector(("a", "b"), excepted=(PESKOV, Selector(("c",))), all=True)
    assert field("mentions", (nested, PESKOV), NO_BRACES, 0, MENTIONS) == (
        "mentions:\n"
        "  - quote:\n"
        "      - a\n"
        "      - b\n"
        "    all: true\n"
        "    except:\n"
        "      - quote: Peskov\n"
        "        in: said Peskov\n"
        "      - c\n"
        "  - quote: Peskov\n"
        "    in: said Peskov\n"
    )


@pytest.mark.parametrize(
    ("values", "column", "expected"),
    [
        (("aa", "bb"), 0, "about: [aa, bb]\n"),
        (("aa", "bb"), 1, " about:\n   - aa\n   - bb\n"),
        (("aa bb cc dd ee ff",), 3, "   about: aa bb cc dd ee ff\n"),
        ((), 3, "   about: []\n"),
    ],
)
def test_a_list_that_is_too_long_for_its_line_gets_lines(values: tuple[str, ...], column: int, expected: str) -> None:
    """Up to the width it stands in brackets; a single text is never folded."""
    style = Style(width=len("about: [aa, bb]"))
    assert field("about", values, style, column, schema.CLAIM["about"]) == expected


def test_a_mapping_that_is_too_long_for_its_line_gets_lines() -> None:
    """Links, selectors and participants, each measured from where it starts."""
    line = "  - {rel: before, to: moscow-talks}"
    link = Link("before", Reference("moscow-talks"))
    assert field("links", (link,), Style(width=len(line)), 0, LINKS) == f"links:\n{line}\n"
    assert field("links", (link,), Style(width=len(line) - 1), 0, LINKS) == (
        "links:\n  - rel: before\n    to: moscow-talks\n"
    )
    line = "  participants: {party: [a, b], speaker: c}"
    members = {"party": ("a", "b"), "speaker": ("c",)}
    rule = schema.EVENT["participants"]
    assert group("participants", members, Style(width=len(line)), 2, rule) == f"{line}\n"
    assert group("participants", members, Style(width=len(line) - 1), 2, rule) == (
        "  participants:\n    party: [a, b]\n    speaker: c\n"
    )
    assert flow_group("participants", members, Style(width=0), rule) == line.strip()
    line = "mentions: {quote: Peskov, in: said Peskov}"
    assert field("mentions", (PESKOV,), Style(width=len(line)), 0, MENTIONS) == f"{line}\n"
    assert field("mentions", (PESKOV,), Style(width=len(line) - 1), 0, MENTIONS).count("\n") == 3


def test_without_a_width_everything_fits() -> None:
    """Where the style has no limit."""
    ids = tuple(f"id-{number}" for number in range(100))
    assert field("about", ids, Style(width=None), 0, schema.CLAIM["about"]).count("\n") == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_new_file_starts_like_the_example(newline: str) -> None:
    """Modeline, format, article, then the sections in their order, whatever the order of the entries."""
    entries = [
        with_keys(Remark(id="r", passage=Selector(("p",)), note="Whose?")),
        with_keys(
            Claim(id="c", content=Selector(("a",), to="b"), source=(Reference("peskov"),), within=Reference("d"))
        ),
        with_keys(Entity(id="idlib", type="place", mentions=(Selector(("Idlib",), all=True),))),
        with_keys(Entity(id="peskov")),
    ]
    article = Heading(title="The Kremlin: a comment", published="2020-02-19", url="https://a.org/b", sha256="12e4")
    assert new_file(article, entries, Style(newline=newline)).replace(newline, "\n") == (
        "# yaml-language-server: $schema=annotations.schema.json\n"
        "format: idlib-reader/1\n"
        "\n"
        "article:\n"
        '  title: "The Kremlin: a comment"\n'
        "  published: 2020-02-19\n"
        "  url: https://a.org/b\n"
        '  sha256: "12e4"\n'
        "\n"
        "entities:\n"
        "  idlib:\n"
        "    type: place\n"
        "    mentions: {quote: Idlib, all: true}\n"
        "\n"
        "  peskov:\n"
        "\n"
        "claims:\n"
        "  c:\n"
        "    content: {from: a, to: b}\n"
        "    source: peskov\n"
        "    within: d\n"
        "\n"
        "remarks:\n"
        "  r:\n"
        "    passage: p\n"
        "    note: Whose?\n"
    )


def test_a_file_may_say_nothing_yet() -> None:
    """Neither an article nor a section is written without what stands below it."""
    assert new_file(Heading(), []) == (
        "# yaml-language-server: $schema=annotations.schema.json\nformat: idlib-reader/1\n"
    )
    assert heading(Heading(), PLAIN) == ""


def test_entries_stand_as_far_apart_as_their_neighbours() -> None:
    """By blank lines between them, with ids as deep as theirs."""
    entries = [Entity(id="a"), Entity(id="b")]
    assert section("entities", entries, Style(gap=0, indent=4)) == "entities:\n    a:\n    b:\n"
    assert section("entities", entries, Style(gap=2, indent=1)) == "entities:\n a:\n\n\n b:\n"


def test_the_parts_of_a_selector_or_link_have_the_keys_of_the_file() -> None:
    """In the order of the tables, so that one of them can be written alone."""
    selector = Selector(("a",), inside="b", nth=2, excepted=(PESKOV,), tags=("t", "u"))
    assert parts(selector) == {"quote": ("a",), "in": ("b",), "nth": ("2",), "except": (PESKOV,), "tags": ("t", "u")}
    assert parts(Selector(("a",), to="b", all=True)) == {"from": ("a",), "to": ("b",), "all": ("true",)}
    assert parts(LINK) == {
        "rel": ("before",),
        "to": ("talks",),
        "cue": (Selector(("then",)),),
        "note": ("Why: a guess",),
    }
    assert parts(replace(LINK, basis="inferred"))["basis"] == ("inferred",)
    assert flow_field("nth", ("2",), Style(quote="'", word_quote="'"), schema.SELECTOR["nth"]) == "nth: 2"


def test_every_field_has_a_rule() -> None:
    """Of every kind of entry and of the article; inside participants are ids, inside figures texts."""
    assert rule_of("article", ("published",)).shape == "date"
    assert rule_of("entity", ("mentions",)) is MENTIONS
    assert rule_of("event", ("participants",)).shape == "roles"
    assert rule_of("event", ("participants", "party")).shape == "references"
    assert rule_of("event", ("figures", "units")).shape == "text"
    assert rule_of("claim", ("within",)).shape == "reference"
    assert rule_of("remark", ("passage",)).shape == "selector"
    with pytest.raises(KeyError):
        rule_of("remark", ("date",))


# What is written is read again


def written_words() -> st.SearchStrategy[str]:
    """Words of a selector: it must have some that are no white space."""
    return texts().filter(lambda text: text.strip() != "")


def short(inside: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(inside, max_size=most).map(tuple)


def optional() -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), texts())


@st.composite
def selectors(draw: st.DrawFn, depth: int = 1) -> Selector:
    pieces = draw(st.lists(written_words(), min_size=1, max_size=3))
    is_long = draw(st.booleans())
    number = draw(st.sampled_from([None, 1, 30]))
    return Selector(
        pieces=(pieces[0],) if is_long else tuple(pieces),
        to=draw(texts()) if is_long else "",
        inside=draw(optional()),
        before=draw(optional()),
        after=draw(optional()),
        nth=number,
        all=number is None and draw(st.booleans()),
        excepted=draw(short(selectors(depth - 1), 2)) if depth else (),
        note=draw(optional()),
        tags=draw(short(texts())),
    )


def some_selectors() -> st.SearchStrategy[Selector]:
    return st.one_of(written_words().map(lambda words: Selector((words,))), selectors())


def some_references() -> st.SearchStrategy[Reference]:
    return texts().map(Reference)


def some_links() -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        rel=texts(),
        to=some_references(),
        basis=st.sampled_from(["stated", "inferred"]),
        cue=short(some_selectors(), 2),
        note=optional(),
    )


def keys() -> st.SearchStrategy[str]:
    """Ids and other keys, which can't be long."""
    return texts().map(lambda text: text[:150])


def named(inside: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """What stands at `participants` and `figures`."""
    return st.dictionaries(keys(), inside, max_size=3).map(lambda pairs: tuple(pairs.items()))


ENTITIES = st.builds(
    Entity,
    id=keys(),
    type=texts(),
    name=optional(),
    aliases=short(texts()),
    mentions=short(some_selectors()),
    links=short(some_links(), 2),
)
EVENTS = st.builds(
    Event,
    id=keys(),
    title=optional(),
    date=optional(),
    date_text=short(some_selectors(), 2),
    place=short(some_references()),
    participants=named(short(some_references())),
    figures=named(texts()),
    source=short(some_references(), 2),
    tags=short(texts()),
)
CLAIMS = st.builds(
    Claim,
    id=keys(),
    content=st.one_of(st.none(), some_selectors()),
    source=short(some_references(), 2),
    mode=optional(),
    stance=texts(),
    date=optional(),
    within=st.one_of(st.none(), some_references()),
    links=short(some_links(), 2),
    note=optional(),
)
REMARKS = st.builds(Remark, id=keys(), passage=some_selectors(), note=optional(), tags=short(texts()))
STYLES = st.builds(
    Style,
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    indent=st.integers(1, 5),
    step=st.integers(1, 5),
    dash=st.integers(0, 4),
    after_dash=st.integers(1, 4),
    gap=st.integers(0, 2),
    quote=st.sampled_from(["", "'", '"']),
    word_quote=st.sampled_from(["", "'", '"']),
    key_quote=st.sampled_from(["", "'", '"']),
    needed_quote=st.sampled_from(["", "'", '"']),
    is_flow_entry=st.booleans(),
    is_flow_selector=st.booleans(),
    is_flow_link=st.booleans(),
    is_padded=st.booleans(),
    is_list_padded=st.booleans(),
    blocks=st.frozensets(st.sampled_from([*schema.EVENT, *schema.SELECTOR, ""])),
    listed=st.frozensets(st.sampled_from([*schema.EVENT, *schema.SELECTOR, ""])),
    width=st.sampled_from([None, 0, 40, 120]),
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(ENTITIES, EVENTS, CLAIMS, REMARKS).map(with_keys), STYLES)
def test_reading_gives_what_was_written(one: Entry, style: Style) -> None:
    """Any entry, in any style, in lines and in braces."""
    key = SECTIONS[kind_of(one)]
    in_lines = f"{FORMAT}{section(key, [one, Entity(id='end')], style)}"
    in_braces = f"{FORMAT}{key}: {{{flow_entry(one, style)}, end: {{}}}}\n"
    for text in (in_lines, in_braces):
        entries = list(read(text).entries())
        assert entries[0] == one
        assert [other.id for other in entries] == list(dict.fromkeys([one.id, "end"]))


@settings(deadline=None, max_examples=100)
@given(
    st.builds(Heading, title=optional(), published=optional(), url=optional(), language=optional(), note=optional()),
    st.lists(st.one_of(ENTITIES, EVENTS, CLAIMS, REMARKS).map(with_keys), max_size=4, unique_by=lambda one: one.id),
    STYLES,
)
def test_reading_gives_the_whole_file(article: Heading, entries: list[Entry], style: Style) -> None:
    """A new file says what it was made of."""
    annotations = read(new_file(article, entries, style))
    assert annotations.article == article
    assert {one.id: one for one in annotations.entries()} == {one.id: one for one in entries}


@pytest.mark.parametrize("seed", range(60))
def test_the_example_is_written_in_any_style(seed: int) -> None:
    """All its values come back, without a problem that was not there, from random styles."""
    chance = random.Random(seed)
    quotes = ["", "'", '"']
    keys_ = [*schema.EVENT, *schema.CLAIM, *schema.SELECTOR, ""]
    style = Style(
        newline=chance.choice(["\n", "\r\n", "\r"]),
        **{name: chance.randint(1, 6) for name in ("indent", "step", "after_dash")},
        **{name: chance.choice(quotes) for name in ("quote", "word_quote", "key_quote", "needed_quote")},
        **{name: chance.random() < 0.5 for name in ("is_flow_entry", "is_flow_selector", "is_flow_link", "is_padded")},
        dash=chance.randint(0, 4),
        blocks=frozenset(chance.sample(keys_, chance.randint(0, len(keys_)))),
        listed=frozenset(chance.sample(keys_, chance.randint(0, len(keys_)))),
        width=chance.choice([None, 0, 80, 120]),
    )
    model = read(EXAMPLE)
    text = new_file(model.article, list(model.entries()), style)
    assert read_annotations(Source("f.yaml", text)) == (model, [])
