"""Thousands of slips in the example: nothing breaks, nothing is written, and nothing is lost in silence."""

from __future__ import annotations

import faulthandler
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from idlib_reader.cli import main
from idlib_reader.core.problems import Problem
from idlib_reader.core.visible import make_visible
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Pair
from storage.mutations import CHANGES, Mutation, mutate

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "000_d237a528e19c67b1"
EXAMPLE = (REPOSITORY / "annotations" / f"{SLUG}.yaml").read_text("utf-8")
ARTICLE = (REPOSITORY / "seeds" / f"{SLUG}.txt").read_bytes()
SEEDS = 2100
BATCH = 150
PROBLEM_LINE = re.compile(r"[^:]+:\d+:\d+: (error|warning): .+[.?] \[[a-z-]+\]")
HANGING = 60
"""Seconds for one file, which takes some hundredths: whoever needs longer hangs."""


@contextmanager
def deadline() -> Iterator[None]:
    """A hang ends with the place where it hangs."""
    faulthandler.dump_traceback_later(HANGING, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """The example's article in a workspace of its own, where the tests stand; each test writes the annotations."""
    for name in ("seeds", "annotations"):
        (tmp_path / name).mkdir()
    article = tmp_path / "seeds" / f"{SLUG}.txt"
    article.write_bytes(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return Pair(article, tmp_path / "annotations" / f"{SLUG}.yaml")


def entries() -> dict[str, tuple[int, int]]:
    """By id the first and the last line of each entry of the example, counted from 0."""
    found: dict[str, tuple[int, int]] = {}
    id_, section = "", ""
    for row, line in enumerate(EXAMPLE.splitlines()):
        if line[:1].isalpha():
            id_, section = "", line.partition(":")[0]
        elif entry := re.match(r"  ([\w-]+):\s*(#.*)?$", line):
            id_ = entry[1] if section != "article" else ""
        if id_ and line.strip() and not line.strip().startswith("#"):
            found[id_] = (found.get(id_, (row, row))[0], row)
    return found


ENTRIES = entries()


def is_yaml(text: str) -> bool:
    """Whether libyaml takes it."""
    try:
        list(yaml.parse(text, Loader=yaml.CBaseLoader))
    except (yaml.YAMLError, ValueError):
        return False
    return True


def is_excused(id_: str, problems: list[Problem]) -> bool:
    """Whether a problem says that the entry is not read: by its id, or as one of those below its own line."""
    line = ENTRIES[id_][0] + 1
    return any(
        f"`{id_}`" in f"{problem.message} {problem.hint}"
        or (problem.line <= line and re.search(r"nothing below it is read|more are not read", str(problem)))
        for problem in problems
        if problem.level == "error"
    )


def lost_entries(mutation: Mutation, read: set[str], problems: list[Problem]) -> list[str]:
    """Entries that the mutation does not touch, which are not read, and no problem says so."""
    untouched = [id_ for id_, (first, last) in ENTRIES.items() if last < mutation.first or first > mutation.last]
    return [id_ for id_ in untouched if id_ not in read and not is_excused(id_, problems)]


def test_the_entries_of_the_example_are_known() -> None:
    """Otherwise the next test would show nothing."""
    read = Store().read(REPOSITORY / "annotations" / f"{SLUG}.yaml").reading.annotations
    assert set(ENTRIES) == {entry.id for entry in read.entries()}


@pytest.mark.parametrize("batch", range(SEEDS // BATCH))
def test_no_slip_breaks_or_hides_anything(batch: int, pair: Pair) -> None:
    """No traceback, no hang, no write; what libyaml refuses is an error; what is untouched is listed, or missed."""
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        mutation = mutate(EXAMPLE, seed)
        pair.annotations.write_bytes(mutation.text.encode("utf-8"))
        before = snapshot(pair)
        store = Store()
        with deadline():
            problems = check_pairs([pair], store)
            opened = store.open(pair)
        assert snapshot(pair) == before, mutation.name
        if not is_yaml(mutation.text):
            assert any(problem.level == "error" for problem in problems), mutation.name
        assert lost_entries(mutation, set(opened.index.entries), problems) == [], mutation.name
        assert bool(opened.losses) >= bool(opened.file.reading.broken), mutation.name


def snapshot(pair: Pair) -> dict[Path, tuple[int, int, int]]:
    """Every file of the workspace, with what changes when it is written."""
    root = pair.annotations.parents[1]
    states = {path: path.stat() for path in [root, *root.rglob("*")]}
    return {path: (state.st_mtime_ns, state.st_size, state.st_ino) for path, state in states.items()}


@pytest.mark.parametrize("seed", range(0, SEEDS, 31))
def test_the_commands_bear_every_slip(seed: int, pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` tells lines of its form, `list` exits with 0 and prints JSON, whatever the file is like."""
    mutation = mutate(EXAMPLE, seed)
    pair.annotations.write_bytes(mutation.text.encode("utf-8"))
    status = main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert all(PROBLEM_LINE.fullmatch(line) for line in lines)
    assert status == any(": error: " in line for line in lines)
    for kind in ("entities", "claims", "events", "remarks"):
        assert main(["list", kind, "--json"]) == 0
        assert isinstance(json.loads(capsys.readouterr().out), list)
        assert main(["list", kind]) == 0
        table = capsys.readouterr().out
        assert make_visible(table, keep_layout=True) == table


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_changes_something(change: object) -> None:
    """Each kind of slip is really made."""
    number = CHANGES.index(change)  # type: ignore[arg-type]  # one of them
    texts = {mutate(EXAMPLE, seed).text for seed in range(number, 20 * len(CHANGES), len(CHANGES))}
    assert len(texts - {EXAMPLE}) > 10
