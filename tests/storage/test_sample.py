"""The sample of the format's own page: an extract, which a person may start from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from idlib_reader.core.problems import Problem
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.reading import read_article, read_text
from idlib_reader.storage.store import Store, annotate
from idlib_reader.storage.workspace import Pair
from storage.test_json_schema import VALIDATOR, AsText, as_json

REPOSITORY = Path(__file__).resolve().parents[2]
ARTICLE = REPOSITORY / "seeds" / "000_d237a528e19c67b1.txt"
SAMPLE = Path(__file__).with_name("sample.yaml")

LEFT_OUT = {
    "sochi": [(30, 12)],
    "russia": [(31, 28)],
    "turkey": [(31, 36)],
    "moscow-talks": [(37, 27)],
    "militant-offensive": [(38, 27), (46, 13)],
    "unsatisfactory-result": [(49, 27)],
}
"""The ids that the sample refers to without having them, each with line and column of its uses."""


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    """All that is told of the sample beside its article."""
    return check_pairs([Pair(ARTICLE, SAMPLE)], Store())


def test_only_ids_and_the_sum_are_told(problems: list[Problem]) -> None:
    """Of everything else in it, each key, word, date and quote, nothing is wrong."""
    assert {problem.code for problem in problems} == {"dangling-id", "changed-article"}


def test_the_ids_that_the_sample_leaves_out_are_told(problems: list[Problem]) -> None:
    """Six of them, each at every place that uses it, and no other."""
    told: dict[str, list[tuple[int, int]]] = {}
    for problem in problems:
        if problem.code == "dangling-id":
            told.setdefault(problem.message.split("`")[1], []).append((problem.line, problem.column))
    assert told == LEFT_OUT


def test_the_shortened_sum_is_one_problem(problems: list[Problem]) -> None:
    """The article's own begins like it, so it is not told as a change."""
    (problem,) = [problem for problem in problems if problem.code == "changed-article"]
    assert (problem.line, problem.column) == (9, 11)
    assert problem.message.startswith("The sha256 is shortened")
    assert read_article(ARTICLE).sha256() in problem.hint


def test_every_quote_of_the_sample_is_found() -> None:
    """Exactly, but for the rule that takes every place: it may count as moved while the sum is not whole."""
    index = annotate(read_article(ARTICLE), SAMPLE).index
    selectors = [selector for entry in index.entries.values() for selector in entry.selectors()]
    assert len(selectors) == 10
    assert {index.anchors[one].state for one in selectors if not one.all} == {"exact"}
    assert [len(index.anchors[one].places) for one in selectors if one.all] == [6]


def test_the_sample_is_valid_for_editors() -> None:
    """The JSON Schema knows all that it shows."""
    document = as_json(yaml.load(read_text(SAMPLE), Loader=AsText))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
