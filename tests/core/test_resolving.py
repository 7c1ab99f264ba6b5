"""From selectors to anchors: every form, and where the words may stand."""

from __future__ import annotations

import pytest

from idlib_reader.core import candidates, matching
from idlib_reader.core.resolving import resolve
from idlib_reader.core.selectors import Anchor, Selector, State
from idlib_reader.core.span import Span
from marked import marked


def words(*pieces: str, **keys: object) -> Selector:
    return Selector(pieces, **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


def anchor(text: str, selector: Selector) -> Anchor:
    (found,) = resolve(text, [selector])
    return found


def assert_found(written: str, selector: Selector, state: State = "exact") -> None:
    """The selector is found at the marks of `written`, and nowhere else."""
    found = anchor(marked(written).text, selector)
    assert (found.state, found.places, found.candidates) == (state, marked(written).places, ())


def assert_ambiguous(written: str, selector: Selector) -> None:
    """The marks of `written` are the places among which the selector does not choose."""
    hulls = tuple(mark.span for mark in marked(written).spans)
    found = anchor(marked(written).text, selector)
    assert (found.state, found.places, found.candidates) == ("ambiguous", (), hulls)


def assert_orphan(text: str, selector: Selector) -> None:
    found = anchor(text, selector)
    assert (found.state, found.places, found.candidates) == ("orphan", (), ())


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("told [Dmitry Peskov] so", words("Dmitry Peskov")),
        ("[Idlib]", words("Idlib")),
        ("In [Idlib], and not in idlib", words("Idlib")),
        ("seen by [Linus], not by machines", words("Linus")),
        ("[a b] ab", words("a b")),
    ],
)
def test_words_are_found_where_they_stand(written: str, selector: Selector) -> None:
    """Words that occur at one place are found there, character for character."""
    assert_found(written, selector)


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("a report", words("Idlib")),
        ("in idlib", words("Idlib")),
        ("", words("Idlib")),
        ("", words("*")),
        ("", words("a", "b")),
        ("", words("a", to="b")),
        ("", words("a", all=True)),
        ("", words("a", inside="a b")),
        ("short", words("a longer text than the article")),
        ("a text", words("")),
        ("a text", words(" \n")),
        ("a text", words("\u00ad")),
    ],
)
def test_words_that_do_not_occur_are_an_orphan(text: str, selector: Selector) -> None:
    """What is not in the article, or names no words at all, is found nowhere."""
    assert_orphan(text, selector)


def test_words_at_several_places_are_ambiguous() -> None:
    """Nothing is chosen among equal places; all of them are told."""
    assert_ambiguous("[Idlib] and [Idlib]", words("Idlib"))


def test_each_selector_is_answered_in_order() -> None:
    """All quotes are resolved together, each as if it were alone."""
    selectors = [words("b"), words("x"), words("a"), words("b"), words("a b")]
    assert resolve("a b", selectors) == [anchor("a b", selector) for selector in selectors]
    assert resolve("a b", []) == []


