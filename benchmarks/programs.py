"""The reader in a pseudo-terminal: how it is started, and what is looked for on its screen."""

from __future__ import annotations

import gc
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from idlib_reader.core.source import Source
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.reading import read_article, read_text
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.palette import DARK, PALETTES
from idlib_reader.ui.wording import PLURALS
from ptybench import Case, Screen, Session, peak_rss_mib, tree

SIZE = "120x40"
SOURCES = Path(__file__).resolve().parents[1] / "tui"
_PROGRAM = Path(sys.executable).with_name("idlib-reader")
# Ptybench answers that its background is dark, and that it has all colours.
_ENTITY_COLOURS = {paint.background.removeprefix("#") for paint in PALETTES[DARK].entities}
_COUNTED = re.compile(rf"{PLURALS['entity']} \d")
_PAUSE, _REPLAY_AT_LEAST = 0.02, 0.25
"""Seconds: nothing is parsed while the program writes, but a program that never pauses has to be looked at too."""

Condition: TypeAlias = Callable[[Screen], bool]


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with its annotations, and what is known of it."""

    name: str
    """What the rows call it."""
    pair: Pair
    opening: str
    """The first words, as many as surely stand in the first row."""

    @property
    def article(self) -> Path:
        """The file of the article."""
        assert self.pair.article is not None
        return self.pair.article


@dataclass(frozen=True, slots=True)
class Moment:
    """When something first stood on the screen."""

    milliseconds: float
    """Since the start of the program."""
    mebibytes: float
    """The most memory that the program had held until it was seen."""


def sample(name: str, pair: Pair) -> Sample:
    """What there is to know of an article and its annotations."""
    assert pair.article is not None
    return Sample(name, pair, " ".join(read_article(pair.article).text.split()[:4]))


def counted(one: Sample) -> str:
    """How the panel begins to say the number of entities, once everything is read; the rest may be in thousands."""
    annotations, _ = read_annotations(Source("", read_text(one.pair.annotations)))
    return f"{PLURALS['entity']} {str(len(annotations.entities))[0]}"


def program(*arguments: Path) -> str:
    """The command line that starts the reader: the installed program, else the module of the checkout."""
    start = [str(_PROGRAM)] if _PROGRAM.exists() else [sys.executable, "-m", "idlib_reader"]
    return shlex.join([*start, *map(str, arguments)])


def case(name: str, cmd: str, until: str = "", **more: Any) -> Case:
    """A run of ptybench, with what is the same for all."""
    more = {"idle_s": 0.0, "timeout": 60.0, "quit": "q", **more}
    # The program that is measured is that of this checkout, wherever the environment has its own.
    return Case(cmd=cmd, name=name, until=until, size=SIZE, env={"PYTHONPATH": str(SOURCES)}, **more)


@contextmanager
def started(one: Sample) -> Iterator[Session]:
    """The reader with an article, from its start; it is ended at the end."""
    with running(case(one.name, program(one.article))) as session:
        yield session


@contextmanager
def running(one: Case) -> Iterator[Session]:
    """A program in a pseudo-terminal. No collection of garbage delays what is measured."""
    with without_collector():
        session = Session(one)
        try:
            yield session
        finally:
            session.close()


@contextmanager
def without_collector() -> Iterator[None]:
    """Run without Python's garbage collector, as the program does while it reads."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def shows(text: str) -> Condition:
    """Whether a text stands on the screen."""
    return lambda screen: text in screen.text()


def is_read(screen: Screen) -> bool:
    """Whether the panel says how many entities there are; it does once everything is read."""
    return _COUNTED.search(screen.text()) is not None


def is_highlighted(screen: Screen) -> bool:
    """Whether any cell has the background of an entity."""
    return any(cell.bg in _ENTITY_COLOURS for row in screen.screen.buffer.values() for cell in row.values())


def watch(session: Session, conditions: Mapping[str, Condition], *, limit: float = 120.0) -> dict[str, Moment]:
    """When each condition first held, by its name; those that did not within `limit` seconds are missing.

    What the program writes is stamped as it comes and looked at in its pauses, so that looking delays nothing.
    """
    found: dict[str, Moment] = {}
    pending: list[tuple[float, bytes]] = []
    looked = began = time.perf_counter()
    while len(found) < len(conditions) and time.perf_counter() - began < limit and not session.eof:
        got = session.read(_PAUSE)
        if got:
            pending.append(got)
        if pending and (got is None or time.perf_counter() - looked > _REPLAY_AT_LEAST):
            for stamp, chunk in pending:
                session.screen.feed(chunk)
                if not session.screen.in_sync:
                    _note(session, stamp, conditions, found)
            pending, looked = [], time.perf_counter()
    return found


def _note(session: Session, stamp: float, conditions: Mapping[str, Condition], found: dict[str, Moment]) -> None:
    for name, holds in conditions.items():
        if name not in found and holds(session.screen):
            memory = peak_rss_mib(tree(session.proc.pid))
            found[name] = Moment((stamp - session.t0) * 1000, memory)


def settle(session: Session, quiet: float = 0.5) -> None:
    """Read on until the program has written nothing for `quiet` seconds."""
    session.replay(session.until_quiet(quiet, quiet, 60.0))
