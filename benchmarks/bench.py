"""What a person waits for, measured and set beside the budgets: `make bench`.

Paint rows are ratios to an empty Textual application that is run in turn with the reader, so that they hold on any
machine. All other figures are those of the machine that this runs on. Run it while nothing else does.

    python benchmarks/bench.py           # seven runs of each; some minutes
    python benchmarks/bench.py --quick   # three runs and fewer keys; a few minutes less
    python benchmarks/bench.py --write   # writes RESULTS.md beside this file at the end
    python benchmarks/bench.py --only keys rush

The exit status is 1 if a run failed, else 0, within the budgets or not.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import generate
from files import measure_check, measure_files, measure_quotes
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate
from idlib_reader.storage.workspace import Pair, example
from keystrokes import measure_keys, measure_problems
from programs import SIZE, Sample, sample
from report import Report, page
from rushing import measure_rush
from starting import measure_starts
from writing import measure_writing

BIG, MANY = 10_000_000, 100_000
RESULTS = Path(__file__).with_name("RESULTS.md")
PREFACE = (
    "What `make bench ARGS=--write` measured last. Ratios hold on any machine, all other figures on this one only. A "
    "key counts from the moment it is sent until the last change that it makes stands on the screen of a terminal; "
    "its row gives the median, and after it what else there is to say. Rows without a budget are only told."
)


class Samples(NamedTuple):
    """The three articles that everything is measured on, and two that are made of them."""

    small: Sample
    middle: Sample
    big: Sample
    misspelt: Sample
    """The middle one, its second half misspelt, so that half of its quotes are nowhere."""
    alone: Path
    """The text of the big one, without annotations."""


def prepare(folder: Path) -> Samples:
    """Make all articles but the example."""
    middle = _generated("1 MB with 10,000 annotations", folder / "middle", BIG // 10, MANY // 10)
    big = _generated("10 MB with 100,000 annotations", folder / "big", BIG, MANY)
    misspelt = _generated("1 MB, half of it misspelt", folder / "misspelt", BIG // 10, MANY // 10)
    text = misspelt.article.read_text("utf-8")
    half = len(text) // 2
    misspelt.article.write_text(text[:half] + text[half:].replace("ea", "ae"), "utf-8")
    alone = folder / "alone" / "alone.txt"
    alone.parent.mkdir()
    alone.write_bytes(big.article.read_bytes())
    return Samples(sample("2 KB with 30 annotations", example().pairs()[0]), middle, big, misspelt, alone)


def _generated(name: str, folder: Path, size: int, annotations: int) -> Sample:
    article = generate.write(folder, size, annotations)
    return sample(name, Pair(article, folder / "annotations" / f"{article.stem}.yaml"))


def measure_misspelt(report: Report, one: Sample, times: int, runs: int) -> None:
    """A file with thousands of problems."""
    problems = annotate(read_article(one.article), one.pair.annotations).problems
    measure_problems(report, one, f"{len(problems)} problems", times)
    report.row("idlib-reader check of it", measure_check(report, one, runs, status=1), "s")


def parts(report: Report, samples: Samples, folder: Path, *, is_quick: bool) -> dict[str, Callable[[], None]]:
    """What is measured, by name; whoever needs more files makes them in `folder`."""
    runs, rests, times, few = (3, 1, 3, 1) if is_quick else (7, 3, 15, 5)
    small, middle, big = samples[:3]
    return {
        "start": lambda: measure_starts(report, (small, middle, big), (1.35, 2.2, 2.2), samples.alone, runs, rests),
        "small": lambda: measure_keys(report, small, times, is_long=False),
        "middle": lambda: measure_keys(report, middle, times, is_long=True),
        "big": lambda: measure_keys(report, big, times, is_long=True),
        "rush": lambda: measure_rush(report, big, rests),
        "problems": lambda: measure_misspelt(report, samples.misspelt, few, few),
        "quotes": lambda: measure_quotes(report, big),
        "files": lambda: measure_files(report, middle, few),
        "writing": lambda: measure_writing(report, folder, max(few, 3), few),
    }


def facts(began: float, load: float, how: str) -> list[tuple[str, str]]:
    """The machine, the versions and the run."""
    packages = ("idlib-reader", "textual", "rich", "pyyaml")
    return [
        (
            "machine",
            f"{os.cpu_count()} cores, {_processor()}, {_memory()} GB, {platform.system()} {platform.release()}",
        ),
        ("versions", f"Python {platform.python_version()}, {', '.join(f'{one} {version(one)}' for one in packages)}"),
        ("date", time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(began))),
        ("run", f"{how}, terminal {SIZE}, load {load:.1f} before it and {os.getloadavg()[0]:.1f} at its end"),
    ]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", told.read_text("utf-8")) if told.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def main() -> int:
    """Measure and print; what it gives is the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="three runs of each instead of seven, and fewer keys")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md at the end")
    parser.add_argument("--only", nargs="+", metavar="PART", help="only these parts: start, small, big, rush, ...")
    given = parser.parse_args()
    began, load = time.time(), os.getloadavg()[0]
    how = "quick" if given.quick else "in full"
    report = Report()
    for name, said in facts(began, load, how):
        print(f"{name:<10} {said}")
    with tempfile.TemporaryDirectory(prefix="idlib-bench-") as folder:
        every = parts(report, prepare(Path(folder)), Path(folder), is_quick=given.quick)
        for name, measure in every.items():
            if not given.only or name in given.only:
                measure()
    if given.write:
        RESULTS.write_text(page(report, facts(began, load, how), PREFACE), "utf-8")
    if report.failures:
        print(f"\nFailed: {', '.join(report.failures)}")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
