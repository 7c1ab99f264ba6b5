"""What the reader looks up in an annotated article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Span
from idlib_reader.core.tagset import DEFAULT, Tagset, Word
from marked import annotated, marked


def link(rel: str, to: str) -> Link:
    return Link(rel, Reference(to))


def event(id_: str, *links: Link, **keys: object) -> Event:
    return Event(id=id_, links=links, **keys)  # type: ignore[arg-type]  # the keys are Event's own fields


def ways(index: Index, id_: str) -> list[tuple[str, str]]:
    return [(way.rel, way.to) for way in index.ways.get(id_, ())]


# Ways along links


def test_a_link_is_walked_from_both_ends() -> None:
    """At the end where it is not written, a link reads as its inverse."""
    index = annotated("", event("a", link("causes", "b")), event("b"))
    assert ways(index, "a") == [("causes", "b")]
    assert ways(index, "b") == [("caused-by", "a")]
    assert index.ways["b"][0].link is index.ways["a"][0].link


def test_own_links_come_before_those_written_elsewhere() -> None:
    """First an entry's own links in file order, then those of others in the order in which they are written."""
    index = annotated(
        "",
        event("a", link("part-of", "c")),
        event("b", link("before", "c")),
        event("c", link("enables", "d"), link("before", "b2")),
        event("d"),
        event("b2", link("responds-to", "c")),
    )
    assert ways(index, "c") == [
        ("enables", "d"),
        ("before", "b2"),
        ("includes", "a"),
        ("after", "b"),
        ("prompts", "b2"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("before", "after"), ("after", "before"), ("simultaneous", "simultaneous"), ("part-of", "includes")],
)
def test_a_link_written_from_both_ends_is_walked_once(one: str, other: str) -> None:
    """Each end shows its own half, and not the other half's inverse beside it."""
    index = annotated("", event("a", link(one, "b")), event("b", link(other, "a")))
    assert ways(index, "a") == [(one, "b")]
    assert ways(index, "b") == [(other, "a")]


def test_two_relations_between_two_entries_are_two_ways() -> None:
    """Only a link that says the same is left out."""
    index = annotated("", event("a", link("before", "b")), event("b", link("responds-to", "a")))
    assert ways(index, "a") == [("before", "b"), ("prompts", "b")]
    assert ways(index, "b") == [("responds-to", "a"), ("after", "a")]


def test_a_dangling_link_leads_nowhere() -> None:
    """A link to an id that no entry has is no way on; the links beside it are."""
    index = annotated("", event("a", link("before", "nobody"), link("before", "b")), event("b"))
    assert ways(index, "a") == [("before", "b")]
    assert "nobody" not in index.ways


def test_an_unknown_relation_reads_alike_from_both_ends() -> None:
    """A word that is not in the tagset has no inverse and is shown as it is written."""
    index = annotated("", event("a", link("foils", "b")), event("b"))
    assert ways(index, "b") == [("foils", "a")]


@pytest.mark.parametrize(
    ("entries", "there", "back"),
    [
        ((Claim(id="a", links=(link("rebuts", "b"),)), Claim(id="b")), ("rebuts", "b"), ("rebutted-by", "a")),
        ((Entity(id="a", links=(link("located-in", "b"),)), Entity(id="b")), ("located-in", "b"), ("location-of", "a")),
    ],
)
def test_claims_and_entities_are_linked_too(
    entries: tuple[Claim | Entity, ...], there: tuple[str, str], back: tuple[str, str]
) -> None:
    """Each kind of entry has its own relations, walked both ways."""
    index = annotated("", *entries)
    assert (ways(index, "a"), ways(index, "b")) == ([there], [back])


def test_a_relation_reads_back_as_that_of_its_kind() -> None:
    """A tagset may give one word another inverse for entities than for events."""
    tagset = Tagset(
        event_relations={"holds": Word(inverse="happens-in")}, entity_relations={"holds": Word(inverse="kept-by")}
    )
    annotations = Annotations(
        entities={"e": Entity(id="e", links=(link("holds", "f"),)), "f": Entity(id="f")},
        events={"t": event("t", link("holds", "u")), "u": event("u")},
    )
    index = Index(Article("a", ""), annotations, tagset=tagset)
    assert (ways(index, "f"), ways(index, "u")) == ([("kept-by", "e")], [("happens-in", "t")])


# Places and marks


