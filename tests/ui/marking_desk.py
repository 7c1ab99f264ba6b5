"""Words marked on a session without a screen and without a file."""

from __future__ import annotations

from idlib_reader.core.edits import Edit
from idlib_reader.core.index import Index
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span
from idlib_reader.ui.marking import Marker
from idlib_reader.ui.sheets import Option
from idlib_reader.ui.view import Sheet, View
from ui.pressing import Desk

BEGINNINGS = {"e": "entity", "m": "note"}


class MarkingDesk(Desk):
    """A session with keys going into it, those of marking too; the edits that are made are kept here."""

    def __init__(self, index: Index, *, is_refused: bool = False) -> None:
        """Read `index`; every edit is made, or refused with a sentence."""
        super().__init__(index)
        self.made: list[tuple[Edit, str, Span]] = []
        self.is_refused = is_refused
        self.marker = Marker(self.session, self._write)
        self.session.find_options = self._find_options

    def press(self, *keys: str) -> View:
        """Press keys: while words are being marked they go to the marker, as `e` and `m` do."""
        for key in keys:
            view = self.view
            if view.marking:
                self.marker.press(key, self.frame)
            elif key in BEGINNINGS and not (view.prompt or self._keys.pending):
                self.marker.begin(BEGINNINGS[key])
            else:
                super().press(key)
        return self.view

    def type(self, words: str) -> View:
        """Type words, key by key."""
        return self.press(*words)

    @property
    def text(self) -> str:
        """The article's text as it is now."""
        return self.session.index.article.text

    @property
    def options(self) -> list[str]:
        """What the picker lists."""
        return [option.title for option in self.session.options]

    @property
    def pointed(self) -> Option:
        """What the picker points at."""
        assert self.view.sheet
        return self.session.options[self.view.sheet.row]

    def _write(self, edit: Edit, id_: str, span: Span, selector: Selector) -> bool:
        if self.is_refused:
            self.session.say("It is refused.")
            return False
        assert resolve(self.text, [selector])[0].places == ((span,),)
        self.made.append((edit, id_, span))
        return True

    def _find_options(self, sheet: Sheet) -> list[Option]:
        return self.marker.type_options() if sheet.kind == "types" else self.marker.entity_options(sheet.words)
