"""The entries of files as a table for people: a line each, its columns aligned by the cells that a terminal draws.

A table that is too wide for its lines loses first what stands in its widest columns, cut with an ellipsis; then
whole columns, the least important first; the ids, the dates and the numbers stay whole as long as they can. In a pipe
nothing is lost. What is a default, such as the stance of a claim that asserts, is left blank; a column that would be
blank on every line is not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Kind, Reference, Remark
from idlib_reader.core.date_words import BRIEF_WIDTH, describe, describe_briefly
from idlib_reader.core.graphemes import cell_width, draw_cluster, draw_text, split_clusters
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector, State
from idlib_reader.core.tagset import OUTLET
from idlib_reader.exchange.listing import PLURALS, Filter, chosen_entries, written_words

_GAP = 2
"""Cells between two columns."""

_LONGEST_ID = 40
"""Cells of an id that are not cut for the sake of other columns."""

_LONGEST_DATE = 20
"""Cells of a date in words, such as `some day in Apr 1985`; one that takes more is said briefly."""

_ROOMY = 80
"""Cells of a line from which on dates are told in full."""

_ELLIPSIS = "…"

_STATES: dict[State, str] = {
    "orphan": "not found",
    "ambiguous": "ambiguous",
    "review": "to review",
    "moved": "moved",
}
"""What is said of words that do not stand in the article as they are written; of the other states nothing."""

_LAYOUT = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """An annotation file whose entries are listed."""

    index: Index
    """Its article with its annotations."""
    file: str
    """Its path, as it shall be shown."""
    line_of: Callable[[int], int]
    """Gives the line, counted from 1, of an offset in code points into its text."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the table of a kind."""

    title: str
    rank: int
    """How important it is: 0 stays to the last."""
    least: int
    """Cells below which it is not cut as long as it is there."""
    is_main: bool = False
    """Whether it is what the table is read for: other columns go before it gets narrow."""
    is_cut_last: bool = False
    """Whether all other columns are cut before this one."""
    is_right: bool = False
    """Whether its cells stand at its right edge."""
    keeps_end: bool = False
    """Whether it is the start that is cut."""


_ID = _Column("Id", 0, _LONGEST_ID, is_cut_last=True)
_FILE = _Column("File", 3, 14, keeps_end=True)
_STATE = _Column("State", 4, 9)

_COLUMNS: dict[Kind, tuple[_Column, ...]] = {
    "entity": (
        _ID,
        _Column("Type", 2, 12),
        _Column("Name", 1, 8, is_main=True),
        _Column("Places", 5, 6, is_right=True),
        _Column("Description", 6, 11),
        _STATE,
        _FILE,
    ),
    "claim": (
        _ID,
        _Column("Source", 2, 8),
        _Column("Stance", 6, 12),
        _Column("Certainty", 7, 12),
        _Column("Status", 5, 12),
        _Column("Words", 1, 8, is_main=True),
        _STATE,
        _FILE,
    ),
    "event": (
        _Column("Date", 1, _LONGEST_DATE, is_cut_last=True, is_right=True),
        _Column("Modality", 5, 12),
        _Column("Title", 2, 8, is_main=True),
        _Column("Place", 6, 8),
        _Column("Status", 7, 12),
        _ID,
        _STATE,
        _FILE,
    ),
    "remark": (_ID, _Column("Words", 1, 8, is_main=True), _Column("Note", 2, 10), _STATE, _FILE),
}
"""By kind the columns from left to right."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """A column with what it says on each line."""

    column: _Column
    texts: list[str]
    """The title, then a text for each entry: on one line, not yet made visible."""
    widths: list[int]
    """Cells of each of the texts."""

    @property
    def natural(self) -> int:
        """Cells in which nothing is cut."""
        return max(self.widths)

    def least(self, room: int) -> int:
        """Cells that it needs to be there in a line of `room` cells."""
        share = room // 4 - _GAP if self.column.is_main else 0
        return min(self.natural, max(self.column.least, share))


def draw_table(
    kind: Kind, files: Sequence[ListedFile], width: int | None = None, chosen: Filter | None = None
) -> list[str]:
    """The lines of the table of all entries of a kind that `chosen` wants, below a line of titles.

    Entries come file by file in the order of the file; where several files are listed, the last column tells where each
    is written. Where there is no entry, one sentence says so. Lines have no line end, and no spaces at their end.

    Args:
        kind: which entries.
        files: where they are.
        width: cells of a line at most; None cuts nothing.
        chosen: which of them; None wants all.
    """
    room = None if width is None else max(1, width)
    rows = [
        [*_texts(file.index, entry, room), _state(file.index, entry), _where(file, entry) if len(files) > 1 else ""]
        for file in files
        for entry in chosen_entries(file.index, kind, chosen or Filter())
    ]
    if not rows:
        sentence = f"No {PLURALS[kind]}."
        return [sentence if room is None or len(sentence) <= room else _cut(sentence, room)[0]]
    columns = [
        _fill(column, texts)
        for column, texts in zip(_COLUMNS[kind], zip(*rows, strict=True), strict=True)
        if any(texts)
    ]
    sizes = _share(columns, room)
    return [_line(columns, sizes, number) for number in range(len(rows) + 1)]


def _fill(column: _Column, texts: Iterable[str]) -> _Filled:
    flat = [column.title, *(_LAYOUT.sub(" ", text).strip(" ") for text in texts)]
    return _Filled(column, flat, [cell_width(text) for text in flat])


# What the cells say


def _texts(index: Index, entry: Entry, room: int | None) -> tuple[str, ...]:
    """What the columns of its kind say of an entry, without the last two."""
    match entry:
        case Entity():
            places = str(len(index.places[entry.id]) or "–")
            return entry.id, entry.type, entry.label, places, entry.description
        case Event():
            modality = _unless(entry.modality, "actual")
            place = _names(index, entry.place)
            return _date(index, entry, room), modality, entry.label, place, entry.status, entry.id
        case Claim():
            stance, certainty = _unless(entry.stance, "asserts"), _unless(entry.certainty, "certain")
            about = f"about {_names(index, entry.about)}" if entry.about else ""
            words = _words(index, entry, entry.content) or about
            return entry.id, _names(index, entry.source) or "nobody", stance, certainty, entry.status, words
        case Remark():
            return entry.id, _words(index, entry, entry.passage), entry.note


def _unless(word: str, default: str) -> str:
    return "" if word == default else word


def _names(index: Index, references: Iterable[Reference]) -> str:
    return ", ".join(_name(index, reference.id) for reference in references)


def _name(index: Index, id_: str) -> str:
    """What the reader calls an entity, an event or the outlet; all else has its id only, by which it is listed."""
    if id_ == OUTLET:
        return index.annotations.article.outlet or "the article itself"
    entry = index.entries.get(id_)
    return entry.label if isinstance(entry, Entity | Event) else id_


def _date(index: Index, event: Event, room: int | None) -> str:
    """The date of an event in words, in few of them where there is little room; as written where it can't be read."""
    date = index.dates.get(event.id)
    if date is None:
        return event.date or "?"
    words = describe(date)
    if room is None or len(words) <= (_LONGEST_DATE if room >= _ROOMY else BRIEF_WIDTH):
        return words
    return describe_briefly(date)


