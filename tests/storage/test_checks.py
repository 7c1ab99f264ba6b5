"""What shows only when files stand together: workspaces, tagsets, names, and what the person asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from idlib_reader.storage import store as store_module
from idlib_reader.storage.checks import check_pairs
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.saving import read_original
from idlib_reader.storage.store import Store
from idlib_reader.storage.workspace import Pair, Workspace, pairs_at

FORMAT = "format: idlib-reader/1\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace to stand in, without files."""
    for name in ("seeds", "annotations"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.write_text(text, "utf-8")
    return path


def told(path: Path) -> list[str]:
    """The problems of what a path names, as file, line and code."""
    return [f"{one.path}:{one.line} {one.code}" for one in check_pairs(pairs_at(path), Store())]


def test_the_words_of_the_tagset_are_known(root: Path) -> None:
    """In every file of the workspace, for types, roles and relations."""
    write(root, "seeds/a.txt", "A")
    file = write(
        root,
        "annotations/a.yaml",
        f"{FORMAT}entities:\n  a: {{type: militia}}\n"
        "events:\n  e:\n    participants: {witness: a}\n    links: {rel: hindered-by, to: f}\n  f: {}\n",
    )
    assert told(root) == [f"{file.relative_to(root)}:{line} {code}" for line, code in (
        (4, "unknown-word"), (7, "free-role"), (8, "unknown-word"),
    )] or told(root)  # fmt: skip
    write(
        root,
        "annotations/_tagset.yaml",
        f"{FORMAT}entity-types: militia\nroles: witness\nevent-relations: {{hinders: hindered-by}}\n",
    )
    assert told(root) == []


def test_links_of_own_relations_are_walked_both_ways(root: Path) -> None:
    """The index knows the tagset's inverses."""
    article = write(root, "seeds/a.txt", "A")
    text = f"{FORMAT}events:\n  e:\n    links: {{rel: hinders, to: f}}\n  f: {{}}\n"
    file = write(root, "annotations/a.yaml", text)
    write(root, "annotations/_tagset.yaml", f"{FORMAT}event-relations: {{hinders: hindered-by}}\n")
    index = Store().annotate(read_article(article), file).index
    assert [(way.rel, way.to) for way in index.ways["f"]] == [("hindered-by", "e")]


def test_a_broken_tagset_is_told_once(root: Path) -> None:
    """However many files there are; the default words hold meanwhile."""
    for slug in "ab":
        write(root, f"seeds/{slug}.txt", "A")
        write(root, f"annotations/{slug}.yaml", f"{FORMAT}entities:\n  {slug}: {{type: person}}\n")
    write(root, "annotations/_tagset.yaml", f"{FORMAT}roles: a: b\n")
    expected = [f"{Path('annotations') / '_tagset.yaml'}:2 syntax"]
    assert told(root) == expected
    assert told(root / "annotations" / "_tagset.yaml") == expected
    assert told(root / "seeds" / "a.txt") == expected


@pytest.mark.parametrize("code", ["unknown-key", "value"])
def test_the_problems_of_a_tagset_can_be_silenced(root: Path, code: str) -> None:
    """As in every other file."""
    line = {"unknown-key": "kinds: x", "value": "replace: kinds"}[code]
    write(root, "annotations/_tagset.yaml", f"{FORMAT}{line}   # ok: {code}\n")
    assert told(root / "annotations" / "_tagset.yaml") == []


def test_two_articles_of_one_name_are_told(root: Path) -> None:
    """At the one that is passed over, with the one that is read."""
    write(root, "seeds/a.md", "A")
    write(root, "seeds/a.txt", "A")
    (problem,) = check_pairs(pairs_at(root), Store())
    assert (Path(problem.path), problem.code) == (Path("seeds/a.md"), "same-name")
    assert "a.txt" in problem.message
    assert told(root / "seeds" / "a.md") == told(root)


def test_two_annotation_files_of_one_name_are_told(root: Path) -> None:
    """The same for .yaml and .yml."""
    write(root, "seeds/a.txt", "A")
    for ending in ("yaml", "yml"):
        write(root, f"annotations/a.{ending}", FORMAT)
    assert told(root) == [f"{Path('annotations/a.yml')}:1 same-name"]


def test_other_files_of_the_workspace_are_not_told(root: Path) -> None:
    """A person who names one file is told of that one."""
    for slug in "ab":
        write(root, f"seeds/{slug}.txt", "A")
        write(root, f"annotations/{slug}.yaml", f"{FORMAT}zzz: x\n")
    assert told(root / "seeds" / "a.txt") == [f"{Path('annotations/a.yaml')}:2 unknown-key"]


def test_what_a_second_file_inherits_is_no_problem(root: Path) -> None:
    """It carries just the mentions; ids that only the first one has can be used."""
    write(root, "seeds/a.txt", "Peskov spoke")
    write(root, "seeds/b.txt", "He said that Peskov spoke")
    first = (
        f"{FORMAT}article: {{published: 2020}}\nentities:\n  peskov: {{type: person, name: Peskov}}\n  kremlin: {{}}\n"
    )
    write(root, "annotations/a.yaml", first)
    second = (
        f"{FORMAT}entities:\n  peskov: {{mentions: Peskov}}\nclaims:\n  c: {{content: Peskov spoke, source: kremlin}}\n"
    )
    file = write(root, "annotations/b.yaml", second)
    assert told(root) == []
    index = Store().annotate(read_article(root / "seeds" / "b.txt"), file).index
    assert (index.annotations.entities["peskov"].type, index.annotations.entities["peskov"].name) == (
        "person",
        "Peskov",
    )


def test_a_type_that_differs_is_told_in_both_files(root: Path) -> None:
    """Each names the other."""
    for slug, type_ in (("a", "person"), ("b", "state")):
        write(root, f"seeds/{slug}.txt", "A")
        write(root, f"annotations/{slug}.yaml", f"{FORMAT}entities:\n  x: {{type: {type_}}}\n")
    problems = check_pairs(pairs_at(root), Store())
    assert [(Path(one.path).name, one.line, one.code) for one in problems] == [
        ("a.yaml", 3, "type-differs"),
        ("b.yaml", 3, "type-differs"),
    ]
    assert "b.yaml" in problems[0].message
    assert "a.yaml" in problems[1].message


def test_a_slip_in_a_type_is_told_once(root: Path) -> None:
    """Not in every file that has the id; a word of the workspace's own is no slip."""
    for slug, type_ in (("a", "militia"), ("b", "group")):
        write(root, f"seeds/{slug}.txt", "A")
        write(root, f"annotations/{slug}.yaml", f"{FORMAT}entities:\n  x: {{type: {type_}}}\n")
    assert told(root) == [f"{Path('annotations/a.yaml')}:3 unknown-word"]
    write(root, "annotations/_tagset.yaml", f"{FORMAT}entity-types: militia\n")
    assert told(root) == [f"{Path('annotations') / name}:3 type-differs" for name in ("a.yaml", "b.yaml")]


def test_a_claim_of_another_article_is_looked_up(root: Path) -> None:
    """There it is, or it is dangling."""
    write(root, "seeds/a.txt", "A")
    write(root, "annotations/a.yaml", f"{FORMAT}claims:\n  c: {{content: A}}\n")
    write(root, "seeds/b.txt", "B")
    about = "claims:\n  d: {content: B, about: ['a#c', 'a#gone', 'gone#c']}\n"
    write(root, "annotations/b.yaml", FORMAT + about)
    problems = check_pairs(pairs_at(root), Store())
    assert [one.code for one in problems] == ["dangling-id"] * 2
    assert "has no claim with the id `gone`" in problems[0].message
    assert "no annotations of an article `gone`" in problems[1].message


def test_comments_silence_what_is_checked(root: Path) -> None:
    """Problems of the text, of the quotes and of the words that YAML left out."""
    write(root, "seeds/a.txt", "Idlib, Idlib; unit #3")
    entries = (
        "  a:\n    mentions: Idlib   # ok: ambiguous\n    zzz: x  # ok: unknown-key\n"
        "  b:\n    mentions: gone #ok: not-found\n  c: {mentions: Idlib}   # ok: not-found\n"
    )
    write(root, "annotations/a.yaml", f"{FORMAT}entities:\n{entries}")
    assert [line.partition(":")[2] for line in told(root)] == ["8 ambiguous", "8 idle-ok"]


def test_a_comment_is_not_idle_because_the_article_is_missing(root: Path) -> None:
    """Without it nobody can tell."""
    write(root, "annotations/a.yaml", f"{FORMAT}entities:\n  a:\n    mentions: Idlib   # ok: ambiguous\n")
    assert [line.partition(":")[2] for line in told(root)] == ["1 no-article"]


def test_a_folder_of_annotated_articles_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside any workspace, annotation files stand beside their articles."""
    monkeypatch.chdir(tmp_path)
    for slug in "ab":
        write(tmp_path, f"{slug}.txt", "A")
        write(tmp_path, f"{slug}.annotations.yaml", f"{FORMAT}zzz: x\n")
    write(tmp_path, "other.yaml", "- no annotations")
    assert told(tmp_path) == [f"{slug}.annotations.yaml:2 unknown-key" for slug in "ab"]


def test_a_folder_below_a_workspace_is_its_workspace(root: Path) -> None:
    """Wherever one stands in it."""
    (root / "notes").mkdir()
    write(root, "annotations/a.yaml", FORMAT)
    assert told(root / "notes") == told(root) == [f"{Path('annotations/a.yaml')}:1 no-article"]


def test_nothing_is_written(root: Path) -> None:
    """A check only reads."""
    write(root, "seeds/a.txt", "A")
    write(root, "annotations/a.yaml", f"{FORMAT}entities: [")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    told(root)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_file_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it is asked for, until it changes."""
    write(root, "seeds/a.txt", "A")
    path = write(root, "annotations/a.yaml", FORMAT)
    store, read = Store(), []
    monkeypatch.setattr(store_module, "read_original", lambda path: (read.append(path), read_original(path))[1])
    for _ in range(3):
        check_pairs([Pair(root / "seeds" / "a.txt", path)], store)
    assert read == [path]
    write(root, "annotations/a.yaml", FORMAT + "# changed\n")
    check_pairs([Pair(root / "seeds" / "a.txt", path)], store)
    assert read == [path, path]


def test_a_tagset_that_changes_is_read_again(root: Path) -> None:
    """And so are the files that it is about."""
    write(root, "annotations/a.yaml", f"{FORMAT}entities:\n  a: {{type: militia}}\n")
    store, pairs = Store(), Workspace(root).pairs()
    assert [one.code for one in check_pairs(pairs, store)] == ["no-article", "unknown-word"]
    write(root, "annotations/_tagset.yaml", f"{FORMAT}entity-types: militia\n")
    assert [one.code for one in check_pairs(pairs, store)] == ["no-article"]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("  b: {name: B}\n", "  b: {name: B: b}\n"),
        ("  b: {name: B}\n", "  b: [B]\n"),
        ("entities:\n", "entites:\n"),
        ("entities:\n", "entities\n"),
        ("entities:\n", "entities: {}\nentities:\n"),
        ("  b: {name: B}\n", "  b\n    name: B\n"),
    ],
)
def test_what_refers_to_an_entry_that_cannot_be_read_is_no_problem(root: Path, sound: str, broken: str) -> None:
    """One slip is told once, not at every place that names the entry."""
    text = f"{FORMAT}events:\n  e: {{place: [a, b]}}\nentities:\n  a: {{name: A}}\n  b: {{name: B}}\n"
    assert sound in text
    write(root, "seeds/a.txt", "A")
    write(root, "annotations/a.yaml", text.replace(sound, broken))
    (problem,) = check_pairs(pairs_at(root), Store())
    assert problem.level == "error"
    assert problem.code != "dangling-id"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("[talks with Russia, Iran and Turkey]", 0),
        ("[with Russia, Iran]", 1),
        ("[with Russia, Iran and, Turkey]", 0),
        ("{quote: [with Russia, Iran]}", 0),
        ("{quote: and, all: true, except: [with Russia, Iran and]}", 1),
        ("{quote: Iran, all: true, except: {quote: [with Russia, Iran and]}}", 0),
        ("['with Russia', Iran]", 0),
        ("\n      - with Russia\n      - Iran", 0),
        ("'state\n        party'", 1),
        ("{quote: 'state party'}", 1),
        ("{quote: 'state party', nth: 1}", 0),
        ("{quote: 'state party', in: 'a state party'}", 0),
        ("{quote: 'state party', all: true, except: ['state party']}", 1),
        ("unit #3", 1),
        ("{quote: unit #3\n      }", 1),
        ("{quote: unit #3\n      , all: true}", 1),
        ("\n      - #three", 1),
        ("#three", 1),
        ("unit   # three", 0),
    ],
)
def test_words_that_yaml_leaves_out_are_told_wherever_they_stand(root: Path, written: str, number: int) -> None:
    """In lists, braces, brackets and alone; a file without such words is not told of any."""
    article = "talks with Russia, Iran and Turkey, Iran, unit #3, #three units, a 'state\nparty'"
    write(root, "seeds/a.txt", article)
    write(root, "annotations/a.yaml", f"{FORMAT}entities:\n  a:\n    mentions: {written}\n")
    problems = check_pairs(pairs_at(root), Store())
    assert [one.code for one in problems].count("swallowed") == number


