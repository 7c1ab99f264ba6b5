"""What a person most likely meant by words that the article does not have."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from idlib_reader.core import likeness as likeness_module
from idlib_reader.core.folding import fold, fold_phrase
from idlib_reader.core.graphemes import is_grapheme_edge
from idlib_reader.core.likeness import Likeness
from idlib_reader.core.span import Span
from idlib_reader.core.words import is_word_edge
from marked import marked

ARTICLE = (
    "The Kremlin commented on the situation in Idlib\n\n"
    "Russian presidential spokesman Dmitry Peskov told the reporters. The interdepartmental Russian delegation "
    "included the President’s Special Representative for the Syrian Settlement. In accordance with the "
    "agreement reached in May 2017 at the talks in Astana (now Nur-Sultan) by representatives of Russia, Iran "
    "and Turkey, four de-escalation zones were created; 12,500 people left. The machines of the neighbouring "
    "provinces take action."
)
PASSAGE = (
    "We were satisfied with the agreements that were reached more than a year ago in Sochi, and this was "
    "mutual, and we absolutely ceased to be satisfied after the offensive actions of militants and terrorist "
    "groups against the armed forces, which began from the territory of Idlib."
)
WORDS = "Kremlin talks zone delegation Idlib Peskov reached in of the said agreement Moscow военные 2018 a".split()
PARTS = [
    *("Idlib", "Idlib's", "ab", "well-known", "2018", "İ", "ışık", "Песков", "الكتاب", "عَرَب", "हिन्दी", "ไทย", "กำ"),
    *(
        "漢字",
        "漢",
        "モスクワ",
        "한국어",
        "e\u0301",
        "é",
        "ß",
        "\u037a",
        "½",
        "\u200d",
        "\u00ad",
        "\u0301",
        "👩\u200d🚀",
        "🇩🇪🇫🇷",
    ),
    *(" ", " ", "\n", "\t", "’", "-", "…", ",", "_"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


def nearest(text: str, words: str) -> str | None:
    span = Likeness(text).nearest(words)
    return span and text[span.start : span.end]


def inside(text: str, words: str) -> str | None:
    span = Likeness(text).inside_word(words)
    return span and text[span.start : span.end]


def share(words: str, others: str) -> float:
    """The share of letters that two strings have in common."""
    plain = [re.sub(r"\W", "", one).lower() for one in (words, others)]
    return SequenceMatcher(None, *plain, autojunk=False).ratio()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("peskov", "Peskov"),
        ("THE KREMLIN COMMENTED ON", "The Kremlin commented on"),
        ("The Kremlin comented on", "The Kremlin commented on"),
        ("The Kremiln commented on", "The Kremlin commented on"),
        ("Dimitry Peskov", "Dmitry Peskov"),
        ("Idleb", "Idlib"),
        ("Idlíb", "Idlib"),
        ("representative of Russia Iran and Turkey", "representatives of Russia, Iran and Turkey"),
        ("neighboring province", "neighbouring provinces"),
        ("the Russian presidential spokesman", "Russian presidential spokesman"),
        ("Russian spokesman Dmitry Peskov", "Russian presidential spokesman Dmitry Peskov"),
        ("Peskov Dmitry", "Dmitry Peskov"),
        ("representatives of Iran, Russia and Turkey", "representatives of Russia, Iran and Turkey"),
        ("agreement made in May 2017", "agreement reached in May 2017"),
        ("inter-\ndepartmental Russian", "interdepartmental Russian"),
        ("dele-\n  gation", "delegation"),
        ("Nursultan", "Nur-Sultan"),
        ("deescalation zones", "de-escalation zones"),
        ("12500 people", "12,500 people"),
        ("12.500 people", "12,500 people"),
        ("May ٢٠١٧", "May 2017"),
        ("May 2O17", "May 2017"),
        ("»Special Representative«", "Special Representative"),
        ("Presidents Special Representative", "President’s Special Representative"),
    ],
)
def test_what_a_person_meant_is_found(words: str, meant: str) -> None:
    """Other case, spelling, endings, signs and digits; a word too many, too few, or two in another order."""
    assert nearest(ARTICLE, words) == meant


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "*", "…", "👩\u200d🚀", "banana", "Vladimir Putin", "xyz qwrt", "Iraq", "Linus", "Peskov sneezed"),
        *("American troops entered the city", "the end of a long day at the beach", "sanctions", "Turkish elections"),
        *("the of in and", "ресторан закрыт", "餐厅关门", "f" * 50, "a b c d e f g h i j k"),
        "In accordance with the law adopted in June at the talks in Geneva by members of parliament and Turkey, zones",
        "Scientists have discovered a new species of frog in the forest of Brazil, and the talks with Russia go on.",
    ],
)
def test_unrelated_words_mean_nothing(words: str) -> None:
    """Neither words that are nowhere nor some that are there among others that are not lead to a proposal."""
    assert nearest(ARTICLE, words) is None


@pytest.mark.parametrize(
    ("name", "written", "words"),
    [
        ("Russian", "Пресс-секретарь [Дмитрий Песков] сообщил", "дмитрии Пескав"),
        ("Russian inflection", "в [турецкой делегации] заявили", "турецкая делегация"),
        ("Arabic", "قال الرئيس [في مدينة إدلب] اليوم", "في مدينه ادلب"),
        ("Arabic with vowel signs", "هذا [كِتَابٌ جَدِيد] هنا", "كتاب جديدة"),
        ("Turkish", "[İstanbul ışıkları] yandı", "ISTANBUL IŞIKLARI"),
        ("Turkish suffix", "Dün [İdlib’deki durum] konuşuldu", "İdlibdeki durumu"),
        ("Greek", "είπε [ο Πρόεδρος] χθες", "Ο ΠΡΟΕΔΡΟΣ"),
        ("German", "die [große Straße] dort", "GROSSE STRASSE"),
        ("Hindi", "यह [हिन्दी समाचार] है", "हिंदी समाचार"),
        ("Korean", "오늘 [러시아와 터키는] 합의했다", "러시아와 터키가"),
        ("Chinese", "俄罗斯、伊朗和土耳其的[代表在阿斯塔纳会谈]中达成协议", "代表在阿斯达纳会谈"),
        ("Chinese, a character missing", "俄罗斯的[代表在阿斯塔纳会谈]中", "代表在阿斯塔会谈"),
        ("Japanese", "昨日[モスクワで会談]が行われた", "モスコワで会談"),
        ("Thai", "การ[เจรจาที่กรุงมอสโก]เมื่อวาน", "เจรจาทีกรุงมอสโก"),
        ("decomposed", "at the [cafe\u0301 cre\u0300me] bar", "café crèmme"),
        ("joined", "او [می\u200cخواهم] گفت", "میخواهم"),
    ],
)
def test_any_script_is_read(name: str, written: str, words: str) -> None:
    """Letters count in every script; accents, vowel signs and kinds of small and capital letters do not."""
    text, spans = marked(written)
    assert Likeness(text).nearest(words) == spans[0].span, name


def test_one_wrong_word_in_four_is_forgiven_in_a_sentence_only() -> None:
    """Of a short quote more must be right, as chance is larger there."""
    text = "The delegation of the ministry arrived in Moscow on Monday with a long list of demands. My ministry."
    assert nearest(text, "delegation of the embassy arrived in Moscow on Monday") is not None
    assert nearest(text, "My embassy") is None


def test_a_single_word_is_not_taken_for_one_that_starts_otherwise() -> None:
    """`actions` is no misspelling of `sanctions`, unless the words around say so."""
    text = "After the offensive actions of militants in the north"
    assert nearest(text, "sanctions") is None
    assert nearest(text, "the offensive sanctions of militants") == "the offensive actions of militants"


def test_the_more_alike_place_is_chosen() -> None:
    """Of several places the one with more in common, of equals the first."""
    text, spans = marked("The talks in Ankara. Moscow talks. [talks in Moscow were held]. talks in Moscow were held.")
    assert Likeness(text).nearest("talks in Moscov were held") == spans[0].span


def test_rare_words_lead_where_common_words_are_many() -> None:
    """A quote is found behind thousands of places of its other words, however late it stands."""
    text = "the talks in the north of the land. " * 5000 + "the talks in the palace of the king."
    assert nearest(text, "talks in the palaces of the king") == "talks in the palace of the king"


def test_a_misspelt_word_leads_where_the_others_are_many() -> None:
    """The nearest spelling of an unknown word tells the place if its neighbours stand in thousands."""
    text = "Mr Peskov said. " * 3000 + "Dmitry Peskov said. " + "Mr Peskov said. " * 3000
    assert nearest(text, "Dimitry Peskov") == "Dmitry Peskov"


@pytest.mark.parametrize(
    "changed",
    [
        PASSAGE.replace("militants and ", ""),
        PASSAGE.replace("mutual", "quite mutual"),
        PASSAGE.replace("satisfied", "satisfyed"),
        PASSAGE.upper(),
        PASSAGE.replace(" ", "\n   "),
    ],
)
def test_a_long_passage_is_found_by_its_ends(changed: str) -> None:
    """A word missing, added or misspelt in the middle of a long passage leaves it where it is."""
    text = f"Earlier he said: {PASSAGE} And so on."
    assert nearest(text, changed) == PASSAGE.rstrip(".")


def test_a_long_passage_needs_both_ends() -> None:
    """A passage of which only the start stands here, or whose end is far away, is not proposed."""
    half = len(PASSAGE) // 2
    other = (
        "Scientists discovered new species of frogs within vast rain forests, although nobody believed their reports. "
    )
    assert nearest(f"Earlier: {PASSAGE}", PASSAGE[:half] + other * 2) is None
    assert nearest(f"Earlier: {PASSAGE[:half]} {other * 10} {PASSAGE[half:]}", PASSAGE) is None
    assert nearest(f"Earlier: {PASSAGE}", f"{PASSAGE[:half]} {other * 3} {PASSAGE[half:]}") is None


def test_a_word_at_the_rim_of_what_is_compared_is_not_taken_for_whole() -> None:
    """The end of a longer word, where the compared stretch begins, is no word of the quote."""
    for rim in range(16, 24):
        assert nearest(f"Northwesternidlib{'-' * rim}talks", "idlib talks") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Idli", "Idli"),
        ("dlib", "dlib"),
        ("Russi", "Russi"),
        ("he Kremlin comment", "he Kremlin comment"),
        ("he Kremlin", "he Kremlin"),
        ("Kremlin comment", "Kremlin comment"),
        ("uation in Idlib", "uation in Idlib"),
        ("in Idlib\nRussia", "in Idlib\n\nRussia"),
        ("resident's Special", "resident’s Special"),
        ("scalation zone", "scalation zone"),
        ("idli", None),
        ("Linus", None),
        ("he  Moscow comment", None),
        ("Idlib", None),
        ("The Kremlin commented", None),
        ("", None),
        ("*", None),
        ("…", None),
    ],
)
def test_words_that_are_cut_are_found(words: str, found: str | None) -> None:
    """Words that start or end inside a word of the article, case kept; not those that stand there as whole words."""
    assert inside(ARTICLE, words) == found


def test_the_first_place_of_a_cut_word_is_given() -> None:
    """Capital letters in an earlier word are no place of small ones."""
    text, spans = marked("RUSSIAN and Russian, then p[russi]an or russian")
    assert Likeness(text).inside_word("russi") == spans[0].span


def test_a_long_cut_passage_is_found_as_a_whole() -> None:
    """All of it is compared, not its start alone."""
    text = f"Earlier: {PASSAGE[:150]} else. {PASSAGE}"
    span = Likeness(text).inside_word(PASSAGE[1:-4])
    assert span == Span(text.rindex(PASSAGE) + 1, len(text) - 4)
    assert inside(text, PASSAGE[1:-4] + "xyz") is None


@pytest.mark.parametrize(("text", "words"), [("cafe\u0301s", "cafe"), ("กำพูด", "ก"), ("🇩🇪x", "🇩"), ("हिन्दी", "ह")])
def test_a_cut_word_splits_no_grapheme(text: str, words: str) -> None:
    """A letter without its accent is no place of the letter."""
    assert inside(text, words) is None


HAN = "".join(Random(7).choices([chr(code) for code in range(0x4E00, 0x5600)], k=30_000))
"""Characters without a space, in no order."""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " " * 50_000,
        "a" * 200_000,
        "-." * 50_000,
        "e" + "\u0301" * 50_000,
        " \u0301" * 20_000,
        "the " * 50_000,
        HAN,
    ],
    ids=["empty", "space", "spaces", "one word", "signs", "one grapheme", "marks", "the same", "no spaces"],
)
@pytest.mark.parametrize(
    "words",
    [
        "",
        "the",
        "aaaa",
        "the " * 2500,
        "aaaab" * 2000,
        "\u0301" * 10_000,
        "-." * 5000,
        "completely different",
        HAN[5:9],
    ],
    ids=["empty", "a word", "a letter", "a word often", "a long word", "marks", "signs", "two words", "no spaces"],
)
def test_no_text_and_no_quote_is_too_odd(text: str, words: str) -> None:
    """Endless lines, words and graphemes are answered like any others."""
    likeness = Likeness(text)
    for span in (likeness.nearest(words), likeness.inside_word(words)):
        assert span is None or 0 <= span.start < span.end <= len(text)


def test_a_place_in_a_line_without_spaces_is_found() -> None:
    """However long it is, and wherever the index takes it in pieces."""
    for at in (10, 5000, 29_000):
        assert Likeness(HAN).nearest(HAN[at : at + 12] + "国" + HAN[at + 13 : at + 25]) == Span(at, at + 25)
    text = "ab" * 50_000 + "cde" + "ab" * 50_000
    assert Likeness(text).inside_word("bcdea") == Span(99_999, 100_004)


def test_a_quote_beyond_all_measure_is_not_looked_at() -> None:
    """Nobody means to quote a book."""
    text = "Kremlin talks. " * 10_000
    assert Likeness(text).nearest(text + "x") is None
    assert Likeness(text).inside_word(text[1:]) is None


@pytest.mark.parametrize(
    ("name", "quote"), [("rare", "Kremlin xx of yy"), ("common", "the of the of a"), ("long", " ".join(WORDS * 200))]
)
def test_the_work_for_one_quote_is_bounded(name: str, quote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text a hundred times as long has no more places compared."""
    starts: list[int] = []
    compare = likeness_module._Quote.compare
    weigh = likeness_module._Quote.weigh
    monkeypatch.setattr(likeness_module._Quote, "compare", lambda *a: (starts.append(len(a[1])), compare(*a))[1])
    monkeypatch.setattr(likeness_module._Quote, "weigh", lambda *a: (starts.append(0), weigh(*a))[1])
    Likeness(" ".join(WORDS) * 100 + " the" * 100_000).nearest(quote)
    # Two ends, each once with its own words and once with their nearest spellings.
    assert len([count for count in starts if count]) <= 4 * 6, name
    assert len(starts) <= 4 * (1500 + 6), name
    assert sum(starts) <= 4 * 6 * 120, name


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_what_is_returned_is_a_stretch_of_the_text(text: str, words: str) -> None:
    """Both ends lie in the text on grapheme edges, something is between them, and each says what it promises."""
    likeness = Likeness(text)
    if span := likeness.nearest(words):
        assert 0 <= span.start < span.end <= len(text)
        assert is_word_edge(text, span.start)
        assert is_word_edge(text, span.end)
    if span := likeness.inside_word(words):
        assert 0 <= span.start < span.end <= len(text)
        assert is_grapheme_edge(text, span.start)
        assert is_grapheme_edge(text, span.end)
        assert not (is_word_edge(text, span.start) and is_word_edge(text, span.end))
        assert fold(text[span.start : span.end]).text == fold_phrase(words)


