"""The orders of the lists, and what typed words leave of them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from idlib_reader.core.annotations import KINDS, Annotations, Claim, Entity, Event, Heading, Kind, Reference, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.orders import ORDERS, Lists, Order, filtered, name_key, ordered, spellings
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from marked import annotated


def in_order(index: Index, kind: Kind, order: Order) -> str:
    """The ids of a list, with a space between."""
    return " ".join(ordered(index, kind, order))


# Orders


def test_each_kind_has_an_order() -> None:
    """Every list of every kind holds each of its entries once, whatever it is sorted by."""
    index = annotated(
        "[a](a) [b](b) [c](c) [d](d)", Entity(id="a"), Event(id="b"), Claim(id="c"), Remark(id="d"), Entity(id="e")
    )
    assert ORDERS.keys() == set(KINDS)
    for kind in KINDS:
        for order in ORDERS[kind]:
            assert sorted(ordered(index, kind, order)) == sorted(index.listed[kind]), order


PEOPLE = annotated(
    "[Zoe](zoe) met [ada](ada), [Ada](ada) and [Unit 10](ten) in [Oslo](oslo) near [unit 9](nine)",
    Entity(id="zoe", type="person", name="Zoe"),
    Entity(id="ada", type="person", name="ada"),
    Entity(id="oslo", type="place", name="Oslo"),
    Entity(id="ten", type="armed-force", name="Unit 10"),
    Entity(id="nine", type="armed-force", name="unit 9"),
    Entity(id="bob", type="person", name="Bob"),
)


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("type and name", "ada bob zoe nine ten oslo"),
        ("name", "ada bob oslo nine ten zoe"),
        ("first mention", "zoe ada ten oslo nine bob"),
        ("number of mentions", "ada oslo nine ten zoe bob"),
    ],
)
def test_entities_are_sorted_as_one_would_look_for_them(order: Order, ids: str) -> None:
    """Types stand as in the tagset; names without case, numbers by value; one that is not named comes last."""
    assert in_order(PEOPLE, "entity", order) == ids


def test_a_type_that_the_tagset_does_not_know_comes_last() -> None:
    """Types of the workspace's own stand where its tagset has them."""
    tagset = replace(DEFAULT, entity_types={"ship": Word(), "person": Word()})
    entities = [Entity(id=type_, type=type_) for type_ in ("balloon", "person", "ship", "airship")]
    index = Index(Article("a", ""), Annotations(entities={one.id: one for one in entities}), tagset=tagset)
    assert in_order(index, "entity", "type and name") == "ship person airship balloon"


def test_claims_are_sorted_by_place_source_and_status() -> None:
    """Within one source or status by place; nobody comes after everybody, and the outlet goes by its name."""
    index = annotated(
        "[one](one) [two](two) [three](three) [four](four)",
        Entity(id="zoe", name="Zoe"),
        Claim(id="gone", source=(Reference("ada"),), status="refuted"),
        Claim(id="four", source=(Reference("ada"),), status="nonsense"),
        Claim(id="three", status="corroborated"),
        Claim(id="two", source=(Reference("zoe"),), status="refuted"),
        Claim(id="one", source=(Reference("outlet"),)),
    )
    assert in_order(index, "claim", "place") == "one two three four gone"
    assert in_order(index, "claim", "source") == "four gone one two three"
    assert in_order(index, "claim", "status") == "one three two gone four"


def test_what_holds_another_comes_before_it() -> None:
    """A quotation stands before its parts, also before one that starts with it; equal places go by id."""
    index = annotated(
        "[[[all](part) of it](whole) here](more) [x](b) and [y](c)",
        Claim(id="part"),
        Claim(id="whole"),
        Claim(id="more"),
        Claim(id="c"),
        Claim(id="b"),
        Claim(id="a", content=Selector(("x",))),
    )
    assert in_order(index, "claim", "place") == "more whole part a b c"


def test_events_are_sorted_by_time_or_by_place_and_remarks_by_place() -> None:
    """The order of time is that of the timeline."""
    index = annotated(
        "[late](late) [soon](soon) [see](see) [also](also)",
        Event(id="gone", date="2019"),
        Event(id="soon", date="2018"),
        Event(id="late", date="2020"),
        Remark(id="also"),
        Remark(id="lost"),
        Remark(id="see"),
    )
    assert in_order(index, "event", "time") == "soon gone late"
    assert in_order(index, "event", "place") == "late soon gone"
    assert in_order(index, "remark", "place") == "see also lost"


