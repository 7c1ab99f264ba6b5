"""What an analyst would fill in for a claim, proposed from the words around it.

What can't be told with some confidence is left out: an absent proposal costs a key, a wrong one costs trust. Nothing is
looked for further away than a few sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from idlib_reader.core.index import Index
from idlib_reader.core.languages import Language, language_of
from idlib_reader.core.quotations import MARK
from idlib_reader.core.reporting import Attribution, attributions_in
from idlib_reader.core.sentences import is_abbreviation
from idlib_reader.core.sources import Found, antecedent, attributed, attributed_inside, turn_of
from idlib_reader.core.span import Place, Span
from idlib_reader.core.surroundings import (
    AROUND,
    passage_of,
    quotations_near,
    quotations_of,
    sentence_near,
    unit_around,
    without_signs,
)
from idlib_reader.core.white_space import trimmed

_Value = TypeVar("_Value", str, tuple[str, ...])

_HEDGED_WORDS = 10
"""Of a claim's first words one may say how sure the source sounds."""


class Proposed(NamedTuple, Generic[_Value]):
    """A value for a field, with the words of the article that it comes from."""

    value: _Value
    """Empty where nothing is proposed."""
    words: Span | None = None
    """None where it comes from no words."""


NOTHING: Proposed[str] = Proposed("")
NOBODY: Proposed[tuple[str, ...]] = Proposed(())


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """The fields of a claim. What is `asserts` or `certain` by default is left empty."""

    content: Place
    """What is said."""
    source: Proposed[tuple[str, ...]] = NOBODY
    """Ids of entities."""
    cue: Place | None = None
    """The words that attribute it."""
    source_text: Place | None = None
    """The words that name the source, where they are no mention of an entity."""
    mode: Proposed[str] = NOTHING
    stance: Proposed[str] = NOTHING
    certainty: Proposed[str] = NOTHING
    within: Proposed[str] = NOTHING
    """The id of the claim that this one is part of; its words are that claim's content."""


def propose_claim(
    index: Index, cursor: int, selection: Span | None, *, is_spaced: bool = False
) -> ClaimProposal | None:
    """The claim at a cursor, or of a selection, with what the words around it tell; None where there are no words."""
    language = language_of(index.annotations.article.language)
    content = _content(index, language, cursor, selection, is_spaced)
    if content is None:
        return None
    hull = Span(content[0].start, content[-1].end)
    within = _within(index, hull)
    certainty = _certainty(index.article.text, language, content)
    if within.value:
        found = attributed_inside(index, language, hull, within.words) if language else None
        return _filled(index, content, found, NOTHING, certainty, within)
    found = attributed(index, language, hull, is_spaced) if language else None
    mode = _mode(index.article.text, hull, is_spaced, is_attributed=found is not None)
    if found is None and language:
        turn = turn_of(index, language, hull, is_spaced)
        if turn:
            return ClaimProposal(content, Proposed(*turn), mode=Proposed("direct", turn[1]), certainty=certainty)
    return _filled(index, content, found, mode, certainty, within)


def _filled(
    index: Index,
    content: Place,
    found: Found | None,
    mode: Proposed[str],
    certainty: Proposed[str],
    within: Proposed[str],
) -> ClaimProposal:
    if found is None:
        return ClaimProposal(content, mode=mode, certainty=certainty, within=within)
    passage, attribution = found.passage, found.attribution
    source, source_text = _source(index, found)
    cue = (passage.in_article(attribution.cue),) if found.is_near else None
    stance = NOTHING
    if attribution.stance and attribution.stance_words and found.is_near:
        stance = Proposed(attribution.stance, passage.in_article(attribution.stance_words))
    return ClaimProposal(content, source, cue, source_text, mode, stance, certainty, within)


def _source(index: Index, found: Found) -> tuple[Proposed[tuple[str, ...]], Place | None]:
    """The source and, where its words name no entity, these."""
    speaker = found.speaker
    if speaker.words is None:
        return NOBODY, None
    words = found.passage.in_article(speaker.words)
    if speaker.ids:
        return Proposed(speaker.ids, words), None
    if speaker.is_pronoun:
        ids = antecedent(index, found.passage, speaker.words)
        return (Proposed(ids, words) if ids else NOBODY), None
    return NOBODY, (words,)


# What is said


