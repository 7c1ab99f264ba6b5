"""The entries of a long annotation file that may be marked in one stretch of its article, read before all others.

Many megabytes of YAML take seconds to read. So the text is looked through for values that may be words of the stretch,
all other entries are blanked, and what is left is read as any file is. What is written in an unusual way is missed; it
comes with the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.first_places import Stretch, find_near
from idlib_reader.core.folding import fold_phrase
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import Tagset
from idlib_reader.storage.blocks import SECTIONS
from idlib_reader.storage.codec import read_file

_HEAD = 16
"""Characters at the start of a value that are looked at."""
_MOST = 5_000
"""Entries that are read before all others; with more of them little time would be won."""

_KEY_OF_FILE = re.compile(r"^(?P<name>[^\s#:][^\r\n:]*):(?P<is_alone>[ \t]*(?:#|\r?$))?", re.MULTILINE)
_INDENTED = re.compile(r"^ +(?=[^\s#-])", re.MULTILINE)
_VALUE = re.compile(
    # Words that a passage pins are sought by their passage, of which there are fewer.
    r"(?:quote: +(?![^\r\n}]*[, ]in: )|(?:in|from|to|content|passage|mentions): +|- +)"
    rf"(?:(?P<plain>[^\s\"'{{\[&*|>][^\r\n,}}]{{0,{_HEAD - 1}}})|[\"'](?P<quoted>[^\r\n\"']{{1,{_HEAD}}}))"
)


def read_near(source: Source, stretch: Stretch, tagset: Tagset) -> Annotations | None:
    """What the file says of entries that may be marked in the stretch; None where that can't be found out quickly.

    Places in the file are those that they have in the whole of it.
    """
    left = _wanted_text(source.text, stretch)
    if left is None:
        return None
    reading = read_file(Source(source.path, left), tagset)
    near = find_near(reading.annotations, stretch)
    return near if reading.is_whole and any(near.entries()) else None


def _wanted_text(text: str, stretch: Stretch) -> str | None:
    """The text, of the same length, with blanks for what is not wanted; None if too much is, or nobody can tell."""
    entries = list(_entries(text))
    starts = [start for start, _ in entries]
    rows = {bisect_right(starts, at) - 1 for at in _find_values(text, stretch)}
    if not entries or len(rows) > _MOST:
        return None
    pieces: list[str] = []
    done = 0
    for row, (start, end) in enumerate(entries):
        if row not in rows:
            pieces += (text[done:start], " " * (end - start - 1), "\n")
            done = end
    return "".join((*pieces, text[done:]))


def _entries(text: str) -> Iterator[tuple[int, int]]:
    """Where each entry starts and ends, told by the indentation of the first one in its section."""
    keys = list(_KEY_OF_FILE.finditer(text))
    ends = [*(key.start() for key in keys), len(text)][1:]
    for key, end in zip(keys, ends, strict=True):
        is_section = key["name"] in SECTIONS and key["is_alone"] is not None
        if is_section and (first := _INDENTED.search(text, key.end(), end)):
            same = re.compile(rf"^{first[0]}(?=[^\s#-])", re.MULTILINE)
            yield from pairwise([*(one.start() for one in same.finditer(text, first.start(), end)), end])


def _find_values(text: str, stretch: Stretch) -> Iterator[int]:
    """Where values stand that may be words of the stretch."""
    for value in _VALUE.finditer(text):
        head = value["plain"] or value["quoted"]
        if stretch.has(head.rstrip() if head.isascii() else fold_phrase(head)):
            yield value.start()
