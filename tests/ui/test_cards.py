"""What the card says of each kind of entry."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

import pytest

from idlib_reader.core.annotations import (
    Annotations,
    Claim,
    Entity,
    Event,
    Heading,
    Link,
    Reference,
    Remark,
)
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Elsewhere, NoWay, Stand, act, current, follow, steps_from
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from idlib_reader.storage import schema
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate
from idlib_reader.ui.cards import CardLine, describe_article, describe_entry, summarise
from marked import annotated

REPOSITORY = Path(__file__).resolve().parents[2]


def example() -> Index:
    """The example that comes with the program."""
    (article,) = (REPOSITORY / "seeds").glob("*.txt")
    return annotate(read_article(article), REPOSITORY / "annotations" / f"{article.stem}.yaml").index


EXAMPLE = example()


def told(lines: list[CardLine], role: str) -> list[str]:
    """The text of the lines of a role."""
    return [line.text for line in lines if line.role == role]


def fields(lines: list[CardLine]) -> dict[str, str]:
    """The labelled lines, by label."""
    return {line.label: line.text for line in lines if line.role == "field"}


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


def test_an_inferred_link_is_told_as_such() -> None:
    """What the analyst adds is never shown as if the article said it."""
    index = annotated(
        "[one](one) [two](two)",
        Event(id="one", links=(Link("before", Reference("two"), basis="inferred"),)),
        Event(id="two"),
    )
    for id_ in ("one", "two"):
        (line,) = (line for line in describe_entry(index, Choice(id_)) if line.role == "link")
        assert "inferred" in line.text


def test_the_sign_of_enter_stands_at_the_first_link_to_an_event() -> None:
    """A link to a claim before it has its digit alone, as Enter passes over it."""
    index = annotated(
        "[one](one) [two](two) [said](said)",
        Event(id="one", links=(Link("same-as", Reference("said")), Link("before", Reference("two")))),
        Event(id="two"),
        Claim(id="said"),
    )
    links = [line.right for line in describe_entry(index, Choice("one")) if line.role == "link"]
    assert ["⏎" in right for right in links] == [False, True]
    assert [right[-1] for right in links] == ["1", "2"]


def test_the_sign_of_enter_stands_once() -> None:
    """Also where one link is written twice."""
    links = (Link("before", Reference("two")), Link("before", Reference("two")))
    lines = describe_entry(annotated("", Event(id="one", links=links), Event(id="two")), Choice("one"))
    assert ["⏎" in line.right for line in lines if line.role == "link"] == [True, False]


def test_digits_stand_at_the_first_nine_links_only() -> None:
    """A tenth link is shown, without a key that would not follow it."""
    targets = [Event(id=f"e{number:02}") for number in range(12)]
    one = Event(id="one", links=tuple(Link("before", Reference(event.id)) for event in targets))
    lines = [line for line in describe_entry(annotated("", one, *targets), Choice("one")) if line.role == "link"]
    assert [line.right[-1:] for line in lines] == [*"123456789", "", "", ""]


@pytest.mark.parametrize("id_", EXAMPLE.entries)
def test_each_digit_of_a_card_leads_to_what_its_line_names(id_: str) -> None:
    """On every card of the example, line and key agree, and Enter's sign stands at the event that it leads to."""
    choice = Choice(id_)
    lines = describe_entry(EXAMPLE, choice)
    links = [line for line in lines if line.role == "link"]
    stand = Stand(choice=choice)
    assert len(links) == len(steps_from(EXAMPLE, id_))
    for digit, line in enumerate(links[:9], 1):
        reached = follow(EXAMPLE, stand, digit)
        assert not isinstance(reached, NoWay)
        there = current(EXAMPLE, reached)
        assert there is not None
        name = EXAMPLE.label(there.id)
        # Who says a claim goes without saying on the card of who says it.
        assert line.step == digit
        assert name.removeprefix(f"{EXAMPLE.label(id_)}: ") in line.text
        assert line.right.endswith(str(digit))
    if id_ in EXAMPLE.annotations.events:
        entered = act(EXAMPLE, stand)
        marked = [line.text for line in links if "⏎" in line.right]
        if isinstance(entered, NoWay):
            assert marked == []
        else:
            assert entered.choice is not None
            assert len(marked) == 1
            assert EXAMPLE.label(entered.choice.id) in marked[0]


