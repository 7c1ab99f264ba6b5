"""The places that a selector may mean: put together from where its words stand, before its rule chooses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from idlib_reader.core.folding import fold_phrase
from idlib_reader.core.matching import Match, Matcher, Phrase, variants
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place, Span


class Candidate(NamedTuple):
    """A place that a selector may mean."""

    place: Place
    """Where it is, with its pieces."""
    is_exact: bool
    """Whether all its words are there character for character, white space apart."""

    @property
    def hull(self) -> Span:
        """The stretch from the first piece to the last."""
        return hull_of(self.place)


def hull_of(place: Place) -> Span:
    """The stretch from the first piece of a place to the last."""
    return place[0] if len(place) == 1 else Span(place[0].start, place[-1].end)


def phrases_of(selector: Selector) -> tuple[list[Phrase], Phrase | None]:
    """The phrases of its pieces, and of `to`; `before` belongs to the first words, `after` to the last."""
    last = len(selector.pieces) - 1
    pieces = [
        Phrase(
            selector.before if number == 0 else "",
            piece,
            selector.after if number == last and not selector.to else "",
        )
        for number, piece in enumerate(selector.pieces)
    ]
    return pieces, Phrase("", selector.to, selector.after) if selector.to else None


def spellings_of(selector: Selector) -> Iterator[str]:
    """Every folded spelling that has to be found in the article to resolve the selector.

    Words that are only looked for in their passage are none of them.
    """
    pieces, to = phrases_of(selector)
    sought = [phrase for phrase in [*pieces, *([to] if to else [])] if not _is_local(selector, phrase)]
    for phrase in [*sought, Phrase("", selector.inside, "")]:
        for folded, _, _ in variants(phrase):
            yield folded


def find_candidates(selector: Selector, matcher: Matcher) -> list[Candidate]:
    """Every place that the words and their contexts allow, in text order."""
    if not selector.inside:
        return _in_stretch(selector, matcher, None)
    if not _fits(selector):
        return []
    passages = matcher.matches(Phrase("", selector.inside, ""))
    found = {candidate for passage in passages for candidate in _in_stretch(selector, matcher, passage)}
    return sorted(found)


def is_plain_passage(selector: Selector) -> bool:
    """Whether it means one passage, wherever it stands, so that not all that are possible need to be put together."""
    is_one = selector.nth is None and not selector.all
    return is_one and bool(selector.to) and len(selector.pieces) == 1 and not selector.inside and not selector.excepted


def find_best_passages(selector: Selector, matcher: Matcher, most: int) -> tuple[list[Candidate], int]:
    """The first `most` of the passages that are equally good, and how many there are; exact ones if any.

    The work is that of going through the rarer of starts and ends, however many passages there are.
    """
    (first,), to = phrases_of(selector)
    ends = matcher.matches(to) if to else []
    starts = matcher.matches(first)
    if len(starts) <= len(ends):
        found = _passages(starts, ends)
        best = [candidate for candidate in found if candidate.is_exact] or found
        return best[:most], len(best)
    groups = list(_starts_by_end(matcher.exact_matches(first), ends, is_exact=True))
    groups = groups or list(_starts_by_end(starts, ends, is_exact=False))
    each = (_passage(start, end) for near, end in groups for start in islice(near, most))
    return list(islice(each, most)), sum(map(len, (near for near, _ in groups)))


def _is_local(selector: Selector, phrase: Phrase) -> bool:
    """Whether the phrase stands in the passage of `in`, and its contexts can't lead out of it."""
    return bool(selector.inside) and not phrase.before and not phrase.after


def _fits(selector: Selector) -> bool:
    """Whether the passage has all the words that can only stand in it; if not, its places need not be looked at."""
    pieces, to = phrases_of(selector)
    passage = fold_phrase(selector.inside)
    return all(
        fold_phrase(phrase.words) in passage
        for phrase in [*pieces, *([to] if to else [])]
        if _is_local(selector, phrase)
    )


