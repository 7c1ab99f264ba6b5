"""The dates that the words of a text name, in EDTF: proposals for an event that a person then looks at.

A pattern of the language (`core.english_dates`) finds the words of one date, `core.date_readings` says what they mean;
here what stands before and between them is read: "since", "from … to", "around". Where it can't be told with some
confidence what is meant, there is no date. Times of day are left out. Words for a part of a year or month ("early
2020") belong to the expression, and its date is the whole year or month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from idlib_reader.core import english_dates
from idlib_reader.core.date_readings import (
    DateWords,
    Publication,
    Setting,
    Stretch,
    read_publication,
    read_words,
)
from idlib_reader.core.dates import DateError, read
from idlib_reader.core.span import Span

_BEFORE = 60
"""Characters before a date that are looked at for what leads to it."""
_AROUND = 400
"""Characters before a date in which another year would make the year of this one doubtful."""
_LONGEST = 2048
"""Characters of a stretch that are looked through: more than a sentence has."""
_YEAR = re.compile(r"(?<![\w.,$€£])(?:1[5-9]|20)\d\d(?![\w]|[.,]\d)")
_WITHOUT_YEAR = ("day", "days", "month")
_PLAIN_LIST = ("weekday", "year", "month", "day")


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that name a date."""

    span: Span
    """Where they stand."""
    date: str
    """The date in EDTF, which `core.dates` reads."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The words of one date."""

    meaning: str
    span: Span
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The words of a language, and its patterns, compiled."""

    words: DateWords
    dates: tuple[tuple[str, re.Pattern[str]], ...]
    """By meaning."""
    lead: re.Pattern[str]
    """What stands directly before a date, its group is the kind; with it the word for a part of it."""
    joint: re.Pattern[str]
    """What stands between two dates."""
    tense: re.Pattern[str]
    """What tells whether a date lies ahead."""
    after_about: re.Pattern[str]
    no_since: re.Pattern[str]
    no_range: re.Pattern[str]


def date_expressions(text: str, within: Span, published: str) -> list[DateExpression]:
    """The dates named in a stretch of the text, in its order; none overlap.

    `published` is the day of publication in EDTF, from which "last week" is counted; empty, only dates that are whole
    in themselves are found.
    """
    within = Span(within.start, min(within.end, within.start + _LONGEST))
    reader = _Reader(text, within, read_publication(published) if published else None, _english())
    return list(reader.expressions())


def _spaced(pattern: str) -> str:
    """A pattern of a data module, in which a space stands for any white space."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def _english() -> _Rules:
    return _rules(english_dates)


def _rules(words: DateWords) -> _Rules:
    leads = "|".join(rf"(?P<{kind}>{_spaced(pattern)})" for kind, pattern in words.LEADS.items())
    joints = "|".join(
        rf"\s*(?P<{kind}>{pattern})\s*" if "[" in pattern else rf"\s+(?P<{kind}>{pattern})\s+"
        for kind, pattern in words.JOINTS.items()
    )
    return _Rules(
        words=words,
        dates=tuple((meaning, re.compile(_spaced(pattern))) for meaning, pattern in words.RULES),
        lead=re.compile(rf"(?i:(?<![\w'’-])(?:{leads})\s+)?(?P<part>(?i:(?<![\w-]){_spaced(words.PARTS)}))?\Z"),
        joint=re.compile(rf"(?i:{joints}|\s*,\s+)"),
        tense=re.compile(
            rf"(?<!\w)(?:(?P<future>{_spaced(words.FUTURE)})|(?P<unclear>{_spaced(words.UNCLEAR)})"
            rf"|(?P<past>{_spaced(words.PAST)}))(?!\w)"
        ),
        after_about=re.compile(words.AFTER_ABOUT),
        no_since=re.compile(_spaced(words.NO_SINCE)),
        no_range=re.compile(_spaced(words.NO_RANGE)),
    )


