"""Writing into a file of the test's own on a session without a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.errors import IdlibError
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Pair
from idlib_reader.ui.marking import Marker
from idlib_reader.ui.opened import Opened
from idlib_reader.ui.questions import Deed
from idlib_reader.ui.saved_states import banner, state_word
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.view import Sheet, View
from idlib_reader.ui.writing import Writing
from ui.pressing import Desk

FORMAT = "format: idlib-reader/1\n"
FULL = IdlibError("The disk is full.", "Make room on it.")

TEXT = "Ada met Bob in London. Then Ada left, and Bob slept."
FILE = """\
entities:
  # Who is she?
  ada:
    name: Ada
    mentions: {quote: Ada, all: true}
  bob:
    name: Bob
    mentions: met Bob   # once
claims:
  sleeping:
    content: Bob slept
    source: bob
    about: [bob, ada]
"""
LONDON = "  london:\n    type: place\n    name: London\n    mentions: London\n"
WITH_LONDON = FILE.replace("claims:", f"{LONDON}claims:")
MARK_LONDON = ("/", *"London", "enter", "e", *"London", "enter", "l", "enter")
SAVED = "saved in annotations/article.yaml."
BROKEN = FILE.replace("name: Bob", 'name: "Bob')
BOB = FILE[FILE.index("  bob:") : FILE.index("claims:")]


class WritingDesk(Desk):
    """A reader of one article in a folder, without its screen: keys go in, and the file changes."""

    def __init__(self, folder: Path, text: str, file: str | None = "", *, is_read_only: bool = False) -> None:
        """Write the article, and its annotation file without its first line if there is one, and read both."""
        self.is_read_only = is_read_only
        self.file = folder / "annotations" / "article.yaml"
        article = folder / "seeds" / "article.txt"
        for path in (article, self.file):
            path.parent.mkdir(exist_ok=True)
        article.write_text(text, encoding="utf-8")
        if file is not None:
            self.file.write_text(FORMAT + file, encoding="utf-8")
        self.opened = Opened(Article("article", text), Pair(article, self.file))
        self.others: list[Opened] = []
        super().__init__(Index(self.opened.article, Annotations()))
        self.session.find_options = self._find_options
        self.marker = Marker(self.session, lambda *made: self.writing.write(*made))
        self.writing = Writing(
            self.session,
            lambda: self.opened,
            lambda: [self.opened, *self.others],
            lambda: self.frame,
            self.marker.describe,
            is_read_only=is_read_only,
        )
        self._store = Store()
        self.read()

    def read(self) -> View:
        """Read the file, as it is done whenever it has changed."""
        opened = self.opened
        assert opened.pair is not None
        opened.begin_reading()
        opened.latest = self._store.annotate(opened.article, opened.pair.annotations, opened.latest)
        opened.is_reading = False
        self.session.set_index(opened.latest.index, self.view.message, self.frame)
        self.writing.take(opened)
        self.writing.ready(opened)
        return self.view

    def write_by_hand(self, text: str, *, is_read: bool = True) -> None:
        """Somebody else writes the file; the first line is not part of `text`."""
        self.file.write_text(FORMAT + text, encoding="utf-8")
        if is_read:
            self.read()

    def press(self, *keys: str) -> View:
        """Press keys, with those that write and, on a sheet, Enter."""
        deeds = {"d": self.writing.delete, "u": self.writing.undo, "ctrl+r": self.writing.redo}
        for key in keys:
            view = self.view
            if view.marking:
                self.marker.press(key, self.frame)
            elif view.prompt or self._keys.pending:
                super().press(key)
            elif view.sheet and key == "enter":
                self.pick(self.options[view.sheet.row].title)
            elif key == "escape":
                self.session.close()
            elif key in ("e", "m"):
                self.marker.begin("entity" if key == "e" else "note")
            elif key == "ctrl+s":
                self.writing.show_state()
            elif key in deeds:
                deeds[key]()
            else:
                super().press(key)
        return self.view

    def pick(self, title: str) -> bool:
        """Pick from the sheet what has this title; whether the reader is to quit."""
        (target,) = (option.target for option in self.options if option.title == title)
        assert isinstance(target, Deed)
        return self.writing.questions.do(target)

    @property
    def options(self) -> list[Option]:
        """What the sheet lists."""
        return self.session.options

    @property
    def titles(self) -> list[str]:
        """What the sheet lists, each by its name."""
        return [option.title for option in self.options]

    @property
    def title(self) -> str:
        """What stands above the sheet; empty without one."""
        return self.writing.questions.title(self.view.sheet) if self.view.sheet else ""

    @property
    def message(self) -> str:
        """The sentence in the status line."""
        return self.view.message

    @property
    def banner(self) -> str:
        """What has to be known as long as it is so."""
        return banner(self.opened)

    @property
    def state(self) -> str:
        """What the title says of saving."""
        return state_word(self.opened, is_read_only=self.is_read_only)

    @property
    def written(self) -> str:
        """The file as it is, without its first line."""
        return self.file.read_text(encoding="utf-8").removeprefix(FORMAT)

    def _find_options(self, sheet: Sheet) -> list[Option]:
        match sheet.kind:
            case "types":
                return self.marker.type_options()
            case "entities":
                return self.marker.entity_options(sheet.words)
            case _:
                return self.writing.questions.options(sheet)


Make = Callable[..., WritingDesk]
"""Makes a reader; what is not given is `TEXT` and `FILE`."""


def maker(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes readers whose files, and whose folder of state, lie in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    (folder / "w").mkdir()
    monkeypatch.chdir(folder / "w")
    return lambda text=TEXT, file=FILE, **how: WritingDesk(folder / "w", text, file, **how)


def journals(folder: Path) -> list[Path]:
    """The journals in the folder of state."""
    return list((folder / "state").rglob("*.jsonl"))
