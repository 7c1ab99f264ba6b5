"""What is read of a file that is not YAML as a whole: every error at its line, every sound entry."""

from __future__ import annotations

from itertools import chain

import pytest
import yaml

from idlib_reader.core.source import Source
from idlib_reader.storage import recovery
from idlib_reader.storage.blocks import split
from idlib_reader.storage.codec import Reading, read_file

HEAD = "format: idlib-reader/1\narticle:\n  title: T\n"
ENTITIES = "entities:\n  a:\n    name: A\n  b:\n    name: B\n    mentions:\n      - one\n  c: {name: C}\n"
REMARKS = "remarks:\n  r:\n    passage: p\n  s:\n    passage: q\n"
SOUND = HEAD + ENTITIES + REMARKS


def read(text: str) -> Reading:
    return read_file(Source("f.yaml", text))


def ids(reading: Reading) -> str:
    """The entries that were read, a letter each."""
    return "".join(entry.id for entry in reading.annotations.entries())


def errors(reading: Reading) -> list[tuple[int, int]]:
    """Line and column of every syntax error."""
    return [(problem.line, problem.column) for problem in reading.problems if problem.code == "syntax"]


def test_a_sound_file_is_not_looked_through_for_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recovery is for broken files only."""
    monkeypatch.setattr(recovery, "split", lambda text: pytest.fail("A sound file was cut into blocks."))
    assert (ids(read(SOUND)), read(SOUND).is_whole) == ("abcrs", True)


BROKEN = [
    # what is put for what, the errors, the entries that are read, those that are known to be broken
    ("name: B", "name: B: b", [(8, 12)], "acrs", {"b"}),
    ("name: A", "name: 'A", [(6, 11)], "bcrs", {"a"}),
    ("name: B", 'name: "B', [(8, 11)], "acrs", {"b"}),
    ("- one", "- [one", [(10, 9)], "acrs", {"b"}),
    ("- one", "- 'one' two", [(10, 15)], "acrs", {"b"}),
    ("{name: C}", "{name: C", [(11, 6)], "abrs", {"c"}),
    ("    name: A", "\tname: A", [(6, 1)], "bcrs", {"a"}),
    ("    name: A", "\u00a0\u00a0name: A", [(6, 1)], "bcrs", {"a"}),
    ("  b:\n", "   b:\n", [(7, 4)], "acrs", {"b"}),
    ("  b:\n", " b:\n", [(7, 2)], "acrs", {"b"}),
    ("  b:\n", "b:\n", [(7, 1)], "acrs", set()),
    ("  b:\n", "  b\n", [(7, 3)], "acrs", {"b"}),
    ("  a:\n", "  a\n", [(5, 3)], "bcrs", {"a"}),
    ("  a:\n", "  \ta:\n", [(5, 3)], "bcrs", {"a"}),
    ("    name: B", "  name: B", [(8, 3)], "abcrs", set()),
    ("    name: B", "name: B", [(8, 1)], "abcrs", set()),
    ("    name: B", "      name: B\n    note: n", [(9, 5)], "acrs", {"b"}),
    ("    mentions:", "   mentions:", [(9, 4)], "abcrs", set()),
    ("passage: p", "passage: @p", [(14, 14)], "abcs", {"r"}),
    ("passage: q", "passage: *q", [(16, 14)], "abcr", {"s"}),
    ("  title: T", "  title: T: t", [(3, 11)], "abcrs", set()),
    ("remarks:", "remarks", [(12, 1)], "abc", set()),
    ("remarks:", "remarks: x", [(13, 4)], "abc", set()),
    ("remarks:", "remarks:\n  - x", [(13, 3)], "abcrs", set()),
    ("remarks:", "hello\nremarks:", [(12, 1)], "abcrs", set()),
    ("  b:", "hello there\n  b:", [(7, 1)], "abcrs", set()),
    ("  b:", "<<<<<<< HEAD\n  b:", [(7, 1)], "abcrs", set()),
    ("  s:", "---\n  s:", [(15, 1)], "abcrs", set()),
    ("entities:", "---\nentities:", [(4, 1)], "abcrs", set()),
    ("format: idlib", "format:idlib", [(1, 1)], "abcrs", set()),
    ("format: idlib", "format idlib", [(1, 1)], "abcrs", set()),
    ("  b:\n", "\tb:\n", [(7, 1)], "acrs", {"b"}),
    ("  b:\n", "- x\n  b:\n", [(7, 1)], "abcrs", set()),
    ("  b:\n", "}\n  b:\n", [(7, 1)], "abcrs", set()),
    ("  b:\n", "%\n  b:\n", [(7, 1)], "abcrs", set()),
    ("  b:\n", " x: y\n  b:\n", [(7, 2)], "abcrs", {"x"}),
    ("  b:\n", "...\n  b:\n", [(7, 1)], "abcrs", set()),
    ("    name: B\n", "    name: B\n\t\n", [(9, 1)], "abcrs", set()),
    ("remarks:", " remarks:", [(12, 2)], "abc", set()),
    ("name: B", "name: *gone", [(8, 11)], "acrs", {"b"}),
    ("name: B", "name: *important* to know", [(8, 11)], "acrs", {"b"}),
    ("remarks:", "remarks:x", [(12, 1)], "abc", set()),
]


@pytest.mark.parametrize(("sound", "broken", "places", "read_ids", "lost"), BROKEN)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_one_slip_costs_its_entry(
    sound: str, broken: str, places: list[tuple[int, int]], read_ids: str, lost: set[str], line_end: str
) -> None:
    """It is told at its line, and all that does not depend on it is read."""
    assert sound in SOUND
    reading = read(SOUND.replace(sound, broken, 1).replace("\n", line_end))
    assert errors(reading) == places
    assert ids(reading) == read_ids
    assert reading.broken == lost
    assert not reading.is_whole


def test_every_slip_is_told_at_once() -> None:
    """Each at its own place, however many there are."""
    text = "entities:\n" + "".join(f"  e{number}:\n    note: he said: no\n  f{number}:\n" for number in range(200))
    reading = read("format: idlib-reader/1\n" + text)
    assert errors(reading) == [(4 + 3 * number, 18) for number in range(200)]
    assert len(reading.annotations.entities) == 200


def test_slips_that_show_only_together_are_told_at_once() -> None:
    """Entries that are YAML by themselves, and stand at wrong indentations."""
    entries = "  a:\n    name: A\n   b:\n    name: B\n  c:\n    name: C\n e:\n    name: E\n"
    reading = read(f"format: idlib-reader/1\nentities:\n{entries}")
    assert errors(reading) == [(5, 4), (9, 2)]
    assert (ids(reading), reading.broken) == ("ac", {"b", "e"})


def test_what_is_lost_is_named() -> None:
    """The sentence at the error says which entry is not read because of it."""
    (problem,) = read(SOUND.replace("name: B", "name: B: b")).problems
    assert problem.hint == 'Put the value in quotes: `name: "B: b"`. Until then `b` is not read.'


def test_where_a_broken_thing_began_is_told() -> None:
    """With the line, if it is another one."""
    (problem,) = read(SOUND.replace("    mentions:", "   type: x\n    mentions:")).problems
    assert (problem.line, "(what it stands in begins at line 7)" in problem.message) == (9, True)


def test_entries_at_another_indentation_are_told_each() -> None:
    """However many, and each with what is lost; the entries that stand where they should are read."""
    entries = "".join(f"  s{number}:\n    name: S\n   t{number}:\n    name: T\n" for number in range(300))
    reading = read(f"format: idlib-reader/1\nentities:\n  first:\n    name: F\n{entries}")
    assert errors(reading) == [(7 + 4 * number, 4) for number in range(300)]
    assert len(reading.annotations.entities) == 301
    assert reading.problems[0].message == "`t0` is not indented as the other entries are."
    assert reading.problems[0].hint == "Give it as many spaces as they have. Until then `t0` is not read."


def test_quotes_that_swallow_entries_are_told_where_they_open() -> None:
    """YAML itself finds no fault with quotes that are closed entries later; entries between them must not vanish."""
    text = SOUND.replace("name: A", "name: 'A").replace("passage: p\n", "passage: p'\n")
    reading = read(text)
    assert (6, 11) in errors(reading)
    assert ids(reading) == "bcrs"


def test_a_quoted_value_may_go_on_over_lines() -> None:
    """As long as its lines are indented, they may look like keys."""
    reading = read(SOUND.replace("name: A", "name: 'A\n      b: and\n      more'"))
    assert (reading.problems, reading.annotations.entities["a"].name) == ([], "A b: and more")


def test_control_characters_cost_only_themselves() -> None:
    """Each is told; the entry is read with a sign that stands for it."""
    reading = read(SOUND.replace("name: A", "name: A\x07").replace("name: B", "name: \x1bB"))
    assert [(problem.line, problem.code) for problem in reading.problems] == [
        (6, "control-character"),
        (8, "control-character"),
    ]
    assert ids(reading) == "abcrs"
    assert reading.annotations.entities["a"].name == "A\ufffd"
    assert not reading.is_whole


def test_aliases_reach_into_other_blocks() -> None:
    """A block with an alias is no YAML by itself, and not broken for that."""
    text = SOUND.replace("name: A", "name: &n A").replace("name: B", "name: *n").replace("passage: q", "passage: 'q")
    reading = read(text)
    assert (ids(reading), reading.annotations.entities["b"].name) == ("abcr", "A")


@pytest.mark.parametrize(
    "text", ["{a: [", "- a\n- b: c: d\n", "'x", "a b\nc: d\n", "[" * 2000, "\x00", "? [", "%YAML x\n"]
)
def test_a_file_without_blocks_gives_an_error(text: str) -> None:
    """Nothing can be read of it, and that is said."""
    reading = read(text)
    assert any(problem.level == "error" for problem in reading.problems)
    assert ids(reading) == ""


def test_the_work_for_a_hopeless_file_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many errors show only one after the other, the whole is not parsed forever."""
    monkeypatch.setattr(recovery, "_WORK", 0)
    calls = []
    build = recovery.build
    monkeypatch.setattr(recovery, "build", lambda text: (calls.append(text), build(text))[1])
    text = "entities:\n  a:\n    x: 1\n" + "".join(f"   b{number}:\n" for number in range(100))
    reading = read(text)
    wholes = [one for one in calls if len(one) == len(text)]
    assert len(wholes) <= 10
    assert any(problem.level == "error" for problem in reading.problems)


