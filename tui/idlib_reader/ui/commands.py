"""The command table: every key of the reader, declared once.

Key handling, the footer, the help page and the README's table all derive from it. A key is named as Textual names
it, a printable one by its character; two characters in a row are a chord.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["Moving", "Marks", "Links", "Lists", "Program"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does."""

    name: str
    """Its name in the code and for remapping; the screen's method is `do_` and this name."""
    keys: tuple[str, ...]
    """The default keys; the first is the one that the footer shows."""
    help: str
    """What it does, for the help page: a phrase in lower case."""
    group: Group
    label: str = ""
    """A word or two for the footer; empty where the footer does not show it."""


COMMANDS = (
    Command("left", ("h", "left"), "one character back", "Moving"),
    Command("right", ("l", "right"), "one character on", "Moving"),
    Command("down", ("j", "down"), "one line down", "Moving"),
    Command("up", ("k", "up"), "one line up", "Moving"),
    Command("word_on", ("w",), "to the next word", "Moving"),
    Command("word_back", ("b",), "to the start of this word, then of the one before", "Moving"),
    Command("line_start", ("0", "home"), "to the start of the line", "Moving"),
    Command("line_end", ("$", "end"), "to the end of the line", "Moving"),
    Command("page_down", ("space", "pagedown", "ctrl+f"), "one page down", "Moving"),
    Command("page_up", ("pageup", "ctrl+b"), "one page up", "Moving"),
    Command("half_page_down", ("ctrl+d",), "half a page down", "Moving"),
    Command("half_page_up", ("ctrl+u",), "half a page up", "Moving"),
    Command("top", ("g",), "to the top", "Moving"),
    Command("bottom", ("G",), "to the end", "Moving"),
    Command("next_entity", ("]e",), "the next entity", "Marks", "entity"),
    Command("previous_entity", ("[e",), "the entity before", "Marks", "entity"),
    Command("next_claim", ("]c",), "the next claim", "Marks", "claim"),
    Command("previous_claim", ("[c",), "the claim before", "Marks", "claim"),
    Command("next_event", ("]t",), "the next event in the text", "Marks", "event"),
    Command("previous_event", ("[t",), "the event before in the text", "Marks", "event"),
    Command("next_remark", ("]m",), "the next remark", "Marks", "remark"),
    Command("previous_remark", ("[m",), "the remark before", "Marks", "remark"),
    Command("next_mark", ("]]",), "the next mark of any kind", "Marks", "any"),
    Command("previous_mark", ("[[",), "the mark before, of any kind", "Marks", "any"),
    Command(
        "act",
        ("enter",),
        "from an event to the event at its first link, from a claim to its source, from an entity to its next mention",
        "Links",
        "follow",
    ),
    Command("follow", tuple("123456789"), "follow the link of the card with this number", "Links"),
    Command("later", (">",), "the next event in time", "Links", "later"),
    Command("earlier", ("<",), "the event before in time", "Links", "earlier"),
    Command("back", ("ctrl+o", "backspace", "alt+left"), "back along the way you came", "Links", "back"),
    Command("forward", ("O", "alt+right"), "forward again", "Links"),
    Command("entities", ("f2",), "the list of entities", "Lists"),
    Command("claims", ("f3",), "the list of claims", "Lists"),
    Command("events", ("f4",), "the list of events, in the order of time", "Lists"),
    Command("remarks", ("f5",), "the list of remarks", "Lists"),
    Command("next_pane", ("tab",), "to the next part of the screen: article, card, list", "Lists", "card"),
    Command("previous_pane", ("shift+tab",), "to the part before", "Lists"),
    Command("panel", ("\\",), "hide or show the panel", "Lists"),
    Command("help", ("?", "f1"), "this page", "Program", "help"),
    Command("close", ("escape",), "close what is open, back to the article", "Program"),
    Command("quit", ("q",), "close what is open; quit when nothing is", "Program", "quit"),
    Command("say_how_to_quit", ("ctrl+c",), "say how to quit", "Program"),
)

BY_KEY = {key: command for command in COMMANDS for key in command.keys}
CHORD_STARTS = {key[0] for key in BY_KEY if len(key) == 2 and not key.isalnum()}

_KEY_NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "backspace": "Backspace",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
}


def name_key(key: str) -> str:
    """The key as a person calls it."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return f"^{key[-1].upper()}"
    return key.upper() if len(key) == 2 and key[0] == "f" else key


def name_keys(command: Command) -> str:
    """All keys of a command as a person calls them; a row of digits as its ends."""
    if command.keys == tuple("123456789"):
        return "1 to 9"
    return ", ".join(map(name_key, command.keys))


class KeyReader:
    """Makes commands of keys, holding the first key of a chord until the second comes; there is no time-out."""

    def __init__(self) -> None:
        """Nothing is pending."""
        self.pending = ""
        """The first key of a chord that was begun, else empty."""

    def read(self, key: str) -> Command | None:
        """The command of this key, with what is pending; None if it begins, or cancels, a chord, or means nothing."""
        if self.pending:
            chord, self.pending = self.pending + key, ""
            return BY_KEY.get(chord) if len(key) == 1 else None
        if key in CHORD_STARTS:
            self.pending = key
            return None
        return BY_KEY.get(key)


def continuations(start: str) -> list[tuple[str, str]]:
    """What may follow the first key of a chord: (key, label), in the table's order."""
    return [(key[1], command.label) for key, command in BY_KEY.items() if len(key) == 2 and key[0] == start]
