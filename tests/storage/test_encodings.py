"""Bytes to text: what is UTF-8 is a text, with few exceptions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import idlib_reader
from idlib_reader.errors import IdlibError
from idlib_reader.storage.encodings import count_controls, decode

LINE = "Talks on “Idlib” – переговоры 😀\n"


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x07", "\x1a", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe"], ids=repr
)
@pytest.mark.parametrize("repeats", [1, 500])
def test_a_text_with_single_controls_is_a_text(character: str, repeats: int) -> None:
    """One in each line, however many lines there are; they are made visible when the text is shown."""
    text = f"{LINE}{character}{LINE}" * repeats
    assert decode(Path("a.txt"), text.encode()) == text


@pytest.mark.parametrize(
    "text",
    ["a\0", "\0a", "a\x01b", "\x01" * 8, "\0\0a", "abc\0def\0", "\x1b[m" * 99, "N\bN" * 99, "\t\r\n\f\v" * 99],
    ids=repr,
)
def test_what_looks_odd_may_be_a_text(text: str) -> None:
    """A few controls in a short text; colours, backspaces and layout in any."""
    assert decode(Path("a.txt"), text.encode()) == text


@pytest.mark.parametrize("text", ["PK is a format", "MZ was his name", "GIF89a", "%PDF-1.4 is a version", "II* and MM"])
def test_a_text_that_begins_like_another_format_is_a_text(text: str) -> None:
    """Also if it holds a control."""
    assert decode(Path("a.txt"), text.encode()) == text
    assert decode(Path("a.txt"), f"{text} \x01.".encode()) == f"{text} \x01."


def test_every_fourth_byte_of_utf_8_may_be_a_control() -> None:
    """Beyond that, it is binary."""
    assert decode(Path("a"), b"\x01abc" * 99) == "\x01abc" * 99
    with pytest.raises(IdlibError, match="a is binary, not text: 198 of its 495 bytes are controls"):
        decode(Path("a"), b"\x01abc\x02" * 99)


def test_controls_behind_a_nul_are_counted_to_the_end() -> None:
    """However late they begin."""
    with pytest.raises(IdlibError, match="a is binary"):
        decode(Path("a"), b"a" * 10_000 + b"\0\0\0b" * 5000)


def test_controls_that_no_text_needs_are_counted() -> None:
    """Tabs, line ends, form feeds, backspaces and escapes are not among them, nor are bytes beyond ASCII."""
    assert count_controls(bytes(range(256))) == 33 - len("\b\t\n\v\f\r\x1b")


def test_reading_a_text_imports_nothing_for_what_is_none() -> None:
    """Whatever tells of other files is imported when there is one."""
    program = "import sys, json, idlib_reader.storage.reading; print(json.dumps(sorted(sys.modules)))"
    environment = {"PYTHONPATH": str(Path(idlib_reader.__file__).parent.parent)}
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    loaded = {name.rpartition(".")[2] for name in json.loads(told.stdout) if name.startswith("idlib_reader.storage.")}
    assert loaded == {"reading", "encodings"}
