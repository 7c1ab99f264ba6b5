"""From the start of the program to the words, the first highlights and the complete panel, and the memory of it."""

from __future__ import annotations

import shlex
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from empty_app import WORD
from programs import Moment, Sample, case, is_highlighted, is_read, program, running, settle, shows, started, watch
from ptybench import cpu_seconds, peak_rss_mib, tree
from report import Report

WORDS, HIGHLIGHTS, PANEL, READ = "words", "highlights", "panel", "read"
MEMORY = 80
"""MiB beside an empty application, with a large article open."""
_IDLE_SECONDS = 3.0


def measure_starts(
    report: Report, samples: Sequence[Sample], budgets: Sequence[float], alone: Path, runs: int, rests: int
) -> None:
    """First paint of the words with its budget for each sample, and all that follows it, beside an empty application.

    All are run in turn, so that what disturbs the machine disturbs them alike. The file `alone` is the article of the
    last sample without its annotations. Only the first `rests` runs wait until everything is read,
    but for the first sample, which soon is.
    """
    seen: dict[str, dict[str, list[Moment]]] = defaultdict(lambda: defaultdict(list))
    for turn in range(-1, runs):
        has_rest = 0 <= turn < rests
        starts = {"": _start_empty()}
        starts |= {one.name: _start(one, is_short=not has_rest and one is not samples[0]) for one in samples}
        for name, moments in starts.items() if turn >= 0 else ():
            for what, moment in moments.items():
                seen[name][what].append(moment)
    base = _median(seen[""][WORDS])
    report.head(f"First paint, as ratio to an empty application ({runs} runs each, in turn)")
    report.row("an empty application", base, "ms")
    for one, budget in zip(samples, budgets, strict=True):
        _tell_ratio(report, f"words, {one.name}", seen[one.name][WORDS], base, budget)
    _tell_ratio(report, f"panel complete, {samples[0].name}", seen[samples[0].name][READ], base, 1.6)
    report.head("What follows the words, from the start of the program")
    for one in samples:
        for what, told in ((HIGHLIGHTS, "first highlights"), (PANEL, "the panel"), (READ, "everything read and shown")):
            report.row(f"{told}, {one.name}", _median(seen[one.name][what]), "ms", note=_range(seen[one.name][what]))
    _tell_memory(report, samples, seen)
    _tell_rest(report, samples[-1], alone, _memory(seen[""][WORDS]))


def _start_empty() -> dict[str, Moment]:
    empty = shlex.join([sys.executable, str(Path(__file__).with_name("empty_app.py"))])
    with running(case("empty", empty, quit="ctrl+q")) as session:
        return watch(session, {WORDS: shows(WORD)})


def _start(one: Sample, *, is_short: bool) -> dict[str, Moment]:
    """The moments of one start; a short one ends with the first words."""
    with started(one) as session:
        conditions = {WORDS: shows(one.opening)}
        if not is_short:
            conditions |= {HIGHLIGHTS: is_highlighted, PANEL: shows("Entities "), READ: is_read}
        return watch(session, conditions)


def _tell_ratio(report: Report, what: str, moments: Sequence[Moment], base: float | None, budget: float) -> None:
    took = _median(moments)
    ratio = took / base if took and base else None
    report.row(what, ratio, "x", budget, note=_range(moments))


def _tell_memory(report: Report, samples: Sequence[Sample], seen: dict[str, dict[str, list[Moment]]]) -> None:
    base = _memory(seen[""][WORDS])
    report.head("Memory, beside an empty application")
    for one in samples:
        for what, told, budget in ((WORDS, "at the first paint", MEMORY), (READ, "everything read", None)):
            held = _memory(seen[one.name][what])
            report.row(f"{told}, {one.name}", held - base if held and base else None, "MiB", budget)


def _tell_rest(report: Report, one: Sample, alone: Path, base: float | None) -> None:
    """What an article without annotations takes once it stands still, all of it wrapped."""
    with running(case("alone", program(alone))) as session:
        if not watch(session, {WORDS: shows(one.opening)}):
            report.fail("the article alone", session.screen.text())
            return
        settle(session, 2.0)
        pids = tree(session.proc.pid)
        before = cpu_seconds(pids)
        session.until_quiet(_IDLE_SECONDS, _IDLE_SECONDS, _IDLE_SECONDS)
        idle = 100 * (cpu_seconds(pids) - before) / _IDLE_SECONDS
        held = peak_rss_mib(pids)
    report.row("the text of the same alone, without annotations", held - base if base else None, "MiB", MEMORY)
    report.row("that text alone: idle, of a core", idle, "%", 0.2)


def _median(moments: Sequence[Moment]) -> float | None:
    return statistics.median(moment.milliseconds for moment in moments) if moments else None


def _memory(moments: Sequence[Moment]) -> float | None:
    return statistics.median(moment.mebibytes for moment in moments) if moments else None


def _range(moments: Sequence[Moment]) -> str:
    """The median and how far the runs lie apart, in milliseconds."""
    if not moments:
        return ""
    times = sorted(moment.milliseconds for moment in moments)
    return f"{statistics.median(times):.0f} ms, {times[0]:.0f} to {times[-1]:.0f}"
