"""Seeded mutations of an annotation file: what slips of the hand, editors and disks do to it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

SIGNS = [
    *":#-?,[]{}&*!|>'\"%@`\\~<=",
    *(
        ": ",
        " #",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|",
        ">",
        "<<",
        "*a",
        "&a",
        "!!str",
        "!x",
        "---\n",
        "...\n",
    ),
    *(
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        " ",
        "  ",
        "\u00a0",
        "\u2028",
        "\u0085",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u0301",
    ),
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x9b", "é", "ß", "И", "عر", "漢", "😀", "👩\u200d🚀", "’", "“", "…", "–"),
]
"""What gets into a file: YAML's own signs, line ends, odd spaces, control characters, letters of other scripts."""


class Mutation(NamedTuple):
    """A changed text."""

    text: str
    first: int
    """The first line of the original that was touched, counted from 0."""
    last: int
    """The last one."""
    name: str
    """What was done."""


Mutate = Callable[[list[str], random.Random], tuple[list[str], int, int]]


def mutate(text: str, seed: int) -> Mutation:
    """The mutation of a text that belongs to a seed."""
    chance = random.Random(seed)
    lines = text.splitlines(keepends=True)
    change = CHANGES[seed % len(CHANGES)]
    changed, first, last = change(lines, chance)
    return Mutation("".join(changed), first, last, f"{change.__name__}, seed {seed}")


def _row(lines: list[str], chance: random.Random) -> int:
    """A line with something on it."""
    return chance.choice([row for row, line in enumerate(lines) if line.strip()])


def _edit(lines: list[str], row: int, line: str) -> tuple[list[str], int, int]:
    return [*lines[:row], line, *lines[row + 1 :]], row, row


def insert_sign(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    at = chance.randrange(len(lines[row].rstrip("\n")) + 1)
    # A line end at the very end of a line touches the next one, too.
    changed, first, last = _edit(lines, row, lines[row][:at] + chance.choice(SIGNS) + lines[row][at:])
    return changed, first, min(last + 1, len(lines) - 1)


def delete_characters(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    at = chance.randrange(len(lines[row]))
    changed, first, last = _edit(lines, row, lines[row][:at] + lines[row][at + chance.randint(1, 4) :])
    return changed, first, min(last + 1, len(lines) - 1)


def replace_character(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    at = chance.randrange(len(lines[row].rstrip("\n")))
    return _edit(lines, row, lines[row][:at] + chance.choice(SIGNS) + lines[row][at + 1 :])


def delete_line(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    return [*lines[:row], *lines[row + 1 :]], row, row


def delete_lines(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    number = chance.randint(2, 12)
    return [*lines[:row], *lines[row + number :]], row, min(row + number - 1, len(lines) - 1)


def repeat_line(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    return [*lines[: row + 1], *lines[row:]], row, row


def move_line(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    target = min(len(lines) - 1, row + chance.randint(1, 6))
    rest = [*lines[:row], *lines[row + 1 :]]
    return [*rest[:target], lines[row], *rest[target:]], row, target


def indent_line(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    return _edit(lines, row, " " * chance.randint(0, 9) + lines[row].lstrip(" "))


def indent_with_tab(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    return _edit(lines, row, chance.choice(["\t", "  \t", "\u00a0\u00a0"]) + lines[row].lstrip(" "))


def join_lines(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = chance.randrange(len(lines) - 1)
    return [*lines[:row], lines[row].rstrip("\n") + " " + lines[row + 1].lstrip(" "), *lines[row + 2 :]], row, row + 1


def take_colon(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = chance.choice([row for row, line in enumerate(lines) if ":" in line])
    return _edit(lines, row, lines[row].replace(":", "", 1))


def take_bracket(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = chance.choice([row for row, line in enumerate(lines) if re.search(r"[\[\]{}]", line)])
    places = [found.start() for found in re.finditer(r"[\[\]{}]", lines[row])]
    at = chance.choice(places)
    return _edit(lines, row, lines[row][:at] + lines[row][at + 1 :])


def open_quotes(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = chance.choice([row for row, line in enumerate(lines) if re.search(r"[:-] \w", line)])
    found = re.search(r"[:-] (?=\w)", lines[row])
    assert found
    return _edit(lines, row, lines[row][: found.end()] + chance.choice("'\"") + lines[row][found.end() :])


def comment_out(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    at = chance.choice([0, len(lines[row]) - len(lines[row].lstrip(" "))])
    return _edit(lines, row, lines[row][:at] + "#" + lines[row][at:])


def cut_off(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    at = chance.randrange(len(lines[row]))
    return [*lines[:row], lines[row][:at]], row, len(lines) - 1


def change_word(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = chance.choice([row for row, line in enumerate(lines) if re.search(r"\w", line)])
    found = chance.choice(list(re.finditer(r"[\w-]+", lines[row])))
    word = "".join(chance.sample(found[0], len(found[0])))
    return _edit(lines, row, lines[row][: found.start()] + word + lines[row][found.end() :])


def keep_conflict(lines: list[str], chance: random.Random) -> tuple[list[str], int, int]:
    row = _row(lines, chance)
    block = ["<<<<<<< HEAD\n", lines[row], "=======\n", lines[row].upper(), ">>>>>>> theirs\n"]
    return [*lines[:row], *block, *lines[row + 1 :]], row, row


CHANGES: tuple[Mutate, ...] = (
    insert_sign, delete_characters, replace_character, delete_line, delete_lines, repeat_line, move_line, indent_line,
    indent_with_tab, join_lines, take_colon, take_bracket, open_quotes, comment_out, cut_off, change_word,
    keep_conflict,
)  # fmt: skip
