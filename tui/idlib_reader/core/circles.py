"""Circles in what leads from one id to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def find_circles(onward: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Every way round that one walk through all of `onward` (by id those it leads to) comes upon, as the ids along it.

    The last id of each leads back to its first. Every step that closes a circle gives one; without those steps nothing
    would go round any more. Takes as long as there are steps, plus the length of what it gives.
    """
    done: set[str] = set()
    for root in onward:
        if root in done:
            continue
        path, rows, walks = [root], {root: 0}, [iter(onward[root])]
        while walks:
            id_ = next(walks[-1], None)
            if id_ is None:
                walks.pop()
                done.add(path[-1])
                del rows[path.pop()]
            elif id_ in rows:
                yield path[rows[id_] :]
            elif id_ not in done:
                rows[id_] = len(path)
                path.append(id_)
                walks.append(iter(onward.get(id_, ())))