@pytest.mark.parametrize(
    "names",
    [
        ["Unit 9", "unit 10", "Unit 10 B"],
        ["a", "A 2", "a 02 b", "a 10"],
        ["Eclair", "Écluse", "Egon"],
        ["٩ units", "10 units"],
        ["x 1", "x 1" + "0" * 5000],
        ["a 003", "a 12"],
        ["a  9", "a\t10"],
        ["漢字 2", "漢字 12"],
    ],
)
def test_names_sort_in_a_natural_order(names: list[str]) -> None:
    """Case, accents, leading zeros and scripts of digits do not count; no number is too long."""
    backwards = names[::-1]
    assert sorted(backwards, key=name_key) == names


# Filtering


STORY = Index(
    Article("a", "Ada’s plan: “Caf\u00e9 am\u00a0See” fell to the rebels on Monday. Nobody knows why; Ada does."),
    Annotations(
        article=Heading(outlet="The Paper"),
        entities={
            "ada": Entity(
                id="ada",
                type="armed-force",
                name="Lady Lovelace",
                aliases=("Countess",),
                description="mathematician",
                mentions=(Selector(("Ada",), all=True, note="the engine", tags=("checked",)),),
                tags=("weird",),
                note="Born in 1815.",
            ),
            "cafe": Entity(id="cafe", mentions=(Selector(("Caf\u00e9 am\u00a0See",)),)),
        },
        events={
            "fall": Event(
                id="fall",
                title="The fall",
                type="attack",
                date="1843-04",
                place=(Reference("cafe"), Reference("nowhere")),
                participants=(("agent", (Reference("ada"),)),),
                figures=(("rebels", "three"),),
                status="disputed",
                mentions=(Selector(("fell to",), to="Monday"),),
            )
        },
        claims={
            "secret": Claim(
                id="secret",
                content=Selector(("Nobody knows why",)),
                source=(Reference("ada"),),
                status="misleading",
                date="1843?",
                mode="direct",
            ),
            "own": Claim(id="own", source=(Reference("outlet"),), stance="doubts"),
        },
        remarks={"hm": Remark(id="hm", passage=Selector(("rebels",)), note="Whose rebels?", tags=("ask",))},
    ),
    tagset=replace(DEFAULT, entity_types={"armed-force": Word("army")}, statuses={"disputed": Word("quarrelled over")}),
)


def holds(words: str) -> set[str]:
    """The ids of all entries that have the words."""
    return set(filtered(STORY, list(STORY.entries), words))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("lovelace", "ada fall secret"),
        ("countess", "ada"),
        ("mathematician", "ada"),
        ("armed-force", "ada"),
        ("army", "ada"),
        ("weird", "ada"),
        ("1815", "ada"),
        ("the engine", "ada"),
        ("checked", "ada"),
        ("fell rebels", "fall"),
        ("attack", "fall"),
        ("1843-04", "fall"),
        ("Apr", "fall"),
        ("nowhere", "fall"),
        ("three", "fall"),
        ("quarrelled", "fall"),
        ("disputed", "fall"),
        ("knows", "secret"),
        ("misleading", "secret"),
        ("direct", "secret"),
        ("the paper", "own"),
        ("doubts", "own"),
        ("ask whose", "hm"),
        ("rebels", "fall hm"),
        ("outlet", ""),
    ],
)
def test_what_is_shown_of_an_entry_is_found(words: str, ids: str) -> None:
    """Each value of an entry, the words of the article at its places, and the names of who and where."""
    assert holds(words) == set(ids.split())


def test_every_word_has_to_be_there_in_any_order() -> None:
    """Parts of words will do; words that are not there together leave nothing."""
    assert holds("math weird countess") == {"ada"}
    assert holds("mathematician knows") == set()
    assert holds("mathematician weird knows") == set()
    assert holds("nothingofthekind") == set()


@pytest.mark.parametrize("words", ["", " ", "\n\t "])
def test_without_a_word_all_are_left(words: str) -> None:
    """White space alone filters nothing."""
    assert holds(words) == set(STORY.entries)


@pytest.mark.parametrize("words", ["Caf\u00e9", "cafe\u0301", "CAF\u00c9", "café am see", "café\u00a0am"])
def test_case_composition_and_spaces_make_no_difference(words: str) -> None:
    """Words are folded as quotes are; an event is found by the name of its place as it is shown."""
    assert "cafe" in holds(words)


