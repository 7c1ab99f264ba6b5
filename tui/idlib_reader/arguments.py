"""The arguments of the command line, and the help on them."""

from __future__ import annotations

import argparse
from typing import NoReturn

from idlib_reader import __version__
from idlib_reader.core.visible import make_visible


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints show what was typed without its control characters."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to call the program, and leave with status 2."""
        # Where options may stand between arguments, argparse calls PATH required, though none is needed.
        super().error(make_visible(message).removesuffix(", PATH"))


def reader_parser() -> argparse.ArgumentParser:
    """The arguments of the reader itself."""
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


def check_parser() -> argparse.ArgumentParser:
    """The arguments of `check`."""
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


def list_parser() -> argparse.ArgumentParser:
    """The arguments of `list`."""
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


def schema_parser() -> argparse.ArgumentParser:
    """The arguments of `schema`."""
    parser = _command_parser(
        "schema",
        "Print the JSON Schema (draft-07) of annotation files, with the words of the workspace's tagset.",
        "example:\n  idlib-reader schema > annotations/annotations.schema.json\n",
    )
    parser.add_argument("path", nargs="?", metavar="PATH", default=".", help="a workspace; default: the one here")
    return parser