def test_without_a_choice_the_card_tells_of_the_article() -> None:
    """Title, outlet, author, date in words, address, language, note, and how much is marked."""
    heading = Heading(
        title="A title",
        outlet="The outlet",
        author="The author",
        published="2020-02-19",
        url="https://example.org",
        language="en",
        note="A note",
    )
    index = Index(Article("slug", "text"), Annotations(article=heading, entities={"ada": Entity(id="ada")}))
    lines = describe_article(index)
    assert lines[0] == CardLine("title", "A title")
    values = set(fields(lines).values())
    assert {"The outlet", "The author", "19 Feb 2020", "https://example.org", "en", "1"} <= values
    assert told(lines, "note")[0] == "A note"
    assert "?" in told(lines, "note")[1]
    assert describe_article(Index(Article("slug", ""), Annotations()))[0] == CardLine("title", "slug")


def test_the_summary_counts_each_kind() -> None:
    """Singular and plural; nothing at all is told too."""
    index = annotated("[a](a) [b](b) [c](c)", Entity(id="a"), Event(id="b"), Event(id="c"))
    assert summarise(index) == "1 entity, 0 claims, 2 events, 0 remarks"
    assert summarise(annotated("")) == "0 marks"


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


# Everything an entry has

TEXT = "Ada Lovelace told Bob in spring: the engine works well. Others say that an engine, any engine, works."

BASES = {
    "entities": {"bob": "{name: Bobby}"},
    "events": {"other": "{title: The other event}"},
    "claims": {"outer": "{content: any engine}"},
    "remarks": {},
}

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


