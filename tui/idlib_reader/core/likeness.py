"""Did you mean: for words that the article does not have, the place that a person most likely meant.

Only for sentences; nothing is ever anchored by it. The article's words are indexed once in a plain spelling
(`core.plain_spelling`), each with the places where it stands. A quote is looked for where its rarest words stand: of
these places a quick look chooses a few, and only there is anything compared. Every step is capped, so that a quote
takes milliseconds, whatever it and the article are.

Likeness is measured as the share of letters in common, `2 * M / T` (Ratcliff and Obershelp, as in `difflib`): `M`
letters match in order, of `T` in the quote and the stretch together. Case, accents, signs and spaces do not count.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from itertools import accumulate, chain, islice, pairwise, zip_longest
from typing import NamedTuple

from idlib_reader.core.folding import fold, fold_phrase
from idlib_reader.core.graphemes import is_grapheme_edge, next_edge, previous_edge
from idlib_reader.core.matching import with_attached
from idlib_reader.core.plain_spelling import Token, tokens_of
from idlib_reader.core.span import Span
from idlib_reader.core.suggestions import Suggestions
from idlib_reader.core.words import is_word_edge

_THRESHOLD_SHORT = 0.8
_THRESHOLD_LONG = 0.65
_SHORT = 12
"""Share of its letters that a stretch must have in common with a quote to be proposed: the first for up to `_SHORT`
letters; with more, among which chance does less, it falls towards the second as one over their number.

Stretches that merely share some words with a quote of some length reach 0.6, and `Iraq` for `Iran` 0.75; `Idlib` for
`Idleb` has 0.8, and one wrong word in four of a sentence leaves 0.75.
"""

_MOVED = 0.75
"""What the letters of a word count that stands elsewhere in the order: two words may change places, but then no more
may be wrong with them."""

_SURE = 0.9
"""From this share on no other spelling of the quote's words is looked for.

