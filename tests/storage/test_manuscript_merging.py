"""What others write comes in: both stand, or the person chooses, whatever happens in whatever order."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Entity, Remark
from idlib_reader.core.edits import AddEntry, AddValue, Edit, SetField, Target
from idlib_reader.core.selectors import Selector
from idlib_reader.errors import IdlibError
from idlib_reader.storage import manuscript as manuscript_module
from idlib_reader.storage.journal import Journal, left_behind
from idlib_reader.storage.manuscript import Manuscript
from idlib_reader.storage.planning import draft_of
from storage.manuscript_runs import Run
from storage.manuscripts import (
    TEXT,
    adding,
    crash,
    refuse,
    replace_elsewhere,
    setting,
    started,
    tagging,
    take,
    text_of,
    write,
)

RUNS = int(os.environ.get("IDLIB_RUNS", "1000"))
"""Random runs in all."""
BATCH = 100
STEPS = 20


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, and a system that does not wait for the disk: nothing here is about that."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in {"fsync", "fdatasync"} & {*dir(os)}:
        monkeypatch.setattr(os, name, lambda _: None)
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The annotation file, in the folder of annotation files; not there yet."""
    return tmp_path / "annotations" / "report.yaml"


def written_unsaved(path: Path, *edits: Edit) -> Manuscript:
    """A manuscript whose edits could not be saved, though from now on they could be."""
    manuscript = started(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        write(manuscript, *edits)
    return manuscript


def disputed(path: Path, *edits: Edit) -> Manuscript:
    """A manuscript with edits of which the first one has set a type that somebody else has set to `person`."""
    manuscript = written_unsaved(path, setting("state", "place"), *edits)
    replace_elsewhere(manuscript, "place", "person")
    take(manuscript)
    return manuscript


def test_what_waits_is_moved_over_other_lines(path: Path) -> None:
    """Each edit stays a step of its own, and one from before can be undone, too."""
    manuscript = started(path)
    write(manuscript, setting("D", "B", "b", "name"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        write(manuscript, setting("state", "place"), setting("group", "state"))
    replace_elsewhere(manuscript, "format:", "# theirs\nformat:")
    take(manuscript)
    assert manuscript.is_saved
    assert [manuscript.undo() for _ in range(3)] == ["Undone: type group.", "Undone: type state.", "Undone: name D."]
    assert text_of(manuscript) == TEXT.replace("format:", "# theirs\nformat:")


def test_what_waits_is_planned_anew_beside_theirs(path: Path) -> None:
    """Where both wrote into one place of the text, but not of the same thing."""
    manuscript = written_unsaved(path, adding("c"))
    path.write_bytes((TEXT + "  d:\n    type: group\n").encode())
    take(manuscript)
    assert text_of(manuscript) == TEXT + "  d:\n    type: group\n  c:\n    type: person\n"
    assert manuscript.undo() == "Undone: entity c."
    assert text_of(manuscript) == TEXT + "  d:\n    type: group\n"
    assert manuscript.undo() == "There is nothing to undo."


def test_what_others_did_alike_is_theirs(path: Path) -> None:
    """It waits no more, and undo does not take it away."""
    manuscript = written_unsaved(path, setting("state", "place"))
    replace_elsewhere(manuscript, "place", "state")
    take(manuscript)
    assert (manuscript.is_saved, manuscript.saves, manuscript._journal.is_open) == (True, 0, ())
    assert manuscript.undo() == "There is nothing to undo."
    assert text_of(manuscript) == TEXT.replace("place", "state")


def test_an_entry_that_others_added_alike_is_not_doubled(path: Path) -> None:
    """Though they have put it elsewhere, so that there is room for mine."""
    manuscript = written_unsaved(path, adding("c"))
    replace_elsewhere(manuscript, "entities:\n", "entities:\n  c:\n    type: person\n")
    theirs = text_of(manuscript)
    take(manuscript)
    assert manuscript.is_saved
    assert text_of(manuscript) == theirs


def test_what_both_changed_waits_for_the_person(path: Path) -> None:
    """Theirs stays in the file, mine in the journal, and what does not depend on it is saved."""
    manuscript = disputed(path, setting("C", "B", "b", "name"))
    (dispute,) = manuscript.disputes
    assert (dispute.edit.label, dispute.mine, dispute.theirs) == ("type state", "type: state", "type: person")
    assert text_of(manuscript) == TEXT.replace("place", "person").replace("name: B", "name: C")
    assert manuscript._journal.is_open == (dispute.number,)
    assert not manuscript.is_saved
    assert manuscript.flush()
    assert manuscript.undo() == "Undone: name C."
    assert manuscript.undo() == "There is nothing to undo."
    assert text_of(manuscript) == TEXT.replace("place", "person")


@pytest.mark.parametrize("is_mine", [True, False])
def test_the_person_chooses(path: Path, is_mine: bool) -> None:
    """Either of the two is in the file then, and nothing waits."""
    manuscript = disputed(path)
    assert manuscript.redo() == "There is nothing to redo."
    manuscript.settle(manuscript.disputes[0], mine=is_mine)
    assert text_of(manuscript) == TEXT.replace("place", "state" if is_mine else "person")
    assert (manuscript.is_saved, manuscript._journal.is_open) == (True, ())
    assert manuscript.undo() == ("Undone: type state." if is_mine else "There is nothing to undo.")
    assert text_of(manuscript) == TEXT.replace("place", "person")


def test_a_choice_is_of_what_the_file_says_now(path: Path) -> None:
    """What was changed once more is shown anew before anything is written over it."""
    manuscript = disputed(path)
    (dispute,) = manuscript.disputes
    replace_elsewhere(manuscript, "person", "group")
    take(manuscript)
    with pytest.raises(IdlibError, match=r"^The file has been changed again meanwhile\."):
        manuscript.settle(dispute, mine=True)
    assert text_of(manuscript) == TEXT.replace("place", "group")
    (dispute,) = manuscript.disputes
    assert dispute.theirs == "type: group"
    manuscript.settle(dispute, mine=True)
    assert text_of(manuscript) == TEXT.replace("place", "state")
    with pytest.raises(IdlibError, match=r"^The file has been changed again meanwhile\."):
        manuscript.settle(dispute, mine=True)


def test_a_dispute_ends_where_the_file_is_as_it_was(path: Path) -> None:
    """Then nothing stands against the edit."""
    manuscript = disputed(path)
    replace_elsewhere(manuscript, "person", "place")
    take(manuscript)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT.replace("place", "state")


def test_a_choice_waits_for_a_broken_file(path: Path) -> None:
    """Mine can't be written, and is not lost."""
    manuscript = disputed(path)
    replace_elsewhere(manuscript, "name: B", "name: [B")
    take(manuscript)
    before = manuscript.disputes
    with pytest.raises(IdlibError, match=r"^The file can't be read now"):
        manuscript.settle(before[0], mine=True)
    assert manuscript.disputes == before
    assert manuscript._journal.is_open == (before[0].number,)


def test_a_choice_that_can_not_be_made_still_waits(path: Path) -> None:
    """Somebody made an event of the entity, which takes no such value."""
    manuscript = written_unsaved(path, setting("C", "B", "b", "name"))
    replace_elsewhere(manuscript, "  b:\n    name: B\n", "events:\n  b:\n    title: B\n")
    take(manuscript)
    before = manuscript.disputes
    now = text_of(manuscript)
    with pytest.raises(IdlibError, match=r"^That can't be written: the file says "):
        manuscript.settle(before[0], mine=True)
    assert (manuscript.disputes, text_of(manuscript)) == (before, now)
    manuscript.settle(before[0], mine=False)
    assert manuscript.is_saved


def test_what_fits_no_file_waits_for_the_person(path: Path) -> None:
    """Another version may have left an edit of a field that this one does not know."""
    manuscript = started(path)
    manuscript.adopt([setting("x", "", field="nonsense"), tagging("x")])
    (dispute,) = manuscript.disputes
    assert dispute.theirs == "An entity has no `nonsense`."
    assert manuscript._journal.is_open == (dispute.number,)
    with pytest.raises(IdlibError, match=r"^That can't be written: An entity has no `nonsense`\."):
        manuscript.settle(dispute, mine=True)
    manuscript.settle(dispute, mine=False)
    assert manuscript.is_saved


def test_what_waited_for_a_choice_is_made_after_it(path: Path) -> None:
    """An entry in dispute, and what was said of it meanwhile."""
    manuscript = written_unsaved(path, adding("c"), tagging("x", "c"))
    path.write_bytes((TEXT + "  c:\n    type: group\n").encode())
    take(manuscript)
    assert [dispute.edit.label for dispute in manuscript.disputes] == ["entity c", "tag x"]
    manuscript.settle(manuscript.disputes[0], mine=True)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT + "  c:\n    type: person\n    tags: x\n"


def test_a_line_that_nobody_reads_is_no_place_for_an_edit(path: Path) -> None:
    """Somebody put a second key of the same name above: what is written below it would say nothing."""
    manuscript = written_unsaved(path, setting("state", "place"))
    replace_elsewhere(manuscript, "  a:\n", "  a:\n    type: place\n  a:\n")
    take(manuscript)
    assert manuscript.draft is not None
    is_made = manuscript.draft.annotations.entities["a"].type == "state"
    assert is_made != bool(manuscript.disputes)


# Only what is in dispute is given up

WEAVES = Edit(
    "entity weaves",
    (
        AddEntry(
            Entity(
                id="weaves",
                type="person",
                name="weaves",
                mentions=(Selector(("weaves",)),),
                keys=frozenset({"type", "name", "mentions"}),
            )
        ),
    ),
)
THEIR_WEAVES = TEXT + "  weaves:\n    name: W\n"
BOTH_WEAVES = TEXT + "  weaves:\n    type: person\n    name: W\n    mentions: weaves\n"


def weaving(path: Path) -> Manuscript:
    """A manuscript with an entity that somebody else has added with another name and nothing else."""
    manuscript = written_unsaved(path, WEAVES)
    path.write_bytes(THEIR_WEAVES.encode())
    take(manuscript)
    return manuscript


def test_what_nobody_disputes_is_made_where_the_file_is_right(path: Path) -> None:
    """The name stays theirs, the type and the mention are added, and undo takes just these away."""
    manuscript = weaving(path)
    (dispute,) = manuscript.disputes
    assert (dispute.mine, dispute.theirs) == ("name: weaves", "name: W")
    manuscript.settle(dispute, mine=False)
    assert text_of(manuscript) == BOTH_WEAVES
    assert (manuscript.is_saved, manuscript._journal.is_open) == (True, ())
    assert manuscript.undo() == "Undone: entity weaves."
    assert text_of(manuscript) == THEIR_WEAVES


def test_what_is_left_waits_where_it_can_not_be_saved(path: Path) -> None:
    """In the journal it stands without what was given up, so that nobody is asked about that again after a crash."""
    manuscript = weaving(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manuscript_module, "save", refuse)
        manuscript.settle(manuscript.disputes[0], mine=False)
    assert (manuscript.disputes, [one.number for one in manuscript.queue]) == ((), [*manuscript._journal.is_open])
    assert text_of(manuscript) == THEIR_WEAVES
    crash(manuscript._journal)
    (left,) = left_behind(path)
    assert left.claim()
    after = started(path, THEIR_WEAVES)
    after.adopt(left.edits)
    assert (after.is_saved, text_of(after)) == (True, BOTH_WEAVES)


def test_a_crash_between_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left is in the journal before the whole edit goes from it."""
    manuscript = weaving(path)
    open_before: list[int] = []
    really_close = Journal.close

    def close(journal: Journal, number: int) -> None:
        open_before.append(len(journal.is_open))
        really_close(journal, number)

    monkeypatch.setattr(Journal, "close", close)
    manuscript.settle(manuscript.disputes[0], mine=False)
    assert open_before == [2, 1]


def test_what_is_left_stays_under_its_number_where_the_journal_is_full(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole edit is kept rather than nothing."""
    manuscript = weaving(path)
    (number,) = manuscript._journal.is_open
    monkeypatch.setattr(manuscript_module, "save", refuse)
    monkeypatch.setattr(manuscript, "_note_down", lambda _: None)
    manuscript.settle(manuscript.disputes[0], mine=False)
    assert [one.number for one in manuscript.queue] == [number]
    assert manuscript._journal.is_open == (number,)


def test_what_is_left_waits_for_a_broken_file(path: Path) -> None:
    """Nothing can be written now; what is given up is given up."""
    manuscript = weaving(path)
    (dispute,) = manuscript.disputes
    path.write_bytes(f"{THEIR_WEAVES}broken: [\n".encode())
    take(manuscript)
    manuscript.settle(dispute, mine=False)
    assert (manuscript.disputes, len(manuscript.queue)) == ((), 1)
    path.write_bytes(THEIR_WEAVES.encode())
    take(manuscript)
    assert (manuscript.is_saved, text_of(manuscript)) == (True, BOTH_WEAVES)


def test_what_was_chosen_against_is_never_made(path: Path) -> None:
    """The person has changed the file meanwhile so that nothing stands against the edit any more."""
    manuscript = disputed(path)
    (dispute,) = manuscript.disputes
    assert manuscript.draft
    manuscript.write(setting("place", "person"), manuscript.draft.annotations)
    manuscript.settle(dispute, mine=False)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT


def test_what_the_text_can_not_take_is_given_up_as_a_whole(path: Path) -> None:
    """Nothing of it is in dispute with what the file says, so that nothing is left beside that."""
    manuscript = written_unsaved(path, setting("state", "place"))
    path.write_bytes((TEXT.replace("place", "&p place") + "    type: *p\n").encode())
    take(manuscript)
    (dispute,) = manuscript.disputes
    now = text_of(manuscript)
    assert dispute.mine == "type state"
    assert "can't be edited" in dispute.theirs
    manuscript.settle(dispute, mine=False)
    assert (manuscript.is_saved, text_of(manuscript)) == (True, now)


# Two people's remarks and claims


def remarking(note: str) -> Edit:
    """A remark on the one word that everybody remarks on."""
    keys = frozenset({"passage", "note"})
    return Edit("remark", (AddEntry(Remark(id="joke", passage=Selector(("joke",)), note=note, keys=keys)),))


THEIR_JOKE = TEXT + "remarks:\n  joke:\n    passage: joke\n    note: Theirs.\n"
BOTH_JOKES = THEIR_JOKE + "  joke-2:\n    passage: joke\n    note: Mine.\n"


def test_two_people_remark_on_the_same_words(path: Path) -> None:
    """Both remarks are in the file and nobody has to choose, whichever way theirs comes in; the very same is one."""
    manuscript = written_unsaved(path, remarking("Mine."))
    path.write_bytes(THEIR_JOKE.encode())
    take(manuscript)
    assert (manuscript.is_saved, text_of(manuscript)) == (True, BOTH_JOKES)
    assert manuscript.undo() == "Undone: remark."
    assert text_of(manuscript) == THEIR_JOKE
    seen = draft_of(TEXT).annotations
    for note in ("Mine.", "Theirs.", "Mine."):
        manuscript.write(remarking(note), seen)
        assert text_of(manuscript) == BOTH_JOKES


def test_a_choice_is_about_my_remark_and_not_theirs(path: Path) -> None:
    """Mine got another id; an edit in dispute that is about it has it, on the screen and in the journal."""
    both = Edit(
        "both",
        (
            SetField(Target("entity", "a"), ("type",), ("state",), ("place",)),
            AddValue(Target("remark", "joke"), ("tags",), "t"),
        ),
    )
    manuscript = written_unsaved(path, remarking("Mine."), both)
    path.write_bytes(THEIR_JOKE.replace("place", "person").encode())
    take(manuscript)
    text = BOTH_JOKES.replace("place", "person")
    assert text_of(manuscript) == text
    (dispute,) = manuscript.disputes
    assert manuscript._journal.is_open == (dispute.number,)
    crash(manuscript._journal)
    (left,) = left_behind(path)
    assert left.edits == (dispute.edit,)
    manuscript.settle(dispute, mine=True)
    assert text_of(manuscript) == BOTH_JOKES.replace("place", "state") + "    tags: t\n"


def test_what_waited_for_an_entry_means_it_under_its_new_id(path: Path) -> None:
    """The id is that of an entry that can't be read, so that the person's own gets another one by their choice."""
    manuscript = written_unsaved(path, adding("c"), tagging("x", "c"))
    path.write_bytes((TEXT + "  c: [broken]\n").encode())
    take(manuscript)
    assert [one.edit.label for one in manuscript.disputes] == ["entity c", "tag x"]
    manuscript.settle(manuscript.disputes[0], mine=True)
    assert manuscript.is_saved
    assert text_of(manuscript) == TEXT + "  c: [broken]\n  c-2:\n    type: person\n    tags: x\n"


def test_what_waits_for_another_choice_can_be_given_up(path: Path) -> None:
    """Only what is about another entry is made; the first one is still to be chosen."""
    both = Edit("both", (*tagging("x", "c").changes, *setting("C", "B", "b", "name").changes))
    manuscript = written_unsaved(path, adding("c"), both)
    path.write_bytes((TEXT + "  c:\n    type: group\n").encode())
    take(manuscript)
    assert text_of(manuscript) == TEXT + "  c:\n    type: group\n"
    manuscript.settle(manuscript.disputes[1], mine=False)
    assert [one.edit.label for one in manuscript.disputes] == ["entity c"]
    assert text_of(manuscript) == TEXT.replace("name: B", "name: C") + "  c:\n    type: group\n"


# Everything at once


@pytest.mark.parametrize("batch", range(0, RUNS, BATCH))
def test_nothing_is_lost_or_doubled_or_chosen_in_silence(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits, undo, redo, other writers, saves that fail, crashes and choices, in any order: see `Run`."""
    counts = Counter[str]()
    for seed in range(batch, min(batch + BATCH, RUNS)):
        with monkeypatch.context() as patch:
            run = Run(seed, tmp_path, patch)
            try:
                run.go(STEPS)
            except Exception as error:
                error.add_note(f"seed {seed}: {', '.join(run.told)}")
                raise
            run.manuscript.leave()
            counts += run.counts
    assert {"write", "undone", "redone", "settle", "crash"} <= counts.keys()
