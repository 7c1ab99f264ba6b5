"""The way walked, back and forward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.navigation import Stand
from idlib_reader.ui.trail import Trail
from idlib_reader.ui.view import View


def view(cursor: int) -> View:
    return View(Stand(cursor))


def test_back_gives_the_view_that_was_left_and_forward_the_one_gone_back_from() -> None:
    """Two steps on, two back, two forward: each view comes as it was."""
    trail = Trail()
    trail.leave(view(1))
    trail.leave(view(2))
    assert trail.back(view(3)) == view(2)
    assert trail.back(view(2)) == view(1)
    assert trail.forward(view(1)) == view(2)
    assert trail.forward(view(2)) == view(3)


def test_the_ends_give_nothing_and_lose_nothing() -> None:
    """At the start there is no way back, at the end none forward; asking changes nothing."""
    trail = Trail()
    assert trail.back(view(1)) is None
    assert trail.forward(view(1)) is None
    trail.leave(view(1))
    assert trail.forward(view(2)) is None
    assert trail.back(view(2)) == view(1)
    assert trail.back(view(1)) is None
    assert trail.forward(view(1)) == view(2)


def test_a_new_way_forgets_what_lay_ahead() -> None:
    """After going back and elsewhere, forward leads nowhere."""
    trail = Trail()
    trail.leave(view(1))
    assert trail.back(view(2)) == view(1)
    trail.leave(view(1))
    assert trail.forward(view(3)) is None
    assert trail.back(view(3)) == view(1)


def test_what_was_changed_meanwhile_comes_back_changed() -> None:
    """Going back keeps the view as it is when one leaves it, not as it was when one came."""
    trail = Trail()
    trail.leave(view(1))
    assert trail.back(view(20)) == view(1)
    assert trail.forward(view(10)) == view(20)
    assert trail.back(view(20)) == view(10)


@given(st.lists(st.sampled_from(["leave", "back", "forward"]), max_size=40))
def test_any_walk_is_that_of_a_list_with_a_finger_on_it(moves: list[str]) -> None:
    """The trail behaves as a list of views in which back and forward move a finger, and leaving cuts off the rest."""
    trail, views, finger = Trail(), [view(0)], 0
    for number, move in enumerate(moves, 1):
        here = views[finger]
        match move:
            case "leave":
                trail.leave(here)
                views, finger = [*views[: finger + 1], view(number)], finger + 1
            case "back":
                expected = views[finger - 1] if finger else None
                assert trail.back(here) == expected
                finger = max(0, finger - 1)
            case _:
                expected = views[finger + 1] if finger + 1 < len(views) else None
                assert trail.forward(here) == expected
                finger = min(len(views) - 1, finger + 1)
