"""Which keys of a selector go together (FORMAT.md, "Selectors"), and the selector that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from idlib_reader.core.selectors import Selector


def mistake(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with the keys of a selector that could be read, and the cure; None if they make a form."""
    words = "".join((*values.get("quote", ()), values.get("from", "")))
    has_quote = bool(values.get("quote"))
    for is_wrong, message, hint in (
        (
            not words.strip() and not ("to" in values and not values.keys() & {"quote", "from"}),
            "The selector has no words.",
            "Add `quote:` with words of the article.",
        ),
        (
            not words.strip(),
            "The selector has `to` without `from`.",
            "Add `from:`, the words that the passage starts with.",
        ),
        (has_quote and "from" in values, "The selector has both `quote` and `from`.", "Keep one of them."),
        (
            "from" in values and "to" not in values,
            "The selector has `from` without `to`.",
            "Add `to:`, or write `quote:`.",
        ),
        (
            has_quote and "to" in values,
            "The selector has `to` without `from`.",
            "Write `from:` instead of `quote:`.",
        ),
        ("nth" in values and "all" in values, "The selector has both `nth` and `all`.", "Keep one of them."),
    ):
        if is_wrong:
            return message, hint
    return None


def selector(values: Mapping[str, Any], at: int) -> Selector:
    """The selector of keys without a mistake, written at an offset of the file."""
    return Selector(
        pieces=(values["from"],) if "from" in values else values["quote"],
        to=values.get("to", ""),
        inside=values.get("in", ""),
        before=values.get("before", ""),
        after=values.get("after", ""),
        nth=values.get("nth"),
        all=values.get("all", False),
        excepted=values.get("except", ()),
        note=values.get("note", ""),
        tags=values.get("tags", ()),
        at=at,
    )
