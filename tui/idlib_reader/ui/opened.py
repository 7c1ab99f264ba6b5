"""An article that was opened: its text, its files, and what was last read of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.article import Article
from idlib_reader.storage.reading import Signature, signature
from idlib_reader.storage.workspace import Pair

if TYPE_CHECKING:
    from idlib_reader.core.problems import Problem
    from idlib_reader.core.selectors import Anchor, Selector
    from idlib_reader.storage.annotated import AnnotatedArticle
    from idlib_reader.storage.journal import Leftover
    from idlib_reader.storage.manuscript import Manuscript
    from idlib_reader.storage.watching import Watch


@dataclass(slots=True)
class Opened:
    """One article; what is read of its annotation file changes."""

    article: Article
    pair: Pair | None
    """Its files; None for the empty article that stands for none."""
    latest: AnnotatedArticle | None = None
    """The last reading of its annotations; None before the first."""
    signature: Signature | None = None
    """What the annotation file looked like when it was last read."""
    is_reading: bool = False
    """Whether it is being read now."""
    began: float = 0.0
    """When the last reading began, on the monotonic clock, in seconds."""
    progress: str = ""
    """What the reading is at, in words for a person."""
    manuscript: Manuscript | None = None
    """What is written of its annotation file; None before the first reading."""
    read: Annotations = field(default_factory=Annotations)
    """What was read of the file, without what waits to be written."""
    saves: int = 0
    """How often the file had been written when the last reading began."""
    placed: dict[Selector, Anchor] = field(default_factory=dict)
    """Where the selectors that were made for this text in this run stand, so that nobody has to look for them."""
    trouble: str = ""
    """Where the first error of the file is and what to do, while it can't be read as a whole."""
    leftovers: tuple[Leftover, ...] = ()
    """What earlier runs left unsaved."""
    watch: Watch | None = None
    """What notices changes of its files; None before the first look."""
    known_problems: frozenset[Problem] | None = None
    """Those before the person went to the editor; None where nobody asks what is new."""

    @property
    def slug(self) -> str:
        """The article's slug."""
        return self.article.slug

    @property
    def is_partial(self) -> bool:
        """Whether the annotations are still being read for the first time, so that there may be more of them."""
        return self.pair is not None and (self.latest is None or self.latest.is_partial)

    @property
    def is_out_of_date(self) -> bool:
        """Whether the file was written by this program since its reading began."""
        return self.manuscript is not None and self.manuscript.saves != self.saves

    def begin_reading(self) -> None:
        """Its files are read now, as they are from now on."""
        self.is_reading, self.began = True, monotonic()
        self.saves = self.manuscript.saves if self.manuscript else 0
        if self.pair:
            self.signature = signature(self.pair.annotations)
            if self.watch:
                self.watch.saw(self.pair.annotations, self.signature)
