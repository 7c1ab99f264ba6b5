"""What a person should mend in an annotation file: each problem at its place, and nothing good hidden by it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from idlib_reader.core.annotations import Annotations, Claim, Entity, Event, Remark
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.storage import schema
from idlib_reader.storage.codec import read_annotations

FORMAT = "format: idlib-reader/1\n"


def read(text: str) -> tuple[Annotations, list[Problem]]:
    return read_annotations(Source("f.yaml", text))


def only_problem(text: str) -> Problem:
    (problem,) = read(text)[1]
    return problem


def assert_told(marked: str, code: str, *told: str) -> None:
    """The file has one problem, at the sign § in `marked`, and its sentences hold `told`."""
    before, _, after = marked.partition("§")
    problem = only_problem(before + after)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (problem.line, problem.column, problem.code) == (line, column, code)
    for words in told:
        assert words in f"{problem.message} {problem.hint}"


# The file


@pytest.mark.parametrize("text", ["", "# a comment\n", "entities:\n  a:\n"])
def test_a_file_says_its_format(text: str) -> None:
    """Without it nobody knows how to read the file; what is in it is read all the same."""
    problem = only_problem(text)
    assert (problem.line, problem.code, problem.level) == (1, "missing-key", "error")
    assert "format" in problem.hint
    assert len(read(text)[0].entities) == text.count("  a:")


@pytest.mark.parametrize("written", ["idlib-reader/2", "1", "idlib_reader/1"])
def test_another_format_is_told(written: str) -> None:
    """A file of another version is not read in silence."""
    assert_told(f"# x\nformat: §{written}\nentities:\n  a:\n", "format", written, "idlib-reader/1")


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n", "[a]", "'x'"])
def test_a_file_is_a_mapping(text: str) -> None:
    """Words or a list alone are no annotations."""
    assert only_problem(text).code == "shape"


# Unknown keys


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        (f"{FORMAT}§entites:\n  a:\n", "Did you mean `entities`?"),
        (f"{FORMAT}article:\n  §titel: x\n", "Did you mean `title`?"),
        (f"{FORMAT}entities:\n  a:\n    type: person\n    §mention: x\n", "Did you mean `mentions`?"),
        (f"{FORMAT}events:\n  a: {{title: x, §modalities: y}}\n", "Did you mean `modality`?"),
        (f"{FORMAT}claims:\n  a:\n    content: x\n    §sources: y\n", "Did you mean `source`?"),
        (f"{FORMAT}remarks:\n  a:\n    passage: x\n    §notes: y\n", "Did you mean `note`?"),
        (f"{FORMAT}events:\n  a:\n    links:\n      - {{rel: before, to: a, §bases: x}}\n", "Did you mean `basis`?"),
        (f"{FORMAT}entities:\n  a:\n    mentions:\n      - {{quote: x, §befor: y}}\n", "Did you mean `before`?"),
        (f"{FORMAT}entities:\n  a:\n    mentions: {{quote: x, §ALL: true}}\n", "Did you mean `all`?"),
        (f"{FORMAT}entities:\n  a:\n    §zzz: x\n", "Known here: type, name, "),
        (f"{FORMAT}entities:\n  a: {{§<<: x}}\n", "nothing is merged here. Write the keys out."),
        (f"{FORMAT}events:\n  a:\n    §cue: x\n", "It is a key of a claim and a link; known here: title, "),
        (f"{FORMAT}§quote: x\n", "It is a key of a selector; known here: format, "),
        (f"{FORMAT}claims:\n  a:\n    about: x\n    §mentions: y\n", "It is a key of an entity and an event; known"),
        (f"{FORMAT}§peskov:\n  type: person\n", "put it below one of entities, events, claims, remarks, indented."),
        (f"{FORMAT}§entites:\n  a: {{type: other}}\n", "Did you mean `entities`? Until then `a` is not read."),
        (f"{FORMAT}entities:\n  a:\n    §'': x\n", "A key is missing before the colon."),
        (f"{FORMAT}entities:\n  a:\n    §\u00a0type: x\n", "it holds a space that is no plain one"),
    ],
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(marked: str, meant: str) -> None:
    """At the key, with the nearest that the format has there, else with all of them."""
    assert_told(marked, "unknown-key", meant)


def test_what_yaml_makes_of_a_comma_is_told() -> None:
    """Words with a comma in braces are a key without a value behind the comma."""
    text = f"{FORMAT}remarks:\n  a:\n    passage: {{from: by, to: Russia, §Iran and Turkey}}\n"
    assert_told(text, "unknown-key", "Iran and Turkey", 'Put the value in quotes: `to: "Russia, Iran and Turkey"`.')


def test_what_yaml_makes_of_several_commas_is_told_whole() -> None:
    """Each comma ends a value; the sentence at the last one has the whole value."""
    text = f"{FORMAT}remarks:\n  a:\n    passage: {{from: by, to: Russia, Iran, Turkey, and others}}\n"
    problems = read(text)[1]
    assert [problem.code for problem in problems] == ["unknown-key"] * 3
    assert '`to: "Russia, Iran, Turkey, and others"`' in problems[-1].hint


# Required keys


@pytest.mark.parametrize(
    ("marked", "key"),
    [
        (f"{FORMAT}remarks:\n  §a:\n    note: x\n", "passage"),
        (f"{FORMAT}remarks:\n  §a:\n", "passage"),
        (f"{FORMAT}events:\n  a:\n    links:\n      - §{{rel: before}}\n", "to"),
        (f"{FORMAT}events:\n  a:\n    links:\n      - §to: a\n", "rel"),
        (f"{FORMAT}claims:\n  §a:\n    source: outlet\n", "content"),
        (f"{FORMAT}claims:\n  §a:\n", "about"),
    ],
)
def test_a_missing_key_is_told_at_its_owner(marked: str, key: str) -> None:
    """Where the entry, the link or the claim begins, and what to add."""
    assert_told(marked, "missing-key", f"`{key}:`" if key not in {"content", "about"} else key)


# One thing twice


def test_an_id_that_stands_twice_is_told_with_the_earlier_line() -> None:
    """Entities, events, claims and remarks share one namespace; the first entry is the one that is read."""
    text = f"{FORMAT}entities:\n  a:\n    name: first\nevents:\n  b:\nremarks:\n  §a:\n    passage: x\n"
    assert_told(text, "duplicate-id", "`a`", "line 3")
    annotations, _ = read(text.replace("§", ""))
    assert [entry.id for entry in annotations.entries()] == ["a", "b"]


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        (f"{FORMAT}entities:\n  a:\n    name: x\n    type: state\n    §name: y\n", "line 4"),
        (f"{FORMAT}§{FORMAT}", "line 1"),
        (f"{FORMAT}entities:\n  a:\nevents:\n§entities:\n  b:\n", "line 2"),
        (f"{FORMAT}article:\n  title: x\n  §title: y\n", "line 3"),
        (f"{FORMAT}events:\n  a:\n    participants:\n      party: a\n      §party: b\n", "line 5"),
        (f"{FORMAT}events:\n  a:\n    figures: {{units: 1, §units: 2}}\n", "line 4"),
        (f"{FORMAT}remarks:\n  a:\n    passage:\n      quote: x\n      §quote: y\n", "line 5"),
    ],
)
def test_a_key_that_stands_twice_is_told_with_the_earlier_line(marked: str, line: str) -> None:
    """YAML itself would keep the last one in silence; here the first is read, and the second told."""
    assert_told(marked, "duplicate-key", line)


def test_the_first_of_two_values_is_read() -> None:
    """What the problem says is what happens."""
    annotations, _ = read(f"{FORMAT}article:\n  title: x\n  title: y\nentities:\n  a:\n    name: x\n    name: y\n")
    assert (annotations.entities["a"].name, annotations.article.title) == ("x", "x")
    assert annotations.article.values_at["title"] == len(f"{FORMAT}article:\n  title: ")


@pytest.mark.parametrize("id_", ["Peskov", "a b", "a_b", "-a", "a-", "a--b", "a.b", "a/b", "ЁЖ", "a#b", "'*'"])
def test_a_bad_id_is_told_and_its_entry_read(id_: str) -> None:
    """Lower-case letters, digits, and hyphens between them; the entry is not hidden for that."""
    assert_told(f"{FORMAT}entities:\n  §{id_}:\n    name: x\n", "bad-id", "lower-case")
    assert len(read(f"{FORMAT}entities:\n  {id_}:\n    name: x\n")[0].entities) == 1


# Shapes


@pytest.mark.parametrize(
    "marked",
    [
        f"{FORMAT}entities: §x\n",
        f"{FORMAT}entities:\n  §- a\n",
        f"{FORMAT}entities:\n  a: §x\n",
        f"{FORMAT}entities:\n  a: §[x]\n",
        f"{FORMAT}article: §x\n",
        f"{FORMAT}article:\n  title: §[a]\n",
        f"{FORMAT}entities:\n  a:\n    name: §[x]\n",
        f"{FORMAT}entities:\n  a:\n    type: §{{x: y}}\n",
        f"{FORMAT}entities:\n  a:\n    tags: §{{x: y}}\n",
        f"{FORMAT}entities:\n  a:\n    tags: [x, §[y]]\n",
        f"{FORMAT}entities:\n  a:\n    mentions: [x, §[y]]\n",
        f"{FORMAT}entities:\n  a:\n    mentions: {{quote: §{{x: y}}}}\n",
        f"{FORMAT}entities:\n  a:\n    links: §x\n",
        f"{FORMAT}entities:\n  a:\n    links: [§x]\n",
        f"{FORMAT}events:\n  a:\n    date: §[..2020-02-19]\n",
        f"{FORMAT}events:\n  a:\n    place: §{{x: y}}\n",
        f"{FORMAT}events:\n  a:\n    participants: §[x]\n",
        f"{FORMAT}events:\n  a:\n    participants: §x\n",
        f"{FORMAT}events:\n  a:\n    participants: {{party: §{{x: y}}}}\n",
        f"{FORMAT}events:\n  a:\n    figures: §x\n",
        f"{FORMAT}events:\n  a:\n    figures: {{units: §[x]}}\n",
        f"{FORMAT}claims:\n  a:\n    about: x\n    content: §[x, y]\n",
        f"{FORMAT}claims:\n  a:\n    about: x\n    within: §[x]\n",
        f"{FORMAT}remarks:\n  a:\n    passage: §[x, y]\n",
        f"{FORMAT}events:\n  a:\n    links: {{rel: before, to: §[x, y]}}\n",
        f"{FORMAT}entities:\n  a:\n    mentions: {{quote: x, in: §[y]}}\n",
        f"{FORMAT}entities:\n  a:\n    mentions: {{from: §[x], to: y}}\n",
    ],
)
def test_a_value_of_the_wrong_shape_is_told_once(marked: str) -> None:
    """A list, a mapping or a value where another of these belongs: one problem, at the value, and no other."""
    assert_told(marked, "shape")


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        (f"{FORMAT}entities:\n  a:\n    mentions: {{quote: x, all: §[true]}}\n", "value"),
        (f"{FORMAT}entities:\n  a:\n    mentions: {{quote: x, nth: §[2]}}\n", "value"),
        (f"{FORMAT}remarks:\n  a:\n    passage: §{{in: x}}\n", "selector"),
        (f"{FORMAT}claims:\n  a:\n    content: §{{in: x}}\n", "selector"),
    ],
)
def test_one_mistake_is_told_once(marked: str, code: str) -> None:
    """A value that is there and wrong is not also called missing, nor told under two names."""
    assert_told(marked, code)


# Values


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        (f"{FORMAT}events:\n  a:\n    basis: §infered\n", "`inferred`"),
        (f"{FORMAT}claims:\n  a:\n    about: x\n    mode: §Direct\n", "`direct`"),
        (f"{FORMAT}claims:\n  a:\n    about: x\n    certainty: §sure\n", "certain"),
        (f"{FORMAT}events:\n  a:\n    links: {{rel: before, to: a, basis: §state}}\n", "`stated`"),
    ],
)
def test_a_value_that_the_format_does_not_know_is_an_error(marked: str, meant: str) -> None:
    """With the word that was meant, or all there are."""
    assert_told(marked, "value", meant)
    assert only_problem(marked.replace("§", "")).level == "error"


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        (f"{FORMAT}entities:\n  a:\n    type: §persn\n", "`person`"),
        (f"{FORMAT}events:\n  a:\n    type: §meting\n", "`meeting`"),
        (f"{FORMAT}events:\n  a:\n    links: {{rel: §befor, to: a}}\n", "`before`"),
        (f"{FORMAT}entities:\n  a:\n    links: {{rel: §before, to: a}}\n", "Known here: member-of, "),
        (f"{FORMAT}claims:\n  a:\n    about: x\n    links: {{rel: §part-of, to: a}}\n", "Known here: supports, "),
        (f"{FORMAT}events:\n  a:\n    modality: §planed\n", "`planned`"),
        (f"{FORMAT}events:\n  a:\n    status: §zzz\n", "Known here: open, "),
        (f"{FORMAT}claims:\n  a:\n    about: x\n    stance: §assert\n", "`asserts`"),
        (f"{FORMAT}claims:\n  a:\n    about: x\n    status: §no\n", "Known here: open, "),
    ],
)
def test_a_word_that_is_not_in_the_tagset_is_an_error(marked: str, meant: str) -> None:
    """With the word that was meant, or all there are; the value is kept as it is written."""
    assert_told(marked, "unknown-word", meant)
    assert only_problem(marked.replace("§", "")).level == "error"
    assert "persn" not in marked or read(marked.replace("§", ""))[0].entities["a"].type == "persn"


def test_a_free_role_is_noted() -> None:
    """It is allowed, and said in case it is a slip."""
    text = f"{FORMAT}events:\n  a:\n    participants: {{§partie: b}}\n"
    assert_told(text, "free-role", "`partie`", "Did you mean `party`?")
    assert only_problem(text.replace("§", "")).level == "warning"
    assert read(text.replace("§", ""))[0].events["a"].participants[0][0] == "partie"


@pytest.mark.parametrize(
    "marked",
    [
        f"{FORMAT}article:\n  published: §yesterday\n",
        f"{FORMAT}events:\n  a:\n    date: §2020-13\n",
        f"{FORMAT}events:\n  a:\n    date: §'19.2.2020'\n",
        f"{FORMAT}claims:\n  a:\n    about: x\n    date: §2020-02-30\n",
    ],
)
def test_a_date_that_is_not_edtf_is_told(marked: str) -> None:
    """At the date, with a sentence about it; the text is kept as it is written."""
    assert_told(marked, "date")


@pytest.mark.parametrize("written", ["0", "-1", "two", "1.0", "'٣'", "1e3", "0x2"])
def test_nth_counts_from_one(written: str) -> None:
    """A number of digits, not zero."""
    assert_told(f"{FORMAT}remarks:\n  a:\n    passage: {{quote: x, nth: §{written}}}\n", "value", "nth")


@pytest.mark.parametrize("written", ["1000000000", "9" * 5000])
def test_a_number_is_never_another_number(written: str) -> None:
    """However long it is: it is read as it is written, or told, and never cut."""
    annotations, problems = read(f"{FORMAT}remarks:\n  a:\n    passage: {{quote: x, nth: {written}}}\n")
    passage = annotations.remarks["a"].passage if "a" in annotations.remarks else None
    assert problems or (passage is not None and passage.nth == 1000000000)


@pytest.mark.parametrize("written", ["false", "no", "yes", "True", "1"])
def test_all_is_true_or_left_out(written: str) -> None:
    """There is one value."""
    assert_told(f"{FORMAT}remarks:\n  a:\n    passage: {{quote: x, all: §{written}}}\n", "value", "true")


# Selectors


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("in: x", "no words"),
        ("to: x", "`to` without `from`"),
        ("note: x", "no words"),
        ("quote: ", "no words"),
        ("quote: []", "no words"),
        ("quote: [' ']", "no words"),
        ("quote: ' '", "no words"),
        ("quote: x, from: y, to: z", "both"),
        ("from: x", "without `to`"),
        ("quote: x, to: y", "without `from`"),
        ("quote: x, nth: 1, all: true", "both"),
    ],
)
def test_keys_of_a_selector_that_do_not_go_together_are_told(keys: str, told: str) -> None:
    """At the selector, with what to write instead; the selector is left out, its entry is not."""
    assert_told(f"{FORMAT}entities:\n  a:\n    mentions: [y, §{{{keys}}}, z]\n", "selector", told)
    annotations, _ = read(f"{FORMAT}entities:\n  a:\n    mentions: [y, {{{keys}}}, z]\n")
    assert annotations.entities["a"].mentions == (Selector(("y",)), Selector(("z",)))


# Together


BROKEN = """\
formt: idlib-reader/1
format: idlib-reader/1
entities:
  good:
    name: Good
  Bad Id:
    name: kept
  worse: [a]
  mixed:
    name: [x]
    type: persn
    mentions: [a, {in: b}, [c], d]
    links:
      - {rel: part-of}
      - {rel: part-of, to: good}
    zzz: x
  good:
    name: again
