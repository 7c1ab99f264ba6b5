"""White space at the ends of a unit."""

from __future__ import annotations

import pytest

from idlib_reader.core.span import Span
from idlib_reader.core.white_space import WHITE_SPACE, trimmed
from marked import marked


def test_white_space_is_what_python_takes_for_it() -> None:
    """And the zero-width space, which only looks like nothing."""
    assert set(WHITE_SPACE) == {*filter(str.isspace, map(chr, range(0x110000))), "\u200b"}


@pytest.mark.parametrize(
    "written",
    [
        "[Ada]",
        "\n \t[Ada Lovelace]\u00a0\u3000\n",
        "\u200b[Ada] \u200b",
        " [e\u0301] ",
        "[a\u200b] ",
        "\n[ \u0301a]\n",
        f"{' ' * 300}[a]{' ' * 300}",
    ],
)
def test_white_space_at_the_ends_is_left_out(written: str) -> None:
    """But no character is cut for it: a space may carry a mark, and a letter a zero-width space."""
    text, span = marked(written).text, marked(written).only
    assert trimmed(text, Span(0, len(text))) == span
    assert trimmed(text, span) == span


def test_nothing_is_left_of_white_space() -> None:
    """The empty span stands at the start; what stands outside is not looked at."""
    assert trimmed("a \n b", Span(1, 4)) == Span(1, 1)
    assert trimmed(" abc ", Span(2, 3)) == Span(2, 3)
