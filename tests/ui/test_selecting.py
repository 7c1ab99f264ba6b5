"""Selecting words with keys and mouse, without a screen."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Entity
from idlib_reader.ui.selecting import say_selection
from marked import annotated
from ui.pressing import Desk


def selected(desk: Desk) -> str | None:
    """The selected words; None without a selection."""
    span = desk.view.selection
    return None if span is None else desk.session.index.article.text[slice(*span)]


def test_a_selection_follows_the_cursor_half_open() -> None:
    """It runs from where it began to the cursor, either way."""
    desk = Desk(annotated("Ada Lovelace was here"))
    assert selected(desk) is None
    desk.press("v")
    assert selected(desk) == ""
    desk.press("w", "w")
    assert selected(desk) == "Ada Lovelace "
    assert desk.session.to_copy() == "Ada Lovelace"
    desk.press("v", "b", "v", "b")
    assert selected(desk) == "Ada "


@pytest.mark.parametrize("keys", [["v", "$"], ["v", "G"], ["v", "w", "w", "w", "w"], ["v", *["l"] * 30], ["v", "j"]])
def test_the_last_character_can_be_selected(keys: list[str]) -> None:
    """While selecting the cursor goes behind the last character of the text."""
    desk = Desk(annotated("Ada ran on"))
    desk.press(*keys)
    assert selected(desk) == "Ada ran on"


def test_the_cursor_steps_back_onto_a_character() -> None:
    """Without the selection it stands on the last character again."""
    desk = Desk(annotated("Ada ran"))
    desk.press("v", "G")
    assert desk.session.close()
    assert desk.view.stand.cursor == len("Ada ran") - 1
    desk.press("v", "G", "v")
    assert desk.view.stand.cursor == len("Ada ran") - 1


def test_shift_and_arrows_begin_a_selection() -> None:
    """Each begins one and moves, in any pane."""
    desk = Desk(annotated("Ada ran\nand fell"))
    desk.press("shift+right", "shift+right")
    assert selected(desk) == "Ad"
    desk.press("shift+down")
    assert selected(desk) == "Ada ran\nan"
    desk.press("shift+left", "shift+up", "shift+home")
    assert selected(desk) == ""
    desk.press("shift+end")
    assert selected(desk) == "Ada ran"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e\u0301t\u00e9 was", "e\u0301"),
        ("👨‍👩‍👧 ran", "👨‍👩‍👧"),
        ("漢字 here", "漢"),
        ("عَربي", "عَ"),
    ],
)
def test_characters_are_selected_whole(text: str, expected: str) -> None:
    """A letter with its marks, a joined emoji, a wide character: each is one step."""
    desk = Desk(annotated(text))
    desk.press("v", "l")
    assert selected(desk) == expected


def test_it_grows_and_shrinks_by_units() -> None:
    """From the word to the sentence and the paragraph, and back."""
    desk = Desk(annotated("One came. “Two went,” he said. Three stayed.\n\nMore."))
    desk.press("w", "w", "w")
    grown = []
    for _ in range(4):
        desk.press("+")
        grown.append(selected(desk))
    assert grown[0] == "went"
    assert "“Two went,” he said." in grown
    assert grown[-1] is not None
    assert len(grown[-1]) > len(grown[0] or "")
    shrunk = []
    for _ in range(3):
        desk.press("-")
        shrunk.append(selected(desk))
    assert [len(one or "") for one in shrunk] == sorted((len(one or "") for one in shrunk), reverse=True)


def test_a_drag_selects_both_ends() -> None:
    """The characters where the button went down and where it is now are both selected, either way."""
    desk = Desk(annotated("Ada ran on"))
    desk.session.pointing.press_at(4)
    desk.session.pointing.drag_to(6, 0, desk.frame)
    assert selected(desk) == "ran"
    desk.session.pointing.drag_to(0, 0, desk.frame)
    assert selected(desk) == "Ada r"


def test_a_drag_beyond_the_text_scrolls() -> None:
    """Each time one more row comes in sight."""
    desk = Desk(annotated("\n".join(f"line {number}" for number in range(50))), height=5)
    desk.session.pointing.press_at(0)
    desk.session.pointing.drag_to(30, 1, desk.frame)
    top = desk.view.top
    assert top > 0
    desk.session.pointing.drag_to(40, 1, desk.frame)
    assert desk.view.top > top


def test_double_and_triple_clicks() -> None:
    """Two select the word, three the sentence; a single one gives the selection up."""
    desk = Desk(annotated("One came. Two went home. Three stayed."))
    desk.session.pointing.point_at(12, desk.frame, 2)
    assert selected(desk) == "Two"
    desk.session.pointing.point_at(12, desk.frame, 3)
    assert selected(desk) == "Two went home."
    desk.session.pointing.point_at(12, desk.frame)
    assert selected(desk) is None


def test_a_jump_gives_the_selection_up() -> None:
    """What was jumped to is what matters then; back brings the selection again."""
    desk = Desk(annotated("Start [Ada](ada)", Entity(id="ada")))
    before = desk.press("v", "l")
    assert desk.press("]", "e").anchor is None
    assert desk.press("ctrl+o") == before


def test_what_is_copied() -> None:
    """The selection, else the words of the mark, else the word under the cursor."""
    desk = Desk(annotated("Start [Ada Lovelace](ada) ran", Entity(id="ada")))
    assert desk.session.to_copy() == "Start"
    desk.press("w")
    assert desk.session.to_copy() == "Ada Lovelace"
    desk.press("v", "l", "l")
    assert desk.session.to_copy() == "Ad"


def test_how_much_is_selected_is_told() -> None:
    """Words and characters are counted, one of them in the singular."""
    text = "one two three"
    desk = Desk(annotated(text))
    desk.press("v", "w")
    assert desk.view.selection is not None
    assert say_selection(text, desk.view.selection) == "1 word, 4 characters selected"
    desk.press("w")
    assert say_selection(text, desk.view.selection) == "2 words, 8 characters selected"
