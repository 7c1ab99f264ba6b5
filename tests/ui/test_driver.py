"""The way to the terminal."""

from __future__ import annotations

import io
import os
from threading import Thread

import pytest


def test_what_can_not_be_written_any_more_is_dropped() -> None:
    """The first write that fails is told, once; nothing is raised, then or at the end."""
    from idlib_reader.ui.driver import Wire

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
    from idlib_reader.ui.driver import Wire

    reading_end, writing_end = os.pipe()
    os.set_blocking(writing_end, False)
    stream = io.TextIOWrapper(io.BufferedWriter(Wire(writing_end, lambda: pytest.fail("cut"))), "utf-8")
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
