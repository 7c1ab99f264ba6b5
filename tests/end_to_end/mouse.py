"""What a terminal sends for the mouse (xterm's SGR mode, 1006), and where on the screen to point it."""

from __future__ import annotations

from end_to_end.terminal import Terminal
from idlib_reader.core.graphemes import cell_width

LEFT, DRAG, WHEEL_UP, WHEEL_DOWN = 0, 32, 64, 65


def place_of(terminal: Terminal, words: str) -> tuple[int, int]:
    """Column and row of the first cell of words on the screen, counted from 0."""
    for y, row in enumerate(terminal.rows):
        if words in row:
            return cell_width(row[: row.index(words)]), y
    raise AssertionError(f"{words!r} is not on the screen:\n{terminal.text}")


def press_mouse(terminal: Terminal, x: int, y: int) -> None:
    """The left button goes down on a cell."""
    terminal.press(b"\x1b[<%d;%d;%dM" % (LEFT, x + 1, y + 1))


def drag_mouse(terminal: Terminal, x: int, y: int) -> None:
    """The mouse is moved with the left button down."""
    terminal.press(b"\x1b[<%d;%d;%dM" % (DRAG, x + 1, y + 1))


def release_mouse(terminal: Terminal, x: int, y: int) -> None:
    """The left button goes up."""
    terminal.press(b"\x1b[<%d;%d;%dm" % (LEFT, x + 1, y + 1))


def click(terminal: Terminal, x: int, y: int, times: int = 1) -> None:
    """The left button is clicked, once or quickly several times."""
    for _ in range(times):
        press_mouse(terminal, x, y)
        release_mouse(terminal, x, y)


def click_words(terminal: Terminal, words: str, times: int = 1) -> None:
    """Words on the screen are clicked."""
    click(terminal, *place_of(terminal, words), times)


def turn_wheel(terminal: Terminal, x: int, y: int, notches: int) -> None:
    """The wheel is turned over a cell, down if positive."""
    for _ in range(abs(notches)):
        terminal.press(b"\x1b[<%d;%d;%dM" % (WHEEL_DOWN if notches > 0 else WHEEL_UP, x + 1, y + 1))
