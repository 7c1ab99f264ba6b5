"""All annotation files of a workspace together: what an id is in the others, and what it inherits from them.

An entity or event id means the same thing in every file (FORMAT.md, "Ids and many articles"); claim and remark ids are
local to theirs, and `article#id` names one from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Kind, Reference, Remark, kind_of
from idlib_reader.core.dates import DateError, SortKey, parse, sort_key
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.tagset import DEFAULT, Tagset

_SHARED: Mapping[Kind, tuple[str, ...]] = {
    "entity": ("type", "name", "description"),
    "event": ("type", "title"),
    "claim": (),
    "remark": (),
}
"""By kind the keys that an entry inherits from other files; all else is each article's own."""


class Holder(NamedTuple):
    """What an id is in one file."""

    slug: str
    """The article of the file."""
    kind: Kind
    type: str
    """As written; empty where the file writes none, or one that the tagset does not know."""


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

    def inherited(self, kind: Kind, id_: str, own: str) -> dict[str, str]:
        """By key what the entry inherits in the file `own` where it does not write it itself."""
        values = {}
        for key, writers in self._writers.get((kind, id_), {}).items():
            for slug, value in writers:
                if slug != own:
                    values[key] = value
                    break
        return values

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
        """By kind and id, and by key, the first two slugs that write it, each with the value."""
        writers: dict[tuple[Kind, str], dict[str, list[tuple[str, str]]]] = {}
        for slug in self._by_day:
            for entry in self.files[slug].shared():
                kind = kind_of(entry)
                for key in _SHARED[kind]:
                    if written_type(entry, self.tagset) if key == "type" else key in entry.keys:
                        found = writers.setdefault((kind, entry.id), {}).setdefault(key, [])
                        if len(found) < 2:
                            found.append((slug, getattr(entry, key)))
        return writers

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


def _published(annotations: Annotations) -> SortKey:
    try:
        return sort_key(parse(annotations.article.published))
    except DateError:
        return sort_key(None)
