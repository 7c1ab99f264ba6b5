"""What keys do to the view, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Kind, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.ui.session import Session
from idlib_reader.ui.view import View
from marked import annotated
from ui.pressing import Desk, frame

LINES = "\n".join(f"line {number} of many short ones" for number in range(60))


def link(rel: str, to: str) -> Link:
    return Link(rel, Reference(to))


def event(id_: str, *links: Link, **keys: str) -> Event:
    return Event(id=id_, links=links, **keys)  # type: ignore[arg-type]  # the keys are text fields of Event


def story() -> Index:
    """Three linked events, two entities, a claim of one of them and a remark, far apart in many lines."""
    return annotated(
        "[Ada](ada) met [Bob](bob) [here](meeting).\n"
        + LINES
        + "\nThen [Ada](ada) [left](leaving), [said [Bob](bob)](saying).\n"
        + LINES
        + "\nAt last she [came back](return)[!](exclaimed)",
        Entity(id="ada", type="person", name="Ada"),
        Entity(id="bob", type="person", name="Bob"),
        event("meeting", link("before", "leaving"), date="2020-01"),
        event("leaving", link("causes", "return"), date="2020-02"),
        event("return", date="2020-03"),
        Claim(id="saying", source=(Reference("bob"),), about=(Reference("leaving"),)),
        Remark(id="exclaimed", note="Why?"),
    )


def people(number: int) -> Index:
    """So many entities, each named once, in a list in this order."""
    names = [f"p{row:02}" for row in range(number)]
    return annotated(" ".join(f"[{name}]({name})" for name in names), *(Entity(id=name) for name in names))


# In the article


def test_motions_move_the_cursor() -> None:
    """Each motion key moves the cursor of the article as its name says."""
    desk = Desk(annotated("one two three\nfour five"))
    walk = [("w", 4), ("l", 5), ("b", 4), ("j", 18), ("0", 14), ("$", 22), ("k", 8), ("G", 22), ("g", 0)]
    assert [desk.press(key).stand.cursor for key, _ in walk] == [cursor for _, cursor in walk]


def test_motions_by_rows_keep_to_their_column() -> None:
    """A short row on the way does not change the column; any other motion does."""
    desk = Desk(annotated("a long first row\nx\na long third row\nand a fourth"))
    start = desk.press("w", "w", "w").stand.cursor
    assert desk.press("j", "j").stand.cursor == start + len("a long first row\nx\n")
    assert desk.press("k", "h", "j").stand.cursor == len("a long first row\nx\n")


def test_what_was_chosen_stays_so_while_the_cursor_is_in_its_place() -> None:
    """Moving inside a chosen place keeps the choice and the card's scroll, moving out of it drops both."""
    desk = Desk(annotated("[Ada Lovelace](ada) and [Bob](bob)", Entity(id="ada"), Entity(id="bob")))
    desk.press("w", "[", "e", "tab", "j", "tab", "tab")
    assert (desk.standing_on, desk.view.card_top) == ("ada", 1)
    view = desk.press("l", "w")
    assert (desk.standing_on, view.card_top) == ("ada", 1)
    view = desk.press("w")
    assert (view.stand.choice, view.card_top) == (None, 0)


@pytest.mark.parametrize(
    ("keys", "id_"),
    [("]e", "bob"), ("]c", "saying"), ("]t", "meeting"), ("]m", "exclaimed"), ("]]", "bob"), ("G[e", "bob")],
)
def test_marks_are_chosen_with_their_list(keys: str, id_: str) -> None:
    """A jump to a mark chooses its entry and turns the panel to the list that has it."""
    desk = Desk(story())
    view = desk.press(*keys)
    assert desk.standing_on == id_
    assert id_ in desk.session.index.listed[view.list_kind]


