"""The journal: what a person has done and is not yet saved, kept on the disk until it is.

A run of the program has a journal for each annotation file that it edits: a file of JSON lines in the folder of its
state. Its first line says what it is (`journal`, the version; `file`, the annotation file; `pid`, `time`), every other
one that an edit is open (`open`, its number; `time`, `edit`) or no longer (`close`, its number). The run holds a lock
on it while it lives; a journal without a holder is what a run has left behind, however that run ended.

A last line that is not whole was being written when the run was killed. Nobody was told that it is kept, so it counts
for nothing. Any other line that can't be understood, whoever wrote it, may have been an edit: it is counted, and a
journal with such lines is never removed but put aside, under a name that says so.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from idlib_reader.core.edits import Edit
from idlib_reader.errors import IdlibError
from idlib_reader.storage.edit_records import edit_of, record_of
from idlib_reader.storage.reading import why
from idlib_reader.storage.workspace import state_folder

_VERSION = 1
_SUFFIX = ".jsonl"
_UNREADABLE = ".unreadable"
"""Is put after the name of a journal that is done with and still holds what nobody could read."""

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


class Unjournalled(IdlibError):
    """An edit can't be kept until it is saved. The next one may be."""


class Journal:
    """What is not yet saved of one annotation file in this run. Any thread may use it."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        """Of the annotation file at `path`, in `folder`; nothing is made before there is an edit."""
        self._path = path
        self._folder = folder
        self._lock = Lock()
        self._lines: _Lines | None = None
        self._last = 0
        self._open: dict[int, bytes] = {}
        self._owed: list[bytes] = []

    @property
    def is_open(self) -> tuple[int, ...]:
        """The numbers of the edits that are open, in order."""
        with self._lock:
            return tuple(self._open)

    def open(self, edit: Edit) -> int:
        """Keep an edit until it is closed, and give its number: it is on the disk when this returns.

        Raises:
            Unjournalled: it can't be written; what was open before still is.
        """
        with self._lock:
            number = self._last + 1
            line = _line({"open": number, "time": _now(), "edit": record_of(edit)})
            try:
                self._append(line, is_synced=True)
            except (OSError, ValueError) as error:
                raise _refusal(error, self._folder) from error
            self._last = number
            self._open[number] = line
            return number

    def close(self, number: int) -> None:
        """Note that an edit is saved, or given up; one that is not open makes no difference.

        Where that can't be written now, it goes before the next line, or is written at the end of the run.
        """
        with self._lock:
            if self._open.pop(number, None) is not None:
                self._owed.append(_line({"close": number}))
                self._pay()

    def leave(self) -> None:
        """End it with the run: the file goes if nothing is open, else it stays for the next start."""
        with self._lock:
            if self._lines and self._open:
                self._pay()
                self._lines.release()
            elif self._lines:
                self._lines.remove()
            self._lines = None
            self._open.clear()
            self._owed.clear()

    def _pay(self) -> None:
        if self._owed and self._lines:
            with suppress(OSError):
                self._append(b"", is_synced=False)

    def _append(self, line: bytes, *, is_synced: bool) -> None:
        """Write what is owed, then the line. A file that somebody has removed is made anew, with all that is open."""
        if self._lines and not self._lines.is_there:
            self._lines.release()
            self._lines = None
        if not self._lines:
            self._lines = _begin(self._path, self._folder, b"".join(self._open.values()))
            self._owed.clear()
        self._lines.append(b"".join([*self._owed, line]), is_synced=is_synced)
        self._owed.clear()


@dataclass(slots=True)
class Leftover:
    """What a run that is over has left unsaved. Only who has claimed it should take its edits."""

    edits: tuple[Edit, ...]
    """Those that are open, oldest first."""
    when: datetime
    """When the first of them was made; without any, when the file was last written."""
    lost: int
    """Lines that can't be understood: something was done that can't be done again."""
    file: Path
    """The journal itself."""
    path: Path | None
    """The annotation file, if the journal says it."""
    _claimed: int | None = field(default=None, init=False, repr=False, compare=False)

    def claim(self) -> bool:
        """Take it, so that no other reader can; False where another one has it, or is done with it."""
        if self._claimed is None:
            self._claimed = _take(self.file)
        return self._claimed is not None

    def release(self) -> None:
        """Leave it to others again."""
        if self._claimed is not None:
            _let_go(self._claimed)
            self._claimed = None

    def discard(self) -> None:
        """Be done with it: its journal goes, or is put aside as `kept` if lines in it can't be understood.

        One that another reader has is left to that one. What can't be removed is offered again at the next start.
        """
        if self.claim() and self._claimed is not None:
            _let_go(self._claimed, self._put_away)
            self._claimed = None

    @property
    def kept(self) -> Path | None:
        """Where the journal is put when it is discarded; None where it is removed."""
        return self.file.with_name(self.file.name + _UNREADABLE) if self.lost else None

    def _put_away(self) -> None:
        if self.kept:
            self.file.replace(self.kept)
        else:
            self.file.unlink()


def left_behind(path: Path, folder: Path | None = None) -> list[Leftover]:
    """What runs that are over have left unsaved of the annotation file at `path`, oldest first.

    Runs that live and leftovers that somebody has claimed are not among them, nor is what can't be opened now.
    Journals with nothing in them are removed.
    """
    try:
        name = _name(_real(path))
    except (OSError, ValueError):
        return []
    return _leftovers(folder, f"{name}.")


def any_left_behind(folder: Path | None = None) -> list[Path]:
    """All annotation files of which something is left unsaved by runs that are over, by name.

    Where the first line of a journal is lost it doesn't say which file it is of: only `left_behind` finds it.
    """
    return sorted({leftover.path for leftover in _leftovers(folder, "") if leftover.path})


def _leftovers(folder: Path | None, prefix: str) -> list[Leftover]:
    try:
        folder = _journals(folder)
        files = [file for file in folder.iterdir() if file.name.startswith(prefix) and file.suffix == _SUFFIX]
    except (OSError, ValueError):
        return []
    found = [leftover for file in files if (leftover := _look_at(file))]
    return sorted(found, key=lambda leftover: (leftover.when, leftover.file.name))


def _look_at(file: Path) -> Leftover | None:
    """What is left in a journal; None where nothing is, and where its run lives."""
    leftover = _read_journal(file)
    if leftover and not (leftover.edits or leftover.lost):
        _clear(file)
        return None
    return leftover


def _read_journal(file: Path) -> Leftover | None:
    """What is in a journal that nobody holds; several may read it at once."""
    descriptor = _take(file, is_shared=True)
    if descriptor is None:
        return None
    try:
        return _understand(_read(descriptor), file, os.fstat(descriptor).st_mtime)
    except OSError:
        return None
    finally:
        _let_go(descriptor)


def _clear(file: Path) -> None:
    """Remove a journal if it has nothing, looking again with nobody beside: a run may just have begun it."""
    descriptor = _take(file)
    if descriptor is None:
        return
    try:
        leftover = _understand(_read(descriptor), file, 0)
    except OSError:
        _let_go(descriptor)
    else:
        _let_go(descriptor, None if leftover.edits or leftover.lost else file.unlink)


# What stands in a journal


def _line(record: dict[str, object]) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n"


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _understand(content: bytes, file: Path, written: float) -> Leftover:
    """What the lines say; `written` is when the file was, in seconds since the epoch."""
    records = list(_records(content))
    header = records[0] if records and isinstance(records[0], dict) and "journal" in records[0] else {}
    lines = records[1:] if header else records
    edits: dict[int, tuple[str, Edit]] = {}
    is_known = header.get("journal", _VERSION) == _VERSION
    lost = sum(not (is_known and _follow(line, edits)) for line in lines)
    first, *_ = (*(time for time, _ in edits.values()), "")
    path = header.get("file")
    return Leftover(
        edits=tuple(edit for _, edit in edits.values()),
        when=_time(first, written),
        lost=lost,
        file=file,
        path=Path(path) if isinstance(path, str) else None,
    )


def _records(content: bytes) -> Iterator[object]:
    """The lines as JSON values, None for one that is not JSON; not the last one if it is not whole."""
    *whole, last = content.split(b"\n")
    for line in whole:
        if line.strip():
            yield _record(line)
    if (record := _record(last)) is not None:
        yield record


def _record(line: bytes) -> object:
    try:
        record: object = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return record


def _follow(record: object, edits: dict[int, tuple[str, Edit]]) -> bool:
    """Open or close an edit, as a line says, in those that are open by number; whether the line is understood."""
    match record:
        case {"open": int(number), "time": str(time), "edit": edit, **others} if not others and number not in edits:
            try:
                edits[number] = time, edit_of(edit)
            except ValueError:
                return False
            return True
        case {"close": int(number), **others} if not others:
            edits.pop(number, None)
            return True
    return False


def _time(said: str, written: float) -> datetime:
    """When a line says that it was written; where it doesn't, when the file was."""
    with suppress(ValueError):
        time = datetime.fromisoformat(said)
        return time if time.tzinfo else time.replace(tzinfo=UTC)
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(written, UTC)
    return datetime.fromtimestamp(0, UTC)


