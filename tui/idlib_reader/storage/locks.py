"""Locks between readers: of all that would write one file, one at a time looks at it and replaces it.

Other programs know nothing of them. What is locked is a file at its side, since a file that is replaced takes its lock
with it. The system gives a lock back as soon as the program ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from idlib_reader.errors import IdlibError
from idlib_reader.storage.workspace import state_folder

_TRIES = 100
"""How often a lock is tried for. It is held while a file is looked at and renamed: for less time than they take."""

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Busy(IdlibError):
    """Another reader is writing the file at this moment."""

    def __init__(self, path: Path) -> None:
        """Say so of the file at `path`."""
        super().__init__(f"Another reader is writing {path}.", "Try again.")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other readers from writing a file, which need not exist; links are followed.

    The lock is a file in the state folder that stays there, empty. Where that can't be made or locked, it is the folder
    that the file is in; where that can't be locked either, there is none: better to save without than not at all.

    Raises:
        Busy: another reader, or another thread of this one, has it. Nobody is waited for.
    """
    target = Path(os.path.realpath(path))
    descriptor = _take(target)
    try:
        yield
    finally:
        if descriptor is not None:
            release(descriptor)


def hold(descriptor: int) -> bool:
    """Lock an open file until it is closed, without waiting; whether that went well. Else somebody else has it.

    Raises:
        OSError: the system can't lock this file.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release(descriptor: int) -> None:
    """Close a file, which gives its lock back; of what was written to it, all is on the disk already."""
    with suppress(OSError):
        os.close(descriptor)


def _take(target: Path) -> int | None:
    """The open file that holds the lock; None where nothing can be locked."""
    for open_lock in (_open_side_file, _open_folder):
        # There is no state folder for whoever has no home (RuntimeError).
        with suppress(OSError, RuntimeError):
            descriptor = open_lock(target)
            if _is_held(descriptor):
                return descriptor
            raise Busy(target)
    return None


def _is_held(descriptor: int) -> bool:
    """Whether the lock was got in one of the tries; it is closed if not."""
    is_held = False
    try:
        is_held = any(hold(descriptor) for _ in range(_TRIES))
    finally:
        if not is_held:
            release(descriptor)
    return is_held


def _open_side_file(target: Path) -> int:
    """The file in the state folder that stands for the target, named after its whole path."""
    from hashlib import blake2b

    name = blake2b(os.fsencode(os.path.normcase(target)), digest_size=16).hexdigest()
    folder = state_folder() / "locks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | _FLAGS, 0o600)


def _open_folder(target: Path) -> int:
    return os.open(target.parent, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _FLAGS)
