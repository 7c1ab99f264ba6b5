"""Finds the comments `# ok: code` of an annotation file, told from the same signs inside a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from idlib_reader.core.silencing import Ok, nearest_code
from idlib_reader.core.source import Source
from idlib_reader.storage.nodes import Mapping, Node, Scalar, Sequence

_OK = re.compile(r"(?<![^\s])#[ \t]*ok:[ \t]*(?P<codes>[a-z][a-z-]*(?:[, \t]+[a-z][a-z-]*)*)[ \t]*(?=[\r\n]|\Z)")


def find_oks(source: Source, root: Node | None, blank: Iterable[tuple[int, int]] = ()) -> tuple[Ok, ...]:
    """Every comment that names codes, or slips of them, behind `ok:`; any other is a comment like all comments.

    In the `blank` stretches, which are not read, nobody can tell what a comment silences.
    """
    found = [Ok(one.start(), tuple(re.split(r"[, \t]+", one["codes"]))) for one in _OK.finditer(source.text)]
    found = [ok for ok in found if all(map(nearest_code, ok.codes))]
    found = [ok for ok in found if not any(start <= ok.at < end for start, end in blank)]
    if not found or root is None:
        return tuple(found)
    scalars = sorted((scalar.at, scalar.end) for scalar in _scalars(root))
    return tuple(ok for ok in found if not _is_inside(ok.at, scalars))


def _is_inside(at: int, scalars: list[tuple[int, int]]) -> bool:
    row = bisect_right(scalars, (at, at)) - 1
    return row >= 0 and scalars[row][0] < at < scalars[row][1]


def _scalars(root: Node) -> Iterator[Scalar]:
    waiting = [root]
    while waiting:
        match waiting.pop():
            case Scalar() as scalar:
                yield scalar
            case Sequence() as sequence:
                waiting += sequence.values
            case Mapping() as mapping:
                waiting += [node for pair in mapping.pairs for node in pair]
