"""Who takes part in an event and where it is, by where the marked entities stand around the word that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from idlib_reader.core import english_events as words
from idlib_reader.core.annotations import Entity
from idlib_reader.core.event_heads import Head, compiled, spaced
from idlib_reader.core.highlights import Mark
from idlib_reader.core.index import Index
from idlib_reader.core.span import Span

_NEAR = 60
"""Characters before a name in which the preposition that it belongs to stands."""
_PLACES = ("place", "facility")
"""Types of entities that are places and nothing else."""
_TERRITORIES = (*_PLACES, "state")
_ACTORS = ("person", "organisation", "group", "state", "government", "armed-force", "other")
_NAMES_JOINED = re.compile(r"\s*(?:,|,?\s+(?:and|or|as well as)\s+(?:the\s+)?|/|–)\s*(?:the\s+)?")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?\s")
"""What follows the name of whom something belongs to."""


class Participants(NamedTuple):
    """Who takes part in a role."""

    role: str
    """A word of the tagset."""
    ids: tuple[str, ...]
    """The entities."""
    words: Span
    """From the first of their names to the last."""


class Whereabouts(NamedTuple):
    """Where the event is."""

    ids: tuple[str, ...]
    """The entities."""
    words: Span
    """From the first of their names to the last."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A marked name, where it stands in the clause."""

    entity: Entity
    span: Span
    slot: str
    """`subject`, `object`, `name` or a preposition; empty where that can't be told."""
    joined: int
    """Number of the run of names that it is joined to."""


def names_in(index: Index, within: Span) -> list[tuple[Entity, Span]]:
    """The entities marked in a stretch of text, in its order, without those that lie inside others."""
    marks = [mark for mark in index.highlights.between(*within) if mark.kind == "entity" and within.holds(mark.span)]
    outer: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not outer or mark.end > outer[-1].end:
            outer.append(mark)
    named = [(index.annotations.entities[mark.id], mark.span) for mark in outer]
    return [(entity, span) for row, (entity, span) in enumerate(named) if not _is_adjective(index, named, row)]


def _is_adjective(index: Index, named: Sequence[tuple[Entity, Span]], row: int) -> bool:
    """Whether a name says no more than which: "Syrian" before "Idlib", "Russian" before "position"."""
    entity, span = named[row]
    text = index.article.text
    here = text[span.start : span.end]
    if entity.type not in _TERRITORIES or here == entity.name or here in entity.aliases:
        return False
    follower = named[row + 1] if row + 1 < len(named) else None
    if follower and follower[0].id != entity.id and text[span.end : follower[1].start].isspace():
        return True
    behind = text[span.end : span.end + _NEAR]
    is_adjective = re.search(r"(?:an|sh|i|ese|ch|ek|[bt]ch|ish)\Z", here) and here[0].isupper()
    return bool(is_adjective and re.match(r"\s+[a-z]", behind) and not re.match(rf"\s+(?:{words.FORCES})\b", behind))


