"""The card: everything an entry says, or what is known of the article when nothing is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from idlib_reader.ui.card_lines import LABEL_CELLS, CardLine
from idlib_reader.ui.drawing import Piece, cut, draw, flow, justify
from idlib_reader.ui.widgets.lines import Lines
from idlib_reader.ui.wording import count


class Card(Lines):
    """The card, scrolled by whole rows."""

    class StepClicked(Message):
        """A way on was clicked."""

        def __init__(self, step: int) -> None:
            """`step` is its number, counted from 1."""
            super().__init__()
            self.step = step

    class Scrolled(Message):
        """The mouse wheel was turned over the card."""

        def __init__(self, rows: int) -> None:
            """`rows` counts down, negative up."""
            super().__init__()
            self.rows = rows

    def __init__(self, *, is_compact: bool = False, id: str | None = None, classes: str | None = None) -> None:
        """Nothing is shown yet; a compact card gives what is short a row each, so that the ways on are in sight.

        It tells all once it has the keys.
        """
        super().__init__(id=id, classes=classes)
        self._is_compact = is_compact
        self._flowed_for: tuple[Sequence[CardLine], Size, bool, str] | None = None
        self._rows: list[Strip] = []
        self._steps: list[int] = []
        self._top = 0
        self.step_rows: tuple[int, ...] = ()
        """The first row, from the top of all that is told, of each way on."""

    @property
    def furthest(self) -> int:
        """The last row that may stand at the top: behind it nothing is left to scroll to."""
        return max(0, len(self._steps) - self.room)

    @property
    def room(self) -> int:
        """Rows of what is told that fit at once."""
        return self.size.height - 1 if len(self._steps) > self.size.height > 1 else self.size.height

    def show(self, lines: Sequence[CardLine], top: int, step: int, *, has_keys: bool) -> None:
        """Show the lines from their row `top` on, with the way on number `step` pointed at (0 for none).

        `has_keys` tells whether keys go to the card.
        """
        self.show_strips(partial(self._draw, lines, top, step if has_keys else 0, has_keys))

    def _draw(self, lines: Sequence[CardLine], top: int, step: int, has_keys: bool) -> list[Strip]:
        strips = self._flow(lines, has_keys)
        top = self._top = min(top, self.furthest)
        shown = list(strips[top : top + self.room])
        if step:
            numbers = self._steps[top : top + self.room]
            shown = [
                self._pointed_at(one) if number == step else one for one, number in zip(shown, numbers, strict=True)
            ]
        if self.room < len(strips) and self.room < self.size.height:
            # What does not fit is told in a row of its own, so that no word is hidden behind it.
            shown = [*shown, self._more(top, len(strips) - top - len(shown), has_keys)]
        return shown

    def _flow(self, lines: Sequence[CardLine], has_keys: bool) -> list[Strip]:
        """All rows of the card; made once, however often the card is drawn."""
        made_for = lines, self.size, has_keys, self.palette.name
        if self._flowed_for is None or self._flowed_for[0] is not lines or self._flowed_for[1:] != made_for[1:]:
            self._flowed_for = made_for
            drawn = [(strip, line.step) for line in lines for strip in self._line(line, self.size.width, has_keys)]
            while len(drawn) > self.size.height and not drawn[-1][0].text.strip():
                drawn.pop()
            self._rows = [strip for strip, _ in drawn]
            self._steps = [number for _, number in drawn]
            first_rows = {number: row for row, number in reversed(list(enumerate(self._steps)))}
            self.step_rows = tuple(first_rows[number] for number in sorted(first_rows) if number)
        return self._rows

    def _pointed_at(self, strip: Strip) -> Strip:
        """The row of the way on that Enter follows."""
        pointer = Segment("▶", self.style(self.palette.accent))
        return Strip.join([Strip([pointer], 1), strip.crop(1)])

    def _more(self, above: int, below: int, has_keys: bool) -> Strip:
        """How many rows there are above and below, and the key that leads to them."""
        more = f"{below} more row{'' if below == 1 else 's'}"
        told = " · ".join(filter(None, (f"{count(above, 'row')} above" if above else "", more if below else "")))
        key = "" if has_keys else " · Tab"
        return justify([], [(f"{told}{key} ", self.style(self.palette.accent))], self.size.width, self.style())

    def _line(self, line: CardLine, width: int, has_keys: bool) -> list[Strip]:
        dim, plain = self.style(self.palette.dim), self.style()
        if self._is_compact and not has_keys and line.role in ("quote", "gap", "why"):
            if line.role == "why":
                return []
            return [draw([(f" {line.text}", self.style(attributes="i"))], width, plain)] if line.text else []
        match line.role:
            case "title":
                look = self.style(self.palette.accent if has_keys else "", attributes="b")
                return self._flowed(line.text, line.right, width, look)
            case "quote":
                return self._flowed(line.text, "", width, self.style(attributes="i"))
            case "note":
                return self._flowed(line.text, "", width, dim)
            case "gap":
                return [draw([], width, plain)]
            case "field" | "link":
                return self._labelled(line, width, plain)
            case "why":
                return self._labelled(line, width, dim)

    def _flowed(self, text: str, right: str, width: int, look: Style) -> list[Strip]:
        """Text over the whole width; `right` at the end of its first row, or on a row of its own below."""
        rows = flow(text, width - 2)
        end: list[Piece] = [(f"{right} ", self.style(self.palette.dim))]
        fits = len(rows) == 1 and cell_len(rows[0]) + cell_len(right) + 4 <= width
        strips = [draw([(f" {row}", look)], width, self.style()) for row in rows]
        if right and fits:
            strips[0] = justify([(f" {rows[0]}", look)], end, width, self.style())
        elif right and not self._is_compact:
            strips.append(draw([(f" {right}", self.style(self.palette.dim))], width, self.style()))
        return strips

    def _labelled(self, line: CardLine, width: int, look: Style) -> list[Strip]:
        """A label in its column, the text beside it over as many rows as it takes, the key at the end of the first."""
        label = cut(line.label, LABEL_CELLS)
        keys = f" {line.right} " if line.right else " "
        rows = flow(line.text, width - LABEL_CELLS - 3 - cell_len(keys))
        strips = []
        for number, row in enumerate(rows):
            head = label + " " * (LABEL_CELLS - cell_len(label)) if number == 0 else " " * LABEL_CELLS
            pieces: list[Piece] = [(f" {head} ", self.style(self.palette.dim)), (row, look)]
            end: list[Piece] = [(keys if number == 0 else "", self.style(self.palette.accent))]
            strips.append(justify(pieces, end, width, self.style()))
        return strips

    def on_click(self, event: events.Click) -> None:
        """Tell which way on was clicked."""
        event.stop()
        row = self._top + event.y
        if event.y < self.room and row < len(self._steps) and self._steps[row]:
            self.post_message(self.StepClicked(self._steps[row]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three rows down."""
        event.stop()
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three rows up."""
        event.stop()
        self.post_message(self.Scrolled(-3))
