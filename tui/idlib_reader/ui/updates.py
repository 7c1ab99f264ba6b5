"""Sending no more to the terminal than what changed: cells of a row, where Textual sends the row from its left edge.

Over ssh every byte counts, and a chosen entity changes a little on many rows. This reaches into private parts of
Textual (`Compositor`, `ChopsUpdate`), which is why pyproject.toml allows one minor version only.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip

_Cell: TypeAlias = tuple[str, Style | None]

_CONTINUED = ""
# A run of its own costs a cursor movement and a style, about as many bytes as this many unchanged cells.
_GAP = 24


class ExactCompositor(Compositor):
    """A compositor whose partial updates send the regions that widgets asked for, and nothing beside them."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """As Textual's, with updates that keep to their spans."""
        update = super().render_partial_update()
        return None if update is None else ExactUpdate(update.chops, update.spans, update.chop_ends)


class ExactUpdate(ChopsUpdate):
    """An update that starts each span where it starts, and says of each style only what differs from the last."""

    def render_segments(self, console: Console) -> str:
        """The spans as text for the terminal."""
        painter = _Painter(_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR))
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, first), min(end, last)
                if strip is not None and start < stop:
                    painter.move_to(start, y)
                    for text, style in _cells(strip)[start - x : stop - x]:
                        painter.paint(text, style)
        return painter.finish()


class _Look(NamedTuple):
    """A style as what a terminal is told (ECMA-48, Select Graphic Rendition)."""

    attributes: frozenset[int]
    colour: tuple[str, ...]
    background: tuple[str, ...]


_PLAIN = _Look(frozenset(), (), ())
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55}
_ATTRIBUTES = {
    "bold": 1, "dim": 2, "italic": 3, "underline": 4, "blink": 5, "blink2": 6, "reverse": 7, "conceal": 8,
    "strike": 9, "underline2": 21, "frame": 51, "encircle": 52, "overline": 53,
}  # fmt: skip
_SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "windows": ColorSystem.WINDOWS}


class _Painter:
    """Writes text in styles, from a terminal in its plain style back to it."""

    def __init__(self, system: ColorSystem) -> None:
        self._system = system
        self._parts: list[str] = []
        self._now = _PLAIN

    def move_to(self, x: int, y: int) -> None:
        self._parts.append(f"\x1b[{y + 1};{x + 1}H")

    def paint(self, text: str, style: Style | None) -> None:
        look = _look(style, self._system) if style else _PLAIN
        if look != self._now:
            self._parts.append(f"\x1b[{';'.join(self._change(look))}m")
            self._now = look
        self._parts.append(text)

    def finish(self) -> str:
        if self._now != _PLAIN:
            self._parts.append("\x1b[0m")
        return "".join(self._parts)

    def _change(self, look: _Look) -> list[str]:
        """The codes that lead from the present style to `look`."""
        if _is_bright(self._now) or _is_bright(look):
            # The Linux console takes a bright colour for a plain one and bold, which stays with the next colour.
            return ["0", *(str(code) for code in sorted(look.attributes)), *look.colour, *look.background]
        off = {_OFF[code] for code in self._now.attributes - look.attributes}
        # One code turns off two attributes (bold and dim, say): the one that stays is turned on again.
        still_on = {code for code in self._now.attributes & look.attributes if _OFF[code] not in off}
        codes = [*sorted(off), *sorted(look.attributes - still_on)]
        told = [str(code) for code in codes]
        if look.colour != self._now.colour:
            told += look.colour or ("39",)
        if look.background != self._now.background:
            told += look.background or ("49",)
        return told


def _is_bright(look: _Look) -> bool:
    """Whether the text is in one of the upper eight of sixteen colours (90 to 97)."""
    return len(look.colour) == 1 and look.colour[0].startswith("9")


@lru_cache(maxsize=1024)
def _look(style: Style, system: ColorSystem) -> _Look:
    attributes = frozenset(code for name, code in _ATTRIBUTES.items() if getattr(style, name))
    colour = tuple(style.color.downgrade(system).get_ansi_codes()) if style.color else ()
    background = tuple(style.bgcolor.downgrade(system).get_ansi_codes(False)) if style.bgcolor else ()
    return _Look(attributes, colour, background)


def changed_runs(before: Strip, after: Strip) -> list[tuple[int, int]]:
    """The stretches of cells, half-open, in which two strips differ; no stretch cuts a wide character of either."""
    old, new = _cells(before), _cells(after)
    runs: list[tuple[int, int]] = []
    for x, (one, other) in enumerate(zip_longest(old, new)):
        if one != other:
            if runs and x - runs[-1][1] <= _GAP:
                runs[-1] = (runs[-1][0], x + 1)
            else:
                runs.append((x, x + 1))
    return [_whole(run, old, new) for run in runs]


def _whole(run: tuple[int, int], old: list[_Cell], new: list[_Cell]) -> tuple[int, int]:
    start, end = run
    while start > 0 and any(start < len(cells) and cells[start][0] == _CONTINUED for cells in (old, new)):
        start -= 1
    while any(end < len(cells) and cells[end][0] == _CONTINUED for cells in (old, new)):
        end += 1
    return start, end


def _cells(strip: Strip) -> list[_Cell]:
    """What each cell shows; the second cell of a wide character continues the first."""
    cells: list[_Cell] = []
    for text, style, _ in strip:
        if cell_len(text) == len(text) and text.isascii():
            cells += [(character, style) for character in text]
            continue
        for start, end, width in split_graphemes(text)[0]:
            if width:
                cells.append((text[start:end], style))
                cells += [(_CONTINUED, style)] * (width - 1)
            elif cells:
                cells[-1] = (cells[-1][0] + text[start:end], cells[-1][1])
    return cells
