"""The reader's screen as a whole: keys, lists, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.storage.reading import read_article
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.app import ReaderApp
from idlib_reader.ui.commands import COMMANDS
from idlib_reader.ui.widgets.help_page import HelpPage
from ui.stage import Reading, reading

TEXT = "Ada met Bob in London.\nThen she left, said Bob.\n" + "More words follow here.\n" * 80
ANNOTATIONS = """
article: {title: A title, outlet: The outlet, published: 2020-02-19}
entities:
  ada: {type: person, name: Ada Lovelace, mentions: Ada}
  bob: {type: person, name: Bob, mentions: [{quote: Bob, in: Ada met Bob}, {quote: Bob, in: said Bob}]}
events:
  meeting: {title: They meet, mentions: Ada met Bob, links: {rel: before, to: leaving}}
  leaving: {title: She leaves, modality: alleged, source: bob, mentions: she left}
claims:
  left: {content: she left, source: bob, cue: said Bob, about: leaving}
remarks:
  where: {passage: London, note: Where exactly?}
"""

NAMES = {"]": "right_square_bracket", "[": "left_square_bracket", "$": "dollar_sign", "?": "question_mark"}
NAMES |= {">": "greater_than_sign", "<": "less_than_sign", "\\": "backslash"}


def is_help_open(reader: Reading) -> bool:
    """Whether the help page lies over the screen."""
    return any(page.display for page in reader.app.screen.query(HelpPage))


def presses(key: str) -> list[str]:
    """What to press for a key of the command table, as Textual names it."""
    if len(key) == 2 and not key[0].isalnum():
        return [NAMES.get(character, character) for character in key]
    return [NAMES.get(key, key)]


def status_of(reader: Reading) -> str:
    """The status line; a long sentence takes the row of the rule above it too."""
    return " ".join(" ".join(row for row in reader.rows[-2:] if "─" not in row).split())


async def test_every_key_of_the_table_works(tmp_path: Path) -> None:
    """Each key, pressed at once after the one before it, leaves a program that runs; `quit` ends it."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        for command in COMMANDS:
            for key in command.keys:
                if command.name == "quit":
                    continue
                await reader.press(*presses(key))
                if is_help_open(reader):
                    await reader.press("q")
                assert reader.app.is_running, key
                assert reader.app.failure is None
        await reader.press("g", "escape", "escape")
        await reader.press("q")
        assert not reader.app.is_running


async def test_q_closes_what_is_open_and_quits_when_nothing_is(tmp_path: Path) -> None:
    """With the keys in a list the first q gives them to the article; the second ends the program."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        await reader.press("f2", "q")
        assert reader.app.is_running
        await reader.press("q")
        assert not reader.app.is_running
        assert reader.app.return_code == 0


async def test_the_title_tells_what_is_read(tmp_path: Path) -> None:
    """Title, outlet and date on a wide screen; on a narrow one the counts instead of where it comes from."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        assert reader.rows[0].split("  ")[0].strip() == "A title"
        assert reader.rows[0].rstrip().endswith("The outlet, 19 Feb 2020")
    async with reading(tmp_path, TEXT, ANNOTATIONS, size=(80, 24)) as reader:
        assert reader.rows[0].rstrip().endswith("2 entities, 1 claim, 2 events, 1 remark")


async def test_problems_are_counted_in_the_title_and_the_first_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The status line has the first problem with its file and line; the rest of the file is read."""
    monkeypatch.chdir(tmp_path)
    wrong = ANNOTATIONS + "  what: {passage: not there}\n  why: {passage: nor this}\n"
    async with reading(tmp_path, TEXT, wrong) as reader:
        assert reader.rows[0].rstrip().endswith("2 problems · P")
        line = f"format\n{wrong}".partition("  what:")[0].count("\n") + 1
        assert status_of(reader).startswith(f"article.annotations.yaml:{line}:")
        assert "Remarks 3" in reader.text


async def test_a_notice_stays_while_the_annotations_are_read(tmp_path: Path) -> None:
    """What is told at the start is still there when everything is, and gone with the first key."""
    async with reading(tmp_path, TEXT, ANNOTATIONS, notice="This is a notice.") as reader:
        assert status_of(reader).startswith("This is a notice.")
        await reader.press("l")
        assert "This is a notice." not in reader.text


async def test_a_chord_shows_what_may_follow_until_it_is_done(tmp_path: Path) -> None:
    """The footer changes with the first key and is as before after any other; no view changes."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        before = reader.strips
        await reader.press("right_square_bracket")
        assert reader.strips[:-1] == before[:-1]
        assert "m remark" in reader.rows[-1]
        await reader.press("x")
        assert reader.strips == before


