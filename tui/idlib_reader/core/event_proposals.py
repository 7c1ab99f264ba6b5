"""What an event that is marked in the article may be: title, type, date, place, participants and modality, proposed.

All of it is to be looked at and changed by a person before it is written. What can't be told with some confidence is
left out: an absent proposal costs a key, a wrong one costs trust. The words that tell come from
`core.english_events`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from idlib_reader.core import english_events as words
from idlib_reader.core.annotations import Entity
from idlib_reader.core.date_expressions import DateExpression, date_expressions
from idlib_reader.core.event_heads import Head, compiled, find_head
from idlib_reader.core.event_roles import Participants, Roles, Whereabouts, names_in
from idlib_reader.core.index import Index
from idlib_reader.core.passages import clause_at
from idlib_reader.core.quotations import QUOTES
from idlib_reader.core.sentences import STOPS, sentence_at
from idlib_reader.core.span import Place, Span
from idlib_reader.core.white_space import WHITE_SPACE, trimmed

_LONGEST_TITLE = 80
_LONGEST_MENTION = 1024
"""Characters of a mention that are looked at for what it tells."""
_REACH = 1024
"""Characters of the sentence on either side of the mention that are looked at."""
_NEAR = 80
"""Characters before the mention that may govern it."""
_DATE_AFTER_REPORTING = 12
_ENDS = STOPS + QUOTES + WHITE_SPACE + " ,;:*†–—-"


@dataclass(frozen=True, slots=True)
class EventProposal:
    """An event as it may be written; what is empty or None can't be told."""

    mention: Place
    """The words that report it."""
    title: str
    """They as a headline."""
    type: str
    """A word of the tagset."""
    type_words: Span | None
    """The words that tell the type."""
    date: DateExpression | None
    """The date with its words, which are the `date_text`."""
    place: Whereabouts | None
    """Where it is."""
    participants: tuple[Participants, ...]
    """Who takes part, by role."""
    modality: str
    """A word of the tagset; empty where nothing tells that it is not actual."""
    modality_words: Span | None
    """The words that tell it."""
    source: str
    """The entity that the sentence attributes it to."""
    source_words: Span | None
    """The name of that entity."""


def propose_event(
    index: Index, cursor: int, selection: Span | None, *, is_spaced: bool = False
) -> EventProposal | None:
    """What the selected words report, or without a selection the clause around the cursor; None without any words.

    `is_spaced` says whether every line is a paragraph, as for `core.passages`.
    """
    text = index.article.text
    mention = (
        trimmed(text, selection) if selection else _without_opening(text, clause_at(text, cursor, is_spaced=is_spaced))
    )
    if not any(character.isalnum() for character in text[mention.start : mention.end]):
        return None
    sentence = sentence_at(text, mention.start, is_spaced=is_spaced)
    start = max(sentence.start, mention.start - _REACH)
    end = max(mention.end, min(sentence.end, mention.end + _REACH))
    return _Proposing(index, mention, Span(start, end)).proposal()


