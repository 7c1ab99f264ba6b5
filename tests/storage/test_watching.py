"""Which files behind an article have changed from one look to the next."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from idlib_reader.storage import watching
from idlib_reader.storage.reading import signature
from idlib_reader.storage.watching import Changes, Signature, Watch
from idlib_reader.storage.workspace import Pair, Workspace

NOTHING = Changes(annotations=False, article=False, others=False, shelf=False)
ANNOTATIONS = Changes(annotations=True, article=False, others=False, shelf=False)
ARTICLE = Changes(annotations=False, article=True, others=False, shelf=False)
OTHERS = Changes(annotations=False, article=False, others=True, shelf=False)
SHELF = Changes(annotations=False, article=False, others=False, shelf=True)

_seconds = count(1_000_000_000)


def write(path: Path, text: str = "") -> None:
    """Write a file in place, and give it and its folder times of their own, however fast the test runs."""
    path.write_text(text)
    touch(path)
    touch(path.parent)


def touch(path: Path) -> None:
    """Give a file or folder a time that nothing had before."""
    second = next(_seconds)
    os.utime(path, (second, second))


def replace(path: Path, text: str = "") -> None:
    """Replace a file by another one of the same length and time, as many editors save."""
    times = path.stat().st_mtime_ns
    fresh = path.with_name(".fresh")
    fresh.write_text(text or path.read_text())
    os.utime(fresh, ns=(times, times))
    fresh.replace(path)
    touch(path.parent)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One with three articles and their annotation files."""
    for folder in ("seeds", "annotations"):
        (tmp_path / folder).mkdir()
    for slug in "abc":
        write(tmp_path / "seeds" / f"{slug}.txt", "Text.")
        write(tmp_path / "annotations" / f"{slug}.yaml", "entities:\n")
    return Workspace(tmp_path)


def watch(workspace: Workspace, slug: str = "a") -> Watch:
    """A watch of an article that has looked often enough to know its folders well."""
    watched = Watch(workspace.pair_of(workspace.root / "seeds" / f"{slug}.txt"))
    assert [watched.look() for _ in range(3)] == [NOTHING] * 3
    return watched


def annotation_file(workspace: Workspace, name: str) -> Path:
    return workspace.root / "annotations" / name


def article_file(workspace: Workspace, name: str) -> Path:
    return workspace.root / "seeds" / name


# The article and its annotation file


@pytest.mark.parametrize("change", [lambda path: write(path, "remarks:\n"), touch, replace, Path.unlink])
def test_a_change_is_reported_once(workspace: Workspace, change: Callable[[Path], None]) -> None:
    """However a file is written, of the file alone that it is."""
    watched = watch(workspace)
    change(annotation_file(workspace, "a.yaml"))
    assert [watched.look(), watched.look()] == [ANNOTATIONS, NOTHING]
    change(article_file(workspace, "b.txt"))
    touch(article_file(workspace, "a.txt"))
    assert watched.look().article
    assert watched.look() == NOTHING


def test_changes_at_the_same_time_are_told_apart(workspace: Workspace) -> None:
    """One look reports all of them."""
    watched = watch(workspace)
    for path in workspace.root.rglob("*.*"):
        touch(path)
    write(article_file(workspace, "d.txt"))
    assert watched.look() == Changes(annotations=True, article=True, others=True, shelf=True)
    assert [watched.look() for _ in range(3)] == [NOTHING] * 3


def test_a_file_that_comes_is_a_change(workspace: Workspace) -> None:
    """An article may have no annotation file yet, or no article be there."""
    annotation_file(workspace, "a.yaml").unlink()
    article_file(workspace, "b.txt").unlink()
    first, second = watch(workspace), Watch(Pair(None, annotation_file(workspace, "b.yaml")))
    write(annotation_file(workspace, "a.yaml"))
    assert first.look() == ANNOTATIONS
    assert second.look() == OTHERS
    write(annotation_file(workspace, "b.yaml"))
    assert [second.look(), second.look()] == [ANNOTATIONS, NOTHING]