def _content(
    index: Index, language: Language | None, cursor: int, selection: Span | None, is_spaced: bool
) -> Place | None:
    """The selection, else the quotation around the cursor, else what its sentence reports, else all of it."""
    text = index.article.text
    if selection is not None and (chosen := trimmed(text, selection)).start < chosen.end:
        return (chosen,)
    quotations = quotations_near(text, cursor, is_spaced=is_spaced)
    if quotations:
        return (_bare(text, quotations[0]),)
    sentence = sentence_near(text, cursor, is_spaced=is_spaced)
    if sentence.start == sentence.end:
        return None
    clause = _reported_clause(index, language, sentence, cursor, is_spaced) if language else None
    return clause or (_bare(text, sentence),)


def _reported_clause(index: Index, language: Language, sentence: Span, cursor: int, is_spaced: bool) -> Place | None:
    """What the sentence reports around the cursor, or next to it where the cursor is on who says it."""
    passage = passage_of(index, language, unit_around(index.article.text, sentence, is_spaced))
    at = cursor - passage.span.start
    found = [one for one in attributions_in(passage) if not one.is_weak]
    around = [one for one in found if any(piece.start <= at <= piece.end for piece in one.reported)]
    if around:
        chosen = min(around, key=_size)
    elif found:
        chosen = min(found, key=lambda one: min(abs(one.cue.start - at), abs(one.cue.end - at)))
    else:
        return None
    pieces = tuple(_bare(index.article.text, passage.in_article(piece)) for piece in chosen.reported)
    return pieces if all(piece.start < piece.end for piece in pieces) else None


def _size(one: Attribution) -> int:
    return one.reported[-1].end - one.reported[0].start


def _bare(text: str, span: Span) -> Span:
    """A stretch without the quotation marks of one quotation, and without what divides it from what follows."""
    start, end = trimmed(text, span)
    quoted = _quoted(text, Span(start, end))
    if quoted:
        start, end = quoted[0]
    while start < end and (text[end - 1] in ",;:" or (text[end - 1] == "." and not is_abbreviation(text, end - 1, ""))):
        end -= 1
    return trimmed(text, Span(start, end))


# What else is told


def _within(index: Index, hull: Span) -> Proposed[str]:
    """The smallest claim whose content holds these words and more."""
    text = index.article.text
    bare = without_signs(text, hull)
    marks = [
        mark
        for mark in index.highlights.at(bare.start)
        if mark.kind == "claim" and mark.span.holds(bare) and without_signs(text, mark.span) != bare
    ]
    return Proposed(marks[0].id, marks[0].span) if marks else NOTHING


def _mode(text: str, hull: Span, is_spaced: bool, *, is_attributed: bool) -> Proposed[str]:
    """Whether it stands in quotation marks, holds such words, or is retold."""
    around = quotations_of(text, hull, is_spaced=is_spaced) or _quoted(text, hull)
    if around:
        return Proposed("direct", around[-1])
    if not is_attributed:
        return NOTHING
    marks = (found.start() for found in MARK.finditer(text, *hull) if found[0] not in "'’")
    # With the mark that closes a quotation at the very end.
    words = text[hull.start : hull.end + 2]
    inner = (one for mark in marks for one in quotations_near(words, mark - hull.start))
    quoted = next((one for one in inner if one.end + hull.start <= hull.end), None)
    if quoted:
        return Proposed("mixed", Span(quoted.start + hull.start, quoted.end + hull.start))
    return Proposed("indirect")


def _quoted(text: str, span: Span) -> list[Span]:
    """The words between the quotation marks that a stretch starts and ends with, if these belong together."""
    words = text[span.start : span.end]
    inside = [one for one in quotations_near(words, 0) if one.start > 0]
    if not inside or words[1 : inside[-1].start].strip() or words[inside[-1].end :].strip(AROUND):
        return []
    return [Span(inside[-1].start + span.start, inside[-1].end + span.start)]


def _certainty(text: str, language: Language | None, content: Place) -> Proposed[str]:
    """How sure the source sounds, where one of the first words of a single sentence says so."""
    start, end = content[0]
    if language is None or len(content) > 1 or sentence_near(text, start).end < end - 1:
        return NOTHING
    for value, pattern in (("possible", language.possible), ("probable", language.probable)):
        for found in pattern.finditer(text, start, end):
            before = text[start : found.start()]
            is_first = len(before.split()) < _HEDGED_WORDS and not any(sign in before for sign in ",;:")
            # What could not be is certain; "may not" is as open as "may".
            beside = {*before.casefold().split(), *text[found.end() : found.end() + 8].split()}
            is_negated = value == "possible" and found[0] in language.past and bool(beside & language.negations)
            if found[0].islower() and is_first and not is_negated:
                return Proposed(value, Span(*found.span()))
    return NOTHING
