"""Marking words of the article at the screen, and what the file on disk says then, to the byte."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from end_to_end.reading import article_rows, card, cursor, shows_count, status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from end_to_end.three_articles import ARABIC, CHINESE, ENGLISH, MINAA, XIAOXI
from end_to_end.writing import (
    CANCEL,
    ENTER,
    HAND,
    go_to,
    mark_as_new,
    open_article,
    open_picker,
    read,
    replaced,
    select,
    wait_to_be_told,
    write_harbour,
)

LIND_AGAIN = replaced(HAND, "      - Mara Lind\n", "      - Mara Lind\n      - {quote: Lind, in: Lind said}\n")
BLUE_HERON = """\
  blue-heron:
    type: facility
    name: Blue Heron
    mentions: Blue Heron
"""
WITH_BLUE_HERON = replaced(
    HAND, "    - {quote: harbour, all: true}\n", f"    - {{quote: harbour, all: true}}\n{BLUE_HERON}"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The annotation file written by hand, in its workspace."""
    return write_harbour(tmp_path / "three")


# Known names


def test_a_known_name_is_marked_by_two_keys(file: Path, home: Path) -> None:
    """The entity that the word names is what the picker proposes first; Enter writes one line."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        open_picker(terminal)
        terminal.wait_for("▶ Mara Lind")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Mara Lind: saved in annotations/harbour.yaml.")
        assert read(file) == LIND_AGAIN
        terminal.wait_for(lambda: "Mara Lind · Lind" in card(terminal))
        assert "saved" in terminal.row(0)
        assert terminal.close() == 0
    assert read(file) == LIND_AGAIN


def test_keys_typed_at_once_do_the_same(file: Path, home: Path) -> None:
    """Whoever knows the keys need not wait for what they open."""
    with open_article(file, home) as terminal:
        terminal.press(b"/Lind said\re\r")
        wait_to_be_told(terminal, "Mention of Mara Lind: saved")
        assert read(file) == LIND_AGAIN


def test_the_mark_is_drawn_without_reading_the_file_again(file: Path, home: Path) -> None:
    """The word is lit as every other mention of the entity is, and stays so once the file was read again."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        y, x = cursor(terminal) or (0, 0)
        before = terminal.cells[y][x + 1]
        open_picker(terminal)
        terminal.press(ENTER)
        wait_to_be_told(terminal, "saved")
        marked = terminal.cells[y][x + 1]
        assert marked.bg != before.bg
        terminal.wait_for(lambda: f"harbour.yaml:{HAND[: HAND.index('  lind:')].count(chr(10)) + 1}" in card(terminal))
        assert terminal.cells[y][x + 1] == marked


def test_what_is_typed_filters_the_entities(file: Path, home: Path) -> None:
    """The first character takes the place of the words that were proposed; Enter marks what is left."""
    with open_article(file, home) as terminal:
        go_to(terminal, "channel")
        open_picker(terminal)
        terminal.press("port")
        terminal.wait_for("▶ Port Elva")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Port Elva: saved")
        assert read(file) == replaced(HAND, "all: true}\n", "all: true}\n    - channel\n")


