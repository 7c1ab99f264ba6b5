"""What the card says of each kind of entry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Event,
    Heading,
    Link,
    Reference,
    Remark,
)
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, NoWay, Stand, act, current, follow, steps_from
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate
from idlib_reader.ui.cards import CardLine, describe_article, describe_entry, summarise
from marked import annotated

REPOSITORY = Path(__file__).resolve().parents[2]


def example() -> Index:
    """The example that comes with the program."""
    (article,) = (REPOSITORY / "seeds").glob("*.txt")
    return annotate(read_article(article), REPOSITORY / "annotations" / f"{article.stem}.yaml").index


EXAMPLE = example()


def told(lines: list[CardLine], role: str) -> list[str]:
    """The text of the lines of a role."""
    return [line.text for line in lines if line.role == role]


def fields(lines: list[CardLine]) -> dict[str, str]:
    """The labelled lines, by label."""
    return {line.label: line.text for line in lines if line.role == "field"}


def test_an_entity_tells_who_it_is_and_under_which_names() -> None:
    """Name, type, description, aliases, the words that name it, tags and note."""
    entity = Entity(
        id="ada",
        type="person",
        name="Ada Lovelace",
        description="Mathematician",
        aliases=("Augusta Ada King", "A. A. L."),
        tags=("check", "note"),
        note="Wrote of the engine.",
    )
    lines = describe_entry(annotated("[Ada](ada) is [the Countess](ada)", entity), Choice("ada", 1))
    assert lines[0].role == "title"
    assert lines[0].text == "Ada Lovelace"
    assert "person" in lines[0].right
    assert told(lines, "quote") == ["“the Countess”"]
    values = " ".join(fields(lines).values())
    for text in ("Mathematician", "Augusta Ada King", "A. A. L.", "Ada", "the Countess", "check", "note"):
        assert text in values
    assert told(lines, "note") == ["Wrote of the engine."]


def test_an_event_tells_when_where_who_and_how_sure() -> None:
    """Title, type, modality, date with its words, place, roles, figures, source, basis and status."""
    index = annotated(
        "[Ada](ada) left [Paris](paris) in spring with [two](leaving) trunks",
        Entity(id="ada", name="Ada"),
        Entity(id="paris", name="Paris"),
        Event(
            id="leaving",
            title="Ada leaves",
            type="movement",
            date="1843-04",
            date_text=(Selector(("in spring",)),),
            place=(Reference("paris"),),
            participants=(("agent", (Reference("ada"), Reference("someone"))),),
            figures=(("trunks", "two"),),
            modality="alleged",
            basis="inferred",
            source=(Reference("ada"),),
            status="disputed",
        ),
    )
    lines = describe_entry(index, Choice("leaving"))
    assert lines[0].text == "Ada leaves"
    assert "movement" in lines[0].right
    assert "alleged" in lines[0].right
    said = fields(lines)
    assert said["agent"] == "Ada · someone"
    assert said["trunks"] == "two"
    assert {"Paris", "Ada", "disputed"} <= set(said.values())
    for words in ("Apr 1843", "“in spring”", "inferred"):
        assert any(words in value for value in said.values())


def test_what_goes_without_saying_is_not_said() -> None:
    """Defaults have no line: an event of the outlet, stated; a claim that is asserted, certain and open."""
    index = annotated("[run](run) [say](say)", Event(id="run"), Claim(id="say"))
    assert fields(describe_entry(index, Choice("run"))) == {}
    assert fields(describe_entry(index, Choice("say"))) == {}


def test_a_claim_tells_who_says_it_and_how() -> None:
    """Source, mode, cue, stance, certainty, status, audience, date, and the entities that it is about."""
    index = annotated(
        "[Ada](ada) wrote to [Bob](bob): [it works](works)",
        Entity(id="ada", name="Ada"),
        Entity(id="bob", name="Bob"),
        Claim(
            id="works",
            source=(Reference("ada"),),
            cue=(Selector(("wrote to",)),),
            mode="direct",
            stance="promises",
            certainty="possible",
            status="refuted",
            audience=(Reference("bob"),),
            date="1843",
            about=(Reference("bob"),),
            note="Did it?",
        ),
    )
    lines = describe_entry(index, Choice("works"))
    assert "Ada" in lines[0].text
    assert "direct" in lines[0].right
    assert told(lines, "quote") == ["“it works”"]
    values = set(fields(lines).values())
    assert {"“wrote to”", "promises", "possible", "refuted", "Bob", "1843"} <= values
    assert told(lines, "note") == ["Did it?"]


@pytest.mark.parametrize(("source", "name"), [((), "nobody"), ((Reference("outlet"),), "the article")])
def test_a_claim_of_nobody_or_of_the_outlet_says_so(source: tuple[Reference, ...], name: str) -> None:
    """A claim without a source is nobody's; one of the outlet is the article's own."""
    index = annotated("[it works](works)", Claim(id="works", source=source))
    assert name in describe_entry(index, Choice("works"))[0].text


def test_a_remark_tells_its_note() -> None:
    """The passage as a quotation, the note and the tags."""
    lines = describe_entry(annotated("[Hm](hm)", Remark(id="hm", note="Why?", tags=("check",))), Choice("hm"))
    assert told(lines, "quote") == ["“Hm”"]
    assert told(lines, "note") == ["Why?"]
    assert list(fields(lines).values()) == ["check"]


def test_an_entry_without_a_place_says_so() -> None:
    """Instead of a quotation there is a sentence."""
    lines = describe_entry(annotated("Nobody", Entity(id="ada")), Choice("ada"))
    assert told(lines, "quote") == []
    assert len(told(lines, "note")) == 1


def test_an_inferred_link_is_told_as_such() -> None:
    """What the analyst adds is never shown as if the article said it."""
    index = annotated(
        "[one](one) [two](two)",
        Event(id="one", links=(Link("before", Reference("two"), basis="inferred"),)),
        Event(id="two"),
    )
    for id_ in ("one", "two"):
        (line,) = (line for line in describe_entry(index, Choice(id_)) if line.role == "link")
        assert "inferred" in line.text


def test_the_sign_of_enter_stands_at_the_first_link_to_an_event() -> None:
    """A link to a claim before it has its digit alone, as Enter passes over it."""
    index = annotated(
        "[one](one) [two](two) [said](said)",
        Event(id="one", links=(Link("same-as", Reference("said")), Link("before", Reference("two")))),
        Event(id="two"),
        Claim(id="said"),
    )
    links = [line.right for line in describe_entry(index, Choice("one")) if line.role == "link"]
    assert ["⏎" in right for right in links] == [False, True]
    assert [right[-1] for right in links] == ["1", "2"]


def test_digits_stand_at_the_first_nine_links_only() -> None:
    """A tenth link is shown, without a key that would not follow it."""
    targets = [Event(id=f"e{number:02}") for number in range(12)]
    one = Event(id="one", links=tuple(Link("before", Reference(event.id)) for event in targets))
    lines = [line for line in describe_entry(annotated("", one, *targets), Choice("one")) if line.role == "link"]
    assert [line.right[-1:] for line in lines] == [*"123456789", "", "", ""]


@pytest.mark.parametrize("id_", EXAMPLE.entries)
def test_each_digit_of_a_card_leads_to_what_its_line_names(id_: str) -> None:
    """On every card of the example, line and key agree, and Enter's sign stands at the event that it leads to."""
    choice = Choice(id_)
    lines = describe_entry(EXAMPLE, choice)
    links = [line for line in lines if line.role == "link"]
    stand = Stand(choice=choice)
    assert len(links) == len(steps_from(EXAMPLE, id_))
    for digit, line in enumerate(links[:9], 1):
        reached = follow(EXAMPLE, stand, digit)
        assert not isinstance(reached, NoWay)
        there = current(EXAMPLE, reached)
        assert there is not None
        assert EXAMPLE.label(there.id) in line.text
        assert line.right.endswith(str(digit))
    if id_ in EXAMPLE.annotations.events:
        entered = act(EXAMPLE, stand)
        marked = [line.text for line in links if "⏎" in line.right]
        if isinstance(entered, NoWay):
            assert marked == []
        else:
            assert entered.choice is not None
            assert len(marked) == 1
            assert EXAMPLE.label(entered.choice.id) in marked[0]


