"""What the card says of each kind of entry."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from idlib_reader.storage import schema
from idlib_reader.ui.card_lines import CardLine
from idlib_reader.ui.cards import describe_entry
from marked import annotated
from ui.card_files import EXAMPLE, card_of, fields, told


def test_an_entity_tells_who_it_is_and_under_which_names() -> None:
    """Name, type, description, aliases, the words that name it, tags and note."""
    entity = Entity(
        id="ada",
        type="person",
        name="Ada Lovelace",
        description="Mathematician",
        aliases=("Augusta Ada King", "A. A. L."),
        tags=("check", "note"),
        note="Wrote of the engine.",
    )
    lines = describe_entry(annotated("[Ada](ada) is [the Countess](ada)", entity), Choice("ada", 1))
    assert lines[0].role == "title"
    assert lines[0].text == "Ada Lovelace"
    assert "person" in lines[0].right
    assert told(lines, "quote") == ["“the Countess”"]
    values = " ".join(fields(lines).values())
    for text in ("Mathematician", "Augusta Ada King", "A. A. L.", "Ada", "the Countess", "check", "note"):
        assert text in values
    assert told(lines, "note") == ["Wrote of the engine."]


def test_an_event_tells_when_where_who_and_how_sure() -> None:
    """Title, type, modality, date with its words, place, roles, figures, source, basis and status."""
    index = annotated(
        "[Ada](ada) left [Paris](paris) in spring with [two](leaving) trunks",
        Entity(id="ada", name="Ada"),
        Entity(id="paris", name="Paris"),
        Event(
            id="leaving",
            title="Ada leaves",
            type="movement",
            date="1843-04",
            date_text=(Selector(("in spring",)),),
            place=(Reference("paris"),),
            participants=(("agent", (Reference("ada"), Reference("someone"))),),
            figures=(("trunks", "two"),),
            modality="alleged",
            basis="inferred",
            source=(Reference("ada"),),
            status="disputed",
        ),
    )
    lines = describe_entry(index, Choice("leaving"))
    assert lines[0].text == "Ada leaves"
    assert "movement" in lines[0].right
    assert "alleged" in lines[0].right
    said = fields(lines)
    assert said["agent"] == "Ada · someone"
    assert said["figures"] == "trunks: two"
    assert {"Paris", "Ada", "disputed"} <= set(said.values())
    for words in ("Apr 1843", "“in spring”", "inferred"):
        assert any(words in value for value in said.values())


def test_what_goes_without_saying_is_not_said() -> None:
    """Defaults have no line: an event of the outlet, stated; a claim that is asserted, certain and open."""
    index = annotated("[run](run) [say](say)", Event(id="run"), Claim(id="say"))
    assert fields(describe_entry(index, Choice("run"))) == {"id": "run"}
    assert fields(describe_entry(index, Choice("say"))) == {"id": "say"}


def test_a_claim_tells_who_says_it_and_how() -> None:
    """Source, mode, cue, stance, certainty, status, audience, date, and the entities that it is about."""
    index = annotated(
        "[Ada](ada) wrote to [Bob](bob): [it works](works)",
        Entity(id="ada", name="Ada"),
        Entity(id="bob", name="Bob"),
        Claim(
            id="works",
            source=(Reference("ada"),),
            cue=(Selector(("wrote to",)),),
            mode="direct",
            stance="promises",
            certainty="possible",
            status="refuted",
            audience=(Reference("bob"),),
            date="1843",
            about=(Reference("bob"),),
            note="Did it?",
        ),
    )
    lines = describe_entry(index, Choice("works"))
    assert "Ada" in lines[0].text
    assert "direct" in lines[0].right
    assert told(lines, "quote") == ["“it works”"]
    values = set(fields(lines).values())
    assert {"“wrote to”", "promises", "possible", "refuted", "Bob", "1843"} <= values
    assert told(lines, "note") == ["Did it?"]


@pytest.mark.parametrize(("source", "name"), [((), "nobody"), ((Reference("outlet"),), "the article")])
def test_a_claim_of_nobody_or_of_the_outlet_says_so(source: tuple[Reference, ...], name: str) -> None:
    """A claim without a source is nobody's; one of the outlet is the article's own."""
    index = annotated("[it works](works)", Claim(id="works", source=source))
    assert name in describe_entry(index, Choice("works"))[0].text


def test_a_remark_tells_its_note() -> None:
    """The passage as a quotation, the note and the tags."""
    lines = describe_entry(annotated("[Hm](hm)", Remark(id="hm", note="Why?", tags=("check",))), Choice("hm"))
    assert told(lines, "quote") == ["“Hm”"]
    assert told(lines, "note") == ["Why?"]
    assert fields(lines) == {"tags": "check", "id": "hm"}


def test_an_entry_without_a_place_says_so() -> None:
    """Instead of a quotation there is a sentence."""
    lines = describe_entry(annotated("Nobody", Entity(id="ada")), Choice("ada"))
    assert told(lines, "quote") == []
    assert len(told(lines, "note")) == 1


def test_an_entry_that_is_broken_in_the_file_says_so() -> None:
    """It stands as it was last read."""
    index = annotated("[Ada](ada)", Entity(id="ada"))
    assert told(describe_entry(index, Choice("ada", 0), is_kept=True), "note") == [
        "As last read: the file has errors here now."
    ]
    assert told(describe_entry(index, Choice("ada", 0)), "note") == []


def test_words_of_the_tagset_are_called_by_their_labels() -> None:
    """Types, modalities, roles, stances, statuses and relations; a word without a label by itself."""
    tagset = replace(
        DEFAULT,
        entity_types={"militia": Word("armed militia")},
        event_types={"raid": Word("night raid")},
        modalities={"actual": Word("it happened")},
        roles={"agent": Word("done by")},
        stances={"denies": Word("says no")},
        statuses={"refuted": Word("proved wrong")},
        event_relations={"before": Word("is followed by", inverse="after"), "after": Word(inverse="before")},
    )
    annotations = Annotations(
        entities={"m": Entity(id="m", type="militia")},
        events={
            "r": Event(id="r", type="raid", participants=(("agent", (Reference("m"),)),), status="refuted",
                       links=(Link("before", Reference("s")),)),
            "s": Event(id="s"),
        },
        claims={"c": Claim(id="c", stance="denies", status="refuted")},
    )  # fmt: skip
    index = Index(Article("a", ""), annotations, tagset=tagset)
    assert describe_entry(index, Choice("m", 0))[0].right.endswith("armed militia")
    event = describe_entry(index, Choice("r", 0))
    assert event[0].right.endswith("night raid, it happened")
    assert fields(event) | {"done by": "m", "status": "proved wrong"} == fields(event)
    assert [line.label for line in event if line.role == "link"] == ["is followed by"]
    assert [line.label for line in describe_entry(index, Choice("s", 0)) if line.role == "link"] == ["after"]
    claim = fields(describe_entry(index, Choice("c", 0)))
    assert (claim["stance"], claim["status"]) == ("says no", "proved wrong")


def test_no_two_empty_rows_follow_each_other() -> None:
    """On every card of the example, as it is told."""
    for id_ in EXAMPLE.entries:
        roles = [line.role for line in describe_entry(EXAMPLE, Choice(id_))]
        assert ("gap", "gap") not in pairwise(roles)


def test_the_card_ends_with_where_the_entry_is_written() -> None:
    """File and line as they were given, and the id, under which it is found there."""
    index = annotated("[Ada](ada)", Entity(id="ada", name="Ada", note="A note."))
    lines = describe_entry(index, Choice("ada"), where="annotations/x.yaml:84")
    assert lines[-2:] == [
        CardLine("field", "annotations/x.yaml:84", "in the file"),
        CardLine("field", "ada", "id"),
    ]
    assert describe_entry(index, Choice("ada"))[-1] == CardLine("field", "ada", "id")
    assert "in the file" not in fields(describe_entry(index, Choice("ada")))


# Everything an entry has

SAMPLES: dict[str, dict[str, tuple[str, ...]]] = {
    "entities": {
        "type": ("document", "document"),
        "name": ("Augusta", "Augusta"),
        "aliases": ("[Countess, A. A. L.]", "Countess", "A. A. L."),
        "description": ("a mathematician", "a mathematician"),
        "mentions": ("Ada Lovelace", "“Ada Lovelace”"),
        "links": ("{rel: represents, to: bob}", "represents", "Bobby"),
        "tags": ("[weird, odd]", "weird", "odd"),
        "note": ("a note", "a note"),
    },
    "events": {
        "title": ("A telling", "A telling"),
        "type": ("meeting", "meeting"),
        "date": ("1843-04", "Apr 1843"),
        "date_text": ("in spring", "“in spring”"),
        "place": ("[bob, oxford]", "Bobby", "oxford"),
        "participants": ("{speaker: bob, commander-in-chief: bob}", "speaker", "commander-in-chief", "Bobby"),
        "modality": ("planned", "planned"),
        "basis": ("stated", "stated"),
        "figures": (
            "{trunks: two, different units of the navy: few}",
            "trunks: two",
            "different units of the navy: few",
        ),
        "source": ("outlet", "the article itself"),
        "status": ("disputed", "disputed"),
        "mentions": ("told Bob", "“told Bob”"),
        "links": ("{rel: before, to: other}", "before", "The other event"),
        "tags": ("weird", "weird"),
        "note": ("a note", "a note"),
    },
    "claims": {
        "content": ("works well", "“works well”"),
        "source": ("[bob, outlet]", "Bobby", "the article itself"),
        "source_text": ("Ada Lovelace", "“Ada Lovelace”"),
        "cue": ("told Bob", "“told Bob”"),
        "mode": ("indirect", "indirect claim"),
        "stance": ("asserts", "asserts"),
        "certainty": ("certain", "certain"),
        "audience": ("bob", "Bobby"),
        "date": ("1843-04", "Apr 1843"),
        "date_text": ("in spring", "“in spring”"),
        "within": ("outer", "part of", "any engine"),
        "about": ("[bob, other, unheard-of]", "Bobby", "The other event", "unheard-of"),
        "status": ("open", "open"),
        "links": ("{rel: rebuts, to: outer}", "rebuts", "any engine"),
        "tags": ("weird", "weird"),
        "note": ("a note", "a note"),
    },
    "remarks": {
        "passage": ("works well", "“works well”"),
        "note": ("a note", "a note"),
        "tags": ("weird", "weird"),
    },
}
"""By section, for each key a value and what the card says of it; all of it other than without the key."""

TABLES = {"entities": schema.ENTITY, "events": schema.EVENT, "claims": schema.CLAIM, "remarks": schema.REMARK}

LINKS = {
    "rel": ("prevents", "prevents"),
    "to": ("other", "The other event"),
    "basis": ("inferred", "inferred"),
    "cue": ("told Bob", "“told Bob”"),
    "note": ("a reason", "a reason"),
}

SELECTORS = {
    "quote": ("{quote: [Ada, told]}", "“Ada … told”"),
    "from": ("{from: Ada, to: Bob}", "“Ada Lovelace told Bob”"),
    "to": ("{from: Ada, to: spring}", "“Ada Lovelace told Bob in spring”"),
    "note": ("{quote: Ada, note: the first one}", "the first one"),
    "tags": ("{quote: Ada, tags: [first, only]}", "first · only"),
    "in": ("{quote: Ada, in: Ada the great}", "in “Ada the great”"),
    "before": ("{quote: Ada, before: great}", "before “great”"),
    "after": ("{quote: Ada, after: great}", "after “great”"),
    "nth": ("{quote: Ada, nth: 7}", "nth 7"),
    "all": ("{quote: Eve, all: true}", "“Eve” all"),
    "except": ("{quote: Ada, except: Ada Lovelace}", "except “Ada Lovelace”"),
}
"""What pins words down is told where they are not found; where they are, their place tells it."""


def all_said(lines: list[CardLine]) -> str:
    """Everything on a card."""
    return "\n".join(chain.from_iterable((line.label, line.text, line.right) for line in lines))


def written(section: str, key: str) -> tuple[str, str, tuple[str, ...]]:
    """An entry without and with a key, and what the card says of the key."""
    value, *words = SAMPLES[section][key]
    needed = {"claims": "content: engine works", "remarks": "passage: engine works"}.get(section, "")
    needed = "" if needed.startswith(f"{key}:") else needed
    with_key = ", ".join(filter(None, (needed, f"{key}: {value}")))
    return f"{{{needed}}}", f"{{{with_key}}}", tuple(words)


@pytest.mark.parametrize(("section", "key"), [(section, key) for section in TABLES for key in TABLES[section]])
def test_a_value_of_every_key_is_on_the_card(tmp_path: Path, section: str, key: str) -> None:
    """Whatever the format has for an entry, a default that is written too, its card says it in words."""
    without, with_key, words = written(section, key)
    said = all_said(card_of(tmp_path, section, with_key))
    for word in words:
        assert word in said
    if (section, key) != ("remarks", "passage"):
        unsaid = all_said(card_of(tmp_path, section, without))
        assert any(word not in unsaid for word in words)


@pytest.mark.parametrize("key", schema.LINK)
def test_a_value_of_every_key_of_a_link_is_on_the_card(tmp_path: Path, key: str) -> None:
    """Relation, other end, basis, the words that say so, and why."""
    value, *words = LINKS[key]
    link = {"rel": "before", "to": "other", key: value}
    shown = ", ".join(f"{name}: {one}" for name, one in link.items())
    said = all_said(card_of(tmp_path, "events", f"{{links: {{{shown}}}}}"))
    assert all(word in said for word in words)


@pytest.mark.parametrize("key", schema.SELECTOR)
@pytest.mark.parametrize("section", ["entities", "events"])
def test_a_value_of_every_key_of_a_selector_is_on_the_card(tmp_path: Path, section: str, key: str) -> None:
    """The words, notes and tags of one mention alone, and what pins the words down where they are not found."""
    value, *words = SELECTORS[key]
    said = all_said(card_of(tmp_path, section, f"{{mentions: {value}}}"))
    assert all(word in said for word in words)


def test_notes_of_any_selector_stand_under_its_words(tmp_path: Path) -> None:
    """Those of a cue, of a date's words and of a link's cue, with what they are selectors of."""
    lines = card_of(
        tmp_path,
        "claims",
        "{content: {quote: works well, note: of content}, cue: {quote: told Bob, tags: ofcue}, "
        "date_text: {quote: in spring, note: of date}, source_text: {quote: Ada, note: of source}, "
        "links: {rel: rebuts, to: outer, cue: {quote: Others, note: of link}}}",
    )
    told_of = {
        (line.label, line.text, note.label, note.text) for line, note in pairwise(lines) if note.text.startswith("of")
    }
    assert told_of == {
        ("content", "works well", "note", "of content"),
        ("said with", "told Bob", "tags", "ofcue"),
        ("date", "in spring", "note", "of date"),
        ("named as", "Ada", "note", "of source"),
        ("cue of rebuts", "Others", "note", "of link"),
    }


def test_what_is_too_wide_for_a_label_is_told_whole(tmp_path: Path) -> None:
    """Roles and relations of one's own may be long; the column of labels cuts, the text does not."""
    lines = card_of(tmp_path, "events", "{participants: {commander-in-chief of all: bob}}")
    assert fields(lines)["participants"] == "commander-in-chief of all: Bobby"
    tagset = replace(DEFAULT, event_relations={"before": Word("comes a long time before", inverse="before")})
    events = {"a": Event(id="a", links=(Link("before", Reference("b")),)), "b": Event(id="b")}
    index = Index(Article("a", ""), Annotations(events=events), tagset=tagset)
    (line,) = (line for line in describe_entry(index, Choice("a")) if line.role == "link")
    assert (line.label, line.text) == ("", "comes a long time before: ● b")
