"""Where keys and entries stand, and which lines can be read by themselves."""

from __future__ import annotations

import pytest

from idlib_reader.storage.nodes import build
from idlib_reader.storage.outline import Outline, Window, moved, outline_of

TEXT = """format: idlib-reader/1

article:
  title: a

entities:
  # of a
  a:
    type: person

  # of b
  b: {}
  a:
events:
  c:
    note: d
# end
entities:
  e:
"""


def outline(text: str) -> Outline:
    return outline_of(text, build(text))


def lines_of(window: Window, text: str = TEXT) -> str:
    return text[window.start : window.end]


def test_keys_and_entries_stand_in_file_order() -> None:
    """Every key of the file is there; entries are those of the first section of a name, duplicates too."""
    found = outline(TEXT)
    assert [(one.key, one.ids) for one in found.sections] == [
        ("format", []),
        ("article", []),
        ("entities", ["a", "b", "a"]),
        ("events", ["c"]),
        ("entities", []),
    ]
    assert [TEXT[one.at : one.at + 3] for one in found.sections] == ["for", "art", "ent", "eve", "ent"]
    assert [TEXT[at : at + 2] for at in found.sections[2].starts] == ["a:", "b:", "a:"]
    assert (found.row_of("entities"), found.row_of("claims")) == (2, None)
    assert (found.repeats("a"), found.repeats("b"), found.repeats("f")) == (True, False, False)


@pytest.mark.parametrize("text", ["", "# a\n", "- a\n", "a\n"])
def test_a_file_without_keys_has_none(text: str) -> None:
    """What is no mapping has no keys."""
    assert outline(text) == Outline()


@pytest.mark.parametrize(
    ("section", "is_block"),
    [
        ("\n  a:\n", True),
        (" {a: }\n", False),
        (" &x\n  a:\n", False),
        (" !!map\n  a:\n", False),
        ("\n", False),
        ("\n  - a\n", False),
    ],
)
def test_entries_with_lines_of_their_own(section: str, is_block: bool) -> None:
    """In braces, behind an anchor or a tag, or where there are none, entries have no lines of their own."""
    assert outline(f"entities:{section}").sections[0].is_block is is_block


def test_what_an_alias_stands_for_has_no_lines_there() -> None:
    """The entries of an aliased section stand elsewhere."""
    assert not outline("x: &x\n  a:\nentities: *x\n").sections[1].is_block


def test_windows_of_keys_and_entries() -> None:
    """A window goes from its first line to the next thing that it does not hold; the first entry's from the key on."""
    found = outline(TEXT)
    assert lines_of(found.key_window(TEXT, 1)) == "article:\n  title: a\n\n"
    assert lines_of(found.key_window(TEXT, 4)) == "entities:\n  e:\n"
    first = found.entry_window(TEXT, "entities", 0, 0)
    assert lines_of(first) == "  # of a\n  a:\n    type: person\n\n  # of b\n"
    assert first.header == "format: idlib-reader/1\nentities:\n"
    assert lines_of(found.entry_window(TEXT, "entities", 1, 2)) == "  b: {}\n  a:\n"
    assert lines_of(found.joint_window(TEXT, 3, 1)) == "  a:\nevents:\n  c:\n    note: d\n# end\n"
    assert lines_of(found.joint_window(TEXT, 2, 0)) == "article:\n  title: a\n\n"


def test_keys_that_are_indented_need_the_whole_file() -> None:
    """A header would stand at another column than indented keys of the file."""
    text = "  format: a\n  entities:\n    a:\n    b:\n"
    assert outline(text).joint_window(text, 2, 0) == Window(0, len(text), is_whole=True)


@pytest.mark.parametrize(
    ("text", "has_gaps"),
    [("a: b\n", True), ("a: b\nc: d\n", False), ("a: b\n\n# of c\nc: d\n", True), ("a: b\n# e\n\n# f\nc:\n", True)],
)
def test_gaps_between_keys(text: str, has_gaps: bool) -> None:
    """A blank line above a key, or above its comments, is a gap."""
    assert outline(text).has_gaps(text) is has_gaps


@pytest.mark.parametrize(
    ("first", "last", "old", "new"),
    [
        (0, 0, "person", "armed-force"),
        (1, 2, "  b: {}\n", ""),
        (1, 2, "  a:\n", "  a:\n  f:\n    note: g\n"),
        (0, 2, "  # of b\n", "  z:\n"),
    ],
)
def test_the_outline_follows_a_change_of_entries(first: int, last: int, old: str, new: str) -> None:
    """After a change inside a window the outline is that of the new text, without reading the rest."""
    before = outline(TEXT)
    window = before.entry_window(TEXT, "entities", first, last)
    changed = lines_of(window).replace(old, new)
    text = TEXT[: window.start] + changed + TEXT[window.end :]
    within = outline(window.header + changed)
    assert moved(before, window, len(text) - len(TEXT), within) == outline(text)


@pytest.mark.parametrize("new", ["", "claims:\n  g:\n", "events:\n  h:\n  i:\nclaims:\n  g:\n"])
def test_the_outline_follows_a_change_of_keys(new: str) -> None:
    """Keys of the file may come and go in a window, headed by the entry above them or not."""
    before = outline(TEXT)
    for window in (before.joint_window(TEXT, 3, 1), before.key_window(TEXT, 3)):
        changed = lines_of(window).replace("events:\n  c:\n    note: d\n", new)
        text = TEXT[: window.start] + changed + TEXT[window.end :]
        assert moved(before, window, len(text) - len(TEXT), outline(window.header + changed)) == outline(text)
