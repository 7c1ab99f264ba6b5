"""The status line: what it never cuts, and what gives way."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from idlib_reader.ui.prompt import Prompt
from idlib_reader.ui.widgets.status_line import Status, StatusLine
from ui.stage import rows, staged

HINTS = [("] [", "next, previous"), ("Enter", "follow"), ("?", "help"), ("q", "quit")]
LONG = " · ".join(f"claim number-{number}" for number in range(20))


async def line(
    width: int, name: str, rest: str = "", message: str = "", hints: list[tuple[str, str]] | None = None
) -> str:
    """The status line at a width."""
    widget = StatusLine()
    async with staged(widget, (width, 2)) as pilot:
        widget.show(Status(name, rest, message, hints=HINTS if hints is None else hints), None)
        await pilot.pause()
        _, shown = rows(widget)
        assert len(shown) == width
        return shown


@pytest.mark.parametrize("width", [50, 80, 120, 200])
@pytest.mark.parametrize("name", ["event moscow-talks", "person A person with a name that fills most of it"])
async def test_the_name_is_never_cut(width: int, name: str) -> None:
    """Whatever else there is to say, what keys act on stands there whole."""
    assert (await line(width, name, LONG)).startswith(f" {name}")


async def test_a_name_as_wide_as_the_screen_takes_it_all() -> None:
    """Rather than cut the name, the hints give way."""
    name = f"event {'x' * 73}"
    assert await line(80, name, LONG) == f" {name}"


async def test_the_rest_gives_way_with_an_ellipsis() -> None:
    """What finds no room is cut, and one sees that it was."""
    shown = await line(80, "event talks", LONG)
    assert "claim number-0" in shown
    assert "…" in shown


async def test_hints_stand_at_the_right_and_the_last_stay_longest() -> None:
    """With room there are all; with less the first ones go."""
    wide = await line(120, "event talks", "event 1 of 2")
    for key, word in HINTS:
        assert f"{key} {word}" in wide
    narrow = await line(50, "event talks", "event 1 of 2, mention 3 of 7")
    assert narrow.rstrip().endswith("q quit")
    assert "next, previous" not in narrow


async def test_a_sentence_takes_the_place_of_name_and_rest() -> None:
    """It is shown from its start, whole if it fits."""
    shown = await line(80, "event talks", LONG, message="No event after this place.")
    assert shown.startswith(" No event after this place. ")
    assert "talks" not in shown


async def test_a_sentence_takes_the_room_of_the_hints() -> None:
    """A sentence that fits on the screen is never cut: what keys do can wait until it was read."""
    sentence = "annotations/report.yaml:12:3: error: The words are not in the article."
    assert (await line(80, "event talks", LONG, message=sentence)).startswith(f" {sentence}")


@pytest.mark.parametrize("width", [80, 120])
async def test_a_begun_chord_shows_all_its_keys(width: int) -> None:
    """What may follow is shown whole beside the name; the desk leaves the rest out meanwhile."""
    following = [("e", "entity"), ("c", "claim"), ("t", "event"), ("m", "remark"), ("]", "any")]
    shown = await line(width, "event further-escalation", "", hints=following)
    assert shown.startswith(" event further-escalation")
    for key, word in following:
        assert f"{key} {word}" in shown


async def test_with_nothing_to_say_the_line_is_blank_but_for_hints() -> None:
    """No separator stands where there is neither name nor rest."""
    assert "·" not in await line(80, "", "")
    assert (await line(80, "", "event talks")).startswith(" event talks")


@pytest.mark.parametrize("width", [30, 80])
@pytest.mark.parametrize(
    "text", ["Peskov", "a search that is far too long for a narrow screen, and goes on", "漢字👩\u200d🚀e\u0301"]
)
async def test_what_is_typed_is_in_sight_around_the_cursor(width: int, text: str) -> None:
    """The end of the line shows where the next character goes, and the terminal's cursor stands there."""
    widget = StatusLine()
    async with staged(widget, (width, 2)) as pilot:
        widget.show(Status(rest="2 of 7", label="/", prompt=Prompt("search", text, len(text))), None)
        await pilot.pause()
        _, shown = rows(widget)
        assert "/" in shown
        assert text[-4:] in shown
        assert shown.rstrip().endswith("2 of 7")
        column = widget.cursor_column
        assert column is not None
        before = ""
        for segment in widget.render_line(1):
            if segment.style and segment.style.reverse:
                break
            before += segment.text
        assert cell_len(before) == column


async def test_a_long_sentence_takes_the_row_of_the_rule_too() -> None:
    """A sentence of up to two rows is told whole."""
    sentence = "annotations/report.yaml:12:3: The words are not in the article. " + "Write others that are. " * 3
    widget = StatusLine()
    async with staged(widget, (80, 2)) as pilot:
        widget.show(Status("event talks", LONG, sentence, hints=HINTS), None)
        await pilot.pause()
        assert " ".join(" ".join(rows(widget)).split()) == sentence.strip()


async def banner_and_line(width: int, status: Status) -> list[str]:
    """Both rows at a width."""
    widget = StatusLine()
    async with staged(widget, (width, 2)) as pilot:
        widget.show(status, None)
        await pilot.pause()
        assert {cell_len(row) for row in rows(widget)} == {width}
        return rows(widget)


async def test_what_has_to_be_known_takes_the_row_of_the_rule() -> None:
    """The line below it stays what it is; without it the rule is there."""
    status = Status("event talks", LONG, hints=HINTS)
    rule, line = await banner_and_line(80, status)
    assert rule == "─" * 80
    told, below = await banner_and_line(80, status._replace(banner="Unsaved (1 change): The disk is full."))
    assert told.rstrip() == " Unsaved (1 change): The disk is full."
    assert below == line


@pytest.mark.parametrize("width", [1, 20, 80])
async def test_a_banner_is_cut_so_that_one_sees_it(width: int) -> None:
    """Between its characters, and with its controls made visible."""
    told, _ = await banner_and_line(width, Status("event talks", banner="漢字\x1b[31m👩\u200d🚀e\u0301" * 20))
    assert "\x1b" not in told
    assert ("…" in told) == (width > 2)


async def test_a_long_sentence_comes_before_the_banner() -> None:
    """It is there until the next key only, and the banner comes back then."""
    sentence = "annotations/report.yaml:12:3: The words are not in the article. Write others that are. "
    told, below = await banner_and_line(60, Status(message=sentence, banner="Unsaved"))
    assert "Unsaved" not in told
    assert " ".join(f"{told}{below}".split()) == sentence.strip()


async def test_the_banner_stands_above_a_line_that_is_typed_into() -> None:
    """Who types a name has to know too."""
    prompt = Prompt("name", "Ada", 3)
    told, below = await banner_and_line(60, Status(label="name: ", prompt=prompt, rest="id ada", banner="Unsaved"))
    assert told.strip() == "Unsaved"
    assert below.startswith(" name: Ada")
