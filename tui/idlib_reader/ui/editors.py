"""The person's own editor: the command that opens a file at a line in it, and running that command, without a shell.

Nobody has to wait for a window: an editor with one of its own (`code`, `subl`) is waited for only if its variable says
so (`code --wait`), as the reader sees what is saved in it anyway.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from idlib_reader.core.visible import make_visible
from idlib_reader.errors import IdlibError

_IS_WINDOWS = sys.platform == "win32"

_VARIABLES = ("VISUAL", "EDITOR")
_USUAL = ("sensible-editor", "editor", "nano", "vim", "nvim", "vi", "emacs", "micro")
_USUAL_ON_WINDOWS = ("notepad",)

_FORMS: dict[tuple[str, ...], str] = {
    ("+{line}", "{path}"): """
        editor ex gvi jmacs joe jpico jstar mcedit mg nvi pico rjoe rvim sensible-editor vi view vile vim.tiny vis zile
    """,
    ("+call cursor({line}, {column})", "{path}"): "gview gvim mvim nvim vim vimx",
    ("+{line},{column}", "{path}"): "nano ne rnano",
    ("+{line}:{column}", "{path}"): "emacs emacsclient gedit kak micro pluma xed",
    ("--", "+{line}", "{path}"): "neovide nvim-qt",
    ("{path}", "-g", "{line}"): "jed",
    ("{path}:{line}:{column}",): "helix hx subl sublime_text zed zedit zeditor",
    ("--goto", "{path}:{line}:{column}"): """
        code code-insiders code-oss codium codium-insiders cursor vscodium windsurf
    """,
    ("--line", "{line}:{column}", "{path}"): "mate",
    ("--line", "{line}", "--column", "{column}", "{path}"): """
        charm clion cot goland idea kate kwrite phpstorm pycharm rider rubymine webstorm
    """,
    ("--line={line}", "--column={column}", "{path}"): "geany",
    ("-n{line}", "-c{column}", "{path}"): "notepad++",
}
"""What stands behind the program's name, with the programs that take it so, after the manual of each.

Vim counts the column in bytes; the others that take one, in characters. jed goes to a line of what it has opened.
"""
_FORM_OF = {name: form for form, names in _FORMS.items() for name in names.split()}
_PATH_ALONE = ("{path}",)

_ENDING = re.compile(r"\.(exe|cmd|bat|com)\Z")
_FIRST_WORD = re.compile(r"[a-z]+")
_HINT = "Set VISUAL or EDITOR to the name of your editor, as in `export EDITOR=nano`."
_HINT_ON_WINDOWS = "Set VISUAL or EDITOR to the name of your editor, as in `set EDITOR=notepad`."


def editor_command(path: Path, line: int, column: int = 1, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The program and its arguments that open a file at a line and a column, both counted from 1.

    The editor is that of `$VISUAL`, else of `$EDITOR`, with the arguments that stand there, else a usual one. One whose
    ways are not known opens just the file.

    Raises:
        IdlibError: there is no editor, or the one that is set can't be found; said in a sentence.
    """
    words = _editor(environ)
    # The path is absolute, so that no name of a file is taken for an option.
    whole = str(path.absolute())
    form = _form(words[0], whole, column)
    return [*words, *(word.format(path=whole, line=line, column=column) for word in form)]


def run_editor(argv: Sequence[str]) -> int:
    """Run a command in the foreground until it ends; what it gives is the exit status, negative after a signal.

    The caller has given the terminal to it and takes it back. What is typed to interrupt the editor is not for the
    reader.

    Raises:
        IdlibError: the program can't be started; said in a sentence.
    """
    try:
        with _interrupts_left_alone():
            return subprocess.run(argv, check=False).returncode
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise IdlibError(f"The editor {make_visible(argv[0])} can't be started: {reason}.", _hint()) from error


@contextmanager
def _interrupts_left_alone() -> Iterator[None]:
    """Let ^C and ^\\ end nothing but the editor, as system(3) does.

    With a handler that does nothing, unlike with an ignored signal, the editor starts with what these always do.
    """
    numbers = [one for name in ("SIGINT", "SIGQUIT") if (one := getattr(signal, name, None)) is not None]
    # Only the main thread may say what signals do, and what was set outside Python can't be set again.
    is_ours = threading.current_thread() is threading.main_thread()
    numbers = [one for one in numbers if is_ours and signal.getsignal(one) not in (None, signal.SIG_IGN)]
    before = [(one, signal.signal(one, lambda *_: None)) for one in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _editor(environ: Mapping[str, str]) -> list[str]:
    """The program, by the path that it is found under, and the arguments that the person gives it."""
    for variable in _VARIABLES:
        if value := environ.get(variable, "").strip():
            return _named_editor(variable, value, environ)
    for name in _USUAL_ON_WINDOWS if _IS_WINDOWS else _USUAL:
        if found := _find(name, environ):
            return [found]
    raise IdlibError("No editor can be found.", _hint())


def _named_editor(variable: str, value: str, environ: Mapping[str, str]) -> list[str]:
    # A path with spaces is often set without quotes.
    if found := _find(value, environ):
        return [found]
    try:
        program, *arguments = _split(value)
    except ValueError as error:
        raise IdlibError(f"${variable} can't be read: it ends within quotes or with a backslash.", _hint()) from error
    if found := _find(program, environ):
        return [found, *arguments]
    raise IdlibError(f"There is no program `{make_visible(program)}`, which ${variable} names.", _hint())


def _split(value: str) -> list[str]:
    """The words of a variable as a shell would see them; in Windows a backslash is part of a path."""
    if not _IS_WINDOWS:
        return shlex.split(value)
    return [
        word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else word
        for word in shlex.split(value, posix=False)
    ]


def _find(program: str, environ: Mapping[str, str]) -> str | None:
    """The path of a program, if there is one."""
    # Unlike a `Path`, this leaves `./ed` as it is.
    expanded = os.path.expanduser(program)  # noqa: PTH111  # see above
    return shutil.which(expanded, path=environ.get("PATH"))


def _form(program: str, path: str, column: int) -> tuple[str, ...]:
    """What stands behind the words of an editor, with names for what is filled in."""
    # `editor` and the like are links to what somebody chose.
    names = (program, os.path.realpath(program))
    form = next((found for name in names if (found := _form_of(name))), _PATH_ALONE)
    if form[0].startswith("+call") and column == 1:
        return _FORM_OF["vi"]
    if form[0] == "--goto" and ":" in os.path.splitdrive(path)[1]:
        # Here the first number behind a colon is the line, wherever it stands.
        return _PATH_ALONE
    return form


def _form_of(program: str) -> tuple[str, ...] | None:
    """The form for a program by its name, or by the first word of it: `vim.basic`, `emacs-nox`, `emacs29`.

    What has a name of more words and takes options may be another program (`code-server`).
    """
    name = _ENDING.sub("", re.split(r"[/\\]" if _IS_WINDOWS else "/", program)[-1].lower())
    first = _FIRST_WORD.match(name)
    form = _FORM_OF.get(first[0]) if first else None
    return _FORM_OF.get(name) or (form if form and form[0].startswith("+") else None)


def _hint() -> str:
    return _HINT_ON_WINDOWS if _IS_WINDOWS else _HINT
