"""Folding: text without the differences that a person who copies a quote does not see.

Typographic and plain quotes, dashes, ellipses, kinds and lengths of white space, invisible characters such as soft
hyphens and direction marks, and Unicode composition become one. A map leads back, so offsets are always those of the
article.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining, is_normalized, normalize

_SAME_LENGTH = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02bc\u00b4\u0060\u05f3\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\u301f\u05f4\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be\ufe58\ufe63\uff0d", "-"),
}
_SIGNS = {**_SAME_LENGTH, "\u2026": "..."}

INVISIBLES = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"
"""Characters that nobody sees and folding drops: soft hyphen, Arabic letter mark, zero-width space, left-to-right and
right-to-left mark, word joiner, zero-width no-break space.

Joiners (U+200C, U+200D) are not among them: Persian, Hindi and emoji are spelled with them."""

# Signs, and runs of white space and invisible characters; not the single plain space, so that prose is passed over
# quickly.
_RUN = f"\\s{INVISIBLES}"
_FOLDABLE = re.compile(f"[{''.join(map(re.escape, _SIGNS))}]| [{_RUN}]+|[{INVISIBLES}][{_RUN}]*|[^\\S ][{_RUN}]*")

# Starters that compose with the character before them (UAX #15, NFC_Quick_Check = Maybe without a combining
# class): Hangul vowels and trailing consonants, and the second halves of vowel signs in Brahmic scripts.
_COMPOSING_STARTERS = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
) | frozenset(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
_INVISIBLE = re.compile(f"[{INVISIBLES}]")
_WORD = re.compile(r"\S+")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the map back to the text that it was made from.

    The map holds one row for each stretch whose length changed; between rows both texts run in step.
    """

    text: str
    """The folded text."""
    starts: list[int] | array[int]
    """Where each changed stretch starts in the folded text."""
    ends: list[int] | array[int]
    """Where it ends there."""
    from_starts: list[int] | array[int]
    """Where it starts in the original."""
    from_ends: list[int] | array[int]
    """Where it ends there."""

    def original_start(self, offset: int) -> int | None:
        """The original offset of a match that starts at `offset`; None inside a changed stretch."""
        row = bisect_right(self.starts, offset) - 1
        if row >= 0 and self.starts[row] == offset < self.ends[row]:
            return self.from_starts[row]
        return self._mapped(row, offset)

    def original_end(self, offset: int) -> int | None:
        """The original offset of a match that ends at `offset`; None inside a changed stretch."""
        return self._mapped(bisect_left(self.starts, offset) - 1, offset)

    def original_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The original stretch of a match; None where it starts or ends inside a changed stretch, or holds nothing."""
        row = bisect_right(self.starts, start) - 1
        is_in_step = start < end and (row + 1 == len(self.starts) or end <= self.starts[row + 1])
        if is_in_step and (row < 0 or start >= self.ends[row]):
            shift = self.from_ends[row] - self.ends[row] if row >= 0 else 0
            return start + shift, end + shift
        first, last = self.original_start(start), self.original_end(end)
        return None if first is None or last is None or first >= last else (first, last)

    def has_edge(self, offset: int) -> bool:
        """Whether the *original* `offset` is not inside a changed stretch, so that a match can start or end there."""
        row = bisect_left(self.from_starts, offset) - 1
        return row < 0 or offset >= self.from_ends[row]

    def folded_start(self, offset: int) -> int:
        """The first folded offset whose match starts at the *original* `offset` or behind it."""
        return self._folded(offset, self.ends)

    def folded_end(self, offset: int) -> int:
        """The last folded offset whose match ends at the *original* `offset` or before it."""
        return self._folded(offset, self.starts)

    def _folded(self, offset: int, edges: list[int] | array[int]) -> int:
        """The folded offset of an original one; inside a changed stretch that stretch's own in `edges`."""
        row = bisect_left(self.from_starts, offset) - 1
        if row < 0:
            return offset
        if offset < self.from_ends[row]:
            return edges[row]
        return self.ends[row] + offset - self.from_ends[row]

    def pack(self) -> Folded:
        """The same with four bytes for each offset, for keeping."""
        rows = (array("I", row) for row in (self.starts, self.ends, self.from_starts, self.from_ends))
        return Folded(self.text, *rows)

    def _mapped(self, row: int, offset: int) -> int | None:
        if row < 0:
            return offset
        if offset < self.ends[row]:
            return None
        return self.from_ends[row] + offset - self.ends[row]


