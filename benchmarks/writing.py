"""Writing: from a key to the bytes on their way to the disk, and to the frame that shows what they say.

Marks are made in the real program: a word that names an entity is marked (`e`, Enter), which is undone, done again and
undone; then a remark is made of it (`m`, a word, Enter) and undone. So every round begins with the same file; what a
round leaves is compared with it byte for byte.

When bytes are handed to the disk the program says itself: Python runs a `sitecustomize` before it, which puts a time
before every `os.fsync` of a file. On Linux all programs share the clock that `perf_counter` reads.
"""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import generate
from files import measure_files
from idlib_reader.core.describing import Describer
from idlib_reader.core.edits import Edit
from idlib_reader.core.index import Index
from idlib_reader.core.making import mention
from idlib_reader.core.span import Span
from idlib_reader.storage.journal import Journal
from idlib_reader.storage.planning import draft_of, plan
from idlib_reader.storage.reading import read_article, read_text
from idlib_reader.storage.workspace import Pair
from programs import SOURCES, Condition, Sample, case, is_read, program, running, sample, watch, without_collector
from ptybench import Screen, Session, cpu_seconds, parse_keys, quantile, tree
from report import Report

SIZES = (10, 1_000, 10_000)
"""Annotations of the files that are written in, each on an article of a hundred bytes to one."""
ADDED, PLANNED = 50.0, 20.0
"""Budgets: milliseconds from the key to the new bytes at `fsync`, and of them to plan what they are."""
JOURNALLED = 50
"""Edits that are put into a journal."""
ENTITY = "Entity number 0"
"""The one that gets the name of the word that is marked."""
_STAMPS = "IDLIB_BENCH_STAMPS"
"""The variable that says in which file the program says when it hands others to the disk."""
_STAMPING = f"""\
import os, stat, time

_synchronise, _stamps = os.fsync, os.open(os.environ["{_STAMPS}"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def _stamp_and_synchronise(file):
    if stat.S_ISREG(os.fstat(file).st_mode):
        os.write(_stamps, f"{{time.perf_counter()}} {{time.thread_time()}}\\n".encode())
    _synchronise(file)

os.fsync = _stamp_and_synchronise
"""
_PATIENCE, _LED, _STILL = 20.0, 0.1, 0.4
"""Seconds: for the answer to a key, without a frame after a key that leads up, and without a frame or work at rest."""


class Stamp(NamedTuple):
    """When a file was handed to the disk."""

    time: float
    """Seconds, of the clock of `perf_counter`."""
    worked: float
    """Seconds of the processor that the thread had used since the program began."""


@dataclass(frozen=True, slots=True)
class Stamping:
    """A program that says when it hands files to the disk."""

    folder: Path
    """Where it says so, and where its patch and its state are kept."""

    def environment(self) -> dict[str, str]:
        """Make the patch; what it gives are the variables with which it is run, and with which the state stays here."""
        patch = self.folder / "patch"
        patch.mkdir(parents=True, exist_ok=True)
        (patch / "sitecustomize.py").write_text(_STAMPING, "utf-8")
        return {
            "PYTHONPATH": f"{patch}{os.pathsep}{SOURCES}",
            "XDG_STATE_HOME": str(self.folder / "state"),
            _STAMPS: str(self._file),
        }

    def read(self) -> list[Stamp]:
        """All stamps so far, oldest first; folders that were handed to the disk have none."""
        lines = self._file.read_text("utf-8").splitlines() if self._file.exists() else []
        return [Stamp(*map(float, line.split())) for line in lines]

    @property
    def _file(self) -> Path:
        return self.folder / "stamps"


@dataclass(frozen=True, slots=True)
class Step:
    """A change at the screen, in ptybench's key language."""

    what: str
    """What the rows call it."""
    lead: str
    """Keys that lead up to it and are not measured."""
    key: str
    """The one that makes it."""
    told: str
    """How the status line begins to tell of it."""
    is_lit: bool
    """Whether the word is marked afterwards."""
    budget: float | None = None
    """Milliseconds until the bytes are handed to the disk; None where nothing is promised."""
    counts_bytes: bool = True
    """Whether the bytes that change are told."""


class Taken(NamedTuple):
    """What a step took, in milliseconds from its key; None what never came."""

    synchronised: float | None
    """Until the new bytes were handed to the disk."""
    worked: float
    """So much of that the processor worked on it."""
    painted: float | None
    """Until the frame that shows it."""
    changed: int
    """Bytes of the new file that are not in the old one."""


