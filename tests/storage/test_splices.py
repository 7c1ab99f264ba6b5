"""Splices of a text: applied, turned round, narrowed, moved over the changes of others, and found between two texts."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.storage import splices as splices_module
from idlib_reader.storage.splices import (
    Splice,
    composed,
    difference,
    inverse,
    moved,
    narrowed,
    spliced,
    turned,
)

TEXTS = st.text(st.sampled_from("ab:- \n\r\té\u0301ع漢😀\u2028\ufeff"), max_size=40)
LINES = st.lists(st.sampled_from(["a: 1", "  b:", "  b: 2", "", "- 漢", "  - é", "a: 12"]), max_size=12)


def splices_of(text: str) -> st.SearchStrategy[tuple[Splice, ...]]:
    """Any splices of a text: some touch, insert at one place, or change nothing."""
    cuts = st.lists(st.integers(0, len(text)), max_size=8).map(sorted)
    return st.tuples(cuts, st.lists(st.text("xy\n😀", max_size=3), min_size=4, max_size=4)).map(_paired)


def _paired(drawn: tuple[list[int], list[str]]) -> tuple[Splice, ...]:
    cuts, comes = drawn
    return tuple(map(Splice, cuts[::2], cuts[1::2], comes))


@st.composite
def changed_texts(draw: st.DrawFn) -> tuple[str, tuple[Splice, ...]]:
    """A text and splices of it."""
    text = draw(TEXTS)
    return text, draw(splices_of(text))


@st.composite
def texts_of_lines(draw: st.DrawFn) -> str:
    """A text of few different lines, with or without a line end at its own."""
    ending = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return ending.join(draw(LINES)) + draw(st.sampled_from(["", ending]))


@st.composite
def doubly_changed_texts(draw: st.DrawFn) -> tuple[str, tuple[Splice, ...], tuple[Splice, ...]]:
    """A text, splices of it, and others that are meant for the same text."""
    text, splices = draw(changed_texts())
    return text, splices, draw(splices_of(text))


@st.composite
def twice_changed_texts(draw: st.DrawFn) -> tuple[str, tuple[Splice, ...], tuple[Splice, ...]]:
    """A text, splices of it, and others that are meant for the text after them."""
    text, splices = draw(changed_texts())
    return text, splices, draw(splices_of(spliced(text, splices)))


def are_in_order(splices: Sequence[Splice], text: str) -> bool:
    """Whether splices fit a text: in order, without a character in common."""
    edges = [0, *(edge for splice in splices for edge in splice[:2]), len(text)]
    return edges == sorted(edges)


# Applying and turning round


def test_splices_are_in_coordinates_of_the_text_before() -> None:
    """An earlier splice does not move a later one; those that touch or insert at one place come in their order."""
    splices = (Splice(0, 1, "漢漢"), Splice(2, 2, "x"), Splice(2, 2, "y"), Splice(2, 4, ""), Splice(4, 4, "z"))
    assert spliced("abcdé", splices) == "漢漢bxyzé"


@given(changed_texts())
def test_an_inverse_brings_the_text_back(changed: tuple[str, tuple[Splice, ...]]) -> None:
    """Character for character, and the inverse of the inverse are the splices again."""
    text, splices = changed
    after = spliced(text, splices)
    back = inverse(text, splices)
    assert spliced(after, back) == text
    assert inverse(after, back) == splices


def test_what_goes_is_known_for_each_splice() -> None:
    """Splices can't be turned round with too few texts."""
    with pytest.raises(ValueError, match="zip"):
        turned((Splice(0, 1, "x"),), [])


# Narrowing


@given(changed_texts())
def test_narrowed_splices_do_the_same(changed: tuple[str, tuple[Splice, ...]]) -> None:
    """They have the same outcome, are in order, apart from each other, and change something at both their ends."""
    text, splices = changed
    smallest = narrowed(text, splices)
    assert spliced(text, smallest) == spliced(text, splices)
    assert are_in_order(smallest, text)
    for start, end, comes in smallest:
        goes = text[start:end]
        assert goes or comes
        assert not (goes and comes and (goes[0] == comes[0] or goes[-1] == comes[-1]))


@pytest.mark.parametrize(
    ("splices", "smallest"),
    [
        ([Splice(0, 10, "date: 2020")], []),
        ([Splice(0, 10, "date: 2020-02")], [Splice(10, 10, "-02")]),
        ([Splice(0, 10, "date: 2120")], [Splice(7, 8, "1")]),
        ([Splice(0, 6, ""), Splice(6, 10, "date: 1999")], [Splice(6, 10, "1999")]),
        ([Splice(0, 4, "title"), Splice(6, 10, "2021")], [Splice(0, 3, "titl"), Splice(9, 10, "1")]),
        ([Splice(6, 8, "2020"), Splice(8, 10, "")], []),
    ],
)
def test_what_comes_as_it_goes_is_no_change(splices: list[Splice], smallest: list[Splice]) -> None:
    """Common ends are taken off, after splices that touch were joined."""
    assert list(narrowed("date: 2020", splices)) == smallest


