"""What the card says of an entry, line by line, before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from idlib_reader.core.annotations import Claim, Entity, Event, Reference, Remark, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Step, steps_from
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import OUTLET, WordList
from idlib_reader.ui.wording import ORDER, PLURALS, count, glyph, say_date

Role = Literal["title", "quote", "field", "link", "why", "note", "gap"]


@dataclass(frozen=True, slots=True)
class CardLine:
    """One thing that the card says; it may take several rows."""

    role: Role
    """How it is drawn."""
    text: str = ""
    label: str = ""
    """What it is, drawn dim in a column of its own."""
    right: str = ""
    """What stands at the right end of its first row: a key that follows it, or the kind of the entry."""


def describe_entry(index: Index, choice: Choice, *, is_kept: bool = False) -> list[CardLine]:
    """The card of an entry, at the place that the choice is on; `is_kept` says that its lines can't be read now."""
    entry = index.entries[choice.id]
    match entry:
        case Entity():
            lines = _entity(index, entry)
        case Event():
            lines = _event(index, entry)
        case Claim():
            lines = _claim(index, entry)
        case Remark():
            lines = _remark(entry)
    quote = _quote(index, choice)
    title, rest = next(lines), list(lines)
    kept = [CardLine("note", "As last read: the file has errors here now.")] if is_kept else []
    return [title, *kept, *quote, *_links(index, choice.id), *rest]


def describe_article(index: Index) -> list[CardLine]:
    """The card when nothing is chosen: what is known of the article and how much is marked in it."""
    heading = index.annotations.article
    fields = [
        ("outlet", heading.outlet),
        ("author", heading.author),
        ("published", say_date(heading.published)),
        ("url", heading.url),
        ("language", heading.language),
    ]
    lines = [CardLine("title", heading.title or index.article.slug)]
    lines += [CardLine("field", text, label) for label, text in fields if text]
    for kind in ORDER:
        if ids := index.listed[kind]:
            lines.append(CardLine("field", str(len(ids)), PLURALS[kind].lower()))
    if heading.note:
        lines += [CardLine("gap"), CardLine("note", heading.note)]
    hint = "]t goes to the next event, Enter follows its first link, ? shows all keys."
    return [*lines, CardLine("gap"), CardLine("note", hint if index.entries else "Nothing is marked here yet.")]


def _entity(index: Index, entity: Entity) -> Iterator[CardLine]:
    yield CardLine("title", entity.label, right=f"{glyph(entity)} {index.tagset.label('entity_types', entity.type)}")
    if entity.description:
        yield CardLine("field", entity.description, "who" if entity.type == "person" else "what")
    if entity.aliases:
        yield CardLine("field", " · ".join(entity.aliases), "also")
    names = dict.fromkeys(" ".join(index.quote(place).split()) for place in index.places[entity.id])
    if len(names) > 1:
        yield CardLine("field", " · ".join(names), "named")
    yield from _end(entity.tags, entity.note)


def _event(index: Index, event: Event) -> Iterator[CardLine]:
    type_, modality = index.tagset.label("event_types", event.type), index.tagset.label("modalities", event.modality)
    yield CardLine("title", event.label, right=f"{glyph(event)} {type_}, {modality}")
    if event.date or event.date_text:
        told = _words(index, event.date_text)
        yield CardLine("field", " ".join(filter(None, (say_date(event.date) or "date unknown", told))), "date")
    if event.place:
        yield CardLine("field", _names(index, event.place), "place")
    for role, who in event.participants:
        yield CardLine("field", _names(index, who), index.tagset.label("roles", role))
    for what, number in event.figures:
        yield CardLine("field", number, what)
    if any(reference.id != OUTLET for reference in event.source):
        yield CardLine("field", _names(index, event.source), "source")
    if event.basis == "inferred":
        yield CardLine("field", "inferred, not stated by the article", "basis")
    if event.status:
        yield CardLine("field", index.tagset.label("statuses", event.status), "status")
    yield from _end(event.tags, event.note)


