"""Undo and redo of what was done to one file, while others write into it too."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count

import pytest

from idlib_reader.storage.history import Blocked, History, Step
from idlib_reader.storage.splices import Splice, difference, spliced


class Desk:
    """A file, its history, and whoever writes into it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.history = History()

    def edit(self, *splices: Splice, label: str = "edit") -> None:
        """The person's own edit."""
        self.history.record(label, self.text, splices)
        self.text = spliced(self.text, splices)

    def edit_foreign(self, *splices: Splice) -> None:
        """An edit of someone else's."""
        self.history.follow(splices)
        self.text = spliced(self.text, splices)

    def replace(self, old: str, new: str, label: str = "edit") -> None:
        """The person's own edit of words that stand in the text once."""
        self.edit(Splice(place := self.place(old), place + len(old), new), label=label)

    def replace_foreign(self, old: str, new: str) -> None:
        """The same of someone else's, found as a difference by lines."""
        place = self.place(old)
        after = self.text[:place] + new + self.text[place + len(old) :]
        self.edit_foreign(*difference(self.text, after))
        assert self.text == after

    def place(self, words: str) -> int:
        """Where words stand that are in the text once."""
        assert self.text.count(words) == 1
        return self.text.index(words)

    def undo(self) -> Step | Blocked | None:
        """Undo, or pass over what is blocked."""
        return self._turn(self.history.undo, self.history.undone)

    def redo(self) -> Step | Blocked | None:
        """Redo, or pass over what is blocked."""
        return self._turn(self.history.redo, self.history.redone)

    def _turn(self, look: Callable[[], Step | Blocked | None], commit: Callable[[], None]) -> Step | Blocked | None:
        found = look()
        assert look() == found
        if isinstance(found, Step):
            self.text = spliced(self.text, found.splices)
        if found:
            commit()
        return found


def random_splices(chance: random.Random, text: str, letters: Callable[[], str], most: int = 4) -> list[Splice]:
    """One to `most` splices anywhere in a text, with what comes made of letters that are given."""
    cuts = sorted(chance.choices(range(len(text) + 1), k=2 * chance.randint(1, most)))
    return [
        Splice(start, min(end, start + 6), "".join(letters() for _ in range(chance.choice((0, 1, 3)))))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]


# Alone in the file


@pytest.mark.parametrize("text", ["", "a: 1\r\nb: 漢\r\n", "\ufeffa: é\n\n\n# 😀", "no line end"])
@pytest.mark.parametrize("seed", range(25))
def test_everything_is_undone_and_redone_to_the_byte(text: str, seed: int) -> None:
    """Forty edits anywhere, over one another too: each text of before comes back, and each text of after."""
    chance = random.Random(seed)
    desk = Desk(text)
    texts = [text]
    for number in range(40):
        splices = random_splices(chance, desk.text, lambda: chance.choice("ab: \r\n漢e\u0301😀"))
        if spliced(desk.text, splices) != desk.text:
            desk.edit(*splices, label=f"edit {number}")
            texts.append(desk.text)
    for earlier in reversed(texts[:-1]):
        assert isinstance(desk.undo(), Step)
        assert desk.text == earlier
    assert desk.undo() is None
    for later in texts[1:]:
        assert isinstance(desk.redo(), Step)
        assert desk.text == later
    assert desk.redo() is None


@pytest.mark.parametrize("seed", range(50))
def test_a_walk_through_the_history_is_exact(seed: int) -> None:
    """Edits, undo and redo in any order: the text is always the one that a list of whole texts has."""
    chance = random.Random(seed)
    desk = Desk("entities:\n  a: {name: A}\n  b:\n")
    texts, present = [desk.text], 0
    for _ in range(150):
        way = chance.choice("eeuuur")
        if way == "e":
            splices = random_splices(chance, desk.text, lambda: chance.choice("xy\n😀"))
            if spliced(desk.text, splices) != desk.text:
                desk.edit(*splices)
                texts[present + 1 :], present = [desk.text], present + 1
        elif way == "u":
            assert (desk.undo() is None) == (present == 0)
            present = max(0, present - 1)
        else:
            assert (desk.redo() is None) == (present == len(texts) - 1)
            present = min(len(texts) - 1, present + 1)
        assert desk.text == texts[present]