def test_arrows_point_at_another_entity(file: Path, home: Path) -> None:
    """Down goes from what is proposed to the next row, and Enter marks that."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        open_picker(terminal)
        terminal.wait_for("▶ Mara Lind")
        terminal.press("castor")
        terminal.wait_for("▶ Castor Lines")
        terminal.press(key("down"))
        terminal.wait_for("▶ New entity “castor”")
        terminal.press(key("up"))
        terminal.wait_for("▶ Castor Lines")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Mention of Castor Lines: saved")
        assert read(file) == replaced(
            HAND, "mentions: Castor Lines}", "mentions: [Castor Lines, {quote: Lind, in: Lind said}]}"
        )


def test_an_entity_of_another_article_gets_an_entry_with_just_the_mention(file: Path, home: Path) -> None:
    """What it is and how it is called is written where it stands first, and not again here."""
    with open_article(file, home) as terminal:
        go_to(terminal, "Nobody")
        open_picker(terminal)
        terminal.press("家属")
        terminal.wait_for("▶ 家属们")
        assert "in xiaoxi" in terminal.text
        terminal.press(ENTER)
        wait_to_be_told(terminal, "saved")
        added = "  families:\n    mentions: Nobody\n"
        assert read(file) == replaced(HAND, "all: true}\n", f"all: true}}\n{added}")
        terminal.wait_for(lambda: shows_count(terminal, "entity", 4))
        assert "家属们" in card(terminal).replace(" ", "")


def test_marking_the_same_again_changes_nothing(file: Path, home: Path) -> None:
    """It is said that the words are marked already; the file is not even touched."""
    before = file.stat()
    with open_article(file, home) as terminal:
        select(terminal, "Castor Lines")
        open_picker(terminal)
        terminal.wait_for("▶ Castor Lines")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "These words are marked as Castor Lines already.")
        assert terminal.close("qqq") == 0
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino, read(file)) == (before.st_mtime_ns, before.st_ino, HAND)


# New entities


def test_a_new_entity_takes_words_a_type_key_and_a_name(file: Path, home: Path) -> None:
    """It stands at the end of its section, in the style of its neighbour, with an id made of its name."""
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        assert read(file) == WITH_BLUE_HERON
        assert shows_count(terminal, "entity", 4)
        terminal.wait_for(lambda: card(terminal).startswith("Blue Heron F facility"))


def test_the_name_of_a_new_entity_can_be_typed(file: Path, home: Path) -> None:
    """The words of the article stay the mention; the id follows the name."""
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "w", "The ‘Heron’: a freighter")
        added = (
            '  heron-a-freighter:\n    type: weapon\n    name: "The ‘Heron’: a freighter"\n    mentions: Blue Heron\n'
        )
        assert read(file) == replaced(HAND, "all: true}\n", f"all: true}}\n{added}")


def test_a_key_that_no_type_has_is_told(file: Path, home: Path) -> None:
    """Nothing is written, and the types are still there to choose from."""
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        open_picker(terminal)
        terminal.press(ENTER)
        terminal.wait_for("What is it?")
        terminal.press("!")
        wait_to_be_told(terminal, "No type has the key !.")
        assert "What is it?" in terminal.text
        assert read(file) == HAND


@pytest.mark.parametrize(
    "steps",
    [
        [b"e"],
        [b"e", b"x"],
        [b"e", key("down")],
        [b"e", ENTER],
        [b"e", ENTER, b"f"],
        [b"e", ENTER, b"f", b"x"],
        [b"m"],
        [b"m", b"x"],
    ],
)
def test_giving_up_leaves_no_trace(file: Path, home: Path, steps: list[bytes]) -> None:
    """At every step the screen is as before, cell for cell, the words are selected still, and the file is untouched."""
    before = file.stat().st_mtime_ns
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        shown = terminal.cells
        for keys in steps:
            step = terminal.cells
            terminal.press(keys)
            terminal.wait_for(lambda step=step: terminal.cells != step)
        terminal.press(CANCEL)
        terminal.wait_for(lambda: terminal.cells == shown)
        assert terminal.close("qqq") == 0
    assert (file.stat().st_mtime_ns, read(file)) == (before, HAND)


def test_backspace_on_an_empty_line_gives_up(file: Path, home: Path) -> None:
    """Each press takes a character of what was proposed; the one after the last closes the picker."""
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        shown = terminal.cells
        open_picker(terminal)
        terminal.press(key("backspace") * (len("Blue Heron") + 1))
        terminal.wait_for(lambda: terminal.cells == shown)


# Remarks


def test_a_remark_is_a_note_on_the_words(file: Path, home: Path) -> None:
    """The passage is what was selected, and the note what was typed; the comment behind the last one stays."""
    with open_article(file, home) as terminal:
        select(terminal, "an hour before")
        terminal.press("m")
        terminal.wait_for(lambda: "selected" not in status(terminal))
        terminal.press("Before what? #2")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Remark on “")
        added = '  hour-before:\n    passage: an hour before\n    note: "Before what? #2"\n'
        assert read(file) == replaced(HAND, "# ask again\n", f"# ask again\n{added}")
        terminal.wait_for(lambda: shows_count(terminal, "remark", 2))
        terminal.wait_for(lambda: "Before what? #2" in card(terminal))


def test_a_remark_without_a_note_marks_the_passage(file: Path, home: Path) -> None:
    """Enter at once writes no empty key."""
    with open_article(file, home) as terminal:
        go_to(terminal, "at all")
        terminal.press("m")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "Remark on “")
        added = "  at:\n    passage: {quote: at, in: at all}\n"
        assert read(file) == replaced(HAND, "# ask again\n", f"# ask again\n{added}")


# A file that is not there yet


def created(text: str, entry: str) -> str:
    """What the reader writes where no file is yet."""
    return (
        "# yaml-language-server: $schema=annotations.schema.json\nformat: idlib-reader/1\n\n"
        f"article:\n  sha256: {sha256(text.encode()).hexdigest()}\n\nentities:\n{entry}"
    )


def test_the_first_mark_makes_the_file(file: Path, home: Path) -> None:
    """It has the line for editors, the format, what is known of the article, and the entry; then it is as any other."""
    file.unlink()
    with open_article(file, home, title="harbour") as terminal:
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        assert read(file) == created(ENGLISH, BLUE_HERON)
        terminal.press("u")
        wait_to_be_told(terminal, "Undone")
        assert not file.exists()


def test_outside_a_workspace_the_file_stands_beside_the_text(tmp_path: Path, home: Path) -> None:
    """Its name is the article's, and nothing else is written there."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "harbour.txt").write_text(ENGLISH, encoding="utf-8")
    with Terminal("harbour.txt", home=home, folder=folder) as terminal:
        terminal.wait_for("Nothing is marked here yet.")
        wait_to_have_read_keys(terminal)
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        assert terminal.close() == 0
    assert {path.name for path in folder.iterdir()} == {"harbour.txt", "harbour.annotations.yaml"}
    assert read(folder / "harbour.annotations.yaml").endswith(f"entities:\n{BLUE_HERON}")


