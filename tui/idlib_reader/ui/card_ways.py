"""The ways on from an entry as its card tells them, and the links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from idlib_reader.core.annotations import Entity, Entry, Event, Link, kind_of
from idlib_reader.core.graphemes import cell_width
from idlib_reader.core.index import Index
from idlib_reader.core.steps import Step, entered
from idlib_reader.ui.card_lines import LABEL_CELLS, CardLine, quote_words, say_selector
from idlib_reader.ui.wording import glyph

_MANY = 9
"""Ways on from which on they stand under headings: more than there are digits."""

_HEADINGS = {
    "says": "Says",
    "claim": "Claims about it",
    "about": "About",
    "part of": "Part of, includes",
    "includes": "Part of, includes",
}


def describe_ways(index: Index, entry: Entry, steps: Sequence[Step]) -> Iterator[CardLine]:
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
        yield from describe_link(index, step.link)


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


def describe_link(index: Index, link: Link) -> Iterator[CardLine]:
    """What else is written of a link."""
    if cue := _cue(index, link):
        yield CardLine("why", cue)
    if link.note:
        yield CardLine("why", link.note)


def _cue(index: Index, link: Link) -> str:
    """The words that a link goes by; of another article's link as they are written, as its text is not at hand."""
    if all(selector in index.anchors for selector in link.cue):
        return quote_words(index, link.cue)
    return " ".join(say_selector(selector) for selector in link.cue)


def dead_ends(entry: Entry, steps: Sequence[Step]) -> list[Link]:
    """The links that no step walks, as nothing has the id that they lead to."""
    walked = {step.link for step in steps}
    return [link for link in entry.links if link not in walked]