def test_a_step_says_what_it_is() -> None:
    """Undo and redo name the edit, the latest first; redo those that were undone, the last undone first."""
    desk = Desk("a b")
    desk.replace("a", "x", label="first")
    desk.replace("b", "y", label="second")
    labels = [found.label for turn in (desk.undo, desk.undo, desk.redo, desk.redo) if (found := turn())]
    assert labels == ["second", "first", "first", "second"]
    assert desk.text == "x y"


def test_a_look_moves_nothing() -> None:
    """As long as nothing is committed the same step comes next: its saving may have failed."""
    desk = Desk("a b")
    desk.replace("a", "x", label="first")
    desk.replace("b", "y", label="second")
    assert desk.history.undo() == desk.history.undo() == Step("second", (Splice(2, 3, "b"),))
    assert desk.history.redo() is None
    desk.undo()
    assert desk.history.redo() == desk.history.redo() == Step("second", (Splice(2, 3, "y"),))
    assert desk.history.undo() == Step("first", (Splice(0, 1, "a"),))


def test_a_change_of_others_between_look_and_commit_is_followed() -> None:
    """What is committed is the step as it stands in the present text."""
    desk = Desk("a b")
    desk.replace("b", "y")
    assert desk.history.undo() == Step("edit", (Splice(2, 3, "b"),))
    desk.history.follow([Splice(0, 0, "new ")])
    desk.history.undone()
    assert desk.history.redo() == Step("edit", (Splice(6, 7, "y"),))


def test_a_new_edit_ends_redoing() -> None:
    """What was undone before it is gone."""
    desk = Desk("a b")
    desk.replace("a", "x")
    desk.undo()
    desk.replace("b", "y")
    assert desk.redo() is None
    desk.undo()
    assert desk.text == "a b"
    assert desk.undo() is None


def test_an_edit_without_effect_is_none() -> None:
    """Undoing it would seem to do nothing; what was undone can still be redone."""
    desk = Desk("a b")
    desk.replace("a", "x", label="real")
    desk.undo()
    desk.replace("b", "b", label="idle")
    assert desk.undo() is None
    assert desk.redo() == Step("real", (Splice(0, 1, "x"),))


@pytest.mark.parametrize("commit", [History.undone, History.redone])
def test_nothing_can_t_be_committed(commit: Callable[[History], None]) -> None:
    """It would be a mistake of the program's."""
    with pytest.raises(IndexError):
        commit(History())


def test_only_what_changed_is_kept() -> None:
    """An edit that is given as the whole text keeps the few characters that differ, and no text of the file."""
    text = "".join(f"line {number}\n" for number in range(1000))
    history = History()
    history.record("edit", text, [Splice(0, len(text), text.replace("line 500\n", "line 500, changed\n"))])
    assert history.undo() == Step("edit", (Splice(place := text.index("\nline 501"), place + len(", changed"), ""),))


# Beside others


@pytest.mark.parametrize("seed", range(60))
def test_changes_elsewhere_stay_through_undo_and_redo(seed: int) -> None:
    """Undo and redo set the person's cells back and forth, and leave those of others as they are now.

    The text is made of cells with a bar between them, each changed by the person or by others alone.
    """
    chance = random.Random(seed)
    cells = [chance.choice(["", "a", "漢é", "x\r\n"]) for _ in range(24)]
    desk = Desk("|".join(cells))
    before: list[dict[int, str]] = []
    after: list[dict[int, str]] = []
    for _ in range(150):
        way = chance.choice("eefffuuur")
        if way in "ef":
            numbers = sorted(chance.sample(range(way == "f", 24, 2), 3))
            fresh = {number: chance.choice(["", "b", "é😀", "\n"]) for number in numbers}
            places = [sum(map(len, cells[:number])) + number for number in numbers]
            splices = [Splice(at, at + len(cells[cell]), fresh[cell]) for at, cell in zip(places, fresh, strict=True)]
            if way == "f":
                desk.edit_foreign(*splices)
            else:
                desk.edit(*splices)
                if any(cells[number] != cell for number, cell in fresh.items()):
                    before.append({number: cells[number] for number in numbers})
                    after.clear()
        else:
            turn, source, target = (desk.undo, before, after) if way == "u" else (desk.redo, after, before)
            assert isinstance(turn(), Step if source else type(None))
            fresh = source.pop() if source else {}
            if fresh:
                target.append({number: cells[number] for number in fresh})
        cells = [fresh.get(number, cell) for number, cell in enumerate(cells)]
        assert desk.text == "|".join(cells)


