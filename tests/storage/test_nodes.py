"""From YAML text to nodes with their places, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.problems import Problem
from idlib_reader.core.source import Source
from idlib_reader.storage import nodes as nodes_module
from idlib_reader.storage.nodes import MAX_ALIASED, MAX_DEPTH, Mapping, Node, Scalar, Sequence, parse


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test goes through both of PyYAML's parsers, which differ in many small things."""
    if request.param == "pure Python":
        monkeypatch.setattr(nodes_module, "_LOADER", yaml.BaseLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")


def root_of(text: str) -> Node:
    root, problems = parse(Source("f.yaml", text))
    assert problems == []
    assert root is not None
    return root


def problem_of(text: str) -> Problem:
    """The one problem that keeps the text from being read."""
    root, problems = parse(Source("f.yaml", text))
    assert root is None
    (problem,) = problems
    return problem


def plain(node: Node) -> object:
    """The node as lists, pairs and strings."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(value) for value in node.values]
        case Mapping():
            return [(plain(key), plain(value)) for key, value in node.pairs]


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for value in node.values:
                yield from scalars(value)
        case Mapping():
            for key, value in node.pairs:
                yield from scalars(key)
                yield from scalars(value)


# What stands where


@pytest.mark.parametrize("value", ["2018", "no", "on", "12:30", "010", "0x1F", "~", "null", "True", ".inf", "<<", "="])
def test_a_value_is_its_text(value: str) -> None:
    """Nothing becomes a number, a boolean, a date or null: the spelling decides nothing."""
    assert plain(root_of(f"k: {value}\nl: [{value}]\n{value}: m\n")) == [("k", value), ("l", [value]), (value, "m")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k:\n", [("k", "")]),
        ("k: ''\n", [("k", "")]),
        ("{k, l: }\n", [("k", ""), ("l", "")]),
        ("- \n- a\n", ["", "a"]),
        ("[a, [b, {c: d}], e]", ["a", ["b", [("c", "d")]], "e"]),
        ("k: 1\nk: 2\n", [("k", "1"), ("k", "2")]),
        ("? k\n: v\n", [("k", "v")]),
        ('"a b": c\n', [("a b", "c")]),
        ("k: a\n  b\n\n  c\n", [("k", "a b\nc")]),
        ("k: >-\n  a\n  b\n", [("k", "a b")]),
        ("k: |\n  a\n  b\n", [("k", "a\nb\n")]),
        ("k: 'it''s'\n", [("k", "it's")]),
        (r'k: "\x1b\u200f\U0001F600"', [("k", "\x1b\u200f\U0001f600")]),
        ("k: &x a\nl: *x\n", [("k", "a"), ("l", "a")]),
        ("k: !!str 2018\n", [("k", "2018")]),
        ("k: a#b\nl: c # d\n", [("k", "a#b"), ("l", "c")]),
        ("---\nk: v\n...\n", [("k", "v")]),
    ],
)
def test_every_style_is_read(text: str, expected: object) -> None:
    """Block and flow, quoted and folded, with aliases and escapes."""
    assert plain(root_of(text)) == expected


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff".removeprefix("\ufeff")])
def test_an_empty_file_has_no_root(text: str) -> None:
    """Nothing written is no problem, here."""
    root, problems = parse(Source("f.yaml", text))
    assert problems == []
    assert root is None or plain(root) == ""


PLACES = """\
# 😀 é comment
plain: value of words   # and a comment
"quoted key": 'it''s'
folded:
  first line
  second line
block: |
  😀
double: "a\\tb"
flow: {in: [one, "two", {deep: three}], empty: }
list:
  - dash
  -   spaced
  - key: inside
    😀: astral
nothing:
last: end
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_key_and_value_knows_where_it_stands(line_end: str) -> None:
    """In code points, behind characters beyond the basic plane, and with every line end."""
    text = PLACES.replace("\n", line_end)
    found = {scalar.text: text[scalar.at : scalar.end] for scalar in scalars(root_of(text)) if scalar.text}
    for word in ("plain", "value of words", "flow", "in", "one", "deep", "three", "dash", "spaced", "key", "inside"):
        assert found[word] == word
    assert found["😀"] == "😀"
    assert found["astral"] == "astral"
    assert found["end"] == "end"
    assert found["quoted key"] == '"quoted key"'
    assert found["it's"] == "'it''s'"
    assert found["a\tb"] == '"a\\tb"'
    assert found["two"] == '"two"'
    assert found["first line second line"] == f"first line{line_end}  second line"
    assert found["😀\n"].startswith("|")


def test_an_empty_value_stands_behind_its_colon() -> None:
    """Where something may be written."""
    text = "a:\nb: x\n"
    root = root_of(text)
    assert isinstance(root, Mapping)
    assert (root.pairs[0][1].at, root.pairs[0][1].end) == (2, 2)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("a:\n  - x\n  - y   # comment\n\n# more\n\n", "y"),
        ("a:\n  b: x\n  c: y\n\n\n", "y"),
        ("a: [x, y]\n", "y"),
    ],
)
def test_a_collection_ends_with_its_last_leaf(text: str, last: str) -> None:
    """Comments and blank lines behind it are not its own."""
    root = root_of(text)
    assert isinstance(root, Mapping)
    collection = root.pairs[0][1]
    assert text[: collection.end].endswith(last)
    assert root.end == collection.end


