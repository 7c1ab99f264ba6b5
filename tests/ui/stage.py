"""A stage for interface tests: one widget alone, or the whole reader, on a screen without a terminal."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from idlib_reader.storage.reading import read_article
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.app import ReaderApp
from idlib_reader.ui.geometry import Columns, text_columns
from idlib_reader.ui.palette import DARK, PALETTES, theme_of
from idlib_reader.ui.widgets.lines import Lines

DEADLINE = 30.0
"""Seconds after which a screen that does not show what it should counts as hanging."""


class Cell(NamedTuple):
    """One cell of a row; the second cell of a wide character has no text."""

    text: str
    style: Style


class _Stage(App[None]):
    """An application around one widget."""

    def __init__(self, widget: Lines, theme: str) -> None:
        super().__init__()
        self._widget = widget
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Only the widget."""
        self._widget.styles.width = "100%"
        self._widget.styles.height = "100%"
        yield self._widget


@asynccontextmanager
async def staged(widget: Lines, size: tuple[int, int], theme: str = DARK) -> AsyncIterator[Pilot[None]]:
    """The widget alone on a screen that it fills."""
    async with _Stage(widget, theme).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def rows(widget: Lines) -> list[str]:
    """What the widget shows, row by row."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


class Reading:
    """The reader on an article of the test's own."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        """Wrap the running application."""
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, named as Textual names them, and wait until all that they do is done."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def wait_for(self, condition: Callable[[], object]) -> None:
        """Wait until a condition holds."""
        deadline = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < deadline, f"Waited in vain; the screen shows:\n{self.text}"
            await self.pilot.pause(0.01)

    @property
    def strips(self) -> list[Strip]:
        """The rows of the screen."""
        return self.app.screen._compositor.render_strips()

    @property
    def rows(self) -> list[str]:
        """The rows of the screen as text."""
        return [strip.text for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.rows)

    @property
    def columns(self) -> Columns:
        """Where the article's text stands."""
        return text_columns(self.app.size.width)

    def cells(self, y: int) -> list[Cell]:
        """The cells of a row of the screen."""
        return cells(self.strips[y])

    def find(self, words: str) -> list[Cell]:
        """The cells of the first place in the article's columns where these words stand, within one row."""
        left, width = self.columns
        for y in range(2, len(self.strips) - 2):
            row = self.cells(y)[left : left + width]
            text = "".join(cell.text for cell in row)
            if words in text:
                first = len([cell for cell in row if cell.text][: text.index(words)])
                shown = [x for x, cell in enumerate(row) if cell.text]
                return row[shown[first] : shown[first] + cell_len(words)]
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")


def cells(strip: Strip) -> list[Cell]:
    """The cells of a strip without joined characters."""
    found = []
    for text, style, _ in strip:
        for character in text:
            found += [Cell(character, style or Style()), *[Cell("", style or Style())] * (cell_len(character) - 1)]
    return found


def colour(value: object) -> str:
    """A colour of rich as `#rrggbb`."""
    triplet = getattr(value, "triplet", None)
    assert triplet is not None, value
    return str(triplet.hex)


@asynccontextmanager
async def reading(
    folder: Path,
    text: str,
    annotations: str = "",
    *,
    size: tuple[int, int] = (120, 40),
    theme: str = DARK,
    notice: str = "",
) -> AsyncIterator[Reading]:
    """The reader on `text` with `annotations`, YAML without its first line, once both are on the screen."""
    article, file = folder / "article.txt", folder / "article.annotations.yaml"
    article.write_text(text, encoding="utf-8")
    file.write_text(f"format: idlib-reader/1\n{annotations}", encoding="utf-8")
    async with reading_pair(Pair(article, file), size=size, theme=theme, notice=notice) as reader:
        yield reader


@asynccontextmanager
async def reading_pair(
    pair: Pair, *, size: tuple[int, int] = (120, 40), theme: str = DARK, notice: str = ""
) -> AsyncIterator[Reading]:
    """The reader on an article and its annotation file, once both are on the screen."""
    assert pair.article is not None
    app = ReaderApp(read_article(pair.article), pair, theme=theme, notice=notice)
    async with app.run_test(size=size) as pilot:
        reader = Reading(app, pilot)
        await reader.wait_for(lambda: app.screen.query("#list"))
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield reader
