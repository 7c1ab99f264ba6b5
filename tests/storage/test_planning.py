"""From an edit of a field to the text: only the lines concerned change, in the style that stands around them."""

from __future__ import annotations

import pytest

from idlib_reader.core.annotations import Link, Reference
from idlib_reader.core.edits import ARTICLE, AddValue, Change, ChangeValue, SetField
from storage.plans import FORMAT, PESKOV, TALKS, edited, entity, event, field, in_braces, mention, words

LISTS = [
    (
        "a mention goes behind the others",
        entity("    mentions:\n      - Dmitry Peskov\n    note: a\n"),
        mention("Peskov"),
        entity("    mentions:\n      - Dmitry Peskov\n      - Peskov\n    note: a\n"),
    ),
    (
        "a selector with keys stands in braces",
        entity("    mentions:\n      - Dmitry Peskov\n"),
        mention("Peskov", inside="said Peskov"),
        entity("    mentions:\n      - Dmitry Peskov\n      - {quote: Peskov, in: said Peskov}\n"),
    ),
    (
        "a selector has lines of its own where others have them",
        entity("    mentions:\n      - quote: a\n        in: b\n"),
        mention("Peskov", inside="said Peskov"),
        entity("    mentions:\n      - quote: a\n        in: b\n      - quote: Peskov\n        in: said Peskov\n"),
    ),
    (
        "a list without indentation stays so",
        entity("    mentions:\n    - a\n    note: b\n"),
        mention("c"),
        entity("    mentions:\n    - a\n    - c\n    note: b\n"),
    ),
    (
        "the spaces behind the dash are those of the others",
        entity("    mentions:\n      -   a\n"),
        mention("c"),
        entity("    mentions:\n      -   a\n      -   c\n"),
    ),
    (
        "line ends are those of the file",
        entity("    mentions:\n      - a\n    note: b\n").replace("\n", "\r\n"),
        mention("c"),
        entity("    mentions:\n      - a\n      - c\n    note: b\n").replace("\n", "\r\n"),
    ),
    (
        "so they are where a file has carriage returns alone",
        entity("    mentions:\n      - a\n    note: b\n").replace("\n", "\r"),
        mention("c"),
        entity("    mentions:\n      - a\n      - c\n    note: b\n").replace("\n", "\r"),
    ),
    (
        "a missing final line end stays missing",
        entity("    mentions:\n      - a"),
        mention("c"),
        entity("    mentions:\n      - a\n      - c"),
    ),
    (
        "a comment behind the last value stays there",
        entity("    mentions:\n      - a   # first\n    note: b\n"),
        mention("c"),
        entity("    mentions:\n      - a   # first\n      - c\n    note: b\n"),
    ),
    (
        "quotes are those of the neighbours",
        entity("    name: 'a'\n    mentions:\n      - 'a'\n      - 'b'\n"),
        mention("c"),
        entity("    name: 'a'\n    mentions:\n      - 'a'\n      - 'b'\n      - 'c'\n"),
    ),
    (
        "a value goes before another one, below the comments that stand above that",
        entity("    mentions:\n      # of a\n      - a\n      - b\n"),
        AddValue(PESKOV, ("mentions",), words("c"), before=words("b")),
        entity("    mentions:\n      # of a\n      - a\n      - c\n      - b\n"),
    ),
    (
        "before the first value it goes above the comment",
        entity("    mentions:\n      # of a\n      - a\n"),
        AddValue(PESKOV, ("mentions",), words("c"), before=words("a")),
        entity("    mentions:\n      - c\n      # of a\n      - a\n"),
    ),
    (
        "a list in brackets gets one more value",
        entity("    mentions: [a, b]  # both\n"),
        mention("c, d"),
        entity('    mentions: [a, b, "c, d"]  # both\n'),
    ),
    (
        "blanks inside brackets are kept",
        entity("    mentions: [ a, b ]\n"),
        mention("c"),
        entity("    mentions: [ a, b, c ]\n"),
    ),
    (
        "a trailing comma stays the last one",
        entity("    mentions: [a, b,]\n"),
        mention("c"),
        entity("    mentions: [a, b, c,]\n"),
    ),
    (
        "in brackets with a line for each value there is one more line",
        entity("    mentions: [\n      a,  # first\n      b,  # last\n    ]\n"),
        mention("c"),
        entity("    mentions: [\n      a,  # first\n      b,  # last\n      c,\n    ]\n"),
    ),
    (
        "without a trailing comma the comma goes before the comment",
        entity("    mentions: [\n      a,\n      b  # last\n    ]\n"),
        mention("c"),
        entity("    mentions: [\n      a,\n      b,  # last\n      c\n    ]\n"),
    ),
    (
        "in brackets that are folded there is one more value in the last line",
        entity("    mentions: [a, b,\n      c]\n"),
        mention("d"),
        entity("    mentions: [a, b,\n      c, d]\n"),
    ),
    (
        "a key without a value keeps its colon",
        event("    figures: {units: }\n"),
        SetField(TALKS, ("figures", "men"), ("ten",), ()),
        event("    figures: {units: , men: ten }\n"),
    ),
    (
        "a comment in empty brackets stays",
        entity("    mentions: [\n      # none\n    ]\n    note: a\n"),
        mention("d"),
        entity("    mentions: [\n      # none\n    d]\n    note: a\n"),
    ),
    (
        "a value goes before another one in brackets",
        entity("    mentions: [a, b]\n"),
        AddValue(PESKOV, ("mentions",), words("c"), before=words("a")),
        entity("    mentions: [c, a, b]\n"),
    ),
    (
        "one value becomes a list and keeps its comment and its quotes",
        entity("    mentions: 'Idlib'  # the city\n    note: b\n"),
        mention("c"),
        entity("    mentions:\n      - 'Idlib'  # the city\n      - c\n    note: b\n"),
    ),
    (
        "one value becomes a list in brackets where lists stand in them",
        entity("    aliases: [a, b]\n    tags: c\n"),
        AddValue(PESKOV, ("tags",), "d"),
        entity("    aliases: [a, b]\n    tags: [c, d]\n"),
    ),
    (
        "one selector with lines of its own becomes a list",
        entity("    mentions:\n      quote: a\n      in: b\n"),
        mention("c"),
        entity("    mentions:\n      - quote: a\n        in: b\n      - c\n"),
    ),
    (
        "an empty list in brackets gives way to one value",
        entity("    mentions: []\n    note: b\n"),
        mention("c"),
        entity("    mentions: c\n    note: b\n"),
    ),
    (
        "a key without a value gets one, before its comment",
        entity("    mentions:   # none yet\n    note: b\n"),
        mention("c"),
        entity("    mentions: c   # none yet\n    note: b\n"),
    ),
    (
        "a comment inside brackets stays",
        entity("    mentions: [  # none yet\n    ]\n"),
        mention("c"),
        entity("    mentions: [  # none yet\n    c]\n"),
    ),
    (
        "a missing key comes with the value, in the order of the format",
        entity("    type: person\n    note: b\n"),
        mention("c"),
        entity("    type: person\n    mentions: c\n    note: b\n"),
    ),
    (
        "in braces it does, too",
        in_braces("type: person, note: b"),
        mention("c"),
        in_braces("type: person, mentions: c, note: b"),
    ),
    ("an entry without keys gets its first", entity("  idlib:\n"), mention("c"), entity("    mentions: c\n  idlib:\n")),
    ("so does one with empty braces", in_braces(""), mention("c"), in_braces("mentions: c")),
    (
        "values that can't be read stay where they are",
        entity("    mentions:\n      - [a, b]\n      - c\n"),
        mention("d"),
        entity("    mentions:\n      - [a, b]\n      - c\n      - d\n"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_a_value_is_added(before: str, change: Change, after: str) -> None:
    """One more value changes the lines of its list and no other."""
    assert edited(before, change) == after


CHANGES = [
    (
        "one value is replaced, its comment stays",
        entity("    name: Dmitri Peskov   # as in the byline\n"),
        field(PESKOV, "name", "Dmitry Peskov"),
        entity("    name: Dmitry Peskov   # as in the byline\n"),
    ),
    (
        "quotes that were a habit stay",
        entity("    name: 'a'\n    note: b\n    description: c\n"),
        field(PESKOV, "name", "d"),
        entity("    name: 'd'\n    note: b\n    description: c\n"),
    ),
    (
        "quotes that were needed go with what needed them",
        entity("    name: 'a: b'\n    note: b\n    description: c\n"),
        field(PESKOV, "name", "d"),
        entity("    name: d\n    note: b\n    description: c\n"),
    ),
    (
        "a text folded over lines gives way to one line",
        entity("    note: a\n      b\n      c  # why\n    tags: d\n"),
        field(PESKOV, "note", "e"),
        entity("    note: e  # why\n    tags: d\n"),
    ),
    (
        "so does a quoted one",
        entity('    note: "a\n      b"\n    tags: d\n'),
        field(PESKOV, "note", "e"),
        entity('    note: "e"\n    tags: d\n'),
    ),
    (
        "so does a block, and the comment in its first line stays",
        entity("    note: >-  # why\n      a\n      b\n\n    tags: d\n"),
        field(PESKOV, "note", "e"),
        entity("    note: e  # why\n\n    tags: d\n"),
    ),
    (
        "a value on the line below its key stays there",
        entity("    name:\n      a\n    note: b\n"),
        field(PESKOV, "name", "d"),
        entity("    name:\n      d\n    note: b\n"),
    ),
    (
        "a tag stays",
        entity("    name: !!str 2018\n"),
        field(PESKOV, "name", "d"),
        entity("    name: !!str d\n"),
    ),
    (
        "an anchor that nothing uses stays",
        entity("    name: &a 2018\n"),
        field(PESKOV, "name", "d"),
        entity("    name: &a d\n"),
    ),
    (
        "of two keys of one name the first is changed",
        entity("    name: a\n    name: b\n"),
        field(PESKOV, "name", "d"),
        entity("    name: d\n    name: b\n"),
    ),
    (
        "a new key goes where the format has it, among keys in an order of their own",
        entity("    note: a\n    type: person\n    tags: b\n"),
        field(PESKOV, "name", "d"),
        entity("    note: a\n    type: person\n    name: d\n    tags: b\n"),
    ),
    (
        "a new first key goes above the comment of the key below",
        entity("    # on the note\n    note: a\n"),
        field(PESKOV, "name", "d"),
        entity("    name: d\n    # on the note\n    note: a\n"),
    ),
    (
        "a new key goes behind the comments of the key above that are indented further",
        entity("    mentions:\n      - a\n      # - b\n    # on the note\n    note: a\n"),
        field(PESKOV, "tags", "d"),
        entity("    mentions:\n      - a\n      # - b\n    tags: [d]\n    # on the note\n    note: a\n"),
    ),
    (
        "a new key goes behind the blank lines that the text above keeps",
        entity("    name: |+\n      a\n\n    note: b\n"),
        mention("c"),
        entity("    name: |+\n      a\n\n    mentions: c\n    note: b\n"),
    ),
    (
        "unknown keys stay",
        entity("    nmae: x\n    name: a\n"),
        field(PESKOV, "name", "d"),
        entity("    nmae: x\n    name: d\n"),
    ),
    (
        "of a list only what differs is written",
        entity("    tags:\n      - a  # one\n      - 'b'\n      - c\n"),
        SetField(PESKOV, ("tags",), ("a", "d", "c", "e"), ("a", "b", "c")),
        entity("    tags:\n      - a  # one\n      - 'd'\n      - c\n      - e\n"),
    ),
    (
        "of a selector in braces only the keys that differ change",
        entity("    mentions:\n      - { quote: 'a', in: b, note: c }  # why\n"),
        ChangeValue(PESKOV, ("mentions",), words("a", inside="b", note="c"), words("a", before="d", note="e")),
        entity("    mentions:\n      - { quote: 'a', before: d, note: e }  # why\n"),
    ),
    (
        "so they do in lines of their own, also behind the dash",
        entity("    mentions:\n      - quote: a  # one\n        x: y\n        note: c\n"),
        ChangeValue(PESKOV, ("mentions",), words("a", note="c"), words("b", nth=2)),
        entity("    mentions:\n      - quote: b  # one\n        nth: 2\n        x: y\n"),
    ),
    (
        "words alone become a selector with keys",
        entity("    mentions: [a, b]\n"),
        ChangeValue(PESKOV, ("mentions",), words("b"), words("b", nth=2)),
        entity("    mentions: [a, {quote: b, nth: 2}]\n"),
    ),
    (
        "of a link only the key that differs changes",
        event("    links:\n      - rel: before\n        to: a  # it\n"),
        ChangeValue(TALKS, ("links",), Link("before", Reference("a")), Link("after", Reference("a"), note="why")),
        event("    links:\n      - rel: after\n        to: a  # it\n        note: why\n"),
    ),
    (
        "a role comes with its first participant",
        event("    participants: {party: a}\n"),
        AddValue(TALKS, ("participants", "host"), "b"),
        event("    participants: {party: a, host: b}\n"),
    ),
    (
        "participants come with the first role",
        event("    date: 2018\n    note: c\n"),
        AddValue(TALKS, ("participants", "host"), "b"),
        event("    date: 2018\n    participants: {host: b}\n    note: c\n"),
    ),
    (
        "participants come with the first role in braces, too",
        f"{FORMAT}events:\n  talks: {{date: 2018, note: c}}\n",
        AddValue(TALKS, ("participants", "host"), "b"),
        f"{FORMAT}events:\n  talks: {{date: 2018, participants: {{host: b}}, note: c}}\n",
    ),
    (
        "a key in braces without a value gets one",
        f"{FORMAT}events:\n  talks: {{date: , note: c}}\n",
        field(TALKS, "date", "2018"),
        f"{FORMAT}events:\n  talks: {{date: 2018, note: c}}\n",
    ),
    (
        "a figure changes in place",
        event("    figures:\n      units: 12  # of them\n"),
        SetField(TALKS, ("figures", "units"), ("13",), ("12",)),
        event('    figures:\n      units: "13"  # of them\n'),
    ),
    (
        "a key of the article is written",
        f"{FORMAT}\narticle:\n  title: a\n\nentities: {{}}\n",
        field(ARTICLE, "outlet", "News Front"),
        f"{FORMAT}\narticle:\n  title: a\n  outlet: News Front\n\nentities: {{}}\n",
    ),
    (
        "the article comes with its first key",
        f"{FORMAT}\nentities:\n  a:\n",
        field(ARTICLE, "title", "b"),
        f"{FORMAT}\narticle:\n  title: b\n\nentities:\n  a:\n",
    ),
    (
        "the article goes with its last key",
        f"{FORMAT}article:\n  title: a\nentities:\n  a:\n",
        field(ARTICLE, "title"),
        f"{FORMAT}entities:\n  a:\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "change", "after"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES]
)
def test_a_field_is_changed(before: str, change: Change, after: str) -> None:
    """A value is changed where it stands, and a key comes where the format has it."""
    assert edited(before, change) == after
