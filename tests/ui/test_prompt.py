"""The line that a person types into."""

from __future__ import annotations

import pytest

from idlib_reader.ui.prompt import Prompt


def after(*keys: str) -> Prompt:
    """The line after these keys, from an empty one."""
    line = Prompt("search")
    for key in keys:
        edited = line.edited(key)
        assert edited is not None, key
        line = edited
    return line


@pytest.mark.parametrize(
    ("keys", "text", "at"),
    [
        (["a", "b", "space", "c"], "ab c", 4),
        (["a", "b", "left", "x"], "axb", 2),
        (["a", "b", "home", "x", "end", "y"], "xaby", 4),
        (["a", "b", "ctrl+a", "delete"], "b", 0),
        (["a", "b", "ctrl+a", "ctrl+e", "backspace"], "a", 1),
        (["o", "n", "e", "space", "t", "w", "o", "ctrl+w"], "one ", 4),
        (["o", "n", "e", "space", "ctrl+w"], "", 0),
        (["a", "b", "left", "ctrl+u"], "b", 0),
        (["a", "b", "left", "ctrl+k"], "a", 1),
        (["left", "backspace", "delete", "right"], "", 0),
    ],
)
def test_keys_edit_as_in_a_shell(keys: list[str], text: str, at: int) -> None:
    """Characters go in at the cursor; the keys of shells move it and take out characters, words and ends."""
    line = after(*keys)
    assert (line.text, line.at) == (text, at)


def test_the_cursor_steps_over_whole_characters() -> None:
    """A letter with its mark, and an emoji of several code points, go as one."""
    line = Prompt("search").typed("e\u0301👨‍👩‍👧")
    steps = []
    while line.at:
        moved = line.edited("left")
        assert moved is not None
        line = moved
        steps.append(line.at)
    assert steps == [2, 0]
    taken = Prompt("search").typed("ae\u0301").edited("backspace")
    assert taken is not None
    assert taken.text == "a"


def test_what_is_pasted_stays_on_one_line() -> None:
    """Line ends and tabs become spaces; control characters stay, and are made visible where they are drawn."""
    assert Prompt("filter").typed("one\r\ntwo\tthree\x1b").text == "one two three\x1b"


@pytest.mark.parametrize("key", ["enter", "escape", "f3", "tab", "ctrl+c"])
def test_other_keys_edit_nothing(key: str) -> None:
    """They are for whoever opened the line."""
    assert Prompt("search", "a", 1).edited(key) is None


PROPOSED = Prompt("filter", "Ada L.", 6, is_proposed=True)


def test_the_first_character_takes_the_place_of_a_proposal() -> None:
    """What is pasted does so too; what comes then is put behind it."""
    typed = PROPOSED.edited("b")
    assert typed == Prompt("filter", "b", 1)
    assert typed.edited("o") == Prompt("filter", "bo", 2)
    assert PROPOSED.edited("space") == Prompt("filter", " ", 1)
    assert PROPOSED.typed("B\no\u0301") == Prompt("filter", "B o\u0301", 4)


@pytest.mark.parametrize(
    ("key", "text", "at"),
    [
        ("left", "Ada L.", 5),
        ("home", "Ada L.", 0),
        ("end", "Ada L.", 6),
        ("backspace", "Ada L", 5),
        ("ctrl+w", "Ada ", 4),
    ],
)
def test_a_key_that_edits_a_proposal_keeps_it(key: str, text: str, at: int) -> None:
    """From then on it is as if it had been typed."""
    edited = PROPOSED.edited(key)
    assert edited == Prompt("filter", text, at)
    assert edited.edited("x") == Prompt("filter", text[:at] + "x" + text[at:], at + 1)


def test_any_other_key_leaves_a_proposal_one() -> None:
    """It is for whoever opened the line."""
    assert PROPOSED.edited("enter") is None
    assert PROPOSED.is_proposed
