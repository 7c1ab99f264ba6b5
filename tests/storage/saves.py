"""Files that are saved in tests, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.storage.reading import signature
from idlib_reader.storage.saving import Unsaved, read_original, save
from storage.faults import faults


def names(folder: Path) -> list[str]:
    """All that is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def save_again(path: Path, text: str = "new") -> None:
    """Read a file and save it with another text; it is the file that was read, and has that text then."""
    original = read_original(path)
    saved = save(path, text, original.has_bom, original.signature)
    assert read_original(path)[:3] == (text, original.has_bom, saved)


def refusal(path: Path, text: str = "new") -> Unsaved:
    """What is said of a file that is not saved: sentences about it, with something to do."""
    with pytest.raises(Unsaved) as caught:
        save(path, text, False, signature(path))
    error = caught.value
    assert error.message.startswith(f"{path} ")
    assert error.message.endswith(".")
    assert error.hint[:1].isupper()
    assert error.hint.endswith(".")
    return error


def left_by(path: Path) -> Path:
    """The temporary file of a reader that was killed while it saved a file, which now has another text."""
    before, seen = {*path.parent.iterdir()}, set[Path]()

    def look(name: str, _: int) -> None:
        if name == "replace":
            seen.update({*path.parent.iterdir()} - before)

    with faults(look):
        save(path, "x", False, signature(path))
    (temporary,) = seen
    temporary.write_bytes(b"left")
    return temporary
