"""Whether lines that were edited say what was intended, and whether nothing else in them says anything new.

Lines are read twice: as nodes, of which all but the touched ones have to be as they were, and by the codec, whose
entries have to be those of the intended model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from idlib_reader.core.annotations import Annotations, Entry
from idlib_reader.core.problems import Code
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import Tagset
from idlib_reader.storage import nodes
from idlib_reader.storage.blocks import SECTIONS
from idlib_reader.storage.codec import Reading, read_file
from idlib_reader.storage.layout import layout_of
from idlib_reader.storage.nodes import Node, Scalar
from idlib_reader.storage.yaml_errors import Refused

_STRUCTURE = frozenset(
    code.word
    for code in (Code.CONTROL, Code.SYNTAX, Code.SHAPE, Code.UNKNOWN_KEY, Code.DUPLICATE_KEY, Code.DUPLICATE_ID)
)
"""Problems that no value explains: whoever writes them has written in the wrong place."""

Row = tuple[str, Node]
"""An id with its entry, or no id with what stands at a key of the file."""


class Mismatch(Exception):
    """What was written does not say what was meant; the text is half a sentence that says why."""


class Unsound(Mismatch):
    """Some lines can't be judged by themselves, so that the whole file has to be."""


class Touched(NamedTuple):
    """What an edit was about."""

    changed: frozenset[tuple[str, str]] = frozenset()
    """Section and id of every entry that says something else; of one that is renamed its new id."""
    added: tuple[str, str] | None = None
    """Of an entry that is new."""
    deleted: tuple[str, str] | None = None
    """Of an entry that is gone."""
    renamed: tuple[str, str] = ("", "")
    """An id and what it has become, if an entry has it."""
    has_heading: bool = False
    """Whether it is about what the file says of its article."""
    key: str = ""
    """The only key of the changed entry, or of the article, that says something else; empty if several may."""


def readable(text: str) -> Node | None:
    """The root node of lines that can be read by themselves; raises `Unsound` where they can't be."""
    try:
        return nodes.build(text)
    except Refused as refused:
        raise Unsound("the lines around it can't be read by themselves") from refused


def has_anchors(text: str) -> bool:
    """Whether something in some lines may be meant elsewhere, so that they can't be read by themselves."""
    try:
        root = layout_of(text) if "&" in text else None
    except Refused as refused:
        raise Unsound("the lines around it can't be taken apart") from refused
    return root is not None and any(form.anchor for form in root.forms())


def compare(before: Node | None, after: Node | None, touched: Touched) -> None:
    """Nothing, if all that an edit did not touch says what it said, in the same order; raises `Mismatch` if not."""
    old, new = _rows(before), _rows(after)
    for place in old.keys() | new.keys():
        expected, found = _expected(place, old.get(place, []), touched), new.get(place, [])
        if (place == _HEADING and touched.has_heading and len(expected) != len(found)) or (
            place == _FORMAT and not old
        ):
            continue
        if [id_ for id_, _ in expected] != [id_ for id_, _ in found]:
            raise Mismatch("other entries would not be what they are")
        seen = set()
        for (id_, one), (_, other) in zip(expected, found, strict=True):
            is_touched = not place[1] and id_ not in seen and _is_touched((place[0], id_), touched)
            if not (_same_but(touched.key, one, other) if is_touched else same(one, other)):
                raise Mismatch(f"`{id_ or place[0]}` would not say the same")
            seen.add(id_)


_HEADING = ("article", 0)
_FORMAT = ("format", 0)
"""What a file that said nothing at all gets with its first entry."""


def _is_touched(entry: tuple[str, str], touched: Touched) -> bool:
    is_heading = entry == (_HEADING[0], "")
    return entry in touched.changed or entry == touched.added or (is_heading and touched.has_heading)


def _same_but(key: str, one: Node, other: Node) -> bool:
    """Whether two entries hold the same but for a key; without a key they need not."""
    return not key or same(_without(key, one), _without(key, other))


def _without(key: str, node: Node) -> Node:
    pairs = node.pairs if isinstance(node, nodes.Mapping) else []
    return nodes.Mapping(0, pairs=[pair for pair in pairs if pair[0].text != key])


