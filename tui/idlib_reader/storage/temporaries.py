"""Temporary files: the whole of a new text, beside the file that it is going to replace and with its permissions.

Their names are hidden and end in no suffix of an annotation file, so no workspace shows them. They are locked as long
as their reader lives; what is not is left from one that was killed, and goes at the next save.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from idlib_reader.storage.locks import hold, release
from idlib_reader.storage.reading import Signature, signature_of

_FLAGS = (
    os.O_RDWR
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_TRIES = 10
"""How many names are tried for a new file; already a second one is hardly ever needed."""


class NotKept(Exception):
    """Owner and group of a file can't be kept, and with others somebody could do more with it than before."""


@contextmanager
def written_beside(target: Path, content: bytes, status: os.stat_result | None) -> Iterator[tuple[Path, Signature]]:
    """A new file in the target's folder with this content, safe on the disk; and its signature.

    It has owner, group, mode and extended attributes of the target, as `status` has them; without a status, those of a
    new file. Whatever of it is still there at the end is removed.

    Raises:
        OSError: it can't be written.
        NotKept: it can't be given to the target's owner and group, and would be open to others than before.
    """
    descriptor, path = _create(target, 0o666 if status is None else 0o600)
    with ExitStack() as stack:
        stack.callback(_remove, path)
        closing = stack.enter_context(ExitStack())
        closing.callback(release, descriptor)
        _write_all(descriptor, content)
        if status is not None and sys.platform != "win32":
            _keep_permissions(descriptor, target, status)
        os.fsync(descriptor)
        signature = signature_of(os.fstat(descriptor))
        if sys.platform == "win32":
            closing.close()  # what is open can't be renamed there; elsewhere it stays locked until it is
        yield path, signature


def sync_folder(folder: Path) -> None:
    """Have a folder's new names on the disk, too, as far as the system can do that.

    A failure is none of saving: the new text is in place, and every program reads it.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(descriptor)
        finally:
            release(descriptor)


def remove_left(target: Path) -> None:
    """Remove what killed readers have left beside the target; what is in use or can't be removed stays."""
    name = re.compile(re.escape(_prefix(target)) + "[0-9a-f]{12}" + re.escape(_SUFFIX))
    with suppress(OSError), os.scandir(target.parent) as entries:
        for path in [target.with_name(entry.name) for entry in entries if name.fullmatch(entry.name)]:
            with suppress(OSError):
                _remove_unused(path)


def _remove_unused(path: Path) -> None:
    if sys.platform != "win32":
        descriptor = os.open(path, _FLAGS)
        try:
            # Removed while it is held: its maker looks for that as soon as it has the lock (`_is_own`).
            if hold(descriptor):
                path.unlink()
        finally:
            release(descriptor)
    else:
        path.unlink()  # refused there as long as anyone has it open


_SUFFIX = ".tmp"


def _prefix(target: Path) -> str:
    """How the names of a target's temporary files begin: short, however long its own name is."""
    from hashlib import blake2b

    return f".idlib-reader-{blake2b(os.fsencode(target.name), digest_size=6).hexdigest()}-"


def _create(target: Path, mode: int) -> tuple[int, Path]:
    """A new file, open and locked."""
    for _ in range(_TRIES):
        path = target.with_name(f"{_prefix(target)}{os.urandom(6).hex()}{_SUFFIX}")
        with suppress(FileExistsError):
            descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, mode)
            if _is_own(descriptor):
                return descriptor, path
            release(descriptor)
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _is_own(descriptor: int) -> bool:
    """Whether a new file is locked; another reader may have taken it for one that was left, and removed it."""
    try:
        return hold(descriptor) and os.fstat(descriptor).st_nlink > 0
    except OSError:
        return True  # where nobody can lock, nobody removes either


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep_permissions(descriptor: int, target: Path, status: os.stat_result) -> None:
    """Give an open file owner, group, attributes and mode of the target, in the order in which none undoes another."""
    _keep_owner(descriptor, status)
    _keep_attributes(descriptor, target)
    mode = stat.S_IMODE(status.st_mode)
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        os.fchmod(descriptor, mode)


def _keep_owner(descriptor: int, status: os.stat_result) -> None:
    """Give an open file owner and group, or the group alone, as far as this user may and nobody can do more for it."""
    for owner in (status.st_uid, -1):
        own = os.fstat(descriptor)
        if (own.st_uid, own.st_gid) == (status.st_uid, status.st_gid):
            return
        try:
            os.fchown(descriptor, owner, status.st_gid)
        except OSError as error:
            if error.errno not in _NOT_ALLOWED:
                raise
    own = os.fstat(descriptor)
    if _is_wider(status.st_mode, owner=own.st_uid == status.st_uid, group=own.st_gid == status.st_gid):
        raise NotKept


_NOT_ALLOWED = {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
"""What systems say where a user may not give files away, has no such user (EINVAL), or a disk keeps nothing like it."""


def _is_wider(mode: int, *, owner: bool, group: bool) -> bool:
    """Whether a mode lets anybody do more once owner or group are others; each argument says whether it is kept.

    The new group may be anybody's, so it must not have more than all others, nor those of the old one less. The old
    owner becomes one of them, too. With the mode's special bits whoever runs the file would act as somebody else.
    """
    if owner and group:
        return False
    of_owner, of_group, of_others = mode >> 6 & 7, mode >> 3 & 7, mode & 7
    is_wider_for_group = not group and of_group != of_others
    is_wider_for_owner = not owner and (of_group | of_others) & ~of_owner != 0
    return is_wider_for_group or is_wider_for_owner or mode & (stat.S_ISUID | stat.S_ISGID) != 0


def _keep_attributes(descriptor: int, target: Path) -> None:
    """Give an open file the target's extended attributes and none else; what can't be copied is left out.

    Not so the access control list: without it, the bits of the group would mean something else.
    """
    if not hasattr(os, "listxattr"):
        return
    kept, own = _attributes(target), _attributes(descriptor)
    for name in sorted(kept | own):
        try:
            _keep_attribute(descriptor, target, name, is_kept=name in kept)
        except OSError:
            if name == _ACCESS_LIST:
                raise


def _keep_attribute(descriptor: int, target: Path, name: str, *, is_kept: bool) -> None:
    if not is_kept:
        os.removexattr(descriptor, name)
    else:
        os.setxattr(descriptor, name, os.getxattr(target, name))


def _attributes(file: Path | int) -> set[str]:
    """The names of the attributes that are kept; empty where the disk has none."""
    try:
        return {name for name in os.listxattr(file) if name.startswith(_KEPT)}
    except OSError as error:
        if error.errno in _NOT_ALLOWED:
            return set()
        raise


_ACCESS_LIST = "system.posix_acl_access"
_KEPT = ("user.", "security.selinux", _ACCESS_LIST)
"""How the attributes begin that are about the file; others are the system's, or about the bytes that were in it."""


def _remove(path: Path) -> None:
    # What can't be removed goes at the next save.
    with suppress(OSError):
        path.unlink(missing_ok=True)
