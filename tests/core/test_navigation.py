"""The ways on from where the reader stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import (
    KINDS,
    Annotations,
    Claim,
    Entity,
    Event,
    Kind,
    Link,
    Reference,
    Remark,
)
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import (
    Choice,
    Direction,
    NoWay,
    Stand,
    act,
    choose,
    current,
    follow,
    kept,
    mark_at,
    move_to,
    overlapping,
    to_mark,
    to_time,
    under_cursor,
)
from idlib_reader.core.selectors import Selector
from marked import annotated, marked


def link(rel: str, to: str) -> Link:
    return Link(rel, Reference(to))


def stand(cursor: int, id_: str = "", number: int = 0) -> Stand:
    return Stand(cursor, Choice(id_, number) if id_ else None)


def walk(index: Index, start: Stand, kind: Kind | None, step: Direction) -> list[tuple[int, str, int]]:
    """Where the marks lead from `start`, until there is no way on."""
    found, here = [], to_mark(index, start, kind, step)
    while not isinstance(here, NoWay):
        assert here.choice
        found.append((here.cursor, here.choice.id, here.choice.number))
        here = to_mark(index, here, kind, step)
    return found


# What keys act on


def test_the_innermost_mark_under_the_cursor_is_current() -> None:
    """Without a choice keys act on the shortest mark under the cursor."""
    index = annotated("a [b [c](inner) d](outer) e", Entity(id="outer"), Entity(id="inner"))
    assert [getattr(current(index, Stand(at)), "id", None) for at in (0, 2, 4, 6, 8)] == [
        None,
        "outer",
        "inner",
        "outer",
        None,
    ]


def test_a_choice_is_current_wherever_the_cursor_is() -> None:
    """What was jumped to or chosen comes before what is under the cursor."""
    index = annotated("[a](a) [b](b)", Entity(id="a"), Entity(id="b"))
    assert current(index, stand(0, "b", 3)) == Choice("b", 3)


def test_the_other_marks_under_the_cursor_are_told_innermost_first() -> None:
    """Beside what is current, each entry once, with the place that is innermost."""
    index = annotated("[a [b [c](c) d](b) e](a)", Entity(id="a"), Event(id="b"), Remark(id="c"))
    assert under_cursor(index, Stand(4)) == [Choice("b"), Choice("a")]
    assert under_cursor(index, stand(4, "b")) == [Choice("c"), Choice("a")]
    assert under_cursor(index, Stand(0)) == []


def test_an_entry_that_is_marked_inside_itself_is_told_once() -> None:
    """It stands where its innermost mark stands."""
    index = annotated("[x [a [b [c](a)](b)](a) y](c)", Entity(id="a"), Entity(id="b"), Entity(id="c"))
    assert under_cursor(index, stand(6, "c")) == [Choice("a", 1), Choice("b")]


def test_a_choice_stays_while_the_cursor_is_in_its_place() -> None:
    """Moving inside the chosen place keeps it; leaving the place drops it, even onto another place of the entry."""
    index = annotated("[abc](a) d [ef](a)", Entity(id="a"))
    here = stand(0, "a", 0)
    assert [move_to(index, here, at).choice for at in (1, 2, 3, 6)] == [Choice("a"), Choice("a"), None, None]
    assert move_to(index, here, 2).cursor == 2


def test_a_choice_stays_in_any_piece_of_its_place() -> None:
    """The pieces of a discontinuous place are one place; between them the cursor is outside."""
    index = annotated("[ab](c) x [cd](c)", Claim(id="c"))
    assert [move_to(index, stand(0, "c"), at).choice for at in (3, 5)] == [None, Choice("c")]


def test_a_choice_does_not_pass_to_another_entry() -> None:
    """Coming onto a mark of something else drops it."""
    index = annotated("[a](a) [b](b)", Entity(id="a"), Entity(id="b"))
    assert move_to(index, stand(0, "a"), 2) == Stand(2)


def test_moving_without_a_choice_chooses_nothing() -> None:
    """The cursor comes onto a mark without choosing it."""
    index = annotated("a [b](b)", Entity(id="b"))
    assert move_to(index, Stand(0), 2) == Stand(2)


def test_choosing_moves_the_cursor_to_the_place() -> None:
    """To the start of the place asked for; an entry without a place is chosen where the cursor is."""
    index = annotated("x [a](a) [b](a)", Entity(id="a"), Entity(id="unnamed"))
    assert choose(index, Stand(0), "a", 1) == stand(4, "a", 1)
    assert choose(index, Stand(3), "unnamed") == stand(3, "unnamed")


# Marks


NESTED = "[[a](e1) [b](t1)](c1) [c](e2) [d](e1)"


def nested() -> Index:
    """An entity and a claim start together; an event and other mentions follow."""
    return annotated(NESTED, Entity(id="e1"), Entity(id="e2"), Event(id="t1"), Claim(id="c1"))


@pytest.mark.parametrize(
    ("kind", "walked"),
    [
        ("entity", [(4, "e2", 0), (6, "e1", 1)]),
        ("event", [(2, "t1", 0)]),
        ("claim", [(0, "c1", 0)]),
        ("remark", []),
        (None, [(0, "c1", 0), (2, "t1", 0), (4, "e2", 0), (6, "e1", 1)]),
    ],
)
def test_the_next_mark_is_one_that_one_is_not_on(kind: Kind | None, walked: list[tuple[int, str, int]]) -> None:
    """From the start of the text, mark by mark of the kind, to the last.

    What keys act on there is passed by; what starts there too is still ahead.
    """
    assert walk(nested(), Stand(0), kind, 1) == walked


@pytest.mark.parametrize(
    ("kind", "walked"),
    [
        ("entity", [(4, "e2", 0), (0, "e1", 0)]),
        ("event", [(2, "t1", 0)]),
        ("claim", [(0, "c1", 0)]),
        ("remark", []),
    ],
)
def test_the_previous_mark_starts_before_the_cursor(kind: Kind | None, walked: list[tuple[int, str, int]]) -> None:
    """From the end of the text, mark by mark of the kind, to the first."""
    assert walk(nested(), Stand(6), kind, -1) == walked


def test_marks_that_start_together_have_a_turn_each() -> None:
    """Stepping through all marks stops at each of two that begin at one place, in both directions."""
    index = nested()
    backward = walk(index, stand(6, "e1", 1), None, -1)
    assert backward[:2] == [(4, "e2", 0), (2, "t1", 0)]
    assert sorted(backward[2:]) == [(0, "c1", 0), (0, "e1", 0)]
    cursor, id_, number = backward[-1]
    assert walk(index, stand(cursor, id_, number), None, 1) == [*backward[-2::-1], (6, "e1", 1)]


def test_marks_of_one_kind_that_start_together_have_a_turn_each() -> None:
    """A long claim and its first part are two stops."""
    index = annotated("x [[a](part) b](whole) [c](last)", Claim(id="whole"), Claim(id="part"), Claim(id="last"))
    assert walk(index, Stand(0), "claim", 1) == [(2, "part", 0), (2, "whole", 0), (6, "last", 0)]
    assert walk(index, Stand(7), "claim", -1) == [(6, "last", 0), (2, "whole", 0), (2, "part", 0)]


def test_marks_of_one_entry_that_start_together_have_a_turn_each() -> None:
    """A name inside a longer name for the same thing leads on, and not round and round."""
    index = annotated("x [[Idlib](e) province](e) [Syria](e)", Entity(id="e"))
    assert walk(index, Stand(0), "entity", 1) == [(2, "e", 0), (2, "e", 1), (17, "e", 2)]
    assert walk(index, stand(17, "e", 2), "entity", -1) == [(2, "e", 1), (2, "e", 0)]


def test_another_kind_is_looked_for_from_the_chosen_mark() -> None:
    """Whatever was jumped to, the kind that is asked for decides."""
    index = annotated("[a](e1) [b](t1) [c](t2) [d](e2) [f](t3)", *map(entry_of, ("e1", "e2", "t1", "t2", "t3")))
    assert to_mark(index, stand(2, "t1"), "entity", 1) == stand(6, "e2")
    assert to_mark(index, stand(6, "e2"), "event", -1) == stand(4, "t2")
    assert to_mark(index, stand(2, "t1"), None, 1) == stand(4, "t2")


def entry_of(id_: str) -> Entity | Event:
    return Entity(id=id_) if id_.startswith("e") else Event(id=id_)


def test_the_cursor_counts_once_it_has_left_the_start_of_the_chosen_mark() -> None:
    """Inside a long place the next mark is the next behind the cursor, and the previous the last before it."""
    index = annotated("[a [b](e) c [d](e) f](whole)", Claim(id="whole"), Entity(id="e"))
    assert to_mark(index, stand(4, "whole"), None, 1) == stand(6, "e", 1)
    assert to_mark(index, stand(4, "whole"), None, -1) == stand(2, "e", 0)


def test_a_discontinuous_place_is_one_stop() -> None:
    """A jump goes to the first piece and passes the others."""
    index = annotated("x [a](c) y [b](c) [d](e)", Claim(id="c"), Claim(id="e"))
    assert walk(index, Stand(0), None, 1) == [(2, "c", 0), (8, "e", 0)]


@pytest.mark.parametrize(("kind", "word"), [("entity", "entity"), ("remark", "remark"), (None, "mark")])
def test_no_further_mark_is_told(kind: Kind | None, word: str) -> None:
    """Past the last mark the reader stays and says so."""
    index = annotated("a")
    assert to_mark(index, Stand(0), kind, 1) == NoWay(f"No {word} after this place.")
    assert to_mark(index, Stand(0), kind, -1) == NoWay(f"No {word} before this place.")


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4), st.integers(0, 3)), max_size=8)


@settings(deadline=None)
@given(SPANS, st.sampled_from([None, *KINDS]))
def test_stepping_back_leads_the_same_way(spans: list[tuple[int, int, int]], kind: Kind | None) -> None:
    """From the last mark of a walk the way back meets the same marks in reverse, however they overlap."""
    text = " ".join("abcdefghijklmnop")
    entries: dict[Kind, dict[str, Entity | Event | Claim | Remark]] = {one: {} for one in KINDS}
    for number, (start, length, which) in enumerate(spans):
        words = Selector((text[2 * start : 2 * (start + length) - 1],))
        entries[KINDS[which]][f"x{number}"] = of_kind(KINDS[which], f"x{number}", words)
    sections = dict(zip(("entities", "claims", "events", "remarks"), entries.values(), strict=True))
    index = Index(Article("a", text), Annotations(**sections))  # type: ignore[arg-type]  # in the order of KINDS
    forward = walk(index, Stand(0), kind, 1)
    if forward:
        cursor, id_, number = forward[-1]
        assert walk(index, stand(cursor, id_, number), kind, -1)[: len(forward) - 1] == forward[-2::-1]


def of_kind(kind: Kind, id_: str, words: Selector) -> Entity | Event | Claim | Remark:
    """An entry of a kind that is marked at the words."""
    match kind:
        case "entity":
            return Entity(id=id_, mentions=(words,))
        case "event":
            return Event(id=id_, mentions=(words,))
        case "claim":
            return Claim(id=id_, content=words)
        case "remark":
            return Remark(id=id_, passage=words)


# Marks that overlap


OVERLAPS = "[x [a [b](inner) c](middle) y](outer) [z](alone) w"


def overlaps() -> Index:
    return annotated(OVERLAPS, Entity(id="inner"), Event(id="middle"), Claim(id="outer"), Remark(id="alone"))


def repeated(index: Index, start: Stand, times: int) -> list[Stand]:
    """Where `o` leads, so many times."""
    found = [start]
    for _ in range(times):
        there = overlapping(index, found[-1])
        assert isinstance(there, Stand)
        found.append(there)
    return found[1:]


@pytest.mark.parametrize(
    ("chosen", "walked"),
    [
        ("", ["middle", "outer", "inner", "middle"]),
        ("inner", ["middle", "outer", "inner", "middle"]),
        ("middle", ["outer", "inner", "middle", "outer"]),
        ("alone", ["inner", "middle", "outer", "inner"]),
    ],
)
def test_overlapping_marks_are_stepped_through_outward(chosen: str, walked: list[str]) -> None:
    """From the current one, around again, and the cursor stays; from what is chosen elsewhere to the innermost."""
    at = 4
    stands = repeated(overlaps(), stand(at, chosen), 4)
    assert [here.cursor for here in stands] == [at] * 4
    assert [here.choice for here in stands] == [Choice(id_) for id_ in walked]


def test_the_place_under_the_cursor_is_the_one_that_is_chosen() -> None:
    """An entry that overlaps itself has a turn for each of its places."""
    index = annotated("[a](e) [x [b](e) y](t) [[c](e) z](e)", Entity(id="e"), Event(id="t"))
    inside = index.article.text.index("b")
    assert repeated(index, stand(inside), 2) == [stand(inside, "t", 0), stand(inside, "e", 1)]
    inside = index.article.text.index("c")
    assert repeated(index, stand(inside), 2) == [stand(inside, "e", 3), stand(inside, "e", 2)]


def test_each_piece_of_a_place_stands_for_it() -> None:
    """Words that overlap the second piece of a claim overlap the claim."""
    claim = Claim(id="c", content=Selector(("ab", "cd")))
    event = Event(id="t", mentions=(Selector(("ab x cd",)),))
    index = Index(Article("a", "ab x cd"), Annotations(claims={"c": claim}, events={"t": event}))
    assert repeated(index, Stand(5), 2) == [stand(5, "t"), stand(5, "c")]


def test_nothing_else_that_overlaps_is_told() -> None:
    """On plain text and on a mark by itself; but what is chosen elsewhere gives way to the mark."""
    index = overlaps()
    alone, plain = index.article.text.index("z"), index.article.text.index("w")
    assert overlapping(index, Stand(plain)) == NoWay("Nothing is marked here.")
    assert overlapping(index, Stand(alone)) == NoWay("Nothing else is marked here.")
    assert overlapping(index, stand(alone, "alone")) == NoWay("Nothing else is marked here.")
    assert overlapping(index, stand(alone, "outer")) == stand(alone, "alone")


def clicked(index: Index, start: Stand, *offsets: int) -> list[str]:
    """What is chosen after each click."""
    found, here = [], start
    for offset in offsets:
        here = mark_at(index, here, offset)
        assert here.cursor == offset
        found.append(here.choice.id if here.choice else "")
    return found


def test_a_click_chooses_the_innermost_mark_and_the_next_click_the_next() -> None:
    """Whatever was chosen elsewhere; from the outermost around again."""
    index = overlaps()
    assert clicked(index, Stand(9), 4, 4, 4, 4) == ["inner", "middle", "outer", "inner"]
    assert clicked(index, stand(4, "alone"), 4, 4) == ["inner", "middle"]
    assert clicked(index, Stand(0), 10, 10) == ["alone", "alone"]


def test_a_click_beside_the_last_one_counts_as_the_next() -> None:
    """While the innermost mark is the same: two clicks on one character may be a double click. In another it begins."""
    index = annotated("[a [bcd](inner) e](outer) [f](e)", Entity(id="inner"), Claim(id="outer"), Entity(id="e"))
    assert clicked(index, Stand(0), 2, 3, 4) == ["inner", "outer", "inner"]
    assert clicked(index, Stand(0), 2, 3, 6, 2) == ["inner", "outer", "outer", "inner"]
    assert clicked(overlaps(), Stand(0), 3, 4, 3) == ["middle", "inner", "middle"]
    assert clicked(index, Stand(0), 6, 2, 8, 2) == ["outer", "inner", "e", "inner"]


def test_a_click_on_no_mark_moves_the_cursor_only() -> None:
    """What was chosen is let go, as with any move away from it."""
    index = overlaps()
    assert mark_at(index, stand(4, "inner"), index.article.text.index("w")) == Stand(index.article.text.index("w"))


def test_a_click_chooses_the_place_that_it_hits() -> None:
    """Not the entry's first."""
    index = annotated("[a](e) [bc](e)", Entity(id="e"))
    assert mark_at(index, stand(0, "e"), 3) == stand(3, "e", 1)


