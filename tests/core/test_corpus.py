"""All annotation files of a workspace together."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Link, Reference, Remark
from idlib_reader.core.corpus import Corpus, Fact, Holder, local_id, shared_values
from idlib_reader.core.tagset import Tagset, Word


def entity(id_: str, **keys: str) -> Entity:
    """An entity that has written what it is given."""
    return Entity(id=id_, keys=frozenset(keys), **keys)  # type: ignore[arg-type]  # the keys are Entity's own fields


def event(id_: str, **keys: str) -> Event:
    return Event(id=id_, keys=frozenset(keys), **keys)  # type: ignore[arg-type]  # the keys are Event's own fields


def file(*entries: Entity | Event | Claim | Remark, published: str = "") -> Annotations:
    return Annotations(
        article=Heading(published=published),
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
        claims={one.id: one for one in entries if isinstance(one, Claim)},
        remarks={one.id: one for one in entries if isinstance(one, Remark)},
    )


# What is inherited


def test_an_entity_inherits_type_name_and_description() -> None:
    """Nothing else: aliases and a note are each file's own."""
    idlib = entity("idlib", type="place", name="Idlib", description="A province", note="x")
    assert Corpus({"a": file(idlib)}).inherited("entity", "idlib", "b") == {
        "type": "place",
        "name": "Idlib",
        "description": "A province",
    }


def test_an_event_inherits_type_and_title() -> None:
    """Date, modality and status are what each article says."""
    talks = event("talks", type="meeting", title="Talks", date="2020", modality="planned", status="open")
    assert Corpus({"a": file(talks)}).inherited("event", "talks", "b") == {"type": "meeting", "title": "Talks"}


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ({"a": "2020-02-19", "b": "2019"}, "of b"),
        ({"a": "2020-02-19", "b": "2020-02-20"}, "of a"),
        ({"b": "2020", "a": "2020"}, "of a"),
        ({"a": "", "b": "2020"}, "of b"),
        ({"a": "yesterday", "b": "2020"}, "of b"),
        ({"b": "", "a": "soon"}, "of a"),
    ],
)
def test_the_earliest_published_file_decides(published: dict[str, str], name: str) -> None:
    """Those without a readable day come last; of one day the slug decides."""
    files = {slug: file(entity("e", name=f"of {slug}"), published=day) for slug, day in published.items()}
    assert Corpus(files).inherited("entity", "e", "mine")["name"] == name


def test_each_key_comes_from_the_earliest_file_that_writes_it() -> None:
    """One file may give the type and a later one the name."""
    files = {
        "a": file(entity("e", type="place"), published="2018"),
        "b": file(entity("e", name="E", type="state"), published="2019"),
    }
    assert Corpus(files).inherited("entity", "e", "c") == {"type": "place", "name": "E"}


def test_nothing_is_inherited_from_the_file_itself() -> None:
    """What the corpus has of it may be older than what is being read."""
    files = {"a": file(entity("e", name="Old"), published="2018"), "b": file(entity("e", name="B"), published="2019")}
    corpus = Corpus(files)
    assert corpus.inherited("entity", "e", "a") == {"name": "B"}
    assert Corpus({"a": files["a"]}).inherited("entity", "e", "a") == {}


def test_an_event_inherits_nothing_from_an_entity() -> None:
    """One id for both is a problem of its own."""
    assert Corpus({"a": file(entity("e", type="place"))}).inherited("event", "e", "b") == {}


# What ids are


def test_an_id_has_a_kind_and_a_type_in_other_files() -> None:
    """Each kind and type once, with the earliest published file; an unwritten type is empty."""
    corpus = Corpus(
        {
            "a": file(entity("e", type="place"), published="2020"),
            "b": file(entity("e", type="place"), published="2019"),
            "c": file(event("e", type="attack")),
            "d": file(entity("e")),
        }
    )
    assert corpus.holders("e", "d") == [Holder("b", "entity", "place"), Holder("c", "event", "attack")]
    assert corpus.holders("e", "b")[0] == Holder("a", "entity", "place")
    assert corpus.holders("nobody", "a") == []


def test_claims_and_remarks_are_local() -> None:
    """Their ids mean nothing in other files."""
    assert Corpus({"a": file(Claim(id="c"), Remark(id="r"))}).holders("c", "b") == []


def test_a_claim_is_found_by_article_and_id() -> None:
    """Or a remark; not an entity, whose id needs no article."""
    claim, remark = Claim(id="c"), Remark(id="r")
    corpus = Corpus({"a": file(claim, remark, entity("e"))})
    assert [corpus.local(*names) for names in (("a", "c"), ("a", "r"), ("a", "e"), ("b", "c"))] == [
        claim,
        remark,
        None,
        None,
    ]


def test_the_articles_with_a_claim_are_told() -> None:
    """The earliest published first."""
    corpus = Corpus({"a": file(Claim(id="c")), "b": file(Claim(id="c"), published="2020"), "d": file(Remark(id="c"))})
    assert corpus.claimants("c") == ["b", "a"]


