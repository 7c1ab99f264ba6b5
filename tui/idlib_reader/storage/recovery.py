"""What can still be read of a file that is not YAML as a whole: all entries but the broken ones, every error at once.

The text is cut into blocks, one to an entry or a key of the file. A block that is no YAML by itself is told and
blanked; what is left is read as a whole, so that nothing is read in another way than in a sound file, and offsets
stay. An error that shows only then costs its block in turn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from idlib_reader.core.problems import Problem
from idlib_reader.core.source import Source
from idlib_reader.storage import schema
from idlib_reader.storage.blocks import KEYS_OF_ENTRIES, LINE, SECTIONS, Block, lines_of, nearest_section, split
from idlib_reader.storage.key_hints import say_unread
from idlib_reader.storage.nodes import (
    NO_ANCHOR,
    SECOND_DOCUMENT,
    Node,
    build,
    control_problems,
    parser_problems,
    refusal,
    without_controls,
)
from idlib_reader.storage.yaml_errors import Refused, line_start

_NOT_BLANK = re.compile(r"[^\r\n]")
_ALIAS = re.compile(r"(\A|[\s,\[{])\*([\w-]+)")
_ALIAS_HERE = re.compile(r"\*([\w-]+)")
_ANCHOR = re.compile(r"(?:\A|[\s,\[{])&([\w-]+)")
_ODD_BLANK_LINE = re.compile(r"(?:(?<=[\r\n])|\A)[^\S\r\n]*[^\S \r\n][^\S\r\n]*(?=[\r\n]|\Z)")


_WORK = 40_000_000
"""Characters that are parsed at most while blocks are blanked one by one: about ten seconds, and more than any file of
which a person would mend the errors one by one."""
_LEAST_TRIES = 10
_ERRORS_IN_BLOCK = 20
"""Errors that are told of one entry."""
_TOO_MANY = (
    "More is wrong behind this line than can be told at once, so nothing of the file is read.",
    "Mend these errors first.",
)
_ODD_BLANK = ("This line looks empty, but holds a tab or another odd space.", "Delete what stands on it.")
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
    blank: tuple[tuple[int, int], ...] = ()
    """The stretches of the file that are not read, as offsets of start and end."""


def recover(source: Source) -> Recovery:
    """All that can be read of a text that `nodes.parse` refuses as a whole."""
    return _Recovery(source).run()


class _Recovery:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = _ODD_BLANK_LINE.sub(lambda line: " " * len(line[0]), without_controls(source.text))
        self._anchors = frozenset(_ANCHOR.findall(self._text))
        self._blocks = list(split(self._text))
        self._starts = [block.start for block in self._blocks]
        self._refusals: list[tuple[Refused, int, Block | None]] = []
        self._is_blank: set[int] = set()

    def run(self) -> Recovery:
        self._blank(self._broken_rows())
        root = self._sound_root()
        if not self._refusals and not control_problems(self._source):
            self._tell_odd_blank_lines()
        lost = [block for _, _, block in self._refusals if block]
        broken = frozenset(block.name for block in lost if block.is_entry and block.is_id) - KEYS_OF_ENTRIES
        told = [
            refusal(self._source, self._with_loss(refused, block), shift) for refused, shift, block in self._refusals
        ]
        problems = [*control_problems(self._source), *parser_problems(self._source), *told]
        unread = {id_ for block in lost for id_ in self._ids_in(block)}
        stretches = tuple((block.start, block.end) for block in lost)
        return Recovery(root, sorted(set(problems)), broken, broken | unread, stretches)

    def _sound_root(self) -> Node | None:
        """What is left, read as a whole; whatever fails then is told and blanked in turn."""
        for _ in range(max(_LEAST_TRIES, _WORK // (len(self._text) + 1))):
            try:
                return build(self._text)
            except Refused as refused:
                if not self._blank_culprit(refused):
                    return None
                last = refused.at
        self._refusals.append((Refused(last, *_TOO_MANY), 0, None))
        return None

    def _tell_odd_blank_lines(self) -> None:
        """Lines that look empty and are not: the only fault of a file that can be read without them."""
        for line in _ODD_BLANK_LINE.finditer(self._source.text):
            self._refusals.append((Refused(line.start(), *_ODD_BLANK), 0, None))

    def _ids_in(self, block: Block) -> list[str]:
        """What may be ids of entries in a block that is not read."""
        lines = [line for line in lines_of(self._source.text[block.start : block.end]) if line.name]
        depth = min((line.depth for line in lines if line.name not in schema.FILE), default=0)
        names = dict.fromkeys(line.name for line in lines if line.depth == depth)
        return [name for name in names if name not in KEYS_OF_ENTRIES and name not in schema.FILE]

    def _broken_rows(self) -> list[int]:
        """The blocks that are no YAML by themselves, each told with all that is wrong in it."""
        rows = []
        for row, block in enumerate(self._blocks):
            text = self._text[block.start : block.end]
            try:
                if self._is_misplaced(row):
                    line = next(lines_of(text))
                    raise Refused(line.start + line.depth, *_say_slip(block))
                build(self._without_aliases(text))
            except Refused as refused:
                self._refusals.append((refused, block.start, block))
                if block.is_entry and not block.is_slip:
                    self._refusals += [(more, block.start, block) for more in self._further(text, refused)]
                rows.append(row)
        return rows

    def _without_aliases(self, text: str) -> str:
        """The text of a block, of the same length, in which aliases of anchors that stand elsewhere are words."""
        return _ALIAS.sub(lambda found: f"{found[1]} {found[2]}" if found[2] in self._anchors else found[0], text)

    def _further(self, text: str, refused: Refused) -> Iterator[Refused]:
        """What else is wrong in a broken block, once each broken line with what belongs to it is blank."""
        for _ in range(_ERRORS_IN_BLOCK):
            # What may come from another line would be told again of each line that follows.
            if refused.is_vague:
                return
            start = line_start(text, refused.at)
            end = _end_of_lines(text, start)
            if not text[:start].strip() or not text[start:end].strip():
                return
            text = text[:start] + _NOT_BLANK.sub(" ", text[start:end]) + text[end:]
            try:
                build(self._without_aliases(text))
                return
            except Refused as more:
                refused = more
                if not more.is_vague:
                    yield more

    def _is_misplaced(self, row: int) -> bool:
        """Whether the block is a slip for certain: not just a key that the format does not have, behind all entries."""
        block = self._blocks[row]
        is_among_entries = any(other.section for other in self._blocks[row : row + 2])
        return block.is_slip and (is_among_entries or not block.has_key or block.name in SECTIONS)

    def _with_loss(self, refused: Refused, block: Block | None) -> Refused:
        """The refusal, saying what is not read because of it."""
        lost = self._lost_names(block) if block else []
        hint = f"{refused.hint}{say_unread(lost)}".strip()
        return Refused(refused.at, refused.message, hint, refused.code, began=refused.began)

    def _lost_names(self, block: Block) -> list[str]:
        """What is not read with a block: the entry or the key that it is, or the entries below a key of the file."""
        if not block.section:
            below = self._ids_in(block)
            if block.is_slip:
                return [] if below == [block.name] else below
            return below or [block.name]
        is_entry = block.is_alone and block.name not in KEYS_OF_ENTRIES
        return [block.name] if block.name and (is_entry or not block.is_slip) else []

    def _blank_culprit(self, refused: Refused) -> bool:
        """Tell a failure of the whole and blank the block that it comes from; whether anything was left to blank.

        If the block is blank already, the one before it is what does not end as it should.
        """
        row = bisect_right(self._starts, refused.at) - 1
        while row in self._is_blank:
            row -= 1
        alias = _ALIAS_HERE.match(self._text, refused.at)
        if alias and alias[1] in self._anchors and NO_ANCHOR in refused.message:
            refused = Refused(refused.at, f"The alias *{alias[1]} stands for a value that can't be read.", "Mend that.")
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
    start = line_start(text, at)
    return text[:start] + re.sub(r"\A[^\r\n]*", lambda line: " " * len(line[0]), text[start:])


def _end_of_lines(text: str, start: int) -> int:
    """Where the lines end that belong to the one at `start`: those that are indented further."""
    first = LINE.match(text, start)
    end = first.end() if first else len(text)
    while first and end < len(text):
        line = LINE.match(text, end)
        if not line or (line["rest"].strip() and len(line["indent"]) <= len(first["indent"])):
            break
        end = line.end()
    return end


def _say_slip(block: Block) -> tuple[str, str]:
    """What is wrong with a slip, and the cure."""
    if block.name in SECTIONS and block.has_key:
        return (
            f"`{block.name}` does not stand at the start of its line.",
            "Delete the spaces before it.",
        )
    if not block.section and (section := nearest_section(block.name)):
        return f"This should be `{section}:`, so nothing below it is read.", f"Write `{section}:`."
    if block.name.startswith("---"):
        return SECOND_DOCUMENT
    if block.name.startswith("..."):
        return "For YAML the file ends at this line of dots.", "Delete it."
    if (words := block.name.split(" ", 1)) and words[0] in schema.FILE and len(words) > 1:
        return f"A colon is missing behind `{words[0]}`.", f"Write `{words[0]}: {words[1]}`."
    if block.name.startswith(_CONFLICT):
        return "Git left two versions of these lines here.", "Choose one, and delete the lines with <<<, === and >>>."
    if tight := _TIGHT_COLON.match(block.name):
        return "A space is missing behind the colon.", f"Write `{tight['key']}: {tight['value']}`."
    if block.section and block.is_alone and block.name not in KEYS_OF_ENTRIES:
        return f"`{block.name}` is not indented as the other entries are.", "Give it as many spaces as they have."
    if block.section and block.name not in KEYS_OF_ENTRIES:
        return "This is no entry: an id, a colon, and its keys below it.", "Write `id:`, or indent the line further."
    if block.name in KEYS_OF_ENTRIES:
        return f"`{block.name}` is a key of an entry.", "Indent it as the other keys of its entry are."
    return (
        f"`{block.name}` does not belong at the start of a line, among the entries of a section.",
        "Indent it as what stands around it, or put `#` before it if it is a comment.",
    )