def test_links_are_followed_wherever_they_lead_now(workspace: Workspace, tmp_path: Path) -> None:
    """A link that leads to another file is a change, and so is a write at its end."""
    ends = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for end in ends:
        write(end, "claims:\n")
        os.utime(end, (0, 0))
    path = annotation_file(workspace, "a.yaml")
    path.unlink()
    path.symlink_to(ends[0])
    watched = watch(workspace)
    path.unlink()
    path.symlink_to(ends[1])
    assert [watched.look(), watched.look()] == [ANNOTATIONS, NOTHING]
    touch(ends[0])
    assert watched.look() == NOTHING
    touch(ends[1])
    assert watched.look() == ANNOTATIONS
    ends[1].unlink()
    assert [watched.look(), watched.look()] == [ANNOTATIONS, NOTHING]


def test_a_pair_without_a_workspace_has_no_neighbours(tmp_path: Path) -> None:
    """Of an article with its annotations beside it only the two files count."""
    pair = Pair(tmp_path / "a.txt", tmp_path / "a.annotations.yaml")
    write(tmp_path / "a.txt")
    watched = Watch(pair)
    write(tmp_path / "b.txt")
    write(tmp_path / "b.annotations.yaml")
    assert watched.look() == NOTHING
    write(pair.annotations)
    assert watched.look() == ANNOTATIONS
    touch(tmp_path / "a.txt")
    assert watched.look() == ARTICLE


# Folders


def test_folders_that_vanish_and_come_back(workspace: Workspace) -> None:
    """As when git puts changes away, checks something else out, and brings them back."""
    watched = watch(workspace)
    for folder in workspace.folders:
        folder.rename(folder.with_suffix(".away"))
    assert watched.look() == Changes(annotations=True, article=True, others=True, shelf=True)
    assert [watched.look() for _ in range(3)] == [NOTHING] * 3
    for folder in workspace.folders:
        folder.with_suffix(".away").rename(folder)
    assert watched.look() == Changes(annotations=True, article=True, others=True, shelf=True)
    assert [watched.look() for _ in range(3)] == [NOTHING] * 3
    touch(annotation_file(workspace, "b.yaml"))
    assert watched.look() == OTHERS


def test_a_workspace_is_known_without_its_annotations(workspace: Workspace) -> None:
    """The folder of annotation files may come back after an article was opened."""
    pair = workspace.pair_of(article_file(workspace, "a.txt"))
    shutil.rmtree(pair.annotations.parent)
    watched = Watch(pair)
    assert watched.look() == NOTHING
    pair.annotations.parent.mkdir()
    write(annotation_file(workspace, "b.yaml"))
    assert watched.look() == OTHERS
    write(annotation_file(workspace, "a.yaml"))
    assert watched.look() == ANNOTATIONS


def test_a_folder_that_is_a_link_may_lead_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    """The files at its end count."""
    folder, other = article_file(workspace, "").parent / "seeds", tmp_path / "more"
    other.mkdir()
    folder.rename(tmp_path / "fewer")
    folder.symlink_to(tmp_path / "fewer")
    for name in ("a.txt", "z.txt"):
        write(other / name)
    watched = watch(workspace)
    folder.unlink()
    folder.symlink_to(other)
    assert watched.look() == Changes(annotations=False, article=True, others=False, shelf=True)
    assert watched.look() == NOTHING


# The shelf


def test_articles_come_and_go(workspace: Workspace) -> None:
    """A file that is no article is none on the shelf; writing an article changes no shelf."""
    watched = watch(workspace)
    for name in ("README.md", "_draft.txt", ".a.txt.swp", "notes.pdf"):
        write(article_file(workspace, name))
        assert [watched.look(), watched.look()] == [NOTHING] * 2
    replace(article_file(workspace, "b.txt"))
    assert watched.look() == NOTHING
    write(article_file(workspace, "d.md"))
    assert [watched.look(), watched.look()] == [SHELF, NOTHING]
    article_file(workspace, "c.txt").unlink()
    touch(article_file(workspace, ""))
    assert [watched.look(), watched.look()] == [SHELF, NOTHING]


