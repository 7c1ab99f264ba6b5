"""The program is killed again and again, and nothing that it has shown as done is lost.

Each run goes on from the file and the state that the one before has left. What is done in it, and the instant at which
it is killed, are drawn from a seed: keys and bytes of the screen that came before, or a call of the system.
"""

from __future__ import annotations

import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from end_to_end.killing import (
    ARTICLE,
    CRLF,
    GIVEN_UP,
    HAND,
    MADE_AGAIN,
    NOTHING,
    Delta,
    Memory,
    Step,
    check_rest,
    facts_of,
    read,
)
from end_to_end.reading import status
from end_to_end.terminal import DEADLINE, Terminal, key
from end_to_end.writing import ENTER, SAVING
from idlib_reader.core.annotations import Entity
from idlib_reader.core.edits import AddEntry, Edit
from idlib_reader.core.merging import replay
from idlib_reader.core.selectors import Selector
from idlib_reader.storage.journal import Journal, Leftover, left_behind
from idlib_reader.ui.commands import continuations

OFFER = "An earlier run left"
RUNS = 25
"""Runs of one file, one after the other; there are two files."""


# The program


class Mortal(Terminal):
    """The program in a terminal, which may end at any time."""

    def follow(self, is_reached: Callable[[], object]) -> bool:
        """Wait until a condition holds, also within a frame; False where the program ends before."""
        deadline = time.monotonic() + DEADLINE
        while not is_reached():
            left = deadline - time.monotonic()
            assert left > 0, f"Waited in vain; the screen shows:\n{self.text}"
            if not self._read(left):
                return bool(is_reached())
        return True

    def follow_words(self, words: str) -> bool:
        """Wait until a whole frame shows them."""
        return self.follow(lambda: self.is_whole and words in self.flat)

    def rest(self) -> bool:
        """Wait until all keys are done, and no sentence about them is shown any more."""
        key_, label = continuations("]")[-1]
        # Going to the top takes the sentence away.
        self.press("g]")
        if not self.follow(lambda: self.is_whole and f"{key_} {label}" in self.row(-1)):
            return False
        self.press("~")
        return self.follow(lambda: self.is_whole and f"{key_} {label}" not in self.row(-1))

    def tells(self, words: str) -> bool:
        """Whether a whole frame says it in the status line."""
        return self.is_whole and words in status(self)

    def follow_sentence(self, words: str) -> bool:
        """Wait until a whole frame says them in the status line."""
        return self.follow(lambda: self.tells(words))

    def calls_saved(self, step: Step) -> bool:
        """Whether the sentence about a step that is done says nothing else; a line about earlier runs may be above."""
        return "unsaved" not in status(self).partition(step.told)[2].lower()

    def kill(self) -> None:
        """End it now, with nothing tidied up; what it has written until then is still shown."""
        self.send(signal.SIGKILL)
        assert self.wait_for_end() == -signal.SIGKILL


# Killing it


