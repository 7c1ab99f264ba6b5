"""Reads `annotations/_tagset.yaml`, which extends or replaces the words of the default tagset.

Each key of the file is a list of the tagset: plain words, or words with what is said of them. A list is added to the
default one unless `replace` names it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT, Tagset, Word
from idlib_reader.storage import schema
from idlib_reader.storage.fields import FieldReader, Fields, Values, explain_word
from idlib_reader.storage.key_hints import is_absent
from idlib_reader.storage.nodes import Mapping, Node, Scalar, Sequence, parse
from idlib_reader.storage.schema import FORMAT

LISTS = tuple(key for key, field in schema.TAGSET.items() if field.shape in ("words", "relations"))
"""The keys of the file that are lists of the tagset, as they are written there."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_COMMENTED_COLOUR = re.compile(r"[ \t]*(?P<colour>#[0-9A-Fa-f]{6})\b")


def read_tagset(source: Source) -> tuple[Tagset, list[Problem]]:
    """The tagset that the file makes of the default one, and the problems in it; what can't be read is left out."""
    root, problems = parse(source)
    reader = _TagsetReader(source)
    is_readable = all(problem.level != "error" for problem in problems)
    tagset = reader.read(root) if is_readable else replace(DEFAULT, is_open=True)
    return tagset, sorted([*problems, *reader.problems])


class _TagsetReader(FieldReader):
    def __init__(self, source: Source) -> None:
        super().__init__(source, DEFAULT)
        self.readers |= {
            "lists": partial(self.each, self._list_name),
            "words": partial(self._words, schema.WORD),
            "relations": partial(self._words, schema.RELATION),
            "colour": self._colour,
            "letter": self._letter,
        }

    def read(self, root: Node | None) -> Tagset:
        if root is None or is_absent(root):
            root = Mapping(0)
        mapping = self.mapping(root, "the file", f"Start it with `format: {FORMAT}`.")
        if mapping is None:
            return DEFAULT
        values = self.values(mapping, schema.TAGSET, mapping.at, "the tagset")
        if values.get("format", FORMAT) != FORMAT:
            at = next(value.at for key, value in mapping.pairs if key.text == "format")
            self.report(at, Code.FORMAT, "This format is not known.", f"Write `format: {FORMAT}`.")
        replaced = tuple(name for name in values.get("replace", ()) if self._has_list(mapping, name))
        words: Values = {name.replace("-", "_"): _merged(name, values, replaced) for name in LISTS}
        return replace(DEFAULT, **words)

    def _has_list(self, mapping: Mapping, name: str) -> bool:
        """Whether the file has the list that is to replace a default one; an empty one would refuse every word."""
        if any(key.text == name and not is_absent(node) for key, node in mapping.pairs):
            return True
        at = next(node.at for key, node in mapping.pairs if key.text == "replace")
        message = f"The file has no list `{name}` to replace the default one."
        self.report(at, Code.VALUE, message, f"Add `{name}:` with words, or take it out of `replace`.")
        return False

    def skip(self, field: schema.Field, node: Node) -> None:
        """A colour that is written without quotes is a comment."""
        if field.shape == "colour" and (comment := _COMMENTED_COLOUR.match(self.source.text, node.end)):
            message = f"For YAML a comment begins at {comment['colour']}."
            self.report(comment.start("colour"), Code.VALUE, message, f'Write `colour: "{comment["colour"]}"`.')

    def _list_name(self, node: Node) -> str | None:
        name = self.text(node)
        if name is None or name in LISTS:
            return name
        self.report(node.at, Code.VALUE, *explain_word(name, LISTS))
        return None

    def _words(self, fields: Fields, node: Node) -> dict[str, Word] | None:
        """Words in a list, or each with what is said of it behind it; of a relation the inverse alone will do."""
        if isinstance(node, Mapping):
            pairs = list(self.pairs(node))
        else:
            nodes = node.values if isinstance(node, Sequence) else [node]
            written = [one for one in nodes if self.text(one) is not None]
            pairs = [(one, Scalar("", one.end, one.end, True)) for one in written if isinstance(one, Scalar)]
        words = {key.text: self._word(fields, key, value) for key, value in pairs if key.text}
        return _both_ways(words) if "inverse" in fields else words

    def _word(self, fields: Fields, key: Scalar, node: Node) -> Word:
        if is_absent(node):
            return Word()
        if isinstance(node, Scalar) and "inverse" in fields:
            return Word(inverse=node.text)
        mapping = self.mapping(node, f"the word {key.text}", "Write what is said of it as `{label: …, key: …}`.")
        values: Values = self.values(mapping, fields, key.at, f"the word {key.text}") if mapping else {}
        return Word(**values)

    def _colour(self, node: Node) -> str | None:
        text = self.text(node)
        if text is None or _COLOUR.match(text):
            return text
        self.report(node.at, Code.VALUE, "This is no colour.", 'Write six hexadecimal digits in quotes: `"#2357c3"`.')
        return None

    def _letter(self, node: Node) -> str | None:
        text = self.text(node)
        if text is None or (text.isprintable() and not any(is_grapheme_edge(text, at) for at in range(1, len(text)))):
            return text
        self.report(node.at, Code.VALUE, "A key is one character.", "Write a letter such as `key: m`.")
        return None


def _both_ways(words: dict[str, Word]) -> dict[str, Word]:
    """Relations with their inverses behind them, which need not be written; without one a relation is its own."""
    both: dict[str, Word] = {}
    for relation, word in words.items():
        inverse = word.inverse or relation
        both[relation] = replace(word, inverse=inverse)
        if inverse not in words:
            both[inverse] = Word(inverse=relation)
    return both


def _merged(name: str, values: Values, replaced: tuple[str, ...]) -> dict[str, Word]:
    own: dict[str, Word] = values.get(name, {})
    default = getattr(DEFAULT, name.replace("-", "_"))
    return own if name in replaced else {**default, **own}
