"""What ids refer to, and what they are in other files."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Annotations, Claim, Entity, Entry, Event, Link, Reference, Remark
from idlib_reader.core.corpus import ALONE, Corpus
from idlib_reader.core.id_checks import check_references, check_within
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
        ("mine#hero", ["No entry has the id `hero`. Did you mean `here`? [dangling-id]"]),
        *(
            (
                f"mine#{id_}",
                [
                    f"f.yaml has no claim with the id `{id_}`. "
                    f"The id of an entity or event is the same in every file: write `{id_}`. [dangling-id]"
                ],
            )
            for id_ in ("idlib", "talks", "sochi")
        ),
        ("mine#x", ["The claim `x` is about itself. Write another id, or delete this one. [self-reference]"]),
    ],
)
def test_a_claim_of_another_article_is_looked_up(id_: str, expected: list[str]) -> None:
    """By article and id; of the file itself, in what is being read."""
    entries = Claim(id="here"), Entity(id="idlib"), Event(id="talks")
    assert told(references(Claim(id="x", about=(to(id_),)), *entries, corpus=ELSEWHERE)) == expected


def test_the_own_article_is_no_other_one() -> None:
    """What stands in this very file is known without any other; what could not be read is not judged."""
    annotations = Annotations(
        entities={"e": Entity(id="e", links=(*link("mine#e2", "part-of"), *link("mine#broken", "part-of")))},
        unread=frozenset({"broken"}),
    )
    problems = list(check_references(annotations, SOURCE, ALONE, "mine"))
    assert [problem.message for problem in problems] == ["No entry has the id `e2`."]


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
    return list(check_within(file(*claims), SOURCE, ALONE, "mine"))


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


def chained(chain: str) -> Annotations:
    """The claims of a file that are written as `a>b b>c`, each within the next and a line below the one before."""
    steps = [step.split(">") for step in chain.split()]
    return file(*(Claim(id=one, within=Reference(other, at(row))) for row, (one, other) in enumerate(steps, 1)))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"one": "a>two#b", "two": "b>one#a"},
            {"one": ["1: `a` within `two#b` within `a`"], "two": ["1: `b` within `one#a` within `b`"]},
        ),
        (
            {"one": "x>a a>two#b", "two": "b>c c>three#d", "three": "d>one#x"},
            {
                "one": ["2: `a` within `two#b` within `two#c` within `three#d` within `x` within `a`"],
                "two": ["2: `c` within `three#d` within `one#x` within `one#a` within `b` within `c`"],
                "three": ["1: `d` within `one#x` within `one#a` within `two#b` within `two#c` within `d`"],
            },
        ),
        ({"one": "tail>two#b", "two": "b>three#c", "three": "c>two#b"}, {"one": []}),
        ({"one": "a>two#b", "two": "b>b"}, {"one": []}),
        ({"one": "a>two#b", "two": "b>two#b"}, {"one": []}),
        ({"one": "a>two#b", "two": "b>c"}, {"one": [], "two": []}),
        ({"one": "a>two#b"}, {"one": []}),
    ],
)
def test_a_circle_of_claims_through_other_files_is_told_in_each(
    files: dict[str, str], expected: dict[str, list[str]]
) -> None:
    """As seen from there; a file that only leads into one has no part in it."""
    corpus = Corpus({slug: chained(chain) for slug, chain in files.items()})
    for slug, circles in expected.items():
        problems = check_within(corpus.files[slug], SOURCE, corpus, slug)
        told_here = [f"{one.line}: {one.message.partition(': ')[2].removesuffix('.')}" for one in problems]
        assert told_here == circles


def test_an_older_reading_of_the_file_closes_no_circle() -> None:
    """What the corpus has of this very file may be mended."""
    corpus = Corpus({"one": chained("a>two#b"), "two": chained("b>one#a")})
    mended = file(Claim(id="a", within=Reference("whole")), Claim(id="whole"))
    assert list(check_within(mended, SOURCE, corpus, "one")) == []


def test_a_long_circle_of_claims_is_told_in_a_short_sentence() -> None:
    """A thousand claims: the first ones, how many there are between, and the last step."""
    size = 1000
    claims = [Claim(id=f"c{row}", within=Reference(f"c{(row + 1) % size}", at=row)) for row in range(size)]
    (problem,) = check_within(file(*claims), SOURCE, ALONE, "mine")
    assert problem.message == (
        "These claims are within each other in a circle: `c999` within `c0` within `c1` within `c2` within `c3` "
        "within `c4` within `c5` within `c6` within `c7` … (991 more) … within `c999`."
    )
    assert (problem.line, problem.column) == (100, 10)


def test_an_entry_is_never_proposed_to_itself() -> None:
    """It would be a reference to itself."""
    one = Event(id="satisfaction-ended", links=(Link("before", Reference("satisfaction-ender")),))
    (alone,) = check_references(file(one), SOURCE, ALONE, "a")
    assert alone.hint == "Add an entry with this id, or correct it."
    (elsewhere,) = check_references(file(one), SOURCE, Corpus({"a": file(one), "b": file(one)}), "a")
    assert elsewhere.hint == "Add an entry with this id, or correct it."
    other = Event(id="satisfaction-enders")
    (beside,) = check_references(file(one, other), SOURCE, ALONE, "a")
    assert beside.hint == "Did you mean `satisfaction-enders`?"
