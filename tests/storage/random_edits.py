"""Random edits of whatever a file holds: every change, on every kind and field, with values that YAML makes hard.

Each fits the model that it is made for, and is one that the reader might make: words are of the tagset, dates are
EDTF, ids are slugs. What is free is as nasty as it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import TypeVar

from idlib_reader.core.annotations import (
    KINDS,
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Heading,
    Link,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.applying import apply_change, holder_of, section_of
from idlib_reader.core.edits import (
    ARTICLE,
    AddEntry,
    AddValue,
    Change,
    ChangeValue,
    DeleteEntry,
    Edit,
    Field,
    Part,
    RemoveValue,
    Rename,
    SetField,
    Target,
    Value,
)
from idlib_reader.core.entry_fields import SHAPES, Shape, fields_of, shape_of, values_of, with_values
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, OUTLET, ROLES
from idlib_reader.storage import schema
from storage.random_values import a_date, a_key, a_slug, a_text, some_words

One = TypeVar("One")

FIELDS = {
    "entity": schema.ENTITY,
    "event": schema.EVENT,
    "claim": schema.CLAIM,
    "remark": schema.REMARK,
    "article": schema.HEADING,
}
_LINKS = {"entity": schema.ENTITY_LINK, "event": schema.EVENT_LINK, "claim": schema.CLAIM_LINK}
_ENTRIES = {"entity": Entity, "event": Event, "claim": Claim, "remark": Remark}


def random_edit(random: Random, annotations: Annotations) -> Edit:
    """One edit of one to three changes, each of which fits what the earlier ones make of the model."""
    changes: list[Change] = []
    for _ in range(random.choice((1, 1, 1, 1, 2, 3))):
        change = random_change(random, annotations)
        annotations = apply_change(annotations, change)
        changes.append(change)
    return Edit(" and ".join(type(change).__name__ for change in changes), tuple(changes))


def random_change(random: Random, annotations: Annotations) -> Change:
    """One change that fits the model and takes nothing away that an entry must have."""
    while True:
        make = random.choices(list(_MAKERS), list(_MAKERS.values()))[0]
        change = make(random, annotations)
        if change and not _breaks(annotations, change):
            return change


def _breaks(annotations: Annotations, change: Change) -> bool:
    """Whether the change takes the last thing from an entry that the format wants of it."""
    if not isinstance(change, SetField | RemoveValue):
        return False
    before, after = (holder_of(one, change.target.id) for one in (annotations, apply_change(annotations, change)))
    return _is_sound(before) and not _is_sound(after)


def _is_sound(entry: Entry | None) -> bool:
    match entry:
        case Claim():
            return bool(entry.content or entry.about)
        case Remark():
            return entry.passage is not None
        case _:
            return True


# Entries and ids


def _add_entry(random: Random, annotations: Annotations) -> Change:
    kind = random.choice(KINDS)
    make: Callable[..., Entry] = _ENTRIES[kind]
    entry = make(id=_free_id(random, annotations))
    must = {"remark": ["passage"], "claim": [random.choice(("content", "about"))]}.get(kind, [])
    others = [key for key in SHAPES[kind] if key not in must]
    for key in [*must, *random.sample(others, random.choice((0, 1, 2, 3, 5)) % len(others))]:
        for _ in range(random.choice((1, 1, 2)) if SHAPES[kind][key].is_keyed else 1):
            field = _below(random, entry, key)
            if values := _some_values(random, annotations, kind, field, fewest=1):
                entry = with_values(entry, field, values)
    return AddEntry(entry)


def _delete_entry(random: Random, annotations: Annotations) -> Change | None:
    entry = _an_entry(random, annotations)
    return DeleteEntry(Target(kind_of(entry), entry.id), entry) if entry else None


def _rename(random: Random, annotations: Annotations) -> Change | None:
    known = [*(entry.id for entry in annotations.entries()), *referred(annotations)]
    olds = sorted({id_ for id_ in known if id_ not in annotations.unread} - {OUTLET})
    if not olds:
        return None
    old, new = random.choice(olds), _free_id(random, annotations)
    return Rename(old, f"other-article#{new}" if "#" in old else new)


def referred(annotations: Annotations) -> Iterator[str]:
    """Every id that is referred to, as often as it is."""
    for entry in annotations.entries():
        for key, shape in SHAPES[kind_of(entry)].items():
            if shape.content == "link":
                yield from (link.to.id for link in entry.links)
            elif shape.content == "reference":
                fields = [(key, role) for role, _ in getattr(entry, key)] if shape.is_keyed else [(key,)]
                yield from (str(value) for field in fields for value in values_of(entry, field))


def _free_id(random: Random, annotations: Annotations) -> str:
    taken = {OUTLET, *annotations.unread, *(entry.id for entry in annotations.entries()), *referred(annotations)}
    while (id_ := a_slug(random)) in taken:
        pass
    return id_


def _an_entry(random: Random, annotations: Annotations) -> Entry | None:
    sections = [list(section.values()) for kind in KINDS if (section := section_of(annotations, kind))]
    return random.choice(random.choice(sections)) if sections else None


# Fields


def _owner(random: Random, annotations: Annotations) -> tuple[Target, Entry | Heading]:
    entry = _an_entry(random, annotations)
    if entry is None or random.random() < 0.08:
        return ARTICLE, annotations.article
    return Target(kind_of(entry), entry.id), entry


def _a_field(random: Random, annotations: Annotations) -> tuple[Target, Field, Shape, tuple[Value, ...]]:
    """Some field of something, what it takes, and what stands there."""
    target, owner = _owner(random, annotations)
    field = _below(random, owner, random.choice(list(SHAPES[target.kind])))
    return target, field, shape_of(target.kind, field), values_of(owner, field)


def _below(random: Random, owner: Entry | Heading, key: str) -> Field:
    """The field at a key; where a person's own keys stand below it, at one of those or another."""
    if key == "participants":
        known = [role for role, _ in getattr(owner, key)]
        return key, random.choice([*known, random.choice(ROLES), random.choice((*ROLES, a_key(random)))])
    if key == "figures":
        return key, random.choice([*(what for what, _ in getattr(owner, key)), a_key(random)])
    return (key,)