events: what
claims:
  c:
    about: [good, [x]]
    date: soon
remarks:
  r:
    note: no passage
  s:
    passage: fine
"""


def test_nothing_good_is_hidden_by_something_bad() -> None:
    """All that can be read is read, and every mistake is told, in the order of the file."""
    annotations, problems = read(BROKEN)
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "unknown-key"),
        (6, "bad-id"),
        (8, "shape"),
        (10, "shape"),
        (11, "unknown-word"),
        (12, "selector"),
        (12, "shape"),
        (14, "missing-key"),
        (16, "unknown-key"),
        (17, "duplicate-id"),
        (19, "shape"),
        (22, "shape"),
        (23, "date"),
        (25, "missing-key"),
    ]
    assert list(annotations.entities) == ["good", "Bad Id", "mixed"]
    mixed = annotations.entities["mixed"]
    assert (mixed.name, mixed.type, [one.pieces for one in mixed.mentions]) == ("", "persn", [("a",), ("d",)])
    assert [link.to.id for link in mixed.links] == ["good"]
    claim = annotations.claims["c"]
    assert ([about.id for about in claim.about], claim.date) == (["good"], "soon")
    assert annotations.remarks["s"].passage == Selector(("fine",))
    assert annotations.remarks["r"].note == "no passage"


def test_an_entry_keeps_what_its_mistakes_leave() -> None:
    """Each mistake costs its own value only."""
    entry = "type: person\n    name: [x]\n    description: kept\n    mentions: {in: y}\n    note: kept too\n"
    annotations, problems = read(f"{FORMAT}entities:\n  a:\n    {entry}")
    assert len(problems) == 2
    entity = annotations.entities["a"]
    assert (entity.type, entity.description, entity.note) == ("person", "kept", "kept too")


def test_a_long_word_does_not_drown_its_sentence() -> None:
    """What is quoted from the file is cut."""
    problem = only_problem(f"{FORMAT}{'x' * 500}: y\n")
    assert "x" * 60 in problem.message
    assert "x" * 61 not in problem.message


def test_an_empty_file_is_told_by_a_slow_parser_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning about the parser hides nothing."""
    monkeypatch.setattr("idlib_reader.storage.nodes.yaml.__with_libyaml__", False)
    assert [problem.code for problem in read("")[1]] == ["missing-key", "slow-parser"]


