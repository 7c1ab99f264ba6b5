"""The colours of each theme on each kind of terminal, and the styles that the widgets draw with.

Where a colour is asked for, `+` and letters may stand for attributes instead (`style` has the letters): without colours
that is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from rich.style import Style
from textual.theme import Theme

DARK, LIGHT, ANSI = "idlib-dark", "idlib-light", "idlib-ansi"
PLAIN = "idlib-plain"
"""The palette without colours."""

Depth: TypeAlias = Literal["true", "256", "16", "none"]
"""How many colours a palette is made for."""

# Related types share a background and are told apart by their letter (`signs.LETTERS`).
_BACKGROUND_ROWS = {
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
}
_OTHER_ROW = 7


class Paint(NamedTuple):
    """What words are drawn with."""

    text: str
    """A colour, as are those of a palette."""
    background: str
    attributes: str = ""
    """Letters of `style`."""


@dataclass(frozen=True, slots=True, eq=False)  # Compared by identity, since styles are looked up by palette.
class Palette:
    """The colours of one theme: `#rrggbb`, one of the terminal's own sixteen, `default`, or attributes after a `+`."""

    name: str
    is_dark: bool
    text: str
    background: str
    dim: str
    """Labels and what is of less weight; still at a contrast of 4.5 with the background."""
    rule: str
    """Thin lines."""
    accent: str
    """The one colour beside the marks."""
    row: str
    """Background of the current row of a list."""
    chosen: Paint
    """The chosen event's, claim's or remark's words."""
    chosen_entity: Paint
    match: Paint
    """Words that a search finds."""
    current_match: Paint
    selection: Paint
    entities: tuple[Paint, ...]
    """Entity types, eight rows: computed for a text contrast of at least 4.5, and to be told apart with normal, protan,
    deutan and tritan sight."""
    nested: str = "i"
    """Attributes of an entity's words inside those of another."""
    cursor: str = "r"
    """Attributes of the cursor's cell."""
    depth: Depth = "true"
    has_lines: bool = True
    """Whether underlines and italics are drawn as such; the Linux console shows another text colour instead."""

    @property
    def lit(self) -> str:
        """Background of the chosen event's, claim's or remark's words."""
        return self.chosen.background

    def entity(self, type_: str) -> Paint:
        """How the words of an entity type are drawn."""
        return self.entities[_BACKGROUND_ROWS.get(type_, _OTHER_ROW)]


def _on(text: str, backgrounds: str) -> tuple[Paint, ...]:
    return tuple(Paint(text, background) for background in backgrounds.split())


_DARK = Palette(
    name=DARK,
    is_dark=True,
    text="#e0e0e0",
    background="#1e1e1e",
    dim="#a0a0a0",
    rule="#4a4a4a",
    accent="#f0c05a",
    row="#343434",
    chosen=Paint("#e0e0e0", "#54481d"),
    chosen_entity=Paint("#1e1e1e", "#f0c05a"),
    match=Paint("#1e1e1e", "#87afd7"),
    current_match=Paint("#1e1e1e", "#afffaf"),
    selection=Paint("#e0e0e0", "#005f5f"),
    entities=_on("#e0e0e0", "#2357c3 #1a309c #4a0058 #88488d #7c1c4b #b32a51 #555600 #2c3a0a"),
)
_LIGHT = Palette(
    name=LIGHT,
    is_dark=False,
    text="#1a1a1a",
    background="#f5f5f5",
    dim="#5e5e5e",
    rule="#c4c4c4",
    accent="#8a4b00",
    row="#e2e2e2",
    chosen=Paint("#1a1a1a", "#f7dd85"),
    chosen_entity=Paint("#f5f5f5", "#8a4b00"),
    match=Paint("#f5f5f5", "#5f0087"),
    current_match=Paint("#f5f5f5", "#af00d7"),
    selection=Paint("#f5f5f5", "#005f87"),
    entities=_on("#1a1a1a", "#76dff9 #2ba5c1 #97b1ff #ef6e86 #f8b92d #b19d12 #c8c6a9 #adf996"),
)
# The nearest of 256 colours to the dark ones would be the same for two of them, and too bright for the text. These are
# of the 256, but for the text, which becomes #eeeeee.
_DARK_256 = replace(
    _DARK,
    name=f"{DARK}-256",
    text="#f0f0f0",
    chosen=Paint("#f0f0f0", "#5f5f00"),
    selection=Paint("#f0f0f0", "#005f5f"),
    entities=_on("#f0f0f0", "#005fd7 #00005f #5f005f #875f87 #870087 #af005f #5f0000 #5f5faf"),
    depth="256",
)
# Of the light ones only the accent becomes too bright for a list's row.
_LIGHT_256 = replace(
    _LIGHT, name=f"{LIGHT}-256", accent="#5f5f00", chosen_entity=Paint("#f5f5f5", "#5f5f00"), depth="256"
)