def test_places_are_in_text_order() -> None:
    """Mentions may be written in any order; their places are numbered as the text has them."""
    text, spans = marked("[Idlib](2) and [Syria](1) and [Idlib](2)")
    mentions = (Selector(("Syria",)), Selector(("Idlib",), all=True))
    index = Index(Article("a", text), Annotations(entities={"e": Entity(id="e", mentions=mentions)}))
    assert [place for (place,) in index.places["e"]] == [mark.span for mark in spans]


def test_a_place_that_is_named_twice_counts_once() -> None:
    """Two mentions of the same words are one place."""
    mentions = (Selector(("Idlib",)), Selector(("Idlib",), before="in"))
    index = Index(Article("a", "in Idlib"), Annotations(entities={"e": Entity(id="e", mentions=mentions)}))
    assert index.places["e"] == ((Span(3, 8),),)


def test_each_kind_is_marked_at_its_own_words() -> None:
    """Entities and events at their mentions, claims at what is said, remarks at their passage; not at cues or dates."""
    claim = Claim(id="c", cue=(Selector(("said",)),), source_text=(Selector(("Peskov",)),))
    index = annotated(
        "[Idlib](e) [fell](t) in [2018](r), said Peskov: [so](c) it [was](c)",
        Entity(id="e"),
        event("t", date_text=(Selector(("2018",)),)),
        claim,
        Remark(id="r"),
    )
    marks = index.highlights.between(0, 99)
    assert [(index.article.text[mark.start : mark.end], mark.kind, mark.id) for mark in marks] == [
        ("Idlib", "entity", "e"),
        ("fell", "event", "t"),
        ("2018", "remark", "r"),
        ("so", "claim", "c"),
        ("was", "claim", "c"),
    ]
    assert [mark.is_first for mark in marks] == [True, True, True, True, False]
    assert [index.quote(place) for place in index.places_of(claim.cue)] == ["said"]


@pytest.mark.parametrize("mention", [Selector(("nowhere",)), Selector(("a",))])
def test_words_that_are_not_found_are_not_marked(mention: Selector) -> None:
    """An orphan or an ambiguous selector is drawn as no highlight; its entry stays."""
    index = Index(Article("a", "a b a"), Annotations(entities={"e": Entity(id="e", mentions=(mention,))}))
    assert index.places == {"e": ()}
    assert index.highlights.between(0, 5) == []
    assert index.listed["entity"] == ["e"]


def test_the_words_of_a_place_are_the_articles() -> None:
    """A quote has the article's own characters, with an ellipsis between pieces."""
    index = annotated("[“Turkey”](c) has not and [is ready](c)", Claim(id="c"))
    assert index.quote(index.places["c"][0]) == "“Turkey” … is ready"


# Lists


def test_entities_are_listed_by_type_and_name() -> None:
    """In the tagset's order of types, then by name without regard to case; unknown types at the end."""
    entities = [
        Entity(id="z", type="person", name="Zorin"),
        Entity(id="x", type="ship", name="A"),
        Entity(id="p", type="place"),
        Entity(id="b", type="person", name="astakhov"),
        Entity(id="s", type="state", name="Syria"),
    ]
    assert annotated("", *entities).listed["entity"] == ["b", "z", "s", "p", "x"]


def test_the_tagset_orders_entities() -> None:
    """The list follows the workspace's own order of types."""
    tagset = Tagset(entity_types={"ship": Word(), "person": Word()})
    entities = {id_: Entity(id=id_, type=type_) for id_, type_ in (("p", "person"), ("s", "ship"), ("x", "place"))}
    assert Index(Article("a", ""), Annotations(entities=entities), tagset=tagset).listed["entity"] == ["s", "p", "x"]


def test_claims_and_remarks_are_listed_by_place() -> None:
    """As the text has them; those that are not found come last."""
    index = annotated(
        "[a](c1) [b](r1) [c](c2) [d](r2)",
        Claim(id="lost"),
        Claim(id="c2"),
        Claim(id="c1"),
        Remark(id="r2"),
        Remark(id="gone"),
        Remark(id="r1"),
    )
    assert index.listed["claim"] == ["c1", "c2", "lost"]
    assert index.listed["remark"] == ["r1", "r2", "gone"]


def test_events_are_listed_by_time() -> None:
    """The list of events is the timeline; of one date the text decides."""
    events = event("a", date="2018"), event("b", date="2018"), event("c", date="2017"), event("x")
    index = annotated("[x](x) [b](b) [a](a) [c](c)", *events)
    assert index.timeline == index.listed["event"] == ["c", "b", "a", "x"]


