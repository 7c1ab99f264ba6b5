"""What libyaml says of text that is no YAML, as a sentence with a cure, at the place that a person has to mend."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from idlib_reader.core.problems import Code


class _Slip(NamedTuple):
    words: str
    """What libyaml's message contains."""
    message: str
    hint: str
    is_at_start: bool = False
    """Whether the place to mend is where the broken thing began, not where the parser noticed."""
    wants_quotes: bool = False
    """Whether the value of the line wants quotes, so that the line can be shown as it was probably meant."""


_QUOTES = "Put the value in quotes."
_COLON_SLIP, _FLOW_SLIP = "mapping values are not allowed", "did not find expected ',' or"
_KEY_SLIP, _VALUE_SLIP = "could not find expected ':'", "did not find expected node content"
_STAR = re.compile(r"(?<=[\s,\[{])[*&]")
_STAR_SLIP = "did not find expected alphabetic or numeric"
_TOKEN_SLIP = "cannot start any token"
_SLIPS = (
    _Slip(
        _COLON_SLIP,
        "A colon followed by a space stands inside a value here.",
        "Put the value in quotes, or check that the line above is indented as it should be.",
        wants_quotes=True,
    ),
    _Slip(
        _TOKEN_SLIP,
        "A value can't start with this character.",
        "Put the value in quotes; indent with spaces, never with tabs.",
        wants_quotes=True,
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
        _KEY_SLIP,
        "A key without a colon stands here.",
        "Write `key: value`; if the line continues the value above, indent it further.",
        is_at_start=True,
    ),
    _Slip(
        _FLOW_SLIP,
        "The bracket or brace that opens here is not closed, or a comma is missing in it.",
        "Close it, or put values that hold brackets, braces, commas, colons or ` #` in quotes.",
        is_at_start=True,
    ),
    _Slip(
        _VALUE_SLIP,
        "A bracket or brace is not closed, or a value is missing in it.",
        "Close it, or put the value in quotes if it belongs to it.",
    ),
    _Slip("unknown escape", "This is no escape that YAML knows.", "Write \\\\ for a backslash, or use single quotes."),
    _Slip(
        _STAR_SLIP,
        "A value can't start with * or & unless it is in quotes.",
        _QUOTES,
        wants_quotes=True,
    ),
    _Slip(
        "found undefined tag handle", "A value can't start with ! unless it is in quotes.", _QUOTES, wants_quotes=True
    ),
)

# Where libyaml only noticed that something is amiss, the line itself may say more.
_VAGUE_SLIPS = (
    _Slip(
        "did not find expected key",
        "This line does not fit what stands around it.",
        "Check its indentation, and put values that hold quotation marks, colons or brackets in quotes.",
    ),
    _Slip(
        "did not find expected <document start>",
        "For YAML the file ends above this line: with a line of dots, or with a value that stands alone.",
        "Delete the line of dots, or write the value behind a key.",
    ),
    _Slip(
        "did not find expected '-' indicator",
        "A list goes on here without a dash.",
        "Start the line with `- `, or check its indentation.",
    ),
)

