"""How English tells events: words for their types, modalities and participants. Data, which `core.event_heads` reads.

Another language is another module with the same names. Of words that are as often something else there are only the
forms and neighbours that leave no doubt, since what is not proposed costs a key and what is proposed wrongly costs
trust. In a pattern a space stands for any white space; capitals don't count.
"""

from __future__ import annotations

from collections.abc import Mapping

_PACTS = r"(?:[a-z]+ ){0,3}(?:agreement|treaty|deal|accord|pact|talks|negotiations|race|contest|election|war|union)\b"
"""What is entered and left without a step."""

VERBS: tuple[tuple[str, str], ...] = (
    ("meeting", r"met(?! (?:[a-z]+ ){0,3}(?:demands?|needs?|conditions?|targets?|deadline|criteria)\b)"),
    ("meeting", "negotiated|negotiate|negotiates|convened|talked (?:with|to)|spoke (?:by phone )?with|meets? with"),
    ("agreement", "agreed(?! that)|agrees(?! that)|signed|ratified|struck a deal|made peace"),
    ("attack", "attacked|bombed|shelled|raided|stormed|assaulted|invaded|ambushed|torpedoed|besieged|bombarded"),
    ("attack", "struck(?! (?:a|the) (?:deal|balance|agreement))|opened fire|fired (?:on|at|rockets?|shells?)"),
    ("attack", "shot (?:at|down)|shot(?= and (?:killed|wounded))|blew up|clashed|sank|targeted"),
    ("control", "captured|seized|recaptured|retook|occupied|annexed|liberated|conquered|overran|took over|regained"),
    ("control", "took (?:full )?control of|(?:came|come|comes) under the control of|fell into the hands of"),
    ("control", r"fell to(?! (?:\d|its|his|her|their|an?|about|around|below|under|zero|the (?:ground|floor)\b))"),
    ("movement", rf"arrived|entered(?! (?:into|force|office|politics|{_PACTS})\b)|retreated|fled|returned|marched"),
    ("movement", rf"(?:withdrew|withdrawn)(?! from {_PACTS})|landed|sailed|flew|travelled"),
    ("movement", "traveled|departed|evacuated|pulled out|crossed|advanced|left for|moved (?:to|into|out)|visited"),
    ("deployment", r"deployed|stationed|sent(?= (?:[a-z0-9,]+ ){0,4}(?:troops|soldiers|ships|tanks|forces)\b)"),
    ("casualty", "killed|wounded|injured|died|lost their lives|lost his life|lost her life"),
    ("sanction", "sanctioned|imposed (?:[a-z]+ ){0,2}sanctions|lifted (?:[a-z]+ ){0,2}sanctions"),
    ("ban", "banned|outlawed|prohibited|forbade|barred"),
    ("state", "there (?:is|are|was|were|remains?|remained)|remain(?:s|ed)?"),
    ("state", "(?:is|are|was|were|be|been) (?:still |not )*(?:dis|un)?satisfied|is (?:still |not )*subject to"),
)  # fmt: skip
"""Type and the forms of verbs that tell it."""

INFINITIVES: tuple[tuple[str, str], ...] = (
    ("meeting", "meet"),
    ("agreement", "agree|sign|ratify"),
    ("attack", "attack|bomb|shell|raid|storm|invade|strike|ambush|bombard"),
    ("control", "capture|seize|recapture|retake|occupy|annex|liberate|conquer|take over|take control of"),
    ("movement", rf"withdraw(?! from {_PACTS})|enter(?! (?:into|force|office|politics|{_PACTS})\b)"),
    ("movement", "arrive|retreat|flee|return|advance|march|leave for|travel|evacuate|pull out|visit"),
    ("deployment", "deploy|station"),
    ("casualty", "kill|wound"),
    ("sanction", "impose (?:[a-z]+ ){0,2}sanctions"),
    ("ban", "ban|outlaw|prohibit"),
)
"""Type and forms that are verbs only behind one of `INFINITIVE_LEADS`."""
INFINITIVE_LEADS = "to|will|would|shall|should|could|can|may|might|must|not|never"

REPORTING = (
    "said|says|told|tells|announced|announces|declared|stated|warned|claimed|asked|denied|denies|confirmed|condemned"
    "|accused|reported|replied|answered|added|stressed|insisted|demanded|urged|criticised|criticized|commented"
    "|called (?:on|for)"
)  # fmt: skip
"""Verbs of statements."""
INVERTED = "said|says|added|stressed|announced|declared|warned|insisted|replied|asked"
"""Of them, those that stand before who speaks."""
ADDRESSING = "told|tells|asked|warned|urged"
"""Of them, those that have before what is said whom it is said to."""

