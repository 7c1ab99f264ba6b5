"""An article that was opened: its text, its files, and what was last read of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from idlib_reader.core.article import Article
from idlib_reader.storage.reading import signature
from idlib_reader.storage.workspace import Pair

if TYPE_CHECKING:
    from idlib_reader.storage.annotated import AnnotatedArticle


@dataclass(slots=True)
class Opened:
    """One article; what is read of its annotation file changes."""

    article: Article
    pair: Pair | None
    """Its files; None for the empty article that stands for none."""
    latest: AnnotatedArticle | None = None
    """The last reading of its annotations; None before the first."""
    signature: object = None
    """What the annotation file looked like when it was last read."""
    is_reading: bool = False
    """Whether it is being read now."""
    began: float = 0.0
    """When the last reading began, on the monotonic clock, in seconds."""
    progress: str = ""
    """What the reading is at, in words for a person."""

    @property
    def slug(self) -> str:
        """The article's slug."""
        return self.article.slug

    @property
    def is_partial(self) -> bool:
        """Whether the annotations are still being read for the first time, so that there may be more of them."""
        return self.pair is not None and (self.latest is None or self.latest.is_partial)

    def is_changed(self) -> bool:
        """Whether the file is another one than at the last reading; it counts as read from now on."""
        now = signature(self.pair.annotations) if self.pair else None
        is_changed, self.signature = now != self.signature, now
        return is_changed
