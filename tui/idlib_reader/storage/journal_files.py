"""The files of journals: held by one run, appended to as a whole or not at all, and let go of in the end.

A file is locked while its run lives. Looks at it share a lock; who takes it over has it alone, and makes sure that the
name still leads to the file that was locked.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SUFFIX = ".jsonl"

_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Lines go to the end, opening waits for nobody, and programs that are started inherit no such file (PEP 446)."""
_TRIES = 10
"""New files that are tried: somebody who looks for journals may get hold of one before its run does."""
_LOCKED = 2**30
"""The byte that is locked on Windows, where nobody else can read what is locked: far behind the last line."""
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)
"""What a file system says that keeps no folder on request: it does so in its own way."""
_STEP = 2**16
"""Bytes that are read at once."""


class Lines:
    """A journal that this run holds. What is appended to it is there as a whole, or not at all."""

    def __init__(self, file: Path, descriptor: int) -> None:
        """Of an empty file that is open and locked."""
        self._file = file
        self._descriptor = descriptor
        self._length = 0

    @property
    def is_there(self) -> bool:
        """Whether others find it under its name."""
        return _is_at(self._file, self._descriptor)

    def append(self, lines: bytes, *, is_synced: bool) -> None:
        """Write lines at the end; if `is_synced`, they are on the disk when this returns."""
        try:
            self._cut()
            _write(self._descriptor, lines)
            if is_synced:
                _sync(self._descriptor)
        except OSError:
            with suppress(OSError):
                self._cut()
            raise
        self._length += len(lines)

    def release(self) -> None:
        """Close it, and let others have it."""
        let_go(self._descriptor)

    def remove(self) -> None:
        """Close it; it goes, or where that can't be it is left with nothing open in it."""
        let_go(self._descriptor, self._file.unlink)

    def _cut(self) -> None:
        """Take away what an append that failed has left."""
        if os.fstat(self._descriptor).st_size > self._length:
            os.ftruncate(self._descriptor, self._length)


def create_lines(folder: Path, name: str) -> Lines:
    """A new journal, locked, whose name begins with `name`.

    Raises:
        OSError: it can't be made, or others keep taking it for one that was left behind.
    """
    for _ in range(_TRIES):
        file = folder / f"{name}.{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}"
        descriptor = os.open(file, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if _lock(descriptor) and _is_at(file, descriptor):
                return Lines(file, descriptor)
        except OSError:
            let_go(descriptor, file.unlink)
            raise
        let_go(descriptor)
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def take(file: Path, *, is_shared: bool = False) -> int | None:
    """The descriptor of a journal, locked; None where somebody holds it, or it can't be had."""
    try:
        descriptor = os.open(file, _FLAGS)
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        if _lock(descriptor, is_shared=is_shared) and _is_at(file, descriptor):
            return descriptor
    let_go(descriptor)
    return None


def _lock(descriptor: int, *, is_shared: bool = False) -> bool:
    """Lock a file until it is closed, waiting for nobody; False where another one has. Windows shares no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def let_go(descriptor: int, act: Callable[[], object] | None = None) -> None:
    """Close a file, which unlocks it, with a last act under the lock; Windows removes and renames no open file."""
    if sys.platform == "win32":
        with suppress(OSError):
            os.close(descriptor)
    with suppress(OSError):
        if act:
            act()
    if sys.platform != "win32":
        with suppress(OSError):
            os.close(descriptor)


def _is_at(file: Path, descriptor: int) -> bool:
    """Whether this is the file of that name, and a regular one."""
    try:
        found = file.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return stat.S_ISREG(found.st_mode) and os.path.samestat(found, os.fstat(descriptor))


def read_all(descriptor: int) -> bytes:
    """All that stands in a file."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    return b"".join(iter(lambda: os.read(descriptor, _STEP), b""))


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _sync(descriptor: int) -> None:
    synchronise: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
    synchronise(descriptor)


def sync_names(folder: Path) -> None:
    """Have the names in a folder kept on the disk; on Windows they are."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        let_go(descriptor)
