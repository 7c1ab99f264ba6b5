"""What the sheets list, and pointing at it."""

from __future__ import annotations

import pytest

from idlib_reader.core.navigation import Elsewhere
from idlib_reader.core.problems import Problem
from idlib_reader.ui.commands import BY_KEY, COMMANDS
from idlib_reader.ui.sheets import Option, chosen, command_options, moved, problem_options
from idlib_reader.ui.view import Sheet
from marked import annotated
from ui.pressing import Desk


def titles(words: str) -> list[str]:
    """The titles of the commands that hold the words."""
    return [option.title for option in chosen(command_options(), words)]


def test_the_palette_has_every_command_with_its_keys() -> None:
    """Each is there once, found by any word of what it does."""
    assert [option.target for option in command_options()] == list(COMMANDS)
    assert titles("")[: len(COMMANDS)] == [option.title for option in command_options()]
    assert "The next claim" in titles("claim NEXT")
    assert titles("no command holds these") == []


@pytest.mark.parametrize("key", ["q", "]e", "f3", "?"])
def test_a_key_finds_its_command_first(key: str) -> None:
    """Who types `:q` and Enter quits."""
    assert chosen(command_options(), key)[0].target is BY_KEY[key]


def test_a_problem_is_told_with_place_and_sentence() -> None:
    """File, line and column, the level, the sentence and what to do."""
    problem = Problem("annotations/a.yaml", 12, 5, "error", "orphan", "The words are not there.", "Quote others.")
    (option,) = problem_options([problem])
    assert option.title == "annotations/a.yaml:12:5"
    assert "error" in option.right
    assert option.lines == ("The words are not there. Quote others.",)
    assert option.target is problem


@pytest.mark.parametrize(
    ("keys", "row"),
    [(["j"], 1), (["j", "k", "k"], 0), (["G"], 9), (["G", "j"], 9), (["G", "g"], 0), (["pagedown"], 1), (["w"], 0)],
)
def test_motions_point_at_something_else(keys: list[str], row: int) -> None:
    """Rows, pages, top and end; at the ends the walk stops."""
    sheet = Sheet("articles")
    for key in keys:
        sheet = moved(sheet, BY_KEY[key].name, 10, 10)  # type: ignore[arg-type]  # all of these are motions
    assert sheet.row == row


def articles(sheet: Sheet) -> list[Option]:
    """Three articles; the second is shown."""
    names = ("alpha", "beta", "gamma")
    return chosen([Option(name, Elsewhere(name, ""), is_here=name == "beta") for name in names], sheet.words)


def with_articles() -> Desk:
    """A session whose sheets list three articles."""
    desk = Desk(annotated("text"))
    desk.session.find_options = articles
    return desk


def test_a_sheet_opens_on_what_is_shown_now() -> None:
    """The article that one reads is pointed at."""
    desk = with_articles()
    view = desk.press("p")
    assert view.sheet == Sheet("articles", row=1)
    assert desk.press("j").sheet == Sheet("articles", row=2)


def test_a_sheet_is_filtered_and_closed() -> None:
    """`/` filters it as one types; giving that up shows all again; closing takes the sheet away."""
    desk = with_articles()
    before = desk.view
    view = desk.press("p", "/", *"alp")
    assert view.sheet == Sheet("articles", "alp", 0)
    assert [option.title for option in desk.session.options] == ["alpha"]
    desk.press("escape")
    assert len(desk.session.options) == 3
    assert desk.session.close()
    assert desk.view == before


def test_the_palette_is_typed_into_at_once() -> None:
    """Its arrows point, Escape closes it."""
    desk = with_articles()
    before = desk.view
    view = desk.press(":", "a", "down")
    assert view.sheet == Sheet("palette", "a", 1)
    assert desk.press("escape") == before
