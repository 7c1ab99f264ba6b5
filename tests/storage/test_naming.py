"""How files are named to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.storage.naming import shown_path


def test_a_file_below_is_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a person would type it."""
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "seeds" / "a.txt") == str(Path("seeds") / "a.txt")
    assert shown_path(Path("a.txt")) == "a.txt"


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no short way to it."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown_path(tmp_path / "a.txt") == str(tmp_path / "a.txt")


def test_a_file_is_named_where_no_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder may have been deleted."""

    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert shown_path(tmp_path / "a.txt") == str(tmp_path / "a.txt")