def _claim(index: Index, claim: Claim) -> Iterator[CardLine]:
    kind = " ".join(filter(None, (claim.mode, "claim")))
    yield CardLine("title", index.label(claim.id), right=f"{glyph(claim)} {kind}")
    if claim.source_text:
        yield CardLine("field", _words(index, claim.source_text), "named as")
    if claim.cue:
        yield CardLine("field", _words(index, claim.cue), "cue")
    for label, text, default in (
        ("stance", claim.stance, "asserts"),
        ("certainty", claim.certainty, "certain"),
        ("status", claim.status, "open"),
    ):
        if text != default:
            yield CardLine("field", _claim_word(index, label, text), label)
    entities = [reference for reference in claim.about if reference.id in index.annotations.entities]
    if entities:
        yield CardLine("field", _names(index, entities), "about")
    if claim.audience:
        yield CardLine("field", _names(index, claim.audience), "told to")
    if claim.date:
        yield CardLine("field", say_date(claim.date), "date")
    yield from _end(claim.tags, claim.note)


def _claim_word(index: Index, key: str, word: str) -> str:
    lists: dict[str, WordList] = {"stance": "stances", "status": "statuses"}
    return index.tagset.label(lists[key], word) if key in lists else word


def _remark(remark: Remark) -> Iterator[CardLine]:
    yield CardLine("title", "Remark", right=f"{glyph(remark)} remark")
    yield from _end(remark.tags, remark.note)


def _end(tags: tuple[str, ...], note: str) -> Iterator[CardLine]:
    if tags:
        yield CardLine("field", " · ".join(tags), "tags")
    if note:
        yield CardLine("gap")
        yield CardLine("note", note)


def _quote(index: Index, choice: Choice) -> list[CardLine]:
    places = index.places[choice.id]
    if choice.number < len(places):
        return [CardLine("quote", f"“{index.quote(places[choice.number])}”")]
    return [CardLine("note", "The article has no place for it.")]


def _links(index: Index, id_: str) -> Iterator[CardLine]:
    """The ways on, each with its digit; the one that Enter takes shows that too."""
    steps = steps_from(index, id_)
    enter = _enters(index, id_, steps)
    if steps:
        yield CardLine("gap")
    for number, step in enumerate(steps, 1):
        other = index.entries[step.to]
        text = f"{glyph(other)} {index.label(other.id)}"
        if step.link and step.link.basis == "inferred":
            text += " (inferred)"
        keys = ("⏎ " if number == enter else "") + (str(number) if number < 10 else "")
        yield CardLine("link", text, index.tagset.relation_label(kind_of(index.entries[id_]), step.word), keys)
        if step.link and step.link.note:
            yield CardLine("why", step.link.note)
    if steps:
        yield CardLine("gap")


def _enters(index: Index, id_: str, steps: list[Step]) -> int:
    """The number of the step that Enter takes from an event, counted from 1; 0 where it takes none of them."""
    if id_ in index.annotations.events:
        for number, step in enumerate(steps, 1):
            if step.link and step.to in index.annotations.events:
                return number
    return 0


def _names(index: Index, references: list[Reference] | tuple[Reference, ...]) -> str:
    names = [
        index.annotations.article.outlet or "the article itself" if to.id == OUTLET else index.label(to)
        for to in references
    ]
    return " · ".join(names)


def _words(index: Index, selectors: tuple[Selector, ...]) -> str:
    """The words of the article that selectors name, in quotation marks."""
    return " ".join(f"“{index.quote(place)}”" for place in index.places_of(selectors))


def summarise(index: Index) -> str:
    """How much is marked, in a line."""
    nouns = {"entity": ("entity", "entities")}
    told = []
    for kind in ORDER:
        number = len(index.listed[kind])
        one, many = nouns.get(kind, (kind, f"{kind}s"))
        told.append(f"{number} {one if number == 1 else many}")
    return ", ".join(told) if any(index.listed.values()) else count(0, "mark")