def test_a_date_that_cannot_be_read_is_no_date() -> None:
    """The event stands among those without a date."""
    index = annotated("", event("a", date="soon"), event("b", date="2018"))
    assert set(index.dates) == {"b"}
    assert index.timeline == ["b", "a"]


def test_each_entry_knows_its_row() -> None:
    """The row is the one in the list of its own kind."""
    index = annotated("[b](b) [a](a)", Entity(id="e"), Claim(id="a"), Claim(id="b"), Remark(id="r"))
    assert index.rows == {"e": 0, "b": 0, "a": 1, "r": 0}


# What ties entries together


def test_claims_are_found_by_source_subject_and_whole() -> None:
    """Who says what about what, and which claims are part of one, each in file order; parts inherit their source."""
    about, source = (Reference("talks"), Reference("zone")), (Reference("peskov"),)
    index = annotated(
        "",
        Claim(id="whole", source=source, about=about, keys=frozenset({"source", "about"})),
        Claim(id="part", within=Reference("whole"), about=(Reference("zone"),), keys=frozenset({"within", "about"})),
        Claim(
            id="other", within=Reference("whole"), source=(Reference("erdogan"),), keys=frozenset({"source", "within"})
        ),
    )
    assert index.claims_about == {"talks": ["whole"], "zone": ["whole", "part"]}
    assert index.claims_by == {"peskov": ["whole", "part"], "erdogan": ["other"]}
    assert index.parts_of == {"whole": ["part", "other"]}


def test_roles_are_found_by_participant() -> None:
    """For each participant its role and the event, in file order."""
    russia, turkey = Reference("russia"), Reference("turkey")
    index = annotated(
        "",
        event("talks", participants=(("party", (russia, turkey)), ("host", (russia,)))),
        event("raid", participants=(("agent", (turkey,)),)),
    )
    assert index.roles_of == {
        "russia": [("party", "talks"), ("host", "talks")],
        "turkey": [("party", "talks"), ("agent", "raid")],
    }


def test_a_label_is_given_for_every_id() -> None:
    """What the reader calls an entry; the bare id where no entry has it."""
    index = annotated("", Entity(id="peskov", name="Dmitry Peskov"))
    assert [index.label(one) for one in ("peskov", Reference("peskov"), "nobody")] == ["Dmitry Peskov"] * 2 + ["nobody"]


@pytest.mark.parametrize(
    ("claim", "speaker"),
    [
        (Claim(id="c", source=(Reference("peskov"), Reference("someone"))), "Dmitry Peskov, someone"),
        (Claim(id="c", source=(Reference("outlet"),)), "News Front"),
        (Claim(id="c"), "nobody"),
    ],
)
def test_a_claim_has_a_speaker(claim: Claim, speaker: str) -> None:
    """By name; the outlet by its own name; and told where nobody is named."""
    peskov = Entity(id="peskov", name="Dmitry Peskov")
    heading = Heading(outlet="News Front")
    annotations = Annotations(article=heading, entities={"peskov": peskov}, claims={"c": claim})
    assert Index(Article("a", ""), annotations).speaker(claim) == speaker


def test_an_outlet_without_a_name_is_the_article_itself() -> None:
    """Where the heading does not tell who published it."""
    claim = Claim(id="c", source=(Reference("outlet"),))
    assert annotated("", claim).speaker(claim) == "the article itself"


@pytest.mark.parametrize(
    ("published", "year"),
    [("2020-02-19", 2020), ("2018", 2018), ("", None), ("201X", None), ("٢٠٢٠", None), ("..", None)],
)
def test_the_year_is_that_of_publication(published: str, year: int | None) -> None:
    """Brief dates leave out the article's own year, if it is known."""
    assert Index(Article("a", ""), Annotations(article=Heading(published=published))).year == year


# What is taken over


def test_entries_come_filled_in() -> None:
    """From the claim around them and from other files; what the file itself says is kept beside."""
    named = Entity(id="e", type="place", name="Idlib", keys=frozenset(("type", "name")))
    claims = {
        "whole": Claim(id="whole", mode="direct", keys=frozenset(("mode",))),
        "part": Claim(id="part", within=Reference("whole"), keys=frozenset(("within",))),
    }
    mine = Annotations(entities={"e": Entity(id="e")}, claims=claims)
    index = Index(Article("mine", ""), mine, Corpus({"other": Annotations(entities={"e": named}), "mine": mine}))
    assert index.label("e") == "Idlib"
    assert index.annotations.entities["e"].type == "place"
    assert index.annotations.claims["part"].mode == "direct"
    assert index.written == mine
    assert index.tagset is DEFAULT


