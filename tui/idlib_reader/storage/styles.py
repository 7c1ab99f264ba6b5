"""How the YAML of a file is written, as far as there is a choice, told from what stands in it already."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias, TypeVar

from idlib_reader.storage import schema
from idlib_reader.storage.nodes import Mapping, Node, Scalar, Sequence
from idlib_reader.storage.scalars import Sort, is_any_quote, is_plain

Pair: TypeAlias = tuple[Scalar, Node]
"""A key and its value, as in `nodes.Mapping.pairs`."""

WIDTH = 120
"""Columns of a line before a list or mapping in brackets or braces is written a value a line."""
REST = ""
"""In `Style.blocks` and `Style.listed` the name of all keys that the format does not have: roles and figures."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file, or the neighbourhood of a place in it, is written; the defaults are those of the bundled example."""

    newline: str = "\n"
    """The line end."""
    indent: int = 2
    """Spaces by which ids stand deeper than the key of their section; the keys of the article too."""
    step: int = 2
    """Spaces by which keys of an entry stand deeper than its id, and keys of a mapping deeper than its own key."""
    dash: int = 2
    """Spaces by which the dashes of a block list stand deeper than its key; 0 is a list without indentation."""
    after_dash: int = 1
    """Spaces between a dash and its value."""
    gap: int = 1
    """Blank lines between two entries."""
    quote: str = ""
    """Quote mark around every free text (names, notes, words of the article); empty: only where needed."""
    word_quote: str = ""
    """The same for words of the tagset, ids as values, and dates."""
    key_quote: str = ""
    """The same for keys and ids as keys."""
    needed_quote: str = ""
    """Quote mark that is taken where quotes are needed and both would read as well."""
    is_flow_entry: bool = False
    """Whether an entry stands in braces."""
    is_flow_selector: bool = True
    """Whether a selector with keys stands in braces."""
    is_flow_link: bool = True
    """Whether a link stands in braces."""
    is_padded: bool = False
    """Whether blanks stand inside braces: `{ a: b }`."""
    is_list_padded: bool = False
    """Whether blanks stand inside brackets: `[ a, b ]`."""
    blocks: frozenset[str] = frozenset({"mentions", "links"})
    """Keys whose list (or, of participants and figures, mapping) has a line for each value, not brackets."""
    listed: frozenset[str] = frozenset({"links", "aliases", "except"})
    """Keys that have a list even for one value."""
    width: int | None = WIDTH
    """Columns of a line before what could stand in brackets or braces gets a line for each value; None: never."""

    def is_block(self, key: str) -> bool:
        """Whether the list (or, of participants and figures, mapping) at a key has a line for each value."""
        return _name(key) in self.blocks

    def is_listed(self, key: str) -> bool:
        """Whether one value at a key stands in a list all the same."""
        return _name(key) in self.listed

    def quote_of(self, sort: Sort) -> str:
        """The quote mark that stands around every text of a sort; empty: only where needed."""
        return self.quote if sort == "text" else self.key_quote if sort == "key" else self.word_quote


def sort_of(rule: schema.Field) -> Sort:
    """What the texts at a key are."""
    if rule.shape == "date":
        return "date"
    is_free = rule.shape in ("text", "texts", "selector", "selectors") and not (rule.values or rule.words)
    return "text" if is_free else "word"


def member_rule(rule: schema.Field) -> schema.Field:
    """What the values under the keys of `participants` and of `figures` are."""
    return _WHO if rule.shape == "roles" else _FIGURE


_WHO = schema.Field("references", "who took part, as ids of entities")
_FIGURE = schema.Field("text", "a number as the article gives it")


def sniff(text: str, neighbours: list[Pair] | None = None, root: Node | None = None) -> Style:
    """How most of the neighbours are written; what they don't tell, the file tells, else the defaults. Never raises.

    Args:
        text: what the offsets of all nodes count in.
        neighbours: ids and entries as in `Mapping.pairs`, of the same kind, the nearest last; a few are enough.
        root: the file's root node, if there is one.
    """
    near, far = _Evidence(text), _Evidence(text)
    near.take_entries(neighbours or [])
    far.take_file(root)
    return _style(near, far)


