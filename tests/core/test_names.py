"""Names made of marked words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from idlib_reader.core.names import bare, clean_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dmitry Peskov", "Dmitry Peskov"),
        ("Dmitry\n  Peskov\u00a0 ", "Dmitry Peskov"),
        ("Erdo\u00adgan\u200b", "Erdogan"),
        ("Pes\x1bkov", "Peskov"),
    ],
)
def test_a_name_stands_on_one_line(words: str, name: str) -> None:
    """White space is evened out; what nobody sees is left out."""
    assert clean_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Erdogan's", "Erdogan"),
        ("Erdogan’s", "Erdogan"),
        ("ERDOGAN’S", "ERDOGAN"),
        ("Erdogan’s,", "Erdogan"),
        ("Houthis’", "Houthis"),
        ("the President’s Special Representative", "President’s Special Representative"),
        ("’s-Hertogenbosch", "’s-Hertogenbosch"),
        ("Türkiye’nin", "Türkiye’nin"),
    ],
)
def test_a_final_possessive_ending_goes(words: str, name: str) -> None:
    """Inside a name it belongs there."""
    assert clean_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("“Peskov”", "Peskov"),
        ("“Peskov", "Peskov"),
        ("Peskov”,", "Peskov"),
        ('"Peskov".', "Peskov"),
        ("„Wagner“", "Wagner"),
        ("»Wagner«", "Wagner"),
        ("«Хезболла»", "Хезболла"),
        ("「平和」。", "平和"),
        ("(Nur-Sultan)", "Nur-Sultan"),
        ("Nur-Sultan)", "Nur-Sultan"),
        ("‘Erdogan’s men’", "Erdogan’s men"),
        ("Erdogan’s men’", "Erdogan’s men"),
        ("“the Kremlin’s”", "Kremlin"),
        ("Islamic State (IS)", "Islamic State (IS)"),
        ("“Astana” format", "“Astana” format"),
        ("the group “Wagner”", "group “Wagner”"),
        ("“A” and “B”", "“A” and “B”"),
    ],
)
def test_signs_around_the_whole_go(words: str, name: str) -> None:
    """So does one at an end whose other half was not marked; a pair that encloses a part stays."""
    assert clean_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Idlib,", "Idlib"),
        ("– Idlib …", "Idlib"),
        ("Jebhat al-Nusra group*.", "Jebhat al-Nusra group"),
        ("إدلب،", "إدلب"),
        ("the U.S.", "U.S."),
        ("U.S.,", "U.S."),
        ("C++", "C++"),
    ],
)
def test_punctuation_at_the_ends_goes(words: str, name: str) -> None:
    """But the stop of an abbreviation."""
    assert clean_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Kremlin", "Kremlin"),
        ("a Syrian official", "Syrian official"),
        ("an envoy", "envoy"),
        ("The Hague", "The Hague"),
        ("theatre", "theatre"),
        ("the", "the"),
    ],
)
def test_an_article_in_small_letters_goes(words: str, name: str) -> None:
    """With a capital it may be a part of the name."""
    assert clean_name(words) == name


@pytest.mark.parametrize("words", ["…", "“”", "—", "🚀", "'s", "\u200b", "“ ”", "."])
def test_words_without_letters_still_give_a_name(words: str) -> None:
    """A name can't be empty."""
    assert clean_name(words).strip() or words == "\u200b"
    assert clean_name(words)


@given(st.text() | st.text("a ’'s“”\"().,…the"))
@example("“\n ”")
def test_a_name_is_clean_and_is_never_lost(words: str) -> None:
    """Cleaning a name again changes nothing; only white space gives none."""
    name = clean_name(words)
    assert bool(name) == bool(words.strip())
    assert clean_name(name) == name
    assert name.split() == name.split(" ") or not name


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("the President’s men", "the President men"),
        ("U.S.A. and U.N.", "USA. and UN."),
        ("St.Petersburg 3.5", "St.Petersburg 3.5"),
        ("Qa'ida", "Qa'ida"),
        ("D’souza of ’s-Hertogenbosch", "D’souza of ’s-Hertogenbosch"),
        ("x.com abc.d", "x.com abc.d"),
    ],
)
def test_endings_and_stops_don_t_count_where_names_are_compared(words: str, plain: str) -> None:
    """A possessive anywhere and the stops between single letters are left out."""
    assert bare(words) == plain
