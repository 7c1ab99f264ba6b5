"""The word that tells what type of event some words report: the verb of a clause, or the noun of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from idlib_reader.core import english_events as words
from idlib_reader.core.span import Span

_NEAR = 60
"""Characters behind a light verb in which its noun stands."""


@dataclass(frozen=True, slots=True)
class Head:
    """What tells the type."""

    type: str
    """A word of the tagset."""
    words: Span
    """The words that tell it."""
    voice: str
    """`active`, `passive`, `noun`, or one of `english_events.VOICES`."""
    verb: Span
    """What subject and object stand around: the verb, or the noun where there is none."""
    clause: Span
    """Of a statement that follows what is said: its own clause. Else the whole."""
    of: str = ""
    """The role of who follows the noun with "of"."""


class _Noun(NamedTuple):
    type: str
    words: Span
    of: str


def spaced(pattern: str) -> str:
    """A pattern of the data module, in which a space stands for any white space."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def compiled(pattern: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern of the data module as whole words, between two others that are no part of it."""
    return re.compile(rf"(?i:{spaced(before)}(?<![\w-])(?P<found>{spaced(pattern)})(?![\w-]){spaced(after)})")


def find_head(text: str, within: Span) -> Head | None:
    """What tells the type of the event that the words `within` report; None where nothing does with some confidence."""
    return _tail(text, within) or _verb(text, within) or _phrase(text, within)


def _tail(text: str, within: Span) -> Head | None:
    """The reporting verb of a last clause: "…, Peskov told the reporters"."""
    start = max(text.rfind(mark, *within) for mark in ',”"»–—')
    if start <= within.start:
        return None
    clause = Span(start + 1, within.end)
    found = next(_matches(text, clause, words.REPORTING), None)
    if found is None or found.end - clause.start > 2 * _NEAR or _is_relative(text, clause, found):
        return None
    return Head("statement", found, "active", found, clause=clause)


def _verb(text: str, within: Span) -> Head | None:
    """The first verb of the clause, where it tells a type, or a noun beside it."""
    verbs = sorted(_verbs(text, within), key=lambda verb: (verb[1].start, -verb[1].end))
    for type_, verb in verbs:
        if _is_in_noun(text, within, verb) or _is_relative(text, within, verb):
            continue
        if type_ != "light":
            return Head(type_, verb, _voice(text, within, verb, type_), verb, clause=within)
        noun = _light_noun(text, within, verb)
        if noun:
            is_before = noun.words.start < verb.start
            return Head(noun.type, noun.words, "noun" if is_before else "active", verb, within, noun.of)
    return None


def _verbs(text: str, within: Span) -> Iterator[tuple[str, Span]]:
    for type_, pattern in (*words.VERBS, ("statement", words.REPORTING), ("light", words.LIGHT)):
        for verb in _matches(text, within, pattern):
            yield type_, verb
    for type_, pattern in words.INFINITIVES:
        verbs = compiled(pattern, before=rf"(?<!\w)(?:{words.INFINITIVE_LEADS}) (?:(?:{words.ADVERBS}) )?")
        for found in verbs.finditer(text, *within):
            yield type_, Span(*found.span("found"))


def _matches(text: str, within: Span, pattern: str) -> Iterator[Span]:
    return (Span(*found.span("found")) for found in compiled(pattern).finditer(text, *within))


def _is_in_noun(text: str, within: Span, verb: Span) -> bool:
    """Whether a participle stands before the noun that it belongs to."""
    if text.endswith("of", *verb):
        return False
    before = _before(text, within, verb)
    return bool(re.search(rf"(?i:(?<![\w-])(?:{words.NO_VERB_AFTER})\s+\Z)", before))


def _is_relative(text: str, within: Span, verb: Span) -> bool:
    """Whether a verb stands in a clause about a noun: "militants who attacked"."""
    parts = rf"(?:(?:{words.AUXILIARIES}|has|have|had|{words.ADVERBS}) )*"
    return bool(re.search(spaced(rf"(?i:(?<![\w-])(?:{words.RELATIVES}) {parts}\Z)"), _before(text, within, verb)))


def _before(text: str, within: Span, verb: Span) -> str:
    return text[max(within.start, verb.start - _NEAR) : verb.start]


def _voice(text: str, within: Span, verb: Span, type_: str) -> str:
    for voice, pattern in words.VOICES.items():
        if compiled(pattern).fullmatch(text, *verb):
            return voice
    if type_ == "statement" or not re.search(r"(?:ed|wn|ot|ck|ht|id)\Z", text[verb.start : verb.end]):
        return "active"
    auxiliary = spaced(rf"(?i:(?<![\w-])(?:{words.AUXILIARIES})(?: (?:{words.ADVERBS}))? \Z)")
    if re.search(auxiliary, _before(text, within, verb)):
        return "passive"
    # "Organisation banned in Russia": without an object, a verb that needs one is a participle.
    is_transitive = type_ in ("attack", "control", "deployment", "ban", "casualty")
    behind = text[verb.end : within.end]
    return (
        "passive" if is_transitive and (not behind.strip(" .*") or re.match(r"\s+(?:by|in|on)\b", behind)) else "active"
    )


def _nouns(text: str, within: Span) -> list[_Noun]:
    found = [_Noun(type_, noun, of) for type_, of, pattern in words.NOUNS for noun in _matches(text, within, pattern)]
    return sorted(found, key=lambda noun: (noun.words.start, -noun.words.end))


def _light_noun(text: str, within: Span, verb: Span) -> _Noun | None:
    """The noun that a light verb stands with: its object, or what takes place."""
    behind = Span(verb.end, min(within.end, verb.end + _NEAR))
    preposition = compiled(words.PREPOSITIONS).search(text, *behind)
    objects = _nouns(text, Span(behind.start, preposition.start() if preposition else behind.end))
    return objects[0] if objects else _head_noun(text, Span(within.start, verb.start))


def _phrase(text: str, within: Span) -> Head | None:
    """The noun of a phrase that has no verb of its own, or only one behind it that says something of it."""
    noun = _head_noun(text, within)
    if noun is None:
        return None
    behind = compiled(words.FINITE).search(text, noun.words.end, within.end)
    if behind and not _is_relative(text, within, Span(*behind.span())):
        return None
    return Head(noun.type, noun.words, "noun", noun.words, within, noun.of)


def _head_noun(text: str, within: Span) -> _Noun | None:
    """The first noun that tells a type, if it is what the words are about: no verb before it and no preposition."""
    noun = next(iter(_nouns(text, within)), None)
    if noun is None:
        return None
    before = Span(within.start, noun.words.start)
    if any(True for _ in _matches(text, before, words.FINITE_OR_PARTICIPLE)):
        return None
    leads = [text[start:end].lower() for start, end in _matches(text, before, words.PREPOSITIONS)]
    return noun if set(leads) <= {"of"} else None
