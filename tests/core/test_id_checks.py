"""What ids refer to, and what they are in other files."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Link, Reference, Remark
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.id_checks import check_references, check_types, check_within
from idlib_reader.core.problems import Problem
from numbered import SOURCE, at

HERE = at(3, 6)


def file(*entries: Entry) -> Annotations:
    return Annotations(
        entities={one.id: one for one in entries if isinstance(one, Entity)},
        events={one.id: one for one in entries if isinstance(one, Event)},
        claims={one.id: one for one in entries if isinstance(one, Claim)},
        remarks={one.id: one for one in entries if isinstance(one, Remark)},
    )


def to(id_: str) -> Reference:
    return Reference(id_, at=HERE)


def link(id_: str, rel: str = "before") -> tuple[Link, ...]:
    return (Link(rel, to(id_)),)


def references(*entries: Entry, corpus: Corpus = ALONE) -> list[Problem]:
    """The problems of ids in the file `mine` of these entries."""
    return list(check_references(file(*entries), SOURCE, corpus, "mine"))


def told(problems: list[Problem]) -> list[str]:
    return [f"{problem.message} {problem.hint} [{problem.code}]" for problem in problems]


# Ids that nobody has


@pytest.mark.parametrize(
    "entry",
    [
        Entity(id="x", links=link("nobody", "part-of")),
        Event(id="x", place=(to("nobody"),)),
        Event(id="x", source=(Reference("outlet"), to("nobody"))),
        Event(id="x", participants=(("agent", (to("nobody"),)),)),
        Event(id="x", links=link("nobody")),
        Claim(id="x", source=(to("nobody"),)),
        Claim(id="x", audience=(to("nobody"),)),
        Claim(id="x", about=(to("nobody"),)),
        Claim(id="x", within=to("nobody")),
        Claim(id="x", links=link("nobody", "rebuts")),
    ],
)
def test_an_id_that_no_entry_has_is_a_problem(entry: Entry) -> None:
    """Wherever an id is used, the place where it is written is told."""
    (problem,) = references(entry)
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "dangling-id", "error")
    assert problem.message == "No entry has the id `nobody`."


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("pescov", "Did you mean `peskov`?"),
        ("Peskov", "Did you mean `peskov`?"),
        ("sochy", "Did you mean `sochi`?"),
        ("denial", "For the claim of another article write `other#denial`."),
        ("qqq", "Add an entry with this id, or correct it."),
    ],
)
def test_what_was_meant_is_proposed(wrong: str, hint: str) -> None:
    """A near id of this file, else of another, else a claim that another article has."""
    corpus = Corpus({"other": file(Entity(id="sochi"), Claim(id="denial"))})
    (problem,) = references(Entity(id="peskov"), Claim(id="c", about=(to(wrong),)), corpus=corpus)
    assert problem.hint == hint


def test_an_older_reading_of_the_file_is_not_proposed() -> None:
    """What only the corpus has of this very file may be gone from it."""
    corpus = Corpus({"mine": file(Entity(id="sochi"), Claim(id="denial")), "other": file(Entity(id="sochi-2"))})
    hints = [references(Claim(id="c", about=(to(id_),)), corpus=corpus)[0].hint for id_ in ("sochi", "denial")]
    assert hints == ["Did you mean `sochi-2`?", "Add an entry with this id, or correct it."]


def test_an_entity_or_event_of_another_file_will_do() -> None:
    """Their ids mean the same in every file of a workspace; those of claims do not."""
    corpus = Corpus({"other": file(Entity(id="e"), Event(id="t"), Claim(id="c"), Remark(id="r"))})
    claim = Claim(id="x", about=tuple(map(to, ("e", "t", "c", "r"))), source=(to("e"),))
    assert [problem.message for problem in references(claim, corpus=corpus)] == [
        "No entry has the id `c`.",
        "No entry has the id `r`.",
    ]


def test_the_outlet_is_a_source_and_nothing_else() -> None:
    """The reserved word names no entry that something could be about, be at or be linked to."""
    assert references(Claim(id="x", source=(to("outlet"),)), Event(id="t", source=(to("outlet"),))) == []
    assert told(references(Claim(id="x", about=(to("outlet"),)))) == [
        "No entry has the id `outlet`. "
        "The article's own voice stands only at `source`; write the id of an entry here. [dangling-id]"
    ]


# Claims elsewhere


ELSEWHERE = Corpus(
    {"other": file(Claim(id="denial"), Remark(id="doubt"), Entity(id="sochi")), "mine": file(Claim(id="old"))},
    {"other": "annotations/other.yaml"},
)


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("other#denial", []),
        (
            "othr#denial",
            ["The workspace has no annotations of an article `othr`. Did you mean `other#denial`? [dangling-id]"],
        ),
        (
            "zzz#denial",
            [
                "The workspace has no annotations of an article `zzz`. "
                "Write the name of its file, without the ending. [dangling-id]"
            ],
        ),
        (
            "other#denail",
            ["annotations/other.yaml has no claim with the id `denail`. Did you mean `other#denial`? [dangling-id]"],
        ),
        (
            "other#zzz",
            [
                "annotations/other.yaml has no claim with the id `zzz`. "
                "Correct the id, or add the claim there. [dangling-id]"
            ],
        ),
        (
            "other#sochi",
            [
                "annotations/other.yaml has no claim with the id `sochi`. "
                "The id of an entity or event is the same in every file: write `sochi`. [dangling-id]"
            ],
        ),
        (
            "other#doubt",
            [
                "`other#doubt` is a remark, but `about` takes an event, an entity or a claim. "
                "Write the id of an event, an entity or a claim. [wrong-kind]"
            ],
        ),
        ("mine#here", []),
        ("mine#old", ["No entry has the id `old`. Add an entry with this id, or correct it. [dangling-id]"]),
        ("mine#x", ["The claim `x` is about itself. Write another id, or delete this one. [self-reference]"]),
    ],
)
def test_a_claim_of_another_article_is_looked_up(id_: str, expected: list[str]) -> None:
    """By article and id; of the file itself, in what is being read."""
    assert told(references(Claim(id="x", about=(to(id_),)), Claim(id="here"), corpus=ELSEWHERE)) == expected


def test_without_other_files_a_claim_elsewhere_is_not_judged() -> None:
    """A file alone can't know what others have."""
    assert references(Claim(id="x", about=(to("other#claim"),), links=link("other#claim", "repeats"))) == []