# Files


class _Lines:
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
        _let_go(self._descriptor)

    def remove(self) -> None:
        """Close it; it goes, or where that can't be it is left with nothing open in it."""
        _let_go(self._descriptor, self._file.unlink)

    def _cut(self) -> None:
        """Take away what an append that failed has left."""
        if os.fstat(self._descriptor).st_size > self._length:
            os.ftruncate(self._descriptor, self._length)


def _begin(path: Path, folder: Path | None, lines: bytes) -> _Lines:
    """Make a journal with its first line and these, which are on the disk when this returns, as its name is."""
    real, folder = _real(path), _journals(folder)
    for made in reversed((folder, *folder.parents)):
        if not made.is_dir():
            made.mkdir(mode=0o700, exist_ok=True)
    journal = _create(folder, _name(real))
    header = _line({"journal": _VERSION, "file": real, "pid": os.getpid(), "time": _now()})
    try:
        journal.append(header + lines, is_synced=bool(lines))
        _sync_folder(folder)
    except OSError:
        journal.remove()
        raise
    return journal


def _create(folder: Path, name: str) -> _Lines:
    for _ in range(_TRIES):
        file = folder / f"{name}.{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}"
        descriptor = os.open(file, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if _lock(descriptor) and _is_at(file, descriptor):
                return _Lines(file, descriptor)
        except OSError:
            _let_go(descriptor, file.unlink)
            raise
        _let_go(descriptor)
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _take(file: Path, *, is_shared: bool = False) -> int | None:
    """The descriptor of a journal, locked; None where somebody holds it, or it can't be had."""
    try:
        descriptor = os.open(file, _FLAGS)
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        if _lock(descriptor, is_shared=is_shared) and _is_at(file, descriptor):
            return descriptor
    _let_go(descriptor)
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


def _let_go(descriptor: int, act: Callable[[], object] | None = None) -> None:
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


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return b"".join(iter(lambda: os.read(descriptor, _STEP), b""))


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _sync(descriptor: int) -> None:
    synchronise: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
    synchronise(descriptor)


def _sync_folder(folder: Path) -> None:
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
        _let_go(descriptor)


def _journals(folder: Path | None) -> Path:
    """The folder of journals, that of the program's state if none is named."""
    try:
        return folder or state_folder() / "journal"
    except RuntimeError as error:  # nobody knows where the person's home is
        raise OSError(str(error)) from error


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _name(real: str) -> str:
    """What the names of all journals of an annotation file begin with."""
    return hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _refusal(error: OSError | ValueError, folder: Path | None) -> Unjournalled:
    hint = "If the program is stopped before that, the change is lost."
    with suppress(OSError):
        hint += f" It would be kept in {_journals(folder)}."
    return Unjournalled(f"The change can't be kept until it is saved: {why(error)}.", hint)