# A line of a block: dashes, a key, the value, a comment behind it.
_BLOCK_LINE = re.compile(r"(?P<lead>\s*(?:-\s+)*(?:[\w-]+:\s+)?)(?P<value>\S.*?)(?P<comment>\s+#.*|\s*)\Z")
# A value that starts with a sign that YAML keeps for itself, behind a dash or a key or both.
_RESERVED = re.compile(r"\s*(?:(?:-\s+)*[\w-]+:\s+(?P<dash>-(?=\s))?|(?:-\s+)+)(?P<sign>\?(?=\s)|[,\]}>|@`%!&*])?")
_BEHIND_QUOTES = re.compile(r"(?::\s|-\s)\s*(?P<quoted>'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")\s+[^\s#]")
# A value in quotes that holds a quote mark of the same kind before a letter: in a block, and in braces or brackets.
_MARK_INSIDE = r"(?P<mark>['\"])(?P<words>(?:(?!(?P=mark)).)*(?P=mark)(?P<rest>\w.*?))(?P=mark)?"
_BLOCK_MARK = re.compile(rf"\s*(?P<lead>(?:-\s+)*(?:[\w-]+:\s+)?){_MARK_INSIDE}(?:\s+#.*|\s*)\Z")
_FLOW_MARK = re.compile(rf"[{{\[,]\s*(?P<lead>(?:[\w-]+:\s+)?){_MARK_INSIDE}\s*(?:[,}}\]]|\Z)")
# In braces or brackets: a value that holds a colon and a space, and one that holds ` #`, so that YAML takes the rest
# of the line for a comment.
_FLOW_COLON = re.compile(
    r"[{,]\s*(?P<lead>[\w-]+:\s+)(?P<value>[^\s,{}\[\]'\"][^,{}\[\]'\"]*?(?P<sign>:)\s[^,{}\[\]]*?)\s*[,}]"
)
_FLOW_COMMENT = re.compile(
    r"[{\[,]\s*(?P<lead>(?:[\w-]+:\s+)?)"
    r"(?P<value>(?:[^\s,{}\[\]'\"#][^,{}\[\]'\"]*?\s)?(?P<sign>(?<=[\s\[])#)[^,{}\[\]]*?)\s*[,}\]]"
)
_TIGHT_COLON = re.compile(r"\s*(?P<lead>[^\W\d][\w-]*)(?P<sign>:)(?P<value>[^ \t/].*?)(?:\s+#.*|\s*)")
_ODD_INDENT = re.compile(r"[ ]*(?P<odd>\t|[^\S\t\r\n ])")


class Refused(Exception):
    """A place in the text beyond which nothing is read."""

    def __init__(
        self, at: int, message: str, hint: str = "", code: Code = Code.SYNTAX, *, began: int | None = None
    ) -> None:
        """Keep what the problem will say; `began` is where the broken thing began, if that may be another line."""
        super().__init__(message)
        self.at, self.message, self.hint, self.code, self.began = at, message, hint, code, began

    @property
    def is_vague(self) -> bool:
        """Whether it may come from another line than the one it is told at."""
        return self.message in (_CONTINUES[0], *(slip.message for slip in _VAGUE_SLIPS))


def explain(text: str, error: yaml.MarkedYAMLError, quotes: tuple[int, int] = (0, 0)) -> Refused:
    """The place to mend, what stands there and the cure; offsets are code points into `text`.

    `quotes` is where the last quoted value before the error stands: if it goes on over lines and the error follows it
    on its last line, then it should have been closed earlier.
    """
    told = error.problem or error.context or "not understood"
    mark = error.problem_mark or error.context_mark
    # What is missing at the end of the file is missing behind its last word.
    at = min(mark.index, max(0, len(text.rstrip(" \r\n")) - 1)) if mark else 0
    began = error.context_mark.index if error.context_mark and error.context_mark.index <= at else None
    if _is_one_line(text[quotes[1] : at]) and not _is_one_line(text[slice(*quotes)]) and quotes[0] < quotes[1] <= at:
        return Refused(quotes[0], *_CLOSED_LATE)
    slip = next((slip for slip in _SLIPS if slip.words in told), None)
    if known := _from_lines(text, at, at if began is None else began, slip.words if slip else ""):
        return known
    if slip and slip.is_at_start and began is not None:
        return Refused(began, slip.message, slip.hint, began=began)
    line = _line(text, at)
    if slip and slip.words == _STAR_SLIP:
        at = max((found.start() for found in _STAR.finditer(text, line_start(text, at), at + 1)), default=at)
    message, hint = (
        _from_indentation(line)
        or (slip and (slip.message, _as_meant(line, slip) or slip.hint))
        or _from_line(line)
        or _from_message(told)
    )
    return Refused(at, message, hint, began=began)


_CLOSED_LATE = (
    "The quotes that open here are closed only on a later line, by quote marks that belong to something else.",
    "Close them at the end of the value.",
)


def _is_one_line(text: str) -> bool:
    return not re.search(r"[\r\n]", text)


def quoted(value: str) -> str:
    """The value between quotes that belong to no part of it."""
    return f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"


def _line(text: str, at: int) -> str:
    """The line of the text that holds the place; of a very long one as much as a sentence could show."""
    start = line_start(text, at)
    return re.split(r"[\r\n]", text[start : start + _LONGEST_LOOKED_AT], maxsplit=1)[0]


def _as_meant(line: str, slip: _Slip) -> str:
    """The line with its value between quotes, where that is what the slip wants."""
    parts = _BLOCK_LINE.match(line)
    if not slip.wants_quotes or not parts or not parts["lead"].strip() or parts["value"][0] in "'\"[{":
        return ""
    if slip.words == _COLON_SLIP and not re.search(r":(\s|\Z)", parts["value"]):
        return ""
    return _write(f"{parts['lead']}{quoted(parts['value'])}")


def _from_lines(text: str, at: int, began: int, words: str) -> Refused | None:
    """What the line of the error, or the one where the broken thing began, gives away, at a place of its own."""
    line, start = _line(text, at), line_start(text, at)
    if words in (_FLOW_SLIP, _VALUE_SLIP):
        return (
            _at_sign(_FLOW_COLON.search(line), start, "A colon followed by a space stands inside a value here.")
            or _at_sign(_FLOW_COMMENT.search(line), start, _COMMENT)
            or _at_sign(_FLOW_COMMENT.search(_line(text, began)), line_start(text, began), _COMMENT)
            or _at_mark(_FLOW_MARK.search(line), start, at)
        )
    if words == _KEY_SLIP:
        return _at_tight_colon(text, began)
    above = max(0, len(text[:start].rstrip()) - 1)
    if words == _COLON_SLIP and _KEY_ALONE.match(text[start:at]):
        if _indent(line) > _indent(_line(text, above)):
            return Refused(at, *_CONTINUES)
        return _at_tight_colon(text, above)
    if words == _TOKEN_SLIP and text[at : at + 1] == "\t" and text[start:at].strip():
        return Refused(at, "A tab stands where YAML wants spaces.", "Write a space instead of it.")
    return None if words else _at_mark(_BLOCK_MARK.match(line), start, at) or _at_tight_colon(text, above)


_KEY_ALONE = re.compile(r"\s*[\w-]+\Z")
_COMMENT = "For YAML a comment begins here, so that the bracket or brace before it is not closed."
_CONTINUES = (
    "This line is indented further than the line above, so YAML reads both as one value, which can't hold a colon.",
    "Indent it as the line above; if it goes on with the value above, put all of that in quotes.",
)


def _at_sign(found: re.Match[str] | None, start: int, message: str) -> Refused | None:
    """A refusal at the sign that a value without quotes can't hold; `start` is where its line starts."""
    return found and Refused(start + found.start("sign"), message, _write(found["lead"] + quoted(found["value"])))


def _at_mark(found: re.Match[str] | None, start: int, at: int) -> Refused | None:
    """A refusal at the quote mark inside a value that ends it, if that is what the parser met `at`."""
    if found is None or start + found.start("rest") != at:
        return None
    message = "This quote mark ends the value that the quotes open, but words follow it."
    return Refused(at - 1, message, _write(found["lead"] + quoted(found["words"])))


def _at_tight_colon(text: str, at: int) -> Refused | None:
    """A refusal at the colon behind a key, where no plain space follows it."""
    found = _TIGHT_COLON.fullmatch(_line(text, at))
    if found is None:
        return None
    hint = f"Write `{found['lead']}: {found['value'].strip()[:_LONGEST_SHOWN]}`."
    return Refused(line_start(text, at) + found.start("sign"), "No plain space stands behind this colon.", hint)


def line_start(text: str, at: int) -> int:
    """Where the line starts that holds the place, by the line ends that editors know."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _write(line: str) -> str:
    line = " ".join(line.split())
    return f"Put the value in quotes: `{line}`." if len(line) <= _LONGEST_SHOWN else _QUOTES


_LONGEST_SHOWN = 120
_LONGEST_LOOKED_AT = 1000


def _from_indentation(line: str) -> tuple[str, str] | None:
    """What stands before the first word of a line and looks like spaces, but is none."""
    odd = _ODD_INDENT.match(line)
    if not odd:
        return None
    if odd["odd"] == "\t":
        return "A tab stands where YAML wants spaces.", "Indent with spaces, never with tabs."
    return (
        f"A space that is no plain one (U+{ord(odd['odd']):04X}) stands at the start of this line.",
        "Indent with plain spaces: delete what stands before the first word and type it again.",
    )


def _from_line(line: str) -> tuple[str, str] | None:
    """What the line itself gives away: a slip that libyaml has no word for."""
    if _BEHIND_QUOTES.search(line):
        parts = _BLOCK_LINE.match(line)
        hint = "Put the whole value in quotes, of the other kind if quote marks belong to it."
        return "Text stands behind a quoted value.", _write(parts["lead"] + quoted(parts["value"])) if parts else hint
    reserved = _RESERVED.match(line)
    if reserved and (sign := reserved["dash"] or reserved["sign"]):
        parts = _BLOCK_LINE.match(line)
        hint = _write(parts["lead"] + quoted(parts["value"])) if parts and parts["lead"].strip() else _QUOTES
        return f"A value can't start with {sign} unless it is in quotes.", hint
    return None


def _from_message(told: str) -> tuple[str, str]:
    for slip in _VAGUE_SLIPS:
        if slip.words in told:
            return slip.message, slip.hint
    return f"YAML can't be read here: {told}.", "Check the indentation and the quotes of this line."
