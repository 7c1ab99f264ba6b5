"""A terminal for tests: the installed program in a pseudo-terminal, its screen read by pyte.

The test presses keys and waits until the screen shows what it expects. A deadline ends a wait only where the
program hangs, so no test depends on how fast the machine is.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from pyte.screens import Char

DEADLINE = 30.0
"""Seconds after which a program that did not do what it should counts as hanging."""

PROGRAM = Path(sys.executable).with_name("idlib-reader")
SOURCES = Path(__file__).resolve().parents[2] / "tui"

# Makes the pseudo-terminal the child's own, without code of ours between fork and exec.
_START = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"

# What a terminal answers to what Textual asks: it knows synchronised output, and no other mode that is asked for.
_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(0?c)|\x1b\[\?(6n)")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_SYNCHRONISED = 2026
# What pyte would misread: sequences with a private prefix other than `?`, or with intermediate bytes.
_FOREIGN = re.compile(rb"\x1b\[[<>=][0-9;:]*[\x20-\x2f]*[\x40-\x7e]|\x1b\[[0-9;?]*[\x20-\x2f]+[\x40-\x7e]")
_UNFINISHED = re.compile(rb"\x1b(?:\[[<>=?0-9;:]*[\x20-\x2f]*)?\Z")


def command() -> list[str]:
    """How the program is started: the installed console script, else the module from the checkout."""
    return [str(PROGRAM)] if PROGRAM.exists() else [sys.executable, "-m", "idlib_reader"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables that the program sees: a home folder of its own, and a terminal with all colours."""
    sources = {} if PROGRAM.exists() else {"PYTHONPATH": str(SOURCES)}
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        # An editor that is done at once, for whoever presses all keys.
        "EDITOR": "true",
        **sources,
        **more,
    }


def patched(home: Path, code: str) -> dict[str, str]:
    """The variables with which Python runs `code` before anything of the program, to change a function of it."""
    folder = home / "patched"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{SOURCES}"}


