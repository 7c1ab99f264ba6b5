"""Paths that can't be opened: what stands in the way, and what to do about it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from storage.refusals import commands, refusal, run

LINKS = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows lets few make links")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """In a sentence, without an error number."""
    error = refusal(tmp_path / "gone.txt")
    assert error.message == f"{tmp_path / 'gone.txt'} can't be read: no such file or directory."
    assert error.hint == "Check how its name is spelled."


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """The first that is missing on the way."""
    error = refusal(tmp_path / "gone" / "deeper" / "a.txt")
    assert error.hint == f"There is no folder {tmp_path / 'gone'}; check how its name is spelled."


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    """A part of the path."""
    (tmp_path / "a").touch()
    error = refusal(tmp_path / "a" / "b.txt")
    assert error.message.endswith("b.txt can't be read: not a directory.")
    assert error.hint == f"Check its path: a part of {tmp_path / 'a'} is a file, not a folder."


@LINKS
@pytest.mark.parametrize("target", ["gone.txt", "folder/gone.txt", "/gone/gone.txt"])
def test_a_broken_link_says_where_it_points(tmp_path: Path, target: str) -> None:
    """Seen from where the path is seen from."""
    (tmp_path / "it's.txt").symlink_to(target)
    error = refusal(tmp_path / "it's.txt")
    path = tmp_path / "it's.txt"
    assert error.message == f"{path} is a link to {tmp_path / target}, which does not exist."
    run(commands(error)[0], tmp_path)
    assert list(tmp_path.iterdir()) == []


@LINKS
def test_a_chain_of_links_is_followed_to_its_end(tmp_path: Path) -> None:
    """What is missing is the last of them."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "a").symlink_to("folder/b")
    (tmp_path / "folder" / "b").symlink_to("c")
    message = refusal(tmp_path / "a").message
    assert message == f"{tmp_path / 'a'} is a link to {tmp_path / 'folder' / 'c'}, which does not exist."


@LINKS
@pytest.mark.parametrize("target", ["a.txt", "b.txt", "folder/../a.txt"])
def test_a_link_that_leads_to_itself_is_told(tmp_path: Path, target: str) -> None:
    """At once, or over another; with what removes it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.txt").symlink_to(target)
    (tmp_path / "b.txt").symlink_to("a.txt")
    error = refusal(tmp_path / "a.txt")
    assert error.message == f"{tmp_path / 'a.txt'} is a link that leads round in a circle."
    run(commands(error)[0], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.txt", "folder"]


@LINKS
@pytest.mark.parametrize(
    ("target", "told"), [("loop", "that leads round in a circle"), ("gone", "to {end}, which does not exist")]
)
def test_a_folder_that_is_such_a_link_is_told(tmp_path: Path, target: str, told: str) -> None:
    """It is the folder that has to be mended."""
    folder = tmp_path / "loop"
    folder.symlink_to(target)
    path = folder / "deeper" / "a.txt"
    message = refusal(path).message
    assert message == f"{path} can't be read: its folder {folder} is a link {told.format(end=tmp_path / target)}."


@pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM])
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, error: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own reason, in a sentence, with what allows it."""

    def deny(*_: object) -> int:
        raise PermissionError(error, os.strerror(error))

    (tmp_path / "a b.txt").touch()
    monkeypatch.setattr("idlib_reader.storage.reading.os.open", deny)
    told = refusal(tmp_path / "a b.txt")
    assert told.message.lower().endswith(f"can't be read: {os.strerror(error)}.".lower())
    assert commands(told) == [f"chmod u+r '{tmp_path / 'a b.txt'}'"]


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's own permissions are not to blame."""

    def deny(*_: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "stat", deny)
    told = refusal(tmp_path / "a.txt")
    assert told.message == f"{tmp_path / 'a.txt'} can't be read: permission denied."
    assert told.hint == f"You may not enter the folder that it is in; ask the owner of {tmp_path}."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="Nothing is closed to this user")
@pytest.mark.parametrize("closed", ["a.txt", "."])
def test_what_is_closed_is_told(tmp_path: Path, closed: str) -> None:
    """With no one pretending."""
    (tmp_path / "a.txt").touch()
    (tmp_path / closed).chmod(0)
    try:
        assert refusal(tmp_path / "a.txt").message.endswith("can't be read: permission denied.")
    finally:
        (tmp_path / closed).chmod(0o700)


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000 + "a"])
def test_a_name_that_is_too_long_is_told(tmp_path: Path, name: str) -> None:
    """With how long it may be."""
    error = refusal(tmp_path / name)
    assert "can't be read: " in error.message
    assert "255 bytes" in error.hint


@pytest.mark.parametrize(
    ("name", "reason"), [("a\0b", "it holds a NUL character"), ("\ud800", "surrogates not allowed")]
)
def test_a_name_that_no_system_takes_is_told(tmp_path: Path, name: str, reason: str) -> None:
    """It is not looked for."""
    message = refusal(tmp_path / name).message
    assert message.startswith(f"{tmp_path / name} can't be the name of a file: ")
    assert reason in message
