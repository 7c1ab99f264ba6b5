"""What the reader sees first."""

from __future__ import annotations

from typing import Any

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import article_rows, squeezed

SECTIONS = ("entities", "claims", "events", "remarks")
ONE = {"entities": "entity", "claims": "claim", "events": "event", "remarks": "remark"}


def test_a_wide_screen_shows_the_opening_words_and_the_counts(
    open_reader: Open, text: str, written: dict[str, dict[str, Any]]
) -> None:
    """At 120x40 the article's opening words and, in the panel, the number of entries of each kind."""
    with open_reader(120, 40) as terminal:
        for section in SECTIONS:
            assert f"{section} {len(written[section])}" in terminal.flat.casefold()
        shown = "".join(squeezed(row) for row in article_rows(terminal))
        assert len(shown) > 1000
        assert squeezed(text).startswith(shown)
        assert written["article"]["title"] in terminal.rows[0]
        assert terminal.close() == 0


def test_a_narrow_screen_shows_the_opening_words_and_the_counts(
    open_reader: Open, text: str, written: dict[str, dict[str, Any]]
) -> None:
    """At 80x24 the article's opening words and, in the title, the number of entries of each kind."""
    with open_reader(80, 24) as terminal:
        for section in SECTIONS:
            number = len(written[section])
            noun = ONE[section] if number == 1 else section
            assert f"{number} {noun}" in terminal.rows[0]
        shown = "".join(squeezed(row) for row in article_rows(terminal))
        assert len(shown) > 300
        assert squeezed(text).startswith(shown)
        assert terminal.close() == 0


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_theme_named_on_the_command_line_colours_the_screen(open_reader: Open, theme: str) -> None:
    """`--theme` chooses the background of every cell."""
    with open_reader(100, 30, "--theme", theme) as terminal:
        backgrounds = {cell.bg for cell in terminal.cells[0]}
        assert backgrounds == {"1e1e1e" if theme == "dark" else "f5f5f5"}