def card_of(folder: Path, section: str, entry: str, *, text: str = TEXT) -> list[CardLine]:
    """The card of the entry `x` as it is written in a section of a file."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    file = folder / "a.yaml"
    written = ["format: idlib-reader/1"]
    for name, others in BASES.items():
        entries = {**others, **({"x": entry} if name == section else {})}
        written += [f"{name}:", *(f"  {id_}: {value}" for id_, value in entries.items())]
    file.write_text("\n".join(written) + "\n", encoding="utf-8")
    index = annotate(read_article(folder / "a.txt"), file).index
    assert "x" in index.entries, entry
    return describe_entry(index, Choice("x"))


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


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """It is no way on, so it has no number; what else is written of it is there."""
    lines = card_of(tmp_path, "events", "{links: {rel: before, to: unheard-of, cue: told Bob, note: why so}}")
    assert fields(lines)["before"].startswith("unheard-of")
    assert told(lines, "link") == []
    assert told(lines, "why") == ["“told Bob”", "why so"]


# What is wrong


def test_each_selector_that_is_not_found_is_told_with_what_would_help(tmp_path: Path) -> None:
    """Where the entry has no place it stands in place of the quotation, each under its state, once the help."""
    lines = card_of(tmp_path, "entities", "{description: d, mentions: [Eve, {quote: engine, before: of}, engine]}")
    assert [(line.label, line.text) for line in lines[2:4]] == [
        ("not found", "“Eve”"),
        ("not found", "“engine” before “of”"),
    ]
    assert (lines[5].label, lines[5].text) == ("ambiguous", "“engine” stands at 3 places")
    hints = told(lines, "why")
    assert len(hints) == 2
    assert "`in`" in hints[1]
    assert told(lines, "quote") == []


def test_what_is_wrong_with_other_words_is_told_with_their_key(tmp_path: Path) -> None:
    """Cues, dates and the cues of links, of an entry that stands in the text all the same."""
    lines = card_of(
        tmp_path,
        "claims",
        "{content: works well, cue: said Eve, source_text: engine, date_text: once, "
        "links: {rel: rebuts, to: outer, cue: since}}",
    )
    wrong = [(line.label, line.text) for line in lines if line.label in ("not found", "ambiguous")]
    assert wrong == [
        ("not found", "said with: “said Eve”"),
        ("not found", "date: “once”"),
        ("not found", "cue of rebuts: “since”"),
        ("ambiguous", "named as: “engine” stands at 3 places"),
    ]
    assert told(lines, "quote") == ["“works well”"]


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        ("{quote: engine, nth: 9}", "“engine” nth 9: it stands at 3 places"),
        ("{quote: Ada, nth: 2}", "“Ada” nth 2: it stands at 1 place"),
        (
            "{quote: Ada, all: true, except: Ada Lovelace}",
            "“Ada” all except “Ada Lovelace”: `except` takes out every place",
        ),
        ("{quote: engine, all: true, except: Eve}", "except “Eve”"),
        ("{quote: [Ada, Eve]}", "“Ada” “Eve”"),
        ("{from: Ada, to: Eve}", "“Ada” to “Eve”"),
    ],
)
def test_it_is_told_why_a_rule_finds_nothing(tmp_path: Path, selector: str, words: str) -> None:
    """Counting too far, exceptions that take out all, and exceptions that are not found themselves."""
    lines = card_of(tmp_path, "entities", f"{{mentions: {selector}}}")
    assert [line.text for line in lines if line.label == "not found"] == [words]
    # What is said of the words already needs no other help.
    assert bool(told(lines, "why")) == (":" not in words)


def test_what_is_excepted_may_stand_at_several_places(tmp_path: Path) -> None:
    """There every place counts, so it is no trouble."""
    lines = card_of(tmp_path, "entities", "{mentions: {quote: an engine, all: true, except: any}}")
    assert "ambiguous" not in fields(lines)
    lines = card_of(tmp_path, "entities", "{mentions: {quote: Ada, all: true, except: engine}}")
    assert "ambiguous" not in fields(lines)


def test_what_has_moved_is_told() -> None:
    """In an article that has changed, each selector that was found by a count or a rule."""
    entity = Entity(id="x", mentions=(Selector(("Ada",), all=True), Selector(("ran",))))
    heading = Heading(sha256="0" * 64)
    lines = describe_entry(
        Index(Article("a", "Ada ran"), Annotations(article=heading, entities={"x": entity})), Choice("x")
    )
    assert [line.text for line in lines if line.label == "moved"] == ["“Ada” all"]
    assert len(told(lines, "why")) == 1


def test_words_taken_over_from_another_claim_are_told_there() -> None:
    """A part of a quotation has the cue of the whole; that it is not found is told once."""
    claims = {
        "whole": Claim(id="whole", cue=(Selector(("said",)),), keys=frozenset({"cue"})),
        "part": Claim(id="part", content=Selector(("so",)), within=Reference("whole")),
    }
    index = Index(Article("a", "so"), Annotations(claims=claims))
    assert "not found" in fields(describe_entry(index, Choice("whole")))
    assert "not found" not in fields(describe_entry(index, Choice("part")))


def test_an_entry_that_names_no_words_is_told_from_one_that_is_not_found(tmp_path: Path) -> None:
    """The one is as it was meant, the other wants mending."""
    one, other = (card_of(tmp_path, "entities", entry) for entry in ("{}", "{mentions: Eve}"))
    assert told(one, "note") != told(other, "note")
    assert "not found" not in fields(one)


# Ways on


def test_more_than_nine_ways_stand_under_headings() -> None:
    """Each group with its number, in the order of the digits; few ways need no headings."""
    many = annotated(
        "[Ada](ada)",
        Entity(id="ada", name="Ada", links=(Link("same-as", Reference("bob")),)),
        Entity(id="bob"),
        *[Event(id=f"e{row}", participants=(("agent", (Reference("ada"),)),)) for row in range(20)],
        *[Claim(id=f"c{row}", source=(Reference("ada"),)) for row in range(10)],
        *[Claim(id=f"d{row}", about=(Reference("ada"),)) for row in range(9)],
    )
    lines = describe_entry(many, Choice("ada"))
    shown = [line for line in lines if line.role in ("note", "link")]
    headings = [(row, line.text) for row, line in enumerate(shown) if line.role == "note"]
    assert headings == [(0, "Links (1)"), (2, "Takes part in (20)"), (23, "Says (10)"), (34, "Claims about it (9)")]
    ways = [line for line in shown if line.role == "link"]
    assert [line.step for line in ways] == list(range(1, 41))
    assert [line.right for line in ways] == [*"123456789", *[""] * 31]
    assert [line.step for line in lines if line.role != "link" and line.step] == []
    few = annotated(
        "",
        Entity(id="ada"),
        Event(id="e", participants=(("agent", (Reference("ada"),)),)),
        *[Claim(id=f"c{row}", source=(Reference("ada"),)) for row in range(8)],
    )
    assert told(describe_entry(few, Choice("ada")), "note") == ["It names no words of the article."]


def test_what_is_a_way_on_is_told_once(tmp_path: Path) -> None:
    """Of what a claim is about only those are a field that no number follows."""
    lines = card_of(tmp_path, "claims", "{content: works well, about: [bob, other, outer, unheard-of], within: outer}")
    assert fields(lines)["about"] == "Bobby · unheard-of"
    assert "part of" not in fields(lines)
    assert [line.label for line in lines if line.role == "link"] == ["part of", "about", "about"]


def test_a_claim_of_the_entity_itself_does_not_name_it_again() -> None:
    """On the card of who says it the words are enough; on all others the name stands before them."""
    index = annotated(
        "[it works](works)",
        Entity(id="ada", name="Ada"),
        Entity(id="bob", name="Bob"),
        Claim(id="works", source=(Reference("ada"),), about=(Reference("bob"),)),
    )
    assert told(describe_entry(index, Choice("ada")), "link") == ["“ it works"]
    assert told(describe_entry(index, Choice("bob")), "link") == ["“ Ada: it works"]


def test_no_two_empty_rows_follow_each_other() -> None:
    """On every card of the example, as it is told."""
    for id_ in EXAMPLE.entries:
        roles = [line.role for line in describe_entry(EXAMPLE, Choice(id_))]
        assert ("gap", "gap") not in pairwise(roles)


# Where it is written, and the empty article


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


def test_the_article_tells_its_annotation_file() -> None:
    """Its whole path, where something is marked in it."""
    assert fields(describe_article(EXAMPLE, "a/long/path.yaml"))["in the file"] == "a/long/path.yaml"
    assert "in the file" not in fields(describe_article(EXAMPLE))


def test_an_article_without_marks_says_where_they_go_and_which_keys_work() -> None:
    """The file, where the format is taught, and the first keys of the table of commands."""
    empty = Index(Article("slug", "text"), Annotations())
    lines = describe_article(empty, path="annotations/slug.yaml")
    notes = " ".join(told(lines, "note"))
    assert "Nothing is marked" in notes
    assert "annotations/slug.yaml" in notes
    assert "annotations/README.md" in notes
    assert list(fields(lines)) == ["/", "v", "y", "p", "?"]
    assert "Nothing is marked" in " ".join(told(describe_article(empty), "note"))


def test_what_was_not_read_yet_is_not_called_empty() -> None:
    """While the annotations are being read nobody knows whether anything is marked."""
    notes = told(describe_article(Index(Article("slug", "text"), Annotations()), is_read=False), "note")
    assert notes == ["The annotations are being read."]


# Other articles


def across() -> Index:
    """An article whose event `fall` and entity `ada` are tied to what another article has."""
    other = Annotations(
        article=Heading(title="The other article"),
        entities={"ada": Entity(id="ada", name="Lady Ada", keys=frozenset({"name"}))},
        events={
            "siege": Event(
                id="siege",
                title="The siege",
                modality="planned",
                links=(Link("causes", Reference("fall"), cue=(Selector(("led to",), before="siege"),)),),
                keys=frozenset({"title"}),
            )
        },
        claims={"said": Claim(id="said", content=Selector(("It fell.",)), source=(Reference("ada"),))},
    )
    own = Annotations(
        entities={"ada": Entity(id="ada", name="Ada", keys=frozenset({"name"}))},
        events={
            "fall": Event(
                id="fall",
                links=(
                    Link("same-as", Reference("said-here")),
                    Link("after", Reference("siege"), note="why", cue=(Selector(("text",)),)),
                    Link("before", Reference("rise")),
                ),
            ),
            "rise": Event(id="rise"),
        },
        claims={
            "said-here": Claim(
                id="said-here",
                about=(Reference("siege"), Reference("other#said"), Reference("ada")),
                within=Reference("other#said"),
            )
        },
    )
    return Index(Article("own", "text"), own, Corpus({"own": own, "other": other}))


def test_a_way_into_another_article_names_it() -> None:
    """Sign and name of the entry there, and below them the article's title, dim; then what is written of the link."""
    lines = describe_entry(across(), Choice("fall"))
    (at,) = (row for row, line in enumerate(lines) if line.role == "link" and line.label == "after")
    assert lines[at].text == "○ The siege"
    assert [(line.role, line.text) for line in lines[at + 1 : at + 4]] == [
        ("why", "The other article"),
        ("why", "“text”"),
        ("why", "why"),
    ]


