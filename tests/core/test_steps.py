"""The ways on from an entry, in its article and into others."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Heading, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Elsewhere, NoWay, Stand, act, follow
from idlib_reader.core.steps import Step, entered, steps_from
from marked import annotated


def link(rel: str, to: str) -> Link:
    return Link(rel, Reference(to))


def stand(cursor: int, id_: str = "", number: int = 0) -> Stand:
    return Stand(cursor, Choice(id_, number) if id_ else None)


def entity(id_: str) -> Entity:
    return Entity(id=id_)


def words(index: Index, id_: str) -> list[tuple[str, str]]:
    return [(step.word, step.to) for step in steps_from(index, id_)]


def tied() -> Index:
    """A part of a claim about an event, by somebody who took part in it."""
    return annotated(
        "",
        Entity(id="p", links=(link("part-of", "q"),)),
        Entity(id="q"),
        Event(id="t", participants=(("party", (Reference("p"),)),), links=(link("before", "u"),)),
        Event(id="u"),
        Claim(id="whole", source=(Reference("p"),), about=(Reference("t"), Reference("q")), keys=frozenset({"source"})),
        Claim(id="part", within=Reference("whole"), links=(link("supports", "whole"),), about=(Reference("whole"),)),
        Remark(id="r"),
    )


def test_an_event_is_tied_to_its_links_and_to_the_claims_about_it() -> None:
    """First the links, then the claims."""
    assert words(tied(), "t") == [("before", "u"), ("claim", "whole")]


def test_an_entity_is_tied_to_roles_and_claims() -> None:
    """First the links, then the parts it takes in events, then what it says, then the claims about it."""
    assert words(tied(), "p") == [("part-of", "q"), ("party", "t"), ("says", "whole"), ("says", "part")]
    assert words(tied(), "q") == [("includes", "p"), ("claim", "whole")]


def test_a_claim_is_tied_to_its_whole_its_parts_and_its_subject() -> None:
    """First the links, then the claim around it, its parts, the events and claims it is about, the claims about it."""
    assert words(tied(), "whole") == [("supported-by", "part"), ("includes", "part"), ("about", "t"), ("claim", "part")]
    assert words(tied(), "part") == [("supports", "whole"), ("part of", "whole"), ("about", "whole")]


def test_every_step_leads_to_an_entry() -> None:
    """No digit leads to an id that no entry has."""
    index = annotated(
        "",
        Claim(id="c", within=Reference("gone"), about=(Reference("gone"), Reference("other#claim"))),
        Event(id="t", participants=(("agent", (Reference("gone"),)),)),
    )
    assert (words(index, "c"), words(index, "t")) == ([], [])


# Other articles


def refer(*ids: str) -> tuple[Reference, ...]:
    return tuple(map(Reference, ids))


def file(published: str, *entries: Entry) -> Annotations:
    return Annotations(
        article=Heading(published=published),
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
        claims={one.id: one for one in entries if isinstance(one, Claim)},
        remarks={one.id: one for one in entries if isinstance(one, Remark)},
    )


def reading(slug: str, files: dict[str, Annotations], written: Annotations | None = None) -> Index:
    """One of several articles; `written` is what its file says now, if the corpus has it as it was."""
    return Index(Article(slug, "text"), written or files[slug], Corpus(files))


def ways(index: Index, id_: str) -> list[tuple[str, str, str]]:
    return [(step.word, step.to, step.slug) for step in steps_from(index, id_)]


def three() -> dict[str, Annotations]:
    """Articles that name each other's entries in a circle, the last one published first."""
    return {
        "harbour": file(
            "2021-03",
            Entity(id="lind", links=(link("member-of", "office"),)),
            Event(id="closure", links=(link("before", "dive"), link("before", "reopening"), link("after", "crash"))),
            Event(id="crash"),
            Claim(
                id="warned",
                source=refer("castor"),
                links=(link("contradicts", "xiaoxi#late"), link("supports", "no-warning")),
                within=Reference("minaa#closed"),
                about=refer("crash", "dive", "office", "gone", "xiaoxi#gone"),
            ),
            Claim(id="no-warning", about=refer("harbour#warned")),
        ),
        "minaa": file(
            "2021-02",
            Entity(id="lind"),
            Entity(id="office"),
            Entity(id="castor"),
            Event(id="closure"),
            Event(id="reopening", links=(link("after", "closure"),), participants=(("host", refer("lind")),)),
            Claim(id="closed", source=refer("lind"), about=refer("closure", "harbour#warned")),
        ),
        "xiaoxi": file(
            "2021-01",
            Entity(id="lind"),
            Entity(id="castor"),
            Event(id="dive", links=(link("responds-to", "crash"),), participants=(("host", refer("lind")),)),
            Event(id="reopening"),
            Claim(
                id="late", source=refer("lind"), about=refer("crash"), links=(link("contradicts", "harbour#warned"),)
            ),
            Claim(id="part", within=Reference("late")),
            Claim(id="inside", within=Reference("harbour#warned")),
        ),
    }


