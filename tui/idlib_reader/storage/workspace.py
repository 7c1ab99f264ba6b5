"""Where articles and their annotation files are: workspaces, single files, and the bundled example."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import why

ARTICLES = "seeds"
ANNOTATIONS = "annotations"
ARTICLE_SUFFIXES = (".txt", ".md", ".html")
ANNOTATION_SUFFIXES = (".yaml", ".yml")
_BESIDE = ".annotations.yaml"
_TAGSET = "_tagset"


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and the annotation file that belongs to it; either may not exist (yet)."""

    article: Path | None
    """None for an annotation file whose article is missing."""
    annotations: Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with `seeds/` and `annotations/`."""

    root: Path

    def pairs(self) -> list[Pair]:
        """Every article with its annotation file, by slug, then annotation files without an article.

        Of several files of one slug the first counts, in the order of the suffixes; see `doubles`.
        """
        articles, files = self._articles(), self._files()
        beside = [Pair(paths[0], files.get(slug, [self._annotations(slug)])[0]) for slug, paths in articles.items()]
        alone = [Pair(None, paths[0]) for slug, paths in files.items() if slug not in articles]
        return beside + alone

    def doubles(self) -> dict[Path, Path]:
        """By article or annotation file that is passed over the one of the same slug that counts."""
        found = [*self._articles().values(), *self._files().values()]
        return {double: first for first, *doubles in found for double in doubles}

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where its articles are, and where its annotation files are."""
        return self.root / ARTICLES, self.root / ANNOTATIONS

    @property
    def tagset(self) -> Path:
        """Where the workspace's own tagset stands, if it has one."""
        for suffix in ANNOTATION_SUFFIXES:
            if os.path.lexists(path := self.root / ANNOTATIONS / f"{_TAGSET}{suffix}"):
                return path
        return self.root / ANNOTATIONS / f"{_TAGSET}{ANNOTATION_SUFFIXES[0]}"

    def _articles(self) -> dict[str, list[Path]]:
        return _by_slug(_files(self.root / ARTICLES, ARTICLE_SUFFIXES), ARTICLE_SUFFIXES)

    def _files(self) -> dict[str, list[Path]]:
        return _by_slug(_files(self.root / ANNOTATIONS, ANNOTATION_SUFFIXES), ANNOTATION_SUFFIXES)

    def pair_of(self, path: Path) -> Pair:
        """The pair that a file of this workspace belongs to."""
        path = self.doubles().get(path, path)
        for pair in self.pairs():
            if path in (pair.article, pair.annotations):
                return pair
        if path.parent == self.root / ANNOTATIONS:
            return Pair(None, path)
        return Pair(path, self._annotations(path.stem))

    def _annotations(self, slug: str) -> Path:
        return self.root / ANNOTATIONS / f"{slug}.yaml"


def find_workspace(start: Path) -> Workspace | None:
    """The nearest folder, from `start` upwards, that holds both `seeds/` and `annotations/`."""
    for folder in (start, *start.parents):
        if (folder / ARTICLES).is_dir() and (folder / ANNOTATIONS).is_dir():
            return Workspace(folder)
    return None


def workspace_of(path: Path) -> Workspace | None:
    """The workspace that an annotation file belongs to; one beside its article belongs to none."""
    workspace = find_workspace(path.absolute().parent)
    return workspace if workspace and path.absolute().parent == workspace.tagset.parent else None


def pairs_at(path: Path) -> list[Pair]:
    """What a path names: all of a workspace, or the article and annotation file that a file belongs to.

    Raises:
        IdlibError: there is no such file, or it is neither an article nor an annotation file.
    """
    try:
        path = path.absolute()
        return _pairs_in(path) if path.is_dir() else [_checked_pair(path)]
    except (OSError, ValueError) as error:
        raise IdlibError(f"{path} can't be read: {why(error)}.") from error


def _pairs_in(folder: Path) -> list[Pair]:
    """All of a workspace for its root and its two folders; of any other folder the annotated articles in it."""
    workspace = find_workspace(folder)
    if workspace and folder in (workspace.root, workspace.root / ARTICLES, workspace.root / ANNOTATIONS):
        return workspace.pairs()
    beside = [_pair_at(path) for path in _files(folder, ANNOTATION_SUFFIXES) if path.name.endswith(_BESIDE)]
    if beside:
        return beside
    if workspace:
        return workspace.pairs()
    raise IdlibError(
        f"{folder} is in no workspace: no folder from it upwards holds both {ARTICLES}/ and {ANNOTATIONS}/, and no "
        f"file in it ends in {_BESIDE}.",
        "Name a text file, or make the two folders.",
    )


