"""From an edit to splices of a file's text that change only the lines concerned, or a refusal with the line.

An edit is first made in place, then what comes out is read and compared with what was meant (`storage.verifying`). What
can't be made in place is tried once more without blank lines around it, and then by writing that one entry anew as a
whole, if nothing is lost by that. What is left is refused: nothing is ever guessed.

Only the lines of the touched entry are taken apart and read where they can be read by themselves, else the whole file.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from idlib_reader.core.annotations import Annotations, kind_of
from idlib_reader.core.applying import apply_change
from idlib_reader.core.edits import AddEntry, Change, Edit, Rename
from idlib_reader.core.entry_fields import Unfit
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT, Tagset
from idlib_reader.errors import IdlibError
from idlib_reader.storage import nodes
from idlib_reader.storage.codec import read_file
from idlib_reader.storage.outline import Outline, moved, outline_of
from idlib_reader.storage.rendering import SECTIONS
from idlib_reader.storage.samples import style_at
from idlib_reader.storage.schema import FORMAT
from idlib_reader.storage.sheets import Sheet, Stuck
from idlib_reader.storage.splices import Splice, composed, narrowed, spliced
from idlib_reader.storage.steps import Step, rewriting, steps_of
from idlib_reader.storage.styles import Style
from idlib_reader.storage.verifying import (
    Mismatch,
    Unsound,
    check_readings,
    compare,
    has_anchors,
    has_losses,
    readable,
    reading_of,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text of an annotation file that parses as a whole, ready to be edited."""

    text: str
    """Without byte-order mark."""
    annotations: Annotations
    """What it says; places in it may be those of an earlier text."""
    outline: Outline
    """Where its entries stand."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit does to a text."""

    draft: Draft
    """The text as it is after the edit."""
    splices: tuple[Splice, ...]
    """Of the text before: disjoint, sorted."""
    rewritten: str = ""
    """The id of an entry that had to be written anew as a whole; empty normally."""


def draft_of(text: str, tagset: Tagset = DEFAULT) -> Draft:
    """The draft of a file's text, which may be empty.

    Raises:
        IdlibError: it is not YAML as a whole.
    """
    reading = read_file(Source("", text), tagset)
    if reading.outline is None:
        error = next(problem for problem in reading.problems if problem.level == "error")
        raise IdlibError(f"Line {error.line} of the annotations has to be mended first: {error.message}", error.hint)
    return Draft(text, reading.annotations, reading.outline)


def _started(annotations: Annotations, outline: Outline) -> Annotations:
    """What a file says, or will with its first key: one without keys gets the format with it."""
    return annotations if outline.sections else replace(annotations, format=FORMAT)


def plan(draft: Draft, edit: Edit, tagset: Tagset = DEFAULT) -> Plan:
    """What the edit does to the text of a draft.

    Raises:
        IdlibError: it can't be done safely, or does not fit what the file says.
    """
    result = Plan(draft, ())
    for change in edit.changes:
        then = _Planner(result.draft, change, tagset).plan()
        result = Plan(then.draft, composed(result.splices, then.splices), then.rewritten or result.rewritten)
    return Plan(result.draft, narrowed(draft.text, result.splices), result.rewritten)