# Kinds


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (Event(id="x", place=(to("t"),)), "`t` is an event, but `place` takes an entity."),
        (Event(id="x", place=(to("c"),)), "`c` is a claim, but `place` takes an entity."),
        (Event(id="x", source=(to("t"),)), "`t` is an event, but `source` takes an entity."),
        (Event(id="x", participants=(("agent", (to("t"),)),)), "`t` is an event, but `participants` takes an entity."),
        (Claim(id="x", source=(to("c"),)), "`c` is a claim, but `source` takes an entity."),
        (Claim(id="x", audience=(to("t"),)), "`t` is an event, but `audience` takes an entity."),
        (Claim(id="x", about=(to("r"),)), "`r` is a remark, but `about` takes an event, an entity or a claim."),
        (Claim(id="x", within=to("e")), "`e` is an entity, but `within` takes a claim."),
        (Claim(id="x", within=to("r")), "`r` is a remark, but `within` takes a claim."),
        (Entity(id="x", links=link("t", "part-of")), "`t` is an event, but a link of an entity leads to an entity."),
        (Event(id="x", links=link("e")), "`e` is an entity, but a link of an event leads to an event or a claim."),
        (Claim(id="x", links=link("e")), "`e` is an entity, but a link of a claim leads to a claim or an event."),
        (Claim(id="x", links=link("r")), "`r` is a remark, but a link of a claim leads to a claim or an event."),
        (Event(id="x", place=(to("elsewhere"),)), "`elsewhere` is an event, but `place` takes an entity."),
    ],
)
def test_an_id_of_the_wrong_kind_is_a_problem(entry: Entry, message: str) -> None:
    """Each key takes entries of some kinds, whichever file has them."""
    entries = Entity(id="e"), Event(id="t"), Claim(id="c"), Remark(id="r")
    corpus = Corpus({"other": file(Event(id="elsewhere"))})
    (problem,) = references(entry, *entries, corpus=corpus)
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "wrong-kind", "error")
    assert problem.message == message
    assert problem.hint.startswith("Write the id of ")


