"""One field of a mapping gets other values, in the text of a sheet: only what differs is written.

A selector or a link is a mapping with fields like an entry, so that it is revised in the same way.
"""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.annotations import Link
from idlib_reader.core.edits import Value
from idlib_reader.core.selectors import Selector
from idlib_reader.storage import lines, rendering, schema
from idlib_reader.storage.layout import Form, comments_of
from idlib_reader.storage.listing import insert_value, remove_value, rows_of
from idlib_reader.storage.placing import insert_in_flow, insert_lines, line_before
from idlib_reader.storage.removing import remove_from_flow, remove_lines
from idlib_reader.storage.sheets import Path, Sheet, Spot, Stuck
from idlib_reader.storage.slots import Slot, Values, tail_of, written
from idlib_reader.storage.splices import Splice
from idlib_reader.storage.styles import ONE, Style


def set_values(sheet: Sheet, slot: Slot, now: Values, values: Values) -> None:
    """The field gets other values, or none: then its key goes.

    Args:
        sheet: where it is written.
        slot: the field.
        now: what can be read there.
        values: what shall be read there.
    """
    path = (*slot.path, slot.key)
    if not _has_key(sheet, slot):
        if values:
            _insert_key(sheet, slot, values)
        return
    form = sheet.form(path)
    if form.kind == "alias":
        raise Stuck(form.at, "an alias stands there")
    if form.is_absent:
        _set_absent(sheet, slot, form, values)
    elif not now and (form.kind != "sequence" or slot.rule.shape in ONE):
        raise Stuck(form.at, "what stands there can't be read")
    elif not values and not _has_more(form, now):
        remove_key(sheet, path)
    elif form.kind == "sequence":
        _revise_list(sheet, path, now, values, slot.rule)
    elif len(values) > 1:
        _spread(sheet, slot, now[0], values)
    elif now[0] != values[0] and form.kind == "scalar" and _needs_lines(sheet, slot, values):
        _fill(sheet, slot, values)
    else:
        change_value(sheet, path, now[0], values[0], slot.rule)


def _set_absent(sheet: Sheet, slot: Slot, form: Form, values: Values) -> None:
    """The field gets values where its key is written with nothing behind it."""
    path = (*slot.path, slot.key)
    if not values:
        remove_key(sheet, path)
    elif form.is_flow and comments_of(sheet.text, form.start, form.end, sheet.root):
        _revise_list(sheet, path, (), values, slot.rule)
    else:
        _fill(sheet, slot, values)


def _needs_lines(sheet: Sheet, slot: Slot, values: Values) -> bool:
    """Whether one value has keys that get lines of their own below the key of the field."""
    spot = sheet.spot((*slot.path, slot.key))
    column = None if spot.is_in_flow else lines.column_of(sheet.text, spot.member.at)
    return lines.ends_with_break(tail_of(sheet.style, slot, values, column)[:1])


def _has_key(sheet: Sheet, slot: Slot) -> bool:
    mapping = sheet.form(slot.path)
    if mapping.kind == "alias":
        raise Stuck(mapping.at, "an alias stands there")
    return mapping.kind == "mapping" and mapping.find(slot.key) is not None


def _has_more(form: Form, now: Values) -> bool:
    """Whether values that can't be read stand beside those that can."""
    return form.kind == "sequence" and sum(not one.value.is_absent for one in form.members) > len(now)


# Keys


def set_group(sheet: Sheet, slot: Slot, members: dict[str, Values]) -> None:
    """`participants` or `figures` as a whole, where nothing stands there yet."""
    if _has_key(sheet, slot):
        _fill(sheet, slot, members)
    else:
        _insert_key(sheet, slot, members)


def _insert_key(sheet: Sheet, slot: Slot, content: rendering.Content) -> None:
    mapping, text = sheet.form(slot.path), sheet.text
    if mapping.is_flow or sheet.spot(slot.path).is_in_flow:
        insert_member(sheet, slot.path, _row_of(mapping, slot), written(sheet.style, slot, content, None))
    elif mapping.kind == "mapping":
        column = lines.column_of(text, mapping.members[0].at)
        insert_line(sheet, slot.path, _row_of(mapping, slot), written(sheet.style, slot, content, column))
    elif mapping.is_absent and not mapping.style:
        column = lines.column_of(text, sheet.spot(slot.path).member.at) + slot.indent
        comes = written(sheet.style, slot, content, column)
        sheet.splice(insert_lines(text, lines.end_of(text, mapping.end), comes, sheet.style.newline))
    else:
        raise Stuck(mapping.at, "no keys stand there")


