"""The command table, and keys made into commands."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Entity
from idlib_reader.ui.commands import (
    BY_KEY,
    CHORD_STARTS,
    COMMANDS,
    Command,
    KeyReader,
    continuations,
    name_key,
    name_keys,
)
from idlib_reader.ui.session import Session
from marked import annotated
from ui.pressing import Desk, frame

REPOSITORY = Path(__file__).resolve().parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")

OUTSIDE_THE_VIEW = {"help", "close", "quit", "copy", "interrupt", "suspend"}
"""Commands that the screen does itself; `test_reader.py` presses their keys."""
WRITING = {command.name for command in COMMANDS if command.group == "Marking"}
"""Commands that change the file or tell of it; `test_writing.py` and `test_reader_writing.py` press their keys."""


def test_no_key_has_two_meanings() -> None:
    """Each key stands once in the table, and each command has a name of its own."""
    keys = [key for command in COMMANDS for key in command.keys]
    names = [command.name for command in COMMANDS]
    assert len(keys) == len(set(keys))
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_does_something(command: Command) -> None:
    """The session runs each command of the table, but those that concern the screen as a whole or the file."""
    index = annotated("The [Ever Given](ship) ran", Entity(id="ship"))
    for key in command.keys:
        is_run = Session(index).run(command, key[-1] if len(key) == 2 else key, frame(index))
        assert is_run == (command.name not in OUTSIDE_THE_VIEW | WRITING)


def test_a_chord_starts_with_a_key_that_means_nothing_alone() -> None:
    """So the first key can wait for the second without a time-out."""
    assert {"]", "["} == CHORD_STARTS
    assert not CHORD_STARTS & BY_KEY.keys()


@pytest.mark.parametrize("start", sorted(CHORD_STARTS))
def test_a_chord_that_was_begun_tells_every_way_on(start: str) -> None:
    """The continuations are the second keys of all its chords, each with a word."""
    shown = continuations(start)
    assert {start + key for key, _ in shown} == {key for key in BY_KEY if key[0] == start and len(key) == 2}
    assert all(word for _, word in shown)
    assert len({word for _, word in shown}) == len(shown)


@pytest.mark.parametrize("key", BY_KEY)
def test_each_key_is_read_as_its_command(key: str) -> None:
    """A key, or the keys of a chord one by one, give the command and leave nothing pending."""
    reader = KeyReader()
    if key[0] in CHORD_STARTS:
        assert reader.read(key[0]) is None
        assert reader.pending == key[0]
        key, whole = key[1], key
    else:
        whole = key
    assert reader.read(key) is BY_KEY[whole]
    assert reader.pending == ""


@pytest.mark.parametrize("other", ["x", "q", "enter", "escape", "f4", "ctrl+c", "up"])
def test_any_other_key_cancels_a_chord_and_does_nothing_else(other: str) -> None:
    """A key that is no continuation ends the chord; pressed again it means what it always means."""
    reader = KeyReader()
    reader.read("]")
    assert reader.read(other) is None
    assert reader.pending == ""
    assert reader.read(other) is BY_KEY.get(other)


def test_a_key_without_a_meaning_gives_no_command() -> None:
    """Keys that the table does not have are passed over."""
    reader = KeyReader()
    assert [reader.read(key) for key in ("Z", "f12", "ctrl+y", "é", "漢")] == [None] * 5
    assert reader.pending == ""


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+f", "^F"), ("f4", "F4"), ("pagedown", "PgDn"), ("alt+left", "Alt+←"), ("]e", "]e"), ("\\", "\\")],
)
def test_keys_have_the_names_that_people_use(key: str, name: str) -> None:
    """What the help page calls a key is what stands on it."""
    assert name_key(key) == name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_readme_has_every_key(command: Command) -> None:
    """The README's table has a row with the keys of each command and what it does."""
    keys = ", ".join(f"`{key}`" for key in name_keys(command).replace("|", "\\|").split(", "))
    assert f"| {keys} | {command.help} |" in README


def test_the_readme_has_no_key_that_the_table_lacks() -> None:
    """The part of the README that is made from the table is as it is made now."""
    spec = importlib.util.spec_from_file_location("make_keys", REPOSITORY / "docs" / "make_keys.py")
    assert spec is not None
    assert spec.loader is not None
    make_keys = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_keys)
    assert make_keys.with_keys(README) == README


ALTERNATIVES = {
    "select_left": ("v", "h"),
    "select_right": ("v", "l"),
    "select_down": ("v", "j"),
    "select_up": ("v", "k"),
    "select_line_start": ("v", "0"),
    "select_line_end": ("v", "$"),
    "previous_pane": ("tab", "tab"),
}
"""What does the same as a command whose keys do not arrive in every terminal."""


def arrives(key: str) -> bool:
    """Whether every terminal sends a key, the Linux console too, and so that it can be told from others."""
    modifier, plus, rest = key.partition("+")
    return not (plus and rest) or (modifier == "ctrl" and len(rest) == 1 and rest not in "hijm[")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_a_key_that_arrives(command: Command) -> None:
    """Without one, other keys that do arrive do just the same."""
    if any(map(arrives, command.keys)):
        return
    index = annotated("The [Ever Given](ship) ran\nand ran", Entity(id="ship"))
    one, other = Desk(index), Desk(index)
    for desk in (one, other):
        desk.press("w", "w")
    assert one.press(command.keys[0]) == other.press(*ALTERNATIVES[command.name])
