"""Failures that nobody foresaw: a sentence, a file with the traceback, an exit status of their own, a clean terminal.

They are put into the real program by a `sitecustomize` module, which Python imports before anything else.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from end_to_end.terminal import Terminal, command, patched
from end_to_end.test_leaving import LEAVES_SCREEN, check_modes

BROKEN = 70
"""EX_SOFTWARE of sysexits.h."""

FAIL = """
def fail(*_, **__):
    raise ZeroDivisionError("nothing to\\x1b[31m divide by")
"""

PLACES = {
    "the opening of the article": "import idlib_reader.storage.reading as at; at.read_article = fail",
    "the making of the screen": "from idlib_reader.ui.screens.reader import ReaderScreen as At; At.compose = fail",
    "the first message": "from idlib_reader.ui.screens.reader import ReaderScreen as At; At.on_mount = fail",
    "drawing": "from idlib_reader.ui.widgets.article_view import ArticleView as At; At.render_line = fail",
    "a timer": "from idlib_reader.ui.widgets.article_view import ArticleView as At; At.wrap_more = fail",
    "the thread that reads": "from idlib_reader.storage.store import Store as At; At.annotate = fail",
    "the panel": "from idlib_reader.ui.widgets.entry_list import EntryList as At; At.render_line = fail",
    "a key": "from idlib_reader.ui.desk import Desk as At; At.press = fail",
    "the thread of the keyboard": "from textual._xterm_parser import XTermParser as At; At.feed = fail",
    "a callback of the event loop": """
import asyncio
from idlib_reader.ui.screens.reader import ReaderScreen as At
on_mount = At.on_mount
def mount(self):
    on_mount(self)
    asyncio.get_running_loop().call_soon(fail)
At.on_mount = mount
""",
    "the driver": "from textual.drivers.linux_driver import LinuxDriver as At; At._disable_line_wrap = fail",
    "the end": "from textual.app import App as At; At._close_all = fail",
}

ASKED_FOR = {"a key", "the thread of the keyboard", "the end"}
"""Places that only a key leads to."""


def break_at(place: str, home: Path) -> dict[str, str]:
    """The variables with which the program fails at a place."""
    return patched(home, FAIL + PLACES[place])


@pytest.mark.parametrize("place", PLACES)
def test_a_failure_ends_the_program_with_a_sentence_and_a_report(workspace: Path, home: Path, place: str) -> None:
    """Wherever it is, the terminal is as before and shows no traceback; the report has it and is the person's only."""
    with Terminal(home=home, folder=workspace, variables=break_at(place, home)) as terminal:
        if place in ASKED_FOR:
            terminal.press("q")
        assert terminal.wait_for_end() == BROKEN
        check_modes(terminal)
        assert terminal.line_settings() == terminal.lines_before
        told = terminal.raw.rpartition(LEAVES_SCREEN)[2].decode()
        report = home / "state" / "idlib-reader" / "failure.txt"
        assert told.count("idlib-reader: The reader came to a stop") == 1
        assert "ZeroDivisionError: nothing to␛[31m divide by" in told
        assert str(report) in told
        assert "Traceback" not in told
        assert "\x1b[31m" not in told
        written = report.read_text(encoding="utf-8")
        assert "Traceback" in written
        assert "sitecustomize.py" in written
        assert report.stat().st_mode & 0o077 == 0
        assert report.parent.stat().st_mode & 0o077 == 0


def test_a_report_that_can_not_be_written_is_not_promised(workspace: Path, home: Path) -> None:
    """The sentence asks for what the person did instead."""
    (home / "state").write_text("a file where a folder would have to be", encoding="utf-8")
    with Terminal(home=home, folder=workspace, variables=break_at("a timer", home)) as terminal:
        assert terminal.wait_for_end() == BROKEN
        assert "failure.txt" not in terminal.flat
        assert "with what you did last" in terminal.flat


def test_the_last_report_is_the_one_that_stands(workspace: Path, home: Path) -> None:
    """Reports do not heap up, and none is mixed with an older one."""
    report = home / "state" / "idlib-reader" / "failure.txt"
    report.parent.mkdir(parents=True)
    report.write_text("old " * 10_000, encoding="utf-8")
    with Terminal(home=home, folder=workspace, variables=break_at("a timer", home)) as terminal:
        assert terminal.wait_for_end() == BROKEN
    assert "old" not in report.read_text(encoding="utf-8")


def test_a_failure_without_standard_error_is_told_by_the_status_only(workspace: Path, home: Path) -> None:
    """Nothing is printed after the screen closed."""
    line = f"exec {shlex.join(command())} 2>&-"
    variables = break_at("a timer", home)
    with Terminal(home=home, folder=workspace, variables=variables, program=["/bin/sh", "-c", line]) as terminal:
        assert terminal.wait_for_end() == BROKEN
        assert b"idlib-reader:" not in terminal.raw
        assert (home / "state" / "idlib-reader" / "failure.txt").exists()


def test_a_failure_of_a_command_is_told_apart_from_problems_and_misuse(workspace: Path, home: Path) -> None:
    """`check` that fails of itself exits neither with 1 nor with 2, and shows no traceback."""
    variables = patched(home, f"{FAIL}import idlib_reader.storage.checks as at; at.check_pairs = fail")
    with Terminal("check", home=home, folder=workspace, variables=variables) as terminal:
        assert terminal.wait_for_end() == BROKEN
        assert "Traceback" not in terminal.text
        assert "ZeroDivisionError" in terminal.text
