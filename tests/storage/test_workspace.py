"""Where articles and their annotation files are found."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.storage import workspace as workspace_module
from idlib_reader.storage.workspace import (
    Pair,
    Workspace,
    copied_example,
    example,
    find_workspace,
    pairs_at,
    workspace_of,
)

REPOSITORY = Path(__file__).resolve().parents[2]


def make(root: Path, *names: str) -> Path:
    """A folder with empty files of these names, and both folders of a workspace."""
    for folder in ("seeds", "annotations"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def pair(root: Path, article: str | None, annotations: str) -> Pair:
    return Pair(root / article if article else None, root / annotations)


# Workspaces


@pytest.mark.parametrize("start", [".", "seeds", "annotations", "seeds/deep/er"])
def test_a_workspace_is_found_from_within(tmp_path: Path, start: str) -> None:
    """From its root and from every folder below."""
    (make(tmp_path) / start).mkdir(parents=True, exist_ok=True)
    assert find_workspace(tmp_path / start) == Workspace(tmp_path)


def test_the_nearest_workspace_is_meant(tmp_path: Path) -> None:
    """One inside another comes first."""
    make(tmp_path)
    inner = make(tmp_path / "seeds" / "inner")
    assert find_workspace(inner / "seeds") == Workspace(inner)


@pytest.mark.parametrize("folder", ["seeds", "annotations"])
def test_one_folder_makes_no_workspace(tmp_path: Path, folder: str) -> None:
    """Both must be there, and be folders."""
    (tmp_path / folder).mkdir()
    other = {"seeds": "annotations", "annotations": "seeds"}[folder]
    (tmp_path / other).touch()
    found = find_workspace(tmp_path)
    assert found is None or found.root != tmp_path


@pytest.mark.parametrize(
    ("file", "belongs"),
    [
        ("annotations/a.yaml", True),
        ("annotations/old/a.yaml", False),
        ("seeds/a.annotations.yaml", False),
        ("a.annotations.yaml", False),
    ],
)
def test_only_files_among_the_annotations_belong_to_a_workspace(tmp_path: Path, file: str, belongs: bool) -> None:
    """One that stands beside its article has no tagset and no neighbours; nor need the file be there yet."""
    assert workspace_of(make(tmp_path) / file) == (Workspace(tmp_path) if belongs else None)


def test_articles_come_with_their_annotations(tmp_path: Path) -> None:
    """By slug; an article without a file gets the name of one, a file without an article comes last."""
    root = make(
        tmp_path,
        "seeds/c.txt",
        "seeds/a.md",
        "seeds/b.html",
        "annotations/a.yaml",
        "annotations/c.yml",
        "annotations/alone.yaml",
    )
    assert Workspace(root).pairs() == [
        pair(root, "seeds/a.md", "annotations/a.yaml"),
        pair(root, "seeds/b.html", "annotations/b.yaml"),
        pair(root, "seeds/c.txt", "annotations/c.yml"),
        pair(root, None, "annotations/alone.yaml"),
    ]


def test_other_files_are_no_articles(tmp_path: Path) -> None:
    """Neither a README nor a tagset, a hidden file, a schema or a backup."""
    root = make(
        tmp_path,
        "seeds/README.md",
        "seeds/.hidden.txt",
        "seeds/_draft.txt",
        "seeds/a.pdf",
        "seeds/a.txt~",
        "annotations/README.md",
        "annotations/_tagset.yaml",
        "annotations/.a.yaml.swp",
        "annotations/.hidden.yaml",
        "annotations/annotations.schema.json",
    )
    assert Workspace(root).pairs() == []


def test_an_empty_workspace_has_no_pairs(tmp_path: Path) -> None:
    """There is nothing to read yet."""
    assert pairs_at(make(tmp_path)) == []


# What a path names


@pytest.mark.parametrize("name", ["seeds/a.txt", "annotations/a.yaml"])
def test_either_file_names_the_pair(tmp_path: Path, name: str) -> None:
    """An article or its annotation file, in a workspace."""
    root = make(tmp_path, "seeds/a.txt", "seeds/b.txt", "annotations/a.yaml")
    assert pairs_at(root / name) == [pair(root, "seeds/a.txt", "annotations/a.yaml")]


def test_an_article_without_annotations_has_a_name_for_them(tmp_path: Path) -> None:
    """The file is made when something is marked."""
    root = make(tmp_path, "seeds/a.txt")
    assert pairs_at(root / "seeds/a.txt") == [pair(root, "seeds/a.txt", "annotations/a.yaml")]


@pytest.mark.parametrize("name", ["_tagset.yaml", "annotations.schema.json"])
def test_what_lies_beside_the_annotations_is_no_article(tmp_path: Path, name: str) -> None:
    """A shell's `annotations/*` names such files too; none of them is read as the article of anything."""
    path = make(tmp_path, f"annotations/{name}") / "annotations" / name
    try:
        pairs = pairs_at(path)
    except IdlibError:
        return
    assert all(found.article != path for found in pairs)