@pytest.mark.parametrize("text", [SOUND, SOUND.replace("\n", "\r\n"), f"---\n{SOUND}", f"# c\n\n{SOUND}...\n"])
def test_the_blocks_cover_the_file(text: str) -> None:
    """Each begins where the one before ends, and each entry is a block."""
    blocks = list(split(text))
    assert [block.end for block in blocks[:-1]] == [block.start for block in blocks[1:]]
    assert blocks[-1].end == len(text)
    assert [block.name for block in blocks if block.is_entry and block.name] == ["a", "b", "c", "r", "s"]
    assert not any(block.is_slip for block in blocks)


@pytest.mark.parametrize(
    "text", [SOUND, SOUND.replace("  ", "    "), SOUND.replace("    name: A\n", "    # c\n    name: A\n\n")]
)
def test_a_block_is_one_entry(text: str) -> None:
    """By itself each entry's block parses to a mapping of one key, with any indentation."""
    for block in split(text):
        if block.is_entry and block.name:
            assert list(yaml.safe_load(text[block.start : block.end])) == [block.name]


def test_sections_in_braces_are_one_block() -> None:
    """Only entries on lines of their own can be told apart."""
    text = "format: idlib-reader/1\nentities: {\n  a: {name: A},\n  b: {name: B}}\nremarks:\n  r:\n    passage: x\n"
    assert [block.name for block in split(text)] == ["format", "entities", "remarks", "r"]
    assert ids(read(text.replace("passage: x", "passage: 'x"))) == "ab"


