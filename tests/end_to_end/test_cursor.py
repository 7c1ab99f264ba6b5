"""Where the terminal's own cursor stands: input methods and screen readers look there, though it is not shown."""

from __future__ import annotations

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import cursor, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key

BLINKING = (b"\x1b[5m", b"\x1b[6m", b"\x1b[?12h")


def own_cursor(terminal: Terminal) -> tuple[int, int]:
    """Row and column of the terminal's own cursor."""
    return terminal.screen.cursor.y, terminal.screen.cursor.x


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("keys", ["l", "wwj", "]e", "G", "]t1", "vll", "Gv$"])
def test_it_stands_where_one_reads(open_reader: Open, size: tuple[int, int], keys: str) -> None:
    """After every key that moves it is on the cell that is drawn as the cursor, and nothing blinks."""
    with open_reader(*size) as terminal:
        terminal.press(keys)
        wait_to_have_read_keys(terminal)
        assert cursor(terminal) is not None
        assert own_cursor(terminal) == cursor(terminal)
        assert not any(sequence in terminal.raw for sequence in BLINKING)
        assert terminal.close(b"qq" if "v" in keys else b"q") == 0


def test_it_stands_where_one_types(open_reader: Open) -> None:
    """In the line of a search it follows the characters, wide ones too, and comes back with Escape."""
    with open_reader() as terminal:
        before = own_cursor(terminal)
        terminal.press("/漢字a")
        terminal.wait_for("/漢字a")
        row, column = own_cursor(terminal)
        assert row == terminal.screen.lines - 1
        assert terminal.row(-1)[:column].rstrip().endswith("a")
        assert terminal.cells[row][column].reverse
        terminal.press(key("left") + key("left"))
        terminal.wait_for(lambda: own_cursor(terminal) == (row, column - 3))
        terminal.press(key("ctrl+g"))
        terminal.wait_for(lambda: own_cursor(terminal) == before)
        assert terminal.close() == 0
