"""The page that teaches the format, held to the program both ways: all that it names exists, and all is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from idlib_reader.cli import main
from idlib_reader.core import tagset
from idlib_reader.core.annotations import Claim, Entity, Event, Heading, Link, Remark
from idlib_reader.core.article import Article
from idlib_reader.core.problems import Code
from idlib_reader.core.selectors import State
from idlib_reader.core.silencing import NEVER_SILENT
from idlib_reader.core.source import Source
from idlib_reader.core.tagset import DEFAULT, Word
from idlib_reader.exchange.listing import FILTER_NAMES, KINDS, filters_of
from idlib_reader.storage import schema
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.codec import read_annotations
from idlib_reader.storage.store import Store, annotate
from idlib_reader.storage.tagset_file import read_tagset
from idlib_reader.storage.workspace import pairs_at

REPOSITORY = Path(__file__).resolve().parents[2]
ANNOTATIONS = REPOSITORY / "annotations" / "000_d237a528e19c67b1.yaml"
README = REPOSITORY / "annotations" / "README.md"

HEAD = f"format: {schema.FORMAT}\n"
TABLES_OF_KEYS = {
    "### File": schema.FILE,
    "### Article": schema.HEADING,
    "### Entity": schema.ENTITY,
    "### Event": schema.EVENT,
    "### Claim": schema.CLAIM,
    "### Remark": schema.REMARK,
    "### Link": schema.LINK,
    "### Selector in braces": schema.SELECTOR,
    "### Tagset file": schema.TAGSET,
    "### Word of a tagset": schema.WORD,
    "### Relation of a tagset": schema.RELATION,
}
WORDS = {
    "entity `type`": tagset.ENTITY_TYPES,
    "event `type`": tagset.EVENT_TYPES,
    "roles in `participants`": tagset.ROLES,
    "`modality`": tagset.MODALITIES,
    "`stance`": tagset.STANCES,
    "`status`": tagset.STATUSES,
    "`mode`": tagset.MODES,
    "`certainty`": tagset.CERTAINTIES,
    "`basis`": tagset.BASES,
    "`rel`": (),
}
"""What the table of the tagset has words for; the relations have a table of their own."""
RELATIONS = {
    "events": tagset.EVENT_RELATIONS,
    "claims": tagset.CLAIM_RELATIONS,
    "entities": tagset.ENTITY_RELATIONS,
}
COMMANDS = ("add", "check", "init", "list", "rename", "schema")
REFERENCE = "## All keys"
"""Where the part to look things up begins."""


# Reading the page


@cache
def page() -> str:
    return README.read_text("utf-8")


def without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str = "yaml") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """The part of the page under a heading, up to the next of its level."""
    level, _, _ = title.partition(" ")
    found = re.search(rf"^{re.escape(title)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", page(), re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def in_code(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def rows(text: str) -> list[list[str]]:
    """The cells of every line of the tables in a text, without those of their heads."""
    lines = [line for line in without_blocks(text).splitlines() if line.startswith("|")]
    heads = {row for row, line in enumerate(lines) if line.startswith("|--")}
    cells = [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines]
    return [one for row, one in enumerate(cells) if row not in heads and row + 1 not in heads]


# The parts of the page


def test_the_page_begins_with_what_is_to_be_read() -> None:
    """In a quarter of an hour at two hundred words a minute, examples included; what follows is to look things up."""
    assert len(page().partition(f"\n{REFERENCE}\n")[0].split()) <= 3000


def test_every_section_is_in_the_table_of_contents() -> None:
    """Each link leads to a heading, and each heading of the second level is led to."""
    headings = re.findall("^#+ (.*)$", page(), re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", page())) <= anchors
    contents = page().partition("\n## ")[0]
    titles = re.findall("^## (.*)$", page(), re.MULTILINE)
    assert titles == [title for title in re.findall(r"\[([^\]]*)\]\(#", contents) if title in titles]


def taught_blocks() -> list[str]:
    return blocks(page().partition(f"\n{REFERENCE}\n")[0])


def test_the_page_has_examples() -> None:
    """Otherwise the next test would show nothing."""
    assert len(taught_blocks()) >= 10


@pytest.mark.parametrize("number", range(len(taught_blocks())))
def test_an_example_on_the_page_is_copied_from_the_file(number: int) -> None:
    """Line for line, so that what the page teaches is what the file has."""
    assert f"\n{taught_blocks()[number]}" in f"\n{ANNOTATIONS.read_text('utf-8')}"


# Keys


def keys_of(title: str) -> list[str]:
    return [key for row in rows(section(title)) for key in in_code(row[0])]


@pytest.mark.parametrize(("title", "table"), TABLES_OF_KEYS.items())
def test_the_tables_of_keys_are_those_of_the_program(title: str, table: dict[str, schema.Field]) -> None:
    """Every key and no other, and the required ones are called so."""
    assert sorted(keys_of(title)) == sorted(table)
    required = {key for row in rows(section(title)) if row[2] == "required" for key in in_code(row[0])}
    assert required == {key for key, field in table.items() if field.is_required}


def test_every_table_of_keys_is_looked_at() -> None:
    """No section of keys has been added to the page alone."""
    titles = re.findall(r"^(### .*)\n\n\| key \|", page(), re.MULTILINE)
    assert titles == list(TABLES_OF_KEYS)


@pytest.mark.parametrize(("title", "table"), TABLES_OF_KEYS.items())
def test_a_key_with_words_of_its_own_says_which(title: str, table: dict[str, schema.Field]) -> None:
    """All of those that are fixed; the others stand where the page points to."""
    for cell, value, _ in rows(section(title)):
        for key in in_code(cell):
            if table[key].values:
                assert in_code(value) == list(table[key].values), key
            elif table[key].words and table[key].shape == "text":
                assert value == "see [Tagset](#tagset)", key
            assert ("see [Relations](#relations)" in value) == (title == "### Link" and key == "rel"), key


DEFAULTS = {
    "### Article": Heading(),
    "### Entity": Entity(id="x"),
    "### Event": Event(id="x"),
    "### Claim": Claim(id="x"),
    "### Remark": Remark(id="x"),
    "### Link": Link(rel="before", to=tagset.OUTLET),  # type: ignore[arg-type]  # only its defaults are looked at
}


@pytest.mark.parametrize(("title", "entry"), DEFAULTS.items())
def test_the_defaults_are_those_of_the_program(title: str, entry: object) -> None:
    """Each that the program has is named, and each that is named it has."""
    cells = [(in_code(cell), default) for cell, _, default in rows(section(title))]
    named = {key: in_code(default) for keys, default in cells if "required" not in default for key in keys}
    for key, words in named.items():
        default = getattr(entry, key, "")
        sources = [one.id for one in default] if key == "source" else []
        expected = sources or ([default] if isinstance(default, str) and default else [])
        assert words == expected, key
    assert named.keys() <= {field.name for field in fields(entry)}  # type: ignore[arg-type]  # a dataclass each


# Words


def test_every_word_of_the_tagset_is_on_the_page() -> None:
    """For every key its words and no others, in the order in which they are offered."""
    table = section("## Tagset").partition("### ")[0]
    assert {row[0]: tuple(in_code(row[1])) for row in rows(table)} == WORDS


def test_every_relation_is_on_the_page_with_its_inverse() -> None:
    """The table of relations has each pair once, under its kind."""
    pairs: dict[str, dict[str, str]] = {}
    for kind, *pair in rows(section("### Relations")):
        (one,), (other,) = map(in_code, pair)
        assert not {one, other} & pairs.setdefault(kind, {}).keys()
        pairs[kind] |= {one: other, other: one}
    assert pairs == RELATIONS


def test_every_state_is_on_the_page() -> None:
    """What can become of a selector, and nothing else, cheapest first."""
    assert [in_code(row[0]) for row in rows(section("## States"))] == [[state] for state in get_args(State)]


# The workspace's own words


def test_the_sample_of_a_tagset_file_is_complete() -> None:
    """It is read without a problem and shows every key that a word may have."""
    (text,) = blocks(section("## Your own words"))
    read, problems = read_tagset(Source("_tagset.yaml", text))
    assert problems == []
    assert set(re.findall(r"[\w-]+(?=:)", text)) >= {*schema.RELATION, "format", "replace"}
    assert list(read.statuses) == ["open", "confirmed", "refuted"]
    assert read.entity_types["militia"] == Word("Militia", "#8a5a00", "m")
    assert "witness" in read.roles
    assert "agent" in read.roles
    assert read.inverse("event", "hindered-by") == "hinders"
    assert read.inverse("claim", "sits-beside") == "sits-beside"


# Problems


def test_every_problem_is_on_the_page() -> None:
    """Every code with its level and meaning, in the program's order, and no other word."""
    listed = [(*in_code(row[1]), row[2], row[3]) for row in rows(section("## Problems"))]
    assert listed == [(code.word, code.level, code.meaning) for code in Code]