def test_an_event_leads_to_other_articles() -> None:
    """First its links within the article, then those out of it, to the earliest article; then what those say of it."""
    index = reading("harbour", three())
    assert ways(index, "closure") == [
        ("after", "crash", ""),
        ("before", "dive", "xiaoxi"),
        ("before", "reopening", "xiaoxi"),
        ("before", "reopening", "minaa"),
        ("claim", "closed", "minaa"),
        ("in", "closure", "minaa"),
    ]
    assert ways(index, "crash") == [
        ("before", "closure", ""),
        ("claim", "warned", ""),
        ("prompts", "dive", "xiaoxi"),
        ("claim", "late", "xiaoxi"),
    ]


def test_an_entity_leads_to_what_other_articles_say_of_it() -> None:
    """Its parts in events there, then its claims, then the articles that have it, each the earliest first."""
    assert ways(reading("harbour", three()), "lind") == [
        ("member-of", "office", "minaa"),
        ("host", "dive", "xiaoxi"),
        ("host", "reopening", "minaa"),
        ("says", "late", "xiaoxi"),
        ("says", "part", "xiaoxi"),
        ("says", "closed", "minaa"),
        ("in", "lind", "xiaoxi"),
        ("in", "lind", "minaa"),
    ]


def test_a_claim_leads_to_claims_of_other_articles() -> None:
    """What it links to, is part of and is about; then the claims within it and those about it. An end is told once."""
    assert ways(reading("harbour", three()), "warned") == [
        ("supports", "no-warning", ""),
        ("about", "crash", ""),
        ("claim", "no-warning", ""),
        ("contradicts", "late", "xiaoxi"),
        ("part of", "closed", "minaa"),
        ("about", "dive", "xiaoxi"),
        ("about", "office", "minaa"),
        ("includes", "inside", "xiaoxi"),
        ("claim", "closed", "minaa"),
    ]


def test_a_link_is_walked_there_and_back() -> None:
    """From either article, whichever has it written, and written from both ends it is one way."""
    files = three()
    back = {
        ("xiaoxi", "late"): ("contradicts", "warned", "harbour"),
        ("xiaoxi", "dive"): ("after", "closure", "harbour"),
        ("minaa", "reopening"): ("after", "closure", "harbour"),
        ("minaa", "office"): ("has-member", "lind", "harbour"),
        ("minaa", "closed"): ("includes", "warned", "harbour"),
    }
    for (slug, id_), way in back.items():
        assert ways(reading(slug, files), id_).count(way) == 1


def test_a_step_carries_the_link_as_it_is_written() -> None:
    """Whichever article it is written in; and it can be named from anywhere."""
    files = three()
    steps = {(step.to, step.slug): step for step in steps_from(reading("harbour", files), "closure")}
    assert steps["dive", "xiaoxi"].link is files["harbour"].events["closure"].links[0]
    assert steps["reopening", "minaa"].link is files["minaa"].events["reopening"].links[0]
    assert steps["closed", "minaa"].link is None
    assert [steps[end].reference for end in (("dive", "xiaoxi"), ("crash", ""))] == ["xiaoxi#dive", "crash"]