@dataclass
class Run:
    """One run of the program, until it is killed."""

    memory: Memory
    home: Path
    kind: str
    """How it is killed: at `keys`, at `calls`; or at keys while the file is `closed` to writing."""

    @property
    def random(self) -> Random:
        """What everything is drawn from."""
        return self.memory.random

    def go(self) -> Step | None:
        """Do some steps, and be killed; the step that was begun and not seen to be done."""
        file = self.memory.file
        file.chmod(0o444 if self.kind == "closed" else 0o644)
        self.memory.done, self.memory.undone = [], []
        offered = list(find_offered(self))
        article, root, program = f"seeds/{file.stem}.txt", file.parents[1], self._program()
        with Mortal(article, home=self.home, folder=root, program=program) as mortal:
            begun = self._work(mortal, offered)
            mortal.kill()
            # What was written to the screen before the end counts as shown.
            if begun and mortal.tells(begun.told):
                self.memory.note_down(begun, is_saved=mortal.calls_saved(begun))
                begun = None
        file.chmod(0o644)
        return begun

    def _program(self) -> list[str] | None:
        if self.kind != "calls":
            return None
        program = str(Path(__file__).with_name("killing_reader.py"))
        moment = self.random.choice(["before", "after", "half"])
        return [sys.executable, program, moment, str(self.random.randint(1, 45))]

    def _work(self, mortal: Mortal, offered: list[Leftover]) -> Step | None:
        """Do steps until the instant has come; the one that was begun."""
        count = 6 if self.kind == "calls" else self.random.randint(1, 4)
        is_broken_off = self.kind == "keys" or (self.kind == "closed" and self.random.random() < 0.4)
        if not self._start(mortal, offered):
            return None
        for number in range(count):
            if not mortal.rest():
                return None
            step = self._take(mortal, offered) if offered and self.random.random() < 0.7 else self.memory.draw()
            if step.taken:
                # One that was made again just before a kill is in two journals, and may be offered twice.
                twins = [one for one in offered if one.edits == step.taken.edits]
                offered = [] if len(twins) > 1 else offered[1:]
            if is_broken_off and number == count - 1:
                self._break_off(mortal, step)
                return step
            mortal.press(b"".join(step.keys))
            if not mortal.follow_sentence(step.told):
                return step
            self._see(mortal, step)
        return None

    def _start(self, mortal: Mortal, offered: list[Leftover]) -> bool:
        """Wait until all is read, and what earlier runs have left is offered; False where it is killed before."""
        entities = sum(fact.kind == "entity" for fact in self.memory.saved)
        left = sum(len(leftover.edits) for leftover in offered)
        if not mortal.follow_words(f"Entities {entities}") or not mortal.rest():
            return False
        assert left or OFFER not in mortal.flat, mortal.text
        return not left or mortal.follow_words(f"{OFFER} {left} change")

    def _take(self, mortal: Mortal, offered: list[Leftover]) -> Step:
        """Make again what an earlier run has left, or give it up."""
        leftover = offered[0]
        is_wanted = self.random.random() < 0.8
        # What waits to be saved stands above it in the sheet.
        keys = (SAVING, key("down") * (("unsaved" in mortal.row(0)) + (not is_wanted)), ENTER)
        delta = self.memory.left[leftover.file] if is_wanted else NOTHING
        return Step("take", keys, MADE_AGAIN if is_wanted else GIVEN_UP, delta, leftover)

    def _break_off(self, mortal: Mortal, step: Step) -> None:
        """Press some keys of a step or all, and wait until so many bytes were written, or it is done."""
        pressed = step.keys[: self.random.randint(1, len(step.keys))] if self.random.random() < 0.4 else step.keys
        start = len(mortal.raw)
        count = self.random.choice([0, 1, self.random.randint(2, 3000)]) if pressed == step.keys else 1
        mortal.press(b"".join(pressed))
        mortal.follow(lambda: len(mortal.raw) >= start + count or mortal.tells(step.told))

    def _see(self, mortal: Mortal, step: Step) -> None:
        """What is called saved is in the file, and nothing is beside it."""
        memory, is_saved = self.memory, mortal.calls_saved(step)
        memory.note_down(step, is_saved=is_saved)
        assert is_saved or self.kind == "closed", mortal.text
        assert facts_of(read(memory.file)[1]) == memory.saved, mortal.text
        if self.kind != "closed" and step.told != GIVEN_UP:
            assert [path.name for path in memory.file.parent.iterdir()] == [memory.file.name]


def find_offered(run: Run) -> Iterator[Leftover]:
    """What the next start will offer: what the file does not have already."""
    annotations = read(run.memory.file)[1]
    for leftover in left_behind(run.memory.file, run.home / "state" / "idlib-reader" / "journal"):
        assert not leftover.lost
        if replay(annotations, leftover.edits).done != leftover.edits:
            yield leftover


def is_half_taken(leftover: Leftover, begun: Step | None) -> bool:
    """Whether it is the beginning of what was being made again, which is offered as a whole; then it is given up."""
    taken = begun.taken if begun else None
    if taken and leftover.file != taken.file and leftover.edits == taken.edits[: len(leftover.edits)] != taken.edits:
        leftover.discard()
        assert taken.file.exists()
        return True
    return False


def check(run: Run, begun: Step | None) -> None:
    """All that was shown as done is in the file or is offered; of what was begun, all or nothing."""
    memory = run.memory
    annotations = read(memory.file)[1]
    facts = facts_of(annotations)
    coming = begun.delta.of(memory.shown) if begun else memory.shown
    assert facts == memory.saved or (run.kind != "closed" and facts == coming)
    offered = {leftover.file: leftover.edits for leftover in find_offered(run) if not is_half_taken(leftover, begun)}
    fresh = [journal for journal in offered if journal not in memory.left]
    assert len(fresh) <= 1
    met = replay(annotations, offered[fresh[0]] if fresh else ())
    assert not met.conflicts
    now = facts_of(met.annotations)
    assert now in (memory.shown, coming)
    for journal, delta in memory.left.items():
        is_given_up = begun and begun.told == GIVEN_UP and begun.taken and begun.taken.file == journal
        assert journal in offered or is_given_up or delta.of(now) == now
    memory.left = {journal: delta for journal, delta in memory.left.items() if journal in offered}
    memory.left |= {journal: Delta(facts - now, now - facts) for journal in fresh}
    memory.saved = memory.shown = facts


