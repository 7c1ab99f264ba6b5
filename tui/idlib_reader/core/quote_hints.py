"""Why words are not found in an article, and what to write instead: a sentence for each selector without a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from idlib_reader.core.excerpts import compared, counted, described, quoted, whole_words
from idlib_reader.core.folding import drop_invisible
from idlib_reader.core.likeness import Likeness
from idlib_reader.core.problems import Code
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Span

_PASSAGE = 40
"""Characters shown of a context, which only has to be told from others."""

LOOKED_UP = 500
"""Words that are not in the article for which a file is told what is like them; of the rest only that they are missing.

A look takes a millisecond or two, so that a file made for another article is checked in about a second. Whoever has
mended so many asks again.
"""

_COPY = "Copy the words from the article, from the start of a word to the end of one."


class Explanations:
    """Says why selectors have no place in one text. What is expensive is done when first needed, and once."""

    def __init__(self, text: str, orphans: Iterable[Selector]) -> None:
        """Ready to explain `orphans`, selectors that are not found in the article `text`."""
        self._text = text
        self._orphans = [selector for selector in orphans if _has_parts(selector)]
        self._left = LOOKED_UP
        self._near: dict[str, tuple[Span | None, Span | None]] = {}

    def explain(self, selector: Selector, anchor: Anchor) -> tuple[Code, str, str]:
        """What was found instead of an orphan, and what to write."""
        if anchor.counted and selector.nth is not None:
            places = counted(anchor.counted, "place")
            message = f"The article has {described(selector)} at {places}, and this counts to {selector.nth:,}."
            return Code.TOO_FEW_PLACES, message, f"Count to {anchor.counted} at most; the first place is 1."
        if anchor.taken_out:
            taken = "the only place" if anchor.taken_out == 1 else f"all {anchor.taken_out:,} places"
            message = f"`except` takes out {taken} of {described(selector)}."
            return Code.NOT_FOUND, message, "Shorten the list under `except`."
        if not _has_parts(selector):
            return self._missing(selector.pieces[0], "")
        return self._part_missing(selector) or self._out_of_place(selector)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._text)

    @cached_property
    def _anchors(self) -> dict[Selector, Anchor]:
        """By selector of a part of an orphan its places, all found together."""
        parts = list(dict.fromkeys(part for selector in self._orphans for part in _parts(selector)))
        return dict(zip(parts, resolve(self._text, parts), strict=True))

    def _is_there(self, part: Selector) -> bool:
        return bool(self._anchors[part].places)

    def _missing(self, words: str, what: str) -> tuple[Code, str, str]:
        """The sentence for words that are nowhere in the article; `what` says which part of the selector they are."""
        cut, near = self._like(words)
        if cut:
            whole = whole_words(self._text, cut)
            around = quoted(self._words(whole))
            return (
                Code.INSIDE_WORD,
                f"The article has {quoted(words)}{what} only as a part of {around}.",
                f"Write {around}, or name the longer words with `in:` if the part is meant.",
            )
        if near is None:
            return Code.NOT_FOUND, f"The article does not have {quoted(words)}{what}.", _COPY
        shown, nearest = compared(words, self._words(near))
        return Code.NOT_FOUND, f"The article does not have {shown}{what}; nearest: {nearest}.", f"Write {nearest}."

    def _like(self, words: str) -> tuple[Span | None, Span | None]:
        """Where the words stand inside a word, else the nearest words; nothing when too many were looked up."""
        found = self._near.get(words)
        if found is None:
            if not self._left:
                return None, None
            self._left -= 1
            cut = self._likeness.inside_word(words)
            found = self._near[words] = (cut, None if cut else self._likeness.nearest(words))
        return found

    def _words(self, span: Span) -> str:
        """What one may type to find a stretch of the article: its words, without what nobody sees."""
        return drop_invisible(self._text[span.start : span.end])

    def _part_missing(self, selector: Selector) -> tuple[Code, str, str] | None:
        """The sentence for the first part of the selector that is nowhere in the article."""
        if selector.inside and not self._is_there(_alone(selector.inside)):
            return self._missing(selector.inside, " (the passage under `in`)")
        for number, piece in enumerate(selector.pieces, 1):
            if not self._is_there(_alone(piece)):
                what = " (where the passage starts)" if selector.to else f" (piece {number} of {len(selector.pieces)})"
                return self._missing(piece, what if selector.to or len(selector.pieces) > 1 else "")
        if selector.to and not self._is_there(_alone(selector.to)):
            return self._missing(selector.to, " (where the passage ends)")
        return None

    def _out_of_place(self, selector: Selector) -> tuple[Code, str, str]:
        """The sentence for a selector whose parts are all in the article, but not as it says."""
        for side in _with_contexts(selector):
            if not self._is_there(side):
                return Code.NOT_FOUND, *_without_context(side)
        if selector.inside and self._is_there(_everywhere(replace(selector, inside=""))):
            passage = quoted(selector.inside, _PASSAGE)
            shown = described(replace(selector, inside=""))
            message = f"The article has {shown}, but not in the passage {passage}."
            return Code.NOT_FOUND, message, "Write a passage under `in` that holds the words."
        if selector.to:
            message = f"The article has {quoted(selector.pieces[0])}, but no {quoted(selector.to)} behind it."
            return Code.NOT_FOUND, message, "Write words that the passage ends with, from a place behind its start."
        if len(selector.pieces) > 1:
            message = f"The article has all pieces of {described(selector)}, but not in this order."
            return Code.NOT_FOUND, message, "Write the pieces in the order of the article."
        message = f"The article has the words, but nowhere {described(selector)} together."
        return Code.NOT_FOUND, message, "Copy what stands around the words from one place of the article."


def _has_parts(selector: Selector) -> bool:
    """Whether more than its words decides where it stands."""
    return len(selector.pieces) > 1 or bool(selector.to or selector.inside or selector.before or selector.after)


def _alone(words: str) -> Selector:
    return Selector((words,), all=True)


def _everywhere(selector: Selector) -> Selector:
    """The selector wherever it stands, with nothing taken out."""
    return replace(selector, nth=None, all=True, excepted=())


def _parts(selector: Selector) -> Iterator[Selector]:
    """What has to be looked up to say which part of a selector is missing."""
    for words in (*selector.pieces, selector.to, selector.inside):
        if words:
            yield _alone(words)
    yield from _with_contexts(selector)
    if selector.inside:
        yield _everywhere(replace(selector, inside=""))


def _with_contexts(selector: Selector) -> Iterator[Selector]:
    """The first words with what stands before them, the last with what stands after them."""
    if selector.before:
        yield Selector((selector.pieces[0],), before=selector.before, all=True)
    if selector.after:
        yield Selector((selector.to or selector.pieces[-1],), after=selector.after, all=True)


def _without_context(side: Selector) -> tuple[str, str]:
    where = "before" if side.before else "after"
    context = quoted(side.before or side.after, _PASSAGE)
    message = f"The article has {quoted(side.pieces[0])}, but nowhere with {context} just {where} it."
    return message, f"Copy what stands just {where} the words from the article."
