"""Minimal workspaces with one problem each: how they are written, and those whose files can't be read as they are.

The sign § in a file stands where its problem is told, and is no part of the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from idlib_reader.core.problems import Code

Content: TypeAlias = str | bytes | Callable[[Path], None]
"""What a file holds, or what puts something else in its place."""

FORMAT = "format: idlib-reader/1\n"
ARTICLE = (
    "Dmitry Peskov told reporters that Russia, Iran and Turkey met in Idlib. Idlib is in Syria; Syrian Idlib fell."
)
TAGSET = "annotations/_tagset.yaml"


class Place(NamedTuple):
    """Where a problem is told."""

    path: str
    line: int
    column: int


class Situation(NamedTuple):
    """A workspace, and the problem that it has."""

    name: str
    code: Code
    files: Mapping[str, Content]
    """By path in the workspace. What is no text has its problem in line 1, column 1."""
    message: str
    """The whole sentence, with `{root}` for the folder of the workspace."""
    hint: str
    also: tuple[str, ...] = ()
    """As file, line and code, the other problems that nobody can have this one without."""

    @property
    def place(self) -> Place:
        """Where the problem is told: at the sign, else at the start of what is no text."""
        for path, content in self.files.items():
            if isinstance(content, str) and "§" in content:
                before = content.partition("§")[0]
                return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return next(Place(path, 1, 1) for path, content in self.files.items() if not isinstance(content, str))

    def told(self, root: Path) -> str:
        """The line that is printed for the problem, with the folder of the workspace in its place."""
        path, line, column = self.place
        sentences = f"{self.message} {self.hint}".strip().replace("{root}", str(root))
        return f"{Path(path)}:{line}:{column}: {self.code.level}: {sentences} [{self.code.word}]"

    def write(self, root: Path, ending: str = "") -> None:
        """Make the workspace in a folder, with an ending for the line of the problem."""
        for folder in ("seeds", "annotations"):
            (root / folder).mkdir()
        for path, content in self.files.items():
            if isinstance(content, str):
                before, sign, after = content.partition("§")
                rest, line_end, others = after.partition("\n")
                text = f"{before}{rest}{ending if sign else ''}{line_end}{others}"
                (root / path).write_bytes(text.encode())
            elif isinstance(content, bytes):
                (root / path).write_bytes(content)
            else:
                content(root / path)


def files(
    annotations: Content | None, article: Content | None = ARTICLE, more: Mapping[str, Content] | None = None
) -> dict[str, Content]:
    """An article with its annotation file, and what else there is; None for a file that is missing."""
    pair = {"seeds/a.txt": article, "annotations/a.yaml": annotations}
    return {**{path: content for path, content in pair.items() if content is not None}, **(more or {})}


def whole(text: str) -> str:
    """A file of the format."""
    return FORMAT + text


def entity(keys: str, rest: str = "") -> str:
    """A file with the entity `a`, its keys in lines, and the rest of the file; likewise the next three."""
    return _entry("entities", keys, rest)


def event(keys: str, rest: str = "") -> str:
    """The same with an event."""
    return _entry("events", keys, rest)


def claim(keys: str, rest: str = "") -> str:
    """The same with a claim."""
    return _entry("claims", keys, rest)


def remark(keys: str, rest: str = "") -> str:
    """The same with a remark."""
    return _entry("remarks", keys, rest)


def _entry(section: str, keys: str, rest: str) -> str:
    lines = "".join(f"    {line}\n" for line in keys.split("\n"))
    return f"{FORMAT}{section}:\n  a:\n{lines}{rest}"


BINARY = bytes(range(32)) * 10
folder = Path.mkdir


def pipe(path: Path) -> None:
    """Put a pipe in the place of a file."""
    os.mkfifo(path)


def broken_link(path: Path) -> None:
    """Put a link to nothing in the place of a file."""
    path.symlink_to("gone")


def looping_link(path: Path) -> None:
    """Put a link to itself in the place of a file."""
    path.symlink_to(path)


FILES: tuple[Situation, ...] = (
    Situation(
        "an article in UTF-16",
        Code.FILE,
        files(FORMAT, article="Idlib".encode("utf-16")),
        "seeds/a.txt is UTF-16, not UTF-8.",
        "Convert it with `iconv -f UTF-16 -t UTF-8 seeds/a.txt > seeds/a.txt.utf8`.",
    ),
    Situation(
        "an annotation file in UTF-16",
        Code.FILE,
        files(FORMAT.encode("utf-16")),
        "annotations/a.yaml is UTF-16, not UTF-8.",
        "Convert it with `iconv -f UTF-16 -t UTF-8 annotations/a.yaml > annotations/a.yaml.utf8`.",
    ),
    Situation(
        "an article in Latin-1",
        Code.FILE,
        files(FORMAT, article="Café".encode("latin-1")),
        (
            "seeds/a.txt is not UTF-8: 0xE9 at line 1, column 4 in bytes, the last byte, either begins a character "
            "that is cut off or is a letter of Latin-1."
        ),
        (
            "If it is cut off, get it anew or leave the byte out with `head -c 3 seeds/a.txt > seeds/a.txt.utf8`; "
            "if not, convert it with `iconv -f ISO-8859-1 -t UTF-8 seeds/a.txt > seeds/a.txt.utf8`."
        ),
    ),
    Situation(
        "an annotation file in Latin-1",
        Code.FILE,
        files(whole("# Café\n").encode("latin-1")),
        (
            "annotations/a.yaml is not UTF-8: 0xE9 at line 2, column 6 in bytes, is the first wrong byte; it may "
            "be Latin-1 (ISO-8859-1)."
        ),
        (
            "Convert it with `iconv -f ISO-8859-1 -t UTF-8 annotations/a.yaml > annotations/a.yaml.utf8`; if "
            "letters come out wrong, put another name in the place of ISO-8859-1, such as WINDOWS-1254 for Turkish "
            "or WINDOWS-1251 for Cyrillic."
        ),
    ),
    Situation(
        "a binary article",
        Code.FILE,
        files(FORMAT, article=BINARY),
        "seeds/a.txt is binary, not text: 250 of its 320 bytes are controls.",
        "Find out with `file seeds/a.txt` what it is, and save it as text in the program that it comes from.",
    ),
    Situation(
        "a binary annotation file",
        Code.FILE,
        files(BINARY),
        "annotations/a.yaml is binary, not text: 250 of its 320 bytes are controls.",
        "Find out with `file annotations/a.yaml` what it is, and save it as text in the program that it comes from.",
    ),
    Situation(
        "a folder with the name of an article",
        Code.FILE,
        files(FORMAT, article=folder),
        "seeds/a.txt is a folder, not a text file.",
        "Name a text file in it, or give it another name if a text should stand in its place.",
    ),
    Situation(
        "a folder with the name of an annotation file",
        Code.FILE,
        files(folder),
        "annotations/a.yaml is a folder, not a text file.",
        "Name a text file in it, or give it another name if a text should stand in its place.",
    ),
    Situation(
        "a pipe",
        Code.FILE,
        files(FORMAT, article=pipe),
        "seeds/a.txt is a pipe, not a text file.",
        "Save in a file what the program at its other end writes, and read that.",
    ),
    Situation(
        "a pipe with the name of an annotation file",
        Code.FILE,
        files(pipe),
        "annotations/a.yaml is a pipe, not a text file.",
        "Save in a file what the program at its other end writes, and read that.",
    ),
    Situation(
        "a broken link",
        Code.FILE,
        files(FORMAT, article=broken_link),
        "seeds/a.txt is a link to {root}/seeds/gone, which does not exist.",
        "Put there what is missing, or remove the link with `rm seeds/a.txt`.",
    ),
    Situation(
        "a broken link to annotations",
        Code.FILE,
        files(broken_link),
        "annotations/a.yaml is a link to {root}/annotations/gone, which does not exist.",
        "Put there what is missing, or remove the link with `rm annotations/a.yaml`.",
    ),
    Situation(
        "a looping link",
        Code.FILE,
        files(FORMAT, article=looping_link),
        "seeds/a.txt is a link that leads round in a circle.",
        "Remove it with `rm seeds/a.txt`, and put in its place what it should lead to.",
    ),
    Situation(
        "a looping link with the name of an annotation file",
        Code.FILE,
        files(looping_link),
        "annotations/a.yaml is a link that leads round in a circle.",
        "Remove it with `rm annotations/a.yaml`, and put in its place what it should lead to.",
    ),
    Situation(
        "a tagset that is no text",
        Code.FILE,
        files(FORMAT, more={TAGSET: BINARY}),
        "annotations/_tagset.yaml is binary, not text: 250 of its 320 bytes are controls.",
        (
            "Find out with `file annotations/_tagset.yaml` what it is, and save it as text in the program that it "
            "comes from."
        ),
    ),
    Situation(
        "annotations without an article",
        Code.NO_ARTICLE,
        files("§" + FORMAT, article=None),
        "No article belongs to this file: there is no seeds/a.txt, nor one with .md or .html.",
        "Rename one of the two, so that their names are the same.",
    ),
    Situation(
        "two articles of one name",
        Code.SAME_NAME,
        files(FORMAT, more={"seeds/a.md": "§Idlib"}),
        "a.txt has the same name but for its ending, and is read instead of this file.",
        "Give one of the two another name, or move it away.",
    ),
    Situation(
        "two annotation files of one name",
        Code.SAME_NAME,
        files(FORMAT, more={"annotations/a.yml": "§" + FORMAT}),
        "a.yaml has the same name but for its ending, and is read instead of this file.",
        "Give one of the two another name, or move it away.",
    ),
    Situation(
        "one id with two types",
        Code.TYPE_DIFFERS,
        files(entity("type: §person"), more={"seeds/b.txt": "B", "annotations/b.yaml": entity("type: state")}),
        "`a` is an entity of type `person` here, but an entity of type `state` in annotations/b.yaml.",
        "An id means the same in every file: write one type in all of them, or give one of them another id.",
        also=("annotations/b.yaml:4 type-differs",),
    ),
    Situation(
        "one id for an entity and for an event of another file",
        Code.TYPE_DIFFERS,
        files(
            whole("entities:\n  §a: {type: person}\n"),
            more={"seeds/b.txt": "B", "annotations/b.yaml": event("type: meeting")},
        ),
        "`a` is an entity of type `person` here, but an event of type `meeting` in annotations/b.yaml.",
        "An id means the same in every file: give one of the two another id.",
        also=("annotations/b.yaml:3 type-differs",),
    ),
    Situation(
        "a changed article",
        Code.CHANGED,
        files(whole("article:\n  sha256: §0123456789abcdef\n")),
        "The article is not the text that the quotes were checked against: its sha256 is another.",
        (
            "Look through the quotes, then write `sha256: "
            "a0a8ac4c1dcde0e2c95b925a19ab1a09e458366099cab7e0d003b2951e32f387`."
        ),
    ),
    Situation(
        "places counted in a changed article",
        Code.MOVED,
        files(whole("article:\n  sha256: §0123456789abcdef\n") + "remarks: {a: {passage: {quote: Idlib, nth: 2}}}\n"),
        "1 selector with `nth` or `all` may mean other places in the changed article.",
        "What they find counts as moved until it is looked through and the sha256 is that of the article.",
        also=("annotations/a.yaml:3 changed-article",),
    ),
    Situation(
        "a comment that silences nothing",
        Code.IDLE_OK,
        files(entity("type: state §# ok: ambiguous")),
        "There is no problem of the kind ambiguous on this line.",
        "Delete the comment, or the code from it.",
    ),
    Situation(
        "a comment that would silence what can't be",
        Code.IDLE_OK,
        files(entity("type: state §# ok: syntax")),
        "Problems of the kind syntax can't be silenced.",
        "Mend what it is about, and delete this comment.",
    ),
    Situation(
        "PyYAML without libyaml",
        Code.SLOW,
        files("§" + FORMAT),
        "PyYAML was built without libyaml, so files are read about ten times slower.",
        "Install a PyYAML wheel for this platform.",
    ),
)
