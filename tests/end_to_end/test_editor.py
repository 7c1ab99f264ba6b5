"""Handing the annotation file to the person's own editor, and coming back to the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from end_to_end.reading import shows_count
from end_to_end.terminal import Terminal, key
from end_to_end.writing import (
    ENTER,
    HAND,
    go_to,
    open_article,
    open_picker,
    read,
    replaced,
    wait_to_be_told,
    write_harbour,
)

RULE = "    - {quote: harbour, all: true}\n"
DIVERS = f"{RULE}  divers:\n    type: group\n    mentions: Divers\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The annotation file written by hand, in its workspace."""
    return write_harbour(tmp_path / "three")


def make_editor(home: Path, name: str = "vi", after: str = "exit 0") -> dict[str, str]:
    """The variables that name an editor: a script that notes its arguments, shows something, and does what is given."""
    script = home / name
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >>"$HOME/arguments"\necho EDITING\n{after}\n', encoding="utf-8")
    script.chmod(0o755)
    return {"EDITOR": str(script)}


def arguments(home: Path) -> list[str]:
    """What the editor was started with."""
    return (home / "arguments").read_text(encoding="utf-8").splitlines()


def line_of(words: str) -> int:
    """The line of the file, counted from 1, in which the words stand."""
    return HAND[: HAND.index(words)].count("\n") + 1


def saving(home: Path, text: str) -> str:
    """A line of shell that puts a text into the file that the editor was given last."""
    (home / "text").write_text(text, encoding="utf-8")
    return 'for file; do :; done; cat "$HOME/text" >"$file"'


def wait_to_be_back(terminal: Terminal, home: Path) -> None:
    """Wait until the editor has run and the reader draws its screen again."""
    terminal.wait_for(lambda: b"EDITING" in terminal.raw and (home / "arguments").exists())
    terminal.wait_for(lambda: "The harbour of Port Elva" in terminal.text and "EDITING" not in terminal.text)


@pytest.mark.parametrize(
    ("words", "entry"),
    [("Mara Lind", "lind:"), ("Castor Lines", "castor:"), ("did not answer", "silence:"), ("Nobody", "#")],
)
def test_the_editor_opens_at_the_entry(file: Path, home: Path, words: str, entry: str) -> None:
    """It gets the file and the line in which the chosen entry starts; the first line where nothing is chosen."""
    with open_article(file, home, variables=make_editor(home)) as terminal:
        go_to(terminal, words)
        terminal.press("E")
        wait_to_be_back(terminal, home)
        assert arguments(home) == [f"+{line_of(entry)}", str(file)]
        assert terminal.close("qq") == 0
    assert read(file) == HAND


def test_visual_is_asked_before_editor(file: Path, home: Path) -> None:
    """The variable for editors that need a whole screen comes first, with the arguments that stand in it."""
    variables = {"VISUAL": f"{make_editor(home)['EDITOR']} -n", "EDITOR": "/bin/false"}
    with open_article(file, home, variables=variables) as terminal:
        terminal.press("E")
        wait_to_be_back(terminal, home)
        assert arguments(home) == ["-n", "+1", str(file)]


def test_the_screen_is_as_it_was(file: Path, home: Path) -> None:
    """Where the editor changes nothing, every cell is as before, and the keys are the reader's again."""
    with open_article(file, home, variables=make_editor(home)) as terminal:
        go_to(terminal, "Castor Lines")
        shown = terminal.cells
        terminal.press("E")
        wait_to_be_back(terminal, home)
        terminal.wait_for(lambda: terminal.cells == shown)
        open_picker(terminal)


def test_what_is_saved_in_the_editor_is_shown(file: Path, home: Path) -> None:
    """An entry that was written there is counted, and the next mark goes into the file as it is then."""
    by_hand = replaced(HAND, RULE, DIVERS)
    with open_article(file, home, variables=make_editor(home, after=saving(home, by_hand))) as terminal:
        terminal.press("E")
        wait_to_be_back(terminal, home)
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        assert "problem" not in terminal.row(0)
        go_to(terminal, "Lind said")
        open_picker(terminal)
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Mara Lind: saved")
        assert read(file) == replaced(
            by_hand, "      - Mara Lind\n", "      - Mara Lind\n      - {quote: Lind, in: Lind said}\n"
        )


def test_new_problems_are_told(file: Path, home: Path) -> None:
    """Whoever comes back sees what went wrong there, with its line; what was wrong before is not told again."""
    old = replaced(HAND, "type: place\n", "type: plaice\n")
    file.write_text(old, encoding="utf-8")
    new = replaced(old, "place: port-elva", "place: port-elba")
    line = new[: new.index("place: port-elba")].count("\n") + 1
    with open_article(file, home, variables=make_editor(home, after=saving(home, new))) as terminal:
        terminal.press("E")
        wait_to_be_back(terminal, home)
        wait_to_be_told(terminal, f"1 new problem (P): harbour.yaml:{line}:")
        terminal.press(key("left"))
        terminal.wait_for(lambda: "2 problems" in terminal.row(0))


def test_the_person_types_into_the_editor(file: Path, home: Path) -> None:
    """The terminal is the editor's while it runs: what is typed goes there, and not to the reader as well."""
    after = 'read typed; printf "%s\\n" "$typed" >>"$HOME/arguments"'
    with open_article(file, home, variables=make_editor(home, after=after)) as terminal:
        shown = terminal.cells
        terminal.press("E")
        terminal.wait_for("EDITING")
        terminal.press("qqq\r")
        terminal.wait_for(lambda: terminal.cells == shown)
        assert arguments(home)[-1] == "qqq"
        assert terminal.close() == 0


def test_an_editor_that_is_not_there_is_named(file: Path, home: Path) -> None:
    """Nothing is started, and the status line says what to set."""
    with open_article(file, home, variables={"EDITOR": "no-such-editor"}) as terminal:
        terminal.press("E")
        wait_to_be_told(terminal, "There is no program `no-such-editor`, which $EDITOR names.")
        assert terminal.close("qq") == 0


def test_no_editor_at_all_is_told(file: Path, home: Path) -> None:
    """Where no variable is set and no usual editor is installed, the status line says what to set."""
    empty = home / "bin"
    empty.mkdir()
    with open_article(file, home, variables={"PATH": str(empty), "EDITOR": ""}) as terminal:
        terminal.press("E")
        wait_to_be_told(terminal, "No editor can be found.")


def test_an_editor_that_fails_is_told(file: Path, home: Path) -> None:
    """Its exit status is said on the reader's screen, and what it has saved all the same is read."""
    after = f"{saving(home, replaced(HAND, RULE, DIVERS))}; exit 3"
    with open_article(file, home, variables=make_editor(home, after=after)) as terminal:
        terminal.press("E")
        wait_to_be_back(terminal, home)
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        assert terminal.close("qq") == 0
