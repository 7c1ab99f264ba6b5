"""Circles in what leads from one id to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.circles import find_circles


def circles(written: str) -> list[str]:
    """The circles of what is written as `a>b b>c`, each as its ids."""
    onward: dict[str, list[str]] = {}
    for step in written.split():
        one, other = step.split(">")
        onward.setdefault(one, []).append(other)
    return ["".join(circle) for circle in find_circles(onward)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        ("a>b b>c a>c", []),
        ("a>a", ["a"]),
        ("a>b b>a", ["ab"]),
        ("a>b b>c c>a", ["abc"]),
        ("z>c c>a a>b b>c", ["cab"]),
        ("a>b b>a c>d d>c", ["ab", "cd"]),
        ("a>b b>a c>b", ["ab"]),
        ("a>b b>a a>c c>a", ["ab", "ac"]),
        ("a>b b>c c>a c>b", ["abc", "bc"]),
        ("a>b a>c b>d c>d d>e", []),
    ],
)
def test_each_circle_is_found_once(written: str, expected: list[str]) -> None:
    """In the order of the walk, each from where the walk came in; ways that only meet are none."""
    assert circles(written) == expected


def test_a_long_circle_is_found() -> None:
    """Far longer than calls may be nested."""
    size = 100_000
    onward = {str(row): [str((row + 1) % size)] for row in range(size)}
    assert [len(circle) for circle in find_circles(onward)] == [size]


STEPS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), unique=True)


def onward_of(steps: list[tuple[int, int]]) -> dict[str, list[str]]:
    onward: dict[str, list[str]] = {}
    for one, other in steps:
        onward.setdefault(str(one), []).append(str(other))
    return onward


@given(STEPS)
def test_without_what_closes_them_nothing_goes_round(steps: list[tuple[int, int]]) -> None:
    """Each circle goes along steps that are there, and with its last step gone none is left."""
    closing = set()
    for circle in find_circles(onward_of(steps)):
        walked = [(int(one), int(other)) for one, other in zip(circle, [*circle[1:], circle[0]], strict=True)]
        assert set(walked) <= set(steps)
        closing.add(walked[-1])
    assert list(find_circles(onward_of([step for step in steps if step not in closing]))) == []


@given(STEPS)
def test_what_leads_one_way_never_goes_round(steps: list[tuple[int, int]]) -> None:
    """Steps from a lower number to a higher one give no circle."""
    assert list(find_circles(onward_of([step for step in steps if step[0] < step[1]]))) == []
