"""Which entities some marked words may mean: the list that an entity is picked from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from idlib_reader.core.annotations import Entity
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.name_lookup import Found, Name, NameLookup, Units, units_of
from idlib_reader.core.selectors import Selector

_ELSEWHERE = 2
"""Every name in this file, be it a name proper or a mention, is preferred to those that only other files have."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entity that may be picked."""

    id: str
    name: str
    """What the reader calls it."""
    type: str
    why: str
    """The alias, former mention or id that matches; empty if it is the name, or nothing does."""
    count: int
    """How many places in this article are its mentions."""
    slug: str
    """The article whose file has it, of several the earliest published; empty if this one's has it."""
    is_match: bool
    """Whether it has something to do with the marked words, or has all that was typed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An entity of the workspace with all that it was ever called."""

    choice: Choice
    """As it stands in the list where nothing matches."""
    names: tuple[str, ...]
    """Its name, then its aliases and mentions, those of this file first."""


class EntityChoices:
    """The entities that an index and the other files of its workspace know, made ready for being picked from."""

    def __init__(self, index: Index, corpus: Corpus = ALONE) -> None:
        """Look through the entities of `index`, and of the files of `corpus`, with which it was made."""
        listed = [*_here(index, corpus), *_elsewhere(index, corpus)]
        standing = sorted(range(len(listed)), key=lambda row: -listed[row].choice.count)
        known = [listed[row] for row in standing]
        self._unmatched = [one.choice for one in known]
        """The choices by their owner's number in the lookup: those of this file with most mentions first."""
        self._listed = sorted(range(len(listed)), key=standing.__getitem__)
        """The same numbers in the order of the list of entities."""
        self._names = [name for owner, one in enumerate(known) for name in _names(owner, one)]
        self._lookup = NameLookup(self._names)
        self._matched: dict[int, Choice] = {}
        """By number of the name that matches."""

    def matching(self, filter_text: str, words: str) -> list[Choice]:
        """The entities to pick from, the best first.

        While `filter_text` is still the marked `words`, these are all: first those with a name, alias or former mention
        that shares a whole word with them, below the others in the order of the list of entities. Once it is something
        else, they are those that have all of its words as beginnings of words of theirs; without any typed, all.
        """
        typed = " ".join(filter_text.split())
        if typed != " ".join(words.split()):
            return self._matches(self._lookup.beginning(typed)) if units_of(typed) else self._others(())
        found = self._lookup.sharing(words)
        return [*self._matches(found), *self._others(found)]

    def _matches(self, found: Iterable[Found]) -> list[Choice]:
        return [self._matched.get(one.number) or self._match(one) for one in found]

    def _match(self, found: Found) -> Choice:
        plain, why = self._unmatched[found.owner], self._names[found.number].text
        why = "" if why == plain.name else why
        choice = Choice(plain.id, plain.name, plain.type, why, plain.count, plain.slug, True)
        self._matched[found.number] = choice
        return choice

    def _others(self, found: Sequence[Found]) -> list[Choice]:
        matched = {one.owner for one in found}
        return [self._unmatched[owner] for owner in self._listed if owner not in matched]


def _names(owner: int, known: _Known) -> Iterator[Name]:
    """The names of an entity, each spelling once; the id, if it says anything else, comes last."""
    seen: set[Units] = set()
    first_rank = _ELSEWHERE if known.choice.slug else 0
    for text in known.names:
        units = units_of(text)
        if units and units not in seen:
            yield Name(owner, text, units, first_rank + bool(seen))
            seen.add(units)
    units = units_of(known.choice.id)
    if units not in seen:
        yield Name(owner, known.choice.id, units, first_rank + bool(seen), is_id=True)


def _here(index: Index, corpus: Corpus) -> Iterator[_Known]:
    """The entities of the index, in the order of their list."""
    written = _written_elsewhere(index, corpus)
    for id_ in index.listed["entity"]:
        entity = index.annotations.entities[id_]
        choice = Choice(id_, entity.label, entity.type, "", len(index.places[id_]), "", False)
        others = (one for _, one in written.get(id_, ()))
        yield _Known(choice, (entity.label, *_called([entity, *others])))


def _elsewhere(index: Index, corpus: Corpus) -> list[_Known]:
    """The entities that only other files have, in the order that the list would give them."""
    rows = {word: row for row, word in enumerate(index.tagset.entity_types)}
    known = []
    for id_, written in _written_elsewhere(index, corpus).items():
        # An id of this file that is something else, or can't be read, is not free for an entity.
        if id_ not in index.entries and id_ not in index.written.unread:
            inherited = corpus.inherited("entity", id_, index.article.slug)
            name, type_ = inherited.get("name") or id_, inherited.get("type") or Entity(id=id_).type
            known.append(
                _Known(
                    Choice(id_, name, type_, "", 0, written[0][0], False),
                    (name, *_called([entity for _, entity in written])),
                )
            )
    return sorted(
        known, key=lambda one: (rows.get(one.choice.type, len(rows)), one.choice.type, one.choice.name.casefold())
    )


def _written_elsewhere(index: Index, corpus: Corpus) -> dict[str, list[tuple[str, Entity]]]:
    """By id what other files write of entities, each with its slug, the earliest published first."""
    written: defaultdict[str, list[tuple[str, Entity]]] = defaultdict(list)
    own = index.article.slug
    for slug, file in corpus.files.items():
        if slug != own:
            for id_, entity in file.entities.items():
                written[id_].append((slug, entity))
    for id_, entities in written.items():
        if len(entities) > 1:
            days = {slug: day for day, slug in enumerate(corpus.articles_with(id_, own))}
            entities.sort(key=lambda one: days[one[0]])
    return written


def _called(entities: Sequence[Entity]) -> Iterator[str]:
    """What files call an entity beside its name in this one: names and aliases, then the words of its mentions."""
    for entity in entities:
        yield from filter(None, (entity.name, *entity.aliases))
    for entity in entities:
        yield from map(_words, entity.mentions)


def _words(selector: Selector) -> str:
    """The words of a mention as written, on one line."""
    return " ".join(" … ".join(filter(None, (*selector.pieces, selector.to))).split())
