"""Three articles that link to each other, one in Arabic, one in Chinese with emoji: the walk across them and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from end_to_end.mouse import click_words
from end_to_end.reading import card, squeezed, status, wait_to_have_read_keys
from end_to_end.terminal import Terminal, key
from end_to_end.three_articles import HARBOUR, MINAA, XIAOXI, write_three_articles

TITLES = {HARBOUR: "Harbour closed", MINAA: "إغلاق ميناء إلفا", XIAOXI: "埃尔瓦港关闭"}


@pytest.fixture
def three_articles(tmp_path: Path) -> Path:
    """The workspace."""
    root = tmp_path / "three"
    write_three_articles(root)
    return root


@pytest.fixture
def open_article(three_articles: Path, home: Path) -> Callable[..., AbstractContextManager[Terminal]]:
    """Start the program on one of the articles; all is read and drawn."""

    @contextmanager
    def start(slug: str, columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
        with Terminal(f"seeds/{slug}.txt", home=home, columns=columns, rows=rows, folder=three_articles) as terminal:
            wait_for_article(terminal, slug)
            wait_to_have_read_keys(terminal)
            yield terminal

    return start


def shows(terminal: Terminal, slug: str) -> bool:
    """Whether the screen shows the article, with its annotations: its title is known from these."""
    return squeezed(TITLES[slug]) in squeezed(terminal.row(0))


def wait_for_article(terminal: Terminal, slug: str) -> None:
    """Wait until the article and its annotations are on the screen."""
    terminal.wait_for(lambda: shows(terminal, slug))


def follow(terminal: Terminal, label: str) -> None:
    """Press the digit of the card's link that tells this."""
    row = next(row for row in terminal.rows if squeezed(label) in squeezed(row) and row.rstrip()[-1:].isdigit())
    terminal.press(row.rstrip()[-1])


def search_for(terminal: Terminal, words: str) -> None:
    """Search and go to what is found."""
    terminal.press("/")
    terminal.press(words)
    terminal.press(key("enter"))
    wait_to_have_read_keys(terminal)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
def test_a_link_leads_into_the_other_article_and_back(
    open_article: Callable[..., AbstractContextManager[Terminal]], size: tuple[int, int]
) -> None:
    """Each step opens the article where the entry is, at its words; going back brings each screen cell for cell."""
    with open_article(HARBOUR, *size) as terminal:
        terminal.press("]t")
        terminal.wait_for(lambda: "event closure" in status(terminal))
        wait_to_have_read_keys(terminal)
        screens = [terminal.cells]
        follow(terminal, "The harbour opens again")
        wait_for_article(terminal, MINAA)
        terminal.wait_for(lambda: "event reopening" in status(terminal))
        wait_to_have_read_keys(terminal)
        screens.append(terminal.cells)
        follow(terminal, "Divers look at the wreck")
        wait_for_article(terminal, HARBOUR)
        terminal.wait_for(lambda: "event" in status(terminal))
        wait_to_have_read_keys(terminal)
        screens.append(terminal.cells)
        for screen in reversed(screens[:-1]):
            terminal.press(key("ctrl+o"))
            terminal.wait_for(lambda screen=screen: terminal.cells == screen)
        for screen in screens[1:]:
            terminal.press("O")
            terminal.wait_for(lambda screen=screen: terminal.cells == screen)
        assert terminal.close() == 0


def test_the_same_by_mouse(open_article: Callable[..., AbstractContextManager[Terminal]]) -> None:
    """A click on the link of the card leads over, and Backspace back."""
    with open_article(HARBOUR) as terminal:
        terminal.press("]c")
        terminal.wait_for(lambda: "claim no-warning" in status(terminal))
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        click_words(terminal, "contradicts")
        wait_for_article(terminal, XIAOXI)
        terminal.wait_for(lambda: "claim warned-late" in status(terminal))
        assert "我们事先没有收到任何警告" in squeezed(card(terminal))
        terminal.press(key("backspace"))
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0


def test_the_articles_are_listed_and_picked(open_article: Callable[..., AbstractContextManager[Terminal]]) -> None:
    """Title, outlet, date and counts of each; Enter opens it, and back returns to the list as it was."""
    with open_article(MINAA) as terminal:
        terminal.press("p")
        terminal.wait_for(lambda: all(squeezed(title) in squeezed(terminal.text) for title in TITLES.values()))
        flat = squeezed(terminal.text)
        for told in ("Elva Times", "2 Mar 2021", "港口日报", "3 entities", "1 claim", "3 events", "1 remark"):
            assert squeezed(told) in flat, told
        terminal.press("k")
        terminal.wait_for(lambda: "▶ Harbour closed" in terminal.text)
        listed = terminal.cells
        terminal.press(key("enter"))
        wait_for_article(terminal, HARBOUR)
        terminal.wait_for(lambda: "Port Elva" in terminal.text)
        wait_to_have_read_keys(terminal)
        terminal.press(key("ctrl+o"))
        terminal.wait_for(lambda: terminal.cells == listed)
        terminal.press("q")
        terminal.wait_for(lambda: shows(terminal, MINAA) and "▶ Harbour closed" not in terminal.text)
        assert terminal.close() == 0


@pytest.mark.parametrize(
    ("slug", "words", "found"),
    [
        (MINAA, "مارا ليند", "1 of 1"),
        (XIAOXI, "埃尔瓦港", "1 of 1"),
        (HARBOUR, "the", "1 of"),
        (XIAOXI, "🚢。无人", "1 of 1"),
    ],
)
def test_words_of_every_script_are_found(
    open_article: Callable[..., AbstractContextManager[Terminal]], slug: str, words: str, found: str
) -> None:
    """The status line counts the matches."""
    with open_article(slug) as terminal:
        terminal.press("/")
        terminal.press(words)
        terminal.wait_for(lambda: found in status(terminal))
        terminal.press(key("enter"))
        terminal.wait_for(lambda: "keep" not in status(terminal))
        assert terminal.close(b"qq") == 0


def test_wide_characters_and_joined_emoji_are_selected_whole(
    open_article: Callable[..., AbstractContextManager[Terminal]],
) -> None:
    """A step of the selection is one character as one sees it: one ideograph, one emoji of five code points."""
    with open_article(XIAOXI) as terminal:
        search_for(terminal, "在码头")
        terminal.press("hvl")
        terminal.wait_for(lambda: "5 characters selected" in status(terminal))
        terminal.press("y")
        terminal.wait_for(lambda: "Copied “👨" in status(terminal))
        assert terminal.close(b"qqq") == 0
