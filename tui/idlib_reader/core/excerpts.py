"""Words of files in the sentences of problems, cut so that no sentence drowns in them."""

from __future__ import annotations

from collections.abc import Sequence

from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span
from idlib_reader.core.words import is_word_edge

_LONG = 80
_CONTEXT = 40
"""Characters of a passage that only helps to tell which words are meant."""
_AROUND = 16
"""Characters shown on either side of a place."""
_LEAD = 20
"""Characters shown before the first one that differs."""
_NAMES = 8
"""Ids shown of a list or a circle: this many, and the last one."""


def quoted(words: str, most: int = _LONG) -> str:
    """The words between quotation marks, their white space evened out."""
    return f"“{_cut(' '.join(words.split()), most)}”"


def ticked(id_: str) -> str:
    """An id, which nobody may have checked, between backticks."""
    return f"`{_cut(id_, _CONTEXT)}`"


def described(selector: Selector) -> str:
    """What a selector looks for: its words, and what pins them down."""
    shown = quoted(" … ".join((*selector.pieces, *((selector.to,) if selector.to else ()))))
    for name, context in (("in", selector.inside), ("before", selector.before), ("after", selector.after)):
        if context:
            shown += f" with `{name}: {_cut(' '.join(context.split()), _CONTEXT)}`"
    return shown


def compared(words: str, others: str) -> tuple[str, str]:
    """Both between quotation marks; long ones from a little before the first character that differs."""
    words, others = " ".join(words.split()), " ".join(others.split())
    if max(len(words), len(others)) <= _LONG:
        return quoted(words), quoted(others)
    alike = next((at for at, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]), 0)
    # From the start of a word, so that what is shown can be read.
    start = words.rfind(" ", 0, max(0, alike - _LEAD)) + 1
    return _from(words, start), _from(others, start)


def _from(words: str, start: int) -> str:
    return f"“{'…' if start else ''}{_cut(words[start:], _LONG)}”"


def in_context(span: Span, text: str) -> str:
    """A place of the article with what stands around it; dots say that the text goes on."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    words = f"{text[start : span.start]}{_cut(text[span.start : span.end], _CONTEXT)}{text[span.end : end]}"
    return " ".join(f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}".split())


def whole_words(text: str, span: Span) -> Span:
    """The span with the rest of the words that it cuts."""
    start, end = span
    while not is_word_edge(text, start):
        start -= 1
    while not is_word_edge(text, end):
        end += 1
    return Span(start, end)


def in_circle(ids: Sequence[str], words: Sequence[str]) -> str:
    """A circle of ids, each followed by the word that leads to the next, and back to the first; the middle is cut."""
    steps = [f"{word} {ticked(id_)}" for word, id_ in zip(words, (*ids[1:], ids[0]), strict=True)]
    if len(steps) > _NAMES + 2:
        steps = [*steps[:_NAMES], f"… ({len(steps) - _NAMES - 1} more) …", steps[-1]]
    return " ".join((ticked(ids[0]), *steps))


def counted(number: int, word: str) -> str:
    """The number with its noun."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
