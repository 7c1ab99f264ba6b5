"""Selecting words: one anchor and one cursor, for keys and mouse alike, and what is copied of it."""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.graphemes import next_edge
from idlib_reader.core.index import Index
from idlib_reader.core.layout import Layout
from idlib_reader.core.motions import last_offset
from idlib_reader.core.navigation import Stand, current
from idlib_reader.core.passages import grow, shrink, word_at
from idlib_reader.core.sentences import sentence_at
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import trimmed
from idlib_reader.ui.view import View


def begun(view: View) -> View:
    """The view with a selection that begins at the cursor, if none has begun."""
    return view if view.anchor is not None else replace(view, anchor=view.stand.cursor)


def toggled(view: View, text: str) -> View:
    """The view with a selection begun, or given up."""
    return begun(view) if view.anchor is None else dropped(view, text)


def dropped(view: View, text: str) -> View:
    """The view without a selection; from behind the text's end the cursor steps back onto its last character."""
    cursor = min(view.stand.cursor, last_offset(text))
    return replace(view, anchor=None, stand=replace(view.stand, cursor=cursor))


def selecting(view: View, span: Span) -> View:
    """The view with `span` selected and the cursor behind it; what was chosen stays so."""
    return replace(view, anchor=span.start, stand=Stand(span.end, view.stand.choice))


def grown(view: View, layout: Layout) -> View:
    """The selection, or the cursor, grown to the next larger unit."""
    span = view.selection or Span(view.stand.cursor, view.stand.cursor)
    return selecting(view, grow(layout.text, span, is_spaced=layout.is_spaced))


def shrunk(view: View, layout: Layout) -> View:
    """The selection shrunk to the next smaller unit at its start."""
    span = view.selection
    if span is None:
        return view
    return selecting(view, shrink(layout.text, span, span.start, is_spaced=layout.is_spaced))


def dragged(view: View, pressed: int, offset: int, text: str) -> View:
    """The view after the mouse was dragged from the character at `pressed` to that at `offset`: both are selected."""
    if offset >= pressed:
        anchor, cursor = pressed, next_edge(text, offset)
    else:
        anchor, cursor = next_edge(text, pressed), offset
    return replace(view, anchor=anchor, stand=Stand(cursor, view.stand.choice))


def clicked_unit(view: View, offset: int, clicks: int, layout: Layout) -> View:
    """The view after a double click on a word, or a triple one on a sentence."""
    text = layout.text
    unit = word_at(text, offset) if clicks == 2 else sentence_at(text, offset, is_spaced=layout.is_spaced)
    if unit is None:
        unit = Span(offset, next_edge(text, offset))
    return selecting(replace(view, stand=Stand(view.stand.cursor)), unit)


def to_copy(index: Index, view: View) -> str:
    """The words that are copied: the selected ones, else those of the mark, else the word under the cursor."""
    text = index.article.text
    if view.anchor is not None and view.selection:
        start, end = trimmed(text, view.selection)
        return text[start:end]
    now = current(index, view.stand)
    if now and now.number < len(index.places[now.id]):
        return index.quote(index.places[now.id][now.number])
    word = word_at(text, view.stand.cursor)
    return text[word.start : word.end] if word else ""


def say_selection(text: str, selection: Span) -> str:
    """How much is selected, in words."""
    characters = selection.end - selection.start
    words = len(text[selection.start : selection.end].split()) if characters < _COUNTED else 0
    if not characters:
        return "a selection begins here"
    told = f"{words:,} {'word' if words == 1 else 'words'}, " if words else ""
    return f"{told}{characters:,} {'character' if characters == 1 else 'characters'} selected"


_COUNTED = 1_000_000
