"""The annotation file is edited by hand while it is being read."""

from __future__ import annotations

from pathlib import Path

from end_to_end.conftest import Open
from end_to_end.reading import card, shows_count, status, wait_to_have_read_keys, wait_to_stand_on
from end_to_end.terminal import Terminal, key
from idlib_reader.core.index import Index

ENTITY = """entities:
  added:
    type: person
    name: A person of the test
    mentions: presidential spokesman
"""


def add_entity(text: str) -> str:
    """The file with one entity more, before all others."""
    assert text.count("entities:\n") == 1
    return text.replace("entities:\n", ENTITY)


def break_file(text: str) -> tuple[str, int]:
    """The file with a line that is no YAML, and the number of that line."""
    lines = text.splitlines()
    number = lines.index("events:")
    lines.insert(number + 1, "  broken: he said: no")
    return "\n".join(lines) + "\n", number + 2


def test_an_added_entity_appears(open_reader: Open, annotations: Path, index: Index) -> None:
    """An entity written into the file is counted, listed and marked without a key being pressed."""
    number = len(index.listed["entity"])
    with open_reader() as terminal:
        annotations.write_text(add_entity(annotations.read_text(encoding="utf-8")), encoding="utf-8")
        terminal.wait_for(lambda: shows_count(terminal, "entity", number + 1))
        terminal.press(key("f2") + b"g")
        terminal.wait_for(lambda: "A person of the test" in status(terminal))
        assert terminal.close("qq") == 0


def test_a_file_that_an_editor_replaces_is_read_again(open_reader: Open, annotations: Path, index: Index) -> None:
    """An editor that writes a new file and renames it over the old one is noticed too."""
    number = len(index.listed["entity"])
    with open_reader() as terminal:
        new = annotations.with_name("new")
        new.write_text(add_entity(annotations.read_text(encoding="utf-8")), encoding="utf-8")
        new.replace(annotations)
        terminal.wait_for(lambda: shows_count(terminal, "entity", number + 1))


def test_the_choice_is_kept_by_its_id(open_reader: Open, annotations: Path, index: Index) -> None:
    """What was chosen before the edit is chosen after it, though entries were added before it."""
    last = index.listed["entity"][-1]
    number = len(index.listed["entity"])
    with open_reader() as terminal:
        terminal.press(key("f2") + b"G")
        wait_to_stand_on(terminal, index, last)
        annotations.write_text(add_entity(annotations.read_text(encoding="utf-8")), encoding="utf-8")
        terminal.wait_for(lambda: shows_count(terminal, "entity", number + 1))
        wait_to_stand_on(terminal, index, last)


def test_a_broken_file_leaves_everything_on_the_screen_and_is_named(
    open_reader: Open, annotations: Path, index: Index
) -> None:
    """While the file is no YAML, what was read before stays; the status line names file and line."""
    with open_reader() as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        broken, line = break_file(annotations.read_text(encoding="utf-8"))
        annotations.write_text(broken, encoding="utf-8")
        terminal.wait_for(lambda: names_line(terminal, annotations, line))
        terminal.wait_for("1 problem")
        assert terminal.cells[1:-2] == before[1:-2]
        assert shows_count(terminal, "entity", len(index.listed["entity"]))
        assert terminal.close() == 0


def test_a_broken_entry_stays_while_others_are_edited(open_reader: Open, annotations: Path, index: Index) -> None:
    """Its card says that its lines are broken; what is sound in the file is shown as it now is."""
    with open_reader() as terminal:
        terminal.press(key("f2") + b"g" + b"j" * index.rows["iran"])
        wait_to_stand_on(terminal, index, "iran")
        broken = annotations.read_text(encoding="utf-8").replace("name: Iran\n", "name: Iran: no\n")
        annotations.write_text(add_entity(broken), encoding="utf-8")
        terminal.wait_for("older marks, 1 problem")
        terminal.wait_for("▶S Iran")
        terminal.wait_for(lambda: "As last read" in card(terminal))
        assert shows_count(terminal, "entity", len(index.listed["entity"]) + 1)


def test_a_mended_file_takes_its_problem_off_the_screen(open_reader: Open, annotations: Path) -> None:
    """Once the file is YAML again, the screen is as it was before it broke, without a key being pressed."""
    with open_reader() as terminal:
        terminal.press("]t")
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        sound = annotations.read_text(encoding="utf-8")
        broken, line = break_file(sound)
        annotations.write_text(broken, encoding="utf-8")
        terminal.wait_for(lambda: names_line(terminal, annotations, line))
        annotations.write_text(sound, encoding="utf-8")
        terminal.wait_for(lambda: "1 problem" not in terminal.row(0))
        terminal.wait_for(lambda: terminal.cells == before)


def test_a_file_that_is_broken_from_the_start_shows_the_article_and_the_problem(
    open_broken: Open, annotations: Path
) -> None:
    """The article is read all the same, and the status line names file and line."""
    broken, line = break_file(annotations.read_text(encoding="utf-8"))
    annotations.write_text(broken, encoding="utf-8")
    with open_broken() as terminal:
        terminal.wait_for(lambda: names_line(terminal, annotations, line))
        terminal.wait_for("Russia intends to continue")
        assert terminal.close() == 0


def test_a_wrong_quote_is_named_and_the_rest_is_read(open_reader: Open, annotations: Path, index: Index) -> None:
    """Words that the article does not have are a problem with its line; all other marks stand."""
    with open_reader() as terminal:
        text = annotations.read_text(encoding="utf-8").replace("mentions: Iran\n", "mentions: Iraq\n")
        line = text[: text.index("mentions: Iraq")].count("\n") + 1
        annotations.write_text(text, encoding="utf-8")
        terminal.wait_for(lambda: names_line(terminal, annotations, line))
        assert shows_count(terminal, "entity", len(index.listed["entity"]))
        terminal.wait_for("1 problem")


def names_line(terminal: Terminal, annotations: Path, line: int) -> bool:
    """Whether the status line says where the problem is: the file's name and the line."""
    return f"{annotations.name}:{line}" in status(terminal)
