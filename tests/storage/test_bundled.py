"""The example that comes along: the article, its annotations, and the page that teaches the format."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from idlib_reader.core import tagset
from idlib_reader.core.annotations import Claim, Entry
from idlib_reader.core.index import Index
from idlib_reader.core.source import Source
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.reading import read_article, read_text
from idlib_reader.storage.store import AnnotatedArticle, annotate, check_pair
from idlib_reader.storage.workspace import Pair

REPOSITORY = Path(__file__).resolve().parents[2]
SLUG = "000_d237a528e19c67b1"
ARTICLE = REPOSITORY / "seeds" / f"{SLUG}.txt"
ANNOTATIONS = REPOSITORY / "annotations" / f"{SLUG}.yaml"
README = REPOSITORY / "annotations" / "README.md"
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
    assert check_pair(Pair(ARTICLE, ANNOTATIONS)) == []


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


# The page


def page() -> str:
    return README.read_text("utf-8")


def yaml_blocks() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", page(), re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """The part of the page under a heading, up to the next of its level."""
    level, _, _ = title.partition(" ")
    found = re.search(rf"^{re.escape(title)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", page(), re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def in_code(text: str) -> set[str]:
    """What stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def test_the_page_has_examples() -> None:
    """Otherwise the next test would show nothing."""
    assert len(yaml_blocks()) >= 10


@pytest.mark.parametrize("number", range(len(yaml_blocks())))
def test_an_example_on_the_page_is_copied_from_the_file(number: int) -> None:
    """Line for line, so that what the page teaches is what the file has."""
    assert f"\n{yaml_blocks()[number]}" in f"\n{ANNOTATIONS.read_text('utf-8')}"


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("### File", schema.FILE),
        ("### Article", schema.HEADING),
        ("### Entity", schema.ENTITY),
        ("### Event", schema.EVENT),
        ("### Claim", schema.CLAIM),
        ("### Remark", schema.REMARK),
        ("### Link", schema.LINK),
        ("### Selector in braces", schema.SELECTOR),
    ],
)
def test_the_tables_of_keys_are_those_of_the_program(title: str, fields: dict[str, schema.Field]) -> None:
    """Every key and no other, and the required ones are called so."""
    rows = [row.split("|") for row in section(title).splitlines() if row.startswith("| `")]
    keys = [key for row in rows for key in re.findall(r"`([^`]+)`", row[1])]
    assert sorted(keys) == sorted(fields)
    required = {key for row in rows if row[3].strip() == "required" for key in re.findall(r"`([^`]+)`", row[1])}
    assert required == {key for key, field in fields.items() if field.is_required}


@pytest.mark.parametrize(
    "words",
    [
        tagset.ENTITY_TYPES,
        tagset.EVENT_TYPES,
        tagset.ROLES,
        tagset.MODALITIES,
        tagset.STANCES,
        tagset.STATUSES,
        tagset.MODES,
        tagset.CERTAINTIES,
        tagset.BASES,
    ],
)
def test_every_word_of_the_tagset_is_on_the_page(words: tuple[str, ...]) -> None:
    """In the table that one chooses from, and in its order."""
    rows = [re.findall(r"`([^`]+)`", row.split("|")[2]) for row in section("## Tagset").splitlines() if "|" in row]
    assert list(words) in rows


def test_every_relation_is_on_the_page_with_its_inverse() -> None:
    """The table of relations has each pair once, under its kind."""
    table = [row.split("|")[1:4] for row in section("## Links").splitlines() if "| `" in row]
    rows = [[cell.strip(" `") for cell in row] for row in table]
    found = {kind: {(one, other) for of, one, other in rows if of == kind} for kind in ("events", "claims", "entities")}
    for kind, relations in (
        ("events", tagset.EVENT_RELATIONS),
        ("claims", tagset.CLAIM_RELATIONS),
        ("entities", tagset.ENTITY_RELATIONS),
    ):
        assert {relation for pair in found[kind] for relation in pair} == set(relations)
        assert all(relations[one] == other for one, other in found[kind])


@pytest.mark.parametrize("state", ["exact", "folded", "ambiguous", "orphan", "moved", "review"])
def test_every_state_is_on_the_page(state: str) -> None:
    """What can become of a selector, the reserved names too."""
    assert state in in_code(section("## Selectors: naming a piece of text"))


def selectors_on_the_page() -> list[str]:
    rows = section("## Selectors: naming a piece of text").splitlines()
    return [row.split("|")[1].strip().strip("`") for row in rows if row.startswith("| `") and "{" in row]


@pytest.mark.parametrize("written", selectors_on_the_page())
def test_a_form_of_selector_on_the_page_can_be_read(written: str) -> None:
    """Each form that is taught is one that the program takes."""
    text = f"format: idlib-reader/1\nremarks:\n  a:\n    passage: {written}\n"
    assert read_annotations(Source("f.yaml", text))[1] == []


def first_code(cell: str) -> str:
    return re.findall(r"`([^`]+)`", cell)[0]


def yaml_slips() -> list[tuple[str, str]]:
    """What the page says not to write, and what to write instead."""
    rows = [row.strip("| ").split(" | ") for row in section("## YAML slips").splitlines() if row.startswith("| `")]
    return [(first_code(row[0]), first_code(row[-1])) for row in rows]


@pytest.mark.parametrize(("slip", "cure"), yaml_slips())
def test_a_cure_on_the_page_works(slip: str, cure: str) -> None:
    """What the page says to write is read without a problem, and another value than the slip gives."""
    assert cure_of(cure)[1] == []
    assert cure_of(slip) != cure_of(cure)


def cure_of(written: str) -> tuple[object, list[str]]:
    """What the program makes of a line of the page, where it belongs."""
    if written.startswith("- "):
        lines = f"entities:\n  a:\n    mentions:\n      {written}\n"
    elif written.startswith("{"):
        lines = f"entities:\n  a:\n    mentions: {written.replace('{to', '{from: x, to')}\n"
    elif written.startswith("quote"):
        lines = f"entities:\n  a:\n    mentions:\n      {written}\n"
    else:
        lines = f"events:\n  a:\n    {written}\n"
    annotations, problems = read_annotations(Source("f.yaml", f"format: idlib-reader/1\n{lines}"))
    return annotations, [problem.code for problem in problems]
