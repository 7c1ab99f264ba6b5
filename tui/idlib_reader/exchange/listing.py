"""The entries of a file as JSON values, and the choice among them: what `idlib-reader list` prints for programs.

Every object of a kind has the same keys, in the order of FORMAT.md's table: what the entry has, or what is its default.
A value is its text as written; an absent text, id or date is null, an absent list `[]`, an absent mapping `{}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Kind, Link, Reference, Remark, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Selector, State
from idlib_reader.core.span import Place, Span
from idlib_reader.core.tagset import OUTLET
from idlib_reader.core.visible import make_visible
from idlib_reader.errors import IdlibError

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
"""What JSON can say."""
JsonObject: TypeAlias = dict[str, Json]

FilterName: TypeAlias = Literal["type", "source", "status", "about", "tag"]
"""What entries can be chosen by: the options of the command line, without their dashes."""
FILTER_NAMES: tuple[FilterName, ...] = get_args(FilterName)

PLURALS: dict[Kind, str] = {"entity": "entities", "claim": "claims", "event": "events", "remark": "remarks"}
"""By kind the word that the command line and the files have for many."""

KINDS: dict[str, Kind] = {plural: kind for kind, plural in PLURALS.items()}
"""The same the other way round."""

_FILTERS: dict[Kind, tuple[FilterName, ...]] = {
    "entity": ("type", "tag"),
    "claim": ("source", "status", "about", "tag"),
    "event": ("type", "source", "status", "tag"),
    "remark": ("tag",),
}

_NOT_FOUND = ("review", "ambiguous", "orphan")
"""The states in which a selector stands at no place that one may rely on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries are wanted: any of the words of a field will do, and every field that has words counts."""

    type: tuple[str, ...] = ()
    """Types of entities or events."""
    source: tuple[str, ...] = ()
    """Ids of who says it; `outlet` finds the events without a source too."""
    status: tuple[str, ...] = ()
    """What the analyst holds."""
    about: tuple[str, ...] = ()
    """Ids that a claim is about."""
    tag: tuple[str, ...] = ()
    """Tags of the entry itself, not of its mentions."""

    def matches(self, entry: Entry) -> bool:
        """Whether the entry is wanted. What a kind of entry has not, such as the status of an entity, never matches."""
        return all(not words or not _values(entry, name).isdisjoint(words) for name, words in self._words())

    def refuse_misfits(self, kind: Kind) -> None:
        """Raise an IdlibError that says which of the fields with words tell nothing of entries of this kind."""
        fitting = filters_of(kind)
        misfits = [name for name, words in self._words() if words and name not in fitting]
        if misfits:
            message = f"{PLURALS[kind].capitalize()} can't be chosen by {_options(misfits)}."
            raise IdlibError(message, f"Use {_options(fitting)}.")

    def _words(self) -> Iterable[tuple[FilterName, tuple[str, ...]]]:
        return zip(FILTER_NAMES, (self.type, self.source, self.status, self.about, self.tag), strict=True)


def filters_of(kind: Kind) -> tuple[FilterName, ...]:
    """What entries of a kind can be chosen by."""
    return _FILTERS[kind]


def chosen_entries(index: Index, kind: Kind, chosen: Filter) -> list[Entry]:
    """The entries of a kind that the filter wants, in the order of the file."""
    return [entry for entry in index.entries.values() if kind_of(entry) == kind and chosen.matches(entry)]


def as_json(
    index: Index, kind: Kind, file: str, line_of: Callable[[int], int], chosen: Filter | None = None
) -> list[JsonObject]:
    """An object for each entry of a kind that `chosen` wants, in the order of the file.

    Args:
        index: the annotated article.
        kind: which entries.
        file: the path of the annotation file, as it shall be shown.
        line_of: gives the line, counted from 1, of an offset in code points into that file's text.
        chosen: which of them; None wants all.
    """
    return [
        {"id": entry.id, "file": file, "line": line_of(entry.at), **_keys(index, entry)}
        for entry in chosen_entries(index, kind, chosen or Filter())
    ]


def problem_as_json(problem: Problem) -> JsonObject:
    """A problem as an object: what `idlib-reader check` prints in a line, in parts."""
    return {
        "file": problem.path,
        "line": problem.line,
        "column": problem.column,
        "level": problem.level,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def write_json(objects: Iterable[JsonObject], *, is_ascii: bool = False) -> str:
    """The objects as a JSON array, each on a line of its own, without a line end after the last.

    What a terminal would interpret, and what no encoder accepts, is written as an escape; with `is_ascii`, for an
    output in another encoding than UTF-8, all that is not ASCII.
    """
    import json

    lines = [_escaped(json.dumps(one, ensure_ascii=is_ascii)) for one in objects]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def written_words(selector: Selector) -> str | list[str]:
    """The words of a selector as the file has them; for pieces a list."""
    if selector.to:
        return f"{selector.pieces[0]} … {selector.to}"
    return list(selector.pieces) if len(selector.pieces) > 1 else selector.pieces[0]


def _escaped(line: str) -> str:
    """A line of JSON with escapes for what is not drawn as it is; that stands in strings only, where they mean it."""
    shown = make_visible(line)
    if shown == line:
        return line
    return "".join(
        own if own == drawn else "".join(f"\\u{unit:04x}" for unit in _units(own))
        for own, drawn in zip(line, shown, strict=True)
    )


def _units(character: str) -> list[int]:
    """The code units of UTF-16, of which JSON makes its escapes."""
    code = ord(character)
    return [code] if code < 0x10000 else [0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF)]


# Keys


def _keys(index: Index, entry: Entry) -> JsonObject:
    match entry:
        case Entity():
            return _entity(index, entry)
        case Event():
            return _event(index, entry)
        case Claim():
            return _claim(index, entry)
        case Remark():
            return {"passage": _places(index, _one(entry.passage)), "note": entry.note or None, "tags": [*entry.tags]}


def _entity(index: Index, entity: Entity) -> JsonObject:
    return {
        "type": entity.type,
        "name": entity.label,
        "aliases": [*entity.aliases],
        "description": entity.description or None,
        "mentions": _places(index, entity.mentions),
        **_end(index, entity),
    }


def _event(index: Index, event: Event) -> JsonObject:
    return {
        "title": event.label,
        "type": event.type,
        "date": event.date or None,
        "date_text": _places(index, event.date_text),
        "place": _ids(event.place),
        "participants": {role: _ids(who) for role, who in event.participants},
        "modality": event.modality,
        "basis": event.basis,
        "figures": dict(event.figures),
        "source": _sources(event),
        "status": event.status or None,
        "mentions": _places(index, event.mentions),
        **_end(index, event),
    }


def _claim(index: Index, claim: Claim) -> JsonObject:
    return {
        "content": _places(index, _one(claim.content)),
        "source": _sources(claim),
        "source_text": _places(index, claim.source_text),
        "cue": _places(index, claim.cue),
        "mode": claim.mode or None,
        "stance": claim.stance,
        "certainty": claim.certainty,
        "audience": _ids(claim.audience),
        "date": claim.date or None,
        "date_text": _places(index, claim.date_text),
        "within": claim.within.id if claim.within else None,
        "about": _ids(claim.about),
        "status": claim.status,
        **_end(index, claim),
    }


def _end(index: Index, entry: Entity | Event | Claim) -> JsonObject:
    """The keys that the three have in common, which stand last."""
    links = [_link(index, link) for link in entry.links]
    return {"links": links, "tags": [*entry.tags], "note": entry.note or None}


def _link(index: Index, link: Link) -> JsonObject:
    return {
        "rel": link.rel,
        "to": link.to.id,
        "basis": link.basis,
        "cue": _places(index, link.cue),
        "note": link.note or None,
    }


def _one(selector: Selector | None) -> tuple[Selector, ...]:
    return (selector,) if selector else ()


def _ids(references: Iterable[Reference]) -> list[str]:
    return [reference.id for reference in references]


def _sources(entry: Event | Claim) -> list[str]:
    """Who says it. An event whose list of sources is empty is the outlet's, like one without the key."""
    return _ids(entry.source) or ([OUTLET] if isinstance(entry, Event) else [])


