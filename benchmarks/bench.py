"""What a person waits for, measured and set beside the budgets: `make bench`.

Paint rows are ratios to an empty Textual application that is run in turn with the reader, so that they hold on any
machine. All other figures are those of the machine that this runs on. Run it while nothing else does.

    python benchmarks/bench.py           # seven runs of each; some minutes
    python benchmarks/bench.py --quick   # three runs

The exit status is 1 if a run failed, else 0, within the budgets or not.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import generate
from empty_app import WORD
from idlib_reader.core.resolving import resolve
from idlib_reader.core.source import Source
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.reading import read_article, read_text
from idlib_reader.storage.workspace import Pair, example
from idlib_reader.ui.wording import PLURALS
from ptybench import Case, Session, parse_keys, quantile, run_once, summarise

BIG, MANY = 10_000_000, 100_000
SIZE = "120x40"
SOURCES = Path(__file__).resolve().parents[1] / "tui"
PROGRAM = Path(sys.executable).with_name("idlib-reader")


@dataclass
class Table:
    """The rows printed so far, and whether a run failed."""

    failures: list[str] = field(default_factory=list)

    def head(self, title: str) -> None:
        """Start a part of the table."""
        print(f"\n{title:<62} {'measured':>12} {'budget':>10}")

    def row(self, what: str, measured: float | None, budget: float | None, unit: str) -> None:
        """Print a row beside its budget; without a budget it is only told."""
        if measured is None:
            self.failures.append(what)
            print(f"  {what:<60} {'failed':>12}", flush=True)
            return
        judged = "" if budget is None else "ok" if measured <= budget else "OVER"
        limit = "" if budget is None else f"{budget:g} {unit}".strip()
        print(f"  {what:<60} {f'{measured:.3g} {unit}'.strip():>12} {limit:>10}  {judged}", flush=True)

    def fail(self, what: str, told: object) -> None:
        """Print that a run failed, and why."""
        self.failures.append(what)
        print(f"  {what}: failed: {told}", flush=True)


def program(*arguments: Path) -> str:
    """The command line that starts the reader: the installed program, else the module of the checkout."""
    start = [str(PROGRAM)] if PROGRAM.exists() else [sys.executable, "-m", "idlib_reader"]
    return shlex.join([*start, *map(str, arguments)])


def case(name: str, cmd: str, until: str, **more: Any) -> Case:
    """A run of ptybench, with what is the same for all."""
    environment = {} if PROGRAM.exists() else {"PYTHONPATH": str(SOURCES)}
    more = {"idle_s": 0.0, "timeout": 180.0, **more}
    return Case(cmd=cmd, name=name, until=until, size=SIZE, env=environment, **more)


def counts(pair: Pair) -> str:
    """What the panel says of the number of entities, once it is complete."""
    annotations, _ = read_annotations(Source("", read_text(pair.annotations)))
    return f"{PLURALS['entity']} {len(annotations.entities)} "


def opening(article: Path) -> str:
    """The first words of an article, as many as surely stand in the first row."""
    return " ".join(read_article(article).text.split()[:4])


# Paint


def measure_paint(table: Table, small: Pair, big: Pair, runs: int) -> None:
    """First paint of the words, and of the complete panel, beside an empty application."""
    assert small.article is not None
    assert big.article is not None
    empty = shlex.join([sys.executable, str(Path(__file__).with_name("empty_app.py"))])
    cases = [
        case("empty", empty, WORD, quit="ctrl+q"),
        case("small", program(small.article), opening(small.article), quit="q"),
        case("panel", program(small.article), counts(small), quit="q"),
        case("big", program(big.article), opening(big.article), quit="q"),
    ]
    found: dict[str, list[dict[str, Any]]] = {one.name: [] for one in cases}
    for turn in range(-1, runs):
        for one in cases:
            result = run_once(one, seed=turn)
            if turn >= 0:
                found[one.name].append(result)
    summary = {name: summarise(results) for name, results in found.items()}
    for name, told in summary.items():
        if told["failed"]:
            table.fail(f"paint, {name}", told["errors"])
    base = summary["empty"].get("paint_ms")
    table.head(f"First paint, as ratio to an empty application ({base} ms here; {runs} runs each, in turn)")
    for name, what, budget in (
        ("small", "words of the example, 2 KB with its annotations", 1.35),
        ("panel", "its panel complete", 1.6),
        ("big", f"words of {BIG // 10**6} MB with {MANY:,} annotations", 2.2),
    ):
        paint = summary[name].get("paint_ms")
        table.row(f"{what} ({paint} ms)", paint / base if paint and base else None, budget, "x")
    table.head("Memory at the first paint")
    rss = {name: told.get("rss_start_mib") for name, told in summary.items()}
    for name, what in (("small", "2 KB"), ("big", f"{BIG // 10**6} MB")):
        more = rss[name] - rss["empty"] if rss[name] and rss["empty"] else None
        table.row(f"{what}, beside an empty application", more, 80, "MiB")


# Keys


@dataclass(frozen=True)
class Keys:
    """Keys of one sort, measured together."""

    what: str
    """The row; empty for keys that only prepare the next ones."""
    spec: str
    """In ptybench's key language."""
    milliseconds: float = 0.0
    size: float | None = None
    """Bytes at most, where there is a budget for them."""
    only: str = ""
    """The key that is measured, where others only lead up to it."""


