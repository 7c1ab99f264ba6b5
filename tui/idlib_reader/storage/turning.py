"""The draft of a text that splices have made of another one, read anew only where it has changed.

Lines are read by themselves where what they said before reads the same by itself, and where nothing in them can reach
beyond them; else the whole text is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from idlib_reader.core.annotations import KINDS, Annotations, Entry, Kind
from idlib_reader.core.applying import section_of
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.storage import lines
from idlib_reader.storage.outline import Outline, Section, Window, moved
from idlib_reader.storage.planning import Draft, draft_of
from idlib_reader.storage.splices import Splice, spliced
from idlib_reader.storage.verifying import Mismatch, Touched, check_readings, reading_of

_MANY = 200_000
"""Characters of a window from which on it is hardly slower to read the whole text."""

_MARK = re.compile(r"^\ufeff?(?:---|\.\.\.|%)", re.MULTILINE)
"""What begins or ends a document, or says something of all of it."""
_ANCHOR = re.compile(r"(?:^|[\s\[{,:?-])&\S")
"""What may be an anchor, which is meant wherever its alias stands."""


def respliced(draft: Draft, splices: Sequence[Splice], tagset: Tagset = DEFAULT) -> Draft:
    """The draft of the text after the splices, as `draft_of` gives it; places in it may be those of an earlier text.

    Raises:
        IdlibError: the text is not YAML as a whole then.
    """
    if not splices:
        return draft
    turned: Draft | None = draft
    # The last lines first, so that the places of the others stay.
    for window, inside in reversed(_windows(draft, splices)):
        turned = _reread(turned, window, inside, tagset) if turned and window else None
    return turned or draft_of(spliced(draft.text, splices), tagset)


# Which lines


def _windows(draft: Draft, splices: Sequence[Splice]) -> list[tuple[Window | None, list[Splice]]]:
    """The lines that are to be read anew, each with what happens there; None for lines that can't be told."""
    found: list[tuple[Window | None, list[Splice]]] = []
    for splice in splices:
        window = _window_of(draft, splice)
        inside = [splice]
        while window and found and (last := found[-1][0]) and last.end > window.start:
            window, inside = last._replace(end=max(last.end, window.end)), [*found.pop()[1], *inside]
        found.append((window, inside))
    return found


def _window_of(draft: Draft, splice: Splice) -> Window | None:
    """The lines of every entry or key that a splice changes, or puts something behind."""
    text, keys = draft.text, draft.outline.sections
    first = max(splice.start - 1, 0)
    last = splice.end if lines.start_of(text, splice.end) < splice.end else max(splice.end - 1, first)
    above, below = (bisect_right(keys, lines.content_end(text, at), key=_place) - 1 for at in (first, last))
    if (
        not draft.outline.is_block
        or above < 0
        or not all(lines.is_first(text, one.at) for one in keys[above : below + 2])
    ):
        return None
    start, section = _start_in(text, keys[above], splice.start)
    if not section and any(one.key == "format" for one in keys[above : below + 1]):
        # It is the header of every window.
        return None
    end = lines.start_of(text, keys[below + 1].at) if below + 1 < len(keys) else len(text)
    next_entry = bisect_right(keys[below].starts, lines.content_end(text, last))
    if keys[above].starts and start < lines.start_of(text, keys[above].starts[0]):
        # The first entry may go, and one has to stay in the window.
        next_entry += 1
    if section and above == below and next_entry < len(keys[below].starts):
        end = lines.start_of(text, keys[below].starts[next_entry])
        if not lines.is_first(text, keys[below].starts[next_entry]):
            return None
    return Window(start, end, section) if end - start < _MANY else None


def _start_in(text: str, section: Section, at: int) -> tuple[int, str]:
    """Where the lines start of the entry before a place, and the key of its section; else those of a key alone."""
    row = bisect_right(section.starts, lines.content_end(text, max(at - 1, 0))) - 1
    below_key = lines.end_of(text, section.at)
    if not section.is_block or at < below_key or not section.starts:
        return lines.start_of(text, section.at), ""
    if row < 0:
        return below_key, section.key
    start = lines.start_of(text, section.starts[row])
    return (start, section.key) if lines.is_first(text, section.starts[row]) else (lines.start_of(text, section.at), "")


def _place(section: Section) -> int:
    return section.at


