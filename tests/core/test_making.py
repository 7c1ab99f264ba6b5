"""The edits that commands make of what is selected and chosen."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Reference, Remark
from idlib_reader.core.applying import apply
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.edits import ARTICLE, AddEntry, AddValue, ChangeValue, Edit, RemoveValue, SetField, Target
from idlib_reader.core.index import Index
from idlib_reader.core.making import (
    deletion,
    mention,
    new_entity,
    new_remark,
    taken_ids,
    target_of,
    unmarking,
    with_heading,
)
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place
from marked import marked

TEXT = "Ada met Bob. Then Ada left, and Ada came back to 漢字 👍🏽."
MENTIONS = ("mentions",)
ADA = Target("entity", "ada")
FIRST, SECOND, LAST = (Selector(("Ada",), nth=number) for number in (1, 2, 3))
EVERY = Selector(("Ada",), all=True)


def index(*entries: Entry, corpus: Corpus = ALONE) -> Index:
    """The text with these entries."""
    written = Annotations(
        entities={entry.id: entry for entry in entries if isinstance(entry, Entity)},
        events={entry.id: entry for entry in entries if isinstance(entry, Event)},
        claims={entry.id: entry for entry in entries if isinstance(entry, Claim)},
        remarks={entry.id: entry for entry in entries if isinstance(entry, Remark)},
    )
    return Index(Article("article", TEXT), written, corpus)


def ada(*mentions: Selector) -> Entity:
    return Entity(id="ada", name="Ada Lovelace", mentions=mentions, keys=frozenset({"name", "mentions"}))


def place(beginning: str) -> Place:
    """The words that are marked in a beginning of the text."""
    text, ((_, span),) = marked(beginning)
    assert TEXT.startswith(text)
    return (span,)


def applied(known: Index, edit: Edit | None) -> Index:
    """The text with what an edit makes of the annotations."""
    assert edit is not None
    return Index(known.article, apply(known.written, edit), known.corpus)


# Ids and targets


@pytest.mark.parametrize(
    ("entry", "target"),
    [
        (Entity(id="a"), Target("entity", "a")),
        (Event(id="b"), Target("event", "b")),
        (Claim(id="c"), Target("claim", "c")),
        (Remark(id="d"), Target("remark", "d")),
    ],
)
def test_an_entry_is_named_by_its_kind_and_id(entry: Entry, target: Target) -> None:
    """Whatever it is."""
    assert target_of(entry) == target


def test_ids_are_taken_by_all_that_means_something_under_them() -> None:
    """By this file, also where it can't be read, by what is shared by other files, and by the outlet."""
    other = Annotations(
        entities={"there": Entity(id="there")},
        events={"then": Event(id="then")},
        claims={"said": Claim(id="said")},
        remarks={"why": Remark(id="why")},
    )
    written = Annotations(remarks={"here": Remark(id="here")}, unread=frozenset({"broken"}))
    known = Index(Article("article", TEXT), written, Corpus({"other": other}))
    assert taken_ids(known) == {"here", "broken", "there", "then", "outlet"}


# Mentions


@pytest.mark.parametrize(
    ("mentions", "before"),
    [
        ((), None),
        ((FIRST,), None),
        ((LAST,), LAST),
        ((FIRST, LAST), LAST),
        ((Selector(("nowhere",)), LAST), LAST),
        ((FIRST, Selector(("nowhere",))), None),
        ((LAST, FIRST), None),
    ],
)
def test_a_mention_goes_where_the_text_has_it(mentions: tuple[Selector, ...], before: Selector | None) -> None:
    """Before the first one that stands later; at the end where they are in no order. What is nowhere counts not."""
    known = index(ada(*mentions))
    edit = mention(known, ada(*mentions), SECOND, place("Ada met Bob. Then [Ada]"))
    assert edit == Edit("mention of Ada Lovelace", (AddValue(ADA, MENTIONS, SECOND, before),))
    assert place("Ada met Bob. Then [Ada]") in applied(known, edit).places["ada"]


def test_an_event_gets_mentions_too() -> None:
    """It is called by its title."""
    known = index(Event(id="met", title="The meeting"))
    edit = mention(known, known.annotations.events["met"], Selector(("met",)), place("Ada [met]"))
    assert edit == Edit("mention of The meeting", (AddValue(Target("event", "met"), MENTIONS, Selector(("met",))),))


def test_an_entity_of_another_file_begins_here_with_just_the_mention() -> None:
    """What the other file says of it is not written again."""
    there = Entity(id="bob", type="person", name="Bob", keys=frozenset({"type", "name"}))
    known = index(ada(FIRST), corpus=Corpus({"other": Annotations(entities={"bob": there})}))
    edit = mention(known, there, Selector(("Bob",)), place("Ada met [Bob]"))
    made = Entity(id="bob", mentions=(Selector(("Bob",)),), keys=frozenset({"mentions"}))
    assert edit == Edit("mention of Bob", (AddEntry(made),))
    assert applied(known, edit).annotations.entities["bob"].name == "Bob"


def test_a_new_entity_has_no_key_for_the_default_type() -> None:
    """Any other type is written."""
    selector = Selector(("漢字",))
    for type_, keys in (("other", {"name", "mentions"}), ("place", {"type", "name", "mentions"})):
        edit = new_entity("kanji", type_, "漢字", selector)
        made = Entity(id="kanji", type=type_, name="漢字", mentions=(selector,), keys=frozenset(keys))
        assert edit == Edit("entity 漢字", (AddEntry(made),))


