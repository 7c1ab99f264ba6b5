"""Marking words: every step and every key between a selection and an edit, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Annotations, Entity, Event
from idlib_reader.core.article import Article
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.edits import AddEntry, AddValue, Edit, Target
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import DEFAULT, Word
from idlib_reader.ui.prompt import LONGEST
from marked import annotated, marked
from ui.marking_desk import MarkingDesk

TEXT = "[Ada Lovelace](ada) met [Bob](bob) in London. Then Lovelace left “漢字” to Bob, and Ada came back.\n"
CANCELS = ("escape", "ctrl+c", "ctrl+g")


def index(text: str = TEXT, there: Annotations | None = None) -> Index:
    """Two entities of this article, and what another one's file has."""
    known = annotated(
        text, Entity(id="ada", type="person", name="Ada Lovelace"), Entity(id="bob", type="person", name="Bob")
    )
    return Index(known.article, known.written, Corpus({"other": there}) if there else Corpus())


def desk(*keys: str, text: str = TEXT, there: Annotations | None = None) -> MarkingDesk:
    """The text, once these keys were pressed."""
    made = MarkingDesk(index(text, there))
    made.press(*keys)
    return made


def at(words: str, nth: int = 1) -> tuple[str, ...]:
    """The keys that put the cursor on words of the text, by searching."""
    return ("/", *words, "enter", *["n"] * (nth - 1))


def only_edit(made: MarkingDesk) -> Edit:
    """The one edit that was made."""
    ((edit, _, _),) = made.made
    return edit


# Beginning


def test_the_word_under_the_cursor_is_marked_where_nothing_is_selected() -> None:
    """It is selected while it is being marked, and proposed as what to look for."""
    made = desk(*at("London"), "l", "l", "e")
    view = made.view
    assert view.marking is not None
    assert (view.marking.words, view.marking.step) == ("London", "entity")
    assert view.selection == view.marking.span
    assert view.prompt is not None
    assert (view.prompt.text, view.prompt.at, view.prompt.is_proposed) == ("London", 6, True)


def test_what_is_selected_is_marked_without_the_white_space_at_its_ends() -> None:
    """Over a line end the words stand on one line."""
    text = "one [two](ada)\n  three \nfour"
    made = desk("w", "v", "w", "w", "e", text=text)
    assert made.view.marking is not None
    assert made.view.marking.words == "two three"
    assert made.text[slice(*made.view.marking.span)] == "two\n  three"


@pytest.mark.parametrize("keys", [("v", "e"), ("w", "h", "v", "l", "e"), ("$", "e"), ("$", "m"), ("v", "m")])
def test_without_words_there_is_nothing_to_mark(keys: tuple[str, ...]) -> None:
    """White space, punctuation and a selection of nothing are told, and the view stays as it is."""
    made = desk(*keys[:-1], text="one two .")
    before = made.view
    after = made.press(keys[-1])
    assert after.message == "There are no words here to mark."
    assert replace(after, message="") == replace(before, message="")


def test_the_keys_leave_a_list_for_the_article() -> None:
    """What is marked is the article's words, wherever the keys went before."""
    made = desk(*at("London"), "f2", "e")
    assert made.view.pane == "article"
    assert made.view.marking is not None


# Picking an entity


def test_what_matches_stands_first_then_a_new_one_then_the_others() -> None:
    """Enter at once marks the words as the entity that they name."""
    made = desk(*at("Lovelace", 2), "e")
    assert made.options == ["Ada Lovelace", "New entity “Lovelace”", "Bob"]
    assert made.pointed.right == "person · 1 mention"
    made.press("enter")
    ((edit, id_, span),) = made.made
    assert (edit.label, id_) == ("mention of Ada Lovelace", "ada")
    (change,) = edit.changes
    assert isinstance(change, AddValue)
    assert change.target == Target("entity", "ada")
    assert made.text[slice(*span)] == "Lovelace"


def test_a_new_one_stands_first_where_nothing_matches() -> None:
    """The others are there to be picked all the same."""
    assert desk(*at("London"), "e").options == ["New entity “London”", "Ada Lovelace", "Bob"]


def test_the_first_character_takes_the_place_of_what_is_proposed() -> None:
    """What follows is typed behind it; backspace on an empty line would give up."""
    made = desk(*at("London"), "e", "b")
    assert made.options == ["Bob", "New entity “b”"]
    made.press("o")
    assert made.view.prompt is not None
    assert made.view.prompt.text == "bo"
    made.press("enter")
    assert made.made[0][1] == "bob"


