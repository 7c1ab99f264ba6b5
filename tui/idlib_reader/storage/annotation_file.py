"""An annotation file as it was read, and every problem that it has beside its article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.checking import check
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.silencing import silence
from idlib_reader.core.source import Source
from idlib_reader.core.swallowing import find_swallowed
from idlib_reader.storage.codec import Reading
from idlib_reader.storage.naming import shown_path


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """An annotation file as it was last read."""

    source: Source
    reading: Reading
    trouble: tuple[Problem, ...] = ()
    """Why the file can't be opened, so that nothing of it is read; empty if it can."""

    @property
    def is_whole(self) -> bool:
        """Whether it could be read as a whole."""
        return self.reading.is_whole and not self.trouble


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An annotation file beside its article, to list what it holds."""

    file: AnnotationFile
    index: Index
    losses: tuple[str, ...]
    """What can't be listed, and why, in sentences."""

    @property
    def path(self) -> str:
        """The annotation file, as a person would name it."""
        return self.file.source.path

    def line_of(self, at: int) -> int:
        """The line, counted from 1, of an offset into the file."""
        return self.file.source.position(at).line


def missing_file(path: Path) -> AnnotationFile:
    """The annotation file of an article that nobody has annotated yet."""
    return AnnotationFile(Source(shown_path(path), ""), Reading(Annotations(), []))


def check_file(index: Index, file: AnnotationFile, corpus: Corpus) -> list[Problem]:
    """Every problem of an annotation file beside its article, but those that its comments silence."""
    swallowed = find_swallowed(file.source, file.reading.suspects, index)
    problems = {*file.reading.problems, *check(index, file.source, corpus), *swallowed}
    return silence(problems, file.reading.oks, file.source)
