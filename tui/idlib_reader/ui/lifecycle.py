"""How the program ends and pauses where there are POSIX signals, and the driver that leaves the terminal as it was.

A signal is answered in the event loop, between two messages, so that Textual itself gives the terminal back. Where the
loop does not come round to it, the terminal is given back from here, and the process ends.
Not for Windows, which has neither the signals nor job control: `ui/app` imports it only elsewhere.
"""

from __future__ import annotations

import asyncio
import io
import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import ReadableBuffer

    from idlib_reader.ui.app import ReaderApp

SIGNALLED = 128
"""What a shell adds to a signal's number to make an exit status of it."""

NO_SHELL = "No shell is there that could bring the reader back, so it can't pause."

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_PATIENCE = 1.0
"""Seconds that an end in order may take."""
_TICK = 0.1
"""Seconds between two looks whether an Escape was one, or the start of a longer sequence."""
_CHUNK = 4096

# What Textual switches on, switched off: the style of a cut frame, synchronised output, paste, line wrap, sizes in
# band, mouse, kitty keys (to be left before the alternate screen is), the alternate screen, the cursor, focus.
_RESTORE = (
    b"\x1b[0m\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)


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

    def wait_for_foreground(self) -> bool:
        """Stop until the terminal is this job's; false where nothing stops, since no shell watches over jobs."""
        while _is_in_background():
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


class ReaderDriver(LinuxDriver):
    """Textual's driver with the signals of `Lifecycle`, and without a failure when the terminal goes away."""

    def __init__(
        self, app: ReaderApp, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """As Textual's, for an application that has a lifecycle."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert app.lifecycle is not None
        assert sys.__stdout__ is not None
        self.is_open = False
        """Whether the terminal is in the modes of the screen, or has not yet taken all that ends them."""
        self._is_given_back = True
        self._lifecycle = app.lifecycle
        self._wire = Wire(sys.__stdout__.fileno(), app.lifecycle.lose_terminal)
        # Textual writes to standard error, which may be closed or a file while the output is a terminal.
        self._file = io.TextIOWrapper(
            io.BufferedWriter(self._wire), sys.__stdout__.encoding, "backslashreplace", newline=""
        )
        self._lifecycle.attach(app, self)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self.is_open, self._is_given_back = True, False
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def stop_application_mode(self) -> None:
        """Write what gives the terminal back."""
        super().stop_application_mode()
        self._is_given_back = True

    def close(self) -> None:
        """Wait until the terminal has taken all that was written."""
        super().close()
        self.is_open = self.is_open and not self._is_given_back

    def restore(self) -> None:
        """Give the terminal back without Textual, which may be stuck or have failed; nothing where it did not."""
        import termios

        if not self.is_open or self._is_given_back:
            return
        self._wire.is_cut = True
        self.is_open = False
        with suppress(OSError, termios.error):
            if select.select([], [self._wire], [], 0)[1]:
                os.write(self._wire.fileno(), _RESTORE)
            if self.attrs_before is not None and not _is_in_background():
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
                termios.tcflush(self.fileno, termios.TCIFLUSH)

    def run_input_thread(self) -> None:
        """Read keys and the mouse until the screen closes or the terminal is gone.

        Textual's own reads on for ever at the end of the input, and bytes that are not UTF-8 end it.
        """
        parser = XTermParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        is_last = False
        while not is_last:
            # One look more after the mouse was switched off: what it sent meanwhile is not for the shell.
            is_last = self.exit_event.is_set()
            try:
                is_ready = bool(select.select([self.fileno], [], [], _TICK)[0])
                data = os.read(self.fileno, _CHUNK) if is_ready else b""
            except OSError:
                is_ready, data = True, b""
            if is_ready and not data:
                self._lifecycle.lose_terminal()
                return
            if text := decoder.decode(data):
                for message in parser.feed(text):
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)

    def _run_input_thread(self) -> None:
        # Textual's own prints a traceback over the terminal; a failure has to reach `threading.excepthook` instead.
        self.run_input_thread()


class Wire(io.RawIOBase):
    """The way to the terminal. Once it is cut, whatever is written is dropped without a word."""

    def __init__(self, descriptor: int, on_cut: Callable[[], None]) -> None:
        """Write to `descriptor`; `on_cut` is called when that fails."""
        self._descriptor, self._on_cut = descriptor, on_cut
        self.is_cut = False

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._descriptor

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Write some of the data; what it gives is how many bytes."""
        while not self.is_cut:
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:
                # Whoever shares the terminal has set it so.
                select.select([], [self._descriptor], [])
            except OSError:
                self.is_cut = True
                self._on_cut()
        return memoryview(data).nbytes


def _has_shell() -> bool:
    """Whether the parent may be a shell that watches over jobs: it is in the same session, which is not ours."""
    parent, session = os.getppid(), os.getsid(0)
    try:
        return parent > 0 and session != os.getpid() and os.getsid(parent) == session
    except OSError:
        return False


def _is_in_background() -> bool:
    """Whether the terminal is another job's."""
    try:
        return os.tcgetpgrp(sys.__stdin__.fileno() if sys.__stdin__ else 0) != os.getpgrp()
    except OSError:
        # It is no terminal that controls this session.
        return False