def test_a_key_that_moves_in_the_line_keeps_what_is_proposed() -> None:
    """So it can be edited instead."""
    made = desk(*at("London"), "e", "home", "G", "r", "space")
    assert made.options[0] == "New entity “Gr London”"
    assert desk(*at("London"), "e", "backspace").options[0] == "New entity “Londo”"


def test_arrows_and_pages_point_at_something_else_as_far_as_there_is() -> None:
    """What is typed then points at the first one again."""
    made = desk(*at("London"), "e", "down", "down")
    assert made.pointed.title == "Bob"
    assert made.press("down").sheet == made.view.sheet
    made.press("up")
    assert made.pointed.title == "Ada Lovelace"
    made.press("pageup")
    assert made.pointed.title == "New entity “London”"
    made.press("pagedown")
    assert made.pointed.title == "Bob"
    made.press("b")
    assert made.view.sheet is not None
    assert made.view.sheet.row == 0


def test_another_entity_can_be_picked() -> None:
    """Whatever the words are."""
    made = desk(*at("London"), "e", "down", "enter")
    assert made.made[0][1] == "ada"


THERE = Annotations(entities={"cy": Entity(id="cy", type="group", name="Cy", keys=frozenset({"type", "name"}))})


def test_an_entity_of_another_article_is_picked_with_the_article_told() -> None:
    """It gets an entry here with just the mention."""
    made = desk(*at("London"), "e", "c", there=THERE)
    assert (made.pointed.title, made.pointed.right) == ("Cy", "group · in other")
    made.press("enter")
    entry = Entity(id="cy", mentions=(Selector(("London",)),), keys=frozenset({"mentions"}))
    assert only_edit(made).changes == (AddEntry(entry),)


def test_words_that_are_marked_so_already_are_not_marked_twice() -> None:
    """It is said, and the view is as it was before."""
    made = desk(*at("Bob"))
    before = made.view
    view = made.press("e", "enter")
    assert view.message == "These words are marked as Bob already."
    assert replace(view, message="") == before
    assert made.made == []


def test_a_page_is_as_long_as_the_picker() -> None:
    """Each entity takes one row there."""
    people = [Entity(id=f"p{number:02}", name=f"P {number}") for number in range(40)]
    made = MarkingDesk(annotated("one", *people))
    made.press("e", "pagedown")
    assert made.view.sheet is not None
    assert made.frame.sheet_rows - 2 <= made.view.sheet.row <= made.frame.sheet_rows


# A new entity


def test_a_new_entity_takes_a_type_and_a_name() -> None:
    """Its id is made of the name; what is written is the entity with its first mention."""
    made = desk(*at("London"), "e", "enter")
    assert made.view.prompt is None
    assert made.options[:2] == ["p   person", "o   organisation"]
    made.press("l")
    assert made.view.prompt is not None
    assert (made.view.prompt.text, made.view.sheet) == ("London", None)
    made.type(" 1")
    assert made.marker.proposed_id("London 1") == "london-1"
    made.press("enter")
    ((edit, id_, span),) = made.made
    keys = frozenset({"type", "name", "mentions"})
    entry = Entity(id="london-1", type="place", name="London 1", mentions=(Selector(("London",)),), keys=keys)
    assert (edit, id_) == (Edit("entity London 1", (AddEntry(entry),)), "london-1")
    assert made.text[slice(*span)] == "London"


@pytest.mark.parametrize("key", DEFAULT.entity_types)
def test_each_type_has_a_key_and_a_row(key: str) -> None:
    """Both lead to the same name."""
    made = desk(*at("London"), "e", "enter")
    row = [option.target for option in made.session.options].index(key)
    letter = made.options[row].partition(" ")[0]
    pressed = made.press(letter)
    other = desk(*at("London"), "e", "enter", *["down"] * row, "enter")
    assert pressed.marking is not None
    assert pressed.marking.type == key
    assert pressed == other.view


def test_the_keys_and_labels_of_the_tagset_come_first() -> None:
    """A type of one's own is asked for by the key that it was given."""
    types = {"ship": Word(label="a ship", key="p"), "person": Word()}
    known = index()
    tagset = replace(DEFAULT, entity_types=types)
    made = MarkingDesk(Index(known.article, known.written, known.corpus, tagset))
    made.press(*at("London"), "e", "enter")
    assert made.options[0] == "p   a ship"
    assert made.options[1].endswith("   person")
    view = made.press("p")
    assert view.marking is not None
    assert view.marking.type == "ship"


