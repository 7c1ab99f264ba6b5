"""What is said of files that are not read, and the commands that it proposes, run as a person would."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import read_text


def refusal(path: Path) -> IdlibError:
    """What is said of a file that is not read: sentences about it, with something to do."""
    with pytest.raises(IdlibError) as caught:
        read_text(path)
    error = caught.value
    assert error.message.startswith(f"{path} ")
    assert error.message.endswith(".")
    assert error.hint[:1].isupper()
    assert error.hint.endswith(".")
    return error


def commands(error: IdlibError) -> list[str]:
    """The commands that a hint proposes; no name in them may hold a backquote."""
    return re.findall(r"`([^`]+)`", error.hint)


def run(command: str, folder: Path) -> None:
    """Run a command in a folder, as a shell reads it. Some warn of what they leave out: the files tell the outcome."""
    subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=False)


def made_by(command: str, folder: Path) -> Path:
    """The one file that a command makes in a folder; all others stay as they are."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    run(command, folder)
    assert {path: path.read_bytes() for path in before} == before
    (made,) = set(folder.iterdir()) - set(before)
    return made
