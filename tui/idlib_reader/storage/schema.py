"""The one table of fields: what each key of the format takes, and what it means (FORMAT.md, "Keys").

The codec, the checker's sentences, the JSON Schema and the reference page derive from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from idlib_reader.core.tagset import BASES, CERTAINTIES, MODES, Tagset, WordList

FORMAT = "idlib-reader/1"
"""What the key `format` says in every file that this program reads."""

Shape: TypeAlias = Literal[
    "text", "texts", "date", "reference", "references", "selector", "selectors", "roles", "figures",
    "entity links", "event links", "claim links", "flag", "number", "heading",
    "entities", "events", "claims", "remarks", "words", "relations", "lists", "colour", "letter",
]  # fmt: skip
"""What stands at a key; a plural takes one value or a list of them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the format."""

    shape: Shape
    meaning: str
    """For the reference page: a phrase."""
    is_required: bool = False
    values: tuple[str, ...] = ()
    """The words it takes; empty where any text will do, or the tagset tells."""
    words: WordList | None = None
    """The list of the tagset that tells which words it takes."""

    def known_words(self, tagset: Tagset) -> tuple[str, ...]:
        """Every word it takes; empty where any text will do."""
        return tuple(tagset.words(self.words)) if self.words else self.values


_NOTE = Field("text", "a note of the analyst's")
_TAGS = Field("texts", "free words to find it by")
_DATE = Field("date", "an EDTF date")
_DATE_TEXT = Field("selectors", "the words that the date comes from")

FILE = {
    "format": Field("text", "always `idlib-reader/1`", is_required=True),
    "article": Field("heading", "what is known of the article"),
    "entities": Field("entities", "who and what is named"),
    "events": Field("events", "what happened when"),
    "claims": Field("claims", "who says what"),
    "remarks": Field("remarks", "the reader's own notes"),
}

HEADING = {
    "title": Field("text", "its headline"),
    "published": Field("date", "the date of publication, EDTF"),
    "outlet": Field("text", "who published it"),
    "author": Field("text", "who wrote it"),
    "url": Field("text", "where it was published"),
    "language": Field("text", "a language tag such as `en`"),
    "sha256": Field("text", "of the normalised text that the quotes were checked against"),
    "note": _NOTE,
}

ENTITY = {
    "type": Field("text", "what it is", words="entity_types"),
    "name": Field("text", "its name; the id, if left out"),
    "aliases": Field("texts", "other names"),
    "description": Field("text", "who or what it is, in a phrase"),
    "mentions": Field("selectors", "the places that name it"),
    "links": Field("entity links", "typed relations to other entities"),
    "tags": _TAGS,
    "note": _NOTE,
}

EVENT = {
    "title": Field("text", "a headline for it; the id, if left out"),
    "type": Field("text", "what kind of event it is", words="event_types"),
    "date": _DATE,
    "date_text": _DATE_TEXT,
    "place": Field("references", "where, as ids of entities"),
    "participants": Field("roles", "who took part, as ids of entities under roles", words="roles"),
    "modality": Field("text", "whether it happened", words="modalities"),
    "basis": Field("text", "whether the article states it", values=BASES),
    "figures": Field("figures", "numbers as the article gives them"),
    "source": Field("references", "who reports it; the outlet, if left out"),
    "status": Field("text", "what the analyst holds", words="statuses"),
    "mentions": Field("selectors", "the clauses that report it"),
    "links": Field("event links", "typed relations to other events"),
    "tags": _TAGS,
    "note": _NOTE,
}

CLAIM = {
    "content": Field("selector", "what is said"),
    "source": Field("references", "who says it; nobody is named, if left out"),
    "source_text": Field("selectors", "the words that name the source"),
    "cue": Field("selectors", "the words that attribute it"),
    "mode": Field("text", "how it is quoted", values=MODES),
    "stance": Field("text", "what the source does with it", words="stances"),
    "certainty": Field("text", "how sure the source sounds", values=CERTAINTIES),
    "audience": Field("references", "who was told, as ids of entities"),
    "date": _DATE,
    "date_text": _DATE_TEXT,
    "within": Field("reference", "the claim that this one is part of"),
    "about": Field("references", "what it is about: ids of events, entities and claims"),
    "status": Field("text", "what the analyst holds", words="statuses"),
    "links": Field("claim links", "typed relations to other claims"),
    "tags": _TAGS,
    "note": _NOTE,
}

REMARK = {
    "passage": Field("selector", "the words that it is about", is_required=True),
    "note": _NOTE,
    "tags": _TAGS,
}

LINK = {
    "rel": Field("text", "the relation", is_required=True),
    "to": Field("reference", "the id of the other end", is_required=True),
    "basis": Field("text", "whether the article states it", values=BASES),
    "cue": Field("selectors", "the words that say so"),
    "note": _NOTE,
}
"""Any link; the relations that it takes are those of the kind of entry that it stands on: the next three."""
ENTITY_LINK = {**LINK, "rel": Field("text", "the relation", is_required=True, words="entity_relations")}
EVENT_LINK = {**LINK, "rel": Field("text", "the relation", is_required=True, words="event_relations")}
CLAIM_LINK = {**LINK, "rel": Field("text", "the relation", is_required=True, words="claim_relations")}

SELECTOR = {
    "quote": Field("texts", "the words; a list names the pieces of a discontinuous span"),
    "from": Field("text", "the words that a long passage starts with"),
    "to": Field("text", "the words that it ends with"),
    "in": Field("text", "a longer passage that holds the words once"),
    "before": Field("text", "the text just before the words"),
    "after": Field("text", "the text just after the words"),
    "nth": Field("number", "which place it is, counted from 1"),
    "all": Field("flag", "every place; always `true`"),
    "except": Field("selectors", "places that are left out"),
    "note": _NOTE,
    "tags": _TAGS,
}

# annotations/_tagset.yaml

TAGSET = {
    "format": FILE["format"],
    "replace": Field("lists", "the lists that hold only the words given here; the others keep the default ones too"),
    "entity-types": Field("words", "words for the type of an entity"),
    "event-types": Field("words", "words for the type of an event"),
    "roles": Field("words", "words for the roles of participants"),
    "modalities": Field("words", "words for the modality of an event"),
    "stances": Field("words", "words for the stance of a claim"),
    "statuses": Field("words", "words for the status of a claim or an event"),
    "event-relations": Field("relations", "relations between events"),
    "claim-relations": Field("relations", "relations between claims"),
    "entity-relations": Field("relations", "relations between entities"),
}

WORD = {
    "label": Field("text", "what a person reads instead of the word"),
    "colour": Field("colour", "`#rrggbb`, in quotes"),
    "key": Field("letter", "one character that chooses it"),
}

RELATION = {
    "inverse": Field("text", "the same link read from its other end; the relation itself, if left out"),
    **WORD,
}
