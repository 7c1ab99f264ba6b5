"""The reader as a program that is killed at a call of the system: `killing_reader.py MOMENT NUMBER [ARGUMENT...]`.

NUMBER says at which of the calls that change files, counted from 1; MOMENT whether `before` it, `after` it, or, where
it writes, once `half` is written. Calls of other threads are not counted: they read.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from idlib_reader.cli import main

CALLS = ("open", "write", "fsync", "fdatasync", "ftruncate", "replace", "unlink", "mkdir")


class Killer:
    """Counts calls of the system, and ends the program at one of them with nothing tidied up."""

    def __init__(self, moment: str, number: int) -> None:
        """Nothing was called yet."""
        self._moment = moment
        self._left = number

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, counted; opening a file only to read it counts for nothing."""

        def counted(*arguments: Any, **named: Any) -> Any:
            is_reading = name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR)
            if is_reading or threading.current_thread() is not threading.main_thread():
                return call(*arguments, **named)
            self._left -= 1
            if not self._left and self._moment != "before":
                if self._moment == "half" and name == "write":
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                else:
                    call(*arguments, **named)
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return counted


if __name__ == "__main__":
    killer = Killer(sys.argv[1], int(sys.argv[2]))
    for name in CALLS:
        if hasattr(os, name):
            setattr(os, name, killer.wrap(name, getattr(os, name)))
    sys.exit(main(sys.argv[3:]))
