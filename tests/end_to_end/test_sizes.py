"""Other sizes of the terminal in the middle of everything: the place is kept, whatever is open."""

from __future__ import annotations

import random

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import wait_to_have_read_keys
from end_to_end.terminal import Terminal, key

STATES = {
    "card": b"]t" + key("tab") + b"jj",
    "list": key("f4") + b"jjjj",
    "filtered list": key("f2") + b"/turk" + key("enter"),
    "palette": b":claim",
    "search line": b"/idlib",
    "selection": b"vjjll",
    "search": b"/turkish" + key("enter") + b"n",
}


def settle(terminal: Terminal, state: str) -> None:
    """Wait until all that was pressed is done; a line that is typed into would take what is pressed for that."""
    if state == "palette":
        terminal.wait_for(": claim")
    elif state == "search line":
        terminal.wait_for(lambda: "/idlib" in terminal.row(-1) and " of " in terminal.row(-1))
    else:
        wait_to_have_read_keys(terminal)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_storm_of_sizes_ends_where_it_began(open_reader: Open, state: str, size: tuple[int, int]) -> None:
    """After many sizes, tiny and huge ones too, the old size shows the old screen, cell for cell."""
    order = random.Random(f"{state} {size}")
    with open_reader(*size) as terminal:
        terminal.press(STATES[state])
        settle(terminal, state)
        before = terminal.cells
        for _ in range(12):
            terminal.resize_and_wait(order.randint(1, 210), order.randint(1, 70))
        terminal.resize_and_wait(*size)
        terminal.wait_for(lambda: terminal.cells == before)
        terminal.press(key("ctrl+g"))
        assert terminal.close(b"qqq") == 0


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)])
def test_another_size_shows_what_a_fresh_reader_shows_there(open_reader: Open, size: tuple[int, int]) -> None:
    """The text stands as if the terminal had had this size from the start."""
    with open_reader(*size) as fresh:
        fresh.press("]t")
        wait_to_have_read_keys(fresh)
        expected = fresh.rows[2:12]
        assert fresh.close() == 0
    with open_reader(140, 50) as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        terminal.resize_and_wait(*size)
        terminal.wait_for(lambda: [row[:30] for row in terminal.rows[2:12]] == [row[:30] for row in expected])
        assert terminal.close() == 0
