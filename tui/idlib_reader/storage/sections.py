"""Entries and whole keys of the file that come and go, in the text of a sheet."""

from __future__ import annotations

import re

from idlib_reader.core.annotations import Entry, Heading
from idlib_reader.storage import lines, rendering, schema
from idlib_reader.storage.layout import Form, comments_of
from idlib_reader.storage.placing import insert_in_flow, insert_lines, line_after
from idlib_reader.storage.removing import remove_from_flow, remove_lines
from idlib_reader.storage.sheets import Path, Sheet, Stuck
from idlib_reader.storage.splices import Splice

_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
_ORDER = list(schema.FILE)


def add_entry(sheet: Sheet, path: Path, entry: Entry) -> None:
    """A new entry behind the last one of the section at a path, which has entries or nothing at all."""
    section, text = sheet.form(path), sheet.text
    has_comments = section.is_flow and bool(comments_of(text, section.start, section.end, sheet.root))
    if section.is_flow and (section.members or has_comments or sheet.spot(path).is_in_flow):
        comes = rendering.flow_entry(entry, sheet.style)
        is_padded = sheet.style.is_padded
        sheet.splice(insert_in_flow(text, section, len(section.members), comes, is_padded=is_padded))
    elif section.is_absent:
        _fill_section(sheet, path, entry)
    elif section.kind == "mapping":
        last = section.members[-1]
        column = lines.column_of(text, last.at)
        gap = "" if sheet.is_lenient else sheet.style.newline * sheet.style.gap
        at = line_after(text, last, column)
        comes = gap + rendering.entry(entry, sheet.style, column)
        sheet.splice(insert_lines(text, at, comes, sheet.style.newline))
    else:
        raise Stuck(section.at, "no entries stand there")


def _fill_section(sheet: Sheet, path: Path, entry: Entry) -> None:
    """The first entry where the key of its section is written already."""
    spot, text, style = sheet.spot(path), sheet.text, sheet.style
    member, form = spot.member, spot.member.value
    if member.key is None or form.at < form.start:
        raise Stuck(form.at, "an anchor or a tag stands there")
    if spot.is_in_flow:
        raise Stuck(form.at, "no braces stand there")
    colon = text.index(":", member.key.end) + 1
    whole = rendering.section(member.key.text, [entry], style)
    column = lines.column_of(text, member.at)
    comes = "".join(" " * column + whole[first:last] for first, last in lines.lines_between(whole, 0, len(whole))[1:])
    at = lines.end_of(text, form.end)
    emptied = (Splice(colon, form.end, ""),) if form.end > colon else ()
    sheet.splice(*emptied, insert_lines(text, at, comes, style.newline))


def add_section(sheet: Sheet, key: str, entry: Entry, *, has_gaps: bool) -> None:
    """A section that the file does not have yet, with its first entry; `has_gaps` asks for blank lines around it."""
    if sheet.text.strip() and sheet.root.is_flow:
        inside = rendering.flow_entry(entry, sheet.style)
        _add_in_braces(sheet, key, inside)
    else:
        _add_key(sheet, key, rendering.section(key, [entry], sheet.style), has_gaps=has_gaps)


def add_heading(sheet: Sheet, heading: Heading, *, has_gaps: bool) -> None:
    """The key `article`, which the file does not have yet; `has_gaps` asks for blank lines around it."""
    if sheet.text.strip() and sheet.root.is_flow:
        values = {name: value for name in schema.HEADING if (value := str(getattr(heading, name)))}
        inside = [
            rendering.flow_field(name, (value,), sheet.style, schema.HEADING[name]) for name, value in values.items()
        ]
        _add_in_braces(sheet, "article", ", ".join(inside))
    else:
        _add_key(sheet, "article", rendering.heading(heading, sheet.style), has_gaps=has_gaps)


def start_file(sheet: Sheet, entry: Entry | None, heading: Heading) -> None:
    """What a file starts with, where nothing is written yet but comments."""
    text, style = sheet.text, sheet.style
    entries = [entry] if entry else []
    whole = rendering.new_file(heading, entries, style)
    if text.strip():
        # A file that has comments may have a modeline too; its own first line is enough.
        whole = whole[lines.end_of(whole, 0) :]
        gap = style.newline if not lines.is_blank(text, lines.start_of(text, len(text) - 1)) else ""
        at = _document_end(text, 0)
        sheet.splice(insert_lines(text, at, gap + whole, style.newline))
    else:
        sheet.splice(Splice(len(text), len(text), whole))


def _add_in_braces(sheet: Sheet, key: str, inside: str) -> None:
    style = sheet.style
    pad = " " if style.is_padded else ""
    comes = f"{rendering.scalar(key, style, in_flow=True, sort='key')}: {{{pad}{inside}{pad}}}"
    row = _row_of(sheet.root, key)
    sheet.splice(insert_in_flow(sheet.text, sheet.root, row, comes, is_padded=style.is_padded))


def _row_of(root: Form, key: str) -> int:
    """Where a key of the file goes: behind the last one that the format has before it."""
    before = set(_ORDER[: _ORDER.index(key)])
    return max((row + 1 for row, one in enumerate(root.members) if one.key and one.key.text in before), default=0)


