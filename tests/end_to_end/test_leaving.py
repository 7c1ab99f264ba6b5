"""How the program ends, and how it does not."""

from __future__ import annotations

from end_to_end.conftest import Open
from end_to_end.reading import cursor, status, wait_to_have_read_keys
from end_to_end.terminal import key

ALTERNATE_SCREEN, CURSOR, LINE_WRAP, FOCUS, PASTE = 1049, 25, 7, 1004, 2004
MOUSE = (1000, 1002, 1003, 1005, 1006, 1015, 1016)
LEAVES_KITTY_KEYS = b"\x1b[<u"


def test_q_quits_and_leaves_the_terminal_as_it_was(open_reader: Open) -> None:
    """After q the exit status is 0, and no mode of the terminal is left switched."""
    with open_reader() as terminal:
        assert terminal.modes[ALTERNATE_SCREEN]
        assert terminal.close("q") == 0
        assert terminal.modes[CURSOR]
        assert terminal.modes[LINE_WRAP]
        for mode in (ALTERNATE_SCREEN, FOCUS, PASTE, *MOUSE):
            assert not terminal.modes.get(mode, False), mode
        assert terminal.raw.count(b"\x1b[>") == terminal.raw.count(LEAVES_KITTY_KEYS)
        assert terminal.line_settings() == terminal.lines_before


def test_q_closes_what_is_open_before_it_quits(open_reader: Open) -> None:
    """With the keys in a list the first q gives them back to the article, and the second quits."""
    with open_reader() as terminal:
        terminal.press(key("f4"))
        terminal.wait_for(lambda: cursor(terminal) is None)
        terminal.press("q")
        terminal.wait_for(lambda: cursor(terminal) is not None)
        assert terminal.close("q") == 0


def test_control_c_says_how_to_quit(open_reader: Open) -> None:
    """^C ends nothing; the status line names the key that does, until the next key."""
    with open_reader() as terminal:
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        terminal.press(key("ctrl+c"))
        terminal.wait_for(lambda: "quit, press q" in status(terminal))
        assert terminal.cells[:-1] == before[:-1]
        terminal.press(key("escape"))
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0


def test_escape_never_quits(open_reader: Open) -> None:
    """Escape takes a sentence off the status line and closes what is open; with nothing open it does nothing."""
    with open_reader() as terminal:
        before = terminal.cells
        for keys in (key("ctrl+c"), key("f4")):
            terminal.press(keys)
            terminal.wait_for(lambda: terminal.cells != before)
            terminal.press(key("escape"))
            terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0
