"""The orders of the lists, and what a few typed words leave of them.

A list is sorted once for each order, and the words of an entry are gathered once, when they are first looked through:
both are asked for on every key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import combining, normalize

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Kind, Reference, Remark
from idlib_reader.core.date_words import describe
from idlib_reader.core.dates import DateError, parse
from idlib_reader.core.folding import fold
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import OUTLET

Order: TypeAlias = Literal[
    "type and name", "name", "first mention", "number of mentions", "place", "source", "status", "time"
]
"""What a list is sorted by, as a person would say it."""

ORDERS: dict[Kind, tuple[Order, ...]] = {
    "entity": ("type and name", "name", "first mention", "number of mentions"),
    "claim": ("place", "source", "status"),
    "event": ("time", "place"),
    "remark": ("place",),
}
"""By kind the orders that its list can be put in, the usual one first."""

NameKey: TypeAlias = tuple[tuple[int, str], ...]
"""What a name sorts by: its pieces, of which each second one is a number with its length before it."""

_Place: TypeAlias = tuple[int, int, str]

_NUMBER = re.compile(r"(\d+)")

_BETWEEN = "\0"
"""Stands between the words of two entries while they are folded together."""
_TOGETHER = 500
"""Entries whose words are folded at once, which is far quicker than one by one."""
_LONGEST = 4000
"""Characters of a place that are looked through: passages may hold each other by the thousand."""
_SPELLINGS = 1000
"""Places of a selector whose words are gathered where they may differ."""
_REMEMBERED = 16
"""Filtered lists that are kept: those of the last letters typed, and of the views that one may go back to."""


def ordered(index: Index, kind: Kind, order: Order) -> tuple[str, ...]:
    """The ids of a kind in an order. Entries that the order does not tell apart stand in the order of the text.

    There an entry that holds another comes before it, and those without a place come last. A type or status stands
    where the tagset has it; a claim of nobody behind those that somebody makes.
    """
    ids: Iterable[str] = _ids(index, kind)
    match order:
        case "time":
            return tuple(index.timeline)
        case "place" | "first mention":
            return tuple(sorted(ids, key=lambda id_: _place(index, id_)))
        case "name":
            return tuple(sorted(ids, key=lambda id_: (name_key(index.entries[id_].label), _place(index, id_))))
        case "number of mentions":
            return tuple(sorted(ids, key=lambda id_: (-len(index.places[id_]), name_key(index.entries[id_].label))))
        case "type and name":
            rows = {word: row for row, word in enumerate(index.tagset.entity_types)}
            return tuple(sorted(ids, key=lambda id_: _by_type(index, index.annotations.entities[id_], rows)))
        case "source":
            return tuple(sorted(ids, key=lambda id_: _by_source(index, index.annotations.claims[id_])))
        case "status":
            rows = {word: row for row, word in enumerate(index.tagset.statuses)}
            return tuple(sorted(ids, key=lambda id_: _by_status(index, index.annotations.claims[id_], rows)))


def name_key(name: str) -> NameKey:
    """What a name sorts by: without case, accents and the length of white space, numbers by their value."""
    plain = " ".join(name.casefold().split())
    if not plain.isascii():
        plain = "".join(one for one in normalize("NFD", plain) if not combining(one))
    pieces = _NUMBER.split(plain)
    return tuple(_number(piece) if at % 2 else (0, piece) for at, piece in enumerate(pieces))


def filtered(index: Index, ids: Sequence[str], words: str, said: dict[str, str] | None = None) -> tuple[str, ...]:
    """Those of `ids`, in their order, that have every one of the words somewhere in what is shown of them.

    Words are parts of words too. Case, kinds of quotes and dashes, and Unicode composition make no difference.

    Args:
        index: what the ids are looked up in.
        ids: entries of one or several kinds.
        words: as typed, with white space between; without any, all entries are left.
        said: by id what is looked through, filled in here; whoever asks again passes it again.
    """
    wanted = _folded(words).split()
    if not wanted:
        return tuple(ids)
    said = {} if said is None else said
    missing = [id_ for id_ in ids if id_ not in said]
    for first in range(0, len(missing), _TOGETHER):
        part = missing[first : first + _TOGETHER]
        said.update(zip(part, _said(index, part), strict=True))
    # The longest word leaves the fewest.
    first_word, *others = sorted(wanted, key=len, reverse=True)
    left = [id_ for id_ in ids if first_word in said[id_]]
    return tuple(id_ for id_ in left if all(word in said[id_] for word in others)) if others else tuple(left)


def spellings(index: Index, selectors: Iterable[Selector]) -> list[str]:
    """The words that the article has at the places of selectors, white space evened out, each spelling once."""
    return list(dict.fromkeys(chain.from_iterable(_spellings(index, selector) for selector in selectors)))


class Lists:
    """The lists of one index in all their orders, sorted and filtered when they are first asked for."""

    def __init__(self, index: Index) -> None:
        """`index` is looked at only when a list is asked for."""
        self._index = index
        self._sorted: dict[tuple[Kind, Order], _Answer] = {}
        self._filtered: dict[tuple[Kind, Order, str], _Answer] = {}
        self._said: dict[str, str] = {}

    def ids(self, kind: Kind, order: Order, words: str = "") -> tuple[str, ...]:
        """The ids of a kind in an order; of those only the ones that have all the words, as `filtered` says."""
        return self._answer(kind, order, words).ids

    def row(self, id_: str, kind: Kind, order: Order, words: str = "") -> int | None:
        """The row of an entry in that list, counted from 0; None where the list does not have it."""
        answer = self._answer(kind, order, words)
        if not answer.rows:
            answer.rows.update((one, row) for row, one in enumerate(answer.ids))
        return answer.rows.get(id_)

    def _answer(self, kind: Kind, order: Order, words: str) -> _Answer:
        whole = self._sorted.get((kind, order))
        if whole is None:
            whole = self._sorted[kind, order] = _Answer(ordered(self._index, kind, order), {})
        wanted = " ".join(_folded(words).split()) if words else ""
        if not wanted:
            return whole
        key = kind, order, wanted
        # The answer that was asked for last stands last, so the first is the one to forget.
        answer = self._filtered.pop(key, None) or self._filter(whole, *key)
        self._filtered[key] = answer
        if len(self._filtered) > _REMEMBERED:
            del self._filtered[next(iter(self._filtered))]
        return answer

    def _filter(self, whole: _Answer, kind: Kind, order: Order, wanted: str) -> _Answer:
        """The entries that have the words, looked for among those left by the longest beginning of them."""
        begun = [one for one in self._filtered if one[:2] == (kind, order) and wanted.startswith(one[2])]
        if not begun:
            return _Answer(filtered(self._index, whole.ids, wanted, self._said), {})
        nearest = max(begun, key=lambda one: len(one[2]))
        done = set(nearest[2].split())
        left = " ".join(word for word in wanted.split() if word not in done)
        return _Answer(filtered(self._index, self._filtered[nearest].ids, left, self._said), {})


class _Answer(NamedTuple):
    """A list."""

    ids: tuple[str, ...]
    rows: dict[str, int]
    """By id its row; empty until a row is asked for."""


def _ids(index: Index, kind: Kind) -> Iterable[str]:
    match kind:
        case "entity":
            return index.annotations.entities
        case "claim":
            return index.annotations.claims
        case "event":
            return index.annotations.events
        case "remark":
            return index.annotations.remarks


# Sorting


def _place(index: Index, id_: str) -> _Place:
    places = index.places[id_]
    return (places[0][0].start, -places[0][-1].end, id_) if places else (len(index.article.text), 0, id_)


def _by_type(index: Index, entity: Entity, rows: dict[str, int]) -> tuple[int, str, NameKey, _Place]:
    return rows.get(entity.type, len(rows)), entity.type, name_key(entity.label), _place(index, entity.id)


def _by_source(index: Index, claim: Claim) -> tuple[bool, NameKey, _Place]:
    return not claim.source, name_key(index.speaker(claim)), _place(index, claim.id)


def _by_status(index: Index, claim: Claim, rows: dict[str, int]) -> tuple[int, str, _Place]:
    return rows.get(claim.status, len(rows)), claim.status, _place(index, claim.id)


def _number(digits: str) -> tuple[int, str]:
    """A number as text that sorts by its value, whatever script its digits are of and however many there are."""
    plain = (digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)).lstrip("0")
    return len(plain), plain


# Filtering


def _folded(words: str) -> str:
    return fold(words).text.casefold()


def _said(index: Index, ids: Sequence[str]) -> list[str]:
    """For each id what is shown of its entry, folded."""
    told = ("\n".join(_words(index, index.entries[id_])).replace(_BETWEEN, " ") for id_ in ids)
    return _folded(f"\n{_BETWEEN}\n".join(told)).split(_BETWEEN)


def _words(index: Index, entry: Entry) -> Iterator[str]:
    """Everything that the list and the card say of an entry itself; not what they say of its links' other ends."""
    yield from (entry.id, entry.label, *entry.tags, entry.note)
    match entry:
        case Entity():
            yield from (*entry.aliases, entry.type, index.tagset.label("entity_types", entry.type), entry.description)
            yield from _of_selectors(index, entry.mentions)
        case Event():
            yield from _of_event(index, entry)
            yield from _of_selectors(index, entry.mentions)
        case Claim():
            yield from (index.speaker(entry), entry.mode, entry.certainty)
            yield from (entry.stance, index.tagset.label("stances", entry.stance))
            yield from (entry.status, index.tagset.label("statuses", entry.status))
            yield from _date_words(entry.date)
            yield from _of_selectors(index, (entry.content,) if entry.content else ())
        case Remark():
            yield from _of_selectors(index, (entry.passage,) if entry.passage else ())


