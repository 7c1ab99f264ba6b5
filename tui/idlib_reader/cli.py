"""The command line: does what the arguments ask for, prints, and opens the screen only when that is asked for."""

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
from typing import TYPE_CHECKING, TextIO

from idlib_reader.arguments import (
    add_parser,
    check_parser,
    init_parser,
    list_parser,
    reader_parser,
    rename_parser,
    schema_parser,
)
from idlib_reader.core.tagset import DEFAULT
from idlib_reader.core.visible import make_visible
from idlib_reader.errors import IdlibError

if TYPE_CHECKING:
    from idlib_reader.storage.new_article import Incoming
    from idlib_reader.storage.workspace import Pair, Workspace

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
        from idlib_reader.ui.failures import report_failure

        return report_failure(error)


def _run(arguments: list[str]) -> int:
    match arguments[:1]:
        case ["init"]:
            return _init(init_parser().parse_args(arguments[1:]))
        case ["add"]:
            return _add(add_parser().parse_intermixed_args(arguments[1:]))
        case ["rename"]:
            return _rename(rename_parser().parse_intermixed_args(arguments[1:]))
        case ["check"]:
            return _check(check_parser().parse_intermixed_args(arguments[1:]))
        case ["list"]:
            return _list(list_parser().parse_intermixed_args(arguments[1:]))
        case ["schema"]:
            return _schema(schema_parser().parse_args(arguments[1:]).path)
    options = reader_parser().parse_args(arguments)
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


def _pairs(paths: Sequence[str]) -> list[Pair]:
    """What the paths name, each once."""
    from idlib_reader.storage.workspace import pairs_at

    # Nothing that is made from here on becomes garbage before the end.
    gc.disable()
    return list(dict.fromkeys(pair for path in paths or ["."] for pair in pairs_at(Path(path))))


def _init(options: argparse.Namespace) -> int:
    from idlib_reader.storage.naming import shown_path
    from idlib_reader.storage.new_workspace import make_workspace

    made = make_workspace(_here() / options.path, is_bare=options.bare)
    _print_made(made.paths)
    for note in made.notes:
        _tell(make_visible(note))
    if not made.paths:
        _tell(make_visible(f"{shown_path(made.workspace.root)} is a workspace already."))
    return _OK


def _add(options: argparse.Namespace) -> int:
    from idlib_reader.core.annotations import Heading
    from idlib_reader.storage.new_article import add_article, plan_articles

    title, outlet, date, url, language = (
        " ".join(text.split()) for text in (options.title, options.outlet, options.date, options.url, options.language)
    )
    heading = Heading(title=title, outlet=outlet, published=date, url=url, language=language)
    workspace = _workspace_at(options.to)
    texts = [_incoming(name) for name in dict.fromkeys(options.files)]
    for new in plan_articles(workspace, texts, heading, options.slug):
        paths = add_article(new)
        _print_made(paths)
        if new.annotations not in paths:
            _tell(make_visible(f"{new.annotations.name} is there already and stays as it is."))
    return _OK


def _incoming(name: str) -> Incoming:
    """A text that is named on the command line, or comes in on standard input."""
    from idlib_reader.storage.new_article import Incoming, read_incoming

    if name != "-":
        return read_incoming(_here() / name)
    if sys.stdin is None:
        raise IdlibError("Standard input is closed.", "Name a file.")
    try:
        content = sys.stdin.buffer.read()
    except OSError as error:
        raise IdlibError(f"Standard input can't be read: {error.strerror or error}.", "Name a file.") from error
    return Incoming(Path("standard input"), content, has_name=False)


def _rename(options: argparse.Namespace) -> int:
    from idlib_reader.storage.renaming_files import apply_rename, plan_rename

    planned = plan_rename(_workspace_at(options.path), options.old, options.new)
    notes = () if options.dry_run else apply_rename(planned)
    for file, number, text in planned.lines:
        print(make_visible(f"{file}:{number}: {text}"))
    print(end="", flush=True)
    for note in notes:
        _tell(make_visible(note))
    changed = "would change" if options.dry_run else "changed"
    _tell(f"{_count(len(planned.lines), 'line')} in {_count(len(planned.files), 'file')} {changed}")
    return _OK


def _workspace_at(path: str) -> Workspace:
    """The workspace that a folder or file belongs to."""
    from idlib_reader.storage.workspace import find_workspace

    try:
        start = (_here() / path).resolve(strict=True)
    except OSError as error:
        raise IdlibError(f"There is no folder {path}.") from error
    workspace = find_workspace(start)
    if workspace is None:
        message = f"{start} is in no workspace: no folder from it upwards holds both seeds/ and annotations/."
        raise IdlibError(message, "`idlib-reader init` makes one.")
    return workspace


def _print_made(paths: Sequence[Path]) -> None:
    from idlib_reader.storage.naming import shown_path

    for path in paths:
        print(make_visible(f"made {shown_path(path)}{'/' if path.is_dir() else ''}"))
    print(end="", flush=True)


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
    from idlib_reader.storage.workspace import copied_example, find_workspace, pairs_at

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