def steps(word: str) -> tuple[Step, ...]:
    """A round of changes with the word under the cursor; at its end the file is as before."""
    undo = Step("undoing it", "", "u", "Undone: ", is_lit=False, counts_bytes=False)
    return (
        Step("one mention added", "e", "enter", f"Mention of {word}: saved", is_lit=True, budget=ADDED),
        undo,
        Step("doing it again", "", "ctrl+r", "Done again: ", is_lit=True, counts_bytes=False),
        undo,
        Step("one remark added", "m text:Look", "enter", "Remark on “", is_lit=True, budget=ADDED),
        Step("undoing the remark", "", "u", "Undone: ", is_lit=False, counts_bytes=False),
    )


def measure_writing(report: Report, folder: Path, rounds: int, few: int) -> None:
    """Changes of files of all sizes, so many rounds; then hand edits, `few` of each, of those that `files` has not."""
    for number in SIZES:
        name = f"{number // 10:,} KB with {number:,} annotations"
        one, word, start = prepared(name, folder / f"writing-{number}", number)
        report.head(f"Writing, {name} (median)")
        _measure_rounds(report, one, word, start, folder / f"stamps-{number}", rounds)
        _measure_parts(report, one, folder / f"journal-{number}")
        if number != SIZES[-1]:
            measure_files(report, one, few)


def prepared(name: str, folder: Path, annotations: int) -> tuple[Sample, str, int]:
    """An article where an entity has the name of a word that is not marked yet; that word, and where it starts."""
    article = generate.write(folder, annotations * 100, annotations)
    pair = Pair(article, folder / "annotations" / f"{article.stem}.yaml")
    text = read_text(pair.annotations)
    index = Index(read_article(article), draft_of(text).annotations)
    start, end = free_words(index)[0]
    word = index.article.text[start:end]
    pair.annotations.write_text(text.replace(f"name: {ENTITY}\n", f"name: {word}\n", 1), "utf-8")
    return sample(name, pair), word, start


def free_words(index: Index) -> list[Span]:
    """The words of at least four letters in which nothing is marked, in the order of the text."""
    text = index.article.text
    is_marked = bytearray(len(text))
    for start, end in (span for places in index.places.values() for place in places for span in place):
        is_marked[start:end] = b"\1" * (end - start)
    words = (Span(*match.span()) for match in re.finditer(r"\b[A-Za-z]{4,}\b", text))
    return [word for word in words if not any(is_marked[word.start : word.end])]


def changed(old: bytes, new: bytes) -> int:
    """How many bytes of the new file stand between what begins and what ends as the old one does."""
    head = _count_alike(old, new)
    tail = _count_alike(old[head:][::-1], new[head:][::-1])
    return len(new) - head - tail


def _count_alike(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    pairs = zip(one, other, strict=False)
    return next((row for row, (byte, byte_2) in enumerate(pairs) if byte != byte_2), min(len(one), len(other)))


# At the screen


def _measure_rounds(report: Report, one: Sample, word: str, start: int, folder: Path, rounds: int) -> None:
    stamping = Stamping(folder)
    one_case = case(one.name, program(one.article))
    one_case.env |= stamping.environment()
    before = one.pair.annotations.read_bytes()
    taken: dict[Step, list[Taken]] = {step: [] for step in steps(word)}
    with running(one_case) as session:
        if not watch(session, {"read": is_read}):
            report.fail(one.name, "it was never read")
            return
        session.send(b"l" * start)
        _rest(session)
        plain = _background(session.screen)
        for _ in range(rounds):
            for step in steps(word):
                taken[step].append(_take(session, step, plain, one.pair.annotations, stamping))
            if one.pair.annotations.read_bytes() != before:
                report.fail(one.name, "undoing did not bring back the file")
                break
    for step, every in taken.items():
        _tell(report, step, every)


def _take(session: Session, step: Step, plain: str, file: Path, stamping: Stamping) -> Taken:
    """Press the keys of a step, and wait until nothing more happens; `plain` is the background of an unmarked word."""
    for _, lead in parse_keys(step.lead):
        session.send(lead)
        session.replay(session.until_quiet(_LED, _PATIENCE, _PATIENCE))
    selected, old, stamps = _background(session.screen), file.read_bytes(), len(stamping.read())
    (_, key), *_ = parse_keys(step.key)
    worked = _main_thread_seconds(session.proc.pid)
    pressed = time.perf_counter()
    session.send(key)
    found = watch(session, {"painted": _is_done(step, plain, selected)}, limit=_PATIENCE)
    _rest(session)
    first = next(iter(stamping.read()[stamps:]), None)
    painted = found["painted"].milliseconds - (pressed - session.t0) * 1000 if found else None
    if first is None:
        return Taken(None, 0.0, painted, 0)
    bytes_changed = changed(old, file.read_bytes())
    return Taken((first.time - pressed) * 1000, (first.worked - worked) * 1000, painted, bytes_changed)


def _is_done(step: Step, plain: str, selected: str) -> Condition:
    """Whether the screen tells of it and shows it: a marked word is unlike a plain one, and unlike a selected one."""

    def holds(screen: Screen) -> bool:
        now = _background(screen)
        is_lit = now not in (plain, selected) if step.is_lit else now != plain
        return is_lit == step.is_lit and step.told in screen.text()

    return holds


def _background(screen: Screen) -> str:
    """That of the cell behind the cursor's; the word goes on there, and the cursor itself looks the same everywhere."""
    cursor = screen.screen.cursor
    background = screen.screen.buffer[cursor.y][cursor.x + 1].bg
    return str(background)


def _main_thread_seconds(pid: int) -> float:
    """What the main thread has used of the processor; the program waits meanwhile, so the system knows it exactly."""
    return int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text("ascii").split()[0]) / 1e9


