"""The whole reader while words are marked and files change: keys and mouse go in, then one looks at cells and disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.geometry import Region

from idlib_reader.errors import IdlibError
from idlib_reader.storage import manuscript as manuscripts
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.app import ReaderApp
from idlib_reader.ui.article_files import ArticleFiles
from idlib_reader.ui.palette import DARK, PALETTES
from idlib_reader.ui.screens.reader import ReaderScreen
from idlib_reader.ui.widgets.picker import Picker
from ui.stage import Reading, colour, reading, reading_pair

TEXT = "Ada met Bob in London.\nThen she left, said Bob.\n" + "More words follow here.\n" * 80
FORMAT = "format: idlib-reader/1\n"
FILE = """\
entities:
  ada: {type: person, name: Ada Lovelace, mentions: Ada}
  bob: {type: person, name: Bob, mentions: {quote: Bob, in: Ada met Bob}}
"""
LONDON = "  london: {type: place, name: London, mentions: London}\n"
TO_LONDON = ("slash", *"London", "enter")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of state is the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def picker(reader: Reading) -> Picker | None:
    """The picker, if it is shown."""
    return next((one for one in reader.app.screen.query(Picker) if one.display), None)


def region(reader: Reading) -> Region:
    """Where the picker stands."""
    shown = picker(reader)
    assert shown is not None
    return shown.region


def status_of(reader: Reading) -> str:
    """The lowest two rows on one line."""
    return " ".join(" ".join(row for row in reader.rows[-2:] if "─" not in row).split())


def written(folder: Path) -> str:
    """The file without its first line."""
    return (folder / "article.annotations.yaml").read_text(encoding="utf-8").removeprefix(FORMAT)


async def click(reader: Reading, words: str) -> None:
    """Click words of the picker."""
    top, bottom = region(reader).y, region(reader).bottom
    y = next(y for y in range(top, bottom) if words in reader.rows[y])
    await reader.pilot.click(offset=(reader.rows[y].index(words) + 1, y))
    await reader.pilot.pause()


# Marking


async def test_a_mark_is_drawn_and_written(tmp_path: Path) -> None:
    """The words have the colour of their type and are chosen, and the title says that it is saved."""
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e", "enter", "l", "enter")
        assert written(tmp_path) == FILE + LONDON
        assert "saved" in reader.rows[0]
        assert status_of(reader).startswith("Entity London: saved in")
        assert {colour(cell.style.bgcolor) for cell in reader.find("London")[1:]} == {
            PALETTES[DARK].chosen_entity.background
        }
        await reader.press("g")
        assert {colour(cell.style.bgcolor) for cell in reader.find("London")} == {
            PALETTES[DARK].entity("place").background
        }
        await reader.press("u")
        assert written(tmp_path) == FILE
        assert {colour(cell.style.bgcolor) for cell in reader.find("London")} == {PALETTES[DARK].background}


async def test_the_words_are_seen_selected_beside_the_picker(tmp_path: Path) -> None:
    """It stands below them, and what is pointed at has a row of another colour."""
    async with reading(tmp_path, TEXT, FILE, size=(80, 24)) as reader:
        await reader.press(*TO_LONDON, "e")
        assert {colour(cell.style.bgcolor) for cell in reader.find("London")} == {PALETTES[DARK].selection.background}
        assert region(reader).y == 3
        pointed = next(y for y, row in enumerate(reader.rows) if "▶" in row)
        x = reader.rows[pointed].index("▶")
        assert colour(reader.cells(pointed)[x].style.bgcolor) == PALETTES[DARK].row


@pytest.mark.parametrize(
    "steps", [("e",), ("e", "x"), ("e", "enter"), ("e", "enter", "l", "x"), ("m", "x")], ids=" ".join
)
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (30, 9)])
async def test_giving_up_leaves_no_cell_changed(tmp_path: Path, size: tuple[int, int], steps: tuple[str, ...]) -> None:
    """Whatever was typed, the screen is the one from before, and the file is untouched."""
    async with reading(tmp_path, TEXT, FILE, size=size) as reader:
        await reader.press(*TO_LONDON, "v", "l", "l")
        before = reader.strips
        await reader.press(*steps)
        assert reader.strips != before
        await reader.press("escape")
        assert reader.strips == before
        assert written(tmp_path) == FILE


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (30, 9), (20, 5), (10, 4), (1, 1)])
async def test_marking_works_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    """What can't be seen can be typed all the same."""
    async with reading(tmp_path, TEXT, FILE, size=size) as reader:
        await reader.press(*TO_LONDON, "e", "enter", "l", "enter")
        assert written(tmp_path) == FILE + LONDON


