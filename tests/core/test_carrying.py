"""Offsets carried over to a text that somebody has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core.carrying import carried
from marked import marked

KEPT = st.text(alphabet="ab \n漢\u0301👍", max_size=12)
OLD = st.text(alphabet="xyz", max_size=6)
NEW = st.text(alphabet="XYZ", max_size=6)
"""Letters that stand nowhere else, so that it is certain what was changed."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One [two] three.", "One [two] three, four."),
        ("One [two] three.", "None but one [two] three."),
        ("One. [Two].", "One. And [Two]."),
        ("One [two] three.", "One and [two] three."),
        ("One two [six].", "One [six]."),
        ("漢字 [👍🏽] e\u0301", "[👍🏽] e\u0301"),
        ("سفينة [زرقاء] هنا", "سفينة كبيرة [زرقاء] هنا"),
        ("One\n\n[two]", "One\n\nand more\n\n[two]"),
    ],
)
def test_words_are_found_again_where_they_stand_now(old: str, new: str) -> None:
    """Whatever was written before or behind them, and where that begins at the words themselves."""
    before, after = marked(old), marked(new)
    assert carried(before.text, after.text, before.only.start) == after.only.start


def test_the_start_stays_the_start() -> None:
    """Who reads from the top sees what is put there."""
    assert carried("One two", "None, but One two", 0) == 0
    assert carried("One two", "None, but One two", 1) == 11


def test_an_end_that_goes_on_stays_where_it_was() -> None:
    """Who stands at the end of the text is not taken along by what is appended."""
    assert carried("One two", "One two three", 7) == 7


def test_words_that_are_gone_leave_the_place_where_they_stood() -> None:
    """Everything within a stretch that was replaced is carried to its start."""
    assert [carried("One two three", "One and three", at) for at in range(4, 8)] == [4, 4, 4, 7]
    assert carried("One two", "", 5) == 0


@given(KEPT, OLD, NEW, KEPT)
def test_what_was_not_changed_keeps_its_character(head: str, old: str, new: str, tail: str) -> None:
    """Each offset outside of the change leads to the same character at the same distance from its end of the text."""
    before, after = head + old + tail, head + new + tail
    for offset in range(len(head)):
        assert carried(before, after, offset) == offset
    if old or new:
        for offset in range(max(1, len(head + old)), len(before)):
            assert carried(before, after, offset) == offset + len(after) - len(before)


@given(st.text(alphabet="ab\n", max_size=8), st.text(alphabet="ab\n", max_size=8))
def test_offsets_stay_in_the_text_and_in_their_order(old: str, new: str) -> None:
    """Between any two texts, the end among the offsets: what stood earlier never comes to stand later."""
    places = [carried(old, new, offset) for offset in range(len(old) + 1)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= len(new)


@given(st.text(max_size=20))
def test_nothing_moves_in_the_same_text(text: str) -> None:
    """All offsets, that of the end too, stay what they are."""
    assert [carried(text, text, offset) for offset in range(len(text) + 1)] == list(range(len(text) + 1))
