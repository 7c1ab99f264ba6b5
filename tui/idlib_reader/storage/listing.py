"""Values of a list that come and go, in the text of a sheet."""

from __future__ import annotations

from typing import TypeAlias

from idlib_reader.core.edits import Value
from idlib_reader.storage import lines, rendering, schema
from idlib_reader.storage.layout import Form
from idlib_reader.storage.placing import insert_in_flow, insert_lines, line_before
from idlib_reader.storage.removing import remove_from_flow, remove_lines
from idlib_reader.storage.sheets import Path, Sheet, Stuck

_Said: TypeAlias = "str | list[_Said] | dict[str, _Said]"
"""What a value says, whichever way it is written."""


def rows_of(form: Form, now: tuple[Value, ...]) -> list[int]:
    """For each value that can be read in a list the row where it stands; raises `Stuck` if that is not certain."""
    written = [row for row, member in enumerate(form.members) if not member.value.is_absent]
    if len(written) == len(now):
        return written
    rows: list[int] = []
    following = iter(written)
    for value in now:
        row = next((one for one in following if _said(form.members[one].value) == _meant(value)), None)
        if row is None:
            raise Stuck(form.at, "some of the values there can't be read")
        rows.append(row)
    return rows


def _said(form: Form) -> _Said:
    match form.kind:
        case "mapping":
            pairs = {one.key.text: _said(one.value) for one in reversed(form.members) if one.key}
            only = pairs.get("quote")
            return only if only is not None and len(pairs) == 1 else pairs
        case "sequence":
            values = [_said(one.value) for one in form.members if not one.value.is_absent]
            return values[0] if len(values) == 1 else values
        case _:
            return form.text


def _meant(value: Value) -> _Said:
    if isinstance(value, str):
        return value
    pairs: dict[str, _Said] = {}
    for key, values in rendering.parts(value).items():
        meant = [_meant(one) for one in values]
        pairs[key] = meant[0] if len(meant) == 1 else meant
    return pairs["quote"] if pairs.keys() == {"quote"} else pairs


def insert_value(sheet: Sheet, path: Path, row: int, value: Value, rule: schema.Field) -> None:
    """One more value in the list at a path."""
    form, text, style = sheet.form(path), sheet.text, sheet.style
    if form.is_flow:
        comes = rendering.value(value, style, 0, in_flow=True, rule=rule)
        sheet.splice(insert_in_flow(text, form, row, comes, is_padded=style.is_list_padded))
        return
    first = form.members[0]
    column = lines.column_of(text, first.at)
    is_on_line = first.value.at > first.at and lines.content_end(text, first.at) >= first.value.end > first.value.at
    blanks = first.value.at - first.at - 1 if is_on_line else style.after_dash
    if row == 0 and not lines.is_first(text, first.at):
        raise Stuck(first.at, "a dash stands behind another one")
    opener = sheet.spot((*path, 0)).opener
    comes = rendering.value(value, style, column + 1 + blanks, in_flow=False, rule=rule)
    line = f"{' ' * column}-{' ' * blanks}{comes}{style.newline}"
    sheet.splice(insert_lines(text, line_before(text, form, row, opener), line, style.newline))


def remove_value(sheet: Sheet, path: Path) -> None:
    """One value of a list goes; another one is left."""
    spot, text = sheet.spot(path), sheet.text
    if spot.is_in_flow:
        sheet.splice(remove_from_flow(text, spot.holder, spot.row, sheet.root))
        return
    at, end = spot.member.at, spot.member.end
    if not lines.is_first(text, at):
        raise Stuck(at, "a dash stands behind another one")
    start, stop = lines.start_of(text, at), lines.end_of(text, end)
    sheet.splice(remove_lines(text, start, stop, sheet.root, is_end_kept=sheet.is_lenient))
