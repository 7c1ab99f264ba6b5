"""From YAML text to positioned nodes, over libyaml's event stream, with every failure as a problem.

Nothing is interpreted here: a scalar is its text, whatever YAML would make of it (FORMAT.md, "The field decides").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.storage.garbage import collector_off
from idlib_reader.storage.yaml_errors import Refused, explain

MAX_DEPTH = 64
"""Deeper nesting takes libyaml minutes and crashes recursive code."""
MAX_ALIASED = 10_000
"""Nodes that aliases may stand for in all: a few lines can otherwise stand for a billion."""

_CORE_TAG = re.compile(r"tag:yaml\.org,2002:(str|map|seq|int|float|bool|null|timestamp)\Z")
# What YAML 1.1 does not count as printable, and the byte-order mark inside a text (YAML 1.1, section 4.1).
_NOT_YAML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")
_KEY_LINE = re.compile(r"[\r\n](?P<indent> *)(?P<key>[\w-]+):(?=\s)")
_INDENT = re.compile(r"[ ]*")
# libyaml is several times faster; without it the same events come from Python.
_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


@dataclass(slots=True)
class Scalar:
    """One value or key."""

    text: str
    at: int
    """Offset in code points into the file's text, like `end`."""
    end: int
    is_plain: bool
    """Whether it stands without quotes."""

    @property
    def size(self) -> int:
        """Nodes in all, itself included."""
        return 1


@dataclass(slots=True)
class Mapping:
    """Keys and values in file order, duplicates too."""

    at: int
    end: int = 0
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    size: int = 1
    is_flow: bool = False
    """Whether it stands in braces."""


@dataclass(slots=True)
class Sequence:
    """Values in file order."""

    at: int
    end: int = 0
    values: list[Node] = field(default_factory=list)
    size: int = 1
    is_flow: bool = False
    """Whether it stands in brackets."""


Node: TypeAlias = Scalar | Mapping | Sequence


def parse(source: Source) -> tuple[Node | None, list[Problem]]:
    """The document's root node, or None if it is empty or not YAML, and the problems that say so.

    What can still be read of a text that is not YAML as a whole is for `storage.recovery`.
    """
    if controls := control_problems(source):
        return None, controls
    problems = parser_problems(source)
    try:
        return build(source.text), problems
    except Refused as refused:
        problems.append(refusal(source, refused))
    return None, problems


def build(text: str) -> Node | None:
    """The root node of a text without control characters; None if nothing is written.

    Raises:
        Refused: it is not YAML, or YAML beyond what the format allows; nothing else, whatever the text.
    """
    builder = _Builder(text)
    try:
        with collector_off():
            return builder.build()
    except yaml.MarkedYAMLError as error:
        raise _too_deep(text, error) or explain(text, error, builder.last_quotes) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Refused(0, "PyYAML can't read this text.", "Look for odd characters in it.") from error


def refusal(source: Source, refused: Refused, shift: int = 0) -> Problem:
    """The problem that a refused text is; `shift` is where in the source the text starts that was refused."""
    message = refused.message
    if refused.began is not None:
        began, here = source.position(refused.began + shift).line, source.position(refused.at + shift).line
        if began != here:
            message = f"{message.removesuffix('.')} (what it stands in begins at line {began})."
    return source.problem(refused.at + shift, refused.code, message, refused.hint)


def control_problems(source: Source) -> list[Problem]:
    """A problem for each character that YAML does not allow."""
    return [
        source.problem(found.start(), Code.CONTROL, *_control_sentence(found[0]))
        for found in _NOT_YAML.finditer(source.text)
    ]


def without_controls(text: str) -> str:
    """The text, of the same length, with what YAML does not allow replaced by what can't be taken for words."""
    return _NOT_YAML.sub("\N{REPLACEMENT CHARACTER}", text)


def parser_problems(source: Source) -> list[Problem]:
    """A warning if files are read slowly here."""
    return [] if yaml.__with_libyaml__ else [source.problem(0, Code.SLOW, *_SLOW)]


def _too_deep(text: str, error: yaml.MarkedYAMLError) -> Refused | None:
    """Our own refusal of deep nesting, which newer libyaml notices before it tells of the outer levels."""
    if "nesting" in str(error.problem) and error.problem_mark:
        try:
            _Builder(text[: error.problem_mark.index]).build()
        except Refused as refused:
            return refused
        except yaml.MarkedYAMLError:
            return None
    return None


