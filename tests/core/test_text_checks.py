"""An article that is no longer the one that the quotes were checked against."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Heading, Reference
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.text_checks import check_text
from numbered import SOURCE, at

ARTICLE = Article("a", "Idlib, Idlib")


def checked(sha256: str, *mentions: Selector, claims: tuple[Claim, ...] = ()) -> list[Problem]:
    heading = Heading(sha256=sha256, values_at={"sha256": at(3, 6)})
    entities = {"e": Entity(id="e", mentions=mentions)}
    annotations = Annotations(article=heading, entities=entities, claims={one.id: one for one in claims})
    return list(check_text(Index(ARTICLE, annotations), SOURCE))


@pytest.mark.parametrize("sha256", ["", ARTICLE.sha256(), ARTICLE.sha256().upper()])
def test_the_text_that_was_checked_is_no_problem(sha256: str) -> None:
    """Neither is it one that the sum is absent."""
    assert checked(sha256, Selector(("Idlib",), nth=1)) == []


def test_a_changed_text_is_a_warning() -> None:
    """The sum of this text is told, at the place of the old one."""
    (problem,) = checked("e028")
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "changed-article", "warning")
    assert problem.message == (
        "The article is not the text that the quotes were checked against: its sha256 is another."
    )
    assert problem.hint == f"Look through the quotes, then write `sha256: {ARTICLE.sha256()}`."


@pytest.mark.parametrize(
    ("mentions", "number"),
    [
        ((Selector(("Idlib",), nth=1),), "1 selector"),
        ((Selector(("Idlib",), nth=1), Selector(("Idlib",), nth=1), Selector(("Idlib",), all=True)), "3 selectors"),
        ((Selector(("Idlib",), all=True), Selector(("Idlib",)), Selector(("Idlib",), nth=9)), "1 selector"),
    ],
)
def test_what_is_counted_may_have_moved(mentions: tuple[Selector, ...], number: str) -> None:
    """One warning for all that `nth` and `all` have found, beside the first one."""
    _, problem = checked("e028", *mentions)
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "moved", "warning")
    assert problem.message == f"{number} with `nth` or `all` may mean other places in the changed article."
    assert problem.hint == (
        "What they find counts as moved until it is looked through and the sha256 is that of the article."
    )


def test_a_cue_that_is_taken_over_counts_once() -> None:
    """It is written once."""
    whole = Claim(id="whole", cue=(Selector(("Idlib",), nth=2),), keys=frozenset(("cue",)))
    part = Claim(id="part", within=Reference("whole"), keys=frozenset(("within",)))
    assert checked("e028", claims=(whole, part))[1].message.startswith("1 selector ")


def test_quotes_alone_do_not_move() -> None:
    """Their words say where they stand."""
    assert [problem.code for problem in checked("e028", Selector(("Idlib, Idlib",)))] == ["changed-article"]


SHORTENED = ARTICLE.sha256()[:8]


@pytest.mark.parametrize(
    "sha256", [SHORTENED, f"{SHORTENED}...", f"{SHORTENED}…", f"{SHORTENED.upper()} ...", ARTICLE.sha256()[:63]]
)
def test_a_shortened_sum_is_told_as_such(sha256: str) -> None:
    """The article begins like it, so nobody is told that it has changed."""
    (problem,) = checked(sha256, Selector(("Idlib, Idlib",)))
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "changed-article", "warning")
    assert problem.message == "The sha256 is shortened: the article's own begins like it, and goes on."
    assert problem.hint == f"Write all of it: `sha256: {ARTICLE.sha256()}`."


def test_a_shortened_sum_is_one_problem() -> None:
    """Whatever is counted or gathered under it."""
    (problem,) = checked(SHORTENED, Selector(("Idlib",), nth=1), Selector(("Idlib",), all=True))
    assert problem.code == "changed-article"
    assert problem.message.startswith("The sha256 is shortened")
    assert "moved" not in problem.hint


@pytest.mark.parametrize(
    "sha256", [SHORTENED[:7], "0" * 8, f"0{SHORTENED}", f"{SHORTENED}x", f"{SHORTENED}.", f"{ARTICLE.sha256()}..."]
)
def test_a_sum_of_another_shape_is_another(sha256: str) -> None:
    """Too few digits to tell anything, other ones, or no beginning of a sum at all."""
    problem, *moved = checked(sha256, Selector(("Idlib",), nth=1))
    assert problem.message.endswith("its sha256 is another.")
    assert [one.code for one in moved] == ["moved"]