def _sixteen(other: Paint) -> tuple[Paint, ...]:
    """The entity types on the backgrounds that even the Linux console has, where bright ones are as the others."""
    return (
        Paint("bright_white", "blue"),
        Paint("bright_white", "magenta"),
        Paint("bright_white", "red"),
        Paint("black", "green"),
        Paint("bright_yellow", "blue"),
        Paint("black", "cyan"),
        Paint("bright_yellow", "red"),
        other,
    )


_DARK_16 = Palette(
    name=f"{DARK}-16",
    is_dark=True,
    text="white",
    background="black",
    # Bright black is a theme's background in some terminals, so words are never in it.
    dim="cyan",
    rule="bright_black",
    accent="bright_yellow",
    row="blue",
    chosen=Paint("black", "yellow"),
    chosen_entity=Paint("black", "bright_yellow"),
    match=Paint("bright_yellow", "magenta"),
    current_match=Paint("black", "bright_magenta"),
    selection=Paint("blue", "white"),
    entities=_sixteen(Paint("black", "white")),
    depth="16",
)
_LIGHT_16 = replace(
    _DARK_16,
    name=f"{LIGHT}-16",
    is_dark=False,
    text="black",
    background="bright_white",
    dim="blue",
    accent="red",
    row="white",
    selection=Paint("bright_yellow", "black"),
    entities=_sixteen(Paint("bright_white", "black")),
)
_ANSI = replace(
    _DARK_16,
    name=ANSI,
    text="default",
    background="default",
    dim="+d",
    rule="+d",
    # The one of the sixteen that is usually as far from black as from white.
    accent="magenta",
    row="+r",
    entities=_sixteen(Paint("bright_white", "bright_black")),
)
_CONSOLES = (
    replace(_DARK_16, name=f"{DARK}-console", has_lines=False),
    replace(_LIGHT_16, name=f"{LIGHT}-console", has_lines=False),
    replace(_ANSI, name=f"{ANSI}-console", dim="cyan", rule="bright_black", has_lines=False),
)
_PLAIN = Palette(
    name=PLAIN,
    is_dark=True,
    text="default",
    background="default",
    dim="+d",
    rule="+d",
    accent="+b",
    row="+r",
    chosen=Paint("default", "default", "r"),
    chosen_entity=Paint("default", "default", "ri"),
    match=Paint("default", "default", "ru"),
    current_match=Paint("default", "default", "rub"),
    selection=Paint("default", "default", "rd"),
    entities=(Paint("default", "default", "i"),) * 8,
    nested="d",
    cursor="rb",
    depth="none",
)

PALETTES = {
    palette.name: palette
    for palette in (_DARK, _LIGHT, _ANSI, _DARK_256, _LIGHT_256, _DARK_16, _LIGHT_16, *_CONSOLES, _PLAIN)
}
"""Every palette by its name, which is that of Textual's theme too."""


def fitting(theme: str, colours: str | None, terminal: str = "", *, is_plain: bool = False) -> str:
    """The name of the palette for a theme on a terminal: `colours` as rich names them, `terminal` as TERM does."""
    if is_plain:
        return PLAIN
    if colours in ("standard", "windows"):
        if terminal.startswith("linux"):
            return f"{theme}-console"
        return theme if theme == ANSI else f"{theme}-16"
    return f"{theme}-256" if colours == "256" and theme != ANSI else theme


def theme_of(palette: Palette) -> Theme:
    """The Textual theme for a palette, for what Textual draws itself."""
    is_ansi = palette.depth in ("16", "none")
    panel = _css(palette.rule if is_ansi else palette.row)
    return Theme(
        name=palette.name,
        dark=palette.is_dark,
        primary=_css(palette.accent),
        accent=_css(palette.accent),
        foreground=_css(palette.text),
        background=_css(palette.background),
        surface=_css(palette.background),
        panel=panel,
        ansi=is_ansi,
        # Textual makes none of these for a theme of the terminal's own colours.
        variables={
            "panel": panel,
            "ansi-background": _css(palette.background),
            "ansi-foreground": _css(palette.text),
        },
    )


def _css(color: str) -> str:
    """A colour as Textual calls it; what is no colour is the terminal's own."""
    if color.startswith("#"):
        return color
    return "ansi_default" if color.startswith("+") else f"ansi_{color}"


@lru_cache(maxsize=1024)
def style(color: str, background: str, attributes: str = "") -> Style:
    """A style of two colours and attributes: `b` bold, `d` dim, `u` underlined, `i` italic, `r` reversed.

    Where the background is attributes, it goes on under words of every colour, so that a row is of one piece.
    """
    letters = attributes + "".join(one for one in (color, background) if one.startswith("+"))
    is_own = background.startswith("+")
    return Style(
        color="default" if is_own or color.startswith("+") else color,
        bgcolor="default" if is_own else background,
        bold="b" in letters,
        dim="d" in letters,
        underline="u" in letters,
        italic="i" in letters,
        reverse="r" in letters,
    )
