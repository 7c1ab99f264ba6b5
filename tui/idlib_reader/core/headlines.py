"""What an article seems to be called: its first line, if that looks like a headline."""

from __future__ import annotations

_LONGEST = 150
"""Code points of a first line that is taken for a headline."""
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？")


def headline_of(text: str) -> str:
    """The first line of a text if it looks like a headline, without the signs of Markdown; empty if it does not."""
    first = " ".join(text.partition("\n")[0].lstrip("#").split())
    is_sentence = first.endswith(_SENTENCE_ENDS)
    is_markup = first.startswith("<")
    return "" if is_sentence or is_markup or len(first) > _LONGEST else first