@settings(deadline=None, max_examples=300)
@given(st.data(), st.permutations(WORDS), st.permutations(WORDS))
def test_a_quote_with_one_character_changed_is_found_again(
    data: st.DataObject, some: list[str], others: list[str]
) -> None:
    """At the words that were quoted, or at others that are as like, but for a short word at an end."""
    words = [*some, *(f"{word}ing" for word in others)]
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 3))
    quote = " ".join(words[first : data.draw(st.integers(first + 3, len(words)))])
    assume(len(quote) >= 12)
    at = data.draw(st.integers(0, len(quote) - 1))
    changed = quote[:at] + data.draw(st.sampled_from("xQé7 ж")) + quote[at + 1 :]
    found = nearest(text, changed)
    assert found is not None
    assert share(found, changed) >= share(quote, changed) - 0.12


@settings(deadline=None, max_examples=150)
@given(st.data(), st.lists(st.sampled_from(WORDS), min_size=2, max_size=40))
def test_a_cut_quote_is_found_inside_its_words(data: st.DataObject, words: list[str]) -> None:
    """What is cut off one word at either end is found wherever it stands."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume(quote == quote.strip() and not (is_word_edge(text, start) and is_word_edge(text, end)))
    span = Likeness(text).inside_word(quote)
    assert span is not None
    assert text[span.start : span.end] == quote


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composition_changes_nothing(form: str) -> None:
    """A decomposed article proposes the same words, with its own offsets."""
    text = unicodedata.normalize(form, "Erdoğan’ın İdlib’e gönderdiği birlikler döndü")
    found = nearest(text, "İdlibe gönderdigi birlikleri")
    assert found is not None
    assert unicodedata.normalize("NFC", found) == "İdlib’e gönderdiği birlikler"
