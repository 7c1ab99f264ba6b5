"""The text of an annotation file to the model: nodes read field by field after the table in `schema`.

What can't be read is a problem with its place, and is left out of the model; everything else is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Link, Remark
from idlib_reader.core.ids import is_slug
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.silencing import Ok
from idlib_reader.core.source import Source
from idlib_reader.core.swallowing import Suspect, suspect, suspect_comma
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.core.words import is_word_character
from idlib_reader.storage import schema
from idlib_reader.storage.fields import FieldReader, Fields, Values, explain_word
from idlib_reader.storage.key_hints import is_absent, say_loss, short, shown
from idlib_reader.storage.nodes import Mapping, Node, Scalar, Sequence, parse
from idlib_reader.storage.outline import Outline, outline_of
from idlib_reader.storage.recovery import Recovery, recover
from idlib_reader.storage.schema import FORMAT
from idlib_reader.storage.selector_forms import mistake, selector
from idlib_reader.storage.silencing import find_oks


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one annotation file."""

    annotations: Annotations
    """What could be read."""
    problems: list[Problem]
    """What could not, sorted by place."""
    broken: frozenset[str] = frozenset()
    """Ids of the entries that are no YAML and so are not in `annotations`."""
    is_whole: bool = True
    """Whether the file is YAML as a whole."""
    suspects: tuple[Suspect, ...] = ()
    """Words that YAML may have left out of selectors."""
    oks: tuple[Ok, ...] = ()
    """Comments that silence problems on their line."""
    outline: Outline | None = None
    """Where its entries stand; None of a file that is no YAML as a whole."""


def read_file(source: Source, tagset: Tagset = DEFAULT) -> Reading:
    """What the file's text says, as much of it as can be read.

    Ids are not yet looked up and quotes not yet resolved (`core.checking`).
    """
    root, problems = parse(source)
    recovery = Recovery(root, problems)
    is_whole = all(problem.level != "error" for problem in problems)
    if not is_whole:
        recovery = recover(source)
    reader = _AnnotationReader(source, tagset)
    annotations = reader.read(recovery.root, is_whole=is_whole)
    annotations = replace(annotations, unread=recovery.unread | reader.unread)
    return Reading(
        annotations,
        sorted([*recovery.problems, *reader.problems]),
        recovery.broken,
        is_whole,
        tuple(reader.suspects),
        find_oks(source, recovery.root, recovery.blank),
        outline_of(source.text, recovery.root) if is_whole else None,
    )


def read_annotations(source: Source, tagset: Tagset = DEFAULT) -> tuple[Annotations, list[Problem]]:
    """The model of the file's text and the problems found in it (see `read_file`)."""
    reading = read_file(source, tagset)
    return reading.annotations, reading.problems