def clean_up(memory: Memory, home: Path) -> None:
    """A last run makes all again that is offered, does one step more, and ends: all is in the file, nowhere else."""
    run = Run(memory, home, "keys")
    with Mortal(f"seeds/{memory.file.stem}.txt", home=home, folder=memory.file.parents[1]) as mortal:
        assert mortal.follow_words("Viking")
        while offered := list(find_offered(run)):
            assert mortal.follow_words(OFFER)
            assert mortal.rest()
            mortal.press(SAVING + ENTER)
            assert mortal.follow_sentence(MADE_AGAIN)
            assert "unsaved" not in status(mortal).partition(MADE_AGAIN)[2].lower(), mortal.text
            memory.shown = memory.left[offered[0].file].of(memory.shown)
            assert facts_of(read(memory.file)[1]) == memory.shown
        assert mortal.rest()
        memory.done, memory.undone = [], []
        step = memory.draw()
        mortal.press(b"".join(step.keys))
        assert mortal.follow_sentence(step.told)
        assert facts_of(read(memory.file)[1]) == step.delta.of(memory.shown)
        assert mortal.close("qq") == 0
    assert not list(find_offered(run))
    assert [path.name for path in memory.file.parent.iterdir()] == [memory.file.name]
    assert stat.S_IMODE(memory.file.stat().st_mode) == 0o644


def write_log(root: Path, text: str) -> Path:
    """The workspace, with a file of this text."""
    for folder in ("seeds", "annotations"):
        (root / folder).mkdir(parents=True)
    (root / "seeds" / "log.txt").write_text(ARTICLE, encoding="utf-8")
    file = root / "annotations" / "log.yaml"
    file.write_bytes(text.encode())
    return file


@pytest.mark.parametrize(
    ("text", "seed"), [pytest.param(HAND, 1, id="by hand"), pytest.param(CRLF, 2, id="by another editor")]
)
def test_nothing_is_lost_when_the_program_is_killed(tmp_path: Path, home: Path, text: str, seed: int) -> None:
    """The file is whole, has what was called saved, and of the rest what was shown is offered."""
    file = write_log(tmp_path / "log", text)
    facts = facts_of(read(file)[1])
    memory = Memory(file, Random(seed), facts, facts)
    were_offered = 0
    for _ in range(RUNS):
        before = read(file)
        run = Run(memory, home, memory.random.choice(["keys", "calls", "closed"]))
        begun = run.go()
        check(run, begun)
        check_rest(before, read(file))
        were_offered += bool(memory.left)
    assert 0 < were_offered < RUNS, "The seed is of no use."
    clean_up(memory, home)


TYNE = Entity(id="tyne", name="Tyne", mentions=(Selector(("Tyne",)),), keys=frozenset({"name", "mentions"}))
WITH_TYNE = HAND.replace("\nevents:", "  tyne:\n    name: Tyne\n    mentions: Tyne\n\nevents:")


def leave_behind(file: Path, home: Path, *, runs: int) -> None:
    """So many runs were killed before they could note that their edit, the same one, is saved."""
    for _ in range(runs):
        journal = Journal(file, home / "state" / "idlib-reader" / "journal")
        journal.open(Edit("entity Tyne", (AddEntry(TYNE),)))
        journal.leave()


def test_what_the_file_has_is_not_offered(tmp_path: Path, home: Path) -> None:
    """The program was killed between saving and noting that; the next start is done with the journal."""
    file = write_log(tmp_path / "log", WITH_TYNE)
    leave_behind(file, home, runs=1)
    with Mortal("seeds/log.txt", home=home, folder=file.parents[1]) as mortal:
        assert mortal.follow_words("Entities 3")
        # Whoever asks what is saved is told once all that earlier runs have left was looked at.
        mortal.press(SAVING)
        assert mortal.follow_sentence("Nothing was changed; ")
        assert OFFER not in mortal.flat
        assert mortal.close() == 0
    assert not left_behind(file, home / "state" / "idlib-reader" / "journal")


def test_what_was_made_again_is_not_offered_once_more(tmp_path: Path, home: Path) -> None:
    """The program was killed while it made again what was left: then two journals have it."""
    file = write_log(tmp_path / "log", HAND)
    leave_behind(file, home, runs=2)
    with Mortal("seeds/log.txt", home=home, folder=file.parents[1]) as mortal:
        assert mortal.follow_words(OFFER)
        mortal.press(SAVING + ENTER)
        assert mortal.follow_sentence(MADE_AGAIN)
        assert "Tyne" in file.read_text(encoding="utf-8")
        assert OFFER not in mortal.flat
