"""Which entries may stand in a stretch of the article, against where their words are really found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core import first_places
from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.first_places import Stretch, find_near
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Span
from marked import marked

SPEECH = marked(
    "Before it stood the representatives of the guarantor states in Astana. "
    "[Russian presidential spokesman Dmitry Peskov said “no” to the reporters — with a smile.] "
    "After that everybody who had been to the talks of the guarantor states in Astana left for Sochi."
)


def near(annotations: Annotations, known: set[Selector] | None = None) -> list[str]:
    """The ids of the entries that are found near the marked stretch."""
    found = find_near(annotations, Stretch(SPEECH.text, SPEECH.only), known or set())
    return [entry.id for entry in found.entries()]


def entities(**mentions: tuple[Selector, ...]) -> Annotations:
    return Annotations(entities={id_: Entity(id=id_, mentions=selectors) for id_, selectors in mentions.items()})


@pytest.mark.parametrize(
    "selector",
    [
        Selector(("Dmitry Peskov",)),
        Selector(("Dmitry\n  Peskov",)),
        Selector(('said "no" to the reporters - with a smile',)),
        Selector(("the",), all=True),
        Selector(("the",), nth=3),
        Selector(("a",), inside="with a smile"),
        Selector(("Astana", "Peskov")),
        Selector(("Astana",), to="Dmitry Peskov"),
        Selector(("with a smile",), to="for Sochi"),
        Selector(("the guarantor states in Astana. Russian presidential spokesman",)),
        Selector(("with a smile. After that everybody who had been to the talks of the guarantor states",)),
    ],
)
def test_what_may_stand_in_the_stretch_is_near(selector: Selector) -> None:
    """By any of its pieces, either end of it, the passage that holds it; after folding, and if it only reaches in."""
    assert near(entities(e=(selector,))) == ["e"]


@pytest.mark.parametrize(
    "selector",
    [
        Selector(("left for Sochi",)),
        Selector(("gone",)),
        Selector(("Peskov",), inside="Peskov left for Sochi"),
        Selector(("left for Sochi",), before="Dmitry Peskov"),
        Selector(("Dmitry Peskow",)),
        Selector(("representatives of the guarantor states in Ankara, Moscow and Sochi",)),
        Selector(("\u00ad",)),
        Selector(("Before it stood",), to="left for Sochi"),
    ],
)
def test_what_stands_elsewhere_is_not(selector: Selector) -> None:
    """Words behind the stretch, words that are nowhere, and no words at all."""
    assert near(entities(e=(selector,))) == []


def test_every_kind_is_found_by_what_is_marked_of_it() -> None:
    """By its mentions, its content, its passage; words that are no mark of an entry do not count."""
    here, there = Selector(("Dmitry Peskov",)), Selector(("left for Sochi",))
    link = Link("before", Reference("x"), cue=(here,))
    annotations = Annotations(
        entities={"e": Entity(id="e", mentions=(there, here)), "e2": Entity(id="e2", mentions=(there,), links=(link,))},
        events={"t": Event(id="t", mentions=(here,)), "t2": Event(id="t2", date_text=(here,))},
        claims={"c": Claim(id="c", content=here, cue=(there,)), "c2": Claim(id="c2", content=there, cue=(here,))},
        remarks={"m": Remark(id="m", passage=here), "m2": Remark(id="m2", passage=there, note="Dmitry Peskov")},
    )
    assert near(annotations) == ["e", "t", "c", "m"]


def test_an_entry_comes_whole() -> None:
    """With its mentions elsewhere, and all else that it says."""
    entity = Entity(id="e", name="Peskov", mentions=(Selector(("left for Sochi",)), Selector(("Dmitry Peskov",))))
    found = find_near(Annotations(entities={"e": entity}), Stretch(SPEECH.text, SPEECH.only))
    assert found.entities == {"e": entity}


def test_of_very_many_mentions_those_in_the_stretch_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """One name of a long article does not make all the others wait."""
    monkeypatch.setattr(first_places, "_FEW", 2)
    here, there, known = Selector(("Dmitry Peskov",)), Selector(("left for Sochi",)), Selector(("in Astana",), nth=2)
    annotations = entities(few=(here, there), many=(here, there, known))
    found = find_near(annotations, Stretch(SPEECH.text, SPEECH.only), {known})
    assert [entity.mentions for entity in found.entities.values()] == [(here, there), (here, known)]


def test_what_is_known_stays() -> None:
    """An entry whose places are all known costs nothing, wherever they are; one with a new place elsewhere waits."""
    old, new, here = Selector(("left for Sochi",)), Selector(("left for",)), Selector(("Dmitry Peskov",))
    assert near(entities(old=(old,), both=(old, new), near=(here, new)), {old, here}) == ["old", "near"]


def test_an_entry_without_words_comes_too() -> None:
    """It has no place to be found."""
    assert near(Annotations(entities={"e": Entity(id="e")})) == ["e"]


def test_a_claim_comes_with_those_around_it() -> None:
    """It takes over who said it; a circle or a claim that is nowhere does no harm."""
    here, there = Selector(("Dmitry Peskov",)), Selector(("left for Sochi",))
    annotations = Annotations(
        claims={
            "other": Claim(id="other", content=there),
            "outer": Claim(id="outer", content=there, within=Reference("outermost")),
            "inner": Claim(id="inner", content=here, within=Reference("outer")),
            "outermost": Claim(id="outermost", content=there, within=Reference("inner")),
            "lost": Claim(id="lost", content=here, within=Reference("gone")),
        }
    )
    assert near(annotations) == ["outer", "inner", "outermost", "lost"]


WORDS = ["a", "ab", "Idlib", "“Idlib”", "talks", "e\u0301t\u00e9", "漢字", "…", "said"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.data())
def test_no_mark_of_plain_words_in_the_stretch_is_missed(text: str, data: st.DataObject) -> None:
    """Whatever is found in the stretch when all is resolved is found with the near entries alone, and nothing else."""
    ends = st.integers(0, len(text))
    window = Span(*sorted((data.draw(ends), data.draw(ends))))
    quotes = []
    for _ in range(data.draw(st.integers(1, 6))):
        words = text.split(" ")
        first = data.draw(st.integers(0, len(words) - 1))
        quotes.append(" ".join(words[first : first + data.draw(st.integers(1, 4))]))
    annotations = entities(**{f"e{row}": (Selector((quote,), all=True),) for row, quote in enumerate(quotes)})
    article = Article("a", text)
    whole = Index(article, annotations).highlights.between(*window)
    part = Index(article, find_near(annotations, Stretch(text, window))).highlights.between(*window)
    assert part == whole
