"""The ways on from an entry, in the order of the digits that follow them, and the one that Enter takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Link, Reference
from idlib_reader.core.corpus import Tie
from idlib_reader.core.index import Index

_WORDS: Mapping[Tie, str] = {"part": "includes", "source": "says", "subject": "claim"}
"""What a tie that no file has a word for is called from its other end."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way on from an entry that a digit follows."""

    word: str
    """What the other end is to this one: a relation, a role, or a word for what else ties them."""
    to: str
    """The id at the other end."""
    link: Link | None = None
    """The written link, if it is one."""
    slug: str = ""
    """The article that the other end is in; empty for this one."""

    @property
    def reference(self) -> str:
        """The other end as `Index.label` takes it: the id, with its article before it if that is another one."""
        return f"{self.slug}#{self.to}" if self.slug else self.to


def steps_from(index: Index, id_: str) -> list[Step]:
    """What the digits follow from an entry, in order.

    First its links within the article, those written on it before those written on others; then what else ties it to
    events and claims: the parts it takes in events, the claims it makes, what a claim is about or part of, the claims
    about it. Then what it names that only other articles have, what those say of it, and those that have it too.
    """
    entry = index.entries[id_]
    own = [*_steps_within(index, entry), *_steps_out(index, entry)]
    return [*own, *_steps_from_others(index, entry, own)]


def _steps_within(index: Index, entry: Entry) -> Iterator[Step]:
    """Those that stay in the article."""
    id_ = entry.id
    yield from (Step(way.rel, way.to, way.link) for way in index.ways.get(id_, ()))
    if isinstance(entry, Claim):
        walkable = index.annotations.events.keys() | index.annotations.claims.keys()
        if entry.within and entry.within.id in walkable:
            yield Step("part of", entry.within.id)
        yield from (Step("includes", part) for part in index.parts_of.get(id_, ()))
        yield from (Step("about", to.id) for to in entry.about if to.id in walkable)
    if isinstance(entry, Entity):
        yield from (Step(role, event) for role, event in index.roles_of.get(id_, ()))
        yield from (Step("says", claim) for claim in index.claims_by.get(id_, ()))
    yield from (Step("claim", claim) for claim in index.claims_about.get(id_, ()))


def _steps_out(index: Index, entry: Entry) -> Iterator[Step]:
    """Those to what the entry itself names and only other articles have."""
    named: list[tuple[str, Reference, Link | None]] = [(link.rel, link.to, link) for link in entry.links]
    if isinstance(entry, Claim):
        if entry.within:
            named.append(("part of", entry.within, None))
        named += [("about", to, None) for to in entry.about]
    for word, to, link in named:
        if home := index.home_of(to):
            slug, id_ = home
            yield Step(word, id_, link, slug)


def _steps_from_others(index: Index, entry: Entry, own: Sequence[Step]) -> Iterator[Step]:
    """Those that are written in other articles; a link that is written from both ends is among the entry's own."""
    walked = {(step.word, step.reference) for step in own}
    for fact in index.facts_elsewhere(entry.id):
        step = Step(_WORDS.get(fact.tie, fact.word), fact.id, fact.link, fact.slug)
        is_fitting = isinstance(entry, Entity) or fact.tie not in ("role", "source")
        if is_fitting and (step.word, step.reference) not in walked:
            walked.add((step.word, step.reference))
            yield step
    yield from (Step("in", entry.id, slug=slug) for slug in index.articles_with(entry.id))


def entered(index: Index, id_: str) -> Step | None:
    """The step that Enter takes from an event: its own first link to an event, else the first that others write."""
    written: dict[Link | None, int] = {link: row for row, link in reversed([*enumerate(index.entries[id_].links)])}
    linked = [step for step in steps_from(index, id_) if step.link]
    linked.sort(key=lambda step: written.get(step.link, len(written)))
    return next((step for step in linked if _is_to_event(index, step)), None)


def _is_to_event(index: Index, step: Step) -> bool:
    if step.slug:
        return isinstance(index.entry_elsewhere(step.slug, step.to), Event)
    return step.to in index.annotations.events
