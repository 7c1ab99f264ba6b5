"""How a character of the article is drawn: what is told apart on every kind of terminal, in the bytes that it gets."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from idlib_reader.core.tagset import DEFAULT, Tagset, Word
from idlib_reader.ui.looks import Touch, article_style
from idlib_reader.ui.palette import ANSI, DARK, LIGHT, PALETTES, PLAIN, Depth, Palette
from idlib_reader.ui.updates import ExactUpdate
from ui.test_palette import contrast, shown
from ui.test_updates import System

KINDS = {
    "nothing": Touch(),
    "person": Touch(("person",)),
    "organisation": Touch(("organisation",)),
    "group": Touch(("group",)),
    "state": Touch(("state",)),
    "place": Touch(("place",)),
    "document": Touch(("document",)),
    "person in a group": Touch(("person", "group")),
    "claim": Touch(is_claim=True),
    "event": Touch(is_event=True),
    "claim and event": Touch(is_claim=True, is_event=True),
    "person in an event": Touch(("person",), is_event=True),
    "state in an event": Touch(("state",), is_event=True),
    "chosen event": Touch(is_event=True, is_lit=True),
    "chosen entity": Touch(("person",), is_lit=True, is_lit_entity=True),
    "match": Touch(is_match=True),
    "current match": Touch(is_match=True, is_current_match=True),
    "selection": Touch(is_selected=True),
    "cursor": Touch(is_cursor=True),
}
# Without colours these are told by letters and words: all entities are italic.
SAME_WHEN_PLAIN = [
    {"person", "organisation", "group", "state", "place", "document"},
    {"person in an event", "state in an event"},
]
CONSOLES: dict[Depth, System] = {"true": "truecolor", "256": "256", "16": "standard", "none": "truecolor"}
OWN = Tagset(
    entity_types={"ship": Word(colour="#8A5A00"), "sea": Word(colour="#0000AA"), "fog": Word(colour="#808080")}
)

PALETTE = pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)


def console_for(palette: Palette) -> Console:
    """A console with as many colours as the palette is made for."""
    return Console(color_system=CONSOLES[palette.depth], force_terminal=True, width=8)


def codes(text: str) -> frozenset[str]:
    """The codes that the first character is drawn with, each with what belongs to it."""
    found = re.findall(r"\x1b\[([0-9;]*)m", text)
    split = re.findall(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", found[0]) if found else []
    return frozenset(split) - {"0", "39", "49"}


def partial(look: Style, palette: Palette) -> frozenset[str]:
    """What a changed character is drawn with."""
    update = ExactUpdate([{0: Strip([Segment("x", look)])}], [(0, 0, 1)], [[1]])
    return codes(update.render_segments(console_for(palette)))


def whole(look: Style, palette: Palette) -> frozenset[str]:
    """What it is drawn with when the whole screen is."""
    system = console_for(palette)._color_system
    assert system is not None
    return codes(f"\x1b[{Strip.render_ansi(look, system)}m")


def is_told_by_words(palette: Palette, one: str, other: str) -> bool:
    """Whether two kinds are told apart by letters and words alone."""
    return palette.name == PLAIN and any({one, other} <= same for same in SAME_WHEN_PLAIN)


@PALETTE
def test_each_kind_is_told_apart_in_the_bytes(palette: Palette) -> None:
    """No two kinds get the same codes, be one character drawn or all; and both ways get the same."""
    drawn = {kind: partial(article_style(palette, touch, DEFAULT), palette) for kind, touch in KINDS.items()}
    for kind, touch in KINDS.items():
        assert whole(article_style(palette, touch, DEFAULT), palette) == drawn[kind], kind
    for one, other in combinations(KINDS, 2):
        assert (drawn[one] == drawn[other]) == is_told_by_words(palette, one, other), (one, other)


@PALETTE
def test_nothing_blinks_is_hidden_or_struck(palette: Palette) -> None:
    """Only bold, dim, italic, underline and reverse are used."""
    attributes = {
        code
        for touch in KINDS.values()
        for code in partial(article_style(palette, touch, DEFAULT), palette)
        if len(code) == 1
    }
    assert attributes <= set("12347")


@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
def test_the_terminals_own_colours_stay_so_on_every_terminal(system: System) -> None:
    """A palette of sixteen is sent as these on a terminal that has more, too."""
    console = Console(color_system=system, force_terminal=True, width=8)
    for touch in KINDS.values():
        look = article_style(PALETTES[ANSI], touch, DEFAULT)
        update = ExactUpdate([{0: Strip([Segment("x", look)])}], [(0, 0, 1)], [[1]])
        assert not [code for code in codes(update.render_segments(console)) if ";" in code]


def test_without_colours_no_colour_is_sent() -> None:
    """Whatever is at a character, only attributes are sent."""
    for touch in KINDS.values():
        assert {len(code) for code in partial(article_style(PALETTES[PLAIN], touch, OWN), PALETTES[PLAIN])} <= {1}


@PALETTE
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (Touch(is_selected=True), Touch(is_selected=True, is_match=True, is_current_match=True, is_lit=True)),
        (Touch(is_current_match=True), Touch(is_current_match=True, is_match=True, is_lit=True)),
        (Touch(is_match=True), Touch(("state",), is_match=True, is_lit=True)),
        (Touch(("state",), is_lit_entity=True), Touch(("place",), is_lit=True, is_lit_entity=True)),
    ],
    ids=["selection", "current match", "match", "chosen entity"],
)
def test_what_is_drawn_above_hides_the_colours_below(palette: Palette, upper: Touch, lower: Touch) -> None:
    """The selection is above the matches, the current match above the others, and these above what is chosen."""
    assert article_style(palette, upper, DEFAULT) == article_style(palette, lower, DEFAULT)


@PALETTE
def test_the_chosen_entry_is_lit_at_its_entities_too(palette: Palette) -> None:
    """An entity among the chosen words looks neither like one elsewhere nor like the words around it."""
    among, alone, around = (
        article_style(palette, touch, DEFAULT)
        for touch in (Touch(("state",), is_lit=True), Touch(("state",)), Touch(is_lit=True))
    )
    assert len({among, alone, around}) == 3


@PALETTE
def test_the_shortest_entity_gives_the_background(palette: Palette) -> None:
    """The inner one's background, and something more that tells of the outer one."""
    inner, alone = (
        article_style(palette, touch, DEFAULT) for touch in (Touch(("state", "facility")), Touch(("state",)))
    )
    assert inner.bgcolor == alone.bgcolor
    assert inner != alone