# Word edges


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the machines", "Linus"),
        ("machines", "mach"),
        ("machines", "chines"),
        ("machines", "chin"),
        ("the machines run", "the mach"),
        ("agreements", "agreement"),
        ("2018", "201"),
        ("a_b", "a"),
        ("Idlib2", "Idlib"),
        ("naïve", "na"),
        ("nai\u0308ve", "nai"),
        ("Fluß\u00adbett", "Fluß"),
        ("Fluß\u00adbett", "bett"),
        ("das Fluß\u00adbett", "das Fluß"),
        ("das Fluß\u00ad\u00adbett", "das Fluß"),
        ("Fluß\u00adbett ist", "bett ist"),
        ("Fluß\u200bbett", "bett"),
        ("בית\u200fנו", "בית"),
        ("हिन्दी", "दी"),
        ("हिन्दी", "हि"),
    ],
)
def test_a_quote_does_not_start_or_end_inside_a_word(text: str, quote: str) -> None:
    """Between two letters, digits, marks or underscores there is no edge, hyphenated or not."""
    assert_orphan(text, words(quote))


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("[Erdogan]'s plan", "Erdogan"),
        ("the [President]’s plan", "President"),
        ("the [well]-known", "well"),
        ("([now]) so", "now"),
        ("group[*].", "*"),
        ("[“]We were", "“"),
        ("so[”, – said] Peskov", "”, – said"),
        ("[, and] so", ", and"),
        ("€[5]", "5"),
        ("a [👩\u200d🚀] b", "👩\u200d🚀"),
        ("🇩🇪[🇫🇷]", "🇫🇷"),
        ("no [🇩🇪]🇫🇷", "🇩🇪"),
        ("x[👍🏽]x", "👍🏽"),
        ("[...]", "..."),
    ],
)
def test_an_edge_stands_beside_every_sign(written: str, quote: str) -> None:
    """Punctuation and emoji part words, and can be quoted themselves."""
    assert_found(written, words(quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("👩\u200d🚀", "👩"),
        ("👩\u200d🚀", "🚀"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩"),
        ("🇩🇪🇫🇷", "🇪🇫"),
        ("🇩🇪", "🇩"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤"),
        ("xe\u0301", "xe"),
        ("हिन्दी", "हिन्द"),
        ("ไทยกำ", "ก"),
    ],
)
def test_a_match_never_splits_a_grapheme(text: str, quote: str) -> None:
    """Neither a joined emoji, a flag or a skin tone nor a letter and its mark come apart."""
    assert_orphan(text, words(quote))
    assert_orphan(text, words(quote, inside=text))
    assert_orphan(text, words(quote, after=text.removeprefix(quote)))
    assert_orphan(text, words(quote, before=text.removesuffix(quote)))


@pytest.mark.parametrize(
    ("script", "written", "quote"),
    [
        ("Arabic", "وصل [إدلب] والكتاب", "إدلب"),
        ("Hebrew", "אמר [פוטין] בסוצ'י", "פוטין"),
        ("Hebrew with points", "ה [יְרוּשָׁלַיִם] שם", "יְרוּשָׁלַיִם"),
        ("Turkish", "[İdlib]'de ışık", "İdlib"),
        ("Turkish dotless", "İdlib'de [ışık]", "ışık"),
        ("Russian", "сказал [Песков], Пескова", "Песков"),
        ("Hindi", "[हिन्दी] में, हिन्दीभाषी", "हिन्दी"),
        ("Tamil", "இது [தமிழ்] நாடு", "தமிழ்"),
        ("Thai", "ประเทศ[ไทย]และ", "ไทย"),
        ("Lao", "ປະເທດ[ລາວ]", "ລາວ"),
        ("Khmer", "ប្រទេស[កម្ពុជា]", "កម្ពុជា"),
        ("Chinese", "在[阿斯塔纳]进程", "阿斯塔纳"),
        ("Latin in Chinese", "在[Idlib]省", "Idlib"),
        ("Japanese", "[モスクワ]で", "モスクワ"),
        ("Korean", "[러시아] 와 러시아와", "러시아"),
        ("German", "[Fluß] und Flußbett", "Fluß"),
        ("German compound", "das [Flußbett] am Fluß", "Flußbett"),
        ("beyond the basic plane", "a [𠀋𠀌] b 𝔄", "𠀋𠀌"),
    ],
)
def test_words_of_any_script_are_found(script: str, written: str, quote: str) -> None:
    """Whole words where a script parts them by spaces, any graphemes where it does not."""
    assert_found(written, words(quote))


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("ال[كتاب] وكتاب", words("كتاب", inside="الكتاب")),
        ("ال[كتاب] وكتاب", words("كتاب", before="ال")),
        ("وال[كتاب]", words("كتاب", before="وال")),
        ("ב[ירושלים]", words("ירושלים", before="ב")),
        ("[러시아]와", words("러시아", after="와")),
        ("[İstanbul]lular", words("İstanbul", after="lular")),
        ("Ab[fluß]bett", words("fluß", inside="Abflußbett")),
        ("Ab[fluß]bett", words("fluß", before="Ab", after="bett")),
        ("in [mach]ines", words("mach", inside="in machines")),
        ("[mach]ines", words("mach", inside="machines")),
        ("mach[ines]", words("ines", inside="machines")),
    ],
)
def test_an_end_that_is_pinned_may_stand_inside_a_word(written: str, selector: Selector) -> None:
    """For clitics, suffixes and compounds: `in`, `before` and `after` make an edge of their own."""
    assert_found(written, selector)


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("ال كتابة", words("كتاب", before="ال")),
        ("الكتابة", words("كتاب", before="ال")),
        ("xالكتاب", words("كتاب", before="ال")),
        ("러시아와의", words("러시아", after="와")),
        ("the machines", words("ines", after="run")),
    ],
)
def test_an_end_that_is_not_pinned_stands_on_a_word_edge(text: str, selector: Selector) -> None:
    """`before` frees the start alone and `after` the end alone; their own outer ends stand on edges."""
    assert_orphan(text, selector)


