"""Problems of ids: what they refer to, and what they are in other files of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Claim, Entry, Event, Kind, Reference, kind_of
from idlib_reader.core.circles import find_circles
from idlib_reader.core.corpus import Corpus, Holder
from idlib_reader.core.excerpts import in_circle, ticked
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.tagset import OUTLET

_ENTITY: tuple[Kind, ...] = ("entity",)
_CLAIM: tuple[Kind, ...] = ("claim",)
_DISCUSSED: tuple[Kind, ...] = ("event", "entity", "claim")
_LINKED: dict[Kind, tuple[Kind, ...]] = {
    "entity": ("entity",),
    "event": ("event", "claim"),
    "claim": ("claim", "event"),
    "remark": (),
}
"""By kind of the entry that a link stands on the kinds it may lead to.

Events and claims may be linked with each other, since the reader walks from the one to the other: a claim may rebut
what the outlet reports as fact, and a statement that is an event may respond to a claim.
"""


_NEAR = 3
"""Ids looked at for one that is not only in an older reading of the file itself."""


class _Use(NamedTuple):
    """An id where an entry uses it."""

    reference: Reference
    key: str
    kinds: tuple[Kind, ...]
    """The kinds of entry that belong there."""


def check_references(annotations: Annotations, source: Source, corpus: Corpus, slug: str) -> Iterator[Problem]:
    """Ids that no entry has, or one of another kind than belongs there, and entries that refer to themselves."""
    lookup = _Lookup(annotations, corpus, slug)
    for entry in annotations.entries():
        for use in _uses(entry):
            reference = use.reference
            local = local_id(reference, slug)
            kinds = lookup.kinds(local)
            if kinds is None:
                continue
            if not kinds:
                yield source.problem(reference.at, Code.DANGLING_ID, *lookup.dangling(local, entry.id))
            elif kinds.isdisjoint(use.kinds):
                yield source.problem(reference.at, Code.WRONG_KIND, *_wrong_kind(use, min(kinds), entry))
            elif local == entry.id:
                yield source.problem(reference.at, Code.SELF_REFERENCE, *_to_itself(use, entry))


def local_id(reference: Reference, slug: str) -> str:
    """The id as written in its own file: `slug#id` of the file `slug` itself is `id`."""
    return reference.id.removeprefix(f"{slug}#") if slug and reference.is_elsewhere else reference.id


def _uses(entry: Entry) -> Iterator[_Use]:
    """Every id that the entry writes; as a source the article's own voice is none to be looked up."""
    if isinstance(entry, Event):
        yield from (_Use(reference, "place", _ENTITY) for reference in entry.place)
        yield from (_Use(who, "participants", _ENTITY) for _, named in entry.participants for who in named)
    if isinstance(entry, Claim):
        yield from (_Use(reference, "audience", _ENTITY) for reference in entry.audience)
        yield from (_Use(reference, "about", _DISCUSSED) for reference in entry.about)
        if entry.within:
            yield _Use(entry.within, "within", _CLAIM)
    if isinstance(entry, Event | Claim):
        yield from (_Use(who, "source", _ENTITY) for who in entry.source if who.id != OUTLET)
    kind = kind_of(entry)
    yield from (_Use(link.to, "links", _LINKED[kind]) for link in entry.links)


class _Lookup:
    """What ids are, in the file itself and in the others of its workspace."""

    def __init__(self, annotations: Annotations, corpus: Corpus, slug: str) -> None:
        self._kinds: dict[str, frozenset[Kind]] = {
            entry.id: frozenset((kind_of(entry),)) for entry in annotations.entries()
        }
        self._unread = annotations.unread
        self._annotations = annotations
        self._corpus = corpus
        self._slug = slug

    @cached_property
    def _names(self) -> dict[str, str]:
        """By name or title in lower case the id of the file's own entry that has it; of several the first."""
        return {entry.label.lower(): entry.id for entry in reversed([*self._annotations.shared()])}

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(self._kinds)

    def kinds(self, id_: str) -> frozenset[Kind] | None:
        """The kinds of entry that have the id, none if nobody has it; None where that can't be known."""
        own = self._kinds.get(id_)
        if own or id_ in self._unread:
            return own
        if "#" not in id_:
            return frozenset(holder.kind for holder in self._corpus.holders(id_, self._slug))
        if not self._corpus.files:
            return None
        there = self._corpus.local(*id_.split("#", 1))
        return frozenset((kind_of(there),)) if there else frozenset()

    def dangling(self, id_: str, user: str) -> tuple[str, str]:
        """What is wrong with an id that no entry has, and what was probably meant by the entry `user`, not itself."""
        if "#" in id_:
            return self._dangling_elsewhere(*id_.split("#", 1))
        message = f"No entry has the id {ticked(id_)}."
        if id_ == OUTLET:
            return message, "The article's own voice stands only at `source`; write the id of an entry here."
        near = [self._names.get(id_.lower()), *self._suggestions.near(id_, 2), self._nearest_elsewhere(id_)]
        close = next((other for other in near if other and other != user), None)
        if close:
            return message, f"Did you mean `{close}`?"
        elsewhere = [slug for slug in self._corpus.claimants(id_) if slug != self._slug]
        if elsewhere:
            return message, f"For the claim of another article write `{elsewhere[0]}#{id_}`."
        return message, "Add an entry with this id, or correct it."

    def _nearest_elsewhere(self, id_: str) -> str | None:
        """The nearest id of an entity or event that another file has."""
        close = self._corpus.suggestions.near(id_, _NEAR)
        return next((other for other in close if self._corpus.holders(other, self._slug)), None)

    def _dangling_elsewhere(self, slug: str, id_: str) -> tuple[str, str]:
        there = self._corpus.files.get(slug)
        if there is None:
            close = self._corpus.slug_suggestions.nearest(slug)
            hint = f"Did you mean `{close}#{id_}`?" if close else "Write the name of its file, without the ending."
            return f"The workspace has no annotations of an article {ticked(slug)}.", hint
        message = f"{self._corpus.name(slug)} has no claim with the id {ticked(id_)}."
        if id_ in there.entities or id_ in there.events:
            return message, f"The id of an entity or event is the same in every file: write `{id_}`."
        close = Suggestions([*there.claims, *there.remarks]).nearest(id_)
        return message, f"Did you mean `{slug}#{close}`?" if close else "Correct the id, or add the claim there."