@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        (("right_square_bracket", "t"), "They meet"),
        (("right_square_bracket", "t", "enter"), "She leaves"),
        (("right_square_bracket", "m"), "Where exactly?"),
        (("f2", "j", "j"), "Bob"),
    ],
)
async def test_list_and_card_show_what_was_chosen(tmp_path: Path, keys: tuple[str, ...], titles: str) -> None:
    """The chosen entry is named in its list and on its card."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        await reader.press(*keys)
        left, width = reader.columns
        panel = [row[left + width + 2 :] for row in reader.rows[2:-2]]
        assert sum(titles in row for row in panel) >= 2


async def test_a_click_in_the_list_chooses_its_row(tmp_path: Path) -> None:
    """The row under the mouse is chosen; the name of another list brings that list up."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        head = next(y for y, row in enumerate(reader.rows) if "Entities 2" in row)
        x = reader.rows[head].index("Entities 2")
        await reader.pilot.click(offset=(x + 2, head))
        await reader.pilot.pause()
        assert "Ada Lovelace" in reader.text
        y = next(y for y, row in enumerate(reader.rows) if "Ada Lovelace" in row)
        await reader.pilot.click(offset=(x + 2, y))
        await reader.pilot.pause()
        assert status_of(reader).startswith("person Ada Lovelace")


async def test_a_click_in_the_text_gives_the_article_the_keys(tmp_path: Path) -> None:
    """After a click the list has the keys no longer, and q quits."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        await reader.press("f2")
        await reader.pilot.click("#article", offset=(reader.columns.left + 9, 1))
        await reader.pilot.pause()
        assert any(cell.style.reverse for y in range(2, 8) for cell in reader.cells(y))
        await reader.press("q")
        assert not reader.app.is_running


async def test_back_over_an_entry_that_was_deleted_meanwhile_ends_nothing(tmp_path: Path) -> None:
    """The file is edited after a jump; going back to where the deleted entry was chosen shows that place."""
    async with reading(tmp_path, TEXT, ANNOTATIONS) as reader:
        await reader.press("right_square_bracket", "m", "right_square_bracket", "c")
        file = tmp_path / "article.annotations.yaml"
        file.write_text(file.read_text(encoding="utf-8").partition("remarks:")[0], encoding="utf-8")
        await reader.wait_for(lambda: "Remarks 0" in reader.text)
        await reader.press("ctrl+o")
        assert reader.app.failure is None
        assert reader.app.is_running
        assert [cell.text for cell in reader.find("London") if cell.style.reverse] == ["L"]


async def test_keys_pressed_before_the_panel_is_there_are_done_when_it_is(tmp_path: Path) -> None:
    """What is typed while the program starts is not lost."""
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    app = ReaderApp(read_article(article), Pair(article, tmp_path / "article.annotations.yaml"))
    async with app.run_test(size=(120, 40)) as pilot:
        reader = Reading(app, pilot)
        await pilot.press("j", "l", "l")
        await reader.wait_for(lambda: app.screen.query("#list"))
        await pilot.pause()
        assert [cell.text for cell in reader.find("Then she") if cell.style.reverse] == ["e"]


async def test_a_failure_that_nobody_foresaw_ends_the_program_with_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception while a key is handled is kept for the command line, and the exit status is not 0."""
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    app = ReaderApp(read_article(article), Pair(article, tmp_path / "article.annotations.yaml"))

    async def fail() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            reader = Reading(app, pilot)
            await reader.wait_for(lambda: app.screen.query("#list"))
            monkeypatch.setattr("idlib_reader.ui.session.Session.close", lambda self: 1 / 0)
            await reader.press("escape")

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert isinstance(app.failure, ZeroDivisionError)
    assert app.return_code == 1
