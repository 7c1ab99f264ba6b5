"""The commands that print what annotation files hold: `list`, `schema`, and `check --json`."""

from __future__ import annotations

import gc
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import idlib_reader
from idlib_reader.cli import main

SOURCES = Path(idlib_reader.__file__).resolve().parents[1]
REPOSITORY = SOURCES.parent
FORMAT = "format: idlib-reader/1\n"
FILE = f"""{FORMAT}entities:
  peskov:
    type: person
    name: Dmitry Peskov
    mentions: [Dmitry Peskov, gone]
    tags: russia
  turkey:
    type: state
claims:
  said:
    content: {{quote: [told, reporters]}}
    source: peskov
    about: turkey
    status: disputed
remarks:
  why:
    passage: reporters
    note: "Which? \\e[31m"
"""


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The program stops the garbage collector; the next test has it again."""
    yield
    gc.enable()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a workspace with one annotated article."""
    for name in ("seeds", "annotations"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Dmitry Peskov told the reporters.", "utf-8")
    (tmp_path / "annotations" / "a.yaml").write_text(FILE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def status_of(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as exited:
        return int(exited.code or 0)


# list


def test_json_is_an_array_of_objects(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file, the line, every key of the kind, and the places of its quotes."""
    assert main(["list", "claims", "--json"]) == 0
    (claim,) = json.loads(capsys.readouterr().out)
    assert (claim["id"], claim["file"], claim["line"]) == ("said", str(Path("annotations/a.yaml")), 11)
    assert claim["content"] == [{"quote": ["told", "reporters"], "start": [14, 23], "end": [18, 32], "state": "exact"}]
    assert (claim["source"], claim["about"], claim["cue"], claim["mode"]) == (["peskov"], ["turkey"], [], None)


def test_problems_do_not_keep_from_listing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A quote that is not found has null for its places, and the status is 0."""
    assert main(["list", "entities", "--json"]) == 0
    peskov, _ = json.loads(capsys.readouterr().out)
    assert [(place["state"], place["start"]) for place in peskov["mentions"]] == [("exact", 0), ("orphan", None)]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["entities"], ["peskov", "turkey"]),
        (["entities", "--type", "state"], ["turkey"]),
        (["entities", "--type", "state", "--type", "person"], ["peskov", "turkey"]),
        (["entities", "--type", "state", "--tag", "russia"], []),
        (["claims", "--source", "peskov", "--status", "disputed"], ["said"]),
        (["claims", "--status", "open"], []),
        (["claims", "--about", "turkey"], ["said"]),
        (["remarks"], ["why"]),
        (["events"], []),
    ],
)
def test_filters_choose(folder: Path, arguments: list[str], ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Any of the words of one option, and all options."""
    assert main(["list", *arguments, "--json", "seeds/a.txt"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ids


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list"], "usage: idlib-reader list"),
        (["list"], "required: KIND\n"),
        (["list", "things"], "entities"),
        (["list", "entities", "--about", "x"], "can't be chosen by --about"),
        (["list", "remarks", "--type", "x"], "can't be chosen by --type"),
        (["list", "claims", "gone.txt"], "There is no file"),
        (["schema", "gone"], "There is no file gone"),
        (["schema", "a", "b"], "usage: idlib-reader schema"),
        (["check", "--jsn"], "usage: idlib-reader check"),
    ],
)
def test_misuse_is_told(folder: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with status 2 and nothing on standard output."""
    assert status_of(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_a_table_is_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line of titles, a line an entry; what a terminal would interpret is made visible."""
    assert main(["list", "remarks"]) == 0
    titles, row = capsys.readouterr().out.splitlines()
    assert titles.split() == ["Id", "Words", "Note"]
    assert "why" in row
    assert "␛[31m" in row


def test_a_table_is_as_wide_as_the_terminal(folder: Path) -> None:
    """On a terminal lines are cut; in a pipe nothing is."""
    long = FILE.replace("name: Dmitry Peskov", f"name: {'Dmitry ' * 40}Peskov")
    (folder / "annotations" / "a.yaml").write_text(long, "utf-8")
    command = [sys.executable, "-m", "idlib_reader", "list", "entities"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "COLUMNS": "60"}
    piped = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert max(map(len, piped.stdout.splitlines())) > 250
    ours, theirs = pty.openpty()
    try:
        subprocess.run(command, cwd=folder, env=environment, stdout=theirs, check=True)
        os.set_blocking(ours, False)
        shown = os.read(ours, 1 << 16).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert max(map(len, shown.splitlines())) <= 60


def test_what_cannot_be_listed_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, while the rest is printed."""
    (folder / "annotations" / "a.yaml").write_text(FILE.replace("type: state", "type: a: b"), "utf-8")
    (folder / "annotations" / "b.yaml").write_text(FORMAT, "utf-8")
    assert main(["list", "entities", "--json"]) == 0
    out, err = capsys.readouterr()
    assert [one["id"] for one in json.loads(out)] == ["peskov"]
    assert "a.yaml has errors; entries that can't be read: turkey." in err
    assert "No article belongs to" in err


def test_json_is_json_in_every_encoding(folder: Path) -> None:
    """Where output is not UTF-8, letters are written as escapes."""
    text = FILE.replace("name: Dmitry Peskov", "name: Дмитрий 😀")
    (folder / "annotations" / "a.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "idlib_reader", "list", "entities", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": "latin-1"}
    told = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    assert json.loads(told.stdout.decode("ascii"))[0]["name"] == "Дмитрий 😀"


@pytest.mark.parametrize(("sound", "broken"), [("entities:", "entitys:"), ("entities:", "entities: {}\nentities:")])
def test_entries_that_are_passed_over_are_told(
    folder: Path, sound: str, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where the file is YAML: an empty list alone would be taken for an empty file."""
    (folder / "annotations" / "a.yaml").write_text(FILE.replace(sound, broken), "utf-8")
    assert main(["list", "entities"]) == 0
    out, err = capsys.readouterr()
    assert out == "No entities.\n"
    assert "a.yaml has errors; entries that can't be read: peskov, turkey." in err


# check --json


def test_problems_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its parts; the summary and the status are as ever."""
    assert main(["check", "--json"]) == 1
    out, err = capsys.readouterr()
    (problem,) = json.loads(out)
    assert list(problem) == ["file", "line", "column", "level", "code", "message", "hint"]
    assert (problem["line"], problem["column"], problem["level"], problem["code"]) == (6, 31, "error", "not-found")
    assert err == "1 file checked: 1 error, 0 warnings\n"


def test_no_problems_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty array."""
    assert main(["check", "--json", str(REPOSITORY)]) == 0
    assert json.loads(capsys.readouterr().out) == []


# schema


def test_the_schema_is_the_one_beside_the_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a workspace with the default tagset: byte for byte the committed file."""
    assert main(["schema", str(REPOSITORY)]) == 0
    assert capsys.readouterr().out == (REPOSITORY / "annotations/annotations.schema.json").read_text("utf-8")


def test_the_schema_has_the_words_of_the_workspace(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Here, and from a folder below it."""
    tagset = folder / "annotations" / "_tagset.yaml"
    tagset.write_text(f"{FORMAT}entity-types: militia\n", "utf-8")
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()
    assert "militia" in json.dumps(json.loads(out))
    assert err == ""
    assert main(["schema", "seeds"]) == 0
    assert capsys.readouterr().out == out


def test_a_broken_tagset_gives_no_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One without the workspace's words would replace a better one; the problems are told, and the status is 1."""
    (folder / "annotations" / "_tagset.yaml").write_text(f"{FORMAT}zzz: x\n", "utf-8")
    assert main(["schema"]) == 1
    out, err = capsys.readouterr()
    assert (out, "[unknown-key]" in err) == ("", True)


def test_outside_a_workspace_the_schema_has_the_default_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is no tagset to ask."""
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"]