def small_keys(few: int) -> list[Keys]:
    """What is measured on an article that fits on the screen."""
    return [
        Keys("cursor move", f"l*{2 * few}", 10, 1500),
        # A person begins a chord and then ends it; what counts is the answer to its second key.
        Keys("next entity without a scroll", f"(] e [ e)*{few}", 10, 1500, only="e"),
    ]


def big_keys(few: int) -> list[Keys]:
    """What is measured on an article that does not."""
    return [
        *small_keys(few),
        Keys("", "g j*45"),
        Keys("scroll one line", f"j*{2 * few}", 25),
        Keys("page", f"pgdn*{few} pgup*{few}", 25),
        Keys("jump to the end and back", f"(G g)*{few // 2}", 60),
    ]


def measure_keys(table: Table, what: str, pair: Pair, keys: list[Keys]) -> None:
    """Key to painted frame, and the bytes of it, once everything is read."""
    assert pair.article is not None
    spec = " ".join(one.spec for one in keys)
    until = counts(pair)
    table.head(f"Key to painted frame, {what} (median)")
    result = run_once(case(what, program(pair.article), until, keys=spec, quit="q", pre="l", idle_s=5.0))
    if "error" in result:
        table.fail(what, result["error"])
        return
    samples = iter(result["keys"])
    for one in keys:
        mine = [next(samples) for _ in parse_keys(one.spec)]
        mine = [sample for sample in mine if one.only in ("", sample["key"])]
        if one.what:
            painted = [sample["done_ms"] for sample in mine if sample["done_ms"] is not None]
            table.row(
                f"{one.what} ({len(mine)} keys, p95 {quantile(painted, 0.95)} ms)",
                quantile(painted, 0.5),
                one.milliseconds,
                "ms",
            )
            if one.size is not None:
                table.row(f"{one.what}, bytes", statistics.median(sample["bytes"] for sample in mine), one.size, "B")
    table.row("idle, of a core", result["idle_cpu_pct"], 0.2, "%")
    table.row("memory with all annotations", result["rss_peak_mib"], None, "MiB")


# Files and quotes


