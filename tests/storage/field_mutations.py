"""Annotation files with one key or value changed in each, to hold two checkers against each other.

A file is a tree of dicts, lists and values. `written` makes YAML of it: a `str` stands in double quotes, a `Plain` as
it is, and None is an empty value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple, TypeAlias

import yaml

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
Path: TypeAlias = tuple[str | int, ...]


class Plain(str):
    """A value that stands without quotes, so that a YAML parser may make something else than text of it."""

    __slots__ = ()


class Mutation(NamedTuple):
    """A file with one change."""

    path: Path
    """Where it was changed."""
    change: str
    """What was changed; of a value its YAML."""
    tree: Tree
    """The whole file."""


_BASES = {
    "article": """
        article: {title: x, published: 2020-02-19, outlet: x, author: x, url: x, language: x, sha256: x, note: x}
    """,
    "entities": """
        entities:
          a:
            type: person
            name: x
            aliases: [x, y]
            description: x
            mentions:
              - quote: [a, b]
                in: a b
                before: x
                after: y
                all: true
                except: [z, {quote: c, nth: 2}]
                note: x
                tags: [x]
            links: [{rel: member-of, to: b, basis: inferred, cue: so, note: x}, {rel: part-of, to: b}]
            tags: [x]
            note: x
          b:
    """,
    "events": """
        events:
          a:
            title: x
            type: attack
            date: 2018-09
            date_text: [then]
            place: [p, q]
            participants: {agent: p, my-role: [p, q]}
            modality: planned
            basis: inferred
            figures: {units: two}
            source: outlet
            status: open
            mentions: [x]
            links: [{rel: before, to: b, basis: inferred, cue: so, note: x}, {rel: causes, to: b}]
            tags: x
            note: x
          b:
    """,
    "claims": """
        claims:
          a:
            content: {from: x, to: y, before: z}
            source: p
            source_text: x
            cue: said
            mode: direct
            stance: denies
            certainty: probable
            audience: [q]
            date: 2018~
            date_text: x
            within: b
            about: [p]
            status: refuted
            links: [{rel: rebuts, to: b, basis: inferred, cue: so, note: x}, {rel: repeats, to: b}]
            tags: [x]
            note: x
          b: {about: p}
    """,
    "remarks": """
        remarks: {a: {passage: x, note: x, tags: [x]}}
    """,
}


def _tree(node: object) -> Tree:
    """What a parser made of a file, with its values as they stand."""
    if isinstance(node, dict):
        return {key: _tree(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_tree(value) for value in node]
    assert isinstance(node, str)
    return Plain(node) if node else None


HEAD: dict[str, Tree] = {"format": Plain("idlib-reader/1")}
BASES = {name: HEAD | {name: _tree(yaml.load(text, yaml.BaseLoader)[name])} for name, text in _BASES.items()}
"""Small files without a mistake, which have every key between them; by the section that they have."""

VALUES: tuple[Tree, ...] = (
    *(None, "", " ", [], {}, [None], [""], "zzz", "2", "true", "2018", "[..2020-02-19]", "yesterday"),
    *map(Plain, ("no", "true", "2018", "12:30", "0", "-3", "1.5", "010", "0x2", "1.0", "yes", "~", "[[x]]", "{x: y}")),
)
"""What is put in the place of every value, where it belongs and where not."""
DATES = """
    2018 2018-09 2018-09-05 2020-02-30 2020-13 2020-1 19.2.2020 2020-02-19T14:00 2020-02-19T25:00 2018/2020 2020/2018
    2018/.. ../.. /2018 201X 20XX 2XXX 2018-21 2018-25 2018-XX 2018-XX-05 2018-21-05 Y17000 Y2018 -0000 -0043
    2018? ?2018 20200219 2018-02-19/2018-03T10:00 2020-02-00 2020-02-32 February
