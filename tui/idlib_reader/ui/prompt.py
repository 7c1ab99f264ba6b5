"""A line that a person types into: the words of a search or a filter, edited as shells edit theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from idlib_reader.core.graphemes import next_edge, previous_edge

LONGEST = 1_000
"""Code points that are pasted at once; nobody searches for more."""

Purpose: TypeAlias = Literal["search", "filter", "name", "note"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was typed so far."""

    purpose: Purpose
    text: str = ""
    at: int = 0
    """Where the next character goes: an offset in code points into `text`."""
    is_proposed: bool = False
    """Whether the text was put there as a proposal and not touched yet: the first character typed takes its place."""

    def typed(self, words: str) -> Prompt:
        """The line with words typed or pasted in; line ends and tabs become spaces."""
        flat = words.replace("\r\n", " ").translate(_TO_SPACES)
        if self.is_proposed:
            return replace(self, text=flat, at=len(flat), is_proposed=False)
        return replace(self, text=self.text[: self.at] + flat + self.text[self.at :], at=self.at + len(flat))

    def edited(self, key: str) -> Prompt | None:
        """The line after a key that edits it; None for any other key."""
        if len(key) == 1:
            return self.typed(key)
        edit = _EDITS.get(key)
        return replace(edit(self), is_proposed=False) if edit else None


_TO_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")


def _to(line: Prompt, at: int) -> Prompt:
    return replace(line, at=at)


def _without(line: Prompt, start: int, end: int) -> Prompt:
    return replace(line, text=line.text[:start] + line.text[end:], at=start)


def _before(line: Prompt) -> int:
    return previous_edge(line.text, line.at) if line.at else 0


def _after(line: Prompt) -> int:
    return next_edge(line.text, line.at) if line.at < len(line.text) else line.at


def _word_start(line: Prompt) -> int:
    return line.text[: line.at].rstrip().rfind(" ") + 1


_EDITS: dict[str, Callable[[Prompt], Prompt]] = {
    "space": lambda line: line.typed(" "),
    "left": lambda line: _to(line, _before(line)),
    "right": lambda line: _to(line, _after(line)),
    "home": lambda line: _to(line, 0),
    "ctrl+a": lambda line: _to(line, 0),
    "end": lambda line: _to(line, len(line.text)),
    "ctrl+e": lambda line: _to(line, len(line.text)),
    "backspace": lambda line: _without(line, _before(line), line.at),
    "delete": lambda line: _without(line, line.at, _after(line)),
    "ctrl+w": lambda line: _without(line, _word_start(line), line.at),
    "ctrl+u": lambda line: _without(line, 0, line.at),
    "ctrl+k": lambda line: _without(line, line.at, len(line.text)),
}
