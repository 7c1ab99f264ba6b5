"""The notation that the other tests are written in."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Claim, Entity
from idlib_reader.core.span import Span
from marked import MarkedSpan, annotated, marked


def test_a_mark_is_taken_out_of_the_text() -> None:
    """The brackets and the label are gone from the text, and the span is where the words stand."""
    assert marked("The [Ever Given](facility) ran") == (
        "The Ever Given ran",
        (MarkedSpan("facility", Span(4, 14)),),
    )


def test_marks_hold_each_other() -> None:
    """An inner mark is a span inside the outer one, which comes first."""
    text, spans = marked("[the [Suez] Canal](place)")
    assert text == "the Suez Canal"
    assert spans == (MarkedSpan("place", Span(0, 14)), MarkedSpan("", Span(4, 8)))


def test_a_bracket_can_be_plain() -> None:
    """A backslash makes a bracket part of the text."""
    assert marked(r"\[sic\] [x]") == ("[sic] x", (MarkedSpan("", Span(6, 7)),))


def test_marks_with_one_label_are_one_place() -> None:
    """Pieces that share a label make one place; marks without a label are a place each."""
    assert marked("[a](1) [b] [c](1)").places == ((Span(0, 1), Span(4, 5)), (Span(2, 3),))


@pytest.mark.parametrize("written", ["a [b", "a b]"])
def test_a_lone_bracket_is_refused(written: str) -> None:
    """A bracket without its other half is a slip in a test."""
    with pytest.raises(ValueError, match="bracket"):
        marked(written)


def test_annotated_marks_are_the_places_of_entries() -> None:
    """Mentions are found where they are marked, and a claim's marks are pieces of one place."""
    index = annotated("a [b](e) b [b](e) [c](said) d [e](said)", Entity(id="e"), Claim(id="said"))
    assert index.places == {
        "e": ((Span(2, 3),), (Span(6, 7),)),
        "said": ((Span(8, 9), Span(12, 13)),),
    }


def test_a_label_without_an_entry_is_refused() -> None:
    """A label that names nothing is a slip in a test."""
    with pytest.raises(ValueError, match="ship"):
        annotated("the [Ever Given](ship)")