def _set_field(random: Random, annotations: Annotations) -> Change:
    target, field, _, was = _a_field(random, annotations)
    return SetField(target, field, _some_values(random, annotations, target.kind, field), was)


def _add_value(random: Random, annotations: Annotations) -> Change | None:
    target, field, shape, now = _a_field(random, annotations)
    value = _a_value(random, annotations, target.kind, field)
    if not shape.is_list or value in now:
        return None
    before = random.choice([None, None, *now])
    return AddValue(target, field, value, before)


def _written(random: Random, annotations: Annotations) -> tuple[Target, Field, tuple[Value, ...]] | None:
    """Something that is written, and where."""
    target, owner = _owner(random, annotations)
    fields = fields_of(owner) if not isinstance(owner, Heading) else ((key,) for key in SHAPES["article"])
    written = [(field, values) for field in fields if (values := values_of(owner, field))]
    return (target, *random.choice(written)) if written else None


def _remove_value(random: Random, annotations: Annotations) -> Change | None:
    if (found := _written(random, annotations)) is None:
        return None
    target, field, now = found
    return RemoveValue(target, field, random.choice(now))


def _change_value(random: Random, annotations: Annotations) -> Change | None:
    if (found := _written(random, annotations)) is None:
        return None
    target, field, now = found
    old = random.choice(now)
    new = _altered(random, annotations, target.kind, field, old)
    return None if new in now else ChangeValue(target, field, old, new)


_MAKERS: dict[Callable[[Random, Annotations], Change | None], int] = {
    _add_entry: 5,
    _delete_entry: 4,
    _rename: 4,
    _set_field: 9,
    _add_value: 15,
    _remove_value: 6,
    _change_value: 9,
}
"""What makes a change, or gives None where it finds nothing to change, and how often it is asked."""


# Values


