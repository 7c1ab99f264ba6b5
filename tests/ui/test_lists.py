"""What the rows of the lists say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from idlib_reader.ui.lists import describe_row
from marked import annotated


def test_an_entity_has_its_letter_its_name_and_the_number_of_its_mentions() -> None:
    """One that the article does not name has a dash for the number."""
    index = annotated(
        "[Ada](ada) and [Ada](ada)", Entity(id="ada", type="person", name="Ada Lovelace"), Entity(id="bob")
    )
    row = describe_row(index, "ada")
    assert (row.glyph, row.text, row.right) == ("P", "Ada Lovelace", "2")
    row = describe_row(index, "bob")
    assert (row.glyph, row.text, row.right) == ("X", "bob", "–")


def test_an_event_has_its_circle_its_title_and_a_brief_date() -> None:
    """The year of the publication goes without saying; an event without a date has a question mark."""
    events = {
        "planned": Event(id="planned", title="A plan", modality="planned", date="2020-02-18"),
        "older": Event(id="older", date="2018-09"),
        "undated": Event(id="undated"),
        "wrong": Event(id="wrong", date="some day"),
    }
    index = Index(Article("a", "text"), Annotations(article=Heading(published="2020-02-19"), events=events))
    rows = {id_: describe_row(index, id_) for id_ in events}
    assert (rows["planned"].glyph, rows["planned"].text, rows["planned"].left) == ("○", "A plan", "18 Feb")
    assert (rows["older"].text, rows["older"].left) == ("older", "Sep 2018")
    assert rows["undated"].left == rows["wrong"].left == "?"


def test_a_claim_has_its_words_and_who_says_them() -> None:
    """The first source that is somebody; else the article itself, else nobody; the id's words without a place."""
    index = annotated(
        "[all is well](said) [it is not](told) [perhaps](alleged)",
        Entity(id="ada", name="Ada"),
        Claim(id="said", source=(Reference("outlet"), Reference("ada"))),
        Claim(id="told", source=(Reference("outlet"),)),
        Claim(id="alleged"),
        Claim(id="not-there", source=(Reference("unknown"),)),
    )
    rows = [describe_row(index, id_) for id_ in ("said", "told", "alleged", "not-there")]
    assert [row.text for row in rows] == ["all is well", "it is not", "perhaps", "not there"]
    assert rows[0].left == "Ada"
    assert rows[1].left.startswith("the article")
    assert rows[2].left.startswith("nobody")
    assert rows[3].left == "unknown"


def test_a_remark_has_its_note_on_one_line() -> None:
    """Line ends in the note do not show; a remark without a note has its id."""
    index = annotated("[Why](why) [not](not)", Remark(id="why", note="Two\n  lines"), Remark(id="not"))
    assert describe_row(index, "why").text == "Two lines"
    assert describe_row(index, "not").text == "not"


def index_of(text: str, *selectors: Selector, sha256: str = "") -> Index:
    """An article whose entity `e` and event `t` have these mentions, claim `c` and remark `r` the first of them."""
    return Index(
        Article("a", text),
        Annotations(
            article=Heading(sha256=sha256),
            entities={"e": Entity(id="e", mentions=selectors)},
            events={"t": Event(id="t", mentions=selectors)},
            claims={"c": Claim(id="c", content=selectors[0])},
            remarks={"r": Remark(id="r", passage=selectors[0])},
        ),
    )


ORPHAN, TWICE, ADA, EVERY = Selector(("Bob",)), Selector(("ran",)), Selector(("Ada",)), Selector(("ran",), all=True)


