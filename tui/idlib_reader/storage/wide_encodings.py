"""UTF-16 and UTF-32: known by their byte-order mark, or by the pattern that their bytes make without one."""

from __future__ import annotations

import codecs
from pathlib import Path

from idlib_reader.errors import IdlibError
from idlib_reader.storage.shell import conversion


def refuse_wide(path: Path, content: bytes) -> IdlibError | None:
    """What is said of a file in UTF-16 or UTF-32; None if it is in neither."""
    return _refuse_marked(path, content) or _refuse_unmarked(path, content)


def is_whole(content: bytes, encoding: str) -> bool:
    """Whether all bytes mean something in an encoding."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32LE",
    codecs.BOM_UTF32_BE: "UTF-32BE",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}


def _refuse_marked(path: Path, content: bytes) -> IdlibError | None:
    """What is said of UTF-16 and UTF-32 with a byte-order mark, whole or broken; None without such a mark."""
    encodings = [encoding for mark, encoding in _MARKS.items() if content.startswith(mark)]
    if not encodings:
        return None
    # The mark of UTF-32 in little-endian order starts with that of UTF-16: then all depends on what follows.
    is_short = len(encodings) > 1 and not is_whole(content[: min(len(content) & ~3, _HEAD)], encodings[0])
    encoding = encodings[is_short]
    name = encoding[:6]
    if is_whole(content, encoding):
        return IdlibError(f"{path} is {name}, not UTF-8.", f"Convert it with {conversion(path, name)}.")
    message = f"{path} begins like {name}, but is broken or cut off."
    lenient = conversion(path, name, is_lenient=True)
    return IdlibError(message, f"Get it anew, or convert what is whole in it with {lenient}.")


def _refuse_unmarked(path: Path, content: bytes) -> IdlibError | None:
    """What is said of UTF-16 and UTF-32 without a byte-order mark; None if the bytes don't look like them."""
    head = content[:_HEAD]
    for encoding in ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"):
        looks_like = _looks_like_utf_32 if encoding.startswith("UTF-32") else _looks_like_utf_16
        if looks_like(head, encoding):
            return IdlibError(
                f"{path} seems to be {encoding[:6]} without a byte-order mark, not UTF-8.",
                f"Convert it with {conversion(path, encoding)}.",
            )
    return None


def _looks_like_utf_32(head: bytes, encoding: str) -> bool:
    """Whether all of it decodes, to more than one character and hardly a NUL: chance does not do that."""
    head = head[: len(head) & ~3]
    if not is_whole(head, encoding):
        return False
    text = head.decode(encoding)
    return len(text) > 1 and text.count("\0") * _FRACTION <= len(text)


def _looks_like_utf_16(head: bytes, encoding: str) -> bool:
    """Whether every second byte is that of a block with letters (Latin to Arabic), and the others are no controls.

    These blocks go up to U+07FF; U+2000 and on, the typographic signs, stand among them. Whatever has most of its
    letters beyond has hardly a NUL, and can't be told from binary.
    """
    is_little = encoding.endswith("LE")
    high, low = head[is_little::2], head[not is_little :: 2]
    size = min(len(high), len(low))
    blocks = len(high) - len(high.translate(None, bytes(range(8))))
    signs = high.count(0x20)
    strays = len(low) - len(low.translate(None, _STRAYS))
    is_of_letters = (size - blocks - signs) * _FRACTION <= size and blocks > signs
    return size > 1 and is_of_letters and strays * _FRACTION <= size


_HEAD = 4096
"""How many bytes from the start are looked at for what shows anywhere in a text; a multiple of four."""
_FRACTION = 10
"""One in so many may be an exception."""
_STRAYS = bytes(set(range(0x10)) - set(b"\t\n\r"))
