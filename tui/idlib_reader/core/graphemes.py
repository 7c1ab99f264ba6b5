"""What a person sees as one character, and how many cells it takes: the ground that wrapping stands on.

Boundaries are those of extended grapheme clusters (UAX #29), widths those of rich, which draws them: a cluster is
as wide as `rich.cells.cell_len` says of its glyphs, and the widths of the clusters of a string add up to what
rich says of the whole. Where rich's measure is not what a terminal draws, the glyphs are mended (`draw_cluster`).

Each code point is first reduced to its *kind*, one ASCII letter for all that dividing and wrapping need to
know of it. The rules are short regular expressions over a string of kinds. This is the only module outside the
screens that imports rich.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from rich.cells import cell_len

from idlib_reader.core.visible import PLACEHOLDER, make_visible

LONGEST = 64
"""Code points that a cluster holds beyond its first. In a longer flood each further one stands alone.

So a bounded neighbourhood decides about an edge, and no cell carries a page of combining marks."""

_REACH = 2 * LONGEST + 4
"""Code points before an offset that can decide whether it is an edge: a longest cluster, and what joins its end."""

SINGLE_CELLS = (
    "\x00-\x08\x0b-\u02ff\u0370-\u0482\u048a-\u052f\u0531-\u058f\u05d0-\u05ea\u0606-\u060f\u061b-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff\u10a0-\u10ff\u1e00-\u1fff\u2000-\u200a\u200e-\u205f\u2070-\u209c"
    "\u20a0-\u20c0\u2100-\u2319\u2500-\u25fc\ufffd"
)
"""For a regular expression: characters that are drawn in one cell and join no other.

Not all that there are, but what prose in Latin, Greek, Cyrillic, Hebrew, Arabic or Georgian letters needs."""

SPACES = "\tsS"
"""The kinds of white space that a row may end after: tab, one cell wide, two cells wide."""

SPACE_CHARACTERS = "\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""The characters of these kinds. No-break, figure and narrow no-break space are not among them."""

DASH_BREAK = re.compile(r"(?<=\w[-\u2010\u2013\u2014])(?=[^\W\d_])")
"""Where a row may end inside a word: after a hyphen or dash that has a letter after it, and no space before it."""

_CARRIER = "\N{DOTTED CIRCLE}"
"""What Unicode's charts put under a mark that has no letter to stand on."""

_EXTENDING = "eiuvzm"
"""Kinds that belong to the cluster before them: mark, ignorable, emoji variation selector, zero-width space,
zero-width joiner, mark with a cell of its own."""

_JOINED_PICTOGRAPH = rf"[pP](?:u?M)?[eiuvm]{{0,{LONGEST}}}z"
_ENDS_JOINED = re.compile(_JOINED_PICTOGRAPH + r"\Z")
_ENDS_PICTOGRAPH = re.compile(r"[pP]u?\Z")
_CLUSTER = re.compile(
    r"[\n\t]"
    rf"|(?:(?<!r{{{LONGEST}}})rr|l+h?|(?:{_JOINED_PICTOGRAPH})*[pP](?:u?M)?|[^\n\t])[{_EXTENDING}]*"
)
"""One cluster, from an edge on: line feed or tab, flag, Hangul syllable, emoji, or any character, and its marks."""

_JOINING = re.compile(f"[{_EXTENDING}Mlr]")
"""Found in any text whose clusters are not single characters."""

_IS_SINGLE = re.compile(f"[{SINGLE_CELLS}]*+")

