"""What is proposed for a claim: cases in marked text.

The mark without a label is the selection, or what is proposed as content where only a cursor stands there; `cue` and
`text` are marks too, and so are the mentions, labelled with ids. All else is written beside the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Claim, Entity, Heading
from idlib_reader.core.attributions import ClaimProposal, Proposed, propose_claim
from idlib_reader.core.index import Index
from idlib_reader.core.languages import language_of
from idlib_reader.core.span import Place, Span
from marked import annotated, marked

ENTITIES = (
    Entity(id="peskov", type="person"),
    Entity(id="erdogan", type="person"),
    Entity(id="merkel", type="person"),
    Entity(id="russia", type="state"),
    Entity(id="turkey", type="state"),
    Entity(id="ministry", type="government"),
    Entity(id="reuters", type="organisation"),
    Entity(id="reporters", type="group"),
    Entity(id="ankara", type="place"),
    Entity(id="missile", type="weapon"),
)
CLAIMS = (Claim(id="outer"),)
OWN = ("cue", "text", "")


def index_of(written: str) -> Index:
    """The article of a case, with the mentions and claims that it marks."""
    text = marked(written).text
    kept = [(label, span) for label, span in marked(written).spans if label not in OWN]
    for start, label in sorted(
        [(span.start, f"[{label}") for label, span in kept] + [(span.end, f"]{label}") for label, span in kept],
        key=lambda one: (one[0], one[1][0] == "["),
        reverse=True,
    ):
        text = text[:start] + (label[0] if label[0] == "[" else f"]({label[1:]})") + text[start:]
    return annotated(text, *ENTITIES, *CLAIMS)


def proposal_of(written: str) -> ClaimProposal:
    """What is proposed for the selection of a case."""
    (selection,) = marked(written).of("")
    proposal = propose_claim(index_of(written), selection.start, selection)
    assert proposal is not None
    return proposal


def place(written: str, label: str) -> Place | None:
    """The place of a mark of the case; None where it has none."""
    return tuple(marked(written).of(label)) or None


PERSON = "[Peskov](peskov)"


@pytest.mark.parametrize(
    ("written", "source", "mode"),
    [
        (f"{PERSON} [said that](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON} [said](cue) [talks failed].", "peskov", "indirect"),
        (f"[Talks failed], {PERSON} [said](cue).", "peskov", "indirect"),
        (f"[Talks failed], [said {PERSON}](cue).", "peskov", "indirect"),
        (f"“[Talks failed]”, – [said {PERSON}](cue), in response to a question.", "peskov", "direct"),
        (f'"[Talks failed]," {PERSON} [told [reporters](reporters)](cue) on Monday.', "peskov", "direct"),
        (f'"[We won]!" {PERSON} [said](cue).', "peskov", "direct"),
        (f"{PERSON} [said](cue): “[We won]. And they lost.”", "peskov", "direct"),
        (f"{PERSON} [said](cue):\n\n“[We won].”", "peskov", "direct"),
        (f"{PERSON} [said](cue) [the plan was “a trap” for all].", "peskov", "mixed"),
        (f"[The zone], {PERSON} [said](cue), is closed.", "peskov", "indirect"),
        (f"The zone, {PERSON} [said](cue), [is closed].", "peskov", "indirect"),
        (f"As {PERSON} [said](cue), [talks failed].", "peskov", "indirect"),
        (f"{PERSON} also [said](cue) on Monday that [talks failed].", "peskov", "indirect"),
        (f"In a statement, {PERSON} [said](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON}, the spokesman, [said](cue) [talks failed].", "peskov", "indirect"),
        (f"The spokesman, {PERSON}, [said](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON}, speaking after [Erdogan](erdogan), [said](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON}, who [said](cue) [talks failed], left.", "peskov", "indirect"),
        (f"{PERSON} of [Russia](russia) [said](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON} came home and [said that](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON} said talks failed, [adding that](cue) [nobody came].", "peskov", "indirect"),
        (f"{PERSON} [said](cue) [talks failed], adding that nobody came.", "peskov", "indirect"),
        ("[Russia](russia) and [Turkey](turkey) [said](cue) [talks go on].", "russia turkey", "indirect"),
        (
            "[Russia](russia), [Turkey](turkey) and [Merkel](merkel) [said](cue) [so].",
            "russia turkey merkel",
            "indirect",
        ),
        ("[Turkey](turkey) [said](cue) [it was ready], while [Russia](russia) said no.", "turkey", "indirect"),
        ("[Turkey](turkey) said no, while [Russia](russia) [said](cue) [it was ready].", "russia", "indirect"),
        ("[Ankara](ankara) [said](cue) [talks failed].", "ankara", "indirect"),
        ("[According to [Erdogan](erdogan)](cue), [talks failed].", "erdogan", "indirect"),
        ("[Talks failed], [according to [Erdogan](erdogan)](cue).", "erdogan", "indirect"),
        ("[Talks failed], [according to the president, [Erdogan](erdogan)](cue).", "erdogan", "indirect"),
        ("[Erdogan](erdogan)'s [claim that](cue) [talks failed] was false.", "erdogan", "indirect"),
        (f"[Reuters](reuters) [quoted {PERSON} as saying](cue) [talks failed].", "peskov", "indirect"),
        (f"{PERSON} [was quoted by [Reuters](reuters) as saying that](cue) [talks failed].", "peskov", "indirect"),
        (f"[Erdogan](erdogan) said that {PERSON} [promised](cue) [to come].", "peskov", "indirect"),
        (f"[Erdogan](erdogan) [said that](cue) [{PERSON} promised to come].", "erdogan", "indirect"),
        ("[It was reported that](cue) [talks failed].", "", "indirect"),
        ("[It was said by [Erdogan](erdogan) that](cue) [talks failed].", "erdogan", "indirect"),
        ("He answered, in response to [a question about](cue) [the talks].", "", "indirect"),
        ("[Troops [allegedly](cue) crossed the border].", "", "indirect"),
    ],
)
def test_who_says_it_by_which_words(written: str, source: str, mode: str) -> None:
    """The subject of the verb, or whom a phrase names; the fewest words that attribute."""
    proposal = proposal_of(written)
    assert " ".join(proposal.source.value) == source
    assert proposal.cue == place(written, "cue")
    assert proposal.mode.value == mode
    assert proposal.source_text is None


@pytest.mark.parametrize(
    "written",
    [
        "[Talks failed], [officials](text) [said](cue).",
        "[A spokesman for the [ministry](ministry)](text) [said](cue) [talks failed].",
        "[The man in [Ankara](ankara)](text) [said](cue) [talks failed].",
        "[Talks failed], [according to [state media](text)](cue).",
    ],
)
def test_a_source_that_is_no_mention_is_its_words(written: str) -> None:
    """No entity is proposed, not even one that the words mention."""
    proposal = proposal_of(written)
    assert proposal.source.value == ()
    assert (proposal.source_text, proposal.cue) == (place(written, "text"), place(written, "cue"))


@pytest.mark.parametrize(
    "written",
    [
        "[Turkey](turkey) attacked [on Monday].",
        f"{PERSON} did not say [when talks would start].",
        f"{PERSON} refused to say [when talks would start].",
        f"Nobody said [when {PERSON} would come].",
        "The report, which [Russia](russia) denied, said [talks failed].",
        "The plan announced by the [ministry](ministry) is [a trap].",
        "The alleged attack on [Ankara](ankara) hit [two houses].",
        "The [missile](missile) said [x or y].",
        f"“Ask {PERSON}, who said no,” is [a book].",
    ],
)
def test_where_nobody_says_it_nothing_is_proposed(written: str) -> None:
    """What is not said, may be said, or is no report at all."""
    proposal = proposal_of(written)
    assert (proposal.source.value, proposal.source_text, proposal.cue) == ((), None, None)
    assert (proposal.mode.value, proposal.stance.value) == ("", "")


@pytest.mark.parametrize(
    ("written", "source"),
    [
        (f"{PERSON} said no. He left. He added that [talks failed].", "peskov"),
        (f"{PERSON} said no. [Erdogan](erdogan) came to Sochi. He said [the war was over].", "erdogan"),
        (f"{PERSON} said [Erdogan](erdogan) was wrong. “[We know],” he told [Reuters](reuters).", "peskov"),
        (f"{PERSON} met [Erdogan](erdogan). “[We agreed],” he said.", ""),
        ("[Turkey](turkey) said no. He said [the war was over].", ""),
        ("[Turkey](turkey) said no. It added that [the war was over].", "turkey"),
        (f"{PERSON} said no. It said [the war was over].", ""),
        ("[Russia](russia) and [Turkey](turkey) said no. They said [the war was over].", "russia turkey"),
        (f"{PERSON} said no.\n\nHis claim that [talks failed] is old.", "peskov"),
        ("He said [the war was over].", ""),
    ],
)
def test_a_pronoun_means_the_last_source_that_it_fits(written: str, source: str) -> None:
    """Else who alone is named in the sentence before; where several may be meant, nobody."""
    proposal = proposal_of(written)
    assert " ".join(proposal.source.value) == source
    if source:
        words = proposal.source.words
        assert words is not None
        assert marked(written).text[words.start : words.end].casefold() in {"he", "it", "they", "his"}


@pytest.mark.parametrize(
    ("written", "source"),
    [
        (f"“We went,” [said {PERSON}](cue). “[They left].”", "peskov"),
        (f"“We went,” [said {PERSON}](cue). “They left. [They wept].”", "peskov"),
        (f"“We went,” said {PERSON}.\n\n“[They left].”", "peskov"),
        ("“Who went?” [Merkel](merkel) asked.\n\n“[Nobody].”", ""),
        ("[Merkel](merkel) asked: “Who went?”\n\n“[Nobody].”", ""),
        (f"{PERSON} arrived. “[They left].”", ""),
    ],
)
def test_a_quotation_that_goes_on_keeps_its_source(written: str, source: str) -> None:
    """In its paragraph with the cue; over an empty line without, and not after a question."""
    proposal = proposal_of(written)
    assert " ".join(proposal.source.value) == source
    assert proposal.cue == place(written, "cue")
    assert proposal.mode.value == "direct"


def test_in_a_transcript_the_name_at_the_start_says_whose_turn_it_is() -> None:
    """Where two lines start with a name; one alone may be a headline."""
    written = f"[Reuters](reuters): And now?\n\n{PERSON}: We go. [We go home]."
    proposal = proposal_of(written)
    assert (proposal.source.value, proposal.mode.value, proposal.cue) == (("peskov",), "direct", None)
    assert proposal_of(f"{PERSON}: [We go home].").source.value == ()


@pytest.mark.parametrize(
    ("written", "stance"),
    [
        (f"{PERSON} said [so].", ""),
        (f"{PERSON} denied [the accusations].", "denies"),
        (f"{PERSON} rejects [the accusations].", "denies"),
        (f"{PERSON} announced that [it was over].", "announces"),
        (f"{PERSON} promised [to come].", "promises"),
        (f"{PERSON} demanded [an answer].", "demands"),
        (f"{PERSON} threatened [to leave].", "threatens"),
        (f"{PERSON} warned [Turkey](turkey) that [it would pay].", "threatens"),
        (f"{PERSON} warned that [winter was near].", ""),
        (f"{PERSON} warned of [a catastrophe].", ""),
        (f"{PERSON} doubted [the report].", "doubts"),
        (f"{PERSON} asked [whether it was over].", "asks"),
        (f"{PERSON} accused [Turkey](turkey) of [bombing].", "judges"),
    ],
)
def test_the_verb_tells_the_stance(written: str, stance: str) -> None:
    """With the verb as its words; what is only asserted is not said."""
    proposal = proposal_of(written)
    assert proposal.stance.value == stance
    words = proposal.stance.words
    if stance:
        assert words is not None
        assert re.fullmatch(r"\w+", marked(written).text[words.start : words.end])


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("talks may fail", "possible"),
        ("talks may not fail", "possible"),
        ("talks could not fail", ""),
        ("no talks could fail", ""),
        ("talks will probably fail", "probable"),
        ("in May talks failed", ""),
        ("talks failed, though they might go on", ""),
        ("talks failed", ""),
    ],
)
def test_a_hedge_at_the_start_tells_the_certainty(content: str, certainty: str) -> None:
    """In the first clause alone; the month is none."""
    assert proposal_of(f"{PERSON} said [{content}].").certainty.value == certainty


def test_a_part_of_a_claim_is_within_it() -> None:
    """It takes source, cue and mode over, so they are not proposed; the claim itself is not within itself."""
    written = f"“[We went](outer) and left”, said {PERSON}."
    text = marked(written).text
    index, outer = index_of(written), marked(written).of("outer")[0]
    inner = propose_claim(index, 0, Span(text.index("went"), text.index("went") + 4))
    assert inner == ClaimProposal((Span(text.index("went"), text.index("went") + 4),), within=Proposed("outer", outer))
    whole = propose_claim(index, 0, outer)
    assert whole is not None
    assert (whole.within.value, whole.source.value) == ("", ("peskov",))


def test_a_report_inside_a_claim_has_a_source_of_its_own() -> None:
    """A said that B said."""
    written = f"[Erdogan](erdogan) said that [{PERSON} [promised](cue) [to come]](outer)."
    proposal = proposal_of(written)
    assert (proposal.within.value, proposal.source.value, proposal.mode.value) == ("outer", ("peskov",), "")
    assert proposal.cue == place(written, "cue")


@pytest.mark.parametrize(
    "written",
    [
        f"{PERSON} said that [talks f|ailed].",
        f"{PERSON} sa|id that [talks failed].",
        f"[Talks failed], {PERSON} to|ld [reporters](reporters).",
        f"“[Talks fai|led. They did]”, said {PERSON}.",
        f"“[Talks failed]”, sai|d {PERSON}.",
        f"“[Talks f|ailed],” said {PERSON}.",
        f"[The zone], {PERSON} sa|id, [is closed].",
        "[Turkey](turkey) sa|id [it was ready], while [Russia](russia) said no.",
        "[Talks fail|ed in [Ankara](ankara)].",
        "Before. [Talks fai|led at 5 p.m.] After.",
    ],
)
def test_the_content_at_a_cursor(written: str) -> None:
    """The quotation, else what the sentence reports, else the sentence: without marks and stops at its ends."""
    cursor = marked(written).text.index("|")
    plain = written.replace("|", "")
    proposal = propose_claim(index_of(plain), cursor, None)
    assert proposal is not None
    assert proposal.content == place(plain, "")


def test_without_words_there_is_no_proposal() -> None:
    """Neither a selection nor a sentence; a selection of white space counts as none."""
    assert propose_claim(annotated(""), 0, None) is None
    assert propose_claim(annotated(" \n "), 1, Span(0, 3)) is None
    assert proposal_of(f"{PERSON} said[ talks failed ].").content == (Span(12, 24),)


def test_a_language_without_rules_gets_what_needs_none() -> None:
    """Quotation marks are the same in all; English is the default."""
    assert language_of("") is language_of("en-GB") is language_of("EN_us")
    assert language_of("ru") is None
    index = index_of(f"“We went”, said {PERSON}.")
    russian = Index(index.article, replace(index.annotations, article=Heading(language="ru")))
    proposal = propose_claim(russian, 3, None)
    assert proposal == ClaimProposal((Span(1, 8),), mode=Proposed("direct", Span(1, 8)))


def test_a_long_text_changes_nothing() -> None:
    """Nothing far away is looked at, and a sentence that is too full of verbs is left alone."""
    written = f"“[We went]”, [said {PERSON}](cue)."
    long = f"{'It was “cold”. ' * 5000}{written} {'It was “cold”. ' * 5000}"
    assert proposal_of(long).source.value == ("peskov",)
    assert proposal_of(long).cue == place(long, "cue")
    endless = f"{f'{PERSON} said that ' * 60}[it was over]."
    assert proposal_of(endless).source.value == ()
