"""The reader and another hand write one file: whatever either did is in it, or both are shown."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from end_to_end.reading import card, cursor, shows_count, status, words_from_cursor
from end_to_end.terminal import Terminal, key
from end_to_end.three_articles import ENGLISH, HARBOUR, MINAA, XIAOXI
from end_to_end.writing import (
    ENTER,
    HAND,
    SAVING,
    go_to,
    mark_as_new,
    open_article,
    open_picker,
    read,
    replaced,
    select,
    wait_to_be_saved,
    wait_to_be_told,
    write_harbour,
)

LIND_AGAIN = ("      - Mara Lind\n", "      - Mara Lind\n      - {quote: Lind, in: Lind said}\n")
"""What is in the file where the second mention of an entity is marked, before and after."""
BLUE_HERON = "  blue-heron:\n    type: facility\n    name: Blue Heron\n    mentions: Blue Heron\n"
RULE = "    - {quote: harbour, all: true}\n"
DIVERS = f"{RULE}  divers:\n    type: group\n    mentions: Divers\n"
CASTOR = "  castor: {type: organisation, name: Castor Lines,  mentions: Castor Lines}\n"
BROKEN = ("title: Two freighters collide", "title: Two: freighters collide")
"""A slip that makes the file unreadable as a whole."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The annotation file written by hand, in its workspace."""
    return write_harbour(tmp_path / "three")


def write(file: Path, text: str) -> None:
    """Write as an editor does that keeps the file."""
    file.write_bytes(text.encode())


def mark_lind(terminal: Terminal) -> None:
    """Mark the second place of a name that is known, without waiting for anything."""
    terminal.press(b"/Lind said\re\r")


# Editors


def write_by_renaming(file: Path, text: str) -> None:
    """Write as an editor does that puts a new file in the place of the old one."""
    new = file.with_name("4913")
    write(new, text)
    new.replace(file)


def write_with_backup(file: Path, text: str) -> None:
    """Write as an editor does that keeps the old file under another name: for a moment there is none."""
    file.rename(file.with_name(f"{file.name}~"))
    write(file, text)


@pytest.mark.parametrize("write_as_editor", [write, write_by_renaming, write_with_backup])
def test_what_an_editor_wrote_just_before_stays(
    file: Path, home: Path, write_as_editor: Callable[[Path, str], None]
) -> None:
    """Whether the reader has seen the hand edit or not when it saves, both are in the file and on the screen."""
    by_hand = replaced(HAND, RULE, DIVERS)
    with open_article(file, home) as terminal:
        write_as_editor(file, by_hand)
        mark_lind(terminal)
        wait_to_be_told(terminal, "Mention of Mara Lind: ")
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        wait_to_be_saved(terminal)
        assert read(file) == replaced(by_hand, *LIND_AGAIN)
        assert terminal.close("qq") == 0


def test_what_was_saved_and_what_is_written_after_it_are_both_there(file: Path, home: Path) -> None:
    """An editor that had the file before the reader's edit would lose it; one that reads it again keeps it."""
    with open_article(file, home) as terminal:
        mark_lind(terminal)
        wait_to_be_told(terminal, "saved in")
        write(file, replaced(read(file), RULE, DIVERS))
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        assert read(file) == replaced(replaced(HAND, *LIND_AGAIN), RULE, f"{DIVERS}{BLUE_HERON}")


# While the picker is open


def test_a_hand_edit_while_the_picker_is_open_leaves_it_open(file: Path, home: Path) -> None:
    """What was pointed at is pointed at still, and Enter adds it to what was written meanwhile."""
    by_hand = replaced(HAND, RULE, DIVERS)
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        open_picker(terminal)
        terminal.wait_for("▶ Mara Lind")
        write(file, by_hand)
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        terminal.wait_for("▶ Mara Lind")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Mara Lind: saved")
        assert read(file) == replaced(by_hand, *LIND_AGAIN)