class Roles:
    """The entities of one event in their slots."""

    def __init__(self, index: Index, within: Span, head: Head | None) -> None:
        """Look up the names `within` the words of the event, whose type `head` tells."""
        self._index = index
        self._text = index.article.text
        self._within = within
        self._head = head
        self._named = list(self._slots())

    def participants(self) -> tuple[Participants, ...]:
        """Who takes part, by role."""
        if self._head and self._head.type == "statement":
            return self._by_role(self._speaking(self._head))
        return self._by_role(self._acting())

    def whereabouts(self) -> Whereabouts | None:
        """What is taken or attacked, if it is a place; else the place nearest behind the word that tells the event."""
        hit = [one for one in self._named if one.entity.type in _PLACES and self._is_hit(one)]
        if hit:
            return self._where(hit[0])
        places = [one for one in self._named if self._is_place(one)]
        if not places:
            return None
        if self._head is None:
            return self._where(places[0]) if len({one.joined for one in places}) == 1 else None
        end = self._head.words.end
        if self._head.type == "statement":
            places = [one for one in places if 0 <= one.span.start - end < 20]
        behind = [one for one in places if one.span.start >= end]
        before = [one for one in places if one.joined == places[-1].joined]
        nearest = (behind or before)[0] if places else None
        if nearest is None or self._is_told_of_a_noun(nearest):
            return None
        return self._where(nearest)

    def _is_told_of_a_noun(self, place: _Named) -> bool:
        """Whether a clause about some noun begins between the word that tells the event and a place."""
        if self._head is None or place.span.start < self._head.words.end:
            return False
        return self._head.voice != "noun" and bool(
            compiled(words.RELATIVES).search(self._text, self._head.words.end, place.span.start)
        )

    def _is_hit(self, one: _Named) -> bool:
        """Whether a place is what is taken, attacked or entered."""
        if self._head is None or self._head.type not in ("control", "attack", "movement"):
            return False
        return one.slot == "object" or self._role(one) in ("object", "target")

    def _is_place(self, one: _Named) -> bool:
        if one.slot not in words.PLACE_LEADS:
            return False
        return one.entity.type in (_PLACES if one.slot == "from" else _TERRITORIES)

    def _where(self, first: _Named) -> Whereabouts:
        joined = [one for one in self._named if one.joined == first.joined and one.entity.type in _TERRITORIES]
        same = [one for one in joined if one.span.start >= first.span.start]
        ids = tuple(dict.fromkeys(one.entity.id for one in same))
        return Whereabouts(ids, Span(first.span.start, same[-1].span.end))

    def _slots(self) -> Iterator[_Named]:
        last: _Named | None = None
        run = 0
        for entity, span in names_in(self._index, self._within):
            gap = self._text[last.span.end : span.start] if last else ""
            is_same = last is not None and last.entity.id == entity.id and (not gap.strip(" ,"))
            is_joined = last is not None and (is_same or bool(_NAMES_JOINED.fullmatch(gap)))
            run += not is_joined
            slot = last.slot if last and is_joined else self._slot(span)
            last = _Named(entity, span, slot, run)
            yield last

    def _slot(self, span: Span) -> str:
        """The preposition before a name, or which side of the verb it stands on."""
        if _POSSESSIVE.match(self._text, span.end, self._within.end):
            return ""
        before = self._text[max(self._within.start, span.start - _NEAR) : span.start]
        pattern = rf"(?i:(?<![\w-])(?P<lead>{words.PREPOSITIONS}) {words.BETWEEN_PREPOSITION_AND_NAME}\Z)"
        found = re.search(spaced(pattern), before)
        if self._head is None:
            return found["lead"].lower() if found else "subject"
        verb = self._head.verb
        between = self._text[verb.end : span.start]
        is_direct = re.fullmatch(rf"\s+(?:(?:{words.DETERMINERS}|[\d,.]+)\s+){{0,3}}", between)
        if span.start >= verb.end and is_direct:
            return "name" if self._head.voice == "to" else "object"
        if found and not (span.end <= verb.start and compiled(words.WHOLES).fullmatch(before)):
            return found["lead"].lower()
        if span.end > verb.start or compiled(words.RELATIVES).search(self._text, self._head.clause.start, span.start):
            return ""
        return "subject"

    def _role(self, one: _Named) -> str:
        """The role of who stands in a slot; empty if that can't be told."""
        head = self._head
        if head is None:
            return "agent" if one.slot == "subject" and self._does_something(one) else ""
        if head.type in ("meeting", "agreement") and head.words.start <= one.span.start < head.words.end:
            return "object" if one.entity.type == "document" else ""
        if one.slot == "of" and head.of and self._is_right_behind(one, head):
            return head.of
        voices: Mapping[str, Mapping[str, str]] = words.SLOT_ROLES.get(head.type, {})
        return voices.get(head.voice, {}).get(one.slot, "")

    def _is_right_behind(self, one: _Named, head: Head) -> bool:
        """Whether no other preposition stands between the noun and a name with "of"."""
        first = next(other for other in self._named if other.joined == one.joined)
        between = self._text[head.words.end : first.span.start]
        return len(between) < _NEAR and len(compiled(words.PREPOSITIONS).findall(between)) == 1

    def _does_something(self, one: _Named) -> bool:
        """Whether a verb in the active voice follows directly."""
        verbs = rf"(?:has|have|had|will|would|intends?|plans?)(?! (?:(?:{words.ADVERBS}) )?been\b)"
        end = max(other.span.end for other in self._named if other.joined == one.joined)
        return bool(compiled(verbs, before=r"\s*").match(self._text, end, self._within.end))

    def _acting(self) -> Iterator[tuple[str, str, Span]]:
        """Role, id and name of who takes part; a group that represents others does so as their delegates."""
        for one in self._named:
            role = self._role(one)
            if not role or one.entity.type in _PLACES or (one.slot in words.PLACE_LEADS and self._is_place(one)):
                continue
            represented = [link.to.id for link in one.entity.links if link.rel == "represents"]
            if role == "party" and one.entity.type == "group" and represented:
                for id_ in represented:
                    yield "party", id_, one.span
                if self._head and self._head.type != "meeting":
                    continue
                role = "delegate"
            yield role, one.entity.id, one.span

    def _speaking(self, head: Head) -> Iterator[tuple[str, str, Span]]:
        """Who speaks, directly before the verb or behind an inverted one, and whom it is said to."""
        actors = [one for one in self._named if one.entity.type in _ACTORS]
        if head.voice == "noun":
            roles = {"of": head.of, "by": "speaker", "to": "audience"}
            yield from ((roles[one.slot], one.entity.id, one.span) for one in actors if roles.get(one.slot))
            return
        before = [one for one in actors if head.clause.start <= one.span.start < head.verb.start]
        behind = [one for one in actors if one.span.start >= head.verb.end]
        here = self._text[head.verb.start : head.verb.end]
        speakers = self._run(before[-1:], before, head) if before else []
        first = behind[0] if behind else None
        is_direct = first and re.fullmatch(r"\s+(?:the\s+)?", self._text[head.verb.end : first.span.start])
        if first and is_direct:
            is_inverted = not speakers and compiled(words.INVERTED).fullmatch(here)
            if is_inverted:
                speakers = [one for one in behind if one.joined == first.joined]
            elif compiled(words.ADDRESSING).fullmatch(here):
                yield from (("audience", one.entity.id, one.span) for one in behind if one.joined == first.joined)
        elif first and re.fullmatch(r"\s+to\s+(?:the\s+)?", self._text[head.verb.end : first.span.start]):
            yield from (("audience", one.entity.id, one.span) for one in behind if one.joined == first.joined)
        yield from (("speaker", one.entity.id, one.span) for one in speakers)

    def _run(self, last: Sequence[_Named], before: Sequence[_Named], head: Head) -> list[_Named]:
        """The names joined to the last before a verb, if they stand directly before it."""
        gap = self._text[last[0].span.end : head.verb.start]
        parts = rf"\s*(?:(?:{words.ADVERBS}|has|have|had)\s+)*"
        if last[0].slot != "subject" or not re.fullmatch(parts, gap):
            return []
        return [one for one in before if one.joined == last[0].joined]

    def _by_role(self, found: Iterator[tuple[str, str, Span]]) -> tuple[Participants, ...]:
        """The found ones gathered by role, in the order of the tagset."""
        gathered: dict[str, list[tuple[str, Span]]] = {}
        for role, id_, span in found:
            gathered.setdefault(role, []).append((id_, span))
        order = list(self._index.tagset.roles)
        return tuple(
            Participants(role, tuple(dict.fromkeys(id_ for id_, _ in ones)), _hull([span for _, span in ones]))
            for role, ones in sorted(gathered.items(), key=lambda one: order.index(one[0]) if one[0] in order else 99)
            if role in order
        )


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))
