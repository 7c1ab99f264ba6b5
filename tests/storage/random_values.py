"""Values for random edits: texts, words of an article, keys, ids and dates that YAML makes hard."""

from __future__ import annotations

from random import Random

TEXTS = [
    *("no", "yes", "on", "Off", "y", "N", "true", "null", "~", "<<", "=", ".inf", ".NaN", "-.5", "+1", "0o17"),
    *("0x1F", "12:30", "1:2:3", "010", "1_000", "1,000", "1e3", "2018", "2020-02-19", "2020-02-19 10:00:00"),
    *("0b11", "190:20:30", "#", "# x", "a #b", "a# b", " #", "x #", "a: b", "a:b", "a:", ": ", ":", ":a", "::"),
    *("a : b", "?", "? a", "?a", "-", "- a", "-a", "--", "---", "--- a", "...", "... a", "%YAML 1.1", "%"),
    *("%a", "@", "@a", "`", "`a`", "*", "*a", "* a", "&a", "&", "!", "!a", "!!str a", "|", "|-", "| a", ">"),
    *(">+", "> a", "'", "''", "'a'", "it's", '"', '""', '"a"', 'he said "no"', "\"'", "'\"", "\\", "\\n"),
    *("a\\", "\\x", "C:\\new", "\"a\" and 'b'", "[", "]", "[a", "a]", "[a]", "[[x]]", "{", "}", "{a: b}", "{}"),
    *("[]", ",", ", ", "a,b", "a, b", "a,", ",a", "}, x", "a\nb", "\n", "\na", "a\n", "a\n\nb", "a\n b"),
    *(" a\nb ", "a\r\nb", "a\rb", "\r", "\t", "\ta", "a\t", "a\tb", "\t#", " ", "  ", " a", "a ", "  a  b  "),
    *("\xa0a", "a\xa0", "\u3000", "\u200b", "\u2003a", "\x00", "a\x00b", "\x07", "\x1b[31m", "\x1b]0;x\x07"),
    *("\x7f", "\x85", "a\x85b", "\x85a", "\x9b", "\x0b", "\x0c", "\x1f", "\u2028", "a\u2028b", "\u2029"),
    *("a\u2029", "\ufeff", "\ufeffa", "a\ufeffb", "\ufffe", "\uffff", "�", "\u202ea", "é", "e\u0301"),
    *("\u0301a", "ß", "Ё", "Ан-26", "إدلب", "قال: لا"),
    *("\u200fإدلب\u200e", "伊德利卜", "「停火」：不", "イドリブ", "😀"),
    *("👩\u200d🚀", "🇸🇾", "a😀: b", "👍🏽", "𐍈", "𝄞", "\U0010ffff", "\ue000", "“quoted”", "’", "…", "–", "— no"),
    *("№ 3", "«нет»", "‘a’", "unit #3", "C# is # not", "He said: no", "#Idlib", "- #Idlib", "a - b", "- - a"),
    *("a ? b", "key: [x", "key: {x", "key: 'x", 'key: "x', "key: |", "key: &x", "x: y: z", "a:\tb", "a\t#b"),
]
"""What YAML gives another meaning, what it can't hold unescaped, what is wide, joined, turned round or unseen."""

PIECES = [
    *("Idlib", "said Peskov", "the Turkish side", "more than a dozen", "Erdogan", "in 2018", "$5.7 million"),
    *("100%", "militants", "’s", "demilitarised", "Sochi", "“ceased to be satisfied”", "a", "", " ", "\n"),
    *(", ", ": ", " #", "- "),
]
"""What longer texts are put together from, between the ones above."""

SLUGS = [
    *("no", "on", "y", "yes", "null", "true", "off", "010", "12", "2018", "1e3", "0x1f", "2020-02-19", "1-2"),
    *("0b1", "nan", "a", "peskov", "sochi-talks", "x-1", "é", "ß", "идлиб", "ан-26", "إدلب", "伊德利卜", "イドリブ"),
    *("नई-दिल\u094dली", "note", "type"),
]
"""Ids: words that mean something to YAML or to the format, letters of many scripts."""

KEYS = [
    *("units", "killed", "killed and wounded", "no", "y", "12", "2018", "1.5", "null", "~", "<<", "=", "a: b"),
    *("a:", "#", "a #b", "- a", "-", "? a", "?", "*a", "&a", "!a", "|", ">", "'a'", '"', "a, b", "[a]", "{a}"),
    *("%", "@", "`", "\\", " a", "a ", "танки", "دبابات", "坦克", "😀", "e\u0301", "\ufeff", "\u2028", "\x85"),
    *("\t", "a\nb", "\x1b", "name", "type"),
]
"""Keys of a person's own: what was counted, roles that the tagset does not have."""

DATES = [
    *("2018", "2018-09", "2018-09-05", "2018?", "2018-09~", "2018-09-05%", "201X", "20XX", "2018-XX"),
    *("2018-XX-05", "2018-21", "2018/2020", "2018/..", "../2018", "/2018", "2018-09/", "2020-02-17/2020-02-18"),
    *("2020-02-19T14:00", "2020-02-19T14:00:00Z", "2020-02-19T14:00:00+03:00", "[2018,2020]", "[..2020-02-19]"),
    *("[2018..]", "{2018,2019}", "{2018..2020-01}", "Y17000", "-0043", "0000", "2004-06~/2004-08~"),
    *("?2018-?09", "[2018-09,2018-11,2019]"),
]
"""EDTF that looks like numbers, dates, lists and mappings to YAML, and some that looks like nothing else."""


def a_text(random: Random) -> str:
    """A text, never empty; some thousandth of them is long."""
    if random.random() < 0.001:
        return random.choice(("x" * 10_000, "words and " * 1_000, "a: b # c\n" * 1_200, "長い文" * 3_400))
    if random.random() < 0.5:
        return random.choice(TEXTS)
    count = random.choice((1, 1, 2, 3, 8))
    made = "".join(f"{random.choice(PIECES)}{random.choice(TEXTS)}" for _ in range(count))
    return made if random.random() < 0.7 else f"{made}{random.choice(PIECES)}"


def some_words(random: Random) -> str:
    """Words of an article: a text that is not only white space."""
    words = random.choice(PIECES) if random.random() < 0.4 else a_text(random)
    return words if words.strip() else f"Idlib{words}"


def a_slug(random: Random) -> str:
    """An id: letters, digits, and hyphens between them."""
    slug = random.choice(SLUGS)
    return slug if random.random() < 0.5 else f"{slug}-{random.randrange(1000)}"


def a_key(random: Random) -> str:
    """A key that no list of words has."""
    return random.choice(KEYS)


def a_date(random: Random) -> str:
    """A date in EDTF."""
    return random.choice(DATES)