def test_the_cue_of_a_link_that_another_article_writes_is_told_as_written() -> None:
    """Its text is not at hand, and this article's places would be wrong."""
    lines = describe_entry(across(), Choice("fall"))
    (at,) = (row for row, line in enumerate(lines) if line.label == "caused by")
    assert [line.text for line in lines[at : at + 3]] == ["○ The siege", "The other article", "“led to” before “siege”"]


def test_the_sign_of_enter_stands_at_the_way_that_enter_takes() -> None:
    """The first link to an event in the order of the file, also where it leads into another article."""
    lines = describe_entry(across(), Choice("fall"))
    assert [(line.label, line.step) for line in lines if "⏎" in line.right] == [
        (line.label, line.step) for line in lines if line.text == "○ The siege" and line.label == "after"
    ]
    for line in lines:
        if line.step:
            reached = follow(across(), Stand(choice=Choice("fall")), line.step)
            assert not isinstance(reached, NoWay)
            where = reached.id if isinstance(reached, Elsewhere) else reached.choice and reached.choice.id
            assert where == {"○ The siege": "siege", "● rise": "rise"}.get(line.text, "said-here"), line


def test_an_entity_tells_what_it_says_in_other_articles_and_that_they_name_it() -> None:
    """A claim there by its words, and the article by its title, which is told once."""
    lines = describe_entry(across(), Choice("ada"))
    ways = [(line.label, line.text) for line in lines if line.role == "link"]
    assert ("says", "“ Lady Ada: It fell.") in ways
    assert ("in", "The other article") in ways
    assert told(lines, "why") == ["The other article"]


