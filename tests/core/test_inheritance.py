"""What a claim takes over from the claim around it."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Claim, Reference
from idlib_reader.core.inheritance import inherit
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
        ("source", (), (Reference("peskov"),)),
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
