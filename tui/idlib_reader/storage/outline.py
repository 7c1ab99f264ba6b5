"""Where the keys of an annotation file and its entries stand, cheap to keep up to date while the text changes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import NamedTuple

from idlib_reader.storage import lines, schema
from idlib_reader.storage.blocks import SECTIONS
from idlib_reader.storage.nodes import Mapping, Node


class Section(NamedTuple):
    """A key of the file with what stands below it."""

    key: str
    at: int
    """Where the key stands."""
    is_block: bool
    """Whether its entries have lines of their own."""
    ids: list[str]
    """The entries in file order, duplicates too; empty for a key that holds none, or stands there again."""
    starts: list[int]
    """Where their ids stand, ascending."""


class Window(NamedTuple):
    """Whole lines of the file that can be read by themselves."""

    start: int
    end: int
    section: str = ""
    """The section whose entries they are; empty if they are keys of the file."""
    is_whole: bool = False
    """Whether they are the whole file."""

    @property
    def header(self) -> str:
        """What has to stand above them so that they are read as they are in the file."""
        if self.is_whole:
            return ""
        return f"format: {schema.FORMAT}\n" + (f"{self.section}:\n" if self.section else "")


@dataclass(frozen=True, slots=True)
class Outline:
    """The keys of a file in its order."""

    sections: tuple[Section, ...] = ()
    is_block: bool = True
    """Whether the keys of the file have lines of their own."""

    def row_of(self, key: str) -> int | None:
        """Which key of the file is the first one of a name."""
        return next((row for row, one in enumerate(self.sections) if one.key == key), None)

    def section(self, key: str) -> Section | None:
        """The first key of a name."""
        row = self.row_of(key)
        return None if row is None else self.sections[row]

    def repeats(self, id_: str) -> bool:
        """Whether an id stands at more than one entry of the file."""
        return sum(section.ids.count(id_) for section in self.sections) > 1

    def key_window(self, text: str, row: int, behind: int = 1) -> Window:
        """The lines of some keys of a file in blocks, with the comments and blank lines below them."""
        stop = row + behind
        end = lines.start_of(text, self.sections[stop].at) if stop < len(self.sections) else len(text)
        return Window(lines.start_of(text, self.sections[row].at), end)

    def entry_window(self, text: str, key: str, first: int, last: int) -> Window:
        """The lines of the entries `first` to `last` of a section in blocks; those above the first entry too."""
        row = self.row_of(key)
        section = self.sections[row or 0]
        whole = self.key_window(text, row or 0)
        start = lines.start_of(text, section.starts[first]) if first else lines.end_of(text, section.at)
        end = lines.start_of(text, section.starts[last + 1]) if last + 1 < len(section.starts) else whole.end
        return Window(start, end, key)

    def joint_window(self, text: str, row: int, behind: int) -> Window:
        """The lines of some keys of a file in blocks, headed by as little as can be of what stands above them.

        Args:
            text: the text of the file.
            row: of the first of the keys, not 0.
            behind: how many they are, perhaps none.
        """
        above = self.sections[row - 1]
        if lines.column_of(text, above.at):
            # A header would not be indented as these keys are.
            return Window(0, len(text), is_whole=True)
        whole = self.key_window(text, row - 1, behind + 1)
        if not above.is_block or len(above.starts) < 2 or not lines.is_first(text, above.starts[-1]):
            return whole
        return Window(lines.start_of(text, above.starts[-1]), whole.end, above.key)

    def has_gaps(self, text: str) -> bool:
        """Whether blank lines stand between keys of the file; of one key alone nobody knows, so that they shall."""
        heads = [lines.head_of(text, one.at) for one in self.sections[1:]]
        return not heads or any(lines.is_blank(text, lines.line_above(text, at)) for at in heads)


def outline_of(text: str, root: Node | None) -> Outline:
    """The outline of a text that was parsed as a whole."""
    if not isinstance(root, Mapping):
        return Outline()
    seen: set[str] = set()
    sections = []
    for key, value in root.pairs:
        holds_entries = key.text in SECTIONS and key.text not in seen and isinstance(value, Mapping)
        pairs = value.pairs if holds_entries and isinstance(value, Mapping) else []
        is_block = isinstance(value, Mapping) and not value.is_flow and value.at > key.at and not _has_sign(text, value)
        sections.append(
            Section(key.text, key.at, is_block, [one.text for one, _ in pairs], [one.at for one, _ in pairs])
        )
        seen.add(key.text)
    return Outline(tuple(sections), not root.is_flow)


def _has_sign(text: str, value: Mapping) -> bool:
    """Whether an anchor or a tag stands before a mapping; what an alias stands for is written elsewhere."""
    return text[value.at : value.at + 1] in ("&", "!")


def moved(outline: Outline, window: Window, growth: int, within: Outline) -> Outline:
    """The outline after the lines of a window have changed.

    Args:
        outline: what it was.
        window: the lines as they stood.
        growth: characters that they have become more.
        within: the outline of the lines as they are now, headed by the window's header.
    """
    shift = window.start - len(window.header)
    new = [_shifted(one, shift) for one in within.sections if one.at >= len(window.header)]
    around = [one for one in outline.sections if not window.start <= one.at < window.end]
    before = [one for one in around if one.at < window.start]
    behind = [_shifted(one, growth) for one in around if one.at >= window.end]
    if window.section:
        row = next(row for row, one in enumerate(before) if one.key == window.section)
        inside = next(one for one in within.sections if one.key == window.section)
        before[row] = _joined(before[row], window, growth, _shifted(inside, shift))
    return replace(outline, sections=(*before, *new, *behind))


def _joined(section: Section, window: Window, growth: int, inside: Section) -> Section:
    """A section with other entries in a window."""
    first, last = bisect_left(section.starts, window.start), bisect_left(section.starts, window.end)
    ids = [*section.ids[:first], *inside.ids, *section.ids[last:]]
    starts = [*section.starts[:first], *inside.starts, *(at + growth for at in section.starts[last:])]
    return section._replace(ids=ids, starts=starts)


def _shifted(section: Section, growth: int) -> Section:
    return section._replace(at=section.at + growth, starts=[at + growth for at in section.starts])
