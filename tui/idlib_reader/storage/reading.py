"""Opening files: regular files of UTF-8 text come in as text, everything else is told in a sentence."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path

from idlib_reader.core.article import BYTE_ORDER_MARK, Article, normalise
from idlib_reader.errors import IdlibError

_BYTE_ORDER_MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, line ends as they are, without a byte-order mark.

    Raises:
        IdlibError: it is missing, no regular file, not readable or not UTF-8; said in a sentence.
    """
    try:
        # Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise IdlibError(f"{path} is {_KINDS.get(stat.S_IFMT(mode), 'no regular file')}, not a text file.")
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                content = file.read()
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise IdlibError(f"{path} can't be read: {why(error)}.") from error
    return _decode(path, content)


def why(error: OSError | ValueError) -> str:
    """What the system says of a file, in words."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told[:1].lower() + told[1:]


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        encoding = _BYTE_ORDER_MARKS.get(content[:2], "another encoding")
        line = content.count(b"\n", 0, error.start) + 1
        guess = "UTF-16" if encoding == "UTF-16" else "LATIN1"
        raise IdlibError(
            f"{path} is not UTF-8 (line {line}, byte {error.start}); it seems to be {encoding}.",
            f"Convert it, for example with: iconv -f {guess} -t UTF-8 {shlex.quote(str(path))} > converted.txt",
        ) from error


def read_article(path: Path) -> Article:
    """The article in a file, normalised. Controls and NUL in its text are kept; they are made visible when shown."""
    return Article(path.stem, normalise(read_text(path)))


def signature(path: Path) -> tuple[int, int, int, int] | None:
    """What changes whenever a file is written: modification and change time (ns), size and inode; None without one."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
