"""What a person should mend in a file, as data, and the list of all kinds of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

Level: TypeAlias = Literal["error", "warning"]


class _Kind(NamedTuple):
    word: str
    level: Level
    meaning: str


class Code(Enum):
    """Every kind of problem: a short stable word to search for, its level, and what it means.

    An error says that something can't be read or resolved; all else is a warning.
    """

    FILE = _Kind("file", "error", "a file can't be read")
    CONTROL = _Kind("control-character", "error", "a control character that YAML does not allow")
    SYNTAX = _Kind("syntax", "error", "the text is not YAML")
    SHAPE = _Kind("shape", "error", "a list, a mapping or a value stands where another of these belongs")
    UNKNOWN_KEY = _Kind("unknown-key", "error", "a key that the format does not have here")
    MISSING_KEY = _Kind("missing-key", "error", "a key without which the entry says nothing")
    DUPLICATE_KEY = _Kind("duplicate-key", "error", "one key twice in one mapping")
    DUPLICATE_ID = _Kind("duplicate-id", "error", "one id for two entries of a file")
    BAD_ID = _Kind("bad-id", "error", "an id that is no slug")
    DANGLING_ID = _Kind("dangling-id", "error", "an id that no entry has")
    FORMAT = _Kind("format", "error", "the file does not say that it is in a format this program reads")
    VALUE = _Kind("value", "error", "a value that the format does not know")
    DATE = _Kind("date", "error", "a date that is not EDTF")
    SELECTOR = _Kind("selector", "error", "a selector whose parts do not go together")
    NOT_FOUND = _Kind("not-found", "error", "words that are not in the article")
    AMBIGUOUS = _Kind("ambiguous", "error", "words that stand at several places in the article")
    WORD = _Kind("unknown-word", "warning", "a word that is not in the tagset")
    NO_ARTICLE = _Kind("no-article", "warning", "an annotation file without an article")
    CHANGED = _Kind("changed-article", "warning", "the article is not the text that the quotes were checked against")
    SLOW = _Kind("slow-parser", "warning", "PyYAML was built without libyaml")

    @property
    def word(self) -> str:
        """The code as printed in brackets."""
        return self.value.word

    @property
    def level(self) -> Level:
        """Whether it is an error or a warning."""
        return self.value.level

    @property
    def meaning(self) -> str:
        """What it tells, for the reference page."""
        return self.value.meaning


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something a person should mend in a file. Problems sort by where they stand."""

    path: str
    """The file, as the person would name it."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in code points."""
    level: Level
    """`error` or `warning`."""
    code: str
    """The word of its `Code`."""
    message: str
    """A sentence: what was found."""
    hint: str = ""
    """What to write instead, as a sentence; empty where nobody can know."""

    def __str__(self) -> str:
        """One line, as compilers print it; not yet made visible (`core.visible`)."""
        told = f"{self.message} {self.hint}".strip()
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {told} [{self.code}]"
