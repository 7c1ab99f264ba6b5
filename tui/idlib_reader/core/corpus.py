"""All annotation files of a workspace together: what an id is in the others, what it inherits, what they say of it.

An entity or event id means the same thing in every file (FORMAT.md, "Ids and many articles"); claim and remark ids are
local to theirs, and `article#id` names one from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias, get_args

from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Kind,
    Link,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.dates import DateError, SortKey, parse, sort_key
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.tagset import DEFAULT, OUTLET, Tagset

_SHARED: Mapping[Kind, tuple[str, ...]] = {
    "entity": ("type", "name", "description"),
    "event": ("type", "title"),
    "claim": (),
    "remark": (),
}
"""By kind the keys that an entry inherits from other files; all else is each article's own."""

_ASKING = 2
"""Files that an answer leaves out at most: the own one, and the one that is asked about."""

Tie: TypeAlias = Literal["link", "role", "part", "source", "subject"]
"""How an entry names another: by a link, as participant, as the claim around it, as its source, as what it is about."""
_TIES: tuple[Tie, ...] = get_args(Tie)


class Holder(NamedTuple):
    """What an id is in one file."""

    slug: str
    """The article of the file."""
    kind: Kind
    type: str
    """As written; empty where the file writes none, or one that the tagset does not know."""


class Fact(NamedTuple):
    """What a file writes of an entry, which may be another file's."""

    slug: str
    """The article of the file."""
    id: str
    """The entry there that it is written on."""
    tie: Tie
    word: str = ""
    """The relation of a link as read from the entry that it leads to, or a role; else empty."""
    link: Link | None = None
    """The link as written, if it is one."""


class Corpus:
    """The annotation files of one workspace, by slug of their article.

    Where a question names the `own` file, what the corpus has of that file is left out of the answer: it may be older
    than what is being read.
    """

    def __init__(
        self,
        files: Mapping[str, Annotations] | None = None,
        names: Mapping[str, str] | None = None,
        tagset: Tagset = DEFAULT,
    ) -> None:
        """Look through `files`, by slug; `names` are the files' names as a person would write them, likewise.

        A type that `tagset` does not know is a slip: no other file inherits it or is compared with it.
        """
        self.files: Mapping[str, Annotations] = files or {}
        self.tagset = tagset
        self._names = names or {}
        self._slugs = {name: slug for slug, name in self._names.items()}

    def name(self, slug: str) -> str:
        """The annotation file of an article, as a person would name it."""
        return self._names.get(slug, f"{slug}.yaml")

    def slug_of(self, name: str) -> str:
        """The slug of the article whose annotation file has this name; empty where none has."""
        return self._slugs.get(name, "")

    def holders(self, id_: str, own: str) -> list[Holder]:
        """What the id of an entity or event is in other files: for each kind and type the earliest published one."""
        found = []
        for (kind, type_), slugs in self._holders.get(id_, {}).items():
            others = [slug for slug in slugs if slug != own]
            if others:
                found.append(Holder(others[0], kind, type_))
        return found

    def inherited(self, kind: Kind, id_: str, own: str, there: str = "") -> dict[str, str]:
        """By key what the entry inherits in the file `own`, or in `there`, where it does not write it itself."""
        values = {}
        for key, writers in self._writers.get((kind, id_), {}).items():
            for slug, value in writers:
                if slug not in (own, there):
                    values[key] = value
                    break
        return values

    def entry(self, slug: str, id_: str) -> Entry | None:
        """The entry of an article as its file has it, if there is one."""
        annotations = self.files.get(slug)
        if annotations is None:
            return None
        return annotations.entities.get(id_) or annotations.events.get(id_) or self.local(slug, id_)

    def articles_with(self, id_: str, own: str) -> list[str]:
        """The other articles that have an entity or event of this id, the earliest published first."""
        return [slug for slug in self._articles.get(id_, ()) if slug != own]

    def home(self, id_: str, own: str) -> tuple[str, str] | None:
        """Which other article what is written as `id_` is in, of several the earliest published, and its id there."""
        slug, is_local, name = id_.partition("#")
        if is_local:
            return (slug, name) if slug != own and self.local(slug, name) else None
        slugs = self.articles_with(id_, own)
        return (slugs[0], id_) if slugs else None

    def sources(self, slug: str, id_: str) -> tuple[Reference, ...]:
        """Who makes a claim of an article; a part takes them over from the claims around it."""
        return self._sources.get(slug, {}).get(id_, ())

    def facts(self, id_: str, own: str) -> list[Fact]:
        """What other files write of an entry: ordered by tie, then by when they were published.

        The id is that of an entity or event, or `slug#id` for a claim or a remark.
        """
        return [fact for fact in self._facts.get(id_, ()) if fact.slug != own]

    def look_up(self) -> None:
        """Go through the files for all that is asked of ids; else that is done when it is first asked for."""
        _ = self._writers, self._articles, self._facts

    def local(self, slug: str, id_: str) -> Claim | Remark | None:
        """The claim or remark that `slug#id` names, if there is one."""
        annotations = self.files.get(slug)
        if annotations is None:
            return None
        return annotations.claims.get(id_) or annotations.remarks.get(id_)

    def claimants(self, id_: str) -> list[str]:
        """The articles that have a claim of this id, the earliest published first."""
        return self._claimants.get(id_, [])

    @cached_property
    def suggestions(self) -> Suggestions:
        """The nearest id of an entity or event to a wrong one."""
        return Suggestions(self._holders)

    @cached_property
    def slug_suggestions(self) -> Suggestions:
        """The nearest slug to a wrong one."""
        return Suggestions(self.files)

    @cached_property
    def _by_day(self) -> list[str]:
        """The slugs by day of publication, those without a readable one last; of one day by slug."""
        return sorted(self.files, key=lambda slug: (_published(self.files[slug]), slug))

    @cached_property
    def _holders(self) -> dict[str, dict[tuple[Kind, str], list[str]]]:
        """By id of an entity or event the first two slugs of each kind and type: one of them is not the own file."""
        holders: dict[str, dict[tuple[Kind, str], list[str]]] = {}
        for slug in self._by_day:
            for entry in self.files[slug].shared():
                type_ = written_type(entry, self.tagset)
                slugs = holders.setdefault(entry.id, {}).setdefault((kind_of(entry), type_), [])
                if len(slugs) < 2:
                    slugs.append(slug)
        return holders

    @cached_property
    def _writers(self) -> dict[tuple[Kind, str], dict[str, list[tuple[str, str]]]]:
        """By kind and id, and by key, the first three slugs that write it, each with the value."""
        writers: dict[tuple[Kind, str], dict[str, list[tuple[str, str]]]] = {}
        for slug in self._by_day:
            for entry in self.files[slug].shared():
                kind = kind_of(entry)
                for key in _SHARED[kind]:
                    if written_type(entry, self.tagset) if key == "type" else key in entry.keys:
                        found = writers.setdefault((kind, entry.id), {}).setdefault(key, [])
                        if len(found) <= _ASKING:
                            found.append((slug, getattr(entry, key)))
        return writers

    @cached_property
    def _articles(self) -> dict[str, list[str]]:
        """By id of an entity or event the articles that have it, the earliest published first."""
        articles: defaultdict[str, list[str]] = defaultdict(list)
        for slug in self._by_day:
            for id_ in self.files[slug].entities.keys() | self.files[slug].events.keys():
                articles[id_].append(slug)
        return dict(articles)

    @cached_property
    def _sources(self) -> dict[str, dict[str, tuple[Reference, ...]]]:
        """By slug, and by id of a claim, who makes it."""
        return {slug: _sources_in(file, slug) for slug, file in self.files.items()}

    @cached_property
    def _facts(self) -> dict[str, list[Fact]]:
        """By id what is written of it; what a file says of its own claims and remarks by their bare ids is left out."""
        facts: defaultdict[str, list[Fact]] = defaultdict(list)
        for slug in self._by_day:
            file = self.files[slug]
            for id_, fact in _facts_in(file, slug, self.tagset, self._sources[slug]):
                if id_ not in file.claims and id_ not in file.remarks and id_ not in (fact.id, OUTLET):
                    facts[id_].append(fact)
        for found in facts.values():
            found.sort(key=lambda fact: _TIES.index(fact.tie))
        return dict(facts)

    @cached_property
    def _claimants(self) -> dict[str, list[str]]:
        claimants: defaultdict[str, list[str]] = defaultdict(list)
        for slug in self._by_day:
            for id_ in self.files[slug].claims:
                claimants[id_].append(slug)
        return dict(claimants)