@pytest.mark.parametrize("key", ["!", "é", "漢", "1"])
def test_a_key_that_no_type_has_is_told_until_the_next(key: str) -> None:
    """The types are still there."""
    made = desk(*at("London"), "e", "enter")
    before = made.view
    assert made.press(key).message == f"No type has the key {key}."
    assert made.press("up") == before


@pytest.mark.parametrize("key", ["tab", "backspace", "f3", "left", "space"])
def test_other_keys_do_nothing_while_a_type_is_asked_for(key: str) -> None:
    """They have no character that one could have meant."""
    made = desk(*at("London"), "e", "enter")
    assert made.view == made.press(key)


def test_what_was_typed_becomes_the_name() -> None:
    """Else the marked words, without an article and a possessive ending."""
    made = desk(*at("London"), "e", *"The town", "enter", "l")
    assert made.view.prompt is not None
    assert made.view.prompt.text == "The town"
    made = desk("v", "w", "w", "w", "e", "down", "enter", "l", text="the [big](ada) town's, end")
    assert made.view.prompt is not None
    assert made.view.prompt.text == "big town"


def test_an_entity_needs_a_name() -> None:
    """White space is none; what is typed next takes the sentence away."""
    made = desk(*at("London"), "e", "enter", "l", "ctrl+u", "space")
    assert made.press("enter").message == "An entity needs a name."
    assert made.made == []
    assert made.press("L").message == ""
    made.press("enter")
    assert made.made[0][1] == "l"


def test_an_id_that_is_taken_gets_a_number() -> None:
    """Also one that only another file has."""
    assert desk().marker.proposed_id("Bob") == "bob-2"
    assert desk(there=THERE).marker.proposed_id("Cy") == "cy-2"


# A remark


def test_a_note_makes_a_remark() -> None:
    """What is typed is the note, without white space at its ends; the id is made of the words."""
    made = desk(*at("London"), "m")
    assert (made.view.sheet, made.options) == (None, [])
    made.type(" Why #2: there? ")
    made.press("enter")
    ((edit, id_, _),) = made.made
    (change,) = edit.changes
    assert isinstance(change, AddEntry)
    assert (edit.label, id_, change.entry.note) == ("remark on “London”", "london", "Why #2: there?")  # type: ignore[union-attr]


def test_a_note_may_be_empty() -> None:
    """Then the passage alone is marked."""
    made = desk(*at("London"), "m", "enter")
    (change,) = only_edit(made).changes
    assert isinstance(change, AddEntry)
    assert change.entry.keys == {"passage"}


# Pasting


def test_what_is_pasted_takes_the_place_of_what_is_proposed() -> None:
    """On one line; where nothing is typed into, nothing happens."""
    made = desk(*at("London"), "e")
    made.marker.paste("New\nCross")
    assert made.options == ["New entity “New Cross”"]
    made.press("enter")
    before = made.view
    made.marker.paste("p")
    assert made.view == before


def test_that_a_long_paste_was_cut_is_told() -> None:
    """A note that is too long would be written without its end."""
    made = desk(*at("London"), "m")
    made.marker.paste("x" * LONGEST)
    assert made.view.message == ""
    made.marker.paste("y" * (LONGEST + 1))
    assert made.view.message == "Only the first 1,000 characters were pasted."
    made.press("enter")
    (change,) = only_edit(made).changes
    assert isinstance(change, AddEntry)
    assert change.entry.note == "x" * LONGEST + "y" * LONGEST


# Giving up


STEPS = [
    ("e",),
    ("e", "x"),
    ("e", "down"),
    ("e", "enter"),
    ("e", "enter", "down"),
    ("e", "enter", "!"),
    ("e", "enter", "l"),
    ("e", "enter", "l", "ctrl+u", "enter"),
    ("m",),
    ("m", "x"),
]


