"""The sentences around some words of the article, made ready for looking for who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from idlib_reader.core.index import Index
from idlib_reader.core.languages import Language
from idlib_reader.core.quotations import MARK, QUOTES, is_in_word, quotations_at
from idlib_reader.core.sentences import sentence_at
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import WHITE_SPACE, white_end, white_start

QUOTED = "\x01"
"""What stands for each character inside quotation marks in the words of a `Passage`."""
OPENING, CLOSING = "“”"
"""What stands for every quotation mark there."""
AROUND = QUOTES + WHITE_SPACE + ",;:."
"""What may stand at the ends of words without changing what they say."""
ODD_RANK = 2
"""The rank of an entity that says nothing, such as a weapon."""
_RANKS = {
    **dict.fromkeys(("person", "organisation", "group", "government", "state", "armed-force"), 0),
    **dict.fromkeys(("document", "place", "facility", "other"), 1),
}
"""By type how plausible an entity is as a source."""
_NEAR = 3000
"""Code points on either side within which quotation marks are looked for, up to an end of a line."""
_LONGEST = 8000
"""Code points of a passage; of a longer one the part before is left out."""
_SENTENCES_BACK = 8
"""How far back a pronoun or a quotation that goes on looks for who is meant."""
_PLAIN = str.maketrans({"\n": " ", "\t": " ", "\xa0": " ", "\u202f": " ", "’": "'", "—": "–"})
_SPACES = re.compile(" *")
_LEFT_WORD = re.compile(r"[\w'&./-]*[\w'&/-]\.?\Z")
TOKEN = re.compile(r"[\w-]+")
"""A word as a list of words has it."""
RIGHT_WORD = re.compile(r"[\w'&/-]+")
"""A word as it stands in a text."""


class Mention(NamedTuple):
    """A mention of an entity inside a passage, at offsets of the passage."""

    start: int
    end: int
    id: str
    """Of the entity."""
    rank: int
    """The lower, the more plausible as a source."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article made ready for looking for attributions. All offsets here count from its start."""

    span: Span
    """Where it is in the article."""
    words: str
    """Its words, character for character, with plain white space and quotations blotted out."""
    mentions: tuple[Mention, ...]
    language: Language

    def word_before(self, offset: int) -> str:
        """The word that ends at an offset, white space apart, in small letters; empty where a sign stands there."""
        found = _LEFT_WORD.search(self.words[max(0, offset - 80) : offset].rstrip())
        return found[0].casefold() if found else ""

    def word_after(self, offset: int) -> str:
        """The word that starts at an offset, white space apart, in small letters; empty where a sign stands there."""
        found = RIGHT_WORD.match(self.words, self.gap_after(offset))
        return found[0].casefold() if found else ""

    def gap_after(self, offset: int) -> int:
        """Where the white space at an offset ends."""
        found = _SPACES.match(self.words, offset)
        return found.end() if found else offset

    def gap_before(self, offset: int) -> int:
        """Where the white space before an offset starts."""
        while offset > 0 and self.words[offset - 1] == " ":
            offset -= 1
        return offset

    def in_article(self, span: Span) -> Span:
        """A span of the passage as one of the article."""
        return Span(span.start + self.span.start, span.end + self.span.start)


def passage_of(index: Index, language: Language, span: Span) -> Passage:
    """The passage at a span of the article."""
    span = Span(max(span.start, span.end - _LONGEST), span.end)
    marks = [mark for mark in index.highlights.between(*span) if mark.kind == "entity" and span.holds(mark.span)]
    mentions = [
        Mention(mark.start - span.start, mark.end - span.start, mark.id, _rank(index, mark.id)) for mark in marks
    ]
    return Passage(span, _blotted(index.article.text[span.start : span.end]), tuple(mentions), language)


def _rank(index: Index, id_: str) -> int:
    return _RANKS.get(index.annotations.entities[id_].type, ODD_RANK)


