"""Why words are not found, and what to write instead."""

from __future__ import annotations

import pytest

from idlib_reader.core import quote_hints
from idlib_reader.core.likeness import Likeness
from idlib_reader.core.quote_hints import Explanations
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Selector

TEXT = (
    "Russian presidential spokesman Dmitry Peskov told the reporters. Turkey has not yet received a result and is "
    "ready for the start of an operation, Erdogan said. The units in Idlib took Erdoganist towns, said Peskov. "
    "Idlib is far."
)


def explained(selector: Selector, text: str = TEXT) -> str:
    """What is said of one orphan, with its code in front."""
    (anchor,) = resolve(text, [selector])
    assert anchor.state == "orphan"
    code, message, hint = Explanations(text, [selector]).explain(selector, anchor)
    return f"{code.word}: {message} {hint}"


def quote(*pieces: str, **keys: object) -> Selector:
    return Selector(pieces, **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


COPY = "Copy the words from the article, from the start of a word to the end of one."


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (
            quote("Dmitri Peskov"),
            "not-found: The article does not have “Dmitri Peskov”; nearest: “Dmitry Peskov”. Write “Dmitry Peskov”.",
        ),
        (quote("Quetzalcoatl", all=True), f"not-found: The article does not have “Quetzalcoatl”. {COPY}"),
        (
            quote("ganist"),
            "inside-word: The article has “ganist” only as a part of “Erdoganist”. "
            "Write “Erdoganist”, or name the longer words with `in:` if the part is meant.",
        ),
        (
            quote("sian presidential spokes"),
            "inside-word: The article has “sian presidential spokes” only as a part of "
            "“Russian presidential spokesman”. "
            "Write “Russian presidential spokesman”, or name the longer words with `in:` if the part is meant.",
        ),
    ],
)
def test_words_that_are_not_there(selector: Selector, expected: str) -> None:
    """The nearest words if any are near, the whole word if only a part was written."""
    assert explained(selector) == expected


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (
            quote("Idlib", nth=3),
            "too-few-places: The article has “Idlib” at 2 places, and this counts to 3. "
            "Count to 2 at most; the first place is 1.",
        ),
        (
            quote("Erdogan", nth=10_000),
            "too-few-places: The article has “Erdogan” at 1 place, and this counts to 10,000. "
            "Count to 1 at most; the first place is 1.",
        ),
        (
            quote("Idlib", nth=2, excepted=(quote("in Idlib"),)),
            "too-few-places: The article has “Idlib” at 1 place, and this counts to 2. "
            "Count to 1 at most; the first place is 1.",
        ),
        (quote("Quetzalcoatl", nth=2), f"not-found: The article does not have “Quetzalcoatl”. {COPY}"),
    ],
)
def test_places_that_are_counted_too_far(selector: Selector, expected: str) -> None:
    """How many there are; words that are not there at all are told as such."""
    assert explained(selector) == expected


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (
            quote("Idlib", all=True, excepted=(quote("in Idlib"), quote("Idlib is"))),
            "not-found: `except` takes out all 2 places of “Idlib”. Shorten the list under `except`.",
        ),
        (
            quote("Erdogan", excepted=(quote("Erdogan said"),)),
            "not-found: `except` takes out the only place of “Erdogan”. Shorten the list under `except`.",
        ),
        (
            quote("Idlib", nth=1, excepted=(quote("in Idlib"), quote("Idlib is"))),
            "not-found: `except` takes out all 2 places of “Idlib”. Shorten the list under `except`.",
        ),
    ],
)
def test_places_that_are_all_left_out(selector: Selector, expected: str) -> None:
    """The words are in the article: the sentence does not say that they are not."""
    assert explained(selector) == expected


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (
            quote("Peskov", inside="sayd Peskov"),
            "not-found: The article does not have “sayd Peskov” (the passage under `in`); nearest: “said Peskov”. "
            "Write “said Peskov”.",
        ),
        (
            quote("Peskow", inside="said Peskov"),
            "not-found: The article does not have “Peskow”; nearest: “Peskov”. Write “Peskov”.",
        ),
        (
            quote("Idlib", inside="said Peskov"),
            "not-found: The article has “Idlib”, but not in the passage “said Peskov”. "
            "Write a passage under `in` that holds the words.",
        ),
        (
            quote("Peskov", before="Dmitri"),
            "not-found: The article has “Peskov”, but nowhere with “Dmitri” just before it. "
            "Copy what stands just before the words from the article.",
        ),
        (
            quote("Peskov", after="tells"),
            "not-found: The article has “Peskov”, but nowhere with “tells” just after it. "
            "Copy what stands just after the words from the article.",
        ),
        (
            quote("Peskov", before="Dmitry", after="."),
            "not-found: The article has the words, but nowhere “Peskov” with `before: Dmitry` with `after: .` "
            "together. Copy what stands around the words from one place of the article.",
        ),
        (
            quote("Turkey has", to="operasion"),
            "not-found: The article does not have “operasion” (where the passage ends); nearest: “operation”. "
            "Write “operation”.",
        ),
        (
            quote("Turkeys has", to="operation"),
            "not-found: The article does not have “Turkeys has” (where the passage starts); nearest: “Turkey has”. "
            "Write “Turkey has”.",
        ),
        (
            quote("said Peskov", to="told"),
            "not-found: The article has “said Peskov”, but no “told” behind it. "
            "Write words that the passage ends with, from a place behind its start.",
        ),
        (
            quote("Turkey", to="said", after="Peskovs"),
            "not-found: The article has “said”, but nowhere with “Peskovs” just after it. "
            "Copy what stands just after the words from the article.",
        ),
        (
            quote("Turkey", "is redy"),
            "not-found: The article does not have “is redy” (piece 2 of 2); nearest: “is ready”. Write “is ready”.",
        ),
        (
            quote("is ready", "Turkey"),
            "not-found: The article has all pieces of “is ready … Turkey”, but not in this order. "
            "Write the pieces in the order of the article.",
        ),
        (
            quote("Turkey", "ganist"),
            "inside-word: The article has “ganist” (piece 2 of 2) only as a part of “Erdoganist”. "
            "Write “Erdoganist”, or name the longer words with `in:` if the part is meant.",
        ),
        (
            quote("Idlib", nth=2, inside="units in Idlib took", note="x"),
            "too-few-places: The article has “Idlib” with `in: units in Idlib took` at 1 place, and this counts to 2. "
            "Count to 1 at most; the first place is 1.",
        ),
    ],
)
def test_the_part_that_is_missing_is_told(selector: Selector, expected: str) -> None:
    """The passage around the words, what stands beside them, an end or a piece, or where they stand."""
    assert explained(selector) == expected