@pytest.mark.parametrize("seed", range(80))
def test_what_others_wrote_stays_and_what_they_took_away_stays_away(seed: int) -> None:
    """Whatever is undone, redone and passed over, wherever others write meanwhile.

    Every character that is ever written is one of its own, so that none can be taken for another.
    """
    chance = random.Random(seed)
    mine, theirs = count(0x1000), count(0x10000)
    desk = Desk("".join(chr(next(mine)) for _ in range(60)))
    for _ in range(12):
        desk.edit(*random_splices(chance, desk.text, lambda: chr(next(mine)), most=2))
    taken: set[str] = set()
    for _ in range(80):
        before = desk.text
        if chance.random() < 0.2:
            desk.edit_foreign(*random_splices(chance, desk.text, lambda: chr(next(theirs)), most=1))
            taken |= set(before) - set(desk.text)
        else:
            chance.choice((desk.undo, desk.undo, desk.redo))()
            assert [letter for letter in desk.text if letter >= "\U00010000"] == [
                letter for letter in before if letter >= "\U00010000"
            ]
            assert not taken & set(desk.text)
            assert len(set(desk.text)) == len(desk.text)


FILE = """\
entities:
  peskov:
    type: person
    name: Peskov
  idlib:
    type: place
    mentions: {quote: Idlib, all: true}
"""


def test_a_place_that_someone_else_changed_is_not_undone() -> None:
    """Undo would write over theirs: it says which edit that is, as often as it is asked."""
    desk = Desk(FILE)
    desk.replace("name: Peskov", "name: Dmitry Peskov", label="name of peskov")
    desk.replace_foreign("Dmitry Peskov", "Dmitri Peskov")
    assert desk.history.undo() == Blocked("name of peskov")
    assert desk.history.undo() == Blocked("name of peskov")
    assert desk.history.redo() is None


def test_a_change_on_the_next_line_blocks_nothing() -> None:
    """Someone else's lines are left as they are, above and below, and so are line ends."""
    desk = Desk(FILE.replace("\n", "\r\n"))
    desk.replace("name: Peskov", "name: Dmitry Peskov")
    desk.replace_foreign("    type: person", "    type: group")
    desk.replace_foreign("  idlib:", "    note: Spokesman.\r\n  idlib: # a city")
    desk.undo()
    theirs = FILE.replace("person", "group").replace("  idlib:", "    note: Spokesman.\n  idlib: # a city")
    assert desk.text == theirs.replace("\n", "\r\n")
    desk.redo()
    assert desk.text == theirs.replace("name: P", "name: Dmitry P").replace("\n", "\r\n")


def test_an_entry_that_was_added_goes_from_between_those_of_others() -> None:
    """What others wrote right before and after it stays."""
    desk = Desk(FILE)
    mine = "  putin:\n    type: person\n"
    desk.edit(Splice(len(FILE), len(FILE), mine), label="putin")
    desk.edit_foreign(Splice(len(FILE), len(FILE), "  # of Russia:\n"))
    desk.edit_foreign(Splice(len(desk.text), len(desk.text), "  lavrov:\n"))
    desk.undo()
    assert desk.text == FILE + "  # of Russia:\n  lavrov:\n"
    assert isinstance(desk.redo(), Step)
    assert desk.text == FILE + "  # of Russia:\n" + mine + "  lavrov:\n"


def test_what_was_deleted_comes_back_beside_a_changed_line() -> None:
    """The line before it or after it may have become another one."""
    entry = "  peskov:\n    type: person\n    name: Peskov\n"
    desk = Desk(FILE)
    desk.replace(entry, "", label="deletion of peskov")
    desk.replace_foreign("  idlib:", "  idlib: # a city")
    desk.replace_foreign("entities:", "entities: # two")
    desk.undo()
    assert desk.text == FILE.replace("idlib:", "idlib: # a city").replace("entities:", "entities: # two")


def test_what_was_deleted_does_not_come_back_where_others_wrote() -> None:
    """Nothing says whether it belongs before or after theirs: their note could become one of the restored entry."""
    desk = Desk(FILE)
    desk.replace("  idlib:\n    type: place\n    mentions: {quote: Idlib, all: true}\n", "", label="deletion of idlib")
    desk.edit_foreign(Splice(len(desk.text), len(desk.text), "    note: Spokesman.\n"))
    assert desk.history.undo() == Blocked("deletion of idlib")


