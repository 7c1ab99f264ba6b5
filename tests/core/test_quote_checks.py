"""Words that are not in the article, stand at several places, or take nothing out."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Claim, Entity, Entry, Event, Link, Reference, Remark
from idlib_reader.core.problems import Problem
from idlib_reader.core.quote_checks import check_quotes
from idlib_reader.core.selectors import Selector
from marked import annotated
from numbered import SOURCE, at


def checked(text: str, *entries: Entry) -> list[Problem]:
    """The problems of the quotes of entries in an article."""
    return list(check_quotes(annotated(text, *entries), SOURCE))


def quote(*pieces: str, **keys: object) -> Selector:
    """A selector in line 3, column 6."""
    return Selector(pieces, **{"at": at(3, 6), **keys})  # type: ignore[arg-type]  # the keys are Selector's own fields


def mentioned(*selectors: Selector) -> Entity:
    return Entity(id="e", mentions=selectors)


GONE = quote("gone")


@pytest.mark.parametrize(
    "entry",
    [
        Entity(id="x", mentions=(GONE,)),
        Entity(id="x", links=(Link("part-of", Reference("y"), cue=(GONE,)),)),
        Event(id="x", mentions=(GONE,)),
        Event(id="x", date_text=(GONE,)),
        Event(id="x", links=(Link("before", Reference("y"), cue=(GONE,)),)),
        Claim(id="x", content=GONE),
        Claim(id="x", cue=(GONE,)),
        Claim(id="x", source_text=(GONE,)),
        Claim(id="x", date_text=(GONE,)),
        Claim(id="x", links=(Link("rebuts", Reference("y"), cue=(GONE,)),)),
        Remark(id="x", passage=GONE),
        mentioned(quote("Idlib", excepted=(GONE,), at=0)),
        mentioned(quote("Idlib", excepted=(quote("Idlib fell", excepted=(GONE,), at=0),), at=0)),
    ],
)
def test_every_quote_of_every_kind_is_looked_up(entry: Entry) -> None:
    """Mentions, content, cues, dates, passages and what is excepted: no quote is passed over."""
    not_found = [problem for problem in checked("Idlib. Idlib fell.", entry) if problem.code == "not-found"]
    assert [(one.line, one.column, one.level) for one in not_found] == [(3, 6, "error")]
    assert not_found[0].message == "The article does not have “gone”."


def test_a_part_of_a_word_is_an_error() -> None:
    """The words are there, but a quote may not start or end inside a word."""
    (problem,) = checked("many machines", mentioned(quote("mach")))
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "inside-word", "error")
    assert problem.message == "The article has “mach” only as a part of “machines”."


def test_a_place_that_is_counted_too_far_is_an_error() -> None:
    """With how many places there are."""
    (problem,) = checked("Idlib, Idlib", mentioned(quote("Idlib", nth=3)))
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "too-few-places", "error")
    assert problem.message == "The article has “Idlib” at 2 places, and this counts to 3."


def test_words_at_several_places_are_told_with_their_number_and_context() -> None:
    """Each place is shown with what stands around it, so that one can be pinned down."""
    (problem,) = checked("told Dmitry Peskov, and then\nsaid Peskov again to all", mentioned(quote("Peskov")))
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "ambiguous", "error")
    assert problem.message == (
        "The article has “Peskov” at 2 places: "
        "“told Dmitry Peskov, and then said …”; “…, and then said Peskov again to all”."
    )
    assert problem.hint == (
        "Pin it down with `in:`, `before:` or `after:`, or write `all: true` if every place is meant."
    )


def test_only_the_first_of_many_places_are_shown() -> None:
    """The number is always told; more than three places would drown the sentence."""
    (problem,) = checked(", ".join(["Idlib"] * 5000), mentioned(quote("Idlib")))
    assert problem.message.startswith("The article has “Idlib” at 5,000 places: ")
    assert problem.message.count("; ") == 3
    assert problem.message.endswith("; ….")


def test_all_places_are_shown_where_they_are_few() -> None:
    """Three places are told without a remainder."""
    (problem,) = checked("Idlib. Idlib. Idlib", mentioned(quote("Idlib")))
    assert problem.message.count("; ") == 2
    assert problem.message.endswith("Idlib. Idlib. Idlib”.")


def test_an_except_that_takes_nothing_out_is_a_warning() -> None:
    """At the selector under `except`; the one beside it, which does, is none."""
    idle, busy = quote("Syria fell"), quote("Syrian Idlib", at=0)
    (problem,) = checked(
        "Syrian Idlib, Idlib; Syria fell", mentioned(quote("Idlib", all=True, excepted=(busy, idle), at=0))
    )
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "idle-except", "warning")
    assert problem.message == "Inside “Syria fell” stands no “Idlib”, so this takes nothing out."
    assert problem.hint == "Delete it, or write words that hold a place to take out."


def test_an_except_of_words_that_are_not_there_is_told_once() -> None:
    """As not found, and not as idle too."""
    problems = checked("Idlib", mentioned(quote("Idlib", all=True, excepted=(quote("gone"),), at=0)))
    assert [problem.code for problem in problems] == ["not-found"]


def test_an_except_of_a_rule_that_is_not_found_is_not_judged() -> None:
    """There is nothing that it could take out."""
    problems = checked("Syria", mentioned(quote("Idlib", all=True, excepted=(quote("Syria", at=at(9)),))))
    assert [(problem.line, problem.code) for problem in problems] == [(3, "not-found")]


def test_an_except_of_a_count_that_is_too_far_is_judged() -> None:
    """There are places that it could take out, also where `except` leaves too few of them or none."""
    for counted in (1, 5):
        rule = quote("Idlib", nth=counted, excepted=(quote("Idlib", at=0), quote("Syria", at=at(9))), at=0)
        assert ("idle-except", 9) in {(one.code, one.line) for one in checked("Idlib, Syria", mentioned(rule))}


def test_a_rule_with_many_exceptions_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding a rule among the anchors goes through all that it excepts, so that is not done for each of them."""
    hashed = 0

    class Counting(Selector):
        def __hash__(self) -> int:
            nonlocal hashed
            hashed += 1
            return super().__hash__()

    idle = tuple(Counting((f"x{number}",)) for number in range(100))
    index = annotated("a " + " ".join(one.pieces[0] for one in idle), mentioned(quote("a", excepted=idle)))
    hashed = 0
    problems = list(check_quotes(index, SOURCE))
    assert [one.code for one in problems] == ["idle-except"] * 100
    assert hashed < 10 * 100


def test_an_except_may_stand_at_several_places() -> None:
    """Each of them takes out what lies inside it."""
    assert checked("a b, a b, a", mentioned(quote("a", all=True, excepted=(quote("a b"),)))) == []


def test_a_cue_that_is_taken_over_is_told_once() -> None:
    """A wrong cue on the whole is no mistake of its parts."""
    whole = Claim(id="whole", cue=(quote("gone"),), keys=frozenset({"cue"}))
    parts = [Claim(id=f"part-{row}", within=Reference("whole"), keys=frozenset({"within"})) for row in range(3)]
    assert [problem.code for problem in checked("", whole, *parts)] == ["not-found"]


def test_one_wrong_quote_in_two_places_of_the_file_is_told_twice() -> None:
    """Each has to be mended."""
    assert [one.line for one in checked("", mentioned(quote("gone"), quote("gone", at=at(7))))] == [3, 7]


def test_quotes_that_are_found_are_no_problem() -> None:
    """Exact or folded, once or at all places."""
    assert (
        checked(
            "Idlib, Idlib; it’s so and so",
            mentioned(quote("Idlib", all=True), quote("it's"), quote("so", before="and")),
        )
        == []
    )
