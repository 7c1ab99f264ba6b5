"""The rules by which a language says who says what, found by the tag of an article (`en`, `en-GB`).

Another language is a data module like `core.english`, and a line in `_WORDS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from idlib_reader.core import english


class Words(Protocol):
    """What a data module has; its own docstrings tell more."""

    @property
    def VERBS(self) -> Sequence[tuple[str, str, str]]:  # noqa: N802  # the constant of a module
        """Stance, traits and forms of the verbs that report."""

    @property
    def NOUNS(self) -> Sequence[tuple[str, str, str]]:  # noqa: N802  # the constant of a module
        """Stance, nouns, and what leads from them to what is said."""

    @property
    def PHRASES(self) -> Sequence[str]:  # noqa: N802  # the constant of a module
        """What names a source behind it."""

    @property
    def CARRIERS(self) -> Sequence[str]:  # noqa: N802  # the constant of a module
        """What names behind it who hands on what is said."""

    @property
    def PROGRESSIVE(self) -> str:  # noqa: N802  # the constant of a module
        """How a form ends that may follow a main clause."""

    @property
    def POSSESSIVES(self) -> Mapping[str, str]:  # noqa: N802  # the constant of a module
        """By possessive the pronoun that it belongs to."""

    @property
    def TIMES(self) -> Sequence[str]:  # noqa: N802  # the constant of a module
        """Patterns of when and where something is said."""

    @property
    def AS_SAYING(self) -> str:  # noqa: N802  # the constant of a module
        """A pattern of what follows who is quoted."""

    @property
    def WORDS(self) -> Mapping[str, str]:  # noqa: N802  # the constant of a module
        """By the name of a list its words."""


_WORDS: dict[str, Words] = {"en": english}
"""By the first part of a tag the words of the language."""
_DEFAULT = "en"


class Reporting(NamedTuple):
    """What a reporting verb tells."""

    stance: str
    """A word of the tagset; empty for a plain assertion."""
    traits: frozenset[str]
    """What may stand around it: `VERBS` of the data module."""
    is_progressive: bool
    """Whether the form may follow a main clause: `saying that`."""


class Naming(NamedTuple):
    """What a noun that attributes tells: `a question about`."""

    stance: str
    links: re.Pattern[str]
    """What leads from it to what is said."""


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of one language. The patterns match whole words; `WORDS` of the data module tells of the sets."""

    verbs: Mapping[str, Reporting]
    """By form, in small letters."""
    nouns: Mapping[str, Naming]
    """Likewise."""
    phrase: re.Pattern[str]
    """`according to`, with whom it names behind it."""
    carrier: re.Pattern[str]
    """`quoted by`, likewise."""
    unnamed: re.Pattern[str]
    """`allegedly`."""
    quoting: frozenset[str]
    as_saying: re.Pattern[str]
    conjunction: re.Pattern[str]
    prepositional: re.Pattern[str]
    times: re.Pattern[str]
    """When and where something is said."""
    possible: re.Pattern[str]
    probable: re.Pattern[str]
    possessives: Mapping[str, str]
    """By possessive the pronoun that it belongs to."""
    hearers: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    either: frozenset[str]
    first_and_second: frozenset[str]
    relatives: frozenset[str]
    mild: frozenset[str]
    questions: frozenset[str]
    infinitive: frozenset[str]
    agents: frozenset[str]
    no_speakers: frozenset[str]
    no_names: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    after_speech: frozenset[str]
    coordinating: frozenset[str]
    joining: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    preventing: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    past: frozenset[str]

    @property
    def pronouns(self) -> frozenset[str]:
        """All that may stand for a source named before."""
        return self.persons | self.things | self.either


def language_of(tag: str) -> Language | None:
    """The rules for a language tag, English for an empty one; None for a language that has none."""
    primary = re.split("[-_]", tag.strip().casefold())[0] or _DEFAULT
    return _language(primary) if primary in _WORDS else None


@cache
def _language(primary: str) -> Language:
    words = _WORDS[primary]
    verbs = {
        form: Reporting(stance, frozenset(traits.split()), form.endswith(words.PROGRESSIVE))
        for stance, traits, forms in words.VERBS
        for form in forms.replace(";", " ").split()
    }
    nouns = {
        noun: Naming(stance, _any(links.split())) for stance, listed, links in words.NOUNS for noun in listed.split()
    }
    listed = {name: of_list.split() for name, of_list in words.WORDS.items()}
    return Language(
        verbs=verbs,
        nouns=nouns,
        phrase=_any(words.PHRASES),
        carrier=_any(words.CARRIERS),
        as_saying=re.compile(words.AS_SAYING, re.IGNORECASE),
        times=re.compile(rf"(?:{'|'.join(words.TIMES)})\b", re.IGNORECASE),
        possessives=words.POSSESSIVES,
        unnamed=_any(listed["unnamed"]),
        quoting=frozenset(listed["quoting"]),
        conjunction=_any(listed["conjunction"]),
        prepositional=_any(listed["prepositional"]),
        possible=_any(listed["possible"]),
        probable=_any(listed["probable"]),
        hearers=frozenset(listed["hearers"]),
        persons=frozenset(listed["persons"]),
        things=frozenset(listed["things"]),
        either=frozenset(listed["either"]),
        first_and_second=frozenset(listed["first_and_second"]),
        relatives=frozenset(listed["relatives"]),
        agents=frozenset(listed["agents"]),
        infinitive=frozenset(listed["infinitive"]),
        mild=frozenset(listed["mild"]),
        questions=frozenset(listed["questions"]),
        no_speakers=frozenset(listed["no_speakers"]),
        no_names=frozenset(listed["no_names"]),
        determiners=frozenset(listed["determiners"]),
        articles=frozenset(listed["articles"]),
        prepositions=frozenset(listed["prepositions"]),
        after_speech=frozenset(listed["after_speech"]),
        coordinating=frozenset(listed["coordinating"]),
        joining=frozenset(listed["joining"]),
        auxiliaries=frozenset(listed["auxiliaries"]),
        passive=frozenset(listed["passive"]),
        preventing=frozenset(listed["preventing"]),
        adverbs=frozenset(listed["adverbs"]),
        past=frozenset(listed["past"]),
        negations=frozenset(listed["negations"]),
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, the longest first; those of several words may be spaced in any way."""
    longest_first = sorted(words, key=len, reverse=True)
    choice = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{choice})(?![\w-])", re.IGNORECASE)
