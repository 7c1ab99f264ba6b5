"""What libyaml says of text that is no YAML, as a sentence with a cure, at the place that a person has to mend."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source


class _Slip(NamedTuple):
    words: str
    """What libyaml's message contains."""
    message: str
    hint: str
    is_at_start: bool = False
    """Whether the place to mend is where the broken thing began, not where the parser noticed."""


_QUOTES = "Put the value in quotes."
_SLIPS = (
    _Slip(
        "mapping values are not allowed",
        "A colon followed by a space stands inside a value here.",
        "Put the value in quotes, or check that the line above is indented as it should be.",
    ),
    _Slip(
        "cannot start any token",
        "A value can't start with this character.",
        "Put the value in quotes; indent with spaces, never with tabs.",
    ),
    _Slip("tab", "A tab stands where YAML wants spaces.", "Indent with spaces."),
    _Slip(
        "unexpected end of stream",
        "The quotes that open here are not closed.",
        "Close them at the end of the value, or double a quote mark that belongs to it.",
        is_at_start=True,
    ),
    _Slip(
        "unexpected document indicator",
        "A line of dashes or dots stands inside a quoted value.",
        "Close the quotes before this line.",
    ),
    _Slip(
        "could not find expected ':'",
        "A key without a colon stands here.",
        "Write `key: value`; if the line continues the value above, indent it further.",
        is_at_start=True,
    ),
    _Slip(
        "did not find expected ',' or",
        "The bracket or brace that opens here is not closed, or a comma is missing in it.",
        "Close it, or put values that hold brackets, braces, commas, colons or ` #` in quotes.",
        is_at_start=True,
    ),
    _Slip(
        "did not find expected node content",
        "A bracket or brace is not closed, or a value is missing in it.",
        "Close it, or put the value in quotes if it belongs to it.",
    ),
    _Slip("unknown escape", "This is no escape that YAML knows.", "Write \\\\ for a backslash, or use single quotes."),
    _Slip(
        "did not find expected alphabetic or numeric",
        "A value can't start with * or & unless it is in quotes.",
        _QUOTES,
    ),
    _Slip("found undefined tag handle", "A value can't start with ! unless it is in quotes.", _QUOTES),
)

# Where libyaml only noticed that something is amiss, the line itself may say more.
_VAGUE_SLIPS = (
    _Slip(
        "did not find expected key",
        "This line does not fit what stands around it.",
        "Check its indentation, and put values that hold quotation marks, colons or brackets in quotes.",
    ),
    _Slip(
        "did not find expected '-' indicator",
        "A list goes on here without a dash.",
        "Start the line with `- `, or check its indentation.",
    ),
)

# A value that starts with a sign that YAML keeps for itself, behind a dash or a key or both.
_RESERVED = re.compile(r"\s*(?:(?:-\s+)*[\w-]+:\s+(?P<dash>-(?=\s))?|(?:-\s+)+)(?P<sign>\?(?=\s)|[,\]}>|@`%!&*])?")
_BEHIND_QUOTES = re.compile(r"(?::\s|-\s)\s*(?P<quoted>'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")\s+[^\s#]")


def syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """The problem at the place to mend, naming where the broken thing began if that is another line."""
    told = error.problem or error.context or "not understood"
    mark = error.problem_mark or error.context_mark
    # What is missing at the end of the file is missing behind its last word.
    at = min(mark.index, max(0, len(source.text.rstrip()) - 1)) if mark else 0
    began = error.context_mark
    slip = next((slip for slip in _SLIPS if slip.words in told), None)
    if slip and slip.is_at_start and began:
        return source.problem(began.index, Code.SYNTAX, slip.message, slip.hint)
    message, hint = (slip and (slip.message, slip.hint)) or _from_line(source, at) or _from_message(told)
    if began and mark and began.line != mark.line:
        message = f"{message.removesuffix('.')} (it began at line {source.position(began.index).line})."
    return source.problem(at, Code.SYNTAX, message, hint)


def _from_line(source: Source, at: int) -> tuple[str, str] | None:
    """What the line itself gives away: a slip that libyaml has no word for."""
    line = source.line(at)
    if _BEHIND_QUOTES.search(line):
        return (
            "Text stands behind a quoted value.",
            "Put the whole value in quotes, of the other kind if quote marks belong to it.",
        )
    reserved = _RESERVED.match(line)
    if reserved and (sign := reserved["dash"] or reserved["sign"]):
        return f"A value can't start with {sign} unless it is in quotes.", _QUOTES
    return None


def _from_message(told: str) -> tuple[str, str]:
    for slip in _VAGUE_SLIPS:
        if slip.words in told:
            return slip.message, slip.hint
    return f"YAML can't be read here: {told}.", "Check the indentation and the quotes of this line."
