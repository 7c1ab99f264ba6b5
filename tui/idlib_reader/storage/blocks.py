"""The blocks of an annotation file: an entry each, or a key of the file, told by their indentation alone.

Made for files that are not YAML as a whole (`storage.recovery`); nothing here understands YAML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise, takewhile
from typing import NamedTuple

from idlib_reader.storage import schema

SECTIONS = ("entities", "events", "claims", "remarks")
KEYS_OF_ENTRIES = frozenset(
    key
    for fields in (schema.ENTITY, schema.EVENT, schema.CLAIM, schema.REMARK, schema.LINK, schema.SELECTOR)
    for key in fields
)
"""Every key that can stand somewhere in an entry."""

LINE = re.compile(r"(?P<indent>[ ]*)(?P<rest>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
"""A line with its end, as editors count lines: its plain spaces, and what follows them."""
_ID_ALONE = re.compile(r"[\w-]+:\s*(?:#.*)?\Z")
_KEY = re.compile(r"(?:'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<plain>[^\s:#'\"][^:#\r\n]*?))\s*:(?:\s|\Z)")
_ODD_INDENT = re.compile(r"(?:\A|[\r\n]) *[^\S \r\n]")
_WORD = re.compile(r"\w[\w-]*\Z")
_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?:\s|\Z)")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the file: an entry, or a key of the file with what belongs to it."""

    start: int
    """Offset in code points, like `end`."""
    end: int
    name: str
    """The id or key that it starts with."""
    section: str
    """The key of the file that it stands under; empty for a key of the file itself."""
    is_slip: bool = False
    """Whether it can't stand where it stands, though it may be YAML by itself."""
    has_key: bool = True
    """Whether it starts with a key."""
    is_alone: bool = False
    """Whether nothing stands behind that key, as behind an id."""

    @property
    def is_entry(self) -> bool:
        """Whether it is an entity, a claim, an event or a remark."""
        return self.section in SECTIONS

    @property
    def is_id(self) -> bool:
        """Whether its name could be an id."""
        return _WORD.match(self.name) is not None


def split(text: str) -> Iterator[Block]:
    """The blocks of a file in order: each key of the file, and each entry below a key that has nothing on its own line.

    Lines before the first key belong to no block. What stands between the line of a section and its first entry is a
    block without a name, since the section is sound without it.
    """
    found = list(_Cutter(text).blocks())
    for block, behind in pairwise([*found, Block(len(text), len(text), "", "")]):
        block = replace(block, end=behind.start)
        head = LINE.match(text, block.start)
        if behind.section and not block.section and head and not block.is_slip:
            yield replace(block, end=head.end())
            if head.end() < block.end:
                yield _misplaced(text, head.end(), block.end, behind.section)
        else:
            yield block


def _misplaced(text: str, start: int, end: int, section: str) -> Block:
    first = next(lines_of(text[start:end]), None)
    # Tabs and the like have a sentence of their own.
    is_slip = first is not None and not _ODD_INDENT.search(text[start:end])
    name, has_key = (first.word, first.name != "") if first and is_slip else ("", False)
    return Block(start, end, name, section, is_slip, has_key)


class Line(NamedTuple):
    """A line of the file that is neither blank nor a comment alone."""

    start: int
    depth: int
    """Spaces before its first word."""
    name: str
    """The key that it starts with; empty if it starts with none."""
    rest: str
    """The line without its indentation."""
    is_odd: bool = False
    """Whether something stands in its indentation that is no plain space."""

    @property
    def is_alone(self) -> bool:
        """Whether nothing stands behind the key."""
        return _ID_ALONE.match(self.rest) is not None

    @property
    def word(self) -> str:
        """What a person calls it."""
        return self.name or self.rest[:_LONGEST_NAME].strip()