def test_without_a_choice_the_card_tells_of_the_article() -> None:
    """Title, outlet, author, date in words, address, language, note, and how much is marked."""
    heading = Heading(
        title="A title",
        outlet="The outlet",
        author="The author",
        published="2020-02-19",
        url="https://example.org",
        language="en",
        note="A note",
    )
    index = Index(Article("slug", "text"), Annotations(article=heading, entities={"ada": Entity(id="ada")}))
    lines = describe_article(index)
    assert lines[0] == CardLine("title", "A title")
    values = set(fields(lines).values())
    assert {"The outlet", "The author", "19 Feb 2020", "https://example.org", "en", "1"} <= values
    assert told(lines, "note")[0] == "A note"
    assert "?" in told(lines, "note")[1]
    assert describe_article(Index(Article("slug", ""), Annotations()))[0] == CardLine("title", "slug")


def test_the_summary_counts_each_kind() -> None:
    """Singular and plural; nothing at all is told too."""
    index = annotated("[a](a) [b](b) [c](c)", Entity(id="a"), Event(id="b"), Event(id="c"))
    assert summarise(index) == "1 entity, 0 claims, 2 events, 0 remarks"
    assert summarise(annotated("")) == "0 marks"


def test_an_entry_that_is_broken_in_the_file_says_so() -> None:
    """It stands as it was last read."""
    index = annotated("[Ada](ada)", Entity(id="ada"))
    assert told(describe_entry(index, Choice("ada", 0), is_kept=True), "note") == [
        "As last read: the file has errors here now."
    ]
    assert told(describe_entry(index, Choice("ada", 0)), "note") == []


