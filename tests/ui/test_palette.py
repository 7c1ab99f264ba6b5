"""The colours of every theme and terminal: what they are, and that text can be read on them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.design import ColorSystem as ThemeColors

from idlib_reader.core.tagset import ENTITY_TYPES
from idlib_reader.ui.palette import ANSI, DARK, LIGHT, PALETTES, PLAIN, Paint, Palette, fitting, style, theme_of

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

NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
NAMES += [f"bright_{name}" for name in NAMES]
# As xterm has them by default, and as the Linux console has those of the VGA.
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"

RGB = [palette for palette in PALETTES.values() if palette.depth in ("true", "256")]
SIXTEEN = [palette for palette in PALETTES.values() if palette.depth == "16"]


def named(palettes: Iterable[Palette]) -> pytest.MarkDecorator:
    """Parametrise a test by these palettes."""
    return pytest.mark.parametrize("palette", list(palettes), ids=lambda palette: palette.name)


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


def shown(palette: Palette, colour: str) -> str:
    """The colour that a terminal of the palette's depth shows, as `#rrggbb`."""
    system = ColorSystem.EIGHT_BIT if palette.depth == "256" else ColorSystem.TRUECOLOR
    return Color.parse(colour).downgrade(system).get_truecolor().hex


def drawn_over(palette: Palette) -> list[Paint]:
    """What is drawn over the marks."""
    return [palette.chosen, palette.chosen_entity, palette.match, palette.current_match, palette.selection]


def paints(palette: Palette) -> list[Paint]:
    """Everything that words are drawn with."""
    rows = [Paint(colour, palette.row) for colour in (palette.text, palette.dim, palette.accent)]
    page = [Paint(colour, palette.background) for colour in (palette.text, palette.dim, palette.accent)]
    return [*page, *rows, *palette.entities, *drawn_over(palette)]


def test_the_contrast_is_that_of_the_standard() -> None:
    """Black on white has 21, a colour on itself 1; #777777 on white just misses 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_there_is_a_dark_and_a_light_theme() -> None:
    """Two themes, each the other's opposite."""
    for name, is_dark in ((DARK, True), (LIGHT, False)):
        assert PALETTES[name].is_dark == is_dark
        assert (PALETTES[name].text, PALETTES[name].background) == TEXT[name]


@named(PALETTES.values())
def test_textual_can_draw_in_every_palette(palette: Palette) -> None:
    """Its theme has the palette's name, brightness and background, and a colour for lines."""
    theme = theme_of(palette)
    assert PALETTES[theme.name] is palette
    assert theme.dark == palette.is_dark
    colours = {**ThemeColors.generate(theme.to_color_system()), **theme.variables}
    if palette.depth in ("true", "256"):
        assert colours["background"].lower() == palette.background
        assert colours["panel"].lower() == palette.row
    else:
        assert colours["background"] == f"ansi_{palette.background}"
        assert colours["panel"] == ("ansi_default" if palette.rule.startswith("+") else f"ansi_{palette.rule}")


@named(RGB)
def test_text_can_be_read_on_every_background(palette: Palette) -> None:
    """The contrast is 4.5 at least of all that is drawn, as it is on a terminal of so many colours."""
    for paint in paints(palette):
        assert contrast(shown(palette, paint.text), shown(palette, paint.background)) >= 4.5, paint


@named(SIXTEEN)
@pytest.mark.parametrize("rgb", [XTERM, VGA], ids=["xterm", "VGA"])
def test_text_can_be_read_in_sixteen_colours(palette: Palette, rgb: str) -> None:
    """The contrast is 3 at least, more than which not every two of these colours have."""
    values = dict(zip(NAMES, (f"#{value}" for value in rgb.split()), strict=True))
    for paint in paints(palette):
        if paint.text in values and paint.background in values:
            assert contrast(values[paint.text], values[paint.background]) >= 3, paint


@named(SIXTEEN)
def test_words_are_never_in_bright_black(palette: Palette) -> None:
    """Some themes of terminals have it for their background."""
    assert "bright_black" not in {paint.text for paint in paints(palette)}


@named(palette for palette in SIXTEEN if palette.background == "default")
def test_what_stands_on_the_terminals_own_background_suits_a_dark_and_a_light_one(palette: Palette) -> None:
    """Neither black nor white is taken for words there."""
    on_page = {paint.text for paint in paints(palette) if paint.background == "default"}
    assert on_page <= {"default", "+d", "magenta", "cyan"}
    assert ("cyan" in on_page) == palette.name.endswith("-console")


@named(PALETTES.values())
def test_related_entity_types_share_a_background(palette: Palette) -> None:
    """Each of the eight rows belongs to its types and to no other; a type of one's own is like `other`."""
    assert sorted(type_ for group in GROUPS for type_ in group) == sorted(ENTITY_TYPES)
    for number, group in enumerate(GROUPS):
        assert {palette.entity(type_) for type_ in group} == {palette.entities[number]}
    assert palette.entity("a type of one's own") == palette.entity("other")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_background_is_the_one_computed_for_its_type(theme: str) -> None:
    """The colours of both themes, in full."""
    assert [paint.background for paint in PALETTES[theme].entities] == BACKGROUNDS[theme]


