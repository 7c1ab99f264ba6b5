"""What stands in the window of a long file comes first, and is never wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from idlib_reader.core.article import Article
from idlib_reader.core.first_places import Stretch
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.source import Source
from idlib_reader.core.span import Span
from idlib_reader.core.tagset import DEFAULT
from idlib_reader.storage import first_places
from idlib_reader.storage import store as store_module
from idlib_reader.storage.annotated import AnnotatedArticle
from idlib_reader.storage.codec import read_file
from idlib_reader.storage.first_places import read_near
from idlib_reader.storage.store import Store

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LINE = (
    "It is written in the book of towns, for all to read: {0} men met in town {0}, as was said by the {0}, to this day."
)
TEXT = "\n".join(map(LINE.format, NUMBERS))
ARTICLE = Article("a", TEXT)
WINDOW = Span(TEXT.index("five men"), TEXT.index("five, to this day"))
STRETCH = Stretch(TEXT, WINDOW)

FILE = """format: idlib-reader/1
article: {title: Towns, outlet: News}
entities:  # who
  everywhere:
    mentions: {quote: men, all: true}
  plain-five:
    name: "# not a comment"
    mentions:
      - town five
      - town nine
  plain-six:
    mentions: [town six]
  # About the seventh.
  plain-seven:
    mentions: "seven men"

events:
  met-five:
    mentions: 'five men met'
    links: {rel: before, to: met-nine}
  met-nine:
    mentions: nine men met
claims:
  said-five:
    content: {from: town five, to: said by}
    cue: said by the five
  said-nine:
    content: {quote: said, in: said by the nine}
remarks:
  note-five:
    passage: {quote: said, in: "said by the five"}
  note-four: {passage: by the four}
"""
NEAR = ["everywhere", "plain-five", "met-five", "said-five", "note-five"]


def near_ids(text: str) -> list[str] | None:
    """The ids of what is read of a file before all else."""
    found = read_near(Source("a.yaml", text), STRETCH, DEFAULT)
    return None if found is None else [entry.id for entry in found.entries()]


# The text of the file


def test_the_entries_of_the_window_are_read() -> None:
    """However their words are written, and each as it is read with the whole file, at the same place."""
    found = read_near(Source("a.yaml", FILE), STRETCH, DEFAULT)
    whole = {entry.id: entry for entry in read_file(Source("a.yaml", FILE)).annotations.entries()}
    assert found is not None
    assert [entry.id for entry in found.entries()] == NEAR
    assert list(found.entries()) == [whole[id_] for id_ in NEAR]
    assert [entry.at for entry in found.entries()] == [whole[id_].at for id_ in NEAR]
    assert found.article.title == "Towns"


def test_line_ends_of_other_systems_make_no_difference() -> None:
    """CR LF as well."""
    assert near_ids(FILE.replace("\n", "\r\n")) == NEAR


def test_each_section_has_its_own_indentation() -> None:
    """As YAML allows."""
    head, events, rest = FILE.partition("events:\n")
    assert near_ids(head.replace("  ", "    ") + events + rest) == NEAR


def test_what_is_far_away_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what makes it quick."""
    texts = []
    read = first_places.read_file
    monkeypatch.setattr(
        first_places, "read_file", lambda source, words: texts.append(source.text) or read(source, words)
    )
    read_near(Source("a.yaml", FILE), STRETCH, DEFAULT)
    assert "plain-five" in texts[0]
    assert "men met in town nine" not in texts[0]
    # Its words stand in the window, but not in the passage that pins them.
    assert "said-nine" not in texts[0]
    assert len(texts[0]) == len(FILE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format: idlib-reader/1\n",
        "{format: idlib-reader/1, entities: {five: {mentions: town five}}}\n",
        "format: idlib-reader/1\nentities:\n  nine:\n    mentions: town nine\n",
        "format: idlib-reader/1\nentities:\n  five: [\n    mentions: town five\n",
        "format: idlib-reader/1\nentities:\n  five:\n    mentions: town five\n  b: [\n    mentions: town five\n",
        "format: idlib-reader/1\nentities:\n  nine:\n    mentions: &a town nine\n  b:\n    mentions: [town five, *a]\n",
    ],
    ids=["empty", "no entries", "braces", "none near", "broken", "broken in part", "an alias of what is far"],
)
def test_where_nothing_can_be_told_quickly_nothing_is(text: str) -> None:
    """The whole file is read then."""
    assert near_ids(text) is None


