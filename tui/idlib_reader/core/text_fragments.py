"""Links that lead to words on a page: URLs with a text fragment.

The specification is that of the WICG, https://wicg.github.io/scroll-to-text-fragment/, section "Syntax" for how a text
directive is written, `text=[prefix-,]start[,end][,-suffix]`, and "Finding Ranges in a Document" for what a browser
makes of it: it takes the first place whose letters are the same, case and accents apart, and that starts and ends with
whole words (Unicode Standard Annex #29). Each of the four terms has to stand within one block of the page; between them
any white space may be. As nobody knows what is a block there, a term never runs over the end of a line here.

In scripts without spaces browsers know the words by a dictionary, so that a place that starts or ends inside of one is
not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining, normalize
from urllib.parse import quote

from idlib_reader.core.span import Place, Span
from idlib_reader.core.words import is_word_edge

_DELIMITER = ":~:"
"""What stands between the fragment for the page and the directives for the browser."""
_LONGEST = 100
"""Characters of a passage that is written out; of a longer one only its first and last words are."""
_FEW, _MANY = 4, 8
"""Words that stand for an end of a long passage: at first, and where those alone lead elsewhere."""
_MOST_CONTEXT = 8
"""Words before or after that are tried to tell places apart."""

_JOINERS = "'’.,:;·‧․"
"""Between two letters or digits they part no words (rules WB6, WB7, WB11 and WB12 of the annex)."""
_TOKEN = re.compile(r"[^\s。，、；：！？]+[。，、；：！？]*|[。，、；：！？]+")
"""What a term is cut into: words with their punctuation, clauses where a script has no spaces."""
_SPACES = re.compile(r"[^\S ]\s*| \s+")
"""White space that is no single space."""


class _Terms(NamedTuple):
    """The terms of a text directive, unescaped; empty where one is left out."""

    prefix: str
    start: str
    end: str
    suffix: str


def fragment_link(url: str, text: str, place: Place) -> str:
    """The URL of a page with a fragment that leads to a place in its text; of several pieces each is shown.

    A fragment that the URL has stays, directives in it are replaced. Where the same words stand in the same
    surroundings at several places, the link leads to the first of them; where the last words of a long passage stand
    in it before, to less of it.

    Args:
        url: of the page; empty gives an empty link.
        text: the article, as far as it is known what stands on the page.
        place: in `text`.
    """
    spans = [span for span in place if text[span.start : span.end].strip()]
    if not url or not spans:
        return url
    page, _, fragment = url.partition("#")
    searched = _Searched(text)
    directives = "&".join(f"text={_written(_terms(searched, span))}" for span in spans)
    return f"{page}#{fragment.partition(_DELIMITER)[0]}{_DELIMITER}{directives}"


def _written(terms: _Terms) -> str:
    prefix, suffix = (
        f"{_escaped(terms.prefix)}-" * bool(terms.prefix),
        f"-{_escaped(terms.suffix)}" * bool(terms.suffix),
    )
    return ",".join(filter(None, (prefix, _escaped(terms.start), _escaped(terms.end), suffix)))


def _escaped(term: str) -> str:
    """A term in percent-encoding.

    Of ASCII only letters, digits, `_`, `~` and full stops inside stay: the dash, the comma and the ampersand are signs
    of the syntax, and other punctuation is left out by programs that look for links in running text.
    """
    escaped = quote(" ".join(term.split()), safe="").replace("-", "%2D")
    return f"{escaped[:-1]}%2E" if escaped.endswith(".") else escaped


class _Searched:
    """A text as a browser searches it: base letters, and one space for all white space."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._base = _base(text)

    def span_of(self, span: Span) -> Span:
        """Where a span of the text is in what is searched."""
        start = len(_base(self.text[: span.start]))
        return Span(start, start + len(_base(self.text[span.start : span.end])))

    def leads_to(self, terms: _Terms, place: Span) -> bool:
        """Whether the terms stand at a place of what is searched, and nowhere else."""
        prefix, start, end, suffix = map(_base, terms)
        found = list(self._starts(prefix, start, "" if end else suffix))
        if found != [place.start]:
            return False
        return not end or self._first_end(end, suffix, place.start + len(start)) == place.end

    def _starts(self, prefix: str, start: str, suffix: str) -> Iterator[int]:
        """The first two places where `start` is a whole word, or words, between the context."""
        count, at = 0, self._base.find(start)
        while at >= 0 and count < 2:
            if self._is_whole(at, start) and self._follows(at, prefix) and self._precedes(at + len(start), suffix):
                count += 1
                yield at
            at = self._base.find(start, at + 1)

    def _first_end(self, end: str, suffix: str, at: int) -> int:
        """Where the first `end` from there on ends that has the suffix behind it; -1 without one."""
        at = self._base.find(end, at)
        while at >= 0 and not (self._is_whole(at, end) and self._precedes(at + len(end), suffix)):
            at = self._base.find(end, at + 1)
        return at + len(end) if at >= 0 else -1

    def _is_whole(self, at: int, words: str) -> bool:
        return is_word_edge(self._base, at) and is_word_edge(self._base, at + len(words))

    def _follows(self, at: int, prefix: str) -> bool:
        return self._base.endswith(prefix, 0, at) or self._base.endswith(f"{prefix} ", 0, at)

    def _precedes(self, at: int, suffix: str) -> bool:
        return self._base.startswith((suffix, f" {suffix}"), at)


