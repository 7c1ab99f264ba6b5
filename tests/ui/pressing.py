"""Keys pressed on a session without a screen."""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.index import Index
from idlib_reader.core.layout import Layout
from idlib_reader.core.viewport import Viewport
from idlib_reader.ui.commands import KeyReader
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.session import Session
from idlib_reader.ui.view import View


def frame(
    index: Index,
    *,
    width: int = 40,
    height: int = 10,
    list_rows: int = 5,
    card_end: int = 3,
    is_wide: bool = True,
    card_rows: int = 5,
    step_rows: tuple[int, ...] = (),
) -> Frame:
    """What the session is told of a screen."""
    viewport = Viewport(Layout(index.article.text, width), height)
    return Frame(viewport, list_rows, card_end, is_wide, card_rows, step_rows)


class Desk:
    """A session with keys going into it."""

    def __init__(self, index: Index, **sizes: int | bool) -> None:
        """Read `index` on a screen of these sizes (see `frame`)."""
        self.session = Session(index)
        # As after the first key: what differs before it has tests of its own.
        self.session.view = replace(self.session.view, is_fresh=False)
        self.frame = frame(index, **sizes)  # type: ignore[arg-type]  # the sizes are those of `frame`
        self._keys = KeyReader()

    def press(self, *keys: str) -> View:
        """Press keys, named as the command table names them, chords key by key; what it gives is the view then."""
        for key in keys:
            if self.session.view.prompt:
                self.session.seeking.type(key, self.frame)
            elif command := self._keys.read(key):
                assert self.session.run(command, key, self.frame), f"{command.name} does not work on the view"
        return self.view

    @property
    def view(self) -> View:
        """What is shown."""
        return self.session.view

    @property
    def standing_on(self) -> str:
        """The id of what keys act on; empty where nothing is."""
        now = self.session.current
        return now.id if now else ""
