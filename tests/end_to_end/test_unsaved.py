"""What can't be saved is shown as unsaved, is kept, and reaches the file as soon as that can be."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from end_to_end.reading import shows_count, status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from end_to_end.writing import (
    ENTER,
    HAND,
    SAVING,
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

LIND_AGAIN = replaced(HAND, "      - Mara Lind\n", "      - Mara Lind\n      - {quote: Lind, in: Lind said}\n")
BOTH = replaced(
    LIND_AGAIN,
    "all: true}\n",
    "all: true}\n  blue-heron:\n    type: facility\n    name: Blue Heron\n    mentions: Blue Heron\n",
)

Mend = Callable[[], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The annotation file written by hand, in its workspace."""
    return write_harbour(tmp_path / "three")


def take_folder_away(file: Path) -> Mend:
    """Rename the folder of annotations, and back."""
    away = file.parent.with_name("away")
    file.parent.rename(away)

    def mend() -> None:
        away.rename(file.parent)

    return mend


def put_file_for_folder(file: Path) -> Mend:
    """Put a file in the place of the folder of annotations, and the folder back."""
    mend_folder = take_folder_away(file)
    file.parent.write_text("no folder", encoding="utf-8")

    def mend() -> None:
        file.parent.unlink()
        mend_folder()

    return mend


def put_folder_for_file(file: Path) -> Mend:
    """Put a folder in the place of the annotation file, and the file back."""
    away = file.with_name("away")
    file.rename(away)
    file.mkdir()

    def mend() -> None:
        file.rmdir()
        away.rename(file)

    return mend


def forbid_writing(file: Path) -> Mend:
    """Make the folder of annotations read-only, and writable again; root may write all the same."""
    if os.geteuid() == 0:
        pytest.skip("Nothing is read-only to root.")
    file.parent.chmod(0o500)

    def mend() -> None:
        file.parent.chmod(0o700)

    return mend


def mark_lind(terminal: Terminal) -> None:
    """Mark the second place of a name that is known."""
    terminal.press(b"/Lind said\re\r")
    wait_to_be_told(terminal, "Mention of Mara Lind: unsaved. ")


@pytest.mark.parametrize(
    ("obstruct", "banner"),
    [
        (take_folder_away, "is gone. What you change waits until it is back."),
        (put_file_for_folder, "is gone. What you change waits until it is back."),
        (
            put_folder_for_file,
            "annotations/harbour.yaml is a folder, not a text file.",
        ),
        (forbid_writing, "Unsaved (1 change): "),
    ],
)
def test_what_can_not_be_saved_is_saved_once_it_can(
    file: Path, home: Path, obstruct: Callable[[Path], Mend], banner: str
) -> None:
    """The status line says why, the title says unsaved, a banner stays; without a key it is in the file later."""
    with open_article(file, home) as terminal:
        mend = obstruct(file)
        mark_lind(terminal)
        assert "unsaved" in terminal.row(0)
        terminal.press(key("left"))
        wait_to_be_told(terminal, banner)
        mend()
        wait_to_be_saved(terminal)
        assert read(file) == LIND_AGAIN
        terminal.wait_for(lambda: banner not in status(terminal))
        assert terminal.close("qq") == 0


@pytest.mark.parametrize("obstruct", [put_folder_for_file, forbid_writing])
def test_several_changes_wait_in_order(file: Path, home: Path, obstruct: Callable[[Path], Mend]) -> None:
    """^S lists them with the reason; once saving can be, all of them are in the file."""
    with open_article(file, home) as terminal:
        mend = obstruct(file)
        mark_lind(terminal)
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        terminal.press(SAVING)
        terminal.wait_for("What is not in the file")
        assert "▶ Try to save again" in terminal.flat
        assert terminal.text.index("- mention of Mara Lind") < terminal.text.index("- entity Blue Heron")
        mend()
        wait_to_be_saved(terminal)
        assert read(file) == BOTH


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="Limits of another process can't be set here.")
def test_what_a_full_disk_refuses_is_saved_once_there_is_room(file: Path, home: Path) -> None:
    """Where the journal has no room either, quitting says so; with room again all is saved without a key."""
    with open_article(file, home) as terminal:
        before = resource.prlimit(terminal.job, resource.RLIMIT_FSIZE)
        resource.prlimit(terminal.job, resource.RLIMIT_FSIZE, (0, before[1]))
        mark_lind(terminal)
        assert read(file) == HAND
        terminal.press("q")
        terminal.wait_for("Not all of them could be kept anywhere: those are lost then.")
        terminal.press("q")
        wait_to_be_told(terminal, "Unsaved (1 change): ")
        resource.prlimit(terminal.job, resource.RLIMIT_FSIZE, before)
        wait_to_be_saved(terminal)
        assert read(file) == LIND_AGAIN
        assert terminal.close("qq") == 0


def test_trying_again_says_what_came_of_it(file: Path, home: Path) -> None:
    """As long as nothing can be saved, the reason stays on the screen and nothing is lost."""
    with open_article(file, home) as terminal:
        mend = put_folder_for_file(file)
        mark_lind(terminal)
        terminal.press(SAVING)
        terminal.wait_for("▶ Try to save again")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Unsaved. ")
        mend()
        wait_to_be_saved(terminal)
        assert read(file) == LIND_AGAIN