# Enter


def test_an_event_leads_to_the_event_at_its_first_link() -> None:
    """Its own links in file order, then those written on other events; ends that are no events are passed over."""
    index = annotated(
        "[a](a) [b](b) [c](c)",
        Event(id="a", links=(link("before", "nobody"), link("before", "who"), link("before", "c"))),
        Event(id="b", links=(link("before", "a"),)),
        Event(id="c"),
        Entity(id="who"),
    )
    assert act(index, stand(0, "a")) == stand(4, "c")
    assert act(index, stand(2, "b")) == stand(0, "a")
    assert act(index, stand(4, "c")) == stand(0, "a")


def test_an_event_is_walked_from_a_link_written_on_the_other() -> None:
    """An event without links of its own leads along the inverse of a link that names it."""
    index = annotated("[a](a) [b](b)", Event(id="a", links=(link("causes", "b"),)), Event(id="b"))
    assert act(index, Stand(2)) == stand(0, "a")


def test_an_event_without_links_says_so() -> None:
    """There is nowhere to go, and the reader is told."""
    index = annotated("[a](a)", Event(id="a"))
    assert act(index, Stand(0)) == NoWay("This event has no link to another event.")


def test_a_claim_leads_to_its_source() -> None:
    """To the mention of the source that is nearest to the cursor; a part's source is its whole's."""
    index = annotated(
        "[P](p) said: [it](whole) x x x [is](part) so, said [P](p)",
        Entity(id="p"),
        Claim(id="whole", source=(Reference("p"),), keys=frozenset({"source"})),
        Claim(id="part", within=Reference("whole"), keys=frozenset({"within"})),
    )
    whole, part = (index.places[id_][0][0].start for id_ in ("whole", "part"))
    first, last = (place[0].start for place in index.places["p"])
    assert act(index, stand(whole, "whole")) == stand(first, "p", 0)
    assert act(index, stand(part, "part")) == stand(last, "p", 1)
    assert act(index, stand(whole, "part")) == stand(first, "p", 0)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ((), "Nobody is named as the source of this claim."),
        (("outlet",), "The article itself says this, in its own voice."),
        (("nobody",), "Nobody is named as the source of this claim."),
    ],
)
def test_a_claim_without_a_source_to_go_to_says_so(source: tuple[str, ...], told: str) -> None:
    """The outlet is nobody in the text, and some claims name nobody."""
    index = annotated("[c](c)", Claim(id="c", source=tuple(map(Reference, source))))
    assert act(index, Stand(0)) == NoWay(told)


