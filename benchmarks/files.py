"""Files and quotes: checking, resolving, and seeing a change that another program made."""

from __future__ import annotations

import os
import shlex
import statistics
import subprocess
import time

from idlib_reader.core.resolving import resolve
from idlib_reader.core.source import Source
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.reading import read_article, read_text
from programs import SOURCES, Sample, is_read, program, shows, started, watch, without_collector
from report import Report

_TITLE, _OTHER_TITLE = "A generated article", "An article that was edited"


def measure_quotes(report: Report, one: Sample) -> None:
    """Resolving quotes in a large article."""
    text = read_article(one.article).text
    annotations, _ = read_annotations(Source("", read_text(one.pair.annotations)))
    every = list(dict.fromkeys(selector for entry in annotations.entries() for selector in entry.selectors()))
    some = every[:: max(1, len(every) // 2000)][:2000]
    report.head(f"Resolving quotes, {one.name}")
    for selectors, budget in ((some, 2.0), (every, 10.0)):
        with without_collector():
            start = time.perf_counter()
            anchors = resolve(text, selectors)
            took = time.perf_counter() - start
        if not all(anchor.places for anchor in anchors):
            report.fail("quotes", "some were not found")
        report.row(f"{len(selectors):,} quotes", took, "s", budget)


def measure_files(report: Report, one: Sample, runs: int) -> None:
    """Checking a file, and the way of a hand edit to the screen."""
    report.head(f"The annotation file, {one.name}")
    report.row("idlib-reader check, start included", measure_check(report, one, runs, status=0), "s", 2.0)
    edits = [took for _ in range(runs) if (took := _measure_edit(one)) is not None]
    report.row("hand edit saved to screen updated", statistics.median(edits) if edits else None, "s", 1.0)


def measure_check(report: Report, one: Sample, runs: int, *, status: int) -> float:
    """Seconds that `idlib-reader check` takes, the start of the program included; `status` is how it has to end."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    command = [*shlex.split(program()), "check", str(one.pair.annotations)]
    checked = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        checked.append(time.perf_counter() - start)
        if done.returncode != status:
            report.fail("check", (done.stdout + done.stderr).decode()[:200])
    return statistics.median(checked)


def _measure_edit(one: Sample) -> float | None:
    """Seconds from a saved edit to the screen that shows it, None if it never did; the file is as before at the end."""
    text = read_text(one.pair.annotations)
    edited = text.replace(_TITLE, _OTHER_TITLE, 1).replace("entities:\n", "entities:\n  added: {type: other}\n", 1)
    with started(one) as session:
        if not watch(session, {"before": is_read}):
            return None
        saved = time.perf_counter()
        one.pair.annotations.write_text(edited, "utf-8")
        after = watch(session, {"after": shows(_OTHER_TITLE)})
    one.pair.annotations.write_text(text, "utf-8")
    return after["after"].milliseconds / 1000 - (saved - session.t0) if after else None
