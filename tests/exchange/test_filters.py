"""The choice among the entries of a file."""

from __future__ import annotations

import re

import pytest

from idlib_reader.core.annotations import KINDS, Claim, Entity, Event, Reference, Remark
from idlib_reader.errors import IdlibError
from idlib_reader.exchange.listing import FILTER_NAMES, Filter, as_json, chosen_entries, filters_of
from marked import annotated


def ids(*names: str) -> tuple[Reference, ...]:
    return tuple(Reference(name) for name in names)


INDEX = annotated(
    "",
    Entity(id="ada", type="person", tags=("check", "who")),
    Entity(id="idlib", type="place"),
    Event(id="talks", type="meeting", source=ids("peskov", "outlet"), status="disputed", tags=("check",)),
    Event(id="attack", type="attack"),
    Event(id="rumour", type="attack", source=ids("peskov"), status="refuted"),
    Claim(
        id="outer",
        source=ids("peskov"),
        about=ids("talks", "ada"),
        tags=("check",),
        keys=frozenset({"source", "about"}),
    ),
    Claim(id="inner", within=Reference("outer"), about=ids("idlib"), status="disputed", keys=frozenset({"within"})),
    Claim(id="voice", source=ids("outlet"), about=ids("other#claim"), keys=frozenset({"source"})),
    Claim(id="alleged"),
    Remark(id="why", tags=("check",)),
    Remark(id="how"),
)


@pytest.mark.parametrize(
    ("kind", "chosen", "expected"),
    [
        ("entity", Filter(), "ada idlib"),
        ("entity", Filter(type=("person",)), "ada"),
        ("entity", Filter(type=("person", "place")), "ada idlib"),
        ("entity", Filter(type=("pers",)), ""),
        ("entity", Filter(tag=("who",), type=("place",)), ""),
        ("entity", Filter(tag=("who", "none"), type=("place", "person")), "ada"),
        ("event", Filter(type=("attack",)), "attack rumour"),
        ("event", Filter(source=("peskov",)), "talks rumour"),
        ("event", Filter(source=("outlet",)), "talks attack"),
        ("event", Filter(status=("refuted", "disputed")), "talks rumour"),
        ("event", Filter(status=("open",)), ""),
        ("event", Filter(tag=("check",)), "talks"),
        ("claim", Filter(source=("peskov",)), "outer inner"),
        ("claim", Filter(source=("outlet",)), "voice"),
        ("claim", Filter(status=("open",)), "outer voice alleged"),
        ("claim", Filter(about=("ada",)), "outer"),
        ("claim", Filter(about=("idlib", "other#claim")), "inner voice"),
        ("claim", Filter(about=("claim",)), ""),
        ("claim", Filter(source=("peskov",), status=("disputed",)), "inner"),
        ("claim", Filter(tag=("Check",)), ""),
        ("remark", Filter(tag=("check",)), "why"),
        ("remark", Filter(type=("remark",)), ""),
        ("entity", Filter(source=("outlet",)), ""),
    ],
)
def test_a_filter_chooses(kind: str, chosen: Filter, expected: str) -> None:
    """Any word of one field will do, all fields count; words are compared as a whole, after what is taken over."""
    found = as_json(INDEX, kind, "report.yaml", lambda at: 1, chosen)  # type: ignore[arg-type]  # a kind
    assert [one["id"] for one in found] == expected.split()


def test_a_filter_that_fits_is_not_refused() -> None:
    """Each kind takes the filters that it says it takes, together, and none at all."""
    for kind in KINDS:
        Filter().refuse_misfits(kind)
        Filter(**dict.fromkeys(filters_of(kind), ("x",))).refuse_misfits(kind)


def test_each_filter_that_fits_tells_something_of_its_kind() -> None:
    """For each there is an entry that it finds."""
    known = ("person", "meeting", "peskov", "disputed", "ada", "check")
    for kind in KINDS:
        for name in filters_of(kind):
            assert chosen_entries(INDEX, kind, Filter(**{name: known})), (kind, name)


@pytest.mark.parametrize(
    ("kind", "chosen", "sentence"),
    [
        ("entity", Filter(source=("x",)), "Entities can't be chosen by --source. Use --type or --tag."),
        ("remark", Filter(type=("x",), about=("y",)), "Remarks can't be chosen by --type or --about. Use --tag."),
        ("claim", Filter(type=("x",), tag=("y",)), "Claims can't be chosen by --type. Use --source or --status or"),
    ],
)
def test_a_filter_that_does_not_fit_is_refused(kind: str, chosen: Filter, sentence: str) -> None:
    """The sentence names the options that tell nothing of the kind, and those that do."""
    with pytest.raises(IdlibError, match=re.escape(sentence)):
        chosen.refuse_misfits(kind)  # type: ignore[arg-type]  # a kind


MISFITS = [(kind, name) for kind in KINDS for name in FILTER_NAMES if name not in filters_of(kind)]


@pytest.mark.parametrize(("kind", "name"), MISFITS)
def test_a_filter_that_is_refused_would_find_nothing(kind: str, name: str) -> None:
    """No kind has more to be chosen by than it says."""
    some = ("person", "attack", "outlet", "open", "", "idlib", "other")
    assert not chosen_entries(INDEX, kind, Filter(**{name: some}))  # type: ignore[arg-type]  # a kind
