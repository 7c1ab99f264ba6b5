"""What was done to one annotation file in this run, to be undone and redone without limit.

A step is kept as the splices that turn it, with the text that they take away: so it can be turned round again, and no
text of a file is kept or needed. The splices of the latest step are in coordinates of the present text; those of an
earlier one in coordinates of the text that undoing the later ones leads to. What someone else changes concerns all of
them, and is taken over from each step to the one under it only when that is come to: nothing here takes longer for a
long history or a long file.

A step whose stretches someone else has changed since (`splices.moved` says what that is) can't be undone or redone: it
would write over what is theirs. It is told as `Blocked`, and the person decides: as long as nothing is committed it
stays what comes next; committing it passes it over for good, and what it did to the text then counts as someone else's
for the steps before it. It stays blocked for this run: whether a stretch has become again what it was can't be seen
from changes alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from idlib_reader.storage.splices import Splice, composed, inverse, moved, narrowed, turned


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or redone now."""

    label: str
    """What was done, as its edit says it."""
    splices: tuple[Splice, ...]
    """What undoes or redoes it, in coordinates of the present text."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A step that can't be undone or redone, since someone else has changed the very places."""

    label: str
    """What was done, as its edit says it."""


class History:
    """The steps of one file: those that can be undone, and those that were and can be redone."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        self._done = _Pile()
        self._undone = _Pile()

    def drop(self) -> None:
        """Forget the last step that can be undone; what it did counts as someone else's from now on.

        Raises:
            IndexError: there is none.
        """
        self._done.drop()

    def record(self, label: str, text: str, splices: Sequence[Splice]) -> None:
        """Remember what an edit made of the text of before; what was undone till then can't be redone any more.

        An edit that changes no character is none.
        """
        smallest = narrowed(text, splices)
        if not smallest:
            return
        self._done.push(_Turn(label, inverse(text, smallest), tuple(splice.text for splice in smallest)))
        self._undone.clear()

    def copy(self) -> History:
        """The same steps, to go on from in another way."""
        other = History()
        other._done, other._undone = self._done.copy(), self._undone.copy()
        return other

    def follow(self, changes: Sequence[Splice]) -> None:
        """Take in what someone else has changed in the present text: afterwards the changed text is the present one.

        The smaller the splices, the less they block: `splices.difference` gives those of two texts.
        """
        self._done.follow(changes)
        self._undone.follow(changes)

    def undo(self) -> Step | Blocked | None:
        """What undoing comes to next; None if there is nothing to undo. Only a look: see `undone`."""
        return self._done.look()

    def redo(self) -> Step | Blocked | None:
        """What redoing comes to next; None if there is nothing to redo. Only a look: see `redone`."""
        return self._undone.look()

    def undone(self) -> None:
        """What `undo` gives now was written, or, where that is blocked, was told to the person and is passed over.

        Raises:
            IndexError: there is nothing to undo.
        """
        _turn_over(self._done, self._undone)

    def redone(self) -> None:
        """The same of `redo`.

        Raises:
            IndexError: there is nothing to redo.
        """
        _turn_over(self._undone, self._done)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A step, seen from the side that it can be turned from."""

    label: str
    splices: tuple[Splice, ...]
    """What turns it; none in a step that is blocked."""
    gone: tuple[str, ...]
    """For each of the splices what it takes out of the text."""
    late: tuple[Splice, ...] = ()
    """What someone else has changed since, in the same coordinates as `splices` and not yet taken into them."""

    @property
    def is_blocked(self) -> bool:
        """Whether it can't be turned any more."""
        return not self.splices

    def turn(self) -> _Turn:
        """The same step from the other side, once it was turned."""
        return _Turn(self.label, turned(self.splices, self.gone), tuple(splice.text for splice in self.splices))


class _Pile:
    """Steps of one direction, the next one on top; see the docstring of the module for their coordinates."""

    def __init__(self) -> None:
        self._turns: list[_Turn] = []

    def push(self, turn: _Turn) -> None:
        self._turns.append(turn)

    def clear(self) -> None:
        self._turns.clear()

    def copy(self) -> _Pile:
        other = _Pile()
        other._turns = list(self._turns)
        return other

    def follow(self, changes: Sequence[Splice]) -> None:
        if self._turns:
            top = self._turns[-1]
            self._turns[-1] = replace(top, late=composed(top.late, changes))

    def look(self) -> Step | Blocked | None:
        if not self._turns:
            return None
        self._settle()
        top = self._turns[-1]
        return Blocked(top.label) if top.is_blocked else Step(top.label, top.splices)

    def pop(self) -> _Turn:
        self._settle()
        return self._turns.pop()

    def drop(self) -> None:
        turn = self.pop()
        if not turn.is_blocked:
            self.follow(turned(turn.splices, turn.gone))

    def _settle(self) -> None:
        """Take what someone else has changed into the top step, and hand it on to the one below."""
        top = self._turns.pop()
        splices = moved(top.splices, top.late)
        handed_on = moved(top.late, top.splices)
        if splices is None or handed_on is None:
            # The step stays done (or undone) for good, so to those below it is one more change that is not theirs.
            handed_on = composed(turned(top.splices, top.gone), top.late)
            splices = ()
        self.follow(handed_on)
        gone = top.gone if splices else ()
        self._turns.append(_Turn(top.label, splices, gone))


def _turn_over(source: _Pile, target: _Pile) -> None:
    turn = source.pop()
    if not turn.is_blocked:
        target.push(turn.turn())