def test_an_event_as_source_has_its_own_hint() -> None:
    """A statement that is an event is not who said it."""
    (problem,) = references(Claim(id="x", source=(to("t"),)), Event(id="t"))
    assert problem.hint == "Write the id of who said it; the event may stand at `about`, or at the end of a link."


def test_ids_of_the_right_kind_are_no_problem() -> None:
    """Every key with what belongs there; events and claims may be linked with each other."""
    entity = Entity(id="e", links=link("e2", "part-of"))
    event = Event(
        id="t",
        place=(to("e"),),
        source=(to("e"),),
        participants=(("agent", (to("e"),)),),
        links=(*link("t2"), *link("c")),
    )
    about = tuple(map(to, ("e", "t", "c2")))
    claim = Claim(
        id="c", source=(to("e"),), audience=(to("e"),), about=about, within=to("c2"), links=(*link("c2"), *link("t"))
    )
    assert references(entity, Entity(id="e2"), event, Event(id="t2"), claim, Claim(id="c2")) == []


def test_an_id_of_two_kinds_elsewhere_will_do_where_one_of_them_does() -> None:
    """Which of the two files is wrong is told there."""
    corpus = Corpus({"a": file(Event(id="x")), "b": file(Entity(id="x"))})
    assert references(Event(id="t", place=(to("x"),)), corpus=corpus) == []


# To itself


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (Claim(id="x", about=(to("x"),)), "The claim `x` is about itself."),
        (Claim(id="x", within=to("x")), "The claim `x` is within itself."),
        (Claim(id="x", links=link("x")), "This link leads from `x` to itself."),
        (Event(id="x", links=link("x")), "This link leads from `x` to itself."),
        (Entity(id="x", links=link("x")), "This link leads from `x` to itself."),
    ],
)
def test_an_entry_that_refers_to_itself_is_a_problem(entry: Entry, message: str) -> None:
    """Nothing is linked with, about or within itself."""
    (problem,) = references(entry)
    assert (problem.line, problem.column, problem.code, problem.level) == (3, 6, "self-reference", "error")
    assert problem.message == message


# Claims within each other


def within(chain: str) -> list[Problem]:
    """The circles of claims written as `a>b b>c`, each within the next and a line below the one before."""
    steps = [step.split(">") for step in chain.split()]
    claims = [Claim(id=one, within=Reference(other, at(row))) for row, (one, other) in enumerate(steps, 1)]
    return list(check_within(file(*claims), SOURCE, "mine"))


@pytest.mark.parametrize(
    ("chain", "line", "circle"),
    [
        ("a>b b>a", 2, "`b` within `a` within `b`"),
        ("a>b b>c c>a", 3, "`c` within `a` within `b` within `c`"),
        ("c>a a>b b>c", 3, "`b` within `c` within `a` within `b`"),
        ("tail>a a>b b>a", 3, "`b` within `a` within `b`"),
        ("a>mine#b b>mine#a", 2, "`b` within `a` within `b`"),
    ],
)
def test_a_circle_of_claims_is_told_at_its_last_member(chain: str, line: int, circle: str) -> None:
    """Once, with all of it."""
    (problem,) = within(chain)
    assert (problem.line, problem.column, problem.code, problem.level) == (line, 1, "circular-claim", "error")
    assert problem.message == f"These claims are within each other in a circle: {circle}."
    assert problem.hint == "Delete `within` at the claim that holds all of the others."


@pytest.mark.parametrize("chain", ["", "a>b b>c c>d", "a>b c>b", "a>a", "a>mine#a", "a>nobody", "a>other#a"])
def test_claims_that_do_not_go_round_are_no_problem(chain: str) -> None:
    """A claim within itself is told as such, and not as a circle too."""
    assert within(chain) == []


def test_every_circle_of_claims_is_told() -> None:
    """Two circles are two problems."""
    assert [problem.line for problem in within("a>b b>a c>d d>e e>c")] == [2, 5]


