"""What the card says of an entry, line by line, before it is drawn.

Labels are the words of the format where those are plain English, so that they can be found in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Kind, Link, Reference, Remark, kind_of
from idlib_reader.core.graphemes import cell_width
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Step, entered, steps_from
from idlib_reader.core.orders import spellings
from idlib_reader.core.selectors import Anchor, Selector, State
from idlib_reader.core.tagset import OUTLET, WordList
from idlib_reader.ui.commands import COMMANDS, name_key
from idlib_reader.ui.wording import ORDER, PLURALS, STATES, count, glyph, marking, say_date

Role = Literal["title", "quote", "field", "link", "why", "note", "gap"]

LABEL_CELLS = 14
"""Cells of the column of labels; what is wider is told with the text, where it is never cut."""

_MANY = 9
"""Ways on from which on they stand under headings: more than there are digits."""


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
    step: int = 0
    """The number of the way on that it names, counted from 1; 0 for none."""


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
    troubles = list(_troubles(index, entry))
    lines = [_title(index, entry), *kept, *_quote(index, choice)]
    if not has_place:
        lines += troubles
    if isinstance(entry, Entity) and entry.description:
        lines.append(CardLine("field", entry.description, "description"))
    lines += [*_ways(index, entry, steps), *_fields(index, entry, steps)]
    if has_place:
        lines += troubles
    lines += _notes(index, entry)
    written = [CardLine("field", where, "in the file")] if where else []
    lines += [CardLine("gap"), *written, CardLine("field", entry.id, "id")]
    return [line for line, before in zip(lines, [None, *lines], strict=False) if line != before or line.role != "gap"]


def describe_article(index: Index, path: str = "", *, is_read: bool = True) -> list[CardLine]:
    """The card when nothing is chosen: what is known of the article and how much is marked in it.

    Args:
        index: the annotated article.
        path: of its annotation file, which need not be there yet, as a person reads it.
        is_read: whether the file was looked at already, so that it is known whether anything is marked.
    """
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
    if index.entries and path:
        lines.append(CardLine("field", path, "in the file"))
    if heading.note:
        lines += [CardLine("gap"), CardLine("note", heading.note)]
    if index.entries:
        hint = "]t goes to the next event, Enter follows its first link, ? shows all keys."
        return [*lines, CardLine("gap"), CardLine("note", hint)]
    return [*lines, CardLine("gap"), *_empty(path, is_read=is_read)]


def describe_no_article() -> list[CardLine]:
    """The card of a workspace without an article: what to do, and which keys work."""
    return [
        CardLine("title", "No article yet"),
        CardLine("gap"),
        CardLine("note", "Put a text (.txt, .md or .html, in UTF-8) into the folder seeds/: it opens here by itself."),
        CardLine("gap"),
        CardLine("field", "all keys", "?"),
        CardLine("field", "quit", "q"),
    ]


def summarise(index: Index) -> str:
    """How much is marked, in a line."""
    nouns = {"entity": ("entity", "entities")}
    told = []
    for kind in ORDER:
        number = len(index.listed[kind])
        one, many = nouns.get(kind, (kind, f"{kind}s"))
        told.append(f"{number} {one if number == 1 else many}")
    return ", ".join(told) if any(index.listed.values()) else count(0, "mark")


# Without an entry


_FIRST_KEYS = (
    ("search", "searches the words"),
    ("select", "selects words"),
    ("copy", "copies them"),
    ("articles", "shows the other articles"),
    ("help", "shows all keys"),
)
"""The names of commands that are of use where nothing is marked, with what they do."""


def _empty(path: str, *, is_read: bool) -> Iterator[CardLine]:
    """What to do in an article in which nothing is marked."""
    if is_read:
        file = f"the file {path}" if path else "a file beside the article"
        yield CardLine("note", "Nothing is marked here yet.")
        yield CardLine("gap")
        yield CardLine("note", f"Marks go into {file}, for now by hand, with a text editor.")
        yield CardLine("note", "The project's annotations/README.md teaches how in ten minutes.")
    else:
        yield CardLine("note", "The annotations are being read.")
    yield CardLine("gap")
    keys = {command.name: name_key(command.keys[0]) for command in COMMANDS}
    for name, told in _FIRST_KEYS:
        if name in keys:
            yield CardLine("field", told, keys[name])


# What an entry says


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
    for link in _dead_ends(entry, steps):
        why = "can't be read now" if link.to.id in index.written.unread else "no entry has this id"
        yield _labelled(index.tagset.relation_label(kind_of(entry), link.rel), f"{link.to.id} ({why})", "link")
        yield from _of_link(index, link)


def _entity(index: Index, entity: Entity) -> Iterator[CardLine]:
    if entity.aliases:
        yield CardLine("field", " · ".join(entity.aliases), "aliases")
    names = spellings(index, entity.mentions)
    if len(names) > 1:
        yield CardLine("field", " · ".join(names), "mentions")


def _event(index: Index, event: Event) -> Iterator[CardLine]:
    yield from _date(index, event)
    if event.place:
        yield CardLine("field", _names(index, event.place), "place")
    for role, who in event.participants:
        yield _labelled(index.tagset.label("roles", role), _names(index, who), "participants")
    if event.figures:
        yield CardLine("field", " · ".join(f"{what}: {number}" for what, number in event.figures), "figures")
    if "source" in event.keys or any(reference.id != OUTLET for reference in event.source):
        yield CardLine("field", _names(index, event.source), "source")
    if event.basis == "inferred":
        yield CardLine("field", "inferred, not stated by the article", "basis")
    elif "basis" in event.keys:
        yield CardLine("field", "stated by the article", "basis")
    if event.status:
        yield CardLine("field", index.tagset.label("statuses", event.status), "status")


def _claim(index: Index, claim: Claim, steps: Sequence[Step]) -> Iterator[CardLine]:
    if len(claim.source) > 1:
        yield CardLine("field", _names(index, claim.source), "source")
    if named := _words(index, claim.source_text):
        yield CardLine("field", named, "named as")
    if cue := _words(index, claim.cue):
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
        yield CardLine("field", _names(index, [claim.within]), "part of")
    if about := [reference for reference in claim.about if ("about", reference.id) not in walked]:
        yield CardLine("field", _names(index, about), "about")
    if claim.audience:
        yield CardLine("field", _names(index, claim.audience), "audience")
    yield from _date(index, claim)


def _claim_word(index: Index, key: str, word: str) -> str:
    lists: dict[str, WordList] = {"stance": "stances", "status": "statuses"}
    return index.tagset.label(lists[key], word) if key in lists else word


def _date(index: Index, entry: Event | Claim) -> Iterator[CardLine]:
    words = _words(index, entry.date_text)
    if entry.date or words:
        yield CardLine("field", " ".join(filter(None, (say_date(entry.date) or "date unknown", words))), "date")


def _notes(index: Index, entry: Entry) -> Iterator[CardLine]:
    """Tags and notes, of its selectors too."""
    if entry.tags:
        yield CardLine("field", " · ".join(entry.tags), "tags")
    for name, selectors in _selectors(entry):
        for selector in (one for written in selectors for one in written.with_excepted()):
            if selector.note or selector.tags:
                yield CardLine("field", " · ".join(spellings(index, [selector])) or _described(selector), name)
            if selector.tags:
                yield CardLine("why", " · ".join(selector.tags), "tags")
            if selector.note:
                yield CardLine("why", selector.note, "note")
    if entry.note:
        yield CardLine("gap")
        yield CardLine("note", entry.note)


_MARKING: dict[Kind, str] = {"entity": "mention", "event": "mention", "claim": "content", "remark": "passage"}
"""By kind what the selectors of the words that an entry is highlighted at are called."""


def _selectors(entry: Entry) -> Iterator[tuple[str, tuple[Selector, ...]]]:
    """All selectors of an entry, by what a person calls those of a key."""
    yield _MARKING[kind_of(entry)], marking(entry)
    if isinstance(entry, Claim):
        yield "named as", entry.source_text
        yield "said with", entry.cue
    if isinstance(entry, Event | Claim):
        yield "date", entry.date_text
    for link in entry.links:
        yield f"cue of {link.rel}", link.cue


# What is wrong


_HINTS: dict[State, str] = {
    "orphan": "Copy the words from the article as they stand there, whole words and the same capitals.",
    "ambiguous": "Add more words with `in`, before or after; or `all: true` for every place.",
    "moved": "The article has changed since: what counts places may mean other ones now.",
}
"""By state what would help, in the words of the format's page."""


