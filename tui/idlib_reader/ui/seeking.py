"""Searching the article and filtering lists: what typing does to the view, and the steps from match to match."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from idlib_reader.core.motions import Motion
from idlib_reader.core.navigation import move_to
from idlib_reader.core.span import Span
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.prompt import LONGEST, Prompt
from idlib_reader.ui.searches import step_to
from idlib_reader.ui.view import Search, View

if TYPE_CHECKING:
    from idlib_reader.ui.session import Session

_CANCELS = ("escape", "ctrl+c", "ctrl+g")
_MOTIONS: dict[str, Motion] = {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}


class Seeking:
    """The line that is typed into, and the search that it began."""

    def __init__(self, session: Session) -> None:
        """Nothing was typed yet."""
        self._session = session
        self._before = session.view
        self._has_stepped = False

    def begin(self) -> None:
        """Open the line: for a filter where a sheet or a list has the keys, else for a search of the article."""
        view = self._before = self._session.view
        self._has_stepped = False
        if view.sheet:
            words = view.sheet.words
        elif view.pane == "list":
            words = view.list_words
        else:
            self._session.view = replace(view, pane="article", prompt=Prompt("search"), is_fresh=False)
            return
        self._session.view = replace(view, prompt=Prompt("filter", words, len(words)))

    def type(self, key: str, frame: Frame) -> bool:
        """A key for the line; false where it is Enter on a sheet, whose owner knows what that leads to."""
        view = self._session.view
        prompt = view.prompt
        if prompt is None:
            return True
        if key in _CANCELS or (key == "backspace" and not prompt.text):
            self._cancel(view)
        elif key == "enter":
            if view.sheet:
                return False
            self._accept(prompt, frame)
        elif key in _MOTIONS:
            self._step(prompt, _MOTIONS[key], frame)
        else:
            self._edit(prompt.edited(key), frame)
        return True

    def paste(self, words: str, frame: Frame) -> None:
        """Words were pasted into the line; without one nothing happens."""
        if self._session.view.prompt:
            self._edit(self._session.view.prompt.typed(words[:LONGEST]), frame)
            if len(words) > LONGEST:
                self._session.say(f"Only the first {LONGEST:,} characters were pasted.")

    def look_again(self, frame: Frame) -> None:
        """The article is ready for searching now: what was typed meanwhile is looked for."""
        view = self._session.view
        if view.prompt and view.prompt.purpose == "search":
            self._look(view.prompt.text, frame)
        elif view.search and not view.search.match:
            self.to_match(view.search, 1, frame, is_on=True)

    def to_match(
        self, search: Search, way: int, frame: Frame, *, left: View | None = None, is_on: bool = False
    ) -> None:
        """Go to the next match (`way` 1) or the one before (-1); `left` is the view to come back to.

        With `is_on` a match that the cursor stands on counts.
        """
        session = self._session
        matches = session.searches.matches(session.index.article, search.words)
        if matches is None:
            session.view = replace(session.view, search=search)
            return
        end = len(session.index.article.text)
        found, is_around = step_to(matches, session.view.stand.cursor, way, end, is_on=is_on)
        session.view = replace(session.view, search=replace(search, match=found))
        if found is None:
            session.say(_say_missing(search.words))
            return
        if left:
            session.leave_behind(left)
        self._show_match(found, frame)
        if is_around:
            session.say(f"On from the {'start' if way > 0 else 'end'} of the article.")

    def _edit(self, prompt: Prompt | None, frame: Frame) -> None:
        session = self._session
        if prompt is None:
            return
        session.view = replace(session.view, prompt=prompt, message="")
        if prompt.purpose == "search":
            self._look(prompt.text, frame)
        elif session.view.sheet:
            session.view = replace(session.view, sheet=replace(session.view.sheet, words=prompt.text, row=0))
        else:
            session.show(replace(session.view, list_words=prompt.text), frame)

    def _step(self, prompt: Prompt, motion: Motion, frame: Frame) -> None:
        """The arrows walk through what is filtered, or through earlier searches."""
        session = self._session
        if session.view.sheet:
            session.move_in_sheet(motion, frame)
        elif prompt.purpose == "filter":
            # The first step leaves the view from before the line behind, as a walk through rows does.
            session.move_in_list(motion, frame, is_walk=self._has_stepped)
            self._has_stepped = True
        elif motion in ("up", "down"):
            words = session.searches.recall(prompt.text, -1 if motion == "up" else 1)
            if words is not None:
                self._edit(Prompt("search", words, len(words)), frame)

    def _cancel(self, view: View) -> None:
        """Give up what was typed, and be where one was before."""
        if view.sheet:
            sheet = None if view.sheet.kind == "palette" else replace(view.sheet, words="", row=0)
            self._session.view = replace(view, sheet=sheet, prompt=None)
        elif view.prompt and view.prompt.purpose == "search":
            self._session.view = self._session.fitting(self._before)
        else:
            self._session.view = replace(view, list_words="", prompt=None)

    def _accept(self, prompt: Prompt, frame: Frame) -> None:
        """Enter: a filter stays, a search goes to its match; without words it repeats the last one."""
        session, searches = self._session, self._session.searches
        words = prompt.text or (searches.words[-1] if searches.words else "")
        if prompt.purpose == "filter":
            session.view = replace(session.view, prompt=None)
            session.enter_list(frame)
            return
        if not words:
            self._cancel(session.view)
            return
        self._look(words, frame)
        searches.remember(words)
        session.jump = ""
        if self._before.stand != session.view.stand:
            session.leave_behind(self._before)
        session.view = replace(session.view, prompt=None)
        search = session.view.search
        if search and not search.match and searches.is_ready(session.index.article):
            session.view = replace(session.view, search=None)
            session.say(_say_missing(words))

    def _look(self, words: str, frame: Frame) -> None:
        """Mark the matches of what was typed so far, and show the first one from where the search began."""
        # The file may have changed since the line was opened.
        session, before = self._session, self._session.fitting(self._before)
        article = session.index.article
        matches = session.searches.matches(article, words) if words else None
        found = step_to(matches, before.stand.cursor, 1, len(article.text), is_on=True)[0] if matches else None
        search = Search(words, found) if words else None
        session.view = replace(session.view, search=search, stand=before.stand, top=before.top)
        if found:
            self._show_match(found, frame)
        else:
            session.settle(frame)

    def _show_match(self, found: Span, frame: Frame) -> None:
        """Put the cursor on a match; what was chosen stays so if the match is in its place."""
        session = self._session
        before = session.current
        top = frame.viewport.revealing(session.view.top, found)
        stand = move_to(session.index, session.view.stand, found.start)
        session.view = replace(session.view, stand=stand, top=top, is_fresh=False)
        session.after_choice(before, frame)


def _say_missing(words: str) -> str:
    return f"“{words}” is not in this article."
