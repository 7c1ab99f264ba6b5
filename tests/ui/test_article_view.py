"""The article on the screen: what each cell of the text and of its margins shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region

from idlib_reader.core.tagset import ENTITY_TYPES
from idlib_reader.ui.geometry import GUTTER, MARGIN
from idlib_reader.ui.palette import DARK, LIGHT, PALETTES
from idlib_reader.ui.signs import REMARK
from idlib_reader.ui.widgets.article_view import ArticleView
from idlib_reader.ui.widgets.lines import Lines
from ui.stage import Cell, Reading, colour, reading

BACKGROUNDS = {
    DARK: "#2357c3 #1a309c #4a0058 #88488d #7c1c4b #b32a51 #555600 #2c3a0a".split(),
    LIGHT: "#76dff9 #2ba5c1 #97b1ff #ef6e86 #f8b92d #b19d12 #c8c6a9 #adf996".split(),
}
ROW_OF_TYPE = {
    "person": 0,
    "organisation": 1,
    "government": 1,
    "group": 2,
    "state": 3,
    "armed-force": 4,
    "place": 5,
    "facility": 5,
    "weapon": 6,
    "document": 7,
    "other": 7,
}

# The cursor starts on "Start", which nothing marks.
OVERLAPS = "Start: the old port of Acre was hit\nand nothing else stands here at all\n"
ALL_KINDS = """
entities:
  port: {type: facility, mentions: old port of Acre}
  acre: {type: state, mentions: Acre}
events:
  hit: {title: A hit, mentions: the old port of Acre was hit}
claims:
  said: {content: port of Acre was, source: outlet}
remarks:
  which: {passage: old port of Acre was hit, note: Which?}
"""


def background(cell: Cell) -> str:
    """The colour behind a cell; its text's where it is reversed, as a terminal draws it."""
    return colour(cell.style.color if cell.style.reverse else cell.style.bgcolor)


def backgrounds(cells: list[Cell]) -> set[str]:
    """The colours behind cells."""
    return {background(cell) for cell in cells}


def margins(reader: Reading, words: str) -> tuple[str, str]:
    """What stands in the left and in the right margin of the row with these words."""
    left, width = reader.columns
    row = next(strip for strip in reader.strips[2:-2] if words in strip.crop(left, left + width).text)
    return row.crop(left - GUTTER, left).text, row.crop(left + width, left + width + MARGIN).text


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_each_entity_type_has_its_background(tmp_path: Path, theme: str) -> None:
    """The words of an entity stand on the colour of its type, exactly, to their first and last cell."""
    words = {type_: f"Name{number}" for number, type_ in enumerate(ENTITY_TYPES)}
    text = "Start\n" + "\n".join(f"before {word} after" for word in words.values())
    entries = "".join(f"  {word.lower()}: {{type: {type_}, mentions: {word}}}\n" for type_, word in words.items())
    async with reading(tmp_path, text, f"entities:\n{entries}", theme=theme) as reader:
        for type_, word in words.items():
            row = reader.find(f"before {word} after")
            assert backgrounds(row[7 : 7 + len(word)]) == {BACKGROUNDS[theme][ROW_OF_TYPE[type_]]}, type_
            assert backgrounds([*row[:7], *row[7 + len(word) :]]) == {PALETTES[theme].background}


async def test_a_claim_is_underlined_and_an_event_bold(tmp_path: Path) -> None:
    """Each over all of its words and no cell more; neither has a background."""
    text = "Start: she says it works now\nand they met in the end\n"
    annotations = "claims:\n  works: {content: it works}\nevents:\n  met: {mentions: they met}\n"
    async with reading(tmp_path, text, annotations) as reader:
        row = reader.find("says it works now")
        assert [bool(cell.style.underline) for cell in row] == [*[False] * 5, *[True] * 8, *[False] * 4]
        assert not any(cell.style.bold for cell in row)
        row = reader.find("and they met in")
        assert [bool(cell.style.bold) for cell in row] == [*[False] * 4, *[True] * 8, *[False] * 3]
        assert not any(cell.style.underline for cell in row)
        assert backgrounds(row) == {PALETTES[DARK].background}


async def test_where_entities_lie_in_each_other_the_shortest_shows(tmp_path: Path) -> None:
    """Acre is a state inside the facility; both backgrounds are seen, the inner one over its own words."""
    async with reading(tmp_path, OVERLAPS, ALL_KINDS) as reader:
        assert backgrounds(reader.find("old port of ")) == {BACKGROUNDS[DARK][ROW_OF_TYPE["facility"]]}
        assert backgrounds(reader.find("Acre")) == {BACKGROUNDS[DARK][ROW_OF_TYPE["state"]]}


async def test_marks_of_all_kinds_over_each_other_stay_visible(tmp_path: Path) -> None:
    """On one word: background, underline and bold; beside it the event's sign and the remark's."""
    async with reading(tmp_path, OVERLAPS, ALL_KINDS) as reader:
        for cell in reader.find("Acre"):
            assert background(cell) == BACKGROUNDS[DARK][ROW_OF_TYPE["state"]]
            assert cell.style.bold
            assert cell.style.underline
        assert margins(reader, "Acre") == (" ● ", f" {REMARK}")
        assert margins(reader, "nothing else") == ("   ", "  ")