_ENTRIES = 12
"""Entries that are looked at: the nearest neighbours, and the last ones of every section of the file."""
_VALUES = 12
"""Values of a list that are looked at."""
_LONGEST_INDENT = 1000
"""Characters before a node that are searched for the start of its line; a node further right tells nothing."""
_LONGEST_SPACE = 16
"""Spaces behind a dash that are taken for a habit."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(
    r"(?:\r\n|\r|\n)(?P<blank>(?:[ \t]*(?:\r\n|\r|\n))*)(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*[ \t]*\Z"
)
_TABLES = (schema.SELECTOR, schema.LINK, schema.HEADING, schema.REMARK, schema.CLAIM, schema.EVENT, schema.ENTITY)
_RULES = {key: rule for table in _TABLES for key, rule in table.items()}
"""What each key takes in an entry; a key has one shape in all kinds of entries."""
ONE: frozenset[schema.Shape] = frozenset({"text", "date", "reference", "selector", "number", "flag", "heading"})
"""Shapes of fields that take one value."""
LINK = schema.EVENT_LINK
"""What the keys of a link are, whatever it stands on: relations are words of the tagset, of whichever list."""
_LISTS = frozenset(key for key, rule in _RULES.items() if rule.shape not in ONE)
"""Keys that take a list, or a mapping with keys of its own."""
Rules: TypeAlias = Table[str, schema.Field]
Votes: TypeAlias = defaultdict[str, list[int]]
_Vote = TypeVar("_Vote", int, str)


@dataclass(slots=True)
class _Evidence:
    """Everything that some entries tell of how they are written, a vote for each place."""

    text: str
    indents: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    dashes: list[int] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    quotes: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    is_flow: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    is_padded: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    blocks: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    listed: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def take_file(self, root: Node | None) -> None:
        """What the file's sections and its heading tell."""
        for key, value in root.pairs if isinstance(root, Mapping) else ():
            if key.text == "article" and isinstance(value, Mapping):
                self._take_heading(value)
            elif key.text in schema.FILE and isinstance(value, Mapping):
                self._take_key(key)
                self.take_entries(value.pairs)

    def take_entries(self, pairs: list[Pair]) -> None:
        """What the last of some entries tell."""
        pairs = pairs[-_ENTRIES:]
        for key, value in pairs:
            self._take_key(key)
            self._take_indent(key)
            if isinstance(value, Mapping) and value.pairs:
                self._take_entry(key, value)
        for (_, above), (key, _) in pairwise(pairs):
            self._take_gap(above, key)

    def _take_heading(self, heading: Mapping) -> None:
        for key, value in heading.pairs:
            self._take_indent(key)
            self._take_pair(key, value, schema.HEADING, in_flow=heading.is_flow)

    def _take_entry(self, key: Scalar, entry: Mapping) -> None:
        self.is_flow["entry"].append(entry.is_flow)
        self._take_step(key, entry)
        self._take_braces(entry)
        for one, value in entry.pairs:
            self._take_pair(one, value, _RULES, in_flow=entry.is_flow)

    def _take_pair(self, key: Scalar, node: Node, rules: Rules, *, in_flow: bool) -> None:
        rule = rules.get(key.text)
        self._take_key(key)
        if rule is None or (isinstance(node, Scalar) and not node.text):
            return
        if rule.shape in ("roles", "figures"):
            self._take_group(key, node, rule, in_flow=in_flow)
        else:
            self._take_value(key, node, rule, in_flow=in_flow)

    def _take_group(self, key: Scalar, node: Node, rule: schema.Field, *, in_flow: bool) -> None:
        if not isinstance(node, Mapping) or not node.pairs:
            return
        self._take_braces(node)
        if not in_flow:
            self.blocks[key.text].append(not node.is_flow)
        for role, value in node.pairs:
            self._take_key(role)
            self._take_value(role, value, member_rule(rule), in_flow=in_flow or node.is_flow)

    def _take_value(self, key: Scalar, node: Node, rule: schema.Field, *, in_flow: bool) -> None:
        if isinstance(node, Sequence):
            self._take_list(key, node, in_flow=in_flow)
            for value in node.values[:_VALUES]:
                self._take_one(value, rule, in_flow=in_flow or node.is_flow)
            return
        if rule.shape not in ONE:
            self.listed[_name(key.text)].append(False)
        self._take_one(node, rule, in_flow=in_flow)

    def _take_list(self, key: Scalar, node: Sequence, *, in_flow: bool) -> None:
        if len(node.values) == 1:
            self.listed[_name(key.text)].append(True)
        if node.values and not in_flow:
            self.blocks[_name(key.text)].append(not node.is_flow)
        if node.is_flow:
            self._take_brackets("list", node, node.values)
        else:
            self._take_dashes(key, node)

    def _take_one(self, node: Node, rule: schema.Field, *, in_flow: bool) -> None:
        if isinstance(node, Scalar):
            self._take_scalar(node, rule, in_flow=in_flow)
        elif isinstance(node, Mapping):
            is_link = rule.shape.endswith("links")
            if not in_flow:
                self.is_flow["link" if is_link else "selector"].append(node.is_flow)
            self._take_braces(node)
            for key, value in node.pairs:
                self._take_pair(
                    key, value, schema.LINK if is_link else schema.SELECTOR, in_flow=in_flow or node.is_flow
                )

    # Places in the text

    def _take_scalar(self, node: Scalar, rule: schema.Field, *, in_flow: bool) -> None:
        sort = sort_of(rule)
        sign = self._sign(node)
        if sign is None or rule.shape in ("number", "flag"):
            return
        if is_plain(node.text, in_flow=in_flow, sort=sort):
            self.quotes["text" if sort == "text" else "word"].append(sign)
        elif sign and is_any_quote(node.text):
            self.needed.append(sign)

    def _take_key(self, key: Scalar) -> None:
        sign = self._sign(key)
        if sign is not None and is_plain(key.text, in_flow=True, sort="key"):
            self.quotes["key"].append(sign)

    def _sign(self, node: Scalar) -> str | None:
        """The quote mark that a scalar starts with, empty for none; None for blocks and whatever else."""
        sign = "" if node.is_plain else self.text[node.at : node.at + 1]
        return sign if sign in ("", "'", '"') else None

    def _take_indent(self, key: Scalar) -> None:
        column = self._column(key.at)
        if column and not self.text[key.at - column : key.at].strip(" "):
            self.indents.append(column)

    def _take_step(self, key: Scalar, entry: Mapping) -> None:
        first = entry.pairs[0][0]
        own, below = self._column(key.at), self._column(first.at)
        if own is not None and below is not None and below > own and self._has_line_end(key.at, first.at):
            self.steps.append(below - own)

    def _take_dashes(self, key: Scalar, node: Sequence) -> None:
        own, dash = self._column(key.at), self._column(node.at)
        if own is None or dash is None or dash < own or self.text[node.at : node.at + 1] != "-":
            return
        self.dashes.append(dash - own)
        for value in node.values[:1]:
            space = self.text[node.at + 1 : value.at]
            if 0 < len(space) <= _LONGEST_SPACE and not space.strip(" "):
                self.spaces.append(len(space))

    def _take_braces(self, node: Mapping) -> None:
        if node.is_flow:
            self._take_brackets("mapping", node, node.pairs)

    def _take_brackets(self, name: str, node: Mapping | Sequence, inside: Collection[object]) -> None:
        if not inside:
            return
        behind = self.text[node.at + 1 : node.at + 2]
        if behind not in ("\r", "\n"):
            self.is_padded[name].append(behind == " ")
        column = self._column(node.at)
        if column is not None and not self._has_line_end(node.at, node.end):
            self.widths.append(column + node.end - node.at + 1)

    def _take_gap(self, above: Node, key: Scalar) -> None:
        found = _BLANK_LINES.search(self.text, max(above.at, key.at - _LONGEST_INDENT), key.at)
        if found:
            self.gaps.append(len(_LINE_END.findall(found["blank"])))

    def _column(self, at: int) -> int | None:
        start = max(0, at - _LONGEST_INDENT)
        line = max(self.text.rfind("\n", start, at), self.text.rfind("\r", start, at))
        return at if line < 0 and start == 0 else None if line < 0 else at - line - 1

    def _has_line_end(self, start: int, end: int) -> bool:
        return _LINE_END.search(self.text, start, end) is not None


