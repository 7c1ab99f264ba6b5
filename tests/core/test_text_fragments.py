"""Links that lead to words on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text_directives import Directive, directives_of, find, find_all
from idlib_reader.core.span import Span
from idlib_reader.core.text_fragments import fragment_link
from marked import marked

PAGE = "https://example.org/a"


def directive(written: str) -> str:
    """The text directive that leads to the marked words of a text."""
    known = marked(written)
    link = fragment_link(PAGE, known.text, (known.only,))
    start, _, value = link.partition(":~:text=")
    assert start == f"{PAGE}#"
    return value


# The examples of the specification


@pytest.mark.parametrize(
    ("text", "link", "words"),
    [
        ("It is an example text fragment.", "#:~:text=an%20example%20text%20fragment", "an example text fragment"),
        (
            "It is an example of a text fragment.",
            "#:~:text=an%20example,text%20fragment",
            "an example of a text fragment",
        ),
        (
            "here is an example text\nthis is an example text fragment",
            "#:~:text=this%20is-,an%20example,-text%20fragment",
            "an example",
        ),
    ],
)
def test_the_tests_read_links_as_browsers_do(text: str, link: str, words: str) -> None:
    """The examples of the specification lead to what it says that they lead to."""
    (only,) = directives_of(link)
    found = find(text, only)
    assert found is not None
    assert text[found.start : found.end] == words
    assert found.start == text.rindex(words)


def test_whole_words_that_stand_once_are_written_as_they_are() -> None:
    """As in the first example of the specification."""
    assert directive("It is [an example text fragment].") == "an%20example%20text%20fragment"


def test_a_word_before_tells_places_apart() -> None:
    """As in its last example, with as few words as will do."""
    assert directive("here is an example text\nthis is [an example] text fragment") == "this%20is-,an%20example"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/", "https://example.org/#:~:text=foo"),
        ("https://example.org/#test", "https://example.org/#test:~:text=foo"),
        ("https://example.org/#test:~:text=bar", "https://example.org/#test:~:text=foo"),
        ("https://example.org/?a=b#", "https://example.org/?a=b#:~:text=foo"),
        ("", ""),
    ],
)
def test_the_fragment_of_the_page_stays(url: str, link: str) -> None:
    """It is what the page gets to see; another text directive is replaced; no page, no link."""
    assert fragment_link(url, "a foo", (Span(2, 5),)) == link


# Escaping


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("the [state-run R&D, again]", "state%2Drun%20R%26D%2C%20again"),
        ("about [50%] of it", "50%25"),
        ("said [Идлиб]", "%D0%98%D0%B4%D0%BB%D0%B8%D0%B1"),
        ("in [Ankara.]", "Ankara%2E"),
        ("in [St. Petersburg]", "St.%20Petersburg"),
        ("the [#1 (\\[one\\])]", "%231%20%28%5Bone%5D%29"),
    ],
)
def test_signs_of_the_syntax_are_escaped(written: str, value: str) -> None:
    """The dash, the ampersand, the comma and the percent sign, whatever is no URL, and what ends one in a text."""
    assert directive(written) == value


# Words


def test_white_space_of_the_text_is_one_space() -> None:
    """As on the page."""
    assert directive("the [Ever \t Given] ran") == "Ever%20Given"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("the [President]’s day", "President%E2%80%99s"),
        ("the [President]'s day", "President%27s"),
        ("a [mach]ine", "machine"),
        ("a m[ach]ine", "machine"),
        ("some 3,[000] men", "3%2C000"),
        ("in[ Ankara ]today", "Ankara"),
        ("(in [Ankara])", "Ankara"),
    ],
)
def test_a_link_leads_to_whole_words(written: str, value: str) -> None:
    """Browsers find none else; an apostrophe between letters parts no words for them."""
    assert directive(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Ada met Bob. Then [Ada] left.", "Then-,Ada"),
        ("[Ada] met Bob. Then Ada left.", "Ada,-met"),
        ("Then Ada met Bob. Then [Ada] left.", "Ada,-left%2E"),
        ("Then Ada met Bob. Then [Ada] met Eve.", "Bob.%20Then-,Ada"),
        ("Adams, machines and [Ada]", "Ada"),
        ("ADA and [Ada]", "and-,Ada"),
        ("Ádá and [Ada]", "and-,Ada"),
        ("Ada\nand [Ada]", "and-,Ada"),
        ("Ada went\n\n[Ada] left", "went-,Ada"),
        ("a (Ada) and a “[Ada]”", "a%20%E2%80%9C-,Ada"),
    ],
)
def test_context_tells_places_apart(written: str, value: str) -> None:
    """As few words before or behind as will do; parts of words need none, other case and accents do."""
    assert directive(written) == value


def test_the_same_words_in_the_same_surroundings_lead_somewhere() -> None:
    """To the first of them: nothing tells them apart."""
    assert directive(f"{'na ' * 30}[na] {'na ' * 30}").count(",") == 2


# Long passages

LONG = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen"
)


def test_a_long_passage_is_named_by_its_ends() -> None:
    """A link with all of its words would be unwieldy."""
    assert directive(f"It says [{LONG}].") == "one%20two%20three%20four,fifteen%20sixteen%20seventeen%20eighteen"


def test_the_first_words_of_a_passage_are_more_where_they_stand_twice() -> None:
    """Before context is tried."""
    assert directive(f"one two three four. [{LONG}]").startswith("one%20two%20three%20four%20five,")


def test_the_last_words_of_a_passage_are_those_that_come_first() -> None:
    """The range ends at the first place of its end."""
    words = f"a b c d e {LONG} fourteen fifteen sixteen seventeen eighteen"
    (only,) = directives_of(fragment_link(PAGE, words, (Span(0, len(words)),)))
    assert find(words, only) == Span(0, len(words))


def test_no_term_runs_over_the_end_of_a_line() -> None:
    """It may be the end of a paragraph on the page, and no term is found in two."""
    assert directive("He [said:\n\nWe are ready.] Then") == "said%3A,We%20are%20ready%2E"


def test_the_pieces_of_a_place_are_told_one_by_one() -> None:
    """A link may have several directives."""
    (place,) = marked("[Turkey](x) has said that it [is ready](x)").places
    assert fragment_link(PAGE, "Turkey has said that it is ready", place) == f"{PAGE}#:~:text=Turkey&text=is%20ready"


def test_without_words_there_is_nothing_to_lead_to() -> None:
    """The link is that of the page."""
    assert fragment_link(PAGE, "a  b", (Span(1, 3),)) == PAGE
    assert fragment_link(PAGE, "a  b", ()) == PAGE


def test_a_script_without_spaces_is_cut_at_its_punctuation() -> None:
    """Where browsers part words in any case."""
    text = "、".join(f"第{number}章的内容很长" for number in range(20))
    (only,) = directives_of(fragment_link(PAGE, text, (Span(0, len(text)),)))
    assert only == Directive(
        None, "第0章的内容很长、第1章的内容很长、第2章的内容很长、第3章的内容很长、", text[-39:], None
    )
    assert only.end is not None
    assert only.end.startswith("第16章")


WORDS = st.sampled_from(["Ada", "ada", "a-b", "R&D,", "é", "(x)", "it’s", "\n", "\n\n", "漢字", "one.", "50%"])


@given(words=st.lists(WORDS, min_size=1, max_size=40), ends=st.tuples(st.integers(0, 40), st.integers(1, 40)))
def test_a_link_leads_back_to_its_place(words: list[str], ends: tuple[int, int]) -> None:
    """Nowhere else, unless nothing around it tells it from another one, nor its end from words inside it."""
    text = " ".join(words)
    first, count = ends[0] % len(words), ends[1]
    start = len("".join(f"{word} " for word in words[:first]))
    place = " ".join(words[first : first + count])
    link = fragment_link(PAGE, text, (Span(start, start + len(place)),))
    if not place.strip():
        assert link == PAGE
        return
    (only,) = directives_of(link)
    found = find_all(text, only)
    start += len(place) - len(place.lstrip())
    is_repetitive = only.end is not None and " ".join(place.split()).casefold().count(only.end.casefold()) > 1
    assert Span(start, start + len(place.strip())) in found or is_repetitive
    assert start in [span.start for span in found]
    assert len(found) == 1 or only.prefix or only.suffix or found[0] == Span(0, len(text.rstrip()))
    if only.prefix or only.suffix:
        # A line end may be a mere space on the page.
        begin = len(" ".join([*text[:start].split(), ""]))
        flat = Span(begin, begin + len(" ".join(place.split())))
        page = " ".join(text.split())
        is_twice = len(find_all(page, Directive(None, only.start, None, None))) > 1
        assert is_twice or find_all(page, Directive(None, only.start, only.end, None)) != [flat]
