"""The command line: reads arguments, prints, and opens the screen only when it is asked for."""

from __future__ import annotations

import argparse
import gc
import io
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from idlib_reader import __version__
from idlib_reader.core.tagset import DEFAULT
from idlib_reader.core.visible import make_visible
from idlib_reader.errors import IdlibError

if TYPE_CHECKING:
    from idlib_reader.storage.workspace import Pair

_OK, _PROBLEMS, _MISUSE, _INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; what it gives is the exit status: 0 fine, 1 problems, 2 misuse, 70 a failure of ours.

    Once the screen was open, the process ends without coming back here; `ui/app` says how.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _let_output_show_everything()
    try:
        return _run(arguments)
    except IdlibError as error:
        _tell(f"idlib-reader: {make_visible(str(error))}")
        return _MISUSE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough.
        _drop_output()
        return _PROBLEMS
    except OSError as error:
        _drop_output()
        _tell(f"idlib-reader: The output can't be written: {error.strerror or error}.")
        return _MISUSE
    except Exception as error:  # noqa: BLE001 - told to the person, without the traceback
        from idlib_reader.ui.app import report_failure

        return report_failure(error)


def _run(arguments: list[str]) -> int:
    match arguments[:1]:
        case ["check"]:
            return _check(_check_parser().parse_intermixed_args(arguments[1:]))
        case ["list"]:
            return _list(_list_parser().parse_intermixed_args(arguments[1:]))
        case ["schema"]:
            return _schema(_schema_parser().parse_args(arguments[1:]).path)
    options = _reader_parser().parse_args(arguments)
    return _read(options.path, options.theme, is_read_only=options.read_only)


def _let_output_show_everything() -> None:
    """Where output is not UTF-8, what it has no letters for is written as escapes; a closed stream is None."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(sentence: str) -> None:
    """Say it on standard error, or nowhere: where that is closed, `print` would write to standard output."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(sentence, file=sys.stderr, flush=True)


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
        # Where options may stand between arguments, argparse calls PATH required, though none is needed.
        super().error(make_visible(message).removesuffix(", PATH"))


def _reader_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="idlib-reader",
        description="Read an article beside its annotations: who is named, who says what, what happened when.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=(
            "commands:\n"
            "  idlib-reader check [PATH ...]       say what should be mended in annotation files\n"
            "  idlib-reader list KIND [PATH ...]   print entities, claims, events or remarks\n"
            "  idlib-reader schema [PATH]          print the JSON Schema of annotation files, for editors\n\n"
            "examples:\n"
            "  idlib-reader                    the workspace you stand in, else the example that comes along\n"
            "  idlib-reader seeds/report.txt   one article, with annotations/report.yaml\n"
            "  idlib-reader ./check            a file whose name is a command's\n\n"
            "exit status: 0 quit, 2 misuse, or no terminal that can show a screen, 70 a failure of the reader's own,\n"
            "  129 its terminal was closed, 130 interrupted, 143 terminated\n"
        ),
    )
    parser.add_argument("path", nargs="?", metavar="PATH", help="an article, its annotation file, or a workspace")
    themes = "colours, ansi for those of the terminal; default: %(default)s; NO_COLOR=1 shows none"
    parser.add_argument("--theme", choices=("dark", "light", "ansi"), default="dark", help=themes)
    parser.add_argument("--read-only", action="store_true", help="never write to a file")
    parser.add_argument("--version", action="version", version=f"idlib-reader {__version__}")
    return parser


def _command_parser(name: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return _Parser(
        prog=f"idlib-reader {name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=epilog,
    )


def _add_paths(parser: argparse.ArgumentParser) -> None:
    help_ = "workspaces, folders, articles or annotation files; default: the workspace here"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=help_)


def _check_parser() -> argparse.ArgumentParser:
    parser = _command_parser(
        "check",
        "Say what should be mended, a problem a line, as file:line:column: level: sentence [code].",
        "exit status: 0 no errors (warnings alone too), 1 errors, 2 the command was misused\n\n"
        "A problem that is none to you: write `# ok: code` at the end of its line.\n\n"
        "examples:\n"
        "  idlib-reader check annotations/report.yaml\n"
        "  idlib-reader check --json | jq '.[].code'\n",
    )
    _add_paths(parser)
    parser.add_argument("--json", action="store_true", help="print a JSON array of objects")
    return parser


def _list_parser() -> argparse.ArgumentParser:
    parser = _command_parser(
        "list",
        "Print what annotation files hold, as a table or for other programs.",
        "exit status: 0 whatever the files are like, 2 the command was misused\n\n"
        "examples:\n"
        "  idlib-reader list entities --type person\n"
        "  idlib-reader list claims --source peskov --status open\n"
        "  idlib-reader list events --json annotations/report.yaml\n",
    )
    parser.add_argument("kind", choices=("entities", "claims", "events", "remarks"), metavar="KIND", help="%(choices)s")
    _add_paths(parser)
    parser.add_argument("--json", action="store_true", help="print a JSON array of objects")
    for name, help_ in (
        ("type", "entities or events of this type"),
        ("source", "claims or events of this source (an id, or outlet)"),
        ("status", "claims or events of this status"),
        ("about", "claims about this id"),
        ("tag", "entries with this tag"),
    ):
        parser.add_argument(f"--{name}", action="append", default=[], help=f"{help_}; may be given several times")
    return parser


