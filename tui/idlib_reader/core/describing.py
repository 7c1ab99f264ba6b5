"""From a place in the article to the selector that a person would write for it: the opposite of resolving.

Selectors are proposed, the simplest first, and the first one that resolves to the very place is taken. Whether it does
is asked of `core.resolving` itself, so no rule is told twice; here is only decided what to propose, and what need not
be asked because it clearly stands at several places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, product
from typing import NamedTuple

from idlib_reader.core.candidates import find_candidates, phrases_of
from idlib_reader.core.folding import INVISIBLES, fold, squeeze
from idlib_reader.core.graphemes import is_grapheme_edge, next_edge, previous_edge
from idlib_reader.core.matching import Matcher, Phrase, with_attached
from idlib_reader.core.resolving import Resolver
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place, Span
from idlib_reader.core.words import is_word_character, is_word_edge, whole_words

_LONG = 120
"""Code points from which on a passage is named by how it starts and ends."""

_END_WORDS = (3, 4, 6, 8, 12)
"""How many words are tried at either end of such a passage."""

_WORDS_AROUND = (4, 6, 8, 12, 16)
"""Words on either side of a place that are tried as its surroundings. Up to the first of these, each way of dividing
them is tried. Whoever has to read more than the last to know the place would rather count."""

_FAR = 400
"""Code points within which the next word and the ends of a sentence are looked for."""

_CROWD = 1000
"""Places of some words from which on they are not gathered to see how they combine with others."""

_SHORT = 16
"""Code points up to which words often stand inside other words, so that a pattern finds them quicker."""

_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*(?=\s)|[。！？]["'”’」』）]*|\n""")


class _Surroundings(NamedTuple):
    """What stands around a place, word by word."""

    starts: list[int]
    """Word edges before it, nearest first; the first one is its own start if that is on a word edge."""
    ends: list[int]
    """Word edges behind it, nearest first; the first one is its own end if that is on a word edge."""
    sentence: Span
    """The sentence or line that holds it."""

    def divisions(self, count: int) -> list[Span]:
        """The stretches with the place and `count` words around it, in the order in which they are tried."""
        pairs = [(before, count - before) for before in range(count + 1)]
        spans = [
            Span(self.starts[before], self.ends[after])
            for before, after in pairs
            if before < len(self.starts) and after < len(self.ends)
        ]
        return sorted(spans, key=lambda span: (span.end - span.start, span))

    def stretches(self) -> Iterator[Span]:
        """All stretches that are tried: inside the sentence, short ones first, then over its ends."""
        small = [span for count in range(_WORDS_AROUND[0] + 1) for span in self.divisions(count)]
        wide = [
            Span(self.starts[min(count, len(self.starts) - 1)], self.ends[min(count, len(self.ends) - 1)])
            for count in _WORDS_AROUND
        ]
        every = list(dict.fromkeys([*small, *wide]))
        yield from (span for span in every if self.sentence.holds(span))
        yield from (span for span in every if not self.sentence.holds(span))


