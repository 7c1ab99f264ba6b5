"""Reading a part of a file again after splices: the outcome is that of reading all of it."""

from __future__ import annotations

import pytest

from idlib_reader.core.tagset import DEFAULT
from idlib_reader.storage.planning import draft_of
from idlib_reader.storage.rereading import reread
from idlib_reader.storage.splices import Splice, spliced
from idlib_reader.storage.turning import respliced
from storage.plans import FORMAT

TEXT = f"""{FORMAT}
entities:
  a:
    name: one
  b:
    name: two

  c:
    name: three
  d:
    name: four
  e: &x
    name: five
  f:
    name: six
events:
  g:
    place: a
  h:
    place: b
  h:
"""


def splice(old: str, new: str) -> list[Splice]:
    at = TEXT.index(old)
    return [Splice(at, at + len(old), new)]


def is_reread(splices: list[Splice]) -> bool:
    """Whether a part of the file was enough; the draft is that of the whole new text in any case."""
    draft = draft_of(TEXT)
    text = spliced(TEXT, splices)
    assert respliced(draft, splices) == draft_of(text)
    return reread(TEXT, draft.annotations, draft.outline, splices, DEFAULT) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one", "eleven"),
        ("    name: one\n", ""),
        ("  a:\n    name: one\n", ""),
        ("\n  c:\n", "\n  # new\n  z:\n    type: place\n  c:\n"),
        ("  b:\n", "  y:\n  b:\n"),
        ("name: two", "nmae: two"),
    ],
)
def test_entries_are_read_by_themselves(old: str, new: str) -> None:
    """A splice inside a section is read with the entries around it."""
    assert is_reread(splice(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: five", "name: for"),
        ("entities:", "events:"),
        ("place: b", "place: c"),
        ("events:\n", "claims:\n  i:\n    about: a\nevents:\n"),
        ("  b:\n", "  g:\n"),
        ("    name: one\n", "    name: one\nclaims:\n  i:\n    about: a\n"),
        ("  b:\n    name: two\n", "  b: two\n"),
    ],
)
def test_else_the_whole_file_is_read(old: str, new: str) -> None:
    """Where anchors stand, an id stands twice, an entry can't be read or keys of the file change, all is read."""
    assert not is_reread(splice(old, new))


def test_several_splices_are_read_together() -> None:
    """All splices of one section are read in the lines that hold them."""
    assert is_reread([*splice("one", "eleven"), *splice("two", "twelve")])
    assert not is_reread([*splice("one", "eleven"), *splice("place: a", "place: b")])