def insert_member(sheet: Sheet, path: Path, row: int, comes: str) -> None:
    """A member in the braces at a path."""
    form = sheet.form(path)
    if not form.is_flow:
        raise Stuck(form.at, "no braces stand there")
    sheet.splice(insert_in_flow(sheet.text, form, row, comes, is_padded=sheet.style.is_padded))


def insert_line(sheet: Sheet, path: Path, row: int, comes: str) -> None:
    """Whole lines as a member of the block mapping at a path."""
    mapping, text = sheet.form(path), sheet.text
    first = mapping.members[0]
    if any(member.is_explicit for member in mapping.members):
        raise Stuck(mapping.at, "a question mark stands before a key")
    if row == 0 and not lines.is_first(text, first.at):
        sheet.splice(Splice(first.at, first.at, comes.lstrip(" ") + " " * lines.column_of(text, first.at)))
        return
    # The members of the mapping are opened by the line of its own key.
    at = line_before(text, mapping, row, sheet.spot((*path, 0)).opener if path else 0)
    sheet.splice(insert_lines(text, at, comes, sheet.style.newline))


def _row_of(mapping: Form, slot: Slot) -> int:
    """Where a new key goes: behind the last one that the table has before it."""
    order = list(slot.order)
    if slot.key not in order:
        return len(mapping.members)
    before = set(order[: order.index(slot.key)])
    return max((row + 1 for row, one in enumerate(mapping.members) if one.key and one.key.text in before), default=0)


def remove_key(sheet: Sheet, path: Path) -> None:
    """A key goes with all that stands at it."""
    spot, text = sheet.spot(path), sheet.text
    member = spot.member
    if spot.is_in_flow:
        sheet.splice(remove_from_flow(text, spot.holder, spot.row, sheet.root))
    elif lines.is_first(text, member.at):
        start, end = lines.start_of(text, member.at), lines.end_of(text, member.end)
        sheet.splice(remove_lines(text, start, end, sheet.root, is_end_kept=sheet.is_lenient))
    elif len(spot.holder.members) > 1:
        # The key below moves up to the dash.
        following = spot.holder.members[1].at
        if any(lines.is_first(text, at) for at, _ in comments_of(text, member.at, following, sheet.root)):
            raise Stuck(member.at, "a comment would be lost")
        sheet.splice(Splice(member.at, following, ""))
    else:
        raise Stuck(member.at, "nothing would be left behind a dash")


# Values


def _fill(sheet: Sheet, slot: Slot, values: rendering.Content) -> None:
    """Values where a key is written without any, or with one that gives way."""
    spot, text = sheet.spot((*slot.path, slot.key)), sheet.text
    form, key = spot.member.value, spot.member.key
    if key is None or form.at < form.start:
        raise Stuck(form.at, "an anchor or a tag stands there")
    tail = tail_of(sheet.style, slot, values, None if spot.is_in_flow else lines.column_of(text, spot.member.at))
    colon = text.find(":", key.end, form.end) + 1
    if not colon:
        sheet.splice(Splice(key.end, form.end, f":{tail}"))
    elif not lines.ends_with_break(tail[:1]):
        # The blank between a colon and a comma is not needed any more.
        end = spot.member.comma if spot.member.comma and not text[form.end : spot.member.comma].strip(" ") else form.end
        sheet.splice(Splice(colon, end, tail))
    else:
        at = lines.content_end(text, form.end)
        sheet.splice(*(Splice(colon, form.end, ""),) * (colon < form.end), Splice(at, at, tail))


def change_value(sheet: Sheet, path: Path, old: Value, new: Value, rule: schema.Field) -> None:
    """One value becomes another one in its place; of a selector or link only the keys that differ change."""
    if old == new:
        return
    spot = sheet.spot(path)
    form = spot.member.value
    if form.kind == "alias":
        raise Stuck(form.at, "an alias stands there")
    if form.kind == "mapping" and isinstance(old, Selector | Link) and isinstance(new, Selector | Link):
        _change_keys(sheet, path, old, new)
    elif form.kind == "scalar":
        _change_scalar(sheet, spot, new, rule)
    else:
        raise Stuck(form.at, "what stands there can't be changed in place")


def _change_keys(sheet: Sheet, path: Path, old: Selector | Link, new: Selector | Link) -> None:
    table = schema.LINK if isinstance(old, Link) else schema.SELECTOR
    before, after = rendering.parts(old), rendering.parts(new)
    # What goes leaves last, so that the mapping is never empty.
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key not in after, list(table).index(key))):
        if before.get(key, ()) != after.get(key, ()):
            slot = Slot(path, key, table[key], list(table), sheet.style.step)
            set_values(sheet, slot, before.get(key, ()), after.get(key, ()))


