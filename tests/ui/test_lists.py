"""What the rows of the lists say."""

from __future__ import annotations

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
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
