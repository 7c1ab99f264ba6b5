"""The rows of a benchmark beside their budgets: printed while they are measured, and written as a page at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_WHAT, _MEASURED, _BUDGET = 62, 12, 10
"""Columns of the printed table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    what: str
    measured: float | None
    """None if it could not be measured."""
    unit: str
    budget: float | None = None
    """At most so much; None where nothing is promised."""
    note: str = ""
    """What else is told of it: how many samples, other quantiles, bytes."""

    @property
    def verdict(self) -> str:
        """`ok` or `over`, `failed` if there is no figure; empty where nothing is promised."""
        if self.measured is None:
            return "failed"
        if self.budget is None:
            return ""
        return "ok" if self.measured <= self.budget else "over"


@dataclass(slots=True)
class Part:
    """Rows that were measured together."""

    title: str
    rows: list[Row] = field(default_factory=list)


class Report:
    """All that was measured, in parts."""

    def __init__(self) -> None:
        """Nothing is measured yet."""
        self.parts: list[Part] = []
        self.failures: list[str] = []
        """What could not be measured, and why."""

    def head(self, title: str) -> None:
        """Begin a part."""
        self.parts.append(Part(title))
        print(f"\n{title:<{_WHAT}} {'measured':>{_MEASURED}} {'budget':>{_BUDGET}}", flush=True)

    def row(self, what: str, measured: float | None, unit: str, budget: float | None = None, *, note: str = "") -> None:
        """Add a figure to the part that was begun last, and print it."""
        one = Row(what, measured, unit, budget, note)
        self.parts[-1].rows.append(one)
        if measured is None:
            self.failures.append(what)
        print(
            f"  {what:<{_WHAT - 2}} {say(measured, unit):>{_MEASURED}} {say_budget(one):>{_BUDGET}}"
            f"  {one.verdict.upper() if one.verdict == 'over' else one.verdict:<4}  {note}".rstrip(),
            flush=True,
        )

    def fail(self, what: str, told: object) -> None:
        """Say that a run failed, and why."""
        self.failures.append(what)
        print(f"  {what}: failed: {told}", flush=True)


def say(measured: float | None, unit: str) -> str:
    """A figure with three digits that count, and its unit; a ratio as `1.1 x`."""
    if measured is None:
        return "failed"
    return f"{measured:,.0f} {unit}" if abs(measured) >= 100 else f"{measured:.3g} {unit}"


def say_budget(row: Row) -> str:
    """At most how much; empty where nothing is promised."""
    return "" if row.budget is None else f"{row.budget:,g} {row.unit}"


def page(report: Report, facts: Sequence[tuple[str, str]], preface: str) -> str:
    """The report as a page of Markdown; `facts` are of the machine and the run, `preface` says how to read it."""
    lines = ["# Measured", "", preface, "", "| | |", "|---|---|", *(f"| {name} | {said} |" for name, said in facts), ""]
    lines += [*_summary(report), ""]
    for part in report.parts:
        lines += [f"## {part.title}", "", "| what | measured | budget | | |", "|---|---:|---:|---|---|"]
        lines += [_line(row) for row in part.rows]
        lines.append("")
    if report.failures:
        lines += [f"Failed: {', '.join(report.failures)}.", ""]
    return "\n".join(lines)


def _summary(report: Report) -> Iterator[str]:
    """How many rows keep their budget, and which do not."""
    rows = [(part, row) for part in report.parts for row in part.rows if row.budget is not None]
    over = [(part, row) for part, row in rows if row.verdict == "over"]
    yield f"{len(rows) - len(over)} of {len(rows)} rows with a budget keep it." + (" Over:" if over else "")
    if over:
        yield ""
    for part, row in over:
        yield f"- {part.title}: {row.what}: {say(row.measured, row.unit)}, at most {say_budget(row)}"


def _line(row: Row) -> str:
    verdict = f"**{row.verdict}**" if row.verdict in ("over", "failed") else row.verdict
    cells = (row.what, say(row.measured, row.unit), say_budget(row), verdict, row.note)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
