"""The entries of a file as JSON values."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Span
from idlib_reader.core.words import is_word_edge
from idlib_reader.exchange.listing import (
    Filter,
    Json,
    JsonObject,
    as_json,
    chosen_entries,
    write_json,
)
from idlib_reader.storage import schema
from marked import annotated, marked

FILE = "annotations/report.yaml"


def ids(*names: str) -> tuple[Reference, ...]:
    return tuple(Reference(name) for name in names)


def words(text: str, **keys: object) -> Selector:
    return Selector((text,), **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


def the_only(index: Index, kind: str) -> JsonObject:
    (found,) = as_json(index, kind, FILE, lambda at: at + 1)  # type: ignore[arg-type]  # each test names a kind
    assert json.loads(json.dumps(found)) == found
    return found


def mentions(text: str, *selectors: Selector) -> Json:
    """The places of an entity with these mentions in a text."""
    return the_only(
        Index(Article("a", text), Annotations(entities={"e": Entity(id="e", mentions=selectors)})), "entity"
    )["mentions"]


def place(quote: Json, start: Json, end: Json, state: str = "exact", **own: Json) -> JsonObject:
    return {"quote": quote, "start": start, "end": end, "state": state, **own}


# Whole objects


def test_an_entity_has_all_its_keys() -> None:
    """Every key that it has is there, values as written, words as places."""
    index = Index(
        Article("a", "Ada met Bob in Sochi."),
        Annotations(
            entities={
                "ada": Entity(
                    id="ada",
                    type="person",
                    name="Ada Lovelace",
                    aliases=("A. L.",),
                    description="a spokeswoman",
                    mentions=(words("Ada"),),
                    links=(Link("represents", Reference("bob"), "inferred", (words("met"),), "a guess"),),
                    tags=("check",),
                    note="Who?",
                    at=41,
                )
            }
        ),
    )
    assert the_only(index, "entity") == {
        "id": "ada",
        "file": FILE,
        "line": 42,
        "type": "person",
        "name": "Ada Lovelace",
        "aliases": ["A. L."],
        "description": "a spokeswoman",
        "mentions": [place("Ada", 0, 3)],
        "links": [
            {"rel": "represents", "to": "bob", "basis": "inferred", "cue": [place("met", 4, 7)], "note": "a guess"}
        ],
        "tags": ["check"],
        "note": "Who?",
    }


def test_an_event_has_all_its_keys() -> None:
    """Participants stand under their roles, figures under what was counted; dates are EDTF as written."""
    index = Index(
        Article("a", "In September 2018 more than a dozen units left Sochi."),
        Annotations(
            events={
                "left": Event(
                    id="left",
                    title="Units leave",
                    type="movement",
                    date="2018-09",
                    date_text=(words("September 2018"),),
                    place=ids("sochi"),
                    participants=(("agent", ids("units", "others")), ("host", ids("russia"))),
                    modality="alleged",
                    basis="inferred",
                    figures=(("units", "more than a dozen"), ("dead", "010")),
                    source=ids("peskov", "outlet"),
                    status="disputed",
                    mentions=(words("units left"),),
                    links=(Link("before", Reference("talks")),),
                    tags=("a", "b"),
                    note="When?",
                )
            }
        ),
    )
    assert the_only(index, "event") == {
        "id": "left",
        "file": FILE,
        "line": 1,
        "title": "Units leave",
        "type": "movement",
        "date": "2018-09",
        "date_text": [place("September 2018", 3, 17)],
        "place": ["sochi"],
        "participants": {"agent": ["units", "others"], "host": ["russia"]},
        "modality": "alleged",
        "basis": "inferred",
        "figures": {"units": "more than a dozen", "dead": "010"},
        "source": ["peskov", "outlet"],
        "status": "disputed",
        "mentions": [place("units left", 36, 46)],
        "links": [{"rel": "before", "to": "talks", "basis": "stated", "cue": [], "note": None}],
        "tags": ["a", "b"],
        "note": "When?",
    }


def test_a_claim_has_all_its_keys() -> None:
    """What names words is a list of places, what names ids a list of ids, `within` one id."""
    index = Index(
        Article("a", "All is well, a source told the press on Monday."),
        Annotations(
            claims={
                "well": Claim(
                    id="well",
                    content=words("All is well"),
                    source=ids("source"),
                    source_text=(words("a source"),),
                    cue=(words("told"),),
                    mode="direct",
                    stance="denies",
                    certainty="probable",
                    audience=ids("press"),
                    date="2020-02-17",
                    date_text=(words("Monday"),),
                    within=Reference("other#claim"),
                    about=ids("talks", "idlib"),
                    status="refuted",
                    links=(Link("rebuts", Reference("bad")),),
                    tags=("check",),
                    note="Is it?",
                )
            }
        ),
    )
    assert the_only(index, "claim") == {
        "id": "well",
        "file": FILE,
        "line": 1,
        "content": [place("All is well", 0, 11)],
        "source": ["source"],
        "source_text": [place("a source", 13, 21)],
        "cue": [place("told", 22, 26)],
        "mode": "direct",
        "stance": "denies",
        "certainty": "probable",
        "audience": ["press"],
        "date": "2020-02-17",
        "date_text": [place("Monday", 40, 46)],
        "within": "other#claim",
        "about": ["talks", "idlib"],
        "status": "refuted",
        "links": [{"rel": "rebuts", "to": "bad", "basis": "stated", "cue": [], "note": None}],
        "tags": ["check"],
        "note": "Is it?",
    }


def test_a_remark_has_all_its_keys() -> None:
    """Its passage is a list of places, too."""
    index = annotated("[Why](why)?", Remark(id="why", note="Whose?\nOurs?", tags=("check",)))
    assert the_only(index, "remark") == {
        "id": "why",
        "file": FILE,
        "line": 1,
        "passage": [place("Why", 0, 3)],
        "note": "Whose?\nOurs?",
        "tags": ["check"],
    }


@pytest.mark.parametrize(
    ("entry", "kind", "defaults"),
    [
        (
            Entity(id="x"),
            "entity",
            {"type": "other", "name": "x", "aliases": [], "description": None, "mentions": [], "links": []},
        ),
        (
            Event(id="x"),
            "event",
            {
                "title": "x",
                "type": "other",
                "date": None,
                "date_text": [],
                "place": [],
                "participants": {},
                "modality": "actual",
                "basis": "stated",
                "figures": {},
                "source": ["outlet"],
                "status": None,
                "mentions": [],
                "links": [],
            },
        ),
        (
            Claim(id="x"),
            "claim",
            {
                "content": [],
                "source": [],
                "source_text": [],
                "cue": [],
                "mode": None,
                "stance": "asserts",
                "certainty": "certain",
                "audience": [],
                "date": None,
                "date_text": [],
                "within": None,
                "about": [],
                "status": "open",
                "links": [],
            },
        ),
        (Remark(id="x"), "remark", {"passage": []}),
    ],
)
def test_what_an_entry_has_not_is_there_with_its_default(
    entry: Entity | Event | Claim | Remark, kind: str, defaults: dict[str, Json]
) -> None:
    """What the format gives a default has it; else there is null, an empty list or an empty mapping."""
    assert the_only(annotated("", entry), kind) == {
        "id": "x",
        "file": FILE,
        "line": 1,
        **defaults,
        "tags": [],
        "note": None,
    }


@pytest.mark.parametrize(
    ("entry", "kind", "fields"),
    [
        (Entity(id="x"), "entity", schema.ENTITY),
        (Event(id="x"), "event", schema.EVENT),
        (Claim(id="x"), "claim", schema.CLAIM),
        (Remark(id="x"), "remark", schema.REMARK),
    ],
)
def test_the_keys_are_those_of_the_format_in_its_order(
    entry: Entity | Event | Claim | Remark, kind: str, fields: dict[str, schema.Field]
) -> None:
    """A key that the format gains is missing here until it is listed, too."""
    assert list(the_only(annotated("", entry), kind)) == ["id", "file", "line", *fields]


def test_the_keys_of_a_link_are_those_of_the_format() -> None:
    """In its order, whatever the link itself has."""
    (link,) = the_only(annotated("", Event(id="x", links=(Link("before", Reference("y")),))), "event")["links"]  # type: ignore[union-attr, misc]  # a list of one
    assert list(link) == list(schema.LINK)


def test_an_event_with_an_empty_list_of_sources_is_the_outlets() -> None:
    """An empty value is an absent one."""
    index = annotated("", Event(id="x", source=()))
    assert the_only(index, "event")["source"] == ["outlet"]
    assert chosen_entries(index, "event", Filter(source=("outlet",)))


def test_a_claim_has_what_it_takes_over() -> None:
    """Source, cue, mode, certainty and date come from the claim that it is within, unless it gives its own."""
    outer = Claim(
        id="outer",
        source=ids("peskov"),
        cue=(words("said"),),
        mode="direct",
        certainty="possible",
        date="2020",
        stance="denies",
        keys=frozenset({"source", "cue", "mode", "certainty", "date", "stance"}),
    )
    inner = Claim(id="inner", within=Reference("outer"), mode="mixed", keys=frozenset({"within", "mode"}))
    _, found = as_json(annotated("he said so", outer, inner), "claim", FILE, lambda at: 1)
    assert found["source"] == ["peskov"]
    assert found["cue"] == [place("said", 3, 7)]
    assert (found["mode"], found["certainty"], found["date"]) == ("mixed", "possible", "2020")
    assert (found["within"], found["stance"]) == ("outer", "asserts")


def test_entries_come_in_the_order_of_the_file() -> None:
    """Neither their places nor their names nor time change it, and other kinds are left out."""
    index = annotated(
        "[b](b) [a](a) [c](c) [e](e)",
        Entity(id="c", at=3),
        Entity(id="b", at=5),
        Event(id="e"),
        Entity(id="a", at=9),
    )
    found = as_json(index, "entity", FILE, lambda at: at * 10)
    assert [(one["id"], one["line"]) for one in found] == [("c", 30), ("b", 50), ("a", 90)]


# Places


def test_an_all_rule_has_an_object_for_each_place() -> None:
    """They stand in text order, those of each mention in the order of the mentions."""
    text, spans = marked("[Idlib](1), [Syria](2) and [Idlib](1), not Syrian [Idlib](3)")
    found = mentions(text, words("Syria"), words("Idlib", all=True, excepted=(words("Syrian Idlib"),)))
    second, first, third, _ = (mark.span for mark in spans)
    assert found == [place("Syria", *first), place("Idlib", *second), place("Idlib", *third)]


def test_pieces_give_lists_of_equal_length() -> None:
    """Quote, start and end have a value for each piece."""
    text, spans = marked("[Turkey](x) said that it [is ready](x) to talk")
    one, other = (mark.span for mark in spans)
    found = mentions(text, Selector(("Turkey", "is ready")))
    assert found == [place(["Turkey", "is ready"], [one.start, other.start], [one.end, other.end])]


def test_a_long_passage_is_quoted_in_full() -> None:
    """The article's words from the start of `from` to the end of `to`."""
    text, spans = marked("Then [we were satisfied\nin Sochi](x) and left")
    found = mentions(text, words("we were", to="in Sochi"))
    assert found == [place("we were satisfied\nin Sochi", *spans[0].span)]


