"""Offsets carried over from a text to another one that somebody has made of it."""

from __future__ import annotations

from idlib_reader.core.common_ends import common_head, common_tail


def carried(old: str, new: str, offset: int) -> int:
    """Where in `new` the character stands that is at `offset` in `old`, both counted in code points.

    What both texts begin and end with counts as the same; what is between is carried to where the change begins.
    The start of the text stays its start, and the end of one that goes on now is where it was.
    """
    head = common_head(old, new)
    tail = min(common_tail(old, new), min(len(old), len(new)) - head)
    if not offset or offset < head or (offset == head and not tail):
        return offset
    if offset >= len(old) - tail:
        return offset + len(new) - len(old)
    return head