# Moving over what others have changed


@pytest.mark.parametrize(
    ("splice", "change", "expected"),
    [
        (Splice(4, 6, "x"), Splice(0, 1, "ABC"), Splice(6, 8, "x")),
        (Splice(4, 6, "x"), Splice(7, 9, "ABC"), Splice(4, 6, "x")),
        (Splice(4, 6, "x"), Splice(2, 4, ""), Splice(2, 4, "x")),
        (Splice(4, 6, "x"), Splice(6, 8, "ABC"), Splice(4, 6, "x")),
        (Splice(4, 6, "x"), Splice(4, 4, "ABC"), Splice(7, 9, "x")),
        (Splice(4, 6, "x"), Splice(6, 6, "ABC"), Splice(4, 6, "x")),
        (Splice(4, 6, "x"), Splice(5, 5, "ABC"), None),
        (Splice(4, 6, "x"), Splice(3, 5, ""), None),
        (Splice(4, 6, "x"), Splice(5, 7, "AB"), None),
        (Splice(4, 6, "x"), Splice(4, 5, "A"), None),
        (Splice(4, 6, "x"), Splice(0, 9, "ABC"), None),
        (Splice(4, 4, "x"), Splice(2, 4, "A"), Splice(3, 3, "x")),
        (Splice(4, 4, "x"), Splice(4, 6, "A"), Splice(4, 4, "x")),
        (Splice(4, 4, "x"), Splice(3, 5, ""), None),
        (Splice(4, 4, "x"), Splice(4, 4, "A"), None),
        (Splice(4, 4, "x"), Splice(3, 3, "A"), Splice(5, 5, "x")),
    ],
)
def test_a_splice_moves_with_what_is_around_it(splice: Splice, change: Splice, expected: Splice | None) -> None:
    """A change before it shifts it, one after it does not; only a change of its very stretch or place touches it."""
    assert moved([splice], [change]) == (None if expected is None else (expected,))
    assert moved([], [change]) == ()
    assert moved([splice], []) == (splice,)


def test_one_touched_splice_is_enough() -> None:
    """Splices are moved together or not at all, as an edit is done as a whole."""
    splices = (Splice(0, 1, "x"), Splice(5, 6, "y"))
    assert moved(splices, [Splice(2, 2, "AB"), Splice(4, 5, "")]) == (Splice(0, 1, "x"), Splice(6, 7, "y"))
    assert moved(splices, [Splice(2, 2, "AB"), Splice(4, 6, "")]) is None


@given(doubly_changed_texts())
def test_the_order_of_two_changes_does_not_matter(drawn: tuple[str, tuple[Splice, ...], tuple[Splice, ...]]) -> None:
    """Each moved over the other gives one text; where one touches, the other does."""
    text, splices, changes = drawn
    mine, theirs = moved(splices, changes), moved(changes, splices)
    assert (mine is None) == (theirs is None)
    if mine is not None and theirs is not None:
        assert spliced(spliced(text, changes), mine) == spliced(spliced(text, splices), theirs)


@given(doubly_changed_texts())
def test_a_moved_splice_takes_away_what_it_was_meant_for(
    drawn: tuple[str, tuple[Splice, ...], tuple[Splice, ...]],
) -> None:
    """Its stretch holds the same characters as before: none that someone else has brought."""
    text, splices, changes = drawn
    # Every character of the text becomes one of its own, so that none can be taken for another.
    unlike = "".join(chr(0x1000 + place) for place in range(len(text)))
    after = spliced(unlike, changes)
    for splice, there in zip(splices, moved(splices, changes) or (), strict=False):
        assert after[there.start : there.end] == unlike[splice.start : splice.end]
        assert there.text == splice.text


@given(twice_changed_texts())
def test_composed_splices_do_both(drawn: tuple[str, tuple[Splice, ...], tuple[Splice, ...]]) -> None:
    """What is done one after the other comes out the same at once."""
    text, first, second = drawn
    both = composed(first, second)
    assert spliced(text, both) == spliced(spliced(text, first), second)
    assert are_in_order(both, text)


def test_what_was_brought_and_taken_away_again_is_no_change() -> None:
    """What someone inserts and removes concerns nobody; what stays of it stands where it was put."""
    first = (Splice(1, 1, "ABC"), Splice(4, 5, ""))
    assert composed(first, [Splice(1, 4, "")]) == (Splice(4, 5, ""),)
    assert composed(first, [Splice(2, 3, "Z")]) == (Splice(1, 1, "AZC"), Splice(4, 5, ""))
    assert composed(first, [Splice(0, 2, "Z")]) == (Splice(0, 1, "ZBC"), Splice(4, 5, ""))
    assert composed(first, [Splice(1, 1, "Z")]) == (Splice(1, 1, "Z"), *first)
    assert composed(first, []) == first
    assert composed([], first) == first


# The difference of two texts


