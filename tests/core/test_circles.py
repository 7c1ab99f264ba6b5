"""Circles in what leads from one id to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.circles import find_knots


def circles(written: str) -> list[str]:
    """The circles of what is written as `a>b b>c`, each as its ids; of such steps as `a>b!` only those count."""
    onward: dict[str, list[str]] = {}
    counting = set()
    for step in written.replace("!", "").split():
        one, other = step.split(">")
        onward.setdefault(one, []).append(other)
    for step in written.split():
        if step.endswith("!"):
            counting.add(tuple(step[:-1].split(">")))
    counts = (lambda one, other: (one, other) in counting) if counting else None
    return ["".join(circle) for knot in find_knots(onward, counts) for circle in knot.circles]


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
        ("a>b b>c c>a c>b", ["abc", "cb"]),
        ("a>b a>c b>d c>d d>e", []),
    ],
)
def test_each_circle_is_found_once(written: str, expected: list[str]) -> None:
    """Each from the first step that is new in it; ways that only meet are none."""
    assert circles(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a>b b>a c>d!", []),
        ("a>b b>a! c>d d>c", ["ba"]),
        ("a>b b>a a>c c>b!", ["cba"]),
        ("a>b b>c c>d! d>a b>a", ["cdab"]),
    ],
)
def test_a_circle_has_a_step_that_counts(written: str, expected: list[str]) -> None:
    """Whatever else goes round, and however it hangs together with the circle."""
    assert circles(written) == expected


def test_a_long_circle_is_found() -> None:
    """Far longer than calls may be nested."""
    size = 100_000
    onward = {str(row): [str((row + 1) % size)] for row in range(size)}
    assert [[len(circle) for circle in knot.circles] for knot in find_knots(onward)] == [[size]]


@pytest.mark.parametrize(("size", "has_more"), [(20, False), (21, True), (2000, True)])
def test_of_a_tangle_some_circles_are_given(size: int, has_more: bool) -> None:
    """Twenty of one knot; whether there are more is said."""
    (knot,) = find_knots({"hub": [str(row) for row in range(size)], **{str(row): ["hub"] for row in range(size)}})
    assert (len(knot.circles), knot.has_more) == (20, has_more)


def test_each_knot_has_its_circles() -> None:
    """One tangle takes nothing from what stands beside it."""
    hubs = {f"hub{hub}": [f"{hub}-{row}" for row in range(30)] for hub in range(3)}
    spokes = {spoke: [hub] for hub, others in hubs.items() for spoke in others}
    assert [len(knot.circles) for knot in find_knots({**hubs, **spokes})] == [20, 20, 20]


STEPS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True)


def onward_of(steps: list[tuple[int, int]]) -> dict[str, list[str]]:
    onward: dict[str, list[str]] = {}
    for one, other in steps:
        onward.setdefault(str(one), []).append(str(other))
    return onward


def goes_round(step: tuple[int, int], steps: list[tuple[int, int]]) -> bool:
    """Whether some steps lead from the end of `step` to its start."""
    reached = {step[1]}
    for _ in steps:
        reached |= {other for one, other in steps if one in reached}
    return step[0] in reached


@given(STEPS, st.data())
def test_every_step_that_goes_round_is_in_a_circle(steps: list[tuple[int, int]], data: st.DataObject) -> None:
    """Of those that count, unless there are more; each circle goes along steps that are there, and one is new."""
    counting = set(data.draw(st.lists(st.sampled_from(steps), unique=True))) if steps else set()
    expected = {step for step in counting if goes_round(step, steps)}
    told: set[tuple[int, int]] = set()
    has_more = False
    for knot in find_knots(onward_of(steps), lambda one, other: (int(one), int(other)) in counting):
        has_more |= knot.has_more
        for circle in knot.circles:
            walked = {(int(one), int(other)) for one, other in zip(circle, [*circle[1:], circle[0]], strict=True)}
            assert walked <= set(steps)
            assert len(set(circle)) == len(circle)
            assert walked & counting - told
            told |= walked
    assert (expected - told != set()) is has_more
    assert not told & counting - expected
