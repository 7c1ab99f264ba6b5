"""What only shows once a file is read as a whole, beside its article and the other files of its workspace."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.id_checks import check_references, check_within
from idlib_reader.core.index import Index
from idlib_reader.core.link_checks import check_links
from idlib_reader.core.place_checks import check_places
from idlib_reader.core.problems import Problem
from idlib_reader.core.quote_checks import check_quotes
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.core.text_checks import check_text
from idlib_reader.core.type_checks import check_types


def check(index: Index, source: Source, corpus: Corpus = ALONE) -> list[Problem]:
    """Problems of ids, links, quotes and the text in the file whose text is `source`, sorted by place.

    `corpus` holds all files of the workspace; what it has of this very article is passed over.
    """
    return sorted(
        {
            *_check_entries(index.written, source, corpus, index.article.slug, index.tagset),
            *check_quotes(index, source),
            *check_places(index, source, corpus),
            *check_text(index, source),
        }
    )


def check_ids(
    annotations: Annotations, source: Source, corpus: Corpus = ALONE, tagset: Tagset = DEFAULT
) -> list[Problem]:
    """The problems of a file, sorted by place, that show without its article: of ids and links.

    The corpus knows the file by its name, the path of `source`.
    """
    return sorted(set(_check_entries(annotations, source, corpus, corpus.slug_of(source.path), tagset)))


def _check_entries(
    annotations: Annotations, source: Source, corpus: Corpus, slug: str, tagset: Tagset
) -> Iterator[Problem]:
    yield from check_references(annotations, source, corpus, slug)
    yield from check_within(annotations, source, corpus, slug)
    yield from check_types(annotations, source, corpus, slug)
    yield from check_links(annotations, source, tagset, slug)
