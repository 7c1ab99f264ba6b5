"""Saving: an annotation file is whole at every instant, the old one or the new one, whatever fails on the way.

The new text is written beside the file and takes its place in one step. Nothing that somebody else wrote is lost: what
is replaced is the very file that was read.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from idlib_reader.errors import IdlibError
from idlib_reader.storage.encodings import decode
from idlib_reader.storage.locks import Busy, locked
from idlib_reader.storage.reading import Signature, read_content, signature, signature_of, why
from idlib_reader.storage.temporaries import NotKept, remove_left, sync_folder, written_beside
from idlib_reader.storage.workspace import ANNOTATIONS

_TRIES = 5
"""How often a file is read that changes while it is read, and how often Windows is asked to replace one."""
_PAUSE = 0.01
"""Seconds between those times on Windows, where a file that some program reads can't be replaced."""


class Original(NamedTuple):
    """An annotation file as it was read, with all that is needed to write the same bytes again."""

    text: str
    """Line ends as they are, without a byte-order mark; empty where there is no file."""
    has_bom: bool
    """Whether a byte-order mark stands before the text."""
    signature: Signature | None
    """That of the file with this text; None where there is no file."""
    links: int
    """How many names the file has; 0 where there is none."""


class Changed(IdlibError):
    """The file is not what was last read: somebody else has written, made or removed it."""

    def __init__(self, path: Path) -> None:
        """Say so of the file at `path`."""
        super().__init__(f"{path} has changed since it was read.", "Read it again, and then save.")


class Unsaved(IdlibError):
    """The file can't be written; it is as it was, and nothing is left beside it."""


def read_original(path: Path) -> Original:
    """The file with the signature that belongs to its text; empty where there is no file (yet).

    Raises:
        IdlibError: it can't be read (`reading.read_text`), or somebody keeps writing it; said in a sentence.
    """
    for _ in range(_TRIES):
        try:
            content, status = read_content(path)
        except IdlibError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return Original("", has_bom=False, signature=None, links=0)
            raise
        if signature(path) == (read := signature_of(status)):
            return Original(decode(path, content), content.startswith(BOM_UTF8), read, status.st_nlink)
    raise IdlibError(f"{path} is being written by another program.", "Try again when that is done.")


def save(path: Path, text: str, has_bom: bool, expected: Signature | None) -> Signature:
    """Put a text in the place of the file that was last read, safe on the disk; the signature of the new file.

    Mode, owner, group and extended attributes stay. Links stay, and the file that they lead to is written, or made; a
    hard link is cut (`warn_of_links`). The folder `annotations/` is made if it alone is missing.

    Args:
        path: The file; it may be a link.
        text: All of it, line ends as they should be, without a byte-order mark.
        has_bom: Whether a byte-order mark is written before the text.
        expected: The signature of the file when it was last read; None if there was none.

    Raises:
        Changed: it is another file now, or written since; or there is one, or none, unlike before.
        Unsaved: it can't be written, or another reader is writing it.
    """
    content = _encode(path, text, has_bom)
    target = path
    try:
        target = Path(os.path.realpath(path))
        return _save(path, target, content, expected)
    except Busy as error:
        raise Unsaved(f"{path} can't be saved: another reader is writing it.", error.hint) from error
    except NotKept as error:
        hint = "Its owner can save it; or copy it, and work on the copy."
        raise Unsaved(f"{path} can't be saved: its owner and group would not stay the same.", hint) from error
    except (OSError, ValueError) as error:
        raise _refuse(path, target, error) from error


def remove(path: Path, expected: Signature | None) -> None:
    """Remove the file that was last read: what made it is undone.

    Raises:
        Changed: it is another file now, or written since.
        Unsaved: it can't be removed.
    """
    target = path
    try:
        target = Path(os.path.realpath(path))
        with locked(target):
            _look(path, target, expected)
            target.unlink()
        sync_folder(target.parent)
    except Busy as error:
        raise Unsaved(f"{path} can't be removed: another reader is writing it.", error.hint) from error
    except (OSError, ValueError) as error:
        raise _refuse(path, target, error) from error


def is_hard_linked(path: Path) -> bool:
    """Whether the file has other names, which saving cuts off: they keep the text that they have."""
    try:
        return path.stat().st_nlink > 1
    except (OSError, ValueError):
        return False


def warn_of_links(path: Path) -> str:
    """What is said of a file that has other names (`is_hard_linked`) before it is saved."""
    return f"{path} has other names (hard links): it is saved under this name only, and they keep the old text."


