"""Problems of ids: what they refer to, and claims that are within each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Claim, Entry, Event, Kind, Reference, kind_of
from idlib_reader.core.circles import find_knots
from idlib_reader.core.corpus import Corpus, local_id
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


_EVERYWHERE = "The id of an entity or event is the same in every file: write `{}`."
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
    lookup = _Lookup(annotations, source, corpus, slug)
    for entry in annotations.entries():
        for use in _uses(entry):
            reference = use.reference
            local = local_id(reference, annotations, slug)
            kinds = lookup.kinds(local)
            if kinds is None:
                continue
            if not kinds:
                yield source.problem(reference.at, Code.DANGLING_ID, *lookup.dangling(local, entry.id))
            elif kinds.isdisjoint(use.kinds):
                yield source.problem(reference.at, Code.WRONG_KIND, *_wrong_kind(use, min(kinds), entry))
            elif local == entry.id:
                yield source.problem(reference.at, Code.SELF_REFERENCE, *_to_itself(use, entry))


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

    def __init__(self, annotations: Annotations, source: Source, corpus: Corpus, slug: str) -> None:
        self._kinds: dict[str, frozenset[Kind]] = {
            entry.id: frozenset((kind_of(entry),)) for entry in annotations.entries()
        }
        self._unread = annotations.unread
        self._annotations = annotations
        self._corpus = corpus
        self._slug = slug
        self._file = source.path

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
        slug, name = id_.split("#", 1)
        if self._slug and slug == self._slug:
            return None if name in self._unread else frozenset()
        if not self._corpus.files:
            return None
        there = self._corpus.local(slug, name)
        return frozenset((kind_of(there),)) if there else frozenset()

    def dangling(self, id_: str, user: str) -> tuple[str, str]:
        """What is wrong with an id that no entry has, and what was probably meant by the entry `user`, not itself."""
        if "#" in id_:
            slug, name = id_.split("#", 1)
            if not self._slug or slug != self._slug:
                return self._dangling_elsewhere(slug, name)
            if self.kinds(name):
                return f"{self._file} has no claim with the id {ticked(name)}.", _EVERYWHERE.format(name)
            id_ = name
        message = f"No entry has the id {ticked(id_)}."
        if id_ == OUTLET:
            return message, "The article's own voice stands only at `source`; write the id of an entry here."
        near = (self._names.get(id_.lower()), *self._suggestions.near(id_, 2))
        close = next((other for other in near if other and other != user), None) or self._nearest_elsewhere(id_, user)
        if close:
            return message, f"Did you mean `{close}`?"
        elsewhere = [slug for slug in self._corpus.claimants(id_) if slug != self._slug]
        if elsewhere:
            return message, f"For the claim of another article write `{elsewhere[0]}#{id_}`."
        return message, "Add an entry with this id, or correct it."

    def _nearest_elsewhere(self, id_: str, user: str) -> str | None:
        """The nearest id of an entity or event that another file has, not that of the entry `user`."""
        close = self._corpus.suggestions.near(id_, _NEAR)
        return next((one for one in close if one != user and self._corpus.holders(one, self._slug)), None)

    def _dangling_elsewhere(self, slug: str, id_: str) -> tuple[str, str]:
        there = self._corpus.files.get(slug)
        if there is None:
            close = self._corpus.slug_suggestions.nearest(slug)
            hint = f"Did you mean `{close}#{id_}`?" if close else "Write the name of its file, without the ending."
            return f"The workspace has no annotations of an article {ticked(slug)}.", hint
        message = f"{self._corpus.name(slug)} has no claim with the id {ticked(id_)}."
        if id_ in there.entities or id_ in there.events:
            return message, _EVERYWHERE.format(id_)
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


def check_within(annotations: Annotations, source: Source, corpus: Corpus, slug: str) -> Iterator[Problem]:
    """Circles of claims within each other, each at the part of it that is written last in the file.

    One that leads through other files is told in each of them.
    """
    around = _around(annotations, corpus, slug)
    for knot in find_knots(around):
        # A claim is within one other at most, so a knot is one circle; one of a single claim is told as such.
        (circle,) = knot.circles
        own = [claim for id_ in circle if (claim := annotations.claims.get(id_))]
        places = {claim.id: claim.within.at for claim in own if claim.within}
        if places and len(circle) > 1:
            last = circle.index(max(places, key=lambda id_: places[id_]))
            turned = [*circle[last:], *circle[:last]]
            message = f"These claims are within each other in a circle: {in_circle(turned, ['within'] * len(turned))}."
            hint = "Delete `within` at the claim that holds all of the others."
            yield source.problem(places[turned[0]], Code.CIRCULAR_CLAIM, message, hint)


def _around(annotations: Annotations, corpus: Corpus, slug: str) -> dict[str, tuple[str, ...]]:
    """By claim the one around it: of the file itself by id, and of other files that these lead to as `slug#id`."""
    around: dict[str, tuple[str, ...]] = {}
    for id_ in annotations.claims:
        home, name, key = slug, id_, id_
        while key not in around:
            claim = annotations.claims.get(name) if home == slug else corpus.local(home, name)
            if not isinstance(claim, Claim) or claim.within is None:
                break
            if claim.within.is_elsewhere:
                home, name = claim.within.id.split("#", 1)
            else:
                name = claim.within.id
            outer = name if home == slug else f"{home}#{name}"
            around[key] = (outer,)
            key = outer
    return around
