"""The normalised text that all offsets count in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.article import Article, has_line_paragraphs, normalise


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a\r\nb\r\n", "a\nb\n"),
        ("a\rb", "a\nb"),
        ("a\n\rb", "a\n\nb"),
        ("a\r\r\nb", "a\n\nb"),
        ("\ufeffa", "a"),
        ("\ufeff\ufeffa", "\ufeffa"),
        ("a\ufeffb", "a\ufeffb"),
        ("a\x00\x1b\x85\u2028\x0cb", "a\x00\x1b\x85\u2028\x0cb"),
        ("", ""),
        ("no end", "no end"),
    ],
)
def test_line_ends_and_the_mark_at_the_start_are_normalised(written: str, text: str) -> None:
    """CR LF and CR become LF and a byte-order mark goes; every other character stays."""
    assert normalise(written) == text


@settings(deadline=None)
@given(st.text("ab\r\n\ufeff", max_size=20))
def test_a_normalised_text_has_no_carriage_return(written: str) -> None:
    """Whatever the line ends, none but LF is left, and there are as many lines as before."""
    text = normalise(written)
    assert "\r" not in text
    assert text.count("\n") == written.count("\n") + written.count("\r") - written.count("\r\n")


def test_the_sum_is_of_the_text_in_utf_8() -> None:
    """The SHA-256 is that of the normalised text's UTF-8 bytes (the digest of "abc" is FIPS 180-4's own example)."""
    assert Article("a", "abc").sha256() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert Article("a", "“é”").sha256() != Article("a", "“e\u0301”").sha256()


def test_the_sum_is_the_same_for_every_line_end() -> None:
    """A text that git checked out with CR LF is still the text that the quotes were checked against."""
    assert len({Article("a", normalise(text)).sha256() for text in ("a\nb", "a\r\nb", "\ufeffa\rb")}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{'a' * 300}\n{'b' * 90}\n{'c' * 200}", True),
        (f"{'a' * 300}\n\n{'b' * 300}", False),
        (f"{'a' * 70}\n{'b' * 72}\n{'c' * 75}", False),
        ("a" * 1000, False),
        ("", False),
        ("\n", False),
    ],
)
def test_paragraphs_are_told_from_lines(text: str, expected: bool) -> None:
    """Long lines without an empty one between are a paragraph each; lines broken by hand and one alone are not."""
    assert has_line_paragraphs(text) is expected


@pytest.mark.parametrize("written", ["{}", " {} ", "{:.8}", "{:.20}...", "{:.8} …"])
def test_a_sum_fits_its_text(written: str) -> None:
    """Whole or shortened, in small letters or capitals."""
    article = Article("a", "Idlib")
    sum_ = written.format(article.sha256())
    assert article.fits(sum_)
    assert article.fits(sum_.upper())
    assert not Article("a", "Idlib.").fits(sum_)


@pytest.mark.parametrize("written", ["", "...", "{:.7}", "{:.7}...", "x{}", "{}0", "{} of it"])
def test_what_is_no_sum_fits_nothing(written: str) -> None:
    """A few digits are those of many texts."""
    article = Article("a", "Idlib")
    assert not article.fits(written.format(article.sha256()))
