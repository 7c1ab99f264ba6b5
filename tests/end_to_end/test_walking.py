"""Walking: along links and back, in time, from mark to mark."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyte.screens import Char

from end_to_end.conftest import Open
from end_to_end.links import Written, as_list, claims_about, ways
from end_to_end.reading import (
    squeezed,
    standing_on,
    stands_on,
    status,
    wait_to_have_read_keys,
    wait_to_stand_on,
    words_from_cursor,
)
from end_to_end.terminal import Terminal, key
from idlib_reader.core.annotations import Kind
from idlib_reader.core.index import Index

BACK, FORWARD, ENTER = key("ctrl+o"), b"O", key("enter")


def go_to_event(terminal: Terminal, index: Index, id_: str) -> None:
    """Choose an event in its list, and give the keys back to the article."""
    terminal.press(key("f4") + b"g" + b"j" * index.timeline.index(id_) + key("tab"))
    wait_to_stand_on(terminal, index, id_)


def look(terminal: Terminal) -> list[list[Char]]:
    """Every cell of the screen once all keys are done."""
    wait_to_have_read_keys(terminal)
    return terminal.cells


def path_of_three(written: Written) -> list[str]:
    """Four events, each one link from the one before; the second link is walked against its direction."""
    events, links = written["events"], ways(written)
    own = {id_: [link["to"] for link in as_list(entry.get("links"))] for id_, entry in events.items()}
    for one in events:
        for two in own[one]:
            for three in links[two][len(own[two]) : 9]:
                for four in own.get(three, ()):
                    if len({one, two, three, four}) == 4 and {one, two, three, four} <= events.keys():
                        return [one, two, three, four]
    raise AssertionError("The example has no such walk")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_walk_along_three_links_and_back_lands_where_the_links_say(
    open_reader: Open, written: Written, index: Index, size: tuple[int, int]
) -> None:
    """Three links followed by their digits lead where the YAML says; back and forward bring each screen as it was."""
    path, links = path_of_three(written), ways(written)
    with open_reader(*size) as terminal:
        go_to_event(terminal, index, path[0])
        screens = [look(terminal)]
        for here, there in pairwise(path):
            terminal.press(str(links[here].index(there) + 1))
            wait_to_stand_on(terminal, index, there)
            screens.append(look(terminal))
        for there, screen in zip(reversed(path[:-1]), reversed(screens[:-1]), strict=True):
            terminal.press(BACK)
            wait_to_stand_on(terminal, index, there)
            assert look(terminal) == screen
        for there, screen in zip(path[1:], screens[1:], strict=True):
            terminal.press(FORWARD)
            wait_to_stand_on(terminal, index, there)
            assert look(terminal) == screen
        assert terminal.close() == 0


def test_enter_follows_the_first_link_to_an_event(open_reader: Open, written: Written, index: Index) -> None:
    """Enter goes from event to event: to the first of its own links that leads to one, else of those from others."""
    events, links = written["events"], ways(written)
    here = next(id_ for id_, event in events.items() if not event.get("links") and links[id_])
    with open_reader() as terminal:
        go_to_event(terminal, index, here)
        for _ in range(3):
            here = next(to for to in links[here] if to in events)
            terminal.press(ENTER)
            wait_to_stand_on(terminal, index, here)


def test_each_digit_follows_its_link(open_reader: Open, written: Written, index: Index) -> None:
    """Each digit leads to the other end of that link: links in file order, those from elsewhere, then claims."""
    links = ways(written)
    here = max(written["events"], key=lambda id_: len(links[id_] + claims_about(written, id_)))
    steps = (links[here] + claims_about(written, here))[:9]
    assert len(steps) > 3
    with open_reader() as terminal:
        go_to_event(terminal, index, here)
        start = look(terminal)
        for digit, to in enumerate(steps, 1):
            terminal.press(str(digit))
            wait_to_stand_on(terminal, index, to)
            terminal.press(BACK)
            wait_to_stand_on(terminal, index, here)
            assert look(terminal) == start


def test_a_digit_without_a_link_stays_and_says_so(open_reader: Open, written: Written, index: Index) -> None:
    """A digit beyond the last link moves nothing; the status line names the digit."""
    links = ways(written)
    here = min(written["events"], key=lambda id_: len(links[id_] + claims_about(written, id_)))
    assert len(links[here] + claims_about(written, here)) < 9
    with open_reader() as terminal:
        go_to_event(terminal, index, here)
        before = look(terminal)
        terminal.press("9")
        terminal.wait_for(lambda: "9" in status(terminal) and not stands_on(terminal, index, here))
        assert terminal.cells[:-1] == before[:-1]


def test_back_brings_the_place_that_was_left_not_the_place_that_was_reached(
    open_reader: Open, written: Written, index: Index
) -> None:
    """A cursor moved before the jump is where back brings it; forward brings what was left behind there."""
    links = ways(written)
    here = next(id_ for id_ in written["events"] if any(to in written["events"] for to in links[id_]))
    with open_reader() as terminal:
        go_to_event(terminal, index, here)
        terminal.press("lll")
        left = look(terminal)
        terminal.press(ENTER + b"ll")
        ahead = look(terminal)
        assert ahead != left
        terminal.press(BACK)
        assert look(terminal) == left
        terminal.press(FORWARD)
        assert look(terminal) == ahead


def test_back_at_the_start_and_forward_at_the_end_say_so(open_reader: Open) -> None:
    """With no way to go, the two keys change nothing but the sentence in the status line."""
    with open_reader() as terminal:
        before = look(terminal)
        for keys in (BACK, FORWARD):
            line = terminal.row(-1)
            terminal.press(keys)
            terminal.wait_for(lambda line=line: terminal.row(-1) != line)
            assert terminal.cells[:-1] == before[:-1]


def test_later_and_earlier_follow_the_timeline(open_reader: Open, written: Written, index: Index) -> None:
    """From the first event in time `>` visits every event once to the last, and `<` all of them back."""
    order = index.timeline
    assert sorted(order) == sorted(written["events"])
    with open_reader() as terminal:
        terminal.press(key("f4") + b"g")
        wait_to_stand_on(terminal, index, order[0])
        for id_ in order[1:]:
            terminal.press(">")
            wait_to_stand_on(terminal, index, id_)
        terminal.press(">")
        terminal.wait_for("last event")
        for id_ in reversed(order[:-1]):
            terminal.press("<")
            wait_to_stand_on(terminal, index, id_)
        terminal.press("<")
        terminal.wait_for("first event")


@pytest.mark.parametrize(("letter", "kind"), [("e", "entity"), ("c", "claim"), ("t", "event"), ("m", "remark")])
def test_brackets_go_from_mark_to_mark_of_a_kind(
    open_reader: Open, index: Index, text: str, letter: str, kind: Kind
) -> None:
    """`]` with a letter stops at each place of that kind in text order, `[` at the same ones backwards."""
    stops = places(index, kind)
    # What starts where the reader stands already is no next place.
    stops = [stop for stop in stops if stop[0] > 0][:6]
    assert len(stops) == 6
    with open_reader() as terminal:
        terminal.press("l")
        for start, id_ in stops:
            terminal.press(f"]{letter}")
            terminal.wait_for(lambda start=start, id_=id_: is_at(terminal, index, text, start, id_))
        for start, id_ in reversed(stops[:-1]):
            terminal.press(f"[{letter}")
            terminal.wait_for(lambda start=start, id_=id_: is_at(terminal, index, text, start, id_))


def test_doubled_brackets_go_from_mark_to_mark_of_any_kind(open_reader: Open, index: Index, text: str) -> None:
    """`]]` stops at places of all kinds, each once, never going back in the text; `[[` stops at the same ones."""
    stops = {(start, id_) for kind in index.listed for start, id_ in places(index, kind)}
    seen = []
    with open_reader() as terminal:
        for _ in range(8):
            line = terminal.row(-1)
            terminal.press("]]")
            terminal.wait_for(lambda line=line: terminal.row(-1) != line)
            wait_to_have_read_keys(terminal)
            on = standing_on(terminal, index)
            here = [stop for stop in stops if stop[1] == on and is_at(terminal, index, text, *stop)]
            assert len(here) == 1
            seen += here
        assert [start for start, _ in seen] == sorted(start for start, _ in seen)
        assert len(set(seen)) == 8
        for start, id_ in reversed(seen[:-1]):
            terminal.press("[[")
            terminal.wait_for(lambda start=start, id_=id_: is_at(terminal, index, text, start, id_))


def places(index: Index, kind: Kind) -> list[tuple[int, str]]:
    """Every place of a kind by where it starts and, of those that start together, by where it ends."""
    found = [(place[0].start, place[0].end, id_) for id_ in index.listed[kind] for place in index.places[id_]]
    return [(start, id_) for start, _, id_ in sorted(found)]


def is_at(terminal: Terminal, index: Index, text: str, start: int, id_: str) -> bool:
    """Whether the entry is what keys act on and the cursor stands on the words at `start`."""
    words = words_from_cursor(terminal)
    return stands_on(terminal, index, id_) and bool(words) and squeezed(text[start:]).startswith(words)