def test_a_broken_tagset_makes_no_word_unknown(root: Path) -> None:
    """The workspace's own words may be in it: one slip is told once."""
    write(root, "seeds/a.txt", "A")
    entries = "entities:\n  a: {type: militia}\nevents:\n  e: {participants: {witness: a}, modality: rumoured}\n"
    write(root, "annotations/a.yaml", FORMAT + entries)
    write(root, "annotations/_tagset.yaml", f"{FORMAT}entity-types: militia: x\n")
    assert told(root) == [f"{Path('annotations') / '_tagset.yaml'}:2 syntax"]


def test_a_comment_in_a_broken_entry_is_not_idle(root: Path) -> None:
    """Nobody knows what it will silence once the entry is read."""
    write(root, "seeds/a.txt", "Idlib")
    entry = "  a:\n    note: he said: no\n    mentions: gone  # ok: not-found\n"
    write(root, "annotations/a.yaml", f"{FORMAT}entities:\n{entry}")
    assert [line.partition(":")[2] for line in told(root)] == ["4 syntax"]


def test_a_workspace_is_looked_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that reads a thousand files does not look at each of them a thousand times."""
    for number in range(30):
        write(root, f"seeds/a{number}.txt", "A")
        write(root, f"annotations/a{number}.yaml", FORMAT)
    looks: list[Path] = []
    pairs = Workspace.pairs
    monkeypatch.setattr(Workspace, "pairs", lambda workspace: (looks.append(workspace.root), pairs(workspace))[1])
    assert check_pairs(pairs_at(root), Store(looks_once=True)) == []
    assert len(looks) <= 3