def _expected(place: tuple[str, int], rows: list[Row], touched: Touched) -> list[Row]:
    """What an edit leaves of the entries of a key of the file; of an id that stands twice the first one is meant."""
    key, again = place
    rows = list(rows)
    if again:
        return rows
    if touched.deleted and touched.deleted[0] == key:
        del rows[next(row for row, (id_, _) in enumerate(rows) if id_ == touched.deleted[1])]
    if touched.renamed[0]:
        row = next((row for row, (id_, _) in enumerate(rows) if id_ == touched.renamed[0]), None)
        if row is not None:
            rows[row] = touched.renamed[1], rows[row][1]
    if touched.added and touched.added[0] == key:
        rows.append((touched.added[1], nodes.Mapping(0)))
    return rows


def _rows(root: Node | None) -> dict[tuple[str, int], list[Row]]:
    """What stands at each key of the file: entries by id, or a single node without one; empty sections are none."""
    found: dict[tuple[str, int], list[Row]] = {}
    counts: Counter[str] = Counter()
    for key, value in root.pairs if isinstance(root, nodes.Mapping) else ():
        place = key.text, counts[key.text]
        counts[key.text] += 1
        if key.text in SECTIONS and isinstance(value, nodes.Mapping):
            found[place] = [(one.text, entry) for one, entry in value.pairs]
        elif key.text not in SECTIONS or not _is_empty(value):
            found[place] = [("", value)]
    return found


def _is_empty(node: Node) -> bool:
    return not node.text if isinstance(node, Scalar) else node.size == 1


def same(one: Node, other: Node) -> bool:
    """Whether two nodes hold the same texts in the same structure, however they are written."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text
    if isinstance(one, nodes.Sequence) and isinstance(other, nodes.Sequence):
        return len(one.values) == len(other.values) and all(map(same, one.values, other.values))
    if isinstance(one, nodes.Mapping) and isinstance(other, nodes.Mapping):
        return len(one.pairs) == len(other.pairs) and all(
            key.text == key_2.text and same(value, value_2)
            for (key, value), (key_2, value_2) in zip(one.pairs, other.pairs, strict=True)
        )
    return False


def check_readings(before: Reading, after: Reading, model: Annotations, touched: Touched, *, is_whole: bool) -> None:
    """Nothing, if the touched entries read as they do in the intended model, and no new mistake of structure shows.

    Args:
        before: the lines as they were read.
        after: the lines as they are read now.
        model: what is intended of the whole file.
        touched: what the edit was about.
        is_whole: whether the lines are the whole file.
    """
    if not after.is_whole:
        raise Mismatch("it would be no YAML any more")
    if is_whole and (after.annotations != model or _ids(after.annotations) != _ids(model)):
        raise Mismatch("it would not say what is meant")
    if touched.has_heading and after.annotations.article != model.article:
        raise Mismatch("the article would not say what is meant")
    for section, id_ in (*touched.changed, *((touched.added,) if touched.added else ())):
        if _entry(after.annotations, section, id_) != _entry(model, section, id_):
            raise Mismatch(f"`{id_}` would not say what is meant")
    if touched.deleted and _entry(after.annotations, *touched.deleted) is not None:
        raise Mismatch(f"`{touched.deleted[1]}` would still be there")
    if _mistakes(after) - _mistakes(before):
        raise Mismatch("something would stand where it does not belong")


def _mistakes(reading: Reading) -> Counter[str]:
    return Counter(problem.code for problem in reading.problems if problem.code in _STRUCTURE)


def _ids(annotations: Annotations) -> list[str]:
    return [entry.id for entry in annotations.entries()]


def _entry(annotations: Annotations, section: str, id_: str) -> Entry | None:
    sections: dict[str, Mapping[str, Entry]] = {
        "entities": annotations.entities,
        "events": annotations.events,
        "claims": annotations.claims,
        "remarks": annotations.remarks,
    }
    return sections[section].get(id_)


def reading_of(text: str, tagset: Tagset) -> Reading:
    """What the codec makes of lines of a file."""
    return read_file(Source("", text), tagset)


_LOSSES = frozenset({*_STRUCTURE, Code.MISSING_KEY.word, Code.VALUE.word, Code.SELECTOR.word})
"""Problems of something that stands in the file and is not in the model."""


def has_losses(reading: Reading) -> bool:
    """Whether something stands there that the model does not have."""
    return any(problem.code in _LOSSES for problem in reading.problems)
