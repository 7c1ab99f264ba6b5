"""The report of a failure that nobody foresaw, kept for whoever mends it."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from traceback import TracebackException

from idlib_reader import __version__
from idlib_reader.storage.workspace import state_folder


def write_report(told: TracebackException) -> Path | None:
    """Write the traceback where nobody else reads it, over the last one; None where that can't be."""
    system = f"idlib-reader {__version__}, Python {platform.python_version()}, {platform.platform()}"
    try:
        path = state_folder() / "failure.txt"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{system}, TERM={os.environ.get('TERM', '')}\n\n{''.join(told.format())}")
    except (OSError, RuntimeError):
        return None
    return path
