"""Articles that are no plain English prose."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining

import pytest
from pyte.screens import wcwidth

from end_to_end.reading import cursor, squeezed, status, wait_to_have_read_keys, words_from_cursor
from end_to_end.terminal import Terminal, key
from idlib_reader.core.graphemes import split_clusters
from idlib_reader.ui.commands import COMMANDS

UNUSUAL = (
    "漢字とかな交じり文。「引用」、そして終わり。全角　空白も。\n"
    "النص العربي من اليمين إلى اليسار، ومعه عَلاماتٌ مُشكَّلة.\n"
    "Emoji 👩‍🚀 👍🏽 🇩🇪🇫🇷 ❤️ ❤ 👨‍👩‍👧‍👦 and e\u0301 combined, Z̸͑a̴l̵g̶o.\n"
    "\ttabs\tbetween\twords\t\tand\tat the end\t\n"
    "NUL \x00 ESC \x1b[31m BEL \x07 DEL \x7f C1 \x9b RLO \u202e shy\u00adphen BOM \ufeff tag \U000e0041 end\r\n"
    "한국어 문장과 हिन्दी वाक्य และภาษาไทยไม่มีช่องว่าง\n"
    "\n\n   \n"
    f"{'averylongwordwithoutaspace' * 12}\n"
    "line\u2028separator paragraph\u2029separator next\u0085line vertical\x0btab form\x0cfeed\n"
    "last line without an end"
)

KEYS = [name for command in COMMANDS if command.name != "quit" for name in command.keys]


def is_placed(character: str) -> bool:
    """Whether the emulator draws it where terminals do: not joiners, vowel signs, emoji and selectors."""
    return (wcwidth(character) != 0 and character < "\U0001f000") or combining(character) != 0


@pytest.fixture
def unusual(home: Path) -> Path:
    """The text as a file, with annotations of some of its words."""
    file = home / "unusual.txt"
    file.write_bytes(UNUSUAL.encode())
    (home / "unusual.annotations.yaml").write_text(
        "format: idlib-reader/1\n"
        "entities:\n"
        "  kanji: {type: place, name: 漢字👩‍🚀, mentions: 漢字}\n"
        "  arabic: {type: person, name: النص, mentions: [النص, 👍🏽]}\n"
        "events:\n"
        '  tabs: {title: "tabs\\tand \\e[31m", mentions: {from: tabs, to: words}}\n'
        "claims:\n"
        "  thai: {content: {quote: 한국어 문장과 हिन्दी}, source: arabic}\n"
        "remarks:\n"
        "  last: {passage: last line, note: 👨‍👩‍👧‍👦 at the end}\n",
        encoding="utf-8",
    )
    return file


def give_up_selection(terminal: Terminal) -> None:
    """Press the key for it if anything is selected."""
    if any(word in status(terminal) for word in ("selected", "selection")):
        terminal.press("v")
        wait_to_have_read_keys(terminal)


def press_every_key(terminal: Terminal, before: str) -> None:
    """Press each key of the command table in the article, each after the keys `before`."""
    for name in KEYS:
        terminal.press(before)
        if name == "escape":
            give_up_selection(terminal)
            # What a terminal sends for Escape starts other keys too, so nothing may follow it at once.
            terminal.press(key("ctrl+c"))
            terminal.wait_for(lambda: "quit, press" in status(terminal))
            terminal.press(key(name))
            terminal.wait_for(lambda: "quit, press" not in status(terminal))
        elif name in ("?", "f1"):
            terminal.press(key(name))
            terminal.wait_for(COMMANDS[0].help)
            terminal.press("q")
            terminal.wait_for(lambda: COMMANDS[0].help not in terminal.text)
        else:
            # A line that the key opened is given up, or it would take all that follows.
            terminal.press(key(name) + key("ctrl+g"))
            wait_to_have_read_keys(terminal)
        terminal.press(key("f2") + key("tab"))


@pytest.mark.parametrize(("size", "places"), [((120, 40), ["gjjwww"]), ((80, 24), ["G"])])
def test_every_key_works_on_an_unusual_text(
    unusual: Path, home: Path, size: tuple[int, int], places: list[str]
) -> None:
    """Each key of the command table, pressed at several places, leaves a program that reads on and quits."""
    with Terminal(unusual, home=home, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("Entities 2" if size[0] >= 100 else "2 entities")
        for before in places:
            press_every_key(terminal, before)
        give_up_selection(terminal)
        assert terminal.close() == 0


@pytest.mark.parametrize("step", ["l", "w"])
def test_the_cursor_walks_over_the_whole_text(home: Path, step: str) -> None:
    """From the top, `l` and `w` come to the last character, and a cursor is drawn on the way."""
    text = "".join(character for character in UNUSUAL if is_placed(character))
    (home / "walked.txt").write_bytes(text.encode())
    with Terminal("walked.txt", home=home) as terminal:
        terminal.wait_for("Entities 0")
        terminal.press("G")
        wait_to_have_read_keys(terminal)
        end = cursor(terminal)
        assert words_from_cursor(terminal) == text[-1]
        terminal.press("g")
        wait_to_have_read_keys(terminal)
        assert cursor(terminal) not in (None, end)
        steps = len(split_clusters(text)) if step == "l" else len(text) // 4
        for _ in range(20):
            terminal.press(step * (steps // 20 + 1))
            wait_to_have_read_keys(terminal)
            assert cursor(terminal) is not None
        assert cursor(terminal) == end
        assert terminal.close() == 0


def test_controls_in_a_text_are_shown_as_pictures(unusual: Path, home: Path) -> None:
    """NUL, ESC and their like are drawn as visible characters, each where it stands."""
    with Terminal(unusual, home=home) as terminal:
        terminal.wait_for("Entities 2")
        assert "NUL␀ESC␛[31mBEL␇DEL␡" in squeezed(terminal.text)
        assert terminal.close() == 0


@pytest.mark.parametrize("text", ["", "\n\n\n"])
def test_an_empty_article_opens(home: Path, text: str) -> None:
    """A file without a character, and one of line feeds alone, take every key and can be left."""
    (home / "empty.txt").write_text(text, encoding="utf-8")
    with Terminal("empty.txt", home=home) as terminal:
        terminal.wait_for("Entities 0")
        for name in KEYS:
            # Not escape, since with what follows it is another key.
            if name not in ("escape", "?", "f1"):
                terminal.press(key(name) + key("ctrl+g"))
        wait_to_have_read_keys(terminal)
        terminal.press(key("f2") + key("tab"))
        wait_to_have_read_keys(terminal)
        give_up_selection(terminal)
        assert terminal.close() == 0
