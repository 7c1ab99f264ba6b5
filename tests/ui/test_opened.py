"""What is kept of an article: its readings, and whether they are still true of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.source import Source
from idlib_reader.storage.annotated import AnnotatedArticle
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.reading import signature
from idlib_reader.storage.watching import Watch
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.opened import Opened

ARTICLE = Article("article", "words")


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """An article and its annotation file in one folder."""
    article, file = tmp_path / "article.txt", tmp_path / "article.yaml"
    article.write_text(ARTICLE.text, encoding="utf-8")
    file.write_text("format: idlib-reader/1\n", encoding="utf-8")
    return Pair(article, file)


def reading(*, is_partial: bool = False) -> AnnotatedArticle:
    """A reading of the article without annotations."""
    return AnnotatedArticle(Index(ARTICLE, Annotations()), (), Source("article.yaml", ""), is_partial=is_partial)


def test_an_article_is_partial_until_its_first_reading_is_whole(pair: Pair) -> None:
    """One that stands for none has nothing to wait for."""
    opened = Opened(ARTICLE, pair)
    assert opened.slug == "article"
    assert opened.is_partial
    opened.latest = reading(is_partial=True)
    assert opened.is_partial
    opened.latest = reading()
    assert not opened.is_partial
    assert not Opened(Article("", ""), None).is_partial


def test_a_reading_begins_with_what_the_file_is_like_then(pair: Pair) -> None:
    """Whatever comes later is a change; a file that is not there has no signature."""
    opened = Opened(ARTICLE, pair)
    opened.begin_reading()
    assert opened.is_reading
    assert opened.began > 0
    assert opened.signature == signature(pair.annotations)
    pair.annotations.unlink()
    opened.begin_reading()
    assert opened.signature is None
    Opened(Article("", ""), None).begin_reading()


def test_a_reading_that_is_older_than_a_write_is_out_of_date(pair: Pair) -> None:
    """Until the next one begins; before anything is written none is."""
    opened = Opened(ARTICLE, pair)
    opened.begin_reading()
    assert not opened.is_out_of_date
    opened.manuscript = Manuscript(pair.annotations)
    assert not opened.is_out_of_date
    opened.manuscript.saves += 1
    assert opened.is_out_of_date
    opened.begin_reading()
    assert not opened.is_out_of_date


def test_what_is_read_is_no_change_that_the_watch_tells(pair: Pair) -> None:
    """Only what comes after it is."""
    opened = Opened(ARTICLE, pair)
    opened.watch = Watch(pair)
    pair.annotations.write_text("format: idlib-reader/1\nentities: {}\n", encoding="utf-8")
    opened.begin_reading()
    assert not opened.watch.look().annotations
    pair.annotations.write_text("format: idlib-reader/1\nentities: {a: {}}\n", encoding="utf-8")
    assert opened.watch.look().annotations
