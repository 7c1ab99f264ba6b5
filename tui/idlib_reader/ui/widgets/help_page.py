"""The help page: every key, from the command table, and what the signs on the screen mean."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from idlib_reader.ui.commands import COMMANDS, name_keys
from idlib_reader.ui.drawing import draw, flow
from idlib_reader.ui.signs import LETTERS
from idlib_reader.ui.widgets.lines import Lines

_KEYS_CELLS = 24
_SIGNS = (
    ("background", "an entity; related types share a colour"),
    ("underlined", "a claim: something that somebody says"),
    ("bold", "an event, with its sign in the left margin"),
    ("●  ○  ◌", "an event that is actual; planned or hypothetical; alleged, denied or said not to be"),
    ("†", "a remark, in the right margin"),
    ("italic", "an entity inside a longer one, which goes on around it (dim too where there are no colours)"),
)
_MOUSE = (
    ("click", "choose the mark; click it again for the next one that overlaps; a row or a link is followed"),
    ("drag", "select; above and below the text it scrolls on"),
    ("double, triple click", "select the word, the sentence"),
    ("wheel", "scroll what it is over"),
    ("Shift+drag", "the terminal's own selection, where the terminal has one (Option in some on macOS)"),
)
_COPYING = (
    (
        "y",
        "hands the words to the terminal (OSC 52), in tmux to its buffer too; some have to be set to allow it",
    ),
)
_TYPING = (
    ("Enter", "keep the search or the filter; empty, repeat the last search"),
    ("Esc, ^C, ^G", "give it up, and be where one was"),
    ("↑ ↓", "earlier searches; what is listed"),
    ("← → Home End", "move in the line, as ^A and ^E do; ^W ^U ^K take out a word, all before, all behind"),
)
_SECTIONS = (("Mouse", _MOUSE), ("Copying", _COPYING), ("While typing a search or a filter", _TYPING))
_CLOSING = {"escape", "q", "?", "f1", "enter"}
_STEPS = {"down": 1, "j": 1, "up": -1, "k": -1, "space": 10, "pagedown": 10, "pageup": -10,
    "ctrl+d": 10, "ctrl+u": -10, "ctrl+f": 10, "ctrl+b": -10, "g": -999, "G": 999, "home": -999, "end": 999,
}  # fmt: skip


class HelpPage(Lines):
    """The page, over the whole screen, scrolled by rows."""

    def __init__(self) -> None:
        """The page is closed."""
        super().__init__(id="help")
        self.display = False
        self._top = 0

    def open(self) -> None:
        """Show the page from its top."""
        self._top = 0
        self.display = True
        self.show_strips(self._rows)

    def press(self, key: str) -> None:
        """Scroll, or close."""
        if key in _CLOSING:
            self.display = False
        elif key in _STEPS:
            self._scroll(_STEPS[key])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three rows down."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three rows up."""
        event.stop()
        self._scroll(-3)

    def _scroll(self, rows: int) -> None:
        self._top += rows
        self.show_strips(self._rows)

    def _rows(self) -> list[Strip]:
        page = self._page()
        self._top = max(0, min(self._top, len(page) - self.size.height))
        return page[self._top : self._top + self.size.height]

    def _page(self) -> list[Strip]:
        rows = [self._row("", "q, Esc or ? closes this page; Space shows more of it"), self._blank()]
        for group in dict.fromkeys(command.group for command in COMMANDS):
            rows.append(self._heading(group))
            for command in COMMANDS:
                if command.group == group:
                    rows += self._entry(name_keys(command), command.help)
            rows.append(self._blank())
        rows.append(self._heading("Signs"))
        for sign, meaning in _SIGNS:
            rows += self._entry(sign, meaning)
        letters = " · ".join(f"{letter} {type_}" for type_, letter in LETTERS.items())
        rows += [*self._entry("letters", letters), self._blank()]
        for heading, entries in (
            ("Mouse", _MOUSE),
            ("Copying", _COPYING),
            ("While typing a search or a filter", _TYPING),
        ):
            rows.append(self._heading(heading))
            for what, meaning in entries:
                rows += self._entry(what, meaning)
            rows.append(self._blank())
        return rows[:-1]

    def _heading(self, text: str) -> Strip:
        return draw([(f"  {text}", self.style(self.palette.accent, attributes="b"))], self.size.width, self.style())

    def _blank(self) -> Strip:
        return draw([], self.size.width, self.style())

    def _entry(self, keys: str, text: str) -> list[Strip]:
        """Keys in their column, the text beside them over as many rows as it takes."""
        flowed = flow(text, min(80, self.size.width - _KEYS_CELLS - 4))
        return [self._row(keys if number == 0 else "", row) for number, row in enumerate(flowed)]

    def _row(self, keys: str, text: str) -> Strip:
        padded = keys + " " * (_KEYS_CELLS - cell_len(keys))
        return draw(
            [(f"  {padded}", self.style()), (text, self.style(self.palette.dim))], self.size.width, self.style()
        )