class Describer:
    """Describes places of one article, which is folded once."""

    def __init__(self, text: str) -> None:
        """`text` is the normalised article; folding takes about a second for 10 MB."""
        self._text = text
        self._folded = fold(text)

    def describe(self, place: Place) -> Selector | None:
        """The simplest selector that resolves to the place alone, as `describe` says."""
        trimmed = tuple(self._trim(span) for span in place)
        if not trimmed or not all(map(self._may_be_named, trimmed)):
            return None
        matcher = Matcher(self._text, self._folded, self._starts)
        around = self._surroundings(Span(trimmed[0].start, trimmed[-1].end))
        proposals = (one for one in self._proposals(trimmed, around) if _may_be_alone(one, matcher))
        counted = self._counted(trimmed, around, matcher)
        return next((one for one in chain(proposals, counted) if _names(one, trimmed, matcher)), None)

    def _starts(self, spelling: str) -> Iterator[int]:
        """Where a folded spelling stands in the folded article, found one by one."""
        text = self._folded.text
        if len(spelling) > _SHORT:
            start = text.find(spelling)
            while start >= 0:
                yield start
                start = text.find(spelling, start + 1)
            return
        pattern = whole_words(spelling)
        found = pattern.search(text)
        while found:
            yield found.start()
            found = pattern.search(text, found.start() + 1)

    def _trim(self, span: Span) -> Span:
        """The span without what folding drops at its ends: white space and invisible characters.

        Those that belong to its last grapheme stay.
        """
        start, end = span
        while start < end and _is_dropped(self._text[start]):
            start += 1
        while start < end and _is_dropped(self._text[end - 1]):
            end -= 1
        return Span(start, with_attached(self._text, end) if start < end else end)

    def _may_be_named(self, span: Span) -> bool:
        """Whether it holds words, and neither end stands inside what a quote has as one."""
        bare_end = span.start + len(self._text[span.start : span.end].rstrip(INVISIBLES))
        return (
            span.start < span.end
            and all(is_grapheme_edge(self._text, offset) for offset in span)
            and all(self._folded.has_edge(offset) for offset in (span.start, bare_end))
        )

    def _proposals(self, place: Place, around: _Surroundings) -> Iterator[Selector]:
        pieces, hull = self._pieces(place)
        stretches = list(around.stretches())
        if len(place) == 1 and hull.end - hull.start > _LONG:
            yield from self._by_its_ends(hull, *self._contexts(hull, stretches[0]))
        yield Selector(pieces)
        for stretch in stretches:
            if len(place) > 1 or stretch != hull:
                yield Selector(pieces, inside=self._words(stretch))
        contexts = [context for stretch in stretches if any(context := self._contexts(hull, stretch))]
        for before, after in contexts:
            yield Selector(pieces, before=before, after=after)
        if len(place) > 1 and contexts:
            for stretch, (before, after) in product((stretches[0], stretches[-1]), (contexts[0], contexts[-1])):
                yield Selector(pieces, inside=self._words(stretch), before=before, after=after)

    def _by_its_ends(self, span: Span, before: str, after: str) -> Iterator[Selector]:
        """A long passage by its first and last words, and what else of a word it starts or ends in."""
        firsts = list(islice(self._ends_on(span.start), _END_WORDS[-1]))
        lasts = list(islice(self._starts_back(span.end), _END_WORDS[-1]))
        for count in _END_WORDS:
            if count <= min(len(firsts), len(lasts)) and firsts[count - 1] <= lasts[count - 1]:
                start, end = Span(span.start, firsts[count - 1]), Span(lasts[count - 1], span.end)
                yield Selector((self._words(start),), to=self._words(end), before=before, after=after)

    def _counted(self, place: Place, around: _Surroundings, matcher: Matcher) -> Iterator[Selector]:
        """The selectors that count, with nothing around the words but what an end inside a word needs.

        Where these words stand in a crowd, with more around them; of several pieces no crowd is put together.
        """
        pieces, hull = self._pieces(place)
        stretches = list(around.stretches())
        for stretch in (stretches[0], stretches[-1]):
            before, after = self._contexts(hull, stretch)
            plain = Selector(pieces, before=before, after=after)
            passage = self._words(stretch)
            inside = [Selector(pieces, inside=passage), replace(plain, inside=passage)] if len(place) > 1 else []
            for selector in (plain, *inside):
                is_last_resort = len(place) == 1 and stretch == stretches[-1]
                if is_last_resort or not _is_crowded(selector, matcher):
                    places = [candidate.place for candidate in find_candidates(selector, matcher)]
                    if place in places:
                        yield replace(selector, nth=places.index(place) + 1)

    def _pieces(self, place: Place) -> tuple[tuple[str, ...], Span]:
        """The words of a place, and the stretch from the first to the last of them."""
        return tuple(map(self._words, place)), Span(place[0].start, place[-1].end)

    def _words(self, span: Span) -> str:
        """The words of a span as one writes them, on one line."""
        return squeeze(self._text[span.start : span.end])

    def _contexts(self, hull: Span, stretch: Span) -> tuple[str, str]:
        """What of the stretch stands before and behind the hull."""
        return self._words(Span(stretch.start, hull.start)), self._words(Span(hull.end, stretch.end))

    def _surroundings(self, hull: Span) -> _Surroundings:
        start, end = hull
        while not self._is_edge(start):
            start = previous_edge(self._text, start)
        while not self._is_edge(end):
            end = next_edge(self._text, end)
        starts = [start, *islice(self._starts_back(start), _WORDS_AROUND[-1])]
        ends = [end, *islice(self._ends_on(end), _WORDS_AROUND[-1])]
        return _Surroundings(starts, ends, self._sentence(Span(start, end)))

    def _sentence(self, span: Span) -> Span:
        first, last = max(0, span.start - _FAR), min(len(self._text), span.end + _FAR)
        start = max((found.end() for found in _SENTENCE_END.finditer(self._text, first, span.start)), default=first)
        found = _SENTENCE_END.search(self._text, span.end, last)
        return Span(start, found.end() if found else last)

    def _starts_back(self, offset: int) -> Iterator[int]:
        """Where words start before `offset`, nearest first; none that is very long."""
        at = done = offset
        while at > 0 and done - at < _FAR:
            at = previous_edge(self._text, at)
            if is_word_character(self._text[at]) and self._is_edge(at):
                yield at
                done = at

    def _ends_on(self, offset: int) -> Iterator[int]:
        """Where words end behind `offset`, nearest first; none that is very long."""
        at = done = offset
        while at < len(self._text) and at - done < _FAR:
            at = next_edge(self._text, at)
            if is_word_character(self._text[at - 1]) and self._is_edge(at):
                yield at
                done = at

    def _is_edge(self, offset: int) -> bool:
        return is_word_edge(self._text, offset) and self._folded.has_edge(offset)


