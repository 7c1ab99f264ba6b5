"""How the width of the terminal is shared out."""

from __future__ import annotations

import pytest

from idlib_reader.ui.geometry import GUTTER, MARGIN, MEASURE, WIDE, panel_column, panel_width, text_columns


def test_the_text_and_its_margins_fit_beside_the_panel() -> None:
    """At every width the text has a column at least, its measure at most, and room for both margins if there is any."""
    for width in range(1, 300):
        left, measure = text_columns(width)
        assert 1 <= measure <= MEASURE
        assert left >= GUTTER
        edge = panel_column(width, is_hidden=False)
        if width >= GUTTER + 1 + MARGIN:
            assert left + measure + MARGIN <= (width if edge is None else edge), width


@pytest.mark.parametrize("width", [80, WIDE - 1, WIDE, 120, 160, 240])
def test_a_panel_stands_beside_the_text_only_on_a_wide_screen(width: int) -> None:
    """There its edge is as far from the right as it is broad; hidden it has none."""
    edge = panel_column(width, is_hidden=False)
    assert (edge is not None) == (width >= WIDE)
    if edge is not None:
        assert width - edge == panel_width(width)
    assert panel_column(width, is_hidden=True) is None


def test_a_broader_screen_never_has_less_text() -> None:
    """Beside the panel, each further column is the text's or the margin's."""
    widths = [text_columns(width).width for width in range(WIDE, 300)]
    assert widths[-1] == MEASURE
    assert min(widths) >= 45
