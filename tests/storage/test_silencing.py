"""The comments that silence problems, told from the same signs in values and from other comments."""

from __future__ import annotations

import pytest

from idlib_reader.core.source import Source
from idlib_reader.storage.nodes import parse
from idlib_reader.storage.silencing import find_oks


def oks(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Line and codes of each comment."""
    source = Source("f.yaml", text)
    root, _ = parse(source)
    return [(source.position(ok.at).line, ok.codes) for ok in find_oks(source, root)]


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# ok: ambiguous", ("ambiguous",)),
        ("#ok: ambiguous", ("ambiguous",)),
        ("# ok:ambiguous", ("ambiguous",)),
        ("# ok: ambiguous, not-found", ("ambiguous", "not-found")),
        ("# ok: ambiguous not-found", ("ambiguous", "not-found")),
        ("# names the town # ok: ambiguous", ("ambiguous",)),
        ("# ok: ambiguous  ", ("ambiguous",)),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", ""])
def test_a_comment_names_codes(comment: str, codes: tuple[str, ...], line_end: str) -> None:
    """At the end of its line, behind whatever stands there."""
    assert oks(f"a: b{line_end or chr(10)}c: d  {comment}{line_end}") == [(2, codes)]


@pytest.mark.parametrize(
    "comment",
    [
        "# ok",
        "# ok: fine with me",
        "# ok: ambiguous, I think",
        "# OK: ambiguous",
        "# not ok: x",
        "# ok:",
    ],
)
def test_other_comments_are_comments(comment: str) -> None:
    """Nothing is silenced by a word that is no code."""
    assert oks(f"a: b {comment}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        'a: "b # ok: ambiguous"\n',
        "a: 'b\n  # ok: ambiguous\n  c'\n",
        "a: |\n  b # ok: ambiguous\n",
        "a: b# ok: ambiguous\n",
        "a: >\n  # ok: ambiguous\n",
    ],
)
def test_what_stands_in_a_value_is_no_comment(text: str) -> None:
    """The same signs between quotes and in blocks are text."""
    assert oks(text) == []


def test_every_line_has_its_own() -> None:
    """In lists, braces and behind keys."""
    text = "a: # ok: date\n  - b # ok: shape\n  - {c: d} # ok: value\n# ok: format\n"
    assert oks(text) == [(1, ("date",)), (2, ("shape",)), (3, ("value",)), (4, ("format",))]


def test_a_slip_of_a_code_is_noticed() -> None:
    """It silences nothing, and that is for `silence` to say."""
    assert oks("a: b # ok: ambigous\nc: d # ok: unknown-words, date\n") == [
        (1, ("ambigous",)),
        (2, ("unknown-words", "date")),
    ]