def test_a_jump_scrolls_only_to_what_is_out_of_sight() -> None:
    """A target wholly in sight leaves the text where it is; another one goes to the upper third."""
    desk = Desk(story(), height=12)
    assert desk.press("]", "t").top == 0
    view = desk.press("]", "t")
    rows = desk.frame.viewport.rows(view.top)
    holding = [number for number, row in enumerate(rows) if row.start <= view.stand.cursor < row.end]
    assert holding == [12 // 3]


@pytest.mark.parametrize("keys", ["[e", "[[", "G]t", "5", "G\\9"])
def test_where_no_way_leads_a_sentence_says_so_until_the_next_key(keys: str) -> None:
    """A key that leads nowhere changes nothing but the sentence, and the next key takes that away."""
    desk = Desk(annotated("first [Ada](ada) ran, then a [run](run)", Entity(id="ada"), event("run")))
    before = desk.press(*keys[:-1]) if keys.startswith("G") else desk.view
    view = desk.press(*keys[-2:] if keys.startswith("G") else keys)
    assert view.message
    assert replace(view, message="", is_panel_hidden=before.is_panel_hidden) == before
    assert desk.press("b").message == ""


def test_what_is_not_there_yet_may_come() -> None:
    """While annotations are still being read, a way that leads nowhere says that too."""
    desk = Desk(annotated("nothing here"))
    desk.session.is_partial = True
    assert "still being read" in desk.press("]", "e").message


def test_enter_digits_and_time_lead_on() -> None:
    """Enter follows the first link, a digit its own, `>` and `<` the timeline; a claim leads to its source."""
    desk = Desk(story())
    visited = []
    for keys in ("]t", ["enter"], "1", "<", "<", ">", "3", ["enter"], ["enter"]):
        desk.press(*keys)
        visited.append(desk.standing_on)
    assert visited == ["meeting", "leaving", "return", "leaving", "meeting", "leaving", "saying", "bob", "bob"]


def test_digits_and_time_work_in_every_pane() -> None:
    """With the keys in the list or the card a digit follows its link too, and the keys stay there."""
    for panes in (1, 2):
        desk = Desk(story())
        desk.press("]", "t", *["tab"] * panes)
        pane = desk.view.pane
        assert desk.press("1").pane == pane
        assert desk.standing_on == "leaving"
        desk.press(">")
        assert desk.standing_on == "return"


# Back and forward


def test_back_brings_whole_views_and_forward_too() -> None:
    """Cursor, scroll, choice, list and card come back as they were left."""
    desk = Desk(story())
    views = [desk.press("]", "t"), desk.press("l", "tab", "j")]
    far = desk.press("1", "j")
    assert desk.press("ctrl+o") == views[1]
    assert desk.press("O") == far
    assert desk.press("backspace", "alt+left").stand.cursor == 0
    assert "started" in desk.press("ctrl+o").message
    assert desk.press("alt+right", "O") == far
    assert "ahead" in desk.press("O").message


def test_motions_leave_nothing_behind() -> None:
    """Only jumps are steps of the way: after motions alone there is nothing to go back to."""
    desk = Desk(story())
    desk.press("w", "w", "j", "space", "G")
    cursor = desk.view.stand.cursor
    view = desk.press("ctrl+o")
    assert view.message
    assert view.stand.cursor == cursor


def test_a_jump_to_where_one_is_leaves_nothing_behind() -> None:
    """Choosing what is chosen already is no step."""
    desk = Desk(annotated("[run](run) and go", event("run")))
    desk.press("f4", "j")
    desk.press("shift+tab", "f4", "j", "g")
    assert desk.press("ctrl+o").stand.choice is None
    assert "started" in desk.press("ctrl+o").message


def test_the_way_back_leads_past_entries_that_are_gone() -> None:
    """An entry deleted from the file meanwhile is no longer chosen when the way leads back over it."""
    index = annotated("[Ada](ada) met [Bob](bob) and [Cy](cy)", *(Entity(id=id_) for id_ in ("ada", "bob", "cy")))
    desk = Desk(index)
    desk.press("]", "e")
    desk.press("]", "e")
    assert desk.standing_on == "cy"
    without_bob = Index(index.article, Annotations(entities={"cy": index.annotations.entities["cy"]}))
    desk.session.set_index(without_bob, "", desk.frame)
    view = desk.press("ctrl+o")
    assert view.stand.choice is None
    assert view.stand.cursor == index.places["bob"][0][0].start
    assert desk.standing_on == ""
    desk.press("O")
    assert desk.standing_on == "cy"


# Lists


@pytest.mark.parametrize(("key", "kind"), [("f2", "entity"), ("f3", "claim"), ("f4", "event"), ("f5", "remark")])
def test_function_keys_bring_up_a_list_with_the_keys(key: str, kind: Kind) -> None:
    """The list of that kind is shown and has the keys; the place in the text stays."""
    desk = Desk(story())
    before = desk.press("w", "w")
    view = desk.press(key)
    assert (view.list_kind, view.pane) == (kind, "list")
    assert (view.stand, view.top) == (before.stand, before.top)


def test_motions_walk_in_the_list() -> None:
    """Rows, pages, top and end choose entries; at the ends the walk stops."""
    desk = Desk(people(20), list_rows=5)
    desk.press("f2", "g")
    visited = []
    for key in ("k", "j", "j", "pagedown", "pageup", "ctrl+d", "ctrl+u", "G", "j", "g", "k"):
        desk.press(key)
        visited.append(int(desk.standing_on[1:]))
    assert visited == [0, 1, 2, 5, 2, 4, 2, 19, 19, 0, 0]


def test_motions_by_words_do_nothing_in_a_list() -> None:
    """A row has no words to go to."""
    desk = Desk(people(5))
    before = desk.press("f2", "j")
    for key in ("w", "b", "0", "$", "(", "}"):
        assert desk.press(key) == before


def test_left_and_right_lead_from_list_to_list() -> None:
    """Where no function key arrives, the lists are reached by Tab and these, around again."""
    desk = Desk(story())
    desk.press("f2")
    assert [desk.press(key).list_kind for key in ("right", "l", "l", "l", "h")] == [
        *("claim", "event", "remark", "entity", "remark")
    ]
    assert desk.view.pane == "list"


def test_the_first_step_into_a_list_chooses_its_first_row() -> None:
    """With no row chosen, down comes to the first."""
    desk = Desk(annotated("and [Ada](ada), [Bob](bob)", Entity(id="ada"), Entity(id="bob")))
    desk.press("f2", "j")
    assert desk.standing_on == "ada"


def test_an_empty_list_takes_keys_and_does_nothing() -> None:
    """Where nothing is listed, motions change nothing."""
    desk = Desk(annotated("nothing is marked"))
    before = desk.press("f4")
    for key in ("j", "k", "g", "G", "space"):
        assert desk.press(key) == before


def test_a_walk_in_a_list_leaves_one_view_behind() -> None:
    """Back skips the rows that one walked over; a key of another sort between makes it two walks."""
    desk = Desk(people(10))
    before = desk.press("f2")
    walked = desk.press("j", "j", "j")
    assert desk.press("ctrl+o") == before
    assert desk.press("O") == walked
    middle = desk.press("f2")
    desk.press("j", "j")
    assert desk.press("ctrl+o") == middle
    assert desk.press("ctrl+o") == before


@pytest.mark.parametrize("row", range(12))
def test_the_list_shows_the_row_that_is_chosen(row: int) -> None:
    """Wherever a choice comes from, its row is among those in sight, and the list has no empty rows at its end."""
    desk = Desk(people(12), list_rows=5)
    desk.press("]", "e") if row == 1 else desk.press("f2", "g", *["j"] * row)
    top = desk.view.list_top
    assert top <= row < top + 5
    assert 0 <= top <= 12 - 5


def test_a_list_moves_as_little_as_it_must() -> None:
    """Rows stay where they are while the chosen one is among them."""
    desk = Desk(people(12), list_rows=5)
    desk.press("f2", "g")
    tops = [desk.press("j").list_top for _ in range(6)]
    tops += [desk.press("k").list_top for _ in range(6)]
    assert tops == [0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 1, 0]


def test_a_row_that_was_clicked_is_chosen() -> None:
    """A click chooses the entry, gives the list the keys and is a step of the way; below the last row it is none."""
    desk = Desk(people(3))
    before = desk.press("f2")
    desk.session.pointing.pick_row(2, desk.frame)
    assert (desk.standing_on, desk.view.pane) == ("p02", "list")
    chosen = desk.view
    desk.session.pointing.pick_row(3, desk.frame)
    assert desk.view == chosen
    assert desk.press("ctrl+o") == before


# The card and the panes


def test_motions_by_rows_scroll_the_card() -> None:
    """In the card rows scroll, not beyond its ends; a choice elsewhere starts its card at the top."""
    desk = Desk(story(), card_end=7, list_rows=5)
    desk.press("]", "t", "tab")
    assert [desk.press(key).card_top for key in ("j", "j", "k", "space", "space", "w", "g", "k", "G")] == [
        *(1, 2, 1, 4, 7, 7, 0, 0, 7)
    ]
    assert desk.press("1").card_top == 0


def test_tab_goes_round_the_panes() -> None:
    """Article, card, list and round; the other way with Shift."""
    desk = Desk(story())
    assert [desk.press("tab").pane for _ in range(3)] == ["card", "list", "article"]
    assert [desk.press("shift+tab").pane for _ in range(3)] == ["list", "card", "article"]


def test_a_narrow_screen_opens_the_panel_for_its_list_only() -> None:
    """The list opens over the text; card, article and closing take it away again."""
    desk = Desk(story(), is_wide=False)
    assert [desk.press("tab").is_panel_open for _ in range(3)] == [False, True, False]
    assert desk.press("f3").is_panel_open
    assert desk.session.close()
    assert (desk.view.is_panel_open, desk.view.pane) == (False, "article")
    assert not desk.session.close()


def test_the_panel_is_hidden_and_shown() -> None:
    """On a wide screen it stands beside the text or not; on a narrow one over it, with the keys, or not."""
    desk = Desk(story())
    assert (desk.press("\\").is_panel_hidden, desk.view.pane) == (True, "article")
    assert (desk.press("\\").is_panel_hidden, desk.view.pane) == (False, "article")
    narrow = Desk(story(), is_wide=False)
    assert (narrow.press("\\").is_panel_open, narrow.view.pane) == (True, "list")
    assert (narrow.press("\\").is_panel_open, narrow.view.pane) == (False, "article")


@pytest.mark.parametrize("key", ["f4", "tab", "shift+tab"])
def test_a_pane_of_a_hidden_panel_shows_it_again(key: str) -> None:
    """Keys never go where nothing is seen."""
    desk = Desk(story())
    view = desk.press("\\", key)
    assert view.pane != "article"
    assert not view.is_panel_hidden


def test_hiding_the_panel_gives_the_keys_to_the_article() -> None:
    """What was in the list or the card is in the article once they are gone."""
    desk = Desk(story())
    assert desk.press("f4", "\\").pane == "article"


def test_closing_gives_the_keys_to_the_article_and_tells_whether_it_had_to() -> None:
    """So that `q` quits only when nothing was open."""
    desk = Desk(story())
    desk.press("f2")
    assert desk.session.close()
    assert desk.view.pane == "article"
    assert not desk.session.close()


# Files, sizes and the mouse


def test_a_new_reading_keeps_place_and_choice() -> None:
    """Cursor, scroll and pane stay; the choice stays by its id, whatever row it has now."""
    index = people(8)
    desk = Desk(index, list_rows=3)
    before = desk.press("f2", "G")
    fewer = Index(index.article, Annotations(entities=dict(list(index.annotations.entities.items())[5:])))
    desk.session.set_index(fewer, "Read again.", desk.frame)
    assert desk.standing_on == "p07"
    assert desk.view == replace(before, message="Read again.", list_top=0)


def test_a_new_reading_drops_a_choice_that_is_gone() -> None:
    """An entry deleted from the file is no longer chosen; the cursor stays where it is."""
    index = people(8)
    desk = Desk(index)
    before = desk.press("f2", "G")
    fewer = Index(index.article, Annotations(entities=dict(list(index.annotations.entities.items())[:5])))
    desk.session.set_index(fewer, "", desk.frame)
    assert desk.view.stand.choice is None
    assert desk.view.stand.cursor == before.stand.cursor


def test_a_new_reading_keeps_the_choice_within_its_places() -> None:
    """Of an entity that lost mentions, a place that it still has is chosen."""
    one, two = (
        annotated(text, Entity(id="ada"), Entity(id="bob"))
        for text in ("[Ada](ada) [Bob](bob) [Ada](ada) [Ada](ada)", "[Ada](ada) [Bob](bob) Ada Ada")
    )
    desk = Desk(one)
    desk.press("]", "e", "]", "e", "]", "e")
    assert desk.view.stand.choice is not None
    assert (desk.standing_on, desk.view.stand.choice.number) == ("ada", 2)
    desk.session.set_index(two, "", desk.frame)
    choice = desk.view.stand.choice
    assert choice is not None
    assert choice.number == 0


def test_a_shorter_text_keeps_the_cursor_inside() -> None:
    """Where the article itself became shorter, the cursor stands on its last character at most."""
    desk = Desk(annotated("one two three four"))
    desk.press("G")
    desk.session.set_index(Index(Article("article", "one"), Annotations()), "", frame(annotated("one")))
    assert desk.view.stand.cursor == 2
    assert desk.view.top <= 3


@pytest.mark.parametrize(("width", "height"), [(20, 5), (10, 3), (80, 30), (5, 1)])
def test_another_size_keeps_cursor_and_row_in_sight(width: int, height: int) -> None:
    """After the size changed, cursor and chosen row are in sight; the choice is the same."""
    index = story()
    desk = Desk(index)
    desk.press("]", "t", "]", "t")
    id_, cursor = desk.standing_on, desk.view.stand.cursor
    size = frame(index, width=width, height=height, list_rows=1)
    desk.session.resize(size)
    rows = size.viewport.rows(desk.view.top)
    assert rows[0].start <= cursor < rows[-1].end
    assert desk.standing_on == id_
    assert desk.view.list_top == index.rows[id_]


def test_a_click_chooses_the_mark_and_gives_the_article_the_keys() -> None:
    """The innermost entry there is chosen, nothing scrolls; on no mark nothing is chosen any more."""
    desk = Desk(story())
    before = desk.press("]", "t", "f4")
    desk.session.pointing.point_at(1, desk.frame)
    view = desk.view
    assert (view.stand.cursor, view.pane, view.top) == (1, "article", before.top)
    assert view.stand.choice is not None
    assert view.stand.choice.id == "ada"
    desk.session.pointing.point_at(len("Ada m"), desk.frame)
    assert desk.view.stand.choice is None


@pytest.mark.parametrize("is_wide", [True, False])
def test_a_click_in_the_article_closes_the_list(is_wide: bool) -> None:
    """Nothing is open then: no panel lies over the text, and `q` quits at once."""
    desk = Desk(story(), is_wide=is_wide)
    desk.press("f4")
    desk.session.pointing.point_at(1, desk.frame)
    assert not desk.view.is_panel_open
    assert not desk.session.close()


def test_the_wheel_moves_the_text_and_the_cursor_only_when_it_must() -> None:
    """The cursor stays on its words while they are in sight, and at the edge of the window after that."""
    desk = Desk(story(), height=10)
    desk.press("j", "j", "j", "j", "j")
    cursor = desk.view.stand.cursor
    desk.session.pointing.scroll(3, desk.frame)
    assert desk.view.stand.cursor == cursor
    desk.session.pointing.scroll(20, desk.frame)
    rows = desk.frame.viewport.rows(desk.view.top)
    assert desk.view.stand.cursor == rows[0].start
    desk.session.pointing.scroll(-23, desk.frame)
    assert desk.view.top == 0
    rows = desk.frame.viewport.rows(0)
    assert rows[0].start <= desk.view.stand.cursor < rows[-1].end


def test_the_notice_stands_until_the_first_key() -> None:
    """A sentence told at the start is shown, and gone with the first key."""
    index = story()
    session = Session(index, "This is the example.")
    assert session.view == View(article=index.article.slug, message="This is the example.")
    desk = Desk(index)
    desk.session = session
    assert desk.press("l").message == ""


def test_before_the_first_key_nothing_is_chosen_and_the_first_mark_is_ahead() -> None:
    """The card tells of the article; a mark that starts with the first word is the next one."""
    index = annotated("[Ada](ada) and [Bob](bob)", Entity(id="ada"), Entity(id="bob"))
    session = Session(index)
    assert session.current is None
    desk = Desk(index)
    desk.session.view = session.view
    desk.press("]", "e")
    assert desk.standing_on == "ada"
    desk.press("]", "e")
    assert desk.standing_on == "bob"


# What lies over the article, and what changes under it


@pytest.mark.parametrize("keys", [["]", "e"], ["v"], ["tab"], ["1"], ["n"], ["o"], [">"], ["\\"], ["shift+right"]])
def test_keys_of_the_article_do_nothing_under_a_sheet(keys: list[str]) -> None:
    """Nothing moves that one does not see; a sentence says which key closes the sheet."""
    desk = Desk(story())
    before = desk.press("P")
    view = desk.press(*keys)
    assert replace(view, message="") == before
    assert "q closes" in view.message


def test_a_list_comes_up_over_a_sheet_and_over_what_is_typed() -> None:
    """Keys go where one looks."""
    desk = Desk(story())
    assert desk.press("P", "f2").sheet is None
    desk.press("/")
    desk.session.show_list("claim", desk.frame)
    assert (desk.view.prompt, desk.view.pane) == (None, "list")


def test_a_list_that_has_the_keys_is_open_on_a_narrow_screen() -> None:
    """Where the panel stood beside the article and now lies over it."""
    index = story()
    desk = Desk(index)
    desk.press("f2")
    narrow = frame(index, is_wide=False)
    desk.session.resize(narrow)
    assert desk.view.is_panel_open


def test_a_selection_up_to_the_last_character_survives() -> None:
    """A new reading, and the way back, keep the cursor behind the last character."""
    index = annotated("Ada [ran](run)", event("run"))
    desk = Desk(index)
    before = desk.press("v", "G")
    assert before.stand.cursor == len(index.article.text)
    desk.session.set_index(Index(index.article, index.written), "", desk.frame)
    assert desk.view.selection == before.selection
    desk.press("]", "t")
    assert desk.press("ctrl+o").selection == before.selection


def test_a_choice_keeps_its_place_when_mentions_are_added() -> None:
    """The place under the cursor stays the one that is told of, whatever its number is now."""
    one, two = (
        annotated(text, Entity(id="ada"))
        for text in ("Ada and [Ada](ada) and [Ada](ada)", "[Ada](ada) and [Ada](ada) and [Ada](ada)")
    )
    desk = Desk(one)
    desk.press("]", "e")
    cursor = desk.view.stand.cursor
    desk.session.set_index(two, "", desk.frame)
    assert desk.view.stand.choice is not None
    assert two.places["ada"][desk.view.stand.choice.number][0].start == cursor


def test_the_mouse_sets_the_column_that_rows_keep_to() -> None:
    """A motion by rows after a click starts from where the click was."""
    desk = Desk(annotated("a long first row\na long second row\na long third row"))
    desk.press("j")
    desk.session.pointing.point_at(len("a long first row\na long "), desk.frame)
    assert desk.press("j").stand.cursor == len("a long first row\na long second row\na long ")


def test_a_view_from_another_size_is_scrolled_to_its_cursor() -> None:
    """A view that was left on a larger screen may not show its cursor on a smaller one."""
    index = story()
    desk = Desk(index, height=30)
    desk.press(*["j"] * 20)
    small = frame(index, height=5)
    assert desk.session.keep_in_sight(small)
    rows = small.viewport.rows(desk.view.top)
    assert rows[0].start <= desk.view.stand.cursor < rows[-1].end
    assert not desk.session.keep_in_sight(small)


def test_enter_in_a_list_that_lacks_what_is_chosen_chooses_its_first_row() -> None:
    """What keys act on has to be in the list that has them."""
    desk = Desk(story())
    desk.press("]", "t", "f3", "enter")
    assert desk.standing_on == "saying"


def test_a_filter_goes_with_the_list() -> None:
    """However one leaves it: by Tab, by closing, by a click."""
    for leave in (
        lambda desk: desk.press("tab"),
        lambda desk: desk.session.close(),
        lambda desk: desk.session.pointing.point_at(1, desk.frame),
    ):
        desk = Desk(story())
        desk.press("f2", "/", "b", "o", "b", "enter")
        assert desk.view.list_words == "bob"
        leave(desk)
        assert (desk.view.list_words, desk.view.pane) == ("", "article")


def test_a_walk_while_filtering_leaves_one_view_behind() -> None:
    """Back goes to where one was before the filter, not further."""
    desk = Desk(story())
    before = desk.press("f2")
    desk.press("/", "a", "down", "down", "enter")
    assert desk.press("ctrl+o").stand == before.stand


# Files that change


def changed(desk: Desk, text: str) -> View:
    """Somebody has changed the article."""
    known = desk.session.index
    desk.session.set_index(Index(Article(known.article.slug, text), known.written), "", desk.frame)
    return desk.view


def test_cursor_selection_and_scroll_follow_the_words_of_an_article_that_changed() -> None:
    """Paragraphs more at its start leave the screen where it was."""
    index = story()
    desk = Desk(index)
    desk.press(*"}" * 70, "w", "v", "w", "w")
    before, text = desk.view, index.article.text
    assert before.top > 0
    added = "漢字 👍🏽\n" * 30
    view = changed(desk, added + text)
    assert view.selection is not None
    assert before.selection is not None
    assert view.stand.cursor == before.stand.cursor + len(added)
    assert view.selection == (before.selection.start + len(added), before.selection.end + len(added))
    assert view.top == before.top + len(added)


def test_a_change_behind_them_moves_nothing() -> None:
    """Nor does a reading of the same text."""
    desk = Desk(story())
    desk.press("j", "w", "v", "w")
    before, text = desk.view, desk.session.index.article.text
    assert changed(desk, f"{text} And more.") == before
    assert changed(desk, desk.session.index.article.text) == before


def test_an_article_that_is_shorter_now_has_everything_within_it() -> None:
    """What pointed behind its end points at its end."""
    desk = Desk(story())
    desk.press("G", "v", "b", "b")
    view = changed(desk, "[Ada] met")
    assert view.selection is not None
    assert 0 <= view.selection.start <= view.selection.end <= 9
    assert view.top <= 9
    assert changed(desk, "").stand.cursor == 0


def test_another_article_is_not_carried_along() -> None:
    """Only the view of the article that was changed is."""
    desk = Desk(annotated("one two three"))
    desk.press("w", "w")
    before = desk.view
    desk.session.enter(Index(Article("other", "four five six"), Annotations()))
    other = desk.press("w")
    assert other.stand.cursor > 0
    desk.session.set_index(Index(Article("article", "and one two three"), Annotations()), "", desk.frame)
    assert desk.view == other
    assert desk.press("ctrl+o").article == before.article


def test_a_place_that_was_just_marked_is_chosen_without_a_step_to_go_back() -> None:
    """Selection and search end, the list shows its row, and back leads to where one was before."""
    desk = Desk(story())
    desk.press("]", "c")
    claim = desk.view.stand
    entity = desk.press("]", "e").stand
    desk.press("/", *"line 2 ", "enter", "v", "w")
    desk.session.choose_place(Choice("ada", 1), desk.frame)
    view = desk.view
    assert desk.standing_on == "ada"
    assert view.stand.cursor == desk.session.index.places["ada"][1][0].start
    assert (view.anchor, view.search, view.list_kind) == (None, None, "entity")
    shown = desk.frame.viewport.rows(view.top)
    assert shown[0].start <= view.stand.cursor < shown[-1].end
    assert [desk.press("ctrl+o").stand for _ in range(2)] == [entity, claim]
