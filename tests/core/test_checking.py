"""What only shows beside the article: ids, quotes and the text itself."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Heading, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.checking import check, check_ids
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from marked import annotated

SOURCE = Source("f.yaml", "line one\nline two\nline three\n")
"""A file to stand in; places in it are chosen freely."""

AT = SOURCE.text.index("three")
"""Line 3, column 6."""


def checked(text: str, entry: Entry) -> list[Problem]:
    """The problems of one entry, whose selectors are as they are."""
    return check(annotated(text, entry), SOURCE)


def quote(*pieces: str, **keys: object) -> Selector:
    return Selector(pieces, at=AT, **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


def mentioned(selector: Selector) -> Entity:
    return Entity(id="e", mentions=(selector,))


NOBODY = Reference("nobody", at=AT)


@pytest.mark.parametrize(
    "entry",
    [
        Entity(id="x", links=(Link("part-of", NOBODY),)),
        Event(id="x", place=(NOBODY,)),
        Event(id="x", source=(NOBODY,)),
        Event(id="x", participants=(("agent", (Reference("x"), NOBODY)),)),
        Event(id="x", links=(Link("before", NOBODY),)),
        Claim(id="x", source=(NOBODY,), keys=frozenset({"source"})),
        Claim(id="x", audience=(NOBODY,)),
        Claim(id="x", about=(NOBODY,)),
        Claim(id="x", within=NOBODY),
        Claim(id="x", links=(Link("rebuts", NOBODY),)),
    ],
)
def test_an_id_that_no_entry_has_is_a_problem(entry: Entry) -> None:
    """Wherever an id is used, the place where it is written is told."""
    (problem,) = check_ids(annotated("", entry).annotations, SOURCE)
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "dangling-id", "error")
    assert problem.message == "No entry has the id `nobody`."


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("pescov", "Did you mean `peskov`?"),
        ("Peskov", "Did you mean `peskov`?"),
        ("qqq", "Add an entry with this id, or correct it."),
    ],
)
def test_a_near_id_is_proposed(wrong: str, hint: str) -> None:
    """A slip of the finger gets the id that was meant; anything else is left to the person."""
    index = annotated("", Entity(id="peskov"), Claim(id="c", about=(Reference(wrong),)))
    assert [problem.hint for problem in check(index, SOURCE)] == [hint]


def test_the_outlet_is_a_source_without_an_entry() -> None:
    """`outlet` is reserved: the article's own voice."""
    outlet = (Reference("outlet"),)
    index = annotated("", Event(id="t", source=outlet), Claim(id="c", source=outlet, keys=frozenset({"source"})))
    assert check(index, SOURCE) == []


@pytest.mark.parametrize(
    "entry",
    [
        Claim(id="x", about=(Reference("outlet", at=AT),)),
        Event(id="x", place=(Reference("outlet", at=AT),)),
        Event(id="x", links=(Link("before", Reference("outlet", at=AT)),)),
        Claim(id="x", within=Reference("outlet", at=AT)),
    ],
)
def test_the_outlet_is_nothing_but_a_source(entry: Entry) -> None:
    """The reserved word names no entry that something could be about, be at or be linked to."""
    assert [problem.code for problem in checked("", entry)] == ["dangling-id"]


def test_a_claim_of_another_article_is_not_looked_for_here() -> None:
    """`other-article#claim-id` names a claim elsewhere."""
    entry = Claim(id="c", about=(Reference("other#claim"),), links=(Link("repeats", Reference("other#claim")),))
    assert checked("", entry) == []


def test_a_source_that_is_taken_over_is_told_once() -> None:
    """A wrong source on the whole is no mistake of its parts."""
    whole = Claim(id="whole", source=(NOBODY,), keys=frozenset({"source"}))
    part = Claim(id="part", within=Reference("whole"), keys=frozenset({"within"}))
    (problem,) = check(annotated("", whole, part), SOURCE)
    assert problem.message == "No entry has the id `nobody`."


# Quotes


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        (quote("Damascus"), "“Damascus”"),
        (quote("we\n  were"), "“we were”"),
        (quote("a", "b"), "“a … b”"),
        (quote("from", to="to"), "“from … to”"),
        (quote("Peskov", inside="said Peskov"), "“Peskov” with `in: said Peskov`"),
        (quote("Peskov", before="said", after=","), "“Peskov” with `before: said` with `after: ,`"),
        (quote("x" * 100), f"“{'x' * 80}…”"),
    ],
)
def test_words_that_are_not_in_the_article_are_told(selector: Selector, words: str) -> None:
    """The words that were looked for, with their context, and where they are written; long ones are cut."""
    (problem,) = checked("Idlib", mentioned(selector))
    assert problem.message == f"The article does not have {words} as whole words here."
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "not-found", "error")


def test_a_place_that_is_counted_too_far_is_told() -> None:
    """`nth` beyond the last place says how far it counted."""
    (problem,) = checked("Idlib, Idlib", mentioned(quote("Idlib", nth=3)))
    assert problem.message == "The article does not have “Idlib” in 3 places."
    assert problem.code == "not-found"


def test_words_at_several_places_are_told_with_their_number_and_context() -> None:
    """Each place is shown with what stands around it, so that one can be pinned down."""
    (problem,) = checked("told Dmitry Peskov, and then\nsaid Peskov again to all", mentioned(quote("Peskov")))
    assert problem.message.startswith("The article has “Peskov” at 2 places: ")
    assert "told Dmitry Peskov, and then said" in problem.message
    assert "and then said Peskov again to all" in problem.message
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "ambiguous", "error")
    assert "`in:`" in problem.hint


