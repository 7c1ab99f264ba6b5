"""The ways on from an entry as its card tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Link, Reference
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Elsewhere, NoWay, Stand, act, current, follow
from idlib_reader.core.selectors import Selector
from idlib_reader.core.steps import steps_from
from idlib_reader.ui.cards import describe_entry
from marked import annotated
from ui.card_files import EXAMPLE, card_of, fields, told


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


def test_the_sign_of_enter_stands_once() -> None:
    """Also where one link is written twice."""
    links = (Link("before", Reference("two")), Link("before", Reference("two")))
    lines = describe_entry(annotated("", Event(id="one", links=links), Event(id="two")), Choice("one"))
    assert ["⏎" in line.right for line in lines if line.role == "link"] == [True, False]


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
        name = EXAMPLE.label(there.id)
        # Who says a claim goes without saying on the card of who says it.
        assert line.step == digit
        assert name.removeprefix(f"{EXAMPLE.label(id_)}: ") in line.text
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


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """It is no way on, so it has no number; what else is written of it is there."""
    lines = card_of(tmp_path, "events", "{links: {rel: before, to: unheard-of, cue: told Bob, note: why so}}")
    assert fields(lines)["before"].startswith("unheard-of")
    assert told(lines, "link") == []
    assert told(lines, "why") == ["“told Bob”", "why so"]


def test_a_link_to_an_entry_that_is_broken_in_the_file_says_so() -> None:
    """It is there, and only can't be read now."""
    events = {"a": Event(id="a", links=(Link("before", Reference("b")),))}
    index = Index(Article("a", ""), Annotations(events=events, unread=frozenset({"b"})))
    assert fields(describe_entry(index, Choice("a")))["before"] == "b (can't be read now)"


def test_more_than_nine_ways_stand_under_headings() -> None:
    """Each group with its number, in the order of the digits; few ways need no headings."""
    many = annotated(
        "[Ada](ada)",
        Entity(id="ada", name="Ada", links=(Link("same-as", Reference("bob")),)),
        Entity(id="bob"),
        *[Event(id=f"e{row}", participants=(("agent", (Reference("ada"),)),)) for row in range(20)],
        *[Claim(id=f"c{row}", source=(Reference("ada"),)) for row in range(10)],
        *[Claim(id=f"d{row}", about=(Reference("ada"),)) for row in range(9)],
    )
    lines = describe_entry(many, Choice("ada"))
    shown = [line for line in lines if line.role in ("note", "link")]
    headings = [(row, line.text) for row, line in enumerate(shown) if line.role == "note"]
    assert headings == [(0, "Links (1)"), (2, "Takes part in (20)"), (23, "Says (10)"), (34, "Claims about it (9)")]
    ways = [line for line in shown if line.role == "link"]
    assert [line.step for line in ways] == list(range(1, 41))
    assert [line.right for line in ways] == [*"123456789", *[""] * 31]
    assert [line.step for line in lines if line.role != "link" and line.step] == []
    few = annotated(
        "",
        Entity(id="ada"),
        Event(id="e", participants=(("agent", (Reference("ada"),)),)),
        *[Claim(id=f"c{row}", source=(Reference("ada"),)) for row in range(8)],
    )
    assert told(describe_entry(few, Choice("ada")), "note") == ["It names no words of the article."]


def test_what_is_a_way_on_is_told_once(tmp_path: Path) -> None:
    """Of what a claim is about only those are a field that no number follows."""
    lines = card_of(tmp_path, "claims", "{content: works well, about: [bob, other, outer, unheard-of], within: outer}")
    assert fields(lines)["about"] == "Bobby · unheard-of"
    assert "part of" not in fields(lines)
    assert [line.label for line in lines if line.role == "link"] == ["part of", "about", "about"]


def test_a_claim_of_the_entity_itself_does_not_name_it_again() -> None:
    """On the card of who says it the words are enough; on all others the name stands before them."""
    index = annotated(
        "[it works](works)",
        Entity(id="ada", name="Ada"),
        Entity(id="bob", name="Bob"),
        Claim(id="works", source=(Reference("ada"),), about=(Reference("bob"),)),
    )
    assert told(describe_entry(index, Choice("ada")), "link") == ["“ it works"]
    assert told(describe_entry(index, Choice("bob")), "link") == ["“ Ada: it works"]


# Other articles