def test_an_entity_that_is_added_meanwhile_can_be_picked(file: Path, home: Path) -> None:
    """The picker offers what the file says now."""
    by_hand = replaced(HAND, RULE, DIVERS)
    with open_article(file, home) as terminal:
        go_to(terminal, "Nobody")
        open_picker(terminal)
        terminal.press("divers")
        terminal.wait_for("▶ New entity “divers”")
        write(file, by_hand)
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        terminal.press(key("down") + key("up") * 3)
        terminal.wait_for("▶ divers")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of divers: saved")
        assert read(file) == replaced(by_hand, "    mentions: Divers\n", "    mentions:\n    - Nobody\n    - Divers\n")


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(replaced(HAND, CASTOR, ""), id="deleted"),
        pytest.param(replaced(HAND, CASTOR, CASTOR.replace("castor", "castor-lines")), id="renamed"),
    ],
)
def test_an_entity_that_goes_while_it_is_pointed_at_is_not_marked(file: Path, home: Path, now: str) -> None:
    """The picker closes and says so, an Enter that comes too late writes nothing, and the words are selected still."""
    file.with_name(f"{MINAA}.yaml").unlink()
    with open_article(file, home) as terminal:
        select(terminal, "quay")
        open_picker(terminal)
        terminal.press("castor")
        terminal.wait_for("▶ Castor Lines")
        write(file, now)
        wait_to_be_told(terminal, "What you pointed at is gone from the file: mark the words again.")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Nothing is marked here.")
        open_picker(terminal)
        terminal.wait_for("▶ New entity “quay”")
        assert read(file) == now


# Both change one thing


def begin_dispute(terminal: Terminal, file: Path, ours: Callable[[Terminal], None], theirs: str) -> None:
    """Do something that has to wait since the file is broken, and mend it with something else in the same place."""
    write(file, replaced(HAND, *BROKEN))
    wait_to_be_told(terminal, "harbour.yaml:")
    ours(terminal)
    wait_until_it_waits(terminal)
    write(file, theirs)
    wait_to_be_told(terminal, "1 change of yours and the file do not go together. ^S shows both.")
    assert "unsaved" in terminal.row(0)
    assert read(file) == theirs
    terminal.press(SAVING)
    terminal.wait_for("What is not in the file")


def except_office(terminal: Terminal) -> None:
    """Take a place out of a rule for many."""
    go_to(terminal, "harbour office")
    terminal.press("d")


OTHER_RULE = "    - {quote: harbour, after: office, note: only this one}\n"
THEIR_RULE = replaced(HAND, RULE, OTHER_RULE)
BOTH_RULES = replaced(
    HAND, RULE, f"{OTHER_RULE}    - {{quote: harbour, all: true, except: [{{quote: harbour, in: the harbour}}]}}\n"
)


THEIR_CASTOR = replaced(HAND, CASTOR, CASTOR.replace("organisation", "state"))


def delete_castor(terminal: Terminal) -> None:
    """Delete an entry that nothing refers to."""
    terminal.press(b"/Castor Lines\rd")
    terminal.wait_for("Delete the organisation “Castor Lines”?")
    terminal.press(ENTER)


@pytest.mark.parametrize(
    ("ours", "theirs", "mine_told", "after"),
    [
        pytest.param(delete_castor, THEIR_CASTOR, "Castor Lines", replaced(HAND, CASTOR, ""), id="deletion"),
        pytest.param(except_office, THEIR_RULE, "every place; except “harbour”", BOTH_RULES, id="rule"),
    ],
)
def test_what_both_changed_is_shown_and_mine_can_be_chosen(
    file: Path, home: Path, ours: Callable[[Terminal], None], theirs: str, mine_told: str, after: str
) -> None:
    """Both stand in a sheet; the first choice writes the person's own over what the file says."""
    with open_article(file, home) as terminal:
        begin_dispute(terminal, file, ours, theirs)
        assert "▶ Write yours:" in terminal.flat
        assert "Keep the file's:" in terminal.flat
        assert mine_told in terminal.text
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Yours: saved in annotations/harbour.yaml.")
        assert read(file) == after
        assert terminal.close("qq") == 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(delete_castor, THEIR_CASTOR, id="deletion"),
        pytest.param(except_office, THEIR_RULE, id="rule"),
    ],
)
def test_what_both_changed_is_shown_and_theirs_can_be_chosen(
    file: Path, home: Path, ours: Callable[[Terminal], None], theirs: str
) -> None:
    """The second choice leaves the file as the other hand has written it, and nothing waits any more."""
    with open_article(file, home) as terminal:
        begin_dispute(terminal, file, ours, theirs)
        terminal.press(key("down"))
        terminal.wait_for("▶ Keep the file's:")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "The file keeps what it says.")
        assert read(file) == theirs
        terminal.wait_for(lambda: "do not go together" not in terminal.text)
        assert terminal.close("qq") == 0


