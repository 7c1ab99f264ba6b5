"""Words handed to tmux."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.ui.clipboard import hand_to_tmux, is_in_tmux


def with_program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program called tmux, the only one there is beside those of the system."""
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_tmux_gets_the_words_and_is_asked_to_pass_them_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads them from its input, so that no word is taken for an option or a command of a shell."""
    with_program(tmp_path, monkeypatch, f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/words')
    hand_to_tmux("-w; $(rm) “Idlib”\n漢字")
    assert (tmp_path / "arguments").read_text(encoding="utf-8").split() == ["load-buffer", "-w", "-"]
    assert (tmp_path / "words").read_text(encoding="utf-8") == "-w; $(rm) “Idlib”\n漢字"


def test_a_tmux_that_fails_or_is_missing_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal has the words already."""
    with_program(tmp_path, monkeypatch, "exit 1")
    hand_to_tmux("words")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    hand_to_tmux("words")


def test_tmux_is_known_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only inside it is it asked."""
    monkeypatch.delenv("TMUX", raising=False)
    assert not is_in_tmux()
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    assert is_in_tmux()
