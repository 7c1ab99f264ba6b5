"""An article read together with its annotation file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from idlib_reader.core.article import Article
from idlib_reader.core.problems import Problem
from idlib_reader.storage import store as store_module
from idlib_reader.storage.annotated import AnnotatedArticle
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import Store, annotate
from idlib_reader.storage.workspace import Pair

ARTICLE = Article("a", "Dmitry Peskov told the reporters.\nIdlib, Idlib.")
GOOD = "format: idlib-reader/1\nentities:\n  peskov:\n    mentions: Dmitry Peskov\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, so that paths in problems are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(problems: object) -> list[str]:
    """The problems as file, line and code."""
    return [f"{problem.path}:{problem.line} {problem.code}" for problem in problems]  # type: ignore[attr-defined]  # data


def check_pair(pair: Pair) -> list[Problem]:
    """The problems of one article and its file."""
    return check_pairs([pair], Store())


def test_entries_are_read_and_found(folder: Path) -> None:
    """The model of the file on the text of the article."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", GOOD))
    assert (annotated.problems, annotated.is_readable) == ((), True)
    assert [annotated.index.quote(place) for place in annotated.index.places["peskov"]] == ["Dmitry Peskov"]
    assert annotated.index.article is ARTICLE


def test_a_missing_file_has_no_annotations(folder: Path) -> None:
    """That is how every article begins, and no problem."""
    annotated = annotate(ARTICLE, folder / "a.yaml")
    assert (annotated.problems, annotated.is_readable) == ((), True)
    assert annotated.index.entries == {}


def test_problems_of_the_text_the_ids_and_the_quotes_come_together(folder: Path) -> None:
    """In the order of the file, whoever found them."""
    text = (
        GOOD + "    nam: x\n    links: {rel: represents, to: puttin}\n  idlib:\n    mentions: Idlib\n    type: plce\n"
    )
    annotated = annotate(ARTICLE, write(folder / "a.yaml", text))
    assert told(annotated.problems) == [
        "a.yaml:5 unknown-key",
        "a.yaml:6 dangling-id",
        "a.yaml:8 ambiguous",
        "a.yaml:9 unknown-word",
    ]
    assert annotated.is_readable
    assert list(annotated.index.entries) == ["peskov", "idlib"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: b: c\n", "a.yaml:1 syntax"),
        (b"\xff\xfea\x00", "a.yaml:1 file"),
        (b"name: Erdo\xf0an\n", "a.yaml:1 file"),
    ],
)
def test_a_file_that_cannot_be_read_keeps_its_problem(folder: Path, content: str | bytes, problem: str) -> None:
    """Nothing of it is shown, the article is, and the person is told why."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", content))
    assert told(annotated.problems) == [problem]
    assert not annotated.is_readable
    assert annotated.index.entries == {}
    assert annotated.index.article is ARTICLE


@pytest.mark.parametrize(
    ("broken", "code"),
    [("  x: [\n", "syntax"), ("# \x07\n", "control-character"), ("  x:\n    name: 'y\n", "syntax")],
)
def test_what_is_sound_in_a_broken_file_is_shown(folder: Path, broken: str, code: str) -> None:
    """The broken entry is told, all others are read and found."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", GOOD + broken))
    assert [problem.code for problem in annotated.problems] == [code]
    assert not annotated.is_readable
    assert list(annotated.index.entries) == ["peskov"]
    assert annotated.index.places["peskov"]


def test_a_broken_entry_stands_as_it_was_last_read(folder: Path) -> None:
    """While a person types, nothing vanishes from the screen; what they mend elsewhere meanwhile is shown."""
    store, path = Store(), folder / "a.yaml"
    more = "  idlib:\n    name: Idlib\n"
    first = store.annotate(ARTICLE, write(path, GOOD + more))
    broken = (GOOD + more).replace("Dmitry Peskov", "'Dmitry Peskov").replace("name: Idlib", "name: The Idlib region")
    second = store.annotate(ARTICLE, write(path, broken), first)
    assert (second.is_readable, second.kept) == (False, {"peskov"})
    assert second.index.places["peskov"] == first.index.places["peskov"]
    assert second.index.annotations.entities["idlib"].name == "The Idlib region"
    third = store.annotate(ARTICLE, write(path, GOOD + more), second)
    assert (third.is_readable, third.kept, third.problems) == (True, set(), ())


@pytest.mark.parametrize(("sound", "broken"), [("entities:", "entities"), ("entities:", "entites:")])
def test_a_section_that_cannot_be_read_stands_as_it_was(folder: Path, sound: str, broken: str) -> None:
    """A slip in its key does not make all its marks vanish."""
    store, path = Store(), folder / "a.yaml"
    first = store.annotate(ARTICLE, write(path, GOOD))
    second = store.annotate(ARTICLE, write(path, GOOD.replace(sound, broken)), first)
    assert second.kept == {"peskov"}
    assert second.index.places == first.index.places