def test_a_folded_quote_is_that_of_the_article() -> None:
    """Not the words as the file has them."""
    assert mentions("the President’s  plan", words("President's plan")) == [
        place("President’s  plan", 4, 21, state="folded")
    ]


def test_each_place_of_a_rule_has_its_own_state() -> None:
    """One that is folded does not make the others so."""
    assert mentions("it’s and it's", words("it's", all=True)) == [
        place("it’s", 0, 4, state="folded"),
        place("it's", 9, 13),
    ]


@pytest.mark.parametrize(
    ("selector", "state", "quote"),
    [
        (words("Idlib"), "ambiguous", "Idlib"),
        (words("Aleppo"), "orphan", "Aleppo"),
        (words("Aleppo", all=True), "orphan", "Aleppo"),
        (words("Idlib", all=True, excepted=(words("Idlib", all=True),)), "orphan", "Idlib"),
        (words("Idlib", to="Homs"), "orphan", "Idlib … Homs"),
        (Selector(("Idlib", "Homs")), "orphan", ["Idlib", "Homs"]),
        (Selector(("Idlib", "and", "Idlib,")), "orphan", ["Idlib", "and", "Idlib,"]),
        (words("Idlib\nor  not"), "orphan", "Idlib\nor  not"),
    ],
)
def test_words_without_a_place_are_those_of_the_file(selector: Selector, state: str, quote: Json) -> None:
    """Where there is no place or more than one, there are no offsets; one object tells which words it is about."""
    assert mentions("Idlib and Idlib", selector) == [place(quote, None, None, state)]


