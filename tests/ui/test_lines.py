"""The base of the widgets: what is drawn again when something changes."""

from __future__ import annotations

from typing import Any

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from idlib_reader.ui.palette import LIGHT, PALETTES
from idlib_reader.ui.widgets.lines import Lines
from ui.stage import rows, staged

SIZE = (20, 6)


def strips(widget: Lines, *texts: str) -> list[Strip]:
    """A strip for each text, in the widget's own style."""
    return [
        Strip([Segment(text, widget.style())]).adjust_cell_length(widget.size.width, widget.style()) for text in texts
    ]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """The regions that any widget asks to be drawn again; the whole of a widget is an empty region."""
    regions: list[Region] = []
    refresh = Lines.refresh

    def note(self: Lines, *wanted: Region, **options: Any) -> Lines:
        regions.extend(wanted or (Region(),))
        return refresh(self, *wanted, **options)

    monkeypatch.setattr(Lines, "refresh", note)
    return regions


async def test_only_a_row_that_changed_is_drawn_again(asked: list[Region]) -> None:
    """Of three rows with one changed, nothing outside that row is asked for."""
    widget = Lines()
    async with staged(widget, SIZE) as pilot:
        widget.show_strips(lambda: strips(widget, "one", "two", "three"))
        await pilot.pause()
        asked.clear()
        widget.show_strips(lambda: strips(widget, "one", "TWO", "three"))
        assert {region.y for region in asked} == {1}
        assert all(region.height == 1 for region in asked)
        await pilot.pause()
        assert [row.strip() for row in rows(widget)[:3]] == ["one", "TWO", "three"]


async def test_what_is_shown_already_is_not_drawn_again(asked: list[Region]) -> None:
    """Showing the same asks for nothing."""
    widget = Lines()
    async with staged(widget, SIZE) as pilot:
        widget.show_strips(lambda: strips(widget, "one", "two"))
        await pilot.pause()
        asked.clear()
        widget.show_strips(lambda: strips(widget, "one", "two"))
        assert asked == []


async def test_rows_that_are_gone_are_blanked(asked: list[Region]) -> None:
    """Fewer rows than before: those below are drawn empty; more: those are drawn."""
    widget = Lines()
    async with staged(widget, SIZE) as pilot:
        widget.show_strips(lambda: strips(widget, "one", "two", "three"))
        await pilot.pause()
        asked.clear()
        widget.show_strips(lambda: strips(widget, "one"))
        assert {region.y for region in asked} == {1, 2}
        await pilot.pause()
        assert [row.strip() for row in rows(widget)] == ["one", "", "", "", "", ""]
        asked.clear()
        widget.show_strips(lambda: strips(widget, "one", "two"))
        assert {region.y for region in asked} == {1}


async def test_a_new_size_is_drawn_from_the_same_source() -> None:
    """What is shown is asked for again when the size changes, so the first frame has the new width."""
    widget = Lines()
    async with staged(widget, SIZE) as pilot:
        widget.show_strips(lambda: strips(widget, f"{widget.size.width} wide"))
        await pilot.pause()
        assert rows(widget)[0].strip() == "20 wide"
        await pilot.resize_terminal(30, 4)
        await pilot.pause()
        assert rows(widget)[0].strip() == "30 wide"
        assert all(len(row) == 30 for row in rows(widget))


async def test_a_new_theme_draws_everything_again() -> None:
    """After the theme changed, text and blanks have its colours."""
    widget = Lines()
    async with staged(widget, SIZE) as pilot:
        widget.show_strips(lambda: strips(widget, "one"))
        await pilot.pause()
        pilot.app.theme = LIGHT
        await pilot.pause()
        for y in (0, 5):
            for _, style, _ in widget.render_line(y):
                assert style is not None
                assert style.bgcolor is not None
                assert style.bgcolor.triplet is not None
                assert style.bgcolor.triplet.hex == PALETTES[LIGHT].background


async def test_rows_below_the_last_are_blank_to_the_edge() -> None:
    """A widget that shows nothing is blank in its own background."""
    widget = Lines()
    async with staged(widget, SIZE):
        assert rows(widget) == [" " * 20] * 6