# How files are written


FLOW = """\
format: idlib-reader/1
article: {title: Harbour closed}
entities: {lind: {name: Mara Lind, mentions: [Mara Lind]}, castor: {type: organisation, mentions: Castor Lines}}
remarks: {silence: {passage: did not answer questions}}   # one line each
"""
INDENTLESS = """\
format: idlib-reader/1
article:
 title: Harbour closed
entities:
 lind:
  name: Mara Lind
  mentions:
  - Mara Lind
 castor:
  mentions:
  - Castor Lines"""


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        pytest.param(FLOW, "[Mara Lind]", "[Mara Lind, {quote: Lind, in: Lind said}]", id="flow"),
        pytest.param(
            HAND.replace("\n", "\r\n"),
            "- Mara Lind\r\n",
            "- Mara Lind\r\n      - {quote: Lind, in: Lind said}\r\n",
            id="crlf",
        ),
        pytest.param(
            f"\ufeff{HAND}",
            "- Mara Lind\n",
            "- Mara Lind\n      - {quote: Lind, in: Lind said}\n",
            id="byte-order mark",
        ),
        pytest.param(
            INDENTLESS, "- Mara Lind\n", "- Mara Lind\n  - {quote: Lind, in: Lind said}\n", id="no indentation"
        ),
    ],
)
def test_a_mention_takes_the_style_of_the_file(tmp_path: Path, home: Path, text: str, old: str, new: str) -> None:
    """Only the line that it concerns is another one, however the file is written."""
    file = write_harbour(tmp_path / "three", text)
    with open_article(file, home) as terminal:
        go_to(terminal, "Lind said")
        open_picker(terminal)
        terminal.wait_for("▶ Mara Lind")
        terminal.press(ENTER)
        wait_to_be_told(terminal, "saved in")
        assert read(file) == replaced(text, old, new)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        pytest.param(
            FLOW,
            "mentions: Castor Lines}}",
            "mentions: Castor Lines}, blue-heron: {type: facility, name: Blue Heron, mentions: Blue Heron}}",
            id="flow",
        ),
        pytest.param(
            HAND.replace("\n", "\r\n"),
            "all: true}\r\n",
            "all: true}\r\n" + BLUE_HERON.replace("\n", "\r\n"),
            id="crlf",
        ),
        pytest.param(
            INDENTLESS,
            "  - Castor Lines",
            "  - Castor Lines\n blue-heron:\n  type: facility\n  name: Blue Heron\n  mentions:\n  - Blue Heron",
            id="no indentation, no last line end",
        ),
    ],
)
def test_an_entity_takes_the_style_of_the_file(tmp_path: Path, home: Path, text: str, old: str, new: str) -> None:
    """A new entry looks as its neighbours do."""
    file = write_harbour(tmp_path / "three", text)
    with open_article(file, home) as terminal:
        select(terminal, "Blue Heron")
        mark_as_new(terminal, "Blue Heron", "f")
        assert read(file) == replaced(text, old, new)


# Other scripts and sizes


@pytest.mark.parametrize(
    ("slug", "text", "title", "words", "added"),
    [
        (
            MINAA,
            ARABIC,
            "إغلاق ميناء إلفا",
            "السلطات",
            "  السلطات: {type: government, name: السلطات, mentions: السلطات}\n",
        ),
        (XIAOXI, CHINESE, "埃尔瓦港关闭", "潜水员", "  潜水员: {type: government, name: 潜水员, mentions: 潜水员}\n"),
    ],
)
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_words_of_every_script_are_marked(
    file: Path, home: Path, slug: str, text: str, title: str, words: str, added: str, size: tuple[int, int]
) -> None:
    """Arabic and Chinese words are an entity by the same keys, with an id of their own letters."""
    file = file.with_name(f"{slug}.yaml")
    before = read(file)
    assert text.count(words) == 1
    with open_article(file, home, title=title, size=size) as terminal:
        select(terminal, words)
        open_picker(terminal)
        terminal.press(ENTER)
        terminal.wait_for("What is it?")
        terminal.press("v")
        terminal.wait_for(lambda: "What is it?" not in terminal.text)
        terminal.press(ENTER)
        wait_to_be_told(terminal, "saved")
        assert read(file) == replaced(before, "events:\n", f"{added}events:\n")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
def test_marking_fits_small_and_large_screens(file: Path, home: Path, size: tuple[int, int]) -> None:
    """The picker leaves the words in sight, and after all the text stands where it stood."""
    with open_article(file, home, size=size) as terminal:
        select(terminal, "Blue Heron")
        before = list(article_rows(terminal))
        open_picker(terminal)
        assert "Blue Heron had left" in terminal.flat
        terminal.press(CANCEL)
        terminal.wait_for(lambda: "Mark as" not in terminal.text)
        mark_as_new(terminal, "Blue Heron", "f")
        assert read(file) == WITH_BLUE_HERON
        assert list(article_rows(terminal)) == before