@named(RGB)
def test_no_two_backgrounds_are_alike(palette: Palette) -> None:
    """Every background is told from every other, as a terminal of so many colours shows them."""
    found = [palette.background, palette.row, *(paint.background for paint in drawn_over(palette))]
    found += [paint.background for paint in palette.entities]
    assert all(shown(palette, one) != shown(palette, other) for one, other in combinations(found, 2))


@named(SIXTEEN)
def test_sixteen_colours_are_told_apart_where_bright_ones_are_not(palette: Palette) -> None:
    """Even on the Linux console, whose backgrounds are eight, no two marks look alike, nor one like the page."""
    page = Paint(palette.text, palette.background)
    found = [page, palette.chosen, palette.match, palette.current_match, palette.selection, *palette.entities]
    looks = [(paint.text, paint.background.removeprefix("bright_")) for paint in found]
    assert len(set(looks)) == len(looks)


@named(SIXTEEN)
def test_the_types_that_occur_most_have_backgrounds_of_their_own(palette: Palette) -> None:
    """Persons, organisations, groups, states, places and documents, and what is chosen."""
    common = ("person", "organisation", "group", "state", "place", "document")
    backgrounds = [palette.lit, *(palette.entity(type_).background for type_ in common)]
    assert len(set(backgrounds)) == len(backgrounds)


def test_without_colours_there_is_none() -> None:
    """The plain palette has the terminal's own two colours, and attributes."""
    palette = PALETTES[PLAIN]
    strings = [palette.text, palette.background, palette.dim, palette.rule, palette.accent, palette.row]
    strings += [colour for paint in paints(palette) for colour in (paint.text, paint.background)]
    assert all(one == "default" or one.startswith("+") for one in strings)
    kinds = [*drawn_over(palette), palette.entities[0], Paint("default", "default", palette.cursor)]
    assert len({frozenset(paint.attributes) for paint in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("theme", "colours", "terminal", "is_plain", "name"),
    [
        (DARK, "truecolor", "xterm-256color", False, DARK),
        (LIGHT, "truecolor", "linux", False, LIGHT),
        (ANSI, "truecolor", "xterm-256color", False, ANSI),
        (DARK, None, "", False, DARK),
        (DARK, "256", "xterm-256color", False, f"{DARK}-256"),
        (LIGHT, "256", "xterm-256color", False, f"{LIGHT}-256"),
        (ANSI, "256", "xterm-256color", False, ANSI),
        (DARK, "standard", "xterm", False, f"{DARK}-16"),
        (LIGHT, "windows", "", False, f"{LIGHT}-16"),
        (ANSI, "standard", "xterm", False, ANSI),
        (DARK, "standard", "linux", False, f"{DARK}-console"),
        (LIGHT, "standard", "linux-16color", False, f"{LIGHT}-console"),
        (ANSI, "standard", "linux", False, f"{ANSI}-console"),
        (DARK, "truecolor", "xterm-256color", True, PLAIN),
        (ANSI, "standard", "linux", True, PLAIN),
    ],
)
def test_the_palette_fits_the_terminal(
    theme: str, colours: str | None, terminal: str, is_plain: bool, name: str
) -> None:
    """It is the theme's for so many colours; where none are wanted, it is the plain one whatever the rest."""
    assert fitting(theme, colours, terminal, is_plain=is_plain) == name
    assert name in PALETTES


def set_attributes(made: Style) -> set[str]:
    """The attributes that a style turns on."""
    names = ("bold", "dim", "italic", "underline", "blink", "reverse", "strike", "underline2", "overline")
    return {name for name in names if getattr(made, name)}


def test_a_style_has_the_attributes_of_its_letters() -> None:
    """The letters are b for bold, d dim, u underlined, i italic and r reversed; no other attribute is set."""
    assert set_attributes(style("#000000", "#ffffff", "bu")) == {"bold", "underline"}
    assert set_attributes(style("#000000", "#ffffff", "ir")) == {"italic", "reverse"}
    assert set_attributes(style("#000000", "#ffffff", "d")) == {"dim"}
    assert set_attributes(style("#000000", "#ffffff")) == set()


def test_attributes_may_stand_for_a_colour() -> None:
    """They join the others, and the colour is the terminal's own."""
    made = style("+d", "default", "u")
    assert set_attributes(made) == {"dim", "underline"}
    assert made.color is not None
    assert made.color.is_default


def test_a_background_of_attributes_is_of_one_piece() -> None:
    """On a reversed row no text has a colour, which would be that of the cell."""
    made = style("magenta", "+r", "b")
    assert set_attributes(made) == {"bold", "reverse"}
    assert made.color is not None
    assert made.bgcolor is not None
    assert (made.color.is_default, made.bgcolor.is_default) == (True, True)
