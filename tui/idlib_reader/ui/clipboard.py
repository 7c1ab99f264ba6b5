"""Copying: words are handed to the terminal, which hands them to the system.

Within tmux, which passes that on only if it is told to (`set-clipboard on`), they go into tmux's own buffer too, and by
it to the terminal around it.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress

_PATIENCE_SECONDS = 5.0


def is_in_tmux() -> bool:
    """Whether the reader runs in tmux."""
    return bool(os.environ.get("TMUX"))


def hand_to_tmux(words: str) -> None:
    """Put the words into tmux's buffer; nothing happens where it does not answer. Waits for it."""
    command = ["tmux", "load-buffer", "-w", "-"]
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(command, input=words.encode(), capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
