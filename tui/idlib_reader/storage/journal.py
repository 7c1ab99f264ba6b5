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

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from idlib_reader.core.edits import Edit
from idlib_reader.errors import IdlibError
from idlib_reader.storage.edit_records import edit_of, record_of
from idlib_reader.storage.journal_files import SUFFIX, Lines, create_lines, let_go, read_all, sync_names, take
from idlib_reader.storage.reading import why
from idlib_reader.storage.workspace import state_folder

_VERSION = 1
_UNREADABLE = ".unreadable"
"""Is put after the name of a journal that is done with and still holds what nobody could read."""


class Unjournalled(IdlibError):
    """An edit can't be kept until it is saved. The next one may be."""


class Journal:
    """What is not yet saved of one annotation file in this run. Any thread may use it."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        """Of the annotation file at `path`, in `folder`; nothing is made before there is an edit."""
        # Now and not when it is begun: a link on the way may be gone by then, and back at the next start.
        self._real = _real_or_given(path)
        self._folder = folder
        self._lock = Lock()
        self._lines: Lines | None = None
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
        return self.open_all((edit,))[0]

    def open_all(self, edits: Sequence[Edit]) -> tuple[int, ...]:
        """Keep several edits, all of them or none; their numbers.

        Raises:
            Unjournalled: they can't be written; what was open before still is.
        """
        with self._lock:
            numbers = range(self._last + 1, self._last + 1 + len(edits))
            lines = {
                number: _line({"open": number, "time": _now(), "edit": record_of(edit)})
                for number, edit in zip(numbers, edits, strict=True)
            }
            try:
                self._append(b"".join(lines.values()), is_synced=True)
            except (OSError, ValueError) as error:
                raise _refusal(error, self._folder) from error
            self._last += len(edits)
            self._open |= lines
            return tuple(numbers)

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
            self._lines = _begin(self._real, self._folder, b"".join(self._open.values()))
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
            self._claimed = take(self.file)
        return self._claimed is not None

    def release(self) -> None:
        """Leave it to others again."""
        if self._claimed is not None:
            let_go(self._claimed)
            self._claimed = None

    def discard(self) -> None:
        """Be done with it: its journal goes, or is put aside as `kept` if lines in it can't be understood.

        One that another reader has is left to that one. What can't be removed is offered again at the next start.
        """
        if self.claim() and self._claimed is not None:
            let_go(self._claimed, self._put_away)
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
        files = [file for file in folder.iterdir() if file.name.startswith(prefix) and file.suffix == SUFFIX]
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
    descriptor = take(file, is_shared=True)
    if descriptor is None:
        return None
    try:
        return _understand(read_all(descriptor), file, os.fstat(descriptor).st_mtime)
    except OSError:
        return None
    finally:
        let_go(descriptor)


def _clear(file: Path) -> None:
    """Remove a journal if it has nothing, looking again with nobody beside: a run may just have begun it."""
    descriptor = take(file)
    if descriptor is None:
        return
    try:
        leftover = _understand(read_all(descriptor), file, 0)
    except OSError:
        let_go(descriptor)
    else:
        let_go(descriptor, None if leftover.edits or leftover.lost else file.unlink)


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


def _begin(real: str, folder: Path | None, lines: bytes) -> Lines:
    """Make a journal with its first line and these, which are on the disk when this returns, as its name is."""
    folder = _journals(folder)
    for made in reversed((folder, *folder.parents)):
        if not made.is_dir():
            made.mkdir(mode=0o700, exist_ok=True)
    journal = create_lines(folder, _name(real))
    header = _line({"journal": _VERSION, "file": real, "pid": os.getpid(), "time": _now()})
    try:
        journal.append(header + lines, is_synced=bool(lines))
        sync_names(folder)
    except OSError:
        journal.remove()
        raise
    return journal


def _journals(folder: Path | None) -> Path:
    """The folder of journals, that of the program's state if none is named."""
    try:
        return folder or state_folder() / "journal"
    except RuntimeError as error:  # nobody knows where the person's home is
        raise OSError(str(error)) from error


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _real_or_given(path: Path) -> str:
    """The real path; the one that is given where no file can have it, as will be said when it is opened."""
    try:
        return _real(path)
    except (OSError, ValueError):
        return str(path)


def _name(real: str) -> str:
    """What the names of all journals of an annotation file begin with."""
    return hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _refusal(error: OSError | ValueError, folder: Path | None) -> Unjournalled:
    hint = "If the program is stopped before that, the change is lost."
    with suppress(OSError):
        hint += f" It would be kept in {_journals(folder)}."
    return Unjournalled(f"The change can't be kept until it is saved: {why(error)}.", hint)
