"""Links that go round, that dates rule out, and that are written twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Reference
from idlib_reader.core.dates import may_precede, parse
from idlib_reader.core.link_checks import check_links
from idlib_reader.core.problems import Problem
from idlib_reader.core.tagset import DEFAULT, EVENT_RELATIONS, Tagset, Word
from numbered import SOURCE, at

KINDS = {"entities": Entity, "events": Event, "claims": Claim}


def checked(written: str, section: str = "events", tagset: Tagset = DEFAULT) -> list[Problem]:
    """The problems of entries written as `id@date rel>id rel>id; id; ...`, the links one a line from line 1 on.

    `id@date!modality` gives an event a modality.
    """
    entries: dict[str, Entity | Event | Claim] = {}
    line = 0
    for entry in written.split(";"):
        head, *rest = entry.split()
        links = []
        for one in rest:
            line += 1
            rel, to = one.split(">")
            links.append(Link(rel, Reference(to), at=at(line, 3)))
        id_, _, date = head.partition("@")
        date, _, modality = date.partition("!")
        keys: dict[str, str] = {"date": date, **({"modality": modality} if modality else {})} if date else {}
        entries[id_] = KINDS[section](id=id_, links=tuple(links), **keys)  # type: ignore[arg-type]  # an event's fields
    annotations = Annotations(**{section: entries})  # type: ignore[arg-type]  # of that section
    return list(check_links(annotations, SOURCE, tagset, "mine"))


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


# Circles


@pytest.mark.parametrize(
    ("written", "line", "circle"),
    [
        ("a before>b; b before>a", 2, "`b` before `a` before `b`"),
        ("a before>b; b before>c; c before>a", 3, "`c` before `a` before `b` before `c`"),
        ("a after>b; b after>c; c after>a", 3, "`a` before `c` before `b` before `a`"),
        ("a before>b after>c; b before>c", 3, "`b` before `c` before `a` before `b`"),
        ("a before>b; b causes>a", 2, "`b` causes `a` before `b`"),
        ("b before>a; a before>b causes>b", 2, "`a` before `b` before `a`"),
        ("a causes>b before>b; b causes>a", 3, "`b` causes `a` before `b`"),
        ("a causes>b causes>c; b causes>a; c before>b", 4, "`c` before `b` causes `a` causes `c`"),
        ("a before>b responds-to>b; b", 2, "`b` prompts `a` before `b`"),
        ("a enables>b; b caused-by>c; c after>b", 3, "`b` before `c` causes `b`"),
        ("a part-of>b; b part-of>a", 2, "`b` part-of `a` part-of `b`"),
        ("a includes>b; b includes>a", 2, "`a` part-of `b` part-of `a`"),
        (
            "a before>b; c after>elsewhere before>a; b before>elsewhere",
            4,
            "`b` before `elsewhere` before `c` before `a` before `b`",
        ),
    ],
)
def test_links_that_lead_round_are_told_at_the_last_of_them(written: str, line: int, circle: str) -> None:
    """Read in one direction, whichever end they are written at."""
    (problem,) = checked(written)
    assert (problem.line, problem.column, problem.code, problem.level) == (line, 3, "circular-links", "warning")
    assert problem.message == f"These links lead round in a circle: {circle}."
    assert problem.hint == "Delete one of them, or turn it round."


@pytest.mark.parametrize(
    ("section", "rel"),
    [
        ("entities", "part-of"),
        ("entities", "located-in"),
        ("entities", "member-of"),
        ("entities", "includes"),
        ("claims", "updates"),
        ("claims", "repeated-by"),
    ],
)
def test_entities_and_claims_have_orders_too(section: str, rel: str) -> None:
    """What is part of, in or a member of something, and what takes up an earlier claim."""
    assert codes(checked(f"a {rel}>b; b {rel}>c; c {rel}>a", section)) == ["circular-links"]


def test_the_own_article_before_a_claim_makes_no_difference() -> None:
    """It is the claim of this file."""
    (problem,) = checked("a updates>mine#b; b updates>mine#a", "claims")
    assert problem.message == "These links lead round in a circle: `b` updates `a` updates `b`."


@pytest.mark.parametrize(
    ("section", "rel"),
    [
        ("entities", "represents"),
        ("entities", "same-as"),
        ("claims", "supports"),
        ("claims", "rebuts"),
        ("claims", "contradicts"),
        ("events", "prevents"),
        ("events", "simultaneous"),
        ("events", "same-as"),
    ],
)
def test_some_links_may_lead_round(section: str, rel: str) -> None:
    """Claims may support each other, and of two plans each may prevent the other."""
    assert checked(f"a {rel}>b; b {rel}>c; c {rel}>a", section) == []


@pytest.mark.parametrize(
    "written",
    [
        "a before>b; b before>c; a before>c",
        "a before>b; b after>a",
        "a part-of>b; b before>a",
        "a before>b causes>b; b",
        "a@2019/2021 prompts>b; b@2019/2021 prompts>a",
        "a causes>b; b enables>c; c prompts>a; a2 before>b",
        "summit@2020-03!planned; protest@2020-02 responds-to>summit before>summit",
        "summit@2020-03!hypothetical causes>protest; protest@2020-02 before>summit",
    ],
)
def test_links_that_do_not_lead_round_are_no_circle(written: str) -> None:
    """Neither are two ways to one place, a link written from both ends, or links of two orders.

    Nor is what lasts and prompts what prompts it, or a plan that is answered before it happens.
    """
    assert "circular-links" not in codes(checked(written))


def test_a_link_to_its_own_entry_is_told_elsewhere() -> None:
    """It is no circle, no contradiction and not twice the same."""
    assert checked("a@2020 before>a after>a part-of>a") == []
    assert checked("a updates>mine#a", "claims") == []


def test_every_circle_is_told_once() -> None:
    """Those that share an event, too; a second link between two events makes no second circle."""
    assert [problem.line for problem in checked("a before>b before>c causes>b; b before>a; c before>a")] == [4, 5]


def test_a_circle_of_a_thousand_events_is_told_in_a_short_sentence() -> None:
    """Its first steps, how many there are between, and the last one."""
    (problem,) = checked("; ".join(f"e{row} before>e{(row + 1) % 1000}" for row in range(1000)))
    assert problem.message == (
        "These links lead round in a circle: `e999` before `e0` before `e1` before `e2` before `e3` before `e4` "
        "before `e5` before `e6` before `e7` … (991 more) … before `e999`."
    )


def test_a_tangle_of_links_is_not_told_to_its_end() -> None:
    """Two thousand events that all lead back to the first make a million steps round: the first circles are enough."""
    size = 2000
    links = "; ".join(f"e{row} before>e{row + 1} causes>e0" for row in range(1, size))
    problems = checked(f"e0 before>e1; {links}")
    assert len(problems) == 20
    *first, last = sorted(problems, key=lambda problem: problem.line)
    more = "More circles hang together with this one; they are told when some of these are mended."
    assert last.hint == f"Delete one of them, or turn it round. {more}"
    assert {problem.hint for problem in first} == {"Delete one of them, or turn it round."}


def test_what_a_plan_is_before_may_lead_round() -> None:
    """The order of plans is an order."""
    assert codes(checked("a@2020!planned before>b; b before>a")) == ["circular-links"]
    assert codes(checked("a@2020!alleged causes>b; b before>a")) == ["circular-links"]


def test_a_relation_of_the_workspace_may_be_an_inverse() -> None:
    """A word whose other end reads as a known relation is that relation turned round."""
    tagset = Tagset(event_relations={**DEFAULT.event_relations, "follows": Word(inverse="before")})
    (problem,) = checked("a follows>b; b follows>a", tagset=tagset)
    assert problem.message == "These links lead round in a circle: `a` before `b` before `a`."


PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), unique=True)


@settings(deadline=None)
@given(PAIRS, st.data())
def test_links_that_run_one_way_give_no_circle(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    """However they are mixed, and at whichever end each is written."""
    written: dict[int, list[str]] = {number: [] for number in range(8)}
    for one, other in pairs:
        rel = data.draw(st.sampled_from(["before", "causes", "enables", "prompts"]))
        if data.draw(st.booleans()):
            written[one].append(f"{rel}>e{other}")
        else:
            written[other].append(f"{EVENT_RELATIONS[rel]}>e{one}")
    entries = "; ".join(" ".join((f"e{number}", *links)) for number, links in written.items())
    assert checked(entries) == []


# Dates


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("a@2020 before>b; b@2018", "`a` is dated 2020, and `b` is dated 2018, so `a` can't be before `b`."),
        ("a@2018 after>b; b@2020", "`a` is dated 2018, and `b` is dated 2020, so `a` can't be after `b`."),
        (
            "a@2020-02-17/2020-02-18 causes>b; b@../2019",
            "`a` is dated 17-18 Feb 2020, and `b` is dated until 2019, so `a` can't cause `b`.",
        ),
        ("a@2018 caused-by>b; b@2020", "`a` is dated 2018, and `b` is dated 2020, so `a` can't be caused by `b`."),
        ("a@2020 enables>b; b@2018", "`a` is dated 2020, and `b` is dated 2018, so `a` can't enable `b`."),
        ("a@2018 enabled-by>b; b@2020", "`a` is dated 2018, and `b` is dated 2020, so `a` can't be enabled by `b`."),
        ("a@2020 prevents>b; b@2018", "`a` is dated 2020, and `b` is dated 2018, so `a` can't prevent `b`."),
        (
            "a@2018 prevented-by>b; b@2020",
            "`a` is dated 2018, and `b` is dated 2020, so `a` can't be prevented by `b`.",
        ),
        ("a@2020 prompts>b; b@2018", "`a` is dated 2020, and `b` is dated 2018, so `a` can't prompt `b`."),
        ("a@2018 responds-to>b; b@2020", "`a` is dated 2018, and `b` is dated 2020, so `a` can't respond to `b`."),
        ("a@2020 part-of>b; b@2018", "`a` is dated 2020, and `b` is dated 2018, so `a` can't be a part of `b`."),
        ("a@2018 includes>b; b@2020", "`a` is dated 2018, and `b` is dated 2020, so `a` can't include `b`."),
        (
            "a@2018 simultaneous>b; b@2020",
            "`a` is dated 2018, and `b` is dated 2020, so `a` can't be simultaneous with `b`.",
        ),
        (
            "a@[..2018] same-as>b; b@2020",
            "`a` is dated some year up to 2018, and `b` is dated 2020, so `a` can't be the same as `b`.",
        ),
    ],
)
def test_a_link_that_the_dates_rule_out_is_told(written: str, message: str) -> None:
    """With both dates in words, at the link."""
    (problem,) = checked(written)
    assert (problem.line, problem.column, problem.code, problem.level) == (1, 3, "contradicted-link", "warning")
    assert problem.message == message


@pytest.mark.parametrize(
    ("rel", "hint"),
    [
        ("before", "Correct a date, or turn the link round."),
        ("includes", "Correct a date, or choose another relation."),
        ("part-of", "Correct a date, or choose another relation."),
    ],
)
def test_what_to_do_depends_on_the_relation(rel: str, hint: str) -> None:
    """To turn a part round would not help."""
    assert [problem.hint for problem in checked(f"a@2020 {rel}>b; b@2018")] == [hint]


@pytest.mark.parametrize(
    "written",
    [
        "a@2018 before>b; b@2018-09",
        "a before>b; b@2018",
        "a@2020 before>b; b",
        "a@2020 before>b; b@soon",
        "a@2020 before>elsewhere",
        "a@2018/.. before>b; b@2019",
        "a@2019? before>b; b@2018",
        "a@2019 causes>b; b@2018/..",
        "a@2019 causes>b; b@2018/2020",
        "a@2019 responds-to>b; b@2018",
        "a@2018-09 part-of>b; b@2018",
        "a@2017/2019 includes>b; b@2018",
        "a@2020 simultaneous>b; b@2020-02",
        "a@2020-02-19T23:30Z same-as>b; b@2020-02-20",
        "a@2020 foils>b; b@2018",
    ],
)
def test_dates_that_allow_a_link_are_no_problem(written: str) -> None:
    """One reading of both is enough; without two dates nothing is known."""
    assert checked(written) == []


@pytest.mark.parametrize("rel", ["causes", "prompts", "prevents", "enables"])
@pytest.mark.parametrize(
    ("modality", "expected"),
    [
        ("actual", ["contradicted-link"]),
        ("alleged", ["contradicted-link"]),
        ("negated", ["contradicted-link"]),
        ("planned", []),
        ("hypothetical", []),
    ],
)
def test_what_is_expected_acts_before_it_happens(rel: str, modality: str, expected: list[str]) -> None:
    """A plan for a later day may be answered to, and a threat may prevent."""
    assert codes(checked(f"a@2020!{modality} {rel}>b; b@2018")) == expected
    assert codes(checked(f"b@2018 {EVENT_RELATIONS[rel]}>a; a@2020!{modality}")) == expected


def test_the_order_of_plans_is_checked() -> None:
    """What is planned for a later year is not before what was in an earlier one."""
    assert codes(checked("a@2020!planned before>b; b@2018")) == ["contradicted-link"]


def test_dates_of_claims_are_not_compared() -> None:
    """When something is said tells nothing about links between what is said."""
    assert checked("a@2018 updates>b; b@2020", "claims") == []


DATES = st.sampled_from(["2018", "2018-09", "2018~", "../2018", "2018/..", "[2017,2019]", "2018-09-03T10:00Z", "2020"])


@given(DATES, DATES)
def test_a_link_that_dates_allow_is_never_reported(one: str, other: str) -> None:
    """What may precede is before; what has one date may be linked in any way."""
    assert (checked(f"a@{one} before>b; b@{other}") == []) is may_precede(parse(one), parse(other))
    for rel in EVENT_RELATIONS:
        assert checked(f"a@{one} {rel}>b; b@{one}") == []


# Twice


@pytest.mark.parametrize(
    ("written", "section", "line", "message"),
    [
        ("a before>b before>b; b", "events", 2, "This link is written already in line 1."),
        ("a before>b; b after>a", "events", 2, "This link is written already in line 1, from its other end, `a`."),
        (
            "a simultaneous>b; b simultaneous>a",
            "events",
            2,
            "This link is written already in line 1, from its other end, `a`.",
        ),
        (
            "a member-of>b; b has-member>a",
            "entities",
            2,
            "This link is written already in line 1, from its other end, `a`.",
        ),
        (
            "a supports>b; b supported-by>mine#a",
            "claims",
            2,
            "This link is written already in line 1, from its other end, `a`.",
        ),
        ("a before>b before>c before>b; b; c", "events", 3, "This link is written already in line 1."),
        ("a foils>b foils>b; b", "events", 2, "This link is written already in line 1."),
    ],
)
def test_a_link_that_is_written_twice_is_told(written: str, section: str, line: int, message: str) -> None:
    """At the later one, at either end; the earlier line is named."""
    (problem,) = checked(written, section)
    assert (problem.line, problem.column, problem.code, problem.level) == (line, 3, "link-twice", "warning")
    assert problem.message == message
    assert problem.hint == "Delete one of the two."


@pytest.mark.parametrize(
    "written",
    [
        "a before>b causes>b; b",
        "a before>b; b responds-to>a",
        "a foils>b; b foils>a",
        "a before>a; b",
        "a before>b; c before>b",
    ],
)
def test_other_links_are_not_the_same(written: str) -> None:
    """Another relation says something else; an unknown word may, from its other end."""
    assert "link-twice" not in codes(checked(written))


def test_a_third_writing_names_the_first_line() -> None:
    """Each later one is told."""
    problems = checked("a before>b before>b; b after>a")
    assert [(problem.line, problem.message[:38]) for problem in problems] == [
        (2, "This link is written already in line 1"),
        (3, "This link is written already in line 1"),
    ]


def test_the_order_of_the_file_decides_which_link_is_the_earlier_one() -> None:
    """Wherever its section stands."""
    events = {
        "a": Event(id="a", links=(Link("before", Reference("b"), at=at(7)),)),
        "b": Event(id="b", links=(Link("after", Reference("a"), at=at(5)),)),
    }
    (problem,) = check_links(Annotations(events=events), SOURCE, DEFAULT, "mine")
    assert (problem.line, "line 5" in problem.message) == (7, True)
