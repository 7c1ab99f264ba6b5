"""Marking words: from a selection to the edit, by way of an entity that is picked or named, or a note.

While words are being marked this has the keys before all else. Giving up at any step leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from idlib_reader.core.annotations import Entity
from idlib_reader.core.carrying import carried
from idlib_reader.core.describing import Describer
from idlib_reader.core.edits import AddEntry, Edit
from idlib_reader.core.entity_choices import Choice, EntityChoices
from idlib_reader.core.id_proposals import propose_id
from idlib_reader.core.index import Index
from idlib_reader.core.making import mention, new_entity, new_remark, taken_ids
from idlib_reader.core.motions import Motion
from idlib_reader.core.names import clean_name
from idlib_reader.core.passages import word_at
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span
from idlib_reader.core.type_keys import keys_of
from idlib_reader.core.white_space import trimmed
from idlib_reader.ui import selecting
from idlib_reader.ui.frame import Frame
from idlib_reader.ui.prompt import LONGEST, Prompt
from idlib_reader.ui.sheets import NEW_ENTITY, Option
from idlib_reader.ui.view import Marking, Sheet, View
from idlib_reader.ui.wording import count

if TYPE_CHECKING:
    from idlib_reader.ui.session import Session

_CANCELS = ("escape", "ctrl+c", "ctrl+g")
_MOTIONS: dict[str, Motion] = {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}

_ROWS_OF_A_THING = 3
"""Of so many rows a thing is counted in a sheet, whose pages are shorter for that; in the picker each has just one."""

Write = Callable[[Edit, str, Span, Selector], bool]
"""Makes an edit and chooses an entry, by its id, where it was marked and by which selector; whether that was done."""


class Marker:
    """What `e` and `m` begin, until it is written or given up."""

    def __init__(self, session: Session, write: Write) -> None:
        """Nothing is being marked."""
        self._session = session
        self._write = write
        self._before = session.view
        self._choices: tuple[Index, EntityChoices] | None = None
        self._describer: tuple[str, Describer] | None = None

    # Beginning and giving up

    def begin(self, step: str) -> None:
        """Mark the selected words, or the word under the cursor, as an entity (`entity`) or with a note (`note`)."""
        session = self._session
        view, text = session.view, session.index.article.text
        span = trimmed(text, view.selection) if view.selection else word_at(text, view.stand.cursor)
        if span is None or span.start == span.end:
            session.say("There are no words here to mark.")
            return
        self._before = view
        words = _flat(text, span)
        shown = replace(selecting.selecting(view, span), pane="article", is_fresh=False, message="")
        if step == "entity":
            filter_ = words[:LONGEST]
            prompt = Prompt("filter", filter_, len(filter_), is_proposed=True)
            sheet = Sheet("entities", filter_)
            session.view = replace(shown, marking=Marking(span, words, "entity"), sheet=sheet, prompt=prompt)
        else:
            session.view = replace(shown, marking=Marking(span, words, "note"), prompt=Prompt("note"))

    def give_up(self, why: str) -> None:
        """What is being marked is not there any more; `why` is said to the person."""
        self._cancel()
        self._session.say(why)

    def follow_text(self, old: str, new: str) -> None:
        """The article is another text now: go on if the words still stand in it, else give up."""
        marking = self._session.view.marking
        if marking is None:
            return
        span = Span(carried(old, new, marking.span.start), carried(old, new, marking.span.end - 1) + 1)
        if _flat(new, span) != marking.words:
            self.give_up("The article has changed: select the words again.")
            return
        self._session.view = replace(self._session.view, marking=replace(marking, span=span))

    def _cancel(self) -> None:
        self._session.view = self._session.fitting(self._before)

    def _goes_on(self) -> bool:
        """Whether words are still being marked: where the mouse has led elsewhere, they are not any more."""
        view = self._session.view
        if view.marking is None:
            return False
        is_whole = view.sheet is not None if view.marking.step == "type" else view.prompt is not None
        if not is_whole:
            self._session.view = replace(view, marking=None, sheet=None, prompt=None)
        return is_whole

    # Keys

    def press(self, key: str, frame: Frame) -> None:
        """A key while words are being marked."""
        if not self._goes_on():
            return
        view = self._session.view = replace(self._session.view, message="")
        if key in _CANCELS or (key == "backspace" and view.prompt and not view.prompt.text):
            self._cancel()
        elif key == "enter":
            self.accept()
        elif view.sheet and key in _MOTIONS:
            self._session.move_in_sheet(_MOTIONS[key], replace(frame, sheet_rows=frame.sheet_rows * _ROWS_OF_A_THING))
        elif view.prompt:
            self._edit(view, view.prompt.edited(key))
        else:
            self._press_type(key)

    def paste(self, words: str) -> None:
        """Words were pasted into the line, if there is one."""
        view = self._session.view
        if view.prompt:
            self._edit(view, view.prompt.typed(words[:LONGEST]))
            if len(words) > LONGEST:
                self._session.say(f"Only the first {LONGEST:,} characters were pasted.")

    def _edit(self, view: View, prompt: Prompt | None) -> None:
        if prompt is None:
            return
        sheet = replace(view.sheet, words=prompt.text, row=0) if view.sheet else None
        self._session.view = replace(view, prompt=prompt, sheet=sheet, message="")

    def accept(self) -> None:
        """Enter, or a click: go on with what is pointed at, or with what was typed."""
        view = self._session.view
        marking = view.marking
        if marking is None or not self._goes_on():
            return
        if marking.step == "name":
            self._name(marking, view.prompt.text if view.prompt else "")
        elif marking.step == "note":
            self._note(marking, view.prompt.text if view.prompt else "")
        elif view.sheet and view.sheet.row < len(self._session.options):
            target = self._session.options[view.sheet.row].target
            if isinstance(target, Choice):
                self._mention(marking, target)
            elif target is NEW_ENTITY:
                self._ask_type(marking, view)
            elif isinstance(target, str):
                self._ask_name(marking, target)

    # The entity

    def entity_options(self, filter_: str) -> list[Option]:
        """The entities to pick from, and a new one: first where no entity has anything to do with the words."""
        marking, index = self._session.view.marking, self._session.index
        if marking is None:
            return []
        if self._choices is None or self._choices[0] is not index:
            self._choices = index, EntityChoices(index, index.corpus)
        choices = self._choices[1].matching(filter_, marking.words[:LONGEST])
        matching = [_option(choice) for choice in choices if choice.is_match]
        others = [_option(choice) for choice in choices if not choice.is_match]
        new = Option(f"New entity “{_named(filter_, marking)}”", NEW_ENTITY, "")
        return [*matching, new, *others]

    def _mention(self, marking: Marking, choice: Choice) -> None:
        index = self._session.index
        place = (marking.span,)
        if place in index.places.get(choice.id, ()):
            self._cancel()
            self._session.say(f"These words are marked as {choice.name} already.")
            return
        entity = index.annotations.entities.get(choice.id) or Entity(id=choice.id, name=choice.name)
        if selector := self._selector(marking.span):
            self._finish(mention(index, entity, selector, place), choice.id, marking.span, selector)

    def _ask_type(self, marking: Marking, view: View) -> None:
        typed = _named(view.sheet.words if view.sheet else "", marking)
        asked = replace(marking, step="type", typed=typed)
        self._session.view = replace(view, marking=asked, sheet=Sheet("types"), prompt=None, message="")

    def type_options(self) -> list[Option]:
        """The types that a new entity may have, each with its key."""
        tagset = self._session.index.tagset
        keys = self._type_keys()
        return [Option(f"{keys[word]}   {tagset.label('entity_types', word)}", word) for word in keys]

    def _type_keys(self) -> dict[str, str]:
        tagset = self._session.index.tagset
        given = {word: known.key for word, known in tagset.entity_types.items() if known.key}
        return keys_of(tuple(tagset.entity_types), given)

    def _press_type(self, key: str) -> None:
        marking = self._session.view.marking
        chosen = next((word for word, own in self._type_keys().items() if own == key), None)
        if marking and chosen:
            self._ask_name(marking, chosen)
        elif len(key) == 1:
            self._session.say(f"No type has the key {key}.")

    def _ask_name(self, marking: Marking, type_: str) -> None:
        name = clean_name(marking.typed)
        asked = replace(marking, step="name", type=type_)
        prompt = Prompt("name", name, len(name))
        self._session.view = replace(self._session.view, marking=asked, sheet=None, prompt=prompt, message="")

    def proposed_id(self, name: str) -> str:
        """The id that a new entity of this name gets."""
        return propose_id(name, taken_ids(self._session.index))

    def _name(self, marking: Marking, typed: str) -> None:
        name = " ".join(typed.split())
        if not name:
            self._session.say("An entity needs a name.")
            return
        if selector := self._selector(marking.span):
            id_ = self.proposed_id(name)
            self._finish(new_entity(id_, marking.type, name, selector), id_, marking.span, selector)

    # The remark

    def _note(self, marking: Marking, typed: str) -> None:
        if selector := self._selector(marking.span):
            edit = new_remark(self._session.index, selector, marking.words, typed.strip())
            made = edit.changes[0]
            assert isinstance(made, AddEntry)
            self._finish(edit, made.entry.id, marking.span, selector)

    # Writing

    def ready_describer(self, text: str, describer: Describer) -> None:
        """The describer of an article's text was made ready in the background."""
        self._describer = text, describer

    def has_describer(self, text: str) -> bool:
        """Whether that of a text is ready."""
        return self._describer is not None and self._describer[0] is text

    def describe(self, place: tuple[Span, ...]) -> Selector | None:
        """The selector that finds a place of the article again; None where nothing does."""
        text = self._session.index.article.text
        if self._describer is None or self._describer[0] is not text:
            self._describer = text, Describer(text)
        return self._describer[1].describe(place)

    def _selector(self, span: Span) -> Selector | None:
        selector = self.describe((span,))
        if selector is None:
            self._cancel()
            self._session.say("These words can't be told apart from others in the article. Select whole words.")
        return selector

    def _finish(self, edit: Edit, id_: str, span: Span, selector: Selector) -> None:
        view = self._session.view
        done = selecting.dropped(self._session.fitting(self._before), self._session.index.article.text)
        self._session.view = replace(done, is_fresh=False, pane="article", message="")
        if not self._write(edit, id_, span, selector):
            # Nothing was written: what was typed is not to be typed again.
            self._session.view = replace(view, message=self._session.view.message)


def _flat(text: str, span: Span) -> str:
    """Words of the article on one line."""
    return " ".join(text[span.start : span.end].split())


def _named(filter_: str, marking: Marking) -> str:
    """The words that the name of a new entity is made of: what was typed, else what is marked."""
    return " ".join(filter_.split()) or marking.words


def _option(choice: Choice) -> Option:
    known = f"as “{choice.why}”" if choice.why else ""
    where = f"in {choice.slug}" if choice.slug else count(choice.count, "mention") if choice.count else ""
    return Option(choice.name, choice, " · ".join(filter(None, (known, choice.type, where))))