For a single word it is also asked of one that starts with another letter, where people seldom err (`actions` for
`sanctions`), and of several words.
"""

_WORD_SHARE = 0.5
"""A word of the article counts as matched from this share of its letters on; fewer are letters met by chance."""

_PLACES = 1000
"""Places kept of each word, the first ones in the article; a word that has more says little about where a quote is."""

_RAREST = 6
_LOOKED_AT = 1500
"""Words of a quote whose places are looked at, the rarest first, and places of all: a millisecond at most."""

_WEIGHED = 8
"""Words of a quote that are looked for round a place, to choose those where comparing is worth while."""

_COMPARED = 6
"""Places compared letter by letter for one quote."""

_TRIMMED = 3
"""Words that are tried to be left out of the ends of a stretch, one after the other."""

_PIECE = 120
"""Code points of a quote that are compared, since that takes time by their square; of a longer one both ends are."""

_LONGEST = 100_000
"""Code points of the longest quote that is looked at."""

_MISSPELT = 4
_SPELLINGS = 3
"""Unknown words of a quote, the longest first, whose nearest spellings are looked up, and how many of these."""

_LONGEST_WORD = 40
"""Letters of the longest word that is proposed for another; longer ones are no words of a language."""

_HITS = 64
"""Words of the article that are looked at because they hold what is left of a cut word, and places of each."""

_CHECKED = 20_000
"""Code points of the article in which cut words are looked for, for one quote: about two milliseconds."""

_REMEMBERED = 64
"""Code points of the longest stretch without spaces that is likely to come again."""

_SLICE = 1 << 16
_STEPS = 64


class Likeness:
    """What is like words that an article does not have. Its index is built when first asked."""

    def __init__(self, text: str) -> None:
        """`text` is the normalised article."""
        self._text = text

    def inside_word(self, words: str) -> Span | None:
        """A place where `words` stand after folding, case kept, but start or end inside a word; else None."""
        if len(words) > _LONGEST:
            return None
        phrase = fold_phrase(words)
        start = phrase[:_PIECE]
        left = _CHECKED
        for at in self._index.places_of_cut(tokens_of(start)):
            if left <= 0:
                break
            left -= len(start) + 2 * _slack(start)
            if start == phrase or next(self._places_near(start, at), None):
                left -= len(phrase) - len(start)
                for span in islice(self._places_near(phrase, at), _HITS):
                    if not (is_word_edge(self._text, span.start) and is_word_edge(self._text, span.end)):
                        return span
        return None

    def nearest(self, words: str) -> Span | None:
        """The stretch of whole words most like `words`, wrong in case, spelling, endings or a word or two; else None.

        Scripts without spaces are compared by character.
        """
        if len(words) > _LONGEST:
            return None
        phrase = fold_phrase(words)
        if len(phrase) <= _PIECE:
            return next((likely.span for likely in self._most_like(phrase)), None)
        starts = self._most_like(phrase[:_PIECE].rpartition(" ")[0] or phrase[:_PIECE])
        ends = self._most_like(phrase[-_PIECE:].partition(" ")[2] or phrase[-_PIECE:]) if starts else []
        passages = [
            (start.score + end.score, -start.span.start, Span(start.span.start, end.span.end))
            for start in starts
            for end in ends
            if 2 * len(phrase) < 3 * (end.span.end - start.span.start) < 4.5 * len(phrase)
        ]
        return max(passages)[2] if passages else None

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._text)

    def _places_near(self, phrase: str, at: int) -> Iterator[Span]:
        """Where the folded `phrase` stands near `at`, on grapheme edges."""
        origin = max(0, at - _slack(phrase))
        folded = fold(self._text[origin : at + len(phrase) + _slack(phrase)])
        found = folded.text.find(phrase)
        while found >= 0:
            first, last = folded.original_start(found), folded.original_end(found + len(phrase))
            if first is not None and last is not None:
                span = Span(origin + first, with_attached(self._text, origin + last))
                if all(is_grapheme_edge(self._text, end) for end in span):
                    yield span
            found = folded.text.find(phrase, found + 1)

    def _most_like(self, phrase: str) -> list[_Likely]:
        """The stretches that are much like a folded phrase, the most like one first."""
        quote = _Quote(phrase)
        if not quote.letters:
            return []
        found = self._compared(quote, quote.keys)
        if found and found[0].score >= _SURE:
            return found
        spellings = self._index.spellings(quote)
        return self._compared(quote, [*quote.keys, *spellings]) if spellings else found

    def _compared(self, quote: _Quote, keys: list[tuple[int, str]]) -> list[_Likely]:
        compared = [likely for at in self._index.starts(quote, keys) if (likely := self._compare(quote, at))]
        # Where it was found earlier decides between equals.
        return sorted(set(compared), key=lambda likely: (-likely.score, likely.span))

    def _compare(self, quote: _Quote, start: int) -> _Likely | None:
        """The stretch near `start` that is most like the quote, if it is much like it."""
        origin = max(0, start - quote.slack)
        end = min(len(self._text), start + quote.reach)
        tokens = tokens_of(self._text[origin:end])
        if tokens and origin and not is_word_edge(self._text, origin):
            del tokens[0]
        if tokens and tokens[-1].end == end - origin and not is_word_edge(self._text, end):
            del tokens[-1]
        score, first, last = quote.compare(tokens)
        if score < quote.threshold:
            return None
        if quote.is_word and score < _SURE and (first < last or tokens[first].plain[0] != quote.letters[0]):
            return None
        span = self._snapped(origin + tokens[first].start, origin + tokens[last].end)
        return _Likely(score, span) if span else None

    def _snapped(self, start: int, end: int) -> Span | None:
        """The stretch with the rest of the graphemes and words that it cuts; None where that is far away."""
        for _ in range(_STEPS):
            if is_word_edge(self._text, start) and is_word_edge(self._text, end):
                return Span(start, end)
            if not is_word_edge(self._text, start):
                start = previous_edge(self._text, start)
            if not is_word_edge(self._text, end):
                end = next_edge(self._text, end)
        return None


class _Likely(NamedTuple):
    """A stretch that is much like a quote."""

    score: float
    """Share of letters in common, 0 to 1."""
    span: Span
    """The stretch, on word edges."""


class _Quote:
    """A quote made ready to be compared with many stretches."""

    def __init__(self, phrase: str) -> None:
        """`phrase` is folded."""
        self.tokens = tokens_of(phrase)
        self.letters = "".join(token.plain for token in self.tokens)
        self._plains = {token.plain for token in self.tokens}
        extra = (_THRESHOLD_SHORT - _THRESHOLD_LONG) * _SHORT / max(_SHORT, len(self.letters))
        self.threshold = _THRESHOLD_LONG + extra
        self.length = self.tokens[-1].end if self.tokens else 0
        """Code points from the start of the phrase to the end of its last word."""
        self.slack = _slack(phrase)
        self.is_word = len(self.tokens) == 1 and self.tokens[0].is_word
        """Whether it is a single word."""
        self.keys = [*_keys(self.tokens), *_unwrapped(phrase, self.tokens)]
        """What it is looked up by, each with the number of the token that it starts with."""
        self.reach = self.length + 2 * self.slack
        """Code points from where the phrase may start to where it may end."""
        longest = nlargest(_WEIGHED, self.tokens, key=lambda token: token.end - token.start)
        self._weighed = [(phrase[token.start : token.end].lower(), token.end - token.start) for token in longest]
        self._matcher = SequenceMatcher(None, "", self.letters, autojunk=False)

    def weigh(self, stretch: str) -> int:
        """Letters of the quote's longest words that stand somewhere in a stretch: a quick look before comparing."""
        stretch = stretch.lower()
        return sum([size for word, size in self._weighed if word in stretch])

    def compare(self, tokens: list[Token]) -> tuple[float, int, int]:
        """The share of letters that the most like run of `tokens` has in common with the quote; its first and last."""
        found = self._most_like_run(tokens)
        if not _WORD_SHARE < found[0] < 1:
            return found
        # Letters of a misspelt word may have been met further off, in a word that does not belong to it: a look at the
        # run with its neighbours, and without words at its ends that the quote does not have, brings it right.
        found = max(found, self._most_like_within(tokens, max(0, found[1] - 1), found[2] + 2))
        for _ in range(_TRIMMED):
            _, first, last = found
            shorter = [
                self._most_like_within(tokens, start, end)
                for start, end, dropped in ((first, last, last), (first + 1, last + 1, first))
                if start < end and tokens[dropped].plain not in self._plains
            ]
            if max(shorter, default=found) <= found:
                break
            found = max(shorter)
        return found

    def _most_like_within(self, tokens: list[Token], start: int, end: int) -> tuple[float, int, int]:
        """The most like run of `tokens[start:end]`, counted as in `tokens`."""
        score, first, last = self._most_like_run(tokens[start:end])
        return score, start + first, start + last

    def _most_like_run(self, tokens: list[Token]) -> tuple[float, int, int]:
        lengths = [len(token.plain) for token in tokens]
        matched = self._matched(tokens)
        first, last = _best_run([2 * m - self.threshold * size for m, size in zip(matched, lengths, strict=True)])
        in_common = min(len(self.letters), sum(matched[first : last + 1]))
        return 2 * in_common / (len(self.letters) + sum(lengths[first : last + 1])), first, last

    def _matched(self, tokens: list[Token]) -> list[int]:
        """How many letters of each token the quote has."""
        letters = "".join(token.plain for token in tokens)
        self._matcher.set_seq1(letters)
        here, there = bytearray(len(letters)), bytearray(len(self.letters))
        for at, quoted_at, size in self._matcher.get_matching_blocks():
            here[at : at + size] = there[quoted_at : quoted_at + size] = b"\1" * size
        matched = _counts(tokens, here)
        # Words in another order match out of order.
        in_order = _counts(self.tokens, there)
        moved = [token.plain for token, count in zip(self.tokens, in_order, strict=True) if count < len(token.plain)]
        for number, token in enumerate(tokens):
            if matched[number] < len(token.plain) and token.is_word and token.plain in moved:
                moved.remove(token.plain)
                matched[number] = max(matched[number], int(_MOVED * len(token.plain)))
        return matched