def test_what_is_excepted_is_resolved_too() -> None:
    """At any depth, so that it can be checked; it is no place of the entry."""
    inner = Selector(("a b c",))
    excepted = Selector(("a b",), all=True, excepted=(inner,))
    rule = Selector(("a",), all=True, excepted=(excepted,))
    index = Index(Article("x", "a, a b, a b c"), Annotations(entities={"e": Entity(id="e", mentions=(rule,))}))
    assert [len(index.anchors[selector].places) for selector in (rule, excepted, inner)] == [2, 1, 1]
    assert len(index.places["e"]) == 2


# The text


@pytest.mark.parametrize(
    ("sha256", "is_changed"),
    [
        ("", False),
        (Article("a", "Idlib").sha256(), False),
        (Article("a", "Idlib").sha256().upper(), False),
        (Article("a", "Idlib").sha256()[:8], False),
        (Article("a", "Idlib").sha256()[:7], True),
        ("e028…", True),
        (Article("a", "Idlib.").sha256(), True),
    ],
)
def test_a_changed_article_is_noticed(sha256: str, is_changed: bool) -> None:
    """By the sum of its text, in whatever case; a shortened one fits too, and none is none."""
    mention = Selector(("Idlib",), all=True)
    annotations = Annotations(article=Heading(sha256=sha256), entities={"e": Entity(id="e", mentions=(mention,))})
    index = Index(Article("a", "Idlib"), annotations)
    assert index.is_changed is is_changed
    assert (index.anchors[mention].state == "moved") is is_changed


def test_claims_that_name_each_other_as_sources_are_told_apart() -> None:
    """A mistake of the file's, which must not send anybody round in a circle."""
    one = Claim(id="one", source=(Reference("other"),), keys=frozenset({"source"}))
    other = Claim(id="other", source=(Reference("one"), Reference("other")), keys=frozenset({"source"}))
    index = annotated("", one, other)
    assert (index.speaker(one), index.speaker(other)) == ("other", "one, other")
    assert index.label("one") == "other: one"


def test_an_id_of_another_file_goes_by_the_name_it_has_there() -> None:
    """Entities by their names, events by their titles; what no file has by itself."""
    other = Annotations(
        entities={"ada": Entity(id="ada", name="Ada Lovelace", keys=frozenset({"name"}))},
        events={"talks": Event(id="talks", title="The talks", keys=frozenset({"title"}))},
    )
    index = Index(Article("a", ""), Annotations(), Corpus({"b": other}))
    assert [index.label(id_) for id_ in ("ada", "talks", "gone")] == ["Ada Lovelace", "The talks", "gone"]