# White space and folding


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("the [Syrian\nIdlib] is", "Syrian Idlib"),
        ("the [Syrian  \t Idlib] is", "Syrian Idlib"),
        ("the [Syrian Idlib] is", "Syrian\n      Idlib"),
        ("the [Syrian Idlib] is", "  Syrian Idlib\n"),
        ("the [Syrian\n\nIdlib]", "Syrian Idlib"),
    ],
)
def test_white_space_matches_any_run_of_it(written: str, quote: str) -> None:
    """A quote may be folded over lines, and so may the article; at the ends white space is dropped."""
    assert_found(written, words(quote))


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("the [President’s] Special", "President's"),
        ("the [President's] Special", "President’s"),
        ("[“We were”] –", '"We were"'),
        ("[«Мы были»] –", "„Мы были“"),
        ("[2017–2018]", "2017-2018"),
        ("[de\u2010escalation]", "de-escalation"),
        ("so [– said]", "- said"),
        ("so[… and on]", "... and on"),
        ("so[... and on]", "… and on"),
        ("[10\u00a0000] people", "10 000"),
        ("[10 000] people", "10\u202f000"),
        ("a [c\u3000d] b", "c d"),
        ("die [De\u00adeska\u00adla\u00adtion]", "Deeskalation"),
        ("die [Deeskalation]", "De\u00adeskalation"),
        ("die [Eskala\u00ad\ntion]", "Eskala tion"),
        ("Recep [Erdog\u0306an]", "Erdoğan"),
        ("Recep [Erdoğan]", "Erdog\u0306an"),
        ("[I\u0307dlib]'de", "İdlib"),
        ("[\u1112\u1161\u11ab\u1100\u116e\u11a8]", "한국"),
        ("[한국]", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("[か\u3099]き", "が"),
        ("a [b \u00ad c] d", "b c"),
        ("met [ה\u200fצה״ל]\u200e in", "הצה״ל"),
        ("met [ה\u200fצה״ל]\u200e in", 'הצה"ל'),
        ("[Is\u200btan\u2060bul]", "Istan\ufeffbul"),
        ("[بيت\u061cنا]", "بيتنا"),
        ("[בית־ספר]", "בית-ספר"),
        ("[Կ֊Պ]", "Կ-Պ"),
        ("[５－６＂]", '５-６"'),
        ("[צ׳ק]", "צ'ק"),
        ("[O＇s]", "O's"),
    ],
)
def test_what_looks_alike_is_found_folded(written: str, quote: str) -> None:
    """Signs, spaces, invisible characters and composition: found, and told; offsets are the article's."""
    assert_found(written, words(quote), "folded")


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("x e\u0301e\u0301 “a” … [Idlib] e\u0301", "Idlib"),
        ("\u00ad\u00ad \u00a0\u00a0 \n\n [Idlib]", "Idlib"),
        ("…… [Idlib] ……", "Idlib"),
        ("가\u11a8 [Idlib]", "Idlib"),
        ("\u00ad[Idlib]\u00ad", "Idlib"),
        ("\u200f[Idlib]\u200f", "Idlib"),
        ("to \u200b[Idlib\u200b] now", "Idlib"),
        ("\u2060[Idlib\u200b\u2060]\u00ad", "Idlib"),
        ("…[Idlib]…", "Idlib"),
        ("e\u0301 [👩\u200d🚀] e\u0301", "👩\u200d🚀"),
        ("\x00 \x1b\\[31m … [Idlib]", "Idlib"),
    ],
)
def test_offsets_are_those_of_the_article(written: str, quote: str) -> None:
    """Whatever changes its length when folded before a place, the place is counted in the article."""
    assert_found(written, words(quote))


