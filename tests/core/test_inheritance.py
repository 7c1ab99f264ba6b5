"""What an entry takes over from the claim around it, or from other files."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.inheritance import fill, inherit
from idlib_reader.core.selectors import Selector

CUE = (Selector(("said Peskov",)),)


def claim(id_: str, **keys: object) -> Claim:
    """A claim that has written what it is given."""
    within = {"within": Reference(str(keys.pop("within")))} if "within" in keys else {}
    written: dict[str, object] = {**within, **keys}
    return Claim(id=id_, keys=frozenset(written), **written)  # type: ignore[arg-type]  # Claim's own fields


def inherited(*claims: Claim) -> dict[str, Claim]:
    return inherit({one.id: one for one in claims})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("source", (Reference("peskov"),)),
        ("cue", CUE),
        ("mode", "direct"),
        ("certainty", "probable"),
        ("date", "2020-02-19"),
    ],
)
def test_a_part_takes_over_what_it_leaves_out(key: str, value: object) -> None:
    """Source, cue, mode, certainty and date come from the claim around it."""
    found = inherited(claim("whole", **{key: value}), claim("part", within="whole"))
    assert getattr(found["part"], key) == value


@pytest.mark.parametrize(
    ("key", "own", "outer"),
    [
        ("source", (Reference("erdogan"),), (Reference("peskov"),)),
        ("cue", (Selector(("told",)),), CUE),
        ("mode", "indirect", "direct"),
        ("certainty", "certain", "possible"),
        ("date", "2018", "2020"),
    ],
)
def test_what_a_part_gives_itself_stays(key: str, own: object, outer: object) -> None:
    """A value that is written is the claim's own, even where it is the default."""
    found = inherited(claim("whole", **{key: outer}), claim("part", within="whole", **{key: own}))
    assert getattr(found["part"], key) == own


@pytest.mark.parametrize(("key", "outer"), [("source", (Reference("peskov"),)), ("cue", CUE)])
def test_an_empty_list_is_none_of_its_own(key: str, outer: object) -> None:
    """As every empty value: it neither stops what comes from around nor gives anything to what is within."""
    found = inherited(
        claim("whole", **{key: outer}), claim("part", within="whole", **{key: ()}), claim("inner", within="part")
    )
    assert getattr(found["part"], key) == outer
    assert getattr(found["inner"], key) == outer


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("stance", "denies"),
        ("status", "disputed"),
        ("about", (Reference("x"),)),
        ("audience", (Reference("x"),)),
        ("source_text", CUE),
        ("date_text", CUE),
        ("tags", ("x",)),
        ("note", "x"),
        ("content", CUE[0]),
    ],
)
def test_nothing_else_is_taken_over(key: str, value: object) -> None:
    """Stance, status and all the rest are each claim's own."""
    found = inherited(claim("whole", **{key: value}), claim("part", within="whole"))
    assert found["part"] == claim("part", within="whole")


def test_a_chain_passes_values_on() -> None:
    """Each value comes from the nearest claim around that gives it."""
    found = inherited(
        claim("inner", within="middle"),
        claim("middle", within="outer", mode="indirect", source=(Reference("b"),)),
        claim("outer", mode="direct", source=(Reference("a"),), certainty="possible"),
    )
    inner = found["inner"]
    assert (inner.mode, inner.source, inner.certainty) == ("indirect", (Reference("b"),), "possible")


def test_a_source_of_its_own_makes_a_chain() -> None:
    """A said that B said: the inner claim has its own source and takes over the rest."""
    outer = claim("outer", source=(Reference("a"),), mode="indirect")
    found = inherited(outer, claim("inner", within="outer", source=(Reference("b"),)))
    assert (found["inner"].source, found["inner"].mode) == ((Reference("b"),), "indirect")
    assert found["outer"].source == (Reference("a"),)


def test_a_circle_ends() -> None:
    """Claims within each other take over what they find before the circle closes, and nothing goes on for ever."""
    circle = claim("a", within="b"), claim("b", within="c", mode="direct"), claim("c", within="a", date="2018")
    taken = {id_: (one.mode, one.date) for id_, one in inherited(*circle).items()}
    assert taken == dict.fromkeys("abc", ("direct", "2018"))
    assert inherited(claim("self", within="self"))["self"] == claim("self", within="self")


@pytest.mark.parametrize("within", ["missing", "other-article#claim"])
def test_a_claim_that_is_not_there_gives_nothing(within: str) -> None:
    """An id that no claim of the file has is passed over."""
    assert inherited(claim("part", within=within)) == {"part": claim("part", within=within)}


def test_the_keys_still_tell_what_is_written() -> None:
    """What is taken over does not count as written."""
    found = inherited(claim("whole", mode="direct"), claim("part", within="whole"))
    assert found["part"].keys == {"within"}


def test_everyone_in_a_circle_hears_from_everyone() -> None:
    """Wherever the value is written, and whichever claim stands first in the file."""
    for writer in "abc":
        own = {"mode": "direct"}
        circle = [
            claim(one, within=around, **(own if one == writer else {}))
            for one, around in zip("abc", "bca", strict=True)
        ]
        assert {one.mode for one in inherited(*circle).values()} == {"direct"}