def test_plain_scalars_are_told_from_quoted_ones() -> None:
    """Only what stands without quotes is plain."""
    assert [scalar.is_plain for scalar in scalars(root_of("a: 'b'\n\"c\": |\n  d\n"))] == [True, False, False, False]


@settings(deadline=None, max_examples=200)
@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"), max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc😀", max_size=3), inner, max_size=3),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_what_pyyaml_writes_is_read_back(value: object, is_flow: bool) -> None:
    """Any tree of texts comes back as it was, in flow style and in block style."""
    text = yaml.dump(value, allow_unicode=True, default_flow_style=is_flow, width=20, default_style='"')
    root, problems = parse(Source("f.yaml", text))
    assert problems == []
    assert root is not None
    assert plain(root) == as_pairs(value)


def as_pairs(value: object) -> object:
    if isinstance(value, dict):
        return [(key, as_pairs(inner)) for key, inner in sorted(value.items())]
    return [as_pairs(inner) for inner in value] if isinstance(value, list) else value


# What is refused


def test_nesting_is_capped() -> None:
    """So deep and no deeper: what would crash a parser is told in a sentence, at the bracket that is too much."""
    assert plain(root_of("[" * MAX_DEPTH + "]" * MAX_DEPTH)) is not None
    problem = problem_of("[" * 100_000)
    assert (problem.line, problem.column, problem.code) == (1, MAX_DEPTH + 1, "syntax")
    assert str(MAX_DEPTH) in problem.message


@pytest.mark.parametrize("opening", ["{a: ", "- ", "[{a: ", "{"])
def test_every_way_of_nesting_is_capped(opening: str) -> None:
    """Mappings and lists, one in the other, in flow and in block style, and as keys."""
    depth = opening.count("{") + opening.count("[") + opening.count("-")
    allowed = MAX_DEPTH // depth
    closing = "".join({"{": "}", "[": "]"}.get(one, "") for one in reversed(opening))
    if opening != "{":
        root_of(opening * allowed + "x" + closing * allowed)
    assert str(MAX_DEPTH) in problem_of(opening * (allowed + 1) + "x" + closing * (allowed + 1)).message


