"""What a person reads off the reader's screen: where they stand, the list, the card, the text, the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from end_to_end.terminal import Terminal
from idlib_reader.core.annotations import Kind
from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice, Stand
from idlib_reader.ui.commands import continuations
from idlib_reader.ui.geometry import panel_column, text_columns
from idlib_reader.ui.palette import DARK, PALETTES
from idlib_reader.ui.wording import PLURALS, say_stand

CHOSEN_BACKGROUND = PALETTES[DARK].row.removeprefix("#")
RULE = "─"
TITLE_ROWS = 2


def shows_count(terminal: Terminal, kind: Kind, number: int) -> bool:
    """Whether the screen says how many entries of a kind there are: in the panel, or in the title of a narrow one."""
    many = PLURALS[kind]
    return f"{many} {number}" in terminal.text or f"{number} {many.lower()}" in terminal.row(0)


def wait_to_have_read(terminal: Terminal, index: Index) -> None:
    """Wait until the annotations, which are those of `index`, are on the screen."""
    terminal.wait_for(lambda: shows_count(terminal, "entity", len(index.listed["entity"])))


def status(terminal: Terminal) -> str:
    """The status line; a long sentence takes the row of the rule above it too."""
    return " ".join(" ".join(row for row in terminal.rows[-2:] if RULE not in row).split())


def name(index: Index, id_: str) -> str:
    """What the status line calls the entry when it is the one that keys act on."""
    return say_stand(index, Stand(choice=Choice(id_)))[0]


def stands_on(terminal: Terminal, index: Index, id_: str) -> bool:
    """Whether the status line says that keys act on the entry."""
    return f"{status(terminal)} ".startswith((f"{name(index, id_)} ", f"{name(index, id_)},"))


def wait_to_stand_on(terminal: Terminal, index: Index, id_: str) -> None:
    """Wait until the status line says that keys act on the entry."""
    terminal.wait_for(lambda: stands_on(terminal, index, id_))


def standing_on(terminal: Terminal, index: Index) -> str:
    """The id of the entry that the status line says keys act on."""
    found = [id_ for id_ in index.entries if stands_on(terminal, index, id_)]
    assert found, status(terminal)
    return max(found, key=lambda id_: len(name(index, id_)))


def wait_to_have_read_keys(terminal: Terminal) -> None:
    """Wait until every key that was pressed is done: a chord is begun, shown by the footer, and given up again."""
    key, label = continuations("]")[-1]
    terminal.press("]")
    terminal.wait_for(lambda: f"{key} {label}" in terminal.row(-1))
    terminal.press("~")
    terminal.wait_for(lambda: f"{key} {label}" not in terminal.row(-1))


def panel(terminal: Terminal) -> list[str]:
    """The rows of the panel beside the article, without its edge."""
    column = panel_column(terminal.screen.columns, is_hidden=False)
    assert column is not None, "The screen is too narrow for a panel beside the article."
    return [row[column + 1 :] for row in terminal.rows[TITLE_ROWS:-2]]


def card(terminal: Terminal) -> str:
    """What the card says, as one line: all below the last rule above the status line."""
    is_wide = panel_column(terminal.screen.columns, is_hidden=False) is not None
    rows = panel(terminal) if is_wide else terminal.rows[:-2]
    rules = [number for number, row in enumerate(rows) if set(row.strip()) == {RULE}]
    return " ".join(" ".join(rows[rules[-1] + 1 :]).split())


def chosen_row(terminal: Terminal) -> str:
    """The list's row of the entry that keys act on, known by its background; empty where there is none."""
    column = panel_column(terminal.screen.columns, is_hidden=False) or 0
    for number, cells in enumerate(terminal.cells):
        if cells[-1].bg == CHOSEN_BACKGROUND:
            return " ".join(terminal.rows[number][column + 1 :].split())
    return ""


def shows_start_of(row: str, label: str) -> bool:
    """Whether a row of a list, which may be cut, holds the start of a label."""
    flat = " ".join(label.split())
    return any(flat[:length] in row for length in (len(flat), 24, 12) if length <= len(flat))


def article_rows(terminal: Terminal) -> Iterator[str]:
    """The rows of the article's text, without what stands in the margins; an open panel would lie over them."""
    left, width = text_columns(terminal.screen.columns)
    is_wide = panel_column(terminal.screen.columns, is_hidden=False) is not None
    bottom = -2
    if not is_wide:
        rules = [number for number, row in enumerate(terminal.rows) if set(row.strip()) == {RULE}]
        if len(rules) < 2:
            return
        bottom = rules[-2]
    for row in terminal.rows[TITLE_ROWS:bottom]:
        yield row[left : left + width]


def squeezed(text: str) -> str:
    """The text without white space: the same however it is wrapped."""
    return "".join(text.split())


def cursor(terminal: Terminal) -> tuple[int, int] | None:
    """Row and column of the cursor of the article, which is drawn reversed."""
    for y, row in enumerate(terminal.cells):
        for x, cell in enumerate(row):
            if cell.reverse:
                return y, x
    return None


def words_from_cursor(terminal: Terminal) -> str:
    """The article's text from the cursor to the end of the screen, without white space."""
    found = cursor(terminal)
    assert found is not None, f"No cursor is drawn:\n{terminal.text}"
    y, x = found
    left, width = text_columns(terminal.screen.columns)
    below = list(article_rows(terminal))[y + 1 - TITLE_ROWS :]
    return squeezed(terminal.row(y)[x : left + width] + "".join(below))
