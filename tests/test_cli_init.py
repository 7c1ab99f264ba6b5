"""`init`: a folder becomes a workspace."""

from __future__ import annotations

import gc
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from idlib_reader.cli import main
from idlib_reader.core.tagset import DEFAULT
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import Store, annotate
from idlib_reader.storage.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = ["seeds/harbour-tolls.txt", "annotations/harbour-tolls.yaml"]
ALL = ["seeds/", "annotations/", *SAMPLE, "annotations/_tagset.yaml", "annotations/annotations.schema.json"]
FORMAT = "format: idlib-reader/1\n"
_KEY = re.compile(r" *(?:- )?([\w-]+):")


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The program stops the garbage collector; the next test has it again."""
    yield
    gc.enable()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, an empty one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(out: str) -> list[str]:
    """The names that are told, with slashes."""
    lines = out.splitlines()
    assert all(line.startswith("made ") for line in lines)
    return [line.removeprefix("made ").replace(os.sep, "/") for line in lines]


def files(folder: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_here_becomes_a_workspace(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is made is told, and `check` has nothing to say of it."""
    assert main(["init"]) == 0
    assert made(capsys.readouterr().out) == ALL
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "1 file checked: no problems\n")


def test_a_folder_that_is_missing_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With those above it."""
    assert main(["init", "a/b"]) == 0
    assert made(capsys.readouterr().out) == ["a/b/", *(f"a/b/{name}" for name in ALL)]


def test_bare_is_without_the_sample(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folders and the schema."""
    assert main(["init", "--bare"]) == 0
    assert made(capsys.readouterr().out) == ["seeds/", "annotations/", "annotations/annotations.schema.json"]


def test_a_second_time_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says so."""
    main(["init"])
    before = files(folder)
    capsys.readouterr()
    assert main(["init"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "is a workspace already" in err
    assert files(folder) == before


@pytest.mark.parametrize("name", ["annotations/_tagset.yaml", "annotations/_tagset.yml"])
def test_what_is_there_stays(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An article, which keeps the sample out, a tagset, whose words the new schema has, and the files beside them."""
    own = {"seeds/a.txt": "Ada came.", name: f"{FORMAT}entity-types: militia\n", "README.md": "Mine."}
    for path, text in own.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    assert main(["init"]) == 0
    out, err = capsys.readouterr()
    assert made(out) == ["annotations/annotations.schema.json"]
    assert "sample article is left out" in err
    assert {path: (folder / path).read_text("utf-8") for path in own} == own
    assert "militia" in (folder / "annotations/annotations.schema.json").read_text("utf-8")


def test_a_schema_that_is_there_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it is."""
    (folder / "annotations").mkdir()
    schema = folder / "annotations" / "annotations.schema.json"
    schema.write_text("{}", "utf-8")
    assert main(["init"]) == 0
    assert schema.read_text("utf-8") == "{}"
    assert "annotations/annotations.schema.json" not in made(capsys.readouterr().out)


def test_a_broken_tagset_gives_no_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its problem is told with its place."""
    (folder / "annotations").mkdir()
    (folder / "annotations" / "_tagset.yaml").write_text(f"{FORMAT}zzz: x\n", "utf-8")
    assert main(["init"]) == 0
    out, err = capsys.readouterr()
    assert made(out) == ["seeds/", *SAMPLE]
    assert "_tagset.yaml:2:1: error" in err


def test_the_schema_is_that_of_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Byte for byte."""
    main(["init"])
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert (folder / "annotations/annotations.schema.json").read_text("utf-8") == capsys.readouterr().out


@pytest.mark.parametrize("name", ["seeds", "seeds/deeper", "annotations", "seeds/../annotations"])
def test_no_workspace_is_made_in_the_folders_of_another(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever stands in one of them meant the folder above; beside them it is allowed."""
    main(["init", "--bare"])
    before = files(folder)
    capsys.readouterr()
    assert main(["init", name]) == 2
    assert "of a workspace" in capsys.readouterr().err
    assert files(folder) == before
    assert main(["init", "--bare", "seeds/../other"]) == 0


