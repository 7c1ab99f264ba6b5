"""What is said of text that is no YAML: in plain words, at the line that a person has to mend."""

from __future__ import annotations

import pytest

from idlib_reader.core.problems import Problem
from idlib_reader.core.source import Source
from idlib_reader.storage.nodes import parse


def syntax_problem(text: str) -> Problem:
    root, problems = parse(Source("f.yaml", text))
    assert root is None
    (problem,) = problems
    assert (problem.code, problem.level) == ("syntax", "error")
    return problem


def entry(line: str) -> str:
    """A file whose line 4 is `line`, with a good entry behind it."""
    return f"format: idlib-reader/1\nremarks:\n  a:\n    {line}\n  b:\n    passage: z\n"


@pytest.mark.parametrize(
    ("slip", "text", "line", "told"),
    [
        ("a colon in a value", entry("note: he said: no"), 4, "A colon followed by a space"),
        ("a colon in a list", entry("tags:\n      - x: y: z"), 5, "A colon followed by a space"),
        ("a tab as indentation", "remarks:\n\ta:\n", 2, "A tab stands where YAML wants spaces"),
        ("a tab behind spaces", entry("\tpassage: x"), 4, "A tab stands where YAML wants spaces"),
        ("a tab before a key", entry("passage: x\n\tnote: y"), 5, "tab"),
        ("an unclosed double quote", entry('passage: "x'), 4, "quote"),
        ("an unclosed single quote", entry("passage: 'x"), 4, "quote"),
        ("an unclosed quote in a list", entry("tags:\n      - 'x\n      - y"), 5, "quote"),
        ("too little indentation", entry("passage: x\n   note: y"), 5, "indentation"),
        ("too much indentation", entry("passage: x\n      note: y"), 5, "indented"),
        ("entries at two indentations", "a:\n    b: x\n  c: y\n", 3, "indentation"),
        ("a dash out of line", entry("tags:\n      - x\n     - y"), 6, "indentation"),
        ("a list that goes on without a dash", entry("tags:\n      - x\n      z: 1"), 6, "dash"),
        ("an unclosed bracket", entry("tags: [one, two"), 4, "bracket"),
        ("an unclosed brace", entry("passage: {quote: x, in: x y"), 4, "brace"),
        ("an unclosed bracket at the end", "a: [one, two\n", 1, "bracket"),
        ("a bracket closed by a brace", entry("tags: [one, two}"), 4, "bracket"),
        ("a comment in a bracket", entry("tags: [unit #3]"), 4, "bracket"),
        ("a colon in a brace", entry("passage: {quote: He said: no}"), 4, "quotes"),
        ("a key without a colon", entry("passage: x\n    note"), 5, "key without a colon"),
        ("a star", entry("passage: *"), 4, "* or &"),
        ("an ampersand", entry("passage: & co"), 4, "* or &"),
        ("an at sign", entry("passage: @foo"), 4, "can't start with this character"),
        ("a backtick", entry("passage: `foo`"), 4, "can't start with this character"),
        ("a percent sign", entry("passage: %foo"), 4, "can't start with this character"),
        ("a backslash", entry('passage: "C:\\path"'), 4, "escape"),
        ("text behind a quoted value", entry("tags:\n      - 'state party' cut"), 5, "quotes"),
        ("dashes in a quoted value", entry('passage: "foo\n--- bar"'), 5, "quote"),
    ],
)
def test_a_slip_is_told_where_it_is(slip: str, text: str, line: int, told: str) -> None:
    """The line is the one to mend, and the sentence says what stands there."""
    problem = syntax_problem(text)
    assert problem.line == line, slip
    assert told in f"{problem.message} {problem.hint}", slip


SIGNS = [
    *("- foo", "> 5 units", "| 5 units", "? 5 units", ", foo", "] foo", "} foo", "@foo", "`foo`", "%foo", "!a!b"),
    "&",
]


@pytest.mark.parametrize("value", SIGNS)
def test_a_value_that_starts_with_a_reserved_sign_wants_quotes(value: str) -> None:
    """Each sign that YAML reserves has the same cure, and none of the parser's own words is shown."""
    problem = syntax_problem(entry(f"passage: {value}"))
    assert problem.line == 4
    assert "in quotes" in problem.hint
    assert "can't be read here" not in problem.message


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_line_is_right_with_every_line_end(line_end: str) -> None:
    """Lines are counted as an editor counts them."""
    problem = syntax_problem(entry("note: 😀 he said: no").replace("\n", line_end))
    assert (problem.line, problem.column) == (4, 20)


def test_every_sentence_ends_as_one() -> None:
    """Message and hint are whole sentences."""
    for text in (entry("note: he said: no"), entry('passage: "x'), entry("tags: [one"), "a: b: c", "%FOO\n---\n"):
        problem = syntax_problem(text)
        assert problem.message.endswith(".")
        assert problem.hint.endswith(".")
        assert problem.message[0].isupper()