def test_part_of_an_ellipsis_is_no_match() -> None:
    """One dot is not found inside the single character that stands for three."""
    assert_orphan("so… and", words("so."))
    assert_orphan("so… and", words("."))
    assert_orphan("so… and", words(".", inside="so… and"))
    assert_orphan("so… and", words("..", inside="so… and", nth=2))


def test_an_exact_place_is_preferred_to_a_folded_one() -> None:
    """The states come cheapest first: one place that fits character for character settles it."""
    assert_found("it’s and [it's] and it’s", words("it's"))
    assert_found("[a](1) it’s [it's](1)", words("a", "it's"))


def test_two_folded_places_are_ambiguous() -> None:
    """Without an exact place the folded ones are equally good."""
    assert_ambiguous("[it’s] and [it’s]", words("it's"))


# in


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("Dmitry Peskov; said [Peskov], so", words("Peskov", inside="said Peskov")),
        ("group[*]. * – banned", words("*", inside="group*")),
        ("said\n[Peskov] Peskov", words("Peskov", inside="said  Peskov")),
        ("mach: machines [mach]", words("mach", inside="machines mach")),
        ("a b x [a y b] b", words("a", to="b", inside="a y b b")),
        ("x a b. [a](1) c [b](1)", words("a", "b", inside="a c b")),
    ],
)
def test_in_names_a_passage_that_holds_the_words(written: str, selector: Selector) -> None:
    """The words are taken from the passage alone, on word edges if they stand on some."""
    assert_found(written, selector)


def test_in_holds_the_words_once() -> None:
    """Words that the passage holds twice, or a passage that occurs twice, are ambiguous."""
    assert_ambiguous("x [a][a]b a", words("a", inside="aab"))
    assert_ambiguous("x [a] b [a] y a", words("a", inside="a b a"))
    assert_ambiguous("said [Peskov], said [Peskov], Peskov", words("Peskov", inside="said Peskov"))


def test_a_place_in_two_passages_is_one_place() -> None:
    """Where the passages overlap, a place inside both counts once."""
    assert anchor("a a a", words("a", inside="a a", all=True)).places == (
        (Span(0, 1),),
        (Span(2, 3),),
        (Span(4, 5),),
    )


@pytest.mark.parametrize(
    "selector",
    [
        words("Peskov", inside="told Peskov"),
        words("Erdogan", inside="said Peskov"),
        words("Peskov said", inside="said Peskov"),
        words("Peskov", inside="said Peskov", before="told"),
        words("Peskov", inside="said Peskov", after="told"),
        words(" ", inside="said Peskov"),
        words(" ", inside="said Peskov", nth=1),
        words("\u00ad", inside="said Peskov", all=True),
        words("said", to=" ", inside="said Peskov"),
    ],
)
def test_words_that_their_passage_does_not_hold_are_an_orphan(selector: Selector) -> None:
    """Neither a passage that is missing nor words that it lacks, or that are none, give a place."""
    assert_orphan("Then said Peskov, and Erdogan", selector)


# before and after


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("Dmitry Peskov, said [Peskov].", words("Peskov", before="said")),
        ("Dmitry [Peskov], said Peskov.", words("Peskov", after=",")),
        ("Dmitry [Peskov], said Peskov.", words("Peskov", after=", said")),
        ("said [Peskov], said Peskov;", words("Peskov", before="said", after=",")),
        ("said\n[Peskov] Peskov", words("Peskov", before="said ")),
        ("said[: Peskov] Peskov", words(": Peskov", before="said")),
        ("(now [Nur-Sultan]) Nur-Sultan", words("Nur-Sultan", after=")")),
        ("the [“]President’s", words("“", before="the", after="President")),
        ("[Deputy] Sergei, Deputy Sedat", words("Deputy", after="Sergei")),
        ("x said [Peskov] y, said Peskov", words("Peskov", before="x said", after="y,")),
        ("a b [a](1) c [b](1)", words("a", "b", before="b")),
        ("[a](1) c [b](1) d. a b", words("a", "b", after="d")),
        ("[from b to] c. from d to", words("from", to="to", after="c")),
        ("x from b to. y [from c to]", words("from", to="to", before="y")),
    ],
)
def test_the_text_beside_the_words_pins_them(written: str, selector: Selector) -> None:
    """`before` belongs to the first words and `after` to the last; white space at the seam need not be written."""
    assert_found(written, selector)