def _counts(tokens: list[Token], flags: bytearray) -> list[int]:
    """How many letters of each token are flagged; none of a word with too few."""
    counts, start = [], 0
    for token in tokens:
        size = len(token.plain)
        count = flags.count(1, start, start + size)
        counts.append(count if count >= _WORD_SHARE * size else 0)
        start += size
    return counts


def _best_run(gains: list[float]) -> tuple[int, int]:
    """First and last of the run with the largest sum (Kadane's algorithm); (0, -1) if no gain is positive.

    With gains of `2 * matched - threshold * letters` a run reaches the threshold if and only if the best one does.
    """
    best, first, last, total, start = 0.0, 0, -1, 0.0, 0
    for number, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, number
        total += gain
        if total > best:
            best, first, last = total, start, number
    return first, last


class _Index:
    """Where the words of one text stand, by their plain spelling."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, array[int]] = {}
        """Key -> its first places, in order."""
        self._words: list[str] = []
        """The keys that are words, in the order in which they first stand in the text."""
        stretches = _Stretches(self)
        for begin, end in _slices(text):
            split = text[begin:end].replace("\n", " ").replace("\t", " ").split(" ")
            starts = accumulate((len(stretch) + 1 for stretch in split), initial=begin)
            for start, keys in zip(starts, map(stretches.__getitem__, split), strict=False):
                for offset, places in keys:
                    if len(places) < _PLACES:
                        places.append(start + offset)

    def file(self, stretch: str) -> Iterator[tuple[int, array[int]]]:
        """For each key in a stretch of text, where it starts in it and the places to file it at."""
        tokens = tokens_of(stretch)
        for number, key in _keys(tokens):
            places = self._places.get(key)
            if places is None:
                places = self._places[key] = array("Q")
                if tokens[number].is_word:
                    self._words.append(key)
            yield tokens[number].start, places

    def starts(self, quote: _Quote, keys: list[tuple[int, str]]) -> list[int]:
        """Where the quote is likely to start if its tokens with these keys stand in the text; the likeliest first."""
        known = [(number, self._places[key]) for number, key in keys if key in self._places]
        weights: dict[int, int] = {}
        cells: set[int] = set()
        left = _LOOKED_AT
        for number, places in sorted(known, key=lambda one: len(one[1]))[:_RAREST]:
            lead = quote.tokens[number].start
            for start in (place - lead for place in places[:left]):
                if start // quote.slack not in cells:
                    cells.add(start // quote.slack)
                    weights[start] = quote.weigh(self._text[max(0, start - quote.slack) : start + quote.reach])
            left = max(0, left - len(places))
        return nlargest(_COMPARED, weights, key=weights.__getitem__)

    def spellings(self, quote: _Quote) -> list[tuple[int, str]]:
        """The spellings in the text that are nearest to words of the quote that it does not have."""
        unknown = [(number, key) for number, key in quote.keys if key not in self._places]
        words = [one for one in unknown if quote.tokens[one[0]].is_word and len(one[1]) <= _LONGEST_WORD]
        longest = nlargest(_MISSPELT, words, key=lambda one: len(one[1]))
        return [(number, near) for number, key in longest for near in self._suggestions.near(key, _SPELLINGS)]

    def places_of_cut(self, tokens: list[Token]) -> Iterator[int]:
        """Where a phrase of these tokens may start if its first or its last is the rest of a word."""
        whole = [(number, key) for number, key in _keys(tokens) if 0 < number < len(tokens) - 1]
        if whole:
            number, key = min(whole, key=lambda one: len(self._places.get(one[1], ())))
            return (place - tokens[number].start for place in self._places.get(key, ()))
        if not tokens:
            return iter(())
        first, last = tokens[0], tokens[-1]
        if first is last:
            return self._places_of_part(first.plain, first.start)
        starts = self._places_of_part(f"{first.plain}\n", first.start)
        ends = self._places_of_part(f"\n{last.plain}", last.start)
        return (place for place in chain.from_iterable(zip_longest(starts, ends)) if place is not None)

    def _places_of_part(self, part: str, lead: int) -> Iterator[int]:
        """Where a phrase may start that has `part` of a word, with line feeds for the word's ends, `lead` behind it."""
        found = self._joined.find(part)
        for _ in range(_HITS):
            if found < 0:
                return
            letter = found + part.startswith("\n")
            row = bisect_right(self._rows, letter) - 1
            yield from (place + letter - self._rows[row] - lead for place in self._places[self._words[row]][:_HITS])
            found = self._joined.find(part, found + 1)

    @cached_property
    def _joined(self) -> str:
        """All words, each between line feeds."""
        return "\n".join(["", *self._words, ""])

    @cached_property
    def _rows(self) -> list[int]:
        """Where each of the words starts in `_joined`."""
        return list(accumulate((len(word) + 1 for word in self._words[:-1]), initial=1))

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(word for word in self._words if len(word) <= _LONGEST_WORD)