LIGHT = (
    "took place|take place|broke out|takes place|(?:is|are|was|were|been|be) held|held|hold|holds|holding|began"
    "|begun|begin|begins|started|start of|beginning of|launched|launch|launches|carried out|carry out|conducted|staged"
    "|mounted|reached|concluded|delivered|issued"
)  # fmt: skip
"""Words that say of an event no more than that it happens: a noun beside them tells what it is."""

NOUNS: tuple[tuple[str, str, str], ...] = (
    ("meeting", "", "talks|meetings?|negotiations?|summit|conference|consultations"),
    ("agreement", "", "agreements?|treaty|treaties|accords?|pact|memorandum|truce|ceasefire|armistice|peace deal|deal"),
    ("statement", "speaker", "statement|declaration|speech|announcement|questions?|press conference|briefing"),
    ("attack", "agent", "attacks?|offensives?|offensive actions|military operations?|assaults?|air ?strikes?"),
    ("attack", "agent", "raids?|ambush"),
    ("attack", "target", "bombings?|bombardment|shelling|invasion|siege"),
    ("attack", "", "battle|clashes|fighting"),
    ("control", "object", "capture|seizure|annexation|occupation|liberation|takeover"),
    ("movement", "agent", "withdrawal|arrival|retreat|departure|evacuation|landing|exodus"),
    ("deployment", "object", "deployment"),
    ("casualty", "target", "deaths?|killings?|assassination|murder"),
    ("sanction", "", "sanctions|embargo"),
    ("ban", "target", "bans?|prohibition"),
    ("state", "", "situation|tensions?|escalation|crisis|presence|satisfaction"),
)  # fmt: skip
"""Type, the role of who follows with "of", and the nouns that tell it."""

NO_VERB_AFTER = "the|a|an|this|these|those|its|their|his|her|our|of|with|by|from|many|several|some|all|more|most|no"
"""Words behind which a participle belongs to a noun: "the captured town"."""
RELATIVES = "who|which|that|whose|where|when"
"""Words that begin a clause about a noun before them."""
AUXILIARIES = "is|are|was|were|be|been|being|has been|have been|had been"
"""Forms that make a passive of a participle."""
ADVERBS = "also|later|then|earlier|already|still|repeatedly|again|now|yet|not|never|once|[a-z]+ly"
"""What may stand between a verb's parts, or between it and who does it."""
FINITE = (
    "is|are|was|were|has|have|had|will|would|shall|should|could|can|may|might|must|did|does|do|took|began|went|came|gave"
    "|made|got|became|saw|found|lost|won|held|left|kept|put|brought|sent|built|ran|fell|broke|grew|rose|led|never"
)
"""Forms that are a clause's verb."""
FINITE_OR_PARTICIPLE = rf"{FINITE}|[a-z]{{2,}}ed"
"""The same and forms that may also belong to a noun."""
PREPOSITIONS = (
    "in|at|near|from|with|between|among|by|against|on|upon|of|to|for|about|concerning|into|under|over|through|inside|outside"
    "|towards?|after|before|during|since|until|as|amid|within"
)  # fmt: skip
"""What may stand before a participant or a place."""
PLACE_LEADS = ("in", "at", "near", "from", "inside", "outside")
"""Of them, those before a place."""
BETWEEN_PREPOSITION_AND_NAME = (
    r"(?:(?:the|a|an|its|their|his|this|that) )?(?:(?:(?:northern|southern|eastern|western|central|northwestern|north"
    r"|south|east|west|former|new|capital) )?"
    r"(?:territory|province|provinces|region|city|town|village|district|port|parts|suburbs|outskirts|representatives"
    r"|leaders|members|area|island|border|capital|state|forces|troops)"
    r" (?:of )?)?(?:the )?"
)
"""Words that may stand between a preposition and the name that it belongs to."""
WHOLES = r"(?:the )?(?:territory|rest|whole|most|parts?|half|city|town|village|province|region|control) of (?:the )?"
"""What a clause may begin with before the name that is its subject."""
FORCES = (
    "forces?|troops|army|soldiers|jets?|warplanes?|planes|aircraft|drones?|navy|artillery|fighters|police|government"
)
"""What does something for the state whose adjective stands before it."""
DETERMINERS = "the|a|an|some|its|their|his|her|all|both|several|many|more|than|dozen|hundreds|two|three|four|five"
"""What may stand between a verb and its object."""
ATTRIBUTION = "according to"
"""What stands before a source."""
OPENINGS = "and|but|or|while|although|though|because|where|which|who"
"""Words that open a clause and don't belong to what it tells."""

