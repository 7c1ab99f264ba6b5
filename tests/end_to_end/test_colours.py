"""What each kind of terminal is sent: every kind of mark is told apart in it, and with NO_COLOR no colour is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from end_to_end.reading import status
from end_to_end.terminal import Terminal
from idlib_reader.ui.palette import ANSI, DARK, LIGHT, PALETTES, PLAIN

TEXT = """Plain words stand here.
Ada came first.
Then Acre came too.
Turkey came last.
The Turkish army left.
He says it works now.
And they met again.
"""
ANNOTATIONS = """format: idlib-reader/1
entities:
  ada: {type: person, mentions: Ada}
  acre: {type: place, mentions: Acre}
  turkey: {type: state, mentions: Turkey}
  army: {type: armed-force, mentions: The Turkish army}
  turks: {type: group, mentions: Turkish}
claims:
  works: {content: it works}
events:
  met: {mentions: they met}
"""
WORDS = {"nothing": "words stand", "place": "Acre", "state": "Turkey", "nested": "Turkish", "outer": "army",
         "claim": "it works", "event": "they met"}  # fmt: skip

NO_TRUECOLOR = {"COLORTERM": ""}


class Mode(NamedTuple):
    """A way to start the reader."""

    palette: str
    """The name of the palette that it takes then."""
    theme: str = "dark"
    variables: Mapping[str, str] = MappingProxyType({})


MODES = {
    "truecolor": Mode(DARK),
    "truecolor, light": Mode(LIGHT, "light"),
    "truecolor, ansi": Mode(ANSI, "ansi"),
    "256": Mode(f"{DARK}-256", variables=NO_TRUECOLOR),
    "256, light": Mode(f"{LIGHT}-256", "light", NO_TRUECOLOR),
    "256, ansi": Mode(ANSI, "ansi", NO_TRUECOLOR),
    "16": Mode(f"{DARK}-16", variables={**NO_TRUECOLOR, "TERM": "xterm"}),
    "16, light": Mode(f"{LIGHT}-16", "light", {**NO_TRUECOLOR, "TERM": "xterm"}),
    "16, ansi": Mode(ANSI, "ansi", {**NO_TRUECOLOR, "TERM": "xterm"}),
    "Linux console": Mode(f"{DARK}-console", variables={**NO_TRUECOLOR, "TERM": "linux"}),
    "Linux console, light": Mode(f"{LIGHT}-console", "light", {**NO_TRUECOLOR, "TERM": "linux"}),
    "an empty NO_COLOR": Mode(DARK, variables={"NO_COLOR": ""}),
    "no colour": Mode(PLAIN, variables={"NO_COLOR": "1"}),
    "no colour, light": Mode(PLAIN, "light", {"NO_COLOR": "yes"}),
    "no colour, Linux console": Mode(PLAIN, variables={**NO_TRUECOLOR, "TERM": "linux", "NO_COLOR": "0"}),
}
LARGEST = {"true": b"48;2;", "256": b"48;5;", "16": b"", "none": b""}
COLOURLESS = {*range(10), 22, 23, 24, 27, 39, 49}

Look = tuple[object, ...]


def parameters(raw: bytes) -> set[bytes]:
    """What stands in every Select Graphic Rendition (ECMA-48, 8.3.117) of these bytes."""
    return set(re.findall(rb"\x1b\[([0-9;:]*)m", raw))


def attributes(raw: bytes) -> set[int]:
    """Every code of these bytes, without the numbers that belong to a colour of the 256 or of three bytes."""
    own = (re.sub(rb"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+", b"0", found) for found in parameters(raw))
    return {int(code or 0) for found in own for code in re.split(b"[;:]", found)}


def looks(terminal: Terminal, words: str) -> list[Look]:
    """How the cells of these words of the article are drawn, as far as pyte knows."""
    for number, row in enumerate(terminal.rows):
        if words in row:
            cells = terminal.cells[number][row.index(words) :][: len(words)]
            return [(*cell[1:],) for cell in cells]
    raise AssertionError(f"{words!r} is not on the screen:\n{terminal.text}")


def look(terminal: Terminal, words: str) -> Look:
    """How these words are drawn, every cell alike."""
    found = set(looks(terminal, words))
    assert len(found) == 1, (words, found)
    return found.pop()


@contextmanager
def opened(mode: Mode, home: Path) -> Iterator[Terminal]:
    """The reader on the article above with every mark drawn."""
    article = home / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    (home / "article.annotations.yaml").write_text(ANNOTATIONS, encoding="utf-8")
    with Terminal(article, "--theme", mode.theme, home=home, variables=mode.variables) as terminal:
        terminal.wait_for("Entities 5")
        terminal.wait_for(lambda: look(terminal, WORDS["event"]) != look(terminal, WORDS["nothing"]))
        yield terminal


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_every_kind_is_told_apart_on_every_terminal(home: Path, mode: Mode) -> None:
    """Entities, claims, events, the chosen entity and the cursor are drawn each in its own way, and nothing blinks."""
    palette = PALETTES[mode.palette]
    with opened(mode, home) as terminal:
        seen = {kind: look(terminal, words) for kind, words in WORDS.items()}
        unchosen = look(terminal, "Ada")
        terminal.press("]e")
        terminal.wait_for(lambda: status(terminal).startswith("person ada"))
        seen["cursor"], seen["chosen"], *rest = looks(terminal, "Ada")
        raw = bytes(terminal.raw)
    assert rest == [seen["chosen"]]
    assert unchosen not in {seen["chosen"], seen["nothing"], seen["cursor"]}
    for one, other in combinations(seen, 2):
        # Without colours pyte's cells don't show what is dim, and entities are told by letters.
        is_same = palette.depth == "none" and {one, other} <= {"place", "state", "outer", "nested"}
        assert (seen[one] == seen[other]) == is_same, (one, other)
    assert not {5, 6, 8} & attributes(raw)


@pytest.mark.parametrize("name", ["truecolor", "256", "256, light", "16", "16, light", "truecolor, ansi"])
def test_no_more_colours_are_sent_than_the_terminal_has(home: Path, name: str) -> None:
    """Colours of three bytes, of the 256, or of the sixteen, for all of the screen and the lines between its parts."""
    depth = PALETTES[MODES[name].palette].depth
    with opened(MODES[name], home) as terminal:
        terminal.press("]e?")
        terminal.wait_for("closes this page")
        terminal.resize_and_wait(90, 30)
        sent = parameters(bytes(terminal.raw))
    for prefix in (b"8;2;", b"8;5;"):
        assert prefix in LARGEST[depth] or not any(prefix in found for found in sent)
    assert depth not in ("true", "256") or any(LARGEST[depth] in found for found in sent)


@pytest.mark.parametrize("name", [name for name, mode in MODES.items() if mode.palette == PLAIN])
def test_with_no_color_there_is_no_colour_in_all_that_is_sent(home: Path, name: str) -> None:
    """Whatever is opened, chosen or resized; what is dim, bold or reversed remains."""
    with opened(MODES[name], home) as terminal:
        terminal.press("]e]c]t")
        terminal.press(b"\x1bOQ")
        terminal.press("jj")
        terminal.resize_and_wait(80, 24)
        terminal.press("q?")
        terminal.wait_for("closes this page")
        terminal.press("q:")
        terminal.resize_and_wait(120, 40)
        raw = bytes(terminal.raw)
    assert not any(b"38" in found or b"48" in found for found in parameters(raw))
    assert attributes(raw) <= COLOURLESS
    assert {1, 2, 3, 4, 7} <= attributes(raw)


@pytest.mark.parametrize("name", ["truecolor", "256", "16", "truecolor, ansi", "no colour"])
def test_the_current_row_of_a_list_is_seen(home: Path, name: str) -> None:
    """It is drawn unlike the others, to its last cell."""
    with opened(MODES[name], home) as terminal:
        terminal.press(b"\x1bOQ")
        terminal.press("j")
        terminal.wait_for(lambda: len(current_rows(terminal)) == 1)


def current_rows(terminal: Terminal) -> list[int]:
    """The rows whose last cell is drawn unlike the page."""
    page = terminal.cells[-1][-1]
    return [y for y, cells in enumerate(terminal.cells) if (cells[-1].bg, cells[-1].reverse) != (page.bg, page.reverse)]
