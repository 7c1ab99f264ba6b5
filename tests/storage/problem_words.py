"""Minimal workspaces whose ids, links or quotes do not lead where they should."""

from __future__ import annotations

from idlib_reader.core.problems import Code
from storage.problem_files import Situation, claim, entity, event, files, whole

_OTHER = {"seeds/b.txt": "B", "annotations/b.yaml": whole("entities:\n  x: {}\nclaims:\n  c: {content: B}\n")}
"""Another article of the workspace, with the claim `c` and the entity `x`."""

WORDS: tuple[Situation, ...] = (
    Situation(
        "an id with a letter wrong",
        Code.DANGLING_ID,
        files(event("place: §idlip", "entities: {idlib: {}}\n")),
        "No entry has the id `idlip`.",
        "Did you mean `idlib`?",
    ),
    Situation(
        "an id of nothing",
        Code.DANGLING_ID,
        files(event("place: §sochi")),
        "No entry has the id `sochi`.",
        "Add an entry with this id, or correct it.",
    ),
    Situation(
        "a name in the place of an id",
        Code.DANGLING_ID,
        files(claim("content: Syria\nsource: §Dmitry Peskov", "entities: {peskov: {name: Dmitry Peskov}}\n")),
        "No entry has the id `Dmitry Peskov`.",
        "Did you mean `peskov`?",
    ),
    Situation(
        "the outlet where it can't stand",
        Code.DANGLING_ID,
        files(claim("about: §outlet")),
        "No entry has the id `outlet`.",
        "The article's own voice stands only at `source`; write the id of an entry here.",
    ),
    Situation(
        "the claim of another article",
        Code.DANGLING_ID,
        files(claim("content: Syria\nwithin: §c"), more=_OTHER),
        "No entry has the id `c`.",
        "For the claim of another article write `b#c`.",
    ),
    Situation(
        "a claim that another article does not have",
        Code.DANGLING_ID,
        files(claim("content: Syria\nwithin: §b#d"), more=_OTHER),
        "annotations/b.yaml has no claim with the id `d`.",
        "Correct the id, or add the claim there.",
    ),
    Situation(
        "the entity of another article",
        Code.DANGLING_ID,
        files(claim("about: §b#x"), more=_OTHER),
        "annotations/b.yaml has no claim with the id `x`.",
        "The id of an entity or event is the same in every file: write `x`.",
    ),
    Situation(
        "another article with a letter too many",
        Code.DANGLING_ID,
        files(claim("about: §bb#c"), more=_OTHER),
        "The workspace has no annotations of an article `bb`.",
        "Did you mean `b#c`?",
    ),
    Situation(
        "an event in the place of an entity",
        Code.WRONG_KIND,
        files(event("place: §b", "  b: {}\n")),
        "`b` is an event, but `place` takes an entity.",
        "Write the id of an entity.",
    ),
    Situation(
        "an event as a source",
        Code.WRONG_KIND,
        files(claim("content: Syria\nsource: §b", "events: {b: {}}\n")),
        "`b` is an event, but `source` takes an entity.",
        "Write the id of who said it; the event may stand at `about`, or at the end of a link.",
    ),
    Situation(
        "an entity at the end of a claim's link",
        Code.WRONG_KIND,
        files(claim("content: Syria\nlinks: {rel: rebuts, to: §b}", "entities: {b: {}}\n")),
        "`b` is an entity, but a link of a claim leads to a claim or an event.",
        "Write the id of a claim or an event.",
    ),
    Situation(
        "a claim about itself",
        Code.SELF_REFERENCE,
        files(claim("about: §a")),
        "The claim `a` is about itself.",
        "Write another id, or delete this one.",
    ),
    Situation(
        "a claim within itself",
        Code.SELF_REFERENCE,
        files(claim("content: Syria\nwithin: §a")),
        "The claim `a` is within itself.",
        "Write another id, or delete this one.",
    ),
    Situation(
        "a link to where it starts",
        Code.SELF_REFERENCE,
        files(event("links: {rel: before, to: §a}")),
        "This link leads from `a` to itself.",
        "Write another id, or delete this one.",
    ),
    Situation(
        "claims within each other",
        Code.CIRCULAR_CLAIM,
        files(claim("content: Syria\nwithin: b", "  b: {content: Russia, within: §a}\n")),
        "These claims are within each other in a circle: `b` within `a` within `b`.",
        "Delete `within` at the claim that holds all of the others.",
    ),
    Situation(
        "a circle of before",
        Code.CIRCULAR_LINKS,
        files(
            event(
                "links: {rel: before, to: b}",
                "  b: {links: {rel: before, to: c}}\n  c: {links: §{rel: before, to: a}}\n",
            )
        ),
        "These links lead round in a circle: `c` before `a` before `b` before `c`.",
        "Delete one of them, or turn it round.",
    ),
    Situation(
        "a circle of before and after",
        Code.CIRCULAR_LINKS,
        files(
            event(
                "links:\n  - {rel: before, to: b}\n  - {rel: after, to: c}",
                "  b: {links: §{rel: causes, to: c}}\n  c: {}\n",
            )
        ),
        "These links lead round in a circle: `b` causes `c` before `a` before `b`.",
        "Delete one of them, or turn it round.",
    ),
    Situation(
        "a link against its dates",
        Code.CONTRADICTED_LINK,
        files(event("date: 2020\nlinks: §{rel: before, to: b}", "  b: {date: 2018-09}\n")),
        "`a` is dated 2020, and `b` is dated Sep 2018, so `a` can't be before `b`.",
        "Correct a date, or turn the link round.",
    ),
    Situation(
        "a part of what was over",
        Code.CONTRADICTED_LINK,
        files(event("date: 2020\nlinks: §{rel: part-of, to: b}", "  b: {date: 2018-09}\n")),
        "`a` is dated 2020, and `b` is dated Sep 2018, so `a` can't be a part of `b`.",
        "Correct a date, or choose another relation.",
    ),
    Situation(
        "a link from both ends",
        Code.LINK_TWICE,
        files(event("links: {rel: before, to: b}", "  b: {links: §{rel: after, to: a}}\n")),
        "This link is written already in line 4, from its other end, `a`.",
        "Delete one of the two.",
    ),
    Situation(
        "a link twice",
        Code.LINK_TWICE,
        files(event("links:\n  - {rel: before, to: b}\n  - §{rel: before, to: b}", "  b: {}\n")),
        "This link is written already in line 5.",
        "Delete one of the two.",
    ),
    Situation(
        "words with a letter wrong",
        Code.NOT_FOUND,
        files(entity("mentions: §Dimitri Peskov")),
        "The article does not have “Dimitri Peskov”; nearest: “Dmitry Peskov”.",
        "Write “Dmitry Peskov”.",
    ),
    Situation(
        "words of another article",
        Code.NOT_FOUND,
        files(entity("mentions: §wombats of the moon")),
        "The article does not have “wombats of the moon”.",
        "Copy the words from the article, from the start of a word to the end of one.",
    ),
    Situation(
        "words in lower case",
        Code.NOT_FOUND,
        files(entity("mentions: §peskov")),
        "The article does not have “peskov”; nearest: “Peskov”.",
        "Write “Peskov”.",
    ),
    Situation(
        "a passage under in that is not there",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: Idlib, in: fell in Idlib}")),
        "The article does not have “fell in Idlib” (the passage under `in`); nearest: “Idlib fell”.",
        "Write “Idlib fell”.",
    ),
    Situation(
        "a passage under in that does not hold the words",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: Russia, in: Syrian Idlib}")),
        "The article has “Russia”, but not in the passage “Syrian Idlib”.",
        "Write a passage under `in` that holds the words.",
    ),
    Situation(
        "words with another text before them",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: Idlib, before: of}")),
        "The article has “Idlib”, but nowhere with “of” just before it.",
        "Copy what stands just before the words from the article.",
    ),
    Situation(
        "words with another text behind them",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: Idlib, after: stood}")),
        "The article has “Idlib”, but nowhere with “stood” just after it.",
        "Copy what stands just after the words from the article.",
    ),
    Situation(
        "texts that stand around the words at different places",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: Idlib, before: in, after: fell}")),
        "The article has the words, but nowhere “Idlib” with `before: in` with `after: fell` together.",
        "Copy what stands around the words from one place of the article.",
    ),
    Situation(
        "a beginning with a letter too few",
        Code.NOT_FOUND,
        files(entity("mentions: §{from: Rusia, to: Idlib}")),
        "The article does not have “Rusia” (where the passage starts); nearest: “Russia”.",
        "Write “Russia”.",
    ),
    Situation(
        "an end before the beginning",
        Code.NOT_FOUND,
        files(entity("mentions: §{from: Syria, to: Peskov}")),
        "The article has “Syria”, but no “Peskov” behind it.",
        "Write words that the passage ends with, from a place behind its start.",
    ),
    Situation(
        "a piece that is not there",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: [Turkey, Greece]}")),
        "The article does not have “Greece” (piece 2 of 2).",
        "Copy the words from the article, from the start of a word to the end of one.",
    ),
    Situation(
        "pieces in another order",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: [Turkey, Russia]}")),
        "The article has all pieces of “Turkey … Russia”, but not in this order.",
        "Write the pieces in the order of the article.",
    ),
    Situation(
        "an except that takes out all",
        Code.NOT_FOUND,
        files(entity("mentions: §{quote: Peskov, all: true, except: Dmitry Peskov}")),
        "`except` takes out the only place of “Peskov”.",
        "Shorten the list under `except`.",
    ),
    Situation(
        "an except of what is not there",
        Code.NOT_FOUND,
        files(entity("mentions: {quote: Idlib, all: true, except: §Greek Idlib}")),
        "The article does not have “Greek Idlib”.",
        "Copy the words from the article, from the start of a word to the end of one.",
    ),
    Situation(
        "words inside a word",
        Code.INSIDE_WORD,
        files(entity("mentions: §report")),
        "The article has “report” only as a part of “reporters”.",
        "Write “reporters”, or name the longer words with `in:` if the part is meant.",
    ),
    Situation(
        "a place counted too far",
        Code.TOO_FEW_PLACES,
        files(entity("mentions: §{quote: Idlib, nth: 4}")),
        "The article has “Idlib” at 3 places, and this counts to 4.",
        "Count to 3 at most; the first place is 1.",
    ),
    Situation(
        "words at several places",
        Code.AMBIGUOUS,
        files(entity("mentions: §Idlib")),
        (
            "The article has “Idlib” at 3 places: “…d Turkey met in Idlib. Idlib is in Sy…”; “…y met in Idlib. "
            "Idlib is in Syria; Sy…”; “…n Syria; Syrian Idlib fell.”."
        ),
        "Pin it down with `in:`, `before:` or `after:`, or write `all: true` if every place is meant.",
    ),
    Situation(
        "words at more places than are told",
        Code.AMBIGUOUS,
        files(entity("mentions: §Idlib"), article="Idlib; " * 5),
        (
            "The article has “Idlib” at 5 places: “Idlib; Idlib; Idlib; …”; “Idlib; Idlib; Idlib; Idlib; …”; "
            "“Idlib; Idlib; Idlib; Idlib; Idlib;”; …."
        ),
        "Pin it down with `in:`, `before:` or `after:`, or write `all: true` if every place is meant.",
    ),
    Situation(
        "words twice in the passage under in",
        Code.AMBIGUOUS,
        files(entity("mentions: §{quote: in, in: met in Idlib. Idlib is in Syria}")),
        (
            "The article has “in” with `in: met in Idlib. Idlib is in Syria` at 2 places: “… and Turkey met in "
            "Idlib. Idlib is…”; “…Idlib. Idlib is in Syria; Syrian I…”."
        ),
        "Pin it down with `in:`, `before:` or `after:`, or write `all: true` if every place is meant.",
    ),
    Situation(
        "an except that takes nothing out",
        Code.IDLE_EXCEPT,
        files(entity("mentions: {quote: Idlib, all: true, except: §Dmitry Peskov}")),
        "Inside “Dmitry Peskov” stands no “Idlib”, so this takes nothing out.",
        "Delete it, or write words that hold a place to take out.",
    ),
    Situation(
        "a place twice",
        Code.PLACE_TWICE,
        files(entity("mentions:\n  - Syria\n  - §Syria")),
        "The place “Syria” is named already, in line 5.",
        "Delete one of the two mentions.",
    ),
    Situation(
        "a place beside a rule that has it",
        Code.PLACE_TWICE,
        files(entity("mentions:\n  - {quote: Idlib, all: true}\n  - §{quote: Idlib, in: Syrian Idlib}")),
        "The place “Idlib” is named already, in line 5.",
        "Delete one of the two mentions, or take the place out with `except`.",
    ),
    Situation(
        "a place of two types",
        Code.TWO_TYPES,
        files(whole("entities:\n  a: {type: place, mentions: Syria}\n  b: {type: state, mentions: §Syria}\n")),
        "The place “Syria” is marked as `b`, of type `state`, here, and as `a`, of type `place`, in line 3.",
        "Choose what the name stands for there, and delete the other mention or take the place out of it.",
    ),
    Situation(
        "three places of two types",
        Code.TWO_TYPES,
        files(
            whole(
                "entities:\n  a: {type: place, mentions: {quote: Idlib, all: true}}\n"
                "  b: {type: state, mentions: §{quote: Idlib, all: true}}\n"
            )
        ),
        (
            "3 places, the first of them “Idlib”, are marked as `b`, of type `state`, here, and as `a`, of type "
            "`place`, in line 3."
        ),
        "Choose what the name stands for there, and delete the other mention or take the place out of it.",
    ),
)
