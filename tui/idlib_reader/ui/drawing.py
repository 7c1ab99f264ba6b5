"""Text to cells: the only way by which a string reaches the screen, made visible and cut to fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from idlib_reader.core.graphemes import cell_width, draw_text, split_clusters
from idlib_reader.core.layout import Layout

Piece: TypeAlias = tuple[str, Style]
"""Text, as it comes from a file, in a style."""

ELLIPSIS = "…"


def draw(pieces: Iterable[Piece], width: int, blank: Style) -> Strip:
    """One line of exactly `width` cells: the pieces, made visible, then `blank`; what is too long is cut by an `…`."""
    segments: list[Segment] = []
    left = width
    for text, style in pieces:
        shown = draw_text(text)
        cells = cell_len(shown)
        if cells > left:
            shown = cut(shown, left)
            cells = cell_len(shown)
        if shown:
            segments.append(Segment(shown, style))
        left -= cells
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, blank))
    return Strip(segments, width)


def cut(text: str, width: int) -> str:
    """The text if it fits into `width` cells, else its start with an ellipsis, exactly that wide."""
    if cell_len(text) <= width:
        return text
    start = 0
    for cluster in split_clusters(text):
        if cell_len(text[: cluster.end] + ELLIPSIS) > width:
            break
        start = cluster.end
    if width <= 0:
        return ""
    return text[:start] + " " * (width - cell_len(text[:start] + ELLIPSIS)) + ELLIPSIS


def flow(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells, broken as an article is."""
    layout = Layout(" ".join(text.split()), max(1, width))
    while layout.wrap_more():
        pass
    return [layout.draw(row).text for row in layout.rows(0, layout.row_count)]


def justify(left: list[Piece], right: list[Piece], width: int, blank: Style) -> Strip:
    """A line with `left` at its start and `right` at its end; where both do not fit, `left` is cut."""
    right_cells = min(width - 1, sum(cell_width(text) for text, _ in right))
    room = max(0, width - right_cells - 1)
    start = draw(left, room, blank)
    return Strip.join([start, draw([(" ", blank), *right], width - room, blank)])