def test_words_of_the_tagset_are_called_by_their_labels() -> None:
    """Types, modalities, roles, stances, statuses and relations; a word without a label by itself."""
    tagset = replace(
        DEFAULT,
        entity_types={"militia": Word("armed militia")},
        event_types={"raid": Word("night raid")},
        modalities={"actual": Word("it happened")},
        roles={"agent": Word("done by")},
        stances={"denies": Word("says no")},
        statuses={"refuted": Word("proved wrong")},
        event_relations={"before": Word("is followed by", inverse="after"), "after": Word(inverse="before")},
    )
    annotations = Annotations(
        entities={"m": Entity(id="m", type="militia")},
        events={
            "r": Event(id="r", type="raid", participants=(("agent", (Reference("m"),)),), status="refuted",
                       links=(Link("before", Reference("s")),)),
            "s": Event(id="s"),
        },
        claims={"c": Claim(id="c", stance="denies", status="refuted")},
    )  # fmt: skip
    index = Index(Article("a", ""), annotations, tagset=tagset)
    assert describe_entry(index, Choice("m", 0))[0].right.endswith("armed militia")
    event = describe_entry(index, Choice("r", 0))
    assert event[0].right.endswith("night raid, it happened")
    assert fields(event) | {"done by": "m", "status": "proved wrong"} == fields(event)
    assert [line.label for line in event if line.role == "link"] == ["is followed by"]
    assert [line.label for line in describe_entry(index, Choice("s", 0)) if line.role == "link"] == ["after"]
    claim = fields(describe_entry(index, Choice("c", 0)))
    assert (claim["stance"], claim["status"]) == ("says no", "proved wrong")