class _Planner:
    """One change of one draft."""

    def __init__(self, draft: Draft, change: Change, tagset: Tagset) -> None:
        self._draft = draft
        self._change = change
        self._tagset = tagset
        before = _started(draft.annotations, draft.outline)
        try:
            self._model = apply_change(before, change)
        except Unfit as unfit:
            raise self._refusal(str(unfit)) from unfit
        self._is_idle = self._model == before
        """Whether nothing is to be done, as where a field that is not there shall go."""

    def plan(self) -> Plan:
        """What the first attempt that says what is meant does.

        Raises:
            IdlibError: none does; the reason is that of the first one, in the whole file if that was needed.
        """
        if self._is_idle:
            return Plan(self._draft, ())
        try:
            return self._try(is_wide=False)
        except Unsound:
            pass
        except (Stuck, Mismatch) as failure:
            raise self._refusal(f"{failure}.") from failure
        try:
            return self._try(is_wide=True)
        except (Stuck, Mismatch) as failure:
            raise self._refusal(f"{failure}.") from failure

    def _try(self, *, is_wide: bool) -> Plan:
        """The attempts in the lines around the change, or in the whole file; raises what the first one failed of."""
        steps = steps_of(self._draft, self._change, self._model, is_wide=is_wide)
        try:
            return self._attempt(steps)
        except Unsound:
            raise
        except (Stuck, Mismatch) as failure:
            with suppress(Stuck, Mismatch):
                return self._attempt(steps, is_lenient=True)
            rewrite = rewriting(steps, self._change, self._model)
            with suppress(Stuck, Mismatch):
                if rewrite:
                    return self._attempt([rewrite], is_rewritten=True)
            raise failure

    def _attempt(self, steps: list[Step], *, is_lenient: bool = False, is_rewritten: bool = False) -> Plan:
        text, outline = self._draft.text, self._draft.outline
        splices: list[Splice] = []
        styles: dict[str, Style] = {}
        # The last step first, so that the offsets of the others stay.
        for step in sorted(steps, key=lambda step: step.window.start, reverse=True):
            window = step.window
            if window.section not in styles:
                styles[window.section] = style_at(text, self._draft.outline, window)
            lines = window.header + text[window.start : window.end]
            sheet = Sheet(lines, styles[window.section], is_cut=window.end < len(text), is_lenient=is_lenient)
            try:
                step.run(sheet)
            except IdlibError as error:
                raise self._refusal(error.message, error.hint) from error
            after = self._verify(step, sheet, is_rewritten=is_rewritten)
            shift = window.start - len(window.header)
            if any(start < len(window.header) for start, _, _ in sheet.splices):
                raise Unsound("the line above it would change")
            splices = [*(Splice(start + shift, end + shift, comes) for start, end, comes in sheet.splices), *splices]
            growth = len(sheet.text) - len(lines)
            within = outline_of(sheet.text, after)
            outline = within if window.is_whole else moved(outline, window, growth, within)
        draft = Draft(spliced(text, splices), self._model, outline)
        return Plan(draft, tuple(splices), str(steps[0].path[-1]) if is_rewritten else "")

    def _verify(self, step: Step, sheet: Sheet, *, is_rewritten: bool) -> nodes.Node | None:
        window, text = step.window, self._draft.text
        before, after = window.header + text[window.start : window.end], sheet.text
        if not window.is_whole and has_anchors(text[window.start : window.end]):
            raise Unsound("an anchor stands there")
        root = readable(before)
        try:
            new_root = readable(after)
        except Unsound as unsound:
            raise Mismatch("the file could not be read any more") from unsound
        compare(root, new_root, step.touched)
        reading = reading_of(before, self._tagset)
        if is_rewritten and has_losses(reading):
            raise Mismatch("something that can't be read would be lost")
        check_readings(reading, reading_of(after, self._tagset), self._model, step.touched, is_whole=window.is_whole)
        return new_root

    def _refusal(self, why: str, hint: str = "") -> IdlibError:
        name, at = self._place()
        line = Source("", self._draft.text).position(at).line
        return IdlibError(f"{name} (line {line}) can't be edited: {why}", hint or _BY_HAND)

    def _place(self) -> tuple[str, int]:
        """What is edited, in words, and where it stands."""
        match self._change:
            case AddEntry(entry):
                section = self._draft.outline.section(SECTIONS[kind_of(entry)])
                return f"The section `{section.key}`" if section else "The file", section.at if section else 0
            case Rename(old):
                id_ = old
            case change:
                id_ = change.target.id
        for section in self._draft.outline.sections:
            if id_ in section.ids:
                return f"`{id_}`", section.starts[section.ids.index(id_)]
        article = self._draft.outline.section("article")
        if id_:
            return f"`{id_}`", len(self._draft.text)
        return "The article", article.at if article else 0


_BY_HAND = "Edit it in the file itself."
