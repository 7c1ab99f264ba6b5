"""The application: what it keeps of a failure, and what it says where it can't pause."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
from textual.worker import WorkerFailed

from idlib_reader.errors import IdlibError
from idlib_reader.ui.app import BROKEN, MISUSE, ReaderApp, report_failure
from ui.stage import Reading, reading

TEXT = "Ada met Bob in London.\n"


class Unforeseen(Exception):
    """What nobody foresaw."""


def fail(*_: object) -> NoReturn:
    """A failure."""
    raise Unforeseen("first")


async def end_by(folder: Path, begin: Callable[[Reading], object]) -> ReaderApp:
    """The application after something in it failed; the test's own error is the failure, as Textual hands it on."""
    apps = []

    async def run() -> None:
        async with reading(folder, TEXT) as reader:
            apps.append(reader.app)
            begin(reader)
            await reader.wait_for(lambda: reader.app.failure)

    with pytest.raises(Unforeseen):
        await run()
    return apps[0]


BEGINNINGS: dict[str, Callable[[Reading], object]] = {
    "a callback": lambda reader: reader.app.call_later(fail),
    "a timer": lambda reader: reader.app.screen.set_timer(0.01, fail),
    "a worker that ends the program": lambda reader: reader.app.run_worker(fail, thread=True),
    "a worker that the screen looks after": lambda reader: reader.app.screen.run_worker(
        fail, thread=True, exit_on_error=False
    ),
    "another thread": lambda reader: Thread(target=reader.app.fail, args=(Unforeseen("first"),)).start(),
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
async def test_a_failure_is_kept_as_it_was_raised(tmp_path: Path, beginning: str) -> None:
    """Wherever it happened, the program ends, and the failure itself is kept, not what Textual makes of it."""
    app = await end_by(tmp_path, BEGINNINGS[beginning])
    assert isinstance(app.failure, Unforeseen)
    assert app.return_code
    assert not app.is_running


async def test_the_first_of_several_failures_is_kept(tmp_path: Path) -> None:
    """What fails while the program ends is only a consequence."""

    def fail_often(reader: Reading) -> None:
        for error in (Unforeseen("first"), ValueError("second"), WorkerFailed(ValueError("third"))):
            reader.app._handle_exception(error)

    app = await end_by(tmp_path, fail_often)
    assert str(app.failure) == "first"


async def test_without_a_terminal_there_is_no_pause(tmp_path: Path) -> None:
    """The key is answered with a sentence, and the program goes on."""
    async with reading(tmp_path, TEXT) as reader:
        assert reader.app.suspend_reader().endswith(".")
        await reader.pilot.pause()
        assert reader.app.is_running


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


def test_what_can_not_be_written_any_more_is_dropped() -> None:
    """The first write that fails is told, once; nothing is raised, then or at the end."""
    from idlib_reader.ui.lifecycle import Wire

    reading_end, writing_end = os.pipe()
    told: list[str] = []
    stream = io.TextIOWrapper(io.BufferedWriter(Wire(writing_end, lambda: told.append("cut"))), "utf-8")
    stream.write("words")
    stream.flush()
    assert os.read(reading_end, 100) == b"words"
    os.close(reading_end)
    for _ in range(3):
        stream.write("more words")
        stream.flush()
    os.close(writing_end)
    stream.close()
    assert told == ["cut"]


def test_what_a_slow_terminal_does_not_take_at_once_is_written_all_the_same() -> None:
    """Where whoever shares the terminal made writing to it fail instead of wait, nothing is lost."""
    from idlib_reader.ui.lifecycle import Wire

    reading_end, writing_end = os.pipe()
    os.set_blocking(writing_end, False)
    stream = io.TextIOWrapper(io.BufferedWriter(Wire(writing_end, fail)), "utf-8")
    words = "many words " * 100_000
    taken = bytearray()

    def read() -> None:
        while chunk := os.read(reading_end, 65536):
            taken.extend(chunk)

    thread = Thread(target=read)
    thread.start()
    stream.write(words)
    stream.flush()
    os.close(writing_end)
    thread.join()
    os.close(reading_end)
    stream.close()
    assert taken.decode() == words