@pytest.mark.parametrize("content", ["{a: [", b"\xff\xfea\x00", "- a\n  b: c\n"])
def test_a_file_of_which_nothing_can_be_read_leaves_all_as_it_was(folder: Path, content: str | bytes) -> None:
    """The last reading stays until something can be read again."""
    store, path = Store(), folder / "a.yaml"
    first = store.annotate(ARTICLE, write(path, GOOD))
    second = store.annotate(ARTICLE, write(path, content), first)
    assert (second.index, second.kept, second.is_readable) == (first.index, {"peskov"}, False)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_broken_link(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize("make", [make_folder, make_broken_link, make_pipe])
def test_what_is_no_file_keeps_its_problem(folder: Path, make: Callable[[Path], None]) -> None:
    """A folder, a link to nothing or a pipe in the file's place is told, and never waited for."""
    make(folder / "a.yaml")
    annotated = annotate(ARTICLE, folder / "a.yaml")
    assert told(annotated.problems) == ["a.yaml:1 file"]
    assert not annotated.is_readable


def test_a_problem_of_a_whole_file_stands_at_its_first_character(folder: Path) -> None:
    """Of the annotations, of an article, and of annotations without one."""
    write(folder / "a.yaml", b"\xff")
    write(folder / "b.yaml", GOOD)
    write(folder / "b.txt", b"\xff")
    problems = [
        *annotate(ARTICLE, folder / "a.yaml").problems,
        *check_pair(Pair(folder / "b.txt", folder / "gone.yaml")),
        *check_pair(Pair(None, folder / "a.yaml")),
        *check_pair(Pair(None, folder / "b.yaml")),
    ]
    assert {(problem.line, problem.column) for problem in problems} == {(1, 1)}
    assert {problem.code for problem in problems} == {"file", "no-article"}


def test_an_empty_file_is_readable(folder: Path) -> None:
    """It only lacks its format."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", ""))
    assert told(annotated.problems) == ["a.yaml:1 missing-key"]
    assert annotated.is_readable


def test_a_byte_order_mark_shifts_no_place(folder: Path) -> None:
    """Lines and columns are those that an editor shows."""
    annotated = annotate(ARTICLE, write(folder / "a.yaml", "\ufeffformat: idlib-reader/1\nentites:\n"))
    assert [(problem.line, problem.column) for problem in annotated.problems] == [(2, 1)]
    annotated = annotate(ARTICLE, write(folder / "a.yaml", "\ufeffformat: x\n"))
    assert [(problem.line, problem.column) for problem in annotated.problems] == [(1, 9)]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_make_no_difference(folder: Path, line_end: bytes) -> None:
    """An article and a file from any system: quotes over the end of a line are found, and lines counted alike."""
    write(folder / "a.txt", b"Dmitry Peskov told\nthe reporters.\n".replace(b"\n", line_end))
    text = f"{GOOD}  reporters:\n    mentions: told\n      the reporters\n    zzz: x\n"
    annotated = annotate(
        read_article(folder / "a.txt"), write(folder / "a.yaml", text.encode().replace(b"\n", line_end))
    )
    assert told(annotated.problems) == ["a.yaml:8 unknown-key"]
    assert annotated.index.places["reporters"][0][0] == (14, 32)


def test_each_problem_is_told_once(folder: Path) -> None:
    """A wrong source and a wrong cue of a claim are not told again for its parts."""
    text = (
        "format: idlib-reader/1\nclaims:\n  whole:\n    content: Idlib, Idlib\n    source: nobody\n    cue: gone\n"
        "  part:\n    content: told\n    within: whole\n  other:\n    content: reporters\n    within: whole\n"
    )
    annotated = annotate(ARTICLE, write(folder / "a.yaml", text))
    assert told(annotated.problems) == ["a.yaml:5 dangling-id", "a.yaml:6 not-found"]


# The tagset beside it


@pytest.fixture
def workspace(folder: Path) -> Path:
    """A workspace whose tagset has a slip."""
    for name in ("seeds", "annotations"):
        (folder / name).mkdir()
    write(folder / "annotations" / "_tagset.yaml", "format: idlib-reader/1\nrols: {}\n")
    write(folder / "seeds" / "a.txt", ARTICLE.text)
    return folder


@pytest.mark.parametrize("written", [GOOD + "    zzz: x\n", None])
def test_problems_of_the_tagset_come_too(workspace: Path, written: str | None) -> None:
    """Under its own path, with or without annotations; they stand in no entry."""
    path = workspace / "annotations" / "a.yaml"
    if written:
        write(path, written)
    annotated = annotate(ARTICLE, path)
    own = [f"{Path('annotations') / 'a.yaml'}:5 unknown-key"] if written else []
    assert told(annotated.problems) == [f"{Path('annotations') / '_tagset.yaml'}:2 unknown-key", *own]
    assert [annotated.entry_of(problem) for problem in annotated.problems] == [None, *(["peskov"] if written else [])]


def test_a_check_tells_them_once(workspace: Path) -> None:
    """However many files it looks at."""
    pairs = [Pair(workspace / "seeds" / "a.txt", workspace / "annotations" / f"{slug}.yaml") for slug in "ab"]
    problems = check_pairs(pairs, Store())
    assert told(problems) == [f"{Path('annotations') / '_tagset.yaml'}:2 unknown-key"]


# While somebody writes


def test_a_file_that_is_being_written_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read once two looks find it the same."""
    path = write(folder / "a.yaml", "")
    steps = iter(["format: idlib-reader/1\n", GOOD])
    waits = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if text := next(steps, None):
            write(path, text)

    monkeypatch.setattr(store_module.time, "sleep", wait)
    annotated = Store().annotate_settled(ARTICLE, path)
    assert list(annotated.index.entries) == ["peskov"]
    assert len(waits) == 3
    assert all(0 < seconds < 1 for seconds in waits)


def test_a_half_file_is_read_again_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editors write in two steps; what can't be read may be whole a moment later."""
    path = write(folder / "a.yaml", GOOD + "  x: [")
    waits = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            write(path, GOOD)

    monkeypatch.setattr(store_module.time, "sleep", wait)
    annotated = Store().annotate_settled(ARTICLE, path)
    assert annotated.is_readable
    assert list(annotated.index.entries) == ["peskov"]
    assert len(waits) == 2


def test_a_file_that_stays_as_it_is_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up all quotes of a long file again takes seconds, and would find the same."""
    monkeypatch.setattr(store_module.time, "sleep", lambda _: None)
    reports: list[AnnotatedArticle | str] = []
    path = write(folder / "a.yaml", GOOD + "  x: [")
    assert not Store().annotate_settled(ARTICLE, path, report=reports.append).is_readable
    assert reports == ["reading the annotations", "placing 1 quote", "checking"]


def test_a_file_that_stays_broken_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the second look the problem is the person's."""
    monkeypatch.setattr(store_module.time, "sleep", lambda _: None)
    annotated = Store().annotate_settled(ARTICLE, write(folder / "a.yaml", "a: b: c"))
    assert told(annotated.problems) == ["a.yaml:1 syntax"]


# Checking


def test_a_pair_is_checked_whole(folder: Path) -> None:
    """Everything that annotating finds."""
    pair = Pair(write(folder / "a.txt", "x"), write(folder / "a.yaml", GOOD))
    assert told(check_pair(pair)) == ["a.yaml:4 not-found"]


def test_an_article_that_cannot_be_read_is_told(folder: Path) -> None:
    """At its own name."""
    pair = Pair(write(folder / "a.txt", b"\xff"), folder / "a.yaml")
    assert told(check_pair(pair)) == ["a.txt:1 file"]


def test_a_broken_article_hides_no_problem_of_its_annotations(folder: Path) -> None:
    """What can be checked without the text is checked."""
    pair = Pair(write(folder / "a.txt", b"\xff"), write(folder / "a.yaml", GOOD + "    zzz: x\n"))
    assert told(check_pair(pair)) == ["a.txt:1 file", "a.yaml:5 unknown-key"]


def test_annotations_without_an_article_are_checked_as_far_as_they_can_be(folder: Path) -> None:
    """Keys and ids, but no quotes; that the article is missing is a warning."""
    text = GOOD + "    links: {rel: represents, to: putin}\n    zzz: x\n"
    problems = check_pair(Pair(None, write(folder / "a.yaml", text)))
    assert told(problems) == ["a.yaml:1 no-article", "a.yaml:5 dangling-id", "a.yaml:6 unknown-key"]
    assert [problem.level for problem in problems] == ["warning", "error", "error"]


@pytest.mark.parametrize("name", ["report.yaml", "report.annotations.yaml"])
def test_the_article_that_is_missing_is_named(folder: Path, name: str) -> None:
    """By the name that it would have."""
    (problem,) = check_pair(Pair(None, write(folder / name, "format: idlib-reader/1\n")))
    assert "there is no report.txt, nor one with" in problem.message


@pytest.mark.parametrize("content", ["a: b: c\n", b"\xff", None])
def test_a_lone_file_that_cannot_be_read_is_told(folder: Path, content: str | bytes | None) -> None:
    """Nothing is raised, whatever is in it or if it is gone."""
    if content is not None:
        write(folder / "a.yaml", content)
    assert {problem.level for problem in check_pair(Pair(None, folder / "a.yaml"))} >= {"error"}
