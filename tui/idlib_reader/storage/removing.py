"""How something goes from a mapping or a list, with its own comment and no other: one splice each."""

from __future__ import annotations

from idlib_reader.storage import lines
from idlib_reader.storage.layout import Form, comments_of
from idlib_reader.storage.splices import Splice


def remove_lines(text: str, start: int, end: int, root: Form, *, is_end_kept: bool = False) -> Splice:
    """The lines from one line start to another go, but for comments that have a line of their own.

    Args:
        text: what the offsets count in.
        start: where the first of them starts.
        end: where the line behind them starts.
        root: the layout of the text.
        is_end_kept: whether the last line that is left gets a line end, though the text has none.
    """
    own = {at for at, _ in comments_of(text, start, end, root) if lines.is_first(text, at)}
    rows = lines.lines_between(text, start, end)
    kept = "".join(text[first:last] for first, last in rows if any(first <= at < last for at in own))
    if lines.is_open_at(text, end) and not is_end_kept:
        if kept:
            return Splice(start, end, lines.without_break(kept) if lines.ends_with_break(kept) else kept)
        start = lines.break_before(text, start)
    return Splice(start, end, kept)


def remove_from_flow(text: str, form: Form, row: int, root: Form) -> Splice:
    """A member in brackets or braces goes, with its comma, its comment, and its line where it has one for itself."""
    member = form.members[row]
    if len(form.members) == 1:
        start, end = form.start + 1, form.end - 1
        if comments_of(text, start, end, root):
            return Splice(member.at, member.end if member.comma is None else member.comma + 1, "")
        return Splice(start, end, "")
    if row + 1 < len(form.members):
        end = form.members[row + 1].at
        return Splice(member.at, end, _rest(text, member.at, end, root))
    before = form.members[row - 1]
    between = text[before.end : member.at]
    if before.comma is not None and member.comma is None:
        cut = before.comma - before.end
        between = between[:cut] + between[cut + 1 :]
    end = _with_comment(text, member.end if member.comma is None else member.comma + 1, form)
    kept = between.rstrip()
    is_line_left = "#" not in kept or lines.content_end(text, end) == end
    if not kept and text[before.end - 1] == ":":
        # A colon right before the bracket would belong to the key.
        kept = " "
    return Splice(before.end, end, kept if is_line_left else between)


def _rest(text: str, start: int, end: int, root: Form) -> str:
    """What stays of a stretch up to the next member: comments with a line of their own."""
    gap = text[lines.break_before(text, lines.start_of(text, end)) : end]
    spans = comments_of(text, start, end, root)
    return "".join(text[at:stop] + gap for at, stop in spans if at > start and lines.is_first(text, at))


def _with_comment(text: str, end: int, form: Form) -> int:
    """The end of a stretch with the comment behind it on its line."""
    stop = lines.content_end(text, end)
    return stop if stop < form.end and text[end:stop].lstrip().startswith("#") else end
