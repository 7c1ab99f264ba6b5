"""The colours of the two themes, and the styles that the widgets draw with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

DARK, LIGHT = "idlib-dark", "idlib-light"

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


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as `#rrggbb`."""

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
    lit: str
    """Background of the chosen event's, claim's or remark's words."""
    row: str
    """Background of the current row of a list."""
    entities: tuple[str, ...]
    """Backgrounds of entity types: computed for a text contrast of at least 4.5, and to be told apart with normal,
    protan, deutan and tritan sight."""

    def entity(self, type_: str) -> str:
        """The background of an entity type."""
        return self.entities[_BACKGROUND_ROWS.get(type_, _OTHER_ROW)]


PALETTES = {
    DARK: Palette(
        name=DARK,
        is_dark=True,
        text="#e0e0e0",
        background="#1e1e1e",
        dim="#a0a0a0",
        rule="#4a4a4a",
        accent="#f0c05a",
        lit="#54481d",
        row="#343434",
        entities=("#2357c3", "#1a309c", "#4a0058", "#88488d", "#7c1c4b", "#b32a51", "#555600", "#2c3a0a"),
    ),
    LIGHT: Palette(
        name=LIGHT,
        is_dark=False,
        text="#1a1a1a",
        background="#f5f5f5",
        dim="#5e5e5e",
        rule="#c4c4c4",
        accent="#8a4b00",
        lit="#f7dd85",
        row="#e2e2e2",
        entities=("#76dff9", "#2ba5c1", "#97b1ff", "#ef6e86", "#f8b92d", "#b19d12", "#c8c6a9", "#adf996"),
    ),
}


def theme_of(palette: Palette) -> Theme:
    """The Textual theme for a palette, for what Textual draws itself."""
    return Theme(
        name=palette.name,
        dark=palette.is_dark,
        primary=palette.accent,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.background,
        panel=palette.row,
    )


@lru_cache(maxsize=1024)
def style(color: str, background: str, attributes: str = "") -> Style:
    """A style of two colours and attributes: `b` bold, `u` underlined, `i` italic, `r` reversed."""
    return Style(
        color=color,
        bgcolor=background,
        bold="b" in attributes,
        underline="u" in attributes,
        italic="i" in attributes,
        reverse="r" in attributes,
    )
