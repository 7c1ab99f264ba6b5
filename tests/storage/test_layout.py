"""How YAML is laid out: brackets, dashes, commas, anchors, tags, comments, and where values really end."""

from __future__ import annotations

import pytest

from idlib_reader.storage.layout import Form, comments_of, layout_of
from idlib_reader.storage.yaml_errors import Refused


def layout(text: str) -> Form:
    root = layout_of(text)
    assert root is not None
    return root


def value(text: str) -> Form:
    """The value of the first key of a text."""
    return layout(text).members[0].value


def written(text: str, form: Form) -> str:
    return text[form.start : form.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b  # c\n", "b"),
        ("a: 'b'\n", "'b'"),
        ("a: b\n  c\nd: e\n", "b\n  c"),
        ("a: [b, c]  # d\n", "[b, c]"),
        ("a: {b: [c, ], }\n", "{b: [c, ], }"),
        ("a:\n  - b\n  - c  # d\n  # e\n", "- b\n  - c"),
        ("a:\n- b\n- c\nd: e\n", "- b\n- c"),
        ("a:\n  b: c\n\n\nd: e\n", "b: c"),
        ("a: |\n  b\n\n\nd: e\n", "|\n  b"),
        ("a: |+\n  b\n\n\nd: e\n", "|+\n  b\n\n"),
        ("a: >2+\n    b\n\nd: e\n", ">2+\n    b\n"),
        ("a: |+\n  b\n\n", "|+\n  b\n"),
        ("a: |-\n  b", "|-\n  b"),
        ("a: |+\r\n  b\r\n\r\nd: e\r\n", "|+\r\n  b\r\n"),
        ("a:\nd: e\n", ""),
        ("a: &b !!str\n  c\n", "c"),
        ("a: &b\nd: e\n", ""),
        ("a: &b c\nd: *b\n", "c"),
    ],
)
def test_where_a_value_starts_and_ends(text: str, expected: str) -> None:
    """Brackets belong to a value; anchors, tags, comments and blank lines that no text keeps do not."""
    assert written(text, value(text)) == expected


def test_anchors_aliases_and_tags() -> None:
    """What stands before a value is part of it, and told."""
    text = "a: &x !!str b\nc: *x\n"
    first, second = (member.value for member in layout(text).members)
    assert (first.anchor, first.tag, text[first.at : first.start]) == ("x", "!!str", "&x !!str ")
    assert (second.kind, second.anchor) == ("alias", "x")


def test_members_of_a_block_list_start_at_their_dashes() -> None:
    """Empty values have dashes too, and a list in a list has dashes of its own."""
    text = "a:\n- b\n-\n- # c\n  d\n- - e\n  - f\n"
    assert [text[member.at : member.end] for member in value(text).members] == [
        "- b",
        "-",
        "- # c\n  d",
        "- - e\n  - f",
    ]
    assert len(value(text).members[3].value.members) == 2


def test_members_in_braces_have_commas() -> None:
    """A comma belongs to the member before it; the last one may have one."""
    text = "a: {b: c, d, e: ,}\n"
    found = [(text[one.at : one.end], one.comma and text[one.comma]) for one in value(text).members]
    assert found == [("b: c", ","), ("d", ","), ("e:", ",")]


def test_question_marks_are_told() -> None:
    """A key behind a question mark is no plain key."""
    assert [member.is_explicit for member in layout("? a\n: b\nc: d\n").members] == [True, False]


def test_the_first_of_two_keys_is_found() -> None:
    """A key is looked for from above; one that is not there is None."""
    root = layout("a: b\nc: d\na: e\n")
    assert (root.find("a"), root.find("c"), root.find("e")) == (0, 1, None)


@pytest.mark.parametrize(
    ("text", "is_absent"),
    [("a:", True), ("a: ''", True), ("a: []", True), ("a: {}", True), ("a: ~", False), ("a: b", False)],
)
def test_what_is_nothing(text: str, is_absent: bool) -> None:
    """No value, an empty text and empty brackets are nothing written."""
    assert value(text).is_absent is is_absent


def test_comments_are_told_from_words() -> None:
    """A number sign inside a text, quoted or in a block, and one without a blank before it, is no comment."""
    text = "a: 'b # c'  # one\nd: |  # two\n  # no\n# three\ne: [f#g, # four\n  'h']\ni: j\n   k # five\n"
    found = [text[start:end] for start, end in comments_of(text, 0, len(text), layout(text))]
    assert found == ["# one", "# two", "# three", "# four", "# five"]


def test_comments_of_a_stretch() -> None:
    """Only comments that start in the stretch are given."""
    text = "a: b  # one\nc: d  # two\ne: f  # three\n"
    start, end = text.index("c"), text.index("e:")
    assert [text[one:other] for one, other in comments_of(text, start, end, layout(text))] == ["# two"]


def test_what_is_no_yaml_is_refused() -> None:
    """A text that libyaml can't take apart has no layout; an empty one has none either."""
    assert layout_of("") is None
    assert layout_of("# a\n") is None
    with pytest.raises(Refused):
        layout_of("a: 'b\n")
