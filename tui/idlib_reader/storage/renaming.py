"""An id becomes another one in the text of a sheet, where it is defined and where it is referred to."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.annotations import Kind
from idlib_reader.storage import rendering, schema
from idlib_reader.storage.layout import Form
from idlib_reader.storage.revising import requoted
from idlib_reader.storage.scalars import Sort
from idlib_reader.storage.sheets import Path, Sheet, Stuck
from idlib_reader.storage.splices import Splice

_TABLES = {"entity": schema.ENTITY, "event": schema.EVENT, "claim": schema.CLAIM, "remark": schema.REMARK}


def rename_in_entry(sheet: Sheet, path: Path, kind: Kind, old: str, new: str) -> None:
    """The id of an entry, if it is the one, and everything in the entry that refers to it."""
    spot = sheet.spot(path)
    splices = []
    if spot.member.key and path[-1] == old:
        splices.append(_requoted(sheet, spot.member.key, new, is_in_flow=spot.is_in_flow, sort="key"))
    for form, is_in_flow in _references(spot.member.value, kind, spot.is_in_flow):
        if form.kind == "alias":
            raise Stuck(form.at, "an alias stands there")
        if form.kind == "scalar" and form.text == old:
            splices.append(_requoted(sheet, form, new, is_in_flow=is_in_flow, sort="word"))
    sheet.splice(*splices)


def _requoted(sheet: Sheet, form: Form, new: str, *, is_in_flow: bool, sort: Sort) -> Splice:
    style = requoted(sheet.style, form, is_in_flow)
    if form.style not in ("", "'", '"'):
        raise Stuck(form.at, "a text of several lines stands there")
    return Splice(form.start, form.end, rendering.scalar(new, style, in_flow=is_in_flow, sort=sort))


def _references(entry: Form, kind: Kind, is_in_flow: bool) -> Iterator[tuple[Form, bool]]:
    """Every value that is an id, in the order of the text, and whether it stands in brackets or braces."""
    if entry.kind == "alias":
        yield entry, is_in_flow
        return
    inside = is_in_flow or entry.is_flow
    for row, member in enumerate(entry.members):
        rule = _TABLES[kind].get(member.key.text) if member.key else None
        if rule is None or member.key is None or entry.find(member.key.text) != row:
            continue
        if rule.shape in ("reference", "references"):
            yield from _each(member.value, inside)
        elif rule.shape == "roles":
            for role in member.value.members:
                yield from _each(role.value, inside or member.value.is_flow)
        elif rule.shape.endswith("links"):
            for link, is_flow in _each(member.value, inside):
                row_of_end = link.find("to")
                if row_of_end is not None:
                    yield link.members[row_of_end].value, is_flow or link.is_flow


def _each(form: Form, is_in_flow: bool) -> Iterator[tuple[Form, bool]]:
    """One value, or each value of a list."""
    if form.kind == "sequence":
        for member in form.members:
            yield member.value, is_in_flow or form.is_flow
    else:
        yield form, is_in_flow
