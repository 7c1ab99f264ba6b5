"""A first line that may be the title."""

from __future__ import annotations

import pytest

from idlib_reader.core.headlines import headline_of


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Ada came back\n\nShe was not alone.", "Ada came back"),
        ("  ## Ada  came\tback\nShe", "## Ada came back"),
        ("# Ada came back #1\n", "Ada came back #1"),
        ("عادت آدا", "عادت آدا"),
        ("x" * 150, "x" * 150),
    ],
)
def test_a_line_that_looks_like_a_headline_is_one(text: str, headline: str) -> None:
    """Without white space at its ends and the signs of Markdown."""
    assert headline_of(text) == headline


@pytest.mark.parametrize(
    "text", ["", "\nAda", "#\nAda", "She came back.\n", "Did she? \n", "他回来了。\n", "<!DOCTYPE html>\n", "x" * 151]
)
def test_other_lines_are_none(text: str) -> None:
    """Nothing, a sentence, markup, and what is too long."""
    assert headline_of(text) == ""
