"""Keys that do not wait: pressed while annotations are still being read, typed into a search at once, held down."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from programs import Sample, is_read, settle, shows, started, watch
from ptybench import Screen, Session, cpu_seconds, parse_keys, quantile, tree
from report import Report

BURST = 300
"""Keys that come in one write."""
REPEATS, REPEAT_SECONDS = 60, 1 / 30
"""A key that is held: so many, at the pace of a keyboard."""
_PATIENCE = 20.0
_STILL = 0.2
"""Seconds without a frame or work after which the screen counts as standing still."""
_FRAME_END = b"\x1b[?2026l"


def measure_rush(report: Report, one: Sample, times: int) -> None:
    """Keys in so many starts of the reader, then all at once in the last; keys are held as many times."""
    report.head(f"Keys while {one.name} are being read")
    moves: list[tuple[float, float | None]] = []
    for turn in range(times):
        with started(one) as session:
            if not watch(session, {"words": shows(one.opening)}):
                report.fail(one.name, "its words never came")
                return
            moves += _moves_while_read(session)
            if turn == times - 1:
                _tell_moves(report, moves)
                _measure_at_once(report, one, session, times)


def _measure_at_once(report: Report, one: Sample, session: Session, holds: int) -> None:
    settle(session)
    report.head(f"Keys at once, {one.name}")
    _measure_first_search(report, session)
    for what, key in (("j", "j"), ("↓", "down"), ("w", "w"), ("n after a search", "n")):
        _tell_burst(report, f"{BURST} × {what} in one write", _burst(session, key, BURST, 0.0))
    for what, key in (("j", "j"), ("space", "space")):
        _tell_held(report, what, [_burst(session, key, REPEATS, REPEAT_SECONDS) for _ in range(holds)])
    _press(session, "f2")
    _tell_burst(report, f"{BURST} × j in one write, in the list", _burst(session, "j", BURST, 0.0))


# While the annotations are being read


def _moves_while_read(session: Session) -> list[tuple[float, float | None]]:
    """When a key was pressed, in seconds from the start, and the milliseconds until the cursor stood elsewhere."""
    chance = random.Random(0)
    moves: list[tuple[float, float | None]] = []
    while not is_read(session.screen) and not session.eof and time.perf_counter() - session.t0 < 6 * _PATIENCE:
        pressed = time.perf_counter()
        took = _time_move(session, b"h" if len(moves) % 2 else b"l", pressed)
        moves.append((pressed - session.t0, took))
        pause = time.perf_counter() + chance.uniform(0.03, 0.1)
        while (left := pause - time.perf_counter()) > 0:
            if got := session.read(left):
                session.screen.feed(got[1])
    return moves


def _time_move(session: Session, key: bytes, pressed: float) -> float | None:
    cursor = session.screen.screen.cursor
    before = cursor.x, cursor.y
    session.send(key)
    while time.perf_counter() - pressed < _PATIENCE and not session.eof:
        if got := session.read(0.01):
            session.screen.feed(got[1])
            if not session.screen.in_sync and (cursor.x, cursor.y) != before:
                return float(got[0] - pressed) * 1000
    return None


def _tell_moves(report: Report, moves: Sequence[tuple[float, float | None]]) -> None:
    times = [took for _, took in moves if took is not None]
    slowest = max(((took, at) for at, took in moves if took is not None), default=(0.0, 0.0))
    missing = len(moves) - len(times)
    note = f"{len(moves)} keys" + (f", {missing} without an answer" if missing else "")
    report.row("cursor move, median", quantile(times, 0.5), "ms", 10.0, note=note)
    report.row("cursor move, p95", quantile(times, 0.95), "ms")
    report.row("cursor move, the slowest", slowest[0], "ms", note=f"pressed {slowest[1]:.2f} s after a start")


# The first search


def _measure_first_search(report: Report, session: Session) -> None:
    """The article is made ready for searching when the line is opened: how long until a letter has its count."""
    _press(session, "g")
    pressed = time.perf_counter()
    for _, key in parse_keys("/ s"):
        session.send(key)
    found = watch(session, {"count": _is_counted}, limit=_PATIENCE)
    took = found["count"].milliseconds - (pressed - session.t0) * 1000 if found else None
    report.row("the first search: / and a letter at once, until it is counted", took, "ms")
    _press(session, "t", "a", "enter")


def _is_counted(screen: Screen) -> bool:
    """Whether the line that is typed into says on which of how many matches one is."""
    return re.search(r"\d of \d", screen.screen.display[-1]) is not None


# Keys held down


@dataclass(frozen=True, slots=True)
class _Burst:
    """What many keys led to."""

    milliseconds: float
    """From the last key until the screen stood still."""
    frames: int
    size: int
    """Bytes."""
    delays: tuple[float, ...]
    """For each key, the milliseconds until the first frame after it; those that the next key overtook are missing."""


def _burst(session: Session, key: str, times: int, pause: float) -> _Burst:
    """Send a key many times, at once or with a pause after each, and read until the screen stands still."""
    settle(session)
    (_, sequence), *_ = parse_keys(key)
    chunks: list[tuple[float, bytes]] = []
    sent: list[float] = []
    began = time.perf_counter()
    for number in range(times if pause else 1):
        sent.append(time.perf_counter())
        session.send(sequence if pause else sequence * times)
        while pause and (left := began + (number + 1) * pause - time.perf_counter()) > 0:
            if got := session.read(left):
                chunks.append(got)
    last = sent[-1]
    chunks += _until_still(session)
    session.replay(chunks)
    ended = max((stamp for stamp, _ in chunks), default=last)
    whole = b"".join(chunk for _, chunk in chunks)
    return _Burst(max(0.0, ended - last) * 1000, whole.count(_FRAME_END), len(whole), _delays(sent, chunks))


def _until_still(session: Session) -> list[tuple[float, bytes]]:
    """What comes until the program neither writes nor works: between two frames it may be busy for long."""
    chunks: list[tuple[float, bytes]] = []
    began = time.perf_counter()
    while time.perf_counter() - began < _PATIENCE:
        worked = cpu_seconds(tree(session.proc.pid))
        more = session.until_quiet(_STILL, _STILL, _PATIENCE)
        chunks += more
        if not more and cpu_seconds(tree(session.proc.pid)) - worked < _STILL / 10:
            break
    return chunks


def _delays(sent: Sequence[float], chunks: Sequence[tuple[float, bytes]]) -> tuple[float, ...]:
    ends = [stamp for stamp, chunk in chunks if _FRAME_END in chunk]
    following = [*sent[1:], float("inf")]
    return tuple(
        (min(after) - start) * 1000
        for start, end in zip(sent, following, strict=True)
        if (after := [stamp for stamp in ends if start <= stamp < end])
    )


def _tell_burst(report: Report, what: str, burst: _Burst) -> None:
    note = f"{burst.frames} frames, {burst.size:,} B"
    report.row(f"{what}, until the screen stands still", burst.milliseconds, "ms", note=note)


def _tell_held(report: Report, what: str, bursts: Sequence[_Burst]) -> None:
    delays = [delay for burst in bursts for delay in burst.delays]
    shown = f"{len(delays)} of {REPEATS * len(bursts)} keys had a frame before the next"
    note = f"{shown}, median {quantile(delays, 0.5)} ms; {sum(burst.size for burst in bursts) // len(bursts):,} B"
    lag = statistics.median(burst.milliseconds for burst in bursts)
    report.row(
        f"{what} held for {REPEATS * REPEAT_SECONDS:g} s, from letting go to a still screen", lag, "ms", 25.0, note=note
    )


def _press(session: Session, *keys: str) -> None:
    for key in keys:
        for _, sequence in parse_keys(key):
            session.send(sequence)
            settle(session, 0.2)