def test_a_file_is_named_as_it_is_given() -> None:
    """Both ways; without a name it is the slug with the usual ending."""
    corpus = Corpus({"a": file(), "b": file()}, {"a": "annotations/a.yml"})
    assert (corpus.name("a"), corpus.name("b")) == ("annotations/a.yml", "b.yaml")
    assert (corpus.slug_of("annotations/a.yml"), corpus.slug_of("b.yaml")) == ("a", "")


# What other files have and say


def refer(*ids: str) -> tuple[Reference, ...]:
    return tuple(map(Reference, ids))


def facts(corpus: Corpus, id_: str, own: str = "mine") -> list[tuple[str, ...]]:
    return [(fact.tie, fact.slug, fact.id, fact.word) for fact in corpus.facts(id_, own)]


def test_the_articles_with_an_id_are_told() -> None:
    """The earliest published first, the own one left out; claims and remarks are no shared ids."""
    corpus = Corpus(
        {
            "a": file(entity("e"), published="2020"),
            "b": file(event("e"), published="2018"),
            "c": file(entity("e"), published="2019"),
            "d": file(Claim(id="e"), published="2017"),
        }
    )
    assert corpus.articles_with("e", "mine") == ["b", "c", "a"]
    assert corpus.articles_with("e", "b") == ["c", "a"]
    assert corpus.articles_with("gone", "mine") == []


@pytest.mark.parametrize(
    ("id_", "home"),
    [
        ("e", ("b", "e")),
        ("a#c", ("a", "c")),
        ("a#r", ("a", "r")),
        ("a#e", None),
        ("a#gone", None),
        ("gone#c", None),
        ("c", None),
        ("mine#c", None),
        ("mine-alone", None),
    ],
)
def test_an_id_leads_to_the_article_that_has_it(id_: str, home: tuple[str, str] | None) -> None:
    """An entity or event to the earliest published, a claim to the one that is named; nothing to the own file."""
    corpus = Corpus(
        {
            "a": file(entity("e"), Claim(id="c"), Remark(id="r"), published="2020"),
            "b": file(entity("e"), published="2019"),
            "mine": file(entity("e"), entity("mine-alone"), Claim(id="c"), published="2018"),
        }
    )
    assert corpus.home(id_, "mine") == home


def test_an_entry_is_found_in_its_article() -> None:
    """Whatever its kind, as it is written there."""
    entries = entity("e"), event("t"), Claim(id="c"), Remark(id="r")
    corpus = Corpus({"a": file(*entries)})
    assert [corpus.entry("a", id_) for id_ in ("e", "t", "c", "r")] == [*entries]
    assert (corpus.entry("a", "gone"), corpus.entry("gone", "e")) == (None, None)


def test_what_files_write_of_an_id_is_told() -> None:
    """Links as read from there, parts in events, claims by it and about it, in this order."""
    link = Link("represents", Reference("e"))
    corpus = Corpus(
        {
            "a": file(
                Claim(id="by", source=refer("e")),
                Claim(id="on", about=refer("t", "e")),
                Event(id="t", participants=(("host", refer("f", "e")), ("party", refer("e")))),
                Entity(id="f", links=(link,)),
            )
        }
    )
    assert facts(corpus, "e") == [
        ("link", "a", "f", "represented-by"),
        ("role", "a", "t", "host"),
        ("role", "a", "t", "party"),
        ("source", "a", "by", ""),
        ("subject", "a", "on", ""),
    ]
    assert corpus.facts("e", "mine")[0] == Fact("a", "f", "link", "represented-by", link)
    assert corpus.facts("e", "a") == []


def test_facts_of_one_tie_come_as_they_were_published() -> None:
    """Ties come first, and within each the earliest article."""
    days = {"a": "2020", "b": "2018", "c": "2019"}
    files = {
        slug: file(event("t"), Claim(id="k", about=refer("e"), source=refer("e")), published=day)
        for slug, day in days.items()
    }
    assert facts(Corpus(files), "e") == [
        *(("source", slug, "k", "") for slug in "bca"),
        *(("subject", slug, "k", "") for slug in "bca"),
    ]


def test_what_is_written_of_a_claim_elsewhere_is_told() -> None:
    """By its article and id: links, claims within it and claims about it."""
    corpus = Corpus(
        {
            "a": file(
                Claim(id="c", links=(Link("rebuts", Reference("mine#c")),)),
                Claim(id="part", within=Reference("mine#c")),
                Claim(id="on", about=refer("mine#c")),
            )
        }
    )
    assert facts(corpus, "mine#c") == [
        ("link", "a", "c", "rebutted-by"),
        ("part", "a", "part", ""),
        ("subject", "a", "on", ""),
    ]


def test_a_bare_id_means_the_claim_of_its_own_file() -> None:
    """There it is no entity or event that other files have by that id."""
    files = {
        "a": file(Claim(id="e"), Claim(id="k", about=refer("e"))),
        "b": file(Remark(id="e"), Claim(id="k", about=refer("e"))),
        "c": file(Claim(id="k", about=refer("e"))),
    }
    assert facts(Corpus(files), "e") == [("subject", "c", "k", "")]