@pytest.mark.parametrize(("state", "is_found"), [("moved", True), ("review", False)])
def test_only_a_place_that_one_may_rely_on_is_told(state: str, is_found: bool) -> None:
    """A place that was found by its context is; one that is only proposed is not."""
    selector = words("Idlib town")
    index = annotated("Idlib city", Entity(id="e"))
    index.entries["e"] = Entity(id="e", mentions=(selector,))
    index.anchors = {selector: Anchor(state, ((Span(0, 10),),))}  # type: ignore[arg-type]  # a state of the format
    expected = place("Idlib city", 0, 10, state) if is_found else place("Idlib town", None, None, state)
    assert the_only(index, "entity")["mentions"] == [expected]


def test_note_and_tags_of_a_mention_stand_at_each_of_its_places() -> None:
    """They are there only where the selector has them, and never taken for those of another mention."""
    noted = words("Idlib", all=True, note="the town", tags=("x", "y"))
    assert mentions("Idlib, Syria, Idlib", noted, words("Syria"), words("Homs", note="where?")) == [
        place("Idlib", 0, 5, note="the town", tags=["x", "y"]),
        place("Idlib", 14, 19, note="the town", tags=["x", "y"]),
        place("Syria", 7, 12),
        place("Homs", None, None, "orphan", note="where?"),
    ]


