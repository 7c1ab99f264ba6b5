"""Opening files: regular files of UTF-8 text come in as text, everything else is told in a sentence."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import TypeAlias

from idlib_reader.core.article import Article, normalise
from idlib_reader.errors import IdlibError
from idlib_reader.storage.encodings import decode

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""Opening waits for nobody, makes no terminal this program's own, and leaves line ends as they are."""

SETTLING = 0.05
"""Seconds between two looks at a file that was just written: editors write in several steps."""
_LOOKS = 40
"""Looks at a file that somebody keeps writing; then it is read as it is."""

_KINDS = {
    stat.S_IFDIR: ("a folder", "Name a text file in it, or give it another name if a text should stand in its place."),
    stat.S_IFIFO: ("a pipe", "Save in a file what the program at its other end writes, and read that."),
    stat.S_IFCHR: ("a device", "Name a text file instead."),
    stat.S_IFBLK: ("a device", "Name a text file instead."),
    stat.S_IFSOCK: ("a socket", "Name a text file instead: programs talk through a socket, and nothing is kept in it."),
}
"""The kinds of what is no regular file (`stat.S_IFMT`), with what to do."""

_LARGEST = 2**30
"""Bytes of the largest file that is read; what claims to be larger is no article, and may have no end at all."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, line ends as they are, without a byte-order mark.

    What is no regular file is not even opened. `encodings.decode` says what a text is.

    Raises:
        IdlibError: it is missing, no regular file, not readable or not UTF-8; said in a sentence.
    """
    return decode(path, read_content(path)[0])


def read_content(path: Path) -> tuple[bytes, os.stat_result]:
    """The content of a regular file, and what it was like before it was read: the file that was opened, not its name.

    It is looked at before it is opened, and again since it may have changed.

    Raises:
        IdlibError: it is missing, no regular file or not readable; its cause is what the system said.
    """
    try:
        _check_kind(path, path.stat())
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)
            _check_kind(path, status)
            return _read_all(path, descriptor, status.st_size), status
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        from idlib_reader.storage.paths import refuse_path  # only what can't be read needs it

        raise refuse_path(path, error) from error


def _check_kind(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind, hint = _KINDS.get(stat.S_IFMT(status.st_mode), ("something else", "Name a text file instead."))
        raise IdlibError(f"{path} is {kind}, not a text file.", hint)
    _check_size(path, status.st_size)


def _check_size(path: Path, size: int) -> None:
    if size > _LARGEST:
        message = f"{path} is too large to read: it has more than {_LARGEST // 2**20} MiB."
        raise IdlibError(message, "Split it into several articles.")


def _read_all(path: Path, descriptor: int, expected: int) -> bytes:
    """All bytes up to the end, in one piece if the size is as expected; the file may grow or shrink meanwhile."""
    chunks: list[bytes] = []
    size = 0
    while chunk := os.read(descriptor, max(expected - size, 0) + _STEP):
        chunks.append(chunk)
        size += len(chunk)
        _check_size(path, size)
    return b"".join(chunks)


_STEP = 2**16
"""Bytes that are read beyond what the file should have, to see whether it has them."""


def why(error: OSError | ValueError) -> str:
    """What the system says of a file, in words."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told[:1].lower() + told[1:]


def read_article(path: Path) -> Article:
    """The article in a file, normalised. Controls and NUL in its text are kept; they are made visible when shown."""
    return Article(path.stem, normalise(read_text(path)))


Signature: TypeAlias = tuple[int, int, int, int]
"""What changes whenever a file is written: modification and change time (ns), size and inode."""


def signature(path: Path) -> Signature | None:
    """The signature of the file that is there now; None without one."""
    try:
        return signature_of(path.stat())
    except (OSError, ValueError):
        return None


def signature_of(status: os.stat_result) -> Signature:
    """The signature of a file that was looked at."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def wait_until_still(path: Path) -> Signature | None:
    """What a file that somebody has just written is like once nobody writes it any more; that takes 50 ms or more."""
    before = signature(path)
    for _ in range(_LOOKS):
        time.sleep(SETTLING)
        now = signature(path)
        if now == before:
            break
        before = now
    return before
