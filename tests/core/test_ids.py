"""What an id may look like."""

from __future__ import annotations

import pytest

from idlib_reader.core.ids import is_slug


@pytest.mark.parametrize(
    "id_", ["peskov", "jebhat-al-nusra", "2018", "u-2", "идлиб", "إدلب", "阿斯塔纳", "हिन्दी", "önal", "o\u0308nal"]
)
def test_letters_of_any_script_digits_and_hyphens_between_them_are_a_slug(id_: str) -> None:
    """With the marks that a script spells its letters with."""
    assert is_slug(id_)


@pytest.mark.parametrize(
    "id_", ["", "-", "Peskov", "a_b", "a--b", "-a", "a-", "a b", "a.b", "a#b", "o’brien", "a\n", "🚀", "Идлиб"]
)
def test_capitals_spaces_and_signs_are_no_slug(id_: str) -> None:
    """Nor is a hyphen that stands between nothing."""
    assert not is_slug(id_)