@pytest.mark.parametrize(
    "selector",
    [
        words("Peskov", before="told"),
        words("Peskov", after="so"),
        words("Peskov", before="said", after=";"),
        words("Peskov", before="aid"),
    ],
)
def test_words_in_another_context_are_an_orphan(selector: Selector) -> None:
    """A context that does not stand there is not passed over."""
    assert_orphan("said Peskov, and", selector)


def test_context_is_folded_too() -> None:
    """Typographic signs in the context need not be typed."""
    text, places = marked("so”, – [Peskov]. Peskov").text, marked("so”, – [Peskov]. Peskov").places
    assert anchor(text, words("Peskov", before='so", -')).places == places


# nth


def test_nth_counts_places_from_one() -> None:
    """The places are counted in text order, exact and folded ones together."""
    written = "it's [it’s] it's"
    assert_found(written, words("it's", nth=2), "folded")
    assert_found("it's it’s [it's]", words("it's", nth=3))
    assert_orphan("it's it’s it's", words("it's", nth=4))


def test_nth_counts_within_a_context() -> None:
    """With `in`, `before` or `after` only the places with that context are counted, with `except` those left over."""
    assert_found("a x a [a] y", words("a", inside="a x a a", nth=3))
    assert_found("a the a, the [a]", words("a", before="the", nth=2))
    assert_found("Syrian a, a, [a]", words("a", excepted=(words("Syrian a"),), nth=2))
    assert_found("f a t f [f b t]", words("f", to="t", nth=3))


# all and except


def test_all_gathers_every_place() -> None:
    """One rule for all places, exact and folded, told as folded if any of them is."""
    assert_found("[Idlib], idlib, [Idlib]'s and Idlibs", words("Idlib", all=True))
    assert_found("[it's] and [it’s]", words("it's", all=True), "folded")


def test_all_gathers_places_that_overlap() -> None:
    """A place that begins inside another is a place as well."""
    assert anchor("aa aa aa", words("aa aa", all=True)).places == ((Span(0, 5),), (Span(3, 8),))


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("said [Peskov], Peskov, said [Peskov]", words("Peskov", before="said", all=True)),
        ("[Peskov], Peskov; [Peskov],", words("Peskov", after=",", all=True)),
        ("[a] x [a]. a. [a] x [a]", words("a", inside="a x a", all=True)),
        ("[from x to] [from to] from", words("from", to="to", all=True)),
        ("[a](1) b [c](1), [a](2) [c](2)", words("a", "c", all=True)),
        ("[a](1) b [c](1) c", words("a", "c", all=True)),
        ("[it’s](1) [on](1), [it's](2) [on](2)", words("it’s", "on", all=True)),
    ],
)
def test_all_gathers_every_place_with_its_context(written: str, selector: Selector) -> None:
    """With before, after or in: every place with that context; passages and pieces too."""
    state: State = "folded" if "’" in written else "exact"
    assert_found(written, selector, state)


@pytest.mark.parametrize(
    ("written", "excepted"),
    [
        ("[Idlib], Syrian Idlib, [Idlib]", words("Syrian Idlib")),
        ("[Idlib], Syrian Idlib, Syrian Idlib", words("Syrian Idlib")),
        ("Idlib town, [Idlib], Idlib town", words("Idlib town", all=True)),
        ("[Idlib], Idlib, [Idlib]", words("Idlib", nth=2)),
        ("[Idlib]. x Idlib, [Idlib]", words("Idlib", before="x")),
        ("[Idlib]. (in Idlib now). [Idlib]", words("(in", to="now)")),
        ("[Idlib]. in Idlib’s name. [Idlib]", words("in Idlib's name")),
        ("[Idlib], [Idlib]", words("Idlib city")),
    ],
)
def test_except_leaves_places_out(written: str, excepted: Selector) -> None:
    """Every place stays that lies inside no place of an `except` selector, whatever form that has."""
    assert_found(written, words("Idlib", all=True, excepted=(excepted,)))


