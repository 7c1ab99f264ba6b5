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

    # Files and YAML
    FILE = _Kind("file", "error", "a file can't be read")
    CONTROL = _Kind("control-character", "error", "a control character that YAML does not allow")
    SYNTAX = _Kind("syntax", "error", "the text is not YAML, or YAML beyond what the format allows")
    SHAPE = _Kind("shape", "error", "a list, a mapping or a value stands where another of these belongs")
    # Keys and values
    FORMAT = _Kind("format", "error", "the file does not say that it is in a format this program reads")
    UNKNOWN_KEY = _Kind("unknown-key", "error", "a key that the format does not have here")
    MISSING_KEY = _Kind("missing-key", "error", "a key without which the entry says nothing")
    DUPLICATE_KEY = _Kind("duplicate-key", "error", "one key twice in one mapping")
    VALUE = _Kind("value", "error", "a value that the format does not know")
    WORD = _Kind("unknown-word", "error", "a word that is not in the tagset")
    DATE = _Kind("date", "error", "a date that is not EDTF")
    SELECTOR = _Kind("selector", "error", "a selector whose parts do not go together")
    # Ids
    BAD_ID = _Kind("bad-id", "error", "an id that is no slug")
    DUPLICATE_ID = _Kind("duplicate-id", "error", "one id for two entries of a file")
    DANGLING_ID = _Kind("dangling-id", "error", "an id that no entry has")
    WRONG_KIND = _Kind("wrong-kind", "error", "the id of an entry of another kind than belongs here")
    SELF_REFERENCE = _Kind("self-reference", "error", "an entry that refers to itself")
    CIRCULAR_CLAIM = _Kind("circular-claim", "error", "claims within each other in a circle")
    # Words of the article
    NOT_FOUND = _Kind("not-found", "error", "words that are not in the article")
    INSIDE_WORD = _Kind("inside-word", "error", "words that the article has only as parts of longer words")
    TOO_FEW_PLACES = _Kind("too-few-places", "error", "`nth` counts further than there are places")
    AMBIGUOUS = _Kind("ambiguous", "error", "words that stand at several places in the article")
    # What can be read, and still wants a look
    FREE_ROLE = _Kind("free-role", "warning", "a role that is not in the tagset")
    CIRCULAR_LINKS = _Kind("circular-links", "warning", "links of one direction that lead round in a circle")
    CONTRADICTED_LINK = _Kind("contradicted-link", "warning", "a link that the dates at its ends rule out")
    LINK_TWICE = _Kind("link-twice", "warning", "one link that is written twice, or from both of its ends")
    IDLE_EXCEPT = _Kind("idle-except", "warning", "an `except` that takes no place out")
    PLACE_TWICE = _Kind("place-twice", "warning", "one place that an entry names twice")
    TWO_TYPES = _Kind("two-types", "warning", "the same place as a mention of two entities of different types")
    SWALLOWED = _Kind("swallowed", "warning", "words that YAML left out, though the article has them")
    CHANGED = _Kind("changed-article", "warning", "the article is not the text that the quotes were checked against")
    MOVED = _Kind("moved", "warning", "places of `nth` and `all` in an article that has changed")
    # Files together
    TYPE_DIFFERS = _Kind("type-differs", "warning", "one id with different types in two files of a workspace")
    NO_ARTICLE = _Kind("no-article", "warning", "an annotation file without an article")
    SAME_NAME = _Kind("same-name", "warning", "two articles, or two annotation files, of one name")
    # The check itself
    IDLE_OK = _Kind("idle-ok", "warning", "an `# ok:` that silences nothing")
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