def test_a_source_that_is_not_marked_is_chosen_where_one_is() -> None:
    """An entity without a place in the text is chosen, and the cursor stays."""
    index = annotated("a [c](c)", Claim(id="c", source=(Reference("nobody"), Reference("p"))), Entity(id="p"))
    assert act(index, Stand(2)) == stand(2, "p")


def test_an_entity_leads_to_its_next_mention() -> None:
    """From mention to mention in text order, and from the last to the first."""
    index = annotated("[a](e) [b](e) [c](e)", Entity(id="e"))
    here, visited = Stand(2), []
    for _ in range(3):
        there = act(index, here)
        assert isinstance(there, Stand)
        visited.append(there.cursor)
        here = there
    assert visited == [4, 0, 2]


def test_two_mentions_lead_to_each_other() -> None:
    """There and back."""
    index = annotated("[a](e) [b](e)", Entity(id="e"))
    assert [act(index, Stand(at)) for at in (0, 2)] == [stand(2, "e", 1), stand(0, "e", 0)]


@pytest.mark.parametrize(
    ("written", "told"),
    [("[a](e) [r](r)", "This is its only mention."), ("a [r](r)", "The article does not name it.")],
)
def test_an_entity_with_nowhere_to_go_says_so(written: str, told: str) -> None:
    """With one mention or none there is no next one."""
    assert act(annotated(written, Entity(id="e"), Remark(id="r")), stand(0, "e")) == NoWay(told)


