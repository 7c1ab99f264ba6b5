"""What can still be read of a file that is not YAML as a whole: all entries but the broken ones, every error at once.

The text is cut into blocks, one to an entry or a key of the file. A block that is no YAML by itself is told and
blanked; what is left is read as a whole, so that nothing is read in another way than in a sound file, and offsets
stay. An error that shows only then costs its block in turn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from idlib_reader.core.problems import Problem
from idlib_reader.core.source import Source
from idlib_reader.storage.blocks import KEYS_OF_ENTRIES, Block, lines_of, nearest_section, split
from idlib_reader.storage.nodes import (
    SECOND_DOCUMENT,
    Node,
    build,
    control_problems,
    parser_problems,
    refusal,
    without_controls,
)
from idlib_reader.storage.yaml_errors import Refused

_NOT_BLANK = re.compile(r"[^\r\n]")
_ALIAS = re.compile(r"(?:^|[\s,\[{])[*&]\w")


_WORK = 40_000_000
"""Characters that are parsed at most while blocks are blanked one by one: about ten seconds, and more than any file of
which a person would mend the errors one by one."""
_LEAST_TRIES = 10
_TIGHT_COLON = re.compile(r"(?P<key>[\w-]+):(?P<value>\S.*)")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was read of a broken file."""

    root: Node | None
    """What could be read, with the offsets of the file."""
    problems: list[Problem]
    """At least one error, each at the place to mend."""
    broken: frozenset[str] = field(default_factory=frozenset)
    """Ids of the entries that can't be read."""
    unread: frozenset[str] = field(default_factory=frozenset)
    """The same with what may be ids in parts of the file that can't be read as a whole."""


def recover(source: Source) -> Recovery:
    """All that can be read of a text that `nodes.parse` refuses as a whole."""
    return _Recovery(source).run()


class _Recovery:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = without_controls(source.text)
        self._blocks = list(split(self._text))
        self._starts = [block.start for block in self._blocks]
        self._refusals: list[tuple[Refused, int, Block | None]] = []
        self._is_blank: set[int] = set()

    def run(self) -> Recovery:
        root: Node | None = None
        self._blank(self._broken_rows())
        for _ in range(max(_LEAST_TRIES, _WORK // (len(self._text) + 1))):
            try:
                root = build(self._text)
                break
            except Refused as refused:
                if not self._blank_culprit(refused):
                    break
        lost = [block for _, _, block in self._refusals if block]
        broken = frozenset(block.name for block in lost if block.is_entry and block.is_id)
        told = [refusal(self._source, _with_loss(refused, block), shift) for refused, shift, block in self._refusals]
        problems = [*control_problems(self._source), *parser_problems(self._source), *told]
        unread = {line.name for block in lost for line in lines_of(self._source.text[block.start : block.end])}
        return Recovery(root, sorted(set(problems)), broken, broken | unread - KEYS_OF_ENTRIES)

    def _broken_rows(self) -> list[int]:
        """The blocks that are no YAML by themselves, each told; aliases may need other blocks, so these wait."""
        rows = []
        for row, block in enumerate(self._blocks):
            text = self._text[block.start : block.end]
            try:
                if self._is_misplaced(row):
                    line = next(lines_of(text))
                    raise Refused(line.start + line.depth, *_say_slip(block))
                if not _ALIAS.search(text):
                    build(text)
            except Refused as refused:
                self._refusals.append((refused, block.start, block))
                rows.append(row)
        return rows

    def _is_misplaced(self, row: int) -> bool:
        """Whether the block is a slip for certain: not just a key that the format does not have, behind all entries."""
        block = self._blocks[row]
        is_among_entries = any(other.section for other in self._blocks[row : row + 2])
        return block.is_slip and (is_among_entries or not block.has_key)

    def _blank_culprit(self, refused: Refused) -> bool:
        """Tell a failure of the whole and blank the block that it comes from; whether anything was left to blank.

        If the block is blank already, the one before it is what does not end as it should.
        """
        row = bisect_right(self._starts, refused.at) - 1
        while row in self._is_blank:
            row -= 1
        self._refusals.append((refused, 0, self._blocks[row] if row >= 0 else None))
        before = self._text
        if row >= 0:
            self._blank([row])
        else:
            self._text = _without_line(self._text, refused.at)
        return self._text != before

    def _blank(self, rows: list[int]) -> None:
        self._is_blank.update(rows)
        pieces, done = [], 0
        for row in rows:
            block = self._blocks[row]
            pieces += [self._text[done : block.start], _NOT_BLANK.sub(" ", self._text[block.start : block.end])]
            done = block.end
        self._text = "".join([*pieces, self._text[done:]])


def _without_line(text: str, at: int) -> str:
    """The text, of the same length, with spaces for the line that holds the place."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return text[:start] + re.sub(r"\A[^\r\n]*", lambda line: " " * len(line[0]), text[start:])


def _say_slip(block: Block) -> tuple[str, str]:
    """What is wrong with a slip, and the cure."""
    if not block.section and (section := nearest_section(block.name)):
        return f"This should be `{section}:`, so nothing below it is read.", f"Write `{section}:`."
    if block.name.startswith("---"):
        return SECOND_DOCUMENT
    if block.name.startswith(_CONFLICT):
        return "Git left two versions of these lines here.", "Choose one, and delete the lines with <<<, === and >>>."
    if tight := _TIGHT_COLON.match(block.name):
        return "A space is missing behind the colon.", f"Write `{tight['key']}: {tight['value']}`."
    if block.section and block.name not in KEYS_OF_ENTRIES:
        return "This is no entry: an id, a colon, and its keys below it.", "Write `id:`, or indent the line further."
    if block.name in KEYS_OF_ENTRIES:
        return f"`{block.name}` is a key of an entry.", "Indent it as the other keys of its entry are."
    return (
        f"`{block.name}` does not belong at the start of a line, among the entries of a section.",
        "Indent it as what stands around it, or put `#` before it if it is a comment.",
    )


def _with_loss(refused: Refused, block: Block | None) -> Refused:
    """The refusal, saying what is not read because of it."""
    if block is None or not block.name or block.is_slip:
        return refused
    hint = f"{refused.hint} Until then `{block.name}` is not read.".strip()
    return Refused(refused.at, refused.message, hint, refused.code, began=refused.began)
