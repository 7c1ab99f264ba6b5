"""The mouse in a terminal: marks, rows, links and the wheel, and selecting by dragging."""

from __future__ import annotations

from end_to_end.conftest import Open
from end_to_end.mouse import (
    click,
    click_words,
    drag_mouse,
    place_of,
    press_mouse,
    release_mouse,
    turn_wheel,
)
from end_to_end.reading import (
    article_rows,
    card,
    cursor,
    panel,
    stands_on,
    status,
    wait_to_have_read_keys,
    wait_to_stand_on,
)
from end_to_end.terminal import Terminal, key
from idlib_reader.core.index import Index


def selected(terminal: Terminal) -> str:
    """What the status line says of the selection; empty without one."""
    line = status(terminal)
    return line if "selected" in line else ""


def test_a_click_chooses_a_mark_and_again_the_next_that_overlaps(open_reader: Open, index: Index) -> None:
    """Clicks on one mark go through all that is marked there, innermost first, and round again."""
    with open_reader() as terminal:
        x, y = place_of(terminal, "Dmitry")
        offset = index.article.text.index("Dmitry")
        marks = list(dict.fromkeys(mark.id for mark in index.highlights.at(offset)))
        assert len(marks) > 1
        for number, id_ in enumerate((*marks, marks[0])):
            # Two quick clicks on one cell would be a double click.
            click(terminal, x + number % 2, y)
            wait_to_stand_on(terminal, index, id_)
        assert terminal.close() == 0


def test_a_drag_selects_and_a_click_gives_it_up(open_reader: Open) -> None:
    """The words between button down and up are selected, both ends with them."""
    with open_reader() as terminal:
        x, y = place_of(terminal, "presidential")
        press_mouse(terminal, x, y)
        drag_mouse(terminal, x + 3, y)
        drag_mouse(terminal, x + len("presidential") - 1, y)
        terminal.wait_for(lambda: "1 word, 12 characters selected" in status(terminal))
        release_mouse(terminal, x + len("presidential") - 1, y)
        terminal.press("y")
        terminal.wait_for(lambda: "Copied “presidential”" in status(terminal))
        click(terminal, x, y + 1)
        terminal.wait_for(lambda: not selected(terminal) and "Copied" not in status(terminal))
        assert terminal.close() == 0


def test_double_and_triple_clicks_select_word_and_sentence(open_reader: Open) -> None:
    """Two quick clicks select the word, three the sentence around it."""
    with open_reader() as terminal:
        x, y = place_of(terminal, "presidential")
        click(terminal, x + 2, y, 2)
        terminal.wait_for(lambda: "1 word, 12 characters selected" in status(terminal))
        click(terminal, x + 2, y, 3)
        terminal.wait_for(lambda: selected(terminal) and "1 word," not in selected(terminal))
        terminal.press("y")
        terminal.wait_for(lambda: "Copied “Russia intends to continue" in status(terminal))
        assert terminal.close(b"qq") == 0


def test_a_drag_below_the_text_scrolls_on(open_reader: Open) -> None:
    """While the button is held below the last row, more and more of the text comes in sight and is selected."""
    with open_reader(80, 24) as terminal:
        before = list(article_rows(terminal))
        x, y = place_of(terminal, "presidential")
        press_mouse(terminal, x, y)
        drag_mouse(terminal, x + 1, y)
        terminal.wait_for(lambda: selected(terminal))
        drag_mouse(terminal, x, 22)
        terminal.wait_for(lambda: list(article_rows(terminal))[-1] != before[-1])
        scrolled = list(article_rows(terminal))
        terminal.wait_for(lambda: list(article_rows(terminal)) != scrolled)
        release_mouse(terminal, x, 22)
        wait_to_have_read_keys(terminal)
        stopped = list(article_rows(terminal))
        terminal.press(key("escape"))
        terminal.wait_for(lambda: not selected(terminal))
        assert len(list(article_rows(terminal))) == len(stopped)
        assert terminal.close() == 0


def test_rows_and_links_are_clicked(open_reader: Open, index: Index) -> None:
    """A row of the list chooses its entry, a link of the card leads to its other end, and back returns."""
    with open_reader() as terminal:
        terminal.press(key("f4"))
        id_ = next(one for one in index.timeline if len(index.ways.get(one, ())) > 1)
        row = index.rows[id_]
        x, y = place_of(terminal, "Entities")
        click(terminal, x + 2, y + 2 + row)
        wait_to_stand_on(terminal, index, id_)
        before = terminal.cells
        second = index.ways[id_][1].to
        # The card says it with a digit at the end of its row.
        rows = terminal.rows
        link_row = next(number for number, line in enumerate(rows) if line.rstrip().endswith(" 2") and number > y + 6)
        click(terminal, x + 20, link_row)
        wait_to_stand_on(terminal, index, second)
        terminal.press(key("ctrl+o"))
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close(b"qq") == 0


def test_the_wheel_scrolls_what_it_is_over(open_reader: Open) -> None:
    """Over the article the text moves, over the list the list, over the card the card; nothing else does."""
    with open_reader(120, 24) as terminal:
        # The card of this entity has more rows than the screen.
        terminal.press("/Peskov")
        terminal.press(key("enter"))
        terminal.wait_for(lambda: "more rows" in terminal.text)
        wait_to_have_read_keys(terminal)
        for x, y in ((100, 6), (100, 20), (10, 10)):
            before_text, before_panel, before_card = list(article_rows(terminal)), panel(terminal), card(terminal)
            turn_wheel(terminal, x, y, 1)
            if x == 10:
                terminal.wait_for(lambda before=before_text: list(article_rows(terminal)) != before)
            else:
                terminal.wait_for(lambda before=before_panel: panel(terminal) != before)
                assert list(article_rows(terminal)) == before_text
                assert (card(terminal) != before_card) == (y == 20)
            turn_wheel(terminal, x, y, -1)
            terminal.wait_for(lambda before=before_text: list(article_rows(terminal)) == before)
            wait_to_have_read_keys(terminal)
        assert terminal.close(b"qq") == 0


def test_the_name_of_a_list_and_of_its_order_are_clicked(open_reader: Open) -> None:
    """The heads of the panel are as good as their keys."""
    with open_reader() as terminal:
        click_words(terminal, "Claims")
        terminal.wait_for(lambda: "as in the text" in terminal.text)
        click_words(terminal, "as in the text")
        terminal.wait_for(lambda: "by source" in terminal.text)
        click_words(terminal, "presidential")
        terminal.wait_for(lambda: cursor(terminal) is not None)
        assert terminal.close() == 0


def test_a_click_where_nothing_is_marked_moves_the_cursor_only(open_reader: Open, index: Index) -> None:
    """No entry is chosen then."""
    with open_reader() as terminal:
        terminal.press("]e")
        terminal.wait_for(lambda: any(stands_on(terminal, index, id_) for id_ in index.annotations.entities))
        x, y = place_of(terminal, "reporters")
        click(terminal, x, y)
        terminal.wait_for(lambda: cursor(terminal) == (y, x))
        assert terminal.close() == 0
