"""Words that YAML leaves out of a quote though the article has them: they look like a comment or like its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from idlib_reader.core.folding import fold, fold_phrase
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


def suspect(source: Source, words: str, at: int, end: int, *, is_plain: bool) -> Suspect | None:
    """What may be missing from `words` as YAML reads them, which stand from `at` to `end` in the file."""
    return _behind(source, words, end) if is_plain else _between(source, words, at)


def suspect_comma(source: Source, start: int, end: int) -> Suspect:
    """Two values in brackets, without quotes, that stand from `start` to `end`: they may be one that holds a comma."""
    phrase = " ".join(source.text[start:end].split())
    message = f"In brackets a comma ends a value, but the article has “{_shown(phrase)}” in one piece."
    hint = f"If it is meant as one, put it in quotes: `{_quoted(_shown(phrase))}`."
    return Suspect(start, phrase, True, message, hint)


def find_swallowed(source: Source, suspects: Sequence[Suspect], text: str) -> Iterator[Problem]:
    """A warning for each suspect of the file whose phrase the article `text` has."""
    for is_folded in (True, False):
        some = [one for one in suspects if one.is_folded == is_folded]
        if some:
            within = fold(text).text if is_folded else text
            places = find_phrases(within, {_sought(one) for one in some})
            for one in some:
                sought = _sought(one)
                if any(is_word_edge(within, start + len(sought)) for start in places.get(sought, ())):
                    yield source.problem(one.at, Code.SWALLOWED, one.message, one.hint)


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
    phrase = f"{sign}{words}{sign}"
    message = f"YAML takes these quote marks for its own, but the article has {_shown(phrase)}."
    hint = f"If they belong to the words, put other quotes around: `{_quoted(_shown(phrase))}`; else leave them out."
    return Suspect(at, phrase, False, message, hint)


def _quoted(text: str) -> str:
    return f'"{text}"' if '"' not in text else f"'{text.replace(chr(39), chr(39) * 2)}'"


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SHOWN else f"{flat[:_LONGEST_SHOWN]}…"