def _in_stretch(selector: Selector, matcher: Matcher, passage: Match | None) -> list[Candidate]:
    pieces, to = phrases_of(selector)
    matches = [_within(selector, matcher, phrase, passage) for phrase in pieces]
    if to:
        return _passages(matches[0], _within(selector, matcher, to, passage))
    if len(matches) > 1:
        if selector.all:
            return _windows(matches)
        exact = [
            [match for match in found if match.is_exact] if passage else matcher.exact_matches(phrase)
            for phrase, found in zip(pieces, matches, strict=True)
        ]
        return _windows(exact) or _windows(matches)
    return [Candidate((match.span,), match.is_exact) for match in matches[0]]


def _within(selector: Selector, matcher: Matcher, phrase: Phrase, passage: Match | None) -> list[Match]:
    """The phrase's places in the passage, or anywhere without one."""
    if passage is None:
        return matcher.matches(phrase)
    if _is_local(selector, phrase):
        return matcher.inside(phrase.words, selector.inside, passage)
    matches, stretch = matcher.matches(phrase), passage.span
    first = bisect_left(matches, stretch.start, key=_start)
    last = bisect_left(matches, stretch.end, key=_start)
    return [match for match in matches[first:last] if match.span.end <= stretch.end]


def _starts_by_end(starts: list[Match], ends: list[Match], *, is_exact: bool) -> Iterator[tuple[list[Match], Match]]:
    """For each of `ends`, or of the exact ones, the starts that it is the nearest end behind, if there are any."""
    first = 0
    for end in ends:
        stop = bisect_right(starts, end.span.start, first, key=_end)
        if first < stop and (end.is_exact or not is_exact):
            yield starts[first:stop], end
        first = stop


def _passages(starts: list[Match], ends: list[Match]) -> list[Candidate]:
    """From each start to the end of the nearest of `ends` behind it."""
    passages = []
    for start in starts if ends else ():
        nearest = bisect_left(ends, start.span.end, key=_start)
        if nearest < len(ends):
            passages.append(_passage(start, ends[nearest]))
    return passages


def _passage(start: Match, end: Match) -> Candidate:
    return Candidate((Span(start.span.start, end.span.end),), start.is_exact and end.is_exact)


def _windows(matches: list[list[Match]]) -> list[Candidate]:
    """The ways to take one match of each piece in order; of those that start alike the shortest.

    Where a middle piece may be either of two matches, both ways are given.
    """
    rarest = min(range(len(matches)), key=lambda number: len(matches[number]))
    windows: dict[int, Candidate] = {}
    # The shortest way through a match of the rarest piece ends as early behind it as can be.
    for match in matches[rarest]:
        way_on = _earliest_way(match, matches[rarest + 1 :])
        way = way_on and _latest_way(way_on[-1], matches[:-1])
        if way:
            windows.setdefault(way[0].span.start, _candidate(way))
    return sorted({way for window in windows.values() for way in (window, _spread(window, matches))})


def _earliest_way(first: Match, following: list[list[Match]]) -> list[Match] | None:
    """From `first` on, each of the following pieces as early as it can be; None if one is missing."""
    chosen = [first]
    for of_piece in following:
        nearest = bisect_left(of_piece, chosen[-1].span.end, key=_start)
        if nearest == len(of_piece):
            return None
        chosen.append(of_piece[nearest])
    return chosen


def _latest_way(last: Match, preceding: list[list[Match]]) -> list[Match] | None:
    """Up to `last`, each of the preceding pieces as late as it can be; None if one is missing."""
    chosen = [last]
    for of_piece in reversed(preceding):
        nearest = bisect_right(of_piece, chosen[-1].span.start, key=_end) - 1
        if nearest < 0:
            return None
        chosen.append(of_piece[nearest])
    return chosen[::-1]


def _spread(window: Candidate, matches: list[list[Match]]) -> Candidate:
    """The window with each middle piece as early as it can be; `_windows` takes them as late as they can."""
    first, last = window.place[0], window.place[-1]
    chosen = [matches[0][bisect_left(matches[0], first.start, key=_start)]]
    for of_piece in matches[1:-1]:
        chosen.append(of_piece[bisect_left(of_piece, chosen[-1].span.end, key=_start)])
    chosen.append(matches[-1][bisect_left(matches[-1], last.start, key=_start)])
    return _candidate(chosen)


def _candidate(chosen: list[Match]) -> Candidate:
    return Candidate(tuple(match.span for match in chosen), all(match.is_exact for match in chosen))


def _start(match: Match) -> int:
    return match.span.start


def _end(match: Match) -> int:
    return match.span.end