ALONE = Corpus()
"""The corpus of a file that belongs to no workspace: nothing is known of any other."""


def written_type(entry: Entity | Event, tagset: Tagset) -> str:
    """The type that an entry itself writes; empty where it writes none, or one that the tagset does not know."""
    known = tagset.entity_types if isinstance(entry, Entity) else tagset.event_types
    return entry.type if "type" in entry.keys and entry.type in known else ""


def local_id(reference: Reference, annotations: Annotations, slug: str) -> str:
    """The id as written in its own file: in the file `slug` itself, `slug#id` is `id` for a claim or a remark.

    The id of an entity or event takes no `#`, and one that nobody has stays as it is.
    """
    id_ = reference.id.removeprefix(f"{slug}#") if slug and reference.is_elsewhere else reference.id
    return id_ if id_ in annotations.claims or id_ in annotations.remarks else reference.id


def shared_values(entry: Entity | Event) -> dict[str, str]:
    """By key what the entry has of all that other files may inherit."""
    return {key: getattr(entry, key) for key in _SHARED[kind_of(entry)]}


def _sources_in(annotations: Annotations, slug: str) -> dict[str, tuple[Reference, ...]]:
    """By id of a claim who makes it: whom it names itself, else whom the claims around it name, from inside out."""
    claims = annotations.claims
    sources = {id_: claim.source for id_, claim in claims.items() if claim.source}
    for id_ in claims:
        walked: dict[str, None] = {}
        while id_ in claims and id_ not in sources and id_ not in walked:
            walked[id_] = None
            within = claims[id_].within
            id_ = local_id(within, annotations, slug) if within else ""
        sources.update(dict.fromkeys(walked, sources.get(id_, ())))
    return sources


def _facts_in(
    annotations: Annotations, slug: str, tagset: Tagset, sources: Mapping[str, tuple[Reference, ...]]
) -> Iterator[tuple[str, Fact]]:
    """All that a file writes of ids, each with the id, as it is written there."""
    for entry in annotations.entries():
        for link in entry.links:
            yield link.to.id, Fact(slug, entry.id, "link", tagset.inverse(kind_of(entry), link.rel), link)
        match entry:
            case Event():
                for role, named in entry.participants:
                    yield from ((who.id, Fact(slug, entry.id, "role", role)) for who in named)
            case Claim():
                if entry.within:
                    yield entry.within.id, Fact(slug, entry.id, "part")
                yield from ((who.id, Fact(slug, entry.id, "source")) for who in sources[entry.id])
                yield from ((to.id, Fact(slug, entry.id, "subject")) for to in entry.about)
            case Entity() | Remark():
                pass


def _published(annotations: Annotations) -> SortKey:
    try:
        return sort_key(parse(annotations.article.published))
    except DateError:
        return sort_key(None)
