"""The article: its words with every mark on them, a gutter for events on the left and one for remarks on the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from idlib_reader.core.article import Article, has_line_paragraphs
from idlib_reader.core.layout import Layout, Row
from idlib_reader.core.span import Span
from idlib_reader.core.viewport import Viewport
from idlib_reader.ui.geometry import GUTTER, MARGIN, MEASURE, text_columns
from idlib_reader.ui.signs import REMARK, event_sign
from idlib_reader.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from idlib_reader.core.highlights import Mark
    from idlib_reader.core.index import Index
    from idlib_reader.core.navigation import Choice


@dataclass(frozen=True, slots=True)
class Lit:
    """A span drawn as chosen."""

    span: Span
    is_entity: bool


class ArticleView(Lines):
    """The text of one article, drawn row by row from what `core.layout` wraps."""

    class Clicked(Message):
        """The text was clicked."""

        def __init__(self, offset: int) -> None:
            """`offset` is that of the character under the mouse."""
            super().__init__()
            self.offset = offset

    class Scrolled(Message):
        """The mouse wheel was turned."""

        def __init__(self, rows: int) -> None:
            """`rows` counts down the text, negative up."""
            super().__init__()
            self.rows = rows

    def __init__(self, article: Article, *, id: str | None = None) -> None:
        """Show `article`, without marks until an index is set."""
        super().__init__(id=id)
        self._text = article.text
        self._index: Index | None = None
        self._is_spaced = has_line_paragraphs(article.text)
        self._layout = self._wrap(MEASURE)
        self._left = GUTTER
        self._top = 0
        self._drawn: LRUCache[object, Strip] = LRUCache(512)

    @property
    def viewport(self) -> Viewport:
        """The window on the text, wrapped for the screen as it is now."""
        left, width = text_columns(self.app.size.width)
        if (left, width) != (self._left, self._layout.width):
            self._left = left
            if width != self._layout.width:
                self._layout = self._wrap(width)
            self._drawn.clear()
        return Viewport(self._layout, max(1, self.size.height))

    def _wrap(self, width: int) -> Layout:
        return Layout(self._text, width, is_spaced=self._is_spaced)

    def set_index(self, index: Index) -> None:
        """Draw the marks of `index`, which is of the article shown."""
        self._index = index
        self._drawn.clear()

    def wrap_more(self) -> bool:
        """Wrap a little more of the text, a few milliseconds' worth; whether anything is left to wrap."""
        return self._layout.wrap_more()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def show(self, top: int, cursor: int, choice: Choice | None, *, has_keys: bool) -> None:
        """Show the rows from the one that holds `top` on, with the cursor, and the choice's every place lit."""
        self._top = top
        # The cell behind the text's last character is never the cursor's, so -1 shows none.
        shown_cursor = cursor if has_keys else -1
        self.show_strips(partial(self._rows, top, shown_cursor, self._lit(choice)))

    def _rows(self, top: int, cursor: int, lit: list[Lit]) -> list[Strip]:
        return [self._strip(row, cursor, lit) for row in self.viewport.rows(top)]

    def _lit(self, choice: Choice | None) -> list[Lit]:
        if choice is None or self._index is None:
            return []
        is_entity = choice.id in self._index.annotations.entities
        return [Lit(span, is_entity) for place in self._index.places[choice.id] for span in place]

    def _strip(self, row: Row, cursor: int, lit: list[Lit]) -> Strip:
        """One row, from the cache if nothing about it changed."""
        cursor = cursor if row.start <= cursor < row.end or cursor == row.end == len(self._text) else -1
        here = tuple(one for one in lit if one.span.start < row.end and row.start < one.span.end)
        key = (row, cursor, here, self.size.width)
        strip = self._drawn.get(key)
        if strip is None:
            strip = self._drawn[key] = self._draw(row, cursor, here)
        return strip

    def _draw(self, row: Row, cursor: int, lit: tuple[Lit, ...]) -> Strip:
        drawn = self._layout.draw(row)
        marks = self._index.highlights.between(row.start, row.end) if self._index else []
        cuts = {row.start, row.end, *_edges(marks, row), *_edges([one.span for one in lit], row)}
        cell = drawn.cluster_of(cursor) if cursor >= 0 else None
        if cell:
            cuts |= {cell.start, min(cell.end, row.end)}
        segments = [*self._gutter(row, marks)]
        for start, end in pairwise(sorted(cuts)):
            if text := drawn.part(start, end):
                is_cursor = cell is not None and cell.start <= start < cell.end
                segments.append(Segment(text, self._look(start, marks, lit, is_cursor)))
        width = drawn.width
        if cell and drawn.column_of(cell.start) >= width:
            gap = drawn.column_of(cell.start) - width
            segments += [Segment(" " * gap, self.style()), Segment(" ", self.style(attributes="r"))]
            width += gap + 1
        return Strip(self._with_margin(segments, width, row, marks), None).adjust_cell_length(
            self.size.width, self.style()
        )

    def _look(self, offset: int, marks: list[Mark], lit: tuple[Lit, ...], is_cursor: bool) -> Style:
        """The style of the character at `offset`.

        The shortest entity's background, underlined in a claim, bold in an event, over these the chosen entry, and
        the cursor above all.
        """
        here = [mark for mark in marks if mark.start <= offset < mark.end]
        entities = [mark for mark in here if mark.kind == "entity"]
        palette = self.palette
        color, background = palette.text, palette.background
        chosen = [one for one in lit if one.span.covers(offset)]
        if chosen:
            background = palette.lit
        if entities and self._index:
            shortest = min(entities, key=lambda mark: mark.end - mark.start)
            entity = self._index.annotations.entities[shortest.id]
            background = palette.entity(entity.type)
        if any(one.is_entity for one in chosen):
            color, background = palette.background, palette.accent
        kinds = {mark.kind for mark in here}
        attributes = ("b" if "event" in kinds else "") + ("u" if "claim" in kinds else "") + ("r" if is_cursor else "")
        return self.style(color, background, attributes)

    def _gutter(self, row: Row, marks: list[Mark]) -> list[Segment]:
        """The left margin, with the signs of the first events that start in the row."""
        signs = ""
        if self._index:
            starting = [mark for mark in marks if mark.kind == "event" and mark.start >= row.start and mark.is_first]
            events = [self._index.annotations.events[mark.id] for mark in starting[: GUTTER - 1]]
            signs = "".join(event_sign(event.modality) for event in events)
        blank = Segment(" " * (self._left - 1 - len(signs)), self.style())
        shown = [Segment(signs, self.style(self.palette.accent))] if signs else []
        return [blank, *shown, Segment(" ", self.style())]

    def _with_margin(self, segments: list[Segment], width: int, row: Row, marks: list[Mark]) -> list[Segment]:
        """The segments, whose text is `width` cells wide, with a sign in the right margin where a remark starts."""
        if any(mark.kind == "remark" and mark.start >= row.start for mark in marks):
            gap = max(0, self._layout.width - width) + MARGIN - 1
            segments += [Segment(" " * gap, self.style()), Segment(REMARK, self.style(self.palette.accent))]
        return segments

    def on_click(self, event: events.Click) -> None:
        """Tell which character was clicked."""
        event.stop()
        rows = self.viewport.rows(self._top)
        row = rows[min(event.y, len(rows) - 1)]
        self.post_message(self.Clicked(self._layout.draw(row).offset_at(max(0, event.x - self._left))))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three rows down."""
        event.stop()
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three rows up."""
        event.stop()
        self.post_message(self.Scrolled(-3))


def _edges(spans: list[Mark] | list[Span], row: Row) -> set[int]:
    """Where spans start and end within the row."""
    return {offset for span in spans for offset in (span.start, span.end) if row.start < offset < row.end}
