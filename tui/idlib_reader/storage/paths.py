"""Paths that can't be opened: what stands in the way, and what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path

from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import why
from idlib_reader.storage.shell import quote


def refuse_path(path: Path, error: OSError | ValueError) -> IdlibError:
    """What is said of a path that the system did not open or read. Looks at it again, but opens nothing."""
    if not isinstance(error, OSError):
        return _refuse_name(path, error)
    if error.errno in (errno.ENOENT, errno.ELOOP) and (refusal := _refuse_link(path)):
        return refusal
    return IdlibError(f"{path} can't be read: {why(error)}.", _hint(path, error.errno))


def _refuse_name(path: Path, error: ValueError) -> IdlibError:
    """No system is asked for a name like this."""
    reason = "it holds a NUL character" if "\0" in str(path) else why(error)
    return IdlibError(f"{path} can't be the name of a file: {reason}.", "Name a file that there is.")


def _refuse_link(path: Path) -> IdlibError | None:
    """What is said of a link that leads nowhere, be it the file or a folder on the way; None if there is none."""
    for part in (*reversed(path.parents), path):
        number = _number(part)
        if number in (errno.ENOENT, errno.ELOOP) and part.is_symlink():
            subject = f"{path} is" if part == path else f"{path} can't be read: its folder {part} is"
            if number == errno.ELOOP:
                hint = f"Remove it with `rm {quote(part)}`, and put in its place what it should lead to."
                return IdlibError(f"{subject} a link that leads round in a circle.", hint)
            hint = f"Put there what is missing, or remove the link with `rm {quote(part)}`."
            return IdlibError(f"{subject} a link to {_end(part)}, which does not exist.", hint)
    return None


def _number(path: Path) -> int | None:
    """The number of the error that looking at the path's end gives; None if it is there."""
    try:
        path.stat()
    except OSError as error:
        return error.errno
    return None


def _end(link: Path) -> Path:
    """What a link leads to, over other links as long as there are any."""
    end = link
    for _ in range(_MOST_LINKS):
        try:
            end = end.parent / end.readlink()
        except OSError:
            break
    return end


_MOST_LINKS = 40
"""What Linux follows at most; a chain may turn into a circle while it is looked at."""


def _hint(path: Path, number: int | None) -> str:
    """What to do about an error of the system's."""
    if number == errno.ENOENT:
        missing = next((folder for folder in reversed(path.parents) if _number(folder) == errno.ENOENT), None)
        told = f"There is no folder {missing}; check" if missing else "Check"
        return f"{told} how its name is spelled."
    if number in (errno.EACCES, errno.EPERM):
        if _number(path) is None:
            return f"If it is yours, allow reading it with `chmod u+r {quote(path)}`; else ask its owner."
        return f"You may not enter the folder that it is in; ask the owner of {path.parent}."
    if number == errno.ENAMETOOLONG:
        return "Give it a shorter name: most systems take at most 255 bytes, and 4096 for all its folders with it."
    if number == errno.ENOTDIR:
        return f"Check its path: a part of {path.parent} is a file, not a folder."
    return "Try again; if that does not help, copy it elsewhere and read the copy."
