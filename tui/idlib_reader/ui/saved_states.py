"""What is said of saving: whether all is saved, where, why not, and what waits for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idlib_reader.errors import IdlibError
from idlib_reader.storage.naming import shown_path
from idlib_reader.storage.saving import Changed
from idlib_reader.ui.wording import count

if TYPE_CHECKING:
    from idlib_reader.storage.manuscript import Manuscript
    from idlib_reader.ui.opened import Opened

READ_ONLY = "The reader was started with --read-only, so nothing is changed."
_BEING_READ = "The file has just been changed by someone else, and is being read."


def tell(error: IdlibError) -> str:
    """An error as a sentence or two."""
    return f"{error.message} {error.hint}".strip()


def capital(sentence: str) -> str:
    """The sentence, beginning with a capital."""
    return sentence[:1].upper() + sentence[1:]


def tell_trouble(manuscript: Manuscript) -> str:
    """Why what waits is not in the file; the file is named as elsewhere on the screen."""
    if manuscript.trouble is None or isinstance(manuscript.trouble, Changed):
        return _BEING_READ
    return tell(manuscript.trouble).replace(str(manuscript.path), shown_path(manuscript.path))


def tell_state(manuscript: Manuscript) -> str:
    """Whether everything is saved, and where, or why not; and what else the last save has to tell, once."""
    notes, manuscript.notes = " ".join(dict.fromkeys(manuscript.notes)), []
    if manuscript.disputes:
        told = "unsaved, as the file has been changed in the same place. ^S shows both."
    elif manuscript.queue:
        told = f"unsaved. {tell_trouble(manuscript)}"
    else:
        told = f"saved in {shown_path(manuscript.path)}."
    return f"{told} {notes}".strip()


def tell_all(opened: Opened, *, is_read_only: bool) -> str:
    """What `^S` says where nothing waits: what is saved, and where."""
    manuscript = opened.manuscript
    assert manuscript is not None
    path = shown_path(manuscript.path)
    if is_read_only:
        return f"The file is {path}. {READ_ONLY}"
    if manuscript.saves:
        return f"Everything is saved in {path}."
    return f"Nothing was changed; the file {'will be' if manuscript.is_new else 'is'} {path}."


def state_word(opened: Opened, *, is_read_only: bool) -> str:
    """In a word whether all is saved; empty before anything was changed."""
    manuscript = opened.manuscript
    if manuscript is None or is_read_only:
        return ""
    if not manuscript.is_saved:
        return "unsaved"
    return "saved" if manuscript.saves else ""


def banner(opened: Opened) -> str:
    """What the person has to know as long as it is so; empty where all is well."""
    manuscript = opened.manuscript
    if manuscript is None:
        return opened.trouble
    waiting = len(manuscript.queue)
    if manuscript.disputes:
        number = count(len(manuscript.disputes), "change")
        return f"{number} of yours and the file do not go together. ^S shows both."
    if opened.trouble:
        # What waits comes first: a long sentence about the file is cut.
        wait = "waits" if waiting == 1 else "wait"
        told = f"{count(waiting, 'change')} of yours {wait} for this: " if waiting else ""
        return f"{told}{opened.trouble}"
    if waiting:
        return f"Unsaved ({count(waiting, 'change')}): {tell_trouble(manuscript)}"
    if opened.leftovers:
        left = sum(len(leftover.edits) for leftover in opened.leftovers)
        return f"An earlier run left {count(left, 'change') if left else 'something'} unsaved. ^S shows what."
    return ""
