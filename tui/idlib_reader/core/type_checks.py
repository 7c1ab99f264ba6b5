"""Problems of types: ids that are of another type, or of another kind, in another file of the workspace."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.annotations import Annotations, kind_of
from idlib_reader.core.corpus import Corpus, Holder, written_type
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source

_FILES_SHOWN = 3
_ONE_MEANING = "An id means the same in every file: "
_ONE_TYPE = "write one type in all of them, or give one of them another id."
_ONE_KIND = "give one of the two another id."


def check_types(annotations: Annotations, source: Source, corpus: Corpus, slug: str) -> Iterator[Problem]:
    """Entities and events that have another type, or are of another kind, in another file of the workspace.

    A type that the tagset does not know is told as such, and differs from none.
    """
    for entry in annotations.shared():
        own = Holder(slug, kind_of(entry), written_type(entry, corpus.tagset))
        others = [other for other in corpus.holders(entry.id, slug) if _differs(own, other)]
        if others:
            elsewhere = " and ".join(f"{_told(other)} in {corpus.name(other.slug)}" for other in others[:_FILES_SHOWN])
            message = f"`{entry.id}` is {_told(own)} here, but {elsewhere}."
            has_one_kind = all(other.kind == own.kind for other in others)
            at = entry.type_at if has_one_kind and entry.type_at is not None else entry.at
            hint = _ONE_MEANING + (_ONE_TYPE if has_one_kind else _ONE_KIND)
            yield source.problem(at, Code.TYPE_DIFFERS, message, hint)


def _differs(one: Holder, other: Holder) -> bool:
    if one.kind != other.kind:
        return True
    return bool(one.type and other.type) and one.type != other.type


def _told(holder: Holder) -> str:
    return f"an {holder.kind}" + (f" of type `{holder.type}`" if holder.type else "")
