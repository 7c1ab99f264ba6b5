"""Commands that a person can copy into a shell: paths as one word, and names that no file has yet."""

from __future__ import annotations

import os
import shlex
from itertools import count
from pathlib import Path


def quote(path: Path) -> str:
    """A path as one word of a shell that no command takes for an option.

    A name with controls or with bytes that are no UTF-8 can't be shown as it is. It is written with the escapes of
    `$'...'` (POSIX.1-2024, section 2.2.4; bash and zsh have long had them).
    """
    name = str(path)
    if name.startswith("-"):
        name = f"./{name}"
    return shlex.quote(name) if name.isprintable() else f"$'{''.join(map(_escape, name))}'"


def _escape(character: str) -> str:
    if character.isprintable() and character not in "\\'":
        return character
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


def free_path(path: Path, ending: str) -> Path:
    """The path with an ending, and with a number before it if there already is such a file.

    So no command that is proposed writes over a file.
    """
    named = (Path(f"{path}{'' if number == 1 else f'.{number}'}{ending}") for number in count(1))
    return next(free for free in named if not os.path.lexists(free))


def conversion(path: Path, encoding: str, *, is_lenient: bool = False) -> str:
    """The command, in backquotes, that writes the file in UTF-8 beside it; if lenient, without what is broken."""
    leniently = "-c " if is_lenient else ""
    return f"`iconv {leniently}-f {encoding} -t UTF-8 {quote(path)} > {quote(free_path(path, '.utf8'))}`"
