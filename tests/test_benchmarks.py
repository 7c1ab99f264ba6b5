"""What the benchmarks measure on, and how they tell it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.source import Source
from idlib_reader.storage.codec import read_annotations

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def load(name: str) -> ModuleType:
    """A module of the benchmarks, which are no package."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by its name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


generate, report = load("generate"), load("report")


def test_a_generated_article_has_so_many_annotations_of_each_kind_as_is_said() -> None:
    """Half of them are mentions, a fifth each events and claims, a tenth remarks."""
    annotations, problems = read_annotations(Source("f.yaml", generate.generate(50_000, 500).annotations))
    mentions = sum(len(entity.mentions) for entity in annotations.entities.values())
    assert not problems
    assert (mentions, len(annotations.events), len(annotations.claims), len(annotations.remarks)) == (250, 100, 100, 50)


def test_every_quote_of_a_generated_article_has_a_place() -> None:
    """So that what is measured is resolving, not guessing."""
    made = generate.generate(50_000, 500)
    annotations, _ = read_annotations(Source("f.yaml", made.annotations))
    index = Index(Article("f", made.article), annotations)
    assert all(anchor.places for anchor in index.anchors.values())


@pytest.mark.parametrize(
    ("measured", "budget", "verdict"),
    [(10.0, 10.0, "ok"), (10.1, 10.0, "over"), (10.1, None, ""), (None, 10.0, "failed"), (None, None, "failed")],
)
def test_a_figure_is_set_beside_its_budget(measured: float | None, budget: float | None, verdict: str) -> None:
    """What is just as much as the budget keeps it; what could not be measured has failed."""
    assert report.Row("scroll", measured, "ms", budget).verdict == verdict


def test_the_page_begins_with_what_is_over() -> None:
    """Whoever decides what to make quicker need not look for it, and finds it again in the part it belongs to."""
    told = report.Report()
    told.head("Keys")
    told.row("scroll a | b", 8.0, "ms", 25.0)
    told.row("jump", 61.0, "ms", 60.0, note="p95 70 ms")
    page = report.page(told, [("machine", "two cores")], "Read it so.")
    assert page.split("## Keys")[0].endswith(
        "1 of 2 rows with a budget keep it. Over:\n\n- Keys: jump: 61 ms, at most 60 ms\n\n"
    )
    assert "| scroll a \\| b | 8 ms | 25 ms | ok |  |" in page
    assert "| jump | 61 ms | 60 ms | **over** | p95 70 ms |" in page
    assert "| machine | two cores |" in page


def test_a_run_that_failed_is_told_on_the_page() -> None:
    """A figure that is missing is not left out in silence."""
    told = report.Report()
    told.head("Keys")
    told.row("scroll", None, "ms", 25.0)
    assert "| scroll | failed | 25 ms | **failed** |  |" in report.page(told, [], "")
    assert "Failed: scroll." in report.page(told, [], "")
