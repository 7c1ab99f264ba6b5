"""Cluster edges and cell widths."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from idlib_reader.core.graphemes import (
    LONGEST,
    SINGLE_CELLS,
    cell_width,
    draw_cluster,
    draw_text,
    is_grapheme_edge,
    measure,
    next_edge,
    previous_edge,
    split_clusters,
)
from idlib_reader.core.visible import make_visible

PARTS = [
    *"ab -—,\n\t\r\x1b\x00\u00a0\u00ad\u0301\u200b\u200c\u200d\ufe0f\u2060\u20e3\u034f",
    *"漢。「）\u3000한\u1100\u1161\u11a8กำुकष्ि1©❤☀👩🚀🏽🇩\uff9e\u0600\ud800\ufeff\u202e\u200f",
    *("é", "e\u0301", "z\u0301\u0302", "क्\u200dष", "ه\u200d.", "1\ufe0f\u20e3"),
    *("👩\u200d🚀", "❤\ufe0f\u200d🔥", "👍🏽", "🇩🇪🇫🇷"),
    *("a-b" + "x" * 140 + "-y", "\u0301" * 70, "\u1100" * 70, "\u200d" * 66),
    *("🇩" * 67, "👩\u200d" * 40, "❤" + "\u0301" * 63 + "\u200d🔥"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=16).map("".join) | st.text(st.characters(), max_size=30)
"""Many scripts and what joins them, floods longer than a cluster may be, and anything else."""


def split(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in split_clusters(text)]


@pytest.mark.parametrize(
    "clusters",
    [
        ["a", "b", " ", "漢", "字"],
        ["e\u0301", "x"],
        ["का", "ठ", "मा", "डू"],
        ["ก", "รำ"],
        ["👍🏽", "👍"],
        ["👩\u200d👩\u200d👧", "👩🏽\u200d🚀", "🏳\ufe0f\u200d🌈"],
        ["🇩🇪", "🇫🇷", "🇮"],
        ["1\ufe0f\u20e3", "2"],
        ["\u1112\u1161\u11ab", "한"],
        ["م", "ی\u200c", "خ"],
        ["क्\u200d", "ष"],
        ["a\u200d", "👩"],
        ["a", "🏽"],
        ["\u0301", "\n", "\u0301", "\t", "\u0301\u0302"],
        ["\x1b", "[", "\r", "\n", "\n"],
    ],
)
def test_a_text_is_divided_as_a_person_sees_it(clusters: list[str]):
    """Letters with marks, syllables, flags, families and skin tones are one each; a line feed or tab takes no marks."""
    assert split("".join(clusters)) == clusters


@pytest.mark.parametrize(
    ("cluster", "glyphs", "width"),
    [
        ("a", "a", 1),
        ("漢", "漢", 2),
        ("\x1b", "␛", 1),
        ("👩\u200d🚀", "👩\u200d🚀", 2),
        ("🇩🇪", "🇩🇪", 2),
        ("👍🏽", "👍🏽", 2),
        ("\u0301", "◌\u0301", 1),
        ("\u200d", "◌\u200d\u200d", 1),
        ("🏽", "�", 1),
        ("ه\u200d", "ه\u200d\u200d", 1),
    ],
)
def test_a_cluster_is_drawn_as_wide_as_terminals_draw_it(cluster: str, glyphs: str, width: int):
    """Lone marks get a carrier, joiners that join nothing do not swallow what follows."""
    assert draw_cluster(cluster) == glyphs
    assert cell_len(glyphs) == width


def test_a_joiner_does_not_hide_the_next_letter():
    """The drawing library counts one cell for an abbreviated Arabic word and its stop; there are two."""
    assert cell_len("ه\u200d.") == 1
    assert cell_width("ه\u200d.") == cell_len(draw_text("ه\u200d.")) == 2


def test_the_listed_single_cells_are_single():
    """The fast path may only be taken by characters of one cell that join nothing."""
    listed = re.compile(f"[{SINGLE_CELLS}]")
    characters = [character for character in map(chr, range(0x20000)) if listed.match(character)]
    assert len(characters) > 2000
    for character in characters:
        assert cell_len(make_visible(character)) == 1
        assert split(f"a{character}b") == ["a", character, "b"]


@given(TEXTS)
@example("".join(PARTS))
@settings(deadline=None, max_examples=300)
def test_clusters_cover_the_text_and_have_cells(text: str):
    """Without a gap, none empty, none without a cell but the line feed, none longer than the bound."""
    clusters = split_clusters(text)
    assert "".join(text[start:end] for start, end, _ in clusters) == text
    for start, end, width in clusters:
        assert 1 <= end - start <= LONGEST + 1
        assert (width >= 1) == (text[start] != "\n")


@given(TEXTS)
@example("".join(PARTS))
@settings(deadline=None, max_examples=300)
def test_widths_add_up_to_what_rich_draws(text: str):
    """Any run of clusters is as wide as rich says, so a row may be cut into segments between clusters."""
    text = text.replace("\n", " ")
    clusters = split_clusters(text)
    widths = [width for _, _, width in clusters]
    glyphs = [draw_cluster(text[start:end]) for start, end, _ in clusters]
    assert draw_text(text) == "".join(glyphs)
    assert cell_width(text) == cell_len("".join(glyphs)) == sum(widths)
    for cut in range(len(clusters) + 1):
        assert cell_len("".join(glyphs[:cut])) == sum(widths[:cut])
        assert cell_len("".join(glyphs[cut:])) == sum(widths[cut:])


@given(TEXTS)
@example("".join(PARTS))
@settings(deadline=None, max_examples=60)
def test_edges_are_the_ends_of_clusters(text: str):
    """Asked about one offset or walked in either direction, the edges are the same."""
    edges = {0, len(text)} | {end for _, end, _ in split_clusters(text)}
    for offset in range(len(text) + 1):
        assert is_grapheme_edge(text, offset) == (offset in edges)
        assert next_edge(text, offset) == min((edge for edge in edges if edge > offset), default=len(text))
        assert previous_edge(text, offset) == max((edge for edge in edges if edge < offset), default=0)


@given(TEXTS)
@example("".join(PARTS))
@settings(deadline=None, max_examples=100)
def test_a_text_is_measured_the_same_from_any_edge_on(text: str):
    """So wrapping may resume at the start of any row."""
    starts, widths, symbols = measure(text, 0, len(text))
    for index, start in enumerate(starts):
        rest = measure(text, start, len(text))
        assert (list(rest.starts), list(rest.widths)) == (list(starts[index:]), list(widths[index:]))
        assert rest.symbols == symbols[index:]


def test_a_flood_of_marks_is_cut():
    """10,000 marks on one letter: the first 64 stand on it, each other one alone."""
    text = "a" + "\u0301" * 10_000 + "b"
    clusters = split(text)
    assert [len(cluster) for cluster in clusters] == [LONGEST + 1, *[1] * (10_000 - LONGEST), 1]
    assert next_edge(text, 5) == LONGEST + 1
    assert previous_edge(text, 5_000) == 4_999
    assert previous_edge(text, LONGEST) == 0
    assert is_grapheme_edge(text, 5_000)