class _Stretches(dict[str, Iterable[tuple[int, "array[int]"]]]):
    """What is to be filed of each stretch between spaces, worked out once."""

    def __init__(self, index: _Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, stretch: str) -> Iterable[tuple[int, array[int]]]:
        if len(stretch) > _REMEMBERED:
            return self._index.file(stretch)
        filed = self[stretch] = tuple(self._index.file(stretch))
        return filed


def _slices(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces that are cut at a space if there is one."""
    begin = 0
    while begin < len(text):
        end = text.find(" ", begin + _SLICE, begin + 2 * _SLICE) + 1 or min(begin + _SLICE, len(text))
        yield begin, end
        begin = end


def _slack(phrase: str) -> int:
    """Code points that a phrase may be longer, or stand further left or right, than its words tell."""
    return 16 + len(phrase) // 4


def _keys(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """What tokens are looked up by, with the number of the token: words, and pairs in a script without spaces."""
    was_paired = False
    for number, token in enumerate(tokens):
        follower = tokens[number + 1] if number + 1 < len(tokens) else token
        is_paired = not (token.is_word or follower.is_word) and follower.start == token.end
        if is_paired:
            yield number, token.plain + follower.plain
        elif not was_paired:
            yield number, token.plain
        was_paired = is_paired


def _unwrapped(phrase: str, tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Words of a quote that a hyphen divides, at the end of a line or not, as one."""
    for number, (one, other) in enumerate(pairwise(tokens)):
        if phrase[one.end : other.start].rstrip() == "-":
            yield number, one.plain + other.plain
