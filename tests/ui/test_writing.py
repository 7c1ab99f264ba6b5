"""What the person changes, on the file's side of the screen: the file, and the sentences about it."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from idlib_reader.core.article import Article
from idlib_reader.core.making import new_entity
from idlib_reader.core.selectors import Selector
from idlib_reader.storage.journal import left_behind
from idlib_reader.ui.opened import Opened
from idlib_reader.ui.writing import first_error
from ui.writing_desk import (
    BOB,
    BROKEN,
    FILE,
    FORMAT,
    LONDON,
    MARK_LONDON,
    SAVED,
    TEXT,
    WITH_LONDON,
    Make,
    journals,
    maker,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a reader whose folder of state is the test's own."""
    return maker(tmp_path, monkeypatch)


# Saving


def test_what_is_marked_is_in_the_file_and_chosen(desk: Make, tmp_path: Path) -> None:
    """The sentence says where, the title that it is so; the file has one entry more, and the journal is empty."""
    made = desk()
    assert (made.state, made.banner) == ("", "")
    made.press(*MARK_LONDON)
    assert made.message == f"Entity London: {SAVED}"
    assert made.written == WITH_LONDON
    assert (made.state, made.banner) == ("saved", "")
    assert made.standing_on == "london"
    assert made.view.stand.cursor == TEXT.index("London")
    assert left_behind(made.file) == []
    assert made.press("ctrl+s").message == "Everything is saved in annotations/article.yaml."


def test_a_mention_and_a_remark_are_written(desk: Make) -> None:
    """Each by its own label."""
    made = desk()
    made.press("/", *"Bob slept", "enter", "e", "enter")
    assert made.message == f"Mention of Bob: {SAVED}"
    assert "- {quote: Bob, in: and Bob}\n" in made.written
    made.press("/", *"London", "enter", "m", *"Which?", "enter")
    assert made.message == f"Remark on “London”: {SAVED}"
    assert made.written.endswith("remarks:\n  london:\n    passage: London\n    note: Which?\n")
    assert made.standing_on == "london"


def test_the_choice_is_no_step_back(desk: Make) -> None:
    """Going back leads to where one was before the words were marked."""
    made = desk()
    made.press("f2", "tab")
    made.press(*MARK_LONDON)
    assert made.press("ctrl+o").stand.cursor == 0


def test_what_the_program_writes_is_known_by_the_next_reading(desk: Make) -> None:
    """The view stays as it is when the file is read again."""
    made = desk()
    made.press(*MARK_LONDON)
    before = made.view
    assert made.opened.is_out_of_date
    assert made.read() == before
    assert not made.opened.is_out_of_date


def test_the_first_mark_makes_the_file(desk: Make) -> None:
    """With what is known of the article; once all is undone there is none again."""
    text = f"The headline\n\n{TEXT}"
    made = desk(text, None)
    assert made.press("ctrl+s").message == "Nothing was changed; the file will be annotations/article.yaml."
    made.press(*MARK_LONDON)
    digits = sha256(text.encode()).hexdigest()
    assert made.file.read_text(encoding="utf-8") == (
        f"# yaml-language-server: $schema=annotations.schema.json\n{FORMAT}\n"
        f"article:\n  title: The headline\n  sha256: {digits}\n\nentities:\n{LONDON}"
    )
    assert made.press("u").message == "Undone: entity London."
    assert not made.file.exists()
    made.press("ctrl+r")
    assert made.written.endswith(LONDON)


def test_nothing_was_changed_is_told_with_the_file(desk: Make) -> None:
    """One may ask before anything was done."""
    assert desk().press("ctrl+s").message == "Nothing was changed; the file is annotations/article.yaml."


# Refusals


@pytest.mark.parametrize("keys", [("d",), ("u",), ("ctrl+r",), MARK_LONDON])
def test_a_reader_that_is_read_only_changes_nothing(desk: Make, tmp_path: Path, keys: tuple[str, ...]) -> None:
    """It says so at each try."""
    made = desk(is_read_only=True)
    made.press("]", "e", *keys)
    assert made.message == "The reader was started with --read-only, so nothing is changed."
    assert (made.written, made.state, journals(tmp_path)) == (FILE, "", [])
    assert made.press("escape", "ctrl+s").message.startswith("The file is annotations/article.yaml. The reader was")


def test_before_the_file_was_read_nothing_can_be_written(desk: Make) -> None:
    """It is said, and what was typed is still there to be accepted again."""
    made = desk()
    made.opened.manuscript = made.opened.latest = None
    for key in ("u", "ctrl+r", "ctrl+s"):
        assert "still being read" in made.press(key).message
    made.press(*MARK_LONDON)
    assert "still being read" in made.message
    assert made.view.marking is not None
    made.read()
    made.press("enter")
    assert made.written == WITH_LONDON


def test_without_an_article_there_is_no_file(desk: Make) -> None:
    """An empty workspace has neither."""
    made = desk()
    made.opened = Opened(Article("", ""), None)
    assert made.writing.refusal == "There is no article here to annotate yet."
    assert made.press("u").message == "There is no article here to annotate yet."
    assert made.press("ctrl+s").message == "There is no annotation file here."
    assert made.banner == made.state == ""


def test_an_edit_that_does_not_fit_is_refused_with_a_sentence(desk: Make) -> None:
    """Nothing is changed, neither on the screen nor in the file."""
    made = desk()
    before = made.session.index
    edit = new_entity("ada", "person", "Ada", Selector(("Ada met",)))
    assert not made.writing.write(edit, "ada", (0, 7), Selector(("Ada met",)))  # type: ignore[arg-type]  # never looked at
    assert "ada" in made.message
    assert (made.written, made.session.index) == (FILE, before)


