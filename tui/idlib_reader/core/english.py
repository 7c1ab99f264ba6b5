"""How English says who says what: plain words, of which `core.languages` makes the rules.

Every list is of small letters; a word at the start of a sentence is found all the same. Words that are as often
something else are left out, since what is not proposed costs a key and what is proposed wrongly costs trust.
"""

from __future__ import annotations

VERBS = (
    ("", "front", "say says said saying; write writes wrote writing; reply replies replied replying"),
    ("", "front", "add adds added adding; explain explains explained explaining; note notes noted noting"),
    ("", "front", "state states stated stating; remark remarks remarked remarking; report reports reported reporting"),
    ("", "front", "insist insists insisted insisting; argue argues argued arguing; claim claims claimed claiming"),
    ("", "front", "stress stresses stressed stressing; continue continued; recall recalls recalled recalling"),
    ("", "front", "cry cries cried crying; exclaim exclaims exclaimed; recount recounts recounted"),
    ("", "", "rumour rumours rumoured; rumor rumors rumored"),
    ("", "front", "admit admits admitted admitting; declare declares declared declaring"),
    ("", "front", "emphasise emphasises emphasised emphasising; emphasize emphasizes emphasized emphasizing"),
    ("", "front", "answer answers answered answering; observe observed observing; conclude concluded"),
    ("", "", "allege alleges alleged alleging; assert asserts asserted asserting; acknowledge acknowledges"),
    ("", "", "acknowledged acknowledging; confirm confirms confirmed confirming; maintain maintains maintained"),
    ("", "", "maintaining; believe believes believed; contend contends contended contending; complain complains"),
    ("", "", "complained complaining; suggest suggests suggested suggesting; think thinks thought; respond responded"),
    (
        "",
        "",
        "reiterate reiterates reiterated reiterating; testify testifies testified testifying; underline underlines",
    ),
    ("", "", "underlined underlining; predict predicts predicted predicting; point points pointed pointing"),
    ("", "hearer", "inform informs informed informing; assure assures assured assuring; remind reminds reminded"),
    ("", "hearer", "reminding; notify notifies notified notifying"),
    ("", "hearer object", "tell tells told telling"),
    ("announces", "front", "announce announces announced announcing"),
    ("promises", "hearer", "promise promises promised promising"),
    ("promises", "", "vow vows vowed vowing; pledge pledges pledged pledging; swear swears swore swearing"),
    ("demands", "", "demand demands demanded demanding"),
    ("demands", "hearer object", "urge urges urged urging"),
    ("demands", "hearer", "order orders ordered ordering; appeal appeals appealed appealing"),
    ("threatens", "", "threaten threatens threatened threatening"),
    ("threatens", "front hearer warning", "warn warns warned warning"),
    ("denies", "", "deny denies denied denying; reject rejects rejected rejecting; dismiss dismisses dismissed"),
    ("denies", "", "dismissing; refute refutes refuted refuting; dispute disputes disputed disputing"),
    ("doubts", "", "doubt doubts doubted doubting; question questions questioned questioning"),
    ("asks", "front hearer", "ask asks asked asking"),
    ("asks", "front", "inquire inquires inquired inquiring; enquire enquires enquired enquiring"),
    ("judges", "", "condemn condemns condemned condemning; criticise criticises criticised criticising; criticize"),
    ("judges", "", "criticizes criticized criticizing; praise praises praised praising; deplore deplores deplored"),
    ("judges", "hearer", "accuse accuses accused accusing"),
)
"""Stance (empty: `asserts`), traits, forms. A verb of `front` may stand before its subject (`said Peskov`); one of
`hearer` may have whom it is said to behind it, and one of `object` always does; `warning` has its stance only where it
does, or where it is a warning against something."""

NOUNS = (
    ("asks", "question questions", "about of as to whether"),
    ("", "statement statements claim claims assertion assertions report reports allegation allegations", "that"),
    ("", "accusation accusations", "that of"),
    ("", "remark remarks comment comments words", "that"),
    ("demands", "demand demands call calls appeal appeals", "that for"),
    ("promises", "promise promises pledge pledges vow vows", "that"),
    ("threatens", "threat threats", "that"),
    ("denies", "denial denials", "that of"),
    ("announces", "announcement announcements", "that of"),
    ("doubts", "doubts", "that about"),
)
"""Stance, nouns, and what leads from them to what is said: `a question about`."""