async def test_a_change_of_size_keeps_the_picker_beside_the_words(tmp_path: Path) -> None:
    """It never covers them."""
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e")
        for size in ((80, 24), (40, 12), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert reader.find("London")
            assert Region(0, 0, *size).contains_region(region(reader))


# The mouse


async def test_a_click_picks_what_was_clicked_and_nothing_else(tmp_path: Path) -> None:
    """Then the types are there, of which none is chosen yet; a click on one of them asks for the name."""
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e")
        await click(reader, "New entity")
        assert "What is it?" in reader.text
        await click(reader, "place")
        assert picker(reader) is None
        assert "name: London" in status_of(reader)
        await reader.press("enter")
        assert written(tmp_path) == FILE + LONDON


async def test_a_click_on_an_entity_marks_the_words(tmp_path: Path) -> None:
    """As Enter does."""
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e")
        await click(reader, "Bob")
        assert status_of(reader).startswith("Mention of Bob: saved in")
        assert "[{quote: Bob, in: Ada met Bob}, London]" in written(tmp_path)


async def test_the_wheel_points_at_the_next(tmp_path: Path) -> None:
    """Over the picker, whose rows do not move away from under it."""
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e")
        shown = picker(reader)
        assert shown is not None
        shown.post_message(Picker.Scrolled(1))
        await reader.pilot.pause()
        assert "▶ Ada Lovelace" in reader.text


# The person's editor


async def test_the_file_is_opened_at_the_chosen_entry_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the editor has made of it is shown at once, and what is wrong in it is told."""
    lent: list[Sequence[str]] = []

    def lend(app: ReaderApp, argv: Sequence[str]) -> None:
        lent.append(argv)
        file = tmp_path / "article.annotations.yaml"
        file.write_text(f"{FORMAT}{FILE.replace('Ada}', 'Adda}')}", encoding="utf-8")

    monkeypatch.setattr(ReaderApp, "lend_terminal", lend)
    monkeypatch.setattr("idlib_reader.ui.editors.editor_command", lambda path, line: ["edit", str(path), str(line)])
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press("right_square_bracket", "e", "right_square_bracket", "e", "E")
        assert lent == [["edit", str(tmp_path / "article.annotations.yaml"), "4"]]
        await reader.wait_for(lambda: "1 new problem (P)" in status_of(reader))


async def test_that_there_is_no_editor_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""

    def fail(*_: object) -> list[str]:
        raise IdlibError("No editor can be found.", "Set EDITOR.")

    monkeypatch.setattr("idlib_reader.ui.editors.editor_command", fail)
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press("E")
        assert status_of(reader).startswith("No editor can be found. Set EDITOR.")


# Files that change


def workspace(folder: Path) -> Pair:
    """A workspace with two articles, the second without annotations yet."""
    for name, text in (
        ("seeds/article.txt", TEXT),
        ("seeds/other.txt", "Bob was there."),
        ("annotations/article.yaml", FORMAT + FILE),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Pair(folder / "seeds/article.txt", folder / "annotations/article.yaml")


async def test_an_article_that_changes_is_shown_as_it_is_now(tmp_path: Path) -> None:
    """The cursor stays on its word, and the marks are where their words are."""
    pair = workspace(tmp_path)
    assert pair.article is not None
    async with reading_pair(pair) as reader:
        await reader.press(*TO_LONDON)
        pair.article.write_text(f"First of all:\n{TEXT}", encoding="utf-8")
        await reader.wait_for(lambda: "First of all" in reader.text)
        assert [cell.text for cell in reader.find("London") if cell.style.reverse] == ["L"]
        assert len({colour(cell.style.bgcolor) for cell in reader.find("Ada met")[:4]}) == 2


async def test_words_of_an_article_that_changes_are_not_marked(tmp_path: Path) -> None:
    """They may not be there any more: the picker closes with a sentence, and the file stays as it is."""
    pair = workspace(tmp_path)
    assert pair.article is not None
    async with reading_pair(pair) as reader:
        await reader.press(*TO_LONDON, "e")
        pair.article.write_text(TEXT.replace("London", "Paris"), encoding="utf-8")
        await reader.wait_for(lambda: picker(reader) is None)
        assert "article has changed" in status_of(reader)
        await reader.press("enter")
        assert pair.annotations.read_text(encoding="utf-8") == FORMAT + FILE


async def test_enter_means_what_was_pointed_at(tmp_path: Path) -> None:
    """Whatever others write meanwhile, the same entity stays pointed at; if it goes, the picker closes."""
    pair = workspace(tmp_path)
    async with reading_pair(pair) as reader:
        await reader.press(*TO_LONDON, "e", "down")
        assert "▶ Ada Lovelace" in reader.text
        more = "  abe: {type: person, name: Abe, mentions: [she left]}\n"
        pair.annotations.write_text(FORMAT + FILE + more, encoding="utf-8")
        await reader.wait_for(lambda: "of 4" in reader.text)
        assert "▶ Ada Lovelace" in reader.text
        pair.annotations.write_text(f"{FORMAT}entities:\n{more}", encoding="utf-8")
        await reader.wait_for(lambda: picker(reader) is None)
        assert "is gone from the file" in status_of(reader)


async def test_an_article_that_vanishes_is_told_and_stays(tmp_path: Path) -> None:
    """Once it is back it is read again."""
    pair = workspace(tmp_path)
    assert pair.article is not None
    async with reading_pair(pair) as reader:
        pair.article.unlink()
        await reader.wait_for(lambda: "article.txt" in status_of(reader))
        assert "Ada met Bob" in reader.text
        pair.article.write_text(f"Here again: {TEXT}", encoding="utf-8")
        await reader.wait_for(lambda: "Here again" in reader.text)
        assert reader.app.failure is None


async def test_what_other_files_say_is_taken_over(tmp_path: Path) -> None:
    """A name that only another file gives is shown here as soon as it is there, in the picker too."""
    pair = workspace(tmp_path)
    other = tmp_path / "annotations/other.yaml"
    async with reading_pair(pair, size=(120, 40)) as reader:
        await reader.press(*TO_LONDON, "e")
        assert "Cy" not in reader.text
        other.write_text(f"{FORMAT}entities: {{cy: {{name: Cy, type: group}}}}\n", encoding="utf-8")
        await reader.wait_for(lambda: "in other" in reader.text)
        await reader.press("C", "enter")
        assert pair.annotations.read_text(encoding="utf-8").endswith("  cy: {mentions: London}\n")


async def test_an_article_that_comes_is_in_the_list(tmp_path: Path) -> None:
    """While the list is open, too."""
    pair = workspace(tmp_path)
    async with reading_pair(pair) as reader:
        await reader.press("p")
        await reader.wait_for(lambda: "1 of 2" in reader.text)
        (tmp_path / "seeds/third.txt").write_text("A third one.", encoding="utf-8")
        await reader.wait_for(lambda: "of 3" in reader.text)


async def test_what_could_not_be_saved_is_saved_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The banner stands in the row of the rule until then, and title and line say so."""
    whole = manuscripts.save

    def fail(*_: object) -> None:
        raise IdlibError("The disk is full.")

    monkeypatch.setattr(manuscripts, "save", fail)
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e", "enter", "l", "enter")
        assert "unsaved" in reader.rows[0]
        await reader.press("j")
        assert "Unsaved (1 change): The disk is full." in reader.rows[-2]
        assert written(tmp_path) == FILE
        monkeypatch.setattr(manuscripts, "save", whole)
        await reader.wait_for(lambda: written(tmp_path) == FILE + LONDON)
        await reader.wait_for(lambda: "unsaved" not in reader.rows[0])
        assert "─" in reader.rows[-2]


async def test_quitting_with_unsaved_changes_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Staying is what Enter does; q on the question closes it; the third way quits."""

    def fail(*_: object) -> None:
        raise IdlibError("The disk is full.")

    monkeypatch.setattr(manuscripts, "save", fail)
    async with reading(tmp_path, TEXT, FILE) as reader:
        await reader.press(*TO_LONDON, "e", "enter", "l", "enter", "q")
        if "Quit with" not in reader.text:
            await reader.press("q")
        assert "▶ Stay" in reader.text
        await reader.press("enter")
        assert reader.app.is_running
        assert "Stay" not in reader.text
        await reader.press("q", "down", "down", "enter")
        assert not reader.app.is_running
    assert len(list((tmp_path / "state").rglob("*.jsonl"))) == 1


async def test_a_reading_that_is_older_than_a_write_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was marked while the file was being read does not vanish for the time until it is read again."""
    whole = ArticleFiles.succeed
    seen: list[bool] = []

    def succeed(files: ArticleFiles, kind: str, slug: str, result: object) -> None:
        whole(files, kind, slug, result)
        seen.append("london" in files.all_opened[0].latest.index.entries)  # type: ignore[union-attr]  # it was read

    async with reading(tmp_path, TEXT, FILE) as reader:
        screen = reader.app.screen
        assert isinstance(screen, ReaderScreen)
        (opened,) = screen.files.all_opened
        opened.begin_reading()
        old = opened.latest
        await reader.press(*TO_LONDON, "e", "enter", "l", "enter")
        assert opened.latest is not old
        await reader.press("l")
        before = reader.text
        monkeypatch.setattr(ArticleFiles, "succeed", succeed)
        screen.files.succeed("annotations", opened.slug, old)
        await reader.wait_for(lambda: len(seen) > 1)
        assert all(seen)
        assert reader.text == before
        assert not opened.is_out_of_date
        assert written(tmp_path) == FILE + LONDON
