"""Lending the terminal to another program."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterator
from typing import cast

import pytest

if sys.platform == "win32":
    pytest.skip("there are no such signals", allow_module_level=True)

from idlib_reader.ui.app import ReaderApp
from idlib_reader.ui.driver import ReaderDriver
from idlib_reader.ui.lifecycle import Lifecycle

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGTSTP, signal.SIGCONT)


class Driver:
    """A terminal that notes who has it."""

    def __init__(self) -> None:
        self.is_open = True
        self.told: list[str] = []

    def suspend_application_mode(self) -> None:
        """The terminal is given back."""
        self.told.append("given back")

    def resume_application_mode(self) -> None:
        """The terminal is taken again."""
        self.told.append("taken again")


@pytest.fixture
def lent() -> Iterator[tuple[Lifecycle, Driver]]:
    """A lifecycle with a terminal; the signals of the tests' own process are as before when the test is over."""
    before = [(number, signal.getsignal(number)) for number in SIGNALS]
    loop, driver = asyncio.new_event_loop(), Driver()
    try:
        lifecycle = Lifecycle(loop)
        lifecycle.attach(cast(ReaderApp, None), cast(ReaderDriver, driver))
        yield lifecycle, driver
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        loop.close()


def test_the_other_program_has_the_terminal_while_it_runs(lent: tuple[Lifecycle, Driver]) -> None:
    """Before that the reader gives it back, and afterwards it takes it again."""
    lifecycle, driver = lent
    lifecycle.lend_terminal(lambda: driver.told.append("run"))
    assert driver.told == ["given back", "run", "taken again"]


def test_a_key_that_stops_jobs_stops_both(lent: tuple[Lifecycle, Driver]) -> None:
    """Meanwhile the signals of a pause do what they do to any program; then they are the reader's own again."""
    lifecycle, _ = lent
    before = [signal.getsignal(number) for number in SIGNALS]
    meanwhile: list[object] = []
    lifecycle.lend_terminal(lambda: meanwhile.extend(signal.getsignal(number) for number in SIGNALS))
    assert meanwhile == [*before[:3], signal.SIG_DFL, signal.SIG_DFL]
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_a_program_that_can_not_be_started_leaves_all_as_it_was(lent: tuple[Lifecycle, Driver]) -> None:
    """What it raises goes on to whoever asked, once the screen is shown again."""
    lifecycle, driver = lent
    before = [signal.getsignal(number) for number in SIGNALS]
    with pytest.raises(ZeroDivisionError):
        lifecycle.lend_terminal(lambda: 1 / 0)
    assert driver.told == ["given back", "taken again"]
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_without_a_terminal_there_is_nothing_to_lend(lent: tuple[Lifecycle, Driver]) -> None:
    """Nothing is run on a screen that is closed already."""
    lifecycle, driver = lent
    driver.is_open = False
    lifecycle.lend_terminal(lambda: driver.told.append("run"))
    assert driver.told == []