def _name(key: str) -> str:
    """What a key is called in `Style.blocks` and `Style.listed`."""
    return key if key in _LISTS else REST


def _style(near: _Evidence, far: _Evidence) -> Style:
    line_end = _LINE_END.search(near.text)
    default = Style()
    return Style(
        newline=line_end[0] if line_end else default.newline,
        indent=_most(default.indent, near.indents, far.indents),
        step=_most(default.step, near.steps, far.steps),
        dash=_most(default.dash, near.dashes, far.dashes),
        after_dash=_most(default.after_dash, near.spaces, far.spaces),
        gap=_most(default.gap, near.gaps, far.gaps),
        quote=_most("", near.quotes["text"], far.quotes["text"]),
        word_quote=_most("", near.quotes["word"], far.quotes["word"]),
        key_quote=_most("", near.quotes["key"], far.quotes["key"]),
        needed_quote=_most("", near.needed, far.needed),
        is_flow_entry=bool(_most(default.is_flow_entry, near.is_flow["entry"], far.is_flow["entry"])),
        is_flow_selector=bool(_most(default.is_flow_selector, near.is_flow["selector"], far.is_flow["selector"])),
        is_flow_link=bool(_most(default.is_flow_link, near.is_flow["link"], far.is_flow["link"])),
        is_padded=bool(_most(default.is_padded, near.is_padded["mapping"], far.is_padded["mapping"])),
        is_list_padded=bool(_most(default.is_list_padded, near.is_padded["list"], far.is_padded["list"])),
        blocks=_keys(near.blocks, far.blocks, default.blocks),
        listed=_keys(near.listed, far.listed, default.listed),
        width=max([WIDTH, *near.widths, *far.widths]),
    )


def _keys(near: Votes, far: Votes, default: frozenset[str]) -> frozenset[str]:
    """The keys that most votes at them are for; one without votes goes with the others if it has no default."""
    rest = [[vote for key in votes if key not in default for vote in votes[key]] for votes in (near, far)]
    return frozenset(
        key
        for key in (*_LISTS, REST)
        if _most(key in default, near.get(key, []), far.get(key, []), *(() if key in default else rest))
    )


def _most(default: _Vote, *votes: list[_Vote]) -> _Vote:
    """What most of the first votes that there are want, of equally many the last one; else the default."""
    cast = next(filter(None, votes), [default])
    numbers = Counter(cast)
    return max(reversed(cast), key=lambda vote: numbers[vote])
