"""One article: its slug and its normalised text, the coordinate system of everything else."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

BYTE_ORDER_MARK = "\ufeff"


def normalise(text: str) -> str:
    """The text without a byte-order mark at its start and with `\\n` for every CR LF and CR.

    Done once on reading. All offsets count code points of the result.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def has_line_paragraphs(text: str) -> bool:
    """Whether each line is a paragraph: no empty lines, and lines too long to have been broken by hand."""
    lines = text.count("\n") + 1
    return lines > 1 and "\n\n" not in text and len(text) / lines > _LONG_LINE


_LONG_LINE = 120

_SUM = re.compile(r"(?P<digits>[0-9a-f]{64}\Z|[0-9a-f]{8,63}(?=\s*(?:\.{2,}|…)?\Z))")
"""With fewer than eight digits the sum of another text may begin like that by chance."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read, already normalised."""

    slug: str
    """The stem of the file's name, which its annotation file shares."""
    text: str
    """The normalised text (see `normalise`)."""

    def sha256(self) -> str:
        """The SHA-256 of the normalised text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def fits(self, sha256: str) -> bool:
        """Whether a sum as somebody wrote it is that of this text: all of it, or so much that chance is ruled out.

        In capitals too; a shortened one may end in dots.
        """
        digits = _SUM.match(sha256.strip().lower())
        return digits is not None and self.sha256().startswith(digits["digits"])