WORDS = [
    *(key for fields in (schema.FILE, schema.ENTITY, schema.EVENT, schema.CLAIM, schema.SELECTOR) for key in fields),
    *("rel", "to", "a", "b-c", "A b", "idlib-reader/1", "2018", "true", "3", "😀", "\u202e", "*a", "&a", "|", ">-"),
]
INDENTATIONS = ["", "  ", "    ", "      ", "\t", "- ", "  - ", "    - ", "# "]
MIDDLES = ["", ":", ": ", ": [", ": {", "]", "}", ", ", ': "', '"', ": '", "'", " #", ": &a", ": *a", ": |"]
ENDS = ["", "]", "}", '"', "'", ": x", ", y: z}"]
LINES = st.lists(
    st.tuples(*map(st.sampled_from, (INDENTATIONS, WORDS, MIDDLES, ["", *WORDS], ENDS))).map("".join), max_size=12
).map("\n".join)


@settings(deadline=None, max_examples=250)
@given(LINES | st.text(max_size=60), st.sampled_from(["", FORMAT]))
@example("\x00", "")
@example("a: &a [*a, *a]", FORMAT)
@example("? ? a", "")
@example("{" * 200, "")
@example("entities: {? [a]: b}", FORMAT)
@example("- - - - a: b", "")
@example("%YAML 3.0\n---\n", "")
@example('"\\ud800"', "")
def test_no_text_raises(text: str, head: str) -> None:
    """Whatever stands in a file, it is read or told; problems are sorted and lie within the text."""
    annotations, problems = read(head + text)
    assert problems == sorted(problems)
    lines = (head + text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2
        assert problem.message.endswith(".")
    for entry in annotations.entries():
        assert isinstance(entry, Entity | Event | Claim | Remark)
        assert all(isinstance(selector, Selector) for selector in entry.selectors())
        assert hash(entry) is not None


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        (f"{FORMAT}entities:\n  a:\n    §ty\u200bpe: state\n", "unknown-key"),
        (f"{FORMAT}entities:\n  a:\n    type: §pla\u200bce\n", "unknown-word"),
    ],
)
def test_a_character_that_nobody_sees_is_named(marked: str, code: str) -> None:
    """The word looks right, so the sentence can't just show it."""
    assert_told(marked, code, "a character that nobody sees (U+200B)")
