"""The command table: every key of the reader, declared once.

Key handling, the footer, the help page and the README's table all derive from it. A key is named as Textual names
it, a printable one by its character; two characters in a row are a chord.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["Moving", "Marks", "Links", "Selecting", "Marking", "Searching", "Lists", "Program"]
Where = Literal["article", "selection", "list", "card", "sheet", "question"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does."""

    name: str
    """Its name in the code and for remapping."""
    keys: tuple[str, ...]
    """The default keys; the first is the one that the footer shows."""
    help: str
    """What it does, for the help page: a phrase in lower case."""
    group: Group
    label: str = ""
    """A word or two for the footer; empty where the footer does not show it."""


COMMANDS = (
    Command("left", ("h", "left"), "one character back; in a list, the list before", "Moving"),
    Command("right", ("l", "right"), "one character on; in a list, the next list", "Moving"),
    Command("down", ("j", "down"), "one line down", "Moving"),
    Command("up", ("k", "up"), "one line up", "Moving"),
    Command("word_on", ("w",), "to the next word", "Moving"),
    Command("word_back", ("b",), "to the start of this word, then of the one before", "Moving"),
    Command("sentence_on", (")",), "to the next sentence", "Moving"),
    Command("sentence_back", ("(",), "to the start of this sentence, then of the one before", "Moving"),
    Command("paragraph_on", ("}",), "to the next paragraph", "Moving"),
    Command("paragraph_back", ("{",), "to the start of this paragraph, then of the one before", "Moving"),
    Command("line_start", ("0", "home"), "to the start of the line", "Moving"),
    Command("line_end", ("$", "end"), "to the end of the line", "Moving"),
    Command("page_down", ("space", "pagedown", "ctrl+f"), "one page down", "Moving"),
    Command("page_up", ("pageup", "ctrl+b"), "one page up", "Moving"),
    Command("half_page_down", ("ctrl+d",), "half a page down", "Moving"),
    Command("half_page_up", ("ctrl+u",), "half a page up", "Moving"),
    Command("top", ("g", "ctrl+home"), "to the top", "Moving"),
    Command("bottom", ("G", "ctrl+end"), "to the end", "Moving"),
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
    Command("overlap", ("o",), "step through the marks that overlap under the cursor", "Marks"),
    Command(
        "act",
        ("enter",),
        "from an event to the event at its first link, from a claim to its source, from an entity to its next "
        "mention; in the card, along the link that is pointed at",
        "Links",
        "follow",
    ),
    Command("follow", tuple("123456789"), "follow the link of the card with this number", "Links"),
    Command("later", (">",), "the next event in time", "Links", "later"),
    Command("earlier", ("<",), "the event before in time", "Links", "earlier"),
    Command("back", ("ctrl+o", "backspace", "alt+left"), "back along the way you came", "Links", "back"),
    Command("forward", ("O", "alt+right"), "forward again along the way you came", "Links"),
    Command("select", ("v",), "begin a selection, which then follows the cursor; or give it up", "Selecting"),
    Command("select_left", ("shift+left",), "select one character back", "Selecting"),
    Command("select_right", ("shift+right",), "select one character on", "Selecting"),
    Command("select_down", ("shift+down",), "select one line down", "Selecting"),
    Command("select_up", ("shift+up",), "select one line up", "Selecting"),
    Command("select_line_start", ("shift+home",), "select to the start of the line", "Selecting"),
    Command("select_line_end", ("shift+end",), "select to the end of the line", "Selecting"),
    Command(
        "grow",
        ("+",),
        "select the word, then the clause, quotation, sentence, paragraph, article around it",
        "Selecting",
        "grow",
    ),
    Command("shrink", ("-",), "shrink the selection, by the same units", "Selecting", "shrink"),
    Command(
        "copy",
        ("y",),
        "copy the selected words, else those of the mark, else the word under the cursor",
        "Selecting",
        "copy",
    ),
    Command(
        "mark_entity",
        ("e",),
        "mark the selected words, or the word under the cursor, as an entity",
        "Marking",
        "entity",
    ),
    Command(
        "mark_remark",
        ("m",),
        "write a remark on the selected words, or on the word under the cursor",
        "Marking",
        "remark",
    ),
    Command(
        "delete",
        ("d",),
        "remove the mark under the cursor; in a list or the card, delete the entry",
        "Marking",
        "delete",
    ),
    Command("undo", ("u",), "undo the last change", "Marking", "undo"),
    Command("redo", ("ctrl+r",), "make again what was undone last", "Marking"),
    Command("saving", ("ctrl+s",), "say what is saved, and where", "Marking"),
    Command("edit_file", ("E",), "open the annotation file in your editor, at the chosen entry", "Marking"),
    Command(
        "search",
        ("/",),
        "search the article, or filter the list that has the keys; capitals count once one is typed",
        "Searching",
        "search",
    ),
    Command("again", ("n",), "repeat the last search or jump, whichever was later", "Searching"),
    Command("again_back", ("N",), "repeat the last search or jump, the other way", "Searching"),
    Command("entities", ("f2",), "the list of entities", "Lists"),
    Command("claims", ("f3",), "the list of claims", "Lists"),
    Command("events", ("f4",), "the list of events, in the order of time", "Lists"),
    Command("remarks", ("f5",), "the list of remarks", "Lists"),
    Command("sort", ("s",), "put the list in another order", "Lists", "order"),
    Command("articles", ("p",), "the articles of the workspace", "Lists"),
    Command("problems", ("P",), "what should be mended in the annotation file", "Lists"),
    Command("next_pane", ("tab",), "to the next part of the screen: article, card, list", "Lists", "card"),
    Command("previous_pane", ("shift+tab",), "to the part of the screen before", "Lists"),
    Command("panel", ("\\",), "hide or show the panel", "Lists"),
    Command("palette", (":", "ctrl+p"), "find a command by its name", "Program"),
    Command("help", ("?", "f1"), "all keys and signs", "Program", "help"),
    Command("close", ("escape", "ctrl+g"), "close what is open, back to the article", "Program", "close"),
    Command("quit", ("q",), "close what is open; quit when nothing is", "Program", "quit"),
    Command("interrupt", ("ctrl+c",), "copy the selection; without one, say how to quit", "Program"),
    Command("suspend", ("ctrl+z",), "stop for a while; `fg` in the shell goes on", "Program"),
)

