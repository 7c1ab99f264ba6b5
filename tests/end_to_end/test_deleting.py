"""Removing marks and entries at the screen, and what the file on disk says then, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from end_to_end.reading import card, shows_count, status
from end_to_end.terminal import Terminal, key
from end_to_end.writing import ENTER, HAND, go_to, open_article, read, replaced, wait_to_be_told, write_harbour

CASTOR = "  castor: {type: organisation, name: Castor Lines,  mentions: Castor Lines}\n"
LIND = HAND[HAND.index("  # Runs the office") : HAND.index("\n  castor:")]
CLAIM = HAND[HAND.index("  no-warning:") : HAND.index("\nremarks:")]
REMARK = HAND[HAND.index("  silence:") : HAND.index("# the end")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The annotation file written by hand, in its workspace."""
    return write_harbour(tmp_path / "three")


def ask_to_delete(terminal: Terminal, question: str) -> None:
    """Press the key that deletes, and wait for the question."""
    terminal.press("d")
    terminal.wait_for(question)


def go_to_entity(terminal: Terminal, row: int, name: str) -> None:
    """Go to a row of the list of entities."""
    terminal.press(key("f2") + b"g" + b"j" * row)
    terminal.wait_for(lambda: name in status(terminal))


# Mentions


def test_a_mention_goes_with_its_line(file: Path, home: Path) -> None:
    """What stands behind it on the line goes too; the other mentions of the entity stay."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Port Elva")
        terminal.press("d")
        wait_to_be_told(terminal, "Removal of a mention of Port Elva: saved in annotations/harbour.yaml.")
        assert read(file) == replaced(HAND, "    - Port Elva           # once\n", "")


def test_a_place_of_a_rule_becomes_an_exception(file: Path, home: Path) -> None:
    """The rule stays for all other places."""
    with open_article(file, home) as terminal:
        go_to(terminal, "harbour office")
        terminal.press("d")
        wait_to_be_told(terminal, "Removal of a mention of Port Elva: saved")
        assert read(file) == replaced(HAND, "all: true}", "all: true, except: [{quote: harbour, in: the harbour}]}")
        terminal.press(key("f2"))
        terminal.wait_for(lambda: any("Port Elva" in row and row.rstrip().endswith(" 2") for row in terminal.rows))


def test_the_last_mention_asks_before_the_entry_goes(file: Path, home: Path) -> None:
    """Without a mention the entry would say nothing, so it is the entry that goes, once the person has said so."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Castor Lines")
        ask_to_delete(terminal, "Delete the organisation “Castor Lines”?")
        terminal.wait_for("▶ Delete it")
        assert "Nothing in this file refers to it." in terminal.text
        assert read(file) == HAND
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Deletion of entity Castor Lines: saved in annotations/harbour.yaml.")
        assert read(file) == replaced(HAND, CASTOR, "")
        assert shows_count(terminal, "entity", 2)


@pytest.mark.parametrize("keys", [key("down") + ENTER, b"q"])
def test_what_is_kept_is_not_touched(file: Path, home: Path, keys: bytes) -> None:
    """The last choice keeps it, as does giving up; the screen is as it was before the question."""
    before = file.stat().st_mtime_ns
    with open_article(file, home) as terminal:
        go_to(terminal, "Castor Lines")
        shown = terminal.cells
        ask_to_delete(terminal, "Delete the organisation “Castor Lines”?")
        terminal.press(keys)
        terminal.wait_for(lambda: terminal.cells == shown)
        assert terminal.close("qq") == 0
    assert (file.stat().st_mtime_ns, read(file)) == (before, HAND)


def test_words_without_a_mark_have_nothing_to_delete(file: Path, home: Path) -> None:
    """That is said, and nothing changes."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Nobody")
        terminal.press("d")
        wait_to_be_told(terminal, "Nothing is chosen that could be deleted.")
        assert read(file) == HAND


# Entries


def ask_to_delete_lind(terminal: Terminal) -> None:
    """Ask for an entity that a claim refers to, in the list."""
    go_to_entity(terminal, 0, "Mara Lind")
    ask_to_delete(terminal, "Delete the person “Mara Lind”?")


def test_what_refers_to_an_entry_is_shown(file: Path, home: Path) -> None:
    """The question names each place, and the safest choice for them is the first."""
    with open_article(file, home) as terminal:
        ask_to_delete_lind(terminal)
        terminal.wait_for("▶ Delete it, and take it out of the place that refers to it")
        assert "- claim " in terminal.text
        assert "We had no warning at all" in terminal.text
        assert "Delete it alone" in terminal.text
        assert "Keep it" in terminal.text


def test_an_entry_is_taken_out_of_what_refers_to_it(file: Path, home: Path) -> None:
    """The claim loses its source, and the comment above the entry goes with the entry."""
    with open_article(file, home) as terminal:
        ask_to_delete_lind(terminal)
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Deletion of entity Mara Lind: saved")
        assert read(file) == replaced(replaced(HAND, LIND, ""), "    source: lind\n", "")
        assert "problem" not in terminal.row(0)


def test_an_entry_is_deleted_alone(file: Path, home: Path) -> None:
    """What refers to it stays as it is, and is a problem from then on."""
    with open_article(file, home) as terminal:
        file.with_name("minaa.yaml").unlink()
        file.with_name("xiaoxi.yaml").unlink()
        ask_to_delete_lind(terminal)
        terminal.press(key("down"))
        terminal.wait_for("▶ Delete it alone")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Deletion of entity Mara Lind: saved")
        assert read(file) == replaced(HAND, LIND, "")
        terminal.wait_for(lambda: "1 problem" in terminal.row(0))


def test_an_entry_is_kept_in_the_list(file: Path, home: Path) -> None:
    """The list has the keys again, at the same row."""
    with open_article(file, home) as terminal:
        ask_to_delete_lind(terminal)
        terminal.press(key("down") * 2)
        terminal.wait_for("▶ Keep it")
        terminal.press(ENTER)
        terminal.wait_for(lambda: "Delete the person" not in terminal.text)
        terminal.wait_for(lambda: card(terminal).startswith("Mara Lind"))
        assert read(file) == HAND


def test_a_remark_is_deleted(file: Path, home: Path) -> None:
    """It was the only one, so its section goes too."""
    with open_article(file, home) as terminal:
        go_to(terminal, "did not answer")
        ask_to_delete(terminal, "Delete the remark “")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Deletion of remark silence: saved")
        assert read(file) == replaced(HAND, f"remarks:\n{REMARK}", "")
        assert shows_count(terminal, "remark", 0)


def test_a_claim_is_deleted(file: Path, home: Path) -> None:
    """It goes whole, with its section; whom it quoted stays."""
    with open_article(file, home) as terminal:
        go_to(terminal, "We had no warning")
        ask_to_delete(terminal, "Delete the claim “")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Deletion of claim no-warning: saved")
        assert read(file) == replaced(HAND, f"claims:\n{CLAIM}", "")
        assert shows_count(terminal, "claim", 0)
        assert shows_count(terminal, "entity", 3)
