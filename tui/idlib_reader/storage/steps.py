"""What one change does, and in which lines: a step for every stretch that it edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, Protocol

from idlib_reader.core.annotations import KINDS, Annotations, Entry, Heading, kind_of
from idlib_reader.core.applying import section_of
from idlib_reader.core.edits import AddEntry, Change, DeleteEntry, Part, Rename, Target
from idlib_reader.core.edits import Field as FieldPath
from idlib_reader.core.entry_fields import refers, values_of
from idlib_reader.storage import lines, rendering, schema, sections
from idlib_reader.storage.outline import Outline, Window
from idlib_reader.storage.renaming import rename_in_entry
from idlib_reader.storage.revising import remove_key, set_group, set_values
from idlib_reader.storage.sections import rewrite_entry
from idlib_reader.storage.sheets import Path, Sheet, Stuck
from idlib_reader.storage.slots import Slot, Values
from idlib_reader.storage.verifying import Touched


class Edited(Protocol):
    """A draft, as far as it matters here."""

    @property
    def text(self) -> str:
        """The text of the file."""

    @property
    def annotations(self) -> Annotations:
        """What it says."""

    @property
    def outline(self) -> Outline:
        """Where it says it."""


class Step(NamedTuple):
    """One stretch of the file and what happens there."""

    window: Window
    path: Path
    """From the top of the window to what is edited."""
    run: Callable[[Sheet], None]
    """Makes the edit; raises `Stuck` if it can't."""
    touched: Touched
    """What may be different afterwards."""


_MANY = 200
"""Entries that are read one by one before it is faster to read the whole file."""


def steps_of(draft: Edited, change: Change, model: Annotations, *, is_wide: bool) -> list[Step]:
    """The steps of a change; `model` is what is intended, and `is_wide` says that all is done in the whole file."""
    match change:
        case AddEntry(entry):
            return [_adding(draft, model, entry, is_wide)]
        case DeleteEntry(target):
            return [_deleting(draft, target, is_wide)]
        case Rename(old, new):
            return _renaming(draft, old, new, is_wide)
        case _:
            key = _KEYS[change.target.kind]
            path = (key,) if change.target.kind == "article" else (key, change.target.id)
            touched = Touched(has_heading=True, key=change.field[0])
            if change.target.kind != "article":
                touched = Touched(frozenset({(key, change.target.id)}), key=change.field[0])
            run = partial(_set_field, draft=draft, model=model, target=change.target, field=change.field, path=path)
            window = _window_of(draft, change.target, is_wide)
            if change.target.kind == "article" and draft.outline.row_of(key) is None:
                window = _new_key_window(draft, key, is_wide)
            return [Step(window, path, run, touched)]


_KEYS: dict[Part, str] = {
    "article": "article",
    "entity": "entities",
    "event": "events",
    "claim": "claims",
    "remark": "remarks",
}


def rewriting(steps: list[Step], change: Change, model: Annotations) -> Step | None:
    """The step that writes an entry anew as a whole, where that is what the change is about."""
    if isinstance(change, AddEntry | DeleteEntry | Rename) or change.target.kind == "article":
        return None
    step, entry = steps[0], section_of(model, change.target.kind)[change.target.id]
    run = partial(rewrite_entry, path=step.path, entry=entry)
    return step._replace(run=run, touched=step.touched._replace(key=""))


# Where


def _whole(draft: Edited) -> Window:
    return Window(0, len(draft.text), is_whole=True)


def _window_of(draft: Edited, target: Target, is_wide: bool) -> Window:
    """The lines of an entry, or of what the file says of its article."""
    key = _KEYS[target.kind]
    row = draft.outline.row_of(key)
    if row is None or is_wide or not _has_lines(draft, row):
        return _whole(draft)
    if target.kind == "article":
        return draft.outline.key_window(draft.text, row)
    at = draft.outline.sections[row].ids.index(target.id)
    return _entry_window(draft, row, at, at)


