"""Sheets, lists and empty states in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import panel, squeezed, stands_on, status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from idlib_reader.core.index import Index
from idlib_reader.ui.commands import BY_KEY


def test_commands_are_found_by_name_and_run(open_reader: Open) -> None:
    """`:` and a word lists them, Enter runs the one that is pointed at; `:q` quits."""
    with open_reader() as terminal:
        terminal.press(":list of claims")
        terminal.wait_for(BY_KEY["f3"].help.capitalize())
        terminal.press(key("enter"))
        terminal.wait_for("as in the text")
        terminal.press("q:q")
        terminal.wait_for(lambda: ": q" in status(terminal))
        assert terminal.close(key("enter")) == 0


def test_problems_are_told_in_full_and_lead_to_their_entries(open_reader: Open, annotations: Path) -> None:
    """Each with its sentence, at 80 columns too; Enter goes to the entry, and back returns."""
    with open_reader(80, 24) as terminal:
        text = annotations.read_text(encoding="utf-8")
        annotations.write_text(text.replace("entities:\n", "entities:\n  lost:\n    mentions: not there\n", 1), "utf-8")
        terminal.wait_for("1 problem")
        terminal.press("P")
        terminal.wait_for(lambda: "error not-found" in terminal.text)
        assert squeezed("The article does not have “not there”. Copy the words from the article, from") in squeezed(
            terminal.text
        )
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        terminal.press(key("enter"))
        terminal.wait_for(lambda: "lost" in status(terminal) and "not found" in status(terminal))
        terminal.press(key("ctrl+o"))
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close(b"qq") == 0


def test_entries_without_a_place_say_so_in_the_list(open_reader: Open, annotations: Path) -> None:
    """A lost quote and an ambiguous one stand there in words."""
    with open_reader() as terminal:
        text = annotations.read_text(encoding="utf-8")
        added = "  aa-lost: {type: person, mentions: not there}\n  ab-two: {type: person, mentions: Turkey}\n"
        annotations.write_text(text.replace("entities:\n", f"entities:\n{added}", 1), "utf-8")
        terminal.press(key("f2"))
        terminal.wait_for("2 problems")
        shown = "\n".join(panel(terminal))
        assert any("aa-lost" in row and "not found" in row for row in shown.splitlines())
        assert any("ab-two" in row and "ambiguous" in row for row in shown.splitlines())
        assert terminal.close(b"qq") == 0


@pytest.mark.parametrize("name", ["f2", "f3", "f4", "f5"])
def test_the_choice_is_kept_in_every_order(open_reader: Open, index: Index, name: str) -> None:
    """`s` puts the list in its next order, around again; the same entry stays chosen and in sight."""
    with open_reader() as terminal:
        terminal.press(key(name) + b"gjj")
        wait_to_have_read_keys(terminal)
        chosen = next(id_ for id_ in index.entries if stands_on(terminal, index, id_))
        for _ in range(4):
            terminal.press("s")
            wait_to_have_read_keys(terminal)
            assert stands_on(terminal, index, chosen)
            assert any(row.startswith("▶") for row in panel(terminal))
        assert terminal.close(b"qq") == 0


def test_overlapping_marks_are_stepped_through(open_reader: Open, index: Index) -> None:
    """`o` goes outward from the innermost, and around."""
    with open_reader() as terminal:
        offset = index.article.text.index("Dmitry")
        marks = list(dict.fromkeys(mark.id for mark in index.highlights.at(offset)))
        assert len(marks) > 1
        terminal.press("/Dmitry")
        terminal.press(key("enter"))
        for id_ in (*marks[1:], marks[0]):
            terminal.press("o")
            terminal.wait_for(lambda id_=id_: stands_on(terminal, index, id_))
        assert terminal.close(b"qq") == 0


# Empty states


def test_an_article_without_annotations_says_what_to_do(home: Path) -> None:
    """The file that marks go into, and the keys that work."""
    (home / "own.txt").write_text("Nothing is marked in this text.", encoding="utf-8")
    with Terminal("own.txt", home=home, folder=home) as terminal:
        terminal.wait_for("own.annotations.yaml")
        for told in ("Nothing is marked here yet", "searches", "?"):
            assert told in terminal.text
        assert "follow" not in status(terminal)
        assert terminal.close() == 0


def test_an_empty_workspace_shows_its_first_article_once_it_is_there(home: Path) -> None:
    """Until then it says where to put one."""
    for folder in ("seeds", "annotations"):
        (home / folder).mkdir()
    with Terminal(home=home, folder=home) as terminal:
        terminal.wait_for("No article yet")
        assert "seeds/" in terminal.text
        terminal.press("?")
        terminal.wait_for("closes this page")
        terminal.press("q")
        terminal.wait_for("No article yet")
        (home / "seeds" / "first.txt").write_text("The first words of all.", encoding="utf-8")
        terminal.wait_for("The first words of all.")
        terminal.wait_for("Nothing is marked here yet")
        assert terminal.close() == 0


def test_reading_only_writes_nothing(workspace: Path, home: Path) -> None:
    """The title says so, and whatever is pressed no file changes."""
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.rglob("*") if path.is_file()}
    with Terminal("--read-only", home=home, folder=workspace) as terminal:
        terminal.wait_for("read-only")
        terminal.press("]t1>vwy" + "ectmLrda" + "u")
        wait_to_have_read_keys(terminal)
        assert terminal.close(b"qq") == 0
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.rglob("*") if path.is_file()}
    assert after == before