def test_an_annotation_file_without_an_article_stands_alone(tmp_path: Path) -> None:
    """Its pair says that the article is missing."""
    root = make(tmp_path, "annotations/a.yaml")
    assert pairs_at(root / "annotations/a.yaml") == [pair(root, None, "annotations/a.yaml")]


def test_a_relative_path_is_read_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As typed in any folder of the workspace."""
    root = make(tmp_path, "seeds/a.txt")
    monkeypatch.chdir(root / "seeds")
    assert pairs_at(Path("a.txt")) == [pair(root, "seeds/a.txt", "annotations/a.yaml")]
    assert pairs_at(Path()) == Workspace(root).pairs()
    monkeypatch.chdir(root / "annotations")
    (found,) = pairs_at(Path("../seeds/a.txt"))
    assert found.article is not None
    assert found.article.samefile(root / "seeds/a.txt")
    assert found.annotations.resolve() == (root / "annotations/a.yaml").resolve()


def test_a_folder_below_a_workspace_names_it(tmp_path: Path) -> None:
    """All of it is meant."""
    root = make(tmp_path, "seeds/a.txt")
    assert pairs_at(root / "annotations") == Workspace(root).pairs()


@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.html"])
def test_a_file_outside_has_its_annotations_beside_it(tmp_path: Path, name: str) -> None:
    """`report.txt` and `report.annotations.yaml`, whichever is named."""
    (tmp_path / name).touch()
    expected = [pair(tmp_path, name, "report.annotations.yaml")]
    assert pairs_at(tmp_path / name) == expected
    (tmp_path / "report.annotations.yaml").touch()
    assert pairs_at(tmp_path / "report.annotations.yaml") == expected


def test_a_folder_deeper_in_seeds_is_outside(tmp_path: Path) -> None:
    """Only what lies in the two folders themselves belongs to the workspace."""
    root = make(tmp_path, "seeds/old/a.txt")
    assert pairs_at(root / "seeds/old/a.txt") == [pair(root, "seeds/old/a.txt", "seeds/old/a.annotations.yaml")]


def test_a_lone_annotation_file_has_no_article(tmp_path: Path) -> None:
    """Outside a workspace too."""
    (tmp_path / "report.annotations.yaml").touch()
    assert pairs_at(tmp_path / "report.annotations.yaml") == [pair(tmp_path, None, "report.annotations.yaml")]


@pytest.mark.parametrize("name", ["gone.txt", "gone/deeper.txt", "a" * 300])
def test_a_path_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    """In a sentence, however odd the name."""
    with pytest.raises(IdlibError) as caught:
        pairs_at(tmp_path / name)
    assert name in caught.value.message


def test_a_folder_in_no_workspace_is_told(tmp_path: Path) -> None:
    """With the two folders that would make it one."""
    with pytest.raises(IdlibError, match="no workspace") as caught:
        pairs_at(tmp_path)
    assert "seeds/" in caught.value.message
    assert "annotations/" in caught.value.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """A closed folder is no reason to fail without a sentence."""
    root = make(tmp_path / "closed", "seeds/a.txt")
    root.chmod(0)
    try:
        with pytest.raises(IdlibError):
            pairs_at(root / "seeds/a.txt")
    finally:
        root.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links need rights on Windows")
def test_a_broken_link_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is there, so it is named; reading it tells the rest."""
    root = make(tmp_path)
    (root / "seeds/a.txt").symlink_to(root / "gone")
    assert pairs_at(root / "seeds/a.txt") == [pair(root, "seeds/a.txt", "annotations/a.yaml")]


# The example


