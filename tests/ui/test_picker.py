"""The picker as it is drawn, and where it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.geometry import Offset, Size
from textual.pilot import Pilot

from idlib_reader.ui.palette import PALETTES, fitting
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.widgets.picker import Picker
from idlib_reader.ui.widgets.sheet_view import Spread
from ui.stage import Cell, cells, colour, rows, staged

WORDS = Offset(10, 5), Offset(16, 5)


def spread(number: int, row: int = 0) -> Spread:
    """A picker with so many things, pointed at one of them."""
    options = [Option(f"option {one}", str(one), f"person · {one} places") for one in range(number)]
    return Spread("Mark as", options, row, "", f"{row + 1} of {number}")


def one(title: str, right: str = "", heading: str = "Mark as") -> Spread:
    """A picker with one thing."""
    return Spread(heading, [Option(title, "", right)], 0, "", "1 of 1")


@asynccontextmanager
async def shown(
    told: Spread,
    first: Offset | None = WORDS[0],
    last: Offset | None = WORDS[1],
    *,
    size: tuple[int, int] = (80, 24),
    theme: str = "idlib-dark",
) -> AsyncIterator[tuple[Picker, Pilot[None]]]:
    """The picker beside words on a screen of its own."""
    picker = Picker()
    async with staged(picker, size, theme) as pilot:
        picker.display = True
        picker.show_beside(told, first, last, Size(*size))
        await pilot.pause()
        yield picker, pilot


async def move(picker: Picker, pilot: Pilot[None], told: Spread, first: Offset, last: Offset) -> None:
    """Show it beside other words."""
    picker.show_beside(told, first, last, pilot.app.size)
    await pilot.pause()


# Where it stands


@pytest.mark.parametrize("size", [(80, 18), (120, 36), (40, 14), (20, 5), (200, 60)])
async def test_it_never_covers_the_words_while_there_is_room(size: tuple[int, int]) -> None:
    """Wherever they are and over however many rows: it stands right below or right above them, all of it in sight."""
    width, height = size
    async with shown(spread(30), size=size) as (picker, pilot):
        for top, rows_of_words in [(y, n) for y in {0, 1, height // 2, height - 2, height - 1} for n in (1, 2)]:
            bottom = min(height - 1, top + rows_of_words - 1)
            for x in (0, width // 2, width - 1):
                await move(picker, pilot, spread(30), Offset(x, top), Offset(x, bottom))
                region = picker.region
                assert Size(*size).region.contains_region(region), region
                if max(top, height - bottom - 1) >= 3:
                    assert bottom + 1 == region.y or region.bottom == top, (top, bottom, region)


@pytest.mark.parametrize(
    ("y", "is_below", "height"),
    [(0, True, 13), (5, True, 13), (10, True, 13), (11, True, 12), (12, False, 12), (23, False, 13)],
    ids="first in-sight last-whole last-below above end".split(),
)
async def test_it_stands_below_if_it_finds_room_there(y: int, is_below: bool, height: int) -> None:
    """Else on the side where there is more."""
    async with shown(spread(30), Offset(10, y), Offset(16, y)) as (picker, _):
        assert picker.region.height == height
        assert (picker.region.y > y) == is_below
    async with shown(spread(3), Offset(10, 18), Offset(16, 18)) as (picker, _):
        assert picker.region.y == 19


async def test_words_that_are_higher_than_the_screen_leave_three_rows() -> None:
    """What is picked is in sight even if the words are not."""
    async with shown(spread(30), Offset(3, 0), Offset(9, 23)) as (picker, _):
        assert picker.region.height == 3
        assert "▶ option 0" in rows(picker)[1]


async def test_words_out_of_sight_have_no_cell() -> None:
    """It stands at the top then, as if they stood there."""
    async with shown(spread(3), None, None) as (picker, _):
        assert (picker.region.x, picker.region.y) == (0, 1)


@pytest.mark.parametrize(
    ("width", "x", "at"), [(80, 40, 16), (80, 2, 0), (80, 12, 10), (120, 60, 6), (200, 30, 28), (200, 90, 43)]
)
async def test_it_keeps_to_the_columns_of_the_text(width: int, x: int, at: int) -> None:
    """It begins where the words do, but leaves the panel beside the text alone."""
    async with shown(spread(3), Offset(x, 5), Offset(x + 4, 5), size=(width, 30)) as (picker, _):
        assert (picker.region.x, picker.region.width) == (at, 64)


async def test_it_is_as_high_as_what_it_lists() -> None:
    """As many things at most as there are types, and a frame around them."""
    async with shown(spread(3)) as (picker, pilot):
        for number, height in ((1, 3), (10, 12), (11, 13), (1_000, 13)):
            await move(picker, pilot, spread(number), *WORDS)
            assert picker.region.height == height
            assert picker.rows == height - 2


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (10, 3), (3, 3), (2, 2), (1, 6), (1, 1)])
async def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    """Every row is as wide as the picker, which is in the screen."""
    for told in (spread(30, 29), spread(1), one("漢字" * 40, "👍🏽 " * 30)):
        async with shown(told, Offset(0, 0), Offset(0, 0), size=size) as (picker, _):
            assert Size(*size).region.contains_region(picker.region)
            assert {cell_len(row) for row in rows(picker)} == {picker.region.width}


# What it shows


@pytest.mark.parametrize("row", [0, 1, 5, 499, 995, 999])
async def test_what_is_pointed_at_is_in_sight_among_a_thousand(row: int) -> None:
    """In the middle as far as the ends let it; no row is left empty."""
    async with shown(spread(1_000, row)) as (picker, _):
        first = max(0, min(row - 5, 989))
        numbers = [int(line.partition("option ")[2].split()[0]) for line in rows(picker)[1:-1]]
        assert numbers == list(range(first, first + 11))
        assert [line for line in rows(picker) if "▶" in line] == [rows(picker)[1 + row - first]]
        assert f"{row + 1} of 1000" in rows(picker)[0]


async def test_no_more_is_drawn_than_is_seen() -> None:
    """A thousand entities are as quick as ten."""

    class Counting(list[Option]):
        drawn = 0

        def __getitem__(self, at):  # type: ignore[no-untyped-def]  # as in list
            found = super().__getitem__(at)
            Counting.drawn += len(found) if isinstance(at, slice) else 1
            return found

        def __iter__(self):  # type: ignore[no-untyped-def]  # as in list
            raise AssertionError("all of it is walked through")

    told = spread(1_000, 500)
    async with shown(told._replace(options=Counting(told.options))):
        assert 0 < Counting.drawn <= 40


async def test_the_frame_is_closed() -> None:
    """Title and number stand in its upper edge."""
    async with shown(spread(3)) as (picker, _):
        head, *middle, foot = rows(picker)
        assert head.startswith("┌─ Mark as ──")
        assert head.endswith("── 1 of 3 ─┐")
        assert all(row[0] == row[-1] == "│" for row in middle)
        assert foot == f"└{'─' * 62}┘"


async def test_a_short_name_leaves_its_room_to_what_is_said_of_it() -> None:
    """Nothing is cut while both fit into the row."""
    right = f"as “{'B' * 29}” · person · 12 places"
    async with shown(one("Bo", right)) as (picker, _):
        assert rows(picker)[1] == f"│ ▶ Bo {right} │"


@pytest.mark.parametrize("rest", ["rest " * 20, "rest\x1b" * 20, "rest" + "\x07" * 80])
async def test_where_name_and_rest_are_long_each_has_a_half(rest: str) -> None:
    """Both are cut so that one sees it, and neither takes the other's place."""
    async with shown(one("name " * 20, rest)) as (picker, _):
        row = rows(picker)[1]
        assert row.count("…") == 2
        assert "… rest" in row
        assert 29 <= row.index("… rest") <= 33