@pytest.mark.parametrize(("value", "size"), [("x", 1), ("[x]", 2), ("{x: y}", 3), ("[[x], {y: z}]", 6)])
def test_aliases_are_counted_by_what_they_stand_for(value: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each list, mapping, key and value counts, up to the cap and no further."""
    monkeypatch.setattr(nodes_module, "MAX_ALIASED", 120)
    allowed = 120 // size
    root_of(f"a: &a {value}\nb: [{'*a, ' * allowed}]\n")
    assert "120" in problem_of(f"a: &a {value}\nb: [{'*a, ' * (allowed + 1)}]\n").message


def test_aliases_are_capped() -> None:
    """A few lines that stand for a billion values are refused before anything walks them."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    problem = problem_of("\n".join(lines))
    assert str(MAX_ALIASED) in problem.message
    assert 2 <= problem.line <= 10


def test_a_few_aliases_are_read() -> None:
    """Far below the cap they stand for what they name."""
    assert plain(root_of("a: &x [1, 2]\nb: [*x, *x]\n")) == [("a", ["1", "2"]), ("b", [["1", "2"]] * 2)]


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "&x {a: *x}\n", "a: &x\n  b:\n    c: *x\n"])
def test_an_alias_that_holds_itself_is_refused(text: str) -> None:
    """A list inside itself would never end."""
    problem = problem_of(text)
    assert "holds itself" in problem.message
    assert text.split("\n")[problem.line - 1][problem.column - 1 :].startswith("*x")


def test_an_alias_of_nothing_is_refused() -> None:
    """A star at the start of a value: most likely it belongs to the text."""
    problem = problem_of("a: b\nquote: *foo\n")
    assert (problem.line, problem.column, problem.code) == (2, 8, "syntax")
    assert "quotes" in problem.hint


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!binary", "!!set", "!!omap", "!foo", "!<tag:example.org,2020:x>"]
)
@pytest.mark.parametrize("value", ["abc", "[a]", "{a: b}"])
def test_a_tag_is_refused(tag: str, value: str) -> None:
    """No tag but those of plain values is read, and nothing is ever built from one."""
    problem = problem_of(f"a: b\nk: {tag} {value}\n")
    assert (problem.line, problem.code) == (2, "syntax")


@pytest.mark.parametrize("text", ["a: b\n---\nc: d\n", "a: b\n...\n---\nc: d\n", "---\n---\na: b\n"])
def test_a_second_document_is_refused(text: str) -> None:
    """What stands behind the dashes would otherwise be lost."""
    problem = problem_of(text)
    assert "second document" in problem.message
    assert text.split("\n")[problem.line - 1] == "---"


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "{a: b}: c\n", "k:\n  ? - a\n  : b\n"])
def test_a_collection_is_no_key(text: str) -> None:
    """A key is one word or phrase."""
    assert "a key belongs" in problem_of(text).message


# Control characters


@pytest.mark.parametrize("code", [0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x80, 0x84, 0x9F, 0xD800, 0xFEFF, 0xFFFE])
def test_a_control_character_is_told_with_its_place(code: int) -> None:
    """By number, with line and column, wherever it stands."""
    problem = problem_of(f"a: b\n# 😀 {chr(code)}\n")
    assert (problem.line, problem.column, problem.code) == (2, 5, "control-character")
    assert f"U+{code:04X}" in problem.message


def test_every_control_character_is_told() -> None:
    """All of them at once, so that one look mends the file."""
    _, problems = parse(Source("f.yaml", "a\x00: \x1b\r\nb: \x07\n"))
    assert [(problem.line, problem.column) for problem in problems] == [(1, 2), (1, 5), (2, 4)]


@pytest.mark.parametrize("character", ["\t", "\u200b", "\u202e", "\u00a0", "\U0001f600", "\ufffd"])
def test_characters_that_yaml_allows_are_kept(character: str) -> None:
    """Direction marks and odd spaces are text; whoever shows them makes them visible."""
    assert plain(root_of(f"k: 'a{character}b'\n")) == [("k", f"a{character}b")]


def test_a_slow_parser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the file is read all the same, with a warning."""
    monkeypatch.setattr(nodes_module.yaml, "__with_libyaml__", False)
    root, problems = parse(Source("f.yaml", "k: v\n"))
    assert root is not None
    (problem,) = problems
    assert (problem.code, problem.level, problem.line, problem.column) == ("slow-parser", "warning", 1, 1)