class _AnnotationReader(FieldReader):
    """Reads what only annotation files hold: entries, links and selectors."""

    def __init__(self, source: Source, tagset: Tagset) -> None:
        super().__init__(source, tagset)
        self.suspects: list[Suspect] = []
        self.unread: set[str] = set()
        """Ids of entries that could not be read."""
        self._ids: dict[str, int] = {}
        self.readers |= {
            "selector": self._selector,
            "selectors": self._selectors,
            "roles": self._roles,
            "figures": self._figures,
            "entity links": partial(self.each, partial(self._link, schema.ENTITY_LINK)),
            "event links": partial(self.each, partial(self._link, schema.EVENT_LINK)),
            "claim links": partial(self.each, partial(self._link, schema.CLAIM_LINK)),
            "heading": self._heading,
            "entities": partial(self._section, schema.ENTITY, Entity),
            "events": partial(self._section, schema.EVENT, Event),
            "claims": partial(self._section, schema.CLAIM, Claim),
            "remarks": partial(self._section, schema.REMARK, Remark),
        }

    def read(self, root: Node | None, *, is_whole: bool) -> Annotations:
        if root is None or is_absent(root):
            # Of a file that is no YAML nobody knows what it has.
            root = Mapping(0)
            if not is_whole:
                return Annotations()
        if not isinstance(root, Mapping):
            message = "The file is no mapping (keys with values)."
            self.report(root.at, Code.SHAPE, message, f"Start it with `format: {FORMAT}`.")
            return Annotations()
        values = self.values(root, schema.FILE, root.at, "the file")
        # An unknown key and the second of two may hold entries all the same.
        sections = [node for key, node in root.pairs if isinstance(node, Mapping) and key.text != "article"]
        self.unread.update(key.text for section in sections for key, _ in section.pairs if key.text not in self._ids)
        if values.get("format", FORMAT) != FORMAT:
            at = next(value.at for key, value in root.pairs if key.text == "format")
            message = f"The format {shown(values['format'])} is not known."
            self.report(at, Code.FORMAT, message, f"Write `format: {FORMAT}`.")
        return Annotations(**values)

    # Entries

    def _section(self, fields: Fields, entry_type: type[Entity | Event | Claim | Remark], node: Node) -> object:
        mapping = self.mapping(node, f"what stands at `{_SECTIONS[entry_type]}`", _ENTRIES_BELOW)
        entries: dict[str, Entity | Event | Claim | Remark] = {}
        for key, value in mapping.pairs if mapping else ():
            if self._is_new_id(key, value, is_same_kind=key.text in entries):
                hint = _MISPLACED.format(key.text) if key.text in fields else _tight_colon(value, fields)
                entry = (
                    Mapping(key.at) if is_absent(value) else self.mapping(value, f"the entry {short(key.text)}", hint)
                )
                if entry is None:
                    self.unread.add(key.text)
                else:
                    values = self._entry(entry, fields, key, entry_type.__name__.lower())
                    if "type" in values:
                        values["type_at"] = next(value.at for one, value in entry.pairs if one.text == "type")
                    entries[key.text] = entry_type(
                        id=key.text, at=key.at, keys=frozenset(values) - {"type_at"}, **values
                    )
        return entries

    def _entry(self, entry: Mapping, fields: Fields, key: Scalar, kind: str) -> Values:
        values = self.values(entry, fields, key.at, f"the {kind} {short(key.text)}")
        if fields is schema.CLAIM:
            written = {one.text for one, value in entry.pairs if not is_absent(value)}
            if not written & {"content", "about"}:
                hint = "Add `content:`, the words that are said, or `about:`, ids of what it is about."
                message = f"The claim {short(key.text)} has neither content nor about."
                self.report(key.at, Code.MISSING_KEY, message, hint)
        return values

    def _is_new_id(self, key: Scalar, value: Node, *, is_same_kind: bool) -> bool:
        if not is_slug(key.text):
            slug = _slug(key.text)
            proposed = f", such as `{slug}`" if slug and slug not in self._ids else ""
            hint = f"Use lower-case letters, digits and hyphens between them{proposed}."
            self.report(key.at, Code.BAD_ID, f"{shown(key.text)} is no id.", hint)
        if key.text in self._ids:
            line = self.source.position(self._ids[key.text]).line
            message = f"The id {shown(key.text)} stands here again; line {line} has it already, and that entry is read."
            hint = "Make one entry of both, or give one of them another id." if is_same_kind else _ANOTHER_ID
            self.report(key.at, Code.DUPLICATE_ID, message, hint + say_loss(value))
            return False
        self._ids[key.text] = key.at
        return True

    def _heading(self, node: Node) -> Heading | None:
        mapping = self.mapping(node, "the article")
        if mapping is None:
            return None
        values = self.values(mapping, schema.HEADING, node.at, "the article")
        return Heading(**values, values_at={key.text: value.at for key, value in reversed(mapping.pairs)})

    def _link(self, fields: Fields, node: Node) -> Link | None:
        mapping = self.mapping(node, "a link", "Write it as `{rel: …, to: …}`.")
        if mapping and (meant := _short_link(mapping, fields["rel"].known_words(self.tagset))):
            self.report(node.at, Code.MISSING_KEY, "The link has no rel and no to.", f"Write `{meant}`.")
            return None
        values = self.values(mapping, fields, node.at, "the link") if mapping else {}
        return Link(at=node.at, **values) if "rel" in values and "to" in values else None

    def _roles(self, node: Node) -> object:
        mapping = self.mapping(node, "what stands at `participants`", "Write a role before each, as in `{party: …}`.")
        roles = []
        for key, who in self.pairs(mapping, self.tagset.roles) if mapping else ():
            if key.text not in self.tagset.roles and not self.tagset.is_open:
                self._note_role(key)
            if not is_absent(who):
                roles.append((key.text, self.each(self.reference, who) or ()))
        return tuple(roles)

    def _note_role(self, key: Scalar) -> None:
        _, hint = explain_word(key.text, tuple(self.tagset.roles))
        if not hint.startswith("Did"):
            hint += " A word of your own can be added under `roles` in annotations/_tagset.yaml."
        self.report(key.at, Code.FREE_ROLE, f"The role {shown(key.text)} is not in the tagset.", hint)

    def _figures(self, node: Node) -> object:
        mapping = self.mapping(node, "what stands at `figures`", "Write what was counted before each number.")
        pairs = self.pairs(mapping) if mapping else ()
        return tuple(
            (key.text, text) for key, value in pairs if not is_absent(value) and (text := self.text(value)) is not None
        )

    # Selectors

    def _selector(self, node: Node) -> Selector | None:
        values = self._selector_values(node)
        if values is None or _has_unknown_keys_only(node):
            return None
        if wrong := mistake(values):
            self.report(node.at, Code.SELECTOR, *wrong)
            return None
        return selector(values, node.at)

    def _selector_values(self, node: Node) -> Values | None:
        """What a selector says, in whichever form it is written; None where a part of it can't be read."""
        if isinstance(node, Scalar):
            self._note_words(node)
            return {"quote": (node.text,)}
        if isinstance(node, Sequence):
            self.report(node.at, Code.SHAPE, "There is a list here, but one piece of text belongs here.", _PIECES)
            return None
        mapping = node
        is_pinned = any(key.text in _PINS for key, _ in mapping.pairs)
        for key, value in mapping.pairs:
            if key.text in _WORDS:
                self._note_words(value, is_pinned=is_pinned)
        values = self.values(mapping, schema.SELECTOR, node.at, "the selector")
        written = {key.text for key, value in mapping.pairs if key.text in schema.SELECTOR and not is_absent(value)}
        return values if written == values.keys() else None

    def _selectors(self, node: Node) -> object:
        for value in node.values if isinstance(node, Sequence) else ():
            if is_absent(value):
                self._note_words(value)
        self._note_commas(node)
        return self.each(self._selector, node)

    def skip(self, field: schema.Field, node: Node) -> None:
        """Where nothing is written, words may stand in a comment."""
        if field.shape in ("selector", "selectors"):
            self._note_words(node)

    def _note_words(self, node: Node, *, is_pinned: bool = False) -> None:
        """See whether YAML may have left out some of the words of a selector.

        Quote marks around words that are pinned, counted or meant everywhere are YAML's: of a person who quotes all.
        """
        for one in node.values if isinstance(node, Sequence) else (node,):
            if isinstance(one, Scalar) and (one.is_plain or not is_pinned):
                found = suspect(self.source, one.text, one.at, one.end, is_plain=one.is_plain)
                if found:
                    self.suspects.append(found)

    def _note_commas(self, node: Node) -> None:
        """See whether two values in brackets may be one that holds a comma."""
        values = node.values if isinstance(node, Sequence) and node.is_flow else ()
        for one, other in pairwise(values):
            if isinstance(one, Scalar) and isinstance(other, Scalar) and one.is_plain and other.is_plain and other.text:
                self.suspects.append(suspect_comma(self.source, one.at, other.at, other.end))