def test_an_article_that_comes_within_the_same_instant_is_seen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of a folder may stay as it is when a file comes right after a look."""
    folder = article_file(workspace, "")
    watched = watch(workspace)
    write(article_file(workspace, "d.txt"))
    assert watched.look() == SHELF
    seen = signature(folder)
    monkeypatch.setattr(watching, "signature", lambda path: seen if path == folder else signature(path))
    write(article_file(workspace, "e.txt"))
    assert [watched.look(), watched.look()] == [SHELF, NOTHING]


def test_an_article_that_comes_right_after_the_first_look_is_seen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look is one that a file may follow within the same instant, too."""
    folder = article_file(workspace, "")
    seen = signature(folder)
    monkeypatch.setattr(watching, "signature", lambda path: seen if path == folder else signature(path))
    watched = Watch(workspace.pair_of(article_file(workspace, "a.txt")))
    write(article_file(workspace, "d.txt"))
    assert [watched.look(), watched.look()] == [SHELF, NOTHING]


def test_folders_that_stay_are_not_listed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as their time is the same; that of the annotation files is listed once in a round all the same."""
    monkeypatch.setattr(watching, "_AT_ONCE", 1)
    for slug in "defg":
        write(annotation_file(workspace, f"{slug}.yaml"))
    watched = watch(workspace)
    listed: list[Path] = []
    names = watching._names

    def list_names(folder: Path, suffixes: tuple[str, ...]) -> set[str]:
        listed.append(folder)
        return names(folder, suffixes)

    monkeypatch.setattr(watching, "_names", list_names)
    seeds, folder = workspace.folders
    for _ in range(12):
        watched.look()
    assert listed == [folder, folder]
    for changed in (seeds, folder):
        touch(changed)
        listed.clear()
        for _ in range(6):
            watched.look()
        assert listed.count(seeds) == (2 if changed == seeds else 0)
        assert listed.count(folder) == (1 if changed == seeds else 2)


# Other files


@pytest.mark.parametrize("change", [lambda path: write(path, "remarks:\n"), touch, replace, Path.unlink])
def test_a_change_of_another_annotation_file(workspace: Workspace, change: Callable[[Path], None]) -> None:
    """However it is written."""
    watched = watch(workspace)
    change(annotation_file(workspace, "b.yaml"))
    assert [watched.look() for _ in range(3)] == [OTHERS, NOTHING, NOTHING]


def test_only_annotation_files_count(workspace: Workspace) -> None:
    """What a workspace passes over, an editor's own files among it, is no change."""
    watched = watch(workspace)
    for name in ("README.md", ".b.yaml.swp", ".b.yaml", "b.yaml~", "_draft.yaml", "annotations.schema.json"):
        write(annotation_file(workspace, name))
        assert [watched.look(), watched.look()] == [NOTHING] * 2
    write(annotation_file(workspace, "d.yml"))
    assert [watched.look(), watched.look()] == [OTHERS, NOTHING]


def test_the_tagset_counts(workspace: Workspace) -> None:
    """When it comes, changes, goes, and under either of its names."""
    watched = watch(workspace)
    for name in ("_tagset.yml", "_tagset.yaml"):
        write(annotation_file(workspace, name))
        assert [watched.look(), watched.look()] == [OTHERS, NOTHING]
        replace(annotation_file(workspace, name))
        assert [watched.look(), watched.look()] == [OTHERS, NOTHING]
    annotation_file(workspace, "_tagset.yaml").unlink()
    assert [watched.look(), watched.look()] == [OTHERS, NOTHING]
    annotation_file(workspace, "_tagset.yml").unlink()
    assert [watched.look(), watched.look()] == [OTHERS, NOTHING]


