"""How a stretch of YAML is laid out: every value with its brackets, its dash, its comma, its anchor and its tag.

`storage.nodes` says what a text means; what is needed to change it in place is here, from libyaml's tokens. Only what
`storage.nodes` can read is laid out right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import yaml

from idlib_reader.storage import lines
from idlib_reader.storage.yaml_errors import Refused

Kind: TypeAlias = Literal["scalar", "mapping", "sequence", "alias"]

_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_KEEPS_BREAKS = re.compile(r"[|>][0-9]*\+")
_COMMENT = re.compile(r"(?<![^\s])#[^\n\r\x85\u2028\u2029]*")
_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(?P<comment>#[^\n\r\x85\u2028\u2029]*)")


@dataclass(slots=True)
class Form:
    """One value or key as it is written."""

    kind: Kind
    at: int
    """Offset of its first character, anchor and tag included."""
    start: int
    """The same without them."""
    end: int
    """Behind its last character; a closing bracket is part of it, blank lines behind a block scalar only if it keeps
    them, the line end that closes it never."""
    text: str = ""
    """What a scalar says."""
    style: str = ""
    """Of a scalar its quote mark or block sign, empty if it is plain."""
    is_flow: bool = False
    """Whether a mapping or sequence stands in brackets or braces."""
    members: list[Member] = field(default_factory=list)
    """What a mapping or sequence holds, duplicates too."""
    anchor: str = ""
    """The name of its anchor, or of the anchor that an alias stands for."""
    tag: str = ""

    @property
    def is_absent(self) -> bool:
        """Whether nothing is written: no value, an empty one, or a pair of brackets with nothing inside."""
        return not self.members if self.kind in ("mapping", "sequence") else self.kind == "scalar" and not self.text

    def scalars(self) -> Iterator[Form]:
        """Every key and value that is a scalar, in the order of the text."""
        if self.kind == "scalar":
            yield self
        for member in self.members:
            if member.key:
                yield from member.key.scalars()
            yield from member.value.scalars()

    def forms(self) -> Iterator[Form]:
        """The form itself and everything in it, keys too."""
        yield self
        for member in self.members:
            if member.key:
                yield from member.key.forms()
            yield from member.value.forms()

    def find(self, key: str) -> int | None:
        """Which member of a mapping has a key, the first of several; None if none has."""
        return next((row for row, member in enumerate(self.members) if member.key and member.key.text == key), None)


@dataclass(slots=True)
class Member:
    """One value of a sequence, or one key of a mapping with its value."""

    at: int
    """Where it starts: at its dash, its key, or the value itself."""
    value: Form
    key: Form | None = None
    is_explicit: bool = False
    """Whether a question mark stands before its key."""
    comma: int | None = None
    """Where the comma behind it stands, in brackets and braces."""

    @property
    def end(self) -> int:
        """Behind its last character, the comma left out."""
        return max(self.value.end, self.key.end if self.key else 0)


def layout_of(text: str) -> Form | None:
    """The layout of a text, None if it is empty.

    Raises:
        Refused: it can't be taken apart.
    """
    try:
        return _Reader(text).read()
    except (yaml.YAMLError, ValueError, RecursionError, StopIteration) as error:
        raise Refused(0, "This text can't be taken apart.") from error


def comments_of(text: str, start: int, end: int, root: Form) -> list[tuple[int, int]]:
    """Start and end of every comment in a stretch of the text that `root` is the layout of."""
    found: list[tuple[int, int]] = []
    place = start
    for scalar in root.scalars():
        if scalar.end < start or scalar.start > end:
            continue
        found += [one.span() for one in _COMMENT.finditer(text, place, max(place, scalar.start))]
        header = _HEADER_COMMENT.match(text, scalar.start) if scalar.style in ("|", ">") else None
        found += [header.span("comment")] if header else []
        place = max(place, scalar.end)
    found += [one.span() for one in _COMMENT.finditer(text, place, max(place, end))]
    return found


class _Reader:
    """Puts forms together from tokens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for token in yaml.scan(text, Loader=_LOADER) if not isinstance(token, _BETWEEN)]
        self._next = 0
        self._last = 0
        """Where the last token ended."""

    def read(self) -> Form | None:
        return None if self._is(yaml.StreamEndToken) else self._form()

    def _is(self, *kinds: type[yaml.Token]) -> bool:
        return isinstance(self._tokens[self._next], kinds)

    def _take(self) -> yaml.Token:
        token = self._tokens[self._next]
        self._next += 1
        self._last = token.end_mark.index
        return token

    def _form(self) -> Form:
        at, anchor, tag = -1, "", ""
        while self._is(yaml.AnchorToken, yaml.TagToken):
            token = self._take()
            at = at if at >= 0 else token.start_mark.index
            if isinstance(token, yaml.AnchorToken):
                anchor = token.value
            else:
                tag = self._text[token.start_mark.index : token.end_mark.index].strip()
        form = self._bare_form()
        form.at = at if at >= 0 else form.start
        form.anchor, form.tag = form.anchor or anchor, tag
        return form

    def _bare_form(self) -> Form:
        start = self._tokens[self._next].start_mark.index
        if self._is(yaml.ScalarToken):
            return self._scalar()
        if self._is(yaml.AliasToken):
            token = self._take()
            return Form("alias", start, start, self._last, anchor=getattr(token, "value", ""))
        if self._is(yaml.BlockMappingStartToken):
            return self._block_mapping()
        if self._is(yaml.BlockSequenceStartToken, yaml.BlockEntryToken):
            return self._block_sequence()
        if self._is(yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken):
            return self._flow()
        return Form("scalar", self._last, self._last, self._last)

    def _scalar(self) -> Form:
        token = self._take()
        assert isinstance(token, yaml.ScalarToken)
        start, end = token.start_mark.index, token.end_mark.index
        style = "" if token.plain else token.style or ""
        if style in ("|", ">"):
            end = self._block_scalar_end(start, end)
        return Form("scalar", start, start, end, token.value, style)

    def _block_scalar_end(self, start: int, end: int) -> int:
        """What a block scalar does not keep of the lines behind it is no part of it."""
        if _KEEPS_BREAKS.match(self._text, start):
            return max(start + 1, lines.break_before(self._text, end))
        return start + len(self._text[start:end].rstrip())

    def _block_mapping(self) -> Form:
        self._take()
        members = []
        while not self._is(yaml.BlockEndToken):
            members.append(self._pair())
        self._take()
        form = Form("mapping", members[0].at, members[0].at, members[-1].end, members=members)
        self._last = form.end
        return form

    def _pair(self) -> Member:
        at = self._tokens[self._next].start_mark.index
        is_explicit = False
        if self._is(yaml.KeyToken):
            is_explicit = self._take().end_mark.index > at
        key = self._form() if not self._is(yaml.ValueToken) else self._nothing()
        if self._is(yaml.ValueToken):
            self._take()
            return Member(at, self._form(), key, is_explicit)
        return Member(at, self._nothing(), key, is_explicit)

    def _nothing(self) -> Form:
        return Form("scalar", self._last, self._last, self._last)

    def _block_sequence(self) -> Form:
        has_end = self._is(yaml.BlockSequenceStartToken)
        if has_end:
            self._take()
        members = []
        while self._is(yaml.BlockEntryToken):
            dash = self._take()
            # A list in a list has a start of its own, so that the next dash is that of the next value.
            is_empty = self._is(yaml.BlockEntryToken)
            members.append(Member(dash.start_mark.index, self._nothing() if is_empty else self._form()))
        if has_end:
            self._take()
        form = Form("sequence", members[0].at, members[0].at, members[-1].end, members=members)
        self._last = form.end
        return form

    def _flow(self) -> Form:
        is_mapping = self._is(yaml.FlowMappingStartToken)
        start = self._take().start_mark.index
        form = Form("mapping" if is_mapping else "sequence", start, start, start, is_flow=True)
        while not self._is(yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken):
            if self._is(yaml.FlowEntryToken):
                form.members[-1].comma = self._take().start_mark.index
            elif is_mapping or self._is(yaml.KeyToken):
                form.members.append(self._pair())
            else:
                value = self._form()
                form.members.append(Member(value.at, value))
        form.end = self._take().end_mark.index
        return form


_BETWEEN = (
    yaml.StreamStartToken,
    yaml.DirectiveToken,
    yaml.DocumentStartToken,
    yaml.DocumentEndToken,
)