@given(TEXTS, TEXTS)
def test_a_difference_makes_the_new_text(old: str, new: str) -> None:
    """Of any two texts, in order."""
    splices = difference(old, new)
    assert spliced(old, splices) == new
    assert are_in_order(splices, old)


@given(texts_of_lines(), texts_of_lines())
def test_a_difference_of_like_lines_makes_the_new_text(old: str, new: str) -> None:
    """Also where the same lines come again and again, and only line ends differ; every splice changes something."""
    splices = difference(old, new)
    assert spliced(old, splices) == new
    assert are_in_order(splices, old)
    assert all(old[start:end] != comes for start, end, comes in splices)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "a\n", [Splice(0, 0, "a\n")]),
        ("a\nb\n", "", [Splice(0, 4, "")]),
        ("a\nb\nc\n", "a\nB\nc\n", [Splice(2, 4, "B\n")]),
        ("a\nb\nc\n", "a\nb\nb\nc\n", [Splice(4, 4, "b\n")]),
        ("a: 1\nb: 1\nc: 1\n", "a: 2\nb: 1\nc: 2\n", [Splice(0, 5, "a: 2\n"), Splice(10, 15, "c: 2\n")]),
        ("a: 1\nb: 1\n", "a: 2\nb: 2\n", [Splice(0, 5, "a: 2\n"), Splice(5, 10, "b: 2\n")]),
        ("a\r\nb\r\n", "a\r\nx\r\nb\r\n", [Splice(3, 3, "x\r\n")]),
        ("b\n", "ab\n", [Splice(0, 2, "ab\n")]),
        ("a\rb\rc", "a\rB\rc", [Splice(2, 4, "B\r")]),
    ],
)
def test_a_difference_is_of_lines(old: str, new: str, expected: list[Splice]) -> None:
    """Lines that are the same in both texts are no part of it."""
    assert list(difference(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a\nb", "a\nb\n", [Splice(3, 3, "\n")]),
        ("a\nb\n", "a\nb", [Splice(3, 4, "")]),
        ("a\nb", "A\nb\n", [Splice(0, 2, "A\n"), Splice(3, 3, "\n")]),
        ("a\r\nb", "A\r\nb\r\nc", [Splice(0, 3, "A\r\n"), Splice(4, 4, "\r\n"), Splice(4, 4, "c")]),
    ],
)
def test_a_final_line_end_is_no_change_of_the_line(old: str, new: str, expected: list[Splice]) -> None:
    """Many editors add one when they save: it must not look as if they had changed the last line."""
    assert list(difference(old, new)) == expected


def test_a_changed_line_is_kept_apart_from_new_ones_beside_it() -> None:
    """Else what is restored right before the changed line would end up before the new ones."""
    old = "  russia:\n    type: state\n"
    new = "    note: a neighbour\n  russia: # twice\n    type: state\n"
    assert list(difference(old, new)) == [Splice(0, 0, "    note: a neighbour\n"), Splice(0, 10, "  russia: # twice\n")]
    turned_round = "  russia: # twice\n    note: a neighbour\n    type: state\n"
    expected = [Splice(0, 10, "  russia: # twice\n"), Splice(10, 10, "    note: a neighbour\n")]
    assert list(difference(old, turned_round)) == expected


def test_no_line_is_told_apart_twice() -> None:
    """A line that is like two others has become the later one."""
    old, new = "aaa1\nbbb1\nccc1\n", "aaa2\nbbb2\nbbb3\nccc2\n"
    expected = [Splice(0, 5, "aaa2\n"), Splice(5, 5, "bbb2\n"), Splice(5, 10, "bbb3\n"), Splice(10, 15, "ccc2\n")]
    assert list(difference(old, new)) == expected


def test_two_places_far_apart_in_a_long_text_are_two_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the lines from the first to the last changed one are few enough; else all between goes at once."""
    lines = [f"line {number}\n" for number in range(300)]
    old = "".join(lines)
    lines[100], lines[199] = "漢\n", "😀\n"
    new = "".join(lines)
    assert len(difference(old, new)) == 2
    monkeypatch.setattr(splices_module, "_MOST_LINES", 199)
    (only,) = difference(old, new)
    assert spliced(old, [only]) == new
    assert old[only.start : only.end].count("\n") == 100
    monkeypatch.setattr(splices_module, "_MOST_LINES", 200)
    assert len(difference(old, new)) == 2


@pytest.mark.parametrize("seed", range(40))
def test_random_changes_of_whole_entries_are_found(seed: int) -> None:
    """A file of entries that look alike: what differs is found by lines, and each line that stays is left alone."""
    chance = random.Random(seed)
    entries = [f"  id-{number}:\n    type: person\n    name: N {number}\n" for number in range(30)]
    kept = sorted(chance.sample(range(30), 24))
    old = "entities:\n" + "".join(entries)
    new = "entities:\n" + "".join(entries[number] for number in kept)
    splices = difference(old, new)
    assert spliced(old, splices) == new
    assert sum(end - start for start, end, _ in splices) == len(old) - len(new)
    assert not any(splice.text for splice in splices)
