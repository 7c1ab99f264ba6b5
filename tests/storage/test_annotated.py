"""Which entry of an annotation file a problem stands in, on which line an entry does, and what outlasts a slip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.source import Source
from idlib_reader.storage.annotated import AnnotatedArticle, kept_entries, with_entries
from idlib_reader.storage.codec import Reading
from idlib_reader.storage.store import Store, annotate

ARTICLE = Article("a", "Dmitry Peskov told the reporters.\nIdlib, Idlib.")
GOOD = "format: idlib-reader/1\nentities:\n  peskov:\n    mentions: Dmitry Peskov\n"

WHOLE = """format: idlib-reader/1
article:
  title: Peskov
  outlett: x
entities:
  peskov:
    mentions: Dmitry Peskov
    nam: x
  # The place.
  idlib:
    mentions:
    - Idlib
    type: plce
claimz: {}
events:
  talks: {title: x, mentions: gone,
    figure: y}
remarks: {one: {passage: gone}, two: {passage: Idlib},
  three: {passage: told, nte: x}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, so that paths in problems are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def stands_in(text: str, path: Path, last: AnnotatedArticle | None = None) -> dict[str, str | None]:
    """By place and code of each problem the id of the entry that it stands in."""
    annotated = Store().annotate(ARTICLE, write(path, text), last)
    return {f"{one.line}:{one.column} {one.code}": annotated.entry_of(one) for one in annotated.problems}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_problem_belongs_to_its_entry(folder: Path, line_end: str) -> None:
    """However the entry is written; one of the heading, or of a key of the file, to none."""
    assert stands_in(WHOLE.replace("\n", line_end), folder / "a.yaml") == {
        "4:3 unknown-key": None,
        "8:5 unknown-key": "peskov",
        "12:7 ambiguous": "idlib",
        "13:11 unknown-word": "idlib",
        "14:1 unknown-key": None,
        "16:31 not-found": "talks",
        "17:5 unknown-key": "talks",
        "18:26 not-found": "one",
        "18:48 ambiguous": "two",
        "19:26 unknown-key": "three",
    }


def test_a_problem_belongs_to_an_entry_that_cannot_be_read(folder: Path) -> None:
    """Though nobody knows what the entry says now, and where it stood is no longer true."""
    first = annotate(ARTICLE, write(folder / "a.yaml", WHOLE))
    broken = WHOLE.replace("article:\n", "article:\n  url: http://a.org\n").replace("type: plce", "type: 'plce")
    found = stands_in(broken, folder / "a.yaml", first)
    assert {id_ for place, id_ in found.items() if "syntax" in place} == {"idlib"}
    assert found["9:5 unknown-key"] == "peskov"
    only = WHOLE.replace("  peskov:\n    mentions: Dmitry Peskov", "  peskov: [\n    mentions: Dmitry Peskov")
    assert {id_ for place, id_ in stands_in(only, folder / "b.yaml").items() if "syntax" in place} == {"peskov"}


def test_a_problem_of_a_file_of_which_nothing_can_be_read_belongs_to_its_entry(folder: Path) -> None:
    """All entries stand as they were, and their ids still stand in the file."""
    first = annotate(ARTICLE, write(folder / "a.yaml", GOOD))
    broken = GOOD.replace("entities:", "article:\n  url: http://a.org\nentities:").replace("Dmitry", "'Dmitry")
    found = stands_in(broken, folder / "a.yaml", first)
    assert set(found.values()) == {"peskov"}


def test_a_problem_of_another_file_belongs_to_no_entry(folder: Path) -> None:
    """Even where a line of the same number is one of an entry; nor does one of a file without entries."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", WHOLE))
    problem = next(one for one in annotated.problems if annotated.entry_of(one))
    assert annotated.entry_of(replace(problem, path="b.yaml")) is None
    assert set(stands_in("", folder / "b.yaml").values()) == {None}


def test_the_line_of_an_entry_is_known(folder: Path) -> None:
    """As an editor counts it, beside the file as a person would name it; a missing file has a name, too."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", GOOD))
    assert (annotated.path, annotated.line_of(annotated.index.entries["peskov"].at)) == ("a.yaml", 3)
    missing = annotate(ARTICLE, folder / "b.yaml")
    assert (missing.path, missing.line_of(0)) == ("b.yaml", 1)


# What outlasts a slip


def test_only_what_can_not_be_read_now_is_kept() -> None:
    """What was read once and stands nowhere now was deleted; what can be read at one place is as that place says."""
    was = Annotations(entities={id_: Entity(id=id_) for id_ in ("broken", "gone", "twice", "sound")})
    last = AnnotatedArticle(Index(ARTICLE, was), (), Source("a.yaml", ""))
    now = Annotations(
        entities={id_: Entity(id=id_) for id_ in ("twice", "sound")}, unread=frozenset({"broken", "twice", "new"})
    )
    assert kept_entries(Reading(now, []), last) == [was.entities["broken"]]
    assert kept_entries(Reading(now, []), None) == []


def test_kept_entries_stand_behind_those_of_their_section() -> None:
    """Whatever kind they are of."""
    sound = Annotations(entities={"x": Entity(id="x")}, unread=frozenset("abcd"))
    both = with_entries(sound, [Entity(id="a"), Event(id="b"), Claim(id="c"), Remark(id="d")])
    assert [list(both.entities), list(both.events), list(both.claims), list(both.remarks)] == [
        ["x", "a"],
        ["b"],
        ["c"],
        ["d"],
    ]
    assert both.unread == sound.unread
