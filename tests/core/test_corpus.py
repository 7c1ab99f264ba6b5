"""All annotation files of a workspace together."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Reference, Remark
from idlib_reader.core.corpus import Corpus, Holder, local_id
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
