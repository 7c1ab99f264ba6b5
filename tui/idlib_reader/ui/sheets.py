"""What the sheets list: commands, problems, articles, each with what picking it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from idlib_reader.core.folding import fold
from idlib_reader.core.motions import VERTICAL, Motion, count_rows
from idlib_reader.core.navigation import Elsewhere
from idlib_reader.core.problems import Problem
from idlib_reader.ui.commands import COMMANDS, Command, name_keys
from idlib_reader.ui.view import Sheet, SheetKind
from idlib_reader.ui.wording import ORDER, PLURALS, say_date

if TYPE_CHECKING:
    from idlib_reader.core.entity_choices import Choice
    from idlib_reader.storage.library import Shelved
    from idlib_reader.ui.questions import Deed


class NewEntity:
    """What picking a new entity leads to."""


NEW_ENTITY = NewEntity()

Target: TypeAlias = "Command | Problem | Elsewhere | Choice | NewEntity | Deed | str"
"""A string is a word of the tagset."""

TITLES: dict[SheetKind, str] = {
    "palette": "Commands",
    "problems": "Problems",
    "articles": "Articles",
    "entities": "Mark as",
    "types": "What is it?",
}
FILTERED: tuple[SheetKind, ...] = ("palette", "problems", "articles")
"""The sheets whose things are filtered by the words that they hold."""
EMPTY: dict[SheetKind, str] = {
    "palette": "No command holds these words.",
    "problems": "Nothing has to be mended.",
    "articles": "There is no article in this workspace yet.",
    "entities": "",
    "types": "",
    "deletion": "It is not there any more.",
    "saving": "Everything is saved.",
    "leaving": "Everything is saved.",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick."""

    title: str
    target: Target
    """What picking it leads to."""
    right: str = ""
    """What stands at the end of its first row."""
    lines: tuple[str, ...] = ()
    """What else is said of it, each over as many rows as it takes."""
    is_here: bool = False
    """Whether it is what is shown now."""


def is_same(target: Target | None, other: Target | None) -> bool:
    """Whether two targets are the same thing, though what is told of it may have changed."""
    id_ = getattr(target, "id", None)
    return target == other or (id_ is not None and type(target) is type(other) and id_ == getattr(other, "id", None))


def command_options() -> list[Option]:
    """Every command with its keys."""
    return [Option(f"{command.help[0].upper()}{command.help[1:]}", command, name_keys(command)) for command in COMMANDS]


def problem_options(problems: Sequence[Problem]) -> list[Option]:
    """Every problem with its sentence, and its place in the file."""
    return [
        Option(
            f"{problem.path}:{problem.line}:{problem.column}",
            problem,
            f"{problem.level} {problem.code}",
            (f"{problem.message} {problem.hint}".strip(),),
        )
        for problem in problems
    ]


def article_options(shelf: Sequence[Shelved], here: str) -> list[Option]:
    """Every article of the workspace; `here` is the slug of the one that is shown."""
    return [
        Option(
            shelved.title,
            Elsewhere(shelved.slug, ""),
            say_date(shelved.published),
            tuple(_about(shelved)),
            is_here=shelved.slug == here,
        )
        for shelved in shelf
    ]


def _about(shelved: Shelved) -> Iterator[str]:
    numbers = [(kind, shelved.counts.get(kind, 0)) for kind in ORDER]
    counts = [f"{number} {kind if number == 1 else PLURALS[kind].lower()}" for kind, number in numbers if number]
    if told := " · ".join(filter(None, (shelved.outlet, *counts, shelved.trouble))):
        yield told


def chosen(options: Sequence[Option], words: str) -> list[Option]:
    """The options that hold every one of the words; one whose key is just what was typed comes first."""
    wanted = _folded(words).split()
    left = [option for option in options if all(word in _folded(_said(option)) for word in wanted)]
    return sorted(
        left, key=lambda option: not (isinstance(option.target, Command) and words.strip() in option.target.keys)
    )


def _said(option: Option) -> str:
    return " ".join((option.title, option.right, *option.lines))


def _folded(words: str) -> str:
    return fold(words).text.casefold()


def moved(sheet: Sheet, motion: Motion, options: int, rows: int) -> Sheet:
    """The sheet after a motion, with `options` to point at and `rows` on the screen."""
    # A page is of rows, and most things take several.
    step = (
        count_rows(motion, max(3, rows // 3))
        if motion in VERTICAL
        else {"top": -options, "bottom": options}.get(motion, 0)
    )
    return replace(sheet, row=max(0, min(sheet.row + step, options - 1)))