class _Reader:
    """Reads the dates of one stretch of text."""

    def __init__(self, text: str, within: Span, publication: Publication | None, rules: _Rules) -> None:
        self._text = text
        self._within = within
        self._publication = publication
        self._words = rules.words
        self._rules = rules

    def expressions(self) -> Iterator[DateExpression]:
        """What is found, in text order."""
        found = self._found()
        row = 0
        while row < len(found):
            chain, kinds = self._chain(found, row)
            row += len(chain)
            start, kind, word = self._lead(chain[0])
            date = self._date(chain, kinds, kind, word)
            if date and _is_readable(date):
                yield DateExpression(Span(start, chain[-1].span.end), date)

    def _found(self) -> list[_Found]:
        """The words of single dates, of overlapping ones the first and then the longest."""
        found = []
        for meaning, pattern in self._rules.dates:
            for match in pattern.finditer(self._text, *self._within):
                groups = {name: value for name, value in match.groupdict().items() if value is not None}
                found.append(_Found(meaning, Span(*match.span()), groups))
        found.sort(key=lambda one: (one.span.start, -one.span.end))
        kept: list[_Found] = []
        for one in found:
            if not kept or one.span.start >= kept[-1].span.end:
                kept.append(one)
        return kept

    def _chain(self, found: Sequence[_Found], row: int) -> tuple[list[_Found], list[str]]:
        """The date at `row` with those that are joined to it, and what joins them."""
        chain = [found[row]]
        kinds: list[str] = []
        for one in found[row + 1 :]:
            gap = self._rules.joint.fullmatch(self._text, chain[-1].span.end, one.span.start)
            kind = (gap.lastgroup or ",") if gap else ""
            is_alike = one.meaning == chain[-1].meaning
            if not kind or (kind != "to" and not (is_alike and one.meaning in _PLAIN_LIST)):
                break
            chain.append(one)
            kinds.append(kind)
        # What commas alone join is no list, and what follows a "to" is a list no more.
        while kinds and (kinds[-1] == "," or len(set(kinds) - {","}) > 1):
            chain.pop()
            kinds.pop()
        return chain, kinds

    def _lead(self, one: _Found) -> tuple[int, str, str]:
        """Where the expression starts, the kind of what leads to it, and its word."""
        text, start = self._text, one.span.start
        first = max(self._within.start, start - _BEFORE)
        match = self._rules.lead.search(text, first, start)
        if match is None or match.start() == start:
            return start, "", ""
        kind = next((name for name in self._words.LEADS if match[name]), "")
        word = match[kind].lower() if kind else ""
        start = match.start("part") if match["part"] else start
        if kind != "never" and (kind != "at" or word in self._words.LEADING):
            start = match.start()
        return (start, "part", "") if match["part"] and kind in ("", "at") else (start, kind, word)

    def _date(self, chain: Sequence[_Found], kinds: Sequence[str], lead: str, word: str) -> str | None:
        """The EDTF of a chain of dates, or None."""
        if lead == "never" or ((not lead or word in self._words.WEAK_AT) and _is_weak(chain)):
            return None
        if lead == "about" and _is_weak(chain) and not self._rules.after_about.match(self._text, *self._behind(chain)):
            return None
        stretches = self._stretches(chain, lead)
        if not stretches:
            return None
        joint = kinds[-1] if kinds else chain[0].groups.get("joint", "").strip()
        before = self._text[max(self._within.start, chain[0].span.start - 2 * _BEFORE) : chain[0].span.start]
        if lead == "between":
            is_stretch = len(chain) == 2 or chain[0].meaning in ("days", "years")
            return None if not is_stretch or self._rules.no_range.search(before) else _interval(stretches)
        if lead == "since":
            return None if self._rules.no_since.search(before) else f"{stretches[0].first}/.."
        return _led(lead, _joined(stretches, joint, self._words))

    def _behind(self, chain: Sequence[_Found]) -> Span:
        return Span(chain[-1].span.end, self._within.end)

    def _stretches(self, chain: Sequence[_Found], lead: str) -> list[Stretch]:
        """What each date of a chain means; empty if one of them can't be told."""
        stretches: list[Stretch] = []
        last_groups = chain[-1].groups
        for one in chain:
            groups = dict(one.groups)
            is_given = "year" in last_groups and "year" not in groups and one.meaning in _WITHOUT_YEAR
            if is_given:
                groups["year"] = last_groups["year"]
            stretch = read_words(one.meaning, groups, self._setting(one, lead))
            is_inferred = one.meaning in _WITHOUT_YEAR and not ({"year", "near", "near_year"} & groups.keys())
            if stretch is None or (is_inferred and self._is_doubtful(one.span.start, stretch.first)):
                return []
            stretches.append(stretch)
        return stretches

    def _is_doubtful(self, start: int, date: str) -> bool:
        """Whether another year is told of shortly before a date that gets its year from the publication."""
        begin = max(0, self._text.rfind("\n", 0, start), start - _AROUND)
        return any(match[0] != date[:4] for match in _YEAR.finditer(self._text, begin, self._within.end))

    def _setting(self, one: _Found, lead: str) -> Setting:
        is_future = self._is_future(one.span, is_else=None if lead in ("until", "before") else False)
        return Setting(self._words, self._publication, is_future)

    def _is_future(self, span: Span, *, is_else: bool | None) -> bool | None:
        """Whether the verbs put a date ahead: the last before it in its part of the sentence, else the first after."""
        text, within = self._text, self._within
        begin = max(text.rfind(mark, within.start, span.start) + 1 for mark in ",;:")
        before = list(self._rules.tense.finditer(text, max(begin, within.start), span.start))
        decisive = before[-1] if before else self._rules.tense.search(text, span.end, within.end)
        if decisive is None:
            return is_else
        return None if decisive["unclear"] else bool(decisive["future"])


