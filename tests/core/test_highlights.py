"""Marks found by place, against a search through all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import KINDS, Kind
from idlib_reader.core.highlights import Highlights, Mark

BUCKET = 1024
LONG = 64 * BUCKET

STARTS = st.integers(0, 12) | st.sampled_from([BUCKET - 1, BUCKET, BUCKET + 1, 2 * BUCKET, LONG, 3 * LONG])
LENGTHS = st.integers(1, 8) | st.sampled_from([BUCKET - 1, BUCKET, BUCKET + 1, 3 * BUCKET, LONG, LONG + 1, 2 * LONG])
MARKS = st.lists(
    st.builds(
        lambda start, length, kind, id_, number, is_first: Mark(start, start + length, kind, id_, number, is_first),
        STARTS,
        LENGTHS,
        st.sampled_from(KINDS),
        st.sampled_from("abc"),
        st.integers(0, 2),
        st.booleans(),
    ),
    max_size=12,
    unique=True,
)
OFFSETS = STARTS | st.tuples(STARTS, LENGTHS).map(sum)


def mark(start: int, end: int, id_: str = "x", kind: Kind = "entity") -> Mark:
    return Mark(start, end, kind, id_, 0)


@settings(deadline=None)
@given(MARKS, OFFSETS)
def test_every_mark_over_an_offset_is_found(marks: list[Mark], offset: int) -> None:
    """Whatever its length, and however it lies to the buckets, a mark is found over each offset in it."""
    expected = {found for found in marks if found.start <= offset < found.end}
    found = Highlights(marks).at(offset)
    assert len(found) == len(expected)
    assert set(found) == expected
    lengths = [one.end - one.start for one in found]
    assert lengths == sorted(lengths)


@settings(deadline=None)
@given(MARKS, OFFSETS, LENGTHS)
def test_every_mark_in_a_stretch_is_found_once(marks: list[Mark], start: int, length: int) -> None:
    """All marks that share a code point with the stretch, by place, however many buckets they are filed in."""
    expected = sorted(found for found in marks if found.start < start + length and start < found.end)
    assert Highlights(marks).between(start, start + length) == expected


@settings(deadline=None)
@given(MARKS, OFFSETS, st.sampled_from([None, *KINDS]))
def test_the_next_and_the_previous_start_are_the_nearest(marks: list[Mark], offset: int, kind: Kind | None) -> None:
    """The nearest start behind and before the offset, of one kind or of any, of first pieces only."""
    highlights = Highlights(marks)
    starts = sorted(found for found in marks if found.is_first and kind in (None, found.kind))
    assert highlights.after(offset, kind) == next((found for found in starts if found.start > offset), None)
    assert highlights.before(offset, kind) == next((found for found in reversed(starts) if found.start < offset), None)


@settings(deadline=None)
@given(MARKS, st.booleans())
def test_stepping_visits_every_first_piece_once(marks: list[Mark], is_same_kind: bool) -> None:
    """From the first mark on, step by step and back, each has its turn, those that start together too."""
    highlights = Highlights(marks)
    firsts = sorted(found for found in marks if found.is_first)
    for here in firsts:
        others = [found for found in firsts if not is_same_kind or found.kind == here.kind]
        row = others.index(here)
        following = others[row + 1] if row + 1 < len(others) else None
        preceding = others[row - 1] if row else None
        assert highlights.next_to(here, 1, is_same_kind=is_same_kind) == following
        assert highlights.next_to(here, -1, is_same_kind=is_same_kind) == preceding


def test_the_innermost_mark_comes_first() -> None:
    """The shortest mark is the innermost; of equal ones the kinds have a fixed order, then the ids."""
    outer, inner = mark(0, 9, "outer"), mark(2, 5, "inner")
    event, claim, other = mark(2, 5, "t", "event"), mark(2, 5, "c", "claim"), mark(2, 5, "another")
    highlights = Highlights([outer, event, claim, inner, other])
    assert highlights.at(3) == [other, inner, claim, event, outer]


def test_marks_are_half_open() -> None:
    """A mark covers its start and not its end; two that touch do not overlap."""
    highlights = Highlights([mark(2, 4, "a"), mark(4, 6, "b")])
    assert ["".join(found.id for found in highlights.at(offset)) for offset in range(1, 7)] == ["", *"aabb", ""]
    assert [found.id for found in highlights.between(4, 5)] == ["b"]
    assert [found.id for found in highlights.between(3, 4)] == ["a"]


@pytest.mark.parametrize("start", [BUCKET - 1, BUCKET, 5 * BUCKET - 3])
@pytest.mark.parametrize("length", [1, 2, BUCKET, BUCKET + 2, LONG - 1, LONG, LONG + 1])
def test_a_mark_is_found_across_the_borders_of_buckets(start: int, length: int) -> None:
    """At a border, over it and over many, a mark is found at its first and last character and not outside."""
    only = mark(start, start + length)
    highlights = Highlights([only])
    found = [highlights.at(offset) for offset in (start - 1, start, start + length - 1, start + length)]
    assert found == [[], [only], [only], []]
    assert highlights.between(0, start) == []
    assert highlights.between(start + length, start + length + LONG) == []


def test_no_marks_give_nothing() -> None:
    """An article without annotations has no way on."""
    highlights = Highlights([])
    assert (highlights.at(0), highlights.between(0, 99)) == ([], [])
    assert (highlights.after(0), highlights.before(9)) == (None, None)


def test_a_mark_tells_its_span() -> None:
    """A mark's span is its start and end."""
    assert mark(2, 5).span == (2, 5)
