"""Text made into cells: exact widths, whatever the characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from idlib_reader.ui.drawing import ELLIPSIS, Piece, cut, draw, flow, justify

PLAIN, BOLD = Style(), Style(bold=True)

PARTS = [
    *("Idlib ", "well-known ", "2019–20", "a", " ", "(Sochi)", "extraordinarily"),
    *("漢字", "。", "한국어", "النص", "عَرَبِيّ", "हिन्दी", "ภาษาไทย", "e\u0301", "Z\u0338\u0351"),
    *("👩\u200d🚀", "👍🏽", "🇩🇪", "❤\ufe0f", "❤", "👨\u200d👩\u200d👧\u200d👦"),
    *("\t", "\n", "\x1b[31m", "\x00", "\x9b", "\u202e", "\u200b", "\u00ad", "\u2028", "\ufeff", "\u3000", "\u200d"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join) | st.text(max_size=20)
PIECES = st.lists(st.tuples(TEXTS, st.sampled_from([PLAIN, BOLD])), max_size=4)
WIDTHS = st.integers(0, 60)


def is_exact(strip: Strip, width: int) -> bool:
    """Whether a strip is as wide as it says, and that is `width`."""
    return strip.cell_length == width and cell_len(strip.text) == width


UNSEEN = dict.fromkeys(map(ord, "\u200b\u200d"))


@given(PIECES, WIDTHS)
def test_a_line_is_exactly_as_wide_as_asked(pieces: list[Piece], width: int) -> None:
    """Whatever the text, the row neither ends early nor runs over."""
    assert is_exact(draw(pieces, width, PLAIN), width)


@given(PIECES, PIECES, WIDTHS)
def test_a_line_with_two_ends_is_exactly_as_wide_as_asked(left: list[Piece], right: list[Piece], width: int) -> None:
    """What stands at both ends takes the whole row together."""
    assert is_exact(justify(left, right, width, PLAIN), width)


@given(PIECES, WIDTHS)
def test_nothing_drawn_commands_the_terminal(pieces: list[Piece], width: int) -> None:
    """Every control character has become a visible one."""
    for character in draw(pieces, width, PLAIN).text:
        assert character >= " "
        assert not "\x7f" <= character <= "\x9f"
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2066" <= character <= "\u2069"


@given(TEXTS, WIDTHS)
def test_a_text_is_cut_to_exactly_the_width(text: str, width: int) -> None:
    """A text that fits stays; a longer one ends in an ellipsis and takes all the cells it may."""
    shown = cut(text, width)
    if cell_len(text) <= width:
        assert shown == text
    else:
        assert cell_len(shown) == width
        assert shown.endswith(ELLIPSIS) == (width > 0)


@given(TEXTS, st.integers(2, 40))
def test_flowed_text_fits_and_loses_nothing(text: str, width: int) -> None:
    """No row is wider than asked, and the rows together are the text but for white space."""
    rows = flow(text, width)
    assert rows
    # A character wider than the row has a row of its own all the same.
    assert all(cell_len(row) <= width for row in rows)
    (whole,) = flow(text, 100_000)
    # A zero-width space at a row's end hangs as white space does, and a joiner that joins nothing is drawn twice.
    assert "".join("".join(rows).translate(UNSEEN).split()) == "".join(whole.translate(UNSEEN).split())


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Idlib", 5, "Idlib"),
        ("Idlib", 4, "Idl…"),
        ("漢字", 4, "漢字"),
        ("漢字", 3, "漢…"),
        ("漢字", 2, " …"),
        ("漢", 1, "…"),
        ("x", 0, ""),
    ],
)
def test_a_wide_character_is_never_halved(text: str, width: int, shown: str) -> None:
    """Where only half of it would fit, a blank stands instead."""
    assert cut(text, width) == shown


def test_the_left_gives_way_to_the_right() -> None:
    """Where both do not fit, the left is cut and one blank stays between them."""
    assert justify([("a long title", BOLD)], [("12", PLAIN)], 10, PLAIN).text == "a long… 12"
    assert justify([("title", BOLD)], [("12", PLAIN)], 10, PLAIN).text == "title   12"


def test_pieces_keep_their_styles() -> None:
    """Each piece is drawn in its own style, the rest of the row in the blank one."""
    strip = draw([("ab", BOLD), ("cd", PLAIN)], 6, Style(italic=True))
    assert [(segment.text, segment.style) for segment in strip] == [
        ("ab", BOLD),
        ("cd", PLAIN),
        ("  ", Style(italic=True)),
    ]