@pytest.mark.parametrize("heading", ["Mark as " * 20, "\x1b" * 100, "漢字" * 40])
async def test_a_long_title_leaves_the_number_its_room(heading: str) -> None:
    """It is cut so that one sees it."""
    async with shown(one("name", heading=heading)) as (picker, _):
        assert "…" in rows(picker)[0]
        assert rows(picker)[0].endswith(" 1 of 1 ─┐")


@pytest.mark.parametrize("name", ["漢字" * 30, "👩\u200d🚀" * 40, "e\u0301" * 100, "سفينة " * 20, "x" * 10_000])
async def test_a_name_of_any_script_is_cut_between_its_characters(name: str) -> None:
    """The row has its width, and its end stands where it stands in every row."""
    async with shown(one(name, "person")) as (picker, _):
        row = rows(picker)[1]
        assert cell_len(row) == 64
        assert row.endswith("… person │")


@pytest.mark.parametrize("bad", ["a\x1b[31mb", "a\nb", "a\x07b", "a\u202eb", "a\u2028b"])
async def test_control_characters_are_made_visible(bad: str) -> None:
    """In names, in what is said of them, and in the title; one character for each, so that nothing is shifted."""
    async with shown(one(bad, bad, bad)) as (picker, _):
        text = "".join(rows(picker))
        assert text.isprintable()
        assert {cell_len(row) for row in rows(picker)} == {64}
        assert text.count("a") == text.count("b") == 3