@contextmanager
def without_collector() -> Iterator[None]:
    """Run without Python's garbage collector, as the program does while it reads."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def measure_quotes(table: Table, big: Pair) -> None:
    """Resolving quotes in a large article."""
    assert big.article is not None
    text = read_article(big.article).text
    annotations, _ = read_annotations(Source("", read_text(big.annotations)))
    every = list(dict.fromkeys(selector for entry in annotations.entries() for selector in entry.selectors()))
    some = every[:: max(1, len(every) // 2000)][:2000]
    table.head(f"Resolving quotes in {BIG // 10**6} MB")
    for selectors, budget in ((some, 2), (every, 10)):
        with without_collector():
            start = time.perf_counter()
            anchors = resolve(text, selectors)
            took = time.perf_counter() - start
        if not all(anchor.places for anchor in anchors):
            table.fail("quotes", "some were not found")
        table.row(f"{len(selectors):,} quotes", took, budget, "s")


def measure_files(table: Table, pair: Pair, runs: int) -> None:
    """Checking a file of ten thousand annotations, and seeing a change to it."""
    assert pair.article is not None
    table.head("A file with 10,000 annotations, 1 MB article")
    table.row("idlib-reader check, start included", measure_check(table, pair, runs, status=0), 2, "s")
    table.row("hand edit saved to screen updated", measure_edit(pair), 1, "s")
    text, half = read_text(pair.article), len(read_text(pair.article)) // 2
    pair.article.write_text(text[:half] + text[half:].replace("ea", "ae"), "utf-8")
    what = "check of the same, the article's second half misspelt"
    table.row(what, measure_check(table, pair, runs, status=1), None, "s")


def measure_check(table: Table, pair: Pair, runs: int, *, status: int) -> float:
    """Seconds that `idlib-reader check` takes, the start of the program included; `status` is how it has to end."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    checked = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            [*shlex.split(program()), "check", str(pair.annotations)], env=environment, capture_output=True, check=False
        )
        checked.append(time.perf_counter() - start)
        if done.returncode != status:
            table.fail("check", (done.stdout + done.stderr).decode()[:200])
    return statistics.median(checked)


def measure_edit(pair: Pair) -> float | None:
    """Seconds from a saved edit to the screen that shows it; None if it never did."""
    assert pair.article is not None
    before = counts(pair)
    number = int(before.split()[-1])
    after = before.replace(str(number), str(number + 1))
    session = Session(case("edit", program(pair.article), before, quit="q"))
    try:
        if not wait_for(session, before):
            return None
        text = read_text(pair.annotations)
        start = time.perf_counter()
        pair.annotations.write_text(text.replace("entities:\n", "entities:\n  added: {type: other}\n", 1), "utf-8")
        return time.perf_counter() - start if wait_for(session, after) else None
    finally:
        session.close()


def wait_for(session: Session, text: str) -> bool:
    """Read on until the screen shows a text, or for a minute."""
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline and not session.eof:
        if got := session.read(0.01):
            session.screen.feed(got[1])
        elif text in session.screen.text():
            return True
    return False


def main() -> int:
    """Measure and print; what it gives is the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="three runs of each instead of seven")
    quick = parser.parse_args().quick
    runs, few = (3, 10) if quick else (7, 25)
    table = Table()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{machine}, Python {platform.python_version()}, Textual {version('textual')}, terminal {SIZE}")
    with tempfile.TemporaryDirectory(prefix="idlib-bench-") as folder:
        small = example().pairs()[0]
        big, middle = (
            Pair(article, article.parents[1] / "annotations" / f"{article.stem}.yaml")
            for article in (
                generate.write(Path(folder) / "big", BIG, MANY),
                generate.write(Path(folder) / "middle", BIG // 10, MANY // 10),
            )
        )
        measure_paint(table, small, big, runs)
        measure_keys(table, "the example, 2 KB", small, small_keys(few))
        measure_keys(table, f"{BIG // 10**6} MB with {MANY:,} annotations", big, big_keys(few))
        measure_quotes(table, big)
        measure_files(table, middle, min(runs, 5))
    if table.failures:
        print(f"\nFailed: {', '.join(table.failures)}")
    return 1 if table.failures else 0


if __name__ == "__main__":
    sys.exit(main())