@pytest.mark.parametrize(
    ("modality", "sign"), [("actual", "●"), ("planned", "○"), ("alleged", "◌"), ("denied", "◌"), ("negated", "◌")]
)
async def test_the_left_margin_tells_whether_an_event_happened(tmp_path: Path, modality: str, sign: str) -> None:
    """The sign stands in the row where the event's words start, and in no other that they go on to."""
    text = "Start\n" + "they marched on " * 12 + "\n"
    annotations = (
        f"events:\n  march: {{modality: {modality}, mentions: {{quote: they marched on they marched on"
        " they marched on they marched on they marched on they marched on, nth: 1}}\n"
    )
    async with reading(tmp_path, text, annotations) as reader:
        left, _ = reader.columns
        signs = [strip.crop(left - GUTTER, left).text for strip in reader.strips[2:-2]]
        assert [shown for shown in signs if shown.strip()] == [f" {sign} "]


async def test_what_is_chosen_is_lit_at_all_its_places(tmp_path: Path) -> None:
    """A chosen entity is in the accent's colour wherever it is named; a chosen event has its words on a colour."""
    text = "Start: Ada met Bob\nand Ada ran away\n"
    annotations = (
        "entities:\n  ada: {type: person, mentions: {quote: Ada, all: true}}\n  bob: {type: person, mentions: Bob}\n"
        "events:\n  ran: {mentions: ran away}\n"
    )
    palette = PALETTES[DARK]
    async with reading(tmp_path, text, annotations) as reader:
        unlit = backgrounds(reader.find("Ada"))
        await reader.press("right_square_bracket", "e")
        for words in ("Ada met", "Ada ran"):
            cells = reader.find(words)[1:3]
            assert backgrounds(cells) == {palette.accent}
            assert {colour(cell.style.color) for cell in cells} == {palette.background}
        assert backgrounds(reader.find("Bob")) == unlit
        await reader.press("right_square_bracket", "t")
        assert backgrounds(reader.find("ran away")[1:]) == {palette.lit}
        assert backgrounds(reader.find("Ada met")[:3]) == unlit


async def test_the_cursor_is_reversed_over_all_cells_of_a_character(tmp_path: Path) -> None:
    """One cell of a narrow character, both of a wide one, a blank where white space hangs behind the row."""
    async with reading(tmp_path, "漢字 and\ne\u0301t\n", "") as reader:

        async def reversed_cells() -> list[str]:
            return [cell.text for y in range(2, 6) for cell in reader.cells(y) if cell.style.reverse]

        seen = []
        for _ in range(8):
            seen.append(await reversed_cells())
            await reader.press("l")
        assert seen[0] == ["漢", ""]
        assert seen[1] == ["字", ""]
        assert seen[2:6] == [[" "], ["a"], ["n"], ["d"]]
        assert seen[6][:1] == ["e"]
        assert seen[7] == ["t"]


async def test_without_the_keys_the_article_has_no_cursor(tmp_path: Path) -> None:
    """While a list has the keys, nothing in the text is reversed."""
    async with reading(tmp_path, "Start", "") as reader:
        assert [cell.text for cell in reader.find("Start") if cell.style.reverse] == ["S"]
        await reader.press("f2")
        assert not any(cell.style.reverse for cell in reader.find("Start"))


async def test_a_step_of_the_cursor_draws_nothing_but_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a long text with many marks, a step to the right asks for cells of one row of the article."""
    asked: list[tuple[str, Region]] = []
    refresh = Lines.refresh

    def note(self: Lines, *wanted: Region, **options: bool) -> Lines:
        asked.extend((type(self).__name__, region) for region in wanted or (Region(),))
        return refresh(self, *wanted, **options)

    text = "Some words that go on for a while, and on.\n" * 400
    async with reading(tmp_path, text, "entities:\n  words: {mentions: {quote: words, all: true}}\n") as reader:
        await reader.press("j", "j", "j")
        monkeypatch.setattr(Lines, "refresh", note)
        await reader.press("l")
        regions = [region for widget, region in asked if widget == ArticleView.__name__]
        assert len(regions) == 1
        assert regions[0].height == 1
        assert 2 <= regions[0].width <= 30


async def test_a_click_moves_the_cursor_to_the_character_under_the_mouse(tmp_path: Path) -> None:
    """Also on the second cell of a wide character; right of a row its end, below the text its last row."""
    async with reading(tmp_path, "漢字 and more\nshort\n", "") as reader:
        left, _ = reader.columns

        async def click(x: int, y: int) -> list[str]:
            await reader.pilot.click("#article", offset=(left + x, y))
            await reader.pilot.pause()
            return [cell.text for y in range(2, 12) for cell in reader.cells(y) if cell.style.reverse]

        assert await click(3, 0) == ["字", ""]
        assert await click(0, 0) == ["漢", ""]
        assert await click(5, 0) == ["a"]
        assert await click(-2, 1) == ["s"]


async def test_the_wheel_scrolls_by_three_rows(tmp_path: Path) -> None:
    """Down and up again shows the same rows as before."""
    text = "\n".join(f"row {number}" for number in range(100))
    async with reading(tmp_path, text, "") as reader:
        article = reader.app.screen.query_one(ArticleView)
        before = reader.rows[2:-2]
        article.post_message(ArticleView.Scrolled(3))
        await reader.pilot.pause()
        assert "row 3 " in reader.rows[2]
        article.post_message(ArticleView.Scrolled(-3))
        await reader.pilot.pause()
        assert [row[:70] for row in reader.rows[2:-2]][1:] == [row[:70] for row in before][1:]
