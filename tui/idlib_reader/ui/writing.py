"""Writing: what the person changes goes through here to the file, and what became of it comes back in words.

What edits is imported once there is something to write or a first reading has been shown: none of it is needed for
showing an article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.source import Source
from idlib_reader.core.span import Place, Span
from idlib_reader.core.white_space import trimmed
from idlib_reader.errors import IdlibError
from idlib_reader.storage.garbage import collector_off
from idlib_reader.ui.saved_states import READ_ONLY, capital, tell, tell_all, tell_state
from idlib_reader.ui.view import Sheet
from idlib_reader.ui.wording import count

if TYPE_CHECKING:
    from idlib_reader.core.edits import Edit
    from idlib_reader.storage.annotated import AnnotatedArticle
    from idlib_reader.storage.manuscript import Manuscript
    from idlib_reader.ui.frame import Frame
    from idlib_reader.ui.opened import Opened
    from idlib_reader.ui.questions import Questions
    from idlib_reader.ui.session import Session

_MANY = 20_000
"""Entries from which on a change is shown once the file was read again, as looking all of them up takes a while."""
_UNREAD = "The annotation file is still being read. Try again in a moment."
_NOTHING_CHOSEN = "Nothing is chosen that could be deleted."
_NOT_ONE = "There is not just one mark in these words: put the cursor on the one to remove."
_GONE = "{} is gone.", "What you change waits until it is back."


class Writing:
    """The person's changes to the article that is shown."""

    def __init__(
        self,
        session: Session,
        find_opened: Callable[[], Opened],
        find_all: Callable[[], list[Opened]],
        find_frame: Callable[[], Frame],
        describe: Callable[[Place], Selector | None],
        *,
        is_read_only: bool,
    ) -> None:
        """Write for `session`; `describe` gives the selector that finds a place again."""
        self._session = session
        self._find_opened, self._find_all = find_opened, find_all
        self._find_frame, self._describe = find_frame, describe
        self._is_read_only = is_read_only

    @cached_property
    def questions(self) -> Questions:
        """What the person is asked."""
        from idlib_reader.ui.questions import Questions

        return Questions(self._session, self)

    @property
    def opened(self) -> Opened:
        """The article that is shown."""
        return self._find_opened()

    @property
    def manuscripts(self) -> list[Manuscript]:
        """Of every article that was opened."""
        return [opened.manuscript for opened in self._find_all() if opened.manuscript]

    # Files

    def take(self, opened: Opened) -> None:
        """A file was read: what waits is met with it, and saved."""
        latest = opened.latest
        if latest is None or latest.file is None or opened.pair is None:
            return
        opened.read, opened.trouble = latest.index.written, "" if latest.is_readable else first_error(latest)
        self._tell_new_problems(opened)
        if opened.manuscript is not None:
            self._meet(opened, opened.manuscript)

    def ready(self, opened: Opened) -> Manuscript | None:
        """What is written of the file, made when it is first needed; None before the file was read."""
        latest = opened.latest
        if opened.manuscript is None and opened.pair and latest and latest.file and not opened.is_out_of_date:
            from idlib_reader.storage.manuscript import Manuscript

            opened.manuscript = Manuscript(opened.pair.annotations)
            self._meet(opened, opened.manuscript)
            self.find_leftovers(opened)
        return opened.manuscript

    def _meet(self, opened: Opened, manuscript: Manuscript) -> None:
        """Meet what waits with what was just read."""
        latest = opened.latest
        assert latest is not None
        assert latest.file is not None
        manuscript.tagset = latest.index.tagset
        waited = [one.edit.label for one in manuscript.queue]
        original = latest.file.original
        if original is None:
            manuscript.take_none(IdlibError(opened.trouble))
        elif original.signature is None and manuscript.signature is not None:
            manuscript.take_none(IdlibError(_GONE[0].format(manuscript.path), _GONE[1]))
        else:
            manuscript.take(original, latest.file.draft, IdlibError(opened.trouble))
        self.refresh(opened)
        if waited and manuscript.is_saved and opened is self.opened:
            self._session.say(f"{capital(', '.join(waited))}: {tell_state(manuscript)}")

    def begin_anew(self, manuscript: Manuscript) -> None:
        """The file is gone for good: what waits is written into a new one."""
        from idlib_reader.storage.planning import draft_of
        from idlib_reader.storage.saving import Original

        manuscript.take(Original("", has_bom=False, signature=None, links=0), draft_of("", manuscript.tagset))
        self.refresh(self.opened)

    def find_leftovers(self, opened: Opened) -> None:
        """See what earlier runs left that the file does not have."""
        if self._is_read_only or opened.pair is None:
            return
        from idlib_reader.core.merging import replay
        from idlib_reader.storage.journal import left_behind

        says = opened.manuscript.shown(opened.read) if opened.manuscript else opened.read
        kept = []
        for leftover in left_behind(opened.pair.annotations):
            if leftover.lost or replay(says, leftover.edits).done != leftover.edits:
                kept.append(leftover)
            else:
                leftover.discard()
        opened.leftovers = tuple(kept)

    def _tell_new_problems(self, opened: Opened) -> None:
        """Say what is to be mended now that was not before the person went to the editor."""
        before, opened.known_problems = opened.known_problems, None
        if before is None or opened.latest is None:
            return
        known = {(one.code, one.message) for one in before}
        new = [one for one in opened.latest.problems if (one.code, one.message) not in known]
        if new:
            first = new[0]
            place = f"{Path(first.path).name}:{first.line}:{first.column}"
            self._session.say(f"{count(len(new), 'new problem')} (P): {place}: {first.message} {first.hint}".strip())

    def retry(self, opened: Opened) -> bool:
        """Try to save what waits; whether there is anything to show."""
        manuscript = self.ready(opened)
        if not (manuscript and manuscript.queue and manuscript.draft):
            return False
        if manuscript.flush():
            self._session.say(capital(tell_state(manuscript)))
        return True

    def flush_all(self) -> None:
        """Try to save what waits, of every article."""
        for manuscript in self.manuscripts:
            manuscript.flush()

    def may_leave(self) -> bool:
        """Whether the reader may quit; where something is not saved, the person is asked first."""
        self.flush_all()
        if all(manuscript.is_saved for manuscript in self.manuscripts):
            return True
        self._session.view = replace(self._session.view, sheet=Sheet("leaving"), message="")
        return False

    def line_of(self, id_: str) -> int:
        """The line of the annotation file, counted from 1, that an entry starts in; the first one without an entry."""
        opened = self.opened
        entry, latest = self._session.index.entries.get(id_), opened.latest
        draft = opened.manuscript.draft if opened.manuscript else None
        if draft is None or (latest and latest.source.text is draft.text):
            return latest.line_of(entry.at) if entry and latest else 1
        # Written since it was read: the places in the model are those of the text before.
        starts = (one.starts[one.ids.index(id_)] for one in draft.outline.sections if id_ in one.ids)
        before = draft.text[: next(starts, 0)]
        return Source("", before).position(len(before)).line

    # Edits

    @property
    def refusal(self) -> str:
        """Why nothing can be written now; empty where it can."""
        if self._is_read_only:
            return READ_ONLY
        if self.opened.pair is None:
            return "There is no article here to annotate yet."
        return "" if self.ready(self.opened) else _UNREAD

    def write(self, edit: Edit, id_: str, span: Span, selector: Selector) -> bool:
        """Make an edit, save it, and choose the entry `id_`, which `selector` marks at `span`; whether it was made."""
        self.opened.placed[selector] = Anchor("exact", ((span,),))
        if not self.make(edit):
            return False
        places = self._session.index.places.get(id_, ())
        if (span,) in places:
            self._session.choose_place(Choice(id_, places.index((span,))), self._find_frame())
        return True

    def make(self, edit: Edit) -> bool:
        """Make an edit, save it, and say what became of it; whether it was made."""
        opened, refusal = self.opened, self.refusal
        manuscript = opened.manuscript
        if refusal or manuscript is None:
            self._session.say(refusal)
            return False
        if manuscript.is_new:
            from idlib_reader.core.making import with_heading

            edit = with_heading(edit, opened.article)
        try:
            manuscript.write(edit, self._session.index.written)
        except IdlibError as error:
            self._session.say(tell(error))
            return False
        self.refresh(opened)
        self._session.say(f"{capital(edit.label)}: {tell_state(manuscript)}")
        return True

    def refresh(self, opened: Opened) -> None:
        """Show the annotations with every change, until the file is read again."""
        latest, manuscript = opened.latest, opened.manuscript
        if latest is None or manuscript is None:
            return
        shown, before = manuscript.shown(opened.read), latest.index
        if shown is before.written or (manuscript.is_saved and len(before.entries) > _MANY):
            return
        with collector_off():
            index = Index(opened.article, shown, before.corpus, before.tagset, before, opened.placed)
        opened.latest = replace(latest, index=index)
        self._session.set_index(index, self._session.view.message, self._find_frame())

    def delete(self) -> None:
        """Remove the place that is chosen; ask before an entry goes with its last one."""
        session, refusal = self._session, self.refusal
        now = session.current if session.view.selection is None else self._selected(session.view.selection)
        if refusal or now is None:
            session.say(refusal or (_NOT_ONE if session.view.selection else _NOTHING_CHOSEN))
        elif now.id not in {entry.id for entry in session.index.written.entries()}:
            session.say("That stands in another file.")
        elif edit := self._unmarking(now) if session.view.pane == "article" else None:
            self.make(edit)
        else:
            session.view = replace(session.view, sheet=Sheet("deletion", subject=now.id), prompt=None, message="")

    def _selected(self, selection: Span) -> Choice | None:
        """The one mark that lies in a selection, or the one of just these words; None where it is not one."""
        index = self._session.index
        start, end = trimmed(index.article.text, selection)
        marks = index.highlights.between(start, end)
        inside = {(mark.id, mark.number) for mark in marks if start <= mark.start and mark.end <= end}
        exact = {(mark.id, mark.number) for mark in marks if (mark.start, mark.end) == (start, end)}
        found = exact if len(exact) == 1 else inside
        return Choice(*next(iter(found))) if len(found) == 1 else None

    def _unmarking(self, now: Choice) -> Edit | None:
        """The edit that removes the chosen place; None if it is the entry's last one."""
        from idlib_reader.core.making import unmarking

        index = self._session.index
        places = index.places[now.id]
        is_all = any(one.all for one in getattr(index.entries[now.id], "mentions", ()))
        described = self._describe(places[now.number]) if is_all and now.number < len(places) else None
        return unmarking(index, now.id, now.number, described)

    def undo(self) -> None:
        """Take back the last change."""
        self._turn(lambda manuscript: manuscript.undo())

    def redo(self) -> None:
        """Make again what was undone last."""
        self._turn(lambda manuscript: manuscript.redo())

    def _turn(self, turn: Callable[[Manuscript], str]) -> None:
        opened, refusal = self.opened, self.refusal
        manuscript = opened.manuscript
        if refusal or manuscript is None:
            self._session.say(refusal)
            return
        told = turn(manuscript)
        self.refresh(opened)
        state = "" if manuscript.is_saved and not manuscript.notes else f" {capital(tell_state(manuscript))}"
        self._session.say(f"{told}{state}")

    def show_state(self) -> None:
        """Say what is saved and where; where something waits, show what."""
        session, opened = self._session, self.opened
        manuscript = self.ready(opened)
        if manuscript is None:
            session.say(_UNREAD if opened.pair else "There is no annotation file here.")
            return
        manuscript.flush()
        if manuscript.disputes or manuscript.queue or opened.leftovers:
            session.view = replace(session.view, sheet=Sheet("saving"), prompt=None, message="")
        else:
            session.say(tell_all(opened, is_read_only=self._is_read_only))


def first_error(read: AnnotatedArticle) -> str:
    """Where the first error is and what to do about it, as short as it can be said; empty without one."""
    for problem in read.problems:
        if problem.level == "error":
            place = f"{Path(problem.path).name}:{problem.line}:{problem.column}"
            return f"{place}: {problem.message} {problem.hint}".strip()
    return ""
