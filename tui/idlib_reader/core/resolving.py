"""From selectors to anchors: all quotes of a file found in one pass over the article.

The rules are those of FORMAT.md, "Selectors". Every phrase that any selector needs is gathered first, found once
(`core.phrases`), and then each selector puts together its places from what was found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, product
from typing import NamedTuple

from idlib_reader.core.folding import fold, fold_phrase, squeeze
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.phrases import find_phrases
from idlib_reader.core.selectors import Anchor, Selector, State
from idlib_reader.core.span import Place, Span
from idlib_reader.core.words import is_word_edge


class _Match(NamedTuple):
    """A place where words of a selector stand."""

    span: Span
    is_exact: bool
    """Character for character, white space apart; else after folding."""


class _Candidate(NamedTuple):
    """A place that a selector may mean."""

    place: Place
    is_exact: bool

    @property
    def hull(self) -> Span:
        """The stretch from the first piece to the last."""
        return Span(self.place[0].start, self.place[-1].end)


class _Phrase(NamedTuple):
    """Words to look for with what must stand around them; as written."""

    before: str
    words: str
    after: str


def resolve(text: str, selectors: Sequence[Selector]) -> list[Anchor]:
    """The anchor of each selector in the normalised article text `text`, in the order of the selectors."""
    if not selectors:
        return []
    finder = _Finder(text, selectors)
    return [_choose(selector, finder) for selector in selectors]


class _Finder:
    """Where in one text the phrases of the selectors stand."""

    def __init__(self, text: str, selectors: Sequence[Selector]) -> None:
        self.text = text
        self._folded = fold(text)
        needed = {folded for selector in _with_excepted(selectors) for folded in _needed(selector)}
        self._starts = find_phrases(self._folded.text, needed)
        self._memory: dict[_Phrase, list[_Match]] = {}

    def matches(self, phrase: _Phrase) -> list[_Match]:
        """Every place of the phrase's words between its contexts, in text order."""
        if phrase not in self._memory:
            found = [match for variant in _variants(phrase) for match in self._places(phrase, *variant)]
            self._memory[phrase] = sorted(set(found))
        return self._memory[phrase]

    def _places(self, phrase: _Phrase, folded: str, lead: int, length: int) -> Iterator[_Match]:
        """The places of one folded spelling, whose words start `lead` code points in and are `length` long."""
        for start in self._starts.get(folded, ()):
            outer = self._span(start, start + len(folded))
            inner = self._span(start + lead, start + lead + length)
            if outer and inner and is_word_edge(self.text, outer.start) and is_word_edge(self.text, outer.end):
                yield _Match(inner, self._is_exact(inner, phrase.words))

    def inside(self, words: str, passage: Span) -> list[_Match]:
        """Places of `words` within one passage at any grapheme edge: its surroundings pin them."""
        phrase, found, start = fold_phrase(words), [], -1
        if not phrase:
            return []
        folded = fold(self.text[passage.start : passage.end])
        while (start := folded.text.find(phrase, start + 1)) >= 0:
            first, last = folded.original_start(start), folded.original_end(start + len(phrase))
            if first is not None and last is not None:
                span = Span(passage.start + first, passage.start + last)
                if is_grapheme_edge(self.text, span.start) and is_grapheme_edge(self.text, span.end):
                    found.append(_Match(span, self._is_exact(span, words)))
        return found

    def _span(self, start: int, end: int) -> Span | None:
        """The folded stretch in offsets of the article; None where it would cut a character or a grapheme."""
        first, last = self._folded.original_start(start), self._folded.original_end(end)
        if first is None or last is None or first >= last:
            return None
        is_whole = is_grapheme_edge(self.text, first) and is_grapheme_edge(self.text, last)
        return Span(first, last) if is_whole else None

    def _is_exact(self, span: Span, words: str) -> bool:
        return squeeze(self.text[span.start : span.end]) == squeeze(words)


def _with_excepted(selectors: Iterable[Selector]) -> Iterator[Selector]:
    for selector in selectors:
        yield selector
        yield from _with_excepted(selector.excepted)


def _phrases(selector: Selector) -> tuple[list[_Phrase], _Phrase | None]:
    """The phrases of its pieces, and of `to`; `before` belongs to the first words, `after` to the last."""
    last = len(selector.pieces) - 1
    pieces = [
        _Phrase(
            selector.before if number == 0 else "",
            piece,
            selector.after if number == last and not selector.to else "",
        )
        for number, piece in enumerate(selector.pieces)
    ]
    return pieces, _Phrase("", selector.to, selector.after) if selector.to else None


def _needed(selector: Selector) -> Iterator[str]:
    """Every folded spelling that resolving the selector looks up."""
    pieces, to = _phrases(selector)
    for phrase in [*pieces, *([to] if to else []), _Phrase("", selector.inside, "")]:
        for folded, _, _ in _variants(phrase):
            yield folded


def _variants(phrase: _Phrase) -> Iterator[tuple[str, int, int]]:
    """The folded spellings of a phrase with its contexts, with and without white space at the seams.

    Each with the place and the length of the words themselves in it (code points).
    """
    before, words, after = map(fold_phrase, phrase)
    if not words:
        return
    seams_before = (" ", "") if before else ("",)
    seams_after = (" ", "") if after else ("",)
    for left, right in product(seams_before, seams_after):
        yield before + left + words + right + after, len(before) + len(left), len(words)


