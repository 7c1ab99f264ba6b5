"""The files of the articles that were opened: read in threads, watched twice a second, and handed to the desk.

Everything here runs in the screen's event loop but what a worker does; workers are told apart by their names: a word
for what they do, and the slug of the article that they do it for.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from idlib_reader.core.article import Article
from idlib_reader.core.span import Span
from idlib_reader.errors import IdlibError
from idlib_reader.storage.reading import read_article, signature, wait_until_still
from idlib_reader.storage.store import Store
from idlib_reader.storage.watching import Watch
from idlib_reader.storage.workspace import Pair, Workspace, workspace_of
from idlib_reader.ui.opened import Opened

if TYPE_CHECKING:
    from idlib_reader.core.describing import Describer
    from idlib_reader.core.searching import Haystack
    from idlib_reader.storage.annotated import AnnotatedArticle
    from idlib_reader.storage.library import Library, Shelved
    from idlib_reader.ui.desk import Desk

_PATIENCE_SECONDS = 0.3
"""A reading that is quicker needs no word."""
_WINDOW = 16_384
"""Code points from the topmost row on whose highlights come first: more than any screen shows."""
_READY_SECONDS = 0.1
"""After a reading is shown before what writes is made ready: the first picture does not wait for it."""
_POLLS_TO_RETRY = 4
"""Looks at the files between two tries to save what could not be saved."""


class ArticleFiles:
    """What was opened of a workspace, and who reads it."""

    class Reported(Message):
        """A part of what is being read has come."""

        def __init__(self, slug: str, told: AnnotatedArticle | str) -> None:
            """`told` is a first reading of what is on the screen, or says what the reading is at."""
            super().__init__()
            self.slug = slug
            self.told = told

    def __init__(
        self,
        screen: Screen[None],
        first: Opened,
        workspace: Workspace | None,
        pairs: Sequence[Pair],
        *,
        is_read_only: bool,
    ) -> None:
        """Begin with the article `first`. Without a `workspace` the other articles are those of `pairs`."""
        self._screen = screen
        self._first = first
        self._opened = {first.slug: first}
        if workspace is None and first.pair:
            workspace = workspace_of(first.pair.annotations)
        self._workspace = workspace
        self._pairs = pairs or ([first.pair] if first.pair else [])
        self._is_read_only = is_read_only
        self._store = Store()
        self._polls = 0
        self._seen: tuple[Path | None, object] = None, None
        self.desk: Desk | None = None
        """What shows what was read; None until it is on the screen."""

    # Articles

    @property
    def shown(self) -> Opened:
        """The article that is shown."""
        slug = self.desk.session.view.article if self.desk else self._first.slug
        return self._opened[slug]

    @property
    def all_opened(self) -> list[Opened]:
        """Every article that was opened."""
        return list(self._opened.values())

    @cached_property
    def library(self) -> Library:
        """The articles of the workspace."""
        from idlib_reader.storage.library import Library

        pairs = self._workspace.pairs() if self._workspace else list(self._pairs)
        return Library(pairs, self._store, self._workspace)

    def open(self, slug: str) -> Opened:
        """The article of the workspace, read if it was not; its annotations follow.

        Raises:
            IdlibError: there is no such article, or it can't be read.
        """
        if slug in self._opened:
            opened = self._opened[slug]
            if not opened.is_reading:
                self._look_at(opened)
            return opened
        pair = self.library.pair_of(slug)
        if pair is None and self.library.refresh():
            pair = self.library.pair_of(slug)
        if pair is None or pair.article is None:
            raise IdlibError(f"There is no article {slug} in this workspace.")
        opened = self._opened[slug] = Opened(read_article(pair.article), pair)
        self.read(opened)
        return opened

    def leave(self) -> None:
        """The reader closes: what is not saved stays in the journal."""
        for opened in self.all_opened:
            if opened.manuscript:
                opened.manuscript.leave()

    # Looking

    def poll(self) -> None:
        """Look at the files of the article that is shown, or for the first article of an empty workspace."""
        shown = self.shown
        if shown.pair is None:
            try:
                self._look_for_articles()
            except IdlibError as error:
                self.fail("articles", "", error)
        elif not shown.is_reading:
            self._look_at(shown)
        self._ready_describer(shown)
        self._polls += 1
        if self.desk and self._polls % _POLLS_TO_RETRY == 0:
            self.desk.retry()

    def _look_at(self, opened: Opened) -> None:
        """Read again what others have changed."""
        if opened.watch is None or opened.pair is None:
            return
        changes = opened.watch.look()
        if changes.shelf:
            self.read_shelf()
        if changes.article and opened.pair.article:
            # The annotations follow: they are placed in the new text.
            opened.is_reading = True
            self._run(partial(_read_still_article, opened.pair.article), f"article {opened.slug}")
        elif changes.annotations or changes.others or opened.is_out_of_date:
            self.read(opened, is_settled=False)

    def _look_for_articles(self) -> None:
        """Open the first article of an empty workspace, once nobody writes it any more."""
        pairs = self._workspace.pairs() if self._workspace else []
        article = next((pair.article for pair in pairs if pair.article), None)
        seen, self._seen = self._seen, (article, signature(article) if article else None)
        if article and self.desk and seen == self._seen:
            self.library.refresh()
            self.desk.begin(self.open(article.stem))

    # Reading

    def read(self, opened: Opened, *, is_settled: bool = True) -> Worker[AnnotatedArticle] | None:
        """Read an article's annotations in a thread; unless they are settled, wait until nobody writes them."""
        if opened.pair is None:
            return None
        opened.begin_reading()
        opened.watch = opened.watch or Watch(opened.pair)
        read = self._store.annotate if is_settled else self._store.annotate_settled
        top = self.desk.session.view.top if self.desk and opened is self.shown else 0
        window = Span(top, min(top + _WINDOW, len(opened.article.text)))
        report = partial(self._report, opened.slug)
        return self._run(
            partial(read, opened.article, opened.pair.annotations, opened.latest, window=window, report=report),
            f"annotations {opened.slug}",
        )

    def read_shelf(self) -> None:
        """Find out in a thread what articles there are."""
        self._run(self._shelve, "shelf")

    def _shelve(self) -> list[Shelved]:
        self.library.refresh()
        return self.library.shelf()

    def read_haystack(self, article: Article) -> None:
        """Make a long article ready for searching in a thread."""
        self._run_once(partial(_make_haystack, article), f"haystack {article.slug}")

    def _ready_describer(self, opened: Opened) -> None:
        """Make ready, in a thread, what names marked words: the first mark then takes no longer than any other."""
        text = opened.article.text
        is_read = opened.latest is not None and not opened.is_reading
        if self.desk and is_read and not self._is_read_only and not self.desk.marker.has_describer(text):
            self._run_once(partial(_make_describer, text), f"describer {opened.slug}")

    def _run(self, work: Any, name: str) -> Worker[Any]:
        return self._screen.run_worker(work, thread=True, exit_on_error=False, name=name)

    def _run_once(self, work: Any, name: str) -> None:
        """Unless it is being done already."""
        if all(worker.name != name for worker in self._screen.workers):
            self._run(work, name)

    def _report(self, slug: str, told: AnnotatedArticle | str) -> None:
        """Pass on, from the thread that reads, what has come so far."""
        self._screen.post_message(self.Reported(slug, told))

    # What was read

    def take_part(self, slug: str, told: AnnotatedArticle | str) -> None:
        """Show what has come so far."""
        opened = self._opened[slug]
        if not opened.is_reading:
            return
        if isinstance(told, str):
            opened.progress = told
            if self.desk and monotonic() - opened.began > _PATIENCE_SECONDS:
                self.desk.show()
        else:
            opened.latest = told
            self.take(opened)

    def succeed(self, kind: str, slug: str, result: Any) -> None:
        """Take over what a worker has made."""
        if kind == "annotations":
            opened = self._opened[slug]
            if opened.is_out_of_date:
                # What was read is older than what was written meanwhile: the next look reads it again.
                opened.is_reading = False
            elif opened.latest is not result:
                opened.is_reading, opened.progress, opened.latest = False, "", result
                self.take(opened)
        elif kind == "article":
            self._opened[slug].article = result
            self._opened[slug].placed = {}
            self.read(self._opened[slug])
        elif self.desk and kind == "shelf":
            self.desk.set_shelf(result)
        elif self.desk and kind == "haystack":
            self.desk.set_haystack(*result)
        elif self.desk and kind == "describer":
            self.desk.marker.ready_describer(*result)

    def fail(self, kind: str, slug: str, error: BaseException) -> None:
        """Say what a person can mend; anything else is no fault of theirs, and ends the program."""
        if not (isinstance(error, IdlibError) and self.desk):
            raise error
        if kind == "annotations":
            self._opened[slug].is_reading, self._opened[slug].progress = False, ""
        elif kind == "article":
            # The words stay as they were; what else has changed is read all the same.
            self.read(self._opened[slug])
        self.desk.say(str(error))

    def take(self, opened: Opened) -> None:
        """Show the latest reading, once both it and the desk are there."""
        if self.desk and opened.latest:
            self.desk.take(opened)
            self._screen.set_timer(_READY_SECONDS, self.desk.ready)
            if not opened.is_reading:
                # Nothing of what was read has to be gone through by the collector, now and then, between two keys.
                gc.freeze()
                gc.enable()


def _read_still_article(path: Path) -> Article:
    """An article that somebody has just written, once it is still."""
    wait_until_still(path)
    return read_article(path)


def _make_describer(text: str) -> tuple[str, Describer]:
    from idlib_reader.core.describing import Describer

    return text, Describer(text)


def _make_haystack(article: Article) -> tuple[Article, Haystack]:
    from idlib_reader.core.searching import Haystack

    return article, Haystack(article.text)
