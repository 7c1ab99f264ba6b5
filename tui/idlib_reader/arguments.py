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
            "  idlib-reader init [DIR]             make a workspace, with a commented sample\n"
            "  idlib-reader add FILE ...           bring texts into a workspace, as articles\n"
            "  idlib-reader check [PATH ...]       say what should be mended in annotation files\n"
            "  idlib-reader list KIND [PATH ...]   print entities, claims, events or remarks\n"
            "  idlib-reader rename OLD NEW [PATH]  change an id everywhere in a workspace\n"
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


def init_parser() -> argparse.ArgumentParser:
    """The arguments of `init`."""
    parser = _command_parser(
        "init",
        "Make a workspace: seeds/ for articles, annotations/ with a JSON Schema for editors, and a commented sample.\n"
        "What is there already stays as it is.",
        "exit status: 0 it is one now, 2 it can't be made, or the command was misused\n\n"
        "examples:\n"
        "  idlib-reader init idlib         a new folder, with a sample to learn from\n"
        "  idlib-reader init --bare        the folder you stand in, without the sample\n",
    )
    parser.add_argument("path", nargs="?", metavar="DIR", default=".", help="the folder; default: the one here")
    parser.add_argument("--bare", action="store_true", help="leave the sample out")
    return parser


def add_parser() -> argparse.ArgumentParser:
    """The arguments of `add`."""
    parser = _command_parser(
        "add",
        "Bring texts into a workspace: a copy in seeds/, and an annotation file with what is known of it.\n"
        "No file is ever written over.",
        "exit status: 0 all were added, 2 one was refused, or the command was misused\n\n"
        "examples:\n"
        "  idlib-reader add report.txt\n"
        '  idlib-reader add --outlet "News Front" --date 2020-02-19 ~/Downloads/*.txt\n'
        "  pdftotext memo.pdf - | idlib-reader add - --slug memo\n",
    )
    help_ = "text files (.txt, .md, .html; others are taken for plain text); - is standard input"
    parser.add_argument("files", nargs="+", metavar="FILE", help=help_)
    slug = "name in the workspace, without ending; default: of the title, else the file's name"
    parser.add_argument("--slug", default="", help=slug)
    title = "default: the first line, if it looks like a headline"
    parser.add_argument("--title", default="", help=title)
    parser.add_argument("--outlet", default="", help="who published it")
    parser.add_argument("--date", metavar="EDTF", default="", help="when, such as 2020-02-19 or 2020-02")
    parser.add_argument("--url", default="", help="where it stands")
    parser.add_argument("--language", default="", help="what it is written in, such as en")
    parser.add_argument("--to", metavar="DIR", default=".", help="a workspace; default: the one here")
    return parser


def rename_parser() -> argparse.ArgumentParser:
    """The arguments of `rename`."""
    parser = _command_parser(
        "rename",
        "Change an id wherever the annotation files of a workspace have it, or in none of them; print the lines that\n"
        "change as file:line: text.",
        "exit status: 0 done, 2 refused, with all files as they were, or the command was misused\n\n"
        "examples:\n"
        "  idlib-reader rename peskov dmitry-peskov            an entity or event, in all files\n"
        "  idlib-reader rename report#said ceasefire-denied    a claim or remark of the article report\n"
        "  idlib-reader rename --dry-run sochi sochi-city      only show what would change\n",
    )
    parser.add_argument("old", metavar="OLD", help="an id; of a claim or remark with its article, slug#id")
    parser.add_argument("new", metavar="NEW", help="the new id, which nothing has")
    parser.add_argument("path", nargs="?", metavar="PATH", default=".", help="a workspace; default: the one here")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    return parser