_WORDS: dict[Kind, str] = {"entity": "an entity", "event": "an event", "claim": "a claim", "remark": "a remark"}


def _wrong_kind(use: _Use, kind: Kind, entry: Entry) -> tuple[str, str]:
    place = f"a link of {_WORDS[kind_of(entry)]} leads to" if use.key == "links" else f"`{use.key}` takes"
    *others, last = (_WORDS[one] for one in use.kinds)
    taken = f"{', '.join(others)} or {last}" if others else last
    message = f"`{use.reference.id}` is {_WORDS[kind]}, but {place} {taken}."
    if use.key == "source" and kind == "event":
        return message, "Write the id of who said it; the event may stand at `about`, or at the end of a link."
    return message, f"Write the id of {taken}."


def _to_itself(use: _Use, entry: Entry) -> tuple[str, str]:
    sentences = {
        "about": f"The claim `{entry.id}` is about itself.",
        "within": f"The claim `{entry.id}` is within itself.",
        "links": f"This link leads from `{entry.id}` to itself.",
    }
    return sentences[use.key], "Write another id, or delete this one."


def check_within(annotations: Annotations, source: Source, slug: str) -> Iterator[Problem]:
    """Circles of claims within each other, each at the part of it that is written last in the file."""
    around = {
        id_: (within,)
        for id_, claim in annotations.claims.items()
        if claim.within and (within := local_id(claim.within, slug)) != id_
    }
    for circle in find_circles(around):
        places = {id_: reference.at for id_ in circle if (reference := annotations.claims[id_].within)}
        last = circle.index(max(places, key=lambda id_: places[id_]))
        turned = [*circle[last:], *circle[:last]]
        message = f"These claims are within each other in a circle: {in_circle(turned, ['within'] * len(turned))}."
        hint = "Delete `within` at the claim that holds all of the others."
        yield source.problem(places[turned[0]], Code.CIRCULAR_CLAIM, message, hint)


def check_types(annotations: Annotations, source: Source, corpus: Corpus, slug: str) -> Iterator[Problem]:
    """Entities and events that have another type, or are of another kind, in another file of the workspace."""
    for entry in annotations.shared():
        own = Holder(slug, kind_of(entry), entry.type if "type" in entry.keys else "")
        others = [other for other in corpus.holders(entry.id, slug) if _differs(own, other)]
        if others:
            elsewhere = " and ".join(f"{_told(other)} in {corpus.name(other.slug)}" for other in others[:_FILES_SHOWN])
            message = f"`{entry.id}` is {_told(own)} here, but {elsewhere}."
            has_one_kind = all(other.kind == own.kind for other in others)
            at = entry.type_at if has_one_kind and entry.type_at is not None else entry.at
            hint = _ONE_MEANING + (_ONE_TYPE if has_one_kind else _ONE_KIND)
            yield source.problem(at, Code.TYPE_DIFFERS, message, hint)


_FILES_SHOWN = 3
_ONE_MEANING = "An id means the same in every file: "
_ONE_TYPE = "write one type in all of them, or give one of them another id."
_ONE_KIND = "give one of the two another id."


def _differs(one: Holder, other: Holder) -> bool:
    if one.kind != other.kind:
        return True
    return bool(one.type and other.type) and one.type != other.type


def _told(holder: Holder) -> str:
    return _WORDS[holder.kind] + (f" of type `{holder.type}`" if holder.type else "")