def _entry_window(draft: Edited, row: int, first: int, last: int) -> Window:
    """The lines of some entries of a section, or of all of it if entries have no lines of their own."""
    section = draft.outline.sections[row]
    edges = section.starts[max(0, first - 1) : last + 2]
    if section.is_block and edges and all(lines.is_first(draft.text, at) for at in edges):
        return draft.outline.entry_window(draft.text, section.key, first, last)
    return draft.outline.key_window(draft.text, row)


def _has_lines(draft: Edited, row: int, behind: int = 1) -> bool:
    """Whether some keys of the file and the one behind them start their lines."""
    edges = draft.outline.sections[row : row + behind + 1]
    return draft.outline.is_block and all(lines.is_first(draft.text, one.at) for one in edges)


def _new_key_window(draft: Edited, key: str, is_wide: bool) -> Window:
    """The lines between which a key goes that the file does not have yet: what stands above it is enough."""
    order = list(schema.FILE)
    before = set(order[: order.index(key)])
    keys = draft.outline.sections
    row = max((row + 1 for row, one in enumerate(keys) if one.key in before), default=0)
    if is_wide or not row or not _is_first(draft.outline, row - 1) or not _has_lines(draft, row - 1):
        return _whole(draft)
    return draft.outline.joint_window(draft.text, row, 0)


# What


def _adding(draft: Edited, model: Annotations, entry: Entry, is_wide: bool) -> Step:
    entry = section_of(model, kind_of(entry))[entry.id]
    key = _KEYS[kind_of(entry)]
    row = draft.outline.row_of(key)
    touched = Touched(added=(key, entry.id))
    if row is None:
        run = partial(_add_section, key=key, entry=entry, has_gaps=draft.outline.has_gaps(draft.text))
        return Step(_new_key_window(draft, key, is_wide), (key, entry.id), run, touched)
    last = len(draft.outline.sections[row].ids) - 1
    window = _whole(draft) if is_wide or not _has_lines(draft, row) else _entry_window(draft, row, last, last)
    return Step(window, (key, entry.id), partial(sections.add_entry, path=(key,), entry=entry), touched)


def _add_section(sheet: Sheet, key: str, entry: Entry, *, has_gaps: bool) -> None:
    if _says_nothing(sheet):
        sections.start_file(sheet, entry, Heading())
    else:
        sections.add_section(sheet, key, entry, has_gaps=has_gaps)


def _says_nothing(sheet: Sheet) -> bool:
    try:
        return sheet.root.is_absent
    except Stuck:
        return True


def _deleting(draft: Edited, target: Target, is_wide: bool) -> Step:
    key, outline = _KEYS[target.kind], draft.outline
    row = outline.row_of(key)
    touched = Touched(deleted=(key, target.id))
    if row is None or outline.repeats(target.id):
        return Step(_whole(draft), (), _refuse_twice, touched)
    ids = outline.sections[row].ids
    at = ids.index(target.id)
    window, path = _whole(draft), (key, target.id)
    if len(ids) > 1:
        if not is_wide and _has_lines(draft, row):
            window = _entry_window(draft, row, max(0, at - 1), max(1, at))
        return Step(window, path, partial(sections.delete_entry, path=path), touched)
    if not is_wide and row and _is_first(outline, row - 1) and _has_lines(draft, row - 1, 2):
        window = outline.joint_window(draft.text, row, 1)
    # Of a key that stands there twice the second one would be read.
    is_kept = sum(one.key == key for one in outline.sections) > 1
    run = partial(sections.delete_section, key=key, id_=target.id, is_kept=is_kept)
    return Step(window, path, run, touched)


def _is_first(outline: Outline, row: int) -> bool:
    """Whether no key above has the same name, so that this one is read."""
    return outline.row_of(outline.sections[row].key) == row


def _refuse_twice(sheet: Sheet) -> None:
    raise Stuck(0, "the id stands at two entries")