def test_offsets_stay() -> None:
    """What is read behind a broken entry stands where it stands in the file."""
    text = SOUND.replace("name: A", "name: 'A")
    reading = read(text)
    places = chain.from_iterable(entry.selectors() for entry in reading.annotations.entries())
    assert [text[one.at : one.at + len(one.pieces[0])] for one in places] == ["one", "p", "q"]


def test_all_that_is_wrong_in_one_entry_is_told() -> None:
    """Not one error after the other, each time that the file is checked."""
    entry = "  a:\n    name: he said: no\n    note: 'it's bad'\n    tags: @x\n    mentions:\n"
    entry += "      - [Peskov\n      - y: z: 1\n"
    reading = read(f"{HEAD}entities:\n{entry}  b:\n    name: B\n")
    assert errors(reading) == [(6, 18), (7, 14), (8, 11), (10, 9), (11, 13)]
    assert (ids(reading), reading.broken) == ("b", {"a"})


def test_one_wrong_indentation_is_told_once() -> None:
    """The lines behind it fit one another, and are no errors of their own."""
    reading = read(SOUND.replace("    name: B\n", "      name: B\n    note: n\n    type: state\n"))
    assert errors(reading) == [(9, 5)]


def test_stars_in_many_entries_hide_no_other() -> None:
    """Aliases of nothing are broken by themselves, however many there are."""
    entries = "".join(
        f"  s{number}: {{name: S}}\n  b{number}:\n    note: *important* to know\n" for number in range(300)
    )
    reading = read(f"format: idlib-reader/1\nentities:\n{entries}")
    assert len(errors(reading)) == 300
    assert len(reading.annotations.entities) == 300


def test_an_alias_of_what_is_broken_is_told_as_such() -> None:
    """The anchor stands there, and can't be read."""
    text = SOUND.replace("name: A", "name: &n A\n    note: a: b").replace("name: B", "name: *n")
    problems = read(text).problems
    assert [problem.line for problem in problems] == [7, 9]
    assert problems[1].message == "The alias *n stands for a value that can't be read."


def test_a_file_that_begins_with_a_directive_is_read() -> None:
    """The dashes behind it begin the document, and no second one."""
    reading = read(f"%YAML 1.1\n---\n{SOUND.replace('name: B', 'name: B: b')}")
    assert errors(reading) == [(10, 12)]
    assert ids(reading) == "acrs"


def test_a_section_that_is_lost_names_its_entries() -> None:
    """So that nobody looks for them in vain."""
    (problem,) = read(SOUND.replace("remarks:", " remarks:")).problems
    assert problem.hint == "Delete the spaces before it. Until then `r`, `s` are not read."


def test_too_many_errors_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes the rest of the file for sound."""
    monkeypatch.setattr(recovery, "_WORK", 0)
    monkeypatch.setattr(recovery, "_LEAST_TRIES", 1)
    text = "entities:\n  a: &a\n    name: A: a\n  b: *a\n  c: *a\n  d: *a\n"
    assert any("nothing of the file is read" in problem.message for problem in read(text).problems)