def describe(text: str, place: Place) -> Selector | None:
    """The selector that a person would write for a place of the normalised article; it resolves to that place alone.

    White space and invisible characters at the ends of its spans are no part of it. In this order: the words alone, for
    more than 120 code points rather their start and end; the words `in` a passage; `before` or `after` something;
    `nth`. None where no selector can name the place: nothing is left of it, an end stands inside a grapheme or inside
    what folding changes as one, or its pieces could be taken otherwise whatever stands around them (or in more than a
    thousand ways). For many places of one article, use a `Describer`.
    """
    return Describer(text).describe(place)


def _is_dropped(character: str) -> bool:
    return character.isspace() or character in INVISIBLES


def _names(selector: Selector, place: Place, matcher: Matcher) -> bool:
    """Whether the selector resolves to the place and no other."""
    return Resolver(matcher).anchor(selector).places == (place,)


def _may_be_alone(selector: Selector, matcher: Matcher) -> bool:
    """Whether it is worth resolving: a look that ends with the second place, however many there are."""
    if selector.inside:
        return _is_alone(Phrase("", selector.inside, ""), matcher, is_for_words=False)
    if len(selector.pieces) > 1:
        return not _is_crowded(selector, matcher)
    (words,), to = phrases_of(selector)
    return _is_alone(words, matcher, is_for_words=True) and not (to and _holds_crowd(to, matcher))


def _is_alone(phrase: Phrase, matcher: Matcher, *, is_for_words: bool) -> bool:
    """Whether a phrase stands at one place; of words, where they stand character for character."""
    spans: set[Span] = set()
    for match in matcher.each(phrase):
        if match.is_exact or not is_for_words:
            spans.add(match.span)
        if len(spans) > 1:
            return False
    return len(spans) == 1


def _is_crowded(selector: Selector, matcher: Matcher) -> bool:
    """Whether any of the phrases that must be gathered for it stands at very many places."""
    if selector.inside:
        return _holds_crowd(Phrase("", selector.inside, ""), matcher)
    pieces, _ = phrases_of(selector)
    return any(_holds_crowd(phrase, matcher) for phrase in pieces)


def _holds_crowd(phrase: Phrase, matcher: Matcher) -> bool:
    return next(islice(matcher.each(phrase), _CROWD, None), None) is not None