def _blotted(text: str) -> str:
    """The words with `QUOTED` for what stands in quotation marks, inner ones among it."""
    words, done = list(text.translate(_PLAIN)), 0
    for found in MARK.finditer(text):
        at = found.start()
        if at < done or is_in_word(text, at):
            continue
        around = [one for one in quotations_near(text, at) if one.start > at and not text[at + 1 : one.start].strip()]
        if around:
            end = around[-1].end
            end += len(text[end:]) - len(text[end:].lstrip())
        elif text[at] in "“«":
            end = len(text)
        else:
            continue
        words[at:end] = [OPENING, *QUOTED * (end - at - 1)]
        if end < len(words):
            words[end] = CLOSING
        done = end + 1
    return "".join(words)


def quotations_near(text: str, offset: int, *, is_spaced: bool = False) -> list[Span]:
    """The words of each quotation around an offset, the innermost first, as far as its marks stand near."""
    near = _stretch_near(text, offset)
    found = quotations_at(text[near.start : near.end], offset - near.start, is_spaced)
    return [Span(start + near.start, end + near.start) for start, end in found]


def sentence_near(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """The sentence at an offset, as far as it stands near."""
    near = _stretch_near(text, offset)
    start, end = sentence_at(text[near.start : near.end], offset - near.start, is_spaced=is_spaced)
    return Span(start + near.start, end + near.start)


def _stretch_near(text: str, offset: int) -> Span:
    """What is looked through around an offset: from the start of a line to the end of one where there are any."""
    first, last = offset - _NEAR, offset + _NEAR
    start = text.rfind("\n", max(0, first - _NEAR), max(0, first)) + 1 or max(0, first)
    end = text.find("\n", last, last + _NEAR)
    return Span(start, end if end >= 0 else min(len(text), last))


def quotations_of(text: str, hull: Span, *, is_spaced: bool = False) -> list[Span]:
    """The quotations that some words stand in as a whole, the innermost first."""
    return [one for one in quotations_near(text, hull.start, is_spaced=is_spaced) if one.holds(hull)]


def unit_around(text: str, hull: Span, is_spaced: bool) -> Span:
    """The sentences that some words, and the quotation around them, stand in."""
    around = quotations_of(text, hull, is_spaced=is_spaced)
    start, end = (around[-1].start, around[-1].end) if around else hull
    if around:
        start = max(0, white_start(text, 0, start) - 1)
        end = min(len(text) - 1, white_end(text, end, len(text)))
    first = sentence_near(text, start, is_spaced=is_spaced)
    last = sentence_near(text, end if around else end - 1, is_spaced=is_spaced)
    unit = Span(min(first.start, start), max(last.end, end))
    return _with_speaker(text, unit, is_spaced)


def _with_speaker(text: str, unit: Span, is_spaced: bool) -> Span:
    """The unit with the next words of its paragraph where it is a quotation that ends in a mark: `“No!” he said`."""
    ending = text[max(unit.start, unit.end - 4) : unit.end].rstrip(QUOTES)
    if text[unit.end - 1 : unit.end] not in QUOTES or not ending.endswith(("!", "?", "…")):
        return unit
    after = white_end(text, unit.end, len(text))
    if after >= len(text) or "\n" in text[unit.end : after]:
        return unit
    return Span(unit.start, sentence_near(text, after, is_spaced=is_spaced).end)


def passages_back(index: Index, language: Language, offset: int, is_spaced: bool) -> Iterator[Passage]:
    """The sentences before an offset, the nearest first, each with the quotation that it ends."""
    text = index.article.text
    for _ in range(_SENTENCES_BACK):
        end = white_start(text, 0, offset)
        if end <= 0:
            return
        sentence = sentence_near(text, end - 1, is_spaced=is_spaced)
        unit = unit_around(text, sentence, is_spaced) if sentence.end > sentence.start else sentence
        span = Span(min(unit.start, sentence.start), end)
        yield passage_of(index, language, span)
        offset = span.start


def without_signs(text: str, span: Span) -> Span:
    """A stretch without the signs at its ends."""
    start, end = span
    while start < end and text[end - 1] in AROUND:
        end -= 1
    while start < end and text[start] in AROUND:
        start += 1
    return Span(start, end)