def _rest(session: Session) -> None:
    """Read on until the program neither writes nor works: it reads the file again in the background."""
    began = time.perf_counter()
    while time.perf_counter() - began < _PATIENCE and not session.eof:
        worked = cpu_seconds(tree(session.proc.pid))
        chunks = session.until_quiet(_STILL, _STILL, _PATIENCE)
        session.replay(chunks)
        if not chunks and cpu_seconds(tree(session.proc.pid)) - worked < _STILL / 10:
            break


def _tell(report: Report, step: Step, every: Sequence[Taken]) -> None:
    synchronised = [one.synchronised for one in every if one.synchronised is not None]
    painted = [one.painted for one in every if one.painted is not None]
    worked = quantile([one.worked for one in every if one.synchronised is not None], 0.5) or 0.0
    note = f"{worked:.0f} ms of it at work, {_said(synchronised, len(every))}"
    report.row(f"{step.what}: key to new bytes at fsync", quantile(synchronised, 0.5), "ms", step.budget, note=note)
    note = _said(painted, len(every))
    report.row(f"{step.what}: key to painted frame", quantile(painted, 0.5), "ms", note=note)
    if step.counts_bytes and synchronised:
        sizes = [one.changed for one in every if one.synchronised is not None]
        report.row(f"{step.what}: bytes of the file that change", statistics.median(sizes), "B")


def _said(milliseconds: Sequence[float], keys: int) -> str:
    first, slowest = (milliseconds[0], max(milliseconds)) if milliseconds else (0.0, 0.0)
    answered = f"{keys} keys" if len(milliseconds) == keys else f"{len(milliseconds)} of {keys} keys were answered"
    return f"the first {first:.0f} ms, the slowest {slowest:.0f} ms, {answered}"


# Alone


def _measure_parts(report: Report, one: Sample, folder: Path) -> None:
    """What there is in the way of the bytes: planning them, and the line of the journal."""
    draft = draft_of(read_text(one.pair.annotations))
    edits = mentions(Index(read_article(one.article), draft.annotations), JOURNALLED)
    report.row("planning one mention alone", _median(lambda edit: plan(draft, edit), edits), "ms", PLANNED)
    journal = Journal(one.pair.annotations, folder)
    journal.open(edits[0])  # it is made with its first line
    took = _median(journal.open, edits)
    report.row("a line of the journal alone, on the disk", took, "ms", note=f"{len(edits)} lines")
    for number in journal.is_open:
        journal.close(number)
    journal.leave()


def mentions(index: Index, most: int) -> list[Edit]:
    """As many mentions of entities, at words all through the article that are not marked yet."""
    entities, words = list(index.written.entities.values()), free_words(index)
    describer = Describer(index.article.text)
    edits = []
    for row in range(most):
        place = (words[row * len(words) // most],)
        if selector := describer.describe(place):
            edits.append(mention(index, entities[row * len(entities) // most], selector, place))
    return edits


def _median(measured: Callable[[Edit], object], edits: Sequence[Edit]) -> float:
    """Milliseconds for one of the edits."""
    took = []
    for edit in edits:
        with without_collector():
            start = time.perf_counter()
            measured(edit)
            took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)
