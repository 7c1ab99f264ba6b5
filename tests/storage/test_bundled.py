"""The example that comes along: the article and its annotations."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from idlib_reader.core import tagset
from idlib_reader.core.annotations import Claim, Entry
from idlib_reader.core.index import Index
from idlib_reader.storage.annotated import AnnotatedArticle
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.reading import read_article, read_text
from idlib_reader.storage.store import Store, annotate
from idlib_reader.storage.workspace import Pair

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "000_d237a528e19c67b1"
ARTICLE = REPOSITORY / "seeds" / f"{SLUG}.txt"
ANNOTATIONS = REPOSITORY / "annotations" / f"{SLUG}.yaml"
SHA256 = "e02891bbce4428f0babb9b7eeab76380191b25af08e15360bef74b9e1b0ed95f"


@pytest.fixture(scope="module")
def annotated() -> AnnotatedArticle:
    """The article with its annotations."""
    return annotate(read_article(ARTICLE), ANNOTATIONS)


@pytest.fixture(scope="module")
def index(annotated: AnnotatedArticle) -> Index:
    """All that is looked up in them."""
    return annotated.index


# The article


def test_the_article_is_the_one_that_was_given() -> None:
    """Byte for byte; the sum in the annotations is of this text."""
    assert hashlib.sha256(ARTICLE.read_bytes()).hexdigest() == SHA256
    assert read_article(ARTICLE).sha256() == SHA256


def test_the_annotations_belong_to_this_text(index: Index) -> None:
    """The heading names the day, the outlet, the page and the text."""
    heading = index.annotations.article
    assert heading.sha256 == SHA256
    assert heading.published == "2020-02-19"
    assert heading.outlet == "News Front"
    assert heading.url == "https://en.news-front.su/2020/02/19/the-kremlin-commented-on-the-situation-in-idlib"


def test_the_annotations_have_no_problems() -> None:
    """Not an error and not a warning: it is an example to copy."""
    assert check_pairs([Pair(ARTICLE, ANNOTATIONS)], Store()) == []


def test_the_schema_is_named_for_editors() -> None:
    """The first line is the modeline."""
    assert read_text(ANNOTATIONS).startswith("# yaml-language-server: $schema=annotations.schema.json\n")


# The annotations


@pytest.mark.parametrize("section", ["entities", "events", "claims", "remarks"])
def test_every_selector_is_found_exactly(index: Index, section: str) -> None:
    """In an example nothing is found only after folding, and nothing is left unfound."""
    entries: dict[str, Entry] = getattr(index.annotations, section)
    assert entries
    states = {index.anchors[selector].state for entry in entries.values() for selector in entry.selectors()}
    assert states == {"exact"}


def test_every_entry_has_a_place(index: Index) -> None:
    """The reader can jump to each of them."""
    assert [id_ for id_, places in index.places.items() if not places] == []


def test_no_mention_names_a_place_twice(index: Index) -> None:
    """Two mentions of one entry that name the same words would be a problem."""
    for entry in [*index.annotations.entities.values(), *index.annotations.events.values()]:
        named = Counter(place for mention in entry.mentions for place in index.anchors[mention].places)
        assert [place for place, count in named.items() if count > 1] == [], entry.id


def test_the_same_words_never_name_two_entities(index: Index) -> None:
    """Mentions lie inside each other, but none lies on another."""
    entities = index.annotations.entities
    named = Counter(place for id_ in entities for place in index.places[id_])
    assert [index.quote(place) for place, count in named.items() if count > 1] == []


def test_no_exception_is_idle(index: Index) -> None:
    """Each `except` takes something out."""
    text = index.article.text
    rules = [s for entry in index.entries.values() for s in entry.selectors() if s.excepted]
    assert rules
    for rule in rules:
        assert len(index.anchors[rule].places) < len(re.findall(rf"\b{rule.pieces[0]}\b", text))


def test_the_events_are_one_connected_graph(index: Index) -> None:
    """From any event every other can be reached along links between events."""
    events = index.annotations.events
    reached = {next(iter(events))}
    waiting = list(reached)
    while waiting:
        for way in index.ways.get(waiting.pop(), ()):
            if way.to in events and way.to not in reached:
                reached.add(way.to)
                waiting.append(way.to)
    assert reached == set(events)


def test_no_link_is_written_from_both_ends(index: Index) -> None:
    """One end is enough, since links are walked both ways."""
    links = {(id_, link.rel, link.to.id) for id_, entry in index.entries.items() for link in entry.links}
    turned = {(to, tagset.INVERSES[rel], id_) for id_, rel, to in links}
    assert links & turned == set()


def test_relations_stand_between_entries_of_their_kind(index: Index) -> None:
    """Events, claims and entities each have relations of their own."""
    annotations = index.annotations
    for entries, relations in (
        (annotations.events, tagset.EVENT_RELATIONS),
        (annotations.claims, tagset.CLAIM_RELATIONS),
        (annotations.entities, tagset.ENTITY_RELATIONS),
    ):
        links = [link for entry in entries.values() for link in entry.links]  # type: ignore[attr-defined]  # all have
        assert {link.rel for link in links} <= set(relations)
        assert {link.to.id for link in links} <= set(entries)


def test_what_is_inferred_says_why(index: Index) -> None:
    """A link that is the analyst's conclusion has a note."""
    links = [(id_, link) for id_, entry in index.entries.items() for link in entry.links]
    assert [(id_, link.to.id) for id_, link in links if link.basis == "inferred" and not link.note] == []
    assert any(link.basis == "inferred" for _, link in links)