# A file that is broken by hand


def test_what_is_done_while_the_file_is_broken_waits_until_it_is_mended(desk: Make) -> None:
    """The banner names the error and how much waits for it; then both are in the file, and it is said."""
    made = desk()
    made.write_by_hand(BROKEN)
    place = f"article.yaml:{1 + BROKEN[: BROKEN.index(chr(34))].count(chr(10)) + 1}:"
    assert made.banner.startswith(place)
    made.press(*MARK_LONDON)
    assert made.message.startswith("Entity London: unsaved. ")
    assert made.banner.startswith(f"1 change of yours waits for this: {place}")
    assert "london" in made.session.index.entries
    made.press("/", *"met", "enter", "m", "enter")
    assert made.banner.startswith(f"2 changes of yours wait for this: {place}")
    assert made.written == BROKEN
    assert made.press("u").message.startswith("Undone: remark on “")
    made.write_by_hand(FILE.replace("once", "mended"))
    assert made.message == f"Entity London: {SAVED}"
    assert made.written == WITH_LONDON.replace("once", "mended")
    assert made.banner == ""


def test_a_file_that_vanished_is_made_again_only_by_the_persons_word(desk: Make) -> None:
    """It may come back: until then what is done waits, and no other file stands in its way."""
    made = desk()
    made.file.unlink()
    made.read()
    made.press(*MARK_LONDON)
    assert not made.file.exists()
    assert "is gone" in made.banner
    made.press("ctrl+s")
    made.pick("Write a new file with them")
    assert made.written.endswith(LONDON)
    assert made.message.startswith("Saved in ")


def test_the_first_error_is_told_with_its_place(desk: Make) -> None:
    """A warning is none."""
    made = desk()
    assert made.opened.latest is not None
    assert first_error(made.opened.latest) == ""
    made.write_by_hand(f"{FILE}remarks: {{x: {{passage: nowhere}}}}\n")
    assert first_error(made.opened.latest).startswith(f"article.yaml:{FILE.count(chr(10)) + 2}:")


# Undo


def test_undo_and_redo_say_what_they_did(desk: Make) -> None:
    """Byte for byte, as often as there is something."""
    made = desk()
    assert made.press("u").message == "There is nothing to undo."
    assert made.press("ctrl+r").message == "There is nothing to redo."
    made.press(*MARK_LONDON)
    made.press("/", *"met", "enter", "m", "enter")
    both = made.written
    for _ in range(2):
        assert made.press("u").message == "Undone: remark on “met”."
        assert made.written == WITH_LONDON
        assert made.press("u").message == "Undone: entity London."
        assert made.written == FILE
        assert "london" not in made.session.index.entries
        assert made.press("ctrl+r").message == "Done again: entity London."
        assert made.press("ctrl+r").message == "Done again: remark on “met”."
        assert made.written == both


def test_what_others_changed_since_is_not_undone(desk: Make) -> None:
    """Undo stops there with a sentence; asked again it goes past it."""
    made = desk()
    made.press(*MARK_LONDON)
    theirs = WITH_LONDON.replace("name: London", "name: Londinium")
    made.write_by_hand(theirs)
    assert made.press("u").message.startswith("Someone else has changed the lines of “entity London” since")
    assert made.written == theirs
    assert made.press("u").message == "There is nothing to undo."


# The editor


def test_the_line_of_an_entry_is_that_of_its_id(desk: Make) -> None:
    """Also after an edit that the file was not read after, and in a file that can't be read as a whole."""
    made = desk()
    line = (FORMAT + FILE)[: (FORMAT + FILE).index("  bob:")].count("\n") + 1
    assert made.writing.line_of("bob") == line
    assert made.writing.line_of("") == made.writing.line_of("nobody") == 1
    made.press(*MARK_LONDON)
    assert made.writing.line_of("london") == line + BOB.count("\n")
    made.write_by_hand("\n" + BROKEN)
    assert made.writing.line_of("ada") == line - 2


def test_what_is_wrong_now_and_was_not_before_is_told(desk: Make) -> None:
    """On coming back from the editor; once."""
    made = desk()
    assert made.opened.latest is not None
    made.opened.known_problems = frozenset(made.opened.latest.problems)
    made.write_by_hand(FILE.replace("slept\n", "sleeps\n"))
    assert made.message.startswith("1 new problem (P): article.yaml:")
    made.session.say("")
    made.read()
    assert made.message == ""


def test_a_file_that_is_as_good_as_before_needs_no_word(desk: Make) -> None:
    """Problems that were there before, be it in other lines, are not new."""
    made = desk(file=FILE.replace("slept\n", "sleeps\n"))
    assert made.opened.latest is not None
    made.opened.known_problems = frozenset(made.opened.latest.problems)
    made.write_by_hand("\n\n" + FILE.replace("slept\n", "sleeps\n"))
    assert made.message == ""


def test_a_link_to_the_file_stays_one(desk: Make, tmp_path: Path) -> None:
    """What it leads to is written."""
    made = desk()
    there = tmp_path / "there.yaml"
    made.file.rename(there)
    made.file.symlink_to(there)
    made.read()
    made.press(*MARK_LONDON)
    assert made.file.is_symlink()
    assert made.written == WITH_LONDON


def test_a_second_name_of_the_file_is_warned_of(desk: Make, tmp_path: Path) -> None:
    """Replacing the file leaves the other name with the old words."""
    made = desk()
    os.link(made.file, tmp_path / "second.yaml")
    made.read()
    made.press(*MARK_LONDON)
    assert made.message.startswith(f"Entity London: {SAVED} ")
