"""The style that new text gets at a place: that of its neighbours, then that of the file."""

from __future__ import annotations

import pytest

from idlib_reader.storage.nodes import build
from idlib_reader.storage.outline import Outline, Window, outline_of
from idlib_reader.storage.samples import style_at
from storage.plans import FORMAT

ONE_MENTION = f"{FORMAT}entities:\n  a:\n    mentions:\n      - b\n"


def outline(text: str) -> Outline:
    return outline_of(text, build(text))


def whole(text: str) -> Window:
    return Window(0, len(text), is_whole=True)


def test_the_nearest_neighbours_decide() -> None:
    """In a long file the entries around the window are looked at, not the last ones of their section."""
    entries = [f"  a{row}:\n    tags: {'[a, b]' if row > 300 else '[ a, b ]'}\n" for row in range(1500)]
    text = f"{FORMAT}entities:\n{''.join(entries)}events:\n"
    found = outline(text)
    for row, is_padded in ((0, True), (100, True), (700, False), (1499, False)):
        window = found.entry_window(text, "entities", row, row)
        assert style_at(text, found, window).is_list_padded is is_padded


def test_the_rest_of_the_file_tells_what_the_neighbours_do_not() -> None:
    """A section without lists takes its style from the others, in a short file and in a long one."""
    for count in (2, 3000):
        entries = "".join(f"  a{row}:\n    tags: [ a, b ]\n" for row in range(count))
        text = f"{FORMAT}entities:\n{entries}events:\n  e:\n  f:\n"
        found = outline(text)
        assert style_at(text, found, found.entry_window(text, "events", 0, 0)).is_list_padded


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('{"format": "idlib-reader/1", "entities": {"a": {"type": "place"}}}\n', '"'),
        ('"format": idlib-reader/1\n"entities":\n  "a":\n    "type": place\n', ""),
        ("{format: idlib-reader/1, entities: {a: {type: place}}}\n", ""),
    ],
)
def test_json_has_quotes_around_everything(text: str, quote: str) -> None:
    """Quotes around keys mean quotes around texts only in braces."""
    style = style_at(text, outline(text), whole(text))
    assert (style.quote, style.word_quote) == (quote, quote)


def test_one_piece_of_a_quote_is_no_list() -> None:
    """That mentions stand in a list even where there is one says nothing of the words of a selector."""
    style = style_at(ONE_MENTION, outline(ONE_MENTION), whole(ONE_MENTION))
    assert style.is_listed("mentions")
    assert not style.is_listed("quote")


def test_a_part_that_can_not_be_read_tells_the_line_ends() -> None:
    """Where a sample holds an alias without its anchor, the line ends are known all the same."""
    entries = "".join(f"  a{row}: {'&x' if row == 0 else '*x' if row > 2000 else ''}\r\n" for row in range(2500))
    text = f"format: idlib-reader/1\r\nentities:\r\n{entries}".replace("&x\r\n", "&x {}\r\n")
    found = outline(text)
    assert style_at(text, found, found.entry_window(text, "entities", 2400, 2400)).newline == "\r\n"
