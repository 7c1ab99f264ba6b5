"""Commands to copy: paths that a shell takes as one word, and names that nothing has yet."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from idlib_reader.storage.shell import conversion, free_path, quote

NAMES = [
    *("plain.txt", "a b.txt", "a;b.txt", "it's.txt", '"a".txt', "-rf.txt", "$(x).txt", "`x`.txt", "*.txt", "~", "#a"),
    *("Идлиб – отчёт.txt", "a\\b", "&", "!x"),
]
HIDDEN = ["a\nb.txt", "\x1b[31m.txt", "it's\t\\x", "a\u202eb", "-\x07", os.fsdecode(b"na\xefve.txt"), "a\u00a0b\x01'"]


@pytest.mark.skipif(os.name == "nt", reason="The commands are for POSIX shells")
@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_shell_reads_a_path_as_one_word(name: str) -> None:
    """Whatever signs are in it."""
    assert words(quote(Path(name)), "sh") == [name if not name.startswith("-") else f"./{name}"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="Other shells may not know the escapes yet")
@pytest.mark.parametrize("name", HIDDEN, ids=repr)
def test_a_path_with_hidden_characters_is_escaped(name: str) -> None:
    """What stands on the screen can be copied, though the name can't be shown."""
    quoted = quote(Path(name))
    assert quoted.isprintable()
    assert words(quoted, "bash") == [name if not name.startswith("-") else f"./{name}"]


def words(command: str, shell: str) -> list[str]:
    """The words that a shell reads in a command."""
    told = subprocess.run([shell, "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True)
    return [os.fsdecode(word) for word in told.stdout.split(b"\0")[:-1]]


def test_no_word_is_an_option() -> None:
    """A path that starts with a dash is written from the folder."""
    assert quote(Path("-rf")) == "./-rf"
    assert quote(Path("a/-rf")) == "a/-rf"


def test_no_proposed_file_is_there_yet(tmp_path: Path) -> None:
    """A number is put before the ending as long as there is one, a broken link included."""
    path = tmp_path / "a b.txt"
    names = []
    for _ in range(3):
        names.append(free_path(path, ".utf8").name)
        (tmp_path / names[-1]).symlink_to("gone")
    assert names == ["a b.txt.utf8", "a b.txt.2.utf8", "a b.txt.3.utf8"]


def test_a_conversion_names_encoding_and_files(tmp_path: Path) -> None:
    """Its output is another file than its input; a lenient one leaves out what is broken."""
    path = tmp_path / "it's"
    name = str(tmp_path / "it")
    assert conversion(path, "UTF-16") == f"""`iconv -f UTF-16 -t UTF-8 '{name}'"'"'s' > '{name}'"'"'s.utf8'`"""
    assert conversion(path, "UTF-8", is_lenient=True).startswith("`iconv -c -f UTF-8 -t UTF-8 ")