def _troubles(index: Index, entry: Entry) -> Iterator[CardLine]:
    """Each selector that has no place, or one that is not certain, under what is wrong; then what would help."""
    if isinstance(entry, Claim):
        # What it takes over from the claim around it is told there.
        entry = index.written.claims.get(entry.id, entry)
    wrong = list(_wrong(index, entry))
    for state, label in STATES.items():
        told = [(words, anchor) for words, anchor in wrong if anchor.state == state]
        yield from (CardLine("field", words, label) for words, _ in told)
        if not all(anchor.state == "orphan" and _explain(anchor) for _, anchor in told):
            yield CardLine("why", _HINTS[state])


def _wrong(index: Index, entry: Entry) -> Iterator[tuple[str, Anchor]]:
    """The selectors to be looked at, in words, each with its anchor."""
    for name, selectors in _selectors(entry):
        prefix = "" if name == _MARKING[kind_of(entry)] else f"{name}: "
        for selector in selectors:
            for one in selector.with_excepted():
                anchor = index.anchors[one]
                # Several places are what `except` is for.
                if anchor.state == "orphan" or (anchor.state in STATES and one is selector):
                    yield f"{prefix}{'' if one is selector else 'except '}{_described(one)}{_explain(anchor)}", anchor


def _explain(anchor: Anchor) -> str:
    """Why it has no place, as the end of a sentence; empty where the words are nowhere, or have moved."""
    if anchor.state == "ambiguous":
        return f" stands at {anchor.counted or len(anchor.candidates):,} places"
    if anchor.taken_out:
        return ": `except` takes out every place"
    return f": it stands at {count(anchor.counted, 'place')}" if anchor.state == "orphan" and anchor.counted else ""