_SECTIONS = {Entity: "entities", Event: "events", Claim: "claims", Remark: "remarks"}
_ENTRIES_BELOW = "Write entries below it: an id, a colon, its keys."
_WORDS = frozenset({"quote", "from", "to", "in", "before", "after"})
"""The keys of a selector that hold words of the article."""
_PINS = frozenset({"in", "before", "after", "nth", "all"})
"""The keys of a selector that say which of several places its words mean."""
_MISPLACED = "If `{}` belongs to the entry above, indent it further."
_PIECES = "Write the words, or `{quote: [some, others]}` for words that stand apart."


def _has_unknown_keys_only(node: Node) -> bool:
    """Whether each key of a selector is told to be unknown, so that nothing is left to say of the whole."""
    keys = [key.text for key, _ in node.pairs] if isinstance(node, Mapping) else []
    return bool(keys) and schema.SELECTOR.keys().isdisjoint(keys)


def _tight_colon(node: Node, fields: Fields) -> str:
    """The key and its value as they were meant, where an entry is one value for want of a space; else nothing."""
    text = node.text if isinstance(node, Scalar) and node.is_plain else ""
    key, colon, value = text.partition(":")
    return f"Write a plain space behind the colon: `{key}: {value.strip()}`." if colon and key in fields else ""


_ANOTHER_ID = "Give one of the two another id."
_LONGEST_ID = 40


def _slug(text: str) -> str:
    """An id that is as much of a wrong one as can be; empty where none is."""
    letters = "".join(one if is_word_character(one) and one != "_" else " " for one in text.lower())
    slug = "-".join(letters.split())
    return slug if len(slug) <= _LONGEST_ID and is_slug(slug) else ""


def _short_link(mapping: Mapping, relations: tuple[str, ...]) -> str:
    """The link that is meant by a relation before an id, `before: b`; empty if it is none."""
    (key, to), *rest = mapping.pairs or [(Scalar("", 0, 0, True), mapping)]
    if key.text not in relations or not isinstance(to, Scalar) or {"rel", "to"} & {one.text for one, _ in rest}:
        return ""
    return f"{{rel: {key.text}, to: {to.text or '…'}}}"