def test_a_blocked_step_is_passed_over_once_it_was_told() -> None:
    """Then the one before it can be undone; the blocked one stays as it is in the text, and is not redone either."""
    desk = Desk(FILE)
    desk.replace("person", "group", label="first")
    desk.replace("place", "facility", label="second")
    desk.replace_foreign("facility", "other")
    assert [desk.undo(), desk.undo(), desk.undo()] == [Blocked("second"), Step("first", (first_back(),)), None]
    assert desk.text == FILE.replace("place", "other")
    assert isinstance(desk.redo(), Step)
    assert desk.redo() is None
    assert desk.text == FILE.replace("place", "other").replace("person", "group")


def first_back() -> Splice:
    """What makes `group` the `person` of the file again."""
    start = FILE.index("person")
    return Splice(start, start + len("group"), "person")


def test_a_step_under_a_blocked_one_finds_its_place() -> None:
    """Both the blocked step and what others changed have shifted it."""
    desk = Desk(FILE)
    desk.replace("place", "facility", label="first")
    desk.replace("Peskov", "Dmitry Peskov", label="second")
    desk.replace_foreign("Dmitry Peskov", "D. P.")
    desk.replace_foreign("entities:", "# Mine and yours\nentities:")
    assert desk.undo() == Blocked("second")
    assert isinstance(desk.undo(), Step)
    assert desk.text == "# Mine and yours\n" + FILE.replace("Peskov", "D. P.")


def test_what_a_blocked_step_stands_on_is_blocked_too() -> None:
    """An entry can't go from under a later edit that stays."""
    desk = Desk(FILE)
    desk.edit(Splice(len(FILE), len(FILE), "  putin:\n    type: person\n    name: Putin\n"), label="putin")
    desk.replace("name: Putin", "name: Vladimir Putin", label="name")
    desk.replace_foreign("Vladimir Putin", "V. Putin")
    assert [desk.undo(), desk.undo(), desk.undo()] == [Blocked("name"), Blocked("putin"), None]
    assert desk.text.endswith("    name: V. Putin\n")


def test_a_place_that_someone_else_changed_is_not_redone() -> None:
    """Nor what stands on it; what was undone after it and lies elsewhere can still be redone."""
    desk = Desk(FILE)
    desk.replace("name: Peskov", "name: Dmitry Peskov", label="first")
    desk.replace("Dmitry", "Dmitri", label="second")
    desk.replace("place", "facility", label="third")
    for _ in range(3):
        desk.undo()
    desk.replace_foreign("name: Peskov", "name: D. Peskov")
    assert [desk.redo(), desk.redo()] == [Blocked("first"), Blocked("second")]
    assert isinstance(desk.redo(), Step)
    assert desk.text == FILE.replace("name: P", "name: D. P").replace("place", "facility")
    assert isinstance(desk.undo(), Step)
    assert desk.text == FILE.replace("name: P", "name: D. P")
    assert desk.undo() is None


def test_what_others_wrote_and_took_back_blocks_nothing() -> None:
    """Between two looks only what is left of it counts."""
    desk = Desk(FILE)
    desk.replace("Peskov", "Dmitry Peskov")
    place = desk.text.index("Dmitry") + 3
    desk.edit_foreign(Splice(place, place, "???"))
    desk.edit_foreign(Splice(place, place + 3, ""))
    assert isinstance(desk.undo(), Step)
    assert desk.text == FILE


def test_an_edit_after_a_foreign_change_is_undone_before_it() -> None:
    """A change of others lies between two edits of the person: each is undone in the text as it is by then."""
    desk = Desk(FILE)
    desk.replace("person", "group", label="first")
    desk.replace_foreign("entities:", "# yours\nentities:")
    desk.replace("place", "facility", label="second")
    desk.replace_foreign("mentions", "note: A city.\n    mentions")
    desk.undo()
    theirs = ("# yours\n" + FILE).replace("mentions", "note: A city.\n    mentions")
    assert desk.text == theirs.replace("person", "group")
    desk.undo()
    assert desk.text == theirs
    desk.redo()
    desk.redo()
    assert desk.text == theirs.replace("person", "group").replace("place", "facility")


def test_a_step_is_taken_from_the_top_alone() -> None:
    """A look at a long history touches no other step than the one that is shown."""
    desk = Desk("x" * 100)
    for number in range(50):
        desk.edit(Splice(2 * number, 2 * number + 1, "y"))
    desk.edit_foreign(Splice(0, 0, "new"))
    before = list(desk.history._done._turns)
    desk.history.undo()
    untouched = zip(before[:-2], desk.history._done._turns[:-2], strict=True)
    assert all(one is other for one, other in untouched)
