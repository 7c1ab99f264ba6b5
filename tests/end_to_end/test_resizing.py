"""The terminal changes its size."""

from __future__ import annotations

import random

from end_to_end.conftest import Open
from end_to_end.reading import (
    article_rows,
    cursor,
    squeezed,
    standing_on,
    wait_to_have_read_keys,
    wait_to_stand_on,
    words_from_cursor,
)
from end_to_end.terminal import Terminal
from idlib_reader.core.index import Index

SIZES = [(80, 24), (200, 60), (60, 30), (101, 20), (99, 20), (160, 30), (40, 16), (300, 80), (120, 40)]


def shown(terminal: Terminal) -> str:
    """The article's text on the screen, without white space."""
    return "".join(squeezed(row) for row in article_rows(terminal))


def test_every_size_shows_the_text_without_a_gap_and_the_cursor_on_its_words(
    open_reader: Open, index: Index, text: str
) -> None:
    """In whatever size, the article on the screen is a stretch of its text, and the cursor stands where it stood."""
    with open_reader() as terminal:
        terminal.press("]t" * 6)
        wait_to_have_read_keys(terminal)
        id_ = standing_on(terminal, index)
        words = words_from_cursor(terminal)[:12]
        for columns, rows in SIZES:
            terminal.resize(columns, rows)
            wait_to_stand_on(terminal, index, id_)
            terminal.wait_for(
                lambda words=words: cursor(terminal) is not None and words_from_cursor(terminal).startswith(words)
            )
            terminal.wait_for(lambda: shown(terminal) in squeezed(text))
            assert len(terminal.row(-1).rstrip()) <= columns


def test_a_storm_of_sizes_keeps_the_place(open_reader: Open, index: Index, text: str) -> None:
    """After many sizes in a row, none of them waited out, the screen is the one of the last size, whole."""
    storm = random.Random(2)
    with open_reader() as terminal:
        terminal.press("]t" * 6)
        wait_to_have_read_keys(terminal)
        id_, words, before = standing_on(terminal, index), words_from_cursor(terminal)[:12], terminal.cells
        for _ in range(30):
            terminal.resize_and_wait(storm.randrange(20, 250), storm.randrange(8, 70))
        terminal.resize_and_wait(120, 41)
        # The size is told by a signal, so a key pressed later may be read first; the place tells when both are done.
        wait_to_stand_on(terminal, index, id_)
        terminal.wait_for(lambda: terminal.cells[0] == before[0] and words_from_cursor(terminal).startswith(words))
        terminal.wait_for(lambda: len(shown(terminal)) > 1000 and shown(terminal) in squeezed(text))
        wait_to_have_read_keys(terminal)
        assert terminal.cells[-1] == before[-1]
        assert terminal.close() == 0


def test_a_window_made_small_and_large_at_once_is_drawn_again(open_reader: Open) -> None:
    """The terminal has dropped what did not fit meanwhile, so the program draws all though the size is the old one."""
    with open_reader() as terminal:
        before = terminal.cells
        terminal.flicker(60, 20)
        terminal.wait_for(lambda: terminal.cells == before)


def test_another_width_and_back_shows_the_same_screen(open_reader: Open) -> None:
    """Where no row has to move, making the window narrower and wide again brings every cell back."""
    with open_reader() as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        for columns, rows in ((140, 40), (105, 44), (80, 40), (120, 40)):
            terminal.resize(columns, rows)
            terminal.wait_for(lambda columns=columns: len(terminal.row(1).strip()) == columns)
        terminal.wait_for(lambda: terminal.cells == before)


def test_the_smallest_window_ends_nothing(open_reader: Open) -> None:
    """A window of a few cells draws what it can and takes keys; made larger again it shows all."""
    with open_reader() as terminal:
        terminal.press("g0")
        wait_to_have_read_keys(terminal)
        before, text = terminal.cells[0], list(article_rows(terminal))
        for columns, rows in ((1, 1), (3, 2), (12, 5), (5, 40), (121, 3), (2, 30), (140, 1)):
            terminal.resize_and_wait(columns, rows)
            terminal.press("jlGg]t[e")
        terminal.resize_and_wait(120, 41)
        terminal.press("Gg0")
        terminal.wait_for(lambda: terminal.cells[0] == before and list(article_rows(terminal))[:30] == text[:30])
        assert terminal.close() == 0


def test_help_opened_and_closed_at_once_while_the_size_changes_ends_nothing(open_reader: Open) -> None:
    """Keys typed ahead of the screen, and sizes that change meanwhile, do not end the program."""
    with open_reader() as terminal:
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        for columns, rows in ((100, 30), (80, 24), (121, 40)) * 3:
            terminal.resize_and_wait(columns, rows)
            terminal.press("?q")
        terminal.wait_for(lambda: len(terminal.row(1).rstrip()) == 121)
        terminal.press("?jjq")
        terminal.resize_and_wait(120, 40)
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0