def _base(text: str) -> str:
    """Letters without what the primary level of UTS #10 passes over: case, accents, and how white space is written."""
    if not text.isascii():
        text = normalize("NFKD", text)
        # Mark by mark, as a table for all of them takes much longer on a long text; few texts have many.
        for mark in filter(combining, set(text)):
            text = text.replace(mark, "")
    return _SPACES.sub(" ", text.casefold())


def _terms(searched: _Searched, span: Span) -> _Terms:
    """The first terms, from short to long, that lead to a span only; the longest where none do."""
    span = _widened(searched.text, span)
    place = searched.span_of(span)
    terms = _Terms("", "", "", "")
    for terms in _proposals(searched.text, span):
        if searched.leads_to(terms, place):
            return terms
    return terms


def _widened(text: str, span: Span) -> Span:
    """The span from the start of its first word to the end of its last one."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = max(start, span.end - len(words) + len(words.rstrip()))
    while not _is_edge(text, start):
        start -= 1
    while not _is_edge(text, end):
        end += 1
    return Span(start, end)


def _is_edge(text: str, at: int) -> bool:
    """Whether words are parted there for browsers too: `President` ends none in `President's`."""
    if not is_word_edge(text, at):
        return False
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    is_before = len(right) == 2 and right[0] in _JOINERS and left[-1:].isalnum() and right[1].isalnum()
    is_behind = len(left) == 2 and left[1] in _JOINERS and left[0].isalnum() and right[:1].isalnum()
    return not (is_before or is_behind)


def _proposals(text: str, span: Span) -> Iterator[_Terms]:
    """Terms that may lead to a span, from short to long."""
    for prefix, suffix in _contexts(text, span):
        for start, end in _ways(text[span.start : span.end]):
            yield _Terms(prefix, start, end, suffix)


def _ways(words: str) -> Iterator[tuple[str, str]]:
    """A passage as a whole, or by its first and last words; those never run over the end of a line."""
    head, line_end, rest = words.partition("\n")
    tail = rest.rpartition("\n")[2]
    firsts = [found.end() for found in _TOKEN.finditer(head)]
    lasts = [found.start() for found in _TOKEN.finditer(tail if line_end else head)][::-1]
    if not line_end and (len(words) <= _LONGEST or len(firsts) < 2):
        yield words, ""
        return
    most = _MANY if line_end else min(_MANY, len(firsts) // 2)
    for count in range(min(_FEW, most), most + 1):
        start = head[: firsts[min(count, len(firsts)) - 1]]
        yield start, (tail if line_end else head)[lasts[min(count, len(lasts)) - 1] :]


def _contexts(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Words before and after a span on their lines: none, then more and more of the one, the other, and both."""
    yield "", ""
    before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
    before, after = before[before.rfind("\n") + 1 :], after.partition("\n")[0]
    starts = [found.start() for found in _TOKEN.finditer(before) if any(map(str.isalnum, found[0]))][::-1]
    ends = [found.end() for found in _TOKEN.finditer(after) if any(map(str.isalnum, found[0]))]
    for count in range(_MOST_CONTEXT):
        prefix = before[starts[min(count, len(starts) - 1)] :] if starts else ""
        suffix = after[: ends[min(count, len(ends) - 1)]] if ends else ""
        yield from ((prefix, ""), ("", suffix), (prefix, suffix))