def test_a_tail_takes_over_from_the_circle_that_it_leads_into() -> None:
    """A claim within a circle of others finds all that they write, the nearest first."""
    circle = claim("a", within="b", mode="direct"), claim("b", within="a", mode="mixed", date="2018")
    found = inherited(claim("tail", within="a"), *circle)["tail"]
    assert (found.mode, found.date) == ("direct", "2018")


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_long_chain_is_walked_once(is_closed: bool) -> None:
    """Thousands of claims within each other, open or in a circle, are no more than so many steps."""
    size = 20_000
    around = [str(row + 1) if row + 1 < size else "0" for row in range(size)]
    chain = [claim(str(row), within=around[row]) for row in range(size - 1)]
    last = claim(str(size - 1), date="2018", **({"within": "0"} if is_closed else {}))
    found = inherited(*chain, last)
    assert {one.date for one in found.values()} == {"2018"}


# From other files


EARLIER = Annotations(
    entities={
        "e": Entity(
            id="e",
            type="place",
            name="Idlib",
            description="x",
            note="y",
            keys=frozenset(("type", "name", "description", "note")),
        )
    },
    events={"t": Event(id="t", type="attack", title="Raid", date="2018", keys=frozenset(("type", "title", "date")))},
)
CORPUS = Corpus({"earlier": EARLIER, "mine": Annotations()})


def test_an_entry_takes_over_from_other_files_what_it_leaves_out() -> None:
    """Type, name, title and description, and nothing else; `keys` still tells what is its own."""
    mine = Annotations(entities={"e": Entity(id="e")}, events={"t": Event(id="t")})
    filled = fill(mine, CORPUS, "mine")
    assert filled.entities["e"] == Entity(id="e", type="place", name="Idlib", description="x")
    assert filled.events["t"] == Event(id="t", type="attack", title="Raid")


def test_what_an_entry_writes_itself_stays() -> None:
    """A name of its own is the file's wording."""
    own = Entity(id="e", name="Idlib province", keys=frozenset(("name",)))
    filled = fill(Annotations(entities={"e": own}), CORPUS, "mine")
    assert (filled.entities["e"].name, filled.entities["e"].type) == ("Idlib province", "place")
    assert filled.entities["e"].keys == {"name"}


@pytest.mark.parametrize(("corpus", "slug"), [(ALONE, "mine"), (Corpus({"earlier": EARLIER}), "earlier")])
def test_a_file_alone_takes_over_within_claims_only(corpus: Corpus, slug: str) -> None:
    """Without other files entities and events stay as they are, and claims still hear from those around them."""
    claims = {one.id: one for one in (claim("whole", mode="direct"), claim("part", within="whole"))}
    mine = Annotations(entities={"e": Entity(id="e")}, claims=claims)
    filled = fill(mine, corpus, slug)
    assert filled.entities == mine.entities
    assert filled.claims["part"].mode == "direct"


def test_an_id_with_the_own_article_before_it_is_a_local_one() -> None:
    """`slug#id` names what is in this very file, in `within`, `about` and links."""
    annotations = Annotations(
        claims={
            "whole": Claim(id="whole", source=(Reference("ada"),), keys=frozenset({"source"})),
            "part": Claim(
                id="part",
                within=Reference("a#whole"),
                about=(Reference("a#whole"), Reference("b#other")),
                links=(Link("repeats", Reference("a#whole")), Link("repeats", Reference("b#other"))),
            ),
        }
    )
    part = fill(annotations, ALONE, "a").claims["part"]
    assert part.source == (Reference("ada"),)
    assert [to.id for to in part.about] == ["whole", "b#other"]
    assert [link.to.id for link in part.links] == ["whole", "b#other"]


def test_the_own_article_before_another_id_stays() -> None:
    """What is no claim or remark of the file is no local id; the check says what to write."""
    annotations = Annotations(
        entities={"e": Entity(id="e")},
        remarks={"r": Remark(id="r")},
        claims={"c": Claim(id="c", about=(Reference("a#e"), Reference("a#gone"), Reference("a#r")))},
    )
    assert [to.id for to in fill(annotations, ALONE, "a").claims["c"].about] == ["a#e", "a#gone", "r"]


def test_a_type_that_the_tagset_does_not_know_is_not_taken_over() -> None:
    """A slip stays where it is; the next file with a known type gives it."""
    slip = Annotations(entities={"e": Entity(id="e", type="plase", name="Idlib", keys=frozenset(("type", "name")))})
    mine = Annotations(entities={"e": Entity(id="e")})
    corpus = Corpus({"a": slip, "b": EARLIER, "mine": mine})
    assert fill(mine, corpus, "mine").entities["e"] == Entity(id="e", type="place", name="Idlib", description="x")
    assert fill(mine, Corpus({"a": slip, "mine": mine}), "mine").entities["e"] == Entity(id="e", name="Idlib")
