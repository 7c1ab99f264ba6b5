"""The marks on the article: which spans are highlighted, and finding them by place.

Asked on every cursor move and for every row drawn, so nothing here looks at all marks: spans are filed in
buckets of the article, and the ones that are too long for that in a short list of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from idlib_reader.core.annotations import KINDS, Kind
from idlib_reader.core.span import Span

_BUCKET = 1024
_LONG = 64 * _BUCKET


class Mark(NamedTuple):
    """One highlighted span: a place of an entry, or a piece of a discontinuous place. Marks sort by place."""

    start: int
    """Offset in code points, as in `Span`."""
    end: int
    kind: Kind
    id: str
    """The entry that it belongs to."""
    number: int
    """Which of the entry's places, in text order, counted from 0."""
    is_first: bool = True
    """Whether it is the first piece of its place."""

    @property
    def span(self) -> Span:
        """The stretch of text that it highlights."""
        return Span(self.start, self.end)


class Highlights:
    """All marks of an article, found by place."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        """File `marks`, which may come in any order and overlap in any way."""
        self._buckets: dict[int, list[Mark]] = defaultdict(list)
        self._long: list[Mark] = []
        self._sorted: dict[Kind | None, list[Mark]] = {None: [], **{kind: [] for kind in KINDS}}
        for mark in sorted(marks):
            self._file(mark)
            if mark.is_first:
                self._sorted[None].append(mark)
                self._sorted[mark.kind].append(mark)

    def _file(self, mark: Mark) -> None:
        if mark.end - mark.start > _LONG:
            self._long.append(mark)
            return
        for bucket in range(mark.start // _BUCKET, (mark.end - 1) // _BUCKET + 1):
            self._buckets[bucket].append(mark)

    def at(self, offset: int) -> list[Mark]:
        """Every mark over the code point at `offset`, innermost (shortest) first."""
        marks = (*self._buckets.get(offset // _BUCKET, ()), *self._long)
        return sorted((mark for mark in marks if mark.start <= offset < mark.end), key=_innermost)

    def between(self, start: int, end: int) -> list[Mark]:
        """Every mark that shares a code point with `[start, end)`, by place, each once."""
        found = {mark for mark in self._long if mark.start < end and start < mark.end}
        for bucket in range(start // _BUCKET, max(start, end - 1) // _BUCKET + 1):
            found.update(mark for mark in self._buckets.get(bucket, ()) if mark.start < end and start < mark.end)
        return sorted(found)

    def after(self, offset: int, kind: Kind | None = None) -> Mark | None:
        """The first mark (of the kind) that starts behind `offset`."""
        marks = self._sorted[kind]
        row = bisect_right(marks, offset, key=_start)
        return marks[row] if row < len(marks) else None

    def before(self, offset: int, kind: Kind | None = None) -> Mark | None:
        """The last mark (of the kind) that starts before `offset`."""
        marks = self._sorted[kind]
        row = bisect_left(marks, offset, key=_start) - 1
        return marks[row] if row >= 0 else None

    def next_to(self, mark: Mark, step: int, *, is_same_kind: bool) -> Mark | None:
        """The mark `step` places on from `mark` in text order; of several that start together each has its turn."""
        marks = self._sorted[mark.kind if is_same_kind else None]
        row = bisect_left(marks, mark) + step
        return marks[row] if 0 <= row < len(marks) else None


def _start(mark: Mark) -> int:
    return mark.start


def _innermost(mark: Mark) -> tuple[int, int, str]:
    return mark.end - mark.start, KINDS.index(mark.kind), mark.id