def test_several_exceptions_are_all_left_out() -> None:
    """A place goes if it lies inside a place of any of them."""
    exceptions = (words("x Idlib"), words("Idlib", after="z"), words("y"))
    assert_found("x Idlib, y [Idlib], Idlib z, [Idlib]", words("Idlib", all=True, excepted=exceptions))


def test_a_place_that_only_overlaps_an_exception_stays() -> None:
    """What is left out lies wholly inside."""
    assert_found("[b c] d", words("b c", all=True, excepted=(words("c d"),)))


def test_an_exception_has_exceptions_of_its_own() -> None:
    """`except` inside an `except` leaves its places in."""
    all_but_y = words("a", all=True, excepted=(words("y a"),))
    assert_found("x a, y [a], z a", words("a", all=True, excepted=(all_but_y,)))


def test_except_makes_one_place_of_several() -> None:
    """Without `all` the words must stand at one place among those that are left."""
    assert_found("Syrian Idlib, [Idlib]", words("Idlib", excepted=(words("Syrian Idlib"),)))
    assert_ambiguous("Syrian Idlib, [Idlib], [Idlib]", words("Idlib", excepted=(words("Syrian Idlib"),)))


# from and to


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("[We were so far that\nto further escalate], said", words("We were", to="further escalate")),
        ("end. [start middle end], end", words("start", to="end")),
        ("[a b]", words("a", to="b")),
        ("a [from x a] a", words("from", to="a")),
        ("[“We were” – so]", words('"We were"', to="so")),
        ("[We were – “so”]", words("We were", to='"so"')),
    ],
)
def test_a_passage_ends_at_the_nearest_end_behind_its_start(written: str, selector: Selector) -> None:
    """From the place of `from` to the end of the nearest `to` after it."""
    assert_found(written, selector, "folded" if "“" in written else "exact")


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("end start", words("start", to="end")),
        ("start x", words("start", to="end")),
        ("the start", words("the start", to="start")),
        ("machines end", words("mach", to="end")),
    ],
)
def test_a_passage_without_an_end_is_an_orphan(text: str, selector: Selector) -> None:
    """`to` stands wholly behind `from`."""
    assert_orphan(text, selector)


def test_a_passage_with_two_starts_is_ambiguous() -> None:
    """`from` names one place, even where both would come to the same end."""
    assert_ambiguous("[start x [start y end]]", words("start", to="end"))


# Pieces


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("[Turkey](1) has not and [is ready](1)", words("Turkey", "is ready")),
        ("Turkey, [Turkey](1) and [is ready](1), is ready", words("Turkey", "is ready")),
        ("is ready, [Turkey](1), [is ready](1)", words("Turkey", "is ready")),
        ("[a](1) [b](1) [c](1)", words("a", "b", "c")),
        ("a b [a](1) [c](1)", words("a", "c")),
        ("[“a](1) x [b](1)", words('"a', "b")),
        ('“a b, ["a](1) x x [b](1)', words('"a', "b")),
        ("[a](1)[, b](1)", words("a", ", b")),
    ],
)
def test_pieces_are_taken_in_order_over_the_least_text(written: str, selector: Selector) -> None:
    """Of several ways to take the pieces in order the one that spans least text is meant; an exact way comes first."""
    is_folded = written.startswith("[“")
    assert_found(written, selector, "folded" if is_folded else "exact")


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("[a b], [a b]", words("a", "b")),
        ("a x b, [a b] b, [a b]", words("a", "b")),
        ("[a x b y c] [a x b y c]", words("a", "b", "c")),
    ],
)
def test_two_equally_short_ways_are_ambiguous(written: str, selector: Selector) -> None:
    """Nothing is chosen between two ways over as much text."""
    assert_ambiguous(written, selector)


def test_two_ways_between_the_same_ends_are_ambiguous() -> None:
    """A middle piece that may be either of two words is not chosen in silence."""
    found = anchor("a b b c", words("a", "b", "c"))
    assert found.state == "ambiguous"
    assert found.places == ()