# A file that is broken for a while


def wait_until_it_waits(terminal: Terminal) -> None:
    """Wait until the person is told that a change is not saved; with the next key the banner says what it waits for."""
    wait_to_be_told(terminal, ": unsaved. harbour.yaml:")
    terminal.press(key("left"))
    wait_to_be_told(terminal, "1 change of yours waits for this: harbour.yaml:")


def test_an_edit_waits_until_a_broken_file_is_mended(file: Path, home: Path) -> None:
    """A banner names the slip and says that something waits; the mended file gets it without a key."""
    broken = replaced(HAND, *BROKEN)
    with open_article(file, home) as terminal:
        write(file, broken)
        wait_to_be_told(terminal, f"harbour.yaml:{line_of(broken, 'Two: freighters')}:")
        mark_lind(terminal)
        terminal.wait_for(lambda: "Mara Lind · Lind" in card(terminal))
        wait_until_it_waits(terminal)
        assert "unsaved" in terminal.row(0)
        assert read(file) == broken
        write(file, HAND)
        wait_to_be_saved(terminal)
        assert "waits" not in status(terminal)
        assert read(file) == replaced(HAND, *LIND_AGAIN)
        assert terminal.close("qq") == 0


def test_edits_that_wait_are_undone_without_the_file(file: Path, home: Path) -> None:
    """What is not in the broken file yet is taken back alone; the mended file is not touched."""
    with open_article(file, home) as terminal:
        write(file, replaced(HAND, *BROKEN))
        wait_to_be_told(terminal, "harbour.yaml:")
        mark_lind(terminal)
        wait_until_it_waits(terminal)
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: mention of Mara Lind.")
        write(file, HAND)
        terminal.wait_for(lambda: "1 problem" not in terminal.row(0))
        assert "unsaved" not in terminal.row(0)
        assert read(file) == HAND


def line_of(text: str, words: str) -> int:
    """The line, counted from 1, in which the words stand."""
    return text[: text.index(words)].count("\n") + 1


# Two readers


def test_two_readers_of_one_file_see_each_other(file: Path, home: Path) -> None:
    """What one marks stands on the other's screen, and each undoes what is its own."""
    with open_article(file, home) as first, open_article(file, home) as second:
        mark_lind(first)
        wait_to_be_told(first, "Mention of Mara Lind: saved")
        select(second, "Blue Heron")
        mark_as_new(second, "Blue Heron", "f")
        wait_to_be_saved(second)
        both = replaced(replaced(HAND, *LIND_AGAIN), RULE, f"{RULE}{BLUE_HERON}")
        assert read(file) == both
        first.wait_for(lambda: shows_count(first, "entity", 4))
        first.press("u")
        wait_to_be_told(first, "Undone: mention of Mara Lind.")
        wait_to_be_saved(first)
        assert read(file) == replaced(HAND, RULE, f"{RULE}{BLUE_HERON}")
        second.press("u")
        wait_to_be_told(second, "Undone: entity Blue Heron.")
        wait_to_be_saved(second)
        assert read(file) == HAND
        assert first.close("qq") == 0
        assert second.close("qq") == 0


def test_two_readers_that_do_the_same_write_it_once(file: Path, home: Path) -> None:
    """The second one finds that it is done."""
    with open_article(file, home) as first, open_article(file, home) as second:
        mark_lind(first)
        mark_lind(second)
        for terminal in (first, second):
            terminal.wait_for(
                lambda terminal=terminal: (
                    "Mara Lind: saved" in status(terminal) or "marked as Mara Lind already" in status(terminal)
                )
            )
        assert read(file) == replaced(HAND, *LIND_AGAIN)


# Version control


