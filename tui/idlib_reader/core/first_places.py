"""The entries that may stand in one stretch of an article, to be shown before all the rest of a long file is resolved.

This is a quick look at words: it takes an entry too many here and there, and leaves out a passage that begins before
the stretch and ends behind it. Where the words really stand is for `core.resolving` to say, in the whole article.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import TypeVar

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event
from idlib_reader.core.folding import fold, fold_phrase
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span

_Entry = TypeVar("_Entry", bound=Entry)

_END = 40
"""Characters at either end of a phrase that are looked for: enough to tell most apart."""
_GRAM = 6
"""Characters of them that are looked up first, which costs the same however long the stretch is."""
_FEW = 200
"""Mentions of an entry that are resolved with it wherever they stand; of more only those in the stretch."""


class Stretch:
    """A stretch of an article, able to say quickly what may stand in it."""

    def __init__(self, text: str, window: Span) -> None:
        """`window` is a stretch of the article `text`; phrases that only reach into it count as well."""
        self._text = fold(text[max(0, window.start - _END) : window.end + _END]).text
        self._grams = {self._text[at : at + _GRAM] for at in range(len(self._text) - _GRAM + 1)}

    def may_show(self, selector: Selector) -> bool:
        """Whether a place of the selector may be in it: the passage that holds it, one of its pieces, or its end."""
        words = (selector.inside,) if selector.inside else (*selector.pieces, selector.to)
        return any(map(self.may_hold, words))

    def may_hold(self, words: str) -> bool:
        """Whether the words, folded, begin or end in it."""
        phrase = fold_phrase(words)
        return self.has(phrase[:_END]) or (len(phrase) > _END and self.has(phrase[-_END:]))

    def has(self, phrase: str) -> bool:
        """Whether the phrase, which is folded already, stands in it; an empty one stands nowhere."""
        return bool(phrase) and (len(phrase) < _GRAM or phrase[:_GRAM] in self._grams) and phrase in self._text


def find_near(annotations: Annotations, stretch: Stretch, known: Container[Selector] = ()) -> Annotations:
    """Of the annotations the entries that may be marked in the stretch, and those whose places are all `known`.

    A claim comes with those around it, since it takes over from them. Of an entry with very many mentions only those
    come that may be in the stretch, or are known.
    """
    claims = _near(annotations.claims.values(), stretch, known)
    around = _with_those_around(claims, annotations)
    return replace(
        annotations,
        entities=_near(annotations.entities.values(), stretch, known),
        events=_near(annotations.events.values(), stretch, known),
        claims={id_: claim for id_, claim in annotations.claims.items() if id_ in around},
        remarks=_near(annotations.remarks.values(), stretch, known),
    )


def _near(entries: Iterable[_Entry], stretch: Stretch, known: Container[Selector]) -> dict[str, _Entry]:
    near = {}
    for entry in entries:
        marked = _marked(entry)
        if any(map(stretch.may_show, marked)) or _is_known(entry, known):
            near[entry.id] = _shortened(entry, stretch, known) if len(marked) > _FEW else entry
    return near


def _is_known(entry: Entry, known: Container[Selector]) -> bool:
    return all(selector in known for selector in entry.selectors())


def _marked(entry: Entry) -> tuple[Selector, ...]:
    """The selectors whose places are highlighted as the entry's."""
    if isinstance(entry, Entity | Event):
        return entry.mentions
    selector = entry.content if isinstance(entry, Claim) else entry.passage
    return (selector,) if selector else ()


def _shortened(entry: _Entry, stretch: Stretch, known: Container[Selector]) -> _Entry:
    if not isinstance(entry, Entity | Event):
        return entry
    mentions = tuple(one for one in entry.mentions if one in known or stretch.may_show(one))
    return replace(entry, mentions=mentions)


def _with_those_around(claims: Iterable[str], annotations: Annotations) -> set[str]:
    """The ids of the claims and of all that they are within."""
    found: set[str] = set()
    for claim in claims:
        id_ = claim
        while id_ in annotations.claims and id_ not in found:
            found.add(id_)
            outer = annotations.claims[id_].within
            id_ = outer.id if outer else ""
    return found