_PICTOGRAPHS = (
    "a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 231a-231b 2328 2388 23cf 23e9-23f3 23f8-23fa 24c2 "
    "25aa-25ab 25b6 25c0 25fb-25fe 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271d 2721 "
    "2728 2733-2734 2744 2747 274c 274e 2753-2755 2757 2763-2767 2795-2797 27a1 27b0 27bf 2934-2935 "
    "2b05-2b07 2b1b-2b1c 2b50 2b55 3030 303d 3297 3299 1f000-1f0ff 1f10d-1f10f 1f12f 1f16c-1f171 "
    "1f17e-1f17f 1f18e 1f191-1f19a 1f1ad-1f1e5 1f201-1f20f 1f21a 1f22f 1f232-1f23a 1f23c-1f23f "
    "1f249-1f3fa 1f400-1f53d 1f546-1f64f 1f680-1f6ff 1f774-1f77f 1f7d5-1f7ff 1f80c-1f80f 1f848-1f84f "
    "1f85a-1f85f 1f888-1f88f 1f8ae-1f8ff 1f90c-1f93a 1f93c-1f945 1f947-1faff 1fc00-1fffd "
)
"""Code points, in hexadecimal, of Extended_Pictographic in emoji-data.txt (UTS #51, version 15.1).

A zero-width joiner joins these."""