def test_an_id_that_this_article_has_is_not_looked_for_elsewhere() -> None:
    """Its links stay within the article; the same entry elsewhere is told for itself."""
    files = {
        "a": file("2020", Event(id="t", links=(link("before", "u"),)), Event(id="u")),
        "b": file("2019", Event(id="u")),
    }
    assert ways(reading("a", files), "t") == [("before", "u", "")]
    assert ways(reading("a", files), "u") == [("after", "t", ""), ("in", "u", "b")]


def test_a_fact_that_several_articles_write_is_told_of_each() -> None:
    """What each says of an event is its own; what one says twice is told once."""
    said = Event(id="u", links=(link("after", "t"), Link("after", Reference("t"), note="twice")))
    files = {
        "a": file("2020", Event(id="t", links=(link("before", "u"),)), Event(id="u")),
        "b": file("2019", said, Claim(id="c", about=refer("t", "t"))),
        "c": file("2018", said),
    }
    assert ways(reading("a", files), "t") == [
        ("before", "u", ""),
        ("before", "u", "c"),
        ("before", "u", "b"),
        ("claim", "c", "b"),
    ]


def test_a_link_that_this_article_writes_twice_is_told_twice() -> None:
    """As within the article: each of the two is a line of the file that is read."""
    links = link("before", "u"), Link("before", Reference("u"), note="twice")
    files = {"a": file("", Event(id="t", links=links)), "b": file("", Event(id="u"))}
    steps = steps_from(reading("a", files), "t")
    assert [(step.to, step.slug, step.link) for step in steps] == [("u", "b", one) for one in links]


def test_what_nobody_has_leads_nowhere() -> None:
    """An id of no file, an article that is not there, a claim's bare id; in the own article, too."""
    dangling = tuple(link("supports", to) for to in ("gone", "b#gone", "gone#c", "theirs", "a#gone", "b#e"))
    files = {
        "a": file("", Claim(id="c", links=dangling, within=Reference("a#gone"), about=refer("theirs", "gone"))),
        "b": file("", Claim(id="theirs"), Entity(id="e")),
    }
    assert ways(reading("a", files), "c") == []


def test_an_own_claim_may_be_written_with_its_article() -> None:
    """It stays within this one."""
    files = {
        "a": file("", Claim(id="c", links=(link("rebuts", "a#d"),), about=refer("a#d")), Claim(id="d")),
        "b": file("", Claim(id="d")),
    }
    assert ways(reading("a", files), "c") == [("rebuts", "d", ""), ("about", "d", "")]


def test_what_this_article_said_before_is_forgotten() -> None:
    """Where the corpus has its file as it was, that leads nowhere and says nothing."""
    was = file(
        "2017",
        Event(id="t"),
        Event(id="u", links=(link("before", "t"),)),
        Claim(id="old", about=refer("t"), source=refer("e")),
    )
    now = file("2017", Event(id="t", links=(link("after", "u"), link("after", "v"), link("after", "a#old"))))
    files = {"a": was, "b": file("2018", Event(id="v"), Event(id="t"))}
    index = reading("a", files, now)
    assert ways(index, "t") == [("after", "v", "b"), ("in", "t", "b")]
    assert act(index, stand(0, "t")) == Elsewhere("b", "v")


def test_who_takes_part_and_who_says_it_are_entities() -> None:
    """An event that another article names so by mistake leads to no part and to no claim."""
    files = {
        "a": file("", Event(id="t")),
        "b": file("", Event(id="u", participants=(("party", refer("t")),)), Claim(id="c", source=refer("t"))),
    }
    assert ways(reading("a", files), "t") == []


def test_a_remark_may_be_named_elsewhere() -> None:
    """With its article before it, as a claim is."""
    files = {"a": file("", Remark(id="r")), "b": file("", Claim(id="c", about=refer("a#r", "r")))}
    assert ways(reading("a", files), "r") == [("claim", "c", "b")]
    assert ways(reading("b", files), "c") == [("about", "r", "a")]


