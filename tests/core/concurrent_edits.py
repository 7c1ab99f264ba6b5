"""Small random models and edits of them, on so few ids and words that two people often mean the same thing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from idlib_reader.core.annotations import (
    KINDS,
    Annotations,
    Entry,
    Heading,
    Kind,
    Link,
    Reference,
    kind_of,
)
from idlib_reader.core.applying import Unfit, apply, section_of
from idlib_reader.core.edits import (
    ARTICLE,
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    Field,
    RemoveValue,
    Rename,
    SetField,
    Target,
    Value,
)
from idlib_reader.core.entry_fields import SHAPES, as_written, blank, fields_of, shape_of, values_of, with_values
from idlib_reader.core.selectors import Selector

IDS = ("a", "b", "c", "d", "e", "f")
_RELATIONS = ("before", "after", "same-as")
_TEXTS = ("red", "green", "blue", "Эй")


class Chance:
    """A source of models and edits that a seed decides."""

    def __init__(self, seed: int, ids: tuple[str, ...] = IDS) -> None:
        """Everything is about the `ids` and follows from the seed."""
        self._random = random.Random(seed)
        self._ids = ids

    def annotations(self) -> Annotations:
        """A model in which about half of the ids have an entry."""
        sections: dict[Kind, dict[str, Entry]] = {kind: {} for kind in KINDS}
        for id_ in self._ids:
            if self._random.random() < 0.6:
                entry = self.entry(id_)
                sections[kind_of(entry)][id_] = entry
        return Annotations(
            format="idlib-reader/1",
            article=Heading(title=self.text()),
            entities=sections["entity"],
            events=sections["event"],
            claims=sections["claim"],
            remarks=sections["remark"],
        )

    def entry(self, id_: str) -> Entry:
        """An entry of any kind with a few keys."""
        usual = KINDS[IDS.index(id_) % len(KINDS)]
        entry = blank(Target(self._random.choice((*KINDS, *[usual] * 8)), id_))
        for _ in range(self._random.randint(0, 4)):
            field = self.field(kind_of(entry))
            entry = with_values(entry, field, self.values(kind_of(entry), field))
        return as_written(entry)

    def text(self) -> str:
        """One of a few words."""
        return self._random.choice(_TEXTS)

    def field(self, kind: Kind) -> Field:
        """A field that entries of a kind may have."""
        key = self._random.choice([*SHAPES[kind]])
        if SHAPES[kind][key].is_keyed:
            return (key, self._random.choice(("party", "host")))
        return (key,)

    def value(self, kind: Kind, field: Field) -> Value:
        """A value that may stand at a field."""
        match shape_of(kind, field).content:
            case "reference":
                return self._random.choice(self._ids)
            case "selector":
                return Selector((self.text(),), note=self._rarely(self.text()), tags=self._few())
            case "link":
                to = Reference(self._random.choice(self._ids))
                return Link(self._random.choice(_RELATIONS), to, self._basis(), (), self._rarely(self.text()))
            case _:
                return self.text()

    def _rarely(self, text: str) -> str:
        return text if self._random.random() < 0.3 else ""

    def _few(self) -> tuple[str, ...]:
        return (self.text(),) if self._random.random() < 0.3 else ()

    def _basis(self) -> str:
        return "inferred" if self._random.random() < 0.2 else "stated"

    def values(self, kind: Kind, field: Field) -> tuple[Value, ...]:
        """Values for a field as a whole; none that name the same words or the same link twice."""
        values: dict[object, Value] = {}
        for _ in range(self._random.randint(0, 3) if shape_of(kind, field).is_list else self._random.randint(0, 1)):
            value = self.value(kind, field)
            values.setdefault(_words(value), value)
        return tuple(values.values())

    def edits(self, annotations: Annotations, most: int = 3, *, renames: bool = True) -> list[Edit]:
        """Some edits, each made on what the ones before it have left."""
        edits = []
        for _ in range(self._random.randint(1, most)):
            edit = self.edit(annotations, renames=renames)
            annotations = apply(annotations, edit)
            edits.append(edit)
        return edits

    def edit(self, annotations: Annotations, *, renames: bool = True) -> Edit:
        """An edit of one to three changes that fits the model."""
        changes: list[Change] = []
        wanted = self._random.choice((1, 1, 2, 3))
        while len(changes) < wanted:
            change = self._change(annotations, renames)
            try:
                annotations = apply(annotations, Edit("a step", (change,)))
            except Unfit:
                continue
            changes.append(change)
        return Edit("a step", tuple(changes))

    def _change(self, annotations: Annotations, renames: bool) -> Change:
        choice = self._random.random()
        entries = [*annotations.entries()]
        if choice < 0.2 or not entries:
            return AddEntry(self.entry(self._random.choice(self._ids)))
        entry = self._random.choice(entries)
        if choice < 0.28:
            return DeleteEntry(Target(kind_of(entry), entry.id), entry)
        if choice < 0.34 and renames:
            return Rename(entry.id, self._random.choice(self._ids))
        if choice < 0.38:
            return SetField(ARTICLE, ("title",), (self.text(),), values_of(annotations.article, ("title",)))
        return self._field_change(entry)

    def _field_change(self, entry: Entry) -> Change:
        target = Target(kind_of(entry), entry.id)
        field = self.field(target.kind)
        now = values_of(entry, field)
        new = self.value(target.kind, field)
        choice = self._random.random()
        is_new = _words(new) not in map(_words, now)
        if now and choice < 0.25:
            return RemoveValue(target, field, self._random.choice(now))
        if now and choice < 0.5:
            old = self._random.choice(now)
            if is_new or _words(old) == _words(new):
                return ChangeValue(target, field, old, new)
        if shape_of(target.kind, field).is_list and choice < 0.8 and is_new:
            return AddValue(target, field, new, self._random.choice([None, *now]))
        return SetField(target, field, self.values(target.kind, field), now)


def _words(value: Value) -> object:
    """What makes a value the same as another one, whatever is said of it beside."""
    match value:
        case Selector(pieces=pieces):
            return pieces
        case Link(rel=rel, to=to):
            return rel, to.id
        case _:
            return value


class Atom(NamedTuple):
    """The smallest thing that a model says."""

    id: str
    """Of which entry; empty for the article."""
    field: Field
    """At which field; empty where it is that there is such an entry at all."""
    words: object
    """The value, without what is said of it beside."""
    detail: str
    """What is said of it beside: its note, a tag, its basis; empty for the value itself."""


def atoms(annotations: Annotations) -> set[Atom]:
    """Everything that a model says."""
    said = {Atom("", ("title",), annotations.article.title, "")}
    for kind in KINDS:
        for entry in section_of(annotations, kind).values():
            said.add(Atom(entry.id, (), kind, ""))
            for field in fields_of(entry):
                for value in values_of(entry, field):
                    said.update(Atom(entry.id, field, *atom) for atom in _atoms_of(value))
    return said


def _atoms_of(value: Value) -> Iterator[tuple[object, str]]:
    match value:
        case Selector(note=note, tags=tags):
            yield _words(value), ""
            yield from ((_words(value), f"tag {tag}") for tag in tags)
            yield from [(_words(value), f"note {note}")] if note else []
        case Link(basis=basis, note=note):
            yield _words(value), ""
            yield _words(value), basis
            yield from [(_words(value), f"note {note}")] if note else []
        case _:
            yield value, ""