def test_what_a_claim_is_about_elsewhere_is_a_way_and_no_field() -> None:
    """Whole and subjects in another article are walked to; an entity here stays a field."""
    lines = describe_entry(across(), Choice("said-here"))
    assert fields(lines)["about"] == "Ada"
    assert "part of" not in fields(lines)
    ways = [(line.label, line.text) for line in lines if line.role == "link" and line.label in ("about", "part of")]
    assert ways == [
        ("part of", "“ Lady Ada: It fell."),
        ("about", "○ The siege"),
        ("about", "“ Lady Ada: It fell."),
    ]


def test_many_ways_into_other_articles_stand_together() -> None:
    """Whatever ties them, they have one heading, and each names its article."""
    files = {
        f"a{row}": Annotations(
            article=Heading(title=f"Title {row}"),
            claims={"c": Claim(id="c", about=(Reference("ada"),))},
            events={f"e{row}": Event(id=f"e{row}", participants=(("agent", (Reference("ada"),)),))},
        )
        for row in range(6)
    }
    own = Annotations(
        entities={"ada": Entity(id="ada", links=(Link("same-as", Reference("bob")),)), "bob": Entity(id="bob")}
    )
    lines = describe_entry(Index(Article("own", ""), own, Corpus({"own": own, **files})), Choice("ada"))
    assert [text for text in told(lines, "note") if "(" in text] == ["Links (1)", "In other articles (12)"]
    assert len(told(lines, "why")) == 12
    assert {line.label for line in lines if line.step > 1} == {"agent", "claim"}
    assert [line.step for line in lines if line.role == "link"] == list(range(1, 14))


def test_a_link_to_an_entry_that_is_broken_in_the_file_says_so() -> None:
    """It is there, and only can't be read now."""
    events = {"a": Event(id="a", links=(Link("before", Reference("b")),))}
    index = Index(Article("a", ""), Annotations(events=events, unread=frozenset({"b"})))
    assert fields(describe_entry(index, Choice("a")))["before"] == "b (can't be read now)"
