"""What is wrong with the selectors of an entry as its card tells it: those without a place, or an uncertain one."""

from __future__ import annotations

from collections.abc import Iterator

from idlib_reader.core.annotations import Claim, Entry, kind_of
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Anchor, State
from idlib_reader.ui.card_lines import MARKING, CardLine, named_selectors, say_selector
from idlib_reader.ui.wording import STATES, count

_HINTS: dict[State, str] = {
    "orphan": "Copy the words from the article as they stand there, whole words and the same capitals.",
    "ambiguous": "Add more words with `in`, before or after; or `all: true` for every place.",
    "moved": "The article has changed since: what counts places may mean other ones now.",
}
"""By state what would help, in the words of the format's page."""


def describe_troubles(index: Index, entry: Entry) -> Iterator[CardLine]:
    """Each selector that has no place, or one that is not certain, under what is wrong; then what would help."""
    if isinstance(entry, Claim):
        # What it takes over from the claim around it is told there.
        entry = index.written.claims.get(entry.id, entry)
    wrong = list(_wrong(index, entry))
    for state, label in STATES.items():
        told = [(words, anchor) for words, anchor in wrong if anchor.state == state]
        yield from (CardLine("field", words, label) for words, _ in told)
        if not all(anchor.state == "orphan" and _explain(anchor) for _, anchor in told):
            yield CardLine("why", _HINTS[state])


def _wrong(index: Index, entry: Entry) -> Iterator[tuple[str, Anchor]]:
    """The selectors to be looked at, in words, each with its anchor."""
    for name, selectors in named_selectors(entry):
        prefix = "" if name == MARKING[kind_of(entry)] else f"{name}: "
        for selector in selectors:
            for one in selector.with_excepted():
                anchor = index.anchors[one]
                # Several places are what `except` is for.
                if anchor.state == "orphan" or (anchor.state in STATES and one is selector):
                    yield f"{prefix}{'' if one is selector else 'except '}{say_selector(one)}{_explain(anchor)}", anchor


def _explain(anchor: Anchor) -> str:
    """Why it has no place, as the end of a sentence; empty where the words are nowhere, or have moved."""
    if anchor.state == "ambiguous":
        return f" stands at {anchor.counted or len(anchor.candidates):,} places"
    if anchor.taken_out:
        return ": `except` takes out every place"
    return f": it stands at {count(anchor.counted, 'place')}" if anchor.state == "orphan" and anchor.counted else ""