class Terminal:
    """The program in a terminal of its own. Use it in a `with` statement: what was started always ends."""

    def __init__(
        self,
        *arguments: str | Path,
        home: Path,
        columns: int = 120,
        rows: int = 40,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        program: Sequence[str] | None = None,
    ) -> None:
        """Start the program with `arguments`, standing in `folder` (the home folder where none is given).

        Instead of the reader it may be another `program`: a shell that starts the reader.
        """
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self.modes: dict[int, bool] = {}
        """By number the private modes that the program set (true) or reset."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._unread = b""
        self._is_closed = False
        self._master, slave = os.openpty()
        self._name = os.ttyname(slave)
        self._set_size(columns, rows)
        self.lines_before = termios.tcgetattr(slave)
        """How the terminal's line discipline was set before the program ran."""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _START, *(program or command()), *map(str, arguments)],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=folder or home,
                env=environment(home, **(variables or {})),
                start_new_session=True,
            )
        finally:
            os.close(slave)
        os.set_blocking(self._master, False)

    def __enter__(self) -> Self:
        """The running program."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, whatever it does."""
        if self._process.poll() is None:
            # The session is ours, so this ends the program and whatever it started, and nothing else.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.hang_up()

    # What the screen shows

    @property
    def rows(self) -> list[str]:
        """The rows of the screen as text."""
        return [self.row(y) for y in range(self.screen.lines)]

    def row(self, y: int) -> str:
        """One row of the screen as text; negative `y` counts from the bottom."""
        line = self.screen.buffer[y % self.screen.lines]
        return "".join([line[x].data for x in range(self.screen.columns)])

    @property
    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.rows)

    @property
    def flat(self) -> str:
        """The screen as one line with single spaces, so that wrapping does not matter."""
        return " ".join(self.text.split())

    @property
    def cells(self) -> list[list[Char]]:
        """Every cell with its character, colours and attributes."""
        buffer, columns = self.screen.buffer, range(self.screen.columns)
        return [[buffer[y][x] for x in columns] for y in range(self.screen.lines)]

    @property
    def is_whole(self) -> bool:
        """Whether no frame is half drawn."""
        return not self.modes.get(_SYNCHRONISED, False) and not self._unread

    # What a person does

    def press(self, keys: str | bytes) -> None:
        """Send keys as the terminal would: text, or the bytes of other keys."""
        left = keys.encode() if isinstance(keys, str) else keys
        while left:
            try:
                left = left[os.write(self._master, left) :]
            except BlockingIOError:
                self._read(1.0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told by the system."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def resize_and_wait(self, columns: int, rows: int) -> None:
        """Give the terminal another size and wait until the program answers it by drawing something.

        Two signals at once could overtake each other inside Textual, which a person is too slow for.
        """
        written = len(self.raw)
        self.resize(columns, rows)
        self.wait_for(lambda: len(self.raw) > written)

    def flicker(self, columns: int, rows: int) -> None:
        """Give the terminal another size and the old one again, before the program can look."""
        old_columns, old_rows = self.screen.columns, self.screen.lines
        self.screen.resize(rows, columns)
        self.screen.resize(old_rows, old_columns)
        os.killpg(self._process.pid, signal.SIGWINCH)

    def wait_for(self, wanted: str | Callable[[], object]) -> None:
        """Wait until the screen shows a text, or until a condition holds, looking only at whole frames."""
        is_reached = wanted if callable(wanted) else lambda: wanted in self.text
        deadline = time.monotonic() + DEADLINE
        while not (self.is_whole and is_reached()):
            left = deadline - time.monotonic()
            assert left > 0, f"Waited in vain for {wanted!r}; the screen shows:\n{self.text}"
            if not self._read(left):
                assert is_reached(), f"The program ended before {wanted!r}:\n{self.text}"
                return

    def wait_to_have_got(self, count: int) -> None:
        """Wait until the program wrote at least so many bytes, be it half a frame."""
        deadline = time.monotonic() + DEADLINE
        while len(self.raw) < count:
            left = deadline - time.monotonic()
            assert left > 0, f"The program wrote {len(self.raw)} bytes only."
            assert self._read(left), "The program ended."

    def close(self, keys: str | bytes = "q") -> int:
        """Press keys that end the program and wait for its end; what it gives is the exit status."""
        self.press(keys)
        return self.wait_for_end()

    def wait_for_end(self) -> int:
        """Read on until the program ends; what it gives is the exit status."""
        deadline = time.monotonic() + DEADLINE
        while self._read(max(0.0, deadline - time.monotonic())):
            assert time.monotonic() < deadline, f"The program does not end; the screen shows:\n{self.text}"
        return self._process.wait(DEADLINE)

    def send(self, number: int) -> None:
        """Send a signal to what was started."""
        os.kill(self._process.pid, number)

    def send_to_job(self, number: int) -> None:
        """Send a signal to the job that has the terminal; where a shell started the reader, that is the reader."""
        os.killpg(self.job, number)

    @property
    def job(self) -> int:
        """The process group that has the terminal."""
        return os.tcgetpgrp(self._master)

    def freeze(self) -> None:
        """Take nothing more of what the program writes, as after ^S."""
        descriptor = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        try:
            termios.tcflow(descriptor, termios.TCOOFF)
        finally:
            os.close(descriptor)

    def hang_up(self) -> None:
        """Close the terminal, as by closing its window: nobody reads or writes it any more."""
        if not self._is_closed:
            self._is_closed = True
            os.close(self._master)

    def wait_for_end_unseen(self) -> int:
        """Wait until the program ends without reading what it writes; what it gives is the exit status."""
        return self._process.wait(DEADLINE)

    def line_settings(self) -> list[object]:
        """How the terminal's line discipline is set now."""
        return termios.tcgetattr(self._master)

    # The terminal's own side

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, seconds: float) -> bool:
        """Take in what the program wrote, waiting for it so long; false once there will be nothing more."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            chunk = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:  # Linux tells in this way that nobody holds the other end any more.
            return False
        self.raw += chunk
        self._feed(chunk)
        return bool(chunk)

    def _feed(self, chunk: bytes) -> None:
        data = self._unread + chunk
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        data, self._unread = data[:end], data[end:]
        for query in _QUERY.finditer(data):
            self._answer(query)
        for mode in _MODE.finditer(data):
            for number in mode[1].split(b";"):
                self.modes[int(number)] = mode[2] == b"h"
        self._stream.feed(_FOREIGN.sub(b"", data))

    def _answer(self, query: re.Match[bytes]) -> None:
        if query[1]:
            known = 2 if int(query[1]) == _SYNCHRONISED else 0
            self.press(b"\x1b[?%s;%d$y" % (query[1], known))
        elif query[2]:
            self.press(b"\x1b[?62;22c")
        else:
            self.press(b"\x1b[?%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1))


_KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "alt+right": b"\x1b[1;3C",
    "alt+left": b"\x1b[1;3D",
    "shift+up": b"\x1b[1;2A",
    "shift+down": b"\x1b[1;2B",
    "shift+right": b"\x1b[1;2C",
    "shift+left": b"\x1b[1;2D",
    "shift+home": b"\x1b[1;2H",
    "shift+end": b"\x1b[1;2F",
    "ctrl+home": b"\x1b[1;5H",
    "ctrl+end": b"\x1b[1;5F",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
}


def key(name: str) -> bytes:
    """What a terminal sends for a key that the command table names."""
    if name.startswith("ctrl+") and len(name) == len("ctrl+") + 1:
        return bytes([ord(name[-1]) & 0x1F])
    return _KEYS.get(name, name.encode())