MODALITIES: tuple[tuple[str, str], ...] = (
    ("hypothetical", "if|unless|would have|could have|in case of|in the event of|in order to prevent"),
    ("hypothetical", "so as not to allow"),
    (
        "planned",
        r"(?:will|shall|would)(?! (?:not|have|never)\b)|plans? to|planned to|intend(?:s|ed)? to|hopes? to"
        r"|(?:is|are) (?:ready|prepared) (?:to|for)|(?:is|are) (?:(?:set|due|scheduled|going) )?to(?= [a-z])"
        r"|(?:vow|promis|threaten)(?:s|ed|es) to",
    ),
    ("alleged", "allegedly|reportedly|supposedly|purportedly"),
    ("alleged", "(?:is|are|was|were) (?:said|alleged|accused|suspected) (?:to|of)"),
    (
        "negated",
        r"(?:did|does|do|has|have|had)(?: not(?! only)|n[’']t| never)(?: yet)?"
        r"|(?:was|were) (?:not|never)(?= [a-z]+(?:ed|en|wn)\b)|never|failed to"
        r"|no(?= (?:[a-z]+ )?(?:agreement|deal|talks|meeting|attack|sanctions|ban|ceasefire)\b)",
    ),
)  # fmt: skip
"""Modality and the words that tell it before the verb of the event, or in its words."""
GOVERNING: tuple[tuple[str, str], ...] = (
    ("hypothetical", "if|unless|in case of|in the event of|(?:in order )?to prevent|(?:so as )?not to allow|to avoid"),
    ("planned", r"(?:plans|intends|is ready|are ready|is prepared|are prepared) (?:to|for)|agreed [^,;.]{0,30}?on"),
    ("alleged", r"accus(?:ed|es|ing) [^,;.]{0,60}?of|suspected of|allegations (?:of|that)"),
    ("denied", r"den(?:ied|ies|ying)(?: that| having| any)?|rejected (?:claims|reports|accusations) that"),
)
"""The same of words that stand before those of the event."""

SLOT_ROLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "meeting": {
        "active": {"subject": "party", "object": "party", "with": "party", "between": "party", "among": "party"},
        "passive": {"with": "party", "between": "party", "among": "party", "by": "party"},
        "noun": {"with": "party", "between": "party", "among": "party", "by": "party"},
    },
    "agreement": {
        "active": {"subject": "party", "with": "party", "between": "party"},
        "passive": {"with": "party", "between": "party", "by": "party"},
        "noun": {"with": "party", "between": "party", "by": "party"},
    },
    "attack": {
        "active": {"subject": "agent", "object": "target", "on": "target", "against": "target", "at": "target"},
        "passive": {"subject": "target", "by": "agent"},
        "noun": {"by": "agent", "on": "target", "against": "target"},
    },
    "control": {
        "active": {"subject": "agent", "object": "object"},
        "passive": {"subject": "object", "by": "agent"},
        "to": {"subject": "object", "name": "agent"},
        "noun": {"by": "agent"},
    },
    "movement": {"active": {"subject": "agent"}, "passive": {}, "noun": {"by": "agent"}},
    "deployment": {
        "active": {"subject": "agent", "object": "object"},
        "passive": {"subject": "object", "by": "agent"},
        "noun": {"by": "agent"},
    },
    "casualty": {
        "active": {"subject": "agent", "object": "target"},
        "passive": {"subject": "target", "by": "agent"},
        "suffering": {"subject": "target"},
        "noun": {},
    },
    "sanction": {
        "active": {"subject": "agent", "object": "target", "on": "target", "against": "target"},
        "passive": {"by": "agent", "on": "target", "against": "target"},
        "noun": {"by": "agent", "on": "target", "against": "target"},
    },
    "ban": {
        "active": {"subject": "agent", "object": "target"},
        "passive": {"subject": "target", "by": "agent"},
        "noun": {"by": "agent", "on": "target"},
    },
}
"""By type of event and voice of the verb the role of who stands in a slot: a preposition, `subject` or `object`."""
VOICES: Mapping[str, str] = {
    "to": "(?:came|come|comes) under the control of|fell to|fell into the hands of",
    "suffering": "died|lost their lives|lost his life|lost her life",
}
"""Voices of their own that some verbs have; `name` is the slot directly behind them."""