def lines_of(text: str) -> Iterator[Line]:
    """The lines that can start a block: not blank, no comment; what is indented with tabs only if it holds an id."""
    for line in LINE.finditer(text):
        rest, depth = line["rest"].strip(), len(line["indent"])
        if not rest or rest[0] == "#" or (rest[0] in "]}" and depth):
            continue
        key = _KEY.match(rest)
        name = (key["single"] or key["double"] or key["plain"] or "") if key else ""
        is_odd = line["rest"][0].isspace()
        if not is_odd or (_ID_ALONE.match(rest) and name not in KEYS_OF_ENTRIES):
            yield Line(line.start(), depth, name, rest, is_odd)


class _Cutter:
    """Walks through the lines of a file and says where blocks start."""

    def __init__(self, text: str) -> None:
        self._lines = list(lines_of(text))
        self._section: str | None = None
        self._is_begun = False
        """Whether a block stands above."""
        self._indent = self._inner = 0
        """Of the section's entries and of their keys; 0 until they are known."""

    def blocks(self) -> Iterator[Block]:
        """Every block; where each ends is left to whoever knows the next."""
        for row, line in enumerate(self._lines):
            block = self._inside(line) if line.depth or line.is_odd else self._outer(line, row)
            if block:
                self._is_begun = True
                yield block

    def _outer(self, line: Line, row: int) -> Block | None:
        """A line that is not indented: a key of the file, else a slip, behind which the section goes on."""
        if line.rest[0] in "-%]}" or line.rest.startswith("..."):
            # At the head of the file dashes begin the document, and at its foot dots end it.
            is_document = _DOCUMENT.match(line.rest) is not None
            is_foot = is_document and row + 1 == len(self._lines)
            is_stray = self._is_begun and not is_foot and (self._section is not None or is_document)
            return _block(line, "", is_slip=True) if is_stray else None
        if self._starts_section(line):
            self._section = line.name if line.is_alone else None
            self._indent, self._inner = self._indent_below(row), 0
            return _block(line, "", is_slip=not line.name)
        return _block(line, "", is_slip=True)

    def _starts_section(self, line: Line) -> bool:
        """Whether what stands below the line is its own, not that of the section above."""
        is_key = line.name in schema.FILE or (line.is_alone and self._section is None)
        return is_key or nearest_section(line.word) is not None

    def _indent_below(self, row: int) -> int:
        """The indentation of the entries below a line: that of most lines which hold an id alone, else of the first."""
        below = (line for line in self._lines[row + 1 :] if not line.is_odd)
        lines = list(takewhile(lambda line: line.depth or not self._starts_section(line), below))
        ids = Counter(line.depth for line in lines if line.depth and line.is_alone and line.name not in KEYS_OF_ENTRIES)
        if ids:
            return max(ids, key=ids.__getitem__)
        return next((line.depth for line in lines if line.depth and line.name), 0)

    def _inside(self, line: Line) -> Block | None:
        """An indented line: it starts an entry if it is indented as entries are.

        One that is indented less than the keys of entries and holds an id alone is an entry with a slip.
        """
        if line.is_alone and line.name in SECTIONS and (self._section is None or line.depth < self._indent):
            self._section = None
            return _block(line, "", is_slip=True)
        if self._section is None:
            return None
        if line.is_odd:
            # What is wrong with its indentation shows when it is read by itself.
            return _block(line, self._section, is_slip=False)
        if not line.name:
            return _block(line, self._section, is_slip=True) if line.depth <= self._indent else None
        if line.depth > self._indent:
            self._inner = self._inner or line.depth
        if line.depth < self._indent and not line.is_alone:
            return _block(line, self._section, is_slip=True)
        if line.depth != self._indent and not (line.depth < self._inner and line.is_alone):
            return None
        is_of_entry = self._section in SECTIONS and line.name in KEYS_OF_ENTRIES
        is_key = is_of_entry and not line.is_alone and "{" not in line.rest
        return _block(line, self._section, is_slip=is_key or line.depth != self._indent)


def _block(line: Line, section: str, *, is_slip: bool) -> Block:
    return Block(line.start, line.start, line.word, section, is_slip, has_key=line.name != "", is_alone=line.is_alone)


def nearest_section(word: str) -> str | None:
    """The section that a word was probably meant to be."""
    close = get_close_matches(word, SECTIONS, 1) if word not in KEYS_OF_ENTRIES else []
    return close[0] if close else None
