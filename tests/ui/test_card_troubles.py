"""What the card says of selectors that have no place, or an uncertain one."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Heading, Reference
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.core.selectors import Selector
from idlib_reader.ui.cards import describe_entry
from ui.card_files import card_of, fields, told


def test_each_selector_that_is_not_found_is_told_with_what_would_help(tmp_path: Path) -> None:
    """Where the entry has no place it stands in place of the quotation, each under its state, once the help."""
    lines = card_of(tmp_path, "entities", "{description: d, mentions: [Eve, {quote: engine, before: of}, engine]}")
    assert [(line.label, line.text) for line in lines[2:4]] == [
        ("not found", "“Eve”"),
        ("not found", "“engine” before “of”"),
    ]
    assert (lines[5].label, lines[5].text) == ("ambiguous", "“engine” stands at 3 places")
    hints = told(lines, "why")
    assert len(hints) == 2
    assert "`in`" in hints[1]
    assert told(lines, "quote") == []


def test_what_is_wrong_with_other_words_is_told_with_their_key(tmp_path: Path) -> None:
    """Cues, dates and the cues of links, of an entry that stands in the text all the same."""
    lines = card_of(
        tmp_path,
        "claims",
        "{content: works well, cue: said Eve, source_text: engine, date_text: once, "
        "links: {rel: rebuts, to: outer, cue: since}}",
    )
    wrong = [(line.label, line.text) for line in lines if line.label in ("not found", "ambiguous")]
    assert wrong == [
        ("not found", "said with: “said Eve”"),
        ("not found", "date: “once”"),
        ("not found", "cue of rebuts: “since”"),
        ("ambiguous", "named as: “engine” stands at 3 places"),
    ]
    assert told(lines, "quote") == ["“works well”"]


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        ("{quote: engine, nth: 9}", "“engine” nth 9: it stands at 3 places"),
        ("{quote: Ada, nth: 2}", "“Ada” nth 2: it stands at 1 place"),
        (
            "{quote: Ada, all: true, except: Ada Lovelace}",
            "“Ada” all except “Ada Lovelace”: `except` takes out every place",
        ),
        ("{quote: engine, all: true, except: Eve}", "except “Eve”"),
        ("{quote: [Ada, Eve]}", "“Ada” “Eve”"),
        ("{from: Ada, to: Eve}", "“Ada” to “Eve”"),
    ],
)
def test_it_is_told_why_a_rule_finds_nothing(tmp_path: Path, selector: str, words: str) -> None:
    """Counting too far, exceptions that take out all, and exceptions that are not found themselves."""
    lines = card_of(tmp_path, "entities", f"{{mentions: {selector}}}")
    assert [line.text for line in lines if line.label == "not found"] == [words]
    # What is said of the words already needs no other help.
    assert bool(told(lines, "why")) == (":" not in words)


def test_what_is_excepted_may_stand_at_several_places(tmp_path: Path) -> None:
    """There every place counts, so it is no trouble."""
    lines = card_of(tmp_path, "entities", "{mentions: {quote: an engine, all: true, except: any}}")
    assert "ambiguous" not in fields(lines)
    lines = card_of(tmp_path, "entities", "{mentions: {quote: Ada, all: true, except: engine}}")
    assert "ambiguous" not in fields(lines)


def test_what_has_moved_is_told() -> None:
    """In an article that has changed, each selector that was found by a count or a rule."""
    entity = Entity(id="x", mentions=(Selector(("Ada",), all=True), Selector(("ran",))))
    heading = Heading(sha256="0" * 64)
    lines = describe_entry(
        Index(Article("a", "Ada ran"), Annotations(article=heading, entities={"x": entity})), Choice("x")
    )
    assert [line.text for line in lines if line.label == "moved"] == ["“Ada” all"]
    assert len(told(lines, "why")) == 1


def test_words_taken_over_from_another_claim_are_told_there() -> None:
    """A part of a quotation has the cue of the whole; that it is not found is told once."""
    claims = {
        "whole": Claim(id="whole", cue=(Selector(("said",)),), keys=frozenset({"cue"})),
        "part": Claim(id="part", content=Selector(("so",)), within=Reference("whole")),
    }
    index = Index(Article("a", "so"), Annotations(claims=claims))
    assert "not found" in fields(describe_entry(index, Choice("whole")))
    assert "not found" not in fields(describe_entry(index, Choice("part")))


def test_an_entry_that_names_no_words_is_told_from_one_that_is_not_found(tmp_path: Path) -> None:
    """The one is as it was meant, the other wants mending."""
    one, other = (card_of(tmp_path, "entities", entry) for entry in ("{}", "{mentions: Eve}"))
    assert told(one, "note") != told(other, "note")
    assert "not found" not in fields(one)