def _change_scalar(sheet: Sheet, spot: Spot, new: Value, rule: schema.Field) -> None:
    form, text = spot.member.value, sheet.text
    if form.tag not in ("", "!!str"):
        raise Stuck(form.at, "a tag stands there")
    style = requoted(sheet.style, form, spot.is_in_flow)
    column = lines.column_of(text, form.start)
    comes = rendering.value(new, style, column, in_flow=spot.is_in_flow, rule=rule)
    if lines.content_end(comes, 0) < len(comes) and spot.member.key:
        raise Stuck(form.at, "the new value needs lines of its own")
    if form.style in ("|", ">"):
        comments = comments_of(text, form.start, form.end, sheet.root)
        comes += "".join(f"  {text[start:end]}" for start, end in comments)
    sheet.splice(Splice(form.start, form.end, comes))


def requoted(style: Style, form: Form, is_in_flow: bool) -> Style:
    """The style with the quotes of a scalar that is replaced, if its text did not need them."""
    if form.style not in ("'", '"'):
        return style
    bare = replace(style, quote="", word_quote="", key_quote="", needed_quote="")
    if rendering.scalar(form.text, bare, in_flow=is_in_flow) != form.text:
        return replace(style, needed_quote=form.style)
    return replace(style, quote=form.style, word_quote=form.style, key_quote=form.style)


def _revise_list(sheet: Sheet, path: Path, now: Values, values: Values, rule: schema.Field) -> None:
    """The values of a list that differ, in their places; those at both ends that stay are left alone."""
    if sheet.form(path).kind != "sequence":
        raise Stuck(sheet.form(path).at, "braces with a comment stand there")
    head = 0
    while head < min(len(now), len(values)) and now[head] == values[head]:
        head += 1
    tail = 0
    while tail < min(len(now), len(values)) - head and now[-1 - tail] == values[-1 - tail]:
        tail += 1
    old, new = now[head : len(now) - tail], values[head : len(values) - tail]
    rows = rows_of(sheet.form(path), now)
    for at in range(min(len(old), len(new))):
        change_value(sheet, (*path, rows[head + at]), old[at], new[at], rule)
    common = head + min(len(old), len(new))
    for at in reversed(range(common, head + len(old))):
        remove_value(sheet, (*path, rows[at]))
    row = rows[common] if common < len(rows) else len(sheet.form(path).members)
    for value in reversed(new[len(old) :]):
        insert_value(sheet, path, row, value, rule)


# From one value to several


def _spread(sheet: Sheet, slot: Slot, old: Value, values: Values) -> None:
    """A list instead of one value, which stays as it is written if it is among the new ones."""
    spot, text = sheet.spot((*slot.path, slot.key)), sheet.text
    form, key = spot.member.value, spot.member.key
    if key is None or form.at < form.start:
        raise Stuck(form.at, "an anchor or a tag stands there")
    is_one_line = lines.content_end(text, key.end) >= form.end
    column = lines.column_of(text, spot.member.at)
    tail = tail_of(sheet.style, slot, values, None if spot.is_in_flow else column)
    colon = text.index(":", key.end) + 1
    if not lines.ends_with_break(tail[:1]) or not tail:
        if not is_one_line and comments_of(text, colon, form.end, sheet.root):
            raise Stuck(form.at, "a comment would be lost")
        sheet.splice(Splice(colon, form.end, tail))
    elif is_one_line:
        _spread_line(sheet, slot, spot, old, values)
    elif comments_of(text, colon, form.end, sheet.root):
        raise Stuck(form.at, "a comment would be lost")
    else:
        sheet.splice(Splice(colon, form.end, tail))


def _spread_line(sheet: Sheet, slot: Slot, spot: Spot, old: Value, values: Values) -> None:
    """A line for each value, below the key; the comment behind the one that was there stays with it."""
    text, style, form = sheet.text, sheet.style, spot.member.value
    end = lines.content_end(text, form.end)
    indent = lines.column_of(text, spot.member.at) + style.dash
    lead = f"{style.newline}{' ' * indent}-{' ' * style.after_dash}"
    inner = indent + 1 + style.after_dash
    texts = [
        text[form.start : end] if value == old else rendering.value(value, style, inner, in_flow=False, rule=slot.rule)
        for value in values
    ]
    behind = "" if old in values else text[form.end : end]
    colon = text.index(":", spot.member.key.end if spot.member.key else spot.member.at) + 1
    sheet.splice(Splice(colon, end, behind + "".join(lead + one for one in texts)))
