"""What a person is told of a failure."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.ui.failures import BROKEN, MISUSE, report_failure


class Unforeseen(Exception):
    """What nobody foresaw."""


def fail(*_: object) -> NoReturn:
    """A failure."""
    raise Unforeseen("first")


def test_a_failure_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However many lines its own words have; controls are made visible."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert report_failure(Unforeseen("one\n\ttwo\x1b[1m")) == BROKEN
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "Unforeseen: one two␛[1m" in err


def test_a_failure_that_can_not_say_what_it_is_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Telling of a failure does not fail."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(Unforeseen, "__str__", fail, raising=False)
    assert report_failure(Unforeseen()) == BROKEN
    assert "Unforeseen" in capsys.readouterr().err


def test_what_was_foreseen_is_told_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Its own sentence, and the status of what a person can mend."""
    assert report_failure(IdlibError("A file is gone.", "Bring it back.")) == MISUSE
    assert capsys.readouterr().err == "idlib-reader: A file is gone. Bring it back.\n"
