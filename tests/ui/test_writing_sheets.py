"""What is asked of the person who writes: what can't be saved, what two have changed, what is to be deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from idlib_reader.core.edits import Edit
from idlib_reader.core.making import new_entity
from idlib_reader.core.selectors import Selector
from idlib_reader.storage import manuscript as manuscripts
from idlib_reader.storage.journal import Journal, left_behind
from ui.writing_desk import (
    BOB,
    BROKEN,
    FILE,
    FULL,
    MARK_LONDON,
    SAVED,
    TEXT,
    WITH_LONDON,
    Make,
    WritingDesk,
    journals,
    maker,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a reader whose folder of state is the test's own."""
    return maker(tmp_path, monkeypatch)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Saving fails until what this gives is called."""
    whole = manuscripts.save

    def fail(*_: object) -> None:
        raise FULL

    monkeypatch.setattr(manuscripts, "save", fail)
    return lambda: monkeypatch.setattr(manuscripts, "save", whole)


# Saving fails


def test_what_can_not_be_saved_is_shown_and_waits(desk: Make, full_disk: Callable[[], None]) -> None:
    """Sentence, title and banner say why; ^S lists it and offers to try again, which saves it."""
    made = desk()
    made.press(*MARK_LONDON)
    assert made.message == "Entity London: unsaved. The disk is full. Make room on it."
    assert (made.state, made.written) == ("unsaved", FILE)
    assert made.banner == "Unsaved (1 change): The disk is full. Make room on it."
    assert made.standing_on == "london"
    made.press("ctrl+s")
    assert (made.title, made.titles) == ("What is not in the file", ["Try to save again"])
    assert made.options[0].lines == ("The disk is full. Make room on it.", "- entity London")
    made.press("enter")
    assert made.message == "Unsaved. The disk is full. Make room on it."
    made.press("ctrl+s")
    full_disk()
    made.press("enter")
    assert (made.message, made.written, made.state, made.banner) == (f"S{SAVED[1:]}", WITH_LONDON, "saved", "")
    assert made.view.sheet is None


def test_saving_is_tried_again_by_itself(desk: Make, full_disk: Callable[[], None]) -> None:
    """Only a change for the better is told."""
    made = desk()
    made.press(*MARK_LONDON)
    made.session.say("")
    made.writing.retry(made.opened)
    assert made.message == ""
    full_disk()
    made.writing.retry(made.opened)
    assert (made.message, made.written) == (f"S{SAVED[1:]}", WITH_LONDON)
    made.session.say("")
    made.writing.retry(made.opened)
    assert made.message == ""


def test_what_waits_can_be_undone(desk: Make, full_disk: Callable[[], None]) -> None:
    """Then nothing waits any more, and the file was never touched."""
    made = desk()
    made.press(*MARK_LONDON)
    assert made.press("u").message == "Undone: entity London."
    assert (made.state, made.banner, made.written) == ("", "", FILE)
    assert left_behind(made.file) == []


def test_who_quits_with_unsaved_changes_is_asked(desk: Make, full_disk: Callable[[], None]) -> None:
    """To stay comes first; quitting keeps what waits in the journal, and says so."""
    made = desk()
    assert made.writing.may_leave()
    made.press(*MARK_LONDON)
    assert not made.writing.may_leave()
    assert (made.title, made.titles) == ("Quit with unsaved changes?", ["Stay", "Try to save again", "Quit"])
    stay, _, leave = made.options
    assert stay.right == "1 change"
    assert stay.lines == ("annotations/article.yaml: The disk is full. Make room on it.", "- entity London")
    assert leave.lines == ("They are kept, and offered at the next start.",)
    assert not made.pick("Stay")
    assert made.view.sheet is None
    assert not made.writing.may_leave()
    assert made.pick("Quit")
    full_disk()
    assert made.writing.may_leave()
    assert made.written == WITH_LONDON


def test_that_nothing_keeps_what_waits_is_told(desk: Make, full_disk: Callable[[], None], tmp_path: Path) -> None:
    """Where the folder of state can't be written either, quitting loses it."""
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    made = desk()
    made.press(*MARK_LONDON)
    assert made.message.startswith("Entity London: unsaved. The disk is full. Make room on it. ")
    assert not made.writing.may_leave()
    assert made.options[2].lines == ("Not all of them could be kept anywhere: those are lost then.",)


def test_quitting_saves_what_waits_in_every_article(desk: Make, tmp_path: Path, full_disk: Callable[[], None]) -> None:
    """Also behind one that can't be saved, and `Try to save again` means all of them."""
    made = desk()
    made.press(*MARK_LONDON)
    (tmp_path / "other").mkdir()
    other = WritingDesk(tmp_path / "other", TEXT, FILE)
    other.press(*MARK_LONDON)
    made.others = [other.opened]
    assert not made.writing.may_leave()
    assert made.options[0].right == "2 changes"
    full_disk()
    made.pick("Try to save again")
    assert (made.written, other.written) == (WITH_LONDON, WITH_LONDON)
    assert made.writing.may_leave()


