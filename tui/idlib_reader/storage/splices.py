"""Splices: what happens to the text of a file, a stretch at a time, and how they are undone later.

Several splices of one text are in its coordinates, in the order of their places, and no two of them share a character
of it; they may touch, and several may insert at one place: they then come in their order. All functions here take and
give such sequences, and none of them needs more of the text than what changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from idlib_reader.core.common_ends import common_head, common_tail

_MOST_LINES = 2_000
"""Changed lines of both texts together up to which they are compared one by one: milliseconds, and some tenths
of a second where very few different lines come again and again."""

_LINE_ENDS = "\r\n"


class Splice(NamedTuple):
    """A stretch of a text and what stands there instead."""

    start: int
    """Offset in code points into the text before, like `end`; half-open."""
    end: int
    text: str
    """Empty where the stretch only goes."""


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text after the splices."""
    pieces: list[str] = []
    place = 0
    for start, end, comes in splices:
        pieces += text[place:start], comes
        place = end
    pieces.append(text[place:])
    return "".join(pieces)


def inverse(text: str, splices: Sequence[Splice]) -> tuple[Splice, ...]:
    """What brings the text back, in coordinates of the text after the splices."""
    return turned(splices, [text[start:end] for start, end, _ in splices])


def turned(splices: Sequence[Splice], gone: Sequence[str]) -> tuple[Splice, ...]:
    """The inverse where it is known, for each of the splices, what it takes out of the text."""
    turns: list[Splice] = []
    shift = 0
    for (start, _, comes), goes in zip(splices, gone, strict=True):
        turns.append(Splice(start + shift, start + shift + len(comes), goes))
        shift += len(comes) - len(goes)
    return tuple(turns)


def narrowed(text: str, splices: Sequence[Splice]) -> tuple[Splice, ...]:
    """The smallest splices with the same outcome at the same places.

    Those that touch are joined, what comes as it goes is taken off at both ends, and what then changes nothing is left
    out.
    """
    joined: list[Splice] = []
    for start, end, comes in splices:
        if joined and joined[-1].end == start:
            last = joined.pop()
            start, comes = last.start, last.text + comes
        joined.append(Splice(start, end, comes))
    trimmed = (_trim(splice, text[splice.start : splice.end]) for splice in joined)
    return tuple(splice for splice in trimmed if not _is_idle(splice))


def _trim(splice: Splice, goes: str) -> Splice:
    comes = splice.text
    head = common_head(goes, comes)
    tail = common_tail(goes[head:], comes[head:])
    return Splice(splice.start + head, splice.end - tail, comes[head : len(comes) - tail])


def _is_idle(splice: Splice) -> bool:
    return splice.start == splice.end and not splice.text


def moved(splices: Sequence[Splice], changes: Sequence[Splice]) -> tuple[Splice, ...] | None:
    """The splices, meant for a text, in coordinates of the text after `changes`; None if a change touches one.

    They touch where they share a character of the text, where one inserts inside the stretch of the other, and where
    both insert at the same place, since nothing says which comes first. Contact at an edge is no touch otherwise: what
    a change puts right before or after a stretch stays outside it, and what is inserted at the edge of a changed
    stretch stays on that side of it. So a moved splice takes away the very characters that it was meant for, and none
    that a change has brought. The rule is the same from both sides: either order of the two, each moved over the
    other, gives the same text.
    """
    places: list[Splice] = []
    shift, following = 0, 0
    for splice in splices:
        while following < len(changes) and _is_before(changes[following], splice):
            shift += _growth(changes[following])
            following += 1
        if following < len(changes) and _touches(changes[following], splice):
            return None
        places.append(Splice(splice.start + shift, splice.end + shift, splice.text))
    return tuple(places)


def _is_before(change: Splice, splice: Splice) -> bool:
    return change.end <= splice.start and not _insert_together(change, splice)


def _touches(change: Splice, splice: Splice) -> bool:
    """Whether a change that is not before a splice is not after it either."""
    return change.start < splice.end or _insert_together(change, splice)


def _insert_together(one: Splice, other: Splice) -> bool:
    return one.start == one.end == other.start == other.end


def _growth(splice: Splice) -> int:
    return len(splice.text) - (splice.end - splice.start)


def composed(first: Sequence[Splice], second: Sequence[Splice]) -> tuple[Splice, ...]:
    """The splices that do at once what `first` does and `second`, meant for the text after `first`, does then."""
    if not first or not second:
        return tuple(first or second)
    steps: list[Splice] = []
    shift = 0
    for cluster in _clusters(first, second):
        low, high = cluster[0].place.start, max(each.place.end for each in cluster)
        brought = [each for each in cluster if not each.is_second]
        growth = sum(each.growth for each in brought)
        # Whatever `first` has not brought goes with `second` here, so that blanks can stand for it.
        between = spliced(" " * (high - low), _shifted(brought, -low))
        comes = spliced(between, _shifted([each for each in cluster if each.is_second], -low))
        step = Splice(low - shift, high - shift - growth, comes)
        shift += growth
        if not _is_idle(step):
            steps.append(step)
    return tuple(steps)


