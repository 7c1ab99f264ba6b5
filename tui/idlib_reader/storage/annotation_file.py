"""An annotation file as it was read, and every problem that it has beside its article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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
from idlib_reader.storage.outline import Outline
from idlib_reader.storage.saving import Original

if TYPE_CHECKING:
    from idlib_reader.storage.planning import Draft


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """An annotation file as it was last read."""

    source: Source
    reading: Reading
    trouble: tuple[Problem, ...] = ()
    """Why the file can't be opened, so that nothing of it is read; empty if it can."""
    original: Original | None = None
    """What is needed to write it; None if it can't be opened."""

    @property
    def is_whole(self) -> bool:
        """Whether it could be read as a whole."""
        return self.reading.is_whole and not self.trouble

    @property
    def draft(self) -> Draft | None:
        """The text, ready to be edited; None of a file that can't be read as a whole."""
        # Only what edits needs it, and what can be edited is shown first.
        from idlib_reader.storage.planning import Draft

        if not self.is_whole or self.reading.outline is None:
            return None
        return Draft(self.source.text, self.reading.annotations, self.reading.outline)


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
    nothing = Reading(Annotations(), [], outline=Outline())
    return AnnotationFile(Source(shown_path(path), ""), nothing, original=Original("", False, None, 0))


def check_file(index: Index, file: AnnotationFile, corpus: Corpus) -> list[Problem]:
    """Every problem of an annotation file beside its article, but those that its comments silence."""
    swallowed = find_swallowed(file.source, file.reading.suspects, index)
    problems = {*file.reading.problems, *check(index, file.source, corpus), *swallowed}
    return silence(problems, file.reading.oks, file.source)