# What they say

_SECTIONS: dict[Kind, str] = {"entity": "entities", "event": "events", "claim": "claims", "remark": "remarks"}


def _reread(draft: Draft, window: Window, splices: Sequence[Splice], tagset: Tagset) -> Draft | None:
    """The draft with other lines in a window; None where they can't be read by themselves."""
    text, start = draft.text, window.start
    before = text[start : window.end]
    after = spliced(before, [Splice(one.start - start, one.end - start, one.text) for one in splices])
    if _reaches_beyond(before) or _reaches_beyond(after) or not _ends(after, is_last=window.end == len(text)):
        return None
    old, new = (reading_of(window.header + one, tagset) for one in (before, after))
    try:
        check_readings(old, new, draft.annotations, Touched(), is_whole=False)
    except Mismatch:
        return None
    if old.outline is None or new.outline is None or old.annotations.unread or new.annotations.unread:
        return None
    if not _stands_alone(draft, window, old.outline, new.outline, window.header + after):
        return None
    annotations = _patched(draft.annotations, old.annotations, new.annotations)
    if annotations is None:
        return None
    outline = moved(draft.outline, window, len(after) - len(before), new.outline)
    return Draft(text[:start] + after + text[window.end :], annotations, outline)


def _reaches_beyond(text: str) -> bool:
    """Whether something in some lines may be meant elsewhere, or say something of the whole file."""
    return _MARK.search(text) is not None or _ANCHOR.search(text) is not None


def _ends(text: str, *, is_last: bool) -> bool:
    """Whether what comes behind some lines is in a line of its own."""
    return is_last or lines.start_of(text, len(text)) == len(text)


def _stands_alone(draft: Draft, window: Window, old: Outline, new: Outline, after: str) -> bool:
    """Whether keys and ids in the window are as deep as those around it, and none of them stands elsewhere, too."""
    head = len(window.header)
    keys = Counter(one.key for one in draft.outline.sections if not window.start <= one.at < window.end)
    keys.update(one.key for one in new.sections if one.at >= head)
    gone, come = (Counter(id_ for one in outline.sections for id_ in one.ids) for outline in (old, new))
    ids = Counter(id_ for one in draft.outline.sections for id_ in one.ids)
    # Of an id that stands twice the first entry is read, which may be another one now.
    is_alone = all(ids[id_] == gone[id_] and max(gone[id_], come[id_]) < 2 for id_ in {*gone, *come})
    if not is_alone or max(keys.values()) > 1:
        return False
    if new.sections[-1].at >= head and _goes_on(draft.outline, window):
        return False
    depth = lines.column_of(draft.text, draft.outline.sections[0].at)
    if any(lines.column_of(after, one.at) != depth for one in new.sections if one.at >= head):
        return False
    around, inside = draft.outline.section(window.section), new.section(window.section)
    if around is None or inside is None:
        return not window.section
    depth = lines.column_of(draft.text, around.starts[0])
    return bool(inside.ids) and all(lines.column_of(after, at) == depth for at in inside.starts)


def _goes_on(outline: Outline, window: Window) -> bool:
    """Whether more entries of a section follow below the window."""
    return any(one.at < window.end <= one.starts[-1] for one in outline.sections if one.starts)


def _patched(annotations: Annotations, old: Annotations, new: Annotations) -> Annotations | None:
    """The model with what some lines say now in the place of what they said; None where it is not what they said."""
    changed: dict[str, object] = {}
    if old.article != new.article:
        if annotations.article != old.article:
            return None
        changed["article"] = new.article
    for kind in KINDS:
        whole, gone, come = (section_of(one, kind) for one in (annotations, old, new))
        if any(whole.get(id_) != entry for id_, entry in gone.items()) or (whole and come and not gone):
            return None
        if gone != come or [*gone] != [*come]:
            changed[_SECTIONS[kind]] = _exchanged(whole, gone, come)
    make: Callable[..., Annotations] = replace
    return make(annotations, **changed)


def _exchanged(whole: Mapping[str, Entry], gone: Mapping[str, Entry], come: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries of a section with others in the place of some that stand in a row."""
    kept = list(whole.items())
    at = next((row for row, (id_, _) in enumerate(kept) if id_ in gone), len(kept))
    return dict([*kept[:at], *come.items(), *kept[at + len(gone) :]])
