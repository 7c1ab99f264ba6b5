"""Nodes to values, key by key after a table of fields, with a problem for everything that can't be read.

What every file of the format shares: mappings with known keys, texts, dates, ids, words of the tagset. What only an
annotation file holds is in `codec`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import Any, TypeAlias

from idlib_reader.core.annotations import Reference
from idlib_reader.core.dates import DateError
from idlib_reader.core.dates import parse as parse_date
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.tagset import Tagset
from idlib_reader.storage import schema
from idlib_reader.storage.key_hints import capital, explain_key, invisible_in, is_absent, say_loss, shown
from idlib_reader.storage.nodes import Mapping, Node, Scalar, Sequence
from idlib_reader.storage.yaml_errors import quoted

# Values by key, ready for a dataclass of the model: the only untyped values of the program.
Values: TypeAlias = dict[str, Any]
Fields: TypeAlias = dict[str, schema.Field]

_DIGITS = 20
"""Digits of a number at most: nobody counts further."""
_GROUP = "a mapping (keys with values)"
_SHAPES: dict[type, str] = {Scalar: "a single value", Sequence: "a list", Mapping: _GROUP}
_LISTS: frozenset[schema.Shape] = frozenset(
    {"texts", "references", "selectors", "entity links", "event links", "claim links", "lists"}
)
"""Shapes of fields that take a list of values."""


class FieldReader:
    """Reads nodes into values and collects problems."""

    def __init__(self, source: Source, tagset: Tagset) -> None:
        """Read the file `source`; the words that fields take are those of `tagset`."""
        self.problems: list[Problem] = []
        self.source = source
        self.tagset = tagset
        self.readers: dict[schema.Shape, Callable[[Node], object]] = {
            "text": self.text,
            "texts": partial(self.each, self.text),
            "date": self._date,
            "reference": self.reference,
            "references": partial(self.each, self.reference),
            "flag": self._flag,
            "number": self._number,
        }

    def report(self, at: int, code: Code, message: str, hint: str = "") -> None:
        """Note a problem at an offset of the file."""
        self.problems.append(self.source.problem(at, code, message, hint))

    # Mappings

    def values(self, mapping: Mapping, fields: Fields, at: int, owner: str) -> Values:
        """What the mapping says, by key; `at` and `owner` tell where a missing key is reported and of what."""
        values: Values = {}
        written = set()
        listed = frozenset(key for key, field in fields.items() if field.shape in _LISTS)
        for key, node in self.pairs(mapping, listed):
            field = fields.get(key.text)
            if field is None:
                self.report(key.at, Code.UNKNOWN_KEY, *explain_key(mapping, key, node, fields, owner))
            elif is_absent(node):
                self.skip(field, node)
            else:
                written.add(key.text)
                value = self.readers[field.shape](node)
                if value is not None:
                    self._check_word(field, node)
                    values[key.text] = value
        for key_text, field in fields.items():
            if field.is_required and key_text not in written:
                message = f"{capital(owner)} has no {key_text}."
                hint = _FIRST_LINE if key_text == "format" else f"Add `{key_text}:`, {field.meaning}."
                self.report(at, Code.MISSING_KEY, message, hint)
        return values

    def skip(self, field: schema.Field, node: Node) -> None:
        """Called for a key of the format without a value: an empty value is an absent one."""

    def pairs(self, mapping: Mapping, listed: Container[str] = ()) -> Iterator[tuple[Scalar, Node]]:
        """Keys and values, each key once; the first of two stays. Those that are `listed` take a list of values."""
        seen: dict[str, int] = {}
        for key, node in mapping.pairs:
            if key.text in seen:
                line = self.source.position(seen[key.text]).line
                self.report(
                    key.at,
                    Code.DUPLICATE_KEY,
                    f"The key {shown(key.text)} stands here again; line {line} has it already, and that one is read.",
                    _join(key.text in listed, node) + say_loss(node),
                )
            else:
                seen[key.text] = key.at
                yield key, node

    def mapping(self, node: Node, what: str, hint: str = "") -> Mapping | None:
        """The node if it is a mapping, else a problem."""
        if isinstance(node, Mapping):
            return node
        message = f"{capital(what)} is {_SHAPES[type(node)]} here, but has to be {_GROUP}."
        self.report(node.at, Code.SHAPE, message, hint or _KEYS_BELOW)
        return None

    # Values

    def each(self, read: Callable[[Node], object], node: Node) -> tuple[object, ...] | None:
        """One value, or a list of them; what can't be read is left out, and None given if nothing else is there."""
        nodes = node.values if isinstance(node, Sequence) else [node]
        written = [one for one in nodes if not is_absent(one)]
        values = tuple(value for one in written if (value := read(one)) is not None)
        return values if values or not written else None

    def text(self, node: Node) -> str | None:
        """One value, as written."""
        if isinstance(node, Scalar):
            return node.text
        message = f"There is {_SHAPES[type(node)]} here, but one value belongs here."
        self.report(node.at, Code.SHAPE, message, self._quoting(node))
        return None

    def _quoting(self, node: Node) -> str:
        """How to write a value that YAML takes for a list or a mapping, or what to keep of one that is meant so."""
        start, end = node.at, max(node.at + 1, node.end)
        sign = self.source.text[start:end][:1]
        if sign in _CLOSING:
            # The end of a list in brackets is that of its last value.
            end = self.source.text.find(_CLOSING[sign], end) + 1 or end
        text = self.source.text[start:end]
        if isinstance(node, Sequence) and sign not in _CLOSING:
            return "Keep one value, without a dash."
        if len(text) > _LONGEST_QUOTED or "\n" in text or "\r" in text:
            return "Put the value in quotes if the brackets, the braces or the colon belong to it."
        signs = {"[": "brackets belong", "{": "braces belong"}.get(sign, "colon belongs")
        otherwise = "; else keep one value" if isinstance(node, Sequence) else ""
        return f"If the {signs} to the value, put it in quotes: `{quoted(text)}`{otherwise}."

    def reference(self, node: Node) -> Reference | None:
        """An id where it is used."""
        if isinstance(node, Sequence):
            self.report(node.at, Code.SHAPE, "There is a list here, but one id belongs here.", "Keep one id.")
            return None
        text = self.text(node)
        return None if text is None else Reference(text, node.at)

    def _date(self, node: Node) -> str | None:
        text = self.text(node)
        if text is not None:
            try:
                parse_date(text)
            except DateError as error:
                self.report(node.at, Code.DATE, error.message, error.hint)
        return text

    def _flag(self, node: Node) -> bool | None:
        if isinstance(node, Scalar) and node.text == "true":
            return True
        self.report(node.at, Code.VALUE, "The only value of `all` is `true`.", "Write `all: true`, or leave it out.")
        return None

    def _number(self, node: Node) -> int | None:
        text = node.text if isinstance(node, Scalar) else ""
        if text.isascii() and text.isdigit() and len(text) < _DIGITS and int(text) > 0:
            return int(text)
        self.report(node.at, Code.VALUE, "`nth` counts places from 1.", "Write a number such as `nth: 2`.")
        return None

    def _check_word(self, field: schema.Field, node: Node) -> None:
        if field.shape == "text" and isinstance(node, Scalar):
            known = field.known_words(self.tagset)
            is_open = field.words is not None and self.tagset.is_open
            if known and node.text not in known and not is_open:
                self.report(node.at, Code.WORD if field.words else Code.VALUE, *explain_word(node.text, known))


_CLOSING = {"[": "]", "{": "}"}
_LONGEST_QUOTED = 80
_FIRST_LINE = f"Write `format: {schema.FORMAT}` in the first line."


def _join(is_listed: bool, node: Node) -> str:
    """What to do with the second of two values of one key."""
    if isinstance(node, Mapping) and not node.is_flow:
        return "Put what stands below both under one of them."
    return f"Delete one of them{', or put both values into one list' if is_listed else ''}."


_KEYS_BELOW = "Write its keys below it, each on a line of its own, indented."


def explain_word(word: str, known: tuple[str, ...]) -> tuple[str, str]:
    """What is said of a word that a list of words does not have."""
    if invisible := invisible_in(word):
        return f"The word {shown(word)} holds a character that nobody sees ({invisible}).", "Type the word again."
    close = Suggestions(known).nearest(word)
    hint = f"Did you mean `{close}`?" if close else f"Known here: {', '.join(known)}."
    return f"The word {shown(word)} is not known.", hint
