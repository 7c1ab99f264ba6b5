"""Fields of a mapping, written or not, and how what stands at them is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from idlib_reader.core.edits import Value
from idlib_reader.storage import lines, rendering, schema
from idlib_reader.storage.sheets import Path
from idlib_reader.storage.styles import Style

Values: TypeAlias = tuple[Value, ...]
"""What stands at a field."""


class Slot(NamedTuple):
    """A field of a mapping, written or not."""

    path: Path
    """Of the mapping."""
    key: str
    rule: schema.Field
    """What the table says of it."""
    order: Sequence[str]
    """The keys of the table; a key that is not among them goes to the end."""
    indent: int
    """Spaces by which the keys of the mapping stand deeper than its own key, where there are none yet."""


def written(style: Style, slot: Slot, content: rendering.Content, column: int | None) -> str:
    """A key with what stands at it: whole lines with the key at a column, or in braces if that is None."""
    if isinstance(content, dict):
        if column is None:
            return rendering.flow_group(slot.key, content, style, slot.rule)
        return rendering.group(slot.key, content, style, column, slot.rule)
    if column is None:
        return rendering.flow_field(slot.key, content, style, slot.rule)
    return rendering.field(slot.key, content, style, column, slot.rule)


def tail_of(style: Style, slot: Slot, content: rendering.Content, column: int | None) -> str:
    """What stands behind the colon of a key, without the last line end; `column` is None in braces."""
    whole, lead = written(style, slot, content, column), column or 0
    if column is not None:
        whole = lines.without_break(whole)
    return whole[lead + len(rendering.scalar(slot.key, style, in_flow=column is None, sort="key")) + 1 :]