"""
SETS = ["[2018,2020]", "[..2018]", "[2018..]", "[2018..2019-02]", "{2018,2019}", "[2018, 2020]", "[]", "[2018"]
IDS = ["A", "Ab", "a b", "a_b", "-a", "a-", "a--b", "a.b", "a/b", "a#b", "a—b", "é", "идлиб", "Ёж", "ß", "إدلب", "3"]


def written(tree: Tree, depth: int = 0) -> str:
    """The YAML of a tree, in block style."""
    indentation = "\n" + "  " * depth
    if isinstance(tree, dict) and tree:
        return "".join(f"{indentation}{_scalar(key)}:{written(value, depth + 1)}" for key, value in tree.items())
    if isinstance(tree, list) and tree:
        return "".join(f"{indentation}-{written(value, depth + 1)}" for value in tree)
    return "" if tree is None else f" {_scalar(tree) if isinstance(tree, str) else json.dumps(tree)}"


def _scalar(text: str) -> str:
    return str(text) if isinstance(text, Plain) else json.dumps(text, ensure_ascii=False)


def mutations(tree: Tree) -> Iterator[Mutation]:
    """Every change to a file: at each place each value, keys left out, misspelt, and one too many."""
    for path, node in _places(tree):
        for value in (*VALUES, [node], [[node]], {"x": node}):
            yield Mutation(path, written(value).strip(), _with(tree, path, value))
        if isinstance(node, list):
            yield Mutation(path, "the first alone", _with(tree, path, node[0]))
        if isinstance(node, dict):
            yield Mutation(path, "a key too many", _with(tree, path, {**node, "zzz": "x"}))
            for key in node:
                yield Mutation((*path, key), "left out", _with(tree, path, _renamed(node, key, None)))
                for other in (f"{key}s", key[:-1], key.upper()):
                    yield Mutation((*path, key), f"as {other}", _with(tree, path, _renamed(node, key, other)))


def dates() -> Iterator[Mutation]:
    """Dates, good and bad, with quotes and without."""
    texts = [*map(Plain, DATES.split()), *DATES.split(), *SETS]
    for path in (("article", "published"), ("events", "a", "date"), ("claims", "a", "date")):
        for text in texts:
            yield Mutation(path, text, _with(BASES[path[0]], path, text))


def selectors() -> Iterator[Mutation]:
    """Every combination of the keys that make the form of a selector, each with words, blank, and empty."""
    words = {"quote": ("x", ["x", " "], [" "], "", None), "from": ("x", " ", None), "to": ("x", None)}
    places = {"nth": (Plain("2"), Plain("0"), Plain("-3"), None), "all": (Plain("true"), None), "quote": ("x",)}
    path = ("remarks", "a", "passage")
    for group in (words, places, {"except": ("x", {"from": "x"}), "quote": ("x",)}):
        for chosen in product(*([(key, None, False), *((key, value, True) for value in group[key])] for key in group)):
            selector = {key: value for key, value, is_there in chosen if is_there}
            yield Mutation(path, json.dumps(selector), _with(BASES["remarks"], path, selector))


def ids() -> Iterator[Mutation]:
    """Ids, good and bad, of each kind of entry."""
    for section in ("entities", "events", "claims", "remarks"):
        entries = BASES[section][section]
        assert isinstance(entries, dict)
        for id_ in IDS:
            yield Mutation((section, id_), "an id", {**HEAD, section: {id_: entries["a"]}})


def _places(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Tree]]:
    yield path, tree
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in below:
        yield from _places(value, (*path, key))


def _with(tree: Tree, path: Path, value: Tree) -> Tree:
    """The tree with another value at a place."""
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, dict):
        return {**tree, str(key): _with(tree[str(key)], tuple(rest), value)}
    assert isinstance(tree, list)
    return [_with(one, tuple(rest), value) if number == key else one for number, one in enumerate(tree)]


def _renamed(mapping: dict[str, Tree], key: str, name: str | None) -> Tree:
    """The mapping with a key under another name, or without it."""
    return {name if one == key else one: value for one, value in mapping.items() if one != key or name is not None}