def _candidates(selector: Selector, finder: _Finder) -> list[_Candidate]:
    """Every place that the words and their contexts allow, in text order."""
    if not selector.inside:
        return _in_stretch(selector, finder, Span(0, len(finder.text)), is_pinned=False)
    found = {
        candidate
        for passage in finder.matches(_Phrase("", selector.inside, ""))
        for candidate in _in_stretch(selector, finder, passage.span, is_pinned=True)
    }
    return sorted(found)


def _in_stretch(selector: Selector, finder: _Finder, stretch: Span, *, is_pinned: bool) -> list[_Candidate]:
    pieces, to = _phrases(selector)
    matches = [_within(finder, phrase, stretch, is_pinned) for phrase in pieces]
    if to:
        return _passages(matches[0], _within(finder, to, stretch, is_pinned))
    if len(matches) > 1:
        exact = [[match for match in of_piece if match.is_exact] for of_piece in matches]
        return _windows(matches) if selector.all else _windows(exact) or _windows(matches)
    return [_Candidate((match.span,), match.is_exact) for match in matches[0]]


def _within(finder: _Finder, phrase: _Phrase, stretch: Span, is_pinned: bool) -> list[_Match]:
    """The phrase's places inside the stretch; in a pinned one any grapheme edge does if no word edge does."""
    matches = finder.matches(phrase)
    first = bisect_left(matches, stretch.start, key=_start)
    last = bisect_left(matches, stretch.end, key=_start)
    found = [match for match in matches[first:last] if match.span.end <= stretch.end]
    if found or not is_pinned or phrase.before or phrase.after:
        return found
    return finder.inside(phrase.words, stretch)


def _passages(starts: list[_Match], ends: list[_Match]) -> list[_Candidate]:
    """From each start to the end of the nearest of `ends` behind it."""
    passages = []
    for start in starts:
        nearest = bisect_left(ends, start.span.end, key=_start)
        if nearest < len(ends):
            end = ends[nearest]
            place = (Span(start.span.start, end.span.end),)
            passages.append(_Candidate(place, start.is_exact and end.is_exact))
    return passages


def _windows(matches: list[list[_Match]]) -> list[_Candidate]:
    """The ways to take one match of each piece in order; of those that start alike the shortest.

    Where a middle piece may be either of two matches, both ways are given.
    """
    windows: dict[int, _Candidate] = {}
    for last in matches[-1]:
        chosen = [last]
        for of_piece in reversed(matches[:-1]):
            nearest = bisect_right(of_piece, chosen[0].span.start, key=_end) - 1
            if nearest < 0:
                break
            chosen.insert(0, of_piece[nearest])
        else:
            windows.setdefault(chosen[0].span.start, _candidate(chosen))
    return sorted({way for window in windows.values() for way in (window, _earliest_way(window, matches))})


def _earliest_way(window: _Candidate, matches: list[list[_Match]]) -> _Candidate:
    """The window with each middle piece as early as it can be; `_windows` takes them as late as they can."""
    first, last = window.place[0], window.place[-1]
    chosen = [matches[0][bisect_left(matches[0], first.start, key=_start)]]
    for of_piece in matches[1:-1]:
        chosen.append(of_piece[bisect_left(of_piece, chosen[-1].span.end, key=_start)])
    chosen.append(matches[-1][bisect_left(matches[-1], last.start, key=_start)])
    return _candidate(chosen)


def _candidate(chosen: list[_Match]) -> _Candidate:
    return _Candidate(tuple(match.span for match in chosen), all(match.is_exact for match in chosen))


def _start(match: _Match) -> int:
    return match.span.start


def _end(match: _Match) -> int:
    return match.span.end


def _choose(selector: Selector, finder: _Finder) -> Anchor:
    """The anchor that the selector's own rule makes of the places that are possible."""
    found = _every_place(selector, finder)
    if selector.all:
        return _anchor(list({candidate.hull: candidate for candidate in found}.values()))
    best = [candidate for candidate in found if candidate.is_exact] or found
    if len(selector.pieces) > 1 and best:
        shortest = min(map(_length, best))
        best = [candidate for candidate in best if _length(candidate) == shortest]
    if len(best) > 1:
        return Anchor("ambiguous", candidates=tuple(candidate.hull for candidate in best))
    return _anchor(best)


def _every_place(selector: Selector, finder: _Finder) -> list[_Candidate]:
    """Every place that the selector may mean, those taken out that it excepts; the one it counts to, if it counts."""
    found = _candidates(selector, finder)
    if selector.excepted:
        found = _outside(found, [place for other in selector.excepted for place in _every_place(other, finder)])
    return found if selector.nth is None else found[selector.nth - 1 : selector.nth]


def _anchor(found: list[_Candidate]) -> Anchor:
    if not found:
        return Anchor("orphan")
    state: State = "exact" if all(candidate.is_exact for candidate in found) else "folded"
    return Anchor(state, tuple(candidate.place for candidate in found))


def _length(candidate: _Candidate) -> int:
    return candidate.hull.end - candidate.hull.start


def _outside(found: list[_Candidate], excepted: list[_Candidate]) -> list[_Candidate]:
    """Those of `found` that lie inside no place of `excepted`."""
    hulls = sorted(candidate.hull for candidate in excepted)
    starts = [hull.start for hull in hulls]
    furthest = list(accumulate((hull.end for hull in hulls), max))
    kept = []
    for candidate in found:
        row = bisect_right(starts, candidate.hull.start) - 1
        if row < 0 or furthest[row] < candidate.hull.end:
            kept.append(candidate)
    return kept
