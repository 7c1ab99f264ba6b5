"""What refers to an entry, and how it is taken out."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations
from idlib_reader.core.applying import apply
from idlib_reader.core.dependants import dependants_of, detaching
from idlib_reader.core.edits import DeleteEntry, Edit, Target
from idlib_reader.core.entry_fields import refers
from idlib_reader.core.source import Source
from idlib_reader.storage.codec import read_annotations

FILE = """\
format: idlib-reader/1
entities:
  ada:
    links: {rel: same-as, to: ada}
  bob:
    links: [{rel: represents, to: ada}, {rel: member-of, to: cy}, {rel: represents, to: ada, note: again}]
events:
  talks:
    place: [ada, cy]
    source: ada
    participants: {party: [ada, bob], host: ada}
  end:
    source: [bob, ada]
claims:
  said:
    content: we ceased
    source: ada
    audience: ada
    about: [ada, talks]
    within: told
  told:
    about: ada
    links: {rel: supports, to: other#said}
remarks:
  why: {passage: ada}
"""


def read(text: str = FILE) -> Annotations:
    return read_annotations(Source("talks.yaml", text))[0]


def test_every_reference_is_told() -> None:
    """By entry and field, in file order; not what the entry says of itself, nor words that happen to be its id."""
    assert [(dependant.entry.id, dependant.words) for dependant in dependants_of(read(), "ada")] == [
        ("bob", "links represents"),
        ("talks", "place"),
        ("talks", "participants party"),
        ("talks", "participants host"),
        ("talks", "source"),
        ("end", "source"),
        ("said", "source"),
        ("said", "audience"),
        ("said", "about"),
        ("told", "about"),
    ]


@pytest.mark.parametrize(
    ("id_", "losses"),
    [
        (
            "ada",
            {
                "talks": "The event talks is then reported by the article itself.",
                "said": "Nobody is named then as the source of said.",
                "told": "The claim told has neither content nor about then.",
            },
        ),
        ("told", {"said": "The claim said then takes nothing over from the one around it."}),
        ("cy", {}),
        ("talks", {}),
    ],
)
def test_what_is_lost_beside_the_reference_is_told(id_: str, losses: dict[str, str]) -> None:
    """A claim that is left with nothing to be about, and what then says something else."""
    assert {one.entry.id: one.loss for one in dependants_of(read(), id_) if one.loss} == losses


def test_nothing_refers_to_an_entry_that_is_detached() -> None:
    """All references go, and nothing else; then the entry can go in the same step."""
    before = read()
    deletion = DeleteEntry(Target("entity", "ada"), before.entities["ada"])
    after = apply(before, Edit("deletion of ada", (*detaching(before, "ada"), deletion)))
    assert not any(refers(entry, "ada") for entry in after.entries())
    text = FILE
    for old, new in (
        ("  ada:\n    links: {rel: same-as, to: ada}\n", ""),
        ("{rel: represents, to: ada}, ", ""),
        (", {rel: represents, to: ada, note: again}", ""),
        ("place: [ada, cy]", "place: cy"),
        ("    source: ada\n    participants: {party: [ada, bob], host: ada}\n", "    participants: {party: bob}\n"),
        ("[bob, ada]", "bob"),
        ("    source: ada\n    audience: ada\n", ""),
        ("[ada, talks]", "talks"),
        ("    about: ada\n", ""),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert after == read(text)


@pytest.mark.parametrize("id_", ["told", "talks", "other#said", "cy", "bob"])
def test_any_id_can_be_detached(id_: str) -> None:
    """Also a claim of another article, or one that no entry of the file has."""
    before = read()
    assert any(refers(entry, id_) for entry in before.entries())
    after = apply(before, Edit("a step", detaching(before, id_)))
    assert not any(refers(entry, id_) for entry in after.entries())


def test_nothing_is_detached_from_what_nobody_refers_to() -> None:
    """There is no change then."""
    assert detaching(read(), "why") == ()
    assert dependants_of(read(), "nobody") == []
