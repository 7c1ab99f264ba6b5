"""The example workspace, to read and to edit, and what is written in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from end_to_end.reading import wait_to_have_read, wait_to_have_read_keys
from end_to_end.terminal import Terminal
from idlib_reader.core.index import Index
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "000_d237a528e19c67b1"

Open: TypeAlias = Callable[..., AbstractContextManager[Terminal]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder outside any workspace."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the repository's workspace."""
    root = tmp_path / "workspace"
    for folder in ("seeds", "annotations"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    return root


@pytest.fixture
def annotations(workspace: Path) -> Path:
    """The annotation file of the copied workspace."""
    return workspace / "annotations" / f"{SLUG}.yaml"


@pytest.fixture
def open_reader(workspace: Path, home: Path, index: Index) -> Open:
    """Start the program in the copied workspace, in a terminal of so many columns and rows; all is read and drawn."""

    @contextmanager
    def start(columns: int = 120, rows: int = 40, *arguments: str) -> Iterator[Terminal]:
        with Terminal(*arguments, home=home, columns=columns, rows=rows, folder=workspace) as terminal:
            wait_to_have_read(terminal, index)
            wait_to_have_read_keys(terminal)
            yield terminal

    return start


@pytest.fixture(scope="session")
def text() -> str:
    """The text of the example's article."""
    return (REPOSITORY / "seeds" / f"{SLUG}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def written() -> dict[str, dict[str, Any]]:
    """The example's annotation file as a plain YAML reader sees it, every value as text."""
    file = REPOSITORY / "annotations" / f"{SLUG}.yaml"
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="session")
def index() -> Index:
    """The example as the program looks things up in it."""
    article = read_article(REPOSITORY / "seeds" / f"{SLUG}.txt")
    return annotate(article, REPOSITORY / "annotations" / f"{SLUG}.yaml").index


@pytest.fixture
def open_broken(workspace: Path, home: Path) -> Open:
    """Start the program in the copied workspace, whose annotations need not be sound."""

    def start(columns: int = 120, rows: int = 40, *arguments: str) -> Terminal:
        return Terminal(*arguments, home=home, columns=columns, rows=rows, folder=workspace)

    return start
