"""Where something that is added to a mapping or a list goes, in lines of its own or in brackets: one splice each."""

from __future__ import annotations

from idlib_reader.storage import lines
from idlib_reader.storage.layout import Form, Member
from idlib_reader.storage.splices import Splice


def insert_lines(text: str, at: int, comes: str, newline: str) -> Splice:
    """Whole lines at a line start, or at the end of the text, whose missing line end stays missing."""
    if lines.is_open_at(text, at):
        return Splice(at, at, newline + lines.without_break(comes))
    return Splice(at, at, comes)


def line_after(text: str, member: Member, column: int) -> int:
    """Where a line goes behind a member that has lines of its own: comments that are indented further are its own."""
    at = lines.end_of(text, member.end)
    while (comment := lines.comment_column(text, at)) is not None and comment > column:
        at = lines.end_of(text, at)
    return at


def line_before(text: str, form: Form, row: int, opener: int) -> int:
    """Where a line goes before a member of a block, so that the comments above it stay with it.

    Args:
        text: what the offsets count in.
        form: the mapping or sequence.
        row: of the member; the number of members means the end.
        opener: a place in the line above the first member: that of the key, or the dash.
    """
    if row == 0:
        return lines.end_of(text, opener)
    return line_after(text, form.members[row - 1], lines.column_of(text, form.members[row - 1].at))


def insert_in_flow(text: str, form: Form, row: int, comes: str, *, is_padded: bool) -> Splice:
    """A member in brackets or braces, at its row among those that are there."""
    if not form.members:
        pad = " " if is_padded else ""
        if text[form.start + 1 : form.end - 1].strip():
            return Splice(form.end - 1, form.end - 1, comes)
        return Splice(form.start + 1, form.end - 1, f"{pad}{comes}{pad}")
    if row < len(form.members):
        before = form.members[row]
        return Splice(before.at, before.at, f"{comes},{_gap(text, form, row)}")
    last = form.members[-1]
    gap = _gap(text, form, len(form.members) - 1)
    # A comma right behind the colon of a key without a value would make them one word.
    comma = " ," if text[last.end - 1] == ":" else ","
    if lines.content_end(text, last.end) >= form.end or gap == " ":
        return Splice(last.end, last.end, f"{comma}{gap}{comes}")
    # The comment behind the last value stays on its line.
    if last.comma is not None:
        end = lines.content_end(text, last.comma)
        return Splice(end, end, f"{gap}{comes},")
    end = lines.content_end(text, last.end)
    return Splice(last.end, end, f"{comma}{text[last.end : end]}{gap}{comes}")


def _gap(text: str, form: Form, row: int) -> str:
    """What stands between a member and the one behind it: a blank, or a line end where each has its line."""
    at = form.members[row].at
    start = lines.start_of(text, at)
    if start <= form.start or not lines.is_first(text, at):
        return " "
    if len(form.members) > 1 and not all(lines.is_first(text, member.at) for member in form.members[1:]):
        return " "
    return text[lines.break_before(text, start) : at]