def test_a_remark_is_called_by_its_first_words() -> None:
    """With a number behind them where another entry is; without a note there is no key for one."""
    selector = Selector(("Then Ada left, and Ada came",))
    known = index(Entity(id="then-ada-left-and"))
    (change,) = new_remark(known, selector, "Then Ada left, and Ada came", "").changes
    remark = Remark(id="then-ada-left-and-2", passage=selector, keys=frozenset({"passage"}))
    assert change == AddEntry(remark)
    (change,) = new_remark(index(), selector, "👍🏽", "Why?").changes
    assert change == AddEntry(Remark(id="remark-1", passage=selector, note="Why?", keys=frozenset({"passage", "note"})))


# The first edit of a file


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ada came back\n\nShe did.", "Ada came back"),
        ("  Ada \u00a0 came\tback \nShe did.", "Ada came back"),
        ("# Ada came back #1\n", "Ada came back #1"),
        ("漢字", "漢字"),
        ("x" * 150, "x" * 150),
        *(
            (text, "")
            for text in (
                "",
                "\nAda",
                "#\nAda",
                "She came back.\n",
                "Did she? \n",
                "他回来了。\n",
                "<!DOCTYPE html>\n",
                "x" * 151,
            )
        ),
    ],
)
def test_a_first_line_that_looks_like_a_headline_is_the_title(text: str, title: str) -> None:
    """One line without white space at its ends, and no sentence, no markup, nothing long; the sum is always there."""
    article = Article("article", text)
    edit = with_heading(new_remark(index(), FIRST, "Ada", ""), article)
    titles = (SetField(ARTICLE, ("title",), (title,), ()),) if title else ()
    *heading, last = edit.changes
    assert tuple(heading) == (*titles, SetField(ARTICLE, ("sha256",), (article.sha256(),), ()))
    assert isinstance(last, AddEntry)
    assert edit.label.startswith("remark on “")


# Removing


def test_a_mention_is_removed_by_its_selector() -> None:
    """The others stay."""
    known = index(ada(FIRST, SECOND, LAST))
    edit = unmarking(known, "ada", 1, None)
    assert edit == Edit("removal of a mention of Ada Lovelace", (RemoveValue(ADA, MENTIONS, SECOND),))
    assert applied(known, edit).written.entities["ada"].mentions == (FIRST, LAST)


def test_one_place_of_a_rule_is_taken_out_by_an_except() -> None:
    """What was excepted before still is, and of the place's own selector neither note nor tags go there."""
    known = index(ada(Selector(("Ada",), all=True, excepted=(Selector(("Ada met",)),), note="kept")))
    described = Selector(("Ada",), inside="Ada came", note="a note", tags=("a-tag",))
    edit = unmarking(known, "ada", 1, described)
    excepted = (Selector(("Ada met",)), Selector(("Ada",), inside="Ada came"))
    new = Selector(("Ada",), all=True, excepted=excepted, note="kept")
    assert edit is not None
    assert edit.changes == (ChangeValue(ADA, MENTIONS, known.written.entities["ada"].mentions[0], new),)
    assert applied(known, edit).places["ada"] == (place("Ada met Bob. Then [Ada]"),)


@pytest.mark.parametrize(
    "mentions",
    [(SECOND, EVERY), (EVERY, SECOND), (SECOND, SECOND, LAST), (EVERY, EVERY), (EVERY, SECOND, EVERY, SECOND)],
)
def test_a_place_goes_from_all_selectors_that_name_it(mentions: tuple[Selector, ...]) -> None:
    """Else it would still be marked; the other places are."""
    known = index(ada(*mentions))
    spot = place("Ada met Bob. Then [Ada]")
    before = known.places["ada"]
    edit = unmarking(known, "ada", before.index(spot), Selector(("Ada",), inside="Ada left"))
    assert applied(known, edit).places["ada"] == tuple(one for one in before if one != spot)


def test_nothing_is_removed_where_that_would_not_unmark_the_words() -> None:
    """Not the last place, not one that can't be told apart from the others of its rule, and none that is not there."""
    assert unmarking(index(ada(SECOND)), "ada", 0, None) is None
    assert unmarking(index(ada(SECOND, EVERY)), "ada", 1, None) is None
    assert unmarking(index(ada(FIRST, SECOND)), "ada", 2, None) is None
    assert unmarking(index(Remark(id="why", passage=FIRST)), "why", 0, None) is None


def test_an_entry_is_deleted_as_it_is_in_the_file() -> None:
    """Called by its name or title; a claim and a remark, which have neither, by their ids."""
    entries = (ada(FIRST), Event(id="met", title="The meeting"), Claim(id="said"), Remark(id="why"))
    known = index(*entries)
    labels = []
    for entry in entries:
        edit = deletion(known, entry.id, is_detached=False)
        assert edit is not None
        labels.append(edit.label)
        assert entry not in apply(known.written, edit).entries()
        assert len(edit.changes) == 1
    assert labels == [
        f"deletion of {one}" for one in ("entity Ada Lovelace", "event The meeting", "claim said", "remark why")
    ]
    assert deletion(known, "nobody", is_detached=False) is None


def test_an_entity_that_only_other_files_have_is_not_deleted_here() -> None:
    """There is nothing in the file that could go."""
    corpus = Corpus({"other": Annotations(entities={"bob": Entity(id="bob")})})
    assert deletion(index(ada(FIRST), corpus=corpus), "bob", is_detached=True) is None


def test_what_refers_to_an_entry_can_be_taken_out_with_it() -> None:
    """In one step; without that it stays as it is."""
    claim = Claim(id="said", source=(Reference("ada"),), keys=frozenset({"source"}))
    known = index(ada(FIRST), claim)
    alone, detached = (applied(known, deletion(known, "ada", is_detached=one)).written for one in (False, True))
    assert "ada" not in alone.entities
    assert "ada" not in detached.entities
    assert alone.claims["said"].source == (Reference("ada"),)
    assert detached.claims["said"].source == ()