def test_with_too_much_in_the_window_the_whole_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take as long."""
    monkeypatch.setattr(first_places, "_MOST", 4)
    assert near_ids(FILE) is None


# Reports


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The annotation file of the article, in a workspace."""
    for folder in ("seeds", "annotations"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "annotations" / "a.yaml"
    found.write_text(FILE)
    return found


@pytest.fixture(params=["before it is read", "once it is read"])
def is_long(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file counts as a long one, of which the window comes early or late."""
    monkeypatch.setattr(store_module, "_MANY", 3)
    if request.param == "before it is read":
        monkeypatch.setattr(store_module, "_LONG", 100)


def parts(reports: list[AnnotatedArticle | str]) -> list[AnnotatedArticle]:
    return [told for told in reports if isinstance(told, AnnotatedArticle)]


@pytest.mark.usefixtures("is_long")
def test_the_window_comes_first(path: Path) -> None:
    """Once, with every place of the entries that stand in it; then the whole."""
    reports: list[AnnotatedArticle | str] = []
    whole = Store().annotate(ARTICLE, path, window=WINDOW, report=reports.append)
    assert reports[0] == "reading the annotations"
    assert reports[2:] == ["placing 12 quotes", "checking"]
    (part,) = parts(reports)
    assert part.is_partial
    assert list(part.index.entries) == NEAR
    assert {id_: part.index.places[id_] for id_ in NEAR} == {id_: whole.index.places[id_] for id_ in NEAR}
    assert part.index.highlights.between(*WINDOW) == whole.index.highlights.between(*WINDOW)
    assert part.line_of(part.index.entries["met-five"].at) == 18
    assert not whole.is_partial
    assert len(whole.index.entries) == 10


@pytest.mark.usefixtures("is_long")
def test_words_that_stand_twice_are_marked_nowhere(path: Path) -> None:
    """Whether a quote is unique is decided in the whole article, not in the window."""
    path.write_text(FILE.replace("- town five", "- as was said"))
    reports: list[AnnotatedArticle | str] = []
    Store().annotate(ARTICLE, path, window=WINDOW, report=reports.append)
    (part,) = parts(reports)
    mentions = part.index.annotations.entities["plain-five"].mentions
    assert [part.index.anchors[mention].state for mention in mentions] == ["ambiguous", "exact"]


@pytest.mark.usefixtures("is_long")
def test_other_files_are_looked_at_behind_the_window(path: Path) -> None:
    """A thousand of them take a second."""
    other = path.with_name("b.yaml")
    other.write_text("format: idlib-reader/1\nentities:\n  plain-five:\n    name: The fifth\n")
    path.write_text(FILE.replace('    name: "# not a comment"\n', ""))
    store = Store()
    seen = []

    def report(told: AnnotatedArticle | str) -> None:
        if isinstance(told, AnnotatedArticle):
            seen.append(told.index.label("plain-five"))

    whole = store.annotate(ARTICLE, path, window=WINDOW, report=report)
    again = Article("a", TEXT + " ")
    store.annotate(again, path, window=WINDOW, report=report)
    assert whole.index.label("plain-five") == "The fifth"
    # By then the other files are known.
    assert seen == ["plain-five", "The fifth"]


@pytest.mark.usefixtures("is_long")
def test_no_quote_is_looked_for_twice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found for the window is there for the whole."""
    asked: list[Selector] = []

    def resolve_and_note(text: str, selectors: Sequence[Selector], *, is_changed: bool) -> list[Anchor]:
        asked.extend(selectors)
        return resolve(text, selectors, is_changed=is_changed)

    monkeypatch.setattr("idlib_reader.core.index.resolve", resolve_and_note)
    Store().annotate(ARTICLE, path, window=WINDOW, report=lambda _: None)
    assert len(asked) == len(set(asked)) == 12


def test_a_file_that_was_read_is_not_opened_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when an article is opened whose file another one has asked for; the window comes first all the same."""
    monkeypatch.setattr(store_module, "_MANY", 3)
    monkeypatch.setattr(store_module, "_LONG", 100)
    store = Store()
    store.read(path)
    monkeypatch.setattr(store_module, "read_text", lambda _: pytest.fail("opened"))
    reports: list[AnnotatedArticle | str] = []
    store.annotate(ARTICLE, path, window=WINDOW, report=reports.append)
    assert [list(part.index.entries) for part in parts(reports)] == [NEAR]


@pytest.mark.usefixtures("is_long")
def test_under_another_sum_everything_is_new(path: Path) -> None:
    """What counts places may mean others then."""
    reports: list[AnnotatedArticle | str] = []
    store = Store()
    first = store.annotate(ARTICLE, path)
    path.write_text(FILE.replace("outlet: News", f"sha256: {'0' * 64}"))
    store.annotate(ARTICLE, path, first, window=WINDOW, report=reports.append)
    assert len(parts(reports)) == 1
    assert "placing 12 quotes" in reports


@pytest.mark.usefixtures("is_long")
def test_a_hand_edit_comes_at_once(path: Path) -> None:
    """What was found before is there, so nothing has to come first."""
    reports: list[AnnotatedArticle | str] = []
    store = Store()
    first = store.annotate(ARTICLE, path)
    path.write_text(FILE.replace("town six", "town seven"))
    store.annotate(ARTICLE, path, first, window=WINDOW, report=reports.append)
    assert reports == ["reading the annotations", "placing 1 quote", "checking"]


def test_what_was_found_before_stays_with_the_window(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where very much is new; and so do entries that are broken now."""
    store = Store()
    first = store.annotate(ARTICLE, path)
    monkeypatch.setattr(store_module, "_MANY", 3)
    new = "".join(f"  new-{number}:\n    mentions: was said by the {number}\n" for number in NUMBERS)
    path.write_text(FILE.replace("[town six]", "[town six").replace("events:\n", f"events:\n{new}"))
    reports: list[AnnotatedArticle | str] = []
    store.annotate(ARTICLE, path, first, window=WINDOW, report=reports.append)
    (part,) = parts(reports)
    assert part.index.entries.keys() == {*first.index.entries, "new-five"}
    assert (part.is_readable, part.kept) == (False, {"plain-six"})
    assert part.index.places["plain-six"] == first.index.places["plain-six"]


@pytest.mark.parametrize("written", [FILE, None])
def test_a_short_file_is_read_at_once(path: Path, written: str | None) -> None:
    """Or none at all."""
    if written is None:
        path.unlink()
    reports: list[AnnotatedArticle | str] = []
    Store().annotate(ARTICLE, path, window=WINDOW, report=reports.append)
    assert parts(reports) == []
    assert reports[0] == "reading the annotations"


@pytest.mark.usefixtures("is_long")
def test_a_file_that_is_no_text_is_told_with_the_whole(path: Path) -> None:
    """There is nothing to be found in it first."""
    path.write_bytes(b"\xff" * 1000)
    reports: list[AnnotatedArticle | str] = []
    whole = Store().annotate(ARTICLE, path, window=WINDOW, report=reports.append)
    assert parts(reports) == []
    assert [problem.code for problem in whole.problems] == ["file"]


@pytest.mark.usefixtures("is_long")
@pytest.mark.parametrize("annotate", [Store.annotate, Store.annotate_settled])
def test_without_anybody_to_tell_nothing_is_told(
    path: Path, annotate: Callable[..., AnnotatedArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read in the end is the same, settled or not."""
    monkeypatch.setattr(store_module.time, "sleep", lambda _: None)
    reports: list[AnnotatedArticle | str] = []
    silent = annotate(Store(), ARTICLE, path)
    told = annotate(Store(), ARTICLE, path, window=WINDOW, report=reports.append)
    assert len(parts(reports)) == 1
    assert silent.index.places == told.index.places
    assert silent.problems == told.problems