def test_what_was_found_before_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit of one entry only its own words are looked for, and those with exceptions, whose places move."""
    asked: list[Selector] = []

    def resolve_and_note(text: str, selectors: Sequence[Selector], *, is_changed: bool) -> list[Anchor]:
        asked.extend(selectors)
        return resolve(text, selectors, is_changed=is_changed)

    monkeypatch.setattr("idlib_reader.core.index.resolve", resolve_and_note)
    old, new = Selector(("Idlib",), nth=1), Selector(("Syria",))
    rule = Selector(("Idlib",), all=True, excepted=(Selector(("Syria",), at=5),))
    article = Article("a", "Idlib in Syria, Idlib")
    first = Index(article, Annotations(entities={"e": Entity(id="e", mentions=(old, rule))}))
    asked.clear()
    moved = Selector(("Idlib",), all=True, excepted=(Selector(("Syria",), at=9),))
    annotations = Annotations(entities={"e": Entity(id="e", mentions=(old, new, moved))})
    second = Index(article, annotations, last=first)
    assert asked == [moved]
    assert second.anchors == Index(article, annotations).anchors
    assert second.anchors[moved].idle[0].at == 9


@pytest.mark.parametrize(
    ("text", "sha256"), [("Idlib, Syria", ""), ("Idlib in Syria", "0" * 64)], ids=["another text", "another sum"]
)
def test_what_was_found_in_another_text_is_looked_for_again(text: str, sha256: str) -> None:
    """And so is what a changed sum makes of it."""
    entities = {"e": Entity(id="e", mentions=(Selector(("Syria",), nth=1),))}
    first = Index(Article("a", "Idlib in Syria"), Annotations(entities=entities))
    annotations = Annotations(article=Heading(sha256=sha256), entities=entities)
    second = Index(Article("a", text), annotations, last=first)
    assert second.anchors == Index(Article("a", text), annotations).anchors
    assert second.anchors != first.anchors


# Other articles


def file(*entries: Entity | Event | Claim | Remark, **heading: str) -> Annotations:
    """A file whose entries have written what they differ by from the default."""
    return Annotations(
        article=Heading(**heading),  # type: ignore[arg-type]  # the keys are Heading's own fields
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
        claims={one.id: one for one in entries if isinstance(one, Claim)},
        remarks={one.id: one for one in entries if isinstance(one, Remark)},
    )


def named(id_: str, name: str = "", type_: str = "") -> Entity:
    """An entity that writes its name and type, where there are any."""
    keys = frozenset(key for key, value in (("name", name), ("type", type_)) if value)
    return Entity(id=id_, name=name, type=type_ or "other", keys=keys)


def titled(id_: str, title: str) -> Event:
    return Event(id=id_, title=title, keys=frozenset({"title"}))


def reading(written: Annotations, **corpus: Annotations) -> Index:
    """The article `mine`, in a workspace of these files."""
    return Index(Article("mine", ""), written, Corpus(corpus))


def test_an_article_goes_by_its_title() -> None:
    """The one that is read too; by its slug where no heading tells one."""
    index = reading(file(title="Mine"), a=file(title="Talks"), b=file(), mine=file(title="Older"))
    assert [index.title_of(slug) for slug in ("mine", "a", "b", "gone")] == ["Mine", "Talks", "b", "gone"]


def test_an_entry_of_another_article_has_what_it_takes_over() -> None:
    """What it writes itself, else what this article has, else what a third one has."""
    index = reading(
        file(named("ada", "Ada", "person")),
        a=file(named("ada"), named("bob"), named("zoe", "Zoe of a"), Claim(id="c"), Remark(id="r")),
        b=file(named("bob", "Bob", "state"), named("zoe", "Zoe of b", "place")),
    )
    there = {id_: index.entry_elsewhere("a", id_) for id_ in ("ada", "bob", "zoe")}
    told = {id_: (one.label, one.type) for id_, one in there.items() if isinstance(one, Entity)}
    assert told == {"ada": ("Ada", "person"), "bob": ("Bob", "state"), "zoe": ("Zoe of a", "place")}
    assert [index.entry_elsewhere("a", id_) for id_ in ("c", "r", "gone")] == [Claim(id="c"), Remark(id="r"), None]


def test_what_the_corpus_has_of_this_article_is_not_asked() -> None:
    """It may be older than what is read."""
    old = file(named("ada", "Old", "place"), named("gone", "Gone", "place"), Claim(id="c"), published="2017")
    index = reading(file(named("ada", "New", "person")), mine=old, a=file(named("ada"), named("gone")))
    there = [index.entry_elsewhere("a", id_) for id_ in ("ada", "gone")]
    assert [(one.label, one.type) for one in there if isinstance(one, Entity)] == [("New", "person"), ("gone", "other")]
    assert index.entry_elsewhere("mine", "c") is None
    assert [index.label(id_) for id_ in ("a#ada", "a#gone", "mine#c", "gone")] == ["New", "gone", "mine#c", "gone"]
    assert index.home_of(Reference("mine#c")) is None


def test_an_entity_of_another_article_inherits_nothing_from_an_event_of_this() -> None:
    """One id for both is a problem of its own."""
    index = reading(file(titled("x", "The event")), a=file(named("x")))
    assert index.label("a#x") == "x"
    assert index.entry_elsewhere("a", "x") == named("x")


def claim(id_: str, *source: str, words: Selector | None = None, **keys: object) -> Claim:
    """A claim by somebody, of some words."""
    keys = {"source": tuple(map(Reference, source)), "content": words, **keys}
    return Claim(id=id_, **keys)  # type: ignore[arg-type]  # the keys are Claim's own fields


WORDS = Selector(("we had no\n warning",))


@pytest.mark.parametrize(
    ("there", "label"),
    [
        (claim("c", "ada", words=WORDS), "Ada: we had no warning"),
        (claim("c", "bob", "x", "zoe", words=WORDS), "Bob there, x, Zoe: we had no warning"),
        (claim("c", words=WORDS), "nobody: we had no warning"),
        (claim("c", "outlet", words=WORDS), "Elva Times: we had no warning"),
        (claim("c", "d", "mine#m", words=WORDS), "d, mine#m: we had no warning"),
        (claim("c", "r", words=WORDS), "r: we had no warning"),
        (claim("c", words=WORDS, within=Reference("d")), "Ada: we had no warning"),
        (claim("c", words=Selector(("We",), to="escalate")), "nobody: We … escalate"),
        (claim("c", words=Selector(("We", "had", "none"))), "nobody: We … had … none"),
        (claim("c", words=Selector(("w" * 61,))), f"nobody: {'w' * 59}…"),
        (claim("c", words=Selector(("w" * 60,))), f"nobody: {'w' * 60}"),
        (claim("c", "ada"), "Ada: c"),
        (Remark(id="c", note="Why?"), "Why?"),
        (titled("c", "The event"), "The event"),
    ],
)
def test_an_entry_of_another_article_has_a_label(there: Claim | Remark | Event, label: str) -> None:
    """A claim by who says it, as that article names them, and by the words of its selector; others by their names."""
    others = named("bob", "Bob there"), claim("d", "ada")
    index = reading(
        file(
            named("ada", "Ada"), named("bob", "Bob here"), *map(claim, "xm", ("a#c", "a#c")), Remark(id="r", note="No")
        ),
        a=file(*others, there, outlet="Elva Times", title="Harbour closed"),
        b=file(named("zoe", "Zoe")),
    )
    assert index.label("a#c") == index.label(Reference("a#c")) == label


def test_an_outlet_without_a_name_is_its_article() -> None:
    """By the title, since the article itself is the one that is read."""
    index = reading(file(), a=file(claim("c", "outlet", words=WORDS), title="Harbour closed"))
    assert index.label("a#c") == "Harbour closed: we had no warning"


def test_a_source_of_this_article_goes_by_the_name_that_others_know() -> None:
    """Where this file names somebody that it does not have."""
    index = reading(file(claim("c", "ada", "gone", "a#k")), a=file(named("ada", "Ada"), claim("k")))
    assert index.speaker(index.annotations.claims["c"]) == "Ada, gone, a#k"


def test_claims_that_are_nowhere_go_by_their_ids() -> None:
    """Nothing better is known of them; a claim of this article may be written with its slug."""
    index = reading(file(claim("own", words=WORDS)), a=file())
    assert [index.label(id_) for id_ in ("a#gone", "gone#c", "mine#gone")] == ["a#gone", "gone#c", "mine#gone"]
    assert index.label("mine#own") == index.label("own") == "nobody: own"


def test_an_id_leads_to_another_article_only_if_this_one_lacks_it() -> None:
    """An entry that stands in the file and can't be read is still this file's."""
    mine = replace(file(named("here"), titled("t", "T")), unread=frozenset({"broken"}))
    there = file(*map(named, ("here", "t", "broken", "there")), claim("c"), claim("k"))
    index = reading(mine, a=there)
    homes = {id_: index.home_of(Reference(id_)) for id_ in ("here", "t", "broken", "there", "a#c", "c", "gone")}
    assert homes == {**dict.fromkeys(homes), "there": ("a", "there"), "a#c": ("a", "c")}


def test_what_others_write_is_asked_by_kind() -> None:
    """Of an entity or event by its id, of a claim or remark by its article's slug before it."""
    about = tuple(map(Reference, ("e", "k", "mine#k", "mine#r")))
    index = reading(
        file(named("e"), claim("k"), Remark(id="r")), a=file(claim("c", about=about), named("e"), named("k"))
    )
    assert [[(one.slug, one.id, one.tie) for one in index.facts_elsewhere(id_)] for id_ in ("e", "k", "r")] == [
        [("a", "c", "subject")]
    ] * 3
    assert [index.articles_with(id_) for id_ in ("e", "k", "r")] == [["a"], [], []]


@pytest.mark.parametrize("slugs", [("mine",), ("mine", "a"), ("a",)])
def test_files_are_looked_through(slugs: tuple[str, ...]) -> None:
    """While the index is made, and not when a key asks for it."""
    corpus = Corpus({slug: file(named("e")) for slug in slugs})
    Index(Article("mine", ""), file(), corpus)
    assert "_facts" in vars(corpus)