def test_undo_of_what_is_not_saved_leaves_nothing_to_save(file: Path, home: Path) -> None:
    """The title does not say unsaved any more, and the file is as it was."""
    with open_article(file, home) as terminal:
        mend = put_folder_for_file(file)
        mark_lind(terminal)
        terminal.press("u")
        wait_to_be_told(terminal, "Undone: mention of Mara Lind.")
        terminal.wait_for(lambda: "unsaved" not in terminal.row(0))
        mend()
        wait_to_have_read_keys(terminal)
        assert read(file) == HAND
        assert terminal.close("qq") == 0


def test_nothing_to_save_is_told(file: Path, home: Path) -> None:
    """^S names the file where nothing was changed, and where everything is saved."""
    with open_article(file, home) as terminal:
        terminal.press(SAVING)
        wait_to_be_told(terminal, "Nothing was changed; the file is annotations/harbour.yaml.")
        terminal.press(b"/Lind said\re\r")
        wait_to_be_told(terminal, "Mention of Mara Lind: saved")
        terminal.press(SAVING)
        wait_to_be_told(terminal, "Everything is saved in annotations/harbour.yaml.")


# Quitting, and the next start


def quit_unsaved(file: Path, home: Path) -> None:
    """Mark something that can't be saved, and quit all the same; then the obstacle is gone."""
    with open_article(file, home) as terminal:
        mend = put_folder_for_file(file)
        mark_lind(terminal)
        terminal.press("q")
        terminal.wait_for("Quit with unsaved changes?")
        assert "- mention of Mara Lind" in terminal.text
        assert "▶ Stay" in terminal.flat
        terminal.press(key("down") * 2)
        terminal.wait_for("▶ Quit")
        terminal.press(ENTER)
        assert terminal.wait_for_end() == 0
    mend()
    assert read(file) == HAND


def test_q_asks_before_it_leaves_changes_behind(file: Path, home: Path) -> None:
    """Enter stays, with everything as it was; so does the key that closes the sheet."""
    with open_article(file, home) as terminal:
        mend = put_folder_for_file(file)
        mark_lind(terminal)
        for keys in (ENTER, b"q"):
            terminal.press("q")
            terminal.wait_for("Quit with unsaved changes?")
            terminal.press(keys)
            terminal.wait_for(lambda: "Quit with unsaved changes?" not in terminal.text)
            terminal.wait_for("Lind said the")
        mend()
        wait_to_be_saved(terminal)
        assert terminal.close("qq") == 0
    assert read(file) == LIND_AGAIN


def test_the_next_start_offers_what_was_left(file: Path, home: Path) -> None:
    """A banner says so and takes no keys; ^S and Enter make the changes again, and they are offered no more."""
    quit_unsaved(file, home)
    with open_article(file, home) as terminal:
        wait_to_be_told(terminal, "An earlier run left 1 change unsaved. ^S shows what.")
        assert read(file) == HAND
        terminal.press(SAVING)
        terminal.wait_for("▶ Make 1 change of an earlier run again")
        assert "- mention of Mara Lind" in terminal.text
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Made again: 1 change. Saved in annotations/harbour.yaml.")
        assert read(file) == LIND_AGAIN
        assert "earlier run" not in status(terminal)
        assert terminal.close() == 0
    with open_article(file, home) as terminal:
        assert "earlier run" not in status(terminal)


def test_what_was_left_goes_where_the_file_is_by_then(file: Path, home: Path) -> None:
    """What was written by hand between the runs stays."""
    quit_unsaved(file, home)
    by_hand = ("# the end", "# the very end")
    file.write_text(replaced(HAND, *by_hand), encoding="utf-8")
    with open_article(file, home) as terminal:
        terminal.press(SAVING)
        terminal.wait_for("▶ Make 1 change of an earlier run again")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Made again: 1 change.")
        wait_to_be_saved(terminal)
        assert read(file) == replaced(LIND_AGAIN, *by_hand)


def test_what_was_left_can_be_given_up(file: Path, home: Path) -> None:
    """Then it is not offered again, and the file is not touched."""
    quit_unsaved(file, home)
    with open_article(file, home) as terminal:
        terminal.press(SAVING)
        terminal.wait_for("▶ Make 1 change of an earlier run again")
        terminal.press(key("down"))
        terminal.wait_for("▶ Give up for good what an earlier run left")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Given up.")
        assert terminal.close() == 0
    assert read(file) == HAND
    with open_article(file, home) as terminal:
        assert "earlier run" not in status(terminal)


def test_what_was_left_and_is_in_the_file_by_now_is_not_offered(file: Path, home: Path) -> None:
    """Somebody has written it by hand."""
    quit_unsaved(file, home)
    file.write_text(LIND_AGAIN, encoding="utf-8")
    with open_article(file, home) as terminal:
        assert "earlier run" not in status(terminal)
        assert terminal.close() == 0
    assert read(file) == LIND_AGAIN


# Reading only


@pytest.mark.parametrize("keys", ["e", "m", "d", "u", key("ctrl+r").decode()])
def test_a_reader_that_only_reads_writes_nothing(file: Path, home: Path, keys: str) -> None:
    """Each key that would change something says why it does not; there is no word of saving."""
    before = file.stat()
    with open_article(file, home, "--read-only") as terminal:
        go_to(terminal, "Castor Lines")
        shown = terminal.cells
        terminal.press(keys)
        wait_to_be_told(terminal, "The reader was started with --read-only, so nothing is changed.")
        assert terminal.cells[:-2] == shown[:-2]
        assert shows_count(terminal, "entity", 3)
        assert terminal.close("qq") == 0
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino, read(file)) == (before.st_mtime_ns, before.st_ino, HAND)
    assert not [path for path in (home / "state").rglob("*") if path.is_file()]
