"""Quotations around an offset."""

from __future__ import annotations

import pytest

from core.units import every, pointed, unit_of
from idlib_reader.core.paragraphs import REACH
from idlib_reader.core.quotations import quotation_at


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('He said "ye|s" and "no".', 'He said "[yes]" and "no".'),
        ('He said |"yes".', 'He said "[yes]".'),
        ('He said "yes|".', 'He said "[yes]".'),
        ('He said "yes"|.', 'He said "yes".'),
        ('He said "yes" a|nd "no".', 'He said "yes" and "no".'),
        ("“Don’t |go”", "“[Don’t go]”"),
        ("“He said ‘g|o’ twice”", "“He said ‘[go]’ twice”"),
        ("“He said ‘go’ tw|ice”", "“[He said ‘go’ twice]”"),
        ("“ We |go ”", "“ [We go] ”"),
        ("'The workers' |own", "'The workers' own"),
        ("'Don't g|o', he said", "'[Don't go]', he said"),
        ("Workers' r|ights' day", "Workers' rights' day"),
        ("The '90s a|nd the workers' day", "The '90s and the workers' day"),
        ("„Er sagte: ‚g|eh‘.“", "„Er sagte: ‚[geh]‘.“"),
        ("„Er s|agte“, dann “nein”", "„[Er sagte]“, dann “nein”"),
        ("»Wi|r« und »ihr«", "»[Wir]« und »ihr«"),
        ("»Wir« u|nd »ihr«", "»Wir« und »ihr«"),
        ("«Газета «Из|вестия» пишет»", "«Газета «[Известия]» пишет»"),
        ("« Bonj|our. »", "« [Bonjour.] »"),
        ("”J|a” sa han", "”[Ja]” sa han"),
        ('قال "نع|م" و"لا"', 'قال "[نعم]" و"لا"'),
        ('قال "نعم" و"ل|ا"', 'قال "نعم" و"[لا]"'),
        ('צה"ל אמר "כ|ן"', 'צה"ל אמר "[כן]"'),
        ('צה"ל א|מר "כן"', 'צה"ל אמר "כן"'),
        ('צה"ל אמר "כן" |ותע"ש', 'צה"ל אמר "כן" ותע"ש'),
        ("'One ' t|wo', he said", "'[One ' two]', he said"),
        ("“Ye|s ”and", "“[Yes] ”and"),
        ("「東『|京』都」", "「東『[京]』都」"),
        ("「東『京』|都」", "「[東『京』都]」"),
        ("「東『京』都|」", "「[東『京』都]」"),
        ('他说："你|好"然后', '他说："[你好]"然后'),
        ('他说："你好"然|后', '他说："你好"然后'),
        ("他说“不‘|行’吗”", "他说“不‘[行]’吗”"),
        ('"👩\u200d🚀 e|\u0301"', '"[👩\u200d🚀 e\u0301]"'),
        ('"|"', '""'),
        ("|", ""),
    ],
)
def test_the_quotation_around_an_offset(written: str, expected: str) -> None:
    """The words between the innermost marks, in the pairs of many languages; an apostrophe is none."""
    assert unit_of(quotation_at, written) == expected


def test_straight_marks_pair_up_within_a_paragraph() -> None:
    """One that is forgotten does no harm to the next paragraph; typographic ones may stand further apart."""
    assert quotation_at('A "b c.\n\nD e" f', 9) is None
    assert unit_of(quotation_at, 'A "b.\n\nC "|d" e') == 'A "b.\n\nC "[d]" e'
    assert unit_of(quotation_at, "«A.\n\n|B.» C") == "«[A.\n\nB.]» C"


def test_a_quotation_of_several_paragraphs_opens_each_anew() -> None:
    """As it is written in English: each paragraph is one, the last alone is closed."""
    assert every(quotation_at, "“One.\n\n“Two.\n \n“Three.” four") == ["One.", "Two.", "Three."]
    lines = '"One.\n"Two." three'
    assert every(lambda text, offset: quotation_at(text, offset, is_spaced=True), lines) == ["One.", "Two."]


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_quotation_beyond_the_reach_is_cut(marks: str) -> None:
    """At a word near there; a mark within reach is kept to."""
    text = f"{'word ' * 10000}{marks[0]}{'said ' * 10000}said{marks[1]} {'word ' * 10000}"
    opening, closing = text.index(marks[0]), text.rindex(marks[1])
    middle = quotation_at(text, (opening + closing) // 2)
    early, late = quotation_at(text, opening + 100), quotation_at(text, closing - 100)
    assert early is not None
    assert late is not None
    assert middle is None
    assert early.start == opening + 1
    assert late.end == closing
    for cut in (early, late):
        assert REACH < cut.end - cut.start < REACH + 200
        assert set(text[cut.start : cut.end].split()) == {"said"}


@pytest.mark.parametrize(
    "written",
    [
        "{long}{long}\n\ny|es” it is",
        "“yes\n\n{long} |{long}{long}",
        "{long} of |workers’ rights",
        "{long}{long} of |workers’ rights",
        "‘of |workers {long}{long}",
        "{long}{long}|\n\n“",
    ],
)
def test_what_may_be_a_slip_is_no_quotation(written: str) -> None:
    """Beyond the reach only a mark of the same paragraph is taken on trust, and none that may be an apostrophe."""
    assert quotation_at(*pointed(written.format(long="word " * 2500))) is None
