"""What a browser makes of a link with a text fragment, after the WICG's specification, to read links back in tests.

The page is a text in which every line is a block. Terms stand within one block and are compared without case and
accents; words are runs of letters and digits, which an apostrophe may join.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import combining, normalize
from urllib.parse import unquote

from idlib_reader.core.span import Span


class Directive(NamedTuple):
    """The terms of one `text=`, unescaped; None where there is none."""

    prefix: str | None
    start: str
    end: str | None
    suffix: str | None


def directives_of(link: str) -> list[Directive]:
    """What a link says ("Parse a text directive")."""
    values = link.partition(":~:")[2].split("&")
    return [_directive(value.removeprefix("text=")) for value in values]


def _directive(value: str) -> Directive:
    terms = value.split(",")
    prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else None
    suffix = terms.pop()[1:] if terms[-1].startswith("-") else None
    assert len(terms) in (1, 2)
    start, end = [*terms, None][:2]
    assert start
    return Directive(*(None if term is None else unquote(term) for term in (prefix, start, end, suffix)))  # type: ignore[arg-type]  # there is a start


def find(text: str, directive: Directive) -> Span | None:
    """The place that a directive leads to: the first one."""
    return next(iter(find_all(text, directive)), None)


def find_all(text: str, directive: Directive) -> list[Span]:
    """Every place that a directive fits ("Find a range from a text directive")."""
    prefix, start, end, suffix = directive
    found = []
    for begin, stop in _places(text, start, 0):
        if prefix is not None and len(text[:begin].rstrip()) not in {right for _, right in _places(text, prefix, 0)}:
            continue
        for _, finish in [(begin, stop)] if end is None else _places(text, end, stop):
            after = finish + len(text[finish:]) - len(text[finish:].lstrip())
            if suffix is None or after in {left for left, _ in _places(text, suffix, finish)}:
                found.append(Span(begin, finish))
                break
    return found


def _places(text: str, term: str, at: int) -> list[tuple[int, int]]:
    """Where a term stands as whole words within a line, from an offset on."""
    found = []
    for start in range(at, len(text)):
        end = _match(text, term, start)
        if end is not None and _is_edge(text, start) and _is_edge(text, end):
            found.append((start, end))
    return found


def _match(text: str, term: str, start: int) -> int | None:
    """Where a term ends that starts there; None if it does not."""
    if text[start].isspace():
        return None
    wanted = _base(term)
    for end in range(start + 1, len(text) + 1):
        if text[end - 1] == "\n":
            return None
        there = _base(text[start:end])
        if there == wanted and not text[end - 1].isspace():
            return end
        if not wanted.startswith(there):
            return None
    return None


def _base(text: str) -> str:
    letters = "".join(one for one in normalize("NFKD", text) if not combining(one)).casefold()
    return re.sub(r"\s+", " ", letters)


def _is_edge(text: str, at: int) -> bool:
    words = [found.span() for found in re.finditer(r"\w+(?:['’.,]\w+)*", text)]
    return not any(start < at < end for start, end in words)