def test_a_plain_apostrophe_finds_a_curly_one() -> None:
    """What a keyboard has is enough."""
    index = annotated("[x](x)", Entity(id="x", name="Ada’s “plan” – now"))
    for words in ("ada's", '"plan"', "- now", "ada’s", "“plan”"):
        assert filtered(index, ["x"], words) == ("x",), words


def test_the_order_of_the_ids_is_kept() -> None:
    """Of a sorted list the same list remains, with fewer rows."""
    ids = ["hm", "fall", "ada"]
    assert filtered(STORY, ids, "e") == tuple(ids)
    assert filtered(STORY, ids[::-1], "e") == tuple(ids[::-1])


def test_words_of_one_entry_do_not_run_into_those_of_the_next() -> None:
    """Entries are looked through together, and still each for itself, whatever characters they hold."""
    texts = ["a\0b", "\u0301c", "", "\0", "d"]
    index = Index(
        Article("a", ""), Annotations(remarks={f"r{n}": Remark(id=f"r{n}", note=t) for n, t in enumerate(texts)})
    )
    ids = list(index.entries)
    assert filtered(index, ids, "a b") == ("r0",)
    assert filtered(index, ids, "d") == ("r4",)
    assert filtered(index, ids, "r2") == ("r2",)
    many = {f"n{number}": Remark(id=f"n{number}", note=f"note {number}.") for number in range(1234)}
    index = Index(Article("a", ""), Annotations(remarks=many))
    assert filtered(index, list(many), "1233.") == ("n1233",)
    assert filtered(index, list(many), "500.") == ("n500",)


def test_what_was_gathered_once_is_not_gathered_again() -> None:
    """The words of an entry are those that the caller passes, where they are passed."""
    said = {"hm": "something else"}
    assert filtered(STORY, ["hm", "own"], "else", said) == ("hm",)
    assert said.keys() == {"hm", "own"}


def test_spellings_are_told_once_each() -> None:
    """Exact words are those of the selector, folded ones and passages those of the article."""
    index = annotated("Ada’s café by the sea. Ada, Ada's café. So it\nis.", Entity(id="x"))
    selectors = (Selector(("Ada's café",), all=True), Selector(("Ada",), all=True), Selector(("So",), to="is"))
    index = Index(index.article, Annotations(entities={"x": Entity(id="x", mentions=selectors)}))
    assert spellings(index, selectors) == ["Ada’s café", "Ada's café", "Ada", "So it is"]


# Lists


def test_a_list_tells_the_row_of_an_entry() -> None:
    """In each order and filter the row is that of the ids; what is not listed has none."""
    lists = Lists(PEOPLE)
    for order in ORDERS["entity"]:
        for words in ("", "unit", "a"):
            ids = lists.ids("entity", order, words)
            assert [lists.row(id_, "entity", order, words) for id_ in ids] == list(range(len(ids)))
    assert lists.row("zoe", "entity", "name", "unit") is None
    assert lists.row("unknown", "entity", "name") is None


def test_lists_are_kept() -> None:
    """Asked again, the very same list is given, for words that differ in nothing too."""
    lists = Lists(PEOPLE)
    assert lists.ids("entity", "name") is lists.ids("entity", "name", "  ")
    assert lists.ids("entity", "name", "unit") is lists.ids("entity", "name", " UNIT ")
    assert lists.ids("entity", "name", "unit") == ("nine", "ten")
    assert lists.ids("entity", "first mention", "unit") == ("ten", "nine")
    assert lists.ids("claim", "place", "unit") == ()


def test_typing_on_gives_what_typing_at_once_gives() -> None:
    """A list that was filtered letter by letter, back and forth, is the one that is filtered anew."""
    chance = random.Random(7)
    lists = Lists(STORY)
    # The marks that compose with a letter before them must not be lost when the letter was typed first.
    typed = ["caf", "cafe", "cafe\u0301", "café a", "cafe"]
    for _ in range(300):
        words = chance.choice([*typed, *["".join(chance.choices("ade r", k=chance.randrange(1, 6))) for _ in range(3)]])
        kind: Kind = chance.choice(KINDS)
        order = chance.choice(ORDERS[kind])
        assert lists.ids(kind, order, words) == filtered(STORY, ordered(STORY, kind, order), words), words
