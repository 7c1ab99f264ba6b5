"""From entries that come, go and get another id to the text: sections in block and flow, whole files, and renaming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from idlib_reader.core.annotations import Claim, Entity, Event, Link, Reference, Remark
from idlib_reader.core.edits import ARTICLE, AddEntry, AddValue, Change, DeleteEntry, Rename, SetField, Target
from idlib_reader.core.selectors import Selector
from idlib_reader.storage.planning import draft_of
from storage.plans import FORMAT, edited, planned_of

if TYPE_CHECKING:
    from idlib_reader.core.annotations import Entry

NEW = Entity(id="new", type="person", name="New", keys=frozenset({"type", "name"}))
REMARK = Remark(id="why", passage=Selector(("a",)), keys=frozenset({"passage"}))
CLAIM = Claim(id="said", about=(Reference("a"),), keys=frozenset({"about"}))


def deletion(id_: str, entry_type: type[Entry] = Entity) -> DeleteEntry:
    kind = {Entity: "entity", Event: "event", Claim: "claim", Remark: "remark"}[entry_type]
    return DeleteEntry(Target(kind, id_), entry_type(id=id_))  # type: ignore[arg-type]  # a kind by its type


ADDITIONS = [
    (
        "behind the last one",
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    type: place\nevents:\n",
        NEW,
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    type: place\n"
        "  new:\n    type: person\n    name: New\nevents:\n",
    ),
    (
        "with a blank line where the others have one",
        f"{FORMAT}entities:\n\n  a:\n    type: person\n\n  b:\n    type: place\n\n\n# events\nevents:\n",
        NEW,
        f"{FORMAT}entities:\n\n  a:\n    type: person\n\n  b:\n    type: place\n\n"
        "  new:\n    type: person\n    name: New\n\n\n# events\nevents:\n",
    ),
    (
        "indented as they are",
        f"{FORMAT}entities:\n    a:\n       type: person\n    b:\n       type: place\n",
        NEW,
        f"{FORMAT}entities:\n    a:\n       type: person\n    b:\n       type: place\n"
        "    new:\n       type: person\n       name: New\n",
    ),
    (
        "in braces where they are",
        f"{FORMAT}entities:\n  a: {{type: person}}\n  b: {{type: place}}  # there\n",
        NEW,
        f"{FORMAT}entities:\n  a: {{type: person}}\n  b: {{type: place}}  # there\n"
        "  new: {type: person, name: New}\n",
    ),
    (
        "inside the braces of a section",
        f"{FORMAT}entities: {{a: {{type: person}}, b: {{type: place}}}}\n",
        NEW,
        f"{FORMAT}entities: {{a: {{type: person}}, b: {{type: place}}, new: {{type: person, name: New}}}}\n",
    ),
    (
        "without a final line end",
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    type: place",
        NEW,
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    type: place\n  new:\n    type: person\n    name: New",
    ),
    (
        "with the line ends of the file",
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    type: place\n".replace("\n", "\r\n"),
        NEW,
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    type: place\n"
        "  new:\n    type: person\n    name: New\n".replace("\n", "\r\n"),
    ),
    (
        "above what is commented out below",
        f"{FORMAT}entities:\n  b:\n  a:\n    type: person\n    # note: b\n  # c:\n  #   type: place\n",
        NEW,
        f"{FORMAT}entities:\n  b:\n  a:\n    type: person\n    # note: b\n"
        "  new:\n    type: person\n    name: New\n  # c:\n  #   type: place\n",
    ),
    (
        "behind the blank lines that the text above keeps",
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    note: |+\n      kept\n\nevents:\n",
        NEW,
        f"{FORMAT}entities:\n  a:\n    type: person\n  b:\n    note: |+\n      kept\n\n"
        "  new:\n    type: person\n    name: New\nevents:\n",
    ),
    (
        "in a section with empty braces",
        f"{FORMAT}entities: {{}}  # nobody\nevents:\n  a:\n  b:\n",
        NEW,
        f"{FORMAT}entities:  # nobody\n  new:\n    type: person\n    name: New\nevents:\n  a:\n  b:\n",
    ),
    (
        "in a section with nothing but a comment",
        f"{FORMAT}entities:\n  # nobody\n\nevents:\n  a:\n  b:\n",
        NEW,
        f"{FORMAT}entities:\n  new:\n    type: person\n    name: New\n  # nobody\n\nevents:\n  a:\n  b:\n",
    ),
    (
        "in a section of its own, where the format has it",
        f"{FORMAT}\nentities:\n  a:\n    type: person\n\n# what the reader thinks\nremarks:\n  b:\n    passage: c\n",
        CLAIM,
        f"{FORMAT}\nentities:\n  a:\n    type: person\n\nclaims:\n  said:\n    about: a\n"
        "\n# what the reader thinks\nremarks:\n  b:\n    passage: c\n",
    ),
    (
        "in a section of its own at the end",
        f"{FORMAT}entities:\n  a:\n    type: person\nevents:\n  b:\n    type: state\n# end\n",
        REMARK,
        f"{FORMAT}entities:\n  a:\n    type: person\nevents:\n  b:\n    type: state\n# end\n"
        "remarks:\n  why:\n    passage: a\n",
    ),
    (
        "before the dots that end a document",
        f"---\n{FORMAT}entities:\n  a:\n    type: person\n...\n",
        REMARK,
        f"---\n{FORMAT}entities:\n  a:\n    type: person\nremarks:\n  why:\n    passage: a\n...\n",
    ),
    (
        "in a file that is JSON",
        '{"format": "idlib-reader/1", "entities": {"a": {"type": "person"}}}\n',
        REMARK,
        '{"format": "idlib-reader/1", "entities": {"a": {"type": "person"}}, "remarks": {"why": {"passage": "a"}}}\n',
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "entry", "after"), [case[1:] for case in ADDITIONS], ids=[case[0] for case in ADDITIONS]
)
def test_an_entry_is_added(before: str, entry: Entry, after: str) -> None:
    """A new entry goes to the end of its section, and a section comes with its first one."""
    assert edited(before, AddEntry(entry)) == after


DELETIONS = [
    (
        "with the comments right above it",
        f"{FORMAT}entities:\n  # of a\n  a:\n\n  # apart\n\n  # of b\n  # too\n  b:\n    type: place  # there\n  c:\n",
        deletion("b"),
        f"{FORMAT}entities:\n  # of a\n  a:\n\n  # apart\n\n  c:\n",
    ),
    (
        "the first one",
        f"{FORMAT}entities:\n\n  # of a\n  a:\n    type: person\n\n  b:\n",
        deletion("a"),
        f"{FORMAT}entities:\n\n\n  b:\n",
    ),
    (
        "the last one of a file without a final line end",
        f"{FORMAT}entities:\n  a:\n  b:\n    type: place",
        deletion("b"),
        f"{FORMAT}entities:\n  a:",
    ),
    (
        "comments below it stay",
        f"{FORMAT}entities:\n  a:\n  b:\n    type: place\n    # note: c\n  # apart\n  c:\n",
        deletion("b"),
        f"{FORMAT}entities:\n  a:\n    # note: c\n  # apart\n  c:\n",
    ),
    (
        "from braces",
        f"{FORMAT}entities: {{a: {{}}, b: {{type: place}}, c: {{}}}}\n",
        deletion("b"),
        f"{FORMAT}entities: {{a: {{}}, c: {{}}}}\n",
    ),
    (
        "with its section",
        f"{FORMAT}entities:\n  a:\nevents:\n  # of b\n  b:\n    type: state\nclaims:\n",
        deletion("b", Event),
        f"{FORMAT}entities:\n  a:\nclaims:\n",
    ),
    (
        "a comment keeps the section",
        f"{FORMAT}entities:\n  a:\nevents:  # what happened\n  b:\n    type: state\nclaims:\n",
        deletion("b", Event),
        f"{FORMAT}entities:\n  a:\nevents: {{}}  # what happened\nclaims:\n",
    ),
    (
        "so does one below the key",
        f"{FORMAT}events:\n  # what happened\n\n  b:\n    type: state\n",
        deletion("b", Event),
        f"{FORMAT}events: {{}}\n  # what happened\n\n",
    ),
    (
        "its section goes from braces, too",
        '{"format": "idlib-reader/1", "entities": {"a": {}}, "events": {"b": {}}}\n',
        deletion("b", Event),
        '{"format": "idlib-reader/1", "entities": {"a": {}}}\n',
    ),
    (
        "blank lines that the text above would keep go, too",
        f"{FORMAT}events:\n  a:\n    note: |+\n      kept\nclaims:\n  b:\n    about: a\n\n\nremarks:\n",
        deletion("b", Claim),
        f"{FORMAT}events:\n  a:\n    note: |+\n      kept\nremarks:\n",
    ),
    (
        "a section that stands there twice stays, so that the second one is still not read",
        f"{FORMAT}entities:\n  a:\nentities:\n  b:\n",
        deletion("a"),
        f"{FORMAT}entities: {{}}\nentities:\n  b:\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "change", "after"), [case[1:] for case in DELETIONS], ids=[case[0] for case in DELETIONS]
)
def test_an_entry_is_deleted(before: str, change: Change, after: str) -> None:
    """An entry goes with what belongs to it; all other lines stay."""
    assert edited(before, change) == after


def test_a_deletion_reads_what_belongs_to_an_entry_as_it_was() -> None:
    """A comment below a deleted entry that a block scalar above would swallow is no reason to change that scalar."""
    before = f"{FORMAT}entities:\n  a:\n    note: |\n      text\n  b:\n    type: place\n      # note\n  c:\n"
    after = planned_of(draft_of(before), deletion("c")).draft.text
    assert after == before.removesuffix("  c:\n")


RENAMED = f"""{FORMAT}
entities:
  "peskov":   # the spokesman
    links:
      - {{rel: represents, to: peskov}}
  other:
    links: [{{rel: represents, to: 'peskov'}}, {{rel: represents, to: putin}}]
    name: peskov
