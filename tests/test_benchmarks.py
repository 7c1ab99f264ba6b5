"""What the benchmarks measure on, and how they tell it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from idlib_reader.core.article import Article
from idlib_reader.core.entity_choices import EntityChoices
from idlib_reader.core.index import Index
from idlib_reader.core.source import Source
from idlib_reader.core.span import Span
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.planning import draft_of, plan
from idlib_reader.storage.reading import read_article, read_text

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def load(name: str) -> ModuleType:
    """A module of the benchmarks, which are no package."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by its name.
    sys.modules[spec.name] = module
    # Its neighbours are imported by their names alone.
    sys.path.append(str(BENCHMARKS))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCHMARKS))
    return module


generate, report, writing = load("generate"), load("report"), load("writing")


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


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        (b"abc", b"abXc", 1),
        (b"abc", b"aXYc", 2),
        (b"- a\n", b"- a\n- a\n", 4),
        (b"abc", b"abc", 0),
        (b"abc", b"ac", 0),
        (b"", b"ab", 2),
    ],
)
def test_bytes_that_change_are_those_that_the_old_file_does_not_have(old: bytes, new: bytes, number: int) -> None:
    """What both begin and end with is no change, even where one byte could count for either."""
    assert writing.changed(old, new) == number


def test_words_that_can_be_marked_are_free_of_marks_and_long_enough() -> None:
    """Short ones stand in too many places, and what is marked already would not change when it is marked."""
    annotations, _ = read_annotations(Source("f.yaml", "entities:\n  freighter: {mentions: Ever Given ran}\n"))
    index = Index(Article("f", "Then the Ever Given ran aground in Suez"), annotations)
    assert [index.article.text[start:end] for start, end in writing.free_words(index)] == ["Then", "aground", "Suez"]


@pytest.fixture
def prepared(tmp_path: Path) -> tuple[Index, str, int, str]:
    """An article made ready to be written in: its index, the word to mark, where it is, and the file's text."""
    one, word, start = writing.prepared("500", tmp_path, 500)
    text = read_text(one.pair.annotations)
    return Index(read_article(one.article), draft_of(text).annotations), word, start, text


def test_the_word_to_mark_is_one_that_is_not_marked_yet(prepared: tuple[Index, str, int, str]) -> None:
    """Marking it writes something, and the screen shows where."""
    index, word, start, _ = prepared
    span = Span(start, start + len(word))
    assert index.article.text[start : span.end] == word
    assert not list(index.highlights.between(*span))


def test_the_entity_to_pick_is_the_first_that_is_proposed(prepared: tuple[Index, str, int, str]) -> None:
    """So that `e` and Enter mark the word as that and nothing else."""
    index, word, _, text = prepared
    first, *_ = EntityChoices(index, index.corpus).matching(word, word)
    assert (first.name, first.is_match) == (word, True)
    made = generate.generate(50_000, 500).annotations
    assert text == made.replace(f"name: {writing.ENTITY}\n", f"name: {word}\n")


def test_mentions_that_are_planned_alone_are_all_over_the_file(prepared: tuple[Index, str, int, str]) -> None:
    """Each can be made, and in another entity: what is measured is no refusal, and not how one place is written."""
    index, _, _, text = prepared
    draft = draft_of(text)
    before = draft.annotations.entities
    plans = [plan(draft, edit).draft.annotations.entities for edit in writing.mentions(index, 20)]
    longer = [[id_ for id_ in before if len(after[id_].mentions) == len(before[id_].mentions) + 1] for after in plans]
    assert [len(ids) for ids in longer] == [1] * 20
    assert len({id_ for ids in longer for id_ in ids}) == 20


@pytest.mark.skipif(sys.platform != "linux", reason="clocks of two programs are the same on Linux")
def test_a_program_says_when_it_hands_a_file_to_the_disk(tmp_path: Path) -> None:
    """By the clock of who measures it; a folder that is handed to the disk is none."""
    stamping = writing.Stamping(tmp_path)
    code = "import os, sys; [os.fsync(os.open(path, os.O_RDONLY)) for path in sys.argv[1:]]"
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), __file__],
        env={**os.environ, **stamping.environment()},
        check=True,
    )
    (stamp,) = stamping.read()
    assert began < stamp.time < time.perf_counter()
    assert stamp.worked > 0
