"""Files that are no text: what they are by their first bytes, and the command that makes text of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from idlib_reader.errors import IdlibError
from idlib_reader.storage.encodings import count_controls
from idlib_reader.storage.shell import free_path, quote


class _Format(NamedTuple):
    signature: re.Pattern[bytes]
    """What the file's bytes match from the first on (after each format's specification)."""
    found: str
    """What the sentence says of it after the file's name."""
    hint: str
    """What to do, with `{source}`, `{target}` and `{stem}` (the target without its ending) as words of a shell."""
    ending: str = ".txt"
    """What is added to the name for the target."""


def _signature(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


def _document(signature: bytes, name: str, pandoc: str) -> _Format:
    hint = f"Make text of it with `pandoc --from={pandoc} --to=plain --wrap=none --output={{target}} {{source}}`."
    return _Format(_signature(signature), f"is {name}, not plain text", hint)


def _packed(signature: bytes, name: str, command: str) -> _Format:
    hint = f"If there is a text in it, unpack it with `{command} {{source}} > {{target}}`."
    return _Format(_signature(signature), f"is packed with {name}, so it is no plain text", hint)


def _image(signature: bytes, name: str) -> _Format:
    hint = "Type the words into a text file, or have them recognised with `tesseract {source} {stem}`."
    return _Format(_signature(signature), f"is an image ({name}): there are no words in it to read", hint)


def _program(signature: bytes) -> _Format:
    return _Format(_signature(signature), "is a program, not a text file", "Name a text file instead.")


_FORMATS = (
    _Format(
        # A text that only speaks of the format has no objects in it.
        _signature(rb"%PDF-\d.*? obj\b"),
        "is a PDF, not plain text",
        "Make text of it with `pdftotext -enc UTF-8 {source} {target}`.",
    ),
    _document(rb"\{\\rtf\d", "rich text (RTF)", "rtf"),
    _document(rb"PK\x03\x04.*word/document\.xml", "a Word document (DOCX)", "docx"),
    _document(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", "an ODT document", "odt"),
    _document(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", "an EPUB book", "epub"),
    _Format(
        _signature(rb"PK(?:\x03\x04|\x05\x06)"),
        "is a ZIP archive, not a text file",
        "Unpack it with `unzip {source} -d {target}`, and read a text of it.",
        ".unpacked",
    ),
    _Format(
        _signature(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "is an old Microsoft Office file, not plain text",
        "If it is a Word document, make text of it with `catdoc -d utf-8 {source} > {target}`.",
    ),
    _packed(rb"\x1f\x8b\x08", "gzip", "gunzip --keep --stdout <"),
    _packed(rb"BZh[1-9]1AY&SY", "bzip2", "bunzip2 --keep --stdout <"),
    _packed(rb"\xfd7zXZ\x00", "xz", "unxz --keep --stdout <"),
    _packed(rb"\x28\xb5\x2f\xfd", "Zstandard", "zstd --decompress --stdout <"),
    _image(rb"\x89PNG\r\n\x1a\n", "PNG"),
    _image(rb"\xff\xd8\xff", "JPEG"),
    _image(rb"GIF8[79]a.*?\x00", "GIF"),
    _image(rb"RIFF.{4}WEBPVP8", "WebP"),
    _image(rb"II\*\x00|MM\x00\*", "TIFF"),
    _Format(
        _signature(rb"SQLite format 3\x00"),
        "is an SQLite database, not a text file",
        "Make text of it with `sqlite3 {source} .dump > {target}`.",
        ".sql",
    ),
    _program(rb"\x7fELF|MZ.{0,1024}PE\x00\x00|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|\x00asm"),
)


def refuse_format(path: Path, content: bytes) -> IdlibError | None:
    """What is said of a file in one of the known formats; None for any other."""
    for known in _FORMATS:
        if known.signature.match(content):
            target = free_path(path, known.ending)
            stem = target.with_name(target.name.removesuffix(known.ending))
            hint = known.hint.format(source=quote(path), target=quote(target), stem=quote(stem))
            return IdlibError(f"{path} {known.found}.", hint)
    return None


def refuse_binary(path: Path, content: bytes, *, is_utf_8: bool) -> IdlibError | None:
    """What is said of a file with too many controls for a text; None if it may be one.

    Up to eight controls make no file binary. Beyond that, a file that is UTF-8 stays a text up to every fourth byte,
    since hardly anything else is UTF-8 by chance; one that is not only up to every twentieth (among random bytes it is
    every tenth).
    """
    if content and not content.strip(b"\0"):
        message = f"{path} holds nothing but NUL bytes: there is no text in it."
        return IdlibError(message, "It was probably never written to its end; take it from a backup.")
    controls = count_controls(content)
    if controls <= _FEW or controls * (4 if is_utf_8 else 20) <= len(content):
        return None
    message = f"{path} is binary, not text: {controls} of its {len(content)} bytes are controls."
    hint = f"Find out with `file {quote(path)}` what it is, and save it as text in the program that it comes from."
    return IdlibError(message, hint)


_FEW = 8