events:
  talks:
    place: peskov
    participants:
      party: [turkey, peskov]
    source: [outlet, "peskov"]
claims:
  ended:
    content: peskov
    source: peskov  # who says it
    audience: peskov
    within: peskov
    about:
      - talks
      - peskov
      - elsewhere#peskov
"""


def test_an_id_is_renamed_wherever_it_is_used() -> None:
    """Key and references get the new id and keep their quotes; words that happen to be the same stay."""
    after = edited(RENAMED, Rename("peskov", "dmitry-peskov"))
    expected = RENAMED.replace("peskov", "dmitry-peskov")
    for words in ("name: {}", "content: {}", "elsewhere#{}"):
        expected = expected.replace(words.format("dmitry-peskov"), words.format("peskov"))
    assert after == expected


def test_a_claim_elsewhere_is_renamed() -> None:
    """A reference to a claim of another article changes by itself."""
    after = edited(RENAMED, Rename("elsewhere#peskov", "elsewhere#new"))
    assert after == RENAMED.replace("elsewhere#peskov", "elsewhere#new")


def test_renaming_in_braces() -> None:
    """In a section in braces ids and references change in their places."""
    before = f"{FORMAT}entities: {{a: {{}}, b: {{links: [{{rel: part-of, to: a}}]}}}}\n"
    after = f"{FORMAT}entities: {{c: {{}}, b: {{links: [{{rel: part-of, to: c}}]}}}}\n"
    assert edited(before, Rename("a", "c")) == after


def test_a_new_id_is_quoted_where_it_stands_in_braces() -> None:
    """What can stand plain on a line of its own may need quotes inside braces; a link without an end is passed by."""
    before = (
        f"{FORMAT}events:\n  a:\n    participants: {{party: [x#b]}}\n    place: x#b\n    links: [{{rel: before}}]\n"
    )
    after = before.replace("[x#b]", '["x#b, c"]').replace("place: x#b", "place: x#b, c")
    assert edited(before, Rename("x#b", "x#b, c")) == after


def test_the_article_comes_into_braces() -> None:
    """In a file in braces the article and its first key go where the format has them."""
    before = "{format: idlib-reader/1, entities: {a: {type: place}}}\n"
    after = "{format: idlib-reader/1, article: {title: b}, entities: {a: {type: place}}}\n"
    assert edited(before, SetField(ARTICLE, ("title",), ("b",), ())) == after


@pytest.mark.parametrize("before", ["", "\n"])
def test_the_first_edit_writes_a_file(before: str) -> None:
    """A file that says nothing gets modeline, format and section with its first entry."""
    assert edited(before, AddEntry(NEW)) == (
        before + "# yaml-language-server: $schema=annotations.schema.json\n"
        "format: idlib-reader/1\n\nentities:\n  new:\n    type: person\n    name: New\n"
    )


def test_the_first_edit_writes_what_is_known_of_the_article() -> None:
    """Keys of the article and the first entry, in one edit, make a file in one splice."""
    changes = (
        SetField(ARTICLE, ("title",), ("A headline",), ()),
        SetField(ARTICLE, ("published",), ("2020-02-19",), ()),
        AddEntry(NEW),
    )
    planned = planned_of(draft_of(""), *changes)
    assert len(planned.splices) == 1
    assert planned.draft.text == (
        "# yaml-language-server: $schema=annotations.schema.json\nformat: idlib-reader/1\n\n"
        "article:\n  title: A headline\n  published: 2020-02-19\n\n"
        "entities:\n  new:\n    type: person\n    name: New\n"
    )


def test_a_file_of_comments_gets_its_first_entry() -> None:
    """What stands in a file without keys stays above its first ones."""
    before = "# Annotations\n"
    after = edited(before, AddEntry(NEW))
    assert after == "# Annotations\n\nformat: idlib-reader/1\n\nentities:\n  new:\n    type: person\n    name: New\n"


def test_several_changes_are_one_edit() -> None:
    """Changes of one edit are made one after another, each of what the earlier ones have made."""
    before = f"{FORMAT}entities:\n  a:\n    mentions: [x]\n\n  b:\n    mentions: [y]\n"
    after = edited(
        before,
        AddEntry(NEW),
        AddValue(Target("entity", "new"), ("mentions",), Selector(("z",))),
        Rename("new", "newer"),
        AddValue(Target("entity", "a"), ("links",), Link("part-of", Reference("newer"))),
        deletion("b"),
    )
    assert after == (
        f"{FORMAT}entities:\n  a:\n    mentions: [x]\n    links:\n      - {{rel: part-of, to: newer}}\n\n\n"
        "  newer:\n    type: person\n    name: New\n    mentions: [z]\n"
    )


def test_a_change_of_nothing_is_no_splice() -> None:
    """A field that is not there and shall go leaves the text as it is."""
    draft = draft_of(f"{FORMAT}entities:\n  a:\n")
    assert planned_of(draft, SetField(Target("entity", "a"), ("name",), (), ())).splices == ()
