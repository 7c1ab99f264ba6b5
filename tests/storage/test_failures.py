"""The report of a failure."""

from __future__ import annotations

import sys
from pathlib import Path
from traceback import TracebackException

import pytest

from idlib_reader.storage.failures import write_report


def failure(words: str) -> TracebackException:
    """A failure with these words."""
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError as error:
        return TracebackException.from_exception(error)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a person who has named no folders."""
    for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is found otherwise there")
def test_a_report_holds_the_traceback_and_the_system(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the person's own folder, for nobody else to read; letters that can't be written are escapes."""
    monkeypatch.setenv("TERM", "vt320")
    path = write_report(failure("nothing \ud800"))
    assert path == home / ".local" / "state" / "idlib-reader" / "failure.txt"
    told = path.read_text(encoding="utf-8")
    assert "Traceback" in told
    assert "ZeroDivisionError: nothing \\ud800" in told
    assert "idlib-reader" in told.splitlines()[0]
    assert "TERM=vt320" in told.splitlines()[0]
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is found otherwise there")
def test_a_report_takes_the_place_of_the_last_one(home: Path) -> None:
    """However long that was."""
    write_report(failure("old " * 1000))
    path = write_report(failure("new"))
    assert path is not None
    assert "old" not in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is found otherwise there")
def test_a_report_stands_where_the_state_of_programs_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder that the person has named for it, if its whole path is given, and not where the data is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    for named, folder in (("state", home / ".local" / "state"), (str(home / "state"), home / "state")):
        monkeypatch.setenv("XDG_STATE_HOME", named)
        assert write_report(failure("x")) == folder / "idlib-reader" / "failure.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is found otherwise there")
def test_a_report_that_can_not_be_written_is_none(home: Path) -> None:
    """A failure on the way is none of its own."""
    (home / ".local").write_text("a file", encoding="utf-8")
    assert write_report(failure("x")) is None