def _add_key(sheet: Sheet, key: str, comes: str, *, has_gaps: bool) -> None:
    """Whole lines as a key of a file that is written in blocks."""
    root, text, newline = sheet.root, sheet.text, sheet.style.newline
    if root.kind != "mapping" or any(member.is_explicit for member in root.members):
        raise Stuck(root.at, "the file is no plain mapping")
    column = lines.column_of(text, root.members[-1].at)
    comes = "".join(" " * column + comes[first:last] for first, last in lines.lines_between(comes, 0, len(comes)))
    row = _row_of(root, key)
    gap = newline if has_gaps and not sheet.is_lenient else ""
    if row < len(root.members):
        at = lines.head_of(text, root.members[row].at)
    elif sheet.is_cut:
        at = lines.head_of(text, len(text) + column) if not column else len(text)
    else:
        at = _document_end(text, root.end)
        above = lines.is_blank(text, lines.line_above(text, at))
        sheet.splice(insert_lines(text, at, comes if above else gap + comes, newline))
        return
    sheet.splice(insert_lines(text, at, comes + gap, newline))


def _document_end(text: str, start: int) -> int:
    """Where the document ends: before its line of dots, else with the text."""
    found = _DOCUMENT_END.search(text, start)
    return found.start() if found else len(text)


def delete_entry(sheet: Sheet, path: Path) -> None:
    """An entry goes, with the comments right above it at its column; others are left in its section."""
    spot, text = sheet.spot(path), sheet.text
    if spot.is_in_flow:
        sheet.splice(remove_from_flow(text, spot.holder, spot.row, sheet.root))
        return
    if not lines.is_first(text, spot.member.at):
        raise Stuck(spot.member.at, "it does not start its line")
    sheet.splice(_entry_removal(sheet, path))


def _entry_removal(sheet: Sheet, path: Path) -> Splice:
    spot, text = sheet.spot(path), sheet.text
    start, end = lines.head_of(text, spot.member.at), lines.end_of(text, spot.member.end)
    if lines.is_open_at(text, end) and not sheet.is_lenient:
        start = lines.break_before(text, start)
    return Splice(start, _blanks_end(sheet, end), "")


def _blanks_end(sheet: Sheet, end: int) -> int:
    """Where lines end that go: blank ones below them go too if the text above would keep them as its own."""
    while sheet.is_lenient and lines.is_blank(sheet.text, end):
        end = lines.end_of(sheet.text, end)
    return end


def delete_section(sheet: Sheet, key: str, id_: str, *, is_kept: bool) -> None:
    """The last entry of a section goes; so does the key of the section, unless a comment would go with it.

    `is_kept` asks for the key to stay, empty.
    """
    spot, text = sheet.spot((key,)), sheet.text
    section = spot.member.value
    if spot.is_in_flow or section.is_flow:
        line_end = lines.content_end(text, spot.member.end)
        has_comments = comments_of(text, section.start, line_end, sheet.root)
        path = (key, id_) if is_kept or has_comments else (key,)
        target = sheet.spot(path)
        if target.is_in_flow:
            sheet.splice(remove_from_flow(text, target.holder, target.row, sheet.root))
            return
    start, end = lines.start_of(text, spot.member.at), lines.end_of(text, spot.member.end)
    if not lines.is_first(text, spot.member.at):
        raise Stuck(spot.member.at, "it does not start its line")
    if section.is_flow:
        sheet.splice(remove_lines(text, start, end, sheet.root, is_end_kept=sheet.is_lenient))
        return
    goes = _entry_removal(sheet, (key, id_))
    if is_kept or comments_of(text, start, goes.start, sheet.root):
        colon = text.index(":", spot.member.key.end if spot.member.key else start) + 1
        behind = section.start if section.at < section.start and section.at < lines.content_end(text, colon) else colon
        at = colon if behind == colon else colon + len(text[colon:behind].rstrip())
        sheet.splice(Splice(at, at, " {}"), goes)
    else:
        goes = remove_lines(text, start, end, sheet.root, is_end_kept=sheet.is_lenient)
        sheet.splice(Splice(goes.start, _blanks_end(sheet, goes.end), ""))


def _entry_lines(sheet: Sheet, path: Path) -> tuple[int, int]:
    """Start and end of the lines of an entry, without the comments above it."""
    member = sheet.spot(path).member
    return lines.start_of(sheet.text, member.at), lines.end_of(sheet.text, member.end)


def rewrite_entry(sheet: Sheet, path: Path, entry: Entry) -> None:
    """An entry is written anew as a whole; raises `Stuck` if a comment would be lost."""
    spot, text = sheet.spot(path), sheet.text
    start, end = spot.member.at, spot.member.end
    if comments_of(text, start, end, sheet.root):
        raise Stuck(start, "a comment would be lost")
    if any(form.anchor or form.tag for form in spot.member.value.forms()):
        raise Stuck(start, "an anchor, an alias or a tag stands there")
    if spot.is_in_flow:
        sheet.splice(Splice(start, end, rendering.flow_entry(entry, sheet.style)))
        return
    if not lines.is_first(text, start):
        raise Stuck(start, "it does not start its line")
    column = lines.column_of(text, start)
    comes = rendering.entry(entry, sheet.style, column)
    start, end = _entry_lines(sheet, path)
    sheet.splice(Splice(start, end, lines.without_break(comes) if lines.is_open_at(text, end) else comes))