def test_the_example_is_found_from_the_checkout() -> None:
    """The repository is itself the workspace, where the program was not installed from a wheel."""
    assert example() == Workspace(REPOSITORY)
    assert REPOSITORY / "seeds" / "000_d237a528e19c67b1.txt" in [found.article for found in example().pairs()]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as a wheel installs it, somewhere else."""
    package = tmp_path / "lib" / "python" / "idlib_reader"
    monkeypatch.setattr(workspace_module, "__file__", str(package / "storage" / "workspace.py"))
    return package


def test_the_example_is_found_in_a_wheel(package: Path) -> None:
    """Inside the package, which comes before whatever lies around it."""
    make(package / "example")
    make(package.parent.parent)
    assert example() == Workspace(package / "example")


@pytest.mark.parametrize("folder", ["seeds", "annotations"])
def test_half_an_example_is_none(package: Path, folder: str) -> None:
    """Both folders make it."""
    (package / "example" / folder).mkdir(parents=True)
    with pytest.raises(IdlibError, match="missing"):
        example()


def test_a_missing_example_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation says what to do."""
    monkeypatch.setattr(workspace_module, "__file__", str(tmp_path / "a" / "b" / "c" / "workspace.py"))
    with pytest.raises(IdlibError, match="missing"):
        example()


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, empty."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_example_is_copied_whole(data_home: Path) -> None:
    """Articles, annotations and their README, byte for byte, into the user's data folder."""
    copy = copied_example()
    assert copy.root == data_home / "idlib-reader" / "example"
    names = sorted(path.name for path in (REPOSITORY / "annotations").iterdir())
    assert sorted(path.name for path in (copy.root / "annotations").iterdir()) == names
    for folder in ("seeds", "annotations"):
        for path in (copy.root / folder).iterdir():
            assert path.read_bytes() == (REPOSITORY / folder / path.name).read_bytes()
    assert [path.name for path in copy.root.parent.iterdir()] == ["example"]


def test_the_copy_is_never_written_over(data_home: Path) -> None:
    """What the person wrote in it stays, and what was deleted does not come back."""
    (found,) = copied_example().pairs()
    assert found.article is not None
    found.annotations.write_text("mine", "utf-8")
    found.article.unlink()
    assert copied_example().root == data_home / "idlib-reader" / "example"
    assert found.annotations.read_text("utf-8") == "mine"
    assert not found.article.exists()


def test_the_copy_can_be_written(data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the installed example is closed to everyone's writing."""
    installed = make(tmp_path / "installed", "seeds/a.txt", "annotations/a.yaml")
    for path in (installed / "seeds/a.txt", installed / "annotations/a.yaml"):
        path.chmod(0o444)
    monkeypatch.setattr(workspace_module, "example", lambda: Workspace(installed))
    (found,) = copied_example().pairs()
    assert found.annotations.stat().st_mode & 0o200


@pytest.mark.skipif(sys.platform == "win32", reason="another folder there")
def test_a_relative_data_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the XDG specification has it, the default holds instead."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert copied_example().root == tmp_path / "home" / ".local" / "share" / "idlib-reader" / "example"


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "HOME", ".local/share/idlib-reader"),
        ("darwin", "HOME", "Library/Application Support/idlib-reader"),
        ("win32", "LOCALAPPDATA", "idlib-reader"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is found otherwise there")
def test_each_system_has_its_own_data_folder(
    platform: str, variable: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a person of that system would look."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    assert copied_example().root == tmp_path / folder / "example"


def test_a_copy_that_fails_leaves_nothing(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half example is taken for a whole one at the next start, and the reason is told."""
    copy = shutil.copytree

    def fail_at_the_second(source: Path, target: Path, **keys: object) -> object:
        if source.name == "annotations":
            raise OSError(28, "No space left on device")
        return copy(source, target)

    monkeypatch.setattr(workspace_module.shutil, "copytree", fail_at_the_second)
    with pytest.raises(IdlibError, match="no space left on device"):
        copied_example()
    assert list(data_home.rglob("*.txt")) == []
    monkeypatch.undo()


def test_two_readers_that_copy_at_once_both_read(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that comes second takes what the first has put there."""
    root = data_home / "idlib-reader" / "example"
    copy = shutil.copytree

    def be_second(source: Path, target: Path, **keys: object) -> object:
        copy(source, root / source.name)
        return copy(source, target)

    monkeypatch.setattr(workspace_module.shutil, "copytree", be_second)
    assert copied_example() == Workspace(root)
    assert [path.name for path in root.parent.iterdir()] == ["example"]


def test_a_data_folder_that_cannot_be_made_is_told(data_home: Path) -> None:
    """With what to do instead."""
    data_home.touch()
    with pytest.raises(IdlibError, match="can't be copied"):
        copied_example()