# Two hands


def dispute(made: WritingDesk) -> None:
    """Delete an entry while somebody changes it."""
    made.write_by_hand(BROKEN)
    made.press("f2", "/", *"Bob", "enter", "d")
    made.pick("Delete it alone")
    made.write_by_hand(FILE.replace("name: Bob", "name: Robert"))


def test_what_two_have_changed_waits_for_a_choice(desk: Make) -> None:
    """Banner and ^S say so; both are listed, with what the file says."""
    made = desk()
    dispute(made)
    assert made.banner == "1 change of yours and the file do not go together. ^S shows both."
    assert made.state == "unsaved"
    assert not made.writing.may_leave()
    assert made.options[0].lines[0] == "annotations/article.yaml: They wait for your choice (^S)."
    made.press("escape", "ctrl+s")
    mine, theirs = made.options
    assert mine.title.startswith("Write yours: ")
    assert theirs.title.startswith("Keep the file's: ")
    assert mine.right == theirs.right == "deletion of entity Bob"
    assert "robert" in f"{mine.lines}{theirs.title}".lower()
    assert "robert" in made.written.lower()


@pytest.mark.parametrize("is_mine", [True, False])
def test_the_choice_is_the_persons(desk: Make, is_mine: bool) -> None:
    """Either is done, the sheet closes, and nothing waits any more."""
    made = desk()
    dispute(made)
    made.press("ctrl+s")
    made.pick(made.titles[0 if is_mine else 1])
    assert made.message == (f"Yours: {SAVED}" if is_mine else "The file keeps what it says.")
    assert ("name: Robert" in made.written) != is_mine
    assert (made.banner, made.view.sheet, left_behind(made.file)) == ("", None, [])
    assert made.writing.may_leave()


def test_a_choice_that_can_not_be_made_now_waits(desk: Make) -> None:
    """The file is broken again: it is said, and both are still offered."""
    made = desk()
    dispute(made)
    made.write_by_hand(BROKEN)
    made.press("ctrl+s")
    made.pick(made.titles[0])
    assert "wait until it is mended" in made.message
    made.press("ctrl+s")
    assert len(made.titles) == 2


# Deleting


def test_a_place_of_a_rule_is_taken_out(desk: Make) -> None:
    """Without a question; the words are not marked any more."""
    made = desk()
    made.press("]", "e", "n", "n")
    assert made.standing_on == "ada"
    made.press("d")
    assert made.message == f"Removal of a mention of Ada: {SAVED}"
    assert len(made.session.index.places["ada"]) == 1
    assert made.written.startswith(FILE.partition("    mentions")[0])


@pytest.mark.parametrize("keys", [("/", *"met Bob", "enter"), ("f2", "down")])
def test_the_last_place_and_the_list_delete_the_entry(desk: Make, keys: tuple[str, ...]) -> None:
    """That is asked first, with all that refers to it."""
    made = desk()
    made.press(*keys)
    assert made.standing_on == "bob"
    made.press("d")
    assert made.title == "Delete the other “Bob”?"
    assert made.titles == ["Delete it, and take it out of the 2 places that refer to it", "Delete it alone", "Keep it"]
    assert [line.rpartition(": ")[2] for line in made.options[0].lines] == [
        "source. Nobody is named then as the source of sleeping.",
        "about.",
    ]
    assert made.options[1].lines == ("What refers to it stays as it is, and is a problem then.",)
    assert made.written == FILE


def test_a_list_deletes_the_entry_with_all_its_places(desk: Make) -> None:
    """Only in the article is it one place that is meant."""
    made = desk()
    made.press("f2", "down", "up", "d")
    assert (made.standing_on, made.title) == ("ada", "Delete the other “Ada”?")


@pytest.mark.parametrize(
    ("title", "file"),
    [
        (
            "Delete it, and take it out of the 2 places that refer to it",
            FILE.replace(BOB, "").replace("    source: bob\n", "").replace("[bob, ada]", "[ada]"),
        ),
        ("Delete it alone", FILE.replace(BOB, "")),
        ("Keep it", FILE),
    ],
)
def test_what_is_picked_is_done(desk: Make, title: str, file: str) -> None:
    """And one undo brings all of it back, to the byte."""
    made = desk()
    made.press("f2", "down", "d")
    assert not made.pick(title)
    assert made.written == file
    assert made.view.sheet is None
    if file != FILE:
        assert made.message == f"Deletion of entity Bob: {SAVED}"
        assert "bob" not in made.session.index.entries
        assert made.press("u").message == "Undone: deletion of entity Bob."
    assert made.written == FILE


