"""How English says dates: the words, and the patterns in which they stand. Data, which `core.date_expressions` reads.

Another language is another module with the same names. In a pattern a space stands for any white space, except behind
`(?<`, where it has to be written as a class; the names of its groups are what `core.date_readings` asks for.
"""

from __future__ import annotations

from collections.abc import Mapping

_MONTH_NAMES = "January February March April May June July August September October November December".split()
_SHORT_MONTHS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9} | {
    "Oct": 10,
    "Nov": 11,
    "Dec": 12,
}
MONTHS: Mapping[str, int] = {**{name: row for row, name in enumerate(_MONTH_NAMES, 1)}, **_SHORT_MONTHS}
"""Month -> 1 to 12. They need their capital: "may" and "march" are other words."""

_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAYS: Mapping[str, int] = {name: row for row, name in enumerate(_WEEKDAY_NAMES)}
"""Day of the week -> 0 to 6, from Monday on."""

SEASONS: Mapping[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""Season -> its number in EDTF."""

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS: Mapping[str, int] = {"a": 1, "an": 1, **{word: row for row, word in enumerate(_NUMBER_WORDS, 1)}}
"""Number word -> number."""

_CENTURY_WORDS = (
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    " twenty-first"
).split()
CENTURIES: Mapping[str, int] = {word: row for row, word in enumerate(_CENTURY_WORDS, 11)}
"""Ordinal of a century -> its number."""

DAYS: Mapping[str, int] = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
}
"""Words for a day -> how many days it lies after the day of publication."""

UNITS: Mapping[str, str] = {
    **{unit: unit for unit in ("day", "week", "weekend", "month", "year")},
    **{f"{unit}s": unit for unit in ("day", "week", "month", "year")},
}
"""Word for a unit of time -> the unit."""

NEAR: Mapping[str, int] = {"last": -1, "this": 0, "next": 1, "earlier this": 0, "later this": 0}
"""Word before a unit or a name -> how many units from the present one."""
EARLIER = "earlier this"
"""Of `NEAR`, what reaches from the start of the unit to the day of publication."""

_COUNTED = (
    r"(?! (?:more|other|of|percent|per|people|men|women|children|troops|dead|wounded|civilians|police)\b"
    r"| ?[%°]| (?!(?:was|is|has|as|its|his|this|does|us|across|towards|perhaps|always)\b)[a-z]{2,}s\b)"
)
"""Not before a noun that a number counts."""
_FEW = r"(?! (?:people|men|women|children|troops|dead|wounded|victims|cases|of|or|to|and)\b)"
"""Less strict, where it may also be an event that a year tells from others."""
_EDGE = r"(?<![\w$€£#])(?<!\d[.,:/–-])"
_AFTER_YEAR = r"(?!\w|[-–/]\d|[.,:]\d|[’'][st]\d)(?! (?:BC|B\.C|BCE)\b)"
_STOP = r"(?:(?<!\bMay)(?<=\b[A-Z][a-z][a-z])\.|(?<=\bSept)\.)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b{_STOP}"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,:]\d)"
_LAST_DAY = r"(?P<last_day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,:]\d)"
_YEAR = rf"(?P<year>(?:1\d|20)\d\d){_AFTER_YEAR}"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b"
_OWNERS = "the its his her their our a".split()
_OWNED = "|".join(rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]}\s)" for word in _OWNERS)
_TO = r"(?P<joint> (?:to|and|or|until|till|through) | ?[-–—] ?)"
_PART = r"(?:(?i:early|late|mid|middle)[ -])?"
_NAMED_DAYS = "|".join(rf"{word[0].upper()}{word[1:]}|{word}" for word in sorted(DAYS, key=len, reverse=True))
_NEAR = r"(?P<near>[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier this|[Ll]ater this)"
_ELSE = r"(?<!\bevery\s)(?<!\beach\s)(?<!\b[Gg]ood\s)(?<!\b[Bb]lack\s)(?<!\b[Bb]loody\s)(?<!\b[Pp]alm\s)(?<!\bAsh\s)"
_VAGUE = r"(?<!\bthan\s)(?<!\bover\s)(?<!\balmost\s)(?<!\bnearly\s)(?<!\bsome\s)(?<!\babout\s)(?<!\baround\s)(?<!-)"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", rf"{_EDGE}(?P<iso>(?:1\d|20)\d\d-\d\d-\d\d)(?![\w-])"),
    ("day", rf"{_EDGE}(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"),
    ("day", rf"(?<!\w)(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR}|{_COUNTED})"),
    ("days", rf"{_EDGE}{_DAY}{_TO}{_LAST_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"),
    ("days", rf"(?<!\w){_MONTH} {_DAY}{_TO}{_LAST_DAY}(?:,? {_YEAR}|{_COUNTED})"),
    ("month", rf"(?<!\w){_MONTH},? (?:of )?{_YEAR}"),
    ("month", rf"(?<!\w){_MONTH}(?: of| in)? (?P<near_year>last|this|next) year\b"),
    ("month", rf"(?<!\w)(?:{_NEAR} )?{_MONTH}(?! ?[1-9]|[’'-]|\w)"),
    ("season", rf"(?<!\w)(?:the )?(?P<season>(?i:{'|'.join(SEASONS)}))(?: of|,)? {_YEAR}"),
    ("season", rf"(?<!\w)(?P<near>[Ll]ast|[Tt]his|[Nn]ext) (?P<season>{'|'.join(SEASONS)})\b"),
    ("named year", rf"(?:{_OWNED}){_YEAR}(?=(?: [A-Z][\w’'-]*)* [a-z]){_FEW}"),
    ("year", rf"{_EDGE}{_YEAR}{_COUNTED}"),
    ("years", rf"{_EDGE}(?P<year>(?:1\d|20)\d\d)[-–](?P<last_year>(?:1\d|20)?\d\d)(?!\w|[-–./,:]\d)"),
    ("decade", rf"(?<!\w)the {_PART}(?P<decade>(?:1\d|20)[1-9])0[’']?s\b(?! (?:and|or|to) (?:the )?\d| ?[-–])"),
    (
        "century",
        rf"(?<!\w)the {_PART}(?P<century>\d\d(?=st|nd|rd|th)|{'|'.join(CENTURIES)})(?:st|nd|rd|th)? century\b"
        r"(?! (?:BC|B\.C|BCE)\b)",
    ),
    ("weekday", rf"(?<!\w){_ELSE}(?:{_NEAR} )?{_WEEKDAY}(?!-| (?!(?:GMT|UTC)\b)[A-Z]| the \d| (?:prayers|night’s)\b)"),
    ("named day", rf"(?<!\w)(?P<named>{_NAMED_DAYS})\b(?![’']s|-)"),
    ("unit", rf"(?<!\w)(?<!\bthe\s){_NEAR} (?P<unit>weekend|week|month|year)\b(?! of\b|-)"),
    (
        "ago",
        rf"(?<!\w){_VAGUE}(?P<count>[Aa]n?|[1-9]\d?|(?i:{'|'.join(_NUMBER_WORDS)}))"
        r" (?P<unit>days?|weeks?|months?|years?) ago\b",
    ),
)
"""Meaning and pattern of what is one date, a stretch of days or a stretch of years."""

LEADS: Mapping[str, str] = {
    "never": "as of|as from|than|every|each|per|chapter|page|pages|number|no|title",
    "between": "from|between",
    "since": "since|ever since",
    "until": "until|till|up to|up until|through",
    "before": "by|before|prior to|no later than",
    "after": "after|following",
    "about": "around|about|circa|c\\.|ca\\.|approximately",
    "at": "in|on|during|throughout|over|of|for|at",
}
"""What the word before a date does with it; `never` says that it is none."""
WEAK_AT: tuple[str, ...] = ("of", "for", "over", "on", "at")
"""Of the leads `at`, those that make no date of a bare number."""
LEADING: tuple[str, ...] = ("in", "on", "during", "throughout", "at")
"""Of the leads `at`, those that belong to the words of the date."""

PARTS = (
    r"(?:(?:the|its) )?(?:early|late|mid|the middle of|middle of|beginning of|start of|end of|late in|early in"
    r"|first half of|second half of)(?: the (?:month|year) of)?(?: |-)"
)
"""Words for a part of a month or a year: the date is the whole of it."""

JOINTS: Mapping[str, str] = {"and": "and", "or": "or", "to": "to|until|till|through|[-–—]"}
"""What stands between two dates."""

AFTER_ABOUT = r"\Z|[,.;:)]|\s+(?:in|when|by|at|and)\b"
"""What has to follow a bare number after "around", so that it is no count."""
NO_SINCE = r"\b(?:first|only|most|worst|best|least|time|[a-z]{3,}est)\b[^.;]{0,60}\Z"
"""What stands before a "since" that tells nothing of the event itself."""
NO_RANGE = r"\b(?:postpone|move|delay|reschedule|push|bring|brought)\w*\b[^.;]{0,60}\Z"
"""What stands before a "from … to" that is no stretch of time."""

FUTURE = (
    r"will|shall|won[’']t|(?:is|are) (?:to|due|set|scheduled|expected|planned|going)|plans?|intends?|scheduled|upcoming"
    r"|meets?|begins?|starts|opens|holds|visits|arrives|hopes?"
)
"""Words that let a date without a year, or a day of the week, lie ahead."""
UNCLEAR = (
    r"(?:would|should|could|might|may)(?: [a-z]+)?|(?:was|were) (?:to|due|set|scheduled|expected|planned|going)"
    r"|planned|expected"
)
"""Words after which it may lie ahead or not."""
PAST = (
    r"said|told|was|were|had|has|have|did|took|began|came|went|met|held|left|fell|won|lost|shot|struck|hit|saw|spoke|sent"
    r"|[a-z]{2,}ed"
)
"""Words that put it back."""