def _words(index: Index, entry: Entry, selector: Selector | None) -> str:
    """The words of the article at the first place of an entry; those of the file where it has none."""
    places = index.places[entry.id]
    if places:
        return index.quote(places[0])
    written = written_words(selector) if selector else ""
    return written if isinstance(written, str) else " … ".join(written)


def _state(index: Index, entry: Entry) -> str:
    """What is wrong with the places of an entry, and at how many of its selectors if at several."""
    numbers = Counter(index.anchors[selector].state for selector in entry.selectors())
    return ", ".join(
        words if numbers[state] == 1 else f"{numbers[state]} {words}"
        for state, words in _STATES.items()
        if numbers[state]
    )


def _where(file: ListedFile, entry: Entry) -> str:
    return f"{file.file}:{file.line_of(entry.at)}"


# How they are drawn


def _share(columns: list[_Filled], room: int | None) -> list[int]:
    """The cells of each column; 0 for one that is left out."""
    sizes = [filled.natural for filled in columns]
    if room is None:
        return sizes
    kept = list(range(len(columns)))
    while len(kept) > 1 and _total(columns[at].least(room) for at in kept) > room:
        kept.remove(max(kept, key=lambda at: columns[at].column.rank))
    sizes = [min(filled.natural, room) if at in kept else 0 for at, filled in enumerate(columns)]
    for is_last in (False, True):
        cut = [at for at in kept if columns[at].column.is_cut_last == is_last]
        while _total(sizes[at] for at in kept) > room:
            able = [at for at in cut if sizes[at] > columns[at].column.least]
            if not able:
                break
            sizes[max(able, key=lambda at: sizes[at])] -= 1
    return sizes


def _total(sizes: Iterable[int]) -> int:
    """The cells of a line with columns of these sizes."""
    return sum(size + _GAP for size in sizes) - _GAP


def _line(columns: list[_Filled], sizes: list[int], number: int) -> str:
    """The line of an entry, counted from 1; 0 is that of the titles."""
    cells = [_cell(filled, number, size) for filled, size in zip(columns, sizes, strict=True) if size]
    return (" " * _GAP).join(cells).rstrip()


def _cell(filled: _Filled, number: int, size: int) -> str:
    text, width = filled.texts[number], filled.widths[number]
    if width > size:
        shown, width = _cut(text, size, keeps_end=filled.column.keeps_end)
    else:
        shown = draw_text(text)
    blank = " " * (size - width)
    return blank + shown if filled.column.is_right else shown + blank


def _cut(text: str, size: int, *, keeps_end: bool = False) -> tuple[str, int]:
    """What is drawn of a text that takes more than `size` cells, and the cells, at most so many, that this takes."""
    clusters = split_clusters(text)
    kept: list[str] = []
    left = size - 1
    for start, end, cells in reversed(clusters) if keeps_end else clusters:
        if cells > left:
            break
        kept.append(draw_cluster(text[start:end]))
        left -= cells
    while kept and kept[-1] in (" ", _ELLIPSIS):
        kept.pop()
        left += 1
    return (_ELLIPSIS + "".join(reversed(kept)) if keeps_end else "".join(kept) + _ELLIPSIS), size - left