def headline(text: str) -> str:
    """Words as a title: on one line, with a capital, without a full stop, cut at a word to 80 characters."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_TITLE:
        cut = line[: _LONGEST_TITLE + 1]
        line = cut[: cut.rindex(" ")] if " " in cut else line[:_LONGEST_TITLE]
    line = line.rstrip(_ENDS) or line
    return line[:1].upper() + line[1:]


def _without_opening(text: str, clause: Span) -> Span:
    """The clause without an "and" or "but" before it."""
    found = re.compile(rf"(?i:(?:{words.OPENINGS})\s+)").match(text, *clause)
    return Span(found.end(), clause.end) if found and found.end() < clause.end else clause


class _Proposing:
    """One mention in its sentence."""

    def __init__(self, index: Index, mention: Span, sentence: Span) -> None:
        self._index = index
        self._text = index.article.text
        self._mention = mention
        self._sentence = sentence
        self._looked_at = Span(mention.start, min(mention.end, mention.start + _LONGEST_MENTION))
        self._head = self._known_head()

    def proposal(self) -> EventProposal:
        """All that can be told."""
        head = self._head
        roles = Roles(self._index, head.clause if head else self._looked_at, head)
        modality, modality_words = self._modality()
        source = self._source()
        return EventProposal(
            mention=(self._mention,),
            title=headline(self._text[self._looked_at.start : self._looked_at.end]),
            type=head.type if head else "",
            type_words=head.words if head else None,
            date=self._date(),
            place=roles.whereabouts(),
            participants=roles.participants(),
            modality=modality,
            modality_words=modality_words,
            source=source[0].id if source else "",
            source_words=source[1] if source else None,
        )

    def _known_head(self) -> Head | None:
        head = find_head(self._text, self._looked_at)
        return head if head and head.type in self._index.tagset.event_types else None

    # Date

    def _date(self) -> DateExpression | None:
        """The one date in the words, or one that stands beside them."""
        reach = Span(max(self._sentence.start, self._mention.start - 4 * _NEAR), self._sentence.end)
        found = date_expressions(self._text, reach, self._index.annotations.article.published)
        inside = [one for one in found if self._looked_at.holds(one.span)]
        if self._head and self._head.type == "statement":
            inside = [one for one in inside if self._is_of_reporting(one.span, self._head)]
        if inside:
            return inside[0] if len({one.date for one in inside}) == 1 else None
        if any(one.span.start < self._mention.end and self._mention.start < one.span.end for one in found):
            return None
        return next((one for one in found if self._is_beside(one.span)), None)

    def _is_of_reporting(self, date: Span, head: Head) -> bool:
        """Whether a date belongs to the reporting, not to what is reported."""
        if not head.clause.holds(date):
            return False
        return date.end <= head.verb.start or date.start - head.verb.end < _DATE_AFTER_REPORTING

    def _is_beside(self, date: Span) -> bool:
        """Whether a date opens the sentence before the words, or stands right before or behind them."""
        if date.end <= self._mention.start:
            is_opening = not self._text[self._sentence.start : date.start].strip(_ENDS)
            gap = self._text[date.end : self._mention.start]
            return bool(re.fullmatch(r",?\s+" if is_opening else r"\s+(?:(?:at|during|in)\s+)?", gap))
        return bool(re.fullmatch(r"\s+", self._text[self._mention.end : date.start]))

    # Modality

    def _modality(self) -> tuple[str, Span | None]:
        """What the words before the verb say of whether it happened, else those that govern the mention."""
        if self._head and self._head.type == "state":
            return self._governing()
        within = self._before_head()
        signs = sorted(self._signs(within))
        if len({word for _, word, _ in signs}) > 1:
            # Of two predicates the last is the one with the verb; without a verb nobody can tell which is meant.
            joint = max(self._text.rfind(mark, *within) for mark in (" and ", " but ", ","))
            signs = [sign for sign in signs if sign[0] > joint] if self._head else []
        for _, word, found in signs:
            if word in self._index.tagset.modalities:
                return word, found
        return self._governing()

    def _before_head(self) -> Span:
        if self._head is None:
            return self._looked_at
        start = self._head.clause.start
        return Span(start, max(self._head.verb.end, self._head.words.end))

    def _signs(self, within: Span) -> list[tuple[int, str, Span]]:
        signs = []
        for modality, pattern in words.MODALITIES:
            # What follows decides with some words, so it has to be seen.
            found = compiled(pattern).search(self._text, within.start, self._looked_at.end)
            if found and found.end() <= within.end:
                signs.append((found.start(), modality, Span(*found.span())))
        return signs

    def _governing(self) -> tuple[str, Span | None]:
        start = max(self._sentence.start, self._mention.start - _NEAR)
        for modality, pattern in words.GOVERNING:
            found = compiled(pattern, after=r"\s+(?:the\s+|a\s+|an\s+)?\Z").search(
                self._text, start, self._mention.start
            )
            if found and modality in self._index.tagset.modalities:
                return modality, Span(*found.span("found"))
        return "", None

    # Source

    def _source(self) -> tuple[Entity, Span] | None:
        """Whom the sentence attributes the words to, unless they hold the attribution themselves."""
        if self._head and self._head.type == "statement":
            return None
        return self._according() or self._said_before() or self._said_behind()

    def _according(self) -> tuple[Entity, Span] | None:
        for found in compiled(words.ATTRIBUTION).finditer(self._text, *self._sentence):
            for entity, span in names_in(self._index, Span(found.end(), self._sentence.end)):
                return (entity, span) if self._text[found.end() : span.start].strip() in ("", "the") else None
        return None

    def _said_before(self) -> tuple[Entity, Span] | None:
        """Who says what the words are, directly before them: "Erdogan said that …"."""
        before = Span(self._sentence.start, self._mention.start)
        verb = compiled(words.REPORTING, after=rf"(?:\s(?:[^,;.]{{0,{_NEAR}}}\s)?that)?\s*\Z").search(
            self._text, *before
        )
        return self._speaker(before, Span(*verb.span("found"))) if verb else None

    def _said_behind(self) -> tuple[Entity, Span] | None:
        """Who says the whole sentence, in its last clause: "…, Peskov told the reporters"."""
        behind = Span(self._mention.end, self._sentence.end)
        comma = self._text.rfind(",", *behind)
        verb = compiled(words.REPORTING).search(self._text, comma, behind.end) if comma >= 0 else None
        return self._speaker(Span(comma + 1, behind.end), Span(*verb.span())) if verb else None

    def _speaker(self, clause: Span, verb: Span) -> tuple[Entity, Span] | None:
        head = Head("statement", verb, "active", verb, clause=clause)
        for participants in Roles(self._index, clause, head).participants():
            if participants.role == "speaker" and len(participants.ids) == 1:
                return self._index.annotations.entities[participants.ids[0]], participants.words
        return None