def _checked_pair(path: Path) -> Pair:
    if not os.path.lexists(path):
        raise IdlibError(f"There is no file {path}.")
    pair = _pair_at(path)
    if path.suffix not in ANNOTATION_SUFFIXES and _is_beside_annotations(path):
        raise IdlibError(f"{path} is neither an article nor the annotation file of one.")
    return pair


def _is_beside_annotations(path: Path) -> bool:
    """Whether it lies in a workspace's folder of annotation files, where no articles are."""
    workspace = find_workspace(path.parent)
    return workspace is not None and path.parent == workspace.root / ANNOTATIONS


def _pair_at(path: Path) -> Pair:
    workspace = find_workspace(path.parent)
    if workspace and path.parent in (workspace.root / ARTICLES, workspace.root / ANNOTATIONS):
        return workspace.pair_of(path)
    if path.suffix in ANNOTATION_SUFFIXES:
        stem = path.name.removesuffix(_BESIDE)
        for suffix in ARTICLE_SUFFIXES:
            if (article := path.with_name(stem + suffix)).exists():
                return Pair(article, path)
        return Pair(None, path)
    return Pair(path, path.with_name(path.stem + _BESIDE))


def example() -> Workspace:
    """The example that comes with the program: inside the package, or the checkout that it runs from.

    Read-only to everyone: it may lie in a folder of the system's.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "example", package.parent.parent):
        if (root / ARTICLES).is_dir() and (root / ANNOTATIONS).is_dir():
            return Workspace(root)
    raise IdlibError(
        "The example that comes with idlib-reader is missing.", "Install it again, or name a file to read."
    )


def copied_example() -> Workspace:
    """A copy of the example in the user's data folder, made when it is not there yet and never written over."""
    root = _data_folder() / "example"
    if not root.exists():
        source, unfinished = example().root, root.with_name(f"example.{os.getpid()}")
        try:
            for folder in (ARTICLES, ANNOTATIONS):
                shutil.copytree(source / folder, unfinished / folder)
            _let_write(unfinished)
            unfinished.rename(root)
        except OSError as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            # Another reader may have been quicker; its copy is as good.
            if not root.exists():
                message = f"The example can't be copied to {root}: {why(error)}."
                raise IdlibError(message, "Name a file to read instead.") from error
    return Workspace(root)


def _let_write(folder: Path) -> None:
    """Let the owner write what was copied: the installed example may be closed to writing."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def state_folder() -> Path:
    """Where this system keeps what a program notes for itself."""
    return _own_folder("XDG_STATE_HOME", "state")


def _data_folder() -> Path:
    """Where this system keeps a program's data for one user."""
    return _own_folder("XDG_DATA_HOME", "share")


def _own_folder(variable: str, name: str) -> Path:
    """The program's own folder of a kind that, on Linux, the XDG Base Directory Specification has a variable for.

    `name` is that of its folder in `~/.local`; other systems have one folder for all kinds.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        # The specification has a relative path there ignored.
        named = Path(os.environ.get(variable, ""))
        base = named if named.is_absolute() else Path.home() / ".local" / name
    return base / "idlib-reader"


def _by_slug(paths: list[Path], suffixes: tuple[str, ...]) -> dict[str, list[Path]]:
    """Files by the stem of their name, those of one stem in the order of the suffixes."""
    slugs: dict[str, list[Path]] = {}
    for path in sorted(paths, key=lambda path: (path.stem, suffixes.index(path.suffix))):
        slugs.setdefault(path.stem, []).append(path)
    return slugs


def _files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The files in a folder with one of the suffixes, by name; names that start with _ or . are no articles."""
    try:
        if not folder.is_dir():
            return []
        names = sorted(path for path in folder.iterdir() if path.suffix in suffixes and path.name[0] not in "_.")
    except OSError as error:
        raise IdlibError(f"The folder {folder} can't be read: {why(error)}.") from error
    return [path for path in names if path.name != "README.md"]
