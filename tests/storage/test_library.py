"""The list of articles that one can go to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.storage import store as store_module
from idlib_reader.storage import workspace as workspace_module
from idlib_reader.storage.library import Library
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Pair, Workspace

FORMAT = "format: idlib-reader/1\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An empty one, in the working folder."""
    for folder in ("seeds", "annotations"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def library_of(workspace: Workspace) -> Library:
    return Library(workspace.pairs(), Store(), workspace)


def add(workspace: Workspace, slug: str, annotations: str | bytes | None = None, article: str | None = "Text.") -> None:
    """Put an article into the workspace, its annotation file, or both."""
    if article is not None:
        (workspace.root / "seeds" / f"{slug}.txt").write_text(article)
    if annotations is not None:
        path = workspace.root / "annotations" / f"{slug}.yaml"
        path.write_bytes(annotations if isinstance(annotations, bytes) else (FORMAT + annotations).encode())


# What is said of an article


def test_an_article_is_told_by_its_heading(workspace: Workspace) -> None:
    """Title, outlet and date as written, and how much is marked in it."""
    add(
        workspace,
        "a",
        "article: {title: عنوان, outlet: News Front, published: 2020-02~}\nentities: {a: , b: , c: }\n"
        "events: {d: , e: }\nclaims: {f: {about: d}}\n",
    )
    (one,) = library_of(workspace).shelf()
    assert (one.slug, one.title, one.outlet, one.published) == ("a", "عنوان", "News Front", "2020-02~")
    assert one.counts == {"entity": 3, "event": 2, "claim": 1, "remark": 0}
    assert one.pair == Pair(workspace.root / "seeds" / "a.txt", workspace.root / "annotations" / "a.yaml")
    assert one.trouble == ""


def test_an_article_without_a_title_goes_by_its_slug(workspace: Workspace) -> None:
    """There is no better name for it."""
    add(workspace, "a", "entities: {a: }\n")
    assert [one.title for one in library_of(workspace).shelf()] == ["a"]


@pytest.mark.parametrize(
    ("annotations", "article", "counted", "trouble"),
    [
        (None, "Text.", 0, "It has no annotations yet."),
        (b"\xff", "Text.", 0, "annotations/a.yaml is not UTF-8: "),
        (
            "entities:\n  a:\n    name: x\n  b: [\n",
            "Text.",
            1,
            "annotations/a.yaml has errors, so not all of it is read.",
        ),
        ("entities: {a: }\n", None, 1, "There is no article for annotations/a.yaml."),
        (
            "entities: {a: , ]\n",
            None,
            0,
            "annotations/a.yaml has errors, so not all of it is read. There is no article",
        ),
    ],
    ids=["unannotated", "no text", "broken", "no article", "both"],
)
def test_what_is_missing_is_said(
    workspace: Workspace, annotations: str | bytes | None, article: str | None, counted: int, trouble: str
) -> None:
    """And what can be read is counted all the same."""
    add(workspace, "a", annotations, article)
    (one,) = library_of(workspace).shelf()
    assert one.trouble.replace(os.sep, "/").startswith(trouble)
    assert sum(one.counts.values()) == counted
    assert one.slug == one.title == "a"


def test_articles_stand_in_the_order_of_publication(workspace: Workspace) -> None:
    """Those of one day by title, whatever its capitals; what has no date, or none that can be read, comes last."""
    add(workspace, "e", "article: {title: Undated}\n")
    add(workspace, "d", "article: {title: also undated, published: yesterday}\n")
    add(workspace, "c", "article: {title: old, published: 1999}\n")
    add(workspace, "b", "article: {title: beta, published: 2020-02-19}\n")
    add(workspace, "a", "article: {title: Gamma, published: 2020-02-19}\n")
    add(workspace, "f", "article: {title: Alpha, published: 2020-02-19T12:00}\n")
    add(workspace, "g")
    assert [one.slug for one in library_of(workspace).shelf()] == ["c", "b", "a", "f", "d", "g", "e"]


def test_each_file_is_read_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again when it changed; several threads may ask at once."""
    read = []
    read_original = store_module.read_original
    monkeypatch.setattr(store_module, "read_original", lambda path: read.append(path.stem) or read_original(path))
    for slug in "abc":
        add(workspace, slug, "article: {title: Old}\n")
    library = library_of(workspace)
    with ThreadPoolExecutor(4) as pool:
        shelves = list(pool.map(lambda _: library.shelf(), range(4)))
    assert sorted(read) == ["a", "b", "c"]
    assert all(shelf == shelves[0] for shelf in shelves)
    add(workspace, "b", "article: {title: Another}\n")
    assert [one.title for one in library.shelf()] == ["Another", "Old", "Old"]
    assert sorted(read) == ["a", "b", "b", "c"]


# What there is


def test_an_empty_workspace_has_an_empty_shelf(workspace: Workspace) -> None:
    """That is how it begins."""
    library = library_of(workspace)
    assert library.shelf() == []
    assert library.pair_of("a") is None


def test_an_article_is_found_by_its_slug(workspace: Workspace) -> None:
    """Annotated or not, and annotations without an article as well."""
    add(workspace, "a")
    add(workspace, "b.annotations", "", article=None)
    library = library_of(workspace)
    assert library.pair_of("a") == Pair(workspace.root / "seeds" / "a.txt", workspace.root / "annotations" / "a.yaml")
    assert library.pair_of("b.annotations") == Pair(None, workspace.root / "annotations" / "b.annotations.yaml")
    assert library.pair_of("b") is None


def test_files_outside_a_workspace_go_by_the_name_of_their_article(tmp_path: Path) -> None:
    """Whether it is there or not."""
    path = tmp_path / "report.annotations.yaml"
    path.write_text(f"{FORMAT}article: {{title: The report}}\n")
    (tmp_path / "report.txt").write_text("Text.")
    for article in (tmp_path / "report.txt", None):
        library = Library([Pair(article, path)], Store(), None)
        assert [(one.slug, one.title) for one in library.shelf()] == [("report", "The report")]
        assert library.pair_of("report") == Pair(article, path)
        assert not library.refresh()


def test_the_first_article_of_an_empty_workspace_is_noticed(workspace: Workspace) -> None:
    """As soon as it is there, and once."""
    library = library_of(workspace)
    assert not library.refresh()
    add(workspace, "a")
    assert library.refresh()
    assert [one.slug for one in library.shelf()] == ["a"]
    assert not library.refresh()


def test_what_comes_and_goes_is_noticed(workspace: Workspace) -> None:
    """Articles and annotation files; but not what is no article, nor a change inside a file."""
    add(workspace, "a", "")
    library = library_of(workspace)
    noticed = [library.refresh()]
    add(workspace, "b", "", article=None)
    noticed.append(library.refresh())
    add(workspace, "b", "article: {title: B}\n", article="Text.")
    noticed.append(library.refresh())
    (workspace.root / "seeds" / "a.txt").unlink()
    noticed.append(library.refresh())
    (workspace.root / "annotations" / "_tagset.yaml").write_text(FORMAT)
    (workspace.root / "annotations" / "a.yaml.swp").write_text("")
    noticed.append(library.refresh())
    assert noticed == [False, True, True, True, False]
    assert library.pair_of("a") == Pair(None, workspace.root / "annotations" / "a.yaml")


def test_a_file_that_comes_in_the_same_instant_is_noticed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems' clocks stand still for milliseconds, so a folder's new time is trusted at the second look."""
    library = library_of(workspace)
    monkeypatch.setattr("idlib_reader.storage.library.signature", lambda _: (0, 0, 0, 0))
    assert not library.refresh()
    add(workspace, "a")
    assert library.refresh()


def test_folders_that_are_as_they_were_are_not_listed_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So one may ask twice a second."""
    add(workspace, "a")
    library = library_of(workspace)
    library.refresh()
    library.refresh()
    monkeypatch.setattr(Workspace, "pairs", lambda _: pytest.fail("listed"))
    assert not library.refresh()


@pytest.mark.parametrize("name", ["iterdir", "is_dir"])
def test_a_folder_that_cannot_be_listed_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """In a sentence, whatever the system refuses."""

    def refuse(_: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    library = library_of(workspace)
    monkeypatch.setattr(workspace_module.Path, name, refuse)
    with pytest.raises(IdlibError) as raised:
        library.refresh()
    assert raised.value.message == f"The folder {workspace.root / 'seeds'} can't be read: permission denied."


def test_folders_that_are_gone_are_empty(workspace: Workspace) -> None:
    """Somebody may move a workspace while it is read."""
    add(workspace, "a")
    library = library_of(workspace)
    workspace.root.joinpath("seeds", "a.txt").unlink()
    for folder in workspace.folders:
        folder.rmdir()
    assert library.refresh()
    assert library.shelf() == []
