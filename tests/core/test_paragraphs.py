"""Paragraphs around an offset."""

from __future__ import annotations

import pytest

from core.units import pointed, unit_of
from idlib_reader.core.paragraphs import REACH, paragraph_at
from idlib_reader.core.passages import clause_at
from idlib_reader.core.sentences import sentence_at
from idlib_reader.core.span import Span


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("One\ntw|o.\n\nThree", "[One\ntwo.]\n\nThree"),
        ("One\n|\nTwo", "[One]\n\nTwo"),
        ("One\n\n|Two\n", "One\n\n[Two]\n"),
        ("One\n \u200b\t\n|Two", "One\n \u200b\t\n[Two]"),
        ("One\n\n\n \n\n|Two\n\u3000\n\nThree", "One\n\n\n \n\n[Two]\n\u3000\n\nThree"),
        ("|\n\n One \n\n", "\n\n [One] \n\n"),
        ("عَرَب|ي\n\n漢字", "[عَرَبي]\n\n漢字"),
        ("e\u0301\n\n漢|字👩\u200d🚀\n\n", "e\u0301\n\n[漢字👩\u200d🚀]\n\n"),
        ("|", "[]"),
    ],
)
def test_paragraphs_stand_between_empty_lines(written: str, expected: str) -> None:
    """A line of white space is empty to a reader."""
    assert unit_of(paragraph_at, written) == expected


def test_each_line_may_be_a_paragraph() -> None:
    """Then a line's end ends sentences and clauses too."""
    text, offset = pointed("One two\n three |four \nfive\n")
    for find in (paragraph_at, sentence_at, clause_at):
        span = find(text, offset, is_spaced=True)
        assert text[span.start : span.end] == "three four"


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\n \n"])
@pytest.mark.parametrize("length", [100, REACH - 1, REACH, REACH + 1, 3 * REACH, 200_000])
def test_a_paragraph_of_any_length_is_found(gap: str, length: int) -> None:
    """Its start is found from its end, wherever the stretches end in which it is looked for; in lines or in one."""
    for letters in ("x" * length, "xxx\n" * (length // 4)):
        text = f"a{gap}b\n{letters}y{gap}c"
        expected = Span(1 + len(gap), len(text) - 1 - len(gap))
        assert {paragraph_at(text, at) for at in (expected.start, expected.end - 1, expected.end)} == {expected}
