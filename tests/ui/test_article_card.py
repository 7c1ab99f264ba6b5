"""What the card says where nothing is chosen."""

from __future__ import annotations

from idlib_reader.core.annotations import Annotations, Entity, Event, Heading
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.ui.article_card import describe_article, summarise
from idlib_reader.ui.card_lines import CardLine
from marked import annotated
from ui.card_files import EXAMPLE, fields, told


def test_without_a_choice_the_card_tells_of_the_article() -> None:
    """Title, outlet, author, date in words, address, language, note, and how much is marked."""
    heading = Heading(
        title="A title",
        outlet="The outlet",
        author="The author",
        published="2020-02-19",
        url="https://example.org",
        language="en",
        note="A note",
    )
    index = Index(Article("slug", "text"), Annotations(article=heading, entities={"ada": Entity(id="ada")}))
    lines = describe_article(index)
    assert lines[0] == CardLine("title", "A title")
    values = set(fields(lines).values())
    assert {"The outlet", "The author", "19 Feb 2020", "https://example.org", "en", "1"} <= values
    assert told(lines, "note")[0] == "A note"
    assert "?" in told(lines, "note")[1]
    assert describe_article(Index(Article("slug", ""), Annotations()))[0] == CardLine("title", "slug")


def test_the_summary_counts_each_kind() -> None:
    """Singular and plural; nothing at all is told too."""
    index = annotated("[a](a) [b](b) [c](c)", Entity(id="a"), Event(id="b"), Event(id="c"))
    assert summarise(index) == "1 entity, 0 claims, 2 events, 0 remarks"
    assert summarise(annotated("")) == "0 marks"


def test_the_article_tells_its_annotation_file() -> None:
    """Its whole path, where something is marked in it."""
    assert fields(describe_article(EXAMPLE, "a/long/path.yaml"))["in the file"] == "a/long/path.yaml"
    assert "in the file" not in fields(describe_article(EXAMPLE))


def test_an_article_without_marks_says_where_they_go_and_which_keys_work() -> None:
    """The file, where the format is taught, and the first keys of the table of commands."""
    empty = Index(Article("slug", "text"), Annotations())
    lines = describe_article(empty, path="annotations/slug.yaml")
    notes = " ".join(told(lines, "note"))
    assert "Nothing is marked" in notes
    assert "annotations/slug.yaml" in notes
    assert "annotations/README.md" in notes
    assert list(fields(lines)) == ["/", "v", "y", "p", "?"]
    assert "Nothing is marked" in " ".join(told(describe_article(empty), "note"))


def test_what_was_not_read_yet_is_not_called_empty() -> None:
    """While the annotations are being read nobody knows whether anything is marked."""
    notes = told(describe_article(Index(Article("slug", "text"), Annotations()), is_read=False), "note")
    assert notes == ["The annotations are being read."]
