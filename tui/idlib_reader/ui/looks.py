"""How a character of the article is drawn, of all that is at its place."""

from __future__ import annotations

from colorsys import rgb_to_hls
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style

from idlib_reader.ui.palette import Paint, Palette, style

if TYPE_CHECKING:
    from idlib_reader.core.tagset import Tagset

# Where the hues of the sixteen colours lie that entities stand on, as parts of the circle.
_HUES = {"red": 0.0, "green": 1 / 3, "cyan": 1 / 2, "blue": 2 / 3, "magenta": 5 / 6}
_GREY = 0.2
"""Saturation below which a colour has no hue to speak of."""

# The text of a nested entity where italics can't tell it, by the text of one that is not.
_NESTED_TEXT = {"black": "blue", "bright_white": "bright_cyan", "bright_yellow": "bright_cyan"}


class Touch(NamedTuple):
    """What is at one character."""

    entities: tuple[str, ...] = ()
    """Types of the entities, that of the shortest span first."""
    is_claim: bool = False
    is_event: bool = False
    is_lit: bool = False
    """Whether it belongs to the chosen entry."""
    is_lit_entity: bool = False
    """Whether that is an entity."""
    is_match: bool = False
    """Whether a search found it."""
    is_current_match: bool = False
    is_selected: bool = False
    is_cursor: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether something is drawn over the marks, the cursor aside."""
        return self.is_lit or self.is_lit_entity or self.is_match or self.is_current_match or self.is_selected


def article_style(palette: Palette, touch: Touch, tagset: Tagset) -> Style:
    """The style of a character.

    The shortest entity's background; underlined in a claim, bold in an event, and of a nested entity italic; over these
    the chosen entry, what a search found, and the selection; the cursor above all.
    """
    word = tagset.entity_types.get(touch.entities[0]) if touch.entities else None
    return _style(palette, touch, word.colour if word else "")


@lru_cache(maxsize=4096)
def _style(palette: Palette, touch: Touch, own: str) -> Style:
    paint = _paint(palette, touch, own)
    if palette.depth == "none":
        attributes = _plain_attributes(palette, touch, paint)
    else:
        attributes = _attributes(palette, touch)
        is_on_page = paint.background == palette.background
        if palette.depth == "16" and "b" in attributes and paint.text == "black" and not is_on_page:
            # Most terminals of sixteen colours draw bold black as grey, which can't be read on a colour.
            paint = Paint(paint.background, "black")
    return style(paint.text, paint.background, attributes)


def _paint(palette: Palette, touch: Touch, own: str) -> Paint:
    """Colours, without the attributes of marks."""
    if touch.is_cursor and palette.depth != "none":
        # The same block wherever it stands: turned round, a chosen entity would look like plain text.
        return Paint(palette.text, palette.background)
    if touch.is_selected:
        return palette.selection
    if touch.is_current_match:
        return palette.current_match
    if touch.is_match:
        return palette.match
    if touch.is_lit_entity:
        return palette.chosen_entity
    if not touch.entities:
        return palette.chosen if touch.is_lit else Paint(palette.text, palette.background)
    if touch.is_lit and palette.depth in ("16", "none"):
        return palette.chosen_entity
    entity = _own_paint(palette, own) if own else palette.entity(touch.entities[0])
    if touch.is_lit:
        # Turned round, it keeps its colour among the chosen words, and is lit too.
        return Paint(entity.background, entity.text)
    if len(touch.entities) > 1 and not palette.has_lines:
        return entity._replace(text=_NESTED_TEXT.get(entity.text, entity.text))
    return entity


def _attributes(palette: Palette, touch: Touch) -> str:
    """Attributes on a terminal with colours."""
    lines = ("u" if touch.is_claim else "") + (palette.nested if len(touch.entities) > 1 else "")
    if not palette.has_lines and (touch.entities or touch.is_covered):
        # The text colour that the Linux console has for them may be that of the background.
        lines = ""
    # Bold is another colour in most terminals of sixteen; what is drawn over the marks has its own there.
    is_bold = touch.is_event and not (palette.depth == "16" and touch.is_covered)
    return ("b" if is_bold else "") + lines + (palette.cursor if touch.is_cursor else "")


def _plain_attributes(palette: Palette, touch: Touch, paint: Paint) -> str:
    """Attributes that have to tell all: what is drawn over the marks takes the place of theirs."""
    if touch.is_cursor:
        return palette.cursor
    nested = palette.nested if len(touch.entities) > 1 else ""
    if touch.is_selected or touch.is_match or touch.is_current_match:
        return paint.attributes
    if touch.is_covered:
        return paint.attributes + nested
    return paint.attributes + nested + ("b" if touch.is_event else "") + ("u" if touch.is_claim else "")


def _own_paint(palette: Palette, colour: str) -> Paint:
    """How words stand on a colour of the tagset's own, `#rrggbb`, as near to it as the palette comes."""
    match palette.depth:
        case "none":
            return palette.entities[0]
        case "16":
            return _nearest(palette, colour)
        case "256":
            shown = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
        case _:
            shown = colour
    # The relative luminance at which black and white have the same contrast, of 4.58 (WCAG 2.1).
    return Paint("#000000" if _luminance(shown) > 0.1791 else "#ffffff", colour)


def _nearest(palette: Palette, colour: str) -> Paint:
    red, green, blue = (channel / 255 for channel in Color.parse(colour).get_truecolor())
    hue, _, saturation = rgb_to_hls(red, green, blue)
    if saturation < _GREY:
        return palette.entity("other")
    name = min(_HUES, key=lambda name: min(abs(hue - _HUES[name]), 1 - abs(hue - _HUES[name])))
    return next(paint for paint in palette.entities if paint.background == name)


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.1)."""
    channels = (channel / 255 for channel in Color.parse(colour).get_truecolor())
    red, green, blue = (
        channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
