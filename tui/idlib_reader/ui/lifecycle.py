"""How the program ends and pauses where there are POSIX signals.

A signal is answered in the event loop, between two messages, so that Textual itself gives the terminal back. Where the
loop does not come round to it, the terminal is given back from here, and the process ends.
Not for Windows, which has neither the signals nor job control: `ui/app` imports it only elsewhere.
"""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, NoReturn

from textual.drivers.linux_driver import LinuxDriver

from idlib_reader.ui.driver import ReaderDriver, is_in_background

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from idlib_reader.ui.app import ReaderApp

SIGNALLED = 128
"""What a shell adds to a signal's number to make an exit status of it."""

NO_SHELL = "No shell is there that could bring the reader back, so it can't pause."

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_PATIENCE = 1.0
"""Seconds that an end in order may take."""


class Lifecycle:
    """What signals do: with the screen open an end or a pause in order, without it what they always do."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Answer in `loop`. What whoever started the program had it ignore (`nohup`) is still ignored."""
        self._loop = loop
        self._app: ReaderApp | None = None
        self._driver: ReaderDriver | None = None
        self._was_continued = False
        self.signal = 0
        """The number of the signal that ends the program; 0 while none does."""
        for number in _ENDING:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_end)
        self._can_stop = signal.getsignal(signal.SIGTSTP) != signal.SIG_IGN
        signal.signal(signal.SIGCONT, self._on_continue)

    def attach(self, app: ReaderApp, driver: ReaderDriver) -> None:
        """What to end and to pause; Textual's driver has just taken the signals of a pause for itself."""
        self._app, self._driver = app, driver
        signal.signal(signal.SIGTSTP, self._on_stop if self._can_stop else signal.SIG_IGN)
        signal.signal(signal.SIGCONT, self._on_continue)

    @property
    def driver_class(self) -> type[LinuxDriver]:
        """The driver that an application with this lifecycle needs."""
        return ReaderDriver

    @property
    def status(self) -> int:
        """The exit status that tells of the signal."""
        return SIGNALLED + self.signal

    @property
    def is_open(self) -> bool:
        """Whether the screen has the terminal."""
        return self._driver is not None and self._driver.is_open

    # Ends

    def lose_terminal(self) -> None:
        """The terminal is gone: end as at the signal that tells so. Any thread may call it."""
        self._loop.call_soon_threadsafe(self._begin_end, signal.SIGHUP)

    def restore_terminal(self) -> None:
        """Give the terminal back if a failure kept Textual from it."""
        if self._driver and self._driver.is_open:
            self._driver.close()
            self._driver.restore()

    def _on_end(self, number: int, _frame: FrameType | None) -> None:
        if not self.is_open:
            self._end_now(self.signal or number)
        self._begin_end(number)

    def _begin_end(self, number: int) -> None:
        # Closing a terminal sends one signal after the other; the first is the one that counts.
        if self.signal or not self._app:
            return
        self.signal = number
        # Out of the foreground, giving the terminal back would stop the process.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, lambda *_: self._end_now(number))
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _PATIENCE)
        # A signal may come while the main thread holds a lock of Textual's, so nothing else is done in its handler.
        self._loop.call_soon_threadsafe(self._app.exit, None, SIGNALLED + number)

    def _end_now(self, number: int) -> NoReturn:
        # If not even this comes to an end, since the terminal takes nothing, the next alarm ends it.
        signal.signal(signal.SIGALRM, lambda *_: os._exit(SIGNALLED + number))
        if self._driver:
            self._driver.restore()
        # The thread that reads annotations may be busy for long, and nothing of what it does is to be kept.
        os._exit(SIGNALLED + number)

    # Pauses

    def suspend(self, *, is_whole_group: bool = True) -> str:
        """Give the terminal back and stop until the shell says `fg`, then show the screen again.

        What it gives is a sentence where there is no shell to come back from, else the empty string. The shell's job
        is all of the process group; a signal from outside may have been meant for this process only.
        """
        if not (self._app and self._driver and self.is_open and self._can_stop and _has_shell()):
            return NO_SHELL
        self._driver.suspend_application_mode()
        was_stopped = self._stop(signal.SIGTSTP, is_whole_group=is_whole_group)
        self.wait_for_foreground()
        self._driver.resume_application_mode()
        self._app.refresh(layout=True)
        return "" if was_stopped else NO_SHELL

    def lend_terminal(self, run: Callable[[], int]) -> int:
        """Give the terminal back while `run` has it, then show the screen again; what `run` gives.

        A key that stops a job (^Z) stops both programs, so that the shell's `fg` brings both back.
        """
        if not (self._driver and self.is_open):
            return 0
        self._driver.suspend_application_mode()
        # What the program was started to ignore the other one ignores as well.
        numbers = [signal.SIGCONT, *([signal.SIGTSTP] if self._can_stop else [])]
        handlers = [(number, signal.signal(number, signal.SIG_DFL)) for number in numbers]
        try:
            return run()
        finally:
            for number, handler in handlers:
                signal.signal(number, handler)
            self.wait_for_foreground()
            self._driver.resume_application_mode()

    def wait_for_foreground(self) -> bool:
        """Stop until the terminal is this job's; false where nothing stops, since no shell watches over jobs."""
        while is_in_background():
            if not self._stop(signal.SIGTTOU, is_whole_group=True):
                return False
        return True

    def _stop(self, number: int, *, is_whole_group: bool) -> bool:
        """Do what the signal does to any program; false if that is nothing, as where no shell is."""
        self._was_continued = False
        handler = signal.signal(number, signal.SIG_DFL)
        os.kill(0 if is_whole_group else os.getpid(), number)
        signal.signal(number, handler)
        return self._was_continued

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._app and self.is_open:
            self._loop.call_soon_threadsafe(self._app.call_later, lambda: self.suspend(is_whole_group=False))
        else:
            self._stop(signal.SIGTSTP, is_whole_group=False)

    def _on_continue(self, _number: int, _frame: FrameType | None) -> None:
        self._was_continued = True
        if self._app and self.is_open:
            # It was stopped in a way that no program sees; others have used the terminal meanwhile.
            self._loop.call_soon_threadsafe(self._app.call_later, self._come_back)

    def _come_back(self) -> None:
        if self._app and self._driver and self.is_open and not self.signal and self.wait_for_foreground():
            self._driver.suspend_application_mode()
            self._driver.resume_application_mode()
            self._app.refresh(layout=True)


def _has_shell() -> bool:
    """Whether the parent may be a shell that watches over jobs: it is in the same session, which is not ours."""
    parent, session = os.getppid(), os.getsid(0)
    try:
        return parent > 0 and session != os.getpid() and os.getsid(parent) == session
    except OSError:
        return False
