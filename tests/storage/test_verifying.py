"""What is noticed when edited lines do not say what was meant, or say something else as well."""

from __future__ import annotations

import pytest

from idlib_reader.core.tagset import DEFAULT
from idlib_reader.storage.verifying import (
    Mismatch,
    Touched,
    check_readings,
    compare,
    has_anchors,
    has_losses,
    readable,
    reading_of,
)
from storage.plans import FORMAT

BEFORE = f"{FORMAT}article:\n  title: t\nentities:\n  a:\n    name: b\n    x: y\n  c:\n    name: d\nevents:\n  e:\n"
A = ("entities", "a")
CHANGED = Touched(frozenset({A}), key="name")


def check(after: str, touched: Touched, meant: str = "", before: str = BEFORE) -> None:
    """All checks of a text, meant to be another one."""
    compare(readable(before), readable(after), touched)
    model = reading_of(meant or after, DEFAULT).annotations
    check_readings(reading_of(before, DEFAULT), reading_of(after, DEFAULT), model, touched, is_whole=True)


@pytest.mark.parametrize(
    ("after", "touched"),
    [
        (BEFORE, Touched()),
        (BEFORE.replace("name: d", "name: 'd'").replace("  e:\n", "  e:   # f\n"), Touched()),
        (BEFORE.replace("name: b", "name: f"), CHANGED),
        (BEFORE.replace("    name: b\n", ""), CHANGED),
        (BEFORE.replace("events:", "  f:\n    note: g\nevents:"), Touched(added=("entities", "f"))),
        (f"{BEFORE}claims:\n  f:\n    about: g\n", Touched(added=("claims", "f"))),
        (BEFORE.replace("  c:\n    name: d\n", ""), Touched(deleted=("entities", "c"))),
        (BEFORE.replace("events:\n  e:\n", ""), Touched(deleted=("events", "e"))),
        (BEFORE.replace("  c:", "  f:"), Touched(frozenset({("entities", "f")}), renamed=("c", "f"))),
        (BEFORE.replace("title: t", "title: u"), Touched(has_heading=True, key="title")),
        (BEFORE.replace("article:\n  title: t\n", ""), Touched(has_heading=True, key="title")),
    ],
)
def test_what_an_edit_may_do(after: str, touched: Touched) -> None:
    """What an edit is about may say something else; the rest may be written in another way."""
    check(after, touched)


@pytest.mark.parametrize(
    ("after", "touched", "told"),
    [
        (BEFORE.replace("name: d", "name: f"), CHANGED, "`c` would not say the same"),
        (BEFORE.replace("name: d", "name: f"), Touched(), "`c` would not say the same"),
        (BEFORE.replace("title: t", "title: u"), CHANGED, "`article` would not say the same"),
        (BEFORE.replace("    x: y\n", "").replace("name: b", "name: f"), CHANGED, "`a` would not say the same"),
        (BEFORE.replace("x: y", "x: z").replace("name: b", "name: f"), CHANGED, "`a` would not say the same"),
        (BEFORE.replace("  c:", "  f:"), CHANGED, "other entries"),
        (BEFORE.replace("  e:\n", "  e:\n  f:\n"), CHANGED, "other entries"),
        (BEFORE.replace("  e:\n", ""), CHANGED, "other entries"),
        (BEFORE + "note: f\n", CHANGED, "other entries"),
        (BEFORE.replace("  c:\n", "  f:\n  c:\n"), Touched(added=("entities", "f")), "other entries"),
    ],
)
def test_what_an_edit_may_not_do(after: str, touched: Touched, told: str) -> None:
    """An entry, a key or the order of entries that the edit is not about has to stay."""
    with pytest.raises(Mismatch, match=told):
        check(after, touched)


@pytest.mark.parametrize(
    ("after", "touched"),
    [
        (BEFORE.replace("name: b", "name: f"), CHANGED),
        (BEFORE.replace("events:", "  f:\n    note: h\nevents:"), Touched(added=("entities", "f"))),
        (BEFORE.replace("title: t", "title: u"), Touched(has_heading=True)),
    ],
)
def test_what_is_read_has_to_be_what_is_meant(after: str, touched: Touched) -> None:
    """An entry, a new one and the article are compared with the model that is intended."""
    with pytest.raises(Mismatch, match="not say what is meant"):
        check(
            after, touched, meant=after.replace("name: f", "name: g").replace("h", "i").replace("title: u", "title: v")
        )


def test_a_part_of_a_file_is_compared_by_what_is_touched() -> None:
    """Of some lines of a file only the touched entries are looked for in the model."""
    model = reading_of(BEFORE.replace("name: b", "name: f"), DEFAULT).annotations
    before = reading_of(f"{FORMAT}entities:\n  a:\n    name: b\n", DEFAULT)
    after = reading_of(f"{FORMAT}entities:\n  a:\n    name: f\n    x: y\n", DEFAULT)
    with pytest.raises(Mismatch, match="does not belong"):
        check_readings(before, after, model, CHANGED, is_whole=False)
    check_readings(after, after, model, CHANGED, is_whole=False)
    with pytest.raises(Mismatch, match="`c` would not say what is meant"):
        check_readings(after, after, model, Touched(frozenset({("entities", "c")})), is_whole=False)
    with pytest.raises(Mismatch, match="still be there"):
        check_readings(after, after, model, Touched(deleted=A), is_whole=False)


def test_a_second_entry_of_an_id_is_not_the_touched_one() -> None:
    """Of two entries with one id the first is read, so that the second has to stay as it is."""
    before = f"{FORMAT}entities:\n  a:\n    name: b\n  a:\n    name: c\n"
    check(before.replace("name: b", "name: d"), CHANGED, before=before)
    with pytest.raises(Mismatch, match="`a` would not say the same"):
        check(before.replace("name: c", "name: d"), CHANGED, before=before)


def test_lines_that_can_not_be_read() -> None:
    """An alias without its anchor, and what is no YAML, can't be read by itself."""
    for text in ("a: *b\n", "a: [b\n", "a: b: c\n"):
        with pytest.raises(Mismatch):
            readable(text)


def test_anchors_are_told_from_ampersands() -> None:
    """Only what stands before a value is an anchor."""
    assert has_anchors("a: &b c\n")
    assert not has_anchors("a: b & c\nd: '&e'\n# &f\n")


@pytest.mark.parametrize(
    ("keys", "is_lost"),
    [
        ("name: b", False),
        ("type: unheard-of", False),
        ("x: y", True),
        ("name: [b]", True),
        ("links: {to: a}", True),
        ("mentions: {to: a, nth: 0}", True),
        ("name: b\n    name: c", True),
    ],
)
def test_what_the_model_does_not_have(keys: str, is_lost: bool) -> None:
    """Unknown keys and what can't be read would be lost if an entry were written from the model."""
    assert has_losses(reading_of(f"{FORMAT}entities:\n  a:\n    {keys}\n", DEFAULT)) is is_lost
