"""The panel's list as it is drawn."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from idlib_reader.core.annotations import KINDS, Claim, Entity, Event, Kind, Reference, Remark
from idlib_reader.core.index import Index
from idlib_reader.core.orders import ORDERS, Lists
from idlib_reader.ui.palette import DARK, PALETTES
from idlib_reader.ui.widgets.entry_list import HEAD, EntryList, Listed
from marked import annotated
from ui.stage import colour, rows, staged


def everything() -> Index:
    """Several entries of each kind, some with wide and joined characters and with controls in their names."""
    return annotated(
        "[Ada](ada) [Bob](bob) [run](run) [fall](fall) [said](said) [told](told) [why](why) [how](how)",
        Entity(id="ada", type="person", name="漢字と長い名前" * 5),
        Entity(id="bob", type="person", name="👩\u200d🚀 \x1b[31mred\t[bold]"),
        Event(id="run", title="عَرَبِيّ title that is longer than the row has room for", date="2020-02-17/2020-02-18"),
        Event(id="fall", title="", date="not a date"),
        Claim(id="said", source=(Reference("ada"),)),
        Claim(id="told"),
        Remark(id="why", note="हिन्दी और \x9b31m more words than fit into the row of a list"),
        Remark(id="how"),
    )


def listing(
    index: Index,
    kind: Kind,
    top: int,
    current: str | None,
    *,
    has_keys: bool,
    words: str = "",
    is_partial: bool = False,
) -> Listed:
    """What the list is to show: the kind in its usual order, as far as it holds the words."""
    order = ORDERS[kind][0]
    ids = Lists(index).ids(kind, order, words)
    return Listed(index, kind, ids, order, words, top, current, has_keys, is_partial)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(44, 12), (60, 5), (20, 3)])
async def test_every_row_is_as_wide_as_the_list(kind: Kind, size: tuple[int, int]) -> None:
    """Whatever the names, no row is too short or too long."""
    widget = EntryList()
    async with staged(widget, size) as pilot:
        widget.show(listing(everything(), kind, 0, None, has_keys=True))
        await pilot.pause()
        shown = rows(widget)
        assert len(shown) == size[1]
        assert {cell_len(row) for row in shown} == {size[0]}


async def test_the_chosen_row_is_lit_and_points() -> None:
    """Its background goes from edge to edge; the sign before it tells whether the list has the keys."""
    widget = EntryList()
    async with staged(widget, (44, 12)) as pilot:
        pointers = []
        for has_keys in (True, False):
            widget.show(listing(everything(), "entity", 0, "ada", has_keys=has_keys))
            await pilot.pause()
            shades = [{colour(style.bgcolor) for _, style, _ in widget.render_line(y) if style} for y in range(12)]
            lit = [y for y, row in enumerate(shades) if PALETTES[DARK].row in row]
            assert len(lit) == 1
            assert shades[lit[0]] == {PALETTES[DARK].row}
            pointers.append(rows(widget)[lit[0]][0])
        assert len(set(pointers)) == 2
        assert " " not in pointers


async def test_the_head_counts_every_kind() -> None:
    """The number of entries of each kind stands over the list."""
    widget = EntryList()
    async with staged(widget, (60, 8)) as pilot:
        widget.show(listing(everything(), "remark", 0, None, has_keys=False))
        await pilot.pause()
        for told in ("Entities 2", "Claims 2", "Events 2", "Remarks 2"):
            assert told in rows(widget)[0]


async def test_a_list_starts_at_its_top_row() -> None:
    """Rows before it are not shown, those after it are."""
    names = [f"p{number:02}" for number in range(20)]
    index = annotated(" ".join(f"[{name}]({name})" for name in names), *(Entity(id=name) for name in names))
    widget = EntryList()
    async with staged(widget, (44, 8)) as pilot:
        widget.show(listing(index, "entity", 12, "p13", has_keys=True))
        await pilot.pause()
        assert widget.rows == 8 - HEAD
        assert [row.split()[1] for row in rows(widget)[HEAD:]] == names[12:18]


async def test_an_empty_list_says_so() -> None:
    """Instead of rows there is a sentence."""
    widget = EntryList()
    async with staged(widget, (44, 8)) as pilot:
        widget.show(listing(annotated("text"), "claim", 0, None, has_keys=True))
        await pilot.pause()
        assert "claims" in rows(widget)[HEAD]


async def test_the_rule_tells_the_order_and_the_filter() -> None:
    """Under the counts stand what the list goes by and, once it is filtered, what is left of how many."""
    widget = EntryList()
    async with staged(widget, (60, 8)) as pilot:
        widget.show(listing(everything(), "entity", 0, None, has_keys=True))
        await pilot.pause()
        assert "by type and name" in rows(widget)[1]
        assert "of" not in rows(widget)[1]
        widget.show(listing(everything(), "entity", 0, None, has_keys=True, words="red"))
        await pilot.pause()
        assert "1 of 2 with “red”" in rows(widget)[1]
        assert [row.split()[1] for row in rows(widget)[HEAD:] if row.strip()] == ["👩\u200d🚀"]
        widget.show(listing(everything(), "entity", 0, None, has_keys=True, words="nobody"))
        await pilot.pause()
        assert "No entities with these words." in rows(widget)[HEAD]


async def test_entries_that_are_being_read_are_not_counted() -> None:
    """Nobody knows how many there are yet, so no number says so."""
    widget = EntryList()
    async with staged(widget, (60, 8)) as pilot:
        widget.show(listing(everything(), "entity", 0, None, has_keys=False, is_partial=True))
        await pilot.pause()
        assert "Entities …" in rows(widget)[0]
        assert not any(character.isdigit() for character in rows(widget)[0])


async def test_very_many_entries_are_counted_in_thousands_where_room_is_short() -> None:
    """So that every list's name stays whole, and can be clicked."""
    index = everything()
    index.listed["event"] += ["run"] * 31_000
    index.listed["claim"] += ["said"] * 31_000
    index.listed["remark"] += ["why"] * 28_400
    widget = EntryList()
    async with staged(widget, (49, 8)) as pilot:
        widget.show(listing(index, "entity", 0, None, has_keys=True))
        await pilot.pause()
        assert rows(widget)[0].split() == "Entities 2 Claims 31k Events 31k Remarks 28k".split()
        await pilot.resize_terminal(80, 8)
        await pilot.pause()
        assert "Claims 31002" in rows(widget)[0]