def test_what_nothing_refers_to_is_told_so(desk: Make) -> None:
    """There is one way to delete it."""
    made = desk()
    made.press("f3", "down", "up", "d")
    assert made.title == "Delete the claim “sleeping”?"
    assert made.titles == ["Delete it", "Keep it"]
    assert made.options[0].lines == ("Nothing in this file refers to it.",)
    made.press("enter")
    assert made.written == FILE[: FILE.index("claims:")]


def test_many_that_refer_to_it_are_counted(desk: Make) -> None:
    """The first dozen stands there."""
    claims = "".join(f"  c{number:02}: {{content: Bob slept, source: bob}}\n" for number in range(20))
    made = desk(file=FILE[: FILE.index("  sleeping:")] + claims)
    made.press("f2", "down", "d")
    assert len(made.options[0].lines) == 13
    assert made.options[0].lines[-1] == "and 8 more"


def test_without_a_choice_nothing_is_deleted(desk: Make) -> None:
    """It is said."""
    made = desk()
    made.press("/", *"left", "enter", "d")
    assert made.message == "Nothing is chosen that could be deleted."
    assert made.written == FILE


def test_what_others_have_written_is_not_deleted_here(desk: Make) -> None:
    """A sheet that is open when the entry goes says that it is not there any more."""
    made = desk()
    made.press("f2", "down", "d")
    made.write_by_hand(FILE.replace(BOB, ""))
    assert "bob" not in made.session.index.entries
    before = made.written
    for option in made.options:
        made.writing.questions.do(option.target)  # type: ignore[arg-type]  # the sheet's own deeds
    assert made.written == before


# What an earlier run left


def leave(made: WritingDesk) -> Edit:
    """An earlier run has kept an edit and was killed."""
    edit = new_entity("london", "place", "London", Selector(("London",)))
    journal = Journal(made.file)
    journal.open(edit)
    journal.leave()
    return edit


def again(made: WritingDesk) -> WritingDesk:
    """The reader is started anew on the same file."""
    made.opened.manuscript = None
    made.read()
    return made


def test_what_an_earlier_run_left_is_offered(desk: Make) -> None:
    """In the banner, which takes no keys from the article, and behind ^S; then it is made again and saved."""
    made = desk()
    leave(made)
    again(made)
    assert made.banner == "An earlier run left 1 change unsaved. ^S shows what."
    made.press("ctrl+s")
    assert made.titles == ["Make 1 change of an earlier run again", "Give up for good what an earlier run left"]
    assert made.options[0].lines == ("- entity London",)
    made.press("enter")
    assert made.message == f"Made again: 1 change. S{SAVED[1:]}"
    assert (made.written, made.banner, left_behind(made.file)) == (WITH_LONDON, "", [])


def test_what_an_earlier_run_left_can_be_given_up(desk: Make, tmp_path: Path) -> None:
    """Then nobody is asked again."""
    made = desk()
    leave(made)
    again(made).press("ctrl+s", "down", "enter")
    assert made.message == "Given up."
    assert (made.written, made.banner, journals(tmp_path)) == (FILE, "", [])


def test_what_the_file_has_already_is_not_offered(desk: Make, tmp_path: Path) -> None:
    """The run was killed after it had saved."""
    made = desk(file=WITH_LONDON)
    leave(made)
    assert again(made).banner == ""
    assert journals(tmp_path) == []


def test_another_reader_may_take_it_first(desk: Make) -> None:
    """Nothing is made twice."""
    made = desk()
    leave(made)
    again(made).press("ctrl+s")
    (other,) = left_behind(made.file)
    assert other.claim()
    made.press("enter")
    assert made.message == "Another reader has taken them."
    assert (made.written, made.banner) == (FILE, "")
    other.release()


def test_what_can_not_be_read_of_it_is_told(desk: Make, tmp_path: Path) -> None:
    """Giving it up keeps the lines aside."""
    made = desk()
    leave(made)
    (journal,) = journals(tmp_path)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + b'{"open": 1, "time": "", "edit": {}}\n')
    again(made)
    assert made.banner == "An earlier run left something unsaved. ^S shows what."
    made.press("ctrl+s")
    (option,) = made.options
    assert str(journal) in option.lines[0]
    made.press("enter")
    assert (made.message, made.banner) == ("Given up.", "")
    assert not journal.exists()


def test_a_reader_that_is_read_only_leaves_it_to_others(desk: Make) -> None:
    """It could not be made again."""
    made = desk(is_read_only=True)
    leave(made)
    assert again(made).banner == ""
    assert len(left_behind(made.file)) == 1
