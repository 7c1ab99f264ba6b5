"""The order of events in time."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import Event, Link, Reference
from idlib_reader.core.dates import may_precede, parse
from idlib_reader.core.tagset import EVENT_RELATIONS
from idlib_reader.core.timeline import order_events


def order(written: str) -> str:
    """The order of events written as `id@date rel>id rel>id; id; ...`, in the order of the text."""
    events, dates = [], {}
    for entry in written.split(";"):
        head, *links = entry.split()
        id_, _, date = head.partition("@")
        if date:
            dates[id_] = parse(date)
        ends = [link.split(">") for link in links]
        events.append(Event(id=id_, date=date, links=tuple(Link(rel, Reference(to)) for rel, to in ends)))
    return " ".join(order_events(events, dates))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("b@2020; a@2018", "a b"),
        ("c@2020-02-17/2020-02-18; b@2020-02; a@2018-09", "a b c"),
        ("b@2020-02-19; a@2020-02", "a b"),
        ("b@2018; a@2018; c@2018", "b a c"),
        ("b@2020; a@-0500", "a b"),
        ("b@2018; a@[..2018]", "a b"),
    ],
)
def test_dated_events_stand_by_date(written: str, expected: str) -> None:
    """By date, the wider first; events of one date stay in the order of the text."""
    assert order(written) == expected


@pytest.mark.parametrize("relation", ["after", "caused-by", "enabled-by", "responds-to", "prevented-by"])
def test_an_event_stands_behind_what_its_links_put_before_it(relation: str) -> None:
    """An undated event comes directly behind the event that it follows on."""
    assert order(f"x {relation}>a; a@2018; b@2020") == "a x b"


@pytest.mark.parametrize("relation", ["before", "causes", "enables", "prompts", "prevents"])
def test_the_link_may_be_written_at_the_other_end(relation: str) -> None:
    """A link that is written on the dated event places the undated one as well."""
    assert order(f"x; a@2018 {relation}>x; b@2020") == "a x b"


@pytest.mark.parametrize("relation", ["before", "causes", "enables", "prompts", "prevents"])
def test_an_event_stands_before_what_its_links_put_after_it(relation: str) -> None:
    """With nothing before it, an undated event comes directly before the event that follows on it."""
    assert order(f"a@2018; b@2020; x {relation}>b") == "a x b"


@pytest.mark.parametrize("relation", ["part-of", "includes", "simultaneous", "same-as"])
def test_an_event_stands_beside_what_it_belongs_to(relation: str) -> None:
    """Without an order in its links, an undated event comes behind its whole, its part or its double."""
    assert order(f"x {relation}>a; a@2018; b@2020") == "a x b"
    assert order(f"x; a@2018 {relation}>x; b@2020") == "a x b"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x after>a after>b; a@2018; b@2019; c@2020", "a b x c"),
        ("x before>b before>c; a@2018; b@2019; c@2020", "a x b c"),
        ("x after>a before>c; a@2018; b@2019; c@2020", "a x b c"),
        ("x part-of>c after>a; a@2018; b@2019; c@2020", "a x b c"),
        ("x part-of>a before>c; a@2018; b@2019; c@2020", "a b x c"),
        ("x part-of>a part-of>b; a@2018; b@2019; c@2020", "a b x c"),
    ],
)
def test_of_several_links_the_nearest_counts(written: str, expected: str) -> None:
    """Behind the last of those before it, else before the first of those after it, else beside the last one."""
    assert order(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("z after>y; y after>x; x after>a; a@2018; b@2020", "a x y z b"),
        ("x after>a; a@2018; b@2020; y after>x; z after>y", "a x y z b"),
        ("x before>y; y before>b; a@2018; b@2020", "a x y b"),
        ("y before>b; x before>y; a@2018; b@2020", "a x y b"),
        ("x part-of>y; y part-of>a; a@2018; b@2020", "a y x b"),
        ("y after>a; x after>a; a@2018; b@2020; z after>y", "a y z x b"),
        ("x after>a; y after>x; z after>a; a@2018; b@2020", "a x y z b"),
    ],
)
def test_a_chain_of_events_without_dates_is_kept(written: str, expected: str) -> None:
    """Undated events hang on each other, however far the dated one is; those at one place go by the text."""
    assert order(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x; y before>b; a@2018; b@2020; z after>y", "a y z b x"),
        ("z after>y; y before>b; a@2018; b@2020", "a y z b"),
        ("z part-of>y; y before>b; a@2018; b@2020", "a y z b"),
        ("z after>y; y part-of>a; a@2018; b@2020", "a y z b"),
        ("z before>y; y part-of>b; a@2018; b@2020", "a b z y"),
    ],
)
def test_an_event_hangs_on_one_that_is_placed_in_another_way(written: str, expected: str) -> None:
    """What places its neighbour, an order before, after or beside, makes no difference to an undated event."""
    assert order(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x; y; a@2018", "a x y"),
        ("y; x", "y x"),
        ("x supports>a; a@2018; y before>nobody", "a x y"),
        ("x before>x; a@2018", "a x"),
    ],
)
def test_an_event_without_date_and_links_comes_at_the_end(written: str, expected: str) -> None:
    """Nothing places it, so it stands behind all others, in the order of the text."""
    assert order(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("y after>x; x; a@2018", "a x y"),
        ("z after>y; y after>x; x; a@2018", "a x y z"),
        ("y; x before>y", "x y"),
        ("y; w; x before>y", "w x y"),
    ],
)
def test_links_order_events_that_no_date_reaches(written: str, expected: str) -> None:
    """Events at the end of the list still stand behind those that their links put before them."""
    assert order(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("b@2018; a@2018 before>b", "a b"),
        ("b@2018-09 after>a; a@2018", "a b"),
        ("b@2018 after>a; a@2018-09", "a b"),
        ("a@2018; b@2020 before>a", "a b"),
        ("x after>b before>a; a@2017; b@2020", "a b x"),
    ],
)
def test_links_decide_where_dates_leave_the_order_open(written: str, expected: str) -> None:
    """Of dates that may stand either way round the links choose one; against the dates they do nothing."""
    assert order(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x@../2020-02-19 before>a; a@2018; b@2020", "x a b"),
        ("x@[..2020-02-19] before>b; a@2018; b@2020", "a x b"),
        ("x@[..2020-02-19]; a@2018; b@2020-02-19", "a x b"),
        ("x@[..2020-02-19] after>b; a@2018; b@2020-02-19", "a b x"),
    ],
)
def test_a_date_without_a_start_is_placed_by_links(written: str, expected: str) -> None:
    """Some day up to a date comes before the first event that follows on it, else at the end of its time."""
    assert order(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "x after>y; y after>x; a@2018",
        "x after>y; y after>z; z after>x; a@2018 before>y",
        "x before>y; y before>x; a@2018; b@2020 after>x",
        "x part-of>y; y part-of>x; a@2018 includes>x",
    ],
)
def test_a_circle_of_links_ends(written: str) -> None:
    """Links that contradict each other lose no event and go on for ever nowhere."""
    assert sorted(order(written).split()) == sorted(entry.split()[0].partition("@")[0] for entry in written.split(";"))


DATES = st.sampled_from(["", "", "2017", "2018-09", "2018", "2020-02-17/2020-02-18", "../2020-02-19", "2020"])
LINKS = st.lists(st.tuples(st.sampled_from(sorted(EVENT_RELATIONS)), st.integers(0, 7)), max_size=3)
EVENTS = st.lists(st.tuples(DATES, LINKS), max_size=8)


def made(drawn: list[tuple[str, list[tuple[str, int]]]]) -> list[Event]:
    return [
        Event(id=f"e{number}", date=date, links=tuple(Link(rel, Reference(f"e{to}")) for rel, to in links))
        for number, (date, links) in enumerate(drawn)
    ]


@settings(deadline=None)
@given(EVENTS)
def test_every_event_stands_in_the_list_once(drawn: list[tuple[str, list[tuple[str, int]]]]) -> None:
    """Whatever the dates and links say, no event is lost or doubled."""
    events = made(drawn)
    dates = {event.id: parse(event.date) for event in events if event.date}
    assert sorted(order_events(events, dates)) == [event.id for event in events]


@settings(deadline=None)
@given(EVENTS)
def test_no_link_turns_dates_round(drawn: list[tuple[str, list[tuple[str, int]]]]) -> None:
    """Of two events whose dates begin, one that can only have been later never stands first, whatever links say."""
    events = made(drawn)
    dates = {event.id: parse(event.date) for event in events if event.date}
    ordered = [id_ for id_ in order_events(events, dates) if id_ in dates and dates[id_].earliest is not None]
    pairs = [(dates[a], dates[b]) for a, b in combinations(ordered, 2)]
    assert [pair for pair in pairs if may_precede(*reversed(pair)) and not may_precede(*pair)] == []


@settings(deadline=None)
@given(st.permutations(range(6)), st.data())
def test_undated_events_keep_the_order_of_their_links(text_order: list[int], data: st.DataObject) -> None:
    """Where links run one way round and one event is dated, each undated event stands behind all those before it."""
    pairs = [(one, other) for one in range(6) for other in range(one + 1, 6)]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    events = [
        Event(id=f"e{n}", links=tuple(Link("before", Reference(f"e{b}")) for a, b in chosen if a == n))
        for n in text_order
    ]
    ordered = order_events(events, {"e0": parse("2018")})
    assert [(a, b) for a, b in chosen if ordered.index(f"e{a}") > ordered.index(f"e{b}")] == []
