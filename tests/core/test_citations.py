"""A passage as one cites it."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Heading
from idlib_reader.core.article import Article
from idlib_reader.core.citations import cite
from idlib_reader.core.index import Index
from marked import marked

HEADING = Heading(
    title="The Kremlin commented", outlet="News Front", published="2020-02-19", url="https://example.org/a"
)


def cited(written: str, heading: Heading = HEADING) -> str:
    known = marked(written)
    (place,) = known.places
    return cite(Index(Article("report", known.text), Annotations(article=heading)), place)


def test_a_citation_names_words_source_day_and_link() -> None:
    """In one line of plain text."""
    assert cited("He said that [Turkey is ready] again.") == (
        "“Turkey is ready” — News Front, “The Kremlin commented”, 19 Feb 2020. "
        "https://example.org/a#:~:text=Turkey%20is%20ready"
    )


def test_words_of_several_lines_are_one_line() -> None:
    """Pieces are joined by an ellipsis."""
    assert cited("He [said\nthat](x) so [he\t is](x)").startswith("“said that … he is” — ")


@pytest.mark.parametrize(
    ("heading", "source"),
    [
        (Heading(), "report."),
        (Heading(outlet="News Front"), "News Front, report."),
        (Heading(title="Talks"), "“Talks”."),
        (Heading(title="Talks", published="2020-02"), "“Talks”, Feb 2020."),
        (Heading(title="Talks", published="last week"), "“Talks”, last week."),
        (Heading(title="Talks\nagain", outlet="The\nSun"), "The Sun, “Talks again”."),
        (Heading(url="https://example.org/a"), "report. https://example.org/a#:~:text=ready"),
    ],
)
def test_what_is_not_known_is_left_out(heading: Heading, source: str) -> None:
    """Without a title the slug says which article it is; a date that is none is told as it is written."""
    assert cited("It is [ready] now", heading) == f"“ready” — {source}"
