"""Walking from article to article and back, without a screen."""

from __future__ import annotations

from dataclasses import replace

from idlib_reader.core.annotations import Annotations, Entity, Event
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from marked import annotated
from ui.pressing import Desk


def here() -> Desk:
    """An article with two events, the first one chosen."""
    desk = Desk(annotated("first [ran](ran) then [fell](fell)", Event(id="ran"), Event(id="fell")))
    desk.press("f4", "s", "]", "t")
    return desk


def other(text: str = "She came back.") -> Index:
    """Another article, not yet annotated."""
    return Index(Article("other", text), Annotations())


def with_return() -> Index:
    """The same, read."""
    index = annotated("She [came back](return).", Event(id="return"))
    return Index(Article("other", index.article.text), index.written)


def test_the_other_article_is_shown_from_its_top_with_the_same_panel() -> None:
    """Cursor and choice are new, the list and its order are those from before."""
    desk = here()
    before = desk.view
    desk.session.enter(other())
    view = desk.view
    assert (view.article, view.stand.cursor, view.stand.choice, view.top) == ("other", 0, None, 0)
    assert (view.list_kind, view.orders) == (before.list_kind, before.orders)


def test_the_entry_is_chosen_once_it_is_read_and_back_is_one_step() -> None:
    """Arriving belongs to the step that led there."""
    desk = here()
    before = desk.view
    # The key that leads there is the step.
    desk.press("9")
    desk.session.enter(other())
    desk.session.set_index(with_return(), "", desk.frame)
    desk.session.arrive("return", desk.frame)
    assert desk.standing_on == "return"
    arrived = desk.view
    assert desk.press("ctrl+o") == before
    assert desk.press("O") == arrived


def test_back_leads_into_the_article_as_it_is_now() -> None:
    """An entry that was deleted meanwhile is no longer chosen when the way leads back to it."""
    desk = here()
    index = desk.session.index
    desk.session.enter(other())
    without = Index(index.article, Annotations(entities={"x": Entity(id="x")}))
    desk.session.set_index(without, "", desk.frame)
    assert desk.view.article == "other"
    view = desk.press("ctrl+o")
    assert view.article == index.article.slug
    assert view.stand.choice is None
    assert desk.session.index is without


def test_an_entry_that_is_not_there_is_not_chosen() -> None:
    """Arriving at an id that the article lacks changes nothing, and says so."""
    desk = here()
    desk.session.enter(with_return())
    before = desk.view
    desk.session.arrive("nobody", desk.frame)
    assert replace(desk.view, message="") == before
    assert "nobody" in desk.view.message
