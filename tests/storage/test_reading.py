"""Opening files: what comes in as text, and what is told of everything else."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from idlib_reader.storage.reading import read_article, read_text, signature, why
from storage.refusals import refusal

T = TypeVar("T")

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")


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


# What is no regular file is neither waited for nor changed


@pytest.fixture
def nothing_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening fails the test: looking must be enough."""

    def fail(*_: object) -> int:
        pytest.fail("It was opened.")

    monkeypatch.setattr("idlib_reader.storage.reading.os.open", fail)


def in_time(act: Callable[[], T]) -> T:
    """What is given within a generous time; a thread of its own, since what waits for a pipe can't be stopped."""
    results: list[T] = []
    thread = threading.Thread(target=lambda: results.append(act()), daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "It was waited for."
    return results[0]


@pytest.mark.usefixtures("nothing_opens")
def test_a_folder_is_told(tmp_path: Path) -> None:
    """It is no text file."""
    assert refusal(tmp_path).message == f"{tmp_path} is a folder, not a text file."


@POSIX
@pytest.mark.usefixtures("nothing_opens")
def test_a_pipe_is_told(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert in_time(lambda: refusal(tmp_path / "pipe.txt")).message.endswith("pipe.txt is a pipe, not a text file.")


@POSIX
@pytest.mark.usefixtures("nothing_opens")
def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can't be opened at all."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert refusal(Path("s.txt")).message == "s.txt is a socket, not a text file."


@pytest.mark.usefixtures("nothing_opens")
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty", "/dev/random"])
def test_a_device_is_told(device: str) -> None:
    """An endless one is not read, and none is made this program's terminal."""
    if not Path(device).is_char_device():
        pytest.skip(f"There is no {device} here")
    assert in_time(lambda: refusal(Path(device))).message == f"{device} is a device, not a text file."


@POSIX
@pytest.mark.usefixtures("nothing_opens")
def test_a_link_to_no_regular_file_is_told(tmp_path: Path) -> None:
    """As what it leads to."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.txt").symlink_to("pipe")
    assert refusal(tmp_path / "link.txt").message == f"{tmp_path / 'link.txt'} is a pipe, not a text file."


@POSIX
@pytest.mark.parametrize("has_writer", [False, True])
def test_a_pipe_that_takes_the_place_of_a_file_is_not_read(
    tmp_path: Path, has_writer: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the opening, it opens without waiting; what was written to it is left to others."""
    pipe, file = tmp_path / "pipe.txt", tmp_path / "file.txt"
    file.touch()
    os.mkfifo(pipe)
    before = file.stat()
    both = os.open(pipe, os.O_RDWR) if has_writer else None
    if both is not None:
        os.write(both, b"kept")
    monkeypatch.setattr(Path, "stat", lambda _: before)
    assert in_time(lambda: refusal(pipe)).message == f"{pipe} is a pipe, not a text file."
    if both is not None:
        assert os.read(both, 100) == b"kept"
        os.close(both)


def test_a_file_that_goes_before_it_is_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the opening."""
    path = tmp_path / "a.txt"
    path.touch()

    def remove_first(path: Path, flags: int, open_: Callable[[Path, int], int] = os.open) -> int:
        path.unlink()
        return open_(path, flags)

    monkeypatch.setattr("idlib_reader.storage.reading.os.open", remove_first)
    assert refusal(path).message == f"{path} can't be read: no such file or directory."


@pytest.mark.parametrize("becomes", [b"", b"shorter", b"much longer than before" * 10_000])
def test_a_file_that_changes_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, becomes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is then, whatever size it had when it was looked at."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"before it changes")

    def change_first(descriptor: int, fstat: Callable[[int], os.stat_result] = os.fstat) -> os.stat_result:
        status = fstat(descriptor)
        path.write_bytes(becomes)
        return status

    monkeypatch.setattr("idlib_reader.storage.reading.os.fstat", change_first)
    assert read_text(path) == becomes.decode()


@pytest.mark.parametrize("error", [errno.EIO, errno.EAGAIN, errno.ESTALE])
def test_a_file_that_fails_while_it_is_read_is_told(
    tmp_path: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the system's reason, and it is closed."""
    (tmp_path / "a.txt").touch()
    before = next_number(tmp_path)

    def fail(*_: object) -> bytes:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr("idlib_reader.storage.reading.os.read", fail)
        message = refusal(tmp_path / "a.txt").message
    assert message.lower().endswith(f"can't be read: {os.strerror(error)}.".lower())
    assert next_number(tmp_path) == before


@pytest.mark.usefixtures("nothing_opens")
def test_a_file_without_an_end_is_not_begun(tmp_path: Path) -> None:
    """What has more than a gibibyte is no article; some files of the system's claim to be larger than any disk."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    os.truncate(path, 2**30 + 1)
    assert refusal(path).message == f"{path} is too large to read: it has more than 1024 MiB."


def test_a_file_that_grows_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if it looked small."""
    piece = b"a" * 2**26
    monkeypatch.setattr("idlib_reader.storage.reading.os.read", lambda *_: piece)
    (tmp_path / "a.txt").touch()
    assert "is too large to read" in in_time(lambda: refusal(tmp_path / "a.txt")).message


def next_number(folder: Path) -> int:
    """The number that the next file gets that is opened."""
    number = os.open(folder / "other", os.O_RDONLY | os.O_CREAT)
    os.close(number)
    return number


def test_a_refusal_leaves_no_file_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next file that is opened gets the same number, whatever was refused, and whenever."""
    before = next_number(tmp_path)
    (tmp_path / "a").write_bytes(b"\xff")
    for path in (tmp_path, tmp_path / "gone", tmp_path / "a"):
        refusal(path)
    status = (tmp_path / "a").stat()
    monkeypatch.setattr(Path, "stat", lambda _: status)
    refusal(tmp_path)
    assert next_number(tmp_path) == before


@POSIX
def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    """The slug is that of the link."""
    (tmp_path / "real.txt").write_text("a", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert (read_article(tmp_path / "link.txt").slug, read_text(tmp_path / "link.txt")) == ("link", "a")


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


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "a/" * 3000, "\ud800", "file/below", "loop", "loop/below"])
def test_no_path_makes_looking_fail(tmp_path: Path, name: str) -> None:
    """What can't be there has no signature."""
    (tmp_path / "file").touch()
    if hasattr(os, "mkfifo"):
        (tmp_path / "loop").symlink_to("loop")
    assert signature(tmp_path / name) is None


def test_the_reason_of_an_error_is_said_in_the_middle_of_a_sentence() -> None:
    """The system's words without its number; what has none says it itself."""
    assert why(OSError(errno.ENOENT, "No such file")) == "no such file"
    assert why(OSError("Odd")) == "odd"
    assert why(ValueError("Embedded null byte")) == "embedded null byte"