def test_a_remark_and_plain_text_lead_nowhere() -> None:
    """A sentence says why Enter does nothing."""
    index = annotated("[a](r) b", Remark(id="r"))
    assert act(index, Stand(0)) == NoWay("A remark leads nowhere.")
    assert act(index, Stand(2)) == NoWay("Nothing is marked here.")


# Digits


def test_a_digit_follows_a_link_of_the_card() -> None:
    """Counted from 1, an event's own links first."""
    index = annotated(
        "[a](a) [b](b) [c](c)",
        Event(id="a", links=(link("before", "b"),)),
        Event(id="b"),
        Event(id="c", links=(link("part-of", "a"),)),
    )
    assert [follow(index, stand(0, "a"), digit) for digit in (1, 2)] == [stand(2, "b"), stand(4, "c")]
    assert follow(index, stand(0, "a"), 3) == NoWay("There is no link 3 here.")
    assert follow(index, Stand(1), 1) == NoWay("Nothing is marked here.")


# Time


def timed() -> Index:
    """The text has the events in another order than time."""
    return annotated(
        "[x](x) [third](t3) [first [who](e)](t1) then [second](t2)",
        Event(id="t3", date="2020"),
        Event(id="t1", date="2018"),
        Event(id="t2", date="2019"),
        Entity(id="e"),
        Remark(id="x"),
    )


