"""Offsets carried over from a text to another one that somebody has made of it."""

from __future__ import annotations


def carried(old: str, new: str, offset: int) -> int:
    """Where in `new` the character stands that is at `offset` in `old`, both counted in code points.

    What both texts begin and end with counts as the same; what is between is carried to where the change begins.
    The start of the text stays its start, and the end of one that goes on now is where it was.
    """
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    if not offset or offset < head or (offset == head and not tail):
        return offset
    if offset >= len(old) - tail:
        return offset + len(new) - len(old)
    return head


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike, by halving: comparing strings is fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
