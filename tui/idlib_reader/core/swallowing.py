"""Words that YAML leaves out of a quote though the article has them: they look like a comment or like its quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from idlib_reader.core.folding import fold, fold_phrase
from idlib_reader.core.index import Index
from idlib_reader.core.phrases import find_phrases
from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source
from idlib_reader.core.words import is_word_edge

_COMMENT = re.compile(r"[ \t]+(?P<word>#[ \t]*[^\s,\]}]+)")
# What a value without quotes can't be: it starts with a sign of YAML's own, or holds one.
_NEEDS_QUOTES = re.compile(r"\A[\s\-?:,\[\]{}#&*!|>'\"%@`]|:(?:\s|\Z)|\s#|[,\[\]{}\r\n]|\A\Z|\s\Z")
_LONGEST_SHOWN = 80


class Suspect(NamedTuple):
    """Words that YAML may have left out: whether it has is for the article to say."""

    at: int
    """Where they are written: an offset into the annotation file's text."""
    phrase: str
    """What the article has if YAML left something out."""
    is_folded: bool
    """Whether the phrase is looked for after folding; quote marks are not, as YAML knows plain ones only."""
    message: str
    hint: str
    inner: str = ""
    """For quote marks the words between them: where the article has these without them, too, nothing is missing."""
    values_at: tuple[int, int] | None = None
    """For a comma where the values around it are written: if both have places, nothing is missing."""


def suspect(source: Source, words: str, at: int, end: int, *, is_plain: bool) -> Suspect | None:
    """What may be missing from `words` as YAML reads them, which stand from `at` to `end` in the file."""
    return _behind(source, words, end) if is_plain else _between(source, words, at)


def suspect_comma(source: Source, start: int, other: int, end: int) -> Suspect:
    """Two values in brackets, without quotes, at `start` and from `other` to `end`: one may be meant, with a comma."""
    phrase = _squeezed(source.text[start:end])
    message = f"In brackets a comma ends a value, but the article has “{_shown(phrase)}” in one piece."
    hint = f"If it is meant as one, put it in quotes: `{_quoted(_shown(phrase))}`."
    return Suspect(start, phrase, True, message, hint, values_at=(start, other))


def find_swallowed(source: Source, suspects: Sequence[Suspect], index: Index) -> Iterator[Problem]:
    """A warning for each suspect of the file whose phrase the article of `index` has and its values do not cover."""
    missing = set(_missing(index)) if any(one.values_at for one in suspects) else set()
    open_ones = [one for one in suspects if one.values_at is None or not missing.isdisjoint(one.values_at)]
    for is_folded in (True, False):
        some = [one for one in open_ones if one.is_folded == is_folded]
        if some:
            text = fold(index.article.text).text if is_folded else _squeezed(index.article.text)
            places = _places(text, {phrase for one in some for phrase in (_sought(one), one.inner) if phrase})
            for one in some:
                found = places[_sought(one)]
                if found and all(start - 1 in found for start in places.get(one.inner, ())):
                    yield source.problem(one.at, Code.SWALLOWED, one.message, one.hint)


def _missing(index: Index) -> Iterator[int]:
    """Where the file writes selectors that have no place, and those under `except` that take none out."""
    for selector in (selector for entry in index.written.entries() for selector in entry.selectors()):
        anchor = index.anchors[selector]
        if not anchor.places:
            yield selector.at
        idle = set(anchor.idle)
        yield from (one.at for one in selector.excepted if one in idle)


def _places(text: str, phrases: Collection[str]) -> dict[str, Collection[int]]:
    """By phrase where it starts in the text, each start and end on a word edge."""
    found = find_phrases(text, phrases)
    return {
        phrase: {
            start
            for start in found.get(phrase, ())
            if is_word_edge(text, start) and is_word_edge(text, start + len(phrase))
        }
        for phrase in phrases
    }


def _sought(suspect: Suspect) -> str:
    return fold_phrase(suspect.phrase) if suspect.is_folded else suspect.phrase


def _behind(source: Source, words: str, end: int) -> Suspect | None:
    """The words with the one behind them that YAML takes for a comment."""
    comment = _COMMENT.match(source.text, end)
    if comment is None:
        return None
    phrase = f"{words} {comment['word']}".strip()
    message = f"For YAML a comment begins at {_shown(comment['word'])}, but the article has “{_shown(phrase)}”."
    hint = f"Put the value in quotes: `{_quoted(_shown(phrase))}`."
    return Suspect(comment.start("word"), phrase, True, message, hint)


def _between(source: Source, words: str, at: int) -> Suspect | None:
    """The words with the quote marks that YAML takes for its own, where they would do without."""
    sign = source.text[at : at + 1]
    if sign not in ("'", '"') or _NEEDS_QUOTES.search(words):
        return None
    phrase = f"{sign}{_squeezed(words)}{sign}"
    message = f"YAML takes these quote marks for its own, but the article has {_shown(phrase)}."
    hint = f"If they belong to the words, put other quotes around: `{_quoted(_shown(phrase))}`; else leave them out."
    return Suspect(at, phrase, False, message, hint, inner=_squeezed(words))


def _quoted(text: str) -> str:
    return f'"{text}"' if '"' not in text else f"'{text.replace(chr(39), chr(39) * 2)}'"


def _shown(text: str) -> str:
    flat = _squeezed(text)
    return flat if len(flat) <= _LONGEST_SHOWN else f"{flat[:_LONGEST_SHOWN]}…"


def _squeezed(text: str) -> str:
    """The text with each run of white space as one space, as it counts in a quote."""
    return " ".join(text.split())