@pytest.mark.parametrize(
    ("selectors", "entity", "event", "other"),
    [
        ((ADA,), "1", "", ""),
        ((EVERY,), "2", "", ""),
        ((ORPHAN,), "not found", "not found", "not found"),
        ((TWICE,), "ambiguous", "ambiguous", "ambiguous"),
        ((ORPHAN, Selector(("Eve",))), "not found", "not found", "not found"),
        ((TWICE, ORPHAN), "not found, ambiguous", "not found, ambiguous", "ambiguous"),
        ((ADA, ORPHAN), "1, 1 not found", "1, 1 not found", ""),
        ((EVERY, ORPHAN, Selector(("Eve",))), "2, 2 not found", "2, 2 not found", ""),
        ((ADA, TWICE), "1, 1 ambiguous", "1, 1 ambiguous", ""),
        ((ADA, TWICE, ORPHAN), "1, 1 not found, 1 ambiguous", "1, 1 not found, 1 ambiguous", ""),
    ],
)
def test_a_row_says_in_words_what_is_wrong(
    selectors: tuple[Selector, ...], entity: str, event: str, other: str
) -> None:
    """An entry without a place says why; one with places how many of its selectors have none."""
    index = index_of("Ada ran and ran.", *selectors)
    rights = [describe_row(index, id_).right for id_ in "etcr"]
    assert rights == [entity, event, other, other]


@pytest.mark.parametrize(
    ("selectors", "entity", "event", "other"),
    [
        ((EVERY,), "2 moved", "2 moved", "2 moved"),
        ((Selector(("ran",), nth=2),), "1 moved", "moved", "moved"),
        ((ADA, EVERY), "3, 2 moved", "3, 2 moved", ""),
        ((EVERY, ORPHAN), "2, 1 not found, 2 moved", "2, 1 not found, 2 moved", "2 moved"),
        ((EVERY, Selector(("ran",), nth=1)), "2 moved", "2 moved", "2 moved"),
    ],
)
def test_a_row_says_what_has_moved(selectors: tuple[Selector, ...], entity: str, event: str, other: str) -> None:
    """In an article that has changed, places that were found by a count or a rule are told."""
    index = index_of("Ada ran and ran.", *selectors, sha256="0" * 64)
    rights = [describe_row(index, id_).right for id_ in "etcr"]
    assert rights == [entity, event, other, other]


def test_a_row_says_nothing_of_other_words() -> None:
    """A cue that is not found is told by the card; the row tells of the words that are highlighted."""
    index = Index(
        Article("a", "So it is."),
        Annotations(
            events={"t": Event(id="t", mentions=(Selector(("So",)),), date_text=(ORPHAN,))},
            claims={"c": Claim(id="c", content=Selector(("it",)), cue=(ORPHAN,))},
        ),
    )
    assert [describe_row(index, id_).right for id_ in "tc"] == ["", ""]


def test_an_entry_that_names_no_words_has_a_dash() -> None:
    """It stands in no text, which is no mistake."""
    annotations = Annotations(events={"t": Event(id="t")}, claims={"c": Claim(id="c", about=(Reference("t"),))})
    index = Index(Article("a", "text"), annotations)
    assert [describe_row(index, id_).right for id_ in "tc"] == ["–", "–"]


def test_what_is_not_found_for_certain_is_never_highlighted() -> None:
    """Ambiguous and orphaned selectors of every kind of entry mark nothing, not even where they may be meant."""
    index = index_of("Ada ran and ran.", TWICE, ORPHAN)
    assert index.highlights.between(0, len(index.article.text)) == []
    assert not any(index.places.values())
    index = index_of("Ada ran and ran.", ADA, TWICE, ORPHAN)
    assert {index.article.text[mark.start : mark.end] for mark in index.highlights.between(0, 100)} == {"Ada"}


def test_a_list_by_status_tells_the_status() -> None:
    """In the words of the tagset, also where it is the default; other orders do not tell it."""
    tagset = replace(DEFAULT, statuses={"open": Word(), "refuted": Word("proved wrong")})
    claims = {"a": Claim(id="a", content=Selector(("text",))), "b": Claim(id="b", status="refuted")}
    index = Index(Article("a", "text"), Annotations(claims=claims), tagset=tagset)
    assert describe_row(index, "a", "status").right == "open"
    assert describe_row(index, "b", "status").right == "proved wrong, –"
    assert describe_row(index, "a", "source").right == describe_row(index, "a").right == ""


def test_a_claim_stands_on_one_line() -> None:
    """Line ends of the article do not show in its row."""
    index = annotated("[all\n  is\twell](said)", Claim(id="said"))
    assert describe_row(index, "said").text == "all is well"
