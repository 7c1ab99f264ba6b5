"""Opening files: what comes in as text, and what is told of everything else."""

from __future__ import annotations

import errno
import os
import shlex
import socket
from pathlib import Path

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import read_article, read_text, signature

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")


def refused(path: Path) -> str:
    """What is said of a file that is not read."""
    with pytest.raises(IdlibError) as caught:
        read_text(path)
    assert caught.value.message.startswith(str(path))
    assert caught.value.message.endswith(".")
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        ("“é” 😀".encode(), "“é” 😀"),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"a\x00\x1b[31m\x07b", "a\x00\x1b[31m\x07b"),
        ("a\x85\u2028\u202eb".encode(), "a\x85\u2028\u202eb"),
        (b"a\x1ab", "a\x1ab"),
    ],
)
def test_utf_8_comes_in_as_it_is(tmp_path: Path, content: bytes, text: str) -> None:
    """Line ends, NUL and controls are kept; only a byte-order mark at the start goes."""
    (tmp_path / "a.txt").write_bytes(content)
    assert read_text(tmp_path / "a.txt") == text


def test_an_article_is_normalised_once(tmp_path: Path) -> None:
    """Its slug is the file's stem, its line ends are LF, its controls are kept."""
    (tmp_path / "some.report.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\x00\x1b\n")
    article = read_article(tmp_path / "some.report.txt")
    assert (article.slug, article.text) == ("some.report", "a\nb\nc\x00\x1b\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path: Path, encoding: str) -> None:
    """By its byte-order mark, with the command that converts it."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    (tmp_path / "a.txt").write_bytes(mark + "Идлиб".encode(encoding))
    assert "UTF-16" in refused(tmp_path / "a.txt")
    with pytest.raises(IdlibError, match="iconv -f UTF-16 "):
        read_text(tmp_path / "a.txt")


def test_another_encoding_is_told_with_its_place(tmp_path: Path) -> None:
    """The line and the byte that are no UTF-8."""
    (tmp_path / "a.txt").write_bytes("one\ntwo\nErdo\xf0an".encode("latin-1"))
    assert "line 3, byte 12" in refused(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a b.txt", "a;b.txt", "it's.txt", "-rf.txt", "$(x).txt"])
def test_the_proposed_command_is_safe_to_copy(tmp_path: Path, name: str) -> None:
    """Whatever the file is called, a shell reads its name as one word and no command or option."""
    (tmp_path / name).write_bytes(b"\xff")
    with pytest.raises(IdlibError) as caught:
        read_text(tmp_path / name)
    command = caught.value.hint.partition(": ")[2]
    words = shlex.shlex(command, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    assert any(Path(word).name == name and not word.startswith("-") for word in words)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """In a sentence, without an error number."""
    assert refused(tmp_path / "gone.txt").endswith("can't be read: no such file or directory.")


def test_a_folder_is_told(tmp_path: Path) -> None:
    """It is no text file."""
    assert refused(tmp_path) == f"{tmp_path} is a folder, not a text file."


def test_a_folder_that_is_looked_at_again_and_again_costs_nothing(tmp_path: Path) -> None:
    """No file stays open behind a refusal: the next file that is opened gets the same number."""
    (tmp_path / "a").touch()

    def next_number() -> int:
        number = os.open(tmp_path / "a", os.O_RDONLY)
        os.close(number)
        return number

    before = next_number()
    for _ in range(3):
        refused(tmp_path)
        refused(tmp_path / "gone")
    assert next_number() == before


@POSIX
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert refused(tmp_path / "pipe.txt").endswith("is a pipe, not a text file.")


@POSIX
def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can't be opened at all."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        refused(Path("s.txt"))


@POSIX
def test_a_device_is_told() -> None:
    """An endless one is not read."""
    assert refused(Path("/dev/zero")) == "/dev/zero is a device, not a text file."


@POSIX
def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    """One whose file is gone, and one that leads to itself."""
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    refused(tmp_path / "broken.txt")
    refused(tmp_path / "loop.txt")


@POSIX
def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    """The slug is that of the link."""
    (tmp_path / "real.txt").write_text("a", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert (read_article(tmp_path / "link.txt").slug, read_text(tmp_path / "link.txt")) == ("link", "a")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own reason, in a sentence."""

    def deny(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (tmp_path / "a.txt").touch()
    monkeypatch.setattr("idlib_reader.storage.reading.os.open", deny)
    assert refused(tmp_path / "a.txt").endswith("can't be read: permission denied.")


def test_a_name_that_no_system_takes_is_told(tmp_path: Path) -> None:
    """Too long for any folder."""
    refused(tmp_path / ("a" * 300))


# What changes when a file is written


def test_no_file_has_no_signature(tmp_path: Path) -> None:
    """Its coming is a change like any other."""
    assert signature(tmp_path / "a") is None


def test_looking_changes_no_signature(tmp_path: Path) -> None:
    """Reading a file is no change."""
    (tmp_path / "a").write_text("x", "utf-8")
    before = signature(tmp_path / "a")
    read_text(tmp_path / "a")
    assert before is not None
    assert signature(tmp_path / "a") == before


@pytest.mark.parametrize("content", ["xx", "y"])
def test_writing_changes_the_signature(tmp_path: Path, content: str) -> None:
    """More text, and other text of the same size at a later time."""
    path = tmp_path / "a"
    path.write_text("x", "utf-8")
    os.utime(path, ns=(10**18, 10**18))
    before = signature(path)
    path.write_text(content, "utf-8")
    assert signature(path) != before


def test_a_replaced_file_has_another_signature(tmp_path: Path) -> None:
    """Another file of the same size and time under the same name, as editors and the reader itself put there."""
    path, other = tmp_path / "a", tmp_path / "b"
    for one in (path, other):
        one.write_text("x", "utf-8")
        os.utime(one, ns=(10**18, 10**18))
    before = signature(path)
    other.replace(path)
    assert signature(path) != before


def test_a_write_that_hides_its_time_has_another_signature(tmp_path: Path) -> None:
    """Put back to its old time, a file of the same size still has a new time of change."""
    path = tmp_path / "a"
    path.write_text("x", "utf-8")
    os.utime(path, ns=(10**18, 10**18))
    before, changed = signature(path), path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == changed:  # some systems count time in steps of milliseconds
        path.write_text("y", "utf-8")
        os.utime(path, ns=(10**18, 10**18))
    assert signature(path) != before


def test_a_file_that_is_gone_has_no_signature(tmp_path: Path) -> None:
    """Its going is a change."""
    path = tmp_path / "a"
    path.touch()
    path.unlink()
    assert signature(path) is None