def fold(text: str) -> Folded:
    """The folded text and its map. Folding a folded text changes nothing."""
    folded = Folded("", [], [], [], [])
    pieces: list[str] = []
    done = shift = 0  # up to where the original is folded; folded length minus original length so far
    for start, end, replacement in _changes(text):
        pieces += (text[done:start], replacement)
        # Several characters together have no edge inside, though they may be as many as before.
        if len(replacement) != end - start or len(replacement) > 1:
            folded.starts.append(start + shift)
            folded.ends.append(start + shift + len(replacement))
            folded.from_starts.append(start)
            folded.from_ends.append(end)
            shift += len(replacement) - (end - start)
        done = end
    if not done:
        return Folded(text, [], [], [], [])
    pieces.append(text[done:])
    return Folded("".join(pieces), folded.starts, folded.ends, folded.from_starts, folded.from_ends)


def fold_phrase(text: str) -> str:
    """The words of a quote as they are looked for: folded, without white space at the ends."""
    if text.isascii() and not _FOLDABLE.search(text):
        return text.strip(" ")
    return _fold_phrase(text)


# The same phrases are asked for again and again while the selectors of a file are resolved.
@lru_cache(maxsize=1 << 16)
def _fold_phrase(text: str) -> str:
    return fold(text).text.strip()


def squeeze(text: str) -> str:
    """The text with each run of spaces, tabs and line ends as one space and none at its ends; nothing else folded."""
    return " ".join(_BLANKS.split(text)).strip(" ")


def drop_invisible(text: str) -> str:
    """The text without the characters that nobody sees and folding drops."""
    return _INVISIBLE.sub("", text)


def _has_invisible(text: str) -> bool:
    # Seven looks for one character each are far quicker through a long text than one for any of them.
    return any(one in text for one in INVISIBLES)


def _changes(text: str) -> list[tuple[int, int, str]]:
    """Every stretch that folding changes, as (start, end, replacement), in order and apart."""
    changes = [(*found.span(), _SIGNS.get(found[0]) or _blank(found[0])) for found in _FOLDABLE.finditer(text)]
    if is_normalized("NFC", text) and not _has_invisible(text):
        return changes
    composed = [
        change
        for found in _WORD.finditer(text)
        if not found[0].isascii() and (_has_invisible(found[0]) or not is_normalized("NFC", found[0]))
        for change in _compositions(found[0], found.start())
    ]
    covered = {offset for start, end, _ in composed for offset in range(start, end)}
    return sorted([*composed, *(change for change in changes if change[0] not in covered)])


def _blank(run: str) -> str:
    """One space for a run with white space in it; nothing for invisible characters alone."""
    return " " if run.strip(INVISIBLES) else ""


def _compositions(word: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """The changes that bring `word`, which starts at `offset`, into NFC, signs folded, invisible characters left out.

    Only what composes is looked at: a sign or an invisible character without marks is changed elsewhere.
    """
    starts = _cluster_starts(word)
    for start, end in pairwise([*starts, len(word)]):
        cluster = word[start:end]
        composed = normalize("NFC", drop_invisible(cluster))
        if composed != cluster and cluster not in INVISIBLES:
            yield offset + start, offset + end, "".join(_SIGNS.get(one, one) for one in composed)


def _cluster_starts(word: str) -> list[int]:
    """Where what composes begins: at all but marks, and invisible characters before marks, that follow something."""
    starts: list[int] = []
    follower = ""
    for i in range(len(word) - 1, -1, -1):
        if word[i] not in INVISIBLES:
            follower = word[i]
        if not follower or not _composes(follower):
            starts.append(i)
    lead = len(word) - len(word.lstrip(INVISIBLES))
    return sorted({*starts, *range(lead + 1)})


def _composes(character: str) -> bool:
    return combining(character) != 0 or character in _COMPOSING_STARTERS
