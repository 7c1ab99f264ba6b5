"""The style of new text at a place of a file, told from the lines around it and a few others."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from idlib_reader.storage import lines
from idlib_reader.storage.blocks import SECTIONS
from idlib_reader.storage.nodes import Mapping, build
from idlib_reader.storage.outline import Outline, Window
from idlib_reader.storage.styles import Style, sniff
from idlib_reader.storage.yaml_errors import Refused

_LONGEST = 20_000
"""Characters of a file up to which all of it is looked at."""
_NEAR = 6
"""Entries that are looked at on either side of a place."""


def style_at(text: str, outline: Outline, window: Window) -> Style:
    """How text is written around a window; of a long file some entries are looked at."""
    style = _style_at(text, outline, window)
    if not outline.is_block and style.key_quote:
        # Braces and keys in quotes are JSON, which has quotes around everything.
        style = replace(style, quote=style.key_quote, word_quote=style.key_quote)
    # Pieces of a quote are no list of values: one alone is never in brackets, whatever other lists are like.
    return replace(style, listed=style.listed - {"quote"})


def _style_at(text: str, outline: Outline, window: Window) -> Style:
    sample = text if len(text) <= _LONGEST or not outline.is_block else _sample(text, outline, window)
    try:
        root = build(sample)
    except Refused:
        return sniff(text[:_LONGEST])
    pairs = root.pairs if isinstance(root, Mapping) else []
    near = next((value for key, value in pairs if key.text == window.section and isinstance(value, Mapping)), None)
    if near is None:
        return sniff(sample, None, root)
    place = bisect_left([key.at for key, _ in near.pairs], window.start) if sample is text else _NEAR
    return sniff(sample, near.pairs[max(0, place - _NEAR) : place + _NEAR], root)


def _sample(text: str, outline: Outline, window: Window) -> str:
    """Some lines of every key of the file: of sections a few entries, the window's neighbours among them."""
    pieces = []
    for row, section in enumerate(outline.sections):
        whole = outline.key_window(text, row)
        if section.key not in SECTIONS or not section.starts or not section.is_block:
            pieces.append(text[whole.start : whole.end][:_LONGEST])
            continue
        place = bisect_left(section.starts, window.start) if section.key == window.section else len(section.starts)
        first, last = max(0, place - _NEAR), min(len(section.starts), place + _NEAR) - 1
        if place >= len(section.starts):
            first = max(0, len(section.starts) - 2 * _NEAR)
        near = outline.entry_window(text, section.key, first, last)
        pieces += [text[whole.start : lines.end_of(text, section.at)], text[near.start : near.end]]
    return "".join(pieces)