def _of_event(index: Index, event: Event) -> Iterator[str]:
    yield from (event.type, index.tagset.label("event_types", event.type))
    yield from (event.modality, index.tagset.label("modalities", event.modality))
    yield from (event.status, index.tagset.label("statuses", event.status))
    yield from _date_words(event.date)
    who: Iterable[Reference] = chain(event.place, event.source, *(some for _, some in event.participants))
    yield from (index.label(one) for one in who if one.id != OUTLET)
    yield from chain.from_iterable(event.figures)


def _date_words(date: str) -> Iterator[str]:
    """A date as written and in words."""
    if date:
        yield date
        try:
            yield describe(parse(date))
        except DateError:
            return


def _of_selectors(index: Index, selectors: Sequence[Selector]) -> Iterator[str]:
    """The words at their places, and what is written of a place alone."""
    for words in spellings(index, selectors):
        yield words[:_LONGEST]
    for selector in selectors:
        yield from (selector.note, *selector.tags)


def _spellings(index: Index, selector: Selector) -> Iterator[str]:
    anchor = index.anchors[selector]
    if anchor.state == "exact" and not selector.to:
        # Every place has just the words that are written, of which there may be many thousands.
        yield " ".join(" … ".join(selector.pieces).split())
        return
    for place in islice(anchor.places, _SPELLINGS):
        yield " ".join(index.quote(place).split())
