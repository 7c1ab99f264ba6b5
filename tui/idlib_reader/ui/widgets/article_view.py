"""The article: its words with every mark on them, a gutter for events on the left and one for remarks on the right."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from idlib_reader.core.article import Article, has_line_paragraphs
from idlib_reader.core.layout import Layout, Row
from idlib_reader.core.span import Span
from idlib_reader.core.tagset import DEFAULT
from idlib_reader.core.viewport import Viewport
from idlib_reader.ui.geometry import GUTTER, MARGIN, MEASURE, text_columns
from idlib_reader.ui.looks import Touch, article_style
from idlib_reader.ui.signs import REMARK, event_sign
from idlib_reader.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from idlib_reader.core.highlights import Mark
    from idlib_reader.core.index import Index
    from idlib_reader.core.navigation import Choice
    from idlib_reader.core.searching import Matches

_DRAG_SECONDS = 0.04
"""Between two rows that are scrolled while the mouse is held above or below the text."""


class Shown(NamedTuple):
    """What of a view the article shows."""

    top: int = 0
    """Offset of some character in the topmost row."""
    cursor: int = 0
    """Offset of the cursor."""
    has_keys: bool = True
    """Whether keys go to the article, so that the cursor is drawn."""
    choice: Choice | None = None
    """The entry whose every place is lit."""
    selection: Span | None = None
    """What is selected."""
    matches: Matches | None = None
    """The places of a search."""
    match: Span | None = None
    """The one of these that was gone to last."""


class _Spans(NamedTuple):
    """What is drawn above the marks, as far as it reaches into one row."""

    lit: tuple[Span, ...]
    is_entity: bool
    """Whether what is lit belongs to an entity."""
    selection: Span | None
    matches: tuple[Span, ...]
    match: Span | None


class ArticleView(Lines):
    """The text of one article, drawn row by row from what `core.layout` wraps."""

    class Pressed(Message):
        """A mouse button went down on the text."""

        def __init__(self, offset: int) -> None:
            """`offset` is that of the character under the mouse."""
            super().__init__()
            self.offset = offset

    class Dragged(Message):
        """The mouse was moved with its button down."""

        def __init__(self, offset: int, rows: int) -> None:
            """`offset` as for `Pressed`; `rows` to scroll by, as the mouse is above or below the text."""
            super().__init__()
            self.offset = offset
            self.rows = rows

    class Clicked(Message):
        """The text was clicked."""

        def __init__(self, offset: int, clicks: int) -> None:
            """`offset` is that of the character under the mouse; `clicks` counts those in a row on one spot."""
            super().__init__()
            self.offset = offset
            self.clicks = clicks

    class Scrolled(Message):
        """The mouse wheel was turned."""

        def __init__(self, rows: int) -> None:
            """`rows` counts down the text, negative up."""
            super().__init__()
            self.rows = rows

    def __init__(self, article: Article, *, id: str | None = None) -> None:
        """Show `article`, without marks until an index is set."""
        super().__init__(id=id)
        self._left = GUTTER
        self._shown = Shown()
        self._drawn: LRUCache[object, Strip] = LRUCache(512)
        self._dragging: Timer | None = None
        self._mouse: events.MouseEvent | None = None
        self._pressed_at = -1
        self._was_dragged = False
        self.set_article(article)

    def set_article(self, article: Article) -> None:
        """Show another text, without marks until an index is set."""
        self._text = article.text
        self._index: Index | None = None
        self._is_spaced = has_line_paragraphs(article.text)
        self._layout = self._wrap(MEASURE)
        self._drawn.clear()

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

    def show(self, shown: Shown) -> None:
        """Show a stretch of the article with all that is to be seen on it."""
        self._shown = shown
        self.show_strips(partial(self._rows, shown))

    @property
    def cursor_cell(self) -> Offset | None:
        """Where the cursor is drawn, in cells from the widget's corner; None while keys go elsewhere."""
        return self.cell_of(self._shown.cursor) if self._shown.has_keys else None

    def cell_of(self, offset: int) -> Offset | None:
        """Where a character is drawn, in cells from the widget's corner; None out of sight."""
        for y, row in enumerate(self.viewport.rows(self._shown.top)):
            if self._is_in(row, offset):
                return Offset(self._left + self._layout.draw(row).column_of(offset), y)
        return None

    def _is_in(self, row: Row, cursor: int) -> bool:
        return row.start <= cursor < row.end or cursor == row.end == len(self._text)

    def _rows(self, shown: Shown) -> list[Strip]:
        rows, choice = self.viewport.rows(shown.top), shown.choice
        is_entity = bool(self._index and choice and choice.id in self._index.annotations.entities)
        lit: list[Span] = []
        if self._index and choice:
            # Of an entry with very many places only those in sight are looked at.
            marks = self._index.highlights.between(rows[0].start, rows[-1].end)
            lit = [mark.span for mark in marks if mark.id == choice.id]
        return [self._strip(row, shown, self._spans(row, shown, lit, is_entity)) for row in rows]

    def _spans(self, row: Row, shown: Shown, lit: list[Span], is_entity: bool) -> _Spans:
        span = Span(*row)
        here = tuple(one for one in lit if one.start < row.end and row.start < one.end)
        matches = tuple(shown.matches.between(row.start, row.end)) if shown.matches else ()
        return _Spans(
            here,
            is_entity and bool(here),
            _overlap(shown.selection, span),
            matches,
            shown.match if shown.match in matches else None,
        )

    def _strip(self, row: Row, shown: Shown, spans: _Spans) -> Strip:
        """One row, from the cache if nothing about it changed."""
        # The cell behind the text's last character is never the cursor's alone, so -1 shows none.
        cursor = shown.cursor if shown.has_keys and self._is_in(row, shown.cursor) else -1
        key = (row, cursor, spans, self.size.width)
        strip = self._drawn.get(key)
        if strip is None:
            strip = self._drawn[key] = self._draw(row, cursor, spans)
        return strip

    def _draw(self, row: Row, cursor: int, spans: _Spans) -> Strip:
        drawn = self._layout.draw(row)
        marks = self._index.highlights.between(row.start, row.end) if self._index else []
        above = [*spans.lit, *spans.matches, *([spans.selection] if spans.selection else [])]
        cuts = {row.start, row.end, *_edges(marks, row), *_edges(above, row)}
        cell = drawn.cluster_of(cursor) if cursor >= 0 else None
        if cell:
            cuts |= {cell.start, min(cell.end, row.end)}
        segments = [*self._gutter(row, marks)]
        for start, end in pairwise(sorted(cuts)):
            if text := drawn.part(start, end):
                is_cursor = cell is not None and cell.start <= start < cell.end
                segments.append(Segment(text, self._look(start, marks, spans, is_cursor)))
        width = drawn.width
        if cell and drawn.column_of(cell.start) >= width:
            gap = drawn.column_of(cell.start) - width
            segments += [Segment(" " * gap, self.style()), Segment(" ", self._look(cell.start, [], spans, True))]
            width += gap + 1
        return Strip(self._with_margin(segments, width, row, marks), None).adjust_cell_length(
            self.size.width, self.style()
        )

    def _look(self, offset: int, marks: list[Mark], spans: _Spans, is_cursor: bool) -> Style:
        """The style of the character at `offset`."""
        here = sorted((mark for mark in marks if mark.start <= offset < mark.end), key=_length)
        kinds = {mark.kind for mark in here}
        is_lit = any(span.covers(offset) for span in spans.lit)
        entities = self._index.annotations.entities if self._index else {}
        touch = Touch(
            entities=tuple(entities[mark.id].type for mark in here if mark.kind == "entity"),
            is_claim="claim" in kinds,
            is_event="event" in kinds,
            is_lit=is_lit,
            is_lit_entity=is_lit and spans.is_entity,
            is_match=any(span.covers(offset) for span in spans.matches),
            is_current_match=spans.match is not None and spans.match.covers(offset),
            is_selected=spans.selection is not None and spans.selection.covers(offset),
            is_cursor=is_cursor,
        )
        return article_style(self.palette, touch, self._index.tagset if self._index else DEFAULT)

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

    def _offset_at(self, x: int, y: int) -> int:
        """The offset of the character drawn at a cell of the widget; the nearest, where there is none."""
        rows = self.viewport.rows(self._shown.top)
        row = rows[max(0, min(y, len(rows) - 1))]
        return self._layout.draw(row).offset_at(max(0, x - self._left))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin what may become a selection."""
        event.stop()
        if event.button == 1:
            self._was_dragged = False
            self._pressed_at = self._offset_at(event.x, event.y)
            self.capture_mouse()
            self.post_message(self.Pressed(self._pressed_at))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is dragged; above or below the text, scroll there."""
        event.stop()
        if self._pressed_at < 0:
            return
        if not event.button:
            # The button went up before the mouse was caught, over another part of the screen.
            self._release()
            return
        self._mouse = event
        self._was_dragged = self._was_dragged or self._offset_at(event.x, event.y) != self._pressed_at
        if self._was_dragged:
            self._drag()

    def _drag(self) -> None:
        if self._mouse is None:
            return
        y, bottom = self._mouse.y, self.size.height - 1
        rows = -1 if y < 0 else 1 if y > bottom else 0
        if rows and self._dragging is None:
            self._dragging = self.set_interval(_DRAG_SECONDS, self._drag)
        elif not rows:
            self._end_dragging()
        self.post_message(self.Dragged(self._offset_at(self._mouse.x, y), rows))

    def _end_dragging(self) -> None:
        if self._dragging:
            self._dragging.stop()
            self._dragging = None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the selection."""
        event.stop()
        self._release()

    def _release(self) -> None:
        self._pressed_at, self._mouse = -1, None
        self._end_dragging()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tell which character was clicked, and how often; the end of a drag is no click."""
        event.stop()
        if event.button == 1 and not self._was_dragged:
            self.post_message(self.Clicked(self._offset_at(event.x, event.y), event.chain))

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


def _overlap(span: Span | None, other: Span) -> Span | None:
    """What two spans share."""
    if span is None:
        return None
    start, end = max(span.start, other.start), min(span.end, other.end)
    return Span(start, end) if start < end else None


def _length(mark: Mark) -> int:
    return mark.end - mark.start
