"""All that shows once a file is read as a whole, together."""

from __future__ import annotations

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Heading, Link, Reference
from idlib_reader.core.article import Article
from idlib_reader.core.checking import check, check_ids
from idlib_reader.core.corpus import Corpus
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.tagset import Tagset, Word
from numbered import SOURCE, at


def linked(rel: str, to: str, line: int) -> tuple[Link, ...]:
    return (Link(rel, Reference(to, at(line)), at=at(line)),)


FILE = Annotations(
    article=Heading(sha256="e028", values_at={"sha256": at(2)}),
    entities={
        "a": Entity(
            id="a", type="place", mentions=(Selector(("gone",), at=at(12)),), keys=frozenset(("type",)), at=at(3)
        ),
        "b": Entity(id="b", type="state", mentions=(Selector(("here",), nth=1, at=at(9)),), keys=frozenset(("type",))),
        "d": Entity(id="d", mentions=(Selector(("here",), nth=1, at=at(8)),)),
    },
    events={
        "t": Event(id="t", date="2020", links=linked("before", "u", 5)),
        "u": Event(id="u", date="2018", links=linked("before", "t", 6)),
    },
    claims={
        "c": Claim(id="c", about=(Reference("nobody", at(10)),), within=Reference("c2", at(11))),
        "c2": Claim(id="c2", within=Reference("c", at(7))),
    },
)
OTHER = Annotations(
    entities={
        "a": Entity(id="a", type="state", keys=frozenset(("type",))),
        "d": Entity(id="d", type="place", keys=frozenset(("type",))),
    }
)
CORPUS = Corpus({"mine": FILE, "other": OTHER}, {"mine": SOURCE.path})

WITHOUT_TEXT = [
    (3, "type-differs"),
    (5, "contradicted-link"),
    (6, "circular-links"),
    (10, "dangling-id"),
    (11, "circular-claim"),
]


def test_problems_of_all_kinds_come_in_the_order_of_the_file() -> None:
    """Ids, links, quotes, places and the text together, by line and column."""
    problems = check(Index(Article("mine", "here"), FILE, CORPUS), SOURCE, CORPUS)
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "changed-article"),
        (2, "moved"),
        *WITHOUT_TEXT[:3],
        (9, "two-types"),
        *WITHOUT_TEXT[3:],
        (12, "not-found"),
    ]


def test_without_the_article_ids_and_links_are_checked() -> None:
    """All that needs no text; the file is known to the corpus by its name."""
    assert [(problem.line, problem.code) for problem in check_ids(FILE, SOURCE, CORPUS)] == WITHOUT_TEXT


def test_a_file_alone_is_checked_by_itself() -> None:
    """Nothing is known of other files."""
    expected = [problem for problem in WITHOUT_TEXT if problem[1] != "type-differs"]
    assert [(problem.line, problem.code) for problem in check_ids(FILE, SOURCE)] == expected


def test_a_file_does_not_differ_from_an_older_reading_of_itself() -> None:
    """Neither with its article, by slug, nor without it, by name."""
    older = Annotations(entities={"a": Entity(id="a", type="weapon", keys=frozenset(("type",)))})
    corpus = Corpus({"mine": older}, {"mine": SOURCE.path})
    mine = Annotations(entities={"a": FILE.entities["a"]})
    assert check_ids(mine, SOURCE, corpus) == []
    assert [one.code for one in check(Index(Article("mine", "gone"), mine, corpus), SOURCE, corpus)] == []


def test_a_source_that_is_taken_over_is_told_once() -> None:
    """A wrong source on the whole is no mistake of its parts."""
    whole = Claim(id="whole", source=(Reference("nobody", at(4)),), keys=frozenset({"source"}))
    part = Claim(id="part", within=Reference("whole"), keys=frozenset({"within"}))
    index = Index(Article("a", ""), Annotations(claims={"whole": whole, "part": part}))
    assert [(problem.line, problem.message) for problem in check(index, SOURCE)] == [
        (4, "No entry has the id `nobody`.")
    ]


def test_the_tagset_of_the_workspace_tells_what_is_an_inverse() -> None:
    """With the article and without it."""
    tagset = Tagset(event_relations={"foils": Word(inverse="foiled-by"), "foiled-by": Word(inverse="foils")})
    events = {
        "t": Event(id="t", links=linked("foils", "u", 2)),
        "u": Event(id="u", links=linked("foiled-by", "t", 3)),
    }
    annotations = Annotations(events=events)
    index = Index(Article("a", ""), annotations, tagset=tagset)
    assert [problem.code for problem in check(index, SOURCE)] == ["link-twice"]
    assert [problem.code for problem in check_ids(annotations, SOURCE, tagset=tagset)] == ["link-twice"]
    assert check_ids(annotations, SOURCE) == []
