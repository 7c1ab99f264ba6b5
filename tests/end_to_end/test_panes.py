"""The parts of the screen: lists, card and article, what they say together, and which of them has the keys."""

from __future__ import annotations

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import (
    article_rows,
    card,
    chosen_row,
    cursor,
    shows_count,
    shows_start_of,
    squeezed,
    standing_on,
    stands_on,
    wait_to_have_read_keys,
    wait_to_stand_on,
)
from end_to_end.terminal import key
from idlib_reader.core.annotations import Kind, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.ui.cards import describe_entry
from idlib_reader.ui.commands import COMMANDS, continuations, name_keys
from idlib_reader.ui.lists import describe_row

LISTS: list[tuple[str, Kind]] = [("f2", "entity"), ("f3", "claim"), ("f4", "event"), ("f5", "remark")]


@pytest.mark.parametrize(("function_key", "kind"), LISTS)
def test_a_function_key_brings_its_list_up_with_the_keys(
    open_reader: Open, index: Index, function_key: str, kind: Kind
) -> None:
    """F2 to F5 show a list in the order that the index gives it; g, j, k and G move in it."""
    ids = index.listed[kind]
    with open_reader() as terminal:
        terminal.press(key(function_key) + b"g")
        wait_to_stand_on(terminal, index, ids[0])
        terminal.press("jj")
        wait_to_stand_on(terminal, index, ids[2])
        terminal.press("k")
        wait_to_stand_on(terminal, index, ids[1])
        terminal.press("G")
        wait_to_stand_on(terminal, index, ids[-1])
        terminal.press("j")
        wait_to_have_read_keys(terminal)
        assert standing_on(terminal, index) == ids[-1]


def test_a_walk_in_a_list_is_one_step_back(open_reader: Open, index: Index) -> None:
    """However many rows one walked in a list, back brings the screen from before the walk."""
    with open_reader() as terminal:
        terminal.press(key("f4"))
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        terminal.press("gjjj")
        wait_to_stand_on(terminal, index, index.timeline[3])
        terminal.press(key("ctrl+o"))
        wait_to_have_read_keys(terminal)
        assert terminal.cells == before


def test_article_list_and_card_agree(open_reader: Open, index: Index) -> None:
    """Wherever keys lead, status line, list and card name the same entry."""
    with open_reader() as terminal:
        for keys in ("]e", "]c", "]t", "]m", "]t\r", "]t>", "]e\r", "]t1", "\x1bORjj", "\x1bOQG"):
            terminal.press(keys)
            wait_to_have_read_keys(terminal)
            id_ = standing_on(terminal, index)
            kind = kind_of(index.entries[id_])
            assert shows_count(terminal, kind, len(index.listed[kind]))
            assert shows_start_of(chosen_row(terminal), describe_row(index, id_).text), keys
            title = describe_entry(index, Choice(id_))[0].text
            assert squeezed(title) in squeezed(card(terminal)), keys


def test_tab_goes_round_the_panes_and_back(open_reader: Open, index: Index) -> None:
    """Tab leads from the article to the card, the list and round to the article; Shift+Tab the other way."""
    with open_reader() as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        article = terminal.cells
        for keys in ("tab", "shift+tab"):
            seen = []
            for _ in range(2):
                terminal.press(key(keys))
                wait_to_have_read_keys(terminal)
                assert cursor(terminal) is None
                seen.append(terminal.cells)
            terminal.press(key(keys))
            wait_to_have_read_keys(terminal)
            assert terminal.cells == article
            assert article not in seen


def test_the_card_scrolls_when_it_has_the_keys(open_reader: Open, index: Index) -> None:
    """In the card `j` shows what did not fit, and nothing else of the screen moves."""
    long = max(index.entries, key=lambda id_: len(describe_entry(index, Choice(id_))))
    row = index.rows[long]
    kind = kind_of(index.entries[long])
    function_key = next(name for name, other in LISTS if other == kind)
    with open_reader(120, 30) as terminal:
        terminal.press(key(function_key) + b"g" + b"j" * row + key("shift+tab"))
        wait_to_stand_on(terminal, index, long)
        wait_to_have_read_keys(terminal)
        before, text = card(terminal), list(article_rows(terminal))
        terminal.press("jjj")
        terminal.wait_for(lambda: card(terminal) != before)
        wait_to_stand_on(terminal, index, long)
        assert list(article_rows(terminal)) == text
        terminal.press("g")
        terminal.wait_for(lambda: card(terminal) == before)


def test_hiding_the_panel_moves_no_word(open_reader: Open) -> None:
    """The backslash hides the panel and shows it again; the text stays where it is."""
    with open_reader() as terminal:
        before, text = terminal.cells, list(article_rows(terminal))
        terminal.press("\\")
        terminal.wait_for(lambda: "Entities" not in terminal.text)
        assert list(article_rows(terminal)) == text
        terminal.press("\\")
        terminal.wait_for(lambda: terminal.cells == before)


def test_a_narrow_screen_opens_the_panel_over_the_text_and_closes_it(open_reader: Open) -> None:
    """At 80x24 a list lies over the text while it has the keys; every way to close it shows the text as before."""
    with open_reader(80, 24) as terminal:
        before = terminal.cells
        for closing in ("q", "escape", "tab", "\\"):
            terminal.press(key("f4"))
            terminal.wait_for("Events")
            terminal.press(key(closing))
            terminal.wait_for(lambda: terminal.cells == before)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_begun_chord_shows_all_that_may_follow(open_reader: Open, index: Index, size: tuple[int, int]) -> None:
    """After `]` the footer names every key that may come next, and what keys act on stays readable."""
    with open_reader(*size) as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        id_ = standing_on(terminal, index)
        for start in "][":
            terminal.press(start)
            terminal.wait_for(lambda: terminal.cells != before)
            for letter, label in continuations(start):
                assert f"{letter} {label}" in terminal.row(-1)
            assert stands_on(terminal, index, id_)
            terminal.press("~")
            terminal.wait_for(lambda: terminal.cells == before)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_help_shows_every_key_and_q_closes_it(open_reader: Open, size: tuple[int, int]) -> None:
    """The help page holds each key of the command table with what it does; then the screen is as it was."""
    with open_reader(*size) as terminal:
        before = terminal.cells
        terminal.press("?")
        terminal.wait_for(COMMANDS[0].help)
        for command in COMMANDS:
            keys, text = squeezed(name_keys(command)), squeezed(command.help)
            while not (keys in (shown := squeezed(terminal.text)) and text in shown):
                page = terminal.cells
                terminal.press("j")
                terminal.wait_for(lambda page=page: terminal.cells != page)
        terminal.press("q")
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0
