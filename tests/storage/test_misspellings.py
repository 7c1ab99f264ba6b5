"""Text that is not quite UTF-8: its place, what may be known of it, and commands that mend it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from idlib_reader.storage.reading import read_text
from storage.refusals import commands, made_by, refusal


class Case(NamedTuple):
    """A file, what is said of it, and what the first command makes of it."""

    content: bytes
    message: str
    """What stands behind the path."""
    command: str
    """How the first command begins."""
    text: str


RUSSIAN = "Министр сказал: «Идлиб – наша забота».\n"
CASES = {
    "latin-1": Case(
        "one\ntwo\nErdo\xf0an, caf\xe9\n".encode("latin-1"),
        "is not UTF-8: 0xF0 at line 3, column 5 in bytes, is the first wrong byte; it may be Latin-1 (ISO-8859-1).",
        "iconv -f ISO-8859-1 -t UTF-8 ",
        "one\ntwo\nErdoðan, café\n",
    ),
    "windows-1252": Case(
        "He said: “façade”\n".encode("cp1252"),
        "is not UTF-8: 0x93 at line 1, column 10 in bytes, is the first wrong byte; it may be Windows-1252, but not"
        " Latin-1, which has no signs for 0x80 to 0x9F.",
        "iconv -f WINDOWS-1252 -t UTF-8 ",
        "He said: “façade”\n",
    ),
    "a run among accents": Case(
        "é–è, à, ê, ô, ç, ù".encode("cp1252"),
        "is not UTF-8: 0xE9 at line 1, column 1 in bytes, is the first wrong byte; it may be Windows-1252, but not"
        " Latin-1, which has no signs for 0x80 to 0x9F.",
        "iconv -f WINDOWS-1252 -t UTF-8 ",
        "é–è, à, ê, ô, ç, ù",
    ),
    "windows-1251": Case(
        RUSSIAN.encode("cp1251"),
        "is not UTF-8: 0xCC at line 1, column 1 in bytes, is the first wrong byte; its words are mostly beyond ASCII,"
        " and which encoding it is can't be told for sure.",
        "iconv -f WINDOWS-1251 -t UTF-8 ",
        RUSSIAN,
    ),
    "windows-1251 among ASCII": Case(
        b"entities:\n  idlib:\n    name: " + "Идлиб".encode("cp1251") + b"\n    type: place\n",
        "is not UTF-8: 0xC8 at line 3, column 11 in bytes, is the first wrong byte; its words are mostly beyond ASCII,"
        " and which encoding it is can't be told for sure.",
        "iconv -f WINDOWS-1251 -t UTF-8 ",
        "entities:\n  idlib:\n    name: Идлиб\n    type: place\n",
    ),
    "DOS": Case(
        "M\x81nchen, \x8erger\n".encode("latin-1"),
        "is not UTF-8: 0x81 at line 1, column 2 in bytes, is the first wrong byte; which encoding it is can't be told"
        " for sure.",
        "iconv -f CP850 -t UTF-8 ",
        "München, Ärger\n",
    ),
    "cut off": Case(
        "Переговоры 😀".encode()[:-1],
        "is UTF-8, but its last character is cut off: 0xF0 at line 1, column 22 in bytes.",
        "head -c 21 ",
        "Переговоры ",
    ),
    "a lone byte cut off": Case(
        "\ufeffИдлиб".encode()[:-1],
        "is UTF-8, but its last character is cut off: 0xD0 at line 1, column 9 in bytes.",
        "head -c 11 ",
        "Идли",
    ),
    "cut off behind ASCII": Case(
        b"Talks \xe2\x80",
        "is UTF-8, but its last character is cut off: 0xE2 at line 1, column 7 in bytes.",
        "head -c 6 ",
        "Talks ",
    ),
    "one byte at the end": Case(
        b"caf\xe9",
        "is not UTF-8: 0xE9 at line 1, column 4 in bytes, the last byte, either begins a character that is cut off or"
        " is a letter of Latin-1.",
        "head -c 3 ",
        "caf",
    ),
    "broken": Case(
        b"\xef\xbb\xbf" + "– one\r\rдва\r\n".encode() + b"a\xffb\xfe" + "три".encode() + b"\xe9",
        "is UTF-8 with broken bytes: 0xFF at line 4, column 2 in bytes, and 2 more.",
        "iconv -c -f UTF-8 -t UTF-8 ",
        "– one\r\rдва\r\nabтри",
    ),
    "broken once": Case(
        "É\xa0".encode() + b"\xa0.",
        "is UTF-8 with broken bytes: 0xA0 at line 1, column 5 in bytes.",
        "iconv -c -f UTF-8 -t UTF-8 ",
        "É\xa0.",
    ),
    "broken beyond Unicode": Case(
        "–\xff".encode() + b"a\xf5\x80\x80\x80\xff" + "–––".encode(),
        "is UTF-8 with broken bytes: 0xF5 at line 1, column 7 in bytes, and 4 more.",
        "python3 -c ",
        "–ÿa–––",
    ),
    "surrogate pairs": Case(
        "a\nb \ud83d\ude00 é \ud83d\ude01".encode("utf-8", "surrogatepass"),
        "is almost UTF-8, but has half a character spelled as a whole one (a surrogate, as in CESU-8): 0xED at line 2,"
        " column 3 in bytes.",
        "python3 -c ",
        "a\nb 😀 é 😁",
    ),
    "a lone surrogate": Case(
        "\ud83d é".encode("utf-8", "surrogatepass"),
        "is almost UTF-8, but has half a character spelled as a whole one (a surrogate, as in CESU-8): 0xED at line 1,"
        " column 1 in bytes.",
        "python3 -c ",
        "\ufffd é",
    ),
    "an overlong NUL": Case(
        b"a\xc0\x80b",
        "is almost UTF-8, but has a character spelled with more bytes than it needs (an overlong form): 0xC0 at line 1,"
        " column 2 in bytes.",
        "python3 -c ",
        "ab",
    ),
    "longer overlong forms": Case(
        b"a\xe0\x80\xafb\xf0\x80\x80\xafc\xed\xa0\x80d",
        "is almost UTF-8, but has a character spelled with more bytes than it needs (an overlong form): 0xE0 at line 1,"
        " column 2 in bytes.",
        "python3 -c ",
        "abcd",
    ),
    "beyond Unicode": Case(
        b"a\xf4\x90\x80\x80b\xf5\x80\x80\x80",
        "is almost UTF-8, but has a number beyond the last character of Unicode: 0xF4 at line 1, column 2 in bytes.",
        "python3 -c ",
        "ab",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    """The byte, its line as the reader counts lines, its column in bytes, and only as much as one can know."""
    path = tmp_path / "a.txt"
    path.write_bytes(CASES[name].content)
    assert refusal(path).message == f"{path} {CASES[name].message}"


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("file", ["in file.txt", 'it\'s "$HOME".yaml'])
def test_the_command_makes_a_text_of_it(tmp_path: Path, name: str, file: str) -> None:
    """Beside the file, which stays as it is, whatever it is called."""
    path = tmp_path / file
    path.write_bytes(CASES[name].content)
    command = commands(refusal(path))[0]
    assert command.startswith(CASES[name].command)
    if shutil.which(command.split()[0]) is None:
        pytest.skip(f"There is no {command.split()[0]} here")
    made = made_by(command, tmp_path)
    assert made == Path(f"{path}.utf8")
    assert read_text(made) == CASES[name].text


@pytest.mark.parametrize("name", CASES)
def test_every_conversion_that_is_proposed_goes_through(tmp_path: Path, name: str) -> None:
    """Whichever of them a person takes, the reader opens what comes of it."""
    (tmp_path / "a.txt").write_bytes(CASES[name].content)
    proposed = [command for command in commands(refusal(tmp_path / "a.txt")) if ">" in command]
    assert proposed
    for command in proposed:
        if shutil.which(command.split()[0]):
            made = made_by(command, tmp_path)
            assert read_text(made)
            made.unlink()


def test_an_encoding_without_a_meaning_for_a_byte_is_not_proposed(tmp_path: Path) -> None:
    """Windows-1251 has none for 0x98, Windows-1252 none for 0x81."""
    (tmp_path / "a").write_bytes("Идлиб ".encode("cp1251") + b"\x98\xe0\xe1")
    assert [command[:12] for command in commands(refusal(tmp_path / "a"))] == ["iconv -f WIN", "iconv --list"]
    (tmp_path / "a").write_bytes("Идлиб ".encode("cp1251") + b"\x98\x81\xe1")
    assert refusal(tmp_path / "a").hint == "For other encodings see `iconv --list`."


def test_other_encodings_are_named_for_latin_letters(tmp_path: Path) -> None:
    """Turkish and Latin-1 differ in a few letters only: nobody but a reader sees which it is."""
    (tmp_path / "a").write_bytes("Erdoğan".encode("cp1254"))
    hint = refusal(tmp_path / "a").hint
    assert "if letters come out wrong, put another name in the place of ISO-8859-1, such as WINDOWS-1254" in hint


SPEECHES = {
    "koi8-r": "Министр сказал: Идлиб",
    "cp866": "Министр сказал о стороннем роле",
    "cp1251": "Партия «РФ» и «ЛДПР»",
    "cp1253": "Συνομιλίες",
    "cp1256": "محادثات",
    "gb18030": "伊德利卜谈判",
    "shift_jis": "協議と交渉",
    "big5": "談判",
}


@pytest.mark.parametrize("repeats", [1, 100])
@pytest.mark.parametrize("encoding", SPEECHES)
def test_no_other_encoding_is_called_broken_utf_8(tmp_path: Path, encoding: str, repeats: int) -> None:
    """By chance, only few bytes of theirs make a character of UTF-8."""
    (tmp_path / "a").write_bytes((SPEECHES[encoding] * repeats).encode(encoding))
    message = refusal(tmp_path / "a").message
    assert " is not UTF-8: " in message
    assert "can't be told for sure" in message
