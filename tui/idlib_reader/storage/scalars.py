"""Texts as YAML scalars of one line, and which of them need quotes (FORMAT.md, "Values").

A text goes without quotes only where every reader of YAML takes it for the same text: 1.1 and 1.2, libyaml and PyYAML.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from idlib_reader.errors import IdlibError

Sort: TypeAlias = Literal["text", "word", "date", "key"]
"""What a text is: free text; a word of the tagset or an id; a date; a key or an id as one."""

LONGEST_KEY = 1024
"""Characters of a key, its quotes included (YAML 1.2.2, section 8.2.2)."""

_NUMBER = r"[-+]?[0-9](?:[0-9_,]*[0-9_])?(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
# The types of YAML 1.1 (yaml.org/type: bool, float, int, merge, null, timestamp, value) and the core schema of 1.2.2
# (section 10.3.2), with thousands in commas, which Ruby takes for integers, and times of day before ten.
_OTHER_TYPE = re.compile(
    rf"""
      y | Y | n | N | [yY]es | YES | [nN]o | NO | [tT]rue | TRUE | [fF]alse | FALSE | [oO]n | ON | [oO]ff | OFF
    | ~ | [nN]ull | NULL | << | =
    | {_NUMBER} | [-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)? | [-+]?0b[01_]+ | [-+]?0o[0-7_]+ | [-+]?0x[0-9a-fA-F_]+
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
    | [0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}
      (?:(?:[Tt]|[ ]+)[0-9]{{1,2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]*)?(?:[ ]*(?:Z|[-+][0-9]{{1,2}}(?::?[0-9]{{2}})?))?)?
    """,
    re.VERBOSE,
)
# What a date may be to another reader: a year, a day, a moment. FORMAT.md takes dates out of the rule.
_DATE = re.compile(r"[-+]?[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
# Signs that start something else than a text (YAML 1.2.2, section 7.3.3), and the marks between documents.
_RESERVED = re.compile(r"[ ,\[\]{}#&*!|>'\"%@`]|(?:[-?:]|---|\.\.\.)(?: |\Z)")
# What ends a text: a colon before a blank, a blank before `#`, and at its end a colon or a blank.
_ENDING = re.compile(r":(?: |\Z)| (?:#|\Z)")
# PyYAML lets a question mark end a text in brackets and braces, libyaml no longer does.
_RESERVED_IN_FLOW = re.compile(r"[,\[\]{}?]")
# Controls, line breaks of YAML's, byte-order marks and what is no character: only an escape says them.
_ESCAPED = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BETWEEN_DOUBLE = re.compile(f'{_ESCAPED.pattern[:-1]}\\\\"]')
_HALF = re.compile("[\ud800-\udfff]")
_MARKS = frozenset("'\"\\")
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def is_plain(text: str, *, in_flow: bool, sort: Sort = "text") -> bool:
    """Whether the text needs no quotes; `in_flow` is whether it stands in brackets or braces."""
    if not text or _RESERVED.match(text) or _ENDING.search(text) or needs_escapes(text):
        return False
    if in_flow and (text[0] == ":" or _RESERVED_IN_FLOW.search(text)):
        return False
    return _OTHER_TYPE.fullmatch(text) is None or (sort == "date" and _DATE.fullmatch(text) is not None)


def in_quotes(text: str, sign: str = "") -> str:
    """The text between the quote marks `sign` if they can hold it, else between those that read best."""
    if needs_escapes(text):
        return f'"{_escape(text)}"'
    reads_best = "'" if ('"' in text or "\\" in text) and "'" not in text else '"'
    if (sign or reads_best) == "'":
        return "'{}'".format(text.replace("'", "''"))
    return f'"{_escape(text)}"'


def needs_escapes(text: str) -> bool:
    """Whether only double quotes can hold the text, since some character of it can't stand in a file as it is."""
    return _ESCAPED.search(text) is not None


def is_any_quote(text: str) -> bool:
    """Whether both quote marks hold the text equally well, without a sign more."""
    return not needs_escapes(text) and _MARKS.isdisjoint(text)


def check_writable(text: str) -> None:
    """Nothing, if a file can hold the text.

    Raises:
        IdlibError: it holds half of a surrogate pair, which has no UTF-8 and which YAML does not know even escaped.
    """
    if half := _HALF.search(text):
        message = f"The text holds U+{ord(half[0]):04X}, half of a character, which no file can hold."
        raise IdlibError(message, "Delete it, or type the character again.")


def check_key(written: str) -> None:
    """Nothing, if YAML takes what is written for a key.

    Raises:
        IdlibError: it is too long.
    """
    if len(written) > LONGEST_KEY:
        message = f"The key {written[:_SHOWN]}… has more than {LONGEST_KEY} characters, which YAML does not allow."
        raise IdlibError(message, "Make it shorter.")


_SHOWN = 40


def _escape(text: str) -> str:
    return _BETWEEN_DOUBLE.sub(_escape_one, text)


def _escape_one(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