async def test_markup_is_text() -> None:
    """Square brackets mean nothing."""
    async with shown(one("[b]bold[/b] [link=x]", "[red]x[/]", "[i]T[/i]")) as (picker, _):
        head, row, _ = rows(picker)
        assert "[i]T[/i]" in head
        assert "[b]bold[/b] [link=x]" in row
        assert "[red]x[/]" in row


@pytest.mark.parametrize("theme", sorted(PALETTES))
async def test_the_row_pointed_at_looks_different_in_every_palette(theme: str) -> None:
    """Another background from edge to edge, a sign and bold letters."""
    async with shown(spread(3, 1), theme=theme) as (picker, _):
        plain, pointed = (inner(cells(picker.render_line(y))) for y in (1, 2))
        assert [{bool(cell.style.bold) for cell in row[3:9]} for row in (plain, pointed)] == [{False}, {True}]
        assert len({(str(cell.style.bgcolor), cell.style.reverse) for cell in pointed}) == 1
        looks = [(str(row[5].style.bgcolor), bool(row[5].style.reverse)) for row in (plain, pointed)]
        assert looks[0] != looks[1]


def inner(row: list[Cell]) -> list[Cell]:
    """The cells between the edges."""
    return row[1:-1]


async def test_pointing_at_another_row_draws_only_what_changed() -> None:
    """What it shows is right at once, also in another theme."""
    async with shown(spread(3)) as (picker, pilot):
        await move(picker, pilot, spread(3, 2), *WORDS)
        assert [row[2] for row in rows(picker)[1:4]] == [" ", " ", "▶"]
        pilot.app.theme = fitting("idlib-light", "truecolor", "xterm", is_plain=False)
        await pilot.pause()
        assert colour(cells(picker.render_line(0))[0].style.bgcolor) == PALETTES["idlib-light"].background


# The mouse


async def test_a_click_tells_the_row_and_the_frame_none() -> None:
    """By its number among all things, not among those in sight."""
    clicked: list[int] = []

    class Listening(Picker):
        def post_message(self, message):  # type: ignore[no-untyped-def]  # as in Widget
            if isinstance(message, Picker.OptionClicked):
                clicked.append(message.row)
            return super().post_message(message)

    picker = Listening()
    async with staged(picker, (80, 24)) as pilot:
        picker.display = True
        await move(picker, pilot, spread(1_000, 500), *WORDS)
        for y in (0, 1, 3, 11, 12):
            await pilot.click(offset=(picker.region.x + 9, picker.region.y + y))
    assert clicked == [495, 497, 505]
