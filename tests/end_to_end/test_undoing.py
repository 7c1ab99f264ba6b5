"""Undoing what was done at the screen, and doing it again, with the file on disk compared to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from end_to_end.reading import article_rows, shows_count, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from end_to_end.writing import (
    ENTER,
    HAND,
    REDO,
    go_to,
    mark_as_new,
    open_article,
    read,
    replaced,
    select,
    wait_to_be_saved,
    wait_to_be_told,
    write_harbour,
)

Do = Callable[[Terminal], None]

LIND_AGAIN = ("      - Mara Lind\n", "      - Mara Lind\n      - {quote: Lind, in: Lind said}\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The annotation file written by hand, in its workspace."""
    return write_harbour(tmp_path / "three")


def mark_lind(terminal: Terminal) -> None:
    """Mark the second place of a name that is known."""
    terminal.press(b"/Lind said\re\r")
    wait_to_be_told(terminal, "Mention of Mara Lind: saved")


def mark_blue_heron(terminal: Terminal) -> None:
    """Mark a new entity."""
    select(terminal, "Blue Heron")
    mark_as_new(terminal, "Blue Heron", "f")


def mark_of_another_article(terminal: Terminal) -> None:
    """Mark an entity that only another article has."""
    go_to(terminal, "Nobody")
    terminal.press("e家属")
    terminal.wait_for("▶ 家属们")
    terminal.press(ENTER)
    wait_to_be_told(terminal, "saved")


def write_remark(terminal: Terminal) -> None:
    """Write a remark."""
    go_to(terminal, "quay")
    terminal.press(b"mWhich one?\r")
    wait_to_be_told(terminal, "Remark on “")


def remove_mention(terminal: Terminal) -> None:
    """Remove one of several mentions."""
    go_to(terminal, "Port Elva")
    terminal.press("d")
    wait_to_be_told(terminal, "Removal of a mention of Port Elva: saved")


def except_place(terminal: Terminal) -> None:
    """Take a place out of a rule."""
    go_to(terminal, "harbour office")
    terminal.press("d")
    wait_to_be_told(terminal, "Removal of a mention of Port Elva: saved")


def delete(words: str) -> Do:
    """Delete what is marked first at these words, with all that refers to it."""

    def do(terminal: Terminal) -> None:
        go_to(terminal, words)
        terminal.press("d")
        terminal.wait_for("▶ Delete it")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Deletion of ")
        wait_to_be_saved(terminal)

    return do


def delete_in_list(terminal: Terminal) -> None:
    """Delete an entity that a claim refers to, in the list."""
    terminal.press(key("f2") + b"gd")
    terminal.wait_for("▶ Delete it, and take it out")
    terminal.press(ENTER)
    wait_to_be_told(terminal, "Deletion of entity Mara Lind: saved")


@pytest.mark.parametrize(
    "do",
    [
        pytest.param(mark_lind, id="mention"),
        pytest.param(mark_blue_heron, id="entity"),
        pytest.param(mark_of_another_article, id="entity of another article"),
        pytest.param(write_remark, id="remark"),
        pytest.param(remove_mention, id="removal"),
        pytest.param(except_place, id="exception"),
        pytest.param(delete("Castor Lines"), id="deletion of an entity"),
        pytest.param(delete("We had no warning"), id="deletion of a claim"),
        pytest.param(delete("did not answer"), id="deletion of a remark"),
        pytest.param(delete("two freighters"), id="deletion of an event"),
        pytest.param(delete_in_list, id="deletion with what refers to it"),
    ],
)
def test_each_change_is_undone_and_done_again(file: Path, home: Path, do: Do) -> None:
    """Each time the file is what it was before or after the change, to the byte, and the article's text stays put."""
    with open_article(file, home) as terminal:
        before = list(article_rows(terminal))
        do(terminal)
        after = read(file)
        assert after != HAND
        for _ in range(2):
            terminal.press("u")
            wait_to_be_told(terminal, "Undone: ")
            assert read(file) == HAND
            terminal.press(REDO)
            wait_to_be_told(terminal, "Done again: ")
            assert read(file) == after
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: ")
        assert read(file) == HAND
        assert list(article_rows(terminal)) == before
        assert shows_count(terminal, "entity", 3)
        assert "problem" not in terminal.row(0)
    assert read(file) == HAND