BY_KEY = {key: command for command in COMMANDS for key in command.keys}
BY_NAME = {command.name: command for command in COMMANDS}
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
    "escape": "Esc",
    "backspace": "Backspace",
}
_MODIFIERS = {"shift": "Shift", "alt": "Alt", "ctrl": "Ctrl"}


def name_key(key: str) -> str:
    """The key as a person calls it."""
    modifier, plus, rest = key.partition("+")
    if plus and rest:
        if modifier == "ctrl" and len(rest) == 1:
            return f"^{rest.upper()}"
        return f"{_MODIFIERS[modifier]}+{name_key(rest)}"
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return key.upper() if len(key) == 2 and key[0] == "f" else key


def name_keys(command: Command) -> str:
    """All keys of a command as a person calls them; a row of digits as its ends."""
    if command.keys == tuple("123456789"):
        return "1 to 9"
    return ", ".join(map(name_key, command.keys))


def hints(where: Where, *, has_marks: bool = True) -> list[tuple[str, str]]:
    """What the footer shows while keys go somewhere: (key, word) pairs, the weightiest last.

    Without marks nothing that leads from mark to mark.
    """
    return [hint for name in _FOOTERS[where] if (hint := _hint(name, where, has_marks=has_marks))]


def _hint(name: str, where: Where, *, has_marks: bool) -> tuple[str, str] | None:
    if name == "marks":
        return ("] [", "next, previous") if has_marks else None
    command = BY_NAME[name]
    if not has_marks and command.group in ("Marks", "Links"):
        return None
    return name_key(command.keys[0]), _LABELS.get((name, where), command.label)


_FOOTERS: dict[Where, tuple[str, ...]] = {
    "article": (
        "earlier",
        "later",
        "back",
        "next_pane",
        "quit",
        "search",
        "mark_remark",
        "mark_entity",
        "marks",
        "act",
        "help",
    ),
    "selection": ("shrink", "grow", "close", "copy", "mark_remark", "mark_entity"),
    "list": ("sort", "delete", "next_pane", "search", "act", "help"),
    "card": ("next_pane", "act", "help"),
    "sheet": ("search", "close", "act"),
    "question": ("close", "act"),
}
"""By where keys go the commands that the footer shows, the weightiest last: it is the last to find no room."""

_LABELS: dict[tuple[str, Where], str] = {
    ("search", "list"): "filter",
    ("search", "sheet"): "filter",
    ("act", "sheet"): "open",
    ("act", "question"): "do this",
    ("close", "question"): "leave it",
    ("next_pane", "list"): "article",
    ("next_pane", "card"): "list",
    ("close", "sheet"): "close",
}
"""What the footer calls a command there, where that is not its label."""


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