def _is_weak(chain: Sequence[_Found]) -> bool:
    """Whether the words are a date only behind a word such as "in": a bare number, a month without a year."""
    weak = [one.meaning in ("year", "years") or _is_bare_month(one) for one in chain]
    return all(weak)


def _is_bare_month(one: _Found) -> bool:
    return one.meaning == "month" and not ({"year", "near", "near_year"} & one.groups.keys())


def _interval(stretches: Sequence[Stretch]) -> str | None:
    first, last = stretches[0].first, stretches[-1].last
    return f"{first}/{last}" if first != last else first


def _joined(stretches: Sequence[Stretch], joint: str, words: DateWords) -> str | None:
    """An interval, or a set of dates that do not follow each other; None where neither can be written."""
    kind = next((name for name, pattern in words.JOINTS.items() if re.fullmatch(pattern, joint, re.I)), joint)
    if kind not in ("and", "or") or (len(stretches) > 1 and any(one.first != one.last for one in stretches)):
        return _interval(stretches)
    dates = [one.first for one in stretches] if len(stretches) > 1 else list(stretches[0])
    if kind == "or":
        return f"[{','.join(dates)}]"
    if _follow_each_other(dates):
        return _interval(stretches)
    return f"{{{','.join(dates)}}}" if dates == sorted(dates) else None


def _follow_each_other(dates: Sequence[str]) -> bool:
    known = [read(date) for date in dates if _is_readable(date)]
    return all(one.latest == other.earliest for one, other in pairwise(known))


def _led(lead: str, date: str | None) -> str | None:
    """The date with what its lead makes of it."""
    if date is None or lead in ("", "at", "part"):
        return date
    if date[0] in "[{":
        return None
    first, _, last = date.partition("/")
    match lead:
        case "until":
            return f"../{last or first}"
        case "before":
            return f"[..{last or first}]"
        case "after":
            return f"[{first}..]"
    return f"{date}~" if lead == "about" and not last and not date.endswith("~") else None


def _is_readable(date: str) -> bool:
    try:
        read(date)
    except DateError:
        return False
    return True