@pytest.mark.parametrize("selector", [words("b", "a"), words("a", "x"), words("a", "a"), words("a b", "b c")])
def test_pieces_out_of_order_are_an_orphan(selector: Selector) -> None:
    """Pieces stand one behind the other and do not overlap."""
    assert_orphan("a b c", selector)


# States of a changed article


@pytest.mark.parametrize(
    ("selector", "state"),
    [
        (words("Idlib", nth=2), "moved"),
        (words("Idlib", all=True), "moved"),
        (words("it's", nth=1), "moved"),
        (words("it's", all=True), "moved"),
        (words("Idlib", excepted=(words("Idlib", nth=1),)), "moved"),
        (words("Syrian Idlib"), "exact"),
        (words("it's"), "folded"),
        (words("Idlib", excepted=(words("Syrian Idlib", all=True),)), "exact"),
        (words("Idlib"), "ambiguous"),
        (words("Idlib", nth=3), "orphan"),
        (words("Homs", all=True), "orphan"),
    ],
)
def test_what_is_counted_or_gathered_counts_as_moved_in_a_changed_article(selector: Selector, state: State) -> None:
    """Under a sum that no longer fits, `nth` and `all` are not taken at their word; other selectors are."""
    text = "Syrian Idlib, Idlib, it’s"
    (unchanged,), (changed,) = resolve(text, [selector]), resolve(text, [selector], is_changed=True)
    assert changed.state == state
    assert (changed.places, changed.candidates) == (unchanged.places, unchanged.candidates)
    assert unchanged.state != "moved"


def test_exact_tells_of_the_words_alone() -> None:
    """Contexts that are typed otherwise do not make the words folded."""
    for selector in (words("a", before='"'), words("a", after="'s"), words("a", inside="\"a's")):
        assert anchor("“a’s", selector).state == "exact"


# What an anchor tells beside its places


@pytest.mark.parametrize(
    ("selector", "counted"),
    [
        (words("Idlib", nth=1), 3),
        (words("Idlib", nth=7), 3),
        (words("Idlib", before="Syrian", nth=2), 1),
        (words("Idlib", excepted=(words("Syrian Idlib"),), nth=3), 2),
        (words("Homs", nth=1), 0),
        (words("Idlib", excepted=(words("Idlib"),), nth=1), 0),
        (words("Idlib", all=True, excepted=(words("Syrian Idlib"),)), None),
        (words("Idlib", all=True), None),
        (words("Homs"), None),
        (words("Idlib"), 3),
        (words("Idlib", to="Idlib"), 2),
    ],
)
def test_the_places_there_are_to_count_are_told(selector: Selector, counted: int | None) -> None:
    """So that one can say how many there are where the wanted one is missing or none is chosen."""
    assert anchor("Idlib, Syrian Idlib, Idlib", selector).counted == counted


@pytest.mark.parametrize(
    ("selector", "taken_out"),
    [
        (words("Idlib", all=True, excepted=(words("Idlib", all=True),)), 3),
        (words("Idlib", excepted=(words("Idlib"),)), 3),
        (words("Idlib", excepted=(words("Idlib"),), nth=1), 3),
        (words("Idlib", excepted=(words("Syrian Idlib"),), nth=3), 0),
        (words("Idlib", excepted=(words("Syrian Idlib"),), all=True), 0),
        (words("Homs", all=True, excepted=(words("Idlib"),)), 0),
        (words("Homs", nth=2), 0),
    ],
)
def test_how_many_places_are_all_taken_out_is_told(selector: Selector, taken_out: int) -> None:
    """So that one can say why words have no place that the article has; where some are left it is no matter."""
    assert anchor("Idlib, Syrian Idlib, Idlib", selector).taken_out == taken_out


def test_each_place_has_its_own_state() -> None:
    """A rule with one folded place is folded as a whole; its other places are exact all the same."""
    rule = words("it's", all=True)
    found = anchor("it’s, it's, it's", rule)
    assert found.state == "folded"
    assert [state for _, state in found.states_of_places()] == ["folded", "exact", "exact"]
    assert [place for place, _ in found.states_of_places()] == list(found.places)
    without_folded = words("it's", all=True, excepted=(words("so it's"),))
    assert anchor("so it’s, it's", without_folded) == Anchor("exact", ((Span(9, 13),),))
    both = resolve("it’s, it's", [rule], is_changed=True)[0]
    assert [state for _, state in both.states_of_places()] == ["moved", "moved"]


