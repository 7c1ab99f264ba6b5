"""Text from a file, made safe to draw: every character that a terminal interprets becomes one that it prints.

Each character becomes exactly one character, so an offset into the text is an offset into what is shown.
"""

from __future__ import annotations

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that must not reach the terminal and has no picture of its own."""

INVISIBLE = "\N{MIDDLE DOT}"
"""Stands for a soft hyphen or a direction mark: common and harmless in prose, but not drawn as they are.

Terminals disagree about the width of a soft hyphen, and some reorder the row at a direction mark."""

LINE_BREAK = "\N{SYMBOL FOR NEWLINE}"
"""Stands for the line breaks that the article does not count as one: NEL and Unicode's two separators."""

_INVISIBLES = "\u00ad\u061c\u200e\u200f"
_LINE_BREAKS = "\u0085\u2028\u2029"

_HIDDEN_RANGES = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0x202A, 0x202E),  # embeddings and overrides
    (0x2066, 0x206F),  # isolates, and deprecated format characters
    (0xD800, 0xDFFF),  # surrogates, which no encoder accepts
    (0xFDD0, 0xFDEF),  # noncharacters: the Unicode Standard, section 23.7
    (0xFEFF, 0xFEFF),  # the byte-order mark
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE00FF),  # tags; the variation selectors that follow them stay
    (0xE01F0, 0xE0FFF),
)
"""First and last code point of what is not drawn as it is, beside the two strings above.

Joiners and variation selectors are not among them: Persian, Hindi and emoji are spelled with them."""


def make_visible(text: str, *, keep_layout: bool = False) -> str:
    """The text with each unsafe character replaced by one visible character of one cell.

    A line feed and a tab become a space each, as a label wants it. With `keep_layout` they stay, for a
    caller that ends lines and draws tabs itself; its result is not safe before it has done so.
    """
    if text.isprintable():
        return text
    flat = text.replace("\n", " ").replace("\t", " ")
    if flat.isprintable():
        return text if keep_layout else flat
    return (text if keep_layout else flat).translate(_SHOWN)


class _Shown(dict[int, str]):
    """What is drawn for each code point met so far: most texts use few, and a table of all is slow to build."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _show(code)
        return shown


def _show(code: int) -> str:
    character = chr(code)
    if character in "\n\t":
        return character
    if character < " ":
        return chr(0x2400 + code)
    if character == "\x7f":
        return "\N{SYMBOL FOR DELETE}"
    if character in _INVISIBLES:
        return INVISIBLE
    if character in _LINE_BREAKS:
        return LINE_BREAK
    is_noncharacter = code & 0xFFFE == 0xFFFE
    is_hidden = is_noncharacter or any(first <= code <= last for first, last in _HIDDEN_RANGES)
    return PLACEHOLDER if is_hidden else character


_SHOWN = _Shown()
