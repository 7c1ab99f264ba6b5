"""Minimal workspaces with one wrong word, date, number, selector or id."""

from __future__ import annotations

from idlib_reader.core.problems import Code
from storage.problem_files import FORMAT, TAGSET, Situation, claim, entity, event, files, whole

VALUES: tuple[Situation, ...] = (
    Situation(
        "a mode of none",
        Code.VALUE,
        files(claim("content: Syria\nmode: §quoted")),
        "The word `quoted` is not known.",
        "Known here: direct, indirect, mixed.",
    ),
    Situation(
        "a certainty with a letter wrong",
        Code.VALUE,
        files(claim("content: Syria\ncertainty: §propable")),
        "The word `propable` is not known.",
        "Did you mean `probable`?",
    ),
    Situation(
        "a place counted from 0",
        Code.VALUE,
        files(entity("mentions: {quote: Syria, nth: §0}")),
        "`nth` counts places from 1.",
        "Write a number such as `nth: 2`.",
    ),
    Situation(
        "a place counted in words",
        Code.VALUE,
        files(entity("mentions: {quote: Syria, nth: §first}")),
        "`nth` counts places from 1.",
        "Write a number such as `nth: 2`.",
    ),
    Situation(
        "another value of all",
        Code.VALUE,
        files(entity("mentions: {quote: Syria, all: §yes}")),
        "The only value of `all` is `true`.",
        "Write `all: true`, or leave it out.",
    ),
    Situation(
        "a list of the tagset that there is none of",
        Code.VALUE,
        files(FORMAT, more={TAGSET: whole("replace: §entity-type\n")}),
        "The word `entity-type` is not known.",
        "Did you mean `entity-types`?",
    ),
    Situation(
        "a colour in words",
        Code.VALUE,
        files(FORMAT, more={TAGSET: whole("entity-types: {militia: {colour: §red}}\n")}),
        "This is no colour.",
        'Write six hexadecimal digits in quotes: `"#2357c3"`.',
    ),
    Situation(
        "a key of two letters",
        Code.VALUE,
        files(FORMAT, more={TAGSET: whole("entity-types: {militia: {key: §mi}}\n")}),
        "A key is one character.",
        "Write a letter such as `key: m`.",
    ),
    Situation(
        "a type with a letter wrong",
        Code.WORD,
        files(entity("type: §plase")),
        "The word `plase` is not known.",
        "Did you mean `place`?",
    ),
    Situation(
        "a type of nothing",
        Code.WORD,
        files(entity("type: §wombat")),
        "The word `wombat` is not known.",
        (
            "Known here: person, organisation, group, state, government, armed-force, place, facility, weapon, "
            "document, other."
        ),
    ),
    Situation(
        "a type of event with letters turned round",
        Code.WORD,
        files(event("type: §meetign")),
        "The word `meetign` is not known.",
        "Did you mean `meeting`?",
    ),
    Situation(
        "a modality with a capital",
        Code.WORD,
        files(event("modality: §Planned")),
        "The word `Planned` is not known.",
        "Did you mean `planned`?",
    ),
    Situation(
        "a stance with a letter too few",
        Code.WORD,
        files(claim("content: Syria\nstance: §assert")),
        "The word `assert` is not known.",
        "Did you mean `asserts`?",
    ),
    Situation(
        "a status of nothing",
        Code.WORD,
        files(event("status: §wrong")),
        "The word `wrong` is not known.",
        "Known here: open, corroborated, disputed, refuted, misleading.",
    ),
    Situation(
        "a relation with a letter too few",
        Code.WORD,
        files(event("links: {rel: §befor, to: b}", "  b: {}\n")),
        "The word `befor` is not known.",
        "Did you mean `before`?",
    ),
    Situation(
        "a relation of another kind of entry",
        Code.WORD,
        files(claim("content: Syria\nlinks: {rel: §part-of, to: b}", "  b: {content: Russia}\n")),
        "The word `part-of` is not known.",
        (
            "Known here: supports, rebuts, repeats, updates, contradicts, supported-by, rebutted-by, repeated-by, "
            "updated-by."
        ),
    ),
    Situation(
        "a role of one's own",
        Code.FREE_ROLE,
        files(event("participants: {§witness: b}", "entities: {b: {}}\n")),
        "The role `witness` is not in the tagset.",
        (
            "Known here: agent, target, party, delegate, speaker, audience, host, mediator, object, instrument. A "
            "word of your own can be added under `roles` in annotations/_tagset.yaml."
        ),
    ),
    Situation(
        "a role with a letter too few",
        Code.FREE_ROLE,
        files(event("participants: {§agnt: b}", "entities: {b: {}}\n")),
        "The role `agnt` is not in the tagset.",
        "Did you mean `agent`?",
    ),
    Situation(
        "a date with its day first",
        Code.DATE,
        files(event("date: §19.02.2020")),
        '"19.02.2020" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.',
        "Write `2020-02-19`.",
    ),
    Situation(
        "a date in words",
        Code.DATE,
        files(whole("article:\n  published: §19 February 2020\n")),
        '"19 February 2020" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.',
        "Write `2020-02-19`.",
    ),
    Situation(
        "an interval with half of its end",
        Code.DATE,
        files(event("date: §2020-02-17/18")),
        '"18" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.',
        "Write `2020-02-17/2020-02-18`.",
    ),
    Situation(
        "a date that can be read in two ways",
        Code.DATE,
        files(event("date: §03/04/2020")),
        "The order of day and month can't be known.",
        "Write `2020-04-03` or `2020-03-04`.",
    ),
    Situation(
        "a day that there is none of",
        Code.DATE,
        files(event("date: §2020-02-30")),
        "February 2020 has 29 days, so there is no day 30.",
        "",
    ),
    Situation(
        "an interval that ends before it starts",
        Code.DATE,
        files(event("date: §2020-02-19/2020-02-17")),
        "The interval ends before it starts.",
        "Write `2020-02-17/2020-02-19`, if the two are only swapped.",
    ),
    Situation(
        "an unknown date",
        Code.DATE,
        files(claim("content: Syria\ndate: §unknown")),
        '"unknown" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.',
        "Leave an unknown date out.",
    ),
    Situation(
        "a date of no kind",
        Code.DATE,
        files(event("date: §in the morning")),
        '"in the morning" is not an EDTF date such as 2020, 2020-02 or 2020-02-19.',
        "",
    ),
    Situation(
        "a selector without words",
        Code.SELECTOR,
        files(entity("mentions: §{nth: 2}")),
        "The selector has no words.",
        "Add `quote:` with words of the article.",
    ),
    Situation(
        "a beginning without an end",
        Code.SELECTOR,
        files(entity("mentions: §{from: Russia}")),
        "The selector has `from` without `to`.",
        "Add `to:`, or write `quote:`.",
    ),
    Situation(
        "words with an end",
        Code.SELECTOR,
        files(entity("mentions: §{quote: Russia, to: Idlib}")),
        "The selector has `to` without `from`.",
        "Write `from:` instead of `quote:`.",
    ),
    Situation(
        "words and a beginning",
        Code.SELECTOR,
        files(entity("mentions: §{quote: Russia, from: Iran, to: Idlib}")),
        "The selector has both `quote` and `from`.",
        "Keep one of them.",
    ),
    Situation(
        "one place and all places",
        Code.SELECTOR,
        files(entity("mentions: §{quote: Idlib, nth: 1, all: true}")),
        "The selector has both `nth` and `all`.",
        "Keep one of them.",
    ),
    Situation(
        "an id with a capital and a space",
        Code.BAD_ID,
        files(whole("entities:\n  §Dmitry Peskov: {}\n")),
        "`Dmitry Peskov` is no id.",
        "Use lower-case letters, digits and hyphens between them, such as `dmitry-peskov`.",
    ),
    Situation(
        "an id of signs",
        Code.BAD_ID,
        files(whole('entities:\n  §"?!": {}\n')),
        "`?!` is no id.",
        "Use lower-case letters, digits and hyphens between them.",
    ),
    Situation(
        "an id twice",
        Code.DUPLICATE_ID,
        files(whole("entities:\n  a: {type: state}\n  §a: {type: place}\n")),
        "The id `a` stands here again; line 3 has it already, and that entry is read.",
        "Make one entry of both, or give one of them another id.",
    ),
    Situation(
        "an id for an entity and a claim",
        Code.DUPLICATE_ID,
        files(whole("entities:\n  a: {type: state}\nclaims:\n  §a: {content: Syria}\n")),
        "The id `a` stands here again; line 3 has it already, and that entry is read.",
        "Give one of the two another id.",
    ),
)
