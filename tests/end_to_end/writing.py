"""A file that a person wrote by hand, for the reader to write in, and what is done at the screen to write in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from end_to_end.reading import status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from end_to_end.three_articles import HARBOUR, write_three_articles

CANCEL = key("ctrl+g")
ENTER = key("enter")
REDO = key("ctrl+r")
SAVING = key("ctrl+s")
TITLE = "Harbour closed"

HAND = """\
# yaml-language-server: $schema=annotations.schema.json
format: idlib-reader/1

article:
  title: Harbour closed
  outlet: "Elva Times"

entities:
  # Runs the office; check how the name is written.
  lind:
    type:   person        # in two more articles
    name: "Mara Lind"
    mentions:
      - Mara Lind

  castor: {type: organisation, name: Castor Lines,  mentions: Castor Lines}
  port-elva:
    type: place
    name: Port Elva
    mentions:
    - Port Elva           # once
    - {quote: harbour, all: true}

events:
  collision:
    title: Two freighters collide
    date: 2021-03-01
    mentions: two freighters collided
    links:
      - {rel: causes, to: closure}
  # Who closed it?
  closure:
    title: 'The harbour is closed'
    place: port-elva
    mentions: {from: The harbour of, to: was closed}

claims:
  no-warning:
    content: We had no warning at all
    source: lind
    cue: said Mara Lind
    about: collision

remarks:
  silence:
    passage: did not answer questions
    note: Nor did they later.   # ask again
# the end
"""
"""How people write: comments, quotes of both kinds, two indentations, flow and block."""


def write_harbour(root: Path, file: str = HAND) -> Path:
    """Write the workspace of three articles, the English one with the file written by hand; what it gives is that."""
    write_three_articles(root)
    path = root / "annotations" / f"{HARBOUR}.yaml"
    path.write_text(file, encoding="utf-8", newline="")
    return path


@contextmanager
def open_article(
    file: Path,
    home: Path,
    *arguments: str,
    size: tuple[int, int] = (120, 40),
    title: str = TITLE,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Start the program on the article of an annotation file; its `title` is on the screen, and all is read."""
    folder, article = file.parents[1], f"seeds/{file.stem}.txt"
    columns, rows = size
    with Terminal(
        article, *arguments, home=home, columns=columns, rows=rows, folder=folder, variables=variables
    ) as terminal:
        terminal.wait_for(lambda: "".join(title.split()) in "".join(terminal.row(0).split()))
        wait_to_have_read_keys(terminal)
        yield terminal


def go_to(terminal: Terminal, words: str) -> None:
    """Put the cursor at the start of words of the article, by searching for them."""
    terminal.press(f"/{words}")
    terminal.press(ENTER)
    wait_to_have_read_keys(terminal)


def select(terminal: Terminal, words: str) -> None:
    """Select words of the article, character by character."""
    go_to(terminal, words)
    terminal.press(f"v{'l' * len(words)}")
    wait_to_be_told(terminal, "selected")


def wait_to_be_told(terminal: Terminal, words: str) -> None:
    """Wait until the status line says it, be it over two rows."""
    terminal.wait_for(lambda: words in status(terminal))


def wait_to_be_saved(terminal: Terminal) -> None:
    """Wait until the title says that everything is saved."""
    terminal.wait_for(lambda: terminal.row(0).rstrip().endswith(" saved"))


def open_picker(terminal: Terminal) -> None:
    """Press the key that marks an entity, and wait for the picker."""
    terminal.press("e")
    terminal.wait_for("Mark as")


def mark_as_new(terminal: Terminal, words: str, type_key: str, name: str = "") -> None:
    """Mark words that are selected, by their first as a new entity: its name is proposed, or typed instead."""
    open_picker(terminal)
    terminal.wait_for(f"▶ New entity “{words}”")
    terminal.press(ENTER)
    terminal.wait_for("What is it?")
    terminal.press(type_key)
    terminal.wait_for(lambda: "What is it?" not in terminal.text)
    if name:
        terminal.press(key("backspace") * len(words) + name.encode())
    terminal.press(ENTER)
    wait_to_be_told(terminal, f"Entity {name or words}: ")


def read(file: Path) -> str:
    """The file as it stands on disk, line ends and all."""
    return file.read_bytes().decode()


def replaced(text: str, old: str, new: str) -> str:
    """The text with one thing, which stands in it once, replaced."""
    assert text.count(old) == 1, old
    return text.replace(old, new)
