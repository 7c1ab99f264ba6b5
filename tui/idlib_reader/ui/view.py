"""The view: one value that decides all that the screen shows, beside the files and the size of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from idlib_reader.core.annotations import Kind
from idlib_reader.core.navigation import Stand
from idlib_reader.core.orders import Order
from idlib_reader.core.span import Span
from idlib_reader.ui.prompt import Prompt

Pane: TypeAlias = Literal["article", "list", "card"]
SheetKind: TypeAlias = Literal["palette", "problems", "articles", "entities", "types", "deletion", "saving", "leaving"]
Step: TypeAlias = Literal["entity", "type", "name", "note"]


@dataclass(frozen=True, slots=True)
class Search:
    """A search whose matches are marked in the article."""

    words: str
    """As typed."""
    match: Span | None = None
    """The match that was gone to last; None where there is none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list over the article that something is picked from."""

    kind: SheetKind
    words: str = ""
    """Only what holds these words is listed."""
    row: int = 0
    """Which of those is pointed at, counted from 0."""
    subject: str = ""
    """The id of the entry that it asks about; empty where it asks about none."""


@dataclass(frozen=True, slots=True)
class Marking:
    """Words that are being marked, and how far that has come."""

    span: Span
    """Where they stand in the article."""
    words: str
    """The words, on one line."""
    step: Step
    """What is asked for now: which entity, the type of a new one, its name, or the note of a remark."""
    typed: str = ""
    """The words that a new entity's name is made of."""
    type: str = ""
    """The type of the new entity, once it is chosen."""


@dataclass(frozen=True, slots=True)
class View:
    """All that decides what the screen shows, beside the size of the terminal."""

    article: str = ""
    """The slug of the article that is read."""
    is_fresh: bool = True
    """Whether nobody has moved yet: then the card tells of the article, not of what is under the cursor."""
    stand: Stand = field(default_factory=Stand)
    """Cursor and choice."""
    anchor: int | None = None
    """Where a selection began, an offset: it goes from there to the cursor, half-open. None without a selection."""
    top: int = 0
    """Offset, in code points, of some character in the topmost row."""
    search: Search | None = None
    """The search whose matches are marked."""
    pane: Pane = "article"
    """Where keys go."""
    list_kind: Kind = "event"
    """Which list the panel shows."""
    orders: Mapping[Kind, Order] = field(default_factory=dict)
    """By list the order that was asked for; where none was, its first."""
    list_words: str = ""
    """Only entries that hold these words are listed."""
    list_top: int = 0
    """The list's topmost row."""
    card_top: int = 0
    """The card's topmost row."""
    card_step: int = 0
    """The way on that is pointed at in the card, counted from 1; 0 for none."""
    is_panel_open: bool = False
    """Whether a narrow screen shows the panel over the article."""
    is_panel_hidden: bool = False
    """Whether a wide screen hides the panel."""
    sheet: Sheet | None = None
    """What lies over the article to pick from; it has the keys."""
    prompt: Prompt | None = None
    """The line that is typed into; it has the keys before all else."""
    marking: Marking | None = None
    """What is being marked; it has the keys before all else."""
    message: str = ""
    """A sentence in the status line, until the next key."""

    @property
    def selection(self) -> Span | None:
        """What is selected, which may be nothing yet; None without a selection."""
        if self.anchor is None:
            return None
        return Span(min(self.anchor, self.stand.cursor), max(self.anchor, self.stand.cursor))