def unsilenced() -> set[str]:
    """The codes that the page says can't be silenced."""
    text = " ".join(section("## Problems").split())
    found = re.search(r"reason\. (.*) can't be silenced, .* Nor can (.*?)\.", text)
    assert found
    return {code for words in found.groups() for code in in_code(words)}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace to stand in, without files."""
    for name in ("seeds", "annotations"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes_at(root: Path) -> list[str]:
    return [problem.code for problem in check_pairs(pairs_at(root), Store())]


def test_what_is_not_of_a_line_cannot_be_silenced(root: Path) -> None:
    """The page names all such codes, beside those of what can't be read."""
    assert unsilenced() == NEVER_SILENT | {"same-name", "idle-ok"}
    (root / "seeds" / "b.txt").write_text("b", "utf-8")
    for name in ("a.yaml", "b.yaml", "b.yml"):
        code = {"a.yaml": "no-article", "b.yaml": "idle-ok, free-role", "b.yml": "same-name"}[name]
        (root / "annotations" / name).write_text(f"format: {schema.FORMAT}  # ok: {code}\n", "utf-8")
    assert sorted(codes_at(root)) == ["idle-ok", "same-name"]


def test_what_the_page_silences_is_silent(root: Path) -> None:
    """Its own example of a comment with two codes."""
    (comment,) = [one for one in in_code(section("## Problems")) if one.startswith("# ok: ") and "," in one]
    assert comment == "# ok: free-role, two-types"
    (root / "seeds" / "a.txt").write_text("Idlib fell", "utf-8")
    events = f"  e: {{participants: {{seen: a}}}} {comment}\n  f: {{participants: {{seen: a}}}} # ok: free-role\n"
    text = f"{HEAD}entities:\n  a: {{type: place, mentions: Idlib}}\nevents:\n{events}"
    (root / "annotations" / "a.yaml").write_text(text, "utf-8")
    assert codes_at(root) == ["idle-ok"]
    text = f"{HEAD}entities:\n  a: {{type: place, mentions: Idlib}}\n  b: {{type: group, mentions: Idlib}} {comment}\n"
    (root / "annotations" / "a.yaml").write_text(text, "utf-8")
    assert codes_at(root) == ["idle-ok"]


