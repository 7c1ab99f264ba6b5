"""Textual's driver with the signals of `ui/lifecycle`, which leaves the terminal as it was.

Not for Windows, as `ui/lifecycle` is not.
"""

from __future__ import annotations

import io
import os
import select
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from idlib_reader.ui.app import ReaderApp

_TICK = 0.1
"""Seconds between two looks whether an Escape was one, or the start of a longer sequence."""
_CHUNK = 4096

# What Textual switches on, switched off: the style of a cut frame, synchronised output, paste, line wrap, sizes in
# band, mouse, kitty keys (to be left before the alternate screen is), the alternate screen, the cursor, focus.
_RESTORE = (
    b"\x1b[0m\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)


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
            if self.attrs_before is not None and not is_in_background():
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


def is_in_background() -> bool:
    """Whether the terminal is another job's."""
    try:
        return os.tcgetpgrp(sys.__stdin__.fileno() if sys.__stdin__ else 0) != os.getpgrp()
    except OSError:
        # It is no terminal that controls this session.
        return False
