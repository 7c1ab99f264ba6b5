"""Random edits that two or three people made at once: nothing is lost, and nothing chosen in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.concurrent_edits import IDS, Atom, Chance, atoms
from idlib_reader.core.annotations import Annotations
from idlib_reader.core.applying import apply
from idlib_reader.core.edits import ARTICLE, AddEntry, DeleteEntry, Edit, Rename, SetField
from idlib_reader.core.merging import Conflict, Replay, concede, insist, meet, replay

BATCH = 50
SEEDS = range(0, 1000, BATCH)
"""The first seed of each batch."""
SOME = range(0, 400, BATCH)


def made(annotations: Annotations, edits: list[Edit]) -> Annotations:
    for edit in edits:
        annotations = apply(annotations, edit)
    return annotations


def on_the_way(annotations: Annotations, edits: list[Edit]) -> tuple[set[Atom], set[Atom]]:
    """What a person added at some step, and what was there at one and was taken out."""
    added, removed = set(), set()
    for change in (change for edit in edits for change in edit.changes):
        changed = apply(annotations, Edit("", (change,)))
        added |= atoms(changed) - atoms(annotations)
        removed |= atoms(annotations) - atoms(changed)
        annotations = changed
    return added, removed


def has_other_words(atom: Atom, removed: set[Atom], after: set[Atom]) -> bool:
    """Whether a note, a tag or a basis stands by the words that somebody wrote for those which it was given to."""
    return atom._replace(detail="") in removed and any(atom._replace(words=one.words) == one for one in after)


def is_there(atom: Atom, after: set[Atom], ids: dict[str, str]) -> bool:
    """Whether something is said, be it under the id that an entry got for one that was taken."""

    def other(one: object) -> object:
        if isinstance(one, tuple):
            return tuple(map(other, one))
        return ids.get(one, one) if isinstance(one, str) else one

    homes = {atom.id, ids.get(atom.id, atom.id)}
    words = (atom.words, other(atom.words))
    return any(atom._replace(id=id_, words=one) in after for id_ in homes for one in words)


def other_ids(replayed: Replay) -> dict[str, str]:
    """Of the ids that were taken those that the entries got."""
    added = [change.entry.id for edit in replayed.edits for change in edit.changes if isinstance(change, AddEntry)]
    return {id_[:1]: id_ for id_ in added if id_ not in IDS}


def check(base: Annotations, theirs: Annotations, mine: list[Edit]) -> Replay:
    """What both said stands afterwards, and what either took out does not, but for edits that wait."""
    replayed = replay(theirs, mine)
    assert len(replayed.edits) + len(replayed.done) + len(replayed.conflicts) == len(mine)
    assert replayed.annotations == made(theirs, [*replayed.edits])
    for conflict in replayed.conflicts:
        assert conflict.edit in mine
        assert conflict.change in conflict.edit.changes
        assert conflict.mine
        assert conflict.theirs
        assert conflict.mine != conflict.theirs
    before, after = atoms(base), atoms(replayed.annotations)
    added, removed = on_the_way(base, mine)
    new = atoms(theirs) - before
    assert not {atom for atom in new - after - removed if not has_other_words(atom, removed, after)}
    if not replayed.conflicts:
        wanted = atoms(made(base, mine))
        ids = other_ids(replayed)
        assert not {atom for atom in wanted - before if not is_there(atom, after, ids)}
        assert after.isdisjoint(before - wanted - new)
        assert after.isdisjoint(before - atoms(theirs) - added)
    return replayed


@pytest.mark.parametrize("start", SEEDS)
def test_nothing_is_lost_of_what_two_people_did(start: int) -> None:
    """All that either added is there, unless it waits: so where both put different things, one of them waits."""
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine, theirs = (chance.edits(base, renames=False) for _ in range(2))
        check(base, made(base, theirs), mine)


@pytest.mark.parametrize("start", SEEDS)
def test_nothing_is_lost_of_what_three_people_did(start: int) -> None:
    """The third one meets what the first two have made of it."""
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine, theirs, others = (chance.edits(base, renames=False) for _ in range(3))
        check(base, check(base, made(base, theirs), others).annotations, mine)


@pytest.mark.parametrize("start", SOME)
def test_most_edits_do_not_wait(start: int) -> None:
    """Of edits on a handful of entries with a handful of words most can be made, and each kind of outcome comes up."""
    replays = []
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        replays.append(replay(made(base, chance.edits(base)), chance.edits(base)))
    count = sum(len(one.edits) + len(one.done) for one in replays)
    waiting = sum(len(one.conflicts) for one in replays)
    assert 0 < waiting < count / 2
    assert any(one.done for one in replays)


@pytest.mark.parametrize("start", SOME)
def test_edits_on_their_own_base_are_made_as_they_are(start: int) -> None:
    """Where nobody else changed anything the edits lead to what the person saw."""
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine = chance.edits(base)
        replayed = replay(base, mine)
        assert not replayed.conflicts
        assert replayed.annotations == made(base, mine)


@pytest.mark.parametrize("start", SOME)
def test_replaying_twice_changes_nothing(start: int) -> None:
    """Edits that were written, but are not known to be, do nothing to a file that has them."""
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine = chance.edits(base, renames=False)
        written = made(base, mine)
        again = replay(written, mine)
        assert again.annotations == written
        assert not again.conflicts
        assert replay(apply(base, mine[0]), mine[:1]).done == (mine[0],)


@pytest.mark.parametrize("start", SOME)
def test_replaying_twice_changes_nothing_of_what_others_did(start: int) -> None:
    """The same beside the edits of another person; a field that was set twice may be asked about."""
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine, theirs = chance.edits(base, most=1, renames=False), chance.edits(base, renames=False)
        replayed = replay(made(base, theirs), mine)
        if not replayed.conflicts and not other_ids(replayed):
            again = replay(replayed.annotations, mine)
            assert again.annotations == replayed.annotations
            changes = mine[0].changes
            if len({change.target for change in changes if isinstance(change, SetField)}) == len(changes):
                assert not again.conflicts


@pytest.mark.parametrize("start", SOME)
def test_edits_of_other_entries_commute(start: int) -> None:
    """Whose edits come first makes no difference where they are about different entries, and none of them waits."""
    for seed in range(start, start + BATCH):
        one, other = Chance(seed, IDS[:3]), Chance(seed + 10_000, IDS[3:])
        first, second = one.annotations(), other.annotations()
        base = replace(
            first,
            entities={**first.entities, **second.entities},
            events={**first.events, **second.events},
            claims={**first.claims, **second.claims},
            remarks={**first.remarks, **second.remarks},
        )
        mine, theirs = of_entries(one.edits(first)), of_entries(other.edits(second))
        here, there = replay(made(base, theirs), mine), replay(made(base, mine), theirs)
        assert not (*here.conflicts, *there.conflicts)
        assert here.annotations == there.annotations


def of_entries(edits: list[Edit]) -> list[Edit]:
    """The edits without what they change of the article."""
    changes = (
        tuple(change for change in edit.changes if not (isinstance(change, SetField) and change.target == ARTICLE))
        for edit in edits
    )
    return [Edit("a step", those) for those in changes if those]


@pytest.mark.parametrize("start", SOME)
def test_what_is_insisted_on_is_made(start: int) -> None:
    """An edit that waited leads to what the person wanted, or is impossible; what is insisted on never fails."""
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine, theirs = chance.edits(base), chance.edits(base)
        replayed = replay(made(base, theirs), mine)
        for conflict in replayed.conflicts:
            fitted = insist(replayed.annotations, conflict.edit)
            if fitted and len(conflict.edit.changes) == 1:
                assert not replay(apply(replayed.annotations, fitted), [fitted]).edits
        over = replay(made(base, theirs), mine, [conflict.edit for conflict in replayed.conflicts])
        assert over.annotations == made(made(base, theirs), [*over.edits])


@pytest.mark.parametrize("start", SOME)
def test_what_is_left_of_a_conceded_edit_fits(start: int) -> None:
    """It is in dispute with nothing, takes nothing away that the edit does not, and something is left now and then."""
    left = 0
    for seed in range(start, start + BATCH):
        chance = Chance(seed)
        base = chance.annotations()
        mine, theirs = chance.edits(base), made(base, chance.edits(base))
        replayed = replay(theirs, mine)
        for conflict in replayed.conflicts:
            now = replayed.annotations
            rest = concede(now, conflict.edit)
            if rest is None:
                continue
            left += 1
            after = apply(now, rest)
            assert after != now
            assert not isinstance(meet(now, rest), Conflict)
            if not any(isinstance(change, Rename | DeleteEntry) for edit in mine for change in edit.changes):
                lost = atoms(now) - atoms(after) - atoms(base)
                assert not {atom for atom in lost if atom not in on_the_way(base, mine)[1]}
    assert left
