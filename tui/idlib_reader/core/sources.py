"""Which attribution some words of the article have, and which entity its source is."""

from __future__ import annotations

from dataclasses import dataclass

from idlib_reader.core.index import Index
from idlib_reader.core.languages import Language
from idlib_reader.core.paragraphs import EMPTY_LINE
from idlib_reader.core.reporting import Attribution, attributions_in
from idlib_reader.core.span import Span
from idlib_reader.core.speakers import Speaker
from idlib_reader.core.surroundings import (
    CLOSING,
    OPENING,
    QUOTED,
    TOKEN,
    Passage,
    passage_of,
    passages_back,
    sentence_near,
    unit_around,
    without_signs,
)
from idlib_reader.core.white_space import WHITE_SPACE, white_start

_LONGEST_LABEL = 60
_LONGEST_TURN = 4000
"""Code points of a paragraph in which it is looked for whose turn it is."""
_LABELS_BACK = 6
"""Paragraphs back to the one that names whose turn it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with the passage that its offsets count in."""

    passage: Passage
    attribution: Attribution
    is_near: bool = True
    """Whether its cue attributes the very words of the claim, and not just some before."""

    @property
    def speaker(self) -> Speaker:
        """Who says it."""
        return self.attribution.speaker


def attributed(index: Index, language: Language, hull: Span, is_spaced: bool) -> Found | None:
    """The attribution of some words: in their sentence, before a colon, or of the quotation that they go on with."""
    text = index.article.text
    unit = unit_around(text, hull, is_spaced)
    passage = passage_of(index, language, unit)
    found = _picked(passage, hull)
    if found:
        return found
    before = white_start(text, 0, unit.start)
    if before and text[before - 1] == ":":
        opened = Span(sentence_near(text, before - 1, is_spaced=is_spaced).start, unit.end)
        found = _picked(passage_of(index, language, opened), hull)
    elif _is_quotation(passage):
        found = _gone_on(index, language, unit, is_spaced)
    return found


def attributed_inside(index: Index, language: Language, hull: Span, outer: Span | None) -> Found | None:
    """Who says it inside the claim that it is part of: A said that B said."""
    sentence = sentence_near(index.article.text, hull.start)
    if outer is None or not sentence.holds(hull):
        return None
    span = Span(max(sentence.start, outer.start), min(sentence.end, outer.end))
    found = _picked(passage_of(index, language, span), hull)
    return found if found and found.speaker.ids and not found.attribution.is_weak else None


def _picked(passage: Passage, hull: Span) -> Found | None:
    """The attribution that reports these words, of several the one that reports least beside them."""
    if not passage.span.holds(hull):
        return None
    bare = without_signs(passage.words, Span(hull.start - passage.span.start, hull.end - passage.span.start))
    found = attributions_in(passage)
    reporting = [
        (one.is_weak, piece.end - piece.start, -one.cue.start, one)
        for one in found
        for piece in one.reported
        if piece.holds(bare)
    ]
    if reporting:
        return Found(passage, min(reporting, key=lambda one: one[:3])[3])
    inside = [one for one in found if not one.is_weak and bare.holds(one.cue) and _reports(passage, one, bare)]
    return Found(passage, inside[0]) if len(inside) == 1 else None


def _reports(passage: Passage, one: Attribution, bare: Span) -> bool:
    """Whether words that hold their attribution hold all that it reports too."""
    return all(bare.holds(without_signs(passage.words, piece)) for piece in one.reported)


def _is_quotation(passage: Passage) -> bool:
    """Whether a passage is nothing but what stands in quotation marks."""
    return QUOTED in passage.words and not passage.words.strip(QUOTED + OPENING + CLOSING + " .,;–-")


def _gone_on(index: Index, language: Language, unit: Span, is_spaced: bool) -> Found | None:
    """Who says the quotation that goes on in `unit`: whoever says what stands before it."""
    text = index.article.text
    for passage in passages_back(index, language, unit.start, is_spaced):
        if _is_quotation(passage):
            continue
        said = [one for one in attributions_in(passage) if not one.is_weak and one.speaker.words]
        between = text[passage.span.start : unit.start]
        is_here = not ("\n" in between if is_spaced else EMPTY_LINE.search(between))
        if not said or (not is_here and (said[-1].stance == "asks" or OPENING not in passage.words)):
            return None
        last = said[-1]
        is_quoted = any(OPENING in passage.words[piece.start : piece.end] for piece in last.reported)
        return Found(passage, last, is_near=is_here and is_quoted)
    return None


def antecedent(index: Index, passage: Passage, pronoun: Span) -> tuple[str, ...]:
    """Whom a pronoun means: the last source before it that it fits, else who alone is named in the sentence before."""
    word = passage.words[pronoun.start : pronoun.end].casefold()
    word = passage.language.possessives.get(word, word)
    earlier = [one for one in attributions_in(passage) if one.speaker.words and one.speaker.words.end <= pronoun.start]
    for one in reversed(earlier):
        if one.speaker.ids and _fits(index, passage.language, word, one.speaker.ids):
            return one.speaker.ids
    for before in passages_back(index, passage.language, passage.span.start, False):
        for one in reversed(attributions_in(before)):
            if one.speaker.ids and _fits(index, passage.language, word, one.speaker.ids):
                return one.speaker.ids
            if one.speaker.words and not one.speaker.is_pronoun:
                return ()
        named = {one.id for one in before.mentions if _fits(index, passage.language, word, (one.id,))}
        if named:
            return tuple(named) if len(named) == 1 else ()
    return ()


def _fits(index: Index, language: Language, pronoun: str, ids: tuple[str, ...]) -> bool:
    """Whether a pronoun may stand for these entities."""
    types = {index.annotations.entities[id_].type for id_ in ids}
    if pronoun in language.persons:
        return len(ids) == 1 and types == {"person"}
    if pronoun in language.things:
        return len(ids) == 1 and bool(
            types & {"state", "government", "organisation", "group", "armed-force", "document"}
        )
    return len(ids) > 1 or bool(types & {"group", "organisation", "armed-force", "government"})


def turn_of(index: Index, language: Language, hull: Span, is_spaced: bool) -> tuple[tuple[str, ...], Span] | None:
    """Whose turn it is where a name with a colon opens what each says, as in a transcript: at least two do.

    The id and the words that name it.
    """
    text, offset = index.article.text, hull.start
    turns: list[tuple[tuple[str, ...], Span]] = []
    for _ in range(_LABELS_BACK):
        start = text.rfind("\n", max(0, offset - _LONGEST_TURN), offset) + 1
        label = _label(index, language, start)
        if label:
            turns.append(label)
        offset = white_start(text, 0, start) - 1
        if start == 0 or offset < 0 or len(turns) > 1:
            break
    return turns[0] if len(turns) > 1 and turns[0][0] else None


def _label(index: Index, language: Language, start: int) -> tuple[tuple[str, ...], Span] | None:
    """The name with a colon that a line starts with; without an id where it is nobody's known."""
    text = index.article.text
    colon = text.find(":", start, start + _LONGEST_LABEL)
    label = Span(start, colon)
    if (
        colon < 0
        or not text[start].isupper()
        or "\n" in text[start:colon]
        or text[colon + 1 : colon + 2] not in WHITE_SPACE
    ):
        return None
    passage = passage_of(index, language, label)
    if any(word.casefold() in language.verbs for word in TOKEN.findall(passage.words)):
        return None
    persons = {one.id for one in passage.mentions if index.annotations.entities[one.id].type == "person"}
    ids = persons or {one.id for one in passage.mentions if one.rank == 0}
    return tuple(ids) if len(ids) == 1 else (), label
