"""What a person does in runs that are killed, and what is known of the annotation file beside it, as facts.

The facts are kept by means that have nothing to do with how the program writes: sets of what each step adds and takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

from end_to_end.terminal import key
from end_to_end.writing import ENTER, REDO
from idlib_reader.core.annotations import Annotations
from idlib_reader.core.article import BYTE_ORDER_MARK
from idlib_reader.core.source import Source
from idlib_reader.storage.codec import read_file
from idlib_reader.storage.journal import Leftover

ARTICLE = """\
Harbours of the log

Viking Utsire Forties Cromarty Tyne Dogger Fisher German Bight Humber
Thames Dover Wight Portland Plymouth Biscay Trafalgar FitzRoy Sole Lundy
Fastnet Shannon Rockall Malin Hebrides Bailey Faeroes Iceland Zoë Fårö
Φάρος ميناء مرفأ Гавань Žižkov naïve Århus Łódź Ísafjörður Quimper
Brest Lorient Nantes Bayonne Bilbao Gijón Vigo Porto Lisbon Cádiz
Málaga Cartagena Alicante Valencia Tarragona Marseille Toulon Genoa
"""
HAND = """\
# yaml-language-server: $schema=annotations.schema.json
format: idlib-reader/1

article: {title: Harbours of the log}   # as it is printed

entities:
  # Not the sea.
  log:
    type:   document      # a book, more or less
    name: "The log"
    mentions:
      - log
  harbours: {type: facility, name: Harbours,  mentions: Harbours}

events:
  # Of what?
  keeping:
    title: 'The log is kept'
    mentions: the log

remarks:
  which:
    passage: Harbours of
    note: Which?   # ask again