class Cluster(NamedTuple):
    """One character as a person sees it."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    width: int
    """Cells that it is drawn in. A line feed has none; a tab has one here and its true width in a row only."""


class Measured(NamedTuple):
    """The clusters of a stretch of text, field by field, which is quicker to go through than `Cluster`s."""

    starts: Sequence[int]
    """Offset of each cluster; each ends where the next begins."""
    widths: Sequence[int]
    """Cells of each cluster, counted as `Cluster.width` is."""
    symbols: str
    """One letter for each cluster: what wrapping needs to know of it (`may_break`)."""


def split_clusters(text: str, start: int = 0, end: int | None = None) -> list[Cluster]:
    """The clusters of `text[start:end]`; `start` and `end` are edges of the whole text."""
    stop = len(text) if end is None else end
    starts, widths, _ = measure(text, start, stop)
    return list(map(Cluster, starts, [*starts[1:], stop], widths))


def measure(text: str, start: int, stop: int) -> Measured:
    """The clusters of `text[start:stop]`, of which `start` is an edge. What stands before `start` is heeded."""
    origin = max(0, start - _REACH)
    kinds = text[origin:stop].translate(_KINDS)
    if "d" in kinds:
        kinds = _mark_dash_breaks(kinds, text, origin, stop)
    first = start - origin
    if not _JOINING.search(kinds, first):
        own = kinds[first:]
        return Measured(range(start, stop), list(map(_WIDTHS.__getitem__, own)), own)
    pieces = _pieces(kinds, first)
    starts = list(accumulate(map(len, pieces), initial=start))
    starts.pop()
    widths = [
        _WIDTHS[piece] if piece in _WIDTHS else cell_len(draw_cluster(text[at : at + len(piece)]))
        for piece, at in zip(pieces, starts, strict=True)
    ]
    return Measured(starts, widths, "".join([_SYMBOLS.get(piece) or _symbol(piece) for piece in pieces]))


def is_grapheme_edge(text: str, offset: int) -> bool:
    """Whether no cluster is cut at `offset`. The two ends of the text are edges."""
    if not 0 < offset < len(text) or _IS_SINGLE.fullmatch(text, offset - 1, offset + 1):
        return True
    origin = max(0, offset - _REACH)
    return _is_edge(text[origin : offset + 1].translate(_KINDS), offset - origin)


def next_edge(text: str, offset: int) -> int:
    """The nearest edge after `offset`, or the end of the text."""
    if offset + 1 >= len(text) or _IS_SINGLE.fullmatch(text, offset, offset + 2):
        return min(offset + 1, len(text))
    origin = max(0, offset - _REACH)
    kinds = text[origin : offset + LONGEST + 2].translate(_KINDS)
    for at in range(offset + 1 - origin, len(kinds)):
        if _is_edge(kinds, at):
            return origin + at
    return origin + len(kinds)


def previous_edge(text: str, offset: int) -> int:
    """The nearest edge before `offset`, or 0."""
    if offset <= 1 or _IS_SINGLE.fullmatch(text, offset - 2, offset):
        return max(0, offset - 1)
    origin = max(0, offset - 1 - LONGEST - _REACH)
    kinds = text[origin:offset].translate(_KINDS)
    return next((origin + at for at in range(offset - 1 - origin, 0, -1) if _is_edge(kinds, at)), 0)


def draw_text(text: str) -> str:
    """What to draw for a label: `make_visible` and `draw_cluster` on one line."""
    if _IS_SINGLE.fullmatch(text):
        return make_visible(text)
    return "".join(draw_cluster(text[start:end]) for start, end, _ in split_clusters(text))


def cell_width(text: str) -> int:
    """The cells that `draw_text(text)` takes."""
    return len(text) if _IS_SINGLE.fullmatch(text) else cell_len(draw_text(text))


@lru_cache(maxsize=4096)
def draw_cluster(cluster: str) -> str:
    """The glyphs for one cluster, at least one cell wide and measured by rich as terminals draw them.

    A joiner that joins no pictographs is doubled, which looks the same: rich leaves out whatever follows one. A mark
    without a letter gets a dotted circle, and a skin tone without a face, which rich counts as nothing, a placeholder.
    """
    shown = make_visible(cluster)
    kinds = shown.translate(_KINDS)
    if "z" in kinds:
        shown = "".join(
            character * (1 + (kinds[index] == "z" and kinds[index + 1 : index + 2] not in {"p", "P"}))
            for index, character in enumerate(shown)
        )
    if kinds[0] == "M":
        return PLACEHOLDER + shown[1:]
    return _CARRIER + shown if kinds[0] in "eiuvz" else shown


@cache
def may_break(before: str, after: str) -> bool:
    """Whether a row may end between two clusters with these symbols, none of them a line feed."""
    if after in SPACES:
        return False
    if before in SPACES or before in "vVxD":
        return True
    if "g" in before + after or after in "cCdDx" or before in "oO":
        return False
    return before in _IDEOGRAPHIC or after in _IDEOGRAPHIC


def _pieces(kinds: str, first: int) -> list[str]:
    """The kinds of each cluster from the edge `first` on."""
    natural = first
    while natural < len(kinds) and not _is_natural_edge(kinds, natural):
        natural += 1
    pieces = _CLUSTER.findall(kinds, natural)
    if first < natural or max(map(len, pieces), default=0) > LONGEST + 1:
        cut = ([piece[: LONGEST + 1], *piece[LONGEST + 1 :]] for piece in pieces)
        return [*kinds[first:natural], *chain.from_iterable(cut)]
    return pieces


def _is_edge(kinds: str, at: int) -> bool:
    if _is_natural_edge(kinds, at):
        return True
    return not any(_is_natural_edge(kinds, earlier) for earlier in range(at - 1, max(0, at - LONGEST) - 1, -1))


def _is_natural_edge(kinds: str, at: int) -> bool:
    """Whether `at` would be an edge if clusters could be of any length."""
    before, after = kinds[at - 1 : at], kinds[at]
    if before in {"", "\n", "\t"} or after in "\n\t":
        return True
    if after in _EXTENDING:
        return False
    if after in "pP":
        return before != "z" or not _ENDS_JOINED.search(kinds, max(0, at - LONGEST - 4), at)
    if after == "M":
        return not _ENDS_PICTOGRAPH.search(kinds, max(0, at - 2), at)
    if before == after == "r":
        flags = kinds[max(0, at - LONGEST) : at]
        return (len(flags) - len(flags.rstrip("r"))) % 2 == 0
    return before != "l" or after not in "lh"


def _mark_dash_breaks(kinds: str, text: str, origin: int, stop: int) -> str:
    letters = list(kinds)
    for match in DASH_BREAK.finditer(text, origin + 1, stop):
        letters[match.start() - 1 - origin] = "D"
    return "".join(letters)


def _symbol(piece: str) -> str:
    """The kind of a cluster's first code point, unless what follows changes what wrapping makes of it.

    `v`, `V` and `x` end in a zero-width space: what is narrow, what is wide, what no row begins with.
    """
    first, rest = piece[0], piece[1:]
    if first in "sS":
        if not rest.strip("ivz"):
            return first
        first = "w" if first == "S" else "n"
    if piece[-1] == "v":
        return "x" if first in "cCdg" else "V" if first in _IDEOGRAPHIC else "v"
    if first in "eiuzmM":
        return "n"
    return "d" if first == "D" and rest else first


class _Kinds(dict[int, str]):
    """The kind of each code point met so far: most texts use few, and a table of all is slow to build."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(chr(code))
        return kind


