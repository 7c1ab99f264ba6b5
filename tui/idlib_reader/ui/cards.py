"""What the card says of an entry, line by line, before it is drawn.

Labels are the words of the format where those are plain English, so that they can be found in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Remark, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.core.orders import spellings
from idlib_reader.core.steps import Step, steps_from
from idlib_reader.core.tagset import OUTLET, WordList
from idlib_reader.ui.card_lines import CardLine, labelled_field, named_selectors, quote_words, say_names, say_selector
from idlib_reader.ui.card_troubles import describe_troubles
from idlib_reader.ui.card_ways import dead_ends, describe_link, describe_ways
from idlib_reader.ui.wording import glyph, marking, say_date


def describe_entry(index: Index, choice: Choice, *, is_kept: bool = False, where: str = "") -> list[CardLine]:
    """The card of an entry, at the place that the choice is on.

    Args:
        index: the annotated article.
        choice: the entry, and which of its places.
        is_kept: whether its lines in the file can't be read now.
        where: file and line that it is written at, as a person reads them.
    """
    entry = index.entries[choice.id]
    kept = [CardLine("note", "As last read: the file has errors here now.")] if is_kept else []
    steps = steps_from(index, entry.id)
    has_place = bool(index.places[choice.id])
    troubles = list(describe_troubles(index, entry))
    lines = [_title(index, entry), *kept, *_quote(index, choice)]
    if not has_place:
        lines += troubles
    if isinstance(entry, Entity) and entry.description:
        lines.append(CardLine("field", entry.description, "description"))
    lines += [*describe_ways(index, entry, steps), *_fields(index, entry, steps)]
    if has_place:
        lines += troubles
    lines += _notes(index, entry)
    written = [CardLine("field", where, "in the file")] if where else []
    lines += [CardLine("gap"), *written, CardLine("field", entry.id, "id")]
    return [line for line, before in zip(lines, [None, *lines], strict=False) if line != before or line.role != "gap"]


def _title(index: Index, entry: Entry) -> CardLine:
    """Its name, and what it is."""
    name, tagset = index.label(entry.id), index.tagset
    match entry:
        case Entity():
            what = tagset.label("entity_types", entry.type)
        case Event():
            type_, modality = tagset.label("event_types", entry.type), tagset.label("modalities", entry.modality)
            what = f"{type_}, {modality}"
        case Claim():
            what = " ".join(filter(None, (entry.mode, "claim")))
        case Remark():
            name, what = "Remark", "remark"
    return CardLine("title", name, right=f"{glyph(entry)} {what}")


def _quote(index: Index, choice: Choice) -> Iterator[CardLine]:
    places = index.places[choice.id]
    if choice.number < len(places):
        yield CardLine("quote", f"“{index.quote(places[choice.number])}”")
    elif marking(index.entries[choice.id]):
        yield CardLine("note", "The article has no place for it.")
    else:
        yield CardLine("note", "It names no words of the article.")


def _fields(index: Index, entry: Entry, steps: Sequence[Step]) -> Iterator[CardLine]:
    """What is not a way on."""
    match entry:
        case Entity():
            yield from _entity(index, entry)
        case Event():
            yield from _event(index, entry)
        case Claim():
            yield from _claim(index, entry, steps)
        case Remark():
            pass
    for link in dead_ends(entry, steps):
        why = "can't be read now" if link.to.id in index.written.unread else "no entry has this id"
        yield labelled_field(index.tagset.relation_label(kind_of(entry), link.rel), f"{link.to.id} ({why})", "link")
        yield from describe_link(index, link)


def _entity(index: Index, entity: Entity) -> Iterator[CardLine]:
    if entity.aliases:
        yield CardLine("field", " · ".join(entity.aliases), "aliases")
    names = spellings(index, entity.mentions)
    if len(names) > 1:
        yield CardLine("field", " · ".join(names), "mentions")


def _event(index: Index, event: Event) -> Iterator[CardLine]:
    yield from _date(index, event)
    if event.place:
        yield CardLine("field", say_names(index, event.place), "place")
    for role, who in event.participants:
        yield labelled_field(index.tagset.label("roles", role), say_names(index, who), "participants")
    if event.figures:
        yield CardLine("field", " · ".join(f"{what}: {number}" for what, number in event.figures), "figures")
    if "source" in event.keys or any(reference.id != OUTLET for reference in event.source):
        yield CardLine("field", say_names(index, event.source), "source")
    if event.basis == "inferred":
        yield CardLine("field", "inferred, not stated by the article", "basis")
    elif "basis" in event.keys:
        yield CardLine("field", "stated by the article", "basis")
    if event.status:
        yield CardLine("field", index.tagset.label("statuses", event.status), "status")


def _claim(index: Index, claim: Claim, steps: Sequence[Step]) -> Iterator[CardLine]:
    if len(claim.source) > 1:
        yield CardLine("field", say_names(index, claim.source), "source")
    if named := quote_words(index, claim.source_text):
        yield CardLine("field", named, "named as")
    if cue := quote_words(index, claim.cue):
        yield CardLine("field", cue, "said with")
    for label, text, default in (
        ("stance", claim.stance, "asserts"),
        ("certainty", claim.certainty, "certain"),
        ("status", claim.status, "open"),
    ):
        if text != default or label in claim.keys:
            yield CardLine("field", _claim_word(index, label, text), label)
    walked = {id_ for step in steps if not step.link for id_ in ((step.word, step.to), (step.word, step.reference))}
    if claim.within and ("part of", claim.within.id) not in walked:
        yield CardLine("field", say_names(index, [claim.within]), "part of")
    if about := [reference for reference in claim.about if ("about", reference.id) not in walked]:
        yield CardLine("field", say_names(index, about), "about")
    if claim.audience:
        yield CardLine("field", say_names(index, claim.audience), "audience")
    yield from _date(index, claim)


def _claim_word(index: Index, key: str, word: str) -> str:
    lists: dict[str, WordList] = {"stance": "stances", "status": "statuses"}
    return index.tagset.label(lists[key], word) if key in lists else word


def _date(index: Index, entry: Event | Claim) -> Iterator[CardLine]:
    words = quote_words(index, entry.date_text)
    if entry.date or words:
        yield CardLine("field", " ".join(filter(None, (say_date(entry.date) or "date unknown", words))), "date")


def _notes(index: Index, entry: Entry) -> Iterator[CardLine]:
    """Tags and notes, of its selectors too."""
    if entry.tags:
        yield CardLine("field", " · ".join(entry.tags), "tags")
    for name, selectors in named_selectors(entry):
        for selector in (one for written in selectors for one in written.with_excepted()):
            if selector.note or selector.tags:
                yield CardLine("field", " · ".join(spellings(index, [selector])) or say_selector(selector), name)
            if selector.tags:
                yield CardLine("why", " · ".join(selector.tags), "tags")
            if selector.note:
                yield CardLine("why", selector.note, "note")
    if entry.note:
        yield CardLine("gap")
        yield CardLine("note", entry.note)