@PALETTE
def test_the_cursor_is_reversed_wherever_it_stands(palette: Palette) -> None:
    """On every kind, and without colours in a way that nothing else is."""
    for touch in KINDS.values():
        assert article_style(palette, touch._replace(is_cursor=True), DEFAULT).reverse


@pytest.mark.parametrize("name", [name for name, palette in PALETTES.items() if palette.depth == "16"])
def test_bold_black_is_never_sent(name: str) -> None:
    """Most terminals of sixteen colours make it grey, which can't be read on a colour; on the page it can."""
    palette = PALETTES[name]
    for touch in KINDS.values():
        for is_event in (True, False):
            look = article_style(palette, touch._replace(is_event=is_event), DEFAULT)
            assert look.color is not None
            assert look.bgcolor is not None
            is_page = look.bgcolor.name == palette.background
            assert is_page or not (look.bold and look.color.name == "black")


@PALETTE
def test_the_marks_leave_the_page_as_it_is(palette: Palette) -> None:
    """Claims, events and the cursor have no background but the page's."""
    page = article_style(palette, Touch(), DEFAULT)
    for touch in (Touch(is_claim=True), Touch(is_event=True), Touch(is_cursor=True)):
        look = article_style(palette, touch, DEFAULT)
        assert (look.color, look.bgcolor) == (page.color, page.bgcolor)


@pytest.mark.parametrize("name", [name for name, palette in PALETTES.items() if palette.depth == "16"])
def test_in_sixteen_colours_what_is_drawn_over_an_event_is_not_bold(name: str) -> None:
    """So what is chosen, found or selected has the same background in an event as elsewhere."""
    for touch in KINDS.values():
        if touch.is_covered:
            inside, outside = (
                article_style(PALETTES[name], touch._replace(is_event=is_event), DEFAULT) for is_event in (True, False)
            )
            assert inside == outside


