"""How a file is written, told from what stands in it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.source import Source
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.nodes import Mapping, Scalar, Sequence, build
from idlib_reader.storage.rendering import new_file
from idlib_reader.storage.styles import REST, Style, sniff

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = (REPOSITORY / "annotations" / "000_d237a528e19c67b1.yaml").read_text("utf-8")
DEFAULT = Style()


def style_of(text: str) -> Style:
    """The style of a file as a whole."""
    return sniff(text, root=build(text))


def neighbours(text: str, section: str) -> list[tuple[Scalar, Mapping | Scalar | Sequence]]:
    root = build(text)
    assert isinstance(root, Mapping)
    node = next(value for key, value in root.pairs if key.text == section)
    assert isinstance(node, Mapping)
    return node.pairs


def test_a_file_that_says_nothing_has_the_style_of_the_example() -> None:
    """Empty, without entries, no mapping at all."""
    for text in ("", "format: idlib-reader/1\n", "- a\n- b\n", "entities:\n", "entities: {}\n"):
        assert style_of(text) == DEFAULT


def test_the_example_has_the_default_style() -> None:
    """The defaults are its own, as far as most of it goes."""
    habits = {"listed": DEFAULT.listed, "needed_quote": DEFAULT.needed_quote}
    assert replace(style_of(EXAMPLE), **habits) == DEFAULT  # type: ignore[arg-type]  # fields of Style
    for section in ("entities", "events", "claims"):
        told = sniff(EXAMPLE, neighbours(EXAMPLE, section))
        assert replace(told, needed_quote="") == DEFAULT


def test_neighbours_count_more_than_the_file() -> None:
    """Most remarks of the example have their one tag in a list, and most claims have not."""
    root = build(EXAMPLE)
    assert sniff(EXAMPLE, neighbours(EXAMPLE, "remarks"), root).is_listed("tags")
    assert not sniff(EXAMPLE, neighbours(EXAMPLE, "claims"), root).is_listed("tags")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("  a:\n    type: person\n", {"indent": 2, "step": 2}),
        ("    a:\n      type: person\n", {"indent": 4, "step": 2}),
        (" a:\n      type: person\n", {"indent": 1, "step": 5}),
        ("  a:\n    tags:\n    - b\n    - c\n", {"dash": 0, "after_dash": 1}),
        ("  a:\n    tags:\n       -   b\n", {"dash": 3, "after_dash": 3}),
        ("  a:\n    type: person\n  b:\n    type: person\n", {"gap": 0}),
        ("  a:\n    type: person\n\n\n  b:\n    type: person\n", {"gap": 2}),
        ("  a:\n    type: person\n\n  # of b\n  b:\n    type: person\n", {"gap": 1}),
        ("  a:\n    type: person\n  # of b\n  b:\n    type: person\n", {"gap": 0}),
        ("  a: {type: person}\n", {"is_flow_entry": True, "is_padded": False, "step": 2}),
        ("  {a: {type: person}, b: {type: person}}\n", {"indent": 2}),
        ("  a: {\n type: person}\n", {"is_flow_entry": True, "is_padded": False, "step": 2}),
        ("  a: { type: person }\n", {"is_flow_entry": True, "is_padded": True}),
        ("  a:\n    tags: [ b, c ]\n", {"is_list_padded": True}),
        ("  a:\n    tags: [ b ]\n    aliases: []\n    mentions: []\n", {"is_list_padded": True}),
        ("  a:\n    tags:\n      -\n         b\n", {"dash": 2, "after_dash": 1}),
        ("  a:\n    tags: &x\n        -  b\n", {"dash": 2, "after_dash": 1}),
        ("  a:\n    mentions:\n      quote: b\n      in: c\n", {"is_flow_selector": False}),
        ("  a:\n    mentions:\n      - {quote: b, in: c}\n", {"is_flow_selector": True}),
        ("  a:\n    links:\n      - rel: part-of\n        to: c\n", {"is_flow_link": False, "is_flow_selector": True}),
        ("  a:\n    name: 'b'\n", {"quote": "'", "word_quote": "", "key_quote": ""}),
        ('  a:\n    type: "person"\n', {"quote": "", "word_quote": '"', "key_quote": ""}),
        ('  "a":\n    "name": b\n', {"quote": "", "word_quote": "", "key_quote": '"'}),
        ("  a:\n    name: '#b'\n", {"quote": "", "needed_quote": "'"}),
        ("  a:\n    name: '\"b\"'\n", {"quote": "", "needed_quote": ""}),
        ("  a:\n    name: |\n      b\n", {"quote": "", "needed_quote": ""}),
        ("  a:\n    mentions: {quote: b, nth: '2', all: 'true'}\n", {"word_quote": "", "needed_quote": ""}),
        ("  a:\n    links: [{'rel': 'part-of', 'to': 'c', cue: d}]\n", {"quote": "", "word_quote": "'"}),
    ],
)
def test_each_choice_is_told(lines: str, expected: dict[str, object]) -> None:
    """From the entries as neighbours, and from the file as a whole."""
    text = f"format: idlib-reader/1\nentities:\n{lines}"
    for told in (sniff(text, neighbours(text, "entities")), style_of(text)):
        assert {name: getattr(told, name) for name in expected} == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_line_end_is_that_of_the_first_line(newline: str) -> None:
    """Indentation and gaps are seen whatever it is."""
    text = "a: b\nentities:\n   a:\n    type: person\n\n\n   b:\n    type: x\n".replace("\n", newline)
    told = style_of(text)
    assert (told.newline, told.indent, told.step, told.gap) == (newline, 3, 1, 2)


def test_lists_are_told_by_key() -> None:
    """In lines or in brackets, and whether one value has a list; what is not there goes with the others."""
    text = "events:\n  a:\n    place:\n      - b\n    about:\n      - c\n      - d\n    tags: [e, f]\n    source: g\n"
    told = style_of(text)
    assert {key for key in ("place", "about", "tags", "cue", "audience") if told.is_block(key)} == {
        *("place", "about", "cue", "audience"),
    }
    assert told.is_block("party")
    assert told.is_listed("place")
    assert not told.is_listed("source")


def test_mentions_and_links_go_by_themselves() -> None:
    """Their lists are in lines unless they themselves are in brackets."""
    text = "events:\n  a:\n    place: [b, c]\n    tags: [e]\n"
    assert style_of(text).is_block("mentions")
    assert style_of(text).is_listed("cue")
    assert not style_of(f"{text}    mentions: [a, b]\n").is_block("mentions")
    assert not style_of(f"{text}    links: {{rel: before, to: b}}\n").is_listed("links")


def test_participants_and_their_lists_are_told_apart() -> None:
    """The mapping by its key, the lists below by what all roles have in common."""
    text = "events:\n  a:\n    participants:\n      party: [b, c]\n      agent: [d]\n    figures: {units: 'a'}\n"
    told = style_of(text)
    assert told.is_block("participants")
    assert not told.is_block("figures")
    assert not told.is_block("speaker")
    assert told.is_listed("speaker")
    assert REST in told.listed
    told = style_of("events:\n  a:\n    participants: {party: [b]}\n    place:\n      - c\n    about:\n      - d\n")
    assert told.is_block("party")
    assert not told.is_block("participants")


def test_a_key_without_a_value_tells_nothing() -> None:
    """It is as if it were not there."""
    assert style_of("events:\n  a:\n    about:\n    place: [c]\n").is_listed("about")


def test_lists_inside_braces_tell_nothing_of_those_outside() -> None:
    """They have no choice."""
    keys = "place: [b, c], participants: {party: [d, e]}, mentions: [{quote: f, in: g}], links: [{to: h}]"
    text = f"events:\n  a: {{{keys}}}\n"
    told = style_of(text)
    assert told.blocks == DEFAULT.blocks
    assert told.is_flow_entry
    lines = "  b:\n    participants:\n      party:\n        - c\n      agent: d\n    place:\n      - e\n"
    told = style_of(f"events:\n{lines}  c: {{{keys}}}\n  d: {{{keys}}}\n")
    assert all(map(told.is_block, ("participants", "party", "place", "mentions")))


def test_of_two_ways_the_nearer_one_counts() -> None:
    """If there are as many of one as of the other."""
    for first, last in (("  a: {type: x}\n", "  b:\n    type: x\n"), ("  b:\n    type: x\n", "  a: {type: x}\n")):
        text = f"entities:\n{first}{last}"
        assert sniff(text, neighbours(text, "entities")).is_flow_entry == ("{" in last)


def test_only_the_last_neighbours_are_asked() -> None:
    """A file may have changed its ways, and may be long."""
    text = "entities:\n" + "".join(f"  a{number}: {{type: x}}\n" for number in range(40))
    text += "".join(f"  b{number}:\n    type: x\n" for number in range(12))
    assert not style_of(text).is_flow_entry


def test_one_line_for_everything_tells_nothing_of_lines() -> None:
    """Neither how long lines are nor how deep things stand; ids at the start of a line are no habit either."""
    entries = ", ".join(f"a{number}: {{tags: [b, c]}}" for number in range(200))
    assert style_of(f"entities: {{{entries}}}\n").width == DEFAULT.width
    text = "a:\n   tags: b\n"
    root = build(text)
    assert isinstance(root, Mapping)
    assert (sniff(text, root.pairs).indent, sniff(text, root.pairs).step) == (DEFAULT.indent, 3)


def test_lines_may_be_as_long_as_they_are() -> None:
    """The width is that of the longest line with brackets or braces, at least the default."""
    mention = f"{{quote: {'a' * 200}, in: b}}"
    line = f"    mentions: {mention}"
    assert style_of(f"entities:\n  a:\n{line}\n").width == len(line)
    lines = f"    mentions: [{'a' * 90},\n      {'b' * 90}]"
    assert style_of(f"entities:\n  a:\n{lines}\n").width == DEFAULT.width
    assert style_of("entities:\n  a:\n    mentions: {quote: a}\n").width == DEFAULT.width


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("abc:-[]{}'\"&*!|>#? \n\r"), max_size=60), st.data())
def test_nothing_fails(text: str, data: st.DataObject) -> None:
    """Whatever the text is, also where it is not the one that the nodes are of."""
    wrong = data.draw(st.text(st.sampled_from("ab \n-'"), max_size=60))
    entries = "  a: {type: 'x', tags: [ b ]}\n  b:\n    mentions:\n      - {quote: c, in: d}\n    tags: &x\n      - a\n"
    root = build(f"entities:\n{entries}")
    assert sniff(text, None, root).step > 0
    assert sniff(wrong, root.pairs if isinstance(root, Mapping) else None, root).dash >= 0


@pytest.mark.parametrize("seed", range(80))
def test_a_file_is_written_again_as_it_was(seed: int) -> None:
    """The style that a file was written in is told from it: written in that, it is the same byte for byte."""
    chance = random.Random(seed)
    others = frozenset({*schema.ENTITY, *schema.EVENT, *schema.CLAIM, *schema.SELECTOR, REST}) - {"mentions", "links"}
    style = Style(
        newline=chance.choice(["\n", "\r\n", "\r"]),
        **{name: chance.randint(1, 4) for name in ("indent", "step", "after_dash")},  # type: ignore[arg-type]
        **{name: chance.choice(["", "'", '"']) for name in ("quote", "word_quote", "key_quote")},  # type: ignore[arg-type]
        **{name: chance.random() < 0.5 for name in ("is_flow_selector", "is_flow_link", "is_padded")},  # type: ignore[arg-type]
        dash=chance.randint(0, 4),
        gap=chance.randint(0, 2),
        blocks=chance.choice([others, frozenset()]) | set(chance.sample(["mentions", "links"], chance.randint(0, 2))),
        listed=chance.choice([others - {"quote"}, frozenset()]) | {"links", "mentions", "except"},
        width=None,
    )
    model = read_annotations(Source("f.yaml", EXAMPLE))[0]
    text = new_file(model.article, list(model.entries()), style)
    told = replace(style_of(text), width=None, needed_quote="")
    again = new_file(model.article, list(model.entries()), told)
    assert again.splitlines(keepends=True) == text.splitlines(keepends=True)


def test_the_tables_agree_on_what_a_key_takes() -> None:
    """A key has one shape in all kinds of entries, so that it can be looked up by itself."""
    for key in {key for table in (schema.ENTITY, schema.EVENT, schema.CLAIM, schema.REMARK) for key in table}:
        shapes = {
            table[key].shape for table in (schema.ENTITY, schema.EVENT, schema.CLAIM, schema.REMARK) if key in table
        }
        assert len({shape.rpartition(" ")[2] for shape in shapes}) == 1