@pytest.fixture
def git(file: Path) -> Callable[..., None]:
    """Run git in the workspace, which is a repository with everything in its first commit."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("There is no git here.")

    def run(*arguments: str) -> None:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        subprocess.run([program, *settings, *arguments], cwd=file.parents[1], check=True, capture_output=True)

    run("init")
    run("add", ".")
    run("commit", "-m", "All")
    return run


def test_git_checkout_under_the_reader_is_shown_and_written_on(
    file: Path, home: Path, git: Callable[..., None]
) -> None:
    """Thrown away is thrown away: the screen shows the file as it was, and the next mark goes into that."""
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        git("checkout", "--", ".")
        terminal.wait_for(lambda: shows_count(terminal, "entity", 3))
        mark_lind(terminal)
        wait_to_be_told(terminal, "Mention of Mara Lind: saved")
        assert read(file) == replaced(HAND, *LIND_AGAIN)
        assert terminal.close("qq") == 0


def test_git_stash_and_its_return_are_shown(file: Path, home: Path, git: Callable[..., None]) -> None:
    """What is stashed goes from the screen and comes back with it; undo goes on from where it was."""
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        git("stash")
        terminal.wait_for(lambda: shows_count(terminal, "entity", 3))
        git("stash", "pop")
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: entity Blue Heron.")
        assert read(file) == HAND


# The article and the files around it


def test_an_article_that_grows_keeps_the_place_and_the_marks(file: Path, home: Path) -> None:
    """The cursor stands at the same words, and a mark made after it names the place where they are now."""
    article = file.parents[1] / "seeds" / f"{HARBOUR}.txt"
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        article.write_text(f"A paragraph more.\n\n{ENGLISH.replace('on Thursday', 'on Friday')}", encoding="utf-8")
        terminal.wait_for("on Friday")
        terminal.wait_for(lambda: cursor(terminal) and words_from_cursor(terminal).startswith("Lindsaidthechannel"))
        terminal.press("e")
        terminal.wait_for("▶ Mara Lind")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Mara Lind: saved")
        assert read(file) == replaced(HAND, *LIND_AGAIN)


def test_words_that_go_from_the_article_under_the_picker_close_it(file: Path, home: Path) -> None:
    """There is nothing to mark any more; words that only stand elsewhere now are followed."""
    article = file.parents[1] / "seeds" / f"{HARBOUR}.txt"
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        open_picker(terminal)
        moved = ENGLISH.replace("on Thursday", "on Friday")
        article.write_text(moved, encoding="utf-8")
        terminal.wait_for("on Friday")
        assert "Mark as" in terminal.text
        article.write_text(moved.replace("Lind said", "He said"), encoding="utf-8")
        wait_to_be_told(terminal, "The article has changed: select the words again.")
        assert "Mark as" not in terminal.text
        terminal.press(ENTER)
        terminal.wait_for("He said")
        assert read(file) == HAND


def test_an_entity_that_another_file_gets_can_be_picked(file: Path, home: Path) -> None:
    """A hand edit of the file of another article is seen without opening it."""
    other = file.with_name(f"{XIAOXI}.yaml")
    coastguard = "  coastguard: {type: group, name: Coast Guard}\n"
    with open_article(file, home) as terminal:
        write(other, replaced(read(other), "entities:\n", f"entities:\n{coastguard}"))
        go_to(terminal, "Nobody")
        open_picker(terminal)
        terminal.press("coast")
        terminal.wait_for(lambda: "Coast Guard group · in xiaoxi" in terminal.flat)
        terminal.press(key("up"))
        terminal.wait_for("▶ Coast Guard")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Coast Guard: saved")
        assert read(file) == replaced(HAND, RULE, f"{RULE}  coastguard:\n    mentions: Nobody\n")


TAGSET = "format: idlib-reader/1\nentity-types:\n  ship: {label: Vessel, key: x}\n"


def test_a_type_that_the_tagset_gets_can_be_chosen(file: Path, home: Path) -> None:
    """It has a key in the list of types as soon as it is in the workspace's tagset."""
    with open_article(file, home) as terminal:
        write(file.with_name("_tagset.yaml"), TAGSET)
        select(terminal, "Blue Heron")
        open_picker(terminal)
        terminal.press(ENTER)
        terminal.wait_for(lambda: " of 12 " in terminal.text)
        terminal.press("x")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Entity Blue Heron: saved")
        assert read(file) == replaced(HAND, RULE, f"{RULE}{BLUE_HERON.replace('facility', 'ship')}")
