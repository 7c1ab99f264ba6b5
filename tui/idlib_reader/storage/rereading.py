"""What a file says after splices that nobody planned for its model: only the entries around them are read again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from idlib_reader.core.annotations import KINDS, Annotations, Entry, Kind
from idlib_reader.core.applying import section_of
from idlib_reader.core.tagset import Tagset
from idlib_reader.storage import lines, rendering
from idlib_reader.storage.outline import Outline, Window, moved, outline_of
from idlib_reader.storage.splices import Splice, spliced
from idlib_reader.storage.verifying import Mismatch, has_anchors, readable, reading_of


def reread(
    text: str, annotations: Annotations, outline: Outline, splices: Sequence[Splice], tagset: Tagset
) -> tuple[Annotations, Outline] | None:
    """What the text says after the splices, and its outline; None where the whole file has to be read for it.

    Args:
        text: the text before.
        annotations: what it says.
        outline: where it says it.
        splices: of this text.
        tagset: the words that fields take.
    """
    window = _window_around(text, outline, splices)
    if window is None:
        return None
    shift = window.start - len(window.header)
    before = window.header + text[window.start : window.end]
    after = spliced(before, [Splice(start - shift, end - shift, comes) for start, end, comes in splices])
    if window.end < len(text) and not lines.ends_with_break(after):
        return None
    try:
        gone, within = _outline_alone(before), _outline_alone(after)
    except Mismatch:
        return None
    new = moved(outline, window, len(after) - len(before), within)
    ids = {*_ids(gone, window), *_ids(within, window)}
    if _keys(gone) != _keys(within) or annotations.unread & ids:
        return None
    if any(outline.repeats(id_) or new.repeats(id_) for id_ in ids):
        return None
    reading = reading_of(after, tagset)
    if not reading.is_whole or reading.annotations.unread:
        return None
    return _joined(annotations, reading.annotations, window.section, new), new


def _outline_alone(text: str) -> Outline:
    """The outline of lines that can be read by themselves; raises `Mismatch` where they can't be."""
    if has_anchors(text):
        raise Mismatch("an anchor stands there")
    return outline_of(text, readable(text))


def _keys(outline: Outline) -> list[tuple[str, bool]]:
    return [(section.key, section.is_block) for section in outline.sections]


def _window_around(text: str, outline: Outline, splices: Sequence[Splice]) -> Window | None:
    """The lines of the entries of one section around all splices, with one more on either side."""
    if not splices or not outline.is_block:
        return None
    start, end = splices[0].start, max(splice.end for splice in splices)
    row = bisect_right([section.at for section in outline.sections], start) - 1
    section = outline.sections[row] if row >= 0 else None
    if section is None or not section.is_block or not section.starts or outline.row_of(section.key) != row:
        return None
    first = max(0, bisect_right(section.starts, start) - 2)
    last = min(len(section.starts) - 1, bisect_left(section.starts, end))
    edges = section.starts[max(0, first - 1) : last + 2]
    edges += [one.at for one in outline.sections[row : row + 2]]
    if not all(lines.is_first(text, at) for at in edges):
        return None
    window = outline.entry_window(text, section.key, first, last)
    return window if window.start <= start and end <= window.end else None


def _ids(outline: Outline, window: Window) -> list[str]:
    section = outline.section(window.section)
    return section.ids if section else []


def _joined(old: Annotations, read: Annotations, key: str, outline: Outline) -> Annotations:
    """A model with what was read of a part of one section."""
    kind: Kind = next(kind for kind in KINDS if rendering.SECTIONS[kind] == key)
    entries = {**section_of(old, kind), **section_of(read, kind)}
    section = outline.section(key)
    make: Callable[..., Annotations] = replace
    ids = section.ids if section else []
    in_order: dict[str, Entry] = {id_: entries[id_] for id_ in ids if id_ in entries}
    return make(old, **{key: in_order})
