"""The hand-styled files: annotation files as people of very different habits write them, and what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from idlib_reader.core.source import Source
from idlib_reader.storage.nodes import Mapping, Node, Scalar, build
from idlib_reader.storage.reading import read_text

FOLDER = Path(__file__).parent / "hand_styled"
STYLES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
BEYOND_PLAIN_YAML = tuple(name for name in STYLES if name.startswith(("anchors", "question-keys", "tags")))
"""Files with anchors, `? ` before keys or tags, of which much can't be edited safely."""

SECTIONS = ("entities", "events", "claims", "remarks")
_KEPT = 8
"""Texts of which is kept what stands in them: the text after an edit is the one before the next."""


def text_of(name: str) -> str:
    """The text of a file, line ends as they are."""
    return read_text(FOLDER / f"{name}.yaml")


class Block(NamedTuple):
    """An entry of a section, or another key of the file, with its value."""

    section: str
    """The section of an entry; empty for a key of the file's own."""
    key: str
    start: int
    """Offset of the key; `end` is that of the end of its value."""
    end: int

    @property
    def name(self) -> tuple[str, str]:
        """What it is known by."""
        return self.section, self.key


@lru_cache(_KEPT)
def blocks(text: str) -> tuple[Block, ...]:
    """Every entry and every other key, in file order, those twice that stand there twice."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    root, ends = build(text), _flow_ends(text)
    for key, value in root.pairs if isinstance(root, Mapping) else ():
        if key.text not in SECTIONS:
            yield _block(text, "", key, _end(value, ends))
        elif isinstance(value, Mapping):
            yield from (_block(text, key.text, id_, _end(entry, ends)) for id_, entry in value.pairs)


def _block(text: str, section: str, key: Scalar, end: int) -> Block:
    """The block of a key; a block scalar ends behind the blank lines below it, which belong to nobody."""
    return Block(section, key.text, key.at, key.at + len(text[key.at : end].rstrip()))


def _flow_ends(text: str) -> dict[int, int]:
    """By where braces and brackets open where they are closed."""
    ends, opened = {}, []
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append(event.start_mark.index)
        elif isinstance(event, yaml.CollectionEndEvent):
            ends[opened.pop()] = event.end_mark.index
    return ends


def _end(node: Node, ends: dict[int, int]) -> int:
    """Where a value ends, its closing brace or bracket included."""
    if isinstance(node, Scalar) or node.is_flow:
        return ends.get(node.at, node.end)
    below = [value for _, value in node.pairs] if isinstance(node, Mapping) else node.values
    return _end(below[-1], ends) if below else node.end


@lru_cache(_KEPT)
def has_keys(text: str) -> bool:
    """Whether anything but comments is written."""
    root = build(text)
    return isinstance(root, Mapping) and bool(root.pairs)


class Comment(NamedTuple):
    """A comment as it is written."""

    at: int
    text: str


@lru_cache(_KEPT)
def comments(text: str) -> tuple[Comment, ...]:
    """Every comment."""
    return tuple(_comments(text))


def _comments(text: str) -> Iterator[Comment]:
    end = 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        start = token.start_mark.index
        yield from _comments_between(text, end, start)
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            yield from _comments_between(text, start, start + len(_FIRST_LINE.match(text[start:end])[0]))
    yield from _comments_between(text, end, len(text))


_FIRST_LINE = re.compile(r"[^\r\n]*")


def _comments_between(text: str, start: int, end: int) -> Iterator[Comment]:
    """The comments in a stretch that holds no text: what follows a `#` in a line of it."""
    for line in text[start:end].splitlines(keepends=True):
        mark = line.find("#")
        if mark >= 0:
            yield Comment(start + mark, line[mark:].rstrip())
        start += len(line)


def comments_outside(text: str, names: set[tuple[str, str]]) -> Counter[str]:
    """How often each comment stands outside some blocks, the comments that belong to those left out too."""
    source = Source("", text)
    lines = re.split(r"\r\n|\n|\r", text)
    owned: set[int] = set()
    for block in blocks(text):
        if block.name in names:
            first, column = source.position(block.start)
            last = max(source.position(block.end).line, first)
            while lines[first - 2 : first - 1] and lines[first - 2].startswith(f"{' ' * (column - 1)}#"):
                first -= 1
            owned |= {*range(first, last + 1 + _comment_lines(lines[last:], column))}
    return Counter(comment.text for comment in comments(text) if source.position(comment.at).line not in owned)


def _comment_lines(lines: list[str], indent: int) -> int:
    """How many lines go by until the last comment that is indented so far, if none but such and blank ones do."""
    count = 0
    for number, line in enumerate(lines, start=1):
        words = line.lstrip()
        if words.startswith("#") and len(line) - len(words) >= indent:
            count = number
        elif words:
            break
    return count