@pytest.mark.parametrize("name", [name for name in PALETTES if name.endswith("-console")])
def test_the_linux_console_gets_no_lines_on_colours(name: str) -> None:
    """It draws underlines and italics as text colours of its own, which may be that of the background."""
    palette = PALETTES[name]
    for touch in KINDS.values():
        look = article_style(palette, touch._replace(is_claim=True), DEFAULT)
        assert bool(look.underline) == (not touch.entities and not touch.is_covered)
        assert not look.italic


@pytest.mark.parametrize("theme", [DARK, LIGHT, f"{DARK}-256", f"{LIGHT}-256"])
@pytest.mark.parametrize(
    "colour", ["#8A5A00", "#0000AA", "#808080", "#757575", "#FFFFFF", "#000000", "#00FF00", "#E01B24", "#C433B4"]
)
def test_words_can_be_read_on_a_colour_of_ones_own(theme: str, colour: str) -> None:
    """The tagset's colour is the background, and the text has a contrast of 4.5 with what is shown of it."""
    palette = PALETTES[theme]
    look = article_style(palette, Touch(("ship",)), Tagset(entity_types={"ship": Word(colour=colour)}))
    assert look.color is not None
    assert look.bgcolor is not None
    assert look.bgcolor.get_truecolor().hex == colour.lower()
    assert contrast(shown(palette, look.color.name), shown(palette, colour)) >= 4.5


def test_a_default_type_may_have_a_colour_of_ones_own() -> None:
    """The tagset's word counts more than the palette's row, and only for its own type."""
    tagset = Tagset(entity_types={"person": Word(colour="#8a5a00"), "place": Word()})
    palette = PALETTES[DARK]
    person, place = (article_style(palette, Touch((type_,)), tagset) for type_ in ("person", "place"))
    assert person.bgcolor is not None
    assert person.bgcolor.name == "#8a5a00"
    assert place == article_style(palette, Touch(("place",)), DEFAULT)


@pytest.mark.parametrize(("type_", "background"), [("ship", "red"), ("sea", "blue"), ("fog", "white")])
def test_sixteen_colours_have_the_nearest_hue(type_: str, background: str) -> None:
    """A colour becomes the hue that is nearest among the entities', and a grey the colour of documents."""
    look = article_style(PALETTES[f"{DARK}-16"], Touch((type_,)), OWN)
    assert look.bgcolor is not None
    assert look.bgcolor.name == background
    assert look in [article_style(PALETTES[f"{DARK}-16"], Touch((known,)), DEFAULT) for known in DEFAULT.entity_types]


def test_without_colours_a_type_of_ones_own_is_like_any_other() -> None:
    """It is italic."""
    plain = PALETTES[PLAIN]
    assert article_style(plain, Touch(("ship",)), OWN) == article_style(plain, Touch(("person",)), DEFAULT)


def test_marks_on_one_word_are_all_seen() -> None:
    """Background, underline and bold, and italic where one entity stands in another."""
    look = article_style(PALETTES[DARK], Touch(("state", "facility"), is_claim=True, is_event=True), DEFAULT)
    assert look.bgcolor is not None
    assert look.bgcolor.name == PALETTES[DARK].entity("state").background
    assert (look.bold, look.underline, look.italic, look.reverse) == (True, True, True, False)


@PALETTE
def test_the_cursor_is_the_same_block_wherever_it_stands(palette: Palette) -> None:
    """On a chosen entity, a match or a selection it is as on the bare page, so nothing hides it."""
    bare = article_style(palette, Touch(is_cursor=True), DEFAULT)
    for touch in (
        Touch(("person",), is_cursor=True),
        Touch(("person",), is_lit=True, is_lit_entity=True, is_cursor=True),
        Touch(is_match=True, is_current_match=True, is_cursor=True),
        Touch(is_selected=True, is_cursor=True),
    ):
        assert article_style(palette, touch, DEFAULT) == bare