def _renaming(draft: Edited, old: str, new: str, is_wide: bool) -> list[Step]:
    found = [
        (kind, entry)
        for kind in KINDS
        for entry in section_of(draft.annotations, kind).values()
        if entry.id == old or refers(entry, old)
    ]
    renamed = (old, new) if any(entry.id == old for _, entry in found) else ("", "")
    if renamed[0] and draft.outline.repeats(old):
        return [Step(_whole(draft), (), _refuse_twice, Touched())]
    steps = []
    for kind, entry in found:
        window = _window_of(draft, Target(kind, entry.id), is_wide or len(found) > _MANY)
        path = (_KEYS[kind], entry.id)
        touched = Touched(frozenset({(_KEYS[kind], new if entry.id == old else entry.id)}), renamed=renamed)
        run = partial(rename_in_entry, path=path, kind=kind, old=old, new=new)
        steps.append(Step(window, path, run, touched))
    return list(_joined(steps))


def _joined(steps: list[Step]) -> Iterator[Step]:
    """The steps, with one for all that are made in the same lines."""
    by_window: dict[Window, list[Step]] = {}
    for step in steps:
        by_window.setdefault(step.window, []).append(step)
    for window, some in by_window.items():
        changed = frozenset().union(*(step.touched.changed for step in some))
        yield Step(window, some[0].path, partial(_run_all, steps=some), some[0].touched._replace(changed=changed))


def _run_all(sheet: Sheet, steps: list[Step]) -> None:
    for step in steps:
        step.run(sheet)


def _set_field(sheet: Sheet, draft: Edited, model: Annotations, target: Target, field: FieldPath, path: Path) -> None:
    before, after = _owner(draft.annotations, target), _owner(model, target)
    now, values = values_of(before, field), values_of(after, field)
    if isinstance(after, Heading) and not sheet.has(path):
        if values:
            _add_heading(sheet, after, has_gaps=draft.outline.has_gaps(draft.text))
        return
    rule = rendering.rule_of(target.kind, field)
    indent = sheet.style.indent if target.kind == "article" else sheet.style.step
    if len(field) == 1:
        set_values(sheet, Slot(path, field[0], rule, list(_TABLES[target.kind]), indent), now, values)
        is_twice = sum(one.key == "article" for one in draft.outline.sections) > 1
        if isinstance(after, Heading) and sheet.form(path).is_absent and not is_twice:
            remove_key(sheet, path)
        return
    _set_member(sheet, target, field, path, now, values)


def _set_member(sheet: Sheet, target: Target, field: FieldPath, path: Path, now: Values, values: Values) -> None:
    """A role, or a number under `figures`: the key that it stands under comes with the first and goes with the last."""
    key, name = field
    rule = rendering.rule_of(target.kind, field)
    outer = rendering.rule_of(target.kind, (key,))
    group = Slot(path, key, outer, list(_TABLES[target.kind]), sheet.style.step)
    if not sheet.has((*path, key)) or sheet.form((*path, key)).is_absent:
        if values:
            set_group(sheet, group, {name: values})
    elif not values and not _has_others(sheet, (*path, key), name):
        remove_key(sheet, (*path, key))
    else:
        set_values(sheet, Slot((*path, key), name, rule, (), sheet.style.step), now, values)


def _has_others(sheet: Sheet, path: Path, name: str) -> bool:
    """Whether something is written in a mapping beside one key."""
    return any(
        one.key is not None and one.key.text != name and not one.value.is_absent for one in sheet.form(path).members
    )


def _add_heading(sheet: Sheet, heading: Heading, *, has_gaps: bool) -> None:
    if _says_nothing(sheet):
        sections.start_file(sheet, None, heading)
    else:
        sections.add_heading(sheet, heading, has_gaps=has_gaps)


def _owner(annotations: Annotations, target: Target) -> Entry | Heading:
    if target.kind == "article":
        return annotations.article
    return section_of(annotations, target.kind)[target.id]


_TABLES: dict[Part, dict[str, schema.Field]] = {
    "article": schema.HEADING,
    "entity": schema.ENTITY,
    "event": schema.EVENT,
    "claim": schema.CLAIM,
    "remark": schema.REMARK,
}
