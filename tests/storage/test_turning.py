"""A text that splices made of another one is read anew only where it changed, and says what the whole of it says."""

from __future__ import annotations

from itertools import accumulate
from random import Random

import pytest

from idlib_reader.errors import IdlibError
from idlib_reader.storage import turning
from idlib_reader.storage.planning import Draft, draft_of, plan
from idlib_reader.storage.splices import Splice, inverse, narrowed, spliced
from idlib_reader.storage.turning import respliced
from storage.hand_styles import STYLES, text_of
from storage.random_edits import random_edit

FRAGMENTS = (
    *("    note: x\n", "  zz:\n    type: place\n", "events:\n", "  a: b\n", "---\n", "...\n", "- x\n", "'", '"', "{"),
    *("remarks:\n  q:\n    passage: x\n", "|", ":", "\n", "#", "  ", "&a ", "*a", ">", "    note: |+\n      a\n\n"),
    *("%", "\t", "? ", "format: idlib-reader/1\n", "  peskov:\n    name: again\n", "article:\n  title: again\n", ""),
)


def whole(draft: Draft) -> object:
    """All that a draft says, the order of its entries and what can't be read, too."""
    annotations = draft.annotations
    return draft.text, annotations, [one.id for one in annotations.entries()], annotations.unread, draft.outline


def forbid(*_: object) -> Draft:
    """What is called instead of reading the whole text."""
    raise AssertionError("the whole text was read")


@pytest.mark.parametrize("name", STYLES)
def test_undone_edits_read_as_the_whole_text_does(name: str) -> None:
    """Of a file in any style, back and forth."""
    for run in range(2):
        random = Random(f"{name} {run}")
        draft = draft_of(text_of(name))
        for _ in range(6):
            try:
                planned = plan(draft, random_edit(random, draft.annotations))
            except IdlibError:
                continue
            there = narrowed(draft.text, planned.splices)
            back = inverse(draft.text, there)
            assert whole(respliced(planned.draft, back)) == whole(draft_of(draft.text))
            assert whole(respliced(draft, there)) == whole(draft_of(planned.draft.text))
            draft = planned.draft


@pytest.mark.parametrize("name", [name for name in STYLES if text_of(name)])
def test_any_splice_reads_as_the_whole_text_does(name: str) -> None:
    """Whatever comes or goes anywhere: what is no YAML then is refused."""
    random = Random(name)
    draft = draft_of(text_of(name))
    for _ in range(25):
        splices = _random_splices(random, draft.text)
        try:
            expected = draft_of(spliced(draft.text, splices))
        except IdlibError:
            with pytest.raises(IdlibError):
                respliced(draft, splices)
        else:
            assert whole(respliced(draft, splices)) == whole(expected), splices


def _random_splices(random: Random, text: str) -> list[Splice]:
    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    splices: list[Splice] = []
    for _ in range(random.choice((1, 1, 2))):
        row = random.randrange(len(starts))
        start, end = starts[row], starts[min(row + random.choice((0, 0, 1, 2, 5)), len(lines))]
        if random.random() < 0.3:
            start = random.randrange(len(text) + 1)
            end = min(start + random.choice((0, 1, 3)), len(text))
        at = random.randrange(len(lines))
        comes = random.choice([random.choice(FRAGMENTS), "".join(lines[at : at + random.choice((1, 2, 4))])])
        if not splices or start >= splices[-1].end:
            splices.append(Splice(start, end, comes))
    return splices


TEXT = (
    "format: idlib-reader/1\narticle:\n  title: A\n\n"
    "entities:\n  # first\n  a:\n    type: place\n  b:\n    type: person\n\n"
    "claims:\n  c:\n    about: a\n  d:\n    about: b\n"
)


@pytest.mark.parametrize(
    ("goes", "comes"),
    [
        ("type: place", "type: person"),
        ("  a:\n    type: place\n", ""),
        ("  b:\n    type: person\n", "  b:\n    type: person\n  e:\n    type: place\n"),
        ("title: A", "title: B"),
        ("    about: b\n", "    about: b\nremarks:\n  r:\n    passage: x\n"),
        ("  d:\n    about: b\n", ""),
    ],
)
def test_only_what_changed_is_read(goes: str, comes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be it a value, an entry, what the file says of its article, or a section with its first entry."""
    draft = draft_of(TEXT)
    at = TEXT.index(goes)
    monkeypatch.setattr(turning, "draft_of", forbid)
    turned = respliced(draft, [Splice(at, at + len(goes), comes)])
    back = respliced(turned, [Splice(at, at + len(comes), goes)])
    assert whole(turned) == whole(draft_of(TEXT.replace(goes, comes)))
    assert whole(back) == whole(draft)


def test_other_entries_are_the_very_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a long file costs no more than a short one to compare."""
    draft = draft_of(TEXT)
    at = TEXT.index("place")
    monkeypatch.setattr(turning, "draft_of", forbid)
    turned = respliced(draft, [Splice(at, at + 5, "state")])
    assert turned.annotations.entities["a"].type == "state"
    assert turned.annotations.entities["b"] is draft.annotations.entities["b"]
    assert respliced(draft, []) is draft


def test_an_entry_that_was_hidden_by_another_one_shows() -> None:
    """Of an id that stands twice the first entry is read; once that has another id, it is the second one."""
    text = TEXT.replace("  b:\n", "  a:\n")
    at = text.index("  a:")
    turned = respliced(draft_of(text), [Splice(at + 2, at + 3, "z")])
    assert whole(turned) == whole(draft_of(text.replace("  a:", "  z:", 1)))
    assert turned.annotations.entities.keys() == {"z", "a"}
