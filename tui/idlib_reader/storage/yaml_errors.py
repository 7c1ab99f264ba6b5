"""What libyaml says of text that is no YAML, as a sentence with a cure."""

from __future__ import annotations

import yaml

from idlib_reader.core.problems import Code, Problem
from idlib_reader.core.source import Source

# What libyaml's and PyYAML's messages contain -> what it means to a person, and what to do.
_SENTENCES = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a value here.",
        "Put the value in quotes, or check that the line above is indented as it should be.",
    ),
    (
        "cannot start any token",
        "A value can't start with this character.",
        "Put the value in quotes; indent with spaces, never with tabs.",
    ),
    ("tab", "A tab stands where YAML wants spaces.", "Indent with spaces."),
    (
        "unexpected end of stream",
        "The file ends inside a quoted value.",
        "Close the quotes that were opened.",
    ),
    (
        "unexpected document indicator",
        "A line of dashes or dots stands inside a quoted value.",
        "Close the quotes that were opened.",
    ),
    (
        "could not find expected ':'",
        "A key without a colon stands here.",
        "Write `key: value`; if the line continues the value above, indent it further.",
    ),
    (
        "did not find expected key",
        "This line does not fit what stands around it.",
        "Check its indentation, and put values that hold quotation marks, colons or brackets in quotes.",
    ),
    (
        "did not find expected '-' indicator",
        "A list goes on here without a dash.",
        "Start the line with `- `, or check its indentation.",
    ),
    (
        "did not find expected ',' or",
        "A bracket or brace that was opened is not closed, or a comma is missing.",
        "Close it, or put values that hold brackets, braces or commas in quotes.",
    ),
    (
        "unknown escape",
        "This is no escape that YAML knows.",
        "Write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "did not find expected alphabetic or numeric",
        "A value can't start with * or & unless it is in quotes.",
        "Put the value in quotes.",
    ),
    ("undefined alias", "A value can't start with * unless it is in quotes.", "Put the value in quotes."),
    (
        "found undefined tag handle",
        "A value can't start with ! unless it is in quotes.",
        "Put the value in quotes.",
    ),
)


def syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """The problem at the place where the parser stopped, naming where the broken thing began."""
    told = error.problem or error.context or "not understood"
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(source.text)) if mark else 0
    message, hint = f"YAML can't be read here: {told}.", "Check the indentation and the quotes of this line."
    for words, sentence, cure in _SENTENCES:
        if words in told:
            message, hint = sentence, cure
            break
    began = error.context_mark
    if began and began.line != (mark.line if mark else began.line):
        message = f"{message.removesuffix('.')} (it began at line {source.position(began.index).line})."
    return source.problem(at, Code.SYNTAX, message, hint)
