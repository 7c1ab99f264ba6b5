"""Selecting and copying by keys in a terminal."""

from __future__ import annotations

import base64
import re

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import article_rows, cursor, status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from idlib_reader.ui.palette import DARK, PALETTES

SELECTION = PALETTES[DARK].selection.background.removeprefix("#")
_COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def copied(terminal: Terminal) -> list[str]:
    """All that was handed to the terminal's clipboard so far."""
    return [base64.b64decode(words).decode() for words in _COPIED.findall(bytes(terminal.raw))]


def selected(terminal: Terminal) -> str:
    """The cells that are drawn as selected; the one under the cursor is not."""
    return "".join(cell.data for row in terminal.cells for cell in row if cell.bg == SELECTION)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("vww", "Russia intends"),
        ("vlllll", "Russi"),
        ("+", "Russia"),
        ("v)", "Russia intends to continue to using working contacts with Turkey"),
    ],
)
def test_what_is_selected_is_copied(open_reader: Open, keys: str, words: str) -> None:
    """The words go to the terminal as they stand in the article; the cells of them are lit."""
    with open_reader() as terminal:
        terminal.press(keys)
        terminal.wait_for(lambda: "selected" in status(terminal))
        wait_to_have_read_keys(terminal)
        assert selected(terminal).startswith(words[:4])
        terminal.press("y")
        terminal.wait_for(lambda: "Copied" in status(terminal))
        assert copied(terminal)[-1].startswith(words)
        assert copied(terminal)[-1] == copied(terminal)[-1].strip()
        terminal.press(key("ctrl+c"))
        wait_to_have_read_keys(terminal)
        assert len(copied(terminal)) == 2
        assert terminal.close(b"qq") == 0


def test_shift_and_arrows_select_the_same(open_reader: Open) -> None:
    """They begin a selection and move; Escape gives it up, and the screen is as without."""
    with open_reader() as terminal:
        terminal.press("l")
        wait_to_have_read_keys(terminal)
        before = list(article_rows(terminal)), cursor(terminal)
        terminal.press(key("shift+right") * 5)
        terminal.wait_for(lambda: "5 characters selected" in status(terminal))
        terminal.press(key("shift+left") * 5)
        terminal.wait_for(lambda: "a selection begins here" in status(terminal))
        terminal.press(key("escape"))
        terminal.wait_for(lambda: "begins" not in status(terminal))
        assert (list(article_rows(terminal)), cursor(terminal)) == before
        assert terminal.close() == 0


def test_control_c_without_a_selection_copies_nothing(open_reader: Open) -> None:
    """It says how to quit."""
    with open_reader() as terminal:
        terminal.press(key("ctrl+c"))
        terminal.wait_for(lambda: "press q" in status(terminal))
        assert copied(terminal) == []
        assert terminal.close() == 0
