"""What is proposed for the claims of whole articles: the bundled one, and news of several styles.

Each claim of an article is proposed anew from its content alone, in a file that has all the others. A field is right
where it is what the file says, nothing included; absent where the file says something and nothing is proposed; else
wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from idlib_reader.core.annotations import Claim
from idlib_reader.core.article import has_line_paragraphs
from idlib_reader.core.attributions import ClaimProposal, propose_claim
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Selector
from idlib_reader.core.span import Place
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate

REPOSITORY = Path(__file__).resolve().parents[2]
NEWS = Path(__file__).parent / "news"
SLUG = "000_d237a528e19c67b1"
FIELDS = ("source", "source_text", "cue", "mode", "stance", "certainty", "within")


def index_of(article: Path, annotations: Path) -> Index:
    """An article as it is annotated, without a problem that would keep a claim from being compared."""
    read = annotate(read_article(article), annotations)
    assert not [problem for problem in read.problems if problem.level == "error"]
    return read.index


def proposals(index: Index) -> Iterator[tuple[Claim, ClaimProposal]]:
    """Each claim with what is proposed for its content where it is not there itself."""
    for id_, claim in index.written.claims.items():
        place = index.places[id_][0]
        others = {other: one for other, one in index.written.claims.items() if other != id_}
        without = Index(index.article, replace(index.written, claims=others), last=index)
        longest = max(place, key=lambda span: span.end - span.start)
        is_spaced = has_line_paragraphs(index.article.text)
        proposal = propose_claim(without, longest.start, longest, is_spaced=is_spaced)
        assert proposal is not None
        yield claim, proposal


def places(index: Index, selectors: tuple[Selector, ...]) -> Place | None:
    """The first place of some words; None for none."""
    return next((index.anchors[selector].places[0] for selector in selectors), None)


def written(index: Index, claim: Claim) -> dict[str, object]:
    """What the file says in each field, a default as nothing."""
    return {
        "source": {who.id for who in claim.source},
        "source_text": places(index, claim.source_text),
        "cue": places(index, claim.cue),
        "mode": claim.mode,
        "stance": "" if claim.stance == "asserts" else claim.stance,
        "certainty": claim.certainty if "certainty" in claim.keys and claim.certainty != "certain" else "",
        "within": claim.within.id if claim.within else "",
    }


def proposed(proposal: ClaimProposal) -> dict[str, object]:
    """The same of what is proposed."""
    return {
        "source": set(proposal.source.value),
        "source_text": proposal.source_text,
        "cue": proposal.cue,
        "mode": proposal.mode.value,
        "stance": proposal.stance.value,
        "certainty": proposal.certainty.value,
        "within": proposal.within.value,
    }


def outcomes(index: Index) -> Iterator[tuple[str, str, str, object, object]]:
    """Claim, field, and whether it is right, wrong or absent, with what is written and proposed."""
    for claim, proposal in proposals(index):
        expected, got = written(index, claim), proposed(proposal)
        for field in FIELDS:
            outcome = "right" if expected[field] == got[field] else "wrong" if got[field] else "absent"
            yield claim.id, field, outcome, expected[field], got[field]


def counts(index: Index) -> dict[str, tuple[int, int, int]]:
    """By field how many are right, wrong, absent."""
    counted: Counter[tuple[str, str]] = Counter((field, outcome) for _, field, outcome, _, _ in outcomes(index))
    return {field: tuple(counted[field, one] for one in ("right", "wrong", "absent")) for field in FIELDS}  # type: ignore[misc]  # three outcomes


HELD = {
    SLUG: "18/0 20/0 22/0 22/0 10/0 22/0 22/0",
    "wire-report": "15/0 15/0 15/0 15/0 14/0 15/0 15/0",
    "press-statement": "13/0 14/0 12/0 14/0 13/0 14/0 14/0",
    "interview": "10/0 10/0 9/0 10/0 10/0 10/0 10/0",
    "parliament-report": "11/0 14/0 11/0 12/0 13/0 14/0 14/0",
    "old-newspaper": "9/0 12/0 8/1 11/0 12/0 12/0 12/0",
}
"""By article, for each of `FIELDS`, how many are right at least, and wrong at most; the rest is absent."""


def index_named(name: str) -> Index:
    """The index of the bundled article or of one of the news."""
    if name == SLUG:
        return index_of(REPOSITORY / "seeds" / f"{SLUG}.txt", REPOSITORY / "annotations" / f"{SLUG}.yaml")
    return index_of(NEWS / f"{name}.txt", NEWS / f"{name}.yaml")


@pytest.mark.parametrize("name", HELD)
def test_proposals_are_as_good_as_they_were(name: str) -> None:
    """As many right and as few wrong, field by field; a failure names what is not right."""
    index = index_named(name)
    held = dict(zip(FIELDS, HELD[name].split(), strict=True))
    counted = counts(index)
    worse = [
        field
        for field, (right, wrong, _) in counted.items()
        if right < int(held[field].partition("/")[0]) or wrong > int(held[field].partition("/")[2])
    ]
    assert not worse, [one for one in outcomes(index) if one[1] in worse and one[2] != "right"]


def test_the_claims_of_the_example_have_their_cues() -> None:
    """Those that name a source in the text: none is missed."""
    found = {claim.id: proposal for claim, proposal in proposals(index_named(SLUG))}
    sources = {id_: proposal.source.value for id_, proposal in found.items() if proposal.cue}
    assert sources == {
        "contacts-announced": ("peskov",),
        "erdogan-reported": ("erdogan",),
        "position-asked": (),
        "peskov-quotation": ("peskov",),
    }


def test_what_the_outlet_tells_itself_gets_no_source() -> None:
    """Wherever the cursor stands in the background that the example ends with."""
    index = index_named(SLUG)
    start = index.article.text.index("The first stage of negotiations")
    for cursor in range(start, len(index.article.text)):
        proposal = propose_claim(index, cursor, None, is_spaced=True)
        assert proposal is not None
        assert (proposal.source.value, proposal.cue, proposal.mode.value) == ((), None, "")
