"""Files that are no text: what is said of them, and that the commands make text of them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from idlib_reader.storage.reading import read_text
from storage.refusals import commands, made_by, refusal

TEXT = "“Идлиб” in gzip\n"


def zipped(name: str, content: str) -> bytes:
    """A ZIP archive with one file."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr(name, content)
    return archive.getvalue()


def database() -> bytes:
    """An SQLite database with one row."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table said (words)")
        connection.execute("insert into said values ('Идлиб')")
        connection.commit()
        content = connection.serialize()
    connection.close()
    return content


DOCX = zipped("word/document.xml", "x")
FILES = {
    "PDF": (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n", "is a PDF, not plain text.", "pdftotext -enc UTF-8 "),
    "binary PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0", "is a PDF, not plain text.", "pdftotext -enc UTF-8 "),
    "RTF": (rb"{\rtf1\ansi Idlib\par}", "is rich text (RTF), not plain text.", "pandoc --from=rtf --to=plain "),
    "DOCX": (DOCX, "is a Word document (DOCX), not plain text.", "pandoc --from=docx --to=plain "),
    "ODT": (
        zipped("mimetype", "application/vnd.oasis.opendocument.text"),
        "is an ODT document, not plain text.",
        "pandoc --from=odt --to=plain ",
    ),
    "EPUB": (zipped("mimetype", "application/epub+zip"), "is an EPUB book, not plain text.", "pandoc --from=epub "),
    "ZIP": (zipped("a.txt", TEXT), "is a ZIP archive, not a text file.", "unzip "),
    "empty ZIP": (b"PK\x05\x06" + b"\0" * 18, "is a ZIP archive, not a text file.", "unzip "),
    "old Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        "is an old Microsoft Office file, not plain text.",
        "catdoc -d utf-8 ",
    ),
    "gzip": (gzip.compress(TEXT.encode()), "is packed with gzip, so it is no plain text.", "gunzip --keep "),
    "bzip2": (bz2.compress(TEXT.encode()), "is packed with bzip2, so it is no plain text.", "bunzip2 --keep "),
    "xz": (lzma.compress(TEXT.encode()), "is packed with xz, so it is no plain text.", "unxz --keep "),
    "Zstandard": (b"\x28\xb5\x2f\xfd\x04\0", "is packed with Zstandard, so it is no plain text.", "zstd --decompress "),
    "PNG": (b"\x89PNG\r\n\x1a\n\0", "is an image (PNG): there are no words in it to read.", "tesseract "),
    "JPEG": (b"\xff\xd8\xff\xe0\0", "is an image (JPEG): there are no words in it to read.", "tesseract "),
    "GIF": (b"GIF89a\x90\1\0", "is an image (GIF): there are no words in it to read.", "tesseract "),
    "WebP": (b"RIFF\xa4\1\0\0WEBPVP8 ", "is an image (WebP): there are no words in it to read.", "tesseract "),
    "TIFF": (b"II*\0\x80" + b"\0" * 99, "is an image (TIFF): there are no words in it to read.", "tesseract "),
    "SQLite": (database(), "is an SQLite database, not a text file.", "sqlite3 "),
    "ELF": (b"\x7fELF\2\1\1" + b"\0" * 9, "is a program, not a text file.", ""),
    "PE": (b"MZ\x90\0" + b"\0" * 99 + b"PE\0\0", "is a program, not a text file.", ""),
    "Mach-O": (b"\xcf\xfa\xed\xfe\7", "is a program, not a text file.", ""),
    "NULs": (b"\0" * 4096, "holds nothing but NUL bytes: there is no text in it.", ""),
    "one NUL": (b"\0", "holds nothing but NUL bytes: there is no text in it.", ""),
    "noise": (random.Random(1).randbytes(500), "is binary, not text: 55 of its 500 bytes are controls.", "file "),
    "numbers": (bytes(range(8)) * 99, "is binary, not text: 792 of its 792 bytes are controls.", "file "),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_told_with_what_to_do(tmp_path: Path, name: str) -> None:
    """What it is, and the command that makes text of it, if any does."""
    content, message, command = FILES[name]
    path = tmp_path / "it's a report.txt"
    path.write_bytes(content)
    error = refusal(path)
    assert error.message == f"{path} {message}"
    assert [proposed[: len(command)] for proposed in commands(error)] == ([command] if command else [])


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz", "SQLite"])
@pytest.mark.parametrize("file", ["a.txt", 'it\'s a "$HOME"', "-a.gz"])
def test_the_command_makes_a_text_of_it(tmp_path: Path, name: str, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the file, which stays as it is, whatever it is called; run where the file is."""
    monkeypatch.chdir(tmp_path)
    Path(file).write_bytes(FILES[name][0])
    (command,) = commands(refusal(Path(file)))
    if shutil.which(command.split()[0]) is None:
        pytest.skip(f"There is no {command.split()[0]} here")
    assert "Идлиб" in read_text(made_by(command, tmp_path))


@pytest.mark.skipif(shutil.which("unzip") is None, reason="There is no unzip here")
def test_an_archive_is_unpacked_into_a_folder_of_its_own(tmp_path: Path) -> None:
    """So that no file in it takes the place of another."""
    (tmp_path / "a.txt").write_bytes(FILES["ZIP"][0])
    (command,) = commands(refusal(tmp_path / "a.txt"))
    folder = made_by(command, tmp_path)
    assert read_text(folder / "a.txt") == TEXT


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("PDF", "pdftotext -enc UTF-8 ./-a ./-a.2.txt"),
        ("RTF", "pandoc --from=rtf --to=plain --wrap=none --output=./-a.2.txt ./-a"),
        ("PNG", "tesseract ./-a ./-a.2"),
        ("gzip", "gunzip --keep --stdout < ./-a > ./-a.2.txt"),
        ("SQLite", "sqlite3 ./-a .dump > ./-a.sql"),
        ("noise", "file ./-a"),
    ],
)
def test_a_command_writes_over_no_file(
    tmp_path: Path, name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the file itself nor one that was made before."""
    monkeypatch.chdir(tmp_path)
    Path("-a").write_bytes(FILES[name][0])
    Path("-a.txt").touch()
    assert commands(refusal(Path("-a"))) == [command]


@pytest.mark.parametrize("controls", [8, 9])
def test_every_twentieth_byte_of_what_is_not_utf_8_may_be_a_control(tmp_path: Path, controls: int) -> None:
    """And up to eight of a short file."""
    (tmp_path / "short").write_bytes(b"\xe9" + b"\x01" * controls)
    assert ("is binary" in refusal(tmp_path / "short").message) == (controls > 8)
    (tmp_path / "long").write_bytes(b"\xe9 et la nuit" * 16 + b"\x01" * controls)
    assert ("is binary" in refusal(tmp_path / "long").message) is False
