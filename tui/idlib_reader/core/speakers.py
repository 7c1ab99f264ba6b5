"""Who is meant by the words beside a reporting verb: an entity that they mention, a pronoun, or nobody known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from idlib_reader.core.span import Span
from idlib_reader.core.surroundings import CLOSING, ODD_RANK, RIGHT_WORD, Mention, Passage

_REMARK_END = re.compile(r"\s*\([^()]*\)\Z|[*†\s]+\Z|\s*\[\d{1,3}\]\Z")
_JOINED = re.compile(r",?\s+(?P<word>\w+|&)\s*\Z")
_COMMA = re.compile(r",\s*\Z")
_LEAD = 200
"""Code points before an offset that are looked at for what ends there."""
_LONGEST_PHRASE = 12
"""Words of a noun phrase that is no mention."""


class Speaker(NamedTuple):
    """Who says something, at offsets of the passage."""

    ids: tuple[str, ...] = ()
    """Empty where no entity is named, or a pronoun stands for it."""
    words: Span | None = None
    """The words that name it; None for nobody."""
    is_pronoun: bool = False


NOBODY = Speaker()


# The subject of a verb


def speaker_before(passage: Passage, end: int) -> Speaker | None:
    """Whom the noun phrase that ends at `end` means; None where none does.

    What stands between commas behind a name is no end of it: `Dmitry Peskov, the spokesman, said`.
    """
    end = _bare_end(passage, end)
    if passage.word_before(end) in passage.language.relatives and (cut := passage.words.rfind(" ", 0, end)) > 0:
        return _named_before(passage, _bare_end(passage, len(passage.words[:cut].rstrip(" ,"))))
    if passage.words[:end].endswith(","):
        return _named_in_apposition(passage, end - 1)
    return _named_before(passage, end) or _unnamed_before(passage, end)


def _bare_end(passage: Passage, end: int) -> int:
    """`end` without white space, brackets and footnote signs before it."""
    words = passage.words
    while found := _REMARK_END.search(words[:end], max(0, end - _LEAD)):
        end = found.start()
    return end


def _named_in_apposition(passage: Passage, end: int) -> Speaker | None:
    """Who is named before the commas of which the last stands at `end`, else between them."""
    comma = end
    for _ in range(4):
        comma = passage.words.rfind(",", 0, comma)
        if comma < 0 or CLOSING in passage.words[comma:end]:
            break
        named = _named_before(passage, _bare_end(passage, comma))
        if named and _opens_clause(passage, named):
            return named
    named = _named_before(passage, end) if comma >= 0 or "," in passage.words[:end] else None
    return named if named and not named.is_pronoun else None


def _opens_clause(passage: Passage, named: Speaker) -> bool:
    """Whether a name is a subject and not part of an adverbial: `After talks with Erdogan, he …`."""
    start = named.words.start if named.words else 0
    before = passage.word_before(start)
    if before in passage.language.determiners:
        before = passage.word_before(passage.words.rfind(before, 0, start) if before else start)
    return before not in passage.language.prepositions


def _named_before(passage: Passage, end: int, first: int = 0) -> Speaker | None:
    """The entity or pronoun whose words end at `end`, of several the one of the longest words; none before `first`."""
    word, language = passage.word_before(end), passage.language
    if word in language.pronouns:
        return Speaker((), Span(end - len(word), end), is_pronoun=True)
    ending = [one for one in passage.mentions if one.end == end and one.start >= first]
    if not ending:
        return None
    rank = min(one.rank for one in ending)
    if rank >= ODD_RANK:
        return None
    start = min(one.start for one in ending if one.rank == rank)
    ids = tuple(dict.fromkeys(one.id for one in ending if one.rank == rank and one.start == start))
    before = _before_article(passage, start)
    if before > first and passage.word_before(before) in language.prepositions:
        return _head_before(passage, start)
    return _with_others(passage, Speaker(ids, Span(start, end)))


def _before_article(passage: Passage, start: int) -> int:
    """`start`, or where the article before it starts."""
    word = passage.word_before(start)
    return passage.gap_before(start) - len(word) if word in passage.language.determiners else start


def _head_before(passage: Passage, start: int) -> Speaker | None:
    """Who is named before the preposition before `start`: `representatives of Turkey`."""
    start = _before_article(passage, start)
    end = passage.gap_before(passage.gap_before(start) - len(passage.word_before(start)))
    return _named_before(passage, end) if any(one.end == end for one in passage.mentions) else None


def _with_others(passage: Passage, last: Speaker) -> Speaker:
    """A name with those that it ends a list of: `Russia, Iran and Turkey`."""
    if last.words is None:
        return last
    start = _before_article(passage, last.words.start)
    joined = _JOINED.search(passage.words[:start], max(0, start - _LEAD))
    ids, words = list(last.ids), last.words
    if joined and joined["word"] not in passage.language.coordinating | {"&"}:
        return last
    while joined:
        ending = [one for one in passage.mentions if one.end == joined.start() and one.rank < ODD_RANK]
        if not ending:
            break
        other = min(ending)
        ids.insert(0, other.id)
        words = Span(other.start, words.end)
        before = _before_article(passage, other.start)
        joined = _COMMA.search(passage.words[:before], max(0, before - _LEAD))
    return Speaker(tuple(dict.fromkeys(ids)), words)


def _unnamed_before(passage: Passage, end: int) -> Speaker | None:
    """The noun phrase that ends at `end`, back to where its clause starts, if it looks like one of a speaker."""
    start = phrase_start(passage, end)
    if start is None:
        return None
    return _phrase(passage, Span(start, end))


def phrase_start(passage: Passage, end: int) -> int | None:
    """Where the words before `end` start that are not cut by a sign or a conjunction; None for none, or for many."""
    at, count, language = end, 0, passage.language
    while word := passage.word_before(at):
        if word in language.joining or word in language.coordinating or language.conjunction.fullmatch(word):
            break
        count += 1
        at = passage.gap_before(at) - len(word)
        if count > _LONGEST_PHRASE:
            return None
    return passage.gap_after(at) if count else None


def _phrase(passage: Passage, span: Span) -> Speaker | None:
    """A noun phrase that names nobody known, where it has a form that few other words have."""
    language = passage.language
    listed = [word.casefold() for word in RIGHT_WORD.findall(passage.words, *span)]
    if not listed or listed[0] in language.no_speakers | language.prepositions | language.adverbs:
        return None
    is_short = len(listed) == 1 and (listed[0] in language.determiners or listed[0] in language.first_and_second)
    is_odd = any(one.end == span.end and one.rank >= ODD_RANK for one in passage.mentions)
    if (
        is_short
        or is_odd
        or listed[-1].endswith("'s")
        or listed[-1] in language.no_names
        or listed[-1] in language.prepositions
    ):
        return None
    if any(word in language.pronouns | language.passive | language.relatives for word in listed):
        return None
    return Speaker((), span)


# Behind a verb or a preposition


def speaker_after(passage: Passage, start: int, stops: frozenset[str] = frozenset()) -> Speaker | None:
    """Whom the noun phrase that starts at `start`, and ends before any of `stops`, means; None where none does."""
    start = passage.gap_after(start)
    end = _phrase_end(passage, start, stops)
    if end <= start:
        return None
    named = _named_before(passage, _bare_end(passage, end), start)
    phrase = named or _phrase(passage, Span(start, end))
    return phrase if phrase is None or phrase.ids or phrase.is_pronoun else _with_apposition(passage, phrase, end)


def _with_apposition(passage: Passage, phrase: Speaker, end: int) -> Speaker:
    """A noun phrase with the name behind its comma: `the president, Tayyip Erdogan`."""
    if passage.words[end : end + 1] != "," or phrase.words is None:
        return phrase
    named = [one for one in mentions_from(passage, end + 1) if passage.words[one.end : one.end + 1] in (",", ".", "")]
    named = [one for one in named if one.rank == 0]
    return Speaker((named[0].id,), Span(phrase.words.start, named[0].end)) if named else phrase


def _phrase_end(passage: Passage, start: int, stops: frozenset[str]) -> int:
    """Where a noun phrase from `start` on ends: at a sign, or before what goes on behind an attribution."""
    language, at, end, count = passage.language, start, start, 0
    stops |= (language.after_speech - {"with"}) | language.coordinating | language.relatives
    while (word := passage.word_after(at)) and count <= _LONGEST_PHRASE:
        inside = _mention_over(passage, passage.gap_after(at))
        if not inside and (word in stops or word in language.passive or word in language.auxiliaries):
            break
        if not inside and (
            language.conjunction.fullmatch(word) or language.times.match(passage.words, passage.gap_after(at))
        ):
            break
        at = passage.gap_after(at) + len(word)
        end = at = max([at, *(one.end for one in inside)])
        count += 1
        if passage.words[at : at + 1] != " ":
            break
    return end


def _mention_over(passage: Passage, offset: int) -> list[Mention]:
    return [one for one in passage.mentions if one.start == offset]


def mentions_from(passage: Passage, start: int) -> Iterator[Mention]:
    """The mentions that start at `start`, an article apart."""
    start = passage.gap_after(start)
    word = passage.word_after(start)
    starts = {start, passage.gap_after(start + len(word))} if word in passage.language.determiners else {start}
    return (one for one in passage.mentions if one.start in starts)
