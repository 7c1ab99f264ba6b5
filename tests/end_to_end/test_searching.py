"""Searching and filtering in a terminal: counted and marked as one types, and given up without a trace."""

from __future__ import annotations

import re

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import cursor, status, wait_to_have_read_keys, words_from_cursor
from end_to_end.terminal import Terminal, key
from idlib_reader.ui.palette import DARK, PALETTES

MATCH = {PALETTES[DARK].match.background.removeprefix("#"), PALETTES[DARK].current_match.background.removeprefix("#")}


def marked_cells(terminal: Terminal) -> int:
    """How many cells are drawn as matches."""
    return sum(cell.bg in MATCH for row in terminal.cells for cell in row)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_matches_are_counted_and_marked_as_one_types(open_reader: Open, text: str, size: tuple[int, int]) -> None:
    """Each letter counts anew, case-insensitive until a capital is typed; the matches in sight are marked."""
    with open_reader(*size) as terminal:
        terminal.press("/")
        for typed in ("i", "id", "idl", "idli", "idlib"):
            terminal.press(typed[-1])
            count = len(re.findall(f"(?={typed})", text, re.IGNORECASE))
            terminal.wait_for(
                lambda typed=typed, count=count: (
                    f"/{typed}" in status(terminal) and f"of {count} " in f"{status(terminal)} "
                )
            )
        assert marked_cells(terminal) >= len("Idlib")
        terminal.press(key("ctrl+u"))
        terminal.press("Talks")
        terminal.wait_for(lambda: "not found" in status(terminal))
        assert marked_cells(terminal) == 0
        terminal.press(key("ctrl+g"))
        wait_to_have_read_keys(terminal)
        assert terminal.close() == 0


def test_n_walks_to_every_match_and_around(open_reader: Open, text: str) -> None:
    """The status line counts, the cursor stands on each in turn, and the end of the text is told."""
    places = [found.start() for found in re.finditer("(?i)turkish", text)]
    with open_reader(80, 24) as terminal:
        terminal.press("/turkish")
        terminal.press(key("enter"))
        for number in range(1, len(places) + 1):
            terminal.wait_for(lambda number=number: f"{number} of {len(places)}" in status(terminal))
            assert words_from_cursor(terminal).lower().startswith("turkish")
            terminal.press("n")
        terminal.wait_for(lambda: "from the start" in status(terminal))
        terminal.press("N")
        terminal.wait_for(lambda: "from the end" in status(terminal))
        assert terminal.close(b"qq") == 0


@pytest.mark.parametrize("given_up", ["escape", "ctrl+c", "ctrl+g"])
def test_a_search_that_is_given_up_leaves_the_screen_as_it_was(open_reader: Open, given_up: str) -> None:
    """Cell for cell, however far it led."""
    with open_reader(80, 24) as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        terminal.press("/Aleppo")
        terminal.wait_for(lambda: "1 of 1" in status(terminal))
        assert terminal.cells != before
        terminal.press(key(given_up))
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0


def test_what_is_pasted_is_looked_for(open_reader: Open, text: str) -> None:
    """Words over a line end, with other quotes and spaces than the article's, are found."""
    words = "not yet received a satisfactory result"
    assert words in text
    with open_reader() as terminal:
        terminal.press("/")
        terminal.wait_for(lambda: status(terminal).startswith("/"))
        terminal.press(b"\x1b[200~not  yet\nreceived a satisfactory result\x1b[201~")
        terminal.wait_for(lambda: "1 of 1" in status(terminal))
        terminal.press(key("enter"))
        wait_to_have_read_keys(terminal)
        assert words_from_cursor(terminal).startswith("notyetreceived")
        assert terminal.close(b"qq") == 0


def test_what_is_pasted_elsewhere_does_nothing(open_reader: Open) -> None:
    """No word of it is taken for a key."""
    with open_reader() as terminal:
        before = terminal.cells
        terminal.press(b"\x1b[200~qqGG]t\x1b[201~")
        wait_to_have_read_keys(terminal)
        assert terminal.cells == before
        assert terminal.close() == 0


def test_a_held_key_keeps_its_place(open_reader: Open) -> None:
    """Hundreds of keys at once end where as many single ones do."""
    with open_reader(80, 24) as terminal:
        terminal.press("j" * 300 + "k" * 5)
        wait_to_have_read_keys(terminal)
        held = terminal.cells
        terminal.press("G")
        wait_to_have_read_keys(terminal)
        terminal.press("kkkkk")
        wait_to_have_read_keys(terminal)
        assert cursor(terminal) is not None
        assert [row[0].data for row in terminal.cells] == [row[0].data for row in held]
        assert terminal.close() == 0


def test_a_list_is_filtered_as_one_types(open_reader: Open) -> None:
    """What is left is counted above it; Enter chooses from it, and closing shows all again."""
    with open_reader() as terminal:
        terminal.press(key("f2") + b"/delegation")
        terminal.wait_for("with “delegation”")
        assert "Aleppo" not in "\n".join(row[72:] for row in terminal.rows[4:15])
        terminal.press(key("enter"))
        terminal.wait_for(lambda: "delegation" in status(terminal).split(" · ")[0])
        terminal.press("q")
        terminal.wait_for(lambda: "with “delegation”" not in terminal.text)
        assert terminal.close() == 0