def test_a_link_to_itself_and_the_outlet_are_no_facts() -> None:
    """A link that leads round is a slip, and the outlet is another one in every file."""
    corpus = Corpus(
        {"a": file(Event(id="t", links=(Link("before", Reference("t")),)), Claim(id="c", source=refer("outlet")))}
    )
    assert (corpus.facts("t", "mine"), corpus.facts("outlet", "mine")) == ([], [])


def test_the_tagset_reads_links_backwards() -> None:
    """A workspace's own relation has its own inverse; an unknown one is its own."""
    tagset = Tagset(event_relations={"foils": Word(inverse="foiled-by")})
    links = tuple(Link(rel, Reference("t")) for rel in ("foils", "before", ""))
    corpus = Corpus({"a": file(Event(id="u", links=links))}, tagset=tagset)
    assert [fact.word for fact in corpus.facts("t", "mine")] == ["foiled-by", "before", ""]


def test_a_part_is_said_by_whoever_says_the_whole() -> None:
    """Its own source comes first, then the nearest around it, whichever way that is written; a circle has an end."""
    corpus = Corpus(
        {
            "a": file(
                Claim(id="inner", within=Reference("middle")),
                Claim(id="middle", within=Reference("a#outer")),
                Claim(id="outer", source=refer("ada")),
                Claim(id="chain", within=Reference("outer"), source=refer("bob")),
                Claim(id="one", within=Reference("other")),
                Claim(id="other", within=Reference("one")),
                Claim(id="lost", within=Reference("gone")),
                Claim(id="bare"),
            )
        }
    )
    said = {id_: [who.id for who in corpus.sources("a", id_)] for id_ in corpus.files["a"].claims}
    assert said == {
        **{id_: ["ada"] for id_ in ("inner", "middle", "outer")},
        "chain": ["bob"],
        **{id_: [] for id_ in ("one", "other", "lost", "bare")},
    }
    assert facts(corpus, "ada") == [("source", "a", id_, "") for id_ in ("inner", "middle", "outer")]
    assert (corpus.sources("a", "gone"), corpus.sources("gone", "c")) == ((), ())


def test_an_article_may_inherit_what_neither_it_nor_the_own_file_writes() -> None:
    """Where the own file is older than what is read, what another article inherits comes from a third."""
    days = {"a": "2018", "b": "2019", "c": "2020"}
    corpus = Corpus({slug: file(entity("e", name=f"of {slug}"), published=day) for slug, day in days.items()})
    assert corpus.inherited("entity", "e", "a", "b") == {"name": "of c"}
    assert corpus.inherited("entity", "e", "b", "a") == {"name": "of c"}


def test_an_entry_has_values_that_others_inherit() -> None:
    """Those of its kind alone."""
    assert shared_values(entity("e", name="E", note="x")) == {"type": "other", "name": "E", "description": ""}
    assert shared_values(event("t", title="T", date="2020")) == {"type": "other", "title": "T"}


def test_looking_up_changes_no_answer() -> None:
    """It is done before anybody asks, and once."""
    files = {"a": file(entity("e", name="E"), Claim(id="c", about=refer("e")))}
    early, late = Corpus(files), Corpus(files)
    early.look_up()
    assert {"_writers", "_articles", "_facts"} <= vars(early).keys()
    assert facts(early, "e") == facts(late, "e") != []
    assert early.inherited("entity", "e", "b") == late.inherited("entity", "e", "b") != {}


# Words and ids


def test_a_type_that_the_tagset_does_not_know_is_none() -> None:
    """Neither to compare with nor to inherit; a word of the workspace is known."""
    files = {"a": file(entity("e", type="militia"), event("t", type="place"))}
    corpus = Corpus(files)
    assert corpus.holders("e", "b") == [Holder("a", "entity", "")]
    assert corpus.holders("t", "b") == [Holder("a", "event", "")]
    assert corpus.inherited("entity", "e", "b") == {}
    tagset = Tagset(entity_types={"militia": Word()})
    assert Corpus(files, tagset=tagset).holders("e", "b") == [Holder("a", "entity", "militia")]
    assert Corpus(files, tagset=tagset).inherited("entity", "e", "b") == {"type": "militia"}


@pytest.mark.parametrize(
    ("written", "local"),
    [("c", "c"), ("a#c", "c"), ("a#r", "r"), ("a#e", "a#e"), ("a#gone", "a#gone"), ("b#c", "b#c"), ("e", "e")],
)
def test_the_own_article_before_a_claim_or_remark_says_nothing(written: str, local: str) -> None:
    """Before any other id it stays."""
    annotations = file(Claim(id="c"), Remark(id="r"), entity("e"))
    assert local_id(Reference(written), annotations, "a") == local
    assert local_id(Reference("#c"), annotations, "") == "#c"