def test_time_runs_from_event_to_event() -> None:
    """Forward and back in the order of the timeline, whatever the order of the text."""
    index = timed()
    places = {id_: index.places[id_][0][0].start for id_ in ("t1", "t2", "t3")}
    assert to_time(index, stand(places["t1"], "t1"), 1) == stand(places["t2"], "t2")
    assert to_time(index, stand(places["t2"], "t2"), 1) == stand(places["t3"], "t3")
    assert to_time(index, stand(places["t3"], "t3"), -1) == stand(places["t2"], "t2")


@pytest.mark.parametrize(("id_", "step", "told"), [("t3", 1, "last"), ("t1", -1, "first")])
def test_time_has_two_ends(id_: str, step: Direction, told: str) -> None:
    """Before the first and behind the last event there is nothing, and it is said."""
    assert to_time(timed(), stand(0, id_), step) == NoWay(f"This is the {told} event in time.")


def test_time_counts_from_the_event_under_the_cursor() -> None:
    """On an entity inside an event, and with an entity chosen there, the event counts."""
    index = timed()
    inside = marked("[x](x) [third](t3) [first [who](e)](t1)").of("e")[0].start
    assert to_time(index, Stand(inside), 1) == choose(index, Stand(), "t2")
    assert to_time(index, stand(inside, "e"), 1) == choose(index, Stand(), "t2")