def test_pieces_between_the_same_ends_are_one_place() -> None:
    """With its state; other places of the rule keep theirs."""
    found = anchor("a b b c’s. a b c's", words("a", "b", "c's", all=True))
    assert [(place[-1].end, state) for place, state in found.states_of_places()] == [(9, "folded"), (18, "exact")]


def test_of_very_many_equal_places_the_first_are_told() -> None:
    """With the number of all of them; nobody reads thousands."""
    found = anchor("a " * 5000 + "b", words("a"))
    assert (len(found.candidates), found.counted) == (100, 5000)
    assert found.candidates[:2] == (Span(0, 1), Span(2, 3))


def test_exceptions_that_take_nothing_out_are_told() -> None:
    """Those are idle whose places hold none of the rule's, each for itself."""
    here, twice = words("Syrian Idlib"), words("Syrian Idlib", note="again")
    idle = words("Idlib is"), words("Homs"), words("Idlib", nth=9)
    selector = words("Idlib", all=True, excepted=(idle[0], here, idle[1], twice, idle[2]))
    assert anchor("Idlib, Syrian Idlib, Idlib", selector).idle == idle


def test_idle_exceptions_are_those_of_the_selector_that_asks() -> None:
    """Two rules that are written alike at different places each name their own."""
    rules = [Selector(("a",), all=True, excepted=(Selector(("x",), at=at),)) for at in (10, 20)]
    assert [found.idle[0].at for found in resolve("a a", rules)] == [10, 20]


# Work


def count_calls(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[int]:
    """A list of one number: how often the module's function has been called since."""
    calls, function = [0], getattr(module, name)

    def call(*arguments: object) -> object:
        calls[0] += 1
        return function(*arguments)

    monkeypatch.setattr(module, name, call)
    return calls


@pytest.mark.parametrize(
    "selectors",
    [
        [words("a", nth=number) for number in range(1, 2000)],
        [words("a", note=str(number)) for number in range(2000)],
        [words("a", all=True, note=str(number)) for number in range(2000)],
        [words("a", inside=f"a b{number}") for number in range(2000)],
        [words("a", before=f"b{number}") for number in range(2000)],
        [words("a", f"b{number}") for number in range(2000)],
        [words(f"b{number}", "a") for number in range(2000)],
        [words("a", nth=1, excepted=(words(f"b{number}"),)) for number in range(2000)],
        [words("a", all=True, excepted=(words(f"a b{number}"),)) for number in range(1, 2000)],
        [words("a", to=f"b{number}") for number in range(20)],
        [words("a", to=f"b{number}") for number in range(1981, 2001)],
        [words(f"b{number}", to="a") for number in range(2000)],
        [words(f"a b{number}") for number in range(2000)],
        [words(f"a b{number} a b{number + 1}") for number in range(2000)],
    ],
    ids=[
        "nth",
        "notes",
        "all",
        "in",
        "before",
        "first piece",
        "last piece",
        "except",
        "all but one",
        "to",
        "to far",
        "from",
        "alike",
        "longer",
    ],
)
def test_many_selectors_go_through_the_places_of_a_word_once(
    monkeypatch: pytest.MonkeyPatch, selectors: list[Selector]
) -> None:
    """Two thousand selectors with a word that stands two thousand times: places are not looked at for each of them."""
    text = " ".join(f"a b{number}" for number in range(2001))
    edges = count_calls(monkeypatch, matching, "is_word_edge")
    made = count_calls(monkeypatch, candidates, "Candidate")
    resolve(text, selectors)
    assert edges[0] < 10 * 2000
    assert made[0] < 5 * 2000


def test_a_passage_at_many_places_is_gone_through_once_for_words_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that are not in their passage are not looked for at its places."""
    compared = count_calls(monkeypatch, matching, "squeeze")
    found = resolve("a b " * 500, [words(f"x{number}", inside="a b") for number in range(500)])
    assert {one.state for one in found} == {"orphan"}
    assert compared[0] < 5 * 500
