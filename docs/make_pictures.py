"""Draws the pictures of the README: the real screen on the bundled article, saved as SVG by Textual itself."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from idlib_reader.storage.reading import read_article
from idlib_reader.storage.workspace import example
from idlib_reader.ui.app import ReaderApp
from idlib_reader.ui.palette import DARK, LIGHT

FOLDER = Path(__file__).parent / "pictures"

# Name, theme, columns and rows, keys pressed before the picture is taken.
PICTURES = (
    ("reader", DARK, (120, 40), ("f4", "tab", "tab", *["right_square_bracket", "t"] * 3)),
    ("reader-light", LIGHT, (120, 40), ("right_square_bracket", "c")),
    ("narrow", DARK, (80, 24), ("right_square_bracket", "t", "right_square_bracket", "t")),
    ("marking", DARK, (120, 40), (*["slash", *"colleagues", "enter"], "b", "v", "w", "w", "e")),
    ("help", DARK, (100, 60), ("question_mark",)),
)


async def take(name: str, theme: str, size: tuple[int, int], keys: tuple[str, ...], folder: Path) -> None:
    """Save one picture."""
    pair = example().pairs()[0]
    assert pair.article is not None
    app = ReaderApp(read_article(pair.article), pair, theme=theme)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot(title="idlib-reader")
    # The picture shall show without fetching fonts from anywhere.
    svg = re.sub(r"src: local\(([^)]*)\),.*?;", r"src: local(\1);", svg, flags=re.DOTALL)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Save all pictures, into the folder named on the command line or docs/pictures."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        asyncio.run(take(*picture, folder))


if __name__ == "__main__":
    main()
