"""UTF-16 and UTF-32, with a byte-order mark and without."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from idlib_reader.storage.reading import read_text
from storage.refusals import commands, made_by, refusal

TEXTS = {
    "ascii": "Russia and Turkey talked.\n",
    "cyrillic": "Россия и Турция: переговоры по Идлибу\n",
    "one word": "Идлиб",
    "capitals": "ДОГОВОР О ПОСТАВКЕ\n",
    "arabic": "محادثات إدلب\n",
    "turkish": "Erdoğan’ın “İdlib” açıklaması – 2020\r\n",
    "short": "Hi",
    "long": "Talks on Idlib – переговоры.\r\n" * 1000,
}
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0", "utf-32-be": b"\0\0\xfe\xff"}


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("is_marked", [True, False], ids=["marked", "unmarked"])
def test_it_is_told_with_the_command_that_converts_it(
    tmp_path: Path, text: str, encoding: str, is_marked: bool
) -> None:
    """In every byte order, whatever the script; with a mark for certain, without one as it seems."""
    path = tmp_path / "it's a report.txt"
    path.write_bytes((MARKS[encoding] if is_marked else b"") + TEXTS[text].encode(encoding))
    error = refusal(path)
    name = encoding[:6].upper()
    if is_marked:
        assert error.message == f"{path} is {name}, not UTF-8."
    else:
        assert error.message == f"{path} seems to be {name} without a byte-order mark, not UTF-8."
    (command,) = commands(error)
    if shutil.which("iconv"):
        assert read_text(made_by(command, tmp_path)).replace("\r\n", "\n") == TEXTS[text].replace("\r\n", "\n")


def test_chinese_with_a_mark_is_told(tmp_path: Path) -> None:
    """Without one, it has no pattern of NULs."""
    (tmp_path / "a").write_bytes("﻿伊德利卜谈判".encode("utf-16-le"))
    assert refusal(tmp_path / "a").message == f"{tmp_path / 'a'} is UTF-16, not UTF-8."


def test_utf_16_whose_first_character_is_a_nul_is_no_utf_32(tmp_path: Path) -> None:
    """Their marks look the same then; the rest tells them apart."""
    (tmp_path / "a").write_bytes("\ufeff\0abc".encode("utf-16-le"))
    assert "is UTF-16, not" in refusal(tmp_path / "a").message


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("\ufeffИдлиб".encode("utf-16-le")[:-1], "UTF-16"),
        ("\ufeffИдлиб".encode("utf-16-be") + b"\xd8\x00", "UTF-16"),
        ("\ufeffИдлиб".encode("utf-32-be")[:-1], "UTF-32"),
        ("\ufeffИдлиб".encode("utf-32-le")[:-1], "UTF-32"),
        ("\ufeffИдлиб".encode("utf-32-le")[:-2], "UTF-32"),
    ],
)
def test_what_is_cut_off_is_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    """With the command that saves what is whole."""
    (tmp_path / "a").write_bytes(content)
    error = refusal(tmp_path / "a")
    assert f"begins like {encoding}, but is broken or cut off" in error.message
    (command,) = commands(error)
    assert f"iconv -c -f {encoding} " in command
    if shutil.which("iconv"):
        assert "Идли" in read_text(made_by(command, tmp_path))


def test_an_unmarked_text_that_is_cut_off_is_told(tmp_path: Path) -> None:
    """Half a character at the end changes nothing of what it is."""
    (tmp_path / "a").write_bytes("Talks on Идлиб".encode("utf-16-le")[:-1])
    assert "seems to be UTF-16" in refusal(tmp_path / "a").message


@pytest.mark.parametrize("content", [b"    \x07", b"  \x07 ", b"ab\0\1", b"\x01\x02" * 4, b"\0" * 8 + b"a", b"a\0\0\0"])
def test_a_pattern_of_two_bytes_is_no_proof(tmp_path: Path, content: bytes) -> None:
    """A text with spaces and controls stays one."""
    (tmp_path / "a").write_bytes(content)
    assert read_text(tmp_path / "a") == content.decode()