def test_likeness_is_made_once_and_only_when_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes long: many words that are not there share one, and places counted too far need none."""
    made = []

    class Counting(Likeness):
        def __init__(self, text: str) -> None:
            made.append(text)
            super().__init__(text)

    monkeypatch.setattr(quote_hints, "Likeness", Counting)
    counted, lost, gone = quote("Idlib", nth=3), quote("Dmitri"), quote("Peskow", inside="said Peskov")
    selectors = [counted, lost, gone]
    anchors = dict(zip(selectors, resolve(TEXT, selectors), strict=True))
    explanations = Explanations(TEXT, selectors)
    explanations.explain(counted, anchors[counted])
    assert made == []
    for selector in (lost, gone):
        explanations.explain(selector, anchors[selector])
    assert made == [TEXT]


def test_what_is_to_be_written_can_be_typed() -> None:
    """What nobody sees in the article is not in the sentence, and the words are found without it."""
    text = "They met \u200fצה״ל\u200f in the town; the Deesk\u200ba\u00adlation zones are gone."
    assert explained(quote("met צהל in"), text).endswith("Write “met צה״ל in”.")
    assert explained(quote("Deesk"), text).startswith(
        "inside-word: The article has “Deesk” only as a part of “Deeskalation”."
    )
    assert {found.state for found in resolve(text, [quote("met צה״ל in"), quote("Deeskalation")])} == {"folded"}


def test_only_the_first_of_many_missing_words_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is told as missing; words that were looked up are known, however often they are written."""
    monkeypatch.setattr(quote_hints, "LOOKED_UP", 2)
    selectors = [quote("Dmitri"), quote("Dmitri", nth=1), quote("Peskow"), quote("Turkeys"), quote("Peskow", note="x")]
    anchors = resolve(TEXT, selectors)
    explanations = Explanations(TEXT, selectors)
    told = [explanations.explain(*pair)[1] for pair in zip(selectors, anchors, strict=True)]
    nearest = {"Dmitri": "; nearest: “Dmitry”", "Peskow": "; nearest: “Peskov”", "Turkeys": ""}
    assert told == [f"The article does not have “{one.pieces[0]}”{nearest[one.pieces[0]]}." for one in selectors]


def test_a_passage_and_what_is_excepted_share_in_what_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has one number of look-ups, whatever part of a selector is missing."""
    monkeypatch.setattr(quote_hints, "LOOKED_UP", 1)
    selectors = [quote("Peskov", inside="sayd Peskov"), quote("Peskov", inside="told Peskow")]
    anchors = resolve(TEXT, selectors)
    explanations = Explanations(TEXT, selectors)
    told = [explanations.explain(*pair)[1] for pair in zip(selectors, anchors, strict=True)]
    assert ["nearest" in one for one in told] == [True, False]
