"""No string from a file commands the terminal, and none is read as markup."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from end_to_end.reading import squeezed, status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, command, environment, key

MARKUP = "[bold]loud[/bold] [link=https://example.org]here[/link] [@click=app.bell]x[/] [/] [red"

ATTACKS = {
    # A colour, a cleared screen, questions that the terminal would answer.
    "sequences": "\x1b[5;38;5;199mpink \x1b[2J\x1b[3J \x1b[6n\x1b[c",
    # The clipboard, the window's title, a link, a string for the device.
    "strings": "\x1b]52;c;aGVsbG8=\x07 \x1b]0;owned\x1b\\ \x1b]8;;http://a.b\x1b\\x\x1b]8;;\x1b\\ \x1bPq#0\x1b\\",
    "applications": "\x1b_Gi=1;AAAA\x1b\\ \x1b^private\x1b\\ \x1bXstart\x1b\\ \x9fGi=1;AAAA\x9c \x9eprivate\x9c",
    "controls": "pink \x9b31m \x9d52;c;aGVsbG8=\x9c \x90q\x9c \x00\x07\x08\x0b\x0c\x0e\x0f\x7f\r",
    "unicode": "\u202egnp\u202c \u2066a\u2069 \u200eb \u200fc \u061c\u0085\u2028\u2029 \U000e0041 \ufdd0 \uffff \ufeff",
}

# All that the screen needs of a terminal: colours, the place of the cursor, modes, and what Textual asks once.
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*m"
    rb"|\x1b\[[0-9]+;[0-9]+H"
    rb"|\x1b\[\?[0-9]+[hl]"
    rb"|\x1b\[\?[0-9]+\$p"
    rb"|\x1b\[>[0-9]*u|\x1b\[<u"
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    rb"|\r\n"
)
COLOURS = re.compile(rb"\x1b\[([0-9;]*)m")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def check_output(terminal: Terminal) -> None:
    """Nothing but what the screen itself needs was ever written."""
    raw = bytes(terminal.raw)
    text = ALLOWED.sub(b"", raw).decode("utf-8")
    found = CONTROLS.search(text)
    assert found is None, repr(text[max(0, found.start() - 60) : found.end() + 60])
    for parameters in COLOURS.findall(raw):
        assert b"199" not in parameters.split(b";")
        assert not parameters.startswith(b"5;")


@contextmanager
def reading(folder: Path, name: str, text: str, annotations: dict[str, object]) -> Iterator[Terminal]:
    """The program on a text with annotations, in a workspace below `folder`."""
    home = folder / "home"
    home.mkdir()
    for part in ("seeds", "annotations"):
        (folder / part).mkdir()
    article = folder / "seeds" / f"{name}.txt"
    article.write_text(text, encoding="utf-8")
    written = yaml.safe_dump({"format": "idlib-reader/1", **annotations}, allow_unicode=True, sort_keys=False)
    (folder / "annotations" / f"{name}.yaml").write_text(written, encoding="utf-8")
    with Terminal(article, home=home, columns=120, rows=40, folder=folder) as terminal:
        yield terminal


def look_at_everything(terminal: Terminal) -> None:
    """Each list with each of its entries, the problems, the articles, steps to the next mark, and the article."""
    lists = (key(name) + b"gjs" for name in ("f2", "f3", "f4", "f5"))
    for keys in (*lists, key("tab"), b"P", b"jjj", b"q", b"p", b"j", b"q", b"g", b"]]", b"]]", b"wwjl"):
        terminal.press(keys)
        # A sentence that has nothing of the file in it tells that all before it was drawn.
        terminal.press(key("ctrl+c"))
        terminal.wait_for(lambda: "quit, press q" in status(terminal))
        terminal.press("]~h")
        terminal.wait_for(lambda: "quit, press q" not in status(terminal))


def all_kinds(words: str) -> dict[str, object]:
    """One entry of each kind whose every free field holds `words`."""
    return {
        "article": {"title": words, "outlet": words, "author": words, "url": words, "note": words},
        "entities": {
            "someone": {
                "type": "person",
                "name": words,
                "aliases": [words],
                "description": words,
                "mentions": "Alpha",
                "tags": words,
                "note": words,
            },
            "unfound": {"type": words, "name": words, "mentions": words},
        },
        "events": {
            "something": {
                "title": words,
                "type": words,
                "date": words,
                "place": words,
                "participants": {words: "someone"},
                "figures": {words: words},
                "mentions": "Beta",
                "links": [{"rel": words, "to": "another", "note": words}],
            },
            "another": {"title": words, "modality": words, "mentions": "Gamma"},
        },
        "claims": {"said": {"content": "Delta", "source": words, "cue": words, "status": words, "note": words}},
        "remarks": {"noticed": {"passage": "Epsilon", "note": words, "tags": [words]}},
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_controls_in_a_text_and_its_annotations_are_only_shown(tmp_path: Path, attack: str) -> None:
    """Whatever controls stand in an article, in names, titles, types, dates or notes, the terminal gets none."""
    words = f"before {ATTACKS[attack]} after"
    text = f"Opening words. {words}\nAlpha Beta Gamma Delta Epsilon.\n{words}\n"
    with reading(tmp_path, "attacked", text, all_kinds(words)) as terminal:
        terminal.wait_for("Opening words.")
        terminal.wait_for("Entities 2")
        look_at_everything(terminal)
        assert terminal.close() == 0
        check_output(terminal)


def test_controls_in_file_names_are_only_shown(tmp_path: Path) -> None:
    """A name with controls stands in the title and, where the file has a problem, in the status line: as pictures."""
    name = f"n{ATTACKS['strings']}{ATTACKS['unicode']}".replace("/", "-")
    with reading(tmp_path, name, "Opening words.", {"entities": {"who": {"mentions": "missing"}}}) as terminal:
        terminal.wait_for("Opening words.")
        terminal.wait_for("1 problem")
        wait_to_have_read_keys(terminal)
        assert terminal.close() == 0
        check_output(terminal)


def test_controls_in_a_broken_file_are_only_shown(tmp_path: Path) -> None:
    """A sentence about a broken file may quote it, but never commands the terminal."""
    with reading(tmp_path, "broken", "Opening words.", {}) as terminal:
        terminal.wait_for("Opening words.")
        file = tmp_path / "annotations" / "broken.yaml"
        for attack in ATTACKS:
            file.write_text(f'entities:\n  "{ATTACKS[attack]}": [\n', encoding="utf-8")
            terminal.wait_for(lambda: "broken.yaml:" in status(terminal))
            file.write_text("entities:\n  fine: {}\n", encoding="utf-8")
            terminal.wait_for("Entities 1")
            # What the last reading has kept is shown with the banner of the broken file in the place of the rule.
            terminal.wait_for("┴")
            wait_to_have_read_keys(terminal)
            terminal.press("h")
            terminal.wait_for(lambda: "broken.yaml:" not in status(terminal))
        assert terminal.close() == 0
        check_output(terminal)


def test_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    """Square brackets in a text, a name, a title or a note are square brackets on the screen."""
    with reading(tmp_path, "marked", f"{MARKUP}\nAlpha Beta Gamma Delta Epsilon", all_kinds(MARKUP)) as terminal:
        terminal.wait_for("Entities 2")
        assert squeezed(MARKUP) in squeezed(terminal.text)
        assert "[bold]loud[/bold]" in terminal.row(0)
        terminal.press(key("f2") + b"g")
        terminal.wait_for(lambda: "[bold]loud[/bold]" in status(terminal))
        # In the text, the title, the list, the card, the status line.
        assert terminal.text.count("[bold]loud") >= 5
        look_at_everything(terminal)
        assert terminal.close() == 0
        check_output(terminal)


@pytest.mark.parametrize("arguments", [["{evil}"], ["check", "{evil}"], ["one.txt", "{evil}"], ["--{evil}"]])
def test_controls_in_an_argument_are_only_shown(tmp_path: Path, arguments: list[str]) -> None:
    """A file name given on the command line comes back in a message without its controls."""
    evil = f"x{ATTACKS['sequences']}{ATTACKS['controls']}".replace("\0", "")
    given = [argument.format(evil=evil) for argument in arguments]
    done = subprocess.run(
        [*command(), *given], env=environment(tmp_path), cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    told = (done.stdout + done.stderr).decode("utf-8")
    assert "pink" in told
    assert CONTROLS.search(told.replace("\n", "")) is None


def test_controls_in_a_problem_are_only_shown(tmp_path: Path) -> None:
    """`check` prints file names and quotes with pictures for controls."""
    name = f"n{ATTACKS['strings']}".replace("/", "-")
    (tmp_path / f"{name}.txt").write_text("Opening words.", encoding="utf-8")
    written = yaml.safe_dump({"format": "idlib-reader/1", "entities": {"who": {"mentions": ATTACKS["sequences"]}}})
    (tmp_path / f"{name}.annotations.yaml").write_text(written, encoding="utf-8")
    done = subprocess.run(
        [*command(), "check", f"{name}.txt"], env=environment(tmp_path), cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1
    told = (done.stdout + done.stderr).decode("utf-8")
    assert "pink" in told
    assert CONTROLS.search(told.replace("\n", "")) is None
