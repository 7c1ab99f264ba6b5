"""The text of an annotation file to the model: nodes read field by field after the table in `schema`.

What can't be read is a problem with its place, and is left out of the model; everything else is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Any

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Link, Reference, Remark
from idlib_reader.core.dates import DateError
from idlib_reader.core.dates import parse as parse_date
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.core.words import is_word_character
from idlib_reader.storage import schema
from idlib_reader.storage.nodes import Mapping, Node, Scalar, Sequence, parse

FORMAT = "idlib-reader/1"

# Values by key, ready for a dataclass of the model: the only untyped values of the program.
_Values = dict[str, Any]
_Fields = dict[str, schema.Field]

_DIGITS = 20
"""Digits of a number at most: nobody counts further."""


def read_annotations(source: Source) -> tuple[Annotations, list[Problem]]:
    """The model of the file's text and the problems found in it, sorted by place.

    Ids are not yet looked up and quotes not yet resolved (`core.checking`).
    """
    root, problems = parse(source)
    if any(problem.level == "error" for problem in problems):
        return Annotations(), problems
    reader = _Reader(source)
    annotations = reader.read(root)
    return annotations, sorted([*problems, *reader.problems])


class _Reader:
    """Reads nodes into values after the table of fields, and collects problems."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._ids: dict[str, int] = {}
        self._readers: dict[schema.Shape, Callable[[Node], object]] = {
            "text": self._text,
            "texts": partial(self._each, self._text),
            "date": self._date,
            "reference": self._reference,
            "references": partial(self._each, self._reference),
            "selector": self._selector,
            "selectors": partial(self._each, self._selector),
            "roles": self._roles,
            "figures": self._figures,
            "links": partial(self._each, self._link),
            "flag": self._flag,
            "number": self._number,
            "heading": self._heading,
            "entities": partial(self._section, schema.ENTITY, Entity),
            "events": partial(self._section, schema.EVENT, Event),
            "claims": partial(self._section, schema.CLAIM, Claim),
            "remarks": partial(self._section, schema.REMARK, Remark),
        }

    def read(self, root: Node | None) -> Annotations:
        if root is None or _is_absent(root):
            root = Mapping(0)
        if not isinstance(root, Mapping):
            self._report(root.at, Code.SHAPE, "The file is no mapping.", f"Start it with `format: {FORMAT}`.")
            return Annotations()
        values = self._values(root, schema.FILE, root.at, "the file")
        if values.get("format", FORMAT) != FORMAT:
            at = next(value.at for key, value in root.pairs if key.text == "format")
            self._report(
                at,
                Code.FORMAT,
                f"The format {_shown(values['format'])} is not known.",
                f"Write `format: {FORMAT}`.",
            )
        return Annotations(**values)

    # Mappings

    def _values(self, mapping: Mapping, fields: _Fields, at: int, owner: str) -> _Values:
        """What the mapping says, by key; `at` and `owner` tell where a missing key is reported and of what."""
        values: _Values = {}
        written = set()
        for key, node in self._pairs(mapping):
            field = fields.get(key.text)
            if field is None:
                self._report(key.at, Code.UNKNOWN_KEY, *_unknown("key", key.text, list(fields), owner))
            elif not _is_absent(node):
                written.add(key.text)
                value = self._readers[field.shape](node)
                if value is not None:
                    self._check_word(field, node)
                    values[key.text] = value
        for key_text, field in fields.items():
            if field.is_required and key_text not in written:
                self._report(
                    at,
                    Code.MISSING_KEY,
                    f"{_capital(owner)} has no {key_text}.",
                    f"Add `{key_text}:`, {field.meaning}.",
                )
        if fields is schema.CLAIM and not written & {"content", "about"}:
            hint = "Add `content:`, the words that are said, or `about:`, ids of what it is about."
            self._report(at, Code.MISSING_KEY, f"{_capital(owner)} has neither content nor about.", hint)
        return values

    def _pairs(self, mapping: Mapping) -> Iterator[tuple[Scalar, Node]]:
        """Keys and values, each key once; the first of two stays."""
        seen: dict[str, int] = {}
        for key, node in mapping.pairs:
            if key.text in seen:
                line = self._source.position(seen[key.text]).line
                self._report(
                    key.at,
                    Code.DUPLICATE_KEY,
                    f"The key {_shown(key.text)} stands here again; line {line} has it already, and that one is read.",
                    "Delete one of them, or put both values into one list.",
                )
            else:
                seen[key.text] = key.at
                yield key, node

    def _mapping(self, node: Node, what: str) -> Mapping | None:
        if isinstance(node, Mapping):
            return node
        self._report(node.at, Code.SHAPE, f"{_capital(what)} is {_SHAPES[type(node)]} here, but has to be a mapping.")
        return None

    def _section(self, fields: _Fields, entry_type: type[Entity | Event | Claim | Remark], node: Node) -> object:
        mapping = self._mapping(node, "a section of the file")
        entries: dict[str, Entity | Event | Claim | Remark] = {}
        for key, value in mapping.pairs if mapping else ():
            if self._is_new_id(key):
                entry = Mapping(key.at) if _is_absent(value) else self._mapping(value, f"the entry {key.text}")
                if entry is not None:
                    values = self._values(entry, fields, key.at, f"the {entry_type.__name__.lower()} {key.text}")
                    entries[key.text] = entry_type(id=key.text, at=key.at, keys=frozenset(values), **values)
        return entries

    def _is_new_id(self, key: Scalar) -> bool:
        if not _is_slug(key.text):
            message = f"{_shown(key.text)} is no id."
            self._report(key.at, Code.BAD_ID, message, "Use lower-case letters, digits and hyphens between them.")
        if key.text in self._ids:
            line = self._source.position(self._ids[key.text]).line
            message = (
                f"The id {_shown(key.text)} stands here again; line {line} has it already, and that entry is read."
            )
            self._report(key.at, Code.DUPLICATE_ID, message, "Give one of the two another id.")
            return False
        self._ids[key.text] = key.at
        return True

    def _heading(self, node: Node) -> Heading | None:
        mapping = self._mapping(node, "the article")
        if mapping is None:
            return None
        values = self._values(mapping, schema.HEADING, node.at, "the article")
        return Heading(**values, values_at={key.text: value.at for key, value in reversed(mapping.pairs)})

    def _link(self, node: Node) -> Link | None:
        mapping = self._mapping(node, "a link")
        values = self._values(mapping, schema.LINK, node.at, "the link") if mapping else {}
        return Link(at=node.at, **values) if "rel" in values and "to" in values else None

    def _roles(self, node: Node) -> object:
        mapping = self._mapping(node, "the list of participants")
        pairs = self._pairs(mapping) if mapping else ()
        return tuple((key.text, self._each(self._reference, who) or ()) for key, who in pairs if not _is_absent(who))

    def _figures(self, node: Node) -> object:
        mapping = self._mapping(node, "the list of figures")
        pairs = self._pairs(mapping) if mapping else ()
        return tuple(
            (key.text, text)
            for key, value in pairs
            if not _is_absent(value) and (text := self._text(value)) is not None
        )

    # Values

    def _each(self, read: Callable[[Node], object], node: Node) -> tuple[object, ...] | None:
        """One value, or a list of them; what can't be read is left out, and None given if nothing else is there."""
        nodes = node.values if isinstance(node, Sequence) else [node]
        written = [one for one in nodes if not _is_absent(one)]
        values = tuple(value for one in written if (value := read(one)) is not None)
        return values if values or not written else None

    def _text(self, node: Node) -> str | None:
        if isinstance(node, Scalar):
            return node.text
        self._report(
            node.at,
            Code.SHAPE,
            f"There is {_SHAPES[type(node)]} here, but one value belongs here.",
            _BRACKETS,
        )
        return None

    def _date(self, node: Node) -> str | None:
        text = self._text(node)
        if text is not None:
            try:
                parse_date(text)
            except DateError as error:
                self._report(node.at, Code.DATE, error.message, error.hint)
        return text

    def _reference(self, node: Node) -> Reference | None:
        text = self._text(node)
        return None if text is None else Reference(text, node.at)

    def _flag(self, node: Node) -> bool | None:
        if isinstance(node, Scalar) and node.text == "true":
            return True
        self._report(node.at, Code.VALUE, "The only value of `all` is `true`.", "Write `all: true`, or leave it out.")
        return None

    def _number(self, node: Node) -> int | None:
        text = node.text if isinstance(node, Scalar) else ""
        if text.isascii() and text.isdigit() and len(text) < _DIGITS and int(text) > 0:
            return int(text)
        self._report(node.at, Code.VALUE, "`nth` counts places from 1.", "Write a number such as `nth: 2`.")
        return None

    def _selector(self, node: Node) -> Selector | None:
        values = self._selector_values(node)
        if values is None or not self._goes_together(values, node.at):
            return None
        return Selector(
            pieces=(values["from"],) if "from" in values else values["quote"],
            to=values.get("to", ""),
            inside=values.get("in", ""),
            before=values.get("before", ""),
            after=values.get("after", ""),
            nth=values.get("nth"),
            all=values.get("all", False),
            excepted=values.get("except", ()),
            note=values.get("note", ""),
            tags=values.get("tags", ()),
            at=node.at,
        )

    def _selector_values(self, node: Node) -> _Values | None:
        """What a selector says, in whichever form it is written; None where a part of it can't be read."""
        if isinstance(node, Scalar):
            return {"quote": (node.text,)}
        mapping = self._mapping(node, "a selector")
        if mapping is None:
            return None
        values = self._values(mapping, schema.SELECTOR, node.at, "the selector")
        written = {key.text for key, value in mapping.pairs if key.text in schema.SELECTOR and not _is_absent(value)}
        return values if written == values.keys() else None

    def _goes_together(self, values: _Values, at: int) -> bool:
        """Whether a selector's keys make one of the forms of the format."""
        words = "".join((*values.get("quote", ()), values.get("from", "")))
        has_quote = bool(values.get("quote"))
        for is_wrong, message, hint in (
            (
                not words.strip(),
                "The selector has no words.",
                "Add `quote:` with words of the article.",
            ),
            (
                has_quote and "from" in values,
                "The selector has both `quote` and `from`.",
                "Keep one of them.",
            ),
            (
                "from" in values and "to" not in values,
                "The selector has `from` without `to`.",
                "Add `to:`, or write `quote:`.",
            ),
            (
                has_quote and "to" in values,
                "The selector has `to` without `from`.",
                "Write `from:` instead of `quote:`.",
            ),
            (
                "nth" in values and "all" in values,
                "The selector has both `nth` and `all`.",
                "Keep one of them.",
            ),
        ):
            if is_wrong:
                self._report(at, Code.SELECTOR, message, hint)
                return False
        return True

    def _check_word(self, field: schema.Field, node: Node) -> None:
        if field.values and isinstance(node, Scalar) and node.text not in field.values:
            code = Code.WORD if field.is_open else Code.VALUE
            self._report(node.at, code, *_unknown("word", node.text, list(field.values), ""))

    def _report(self, at: int, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(self._source.problem(at, code, message, hint))


_SHAPES: dict[type, str] = {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}
_BRACKETS = "Put the value in quotes if the brackets, the braces or the colon belong to it."


def _is_slug(text: str) -> bool:
    """Whether it is lower-case letters (with the marks of their script), digits, and hyphens between them."""
    words = text.split("-")
    return (
        text == text.lower() and "_" not in text and all(word and all(map(is_word_character, word)) for word in words)
    )


def _is_absent(node: Node) -> bool:
    """Whether nothing is written: an empty value is an absent one."""
    return isinstance(node, Scalar) and node.text == ""


def _unknown(what: str, word: str, known: list[str], owner: str) -> tuple[str, str]:
    where = f" of {owner}" if owner else ""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    hint = f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known)}."
    return f"The {what} {_shown(word)}{where} is not known.", hint


def _shown(text: str) -> str:
    """A word of the file in a sentence, never so long that the sentence drowns."""
    return f"`{text}`" if len(text) <= 60 else f"`{text[:60]}…`"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
