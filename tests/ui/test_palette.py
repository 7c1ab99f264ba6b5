"""The colours of both themes: what they are, and that text can be read on them."""

from __future__ import annotations

from itertools import combinations

import pytest

from idlib_reader.core.tagset import ENTITY_TYPES
from idlib_reader.ui.palette import DARK, LIGHT, PALETTES, Palette, style, theme_of

GROUPS = (
    ("person",),
    ("organisation", "government"),
    ("group",),
    ("state",),
    ("armed-force",),
    ("place", "facility"),
    ("weapon",),
    ("document", "other"),
)
BACKGROUNDS = {
    DARK: "#2357c3 #1a309c #4a0058 #88488d #7c1c4b #b32a51 #555600 #2c3a0a".split(),
    LIGHT: "#76dff9 #2ba5c1 #97b1ff #ef6e86 #f8b92d #b19d12 #c8c6a9 #adf996".split(),
}
TEXT = {DARK: ("#e0e0e0", "#1e1e1e"), LIGHT: ("#1a1a1a", "#f5f5f5")}

BOTH = pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.1)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_is_that_of_the_standard() -> None:
    """Black on white has 21, a colour on itself 1; #777777 on white just misses 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_there_is_a_dark_and_a_light_theme() -> None:
    """Two themes, each the other's opposite."""
    assert {palette.name: palette.is_dark for palette in PALETTES.values()} == {DARK: True, LIGHT: False}
    for name, palette in PALETTES.items():
        assert palette.name == name
        assert theme_of(palette).dark == palette.is_dark
        assert (palette.text, palette.background) == TEXT[name]


@BOTH
def test_text_can_be_read_on_every_background(palette: Palette) -> None:
    """The text's contrast is 4.5 at least on the page, on each entity, on what is chosen and on a list's row."""
    for background in (palette.background, palette.lit, palette.row, *palette.entities):
        assert contrast(palette.text, background) >= 4.5, background


@BOTH
def test_labels_and_the_accent_can_be_read(palette: Palette) -> None:
    """Dim and accented text have a contrast of 4.5 on the page and on a list's row, the chosen entity on its colour."""
    for background in (palette.background, palette.row):
        assert contrast(palette.dim, background) >= 4.5
        assert contrast(palette.accent, background) >= 4.5
    assert contrast(palette.background, palette.accent) >= 4.5


@BOTH
def test_related_entity_types_share_a_background(palette: Palette) -> None:
    """Each of the eight colours belongs to its types and to no other; a type of one's own is like `other`."""
    assert sorted(type_ for group in GROUPS for type_ in group) == sorted(ENTITY_TYPES)
    for group, background in zip(GROUPS, BACKGROUNDS[palette.name], strict=True):
        assert {palette.entity(type_) for type_ in group} == {background}
    assert palette.entity("a type of one's own") == palette.entity("other")


@BOTH
def test_no_two_backgrounds_are_alike(palette: Palette) -> None:
    """Every background is told from every other, and from the accent of the chosen entity."""
    shown = [palette.background, palette.lit, palette.row, palette.accent, *palette.entities]
    assert all(one != other for one, other in combinations(shown, 2))


def test_a_style_has_the_attributes_of_its_letters() -> None:
    """The letters are b for bold, u underlined, i italic and r reversed; no other attribute is set."""
    made = style("#000000", "#ffffff", "bu")
    assert (made.bold, made.underline, made.italic, made.reverse) == (True, True, False, False)
    made = style("#000000", "#ffffff", "ir")
    assert (made.bold, made.underline, made.italic, made.reverse) == (False, False, True, True)