# the end
"""
CRLF = BYTE_ORDER_MARK + HAND.replace("\n", "\r\n").removesuffix("# the end\r\n").rstrip()
"""The same as another editor writes it: a mark, other line ends, and none at the end."""

TYPES = {"f": "facility", "p": "person", "w": "weapon"}
MADE_AGAIN, GIVEN_UP = "Made again: ", "Given up."
"""What is told once what an earlier run has left is done with."""
LINES = [line.split() for line in ARTICLE.splitlines()[2:]]


# What the file has to say


class Fact(NamedTuple):
    """One thing that the file says."""

    kind: str
    label: str
    """The name of an entity, the note of a remark."""
    value: str
    """The type of an entity, the words of a mention or passage."""


Facts: TypeAlias = frozenset[Fact]


class Delta(NamedTuple):
    """What a step does to the facts."""

    gone: Facts
    new: Facts

    def of(self, facts: Facts) -> Facts:
        """The facts after the step."""
        return facts - self.gone | self.new

    @property
    def inverse(self) -> Delta:
        """What takes it back."""
        return Delta(self.new, self.gone)


NOTHING = Delta(frozenset(), frozenset())


def facts_of(annotations: Annotations) -> Facts:
    """What the model says, as far as steps change it."""
    entities, remarks = annotations.entities.values(), annotations.remarks.values()
    return frozenset(
        [
            *(Fact("entity", entity.label, entity.type) for entity in entities),
            *(Fact("mention", entity.label, " ".join(one.pieces)) for entity in entities for one in entity.mentions),
            *(Fact("remark", one.note, " ".join(one.passage.pieces)) for one in remarks if one.passage),
        ]
    )


def read(file: Path) -> tuple[str, Annotations]:
    """The text and the model of the file, which is sound as a whole."""
    text = file.read_bytes().decode()
    reading = read_file(Source("", text.removeprefix(BYTE_ORDER_MARK)))
    assert reading.is_whole
    assert not reading.problems
    return text, reading.annotations


def rest(text: str, ids: Iterable[str]) -> str:
    """The text without the lines of these entries; comments and blank lines below an entry are not its own."""
    kept, entry = list[str](), list[str]()
    for line in text.splitlines(keepends=True):
        starts = re.match(r"(?:  )?([^\s#:]+):", line.removeprefix(BYTE_ORDER_MARK))
        if starts:
            kept += _tail(entry)
            entry = []
        if (starts and line.startswith("  ") and starts[1] in ids) or (entry and not starts):
            entry.append(line)
        else:
            kept.append(line)
    return "".join([*kept, *_tail(entry)])


def _tail(entry: list[str]) -> list[str]:
    """The lines below an entry."""
    own = max((at for at, line in enumerate(entry) if line.strip() and not line.startswith(("  #", "#"))), default=-1)
    return entry[own + 1 :]


def check_rest(before: tuple[str, Annotations], after: tuple[str, Annotations]) -> None:
    """No byte has changed but in the entries that say something else."""
    entries = [{one.id: one for one in annotations.entries()} for _, annotations in (before, after)]
    ids = {id_ for id_ in entries[0] | entries[1] if entries[0].get(id_) != entries[1].get(id_)}
    assert rest(after[0], ids).rstrip("\r\n") == rest(before[0], ids).rstrip("\r\n")
    assert after[0].count("\r\n") in (0, after[0].count("\n"))


# What is done


@dataclass(frozen=True)
class Step:
    """Something that a person does."""

    name: str
    keys: tuple[bytes, ...]
    """What is pressed, in pieces between which the program may be killed."""
    told: str
    """How the status line begins once it is done."""
    delta: Delta
    taken: Leftover | None = None
    """What of an earlier run is made again, or given up."""


def _marked(words: str) -> tuple[bytes, ...]:
    """The keys that select words."""
    return f"/{words.split()[0]}\r".encode(), b"v", b"w" * len(words.split())


def mark(words: str, type_key: str, name: str) -> Step:
    """Mark words as a new entity."""
    erased = key("backspace") * len(words)
    new = frozenset({Fact("entity", name, TYPES[type_key]), Fact("mention", name, words)})
    keys = (*_marked(words), b"e", ENTER, type_key.encode(), erased, name.encode(), ENTER)
    return Step("mark", keys, f"Entity {name}: ", Delta(frozenset(), new))


def mention(word: str, name: str) -> Step:
    """Mark a word as an entity that there is."""
    new = frozenset({Fact("mention", name, word)})
    keys = f"/{word}\r".encode(), b"e", name.encode(), ENTER
    return Step("mention", keys, f"Mention of {name}: ", Delta(frozenset(), new))


def remark(words: str, note: str) -> Step:
    """Write a note on words."""
    new = frozenset({Fact("remark", note, words)})
    return Step("remark", (*_marked(words), b"m", note.encode(), ENTER), "Remark on “", Delta(frozenset(), new))


def delete(facts: Facts, fact: Fact) -> Step:
    """Delete a remark, a mention, or with its last mention an entity."""
    first = f"/{fact.value.split()[0]}\r".encode()
    own = frozenset(one for one in facts if one.label == fact.label)
    if fact.kind == "mention" and len(own) > 2:
        return Step("unmark", (first, b"d"), "Removal of a mention of ", Delta(frozenset({fact}), frozenset()))
    return Step("delete", (first, b"d", ENTER), "Deletion of ", Delta(own, frozenset()))


@dataclass
class Memory:
    """What is known of the file beside it."""

    file: Path
    random: Random
    shown: Facts
    """What the screen has shown."""
    saved: Facts
    """What it has called saved."""
    left: dict[Path, Delta] = field(default_factory=dict)
    """The journals of earlier runs that are offered, and what making theirs again does."""
    done: list[Delta] = field(default_factory=list)
    """What can be undone in this run."""
    undone: list[Delta] = field(default_factory=list)
    """What can be done again in this run."""
    number: int = 0
    """Of the last name or note."""

    def draw(self) -> Step:
        """Something to do now."""
        ways: list[Callable[[], Step | None]] = [self._mark, self._mark, self._mention, self._remark, self._delete]
        ways += [self._undo] * 2 + [self._redo] * 2
        while True:
            if step := self.random.choice(ways)():
                return step

    def _mark(self) -> Step | None:
        words = self._words()
        return mark(words, self.random.choice("fpw"), self._name("Ship")) if words else None

    def _remark(self) -> Step | None:
        words = self._words()
        return remark(words, self._name("Why: #")) if words else None

    def _mention(self) -> Step | None:
        names = sorted(fact.label for fact in self.shown if fact.kind == "entity" and self._is_free(fact))
        words = self._words(1)
        return mention(words, self.random.choice(names)) if words and names else None

    def _delete(self) -> Step | None:
        facts = sorted(fact for fact in self.shown if fact.kind != "entity" and self._is_free(fact))
        return delete(self.shown, self.random.choice(facts)) if facts else None

    def _undo(self) -> Step | None:
        return Step("undo", (b"u",), "Undone: ", self.done[-1].inverse) if self.done else None

    def _redo(self) -> Step | None:
        return Step("redo", (REDO,), "Done again: ", self.undone[-1]) if self.undone else None

    def _name(self, word: str) -> str:
        self.number += 1
        return f"{word} {self.number:03}"

    def _waiting(self) -> Facts:
        """What earlier runs have left is about."""
        return frozenset(fact for delta in self.left.values() for fact in delta.gone | delta.new)

    def _turnable(self) -> Facts:
        """What undoing or redoing is about."""
        return frozenset(fact for delta in (*self.done, *self.undone) for fact in delta.gone | delta.new)

    def _is_free(self, fact: Fact) -> bool:
        """Whether it was made here, and nothing left by an earlier run is about it."""
        return fact.label[-3:].isdigit() and all(other.label != fact.label for other in self._waiting())

    def _words(self, most: int = 3) -> str:
        """Words that nothing is said about; empty if there are none."""
        used = {word for fact in self.shown | self._waiting() for word in fact.value.split()}
        used |= {word for fact in self._turnable() for word in fact.value.split()}
        count = self.random.randint(1, most)
        spans = [line[at : at + count] for line in LINES for at in range(len(line) - count + 1)]
        free = [" ".join(span) for span in spans if not used.intersection(span)]
        return self.random.choice(free) if free else ""

    def note_down(self, step: Step, *, is_saved: bool) -> None:
        """The screen has shown a step as done."""
        self.shown = step.delta.of(self.shown)
        if is_saved and step.told != GIVEN_UP:
            self.saved = self.shown
        if step.name == "undo":
            self.undone.append(self.done.pop())
        elif step.name == "redo":
            self.done.append(self.undone.pop())
        elif step.taken:
            del self.left[step.taken.file]
            self.done, self.undone = [], []
        else:
            self.done.append(step.delta)
            self.undone.clear()