def test_claims_are_attributed(index: Index) -> None:
    """Each has content and a subject, and a source, unless it is a question that nobody in particular asks."""
    claims = index.annotations.claims.values()
    assert [claim.id for claim in claims if not (claim.content and claim.about)] == []
    assert {claim.stance for claim in claims if not claim.source} == {"asks"}
    sources = {reference.id for claim in claims for reference in claim.source}
    assert {"peskov", "erdogan", tagset.OUTLET} <= sources


def test_a_claim_within_another_lies_inside_its_words(index: Index) -> None:
    """The parts of a quotation are parts of its text."""
    for claim in index.annotations.claims.values():
        if claim.within:
            (outer,), (inner,) = index.places[claim.within.id], index.places[claim.id]
            assert outer[0].start <= inner[0].start, claim.id
            assert inner[-1].end <= outer[-1].end, claim.id


def test_nothing_that_is_a_default_is_written(index: Index) -> None:
    """The format leaves defaults out."""
    for entry in index.entries.values():
        default = type(entry)(id=entry.id)
        inherited = {"certainty"} if isinstance(entry, Claim) and entry.within else set()
        written = entry.keys - inherited
        assert [key for key in written if getattr(entry, key) == getattr(default, key)] == [], entry.id


def test_the_example_is_of_the_expected_size(index: Index) -> None:
    """Complete, not a sample: as many entries as a careful reader leaves behind."""
    annotations = index.annotations
    assert len(annotations.entities) >= 38
    assert sum(len(index.places[id_]) for id_ in annotations.entities) >= 74
    assert len(annotations.events) >= 20
    assert len(annotations.claims) >= 20
    assert len(annotations.remarks) >= 10


def test_time_runs_from_astana_to_the_operation(index: Index) -> None:
    """The order that a reader of the article would give."""
    for order in (
        "astana-agreement three-zones-to-damascus sochi-agreement ankara-talks moscow-talks peskov-statement",
        "erdogan-statement turkish-operation further-escalation",
    ):
        rows = [index.rows[id_] for id_ in order.split()]
        assert rows == sorted(rows)


@pytest.mark.parametrize(
    ("id_", "date"),
    [
        ("astana-agreement", "2017-05"),
        ("three-zones-to-damascus", "2018"),
        ("sochi-agreement", "2018-09"),
        ("ankara-talks", "2020-02-10/2020-02-16"),
        ("moscow-talks", "2020-02-17/2020-02-18"),
    ],
)
def test_dates_are_counted_from_the_day_of_publication(index: Index, id_: str, date: str) -> None:
    """A Wednesday: "last week" and "Monday and Tuesday" are the days before it."""
    assert index.annotations.events[id_].date == date