def across() -> Index:
    """An article whose event `fall` and entity `ada` are tied to what another article has."""
    other = Annotations(
        article=Heading(title="The other article"),
        entities={"ada": Entity(id="ada", name="Lady Ada", keys=frozenset({"name"}))},
        events={
            "siege": Event(
                id="siege",
                title="The siege",
                modality="planned",
                links=(Link("causes", Reference("fall"), cue=(Selector(("led to",), before="siege"),)),),
                keys=frozenset({"title"}),
            )
        },
        claims={"said": Claim(id="said", content=Selector(("It fell.",)), source=(Reference("ada"),))},
    )
    own = Annotations(
        entities={"ada": Entity(id="ada", name="Ada", keys=frozenset({"name"}))},
        events={
            "fall": Event(
                id="fall",
                links=(
                    Link("same-as", Reference("said-here")),
                    Link("after", Reference("siege"), note="why", cue=(Selector(("text",)),)),
                    Link("before", Reference("rise")),
                ),
            ),
            "rise": Event(id="rise"),
        },
        claims={
            "said-here": Claim(
                id="said-here",
                about=(Reference("siege"), Reference("other#said"), Reference("ada")),
                within=Reference("other#said"),
            )
        },
    )
    return Index(Article("own", "text"), own, Corpus({"own": own, "other": other}))


def test_a_way_into_another_article_names_it() -> None:
    """Sign and name of the entry there, and below them the article's title, dim; then what is written of the link."""
    lines = describe_entry(across(), Choice("fall"))
    (at,) = (row for row, line in enumerate(lines) if line.role == "link" and line.label == "after")
    assert lines[at].text == "○ The siege"
    assert [(line.role, line.text) for line in lines[at + 1 : at + 4]] == [
        ("why", "The other article"),
        ("why", "“text”"),
        ("why", "why"),
    ]


def test_the_cue_of_a_link_that_another_article_writes_is_told_as_written() -> None:
    """Its text is not at hand, and this article's places would be wrong."""
    lines = describe_entry(across(), Choice("fall"))
    (at,) = (row for row, line in enumerate(lines) if line.label == "caused by")
    assert [line.text for line in lines[at : at + 3]] == ["○ The siege", "The other article", "“led to” before “siege”"]


def test_the_sign_of_enter_stands_at_the_way_that_enter_takes() -> None:
    """The first link to an event in the order of the file, also where it leads into another article."""
    lines = describe_entry(across(), Choice("fall"))
    assert [(line.label, line.step) for line in lines if "⏎" in line.right] == [
        (line.label, line.step) for line in lines if line.text == "○ The siege" and line.label == "after"
    ]
    for line in lines:
        if line.step:
            reached = follow(across(), Stand(choice=Choice("fall")), line.step)
            assert not isinstance(reached, NoWay)
            where = reached.id if isinstance(reached, Elsewhere) else reached.choice and reached.choice.id
            assert where == {"○ The siege": "siege", "● rise": "rise"}.get(line.text, "said-here"), line


def test_an_entity_tells_what_it_says_in_other_articles_and_that_they_name_it() -> None:
    """A claim there by its words, and the article by its title, which is told once."""
    lines = describe_entry(across(), Choice("ada"))
    ways = [(line.label, line.text) for line in lines if line.role == "link"]
    assert ("says", "“ Lady Ada: It fell.") in ways
    assert ("in", "The other article") in ways
    assert told(lines, "why") == ["The other article"]


def test_what_a_claim_is_about_elsewhere_is_a_way_and_no_field() -> None:
    """Whole and subjects in another article are walked to; an entity here stays a field."""
    lines = describe_entry(across(), Choice("said-here"))
    assert fields(lines)["about"] == "Ada"
    assert "part of" not in fields(lines)
    ways = [(line.label, line.text) for line in lines if line.role == "link" and line.label in ("about", "part of")]
    assert ways == [
        ("part of", "“ Lady Ada: It fell."),
        ("about", "○ The siege"),
        ("about", "“ Lady Ada: It fell."),
    ]


def test_many_ways_into_other_articles_stand_together() -> None:
    """Whatever ties them, they have one heading, and each names its article."""
    files = {
        f"a{row}": Annotations(
            article=Heading(title=f"Title {row}"),
            claims={"c": Claim(id="c", about=(Reference("ada"),))},
            events={f"e{row}": Event(id=f"e{row}", participants=(("agent", (Reference("ada"),)),))},
        )
        for row in range(6)
    }
    own = Annotations(
        entities={"ada": Entity(id="ada", links=(Link("same-as", Reference("bob")),)), "bob": Entity(id="bob")}
    )
    lines = describe_entry(Index(Article("own", ""), own, Corpus({"own": own, **files})), Choice("ada"))
    assert [text for text in told(lines, "note") if "(" in text] == ["Links (1)", "In other articles (12)"]
    assert len(told(lines, "why")) == 12
    assert {line.label for line in lines if line.step > 1} == {"agent", "claim"}
    assert [line.step for line in lines if line.role == "link"] == list(range(1, 14))