def _schema_parser() -> argparse.ArgumentParser:
    parser = _command_parser(
        "schema",
        "Print the JSON Schema (draft-07) of annotation files, with the words of the workspace's tagset.",
        "example:\n  idlib-reader schema > annotations/annotations.schema.json\n",
    )
    parser.add_argument("path", nargs="?", metavar="PATH", default=".", help="a workspace; default: the one here")
    return parser


def _pairs(paths: Sequence[str]) -> list[Pair]:
    """What the paths name, each once."""
    from idlib_reader.storage.workspace import pairs_at

    # Nothing that is made from here on becomes garbage before the end.
    gc.disable()
    return list(dict.fromkeys(pair for path in paths or ["."] for pair in pairs_at(Path(path))))


def _check(options: argparse.Namespace) -> int:
    from idlib_reader.storage.checks import check_pairs
    from idlib_reader.storage.store import Store

    pairs = _pairs(options.paths)
    problems = check_pairs(pairs, Store(looks_once=True))
    if options.json:
        from idlib_reader.exchange.listing import problem_as_json, write_json

        print(write_json(map(problem_as_json, problems), is_ascii=_is_ascii()))
    else:
        for problem in problems:
            print(make_visible(str(problem)))
    print(end="", flush=True)
    errors = sum(problem.level == "error" for problem in problems)
    files = _count(len(pairs), "file")
    told = f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}" if problems else "no problems"
    _tell(f"{files} checked: {told}")
    return _PROBLEMS if errors else _OK


def _list(options: argparse.Namespace) -> int:
    from idlib_reader.exchange.listing import FILTER_NAMES, KINDS, Filter, as_json, write_json
    from idlib_reader.exchange.tables import ListedFile, draw_table
    from idlib_reader.storage.store import Store

    kind = KINDS[options.kind]
    chosen = Filter(**{name: tuple(getattr(options, name)) for name in FILTER_NAMES})
    chosen.refuse_misfits(kind)
    store = Store(looks_once=True)
    files = []
    for pair in _pairs(options.paths):
        opened = store.open(pair)
        files.append(ListedFile(opened.index, opened.path, opened.line_of))
        for sentence in opened.losses:
            _tell(f"idlib-reader: {make_visible(sentence)}")
    if options.json:
        objects = [one for file in files for one in as_json(file.index, kind, file.file, file.line_of, chosen)]
        print(write_json(objects, is_ascii=_is_ascii()), flush=True)
    else:
        print("\n".join(draw_table(kind, files, _width(), chosen)), flush=True)
    return _OK


def _width() -> int | None:
    """Cells of a line of the terminal; None where output goes elsewhere, and nothing has to be cut."""
    return shutil.get_terminal_size().columns if _is_terminal(sys.stdout) else None


def _is_ascii() -> bool:
    """Whether output has no letters but ASCII's for certain, so that JSON has to write escapes."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def _schema(path: str) -> int:
    from idlib_reader.storage.json_schema import dump, json_schema
    from idlib_reader.storage.store import Store
    from idlib_reader.storage.workspace import find_workspace

    if not Path(path).exists():
        raise IdlibError(f"There is no file {path}.")
    workspace = find_workspace(Path(path).absolute())
    tagset, problems = Store().tagset(workspace) if workspace else (DEFAULT, [])
    for problem in problems:
        _tell(make_visible(str(problem)))
    if any(problem.level == "error" for problem in problems):
        # What stands in the schema's file may be better than a schema without the workspace's words.
        return _PROBLEMS
    print(dump(json_schema(tagset)), end="", flush=True)
    return _OK


def _read(path: str | None, theme: str, *, is_read_only: bool) -> int:
    from idlib_reader.storage.workspace import Workspace, copied_example, find_workspace, pairs_at

    notice = ""
    workspace: Workspace | None = None
    if path is not None:
        pairs = pairs_at(Path(path))
        workspace = find_workspace(Path(path).absolute()) if Path(path).is_dir() else None
    else:
        workspace = find_workspace(_here())
        if workspace is None:
            _refuse_without_terminal()
            workspace = copied_example()
            notice = f"This is the example, in {workspace.root}"
        pairs = workspace.pairs()
    readable = [pair for pair in pairs if pair.article is not None]
    if not readable and workspace is None:
        raise IdlibError(_nothing_to_read(pairs), "Put an article (.txt, .md or .html) into seeds/.")
    if len(readable) > 1:
        notice = notice or f"This is the first of {len(readable)} articles; p shows them all."
    _refuse_without_terminal()
    # Textual takes most of the start-up time, so it is imported only here, without looking for garbage meanwhile.
    gc.disable()
    from idlib_reader.ui.app import run

    pair = readable[0] if readable else None
    return run(pair, workspace, pairs=readable, theme=f"idlib-{theme}", notice=notice, is_read_only=is_read_only)


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
