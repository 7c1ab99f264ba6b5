"""Selectors, the stored descriptions of pieces of text, and anchors, the results of resolving them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from idlib_reader.core.span import Place, Span

State: TypeAlias = Literal["exact", "folded", "moved", "review", "ambiguous", "orphan"]
"""How a selector was resolved, cheapest first (FORMAT.md, "States").

`exact` and `folded` tell of the words that are marked, white space apart; what stands around them (`before`, `after`,
`in`) may be typed either way without a difference, as it is no part of the mark. `moved` has a rule that counts places
or takes them all in an article that has changed since. `review` is reserved.
"""


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of the article and, where they alone are not unique, what pins them down.

    All words are as written; they are folded only when they are looked for.
    """

    pieces: tuple[str, ...]
    """The words (`quote`, or `from`); more than one piece makes a discontinuous span."""
    to: str = ""
    """The words that a long passage ends with; empty where the pieces are the whole."""
    inside: str = ""
    """`in`: a longer passage, at one place, that holds the words."""
    before: str = ""
    """The text just before the words."""
    after: str = ""
    """The text just after the words (after `to` where there is one)."""
    nth: int | None = None
    """Which place it is, counted from 1."""
    all: bool = False
    """Whether every place is meant."""
    excepted: tuple[Selector, ...] = ()
    """`except`: places inside a place of one of these are left out."""
    note: str = ""
    """A note on this mention alone."""
    tags: tuple[str, ...] = ()
    """Tags of this mention alone."""
    at: int = field(default=0, compare=False)
    """Where it is written: offset in code points into the annotation file's text."""

    def with_excepted(self) -> Iterator[Selector]:
        """The selector itself, then those under its `except` with theirs, in the order of the file."""
        yield self
        for other in self.excepted:
            yield from other.with_excepted()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in the article a selector's words stand."""

    state: State
    """How they were found, or why not; of several places the worst state."""
    places: tuple[Place, ...] = ()
    """Every place meant, in text order; several only for an `all` rule, none unless found."""
    states: tuple[State, ...] = ()
    """Where places were found in different ways, how each was, in the order of `places`; else empty."""
    candidates: tuple[Span, ...] = ()
    """For an ambiguous selector the places that are equally good, in text order; of very many the first ones."""
    counted: int | None = None
    """For a selector with `nth`: how many places there are to count, those left out that `except` takes out. For
    an ambiguous one: how many places are equally good. None for any other."""
    taken_out: int = 0
    """For an orphan how many places `except` takes out, if those are all; else none."""
    idle: tuple[Selector, ...] = ()
    """The selectors under `except` that take no place out: no place of the rule lies inside one of theirs."""

    def states_of_places(self) -> Iterator[tuple[Place, State]]:
        """Each place with how it was found."""
        return zip(self.places, self.states or (self.state,) * len(self.places), strict=True)
