"""The help page."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.ui.commands import COMMANDS, name_keys
from idlib_reader.ui.signs import LETTERS
from idlib_reader.ui.widgets.help_page import HelpPage
from ui.stage import Reading, reading


def is_help_open(reader: Reading) -> bool:
    """Whether the help page lies over the screen."""
    return any(page.display for page in reader.app.screen.query(HelpPage))


def squeezed(text: str) -> str:
    """The text without white space: the same however it is wrapped."""
    return "".join(text.split())


async def read_all(reader: Reading) -> str:
    """Every row of the page, scrolled down by ten rows to its end, without white space."""
    shown: list[str] = []
    while True:
        shown += [row for row in reader.rows if row not in shown]
        before = reader.rows
        await reader.press("space")
        if reader.rows == before:
            return squeezed("".join(shown))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 12)])
async def test_every_key_is_on_the_help_page(tmp_path: Path, size: tuple[int, int]) -> None:
    """Each command stands there with its keys and what it does, whatever the size; so does each letter."""
    async with reading(tmp_path, "text", size=size) as reader:
        await reader.press("question_mark")
        page = await read_all(reader)
        for command in COMMANDS:
            assert squeezed(name_keys(command)) in page
            assert squeezed(command.help) in page
        for type_, letter in LETTERS.items():
            assert squeezed(f"{letter} {type_}") in page


@pytest.mark.parametrize("key", ["q", "escape", "question_mark", "f1"])
async def test_the_help_page_closes_by_the_keys_that_it_names(tmp_path: Path, key: str) -> None:
    """After closing, the screen is as it was, and the program runs on."""
    async with reading(tmp_path, "text") as reader:
        before = reader.strips
        await reader.press("f1")
        assert is_help_open(reader)
        await reader.press(key)
        assert not is_help_open(reader)
        assert reader.strips == before
        assert reader.app.is_running


async def test_the_help_page_scrolls_and_stops_at_its_ends(tmp_path: Path) -> None:
    """Down and up by rows and pages; never past the last row or the first."""
    async with reading(tmp_path, "text", size=(80, 12)) as reader:
        await reader.press("question_mark")
        first = reader.rows
        await reader.press("k")
        assert reader.rows == first
        await reader.press("j")
        assert reader.rows[:-1] == first[1:]
        await reader.press("k")
        assert reader.rows == first
        await reader.press(*["space"] * 20)
        last = reader.rows
        assert last[-1].strip()
        await reader.press("j")
        assert reader.rows == last


async def test_the_help_page_survives_another_size(tmp_path: Path) -> None:
    """It is drawn again in the new size, before and after it is shown first, and closes as ever."""
    async with reading(tmp_path, "text") as reader:
        await reader.press("question_mark")
        for size in ((60, 20), (200, 50), (80, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert all(len(row) == size[0] for row in reader.rows)
            assert squeezed(COMMANDS[0].help) in squeezed(reader.text)
        await reader.press("q")
        assert reader.app.is_running
        assert "text" in reader.text
