"""The application: what it keeps of a failure, and what it says where it can't pause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
from textual.worker import WorkerFailed

from idlib_reader.ui.app import ReaderApp
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
