"""An article with what its annotation file says, and the entries that outlast a slip in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Remark
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.source import Source
from idlib_reader.storage.annotation_file import AnnotationFile
from idlib_reader.storage.codec import Reading

_OUTER_LINE = re.compile(r"[\r\n][^\s#\]}]")
"""A line that is not indented ends the entry above it."""
_KEY_LINE = re.compile(r"[\r\n] +(?P<quote>[\"']?)(?P<id>[^\s\"':#-][^\s\"':]*)(?P=quote) *:")


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and all that its annotation file says, as of one reading."""

    index: Index
    problems: tuple[Problem, ...]
    """Sorted by file and place; those of the workspace's tagset too."""
    source: Source
    """The text of the annotation file, empty where there is none."""
    is_readable: bool = True
    """Whether the annotation file could be read as a whole. If not, the index holds what could be read of it."""
    kept: frozenset[str] = frozenset()
    """Ids of entries that can't be read now: the index has them as they last stood."""
    is_partial: bool = False
    """Whether it holds only entries that may be marked in the window, unchecked; all others are yet to come."""
    file: AnnotationFile | None = None
    """What was read, to be edited; None in a part."""

    @property
    def path(self) -> str:
        """The annotation file, as a person would name it."""
        return self.source.path

    def line_of(self, at: int) -> int:
        """The line, counted from 1, of an offset into the annotation file."""
        return self.source.position(at).line

    def entry_of(self, problem: Problem) -> str | None:
        """The id of the entry that a problem stands in; None for one of the heading, or of another file."""
        if problem.path != self.path:
            return None
        text, place = self.source.text, (problem.line, problem.column)
        at = bisect_left(range(len(text)), place, key=self.source.position)
        start, id_ = max((one for one in self._starts() if one[0] <= at), default=(0, None))
        # What stands at the start of a line belongs to the file itself.
        return None if _OUTER_LINE.search(text, start, at + 1) else id_

    def _starts(self) -> Iterator[tuple[int, str]]:
        """Where entries start in the text; of those that can't be read, where their ids do."""
        unread = self.index.written.unread | self.kept
        yield from ((one.at, one.id) for one in self.index.written.entries() if one.id not in unread)
        if unread:
            lines = _KEY_LINE.finditer(self.source.text)
            yield from ((line.start("id"), line["id"]) for line in lines if line["id"] in unread)


Report: TypeAlias = Callable[[AnnotatedArticle | str], None]
"""Is told, while an article is being annotated, what the reading is at and what has come of it so far."""


def kept_entries(reading: Reading, last: AnnotatedArticle | None) -> list[Entry]:
    """The entries that can't be read now, as the last reading has them."""
    if last is None:
        return []
    now = {entry.id for entry in reading.annotations.entries()}
    return [entry for entry in last.index.written.entries() if entry.id in reading.annotations.unread - now]


def with_entries(annotations: Annotations, kept: Sequence[Entry]) -> Annotations:
    """The annotations with entries from an earlier reading behind their own."""
    return replace(
        annotations,
        entities={**annotations.entities, **{one.id: one for one in kept if isinstance(one, Entity)}},
        events={**annotations.events, **{one.id: one for one in kept if isinstance(one, Event)}},
        claims={**annotations.claims, **{one.id: one for one in kept if isinstance(one, Claim)}},
        remarks={**annotations.remarks, **{one.id: one for one in kept if isinstance(one, Remark)}},
    )