def _encode(path: Path, text: str, has_bom: bool) -> bytes:
    try:
        return (BOM_UTF8 if has_bom else b"") + text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        message = f"{path} can't be saved: line {line} has half a character in it, which UTF-8 can't hold."
        raise Unsaved(message, "Type or paste that word again.") from error


def _save(path: Path, target: Path, content: bytes, expected: Signature | None) -> Signature:
    """Write beside the target, and replace it if it still is what was read. `path` is how the person names it."""
    status = _look(path, target, expected)
    with _folder_of(target):
        remove_left(target)
        with written_beside(target, content, status) as (temporary, written):
            with locked(target):
                _look(path, target, expected)
                _replace(temporary, target)
                saved = _signature_after(target, written)
            sync_folder(target.parent)
    return saved


def _look(path: Path, target: Path, expected: Signature | None) -> os.stat_result | None:
    """What the target is like, if it is what was read and may be written; None if neither then nor now there is one."""
    status = _status(target)
    if status is None and expected and not os.path.lexists(target.parent):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    if (signature_of(status) if status else None) != expected:
        raise Changed(path)
    if status:
        _check_open(path, target, status)
    return status


def _status(target: Path) -> os.stat_result | None:
    """What the target itself is like, be it a link; None if it is missing."""
    try:
        status = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        # All links were followed, as far as they lead anywhere. One that leads in a circle fails here; one that was
        # made since is not what was read.
        target.stat()
    return status


def _check_open(path: Path, target: Path, status: os.stat_result) -> None:
    """Refuse a file that somebody has closed to writing, though it could be replaced, and what is no file."""
    if not stat.S_ISREG(status.st_mode):
        raise Unsaved(f"{path} can't be saved: it is no regular file.", "Move away what stands there.")
    # The superuser may write all files, but not one that nobody is meant to write.
    if status.st_mode & 0o222 and os.access(target, os.W_OK):
        return
    if hasattr(os, "statvfs") and os.statvfs(target).f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    from idlib_reader.storage.shell import quote

    hint = f"If it should be written, allow it with `chmod u+w {quote(path)}`, or ask its owner."
    raise Unsaved(f"{path} can't be saved: it is closed to writing.", hint)


@contextmanager
def _folder_of(target: Path) -> Iterator[None]:
    """See that the folder of annotation files is there for a new one; taken back if nothing is saved in it."""
    folder = target.parent
    is_made = folder.name == ANNOTATIONS and not os.path.lexists(folder)
    if is_made:
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)
    try:
        yield
    except BaseException:
        if is_made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _replace(temporary: Path, target: Path) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            temporary.replace(target)
        except PermissionError:
            if sys.platform != "win32" or not tries_left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _signature_after(target: Path, written: Signature) -> Signature:
    """The signature of the file that was put in place; renaming may have changed its time of change.

    If somebody has been there since, it is one that the file no longer has, so that it is read again.
    """
    now = signature(target)
    is_own = now is not None and (now[0], *now[2:]) == (written[0], *written[2:])
    return now if now is not None and is_own else written


def _refuse(path: Path, target: Path, error: OSError | ValueError) -> Unsaved:
    """What is said of a file that the system did not write."""
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        from idlib_reader.storage.paths import refuse_path

        told = refuse_path(path, error)
        return Unsaved(told.message, told.hint)
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOENT and not os.path.lexists(target.parent):
        from idlib_reader.storage.shell import quote

        hint = f"Make the folder with `mkdir -p {quote(target.parent)}`, or bring back the disk that it is on."
        return Unsaved(f"{path} can't be saved: there is no folder {target.parent}.", hint)
    return Unsaved(f"{path} can't be saved: {why(error)}.", _hint(target, number))


def _hint(target: Path, number: int | None) -> str:
    """What to do about an error of the system's."""
    from idlib_reader.storage.shell import quote

    if number in (errno.EACCES, errno.EPERM):
        return f"Allow writing in its folder with `chmod u+w {quote(target.parent)}`, or ask the folder's owner."
    return _HINTS.get(number or 0, "Try again; if that does not help, look whether the disk is sound.")


_HINTS = {
    errno.ENOSPC: "Make room on the disk, and try again.",
    errno.EDQUOT: "You may not have more on this disk: remove something of yours, and try again.",
    errno.EROFS: "The disk can only be read: mount it for writing, or copy the files elsewhere.",
    errno.ENAMETOOLONG: "Give it a shorter name: most systems take at most 255 bytes, and 4096 for all its folders.",
    errno.ENOTDIR: "Check its path: something in the place of a folder is a file.",
}
"""What to do, by the number of the error."""