def test_a_long_circle_of_claims_is_told_in_a_short_sentence() -> None:
    """A thousand claims: the first ones, how many there are between, and the last step."""
    size = 1000
    claims = [Claim(id=f"c{row}", within=Reference(f"c{(row + 1) % size}", at=row)) for row in range(size)]
    (problem,) = check_within(file(*claims), SOURCE, "mine")
    assert problem.message == (
        "These claims are within each other in a circle: `c999` within `c0` within `c1` within `c2` within `c3` "
        "within `c4` within `c5` within `c6` within `c7` … (991 more) … within `c999`."
    )
    assert (problem.line, problem.column) == (100, 10)


# Types in other files


def typed(entry: Entity | Event, line: int = 0) -> Entity | Event:
    """The entry with its type written in a line of its own."""
    keys = frozenset(("type",))
    if isinstance(entry, Entity):
        return Entity(id=entry.id, type=entry.type, keys=keys, at=at(2), type_at=at(line, 5) if line else None)
    return Event(id=entry.id, type=entry.type, keys=keys, at=at(2), type_at=at(line, 5) if line else None)


def types(corpus: Corpus, slug: str, entries: Annotations | None = None) -> list[str]:
    annotations = entries or corpus.files[slug]
    problems = check_types(annotations, SOURCE, corpus, slug)
    return [f"{one.line}:{one.column} {one.message} [{one.code}]" for one in problems]


def test_a_type_that_differs_is_told_in_both_files() -> None:
    """Each file names the other, at its own type."""
    corpus = Corpus(
        {
            "a": file(typed(Entity(id="idlib", type="place"), 3)),
            "b": file(typed(Entity(id="idlib", type="facility"), 4)),
        }
    )
    assert types(corpus, "a") == [
        "3:5 `idlib` is an entity of type `place` here, but an entity of type `facility` in b.yaml. [type-differs]"
    ]
    assert types(corpus, "b") == [
        "4:5 `idlib` is an entity of type `facility` here, but an entity of type `place` in a.yaml. [type-differs]"
    ]


def test_a_kind_that_differs_is_told_in_both_files() -> None:
    """An entity here and an event there, with or without a type; at the id."""
    corpus = Corpus({"a": file(typed(Entity(id="x", type="place"), 3)), "b": file(Event(id="x", at=at(9)))})
    assert types(corpus, "a") == ["2:1 `x` is an entity of type `place` here, but an event in b.yaml. [type-differs]"]
    assert types(corpus, "b") == ["9:1 `x` is an event here, but an entity of type `place` in a.yaml. [type-differs]"]


def test_three_files_with_three_types_tell_of_each_other() -> None:
    """One problem in each, that names both others."""
    files = {
        slug: file(typed(Event(id="x", type=type_))) for slug, type_ in (("a", "ban"), ("b", "attack"), ("c", "x"))
    }
    assert types(Corpus(files), "b") == [
        "2:1 `x` is an event of type `attack` here, but an event of type `ban` in a.yaml "
        "and an event of type `x` in c.yaml. [type-differs]"
    ]


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (typed(Entity(id="x", type="place")), typed(Entity(id="x", type="place"))),
        (typed(Entity(id="x", type="place")), Entity(id="x")),
        (Entity(id="x"), typed(Entity(id="x", type="place"))),
        (typed(Entity(id="x", type="place")), Claim(id="x")),
    ],
)
def test_types_that_agree_or_are_not_written_are_no_problem(mine: Entry, other: Entry) -> None:
    """A file may carry just the mentions; the id of a claim is its own file's."""
    assert types(Corpus({"mine": file(mine), "other": file(other)}), "mine") == []


def test_an_older_reading_of_the_file_does_not_differ_from_it() -> None:
    """A type that was just changed is compared with other files only."""
    corpus = Corpus({"mine": file(typed(Entity(id="x", type="place")))})
    assert types(corpus, "mine", file(typed(Entity(id="x", type="state")))) == []


def test_an_entry_is_never_proposed_to_itself() -> None:
    """It would be a reference to itself."""
    one = Event(id="satisfaction-ended", links=(Link("before", Reference("satisfaction-ender")),))
    (alone,) = check_references(file(one), SOURCE, ALONE, "a")
    assert alone.hint == "Add an entry with this id, or correct it."
    other = Event(id="satisfaction-enders")
    (beside,) = check_references(file(one, other), SOURCE, ALONE, "a")
    assert beside.hint == "Did you mean `satisfaction-enders`?"