def test_undo_goes_back_over_several_changes(file: Path, home: Path) -> None:
    """Step by step to the file as it was found, and forward again to the last one."""
    steps = [mark_lind, mark_blue_heron, write_remark, except_place, delete("Castor Lines")]
    texts = [HAND]
    with open_article(file, home) as terminal:
        for do in steps:
            do(terminal)
            texts.append(read(file))
        for text in reversed(texts[:-1]):
            terminal.press("u")
            terminal.wait_for(lambda text=text: read(file) == text)
            wait_to_have_read_keys(terminal)
        terminal.press("u")
        wait_to_be_told(terminal, "There is nothing to undo.")
        for text in texts[1:]:
            terminal.press(REDO)
            terminal.wait_for(lambda text=text: read(file) == text)
            wait_to_have_read_keys(terminal)
        terminal.press(REDO)
        wait_to_be_told(terminal, "There is nothing to redo.")
        assert read(file) == texts[-1]
        assert terminal.close("qq") == 0


def test_keys_held_down_undo_as_often_as_there_is_something(file: Path, home: Path) -> None:
    """More presses than changes leave the file as it was found."""
    with open_article(file, home) as terminal:
        mark_lind(terminal)
        mark_blue_heron(terminal)
        terminal.press("u" * 5)
        wait_to_be_told(terminal, "There is nothing to undo.")
        assert read(file) == HAND


def test_a_new_change_ends_what_could_be_done_again(file: Path, home: Path) -> None:
    """What was undone before it can't come back."""
    with open_article(file, home) as terminal:
        mark_lind(terminal)
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: mention of Mara Lind.")
        mark_blue_heron(terminal)
        after = read(file)
        terminal.press(REDO)
        wait_to_be_told(terminal, "There is nothing to redo.")
        assert read(file) == after


def test_there_is_nothing_to_undo_at_the_start(file: Path, home: Path) -> None:
    """What was in the file before is no change of this run; the file is not touched."""
    before = file.stat().st_mtime_ns
    with open_article(file, home) as terminal:
        terminal.press("u")
        wait_to_be_told(terminal, "There is nothing to undo.")
        terminal.press(REDO)
        wait_to_be_told(terminal, "There is nothing to redo.")
    assert (file.stat().st_mtime_ns, read(file)) == (before, HAND)


# Another hand


def test_undo_leaves_what_was_written_elsewhere(file: Path, home: Path) -> None:
    """A hand edit above and one below stay while the line between them goes."""
    by_hand = replaced(replaced(HAND, "Elva Times", "The Elva Times of Monday"), "# the end", "# the very end")
    with open_article(file, home) as terminal:
        mark_lind(terminal)
        file.write_text(replaced(by_hand, *LIND_AGAIN), encoding="utf-8")
        terminal.wait_for("The Elva Times of Monday")
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: mention of Mara Lind.")
        assert read(file) == by_hand
        terminal.press(REDO)
        wait_to_be_told(terminal, "Done again: mention of Mara Lind.")
        assert read(file) == replaced(by_hand, *LIND_AGAIN)


def change_line(terminal: Terminal, file: Path) -> str:
    """Change by hand a line that the reader has written, and wait until the reader has seen it."""
    changed = replaced(replaced(read(file), "in: Lind said}", "after: said}"), "Elva Times", "The Elva Times of Monday")
    file.write_text(changed, encoding="utf-8")
    terminal.wait_for("The Elva Times of Monday")
    return changed


def test_undo_keeps_off_a_line_that_another_hand_has_changed(file: Path, home: Path) -> None:
    """It says so, and the file stays as it is."""
    with open_article(file, home) as terminal:
        mark_lind(terminal)
        changed = change_line(terminal, file)
        terminal.press("u")
        wait_to_be_told(
            terminal, "Someone else has changed the lines of “mention of Mara Lind” since, so it stays as it is"
        )
        assert read(file) == changed


def test_undo_can_go_past_what_another_hand_has_changed(file: Path, home: Path) -> None:
    """Pressed again it undoes what was done before that, and leaves the changed line alone."""
    with open_article(file, home) as terminal:
        mark_blue_heron(terminal)
        entry = read(file)[read(file).index("  blue-heron:") : read(file).index("\nevents:")]
        mark_lind(terminal)
        changed = change_line(terminal, file)
        terminal.press("u")
        wait_to_be_told(terminal, "u again goes past it.")
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: entity Blue Heron.")
        assert read(file) == replaced(changed, entry, "")