def _kind(character: str) -> str:
    """The letter for one code point as it is drawn.

    Beside the kinds of `SPACES` and `_EXTENDING`: `n` narrow, `w` wide; `c` `C` closing, `o` `O` opening
    punctuation; `d` dash (`D` where a row may end after it), `g` no-break space; `p` `P` pictograph, `M` skin
    tone, `r` regional indicator; `h` Hangul syllable, `l` leading jamo. A capital is the wide one of two.
    """
    shown = make_visible(character, keep_layout=True)
    if shown in "\n\t":
        return shown
    width = cell_len(shown)
    extending = _extending_kind(shown, width)
    if extending:
        return extending
    kind = _base_kind(shown)
    return _WIDE_KINDS.get(kind, kind) if width > 1 else _NARROW_KINDS.get(kind, kind)


def _extending_kind(character: str, width: int) -> str:
    if character in _EXTENDING_BY_NAME:
        return _EXTENDING_BY_NAME[character]
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return "M"
    if width == 0:
        return "e"
    has_own_cell = character in "\u0e33\u0eb3\uff9e\uff9f" or unicodedata.category(character)[0] == "M"
    return "m" if has_own_cell else ""


def _base_kind(character: str) -> str:
    if character in "-\u2010\u2013\u2014":
        return "d"
    if _SPACE.match(character):
        return "s"
    if character in "\u00a0\u2007\u202f":
        return "g"
    for kind, ranges in _RANGES.items():
        if any(first <= ord(character) <= last for first, last in ranges):
            return kind
    if character in _NEVER_FIRST:
        return "c"
    return _PUNCTUATION.get(unicodedata.category(character), "n")


def _code_points(ranges: str) -> tuple[tuple[int, int], ...]:
    bounds = [ends.split("-") for ends in ranges.split()]
    return tuple((int(ends[0], 16), int(ends[-1], 16)) for ends in bounds)


_SPACE = re.compile(f"[{SPACE_CHARACTERS}]")
_EXTENDING_BY_NAME = {
    "\N{ZERO WIDTH JOINER}": "z",
    "\N{ZERO WIDTH SPACE}": "v",
    "\N{VARIATION SELECTOR-16}": "u",
    "\N{ZERO WIDTH NON-JOINER}": "i",
    "\N{WORD JOINER}": "i",
    "\N{COMBINING GRAPHEME JOINER}": "i",
}
_RANGES = {
    "p": _code_points(_PICTOGRAPHS),
    "r": _code_points("1f1e6-1f1ff"),
    "l": _code_points("1100-115f a960-a97c"),
    "h": _code_points("ac00-d7a3"),
}
_PUNCTUATION = {"Pe": "c", "Pf": "c", "Ps": "o", "Pi": "o"}
_NEVER_FIRST = ",.!?:;%\u2025\u2026\u3001\u3002\u3005\u30fb\u30fc\uff01\uff05\uff0c\uff0e\uff1a\uff1b\uff1f"
"""Beside closing brackets and quotation marks, what a row of Chinese or Japanese does not begin with."""

_NARROW_KINDS = {"l": "n", "h": "n"}
_WIDE_KINDS = {"n": "w", "s": "S", "c": "C", "o": "O", "p": "P", "d": "w"}
_IDEOGRAPHIC = "wCOPVlhr"
"""Symbols of clusters that a row may end beside: the scripts written without spaces, and emoji."""

_KINDS = _Kinds()
_MARKED = [(kind, kind + marks) for kind in "nwcCoOdDgpPlhei" for marks in ("", "e", "ee")]
_WIDTHS = {piece: 2 if kind in "wCOPlh" else 1 for kind, piece in _MARKED} | {
    "\n": 0,
    "\t": 1,
    "s": 1,
    "S": 2,
    "r": cell_len("\U0001f1e6"),
    "rr": cell_len("\U0001f1e6\U0001f1e6"),
    **dict.fromkeys("vzuM", 1),
}
"""Cells of the clusters with these kinds. The others are measured by their glyphs."""

_SYMBOLS = {piece: _symbol(piece) for piece in _WIDTHS}
