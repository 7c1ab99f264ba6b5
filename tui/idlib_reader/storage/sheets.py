"""A stretch of an annotation file while it is being edited: its text, how it is laid out, and what was done to it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from idlib_reader.storage.layout import Form, Member, layout_of
from idlib_reader.storage.splices import Splice, composed, spliced
from idlib_reader.storage.styles import Style
from idlib_reader.storage.yaml_errors import Refused

Path: TypeAlias = tuple[str | int, ...]
"""From the top of a sheet to a value in it: keys of mappings, rows of lists."""


class Stuck(Exception):
    """An edit can't be made in place; its text is half a sentence that says why, as in "an alias stands there"."""

    def __init__(self, at: int, why: str) -> None:
        """Keep the offset into the sheet that it is about, and why."""
        super().__init__(why)
        self.at = at


class Spot(NamedTuple):
    """Where a value stands."""

    holder: Form
    """The mapping or list that it stands in."""
    row: int
    """Which member of it."""
    is_in_flow: bool
    """Whether the holder stands in brackets or braces, or in something that does."""
    opener: int
    """An offset in the line that opens the holder: behind its key, or at its anchor or tag."""

    @property
    def member(self) -> Member:
        """The value with its key or dash."""
        return self.holder.members[self.row]


class Sheet:
    """Whole lines of a file, taken apart anew after every splice."""

    def __init__(self, text: str, style: Style, *, is_cut: bool = False, is_lenient: bool = False) -> None:
        """Start with what the file says.

        Args:
            text: lines of the file that can be read by themselves.
            style: how new text is written.
            is_cut: whether the file goes on below them.
            is_lenient: whether blank lines are left out and go, as they may mean something, and a missing final line
                end may come.
        """
        self.text = text
        self.style = style
        self.is_cut = is_cut
        self.is_lenient = is_lenient
        self.splices: tuple[Splice, ...] = ()
        """What was done so far, in coordinates of the text that the sheet started with."""
        self._root: Form | None = None

    def splice(self, *splices: Splice) -> None:
        """Change the text; the splices are in its present coordinates."""
        self.splices = composed(self.splices, splices)
        self.text = spliced(self.text, splices)
        self._root = None

    @property
    def root(self) -> Form:
        """The layout of the text."""
        if self._root is None:
            try:
                self._root = layout_of(self.text)
            except Refused as refused:
                raise Stuck(refused.at, "the lines around it can't be taken apart") from refused
        if self._root is None:
            raise Stuck(0, "nothing stands there")
        return self._root

    def spot(self, path: Path) -> Spot:
        """Where a value stands; raises `Stuck` if it can't be reached."""
        holder, is_in_flow, opener = self.root, False, 0
        for step in path[:-1]:
            is_in_flow = is_in_flow or holder.is_flow
            member = holder.members[self._row(holder, step)]
            opener = member.value.at if member.value.at < member.value.start else (member.key or member.value).end
            holder = member.value
        return Spot(holder, self._row(holder, path[-1]), is_in_flow or holder.is_flow, opener)

    def form(self, path: Path) -> Form:
        """The value at a path; raises `Stuck` if it can't be reached."""
        return self.spot(path).member.value if path else self.root

    def has(self, path: Path) -> bool:
        """Whether a value can be reached: its key is written."""
        try:
            self.spot(path)
        except Stuck:
            return False
        return True

    def _row(self, holder: Form, step: str | int) -> int:
        if holder.kind == "alias":
            raise Stuck(holder.at, "an alias stands there")
        row = step if isinstance(step, int) else holder.find(step)
        if row is None or row >= len(holder.members):
            raise Stuck(holder.at, f"`{step}` is not written there")
        if holder.members[row].is_explicit:
            raise Stuck(holder.members[row].at, "a question mark stands before the key")
        return row