NO_ANCHOR = "stands for nothing above it"
"""What is said of an alias without an anchor."""
SECOND_DOCUMENT = (
    "A second document starts here.",
    "Keep one document in a file: delete this line, or move what follows into a file of its own.",
)
_NO_TAG = "Delete it, since every value is read as text, or put the value in quotes if it belongs to it."
_SLOW = (
    "PyYAML was built without libyaml, so files are read about ten times slower.",
    "Install a PyYAML wheel for this platform.",
)


def _control_sentence(character: str) -> tuple[str, str]:
    if character == "\ufeff":
        return "A byte-order mark (U+FEFF) stands inside the file.", "Delete it; it belongs only at the start."
    return (
        f"The control character U+{ord(character):04X} stands here, which YAML does not allow.",
        "Delete it, or write it as an escape between double quotes.",
    )


class _Builder:
    """Puts nodes together from events, with caps on what a hostile file could do."""

    def __init__(self, text: str) -> None:
        self.last_quotes = 0, 0
        """Where the last quoted value stood."""
        self._text = text
        self._events = yaml.parse(text, Loader=_LOADER)
        self._anchors: dict[str, Node | None] = {}
        self._aliased = 0

    def build(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Refused(_start(event), *SECOND_DOCUMENT)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        at = _start(event)
        if isinstance(event, yaml.AliasEvent):
            return self._aliased_node(event.anchor or "", at)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise Refused(at, "A value is missing here.")
        if event.tag and not _CORE_TAG.match(event.tag):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise Refused(at, f"The tag {tag} stands here.", _NO_TAG)
        if event.anchor:
            self._anchors[event.anchor] = None
        node = self._fresh_node(event, at, depth)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _fresh_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: int, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            end = _end(event)
            if event.style in ("'", '"'):
                self._refuse_swallowed_keys(at, end)
                self.last_quotes = at, end
            return Scalar(event.value, at, end, not event.style)
        if depth > MAX_DEPTH:
            raise Refused(
                at,
                f"More than {MAX_DEPTH} lists and mappings stand inside each other here.",
                "Close the brackets that are open, or put the value in quotes.",
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, at, depth)
        return self._sequence(event, at, depth)

    def _refuse_swallowed_keys(self, at: int, end: int) -> None:
        """Quotes that are not closed end at the next quote mark, maybe entries later, without an error of YAML's."""
        for line in _KEY_LINE.finditer(self._text, at, end):
            own = _INDENT.match(self._text, max(self._text.rfind("\n", 0, at), self._text.rfind("\r", 0, at)) + 1)
            if own and len(line["indent"]) < len(own[0]):
                message = f"The quotes that open here swallow the line `{line['key']}:` further down."
                raise Refused(at, message, "Close them at the end of the value.")

    def _aliased_node(self, anchor: str, at: int) -> Node:
        node = self._anchors.get(anchor)
        if node is None:
            told = "holds itself" if anchor in self._anchors else NO_ANCHOR
            raise Refused(at, f"The alias *{anchor} {told}.", "Put the value in quotes if the star belongs to it.")
        self._aliased += node.size
        if self._aliased > MAX_ALIASED:
            raise Refused(at, f"The aliases stand for more than {MAX_ALIASED} values.", "Write the values out.")
        return node

    def _mapping(self, start: yaml.MappingStartEvent, at: int, depth: int) -> Mapping:
        mapping = Mapping(at, is_flow=bool(start.flow_style))
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                # A block collection's end mark runs on through comments: the end of the last leaf is its own.
                mapping.end = mapping.pairs[-1][1].end if mapping.pairs else _end(event)
                break
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise Refused(key.at, "A list or a mapping stands where a key belongs.", "Put the key in quotes.")
            value = self._node(next(self._events), depth + 1)
            mapping.pairs.append((key, value))
            mapping.size += 1 + value.size
        return mapping

    def _sequence(self, start: yaml.CollectionStartEvent, at: int, depth: int) -> Sequence:
        sequence = Sequence(at, is_flow=bool(start.flow_style))
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                sequence.end = sequence.values[-1].end if sequence.values else _end(event)
                break
            value = self._node(event, depth + 1)
            sequence.values.append(value)
            sequence.size += value.size
        return sequence


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
