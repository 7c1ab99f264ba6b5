"""What is proposed for an event from the words that report it, and from the entities marked in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_reader.core import english_events
from idlib_reader.core.annotations import Entity, Heading, Link, Reference
from idlib_reader.core.event_proposals import EventProposal, headline, propose_event
from idlib_reader.core.index import Index
from idlib_reader.core.span import Span
from idlib_reader.core.tagset import DEFAULT, EVENT_TYPES, MODALITIES, ROLES, Tagset, Word
from marked import annotated, marked

ENTITIES = (
    Entity(id="arland", type="state", name="Arland"),
    Entity(id="borland", type="state", name="Borland"),
    Entity(id="lund", type="person", name="Pia Lund"),
    Entity(id="quentin", type="person", name="Quentin"),
    Entity(id="guard", type="armed-force", name="Guard"),
    Entity(id="rebels", type="group", name="Rebels"),
    Entity(id="envoys", type="group", name="Envoys", links=(Link("represents", Reference("borland")),)),
    Entity(id="consul", type="person", name="Consul", links=(Link("represents", Reference("borland")),)),
    Entity(id="orion", type="organisation", name="Orion"),
    Entity(id="ceta", type="place", name="Ceta"),
    Entity(id="dora", type="place", name="Dora"),
    Entity(id="treaty", type="document", name="Treaty"),
)


def index_of(written: str, published: str = "2020-02-19", tagset: Tagset = DEFAULT) -> Index:
    """An article whose marks, beside the brackets around the mention, are names of `ENTITIES`."""
    index = annotated(written, *ENTITIES)
    annotations = replace(index.annotations, article=Heading(published=published))
    return Index(index.article, annotations, tagset=tagset)


def proposed(written: str, published: str = "2020-02-19", tagset: Tagset = DEFAULT) -> EventProposal:
    """What is proposed for the mention that stands between `<` and `>`; without them for the whole text."""
    text = marked(written).text
    index = index_of(written.replace("<", "").replace(">", ""), published, tagset)
    mention = Span(text.index("<"), text.index(">") - 1) if "<" in text else Span(0, len(text))
    proposal = propose_event(index, mention.start, mention)
    assert proposal
    assert proposal.mention == (mention,)
    return proposal


def roles(proposal: EventProposal) -> dict[str, str]:
    """By role the ids, with spaces between."""
    return {one.role: " ".join(one.ids) for one in proposal.participants}


TYPES = [
    ("[Arland](arland) and Borland met in Ceta", "meeting met"),
    ("The first stage of negotiations took place in Ceta", "meeting negotiations"),
    ("talks in Ceta", "meeting talks"),
    ("They will hold talks", "meeting talks"),
    ("They agreed on a zone", "agreement agreed"),
    ("the agreement reached at the talks", "agreement agreement"),
    ("the agreements that were reached in Ceta", "agreement agreements"),
    ("They reached a deal", "agreement deal"),
    ("He said that talks began", "statement said"),
    ("The talks began, he told them", "statement told"),
    ("a question about the talks", "statement question"),
    ("They bombed Ceta", "attack bombed"),
    ("The rebels' offensive began", "attack offensive"),
    ("ready for the start of a military operation", "attack military operation"),
    ("They are ready to attack", "attack attack"),
    ("It came under the control of Arland", "control came under the control of"),
    ("Ceta was captured", "control captured"),
    ("Troops entered Ceta", "movement entered"),
    ("They deployed guards", "deployment deployed"),
    ("They sent 500 troops there", "deployment sent"),
    ("Nine people were killed", "casualty killed"),
    ("The militants who attacked Ceta were killed", "casualty killed"),
    ("They imposed new sanctions on Arland", "sanction imposed new sanctions"),
    ("Organisation banned in Arland", "ban banned"),
    ("there are many units", "state there are"),
    ("We were satisfied with it", "state were satisfied"),
    ("the situation in Ceta", "state situation"),
]


@pytest.mark.parametrize(("written", "told"), TYPES)
def test_the_type_is_that_of_the_verb_or_the_noun(written: str, told: str) -> None:
    """With the words that tell it."""
    proposal = proposed(written)
    assert proposal.type_words
    text = marked(written).text
    assert f"{proposal.type} {text[proposal.type_words.start : proposal.type_words.end]}" == told


@pytest.mark.parametrize(
    "written",
    [
        "Four zones were created",
        "They met all the demands",
        "The price fell to 3 crowns",
        "The deal was popular",
        "They have received nothing in negotiations",
        "He left the captured town",
        "the de-escalation zones",
        "They agreed that it is right",
        "The truce never took effect",
        "In the talks they smiled",
        "They withdrew from the agreement",
        "They entered into talks",
    ],
)
def test_a_type_that_nothing_tells_is_left_out(written: str) -> None:
    """So is one whose words say something else, or stand in another part."""
    proposal = proposed(written)
    assert (proposal.type, proposal.type_words) == ("", None)


PARTICIPANTS = [
    ("[Arland](arland) and [Borland](borland) met in [Ceta](ceta)", {"party": "arland borland"}),
    ("[Arland](arland) held talks with [Borland](borland)", {"party": "arland borland"}),
    ("Talks between [Arland](arland) and [Borland](borland) on [Orion](orion) began", {"party": "arland borland"}),
    ("Talks between [Arland](arland) and [envoys](envoys)", {"party": "arland borland", "delegate": "envoys"}),
    ("The [treaty](treaty) was signed by [Arland](arland)", {"party": "arland"}),
    (
        "[Agreements](treaty) between [Arland](arland) and [envoys](envoys)",
        {"party": "arland borland", "object": "treaty"},
    ),
    ("[Rebels](rebels) attacked [Arland](arland)", {"agent": "rebels", "target": "arland"}),
    ("The [Guard](guard) was attacked by the [rebels](rebels)", {"agent": "rebels", "target": "guard"}),
    ("the attack by [rebels](rebels) on the [Guard](guard) in [Dora](dora)", {"agent": "rebels", "target": "guard"}),
    ("the attacks of [rebels](rebels) against the [Guard](guard)", {"agent": "rebels", "target": "guard"}),
    ("the bombing of [rebels](rebels) by the [Guard](guard)", {"agent": "guard", "target": "rebels"}),
    ("[Rebels](rebels) bombed [Dora](dora)", {"agent": "rebels"}),
    ("[Dora](dora) fell to [rebels](rebels)", {"agent": "rebels"}),
    ("[Dora](dora) was captured by [rebels](rebels) from [Ceta](ceta)", {"agent": "rebels"}),
    ("The [Guard](guard) withdrew from [Dora](dora)", {"agent": "guard"}),
    ("[Arland](arland) deployed the [Guard](guard)", {"agent": "arland", "object": "guard"}),
    ("[Pia Lund](lund) and [Quentin](quentin) were injured", {"target": "lund quentin"}),
    ("[Pia Lund](lund) died", {"target": "lund"}),
    ("[Arland](arland) imposed sanctions on [Borland](borland)", {"agent": "arland", "target": "borland"}),
    ("[Orion](orion) banned in [Arland](arland)", {"target": "orion"}),
    ("[Pia Lund](lund) told [Quentin](quentin) that [Arland](arland) won", {"speaker": "lund", "audience": "quentin"}),
    ("[Arland](arland) won, said [Pia Lund](lund)", {"speaker": "lund"}),
    ("[Arland](arland) won, [Pia Lund](lund) told [Quentin](quentin)", {"speaker": "lund", "audience": "quentin"}),
    ("a question to [Pia Lund](lund) about [Arland](arland)", {"audience": "lund"}),
    ("[Arland](arland) has got nothing", {"agent": "arland"}),
    ("[Arland](arland) was praised", {}),
    ("[Pia Lund](lund), who met [Quentin](quentin), returned", {"agent": "lund"}),
    ("The [Arlandish](arland) position was attacked by [rebels](rebels)", {"agent": "rebels"}),
    ("[Arlandish](arland) troops attacked [Borland](borland)", {"agent": "arland", "target": "borland"}),
    ("[Dora](dora) is quiet", {}),
    ("[Pia Lund](lund) met the [consul](consul)", {"party": "lund consul"}),
    ("The attack by [rebels](rebels) began", {"agent": "rebels"}),
    ("The rest of [Arland](arland) fell to [rebels](rebels)", {"agent": "rebels", "object": "arland"}),
    (
        "The [army of [Arland](arland)](guard) and [rebels](rebels) attacked [Orion](orion)",
        {"agent": "guard rebels", "target": "orion"},
    ),
    ("They told the story of [Quentin](quentin)", {}),
    ("[Pia Lund](lund) said in [Ceta](ceta) that [Quentin](quentin) won", {"speaker": "lund"}),
    ("[Orion](orion)’s boss, [Pia Lund](lund), was injured", {"target": "lund"}),
]


@pytest.mark.parametrize(("written", "expected"), PARTICIPANTS)
def test_roles_follow_from_type_voice_and_position(written: str, expected: dict[str, str]) -> None:
    """In the order of the tagset; a place takes no part."""
    proposal = proposed(written)
    assert roles(proposal) == expected
    assert [one.role for one in proposal.participants] == [role for role in ROLES if role in expected]


def test_participants_know_their_words() -> None:
    """From the first name to the last."""
    proposal = proposed("[Arland](arland), [Borland](borland) and [Orion](orion) met")
    (party,) = proposal.participants
    assert party == ("party", ("arland", "borland", "orion"), Span(0, len("Arland, Borland and Orion")))


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("They met in [Ceta](ceta)", ("ceta",)),
        ("They met near the city of [Ceta](ceta)", ("ceta",)),
        ("They met in [Ceta](ceta) and [Dora](dora)", ("ceta", "dora")),
        ("They agreed in [Ceta](ceta) on a zone in [Dora](dora)", ("ceta",)),
        ("Banned in [Arland](arland)", ("arland",)),
        ("Men from [Arland](arland) met", ()),
        ("Talks on [Dora](dora) began", ()),
        ("[Rebels](rebels) seized [Dora](dora)", ("dora",)),
        ("[Dora](dora) was bombed", ("dora",)),
        ("They entered [Ceta](ceta) from [Dora](dora)", ("ceta",)),
        ("He said that they met in [Ceta](ceta)", ()),
        ("He said in [Ceta](ceta) that they met", ("ceta",)),
        ("They were satisfied with what was agreed in [Ceta](ceta)", ("ceta",)),
        ("They were satisfied with deals that were made in [Ceta](ceta)", ()),
        ("The [Arlandish](arland) [Ceta](ceta)", ()),
        ("Men in [Ceta](ceta) and boys in [Dora](dora)", ()),
    ],
)
def test_the_place_is_where_the_event_is(written: str, ids: tuple[str, ...]) -> None:
    """Behind a preposition of place, or what is taken, attacked or entered."""
    place = proposed(written).place
    assert (place.ids if place else ()) == ids


MODALITY = [
    ("They met", "", ""),
    ("They will meet", "planned", "will"),
    ("They intend to continue", "planned", "intend to"),
    ("They are ready for the start of an operation", "planned", "are ready for"),
    ("They are to sign", "planned", "are to"),
    ("They have not yet met", "negated", "have not yet"),
    ("They didn’t sign", "negated", "didn’t"),
    ("They never met", "negated", "never"),
    ("No agreement was reached", "negated", "No"),
    ("If they attacked Ceta", "hypothetical", "If"),
    ("They would have attacked", "hypothetical", "would have"),
    ("They reportedly met", "alleged", "reportedly"),
    ("They not only met", "", ""),
    ("He said that they will not meet", "", ""),
    ("They will meet, he said", "", ""),
    ("He has got nothing and will attack", "planned", "will"),
    ("He has not gone and will go", "", ""),
    ("in order to prevent <the situation from escalating>", "hypothetical", "in order to prevent"),
    ("They denied that <they attacked>", "denied", "denied that"),
    ("They were accused of <the attack>", "alleged", "accused of"),
    ("They agreed in Ceta on <the creation of a zone>", "planned", "agreed in Ceta on"),
    ("In case of <an attack>, run", "hypothetical", "In case of"),
    ("They denied it. <They attacked>", "", ""),
]


@pytest.mark.parametrize(("written", "modality", "told"), MODALITY)
def test_modality_is_told_before_the_verb_or_the_mention(written: str, modality: str, told: str) -> None:
    """With the words that tell it; without any, nothing is said."""
    proposal = proposed(written)
    text = written.replace("<", "").replace(">", "")
    words = proposal.modality_words
    assert (proposal.modality, text[words.start : words.end] if words else "") == (modality, told)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("They met on Monday", "2020-02-17"),
        ("In September 2018, <they agreed in Ceta>.", "2018-09"),
        ("<They agreed in Ceta> in September 2018.", "2018-09"),
        ("the agreement reached in May 2017 at <the talks in Ceta>", "2017-05"),
        ("After a talk in May 2017 at which they sang, <zones were created>", ""),
        ("They met in 2017 and in 2018", ""),
        ("He said that they met on Monday", ""),
        ("He said on Monday that they met in 2018", "2020-02-17"),
        ("They met in 2018, he said on Monday", "2020-02-17"),
        ("They met in <May> 2017", ""),
        ("It began in 2018. <They met>", ""),
    ],
)
def test_the_date_stands_in_the_mention_or_beside_it(written: str, date: str) -> None:
    """Two dates, or one that belongs to something else, are none."""
    found = proposed(written).date
    assert (found.date if found else "") == date


def test_without_a_publication_only_whole_dates_are_proposed() -> None:
    """Nobody knows then which Monday is meant."""
    assert proposed("They met on Monday", published="").date is None


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("<They met>, [Pia Lund](lund) said.", "lund"),
        ("[Pia Lund](lund) said that <they met>.", "lund"),
        ("[Pia Lund](lund) told [Quentin](quentin) on Monday that <they met>.", "lund"),
        ("According to [Pia Lund](lund), <they met>.", "lund"),
        ("<They met>, according to the aide of [Pia Lund](lund).", ""),
        ("[Pia Lund](lund) said so. <They met>.", ""),
        ("<They met, [Pia Lund](lund) said>.", ""),
        ("[Pia Lund](lund) and [Quentin](quentin) said that <they met>.", ""),
    ],
)
def test_the_source_is_whom_the_sentence_names(written: str, source: str) -> None:
    """One entity, beside the words; a statement has none."""
    assert proposed(written).source == source


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("the talks\n  in Ceta.", "The talks in Ceta"),
        ("“the group”*", "“the group"),
        ("éire left", "Éire left"),
        ("word " * 30, ("Word " + "word " * 15).strip()),
        ("x" * 100, "X" + "x" * 79),
        ("…", "…"),
    ],
)
def test_a_title_is_a_headline(words: str, title: str) -> None:
    """On one line, with a capital, without a stop, cut at a word."""
    assert headline(words) == title


@given(st.text(max_size=300))
def test_a_title_is_short_and_has_no_white_space_at_its_ends(words: str) -> None:
    """A capital may be longer than its letter."""
    title = headline(words)
    assert title == " ".join(title.split())
    assert len(title) <= 83


def test_without_a_selection_it_is_the_clause() -> None:
    """Without an "and" before it."""
    index = index_of("Earlier, they met in [Ceta](ceta), and [Pia Lund](lund) died.")
    text = index.article.text
    first, last = propose_event(index, text.index("met"), None), propose_event(index, text.index("died"), None)
    assert first
    assert last
    assert [text[span.start : span.end] for span in (*first.mention, *last.mention)] == [
        "they met in Ceta",
        "Pia Lund died",
    ]
    assert (first.type, last.type) == ("meeting", "casualty")
    assert (first.title, last.title) == ("They met in Ceta", "Pia Lund died")


def test_white_space_is_trimmed_and_no_words_are_nothing() -> None:
    """A selection may end anywhere."""
    index = index_of("They met. …")
    proposal = propose_event(index, 0, Span(0, 10))
    assert proposal
    assert proposal.mention == (Span(0, 9),)
    assert propose_event(index, 10, Span(9, 11)) is None
    assert propose_event(index_of(""), 0, None) is None


def test_only_words_of_the_tagset_are_proposed() -> None:
    """A workspace may have others."""
    tagset = Tagset(event_types={"visit": Word()}, roles={"actor": Word()}, modalities={"actual": Word()})
    proposal = proposed("[Arland](arland) will attack [Borland](borland)", tagset=tagset)
    assert (proposal.type, proposal.participants, proposal.modality) == ("", (), "")


def test_the_data_speaks_of_the_default_tagset() -> None:
    """Types, roles and modalities are its words."""
    types = {row[0] for row in (*english_events.VERBS, *english_events.INFINITIVES, *english_events.NOUNS)}
    roles_by_voice = [slots for voices in english_events.SLOT_ROLES.values() for slots in voices.values()]
    assert types | set(english_events.SLOT_ROLES) <= set(EVENT_TYPES)
    assert {role for slots in roles_by_voice for role in slots.values()} <= set(ROLES)
    assert {of for _, of, _ in english_events.NOUNS if of} <= set(ROLES)
    assert {word for word, _ in (*english_events.MODALITIES, *english_events.GOVERNING)} <= set(MODALITIES)


PIECES = st.sampled_from(
    "[Arland](arland)|[Ceta](ceta)|[Pia Lund](lund)|said|that|met|in|,|.|and|was attacked|by|will|not|on Monday|talks"
    "|the|of|denied|“|”|\n|according to|if|in 2018|told|captured|🛳|é|who".split("|")
)


@given(st.lists(PIECES, max_size=14).map(" ".join), st.data())
def test_every_span_lies_in_the_text(written: str, data: st.DataObject) -> None:
    """Whatever is selected, and each entity has one role only in a proposal of any words."""
    index = index_of(written)
    size = len(index.article.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    proposal = propose_event(index, start, data.draw(st.sampled_from([None, Span(start, end)])))
    if proposal is None:
        return
    (mention,) = proposal.mention
    date, place = proposal.date, proposal.place
    told = [
        proposal.type_words,
        proposal.modality_words,
        proposal.source_words,
        date and date.span,
        place and place.words,
    ]
    for span in (mention, *filter(None, told), *(one.words for one in proposal.participants)):
        assert 0 <= span.start < span.end <= size
    assert bool(proposal.type) == bool(proposal.type_words)
    assert bool(proposal.modality) == bool(proposal.modality_words)
    assert {id_ for one in proposal.participants for id_ in one.ids} <= {"arland", "lund"}
