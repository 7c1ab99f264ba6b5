"""The card as it is drawn."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from idlib_reader.ui.card_lines import CardLine
from idlib_reader.ui.widgets.card import Card
from ui.stage import rows, staged

LONG = [
    CardLine("title", "漢字 a title \x1b[31m that takes more than a row of the card", right="● meeting, actual"),
    CardLine("quote", "“the words of the article, 👩\u200d🚀 joined and combined e\u0301, over several rows”"),
    CardLine("gap"),
    CardLine("link", "○ the event at the other end, with a long title", "caused by", "⏎ 1"),
    CardLine("link", "● another", "a relation of one's own that is long", "2"),
    CardLine("gap"),
    CardLine("field", "عَرَبِيّ · हिन्दी · 漢字", "named"),
    CardLine("gap"),
    CardLine("note", "A note of\nseveral lines.\n\nAnd a paragraph.\x9b"),
]


def words(shown: list[str]) -> str:
    """The rows as one line with single spaces."""
    return " ".join(" ".join(shown).split())


@pytest.mark.parametrize("is_compact", [True, False])
@pytest.mark.parametrize("size", [(44, 30), (60, 5), (20, 8), (5, 4)])
async def test_every_row_is_as_wide_as_the_card(size: tuple[int, int], is_compact: bool) -> None:
    """Whatever the text, at every scroll, no row is too short or too long."""
    card = Card(is_compact=is_compact)
    async with staged(card, size) as pilot:
        for top in (0, 1, 100):
            card.show(LONG, top, 0, has_keys=True)
            await pilot.pause()
            shown = rows(card)
            assert len(shown) == size[1]
            assert {cell_len(row) for row in shown} == {size[0]}


async def test_a_card_that_fits_is_shown_whole() -> None:
    """Title, quotation, links with their keys, fields and note are all there, and nothing is left to scroll to."""
    card = Card()
    async with staged(card, (60, 40)) as pilot:
        card.show(LONG, 0, 0, has_keys=True)
        await pilot.pause()
        shown = words(rows(card))
        for text in (
            "a title",
            "meeting, actual",
            "over several rows”",
            "caused by",
            "⏎ 1",
            "named",
            "And a paragraph.",
        ):
            assert text in shown
        assert card.furthest == 0


async def test_a_card_that_does_not_fit_says_how_much_more_there_is() -> None:
    """The rows that are shown and those told of are all; at the end nothing more is told."""
    card = Card()
    async with staged(card, (44, 6)) as pilot:
        card.show(LONG, 0, 0, has_keys=True)
        await pilot.pause()
        assert card.furthest > 0
        assert "more" in rows(card)[-1]
        before = rows(card)
        card.show(LONG, card.furthest, 0, has_keys=True)
        await pilot.pause()
        assert "more" not in rows(card)[-1]
        assert "And a" in words(rows(card)) or "paragraph" in words(rows(card))
        card.show(LONG, 0, 0, has_keys=True)
        await pilot.pause()
        assert rows(card) == before


async def test_every_row_of_a_card_can_be_scrolled_to() -> None:
    """Scrolled row by row, each row of the whole card comes to stand at the top or, at the end, in sight."""
    card = Card()
    async with staged(card, (44, 60)) as pilot:
        card.show(LONG, 0, 0, has_keys=True)
        await pilot.pause()
        whole = [row for row in rows(card) if row.strip()]
        await pilot.resize_terminal(44, 7)
        card.show(LONG, 0, 0, has_keys=True)
        await pilot.pause()
        seen: set[str] = set()
        for top in range(card.furthest + 1):
            card.show(LONG, top, 0, has_keys=True)
            await pilot.pause()
            seen.update(rows(card))
        assert [row for row in whole if row not in seen and row != whole[-1]] == []