# The command line


def help_of(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    return capsys.readouterr().out


def long_options(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][\w-]*", text))


def test_the_commands_are_those_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """With what they take; and no other is named anywhere on the page."""
    table = section("## Commands").partition("`check` exits")[0]
    written = {code for row in rows(table) for code in in_code(row[0])}
    told = help_of(capsys)
    assert written == {
        "idlib-reader [PATH]",
        *re.findall(r"^  (idlib-reader [a-z]+(?: \S+)*)(?=  )", told.partition("examples:")[0], re.MULTILINE),
    }
    shells = "".join(blocks(page(), "sh"))
    named = re.findall(r"idlib-reader ([a-z]+)", " ".join([*in_code(without_blocks(page())), shells]))
    assert set(named) == set(COMMANDS)


def test_the_options_are_those_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """Every option of every command is named, and no other."""
    there = set().union(*(long_options(help_of(capsys, *command)) for command in ((), *((one,) for one in COMMANDS))))
    assert long_options(" ".join(in_code(section("## Commands")))) == there
    assert long_options(" ".join([*in_code(without_blocks(page())), *blocks(page(), "sh")])) == there


def test_what_a_list_is_chosen_by_is_on_the_page() -> None:
    """For every kind its own options."""
    table = section("## Commands").partition("### ")[0].partition("| kind |")[2]
    chosen = {
        row[0].strip("`"): [one.removeprefix("--") for one in in_code(row[1])] for row in rows(f"| kind |{table}")
    }
    assert chosen == {plural: list(filters_of(kind)) for plural, kind in KINDS.items()}


def as_listed(object_: str, title: str) -> list[str]:
    """The keys that a table of the page has for an object of JSON."""
    (cell,) = [row[1] for row in rows(section(title)) if row[0].strip("`") == object_ and row[1].startswith("`")]
    return in_code(cell)


JSON = "### What `list --json` prints"


def listed(capsys: pytest.CaptureFixture[str], kind: str, path: Path = ANNOTATIONS) -> list[dict[str, object]]:
    assert main(["list", kind, str(path), "--json"]) == 0
    objects: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return objects


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_of_a_list_are_on_the_page(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """Of every entry all of them, in this order."""
    objects = listed(capsys, kind)
    assert objects
    assert all(list(one) == as_listed(kind, JSON) for one in objects)


def test_the_objects_in_a_list_are_on_the_page(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """Links and places have the keys that the page says, and places without a place have null."""
    (root / "seeds" / "a.txt").write_text("Idlib fell", "utf-8")
    text = (
        f"{HEAD}entities:\n  a:\n    mentions: [{{quote: Idlib, note: n, tags: t}}, {{quote: [Idlib, fell]}}, rose]\n"
        "    links: {rel: same-as, to: b}\n"
    )
    (root / "annotations" / "a.yaml").write_text(text, "utf-8")
    (entity,) = listed(capsys, "entities", root)
    (link,), (whole, pieces, missing) = entity["links"], entity["mentions"]  # type: ignore[misc]  # lists each
    assert list(link) == as_listed("link", JSON)
    assert list(whole) == as_listed("place", JSON)
    assert list(pieces) == list(missing) == as_listed("place", JSON)[:4]
    assert (pieces["start"], pieces["end"]) == ([0, 6], [5, 10])
    assert missing == {"quote": "rose", "start": None, "end": None, "state": "orphan"}


def test_the_keys_of_a_problem_are_on_the_page(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """As `check --json` prints them."""
    (root / "seeds" / "a.txt").write_text("a", "utf-8")
    (root / "annotations" / "a.yaml").write_text(f"{HEAD}zzz: x\n", "utf-8")
    assert main(["check", "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert list(problem) == as_listed("problem", "## Commands")


# Whatever stands in code


def known() -> set[str]:
    """Every key, word, state, code and name of an object that the program has."""
    keys = {key for table in TABLES_OF_KEYS.values() for key in table}
    words = {word for name in tagset.WORD_LISTS for word in DEFAULT.words(name)}
    fixed = {word for table in TABLES_OF_KEYS.values() for field in table.values() for word in field.values}
    codes = {code.word for code in Code}
    objects = {"id", "file", "line", "start", "end", "state", "column", "level", "code", "message", "hint", "null"}
    return {*keys, *words, *fixed, *codes, *objects, *get_args(State), *KINDS, *COMMANDS, *FILTER_NAMES} | {
        schema.FORMAT,
        tagset.OUTLET,
        "true",
    }


SHOWN = {"no", "iran", "sochi-agreement", "sochi-memorandum", "iconv", "seeds/"}
"""What the page shows besides: values and ids of the example, and what belongs to the system."""


def names(texts: Iterable[str]) -> Iterator[str]:
    """What looks like a key or a value: one word in small letters, or `key: value`."""
    for text in texts:
        if re.fullmatch(r"[a-z][a-z0-9_/-]*", text):
            yield text
        elif found := re.fullmatch(r"([a-z_-]+):(?: ([a-z0-9_/-]+))?", text):
            yield from (word for word in found.groups() if word)


def test_the_page_names_nothing_that_does_not_exist() -> None:
    """In its tables and its sentences each key and value between backticks is one of the program's."""
    assert set(names(in_code(without_blocks(page())))) - known() - SHOWN == set()


def test_what_is_only_shown_is_still_there() -> None:
    """The list of exceptions holds nothing that the page has lost or the program has got."""
    assert set(names(in_code(without_blocks(page())))) >= SHOWN
    assert not SHOWN & known()


# Selectors and slips


def selectors_on_the_page() -> list[str]:
    cells = [row[0] for row in rows(section("## Selectors: naming a piece of text"))]
    return [code for cell in cells for code in in_code(cell)]


def test_every_form_of_selector_is_on_the_page() -> None:
    """Each key that says where words stand is taught."""
    written = set(re.findall(r"[{ ]([a-z]+):", " ".join(in_code(section("## Selectors: naming a piece of text")))))
    table = {key for row in rows(section("## Selectors: naming a piece of text")) for key in in_code(" | ".join(row))}
    assert (written | table) & set(schema.SELECTOR) == set(schema.SELECTOR) - {"note", "tags"}


@pytest.mark.parametrize("written", selectors_on_the_page())
def test_a_form_of_selector_on_the_page_can_be_read(written: str) -> None:
    """Each form that is taught is one that the program takes."""
    text = f"{HEAD}remarks:\n  a:\n    passage: {written}\n"
    assert read_annotations(Source("f.yaml", text))[1] == []


def yaml_slips() -> list[tuple[str, str]]:
    """What the page says not to write, and what to write instead."""
    return [(in_code(row[0])[0], in_code(row[-1])[0]) for row in rows(section("## YAML slips"))]


@pytest.mark.parametrize(("slip", "cure"), yaml_slips())
def test_a_cure_on_the_page_works(slip: str, cure: str) -> None:
    """What the page says to write is read without a problem, and another value than the slip gives."""
    assert cure_of(cure)[1] == []
    assert cure_of(slip) != cure_of(cure)


def in_place(written: str) -> str:
    """A file with a line of the page where it belongs."""
    if written.startswith(("- ", "quote")):
        return f"{HEAD}entities:\n  a:\n    mentions:\n      {written}\n"
    if written.startswith("{"):
        return f"{HEAD}entities:\n  a:\n    mentions: {written.replace('{to', '{from: x, to')}\n"
    return f"{HEAD}events:\n  a:\n    {written}\n"


def cure_of(written: str) -> tuple[object, list[str]]:
    """What the program makes of a line of the page."""
    annotations, problems = read_annotations(Source("f.yaml", in_place(written)))
    return annotations, [problem.code for problem in problems]


def test_what_yaml_swallows_is_told(tmp_path: Path) -> None:
    """The slips of which the page says so are warned of where the article has the words."""
    (sentence,) = re.findall(r"as\s+in (`[^.]*?), `check` tells you", section("## YAML slips"), re.DOTALL)
    path = tmp_path / "a.yaml"
    for slip in in_code(sentence):
        words = slip.removeprefix("- ")
        path.write_text(in_place(slip), "utf-8")
        problems = annotate(Article("a", f"It holds {words} alone"), path).problems
        assert "swallowed" in [problem.code for problem in problems], slip
    assert len(in_code(sentence)) == 3