def test_a_link_without_a_relation_can_be_walked() -> None:
    """The checker has told what is missing."""
    files = {"a": file("", Event(id="t")), "b": file("", Event(id="u", links=(link("", "t"),)))}
    assert ways(reading("a", files), "t") == [("", "u", "b")]


def test_a_digit_leads_into_another_article() -> None:
    """And back from there, step by step around the circle."""
    files = three()
    assert follow(reading("harbour", files), stand(0, "closure"), 2) == Elsewhere("xiaoxi", "dive")
    back = ways(reading("xiaoxi", files), "dive").index(("after", "closure", "harbour"))
    assert follow(reading("xiaoxi", files), stand(0, "dive"), back + 1) == Elsewhere("harbour", "closure")
    assert follow(reading("harbour", files), stand(3, "closure"), 1) == stand(3, "crash")
    assert follow(reading("harbour", files), stand(0, "closure"), 7) == NoWay("There is no link 7 here.")


@pytest.mark.parametrize(
    ("links", "reached"),
    [
        ("there here", Elsewhere("b", "there")),
        ("here there", "here"),
        ("there here there", Elsewhere("b", "there")),
        ("b#claim who there", Elsewhere("b", "there")),
        ("claim gone here", "here"),
        ("gone", "back"),
        ("", "back"),
    ],
)
def test_enter_takes_the_first_link_to_an_event(links: str, reached: Elsewhere | str) -> None:
    """Own links in file order, wherever they lead, then those that others write; a claim or entity is no event."""
    files = {
        "a": file(
            "",
            Event(id="t", links=tuple(link("before", to) for to in links.split())),
            Event(id="here"),
            Event(id="back", links=(link("before", "t"),)),
            Claim(id="claim"),
        ),
        "b": file(
            "", Event(id="there"), Entity(id="who"), Claim(id="claim"), Event(id="u", links=(link("after", "t"),))
        ),
    }
    index = reading("a", files)
    assert act(index, stand(0, "t")) == (stand(0, reached) if isinstance(reached, str) else reached)
    step = entered(index, "t")
    assert step in steps_from(index, "t")
    assert step is not None
    assert step.to == (reached if isinstance(reached, str) else reached.id)


def test_enter_takes_a_link_that_only_another_article_writes() -> None:
    """Where this article has none that leads to an event."""
    files = {
        "a": file("", Event(id="t"), Event(id="alone")),
        "b": file("", Event(id="u", links=(link("after", "t"),)), Claim(id="c", links=(link("supports", "t"),))),
    }
    index = reading("a", files)
    assert entered(index, "t") == Step("before", "u", files["b"].events["u"].links[0], "b")
    assert act(index, stand(0, "t")) == Elsewhere("b", "u")
    assert entered(index, "alone") is None
    assert act(index, stand(0, "alone")) == NoWay("This event has no link to another event.")


@pytest.mark.parametrize(
    ("source", "reached"),
    [
        ("there", Elsewhere("b", "there")),
        ("gone there here", Elsewhere("b", "there")),
        ("here there", stand(0, "here")),
        ("event b#claim here", stand(0, "here")),
        ("outlet", NoWay("The article itself says this, in its own voice.")),
        ("outlet there", Elsewhere("b", "there")),
        ("event", NoWay("Nobody is named as the source of this claim.")),
    ],
)
def test_a_claim_leads_to_a_source_that_another_article_has(source: str, reached: Stand | Elsewhere | NoWay) -> None:
    """Of several to the first that can be reached, which is an entity; the outlet is none, whatever others call so."""
    files = {
        "a": file("", Claim(id="c", source=refer(*source.split())), Entity(id="here")),
        "b": file("", *map(entity, ("there", "outlet")), Event(id="event"), Claim(id="claim")),
    }
    assert act(reading("a", files), stand(0, "c")) == reached
