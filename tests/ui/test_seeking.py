"""Searching the article and filtering lists, without a screen."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Entity, Event
from idlib_reader.core.index import Index
from idlib_reader.core.span import Span
from idlib_reader.ui.searches import LARGE
from marked import annotated
from ui.pressing import Desk

TEXT = "The port was closed.\n" + "nothing here\n" * 40 + "A Port opened, and the port\nwas full. “Port” they said."


def spans(words: str) -> list[Span]:
    """Every place of the words in the text, whatever their case."""
    found, at = [], TEXT.lower().find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = TEXT.lower().find(words, at + 1)
    return found


def reader() -> Desk:
    """The text with nothing marked in it."""
    return Desk(annotated(TEXT))


def match(desk: Desk) -> Span | None:
    """The match that was gone to last."""
    return desk.view.search.match if desk.view.search else None


def test_the_first_match_is_shown_as_one_types() -> None:
    """The cursor goes to the first match from where the search began, and the view scrolls to it."""
    desk = reader()
    desk.press("w", "w", "/", *"port")
    assert match(desk) == spans("port")[1]
    assert desk.view.stand.cursor == spans("port")[1].start
    shown = desk.frame.viewport.rows(desk.view.top)
    assert shown[0].start <= desk.view.stand.cursor < shown[-1].end


def test_fewer_letters_lead_back_to_an_earlier_match() -> None:
    """Every letter looks again from where the search began, not from the last match."""
    desk = reader()
    desk.press("/", *"port ")
    desk.press(*"op")
    assert match(desk) == Span(*_place("Port op"))
    desk.press("backspace", "backspace")
    assert match(desk) == spans("port")[0]


def _place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_capital_makes_the_search_exact() -> None:
    """Small letters find both, a capital only itself."""
    desk = reader()
    desk.press("/", *"Port", "enter")
    assert TEXT[slice(*(match(desk) or (0, 0)))] == "Port"
    assert desk.press("n").stand.cursor == TEXT.rindex("Port")


def test_enter_keeps_the_place_and_back_returns() -> None:
    """The search stays marked, the line is closed, and the way back leads to where it began."""
    desk = reader()
    before = desk.press("w")
    view = desk.press("/", *"full", "enter")
    assert view.prompt is None
    assert view.search is not None
    assert view.stand.cursor == TEXT.index("full")
    assert desk.press("ctrl+o") == before


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "ctrl+g"])
def test_a_search_that_is_given_up_leaves_no_trace(key: str) -> None:
    """Everything is as it was before the line was opened, whatever was typed."""
    desk = reader()
    before = desk.press("w", "j")
    assert desk.press("/", *"full", key) == before
    assert "repeat" in desk.press("n").message


def test_backspace_on_an_empty_line_closes_it() -> None:
    """So no key has to arrive late to get out."""
    desk = reader()
    before = desk.press("w")
    assert desk.press("/", "a", "backspace", "backspace") == before


def test_n_goes_on_and_around() -> None:
    """N and N walk from match to match; at the end of the text they go on from its other end, and say so."""
    desk = reader()
    places = [span.start for span in spans("port")]
    desk.press("/", *"port", "enter")
    visited, told = [desk.view.stand.cursor], [desk.view.message]
    for key in ("n", "n", "n", "n", "N", "N"):
        view = desk.press(key)
        visited.append(view.stand.cursor)
        told.append(view.message)
    assert visited == [*places, places[0], places[-1], places[-2]]
    assert [bool(message) for message in told] == [False, False, False, False, True, True, False]


def test_a_walk_from_match_to_match_leaves_one_view_behind() -> None:
    """Back goes to where the search was begun, then to where one was before."""
    desk = reader()
    start = desk.view
    found = desk.press("/", *"port", "enter")
    desk.press("n", "n", "n")
    assert desk.press("ctrl+o") == found
    assert desk.press("ctrl+o") == start


def test_words_over_a_line_end_and_with_other_quotes_are_found() -> None:
    """What is typed is folded as quotes of the file are."""
    desk = reader()
    desk.press("/", *"port was full", "enter")
    assert TEXT[slice(*(match(desk) or (0, 0)))] == "port\nwas full"
    desk.press("/", *'"Port"', "enter")
    assert TEXT[slice(*(match(desk) or (0, 0)))] == "“Port”"


def test_what_is_nowhere_is_told() -> None:
    """The cursor stays, and a sentence says so."""
    desk = reader()
    before = desk.press("w")
    view = desk.press("/", *"submarine", "enter")
    assert view.stand == before.stand
    assert "submarine" in view.message


def test_an_empty_search_repeats_the_last_one() -> None:
    """Enter alone looks for the last words again; the arrows bring earlier ones back."""
    desk = reader()
    desk.press("/", *"full", "enter", "g", "/", "enter")
    assert desk.view.stand.cursor == TEXT.index("full")
    desk.press("/", *"opened", "enter", "g", "/", "up", "up", "enter")
    assert desk.view.stand.cursor == TEXT.index("full")


def test_n_repeats_whichever_was_later() -> None:
    """After a jump n goes to the next mark of that kind, N back; after a search to the next match."""
    desk = Desk(
        annotated(
            "ran [Ada](ada) ran [Bob](bob) ran [Cy](cy) ran",
            *(Entity(id=id_) for id_ in ("ada", "bob", "cy")),
        )
    )
    desk.press("]", "e", "n")
    assert desk.standing_on == "bob"
    desk.press("N")
    assert desk.standing_on == "ada"
    desk.press("/", *"ran", "enter", "n")
    assert desk.view.stand.cursor == desk.session.index.article.text.rindex("ran", 0, -3)
    desk.press("[", "e", "n")
    assert desk.standing_on == "ada"


def test_a_jump_puts_the_marks_of_a_search_away() -> None:
    """What was jumped to is what matters then; n after a search takes it up again."""
    desk = Desk(annotated("ran [Ada](ada) ran", Entity(id="ada")))
    desk.press("/", *"ran", "enter")
    assert desk.view.search is not None
    assert desk.press("]", "e").search is None


def test_a_search_is_put_away_like_what_else_is_open() -> None:
    """Closing takes the marks away, once."""
    desk = reader()
    desk.press("/", *"port", "enter")
    assert desk.session.close()
    assert desk.view.search is None
    assert not desk.session.close()


def test_a_long_text_is_searched_once_it_is_ready() -> None:
    """What was typed meanwhile is looked for then."""
    index = annotated("x" * LARGE + " port")
    desk = Desk(index, height=5)
    desk.press("/", *"port")
    assert desk.view.search is not None
    assert match(desk) is None
    from idlib_reader.core.searching import Haystack

    desk.session.searches.add(index.article, Haystack(index.article.text))
    desk.session.seeking.look_again(desk.frame)
    assert match(desk) == Span(LARGE + 1, LARGE + 5)


@pytest.mark.parametrize("keys", [["escape"], ["backspace"], ["x"], ["enter"]])
def test_the_file_may_change_while_one_types(keys: list[str]) -> None:
    """An entry that is deleted meanwhile is not chosen again by whatever comes next."""
    desk = Desk(annotated("ran [Ada](ada) ran", Entity(id="ada")))
    desk.press("]", "e", "/", "r")
    index = desk.session.index
    desk.session.set_index(Index(index.article, Annotations()), "", desk.frame)
    desk.press(*keys)
    assert desk.view.stand.choice is None
    assert desk.standing_on == ""


# Filters


def people() -> Index:
    """Three people and an event."""
    return annotated(
        "[Ada Lovelace](ada) met [Charles Babbage](charles) and [Ada Byron](byron) [there](met)",
        Entity(id="ada", name="Ada Lovelace"),
        Entity(id="charles", name="Charles Babbage"),
        Entity(id="byron", name="Ada Byron"),
        Event(id="met", title="They meet"),
    )


def shown(desk: Desk) -> list[str]:
    """The ids in the list."""
    from idlib_reader.ui import panes

    return list(panes.listed(desk.view, desk.session.lists))


def test_a_list_is_filtered_as_one_types() -> None:
    """With the keys in a list `/` leaves only what holds every word; Enter keeps that, the arrows choose meanwhile."""
    desk = Desk(people())
    desk.press("f2", "/", *"ada")
    assert shown(desk) == ["byron", "ada"]
    desk.press("space", *"love")
    assert shown(desk) == ["ada"]
    desk.press("down", "enter")
    assert desk.view.prompt is None
    assert desk.standing_on == "ada"
    assert shown(desk) == ["ada"]


def test_a_filter_that_is_given_up_shows_all_again() -> None:
    """Escape takes it away; so does leaving the list."""
    desk = Desk(people())
    desk.press("f2", "/", *"ada", "escape")
    assert len(shown(desk)) == 3
    desk.press("/", *"ada", "enter")
    assert len(shown(desk)) == 2
    assert desk.session.close()
    assert len(shown(desk)) == 3


def test_a_filter_is_taken_up_again() -> None:
    """`/` in a filtered list goes on with its words."""
    desk = Desk(people())
    desk.press("f2", "/", *"ad", "enter", "/", "a")
    assert desk.view.list_words == "ada"


def test_the_choice_is_kept_by_its_id() -> None:
    """Another order, a filter and its end leave the same entry chosen, with its row in sight."""
    desk = Desk(people(), list_rows=1)
    desk.press("f2", "G")
    chosen = desk.standing_on
    for keys in (["s"], ["s"], ["/", *"a", "enter"], ["escape"]):
        desk.press(*keys) if keys != ["escape"] else desk.session.close()
        assert desk.standing_on == chosen
    row = shown(desk).index(chosen)
    assert row == desk.view.list_top