def test_only_the_first_of_many_places_are_shown() -> None:
    """The number is always told; more than three places would drown the sentence."""
    (problem,) = checked(", ".join(["Idlib"] * 50), mentioned(quote("Idlib")))
    assert problem.message.startswith("The article has “Idlib” at 50 places: ")
    assert problem.message.count("Idlib, Idlib") <= 3 * 5
    assert problem.message.endswith("; ….")


def test_all_places_are_shown_where_they_are_few() -> None:
    """Three places are told without a remainder."""
    (problem,) = checked("Idlib. Idlib. Idlib", mentioned(quote("Idlib")))
    assert problem.message.count("; ") == 2
    assert "; …." not in problem.message


def test_a_place_is_shown_with_a_few_words_around_it() -> None:
    """Sixteen characters on either side, and forty of a long passage."""
    before, passage, after = "b" * 30, f"start-{'m' * 60}-end", "a" * 30
    text = f"{before} {passage} {after}\n{before} {passage} {after}"
    (problem,) = checked(text, mentioned(quote("start", to="end")))
    shown = f"…{before[:15]} {passage[:40]}… {after[:15]}…"
    assert problem.message == f"The article has “start … end” at 2 places: {shown}; {shown}."


def test_a_long_context_of_a_selector_is_cut() -> None:
    """Forty characters of it tell which selector it is."""
    (problem,) = checked("", mentioned(quote("a", inside="b" * 41, before="c" * 40)))
    assert f"`in: {'b' * 40}…`" in problem.message
    assert f"`before: {'c' * 40}`" in problem.message


def test_an_event_with_a_source_of_its_own_is_looked_up() -> None:
    """Beside the outlet, which is nobody's entry."""
    sources = (Reference("outlet"), NOBODY)
    assert [problem.code for problem in checked("", Event(id="x", source=sources))] == ["dangling-id"]


@pytest.mark.parametrize(
    "entry",
    [
        Entity(id="x", links=(Link("part-of", Reference("x"), cue=(quote("gone"),)),)),
        Event(id="x", mentions=(quote("gone"),)),
        Event(id="x", date_text=(quote("gone"),)),
        Claim(id="x", content=quote("gone")),
        Claim(id="x", cue=(quote("gone"),)),
        Claim(id="x", source_text=(quote("gone"),)),
        Claim(id="x", date_text=(quote("gone"),)),
        Remark(id="x", passage=quote("gone")),
    ],
)
def test_every_quote_of_every_kind_is_looked_up(entry: Entry) -> None:
    """Mentions, content, cues, dates and passages: no quote is passed over."""
    assert [problem.code for problem in checked("Idlib", entry)] == ["not-found"]


def test_a_cue_that_is_taken_over_is_told_once() -> None:
    """A wrong cue on the whole is no mistake of its parts."""
    whole = Claim(id="whole", cue=(quote("gone"),), keys=frozenset({"cue"}))
    part = Claim(id="part", within=Reference("whole"), keys=frozenset({"within"}))
    (problem,) = check(annotated("", whole, part), SOURCE)
    assert problem.code == "not-found"


def test_quotes_that_are_found_are_no_problem() -> None:
    """Exact or folded, once or at all places."""
    mentions = (quote("Idlib", all=True), quote("it's"), quote("so", before="and"))
    assert checked("Idlib, Idlib; it’s so and so", Entity(id="e", mentions=mentions)) == []


def test_a_rule_whose_places_are_all_left_out_is_told_as_such() -> None:
    """The words are in the article: the sentence does not say that they are not."""
    (problem,) = checked("Syrian Idlib", mentioned(quote("Idlib", all=True, excepted=(quote("Syrian Idlib"),))))
    assert "except" in f"{problem.message} {problem.hint}"


# The text


@pytest.mark.parametrize("sha256", ["", Article("a", "Idlib").sha256()])
def test_the_text_that_was_checked_is_no_problem(sha256: str) -> None:
    """Neither is it one that the sum is absent."""
    index = Index(Article("a", "Idlib"), Annotations(article=Heading(sha256=sha256, values_at={"sha256": AT})))
    assert check(index, SOURCE) == []


def test_a_changed_text_is_a_warning() -> None:
    """The quotes were checked against another text; the sum of this one is told, at the place of the old one."""
    index = Index(Article("a", "Idlib."), Annotations(article=Heading(sha256="e028", values_at={"sha256": AT})))
    (problem,) = check(index, SOURCE)
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "changed-article", "warning")
    assert Article("a", "Idlib.").sha256() in problem.hint


def test_problems_come_in_the_order_of_the_file() -> None:
    """Ids, quotes and the text together, by line and column."""
    heading = Heading(sha256="e028", values_at={"sha256": 10})
    entity = Entity(id="e", mentions=(Selector(("gone",), at=20), Selector(("lost",), at=0)))
    claim = Claim(id="c", about=(Reference("nobody", at=15),))
    annotations = Annotations(article=heading, entities={"e": entity}, claims={"c": claim})
    problems = check(Index(Article("a", ""), annotations), SOURCE)
    assert [(problem.line, problem.column) for problem in problems] == [(1, 1), (2, 2), (2, 7), (3, 3)]
