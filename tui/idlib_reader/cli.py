"""The command line: reads arguments, prints, and opens the screen only when it is asked for."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from idlib_reader import __version__
from idlib_reader.core.visible import make_visible
from idlib_reader.errors import IdlibError

if TYPE_CHECKING:
    from idlib_reader.storage.workspace import Pair

_OK, _PROBLEMS, _MISUSE, _INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; what it gives is the exit status: 0 fine, 1 problems, 2 misuse."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _let_output_show_everything()
    try:
        return _run(arguments)
    except IdlibError as error:
        print(f"idlib-reader: {make_visible(str(error))}", file=sys.stderr)
        return _MISUSE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough.
        _drop_output()
        return _PROBLEMS
    except OSError as error:
        _drop_output()
        print(f"idlib-reader: The output can't be written: {error.strerror or error}.", file=sys.stderr)
        return _MISUSE


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["check"]:
        return _check(_check_parser().parse_args(arguments[1:]).paths)
    options = _reader_parser().parse_args(arguments)
    return _read(options.path, options.theme)


def _let_output_show_everything() -> None:
    """Where output is not UTF-8, what it has no letters for is written as escapes; a closed stream is None."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let the interpreter's own flush at exit go nowhere, since ours failed."""
    with suppress(io.UnsupportedOperation):
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints show what was typed without its control characters."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to call the program, and leave with status 2."""
        super().error(make_visible(message))


def _reader_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="idlib-reader",
        description="Read an article beside its annotations: who is named, who says what, what happened when.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=(
            "commands:\n"
            "  idlib-reader check [PATH ...]   say what should be mended in annotation files\n\n"
            "examples:\n"
            "  idlib-reader                    the workspace you stand in, else the example that comes along\n"
            "  idlib-reader seeds/report.txt   one article, with annotations/report.yaml\n"
            "  idlib-reader ./check            a file whose name is a command's\n"
        ),
    )
    parser.add_argument("path", nargs="?", metavar="PATH", help="an article, its annotation file, or a workspace")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark", help="colours; default: %(default)s")
    parser.add_argument("--version", action="version", version=f"idlib-reader {__version__}")
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="idlib-reader check",
        description="Say what should be mended, a problem a line, as file:line:column: level: sentence [code].",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=(
            "exit status: 0 no errors (warnings alone too), 1 errors, 2 the command was misused\n\n"
            "example:\n  idlib-reader check annotations/report.yaml\n"
        ),
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="workspaces, articles or annotation files; default: the workspace here",
    )
    return parser


def _check(paths: Sequence[str]) -> int:
    from idlib_reader.storage.store import check_pair
    from idlib_reader.storage.workspace import pairs_at

    # Nothing that is made here becomes garbage before the end.
    gc.disable()
    pairs = {pair: None for path in paths or ["."] for pair in pairs_at(Path(path))}
    problems = sorted({problem for pair in pairs for problem in check_pair(pair)})
    for problem in problems:
        print(make_visible(str(problem)))
    print(end="", flush=True)
    errors = sum(problem.level == "error" for problem in problems)
    files = _count(len(pairs), "file")
    told = f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}" if problems else "no problems"
    print(f"{files} checked: {told}", file=sys.stderr)
    return _PROBLEMS if errors else _OK


def _read(path: str | None, theme: str) -> int:
    from idlib_reader.storage.workspace import copied_example, find_workspace, pairs_at

    notice = ""
    if path is not None:
        pairs = pairs_at(Path(path))
    else:
        workspace = find_workspace(_here())
        if workspace is None:
            _refuse_without_terminal()
            workspace = copied_example()
            notice = f"This is the example, in {workspace.root}"
        pairs = workspace.pairs()
    readable = [pair for pair in pairs if pair.article is not None]
    if not readable:
        raise IdlibError(_nothing_to_read(pairs), "Put an article (.txt, .md or .html) into seeds/.")
    if len(readable) > 1:
        notice = notice or f"This is the first of {len(readable)} articles; to read another, start with its name."
    _refuse_without_terminal()
    # Textual takes most of the start-up time, so it is imported only here, without looking for garbage meanwhile.
    gc.disable()
    from idlib_reader.ui.app import run

    return run(readable[0], theme=f"idlib-{theme}", notice=notice)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise IdlibError("The working folder is gone or can't be read.", "Change to another one.") from error


def _refuse_without_terminal() -> None:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        message = "Reading needs a terminal; here, input or output is none."
        raise IdlibError(message, "`idlib-reader check` works without.")


def _nothing_to_read(pairs: Sequence[Pair]) -> str:
    if pairs:
        return f"No article belongs to {pairs[0].annotations}."
    return "There is no article in this workspace."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