def _some_values(
    random: Random, annotations: Annotations, part: Part, field: Field, fewest: int = 0
) -> tuple[Value, ...]:
    most = random.choice((1, 2, 3)) if shape_of(part, field).is_list else 1
    values = [_a_value(random, annotations, part, field) for _ in range(random.randint(fewest, most))]
    return tuple(value for at, value in enumerate(values) if value not in values[:at])


def _a_value(random: Random, annotations: Annotations, part: Part, field: Field) -> Value:
    match shape_of(part, field).content:
        case "reference":
            return _a_reference(random, annotations)
        case "selector":
            return a_selector(random)
        case "link":
            return _a_link(random, annotations, part)
        case "text":
            return _a_text(random, FIELDS[part][field[0]])


def _a_text(random: Random, rule: schema.Field) -> str:
    if rule.shape == "date":
        return a_date(random)
    words = rule.known_words(DEFAULT)
    return random.choice(words) if words else a_text(random)


def _a_reference(random: Random, annotations: Annotations) -> str:
    ids = [entry.id for entry in annotations.entries()]
    other = random.choice((OUTLET, a_slug(random), f"other-article#{a_slug(random)}"))
    return random.choice([random.choice(ids or [other]), random.choice(ids or [other]), other])


def _a_link(random: Random, annotations: Annotations, part: Part) -> Link:
    return Link(
        rel=_a_text(random, _LINKS[part]["rel"]),
        to=Reference(_a_reference(random, annotations)),
        basis=random.choice(("stated", "inferred")),
        cue=_few(random, a_selector),
        note=_perhaps(random, a_text, ""),
    )


def a_selector(random: Random, depth: int = 0) -> Selector:
    """A selector of any form, most of them the words alone."""
    form = random.randrange(12)
    if form < 5:
        return Selector((some_words(random),))
    if form == 5:
        return Selector(tuple(some_words(random) for _ in range(random.choice((2, 2, 3)))))
    if form == 6:
        return Selector((some_words(random),), to=a_text(random), after=_perhaps(random, a_text, ""))
    selector = Selector((some_words(random),))
    for _ in range(random.choice((1, 1, 2, 3))):
        selector = _with_another_key(random, selector, depth)
    return selector


def _with_another_key(random: Random, selector: Selector, depth: int) -> Selector:
    """The selector with one more key, with another value at a key, or with one key less."""
    match random.randrange(8):
        case 0:
            return replace(selector, inside=_perhaps(random, a_text, ""))
        case 1:
            return replace(selector, before=_perhaps(random, a_text, ""))
        case 2:
            return replace(selector, after=_perhaps(random, a_text, ""))
        case 3:
            return replace(selector, nth=random.choice((None, 1, 2, 31)), all=False)
        case 4:
            return replace(selector, all=not selector.all, nth=None)
        case 5:
            return replace(selector, note=_perhaps(random, a_text, ""))
        case 6:
            return replace(selector, tags=_few(random, a_text))
        case _:
            deeper = _few(random, lambda one: a_selector(one, depth + 1)) if depth < 2 else ()
            return replace(selector, excepted=deeper)


def _altered(random: Random, annotations: Annotations, part: Part, field: Field, old: Value) -> Value:
    """Another value for one that is there: of a selector or link most often only a key or two differ."""
    match old:
        case Selector() if random.random() < 0.8:
            if random.random() < 0.3:
                return replace(old, pieces=(some_words(random), *old.pieces[1:]))
            return _with_another_key(random, old, 0)
        case Link() if random.random() < 0.8:
            other = _a_link(random, annotations, part)
            key = random.choice(("rel", "to", "basis", "cue", "note"))
            change: Callable[..., Link] = replace
            return change(old, **{key: getattr(other, key)})
        case _:
            return _a_value(random, annotations, part, field)


def _perhaps(random: Random, make: Callable[[Random], One], otherwise: One) -> One:
    return make(random) if random.random() < 0.6 else otherwise


def _few(random: Random, make: Callable[[Random], One]) -> tuple[One, ...]:
    values = [make(random) for _ in range(random.choice((0, 1, 1, 2)))]
    return tuple(value for at, value in enumerate(values) if value not in values[:at])