class _Placed(NamedTuple):
    """One of the splices that are composed, in coordinates of the text between the two."""

    place: Splice
    """The stretch that `first` has brought, with its text, or a splice of `second`."""
    growth: int
    is_second: bool


def _clusters(first: Sequence[Splice], second: Sequence[Splice]) -> Iterator[list[_Placed]]:
    """The splices of both, those together that overlap, in the order of their places."""
    brought = turned(first, [" " * (end - start) for start, end, _ in first])
    placed = [
        _Placed(Splice(there.start, there.end, splice.text), _growth(splice), False)
        for there, splice in zip(brought, first, strict=True)
    ]
    placed += [_Placed(splice, _growth(splice), True) for splice in second]
    cluster: list[_Placed] = []
    high = 0
    for each in sorted(placed, key=lambda each: each.place[:2]):
        if cluster and each.place.start >= high:
            yield cluster
            cluster = []
        high = max(high, each.place.end) if cluster else each.place.end
        cluster.append(each)
    yield cluster


def _shifted(placed: Sequence[_Placed], shift: int) -> list[Splice]:
    return [Splice(start + shift, end + shift, text) for (start, end, text), _, _ in placed]


def difference(old: str, new: str) -> tuple[Splice, ...]:
    """What makes `new` of `old`, by lines.

    What both texts begin and end with is stripped first, so that a small change of a long file costs little; of the
    rest each run of changed lines is a splice, and runs that lie side by side are kept apart where their lines can be
    told apart: a line that has changed beside lines that are new. A final line counts as the same with and without its
    line end. Where more lines changed than are worth comparing, all of the rest is one splice.
    """
    head = _line_start(old, common_head(old, new))
    tail = _whole_lines(old, new, head)
    here, there = old[head : len(old) - tail], new[head : len(new) - tail]
    if here == there:
        return ()
    olds, news = here.splitlines(keepends=True), there.splitlines(keepends=True)
    if not olds or not news or len(olds) + len(news) > _MOST_LINES:
        return (Splice(head, head + len(here), there),)
    return tuple(_line_splices(olds, news, head))


def _line_start(text: str, place: int) -> int:
    """Where the line begins that a place is in."""
    return text.rfind("\n", 0, place) + 1


def _whole_lines(old: str, new: str, head: int) -> int:
    """How many characters, in whole lines, both texts end with alike after the common head."""
    tail = common_tail(old[head:], new[head:])
    starts = (len(old) - tail, len(new) - tail)
    if all(start == head or text[start - 1] == "\n" for text, start in zip((old, new), starts, strict=True)):
        return tail
    line_end = old.find("\n", starts[0])
    return len(old) - line_end - 1 if line_end >= 0 else 0


def _line_splices(olds: Sequence[str], news: Sequence[str], head: int) -> Iterator[Splice]:
    """The splices between lines, the first of which begins at `head`."""
    places = list(accumulate(map(len, olds), initial=head))
    ending = "\r\n" if any(line.endswith("\r\n") for line in (*olds, *news)) else "\n"
    matcher = SequenceMatcher(None, _ended(olds, ending), _ended(news, ending))
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from _kept_apart(olds[start:end], news[new_start:new_end], places[start])
        elif olds[end - 1] != news[new_end - 1]:
            words = olds[end - 1].rstrip(_LINE_ENDS)
            yield Splice(places[end - 1] + len(words), places[end], news[new_end - 1][len(words) :])


def _ended(lines: Sequence[str], ending: str) -> list[str]:
    """The lines, the last one with a line end in any case."""
    *others, last = lines
    return [*others, last if last[-1] in _LINE_ENDS else last + ending]


def _kept_apart(olds: Sequence[str], news: Sequence[str], place: int) -> Iterator[Splice]:
    """One run of changed lines: lines that became others one by one from both ends, and what is between them."""
    most = min(len(olds), len(news))
    tail = next((count for count in range(most) if not _is_alike(olds[-1 - count], news[-1 - count])), most)
    head = next((count for count in range(most - tail) if not _is_alike(olds[count], news[count])), most - tail)
    pieces = [
        *zip(olds[:head], news[:head], strict=True),
        ("".join(olds[head : len(olds) - tail]), "".join(news[head : len(news) - tail])),
        *zip(olds[len(olds) - tail :], news[len(news) - tail :], strict=True),
    ]
    for goes, comes in pieces:
        if goes or comes:
            yield Splice(place, place + len(goes), comes)
        place += len(goes)


def _is_alike(one: str, other: str) -> bool:
    """Whether a line may have become another one: half of the shorter one or more is at the ends of the other."""
    one, other = one.strip(), other.strip()
    head = common_head(one, other)
    shared = head + common_tail(one[head:], other[head:])
    return one == other or 2 * shared >= max(1, min(len(one), len(other)))
