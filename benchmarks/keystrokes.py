"""From a key to the painted frame, and the bytes of it, once everything is read."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from programs import Sample, case, counted, program
from ptybench import parse_keys, quantile, run_once
from report import Report

MOVE, SCROLL, JUMP, BYTES = 10.0, 25.0, 60.0, 1500.0
"""Budgets: milliseconds to move, to scroll by a line or a page, to jump anywhere; bytes of a move."""
_SHIFT_RIGHT = "hex:1b5b313b3243"


@dataclass(frozen=True, slots=True)
class Told:
    """A row: what is measured of a walk."""

    what: str
    keys: str
    """The keys that count, where others only lead up to them; separated by blanks, all if empty."""
    milliseconds: float | None = None
    """Budget; None where nothing is promised."""
    size: float | None = None
    """Bytes at most; None where nothing is promised."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Keys in a row, in ptybench's key language."""

    spec: str
    told: tuple[Told, ...] = ()
    """Nothing is told of keys that only prepare the next ones."""


def walks(times: int, *, is_long: bool) -> list[Walk]:
    """What is measured on an article, each `times` times; scrolling only on one that does not fit on the screen."""
    return [*_moves(times), *_selections(times), *(_scrolls(times) if is_long else ()), *_jumps(times), *_lists(times)]


def _moves(times: int) -> list[Walk]:
    return [
        Walk(f"l*{2 * times}", (Told("cursor move", "", MOVE, BYTES),)),
        # A person begins a chord and then ends it; what counts is the answer to its second key.
        Walk(f"(] e ] e [ e [ e)*{(times + 1) // 2}", (Told("next entity without a scroll", "e", MOVE, BYTES),)),
        Walk("g"),
    ]


def _selections(times: int) -> list[Walk]:
    return [
        Walk(f"(v l l v w)*{times}", (Told("select: v, then l", "l", MOVE, BYTES),)),
        Walk("g"),
        Walk(f"(v w w v)*{times}", (Told("select: v, then w", "w", MOVE, BYTES),)),
        Walk("g"),
        Walk(f"{_SHIFT_RIGHT}*{2 * times} v", (Told("select: shift+right", _SHIFT_RIGHT, MOVE, BYTES),)),
        Walk("g"),
        # A word, what stands around it, and back.
        Walk(f"(+ + + - - v)*{times}", (Told("grow and shrink", "+ -", MOVE, BYTES),)),
        Walk("g"),
    ]


def _scrolls(times: int) -> list[Walk]:
    return [
        Walk("j*45"),
        Walk(f"j*{2 * times}", (Told("scroll one line", "", SCROLL),)),
        Walk(f"pgdn*{times} pgup*{times}", (Told("page", "", SCROLL),)),
        Walk(f"(G g)*{(times + 1) // 2}", (Told("jump to the end and back", "", JUMP),)),
    ]


def _jumps(times: int) -> list[Walk]:
    return [
        Walk(f"(] t enter ctrl+o)*{times}", (Told("follow a link, and back", "enter ctrl+o", JUMP),)),
        Walk("g"),
        Walk(
            f"(/ s t a ctrl+g)*{times}",
            (Told("search: the first letter", "s"), Told("search: later letters", "t a")),
        ),
        Walk("/ s t a enter"),
        Walk(f"n*{times} N*{times}", (Told("next match (n, N)", "", JUMP),)),
        Walk("g"),
    ]


def _lists(times: int) -> list[Walk]:
    return [
        Walk(f"(: backspace)*{times}", (Told("opening the palette", ":"), Told("closing it", "backspace"))),
        Walk(f"(P q)*{times}", (Told("opening the list of problems", "P"),)),
        Walk("f2"),
        Walk(f"j*{times}", (Told("next row of the list of entities", "", JUMP),)),
        Walk(
            f"(/ 7 3 1 ctrl+g)*{times}",
            (Told("filter that list: the first digit", "7"), Told("filter that list: later digits", "3 1")),
        ),
        Walk("q"),
    ]


def measure_keys(report: Report, one: Sample, times: int, *, is_long: bool) -> None:
    """All walks on an article, then a rest."""
    all_walks = walks(times, is_long=is_long)
    report.head(f"Key to painted frame, {one.name} (median)")
    spec = " ".join(walk.spec for walk in all_walks)
    run = run_once(case(one.name, program(one.article), counted(one), keys=spec, pre="l", idle_s=3.0))
    if "error" in run:
        report.fail(one.name, run["error"])
        return
    samples = iter(run["keys"])
    for walk in all_walks:
        mine = [next(samples) for _ in parse_keys(walk.spec)]
        for told in walk.told:
            _tell(report, told, [sample for sample in mine if not told.keys or sample["key"] in told.keys.split()])
    report.row("idle, of a core", run["idle_cpu_pct"], "%", 0.2, note=f"{run['idle_bytes']} B")


def measure_problems(report: Report, one: Sample, problems: str, times: int) -> None:
    """Opening the list of problems where there are many: so many as the title bar says in `problems`."""
    spec = f"(P q)*{times} P {'j ' * times} (/ l i n ctrl+g)*{times} q"
    report.head(f"The list of {problems}, {one.name} (median)")
    run = run_once(case(one.name, program(one.article), problems, keys=spec, pre="l"))
    if "error" in run:
        report.fail(problems, run["error"])
        return
    for told in (
        Told("opening the list of problems", "P"),
        Told("next problem", "j"),
        Told("filter it: the first letter", "l"),
        Told("filter it: later letters", "i n"),
    ):
        _tell(report, told, [sample for sample in run["keys"] if sample["key"] in told.keys.split()])


def _tell(report: Report, told: Told, samples: Sequence[dict[str, Any]]) -> None:
    """The row of a walk, and one for the bytes where there is a budget for them."""
    painted = [sample["done_ms"] for sample in samples if sample["done_ms"] is not None]
    size = statistics.median(sample["bytes"] for sample in samples)
    note = ", ".join(_notes(painted, len(samples), size))
    report.row(told.what, quantile(painted, 0.5), "ms", told.milliseconds, note=note)
    if told.size is not None:
        most = max(sample["bytes"] for sample in samples)
        report.row(f"{told.what}, bytes", size, "B", told.size, note=f"at most {most:,} B")


def _notes(painted: Sequence[float], keys: int, size: float) -> Iterator[str]:
    yield f"p95 {quantile(painted, 0.95) or 0:.0f} ms"
    yield f"the first {painted[0] if painted else 0:.0f} ms"
    yield f"{size:,.0f} B"
    yield f"{keys} keys" if len(painted) == keys else f"{len(painted)} of {keys} keys changed anything"
