"""How much of what a person wrote for an event is proposed: the bundled article, and short news texts.

The rules are made with the bundled article, `event-harbour` and `event-strike` in view; the other texts test them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Event
from idlib_reader.core.event_proposals import EventProposal, propose_event
from idlib_reader.core.index import Index
from idlib_reader.core.span import Span
from idlib_reader.core.tagset import OUTLET
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import Store, annotate
from idlib_reader.storage.workspace import Pair

REPOSITORY = Path(__file__).resolve().parents[2]
NEWS = Path(__file__).resolve().parent / "news"
SLUG = "000_d237a528e19c67b1"
PATHS = {
    "bundled": (REPOSITORY / "seeds" / f"{SLUG}.txt", REPOSITORY / "annotations" / f"{SLUG}.yaml"),
    **{path.stem: (path, path.with_suffix(".yaml")) for path in sorted(NEWS.glob("event-*.txt"))},
}
ASKED = ("type", "date", "place", "participants", "modality", "source")

EXPECTED: dict[str, dict[str, tuple[int, int, int]]] = {
    "bundled": {
        "type": (20, 0, 0),
        "date": (5, 0, 11),
        "place": (16, 0, 1),
        "participants": (18, 0, 30),
        "modality": (5, 0, 0),
        "source": (4, 0, 3),
    },
    "event-delta": {
        "type": (11, 0, 2),
        "date": (6, 0, 2),
        "place": (4, 0, 2),
        "participants": (8, 1, 6),
        "modality": (2, 0, 1),
        "source": (4, 0, 0),
    },
    "event-harbour": {
        "type": (13, 0, 1),
        "date": (7, 0, 1),
        "place": (5, 0, 1),
        "participants": (17, 0, 5),
        "modality": (5, 0, 0),
        "source": (4, 0, 0),
    },
    "event-mayor": {
        "type": (6, 0, 2),
        "date": (9, 0, 2),
        "place": (2, 0, 0),
        "participants": (7, 0, 12),
        "modality": (4, 0, 1),
        "source": (1, 0, 0),
    },
    "event-strike": {
        "type": (12, 0, 0),
        "date": (7, 0, 3),
        "place": (8, 0, 0),
        "participants": (15, 0, 0),
        "modality": (3, 0, 0),
        "source": (2, 0, 0),
    },
    "event-summit": {
        "type": (7, 0, 7),
        "date": (5, 0, 0),
        "place": (3, 0, 2),
        "participants": (5, 1, 10),
        "modality": (0, 0, 4),
        "source": (1, 0, 0),
    },
}
"""By text and key: how many values are right, wrong and absent."""


def index_of(name: str) -> Index:
    """A text with its annotations."""
    article, annotations = PATHS[name]
    return annotate(read_article(article), annotations).index


def written(event: Event) -> dict[str, set[str]]:
    """By key the values that a person wrote, without defaults."""
    return {
        "type": {event.type} - {"other"},
        "date": {event.date} - {""},
        "place": {place.id for place in event.place},
        "participants": {f"{role} {who.id}" for role, ids in event.participants for who in ids},
        "modality": {event.modality} - {"actual"},
        "source": {source.id for source in event.source} - {OUTLET},
    }


def proposed(proposal: EventProposal) -> dict[str, set[str]]:
    """By key the values that are proposed."""
    return {
        "type": {proposal.type} - {""},
        "date": {proposal.date.date} if proposal.date else set(),
        "place": set(proposal.place.ids) if proposal.place else set(),
        "participants": {f"{one.role} {id_}" for one in proposal.participants for id_ in one.ids},
        "modality": {proposal.modality} - {""},
        "source": {proposal.source} - {""},
    }


def first_mentions(index: Index) -> Iterator[tuple[Event, Span]]:
    """Each event with the words from the start of its first mention to the end."""
    for event in index.annotations.events.values():
        place = index.places[event.id][0]
        yield event, Span(place[0].start, place[-1].end)


def counted(index: Index) -> dict[str, tuple[int, int, int]]:
    """By key how many values are right, wrong and absent; where nothing was to be proposed and nothing is, none."""
    counts: Counter[tuple[str, str]] = Counter()
    for event, selection in first_mentions(index):
        proposal = propose_event(index, selection.start, selection)
        assert proposal
        wanted, got = written(event), proposed(proposal)
        for key in ASKED:
            counts[key, "right"] += len(wanted[key] & got[key])
            counts[key, "wrong"] += len(got[key] - wanted[key])
            is_absent = not got[key] or key == "participants"
            counts[key, "absent"] += len(wanted[key] - got[key]) if is_absent else 0
    return {key: (counts[key, "right"], counts[key, "wrong"], counts[key, "absent"]) for key in ASKED}


@pytest.mark.parametrize("name", PATHS)
def test_what_is_proposed_is_what_a_person_wrote(name: str) -> None:
    """Right, wrong and absent values, counted: a rule that makes it worse shows, and one that makes it better."""
    assert counted(index_of(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", PATHS)
def test_the_words_of_a_proposal_lie_in_its_sentence(name: str) -> None:
    """And a title is never empty."""
    index = index_of(name)
    for _, selection in first_mentions(index):
        proposal = propose_event(index, selection.start, selection)
        assert proposal
        assert proposal.mention == (selection,)
        assert 0 < len(proposal.title) <= 80
        told = (proposal.type_words, *(one.words for one in proposal.participants))
        assert all(selection.holds(span) for span in told if span)


@pytest.mark.parametrize("name", [name for name in PATHS if name != "bundled"])
def test_the_news_texts_have_no_problems(name: str) -> None:
    """Or their counts would mean nothing."""
    article, annotations = PATHS[name]
    assert check_pairs([Pair(article, annotations)], Store()) == []