def test_offsets_count_code_points() -> None:
    """An emoji is one where UTF-16 has two, a letter with its mark is two, whatever their cells."""
    assert mentions("👩‍🚀 e\u0301 漢字 Idlib", words("Idlib"), words("漢字"), words("é")) == [
        place("Idlib", 10, 15),
        place("漢字", 7, 9),
        place("e\u0301", 4, 6, state="folded"),
    ]


PARTS = ["Idlib", "a", "ab", "ال", "漢字", "e\u0301", "é", "👩\u200d🚀", "’", "'", " ", " ", "  ", "\n", "-", "–"]
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map("".join)


def stretches(text: str) -> list[str]:
    """The pieces of a text between two edges of words."""
    edges = [at for at in range(len(text) + 1) if is_word_edge(text, at)]
    return [text[start:end] for start, end in combinations(edges, 2) if text[start:end].strip()] or ["none"]


@st.composite
def annotated_texts(draw: st.DrawFn) -> Index:
    text = draw(TEXTS)
    quotes = st.sampled_from(stretches(text)).map(lambda found: found.replace("’", "'")) | TEXTS.filter(str.strip)
    selectors = st.builds(
        Selector,
        st.lists(quotes, min_size=1, max_size=3).map(tuple),
        all=st.booleans(),
        note=st.sampled_from(["", "a note"]),
    ) | st.builds(Selector, quotes.map(lambda quote: (quote,)), to=quotes, all=st.booleans())
    found = draw(st.lists(selectors, max_size=6))
    event = Event(id="e", mentions=tuple(found), date_text=tuple(found[:2]))
    return Index(Article("a", text), Annotations(events={"e": event}))


@settings(deadline=None, max_examples=200)
@given(annotated_texts())
def test_the_offsets_of_every_place_give_its_quote_back(index: Index) -> None:
    """Whatever the selector: with both offsets for each quote, or with none and a state that says why."""
    text = index.article.text
    (event,) = json.loads(write_json(as_json(index, "event", FILE, lambda at: 1)))
    for found in [*event["mentions"], *event["date_text"]]:
        if found["start"] is None:
            assert found["end"] is None
            assert found["state"] in {"ambiguous", "orphan"}
            continue
        parts = zip(*(_listed(found[key]) for key in ("quote", "start", "end")), strict=True)
        assert all(text[start:end] == quote and start < end for quote, start, end in parts)
    assert len(event["mentions"]) == sum(
        max(1, len(index.anchors[selector].places)) for selector in index.annotations.events["e"].mentions
    )


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


# The text


def written(*names: str) -> str:
    return write_json(as_json(annotated("", *(Entity(id=name) for name in names)), "entity", FILE, lambda at: 1))


def test_the_text_is_an_array_with_an_object_a_line() -> None:
    """So that tools that go by lines can read it as well."""
    lines = written("one", "two").splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", 4)
    assert json.loads(lines[1].rstrip(","))["id"] == "one"
    assert written() == "[]"


HARMLESS = ["é", "漢字", "الكتاب", "👩\u200d🚀", "“", "a\u00a0b"]
HARMFUL = ["\x1b]52;c;aGk=\x07", "\x7f", "\x9b", "\u202e", "\u2028", "\ud800", "\U000e0041", "\U000e0fff", "\ufeff"]


@pytest.mark.parametrize("name", HARMLESS)
def test_letters_of_all_scripts_are_written_as_they_are(name: str) -> None:
    """A person can read the text."""
    assert name in written(name)


@pytest.mark.parametrize("name", [*HARMFUL, "a\nb\tc", "\\u0041", '"'])
def test_what_a_terminal_would_interpret_is_escaped(name: str) -> None:
    """It reads back as what it was, and the text can be encoded and drawn."""
    text = written(name)
    assert text.replace("\n", "").isprintable()
    assert text.encode()
    assert [one["id"] for one in json.loads(text)] == [name]


@pytest.mark.parametrize("name", [*HARMLESS, *HARMFUL, "😀"])
def test_the_text_can_do_with_ascii(name: str) -> None:
    """An output that is not in UTF-8 gets the same values, all in escapes."""
    found = as_json(annotated("", Entity(id=name)), "entity", FILE, lambda at: 1)
    text = write_json(found, is_ascii=True)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert json.loads(text) == found