def test_time_counts_from_the_last_event_before_the_cursor() -> None:
    """Between events it goes on from the one read last."""
    index = timed()
    assert to_time(index, Stand(index.article.text.index("then")), 1) == choose(index, Stand(), "t2")


@pytest.mark.parametrize(("step", "id_"), [(1, "t1"), (-1, "t3")])
def test_time_starts_at_its_ends_where_no_event_was_read(step: Direction, id_: str) -> None:
    """Before the first event of the text, forward begins at the first in time and back at the last."""
    index = timed()
    assert to_time(index, Stand(0), step) == choose(index, Stand(), id_)


def test_time_stands_still_without_events() -> None:
    """An article without events says so."""
    assert to_time(annotated("a"), Stand(0), 1) == NoWay("No event is marked in this article.")


# A new index


def test_a_stand_is_carried_over_by_id() -> None:
    """After the file changed, the cursor and the choice are what they were."""
    index = annotated("a [b](b)", Entity(id="b"), Entity(id="a"))
    assert kept(index, stand(2, "b")) == stand(2, "b")


def test_what_is_gone_is_let_go() -> None:
    """A choice whose entry is gone is dropped, and the cursor stays within a shorter text."""
    assert kept(annotated("ab"), stand(9, "gone")) == stand(1)
    assert kept(annotated(""), Stand(5)) == Stand(0)


def test_a_choice_of_a_place_that_is_gone_names_a_place_that_is_there() -> None:
    """An entry that lost a mention is still chosen, at a place that it has."""
    index = annotated("[a](e) b", Entity(id="e"))
    here = kept(index, stand(2, "e", 3))
    assert here.choice is not None
    assert here.choice.id == "e"
    assert here.choice.number < len(index.places["e"])