def _values(entry: Entry, name: FilterName) -> set[str]:
    """What an entry has for a filter to match; nothing where its kind has no such key."""
    match name:
        case "type":
            return {entry.type} if isinstance(entry, Entity | Event) else set()
        case "source":
            return {*_sources(entry)} if isinstance(entry, Event | Claim) else set()
        case "status":
            return {entry.status} if isinstance(entry, Event | Claim) else set()
        case "about":
            return {*_ids(entry.about)} if isinstance(entry, Claim) else set()
        case "tag":
            return {*entry.tags}


def _options(names: Sequence[FilterName]) -> str:
    return " or ".join(f"--{name}" for name in names)


# Places


def _places(index: Index, selectors: Iterable[Selector]) -> list[JsonObject]:
    """The places of each selector in turn; one without a place has an object too, with its words as written."""
    return [one for selector in selectors for one in _places_of(index, selector)]


def _places_of(index: Index, selector: Selector) -> list[JsonObject]:
    anchor = index.anchors[selector]
    own: JsonObject = {}
    if selector.note:
        own["note"] = selector.note
    if selector.tags:
        own["tags"] = [*selector.tags]
    if anchor.state in _NOT_FOUND:
        return [{"quote": written_words(selector), "start": None, "end": None, "state": anchor.state, **own}]
    return [{**_place(index.article.text, place, state), **own} for place, state in anchor.states_of_places()]


def _place(text: str, place: Place, state: State) -> JsonObject:
    def each(value: Callable[[Span], Json]) -> Json:
        """One value for a place in one piece, a list for one of several."""
        return value(place[0]) if len(place) == 1 else [value(span) for span in place]

    return {
        "quote": each(lambda span: text[span.start : span.end]),
        "start": each(lambda span: span.start),
        "end": each(lambda span: span.end),
        "state": state,
    }