@pytest.mark.skipif(os.name != "posix", reason="not every system has links")
def test_nor_is_one_made_through_a_link(folder: Path) -> None:
    """It is the folder behind it that counts."""
    main(["init", "--bare"])
    (folder / "link").symlink_to("seeds")
    assert main(["init", "link"]) == 2
    assert list((folder / "seeds").iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/deeper", "a" * 300])
def test_what_can_be_no_folder_is_told(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In a sentence, with status 2."""
    (folder / "file").write_text("x", "utf-8")
    assert main(["init", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "can't be made" in err
    assert files(folder) == {"file": b"x"}


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit status."""
    with pytest.raises(SystemExit):
        main(["init", "--help"])
    out = capsys.readouterr().out
    assert "idlib-reader init idlib" in out
    assert "exit status: 0" in out


# The sample


@pytest.fixture
def sample(folder: Path) -> Path:
    """A workspace with the sample."""
    main(["init"])
    return folder


def test_the_sample_shows_every_kind_of_entry(sample: Path) -> None:
    """Each quote stands in the article, which is the text that the sum is of."""
    article = read_article(sample / SAMPLE[0])
    annotated = annotate(article, sample / SAMPLE[1])
    index = annotated.index
    assert annotated.problems == ()
    written = index.written
    assert [len(one) for one in (written.entities, written.events, written.claims, written.remarks)] == [2, 2, 1, 1]
    assert all(index.places.values())
    assert index.ways["pilots-warning"][0].to == "toll-increase"
    assert written.article.sha256 == article.sha256()


def test_each_line_of_the_sample_is_explained(sample: Path) -> None:
    """By a comment where a key stands first; the heads of the sections and single lines above them do it too."""
    lines = (sample / SAMPLE[1]).read_text("utf-8").splitlines()
    keys = {match[1]: number for number, line in reversed([*enumerate(lines)]) if (match := _KEY.match(line))}
    assert len(keys) > 30
    assert [key for key, number in keys.items() if "#" not in lines[number] + lines[number - 1][:4]] == []
    assert max(map(len, lines)) <= 120


def test_the_tagset_of_the_sample_changes_nothing(sample: Path) -> None:
    """As long as nobody takes its lines out of the comments."""
    tagset, problems = Store().tagset(Workspace(sample))
    assert (tagset, problems) == (DEFAULT, [])


def test_the_tagset_of_the_sample_can_be_used(sample: Path) -> None:
    """Every line that is commented out is right once it is not."""
    path = sample / "annotations" / "_tagset.yaml"
    head, keys = path.read_text("utf-8").split(FORMAT)
    path.write_text(head + FORMAT + re.sub("^# ", "", keys, flags=re.MULTILINE), "utf-8")
    tagset, problems = Store().tagset(Workspace(sample))
    assert problems == []
    assert {"vessel"} < tagset.entity_types.keys()
    assert {"strike", "hearing"} < tagset.event_types.keys()
    assert {"witness"} < tagset.roles.keys()
    assert {"announces", "announced-by"} < tagset.event_relations.keys()


# For pre-commit


def test_the_hook_checks_the_whole_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its command is one of the program, and starts where files of a workspace change."""
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = hook["entry"].split()
    assert (program, hook["pass_filenames"], hook["language"]) == ("idlib-reader", False, "python")
    monkeypatch.chdir(REPOSITORY)
    assert main(arguments) == 0
    wanted = re.compile(hook["files"])
    assert wanted.search("annotations/a.yaml")
    assert wanted.search("corpus/seeds/a.txt")
    assert not wanted.search("docs/my-annotations/a.yaml")
    assert not wanted.search("README.md")


def test_the_schema_is_json(sample: Path) -> None:
    """As editors read it."""
    assert json.loads((sample / "annotations/annotations.schema.json").read_text("utf-8"))["title"]
