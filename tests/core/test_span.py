"""Stretches of text."""

from __future__ import annotations

import pytest

from idlib_reader.core.span import Span


@pytest.mark.parametrize(
    ("outer", "inner", "is_held"),
    [
        (Span(2, 6), Span(2, 6), True),
        (Span(2, 6), Span(3, 5), True),
        (Span(2, 6), Span(1, 5), False),
        (Span(2, 6), Span(3, 7), False),
        (Span(2, 6), Span(6, 7), False),
        (Span(2, 6), Span(0, 9), False),
    ],
)
def test_a_span_holds_what_lies_wholly_inside(outer: Span, inner: Span, is_held: bool) -> None:
    """Equal spans hold each other; one that sticks out at either end is not held."""
    assert outer.holds(inner) is is_held


def test_a_span_covers_its_start_and_not_its_end() -> None:
    """Spans are half-open."""
    assert [offset for offset in range(9) if Span(2, 6).covers(offset)] == [2, 3, 4, 5]