def _described(selector: Selector) -> str:
    """A selector as it is written, in a line."""
    told = " ".join(f"“{' '.join(words.split())}”" for words in selector.pieces)
    pins = [
        ("to", selector.to),
        ("in", selector.inside),
        ("before", selector.before),
        ("after", selector.after),
    ]
    told += "".join(f" {key} “{' '.join(words.split())}”" for key, words in pins if words)
    if selector.nth is not None:
        told += f" nth {selector.nth}"
    if selector.all:
        told += " all"
    return told + "".join(f" except {_described(other)}" for other in selector.excepted)


# The ways on


def _ways(index: Index, entry: Entry, steps: Sequence[Step]) -> Iterator[CardLine]:
    """The ways on, each with its number, the first nine as a digit; the one that Enter takes shows that too."""
    first = entered(index, entry.id) if isinstance(entry, Event) else None
    enter = steps.index(first) + 1 if first else 0
    groups = [(heading, list(some)) for heading, some in groupby(steps, lambda step: _heading(index, entry, step))]
    has_headings = len(steps) > _MANY and len(groups) > 1
    number = 0
    for heading, some in groups:
        if has_headings or not number:
            yield CardLine("gap")
        if has_headings:
            yield CardLine("note", f"{heading} ({len(some)})")
        for step in some:
            number += 1
            yield from _way(index, entry, step, number, is_entered=number == enter, is_headed=has_headings)
    if steps:
        yield CardLine("gap")


