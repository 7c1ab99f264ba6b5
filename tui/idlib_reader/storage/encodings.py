"""Bytes to text: UTF-8 comes in, and of everything else is told what it is and which command converts it.

What that needs is imported only then: most files are what they should be, and imports are most of the start-up time.
"""

from __future__ import annotations

from pathlib import Path

from idlib_reader.core.article import BYTE_ORDER_MARK
from idlib_reader.errors import IdlibError


def decode(path: Path, content: bytes) -> str:
    """The text of a file in UTF-8, without a byte-order mark at its start.

    Whatever is UTF-8 is a text, single NULs and other controls included, except: rich text and PDF; UTF-16 and UTF-32
    without a mark, whose NULs stand in a pattern; and a file with more controls than `binaries.refuse_binary` allows.

    Raises:
        IdlibError: it is something else; said in a sentence, with the command that makes text of it.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        from idlib_reader.storage.misspellings import refuse_misspelt

        raise _refuse_foreign(path, content, is_utf_8=False) or refuse_misspelt(path, content, error) from error
    if _is_odd(content) and (refusal := _refuse_foreign(path, content, is_utf_8=True)):
        raise refusal
    return text.removeprefix(BYTE_ORDER_MARK)


def _is_odd(content: bytes) -> bool:
    """Whether UTF-8 is worth a second look: a quick one, since every reading of a long article pays for it."""
    return b"\0" in content or count_controls(content[:_HEAD]) > 0 or content.startswith(_SIGNATURES)


_HEAD = 4096
"""How many bytes from the start are looked at for controls other than NUL."""
_SIGNATURES = (b"%PDF-", b"{\\rtf")
"""How files begin that may be UTF-8 through and through, and yet are not meant to be read as they are."""


def count_controls(content: bytes) -> int:
    """How many bytes are NUL or other controls that no text needs.

    Tabs, line ends, form feeds, backspaces (with which old manuals underline) and the escapes of colours don't count.
    """
    return len(content) - len(content.translate(None, _CONTROLS))


_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\b\x1b"))


def _refuse_foreign(path: Path, content: bytes, *, is_utf_8: bool) -> IdlibError | None:
    """What is said of bytes that are no text in a form of UTF-8; None if they may be one."""
    from idlib_reader.storage.binaries import refuse_binary, refuse_format
    from idlib_reader.storage.wide_encodings import refuse_wide

    return refuse_format(path, content) or refuse_wide(path, content) or refuse_binary(path, content, is_utf_8=is_utf_8)
