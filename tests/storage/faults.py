"""What may go wrong while a file is saved: every call of the system fails in turn, or is the last one of a program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = {
    *("access", "close", "fchmod", "fchown", "fstat", "fsync", "getxattr", "listxattr", "lstat", "mkdir", "open"),
    *("readlink", "removexattr", "rename", "replace", "rmdir", "scandir", "setxattr", "stat", "unlink", "write"),
}
"""The names in `os` of what may be asked of the system."""


class Faults:
    """What happens instead of, or beside, the calls of the system that are made while it is in place."""

    def __init__(self, act: Callable[[str, int], None]) -> None:
        """`act` is given the name of each call and its number, from 1, before it is made; it may raise or exit."""
        self.names: list[str] = []
        """The calls so far, in order; also those that failed."""
        self._act = act

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """A call that is counted. A file that is closed is closed, even if that fails."""

        def counted(*arguments: Any, **named: Any) -> Any:
            self.names.append(name)
            if name == "close":
                call(*arguments)
            self._act(name, len(self.names))
            return None if name == "close" else call(*arguments, **named)

        return counted


@contextmanager
def faults(act: Callable[[str, int], None]) -> Iterator[Faults]:
    """Have every call counted, and `act` asked before it."""
    counted = Faults(act)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS & set(dir(os)):
            patch.setattr(os, name, counted.wrap(name, getattr(os, name)))
        try:
            import fcntl
        except ImportError:
            pass
        else:
            patch.setattr(fcntl, "flock", counted.wrap("flock", fcntl.flock))
        yield counted


def fail_at(number: int, error: int) -> Callable[[str, int], None]:
    """Only the call with this number fails."""

    def act(_: str, at: int) -> None:
        if at == number:
            raise OSError(error, os.strerror(error))

    return act


def fail_always(name: str, error: int) -> Callable[[str, int], None]:
    """Every call of this name fails."""

    def act(called: str, _: int) -> None:
        if called == name:
            raise OSError(error, os.strerror(error))

    return act


def die_at(number: int) -> Callable[[str, int], None]:
    """The program ends before the call with this number, as if it was killed; nothing is tidied up."""

    def act(_: str, at: int) -> None:
        if at == number:
            os._exit(3)

    return act