def test_many_files_are_looked_at_in_turns(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """No look is at more than a few of them; after a round each was seen, even while files come and go."""
    monkeypatch.setattr(watching, "_AT_ONCE", 4)
    names = [f"n{number}.yaml" for number in range(20)]
    for name in names:
        write(annotation_file(workspace, name))
    watched = Watch(workspace.pair_of(article_file(workspace, "a.txt")))
    looked: list[Path] = []

    def look_at(path: Path) -> Signature:
        looked.append(path)
        return signature(path)

    monkeypatch.setattr(watching, "signature", look_at)
    for round_, name in enumerate(names):
        touch(annotation_file(workspace, name))
        write(annotation_file(workspace, f".{name}.swp"))
        found = []
        for step in range(6):
            before = len(looked)
            found.append(watched.look())
            assert len(looked) - before <= 4 + 5
            write(annotation_file(workspace, f".{round_}-{step}.swp"))
        assert found.count(OTHERS) == 1
        assert found.count(NOTHING) == 5


def test_a_file_that_comes_in_a_long_round_is_seen_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder says that there is a new one; and one that goes before its turn is no hindrance."""
    monkeypatch.setattr(watching, "_AT_ONCE", 1)
    for number in range(9):
        write(annotation_file(workspace, f"n{number}.yaml"))
    watched = watch(workspace)
    write(annotation_file(workspace, "new.yaml"))
    assert watched.look() == OTHERS
    for number in range(9):
        annotation_file(workspace, f"n{number}.yaml").unlink()
    touch(annotation_file(workspace, ""))
    assert watched.look() == OTHERS
    assert [watched.look() for _ in range(12)] == [NOTHING] * 12


def test_a_file_that_comes_within_the_same_instant_is_seen_in_the_next_round(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each round lists the folder, whatever its time says."""
    folder = annotation_file(workspace, "")
    watched = watch(workspace)
    seen = signature(folder)
    monkeypatch.setattr(watching, "signature", lambda path: seen if path == folder else signature(path))
    write(annotation_file(workspace, "new.yaml"))
    assert [watched.look(), watched.look()] == [OTHERS, NOTHING]


# Own writes


def test_what_the_program_wrote_is_not_reported(workspace: Workspace) -> None:
    """Be it the file itself, another one, a new one, the tagset, or one that it has removed."""
    watched = watch(workspace)
    write(annotation_file(workspace, "_tagset.yaml"))
    for name in ("a.yaml", "b.yaml", "new.yaml", "_tagset.yaml"):
        path = annotation_file(workspace, name)
        write(path, "format: idlib-reader/1\n")
        watched.saw(path, signature(path))
    annotation_file(workspace, "c.yaml").unlink()
    watched.saw(annotation_file(workspace, "c.yaml"), None)
    touch(article_file(workspace, "a.txt"))
    watched.saw(article_file(workspace, "a.txt"), signature(article_file(workspace, "a.txt")))
    assert [watched.look() for _ in range(3)] == [NOTHING] * 3


@pytest.mark.parametrize("name", ["_tagset.yml", "_tagset.yaml"])
def test_the_program_may_write_and_remove_the_tagset(workspace: Workspace, name: str) -> None:
    """Under either of its names, one of which is what a workspace without a tagset would call it."""
    watched, path = watch(workspace), annotation_file(workspace, name)
    write(path)
    watched.saw(path, signature(path))
    assert watched.look() == NOTHING
    path.unlink()
    watched.saw(path, None)
    assert watched.look() == NOTHING
    write(path)
    assert watched.look() == OTHERS


@pytest.mark.parametrize(("name", "expected"), [("a.yaml", ANNOTATIONS), ("b.yaml", OTHERS), ("_tagset.yaml", OTHERS)])
def test_what_others_write_right_after_is_reported(workspace: Workspace, name: str, expected: Changes) -> None:
    """The program tells what the file was like when it had written it, not what it is like by now."""
    path = annotation_file(workspace, name)
    write(path, "entities:\n")
    watched = watch(workspace)
    replace(path)
    own = signature(path)
    touch(path)
    watched.saw(path, own)
    assert [watched.look(), watched.look()] == [expected, NOTHING]


def test_other_writes_of_the_program_concern_nobody(workspace: Workspace, tmp_path: Path) -> None:
    """A file that is no part of what is watched."""
    watched = watch(workspace)
    for path in (tmp_path / "b.yaml", annotation_file(workspace, ".b.yaml"), annotation_file(workspace, "README.md")):
        write(path)
        watched.saw(path, signature(path))
    alone = Watch(Pair(None, tmp_path / "alone.annotations.yaml"))
    alone.saw(tmp_path / "b.yaml", None)
    assert [watched.look(), alone.look()] == [NOTHING, NOTHING]