PHRASES = ("according to", "in the words of", "in the view of", "in the opinion of")
"""What names a source behind it."""
CARRIERS = ("as quoted by", "quoted by", "as cited by", "cited by", "as reported by")
"""What names who hands it on: the source only where nobody else is one."""
PROGRESSIVE = "ing"
"""How a form ends that may follow a main clause: `saying that`."""
POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
"""By possessive the pronoun that it belongs to."""
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
TIMES = (
    rf"(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?(?:last\s+)?{_DAY}(?:\s+(?:morning|evening|night|afternoon))?",
    rf"on\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?",
    r"(?:last|this)\s+(?:week|month|year|night|morning|evening)",
    r"(?:earlier|later)\s+(?:today|in\s+the\s+day|this\s+(?:week|month|year))",
    r"in\s+an?\s+(?:\w+\s+)?(?:statement|interview|speech|letter|report|briefing|article|post|tweet)",
    r"at\s+an?\s+(?:\w+\s+)?(?:briefing|conference)",
)
"""Patterns of when and where something is said."""
AS_SAYING = r"as\s+(?:saying|stating|telling|writing|declaring)"
"""`quoted Peskov as saying`: who is quoted says it."""

WORDS = {
    # What belongs to the cue behind a verb: before a clause; and before a thing, where the verb is not one of `front`.
    "conjunction": "that",
    "prepositional": "about against of for",
    # What attributes to nobody; what says how sure a source sounds, `past` only where it
    # is not denied.
    "unnamed": "reportedly allegedly supposedly purportedly",
    "possible": "may might could possibly perhaps",
    "past": "could",
    "probable": "probably likely presumably reportedly",
    "negations": "no not never n't hardly neither nor nothing nobody none",
    # Pronouns: of one person, of what is none, of either; of whoever writes or reads; those that open a clause.
    "persons": "he she",
    "things": "it",
    "either": "they",
    "first_and_second": "i we you me us",
    "relatives": "who which",
    # What names who does something behind a passive; what opens a question that is retold.
    "agents": "by",
    "infinitive": "to",
    # Behind a warning that is no threat.
    "mild": "of about",
    "questions": "whether if how why what when where who",
    # What may stand before a verb without being its subject; nouns that say nothing, so that the verb is a participle.
    "no_speakers": (
        "nobody none no-one nothing what this that these those there here how why when where if as than and or"
        " but to be so not much more most all both each"
    ),
    "no_names": (
        "statement statements time times week month year day attack attacks talks war things thing plan plans"
        " measures meeting visit number case way decision"
    ),
    # What a noun phrase is told by.
    "articles": "the a an",
    "determiners": (
        "the a an this that these those his her its their our my your some several many other another one two"
        " three four five six ten most"
    ),
    "prepositions": (
        "of in on at from for with by to near between against under over into through about after before during"
        " amid since until among without within towards toward across behind like beside despite including"
    ),
    # What goes on behind an attribution without being what is said.
    "after_speech": (
        "on in at during after before amid as when while from by following through via with ahead late early"
        " yesterday today earlier later again then also too here there because who which and but although where"
        " speaking adding saying referring commenting citing quoting responding answering noting"
    ),
    # Between two verbs of one subject; between two main clauses.
    "coordinating": "and but or then",
    "joining": "while whereas but and although though yet as",
    # Before a verb: forms of it; the passive voice; what leaves open whether anything was said; adverbs.
    "auxiliaries": "has have had did does do having",
    "passive": "was were is are been being be",
    "preventing": "to will would should could must may might can shall cannot if",
    "adverbs": (
        "himself herself itself themselves"
        " too also later earlier then again already previously repeatedly recently publicly openly today yesterday"
        " tonight now just once even only still further simply first finally always often clearly flatly"
        " explicitly therefore however meanwhile immediately subsequently officially reportedly strongly"
    ),
    # Whom things are said to, where they are no mention; `quoted Peskov as saying`.
    "hearers": (
        "reporters journalists parliament lawmakers deputies legislators senators mps members ministers media"
        " press correspondents diplomats supporters listeners viewers colleagues newsmen him her them us me it"
        " court"
    ),
    "quoting": "quote quotes quoted quoting cite cites cited citing",
}
"""By the name of a list its words."""