_HEADINGS = {
    "says": "Says",
    "claim": "Claims about it",
    "about": "About",
    "part of": "Part of, includes",
    "includes": "Part of, includes",
}


def _heading(index: Index, entry: Entry, step: Step) -> str:
    """What the ways of this sort are called together."""
    if step.slug:
        return "In other articles"
    if step.link:
        return "Links"
    if isinstance(entry, Entity) and step.to in index.annotations.events:
        return "Takes part in"
    return _HEADINGS.get(step.word, "Other")


def _way(
    index: Index, entry: Entry, step: Step, number: int, *, is_entered: bool, is_headed: bool
) -> Iterator[CardLine]:
    """A way on with what is written of it; one into another article with that one's title."""
    text = _other_end(index, entry, step)
    if step.link and step.link.basis == "inferred":
        text += " (inferred)"
    keys = ("⏎ " if is_entered else "") + (str(number) if number < 10 else "")
    label = index.tagset.relation_label(kind_of(entry), step.word)
    if is_headed and not step.slug and step.link is None and step.word in ("says", "claim"):
        label = ""
    if cell_width(label) > LABEL_CELLS:
        text, label = f"{label}: {text}", ""
    yield CardLine("link", text, label, keys, number)
    if step.slug and not _is_same(entry, step):
        yield CardLine("why", index.title_of(step.slug))
    if step.link:
        yield from _of_link(index, step.link)


def _other_end(index: Index, entry: Entry, step: Step) -> str:
    """What a way leads to: its sign and what the reader calls it; the article's title where that has the entry too."""
    if _is_same(entry, step):
        return index.title_of(step.slug)
    other = index.entry_elsewhere(step.slug, step.to) if step.slug else index.entries.get(step.to)
    name = index.label(step.reference)
    if step.word == "says" and isinstance(entry, Entity):
        # Who says it is the entity whose card this is.
        name = name.removeprefix(f"{entry.label}: ")
    return f"{glyph(other)} {name}" if other else name


def _is_same(entry: Entry, step: Step) -> bool:
    """Whether a step leads to the entry itself as another article has it."""
    return bool(step.slug) and step.to == entry.id and step.link is None and isinstance(entry, Entity | Event)


def _of_link(index: Index, link: Link) -> Iterator[CardLine]:
    """What else is written of a link."""
    if cue := _cue(index, link):
        yield CardLine("why", cue)
    if link.note:
        yield CardLine("why", link.note)


def _cue(index: Index, link: Link) -> str:
    """The words that a link goes by; of another article's link as they are written, as its text is not at hand."""
    if all(selector in index.anchors for selector in link.cue):
        return _words(index, link.cue)
    return " ".join(_described(selector) for selector in link.cue)


def _dead_ends(entry: Entry, steps: Sequence[Step]) -> list[Link]:
    """The links that no step walks, as nothing has the id that they lead to."""
    walked = {step.link for step in steps}
    return [link for link in entry.links if link not in walked]


# Words


def _labelled(label: str, text: str, key: str) -> CardLine:
    """A field under a label of the file's own; where that is too wide for its column, under the key of the format."""
    return (
        CardLine("field", text, label)
        if cell_width(label) <= LABEL_CELLS
        else CardLine("field", f"{label}: {text}", key)
    )


def _names(index: Index, references: Iterable[Reference]) -> str:
    names = [
        index.annotations.article.outlet or "the article itself" if to.id == OUTLET else index.label(to)
        for to in references
    ]
    return " · ".join(names)


def _words(index: Index, selectors: tuple[Selector, ...]) -> str:
    """The words of the article that selectors name, in quotation marks."""
    return " ".join(f"“{index.quote(place)}”" for place in index.places_of(selectors))