@pytest.mark.parametrize("cancel", CANCELS)
@pytest.mark.parametrize("steps", STEPS, ids=" ".join)
def test_giving_up_restores_the_view_exactly(steps: tuple[str, ...], cancel: str) -> None:
    """At every step, by every key that cancels: with cursor, selection, search, pane and list as they were."""
    for keys in [at("London"), ("v", "w", "w"), ("]", "e"), ("f2",), ("G", "v", "b", "tab")]:
        made = desk(*keys)
        before = made.view
        if not made.press(*steps).marking:
            continue
        assert made.press(cancel) == before, keys
        assert made.made == []


@pytest.mark.parametrize("steps", [("e", "ctrl+u"), ("m",), ("e", "enter", "l", "ctrl+u")], ids=" ".join)
def test_backspace_in_an_empty_line_gives_up(steps: tuple[str, ...]) -> None:
    """As it closes the line of a search."""
    made = desk(*at("London"))
    before = made.view
    made.press(*steps)
    assert made.press("backspace") == before


# Writing


def test_what_was_made_ends_the_marking() -> None:
    """Picker and line are closed, the selection is given up, and the keys are the article's."""
    for keys in [("e", "enter"), ("e", "enter", "l", "enter"), ("m", "enter")]:
        made = desk(*at("Ada came"), "v", "w")
        view = made.press(*(keys if keys != ("e", "enter") else ("e", "down", "enter", "p", "enter")))
        assert len(made.made) == 1
        assert (view.marking, view.sheet, view.prompt, view.anchor, view.pane) == (None, None, None, None, "article")


@pytest.mark.parametrize("steps", [("e", "b", "enter"), ("e", "enter", "l", "x", "enter"), ("m", *"why", "enter")])
def test_what_is_refused_need_not_be_typed_again(steps: tuple[str, ...]) -> None:
    """The step that was last is there again with the sentence, and can be tried again."""
    made = desk(*at("London"))
    made.is_refused = True
    before = made.press(*steps[:-1])
    view = made.press("enter")
    assert view == replace(before, message="It is refused.")
    made.is_refused = False
    made.press("enter")
    assert len(made.made) == 1


def test_words_that_nothing_can_name_are_not_marked() -> None:
    """Soft hyphens are no words for any selector, so nothing would find them again."""
    made = desk("l", "v", "l", "m", text="a\u00ad\u00adb [Ada](ada)")
    before = made.view
    view = made.press("x", "enter")
    assert made.made == []
    assert "can't be told apart" in view.message
    assert view.marking is None
    assert before.marking is not None


# Changes meanwhile


@pytest.mark.parametrize("steps", STEPS, ids=" ".join)
def test_it_can_be_given_up_from_outside(steps: tuple[str, ...]) -> None:
    """Where what is being marked has gone: the view is the one from before, and says why."""
    made = desk(*at("London"))
    before = made.view
    made.press(*steps)
    made.marker.give_up("It is gone.")
    assert made.view == replace(before, message="It is gone.")


def test_entities_that_others_add_can_be_picked_at_once() -> None:
    """The list is made anew with each reading of the files."""
    made = desk(*at("London"), "e")
    assert made.options[0] == "New entity “London”"
    known = made.session.index
    entities = {**known.written.entities, "london": Entity(id="london", name="London")}
    made.session.set_index(Index(known.article, replace(known.written, entities=entities)), "", made.frame)
    assert made.options[:2] == ["London", "New entity “London”"]


def test_a_marking_whose_picker_is_gone_gives_the_keys_back() -> None:
    """Where the mouse led elsewhere, the first key or click ends it, and nothing is marked."""
    for steps in (("e",), ("e", "enter"), ("e", "enter", "l"), ("m",)):
        made = desk(*at("London"), *steps)
        made.session.go_to("bob", made.frame)
        before = made.view
        assert made.press("x") == replace(before, marking=None), steps
    made = desk(*at("London"), "e")
    made.session.pointing.point_at(0, made.frame)
    made.marker.accept()
    assert (made.made, made.view.marking, made.view.sheet) == ([], None, None)


def test_events_are_not_among_what_is_picked() -> None:
    """Only entities are."""
    known = annotated("one [two](fell)", Event(id="fell", title="one"))
    made = MarkingDesk(known)
    made.press("e")
    assert made.options == ["New entity “one”"]


def test_describing_follows_the_article() -> None:
    """The same place of another article is described by its words there."""
    made = desk()
    place = (marked("[Ada]").only,)
    first = made.marker.describe(place)
    made.session.enter(Index(Article("other", "Bob met Ada."), Annotations()))
    assert first is not None
    assert made.marker.describe(place) == Selector(("Bob",))
