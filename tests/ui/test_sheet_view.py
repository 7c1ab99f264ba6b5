"""A sheet as it is drawn."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from idlib_reader.core.navigation import Elsewhere
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.widgets.sheet_view import HEAD, SheetView, Spread
from ui.stage import rows, staged


class Counting(list[Option]):
    """Things to pick, which count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, row):  # type: ignore[no-untyped-def]  # as in list
        """The thing in a row."""
        self.looks += 1
        return super().__getitem__(row)


def options(number: int) -> Counting:
    """So many things, every third one told over several rows, with wide characters and controls."""
    long = "a sentence that is told in full, 漢字 and \x1b[31m too, however many rows it takes to tell all of it " * 2
    return Counting(
        Option(f"option {row}", Elsewhere(f"slug{row}", ""), f"right {row}", (long,) if row % 3 == 0 else ())
        for row in range(number)
    )


def spread(number: int, row: int) -> Spread:
    """A sheet with so many things, pointed at one of them."""
    return Spread("Things", options(number), row, "Nothing here.", f"{row + 1} of {number}")


@pytest.mark.parametrize("size", [(80, 20), (120, 36), (30, 7)])
@pytest.mark.parametrize("row", [0, 1, 7, 20, 38, 39])
async def test_what_is_pointed_at_is_in_sight_whole(size: tuple[int, int], row: int) -> None:
    """Its rows are all there while they fit, no row is too wide or short, and none is left empty at the end."""
    sheet = SheetView()
    async with staged(sheet, size) as pilot:
        sheet.display = True
        sheet.show(spread(40, row))
        await pilot.pause()
        shown = rows(sheet)
        assert {cell_len(one) for one in shown} == {size[0]}
        assert f"▶ option {row} " in "\n".join(shown)
        assert all(one.strip() for one in shown[HEAD:])


async def test_the_ends_stand_at_the_ends() -> None:
    """The first thing is at the top when it is pointed at, the last at the bottom."""
    sheet = SheetView()
    async with staged(sheet, (80, 20)) as pilot:
        sheet.display = True
        sheet.show(spread(40, 0))
        await pilot.pause()
        assert "option 0" in rows(sheet)[HEAD]
        sheet.show(spread(40, 38))
        await pilot.pause()
        assert "all of it" in rows(sheet)[-1]


async def test_no_more_is_looked_at_than_may_be_seen() -> None:
    """Ten thousand problems are as quick as ten."""
    sheet = SheetView()
    async with staged(sheet, (80, 20)) as pilot:
        sheet.display = True
        many = spread(10_000, 5_000)
        sheet.show(many)
        await pilot.pause()
        assert isinstance(many.options, Counting)
        assert many.options.looks < 200


async def test_an_empty_sheet_says_so() -> None:
    """Instead of rows there is a sentence."""
    sheet = SheetView()
    async with staged(sheet, (80, 20)) as pilot:
        sheet.display = True
        sheet.show(Spread("Things", [], 0, "Nothing here.", ""))
        await pilot.pause()
        assert "Nothing here." in rows(sheet)[HEAD]
